package benefits

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/number"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// ReimburseInput asks what a placement's employer is reimbursed. The zero value lacks the
// start: an input error.
type ReimburseInput struct {
	Start      calendar.Date `json:"start"`        // the placement's first day
	End        calendar.Date `json:"end,omitzero"` // its last; not given: the last day of the schedule
	Schedule   Schedule      `json:"schedule"`
	Apportion  Apportion     `json:"apportion"`
	PayPeriods []PayPeriod   `json:"pay_periods"` // in any order, no day in two of them
}

// UnmarshalJSON reads the JSON form strictly: a key that there is not, in another case or
// twice, and a value of another type are *rule.InputErrors that name it.
func (in *ReimburseInput) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, in) }

// Apportion says by which days a pay period that lies in several steps is
// prorated among them. The zero value is neither: an input error.
type Apportion string

// The ways to prorate a pay period.
const (
	CalendarDays Apportion = "calendar_days" // by all its days
	DaysWorked   Apportion = "days_worked"   // by the days of PayPeriod.Worked
)

// Values lists the ways.
func (Apportion) Values() []string { return []string{string(CalendarDays), string(DaysWorked)} }

// A PayPeriod is what the employer paid for some days, both ends included. The zero value
// lacks its days: an input error.
type PayPeriod struct {
	From   calendar.Date   `json:"from"`
	To     calendar.Date   `json:"to"`
	Lines  []Line          `json:"lines"`
	Worked []calendar.Date `json:"worked,omitempty"` // the days worked, each once, in any order
}

// A Line of pay: of a kind that the policy knows, and an amount with at most
// two decimals. One that is for some days of the pay period has their first or
// last; the other is the pay period's own where it is not given. The zero value lacks its
// kind: an input error.
type Line struct {
	Kind   string          `json:"kind"`
	Amount decimal.Decimal `json:"amount"`
	From   calendar.Date   `json:"from,omitzero"`
	To     calendar.Date   `json:"to,omitzero"`
}

// UnmarshalJSON reads the JSON form strictly: a key that there is not, in another case or
// twice, and a value of another type are *rule.InputErrors that name it.
func (in *Line) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, in) }

// MarshalJSON writes the numbers with the digits that were given, and leaves out
// those that were not.
func (in Line) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(in) }

// A Reimbursement is what the employer is paid, under payment code VRE02 in
// Alberta, and what stays with the employer. Every total is the sum of its
// printed parts. The zero value answers nothing: it stands beside an error.
type Reimbursement struct {
	Periods       []ReimbursedPeriod `json:"periods"`        // in the order given
	Total         decimal.Decimal    `json:"total"`          // of the amounts
	ExcludedTotal decimal.Decimal    `json:"excluded_total"` // of the pay that is never reimbursed
	EmployerShare decimal.Decimal    `json:"employer_share"` // of the bases, less the total; below zero where a coarse rounding pays more
}

// MarshalJSON writes the numbers with their digits.
func (a Reimbursement) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

// A ReimbursedPeriod is one pay period. The zero value is no part of an answer.
type ReimbursedPeriod struct {
	Base     decimal.Decimal  `json:"base"`     // the reimbursable pay
	Excluded KindAmounts      `json:"excluded"` // the other pay
	Steps    []ReimbursedStep `json:"steps"`    // those with a counted day, in order
	Amount   decimal.Decimal  `json:"amount"`
}

// MarshalJSON writes the numbers with their digits.
func (a ReimbursedPeriod) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

// KindAmounts are amounts by kind of pay, in the order of the policy. In JSON
// they are one mapping. The zero value has no kind.
type KindAmounts []KindAmount

// A KindAmount is the pay of one kind in a pay period. The zero value is no part of an answer.
type KindAmount struct {
	Kind   string          // as the policy names it: "overtime"
	Amount decimal.Decimal // in the policy's currency, to the cent: the sum of the lines, which is not rounded
}

// MarshalJSON writes the amounts by kind.
func (k KindAmounts) MarshalJSON() ([]byte, error) {
	by := make(map[string]decimal.Decimal, len(k))
	for _, one := range k {
		by[one.Kind] = one.Amount
	}
	return strict.MarshalFacts(by)
}

// UnmarshalJSON reads amounts by kind, in the order of the letters.
func (k *KindAmounts) UnmarshalJSON(data []byte) error {
	var by map[string]decimal.Decimal
	if err := json.Unmarshal(data, &by); err != nil {
		return &rule.InputError{Field: "excluded", Value: string(data), Expected: "amounts by kind of pay"}
	}
	*k = make(KindAmounts, 0, len(by))
	for _, kind := range slices.Sorted(maps.Keys(by)) {
		*k = append(*k, KindAmount{Kind: kind, Amount: by[kind]})
	}
	return nil
}

// A ReimbursedStep is the part of a pay period that lies in a step. Base and
// Amount each take the period's odd cents by largest remainder, the earlier
// step first on a tie, so a 100 % step may show a cent more than its base. The zero value
// is no part of an answer.
type ReimbursedStep struct {
	Percent decimal.Decimal `json:"percent"`
	Days    int             `json:"days"` // counted days of the pay period, also where no line reaches
	Base    decimal.Decimal `json:"base"`
	Amount  decimal.Decimal `json:"amount"`
}

// MarshalJSON writes the numbers with their digits.
func (a ReimbursedStep) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

var (
	earningsTemplate = rule.Template{ID: "benefits.reimburse.earnings",
		Text: "The worker's gross earnings from {from} to {to} that are reimbursable come to {base:money}."}
	reimbursedKindTemplate = rule.Template{ID: "benefits.reimburse.kind",
		Text: "{title}: {amount:money} is reimbursed as gross earnings."}
	excludedKindTemplate = rule.Template{ID: "benefits.reimburse.excluded",
		Text: "{title}: {amount:money} is not reimbursed."}
	calendarStepTemplate = rule.Template{ID: "benefits.reimburse.step",
		Text: "{days} of {all} calendar days lie in the step of {percent} % from {from} to {to}: {base:money} of pay, {amount:money} reimbursed."}
	workedStepTemplate = rule.Template{ID: "benefits.reimburse.step.worked",
		Text: "{days} of {all} days worked lie in the step of {percent} % from {from} to {to}: {base:money} of pay, {amount:money} reimbursed."}
	totalTemplate = rule.Template{ID: "benefits.reimburse.total",
		Text: "The employer is reimbursed {total:money} in all (payment code {payment_code}) and bears {employer_share:money} of the " +
			"reimbursable pay."}
	plainTotalTemplate = rule.Template{ID: "benefits.reimburse.total.no-code",
		Text: "The employer is reimbursed {total:money} in all and bears {employer_share:money} of the reimbursable pay."}
)

// Reimburse gives what the employer is reimbursed for the worker's pay: the
// percentage of each step, of the reimbursable pay of the days in it. A pay
// period in several steps is prorated by days, a line with days of its own by
// those. Its amount is exact until it is rounded once, by the policy's rounding.
// Days after the last step and between segments count at 0 %. Errors are
// InputErrors. (TOJ-1, TOJ-2, TOJ-4)
func (p *Policy) Reimburse(in ReimburseInput) (rule.Decision[Reimbursement], error) {
	r, x, err := p.reimburse(in)
	if err != nil {
		return rule.Decision[Reimbursement]{}, err
	}
	return rule.Decision[Reimbursement]{Value: r, Findings: x.findings}, nil
}

func (p *Policy) reimburse(in ReimburseInput) (r Reimbursement, x explanation, err error) {
	if err := p.mustPay(); err != nil {
		return r, x, err
	}
	plan, last, err := p.agreed(in)
	if err != nil {
		return r, x, err
	}
	worked, err := p.checkPay(in, last)
	if err != nil {
		return r, x, err
	}
	n := len(in.PayPeriods)
	b := bookkeeper{policy: p, plan: &plan, by: in.Apportion, calculator: newCalculator(&plan),
		kinds: make([]kindSum, len(p.reimbursable)+len(p.excluded)),
		steps: make([]ReimbursedStep, 0, n+len(plan.rows)), excludedKinds: make(KindAmounts, 0, n),
		explanation: explanation{findings: make([]rule.Finding, 0, 4*n+1), facts: make([]rule.Fact, 0, 16*n+3)}}
	periods := make([]ReimbursedPeriod, n)
	for i := range in.PayPeriods {
		if err := b.pay(&in.PayPeriods[i], worked[i], &periods[i]); err != nil {
			return r, x, inPeriod(i, err)
		}
	}
	total := b.calculator.ledger.total
	r = Reimbursement{Periods: periods, Total: b.dollars(total), ExcludedTotal: b.dollars(b.excluded), EmployerShare: b.dollars(b.base.sub(total))}
	if p.code.Value != "" {
		b.find(&totalTemplate, p.code.Cite, true, rule.Num("total", r.Total), rule.Num("employer_share", r.EmployerShare),
			p.codeFact)
	} else {
		b.find(&plainTotalTemplate, p.source, true, rule.Num("total", r.Total), rule.Num("employer_share", r.EmployerShare))
	}
	return r, b.explanation, nil
}

// agreed is the plan of an agreement: its schedule, up to the placement's last
// day.
func (p *Policy) agreed(in ReimburseInput) (a plan, last calendar.Date, err error) {
	if in.Start.IsZero() {
		return a, last, &rule.InputError{Field: "start", Expected: "the placement's first day"}
	}
	if a, err = planOf(in.Start, in.Schedule, p.cites.Schedule, p.rounding); err != nil {
		return a, last, err
	}
	if !in.End.IsZero() && in.End.Before(in.Start) {
		return a, last, &rule.InputError{Field: "end", Value: in.End.String(), Problem: "runs backwards",
			Expected: "a day on or after the start " + in.Start.String()}
	}
	a.firstDay = p.firstDayRules
	if last = in.End; last.IsZero() {
		last = a.rows[len(a.rows)-1].to
	}
	a.reach(last)
	return a, last, nil
}

// A bookkeeper reimburses the pay periods of one placement.
type bookkeeper struct {
	explanation
	policy         *Policy
	plan           *plan
	by             Apportion
	calculator     *calculator
	base, excluded exact
	steps          []ReimbursedStep // of all pay periods
	excludedKinds  KindAmounts      // of all pay periods
	kinds          []kindSum        // of the pay period at hand: the policy's reimbursable kinds, then the excluded
	entry          entry
}

// A kindSum is the pay of one kind in a pay period.
type kindSum struct {
	lines int
	sum   exact           // in cents
	one   decimal.Decimal // the amount of the line, where there is one
}

func (b *bookkeeper) amount(k *kindSum) decimal.Decimal {
	if k.lines == 1 && k.one.Exponent() == -2 {
		return k.one
	}
	return b.dollars(k.sum)
}

// pay reimburses one period, of which the worked days are sorted.
func (b *bookkeeper) pay(pay *PayPeriod, worked []calendar.Date, out *ReimbursedPeriod) error {
	base, err := b.enter(pay, worked)
	if err != nil {
		return err
	}
	out.Base, out.Excluded = b.kindsPaid(pay, base)
	r, err := b.calculator.pay(&b.entry)
	if err != nil {
		return err
	}
	out.Amount = b.dollars(r.amount)
	b.printSteps(out, base, &r)
	if !r.even {
		b.policy.rounding.explain(&b.explanation, reimbursement, r.sum, r.unit, out.Amount)
	}
	b.base = b.base.add(base)
	return nil
}

// enter makes the pay period the entry at hand and gives its reimbursable pay.
func (b *bookkeeper) enter(pay *PayPeriod, worked []calendar.Date) (base exact, err error) {
	clear(b.kinds)
	e := &b.entry
	e.span, e.pay, e.own = calendar.Period{From: pay.From, To: pay.To}, exact{}, e.own[:0]
	e.worked, e.byDays = worked, b.by == DaysWorked
	e.days = e.count(e.span)
	reimbursable := len(b.policy.reimbursable)
	for i := range pay.Lines {
		line := &pay.Lines[i]
		amount, kind := cents(line.Amount), b.policy.kind(line.Kind)
		k := &b.kinds[kind]
		k.lines, k.sum, k.one = k.lines+1, k.sum.add(amount), line.Amount
		if kind >= reimbursable {
			b.excluded = b.excluded.add(amount)
			continue
		}
		base = base.add(amount)
		span := line.span(pay)
		own := ownPay{span: span, days: e.days, pay: amount}
		if span != e.span {
			own.days = e.count(span)
		}
		switch {
		case own.days == 0 && amount.sign() > 0:
			return base, &rule.InputError{Field: "worked", Problem: "no day worked from " + span.From.String() + " to " + span.To.String(),
				Expected: "the days on which " + number.Grouped(dollars(amount).StringFixed(2)) + " was earned"}
		case span == e.span:
			e.pay = e.pay.add(amount)
		case amount.sign() > 0:
			e.own = append(e.own, own)
		}
	}
	return base, nil
}

// span gives the days that a line is for.
func (l *Line) span(pay *PayPeriod) calendar.Period {
	span := calendar.Period{From: l.From, To: l.To}
	if l.From.IsZero() {
		span.From = pay.From
	}
	if l.To.IsZero() {
		span.To = pay.To
	}
	return span
}

// kindsPaid finds what of the pay is reimbursable and what is not.
func (b *bookkeeper) kindsPaid(pay *PayPeriod, sum exact) (base decimal.Decimal, excluded KindAmounts) {
	all, from := kindSum{sum: sum}, len(b.excludedKinds)
	for i := range b.policy.reimbursable {
		if k := &b.kinds[i]; k.lines > 0 {
			all.lines, all.one = all.lines+k.lines, k.one
		}
	}
	base = b.amount(&all)
	b.find(&earningsTemplate, b.policy.reimbursable[0].Cite, true, rule.Date("from", pay.From), rule.Date("to", pay.To),
		rule.Num("base", base))
	for i := range b.kinds {
		k := &b.kinds[i]
		if k.lines == 0 {
			continue
		}
		if at := i - len(b.policy.reimbursable); at >= 0 {
			kind := &b.policy.excluded[at]
			paid := KindAmount{Kind: kind.Kind, Amount: b.amount(k)}
			b.excludedKinds = append(b.excludedKinds, paid)
			b.find(&excludedKindTemplate, kind.Cite, false, kind.named,
				rule.Num("amount", paid.Amount)).Interpretations = kind.carried
		} else if kind := &b.policy.reimbursable[i]; i > 0 || kind.carried != nil {
			b.find(&reimbursedKindTemplate, kind.Cite, true, kind.named,
				rule.Num("amount", b.amount(k))).Interpretations = kind.carried
		}
	}
	return base, b.excludedKinds[from:len(b.excludedKinds):len(b.excludedKinds)]
}

// printSteps writes the steps of a pay period with their shares of its base and
// of its amount.
func (b *bookkeeper) printSteps(out *ReimbursedPeriod, base exact, r *result) {
	from := len(b.steps)
	parts := b.calculator.parts[:0] // its shares stand in the rows by now
	for i := range r.rows {
		parts = append(parts, r.rows[i].base)
	}
	allocate(base, parts)
	b.calculator.parts = parts
	straddles := len(r.rows) > 1 || b.plan.firstDay
	template := &calendarStepTemplate
	if b.by == DaysWorked {
		template = &workedStepTemplate
	}
	for i := range r.rows {
		row := &r.rows[i]
		p := &b.plan.rows[row.row]
		s := ReimbursedStep{Percent: p.shown, Days: row.days, Base: out.Base, Amount: out.Amount}
		if len(r.rows) > 1 {
			s.Base, s.Amount = b.dollars(parts[i]), b.dollars(row.share)
		}
		f := b.find(template, p.cite, p.percent.sign() > 0, rule.Int("days", s.Days), rule.Int("all", b.entry.days),
			rule.Num("percent", s.Percent), rule.Date("from", p.from), rule.Date("to", p.to), rule.Num("base", s.Base), rule.Num("amount", s.Amount))
		if straddles {
			f.Interpretations = restsOnStraddle
		}
		b.steps = append(b.steps, s)
	}
	out.Steps = b.steps[from:len(b.steps):len(b.steps)]
}

var restsOnStraddle = []string{apportionStraddle}
