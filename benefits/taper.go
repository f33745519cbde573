package benefits

import (
	"fmt"
	"math/big"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

const (
	citeReimbursed rule.Citation = "WCB-Alberta TOJ-1" // what is and is not reimbursed
	citeSchedule   rule.Citation = "WCB-Alberta TOJ-2" // the schedule that falls to 0 %
)

// provisions are those that the code itself cites.
var provisions = []rule.Citation{citeReimbursed, citeSchedule, citeBestEarnings, citeMaximizes, citeWageLoss, citeGreaterOf, citePaidMonthly, citeLargestRemainder}

// An Issue is something about a schedule that its board should look at. It is
// no error: other boards' schedules rise, or stop above 0 %.
type Issue string

// The issues, in the order in which they are listed.
const (
	Rises      Issue = "rises"       // a step has a higher percentage than the one before
	NotToZero  Issue = "not_to_zero" // the last step is not 0 %
	NotCovered Issue = "not_covered" // the schedule ends before the placement
)

// A Dated step of a schedule: its first and its last day.
type Dated struct {
	From    calendar.Date   `json:"from"`
	To      calendar.Date   `json:"to"`
	Percent decimal.Decimal `json:"percent"`
}

// A Taper is the answer about a schedule.
type Taper struct {
	Schedule []Step  `json:"schedule"`
	Steps    []Dated `json:"steps,omitempty"` // with a start only
	Issues   []Issue `json:"issues"`
}

// Taper builds or reads a schedule, gives its steps their dates and reports
// its issues. Of a schedule that falls evenly each percentage is rounded to two
// decimals, half up, and the last is exactly 0. Errors are InputErrors.
func (p *Policy) Taper(in TaperInput) (rule.Decision[Taper], error) {
	var d rule.Decision[Taper]
	schedule, findings, err := in.schedule()
	if err != nil {
		return d, err
	}
	d.Value, d.Findings = Taper{Schedule: schedule, Issues: []Issue{}}, findings
	if !in.Start.IsZero() {
		if d.Value.Steps, err = dated(in.Start, schedule); err != nil {
			return rule.Decision[Taper]{}, err
		}
		if !in.End.IsZero() && in.End.Before(in.Start) {
			return rule.Decision[Taper]{}, &rule.InputError{Field: "end", Value: in.End.String(), Problem: "runs backwards", Expected: "a day on or after the start " + in.Start.String()}
		}
	}
	d.Findings = append(d.Findings, fallFinding(schedule))
	for _, f := range d.Value.look(in.End) {
		d.Value.Issues = append(d.Value.Issues, f.issue)
		d.Findings = append(d.Findings, f.Finding)
	}
	return d, nil
}

// schedule gives the schedule that was asked about, checked.
func (in TaperInput) schedule() ([]Step, []rule.Finding, error) {
	if in.Linear == nil {
		return append([]Step(nil), in.Schedule...), nil, checkSchedule(in.Schedule)
	}
	if in.Schedule != nil {
		return nil, nil, &rule.InputError{Field: "schedule", Problem: "a schedule beside linear is not valid", Expected: "one of the two"}
	}
	return in.Linear.steps()
}

const maxLinear = 1200

func (l Linear) steps() ([]Step, []rule.Finding, error) {
	if l.Months < 2 || l.Months > maxLinear {
		return nil, nil, &rule.InputError{Field: "linear.months", Value: fmt.Sprint(l.Months),
			Expected: fmt.Sprintf("a number of months from 2 to %d", maxLinear)}
	}
	if err := checkPercent("linear.from", l.From); err != nil {
		return nil, nil, err
	}
	var findings []rule.Finding
	steps := make([]Step, l.Months)
	digits, scale := ratio(l.From)
	den := scale.Mul(scale, big.NewInt(int64(l.Months-1)))
	for i := range steps {
		num := new(big.Int).Mul(digits, big.NewInt(int64(100*(l.Months-1-i))))
		whole, exact := rounded(num, den, rule.HalfUp)
		steps[i] = Step{Months: 1, Percent: dollars(whole)}
		if !exact {
			findings = append(findings, rule.Finding{Cite: citeSchedule, Holds: true, Interpretation: roundHalfUp, Text: fmt.Sprintf(
				"The percentage of month %d does not end and is rounded to two decimals, half up, to %s.", i+1, percent(steps[i].Percent))})
		}
	}
	return steps, findings, nil
}

// maxLength bounds the months, weeks or days of one step, so that sums cannot
// overflow: no calendar is as long.
const maxLength = 1 << 22

// checkSchedule asks for at least one step, each of one length and with a
// percentage.
func checkSchedule(schedule []Step) error {
	if len(schedule) == 0 {
		return &rule.InputError{Field: "schedule", Expected: "at least one step"}
	}
	for i, s := range schedule {
		field := fmt.Sprintf("schedule[%d]", i)
		if err := checkLength(field, s.Months, s.Weeks, s.Days); err != nil {
			return err
		}
		if err := checkPercent(field+".percent", s.Percent); err != nil {
			return err
		}
	}
	return nil
}

// checkLength asks for exactly one of months, weeks and days.
func checkLength(field string, months, weeks, days int) error {
	units := 0
	for _, n := range [...]int{months, weeks, days} {
		switch {
		case n < 0:
			return &rule.InputError{Field: field, Value: fmt.Sprint(n), Problem: "is negative", Expected: "one of months, weeks and days, 1 or more"}
		case n > maxLength:
			return &rule.InputError{Field: field, Value: fmt.Sprint(n), Problem: "months, weeks or days are out of the calendar's range", Expected: "a step inside the calendar"}
		case n > 0:
			units++
		}
	}
	if units != 1 {
		return &rule.InputError{Field: field, Problem: fmt.Sprintf("a step of %d months, %d weeks and %d days is not valid", months, weeks, days),
			Expected: "exactly one of months, weeks and days, 1 or more"}
	}
	return nil
}

var hundred = decimal.New(100, 0)

func checkPercent(field string, d decimal.Decimal) error {
	const expected = "a percent from 0 to 100"
	switch err := rule.CheckDecimal(field, d); {
	case !rule.Given(d):
		return &rule.InputError{Field: field, Expected: expected}
	case err != nil:
		return err
	case d.Sign() < 0:
		return &rule.InputError{Field: field, Value: plain(d), Problem: "is negative", Expected: expected}
	case d.Cmp(hundred) > 0:
		return &rule.InputError{Field: field, Value: plain(d), Expected: expected}
	}
	return nil
}

// dated gives the steps their days: a step ends the day before the start plus
// the lengths of all steps up to and with it, so that the end of a short month
// is not carried from step to step.
func dated(start calendar.Date, schedule []Step) ([]Dated, error) {
	steps := make([]Dated, len(schedule))
	from, sum := start, calendar.Span{}
	for i, s := range schedule {
		sum.Months, sum.Weeks, sum.Days = sum.Months+s.Months, sum.Weeks+s.Weeks, sum.Days+s.Days
		next, err := start.Add(sum, calendar.Down)
		if err != nil {
			return nil, &rule.InputError{Field: fmt.Sprintf("schedule[%d]", i), Problem: fmt.Sprintf("a step up to %v after %v is out of the calendar's range", sum, start),
				Expected: "one that ends inside the calendar"}
		}
		to, _ := next.AddDays(-1) // next is after start
		steps[i] = Dated{From: from, To: to, Percent: s.Percent}
		from = next
	}
	return steps, nil
}

type issueFound struct {
	issue Issue
	rule.Finding
}

// look finds the issues, each once and in their order.
func (t Taper) look(end calendar.Date) []issueFound {
	var found []issueFound
	add := func(issue Issue, format string, args ...any) {
		found = append(found, issueFound{issue, rule.Finding{Cite: citeSchedule, Text: fmt.Sprintf(format, args...)}})
	}
	for i := 1; i < len(t.Schedule); i++ {
		if before, now := t.Schedule[i-1].Percent, t.Schedule[i].Percent; now.Cmp(before) > 0 {
			add(Rises, "Step %d is at %s and rises above the %s of the step before: the subsidy is not gradually reduced.", i+1, percent(now), percent(before))
			break
		}
	}
	if last := t.Schedule[len(t.Schedule)-1].Percent; last.Sign() != 0 {
		add(NotToZero, "The last step is at %s: the subsidy is not reduced to 0 %%.", percent(last))
	}
	if len(t.Steps) > 0 && !end.IsZero() {
		if last := t.Steps[len(t.Steps)-1].To; last.Before(end) {
			add(NotCovered, "The schedule ends on %v, before the placement does on %v.", last, end)
		}
	}
	return found
}

func fallFinding(schedule []Step) rule.Finding {
	falls, last := true, schedule[len(schedule)-1].Percent
	for i := 1; i < len(schedule); i++ {
		falls = falls && schedule[i].Percent.Cmp(schedule[i-1].Percent) <= 0
	}
	f := rule.Finding{Cite: citeSchedule, Holds: falls && last.Sign() == 0,
		Text: fmt.Sprintf("The schedule has %d steps, from %s to %s.", len(schedule), percent(schedule[0].Percent), percent(last))}
	if len(schedule) == 1 {
		f.Text = fmt.Sprintf("The schedule has one step, of %s.", percent(last))
	}
	return f
}
