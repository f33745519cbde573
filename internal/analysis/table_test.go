package analysis

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/expression"
)

func fact(name string, t expression.Type) expression.Fact {
	return expression.Fact{Name: name, Type: t}
}

// review is the facts of a struct, declared those of a policy file.
var (
	tiers  = []string{"none", "focus", "target"}
	review = &expression.Scope{Facts: []expression.Fact{fact("emf", expression.Type{}), fact("periods", expression.Type{Whole: true}),
		fact("excluded", expression.Type{Kind: expression.BoolKind}), fact("reason", expression.Type{Kind: expression.TextKind}),
		fact("tier", expression.Type{Kind: expression.TextKind, Words: tiers}), fact("day", expression.Type{Kind: expression.DateKind}),
		fact("services", expression.Type{Kind: expression.ListKind}), fact("improved", expression.Type{Kind: expression.BoolKind}), fact("baseline.emf", expression.Type{})}}
	declared = &expression.Scope{Facts: []expression.Fact{fact("payroll", expression.Type{Minimum: true}), fact("change", expression.Type{}),
		fact("claims", expression.Type{Minimum: true, Whole: true}), fact("industry", expression.Type{Kind: expression.TextKind, Words: []string{"nursing", "other"}}),
		fact("note", expression.Type{Kind: expression.TextKind}), fact("on", expression.Type{Kind: expression.DateKind})}}
)

func node(t testing.TB, s *expression.Scope, condition string) *expression.Node {
	t.Helper()
	if condition == "" {
		return nil
	}
	p, err := expression.CompileBool(condition, s)
	if err != nil {
		t.Fatal(err)
	}
	return p.Root()
}

func tableOf(t testing.TB, s *expression.Scope, unique bool, conditions ...string) *Table {
	t.Helper()
	table := &Table{Facts: s.Facts, Unique: unique}
	for _, c := range conditions {
		table.Conditions = append(table.Conditions, node(t, s, c))
	}
	return table
}

// faults are the messages of a table's faults, one to a line.
func faults(t testing.TB, s *expression.Scope, unique bool, conditions ...string) string {
	t.Helper()
	return messages(tableOf(t, s, unique, conditions...).Faults(nil, nil))
}

func messages(found []Fault) string {
	lines := make([]string, len(found))
	for i, f := range found {
		lines[i] = f.Message()
	}
	return strings.Join(lines, "\n")
}

func TestTableFaultsAreGapsOverlapsAndDeadRows(t *testing.T) {
	for _, c := range []struct {
		unique bool
		rows   []string
		want   string
	}{
		{false, nil, "no row answers when the facts are any at all; a last row without a condition would"},
		{true, nil, "no row answers when the facts are any at all; a last row without a condition would"},
		{false, []string{""}, ""},
		{true, []string{""}, ""},
		{true, []string{"emf >= 1.4", "emf < 1.4"}, ""},
		{true, []string{"emf >= 1.4", "not (emf >= 1.40)"}, ""},
		{true, []string{"emf >= 1.4", ""}, ""},
		{true, []string{"emf >= 1.4", "emf < 1.4", ""}, "row 3 can never answer: the rows before it answer first, or its condition never holds"},
		{true, []string{"", "emf < 1.4"}, "rows 1 and 2 both hold when emf < 1.4 (for example emf 0.4)"},
		{false, []string{"", "emf < 1.4"}, "row 2 can never answer: the rows before it answer first, or its condition never holds"},
		{false, []string{"emf > 1.4", "emf < 1.4"}, "no row answers when emf == 1.4 (for example emf 1.4); a last row without a condition would"},
		{false, []string{"emf > 1.4 and emf < 1.4", ""}, "row 1 can never answer: the rows before it answer first, or its condition never holds"},
		{false, []string{"emf < 1 or emf > 2 and emf <= 3"}, "no row answers when 1 <= emf <= 2 (for example emf 1), and in 1 more regions; a last row without a condition would"},
		{false, []string{"emf >= 1 and emf < 2"}, "no row answers when emf < 1 (for example emf 0), and in 1 more regions; a last row without a condition would"},
		{true, []string{"emf <= 2", "emf >= 1", "emf > 5"}, "rows 1 and 2 both hold when 1 <= emf <= 2 (for example emf 1)\nrows 2 and 3 both hold when 5 < emf (for example emf 6)"},
		{true, []string{"emf > 1", "emf > 2", "emf > 3 or emf <= 1"}, "rows 1 and 2 both hold when 2 < emf (for example emf 2.5)\nrows 1 and 3 both hold when 3 < emf (for example emf 4)\nrows 2 and 3 both hold when 3 < emf (for example emf 4)"},
		{false, []string{"emf > 1 and (periods > 0 or periods <= 0)"}, "no row answers when emf <= 1 (for example emf 0); a last row without a condition would"},
		// whole numbers
		{true, []string{"periods <= 1", "periods >= 2"}, ""},
		{true, []string{"periods < 1.5", "periods > 1.5"}, ""},
		{false, []string{"periods == 1.5", ""}, "row 1 can never answer: the rows before it answer first, or its condition never holds"},
		{false, []string{"periods <= -1", "periods >= 1"}, "no row answers when -1 < periods < 1 (for example periods 0); a last row without a condition would"},
		// true or false
		{true, []string{"excluded", "not excluded and improved"}, "no row answers when not excluded and not improved (for example excluded false, improved false); a last row without a condition would"},
		{true, []string{"excluded == true", "excluded != true"}, ""},
		{true, []string{"excluded == improved", "excluded != improved"}, ""},
		{false, []string{"excluded != improved"},
			"no row answers when not excluded and not improved (for example excluded false, improved false), and in 1 more regions; " +
				"a last row without a condition would"},
		{true, []string{"excluded in [true]", "excluded in [false]"}, ""},
		{false, []string{"excluded in [true]"}, "no row answers when not excluded (for example excluded false); a last row without a condition would"},
		{true, []string{"excluded ? emf > 1 : emf <= 1", "excluded ? emf <= 1 : emf > 1"}, ""},
		{true, []string{"excluded == (emf > 1)", "excluded == (emf <= 1)"}, ""},
		// words
		{true, []string{`tier == "none"`, `tier in ["focus", "target"]`}, ""},
		{false, []string{`tier == "none"`}, "no row answers when tier is \"focus\" or tier is \"target\" (for example tier focus); a last row without a condition would"},
		{false, []string{`reason == "a"`, `reason in ["b", "c"]`}, "no row answers when reason is any other text (for example reason abc…); a last row without a condition would"},
		{true, []string{`reason == tier`, `tier != reason`}, ""},
		{true, []string{`emf > 1 and reason startsWith "a"`, `emf <= 1 or not (reason startsWith "a")`}, ""},
		{false, []string{`tier == reason`},
			"no row answers when not (reason == tier) (for example (reason == tier) false); a last row without a condition would"},
		{false, []string{`"a" == reason`},
			"no row answers when reason is any other text (for example reason a…); a last row without a condition would"},
		{false, []string{`reason != "a" and not (reason == "a")`},
			"no row answers when reason is \"a\" (for example reason a); a last row without a condition would"},
		{true, []string{`tier == reason`, `not (tier == reason)`}, ""},
		{true, []string{`services contains "a"`, `not (services contains "a")`}, ""},
		{false, []string{`reason == "a" or reason in ["b", "a"]`},
			"no row answers when reason is any other text (for example reason ab…); a last row without a condition would"},
		{true, []string{`reason contains "a"`, `reason not contains "a"`}, ""},
		{false, []string{`reason contains "a" and reason contains "b"`},
			"no row answers when reason is any other text or reason contains \"a\" or reason contains \"b\" (for example reason …); " +
				"a last row without a condition would"},
		// dates are discrete
		{true, []string{`day <= date("2025-01-31")`, `day >= date("2025-02-01")`}, ""},
		{false, []string{`day < date("2025-01-31")`, `day > date("2025-01-31")`}, "no row answers when day == 2025-01-31 (for example day 2025-01-31); a last row without a condition would"},
		{false, []string{`day <= date("2025-01-30")`, `day >= date("2025-02-01")`}, "no row answers when 2025-01-30 < day < 2025-02-01 (for example day 2025-01-31); a last row without a condition would"},
		{false, []string{`day <= date("2025-01-31")`, `day > date("2025-02-01")`},
			"no row answers when day == 2025-02-01 (for example day 2025-02-01); a last row without a condition would"},
		{false, []string{`day <= date("0001-01-01")`, `day > date("0001-01-01") and day < date("9999-12-31")`}, "no row answers when day == 9999-12-31 (for example day 9999-12-31); a last row without a condition would"},
		{false, []string{`day < date("0001-01-01")`, ``}, "row 1 can never answer: the rows before it answer first, or its condition never holds"},
		// what is computed is a number of its own
		{true, []string{"emf < baseline.emf", "emf >= baseline.emf"}, ""},
		{true, []string{"emf < baseline.emf", "baseline.emf <= emf"}, ""},
		{true, []string{"baseline.emf > emf", "baseline.emf == emf"}, "no row answers when (baseline.emf - emf) < 0 (for example (baseline.emf - emf) -1); a last row without a condition would"},
		{true, []string{"emf > baseline.emf", "emf <= baseline.emf"}, ""},
		{true, []string{"emf * 1.1 > 2", "2 >= emf * 1.1"}, ""},
		{false, []string{"2 < emf * 1.1"}, "no row answers when (11 * emf) <= 20 (for example (11 * emf) 19); a last row without a condition would"},
		{true, []string{"len(services) == 0", "len(services) > 0"}, ""},
		{true, []string{"len(services) == 0", "len(services) == 1", "len(services) >= 2"}, ""},
		{true, []string{"abs(emf) > 0", "abs(emf) == 0"}, ""},
		{false, []string{"abs(emf) < -1", ""}, "row 1 can never answer: the rows before it answer first, or its condition never holds"},
		{true, []string{"(emf + 1) in [1, 2]", "(emf + 1) not in [1, 2]"}, ""},
		{true, []string{"(emf + 1) in [1, 2]", "emf not in [0, 1]"}, ""},
		{true, []string{"emf in [baseline.emf, 1]", "emf not in [1, baseline.emf]"}, ""},
		{true, []string{"emf in [1, baseline.emf]", "emf not in [1, baseline.emf]"}, ""},
		{true, []string{"emf in [1, 2]", "emf < 1 or emf > 2 or emf > 1 and emf < 2"}, ""},
		{false, []string{"emf * 0.5 + baseline.emf > 1"}, "no row answers when (2 * baseline.emf + emf) <= 2 (for example (2 * baseline.emf + emf) 1); a last row without a condition would"},
		{false, []string{"emf - baseline.emf * 0.25 > 1.125"}, "no row answers when -4.5 <= (baseline.emf - 4 * emf) (for example (baseline.emf - 4 * emf) -4.5); a last row without a condition would"},
		{false, []string{"len(services) + periods > 3"}, "no row answers when (len(services) + periods) <= 3 (for example (len(services) + periods) 2); a last row without a condition would"},
		{false, []string{"max(emf, 2 * emf) > 1"}, "no row answers when max(emf, (2 * emf)) <= 1 (for example max(emf, (2 * emf)) 0); a last row without a condition would"},
		{false, []string{"0.1 + 0.2 == 0.3", ""}, "row 2 can never answer: the rows before it answer first, or its condition never holds"},
		{false, []string{"div(1, 0, 2, \"down\") == 1", ""}, ""},
		{true, []string{`(excluded ? day : date("2025-01-01")) > date("2024-01-01")`, `(excluded ? day : date("2025-01-01")) <= date("2024-01-01")`}, ""},
		{false, []string{"", "true"}, "row 2 can never answer: the rows before it answer first, or its condition never holds"},
	} {
		if got := faults(t, review, c.unique, c.rows...); got != c.want {
			t.Errorf("unique %v %q:\n got %s\nwant %s", c.unique, c.rows, got, c.want)
		}
	}
}

func TestTableFaultsOfDeclaredFacts(t *testing.T) {
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
		if got := faults(t, declared, true, c.rows...); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.rows, got, c.want)
		}
	}
}

// parity is a question that turns on every one of some flags, whatever the others are.
func parity(flags int) (*expression.Scope, string) {
	s, text := &expression.Scope{}, "true"
	for i := range flags {
		name := fmt.Sprintf("f%d", i)
		s.Facts, text = append(s.Facts, fact(name, expression.Type{Kind: expression.BoolKind})), fmt.Sprintf("(%s == %s)", name, text)
	}
	return s, text
}

// What is too much to be looked at cell by cell is searched; what that leaves open is said.
func TestTable_Faults_manyFacts(t *testing.T) {
	s, flags := &expression.Scope{}, []string(nil)
	for i := range 20 {
		flags = append(flags, fmt.Sprintf("f%d", i))
		s.Facts = append(s.Facts, fact(flags[i], expression.Type{Kind: expression.BoolKind}))
	}
	s.Facts = append(s.Facts, fact("a", expression.Type{}), fact("b", expression.Type{}), fact("tier", expression.Type{Kind: expression.TextKind, Words: tiers}))
	all, any := strings.Join(flags, " and "), "("+strings.Join(flags, " or ")+")"
	for _, c := range []struct {
		unique bool
		rows   []string
		want   string
	}{
		{false, []string{any, ""}, ""},
		{false, []string{all, any, ""}, ""},
		{true, []string{any, "not (" + any + ")"}, ""},
		{true, []string{any, "not (" + any + ")", ""}, "row 3 can never answer"},
		{false, []string{"f0 in [f1, true] and " + any + " or not " + any}, "no row answers when not f0 and f1"},
		{false, []string{any, all, ""}, "row 2 can never answer: the rows before it answer first, or its condition never holds"},
		{false, []string{any, "not (" + any + ")", ""}, "row 3 can never answer: the rows before it answer first, or its condition never holds"},
		{false, []string{any}, "no row answers when not f0 and not f1"},
		{true, []string{any, "f3 and not f2", ""}, "rows 1 and 2 both hold when f0 and not f2 and f3"},
		{false, []string{any + " ? a > 1 : a > 2", "f1 in [f2, f3, a > 1] and a < 3 and f4 != (a > 2)", ""}, ""},
		{false, []string{any + " and a > 1", `tier != "focus" and not f0 or a in [1, 3]`, `tier == "none" and a < 0`, ""}, ""},
		{false, []string{any + " and (f0 == f1)", "f2 in [f3, f4 == f5] and not f0", "f6 ? f7 : f8", "f9 in [f10, f11] or not f6 and f9", ""}, ""},
		{false, []string{all, "f6 ? f7 : f8", "f8 and not f6", ""}, "row 3 can never answer"},
		{true, []string{any, "f3 and (f4 == f5 or f6 in [f7, f8])", "f3 and f2 in [f4, true]", ""}, "rows 1 and 2 both hold"},
		{false, []string{"f0 in [f1, true]", "not (f0 in [f1, true]) and " + any}, ""},
		{true, []string{any + " and a + b > 1", "b + a <= 1 and (" + any + ")", "not (" + any + ")"}, ""},
		{false, []string{any + " and a + b > 1", "b > 1 and a > 0 and a + b < 0", ""}, "not analysed: whether row 2 can answer; the rows ask for too many combinations of facts"},
		{true, []string{any + " and a > 1", "a <= 1 and a + b > 1 and abs(b) > 5", ""}, ""},
		{true, []string{any + " and a > 1", "a <= 1 and a * b > 1 or f0 and b > 5", ""}, "rows 1 and 2 both hold when f0 and 1 < a and 5 < b (for example f0 true, a 2, b 6)"},
	} {
		if got := faults(t, s, c.unique, c.rows...); got != c.want && (c.want == "" || !strings.HasPrefix(got, c.want)) {
			t.Errorf("unique %v %q:\n got %s\nwant %s", c.unique, c.rows, got, c.want)
		}
	}
	steps, before := maxSteps, [][]int(nil) // of a dead row: not those that other rows mask, and not those that hold for none of its facts
	masked := tableOf(t, s, false, "f0 and "+any, "f0 and f1", "not f0 and f3", "f6 and not f0 and not f3",
		"f0 and f4 or not f0 and f3 and f5", "")
	for _, f := range masked.search(masked.grid(Band{}), &steps) {
		before = append(before, append(f.Rows, f.Behind...))
	}
	if fmt.Sprint(before) != "[[1 0] [4 0 2]]" {
		t.Errorf("dead rows and what is before them: %v", before)
	}
	choices := strings.Repeat("(", 19) + "(f0 ? 1 : 2)"
	for _, f := range flags[1:] {
		choices += " + (" + f + " ? 1 : 2))"
	}
	if g := tableOf(t, s, false, choices+" > 30").grid(Band{}); g.lifted != mostLifted {
		t.Errorf("%d choices are written apart", g.lifted)
	}
	hard, text := parity(30)
	const open = "not analysed: whether every row can answer, and no facts are left open or answered twice; the rows ask for too many combinations of facts"
	if got := faults(t, hard, false, text, "not ("+text+")", ""); got != open {
		t.Errorf("parity: got %s", got)
	}
	if got := faults(t, hard, true, text, "not ("+text+")"); got != open {
		t.Errorf("parity, unique: got %s", got)
	}
	knot := &expression.Scope{Facts: []expression.Fact{fact("a", expression.Type{})}}
	for _, name := range []string{"b", "c", "d"} {
		for i := range 22 {
			knot.Facts = append(knot.Facts, fact(fmt.Sprintf("%s%d", name, i), expression.Type{}))
		}
	}
	// with 18 * 22 others: as many as are compared, and more
	for round, want := range map[int]string{4: "not analysed: whether row 1 can answer", 5: ""} {
		var ties []string
		for i := range 22 {
			ties = append(ties, fmt.Sprintf("a < c%d", i))
			if i < 18 {
				ties = append(ties, fmt.Sprintf("a > b%d", i))
			}
			if i < round {
				ties = append(ties, fmt.Sprintf("d%d > d%d", i, (i+1)%round)) // which contradict one another
			}
		}
		if got := faults(t, knot, false, strings.Join(ties, " and "), ""); !strings.HasPrefix(got, want) || want == "" && got != "" {
			t.Errorf("a round of %d: got %s", round, got)
		}
	}
	var copies []string
	for i := range 9000 {
		copies = append(copies, fmt.Sprintf("claims > %d and payroll > %d and change > %d", i, i, i))
	}
	if got := faults(t, declared, false, copies...); got != open {
		t.Errorf("too many rows: got %.200s", got)
	}
	for flags, recorded := range map[int]bool{16: true, 17: false} { // as many cells as are looked at, and more
		s, text := parity(flags)
		if got := faults(t, s, false, text); strings.Contains(got, "more regions") != recorded {
			t.Errorf("%d flags: got %s", flags, got)
		}
	}
	if got := tableOf(t, declared, false, "payroll > 1").FaultsIn(make([]Band, 3)); len(got) != 3 || messages(got[2]) != messages(got[0]) {
		t.Errorf("bands that are alike: %v", got)
	}
}

// What it is to look at cells is known beforehand, for all bands together: where it is
// too much, facts are searched for, and one region is found.
func TestTable_FaultsIn_work(t *testing.T) {
	s := &expression.Scope{Facts: append([]expression.Fact{fact("year", expression.Type{})}, declared.Facts...)}
	for _, c := range []struct {
		conditions           []string
		cells, work, answers int
	}{ // of payroll 0, 1 and what lies between and above; of claims 0, 1 and 2, and more
		{[]string{"payroll > 1"}, 4, (4+4+prepared)*(3+1+2) + prepared*7, 4},
		{[]string{"payroll > 1", "claims > 2 or payroll > 1"}, 4 * 4, (4*4+4+4+prepared)*(3+7+1+3) + prepared*7, 4 + 4 + 4},
		{[]string{"payroll in [1, 0]"}, 4, (4+4+prepared)*(4+1+2) + prepared*7, 4},
	} {
		if g := tableOf(t, s, false, c.conditions...).grid(Band{}); g.cells() != c.cells || g.work() != c.work || g.truths() != c.answers {
			t.Errorf("%q: %d cells, work %d, %d answers", c.conditions, g.cells(), g.work(), g.truths())
		}
	}
	if got := tableOf(t, declared, false, "payroll > 1", "").grid(Band{}).truths(); got != 4 {
		t.Errorf("of the first fact: %d answers", got)
	}
	list := func(most int) string { return strings.ReplaceAll(fmt.Sprint(numbers(1, most)), " ", ", ") }
	table := tableOf(t, s, false, fmt.Sprintf("payroll not in %s or change not in %s or change > 1 or claims > 5", list(120), list(110)))
	band := func(name string, n int) Band {
		fixed := map[int]expression.Value{s.Slot("claims"): expression.Int(1)}
		fixed[s.Slot(name)] = expression.Int(n)
		return Band{Fixed: fixed}
	}
	for _, c := range []struct {
		bands []Band
		want  []bool // whether all regions are found
	}{
		{[]Band{band("claims", 1)}, []bool{true}},
		{[]Band{band("claims", 1), band("claims", 2), band("claims", 1)}, []bool{true, false, true}},
		{[]Band{band("year", 1), band("year", 2), band("year", 3)}, []bool{true, true, true}}, // which nobody asks
	} {
		for i, found := range table.FaultsIn(c.bands) {
			got := messages(found)
			if strings.Contains(got, "and in 119 more regions") != c.want[i] ||
				!strings.HasPrefix(got, "no row answers when payroll == 1 and change == 1") {
				t.Errorf("band %d of %v: got %s", i, c.bands, got)
			}
		}
	}
}

// A search ends when there are no steps left, and says so; what it says is as true as
// with more of them.
func TestSearch_steps(t *testing.T) {
	table := tableOf(t, review, true, "excluded and emf > 1", "improved and emf > 1 or periods == 3",
		"excluded and periods == 3 and emf < 0", "emf > 2 and emf < 1")
	steps := maxSteps
	all := messages(table.search(table.grid(Band{}), &steps))
	for given := 1; given <= maxSteps-steps+1; given++ {
		left := given
		got := messages(table.search(table.grid(Band{}), &left))
		if left > 0 != (given > maxSteps-steps) || left > 0 && got != all || left <= 0 && !strings.Contains(got, "not analysed") {
			t.Errorf("%d steps, %d left: got %s", given, left, got)
		}
		for line := range strings.Lines(got) {
			if line = strings.TrimSpace(line); line != messages([]Fault{{Kind: NotAnalysed}}) && !strings.Contains(all, line) {
				t.Errorf("%d steps: %s is not found with more", given, line)
			}
		}
	}
	always := newGrid(nil, []*expression.Node{nil}, nil)
	for given, enough := range map[int]bool{1: false, 2: true} {
		s := newSearch(always, given)
		if _, found := s.find([]want{{s.tests[0], true}}); found != enough {
			t.Errorf("%d steps: found %t", given, found)
		}
	}
	// a question takes a step, and one more for every eight parts that are looked at
	twenty := strings.ReplaceAll(fmt.Sprint(numbers(1, 20)), " ", ", ")
	g := tableOf(t, declared, true, "payroll > 20", "payroll in "+twenty, "payroll >= 0").grid(Band{})
	for i, want := range map[int]int{0: 1 + 41/8, 2: 1 + 42/8} { // 0 to 20, with what lies between, and more: true of this alone
		s := newSearch(g, 100)
		if s.value(s.tests[i]); s.left != 100-want {
			t.Errorf("question %d took %d steps", i, 100-s.left)
		}
	}
}

// A table that collects may have no row that holds, or several.
func TestTable_Faults_collect(t *testing.T) {
	table := tableOf(t, review, false, "emf > 1", "emf > 2", "emf > 3 and emf < 2")
	table.Collect = true
	const dead = "row 3 can never answer: the rows before it answer first, or its condition never holds"
	if got := messages(table.Faults(nil, nil)); got != dead {
		t.Errorf("got %s", got)
	}
	hard, _ := parity(20)
	table = tableOf(t, hard, false, "f0", "f0 and f1", "f2 and not f2", "f3 or f4 or f5 or f6 or f7 or f8 or f9 or f10 or f11 or f12 or f13 or f14 or f15 or f16 or f17 or f18")
	table.Collect = true
	if got := messages(table.Faults(nil, nil)); got != dead {
		t.Errorf("many facts: got %s", got)
	}
	if got := messages(tableOf(t, review, false, "emf > 1", "").FaultsIn([]Band{{Without: []int{1}}})[0]); !strings.HasPrefix(got, "row 2 can never answer") {
		t.Errorf("without a row: got %s", got)
	}
	got := tableOf(t, review, false, "emf > 1", "").FaultsIn([]Band{{}, {Without: []int{1}}})
	if messages(got[0]) != "" || messages(got[1]) == "" {
		t.Errorf("without a row that another band has: got %v", got)
	}
	other := map[int]expression.Value{review.Slot("reason"): expression.Str("another word")}
	if got := messages(tableOf(t, review, false, "tier != reason").Faults(other, nil)); got != "" {
		t.Errorf("a word that is none: got %s", got)
	}
}

// Equal terms are equal, whatever their order and form, and what a sum has to do with
// the facts in it is known.
func TestTable_Faults_sums(t *testing.T) {
	s := &expression.Scope{Facts: append(declared.Facts[:len(declared.Facts):len(declared.Facts)], fact("bonus", expression.Type{Minimum: true}), fact("wages", expression.Type{Minimum: true}),
		fact("reported", expression.Type{Kind: expression.DateKind}), fact("serious", expression.Type{Kind: expression.BoolKind}),
		fact("visits", expression.Type{Whole: true, Minimum: true}))}
	for _, c := range []struct {
		rows []string
		want string
	}{
		{[]string{"wages + bonus > 1000", "bonus + wages <= 1000"}, ""},
		{[]string{"2 * wages > 1000", "wages * 2 <= 1000"}, ""},
		{[]string{"2 * wages > 1000", "wages <= 500"}, ""},
		{[]string{"claims + 1 > 2", "claims <= 1"}, ""},
		{[]string{"3 * wages > 1000", "6 * wages <= 2000"}, ""},
		{[]string{"3 * wages > 1000", "wages <= 333"}, "no row answers when 333 < wages and 0 < (3 * wages) <= 1000"},
		{[]string{"3 * wages > 1000", "wages < 333.4"}, "rows 1 and 2 both hold when 0 < wages < 333.4 and 1000 < (3 * wages)"},
		{[]string{"wages - bonus > 0", "bonus - wages >= 0"}, ""},
		{[]string{"wages > bonus", "bonus >= wages"}, ""},
		{[]string{"-wages < -5", "wages <= 5"}, ""},
		{[]string{"wages * 2 + 1 > bonus + wages", "bonus - wages >= 1"}, ""},
		{[]string{"wages * bonus > 5", "bonus * wages <= 5"}, ""},
		{[]string{"claims * wages > 2", "claims * wages < 3"}, "rows 1 and 2 both hold when 2 < (claims * wages) < 3"},
		{[]string{"claims * claims > 2", "claims * claims < 3"}, ""},
		{[]string{"(wages + 1) * bonus > 5", "bonus * wages + bonus <= 5"}, ""},
		{[]string{"max(wages, bonus) > 5", "not (max(bonus, wages) > 5)"}, ""},
		{[]string{`round(wages + bonus, 0, "down") > 5`, `round(bonus + wages, 0, "down") <= 5`}, ""},
		{[]string{`round(wages, 0, "down") > 5`, `round(wages, 0, "down") < 6`}, ""},
		{[]string{"wages + bonus >= 0"}, ""},
		{[]string{"days(reported - on) + claims > 3"}, "no row answers when (claims - on + reported) <= 3"},
		{[]string{"wages - wages < 0", "wages + 0 >= 0"}, "row 1 can never answer: the rows before it answer first, or its condition never holds"},
		{[]string{"wages > 500 and wages + bonus < 400", ""}, "row 1 can never answer: the rows before it answer first, or its condition never holds"},
		{[]string{"wages + bonus > 1000", "wages + bonus <= 1000 and wages <= 1000"}, ""},
		{[]string{"wages + bonus > 1000 and wages > 300", "bonus > 1000 and wages <= 300", "bonus <= 1000 and (wages <= 300 or wages + bonus <= 1000)"},
			""},
		{[]string{"claims + payroll < 3", "claims + payroll >= 3"}, ""},
		{[]string{"claims * 3 == 4", ""}, "row 1 can never answer: the rows before it answer first, or its condition never holds"},
		{[]string{"days(reported - on) <= 30", "days(on - reported) < -30"}, ""},
		{[]string{"days(reported - on) <= 30", "days(reported - on) >= 31"}, ""},
		{[]string{"reported > on", "days(reported - on) <= 0"}, ""},
		{[]string{`days(reported - date("2025-01-01")) > 30`, `reported <= date("2025-01-31")`}, ""},
		{[]string{`2 * days(reported - date("2025-01-01")) > 61`, `reported <= date("2025-01-31")`}, ""},
		{[]string{`2 * days(reported - date("2025-01-01")) == 61`, ""}, "row 1 can never answer: the rows before it answer first, or its condition never holds"},
		{[]string{`2 * days(reported - date("2025-01-01")) != 61`}, ""},
		{[]string{`days(reported - date("2025-01-01")) > 9000000`, ""}, "row 1 can never answer: the rows before it answer first, or its condition never holds"},
		{[]string{`days(reported - date("2025-01-01")) > 3500000`, ""}, "row 1 can never answer: the rows before it answer first, or its condition never holds"},
		{[]string{`reported > on and days(reported - on) < 1`, ""}, "row 1 can never answer: the rows before it answer first, or its condition never holds"},
		{[]string{`reported > date("2025-01-31") and on < date("2025-01-02") and days(reported - on) < 30`, ""}, "row 1 can never answer: the rows before it answer first, or its condition never holds"},
		{[]string{"wages in [bonus, 2 * payroll]", "not (wages == bonus or payroll + payroll == wages)"}, ""},
		{[]string{"wages > 5 ? bonus > 1 : bonus > 2", "wages > 5 ? bonus <= 1 : bonus <= 2"}, ""},
		{[]string{"wages >= (serious ? 3 : 4)", "serious and wages < 3 or not serious and wages < 4"}, ""},
		{[]string{"wages + (serious ? 3 : 4) >= 10", "wages < 7 and serious or wages < 6"}, ""},
		{[]string{`wages >= (reported >= date("2026-07-01") ? 3.0 : 3.5)`, "wages >= 6.0", ""}, "rows 1 and 2 both hold when"},
		{[]string{"wages > 5 and abs(wages) < 3", ""}, ""},
		{[]string{"wages > 5", "abs(wages) <= 5"}, "not analysed: it may be that no row answers when 0 <= wages <= 5 and 5 < abs(wages) (for example wages 0, abs(wages) 6); a last row without a condition would; what is asked of abs(wages) is looked at by itself\n" +
			"not analysed: it may be that rows 1 and 2 both hold when 5 < wages and 0 <= abs(wages) <= 5 (for example wages 6, abs(wages) 0); what is asked of abs(wages) is looked at by itself"},
		// texts
		{[]string{`note startsWith "23"`, `note startsWith "31"`, `not (note startsWith "23" or note startsWith "31")`}, ""},
		{[]string{`note startsWith "23"`, `note startsWith "236"`, ""}, `rows 1 and 2 both hold when note begins with "236"`},
		{[]string{`note startsWith "23"`, `note endsWith "x"`, ""}, `rows 1 and 2 both hold when note begins with "23" and note ends with "x"`},
		{[]string{`note contains "y"`, `note endsWith "x"`, ""}, `rows 1 and 2 both hold when note contains "y" and note ends with "x"`},
		{[]string{`note startsWith "23" and note endsWith "x"`, `note == "23"`, `note contains "y" and not (note startsWith "23")`, ""}, ""},
		{[]string{`note startsWith "23" and note == "24"`, ""}, "row 1 can never answer: the rows before it answer first, or its condition never holds"},
		{[]string{`industry startsWith "n"`, `industry endsWith "r" and not (industry contains "nurs")`}, ""},
		{[]string{`note startsWith "…" and note != "…"`, `note == "…"`, `not (note startsWith "…")`}, ""},
		{[]string{`"x" == note`, `(serious ? "a" : note) != "b" and note != "x"`, `not serious and note == "b"`}, ""},
		{[]string{"5 > wages", "5 <= wages"}, ""},
		{[]string{"0.125 * wages > 3", "wages <= 24"}, ""},
		{[]string{"8 * wages > 3", "wages <= 0.375"}, ""},
		{[]string{"5 * wages > 3"}, "no row answers when 0 <= wages <= 0.6"},
		{[]string{"claims > 2 and 2 * claims + visits < 6", ""},
			"row 1 can never answer: the rows before it answer first, or its condition never holds"},
		{[]string{"claims < 3 and 2 * claims - visits > 4", ""},
			"row 1 can never answer: the rows before it answer first, or its condition never holds"},
		{[]string{"claims > 2 and 2 * claims + visits < 7", ""}, ""},
		{[]string{"claims < 3 and 2 * claims - visits > 3", ""}, ""},
		{[]string{"wages > 5", "wages <= 5 and abs(wages) + bonus <= 100"},
			"not analysed: it may be that no row answers when 0 <= wages <= 5 and 100 < (abs(wages) + bonus)"},
		{[]string{"change > 5", "change <= 5 and abs(change) == 0"},
			"not analysed: it may be that no row answers when change <= 5 and 0 < abs(change)"},
		{[]string{"wages * bonus * payroll > 5", "payroll * (bonus * wages) <= 5"}, ""},
		{[]string{"wages * bonus < 0", ""}, "row 1 can never answer: the rows before it answer first, or its condition never holds"},
		{[]string{"wages * change < 0", ""}, ""},
		{[]string{`round(wages, 2, "down") <= 5`, `round(wages, 2, "down") >= 6`}, `no row answers when 5 < round(wages, 2, "down") < 6`},
		{[]string{"days(reported - on) <= 30"}, "no row answers when days(on - reported) < -30"},
		{[]string{"max(wages + bonus + payroll, 1) > 5", "not (max(wages + (bonus + payroll), 1) > 5)"}, ""},
		{[]string{"max(wages - bonus - payroll, 1) > 5", "not (max(wages - (bonus - payroll), 1) > 5)"},
			"not analysed: it may be that no row answers when"},
		{[]string{"wages + bonus > 3 and payroll * 2 - bonus > 1 and change + payroll < 1 and change - wages > 7", ""},
			"row 1 can never answer: the rows before it answer first, or its condition never holds"},
		{[]string{"min(wages, 3 + bonus + 2 * (payroll + 1)) > 5", "not (min(2 * (1 + payroll) + (bonus + 3), wages) > 5)"}, ""},
		{[]string{`"a" == "b" or note == "x"`, `not (note == "x")`}, ""},
		{[]string{`note contains industry`, `not (note contains industry)`}, ""},
	} {
		if got := faults(t, s, true, c.rows...); got != c.want && (c.want == "" || !strings.HasPrefix(got, c.want)) {
			t.Errorf("%q:\n got %s\nwant %s", c.rows, got, c.want)
		}
	}
	watched := []string{`wages >= (reported >= date("2026-07-01") ? 3.0 : 3.5)`, "wages >= 6.0", ""}
	if got := faults(t, s, false, watched...); !strings.HasPrefix(got, "row 2 can never answer") {
		t.Errorf("behind a choice: got %s", got)
	}
	for _, long := range []string{
		strings.Repeat("wages * ", 40) + "bonus > 1", strings.Repeat("wages + bonus * ", 58) + "bonus > 1", strings.Repeat("(wages + bonus) * ", 8) + "bonus > 1",
		strings.Repeat("(serious ? 1 : 2) + ", 9) + "wages > 13",
	} {
		if got := faults(t, s, true, long, "not ("+long+")"); got != "" {
			t.Errorf("%.30s…: got %s", long, got)
		}
	}
	amounts := &expression.Scope{}
	for i := range 65 {
		amounts.Facts = append(amounts.Facts, fact(fmt.Sprintf("x%d", i), expression.Type{Minimum: true}))
	}
	sum := func(from, to int) string { // of amounts, which is an amount where it is looked into
		var names []string
		for _, f := range amounts.Facts[from:to] {
			names = append(names, f.Name)
		}
		return "(" + strings.Join(names, " + ") + ")"
	}
	factors := func(n int) string { return strings.Repeat("x0 * ", n-1) + "x1" }
	for _, c := range []struct {
		row  string
		dead bool
	}{{sum(0, 64) + " < 0", true}, {sum(0, 65) + " < 0", false},
		{sum(0, 8) + " * " + sum(8, 16) + " < 0", true}, {sum(0, 8) + " * " + sum(8, 17) + " < 0", false},
		{factors(16) + " > 1 and x1 * " + strings.Repeat("x0 * ", 14) + "x0 < 1", true},
		{factors(17) + " > 1 and x1 * " + strings.Repeat("x0 * ", 15) + "x0 < 1", false}} {
		if got := faults(t, amounts, false, c.row, ""); (got != "") != c.dead {
			t.Errorf("%.60s…: got %q", c.row, got)
		}
	}
	var many []string
	for i := range 12 {
		many = append(many, fmt.Sprintf("note contains %q", string(rune('a'+i))))
	}
	of := &affixes{}
	for _, c := range []struct {
		op    expression.Op
		texts int
		want  bool
	}{{expression.OpStarts, 3, true}, {expression.OpEnds, 15, true}, {expression.OpInText, 4, true}, // 4 * 16 * 2^4 kinds
		{expression.OpStarts, 4, false}, {expression.OpEnds, 16, false}, {expression.OpInText, 5, false}} {
		for i := range c.texts {
			if got := of.add(c.op, fmt.Sprint(i)); got != (c.want || i < c.texts-1) {
				t.Errorf("%d texts of operation %v: %t", i+1, c.op, got)
			}
		}
	}
	if got := faults(t, s, true, strings.Join(many, " or "), "not ("+strings.Join(many, " or ")+")"); got != "" {
		t.Errorf("many parts of a text: %s", got)
	}
}

func TestTableFaultsOfADeadRowSayWhatIsBehind(t *testing.T) {
	found := tableOf(t, review, false, "emf > 2", "emf <= 1", "emf > 3 or emf < 0", "").Faults(nil, nil)
	if len(found) != 1 || found[0].Rows[0] != 2 || fmt.Sprint(found[0].Behind) != "[0 1]" {
		t.Errorf("got %+v", found)
	}
}

// The conditions of a table are as they were, and its faults are found again.
func TestTable_Faults_twice(t *testing.T) {
	table := tableOf(t, review, true, "emf + baseline.emf > 1 and not (periods > 2)", "(excluded ? emf : baseline.emf) in [1, baseline.emf]")
	said := func() string { return fmt.Sprint(table.Conditions) + messages(table.Faults(nil, nil)) }
	if first, second := said(), said(); first != second {
		t.Errorf("got %s\nand %s", first, second)
	}
}

func TestTableFaultsWithFactsHeldAndWithin(t *testing.T) {
	table := tableOf(t, review, false, "emf >= baseline.emf", "emf < 2 and periods >= 0")
	held, err := Held(review, map[string]decimal.Decimal{"baseline.emf": decimal.NewFromInt(1)})
	if err != nil {
		t.Fatal(err)
	}
	if got := messages(table.Faults(held, nil)); got != "no row answers when emf < 1 and periods < 0 (for example emf 0, periods -1); a last row without a condition would" {
		t.Errorf("got %s", got)
	}
	if got := messages(table.Faults(held, node(t, review, "periods > 3"))); got != "" {
		t.Errorf("got %s", got)
	}
	bands := []Band{{Fixed: held}, {Fixed: held, Within: node(t, review, "periods > 3")}}
	if got := table.FaultsIn(bands); messages(got[0]) == "" || messages(got[1]) != "" {
		t.Errorf("within what another band is not: %v", got)
	}
	if first, err := Held(review, map[string]decimal.Decimal{"emf": decimal.NewFromInt(1)}); err != nil || first[0].String() != "1" {
		t.Errorf("the first fact: %v, %v", first, err)
	}
	higher, err := Held(review, map[string]decimal.Decimal{"baseline.emf": decimal.NewFromInt(3)})
	if err != nil {
		t.Fatal(err)
	}
	within := node(t, review, "periods > 3")
	for i, want := range []string{"", "no row answers when 2 <= emf < 3 and 3 < periods (for example emf 2, periods 4); a last row without a condition would"} {
		if got := messages(table.FaultsIn([]Band{{Fixed: held, Within: within}, {Fixed: higher, Within: within}})[i]); got != want {
			t.Errorf("band %d: got %s, want %s", i, got, want)
		}
	}
	for _, wrong := range []map[string]decimal.Decimal{{"reason": decimal.NewFromInt(1)}, {"what": decimal.NewFromInt(1)}, {"emf": {}}} {
		var e *calendar.InputError
		if _, err := Held(review, wrong); !errors.As(err, &e) || wrong[e.Field].Cmp(decimal.Decimal{}) == 0 && e.Field != "emf" {
			t.Errorf("%v: got %v", wrong, err)
		}
	}
}

// What is counted between dates is whole: nothing lies between 30 and 31.
func TestTableFaultsOfCountedDays(t *testing.T) {
	for _, count := range []string{"days(on - on2)", `months(on - on2, "down")`, `years(on - on2, "1_march")`} {
		s := &expression.Scope{Facts: append(declared.Facts[:len(declared.Facts):len(declared.Facts)], fact("on2", expression.Type{Kind: expression.DateKind}))}
		if got := faults(t, s, true, count+" <= 30", count+" >= 31"); got != "" {
			t.Errorf("%s: %s", count, got)
		}
		if got := faults(t, s, true, count+" <= 30", count+" >= 32"); got == "" {
			t.Errorf("%s: 31 is in no row, and it is not said", count)
		}
	}
	if got := faults(t, declared, true, `note startsWith "23"`, `not (note startsWith "23")`); got != "" {
		t.Error(got)
	}
}

// What the analysis cannot know it says.
func TestFault_Message_notAnalysed(t *testing.T) {
	related := tableOf(t, declared, false, "abs(change) > 10", `round(change, 2, "up") > 5`)
	got := messages(related.Faults(nil, nil))
	if !strings.HasPrefix(got, "not analysed: it may be that no row answers when") ||
		!strings.Contains(got, `; what is asked of abs(change) and round(change, 2, "up") is looked at by itself`) {
		t.Errorf("got %s", got)
	}
	if got := related.Related(Band{}); len(got) != 2 {
		t.Errorf("got %q", got)
	}
	var terms []string
	for i := range 6 {
		terms = append(terms, fmt.Sprintf(`round(change, %d, "up") > 5`, i))
	}
	for n, want := range map[int]string{4: `round(change, 3, "up")`, 5: "1 more", 6: "2 more"} {
		if got := tableOf(t, declared, false, terms[:n]...).Related(Band{}); len(got) != min(n, 5) || got[len(got)-1] != want {
			t.Errorf("%d terms: got %q", n, got)
		}
	}
	if got := tableOf(t, review, false, "services contains reason or services contains tier").Related(Band{}); len(got) != 2 {
		t.Errorf("texts that are facts: got %q", got)
	}
	if got := tableOf(t, review, false, `services contains "a" or len(services) == 0 or services contains "b"`).Related(Band{}); len(got) != 2 {
		t.Errorf("got %q", got)
	}
	const gap = "no row answers when the facts are any at all"
	anyFacts := []Region{{}, {}}
	for says, f := range map[string]Fault{
		gap:                                      {Kind: Gap, Regions: anyFacts[:1], Terms: []string{"x"}},
		"not analysed: it may be that " + gap:    {Kind: Gap, Regions: anyFacts[:1], Unsure: true},
		gap + ", and in 1 more regions at least": {Kind: Gap, Regions: anyFacts, More: true},
	} {
		want := says + "; a last row without a condition would"
		if got := f.Message(); got != want {
			t.Errorf("%+v: got %s", f, got)
		}
	}
	if testing.Short() {
		t.Skip("many rows take a second")
	}
	var many []string
	for i := range 600 {
		many = append(many, fmt.Sprintf("claims == %d", i))
	}
	if got := faults(t, declared, true, many...); got != "no row answers when 599 < claims (for example claims 600); a last row without a condition would" {
		t.Errorf("many rows: %.200s", got)
	}
	for i := range many {
		many[i] = fmt.Sprintf("claims != %d", i)
	}
	if got := faults(t, declared, true, many...); !strings.Contains(got, "not analysed: whether every row") {
		t.Errorf("many rows that all hold: %.200s", got)
	}
	each := strings.ReplaceAll(fmt.Sprint(numbers(1, 17)), " ", ", ")
	fewer := strings.ReplaceAll(fmt.Sprint(numbers(1, 10)), " ", ", ")
	scattered := fmt.Sprintf("payroll in %s and change in %s and claims in %s", each, each, each)
	if got := faults(t, declared, false, scattered); !strings.Contains(got, "more regions at least") || strings.Contains(got, "it may be") {
		t.Errorf("many gaps: %.200s", got)
	}
	if got := faults(t, declared, false, fmt.Sprintf("payroll in %s and change in %s and claims in %s or payroll + change > 100", fewer, fewer, fewer)); !strings.Contains(got, "not analysed: it may be that no row answers when") {
		t.Errorf("more sums than are solved: %.200s", got)
	}
	few := strings.ReplaceAll(fmt.Sprint(numbers(4, 10)), " ", ", ")
	answered := fmt.Sprintf("payroll + change > 100 or payroll != 3 or change != 3 or payroll in %s or change in %s and claims in %s",
		few, fewer, fewer)
	if got := faults(t, declared, false, answered); !strings.HasPrefix(got, "no row answers when payroll == 3 and change == 3") {
		t.Errorf("many sums where a row answers: %.200s", got)
	}
}

func numbers(from, to int) []int {
	var all []int
	for n := from; n <= to; n++ {
		all = append(all, n)
	}
	return all
}

// withList has a list of claims and a limit.
func withList() *expression.Scope {
	money, _ := expression.Declared("money")
	flag, _ := expression.Declared("flag")
	return &expression.Scope{Facts: []expression.Fact{fact("claims", expression.ListOf([]expression.Fact{fact("cost", money), fact("open", flag)})), fact("limit", money)}}
}

// What is asked of a list is one term, however often; two questions are two.
func TestTable_Faults_lists(t *testing.T) {
	for _, c := range []struct {
		name       string
		conditions []string
		want       string
	}{
		{"a count and the rest", []string{"count(claims, .cost > 1000) >= 2", "count(claims, .cost > 1000) < 2"}, ""},
		{"a sum and the rest", []string{"sum(claims, .cost) + limit > 100", "limit + sum(claims, .cost) <= 100"}, ""},
		{"some and none", []string{"any(claims, .open)", "not any(claims, .open)"}, ""},
		{"some, and not all", []string{"any(claims, .open)", "all(claims, .open) and not any(claims, .open)"},
			"no row answers when not any(claims, .open) and not all(claims, .open)"},
		{"a whole number between", []string{"count(claims, .open) > 1", "count(claims, .open) < 2"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := faults(t, withList(), true, c.conditions...); got != c.want && (c.want == "" || !strings.Contains(got, c.want)) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	for _, conditions := range [][]string{{"count(claims, .open) >= 2", "count(claims, .open) < 1"}, {"any(claims, .open)", "not any(claims, .cost > 1)"}} {
		if got := faults(t, withList(), true, conditions...); got == "" {
			t.Errorf("%v has no gap", conditions)
		}
	}
}

// The values of lists that the rows ask are parts of their conditions: of too many, in all
// bands together, it is said that they are not analysed.
func TestTable_Faults_ofLongLists(t *testing.T) {
	values := make([]string, 5000)
	for i := range values {
		values[i] = fmt.Sprint(i)
	}
	s := &expression.Scope{Facts: review.Facts, Lists: []expression.List{expression.NewList("l", values)}}
	table := tableOf(t, s, false, "emf in l or periods in l or emf + 1 in l or emf + 2 in l", "")
	bands := make([]Band, 15)
	for i := range bands {
		bands[i].Fixed = map[int]expression.Value{0: expression.Num(decimal.NewFromInt(int64(i)))}
	}
	for i, found := range table.FaultsIn(bands) {
		if analysed := i < 13; (len(found) > 0 && found[0].Kind == NotAnalysed) == analysed {
			t.Errorf("band %d: got %q", i, messages(found))
		}
	}
}
