package rule

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
)

func TestARowWithAMistakeIsNamedWithItsField(t *testing.T) {
	for _, c := range []struct {
		row  Row[int]
		want string
	}{
		{Row[int]{If: "emf >"}, "tiers: row 2: cite: a row must cite its provision"},
		{Row[int]{If: "eml > 1", Cite: "x"}, "tiers: row 2: if: unknown fact \"eml\""},
		{Row[int]{Text: "The {eml}.", Cite: "x"}, "tiers: row 2: text: unknown fact \"eml\""},
		{Row[int]{Else: "The {emf.", Cite: "x"}, "tiers: row 2: else: a { without its }\n  The {emf.\n      ^"},
		{Row[int]{Text: "The übe emf}.", Cite: "x"}, "tiers: row 2: text: a } without its {\n  The übe emf}.\n             ^"},
		{Row[int]{Text: "The {emf:letters}.", Cite: "x"}, "tiers: row 2: text: unknown format \"letters\", expected one of grouped, money, words, long, or, s"},
		{Row[int]{Text: "The {emf} and {}.", Cite: "x"}, "tiers: row 2: text: a place without the name of a fact"},
	} {
		_, err := NewTable[review]("tiers", First, Row[int]{If: "emf > 1", Cite: "x"}, c.row)
		var row *RowError
		if !errors.As(err, &row) || row.Row != 1 || row.Name != "tiers" || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
	_, err := NewTable[review]("tiers", First, Row[int]{Text: "ü{eml}", Cite: "x"})
	var at *ExprError
	if !errors.As(err, &at) || at.Offset != 2 || at.Suggestion != "emf" {
		t.Errorf("got %+v", at)
	}
	_, err = NewTable[review]("tiers", "any", rows("")...)
	wantInput(t, "hit", err, "tiers: hit", `"any" is not valid, expected unique, first or collect`)
}

func tiers(t testing.TB) *Table[review, tierWord] {
	t.Helper()
	table, err := NewTable[review]("tiers", First,
		Row[tierWord]{If: "excluded", Then: "none", Cite: "4.1", Text: "The employer is excluded.", Else: "The employer is not excluded."},
		Row[tierWord]{If: "emf >= 1.70", Then: "target", Cite: "4.2", Interpretation: "at-least", Text: "The factor {emf} is 1.70 or more with {three_year_premium}."},
		Row[tierWord]{Then: "focus", Cite: "4.3", Text: "Nothing else applies to {tier}."})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestATableExplainsEachRowItLookedAt(t *testing.T) {
	got, err := tiers(t).Explain(aReview())
	no := Verbatim("4.1", false, "The employer is not excluded.")
	no.Facts = []Fact{Str("excluded", "false")}
	yes := Verbatim("4.2", true, "The factor 1.70 is 1.70 or more with 32850.")
	yes.Facts, yes.Interpretations = []Fact{Str("emf", "1.70"), Str("three_year_premium", "32850")}, []string{"at-least"}
	want := Decision[tierWord]{Value: "target", Findings: []Finding{no, yes}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
	if got.String() != "The employer is not excluded (4.1). The factor 1.70 is 1.70 or more with 32850 (4.2; interpretation at-least)." {
		t.Errorf("got %s", got)
	}
	r := aReview()
	r.EMF, r.Tier = dec("1.5"), ""
	got, err = tiers(t).Explain(r)
	if err != nil || got.Value != "focus" || len(got.Findings) != 3 || got.Findings[2].Text() != "Nothing else applies to (not given)." || got.Findings[2].Facts != nil {
		t.Errorf("got %+v, %v", got, err)
	}
	if got.Findings[1].Text() != "emf >= 1.70 does not hold: emf is 1.5" {
		t.Errorf("a row without a sentence: %s", got.Findings[1].Text())
	}
	r.EMF = decimal.Decimal{}
	_, err = tiers(t).Explain(r)
	wantInput(t, "missing", err, "emf", "missing")
	v, err := tiers(t).Decide(r)
	wantInput(t, "missing", err, "emf", "missing")
	if v != "" {
		t.Errorf("an answer %q beside the error", v)
	}
	plain, err := MustTable[review]("t", First, rows("")...).Explain(r)
	if err != nil || plain.Findings[0].Text() != "this applies whatever the facts" {
		t.Errorf("got %v, %v", plain, err)
	}
}

// The findings of a table share the facts that were read; each has its own, in
// the order in which its row asks for them.
func TestTableExplainGivesEachFindingItsFacts(t *testing.T) {
	table := MustTable[review]("t", First, Row[int]{If: "emf > 2 and periods > 5 and excluded", Cite: "1"}, Row[int]{If: "periods > 5 and emf > 2", Cite: "2"},
		Row[int]{If: "excluded or emf > 2", Cite: "3", Else: "Not with {periods}."}, Row[int]{Cite: "4", Text: "{day}, {periods}"})
	d, err := table.Explain(aReview())
	if err != nil {
		t.Fatal(err)
	}
	var lists []string
	for _, f := range d.Findings {
		var names []string
		for _, fact := range f.Facts {
			names = append(names, fact.Name+" "+fact.Value.String())
		}
		lists = append(lists, strings.Join(names, ", "))
	}
	want := "emf 1.70, periods 2, excluded false; periods 2, emf 1.70; excluded false, emf 1.70, periods 2; day 2025-01-31, periods 2"
	if got := strings.Join(lists, "; "); got != want {
		t.Errorf("got %s", got)
	}
	d.Findings[0].Facts = append(d.Findings[0].Facts, Int("x", 1))
	if d.Findings[3].Facts[0].Name != "day" {
		t.Error("a fact added to one finding is in another")
	}
}

func TestTableExplainOfManyFacts(t *testing.T) {
	type twenty struct{ A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T int }
	text := "a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s + t > 99"
	d, err := MustTable[twenty]("t", First, Row[int]{If: text, Cite: "1"}, Row[int]{If: text + " or t > 5", Cite: "2"}, Row[int]{Cite: "3"}).Explain(&twenty{T: 4})
	if err != nil || len(d.Findings[1].Facts) != 20 || d.Findings[1].Facts[19].Value.String() != "4" {
		t.Errorf("got %+v, %v", d, err)
	}
}

func TestATableWithoutRowsAnswersNothing(t *testing.T) {
	var none Table[review, int]
	_, err := none.Decide(aReview())
	wantInput(t, "decide", err, "", "a case that no row covers")
	_, err = none.Explain(aReview())
	wantInput(t, "explain", err, "", "a case that no row covers")
}

func TestTheRowsOfATableCannotBeChangedFromOutside(t *testing.T) {
	table := tiers(t)
	table.Rows()[0].Then = "target"
	if got := table.Rows()[0].Then; got != "none" {
		t.Errorf("the row now answers %s", got)
	}
}

func TestMustPanicsOnAMistakeOnly(t *testing.T) {
	for name, mistake := range map[string]func(){
		"condition": func() { MustCompile[review]("eml") },
		"table":     func() { MustTable[review]("t", First, rows("emf > 1")...) },
	} {
		func() {
			defer func() {
				if _, ok := recover().(error); !ok {
					t.Errorf("a wrong %s did not panic with its error", name)
				}
			}()
			mistake()
		}()
	}
}

func TestATableIsCheckedAgainWithTheFactsOfASchedule(t *testing.T) {
	table, err := NewTableOn(declared(t), "t", First, rows("emf >= r", "payroll * emf >= 10000", "emf > 5", "")...)
	if err != nil {
		t.Fatal(err)
	}
	f := with(someFacts(), "emf", "4")
	f["r"] = "5"
	if v, err := table.Decide(&f); v != 1 || err != nil {
		t.Errorf("decided %v, %v", v, err)
	}
	f["payroll"] = 1
	if v, err := table.Decide(&f); v != 3 || err != nil {
		t.Errorf("what is left: %v, %v", v, err)
	}
	if err := table.CheckWith(nil); err != nil {
		t.Errorf("nothing fixed: %v", err)
	}
	if err := table.CheckWith(map[string]decimal.Decimal{"r": dec("10")}); err != nil {
		t.Errorf("with r at 10: %v", err)
	}
	err = table.CheckWith(map[string]decimal.Decimal{"r": dec("2")})
	if got := faults(t, err); got != "row 3 can never answer: the rows before it answer first, or its condition never holds" {
		t.Errorf("with r at 2: %v", err)
	}
	err = table.CheckWith(map[string]decimal.Decimal{"r": dec("9"), "emf": dec("2"), "payroll": dec("5000")})
	if got := faults(t, err); !strings.HasPrefix(got, "row 1 can never answer") {
		t.Errorf("with all held: %v", err)
	}
	if err == nil || !strings.HasPrefix(err.Error(), "t: row 1 can never answer") {
		t.Errorf("the error names the table: %v", err)
	}
	for name, d := range map[string]decimal.Decimal{"x": dec("1"), "industry": dec("1")} {
		wantInput(t, name, table.CheckWith(map[string]decimal.Decimal{name: d, "zz": d}), name, "a fact that is no number of the table is not valid, expected one of payroll")
	}
	wantInput(t, "negative", table.CheckWith(map[string]decimal.Decimal{"r": dec("-1")}), "r", "-1 is negative")
}

// A table that collects answers with every row that holds, which may be none.
func TestTable_All(t *testing.T) {
	table, err := NewTable[review]("credits", Collect, Row[int]{ID: "a", If: "emf < 1", Then: 5, Cite: "1"}, Row[int]{ID: "b", If: "periods > 2 and not excluded", Then: 2, Cite: "2"})
	if err != nil || table.NotAnalysed() != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		emf     string
		periods int
		want    []int
	}{{"0.9", 3, []int{5, 2}}, {"1", 3, []int{2}}, {"1", 0, nil}} {
		f := &review{EMF: dec(c.emf), Periods: c.periods}
		all, err := table.All(f)
		d, explained := table.ExplainAll(f)
		if err != nil || explained != nil || cmp.Diff(c.want, all) != "" || cmp.Diff(c.want, d.Value) != "" || len(d.Findings) != 2 {
			t.Errorf("%s, %d: got %v, %v, %v, %v", c.emf, c.periods, all, err, d, explained)
		}
	}
	_, err = table.All(&review{})
	wantInput(t, "all", err, "emf", "missing")
	_, err = table.ExplainAll(&review{})
	wantInput(t, "all explained", err, "emf", "missing")
	_, err = table.Decide(&review{})
	wantInput(t, "one", err, "credits", "a table that collects has not just one answer")
	_, err = table.Explain(&review{})
	wantInput(t, "one explained", err, "credits", "a table that collects has not just one answer")
	if d, err := (*Table[review, int])(nil).ExplainAll(nil); err != nil || d.Value != nil {
		t.Errorf("no table: got %v, %v", d, err)
	}
	_, err = NewTable[review]("credits", Collect, rows("emf > 1 and emf < 1", "emf > 2", "emf > 2")...)
	if got := faults(t, err); got != "row 1 can never answer: the rows before it answer first, or its condition never holds" {
		t.Errorf("got %s", got)
	}
}

func TestNewTableWithin(t *testing.T) {
	d := declared(t)
	fixed := map[string]decimal.Decimal{"r": dec("2")}
	within, err := CompileOn(d, "payroll >= 5000")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := NewTableWithin(d, within, fixed, "t", Unique, rows("emf < r", "emf >= 2 and payroll > 4999.99")...); err != nil {
		t.Error(err)
	}
	_, err = NewTableWithin(d, within, fixed, "t", Unique, rows("emf < r", "emf > 2")...)
	if got := faults(t, err); !strings.HasPrefix(got, "no row answers when 5000 <= payroll and emf == 2 ") {
		t.Errorf("got %s", got)
	}
	_, err = NewTableWithin(d, within, map[string]decimal.Decimal{"x": dec("1")}, "t", Unique, rows("emf < r")...)
	wantInput(t, "no such fact", err, "x", "a fact that is no number of the table is not valid")
	_, err = NewTableWithin(d, nil, fixed, "t", Unique, rows("emf < r")...)
	wantInput(t, "no condition", err, "condition", "")
}

// A table is immutable, whatever its answers are: who writes into one, or into what the
// table was made of, changes no other.
func TestTable_answersAreTheCallers(t *testing.T) {
	d, err := Declare(Declaration{Name: "n", Type: Count})
	if err != nil {
		t.Fatal(err)
	}
	first, second := []string{"a"}, map[string][]int{"b": {1}}
	table, err := NewTableOn(d, "t", First, Row[any]{ID: "1", If: "n > 3", Then: first, Cite: "1"}, Row[any]{ID: "2", Then: second, Cite: "2"})
	if err != nil {
		t.Fatal(err)
	}
	first[0], second["b"][0] = "written", 9
	asks := map[string]func() any{
		"Decide":     func() any { return must(table.Decide(&Facts{"n": 5})) },
		"Explain":    func() any { return must(table.Explain(&Facts{"n": 1})).Value },
		"All":        func() any { return must(table.All(&Facts{"n": 5})) },
		"Rows":       func() any { return table.Rows() },
		"ExplainAll": func() any { return must(table.ExplainAll(&Facts{"n": 5})).Value },
		"Possible": func() any {
			rows, _, err := table.Possible(&Facts{})
			return must(rows, err)
		},
	}
	for name, ask := range asks {
		before := fmt.Sprint(ask())
		if strings.Contains(before, "written") || strings.Contains(before, "9") {
			t.Errorf("%s: what the table was made of is shared: %s", name, before)
		}
		var write func(v any)
		write = func(v any) {
			switch v := v.(type) {
			case []string:
				v[0] = "written"
			case map[string][]int:
				v["b"][0] = 9
			case []any:
				for _, each := range v {
					write(each)
				}
			case []Row[any]:
				for _, each := range v {
					write(each.Then)
				}
			case []Possible[any]:
				for _, each := range v {
					write(each.Value)
				}
			}
		}
		write(ask())
		for other, ask := range asks {
			if after := fmt.Sprint(ask()); strings.Contains(after, "written") || strings.Contains(after, "9") {
				t.Errorf("writing into the answer of %s changes that of %s: %s", name, other, after)
			}
		}
	}
}
