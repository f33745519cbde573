package placement

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

func suspending(on, from string) Suspend {
	return Suspend{On: day(on), By: CaseManager, From: day(from), Reason: "Flood"}
}

func resuming(on string) Resume { return Resume{On: day(on), By: CaseManager} }

func shifting(t *testing.T) *Policy { return board(t, "reading: calendar_runs", "reading: shifts") }

func TestSuspend(t *testing.T) {
	p := builtin(t)
	c := active(t, p, toj("2025-02-03", "2025-08-02"))
	after, out := applied(t, p, c, suspending("2025-03-05", "2025-03-03"))
	state(t, after, Suspended)
	cites(t, out, "TOJ-6", "TOJ-6 admin")
	finding(t, out.Findings, "suspended from 2025-03-03 on: Flood")
	if !slices.Equal(after.Suspensions, []Pause{{From: day("2025-03-03")}}) || len(c.Suspensions) != 0 {
		t.Errorf("%+v", after.Suspensions)
	}
	refused(t, p, c, Suspend{On: day("2025-03-05"), By: CaseManager, Reason: "Flood"}, "not given: from (", "TOJ-6")
	twice, _ := applied(t, p, after, resuming("2025-03-10"))
	for _, x := range []struct {
		c        Case
		on, from string
		says     string
	}{
		{c, "2025-03-05", "2025-02-02", "a day not before the first day of the placement, 2025-02-03"},
		{c, "2025-03-05", "2025-03-06", "a day not after that of the event, 2025-03-05"},
		{c, "2025-08-05", "2025-08-03", "a day not after the end, 2025-08-02"},
		{twice, "2025-03-12", "2025-03-09", "a day that is not in the suspension of 2025-03-03 to 2025-03-09"},
	} {
		wrong(t, p, x.c, suspending(x.on, x.from), x.says)
	}
	again, _ := applied(t, p, twice, suspending("2025-03-12", "2025-03-10"))
	if len(again.Suspensions) != 2 || again.Suspensions[1] != (Pause{From: day("2025-03-10")}) {
		t.Errorf("%+v", again.Suspensions)
	}
}

// Who began before the day agreed may be suspended from that day on.
func TestSuspendAfterAnEarlyBegin(t *testing.T) {
	p := builtin(t)
	c, out := applied(t, p, agreed(t, p, toj("2025-02-03", "2025-08-02")), Begin{On: day("2025-01-30")})
	finding(t, out.Findings, "begins on 2025-01-30, before 2025-02-03 as agreed")
	wrong(t, p, c, suspending("2025-02-05", "2025-01-29"), "the first day of the placement, 2025-01-30")
	after, _ := applied(t, p, c, suspending("2025-02-05", "2025-01-30"))
	state(t, after, Suspended)
}

func TestResume(t *testing.T) {
	p := builtin(t)
	c, _ := applied(t, p, contactWith(t, p, toj("2025-02-03", "2025-08-02")), suspending("2025-03-05", "2025-03-03"))
	after, out := applied(t, p, c, resuming("2025-03-10"))
	state(t, after, Active)
	finding(t, out.Findings, "the end stays 2025-08-02")
	silent(t, out.Findings, "are contacted by") // nothing is planned anew
	if !slices.Equal(after.Suspensions, []Pause{{day("2025-03-03"), day("2025-03-09")}}) || after.Terms.End != day("2025-08-02") {
		t.Errorf("%s", text2(t, after))
	}
	if !c.Suspensions[0].To.IsZero() {
		t.Error("the case before is changed")
	}
	refused(t, p, c, resuming("2025-08-03"), "cannot be resumed after that", "TOJ-6")

	same, _ := applied(t, p, active(t, p, toj("2025-02-03", "2025-08-02")), suspending("2025-03-05", "2025-03-05"))
	back, _ := applied(t, p, same, resuming("2025-03-05"))
	if len(back.Suspensions) != 0 {
		t.Errorf("a suspension of no day is kept: %+v", back.Suspensions)
	}

	plan, _ := applied(t, p, contactWith(t, p, toj("2025-02-03", "2025-08-02")), RaiseIssue{On: day("2025-03-01"), Issue: "Attendance"},
		suspending("2025-03-05", "2025-03-03"), resuming("2025-03-10"))
	state(t, plan, ActionPlan)
}

// Interpretation suspension-and-time, the other reading: what is to come moves.
func TestResumeShifts(t *testing.T) {
	p := shifting(t)
	c, _ := applied(t, p, active(t, p, toj("2025-02-03", "2025-08-02")), suspending("2025-02-20", "2025-02-17"))
	after, out := applied(t, p, c, resuming("2025-02-27"))
	state(t, after, Active)
	finding(t, out.Findings, "moves by 10 days: the end is 2025-08-12")
	if !rests(out, suspensionAndTime) {
		t.Errorf("nothing rests on %s", suspensionAndTime)
	}
	want := []Segment{c.Segments[0], {From: day("2025-02-17"), Steps: []Step{{Days: 10, Percent: dollars("0")}}},
		{From: day("2025-02-27"), Steps: []Step{{Days: 14, Percent: dollars("100")}, {Days: 14, Percent: dollars("50")}, {Days: 3, Percent: dollars("0")}}}}
	if diff := cmp.Diff(want, after.Segments, byValue); diff != "" {
		t.Error(diff)
	}
	if after.Terms.End != day("2025-08-12") || after.ReturnClaimBy != day("2025-07-22") {
		t.Errorf("the end is %v, the claim back by %v", after.Terms.End, after.ReturnClaimBy)
	}
	late, _ := applied(t, p, c, resuming("2025-08-20"))
	if late.Terms.End != day("2026-02-02") {
		t.Errorf("after the old end: the end is %v", late.Terms.End)
	}

	last := toj("9999-11-15", "9999-12-31")
	last.Schedule = []Step{{Days: 10, Percent: dollars("50")}, {Days: 1, Percent: dollars("0")}}
	end, _ := applied(t, p, active(t, p, last), suspending("9999-12-01", "9999-12-01"))
	for name, e := range map[string]Event{"resume": resuming("9999-12-02"), "discontinue": Discontinue{On: day("9999-12-02"), EndedBy: Worker, Why: "Moving",
		JobDemands: "Light", StartingWage: dollars("22"), WageAfterAYear: dollars("25")}} {
		if _, _, err := p.Apply(end, e); err == nil || !strings.Contains(err.Error(), "range") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Interpretation suspension-and-time: a placement that is suspended past its end is
// over, or its time did not run.
func TestConcludeWhileSuspended(t *testing.T) {
	e := concludedCase(rule.No, rule.No, rule.No, EmployerRole)
	for _, c := range []struct {
		p     *Policy
		on    string
		until string // the end, where that has not come
	}{
		{builtin(t), "2025-08-02", ""},
		{builtin(t), "2025-08-01", "2025-08-02"},
		{shifting(t), "2025-08-02", "2025-12-01"},
	} {
		e.On = day(c.on)
		from, _ := applied(t, c.p, active(t, c.p, toj("2025-02-03", "2025-08-02")), suspending("2025-04-03", "2025-04-03"))
		if c.until != "" {
			refused(t, c.p, from, e, "once its term has ended, on "+c.until, "TOJ-6")
			continue
		}
		after, _ := applied(t, c.p, from, e)
		state(t, after, Concluded)
	}
}

func TestShiftedBy(t *testing.T) {
	step := func(days int, percent string) Step { return Step{Days: days, Percent: dollars(percent)} }
	at := func(from string, steps ...Step) Segment { return Segment{From: day(from), Steps: steps} }
	for _, c := range []struct {
		name     string
		from     string
		segments []Segment
		want     []Segment
	}{
		{"from the first day", "2025-02-01", []Segment{at("2025-02-01", step(10, "50"))},
			[]Segment{at("2025-02-01", step(5, "0")), at("2025-02-06", step(10, "50"))}},
		{"before the first, in the training", "2025-01-20", []Segment{at("2025-02-01", step(10, "50"))}, []Segment{at("2025-02-06", step(10, "50"))}},
		{"from the first day of the second", "2025-02-11", []Segment{at("2025-02-01", step(30, "50")), at("2025-02-11", Step{Months: 1, Percent: dollars("20")})},
			[]Segment{at("2025-02-01", step(30, "50")), at("2025-02-11", step(5, "0")), at("2025-02-16", step(28, "20"))}},
		{"in the first of two, which would reach into the second", "2025-02-04", []Segment{at("2025-02-01", step(30, "50")), at("2025-02-11", step(5, "20"))},
			[]Segment{at("2025-02-01", step(30, "50")), at("2025-02-04", step(5, "0")), at("2025-02-09", step(7, "50")), at("2025-02-16", step(5, "20"))}},
		{"in the second of two", "2025-02-13", []Segment{at("2025-02-01", step(10, "50")), at("2025-02-11", step(5, "20"))},
			[]Segment{at("2025-02-01", step(10, "50")), at("2025-02-11", step(5, "20")), at("2025-02-13", step(5, "0")), at("2025-02-18", step(3, "20"))}},
		{"after the last step", "2025-03-01", []Segment{at("2025-02-01", step(10, "50"))}, []Segment{at("2025-02-01", step(10, "50")), at("2025-03-01", step(5, "0"))}},
	} {
		got, err := shiftedBy(c.segments, day(c.from), 5)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if diff := cmp.Diff(c.want, got, byValue); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
	for from, segments := range map[string][]Segment{ // what moves would leave the calendar
		"9999-12-30": {at("9999-12-01", step(3, "0"))},
		"9999-12-20": {at("9999-12-28", step(1, "0"))},
		"9999-12-02": {at("9999-12-01", step(40, "0"))},
	} {
		if got, err := shiftedBy(segments, day(from), 5); err == nil || got != nil {
			t.Errorf("%s: %v %v", from, got, err)
		}
	}
}

func TestDiscontinueLastDay(t *testing.T) {
	p := builtin(t)
	c := contactWith(t, p, toj("2025-03-03", "2025-08-02"))
	for _, x := range []struct{ on, last, want string }{
		{"2025-06-16", "", "2025-06-16"}, {"2025-06-16", "2025-06-12", "2025-06-12"}, {"2025-06-16", "2025-03-03", "2025-03-03"}, {"2025-08-10", "", "2025-08-02"},
		{"2025-06-16", "2025-06-17", ""}, {"2025-06-16", "2025-03-02", ""}, {"2025-08-10", "2025-08-03", ""},
	} {
		e := endedCase(Worker)
		if e.On = day(x.on); x.last != "" {
			e.LastDay = day(x.last)
		}
		if x.want == "" {
			wrong(t, p, c, e, "last_day: "+x.last)
			continue
		}
		if after, _ := applied(t, p, c, e); after.LastDay != day(x.want) {
			t.Errorf("%+v: the last day is %v", x, after.LastDay)
		}
	}
}

// Interpretation late-begin, the other reading.
func TestBeginLateByTheActualDay(t *testing.T) {
	p := board(t, "reading: terms", "reading: actual")
	c, out := applied(t, p, agreed(t, p, toj("2025-02-03", "2025-08-02")), Begin{On: day("2025-02-10")})
	finding(t, out.Findings, "the plan follows the actual day")
	if c.PlanStart != day("2025-02-10") || c.FirstContactBy != day("2025-02-24") || c.Segments[0].From != day("2025-02-10") || !rests(out, lateBegin) {
		t.Errorf("%s", text2(t, c))
	}
	c, _ = applied(t, p, agreed(t, p, tap("2025-02-01", "2025-05-31", "2025-06-01", "2025-10-31")), Begin{On: day("2025-02-10")})
	if c.PlanStart != day("2025-02-10") || c.Segments[0].From != day("2025-06-01") {
		t.Errorf("the placement portion of a TaP: %s", text2(t, c))
	}
}

func TestResolveIssueOfSeveral(t *testing.T) {
	p := builtin(t)
	c, _ := applied(t, p, contactWith(t, p, toj("2025-03-03", "2025-08-02")), RaiseIssue{On: day("2025-03-10"), Issue: "Attendance"}, RaiseIssue{On: day("2025-03-11"), Issue: "Pace"})
	e := ResolveIssue{On: day("2025-03-12"), By: TOJTeamLead, Progressing: rule.Yes, Issue: "Attendence"}
	wrong(t, p, c, e, `did you mean "Attendance"?`)
	e.Issue = "Attendance"
	one, out := applied(t, p, c, e)
	state(t, one, ActionPlan)
	finding(t, out.Findings, "is progressing toward resolution: Attendance. The action plan goes on with Pace")
	if !slices.Equal(one.Issues, []string{"Pace"}) || !slices.Equal(c.Issues, []string{"Attendance", "Pace"}) {
		t.Errorf("issues are %v, were %v", one.Issues, c.Issues)
	}
	e.Issue = "Pace"
	none, _ := applied(t, p, one, e)
	state(t, none, Active)
	if len(none.Issues) != 0 {
		t.Errorf("issues are %v", none.Issues)
	}
}

func TestRequestExtensionThatCannotBe(t *testing.T) {
	p := builtin(t)
	c := contactWith(t, p, toj("2025-03-03", "2025-08-02"))
	e := request("2025-10-02")
	e.CumulativeCost = dollars("-1")
	wrong(t, p, c, e, "cumulative_cost: -1")
	e = request("2025-10-02")
	e.Schedule = far
	wrong(t, p, c, e, "out of the calendar's range")
}

func TestAgreeTermsWithAScheduleOutsideTheCalendar(t *testing.T) {
	p := builtin(t)
	terms := toj("2025-02-03", "2025-08-02")
	terms.Schedule = far
	c, _ := applied(t, p, p.Start(), Propose{day("2025-01-06"), CaseManager, terms})
	wrong(t, p, c, AgreeTerms{day("2025-01-07"), CaseManager}, "out of the calendar's range")
}

func TestDeclineWhatIsAskedOfAWorkAssessment(t *testing.T) {
	p := builtin(t)
	e := declinedCase(rule.Yes, rule.Yes, rule.No)
	e.WouldBePermanent = rule.Yes
	wrong(t, p, approvedCase(t, p, toj("2025-02-03", "2025-08-02")), e, "would_be_permanent")
	c, _ := applied(t, p, approvedCase(t, p, wa("2025-02-03", "2025-08-02")), e)
	state(t, c, Declined)
	if c.Decline.WouldBePermanent != rule.Yes {
		t.Errorf("%+v", c.Decline)
	}
}

// Interpretation decline-before-suitable, a reading between the other two.
func TestDeclineOnceAssessed(t *testing.T) {
	p := board(t, "reading: no_consequences", "reading: once_assessed")
	e := declinedCase(rule.Yes, rule.Yes, rule.No)
	early, _ := applied(t, p, assessing(t, p, toj("2025-02-03", "2025-08-02")), e)
	waiting := approvedCase(t, p, toj("2025-02-03", "2025-12-02"))
	state(t, waiting, AwaitingApproval)
	late, _ := applied(t, p, waiting, e)
	if early.AsDeclinedModifiedWork || !late.AsDeclinedModifiedWork {
		t.Errorf("early %v, late %v", early.AsDeclinedModifiedWork, late.AsDeclinedModifiedWork)
	}
}

// Interpretation no-loss-no-supplement, the other reading.
func TestDetermineConvertsWithoutALoss(t *testing.T) {
	p := board(t, "reading: end_supplement", "reading: convert")
	e := Determine{On: day("2025-08-08"), By: TOJTeamLead, ReasonableToContinue: rule.Yes, LossRemaining: rule.No, LossEndsWithinYears: Years{Number: dollars("0")}}
	c, out := applied(t, p, overCase(t, p, endedCase(Worker)), e)
	if c.Outcome != Convert || c.Benefit != TEL || !rests(out, noLossNoSupplement) {
		t.Errorf("%s %s", c.Outcome, c.Benefit)
	}
	e.LossEndsWithinYears.None = true
	wrong(t, p, overCase(t, p, endedCase(Worker)), e, "a number of years or none, not both")
}

func TestYearsJSON(t *testing.T) {
	for text, want := range map[string]Years{`"none"`: {None: true}, `"2.50"`: {Number: dollars("2.50")}} {
		var got Years
		if err := json.Unmarshal([]byte(text), &got); err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(want, got, byValue); diff != "" || text2(t, got) != text {
			t.Errorf("%s: %s, written %s", text, diff, text2(t, got))
		}
	}
	var y Years
	if err := json.Unmarshal([]byte(`"never"`), &y); err == nil {
		t.Error("never is a number")
	}
}

// A case that was stored before a schedule had segments has the one of its terms.
func TestCaseStored(t *testing.T) {
	p := builtin(t)
	c := agreed(t, p, tap("2025-02-01", "2025-05-31", "2025-06-01", "2025-10-31"))
	c.Segments = nil
	after, _ := applied(t, p, c, Begin{On: day("2025-02-01")})
	if diff := cmp.Diff([]Segment{{From: day("2025-06-01"), Steps: c.Terms.Schedule}}, after.Segments, byValue); diff != "" {
		t.Error(diff)
	}
	unending := c
	unending.Terms.Training.End = day("9999-12-31")
	if _, _, err := p.Apply(unending, Begin{On: day("2025-02-01")}); err == nil || !strings.Contains(err.Error(), "range") {
		t.Error(err)
	}
	for field, change := range map[string]func(*Case){
		"terms.end":   func(c *Case) { c.Terms.End = calendar.Date{} },
		"segments":    func(c *Case) { c.Segments, c.Terms.Schedule = nil, nil },
		"suspensions": func(c *Case) { c.State, c.Suspensions = Suspended, []Pause{{day("2025-03-03"), day("2025-03-04")}} },
		"extension":   func(c *Case) { c.State = AwaitingExtension },
	} {
		bad := after
		change(&bad)
		wrong(t, p, bad, Contact{On: day("2025-03-05"), Parties: bothParties}, field+": ")
	}
}

func TestNewHistory(t *testing.T) {
	p := builtin(t)
	h, err := NewHistory(p.Start(), p)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []Event{Propose{day("2025-01-06"), CaseManager, toj("2025-02-03", "2025-08-02")}, AgreeTerms{day("2025-01-07"), CaseManager}} {
		if _, err := h.Append("", e, lifecycle.As{}); err != nil {
			t.Fatal(err)
		}
	}
	state(t, h.Case(), Assessing)
	state(t, h.AsOf(day("2025-01-06")), Negotiating)
	back, err := ReadHistory([]byte(text2(t, h)), p)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := text2(t, back.Case()), text2(t, h.Case()); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	var input *rule.InputError
	if _, err := NewHistory(p.Start()); !errors.As(err, &input) {
		t.Errorf("no policy: %v", err)
	}
	if _, err := ReadHistory([]byte(text2(t, h))); err == nil {
		t.Error("a history is read without a policy")
	}
}

func TestPolicyWithRows(t *testing.T) {
	p := builtin(t)
	rows := Rows()
	i := slices.IndexFunc(rows, func(r lifecycle.Row[State, EventName]) bool { return r.ID == "5.raise_issue" })
	rows[i].Text = "The board hears of an issue: {event.issue}."
	other, err := p.WithRows(rows)
	if err != nil {
		t.Fatal(err)
	}
	c := contactWith(t, p, toj("2025-03-03", "2025-08-02"))
	e := RaiseIssue{On: day("2025-03-10"), Issue: "Pace"}
	_, out := applied(t, other, c, e)
	finding(t, out.Findings, "The board hears of an issue: Pace.")
	_, out = applied(t, p, c, e)
	silent(t, out.Findings, "The board hears")

	rows[i].If = "event.nothing"
	var fault *lifecycle.RowError
	if _, err := p.WithRows(rows); !errors.As(err, &fault) || fault.Row != "5.raise_issue" {
		t.Errorf("%v", err)
	}
	for _, none := range []*Policy{nil, {}} {
		if _, err := none.WithRows(Rows()); !errors.Is(err, errNoPolicy) {
			t.Errorf("%v", err)
		}
	}
}

func TestPolicyCatalogueOfLevels(t *testing.T) {
	p := board(t, "plan:", `levels_of_authority:
  - {up_to: 10000, who: [decision_maker], cite: Levels of Authority manual 2}
  - {up_to: 20000, who: [supervisor, vice_president], cite: Levels of Authority manual 3}
plan:`)
	c := p.Catalogue()
	if i := slices.IndexFunc(p.duties(), func(d calendar.Duty) bool {
		return d.ID == DutyApproval && d.By == "supervisor|vice_president" && d.Cite == "Levels of Authority manual 3"
	}); i < 0 || !slices.Contains(c.Roles, "vice_president") {
		t.Errorf("the duties are %+v, the roles %v", p.duties(), c.Roles)
	}
	for _, none := range []*Policy{nil, {}} {
		if got := none.Catalogue(); len(got.Lifecycles)+len(got.Rules)+len(got.Duties) != 0 {
			t.Errorf("%+v", got)
		}
	}
}

func TestPolicyTakesOnlyInterpretations(t *testing.T) {
	defer func() {
		if r := recover(); r != `there is no interpretation "late-end"` {
			t.Errorf("%v", r)
		}
	}()
	builtin(t).takes("late-end")
}
