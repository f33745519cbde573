package benefitstest

import (
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/property"
	"pgregory.net/rapid"
)

// Amounts draws an amount in whole cents, from nothing to so many cents.
func Amounts(most int64) *rapid.Generator[decimal.Decimal] {
	return rapid.Custom(func(t *rapid.T) decimal.Decimal { return decimal.New(rapid.Int64Range(0, most).Draw(t, "cents"), -2) })
}

// Schedules draws one to eight steps of one to six months, weeks or days at any
// percentages.
func Schedules() *rapid.Generator[benefits.Schedule] {
	return rapid.Map(steps(), func(s []benefits.Step) benefits.Schedule { return benefits.Steps(s...) })
}

func steps() *rapid.Generator[[]benefits.Step] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) benefits.Step {
		s := benefits.Step{Percent: decimal.New(rapid.Int64Range(0, 10000).Draw(t, "percent"), -2)}
		n := rapid.IntRange(1, 6).Draw(t, "length")
		switch rapid.IntRange(0, 2).Draw(t, "unit") {
		case 0:
			s.Months = n
		case 1:
			s.Weeks = n
		default:
			s.Days = n
		}
		return s
	}), 1, 8)
}

// Placements draws a schedule, of which some are extended by a segment, and up to eight pay periods that lie in it, in
// order, with pay of the kinds given.
func Placements(kinds []string) *rapid.Generator[benefits.ReimburseInput] {
	return rapid.Custom(func(t *rapid.T) benefits.ReimburseInput {
		in := benefits.ReimburseInput{Schedule: Schedules().Draw(t, "schedule"), PayPeriods: []benefits.PayPeriod{},
			Apportion: rapid.SampledFrom([]benefits.Apportion{benefits.CalendarDays, benefits.DaysWorked}).Draw(t, "apportion")}
		in.Start, _ = calendar.MustParse("2023-01-01").AddDays(rapid.IntRange(0, 800).Draw(t, "start"))
		sum := calendar.Span{Days: rapid.IntRange(-1, 20).Draw(t, "more days")}
		for _, s := range in.Schedule[0].Steps {
			sum.Months, sum.Weeks, sum.Days = sum.Months+s.Months, sum.Weeks+s.Weeks, sum.Days+s.Days
		}
		last, _ := in.Start.Add(sum, calendar.Down) // far from the end of the calendar
		if rapid.IntRange(0, 3).Draw(t, "extended") == 0 {
			in.Schedule[0].From = in.Start
			from, _ := in.Start.AddDays(1 + rapid.IntRange(0, 200).Draw(t, "extended after"))
			in.Schedule = append(in.Schedule, benefits.Segment{From: from, Steps: steps().Draw(t, "its steps")})
			last = after(from, 30, calendar.Period{From: from, To: calendar.MustParse("9999-12-31")})
		}
		in.End = last
		for from := in.Start; !from.After(last) && len(in.PayPeriods) < 8; {
			to := after(from, rapid.IntRange(0, 30).Draw(t, "length"), calendar.Period{From: in.Start, To: last})
			in.PayPeriods = append(in.PayPeriods, PayPeriods(kinds, calendar.Period{From: from, To: to}).Draw(t, "pay period"))
			from, _ = to.AddDays(1 + rapid.IntRange(0, 3).Draw(t, "gap"))
		}
		return in
	})
}

// PayPeriods draws the pay of all the days of a period, in up to four lines of
// the kinds given, some of them for its first days only. The first day is worked
// and others may be.
func PayPeriods(kinds []string, days calendar.Period) *rapid.Generator[benefits.PayPeriod] {
	return rapid.Custom(func(t *rapid.T) benefits.PayPeriod {
		pay := benefits.PayPeriod{From: days.From, To: days.To, Lines: []benefits.Line{}}
		for range rapid.IntRange(0, 4).Draw(t, "lines") {
			line := benefits.Line{Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Amount: Amounts(1000000).Draw(t, "amount")}
			if rapid.IntRange(0, 3).Draw(t, "own days") == 0 {
				line.To = after(days.From, rapid.IntRange(0, 20).Draw(t, "to"), days)
			}
			pay.Lines = append(pay.Lines, line)
		}
		for d := days.From; !d.After(days.To); d, _ = d.AddDays(1) {
			if d == days.From || rapid.Bool().Draw(t, "worked") {
				pay.Worked = append(pay.Worked, d)
			}
		}
		return pay
	})
}

// Wages draws up to eight wages from the first day of a period on, in order.
func Wages(within calendar.Period) *rapid.Generator[[]benefits.Wage] {
	return rapid.Custom(func(t *rapid.T) []benefits.Wage {
		wages := []benefits.Wage{}
		most := rapid.IntRange(1, 8).Draw(t, "wages")
		for from := within.From; len(wages) < most; {
			to := after(from, rapid.SampledFrom([]int{0, 2, 6, 13, 29, 200}).Draw(t, "length"), within)
			all := calendar.Period{From: from, To: to}.Days()
			wages = append(wages, benefits.Wage{From: from, To: to, Days: rapid.IntRange(1, all).Draw(t, "days"),
				Gross: Amounts(3000000).Draw(t, "gross")})
			next, err := to.AddDays(1 + rapid.IntRange(0, 3).Draw(t, "gap"))
			if err != nil || next.After(within.To) {
				break
			}
			from = next
		}
		return wages
	})
}

// Employments draws what a scheme of such a text is asked: wages from a start
// in the period, for an accident on a day. Where the steps are the agreement's
// own, they are drawn too.
func Employments(text benefits.Text, accident calendar.Date, within calendar.Period) *rapid.Generator[benefits.SubsidyInput] {
	return rapid.Custom(func(t *rapid.T) benefits.SubsidyInput {
		in := benefits.SubsidyInput{Accident: accident}
		if text.Agreement {
			in.Schedule = Schedules().Draw(t, "schedule")
		}
		if n := len(text.Steps); n > 0 && !text.Steps[n-1].To.IsZero() && text.Steps[n-1].To.Before(within.To) {
			within.To = text.Steps[n-1].To // after the last step there is nothing to start
		}
		if within.To.Before(within.From) { // of which the last year is asked
			within.From, _ = within.To.AddDays(-364)
		}
		in.Start, _ = within.From.AddDays(rapid.IntRange(0, within.Days()-1).Draw(t, "start"))
		in.Wages = Wages(calendar.Period{From: in.Start, To: within.To}).Draw(t, "wages")
		hours, baseline, _ := text.Reads()
		for i := range in.Wages {
			if w := &in.Wages[i]; hours {
				w.Hours = decimal.New(rapid.Int64Range(0, int64(10*w.Days)).Draw(t, "hours"), 0)
			}
			if baseline {
				in.Wages[i].Baseline = Amounts(3000000).Draw(t, "baseline")
			}
		}
		return in
	})
}

// TopUps draws what a top-up is asked about: net earnings and wages of a year,
// by either basis.
func TopUps() *rapid.Generator[benefits.TopUpInput] {
	return rapid.Custom(func(t *rapid.T) benefits.TopUpInput {
		return benefits.TopUpInput{Basis: rapid.SampledFrom([]benefits.Basis{benefits.NetDifference, benefits.FullCompensation}).Draw(t, "basis"),
			Per: benefits.Year, PreAccidentNet: Amounts(10000000).Draw(t, "before"), ActualNet: Amounts(10000000).Draw(t, "now"),
			EstimatedNet: Amounts(10000000).Draw(t, "estimated"), ActualWages: Amounts(10000000).Draw(t, "wages")}
	})
}

// Facts draws a value of each of some declared facts, of which there is one at least.
func Facts(declared []rule.Declaration) *rapid.Generator[rule.Facts] {
	return rapid.Custom(func(t *rapid.T) rule.Facts {
		facts := rule.Facts{}
		for _, d := range declared {
			facts[d.Name] = value(t, d)
		}
		return facts
	})
}

// value draws a value of the type of a fact.
func value(t *rapid.T, d rule.Declaration) any {
	switch d.Type {
	case rule.Count:
		return rapid.IntRange(0, 2000).Draw(t, d.Name)
	case rule.YesNo:
		return rapid.Bool().Draw(t, d.Name)
	case rule.Day:
		day, _ := calendar.MustParse("2015-01-01").AddDays(rapid.IntRange(0, 5000).Draw(t, d.Name))
		return day
	case rule.Word:
		words := d.Values
		if len(words) == 0 {
			words = []string{"a text"} // any
		}
		return rapid.SampledFrom(words).Draw(t, d.Name)
	case rule.Entries:
		return property.Entries(t, d.Name, len(d.Of), func(i int) (string, any) { return d.Of[i].Name, value(t, d.Of[i]) })
	}
	return Amounts(10000000).Draw(t, d.Name)
}
