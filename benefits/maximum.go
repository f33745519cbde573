package benefits

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// A Maximum is the most of a year's earnings that counts, or none.
type Maximum struct {
	None   bool            // earnings count without a limit
	Amount decimal.Decimal // a year; unset when None
}

// String writes the amount, or "none".
func (m Maximum) String() string {
	if m.None {
		return "none"
	}
	return plain(m.Amount)
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
// included.
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

// maximumOf gives the maximum of the day of an accident. A day for which none
// is known is an error that names its year, or, leniently, takes the last row
// before it.
func (p *Policy) maximumOf(accident calendar.Date, lenient bool) (maximumFound, rule.Finding, error) {
	if accident.IsZero() {
		return maximumFound{}, rule.Finding{}, &rule.InputError{Field: "accident", Expected: "the day of the accident"}
	}
	row, next, last, ok := p.maximums.At(accident)
	known := ok && !accident.After(row.Value.To)
	if !ok || !known && !lenient {
		return maximumFound{}, rule.Finding{}, &rule.InputError{Field: "accident", Value: accident.String(),
			Expected: fmt.Sprintf("a day with a known maximum: there is none for %d", accident.Year())}
	}
	f := rule.Stated{Cite: row.Cite, Holds: true, Facts: []rule.Fact{rule.Date("accident", accident)}}
	switch {
	case row.Value.Amount.None:
		f.Interpretation = uncappedFrom
		f.Text = fmt.Sprintf("There is no maximum for an accident on %v: it lies from %v to %v.", accident, row.From, row.Value.To)
	case known:
		f.Text = fmt.Sprintf("The maximum for an accident in %d is %s.", accident.Year(), money(row.Value.Amount.Amount))
	}
	if !known {
		f.Holds = false
		f.Text = fmt.Sprintf("No maximum is known for an accident on %v; leniently the last one known before it is taken, %s from %v.",
			accident, row.Value.Amount, row.From)
		if !last && next.Year() == accident.Year() {
			f.Interpretation = uncappedFrom // another first day would have answered otherwise
		}
	}
	return maximumFound{row.Value.Amount, !known}, f.Finding(), nil
}
