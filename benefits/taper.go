package benefits

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits/taper"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

var (
	fallTemplate    = rule.Template{ID: "benefits.taper", Text: "The schedule has {steps} steps, from {first} % to {last} %."}
	oneStepTemplate = rule.Template{ID: "benefits.taper.one-step", Text: "The schedule has one step, of {last} %."}
	endlessTemplate = rule.Template{ID: "benefits.taper.endless",
		Text: "The percentage of month {month} does not end and is rounded to two decimals, half up, to {percent} %."}
)

// TaperInput asks about a schedule: one that is given, or one that falls
// evenly. With Start the steps get their dates, with End too it is asked
// whether they reach the placement's last day. Segments have their dates
// themselves; their first day is the start. The zero value lacks a schedule: an input error.
type TaperInput struct {
	Schedule Schedule      `json:"schedule,omitempty"`
	Linear   *Linear       `json:"linear,omitempty"`
	Start    calendar.Date `json:"start,omitzero"`
	End      calendar.Date `json:"end,omitzero"`
}

// UnmarshalJSON reads the JSON form strictly: a key that there is not, in another case or
// twice, and a value of another type are *rule.InputErrors that name it.
func (in *TaperInput) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, in) }

// Linear describes a schedule of months that falls evenly to 0 %. The zero value lacks
// its months: an input error.
type Linear struct {
	Months int             `json:"months"` // how many, the last at 0 %; at least two
	From   decimal.Decimal `json:"from"`   // the percentage of the first month, 0 to 100
}

// UnmarshalJSON reads the JSON form strictly: a key that there is not, in another case or
// twice, and a value of another type are *rule.InputErrors that name it.
func (in *Linear) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, in) }

// MarshalJSON writes the numbers with the digits that were given, and leaves out
// those that were not.
func (in Linear) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(in) }

// A Taper is the answer about a schedule. The zero value answers nothing: it stands
// beside an error.
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
		if v.Steps, err = v.Schedule.Dated(start); err != nil {
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
	x.fall(steps, p.cites.Schedule)
	v.Issues = []Issue{}
	for _, found := range taper.Issues(steps, in.End, p.cites.Schedule) {
		v.Issues = append(v.Issues, found.Issue)
		x.findings = append(x.findings, found.Finding)
	}
	return v, x, nil
}

// schedule gives the schedule that was asked about, checked.
func (in TaperInput) schedule(x *explanation, cite rule.Citation) (Schedule, error) {
	if in.Linear == nil {
		return in.Schedule.Clone(), in.Schedule.Check()
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
	if err := taper.CheckPercent("linear.from", l.From); err != nil {
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

// fall finds whether the steps in force are gradually reduced to 0 %.
func (x *explanation) fall(steps []Dated, cite rule.Citation) {
	falls, first, last := true, steps[0].Percent, steps[len(steps)-1].Percent
	for i := 1; i < len(steps); i++ {
		falls = falls && steps[i].Percent.Cmp(steps[i-1].Percent) <= 0
	}
	holds := falls && last.Sign() == 0
	if len(steps) == 1 {
		x.find(&oneStepTemplate, cite, holds, rule.Num("last", last))
		return
	}
	x.find(&fallTemplate, cite, holds, rule.Int("steps", len(steps)), rule.Num("first", first), rule.Num("last", last))
}
