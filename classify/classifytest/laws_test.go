package classifytest

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
	"pgregory.net/rapid"
)

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

// What a law of employers allows it does not report, and what it forbids it does: each of
// these differs from the one beside it in one thing.
func TestTheLawsOfEmployersAtTheirEdges(t *testing.T) {
	const none, focus, target, three = classify.None, classify.Focus, classify.Target, classify.TierThree
	type at = classify.Standing
	in := func(tier classify.Tier) at { return at{Tier: tier, Reviewed: tier != none} }
	left := func(above int) at { return at{Tier: none, Released: "by review", Above: above} }
	by := discretion(false)
	review, decide, order := classify.Review{EMF: dec("1.60")}, classify.Decide{}, classify.Order{}
	refused := errors.New("refused")
	found := func(holds bool) rule.Outcome {
		return rule.Outcome{Findings: []rule.Finding{{ID: "another", Holds: !holds}, {Holds: holds,
			Interpretations: []string{"improvement-window"}}}}
	}
	never := func(classify.Review) (rule.Outcome, error) { return found(false), nil }
	blind := func(classify.Review) (rule.Outcome, error) { return rule.Outcome{}, nil }
	fails := func(classify.Review) (rule.Outcome, error) { return found(true), refused }
	atHalf := func(r classify.Review) (rule.Outcome, error) { return found(r.EMF.Equal(dec("0.8"))), nil }
	atNothing := func(r classify.Review) (rule.Outcome, error) {
		return found(r.EMF.IsZero() && r.ThreeYearPremium.IsZero()), nil
	}
	was := func(emf, premium string) at {
		return at{Reviews: []classify.PastReview{{EMF: dec(emf), ThreeYearPremium: dec(premium)}}}
	}
	opened := func(id, due string) rule.Outcome {
		return rule.Outcome{Opened: []calendar.Duty{{ID: classify.DutyQuarterlyReport, Due: calendar.MustParse("2022-07-04")}, {ID: "plan"},
			{ID: id, Due: calendar.MustParse(due)}}}
	}
	state := openDays(builtin(t).ClosedDays(), true)
	p, err := classify.ParsePolicy("board.yaml", []byte(strings.Replace(builtin(t).Text(), "closed_days: us-wv",
		"closed_days: {name: ours, weekend: [friday]}", 1)))
	if err != nil {
		t.Fatal(err)
	}
	period := classify.ClosePeriod{From: calendar.MustParse("2022-01-01"), To: calendar.MustParse("2022-06-30")} // 181 days
	for _, c := range []struct {
		law           func(*transition) error
		event         classify.Event
		err           error
		before, after at
		outcome       rule.Outcome
		another       func(classify.Review) (rule.Outcome, error) // what another review in its place finds
		says          string
	}{
		{law: by, event: review, before: in(none), after: in(focus)},
		{law: by, event: review, before: in(none), after: in(target)},
		{law: by, event: review, before: in(focus), after: in(focus)},
		{law: by, event: review, before: in(target), after: in(focus)},
		{law: by, event: review, before: in(focus), after: in(target), says: "from focus to target"},
		{law: by, event: review, before: in(focus), after: in(target), err: refused},
		{law: by, event: decide, before: in(focus), after: in(target)},
		{law: discretion(true), event: review, before: in(focus), after: in(target)},
		{law: discretion(true), event: review, before: in(focus), after: in(three), says: "from focus to tier_three"},
		{law: discretion(true), event: review, before: in(target), after: in(three), says: "from target to tier_three"},
		{law: by, event: decide, before: in(three), after: in(three)},
		{law: by, event: decide, before: in(target), after: in(focus)},
		{law: by, event: decide, before: in(three), after: in(target), says: "out of tier three"},
		{law: by, event: order, before: in(three), after: in(target)},
		{law: by, event: order, before: in(three), after: in(target), err: refused, says: "out of tier three"},
		{law: by, event: classify.Exclude{}, before: in(three), after: in(none)},
		{law: by, event: classify.SetAside{}, before: in(three), after: in(focus)},

		{law: onlyRecommended, event: review, before: in(focus), after: at{Tier: focus, Pending: target}},
		{law: onlyRecommended, event: review, before: in(none), after: at{Tier: focus, Pending: target}, says: "target was recommended"},
		{law: onlyRecommended, event: review, before: at{Pending: target}, after: at{Tier: focus, Pending: target}},
		{law: onlyRecommended, event: decide, before: at{Tier: focus, Pending: target}, after: in(target)},

		{law: coherent(false), event: review, before: in(none), after: in(none)},
		{law: coherent(false), event: review, before: in(none), after: in(focus)},
		{law: coherent(false), event: review, before: in(none), after: at{Tier: none, Reviewed: true}, says: "tier none, reviewed true"},
		{law: coherent(false), event: review, before: in(none), after: at{Tier: focus}, says: "tier focus, reviewed false"},
		{law: coherent(false), event: review, before: left(0), after: left(1)},
		{law: coherent(false), event: review, before: in(focus), after: at{Tier: focus, Reviewed: true, Released: "by review"},
			says: "tier focus, released by review"},
		{law: coherent(false), event: review, before: in(focus), after: at{Tier: focus, Reviewed: true, Reviews: was("1", "1").Reviews}},
		{law: coherent(false), event: review, before: in(none), after: at{Tier: none, Reviews: was("1", "1").Reviews},
			says: "tier none, and 1 reviews"},
		{law: coherent(false), event: review, before: in(focus), after: at{Tier: focus, Reviewed: true, Below: 1}},
		{law: coherent(false), event: review, before: in(target), after: at{Tier: target, Reviewed: true, Below: 1}},
		{law: coherent(false), event: review, before: in(three), after: at{Tier: three, Reviewed: true, Below: 1},
			says: "tier tier_three, below 1"},
		{law: coherent(false), event: review, before: in(none), after: at{Tier: none, Above: 1}, says: "never released, above 1"},
		{law: coherent(false), event: review, before: in(focus), after: at{Tier: focus, Reviewed: true, Pending: target}},
		{law: coherent(false), event: review, before: in(target), after: at{Tier: target, Reviewed: true, Pending: target},
			says: "tier target, pending target"},
		{law: coherent(false), event: review, before: in(target), after: at{Tier: target, Reviewed: true, Pending: three}},
		{law: coherent(false), event: review, before: in(focus), after: at{Tier: focus, Reviewed: true, Pending: three},
			says: "tier focus, pending tier_three"},
		{law: coherent(false), event: review, before: in(none), after: at{Tier: none, Excluded: true, BeforeExclusion: "by review"}},
		{law: coherent(false), event: review, before: in(none), after: at{Tier: none, BeforeExclusion: "by review"},
			says: "not excluded, and before the exclusion"},
		{law: coherent(false), event: review, before: in(none), after: at{Tier: focus, Reviewed: true, Below: 1}, says: "after a move: below 1"},
		{law: coherent(true), event: review, before: in(none), after: at{Tier: focus, Reviewed: true, Below: 1}},
		{law: coherent(true), event: review, before: in(none), after: in(focus)},
		{law: coherent(true), event: review, before: in(none), after: at{Tier: focus, Reviewed: true, Below: 2}, says: "after a move: below 2"},
		{law: coherent(false), event: review, before: in(focus), after: left(1), says: "after a move: below 0, above 1"},
		{law: coherent(false), event: review, before: in(none), after: at{Tier: focus, Reviewed: true, Pending: target},
			says: `pending "target"`},

		{law: noFall, event: review, before: was("1.61", "1"), outcome: found(true)},
		{law: noFall, event: review, before: was("1.60", "1"), outcome: found(true), says: "in no review before higher"},
		{law: noFall, event: review, before: was("1.60", "1"), outcome: found(false)},
		{law: noFall, event: review, before: was("1.60", "1"), outcome: rule.Outcome{Findings: []rule.Finding{{Holds: true}}}},
		{law: noFall, event: review, before: was("1.60", "1"), outcome: found(true), err: refused},
		{law: lowerImproves, event: review, outcome: found(true), another: atHalf},
		{law: lowerImproves, event: review, outcome: found(true), another: never,
			says: "the factor 1.6 is found improved, and 0.8 in its place is not"},
		{law: lowerImproves, event: review, outcome: found(true), another: blind, says: "0.8 in its place is not"},
		{law: lowerImproves, event: review, outcome: found(true), another: fails, says: "0.8 in its place is not"},
		{law: lowerImproves, event: review, outcome: found(false), another: never},
		{law: lowerImproves, event: decide, outcome: found(true), another: never},
		{law: nothingImproves, event: review, before: was("0.1", "1"), outcome: found(false), another: atNothing},
		{law: nothingImproves, event: review, before: was("0.1", "1"), outcome: found(false), another: never,
			says: "nor is nothing in their place"},
		{law: nothingImproves, event: review, before: was("0.0", "1"), outcome: found(false), another: never},
		{law: nothingImproves, event: review, before: was("0.1", "0"), outcome: found(false), another: never},
		{law: nothingImproves, event: review, before: was("0.1", "1"), outcome: found(true), another: never},
		{law: nothingImproves, event: decide, before: was("0.1", "1"), outcome: found(false), another: never},

		{law: state, event: review, outcome: opened("seminar", "2022-07-05")},
		{law: state, event: review, outcome: opened("seminar", "2022-07-04"), says: "which is closed"},
		{law: openDays(p.ClosedDays(), true), event: review, outcome: opened("seminar", "2022-07-07")},
		{law: openDays(p.ClosedDays(), true), event: review, outcome: opened("seminar", "2022-07-08"),
			says: "is due on 2022-07-08, which is closed"},
		{law: openDays(p.ClosedDays(), true), event: review, outcome: opened("seminar", "2022-07-09"), says: "a Saturday"},
		{law: openDays(p.ClosedDays(), true), event: review, outcome: opened("seminar", "2022-07-10"), says: "a Sunday"},
		{law: openDays(p.ClosedDays(), false), event: review, outcome: opened("seminar", "2022-07-09")},
		{law: openDays(p.ClosedDays(), false), event: review, outcome: opened("seminar", "2022-07-10")},

		{law: reviewInTime, event: period, outcome: opened(classify.DutyReview, "2022-12-28")},
		{law: reviewInTime, event: period, outcome: opened(classify.DutyReview, "2022-12-29"), says: "is due on 2022-12-29"},
		{law: reviewInTime, event: period, outcome: opened(classify.DutyReview, "2022-12-29"), err: refused},
		{law: reviewInTime, event: period, outcome: opened("seminar", "2022-12-29")},
		{law: reviewInTime, event: review, outcome: opened(classify.DutyReview, "2022-12-29")},
	} {
		k := kitOf(builtin(t))
		k.Apply = func(_ *classify.Policy, st classify.Standing, e classify.Event) (classify.Standing, rule.Outcome, error) {
			outcome, err := c.another(e.(classify.Review))
			return st, outcome, err
		}
		err := c.law(&transition{Kit: &k, Before: c.before, After: c.after, Event: c.event, Outcome: c.outcome, Err: c.err})
		if (err != nil) != (c.says != "") || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%T of %+v to %+v, %+v, %v: got %v, want %q", c.event, c.before, c.after, c.outcome, c.err, err, c.says)
		}
	}
}

// The levels of two values of a fact keep or break an order; a level that is refused breaks
// none.
func TestTheLawsOfLevelsAtTheirEdges(t *testing.T) {
	for _, c := range []struct {
		low, high    string
		rises, falls bool
	}{
		{"focus", "focus", true, true}, {"focus", "target", true, false}, {"target", "focus", false, true},
		{"", "focus", true, true}, {"focus", "", true, true}, {"", "", true, true},
	} {
		l := faulty{Policy: builtin(t), level: func(f rule.Facts, d *rule.Decision[classify.Level], err *error) {
			d.Value.Level, *err = c.low, nil
			if drawn(f, "emf").Equal(dec("2")) {
				d.Value.Level = c.high
			}
			if d.Value.Level == "" {
				*err = rule.Refuse("level", "", "4.1", "None.")
			}
		}}
		q := question{facts: rule.Facts{}, name: "emf", low: dec("1"), high: dec("2")}
		if rises, falls := risesWithTheFactor(l, q), fallsWithThePremium(l, q); (rises == nil) != c.rises || (falls == nil) != c.falls {
			t.Errorf("%+v: %v, %v", c, rises, falls)
		}
	}
}

// One level of the two without an answer is enough.
func TestLevelsWithoutAnAnswer(t *testing.T) {
	no := errors.New("no answer")
	for _, c := range []struct{ low, high error }{{no, nil}, {nil, no}, {no, no}} {
		l := faulty{Policy: builtin(t), level: func(f rule.Facts, d *rule.Decision[classify.Level], err *error) {
			if d.Value.Level, *err = "focus", c.low; drawn(f, "emf").Equal(dec("2")) {
				*err = c.high
			}
		}}
		q := question{facts: rule.Facts{}, name: "emf", low: dec("1"), high: dec("2")}
		if how := risesWithTheFactor(l, q); how == nil || !strings.HasPrefix(how.Error(), "emf 1: ") {
			t.Errorf("%+v: %v", c, how)
		}
	}
}

// rated is a policy whose surcharges somebody looks on at.
type rated struct {
	*classify.Policy
	asked *[]string
}

func (p rated) Surcharge(in classify.SurchargeInput) (rule.Decision[classify.Surcharge], error) {
	*p.asked = append(*p.asked, in.Rate.String())
	return p.Policy.Surcharge(in)
}

// The highest rate is asked about, and the least that is over it.
func TestTheHighestRateIsAskedAbout(t *testing.T) {
	var asked []string
	if err := capped(rated{builtin(t), &asked}).Fixed(); err != nil || !slices.Equal(asked, []string{"0.25", "0.26"}) {
		t.Errorf("asked about %q: %v", asked, err)
	}
}

// A surcharge may be as high as its rate gives, brought up to the cent, and no higher; and
// never as high as the tax, where there is one.
func TestTheLawsOfCalculationsAtTheirEdges(t *testing.T) {
	in := classify.SurchargeInput{QuarterlyPremiumTax: dec("100.10"), PenaltyTax: dec("0.05"), Rate: dec("0.1")} // 10.005
	for amount, holds := range map[string]bool{"-0.01": false, "0": true, "10": true, "10.01": true, "10.02": false} {
		if err := withinTheRate(in, dec(amount)); (err == nil) != holds {
			t.Errorf("%s within the rate: %v", amount, err)
		}
	}
	for amount, holds := range map[string]bool{"100.04": true, "100.05": false, "100.06": false} {
		if err := notTheWhole(in, dec(amount)); (err == nil) != holds {
			t.Errorf("%s of the whole: %v", amount, err)
		}
	}
	if err := notTheWhole(classify.SurchargeInput{QuarterlyPremiumTax: dec("5"), PenaltyTax: dec("5")}, dec("0")); err != nil {
		t.Errorf("no tax: %v", err)
	}
	day := calendar.MustParse("2022-07-05")
	next, _ := day.AddDays(1)
	if err := noticeCounts(classify.ProtestWindow{SixtyFromDecision: day, ThirtyFromNotice: day}, nil); err != nil {
		t.Errorf("both end on one day: %v", err)
	}
	if err := noticeCounts(classify.ProtestWindow{SixtyFromDecision: day, ThirtyFromNotice: next}, nil); err == nil {
		t.Error("the notice never counts, and nothing is said")
	}
}

// A policy's numbers are those of its bands, of what it fixes there and of its tests, each
// with a unit of its last digit on both sides.
func TestEdgesOf(t *testing.T) {
	e := edgesOf(catalogue.Catalogue{
		Tables: []catalogue.Table{{Name: "none"}, {Bands: &catalogue.Bands{By: "payroll", Rows: []catalogue.Band{{From: "2.50"},
			{From: "2020-01-01"}, {From: "2.51", Fixed: []rule.Fact{rule.Num("most", dec("7"))}}}}}},
		Rules: []catalogue.Rule{{If: `emf > 1 and n2 > 0 and kind == "30" or emf < 1`}},
	})
	want := "map[:[-1 0 1 2 6 7 8] payroll:[2.49 2.5 2.51 2.52]]"
	if got := fmt.Sprint(map[string][]decimal.Decimal(e)); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	e[""] = append(e[""], dec("2.5"))
	for of, want := range map[rule.FactType]string{rule.Money: "[0 1 2 6 7 8 2.5]", rule.Factor: "[0 1 2 6 7 8 2.5]",
		rule.Rate: "[0 1 2 6 7 8 2.5]", rule.Count: "[0 1 2 6 7 8]",
		rule.Number: "[-1 0 1 2 6 7 8 2.5]", rule.YesNo: "[]", rule.Day: "[]"} {
		if got := fmt.Sprint(e.of(rule.Declaration{Name: "n", Type: of})); got != want {
			t.Errorf("of %s: got %s, want %s", of, got, want)
		}
	}
	if got := fmt.Sprint(e.of(rule.Declaration{Name: "payroll", Type: rule.Money})); got != "[2.49 2.5 2.51 2.52]" {
		t.Errorf("of its own: %s", got)
	}
}

// Every two neighbours of a fact are asked at every number of each other, and once where
// there is none.
func TestNeighbours(t *testing.T) {
	declared := []rule.Declaration{{Name: "emf", Type: rule.Factor}, {Name: "open", Type: rule.YesNo}, {Name: "claims", Type: rule.Count}}
	at := edges{"": {dec("1"), dec("1.5"), dec("2")}}
	var got []string
	for _, q := range neighbours(rapid.Just(rule.Facts{"claims": dec("7")}), at, declared, declared[0]) {
		got = append(got, fmt.Sprintf("%v: %s-%s", q.facts["claims"], q.low, q.high))
	}
	want := []string{"1: 1-1.5", "1: 1.5-2", "2: 1-1.5", "2: 1.5-2", "7: 1-1.5", "7: 1.5-2"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// Quarters that are reported are over, or now and then not; periods follow each other.
func TestGenerator(t *testing.T) {
	type times struct{ over, same int }
	seen := map[string]*times{"2022-02-01": {}, "2022-05-01": {}}
	before := map[string]calendar.Quarter{"2022-02-01": {Year: 2021, Number: 4}, "2022-05-01": {Year: 2022, Number: 1}}
	gaps, late, passed := 0, 0, map[int]bool{}
	rapid.Custom(func(rt *rapid.T) bool {
		for range 400 {
			g := &generator{t: rt, day: calendar.MustParse("2022-05-01"), period: calendar.MustParse("2022-01-01")}
			for day, n := range seen {
				switch q := g.quarter(calendar.MustParse(day)); q {
				case before[day]:
					n.over++
				case calendar.QuarterOf(calendar.MustParse(day)):
					n.same++
				default:
					t.Errorf("%s: %v", day, q)
				}
			}
			from, to := g.half()
			if days := (calendar.Period{From: from, To: to}).Days(); days < 181 || days > 184 {
				t.Errorf("a half year from %v to %v", from, to)
			}
			if from != g.period {
				gaps++
			}
			if g.passes(to); g.day.After(to) {
				late++
				passed[g.day.DaysSince(to)] = true
			}
			day := g.day
			if g.passes(calendar.MustParse("2022-01-31")); g.day != day {
				t.Errorf("a day after the period became %v", g.day)
			}
		}
		return true
	}).Example(1)
	for day, n := range seen {
		if n.same == 0 || n.over <= 2*n.same {
			t.Errorf("%s: %+v", day, n)
		}
	}
	if !passed[1] || !passed[41] || len(passed) > 41 {
		t.Errorf("days after the period: %v", passed)
	}
	if gaps == 0 || gaps > 200 || late < 300 || late == 400 {
		t.Errorf("%d gaps, %d after the period", gaps, late)
	}
}

// timesDrawn gives how often each value is drawn, of some draws.
func timesDrawn[T any](draw func(t *rapid.T) T) map[string]int {
	times := map[string]int{}
	g := rapid.Custom(draw)
	for seed := range 2000 {
		times[fmt.Sprint(g.Example(seed))]++
	}
	return times
}

// What is drawn of a fact is all that its type may be, its edges too, and nothing else.
func TestFactsThatAreDrawn(t *testing.T) {
	for typ, edges := range map[rule.FactType][]string{rule.Money: {"0", "1200000"}, rule.Count: {"0", "100"}, rule.Number: {"-1000", "1000"},
		rule.Factor: {"0", "300", "30", "3"}, rule.Rate: {"0", "300", "30", "3"}, rule.YesNo: {"false", "true"},
		rule.Day: {"2015-01-01", "2028-09-09"}} {
		times := timesDrawn(func(t *rapid.T) any { return value(t, rule.Declaration{Name: "f", Type: typ}) })
		for _, edge := range edges {
			if times[edge] == 0 {
				t.Errorf("%s: never %s", typ, edge)
			}
		}
		for text := range times {
			if d, err := decimal.NewFromString(text); err == nil && (d.Cmp(dec(edges[0])) < 0 ||
				d.Cmp(dec(edges[1])) > 0) {
				t.Errorf("%s: %s is drawn", typ, text)
			}
		}
	}
	for _, c := range []struct {
		of   rule.Declaration
		want []string
	}{
		{rule.Declaration{Name: "f", Type: rule.YesNo}, []string{"false", "true"}},
		{rule.Declaration{Name: "f", Type: rule.Word, Values: []string{"a", "b"}}, []string{"a", "b"}},
		{rule.Declaration{Name: "f", Type: rule.Word}, []string{"0", "1", "20"}},
		{rule.Declaration{Name: "f", Type: rule.Count}, []string{"0", "1", "20"}},
	} {
		if got := slices.Sorted(maps.Keys(timesDrawn(func(t *rapid.T) string { return further(t, c.of) }))); !slices.Equal(got, c.want) {
			t.Errorf("%+v: got %q, want %q", c.of, got, c.want)
		}
	}
}

// A surcharge is asked at the rates that a board may set, as often as at any other.
func TestSurchargesThatAreDrawn(t *testing.T) {
	rates := timesDrawn(func(t *rapid.T) string { return drawSurcharge(t).Rate.String() })
	for _, rate := range []string{"0.1", "0.25", "1"} {
		if rates[rate] < 200 {
			t.Errorf("the rate %s is drawn %d times", rate, rates[rate])
		}
	}
	for rate := range rates {
		if d := dec(rate); d.Sign() < 0 || d.Cmp(dec("1.1")) > 0 {
			t.Errorf("the rate %s is drawn", rate)
		}
	}
	for name, edge := range map[string]func(in classify.SurchargeInput) bool{
		"no tax": func(in classify.SurchargeInput) bool { return in.QuarterlyPremiumTax.Sign() == 0 },
		"no penalty": func(in classify.SurchargeInput) bool {
			return in.PenaltyTax.Sign() == 0 && in.QuarterlyPremiumTax.Sign() > 0
		},
		"all of it":     func(in classify.SurchargeInput) bool { return in.PenaltyTax.Equal(in.QuarterlyPremiumTax) },
		"no rate":       func(in classify.SurchargeInput) bool { return in.Rate.Sign() == 0 },
		"the most rate": func(in classify.SurchargeInput) bool { return in.Rate.Equal(dec("1.1")) },
	} {
		if timesDrawn(func(t *rapid.T) bool { return edge(drawSurcharge(t)) })["true"] == 0 {
			t.Errorf("never drawn: %s", name)
		}
	}
}
