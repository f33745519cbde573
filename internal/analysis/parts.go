package analysis

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/expression"
)

// part is one piece of a fact's range: a point or the open stretch between two.
type part struct {
	sample       expression.Value
	label        string            // of a point, or of a part that has no order
	lower, upper string            // "1.40 <= ", " < 1.50"; empty at the ends
	low, high    *expression.Value // those ends: the part lies between them, or is the point that both are
}

// parts divides the range of a type at the constants it is compared with, and a
// text by what it is asked to begin with, to end with or to contain.
func parts(t expression.Type, name string, cuts []expression.Value, of *affixes) []part {
	switch t.Kind {
	case expression.BoolKind:
		return []part{{sample: expression.Bool(false), label: "not " + name}, {sample: expression.Bool(true), label: name}}
	case expression.TextKind:
		return wordParts(t, name, cuts, of)
	}
	if t.Minimum {
		cuts = append(cuts, zero)
	}
	slices.SortFunc(cuts, expression.Value.Compare)
	cuts = slices.CompactFunc(cuts, expression.Value.Equal)
	var parts []part
	lower := ""
	for i, c := range cuts {
		if t.Minimum && c.Number().Sign() < 0 {
			continue
		}
		var below *expression.Value
		if i > 0 {
			below = &cuts[i-1]
		}
		if v, ok := Inside(t, below, &c); ok && !(t.Minimum && c.Number().Sign() == 0) {
			parts = append(parts, part{sample: v, lower: lower, upper: " < " + c.String(), low: below, high: &cuts[i]})
		}
		if !t.Whole || c.Number().IsInteger() {
			parts = append(parts, part{sample: c, label: name + " == " + c.String(), lower: c.String() + " <= ", upper: " <= " + c.String(),
				low: &cuts[i], high: &cuts[i]})
		}
		lower = c.String() + " < "
	}
	last := cuts[len(cuts)-1]
	if v, ok := Inside(t, &last, nil); ok {
		parts = append(parts, part{sample: v, lower: lower, low: &last})
	}
	return parts
}

// Inside returns a value strictly between two, when the type has one. Dates
// and whole numbers are discrete.
func Inside(t expression.Type, low, high *expression.Value) (expression.Value, bool) {
	if t.Kind == expression.DateKind {
		return dateInside(low, high)
	}
	switch {
	case low == nil && t.Whole:
		return expression.Num(high.Number().Ceil().Sub(one)), true
	case low == nil:
		return expression.Num(high.Number().Sub(one)), true
	case t.Whole:
		next := low.Number().Floor().Add(one)
		return expression.Num(next), high == nil || next.Cmp(high.Number()) < 0
	case high == nil:
		return expression.Num(low.Number().Add(one)), true
	}
	return expression.Num(half(low.Number().Add(high.Number()))), true
}

// half of a number, without a zero more than the number has digits.
func half(d decimal.Decimal) decimal.Decimal {
	h := d.Mul(decimal.New(5, -1))
	if places := -d.Exponent(); h.Equal(h.Truncate(places)) {
		return h.Truncate(places)
	}
	return h
}

func dateInside(low, high *expression.Value) (expression.Value, bool) {
	var d calendar.Date
	var err error
	if low == nil {
		d, err = high.Date().AddDays(-1)
	} else {
		d, err = low.Date().AddDays(1)
	}
	v := expression.Day(d)
	return v, err == nil && (high == nil || v.Compare(*high) < 0)
}

// affixes are what a text is asked to begin with, to end with and to contain.
type affixes struct{ starts, ends, inside []string }

// mostTexts bounds the kinds of texts that affixes tell apart.
const mostTexts = 1 << 10

// add notes a question; it is false when the kinds of texts would be too many.
func (a *affixes) add(op expression.Op, text string) bool {
	list := map[expression.Op]*[]string{expression.OpStarts: &a.starts, expression.OpEnds: &a.ends, expression.OpInText: &a.inside}[op]
	if slices.Contains(*list, text) {
		return true
	}
	before := *list
	*list = append(before, text)
	if (len(a.starts)+1)*(len(a.ends)+1)<<len(a.inside) > mostTexts {
		*list = before
		return false
	}
	return true
}

// kinds are one text of every kind that the questions tell apart, with its name. The
// longest beginning that a text has decides on the shorter ones, and so for endings;
// filler is in none of the questions.
func (a *affixes) kinds(name, filler string) []part {
	var all []part
	for _, start := range append([]string{""}, a.starts...) {
		for _, end := range append([]string{""}, a.ends...) {
			for inside := range 1 << len(a.inside) {
				sample, label := start+filler, ""
				if start != "" {
					label = " and " + name + " begins with " + strconv.Quote(start)
				}
				for i, text := range a.inside {
					if inside>>i&1 == 1 {
						sample += text + filler
						label += " and " + name + " contains " + strconv.Quote(text)
					}
				}
				if sample += end; end != "" {
					label += " and " + name + " ends with " + strconv.Quote(end)
				}
				if label == "" {
					label = " and " + name + " is any other text"
				}
				all = append(all, part{sample: expression.Str(sample), label: strings.TrimPrefix(label, " and ")})
			}
		}
	}
	return all
}

// wordParts are the parts of a text: the declared words, or those it is compared
// with and any other.
func wordParts(t expression.Type, name string, cuts []expression.Value, of *affixes) []part {
	words := slices.Clone(t.Words)
	seen := make(map[string]bool)
	for _, c := range cuts {
		if t.Words == nil && !seen[c.Text()] {
			seen[c.Text()] = true
			words = append(words, c.Text())
		}
	}
	var parts []part
	for _, w := range words {
		parts = append(parts, part{sample: expression.Str(w), label: name + " is " + strconv.Quote(w)})
	}
	switch {
	case t.Words != nil:
	case of == nil:
		other := strings.Join(words, "") + "…" // longer than each of them
		parts = append(parts, part{sample: expression.Str(other), label: name + " is any other text"})
	default:
		filler, all := '…', strings.Join(slices.Concat(words, of.starts, of.ends, of.inside), "")
		for strings.ContainsRune(all, filler) {
			filler++
		}
		parts = append(parts, of.kinds(name, string(filler))...)
	}
	return parts
}
