package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local" // where textio writes
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/textio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/transforms/stats"
	"github.com/workcomp-go/workcomp/classify"
)

func init() {
	register.DoFn3x1[context.Context, int, func(string, int64), error](&decideFn{})
	register.Function2x1(line)
	register.Emitter2[string, int64]()
}

// decideFn compares the employers of a row group. What it is made of goes to the workers as JSON:
// the texts of the policies, not the policies.
type decideFn struct {
	File, Dir     string
	Before, After string

	book *book
	c    *Comparison
}

// Setup reads the policies, once for a worker.
func (f *decideFn) Setup() error {
	before, err := classify.ParsePolicy("before", []byte(f.Before))
	if err != nil {
		return err
	}
	after, err := classify.ParsePolicy("after", []byte(f.After))
	if err != nil {
		return err
	}
	if f.c, err = NewComparison(before, after); err != nil {
		return err
	}
	f.book, err = openBook(f.File)
	return err
}

// Teardown closes the book.
func (f *decideFn) Teardown() error {
	if f.book == nil {
		return nil
	}
	return f.book.file.Close()
}

// ProcessElement emits the counts of a row group. Who changes and the dead letters are files under
// its number: a bundle that is tried again writes the same ones.
func (f *decideFn) ProcessElement(ctx context.Context, group int, emit func(string, int64)) error {
	part, err := f.book.decideGroup(f.c, group)
	if err != nil {
		return err
	}
	for k, n := range part.Matrix {
		emit(k[0]+" "+k[1], n)
	}
	emit("dead", int64(len(part.Dead)))
	beam.NewCounter("book", "employers").Inc(ctx, f.book.RowGroups()[group].NumRows())
	return writePart(f.Dir, group, part)
}

// line writes a count.
func line(key string, n int64) string { return fmt.Sprintf("%s %d", key, n) }

// Beam compares a book as a pipeline of Apache Beam, on prism: its local runner, within this
// process. Another runner takes the same pipeline.
func Beam(ctx context.Context, file, dir string, before, after *classify.Policy) (Matrix, int64, error) {
	if !beam.Initialized() { // a program for a cluster does it in main, after its flags, and is the worker too
		beam.Init()
	}
	b, err := openBook(file)
	if err != nil {
		return nil, 0, err
	}
	groups := make([]int, len(b.RowGroups()))
	for i := range groups {
		groups[i] = i
	}
	if err := b.file.Close(); err != nil {
		return nil, 0, err
	}
	counts := filepath.Join(dir, "counts.txt")
	p, s := beam.NewPipelineWithRoot()
	each := beam.Reshuffle(s, beam.CreateList(s, groups))
	counted := beam.ParDo(s, &decideFn{File: file, Dir: dir, Before: before.Text(), After: after.Text()}, each)
	textio.Write(s, counts, beam.ParDo(s, line, stats.SumPerKey(s, counted)))
	if _, err := prism.Execute(ctx, p); err != nil {
		return nil, 0, err
	}
	return readCounts(counts)
}

func readCounts(file string) (Matrix, int64, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	matrix, dead := Matrix{}, int64(0)
	for s := bufio.NewScanner(f); s.Scan(); {
		words := strings.Fields(s.Text())
		var n int64
		if _, err := fmt.Sscan(words[len(words)-1], &n); err != nil {
			return nil, 0, err
		}
		if words[0] == "dead" {
			dead = n
		} else {
			matrix[[2]string{words[0], words[1]}] = n
		}
	}
	return matrix, dead, nil
}
