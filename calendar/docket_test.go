package calendar_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/workcomp-go/workcomp/calendar"
)

// A report is owed for two quarters at once, an answer by no day.
var (
	secondQuarter = calendar.Duty{ID: "report", By: "employer", To: "commission", Cite: "85-23-5.5.1", Due: day("2025-07-31"), For: "2025-Q2"}
	firstQuarter  = calendar.Duty{ID: "report", By: "employer", To: "commission", Cite: "85-23-5.5.1", Due: day("2025-04-30"), For: "2025-Q1"}
	someReport    = calendar.Duty{ID: "report", By: "employer", To: "commission", Cite: "85-23-5.5"}
	seminar       = calendar.Duty{ID: "seminar", By: "employer", To: "commission", Cite: "85-23-4.2"}
	plan          = calendar.Duty{ID: "plan", By: "employer", To: "commission", Cite: "85-23-5.4", Due: day("2025-04-30"),
		Skipped: skipped("2025-04-29 Founders' Day"), CopyTo: []string{"bargaining unit"}, Encloses: []string{"safety programme"}}
)

func sameDuties(t *testing.T, what string, got []calendar.Duty, want ...calendar.Duty) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestDutiesStandInTheOrderInWhichTheyWereOpened(t *testing.T) {
	k := calendar.Docket{}.Open(secondQuarter, seminar).Open(plan)
	sameDuties(t, "open", k.Duties, secondQuarter, seminar, plan)
	if diff := cmp.Diff([]string{"report", "seminar", "plan"}, k.IDs()); diff != "" {
		t.Error(diff)
	}
	if !k.Has("plan") || k.Has("inspection") {
		t.Error("has is wrong")
	}
	sameDuties(t, "found", k.Open(firstQuarter).Find("report"), secondQuarter, firstQuarter)
	if k.Find("inspection") != nil {
		t.Error("found a duty that was not opened")
	}
}

func TestOfSeveralDutiesOfOneIDTheOneDueFirstIsClosed(t *testing.T) {
	again := firstQuarter
	again.For = "2025-Q1, corrected"
	k := calendar.Docket{}.Open(someReport, secondQuarter, firstQuarter, seminar, again)
	for _, want := range []calendar.Duty{firstQuarter, again, secondQuarter, someReport} {
		place, found := k.First("report")
		next, closed, ok := k.Close("report")
		if !ok || !found {
			t.Fatal("nothing was closed")
		}
		sameDuties(t, "first", k.Duties[place:place+1], want)
		sameDuties(t, "closed", closed, want)
		k = next
	}
	sameDuties(t, "left", k.Duties, seminar)
	same, closed, ok := k.Close("report")
	if ok || closed != nil {
		t.Errorf("closed %v", closed)
	}
	sameDuties(t, "left", same.Duties, seminar)
	empty, _, _ := k.Close("seminar")
	if empty.Duties != nil {
		t.Errorf("a docket of which all were closed is not the zero one: %#v", empty)
	}
}

func TestClosingThoseThatMatch(t *testing.T) {
	k := calendar.Docket{}.Open(someReport, seminar, firstQuarter)
	open, closed := k.CloseMatching(func(d calendar.Duty) bool { return d.ID == "report" })
	sameDuties(t, "left", open.Duties, seminar)
	sameDuties(t, "closed", closed, someReport, firstQuarter)
}

func TestADutyIsOverdueFromTheDayAfterItWasDue(t *testing.T) {
	k := calendar.Docket{}.Open(secondQuarter, seminar, plan)
	sameDuties(t, "on the day", k.OverdueOn(day("2025-04-30")))
	sameDuties(t, "the day after", k.OverdueOn(day("2025-05-01")), plan)
	sameDuties(t, "at the end", k.OverdueOn(day("9999-12-31")), secondQuarter, plan)
}

func TestTheNextDutyIsTheOneDueFirstOnOrAfterADay(t *testing.T) {
	k := calendar.Docket{}.Open(secondQuarter, seminar, firstQuarter, plan)
	for on, want := range map[string]calendar.Duty{"2025-01-01": firstQuarter, "2025-04-30": firstQuarter, "2025-05-01": secondQuarter} {
		got, ok := k.Next(day(on))
		if !ok {
			t.Errorf("%s: no duty", on)
		}
		sameDuties(t, on, []calendar.Duty{got}, want)
	}
	if got, ok := k.Next(day("2025-08-01")); ok {
		t.Errorf("got %v", got)
	}
}

func TestADocketIsLeftAsItWas(t *testing.T) {
	room := calendar.Docket{Duties: append(make([]calendar.Duty, 0, 8), secondQuarter, seminar, firstQuarter)}
	before := slices.Clone(room.Duties[:8])
	room.Open(plan)
	room.Close("report")
	room.Close("seminar")
	room.CloseMatching(func(d calendar.Duty) bool { return d.ID == "report" })
	room.Find("report")
	room.OverdueOn(day("2025-05-01"))
	sameDuties(t, "the backing array", room.Duties[:8], before...)
}

// Whoever writes into the lists of duties that a docket took or gave changes no other.
func TestDocketSharesNoList(t *testing.T) {
	given := []calendar.Duty{{ID: "plan", Due: day("2025-04-30"), Skipped: skipped("2025-04-29 Founders' Day"), CopyTo: []string{"union"},
		Encloses: []string{"programme"}}}
	k := calendar.Docket{}.Open(given...)
	isPlan := func(d calendar.Duty) bool { return d.ID == "plan" }
	for name, give := range map[string]func() []calendar.Duty{
		"what is opened": func() []calendar.Duty { return given },
		"Open":           func() []calendar.Duty { return k.Open(seminar).Duties },
		"Close":          func() []calendar.Duty { _, closed, _ := k.Close("plan"); return closed },
		"what Close leaves": func() []calendar.Duty {
			rest, _, _ := k.Open(seminar).Close("seminar")
			return rest.Duties
		},
		"CloseMatching": func() []calendar.Duty { _, closed := k.CloseMatching(isPlan); return closed },
		"what CloseMatching leaves": func() []calendar.Duty {
			rest, _ := k.CloseMatching(func(calendar.Duty) bool { return false })
			return rest.Duties
		},
		"Find":      func() []calendar.Duty { return k.Find("plan") },
		"OverdueOn": func() []calendar.Duty { return k.OverdueOn(day("2026-01-01")) },
		"Next":      func() []calendar.Duty { d, _ := k.Next(day("2025-01-01")); return []calendar.Duty{d} },
		"Diff":      func() []calendar.Duty { gone, _ := k.Diff(calendar.Docket{}); return gone },
	} {
		for _, d := range give() {
			if d.ID == "plan" {
				d.Skipped[0].Why, d.CopyTo[0], d.Encloses[0] = "written over", "written over", "written over"
			}
		}
		plan := k.Duties[0]
		if plan.Skipped[0].Why != "Founders' Day" || plan.CopyTo[0] != "union" || plan.Encloses[0] != "programme" {
			t.Errorf("%s: the docket has %+v", name, plan)
		}
	}
}

func TestADocketInJSON(t *testing.T) {
	k := calendar.Docket{}.Open(seminar, plan)
	text, err := json.Marshal(k)
	want := `{"duties":[{"id":"seminar","by":"employer","to":"commission","cite":"85-23-4.2"},` +
		`{"id":"plan","by":"employer","to":"commission","cite":"85-23-5.4","due":"2025-04-30",` +
		`"skipped":[{"date":"2025-04-29","why":"Founders' Day"}],"copy_to":["bargaining unit"],"encloses":["safety programme"]}]}`
	if err != nil || string(text) != want {
		t.Errorf("got  %s, %v\nwant %s", text, err, want)
	}
	var read calendar.Docket
	if err := json.Unmarshal(text, &read); err != nil {
		t.Fatal(err)
	}
	sameDuties(t, "read back", read.Duties, seminar, plan)
}

func TestDutyDaysLate(t *testing.T) {
	due := calendar.Duty{Due: day("2025-04-03")}
	for s, want := range map[string]int{"2025-04-03": 0, "2025-04-02": 0, "2025-04-04": 1, "2025-05-03": 30} {
		if got := due.DaysLate(day(s)); got != want {
			t.Errorf("on %s: got %d, want %d", s, got, want)
		}
	}
	if got := (calendar.Duty{}).DaysLate(day("2025-04-03")); got != 0 {
		t.Errorf("without a date: got %d", got)
	}
}

func TestDocketDiff(t *testing.T) {
	day := calendar.MustParse
	plan := calendar.Duty{ID: "plan", Key: "1/plan", Due: day("2025-03-03")}
	report := calendar.Duty{ID: "report", Key: "1/report"}
	later := plan
	later.Due = day("2025-04-03")
	notice := calendar.Duty{ID: "notice", Key: "2/notice"}
	before := calendar.Docket{Duties: []calendar.Duty{plan, report}}
	after := calendar.Docket{Duties: []calendar.Duty{report, later, notice}}
	gone, come := before.Diff(after)
	if diff := cmp.Diff([]calendar.Duty{plan}, gone); diff != "" {
		t.Errorf("gone (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]calendar.Duty{later, notice}, come); diff != "" {
		t.Errorf("come (-want +got)\n%s", diff)
	}
	if gone, come := before.Diff(before); gone != nil || come != nil {
		t.Errorf("of the same: %v, %v", gone, come)
	}
}

func TestDocket_UnmarshalJSON_isStrict(t *testing.T) {
	for text, want := range map[string]string{
		`{"duties": [{"id": "plan", "due": "2020-02-01"}]}`:                       "",
		`{"duties": [], "duties": []}`:                                            `duties: key "duties" twice is not valid, expected each key once`,
		`{"Duties": []}`:                                                          `Duties: key "Duties" is not valid, expected one of duties (did you mean "duties"?)`,
		`{"duties": [{"id": "plan", "DUE": "2020-02-01"}]}`:                       `DUE: key "DUE" is not valid`,
		`{"duties": [{"id": "plan", "opened": {"on": null, "entery": "first"}}]}`: `opened.entery: key "entery" is not valid`,
	} {
		got := calendar.Docket{Duties: []calendar.Duty{{ID: "before"}}}
		err := json.Unmarshal([]byte(text), &got)
		if want == "" {
			if err != nil || len(got.Duties) != 1 || got.Duties[0].Due != day("2020-02-01") {
				t.Errorf("%s: got %v, %v", text, got, err)
			}
			continue
		}
		var e *calendar.InputError
		if !errors.As(err, &e) || !strings.HasPrefix(err.Error(), want) || !got.Has("before") {
			t.Errorf("%s: got %v, %v", text, got, err)
		}
	}
}
