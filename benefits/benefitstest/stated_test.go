package benefitstest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

func period(from, to string) calendar.Period {
	return calendar.Period{From: calendar.MustParse(from), To: calendar.MustParse(to)}
}

// What a board writes by mistake, and what the kit says of it.
func TestAMistakeOfASchemeIsSeen(t *testing.T) {
	const limits, wage52 = "every limit can be reached", "weekly_wage: {weeks_a_year: %d, cite: m, years: [{year: 2024, amount: " +
		"52000, cite: m}, {year: 2025, amount: %d, cite: m}]}"
	year := "steps: [{months: 24, percent: 50, cite: m}]"
	for _, c := range []struct{ law, says, text, more string }{
		{limits, "the limit of 200 for a day of step 1 is never reached: any wage is paid 150 at most",
			"steps: [{weeks: 4, percent: 50, per_day: {amount: 200, cite: m}, per_week: {amount: 150, cite: m}, cite: m}]", ""},
		{limits, "the limit of 800 for a week of step 1 is never reached: any wage is paid 700 at most",
			"steps: [{weeks: 4, percent: 50, per_day: {amount: 100, cite: m}, per_week: {amount: 800, cite: m}, cite: m}]", ""},
		{limits, "the limit of 500 for all of step 2 is never reached: any wage is paid 400 at most",
			"steps: [{weeks: 1, percent: 50, cite: m}, {weeks: 4, percent: 25, per_week: {amount: 100, cite: m}, per_step: {amount: 500, " +
				"cite: m}, cite: m}]", ""},
		{limits, "the flat amount of 300 of step 1 is never paid in full, but 200 of it",
			"steps: [{weeks: 4, flat: {amount: 300, cite: m}, per_step: {amount: 200, cite: m}, cite: m}]", ""},
		{limits, "the limit of 900 in all is never reached: any wages are paid 800 at most",
			"steps: [{weeks: 4, percent: 50, per_step: {amount: 800, cite: m}, cite: m}, {percent: 0, cite: m}]", "total: {amount: 900, " +
				"cite: m}\n    window: {months: 2, cite: m}"},
		{limits, "the limit of 75000 in all is never reached: wages of each week are paid 28800 at most", "steps: [{weeks: 24, lesser_of: " +
			"[{percent: 75}, {amount: 1200}], per: wage, cite: m}]", "total: {amount: 75000, cite: m}"},
		{limits, "the limit of 3700 for a month of step 1 is never reached: any wage is paid 3600 at most",
			"steps: [{months: 6, percent: 50, per_week: {amount: 600, cite: m}, per_month: {amount: 3700, cite: m}, cite: m}]", ""},
		{limits, "the limit of 3700 for a month in all is never reached: any wage is paid 3600 at most",
			"steps: [{months: 6, percent: 50, per_week: {amount: 600, cite: m}, cite: m}]", "per_month: {amount: 3700, cite: m}"},
		{limits, "the limit of 500 for an hour of step 1 is never reached: any wage is paid 200 at most",
			"steps: [{weeks: 4, percent: 50, per_hour: {amount: 500, cite: m}, per_day: {amount: 200, cite: m}, cite: m}]", ""},
		{limits, "the limit of 90 paid days is never reached: all the time is 28 days", "steps: [{weeks: 4, percent: 50, cite: m}]",
			"days: {count: 90, cite: m}"},
		{"every step pays for a wage in it", "step 2 pays nothing for a wage of 100",
			"steps: [{months: 2, percent: 50, cite: m}, {months: 2, percent: 25, cite: m}]", "window: {months: 2, cite: m}"},
		{"a later maximum is no lower", "the maximum of 2025 is lower", year, strings.NewReplacer("%d, cite: m, years",
			"52, cite: m, years", "amount: %d", "amount: 5200").Replace(wage52)},
		{"a year's wage counts up to the year's maximum", "of a year's wage of 52000, the maximum of 2024, not all counts", year,
			strings.NewReplacer("%d, cite: m, years", "520, cite: m, years", "amount: %d", "amount: 53000").Replace(wage52)},
	} {
		how := seen(t, c.text, newKit(board(t, c.text, c.more), known).laws(), c.law)
		if !strings.HasPrefix(how, c.says) {
			t.Errorf("%s: got %s, want %s", c.text, how, c.says)
		}
	}
}

// What can be reached is not said to be out of reach: by wages that are many, short or
// low, at another time of the year, in one step of several, or after a change.
func TestEveryLimitIsReached_whatCanBe(t *testing.T) {
	week := func(percent, most int) string {
		return fmt.Sprintf("{months: 3, percent: %d, per_week: {amount: %d, cite: m}, cite: m}", percent, most)
	}
	step := func(percent int) string {
		return fmt.Sprintf("{weeks: 8, lesser_of: [{percent: %d}, {amount: 1200}], per: wage, cite: m}", percent)
	}
	for _, text := range [][]string{
		{"steps: [" + step(75) + ", " + step(50) + ", " + step(25) + "]", "total: {amount: 7500, cite: m}"},
		{"steps: [{months: 3, percent: 50, per_hour: {amount: 30, cite: m}, per_day: {amount: 200, cite: m}, cite: m}]"},
		{"steps: [{months: 3, percent: 50, per_hour: {amount: 30, cite: m}, per_day: {amount: 400, cite: m}, cite: m}]"},
		{"steps: [" + week(50, 600) + ", " + week(25, 200) + "]", "per_month: {amount: 2000, cite: m}"},
		{"steps: [" + week(25, 200) + ", " + week(50, 600) + "]", "per_quarter: {amount: 6000, cite: m}"},
		{"steps: [{months: 2, percent: 50, per_step: {amount: 700, cite: m}, cite: m}, {months: 2, percent: 25, per_step: {amount: 700, " +
			"cite: m}, cite: m}]", "per_month: {amount: 900, cite: m}"},
		{"steps: [{months: 3, percent: 50, per_week: {amount: 600, cite: m}, per_step: {amount: 8400, cite: m}, cite: m}]"},
		{"steps: [{months: 6, percent: 50, per_week: {amount: 600, cite: m}, per_month: {amount: 3600, cite: m}, cite: m}]"},
		{"steps: [{months: 3, bands: [{from: 500, percent: 50}], per: wage, cite: m}]", "days: {count: 40, cite: m}"},
		{"steps: [{weeks: 26, percent: 75, per_week: {amount: 300, changes: [{from: 2024-01-01, amount: 600, cite: m}], cite: m}, cite: m}]",
			"total: {amount: 5000, changes: [{from: 2023-06-01, amount: 9000, cite: m}], cite: m}"},
		{"steps: [{weeks: 26, percent: 75, per_week: {amount: 300, changes: [{from: 2027-01-01, amount: 600, cite: m}], cite: m}, cite: m}]",
			"total: {amount: 12000, cite: m}"},
	} {
		for _, law := range newKit(board(t, text...), period("2025-01-01", "2025-12-31")).laws() {
			if how := law.Broken(); how != nil {
				t.Errorf("%s: %s: %v", text, law.Name, how)
			}
		}
	}
}

// A scheme is asked within the time that there is: of a step that does not lie
// in it nothing is said, and none has to begin on a first of the month.
func TestASchemeIsAskedWithinItsTime(t *testing.T) {
	steps := "steps: [{months: 1, percent: 100, per_step: {amount: 9000, cite: m}, cite: m}, {weeks: 3, percent: 75, cite: m}, " +
		"{days: 3, percent: 50, cite: m}, {months: 5, percent: 25, cite: m}]"
	for _, within := range []calendar.Period{period("2023-03-31", "2023-04-12"), period("2024-02-29", "2026-02-28"),
		period("0001-01-01", "0001-03-01")} {
		t.Run(within.String(), func(t *testing.T) {
			s := board(t, steps, "total: {amount: 20000, cite: m}")
			for _, p := range append(newKit(s, within).schemeLaws(), newKit(s, within).paymentLaws()[0]) {
				if how := p.Broken(); how != nil {
					t.Errorf("%s\n%v", p.Name, how)
				}
			}
		})
	}
	TestPayments(t, board(t, "steps: [{weeks: 4, percent: 0.5, cite: m}]"), known)
}

// Who answers nothing breaks every law that asks, at the first question or at
// the second.
func TestNoAnswerIsSeen(t *testing.T) {
	calls, from := 0, 0
	silent := func(in benefits.SubsidyInput, d *rule.Decision[benefits.Payment], err *error) {
		if calls++; calls > from {
			*d, *err = rule.Decision[benefits.Payment]{}, errFaulty
		}
	}
	for _, text := range [][]string{
		{"steps: [{weeks: 1, percent: 50, flat: {amount: 5, cite: m}, per_week: {amount: 100, cite: m}, cite: m}, {weeks: 2, percent: " +
			"40, cite: m}]", "total: {amount: 100, cite: m}", "days: {count: 20, cite: m}"},
		{"steps: [{weeks: 1, flat: {amount: 5, cite: m}, cite: m}, {weeks: 1, percent: 5, cite: m}]", "days: {count: 10, cite: m}",
			"weekly_wage: {weeks_a_year: 52, cite: m, years: [{year: 2024, amount: 52000, cite: m}, {year: 2025, amount: 52000, cite: m}]}"},
	} {
		for from = range 4 {
			for _, p := range newKit(faultySubsidy{board(t, text...), silent}, known).laws() {
				calls = 0
				how := fmt.Sprint(p.Broken())
				if asks := calls > from; asks && !strings.HasPrefix(how, "there is no answer: ") && !strings.Contains(how, "the policy fails") {
					t.Errorf("after %d: %s, of %d questions: %s", from, p.Name, calls, how)
				}
			}
		}
	}
	for from = range 3 {
		l := faultyPolicy{Policy: alberta(t),
			reimburse: func(_ benefits.ReimburseInput, _ *rule.Decision[benefits.Reimbursement], err *error) {
				*err = errFaulty
			},
			topUp:     func(_ *rule.Decision[benefits.TopUp], err *error) { *err = errFaulty },
			best:      func(_ *rule.Decision[benefits.BestEarnings], err *error) { *err = errFaulty },
			td02:      func(_ *rule.Decision[benefits.TD02], err *error) { *err = errFaulty },
			partMonth: func(_ *rule.Decision[benefits.PartMonth], err *error) { *err = errFaulty },
			lossEnds:  func(_ *rule.Decision[benefits.LossEnds], err *error) { *err = errFaulty },
			rate: func(_ benefits.RateInput, d *rule.Decision[benefits.CompensationRate], err *error) {
				if calls++; calls > from {
					*err = errFaulty
				}
			}}
		for _, p := range policyLaws(l) {
			calls = 0
			if how := p.Broken(); how == nil && p.Name != "every interpretation has its reading" &&
				p.Name != "a maximum lasts to the end of its year, or to the next" {
				t.Errorf("%s is not broken", p.Name)
			}
		}
	}
}

// Laws that no file can break, as the engine is made, are broken by a faulty one.
func TestALawThatOnlyAFaultyEngineBreaksIsSeen(t *testing.T) {
	less := func(in benefits.SubsidyInput, d *rule.Decision[benefits.Payment], err *error) {
		d.Value.Total = decimal.New(1000, 0).Sub(decimal.New(int64(len(in.Wages)), 0))
		for _, w := range in.Wages {
			d.Value.Total = d.Value.Total.Sub(w.Gross)
		}
	}
	for _, law := range []string{"a longer employment is never paid less", "more wages are never paid less"} {
		seen(t, "the less the more", newKit(faultySubsidy{builtin(t, "us-dc-ojt"), less}, known).laws(), law)
	}
	lower := func(in benefits.RateInput, d *rule.Decision[benefits.CompensationRate], _ *error) {
		d.Value.Amount = decimal.New(1_000_000_000, 0).Sub(in.Gross)
	}
	seen(t, "the less the more", policyLaws(faultyPolicy{Policy: alberta(t), rate: lower}), "a higher gross never has a lower rate")
	seen(t, "another answer each time", policyLaws(faultyPolicy{Policy: alberta(t), rate: func(_ benefits.RateInput,
		d *rule.Decision[benefits.CompensationRate], _ *error) {
		d.Findings[0] = rule.Finding{Cite: d.Findings[0].Cite}
	}}), "compensation is between half of the net and the net")
	above := func(d *rule.Decision[benefits.TopUp], _ *error) { d.Value.Amount = decimal.New(100_001, 0) }
	seen(t, "more than there was", policyLaws(faultyPolicy{Policy: alberta(t), topUp: above}),
		"a top-up and what is earned are never above the net before")
}

// Of a step with days of its own those that lie in the period are asked, and whether they
// are all of it.
func TestDaysOfAStep_ofTheCalendar(t *testing.T) {
	within := period("2024-01-01", "2024-12-31")
	for _, c := range []struct {
		of, want    calendar.Period
		whole, some bool
	}{
		{period("2023-06-01", "2023-12-31"), period("2024-01-01", "2023-12-31"), false, false},
		{period("2023-06-01", "2024-01-01"), period("2024-01-01", "2024-01-01"), false, true},
		{period("2024-01-01", "2024-12-31"), within, true, true},
		{period("2024-02-01", "2024-03-31"), period("2024-02-01", "2024-03-31"), true, true},
		{period("2024-11-01", "2025-03-31"), period("2024-11-01", "2024-12-31"), false, true},
		{period("2023-11-01", "2025-03-31"), within, false, true},
		{period("2025-01-01", "2025-03-31"), period("2025-01-01", "2024-12-31"), false, false},
	} {
		s := stated{kit: kit{within: within}, text: benefits.Text{Steps: []benefits.SubsidyStep{{From: c.of.From, To: c.of.To}}}}
		if d, ok := s.days(0); ok != c.some || d.Period != c.want || d.start != c.want.From || d.whole != c.whole {
			t.Errorf("%v: got %+v, %v", c.of, d, ok)
		}
	}
}
