package benefitstest

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

// payer is a scheme that pays as one likes.
type payer struct {
	scheme
	by func(in benefits.SubsidyInput) benefits.Payment
}

func (p payer) Pay(in benefits.SubsidyInput) (rule.Decision[benefits.Payment], error) {
	return rule.Decision[benefits.Payment]{Value: p.by(in)}, nil
}

// payment is what is paid for some wages, the amounts given.
func payment(amounts ...string) (p benefits.Payment) {
	for _, a := range amounts {
		p.Periods = append(p.Periods, benefits.PaidPeriod{Amount: num(a), BoundBy: benefits.BoundNone})
		p.Total = p.Total.Add(num(a))
	}
	return p
}

// paying is a kit of a scheme that pays so in all for the n-th question, the last time and again.
func paying(totals ...string) kit {
	n := -1
	return kit{subsidy: payer{by: func(benefits.SubsidyInput) benefits.Payment {
		n = min(n+1, len(totals)-1)
		return payment(totals[n])
	}}, within: period("2024-01-01", "2024-12-31")}
}

// wagesOf are wages of a dollar each for days from one to the other.
func wagesOf(days ...[2]string) (in benefits.SubsidyInput) {
	in.Start = calendar.MustParse("2024-01-01")
	for _, d := range days {
		in.Wages = append(in.Wages, wage(period(d[0], d[1]), num("1")))
	}
	return in
}

func limit(amount string) *benefits.Limit { return &benefits.Limit{Amount: num(amount)} }

func plain(percent string) benefits.SubsidyStep {
	return benefits.SubsidyStep{Weeks: 4, Term: benefits.Term{Percent: num(percent)}}
}

func texts(steps ...benefits.SubsidyStep) benefits.Text { return benefits.Text{Steps: steps} }

var january = [2]string{"2024-01-01", "2024-01-07"}

func TestEachWorkerAsAlone_leastThatBreaks(t *testing.T) {
	none, all := (*benefits.EmployerLimits)(nil), &benefits.EmployerLimits{Total: limit("150")}
	for _, c := range []struct {
		employer  *benefits.EmployerLimits
		two, says string
	}{
		{none, "200", ""},
		{none, "200.01", "100 is paid for one worker, and 200.01 for two"},
		{none, "199.99", "100 is paid for one worker, and 199.99 for two"},
		{&benefits.EmployerLimits{}, "200", ""},
		{&benefits.EmployerLimits{}, "199.99", ""},
		{&benefits.EmployerLimits{}, "200.01", "100 is paid for one worker, and 200.01 for two"},
		{all, "150", ""},
		{all, "150.01", "150.01 is paid, above 150 for all workers"},
	} {
		in := wagesOf(january, [2]string{"2024-02-01", "2024-02-07"})
		k := kit{subsidy: payer{by: func(both benefits.SubsidyInput) benefits.Payment {
			of := map[string]int{}
			for _, w := range both.Wages {
				of[w.Worker]++
			}
			if len(of) != 2 || of[""] != 2 || of["another"] != 2 {
				t.Errorf("asked of %+v", both.Wages)
			}
			return payment(c.two)
		}}}
		edge(t, c.two, k.eachWorkerAsAlone(nil, benefits.Text{Employer: c.employer}, answering(in, payment("60", "40"))), c.says)
	}
}

func TestAccidentOfAText(t *testing.T) {
	from := func(day string) benefits.Text { return benefits.Text{AccidentsFrom: calendar.MustParse(day)} }
	all := []benefits.Text{{}, {}, from("2024-01-01"), from("2025-01-01")}
	for at, want := range []string{"2023-12-31", "2023-12-31", "2024-01-01", "2025-01-01"} {
		if got := accidentOf(all, at); got != calendar.MustParse(want) {
			t.Errorf("%d: got %v, want %s", at, got, want)
		}
	}
	if got := accidentOf(all[:2], 0); !got.IsZero() {
		t.Errorf("no text turns on the day: got %v", got)
	}
}

func TestPartsOfAPayment_leastThatBreaks(t *testing.T) {
	with := func(p benefits.Payment, flat, total string) benefits.Payment {
		p.Flat, p.Total = num(flat), num(total)
		return p
	}
	for _, c := range []struct {
		name  string
		v     benefits.Payment
		found string
		says  string
	}{
		{"as it is", with(payment("0", "20.01"), "5", "25.01"), "25.01", ""},
		{"below nothing", with(payment("20", "-0.01"), "0", "19.99"), "19.99", "-0.01 is paid"},
		{"a part of a cent", with(payment("20", "0.001"), "0", "20.001"), "20.001", "0.001 is paid"},
		{"a wage less", with(payment("20"), "0", "20"), "20", "{"},
		{"a wage more", with(payment("20", "1", "1"), "0", "22"), "22", "{"},
		{"another total", with(payment("20", "1"), "0", "21.01"), "21", "{"},
		{"another total found", with(payment("20", "1"), "0", "21"), "21.01", "{"},
		{"the flat amount left out", with(payment("20", "1"), "5", "21"), "21", "{"},
	} {
		a := answering(wagesOf(january, january), c.v, rule.Num("total", num(c.found)))
		edge(t, c.name, kit{}.partsComeToTheirTotal(nil, benefits.Text{}, a), c.says)
	}
}

func TestNoLimitIsPassed_leastThatBreaks(t *testing.T) {
	step := func(perStep, perWeek *benefits.Limit, repeat int) benefits.SubsidyStep {
		return benefits.SubsidyStep{PerStep: perStep, PerWeek: perWeek, Repeat: repeat}
	}
	changed := limit("50")
	changed.Changes = []benefits.Change{{Amount: num("100")}, {Amount: num("70")}}
	month := benefits.Text{CalendarLimits: benefits.CalendarLimits{PerMonth: limit("100")}}
	quarter := benefits.Text{CalendarLimits: benefits.CalendarLimits{PerQuarter: limit("100")}}
	steps := func(atStart *benefits.Limit, steps ...benefits.SubsidyStep) benefits.Text {
		return benefits.Text{AtStart: atStart, Steps: steps}
	}
	of := func(days ...[2]string) benefits.SubsidyInput { return wagesOf(days...) }
	days := func(from, to string) [2]string { return [2]string{from, to} }
	one := of(january)
	twoMonths := of(days("2024-03-01", "2024-03-31"), days("2024-04-01", "2024-04-30"))
	oneQuarter := of(days("2024-04-01", "2024-04-30"), days("2024-05-01", "2024-06-30"))
	twoYears := of(days("2024-12-01", "2024-12-31"), days("2025-01-01", "2025-01-31"))
	yearOn := of(days("2024-01-01", "2024-01-31"), days("2025-01-01", "2025-01-31"))
	oneWeek, twoWeeks := of(days("2024-01-01", "2024-01-03"), days("2024-01-04", "2024-01-07")), of(days("2024-01-03", "2024-01-09"))
	weekly := steps(nil, step(nil, limit("100"), 0), step(nil, limit("50"), 0))
	for _, c := range []struct {
		name string
		text benefits.Text
		in   benefits.SubsidyInput
		paid []string
		says string
	}{
		{"the total", benefits.Text{Total: limit("100")}, one, []string{"100"}, ""},
		{"above the total", benefits.Text{Total: limit("100")}, one, []string{"100.01"}, "100.01 is paid, above 100 in all"},
		{"the highest total", benefits.Text{Total: changed}, one, []string{"100"}, ""},
		{"above the highest total", benefits.Text{Total: changed}, one, []string{"100.01"}, "100.01 is paid, above 100 in all"},
		{"no limit", benefits.Text{}, one, []string{"1000"}, ""},
		{"the employer's", benefits.Text{Employer: &benefits.EmployerLimits{Total: limit("100")}}, one, []string{"100"}, ""},
		{"above the employer's", benefits.Text{Employer: &benefits.EmployerLimits{Total: limit("100")}}, one, []string{"100.01"},
			"100.01 is paid, above 100 for all workers"},
		{"an employer without a total", benefits.Text{Employer: &benefits.EmployerLimits{}}, one, []string{"1000"}, ""},
		{"the steps", steps(limit("10"), step(limit("100"), nil, 0), step(limit("50"), nil, 1)), one, []string{"160"}, ""},
		{"above the steps", steps(limit("10"), step(limit("100"), nil, 0), step(limit("50"), nil, 1)), one, []string{"160.01"},
			"160.01 is paid, above 160 in all steps"},
		{"above the steps, and nothing at the start", steps(nil, step(limit("100"), nil, 0)), one, []string{"100.01"},
			"100.01 is paid, above 100 in all steps"},
		{"a step that is repeated", steps(nil, step(limit("100"), nil, 0), step(limit("50"), nil, 2)), one, []string{"1000"}, ""},
		{"a first step without a limit", steps(nil, step(nil, nil, 0), step(limit("50"), nil, 0)), one, []string{"1000"}, ""},
		{"a last step without a limit", steps(nil, step(limit("50"), nil, 0), step(nil, nil, 0)), one, []string{"1000"}, ""},
		{"at the start and no steps", steps(limit("10")), one, []string{"1000"}, ""},
		{"two months", month, twoMonths, []string{"100", "100"}, ""},
		{"two months of a year", month, twoYears, []string{"100", "100"}, ""},
		{"a year on", month, yearOn, []string{"100", "100"}, ""},
		{"above the second month", month, twoMonths, []string{"100", "100.01"}, "100.01 is paid in the months of 2024-04-01, above 100"},
		{"a month", month, oneWeek, []string{"60", "40"}, ""},
		{"above the month", month, oneWeek, []string{"60", "40.01"}, "100.01 is paid in the months of 2024-01-04, above 100"},
		{"a wage of two months", month, of(days("2024-03-01", "2024-04-30")), []string{"200"}, ""},
		{"two quarters", quarter, twoMonths, []string{"100", "100"}, ""},
		{"two quarters of a year", quarter, twoYears, []string{"100", "100"}, ""},
		{"a quarter", quarter, oneQuarter, []string{"60", "40"}, ""},
		{"above the quarter", quarter, oneQuarter, []string{"60", "40.01"}, "100.01 is paid in the months of 2024-05-01, above 100"},
		{"a quarter of another year", quarter, yearOn, []string{"100", "100"}, ""},
		{"a week", weekly, oneWeek, []string{"60", "40"}, ""},
		{"above the week", weekly, oneWeek, []string{"60", "40.01"}, "100.01 is paid in week 0, above 100"},
		{"above the week of a wage", weekly, one, []string{"100.01"}, "100.01 is paid for 1 weeks of at most 100"},
		{"above the week of one step", steps(nil, step(nil, limit("100"), 0)), one, []string{"100.01"},
			"100.01 is paid for 1 weeks of at most 100"},
		{"two weeks", weekly, twoWeeks, []string{"200"}, ""},
		{"above two weeks", weekly, twoWeeks, []string{"200.01"}, "200.01 is paid for 2 weeks of at most 100"},
		{"a week each", weekly, of(january, days("2024-01-08", "2024-01-14")), []string{"100", "100"}, ""},
		{"above the later week", steps(nil, step(nil, limit("50"), 0), step(nil, limit("100"), 0)),
			of(january, days("2024-01-08", "2024-01-14")), []string{"100", "100.01"}, "100.01 is paid for 1 weeks of at most 100"},
		{"a week without a limit", steps(nil, step(nil, limit("100"), 0), step(nil, nil, 0)), one, []string{"1000"}, ""},
		{"a first week without a limit", steps(nil, step(nil, nil, 0), step(nil, limit("100"), 0)), one, []string{"1000"}, ""},
	} {
		edge(t, c.name, kit{}.noLimitIsPassed(nil, c.text, answering(c.in, payment(c.paid...))), c.says)
	}
}

func TestNoMoreThanTheWage_leastThatBreaks(t *testing.T) {
	counted := texts(plain("50"))
	counted.CountedWages = &benefits.CountedWages{}
	repeated := plain("50")
	repeated.Repeat = 2
	for _, c := range []struct {
		text      benefits.Text
		two, says string
	}{
		{texts(plain("50")), "1.01", ""},
		{texts(plain("50")), "1.02", "1.02 is paid for a wage of 1"},
		{texts(plain("50"), repeated), "9", ""},
		{counted, "9", ""},
	} {
		edge(t, c.two, kit{}.noMoreThanTheWage(nil, c.text, answering(wagesOf(january, january), payment("1", c.two))), c.says)
	}
}

func TestOrderOfWages_leastThatBreaks(t *testing.T) {
	in := wagesOf(january, [2]string{"2024-02-01", "2024-02-07"}, [2]string{"2024-03-01", "2024-03-07"})
	for _, c := range []struct {
		turned []string
		bound  benefits.Bound
		says   string
	}{
		{[]string{"3", "2", "1"}, benefits.BoundNone, ""},
		{[]string{"3", "2", "1.01"}, benefits.BoundNone, "wage 0: "},
		{[]string{"3.01", "2", "1"}, benefits.BoundNone, "wage 2: "},
		{[]string{"3", "2", "1"}, benefits.BoundWeek, "wage 1: "},
	} {
		k := kit{subsidy: payer{by: func(turned benefits.SubsidyInput) benefits.Payment {
			if turned.Wages[0] != in.Wages[2] || turned.Wages[2] != in.Wages[0] {
				t.Errorf("asked of %+v", turned.Wages)
			}
			p := payment(c.turned...)
			p.Periods[1].BoundBy = c.bound
			return p
		}}}
		edge(t, "turned", k.orderDoesNotMatter(nil, benefits.Text{}, answering(in, payment("1", "2", "3"))), c.says)
	}
}

func TestUnboundIsNotCut_leastThatBreaks(t *testing.T) {
	formula := plain("50")
	formula.Per = "wage"
	for _, c := range []struct {
		name  string
		text  benefits.Text
		bound benefits.Bound
		alone string
		says  string
	}{
		{"the same", texts(plain("50")), benefits.BoundNone, "100", ""},
		{"more alone", texts(plain("50")), benefits.BoundNone, "100.01", "a wage is paid 100 among others, unbound, and 100.01 alone"},
		{"less alone", texts(plain("50")), benefits.BoundNone, "99.99", "a wage is paid 100 among others, unbound, and 99.99 alone"},
		{"cut", texts(plain("50")), benefits.BoundWeek, "100.01", ""},
		{"cut by nothing", texts(plain("50")), benefits.BoundWeek, "100", ""},
		{"less alone than cut", texts(plain("50")), benefits.BoundWeek, "99.99", "a wage is paid 100 among others, and 99.99 alone"},
		{"a formula", texts(formula), benefits.BoundNone, "99.99", ""},
	} {
		a := answering(wagesOf(january, january), payment("100", "100"))
		for i := range a.Value.Periods {
			a.Value.Periods[i].BoundBy = c.bound
		}
		k := kit{subsidy: payer{by: func(in benefits.SubsidyInput) benefits.Payment {
			if len(in.Wages) != 1 {
				t.Errorf("asked of %+v", in.Wages)
			}
			return payment(c.alone)
		}}}
		edge(t, c.name, drawn(func(t *rapid.T) error { return k.unboundIsNotCut(t, c.text, a) }), c.says)
	}
}

func TestLongerIsNoLess_leastThatBreaks(t *testing.T) {
	for shorter, says := range map[string]string{"100": "", "99.99": "", "100.01": "100 is paid, and without the last wage 100.01"} {
		k := kit{subsidy: payer{by: func(in benefits.SubsidyInput) benefits.Payment {
			if len(in.Wages) != 1 {
				t.Errorf("asked of %+v", in.Wages)
			}
			return payment(shorter)
		}}}
		edge(t, shorter, k.longerIsNoLess(nil, benefits.Text{}, answering(wagesOf(january, january), payment("60", "40"))), says)
	}
}

// The laws of what is stated, of a scheme that pays what one likes.

func TestTheLastAccidentIsOfTheText(t *testing.T) {
	for from, says := range map[string]string{
		"2024-12-31": "",
		"2025-01-01": "the text is for accidents from 2025-01-01 on, and the last of the period, on 2024-12-31, is paid by another",
	} {
		k := kit{within: period("2024-01-01", "2024-12-31"), subsidy: payer{by: func(in benefits.SubsidyInput) benefits.Payment {
			if in.Accident != calendar.MustParse("2024-12-31") || len(in.Wages) != 1 || in.Wages[0].Days != 7 {
				t.Errorf("asked of %+v", in)
			}
			return payment("1")
		}}}
		edge(t, from, stated{kit: k, text: benefits.Text{AccidentsFrom: calendar.MustParse(from)}}.isReached(), says)
	}
}

func TestEveryStepPays_leastThatBreaks(t *testing.T) {
	flat := plain("0")
	flat.Flat = limit("5")
	formula := plain("50")
	formula.Per = "wage"
	with := func(text benefits.Text, atStart string, counted *benefits.CountedWages) benefits.Text {
		text.CountedWages = counted
		if atStart != "" {
			text.AtStart = limit(atStart)
		}
		return text
	}
	for _, c := range []struct {
		name string
		text benefits.Text
		paid []string
		says string
	}{
		{"a cent", texts(plain("50"), plain("25")), []string{"0.01"}, ""},
		{"nothing", texts(plain("50")), []string{"0"}, "step 1 pays nothing for a wage of 1"},
		{"nothing in the second", texts(plain("50"), plain("25")), []string{"1", "0"}, "step 2 pays nothing for a wage of 1"},
		{"a cent beside the start", with(texts(plain("50")), "5", nil), []string{"5.01"}, ""},
		{"nothing beside the start", with(texts(plain("50")), "5", nil), []string{"5"}, "step 1 pays nothing for a wage of 1"},
		{"no percentage", texts(plain("0")), []string{"0"}, ""},
		{"a flat amount", texts(flat), []string{"0"}, "step 1 pays nothing for a wage of 1"},
		{"a formula before it", texts(formula, plain("50")), []string{"0"}, "step 2 pays nothing for a wage of 1"},
		{"counted wages", with(texts(plain("50")), "", &benefits.CountedWages{}), []string{"0"}, ""},
	} {
		edge(t, c.name, drawn(func(t *rapid.T) error { return stated{kit: paying(c.paid...), text: c.text}.everyStepPays(t) }), c.says)
	}
}

// A percentage of one, less a cent, is no fraction yet.
func TestPercentIsNoFraction_leastThatBreaks(t *testing.T) {
	by := func(less string, bound benefits.Bound) kit {
		return kit{within: period("2024-01-01", "2024-12-31"), subsidy: payer{by: func(in benefits.SubsidyInput) benefits.Payment {
			amount := in.Wages[0].Gross.Sub(num(less)).Shift(-2)
			return benefits.Payment{Total: amount, Periods: []benefits.PaidPeriod{{Amount: amount, BoundBy: bound}}}
		}}}
	}
	counted, formula := texts(plain("50")), texts(plain("50"))
	counted.CountedWages, formula.Steps[0].Per = &benefits.CountedWages{}, "wage"
	for _, c := range []struct {
		name string
		text benefits.Text
		kit  kit
		says string
	}{
		{"one", texts(plain("50")), by("1", benefits.BoundNone), ""},
		{"less", texts(plain("50")), by("1.01", benefits.BoundNone), "step 1 pays "},
		{"less in the second", texts(plain("0"), plain("50")), by("1.01", benefits.BoundNone), "step 2 pays "},
		{"bound", texts(plain("50")), by("1.01", benefits.BoundWeek), ""},
		{"none", texts(plain("0")), by("1.01", benefits.BoundNone), ""},
		{"counted wages", counted, by("1.01", benefits.BoundNone), ""},
		{"a formula", formula, by("1.01", benefits.BoundNone), ""},
	} {
		edge(t, c.name, drawn(func(t *rapid.T) error { return stated{kit: c.kit, text: c.text}.percentIsNoFraction(t) }), c.says)
	}
}

func TestTheStepsDoNotTurn_leastThatBreaks(t *testing.T) {
	for _, c := range []struct {
		paid   [3]string
		breaks bool
	}{
		{[3]string{"1", "1", "1"}, false},
		{[3]string{"1", "1.01", "1.02"}, false},
		{[3]string{"1.02", "1.01", "1"}, false},
		{[3]string{"1", "1", "1.01"}, false},
		{[3]string{"1.01", "1", "1"}, false},
		{[3]string{"1", "1.01", "1"}, true},
		{[3]string{"1.01", "1", "1.01"}, true},
		{[3]string{"1", "1.02", "1.01"}, true},
	} {
		n := -1
		k := kit{within: period("2024-01-01", "2024-12-31"), subsidy: payer{by: func(benefits.SubsidyInput) benefits.Payment {
			n++
			return payment(c.paid[n%3])
		}}}
		says := ""
		if c.breaks {
			says = "what is paid for a weekly wage of "
		}
		s := stated{kit: k, text: texts(plain("50"), plain("40"), plain("30"))}
		edge(t, c.paid[0]+" "+c.paid[1]+" "+c.paid[2], drawn(s.doesNotTurn), says)
	}
}

// Each wage is rounded: so many cents less are no less.
func TestMoreIsNoLess_leastThatBreaks(t *testing.T) {
	var gross, more decimal.Decimal
	by := func(less decimal.Decimal) kit {
		n := 0
		return kit{within: period("2024-01-01", "2024-12-31"), subsidy: payer{by: func(in benefits.SubsidyInput) benefits.Payment {
			p, all := payment("100"), zero
			for _, w := range in.Wages {
				all = all.Add(w.Gross)
			}
			gross, more = all, all.Sub(gross)
			if n++; n%2 == 0 {
				p.Total = p.Total.Sub(cent.Mul(decimal.New(int64(len(in.Wages)), 0))).Sub(less)
			}
			return p
		}}}
	}
	brackets := texts(plain("50"))
	brackets.Steps[0].By = benefits.ByWages
	counted, weekly := texts(plain("50")), texts(plain("50"))
	counted.CountedWages, weekly.WeeklyWage = &benefits.CountedWages{}, &benefits.WeeklyWage{}
	for _, c := range []struct {
		name string
		text benefits.Text
		less decimal.Decimal
		says string
	}{
		{"a cent for each", texts(plain("50")), zero, ""},
		{"more than a cent for each", texts(plain("50")), cent, "100 is paid, and 99."},
		{"of brackets", brackets, cent, ""},
		{"of counted wages", counted, cent, ""},
		{"of a week's wage", weekly, cent, ""},
	} {
		how := drawn(stated{kit: by(c.less), text: c.text}.moreIsNoLess)
		edge(t, c.name, how, c.says)
		if c.says != "" && !strings.Contains(how.Error(), " is "+more.String()+" more") {
			t.Errorf("%s: got %v, of %s more", c.name, how, more)
		}
	}
}

// Of a wage of nothing nothing is asked, and of any other it is.
func TestMoreIsNoLess_ofNothing(t *testing.T) {
	for _, c := range []struct{ sign, says string }{{"0", ""}, {"1", "100 is paid, and 0 when wage "}} {
		var before []benefits.Wage
		k := kit{within: period("2024-01-01", "2024-12-31"), subsidy: payer{by: func(in benefits.SubsidyInput) benefits.Payment {
			first := before
			if before = in.Wages; len(first) == len(in.Wages) {
				for i, w := range in.Wages {
					if w.Gross.Cmp(first[i].Gross) > 0 && num(c.sign).Sign() == first[i].Gross.Sign() {
						before = nil
						return payment("0")
					}
				}
			}
			return payment("100")
		}}}
		edge(t, c.sign, drawn(stated{kit: k, text: texts(plain("50"))}.moreIsNoLess), c.says)
	}
}

func TestBracketsByWages(t *testing.T) {
	by, other := benefits.Term{By: benefits.ByWages}, benefits.Term{By: benefits.ByHours}
	for i, c := range []struct {
		step benefits.SubsidyStep
		want bool
	}{
		{benefits.SubsidyStep{Term: by}, true},
		{benefits.SubsidyStep{Term: other}, false},
		{benefits.SubsidyStep{GreaterOf: []benefits.Alternative{{Term: other}, {Term: by}}}, true},
		{benefits.SubsidyStep{LesserOf: []benefits.Alternative{{Term: by}}}, true},
		{benefits.SubsidyStep{LesserOf: []benefits.Alternative{{GreaterOf: []benefits.Term{by}}}}, true},
		{benefits.SubsidyStep{GreaterOf: []benefits.Alternative{{LesserOf: []benefits.Term{other, by}}}}, true},
		{benefits.SubsidyStep{GreaterOf: []benefits.Alternative{{LesserOf: []benefits.Term{other}}}}, false},
	} {
		if got := byWages(texts(plain("50"), c.step)); got != c.want {
			t.Errorf("%d: got %v", i, got)
		}
	}
}

func TestAYearCountsUpToItsMaximum_leastThatBreaks(t *testing.T) {
	text := benefits.Text{WeeklyWage: &benefits.WeeklyWage{Years: []benefits.YearMaximum{{Year: 2024, Amount: num("100")}}}}
	year := period("2024-01-01", "2024-12-31")
	for _, c := range []struct {
		name     string
		text     benefits.Text
		within   calendar.Period
		one, two string
		bound    benefits.Bound
		says     string
	}{
		{"three days more", text, year, "100", "103", benefits.BoundNone, ""},
		{"more than that", text, year, "100", "103.01", benefits.BoundNone,
			"100 is paid for a year's wage of 100, the maximum of 2024, and 103.01 for twice that"},
		{"cut at once", text, year, "100", "100", benefits.BoundWeek, "of a year's wage of 100, the maximum of 2024, not all counts"},
		{"another limit", text, year, "100", "100", benefits.BoundTotal, ""},
		{"not the first day", text, period("2024-01-02", "2024-12-31"), "100", "200", benefits.BoundNone, ""},
		{"not the last day", text, period("2024-01-01", "2024-12-30"), "100", "200", benefits.BoundNone, ""},
		{"no maximum", benefits.Text{}, year, "100", "200", benefits.BoundNone, ""},
	} {
		k := kit{within: c.within, subsidy: payer{by: func(in benefits.SubsidyInput) benefits.Payment {
			p := payment(c.one)
			if in.Wages[0].Gross.Equal(num("200")) {
				p = payment(c.two)
			}
			p.Periods[0].BoundBy = c.bound
			return p
		}}}
		edge(t, c.name, stated{kit: k, text: c.text}.yearCountsUpToItsMaximum(), c.says)
	}
}

func TestAMaximumIsNoLower_leastThatBreaks(t *testing.T) {
	var years []benefits.YearMaximum
	for year := range 3 {
		years = append(years, benefits.YearMaximum{Year: 2023 + year, Amount: hundred})
	}
	for _, c := range []struct {
		paid []string
		says string
	}{
		{[]string{"100", "100", "100"}, ""},
		{[]string{"100", "101", "100"}, "the maximum of 2025 is lower than that of the row before"},
		{[]string{"100", "99.99", "99.99"}, "the maximum of 2024 is lower than that of the row before"},
	} {
		n := -1
		k := kit{subsidy: payer{by: func(in benefits.SubsidyInput) benefits.Payment {
			if w := in.Wages[0]; w.From != in.Start || w.From.Month() != 1 || w.From.Day() != 1 || w.Days != 7 {
				t.Errorf("asked of %+v", in)
			}
			n++
			return payment(c.paid[n])
		}}}
		edge(t, c.paid[1], stated{kit: k, text: benefits.Text{WeeklyWage: &benefits.WeeklyWage{Years: years}}}.maximumIsNoLower(), c.says)
	}
}

// An hour for each of all hours, unless the hours are known, and the wages before where a
// scheme asks for them.
func TestWhatAnEmploymentIsAsked(t *testing.T) {
	hourly, baseline := plain("50"), plain("50")
	hourly.PerHour, baseline.Of = limit("30"), benefits.OfAboveBaseline
	for i, c := range []struct {
		text            benefits.Text
		hours, baseline string
	}{
		{texts(plain("50")), "", ""},
		{texts(hourly), "168", ""},
		{texts(baseline), "", "80"},
	} {
		k := kit{subsidy: payer{by: func(in benefits.SubsidyInput) benefits.Payment {
			for _, is := range []struct {
				got  decimal.Decimal
				want string
			}{{in.Wages[0].Hours, c.hours}, {in.Wages[0].Baseline, c.baseline}} {
				if rule.IsSet(is.got) != (is.want != "") || is.want != "" && !is.got.Equal(num(is.want)) {
					t.Errorf("%d: asked of %s, want %s", i, is.got, is.want)
				}
			}
			if c.hours != "" && !in.Wages[1].Hours.Equal(num("3")) {
				t.Errorf("asked of %s hours, and not of 3", in.Wages[1].Hours)
			}
			return payment("1", "1")
		}}}
		one, two := wage(period("2024-01-01", "2024-01-07"), num("80")), wage(period("2024-01-08", "2024-01-14"), num("80"))
		two.Hours = num("3")
		stated{kit: k, text: c.text}.employ(one.From, one, two)
	}
}

// The day that is asked for again is the last of a wage, and nothing else is wrong with it.
func TestADayOfAWageIsAskedForAgain(t *testing.T) {
	in := wagesOf(january, [2]string{"2024-02-01", "2024-02-07"})
	k := kit{subsidy: payer{by: func(again benefits.SubsidyInput) benefits.Payment {
		w := again.Wages[len(again.Wages)-1]
		if len(again.Wages) != 3 || w.From != w.To || w.Days != 1 || w.To != in.Wages[0].To && w.To != in.Wages[1].To {
			t.Errorf("asked of %+v", again.Wages)
		}
		return payment("1", "1", "1")
	}}}
	edge(t, "paid", drawn(func(t *rapid.T) error { return k.noDayTwice(t, benefits.Text{}, answering(in, payment("1", "1"))) }),
		"got <nil>, want an InputError")
}
