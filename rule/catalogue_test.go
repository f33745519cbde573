package rule

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
)

type lampState string

func (lampState) Values() []string { return []string{"off", "on"} }

type lampFacts struct {
	Switch lampState
	Watts  decimal.Decimal
	Times  int
	Broken bool
	Since  calendar.Date
	Rooms  []string
}

var lamp = MustLifecycle[lampState, string, lampFacts]("lamp", "off", []lampState{"on"},
	Step[lampState, string]{ID: "1", From: []lampState{"off"}, On: "press", By: []Role{"owner"}, To: "on", Cite: "L-1", Also: []Citation{"L-3"},
		When: []Guard{{If: "not broken", Text: "It is broken."}}, With: []Guard{{If: "watts > 0", Cite: "L-2", Interpretation: "any-watts"}},
		Text: "It is on.", Opens: []string{"pay"}, Closes: []string{"repair"}, Documents: []string{"bill"}},
	Step[lampState, string]{ID: "1.broken", From: []lampState{"off"}, On: "press", If: "broken", Cite: "L-1", Interpretation: "broken"})

func TestALifecycleIsListedWithAllThatItsRowsSay(t *testing.T) {
	entry, rules := lamp.Entry()
	want := LifecycleEntry{Name: "lamp", Start: "off", Final: []string{"on"}, States: []string{"off", "on"}, Events: []string{"press"}, Rows: []string{"1", "1.broken"},
		Facts: []FactEntry{{Declaration: Declaration{"switch", Word, []string{"off", "on"}}}, {Declaration: Declaration{"watts", Number, nil}},
			{Declaration: Declaration{"times", Number, nil}}, {Declaration: Declaration{"broken", YesNo, nil}}, {Declaration: Declaration{"since", Day, nil}},
			{Declaration: Declaration{"rooms", "texts", nil}}}}
	if diff := cmp.Diff(want, entry); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]RuleEntry{
		{ID: "1", Of: "lamp", From: []string{"off"}, On: "press", By: []Role{"owner"}, To: "on", Cite: "L-1", Also: []Citation{"L-3"},
			When: []Guard{{If: "not broken", Text: "It is broken.", Cite: "L-1"}}, With: []Guard{{If: "watts > 0", Cite: "L-2", Interpretation: "any-watts"}},
			Text: "It is on.", Opens: []string{"pay"}, Closes: []string{"repair"}, Documents: []string{"bill"}},
		{ID: "1.broken", Of: "lamp", From: []string{"off"}, On: "press", If: "broken", Cite: "L-1", Interpretation: "broken"},
	}, rules); diff != "" {
		t.Error(diff)
	}
	rules[0].When[0].Cite, rules[0].Opens[0] = "changed", "changed"
	if again := lamp.Rows()[0]; again.When[0].Cite != "" || again.Opens[0] != "pay" {
		t.Error("the entry shares its lists with the lifecycle")
	}
}

func TestATableIsListedSoThatItCanBeBuiltAgain(t *testing.T) {
	d, err := Declare(Declaration{Name: "emf", Type: Factor}, Declaration{Name: "kind", Type: Word, Values: []string{"a", "b"}})
	if err != nil {
		t.Fatal(err)
	}
	table, err := NewTableOn(d, "levels", First, Case[string]{ID: "levels.high", If: "emf >= 1.20", Then: "high", Cite: "T-1", Text: "High: {emf}.", Else: "Not high."},
		Case[string]{Then: "none", Cite: "T-2", Interpretation: "rest"})
	if err != nil {
		t.Fatal(err)
	}
	entry, rules := table.Entry()
	if !slices.Equal(entry.Rows, []string{"levels.high", "levels.2"}) || entry.Name != "levels" || entry.Hit != First {
		t.Errorf("got %+v", entry)
	}
	if diff := cmp.Diff([]RuleEntry{
		{ID: "levels.high", Of: "levels", If: "emf >= 1.20", Then: "high", Cite: "T-1", Text: "High: {emf}.", Else: "Not high."},
		{ID: "levels.2", Of: "levels", Then: "none", Cite: "T-2", Interpretation: "rest"},
	}, rules); diff != "" {
		t.Error(diff)
	}
	var facts []Declaration
	for _, f := range entry.Facts {
		facts = append(facts, f.Declaration)
	}
	again, err := Declare(facts...)
	if err != nil {
		t.Fatal(err)
	}
	var cases []Case[string]
	for _, r := range rules {
		cases = append(cases, Case[string]{ID: r.ID, If: r.If, Then: r.Then, Cite: r.Cite, Text: r.Text, Else: r.Else})
	}
	if _, err := NewTableOn(again, entry.Name, entry.Hit, cases...); err != nil {
		t.Error(err)
	}
}

func TestAConditionSaysWhatItMayAsk(t *testing.T) {
	facts := MustCompile[lampFacts]("broken").Facts()
	if len(facts) != 6 || facts[3].Name != "broken" {
		t.Errorf("got %+v", facts)
	}
}

func TestACatalogueIsWrittenWithItsConditionsAsTheyAre(t *testing.T) {
	text := Catalogue{ID: "a/b", Rules: []RuleEntry{{ID: "1", If: "emf >= 1.20", Cite: "T-1"}}, Citations: []Citation{"T-1"}}.String()
	if !strings.Contains(text, `"if": "emf >= 1.20"`) || !strings.HasSuffix(text, "}\n") {
		t.Error(text)
	}
}
