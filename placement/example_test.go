package placement_test

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

func policy() *placement.Policy {
	p, err := placement.Builtin("ab-toj")
	if err != nil {
		panic(err)
	}
	return p
}

func day(s string) calendar.Date { return calendar.MustParse(s) }

// clerk are the terms of a training on the job.
var clerk = placement.Terms{
	Kind:     placement.TOJ,
	Employer: placement.Employer{Name: "Prairie Parts", DateOfAccidentEmployer: rule.No, UnderTheAct: rule.Yes, InProvince: rule.Yes},
	Contact:  "Shop supervisor", Position: "Parts clerk", Duties: "Receives, counts and issues parts", PhysicalDemandsMet: rule.Yes,
	Salary: placement.Salary{Amount: decimal.NewFromInt(4000), Per: placement.Month}, HoursPerWeek: decimal.NewFromInt(40),
	AccidentHours: placement.Hours{Low: decimal.NewFromInt(36), High: decimal.NewFromInt(44)},
	Start:         day("2025-03-03"), End: day("2025-08-02"),
	Schedule: []placement.Step{{Months: 4, Percent: decimal.NewFromInt(50)}, {Months: 1, Percent: decimal.NewFromInt(0)}},
	Supports: []string{"safety boots"},
}

// toTheFirstDay are the events from the first call to the first day.
func toTheFirstDay() []placement.Event {
	return []placement.Event{
		placement.Propose{On: day("2025-02-10"), By: placement.CaseManager, Terms: clerk},
		placement.AgreeTerms{On: day("2025-02-11"), By: placement.CaseManager},
		placement.Assess{On: day("2025-02-12"), By: placement.CaseManager, Suitable: rule.Yes, WithinRestrictions: rule.Yes,
			PermanentLikely: rule.Yes, GainsSkills: rule.Yes, LongEnough: rule.Yes, BetterThanJobSearch: rule.Yes},
		placement.SendAgreement{On: day("2025-02-13")},
		placement.ReturnSigned{On: day("2025-02-24"), Complete: rule.Yes},
		placement.Begin{On: day("2025-03-03")},
	}
}

// A placement is told event by event; each answer says why.
func Example() {
	p := policy()
	c, outcomes, err := p.Replay(p.Start(), toTheFirstDay()...)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(c.State, "first contact by", c.FirstContactBy, "claim back by", c.ReturnClaimBy)
	fmt.Println(outcomes[3].Documents)
	for _, duty := range c.Docket.OverdueOn(day("2025-04-04")) {
		fmt.Println("overdue:", duty.ID, duty.Due, duty.Cite)
	}
	// Output:
	// active first contact by 2025-03-17 claim back by 2025-07-12
	// [IN033A CL002Q Training on the Job]
	// overdue: first_contact 2025-03-17 WCB-Alberta TOJ-5
	// overdue: monthly_contact 2025-04-03 WCB-Alberta TOJ-5
}

// Apply gives the next case; the one it was given stays as it was.
func ExamplePolicy_Apply() {
	p := policy()
	before, _, _ := p.Replay(p.Start(), toTheFirstDay()...)
	after, outcome, err := p.Apply(before, placement.RaiseIssue{On: day("2025-04-14"), Issue: "Poor attendance"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(before.State, after.State, after.Holder, after.NextContactBy)
	fmt.Println(outcome)
	// Output:
	// active action_plan toj_team_lead 2025-04-28
	// An issue is identified: the claim goes to the TOJ team lead, who monitors the placement biweekly under an action plan. The issue is: Poor attendance (WCB-Alberta TOJ-5). The TOJ team lead contacts the parties every 14 days from 2025-04-14; the next contact is due by 2025-04-28 (WCB-Alberta TOJ-5).
}

// A refusal is an error that says why, with the provision. To go on with the
// case that comes back as though the event had happened is the wrong use: it
// is the case before.
func ExamplePolicy_Apply_refused() {
	p := policy()
	c, _, err := p.Apply(p.Start(), placement.Begin{On: day("2025-03-03")})
	var refused *rule.Refused
	if errors.As(err, &refused) {
		fmt.Println(refused)
	}
	fmt.Println(c.State)
	// Output:
	// refused: begin in state negotiating: begin is possible when the case is agreed, and it is negotiating (WCB-Alberta TOJ-5).
	// negotiating
}

// Replay stops at the first event that is refused.
func ExamplePolicy_Replay() {
	p := policy()
	c, outcomes, err := p.Replay(p.Start(),
		placement.Propose{On: day("2025-02-10"), By: placement.CaseManager, Terms: placement.Terms{Kind: placement.TOJ}},
		placement.SendAgreement{On: day("2025-02-11")},
	)
	fmt.Println(c.State, len(outcomes), err)
	// Output:
	// negotiating 1 event 2: refused: send_agreement in state negotiating: send_agreement is possible when the case is approved, and it is negotiating (WCB-Alberta TOJ-3).
}

// Permitted says what is open, to whom, and what is not, why.
func ExamplePolicy_Permitted() {
	p := policy()
	permits, err := p.Permitted(p.Start())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, permit := range permits[:4] {
		fmt.Println(permit.Event, permit.Open, permit.By)
	}
	fmt.Println(permits[3].Why[0])
	// Output:
	// propose true [case_manager re_specialist industry_specialist]
	// arrange_support true []
	// agree_terms false []
	// assess false []
	// assess is possible when the case is assessing, and it is negotiating (WCB-Alberta TOJ-2).
}

// Step 4: the benefit that tops up the wages of a placement.
func ExamplePolicy_WageLoss() {
	d, err := policy().WageLoss(placement.WageLossInput{Restrictions: placement.Permanent, AccidentEarnings: decimal.NewFromInt(62000),
		PlacementEarnings: decimal.NewFromInt(48000), Fluctuating: rule.No, Existing: placement.NoExisting})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.Value.Benefit, d.Value.Months)
	for _, f := range d.Findings[3:] {
		fmt.Println(f)
	}
	// Output:
	// tel 12
	// The restrictions are permanent: a Temporary Economic Loss (TEL) benefit on actual earnings (WCB-Alberta TOJ-4).
	// The TEL is for 12 months (WCB-Alberta TOJ-4).
	// The subsidy is paid to the work placement employer and is no part of the worker's earnings or loss (WCB-Alberta TOJ-4).
}

// A policy prints where the text leaves a choice, and what it chose.
func ExamplePolicy_Interpretations() {
	fmt.Println(policy().Interpretations()[0])
	// Output:
	// nine-months-extension (WCB-Alberta TOJ-6)
	//   question: Is an extension to exactly nine months in total for one of the managers, or for the decision maker?
	//   reading:  The body of step 6 decides: nine months or longer is for a manager.
	//   other:    The administrative task of step 6 decides: only longer than nine months is for a manager.
	//   set by:   approvals.extension.test
}

// Mistakes in a board's file are reported together, each with its place.
func ExampleParsePolicy() {
	_, err := placement.ParsePolicy("board.yaml", []byte("policy: board\ntitel: Placements\n"))
	var mistakes rule.Diagnostics
	if errors.As(err, &mistakes) {
		fmt.Println(len(mistakes), "mistakes; the last:")
		fmt.Println(mistakes[len(mistakes)-1])
	}
	// Output:
	// 5 mistakes; the last:
	// board.yaml:2:1: titel: key "titel" is not valid, expected one of policy, title, source, effective, approvals, levels_of_authority, plan, benefits, interpretations, not_modelled (did you mean "title"?)
	//   titel: Placements
	//   ^^^^^
}

// An unknown id is an error that names the policies there are.
func ExampleBuiltin() {
	_, err := placement.Builtin("ab-toy")
	fmt.Println(err)
	// Output:
	// policy: "ab-toy" is not valid, expected one of ab-toj (did you mean "ab-toj"?)
}

// An event is a flat object.
func ExampleUnmarshalEvent() {
	e, err := placement.UnmarshalEvent([]byte(`{"event":"conclude","on":"2025-08-01","by":"case_manager",
		"successful":true,"permanent":false,"continuing":false,"ended_by":"employer"}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	conclude := e.(placement.Conclude)
	fmt.Println(conclude.Name(), conclude.On, "reported by", conclude.By, "ended by", conclude.EndedBy)

	_, err = placement.UnmarshalEvent([]byte(`{"event":"return_signed","on":"2025-02-24","complet":true}`))
	fmt.Println(err)
	// Output:
	// conclude 2025-08-01 reported by case_manager ended by employer
	// complet: key "complet" is not valid, expected one of on, by, complete (did you mean "complete"?)
}

// What was not stated is left out.
func ExampleMarshalEvent() {
	data, err := placement.MarshalEvent(placement.Contact{On: day("2025-03-12"), Parties: []rule.Role{placement.Worker, placement.EmployerRole}})
	fmt.Println(string(data), err)
	// Output:
	// {"event":"contact","on":"2025-03-12","parties":["worker","employer"]} <nil>
}

// A case is stored as JSON and goes on from there.
func ExampleCase() {
	p := policy()
	c, _, _ := p.Replay(p.Start(), toTheFirstDay()...)
	stored, err := json.Marshal(c)
	if err != nil {
		fmt.Println(err)
		return
	}
	var loaded placement.Case
	if err := json.Unmarshal(stored, &loaded); err != nil {
		fmt.Println(err)
		return
	}
	loaded, _, err = p.Apply(loaded, placement.Contact{On: day("2025-03-12"), Parties: []rule.Role{placement.Worker, placement.EmployerRole}})
	fmt.Println(loaded.State, loaded.Holder, err)
	// Output:
	// active case_assistant <nil>
}

// Terms are agreed when all are settled; those that are not are named.
func ExampleTerms() {
	p, terms := policy(), clerk
	terms.Contact, terms.Supports = "", nil
	_, _, err := p.Replay(p.Start(), placement.Propose{On: day("2025-02-10"), By: placement.CaseManager, Terms: terms},
		placement.AgreeTerms{On: day("2025-02-11"), By: placement.CaseManager})
	fmt.Println(err)
	// Output:
	// event 2: refused: agree_terms in state negotiating: The terms are not all settled; missing: contact, supports (WCB-Alberta TOJ-1).
}

// The list of events is in the order of the procedure.
func ExampleEventNames() {
	fmt.Println(placement.EventNames()[:3], len(placement.EventNames()))
	// Output:
	// [propose arrange_support agree_terms] 27
}

// A suspension is recommended, and stands only when the supervisor approves it.
func ExampleDecline() {
	p := policy()
	c, _, _ := p.Replay(p.Start(), toTheFirstDay()[:3]...)
	c, outcome, err := p.Apply(c, placement.Decline{On: day("2025-02-20"), By: placement.Worker, BarriersAddressed: rule.Yes,
		FitForDuties: rule.Yes, ReadyForRE: rule.Yes, WouldHaveFailed: rule.No})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(c.State, c.Suspension, c.Estimate, c.SJSWeeks)
	fmt.Println(outcome.Pending[0].What, outcome.Pending[0].On)
	c, _, err = p.Apply(c, placement.DecideSuspension{On: day("2025-02-25"), By: placement.Supervisor, Approve: rule.Yes})
	fmt.Println(c.Suspension, err)
	// Output:
	// declined recommended best_of_placement_and_job_option 12
	// suspension_decision [supervisor]
	// approved <nil>
}

// An extension to nine months in total is for a manager; all dates follow it.
func ExampleRequestExtension() {
	p := policy()
	c, _, _ := p.Replay(p.Start(), toTheFirstDay()...)
	c, outcome, err := p.Apply(c, placement.RequestExtension{On: day("2025-07-01"), By: placement.EmployerRole, End: day("2025-12-02"),
		ImprovesEmployability: rule.Yes, Reason: "Licence examination"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(c.State, c.Approvals)
	fmt.Println(outcome.Findings[5])
	c, _, err = p.Apply(c, placement.DecideExtension{On: day("2025-07-03"), By: placement.ManagerMillardHealth, Approve: rule.Yes})
	fmt.Println(c.State, c.Terms.End, c.ReturnClaimBy, err)
	// Output:
	// awaiting_extension [manager_industry_accounts|manager_millard_health]
	// The total placement, 2025-03-03 to 2025-12-02, is 9 months or longer: the approval of manager_industry_accounts or manager_millard_health is required (WCB-Alberta TOJ-6; interpretation nine-months-extension).
	// active 2025-12-02 2025-11-11 <nil>
}

// What must be confirmed when a placement is discontinued is confirmed first.
func ExampleDiscontinue() {
	p := policy()
	c, _, _ := p.Replay(p.Start(), toTheFirstDay()...)
	_, _, err := p.Apply(c, placement.Discontinue{On: day("2025-05-12"), EndedBy: placement.EmployerRole, Why: "Attendance did not improve"})
	fmt.Println(err)
	// Output:
	// refused: discontinue in state active: The event must give ended_by, why, job_demands, starting_wage, wage_after_a_year; not given: job_demands, starting_wage, wage_after_a_year (WCB-Alberta TOJ-5).
}

// A row of step 7 that a missing fact could still make apply leaves the case
// where it is, and names the fact.
func ExampleDetermine() {
	p := policy()
	c, _, _ := p.Replay(p.Start(), append(toTheFirstDay(), placement.Discontinue{On: day("2025-06-16"), EndedBy: placement.Worker, Why: "Moved",
		JobDemands: "Light", StartingWage: decimal.New(2200, -2), WageAfterAYear: decimal.New(2550, -2)})...)
	determine := placement.Determine{On: day("2025-06-23"), By: placement.TOJTeamLead, ReasonableToContinue: rule.Yes}
	c, _, _ = p.Apply(c, determine)
	fmt.Println(c.State, c.Outcome, c.Missing)
	determine.LossEndsWithinYears = placement.Years{Number: decimal.NewFromInt(3)}
	c, outcome, err := p.Apply(c, determine)
	fmt.Println(c.State, c.Outcome, c.Benefit, c.On, err)
	fmt.Println(outcome.Findings[3])
	// Output:
	// discontinued needs_decision [loss_remaining loss_ends_within_years]
	// closed convert tel placement <nil>
	// The loss of earnings ends within 3 years, which is within 5 years: a new TEL (WCB-Alberta TOJ-7).
}

func ExampleMermaidPath() {
	diagram, err := placement.MermaidPath(lifecycle.PathStep{Label: "①", From: "negotiating", On: "agree_terms", To: "assessing"})
	fmt.Print(diagram, err)
	// Output:
	// flowchart TD
	//     negotiating(["negotiating"]):::visited
	//     assessing["assessing"]:::last
	//     approved["approved"]
	//     awaiting_approval["awaiting approval"]
	//     denial_proposed["denial proposed"]
	//     withdrawn[["withdrawn"]]
	//     declined[["declined"]]
	//     negotiating == "① agree terms" ==> assessing
	//     negotiating -. "withdraw" .-> withdrawn
	//     negotiating -. "decline" .-> declined
	//     assessing -. "assess" .-> approved
	//     assessing -. "assess" .-> awaiting_approval
	//     assessing -. "assess" .-> denial_proposed
	//     assessing -. "withdraw" .-> withdrawn
	//     assessing -. "decline" .-> declined
	//     classDef visited stroke-width:3px
	//     classDef last stroke-width:3px,fill:#1f6feb,color:#fff
	// <nil>
}

// The rows of step 4 on wage loss, as data.
func ExamplePolicy_Catalogue() {
	policy, err := placement.Builtin("ab-toj")
	if err != nil {
		panic(err)
	}
	for _, r := range policy.Catalogue().Rules {
		if r.Of == "wage_loss" {
			fmt.Printf("%s: %s -> %s\n", r.ID, r.If, r.Then)
		}
	}
	// Output:
	// 4.wage_loss.existing: existing != "none" -> adjust_existing
	// 4.wage_loss.no_loss: placement_earnings >= accident_earnings -> none
	// 4.wage_loss.temporary: restrictions == "temporary" -> tpd
	// 4.wage_loss.permanent:  -> tel
}
