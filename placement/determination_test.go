package placement

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/rule"
)

func weeks(n int) *int { return &n }

// over gives cases after the placement: discontinued by someone, or concluded.
func overCase(t *testing.T, p *Policy, e Event) Case {
	t.Helper()
	c, _ := applied(t, p, contactWith(t, p, toj("2025-03-03", "2025-08-02")), e)
	return c
}

// TOJ-7: every row of the table, in its order, and what each needs.
func TestTOJ7Determine(t *testing.T) {
	byWorker, byEmployer := endedCase(Worker), endedCase(EmployerRole)
	failed, fine := concludedCase(rule.No, rule.No, rule.No, EmployerRole), concludedCase(rule.Yes, rule.Yes, rule.Yes, "")
	left := concludedCase(rule.Yes, rule.Yes, rule.No, Worker)
	years := func(s string) Years { return Years{Number: dollars(s)} }
	lead := Determine{ReasonableToContinue: rule.Yes, LossEndsWithinYears: years("3"), PlacementEarnings: dollars("40000"), JobLead: rule.Yes}
	better, worse, equal, unknown, none := lead, lead, lead, lead, lead
	better.JobOptionEarnings, worse.JobOptionEarnings, equal.JobOptionEarnings = dollars("40000.01"), dollars("39999"), dollars("40000.00")
	none.JobLead, none.JobOptionEarnings, none.PlacementEarnings = rule.NotGiven, dollars("90000"), Salary{}.Amount
	unpaid := better
	unpaid.PlacementEarnings = Salary{}.Amount
	for _, c := range []struct {
		name  string
		ended Event
		facts Determine
		want  Outcome
		benef Benefit
		on    Basis
		left  int
		miss  []string
	}{
		{"row 1: a TEL", byWorker, Determine{ReasonableToContinue: rule.Yes, LossEndsWithinYears: years("3")}, Convert, TEL, OnPlacement, 0, nil},
		{"row 1: exactly five years", byWorker, Determine{ReasonableToContinue: rule.Yes, LossEndsWithinYears: years("5.0")}, Convert, TEL, OnPlacement, 0, nil},
		{"row 1: an ELP", byWorker, Determine{ReasonableToContinue: rule.Yes, LossEndsWithinYears: years("5.01")}, Convert, ELP, OnPlacement, 0, nil},
		{"row 1: after a conclusion", left, Determine{ReasonableToContinue: rule.Yes, LossEndsWithinYears: years("0")}, Convert, TEL, OnPlacement, 0, nil},
		{"row 1: a better job option with a lead", byWorker, better, Convert, TEL, OnJobOption, 0, nil},
		{"row 1: a worse one", byWorker, worse, Convert, TEL, OnPlacement, 0, nil},
		{"row 1: an equal one", byWorker, equal, Convert, TEL, OnPlacement, 0, nil},
		{"row 1: a better one and no word of a lead", byWorker, none, NeedsDecision, "", "", 0, []string{"placement_earnings", "job_lead"}},
		{"row 1: a lead whose pay is not known", byWorker, unknown, NeedsDecision, "", "", 0, []string{"job_option_earnings"}},
		{"row 1: a lead beside a position whose pay is not known", byWorker, unpaid, NeedsDecision, "", "", 0, []string{"placement_earnings"}},
		{"row 1: no years", byWorker, Determine{ReasonableToContinue: rule.Yes}, NeedsDecision, "", "", 0, []string{"loss_remaining", "loss_ends_within_years"}},
		{"row 1: no loss", byWorker, Determine{ReasonableToContinue: rule.Yes, LossRemaining: rule.No}, EndSupplement, "", "", 0, nil},
		{"row 1: none of the years", byWorker, Determine{ReasonableToContinue: rule.Yes, LossEndsWithinYears: Years{None: true}}, Convert, ELP, OnPlacement, 0, nil},
		{"row 1 could still apply", byWorker, Determine{SkillsSufficient: rule.Yes}, NeedsDecision, "", "", 0, []string{"reasonable_to_continue", "loss_remaining", "loss_ends_within_years"}},
		{"nothing is stated", byWorker, Determine{}, NeedsDecision, "", "", 0, []string{"reasonable_to_continue", "loss_remaining", "loss_ends_within_years", "skills_sufficient",
			"long_term_job_option", "sjs_weeks_used"}},
		{"row 2: by the worker, not reasonable", byWorker, Determine{ReasonableToContinue: rule.No, SkillsSufficient: rule.Yes}, KeepEstimate, "", "", 0, nil},
		{"row 2: by the employer", byEmployer, Determine{SkillsSufficient: rule.Yes}, KeepEstimate, "", "", 0, nil},
		{"row 2: concluded, not successful", failed, Determine{SkillsSufficient: rule.Yes}, KeepEstimate, "", "", 0, nil},
		{"row 2 could still apply", failed, Determine{}, NeedsDecision, "", "", 0, []string{"skills_sufficient", "long_term_job_option", "sjs_weeks_used"}},
		{"row 3: seven weeks used", failed, Determine{SkillsSufficient: rule.No, LongTermJobOption: rule.Yes, SJSWeeksUsed: weeks(7)}, FinishJobSearch, "", "", 5, nil},
		{"row 3: none used", byEmployer, Determine{SkillsSufficient: rule.No, LongTermJobOption: rule.Yes, SJSWeeksUsed: weeks(0)}, FinishJobSearch, "", "", 12, nil},
		{"row 3: eleven used", failed, Determine{SkillsSufficient: rule.No, LongTermJobOption: rule.Yes, SJSWeeksUsed: weeks(11)}, FinishJobSearch, "", "", 1, nil},
		{"row 3 could still apply: weeks", failed, Determine{SkillsSufficient: rule.No, LongTermJobOption: rule.Yes}, NeedsDecision, "", "", 0, []string{"sjs_weeks_used"}},
		{"row 3 could still apply: option", failed, Determine{SkillsSufficient: rule.No, SJSWeeksUsed: weeks(7)}, NeedsDecision, "", "", 0, []string{"long_term_job_option"}},
		{"row 3 could still apply: both", failed, Determine{SkillsSufficient: rule.No}, NeedsDecision, "", "", 0, []string{"long_term_job_option", "sjs_weeks_used"}},
		{"row 4: twelve used (24)", failed, Determine{SkillsSufficient: rule.No, LongTermJobOption: rule.Yes, SJSWeeksUsed: weeks(12)}, ObtainJobLead, "", "", 0, nil},
		{"row 4: more", failed, Determine{SkillsSufficient: rule.No, LongTermJobOption: rule.Yes, SJSWeeksUsed: weeks(20)}, ObtainJobLead, "", "", 0, nil},
		{"row 5: no option", failed, Determine{SkillsSufficient: rule.No, LongTermJobOption: rule.No}, ReferReEmployment, "", "", 0, nil},
		{"row 6: no loss remains", fine, Determine{LossRemaining: rule.No}, EndSupplement, "", "", 0, nil},
		{"row 6 could still apply", fine, Determine{}, NeedsDecision, "", "", 0, []string{"loss_remaining", "loss_ends_within_years"}},
		{"row 7: a TEL", fine, Determine{LossRemaining: rule.Yes, LossEndsWithinYears: years("5")}, Convert, TEL, "", 0, nil},
		{"row 7: an ELP", fine, Determine{LossRemaining: rule.Yes, LossEndsWithinYears: years("6")}, Convert, ELP, "", 0, nil},
		{"row 7: no years", fine, Determine{LossRemaining: rule.Yes}, NeedsDecision, "", "", 0, []string{"loss_ends_within_years"}},
		{"otherwise: not permanent", concludedCase(rule.Yes, rule.No, rule.Yes, ""), Determine{LossRemaining: rule.No}, NeedsDecision, "", "", 0, nil},
		{"otherwise: not continuing, nobody named", concludedCase(rule.Yes, rule.Yes, rule.No, ""), Determine{ReasonableToContinue: rule.Yes, LossRemaining: rule.No}, NeedsDecision, "", "", 0, nil},
		{"otherwise: left without good reason, successful", left, Determine{ReasonableToContinue: rule.No, LossRemaining: rule.No}, NeedsDecision, "", "", 0, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := builtin(t)
			before := overCase(t, p, c.ended)
			c.facts.On, c.facts.By = day("2025-08-08"), TOJTeamLead
			after, out := applied(t, p, before, c.facts)
			cites(t, out, "TOJ-7")
			if c.want == NeedsDecision {
				state(t, after, before.State)
				if out.Pending[0].What != "outcome" {
					t.Errorf("%+v", out.Pending)
				}
			} else {
				state(t, after, Closed)
			}
			if after.Outcome != c.want || after.Benefit != c.benef || after.On != c.on || after.WeeksLeft != c.left || after.Missing == nil || !slices.Equal(after.Missing, c.miss) {
				t.Errorf("%s", text2(t, after))
			}
		})
	}
}

// TOJ-7: what a decision rested on.
func TestTOJ7Interpretations(t *testing.T) {
	p := builtin(t)
	for _, c := range []struct {
		ended Event
		facts Determine
		want  []string
	}{
		{endedCase(Worker), Determine{ReasonableToContinue: rule.Yes, LossEndsWithinYears: Years{Number: dollars("3")}}, nil},
		{endedCase(EmployerRole), Determine{SkillsSufficient: rule.Yes}, []string{sevenDiscontinued}},
		{concludedCase(rule.No, rule.No, rule.No, ""), Determine{SkillsSufficient: rule.Yes}, nil},
		{endedCase(Worker), Determine{ReasonableToContinue: rule.Yes, LossEndsWithinYears: Years{Number: dollars("5.00")}}, []string{fiveYearsInclusive}},
		{endedCase(Worker), Determine{ReasonableToContinue: rule.Yes, LossEndsWithinYears: Years{Number: dollars("5.00")}, JobLead: rule.Yes},
			[]string{fiveYearsInclusive}}, // it is found, though the earnings are missing
		{endedCase(Worker), Determine{ReasonableToContinue: rule.Yes, LossRemaining: rule.No}, []string{noLossNoSupplement}},
		{concludedCase(rule.Yes, rule.Yes, rule.Yes, ""), Determine{LossRemaining: rule.No}, []string{sevenSuccessful}},
		{concludedCase(rule.Yes, rule.Yes, rule.Yes, ""), Determine{LossRemaining: rule.Yes, LossEndsWithinYears: Years{Number: dollars("9")}}, []string{sevenSuccessful}},
		{concludedCase(rule.Yes, rule.No, rule.No, ""), Determine{}, []string{sevenSuccessful}},
	} {
		c.facts.On, c.facts.By = day("2025-08-08"), TOJTeamLead
		_, out := applied(t, p, overCase(t, p, c.ended), c.facts)
		var got []string
		for _, q := range questions {
			if rests(out, q.ID) {
				got = append(got, q.ID)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%+v: %s", c.ended, diff)
		}
	}
}

// TOJ-7: a decision that was needed can follow, with the facts it lacked.
func TestTOJ7DetermineAgain(t *testing.T) {
	p := builtin(t)
	c := overCase(t, p, concludedCase(rule.No, rule.No, rule.No, ""))
	e := Determine{On: day("2025-08-08"), By: TOJTeamLead}
	c, _ = applied(t, p, c, e)
	e.SkillsSufficient = rule.Yes
	c, _ = applied(t, p, c, e)
	state(t, c, Closed)
	if len(c.Missing) != 0 || c.Missing == nil {
		t.Errorf("missing is %#v", c.Missing)
	}
	refused(t, p, c, e, "determine is possible when the case is concluded or discontinued, and it is closed", "TOJ-7")
	e.By = CaseManager
	refused(t, p, overCase(t, p, endedCase(Worker)), e, "determine is for toj", "TOJ-7")
	e.By, e.SJSWeeksUsed = TOJTeamLead, weeks(-1)
	wrong(t, p, overCase(t, p, endedCase(Worker)), e, "sjs_weeks_used")
	for field, set := range map[string]func(*Determine){
		"loss_ends_within_years": func(e *Determine) { e.LossEndsWithinYears = Years{Number: dollars("-1")} },
		"placement_earnings":     func(e *Determine) { e.PlacementEarnings = dollars("-1") },
		"job_option_earnings":    func(e *Determine) { e.JobOptionEarnings = dollars("-1") },
	} {
		e := Determine{On: day("2025-08-08"), By: TOJTeamLead}
		set(&e)
		wrong(t, p, overCase(t, p, endedCase(Worker)), e, field)
	}
}

// Interpretations five-years-inclusive, seven-successful and
// seven-discontinued, the other readings.
func TestTOJ7OtherReadings(t *testing.T) {
	p := board(t, "reading: inclusive", "reading: exclusive")
	e := Determine{On: day("2025-08-08"), By: TOJTeamLead, ReasonableToContinue: rule.Yes, LossEndsWithinYears: Years{Number: dollars("5")}}
	if c, _ := applied(t, p, overCase(t, p, endedCase(Worker)), e); c.Benefit != ELP {
		t.Errorf("benefit is %s", c.Benefit)
	}
	p = board(t, "reading: reconstruction", "reading: needs_decision")
	c, out := applied(t, p, overCase(t, p, concludedCase(rule.Yes, rule.Yes, rule.Yes, "")), Determine{On: day("2025-08-08"), By: TOJTeamLead, LossRemaining: rule.No})
	state(t, c, Concluded)
	if f := finding(t, out.Findings, "leaves a placement that was successfully completed to a decision"); strings.Join(f.Interpretations, " ") != sevenSuccessful {
		t.Errorf("%+v", f)
	}
	for _, ended := range []Event{concludedCase(rule.Yes, rule.No, rule.Yes, ""), concludedCase(rule.Yes, rule.Yes, rule.No, "")} {
		_, out := applied(t, p, overCase(t, p, ended), Determine{On: day("2025-08-08"), By: TOJTeamLead, LossRemaining: rule.No})
		silent(t, out.Findings, "to a decision") // no permanent position that goes on: the reading leaves nothing open
	}
	_, out = applied(t, builtin(t), overCase(t, p, concludedCase(rule.Yes, rule.Yes, rule.Yes, "")), Determine{On: day("2025-08-08"), By: TOJTeamLead})
	silent(t, out.Findings, "to a decision")
	p = board(t, "reading: by_skills", "reading: needs_decision")
	c, out = applied(t, p, overCase(t, p, endedCase(EmployerRole)), Determine{On: day("2025-08-08"), By: TOJTeamLead, SkillsSufficient: rule.Yes})
	state(t, c, Discontinued)
	if f := finding(t, out.Findings, "leaves a placement that was discontinued otherwise than by a worker who could continue to a decision"); strings.Join(f.Interpretations, " ") != sevenDiscontinued {
		t.Errorf("%+v", f)
	}
	e.LossEndsWithinYears = Years{Number: dollars("4")}
	c, _ = applied(t, p, overCase(t, p, endedCase(Worker)), e)
	state(t, c, Closed)
	c, _ = applied(t, p, overCase(t, p, concludedCase(rule.No, rule.No, rule.No, "")), Determine{On: day("2025-08-08"), By: TOJTeamLead, SkillsSufficient: rule.Yes})
	state(t, c, Closed)
}
