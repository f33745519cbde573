package benefits_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/rule"
)

func subsidies(t testing.TB) []*benefits.Subsidy {
	t.Helper()
	var all []*benefits.Subsidy
	for _, id := range benefits.BuiltinSubsidyIDs() {
		all = append(all, subsidy(t, id))
	}
	return all
}

// scheme is a board's own scheme with one text, of which the lines are given.
func scheme(t testing.TB, lines ...string) *benefits.Subsidy {
	t.Helper()
	s, err := benefits.ParseSubsidy("scheme.yaml", []byte(schemeText(lines...)))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func schemeText(lines ...string) string {
	return `subsidy: nz-scheme
title: A board's own scheme
source: Board manual
rounding: {how: half_up, cite: Board manual 9}
texts:
  - cite: Board manual 1
    ` + strings.Join(lines, "\n    ") + `
not_modelled: []
interpretations:
  - id: round-half-up
    question: How is an amount brought to the cent?
    cite: Board manual 9
    set: rounding
    readings:
      - {key: half_up, text: Half up.}
      - {key: half_even, text: Half to even.}
`
}

func wage(from, to, gross string, days int) benefits.Wage {
	return benefits.Wage{From: day(from), To: day(to), Gross: num(gross), Days: days}
}

// paid pays wages from a Monday on and lists the amounts with their limits.
func paid(t testing.TB, s *benefits.Subsidy, start string, wages ...benefits.Wage) ([]string, rule.Decision[benefits.Payment]) {
	t.Helper()
	d, err := s.Pay(benefits.SubsidyInput{Start: day(start), Wages: append([]benefits.Wage{}, wages...)})
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, p := range d.Value.Periods {
		list = append(list, p.Amount.StringFixed(2)+" "+string(p.BoundBy))
	}
	return list, d
}

func expect(t testing.TB, got []string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTheBuiltinSubsidies(t *testing.T) {
	ids := []string{"au-nsw-jobcover", "au-vic-wise", "ca-ab-toj", "ca-bc-workbc-priority", "ca-bc-workbc-standard", "ca-qc-cnesst",
		"us-dc-ojt", "us-feca-assisted", "us-or-eaip", "us-wa-stay-at-work"}
	if diff := cmp.Diff(ids, benefits.BuiltinSubsidyIDs()); diff != "" {
		t.Error(diff)
	}
	for i, s := range subsidies(t) {
		if s.ID() != ids[i] || s.Title() == "" || len(s.NotModelled()) == 0 || len(s.Texts()) == 0 {
			t.Errorf("%s: %+v", s.ID(), s)
		}
	}
	_, err := benefits.BuiltinSubsidy("us-wa-stay-at-home")
	faulty(t, err, "policy", "us-wa-stay-at-home", `did you mean "us-wa-stay-at-work"`)
	var none benefits.Subsidy
	_, err = none.Pay(benefits.SubsidyInput{})
	faulty(t, err, "policy")
}

func TestTheTextsAreDataAndCannotBeChanged(t *testing.T) {
	s := subsidy(t, "au-vic-wise")
	s.Texts()[0].Steps[0].Weeks = 99
	s.NotModelled()[0].What = "changed"
	if s.Texts()[0].Steps[0].Weeks != 13 || s.NotModelled()[0].What == "changed" {
		t.Error("a caller changed the subsidy")
	}
}

func TestTheTextIsThatOfTheDayOfInjury(t *testing.T) { // WAC 296-16A-030; HB 2127
	s := subsidy(t, "us-wa-stay-at-work")
	week := []benefits.Wage{wage("2025-03-03", "2025-03-09", "1000", 5)}
	for accident, want := range map[string]string{"2024-12-31": "for accidents before 2025-01-01",
		"2025-01-01": "for accidents from 2025-01-01"} {
		d, err := s.Pay(benefits.SubsidyInput{Accident: day(accident), Start: day("2025-03-03"), Wages: week})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(d.Findings[0].Text(), want) {
			t.Error(d.Findings[0])
		}
	}
	_, err := s.Pay(benefits.SubsidyInput{Start: day("2025-03-03"), Wages: week})
	faulty(t, err, "accident")
}

func TestThreeTextsByDayOfInjury(t *testing.T) {
	step := "\n    steps:\n      - {months: 1, percent: %d, cite: Board manual}"
	s := scheme(t, "accidents_from: 2020-01-01"+fmt.Sprintf(step, 10), "", "")
	_, err := s.Pay(benefits.SubsidyInput{Accident: day("2019-12-31"), Start: day("2025-01-06"), Wages: []benefits.Wage{}})
	faulty(t, err, "accident", "2020-01-01")
	three := strings.Replace(schemeText("accidents_from: 2020-01-01"+fmt.Sprintf(step, 10)), "not_modelled:",
		"  - cite: Board manual 2\n    accidents_from: 2021-01-01"+fmt.Sprintf(step,
			20)+"\n  - cite: Board manual 3\n    accidents_from: 2022-01-01"+fmt.Sprintf(step, 30)+"\nnot_modelled:", 1)
	if s, err = benefits.ParseSubsidy("three.yaml", []byte(three)); err != nil {
		t.Fatal(err)
	}
	for accident, want := range map[string]string{"2020-12-31": "10.00", "2021-01-01": "20.00", "2021-12-31": "20.00", "2022-01-01": "30.00"} {
		d, err := s.Pay(benefits.SubsidyInput{Accident: day(accident), Start: day("2025-01-06"),
			Wages: []benefits.Wage{wage("2025-01-06", "2025-01-12", "100", 5)}})
		if err != nil {
			t.Fatal(err)
		}
		amount(t, accident, d.Value.Total, want)
	}
}

func TestStepsAndWhatComesAfterThem(t *testing.T) { // an entry is cut by calendar days; in no step it pays 0.00
	s := scheme(t, "steps:", "  - {weeks: 1, percent: 100, cite: m}", "  - {days: 7, percent: 50, cite: m}")
	got, d := paid(t, s, "2025-01-06", wage("2025-01-06", "2025-01-12", "700", 5), wage("2025-01-13", "2025-01-26", "1400", 10),
		wage("2025-01-27", "2025-02-02", "700", 5))
	expect(t, got, "700.00 none", "350.00 none", "0.00 none")
	amount(t, "the total", d.Value.Total, "1050")
	if !strings.Contains(d.String(), "7 of 14 days lie in no step") {
		t.Error(d)
	}
	// Four days of the first step and three of the second.
	got, _ = paid(t, s, "2025-01-06", wage("2025-01-09", "2025-01-15", "700", 5))
	expect(t, got, "550.00 none")
}

func TestTheLimitADay(t *testing.T) { // per day worked
	s := scheme(t, "steps:", "  - {months: 2, percent: 50, per_day: {amount: 60, cite: m}, cite: m}")
	got, _ := paid(t, s, "2025-01-06", wage("2025-01-06", "2025-01-12", "1000", 5), wage("2025-01-13", "2025-01-19", "600", 5),
		wage("2025-01-20", "2025-01-26", "600", 4))
	expect(t, got, "300.00 day", "300.00 none", "240.00 day")
}

func TestOneWeeklyLimitHoldsForTheWeekFromTheStart(t *testing.T) {
	s := scheme(t, "steps:", "  - {weeks: 4, percent: 50, per_week: {amount: 300, cite: m}, cite: m}",
		"  - {weeks: 4, percent: 50, per_week: {amount: 100, cite: m}, cite: m}")
	// The start is a Wednesday: weeks run from Wednesday to Tuesday, and a part
	// of one has the whole limit.
	got, _ := paid(t, s, "2025-01-08", wage("2025-01-08", "2025-01-10", "500", 3), wage("2025-01-13", "2025-01-14", "500", 2),
		wage("2025-01-15", "2025-01-15", "800", 1))
	expect(t, got, "250.00 none", "50.00 week", "300.00 week")
	// Two weeks in one wage, each with its limit; the days that are alike too.
	got, _ = paid(t, s, "2025-01-08", wage("2025-01-08", "2025-01-21", "1120", 10), wage("2025-01-22", "2025-02-04", "1400", 10))
	expect(t, got, "560.00 none", "600.00 week")
	// From the last week of the first step into the second.
	got, _ = paid(t, s, "2025-01-08", wage("2025-01-29", "2025-02-18", "2100", 15))
	expect(t, got, "500.00 week")
	// A wage that begins in the middle of a week: four days in one, three in the next.
	got, _ = paid(t, s, "2025-01-08", wage("2025-01-11", "2025-01-17", "1400", 5), wage("2025-01-18", "2025-01-21", "100", 2))
	expect(t, got, "600.00 week", "0.00 week")
	// The limit of the week is computed on the printed amounts.
	got, d := paid(t, s, "2025-01-08", wage("2025-01-08", "2025-01-08", "300.01", 1), wage("2025-01-09", "2025-01-09", "400", 1))
	expect(t, got, "150.01 none", "149.99 week")
	amount(t, "the week", d.Value.Total, "300")
}

func TestAWeekThatLiesInTwoSteps(t *testing.T) { // one limit for the week, of the step that is paid
	s := scheme(t, "steps:", "  - {days: 3, percent: 100, per_week: {amount: 300, cite: m}, cite: m}",
		"  - {days: 11, percent: 100, per_week: {amount: 200, cite: m}, cite: m}")
	got, _ := paid(t, s, "2025-01-06", wage("2025-01-06", "2025-01-12", "350", 7), wage("2025-01-13", "2025-01-19", "350", 7))
	expect(t, got, "200.00 week", "200.00 week") // 150 in three days, and 50 are left of 200
	got, _ = paid(t, s, "2025-01-06", wage("2025-01-06", "2025-01-08", "300", 3), wage("2025-01-09", "2025-01-12", "100", 4))
	expect(t, got, "300.00 none", "0.00 week") // more was paid than the second step's limit
}

func TestTheLimitOfAStep(t *testing.T) { // WorkSafe Victoria, WISE, the example; computed on printed amounts
	s := subsidy(t, "au-vic-wise")
	got, d := paid(t, s, "2022-04-15", wage("2022-04-15", "2022-06-30", "22000", 55), wage("2022-07-01", "2022-07-28", "8000", 20),
		wage("2022-07-29", "2022-10-13", "24000", 55))
	// 9,900.00; of the second wage half lies in each step: 1,800.00 and 1,800.00; then 10,800.00, of which 10,200.00 are left.
	expect(t, got, "9900.00 none", "3600.00 none", "10200.00 step")
	amount(t, "the flat amount", d.Value.Flat, "2000")
	amount(t, "the total", d.Value.Total, "25700")
	var steps []string // in which the wages lie, by their places in the file
	for _, f := range d.Findings {
		for _, fact := range f.Facts {
			if fact.Name == "step" {
				steps = append(steps, fact.Value.String())
			}
		}
	}
	if want := []string{"texts[0].steps[0]", "texts[0].steps[0]", "texts[0].steps[1]", "texts[0].steps[1]"}; !slices.Equal(steps, want) {
		t.Errorf("the wages lie in %q, want %q", steps, want)
	}
	got, d = paid(t, s, "2022-04-15", wage("2022-04-15", "2022-10-13", "100000", 130))
	expect(t, got, "24000.00 step") // the total of 26,000 leaves no less
	amount(t, "the total", d.Value.Total, "26000")
	got, d = paid(t, s, "2022-04-15")
	expect(t, got)
	amount(t, "the flat amount, due at the start", d.Value.Total, "2000")
}

func TestTheLimitInAll(t *testing.T) { // flat amounts included
	s := scheme(t, "at_start: {amount: 100, cite: m}", "steps:", "  - {months: 6, percent: 50, cite: m}", "total: {amount: 250.01, cite: m}")
	got, d := paid(t, s, "2025-01-06", wage("2025-01-06", "2025-01-12", "200.03", 5), wage("2025-01-13", "2025-01-19", "200", 5),
		wage("2025-01-20", "2025-01-26", "200", 5))
	expect(t, got, "100.02 none", "49.99 total", "0.00 total")
	amount(t, "the total", d.Value.Total, "250.01")
}

func TestANumberOfPaidDays(t *testing.T) { // OAR 436-105-0520; pro rata by the days of the entry
	got, _ := paid(t, subsidy(t, "us-or-eaip"), "2025-03-03", wage("2025-03-03", "2025-05-18", "11000", 55),
		wage("2025-05-19", "2025-06-01", "2000", 10),
		wage("2025-06-02", "2025-06-08", "1000", 4), wage("2025-06-09", "2025-06-15", "1000", 5))
	expect(t, got, "5500.00 none", "1000.00 none", "125.00 days", "0.00 days")
	// A day of a week whose maximum is used up is a paid day like any other. Of 14 days 10 are paid, or 9 after another
	// wage: 9/13 of what a second week of 1,000 and nothing more of the first give.
	weekly := scheme(t, "steps:", "  - {weeks: 2, percent: 100, cite: m}", "days: {count: 10, cite: m}",
		"weekly_wage: {weeks_a_year: 52, cite: m, years: [{year: 2025, amount: 52000, cite: m}]}")
	got, _ = paid(t, weekly, "2025-01-06", wage("2025-01-06", "2025-01-06", "1000", 1), wage("2025-01-07", "2025-01-19", "2600", 13))
	expect(t, got, "1000.00 none", "692.31 week")
	// Days without a wage are not paid days.
	s := scheme(t, "steps:", "  - {months: 6, percent: 50, cite: m}", "days: {count: 5, cite: m}")
	got, _ = paid(t, s, "2025-01-06", wage("2025-01-06", "2025-01-12", "0", 5), wage("2025-01-13", "2025-01-19", "100", 5),
		wage("2025-01-20", "2025-01-26", "100", 5))
	expect(t, got, "0.00 none", "50.00 none", "0.00 days")
}

func TestAWindow(t *testing.T) { // WAC 296-16A-030: from 2012-02-01 it ends on 2014-01-31 (facts, example 35)
	s := subsidy(t, "us-wa-stay-at-work")
	d, err := s.Pay(benefits.SubsidyInput{Accident: day("2012-01-10"), Start: day("2012-02-01"), Wages: []benefits.Wage{
		wage("2014-01-27", "2014-02-02", "700", 7), wage("2014-02-03", "2014-02-09", "700", 7), wage("2012-02-01", "2012-03-31", "6000", 59)}})
	if err != nil {
		t.Fatal(err)
	}
	// The third, which comes first, is paid for 59 days; five of the first wage's days lie in the window, and seven are left.
	equal(t, d.Value.Periods, `[{"amount":"250.00","bound_by":"window"},{"amount":"0.00","bound_by":"window"},{"amount":"3000.00","bound_by":"none"}]`)
	if !strings.Contains(d.String(), "2014-01-31") {
		t.Error(d)
	}
	// Days outside the window use up no paid days, and on a tie the paid days are named.
	s = scheme(t, "steps:", "  - {percent: 100, cite: m}", "days: {count: 4, cite: m}", "window: {months: 1, cite: m}")
	got, _ := paid(t, s, "2025-01-06", wage("2025-02-03", "2025-02-08", "600", 6), wage("2025-02-09", "2025-02-10", "100", 2))
	expect(t, got, "300.00 window", "0.00 window")
	got, _ = paid(t, s, "2025-01-06", wage("2025-01-06", "2025-01-09", "400", 4), wage("2025-02-09", "2025-02-10", "100", 2))
	expect(t, got, "400.00 none", "0.00 days")
	// An open step after another one.
	s = scheme(t, "steps:", "  - {weeks: 1, percent: 100, cite: m}", "  - {percent: 50, cite: m}", "window: {months: 1, cite: m}")
	got, d2 := paid(t, s, "2025-01-06", wage("2025-01-06", "2025-01-19", "1400", 10), wage("2030-01-01", "2030-01-07", "700", 5))
	expect(t, got, "1050.00 none", "0.00 window")
	if !strings.Contains(d2.String(), "step of 50 % from 2025-01-13:") {
		t.Error(d2)
	}
}

// The limit of a step holds also in an entry that a step without one begins, and in each
// step anew.
func TestTheLimitOfAStepAfterOneWithout(t *testing.T) {
	s := scheme(t, "steps:", "  - {weeks: 1, percent: 100, cite: m}", "  - {weeks: 1, percent: 100, per_step: {amount: 90, cite: m}, cite: m}",
		"  - {weeks: 1, percent: 100, cite: m}", "  - {weeks: 1, percent: 100, per_step: {amount: 40.50, cite: m}, cite: m}")
	got, _ := paid(t, s, "2025-01-06", wage("2025-01-06", "2025-01-19", "1400", 10), wage("2025-01-20", "2025-02-02", "1400", 10))
	expect(t, got, "790.00 step", "740.50 step")
	got, _ = paid(t, s, "2025-01-06", wage("2025-01-06", "2025-01-15", "1000", 8), wage("2025-01-16", "2025-01-19", "400", 2))
	expect(t, got, "790.00 step", "0.00 step")
}

func TestTheLimitThatLeavesTheLeastIsNamed(t *testing.T) {
	limits := func(perDay, perWeek, perStep, total string, days, months int) *benefits.Subsidy {
		return scheme(t, "steps:", fmt.Sprintf("  - {percent: 100, per_day: {amount: %s, cite: day}, per_week: {amount: %s, cite: "+
			"week}, per_step: {amount: %s, cite: step}, cite: m}", perDay, perWeek, perStep),
			fmt.Sprintf("total: {amount: %s, cite: total}", total), fmt.Sprintf("days: {count: %d, cite: days}",
				days), fmt.Sprintf("window: {months: %d, cite: window}", months))
	}
	week := wage("2025-02-03", "2025-02-09", "700", 7) // from 2025-01-06, 4 days lie in a window of one month less a day
	for name, c := range map[string]struct {
		s    *benefits.Subsidy
		want string
	}{
		"none":                  {limits("1000", "1000", "1000", "1000", 100, 12), "700.00 none"},
		"none, each just right": {limits("100", "700", "700", "700", 7, 12), "700.00 none"},
		"day":                   {limits("10", "71", "72", "73", 1, 12), "10.00 day"}, // with the one paid day
		"week":                  {limits("11", "70", "72", "73", 3, 12), "33.00 week"},
		"step":                  {limits("90", "500", "400", "450", 6, 12), "400.00 step"},
		"total":                 {limits("90", "500", "400", "399", 6, 12), "399.00 total"},
		"days":                  {limits("90", "500", "400", "399", 3, 12), "270.00 days"},
		"window":                {limits("90", "500", "401", "402", 5, 1), "270.00 window"},
		"day before week":       {limits("50", "350", "350", "350", 100, 12), "350.00 day"},
		"week before step":      {limits("60", "350", "350", "350", 100, 12), "350.00 week"},
		"step before total":     {limits("60", "360", "350", "350", 100, 12), "350.00 step"},
		"total before days":     {limits("100", "700", "600", "300", 3, 12), "300.00 total"},
		"days before window":    {limits("100", "700", "600", "600", 3, 1), "300.00 days"},
	} {
		got, d := paid(t, c.s, "2025-01-06", week)
		if diff := cmp.Diff([]string{c.want}, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		bound := strings.Fields(c.want)[1]
		if named := d.Cites(rule.Citation(bound)); named != (bound != "none") {
			t.Errorf("%s: %v", name, d.Findings)
		}
	}
}

func TestAFlatAmountOfAStep(t *testing.T) { // counted in its step and in all
	s := scheme(t, "steps:", "  - {weeks: 1, flat: {amount: 100, cite: flat 1}, cite: m}",
		"  - {weeks: 1, percent: 50, flat: {amount: 80, cite: flat 2}, per_step: {amount: 90, cite: m}, cite: m}",
		"  - {weeks: 1, flat: {amount: 100, cite: flat 3}, cite: m}", "total: {amount: 250, cite: m}")
	got, d := paid(t, s, "2025-01-06", wage("2025-01-06", "2025-01-12", "500", 5), wage("2025-01-13", "2025-01-15", "100", 3),
		wage("2025-01-16", "2025-01-19", "100", 2), wage("2025-01-20", "2025-01-26", "1", 5))
	expect(t, got, "0.00 none", "10.00 step", "0.00 step", "0.00 none")
	amount(t, "flat", d.Value.Flat, "240") // 60 of the third: 250 is the most in all
	amount(t, "the total", d.Value.Total, "250")
	// It is due once, however many wages lie in the step.
	once := scheme(t, "steps:", "  - {weeks: 2, flat: {amount: 100, cite: m}, cite: m}")
	_, d = paid(t, once, "2025-01-06", wage("2025-01-06", "2025-01-12", "1", 5), wage("2025-01-13", "2025-01-19", "1", 5))
	amount(t, "flat, once", d.Value.Flat, "100")
	// A step that no wage reaches pays no flat amount.
	_, d = paid(t, s, "2025-01-06", wage("2025-01-20", "2025-01-26", "1", 5))
	amount(t, "flat", d.Value.Flat, "100")
	s = scheme(t, "steps:", "  - {flat: {amount: 100, cite: m}, per_step: {amount: 70, cite: m}, cite: m}", "window: {months: 1, cite: m}")
	_, d = paid(t, s, "2025-01-06", wage("2025-01-06", "2025-01-06", "1", 1))
	amount(t, "flat, up to the step's limit", d.Value.Flat, "70")
	_, d = paid(t, s, "2025-01-06", wage("2025-02-06", "2025-02-06", "1", 1))
	amount(t, "flat, outside the window", d.Value.Flat, "0")
}

func TestTheWeeklyWageCountsUpToTheYearsMaximum(t *testing.T) { // CQLR c., r. 5; facts, example 48
	s := subsidy(t, "ca-qc-cnesst")
	got, d := paid(t, s, "2025-03-03", wage("2025-03-03", "2025-03-09", "2000", 5), wage("2025-03-10", "2025-03-16", "1000", 5),
		wage("2025-03-17", "2025-03-30", "4000", 10))
	expect(t, got, "1507.69 week", "800.00 none", "3015.38 week")
	if !strings.Contains(d.String(), "1/52 of 98,000.00 in 2025") {
		t.Error(d)
	}
	// The wages of one week share its maximum.
	got, _ = paid(t, s, "2025-03-03", wage("2025-03-03", "2025-03-04", "1500", 2), wage("2025-03-05", "2025-03-07", "1000", 3),
		wage("2025-03-08", "2025-03-09", "10", 1))
	expect(t, got, "1200.00 none", "307.69 week", "0.00 week")
	// Over New Year each day takes its year's: 2/7 of 94,000 and 5/7 of 98,000, over 52.
	years := scheme(t, "steps:", "  - {months: 12, percent: 80, cite: m}",
		"weekly_wage: {weeks_a_year: 52, cite: m, years: [{year: 2024, amount: 94000, cite: m}, {year: 2025, amount: 98000, cite: m}]}")
	got, _ = paid(t, years, "2024-12-30", wage("2024-12-30", "2025-01-05", "2000", 5))
	expect(t, got, "1490.11 week")
	// Weeks before and after New Year in one wage: 94,000/52 twice, then the week over it, then 98,000/52.
	got, _ = paid(t, years, "2024-12-16", wage("2024-12-16", "2025-01-12", "8000", 20))
	expect(t, got, "5890.11 week")
	// A week of one wage that lies in two steps has one maximum: 1,000 counts, 600 at 80 % and the 400 left at 50 %.
	two := scheme(t, "steps:", "  - {days: 3, percent: 80, cite: m}", "  - {days: 11, percent: 50, cite: m}",
		"weekly_wage: {weeks_a_year: 52, cite: m, years: [{year: 2025, amount: 52000, cite: m}]}")
	got, _ = paid(t, two, "2025-01-06", wage("2025-01-06", "2025-01-12", "1400", 7))
	expect(t, got, "680.00 week")
	// Each year needs its maximum, as far as the subsidy runs.
	for _, w := range []benefits.Wage{wage("2026-12-28", "2027-01-03", "100", 5), wage("2027-01-05", "2027-01-11", "100", 5)} {
		_, err := s.Pay(benefits.SubsidyInput{Start: day("2026-12-01"), Wages: []benefits.Wage{w}})
		faulty(t, err, "wages[0]", "2027")
	}
	_, err := s.Pay(benefits.SubsidyInput{Start: day("2019-12-30"), Wages: []benefits.Wage{wage("2019-12-30", "2020-01-05", "100", 5)}})
	faulty(t, err, "wages[0]", "2019")
	got, _ = paid(t, s, "2024-12-30", wage("2030-01-01", "2030-01-07", "700", 5))
	expect(t, got, "0.00 none")
	windowed := scheme(t, "steps:", "  - {percent: 80, cite: m}", "window: {months: 1, cite: m}",
		"weekly_wage: {weeks_a_year: 52, cite: m, years: [{year: 2025, amount: 52000, cite: m}]}")
	got, _ = paid(t, windowed, "2025-12-01", wage("2025-12-29", "2026-01-04", "700", 5))
	expect(t, got, "240.00 window") // three days of seven in the window, and no maximum is asked for 2026
}

func TestTheAgreementsOwnSchedule(t *testing.T) { // TOJ-2
	s := subsidy(t, "ca-ab-toj")
	in := benefits.SubsidyInput{Start: day("2025-01-15"), Schedule: falling(), Wages: []benefits.Wage{wage("2025-02-03", "2025-02-16",
		"2000", 10)}}
	d, err := s.Pay(in)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, d.Value, `{"periods":[{"amount":"1928.57","bound_by":"none"}],"flat":"0.00","total":"1928.57"}`)
	if !d.Cites("TOJ-2") {
		t.Error(d)
	}
	found(t, d.Findings, "round-half-up", true)
	in.Schedule = nil
	_, err = s.Pay(in)
	faulty(t, err, "schedule")
	in.Schedule = benefits.Steps(benefits.Step{Months: 1, Percent: num("101")})
	_, err = s.Pay(in)
	faulty(t, err, "percent")
	_, err = subsidy(t, "us-dc-ojt").Pay(benefits.SubsidyInput{Start: day("2025-01-06"), Schedule: falling(), Wages: in.Wages})
	faulty(t, err, "schedule")
}

func TestAnotherReadingOfTheCentInASubsidy(t *testing.T) {
	text := strings.Replace(schemeText("steps:", "  - {weeks: 1, percent: 50, cite: m}"), "how: half_up", "how: half_even", 1)
	s, err := benefits.ParseSubsidy("s.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	got, _ := paid(t, s, "2025-01-06", wage("2025-01-06", "2025-01-06", "0.01", 1), wage("2025-01-07", "2025-01-07", "0.03", 1),
		wage("2025-01-08", "2025-01-08", "0.0299", 1))
	expect(t, got, "0.00 none", "0.02 none", "0.01 none")
}

func TestWagesThatCannotBe(t *testing.T) {
	good := wage("2025-03-03", "2025-03-09", "1000", 5)
	for name, c := range map[string]struct {
		start string
		wages []benefits.Wage
		words []string
	}{
		"no start":         {"", []benefits.Wage{good}, []string{"start"}},
		"no wages":         {"2025-03-03", nil, []string{"wages"}},
		"no from":          {"2025-03-03", []benefits.Wage{{To: day("2025-03-09")}}, []string{"wages[0].from"}},
		"no to":            {"2025-03-03", []benefits.Wage{{From: day("2025-03-09")}}, []string{"wages[0].to"}},
		"backwards":        {"2025-03-03", []benefits.Wage{good, wage("2025-03-12", "2025-03-11", "1", 1)}, []string{"wages[1].to", "backwards"}},
		"before the start": {"2025-03-10", []benefits.Wage{good}, []string{"wages[0].to", "outside"}},
		"overlap":          {"2025-03-03", []benefits.Wage{good, wage("2025-03-09", "2025-03-10", "1", 1)}, []string{"wages[1]", "overlap"}},
		"no gross": {"2025-03-03", []benefits.Wage{{From: day("2025-03-03"), To: day("2025-03-03"), Days: 1}},
			[]string{"wages[0].gross", "missing"}},
		"negative gross": {"2025-03-03", []benefits.Wage{wage("2025-03-03", "2025-03-09", "-1", 5)}, []string{"gross", "negative"}},
		"negative days":  {"2025-03-03", []benefits.Wage{wage("2025-03-03", "2025-03-09", "1", -5)}, []string{"wages[0].days", "negative"}},
		"too many days":  {"2025-03-03", []benefits.Wage{wage("2025-03-03", "2025-03-09", "1", 8)}, []string{"wages[0].days", "8"}},
		"no days worked": {"2025-03-03", []benefits.Wage{wage("2025-03-03", "2025-03-09", "1", 0)}, []string{"wages[0].days"}},
		"window":         {"9999-01-01", []benefits.Wage{}, []string{"start", "range"}},
	} {
		t.Run(name, func(t *testing.T) {
			in := benefits.SubsidyInput{Wages: c.wages}
			if c.start != "" {
				in.Start = day(c.start)
			}
			_, err := subsidy(t, "us-or-eaip").Pay(in)
			faulty(t, err, c.words...)
		})
	}
	_, err := subsidy(t, "us-feca-assisted").Pay(benefits.SubsidyInput{Start: day("9998-01-01"), Wages: []benefits.Wage{}})
	faulty(t, err, "schedule[1]", "range")
	_, err = scheme(t, "steps:", "  - {weeks: 1, percent: 50, per_day: {amount: 1, cite: m}, cite: "+
		"m}").Pay(benefits.SubsidyInput{Start: day("2025-03-03"), Wages: []benefits.Wage{wage("2025-03-03", "2025-03-09", "1", 0)}})
	faulty(t, err, "wages[0].days")
	// Where no limit counts days worked they are not asked for.
	got, _ := paid(t, subsidy(t, "us-dc-ojt"), "2025-03-03", wage("2025-03-03", "2025-03-09", "1000", 0))
	expect(t, got, "250.00 none")
}

// The last days of the calendar can be paid for.
func TestTheEndOfTheCalendar(t *testing.T) {
	s := scheme(t, "steps:", "  - {percent: 50, per_week: {amount: 10, cite: m}, cite: m}", "window: {months: 1200, cite: m}",
		"weekly_wage:", "  weeks_a_year: 52", "  cite: m", "  years:", "    - {year: 9999, amount: 52000, cite: m}")
	got, _ := paid(t, s, "9899-01-02", wage("9999-12-20", "9999-12-31", "100", 8))
	expect(t, got, "0.00 window")
}

// A subsidy knows the file of the host that it was read from.
func TestASubsidyKnowsItsFile(t *testing.T) {
	data, err := os.ReadFile("policies/subsidy/us-dc-ojt.yaml")
	if err != nil {
		t.Fatal(err)
	}
	read, err := benefits.ParseSubsidy("boards/our.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	built, err := benefits.BuiltinSubsidy("us-dc-ojt")
	if err != nil || read.File() != "boards/our.yaml" || built.File() != "" {
		t.Errorf("read from %q, built in %q, %v", read.File(), built.File(), err)
	}
}
