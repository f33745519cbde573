package lint

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

// tell writes notices one to a line, without their places.
func tell(notices rule.Diagnostics) string {
	lines := make([]string, len(notices))
	for i, n := range notices {
		lines[i] = fmt.Sprintf("%s %s %s: %s", n.Severity, n.Code, n.Path, n.Message)
	}
	return strings.Join(lines, "\n")
}

func analyses(t *testing.T, name string, c catalogue.Catalogue, on calendar.Date, want ...string) {
	t.Helper()
	if diff := cmp.Diff(strings.Join(want, "\n"), tell(Check(c, on))); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func stated(name string, t rule.FactType, words ...string) catalogue.Fact {
	return catalogue.Fact{Declaration: rule.Declaration{Name: name, Type: t, Values: words}, Path: "facts." + name}
}

// levels is a policy of levels: rows "level: condition" over emf, claims and
// premium.
func levels(rows ...string) catalogue.Catalogue {
	c := catalogue.Catalogue{Tables: []catalogue.Table{{Name: "levels", Path: "levels", HitPolicy: rule.First,
		Facts: []catalogue.Fact{stated("emf", rule.Factor), stated("claims", rule.Count), stated("premium", rule.Money)}}}}
	for i, row := range append(rows, "none: ") {
		level, condition, _ := strings.Cut(row, ": ")
		r := catalogue.Rule{ID: fmt.Sprintf("levels.%d", i+1), Of: "levels", Path: fmt.Sprintf("levels[%d]", i), If: condition, Then: level, Cite: "R-1"}
		c.Rules, c.Tables[0].Rows = append(c.Rules, r), append(c.Tables[0].Rows, r.ID)
	}
	return c
}

// inBands adds bands of the premium to a policy of levels: rows "from focus
// target".
func inBands(c catalogue.Catalogue, rows ...string) catalogue.Catalogue {
	t := &c.Tables[0]
	t.Bands = &catalogue.Bands{By: "premium", Cite: "R-14", Path: "bands"}
	for _, column := range []string{"focus", "target"} {
		t.Facts = append(t.Facts, catalogue.Fact{Declaration: rule.Declaration{Name: column, Type: rule.Factor}, Fixed: true})
	}
	for i, row := range rows {
		words := strings.Fields(row)
		t.Bands.Rows = append(t.Bands.Rows, catalogue.Band{From: words[0], Path: fmt.Sprintf("bands.rows[%d]", i),
			Fixed: []rule.Fact{rule.Str("focus", words[1]), rule.Str("target", words[2])}})
	}
	return c
}

func TestCheckFindsNothingInASoundPolicy(t *testing.T) {
	analyses(t, "the empty catalogue", catalogue.Catalogue{}, calendar.MustParse("2026-11-01"))
	analyses(t, "levels", levels("target: emf >= 1.5 and premium > 0", "focus: emf >= 1.4 and claims > 2"), calendar.Date{})
	analyses(t, "bands", inBands(levels("target: emf >= target and claims >= 0", "focus: emf >= focus"), "0 1.40 1.50", "5000 1.50 1.60", "12500 1.60 1.70"), calendar.Date{})
	analyses(t, "a band's own row", inBands(levels("target: emf >= target and claims > 2", "small: premium < 5000 and emf > 1.45", "focus: emf >= focus"), "0 1.40 1.50", "5000 1.50 1.60"), calendar.Date{})
}

// parity is a question that turns on every one of some flags, whatever the others are.
func parity(flags int) (facts []catalogue.Fact, text string) {
	text = "true"
	for i := range flags {
		name := fmt.Sprintf("f%d", i)
		facts, text = append(facts, stated(name, rule.YesNo)), fmt.Sprintf("(%s == %s)", name, text)
	}
	return facts, text
}

func TestCheckTheRowsOfATable(t *testing.T) {
	read := "focus: claims > 1 and premium > 1 and emf > 1"
	dead := levels(read, "target: emf > 2 and claims > 1 and premium > 1")
	analyses(t, "masked", dead, calendar.Date{},
		"error dead_row levels[1].if: row 2 can never answer: the rows before it answer first, or its condition never holds")
	all := levels(read, "target: emf >= 0")
	analyses(t, "nothing left", all, calendar.Date{},
		"error dead_row levels[2].if: nothing is left for the last row, none: some row before it always answers")
	gap := levels(read)
	gap.Tables[0].Rows, gap.Rules = gap.Tables[0].Rows[:1], gap.Rules[:1]
	analyses(t, "gap", gap, calendar.Date{},
		"error gap levels: no row answers when 0 <= emf <= 1 (for example emf 0), and in 2 more regions; a last row without a condition would")
	if got, want := Check(gap, calendar.Date{})[0].Regions[0], (rule.Region{Bounds: []string{"0 <= emf <= 1"}, Example: []rule.Fact{rule.Num("emf", decimal.New(0, 0))}}); !cmp.Equal(got, want) {
		t.Errorf("the region of the gap is %v, want %v", got, want)
	}
	gap.Tables[0].Otherwise = "whatever the host does"
	analyses(t, "a gap that is meant", gap, calendar.Date{})
	overlap := levels("a: emf > 1.5 and claims > 1", "b: emf < 2.5 and premium > 1")
	overlap.Tables[0].HitPolicy = rule.Unique
	analyses(t, "overlap", overlap, calendar.Date{},
		"error overlap levels[1].if: rows 1 and 2 both hold when 1.5 < emf < 2.5 and 1 < claims and 1 < premium (for example emf 2.0, claims 2, premium 2)")
	var terms []string
	for i := range 17 {
		terms = append(terms, fmt.Sprintf("premium * %d > emf", i+2))
	}
	large := levels("a: claims > 1 and (" + strings.Join(terms, " or ") + ")")
	analyses(t, "large", large, calendar.Date{})
	facts, text := parity(30)
	large.Tables[0].Facts = facts
	large.Rules = append([]catalogue.Rule{{ID: "levels.0", Of: "levels", If: text, Cite: "R-0"}}, large.Rules...)
	large.Rules[1].If, large.Tables[0].Rows = "not ("+text+")", append([]string{"levels.0"}, large.Tables[0].Rows...)
	analyses(t, "too large", large, calendar.Date{},
		"warning not_analysed levels: not analysed: whether every row can answer, and no facts are left open or answered twice; the rows ask for too many combinations of facts")
	unsure := levels("a: abs(emf) > 1 and claims > 1 and premium > 1", "b: emf <= 1")
	unsure.Tables[0].HitPolicy = rule.Unique
	unsure.Tables[0].Rows, unsure.Rules = unsure.Tables[0].Rows[:2], unsure.Rules[:2]
	unsure.Rules[1].If = "emf <= 1 or claims <= 1 or premium <= 1"
	analyses(t, "terms that depend on one another", unsure, calendar.Date{},
		"warning not_analysed levels: not analysed: what is asked of abs(emf) is looked at by itself, and not what it has to do with the other questions about the same facts: "+
			"a row that never answers for that reason is not found",
		"warning not_analysed levels: not analysed: it may be that no row answers when 1 < emf and 1 < claims and 1 < premium and 0 <= abs(emf) <= 1 "+
			"(for example emf 2, claims 2, premium 2, abs(emf) 0); a last row without a condition would; what is asked of abs(emf) is looked at by itself",
		"warning not_analysed levels[1].if: not analysed: it may be that rows 1 and 2 both hold when 0 <= emf <= 1 and 1 < claims and 1 < premium and 1 < abs(emf) "+
			"(for example emf 0, claims 2, premium 2, abs(emf) 2); what is asked of abs(emf) is looked at by itself")
}

func TestCheckTheRowsOfATableInEachBand(t *testing.T) {
	simple := []string{"target: emf >= target and claims >= 0", "focus: emf >= focus"}
	analyses(t, "the target value under the focus value", inBands(levels(simple...), "0 1.40 1.50", "5000 1.60 1.50", "12500 1.60 1.70"), calendar.Date{},
		"error dead_row bands.rows[1]: row 2 can never answer with a premium from 5000 up to 12500: the rows before it answer first, or its condition never holds",
		"warning crossing bands.rows[1].target: target is 1.50 here, less than focus, which is 1.60; in 2 of 3 bands target is the higher of the two. With premium 5000, emf 1.55 is enough for target and not for focus")
	analyses(t, "in the last band", inBands(levels(simple...), "0 1.40 1.50", "5000 1.50 1.60", "12500 1.70 1.60"), calendar.Date{},
		"error dead_row bands.rows[2]: row 2 can never answer with a premium from 12500: the rows before it answer first, or its condition never holds",
		"warning crossing bands.rows[2].target: target is 1.60 here, less than focus, which is 1.70; in 2 of 3 bands target is the higher of the two. With premium 12500, emf 1.65 is enough for target and not for focus")
	analyses(t, "everywhere", inBands(levels(simple...), "0 1.50 1.40", "5000 1.60 1.50"), calendar.Date{},
		"error dead_row levels[1].if: row 2 can never answer: the rows before it answer first, or its condition never holds")
	analyses(t, "nothing left", inBands(levels("target: emf >= target and claims >= 0", "focus: emf < target and focus > 0"), "0 1.40 1.50", "5000 1.50 1.60"), calendar.Date{},
		"error dead_row levels[2].if: nothing is left for the last row, none: some row before it always answers")
	analyses(t, "terms that depend on one another", inBands(levels("target: abs(emf) >= target and claims >= 0", "focus: emf >= focus"), "0 1.40 1.50", "5000 1.50 1.60"), calendar.Date{},
		"warning not_analysed levels: not analysed: what is asked of abs(emf) is looked at by itself, and not what it has to do with the other questions about the same facts: "+
			"a row that never answers for that reason is not found")
	facts, text := parity(30)
	large := inBands(levels("target: emf >= target and claims >= 0 and "+text, "focus: emf >= focus and not ("+text+")"), "0 1.40 1.50", "5000 1.50 1.60")
	large.Tables[0].Facts = append(large.Tables[0].Facts, facts...)
	analyses(t, "too large in each band", large, calendar.Date{},
		"warning not_analysed levels: not analysed: whether every row can answer, and no facts are left open or answered twice; the rows ask for too many combinations of facts")
	gap := inBands(levels("target: emf >= target and claims >= 0", "focus: emf < target or premium >= 5000"), "0 1.40 1.50", "5000 1.50 1.60")
	gap.Tables[0].Rows, gap.Rules = gap.Tables[0].Rows[:2], gap.Rules[:2]
	gap.Rules[1].If = "emf < focus or emf < target and premium >= 5000"
	analyses(t, "a gap in one band", gap, calendar.Date{},
		"error gap levels: no row answers when 1.40 <= emf < 1.50 and 0 <= premium < 5000 (for example emf 1.40, premium 0); a last row without a condition would")
}

func TestCheckWhatNoTestAsks(t *testing.T) {
	c := levels("focus: emf >= 1.4")
	c.Rules[0].Else = "Not with {premium}."
	analyses(t, "facts", c, calendar.Date{},
		"warning never_read facts.claims: no test asks claims, and every question has to bring it",
		"warning never_read facts.premium: no test asks premium: it is only shown, in a text of levels.1")
	c.Rules = append(c.Rules, catalogue.Rule{ID: "1", Of: "life", When: []catalogue.Guard{{If: "claims > 0"}}, If: "not (premium_paid or premium)"})
	analyses(t, "facts that other rules ask", c, calendar.Date{})
	c.Tables[0].Facts[1].Path = ""
	c.Rules = c.Rules[:2]
	analyses(t, "a fact that no file states", c, calendar.Date{},
		"warning never_read facts.premium: no test asks premium: it is only shown, in a text of levels.1")
	bands := inBands(levels("target: emf >= target and claims > 0"), "0 1.40 1.50", "5000 1.50 1.60")
	analyses(t, "a column", bands, calendar.Date{},
		"warning never_read bands.rows[0].focus: no test asks focus: the values of this column decide nothing")
}

func TestCheckThresholdsThatCross(t *testing.T) {
	further := []string{"target: emf >= target and claims > 3", "focus: focus <= emf"} // no row is dead where they cross
	for _, c := range []struct {
		name  string
		rows  []string
		bands []string
		want  []string
	}{
		{"one band", further, []string{"0 1.40 1.50", "5000 1.60 1.50", "12500 1.60 1.70"}, []string{
			"warning crossing bands.rows[1].target: target is 1.50 here, less than focus, which is 1.60; in 2 of 3 bands target is the higher of the two. With premium 5000, emf 1.55 is enough for target and not for focus"}},
		{"the last band", further, []string{"0 1.40 1.50", "5000 1.70 1.6"}, []string{
			"warning crossing bands.rows[1].target: target is 1.6 here, less than focus, which is 1.70; in 1 of 2 bands target is the higher of the two. With premium 5000, emf 1.65 is enough for target and not for focus"}},
		{"the same value", further, []string{"0 1.40 1.50", "5000 1.60 1.6", "12500 1.60 1.70"}, []string{
			"warning crossing bands.rows[1].target: target and focus are both 1.6 here, so that no emf lies between them; in 2 of 3 bands target is the higher of the two"}},
		{"always the same", further, []string{"0 1.40 1.40", "5000 1.60 1.60"}, nil},
		{"always the other way", further, []string{"0 1.50 1.40", "5000 1.60 1.50"}, nil},
		{"the other way in most", further, []string{"0 1.50 1.40", "5000 1.60 1.70", "12500 1.70 1.60"}, []string{
			"warning crossing bands.rows[1].focus: focus is 1.60 here, less than target, which is 1.70; in 2 of 3 bands focus is the higher of the two. With premium 5000, emf 1.65 is enough for focus and not for target"}},
		{"at most", []string{"good: emf <= target and claims > 3", "fair: emf <= focus"}, []string{"0 1.50 1.40", "5000 1.50 1.60", "12500 1.60 1.50"}, []string{
			"warning crossing bands.rows[1].focus: focus is 1.50 here, less than target, which is 1.60; in 2 of 3 bands focus is the higher of the two. With premium 5000, emf 1.55 is within target and not within focus"}},
		{"whole numbers, as many or more", []string{"target: claims >= target and emf > 1", "focus: claims >= focus"}, []string{"0 2 3", "5000 3 2", "12500 3 4"}, []string{
			"warning crossing bands.rows[1].target: target is 2 here, less than focus, which is 3; in 2 of 3 bands target is the higher of the two. With premium 5000, claims 2 is enough for target and not for focus"}},
		{"whole numbers, more", []string{"target: claims > target and emf > 1", "focus: claims > focus"}, []string{"0 2 3", "5000 3 2", "12500 3 4"}, []string{
			"warning crossing bands.rows[1].target: target is 2 here, less than focus, which is 3; in 2 of 3 bands target is the higher of the two. With premium 5000, claims 3 is enough for target and not for focus"}},
		{"asked twice", []string{"target: emf >= target and claims > 3", "part: emf >= target and claims > 2", "focus: focus <= emf"}, []string{"0 1.40 1.50", "5000 1.60 1.50", "12500 1.60 1.70"}, []string{
			"warning crossing bands.rows[1].target: target is 1.50 here, less than focus, which is 1.60; in 2 of 3 bands target is the higher of the two. With premium 5000, emf 1.55 is enough for target and not for focus"}},
		{"of two facts", []string{"target: claims >= target and emf > 1", "focus: emf >= focus"}, []string{"0 2 3", "5000 3 2", "12500 3 4"}, nil},
		{"of a sum", []string{"target: emf + 1 >= target and claims > 3", "focus: emf + 1 >= focus"}, []string{"0 2 3", "5000 3 2", "12500 3 4"}, nil},
		{"a sum at least", []string{"target: target <= emf + 1 and claims > 3", "focus: focus <= emf + 1"}, []string{"0 2 3", "5000 3 2", "12500 3 4"}, nil},
		{"one as a least, one as a most", []string{"target: emf >= target and claims > 1", "focus: emf < focus"}, []string{"0 1.4 1.5", "5000 1.6 1.5"}, nil},
		{"two columns, no fact", []string{"target: (target >= focus or claims > 1) and emf > 2", "focus: emf > 0.5 and emf == focus"}, []string{"0 1.5 1.4", "5000 1.4 1.5"}, []string{}},
		{"one band alone", further, []string{"0 1.50 1.40"}, nil},
	} {
		analyses(t, c.name, inBands(levels(c.rows...), c.bands...), calendar.Date{}, c.want...)
	}
}

func TestCheckAConditionThatStandsAlone(t *testing.T) {
	priority := func(condition string, facts ...catalogue.Fact) catalogue.Catalogue {
		return catalogue.Catalogue{Rules: []catalogue.Rule{{ID: "priority", Path: "priority", If: condition, Cite: "R-4", Facts: facts}}}
	}
	facts := []catalogue.Fact{stated("claims", rule.Count), stated("baseline.emf", rule.Factor), stated("sources", "texts"), stated("kind", rule.Word, "", "a")}
	analyses(t, "sound", priority(`claims > 2 and baseline.emf > 1 or len(sources) > 3 or kind == "a"`, facts...), calendar.Date{})
	for i := range facts {
		facts[i].Path = "" // facts of the library, of which a condition need not ask all
	}
	analyses(t, "facts of a file", priority("claims < 2", stated("claims", rule.Count), stated("emf", rule.Factor)), calendar.Date{},
		"warning never_read facts.emf: no test asks emf, and every question has to bring it")
	analyses(t, "never", priority("claims < 0", facts...), calendar.Date{},
		"warning dead_row priority.if: this never holds, whatever the facts: what depends on it never comes about")
	analyses(t, "always", priority("len(sources) >= 0", facts...), calendar.Date{},
		"warning dead_row priority.if: this always holds, whatever the facts: it decides nothing")
	var terms []string
	for i := range 17 {
		terms = append(terms, fmt.Sprintf("claims * %d > baseline.emf", i+2))
	}
	analyses(t, "large", priority(strings.Join(terms, " or "), facts...), calendar.Date{})
	many, text := []catalogue.Fact(nil), "true"
	for i := range 30 {
		many = append(many, stated(fmt.Sprintf("f%d", i), rule.YesNo))
		text = fmt.Sprintf("(f%d == %s)", i, text)
	}
	analyses(t, "too large", priority(text+" and not "+text, many...), calendar.Date{},
		"warning not_analysed priority.if: not analysed: whether this always or never holds; it asks for too many combinations of facts")
	analyses(t, "sums of the same facts", priority("claims > 2 and claims * 2 < 4", facts...), calendar.Date{},
		"warning dead_row priority.if: this never holds, whatever the facts: what depends on it never comes about")
	analyses(t, "terms that depend on one another", priority("claims > 2 and abs(claims) < 4", facts...), calendar.Date{},
		"warning not_analysed priority.if: not analysed: what is asked of abs(claims) is looked at by itself, and not what it has to do with the other "+
			"questions about the same facts: a row that never answers for that reason is not found")
	analyses(t, "terms equal but for the order", priority("claims * baseline.emf > 2 or not (baseline.emf * claims > 2)", facts...), calendar.Date{},
		"warning dead_row priority.if: this always holds, whatever the facts: it decides nothing")
	analyses(t, "an unknown fact", priority("clams > 2", facts...), calendar.Date{},
		`error bad_expression priority.if: unknown fact "clams", expected one of claims, baseline.emf, sources, kind`)
	analyses(t, "an unknown type", priority("claims > 2", stated("claims", "counts")), calendar.Date{},
		`error bad_value priority.if: claims: "counts" is not valid, expected one of money, factor, rate, number, count, flag, text, date (did you mean "count"?)`)
}

func TestCheckInterpretationsOnWhichNothingRests(t *testing.T) {
	c := catalogue.Catalogue{Interpretations: []catalogue.Interpretation{
		{Interpretation: rule.Interpretation{ID: "part-time", Cite: "R-5"}, Path: "interpretations[0]", Own: true},
		{Interpretation: rule.Interpretation{ID: "named"}, Path: "interpretations[1]", Own: true, Rules: []string{"levels.1"}},
		{Interpretation: rule.Interpretation{ID: "valued"}, Path: "interpretations[2]", Own: true, Values: []string{"rate"}},
		{Interpretation: rule.Interpretation{ID: "asked by the library"}, Path: "interpretations[3]"},
	}}
	analyses(t, "own", c, calendar.Date{},
		"warning never_taken interpretations[0].id: nothing rests on the interpretation part-time: no row names it, so that no decision would carry it")
}

func TestCheckACatalogueThatCannotBe(t *testing.T) {
	for _, c := range []struct {
		name, want string
		change     func(c *catalogue.Catalogue)
	}{
		{"a row that is no rule", "error bad_value levels: its row levels.9 is not among the rules", func(c *catalogue.Catalogue) { c.Tables[0].Rows = append(c.Tables[0].Rows[:1], "levels.9", "levels.2") }},
		{"no such hit", `error bad_value levels: levels: hit: "any" is not valid, expected unique, first or collect`, func(c *catalogue.Catalogue) { c.Tables[0].HitPolicy = "any" }},
		{"no such type", `error bad_value levels: emf: "factr" is not valid, expected one of money, factor, rate, number, count, flag, text, date (did you mean "factor"?)`, func(c *catalogue.Catalogue) { c.Tables[0].Facts[0].Type = "factr" }},
		{"a text", `error bad_expression levels[0].text: unknown fact "emv", expected one of emf, claims, premium, focus, target`, func(c *catalogue.Catalogue) { c.Rules[0].Text = "{emv}" }},
		{"no citation", "error bad_expression levels[0].cite: a row must cite its provision", func(c *catalogue.Catalogue) { c.Rules[0].Cite = "" }},
		{"a band's start", `error bad_value bands.rows[0]: unknown fact "many"`, func(c *catalogue.Catalogue) { c.Tables[0].Bands.Rows[1].From = "many" }},
		{"a band's value", `error bad_value bands.rows[0]: focus: "low" is not valid, expected a decimal number`, func(c *catalogue.Catalogue) { c.Tables[0].Bands.Rows[0].Fixed[0].Value = rule.Str("", "low").Value }},
		{"a band's column", `error bad_value bands.rows[0]: fokus`, func(c *catalogue.Catalogue) { c.Tables[0].Bands.Rows[0].Fixed[0].Name = "fokus" }},
	} {
		policy := inBands(levels("target: emf >= target and claims > 0 or emf >= focus"), "0 1.40 1.50", "5000 1.50 1.60")
		c.change(&policy)
		if got := tell(Check(policy, calendar.Date{})); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: got\n%s", c.name, got)
		}
	}
}

// What goes by the rule of another board is said once, at its key.
func TestCheck_borrowed(t *testing.T) {
	analyses(t, "of another board", catalogue.Catalogue{Borrowed: &catalogue.Borrowed{Of: "Rule 85", Path: "tiers"}}, calendar.Date{},
		"warning borrowed tiers: their duties, roles and events are those of Rule 85, which is cited wherever this file states no provision of its own")
}
