package listing

import (
	"slices"
	"testing"

	"github.com/workcomp-go/workcomp/rule/catalogue"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

const file = `
policy: p
title: T
facts: {a: money}
cap: {amount: "600.50", cite: C-1}
closed: us-wv
test: {if: a > 1, periods: 3, cite: C-2}
who: [manager, director]
nobody: []
years:
  - {year: 2024, amount: 5, cite: C-4}
texts:
  - cite: C-5
    steps: [{weeks: 13, percent: 60, title: Half, interpretation: i}]
  - accidents_from: 2025-01-01
    cite: C-6
    steps: [{weeks: 14, percent: 50, cite: C-7}]
maximums:
  - {from: 2011-01-01, to: 2011-12-31, amount: none, cite: C-8}
  - {from: 2013-01-01, to: 2013-12-31, amount: 7, cite: C-8}
`

func TestEveryValueOfAFileIsListed(t *testing.T) {
	n := strict.ParseYAML("p.yaml", []byte(file)).One()
	got := File{Node: n, Units: map[string]string{"test.periods": "periods", "years.year": "a year"}, Cites: map[string]rule.Citation{"closed": "C-9", "who": "C-3"}, Rules: []string{"test.if"}}.Values()
	want := []catalogue.Value{
		{ID: "cap.amount", Path: "cap.amount", Value: "600.50", Unit: "dollars", Cite: "C-1"},
		{ID: "closed", Path: "closed", Value: "us-wv", Cite: "C-9"},
		{ID: "test.periods", Path: "test.periods", Value: "3", Unit: "periods", Cite: "C-2"},
		{ID: "who", Path: "who", Values: []string{"manager", "director"}, Cite: "C-3"},
		{ID: "nobody", Path: "nobody", Values: []string{}},
		{ID: "years[2024].year", Path: "years[0].year", Value: "2024", Unit: "a year", Cite: "C-4"},
		{ID: "years[2024].amount", Path: "years[0].amount", Value: "5", Unit: "dollars", Cite: "C-4"},
		{ID: "texts[0].steps[0].weeks", Path: "texts[0].steps[0].weeks", Value: "13", Unit: "weeks", Before: "2025-01-01", Cite: "C-5", Interpretation: "i"},
		{ID: "texts[0].steps[0].percent", Path: "texts[0].steps[0].percent", Value: "60", Unit: "percent", Before: "2025-01-01", Cite: "C-5", Interpretation: "i"},
		{ID: "texts[2025-01-01].accidents_from", Path: "texts[1].accidents_from", Value: "2025-01-01", From: "2025-01-01", Cite: "C-6"},
		{ID: "texts[2025-01-01].steps[0].weeks", Path: "texts[1].steps[0].weeks", Value: "14", Unit: "weeks", From: "2025-01-01", Cite: "C-7"},
		{ID: "texts[2025-01-01].steps[0].percent", Path: "texts[1].steps[0].percent", Value: "50", Unit: "percent", From: "2025-01-01", Cite: "C-7"},
		{ID: "maximums[2011-01-01].from", Path: "maximums[0].from", Value: "2011-01-01", From: "2011-01-01", To: "2011-12-31", Cite: "C-8"},
		{ID: "maximums[2011-01-01].to", Path: "maximums[0].to", Value: "2011-12-31", From: "2011-01-01", To: "2011-12-31", Cite: "C-8"},
		{ID: "maximums[2011-01-01].amount", Path: "maximums[0].amount", Value: "none", From: "2011-01-01", To: "2011-12-31", Cite: "C-8"},
		{ID: "maximums[2013-01-01].from", Path: "maximums[1].from", Value: "2013-01-01", From: "2013-01-01", To: "2013-12-31", Cite: "C-8"},
		{ID: "maximums[2013-01-01].to", Path: "maximums[1].to", Value: "2013-12-31", From: "2013-01-01", To: "2013-12-31", Cite: "C-8"},
		{ID: "maximums[2013-01-01].amount", Path: "maximums[1].amount", Value: "7", Unit: "dollars", From: "2013-01-01", To: "2013-12-31", Cite: "C-8"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestProvisionsAreInTheOrderOfTheirNumbers(t *testing.T) {
	want := []rule.Citation{"R. § 85-23-3.5", "R. § 85-23-4", "R. § 85-23-4.2", "R. § 85-23-4.2 admin", "R. § 85-23-4.9", "R. § 85-23-4.10", "R. § 85-23-4.x", "R. § 85-23-014", "R. § 85-23-14", "§ 2"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, inOrder)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWhatFollowsFromTheRulesIsGathered(t *testing.T) {
	c := Of("d", rule.PolicyID{ID: "p"}, strict.ParseYAML("p.yaml", []byte("title: T\nsource: S\n")).One())
	c.Tables = []catalogue.Table{{Name: "levels"}, {Name: "bands", Bands: &catalogue.Bands{Cite: "B"}}}
	c.Rules = []catalogue.Rule{
		{ID: "1", Path: "levels[0]", Cite: "R-1", Also: []rule.Citation{"R-2"}, Opens: []string{"plan"}, Says: []catalogue.Says{{Cite: "R-4"}}, Documents: []string{"letter", "note"}},
		{ID: "2", Cite: "R-1", When: []catalogue.Guard{{Cite: "R-3", Interpretation: "own"}}, Closes: []string{"plan"}, Documents: []string{"letter"}},
		{ID: "3", Path: "levelset", Cite: "R-1", Interpretation: "own"}}
	c.Values = []catalogue.Value{{ID: "v", Path: "levels", Cite: "V"}, {ID: "u", Path: "levels.u", Cite: "V"}, {ID: "x", Path: "levels_x", Cite: "V"}, {ID: "w", Path: "w", Cite: "V", Interpretation: "own"}}
	c.Duties = Duties([]calendar.Duty{{ID: "plan", By: "employer", To: "board", Cite: "D-1", CopyTo: []string{"union"}},
		{ID: "plan", By: "board", To: "board", Cite: "D-2", Encloses: []string{"list"}}, {ID: "plan", By: "board", To: "board", Cite: "D-4", Encloses: []string{"list"}}, {ID: "report", By: "board", To: "employer", Cite: "D-3"}})
	c.NotModelled = []catalogue.NotModelled{{What: "x", Cite: "N"}}
	Gather(&c, []rule.Interpretation{{ID: "own", Cite: "I-1"}, {ID: "set", Set: "levels", Cite: "I-2"}}, "X")
	want := catalogue.Catalogue{ID: "d/p", Domain: "d", Title: "T", Source: "S", Policy: c.Policy, Tables: c.Tables, Rules: c.Rules, Values: c.Values, NotModelled: c.NotModelled,
		Duties: []catalogue.Duty{{ID: "plan", By: []string{"employer", "board"}, To: "board", OpenedBy: []string{"1"}, ClosedBy: []string{"2"},
			Provisions: []catalogue.DutyProvision{{Cite: "D-1", CopyTo: []string{"union"}}, {Cite: "D-2", Encloses: []string{"list"}}, {Cite: "D-4", Encloses: []string{"list"}}}},
			{ID: "report", By: []string{"board"}, To: "employer", Provisions: []catalogue.DutyProvision{{Cite: "D-3"}}}},
		Documents: []catalogue.Document{{ID: "letter", CalledBy: []string{"1", "2"}}, {ID: "note", CalledBy: []string{"1"}}, {ID: "list", EnclosedWith: []string{"plan"}}},
		Interpretations: []catalogue.Interpretation{
			{Interpretation: rule.Interpretation{ID: "own", Cite: "I-1"}, Path: "interpretations[0]", Rules: []string{"2", "3"}, Values: []string{"w"}},
			{Interpretation: rule.Interpretation{ID: "set", Set: "levels", Cite: "I-2"}, Path: "interpretations[1]", Rules: []string{"1"}, Values: []string{"v", "u"}}},
		Citations: []rule.Citation{"B", "D-1", "D-2", "D-3", "D-4", "I-1", "I-2", "N", "R-1", "R-2", "R-3", "R-4", "V", "X"}}
	if diff := cmp.Diff(want, c); diff != "" {
		t.Error(diff)
	}
}

// A catalogue shares no list with what it was gathered from.
func TestGather_sharesNothing(t *testing.T) {
	opens, also, fixed, cited := []string{"plan"}, []rule.Citation{"R-2"}, []rule.Fact{{Name: "target"}}, []rule.Citation{"X"}
	c := catalogue.Catalogue{Rules: []catalogue.Rule{{ID: "1", Cite: "R-1", Opens: opens, Also: also}},
		Tables: []catalogue.Table{{Bands: &catalogue.Bands{Rows: []catalogue.Band{{Fixed: fixed}}}}}}
	rules, bands := c.Rules, c.Tables[0].Bands
	Gather(&c, nil, cited...)
	c.Rules[0].Opens[0], c.Rules[0].Also[0], c.Rules[0].ID = "x", "x", "x"
	c.Tables[0].Bands.Rows[0].Fixed[0].Name, c.Tables[0].Bands.Cite, c.Citations[0] = "x", "x", "x"
	if opens[0] != "plan" || also[0] != "R-2" || rules[0].ID != "1" || fixed[0].Name != "target" || bands.Cite != "" || cited[0] != "X" {
		t.Error(opens, also, rules, fixed, bands, cited)
	}
}
