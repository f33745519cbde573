package benefitstest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

var known = calendar.Period{From: calendar.MustParse("2022-01-01"), To: calendar.MustParse("2025-12-31")}

func alberta(t *testing.T) *benefits.Policy {
	t.Helper()
	p, err := benefits.Builtin("ab-toj")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func builtin(t *testing.T, id string) *benefits.Subsidy {
	t.Helper()
	s, err := benefits.BuiltinSubsidy(id)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTheBuiltinPolicyKeepsTheLaws(t *testing.T) { TestPolicy(t, alberta(t)) }

func TestTheBuiltinSubsidiesKeepTheLaws(t *testing.T) {
	for _, id := range benefits.BuiltinSubsidyIDs() {
		t.Run(id, func(t *testing.T) { TestSubsidy(t, builtin(t, id), withinOf(id)) })
	}
}

// A faultyPolicy breaks a law: each function changes what the policy or the
// scheme answers.
type faultyPolicy struct {
	*benefits.Policy
	reimburse func(in benefits.ReimburseInput, d *rule.Decision[benefits.Reimbursement], err *error)
	topUp     func(d *rule.Decision[benefits.TopUp], err *error)
	best      func(d *rule.Decision[benefits.BestEarnings], err *error)
	rate      func(in benefits.RateInput, d *rule.Decision[benefits.CompensationRate], err *error)
	readings  []rule.Interpretation
	reconcile func(d *rule.Decision[benefits.Reconciliation], err *error)
	forecast  func(d *rule.Decision[benefits.Forecast], err *error)
	td02      func(d *rule.Decision[benefits.TD02], err *error)
	partMonth func(d *rule.Decision[benefits.PartMonth], err *error)
	lossEnds  func(d *rule.Decision[benefits.LossEnds], err *error)
}

// faulted changes an answer.
func faulted[A any](d rule.Decision[A], err error, by func(*rule.Decision[A], *error)) (rule.Decision[A], error) {
	if by != nil {
		by(&d, &err)
	}
	return d, err
}

func (l faultyPolicy) Reconcile(in benefits.ReconcileInput) (rule.Decision[benefits.Reconciliation], error) {
	d, err := l.Policy.Reconcile(in)
	return faulted(d, err, l.reconcile)
}

func (l faultyPolicy) Forecast(in benefits.ForecastInput) (rule.Decision[benefits.Forecast], error) {
	d, err := l.Policy.Forecast(in)
	return faulted(d, err, l.forecast)
}

func (l faultyPolicy) TD02(in benefits.TD02Input) (rule.Decision[benefits.TD02], error) {
	d, err := l.Policy.TD02(in)
	return faulted(d, err, l.td02)
}

func (l faultyPolicy) PartMonth(in benefits.PartMonthInput) (rule.Decision[benefits.PartMonth], error) {
	d, err := l.Policy.PartMonth(in)
	return faulted(d, err, l.partMonth)
}

func (l faultyPolicy) LossEnds(in benefits.LossEndsInput) (rule.Decision[benefits.LossEnds], error) {
	d, err := l.Policy.LossEnds(in)
	return faulted(d, err, l.lossEnds)
}

func (l faultyPolicy) Reimburse(in benefits.ReimburseInput) (rule.Decision[benefits.Reimbursement], error) {
	d, err := l.Policy.Reimburse(in)
	if l.reimburse != nil {
		l.reimburse(in, &d, &err)
	}
	return d, err
}

func (l faultyPolicy) TopUp(in benefits.TopUpInput) (rule.Decision[benefits.TopUp], error) {
	d, err := l.Policy.TopUp(in)
	if l.topUp != nil {
		l.topUp(&d, &err)
	}
	return d, err
}

func (l faultyPolicy) CompensationRate(in benefits.RateInput) (rule.Decision[benefits.CompensationRate], error) {
	d, err := l.Policy.CompensationRate(in)
	if l.rate != nil {
		l.rate(in, &d, &err)
	}
	return d, err
}

func (l faultyPolicy) BestEarnings(in benefits.OptionsInput) (rule.Decision[benefits.BestEarnings], error) {
	d, err := l.Policy.BestEarnings(in)
	if l.best != nil {
		l.best(&d, &err)
	}
	return d, err
}

func (l faultyPolicy) Interpretations() []rule.Interpretation { return l.readings }

type faultySubsidy struct {
	*benefits.Subsidy
	pay func(in benefits.SubsidyInput, d *rule.Decision[benefits.Payment], err *error)
}

func (l faultySubsidy) Pay(in benefits.SubsidyInput) (rule.Decision[benefits.Payment], error) {
	d, err := l.Subsidy.Pay(in)
	l.pay(in, &d, &err)
	return d, err
}

var (
	errFaulty = errors.New("the policy fails")
	mill      = decimal.New(1, -3)
)

func TestALawThatIsBrokenIsSeen(t *testing.T) {
	calls := 0
	for lie, c := range map[string]struct {
		law string
		in  func(in benefits.ReimburseInput, d *rule.Decision[benefits.Reimbursement], err *error)
	}{
		"an error": {"parts come to their total", func(_ benefits.ReimburseInput, _ *rule.Decision[benefits.Reimbursement], err *error) {
			*err = errFaulty
		}},
		"another error": {"a step is paid its percentage", func(_ benefits.ReimburseInput, _ *rule.Decision[benefits.Reimbursement], err *error) {
			*err = errFaulty
		}},
		"a third": {"the order of pay periods does not matter", func(_ benefits.ReimburseInput, _ *rule.Decision[benefits.Reimbursement],
			err *error) {
			*err = errFaulty
		}},
		"in another order": {"the order of pay periods does not matter", func(_ benefits.ReimburseInput,
			_ *rule.Decision[benefits.Reimbursement], err *error) {
			if calls++; calls%2 == 0 {
				*err = errFaulty
			}
		}},
		"the first is paid more": {"the order of pay periods does not matter", func(_ benefits.ReimburseInput,
			d *rule.Decision[benefits.Reimbursement], _ *error) {
			d.Value.Periods[0].Amount = d.Value.Periods[0].Amount.Add(cent)
		}},
		"a negative step": {"parts come to their total", func(_ benefits.ReimburseInput, d *rule.Decision[benefits.Reimbursement], _ *error) {
			for _, p := range d.Value.Periods {
				for i := range p.Steps {
					p.Steps[i].Amount = cent.Neg()
				}
			}
		}},
		"a cent more for a period": {"parts come to their total", func(_ benefits.ReimburseInput,
			d *rule.Decision[benefits.Reimbursement], _ *error) {
			d.Value.Periods[0].Amount = d.Value.Periods[0].Amount.Add(cent)
		}},
		"a cent more in all": {"parts come to their total", func(_ benefits.ReimburseInput, d *rule.Decision[benefits.Reimbursement], _ *error) {
			d.Value.Total = d.Value.Total.Add(cent)
		}},
		"a cent of another period": {"parts come to their total", lieFirstAndLast(func(p *benefits.ReimbursedPeriod) *decimal.Decimal { return &p.Amount })},
		"a base of another period": {"parts come to their total", lieFirstAndLast(func(p *benefits.ReimbursedPeriod) *decimal.Decimal { return &p.Base })},
		"a negative base": {"parts come to their total", func(_ benefits.ReimburseInput, d *rule.Decision[benefits.Reimbursement], _ *error) {
			for _, p := range d.Value.Periods {
				if n := len(p.Steps); n > 1 {
					p.Steps[0].Base, p.Steps[n-1].Base = cent.Neg(), p.Steps[0].Base.Add(p.Steps[n-1].Base).Add(cent)
				}
			}
		}},
		"another share of the employer": {"parts come to their total", func(_ benefits.ReimburseInput,
			d *rule.Decision[benefits.Reimbursement], _ *error) {
			d.Value.EmployerShare = d.Value.EmployerShare.Add(cent)
		}},
		"another total of what is excluded": {"parts come to their total", func(_ benefits.ReimburseInput,
			d *rule.Decision[benefits.Reimbursement], _ *error) {
			d.Value.ExcludedTotal = d.Value.ExcludedTotal.Add(cent)
		}},
		"another total found": {"parts come to their total", func(_ benefits.ReimburseInput, d *rule.Decision[benefits.Reimbursement], _ *error) {
			d.Findings = d.Findings[:1]
		}},
		"no provision": {"parts come to their total", func(_ benefits.ReimburseInput, d *rule.Decision[benefits.Reimbursement], _ *error) {
			d.Findings[0].Cite = ""
		}},
		"other bytes": {"parts come to their total", func(_ benefits.ReimburseInput, d *rule.Decision[benefits.Reimbursement], _ *error) {
			if calls++; calls%2 == 0 {
				d.Findings[0] = rule.Verbatim(d.Findings[0].Cite, true, "Something else.")
			}
		}},
		"another percentage": {"a step is paid its percentage", func(_ benefits.ReimburseInput, d *rule.Decision[benefits.Reimbursement],
			_ *error) {
			for _, p := range d.Value.Periods {
				for i := range p.Steps {
					p.Steps[i].Amount = p.Steps[i].Base.Add(cent.Add(cent).Add(cent))
				}
			}
		}},
		"more than the base": {"a step is paid its percentage", func(_ benefits.ReimburseInput, d *rule.Decision[benefits.Reimbursement],
			_ *error) {
			for i := range d.Value.Periods {
				d.Value.Periods[i].Amount = d.Value.Periods[i].Base.Add(cent)
			}
		}},
		"a day twice": {"a day is never paid twice", func(_ benefits.ReimburseInput, _ *rule.Decision[benefits.Reimbursement],
			err *error) {
			*err = nil
		}},
	} {
		seen(t, lie, policyLaws(faultyPolicy{Policy: alberta(t), reimburse: c.in}), c.law)
	}
}

// lieFirstAndLast takes a cent of the last pay period into the first.
func lieFirstAndLast(of func(*benefits.ReimbursedPeriod) *decimal.Decimal) func(benefits.ReimburseInput, *rule.Decision[benefits.Reimbursement], *error) {
	return func(_ benefits.ReimburseInput, d *rule.Decision[benefits.Reimbursement], _ *error) {
		first, last := of(&d.Value.Periods[0]), of(&d.Value.Periods[len(d.Value.Periods)-1])
		*first = first.Add(cent)
		*last = last.Sub(cent)
	}
}

func TestALawOfWageLossThatIsBrokenIsSeen(t *testing.T) {
	for lie, l := range map[string]func(d *rule.Decision[benefits.TopUp], err *error){
		"an error": func(_ *rule.Decision[benefits.TopUp], err *error) { *err = errFaulty },
		"negative": func(d *rule.Decision[benefits.TopUp], _ *error) { d.Value.Amount = cent.Neg() },
		"another month": func(d *rule.Decision[benefits.TopUp], _ *error) {
			*d.Value.Monthly = d.Value.Monthly.Add(cent.Add(cent))
		},
	} {
		seen(t, lie, policyLaws(faultyPolicy{Policy: alberta(t), topUp: l}), "a top-up is never negative nor above the rate")
	}
	for lie, l := range map[string]func(d *rule.Decision[benefits.BestEarnings], err *error){
		"an error": func(_ *rule.Decision[benefits.BestEarnings], err *error) { *err = errFaulty },
		"no error": func(_ *rule.Decision[benefits.BestEarnings], err *error) { *err = nil },
		"less":     func(d *rule.Decision[benefits.BestEarnings], _ *error) { d.Value.Earnings = cent.Neg() },
		"more passed over": func(d *rule.Decision[benefits.BestEarnings], _ *error) {
			d.Value.PassedOver = append(d.Value.PassedOver, "x")
		},
		"not so passed off": func(d *rule.Decision[benefits.BestEarnings], _ *error) {
			for i := range d.Findings {
				d.Findings[i] = rule.Finding{Cite: d.Findings[i].Cite}
			}
		},
	} {
		seen(t, lie, policyLaws(faultyPolicy{Policy: alberta(t), best: l}), "a better option never earns less")
	}
	seen(t, "no question", policyLaws(faultyPolicy{Policy: alberta(t), readings: []rule.Interpretation{{ID: "x"}}}),
		"every interpretation has its reading")
}

func TestALawOfSubsidiesThatIsBrokenIsSeen(t *testing.T) {
	calls := 0
	for lie, c := range map[string]struct {
		id, law string
		pay     func(in benefits.SubsidyInput, d *rule.Decision[benefits.Payment], err *error)
	}{
		"an error": {"us-dc-ojt", "parts come to their total", func(_ benefits.SubsidyInput, _ *rule.Decision[benefits.Payment],
			err *error) {
			*err = errFaulty
		}},
		"another error": {"us-dc-ojt", "no limit is passed", func(_ benefits.SubsidyInput, _ *rule.Decision[benefits.Payment],
			err *error) {
			*err = errFaulty
		}},
		"a third": {"us-dc-ojt", "a wage is paid no more than it is", func(_ benefits.SubsidyInput,
			_ *rule.Decision[benefits.Payment], err *error) {
			*err = errFaulty
		}},
		"a fourth": {"us-dc-ojt", "the order of wages does not matter", func(_ benefits.SubsidyInput,
			_ *rule.Decision[benefits.Payment], err *error) {
			*err = errFaulty
		}},
		"a fifth": {"us-dc-ojt", "what is unbound is not cut", func(_ benefits.SubsidyInput, _ *rule.Decision[benefits.Payment],
			err *error) {
			*err = errFaulty
		}},
		"half a cent":     {"us-dc-ojt", "parts come to their total", lieAmount(func(a decimal.Decimal) decimal.Decimal { return a.Add(mill) })},
		"a negative":      {"us-dc-ojt", "parts come to their total", lieAmount(func(decimal.Decimal) decimal.Decimal { return cent.Neg() })},
		"a cent more":     {"us-dc-ojt", "parts come to their total", lieAmount(func(a decimal.Decimal) decimal.Decimal { return a.Add(cent) })},
		"above the total": {"us-wa-stay-at-work", "no limit is passed", lieTotal},
		"above the steps": {"au-vic-wise", "no limit is passed", lieTotal},
		"above all steps": {"steps", "no limit is passed", lieTotal},
		"above the week": {"au-nsw-jobcover", "no limit is passed",
			lieAmount(func(decimal.Decimal) decimal.Decimal { return decimal.New(60001, -2) })},
		"in one week": {"au-nsw-jobcover", "no limit is passed",
			lieAmount(func(decimal.Decimal) decimal.Decimal { return decimal.New(600, 0) })},
		"in several weeks":         {"au-nsw-jobcover", "no limit is passed", lieWeeks},
		"above the employer's":     {"employer", "no limit is passed", lieTotal},
		"two above the employer's": {"employer", "each worker is paid as if alone, up to the limits of the employer", lieWorkers(150)},
		"two as one":               {"us-dc-ojt", "each worker is paid as if alone, up to the limits of the employer", lieWorkers(0)},
		"above the wage": {"us-dc-ojt", "a wage is paid no more than it is",
			lieAmount(func(a decimal.Decimal) decimal.Decimal { return decimal.New(1000000, 0) })},
		"a day twice": {"us-dc-ojt", "a day is never paid twice", func(_ benefits.SubsidyInput, _ *rule.Decision[benefits.Payment],
			err *error) {
			*err = nil
		}},
		"in another order": {"us-dc-ojt", "the order of wages does not matter", func(_ benefits.SubsidyInput,
			d *rule.Decision[benefits.Payment], _ *error) {
			d.Value.Periods[0].Amount = d.Value.Periods[0].Amount.Add(cent)
		}},
		"the other order fails": {"us-dc-ojt", "the order of wages does not matter", func(_ benefits.SubsidyInput,
			_ *rule.Decision[benefits.Payment], err *error) {
			if calls++; calls%2 == 0 {
				*err = errFaulty
			}
		}},
		"alone it fails": {"us-dc-ojt", "what is unbound is not cut", func(_ benefits.SubsidyInput, _ *rule.Decision[benefits.Payment],
			err *error) {
			if calls++; calls%2 == 0 {
				*err = errFaulty
			}
		}},
		"cut without a limit": {"us-dc-ojt", "what is unbound is not cut", lieAmong(benefits.BoundNone, cent.Neg())},
		"more among others":   {"us-dc-ojt", "what is unbound is not cut", lieAmong(benefits.BoundWeek, cent)},
	} {
		s := (*benefits.Subsidy)(nil)
		switch c.id {
		case "steps":
			s = stepsOnly(t)
		case "employer":
			s = board(t, "steps: [{weeks: 26, percent: 50, cite: m}]", "employer: {total: {amount: 100, cite: m}}")
		default:
			s = builtin(t, c.id)
		}
		seen(t, lie, newKit(faultySubsidy{s, c.pay}, known).paymentLaws(), c.law)
	}
}

func lieAmount(to func(decimal.Decimal) decimal.Decimal) func(benefits.SubsidyInput, *rule.Decision[benefits.Payment], *error) {
	return func(_ benefits.SubsidyInput, d *rule.Decision[benefits.Payment], _ *error) {
		for i, p := range d.Value.Periods {
			d.Value.Periods[i].Amount = to(p.Amount)
		}
	}
}

func lieTotal(_ benefits.SubsidyInput, d *rule.Decision[benefits.Payment], _ *error) {
	d.Value.Total = decimal.New(1000000, 0)
}

// lieWeeks pays a cent more than 600.00 for each week of a wage of several.
func lieWeeks(in benefits.SubsidyInput, d *rule.Decision[benefits.Payment], _ *error) {
	for i, w := range in.Wages {
		d.Value.Periods[i].Amount = zero
		if weeks := w.To.DaysSince(in.Start)/7 - w.From.DaysSince(in.Start)/7 + 1; weeks > 1 {
			d.Value.Periods[i].Amount = decimal.New(int64(60000*weeks+1), -2)
		}
	}
}

// lieWorkers pays so much for two workers, and a hundred dollars for one.
func lieWorkers(two int64) func(benefits.SubsidyInput, *rule.Decision[benefits.Payment], *error) {
	return func(in benefits.SubsidyInput, d *rule.Decision[benefits.Payment], _ *error) {
		d.Value.Total = hundred
		if slices.ContainsFunc(in.Wages, func(w benefits.Wage) bool { return w.Worker != "" }) {
			d.Value.Total = decimal.New(two, 0)
		}
	}
}

// lieAmong changes the amounts of several wages and not of one alone.
func lieAmong(by benefits.Bound, more decimal.Decimal) func(benefits.SubsidyInput, *rule.Decision[benefits.Payment], *error) {
	return func(in benefits.SubsidyInput, d *rule.Decision[benefits.Payment], _ *error) {
		if len(in.Wages) < 2 {
			return
		}
		for i, p := range d.Value.Periods {
			d.Value.Periods[i] = benefits.PaidPeriod{Amount: p.Amount.Add(more), BoundBy: by}
		}
	}
}

// stepsOnly is a scheme that only its steps limit.
func stepsOnly(t *testing.T) *benefits.Subsidy {
	t.Helper()
	return board(t, "steps: [{weeks: 4, percent: 50, per_step: {amount: 100, cite: m}, cite: m}]")
}

// board is a board's own scheme, of which a text says so much.
func board(t *testing.T, text ...string) *benefits.Subsidy {
	t.Helper()
	s, err := benefits.ParseSubsidy("board.yaml", []byte("subsidy: nz-board\ntitle: A board's own\nsource: m\nrounding: {how: "+
		"half_up, cite: m}\ntexts:\n  - cite: m\n    "+
		strings.Join(text, "\n    ")+"\nnot_modelled: []\ninterpretations:\n"+
		"  - {id: round-half-up, question: How is a cent rounded, cite: m, set: rounding, readings: [{key: half_up, text: Half up.}, "+
		"{key: half_even, text: Half to even.}]}\n"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestALawOfTheMoneyThatIsBrokenIsSeen(t *testing.T) {
	calls := 0
	second := func() bool { calls++; return calls%2 == 0 }
	for name, c := range map[string]struct {
		law    string
		policy faultyPolicy
	}{
		"a cent owed": {"what was paid as due is reconciled to nothing",
			faultyPolicy{reconcile: func(d *rule.Decision[benefits.Reconciliation], _ *error) { d.Value.Owed = cent }}},
		"no reconciling": {"what was paid as due is reconciled to nothing",
			faultyPolicy{reconcile: func(_ *rule.Decision[benefits.Reconciliation], err *error) { *err = errFaulty }}},
		"another difference": {"a correction's difference is due after less due before",
			faultyPolicy{reconcile: func(d *rule.Decision[benefits.Reconciliation], _ *error) {
				d.Value.Periods[0].Difference = d.Value.Periods[0].Difference.Add(cent)
			}}},
		"no reconciling of a correction": {"a correction's difference is due after less due before",
			faultyPolicy{reconcile: func(d *rule.Decision[benefits.Reconciliation], err *error) {
				*d, *err = rule.Decision[benefits.Reconciliation]{}, errFaulty
			}}},
		"another net": {"a correction's difference is due after less due before",
			faultyPolicy{reconcile: func(d *rule.Decision[benefits.Reconciliation], _ *error) {
				d.Value.Net = d.Value.Net.Add(cent)
			}}},
		"the second is paid more": {"splitting a pay period changes no more than a unit",
			faultyPolicy{reimburse: func(_ benefits.ReimburseInput, d *rule.Decision[benefits.Reimbursement], _ *error) {
				if second() {
					d.Value.Total = d.Value.Total.Add(hundred)
				}
			}}},
		"another cost": {"a forecast is the reimbursement of its pay periods",
			faultyPolicy{forecast: func(d *rule.Decision[benefits.Forecast], _ *error) {
				d.Value.Cost = d.Value.Cost.Add(cent)
			}}},
		"a day left out": {"a forecast is the reimbursement of its pay periods",
			faultyPolicy{forecast: func(d *rule.Decision[benefits.Forecast], _ *error) {
				d.Value.Periods[0].From, _ = d.Value.Periods[0].From.AddDays(-1)
			}}},
		"the last left out": {"a forecast is the reimbursement of its pay periods",
			faultyPolicy{forecast: func(d *rule.Decision[benefits.Forecast], _ *error) {
				d.Value.Periods = d.Value.Periods[:len(d.Value.Periods)-1]
			}}},
		"no reimbursement": {"a forecast is the reimbursement of its pay periods", faultyPolicy{reimburse: func(_ benefits.ReimburseInput,
			_ *rule.Decision[benefits.Reimbursement], err *error) {
			*err = errFaulty
		}}},
		"a surplus carried": {"a surplus of earnings lowers no other period", faultyPolicy{td02: func(d *rule.Decision[benefits.TD02], _ *error) {
			if len(d.Value.Periods) > 1 {
				d.Value.Periods[1].Amount = d.Value.Periods[1].Amount.Add(cent)
			}
		}}},
		"another total": {"a surplus of earnings lowers no other period", faultyPolicy{td02: func(d *rule.Decision[benefits.TD02], _ *error) {
			if len(d.Value.Periods) > 1 {
				d.Value.Total = d.Value.Total.Add(cent)
			}
		}}},
		"none alone": {"a surplus of earnings lowers no other period", faultyPolicy{td02: func(_ *rule.Decision[benefits.TD02], err *error) {
			if second() {
				*err = errFaulty
			}
		}}},
		"more than the month": {"the months of a benefit come to their total",
			faultyPolicy{partMonth: func(d *rule.Decision[benefits.PartMonth], _ *error) {
				d.Value.Months[0].Amount = hundred.Mul(hundred).Mul(hundred)
			}}},
		"a total of its own": {"the months of a benefit come to their total",
			faultyPolicy{partMonth: func(d *rule.Decision[benefits.PartMonth], _ *error) {
				d.Value.Total = d.Value.Total.Add(cent)
			}}},
		"a year later": {"a loss ends in the first year that reaches the old earnings",
			faultyPolicy{lossEnds: func(d *rule.Decision[benefits.LossEnds], _ *error) {
				if d.Value.WithinYears != nil {
					*d.Value.WithinYears++
				}
			}}},
	} {
		c.policy.Policy = alberta(t)
		c.policy.readings = c.policy.Policy.Interpretations()
		seen(t, name, policyLaws(c.policy), c.law)
	}
	first := faultyPolicy{Policy: alberta(t), readings: []rule.Interpretation{{ID: "apportion-straddle", Reading: "first_day"}},
		reimburse: func(_ benefits.ReimburseInput, _ *rule.Decision[benefits.Reimbursement], err *error) {
			*err = errFaulty
		}}
	for _, q := range policyLaws(first) {
		if how := q.Broken(); q.Name == "splitting a pay period changes no more than a unit" && how != nil {
			t.Error("a reading sets the law aside, and it is broken: ", how)
		}
	}
}

// What is drawn keeps to what its generator says, and comes to both ends of it: a law is
// asked at its edges too.
func TestWhatIsDrawn(t *testing.T) {
	within, x := period("2024-01-01", "2024-12-31"), edges{t, map[string]bool{}}
	never, spans, either, amount := x.never, x.spans, x.either, x.amount
	schedules, placements, payPeriods, wages := Schedules(), Placements([]string{"regular", "gst"}), PayPeriods([]string{"regular", "gst"}, period("2025-01-06", "2025-02-04")), Wages(within)
	employments := Employments(benefits.Text{Steps: []benefits.SubsidyStep{{Weeks: 4, Term: benefits.Term{Percent: hundred}, PerHour: &benefits.Limit{Amount: hundred}}}}, calendar.Date{}, within)
	for seed := range 3000 {
		steps := schedules.Example(seed)[0].Steps
		spans("steps", len(steps), 1, 8)
		for _, s := range steps {
			spans("the length of a step", s.Months+s.Weeks+s.Days, 1, 6)
			amount("a percent", s.Percent, 10000)
			either("a step of months", s.Months > 0)
			either("a step of weeks", s.Weeks > 0)
			either("a step of days", s.Days > 0)
		}
		pay := payPeriods.Example(seed)
		spans("lines", len(pay.Lines), 0, 4)
		for _, l := range pay.Lines {
			amount("the amount of a line", l.Amount, 1000000)
			if either("days of its own", !l.To.IsZero()); !l.To.IsZero() {
				spans("the days of a line after the first", l.To.DaysSince(pay.From), 0, 20)
			}
		}
		never("a first day that is not worked", pay.Worked[0] != pay.From)
		either("a second day that is worked", len(pay.Worked) > 1 && pay.Worked[1].DaysSince(pay.From) == 1)
		all := wages.Example(seed)
		spans("wages", len(all), 1, 8)
		for i, w := range all {
			days := calendar.Period{From: w.From, To: w.To}.Days()
			never("a wage outside of the period", w.From.Before(within.From) || w.To.After(within.To))
			never("worked days that are not", w.Days < 1 || w.Days > days)
			either("a wage of a day", days == 1)
			never(fmt.Sprint("a wage of days ", days), w.To != within.To && !slices.Contains([]int{1, 3, 7, 14, 30, 201}, days))
			amount("gross", w.Gross, 3000000)
			if i > 0 {
				spans("days between wages", w.From.DaysSince(all[i-1].To)-1, 0, 3)
			}
		}
		in := employments.Example(seed)
		spans("days before the employment", in.Start.DaysSince(within.From), 0, 365)
		for _, w := range in.Wages {
			never("more than ten hours a day", w.Hours.Cmp(decimal.New(int64(10*w.Days), 0)) > 0)
			either("more hours than days", w.Hours.Cmp(decimal.New(int64(w.Days), 0)) > 0)
		}
		if seed >= 1000 {
			continue // of placements, which take longer
		}
		p := placements.Example(seed)
		spans("pay periods", len(p.PayPeriods), 1, 8)
		either("an extension", len(p.Schedule) > 1)
		never("pay before the start or after the end", p.PayPeriods[0].From != p.Start || p.PayPeriods[len(p.PayPeriods)-1].To.After(p.End))
		either("a start on the first day of 2023", p.Start == calendar.MustParse("2023-01-01"))
		inDays, days := len(p.Schedule) == 1, 0
		for _, s := range p.Schedule[0].Steps {
			inDays, days = inDays && s.Days > 0, days+s.Days
		}
		if inDays {
			spans("days of a placement after its steps", p.End.DaysSince(p.Start)-days, -1, 20)
		}
		for i, next := range p.PayPeriods[1:] {
			spans("days between pay periods", next.From.DaysSince(p.PayPeriods[i].To)-1, 0, 3)
		}
		for _, pay := range p.PayPeriods {
			spans("the days of a pay period after the first", pay.To.DaysSince(pay.From), 0, 30)
		}
	}
	x.reached()
}

// edges are those of what is drawn.
type edges struct {
	t    *testing.T
	seen map[string]bool // whether each was drawn
}

func (x edges) never(what string, is bool) {
	if is {
		x.t.Errorf("drawn: %s", what)
	}
}

func (x edges) spans(name string, n, least, most int) {
	x.never(fmt.Sprint(name, " ", n), n < least || n > most)
	for _, end := range [...]int{least, most} {
		key := fmt.Sprint(name, " ", end)
		x.seen[key] = x.seen[key] || n == end
	}
}

func (x edges) either(name string, is bool) {
	for _, answer := range [...]bool{true, false} {
		key := fmt.Sprint(name, " ", answer)
		x.seen[key] = x.seen[key] || answer == is
	}
}

func (x edges) amount(name string, a decimal.Decimal, most int64) {
	x.spans(name, int(a.Shift(2).IntPart()), 0, int(most))
	x.never(name+" of half a cent", !a.Truncate(2).Equal(a))
}

// reached expects each to have been drawn.
func (x edges) reached() {
	for what, is := range x.seen {
		if !is {
			x.t.Errorf("never drawn: %s", what)
		}
	}
}

// Whether a step pays a percentage of every wage, and of which percentages a hundredth is
// asked: of a formula in any of its parts.
func TestFormulasAreNotPlain(t *testing.T) {
	one, half := decimal.New(1, 0), decimal.New(5, -1)
	band := func(p decimal.Decimal) benefits.Term { return benefits.Term{Bands: []benefits.Band{{Percent: p}}} }
	bracket := func(p decimal.Decimal) benefits.Term {
		return benefits.Term{Brackets: []benefits.Bracket{{Percent: p}}}
	}
	for name, c := range map[string]struct {
		plain, fraction bool
		step            func(p decimal.Decimal) benefits.SubsidyStep
	}{
		"a percentage": {true, false, func(p decimal.Decimal) benefits.SubsidyStep {
			return benefits.SubsidyStep{Term: benefits.Term{Percent: p}}
		}},
		"once": {true, false, func(p decimal.Decimal) benefits.SubsidyStep {
			return benefits.SubsidyStep{Repeat: 1, Instalments: 1, Term: benefits.Term{Percent: p}}
		}},
		"repeated": {false, true, func(p decimal.Decimal) benefits.SubsidyStep {
			return benefits.SubsidyStep{Repeat: 2, Term: benefits.Term{Percent: p}}
		}},
		"in instalments": {false, true, func(p decimal.Decimal) benefits.SubsidyStep {
			return benefits.SubsidyStep{Instalments: 2, Term: benefits.Term{Percent: p}}
		}},
		"a band": {false, true, func(p decimal.Decimal) benefits.SubsidyStep { return benefits.SubsidyStep{Per: "wage", Term: band(p)} }},
		"a bracket": {false, true, func(p decimal.Decimal) benefits.SubsidyStep {
			return benefits.SubsidyStep{Per: "wage", Term: bracket(p)}
		}},
		"the greater": {false, true, func(p decimal.Decimal) benefits.SubsidyStep {
			return benefits.SubsidyStep{Per: "wage", GreaterOf: []benefits.Alternative{{Term: band(p)}}}
		}},
		"the lesser": {false, true, func(p decimal.Decimal) benefits.SubsidyStep {
			return benefits.SubsidyStep{Per: "wage", LesserOf: []benefits.Alternative{{Term: bracket(p)}}}
		}},
		"the greater's": {false, true, func(p decimal.Decimal) benefits.SubsidyStep {
			return benefits.SubsidyStep{Per: "wage", GreaterOf: []benefits.Alternative{{LesserOf: []benefits.Term{band(p)}}}}
		}},
		"the lesser's": {false, true, func(p decimal.Decimal) benefits.SubsidyStep {
			return benefits.SubsidyStep{Per: "wage", LesserOf: []benefits.Alternative{{GreaterOf: []benefits.Term{{Percent: p}}}}}
		}},
	} {
		if got := isPlain(c.step(half)); got != c.plain {
			t.Errorf("%s: plain is %v", name, got)
		}
		if err := noFractions(0, c.step(half)); (err != nil) != c.fraction || err != nil && !strings.HasPrefix(err.Error(), "step 1 has a formula of 0.5 %") {
			t.Errorf("%s: got %v", name, err)
		}
		for _, p := range []decimal.Decimal{one, zero} {
			if err := noFractions(0, c.step(p)); err != nil {
				t.Errorf("%s at %s: got %v", name, p, err)
			}
		}
	}
}
