package placement

import (
	"sync"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/event"
	"github.com/workcomp-go/workcomp/rule"
)

// Steps 3 and 4: when the worker declines.

// An Estimate says which earnings estimate the wage loss supplement of a worker
// who declined.
type Estimate string

// The estimates of a decline.
const (
	BestOf    Estimate = "best_of_placement_and_job_option" // "whichever best maximizes earnings"
	JobOption Estimate = "job_option"                       // the placement's "should not be used"
)

// DeclineFacts are what the consequences of a decline turn on.
type DeclineFacts struct {
	// AccidentEmployer: the placement is judged as one with the
	// date-of-accident employer.
	AccidentEmployer bool
	// Fit is the fitness for the duties, or the fitness level.
	Fit rule.Flag `fact:"fit_for_duties"`
	// Ready to participate in re-employment services.
	Ready rule.Flag `fact:"ready_for_re"`
	// WouldHaveFailed: there is evidence that the worker would not have been
	// successful in the position.
	WouldHaveFailed rule.Flag
}

// consequence is what a decline leads to.
type consequence string

const (
	asModifiedWork consequence = "as_declined_modified_work"
	nothingEnds    consequence = "nothing_ends"
	procedureEnds  consequence = "procedure_ends"
)

var declineTable = sync.OnceValue(func() *rule.Table[DeclineFacts, consequence] {
	return rule.MustTable[DeclineFacts]("decline", rule.First,
		rule.Row[consequence]{ID: "4.decline.accident_employer", If: "accident_employer and fit_for_duties", Then: asModifiedWork, Cite: toj4, Interpretation: declineFitness,
			Text: "The worker is fit for the duties offered by the date-of-accident employer: entitlement is determined as if suitable modified duties had been declined.",
			Else: "It is not so that the worker is fit for duties offered by the date-of-accident employer."},
		rule.Row[consequence]{ID: "4.decline.not_fit", If: "accident_employer", Then: nothingEnds, Cite: toj4, Interpretation: declineFitness,
			Text: "The worker is not fit for the duties offered by the date-of-accident employer: benefits are not suspended or reduced.",
			Else: "The placement is with an employer other than the date-of-accident employer."},
		rule.Row[consequence]{ID: "4.decline.new_employer", If: "fit_for_duties and ready_for_re", Then: asModifiedWork, Cite: toj4, Interpretation: declineFitness,
			Text: "The worker has a fitness level and is ready to participate in re-employment services: the worker is considered to have declined suitable modified work.",
			Else: "The worker does not both have a fitness level and stand ready to participate in re-employment services."},
		rule.Row[consequence]{ID: "3.decline.procedure_ends", Then: procedureEnds, Cite: toj3, Interpretation: declineFitness,
			Text: "The procedure ends and the claim continues to be managed; benefits are not suspended or reduced."},
	)
})

var estimateTable = sync.OnceValue(func() *rule.Table[DeclineFacts, Estimate] {
	return rule.MustTable[DeclineFacts]("estimate", rule.Unique,
		rule.Row[Estimate]{ID: "3.estimate.best_of", If: "not would_have_failed", Then: BestOf, Cite: toj3,
			Text: "The supplement rests on the earnings of the position, as though the learning portion were completed, or of the job option, whichever best maximizes earnings.",
			Else: "There is evidence that the worker would not have been successful in the position."},
		rule.Row[Estimate]{ID: "3.estimate.job_option", If: "would_have_failed", Then: JobOption, Cite: toj3,
			Text: "The earnings of the position are not used where the worker would not have been successful in it: the supplement rests on the job option."},
	)
})

// declineFacts judges a placement by its employer; a WA with another employer
// falls under the rows for a new employer.
func (p *Policy) declineFacts(t Terms, e Decline) DeclineFacts {
	f := DeclineFacts{AccidentEmployer: t.Employer.DateOfAccidentEmployer.True(), Fit: e.FitForDuties, Ready: e.ReadyForRE, WouldHaveFailed: e.WouldHaveFailed}
	if p.taken.declineByKind && t.Kind != WA {
		f.AccidentEmployer = false
	}
	if p.taken.readinessAlone && !f.AccidentEmployer {
		f.Fit = rule.Yes
	}
	if !f.AccidentEmployer {
		f.Fit, f.Ready = settled(f.Fit, f.Ready)
	}
	return f
}

// settled drops the question that the other has answered: where "a fitness
// level and is ready" are both needed, one that is not so settles it.
func settled(fit, ready rule.Flag) (rule.Flag, rule.Flag) {
	switch {
	case fit == rule.No && !ready.Given():
		return fit, rule.No
	case ready == rule.No && !fit.Given():
		return rule.No, ready
	}
	return fit, ready
}

// Name returns "decline".
func (Decline) Name() EventName { return decline }

func (e Decline) happened() (calendar.Date, rule.Role) { return e.On, e.By }

func (Decline) check(*Policy) error { return nil }

func (e Decline) ask(p *Policy, c *Case, f *Facts) error {
	f.ofTerms(c)
	f.BarriersAddressed = e.BarriersAddressed.True()
	missing, asked := (*lacking)(&f.Missing), p.declineFacts(c.Terms, e)
	missing.unless(e.BarriersAddressed.Given(), "barriers_addressed")
	missing.unless(asked.Fit.Given(), "fit_for_duties")
	missing.unless(asked.AccidentEmployer || asked.Ready.Given(), "ready_for_re")
	if asked.Fit.True() && (asked.AccidentEmployer || asked.Ready.True()) {
		missing.unless(e.WouldHaveFailed.Given(), "would_have_failed")
	}
	return nil
}

func (e Decline) act(s *change) error {
	asked := s.policy.declineFacts(s.next.Terms, e)
	led, err := event.Decide(s.Told, declineTable(), &asked)
	if err != nil {
		return err
	}
	if s.next.Terms.Kind == WA && !asked.AccidentEmployer {
		s.Read(waNewEmployer, toj4, true, "A work assessment with an employer other than the date-of-accident employer is judged as a placement with a new employer.")
	}
	if s.next.Terms.Kind != WA && s.next.Terms.Employer.DateOfAccidentEmployer.True() {
		s.Read(declineByEmployer, toj4, true, "A %s with the date-of-accident employer is judged %s.", s.next.Terms.Kind,
			map[bool]string{true: "as a work assessment with it", false: "as one with a new employer"}[asked.AccidentEmployer])
	}
	s.closeRest()
	s.next.Approvals, s.next.ApprovedBy = []string{}, nil
	s.next.ProcedureEnds = led == procedureEnds
	if led != asModifiedWork {
		return nil
	}
	return s.declinedModifiedWork(asked)
}

// declinedModifiedWork carries out what follows for a worker who is considered
// to have declined suitable modified work.
func (s *change) declinedModifiedWork(asked DeclineFacts) error {
	estimate, err := event.Decide(s.Told, estimateTable(), &asked)
	if err != nil {
		return err
	}
	weeks := s.policy.benefits.JobSearchWeeks
	s.next.AsDeclinedModifiedWork, s.next.REBenefitsEnd = true, true
	s.next.SJSWeeks, s.next.Estimate, s.next.Suspension = weeks.Value.Value, estimate, SuspensionRecommended
	s.Say(toj3, true, "Re-employment benefits (VR-04) end; a duty to cooperate decision is not required.")
	s.Say(weeks.Cite, true, "Supported job search goes on: the worker is eligible for a minimum of %d weeks of it.", weeks.Value.Value)
	s.Say(toj3, true, "The employer is asked for the physical demands, the skills to acquire, and the pay to start and after one year.")
	s.Say(toj4, true, "A suspension of the worker's re-employment benefits is recommended and sent to the supervisor for approval.")
	s.Open(s.policy.owes(DutySuspensionDecision))
	s.Wait(DutySuspensionDecision, toj4, Supervisor)
	return nil
}

// Name returns "decide_suspension".
func (DecideSuspension) Name() EventName { return decideSuspension }

func (e DecideSuspension) happened() (calendar.Date, rule.Role) { return e.On, e.By }

func (DecideSuspension) check(*Policy) error { return nil }

func (e DecideSuspension) ask(_ *Policy, _ *Case, f *Facts) error {
	f.Approve = e.Approve.True()
	(*lacking)(&f.Missing).unless(e.Approve.Given(), "approve")
	return nil
}

func (e DecideSuspension) act(s *change) error {
	s.next.Suspension = SuspensionNotApproved
	if e.Approve.True() {
		s.next.Suspension = SuspensionApproved
	}
	s.Close(DutySuspensionDecision)
	return nil
}
