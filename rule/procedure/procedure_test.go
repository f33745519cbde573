package procedure_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle/lifecycletest"
	. "github.com/workcomp-go/workcomp/rule/procedure"
)

func parse(t testing.TB, name string) *Procedure {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	p, err := Parse(name, data)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// play applies events in their JSON form, and fails for one that is not taken.
func play(t testing.TB, p *Procedure, events ...string) (Case, []rule.Outcome) {
	t.Helper()
	c := p.Start()
	var outcomes []rule.Outcome
	for _, text := range events {
		e, err := p.UnmarshalEvent([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		next, outcome, err := p.Apply(c, e)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		c, outcomes = next, append(outcomes, outcome)
	}
	return c, outcomes
}

func TestProcedure_runsACase(t *testing.T) {
	p := parse(t, "recovery.yaml")
	c, outcomes := play(t, p, `{"event":"notify","on":"2025-01-06","amount":"1250.50"}`,
		`{"event":"dispute","on":"2025-01-20","grounds":"The wage was another"}`,
		`{"event":"reconsider","on":"2025-03-10","by":"reviewer","upheld":true,"reason":"The wage was right"}`,
		`{"event":"agree","on":"2025-03-12","monthly":100}`, `{"event":"miss","on":"2025-05-01"}`, `{"event":"miss","on":"2025-06-02"}`,
		`{"event":"withhold","on":"2025-06-03","amount":"250.50"}`, `{"event":"propose_waiver","on":"2025-07-01","reason":"Hardship"}`,
		`{"event":"decide_waiver","on":"2025-07-08","by":"director","approve":true,"reason":"Hardship is shown"}`)
	want := `{"state":"waived","balance":"1000.00","monthly":"100","missed":2,"proposed":true,"last_on":"2025-07-08","docket":{"duties":null}}`
	if data, err := json.Marshal(c); err != nil || string(data) != want {
		t.Errorf("got %s, %v", data, err)
	}
	if got := outcomes[0].Opened[0]; got.ID != "reply" || got.Due.String() != "2025-02-05" {
		t.Errorf("got %+v", got)
	}
	if got := outcomes[1]; got.Closed[0].How != calendar.Met || got.Opened[0].Due.String() != "2025-03-21" {
		t.Errorf("got %+v", got)
	}
	if got := outcomes[7].Pending; len(got) != 1 || got[0].What != "waiver" || got[0].On[0] != "director" {
		t.Errorf("got %+v", got)
	}
	if got := outcomes[8]; !slices.Equal(got.Documents, []string{"waiver_letter"}) || !strings.Contains(got.String(), "Hardship is shown (Manual 12.7)") {
		t.Errorf("got %v", got)
	}
	if got := c.Fact("missed"); got != 2 || c.Fact("mised") != nil || (Case{}).Fact("missed") != nil {
		t.Errorf("got %v", got)
	}
}

// The laws of every procedure hold of one that is a file, and so do those of histories.
func TestProcedure_keepsTheLaws(t *testing.T) {
	p := parse(t, "recovery.yaml")
	k := kit{Machine: p.Machine(), Policy: p, Start: p.Start(), Reading: (*Procedure).WithReading}
	k.Test(t)
	lifecycletest.Past[State, EventName, Case, Event, *Procedure]{
		Begin: func() (*History, error) { return NewHistory(p.Start(), p) },
		Read:  func(data []byte) (*History, error) { return ReadHistory(data, p) },
		Drawn: k.Histories(),
	}.Test(t)
	p = parse(t, "nl-63.00.yaml")
	k = kit{Machine: p.Machine(), Policy: p, Start: p.Start(), Reading: (*Procedure).WithReading}
	if err := k.Check(20); err != nil {
		t.Error(err)
	}
}
