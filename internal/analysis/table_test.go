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
		{true, []string{"excluded in [true]", "excluded in [false]"}, ""},
		{true, []string{"excluded ? emf > 1 : emf <= 1", "excluded ? emf <= 1 : emf > 1"}, ""},
		{true, []string{"excluded == (emf > 1)", "excluded == (emf <= 1)"}, ""},
		// words
		{true, []string{`tier == "none"`, `tier in ["focus", "target"]`}, ""},
		{false, []string{`tier == "none"`}, "no row answers when tier is \"focus\" or tier is \"target\" (for example tier focus); a last row without a condition would"},
		{false, []string{`reason == "a"`, `reason in ["b", "c"]`}, "no row answers when reason is any other text (for example reason abc…); a last row without a condition would"},
		{true, []string{`reason == tier`, `tier != reason`}, ""},
		{true, []string{`tier == reason`, `not (tier == reason)`}, ""},
		{true, []string{`services contains "a"`, `not (services contains "a")`}, ""},
		{true, []string{`reason contains "a"`, `reason not contains "a"`}, ""},
		// dates are discrete
		{true, []string{`day <= date("2025-01-31")`, `day >= date("2025-02-01")`}, ""},
		{false, []string{`day < date("2025-01-31")`, `day > date("2025-01-31")`}, "no row answers when day == 2025-01-31 (for example day 2025-01-31); a last row without a condition would"},
		{false, []string{`day <= date("0001-01-01")`, `day > date("0001-01-01") and day < date("9999-12-31")`}, "no row answers when day == 9999-12-31 (for example day 9999-12-31); a last row without a condition would"},
		{false, []string{`day < date("0001-01-01")`, ``}, "row 1 can never answer: the rows before it answer first, or its condition never holds"},
		// what is computed is a number of its own
		{true, []string{"emf < baseline.emf", "emf >= baseline.emf"}, ""},
		{true, []string{"emf < baseline.emf", "baseline.emf <= emf"}, ""},
		{true, []string{"baseline.emf > emf", "baseline.emf == emf"}, "no row answers when (baseline.emf - emf) < 0 (for example (baseline.emf - emf) -1); a last row without a condition would"},
		{true, []string{"emf > baseline.emf", "emf <= baseline.emf"}, ""},
		{true, []string{"emf * 1.1 > 2", "2 >= emf * 1.1"}, ""},
		{false, []string{"2 < emf * 1.1"}, "no row answers when (emf * 1.1) <= 2 (for example (emf * 1.1) 1); a last row without a condition would"},
		{true, []string{"len(services) == 0", "len(services) > 0"}, ""},
		{true, []string{"len(services) == 0", "len(services) == 1", "len(services) >= 2"}, ""},
		{true, []string{"abs(emf) > 0", "abs(emf) == 0"}, ""},
		{false, []string{"abs(emf) < -1", ""}, "row 1 can never answer: the rows before it answer first, or its condition never holds"},
		{true, []string{"(emf + 1) in [1, 2]", "(emf + 1) not in [1, 2]"}, ""},
		{true, []string{"emf in [1, baseline.emf]", "emf not in [1, baseline.emf]"}, ""},
		{true, []string{"emf in [1, 2]", "emf < 1 or emf > 2 or emf > 1 and emf < 2"}, ""},
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

func TestTableFaultsOfTooManyCombinations(t *testing.T) {
	var many []string
	for i := range 17 {
		many = append(many, fmt.Sprintf("services contains \"%d\"", i))
	}
	if got := faults(t, review, false, strings.Join(many, " and "), ""); got != "the table asks for too many combinations to be checked (more than 65536): split it" {
		t.Errorf("got %s", got)
	}
	if got := faults(t, review, false, strings.Join(many[:16], " and "), ""); got != "" {
		t.Errorf("65536 combinations: %s", got)
	}
}

func TestTableFaultsOfADeadRowSayWhatIsBehind(t *testing.T) {
	found := tableOf(t, review, false, "emf > 2", "emf <= 1", "emf > 3 or emf < 0", "").Faults(nil, nil)
	if len(found) != 1 || found[0].Rows[0] != 2 || fmt.Sprint(found[0].Behind) != "[0 1]" {
		t.Errorf("got %+v", found)
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

// What the analysis cannot know, or has no room for, it says.
func TestFaultSaysWhatWasNotLookedAt(t *testing.T) {
	related := tableOf(t, declared, false, "payroll + change > 10", "payroll - change > 5")
	terms := "what is asked of (payroll + change) and (payroll - change) is looked at by itself"
	if got := messages(related.Faults(nil, nil)); !strings.Contains(got, terms) {
		t.Errorf("got %s", got)
	}
	if got := related.Related(Band{}); len(got) != 2 {
		t.Errorf("got %q", got)
	}
	var many []string
	for i := range 600 {
		many = append(many, fmt.Sprintf("claims == %d", i))
	}
	if got := faults(t, declared, true, many...); !strings.Contains(got, "more than 16777216 questions: split it") {
		t.Errorf("many rows: %.200s", got)
	}
	each := strings.ReplaceAll(fmt.Sprint(numbers(1, 17)), " ", ", ")
	scattered := fmt.Sprintf("payroll in %s and change in %s and claims in %s", each, each, each)
	if got := faults(t, declared, false, scattered); !strings.Contains(got, "more regions at least") {
		t.Errorf("many gaps: %.200s", got)
	}
}

func numbers(from, to int) []int {
	var all []int
	for n := from; n <= to; n++ {
		all = append(all, n)
	}
	return all
}
