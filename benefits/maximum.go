package benefits

import (
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// A Maximum is the most of a year's earnings that counts, or none. The zero value is
// neither, and no file has it.
type Maximum struct {
	None   bool            // earnings count without a limit
	Amount decimal.Decimal // a year; unset when None
}

// String writes the amount, or "none".
func (m Maximum) String() string {
	if m.None {
		return "none"
	}
	return rule.Digits(m.Amount)
}

// MarshalText writes the maximum as String does.
func (m Maximum) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads an amount, or "none".
func (m *Maximum) UnmarshalText(text []byte) error {
	if string(text) == "none" {
		*m = Maximum{None: true}
		return nil
	}
	amount, err := rule.ParseDecimal("maximum", string(text))
	if err == nil {
		err = rule.CheckAmount("maximum", amount)
	}
	if err != nil {
		return &rule.InputError{Field: "maximum", Value: string(text), Expected: `an amount of zero or more, or "none"`}
	}
	*m = Maximum{Amount: amount}
	return nil
}

// A MaximumRow is the maximum for accidents in a span of days, both ends
// included. The zero value holds for no day.
type MaximumRow struct {
	From   calendar.Date `json:"from"`   // the first day of accident
	To     calendar.Date `json:"to"`     // the last
	Amount Maximum       `json:"amount"` // dollars a year, or none
	Cite   rule.Citation `json:"cite"`
}

type maximumFound struct {
	Maximum
	lenient bool
}

var (
	uncappedTemplate = rule.Template{ID: "benefits.maximum.none",
		Text: "There is no maximum for an accident on {accident}: it lies from {from} to {to}."}
	maximumTemplate = rule.Template{ID: "benefits.maximum", Text: "The maximum for an accident in {year} is {maximum:money}."}
	lenientTemplate = rule.Template{ID: "benefits.maximum.lenient",
		Text: "No maximum is known for an accident on {accident}; leniently the last one known before it is taken, {maximum} from {from}."}
)

// maximumOf gives the maximum of the day of an accident, and its source. A day
// for which none is known is an error that names its year, or, leniently, takes
// the last row before it.
func (p *Policy) maximumOf(x *explanation, accident calendar.Date, lenient bool) (maximumFound, rule.Citation, error) {
	if accident.IsZero() {
		return maximumFound{}, "", &rule.InputError{Field: "accident", Expected: "the day of the accident"}
	}
	row, next, last, ok := p.maximums.At(accident)
	known := ok && !accident.After(row.Value.To)
	if !ok || !known && !lenient {
		return maximumFound{}, "", &rule.InputError{Field: "accident", Value: accident.String(),
			Expected: fmt.Sprintf("a day with a known maximum: there is none for %d", accident.Year())}
	}
	on, from := rule.Date("accident", accident), rule.Date("from", row.From)
	maximum := rule.Str("maximum", row.Value.Amount.String())
	if !row.Value.Amount.None {
		maximum = rule.Num("maximum", row.Value.Amount.Amount)
	}
	switch {
	case !known:
		f := x.find(&lenientTemplate, row.Cite, false, on, maximum, from)
		if row.Value.Amount.None || !last && next.Year() == accident.Year() {
			f.Interpretations = restsOn(uncappedFrom) // another first day would have answered otherwise
		}
	case row.Value.Amount.None:
		x.find(&uncappedTemplate, row.Cite, true, on, from, rule.Date("to", row.Value.To)).Interpretations = restsOn(uncappedFrom)
	default:
		x.find(&maximumTemplate, row.Cite, true, on, rule.Str("year", strconv.Itoa(accident.Year())), maximum)
	}
	return maximumFound{row.Value.Amount, !known}, row.Cite, nil
}
