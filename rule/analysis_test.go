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

func rows(conditions ...string) []Case[int] {
	cases := make([]Case[int], len(conditions))
	for i, c := range conditions {
		cases[i] = Case[int]{If: c, Then: i, Cite: "x"}
	}
	return cases
}

func TestGapsOverlapsAndDeadRowsAreFoundAsRegions(t *testing.T) {
	for _, c := range []struct {
		hit  Hit
		rows []string
		want string
	}{
		{First, nil, "no row answers when the facts are any at all; a last row without a condition would"},
		{First, []string{""}, ""},
		{Unique, []string{""}, ""},
		{Unique, []string{"emf >= 1.4", "emf < 1.4"}, ""},
		{Unique, []string{"emf >= 1.4", "not (emf >= 1.40)"}, ""},
		{Unique, []string{"emf >= 1.4", ""}, ""},
		{Unique, []string{"emf >= 1.4", "emf < 1.4", ""}, "row 3 can never answer: the rows before it answer first, or its condition never holds"},
		{Unique, []string{"", "emf < 1.4"}, "rows 1 and 2 both hold when emf < 1.4 (for example emf 0.4)"},
		{First, []string{"", "emf < 1.4"}, "row 2 can never answer: the rows before it answer first, or its condition never holds"},
		{First, []string{"emf > 1.4", "emf < 1.4"}, "no row answers when emf == 1.4 (for example emf 1.4); a last row without a condition would"},
		{First, []string{"emf > 1.4 and emf < 1.4", ""}, "row 1 can never answer: the rows before it answer first, or its condition never holds"},
		{First, []string{"emf < 1 or emf > 2 and emf <= 3"}, "no row answers when 1 <= emf <= 2 (for example emf 1), and in 1 more regions; a last row without a condition would"},
		{First, []string{"emf >= 1 and emf < 2"}, "no row answers when emf < 1 (for example emf 0), and in 1 more regions; a last row without a condition would"},
		{Unique, []string{"emf <= 2", "emf >= 1", "emf > 5"}, "rows 1 and 2 both hold when 1 <= emf <= 2 (for example emf 1)\nrows 2 and 3 both hold when 5 < emf (for example emf 6)"},
		{Unique, []string{"emf > 1", "emf > 2", "emf > 3 or emf <= 1"}, "rows 1 and 2 both hold when 2 < emf (for example emf 2.5)\nrows 1 and 3 both hold when 3 < emf (for example emf 4)\nrows 2 and 3 both hold when 3 < emf (for example emf 4)"},
		// whole numbers
		{Unique, []string{"periods <= 1", "periods >= 2"}, ""},
		{Unique, []string{"periods < 1.5", "periods > 1.5"}, ""},
		{First, []string{"periods == 1.5", ""}, "row 1 can never answer: the rows before it answer first, or its condition never holds"},
		{First, []string{"periods <= -1", "periods >= 1"}, "no row answers when -1 < periods < 1 (for example periods 0); a last row without a condition would"},
		// true or false
		{Unique, []string{"excluded", "not excluded and improved"}, "no row answers when not excluded and not improved (for example excluded false, improved false); a last row without a condition would"},
		{Unique, []string{"excluded == true", "excluded != true"}, ""},
		{Unique, []string{"excluded == improved", "excluded != improved"}, ""},
		{Unique, []string{"excluded in [true]", "excluded in [false]"}, ""},
		{Unique, []string{"excluded ? emf > 1 : emf <= 1", "excluded ? emf <= 1 : emf > 1"}, ""},
		{Unique, []string{"excluded == (emf > 1)", "excluded == (emf <= 1)"}, ""},
		// words
		{Unique, []string{`tier == "none"`, `tier in ["focus", "target"]`}, ""},
		{First, []string{`tier == "none"`}, "no row answers when tier is \"focus\" or tier is \"target\" (for example tier focus); a last row without a condition would"},
		{First, []string{`reason == "a"`, `reason in ["b", "c"]`}, "no row answers when reason is any other text (for example reason abc…); a last row without a condition would"},
		{Unique, []string{`reason == tier`, `tier != reason`}, ""},
		{Unique, []string{`tier == reason`, `not (tier == reason)`}, ""},
		{Unique, []string{`services contains "a"`, `not (services contains "a")`}, ""},
		{Unique, []string{`reason contains "a"`, `reason not contains "a"`}, ""},
		// dates are discrete
		{Unique, []string{`day <= date("2025-01-31")`, `day >= date("2025-02-01")`}, ""},
		{First, []string{`day < date("2025-01-31")`, `day > date("2025-01-31")`}, "no row answers when day == 2025-01-31 (for example day 2025-01-31); a last row without a condition would"},
		{First, []string{`day <= date("0001-01-01")`, `day > date("0001-01-01") and day < date("9999-12-31")`}, "no row answers when day == 9999-12-31 (for example day 9999-12-31); a last row without a condition would"},
		{First, []string{`day < date("0001-01-01")`, ``}, "row 1 can never answer: the rows before it answer first, or its condition never holds"},
		// what is computed is a number of its own
		{Unique, []string{"emf < baseline.emf", "emf >= baseline.emf"}, ""},
		{Unique, []string{"emf < baseline.emf", "baseline.emf <= emf"}, ""},
		{Unique, []string{"baseline.emf > emf", "baseline.emf == emf"}, "no row answers when (baseline.emf - emf) < 0 (for example (baseline.emf - emf) -1); a last row without a condition would"},
		{Unique, []string{"emf > baseline.emf", "emf <= baseline.emf"}, ""},
		{Unique, []string{"emf * 1.1 > 2", "2 >= emf * 1.1"}, ""},
		{First, []string{"2 < emf * 1.1"}, "no row answers when (emf * 1.1) <= 2 (for example (emf * 1.1) 1); a last row without a condition would"},
		{Unique, []string{"len(services) == 0", "len(services) > 0"}, ""},
		{Unique, []string{"len(services) == 0", "len(services) == 1", "len(services) >= 2"}, ""},
		{Unique, []string{"abs(emf) > 0", "abs(emf) == 0"}, ""},
		{First, []string{"abs(emf) < -1", ""}, "row 1 can never answer: the rows before it answer first, or its condition never holds"},
		{Unique, []string{"(emf + 1) in [1, 2]", "(emf + 1) not in [1, 2]"}, ""},
		{Unique, []string{"emf in [1, baseline.emf]", "emf not in [1, baseline.emf]"}, ""},
		{Unique, []string{"emf in [1, 2]", "emf < 1 or emf > 2 or emf > 1 and emf < 2"}, ""},
		{First, []string{"0.1 + 0.2 == 0.3", ""}, "row 2 can never answer: the rows before it answer first, or its condition never holds"},
		{First, []string{"div(1, 0, 2, \"down\") == 1", ""}, ""},
		{Unique, []string{`(excluded ? day : date("2025-01-01")) > date("2024-01-01")`, `(excluded ? day : date("2025-01-01")) <= date("2024-01-01")`}, ""},
		{First, []string{"", "true"}, "row 2 can never answer: the rows before it answer first, or its condition never holds"},
	} {
		_, err := NewTable[review]("t", c.hit, rows(c.rows...)...)
		if got := faults(t, err); got != c.want {
			t.Errorf("%s %q:\n got %s\nwant %s", c.hit, c.rows, got, c.want)
		}
	}
}

func TestADeclaredAmountIsNeverBelowZeroInTheAnalysis(t *testing.T) {
	for _, c := range []struct {
		rows []string
		want string
	}{
		{[]string{"payroll < 5000", "payroll >= 5000"}, ""},
		{[]string{"payroll >= 0"}, ""},
		{[]string{"payroll > -5"}, ""},
		{[]string{"payroll < 0", "payroll >= 0"}, "row 1 can never answer: the rows before it answer first, or its condition never holds"},
		{[]string{"payroll > 0"}, "no row answers when payroll == 0 (for example payroll 0); a last row without a condition would"},
		{[]string{"payroll < 10"}, "no row answers when 10 <= payroll (for example payroll 10); a last row without a condition would"},
		{[]string{"payroll > 10"}, "no row answers when 0 <= payroll <= 10 (for example payroll 0); a last row without a condition would"},
		{[]string{"claims > 0", "claims < 1"}, ""},
		{[]string{"claims == 0", "claims == 1", "claims >= 1.5"}, ""},
		{[]string{"claims != 1.5"}, ""},
		{[]string{"claims <= 2", "claims >= 4"}, "no row answers when 2 < claims < 4 (for example claims 3); a last row without a condition would"},
		{[]string{"claims < payroll", "claims >= payroll"}, ""},
		{[]string{`on < date("2025-01-01")`, `on >= date("2025-01-01")`}, ""},
		{[]string{"change < -5", "change >= -5"}, ""},
		{[]string{`note == "x"`, `note != "x"`}, ""},
		{[]string{`industry == "nursing"`, `industry == "other"`}, ""},
	} {
		_, err := NewTableOn(declared(t), "t", Unique, rows(c.rows...)...)
		if got := faults(t, err); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.rows, got, c.want)
		}
	}
}

func TestATableThatCannotBeCheckedDoesNotLoad(t *testing.T) {
	var many []string
	for i := range 17 {
		many = append(many, fmt.Sprintf("services contains \"%d\"", i))
	}
	_, err := NewTable[review]("t", First, rows(strings.Join(many, " and "), "")...)
	if got := faults(t, err); got != "the table asks for too many combinations to be checked (more than 65536): split it" {
		t.Errorf("got %s", got)
	}
	if _, err := NewTable[review]("t", First, rows(strings.Join(many[:16], " and "), "")...); err != nil {
		t.Errorf("65536 combinations: %v", err)
	}
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

func TestTheAnalysisFindsWhatAFineGridFinds(t *testing.T) {
	all := samples()
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(intervals(), 1, 5).Draw(t, "rows")
		hit := rapid.SampledFrom([]Hit{First, Unique}).Draw(t, "hit")
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
