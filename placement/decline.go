package placement

import (
	"slices"

	"github.com/workcomp-go/workcomp/rule"
)

// An Estimate says which earnings estimate the wage loss supplement of a worker
// who declined. The zero value is neither: no decline was entered.
type Estimate string

// The estimates of a decline.
const (
	BestOf    Estimate = "best_of_placement_and_job_option" // "whichever best maximizes earnings"
	JobOption Estimate = "job_option"                       // the placement's "should not be used"
)

// suitable are the states of an offer that was found suitable and approved.
var suitable = []State{Approved, AgreementSent, Agreed}

// refusal is what the consequences of a decline turn on.
type refusal struct {
	TooEarly         bool // no suitable placement was offered yet
	AccidentEmployer bool // the offer is judged as one of the date-of-accident employer
	AsksFit          bool // the fitness is needed and not given
	AsksReady        bool // the readiness is needed and not given
	ModifiedWork     bool // the worker is considered to have declined suitable modified work
	Ends             bool // what was stated shows a worker who is not ready, of an offer of a new employer
	Kept             DeclineDetails
}

func decliningOf(x *context, ask asking) (refusal, error) {
	e, ok := x.Event.(Decline)
	if !ok {
		return refusal{}, nil
	}
	t := x.Case.Terms
	if e.WouldBePermanent.Given() && t.Kind != WA {
		return refusal{}, &rule.InputError{Field: "would_be_permanent", Value: e.WouldBePermanent.String(), Expected: "none: it is asked of a work assessment"}
	}
	found := refusal{AccidentEmployer: t.Employer.DateOfAccidentEmployer.True(),
		Kept: DeclineDetails{BarriersAddressed: e.BarriersAddressed, FitForDuties: e.FitForDuties, ReadyForRE: e.ReadyForRE, WouldHaveFailed: e.WouldHaveFailed,
			Reason: e.Reason, StartingWage: e.StartingWage, WageAfterAYear: e.WageAfterAYear, WouldBePermanent: e.WouldBePermanent}}
	if !slices.Contains(suitable, x.Case.State) {
		switch ask(declineBeforeSuitable) {
		case "no_consequences":
			found.TooEarly = true
		case "once_assessed":
			found.TooEarly = x.Case.State != AwaitingApproval
		}
	}
	if found.AccidentEmployer && t.Kind != WA {
		found.AccidentEmployer = ask(declineByEmployer) == "by_employer"
	}
	fit, ready := e.FitForDuties, e.ReadyForRE
	if !found.AccidentEmployer {
		if ask(declineFitness) == "part_of_readiness" {
			fit = rule.Yes
		}
		found.Ends = fit == rule.No || ready == rule.No
		fit, ready = settled(fit, ready)
	}
	if found.TooEarly {
		return found, nil
	}
	found.AsksFit = !fit.Given()
	found.AsksReady = !found.AccidentEmployer && !ready.Given()
	found.ModifiedWork = fit.True() && (found.AccidentEmployer || ready.True())
	return found, nil
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

// explainJobSearch says how long supported job search goes on at least.
func explainJobSearch(x *change) error {
	weeks := x.Policy.benefits.JobSearchWeeks
	f := jobSearch.Finding(true, rule.Int("weeks", weeks.Value.Value))
	f.Cite = weeks.Cite
	x.Find(f)
	return nil
}

// explainPayment says by which code the employer is paid.
func explainPayment(x *change) error {
	code := x.Policy.benefits.PaymentCode
	f := payment.Finding(true, rule.Str("payment_code", code.Value.Value))
	f.Cite = code.Cite
	x.Find(f)
	return nil
}

var (
	jobSearch = rule.Template{ID: "3.decline.job_search", Text: "Supported job search goes on: the worker is eligible for a minimum of {weeks} weeks of it."}
	payment   = rule.Template{ID: "4.payment_code",
		Text: "The work placement employer is paid by payment code {payment_code}, on the reimbursement schedule of the agreement."}
)
