package ownprocedure_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	. "github.com/workcomp-go/workcomp/examples/ownprocedure"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
	"github.com/workcomp-go/workcomp/rule/lifecycle/lifecycletest"
	"github.com/workcomp-go/workcomp/rule/policy"
	"github.com/workcomp-go/workcomp/scenario"
	"pgregory.net/rapid"
)

func board(t *testing.T) *Policy {
	t.Helper()
	data, err := os.ReadFile("policy.yaml")
	if err != nil {
		t.Fatal(err)
	}
	p, err := policy.Parse(Procedure(), "policy.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func on(day string, by ...rule.Role) lifecycle.Head {
	return lifecycle.Head{On: calendar.MustParse(day), By: append(by, "")[0]}
}

var start = Case{State: "found"}

func dollars(text string) decimal.Decimal { return decimal.RequireFromString(text) }

// What the issue asks of it, counted.
func TestProcedureIsWhatWasAsked(t *testing.T) {
	lines := 0
	for _, name := range []string{"recovery.go", "policy.yaml"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		lines += bytes.Count(data, []byte("\n"))
	}
	if lines > 250 {
		t.Errorf("%d lines of Go and YAML, of at most 250", lines)
	}
	if err := Procedure().Check(); err != nil {
		t.Fatal(err)
	}
	l := Procedure().Listing()
	discretions, terms := map[string]bool{}, map[string]bool{}
	for _, r := range l.Rows {
		for _, what := range r.Awaits {
			discretions[what] = true
		}
		for _, e := range r.Does {
			if open, ok := e.(lifecycle.Open); ok {
				terms[open.Within] = true
			}
		}
	}
	if len(l.States) != 6 || len(l.Events) != 10 || len(terms) != 2 || len(discretions) != 1 || len(board(t).Interpretations()) != 1 {
		t.Errorf("%d states, %d events, terms %v, discretions %v", len(l.States), len(l.Events), terms, discretions)
	}
}

func TestProcedureRunsACase(t *testing.T) {
	c, outcomes, err := Procedure().Replay(board(t), start,
		Notify{Head: on("2025-01-06"), Amount: dollars("1250.50")},
		Dispute{Head: on("2025-01-20"), Grounds: "The wage was another"},
		Reconsider{Head: on("2025-03-10", "reviewer"), Upheld: rule.Yes, Reason: "The wage was right"},
		Agree{Head: on("2025-03-12"), Monthly: dollars("100")},
		Miss{Head: on("2025-05-01")}, Miss{Head: on("2025-06-02")},
		Withhold{Head: on("2025-06-03"), Amount: dollars("250.50")},
		ProposeWaiver{Head: on("2025-07-01"), Reason: "Hardship"},
		DecideWaiver{Head: on("2025-07-08", "director"), Approve: rule.Yes, Reason: "Hardship is shown"})
	if err != nil {
		t.Fatal(err)
	}
	if c.State != "waived" || !c.Balance.Equal(dollars("1000")) || c.Missed != 2 || len(c.Docket.Duties) != 0 {
		t.Errorf("got %+v", c)
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
	if got := outcomes[8]; !slices.Equal(got.Documents, []string{"waiver_letter"}) ||
		!strings.Contains(got.String(), "Hardship is shown (Manual 12.7)") {
		t.Errorf("got %v", got)
	}
}

// A lawful no has its provision; input that cannot be names its field.
func TestProcedureRefuses(t *testing.T) {
	p := board(t)
	notified, _, err := Procedure().Apply(p, start, Notify{Head: on("2025-01-06"), Amount: dollars("1250.50")})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		e    Event
		want string
		cite rule.Citation
	}{
		{Miss{Head: on("2025-01-07")}, "possible when the case is arranged", "Manual 12.6"},
		{Reconsider{Head: on("2025-01-07", "reviewer"), Upheld: rule.Yes, Reason: "x"}, "disputed", "Manual 12.4"},
		{Agree{Head: on("2025-01-07", "director"), Monthly: dollars("100")}, "for worker, not for director", "Manual 12.3"},
		{Dispute{Head: on("2025-01-07")}, "not given: grounds", "Manual 12.4"},
		{Pay{Head: on("2025-01-07"), Amount: dollars("2000")}, "Only 1,250.50 is owed, and 2,000.00 is more", "Manual 12.5"},
		{DecideWaiver{Head: on("2025-01-07", "director"), Approve: rule.Yes, Reason: "x"}, "No waiver was proposed", "Manual 12.7"},
	} {
		_, _, err := Procedure().Apply(p, notified, c.e)
		var refused *rule.Refused
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), c.want) || refused.Findings[0].Cite != c.cite {
			t.Errorf("%s: got %v, want %s", c.e.Name(), err, c.want)
		}
	}
	for field, e := range map[string]Event{
		"amount": Pay{Head: on("2025-01-07")},
		"by":     Pay{Head: on("2025-01-07", "workr"), Amount: dollars("1")},
		"on":     Pay{Head: on("2025-01-05"), Amount: dollars("1")},
	} {
		var input *rule.InputError
		if _, _, err := Procedure().Apply(p, notified, e); !errors.As(err, &input) || input.Field != field {
			t.Errorf("%s: got %v", field, err)
		}
	}
	if _, _, err := Procedure().Apply(nil, start, Notify{}); err == nil {
		t.Error("without a policy something is decided")
	}
}

func TestProcedureSaysWhatIsPermitted(t *testing.T) {
	permits, err := Procedure().Permitted(board(t), Case{State: "arranged", Missed: 1})
	if err != nil {
		t.Fatal(err)
	}
	var open []string
	for _, p := range permits {
		if p.Open {
			open = append(open, string(p.Event))
		}
		if p.Event == "withhold" && (p.Open || !strings.Contains(p.Why[0].Text(), "1 payment missed: 2 are needed")) {
			t.Errorf("got %+v", p)
		}
	}
	if got := strings.Join(open, " "); len(permits) != 10 || got != "pay miss propose_waiver" {
		t.Errorf("got %s", got)
	}
}

func TestProcedureEventsAreJSON(t *testing.T) {
	want := `{"event":"notify","on":"2025-01-06","by":"officer","amount":"1250.50"}`
	e, err := Procedure().Unmarshal([]byte(want))
	if err != nil || !reflect.DeepEqual(e, Event(Notify{Head: on("2025-01-06", "officer"), Amount: dollars("1250.50")})) {
		t.Fatalf("got %+v, %v", e, err)
	}
	if data, err := Procedure().Marshal(e); err != nil || string(data) != want {
		t.Errorf("got %s, %v", data, err)
	}
	var input *rule.InputError
	if _, err := Procedure().Unmarshal([]byte(`{"event":"notify","amuont":1}`)); !errors.As(err, &input) ||
		input.Field != "amuont" || input.Suggestion != "amount" {
		t.Errorf("got %v", err)
	}
	if _, err := Procedure().Unmarshal([]byte(`{"event":"notifi"}`)); !errors.As(err, &input) || input.Suggestion != "notify" {
		t.Errorf("got %v", err)
	}
}

func TestProcedureHasACatalogue(t *testing.T) {
	c := policy.Catalogue(Procedure(), board(t))
	if c.ID != "recovery/northmark-recovery" || len(c.Rules) != 14 || len(c.Duties) != 2 || len(c.Documents) != 2 ||
		len(c.Interpretations) != 1 ||
		len(c.Values) != 3 || len(c.Roles) != 4 || len(c.Citations) != 6 {
		t.Errorf("got %v", c)
	}
	if got := c.Interpretations[0].Rules; !slices.Equal(got, []string{"12.2"}) {
		t.Errorf("the interpretation rests on %v", got)
	}
	if got := c.Duties[0]; !slices.Equal(got.OpenedBy, []string{"12.2", "12.2.correct", "12.4.upheld"}) {
		t.Errorf("a reply is asked by %v", got.OpenedBy)
	}
	if !json.Valid([]byte(c.String())) {
		t.Error("the catalogue is no JSON")
	}
}

func TestProcedureIsDrawn(t *testing.T) {
	l := Procedure().Listing()
	for _, line := range []string{"stateDiagram-v2", "[*] --> found", "found --> notified: notify (12.2)",
		"arranged --> settled: withhold (12.6)", "waived --> [*]"} {
		if !strings.Contains(l.Mermaid(), line) {
			t.Errorf("the diagram has no %q:\n%s", line, l.Mermaid())
		}
	}
}

// The policy file is looked over, and all mistakes are placed.
func TestProcedurePolicyIsLinted(t *testing.T) {
	data, err := os.ReadFile("policy.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if found := policy.Lint(Procedure(), "policy.yaml", data, calendar.Date{}); len(found) != 0 {
		t.Errorf("got %v", found)
	}
	broken := strings.NewReplacer("reply: {days: 30", "reply: {day: 30", "reading: sent", "reading: sennt").Replace(string(data))
	found := policy.Lint(Procedure(), "policy.yaml", []byte(broken), calendar.Date{})
	for _, want := range []string{"policy.yaml:7:11", "policy.yaml:15:14"} {
		if !slices.ContainsFunc(found, func(d rule.Diagnostic) bool { return strings.Contains(d.Error(), want) }) {
			t.Errorf("nothing is at %s: %v", want, found)
		}
	}
}

// Another reading decides otherwise, and is carried.
func TestProcedureAsksItsInterpretation(t *testing.T) {
	read, err := board(t).WithReading("notice-sent-or-received", "received")
	if err != nil {
		t.Fatal(err)
	}
	e := Notify{Head: on("2025-01-06"), Amount: dollars("10")}
	if _, _, err := Procedure().Apply(read, start, e); err == nil || !strings.Contains(err.Error(), "received") {
		t.Errorf("got %v", err)
	}
	e.Received = calendar.MustParse("2025-01-09")
	_, outcome, err := Procedure().Apply(read, start, e)
	if err != nil || outcome.Opened[0].Due.String() != "2025-02-10" ||
		!slices.Equal(outcome.Findings[0].Interpretations, []string{"notice-sent-or-received"}) {
		t.Errorf("got %+v, %v", outcome, err)
	}
}

// The property kit needs to be told nothing.
func TestProcedureKeepsTheLaws(t *testing.T) {
	kit := lifecycletest.Kit[State, Name, Case, Event, *Policy]{Machine: Procedure(), Policy: board(t), Start: start,
		Reading: (*Policy).WithReading}
	kit.Test(t)
	if rows := kit.Unreached(400); len(rows) > 2 {
		t.Errorf("no case comes to %v", rows)
	}
	// An amount that suits the balance makes the last rows likely.
	kit.Amend = func(rt *rapid.T, c Case, e Event) Event {
		switch e := e.(type) {
		case Pay:
			e.Amount = c.Balance
			return e
		case Withhold:
			e.Amount = c.Balance
			return e
		}
		return e
	}
	kit.Test(t)
}

// Scenarios are played by the process as by those of the library.
func TestScenarios(t *testing.T) {
	scenario.Test(t, os.DirFS("."), scenario.Process("recovery", Procedure(), start,
		func(file string, data []byte) (*Policy, error) { return policy.Parse(Procedure(), file, data) }))
}
