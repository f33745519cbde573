package placement

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
)

// check finds what cannot be in terms, complete or not.
func (t Terms) check(p *Policy) error {
	if err := oneOf("terms.kind", t.Kind); err != nil {
		return err
	}
	if err := oneOf("terms.salary.per", t.Salary.Per); err != nil {
		return err
	}
	for _, amount := range [...]struct {
		field string
		value decimal.Decimal
	}{
		{"terms.salary.amount", t.Salary.Amount}, {"terms.hours_per_week", t.HoursPerWeek},
		{"terms.accident_hours.low", t.AccidentHours.Low}, {"terms.accident_hours.high", t.AccidentHours.High},
	} {
		if err := amountIfGiven(amount.field, amount.value); err != nil {
			return err
		}
	}
	if low, high := t.AccidentHours.Low, t.AccidentHours.High; rule.IsSet(low) && rule.IsSet(high) && low.Cmp(high) > 0 {
		return &rule.InputError{Field: "terms.accident_hours.high", Value: high.String(), Expected: "at least the low end, " + low.String()}
	}
	if err := t.checkDates(p); err != nil {
		return err
	}
	return checkSchedule("terms.schedule", t.Schedule)
}

func (t Terms) checkDates(p *Policy) error {
	if err := inOrder("terms.end", t.Start, t.End, "the start"); err != nil {
		return err
	}
	if err := inOrder("terms.training.end", t.Training.Start, t.Training.End, "the start of the training"); err != nil {
		return err
	}
	if t.Kind != TaP || t.Start.IsZero() || t.Training.End.IsZero() || t.End.IsZero() {
		return nil
	}
	portion, err := p.placementPortion(t)
	if err != nil {
		return err
	}
	return inOrder("terms.end", portion.From, t.End, "the first day of the placement portion")
}

func inOrder(field string, from, to calendar.Date, what string) error {
	if from.IsZero() || to.IsZero() || !to.Before(from) {
		return nil
	}
	return &rule.InputError{Field: field, Value: to.String(), Problem: "goes backwards", Expected: fmt.Sprintf("a day not before %s, %v", what, from)}
}

// checkSchedule finds what cannot be in a subsidy schedule. Whether it falls to
// zero is a question of suitability, not of form.
func checkSchedule(field string, schedule []Step) error {
	if schedule != nil && len(schedule) == 0 {
		return &rule.InputError{Field: field, Problem: "an empty schedule is not valid", Expected: "at least one step"}
	}
	for i, s := range schedule {
		if s.check("") != nil { // only what is wrong is worth its name
			return s.check(fmt.Sprintf("%s[%d]", field, i))
		}
	}
	return nil
}

func (s Step) check(field string) error {
	units := 0
	for _, length := range [...]struct {
		unit string
		n    int
	}{{"months", s.Months}, {"weeks", s.Weeks}, {"days", s.Days}} {
		if length.n < 0 {
			return &rule.InputError{Field: field + "." + length.unit, Value: fmt.Sprint(length.n), Expected: "a whole number from 1"}
		}
		if length.n > 0 {
			units++
		}
	}
	if units != 1 {
		return &rule.InputError{Field: field, Problem: fmt.Sprintf("a step with %d units of length is not valid", units), Expected: "one of months, weeks and days, from 1"}
	}
	if err := rule.CheckDecimal(field+".percent", s.Percent); err != nil {
		return err
	}
	if s.Percent.Sign() < 0 || s.Percent.Cmp(hundred) > 0 {
		return &rule.InputError{Field: field + ".percent", Value: s.Percent.String(), Expected: "a percent from 0 to 100"}
	}
	return nil
}

var hundred = decimal.NewFromInt(100)

// fallsToZero reports whether a schedule never rises and ends at 0 %.
func fallsToZero(schedule []Step) bool {
	for i := 1; i < len(schedule); i++ {
		if schedule[i].Percent.Cmp(schedule[i-1].Percent) > 0 {
			return false
		}
	}
	return len(schedule) > 0 && schedule[len(schedule)-1].Percent.Sign() == 0
}

// amountIfGiven checks an amount that may be missing.
func amountIfGiven(field string, d decimal.Decimal) error {
	if !rule.IsSet(d) {
		return nil
	}
	return rule.CheckAmount(field, d)
}

// written is a number that is told with the digits in which it was stated.
type written decimal.Decimal

func (w written) String() string { return rule.Digits(decimal.Decimal(w)) }

// oneOf checks a word that may be missing.
func oneOf[T interface {
	~string
	Values() []string
}](field string, word T) error {
	if word == "" || slices.Contains(word.Values(), string(word)) {
		return nil
	}
	return doc.UnknownWord(field, string(word), word.Values())
}
