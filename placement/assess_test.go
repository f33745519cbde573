package placement

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/rule"
)

const managers = "manager_industry_accounts|manager_millard_health"

// TOJ-2: the matrix of approvals. First and last day of a portion count.
func TestTOJ2Approvals(t *testing.T) {
	for _, c := range []struct {
		name  string // the facts' worked example, where there is one
		terms Terms
		want  []string
	}{
		{"16: exactly nine months", toj("2025-01-15", "2025-10-14"), []string{}},
		{"17: nine months and a day", toj("2025-01-15", "2025-10-15"), []string{managers}},
		{"a WA is tested as a TOJ", wa("2025-01-15", "2025-10-15"), []string{managers}},
		{"21: a TaP of eight and eight", tap("2025-02-01", "2025-09-30", "2025-10-01", "2026-05-31"), []string{}},
		{"20: a TaP of ten and three", tap("2025-02-01", "2025-11-30", "2025-12-01", "2026-02-28"), []string{"customer_service_manager"}},
		{"a TaP of three and ten", tap("2025-02-01", "2025-04-30", "2025-05-01", "2026-02-28"), []string{managers}},
		{"a TaP of ten and ten", tap("2025-02-01", "2025-11-30", "2025-12-01", "2026-09-30"), []string{managers, "customer_service_manager"}},
		{"the training counts once: the portion begins after it", tap("2025-02-01", "2025-09-30", "2025-03-01", "2026-05-31"), []string{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := builtin(t)
			after, out := applied(t, p, assessing(t, p, c.terms), foundSuitable("2025-01-08"))
			if diff := cmp.Diff(c.want, after.Approvals); diff != "" {
				t.Error(diff)
			}
			cites(t, out, "TOJ-2")
			if len(c.want) == 0 {
				state(t, after, Approved)
				openIDs(t, after)
				return
			}
			state(t, after, AwaitingApproval)
			for i, d := range out.Opened {
				portion := "The training portion" // "considered separately"
				if c.want[i] == managers {
					portion = map[Kind]string{TOJ: "The placement", WA: "The placement", TaP: "The placement portion"}[c.terms.Kind]
				}
				if d.For != portion || d.ID != DutyApproval || d.By != c.want[i] || !d.Due.IsZero() || out.Pending[i].What != DutyApproval {
					t.Errorf("%+v", d)
				}
			}
			if len(out.Opened) != len(c.want) {
				t.Errorf("opened %v", out.Opened)
			}
		})
	}
}

// TOJ-2: "Consider the following". Each consideration is required and, but for
// the work restrictions, none refuses the placement.
func TestTOJ2AssessSuitable(t *testing.T) {
	p := builtin(t)
	c := assessing(t, p, toj("2025-02-03", "2025-08-02"))
	for name, change := range map[string]func(*Assess, rule.Flag){
		"within_restrictions":    func(e *Assess, f rule.Flag) { e.WithinRestrictions = f },
		"permanent_likely":       func(e *Assess, f rule.Flag) { e.PermanentLikely = f },
		"gains_skills":           func(e *Assess, f rule.Flag) { e.GainsSkills = f },
		"long_enough":            func(e *Assess, f rule.Flag) { e.LongEnough = f },
		"better_than_job_search": func(e *Assess, f rule.Flag) { e.BetterThanJobSearch = f },
	} {
		e := foundSuitable("2025-01-08")
		change(&e, rule.NotGiven)
		refused(t, p, c, e, "not given: "+name+" (", "TOJ-2")
		change(&e, rule.No)
		if name == "within_restrictions" {
			refused(t, p, c, e, "within_restrictions", "TOJ-2")
			continue
		}
		after, out := applied(t, p, c, e)
		state(t, after, Approved)
		if no := slices.DeleteFunc(out.Findings, func(f rule.Finding) bool { return f.Holds }); len(no) != 2 {
			t.Errorf("%s: want the consideration and the length, got %v", name, no)
		}
	}
	refused(t, p, c, Assess{On: day("2025-01-08"), By: CaseManager}, "not given: suitable (", "TOJ-2")
	refused(t, p, c, Assess{On: day("2025-01-08"), By: Supervisor, Suitable: rule.Yes}, "assess is for", "TOJ-2")
}

// TOJ-2: "If it is determined the TOJ/TaP/WA is not suitable, send the
// recommendation … to the supervisor for review."
func TestTOJ2NotSuitable(t *testing.T) {
	p := builtin(t)
	c, out := applied(t, p, assessing(t, p, toj("2025-02-03", "2025-08-02")), Assess{On: day("2025-01-08"), By: IndustrySpecialist, Suitable: rule.No, Rationale: "Too heavy"})
	state(t, c, DenialProposed)
	openIDs(t, c, DutyDenialReview)
	cites(t, out, "TOJ-2")
	if out.Opened[0].By != "supervisor" || out.Pending[0].On[0] != Supervisor {
		t.Errorf("%+v", out)
	}
	silent(t, out.Findings, "was involved in negotiating")

	refused(t, p, c, ConfirmDenial{day("2025-01-09"), CaseManager}, "confirm_denial is for supervisor", "TOJ-2")
	refused(t, p, c, RejectDenial{On: day("2025-01-09"), By: Supervisor}, "not given: reason (", "TOJ-2")
	again, out := applied(t, p, c, RejectDenial{day("2025-01-09"), Supervisor, "Look again at the physical demands"})
	state(t, again, Assessing)
	closed(t, out, DutyDenialReview)
	finding(t, out.Findings, "Look again at the physical demands")

	denied, out := applied(t, p, c, ConfirmDenial{day("2025-01-09"), Supervisor})
	state(t, denied, Denied)
	closed(t, out, DutyDenialReview)
	cites(t, out, "TOJ-2", "TOJ-3")
	refused(t, p, denied, SendAgreement{On: day("2025-01-10")}, "send_agreement is possible when the case is approved, and it is denied", "TOJ-3")
}

// TOJ-2: "If a re-employment provider or industry specialist was involved in
// negotiating …, advise them".
func TestTOJ2NotSuitableAdvisesTheNegotiator(t *testing.T) {
	p := builtin(t)
	c, _ := applied(t, p, p.Start(), Propose{day("2025-01-06"), RESpecialist, toj("2025-02-03", "2025-08-02")}, AgreeTerms{day("2025-01-07"), RESpecialist})
	_, out := applied(t, p, c, Assess{On: day("2025-01-08"), By: CaseManager, Suitable: rule.No, Rationale: "Too heavy"})
	finding(t, out.Findings, "The re specialist was involved in negotiating")
}

// TOJ-2, notes: either manager, and the customer service manager; each once.
func TestTOJ2Approve(t *testing.T) {
	p := builtin(t)
	c, _ := applied(t, p, assessing(t, p, tap("2025-02-01", "2025-11-30", "2025-12-01", "2026-09-30")), foundSuitable("2025-01-08"))
	on := day("2025-01-09")
	refused(t, p, c, Approve{on, Supervisor, "yes"}, "What is still needed is the decision of manager_industry_accounts, manager_millard_health, customer_service_manager, not of supervisor", "TOJ-2")
	refused(t, p, c, Approve{on, "", "yes"}, "not of ", "TOJ-2")
	refused(t, p, c, Approve{on, ManagerMillardHealth, ""}, "not given: file_note", "TOJ-2")

	c, out := applied(t, p, c, Approve{on, ManagerMillardHealth, "yes"})
	state(t, c, AwaitingApproval)
	closed(t, out, DutyApproval)
	if !slices.Equal(c.Approvals, []string{"customer_service_manager"}) || !slices.Equal(c.ApprovedBy, []rule.Role{ManagerMillardHealth}) || len(out.Pending) != 1 {
		t.Errorf("%+v %+v", c.Approvals, out.Pending)
	}
	refused(t, p, c, Approve{on, ManagerMillardHealth, "yes again"}, "The decision of manager_millard_health is recorded already", "TOJ-2")
	refused(t, p, c, Refuse{on, ManagerMillardHealth, "no after all"}, "recorded already", "TOJ-2")
	refused(t, p, c, Approve{on, ManagerIndustryAccounts, "yes"}, "still needed is the decision of customer_service_manager", "TOJ-2")

	c, out = applied(t, p, c, Approve{on, CustomerServiceManager, "yes"})
	state(t, c, Approved)
	closed(t, out, DutyApproval)
	openIDs(t, c)
	if c.Approvals == nil || len(c.Approvals) != 0 {
		t.Errorf("approvals are %#v, want an empty list", c.Approvals)
	}
}

// TOJ-2, notes: the manager "will … approve or deny the request".
func TestTOJ2Refuse(t *testing.T) {
	p := builtin(t)
	c, _ := applied(t, p, assessing(t, p, tap("2025-02-01", "2025-11-30", "2025-12-01", "2026-09-30")), foundSuitable("2025-01-08"))
	on := day("2025-01-09")
	refused(t, p, c, Refuse{on, CaseManager, "no"}, "not of case_manager", "TOJ-2")
	refused(t, p, c, Refuse{on, CustomerServiceManager, ""}, "not given: reason", "TOJ-2")
	c, out := applied(t, p, c, Refuse{on, CustomerServiceManager, "The course is elsewhere for less"})
	state(t, c, Denied)
	closed(t, out, DutyApproval, DutyApproval)
	if len(c.Approvals) != 0 {
		t.Errorf("approvals are %v", c.Approvals)
	}
}

// TOJ-2: "Refer to the Levels of Authority manual", which is not public.
func TestTOJ2LevelsOfAuthority(t *testing.T) {
	p := builtin(t)
	c := assessing(t, p, toj("2025-02-03", "2025-08-02"))
	e := foundSuitable("2025-01-08")
	e.CumulativeCost = dollars("12000.50")
	no := refused(t, p, c, e, "levels_of_authority", "TOJ-2")
	if strings.Join(no.Findings[0].Interpretations, " ") != levelsOfAuthority {
		t.Errorf("%+v", no.Findings)
	}
	unsuited := Assess{On: e.On, By: CaseManager, Suitable: rule.No, Rationale: "Too heavy", CumulativeCost: e.CumulativeCost}
	refused(t, p, c, unsuited, "levels_of_authority", "TOJ-2")
	e.CumulativeCost = dollars("-1")
	wrong(t, p, c, e, "cumulative_cost")

	p = board(t, "plan:", `levels_of_authority:
  - {up_to: 10000, who: [decision_maker], cite: Levels of Authority manual 2}
  - {up_to: 20000, who: [supervisor, vice_president], cite: Levels of Authority manual 3}
  - {up_to: 50000, who: [manager_industry_accounts, manager_millard_health], cite: Levels of Authority manual 4}
plan:`)
	for cost, want := range map[string][]string{
		"10000": {}, "10000.01": {"supervisor|vice_president"}, "20000": {"supervisor|vice_president"}, "50000": {managers},
	} {
		e.CumulativeCost = dollars(cost)
		after, out := applied(t, p, c, e)
		if diff := cmp.Diff(want, after.Approvals); diff != "" {
			t.Errorf("%s: %s", cost, diff)
		}
		for i, d := range after.Docket.Duties { // each approval is a duty of who gives it
			if d.ID != DutyApproval || d.By != want[i] || d.For != "The cumulative cost" || !strings.HasPrefix(d.Cite, "Levels of Authority manual") {
				t.Errorf("%s: %+v", cost, d)
			}
		}
		if len(after.Docket.Duties) != len(want) {
			t.Errorf("%s: %+v", cost, after.Docket.Duties)
		}
		if f := finding(t, out.Findings, "A cumulative cost of "); f.Facts[0].Value.String() != cost || strings.Join(f.Interpretations, " ") != levelsOfAuthority {
			t.Errorf("%+v", f)
		}
	}
	e.CumulativeCost = dollars("50000.01")
	refused(t, p, c, e, "levels_of_authority", "TOJ-2")

	// A role of the board's own may act, but the decision maker acts as what it is; one
	// approval serves two needs.
	wrong(t, p, p.Start(), Propose{day("2025-01-06"), DecisionMaker, toj("2025-02-03", "2025-08-02")}, "by")
	e.CumulativeCost = dollars("15000")
	after, _ := applied(t, p, c, e)
	after, _ = applied(t, p, after, Approve{day("2025-01-09"), "vice_president", "yes"})
	state(t, after, Approved)
	long := assessing(t, p, toj("2025-02-03", "2025-12-02"))
	e.CumulativeCost = dollars("30000")
	after, _ = applied(t, p, long, e)
	if diff := cmp.Diff([]string{managers}, after.Approvals); diff != "" {
		t.Error(diff)
	}
}
