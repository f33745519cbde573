package benefits

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// TD02Input asks for temporary disability benefits less earnings, for a worker
// whose pay fluctuates. The zero value lacks the net earnings before: an input error.
type TD02Input struct {
	PreAccidentNet decimal.Decimal `json:"pre_accident_net"`  // net earnings of a year before the accident
	Rate           Rate            `json:"rate,omitzero"`     // in place of the policy's
	Accident       calendar.Date   `json:"accident,omitzero"` // the day of the accident, where the limits of the benefit turn on it
	Facts          rule.Facts      `json:"facts,omitempty"`   // where the policy has rates by facts
	PayPeriods     []NetPay        `json:"pay_periods"`       // in any order, no day in two of them
}

// UnmarshalJSON reads the JSON form strictly: a key that there is not, in another case or
// twice, and a value of another type are *rule.InputErrors that name it.
func (in *TD02Input) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, in) }

// MarshalJSON writes the numbers with the digits that were given, and leaves out
// those that were not.
func (in TD02Input) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(in) }

// NetPay is the net of what was earned in a pay period, both ends included. The zero
// value lacks its days: an input error.
type NetPay struct {
	From calendar.Date   `json:"from"`
	To   calendar.Date   `json:"to"`
	Net  decimal.Decimal `json:"net"`
}

// UnmarshalJSON reads the JSON form strictly: a key that there is not, in another case or
// twice, and a value of another type are *rule.InputErrors that name it.
func (in *NetPay) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, in) }

// MarshalJSON writes the numbers with the digits that were given, and leaves out
// those that were not.
func (in NetPay) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(in) }

// TD02 are temporary disability benefits less earnings. The zero value answers nothing:
// it stands beside an error.
type TD02 struct {
	Periods []TD02Period    `json:"periods"` // in the order given
	Total   decimal.Decimal `json:"total"`   // of the amounts
}

// MarshalJSON writes the numbers with their digits.
func (a TD02) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

// A TD02Period is one pay period. A surplus of earnings lowers no other. The zero value
// is no part of an answer.
type TD02Period struct {
	From         calendar.Date   `json:"from"`
	To           calendar.Date   `json:"to"`
	Days         int             `json:"days"`         // calendar days
	Compensation decimal.Decimal `json:"compensation"` // the rate × the net of a year × days / 365, within the limits, half up to the cent
	Earnings     decimal.Decimal `json:"earnings"`     // the net as given
	Amount       decimal.Decimal `json:"amount"`       // the exact compensation less earnings, never under zero
}

// MarshalJSON writes the numbers with their digits.
func (a TD02Period) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

var (
	td02Template = rule.Template{ID: "benefits.td-02",
		Text: "Full compensation from {from} to {to} is {rate} × {net:money} × {days} days of {year}, {compensation:money}; less " +
			"earnings of {earnings:money}."}
	td02TotalTemplate = rule.Template{ID: "benefits.td-02.total", Text: "Temporary disability less earnings comes to {total:money} in all."}
)

// TD02 gives temporary disability benefits less earnings, period by period.
// Errors are InputErrors. (TOJ-4)
func (p *Policy) TD02(in TD02Input) (rule.Decision[TD02], error) {
	v, x, err := p.td02(in)
	if err != nil {
		return rule.Decision[TD02]{}, err
	}
	return rule.Decision[TD02]{Value: v, Findings: x.findings}, nil
}

func (p *Policy) td02(in TD02Input) (v TD02, x explanation, err error) {
	rate, _, err := p.rateFor(&x, in.Rate, in.Facts)
	if err != nil {
		return v, x, err
	}
	limit, err := p.benefitLimit(in.Accident)
	if err != nil {
		return v, x, err
	}
	if err := rule.CheckAmount("pre_accident_net", in.PreAccidentNet); err != nil {
		return v, x, err
	}
	if err := checkNetPay(in.PayPeriods); err != nil {
		return v, x, err
	}
	year, total := rate.value.mul(cents(in.PreAccidentNet)), exact{}
	v.Periods = make([]TD02Period, len(in.PayPeriods))
	for i, pay := range in.PayPeriods {
		span := calendar.Period{From: pay.From, To: pay.To}
		share, leap := p.shareOfYear(span)
		compensation := year.mul(share)
		printed, _ := compensation.round(rule.HalfUp, 1)
		out := &v.Periods[i]
		*out = TD02Period{From: pay.From, To: pay.To, Days: span.Days(), Compensation: dollars(printed), Earnings: pay.Net}
		days := "365"
		if p.actualYear {
			days = "their own year"
		}
		f := x.find(&td02Template, p.cites.WageLoss, compensation.cmp(cents(pay.Net)) > 0, rule.Date("from", pay.From), rule.Date("to", pay.To),
			rule.Str("rate", rate.text),
			rule.Num("net", in.PreAccidentNet), rule.Int("days", out.Days), rule.Str("year", days), rule.Num("compensation",
				out.Compensation), rule.Num("earnings", pay.Net))
		if leap {
			f.Interpretations = restsOn(daysOfTheYear)
		}
		if limit != nil {
			compensation, _ = limit.limitBenefit(&x, compensation, cents(in.PreAccidentNet).mul(share), limit.timesInDays(out.Days, share),
				"for the pay period")
			printed, _ = compensation.round(rule.HalfUp, 1)
			out.Compensation = dollars(printed)
		}
		due := compensation.sub(cents(pay.Net))
		out.Amount = p.rounding.amount(&x, periodAmount, least(due, due))
		total = total.add(cents(out.Amount))
	}
	v.Total = dollars(total)
	x.find(&td02TotalTemplate, p.cites.WageLoss, total.sign() > 0, rule.Num("total", v.Total))
	return v, x, nil
}

func checkNetPay(periods []NetPay) error {
	if periods == nil {
		return &rule.InputError{Field: "pay_periods", Expected: "a list of pay periods"}
	}
	for i, pay := range periods {
		err := checkPeriod(calendar.Period{From: pay.From, To: pay.To})
		if err == nil {
			err = rule.CheckAmount("net", pay.Net)
		}
		if err != nil {
			return within(fmt.Sprintf("pay_periods[%d]", i), err)
		}
	}
	return checkOverlap("pay_periods", len(periods), func(i int) calendar.Period {
		return calendar.Period{From: periods[i].From,
			To: periods[i].To}
	})
}

// shareOfYear gives the part of a year that some days are: 365 for all of them
// or, by the other reading of days-of-the-year, each by the days of its own year.
// leap reports whether a day lies in a leap year.
func (p *Policy) shareOfYear(span calendar.Period) (share exact, leap bool) {
	for from := span.From; ; {
		to := span.To
		newYear, err := calendar.Of(from.Year()+1, 1, 1)
		if err == nil && !newYear.After(to) {
			to = before(newYear)
		}
		year := 365
		if isLeap(from.Year()) {
			leap = true
			if p.actualYear {
				year = 366
			}
		}
		share = share.add(fraction(to.DaysSince(from)+1, year))
		if to == span.To {
			return share, leap
		}
		from = newYear
	}
}

func isLeap(year int) bool {
	february, _ := calendar.Of(year, 2, 1)
	return february.MonthEnd().Day() == 29
}
