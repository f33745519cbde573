package rule

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
)

// part is one piece of a fact's range: a point or the open stretch between two.
type part struct {
	sample       value
	label        string // of a point, or of a part that has no order
	lower, upper string // "1.40 <= ", " < 1.50"; empty at the ends
}

// parts divides the range of a type at the constants it is compared with.
func (t typ) parts(name string, cuts []value) []part {
	switch t.kind {
	case boolKind:
		return []part{{sample: boolValue(false), label: "not " + name}, {sample: boolValue(true), label: name}}
	case textKind:
		return t.words(name, cuts)
	}
	if t.minimum {
		cuts = append(cuts, numberValue(decimal.Zero))
	}
	cuts = slices.Clone(cuts)
	slices.SortFunc(cuts, value.compare)
	cuts = slices.CompactFunc(cuts, value.equal)
	var parts []part
	lower := ""
	for i, c := range cuts {
		if t.minimum && c.number.Sign() < 0 {
			continue
		}
		var below *value
		if i > 0 {
			below = &cuts[i-1]
		}
		if v, ok := t.inside(below, &c); ok && !(t.minimum && c.number.Sign() == 0) {
			parts = append(parts, part{sample: v, lower: lower, upper: " < " + c.String()})
		}
		if !t.whole || c.number.IsInteger() {
			parts = append(parts, part{sample: c, label: name + " == " + c.String(), lower: c.String() + " <= ", upper: " <= " + c.String()})
		}
		lower = c.String() + " < "
	}
	last := cuts[len(cuts)-1]
	if v, ok := t.inside(&last, nil); ok {
		parts = append(parts, part{sample: v, lower: lower})
	}
	return parts
}

// inside returns a value strictly between two, when the type has one. Dates
// and whole numbers are discrete.
func (t typ) inside(low, high *value) (value, bool) {
	if t.kind == dateKind {
		return dateInside(low, high)
	}
	one := decimal.New(1, 0)
	switch {
	case low == nil && t.whole:
		return numberValue(high.number.Ceil().Sub(one)), true
	case low == nil:
		return numberValue(high.number.Sub(one)), true
	case t.whole:
		next := low.number.Floor().Add(one)
		return numberValue(next), high == nil || next.Cmp(high.number) < 0
	case high == nil:
		return numberValue(low.number.Add(one)), true
	}
	return numberValue(half(low.number.Add(high.number))), true
}

// half of a number, without a zero more than the number has digits.
func half(d decimal.Decimal) decimal.Decimal {
	h := d.Mul(decimal.New(5, -1))
	if places := -d.Exponent(); h.Equal(h.Truncate(places)) {
		return h.Truncate(places)
	}
	return h
}

func dateInside(low, high *value) (value, bool) {
	var d calendar.Date
	var err error
	if low == nil {
		d, err = high.date.AddDays(-1)
	} else {
		d, err = low.date.AddDays(1)
	}
	v := value{kind: dateKind, date: d}
	return v, err == nil && (low == nil || high == nil || v.compare(*high) < 0)
}

// words are the parts of a text: the declared words, or those it is compared
// with and any other.
func (t typ) words(name string, cuts []value) []part {
	words := slices.Clone(t.values)
	for _, c := range cuts {
		if t.values == nil && !slices.Contains(words, c.text) {
			words = append(words, c.text)
		}
	}
	var parts []part
	for _, w := range words {
		parts = append(parts, part{sample: value{kind: textKind, text: w}, label: name + " is " + strconv.Quote(w)})
	}
	if t.values == nil {
		other := strings.Join(words, "") + "…" // longer than each of them
		parts = append(parts, part{sample: value{kind: textKind, text: other}, label: name + " is any other text"})
	}
	return parts
}
