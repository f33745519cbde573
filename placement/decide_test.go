package placement

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// reached are cases in every state of the procedure, in the ways in which it
// can be reached that matter to what is allowed next.
func reached(t testing.TB, p *Policy) map[string]Case {
	t.Helper()
	long := tap("2025-02-01", "2025-11-30", "2025-12-01", "2026-09-30")
	short := toj("2025-02-03", "2025-08-02")
	m := map[string]Case{"new": p.Start(), "assessing": assessing(t, p, short), "agreed": agreed(t, p, short), "active": active(t, p, short),
		"contacted": contactWith(t, p, short)}
	next := func(name, from string, events ...Event) { m[name], _ = applied(t, p, m[from], events...) }
	next("half proposed", "new", Propose{day("2025-01-06"), CaseManager, Terms{Kind: WA}})
	next("proposed", "new", Propose{day("2025-01-06"), CaseManager, short})
	next("denial proposed", "assessing", Assess{On: day("2025-01-08"), By: CaseManager, Suitable: rule.No, Rationale: "Too heavy"})
	next("denied", "denial proposed", ConfirmDenial{day("2025-01-09"), Supervisor})
	m["long"] = assessing(t, p, long)
	next("two approvals", "long", foundSuitable("2025-01-08"))
	next("one approval", "two approvals", Approve{day("2025-01-09"), ManagerMillardHealth, "yes"})
	next("refused", "one approval", Refuse{day("2025-01-09"), CustomerServiceManager, "no"})
	next("approved", "assessing", foundSuitable("2025-01-08"))
	next("sent", "approved", SendAgreement{On: day("2025-01-09")})
	next("incomplete", "sent", ReturnSigned{On: day("2025-01-10"), Complete: rule.No})
	next("declined", "sent", declinedCase(rule.Yes, rule.Yes, rule.No))
	next("declined, decided", "declined", DecideSuspension{day("2025-01-21"), Supervisor, rule.No})
	next("declined, nothing ends", "sent", declinedCase(rule.Yes, rule.No, rule.No))
	next("action plan", "contacted", RaiseIssue{On: day("2025-02-10"), Issue: "Attendance"})
	next("resolved", "action plan", ResolveIssue{On: day("2025-02-12"), By: TOJTeamLead, Resolved: rule.Yes})
	next("returned", "contacted", ReturnClaim{day("2025-07-01"), CaseAssistant})
	next("suspended", "contacted", Suspend{day("2025-03-03"), CaseManager, day("2025-03-03"), "Flood"})
	next("withdrawn", "sent", Withdraw{day("2025-01-20"), EmployerRole, "Sold"})
	next("short extension", "contacted", request("2025-09-02"))
	next("long extension", "contacted", request("2025-12-02"))
	next("extended", "short extension", DecideExtension{day("2025-07-08"), CaseManager, rule.Yes})
	next("concluded", "contacted", concludedCase(rule.Yes, rule.Yes, rule.Yes, ""))
	next("discontinued", "contacted", endedCase(Worker))
	next("open", "concluded", Determine{On: day("2025-08-08"), By: TOJTeamLead})
	next("closed", "concluded", Determine{On: day("2025-08-08"), By: TOJTeamLead, LossRemaining: rule.No})
	return m
}

// whole gives an event with all its facts, reported by a role.
func whole(name EventName, by rule.Role, c Case) Event {
	on := day("2025-08-01")
	if c.LastOn.After(on) {
		on = day("2025-12-31")
	}
	assessed := foundSuitable("2025-12-31")
	assessed.On, assessed.By = on, by
	for _, e := range []Event{
		Propose{on, by, toj("2026-02-02", "2026-03-01")}, ArrangeSupport{on, by, "Tools"}, AgreeTerms{on, by}, assessed, Approve{on, by, "yes"}, Refuse{on, by, "no"},
		ConfirmDenial{on, by}, RejectDenial{on, by, "no"}, SendAgreement{on, by}, ReturnSigned{on, by, rule.Yes},
		Decline{On: on, By: by, BarriersAddressed: rule.Yes, FitForDuties: rule.Yes, ReadyForRE: rule.Yes, WouldHaveFailed: rule.No}, Withdraw{on, by, "Sold"},
		AmendTerms{On: on, By: by, Agreed: rule.Yes, From: on, HoursPerWeek: dollars("38")}, ImplementWageLoss{on, by, TPD}, Suspend{on, by, on, "Flood"}, Resume{on, by}, DecideSuspension{on, by, rule.Yes}, Begin{on, by}, Contact{on, by, bothParties},
		RaiseIssue{on, by, "Absent"}, ResolveIssue{On: on, By: by, Resolved: rule.Yes},
		Discontinue{On: on, By: by, EndedBy: EmployerRole, Why: "Sold", JobDemands: "Light", StartingWage: dollars("20"), WageAfterAYear: dollars("22")}, ReturnClaim{on, by},
		RequestExtension{On: on, By: by, End: day("2026-12-31"), ImprovesEmployability: rule.Yes, Reason: "Season"}, DecideExtension{on, by, rule.Yes},
		Conclude{On: on, By: by, Successful: rule.Yes, Permanent: rule.Yes, Continuing: rule.Yes},
		Determine{On: on, By: by, SkillsSufficient: rule.Yes, ReasonableToContinue: rule.No, LossRemaining: rule.No},
	} {
		if e.Name() == name {
			return e
		}
	}
	return nil
}

// Every state, every event, every role: each is a row, or a refusal that cites.
func TestEveryEventInEveryState(t *testing.T) {
	p := builtin(t)
	seen := map[State]bool{}
	for name, c := range reached(t, p) {
		seen[c.State] = true
		permits, err := p.Permitted(c)
		if err != nil {
			t.Fatal(err)
		}
		for i, event := range EventNames() {
			permit := permits[i]
			for _, by := range append([]rule.Role{""}, roles...) {
				after, _, err := p.Apply(c, whole(event, by, c))
				allowed := permit.Open && (event != conclude || c.State == Active) && (len(permit.By) == 0 || slices.Contains(permit.By, by))
				var no *rule.Refused
				switch {
				case err == nil:
					if !allowed || !follows(event, by, c.State, after.State) {
						t.Errorf("%s: %s by %q was accepted (%s to %s), permitted: %v %v", name, event, by, c.State, after.State, permit.Open, permit.By)
					}
				case !errors.As(err, &no):
					t.Errorf("%s: %s by %q: %v", name, event, by, err)
				default:
					if allowed {
						t.Errorf("%s: %s by %q is permitted, and refused: %v", name, event, by, err)
					}
					if len(no.Findings) == 0 || !strings.HasPrefix(string(no.Findings[0].Cite), "WCB-Alberta TOJ-") {
						t.Errorf("%s: %s by %q is refused without a provision: %v", name, event, by, err)
					}
				}
			}
		}
	}
	for _, s := range State("").Values() {
		if !seen[State(s)] {
			t.Errorf("no case is %s", s)
		}
	}
}

// follows reports whether a row leads from one state to another.
func follows(on EventName, by rule.Role, from, to State) bool {
	return slices.ContainsFunc(Rows(), func(r row) bool {
		return r.On == on && slices.Contains(r.From, from) && (r.To == to || r.To == "" && from == to) && (len(r.By) == 0 || slices.ContainsFunc(r.By, func(w lifecycle.Who) bool { return w.Role == by }))
	})
}

// Permitted says to whom an approval is open.
func TestPermitted(t *testing.T) {
	p := builtin(t)
	m := reached(t, p)
	by := func(name string, event EventName) []rule.Role {
		permits, err := p.Permitted(m[name])
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(permits, func(x Permit) bool { return x.Event == event })
		if !permits[i].Open {
			t.Errorf("%s: %s is not open: %v", name, event, permits[i].Why)
		}
		return permits[i].By
	}
	for _, c := range []struct {
		name  string
		event EventName
		want  []rule.Role
	}{
		{"two approvals", approve, []rule.Role{ManagerIndustryAccounts, ManagerMillardHealth, CustomerServiceManager}},
		{"one approval", approve, []rule.Role{CustomerServiceManager}},
		{"one approval", refuse, []rule.Role{CustomerServiceManager}},
		{"short extension", decideExtension, decisionMakers},
		{"long extension", decideExtension, []rule.Role{ManagerIndustryAccounts, ManagerMillardHealth}},
		{"declined", decideSuspension, []rule.Role{Supervisor}},
		{"active", contact, nil},
	} {
		if got := by(c.name, c.event); !slices.Equal(got, c.want) {
			t.Errorf("%s: %s is open to %v, want %v", c.name, c.event, got, c.want)
		}
	}
	permits, _ := p.Permitted(m["half proposed"])
	i := slices.IndexFunc(permits, func(x Permit) bool { return x.Event == agreeTerms })
	if permits[i].Open || !strings.Contains(permits[i].Why[0].Text(), "employer.name, employer.date_of_accident_employer") {
		t.Errorf("%+v", permits[i])
	}
	for _, bad := range []Case{{}, {State: "waiting"}} {
		if _, err := p.Permitted(bad); err == nil {
			t.Errorf("%q is a state", bad.State)
		}
	}
}

// Input that cannot be is an error that names it, whatever the state.
func TestApplyInputErrors(t *testing.T) {
	p := builtin(t)
	c := assessing(t, p, toj("2025-02-03", "2025-08-02"))
	wrong(t, p, c, nil, "event")
	wrong(t, p, c, (*Begin)(nil), "event")
	wrong(t, p, c, &Begin{On: day("2025-01-08")}, "event")
	wrong(t, p, c, Begin{}, "on: missing")
	wrong(t, p, c, Begin{On: day("2025-01-06")}, "backwards")
	wrong(t, p, c, suitableBy("director"), `by: "director" is not valid, expected one of case_manager`)
	wrong(t, p, Case{}, Begin{On: day("2025-01-08")}, "state")
	wrong(t, p, Case{State: "waiting"}, Begin{On: day("2025-01-08")}, "state")
	wrong(t, nil, c, Begin{On: day("2025-01-08")}, "policy")
	wrong(t, &Policy{}, c, Begin{On: day("2025-01-08")}, "policy")
	same, _ := applied(t, p, c, Assess{On: c.LastOn, By: CaseManager, Suitable: rule.No, Rationale: "Too heavy"})
	state(t, same, DenialProposed)
}

func suitableBy(by rule.Role) Assess {
	e := foundSuitable("2025-01-08")
	e.By = by
	return e
}

// An event that was refused or wrong is not the event before the next.
func TestRefusedEventsDoNotCount(t *testing.T) {
	p := builtin(t)
	c := assessing(t, p, toj("2025-02-03", "2025-08-02"))
	next, _, err := p.Apply(c, Begin{On: day("2025-06-01")})
	if err == nil {
		t.Fatal("begun without an agreement")
	}
	applied(t, p, next, foundSuitable("2025-01-08"))
}

// A case that a host made up is refused or an error, and never a panic.
func TestMadeUpCases(t *testing.T) {
	p := builtin(t)
	for _, s := range State("").Values() {
		for _, kind := range []Kind{"", TOJ, TaP, WA} {
			for _, event := range EventNames() {
				for _, by := range roles {
					c := Case{State: State(s), Terms: Terms{Kind: kind}, Suspension: SuspensionRecommended, Approvals: []string{"supervisor"}}
					after, _, err := p.Apply(c, whole(event, by, c))
					if err != nil && text2(t, after) != text2(t, c) {
						t.Errorf("%s in %s changed the case: %v", event, s, err)
					}
				}
			}
		}
	}
}

func TestReplay(t *testing.T) {
	p := builtin(t)
	events := []Event{Propose{day("2025-01-06"), CaseManager, toj("2025-02-03", "2025-08-02")}, AgreeTerms{day("2025-01-07"), CaseManager}, Begin{On: day("2025-01-08")}}
	c, outcomes, err := p.Replay(p.Start(), events...)
	state(t, c, Assessing)
	var no *rule.Refused
	if !errors.As(err, &no) || !strings.HasPrefix(err.Error(), "event 3: ") || len(outcomes) != 2 {
		t.Errorf("%d outcomes, %v", len(outcomes), err)
	}
	c, outcomes, err = p.Replay(p.Start())
	if err != nil || len(outcomes) != 0 || c.State != Negotiating {
		t.Errorf("%v %v", outcomes, err)
	}
}

// Duties are on the docket in the order in which they were opened, and the
// docket knows which are overdue.
func TestDocketOfAPlacement(t *testing.T) {
	p := builtin(t)
	c := active(t, p, toj("2025-03-03", "2025-08-02"))
	if got := c.Docket.OverdueOn(day("2025-03-17")); got != nil {
		t.Errorf("overdue on its own day: %v", got)
	}
	if got := c.Docket.OverdueOn(day("2025-04-04")); len(got) != 2 || got[0].ID != DutyFirstContact || got[1].ID != DutyMonthlyContact {
		t.Errorf("overdue are %v", got)
	}
	next, ok := c.Docket.Next(day("2025-07-04"))
	if want := (calendar.Duty{ID: DutyReturnClaim, By: "case_assistant", To: "decision_maker", Cite: "WCB-Alberta TOJ-5 admin", Due: day("2025-07-12")}); !ok || next.ID != want.ID || next.By != want.By || next.To != want.To || next.Cite != want.Cite || next.Due != want.Due {
		t.Errorf("next is %+v", next)
	}
}

// Two events on one case give two cases that share nothing that changes.
func TestSiblings(t *testing.T) {
	p := builtin(t)
	support := func(what string) Event { return ArrangeSupport{On: day("2025-01-06"), What: what} }
	c, _ := applied(t, p, p.Start(), support("one"), support("two"), support("three"))
	first, _ := applied(t, p, c, support("ergonomic assessment"))
	applied(t, p, c, support("tools"))
	if first.Arranged[3] != "ergonomic assessment" {
		t.Errorf("arranged is %v", first.Arranged)
	}

	c = contactWith(t, p, toj("2025-03-03", "2025-08-02"))
	plan, _ := applied(t, p, c, RaiseIssue{On: day("2025-04-01"), Issue: "Attendance"})
	before := text2(t, plan)
	applied(t, p, c, Contact{On: day("2025-04-01"), Parties: bothParties})
	applied(t, p, c, request("2025-09-02"), DecideExtension{day("2025-07-08"), CaseManager, rule.Yes})
	if now := text2(t, plan); now != before {
		t.Errorf("a case was changed by what happened to another:\n%s\n%s", before, now)
	}
}
