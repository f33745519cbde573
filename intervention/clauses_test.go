package intervention_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule"
)

func day(s string) calendar.Date { return calendar.MustParse(s) }

// open are the duties of a case.
func open(c intervention.Case) string { return strings.Join(c.Docket.IDs(), " ") }

// Paragraph 1: each condition is found, those reported to hold and the others not.
func TestPolicy_Apply_eachCondition_1a_1b_1c(t *testing.T) {
	all := reports
	all.Conditions = []intervention.Condition{intervention.ResistedWorking, intervention.RejectedProgram, intervention.ResistedWorking}
	_, out, err := builtin(t).Apply(builtin(t).Start(), all)
	if err != nil || holding(out.Findings) != "1 1(b) 1(c)" || len(out.Findings) != 4 {
		t.Errorf("got %v, %v", out.Findings, err)
	}
}

// A meeting that brings no commitment opens the team's review once, however many follow.
func TestPolicy_Apply_oneReviewIsOwed_3II(t *testing.T) {
	p := builtin(t)
	c, out, err := p.Apply(tellBy(t, p, then(inStage1, meets)...), meets)
	if err != nil || len(out.Opened) != 0 || open(c) != "team_review" {
		t.Errorf("opened %v, open are %s, %v", out.Opened, open(c), err)
	}
}

// Paragraph 2: "each source not looked at is a finding citing its letter".
func TestPolicy_Apply_eachSource_2a_to_2g(t *testing.T) {
	all := identifies
	all.Evidence = []intervention.Source{intervention.CertificationTraining, intervention.PRIME}
	_, out, err := builtin(t).Apply(tell(t, possible...), all)
	if err != nil {
		t.Fatal(err)
	}
	if got := holding(out.Findings); got != "2 2 2(c) 2(g)" {
		t.Errorf("holding: %s", got)
	}
	var not []string
	for _, f := range out.Findings {
		if !f.Holds && strings.Contains(f.Text(), "not named") {
			not = append(not, string(f.Cite[len(f.Cite)-3:]))
		}
	}
	if diff := cmp.Diff([]string{"(a)", "(b)", "(d)", "(e)", "(f)"}, not); diff != "" {
		t.Error(diff)
	}
}

// Paragraph 3: started at a later stage, the stages before it are not owed.
func TestPolicy_Apply_startedAtALaterStage_3(t *testing.T) {
	_, out, err := builtin(t).Apply(tell(t, needed...), initiates3)
	if err != nil || !strings.Contains(out.String(), "The needs identified call for stage 3: Two fatalities this year (NL Procedure 63.00-3; interpretation stage-order)") {
		t.Errorf("got %v, %v", out, err)
	}
	c := tell(t, then(late2, reviews, briefs, holds, documents, tells, goesOn)...)
	if c.State != intervention.Stage1 || c.Cycle != 2 {
		t.Errorf("the cycle after one that started in stage 2: %+v", c)
	}
	c = tell(t, then(late3, holds)...)
	if c.State != intervention.Stage3 || !c.SessionHeld || c.Briefed {
		t.Errorf("a session held in stage 3: %+v", c)
	}
	if c := tell(t, then(late3, commits)...); c.State != intervention.Participating || open(c) != "" {
		t.Errorf("a commitment before the session: %+v", c)
	}
}

// Stage 1 (b): several meetings may be held; a duty already open is not opened
// again.
func TestPolicy_Apply_anotherMeeting_3Ib(t *testing.T) {
	p := builtin(t)
	c, out, err := p.Apply(tell(t, met...), meets)
	if err != nil || len(out.Opened) > 0 || len(out.Closed) > 0 || open(c) != "team_review" {
		t.Errorf("got %v, %v, %s", out, err, open(c))
	}
	c, out, err = p.Apply(c, gains)
	if err != nil || ids(out.Closed) != "team_review" || c.State != intervention.Participating {
		t.Errorf("got %v, %v, %+v", out, err, c)
	}
}

// "A commitment ends what the stages still owe, except ohs_referral; so does
// closing. The employer may still commit after declining."
func TestPolicy_Apply_whatACommitmentAndClosingEnd_3IIIa_5(t *testing.T) {
	p := builtin(t)
	c, out, err := p.Apply(tell(t, then(inStage3, declines)...), commits)
	if err != nil || ids(out.Closed) != "session_record directors_briefing" || open(c) != "ohs_referral" || c.State != intervention.Participating {
		t.Errorf("committing after declining: %v, %v, %+v", out, err, c)
	}
	if holding(out.Findings) != "3.III(a) 3 3.III(c) 3.III(c)" {
		t.Errorf("committing after declining: %v", out)
	}
	c, out, err = p.Apply(tell(t, then(inStage3, declines)...), closes)
	if err != nil || ids(out.Closed) != "session_record directors_briefing" || open(c) != "ohs_referral" || c.State != intervention.Closed {
		t.Errorf("closing after declining: %v, %v, %+v", out, err, c)
	}
	if c := tell(t, then(late2, closes)...); open(c) != "" {
		t.Errorf("closing in stage 2: %s", open(c))
	}
	if c := tell(t, then(needed, closes)...); c.State != intervention.Closed {
		t.Errorf("closing before any stage: %+v", c)
	}
}

// "A referral under 4 made in the same cycle satisfies 3.III(c)": one of the
// cycle before does not.
func TestPolicy_Apply_directReferralInTheSameCycle_3IIIc_4(t *testing.T) {
	direct := events{discusses, refers}
	for _, before := range []struct {
		name string
		told events
	}{
		{"in stage 1", then(then(inStage1, direct...), meets, reviews, briefs, holds)},
		{"in stage III", then(inStage3, direct...)},
	} {
		if c := tell(t, then(before.told, declines)...); open(c) != "session_record directors_briefing" || !c.Declined {
			t.Errorf("%s: open %s", before.name, open(c))
		}
	}
	c := tell(t, then(then(then(nil, direct...), inStage3...), declines)...)
	if open(c) != "session_record directors_briefing ohs_referral" {
		t.Errorf("before the intervention: open %s", open(c))
	}
	c = tell(t, then(then(recorded, direct...), goesOn, meets, reviews, briefs, holds, declines)...)
	if open(c) != "session_record directors_briefing ohs_referral" {
		t.Errorf("in the cycle before: open %s", open(c))
	}
	c = tell(t, then(then(takesPart, direct...), reports, identifies, initiates3, holds, declines)...)
	if open(c) != "session_record directors_briefing ohs_referral" {
		t.Errorf("before a relapse: open %s", open(c))
	}
	// A referral made under Stage III (c) itself is not one under 4.
	c = tell(t, then(inStage3, declines, commits, reports, identifies, initiates3, refers, holds, declines)...)
	if open(c) != "session_record directors_briefing ohs_referral" {
		t.Errorf("owed for another cycle: open %s", open(c))
	}
}

// "A duty already open is not opened again": the referral owed since a cycle
// before is one referral.
func TestPolicy_Apply_aReferralIsOwedOnce_3IIIc(t *testing.T) {
	p := builtin(t)
	c, out, err := p.Apply(tell(t, then(inStage3, declines, commits, reports, identifies, initiates3, holds)...), declines)
	if err != nil || len(out.Opened) > 0 || open(c) != "ohs_referral session_record directors_briefing" {
		t.Errorf("got %v, %v, %s", out, err, open(c))
	}
}

// "A referral owed under 3.III(c) uses up no discussion", and "a discussion
// supports one referral".
func TestPolicy_Apply_discussionsAndReferrals_4(t *testing.T) {
	c := tell(t, then(inStage3, discusses, declines, refers)...)
	if c.Discussions != 1 || !c.Referred || c.ReferredInCycle != 0 {
		t.Errorf("an owed referral: %+v", c)
	}
	if c := tell(t, then(inStage3, discusses, declines, refers, refers)...); c.Discussions != 0 || c.ReferredInCycle != 1 {
		t.Errorf("a direct one after it: %+v", c)
	}
	if c := tell(t, discusses, discusses, refers, refers); c.Discussions != 0 || c.State != intervention.Advising {
		t.Errorf("two discussions, two referrals: %+v", c)
	}
	byManager := discusses
	byManager.By, byManager.Between = manager, []rule.Role{advisor, manager, senior}
	if c := tell(t, byManager); c.Discussions != 1 {
		t.Errorf("the manager reports it, and the advisor was there: %+v", c)
	}
	bySenior := refers
	bySenior.By = senior
	if c := tell(t, then(inStage3, declines, bySenior)...); open(c) != "session_record directors_briefing" {
		t.Errorf("the senior advisor makes the referral that is owed: %s", open(c))
	}
	for _, told := range []events{nil, possible, needed, inStage1, inStage2, inStage3, takesPart} {
		if c := tell(t, then(told, discusses, refers)...); c.State != tell(t, told...).State || !c.Referred {
			t.Errorf("at any stage: %+v", c)
		}
	}
}

// "A closed case that still owes ohs_referral permits refer and nothing else."
func TestPolicy_Permitted_aClosedCase_3IIIc(t *testing.T) {
	p := builtin(t)
	opened := func(told ...intervention.Event) (names string) {
		permits, err := p.Permitted(tell(t, told...))
		if err != nil || len(permits) != 16 {
			t.Fatal(permits, err)
		}
		for _, permit := range permits {
			if permit.Open {
				names += string(permit.Event) + " "
			}
		}
		return names
	}
	if got := opened(then(inStage3, declines, closes)...); got != "refer " {
		t.Errorf("owed: %s", got)
	}
	if got := opened(then(inStage3, declines, closes, refers)...); got != "" {
		t.Errorf("made: %s", got)
	}
	if got := opened(then(inStage3, discusses, closes)...); got != "" {
		t.Errorf("discussed and not owed: %s", got)
	}
	if got := opened(inStage3...); got != "document_session commit decline_partnership brief_directors discuss_referral close " {
		t.Errorf("stage III: %s", got)
	}
}

// "next_cycle and every initiate start from nothing"; "cycle starts at 1;
// next_cycle and an initiate after a relapse add one; referred stays."
func TestPolicy_Apply_everyCycleStartsFromNothing_5(t *testing.T) {
	done := tell(t, then(recorded, discusses, refers, discusses, declines)...)
	if !done.Stage1Met || !done.TeamReviewed || !done.Briefed || !done.SessionHeld || !done.Documented || !done.Declined || !done.DirectorsBriefed || done.Cycle != 1 {
		t.Fatalf("a cycle that is done: %+v", done)
	}
	next, _, err := builtin(t).Apply(done, goesOn)
	want := intervention.Case{State: intervention.Stage1, Referred: true, Cycle: 2, PlanOfAction: "Meet the owner", ReportedFrom: intervention.Advising, Discussions: 1, ReferredInCycle: 1, LastOn: on}
	if diff := cmp.Diff(want, next, cmp.FilterPath(func(p cmp.Path) bool { return p.String() == "Docket" }, cmp.Ignore())); err != nil || diff != "" {
		t.Errorf("the next cycle: %v\n%s", err, diff)
	}
	relapse := tell(t, then(recorded, discusses, refers, commits, reports, identifies)...)
	if !relapse.Documented || relapse.Cycle != 1 {
		t.Fatalf("before the relapse is acted on: %+v", relapse)
	}
	again, out, err := builtin(t).Apply(relapse, initiates2)
	want = intervention.Case{State: intervention.Stage2, Referred: true, Cycle: 2, PlanOfAction: "Review with the services", ReportedFrom: intervention.Participating, ReferredInCycle: 1, LastOn: on}
	if diff := cmp.Diff(want, again, cmp.FilterPath(func(p cmp.Path) bool { return p.String() == "Docket" }, cmp.Ignore())); err != nil || diff != "" || holding(out.Findings) != "3.I(a) 3 5" {
		t.Errorf("a relapse: %v, %v\n%s", err, out, diff)
	}
	if c := tell(t, then(recorded, goesOn, meets, reviews, briefs, holds, documents, tells, goesOn)...); c.Cycle != 3 {
		t.Errorf("the third cycle: %+v", c)
	}
}

// "before 2003-12-02 a refusal; between the two dates a finding (the text held
// is the revision)".
func TestPolicy_Apply_theTwoDates(t *testing.T) {
	p := builtin(t)
	if p.Effective() != day("2003-12-02") || p.Revised() != day("2011-06-07") {
		t.Fatalf("got %v and %v", p.Effective(), p.Revised())
	}
	for date, want := range map[string]bool{"2003-12-02": true, "2011-06-06": true, "2011-06-07": false, "2011-06-08": false} {
		e := reports
		e.On = day(date)
		_, out, err := p.Apply(p.Start(), e)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(out.String(), "amendment history; interpretation text-held)"); got != want {
			t.Errorf("%s: got %v", date, out)
		}
	}
}

// "Events dated backwards are an error"; several on one day are not.
func TestPolicy_Apply_aRefusalDoesNotMoveTheDay(t *testing.T) {
	p := builtin(t)
	late := goesOn
	late.On = day("2020-01-01")
	c := tell(t, possible...)
	refusal(t, p, c, late)
	if _, _, err := p.Apply(c, identifies); err != nil {
		t.Error(err)
	}
}

func TestCase_marshalsWithoutLoss(t *testing.T) {
	for _, want := range []intervention.Case{builtin(t).Start(), tell(t, then(inStage3, discusses, declines, refers, refers, tells)...)} {
		data, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got intervention.Case
		if err := json.Unmarshal(data, &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
}

func TestPolicy_Replay_stopsAtTheFirstError(t *testing.T) {
	p := builtin(t)
	c, outcomes, err := p.Replay(p.Start(), reports, initiates, identifies)
	if err == nil || !strings.HasPrefix(err.Error(), "event 2: refused: initiate in state possible_need") || c.State != intervention.PossibleNeed || len(outcomes) != 1 {
		t.Errorf("got %v, %v, %v", c.State, outcomes, err)
	}
}

// The duties as the procedure lays them down: who owes what, to whom.
func TestPolicy_Apply_theDuties(t *testing.T) {
	p, seen := builtin(t), map[string]calendar.Duty{}
	_, outcomes, err := p.Replay(p.Start(), then(inStage3, declines)...)
	if err != nil {
		t.Fatal(err)
	}
	for _, out := range outcomes {
		for _, d := range out.Opened {
			d.Opened = calendar.Mark{}
			seen[d.ID] = d
		}
	}
	both := "director_of_prevention and executive_director_of_employer_services"
	want := map[string]calendar.Duty{
		"stage_1_meeting":     {ID: "stage_1_meeting", By: string(senior), To: "employer", Cite: "NL Procedure 63.00-3.I(b)"},
		"team_review":         {ID: "team_review", By: string(senior), To: "prevention, assessment and compensation services", Cite: "NL Procedure 63.00-3.II(a)"},
		"manager_briefing":    {ID: "manager_briefing", By: string(senior), To: string(manager), Cite: "NL Procedure 63.00-3.II(b)"},
		"information_session": {ID: "information_session", By: string(manager), To: "employer", Cite: "NL Procedure 63.00-3.III(a)"},
		"session_record":      {ID: "session_record", By: string(manager), To: "employer_file", Cite: "NL Procedure 63.00-3.III(b)"},
		"directors_briefing":  {ID: "directors_briefing", By: string(manager), To: both, Cite: "NL Procedure 63.00-3.III(d)"},
		"ohs_referral":        {ID: "ohs_referral", By: string(manager), To: "ohs_branch", Cite: "NL Procedure 63.00-3.III(c)"},
	}
	if diff := cmp.Diff(want, seen); diff != "" {
		t.Error("(-want +got)\n" + diff)
	}
}
