package catalogue

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
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

var lamp = rule.MustLifecycle[lampState, string, lampFacts]("lamp", "off", []lampState{"on"},
	rule.Step[lampState, string]{ID: "1", From: []lampState{"off"}, On: "press", By: []rule.Role{"owner"}, To: "on", Cite: "L-1", Also: []rule.Citation{"L-3"},
		When: []rule.Guard{{If: "not broken", Text: "It is broken."}}, With: []rule.Guard{{If: "watts > 0", Cite: "L-2", Interpretation: "any-watts"}},
		Text: "It is on.", Opens: []string{"pay"}, Closes: []string{"repair"}, Documents: []string{"bill"}},
	rule.Step[lampState, string]{ID: "1.broken", From: []lampState{"off"}, On: "press", If: "broken", Cite: "L-1", Interpretation: "broken"})

func TestOfLifecycleListsAllThatItsRowsSay(t *testing.T) {
	entry, rules := OfLifecycle(lamp)
	want := Lifecycle{Name: "lamp", Start: "off", Final: []string{"on"}, States: []string{"off", "on"}, Events: []string{"press"}, Rows: []string{"1", "1.broken"},
		Facts: []Fact{{Declaration: rule.Declaration{Name: "switch", Type: rule.Word, Values: []string{"off", "on"}}}, {Declaration: rule.Declaration{Name: "watts", Type: rule.Number}},
			{Declaration: rule.Declaration{Name: "times", Type: rule.Number}}, {Declaration: rule.Declaration{Name: "broken", Type: rule.YesNo}}, {Declaration: rule.Declaration{Name: "since", Type: rule.Day}},
			{Declaration: rule.Declaration{Name: "rooms", Type: rule.Texts}}}}
	if diff := cmp.Diff(want, entry); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Rule{
		{ID: "1", Of: "lamp", From: []string{"off"}, On: "press", By: []rule.Role{"owner"}, To: "on", Cite: "L-1", Also: []rule.Citation{"L-3"},
			When: []rule.Guard{{If: "not broken", Text: "It is broken.", Cite: "L-1"}}, With: []rule.Guard{{If: "watts > 0", Cite: "L-2", Interpretation: "any-watts"}},
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

func TestOfTableListsItSoThatItCanBeBuiltAgain(t *testing.T) {
	d, err := rule.Declare(rule.Declaration{Name: "emf", Type: rule.Factor}, rule.Declaration{Name: "kind", Type: rule.Word, Values: []string{"a", "b"}})
	if err != nil {
		t.Fatal(err)
	}
	table, err := rule.NewTableOn(d, "levels", rule.First, rule.Row[string]{ID: "levels.high", If: "emf >= 1.20", Then: "high", Cite: "T-1", Text: "High: {emf}.", Else: "Not high."},
		rule.Row[string]{Then: "none", Cite: "T-2", Interpretation: "rest"})
	if err != nil {
		t.Fatal(err)
	}
	entry, rules := OfTable(table)
	if !slices.Equal(entry.Rows, []string{"levels.high", "levels.2"}) || entry.Name != "levels" || entry.HitPolicy != rule.First {
		t.Errorf("got %+v", entry)
	}
	if diff := cmp.Diff([]Rule{
		{ID: "levels.high", Of: "levels", If: "emf >= 1.20", Then: "high", Cite: "T-1", Text: "High: {emf}.", Else: "Not high."},
		{ID: "levels.2", Of: "levels", Then: "none", Cite: "T-2", Interpretation: "rest"},
	}, rules); diff != "" {
		t.Error(diff)
	}
	var facts []rule.Declaration
	for _, f := range entry.Facts {
		facts = append(facts, f.Declaration)
	}
	again, err := rule.Declare(facts...)
	if err != nil {
		t.Fatal(err)
	}
	var cases []rule.Row[string]
	for _, r := range rules {
		cases = append(cases, rule.Row[string]{ID: r.ID, If: r.If, Then: r.Then, Cite: r.Cite, Text: r.Text, Else: r.Else})
	}
	if _, err := rule.NewTableOn(again, entry.Name, entry.HitPolicy, cases...); err != nil {
		t.Error(err)
	}
}

func TestCatalogueStringHasConditionsAsTheyAre(t *testing.T) {
	text := Catalogue{ID: "a/b", Rules: []Rule{{ID: "1", If: "emf >= 1.20", Cite: "T-1"}}, Citations: []rule.Citation{"T-1"}}.String()
	if !strings.Contains(text, `"if": "emf >= 1.20"`) || !strings.HasSuffix(text, "}\n") {
		t.Error(text)
	}
}
