package classify_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/golden"
	"github.com/workcomp-go/workcomp/rule"
)

// The periods and days of a review, and what it cannot be without.
func TestAReviewThatCannotBe(t *testing.T) {
	e := aFocusEmployer(t).review("2022-2", "1.60").runs(1, 0)
	good := aReview("2023-1", "1.60")
	for names, spoil := range map[string]func(r *classify.Review){
		"on":                        func(r *classify.Review) { r.On = calendar.Date{} },
		"on: 2000-01-01 runs backw": func(r *classify.Review) { r.On = day("2000-01-01") },
		"from":                      func(r *classify.Review) { r.From = calendar.Date{} },
		"to":                        func(r *classify.Review) { r.To = calendar.Date{} },
		"backwards":                 func(r *classify.Review) { r.From, r.To = r.To, r.From },
		"overlap":                   func(r *classify.Review) { r.From = day("2022-12-31") },
		"which was reviewed":        func(r *classify.Review) { r.From, r.To = day("2021-01-01"), day("2022-06-30") },
		"emf":                       func(r *classify.Review) { r.EMF = classify.Review{}.EMF },
		"three_year_premium":        func(r *classify.Review) { r.ThreeYearPremium = dec("-0.01") },
		"emf: -1":                   func(r *classify.Review) { r.EMF = dec("-1") },
	} {
		r := good
		spoil(&r)
		e.fails(r, names)
	}
	e.do(good).is(classify.None) // none of it counted
}

func TestAnEventBeforeTheOneBefore(t *testing.T) {
	e := aFocusEmployer(t)
	e.refused(classify.Noncompliance{On: day("2030-01-01"), Reason: "minutes missing"}, "6.1.3") // does not count as the event before
	e.fails(classify.Complete{On: day("2031-01-01"), Duty: "nothing"}, "duty")
	e.do(classify.Notify{On: e.later(0)})
	e.fails(classify.Complete{On: e.later(-1), Duty: "seminar"}, "backwards")
	e.do(classify.Complete{On: e.later(0), Duty: "seminar"})
}

func TestADutyThatCannotBeCompleted(t *testing.T) {
	e := aFocusEmployer(t)
	e.fails(classify.Complete{On: e.later(1)}, "duty: missing")
	e.fails(classify.Complete{On: e.later(1), Duty: "plan"}, "duty")
	e.fails(classify.Complete{On: e.later(1), Duty: "seminars"}, `did you mean "seminar"?`)
	e.refused(classify.Complete{On: e.later(1), Duty: "safety_committee"}, "5.3")
	e.refused(classify.Complete{On: e.later(1), Duty: "plan_review"}, "5.4.1")
	e.refused(classify.Complete{On: e.later(1), Duty: "inspection_report"}, "5.6.1")
	e = anEmployer(t)
	if _, _, err := e.p.Apply(e.st, classify.Complete{On: day("2030-01-01"), Duty: "seminar"}); !strings.Contains(fmt.Sprint(err), "refused") {
		t.Errorf("nothing at all is owed: got %v", err)
	}
}

func TestWhatIsNoEventOrNoStanding(t *testing.T) {
	p := wv(t)
	st := p.Start(classify.Profile{})
	for names, err := range map[string]error{
		"event: missing":  second(p.Apply(st, nil)),
		"event: missing,": second(p.Apply(st, &classify.Notify{On: day("2024-01-01")})),
		"tier: missing":   second(p.Apply(classify.Standing{}, classify.Notify{On: day("2024-01-01")})),
		`tier: "focuss"`:  second(p.Apply(classify.Standing{Tier: "focuss"}, classify.Notify{On: day("2024-01-01")})),
	} {
		if err == nil || !strings.Contains(err.Error(), names) {
			t.Errorf("got %v, want an error that says %q", err, names)
		}
	}
	if _, err := p.Permitted(classify.Standing{}); err == nil {
		t.Error("no standing, and yet permits")
	}
}

func second(_ classify.Standing, _ rule.Outcome, err error) error { return err }

// No day of a duty is outside the calendar.
func TestTheEndOfTheCalendar(t *testing.T) {
	e := aTargetEmployer(t)
	last := day("9999-12-20")
	e.fails(classify.Notify{On: last}, "range")
	e.fails(classify.CompleteInspection{On: last}, "range")
}

func TestReplay(t *testing.T) {
	p := wv(t)
	events := []classify.Event{aReview("2022-1", "1.75"), aReview("2022-2", "1.60"), aReview("2023-1", "1.60")}
	st, outcomes, err := p.Replay(p.Start(classify.Profile{}), events...)
	if err != nil || len(outcomes) != 3 || st.Tier != classify.None || st.Released != classify.FromFocus {
		t.Errorf("got %+v, %v", st, err)
	}
	events = append(events[:2:2], classify.Order{On: day("2024-01-01"), By: classify.Commission, To: classify.None, Reason: "sold"}, events[2])
	st, outcomes, err = p.Replay(p.Start(classify.Profile{}), events...)
	var refused *rule.Refused
	if !errors.As(err, &refused) || !strings.HasPrefix(err.Error(), "event 3: ") || len(outcomes) != 2 || st.Below != 1 {
		t.Errorf("got %+v, %v", st, err)
	}
}

// Which events are open in each tier, to whom, and why not.
func TestPermitted(t *testing.T) {
	var b strings.Builder
	recommended := aFocusEmployer(t).review("2022-2", "1.85")
	excluded := aFocusEmployer(t)
	excluded.do(exclusion(excluded))
	for _, c := range []struct {
		name string
		e    *employer
	}{{"at the start", anEmployer(t)}, {"focus", aFocusEmployer(t)}, {"focus, target recommended", recommended},
		{"target", aTargetEmployer(t)}, {"tier three", tierThree(t)}, {"excluded", excluded}} {
		permits, err := c.e.p.Permitted(c.e.st)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s\n", c.name)
		for _, p := range permits {
			if p.Open {
				fmt.Fprintf(&b, "  + %s %v\n", p.Event, p.By)
				continue
			}
			fmt.Fprintf(&b, "  - %s: %v\n", p.Event, p.Why[0])
		}
		if len(permits) != len(classify.EventNames()) {
			t.Errorf("%s: %d permits for %d events", c.name, len(permits), len(classify.EventNames()))
		}
	}
	golden.Check(t, "testdata/permitted.txt", b.String())
}

// The diagram of the tiers is that of the rows, here and in the package's page.
func TestDiagramOfTheTiers(t *testing.T) {
	golden.Block(t, "doc.go", "//\t", classify.Mermaid())
}

// The rows as a reader meets them: id, event, provision and sentence.
func TestCatalogueOfTheRows(t *testing.T) {
	var b strings.Builder
	for _, r := range classify.Rows() {
		to := string(r.To)
		if to == "" {
			to = "stays"
		}
		fmt.Fprintf(&b, "%s: %v, %s %v -> %s\n", r.ID, r.From, r.On, r.By, to)
		if r.If != "" {
			fmt.Fprintf(&b, "  if %s\n", r.If)
		}
		fmt.Fprintf(&b, "  %s (%s)\n", r.Text, r.Cite)
	}
	golden.Check(t, "testdata/rows.txt", b.String())
}

func TestEventsReadBack(t *testing.T) {
	full := aReview("2022-1", "1.70")
	full.By, full.NewSubscriber, full.Facts = classify.Commission, rule.Yes, map[string]string{"claims": "2", "age": "3"}
	zero := aReview("2022-1", "0.00")
	zero.ThreeYearPremium = dec("0")
	q := calendar.Quarter{Year: 2025, Number: 3}
	on := day("2024-01-22")
	events := []classify.Event{full, zero, classify.Review{On: on},
		classify.Decide{On: on, By: classify.Commission, Approve: rule.No, Reason: "claims closed"}, classify.Decide{On: on},
		classify.Nonparticipation{On: on, Reason: "x"}, classify.Noncompliance{On: on, By: classify.Commission, Reason: "x"},
		classify.Exclude{On: on, By: classify.Commission, Reason: "x"}, classify.LiftExclusion{On: on, By: classify.Commission, Reason: "x"},
		classify.Order{On: on, To: classify.Focus}, classify.SetAside{On: on, By: classify.HearingExaminer, To: classify.TierThree, Reason: "x"},
		classify.SetBargainedCommittee{On: on, Qualifies: rule.No}, classify.ClosePeriod{On: on, From: on, To: on}, classify.CloseQuarter{On: on, Quarter: q}, classify.Notify{On: on, Received: on},
		classify.ReceivePlan{On: on, Revised: rule.Yes}, classify.AnswerPlan{On: on, Accepted: rule.No, Changes: "x"},
		classify.ReceiveReport{On: on, Quarter: q, SecondOfPeriod: rule.Yes, Meetings: dec("0"), Minutes: rule.Yes, Inspections: rule.No},
		classify.CompleteInspection{On: on, Site: "x"}, classify.Complete{On: on, Duty: "review", For: "2025-Q3", Reason: "x"}}
	var names []classify.EventName
	for _, e := range events {
		data, err := classify.MarshalEvent(e)
		if err != nil {
			t.Fatal(err)
		}
		back, err := classify.UnmarshalEvent(data)
		if err != nil {
			t.Fatalf("%s: %v", data, err)
		}
		if d := cmp.Diff(e, back); d != "" {
			t.Errorf("%s:\n%s", data, d)
		}
		if !slices.Contains(names, e.Name()) {
			names = append(names, e.Name())
		}
	}
	if !slices.Equal(names, classify.EventNames()) {
		t.Errorf("got the events %v, want %v", names, classify.EventNames())
	}
	if _, err := classify.MarshalEvent(nil); err == nil {
		t.Error("nothing at all is written")
	}
	if data, _ := classify.MarshalEvent(full); !strings.Contains(string(data), `"emf":"1.70"`) {
		t.Errorf("the digits are lost: %s", data)
	}
}

func TestEventsThatCannotBeRead(t *testing.T) {
	for text, names := range map[string]string{
		``:                                     "json",
		`{}`:                                   "event: missing",
		`{"event":"reviev"}`:                   `did you mean "review"?`,
		`{"event":"review","on":"2024-02-30"}`: "on",
		`{"event":"review","on":"2024-01-22","emff":1}`:                  `did you mean "emf"?`,
		`{"event":"review","on":"2024-01-22","emf":"high"}`:              "emf",
		`{"event":"review","on":"2024-01-22","emf":[1]}`:                 "emf",
		`{"event":"review","on":"2024-01-22","emf":"1e99999999999"}`:     "emf",
		`{"event":"review","on":"2024-01-22","three_year_premium":""}`:   "three_year_premium",
		`{"event":"close_quarter","on":"2024-01-22","quarter":"2024-5"}`: "quarter",
		`{"event":"decide","on":"2024-01-22","approve":"yes"}`:           "approve",
		`{"event":"notify","on":"2024-01-22","reason":"x"}`:              "reason",
	} {
		if e, err := classify.UnmarshalEvent([]byte(text)); err == nil || !strings.Contains(err.Error(), names) {
			t.Errorf("%s: got %v, %v, want an error that names %s", text, e, err, names)
		}
	}
}

// Amounts keep their digits in JSON, and a missing one stays missing.
func TestAmountsInJSON(t *testing.T) {
	in := classify.SurchargeInput{QuarterlyPremiumTax: dec("1000.00"), PenaltyTax: dec("0")}
	data, err := json.Marshal(in)
	if err != nil || string(data) != `{"quarterly_premium_tax":"1000.00","penalty_tax":"0","rate":null}` {
		t.Errorf("got %s, %v", data, err)
	}
	var back classify.SurchargeInput
	if err := json.Unmarshal(data, &back); err != nil || rule.IsSet(back.Rate) || !back.PenaltyTax.Equal(in.PenaltyTax) {
		t.Errorf("got %+v, %v", back, err)
	}
	e := aFocusEmployer(t)
	if !strings.Contains(toJSON(t, e.st), `"three_year_premium":"32850","emf":"1.75","level":"focus"`) {
		t.Errorf("got %s", toJSON(t, e.st))
	}
}
