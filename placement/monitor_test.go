package placement

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

func days(texts ...string) []calendar.Date {
	list := []calendar.Date{}
	for _, text := range texts {
		list = append(list, day(text))
	}
	return list
}

// TOJ-5: first contact "within the first two weeks" (worked example 23),
// "monthly until the TOJ/TaP/WA ends", back "three weeks prior to the end"
// (worked example 22).
func TestTOJ5Begin(t *testing.T) {
	for _, c := range []struct {
		name           string
		terms          Terms
		first, back    string
		monthly        []calendar.Date
		otherDay       string
		interpretation string
	}{
		{"23: five months", toj("2025-03-03", "2025-08-02"), "2025-03-17", "2025-07-12", days("2025-04-03", "2025-05-03", "2025-06-03", "2025-07-03"), "", firstTwoWeeks},
		{"22: to the end of September", wa("2025-07-01", "2025-09-30"), "2025-07-15", "2025-09-09", days("2025-08-01", "2025-09-01"), "", firstTwoWeeks},
		{"from a month's last day", toj("2025-01-31", "2025-05-31"), "2025-02-14", "2025-05-10", days("2025-02-28", "2025-03-31", "2025-04-30", "2025-05-31"), "", firstTwoWeeks},
		{"a TaP from its training", tap("2025-02-01", "2025-05-31", "2025-06-01", "2025-07-01"), "2025-02-15", "2025-06-10", days("2025-03-01", "2025-04-01", "2025-05-01", "2025-06-01", "2025-07-01"), "", tapPortionStart},
		{"shorter than a month and than three weeks", toj("2025-03-03", "2025-03-10"), "2025-03-17", "2025-02-17", days(), "", firstTwoWeeks},
		{"on another day", toj("2025-03-03", "2025-04-02"), "2025-03-17", "2025-03-12", days(), "2025-03-05", firstTwoWeeks},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := builtin(t)
			on := c.terms.begins()
			if c.otherDay != "" {
				on = day(c.otherDay)
			}
			after, out := applied(t, p, agreed(t, p, c.terms), Begin{On: on})
			state(t, after, Active)
			cites(t, out, "TOJ-4", "TOJ-5", "TOJ-5 admin")
			if after.FirstContactBy != day(c.first) || after.ReturnClaimBy != day(c.back) {
				t.Errorf("first contact by %v, claim back by %v", after.FirstContactBy, after.ReturnClaimBy)
			}
			if diff := cmp.Diff(c.monthly, after.MonthlyContacts, cmp.Comparer(func(a, b calendar.Date) bool { return a == b })); diff != "" {
				t.Error(diff)
			}
			want := []string{DutyFirstContact}
			for range c.monthly {
				want = append(want, DutyMonthlyContact)
			}
			openIDs(t, after, append(want, DutyReturnClaim)...)
			if !rests(out, c.interpretation) {
				t.Errorf("nothing rests on %s", c.interpretation)
			}
			if c.otherDay != "" {
				finding(t, out.Findings, "begins on 2025-03-05 and not on 2025-03-03 as agreed")
			} else {
				silent(t, out.Findings, "as agreed")
			}
			if after.Holder != DecisionMaker {
				t.Errorf("held by %s", after.Holder)
			}
		})
	}
}

// Interpretation first-two-weeks, the other reading.
func TestFirstTwoWeeksInside(t *testing.T) {
	p := board(t, "first_contact: {days: 14,", "first_contact: {days: 13,")
	if c := active(t, p, toj("2025-03-03", "2025-08-02")); c.FirstContactBy != day("2025-03-16") {
		t.Errorf("first contact by %v", c.FirstContactBy)
	}
}

// TOJ-5: both parties; then the letter, once, and the case assistant.
func TestTOJ5Contact(t *testing.T) {
	p := builtin(t)
	c := active(t, p, toj("2025-03-03", "2025-08-02"))
	refused(t, p, c, Contact{On: day("2025-03-10")}, "not given: parties", "TOJ-5")
	wrong(t, p, c, Contact{On: day("2025-03-10"), Parties: []rule.Role{Supervisor}}, "parties")
	wrong(t, p, c, Contact{On: day("2025-03-10"), Parties: []rule.Role{Worker, Worker}}, `"worker" is given twice`)

	c, out := applied(t, p, c, Contact{On: day("2025-03-10"), Parties: []rule.Role{EmployerRole}})
	closed(t, out)
	finding(t, out.Findings, "so far it is the employer")
	c, out = applied(t, p, c, Contact{On: day("2025-03-11"), Parties: []rule.Role{EmployerRole}})
	closed(t, out)
	if !slices.Equal(out.Documents, []string{EmployerContactNote}) {
		t.Errorf("documents are %v", out.Documents)
	}
	c, out = applied(t, p, c, Contact{On: day("2025-03-12"), Parties: []rule.Role{Worker}})
	closed(t, out, DutyFirstContact)
	if !slices.Equal(out.Documents, []string{ClaimantContactNote, REUpdate, FileNote}) || c.Holder != CaseAssistant || !c.LetterSent || c.Reached != nil {
		t.Errorf("documents %v, holder %s", out.Documents, c.Holder)
	}
	cites(t, out, "TOJ-5", "TOJ-5 admin")

	for _, due := range []string{"2025-04-03", "2025-05-03", "2025-06-03", "2025-07-03"} {
		c, out = applied(t, p, c, Contact{On: day("2025-04-01"), Parties: bothParties})
		closed(t, out, DutyMonthlyContact)
		if out.Closed[0].Due != day(due) || slices.Contains(out.Documents, REUpdate) {
			t.Errorf("closed %v, documents %v", out.Closed, out.Documents)
		}
	}
	c, out = applied(t, p, c, Contact{On: day("2025-04-01"), Parties: bothParties})
	closed(t, out)
	finding(t, out.Findings, "no contact was due")
	openIDs(t, c, DutyReturnClaim)
}

// TOJ-5: "the TOJ team leads continues to monitor … biweekly": the first
// multiple of 14 days after both the contact and the day it was due.
func TestTOJ5ActionPlan(t *testing.T) {
	p := builtin(t)
	c := contactWith(t, p, toj("2025-03-03", "2025-08-02"))
	refused(t, p, c, RaiseIssue{On: day("2025-03-10")}, "not given: issue", "TOJ-5")
	c, out := applied(t, p, c, RaiseIssue{On: day("2025-03-10"), Issue: "Poor attendance"})
	state(t, c, ActionPlan)
	if c.Holder != TOJTeamLead || c.NextContactBy != day("2025-03-24") || out.Opened[0].ID != DutyActionPlanContact || out.Opened[0].Due != day("2025-03-24") {
		t.Errorf("%s %v %v", c.Holder, c.NextContactBy, out.Opened)
	}
	for _, step := range [][2]string{
		{"2025-03-12", "2025-04-07"}, // early: not the due date it closed, the one after
		{"2025-04-07", "2025-04-21"}, // on the day
		{"2025-04-25", "2025-05-05"}, // late: the rhythm goes on from the day it was raised
		{"2025-06-02", "2025-06-16"}, // late, on a multiple: after the contact
	} {
		half, out := applied(t, p, c, Contact{On: day(step[0]), Parties: []rule.Role{Worker}})
		closed(t, out)
		if half.NextContactBy != c.NextContactBy {
			t.Errorf("half a contact moved the next to %v", half.NextContactBy)
		}
		c, out = applied(t, p, half, Contact{On: day(step[0]), Parties: []rule.Role{EmployerRole}})
		closed(t, out, DutyActionPlanContact)
		if c.NextContactBy != day(step[1]) || len(c.Docket.Find(DutyActionPlanContact)) != 1 {
			t.Errorf("after %s the next contact is due by %v, want %s", step[0], c.NextContactBy, step[1])
		}
	}
	refused(t, p, c, RaiseIssue{On: day("2025-06-02"), Issue: c.Issues[0]}, "stands already", "TOJ-5")
	refused(t, p, c, ResolveIssue{On: day("2025-06-02"), By: CaseAssistant, Resolved: rule.Yes}, "resolve_issue is for toj", "TOJ-5")
	refused(t, p, c, ResolveIssue{On: day("2025-06-02"), By: TOJTeamLead}, "not given: resolved or progressing (", "TOJ-5")
	refused(t, p, c, ResolveIssue{On: day("2025-06-02"), By: TOJTeamLead, Resolved: rule.No, Progressing: rule.No}, "neither resolved nor progressing", "TOJ-5")
	for _, e := range []ResolveIssue{{Resolved: rule.Yes}, {Progressing: rule.Yes}, {Resolved: rule.No, Progressing: rule.Yes}} {
		e.On, e.By = day("2025-06-03"), TOJTeamLead
		after, out := applied(t, p, c, e)
		state(t, after, Active)
		closed(t, out, DutyActionPlanContact)
		if after.Holder != CaseAssistant || !after.NextContactBy.IsZero() || len(after.Issues) > 0 || slices.Contains(out.Documents, REUpdate) {
			t.Errorf("%s", text2(t, after))
		}
	}
}

// TOJ-5 admin: CL041G "prior to transferring the claim to the case assistant",
// once, also when the issue came before the first contact.
func TestTOJ5IssueBeforeTheFirstContact(t *testing.T) {
	p := builtin(t)
	c, _ := applied(t, p, active(t, p, toj("2025-03-03", "2025-08-02")), RaiseIssue{On: day("2025-03-05"), Issue: "The job is not suitable"})
	c, out := applied(t, p, c, Contact{On: day("2025-03-06"), Parties: bothParties})
	closed(t, out, DutyActionPlanContact)
	if f := finding(t, out.Findings, "does not stand for the first contact"); strings.Join(f.Interpretations, " ") != actionPlanFirstContact || slices.Contains(out.Documents, REUpdate) {
		t.Errorf("%+v", f)
	}
	c, out = applied(t, p, c, ResolveIssue{On: day("2025-03-07"), By: TOJTeamLead, Resolved: rule.Yes})
	if !slices.Contains(out.Documents, REUpdate) || c.Holder != CaseAssistant {
		t.Errorf("documents %v, holder %s", out.Documents, c.Holder)
	}
	c, out = applied(t, p, c, Contact{On: day("2025-03-10"), Parties: bothParties})
	closed(t, out, DutyFirstContact)
	if slices.Contains(out.Documents, REUpdate) {
		t.Error("the letter was sent twice")
	}

	counts := board(t, "reading: separate", "reading: counts")
	c, _ = applied(t, counts, active(t, counts, toj("2025-03-03", "2025-08-02")), Contact{On: day("2025-03-04"), Parties: []rule.Role{Worker}},
		RaiseIssue{On: day("2025-03-05"), Issue: "The job is not suitable"})
	c, out = applied(t, counts, c, Contact{On: day("2025-03-06"), Parties: bothParties})
	closed(t, out, DutyActionPlanContact, DutyFirstContact)
	if c.Reached != nil || c.LetterSent {
		t.Errorf("%s", text2(t, c))
	}
	_, out = applied(t, counts, c, ResolveIssue{On: day("2025-03-07"), By: TOJTeamLead, Resolved: rule.Yes})
	if !slices.Contains(out.Documents, REUpdate) {
		t.Errorf("documents %v", out.Documents)
	}
}

func endedCase(by rule.Role) Discontinue {
	return Discontinue{On: day("2025-06-16"), EndedBy: by, Why: "Moving to another town", JobDemands: "Light, mostly seated",
		StartingWage: dollars("22.00"), WageAfterAYear: dollars("25.50")}
}

// TOJ-5, risk of work placement being discontinued: "confirm: who … why … the
// job demands … what the employer would pay".
func TestTOJ5Discontinue(t *testing.T) {
	p := builtin(t)
	c := contactWith(t, p, toj("2025-03-03", "2025-08-02"))
	for name, leave := range map[string]func(*Discontinue){
		"ended_by":          func(e *Discontinue) { e.EndedBy = "" },
		"why":               func(e *Discontinue) { e.Why = "" },
		"job_demands":       func(e *Discontinue) { e.JobDemands = "" },
		"starting_wage":     func(e *Discontinue) { e.StartingWage = Salary{}.Amount },
		"wage_after_a_year": func(e *Discontinue) { e.WageAfterAYear = Salary{}.Amount },
	} {
		e := endedCase(Worker)
		leave(&e)
		refused(t, p, c, e, "not given: "+name+" (", "TOJ-5")
	}
	bad := endedCase(Worker)
	bad.StartingWage = dollars("-1")
	wrong(t, p, c, bad, "starting_wage")
	bad = endedCase(Worker)
	bad.WageAfterAYear = dollars("-1")
	wrong(t, p, c, bad, "wage_after_a_year")
	wrong(t, p, c, endedCase("landlord"), "ended_by")

	after, out := applied(t, p, c, endedCase(Worker))
	state(t, after, Discontinued)
	openIDs(t, after)
	cites(t, out, "TOJ-5", "TOJ-5 admin")
	finding(t, out.Findings, "pays 22.00 to start and 25.50 after one year")
	if after.Holder != TOJTeamLead || after.EndedBy != Worker || after.Discontinuation.Why != "Moving to another town" || len(out.Closed) != 5 {
		t.Errorf("%s", text2(t, after))
	}

	half, _ := applied(t, p, c, Contact{On: day("2025-06-10"), Parties: []rule.Role{Worker}})
	after, _ = applied(t, p, half, endedCase(Worker))
	if len(half.Reached) != 1 || after.Reached != nil {
		t.Errorf("a contact that nobody owes any more is half made: %v", after.Reached)
	}
	plan, _ := applied(t, p, c, RaiseIssue{On: day("2025-06-10"), Issue: "Poor attendance"})
	after, _ = applied(t, p, plan, endedCase(EmployerRole))
	state(t, after, Discontinued)
	if !after.NextContactBy.IsZero() {
		t.Errorf("next contact by %v", after.NextContactBy)
	}
}

// TOJ-5 admin: "Returning the claim three weeks prior to the end".
func TestTOJ5ReturnClaim(t *testing.T) {
	p := builtin(t)
	c := contactWith(t, p, toj("2025-03-03", "2025-08-02"))
	refused(t, p, c, ReturnClaim{day("2025-07-10"), CaseManager}, "return_claim is for case", "TOJ-5")
	after, out := applied(t, p, c, ReturnClaim{day("2025-07-10"), CaseAssistant})
	state(t, after, Active)
	closed(t, out, DutyReturnClaim)
	cites(t, out, "TOJ-5", "TOJ-5 admin", "TOJ-6")
	if after.Holder != DecisionMaker {
		t.Errorf("held by %s", after.Holder)
	}
	refused(t, p, after, ReturnClaim{day("2025-07-11"), CaseAssistant}, "returned to the decision maker already", "TOJ-5")

	// After an issue that was resolved before the return day it is owed again.
	again, _ := applied(t, p, after, RaiseIssue{On: day("2025-07-10"), Issue: "Absent"}, ResolveIssue{On: day("2025-07-11"), By: TOJTeamLead, Progressing: rule.Yes})
	again, out = applied(t, p, again, ReturnClaim{day("2025-07-15"), CaseAssistant})
	closed(t, out, DutyReturnClaim)
	if again.Holder != DecisionMaker {
		t.Errorf("held by %s", again.Holder)
	}
}

// A plan that would leave the calendar is an error, and nothing has begun.
func TestPlanOutsideTheCalendar(t *testing.T) {
	p := builtin(t)
	for name, terms := range map[string]Terms{
		"first contact": toj("9999-12-25", "9999-12-31"),
		"return":        toj("0001-01-01", "0001-01-10"),
	} {
		c := p.Start()
		c.State, c.Terms, c.Segments = Agreed, terms, []Segment{{From: terms.Start, Steps: terms.Schedule}}
		if _, _, err := p.Apply(c, Begin{On: terms.Start}); err == nil || !strings.Contains(err.Error(), "range") {
			t.Errorf("%s: %v", name, err)
		}
	}
	c := p.Start()
	c.State, c.Terms = Agreed, toj("9999-11-15", "9999-12-31")
	c.Segments = []Segment{{From: c.Terms.Start, Steps: c.Terms.Schedule}}
	c, _ = applied(t, p, c, Begin{On: day("9999-11-15")})
	if len(c.MonthlyContacts) != 1 {
		t.Errorf("monthly contacts are %v", c.MonthlyContacts)
	}
	if _, _, err := p.Apply(c, RaiseIssue{On: day("9999-12-25"), Issue: "Late"}); err == nil || !strings.Contains(err.Error(), "range") {
		t.Error(err)
	}
	c, _ = applied(t, p, c, RaiseIssue{On: day("9999-12-10"), Issue: "Late"})
	if _, _, err := p.Apply(c, Contact{On: day("9999-12-20"), Parties: bothParties}); err == nil || !strings.Contains(err.Error(), "range") {
		t.Error(err)
	}
}
