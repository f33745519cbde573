package benefits

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

var (
	fallTemplate    = rule.Template{ID: "benefits.taper", Text: "The schedule has {steps} steps, from {first} % to {last} %."}
	oneStepTemplate = rule.Template{ID: "benefits.taper.one-step", Text: "The schedule has one step, of {last} %."}
	endlessTemplate = rule.Template{ID: "benefits.taper.endless",
		Text: "The percentage of month {month} does not end and is rounded to two decimals, half up, to {percent} %."}
	risesTemplate = rule.Template{ID: "benefits.taper.rises",
		Text: "Step {step} is at {percent} % and rises above the {before} % of the step before: the subsidy is not gradually reduced."}
	notToZeroTemplate = rule.Template{ID: "benefits.taper.not-to-zero",
		Text: "The last step is at {percent} %: the subsidy is not reduced to 0 %."}
	endsBeforeTemplate = rule.Template{ID: "benefits.taper.not-covered",
		Text: "The schedule ends on {last}, before the placement does on {end}."}
	gapTemplate   = rule.Template{ID: "benefits.taper.gap", Text: "No step covers the days from {from} to {to}."}
	cliffTemplate = rule.Template{ID: "benefits.taper.cliff",
		Text: "The percentage falls from {percent} % to 0 % at once: the subsidy is not gradually reduced."}
	lateZeroTemplate = rule.Template{ID: "benefits.taper.zero-after-end",
		Text: "The first step of 0 % begins on {from}, after the placement's last day, {end}."}
	fractionTemplate = rule.Template{ID: "benefits.taper.fraction",
		Text: "No percentage is above 1 and step {step} is at {percent} %: fractions may be meant."}
)

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
	if err := p.must(); err != nil {
		return rule.Decision[Taper]{}, err
	}
	v, x, err := p.taper(in)
	if err != nil {
		return rule.Decision[Taper]{}, err
	}
	return rule.Decision[Taper]{Value: v, Findings: x.findings}, nil
}

func (p *Policy) taper(in TaperInput) (v Taper, x explanation, err error) {
	if v.Schedule, err = in.schedule(&x, p.cites.Schedule); err != nil {
		return v, x, err
	}
	start := in.Start
	if start.IsZero() {
		start = v.Schedule[0].From
	}
	if !start.IsZero() {
		if v.Steps, err = v.Schedule.dated(start); err != nil {
			return v, x, err
		}
		if !in.End.IsZero() && in.End.Before(start) {
			return v, x, &rule.InputError{Field: "end", Value: in.End.String(), Problem: "runs backwards",
				Expected: "a day on or after the start " + start.String()}
		}
	}
	steps := v.Steps
	if steps == nil {
		for _, s := range v.Schedule[0].Steps {
			steps = append(steps, Dated{Percent: s.Percent})
		}
	}
	v.Issues = []Issue{}
	looking := look{&v, &x, p.cites.Schedule}
	looking.fall(steps)
	looking.issues(steps, in.End)
	return v, x, nil
}

// schedule gives the schedule that was asked about, checked.
func (in TaperInput) schedule(x *explanation, cite rule.Citation) (Schedule, error) {
	if in.Linear == nil {
		return in.Schedule.clone(), in.Schedule.check()
	}
	if in.Schedule != nil {
		return nil, &rule.InputError{Field: "schedule", Problem: "a schedule beside linear is not valid", Expected: "one of the two"}
	}
	return in.Linear.schedule(x, cite)
}

const maxLinear = 1200

func (l Linear) schedule(x *explanation, cite rule.Citation) (Schedule, error) {
	if l.Months < 2 || l.Months > maxLinear {
		return nil, &rule.InputError{Field: "linear.months", Value: fmt.Sprint(l.Months),
			Expected: fmt.Sprintf("a number of months from 2 to %d", maxLinear)}
	}
	if err := checkPercent("linear.from", l.From); err != nil {
		return nil, err
	}
	steps, from := make([]Step, l.Months), exactOf(l.From, 0)
	for i := range steps {
		percent := from.mul(fraction(l.Months-1-i, l.Months-1)).rat()
		steps[i].Months = 1
		if places, ends := percent.FloatPrec(); ends {
			steps[i].Percent = decimal.NewFromBigRat(percent, int32(places))
			continue
		}
		hundredths, _ := lowered(percent).mul(whole(100)).round(rule.HalfUp, 1)
		steps[i].Percent = dollars(hundredths)
		x.find(&endlessTemplate, cite, true, rule.Int("month", i+1), rule.Num("percent", steps[i].Percent)).Interpretations = restsOnRounding
	}
	return Steps(steps...), nil
}

// look reports what there is to say of the steps in force.
type look struct {
	*Taper
	*explanation
	cite rule.Citation
}

func (l look) fall(steps []Dated) {
	falls, first, last := true, steps[0].Percent, steps[len(steps)-1].Percent
	for i := 1; i < len(steps); i++ {
		falls = falls && steps[i].Percent.Cmp(steps[i-1].Percent) <= 0
	}
	holds := falls && last.Sign() == 0
	if len(steps) == 1 {
		l.find(&oneStepTemplate, l.cite, holds, rule.Num("last", last))
		return
	}
	l.find(&fallTemplate, l.cite, holds, rule.Int("steps", len(steps)), rule.Num("first", first), rule.Num("last", last))
}

func (l look) add(issue Issue, t *rule.Template, facts ...rule.Fact) {
	l.Issues = append(l.Issues, issue)
	l.find(t, l.cite, false, facts...)
}

// issues reports the issues, each once and in their order. Steps without days
// have no start.
func (l look) issues(steps []Dated, end calendar.Date) {
	for i := 1; i < len(steps); i++ {
		if before, now := steps[i-1].Percent, steps[i].Percent; now.Cmp(before) > 0 {
			l.add(Rises, &risesTemplate, rule.Int("step", i+1), rule.Num("percent", now), rule.Num("before", before))
			break
		}
	}
	first, last := steps[0], steps[len(steps)-1]
	if last.Percent.Sign() != 0 {
		l.add(NotToZero, &notToZeroTemplate, rule.Num("percent", last.Percent))
	}
	started := !first.From.IsZero()
	if started {
		if from, to, ok := firstGap(steps, end); ok && from.After(last.To) {
			l.add(NotCovered, &endsBeforeTemplate, rule.Date("last", last.To), rule.Date("end", to))
		} else if ok {
			l.add(NotCovered, &gapTemplate, rule.Date("from", from), rule.Date("to", to))
		}
	}
	if fall := firstThat(steps, func(s Dated) bool { return !s.Percent.Equal(first.Percent) }); fall > 0 && steps[fall].Percent.Sign() == 0 {
		l.add(Cliff, &cliffTemplate, rule.Num("percent", first.Percent))
	}
	zero := firstThat(steps, func(s Dated) bool { return s.Percent.Sign() == 0 })
	if started && !end.IsZero() && zero >= 0 && steps[zero].From.After(end) {
		l.add(ZeroAfterEnd, &lateZeroTemplate, rule.Date("from", steps[zero].From), rule.Date("end", end))
	}
	above := firstThat(steps, func(s Dated) bool { return s.Percent.Cmp(one) > 0 })
	between := firstThat(steps, func(s Dated) bool { return s.Percent.Sign() > 0 && s.Percent.Cmp(one) < 0 })
	if above < 0 && between >= 0 {
		l.add(Fraction, &fractionTemplate, rule.Int("step", between+1), rule.Num("percent", steps[between].Percent))
	}
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
