package benefits_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/rule"
)

// hired is a wage with hours and a baseline.
func hired(from, to, gross string, days int, hours, baseline string) benefits.Wage {
	w := wage(from, to, gross, days)
	w.Hours, w.Baseline = num(hours), num(baseline)
	return w
}

func TestSubsidyPayByAFormula(t *testing.T) {
	monday := func(gross, hours, baseline string) benefits.Wage {
		return hired("2025-01-06", "2025-01-12", gross, 5, hours, baseline)
	}
	for step, c := range map[string]struct {
		wages []benefits.Wage
		want  []string
	}{
		"share: 2/3":                                 {[]benefits.Wage{monday("300", "40", "0")}, []string{"200.00 none"}},
		"percent: 50, of: wages":                     {[]benefits.Wage{monday("300", "40", "0")}, []string{"150.00 none"}},
		"percent: 75, of: baseline":                  {[]benefits.Wage{monday("300", "40", "1000")}, []string{"750.00 none"}},
		"percent: 50, of: above_baseline, per: wage": {[]benefits.Wage{monday("300", "40", "100")}, []string{"100.00 none"}},
		"share: 0.5, of: above_baseline, per: wage":  {[]benefits.Wage{monday("300", "40", "301")}, []string{"0.00 none"}},
		"amount: 12, each: hour":                     {[]benefits.Wage{monday("900", "37.5", "0")}, []string{"450.00 none"}},
		"amount: 12, each: day":                      {[]benefits.Wage{monday("900", "37.5", "0")}, []string{"60.00 none"}},
		"amount: 585.80, per: week": {[]benefits.Wage{hired("2025-01-06", "2025-01-08", "100", 3, "8", "0"),
			hired("2025-01-09", "2025-01-12", "100", 2, "8", "0"), hired("2025-01-13", "2025-01-19", "0", 0, "0", "0"),
			hired("2025-01-20", "2025-02-02", "10", 10, "8", "0")}, []string{"585.80 none", "0.00 none", "0.00 none", "1171.60 none"}},
		"bands: [{from: 100, percent: 50}, {from: 200, percent: 10}], per: wage": {
			[]benefits.Wage{monday("100", "1", "0"), hired("2025-01-13", "2025-01-19", "150", 5, "1", "0"),
				hired("2025-01-20", "2025-01-26", "300", 5, "1", "0")}, []string{"0.00 none", "25.00 none", "60.00 none"}},
		"bands: [{from: 100, percent: 50}], of: baseline, per: step": {
			[]benefits.Wage{monday("1", "1", "150"), hired("2025-01-13", "2025-01-19", "1", 5, "1", "150")}, []string{"25.00 none", "75.00 none"}},
		"brackets: [{from: 151.50, amount: 203}, {from: 203, amount: 250}, {from: 1462.01, amount: 0}], by: wages, per: week": {
			[]benefits.Wage{monday("151.49", "1", "0"), hired("2025-01-13", "2025-01-19", "151.50", 5, "1", "0"),
				hired("2025-01-20", "2025-01-22", "1462", 3, "1", "0"), hired("2025-01-23", "2025-01-26", "0.01", 1, "1", "0")},
			[]string{"0.00 none", "203.00 none", "250.00 none", "0.00 none"}}, // what was due for the first days is not taken back
		"brackets: [{from: 500, percent: 10}], by: baseline, per: wage": {
			[]benefits.Wage{monday("300", "1", "499.99"), hired("2025-01-13", "2025-01-19", "300", 5, "1", "500")},
			[]string{"0.00 none", "30.00 none"}},
		"greater_of: [{percent: 10}, {amount: 50}], per: month": { // 50; 100 of 1,000 so far; in February anew
			[]benefits.Wage{monday("100", "1", "0"), hired("2025-01-13", "2025-01-26", "900", 10, "1", "0"),
				hired("2025-01-27", "2025-02-02", "70", 5, "1", "0")}, []string{"50.00 none", "50.00 none", "55.00 none"}},
		"lesser_of: [{percent: 10}, {amount: 50}], per: quarter": {
			[]benefits.Wage{monday("400", "1", "0"), hired("2025-03-31", "2025-04-01", "400", 2, "1", "0")}, []string{"40.00 none", "30.00 none"}},
		"lesser_of: [{percent: 10}, {amount: 50}], per: year": {
			[]benefits.Wage{monday("400", "1", "0"), hired("2025-12-31", "2026-01-01", "400", 2, "1", "0")}, []string{"40.00 none", "30.00 none"}},
	} {
		t.Run(step, func(t *testing.T) {
			s := scheme(t, "steps:", fmt.Sprintf("  - {months: 24, %s, cite: formula}", step))
			got, d := paid(t, s, "2025-01-06", c.wages...)
			expect(t, got, c.want...)
			if !d.Cites("formula") {
				t.Error(d)
			}
		})
	}
}

// A deductible and the most of the wages that counts run over all steps.
func TestSubsidyPayOfCountedWages(t *testing.T) {
	s := scheme(t, "counted_wages: {deductible: {amount: 500, cite: deductible}, "+
		"per_month: {amount: 1000, cite: month}, total: {amount: 1600, cite: total}}",
		"steps:", "  - {weeks: 3, percent: 50, cite: m}", "  - {weeks: 20, percent: 10, cite: m}")
	got, d := paid(t, s, "2025-01-06", wage("2025-01-06", "2025-01-12", "600", 5), wage("2025-01-13", "2025-01-26", "1000", 10),
		wage("2025-01-27", "2025-01-31", "100", 5), wage("2025-02-03", "2025-02-09", "700", 5))
	expect(t, got, "50.00 none", "450.00 month", "0.00 month", "60.00 total")
	for _, cite := range []string{"deductible", "month", "total"} {
		if !d.Cites(rule.Citation(cite)) {
			t.Errorf("%s is not cited: %v", cite, d)
		}
	}
}

// A limit of all steps, and another amount of it and of a step's from a day on:
// what was paid before counts.
func TestSubsidyPayWithAmountsThatChange(t *testing.T) {
	s := scheme(t, "per_year: {amount: 1000, changes: [{from: 2025-04-06, amount: 1500, cite: later year}], cite: year}",
		`year_begins: "04-06"`, "steps:", "  - {months: 24, percent: 100, flat: {amount: 5, changes: [{from: 2025-01-01, amount: 7, cite: m}], cite: m}, "+
			"per_day: {amount: 50, changes: [{from: 2025-03-08, amount: 60, cite: later day}], cite: day}, cite: m}")
	got, d := paid(t, s, "2025-03-03", wage("2025-03-03", "2025-03-07", "900", 5), wage("2025-03-08", "2025-03-12", "900", 5),
		wage("2025-03-14", "2025-03-23", "1000", 10), wage("2025-04-04", "2025-04-08", "300", 5), wage("2026-04-01", "2026-04-05", "240", 5),
		wage("2026-04-06", "2026-04-08", "180", 3))
	expect(t, got, "250.00 day", "300.00 day", "450.00 year", "180.00 year", "240.00 none", "180.00 none")
	amount(t, "flat", d.Value.Flat, "7")
	for _, cite := range []string{"day", "later day", "year"} {
		if !d.Cites(rule.Citation(cite)) {
			t.Errorf("%s is not cited: %v", cite, d)
		}
	}
	// Over the change of a step's limit of a month: 100 up to it, and 40 more of the wages after it.
	month := scheme(t, "steps:", "  - {months: 24, percent: 100, "+
		"per_month: {amount: 100, changes: [{from: 2025-01-20, amount: 140, cite: m}], cite: m}, cite: m}")
	got, _ = paid(t, month, "2025-01-06", wage("2025-01-13", "2025-01-26", "1400", 10), wage("2025-01-27", "2025-01-31", "100", 5))
	expect(t, got, "140.00 month", "0.00 month")
}

// A coarse rounding passes no limit of the calendar.
func TestSubsidyPayRoundsWithinAMonth(t *testing.T) {
	s := schemeOf(t, "rounding: {how: up, to: tens, cite: Board manual 9}", "per_month: {amount: 101, cite: m}",
		"steps:", "  - {months: 2, percent: 50, cite: m}")
	got, _ := paid(t, s, "2025-01-06", wage("2025-01-06", "2025-01-12", "191", 5), wage("2025-01-13", "2025-01-19", "2", 5))
	expect(t, got, "100.00 none", "1.00 month")
}

func TestSubsidyPayAsksForWhatIsRead(t *testing.T) {
	hourly := scheme(t, "steps:", "  - {months: 2, percent: 50, per_hour: {amount: 5, cite: m}, cite: m}")
	before := scheme(t, "steps:", "  - {months: 2, percent: 50, of: baseline, cite: m}")
	for name, c := range map[string]struct {
		s     *benefits.Subsidy
		w     benefits.Wage
		words []string
	}{
		"no hours":          {hourly, wage("2025-01-06", "2025-01-12", "100", 5), []string{"wages[0].hours", "missing"}},
		"negative hours":    {hourly, hired("2025-01-06", "2025-01-12", "100", 5, "-1", "0"), []string{"wages[0].hours", "negative"}},
		"too many hours":    {before, hired("2025-01-06", "2025-01-06", "100", 1, "24.5", "0"), []string{"wages[0].hours", "24.5"}},
		"no baseline":       {before, wage("2025-01-06", "2025-01-12", "100", 5), []string{"wages[0].baseline", "missing"}},
		"negative baseline": {hourly, hired("2025-01-06", "2025-01-12", "100", 5, "1", "-1"), []string{"wages[0].baseline", "negative"}},
	} {
		_, err := c.s.Pay(benefits.SubsidyInput{Start: day("2025-01-06"), Wages: []benefits.Wage{c.w}})
		if err == nil {
			t.Errorf("%s is taken", name)
		}
		faulty(t, err, c.words...)
	}
	if got, _ := paid(t, hourly, "2025-01-06", wage("2025-01-06", "2025-01-12", "0", 0)); got[0] != "0.00 none" {
		t.Error(got)
	}
	_, err := benefits.ParseSubsidy("s.yaml", []byte(schemeText(`year_begins: "02-29"`, "steps:", "  - {weeks: 1, percent: 5, cite: m}")))
	want := "texts[0].year_begins: 02-29 is not valid, expected a month and a day that every year has"
	if got := mistakes(t, err); !strings.Contains(got, want) {
		t.Error(got)
	}
}

func TestMonthDayString(t *testing.T) {
	var m benefits.MonthDay
	if err := m.UnmarshalText([]byte("04-06")); err != nil || m.String() != "04-06" || (benefits.MonthDay{}).String() != "" {
		t.Error(m, err)
	}
	if text, err := m.MarshalText(); err != nil || string(text) != "04-06" {
		t.Error(string(text), err)
	}
}
