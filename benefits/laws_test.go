package benefits_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/benefits/benefitstest"
	"github.com/workcomp-go/workcomp/calendar"
	"pgregory.net/rapid"
)

func anyAmount(most int64) *rapid.Generator[decimal.Decimal] {
	return rapid.Custom(func(t *rapid.T) decimal.Decimal { return decimal.New(rapid.Int64Range(0, most).Draw(t, "cents"), -2) })
}

func anySchedule(most int) *rapid.Generator[benefits.Schedule] {
	return rapid.Map(rapid.SliceOfN(anyStep(), 1, most), func(s []benefits.Step) benefits.Schedule { return benefits.Steps(s...) })
}

func anyStep() *rapid.Generator[benefits.Step] {
	return rapid.Custom(func(t *rapid.T) benefits.Step {
		s := benefits.Step{Percent: decimal.New(rapid.Int64Range(0, 100000).Draw(t, "percent"), -3)}
		n := rapid.IntRange(1, 5).Draw(t, "length")
		switch rapid.SampledFrom([]string{"months", "weeks", "days"}).Draw(t, "unit") {
		case "months":
			s.Months = n
		case "weeks":
			s.Weeks = n
		default:
			s.Days = n
		}
		return s
	})
}

func anyDay() *rapid.Generator[calendar.Date] {
	return rapid.Custom(func(t *rapid.T) calendar.Date {
		d, _ := day("2020-01-01").AddDays(rapid.IntRange(0, 2500).Draw(t, "day"))
		return d
	})
}

// Shares come to the amount; none is further than a cent from its exact share.
func TestLawSharesComeToTheAmount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := benefits.AllocateInput{Amount: anyAmount(1_000_000).Draw(t, "amount"), Weights: rapid.SliceOfN(anyAmount(10_000), 1,
			20).Draw(t, "weights")}
		sum := decimal.New(0, 0)
		for _, w := range in.Weights {
			sum = sum.Add(w)
		}
		d, err := benefits.Allocate(in)
		if (err != nil) != (sum.Sign() == 0) {
			t.Fatal(err)
		}
		if err != nil {
			return
		}
		shared := decimal.New(0, 0)
		for i, s := range d.Value.Shares {
			shared = shared.Add(s)
			off := s.Mul(sum).Sub(in.Amount.Mul(in.Weights[i])).Abs()
			if off.Cmp(sum.Mul(num("0.01"))) >= 0 || s.Sign() < 0 {
				t.Fatalf("share %d of %v is %s", i, in, s)
			}
		}
		if !shared.Equal(in.Amount) {
			t.Fatalf("%s is shared as %s", in.Amount, shared)
		}
	})
}

// Steps follow each other without a gap, from the start on.
func TestLawStepsCoverTheirDaysOnce(t *testing.T) {
	p := alberta(t)
	rapid.Check(t, func(t *rapid.T) {
		in := benefits.TaperInput{Schedule: anySchedule(8).Draw(t, "schedule"), Start: anyDay().Draw(t, "start")}
		d, err := p.Taper(in)
		if err != nil {
			t.Fatal(err)
		}
		next := in.Start
		for i, s := range d.Value.Steps {
			if s.From != next || s.To.Before(s.From) {
				t.Fatalf("step %d: %+v after %v", i, s, next)
			}
			next, _ = s.To.AddDays(1)
		}
	})
}

// The amounts of a period are those of a plain count, day by day, in exact
// fractions.
func TestLawReimbursementIsThatOfEveryDay(t *testing.T) {
	p := alberta(t)
	rapid.Check(t, func(t *rapid.T) {
		in := benefits.ReimburseInput{Start: anyDay().Draw(t, "start"), Schedule: anySchedule(6).Draw(t, "schedule"),
			Apportion: benefits.CalendarDays}
		taper, err := p.Taper(benefits.TaperInput{Schedule: in.Schedule, Start: in.Start})
		if err != nil {
			t.Fatal(err)
		}
		last := taper.Value.Steps[len(taper.Value.Steps)-1].To
		in.End, _ = last.AddDays(30)
		from, _ := in.Start.AddDays(rapid.IntRange(0, last.DaysSince(in.Start)).Draw(t, "from"))
		to, _ := from.AddDays(rapid.IntRange(0, 30).Draw(t, "length"))
		base := anyAmount(1_000_000).Draw(t, "base")
		in.PayPeriods = []benefits.PayPeriod{{From: from, To: to, Lines: []benefits.Line{{Kind: "regular", Amount: base}}}}
		d, err := p.Reimburse(in)
		if err != nil {
			t.Fatal(err)
		}
		exact, days := new(big.Rat), int64(to.DaysSince(from)+1)
		for day := from; !day.After(to); day, _ = day.AddDays(1) {
			for _, s := range taper.Value.Steps {
				if !day.Before(s.From) && !day.After(s.To) {
					exact.Add(exact, new(big.Rat).Mul(s.Percent.Rat(), base.Rat()))
				}
			}
		}
		exact.Quo(exact, big.NewRat(100*days, 1))
		if want := exact.FloatString(2); d.Value.Total.StringFixed(2) != want { // which rounds a half away from zero
			t.Fatalf("%s, counted day by day %s", d.Value.Total, want)
		}
	})
}

// A pay period that is split where its pay is, changes no more than a cent.
func TestLawSplittingAPayPeriodChangesNoMoreThanACent(t *testing.T) {
	p := alberta(t)
	rapid.Check(t, func(t *rapid.T) {
		in := benefits.ReimburseInput{Start: day("2025-01-15"), Schedule: falling(), Apportion: benefits.CalendarDays}
		days := rapid.IntRange(2, 60).Draw(t, "days")
		from, _ := in.Start.AddDays(rapid.IntRange(0, 80).Draw(t, "from"))
		first := rapid.IntRange(1, days-1).Draw(t, "days of the first part")
		daily := anyAmount(100_000).Draw(t, "a day")
		period := func(skip, n int) benefits.PayPeriod {
			a, _ := from.AddDays(skip)
			b, _ := a.AddDays(n - 1)
			return benefits.PayPeriod{From: a, To: b, Lines: []benefits.Line{{Kind: "regular", Amount: daily.Mul(decimal.New(int64(n), 0))}}}
		}
		total := func(periods ...benefits.PayPeriod) decimal.Decimal {
			in.PayPeriods = periods
			d, err := p.Reimburse(in)
			if err != nil {
				t.Fatal(err)
			}
			return d.Value.Total
		}
		whole, parts := total(period(0, days)), total(period(0, first), period(first, days-first))
		if whole.Sub(parts).Abs().Cmp(num("0.01")) > 0 {
			t.Fatalf("%s in one, %s in two", whole, parts)
		}
	})
}

// board draws a board's scheme with any of the limits.
func board(t *rapid.T) *benefits.Subsidy {
	var b strings.Builder
	limit := func(key string, most int64) string {
		if !rapid.Bool().Draw(t, key) {
			return ""
		}
		return fmt.Sprintf("%s: {amount: %s, cite: m}, ", key, anyAmount(most).Draw(t, key))
	}
	b.WriteString("steps:\n")
	for range rapid.IntRange(1, 4).Draw(t, "steps") {
		unit := rapid.SampledFrom([]string{"months", "weeks", "days"}).Draw(t, "unit")
		fmt.Fprintf(&b, "      - {%s: %d, percent: %d, %s%s%s%scite: m}\n", unit, rapid.IntRange(1, 5).Draw(t, "length"),
			rapid.IntRange(0, 100).Draw(t, "percent"),
			limit("flat", 10_000), limit("per_day", 20_000), limit("per_week", 50_000), limit("per_step", 200_000))
	}
	if rapid.Bool().Draw(t, "total") {
		fmt.Fprintf(&b, "    total: {amount: %s, cite: m}\n", anyAmount(300_000).Draw(t, "total"))
	}
	if rapid.Bool().Draw(t, "days") {
		fmt.Fprintf(&b, "    days: {count: %d, cite: m}\n", rapid.IntRange(1, 60).Draw(t, "count"))
	}
	if rapid.Bool().Draw(t, "window") {
		fmt.Fprintf(&b, "    window: {months: %d, cite: m}\n", rapid.IntRange(1, 6).Draw(t, "months"))
	}
	if rapid.Bool().Draw(t, "weekly wage") {
		b.WriteString("    weekly_wage:\n      weeks_a_year: 52\n      cite: m\n      years:\n")
		for year := 2022; year <= 2026; year++ {
			fmt.Fprintf(&b, "        - {year: %d, amount: %d, cite: m}\n", year, rapid.IntRange(20_000, 90_000).Draw(t, "maximum"))
		}
	}
	s, err := benefits.ParseSubsidy("board.yaml", []byte(schemeText(strings.TrimSuffix(b.String(), "\n"))))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The kit's laws hold for any scheme that a board can write.
func TestLawAnyBoardsSchemeKeepsTheLaws(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	schemes := rapid.Custom(board)
	within := calendar.Period{From: day("2022-01-01"), To: day("2026-12-31")}
	for seed := range 25 {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { benefitstest.TestPayments(t, schemes.Example(seed), within) })
	}
}

// Weeks that are computed together are paid as week by week: a wage of whole
// weeks from the start, against one wage for each.
func TestLawWeeksTogetherAreWeeksOneByOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		most, percent := anyAmount(60_000).Draw(t, "a week at most"), rapid.IntRange(1, 100).Draw(t, "percent")
		wage52 := rapid.Bool().Draw(t, "by the weekly wage")
		lines := []string{"steps:", fmt.Sprintf("  - {weeks: %d, percent: %d, per_week: {amount: %s, cite: m}, cite: m}",
			rapid.IntRange(1, 40).Draw(t, "weeks"), percent, most)}
		if wage52 {
			lines = append(lines, "weekly_wage:", "  weeks_a_year: 52", "  cite: m", "  years:",
				"    - {year: 2024, amount: 30000, cite: m}", "    - {year: 2025, amount: 40000, cite: m}")
		}
		s, err := benefits.ParseSubsidy("weeks.yaml", []byte(schemeText(lines...)))
		if err != nil {
			t.Fatal(err)
		}
		in := benefits.SubsidyInput{Start: day("2024-06-03"), Wages: []benefits.Wage{}}
		weekly, first, n := anyAmount(100_000).Draw(t, "a week"), rapid.IntRange(0, 20).Draw(t, "first"), rapid.IntRange(1, 30).Draw(t, "n")
		for i := range n {
			from, _ := in.Start.AddDays(7 * (first + i))
			to, _ := from.AddDays(6)
			in.Wages = append(in.Wages, benefits.Wage{From: from, To: to, Gross: weekly, Days: 5})
		}
		apart, err := s.Pay(in)
		if err != nil {
			t.Fatal(err)
		}
		in.Wages = []benefits.Wage{{From: in.Wages[0].From, To: in.Wages[n-1].To, Gross: weekly.Mul(decimal.New(int64(n), 0)), Days: 5 * n}}
		together, err := s.Pay(in)
		if err != nil {
			t.Fatal(err)
		}
		off := together.Value.Total.Sub(apart.Value.Total).Abs() // each week is rounded by itself
		if off.Mul(decimal.New(2, 0)).Cmp(decimal.New(int64(n+1), -2)) > 0 {
			t.Fatalf("%s together, %s one by one", together.Value.Total, apart.Value.Total)
		}
	})
}

// A scheme without limits pays as the schedule does.
func TestLawTheAgreementsSubsidyIsItsReimbursement(t *testing.T) {
	p, s := alberta(t), subsidy(t, "ca-ab-toj")
	rapid.Check(t, func(t *rapid.T) {
		start, schedule := anyDay().Draw(t, "start"), anySchedule(6).Draw(t, "schedule")
		from, _ := start.AddDays(rapid.IntRange(0, 100).Draw(t, "from"))
		to, _ := from.AddDays(rapid.IntRange(0, 30).Draw(t, "length"))
		gross := anyAmount(1_000_000).Draw(t, "gross")
		end, _ := to.AddDays(1000)
		a, err := p.Reimburse(benefits.ReimburseInput{Start: start, End: end, Schedule: schedule, Apportion: benefits.CalendarDays,
			PayPeriods: []benefits.PayPeriod{{From: from, To: to, Lines: []benefits.Line{{Kind: "regular", Amount: gross}}}}})
		if err != nil {
			t.Fatal(err)
		}
		b, err := s.Pay(benefits.SubsidyInput{Start: start, Schedule: schedule, Wages: []benefits.Wage{{From: from, To: to, Gross: gross}}})
		if err != nil {
			t.Fatal(err)
		}
		if !a.Value.Total.Equal(b.Value.Total) {
			t.Fatalf("reimbursed %s, subsidised %s", a.Value.Total, b.Value.Total)
		}
	})
}

// The capped gross is never above the maximum, and the rate never above the
// net.
func TestLawTheRateKeepsToTheMaximum(t *testing.T) {
	p := alberta(t)
	rapid.Check(t, func(t *rapid.T) {
		in := benefits.RateInput{Accident: anyDay().Draw(t, "accident"), Gross: anyAmount(30_000_000).Draw(t, "gross"), Lenient: true,
			Net: func(gross decimal.Decimal) (decimal.Decimal, error) { return gross.Mul(num("0.731")), nil }}
		d, err := p.CompensationRate(in)
		if err != nil {
			t.Fatal(err)
		}
		v := d.Value
		if !v.Maximum.None && v.Gross.Cmp(v.Maximum.Amount) > 0 || v.Capped && v.Maximum.None || v.Amount.Cmp(v.Net) > 0 || v.Amount.Sign() < 0 {
			t.Fatalf("%+v", v)
		}
		if off := v.Gross.Sub(in.Gross).Abs(); !v.Capped && off.Cmp(num("50")) > 0 {
			t.Fatalf("%s for %s", v.Gross, in.Gross)
		}
	})
}
