package expression

import (
	"maps"
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/number"
)

// function is a pure, bounded function that an expression may call.
type function struct {
	name  string
	usage string
	args  []Kind // of each argument; a text argument must be a constant
	many  bool   // the last argument may be repeated
	// between says that the first two arguments are written as a difference: days(a - b).
	between bool
	reading []string // the texts that the last argument may be; nil: the roundings of a number
	out     Kind
	apply   func(args []Value) (Value, error)
}

var functions = []*function{
	{name: "abs", usage: "abs(x)", args: []Kind{NumberKind}, out: NumberKind,
		apply: func(a []Value) (Value, error) { return Num(a[0].Number().Abs()), nil }},
	{name: "min", usage: "min(x, y, …)", args: []Kind{NumberKind, NumberKind}, many: true, out: NumberKind,
		apply: func(a []Value) (Value, error) { return slices.MinFunc(a, Value.Compare), nil }},
	{name: "max", usage: "max(x, y, …)", args: []Kind{NumberKind, NumberKind}, many: true, out: NumberKind,
		apply: func(a []Value) (Value, error) { return slices.MaxFunc(a, Value.Compare), nil }},
	{name: "len", usage: "len(list)", args: []Kind{ListKind}, out: NumberKind,
		apply: func(a []Value) (Value, error) { return Int(a[0].Len()), nil }},
	{name: "round", usage: `round(x, places, "half_up")`, args: []Kind{NumberKind, NumberKind, TextKind}, out: NumberKind,
		apply: func(a []Value) (Value, error) {
			return Num(number.Round(a[0].Number(), places(a[1]), a[2].Text())), nil
		}},
	{name: "div", usage: `div(x, y, places, "half_up")`, args: []Kind{NumberKind, NumberKind, NumberKind, TextKind}, out: NumberKind,
		apply: func(a []Value) (Value, error) {
			q, err := number.Divide(a[0].Number(), a[1].Number(), places(a[2]), a[3].Text())
			return Num(q), err
		}},
	{name: "days", usage: "days(to - from)", args: []Kind{DateKind, DateKind}, out: NumberKind, between: true,
		apply: func(a []Value) (Value, error) { return Int(a[0].Date().DaysSince(a[1].Date())), nil }},
	{name: "months", usage: `months(to - from, "down")`, args: []Kind{DateKind, DateKind, TextKind}, out: NumberKind, between: true,
		reading: []string{string(calendar.Down), string(calendar.Up)},
		apply: func(a []Value) (Value, error) {
			n, err := calendar.MonthsBetween(a[1].Date(), a[0].Date(), calendar.Rounding(a[2].Text()))
			return Int(n), err
		}},
	{name: "years", usage: `years(on - born, "28_february")`, args: []Kind{DateKind, DateKind, TextKind}, out: NumberKind, between: true,
		reading: []string{string(calendar.On28February), string(calendar.On1March)},
		apply: func(a []Value) (Value, error) {
			born, on, sign := a[1].Date(), a[0].Date(), 1
			if on.Before(born) {
				born, on, sign = on, born, -1
			}
			n, err := calendar.Age(born, on, calendar.LeapDay(a[2].Text()))
			return Int(sign * n), err
		}},
}

// Usages says how each function is written, in the order of the names.
func Usages() []string {
	usages := append(slices.Collect(maps.Values(eachUsages)), `date("2025-01-31")`)
	for _, f := range functions {
		usages = append(usages, f.usage)
	}
	slices.Sort(usages)
	return usages
}

// places is the number of decimals that round and div take: known when the
// expression was compiled, a whole number up to MaxDigits.
func places(v Value) int32 { return int32(v.Number().IntPart()) }
