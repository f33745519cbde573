package benefits

import (
	"fmt"
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// checkPay asks that the pay periods can be reimbursed: known kinds, whole
// cents, no day twice or outside the placement. It returns each period's worked
// days in order.
func (p *Policy) checkPay(in ReimburseInput, last calendar.Date) ([][]calendar.Date, error) {
	if err := checkWord("apportion", in.Apportion); err != nil {
		return nil, err
	}
	if in.PayPeriods == nil {
		return nil, &rule.InputError{Field: "pay_periods", Expected: "a list of pay periods"}
	}
	worked := make([][]calendar.Date, len(in.PayPeriods))
	for i := range in.PayPeriods {
		pay := &in.PayPeriods[i]
		span := calendar.Period{From: pay.From, To: pay.To}
		err := checkSpan(span, in.Start, last)
		if err == nil {
			err = p.checkLines(pay, span)
		}
		if err == nil {
			worked[i], err = checkWorked(pay.Worked, span)
		}
		if err != nil {
			return nil, inPeriod(i, err)
		}
	}
	return worked, checkOverlap("pay_periods", len(worked), func(i int) calendar.Period {
		return calendar.Period{From: in.PayPeriods[i].From, To: in.PayPeriods[i].To}
	})
}

// inPeriod places the error of a pay period.
func inPeriod(i int, err error) error { return within(fmt.Sprintf("pay_periods[%d]", i), err) }

// within places the error of a part of the question.
func within(path string, err error) error {
	if e, ok := err.(*rule.InputError); ok {
		placed := *e
		placed.Field = path + "." + e.Field
		return &placed
	}
	return err
}

// A word is one of few.
type word interface {
	~string
	Values() []string
}

func checkWord[W word](field string, w W) error {
	if !slices.Contains(w.Values(), string(w)) {
		return strict.UnknownWord(field, w, w.Values())
	}
	return nil
}

// checkSpan asks for a period inside the placement.
func checkSpan(span calendar.Period, start, last calendar.Date) error {
	if err := checkPeriod(span); err != nil {
		return err
	}
	if span.From.Before(start) {
		return &rule.InputError{Field: "from", Value: span.From.String(), Problem: "is outside the placement",
			Expected: fmt.Sprintf("a day from %v to %v", start, last)}
	}
	if span.To.After(last) {
		return &rule.InputError{Field: "to", Value: span.To.String(), Problem: "is outside the placement",
			Expected: fmt.Sprintf("a day from %v to %v", start, last)}
	}
	return nil
}

func checkPeriod(span calendar.Period) error {
	switch {
	case span.From.IsZero():
		return &rule.InputError{Field: "from", Expected: "a date"}
	case span.To.IsZero():
		return &rule.InputError{Field: "to", Expected: "a date"}
	case span.To.Before(span.From):
		return &rule.InputError{Field: "to", Value: span.To.String(), Problem: "runs backwards",
			Expected: "a day on or after " + span.From.String()}
	}
	return nil
}

// checkOverlap asks that no day lies in two of n periods, which may be in any
// order.
func checkOverlap(field string, n int, span func(i int) calendar.Period) error {
	sorted := true
	for i := 1; i < n; i++ {
		sorted = sorted && span(i).From.After(span(i-1).To)
	}
	if sorted {
		return nil
	}
	order := inOrder(n, span)
	for i := 1; i < n; i++ {
		if a, b := order[i-1], order[i]; span(a).Overlaps(span(b)) {
			first, second := min(a, b), max(a, b)
			return &rule.InputError{Field: fmt.Sprintf("%s[%d]", field, second),
				Value: span(second).String(), Problem: fmt.Sprintf("overlaps %v", span(first)), Expected: "no day in two of them"}
		}
	}
	return nil
}

// inOrder gives the indices of n periods in the order of their first days.
func inOrder(n int, span func(i int) calendar.Period) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return span(a).From.Compare(span(b).From) })
	return order
}

func (p *Policy) checkLines(pay *PayPeriod, period calendar.Period) error {
	if pay.Lines == nil {
		return &rule.InputError{Field: "lines", Expected: "a list of lines of pay"}
	}
	for i := range pay.Lines {
		line := &pay.Lines[i]
		if p.kind(line.Kind) < 0 {
			return strict.UnknownWord(fmt.Sprintf("lines[%d].kind", i), line.Kind, p.Kinds())
		}
		if !wholeCents(line.Amount) {
			return checkCents(fmt.Sprintf("lines[%d].amount", i), line.Amount)
		}
		if line.From.IsZero() && line.To.IsZero() {
			continue
		}
		span := line.span(pay)
		for _, day := range [...]struct {
			key string
			on  calendar.Date
		}{{"from", span.From}, {"to", span.To}} {
			if !period.Contains(day.on) {
				return &rule.InputError{Field: fmt.Sprintf("lines[%d].%s", i, day.key), Value: day.on.String(), Problem: "is outside the pay period",
					Expected: "a day of " + period.String()}
			}
		}
		if err := checkPeriod(span); err != nil {
			return within(fmt.Sprintf("lines[%d]", i), err)
		}
	}
	return nil
}

// kind gives the place of a kind of pay among the policy's reimbursable and then
// its excluded ones; -1 for none.
func (p *Policy) kind(kind string) int {
	if i := indexKind(p.reimbursable, kind); i >= 0 {
		return i
	}
	if i := indexKind(p.excluded, kind); i >= 0 {
		return len(p.reimbursable) + i
	}
	return -1
}

func indexKind(kinds []payKind, kind string) int {
	for i := range kinds {
		if kinds[i].Kind == kind {
			return i
		}
	}
	return -1
}

// checkWorked asks that the days worked lie in the period, each once, and
// returns them in order.
func checkWorked(worked []calendar.Date, span calendar.Period) ([]calendar.Date, error) {
	before := calendar.Date{}
	for _, d := range worked {
		if d.Before(before) {
			worked = slices.SortedFunc(slices.Values(worked), calendar.Date.Compare)
			break
		}
		before = d
	}
	before = calendar.Date{}
	for _, d := range worked {
		switch {
		case d.IsZero():
			return nil, &rule.InputError{Field: "worked", Expected: "dates"}
		case d.Before(span.From) || d.After(span.To):
			return nil, &rule.InputError{Field: "worked", Value: d.String(), Problem: "is outside the pay period",
				Expected: "a day of " + span.String()}
		case d == before:
			return nil, &rule.InputError{Field: "worked", Value: d.String(), Problem: "is given twice", Expected: "each day once"}
		}
		before = d
	}
	return worked, nil
}
