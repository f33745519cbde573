package benefits

import (
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// PartMonthInput asks what of a monthly benefit is paid for some days, both
// ends included. The zero value lacks the amount: an input error.
type PartMonthInput struct {
	Monthly decimal.Decimal `json:"monthly"` // at most two decimals
	From    calendar.Date   `json:"from"`
	To      calendar.Date   `json:"to"`
}

// UnmarshalJSON reads the JSON form strictly: a key that there is not, in another case or
// twice, and a value of another type are *rule.InputErrors that name it.
func (in *PartMonthInput) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, in) }

// MarshalJSON writes the numbers with the digits that were given, and leaves out
// those that were not.
func (in PartMonthInput) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(in) }

// PartMonth is a monthly benefit for some days. The zero value answers nothing: it stands
// beside an error.
type PartMonth struct {
	Months []PaidMonth     `json:"months"` // one for each calendar month
	Total  decimal.Decimal `json:"total"`
}

// MarshalJSON writes the numbers with their digits.
func (a PartMonth) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

// A PaidMonth is what is paid for the days of one calendar month. The zero value is no
// part of an answer.
type PaidMonth struct {
	From   calendar.Date   `json:"from"`
	To     calendar.Date   `json:"to"`
	Amount decimal.Decimal `json:"amount"`
}

// MarshalJSON writes the numbers with their digits.
func (a PaidMonth) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

var (
	wholeMonthTemplate = rule.Template{ID: "benefits.month.whole", Text: "The month from {from} to {to} is paid in full, {amount:money}."}
	partMonthTemplate  = rule.Template{ID: "benefits.month.part",
		Text: "The days from {from} to {to} are {days} of {of}, pro rata of {monthly:money}: {amount:money}."}
)

// PartMonth gives a monthly benefit for some days: whole months in full, a part
// of one pro rata by its calendar days or, by the other reading of part-month, by
// thirtieths, of which there are never more than the month's amount. Each month
// is rounded once. Errors are InputErrors. (TOJ-4)
func (p *Policy) PartMonth(in PartMonthInput) (rule.Decision[PartMonth], error) {
	var d rule.Decision[PartMonth]
	if err := p.must(); err != nil {
		return d, err
	}
	if err := checkCents("monthly", in.Monthly); err != nil {
		return d, err
	}
	if err := checkPeriod(calendar.Period{From: in.From, To: in.To}); err != nil {
		return d, err
	}
	var x explanation
	total, monthly := exact{}, cents(in.Monthly)
	for from := in.From; ; {
		to := from.MonthEnd()
		if to.After(in.To) {
			to = in.To
		}
		days, all := to.DaysSince(from)+1, from.MonthEnd().Day()
		month := PaidMonth{From: from, To: to}
		if days == all {
			month.Amount = p.rounding.amount(&x, wholeMonth, monthly)
			x.find(&wholeMonthTemplate, p.cites.WageLoss, true, rule.Date("from", from), rule.Date("to", to), rule.Num("amount", month.Amount))
		} else {
			of := all
			if p.thirtyDays {
				of = 30
			}
			month.Amount = p.rounding.amount(&x, partOfMonth, monthly.mul(fraction(min(days, of), of)))
			f := x.find(&partMonthTemplate, p.cites.WageLoss, true, rule.Date("from", from), rule.Date("to", to), rule.Int("days", days),
				rule.Int("of", of),
				rule.Num("monthly", in.Monthly), rule.Num("amount", month.Amount))
			if all != 30 {
				f.Interpretations = restsOn(partMonth)
			}
		}
		d.Value.Months, total = append(d.Value.Months, month), total.add(cents(month.Amount))
		if to == in.To {
			break
		}
		from = next(to)
	}
	d.Value.Total, d.Findings = dollars(total), x.findings
	return d, nil
}
