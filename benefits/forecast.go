package benefits

import (
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// ForecastInput asks what a placement will cost, before there is pay. The zero value
// lacks the salary: an input error.
type ForecastInput struct {
	Salary       decimal.Decimal `json:"salary"`
	Per          SalaryPer       `json:"per"`                     // what the salary is for
	HoursPerWeek decimal.Decimal `json:"hours_per_week,omitzero"` // where it is for an hour
	PayEvery     PayEvery        `json:"pay_every"`
	Anchor       calendar.Date   `json:"anchor"` // the first day of some pay period, before or after the start
	Start        calendar.Date   `json:"start"`
	End          calendar.Date   `json:"end,omitzero"` // not given: the last day of the schedule
	Schedule     Schedule        `json:"schedule"`
}

// UnmarshalJSON reads the JSON form strictly: a key that there is not, in another case or
// twice, and a value of another type are *rule.InputErrors that name it.
func (in *ForecastInput) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, in) }

// MarshalJSON writes the numbers with the digits that were given, and leaves out
// those that were not.
func (in ForecastInput) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(in) }

// SalaryPer is the period that a salary is given for. The zero value is none of them, an
// input error.
type SalaryPer string

// PerHour is a salary by the hour; the other periods are those of [Per].
const PerHour SalaryPer = "hour"

// Values lists the periods.
func (SalaryPer) Values() []string { return append(Year.Values(), string(PerHour)) }

// PayEvery is how often there is pay. The zero value is none of them, an input error.
type PayEvery string

// How often.
const (
	EveryWeek      PayEvery = "week"
	EveryTwoWeeks  PayEvery = "biweekly"
	EveryHalfMonth PayEvery = "semi_month" // from the 1st to the 15th, and from the 16th to the month's end
	EveryMonth     PayEvery = "month"
)

// Values lists how often.
func (PayEvery) Values() []string {
	return []string{string(EveryWeek), string(EveryTwoWeeks), string(EveryHalfMonth), string(EveryMonth)}
}

// A year is so many periods, exactly.
var (
	salariesAYear = map[SalaryPer]int64{SalaryPer(Year): 1, SalaryPer(Month): 12, SalaryPer(SemiMonth): 24, SalaryPer(Biweekly): 26,
		SalaryPer(Week): 52, PerHour: 52}
	paysAYear = map[PayEvery]int{EveryWeek: 52, EveryTwoWeeks: 26, EveryHalfMonth: 24, EveryMonth: 12}
)

// A Forecast is what a placement is expected to cost: the reimbursement of the
// pay periods that are expected. The zero value answers nothing: it stands beside an error.
type Forecast struct {
	Periods       []ForecastPeriod `json:"periods"`
	Total         decimal.Decimal  `json:"total"`
	ExcludedTotal decimal.Decimal  `json:"excluded_total"`
	EmployerShare decimal.Decimal  `json:"employer_share"`
	Cost          decimal.Decimal  `json:"cost"` // the board's: the total
}

// MarshalJSON writes the numbers with their digits.
func (a Forecast) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

// A ForecastPeriod is an expected pay period, cut to the placement. The zero value is no
// part of an answer.
type ForecastPeriod struct {
	From  calendar.Date   `json:"from"`
	To    calendar.Date   `json:"to"`
	Gross decimal.Decimal `json:"gross"` // the pay of its days in the placement, half up to the cent
	ReimbursedPeriod
}

// MarshalJSON writes the numbers with their digits.
func (a ForecastPeriod) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

var (
	salaryTemplate = rule.Template{ID: "benefits.forecast.salary",
		Text: "The salary of {salary:money} a {per} is {year:money} a year, and {pay:money} a pay period ({every})."}
	cutTemplate = rule.Template{ID: "benefits.forecast.cut",
		Text: "Of the pay period from {first} to {last}, {days} of {all} days lie in the placement: gross pay of {gross:money}."}
)

// Forecast gives the expected pay periods of a placement with what the employer
// will be reimbursed for them, as Reimburse does by calendar days. Pay periods
// run on from the anchor both ways. Errors are InputErrors. (TOJ-1, TOJ-2)
func (p *Policy) Forecast(in ForecastInput) (rule.Decision[Forecast], error) {
	var d rule.Decision[Forecast]
	year, err := p.salary(in)
	if err != nil {
		return d, err
	}
	reimburse := ReimburseInput{Start: in.Start, End: in.End, Schedule: in.Schedule, Apportion: CalendarDays, PayPeriods: []PayPeriod{}}
	_, last, err := p.agreed(reimburse)
	if err != nil {
		return d, err
	}
	periods, err := in.payPeriods(calendar.Period{From: in.Start, To: last})
	if err != nil {
		return d, err
	}
	var salary explanation
	pay := year.mul(fraction(1, paysAYear[in.PayEvery]))
	shownYear, _ := year.decimal(inCents)
	shownPay, _ := pay.decimal(inCents)
	salary.find(&salaryTemplate, p.reimbursable[0].Cite, true, rule.Num("salary", in.Salary), rule.Str("per", in.Per),
		rule.Num("year", shownYear),
		rule.Num("pay", shownPay), rule.Str("every", in.PayEvery))
	for _, all := range periods {
		span, _ := all.Intersect(calendar.Period{From: in.Start, To: last}) // a day of the placement
		gross, _ := pay.mul(fraction(span.Days(), all.Days())).round(rule.HalfUp, 1)
		line := Line{Kind: p.reimbursable[0].Kind, Amount: dollars(gross)}
		reimburse.PayPeriods = append(reimburse.PayPeriods, PayPeriod{From: span.From, To: span.To, Lines: []Line{line}})
		if span != all {
			salary.find(&cutTemplate, p.reimbursable[0].Cite, true, rule.Date("first", all.From), rule.Date("last", all.To),
				rule.Int("days", span.Days()), rule.Int("all", all.Days()), rule.Num("gross", line.Amount))
		}
	}
	r, x, err := p.reimburse(reimburse)
	if err != nil {
		return d, err
	}
	d.Value = Forecast{Periods: make([]ForecastPeriod, len(r.Periods)), Total: r.Total, ExcludedTotal: r.ExcludedTotal,
		EmployerShare: r.EmployerShare, Cost: r.Total}
	for i, period := range reimburse.PayPeriods {
		d.Value.Periods[i] = ForecastPeriod{period.From, period.To, period.Lines[0].Amount, r.Periods[i]}
	}
	d.Findings = append(salary.findings, x.findings...)
	return d, nil
}

// salary checks what a forecast is made of and gives the salary of a year, in
// cents.
func (p *Policy) salary(in ForecastInput) (year exact, err error) {
	if err := p.mustPay(); err != nil {
		return year, err
	}
	if err := rule.CheckAmount("salary", in.Salary); err != nil {
		return year, err
	}
	if err := checkWord("per", in.Per); err != nil {
		return year, err
	}
	year = cents(in.Salary).mul(whole(salariesAYear[in.Per]))
	if in.Per == PerHour || rule.IsSet(in.HoursPerWeek) {
		if err := strict.CheckWeeklyHours("hours_per_week", in.HoursPerWeek); err != nil {
			return year, err
		}
	}
	if in.Per == PerHour {
		year = year.mul(exactOf(in.HoursPerWeek, 0))
	}
	if err := checkWord("pay_every", in.PayEvery); err != nil {
		return year, err
	}
	if in.Anchor.IsZero() {
		return year, &rule.InputError{Field: "anchor", Expected: "the first day of a pay period"}
	}
	if day := in.Anchor.Day(); in.PayEvery == EveryHalfMonth && day != 1 && day != 16 {
		return year, &rule.InputError{Field: "anchor", Value: in.Anchor.String(), Problem: "begins no half month",
			Expected: "the 1st or the 16th of a month"}
	}
	return year, nil
}

// payPeriods gives the whole pay periods that have a day of the placement.
func (in ForecastInput) payPeriods(placement calendar.Period) ([]calendar.Period, error) {
	var periods []calendar.Period
	first := in.before(placement.From)
	for k := first; ; k++ {
		from, err := in.begins(k)
		end, errEnd := in.begins(k + 1)
		if err != nil || errEnd != nil {
			return nil, &rule.InputError{Field: "anchor", Value: in.Anchor.String(),
				Problem: "gives pay periods out of the calendar's range", Expected: "a placement inside the calendar"}
		}
		if from.After(placement.To) {
			return periods, nil
		}
		if period := (calendar.Period{From: from, To: before(end)}); period.Overlaps(placement) {
			periods = append(periods, period)
		}
	}
}

// begins gives the first day of the pay period that is so many after the
// anchor's, or before it; half months begin in its month, whichever of the two it is.
func (in ForecastInput) begins(k int) (calendar.Date, error) {
	switch in.PayEvery {
	case EveryWeek:
		return in.Anchor.AddDays(7 * k)
	case EveryTwoWeeks:
		return in.Anchor.AddDays(14 * k)
	case EveryMonth:
		return in.Anchor.AddMonths(k)
	}
	months := k >> 1 // rounded down, also before the anchor
	first, err := in.Anchor.AddDays(1 - in.Anchor.Day())
	if err == nil {
		first, err = first.AddMonths(months)
	}
	if err == nil && k&1 == 1 {
		first, err = first.AddDays(15)
	}
	return first, err
}

// before gives the number of a pay period, from the anchor's, that begins on a
// day or a little before it.
func (in ForecastInput) before(day calendar.Date) int {
	days := day.DaysSince(in.Anchor)
	months := 12*(day.Year()-in.Anchor.Year()) + int(day.Month()) - int(in.Anchor.Month())
	switch in.PayEvery {
	case EveryWeek:
		return days/7 - 1
	case EveryTwoWeeks:
		return days/14 - 1
	case EveryMonth:
		return months - 1
	}
	return 2*months - 2
}
