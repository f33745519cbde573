package benefits

import (
	"encoding/json"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// Apportion says by which days a pay period that lies in several steps is
// split among them.
type Apportion string

// The ways to split a pay period.
const (
	CalendarDays Apportion = "calendar_days" // by all its days
	DaysWorked   Apportion = "days_worked"   // by the days of PayPeriod.Worked
)

// Values lists the ways.
func (Apportion) Values() []string { return []string{string(CalendarDays), string(DaysWorked)} }

// ReimburseInput asks what a placement's employer is reimbursed.
type ReimburseInput struct {
	Start      calendar.Date `json:"start"`        // the placement's first day
	End        calendar.Date `json:"end,omitzero"` // its last; not given: the last day of the schedule
	Schedule   Schedule      `json:"schedule"`
	Apportion  Apportion     `json:"apportion"`
	PayPeriods []PayPeriod   `json:"pay_periods"` // in any order, no day in two of them
}

// A PayPeriod is what the employer paid for some days, both ends included.
type PayPeriod struct {
	From   calendar.Date   `json:"from"`
	To     calendar.Date   `json:"to"`
	Lines  []Line          `json:"lines"`
	Worked []calendar.Date `json:"worked,omitempty"` // the days worked, each once, in any order
}

// A Line of pay: of a kind that the policy knows, and an amount with at most
// two decimals.
type Line struct {
	Kind   string          `json:"kind"`
	Amount decimal.Decimal `json:"amount"`
}

// Basis is a reading of what a worker's top-up is.
type Basis string

// The readings.
const (
	// NetDifference is the rate of the difference between the net earnings
	// before and after (policy 04-04 Part II application 3).
	NetDifference Basis = "net_difference"
	// FullCompensation makes wages and supplement together equal to the rate
	// of the net earnings before (TOJ procedure, step 4).
	FullCompensation Basis = "full_compensation"
)

// Values lists the readings.
func (Basis) Values() []string { return []string{string(NetDifference), string(FullCompensation)} }

// Per is the period that earnings are given for.
type Per string

// The periods.
const (
	Year  Per = "year"
	Month Per = "month"
	Week  Per = "week"
)

// Values lists the periods.
func (Per) Values() []string { return []string{string(Year), string(Month), string(Week)} }

// TopUpInput asks what a worker is topped up by. All earnings are for one Per
// and may have any number of decimals.
type TopUpInput struct {
	Basis          Basis           `json:"basis"` // not given: the policy's reading
	Rate           decimal.Decimal `json:"rate"`  // in place of the policy's, 0 to 1; may be missing
	Per            Per             `json:"per"`
	PreAccidentNet decimal.Decimal `json:"pre_accident_net"` // net earnings before the accident
	ActualNet      decimal.Decimal `json:"actual_net"`       // for NetDifference: the net of what is earned now
	EstimatedNet   decimal.Decimal `json:"estimated_net"`    // for NetDifference: the net of what could be earned; may be missing
	ActualWages    decimal.Decimal `json:"actual_wages"`     // for FullCompensation: the wages paid now
}

// MarshalJSON leaves out what was not given, so that it is not read back as
// zero.
func (in TopUpInput) MarshalJSON() ([]byte, error) {
	given := func(d decimal.Decimal) *decimal.Decimal {
		if !rule.Given(d) {
			return nil
		}
		return &d
	}
	return json.Marshal(struct {
		Basis          Basis            `json:"basis,omitempty"`
		Rate           *decimal.Decimal `json:"rate,omitempty"`
		Per            Per              `json:"per"`
		PreAccidentNet *decimal.Decimal `json:"pre_accident_net,omitempty"`
		ActualNet      *decimal.Decimal `json:"actual_net,omitempty"`
		EstimatedNet   *decimal.Decimal `json:"estimated_net,omitempty"`
		ActualWages    *decimal.Decimal `json:"actual_wages,omitempty"`
	}{in.Basis, given(in.Rate), in.Per, given(in.PreAccidentNet), given(in.ActualNet), given(in.EstimatedNet), given(in.ActualWages)})
}

// A NetRow gives the net earnings of a gross, both a year. The deductions are
// the board's: this library has no tax engine.
type NetRow struct {
	Gross decimal.Decimal `json:"gross"`
	Net   decimal.Decimal `json:"net"`
}

// RateInput asks for a compensation rate. The net earnings come from the rows
// of NetTable or, in Go, from Net: one of the two.
type RateInput struct {
	Accident calendar.Date   `json:"accident"` // the day of the accident
	Gross    decimal.Decimal `json:"gross"`    // annual gross earnings at that day
	NetTable []NetRow        `json:"net_table,omitempty"`
	// Net gives the net of a gross that is a multiple of $100.
	Net func(gross decimal.Decimal) (decimal.Decimal, error) `json:"-"`
	// Lenient takes the last known maximum before a year that has none.
	Lenient bool `json:"lenient,omitempty"`
}

// An Option is a position whose earnings may decide a wage-loss supplement:
// the placement, the job option …
type Option struct {
	Option   string          `json:"option"`
	Earnings decimal.Decimal `json:"earnings"`
	// RuledOut says that there is evidence against it.
	RuledOut bool `json:"ruled_out,omitempty"`
}

// OptionsInput asks which option has the best earnings.
type OptionsInput struct {
	Options []Option `json:"options"`
}

// AllocateInput asks to share an amount of at most two decimals by weights.
type AllocateInput struct {
	Amount  decimal.Decimal   `json:"amount"`
	Weights []decimal.Decimal `json:"weights"`
}
