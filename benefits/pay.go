package benefits

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// SubsidyInput asks what a subsidy pays for an employer's wages. The zero value lacks the
// start: an input error.
type SubsidyInput struct {
	// Policy is the id of the subsidy in a scenario or a message, by which a
	// host chooses the Subsidy. Pay itself does not read it.
	Policy   string        `json:"policy,omitempty"`
	Accident calendar.Date `json:"accident,omitzero"`  // where the policy turns on it
	Start    calendar.Date `json:"start"`              // the first subsidised day
	Schedule Schedule      `json:"schedule,omitempty"` // where the steps are the agreement's own
	Facts    rule.Facts    `json:"facts,omitempty"`    // where the policy has tests of them
	// Breaks are the days of interruptions, after the start, no day twice; of a policy that says what they do not use up.
	Breaks  []calendar.Period `json:"breaks,omitempty"`
	Workers []WorkerStart     `json:"workers,omitempty"` // those whose first subsidised day is another than Start
	Wages   []Wage            `json:"wages"`             // in any order, no day in two of one worker
}

// A WorkerStart is the first subsidised day of one of an employer's workers. The zero
// value lacks both: an input error.
type WorkerStart struct {
	Worker string        `json:"worker"`
	Start  calendar.Date `json:"start"`
}

// UnmarshalJSON reads the JSON form strictly: a key that there is not, in another case or
// twice, and a value of another type are *rule.InputErrors that name it.
func (in *SubsidyInput) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, in) }

// A Wage is what the employer paid for some days, both ends included. The zero value
// lacks its days: an input error.
type Wage struct {
	Worker string          `json:"worker,omitempty"` // whose it is, where an employer has several
	From   calendar.Date   `json:"from"`
	To     calendar.Date   `json:"to"`
	Gross  decimal.Decimal `json:"gross"` // as the scheme counts it; any number of decimals
	Days   int             `json:"days"`  // days worked
	// Hours are the hours worked, where the policy pays by them; any number of decimals.
	Hours decimal.Decimal `json:"hours,omitempty"`
	// Baseline is what was paid for as long a time before the subsidy, where the policy pays by it.
	Baseline decimal.Decimal `json:"baseline,omitempty"`
}

// UnmarshalJSON reads the JSON form strictly: a key that there is not, in another case or
// twice, and a value of another type are *rule.InputErrors that name it.
func (in *Wage) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, in) }

// MarshalJSON writes the numbers with the digits that were given, and leaves out
// those that were not.
func (in Wage) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(in) }

// Bound names the limit that cut what is paid for a wage. The zero value is none of them:
// of a benefit that no limit can meet.
type Bound string

// The limits, in the order in which one is named on a tie.
const (
	BoundNone     Bound = "none" // nothing was cut
	BoundHour     Bound = "hour"
	BoundDay      Bound = "day"
	BoundWeek     Bound = "week"
	BoundMonth    Bound = "month"
	BoundQuarter  Bound = "quarter"
	BoundYear     Bound = "year"
	BoundStep     Bound = "step"
	BoundTotal    Bound = "total"
	BoundEmployer Bound = "employer" // over all its workers
	BoundDays     Bound = "days"
	BoundWindow   Bound = "window"
)

// A Payment is what a subsidy pays. The zero value answers nothing: it stands beside an error.
type Payment struct {
	Periods []PaidPeriod    `json:"periods"` // one for each wage, in the order given
	Flat    decimal.Decimal `json:"flat"`    // the flat amounts
	Total   decimal.Decimal `json:"total"`   // of Flat and the periods
}

// MarshalJSON writes the numbers with their digits.
func (a Payment) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

// A PaidPeriod is what is paid for one wage, to the cent, and the limit that
// leaves the least of it. The zero value is no part of an answer.
type PaidPeriod struct {
	Amount  decimal.Decimal `json:"amount"`
	BoundBy Bound           `json:"bound_by"`
}

// MarshalJSON writes the numbers with their digits.
func (a PaidPeriod) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

// Pay gives what the subsidy pays for each wage. The wages are paid in the
// order of their days. A wage that lies in several steps, weeks or years, or
// partly in the window, is cut by calendar days; a limit of days paid counts
// pro rata by its days worked. Amounts are exact until each period's is rounded
// once, to the cent; limits that run on count the printed amounts.
// Wages after the last step pay 0.00. Errors are InputErrors.
func (s *Subsidy) Pay(in SubsidyInput) (rule.Decision[Payment], error) {
	if s == nil || len(s.texts) == 0 {
		return rule.Decision[Payment]{}, noSubsidy()
	}
	n := len(in.Wages)
	c := subsidyClerk{explanation: explanation{findings: make([]rule.Finding, 0, 2*n+2), facts: make([]rule.Fact, 0, 9*n+4)}}
	text, err := s.text(&c.explanation, in.Accident, in.Facts)
	if err != nil {
		return rule.Decision[Payment]{}, err
	}
	if err := text.checkBreaks(&in); err != nil {
		return rule.Decision[Payment]{}, err
	}
	first, err := text.plan(in, s.rounding)
	if err != nil {
		return rule.Decision[Payment]{}, err
	}
	workers, of, err := in.workers()
	if err != nil {
		return rule.Decision[Payment]{}, err
	}
	if err := text.checkWages(in, workers, of); err != nil {
		return rule.Decision[Payment]{}, err
	}
	for _, b := range in.Breaks {
		c.find(&breakTemplate, text.Breaks.Cite, true, rule.Date("from", b.From), rule.Date("to", b.To), rule.Int("days", b.Days()))
	}
	c.breaks = in.Breaks
	var employer map[mostKey]exact
	if text.Employer != nil {
		employer = map[mostKey]exact{}
	}
	total, flat := exact{}, exact{}
	for i := range workers {
		plan := &first
		if in.Start = workers[i].start; in.Start != first.start {
			other, err := text.plan(in, s.rounding)
			if err != nil {
				return rule.Decision[Payment]{}, within("workers", err)
			}
			plan = &other
		}
		workers[i].calculator = newCalculator(plan)
		workers[i].calculator.employer = employer
		if text.AtStart != nil {
			paid := workers[i].calculator.payFlat(cents(text.AtStart.on(plan.start).Amount), plan.start)
			c.find(&flatTemplate, text.AtStart.Cite, true, rule.Num("amount", dollars(paid)), rule.Str("when", "at the start"))
		}
	}
	v := Payment{Periods: make([]PaidPeriod, n)}
	for _, i := range inOrder(n, func(i int) calendar.Period { return calendar.Period{From: in.Wages[i].From, To: in.Wages[i].To} }) {
		c.calculator = workers[of[in.Wages[i].Worker]].calculator
		c.plan = c.calculator.plan
		if v.Periods[i], err = c.pay(&in.Wages[i]); err != nil {
			return rule.Decision[Payment]{}, within(fmt.Sprintf("wages[%d]", i), err)
		}
	}
	for i := range workers {
		total, flat = total.add(workers[i].calculator.ledger.total), flat.add(workers[i].calculator.ledger.flat)
	}
	v.Flat, v.Total = dollars(flat), dollars(total)
	c.find(&subsidyTotalTemplate, text.Cite, true, rule.Num("total", v.Total))
	return rule.Decision[Payment]{Value: v, Findings: c.findings}, nil
}

// A worker is one of those whose wages are paid.
type worker struct {
	name       string
	start      calendar.Date
	calculator *calculator
}

// workers lists those of the wages, each with the first subsidised day, and gives
// the place of each by name; without wages there is one.
func (in *SubsidyInput) workers() (all []worker, of map[string]int, err error) {
	of = map[string]int{}
	for _, w := range in.Wages {
		if _, known := of[w.Worker]; !known {
			of[w.Worker] = len(all)
			all = append(all, worker{name: w.Worker, start: in.Start})
		}
	}
	seen := make(map[string]bool, len(in.Workers))
	for i, s := range in.Workers {
		at, known := of[s.Worker]
		path := fmt.Sprintf("workers[%d]", i)
		switch {
		case !known || seen[s.Worker]:
			return nil, nil, &rule.InputError{Field: path + ".worker", Value: s.Worker, Expected: "a worker of the wages, each once"}
		case s.Start.IsZero():
			return nil, nil, &rule.InputError{Field: path + ".start", Expected: "the worker's first subsidised day"}
		}
		seen[s.Worker], all[at].start = true, s.Start
	}
	if all == nil {
		all = []worker{{start: in.Start}}
	}
	return all, of, nil
}

// checkBreaks asks for breaks in the placement, which it sorts, of a policy that
// says what they do not use up.
func (t *Text) checkBreaks(in *SubsidyInput) error {
	if len(in.Breaks) == 0 {
		return nil
	}
	if t.Breaks == nil {
		return &rule.InputError{Field: "breaks", Problem: "a break is not valid", Expected: "none: the policy does not say what one does"}
	}
	span := func(i int) calendar.Period { return in.Breaks[i] }
	for i, b := range in.Breaks {
		if err := checkPeriod(b); err != nil {
			return within(fmt.Sprintf("breaks[%d]", i), err)
		}
		if !b.From.After(in.Start) {
			return &rule.InputError{Field: fmt.Sprintf("breaks[%d].from", i), Value: b.From.String(), Problem: "is outside the subsidised time",
				Expected: "a day after the start " + in.Start.String()}
		}
	}
	if err := checkOverlap("breaks", len(in.Breaks), span); err != nil {
		return err
	}
	in.Breaks = slices.SortedFunc(slices.Values(in.Breaks), func(a, b calendar.Period) int { return a.From.Compare(b.From) })
	return nil
}

var (
	textTemplate   = rule.Template{ID: "benefits.subsidy.text", Text: "For an accident on {accident} the text {reach} applies."}
	flatTemplate   = rule.Template{ID: "benefits.subsidy.flat", Text: "A flat amount of {amount:money} is due {when}."}
	beforeTemplate = rule.Template{ID: "benefits.subsidy.before",
		Text: "Of the wages from {from} to {to}, {days} of {all} days lie before the start, {start}, and nothing is paid for them."}
	wageTemplate = rule.Template{ID: "benefits.subsidy.wage",
		Text: "Of the wages of {gross:money} from {from} to {to}, {days} of {all} days lie in the step of {percent} % from {first} to " +
			"{last}: {amount:money} before any limit."}
	openWageTemplate = rule.Template{ID: "benefits.subsidy.wage.open",
		Text: "Of the wages of {gross:money} from {from} to {to}, {days} of {all} days lie in the step of {percent} % from {first}: " +
			"{amount:money} before any limit."}
	formulaTemplate = rule.Template{ID: "benefits.subsidy.wage.formula",
		Text: "Of the wages of {gross:money} from {from} to {to}, {days} of {all} days lie in the step from {first} that pays " +
			"{formula}: {amount:money} before any limit."}
	hoursTemplate = rule.Template{ID: "benefits.subsidy.wage.formula.hours",
		Text: "Of the wages of {gross:money} from {from} to {to}, for {hours} hours, {days} of {all} days lie in the step from {first} " +
			"that pays {formula}: {amount:money} before any limit."}
	noPercentTemplate = rule.Template{ID: "benefits.subsidy.wage.flat",
		Text: "Of the wages of {gross:money} from {from} to {to}, {days} of {all} days lie in the step from {first} to {last}, which " +
			"pays nothing but a flat amount."}
	afterTemplate = rule.Template{ID: "benefits.subsidy.after",
		Text: "Of the wages from {from} to {to}, {days} of {all} days lie in no step, and nothing is paid for them."}

	totalBindsTemplate = rule.Template{ID: "benefits.subsidy.bound.total",
		Text: "The limit of {limit:money} in all binds the wages from {from} to {to}, for which {amount:money} is paid."}
	daysBindTemplate = rule.Template{ID: "benefits.subsidy.bound.days",
		Text: "The limit of {limit} paid days binds the wages from {from} to {to}, for which {amount:money} is paid."}
	windowBindsTemplate = rule.Template{ID: "benefits.subsidy.bound.window",
		Text: "The window of {limit} months, which ends on {last}, binds the wages from {from} to {to}, for which {amount:money} is paid."}
	wageBindsTemplate = rule.Template{ID: "benefits.subsidy.bound.weekly-wage",
		Text: "The weekly wage that counts, 1/{weeks} of {limit:money} in {year}, binds the wages from {from} to {to}, for which " +
			"{amount:money} is paid."}
	stepBindsTemplate = rule.Template{ID: "benefits.subsidy.bound.step",
		Text: "The limit of {limit:money} in the step binds the wages from {from} to {to}, for which {amount:money} is paid."}
	dayBindsTemplate = rule.Template{ID: "benefits.subsidy.bound.day",
		Text: "The limit of {limit:money} a day worked binds the wages from {from} to {to}, for which {amount:money} is paid."}
	weekBindsTemplate = rule.Template{ID: "benefits.subsidy.bound.week",
		Text: "The limit of {limit:money} a week binds the wages from {from} to {to}, for which {amount:money} is paid."}

	hourBindsTemplate = rule.Template{ID: "benefits.subsidy.bound.hour",
		Text: "The limit of {limit:money} an hour worked binds the wages from {from} to {to}, for which {amount:money} is paid."}
	periodBindsTemplate = rule.Template{ID: "benefits.subsidy.bound.calendar",
		Text: "The limit of {limit:money} in a {period} binds the wages from {from} to {to}, for which {amount:money} is paid."}
	periodsBindTemplate = rule.Template{ID: "benefits.subsidy.bound.calendars",
		Text: "The limit of {limit:money} in a {period} binds the wages from {from} to {to}, which lie in {times} of them: {amount:money} is paid."}
	countedBindsTemplate = rule.Template{ID: "benefits.subsidy.bound.counted",
		Text: "No more than {limit:money} of the wages in a {period} counts, which binds the wages from {from} to {to}, for which " +
			"{amount:money} is paid."}
	countedTotalTemplate = rule.Template{ID: "benefits.subsidy.bound.counted-total",
		Text: "No more than {limit:money} of all wages counts, which binds the wages from {from} to {to}, for which {amount:money} is paid."}
	deductibleTemplate = rule.Template{ID: "benefits.subsidy.deductible",
		Text: "Of the wages from {from} to {to}, {amount:money} are of the first {limit:money}, which do not count."}

	employerBindsTemplate = rule.Template{ID: "benefits.subsidy.bound.employer",
		Text: "The limit of {limit:money} for all workers of the employer binds the wages from {from} to {to}, for which {amount:money} is paid."}
	weekWageBindsTemplate = rule.Template{ID: "benefits.subsidy.bound.week-wage",
		Text: "No more than {limit:money} of a week's wage counts, which binds the wages from {from} to {to}, for which {amount:money} is paid."}
	breakTemplate = rule.Template{ID: "benefits.subsidy.break",
		Text: "The break from {from} to {to} is {days} days, which are no days of a wage."}
	textByFactsTemplate = rule.Template{ID: "benefits.subsidy.text.by-facts", Text: "The text applies: {why}."}

	subsidyTotalTemplate = rule.Template{ID: "benefits.subsidy.total", Text: "The subsidy comes to {total:money} in all."}
)

// A subsidyClerk pays the wages of one employment by a subsidy.
type subsidyClerk struct {
	explanation
	plan       *plan
	calculator *calculator
	entry      entry
	breaks     []calendar.Period
}

// daysOf counts the days of a wage that lie in no break.
func daysOf(span calendar.Period, breaks []calendar.Period) int {
	days := span.Days()
	for _, b := range breaks {
		if common, ok := span.Intersect(b); ok {
			days -= common.Days()
		}
	}
	return days
}

// pay pays a wage. One that begins before the start is prorated: the days before
// are no part of it.
func (c *subsidyClerk) pay(w *Wage) (PaidPeriod, error) {
	span := calendar.Period{From: w.From, To: w.To}
	all := daysOf(span, c.breaks)
	if all == 0 { // of nothing, in a break
		return PaidPeriod{Amount: dollars(whole(0)), BoundBy: BoundNone}, nil
	}
	c.entry = entry{span: span, days: all, pay: cents(w.Gross), paid: whole(int64(w.Days))}
	if c.plan.hours {
		c.entry.hours = exactOf(w.Hours, 0)
	}
	if c.plan.baseline {
		c.entry.baseline = cents(w.Baseline)
	}
	if w.From.Before(c.plan.start) {
		c.entry.span.From = c.plan.start
		c.entry.days = daysOf(c.entry.span, c.breaks)
		inside := fraction(c.entry.days, all)
		c.entry.pay, c.entry.paid = c.entry.pay.mul(inside), c.entry.paid.mul(inside)
		c.entry.hours, c.entry.baseline = c.entry.hours.mul(inside), c.entry.baseline.mul(inside)
		c.find(&beforeTemplate, c.plan.cite, false, rule.Date("from", w.From), rule.Date("to", w.To), rule.Int("days", all-c.entry.days),
			rule.Int("all", all),
			rule.Date("start", c.plan.start))
	}
	portions, err := c.calculator.cut(&c.entry)
	if err != nil {
		return PaidPeriod{}, err
	}
	if c.calculator.ledger.flats != nil {
		c.calculator.payStepFlats(portions, func(r *row, amount exact) {
			c.find(&flatTemplate, r.flat.Cite, true, rule.Num("amount", dollars(amount)), rule.Str("when", "in this step"))
		})
	}
	r := c.calculator.payPortions(&c.entry, portions)
	out := PaidPeriod{Amount: c.dollars(r.amount), BoundBy: r.bound}
	c.explain(w, all, r, out)
	return out, nil
}

// explain finds what a wage is due in each step, and the limit that cut it.
func (c *subsidyClerk) explain(w *Wage, all int, r result, out PaidPeriod) {
	from, to := rule.Date("from", w.From), rule.Date("to", w.To)
	counted := 0
	for _, part := range r.rows {
		counted += part.days
		p := &c.plan.rows[part.row]
		amount, _ := c.shown(part.uncut)
		t, percent := &wageTemplate, rule.Num("percent", p.shown)
		switch {
		case p.formula != nil && c.plan.hours && rule.IsSet(w.Hours):
			t, percent = &hoursTemplate, rule.Str("formula", p.formula.words)
		case p.formula != nil:
			t, percent = &formulaTemplate, rule.Str("formula", p.formula.words)
		case !rule.IsSet(p.shown):
			t, percent = &noPercentTemplate, rule.Str("percent", "none")
		case p.to == lastOfCalendar:
			t = &openWageTemplate
		}
		facts := [11]rule.Fact{rule.Num("gross", w.Gross), from, to, rule.Int("days", part.days), rule.Int("all", all), percent,
			rule.Date("first", p.from), rule.Date("last", p.to), rule.Num("amount", amount)}
		n := 9
		if t == &hoursTemplate {
			facts[n], n = rule.Num("hours", w.Hours), n+1
		}
		if p.place != nil {
			facts[n], n = *p.place, n+1
		}
		c.find(t, p.cite, part.uncut.sign() > 0, facts[:n]...)
	}
	if r.deducted.sign() > 0 {
		amount, _ := r.deducted.decimal(inCents)
		c.find(&deductibleTemplate, c.plan.deductible.Cite, true, from, to, rule.Num("amount", amount),
			rule.Num("limit", c.plan.deductible.Amount))
	}
	if counted < c.entry.days {
		c.find(&afterTemplate, c.plan.cite, false, from, to, rule.Int("days", c.entry.days-counted), rule.Int("all", all))
	}
	if r.even && r.by != (roundedSum{}) {
		c.plan.round.explain(&c.explanation, amountDue, r.by.sum, c.plan.round.unit, c.dollars(r.by.amount))
	}
	if out.BoundBy != BoundNone {
		c.explainBound(r, out.BoundBy, from, to, rule.Num("amount", out.Amount))
	}
	if !r.even {
		c.plan.round.explain(&c.explanation, amountDue, r.sum, r.unit, out.Amount)
	}
}

// explainBound says which limit it is that binds, with its source: of a limit of
// the rows, that of the first row that has one.
func (c *subsidyClerk) explainBound(r result, by Bound, from, to, amount rule.Fact) {
	p := c.plan
	limit := func(t *rule.Template, cite rule.Citation, facts ...rule.Fact) {
		c.find(t, cite, true, append(facts, from, to, amount)...)
	}
	most, day := c.calculator.bindingMost(by)
	var total Limit
	if p.total != nil {
		total = p.total.on(c.entry.span.From)
	}
	switch {
	case most != nil:
		t, stands := &periodBindsTemplate, most.limit.on(day)
		facts := []rule.Fact{rule.Num("limit", stands.Amount), rule.Str("period", most.name())}
		if times := c.calculator.times(most); times > 1 {
			t, facts = &periodsBindTemplate, append(facts, rule.Int("times", times))
		}
		if most.employer {
			t, facts = &employerBindsTemplate, facts[:1]
		}
		if most.wages {
			t = &countedBindsTemplate
			if most.over == OverStep {
				t, facts = &countedTotalTemplate, facts[:1]
			}
		}
		limit(t, stands.Cite, facts...)
	case by == BoundTotal:
		limit(&totalBindsTemplate, total.Cite, rule.Num("limit", total.Amount))
	case by == BoundDays:
		limit(&daysBindTemplate, p.days.Cite, rule.Int("limit", p.days.Count))
	case by == BoundWindow:
		limit(&windowBindsTemplate, p.window.Cite, rule.Int("limit", p.window.Months), rule.Date("last", p.last))
	case by == BoundWeek && p.wage != nil && p.wage.Years == nil:
		stands := p.wage.limit().on(c.entry.span.From)
		limit(&weekWageBindsTemplate, stands.Cite, rule.Num("limit", stands.Amount))
	case by == BoundWeek && p.wage != nil:
		y, _ := p.wage.of(c.entry.span.From.Year()) // the wage was cut by it
		limit(&wageBindsTemplate, y.Cite, rule.Int("weeks", p.wage.WeeksAYear), rule.Num("limit", y.Amount), rule.Int("year", y.Year))
	default:
		for _, part := range r.rows {
			row := &p.rows[part.row]
			t, most := &stepBindsTemplate, row.perStep
			switch by {
			case BoundHour:
				t, most = &hourBindsTemplate, row.perHour
			case BoundDay:
				t, most = &dayBindsTemplate, row.perDay
			case BoundWeek:
				t, most = &weekBindsTemplate, row.perWeek
			}
			if most != nil {
				limit(t, most.Cite, rule.Num("limit", most.Amount))
				return
			}
		}
	}
}

// checkWages asks for wages that can be paid for, each day in one of them.
func (t *Text) checkWages(in SubsidyInput, workers []worker, of map[string]int) error {
	if in.Wages == nil {
		return &rule.InputError{Field: "wages", Expected: "a list of wages"}
	}
	span := func(i int) calendar.Period { return calendar.Period{From: in.Wages[i].From, To: in.Wages[i].To} }
	for i := range in.Wages {
		start := workers[of[in.Wages[i].Worker]].start
		if err := t.checkWage(&in.Wages[i], span(i), start, in.Breaks); err != nil {
			return within(fmt.Sprintf("wages[%d]", i), err)
		}
	}
	if len(workers) == 1 {
		return checkOverlap("wages", len(in.Wages), span)
	}
	before := map[string]int{} // by worker, the wage that ends last so far
	for _, i := range inOrder(len(in.Wages), span) {
		if k, ok := before[in.Wages[i].Worker]; ok && span(i).Overlaps(span(k)) {
			first, second := min(i, k), max(i, k)
			return &rule.InputError{Field: fmt.Sprintf("wages[%d]", second), Value: span(second).String(),
				Problem: fmt.Sprintf("overlaps %v", span(first)), Expected: "no day in two of one worker"}
		}
		before[in.Wages[i].Worker] = i
	}
	return nil
}

func (t *Text) checkWage(w *Wage, span calendar.Period, start calendar.Date, breaks []calendar.Period) error {
	if err := checkPeriod(span); err != nil {
		return err
	}
	if span.To.Before(start) {
		return &rule.InputError{Field: "to", Value: span.To.String(), Problem: "is outside the subsidised time",
			Expected: "a day on or after the start " + start.String()}
	}
	if err := rule.CheckAmount("gross", w.Gross); err != nil {
		return err
	}
	hours, baseline, days := t.Reads()
	if err := checkRead("hours", w.Hours, hours && w.Gross.Sign() > 0); err != nil {
		return err
	}
	if err := checkRead("baseline", w.Baseline, baseline); err != nil {
		return err
	}
	switch all := daysOf(span, breaks); {
	case all == 0 && w.Gross.Sign() > 0:
		return &rule.InputError{Field: "gross", Value: plain(w.Gross), Problem: "is outside the subsidised time: all its days lie in a break",
			Expected: "nothing, or days that lie in no break"}
	case rule.IsSet(w.Hours) && w.Hours.Cmp(decimal.New(int64(24*all), 0)) > 0:
		return &rule.InputError{Field: "hours", Value: plain(w.Hours),
			Expected: fmt.Sprintf("no more than 24 for each of the %d days of the wage", all)}
	case w.Days < 0:
		return &rule.InputError{Field: "days", Value: fmt.Sprint(w.Days), Problem: "is negative", Expected: "zero or more days worked"}
	case w.Days > all:
		return &rule.InputError{Field: "days", Value: fmt.Sprint(w.Days), Expected: fmt.Sprintf("no more than the %d days of the wage", all)}
	case w.Days == 0 && w.Gross.Sign() > 0 && days:
		return &rule.InputError{Field: "days", Value: "0", Problem: "is no number of days for a wage",
			Expected: "the days worked, by which the policy pays"}
	}
	return nil
}

// checkRead checks a number that a policy may read.
func checkRead(field string, d decimal.Decimal, needed bool) error {
	if !needed && !rule.IsSet(d) {
		return nil
	}
	return rule.CheckAmount(field, d)
}

// Reads tells which numbers of a wage, beside its gross, change what is paid.
func (t *Text) Reads() (hours, baseline, days bool) {
	for i := range t.Steps {
		h, b, d := t.Steps[i].reads()
		hours, baseline, days = hours || h, baseline || b, days || d
	}
	return hours, baseline, days || t.Days != nil
}
