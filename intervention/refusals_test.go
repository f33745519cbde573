package intervention_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule"
)

// Every refusal, in the order of the procedure: it cites the provision, says
// why in words, and leaves the case as it was.
func TestPolicy_Apply_refuses(t *testing.T) {
	two := []rule.Role{senior, advisor}
	for _, c := range []struct {
		name  string
		after events
		event intervention.Event
		cite  rule.Citation
		says  string
	}{
		{"1 names the conditions", nil, intervention.ReportNeed{On: on, By: advisor, FollowUpFailed: rule.Yes}, "63.00-1", "not given: conditions"},
		{"1 names follow_up_failed", nil, intervention.ReportNeed{On: on, By: advisor, Conditions: reports.Conditions}, "63.00-1", "not given: follow_up_failed"},
		{"1 waits for follow-up to fail", nil, intervention.ReportNeed{On: on, By: advisor, Conditions: reports.Conditions, FollowUpFailed: rule.No}, "63.00-1", "has not failed"},
		{"1 is not reported twice", possible, reports, "63.00-1", "possible when the case is advising or participating"},
		{"1 is the advisor's", nil, intervention.ReportNeed{On: on, By: senior, Conditions: reports.Conditions, FollowUpFailed: rule.Yes}, "63.00-1", "is for health_and_safety_advisor, not for senior"},
		{"1 by a party that has no role in the procedure", nil, intervention.ReportNeed{On: on, By: "employer"}, "63.00-1", "not for employer"},
		{"1 by nobody", nil, intervention.ReportNeed{On: on}, "63.00-1", "not said by whom"},
		{"2 names the evidence", possible, intervention.IdentifyNeed{On: on, By: senior, Evidence: []intervention.Source{}}, "63.00-2", "not given: evidence"},
		{"2 is the senior advisor's", possible, intervention.IdentifyNeed{On: on, By: advisor, Evidence: identifies.Evidence}, "63.00-2", "not for health_and_safety_advisor"},
		{"2 after 1", nil, identifies, "63.00-2", "possible when the case is possible_need"},
		{"2 names the reason of no need", possible, intervention.NoNeed{On: on, By: senior}, "63.00-2", "not given: reason"},
		{"I(a) names the plan", needed, intervention.Initiate{On: on, By: senior, PlanOfAction: " "}, "63.00-3.I(a)", "not given: plan_of_action"},
		{"I(a) names the reason of a later stage", needed, intervention.Initiate{On: on, By: senior, PlanOfAction: "x", Stage: 2, Reason: "\t"}, "63.00-3", "not given: reason"},
		{"I(a) after 2", possible, initiates, "63.00-3.I(a)", "need_identified"},
		{"I(b) names committed", inStage1, intervention.MeetEmployer{On: on, By: senior}, "63.00-3.I(b)", "not given: committed"},
		{"I(b) in stage 1", inStage2, meets, "63.00-3.I(b)", "stage_1"},
		{"I(b) commits at a meeting not attended", inStage1, intervention.MeetEmployer{On: on, By: senior, Attended: rule.No, Committed: rule.Yes}, "63.00-3.I(b)", "(committed)"},
		{"II(a) after a meeting", inStage1, reviews, "63.00-3.II(a)", "no meeting counts"},
		{"II(a) names the services", met, intervention.ReviewAsTeam{On: on, By: senior}, "63.00-3.II(a)", "not given: services"},
		{"II(a) by all three services", met, intervention.ReviewAsTeam{On: on, By: senior, Services: []intervention.Service{intervention.Assessment, intervention.Assessment}}, "63.00-3.II(a)", "absent: compensation"},
		{"II(a) once", inStage2, reviews, "63.00-3.II(a)", "already"},
		{"II(a) once, started in stage 2", then(late2, reviews), reviews, "63.00-3.II(a)", "already"},
		{"II(b) waits for the review", late2, briefs, "63.00-3.II(b)", "has not reviewed"},
		{"II(b) once", briefed, briefs, "63.00-3.II(b)", "already"},
		{"III(a) waits for the briefing", inStage2, holds, "63.00-3.III(a)", "not briefed yet"},
		{"III(a) is the manager's", briefed, intervention.HoldSession{On: on, By: senior}, "63.00-3.III(a)", "is for manager_of_prevention"},
		{"III(a) once", inStage3, holds, "63.00-3.III(a)", "already"},
		{"III(b) waits for the session", late3, documents, "63.00-3.III(b)", "none was held"},
		{"III(b) names what the record lacks", inStage3, intervention.DocumentSession{On: on, By: manager, Participants: []string{" "}}, "63.00-3.III(b)", "not given: participants, information, recommendations"},
		{"III(b) once", recorded, documents, "63.00-3.III(b)", "already"},
		{"III(a) commitment in stage 2 is the senior advisor's", inStage2, commits, "63.00-3", "not for manager"},
		{"III(b) asks for the invitation of a session not attended", then(briefed, invites), documents, "63.00-3.III(b)", "not given: invitation"},
		{"III(b) has no information of a session not attended", then(briefed, invites), intervention.DocumentSession{On: on, By: manager, Invitation: "by letter", Information: []string{"trend"}}, "63.00-3.III(b)", "(information)"},
		{"III(c) waits for the session", late3, declines, "63.00-3.III(c)", "none was held"},
		{"III(c) once", then(inStage3, declines), declines, "63.00-3.III(c)", "already"},
		{"III(c) once, after the referral", then(inStage3, declines, refers), declines, "63.00-3.III(c)", "already"},
		{"III(d) waits for the session", late3, tells, "63.00-3.III(d)", "none was held"},
		{"III(d) once", recorded, tells, "63.00-3.III(d)", "already"},
		{"III(d) is not the directors' own", inStage3, intervention.BriefDirectors{On: on, By: intervention.DirectorOfPrevention}, "63.00-3.III(d)", "not for director_of_prevention"},
		{"4 names between and grounds", nil, intervention.DiscussReferral{On: on, By: manager}, "63.00-4", "not given: between, grounds"},
		{"4 names who was not there", nil, intervention.DiscussReferral{On: on, By: senior, Between: two, Grounds: "x"}, "63.00-4", "without part in it: manager_of_prevention"},
		{"4 is for the two", nil, intervention.DiscussReferral{On: on, By: advisor, Between: discusses.Between, Grounds: "x"}, "63.00-4", "not for health_and_safety_advisor"},
		{"4 waits for the discussion", inStage1, refers, "63.00-4", "discuss a direct referral first"},
		{"4 a discussion supports one referral", then(inStage1, discusses, refers), refers, "63.00-4", "no discussion that no other"},
		{"4 not when closed", then(takesPart, closes), discusses, "63.00-4", "it is closed"},
		{"4 no referral when closed and nothing owed", then(inStage1, discusses, closes), refers, "63.00-3.III(c)", "No referral is owed"},
		{"5 waits for the record", then(inStage3, tells), goesOn, "63.00-3.III(b)", "not on the employer's file"},
		{"5 waits for the directors", then(inStage3, documents), goesOn, "63.00-3.III(d)", "directors are not briefed"},
		{"5 waits for the referral", then(recorded, declines), goesOn, "63.00-3.III(c)", "not made yet"},
		{"5 is the senior advisor's", recorded, intervention.NextCycle{On: on, By: manager}, "63.00-5", "not for manager"},
		{"5 after stage III", inStage1, goesOn, "63.00-5", "stage_3"},
		{"5 names the reason", inStage1, intervention.Close{On: on, By: senior}, "63.00-5", "not given: reason or reasons"},
		{"5 nothing to close yet", nil, closes, "63.00-5", "need_identified or stage_1 or stage_2 or stage_3 or participating"},
		{"5 nothing to close while the need is possible", possible, closes, "63.00-5", "it is possible_need"},
		{"5 closed is closed", then(takesPart, closes), reports, "63.00-1", "it is closed"},
		{"in force", nil, intervention.ReportNeed{On: day("2003-12-01"), By: advisor, Conditions: reports.Conditions, FollowUpFailed: rule.Yes}, "amendment history", "effective from 2003-12-02"},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := tell(t, c.after...)
			was := tell(t, c.after...)
			refused := refusal(t, builtin(t), before, c.event)
			found := false
			for _, f := range refused.Findings {
				found = found || strings.HasSuffix(string(f.Cite), string(c.cite)) && strings.Contains(f.Text(), c.says)
				if f.Holds || f.Cite == "" {
					t.Errorf("%v: a reason to refuse holds, or cites nothing", f)
				}
			}
			if !found {
				t.Errorf("got %v, want %q by %s", refused, c.says, c.cite)
			}
			if diff := cmp.Diff(was, before); diff != "" {
				t.Error("the case changed\n" + diff)
			}
		})
	}
}

// "Roles are checked before facts": the wrong role is refused, also when what it
// brings cannot be; the right one then hears of that.
func TestPolicy_Apply_checksRolesBeforeFacts(t *testing.T) {
	e := intervention.Initiate{On: on, By: manager, Stage: 7}
	if refused := refusal(t, builtin(t), tell(t, needed...), e); !strings.Contains(refused.Error(), "not for manager_of_prevention") || len(refused.Findings) != 1 {
		t.Errorf("got %v", refused)
	}
	e.By = senior
	if err := wrong(t, tell(t, needed...), e); err.Field != "stage" {
		t.Errorf("got %v", err)
	}
}

// A value outside its list, and what no case can have, is an error.
func TestPolicy_Apply_inputThatCannotBe(t *testing.T) {
	start := builtin(t).Start()
	for _, c := range []struct {
		on    intervention.Case
		event intervention.Event
		field string
		says  string
	}{
		{start, intervention.ReportNeed{On: on, By: advisor, Conditions: []intervention.Condition{intervention.RejectedProgram, "refused_discusion"}, FollowUpFailed: rule.Yes}, "conditions[1]", `did you mean "refused_discussion"?`},
		{tell(t, possible...), intervention.IdentifyNeed{On: on, By: senior, Evidence: []intervention.Source{"rumour"}}, "evidence[0]", "injury_statistics"},
		{tell(t, needed...), intervention.Initiate{On: on, By: senior, PlanOfAction: "x", Stage: 4, Reason: "x"}, "stage", "1, 2 or 3"},
		{tell(t, needed...), intervention.Initiate{On: on, By: senior, PlanOfAction: "x", Stage: -1, Reason: "x"}, "stage", "-1 is not valid"},
		{tell(t, met...), intervention.ReviewAsTeam{On: on, By: senior, Services: []intervention.Service{"claims"}}, "services[0]", "prevention, assessment, compensation"},
		{start, intervention.DiscussReferral{On: on, By: senior, Between: []rule.Role{senior, "president"}, Grounds: "x"}, "between[1]", "manager_of_prevention"},
		{tell(t, inStage1...), intervention.Close{On: on, By: senior, Reason: "boredom"}, "reason", "significant_progress"},
		{tell(t, inStage1...), intervention.Close{On: on, By: senior, Reasons: []intervention.Reason{"boredom"}}, "reasons[0]", "significant_progress"},
		{tell(t, inStage1...), intervention.Close{On: on, By: senior, Reason: "declined_services", Reasons: []intervention.Reason{"declined_services"}}, "reasons", "one reason, or a list"},
		{start, intervention.Commit{On: on, By: "president"}, "by", "executive_director_of_employer_services"},
		{start, intervention.Commit{By: manager}, "on", "missing"},
		{tell(t, possible...), intervention.Commit{On: day("2012-01-15"), By: manager}, "on", "backwards"},
		{intervention.Case{}, commits, "state", "missing, expected one of advising"},
		{intervention.Case{State: "stage_4", Cycle: 1}, commits, "state", "stage_3"},
		{intervention.Case{State: intervention.Stage3}, commits, "cycle", "1 or more"},
		{intervention.Case{State: intervention.Stage3, Cycle: 1, Discussions: -1}, commits, "discussions", "0 or more"},
		{start, nil, "event", "report_need"},
		{start, &commits, "event", "report_need"},
		{start, (*intervention.Commit)(nil), "event", "report_need"},
	} {
		if err := wrong(t, c.on, c.event); err.Field != c.field || !strings.Contains(err.Error(), c.says) {
			t.Errorf("got %v, want %s … %s", err, c.field, c.says)
		}
	}
	var none *intervention.Policy
	for _, p := range []*intervention.Policy{none, {}} {
		if _, _, err := p.Apply(start, commits); err == nil || !strings.Contains(err.Error(), "policy") {
			t.Errorf("a policy that is none: got %v", err)
		}
		if _, err := p.Permitted(start); err == nil || !strings.Contains(err.Error(), "policy") {
			t.Errorf("a policy that is none: got %v", err)
		}
		if _, err := p.PriorityEmployer(nil); err == nil || !strings.Contains(err.Error(), "policy") {
			t.Errorf("a policy that is none: got %v", err)
		}
	}
}
