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

// TaperInput asks about a schedule: one that is given, or one that falls
// evenly. With Start the steps get their dates, with End too it is asked
// whether they reach the placement's last day. Segments have their dates
// themselves; their first day is the start.
type TaperInput struct {
	Schedule Schedule      `json:"schedule,omitempty"`
	Linear   *Linear       `json:"linear,omitempty"`
	Start    calendar.Date `json:"start,omitzero"`
	End      calendar.Date `json:"end,omitzero"`
}

// Linear describes a schedule of months that falls evenly to 0 %.
type Linear struct {
	Months int             `json:"months"` // how many, the last at 0 %; at least two
	From   decimal.Decimal `json:"from"`   // the percentage of the first month, 0 to 100
}

// An Issue is something about a schedule that its board should look at. It is
// no error: other boards' schedules rise, or stop above 0 %.
type Issue string

// The issues, in the order in which they are listed, of the steps in force.
const (
	Rises        Issue = "rises"          // a step has a higher percentage than the one before
	NotToZero    Issue = "not_to_zero"    // the last step is not 0 %
	NotCovered   Issue = "not_covered"    // a day of the placement, or between two segments, lies in no step
	Cliff        Issue = "cliff"          // the percentage falls to 0 % at once
	ZeroAfterEnd Issue = "zero_after_end" // the first step of 0 % begins after the placement's last day
	Fraction     Issue = "fraction"       // the percentages may be meant as fractions: none is above 1, and one lies between 0 and 1
)

// A Taper is the answer about a schedule.
type Taper struct {
	Schedule Schedule `json:"schedule"`
	Steps    []Dated  `json:"steps,omitempty"` // those in force; with a start only
	Issues   []Issue  `json:"issues"`
}

// Taper builds or reads a schedule, gives its steps their dates and reports
// its issues. Of a schedule that falls evenly each percentage that ends is
// exact, each other is rounded to two decimals, half up, and the last is exactly
// 0. Errors are InputErrors.
func (p *Policy) Taper(in TaperInput) (rule.Decision[Taper], error) {
	schedule, findings, err := in.schedule()
	if err != nil {
		return rule.Decision[Taper]{}, err
	}
	v := Taper{Schedule: schedule, Issues: []Issue{}}
	start := in.Start
	if start.IsZero() {
		start = schedule[0].From
	}
	if !start.IsZero() {
		if v.Steps, err = schedule.dated(start); err != nil {
			return rule.Decision[Taper]{}, err
		}
		if !in.End.IsZero() && in.End.Before(start) {
			return rule.Decision[Taper]{}, &rule.InputError{Field: "end", Value: in.End.String(), Problem: "runs backwards", Expected: "a day on or after the start " + start.String()}
		}
	}
	steps := v.Steps
	if steps == nil {
		for _, s := range schedule[0].Steps {
			steps = append(steps, Dated{Percent: s.Percent})
		}
	}
	findings = append(findings, fallFinding(steps))
	for _, f := range issuesOf(steps, in.End) {
		v.Issues = append(v.Issues, f.issue)
		findings = append(findings, f.Finding)
	}
	return rule.Decision[Taper]{Value: v, Findings: findings}, nil
}

// schedule gives the schedule that was asked about, checked.
func (in TaperInput) schedule() (Schedule, []rule.Finding, error) {
	if in.Linear == nil {
		return in.Schedule.clone(), nil, in.Schedule.check()
	}
	if in.Schedule != nil {
		return nil, nil, &rule.InputError{Field: "schedule", Problem: "a schedule beside linear is not valid", Expected: "one of the two"}
	}
	return in.Linear.schedule()
}

const maxLinear = 1200

func (l Linear) schedule() (Schedule, []rule.Finding, error) {
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
	for i := range steps {
		num := new(big.Int).Mul(digits, big.NewInt(int64(l.Months-1-i)))
		exact := new(big.Rat).SetFrac(num, new(big.Int).Mul(scale, big.NewInt(int64(l.Months-1))))
		places, ends := exact.FloatPrec()
		if ends {
			steps[i] = Step{Months: 1, Percent: decimal.NewFromBigRat(exact, int32(places))}
			continue
		}
		hundredths, _ := rounded(num.Mul(exact.Num(), hundredInt), exact.Denom(), rule.HalfUp)
		steps[i] = Step{Months: 1, Percent: dollars(hundredths)}
		findings = append(findings, rule.Stated{Cite: citeSchedule, Holds: true, Interpretation: roundHalfUp, Text: fmt.Sprintf(
			"The percentage of month %d does not end and is rounded to two decimals, half up, to %s.", i+1, percent(steps[i].Percent))}.Finding())
	}
	return Steps(steps...), findings, nil
}

type issueFound struct {
	issue Issue
	rule.Finding
}

// issuesOf finds the issues of the steps in force, each once and in their order.
// Steps without days have no start.
func issuesOf(steps []Dated, end calendar.Date) []issueFound {
	var found []issueFound
	add := func(issue Issue, format string, args ...any) {
		found = append(found, issueFound{issue, rule.Stated{Cite: citeSchedule, Text: fmt.Sprintf(format, args...)}.Finding()})
	}
	for i := 1; i < len(steps); i++ {
		if before, now := steps[i-1].Percent, steps[i].Percent; now.Cmp(before) > 0 {
			add(Rises, "Step %d is at %s and rises above the %s of the step before: the subsidy is not gradually reduced.", i+1, percent(now), percent(before))
			break
		}
	}
	first, last := steps[0], steps[len(steps)-1]
	if last.Percent.Sign() != 0 {
		add(NotToZero, "The last step is at %s: the subsidy is not reduced to 0 %%.", percent(last.Percent))
	}
	started := !first.From.IsZero()
	if started {
		if from, to, ok := firstGap(steps, end); ok {
			if after := steps[len(steps)-1].To; from.After(after) {
				add(NotCovered, "The schedule ends on %v, before the placement does on %v.", after, to)
			} else {
				add(NotCovered, "No step covers the days from %v to %v.", from, to)
			}
		}
	}
	if fall := firstThat(steps, func(s Dated) bool { return !s.Percent.Equal(first.Percent) }); fall > 0 && steps[fall].Percent.Sign() == 0 {
		add(Cliff, "The percentage falls from %s to 0 %% at once: the subsidy is not gradually reduced.", percent(first.Percent))
	}
	if zero := firstThat(steps, func(s Dated) bool { return s.Percent.Sign() == 0 }); started && !end.IsZero() && zero >= 0 && steps[zero].From.After(end) {
		add(ZeroAfterEnd, "The first step of 0 %% begins on %v, after the placement's last day, %v.", steps[zero].From, end)
	}
	above := firstThat(steps, func(s Dated) bool { return s.Percent.Cmp(one) > 0 })
	between := firstThat(steps, func(s Dated) bool { return s.Percent.Sign() > 0 && s.Percent.Cmp(one) < 0 })
	if above < 0 && between >= 0 {
		add(Fraction, "No percentage is above 1 and step %d is at %s: fractions may be meant.", between+1, percent(steps[between].Percent))
	}
	return found
}

// firstThat gives the index of the first step that is so; -1 for none.
func firstThat(steps []Dated, is func(Dated) bool) int {
	for i, s := range steps {
		if is(s) {
			return i
		}
	}
	return -1
}

// firstGap gives the first days up to the end that lie in no step: between two
// segments, or after the last step. Without an end only those between segments
// count.
func firstGap(steps []Dated, end calendar.Date) (from, to calendar.Date, ok bool) {
	for i, s := range steps {
		from, err := s.To.AddDays(1)
		if err != nil {
			return from, to, false
		}
		to = end
		if i+1 < len(steps) {
			to, _ = steps[i+1].From.AddDays(-1) // after s.To
			if !end.IsZero() && end.Before(to) {
				to = end
			}
		}
		if !to.IsZero() && !to.Before(from) {
			return from, to, true
		}
	}
	return from, to, false
}

func fallFinding(steps []Dated) rule.Finding {
	falls, last := true, steps[len(steps)-1].Percent
	for i := 1; i < len(steps); i++ {
		falls = falls && steps[i].Percent.Cmp(steps[i-1].Percent) <= 0
	}
	f := rule.Stated{Cite: citeSchedule, Holds: falls && last.Sign() == 0,
		Text: fmt.Sprintf("The schedule has %d steps, from %s to %s.", len(steps), percent(steps[0].Percent), percent(last))}
	if len(steps) == 1 {
		f.Text = fmt.Sprintf("The schedule has one step, of %s.", percent(last))
	}
	return f.Finding()
}
