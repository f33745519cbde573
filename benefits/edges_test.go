package benefits_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

var limitOf = regexp.MustCompile(`\$([\d.]+)`)

// limited reads a subsidy, of which $100 is a limit.
func limited(t testing.TB, rounding string, lines ...string) *benefits.Subsidy {
	t.Helper()
	text := limitOf.ReplaceAllString(schemeText(lines...), "{amount: $1, cite: m}")
	s, err := benefits.ParseSubsidy("board.yaml", []byte(strings.Replace(text, "how: half_up", "how: half_up"+rounding, 1)))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// wagesOf reads "A 2025-01-06 2025-01-12 700.00 5", where the name may be missing.
func wagesOf(list string) (all []benefits.Wage) {
	for one := range strings.SplitSeq(list, ", ") {
		words := strings.Fields(one)
		w := benefits.Wage{}
		if words[0][0] >= 'A' {
			w.Worker, words = words[0], words[1:]
		}
		w.From, w.To, w.Gross = day(words[0]), day(words[1]), num(words[2])
		w.Days, _ = strconv.Atoi(words[3])
		if len(words) > 4 {
			w.Hours = num(words[4])
		}
		if len(words) > 5 {
			w.Baseline = num(words[5])
		}
		all = append(all, w)
	}
	return all
}

const (
	week1 = "2025-01-06 2025-01-12"
	week2 = "2025-01-13 2025-01-19"
	week3 = "2025-01-20 2025-01-26"
	both  = "2025-01-06 2025-01-19"
	half  = "steps: [{weeks: 8, percent: 50, cite: m}]"
)

func changed(amount, later string, from ...string) string {
	day := append(from, "2025-01-13")[0]
	return fmt.Sprintf("{amount: %s, changes: [{from: %s, amount: %s, cite: c}], cite: m}", amount, day, later)
}

// The limits of a subsidy, where one meets another, or an amount stands exactly at one:
// spec of the subsidies. The start is 2025-01-06, a Monday.
func TestSubsidyPay_limits(t *testing.T) {
	for name, c := range map[string]struct {
		scheme, wages, want string
		says                string
	}{
		"of a step, after a step without one": {"steps: [{weeks: 1, percent: 50, cite: m}, {weeks: 2, percent: 50, per_step: $100, cite: m}]",
			"2025-01-06 2025-01-15 1000 8, 2025-01-16 2025-01-20 500 3", "450.00 step, 0.00 step", "The limit of 100.00 in the step"},
		"of a step in two parts": {"steps: [{weeks: 4, percent: 50, per_step: $400, per_day: " + changed("1000", "1000") + ", cite: m}]",
			both + " 1400 10, " + week3 + " 700 5", "400.00 step, 0.00 step", ""},
		"of a step, falling below what was paid": {"steps: [{weeks: 4, percent: 50, per_step: " + changed("400", "100") + ", cite: m}]",
			week1 + " 700 5, " + week2 + " 700 5", "350.00 none, 0.00 step", ""},
		"in all, which cuts both steps": {"steps: [{weeks: 1, percent: 50, cite: m}, {weeks: 3, percent: 50, per_step: $300, cite: m}]\n" +
			"total: " + changed("300", "10000", "2025-01-20"), both + " 1400 10, " + week3 + " 1400 5", "300.00 total, 161.54 step", ""},
		"of a month, of the first step alone": {"steps: [{weeks: 1, percent: 50, per_month: $100, cite: m}, {weeks: 3, percent: 50, per_month: $300, cite: m}]",
			both + " 1400 10, " + week3 + " 700 5", "400.00 month, 0.00 month", "The limit of 300.00 in a calendar month binds the wages from 2025-01-20"},
		"of a month, later higher":          {half + "\nper_month: " + changed("100", "300"), both + " 1400 10", "300.00 month", ""},
		"of a month, higher before":         {half + "\nper_month: " + changed("100", "300", "2024-12-01"), both + " 1400 10", "300.00 month", ""},
		"of a month, higher afterwards":     {half + "\nper_month: " + changed("100", "300", "2025-09-01"), both + " 1400 10", "100.00 month", ""},
		"of a month's wages, later higher":  {half + "\ncounted_wages: {per_month: " + changed("200", "600") + "}", both + " 1400 10", "300.00 month", ""},
		"of all wages, later higher":        {half + "\ncounted_wages: {total: " + changed("200", "600") + "}", both + " 1400 10", "300.00 total", "No more than 600.00 of all wages counts"},
		"of an employer's month, higher":    {half + "\nemployer: {per_month: " + changed("100", "300") + "}", both + " 1400 10", "300.00 employer", ""},
		"of an employer, later higher":      {half + "\nemployer: {total: " + changed("100", "300") + "}", both + " 1400 10", "300.00 employer", ""},
		"of a week, higher from a Thursday": {"steps: [{weeks: 8, percent: 50, per_week: " + changed("100", "300", "2025-01-09") + ", cite: m}]", both + " 1400 10", "600.00 week", ""},
		"of a week's wage, from a Thursday": {half + "\nweekly_wage: " + changed("400", "600", "2025-01-09"), both + " 1400 10", "600.00 week", ""},
		"of two months": {half + "\nper_month: $1500", "2025-01-27 2025-02-09 5000 10", "2392.86 month",
			"The limit of 1,500.00 in a calendar month binds the wages from 2025-01-27 to 2025-02-09, which lie in 2 of them: 2,392.86 is paid."},
		"of a month in two years": {"steps: [{months: 24, percent: 50, cite: m}]\nper_month: $100",
			week1 + " 700 5, 2025-02-03 2025-02-09 700 5, 2026-01-05 2026-01-11 700 5", "100.00 month, 100.00 month, 100.00 month", "in a calendar month"},
		"of a quarter": {"steps: [{months: 24, percent: 50, cite: m}]\nper_quarter: $100",
			week1 + " 700 5, 2025-03-31 2025-03-31 100 1, 2025-04-01 2025-04-07 700 5, 2026-01-05 2026-01-11 700 5", "100.00 quarter, 0.00 quarter, 100.00 quarter, 100.00 quarter", "in a calendar quarter"},
		"of a year from 6 April": {"steps: [{months: 24, percent: 50, cite: m}]\nyear_begins: 04-06\nper_year: $100",
			week1 + " 700 5, 2025-04-05 2025-04-06 1400 2, 2025-12-31 2026-01-01 400 2, 2026-04-06 2026-04-12 700 5",
			"100.00 year, 100.00 year, 0.00 year, 100.00 year", "in a year from 04-06 binds"},
		"of a year": {"steps: [{months: 24, percent: 50, cite: m}]\nper_year: $100",
			week1 + " 700 5, 2025-12-31 2026-01-01 400 2", "100.00 year, 100.00 year", "in a year binds"},
		"over an employer's month": {half + "\nemployer: {per_month: $500}", "A " + week1 + " 800 5, B " + week1 + " 800 5, A 2025-02-03 2025-02-09 700 5",
			"400.00 none, 100.00 employer, 350.00 none", "The limit of 500.00 for all workers of the employer binds the wages from 2025-01-06"},
		"of days, none of a step at 0 %": {"steps: [{weeks: 1, percent: 0, cite: m}, {weeks: 3, percent: 50, cite: m}]\ndays: {count: 5, cite: m}",
			week1 + " 700 5, " + week2 + " 700 5", "0.00 none, 350.00 none", ""},
		"of days, of a step by the day": {"steps: [{weeks: 4, amount: 50, each: day, cite: m}]\ndays: {count: 3, cite: m}", week1 + " 700 5", "150.00 days", ""},
		"the first that do not count": {half + "\ncounted_wages: {deductible: $100}", week1 + " 700 5, " + week2 + " 700 5", "300.00 none, 350.00 none",
			"Of the wages from 2025-01-06 to 2025-01-12, 100.00 are of the first 100.00, which do not count"},
		"wages summed in a step, cut by weeks": {"steps: [{weeks: 8, bands: [{from: 0, percent: 100}, {from: 500, percent: 50}], per: step, per_week: $9000, cite: m}]",
			"2025-01-06 2025-01-16 2000 9", "1250.00 none", ""},
		"of a step in three parts": {"steps: [{weeks: 4, percent: 50, cite: m, per_step: {amount: 400, changes: [{from: 2025-01-13, amount: 400, cite: c}, " +
			"{from: 2025-01-20, amount: 500, cite: c}], cite: m}}]", "2025-01-06 2025-01-26 2100 15", "500.00 step", ""},
		"five decimals of a percent": {"steps: [{weeks: 8, percent: 12.34567, cite: m}]", week1 + " 1000000 5", "123456.70 none", ""},
		"all of the wages":           {"steps: [{weeks: 8, percent: 100, cite: m}]", week1 + " 0.01 5", "0.01 none", ""},
	} {
		t.Run(name, func(t *testing.T) { pays(t, "", c.scheme, c.wages, c.want, c.says) })
	}
}

// An amount that a limit cut is brought to the cent, and not to ten dollars, by which
// it could pass the limit: spec of the subsidies, rounding.
func TestSubsidyPay_limitsToTens(t *testing.T) {
	for name, c := range map[string][3]string{
		"of a step":                         {"steps: [{weeks: 8, percent: 50, per_step: $105, cite: m}]", week1 + " 700 5", "105.00 step"},
		"of a week":                         {"steps: [{weeks: 8, percent: 50, per_week: $103, cite: m}]", week1 + " 700 5", "103.00 week"},
		"of a month":                        {half + "\nper_month: $97", week1 + " 700 5", "97.00 month"},
		"in all":                            {half + "\ntotal: $84", week1 + " 700 5", "84.00 total"},
		"of a week's wage":                  {"steps: [{weeks: 8, percent: 55.5, cite: m}]\nweekly_wage: $1000", week1 + " 1000 5, " + week2 + " 1100 5", "560.00 none, 555.00 week"},
		"a step that it would pass":         {"steps: [{weeks: 8, percent: 50, per_step: $219, cite: m}]", week1 + " 214 5, " + week2 + " 214 5", "110.00 none, 107.00 step"},
		"a step that it would pass by much": {"steps: [{weeks: 8, percent: 50, per_step: $219, cite: m}]", week1 + " 214 5, " + week2 + " 214.02 5", "110.00 none, 107.01 step"},
		"a step that it meets":              {"steps: [{weeks: 8, percent: 50, per_step: $220, cite: m}]", week1 + " 214 5, " + week2 + " 214 5", "110.00 none, 110.00 none"},
		"a week that it would pass":         {"steps: [{weeks: 8, percent: 50, per_week: $108, cite: m}]", week1 + " 214 5", "107.00 week"},
		"a week that it meets":              {"steps: [{weeks: 8, percent: 50, per_week: $110, cite: m}]", week1 + " 214 5", "110.00 none"},
		"weeks that it would pass":          {"steps: [{weeks: 8, percent: 50, per_week: $108, cite: m}]", both + " 430 10", "215.00 week"},
		"a month that it would pass":        {half + "\nper_month: $108", week1 + " 214 5", "107.00 month"},
		"a month that it meets":             {half + "\nper_month: $110", week1 + " 214 5", "110.00 none"},
		"an employer that it would pass":    {half + "\nemployer: {total: $108}", week1 + " 214 5", "107.00 employer"},
		"all that it would pass":            {half + "\ntotal: $219", week1 + " 214 5, " + week2 + " 214 5", "110.00 none, 107.00 total"},
		"all that it meets":                 {half + "\ntotal: $220", week1 + " 214 5, " + week2 + " 214 5", "110.00 none, 110.00 none"},
		"a later step that it would pass":   {"steps: [{weeks: 1, percent: 50, cite: m}, {weeks: 8, percent: 50, per_step: $108, cite: m}]", week1 + " 214 5, " + week2 + " 214 5", "110.00 none, 107.00 step"},
		"no limit":                          {half, week1 + " 214 5", "110.00 none"},
		"two steps, of which one is passed": {"steps: [{weeks: 1, percent: 50, per_step: $1000, cite: m}, {weeks: 8, percent: 50, per_step: $107.5, cite: m}]", both + " 430 10", "215.00 step"},
	} {
		t.Run(name, func(t *testing.T) { pays(t, ", to: tens", c[0], c[1], c[2], "") })
	}
}

// pays asks for the amounts and limits of wages, and for a sentence among the findings.
func pays(t *testing.T, rounding, lines, wages, want, says string) {
	t.Helper()
	d, err := limited(t, rounding, strings.Split(lines, "\n")...).Pay(benefits.SubsidyInput{Start: day("2025-01-06"), Wages: wagesOf(wages)})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range d.Value.Periods {
		got = append(got, p.Amount.StringFixed(2)+" "+string(p.BoundBy))
	}
	if strings.Join(got, ", ") != want {
		t.Errorf("got  %s\nwant %s\n%v", strings.Join(got, ", "), want, d)
	}
	at := slices.IndexFunc(d.Findings, func(f rule.Finding) bool { return strings.Contains(f.Text(), says) })
	if at < 0 || says != "" && d.Findings[at].Holds == strings.Contains(says, "lie before") {
		t.Errorf("nothing says %q:\n%v", says, d)
	}
}

// A flat amount is in the limit of all an employer's workers, and in none of the calendar.
func TestSubsidyPay_flatInNoLimitOfTheCalendar(t *testing.T) {
	for limit, want := range map[string]string{"per_month": "100.00", "per_year": "100.00", "total": "50.00"} {
		d, err := limited(t, "", "steps: [{weeks: 4, percent: 10, flat: $100, cite: m}]", "employer: {"+limit+": $50}").Pay(
			benefits.SubsidyInput{Start: day("2025-01-06"), Wages: wagesOf("A " + week1 + " 100 5")})
		if err != nil {
			t.Fatal(err)
		}
		amount(t, limit, d.Value.Flat, want)
	}
}

// Two instalments: the first half up to the cent, the second what is left.
func TestSubsidyPay_instalments(t *testing.T) {
	for _, length := range []string{"weeks: 4", "days: 28"} {
		s := limited(t, "", "steps: [{"+length+", flat: $100.01, instalments: 2, cite: m}]")
		for wages, want := range map[string]string{week1 + " 100 5": "50.01", week1 + " 100 5, " + week2 + " 100 5": "50.01",
			week1 + " 100 5, " + week3 + " 100 5": "100.01", week3 + " 100 5": "50.00", "2025-02-03 2025-02-04 100 2": "0.00"} {
			d, err := s.Pay(benefits.SubsidyInput{Start: day("2025-01-06"), Wages: wagesOf(wages)})
			if err != nil {
				t.Fatal(err)
			}
			amount(t, length+" of "+wages, d.Value.Flat, want)
		}
	}
	// Instalments of a step that repeats have their own limit.
	pays(t, "", "steps: [{weeks: 2, repeat: 2, flat: $100, instalments: 2, percent: 10, per_step: $120, cite: m}]",
		week1+" 700 5, "+week2+" 700 5, "+week3+" 700 5", "70.00 none, 0.00 step, 70.00 none", "")
}

// Days before the start count for nothing, neither do their hours or baseline.
func TestSubsidyPay_beforeTheStart(t *testing.T) {
	pays(t, "", "steps: [{weeks: 8, amount: 10, each: hour, cite: m}]", "2024-12-30 2025-01-12 1400 10 80", "400.00 none", "7 of 14 days lie before the start")
	pays(t, "", "steps: [{weeks: 8, percent: 50, of: above_baseline, per: wage, cite: m}]", "2024-12-30 2025-01-12 1400 10 80 700", "175.00 none", "")
}

func TestSubsidyPay_breaks(t *testing.T) {
	span := func(from, to string) calendar.Period { return calendar.Period{From: day(from), To: day(to)} }
	steps := "steps: [{weeks: 2, percent: 60, cite: m}, {weeks: 50, percent: 10, cite: m}]"
	first, second := span("2025-01-15", "2025-01-24"), span("2025-01-27", "2025-01-28")
	for name, c := range map[string]struct {
		scheme, wages, want string
		breaks              []calendar.Period
	}{
		"before a later worker's start": {steps + "\nbreaks: {steps: true, cite: m}", "A " + week1 + " 700 5, B 2025-02-03 2025-02-16 1400 10", "420.00 none, 840.00 none", []calendar.Period{first}},
		"in any order":                  {steps + "\nbreaks: {steps: true, cite: m}", "2025-01-30 2025-02-02 400 4", "140.00 none", []calendar.Period{second, first}},
		"that the window goes on in":    {steps + "\nwindow: {months: 1, cite: m}\nbreaks: {steps: true, cite: m}", "2025-02-05 2025-02-06 200 2", "10.00 window", []calendar.Period{first}},
		"that the steps go on in":       {steps + "\nwindow: {months: 1, cite: m}\nbreaks: {window: true, cite: m}", "2025-02-14 2025-02-17 400 2", "20.00 window", []calendar.Period{first}},
		"without a window":              {steps + "\nbreaks: {window: true, cite: m}", "2025-01-25 2025-01-26 200 2", "20.00 none", []calendar.Period{first}},
		"of all of a wage":              {steps + "\nbreaks: {steps: true, cite: m}\ndays: {count: 9, cite: m}", "2025-01-15 2025-01-16 0 0", "0.00 none", []calendar.Period{first}},
	} {
		in := benefits.SubsidyInput{Start: day("2025-01-06"), Breaks: c.breaks, Wages: wagesOf(c.wages)}
		if strings.Contains(c.wages, "B ") {
			in.Workers = []benefits.WorkerStart{{Worker: "B", Start: day("2025-02-03")}}
		}
		d, err := limited(t, "", strings.Split(c.scheme, "\n")...).Pay(in)
		if err != nil {
			t.Fatal(name, err)
		}
		var got []string
		for _, p := range d.Value.Periods {
			got = append(got, p.Amount.StringFixed(2)+" "+string(p.BoundBy))
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: got %v, want %s", name, got, c.want)
		}
	}
}

// What a wage must say where the policy pays by it, and how much it may be.
func TestSubsidyPay_whatCannotBe(t *testing.T) {
	for name, c := range map[string]struct{ scheme, wages, fault string }{
		"no days":               {"steps: [{weeks: 8, amount: 10, each: day, cite: m}]", week1 + " 700 0", "wages[0].days"},
		"no days, and no wages": {"steps: [{weeks: 8, amount: 10, each: day, cite: m}]", week1 + " 0 0", ""},
		"no hours":              {"steps: [{weeks: 8, greater_of: [{amount: 10, each: hour}, {percent: 10}], per: week, cite: m}]", week1 + " 700 5", "wages[0].hours"},
		"no days of either":     {"steps: [{weeks: 8, greater_of: [{lesser_of: [{amount: 10, each: day}, {percent: 5}]}, {percent: 10}], per: week, cite: m}]", week1 + " 700 0", "wages[0].days"},
		"24 hours a day":        {half, week1 + " 700 5 168", ""},
		"more":                  {half, week1 + " 700 5 168.01", "wages[0].hours"},
		"no break, and no wage": {half + "\nbreaks: {steps: true, cite: m}", week1 + " 0 0", ""},
	} {
		_, err := limited(t, "", strings.Split(c.scheme, "\n")...).Pay(benefits.SubsidyInput{Start: day("2025-01-06"), Wages: wagesOf(c.wages)})
		if c.fault != "" {
			faulty(t, err, c.fault)
		} else if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	in := benefits.SubsidyInput{Start: day("2025-01-06"), Wages: wagesOf("A " + week1 + " 700 5"), Workers: []benefits.WorkerStart{
		{Worker: "A", Start: day("2025-01-06")}, {Worker: "A", Start: day("2025-01-07")}}}
	_, err := limited(t, "", half).Pay(in)
	faulty(t, err, "workers[1].worker")
}

// The most and the least of a benefit, at their edges and in each period.
func TestBenefitLimits(t *testing.T) {
	for name, c := range map[string]struct {
		limits, per, accident, before, now, want string
	}{
		"for half a month":          {"{per: year, most: 2400, cite: m}", "semi_month", "", "500", "0", "100.00 most"},
		"of half a month, a year":   {"{per: semi_month, most: 100, cite: m}", "year", "", "5000", "0", "2400.00 most"},
		"exactly the most":          {"{per: week, most: 100, cite: m}", "week", "", "200", "0", "100.00 none"},
		"exactly the least":         {"{per: week, least: 100, cite: m}", "week", "", "200", "0", "100.00 none"},
		"nothing":                   {"{per: week, least: 100, cite: m}", "week", "", "200", "200", "0.00 none"},
		"most and least alike":      {"{per: week, most: 100, least: 100, cite: m}", "week", "", "250", "0", "100.00 most"},
		"one row, without a day":    {"{per: week, most: 90, cite: m}", "week", "2020-01-01", "200", "0", "90.00 most"},
		"one row, on its day":       {"{from: 2025-01-01, per: week, most: 90, cite: m}", "week", "2025-01-01", "200", "0", "90.00 most"},
		"one row, before its day":   {"{from: 2025-01-01, per: week, most: 90, cite: m}", "week", "2024-12-31", "200", "0", "accident"},
		"one row, no day":           {"{from: 2025-01-01, per: week, most: 90, cite: m}", "week", "", "200", "0", "accident"},
		"above the most by a cent":  {"{per: week, most: 100, cite: m}", "week", "", "200.02", "0", "100.00 most"},
		"below the least by a cent": {"{per: week, least: 100, cite: m}", "week", "", "199.98", "0", "100.00 least"},
	} {
		p := policyOf(t, halfUpCents, `rate: {value: "0.5", cite: m}`, "benefit_limits: ["+c.limits+"]")
		in := benefits.TopUpInput{Per: benefits.Per(c.per), PreAccidentNet: num(c.before), ActualNet: num(c.now)}
		if c.accident != "" {
			in.Accident = day(c.accident)
		}
		d, err := p.TopUp(in)
		if c.want == "accident" {
			faulty(t, err, c.want)
		} else if got := d.Value.Amount.StringFixed(2) + " " + string(d.Value.BoundBy); err != nil || got != c.want {
			t.Errorf("%s: got %s, want %s (%v)", name, got, c.want, err)
		}
		if d.Value.BoundBy != benefits.BoundNone && err == nil && !d.Findings[1].Holds {
			t.Errorf("%s: %v", name, d)
		}
	}
	// Of 14 days the most for two weeks counts once, and of 28 twice.
	p := policyOf(t, halfUpCents, `rate: {value: "0.5", cite: m}`, "benefit_limits: [{per: biweekly, most: 100, cite: m}]")
	d, err := p.TD02(benefits.TD02Input{PreAccidentNet: num("73000"), PayPeriods: []benefits.NetPay{{From: day("2025-01-01"), To: day("2025-01-14"), Net: num("0")},
		{From: day("2025-01-15"), To: day("2025-02-11"), Net: num("0")}}})
	if err != nil {
		t.Fatal(err)
	}
	amount(t, "of two and four weeks", d.Value.Total, "300.00")
	_, err = benefits.ParsePolicy("board.yaml", []byte("policy: x\ntitle: t\nsource: s\n"+halfUpCents+
		"\nbenefit_limits: [{from: 2025-01-01, per: week, most: 1, cite: m}, {from: 2025-01-01, per: week, most: 2, cite: m}]\n"))
	if err == nil || !strings.Contains(err.Error(), "benefit_limits[1].from") {
		t.Errorf("two rows of one day: %v", err)
	}
}

// A salary by each period is that of a year over the pay periods of a year: 52 weeks,
// 26 times two weeks, 24 half months, 12 months.
func TestForecast_salaries(t *testing.T) {
	for per, want := range map[benefits.SalaryPer]string{"week": "100.00", "biweekly": "50.00", "semi_month": "46.15", "month": "23.08", "year": "1.92", "hour": "3750.00"} {
		in := benefits.ForecastInput{Salary: num("100"), Per: per, PayEvery: benefits.EveryWeek, Anchor: day("2025-01-06"), Start: day("2025-01-06"),
			Schedule: month(benefits.Step{Weeks: 1, Percent: num("100")})}
		if per == benefits.PerHour {
			in.HoursPerWeek = num("37.5")
		}
		d, err := alberta(t).Forecast(in)
		if err != nil {
			t.Fatal(err)
		}
		amount(t, "a week by the "+string(per), d.Value.Periods[0].Gross, want)
	}
}

// The year that reaches the old earnings is found from the first day: the first, and a
// later one.
func TestLossEnds_reached(t *testing.T) {
	for year := 1; year <= 5; year++ {
		in := benefits.LossEndsInput{AccidentEarnings: num("100"), PlacementEarnings: num("90"), From: day("2025-03-01")}
		for y := 1; y <= 5; y++ {
			in.Raises = append(in.Raises, decimal.New(int64(100+y-year), 0))
		}
		d, err := alberta(t).LossEnds(in)
		if err != nil {
			t.Fatal(err)
		}
		want := calendar.Period{From: day(fmt.Sprintf("%d-03-01", 2024+year)), To: day(fmt.Sprintf("%d-03-01", 2025+year))}
		want.To, _ = want.To.AddDays(-1)
		if *d.Value.WithinYears != year || *d.Value.Reached != want {
			t.Errorf("year %d: %v", year, d)
		}
	}
}

// One day between two segments is a day at 0 %: spec of the reimbursement.
func TestReimburse_oneDayBetween(t *testing.T) {
	in := benefits.ReimburseInput{Start: day("2025-01-06"), Apportion: benefits.CalendarDays,
		Schedule: benefits.Schedule{{From: day("2025-01-06"), Steps: []benefits.Step{{Days: 7, Percent: num("100")}}},
			{From: day("2025-01-14"), Steps: []benefits.Step{{Days: 6, Percent: num("50")}}}},
		PayPeriods: []benefits.PayPeriod{{From: day("2025-01-06"), To: day("2025-01-19"), Lines: []benefits.Line{line("regular", "1400.00")}}}}
	d, err := alberta(t).Reimburse(in)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, d.Value.Periods[0].Steps, `[{"percent":"100","days":7,"base":"700.00","amount":"700.00"},{"percent":"0","days":1,"base":"100.00","amount":"0.00"},`+
		`{"percent":"50","days":6,"base":"600.00","amount":"300.00"}]`)
}

// A period that is owed is not settled by another that is overpaid: spec of reconcile.
func TestReconcile_holds(t *testing.T) {
	pay := func(first, second string) bool {
		in := benefits.ReconcileInput{ReimburseInput: benefits.ReimburseInput{Start: day("2025-01-06"), Apportion: benefits.CalendarDays,
			Schedule: month(benefits.Step{Weeks: 4, Percent: num("50")}), PayPeriods: []benefits.PayPeriod{
				{From: day("2025-01-06"), To: day("2025-01-12"), Lines: []benefits.Line{line("regular", "200.00")}},
				{From: day("2025-01-13"), To: day("2025-01-19"), Lines: []benefits.Line{line("regular", "200.00")}}}},
			Paid: []benefits.PaidEntry{{From: day("2025-01-06"), To: day("2025-01-12"), Amount: num(first)}, {From: day("2025-01-13"), To: day("2025-01-19"), Amount: num(second)}}}
		d, err := alberta(t).Reconcile(in)
		if err != nil {
			t.Fatal(err)
		}
		return d.Findings[len(d.Findings)-1].Holds
	}
	if !pay("100", "100") || pay("90", "110") || pay("90", "100") || pay("110", "100") {
		t.Error("only what was paid for each period settles it")
	}
}

// Of two nets that are alike the actual is taken, and a day worked is given once.
func TestTopUp_alike(t *testing.T) {
	d, err := alberta(t).TopUp(benefits.TopUpInput{Per: benefits.Week, PreAccidentNet: num("100"), ActualNet: num("50"), EstimatedNet: num("50.00")})
	if err != nil || !strings.Contains(d.String(), "the actual") {
		t.Errorf("%v, %v", d, err)
	}
	_, err = alberta(t).Reimburse(benefits.ReimburseInput{Start: day("2025-01-06"), Apportion: benefits.DaysWorked, Schedule: month(benefits.Step{Weeks: 1, Percent: num("50")}),
		PayPeriods: []benefits.PayPeriod{{From: day("2025-01-06"), To: day("2025-01-12"), Lines: []benefits.Line{line("regular", "1")},
			Worked: []calendar.Date{day("2025-01-06"), day("2025-01-06")}}}})
	faulty(t, err, "pay_periods[0].worked", "2025-01-06")
}

// Fractions are of numbers of any length, written in tens.
func TestParseRate_fractions(t *testing.T) {
	for text, want := range map[string]string{"10/15": "66.67", "20/100": "20.00", "100/1000": "10.00", "0/7": "0.00", "7/7": "100.00"} {
		r, err := benefits.ParseRate("rate", text)
		if err != nil {
			t.Fatal(err)
		}
		d, err := alberta(t).TopUp(benefits.TopUpInput{Rate: r, Per: benefits.Week, PreAccidentNet: num("100"), ActualNet: num("0")})
		if err != nil {
			t.Fatal(err)
		}
		amount(t, text, d.Value.Amount, want)
	}
}

// A policy that is none answers as one of nothing.
func TestPolicy_none(t *testing.T) {
	var p *benefits.Policy
	how, to := p.Rounding()
	var s *benefits.Subsidy
	if s.ID()+s.File()+s.Title()+s.Source()+s.PolicyID().ID != "" || s.Texts() != nil || s.NotModelled() != nil {
		t.Error("a subsidy that is none has something")
	}
	if p.ID()+p.File()+p.Title()+p.Source()+p.PolicyID().ID != "" || how != "" || to != benefits.Cents || p.Kinds() != nil || p.Maximums() != nil {
		t.Errorf("%s %v %v", how, p.Kinds(), p.Maximums())
	}
}

// A policy answers the interpretations of what it has, and those that it names; each has
// its question, its provision, and the reading taken among its readings.
func TestPolicy_Interpretations_asked(t *testing.T) {
	for lines, want := range map[string]map[string]string{
		halfUpCents: {"net-nearest-100-tie": "", "uncapped-from": "", "cpp-employer-share": "", "holiday-pay": "", "apportion-straddle": "", "part-month": "calendar_days"},
		halfUpCents + "\nnearest: {value: 100, how: half_down, cite: m}":                                {"net-nearest-100-tie": "down"},
		halfUpCents + "\nnearest: {value: 100, how: half_up, cite: m}":                                  {"net-nearest-100-tie": "up"},
		halfUpCents + "\nnearest: {value: 100, how: up, cite: m}":                                       {"net-nearest-100-tie": ""},
		halfUpCents + "\nnearest: {value: 100, how: down, cite: m}":                                     {"net-nearest-100-tie": ""},
		halfUpCents + "\nmaximum_earnings: [{from: 2025-01-01, to: 2025-12-31, amount: 1, cite: m}]":    {"uncapped-from": "never"},
		halfUpCents + "\nmaximum_earnings: [{from: 2025-01-01, to: 2025-12-31, amount: none, cite: m}]": {"uncapped-from": "2025-01-01"},
		halfUpCents + "\npay: {reimbursable: [{kind: a, title: A, cite: m}], excluded: [{kind: worker_cpp, title: B, cite: m}, {kind: vacation_pay, title: C, cite: m}]}": {
			"cpp-employer-share": "both_shares", "holiday-pay": "vacation_too", "apportion-straddle": "by_days"},
		halfUpCents + "\npay: {reimbursable: [{kind: a, title: A, cite: m}], excluded: [{kind: vacation_pay, title: C, cite: m}, {kind: employer_cpp, title: B, cite: m}]}": {
			"cpp-employer-share": "employer_share", "holiday-pay": "vacation_too"},
		halfUpCents + "\npay: {reimbursable: [{kind: a, title: A, cite: m}], excluded: [{kind: holiday_pay, title: C, cite: m}]}": {
			"cpp-employer-share": "", "holiday-pay": "as_booked"},
	} {
		got := map[string]string{}
		for _, i := range policyOf(t, lines).Interpretations() {
			got[i.ID] = i.Reading
			n := 0
			for _, r := range i.Readings {
				if r.Key == i.Reading && r.Text != "" {
					n++
				}
			}
			if n != 1 || i.Question == "" || i.Cite == "" {
				t.Errorf("%s: %+v", lines, i)
			}
		}
		for id, reading := range want {
			if got[id] != reading {
				t.Errorf("%s: %s is %q, want %q", lines, id, got[id], reading)
			}
		}
	}
}

// Mistakes of a policy, of which each is one alone.
func TestParsePolicy_mistakes(t *testing.T) {
	for lines, want := range map[string]string{
		"cites: {schedule: \"\"}":                 "cites.schedule",
		"cites: {invoices: m}":                    "",
		"rates: []":                               "rates",
		"maximum_earnings: []":                    "maximum_earnings",
		"rate: {value: 100/100, cite: m}":         "",
		"share_before: {value: \"1.1\", cite: m}": "share_before.value",
		"facts: {n: count}\nrates: [{if: n > 1, value: 1/2, cite: m}, {value: 1/3, cite: m}]":                                                "",
		"facts: {n: count}\nrates: [{value: 1/2, cite: m}, {if: n > 1, value: 1/3, cite: m}]":                                                "rates[0].if",
		"facts: {n: count}\nrates: [{value: 1/2, cite: m}, {value: 1/3, cite: m}]":                                                           "rates[0].if",
		"maximum_earnings: [{from: 2025-01-01, to: 2024-12-31, amount: 1, cite: m}]":                                                         "maximum_earnings[0].to",
		"maximum_earnings: [{from: 2025-01-01, to: 2025-01-01, amount: 1, cite: m}]":                                                         "",
		"maximum_earnings: [{from: 2025-01-01, to: 2025-12-31, amount: 1, cite: \"\"}]":                                                      "maximum_earnings[0].cite",
		"maximum_earnings: [{from: 2025-01-01, to: 2025-12-31, amount: 1, cite: m}, {from: 2025-12-31, to: 2026-12-31, amount: 2, cite: m}]": "maximum_earnings[1].from",
		"maximum_earnings: [{from: 2025-01-01, to: 2025-12-31, amount: 1, cite: m}, {from: 2026-01-01, to: 2026-12-31, amount: 2, cite: m}]": "",
	} {
		_, err := benefits.ParsePolicy("board.yaml", []byte("policy: x\ntitle: t\nsource: s\n"+halfUpCents+"\n"+lines+"\n"))
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: got %v, want a mistake at %q", lines, err, want)
		}
	}
	for lines, want := range map[string]string{
		"steps: [{weeks: 1, bands: [{from: 0.005, percent: 1}], per: week, cite: m}]":                              "from",
		"steps: [{weeks: 1, brackets: [{from: 0.005, amount: 1}], by: hours, per: week, cite: m}]":                 "",
		"steps: [{weeks: 1, brackets: [{from: 0.005, amount: 1}], by: wages, per: week, cite: m}]":                 "from",
		"steps: [{weeks: 1, bands: [{from: 0, percent: 1}, {from: 0, percent: 1}], per: week, cite: m}]":           "from",
		"steps: [{weeks: 1, percent: 10, share: 1/2, cite: m}]":                                                    "steps",
		"steps: [{weeks: 1, percent: 10, lesser_of: [{percent: 1}, {percent: 2}], per: week, cite: m}]":            "steps",
		"steps: [{weeks: 1, lesser_of: [{percent: 1}, {percent: 2}], per: week, cite: m}]":                         "",
		"steps: [{weeks: 1, percent: 100.0001, cite: m}]":                                                          "percent",
		"steps: [{weeks: 5200, percent: 1, cite: m}]":                                                              "",
		"steps: [{weeks: 5201, percent: 1, cite: m}]":                                                              "weeks",
		"steps: [{months: 1200, percent: 1, cite: m}]":                                                             "",
		"steps: [{months: 1201, percent: 1, cite: m}]":                                                             "months",
		"steps: [{days: 36500, percent: 1, cite: m}]":                                                              "",
		"steps: [{days: 36501, percent: 1, cite: m}]":                                                              "days",
		"steps: [{weeks: 1, percent: 1, cite: m}]\ndays: {count: 36500, cite: m}":                                  "",
		"steps: [{weeks: 1, percent: 1, cite: m}]\ndays: {count: 0, cite: m}":                                      "count",
		"steps: [{weeks: 1, percent: 1, per_year: {amount: -1, cite: m}, cite: m}]":                                "per_year",
		"steps: [{weeks: 1, percent: 1, cite: m}]\nper_year: {amount: 0.005, cite: m}":                             "per_year",
		"steps: [{weeks: 1, percent: 1, cite: m}]\ncounted_wages: {per_quarter: {amount: -1, cite: m}}":            "per_quarter",
		"steps: [{weeks: 1, percent: 1, cite: m}]\nat_start: {amount: 5, cite: m}\ntotal: {amount: 5, cite: m}":    "",
		"steps: [{weeks: 1, percent: 1, cite: m}]\nat_start: {amount: 5.01, cite: m}\ntotal: {amount: 5, cite: m}": "at_start",
	} {
		_, err := benefits.ParseSubsidy("board.yaml", []byte(schemeText(strings.Split(lines, "\n")...)))
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: got %v, want a mistake at %q", lines, err, want)
		}
	}
}

// Texts and rates that facts choose are tables of the catalogue, by their facts.
func TestCatalogue_choices(t *testing.T) {
	p := policyOf(t, halfUpCents, "facts: {n: count, unused: count}", "rates: [{if: n > 1, value: 1/2, cite: m}, {value: 1/3, cite: c}]")
	c := p.Catalogue()
	equal(t, c.Tables, `[{"name":"rates","path":"rates","hit":"first","facts":[{"name":"n","type":"count","path":"facts.n"}],"rows":["rates[0]","rates[1]"]}]`)
	equal(t, c.Rules, `[{"id":"rates[0]","of":"rates","path":"rates[0]","if":"n \u003e 1","then":"1/2","cite":"m"},{"id":"rates[1]","of":"rates","path":"rates[1]","then":"1/3","cite":"c"}]`)
	text := func(from, test, cite string) string {
		return fmt.Sprintf("  - {%s%scite: %s, steps: [{weeks: 1, percent: 1, cite: m}]}\n", from, test, cite)
	}
	for texts, want := range map[string]string{
		text("", "", "a"):                                "",
		text("", "if: n > 1, ", "a"):                     "texts: texts[0]",
		text("", "if: n > 1, ", "a") + text("", "", "b"): "texts: texts[0] texts[1]",
		text("", "", "a") + text("accidents_from: 2025-01-01, ", "if: n > 1, ", "b") + text("accidents_from: 2025-01-01, ", "", "c"): "texts[1]: texts[1] texts[2]",
		text("", "", "a") + text("accidents_from: 2025-01-01, ", "", "b"):                                                            "",
	} {
		s, err := benefits.ParseSubsidy("board.yaml", []byte("subsidy: x\ntitle: t\nsource: s\nrounding: {how: up, cite: m}\nfacts: {n: count}\ntexts:\n"+texts))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, table := range s.Catalogue().Tables {
			got = append(got, table.Name+": "+strings.Join(table.Rows, " "))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: %v, want %s", texts, got, want)
		}
	}
}

// A year of wages takes memory for its answer, and next to none for what is computed.
func TestSubsidyPay_memory(t *testing.T) {
	for id, most := range map[string]float64{"us-dc-ojt": 27, "au-nsw-jobcover": 61, "us-or-eaip": 47} {
		s := subsidy(t, id)
		in := benefits.SubsidyInput{Start: day("2025-01-06")}
		for from := in.Start; len(in.Wages) < 26; {
			to, _ := from.AddDays(13)
			in.Wages = append(in.Wages, benefits.Wage{From: from, To: to, Gross: num("2000.00"), Days: 10})
			from, _ = to.AddDays(1)
		}
		if n := testing.AllocsPerRun(5, func() { _, _ = s.Pay(in) }); n > most {
			t.Errorf("%s takes memory %v times, want %v at most", id, n, most)
		}
	}
	p, in := alberta(t), tenPeriods()
	if n := testing.AllocsPerRun(5, func() { _, _ = p.Reimburse(in) }); n > 18 {
		t.Errorf("a reimbursement takes memory %v times", n)
	}
}

// A flat amount is of the employer's total, for all workers.
func TestSubsidyPay_flatOfAnEmployer(t *testing.T) {
	s := limited(t, "", "steps: [{weeks: 8, flat: $100, percent: 10, cite: m}]", "employer: {total: $150, per_month: $9000}")
	d, err := s.Pay(benefits.SubsidyInput{Start: day("2025-01-06"), Wages: wagesOf("A " + week1 + " 100 5, B " + week1 + " 100 5")})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, d.Value, `{"periods":[{"amount":"10.00","bound_by":"none"},{"amount":"0.00","bound_by":"employer"}],"flat":"140.00","total":"150.00"}`)
	// A week has its share of what was paid in tens: 105.00 of 210.00, where 107.00 was due.
	pays(t, ", to: tens", "steps: [{weeks: 8, percent: 50, per_week: $110, cite: m}]", "2025-01-08 2025-01-17 428 8, 2025-01-18 2025-01-19 100 1",
		"210.00 none, 5.00 week", "")
}

// A gross that the nearest step would take above the maximum is the maximum: spec of the
// compensation rate.
func TestCompensationRate_nearest(t *testing.T) {
	for _, c := range []struct{ how, maximum, want, says string }{
		{"up", "100500", "100500", "is taken up to the next 500 dollars, 100,500.00"},
		{"up", "100200", "100200", "would be above the maximum"},
		{"down", "100500", "100000", "is taken down to 500 dollars, 100,000.00"},
		{"half_up", "100500", "100500", "is taken to the nearest 500 dollars, 100,500.00"},
		{"half_down", "100499", "100499", "would be above the maximum"},
	} {
		p := policyOf(t, halfUpCents, `rate: {value: "0.9", cite: m}`, "nearest: {value: 500, how: "+c.how+", cite: m}",
			"maximum_earnings: [{from: 2025-01-01, to: 2025-12-31, amount: "+c.maximum+", cite: m}]")
		in := benefits.RateInput{Accident: day("2025-05-01"), Gross: num("100251"), NetTable: []benefits.NetRow{{Gross: num(c.want), Net: num("1")}}}
		if c.maximum == "100200" {
			in.Gross = num("100100")
		}
		d, err := p.CompensationRate(in)
		if err != nil || !d.Value.Gross.Equal(num(c.want)) || !strings.Contains(d.String(), c.says) {
			t.Errorf("%s of %s: got %v, %v, want %s", c.how, c.maximum, d, err, c.want)
		}
	}
	_, err := alberta(t).CompensationRate(benefits.RateInput{Accident: day("2024-03-11"), Gross: num("37900"),
		Net: func(decimal.Decimal) (decimal.Decimal, error) { return decimal.Decimal{}, fmt.Errorf("no table") }})
	if err == nil || err.Error() != "net of a gross of 37,900.00: no table" {
		t.Error(err)
	}
}
