package benefits_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/benefits/benefitstest"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

// flips are what a board changes in the built-in policy for another reading of an interpretation.
var flips = []struct{ id, old, new string }{
	{"round-half-up", "how: half_up", "how: half_even"}, {"round-half-up", "how: half_up", "how: half_down"},
	{"round-half-up", "how: half_up", "how: up"}, {"round-half-up", "how: half_up", "how: down"},
	{"net-nearest-100-tie", "reading: up", "reading: down"},
	{"top-up-reading", "reading: net_difference", "reading: full_compensation"},
	{"apportion-straddle", "reading: by_days", "reading: first_day"},
	{"uncapped-from", "from: 2018-09-01, to: 2020", "from: 2018-01-01, to: 2020"},
	{"cpp-employer-share", "    - {kind: gst,", "    - {kind: worker_cpp, title: The worker's contributions, cite: WCB-Alberta TOJ-1, " +
		"interpretation: cpp-employer-share}\n    - {kind: gst,"},
	{"holiday-pay", "    - {kind: gst,", "    - {kind: vacation_pay, title: Vacation pay, cite: WCB-Alberta TOJ-1, " +
		"interpretation: holiday-pay}\n    - {kind: gst,"},
	{"full-compensation-wages", "reading: as_given", "reading: net"},
	{"days-of-the-year", `reading: "365"`, "reading: actual"},
	{"part-month", "reading: calendar_days", "reading: thirty_days"},
}

// decided is an answer of any kind.
type decided struct {
	value    string
	findings []rule.Finding
	err      error
}

func decision[A any](d rule.Decision[A], err error) decided {
	value, _ := json.Marshal(d.Value)
	var refused *rule.Refused
	if errors.As(err, &refused) {
		d.Findings = refused.Findings
	}
	return decided{string(value), d.Findings, err}
}

// carries reports whether it rests on an interpretation. An error of input has no findings.
func (d decided) carries(id string) bool {
	var input *rule.InputError
	return errors.As(d.err, &input) ||
		slices.ContainsFunc(d.findings, func(f rule.Finding) bool { return slices.Contains(f.Interpretations, id) })
}

// calls draws a question of each kind that a policy answers.
func calls(t *rapid.T) map[string]func(p *benefits.Policy) decided {
	year := benefitstest.Amounts(12000000)
	day := func(what, from string, n int) calendar.Date {
		d, _ := calendar.MustParse(from).AddDays(rapid.IntRange(0, n).Draw(t, what))
		return d
	}
	placement := benefitstest.Placements([]string{"regular", "gst", "overtime", "holiday_pay", "employer_cpp"}).Draw(t, "placement")
	topUp := benefitstest.TopUps().Draw(t, "top-up")
	topUp.Basis = rapid.SampledFrom([]benefits.Basis{"", topUp.Basis}).Draw(t, "basis of the policy")
	topUp.Existing = rapid.SampledFrom([]rule.Flag{rule.NotGiven, rule.Yes, rule.No}).Draw(t, "in payment")
	fifties := decimal.New(int64(rapid.IntRange(0, 3000).Draw(t, "fifties")), 0).Mul(decimal.New(50, 0))
	rate := benefits.RateInput{Accident: day("accident", "2017-06-01", 3000), Lenient: rapid.Bool().Draw(t, "lenient"),
		Gross: rapid.SampledFrom([]decimal.Decimal{fifties, year.Draw(t, "gross")}).Draw(t, "which gross"),
		Net:   func(gross decimal.Decimal) (decimal.Decimal, error) { return gross.Mul(decimal.New(8, -1)), nil }}
	net := benefits.TD02Input{PreAccidentNet: year.Draw(t, "before"), PayPeriods: []benefits.NetPay{}}
	for from := day("net pay", "2023-11-01", 500); len(net.PayPeriods) < 3; {
		to, _ := from.AddDays(rapid.IntRange(0, 30).Draw(t, "length"))
		net.PayPeriods = append(net.PayPeriods, benefits.NetPay{From: from, To: to, Net: benefitstest.Amounts(500000).Draw(t, "net")})
		from, _ = to.AddDays(1)
	}
	part := benefits.PartMonthInput{Monthly: benefitstest.Amounts(500000).Draw(t, "monthly"), From: day("part of a month", "2023-12-01", 500)}
	part.To, _ = part.From.AddDays(rapid.IntRange(0, 80).Draw(t, "days"))
	paid := benefits.ReconcileInput{ReimburseInput: placement, Paid: []benefits.PaidEntry{}}
	for _, p := range placement.PayPeriods {
		paid.Paid = append(paid.Paid, benefits.PaidEntry{From: p.From, To: p.To, Amount: benefitstest.Amounts(500000).Draw(t, "paid")})
	}
	forecast := benefits.ForecastInput{Salary: benefitstest.Amounts(500000).Draw(t, "salary"), Per: "week", PayEvery: benefits.EveryTwoWeeks,
		Anchor: placement.Start, Start: placement.Start, End: placement.End, Schedule: placement.Schedule}
	loss := benefits.LossEndsInput{AccidentEarnings: year.Draw(t, "at the accident"), PlacementEarnings: year.Draw(t, "in the placement"),
		Raises: rapid.SliceOfN(year, 5, 5).Draw(t, "raises"), From: day("raises from", "2024-01-01", 300)}
	return map[string]func(p *benefits.Policy) decided{
		"reimburse":         func(p *benefits.Policy) decided { return decision(p.Reimburse(placement)) },
		"reconcile":         func(p *benefits.Policy) decided { return decision(p.Reconcile(paid)) },
		"forecast":          func(p *benefits.Policy) decided { return decision(p.Forecast(forecast)) },
		"top_up":            func(p *benefits.Policy) decided { return decision(p.TopUp(topUp)) },
		"compensation_rate": func(p *benefits.Policy) decided { return decision(p.CompensationRate(rate)) },
		"td_02":             func(p *benefits.Policy) decided { return decision(p.TD02(net)) },
		"part_month":        func(p *benefits.Policy) decided { return decision(p.PartMonth(part)) },
		"loss_ends":         func(p *benefits.Policy) decided { return decision(p.LossEnds(loss)) },
	}
}

// Whatever is decided otherwise by another reading carries the interpretation, by both.
func TestPolicy_carriesWhatAReadingDecides(t *testing.T) {
	chosen, others := albertaWith(t), make([]*benefits.Policy, len(flips))
	for i, f := range flips {
		others[i] = albertaWith(t, f.old, f.new)
	}
	decides := map[string]bool{}
	rapid.Check(t, func(rt *rapid.T) {
		for call, ask := range calls(rt) {
			one := ask(chosen)
			for i, f := range flips {
				two := ask(others[i])
				if one.value == two.value && fmt.Sprint(one.err) == fmt.Sprint(two.err) {
					continue
				}
				decides[call+" "+f.id] = true
				if !one.carries(f.id) || !two.carries(f.id) {
					rt.Fatalf("%s: %s is not carried by both: with %s\n%s %v\n%v\nand\n%s %v\n%v", call, f.id, f.new,
						one.value, one.err, one.findings, two.value, two.err, two.findings)
				}
			}
		}
	})
	for _, want := range []string{"reimburse round-half-up", "reimburse apportion-straddle", "forecast apportion-straddle", "forecast round-half-up",
		"top_up top-up-reading",
		"top_up full-compensation-wages", "compensation_rate net-nearest-100-tie", "td_02 days-of-the-year", "part_month part-month"} {
		if !decides[want] {
			t.Errorf("%s never decided: %v", want, decides)
		}
	}
}

// So it is with every scheme, paid to the cent as it is published, and to the dollar.
func TestSubsidy_carriesWhatAReadingDecides(t *testing.T) {
	within := calendar.Period{From: calendar.MustParse("2024-01-01"), To: calendar.MustParse("2025-12-31")}
	for _, id := range benefits.BuiltinSubsidyIDs() {
		published, err := benefits.BuiltinSubsidy(id)
		if err != nil {
			t.Fatal(err)
		}
		i := published.Interpretations()[0]
		for _, to := range []string{"cents", "dollars"} {
			by := func(how string) *benefits.Subsidy {
				s, err := benefits.ParseSubsidy(id, []byte(replaced(t, published.Text(), "how: half_up", "how: "+how+", to: "+to)))
				if err != nil {
					t.Fatal(err)
				}
				return s
			}
			chosen := by("half_up")
			for _, r := range i.Readings {
				if r.Key == i.Reading {
					continue
				}
				other := by(r.Key)
				rapid.Check(t, func(rt *rapid.T) {
					text := rapid.SampledFrom(chosen.Texts()).Draw(rt, "text")
					in := benefitstest.Employments(text, text.AccidentsFrom, within).Draw(rt, "employment")
					if len(chosen.Facts()) > 0 {
						in.Facts = benefitstest.Facts(chosen.Facts()).Draw(rt, "facts")
					}
					one, two := decision(chosen.Pay(in)), decision(other.Pay(in))
					differ := one.value != two.value || fmt.Sprint(one.err) != fmt.Sprint(two.err)
					if differ && (!one.carries(i.ID) || !two.carries(i.ID)) {
						rt.Fatalf("%s: not carried by both: with %s\n%s %v\n%v\nand\n%s %v\n%v", id, r.Key, one.value, one.err, one.findings,
							two.value, two.err, two.findings)
					}
				})
			}
		}
	}
}

// Which limit binds rests on the rounding too, where nothing that is paid is rounded.
func TestSubsidy_boundByARounding(t *testing.T) {
	for _, c := range []struct {
		how, to, total, gross string // 50 % of the gross are paid, up to the total
		amount                string
		bound                 benefits.Bound
		rounded               string // in its own sentence
	}{
		{"half_up", "cents", "0.00", "0.01", "0.00", benefits.BoundTotal, "The amount due, 0.005, is rounded once, to the cent (half up): 0.01."},
		{"half_down", "cents", "0.00", "0.01", "0.00", benefits.BoundNone,
			"The amount due, 0.005, is rounded once, to the cent (half down): 0.00."},
		{"half_up", "cents", "0.00", "0.02", "0.00", benefits.BoundTotal, ""},
		{"half_up", "cents", "0.00", "0.03", "0.00", benefits.BoundTotal, ""}, // 0.01 or 0.02, and neither is 0.00
		{"half_up", "cents", "0.01", "0.03", "0.01", benefits.BoundTotal, "The amount due, 0.015, is rounded once, to the cent (half up): 0.02."},
		{"down", "cents", "0.01", "0.03", "0.01", benefits.BoundNone, "The amount due, 0.015, is rounded once, to the cent (down): 0.01."},
		{"half_up", "dollars", "150.60", "301.00", "150.50", benefits.BoundTotal,
			"The amount due, 150.50, is rounded once, to the dollar (half up): 151.00."},
		{"half_down", "dollars", "150.60", "301.00", "150.00", benefits.BoundNone,
			"The amount due, 150.50, is rounded once, to the dollar (half down): 150.00."},
		{"half_up", "dollars", "150.60", "300.00", "150.00", benefits.BoundNone, ""},
	} {
		s, err := benefits.ParseSubsidy("board.yaml", fmt.Appendf(nil, `subsidy: nz-board
title: A board's own
source: m
rounding: {how: %s, to: %s, cite: m}
texts:
  - {cite: m, steps: [{weeks: 4, percent: 50, cite: m}], total: {amount: %s, cite: m}}
`, c.how, c.to, c.total))
		if err != nil {
			t.Fatal(err)
		}
		monday := calendar.MustParse("2025-01-06")
		wage := benefits.Wage{From: monday, To: monday, Days: 1, Gross: decimal.RequireFromString(c.gross)}
		d, err := s.Pay(benefits.SubsidyInput{Start: monday, Wages: []benefits.Wage{wage}})
		if err != nil {
			t.Fatal(err)
		}
		rounded := ""
		for _, f := range d.Findings {
			if slices.Contains(f.Interpretations, "round-half-up") {
				rounded += f.Text()
			}
		}
		if p := d.Value.Periods[0]; p.Amount.StringFixed(2) != c.amount || p.BoundBy != c.bound || rounded != c.rounded {
			t.Errorf("%s to %s of %s, %s at most: got %s by %s, and %q", c.how, c.to, c.gross, c.total, p.Amount, p.BoundBy, rounded)
		}
	}
}
