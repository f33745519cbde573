package rule

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
)

// kind is what a value in a condition can be.
type kind uint8

const (
	numberKind kind = iota
	boolKind
	textKind
	dateKind
	listKind // of texts
)

func (k kind) String() string {
	return [...]string{"a number", "true or false", "a text", "a date", "a list of texts"}[k]
}

// typ is the type of a fact or an expression.
type typ struct {
	kind    kind
	values  []string // of a text or list: the only words it can be; nil for any
	minimum bool     // of a number: never below zero
	whole   bool     // of a number: no fraction
}

// value is a value of a condition: the field its kind names is set.
type value struct {
	kind   kind
	yes    bool
	date   calendar.Date
	text   string
	number decimal.Decimal
	list   []string
}

func boolValue(b bool) value              { return value{kind: boolKind, yes: b} }
func numberValue(d decimal.Decimal) value { return value{kind: numberKind, number: d} }

// String writes a value for a finding; a number keeps the digits it was given.
func (v value) String() string {
	switch v.kind {
	case numberKind:
		return Digits(v.number)
	case boolKind:
		return fmt.Sprint(v.yes)
	case dateKind:
		return v.date.String()
	case listKind:
		return strings.Join(v.list, ", ")
	}
	return v.text
}

// Digits writes a number with the digits it was given: 1.40, not 1.4. It is
// StringFixed of the places that the number has, for the usual numbers with no
// allocation but the text.
func Digits(d decimal.Decimal) string {
	places := int(max(0, -d.Exponent()))
	if d.Exponent() > 0 || places > digitsOfKey || d.NumDigits() > digitsOfKey {
		return d.StringFixed(int32(places))
	}
	var few, digits [2 * digitsOfKey]byte
	text, coefficient := few[:0], d.CoefficientInt64()
	if coefficient < 0 {
		text = append(text, '-')
	}
	all := strconv.AppendUint(digits[:0], magnitude(coefficient), 10)
	whole := max(len(all)-places, 0)
	text = append(text, all[:whole]...)
	if whole == 0 {
		text = append(text, '0')
	}
	if places > 0 {
		text = append(text, '.')
		for range places - len(all) {
			text = append(text, '0')
		}
		text = append(text, all[whole:]...)
	}
	return string(text)
}

// compare orders two numbers or two dates.
func (v value) compare(w value) int {
	if v.kind == dateKind {
		return v.date.Compare(w.date)
	}
	return v.number.Cmp(w.number)
}

// equal compares two values of one kind; lists are never compared.
func (v value) equal(w value) bool {
	switch v.kind {
	case boolKind:
		return v.yes == w.yes
	case textKind:
		return v.text == w.text
	}
	return v.compare(w) == 0
}

// allows reports whether a text can be the word w at all.
func (t typ) allows(w string) bool { return t.values == nil || slices.Contains(t.values, w) }
