package placement

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

func request(end string) RequestExtension {
	return RequestExtension{On: day("2025-07-07"), By: EmployerRole, End: day(end), ImprovesEmployability: rule.Yes, Reason: "Licence examination"}
}

// TOJ-6, extension requests: what the request must state.
func TestTOJ6RequestExtension(t *testing.T) {
	p := builtin(t)
	c := contactWith(t, p, toj("2025-03-03", "2025-08-02"))
	for name, leave := range map[string]func(*RequestExtension){
		"end":                    func(e *RequestExtension) { e.End = calendar.Date{} },
		"improves_employability": func(e *RequestExtension) { e.ImprovesEmployability = rule.NotGiven },
		"reason":                 func(e *RequestExtension) { e.Reason = "" },
	} {
		e := request("2025-10-02")
		leave(&e)
		refused(t, p, c, e, "not given: "+name+" (", "TOJ-6")
	}
	e := request("2025-10-02")
	e.By = CaseManager
	refused(t, p, c, e, "request_extension is for employer", "TOJ-6")
	wrong(t, p, c, request("2025-08-02"), "end: 2025-08-02")
	wrong(t, p, c, request("2025-08-01"), "end: 2025-08-01")
	e = request("2025-10-02")
	e.TrainingEnd = day("2025-09-02")
	wrong(t, p, c, e, "training_end")
	e = request("2025-10-02")
	e.Schedule = []Step{}
	wrong(t, p, c, e, "schedule")

	after, out := applied(t, p, c, request("2025-10-02"))
	state(t, after, AwaitingExtension)
	cites(t, out, "TOJ-6")
	finding(t, out.Findings, "will improve employability options")
	if len(out.Opened) != 0 || !slices.Equal(out.Pending[0].On, decisionMakers) || len(after.Approvals) != 0 || after.Approvals == nil {
		t.Errorf("%+v", out)
	}
	e = request("2025-10-02")
	e.ImprovesEmployability = rule.No
	e.Schedule = []Step{{Months: 2, Percent: dollars("25")}}
	_, out = applied(t, p, c, e)
	if f := finding(t, out.Findings, "will not improve employability"); f.Holds {
		t.Errorf("%+v", f)
	}
	finding(t, out.Findings, "rises above the")
}

// TOJ-6: who approves turns on the total length (worked examples 18 and 19),
// each portion of a TaP apart.
func TestTOJ6ExtensionApprovals(t *testing.T) {
	training := func(end, trainingEnd string) RequestExtension {
		e := request(end)
		e.TrainingEnd = day(trainingEnd)
		return e
	}
	for _, c := range []struct {
		name  string
		terms Terms
		event RequestExtension
		want  []string
	}{
		{"19: six and two months", toj("2025-02-03", "2025-08-02"), request("2025-10-02"), []string{}},
		{"nine months less a day", toj("2025-02-03", "2025-08-02"), request("2025-11-01"), []string{}},
		{"18: six and three months", toj("2025-02-03", "2025-08-02"), request("2025-11-02"), []string{managers}},
		{"a TaP: the placement portion alone", tap("2025-02-01", "2025-09-30", "2025-10-01", "2026-02-28"), request("2026-05-31"), []string{}},
		{"a TaP: nine months of placement", tap("2025-02-01", "2025-09-30", "2025-10-01", "2026-02-28"), request("2026-06-30"), []string{managers}},
		{"a TaP: exactly nine months of training", tap("2025-02-01", "2025-05-31", "2025-06-01", "2026-02-28"), training("2026-03-31", "2025-10-31"), []string{}},
		{"a TaP: longer than nine months of training", tap("2025-02-01", "2025-05-31", "2025-06-01", "2026-02-28"), training("2026-03-31", "2025-11-01"), []string{"customer_service_manager"}},
		{"a TaP: training only, to the same end", tap("2025-02-01", "2025-05-31", "2025-06-01", "2026-02-28"), training("2026-02-28", "2025-11-30"), []string{"customer_service_manager"}},
		{"a TaP: a long placement portion is not extended with the training", tap("2025-02-01", "2025-03-31", "2025-04-01", "2026-02-28"), training("2026-02-28", "2025-04-30"), []string{}},
		{"a TaP: both portions", tap("2025-02-01", "2025-05-31", "2025-06-01", "2026-02-28"), training("2026-09-30", "2025-11-30"), []string{managers, "customer_service_manager"}},
		{"a TaP: both portions, nine months of placement", tap("2025-02-01", "2025-05-31", "2025-06-01", "2026-02-28"),
			training("2026-08-31", "2025-11-30"), []string{managers, "customer_service_manager"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := builtin(t)
			after, out := applied(t, p, contactWith(t, p, c.terms), c.event)
			if diff := cmp.Diff(c.want, after.Approvals); diff != "" {
				t.Error(diff)
			}
			if c.event.End != c.terms.End {
				f := finding(t, out.Findings, "The total placement")
				exactly := c.name == "18: six and three months" || strings.HasSuffix(c.name, " nine months of placement") // where the readings part
				if slices.Equal(f.Interpretations, []string{nineMonthsExtension}) != exactly || f.Holds != slices.Contains(c.want, managers) {
					t.Errorf("%+v", f)
				}
			}
			if e := c.event.TrainingEnd; !e.IsZero() {
				if f := finding(t, out.Findings, "The total training"); f.Holds != slices.Contains(c.want, "customer_service_manager") ||
					slices.Contains(f.Interpretations, nineMonthsExtension) {
					t.Errorf("%+v", f)
				}
			}
		})
	}
	p := builtin(t)
	c := contactWith(t, p, tap("2025-02-01", "2025-05-31", "2025-06-01", "2026-02-28"))
	wrong(t, p, c, training("2026-03-31", "2025-05-31"), "training_end")
	wrong(t, p, c, training("2026-03-31", "2026-03-31"), "end: 2026-03-31 runs backwards")
}

// TOJ-6: where the end stays, whether nine months are long enough decides nothing.
func TestTOJ6DecideExtension_ofTheTrainingAlone(t *testing.T) {
	p := builtin(t)
	c := contactWith(t, p, tap("2025-02-01", "2025-04-30", "2025-05-01", "2026-02-28"))
	e := request("2026-02-28") // nine months from 1 June
	e.TrainingEnd = day("2025-05-31")
	asked, _ := applied(t, p, c, e)
	_, out := applied(t, p, asked, DecideExtension{e.On, CaseManager, rule.Yes})
	if slices.ContainsFunc(out.Findings, func(f rule.Finding) bool { return slices.Contains(f.Interpretations, nineMonthsExtension) }) {
		t.Errorf("%v", out.Findings)
	}
}

// TOJ-6: an extension without a schedule of its own goes on by that of the agreement, as
// far as its last step reaches.
func TestTOJ6RequestExtension_unreached(t *testing.T) {
	p, terms := builtin(t), toj("2025-02-03", "2025-08-02")
	terms.Schedule = []Step{{Months: 6, Percent: dollars("50")}, {Months: 2, Percent: dollars("25")}, {Months: 1, Percent: dollars("0")}}
	c := contactWith(t, p, terms)
	const unreached = "that the schedule does not reach count at 0 %"
	_, out := applied(t, p, c, request("2025-11-02"))
	silent(t, out.Findings, unreached)
	e := request("2025-11-03")
	_, out = applied(t, p, c, e)
	finding(t, out.Findings, unreached)
	e.Schedule = []Step{{Weeks: 1, Percent: dollars("0")}}
	_, out = applied(t, p, c, e)
	silent(t, out.Findings, unreached)
}

// TOJ-6: the cumulative cost with the extension is within somebody's authority, as that
// of a placement is.
func TestTOJ6ExtensionLevelsOfAuthority(t *testing.T) {
	p := board(t, "plan:", `levels_of_authority:
  - {up_to: 0, who: [decision_maker], cite: Levels of Authority manual 1}
  - {up_to: 20000, who: [supervisor, vice_president], cite: Levels of Authority manual 2}
plan:`)
	first := foundSuitable("2025-01-08")
	first.CumulativeCost = dollars("0")
	assessed, _ := applied(t, p, assessing(t, p, toj("2025-02-03", "2025-08-02")), first)
	if len(assessed.Approvals) != 0 {
		t.Errorf("a cost of nothing: %v", assessed.Approvals)
	}
	c := contactWith(t, builtin(t), toj("2025-02-03", "2025-08-02"))
	for cost, want := range map[string][]string{"0": {managers}, "0.01": {managers, "supervisor|vice_president"}, "20000": {managers, "supervisor|vice_president"}} {
		e := request("2025-11-02")
		e.CumulativeCost = dollars(cost)
		after, out := applied(t, p, c, e)
		if diff := cmp.Diff(want, after.Approvals); diff != "" {
			t.Errorf("%s: %s", cost, diff)
		}
		if f := finding(t, out.Findings, "A cumulative cost of "); f.Facts[0].Value.String() != cost || !f.Holds {
			t.Errorf("%+v", f)
		}
	}
	over := request("2025-11-02")
	over.CumulativeCost = dollars("20000.01")
	refused(t, p, c, over, "levels_of_authority", "TOJ-6")
}

// TOJ-6 admin says "longer than nine months", its body "nine months or longer".
func TestNineMonthsExtensionByTheAdministrativeNote(t *testing.T) {
	p := board(t, "test: or_longer", "test: longer_than")
	after, _ := applied(t, p, contactWith(t, p, toj("2025-02-03", "2025-08-02")), request("2025-11-02"))
	if len(after.Approvals) != 0 {
		t.Errorf("approvals are %v", after.Approvals)
	}
	i := slices.IndexFunc(p.Interpretations(), func(i rule.Interpretation) bool { return i.ID == nineMonthsExtension })
	if got := p.Interpretations()[i]; got.Reading != "longer_than" || got.Set != "approvals.extension.test" {
		t.Errorf("%+v", got)
	}
}

// TOJ-6: an approved extension makes the plan anew, from the start.
func TestTOJ6DecideExtension(t *testing.T) {
	p := builtin(t)
	c := contactWith(t, p, toj("2025-03-03", "2025-08-02"))
	c, _ = applied(t, p, c, Contact{On: day("2025-04-03"), Parties: bothParties}, ReturnClaim{day("2025-07-01"), CaseAssistant})
	e := request("2025-10-02")
	e.Schedule = []Step{{Months: 7, Percent: dollars("0")}}
	c, _ = applied(t, p, c, e)
	e.Schedule[0].Months = 1 // the case has its own list
	on := day("2025-07-09")
	refused(t, p, c, DecideExtension{on, ManagerMillardHealth, rule.Yes}, "case_manager, re_specialist, industry_specialist, not of manager_millard_health", "TOJ-6")
	refused(t, p, c, DecideExtension{On: on, By: CaseManager}, "not given: approve (", "TOJ-6")
	refused(t, p, c, Conclude{On: on, By: CaseManager, Successful: rule.Yes, Permanent: rule.No, Continuing: rule.No}, "conclude is possible when the case is active", "TOJ-6")

	after, out := applied(t, p, c, DecideExtension{on, RESpecialist, rule.Yes})
	state(t, after, Active)
	cites(t, out, "TOJ-6")
	want := days("2025-04-03", "2025-05-03", "2025-06-03", "2025-07-03", "2025-08-03", "2025-09-03")
	if !slices.Equal(after.MonthlyContacts, want) || after.ReturnClaimBy != day("2025-09-11") || after.Terms.End != day("2025-10-02") ||
		after.Segments[1].Steps[0].Months != 7 || after.Segments[1].From != day("2025-08-03") || after.Holder != CaseAssistant || after.FirstContactBy != day("2025-03-17") || !after.Extension.End.IsZero() {
		t.Errorf("%s", text2(t, after))
	}
	openIDs(t, after, DutyMonthlyContact, DutyMonthlyContact, DutyMonthlyContact, DutyMonthlyContact, DutyMonthlyContact, DutyReturnClaim)
	if len(out.Opened) != 3 || out.Opened[2].Due != day("2025-09-11") {
		t.Errorf("opened %v", out.Opened)
	}

	not, out := applied(t, p, c, DecideExtension{on, CaseManager, rule.No})
	state(t, not, Active)
	if not.Terms.End != day("2025-08-02") || not.ReturnClaimBy != day("2025-07-12") || not.Holder != DecisionMaker || len(out.Opened) != 0 {
		t.Errorf("%s", text2(t, not))
	}
	finding(t, out.Findings, "goes on to its old end")
}

// TOJ-6: before the first contact, too, the letter precedes the transfer.
func TestTOJ6DecideExtensionBeforeTheFirstContact(t *testing.T) {
	p := builtin(t)
	c, out := applied(t, p, active(t, p, toj("2025-03-03", "2025-08-02")), request("2025-10-02"), DecideExtension{day("2025-07-09"), CaseManager, rule.Yes})
	closed(t, out, DutyReturnClaim)
	if !slices.Contains(out.Documents, REUpdate) || !c.Docket.Has(DutyFirstContact) {
		t.Errorf("documents %v", out.Documents)
	}
}

// TOJ-6, note: where both portions need approval, each role decides.
func TestTOJ6DecideExtensionOfBothPortions(t *testing.T) {
	p := builtin(t)
	e := request("2026-09-30")
	e.TrainingEnd = day("2025-11-30")
	c, _ := applied(t, p, contactWith(t, p, tap("2025-02-01", "2025-05-31", "2025-06-01", "2026-02-28")), e)
	on := day("2025-07-09")
	half, out := applied(t, p, c, DecideExtension{on, CustomerServiceManager, rule.Yes})
	state(t, half, AwaitingExtension)
	if !slices.Equal(half.Approvals, []string{managers}) || len(out.Pending) != 1 || half.Terms.End != day("2026-02-28") {
		t.Errorf("%s", text2(t, half))
	}
	refused(t, p, half, DecideExtension{on, CustomerServiceManager, rule.Yes}, "recorded already", "TOJ-6")
	whole, _ := applied(t, p, half, DecideExtension{on, ManagerIndustryAccounts, rule.Yes})
	state(t, whole, Active)
	if whole.Terms.End != day("2026-09-30") || whole.Terms.Training.End != day("2025-11-30") || len(whole.Approvals) != 0 || whole.MonthlyContacts[0] != day("2025-03-01") {
		t.Errorf("%s", text2(t, whole))
	}
	no, _ := applied(t, p, half, DecideExtension{on, ManagerIndustryAccounts, rule.No})
	state(t, no, Active)
	if no.Terms.End != day("2026-02-28") || len(no.Approvals) != 0 || no.ApprovedBy != nil {
		t.Errorf("%s", text2(t, no))
	}
}

// TOJ-6: who approved the placement may approve its extension as well.
func TestTOJ6DecideExtensionByWhoApprovedThePlacement(t *testing.T) {
	p := builtin(t)
	c := contactWith(t, p, toj("2025-02-03", "2025-12-02"))
	if !slices.Equal(c.ApprovedBy, []rule.Role{ManagerIndustryAccounts}) {
		t.Fatalf("approved by %v", c.ApprovedBy)
	}
	c, _ = applied(t, p, c, request("2026-01-02"), DecideExtension{day("2025-07-09"), ManagerIndustryAccounts, rule.Yes})
	state(t, c, Active)
}

// TOJ-5, TOJ-6: while an extension is awaited the placement goes on.
func TestTOJ6AwaitingExtension(t *testing.T) {
	p := builtin(t)
	c, _ := applied(t, p, contactWith(t, p, toj("2025-02-03", "2025-08-02")), request("2025-11-02"))
	after, out := applied(t, p, c, Contact{On: day("2025-07-08"), Parties: bothParties})
	state(t, after, AwaitingExtension)
	closed(t, out, DutyMonthlyContact)

	plan, out := applied(t, p, c, RaiseIssue{On: day("2025-07-08"), Issue: "Not learning the skills"})
	state(t, plan, ActionPlan)
	finding(t, out.Findings, "The request for an extension to 2025-11-02 is dropped.")
	if !plan.Extension.End.IsZero() || len(plan.Approvals) != 0 {
		t.Errorf("%s", text2(t, plan))
	}
	gone, out := applied(t, p, c, Discontinue{On: day("2025-07-08"), EndedBy: Worker, Why: "Resigned", JobDemands: "Light", StartingWage: dollars("0"), WageAfterAYear: dollars("0")})
	state(t, gone, Discontinued)
	finding(t, out.Findings, "is dropped")
	refused(t, p, c, ReturnClaim{day("2025-07-08"), CaseAssistant}, "return_claim is possible when the case is active", "TOJ-5")
}

func concludedCase(successful, permanent, continuing rule.Flag, by rule.Role) Conclude {
	return Conclude{On: day("2025-08-01"), By: CaseManager, Successful: successful, Permanent: permanent, Continuing: continuing, EndedBy: by}
}

// TOJ-6: "confirm if the work placement program was successful and whether a
// permanent employment opportunity is available".
func TestTOJ6Conclude(t *testing.T) {
	p := builtin(t)
	c := contactWith(t, p, toj("2025-03-03", "2025-08-02"))
	raises := []string{"1", "1.5", "2", "2", "0"}
	asked := concludedCase(rule.Yes, rule.Yes, rule.Yes, "")
	stated := asked
	for _, r := range raises {
		stated.ExpectedRaises = append(stated.ExpectedRaises, dollars(r))
	}
	for _, x := range []struct {
		event Conclude
		says  string
		note  string
	}{
		{asked, "the employer is asked for the salary increases anticipated over the next 5 years", SuccessfulNote},
		{stated, "the employer stated the salary increases", SuccessfulNote},
		{concludedCase(rule.Yes, rule.No, rule.No, Worker), "it was ended by the worker", SuccessfulNote},
		{concludedCase(rule.Yes, rule.No, rule.No, ""), "not stated who ended it", SuccessfulNote},
		{concludedCase(rule.No, rule.No, rule.No, EmployerRole), "The placement was not successful", DiscontinuedNote},
	} {
		after, out := applied(t, p, c, x.event)
		state(t, after, Concluded)
		openIDs(t, after)
		cites(t, out, "TOJ-6", "TOJ-6 admin")
		finding(t, out.Findings, x.says)
		if !slices.Equal(out.Documents, []string{"IN033G", "IN033H", x.note}) || after.Holder != TOJTeamLead || after.EndedBy != x.event.EndedBy {
			t.Errorf("documents %v, holder %s", out.Documents, after.Holder)
		}
	}
	half, _ := applied(t, p, c, Contact{On: day("2025-04-03"), Parties: []rule.Role{Worker}})
	if after, _ := applied(t, p, half, asked); after.Reached != nil {
		t.Errorf("a contact that nobody owes any more is half made: %v", after.Reached)
	}
	for name, e := range map[string]Conclude{"successful": concludedCase(0, rule.Yes, rule.Yes, ""), "permanent": concludedCase(rule.Yes, 0, rule.Yes, ""), "continuing": concludedCase(rule.Yes, rule.Yes, 0, "")} {
		refused(t, p, c, e, "not given: "+name+" (", "TOJ-6")
	}
	wrong(t, p, c, concludedCase(rule.Yes, rule.Yes, rule.Yes, Worker), "ended_by")
	wrong(t, p, c, concludedCase(rule.Yes, rule.No, rule.No, Supervisor), "ended_by")
	short := stated
	short.ExpectedRaises = short.ExpectedRaises[:1]
	wrong(t, p, c, short, "expected_raises: 1 is not valid, expected 5 raises")
	short.ExpectedRaises = append(slices.Clone(stated.ExpectedRaises[:4]), dollars("-1"))
	wrong(t, p, c, short, "expected_raises")
}
