package benefitstest

import (
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule/property"
	"pgregory.net/rapid"
)

// moneyLaws are the laws of a placement's money from the forecast to the last
// correction, and of what the worker is paid beside the wages.
func moneyLaws(p policy) []property.Property {
	return []property.Property{
		{Name: "what was paid as due is reconciled to nothing", Holds: func(t *rapid.T) error { return paidAsDue(t, p) }},
		{Name: "a correction's difference is due after less due before",
			Holds: func(t *rapid.T) error { return correctionIsTheDifference(t, p) }},
		{Name: "splitting a pay period changes no more than a unit", Holds: func(t *rapid.T) error { return splittingChangesLittle(t, p) }},
		{Name: "a forecast is the reimbursement of its pay periods", Holds: func(t *rapid.T) error { return forecastIsReimbursed(t, p) }},
		{Name: "a surplus of earnings lowers no other period", Holds: func(t *rapid.T) error { return surplusLowersNothing(t, p) }},
		{Name: "the months of a benefit come to their total", Holds: func(t *rapid.T) error { return monthsComeToTheirTotal(t, p) }},
		{Name: "a loss ends in the first year that reaches the old earnings", Holds: func(t *rapid.T) error { return lossEndsFirst(t, p) }},
	}
}

// due draws a placement and gives what is due for each of its pay periods, as it
// is paid. There is no error: the answer shows it.
func due(t *rapid.T, p policy) (in benefits.ReconcileInput, a reimbursed) {
	a = ask("reimburse", Placements(p.Kinds()).Draw(t, "placement"), p.Reimburse)
	in = benefits.ReconcileInput{ReimburseInput: a.in, Paid: []benefits.PaidEntry{}}
	for i, pay := range a.Value.Periods {
		in.Paid = append(in.Paid, benefits.PaidEntry{From: a.in.PayPeriods[i].From, To: a.in.PayPeriods[i].To, Amount: pay.Amount})
	}
	return in, a
}

func paidAsDue(t *rapid.T, p policy) error {
	if len(p.Kinds()) == 0 {
		return nil
	}
	in, a := due(t, p)
	if a.err != nil {
		return a.answered()
	}
	slices.Reverse(in.Paid)
	b := ask("reconcile", in, p.Reconcile)
	if b.err != nil {
		return b.answered()
	}
	if v := b.Value; v.Owed.Sign() != 0 || v.Overpaid.Sign() != 0 || v.Net.Sign() != 0 || len(v.Unmatched) != 0 ||
		!v.Due.Equal(v.Paid) || !v.Due.Equal(a.Value.Total) {
		return b.breaks("%s is due and %s was paid: %s owed, %s overpaid, %d unmatched", v.Due, v.Paid, v.Owed, v.Overpaid, len(v.Unmatched))
	}
	return b.sameBytes()
}

// correctionIsTheDifference corrects the invoice of one pay period after it was
// paid.
func correctionIsTheDifference(t *rapid.T, p policy) error {
	if len(p.Kinds()) == 0 {
		return nil
	}
	in, before := due(t, p)
	if before.err != nil {
		return before.answered()
	}
	at := rapid.IntRange(0, len(in.PayPeriods)-1).Draw(t, "corrected")
	days := calendar.Period{From: in.PayPeriods[at].From, To: in.PayPeriods[at].To}
	in.PayPeriods = slices.Clone(in.PayPeriods)
	in.PayPeriods[at] = PayPeriods(p.Kinds(), days).Draw(t, "as it is now")
	after, b := ask("reimburse", in.ReimburseInput, p.Reimburse), ask("reconcile", in, p.Reconcile)
	if after.err != nil || b.err != nil {
		return b.breaks("there is no answer: %v, %v", after.err, b.err)
	}
	for i, r := range b.Value.Periods {
		if want := after.Value.Periods[i].Amount.Sub(before.Value.Periods[i].Amount); !r.Difference.Equal(want) {
			return after.shows(b.breaks("period %d: the difference is %s, want %s", i, r.Difference, want))
		}
	}
	v := b.Value
	if !v.Owed.Sub(v.Overpaid).Equal(v.Net) || !v.Due.Sub(v.Paid).Equal(v.Net) || v.Owed.Sign() < 0 || v.Overpaid.Sign() < 0 {
		return b.breaks("%s owed and %s overpaid are not %s", v.Owed, v.Overpaid, v.Net)
	}
	return nil
}

// splittingChangesLittle splits a pay period of which every day has the same pay.
// It is set aside by the reading that puts all of a pay period into the step of
// its first day.
func splittingChangesLittle(t *rapid.T, p policy) error {
	if len(p.Kinds()) == 0 || chosen(p, "apportion-straddle") == "first_day" {
		return nil
	}
	in := Placements(p.Kinds()).Draw(t, "placement")
	days := rapid.IntRange(2, 60).Draw(t, "days")
	first := rapid.IntRange(1, days-1).Draw(t, "days before the split")
	daily := Amounts(100000).Draw(t, "a day")
	in.Apportion, in.End = benefits.CalendarDays, after(in.Start, 100, calendar.Period{From: in.Start, To: calendar.MustParse("9999-12-31")})
	part := func(skip, n int) benefits.PayPeriod {
		from, _ := in.Start.AddDays(skip) // far from the end of the calendar
		to, _ := from.AddDays(n - 1)
		return benefits.PayPeriod{From: from, To: to, Lines: []benefits.Line{{Kind: p.Kinds()[0], Amount: daily.Mul(decimal.New(int64(n), 0))}}}
	}
	in.PayPeriods = []benefits.PayPeriod{part(0, days)}
	one := ask("reimburse", in, p.Reimburse)
	in.PayPeriods = []benefits.PayPeriod{part(0, first), part(first, days-first)}
	two := ask("reimburse", in, p.Reimburse)
	if one.err != nil || two.err != nil {
		return two.breaks("there is no answer: %v, %v", one.err, two.err)
	}
	_, to := p.Rounding()
	if one.Value.Total.Sub(two.Value.Total).Abs().Cmp(to.Amount()) > 0 {
		return two.shows(one.breaks("%s is paid for a pay period, and %s for its two parts", one.Value.Total, two.Value.Total))
	}
	return nil
}

// chosen is the reading that a policy takes; empty for none.
func chosen(p policy, id string) string {
	for _, i := range p.Interpretations() {
		if i.ID == id {
			return i.Reading
		}
	}
	return ""
}

// Forecasts draws what a forecast is asked.
func Forecasts() *rapid.Generator[benefits.ForecastInput] {
	return rapid.Custom(func(t *rapid.T) benefits.ForecastInput {
		in := benefits.ForecastInput{Salary: Amounts(10000000).Draw(t, "salary"),
			Per:          benefits.SalaryPer(rapid.SampledFrom(benefits.PerHour.Values()).Draw(t, "per")),
			HoursPerWeek: Amounts(6000).Draw(t, "hours"), PayEvery: benefits.PayEvery(rapid.SampledFrom(benefits.EveryWeek.Values()).Draw(t,
				"pay every")),
			Schedule: Schedules().Draw(t, "schedule")}
		in.Start, _ = calendar.MustParse("2023-01-01").AddDays(rapid.IntRange(0, 800).Draw(t, "start"))
		in.Anchor, _ = in.Start.AddDays(rapid.IntRange(-400, 400).Draw(t, "anchor"))
		if in.PayEvery == benefits.EveryHalfMonth {
			in.Anchor, _ = in.Anchor.AddDays(1 - in.Anchor.Day() + rapid.SampledFrom([]int{0, 15}).Draw(t, "half"))
		}
		in.End, _ = in.Start.AddDays(rapid.IntRange(0, 300).Draw(t, "length"))
		return in
	})
}

func forecastIsReimbursed(t *rapid.T, p policy) error {
	if len(p.Kinds()) == 0 {
		return nil
	}
	a := ask("forecast", Forecasts().Draw(t, "placement"), p.Forecast)
	if a.err != nil {
		return a.answered()
	}
	in := benefits.ReimburseInput{Start: a.in.Start, End: a.in.End, Schedule: a.in.Schedule, Apportion: benefits.CalendarDays,
		PayPeriods: []benefits.PayPeriod{}}
	next := a.in.Start
	for _, f := range a.Value.Periods {
		if f.From != next {
			return a.breaks("a pay period begins on %v, and the days up to %v are in one", f.From, next)
		}
		next, _ = f.To.AddDays(1)
		in.PayPeriods = append(in.PayPeriods, benefits.PayPeriod{From: f.From, To: f.To,
			Lines: []benefits.Line{{Kind: p.Kinds()[0], Amount: f.Gross}}})
	}
	if last, _ := next.AddDays(-1); last != a.in.End {
		return a.breaks("the pay periods end on %v, and the placement on %v", last, a.in.End)
	}
	b := ask("reimburse", in, p.Reimburse)
	if b.err != nil {
		return b.answered()
	}
	if !a.Value.Total.Equal(b.Value.Total) || !a.Value.Cost.Equal(a.Value.Total) || !a.Value.EmployerShare.Equal(b.Value.EmployerShare) {
		return b.shows(a.breaks("a cost of %s is forecast, and %s is reimbursed", a.Value.Cost, b.Value.Total))
	}
	return a.sameBytes()
}

func surplusLowersNothing(t *rapid.T, p policy) error {
	if !hasRate(p) {
		return nil
	}
	in := benefits.TD02Input{PreAccidentNet: Amounts(10000000).Draw(t, "net of a year"), PayPeriods: []benefits.NetPay{}}
	in.Accident, in.Facts = circumstances(t, p)
	from := calendar.MustParse("2023-12-01")
	for range rapid.IntRange(1, 6).Draw(t, "pay periods") {
		to, _ := from.AddDays(rapid.IntRange(0, 30).Draw(t, "length"))
		in.PayPeriods = append(in.PayPeriods, benefits.NetPay{From: from, To: to, Net: Amounts(500000).Draw(t, "net")})
		from, _ = to.AddDays(1)
	}
	a := ask("td_02", in, p.TD02)
	if a.err != nil {
		return a.answered()
	}
	total := zero
	for i, period := range a.Value.Periods {
		alone := in
		alone.PayPeriods = in.PayPeriods[i : i+1]
		b := ask("td_02", alone, p.TD02)
		if b.err != nil {
			return b.answered()
		}
		if !b.Value.Total.Equal(period.Amount) || period.Amount.Sign() < 0 {
			return b.shows(a.breaks("period %d: %s among others, and %s alone", i, period.Amount, b.Value.Total))
		}
		total = total.Add(period.Amount)
	}
	if !total.Equal(a.Value.Total) {
		return a.breaks("the periods come to %s, and not %s", total, a.Value.Total)
	}
	return a.sameBytes()
}

func monthsComeToTheirTotal(t *rapid.T, p policy) error {
	in := benefits.PartMonthInput{Monthly: Amounts(1000000).Draw(t, "monthly")}
	in.From, _ = calendar.MustParse("2023-12-01").AddDays(rapid.IntRange(0, 500).Draw(t, "from"))
	in.To, _ = in.From.AddDays(rapid.IntRange(0, 200).Draw(t, "length"))
	a := ask("part_month", in, p.PartMonth)
	if a.err != nil {
		return a.answered()
	}
	_, to := p.Rounding()
	total, next := zero, in.From
	for _, m := range a.Value.Months {
		if m.From != next || m.To.Month() != m.From.Month() || m.Amount.Sign() < 0 || m.Amount.Sub(in.Monthly).Cmp(to.Amount()) >= 0 {
			return a.breaks("%s is paid from %v to %v", m.Amount, m.From, m.To)
		}
		next, _ = m.To.AddDays(1)
		total = total.Add(m.Amount)
	}
	if last, _ := next.AddDays(-1); last != in.To || !total.Equal(a.Value.Total) {
		return a.breaks("the months end on %v and come to %s, and not %s", last, total, a.Value.Total)
	}
	return a.sameBytes()
}

func lossEndsFirst(t *rapid.T, p policy) error {
	in := benefits.LossEndsInput{AccidentEarnings: Amounts(800).Draw(t, "before"), PlacementEarnings: Amounts(800).Draw(t, "now"),
		Raises: rapid.SliceOfN(Amounts(800), 5, 5).Draw(t, "raises"), From: calendar.MustParse("2024-02-29")}
	a := ask("loss_ends", in, p.LossEnds)
	if a.err != nil {
		return a.answered()
	}
	want := slices.IndexFunc(append([]decimal.Decimal{in.PlacementEarnings}, in.Raises...),
		func(e decimal.Decimal) bool { return e.Cmp(in.AccidentEarnings) >= 0 })
	got := -1
	if a.Value.WithinYears != nil {
		got = *a.Value.WithinYears
	}
	if got != want || a.Value.LossRemaining != (want != 0) || (a.Value.Reached != nil) != (want > 0) {
		return a.breaks("the loss ends in year %d, want %d", got, want)
	}
	return a.sameBytes()
}
