package classify_test

import (
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/mutants"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

var petition = classify.FileProtest{On: day("2025-04-08"), Decided: day("2025-03-03"),
	NoticeReceived: day("2025-03-10"), Received: day("2025-04-07"),
	Issue: "The factor", Address: "12 River Road"}

// protested is a protest after events.
func protested(t *testing.T, events ...classify.ProtestEvent) classify.Protest {
	t.Helper()
	p := wv(t).Protests()
	c, _, err := p.Replay(p.Start(), events...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Section 10: another role is refused by the provision that says whose the event is.
func TestProtestsApplyRoles10(t *testing.T) {
	filed := protested(t, petition)
	heard := protested(t, petition, classify.AcknowledgeProtest{On: day("2025-04-14"), Hearing: day("2025-05-20")})
	mistaken := petition
	mistaken.By = classify.Commission
	for _, c := range []struct {
		in   classify.Protest
		e    classify.ProtestEvent
		cite rule.Citation
	}{
		{wv(t).Protests().Start(), mistaken, "85-23-10.1"},
		{filed, classify.AcknowledgeProtest{On: day("2025-04-14"), By: classify.Employer}, "85-23-10.3"},
		{heard, classify.DecideProtest{On: day("2025-05-22"), By: classify.Commission, Granted: rule.Yes, Reason: "x"}, "85-23-10.4"},
		{heard, classify.ExtendStay{On: day("2025-05-22"), Until: day("2025-07-01"), SafetyNotCompromised: rule.Yes}, "85-23-10.3"},
	} {
		_, _, err := wv(t).Protests().Apply(c.in, c.e)
		var refused *rule.Refused
		if !errors.As(err, &refused) || refused.Event != string(c.e.Name()) ||
			!strings.HasSuffix(string(refused.Findings[0].Cite), string(c.cite)) {
			t.Errorf("%s: got %v, want a refusal that cites %s", c.e.Name(), err, c.cite)
		}
	}
}

// A granted protest leads to set_aside: the outcome waits for it, and says so.
func TestProtestsApplyGranted10_4(t *testing.T) {
	heard := protested(t, petition, classify.AcknowledgeProtest{On: day("2025-04-14"), Hearing: day("2025-05-20")})
	for _, granted := range []rule.Flag{rule.Yes, rule.No} {
		c, outcome, err := wv(t).Protests().Apply(heard, classify.DecideProtest{On: day("2025-05-22"),
			By: classify.HearingExaminer, Granted: granted, Reason: "So it is"})
		if err != nil || c.Granted != granted {
			t.Fatal(c, err)
		}
		if waits := len(outcome.Pending) == 1 && outcome.Pending[0].What == "set_aside" &&
			len(outcome.Pending[0].On) == 2; waits != granted.True() {
			t.Errorf("%v: waits for %+v", granted, outcome.Pending)
		}
		if says := strings.Contains(outcome.String(), "set_aside"); says != granted.True() {
			t.Errorf("%v: got %v", granted, outcome)
		}
	}
}

func TestProtestsPermitted10(t *testing.T) {
	p := wv(t).Protests()
	for _, c := range []struct {
		in   classify.Protest
		open string
	}{
		{p.Start(), "file"},
		{protested(t, petition), "acknowledge"},
		{protested(t, petition, classify.AcknowledgeProtest{On: day("2025-04-14"), Hearing: day("2025-05-20")}),
			"acknowledge decide extend_stay"},
		{protested(t, petition, classify.AcknowledgeProtest{On: day("2025-04-14")}), "acknowledge"},
	} {
		permits, err := p.Permitted(c.in)
		if err != nil || len(permits) != len(classify.ProtestEventNames()) {
			t.Fatal(permits, err)
		}
		var open []string
		for _, permit := range permits {
			if permit.Open {
				open = append(open, string(permit.Event))
			}
		}
		if got := strings.Join(open, " "); got != c.open {
			t.Errorf("%s: open are %q, want %q", c.in.State, got, c.open)
		}
	}
}

// A policy that leaves the times of a protest out takes those of the rule.
func TestProtestsTimesLeftOut10(t *testing.T) {
	stated := regexp.MustCompile(`(?m)^  (protest|acknowledgement|stay): .*\n`)
	text := builtinText(t)
	if n := len(stated.FindAllString(text, -1)); n != 3 {
		t.Fatalf("the policy states %d of the three times", n)
	}
	p := parsed(t, stated.ReplaceAllString(text, "")).Protests()
	filed, out, err := p.Apply(p.Start(), petition)
	if err != nil {
		t.Fatal(err)
	}
	if filed.ThirtyFromNotice != day("2025-04-09") || filed.SixtyFromDecision != day("2025-05-02") || out.Opened[0].Due != day("2025-05-07") {
		t.Errorf("got %+v, %+v", filed, out.Opened)
	}
	heard, _, err := p.Apply(filed, classify.AcknowledgeProtest{On: day("2025-04-14"), Hearing: day("2025-06-01")})
	if want := (classify.Stay{Until: day("2025-06-01")}); err != nil || heard.StayUntil != want {
		t.Errorf("got %v, %v, want %v", heard.StayUntil, err, want)
	}
	heard, _, err = p.Apply(filed, classify.AcknowledgeProtest{On: day("2025-04-14"), Hearing: day("2025-05-20")})
	if want := (classify.Stay{Until: day("2025-06-01")}); err != nil || heard.StayUntil != want {
		t.Errorf("got %v, %v, want %v, the 90th day", heard.StayUntil, err, want)
	}
}

func TestStayJSON10_3(t *testing.T) {
	for text, want := range map[string]classify.Stay{`null`: {}, `"open"`: {Open: true}, `"2025-06-01"`: {Until: day("2025-06-01")}} {
		var s classify.Stay
		if err := json.Unmarshal([]byte(text), &s); err != nil || s != want {
			t.Errorf("%s: got %v, %v", text, s, err)
		}
		if data, err := json.Marshal(want); err != nil || string(data) != text {
			t.Errorf("%v: got %s, %v", want, data, err)
		}
	}
	var s classify.Stay
	if err := json.Unmarshal([]byte(`"never"`), &s); err == nil {
		t.Errorf("got %v", s)
	}
	if got := (classify.Stay{}).String() + " " + (classify.Stay{Open: true}).String() + " " + (classify.Stay{Until: day("2025-06-01")}).String(); got != "none open 2025-06-01" {
		t.Errorf("got %s", got)
	}
	for on, holds := range map[string]bool{"2025-06-01": true, "2025-06-02": false} {
		if (classify.Stay{Until: day("2025-06-01")}).Holds(day(on)) != holds || !(classify.Stay{Open: true}).Holds(day(on)) ||
			(classify.Stay{}).Holds(day(on)) {
			t.Errorf("on %s", on)
		}
	}
}

// A policy of levels only has no protests, and a case that is none has no events.
func TestProtestsOfAPolicyWithoutTiers(t *testing.T) {
	levels, err := classify.Builtin("us-ny-icr59")
	if err != nil {
		t.Fatal(err)
	}
	var input *rule.InputError
	for _, p := range []*classify.Policy{levels, nil} {
		if _, _, err := p.Protests().Apply(p.Protests().Start(), petition); !errors.As(err, &input) || input.Field != "policy" {
			t.Errorf("got %v", err)
		}
		if _, err := p.Protests().Permitted(p.Protests().Start()); !errors.As(err, &input) || input.Field != "policy" {
			t.Errorf("got %v", err)
		}
		if _, err := p.Protests().Stayed(classify.StayedInput{On: day("2025-04-08")}); !errors.As(err, &input) || input.Field != "policy" {
			t.Errorf("got %v", err)
		}
	}
	if _, _, err := wv(t).Protests().Apply(classify.Protest{State: "fild"}, petition); !errors.As(err, &input) ||
		input.Field != "state" || input.Suggestion != "filed" {
		t.Errorf("got %v", err)
	}
	if wv(t).Protests().ID() != "wv-85-23" || wv(t).Protests().Title() != wv(t).Title() ||
		wv(t).Protests().PolicyID() != wv(t).PolicyID() ||
		len(wv(t).Protests().Interpretations()) != len(wv(t).Interpretations()) {
		t.Error("it is not of the policy")
	}
}

// Whatever cannot be counted to is an error, and changes nothing.
func TestProtestsApplyBeyondTheCalendar(t *testing.T) {
	var outside *calendar.RangeError
	late := classify.FileProtest{On: day("9999-12-30"), Decided: day("9999-12-01"), NoticeReceived: day("9999-12-01"),
		Received: day("9999-12-30"), Issue: "x", Address: "y"}
	if c, _, err := wv(t).Protests().Apply(wv(t).Protests().Start(), late); !errors.As(err, &outside) ||
		c.State != classify.ProtestNotFiled {
		t.Errorf("got %v, %v", c, err)
	}
	for _, c := range []classify.Protest{
		{State: classify.ProtestFiled, Decided: day("9999-12-01"), StayUntil: classify.Stay{Open: true}},
	} {
		if _, _, err := wv(t).Protests().Apply(c, classify.AcknowledgeProtest{On: day("9999-12-30"),
			Hearing: day("9999-12-31")}); !errors.As(err, &outside) {
			t.Errorf("got %v", err)
		}
	}
}

// Each effect of a row is shown by a scenario, and a row taken out is not acted on.
func TestPolicyWithProtestRows(t *testing.T) {
	mutants.TestEffectsBy(t, classify.ProtestRows(), "testdata/scenarios", func(policy any, rows []classify.ProtestRow) (any, error) {
		p, ok := policy.(*classify.Policy)
		if !ok || !p.HasStanding() {
			return policy, nil
		}
		return p.WithProtestRows(rows)
	})
	rows := classify.ProtestRows()
	for i := range rows {
		rows[i].Does = nil
	}
	other, err := wv(t).WithProtestRows(rows)
	if err != nil {
		t.Fatal(err)
	}
	bare := other.Protests()
	c, outcome, err := bare.Apply(bare.Start(), petition)
	if err != nil || c.State != classify.ProtestFiled || len(outcome.Opened) > 0 || c.InTime.Given() {
		t.Errorf("got %+v, %v", c, err)
	}
	var fault *lifecycle.RowError
	if _, err := wv(t).WithProtestRows(rows[:1]); !errors.As(err, &fault) {
		t.Errorf("got %v", err)
	}
	if procedure := classify.ProtestProcedure(); procedure.Definition().Name != "protest" || procedure.Check() != nil {
		t.Errorf("got %+v", procedure.Definition())
	}
}

func TestProtestEventJSON(t *testing.T) {
	data, err := classify.MarshalProtestEvent(petition)
	if err != nil {
		t.Fatal(err)
	}
	if back, err := classify.UnmarshalProtestEvent(data); err != nil || back != petition {
		t.Errorf("%s came back as %+v, %v", data, back, err)
	}
	var input *rule.InputError
	if _, err := classify.UnmarshalProtestEvent([]byte(`{"event":"fill"}`)); !errors.As(err, &input) || input.Suggestion != "file" {
		t.Errorf("got %v", err)
	}
}
