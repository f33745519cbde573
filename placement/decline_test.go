package placement

import (
	"slices"
	"testing"

	"github.com/workcomp-go/workcomp/rule"
)

func declinedCase(fit, ready, failed rule.Flag) Decline {
	return Decline{On: day("2025-01-20"), By: Worker, BarriersAddressed: rule.Yes, FitForDuties: fit, ReadyForRE: ready, WouldHaveFailed: failed}
}

func newEmployer(t Terms) Terms {
	t.Employer.DateOfAccidentEmployer = rule.No
	return t
}

// TOJ-3 and TOJ-4, notes: the table of a decline.
func TestTOJ4Decline(t *testing.T) {
	for _, c := range []struct {
		name   string
		terms  Terms
		event  Decline
		follow bool // consequences
		ends   bool // the procedure
		rests  Estimate
	}{
		{"a WA with the accident employer, fit", wa("2025-02-03", "2025-08-02"), declinedCase(rule.Yes, rule.NotGiven, rule.No), true, false, BestOf},
		{"the same, would have failed", wa("2025-02-03", "2025-08-02"), declinedCase(rule.Yes, rule.No, rule.Yes), true, false, JobOption},
		{"the same, not fit", wa("2025-02-03", "2025-08-02"), declinedCase(rule.No, rule.Yes, rule.NotGiven), false, false, ""},
		{"a WA with another employer, fit and ready", newEmployer(wa("2025-02-03", "2025-08-02")), declinedCase(rule.Yes, rule.Yes, rule.No), true, false, BestOf},
		{"a WA with another employer, not ready", newEmployer(wa("2025-02-03", "2025-08-02")), declinedCase(rule.Yes, rule.No, rule.NotGiven), false, true, ""},
		{"a TOJ, fit and ready", toj("2025-02-03", "2025-08-02"), declinedCase(rule.Yes, rule.Yes, rule.No), true, false, BestOf},
		{"a TOJ, would have failed", toj("2025-02-03", "2025-08-02"), declinedCase(rule.Yes, rule.Yes, rule.Yes), true, false, JobOption},
		{"a TOJ, not ready", toj("2025-02-03", "2025-08-02"), declinedCase(rule.Yes, rule.No, rule.No), false, true, ""},
		{"a TaP, no fitness level", tap("2025-02-01", "2025-05-31", "2025-06-01", "2025-10-31"), declinedCase(rule.No, rule.Yes, rule.NotGiven), false, true, ""},
		{"a TOJ, not fit, readiness not asked", toj("2025-02-03", "2025-08-02"), declinedCase(rule.No, rule.NotGiven, rule.NotGiven), false, true, ""},
		{"a TOJ, not ready, fitness not asked", toj("2025-02-03", "2025-08-02"), declinedCase(rule.NotGiven, rule.No, rule.NotGiven), false, true, ""},
		{"a TOJ with the accident employer, fit", newTOJ(), declinedCase(rule.Yes, rule.No, rule.No), true, false, BestOf},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := builtin(t)
			after, out := applied(t, p, approvedCase(t, p, c.terms), c.event)
			state(t, after, Declined)
			cites(t, out, "TOJ-3", "TOJ-4")
			want := Case{Suspension: NoSuspension, ProcedureEnds: c.ends}
			if c.follow {
				want = Case{AsDeclinedModifiedWork: true, Suspension: SuspensionRecommended, SJSWeeks: 12, Estimate: c.rests}
				openIDs(t, after, DutySuspensionDecision)
				if f := finding(t, out.Findings, "eligible for a minimum of 12 weeks"); !f.Holds {
					t.Errorf("%+v", f)
				}
			} else {
				openIDs(t, after)
				silent(t, out.Findings, "eligible for a minimum of")
			}
			if after.AsDeclinedModifiedWork != want.AsDeclinedModifiedWork || after.Suspension != want.Suspension || after.REBenefitsEnd != want.REBenefitsEnd ||
				after.SJSWeeks != want.SJSWeeks || after.Estimate != want.Estimate || after.ProcedureEnds != want.ProcedureEnds {
				t.Errorf("%s", text2(t, after))
			}
			if rests(out, declineFitness) != (c.terms.Employer.DateOfAccidentEmployer == rule.No) || rests(out, declineEndsVR04) != c.follow {
				t.Errorf("%v", out.Findings)
			}
		})
	}
}

func newTOJ() Terms {
	t := toj("2025-02-03", "2025-08-02")
	t.Employer.DateOfAccidentEmployer = rule.Yes
	return t
}

// TOJ-3: "Confirm why the worker does not want to participate and identify
// solutions to resolve any barriers" comes first.
func TestTOJ3DeclineRefused(t *testing.T) {
	p := builtin(t)
	c := approvedCase(t, p, toj("2025-02-03", "2025-08-02"))
	e := declinedCase(rule.Yes, rule.Yes, rule.No)
	e.BarriersAddressed = rule.No
	refused(t, p, c, e, "barriers_addressed", "TOJ-3")
	e.BarriersAddressed = rule.NotGiven
	refused(t, p, c, e, "not given: barriers_addressed", "TOJ-3")
	refused(t, p, c, declinedCase(rule.NotGiven, rule.Yes, rule.No), "not given: fit_for_duties (", "TOJ-3")
	refused(t, p, c, declinedCase(rule.Yes, rule.NotGiven, rule.No), "not given: ready_for_re (", "TOJ-3")
	refused(t, p, c, declinedCase(rule.NotGiven, rule.NotGiven, rule.No), "not given: fit_for_duties, ready_for_re (", "TOJ-3")
	refused(t, p, c, declinedCase(rule.Yes, rule.Yes, rule.NotGiven), "not given: would_have_failed (", "TOJ-3")
	e = declinedCase(rule.Yes, rule.Yes, rule.No)
	e.By = EmployerRole
	refused(t, p, c, e, "decline is for worker", "TOJ-3")
	refused(t, p, p.Start(), declinedCase(rule.Yes, rule.Yes, rule.No), "kind, employer.date_of_accident_employer is missing", "TOJ-3")
}

// TOJ-3: a worker may decline until the placement begins; what was owed ends.
func TestTOJ3DeclineFromEveryStateBeforeTheStart(t *testing.T) {
	p, terms := builtin(t), toj("2025-02-03", "2025-12-02")
	yes := declinedCase(rule.Yes, rule.Yes, rule.No)
	negotiating, _ := applied(t, p, p.Start(), Propose{day("2025-01-06"), CaseManager, Terms{Kind: TOJ, Employer: terms.Employer}})
	ass := assessing(t, p, terms)
	denial, _ := applied(t, p, ass, Assess{On: day("2025-01-08"), By: CaseManager, Suitable: rule.No, Rationale: "Too heavy"})
	waiting, _ := applied(t, p, ass, foundSuitable("2025-01-08"))
	ok, _ := applied(t, p, waiting, Approve{day("2025-01-08"), ManagerMillardHealth, "yes"})
	sent, _ := applied(t, p, ok, SendAgreement{On: day("2025-01-09")}, ReturnSigned{On: day("2025-01-10"), Complete: rule.No})
	for want, c := range map[State]Case{Negotiating: negotiating, Assessing: ass, DenialProposed: denial, AwaitingApproval: waiting,
		Approved: ok, AgreementSent: sent, Agreed: agreed(t, p, terms)} {
		state(t, c, want)
		after, _ := applied(t, p, c, yes)
		state(t, after, Declined)
		if slices.Contains(suitable, want) {
			openIDs(t, after, DutySuspensionDecision)
		} else {
			openIDs(t, after)
		}
		if len(after.Approvals) != 0 || after.PaymentCode != "" {
			t.Errorf("approvals are %v, the code %s", after.Approvals, after.PaymentCode)
		}
	}
	begun := active(t, p, terms)
	yes.On = begun.LastOn
	refused(t, p, begun, yes, "decline is possible when the case is negotiating", "TOJ-3")
}

// TOJ-4: "Action the supervisor's decision when available."
func TestTOJ4DecideSuspension(t *testing.T) {
	p := builtin(t)
	c, _ := applied(t, p, approvedCase(t, p, toj("2025-02-03", "2025-08-02")), declinedCase(rule.Yes, rule.Yes, rule.No))
	on := day("2025-01-21")
	refused(t, p, c, DecideSuspension{on, CaseManager, rule.Yes}, "decide_suspension is for supervisor", "TOJ-4")
	refused(t, p, c, DecideSuspension{On: on, By: Supervisor}, "not given: approve", "TOJ-4")
	for approve, want := range map[rule.Flag]Suspension{rule.Yes: SuspensionApproved, rule.No: SuspensionNotApproved} {
		after, out := applied(t, p, c, DecideSuspension{on, Supervisor, approve})
		state(t, after, Declined)
		closed(t, out, DutySuspensionDecision)
		if after.Suspension != want || after.REBenefitsEnd != approve.True() || !rests(out, declineEndsVR04) {
			t.Errorf("suspension is %s", after.Suspension)
		}
		refused(t, p, after, DecideSuspension{on, Supervisor, approve}, "A suspension is decided once", "TOJ-4")
	}
	none, _ := applied(t, p, approvedCase(t, p, toj("2025-02-03", "2025-08-02")), declinedCase(rule.Yes, rule.No, rule.No))
	refused(t, p, none, DecideSuspension{on, Supervisor, rule.Yes}, "here it is none", "TOJ-4")
}

// Interpretations decline-fitness and decline-by-employer, the other readings.
func TestDeclineOtherReadings(t *testing.T) {
	p := board(t, "reading: fitness_for_duties", "reading: part_of_readiness")
	after, _ := applied(t, p, approvedCase(t, p, toj("2025-02-03", "2025-08-02")), declinedCase(rule.NotGiven, rule.Yes, rule.No))
	if after.Suspension != SuspensionRecommended {
		t.Errorf("readiness alone decides, and the suspension is %s", after.Suspension)
	}
	after, _ = applied(t, p, approvedCase(t, p, wa("2025-02-03", "2025-08-02")), declinedCase(rule.No, rule.Yes, rule.NotGiven))
	if after.Suspension != NoSuspension || after.ProcedureEnds {
		t.Errorf("with the accident employer fitness for the duties decides, and the suspension is %s", after.Suspension)
	}
	p = board(t, "reading: by_employer", "reading: by_kind")
	after, out := applied(t, p, approvedCase(t, p, newTOJ()), declinedCase(rule.Yes, rule.No, rule.NotGiven))
	if !after.ProcedureEnds {
		t.Error("judged by its kind, a TOJ falls under the rows for a new employer")
	}
	finding(t, out.Findings, "as one with a new employer")
	if !rests(out, declineByEmployer) {
		t.Errorf("%v", out.Findings)
	}
}
