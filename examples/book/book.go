package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"

	"github.com/parquet-go/parquet-go"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
)

// An Employer is a row of the book. Amounts are decimals, kept as whole numbers of their last
// place.
type Employer struct {
	ID               int64  `parquet:"id"`
	ThreeYearPremium *int64 `parquet:"three_year_premium,optional,decimal(2:18)"` // dollars; absent: not known
	EMF              *int64 `parquet:"emf,optional,decimal(2:18)"`
}

// A Changed is an employer whom the two policies put in different levels, with the reasons.
type Changed struct {
	ID     int64  `parquet:"id"`
	Before string `parquet:"before"`
	After  string `parquet:"after"`
	Was    string `parquet:"was"` // the findings of each policy
	Is     string `parquet:"is"`
}

// A Dead is an employer for whom a policy has no answer.
type Dead struct {
	ID    int64  `parquet:"id"`
	Error string `parquet:"error"`
}

// facts are the columns of the book, in the order of the policies.
var facts = []string{"three_year_premium", "emf"}

// A Matrix counts employers by their levels before and after.
type Matrix map[[2]string]int64

func (m Matrix) add(n Matrix) {
	for k, v := range n {
		m[k] += v
	}
}

func (m Matrix) total() (n int64) {
	for _, v := range m {
		n += v
	}
	return n
}

// String writes the matrix as a table: a line for each change.
func (m Matrix) String() string {
	var s string
	order := func(a, b [2]string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) }
	for _, k := range slices.SortedFunc(maps.Keys(m), order) {
		s += fmt.Sprintf("%-8s -> %-8s %12d\n", k[0], k[1], m[k])
	}
	return s
}

// A Comparison decides employers by two policies.
type Comparison struct {
	before, after   *classify.Policy
	first, second   *classify.Batch
	levels, others  []string // of a batch, used again
	premium, factor []decimal.Decimal
}

// rowsAtOnce is how many employers are decided in one call.
const rowsAtOnce = 8192

// NewComparison prepares two policies over the facts of the book. It is of one goroutine.
func NewComparison(before, after *classify.Policy) (*Comparison, error) {
	c := &Comparison{before: before, after: after, levels: make([]string, rowsAtOnce), others: make([]string, rowsAtOnce)}
	for _, p := range []struct {
		policy *classify.Policy
		batch  **classify.Batch
	}{{before, &c.first}, {after, &c.second}} {
		var names []string
		for _, f := range p.policy.Facts() {
			names = append(names, f.Name)
		}
		if !slices.Equal(names, facts) {
			return nil, &rule.InputError{Field: "facts", Value: fmt.Sprint(names), Expected: fmt.Sprint(facts, ", the columns of the book")}
		}
		var err error
		if *p.batch, err = p.policy.Batch(); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// A Part is what came of some employers.
type Part struct {
	Matrix  Matrix
	Changed []Changed
	Dead    []Dead
}

// Decide compares at most rowsAtOnce employers. Only those who change are explained; those
// for whom there is no answer are dead letters, and the others go on.
func (c *Comparison) Decide(employers []Employer) (Part, error) {
	part := Part{Matrix: Matrix{}}
	premium, factor := c.premium[:0], c.factor[:0]
	for _, e := range employers {
		premium, factor = append(premium, amount(e.ThreeYearPremium)), append(factor, amount(e.EMF))
	}
	c.premium, c.factor = premium, factor
	for from := 0; from < len(employers); {
		n, err := c.first.Levels(c.levels[from:len(employers)], premium[from:], factor[from:])
		to := from + n
		m, other := c.second.Levels(c.others[from:to], premium[from:to], factor[from:to])
		if other != nil {
			to, err = from+m, other
		}
		for i := from; i < to; i++ {
			part.Matrix[[2]string{c.levels[i], c.others[i]}]++
			if c.levels[i] == c.others[i] {
				continue
			}
			was, is, err := c.explain(premium[i], factor[i])
			if err != nil {
				return part, fmt.Errorf("employer %d: %w", employers[i].ID, err)
			}
			part.Changed = append(part.Changed, Changed{employers[i].ID, c.levels[i], c.others[i], was, is})
		}
		if from = to; err != nil {
			var input *rule.InputError
			if !errors.As(err, &input) {
				return part, err
			}
			part.Dead = append(part.Dead, Dead{employers[from].ID, err.Error()})
			from++
		}
	}
	return part, nil
}

// explain gives the findings of an employer under both policies.
func (c *Comparison) explain(premium, factor decimal.Decimal) (was, is string, err error) {
	f := rule.Facts{facts[0]: premium, facts[1]: factor}
	before, err := c.before.Level(f)
	if err != nil {
		return "", "", err
	}
	after, err := c.after.Level(f)
	return before.String(), after.String(), err
}

// amount is a number with two places; a missing one stays missing.
func amount(cents *int64) decimal.Decimal {
	if cents == nil {
		return decimal.Decimal{}
	}
	return decimal.New(*cents, -2)
}

// Make writes a book of n employers, the same each time: one in a thousand without a factor or
// with a premium below zero.
func Make(file string, n int) error {
	return write(file, func(w *parquet.GenericWriter[Employer]) error {
		r := rand.New(rand.NewPCG(85, 23))
		rows := make([]Employer, 0, rowsAtOnce)
		for id := 1; id <= n; id++ {
			premium, factor := int64(r.ExpFloat64()*2_500_000), 40+r.Int64N(180)
			e := Employer{ID: int64(id), ThreeYearPremium: &premium, EMF: &factor}
			switch r.IntN(2000) {
			case 0:
				e.EMF = nil
			case 1:
				premium = -premium - 1
			}
			if rows = append(rows, e); len(rows) == cap(rows) || id == n {
				if _, err := w.Write(rows); err != nil {
					return err
				}
				rows = rows[:0]
			}
		}
		return nil
	}, parquet.MaxRowsPerRowGroup(1<<17))
}

// write writes a Parquet file whole, or none.
func write[T any](file string, rows func(w *parquet.GenericWriter[T]) error, options ...parquet.WriterOption) (err error) {
	f, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // when it was not renamed
	w := parquet.NewGenericWriter[T](f, append(options, parquet.Compression(&parquet.Snappy))...)
	if err := rows(w); err != nil {
		f.Close()
		return err
	}
	if err := errors.Join(w.Close(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), file)
}

// writePart writes what came of a row group, under its number: done twice, the same files.
func writePart(dir string, group int, part Part) error {
	return errors.Join(
		write(filepath.Join(dir, fmt.Sprintf("changed-%05d.parquet", group)), func(w *parquet.GenericWriter[Changed]) error {
			_, err := w.Write(part.Changed)
			return err
		}),
		write(filepath.Join(dir, fmt.Sprintf("dead-%05d.parquet", group)), func(w *parquet.GenericWriter[Dead]) error {
			_, err := w.Write(part.Dead)
			return err
		}))
}

// A book is an open Parquet file.
type book struct {
	*parquet.File
	file *os.File
}

func openBook(name string) (*book, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, err
	}
	p, err := parquet.OpenFile(f, info.Size())
	if err != nil {
		f.Close()
		return nil, err
	}
	return &book{p, f}, nil
}

// decideGroup compares the employers of a row group.
func (b *book) decideGroup(c *Comparison, group int) (Part, error) {
	whole := Part{Matrix: Matrix{}}
	r := parquet.NewGenericRowGroupReader[Employer](b.RowGroups()[group])
	defer r.Close()
	for rows := make([]Employer, rowsAtOnce); ; {
		n, end := r.Read(rows)
		if end != nil && end != io.EOF {
			return whole, end
		}
		part, err := c.Decide(rows[:n])
		if err != nil {
			return whole, err
		}
		whole.Matrix.add(part.Matrix)
		whole.Changed, whole.Dead = append(whole.Changed, part.Changed...), append(whole.Dead, part.Dead...)
		if end == io.EOF {
			return whole, nil
		}
	}
}
