package placement

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits/taper"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// check finds what cannot be in terms, complete or not.
func (t *Terms) check() error {
	if err := t.checkValues(); err != nil {
		return err
	}
	for _, hours := range [...]amount{{"terms.hours_per_week", t.HoursPerWeek}, {"terms.accident_hours.low", t.AccidentHours.Low},
		{"terms.accident_hours.high", t.AccidentHours.High}} {
		if err := hoursIfGiven(hours.field, hours.value); err != nil {
			return err
		}
	}
	if low, high := t.AccidentHours.Low, t.AccidentHours.High; rule.IsSet(low) && rule.IsSet(high) && low.Cmp(high) > 0 {
		return &rule.InputError{Field: "terms.accident_hours.high", Value: high.String(), Expected: "at least the low end, " + low.String()}
	}
	if err := t.checkDates(); err != nil {
		return err
	}
	return checkSchedule("terms.schedule", t.Schedule)
}

// checkValues finds words, amounts and steps that cannot be.
func (t *Terms) checkValues() error {
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
	return checkSteps("terms.schedule", t.Schedule)
}

func (t Terms) checkDates() error {
	if err := inOrder("terms.end", t.Start, t.End, "the start"); err != nil {
		return err
	}
	if err := inOrder("terms.training.end", t.Training.Start, t.Training.End, "the start of the training"); err != nil {
		return err
	}
	if t.Kind != TaP || t.Start.IsZero() || t.Training.End.IsZero() || t.End.IsZero() {
		return nil
	}
	portion, err := t.portion()
	if err != nil {
		return err
	}
	return inOrder("terms.end", portion.From, t.End, "the first day of the placement portion")
}

func inOrder(field string, from, to calendar.Date, what string) error {
	if from.IsZero() || to.IsZero() || !to.Before(from) {
		return nil
	}
	return &rule.InputError{Field: field, Value: to.String(), Problem: "runs backwards", Expected: fmt.Sprintf("a day not before %s, %v", what, from)}
}

// checkSchedule finds what cannot be in a subsidy schedule. Whether it falls to
// zero is a question of suitability, not of form.
func checkSchedule(field string, schedule []Step) error {
	if schedule != nil && len(schedule) == 0 {
		return &rule.InputError{Field: field, Problem: "an empty schedule is not valid", Expected: "at least one step"}
	}
	if err := checkSteps(field, schedule); err != nil {
		return err
	}
	_, err := taper.Days(calendar.MustParse("2000-01-01"), schedule, func(i int) string { return fmt.Sprintf("%s[%d]", field, i) })
	return err
}

func checkSteps(field string, schedule []Step) error {
	for i, s := range schedule {
		if taper.CheckLength("", s.Months, s.Weeks, s.Days) == nil && taper.CheckPercent("", s.Percent) == nil {
			continue // a path is text: only a mistake needs it
		}
		at := fmt.Sprintf("%s[%d]", field, i)
		return cmp.Or(taper.CheckLength(at, s.Months, s.Weeks, s.Days), taper.CheckPercent(at+".percent", s.Percent))
	}
	return nil
}

var zero = decimal.New(0, 0)

// amountIfGiven checks an amount that may be missing.
func amountIfGiven(field string, d decimal.Decimal) error {
	if !rule.IsSet(d) {
		return nil
	}
	return rule.CheckAmount(field, d)
}

// hoursIfGiven checks hours of a week.
func hoursIfGiven(field string, d decimal.Decimal) error {
	if !rule.IsSet(d) {
		return nil
	}
	return strict.CheckWeeklyHours(field, d)
}

// oneOf checks a word that may be missing.
func oneOf[T interface {
	~string
	Values() []string
}](field string, word T) error {
	if word == "" || slices.Contains(word.Values(), string(word)) {
		return nil
	}
	return strict.UnknownWord(field, word, word.Values())
}

// checkCase finds a policy that is none, and completes a case that was stored before.
func checkCase(p *Policy, c *Case) error {
	if p == nil || p.id == "" {
		return errNoPolicy
	}
	if err := c.checkKept(); err != nil {
		return err
	}
	if slices.Contains(agreedOn, c.State) && len(c.Segments) == 0 && len(c.Terms.Schedule) > 0 {
		// A case that was stored before a schedule had segments: it has the one of its terms.
		portion, err := placementPortion(p.takes, c.Terms)
		if err != nil {
			return err
		}
		c.Segments = []Segment{{From: portion.From, Steps: slices.Clone(c.Terms.Schedule)}}
	}
	last := len(c.Suspensions) - 1
	switch {
	case slices.Contains(agreedOn, c.State) && len(c.Segments) == 0:
		return &rule.InputError{Field: "segments", Expected: "those of the terms that were agreed"}
	case slices.Contains(agreedOn, c.State) && c.Terms.End.IsZero():
		return &rule.InputError{Field: "terms.end", Expected: "that of the terms that were agreed"}
	case c.State == Suspended && (last < 0 || !c.Suspensions[last].To.IsZero()):
		return &rule.InputError{Field: "suspensions", Expected: "the one that lasts"}
	case c.State == AwaitingExtension && c.Extension.End.IsZero():
		return &rule.InputError{Field: "extension", Expected: "the one that is requested"}
	}
	return nil
}

// checkKept finds what cannot be in the terms, the schedule and the earnings that a case
// keeps: a host may have stored or built anything.
func (c *Case) checkKept() error {
	if err := c.Terms.checkValues(); err != nil {
		return err
	}
	for i := range c.Segments {
		if s := &c.Segments[i]; s.From.IsZero() || len(s.Steps) == 0 {
			return &rule.InputError{Field: fmt.Sprintf("segments[%d]", i), Expected: "a first day, and at least one step"}
		}
	}
	if len(c.Segments) > 0 {
		if err := taper.Schedule(c.Segments).Check(); err != nil {
			return named(err, "segments")
		}
	}
	return amountIfGiven("estimate_earnings", c.EstimateEarnings)
}

// named is an error of a schedule with another name for it.
func named(err error, field string) error {
	var input *rule.InputError
	if !errors.As(err, &input) {
		return err
	}
	other := *input
	other.Field = strings.Replace(input.Field, "schedule", field, 1)
	return &other
}

// agreedOn are the states from the agreement on until the placement is over.
var agreedOn = append([]State{Agreed}, underWay...)

// accept finds what cannot be in the values of an event, whatever the case.
func accept(p *Policy, _ *Case, e Event) error {
	switch e := e.(type) {
	case Propose:
		return e.Terms.check()
	case Assess:
		return amountIfGiven("cumulative_cost", e.CumulativeCost)
	case Decline:
		return amounts(amount{"starting_wage", e.StartingWage}, amount{"wage_after_a_year", e.WageAfterAYear})
	case AmendTerms:
		return e.check()
	case ImplementWageLoss:
		return oneOf("benefit", e.Benefit)
	case Contact:
		return e.check()
	case Discontinue:
		if err := checkRole("ended_by", e.EndedBy, p.roles); err != nil {
			return err
		}
		return amounts(amount{"starting_wage", e.StartingWage}, amount{"wage_after_a_year", e.WageAfterAYear})
	case RequestExtension:
		if err := amountIfGiven("cumulative_cost", e.CumulativeCost); err != nil {
			return err
		}
		return checkSchedule("schedule", e.Schedule)
	case Conclude:
		return e.check(p)
	case Determine:
		return e.check()
	}
	return nil
}

// amount is an amount that may be missing.
type amount struct {
	field string
	value decimal.Decimal
}

func amounts(list ...amount) error {
	for _, a := range list {
		if err := amountIfGiven(a.field, a.value); err != nil {
			return err
		}
	}
	return nil
}

// checkRole checks a role that may be missing.
func checkRole(field string, role rule.Role, known []rule.Role) error {
	if role == "" || slices.Contains(known, role) {
		return nil
	}
	return strict.UnknownWord(field, role, known)
}

func (e AmendTerms) check() error {
	if err := oneOf("salary.per", e.Salary.Per); err != nil {
		return err
	}
	if err := amountIfGiven("salary.amount", e.Salary.Amount); err != nil {
		return err
	}
	if err := hoursIfGiven("hours_per_week", e.HoursPerWeek); err != nil {
		return err
	}
	switch {
	case rule.IsSet(e.Salary.Amount) && e.Salary.Per == "":
		return &rule.InputError{Field: "salary.per", Expected: "one of " + strings.Join(e.Salary.Per.Values(), ", ") + ", beside salary.amount"}
	case !rule.IsSet(e.Salary.Amount) && e.Salary.Per != "":
		return &rule.InputError{Field: "salary.amount", Expected: "an amount, beside salary.per"}
	}
	return checkSchedule("schedule", e.Schedule)
}

// parties are the two who are contacted.
var parties = []rule.Role{Worker, EmployerRole}

func (e Contact) check() error {
	for i, party := range e.Parties {
		if slices.Contains(e.Parties[:i], party) {
			return &rule.InputError{Field: "parties", Value: string(party), Problem: "is given twice", Expected: "each party once"}
		}
		if !slices.Contains(parties, party) {
			return strict.UnknownWord("parties", party, parties)
		}
	}
	return nil
}

func (e Conclude) check(p *Policy) error {
	if err := checkRole("ended_by", e.EndedBy, parties); err != nil {
		return err
	}
	if e.EndedBy != "" && e.Continuing.True() {
		return &rule.InputError{Field: "ended_by", Value: string(e.EndedBy), Expected: "nobody, since the worker continues"}
	}
	years := p.benefits.YearsOfRaises.Value.Value
	if e.ExpectedRaises != nil && len(e.ExpectedRaises) != years {
		return &rule.InputError{Field: "expected_raises", Value: strconv.Itoa(len(e.ExpectedRaises)), Expected: fmt.Sprintf("%d raises, one a year", years)}
	}
	for i, raise := range e.ExpectedRaises {
		if err := rule.CheckAmount(fmt.Sprintf("expected_raises[%d]", i), raise); err != nil {
			return err
		}
	}
	return nil
}

func (e Determine) check() error {
	if e.SJSWeeksUsed != nil && *e.SJSWeeksUsed < 0 {
		return &rule.InputError{Field: "sjs_weeks_used", Value: strconv.Itoa(*e.SJSWeeksUsed), Expected: "a whole number of weeks, zero or more"}
	}
	if e.SJSWeeksUsed != nil && *e.SJSWeeksUsed > math.MaxInt32 {
		return &rule.InputError{Field: "sjs_weeks_used", Value: strconv.Itoa(*e.SJSWeeksUsed), Expected: "a whole number of at most 9 digits"}
	}
	if e.LossEndsWithinYears.None && rule.IsSet(e.LossEndsWithinYears.Number) {
		return &rule.InputError{Field: "loss_ends_within_years", Value: rule.Digits(e.LossEndsWithinYears.Number), Expected: "a number of years or none, not both"}
	}
	return amounts(amount{"loss_ends_within_years", e.LossEndsWithinYears.Number}, amount{"placement_earnings", e.PlacementEarnings},
		amount{"job_option_earnings", e.JobOptionEarnings})
}
