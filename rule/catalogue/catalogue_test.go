package catalogue

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/rule"
)

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
