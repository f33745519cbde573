package calendar

import "time"

// A PayCycle says how long pay periods are. The zero value is none of them: an input error.
type PayCycle string

// The pay cycles.
const (
	Weekly      PayCycle = "week"       // 7 days, from any first day, the anchor, both ways
	Biweekly    PayCycle = "biweekly"   // 14 days
	SemiMonthly PayCycle = "semi_month" // the 1st to the 15th, the 16th to the end of the month; no anchor
	Monthly     PayCycle = "month"      // from the anchor's day of each month, the last day of a month that has no such day
)

// A PayPeriod is a period for which wages are paid. They are numbered from 1 in
// the year in which they end. The zero value is no period; their numbers begin at 1.
type PayPeriod struct {
	From   Date `json:"from"`
	To     Date `json:"to"`
	Year   int  `json:"year"`
	Number int  `json:"number"`
}

// Of gives the pay period that a date falls in. The anchor is the first day of
// any period; a semi-monthly cycle has none. Errors are an [*InputError] on
// "date", "every" or "anchor", and a [*RangeError] for a period that does not
// lie in the calendar.
func (c PayCycle) Of(d, anchor Date) (PayPeriod, error) {
	if d.IsZero() {
		return PayPeriod{}, noDate("date")
	}
	var from, to int32
	switch c {
	case Weekly, Biweekly, Monthly:
		if anchor.IsZero() {
			return PayPeriod{}, &InputError{Field: "anchor", Expected: "the first day of a pay period"}
		}
	case SemiMonthly:
		if !anchor.IsZero() {
			return PayPeriod{}, &InputError{Field: "anchor", Value: anchor.String(),
				Expected: "none: a semi_month begins on the 1st and on the 16th"}
		}
	default:
		return PayPeriod{}, &InputError{Field: "every", Value: string(c), Expected: "week, biweekly, semi_month or month"}
	}
	switch year, month, day := civil(d.n); c {
	case Weekly, Biweekly:
		length := int32(7)
		if c == Biweekly {
			length = 14
		}
		from = d.n - ((d.n-anchor.n)%length+length)%length
		to = from + length - 1
	case SemiMonthly:
		from, to = dayNumber(year, month, 1), dayNumber(year, month, 15)
		if day > 15 {
			from, to = to+1, dayNumber(year, month, daysIn(year, month))
		}
	case Monthly:
		since, ofAnchor := d.monthNumber(), anchor.monthNumber()
		from = anchor.reach(since-ofAnchor, false)
		if from > d.n {
			since--
			from = anchor.reach(since-ofAnchor, false)
		}
		to = anchor.reach(since-ofAnchor+1, false) - 1
	}
	if from < 1 || to > lastDay {
		return PayPeriod{}, &RangeError{Field: "date", From: d, Step: "its pay period"}
	}
	p := PayPeriod{From: Date{from}, To: Date{to}}
	p.number(c)
	return p, nil
}

// monthNumber numbers the months of the calendar.
func (d Date) monthNumber() int {
	year, month, _ := civil(d.n)
	return 12*year + month
}

// number gives the period its number: how many end in its year, up to it.
func (p *PayPeriod) number(c PayCycle) {
	year, month, day := p.To.YMD()
	p.Year = year
	switch sinceNewYear := int(p.To.n - dayNumber(year, int(time.January), 1)); c {
	case Weekly:
		p.Number = sinceNewYear/7 + 1
	case Biweekly:
		p.Number = sinceNewYear/14 + 1
	case SemiMonthly:
		p.Number = 2 * int(month)
		if day == 15 {
			p.Number--
		}
	case Monthly: // one ends in each month
		p.Number = int(month)
	}
}
