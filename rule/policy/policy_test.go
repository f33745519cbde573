package policy_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
	"github.com/workcomp-go/workcomp/rule/policy"
)

// The procedure of these tests: a key is lent, and given back.
type (
	values struct {
		Back policy.Term  `json:"back"`
		Most policy.Count `json:"most"`
	}
	board = policy.Policy[values]
	state string
	name  string
	key   struct {
		State  state           `json:"state"`
		LastOn calendar.Date   `json:"last_on,omitzero"`
		Docket calendar.Docket `json:"docket"`
	}
	event interface{ Name() name }
	lend  struct{ lifecycle.Head }
	back  struct{ lifecycle.Head }
)

func (lend) Name() name { return "lend" }
func (back) Name() name { return "back" }

var keys = lifecycle.New(lifecycle.Definition[state, name, key, event, *board]{
	Name: "keys", Start: "hung", Roles: []rule.Role{"porter"}, Events: []event{lend{}, back{}},
	Duties: []calendar.Duty{{ID: "return", By: "guest", To: "porter", Cite: "House 1"}},
	Readings: []lifecycle.Question{{ID: "first-day", Readings: []string{"counts_not", "counts"}}, {ID: "lost",
		Readings: []string{"paid", "forgiven"}}},
	Rows: []lifecycle.Row[state, name]{
		{ID: "1", From: []state{"hung"}, On: "lend", To: "lent", Cite: "House 1", Text: "It is lent.",
			Does: []lifecycle.Effect{lifecycle.Open{Duty: "return", Within: "back"}}},
		{ID: "2", From: []state{"lent"}, On: "back", If: `policy.first_day == "counts_not" or policy.most.count > 0`,
			To: "hung", Cite: "House 2", Text: "It hangs again.",
			Does: []lifecycle.Effect{lifecycle.Perform{Duties: lifecycle.Duties{IDs: []string{"return"}}}}},
	},
	Case: func(c *key) lifecycle.Core[state] {
		return lifecycle.Core[state]{State: &c.State, LastOn: &c.LastOn, Docket: &c.Docket}
	},
	Check:   func(p *board, _ *key) error { return p.Check() },
	Values:  lifecycle.ValuesOf((*board).Values),
	Reading: (*board).Reading,
	Term: func(x *lifecycle.Context[key, *board], _ string, after calendar.Date) (calendar.Due, error) {
		return x.Policy.Values().Back.After(after, calendar.Weekends())
	},
})

const text = `policy: house
title: Keys
source: House rules
values:
  back: {days: 2, cite: House 1}
  most: {count: 1, cite: House 2}
interpretations:
  - id: lost
    question: Who pays for a key that is lost?
    cite: House 3
    reading: forgiven
    readings: [{key: paid, text: The guest.}, {key: forgiven, text: Nobody.}]
  - id: first-day
    question: Does the day of the lending count?
    cite: House 1
    reading: counts_not
    readings: [{key: counts_not, text: No.}, {key: counts, text: Yes.}]
`

func house(t *testing.T) *board {
	t.Helper()
	p, err := policy.Parse(keys, "house.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestParse(t *testing.T) {
	p := house(t)
	if p.ID() != "house" || p.File() != "house.yaml" || p.PolicyID().ID != "house" || len(p.PolicyID().Hash) != 64 ||
		p.Values().Back.Days != 2 || p.Values().Most.Cite != "House 2" {
		t.Errorf("got %+v", p)
	}
	if p.Reading(0) != "counts_not" || p.Reading(1) != "forgiven" || p.Interpretations()[0].ID != "lost" {
		t.Errorf("the readings are %s, %s", p.Reading(0), p.Reading(1))
	}
	c, outcome, err := keys.Apply(p, key{State: "hung"}, lend{lifecycle.Head{On: calendar.MustParse("2025-01-02")}})
	if err != nil || outcome.Opened[0].Due.String() != "2025-01-06" { // over a weekend
		t.Errorf("got %+v, %v", outcome, err)
	}
	if c, _, err = keys.Apply(p, c, back{lifecycle.Head{On: calendar.MustParse("2025-01-03")}}); err != nil || c.State != "hung" {
		t.Errorf("got %+v, %v", c, err)
	}
}

// Every mistake is said at its place, all at once.
func TestParseMistakes(t *testing.T) {
	for change, want := range map[string]string{
		"":                                     "",
		"title: Keys|title: ''":                `house.yaml:2:9: title: "" is not valid, expected a text`,
		"days: 2|day: 2":                       `house.yaml:5:10: values.back.day: key "day" is not valid, expected one of days, cite (did you mean "days"?)`,
		"days: 2|days: -30":                    `house.yaml:5:16: values.back.days: -30 is not valid, expected a whole number from 1 to 36500`,
		"days: 2|days: 0":                      `house.yaml:5:16: values.back.days: 0 is not valid, expected a whole number from 1 to 36500`,
		"count: 1|count: -1":                   `house.yaml:6:17: values.most.count: -1 is not valid, expected a whole number from 0 to 1000000`,
		"count: 1|count: one":                  "house.yaml:6:",
		"reading: forgiven|reading: forgivven": `interpretations[0].reading: "forgivven" is not valid, expected one of paid, forgiven (did you mean "forgiven"?)`,
		"id: lost|id: lots":                    `interpretations[0].id: "lots" is not valid`,
		"source: House rules|source: [":        "house.yaml:",
		"policy: house|policies: house":        `key "policies" is not valid`,
	} {
		old, to, _ := strings.Cut(change, "|")
		_, err := policy.Parse(keys, "house.yaml", []byte(strings.Replace(text, old, to, 1)))
		var all rule.Diagnostics
		if want == "" && err == nil {
			continue
		}
		if want == "" || !errors.As(err, &all) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", change, err, want)
		}
	}
	without, _, _ := strings.Cut(text, "interpretations:")
	if _, err := policy.Parse(keys, "house.yaml", []byte(without)); err == nil ||
		!strings.Contains(err.Error(), "expected the interpretation first-day") ||
		!strings.Contains(err.Error(), "expected the interpretation lost") {
		t.Errorf("got %v", err)
	}
}

func TestCheckOfAPolicyThatIsNone(t *testing.T) {
	for _, none := range []*board{nil, {}} {
		var input *rule.InputError
		if _, _, err := keys.Apply(none, key{State: "hung"}, lend{lifecycle.Head{On: calendar.MustParse("2025-01-02")}}); !errors.As(err, &input) || input.Field != "policy" {
			t.Errorf("got %v", err)
		}
		if c := policy.Catalogue(keys, none); c.ID != "" || len(c.Rules) > 0 {
			t.Errorf("got %v", c)
		}
	}
}

func TestWithReading(t *testing.T) {
	p := house(t)
	other, err := p.WithReading("first-day", "counts")
	if err != nil || other.Reading(0) != "counts" || other.Interpretations()[1].Reading != "counts" || other.PolicyID().Hash != "" ||
		other.Text() != "" || p.Text() == "" {
		t.Errorf("got %+v, %v", other, err)
	}
	if p.Reading(0) != "counts_not" || p.Interpretations()[1].Reading != "counts_not" {
		t.Error("the policy is changed")
	}
	for _, c := range []struct{ id, to, field, suggestion string }{{"first-dya", "counts", "interpretation",
		"first-day"}, {"first-day", "count", "reading", "counts"}} {
		var input *rule.InputError
		if _, err := p.WithReading(c.id, c.to); !errors.As(err, &input) || input.Field != c.field || input.Suggestion != c.suggestion {
			t.Errorf("%s %s: got %v", c.id, c.to, err)
		}
	}
}

func TestCatalogueAndLint(t *testing.T) {
	c := policy.Catalogue(keys, house(t))
	if c.ID != "keys/house" || c.Title != "Keys" || len(c.Rules) != 2 || len(c.Duties) != 1 || len(c.Roles) != 1 ||
		len(c.Interpretations) != 2 || c.Values[0].Path != "values.back.days" || c.Values[0].Unit != "days" ||
		c.Values[0].Cite != "House 1" {
		t.Errorf("got %v", c)
	}
	if found := policy.Lint(keys, "house.yaml", []byte(text), calendar.Date{}); len(found) > 0 {
		t.Errorf("got %v", found)
	}
	if found := policy.Lint(keys, "house.yaml", []byte("policy: house\n"), calendar.Date{}); len(found) < 3 ||
		found[0].File != "house.yaml" {
		t.Errorf("got %v", found)
	}
}

func TestPolicy_saysWhatItIs(t *testing.T) {
	p, err := policy.Parse(keys, "house.yaml", []byte(strings.Replace(text, "policy: house\n", "policy: house\neffective: 2025-01-01\n", 1)))
	if err != nil {
		t.Fatal(err)
	}
	if p.Title() == "" || p.Source() == "" || p.Effective().String() != "2025-01-01" || p.PolicyID().Version != "2025-01-01" {
		t.Errorf("title %q, source %q, effective %v, %v", p.Title(), p.Source(), p.Effective(), p.PolicyID())
	}
}
