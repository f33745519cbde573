package procedure_test

import (
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
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

// Each version of a procedure goes by its own rows, and the facts of a case follow it.
func TestNewHistory_versions(t *testing.T) {
	data, err := os.ReadFile("testdata/recovery.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer("\nstates:", "\neffective: 2025-06-01\nstates:", "{count: 2, cite", "{count: 1, cite", "miss: {}", "miss: {excuse: text}",
		"missed: count #", "excuses: count\n  missed: count #",
		"[{set: {missed: case.missed + 1}},", "[{set: {missed: case.missed + 1, excuses: case.excuses + 1}},").Replace(string(data))
	later, err := Parse("later.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	first := parse(t, "recovery.yaml")
	h, err := NewHistory(first.Start(), later, first)
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range []string{`{"event":"notify","on":"2025-01-06","amount":"500"}`, `{"event":"agree","on":"2025-01-12","monthly":"100"}`,
		`{"event":"miss","on":"2025-05-01"}`, `{"event":"withhold","on":"2025-05-02","amount":"1"}`, `{"event":"miss","on":"2025-06-02","excuse":"none"}`,
		`{"event":"withhold","on":"2025-06-03","amount":"1"}`} {
		e, err := h.Machine().Unmarshal([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		_, err = h.Append("", e, lifecycle.As{})
		if refused := i == 3; (err != nil) != refused {
			t.Errorf("%s: %v", text, err)
		}
	}
	c := h.Case()
	if c.Fact("excuses") != 1 || c.Fact("missed") != 2 || c.State != "arranged" {
		t.Errorf("got %+v", c)
	}
	written, err := json.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	again, err := ReadHistory(written, first, later)
	if err != nil || again.Case().Fact("excuses") != 1 {
		t.Errorf("got %+v, %v", again, err)
	}
	// A case with a fact that a version does not have is none of its own.
	e, err := first.UnmarshalEvent([]byte(`{"event":"miss","on":"2025-06-04"}`))
	if err != nil {
		t.Fatal(err)
	}
	var input *rule.InputError
	if _, _, err := first.Apply(c, e); !errors.As(err, &input) || input.Field != "excuses" {
		t.Errorf("got %v", err)
	}
}

func TestProcedure_isData(t *testing.T) {
	p := parse(t, "recovery.yaml")
	c := p.Catalogue()
	if c.ID != "procedure/northmark-recovery" || len(c.Rules) != 14 || len(c.Duties) != 2 || len(c.Documents) != 2 || len(c.Roles) != 4 ||
		c.Rules[1].Path != "rows[1]" || !slices.Equal(c.Interpretations[0].Rules, []string{"12.2"}) ||
		!slices.Equal(c.Duties[0].OpenedBy, []string{"12.2", "12.2.correct", "12.4.upheld"}) {
		t.Errorf("got %d rules, %d duties, %d documents, %d roles; %s, %v, %v", len(c.Rules), len(c.Duties), len(c.Documents), len(c.Roles), c.Rules[1].Path,
			c.Interpretations[0].Rules, c.Duties[0].OpenedBy)
	}
	if got := p.Mermaid(); !strings.Contains(got, "found --> notified: notify (12.2)") {
		t.Errorf("got %s", got)
	}
	if found := CheckFile("recovery.yaml", []byte(p.Text()), calendar.Date{}); len(found) != 0 {
		t.Errorf("got %v", found)
	}
	permits, err := p.Permitted(p.Start())
	if err != nil || len(permits) != 10 || !permits[0].Open || permits[1].Open {
		t.Errorf("got %+v, %v", permits, err)
	}
	e, err := p.UnmarshalEvent([]byte(`{"event":"notify","on":"2025-01-06","amount":"500"}`))
	if err != nil {
		t.Fatal(err)
	}
	if end, outcomes, err := p.Replay(p.Start(), e); err != nil || end.State != "notified" || len(outcomes) != 1 {
		t.Errorf("got %+v, %v", end, err)
	}
	if e.Name() != "notify" || e.Fact("on") != calendar.MustParse("2025-01-06") || e.Fact("") != nil {
		t.Errorf("got %+v", e)
	}
}

// Of a procedure that is none, and of what is no case of one, there is a typed error.
func TestProcedure_thatIsNone(t *testing.T) {
	var input *rule.InputError
	for _, p := range []*Procedure{nil, {}} {
		for name, err := range map[string]error{"Apply": third(p.Apply(Case{}, Event{})), "Replay": third(p.Replay(Case{})), "Permitted": second(p.Permitted(Case{})),
			"UnmarshalEvent": second(p.UnmarshalEvent(nil)), "MarshalEvent": second(p.MarshalEvent(Event{})), "WithReading": second(p.WithReading("", "")),
			"WithRows": second(p.WithRows(nil)), "NewHistory": second(NewHistory(Case{}, p)), "ReadHistory": second(ReadHistory(nil, p)),
			"NewHistory of none": second(NewHistory(Case{}))} {
			if !errors.As(err, &input) || input.Field != "procedure" {
				t.Errorf("%s: %v", name, err)
			}
		}
		if p.Start().State != "" || p.Rows() != nil || p.Mermaid() != "" || p.Catalogue().ID != "" {
			t.Errorf("%+v has something", p)
		}
	}
	p := parse(t, "recovery.yaml")
	e, err := p.UnmarshalEvent([]byte(`{"event":"notify","on":"2025-01-06","amount":"500"}`))
	if err != nil {
		t.Fatal(err)
	}
	for text, field := range map[string]string{`{"state":"found","docket":{"duties":null},"mised":1}`: "mised", `{"state":"fuond","docket":{"duties":null}}`: "state",
		`{"state":"found","docket":{"duties":null},"missed":"x"}`: "missed", `{"state":"found","docket":{"duties":null},"missed":-1}`: "missed"} {
		var c Case
		if err := json.Unmarshal([]byte(text), &c); err != nil {
			t.Fatal(err)
		}
		if _, _, err := p.Apply(c, e); !errors.As(err, &input) || input.Field != field {
			t.Errorf("%s: got %v", text, err)
		}
	}
	var c Case
	if _, _, err := p.Apply(c, e); !errors.As(err, &input) || input.Field != "state" {
		t.Errorf("got %v", err)
	}
	for _, text := range []string{`[]`, `{"docket":1}`, `{"state":"a","state":"b"}`, `{"state":"found"}`} {
		if err := c.UnmarshalJSON([]byte(text)); !errors.As(err, &input) {
			t.Errorf("%s: got %v", text, err)
		}
	}
	start := p.Start()
	if err := start.UnmarshalJSON([]byte(`{"missed":2,"balance":"7"}`)); err != nil || start.Fact("missed") != 2 || start.State != "found" {
		t.Errorf("got %+v, %v", start, err)
	}
	if err := start.UnmarshalJSON([]byte(`{"mised":2}`)); !errors.As(err, &input) || input.Suggestion != "missed" {
		t.Errorf("got %v", err)
	}
	if _, _, err := p.Apply(p.Start(), Event{}); !errors.As(err, &input) || input.Field != "event" {
		t.Errorf("got %v", err)
	}
	if _, err := p.WithReading("notice-sent-or-recieved", "sent"); !errors.As(err, &input) || input.Field != "interpretation" {
		t.Errorf("got %v", err)
	}
	for _, text := range []string{"", "- a", "procedure: x\nstates: []\n", "a: b: c"} {
		if _, err := Parse("p.yaml", []byte(text)); err == nil {
			t.Errorf("%q is a procedure", text)
		}
	}
}

func second[A any](_ A, err error) error { return err }

func third[A, B any](_ A, _ B, err error) error { return err }
