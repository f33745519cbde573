package rule

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// faults are the messages of a table's faults, one to a line.
func faults(t *testing.T, err error) string {
	t.Helper()
	var f TableFaults
	if err != nil && !errors.As(err, &f) {
		t.Fatalf("got %T: %v", err, err)
	}
	lines := make([]string, len(f))
	for i := range f {
		lines[i] = f[i].Text
	}
	return strings.Join(lines, "\n")
}

func rows(conditions ...string) []Row[int] {
	cases := make([]Row[int], len(conditions))
	for i, c := range conditions {
		cases[i] = Row[int]{If: c, Then: i, Cite: "x"}
	}
	return cases
}

// intervals draws conditions on emf and periods: each a box of intervals.
func intervals() *rapid.Generator[string] {
	bound := func(name string, values ...string) *rapid.Generator[string] {
		return rapid.Custom(func(t *rapid.T) string {
			v := rapid.SampledFrom(values)
			switch rapid.IntRange(0, 4).Draw(t, "form") {
			case 0:
				return "true"
			case 1:
				return name + rapid.SampledFrom([]string{" < ", " <= ", " > ", " >= ", " == ", " != "}).Draw(t, "op") + v.Draw(t, "v")
			case 2:
				return v.Draw(t, "v") + rapid.SampledFrom([]string{" < ", " <= ", " > ", " >= "}).Draw(t, "op") + name
			case 3:
				return name + " in [" + v.Draw(t, "v") + ", " + v.Draw(t, "w") + "]"
			}
			return name + " >= " + v.Draw(t, "low") + " and " + name + rapid.SampledFrom([]string{" < ", " <= "}).Draw(t, "op") + v.Draw(t, "high")
		})
	}
	return rapid.Custom(func(t *rapid.T) string {
		a, b := bound("emf", "-1", "0", "1.5", "2").Draw(t, "emf"), bound("periods", "-1", "0", "1", "2.5").Draw(t, "periods")
		return "(" + a + ")" + rapid.SampledFrom([]string{" and ", " and ", " and ", " or "}).Draw(t, "join") + "(" + b + ")"
	})
}

// samples is a grid finer than every constant of intervals.
func samples() []*review {
	var all []*review
	for emf := int64(-8); emf <= 12; emf++ {
		for periods := -3; periods <= 5; periods++ {
			all = append(all, &review{EMF: decimal.New(emf*25, -2), Periods: periods})
		}
	}
	return all
}

// whole reports what the analysis of a table should find, by asking each row
// at every sample.
func whole(conditions []*Condition[review], f *review) (holds []int) {
	for i, c := range conditions {
		if yes, err := c.Holds(f); err == nil && yes {
			holds = append(holds, i)
		}
	}
	return holds
}

func TestNewTableFindsWhatAFineGridFinds(t *testing.T) {
	all := samples()
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(intervals(), 1, 5).Draw(t, "rows")
		hit := rapid.SampledFrom([]HitPolicy{First, Unique}).Draw(t, "hit")
		var conditions []*Condition[review]
		for _, text := range texts {
			conditions = append(conditions, MustCompile[review](text))
		}
		want := map[string]bool{}
		alive := map[int]bool{}
		for _, f := range all {
			holds := whole(conditions, f)
			if len(holds) == 0 {
				want["gap"] = true
				continue
			}
			alive[holds[0]] = true
			for i := range holds {
				for _, j := range holds[i+1:] {
					if hit == Unique {
						alive[j] = true
						want[fmt.Sprint("overlap ", holds[i], " ", j)] = true
					}
				}
			}
		}
		for i := range texts {
			if !alive[i] {
				want[fmt.Sprint("dead ", i)] = true
			}
		}
		table, err := NewTable[review]("t", hit, rows(texts...)...)
		got := map[string]bool{}
		var found TableFaults
		errors.As(err, &found)
		for _, f := range found {
			switch f.Code {
			case DeadRow:
				got[fmt.Sprint("dead ", f.Rows[0])] = true
			case Gap:
				got["gap"] = true
			case Overlap:
				got[fmt.Sprint("overlap ", f.Rows[0], " ", f.Rows[1])] = true
			}
			for _, r := range f.Regions {
				checkExample(t, conditions, f, r)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s\n%v", diff, err)
		}
		if err != nil {
			return
		}
		for _, f := range all {
			v, err := table.Decide(f)
			d, explained := table.Explain(f)
			if err != nil || explained != nil || v != d.Value || v != whole(conditions, f)[0] || len(d.Findings) != v+1 {
				t.Fatalf("at %v, %v: %v, %v and %v, %v", f.EMF, f.Periods, v, err, d, explained)
			}
		}
	})
}

// checkExample asks the rows at the example of a region.
func checkExample(t *rapid.T, conditions []*Condition[review], fault TableFault, r Region) {
	f := &review{EMF: dec("0"), Periods: 0}
	for _, fact := range r.Example {
		if fact.Name == "emf" {
			f.EMF = dec(fact.Value.String())
		} else {
			f.Periods = int(dec(fact.Value.String()).IntPart())
		}
	}
	holds := whole(conditions, f)
	if fault.Code == Gap && len(holds) > 0 || fault.Code == Overlap && (!slices.Contains(holds, fault.Rows[0]) || !slices.Contains(holds, fault.Rows[1])) {
		t.Fatalf("%s: at its example rows %v hold", fault.Text, holds)
	}
}

// Of a table whose first row that holds answers, a second one that holds is no fault.
func TestTableDecide_ofRowsThatAreNotAnalysed(t *testing.T) {
	f := &review{EMF: dec("6.3"), Periods: 7}
	for hit, want := range map[HitPolicy]string{First: "", Unique: "t: a case for which rows 1 and 2 both hold is not valid, expected facts for which one row holds"} {
		table, err := NewTable[review]("t", hit, rows("emf > 5", "periods == 7 and abs(emf) > 6 and emf < 6.5 or emf < -5", "abs(emf) <= 5")...)
		if err != nil || len(table.NotAnalysed()) == 0 {
			t.Fatalf("%s: got %v, %v", hit, table.NotAnalysed(), err)
		}
		row, err := table.Decide(f)
		d, explained := table.Explain(f)
		if want == "" && (row != 0 || err != nil || d.Value != 0 || explained != nil) {
			t.Errorf("%s: got %d, %v and %v, %v", hit, row, err, d, explained)
		}
		if want != "" && (err == nil || err.Error() != want || explained == nil || explained.Error() != want) {
			t.Errorf("%s: got %v and %v", hit, err, explained)
		}
	}
}

// Where the analysis cannot tell whether two rows of a unique table hold at once, or
// none does, the table is built and says so, and the facts of a case show it.
func TestTable_NotAnalysed(t *testing.T) {
	table, err := NewTable[review]("t", Unique, rows("emf > 5", "abs(emf) <= 5", "periods == 7 and abs(emf) > 6 and emf < 6.5 or emf < -5")...)
	if err != nil {
		t.Fatal(err)
	}
	if open := table.NotAnalysed(); len(open) != 4 || !strings.HasPrefix(open[1], "not analysed: it may be that rows 1 and 2 both hold when") {
		t.Errorf("got %q", open)
	}
	if open := tiers(t).NotAnalysed(); open != nil {
		t.Errorf("got %q", open)
	}
	if open := (*Table[review, int])(nil).NotAnalysed(); open != nil {
		t.Errorf("got %q", open)
	}
	for _, c := range []struct {
		emf     string
		periods int
		want    int
		err     string
	}{{"5.5", 7, 0, ""}, {"-3", 7, 1, ""}, {"6.3", 7, 0, "t: a case for which rows 1 and 3 both hold is not valid, expected facts for which one row holds"}} {
		f := &review{EMF: dec(c.emf), Periods: c.periods}
		v, err := table.Decide(f)
		d, explained := table.Explain(f)
		for _, err := range []error{err, explained} {
			if (err == nil) != (c.err == "") || err != nil && err.Error() != c.err {
				t.Errorf("%s: got %v", c.emf, err)
			}
		}
		if c.err == "" && (v != c.want || d.Value != c.want) {
			t.Errorf("%s: got %d, %d", c.emf, v, d.Value)
		}
	}
	open, err := NewTable[review]("t", Unique, rows("emf > 5", "abs(emf) <= 5", "abs(emf) > 7 and div(1, periods, 2, \"up\") > 9")...)
	if err == nil {
		_, err = open.Decide(&review{EMF: dec("8")})
	}
	wantInput(t, "a row that has no answer", err, "divisor", "")
}
