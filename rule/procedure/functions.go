package procedure

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

type (
	context  = lifecycle.Context[Case, *Procedure]
	function = lifecycle.Function[Case, *Procedure]
	arg      = lifecycle.Arg
)

// SeriesFacts are what a series finds, under its own name: the case's entries with the
// one that the event adds. The zero value found nothing.
type SeriesFacts struct {
	Entries []Entry `fact:"entries"`
	Length  int     `fact:"length"` // how many they are
	Period  string  `fact:"period"` // of the event; empty for one that adds none
}

// RunFacts are what run finds. The zero value found nothing.
type RunFacts struct {
	Length int    `fact:"length"` // the periods in a row, up to the last, that meet the limit; 0: the last does not
	From   string `fact:"from"`   // the first of them
}

// ImprovementFacts are what improvement finds. A value that is lower is better. The zero
// value found nothing.
type ImprovementFacts struct {
	Known    bool            `fact:"known"`    // there is a last value, and a baseline above zero of which all periods are there
	Baseline decimal.Decimal `fact:"baseline"` // rounded as the percent is
	Amount   decimal.Decimal `fact:"amount"`   // by which the last value is below the baseline; negative above it
	Percent  decimal.Decimal `fact:"percent"`  // the amount in percent of the baseline
}

// CountFacts are what count finds. The zero value found nothing.
type CountFacts struct {
	Entries int             `fact:"entries"` // since the day, that day included
	Sum     decimal.Decimal `fact:"sum"`     // of their values
}

// DatesFacts are what dates finds. The zero value found nothing.
type DatesFacts struct {
	Duties []calendar.Duty `fact:"duties"` // one for each date, which is its last day and what it is for
	Length int             `fact:"length"` // how many they are
	First  calendar.Date   `fact:"first"`
	Last   calendar.Date   `fact:"last"`
}

func numberArg(name, is string) arg {
	return arg{Name: name, Is: is, Kinds: []expression.Kind{expression.NumberKind}}
}

func dateArg(name, is string) arg {
	return arg{Name: name, Is: is, Kinds: []expression.Kind{expression.DateKind}}
}

// A series is one that the file declares.
type series struct {
	name, each string
	field      int // in the struct of a case
	period     string
	value      string
}

// args are the expressions by which a function finds what the event adds.
func (s *series) args() []arg {
	period := dateArg("period", s.period)
	if s.each == "year" {
		period.Kinds = append(period.Kinds, expression.NumberKind)
	}
	args := []arg{period}
	if s.value != "" {
		args = append(args, numberArg("value", s.value))
	}
	return args
}

// entries are those of the case, in the order of their periods, with the one that the
// event adds. A period that has an entry is an *rule.InputError, but for days.
func (s *series) entries(x *context) (all []Entry, period string, err error) {
	all, _ = reflect.ValueOf(x.Case.facts).Field(s.field).Interface().([]Entry)
	of, ok, err := x.Arg("period")
	if !ok {
		return all, "", err
	}
	added := Entry{Value: decimal.NewFromInt(1)}
	if s.value != "" {
		v, ok, err := x.Arg("value")
		if !ok {
			return all, "", err
		}
		added.Value = v.Number()
	}
	if added.Period, err = s.periodOf(of); err != nil {
		return all, "", err
	}
	at, there := slices.BinarySearchFunc(all, added.Period, func(e Entry, period string) int { return strings.Compare(e.Period, period) })
	if there && s.each != "day" {
		return all, "", &rule.InputError{Field: s.name, Value: added.Period, Problem: "is recorded already",
			Expected: "one entry for each " + s.each}
	}
	return slices.Insert(slices.Clone(all), at, added), added.Period, nil
}

// periodOf names the period of a date, or of the number of a year.
func (s *series) periodOf(v rule.Value) (string, error) {
	if v.Kind() == expression.NumberKind {
		if n := v.Number(); n.IsInteger() && n.Sign() > 0 && n.Cmp(decimal.NewFromInt(9999)) <= 0 {
			return fmt.Sprintf("%04d", n.IntPart()), nil
		}
		return "", &rule.InputError{Field: s.name, Value: v.String(), Expected: "a year, from 1 to 9999"}
	}
	d := v.Date()
	switch s.each {
	case "year":
		return fmt.Sprintf("%04d", d.Year()), nil
	case "quarter":
		return calendar.QuarterOf(d).String(), nil
	case "month":
		return d.String()[:len("2025-01")], nil
	}
	return d.String(), nil
}

// ordinal numbers the periods of a series, so that those next to each other are one
// apart.
func (s *series) ordinal(period string) int {
	year, part, _ := strings.Cut(period, "-")
	y, _ := strconv.Atoi(year)
	n, _ := strconv.Atoi(strings.TrimPrefix(part, "Q"))
	switch s.each {
	case "quarter":
		return 4*y + n
	case "month":
		return 12*y + n
	}
	return y
}

func (s *series) function() function {
	return lifecycle.Find(s.name, func(x *context) (SeriesFacts, error) {
		all, period, err := s.entries(x)
		return SeriesFacts{all, len(all), period}, err
	}).Taking(s.args()...)
}

// run counts the last periods in a row, without a gap, whose values meet a limit.
func run(name string, s *series, meets func(order int) bool, limit string) function {
	return lifecycle.Find(name, func(x *context) (found RunFacts, err error) {
		all, _, err := s.entries(x)
		if err != nil {
			return found, err
		}
		least, ok, err := x.Arg("limit")
		for i := len(all) - 1; ok && i >= 0; i-- {
			gap := i+1 < len(all) && s.ordinal(all[i].Period)+1 != s.ordinal(all[i+1].Period)
			if gap || !meets(all[i].Value.Cmp(least.Number())) {
				break
			}
			found = RunFacts{found.Length + 1, all[i].Period}
		}
		return found, err
	}).Taking(append(s.args(), numberArg("limit", limit))...)
}

// improvement compares the last value of a series with the average of the periods
// before it, which stand next to each other, or with a baseline that is given.
func improvement(name string, s *series, periods int, baseline string, places int32) function {
	args := s.args()
	if baseline != "" {
		args = append(args, numberArg("baseline", baseline))
	}
	return lifecycle.Find(name, func(x *context) (found ImprovementFacts, err error) {
		all, _, err := s.entries(x)
		last := len(all) - 1
		if err != nil || last < periods || last < 0 {
			return found, err
		}
		sum, n := decimal.New(0, 0), decimal.NewFromInt(int64(max(periods, 1)))
		if baseline != "" {
			v, ok, err := x.Arg("baseline")
			if !ok {
				return found, err
			}
			sum = v.Number()
		}
		for i := last - periods; i < last; i++ {
			if s.ordinal(all[i].Period)+last-i != s.ordinal(all[last].Period) {
				return found, nil
			}
			sum = sum.Add(all[i].Value)
		}
		if sum.Sign() <= 0 {
			return found, nil
		}
		below := sum.Sub(all[last].Value.Mul(n))
		for _, q := range []struct {
			into *decimal.Decimal
			a, b decimal.Decimal
		}{{&found.Baseline, sum, n}, {&found.Amount, below, n}, {&found.Percent, below.Shift(2), sum}} {
			if *q.into, err = rule.Divide(q.a, q.b, places, rule.HalfUp); err != nil {
				return found, err
			}
		}
		found.Known = true
		return found, nil
	}).Taking(args...)
}

// count counts the entries of a series since a day, or within a term back from the day
// of the event, and adds them up.
func count(name string, s *series, since string, within *term, meets func(order int) bool, limit string) function {
	args := s.args()
	if since != "" {
		args = append(args, dateArg("since", since))
	}
	if limit != "" {
		args = append(args, numberArg("limit", limit))
	}
	return lifecycle.Find(name, func(x *context) (found CountFacts, err error) {
		all, _, err := s.entries(x)
		if err != nil {
			return found, err
		}
		var first calendar.Date
		if within != nil {
			back := within.Term
			back.Before = true
			if first, err = back.Date(x.On); err == nil {
				first, err = first.AddDays(1) // a term of three years back from 30 June begins on 1 July
			}
		} else {
			v, ok, failed := x.Arg("since")
			if !ok {
				return found, failed
			}
			first = v.Date()
		}
		if err != nil {
			return found, err
		}
		from, err := s.periodOf(rule.Value{Value: expression.Day(first)})
		if err != nil {
			return found, err
		}
		least, limited, err := x.Arg("limit")
		found.Sum = decimal.NewFromInt(0)
		for _, e := range all {
			if e.Period >= from && (limit == "" || limited && meets(e.Value.Cmp(least.Number()))) {
				found.Entries++
				found.Sum = found.Sum.Add(e.Value)
			}
		}
		return found, err
	}).Taking(args...)
}

// dates finds the dates of a recurrence, each with a duty that is owed by then.
func dates(name string, every *term, from, until string, duty string) function {
	return lifecycle.Find(name, func(x *context) (found DatesFacts, err error) {
		anchor, ok, err := x.Arg("from")
		if !ok {
			return found, err
		}
		last, ok, err := x.Arg("until")
		if !ok {
			return found, err
		}
		days, err := calendar.Recurrence{Anchor: anchor.Date(), Every: every.Length, Last: last.Date()}.Dates()
		if err != nil {
			return found, err
		}
		for _, day := range days {
			d := x.Duty(duty, "")
			d.Due, d.For = day, day.String()
			found.Duties = append(found.Duties, d)
		}
		found.Length, found.First, found.Last = len(days), days[0], days[len(days)-1]
		return found, nil
	}).Taking(dateArg("from", from), dateArg("until", until))
}

// named is an expression under a name.
func named[F any](name, is string, kind expression.Kind, set func(v rule.Value) F) function {
	return lifecycle.Find(name, func(x *context) (F, error) {
		v, ok, err := x.Arg("is")
		if !ok {
			var none F
			return none, err
		}
		return set(v), nil
	}).Taking(arg{Name: "is", Is: is, Kinds: []expression.Kind{kind}})
}

// The facts of an expression under a name.
type (
	// NumberFacts have a number. The zero value found nothing.
	NumberFacts struct {
		Number decimal.Decimal `fact:"number"`
	}
	// DayFacts have a date. The zero value found nothing.
	DayFacts struct {
		Day calendar.Date `fact:"day"`
	}
	// TextFacts have a text. The zero value found nothing.
	TextFacts struct {
		Text string `fact:"text"`
	}
	// YesNoFacts have what is so or is not. The zero value found nothing.
	YesNoFacts struct {
		YesNo bool `fact:"yes_no"`
	}
)
