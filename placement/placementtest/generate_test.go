package placementtest

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

// What is drawn keeps to its ends, and comes to both of them: a law is asked at its edges
// too.
func TestWhatIsDrawn(t *testing.T) {
	seen, monday := map[string]int{}, date("2025-01-06")
	note := func(what string, is bool) {
		if is {
			seen[what]++
		}
	}
	spans := func(what string, n, least, most int) {
		if n < least || n > most {
			t.Errorf("%s: %d", what, n)
		}
		seen[what+" at least"] += 0
		seen[what+" at most"] += 0
		note(what+" at least", n == least)
		note(what+" at most", n == most)
	}
	cents := func(what string, d decimal.Decimal, most int) {
		if rule.IsSet(d) {
			spans(what, int(d.Shift(2).IntPart()), 0, most)
		}
		note(what, rule.IsSet(d))
	}
	const rounds = 1500
	all := rapid.Custom(func(rt *rapid.T) bool {
		g := &generator{t: rt, day: monday}
		note("often", g.often("often"))
		note("mostly yes", g.mostly("mostly") == rule.Yes)
		note("not mostly", g.mostly("mostly") == rule.No)
		note("a text", g.text("text") != "")
		cents("the hours of a week", g.hours(), 16800)
		cents("an amount", g.amount("amount"), 900000)
		for _, costs := range []bool{false, true} {
			g.costs = costs
			note(fmt.Sprint("a cost where levels are stated ", costs), rule.IsSet(g.cost()))
		}
		note("a permitted role", g.role([]rule.Role{placement.Supervisor}) == placement.Supervisor)
		if by := g.endedBy(placement.CaseManager); by == "" {
			t.Error("nobody ended it")
		}
		spans("days on", g.later(monday, 30).DaysSince(monday), 0, 30)
		long := g.long(monday, 30).DaysSince(monday)
		if note("much more", long == 300); long != 300 {
			spans("a few days more", long, 0, 30)
		}
		steps := g.schedule()
		spans("steps", len(steps), 0, 4)
		for _, s := range steps {
			spans("a percentage", int(s.Percent.IntPart()), 0, 100)
			note(fmt.Sprint("a step of ", s.Months, s.Weeks, s.Days), true)
		}
		terms := g.terms()
		spans("days before it starts", terms.Start.DaysSince(monday), 0, 120)
		note("a kind "+string(terms.Kind), true)
		if terms.End.Before(terms.Start) || (terms.Kind == placement.TaP) == terms.Training.Start.IsZero() ||
			terms.Training.End.Before(terms.Training.Start) {
			t.Errorf("got %+v", terms)
		}
		if end := terms.End.DaysSince(terms.Start); end != 300 {
			spans("its days after the first", end, 0, 330)
		}
		if terms.Kind == placement.TaP {
			spans("days before the training", terms.Training.Start.DaysSince(monday), 0, 60)
			spans("days of training after the first", terms.Training.End.DaysSince(terms.Training.Start), 0, 330)
		}
		parties := g.named("contact", "", placement.Case{}).(placement.Contact).Parties
		note(fmt.Sprint("reached: ", parties), true)
		spans("weeks used", *g.named("determine", "", placement.Case{}).(placement.Determine).SJSWeeksUsed, 0, 15)
		agreed := placement.Case{State: placement.Agreed, Terms: placement.Terms{Kind: placement.TaP, Start: monday, End: date("2025-02-03"),
			Training: placement.Training{End: monday}}}
		note("another start", !g.amend("", agreed).(placement.AmendTerms).Start.IsZero())
		more := g.named("request_extension", "", agreed).(placement.RequestExtension)
		if note("more training", !more.TrainingEnd.IsZero()); !more.TrainingEnd.IsZero() {
			spans("days more of training", more.TrainingEnd.DaysSince(monday), 0, 100)
			note("an end before the longer training", more.End.Before(more.TrainingEnd) || more.End.Before(agreed.Terms.End))
		}
		agreed.State, agreed.Terms.Kind = placement.Active, placement.TOJ
		note("another start of what began", !g.amend("", agreed).(placement.AmendTerms).Start.IsZero())
		more = g.named("request_extension", "", agreed).(placement.RequestExtension)
		spans("days more", more.End.DaysSince(agreed.Terms.End), 0, 200)
		note("more training where there is none", !more.TrainingEnd.IsZero())
		g.event(placement.Case{}, nil)
		spans("days to the next event", g.day.DaysSince(monday), 0, 25)
		return true
	})
	for seed := range rounds {
		all.Example(seed)
	}
	for _, what := range []string{"a kind toj", "a kind tap", "a kind wa", "a step of 1 0 0", "a step of 0 2 0", "a step of 0 0 10",
		"reached: [worker]", "reached: [employer]", "reached: [worker employer]", "much more", "another start", "more training",
		"a cost where levels are stated false", "not mostly"} {
		seen[what] += 0
	}
	for what, n := range seen {
		if n == 0 {
			t.Errorf("never drawn: %s", what)
		}
	}
	for what, least := range map[string]int{"often": 800, "mostly yes": 800, "a text": 800, "a permitted role": 800,
		"the hours of a week": 800, "an amount": 800,
		"a cost where levels are stated true": 600} {
		if n := seen[what]; n < least || n == rounds {
			t.Errorf("%s: %d of %d", what, n, rounds)
		}
	}
	for what, most := range map[string]int{"another start": 600, "another start of what began": 0, "an end before the longer training": 0,
		"more training where there is none": 0, "a cost where levels are stated false": 700, "much more": 600} {
		if n := seen[what]; n > most {
			t.Errorf("%s: %d of %d", what, n, rounds)
		}
	}
}

// Mostly what is open is drawn, and of that what leads on; seldom what ends the case.
func TestEventsThatAreDrawn(t *testing.T) {
	seen := map[placement.EventName]int{}
	permits := []placement.Permit{{Event: "send_agreement", Open: true, By: []rule.Role{placement.CaseManager}},
		{Event: "decline", Open: true, By: []rule.Role{placement.Worker}}, {Event: "withdraw", Open: true, By: []rule.Role{placement.Worker}},
		{Event: "refuse", Open: true, By: []rule.Role{placement.Supervisor}}, {Event: "arrange_support", Open: true,
			By: []rule.Role{placement.CaseManager}},
		{Event: "begin", By: []rule.Role{placement.CaseManager}}}
	all := rapid.Custom(func(rt *rapid.T) placement.EventName {
		g := &generator{t: rt, day: date("2025-01-06")}
		return g.event(placement.Case{}, permits).Name()
	})
	for seed := range 1500 {
		seen[all.Example(seed)]++
	}
	if len(seen) < len(placement.EventNames()) {
		t.Errorf("only these are drawn: %v", seen)
	}
	for _, more := range [][2]placement.EventName{{"send_agreement", "refuse"}, {"refuse", "arrange_support"}, {"arrange_support", "decline"},
		{"arrange_support", "withdraw"}, {"arrange_support", "begin"}} {
		if 2*seen[more[0]] < 3*seen[more[1]] {
			t.Errorf("%s is drawn %d times, and %s %d times", more[0], seen[more[0]], more[1], seen[more[1]])
		}
	}
}

// Near the end of the calendar days do not pass.
func TestGenerator_theEndOfTheCalendar(t *testing.T) {
	rapid.Custom(func(rt *rapid.T) bool {
		last := calendar.MustParse("9999-12-31")
		g := &generator{t: rt, day: last}
		for range 100 {
			if day := g.later(last, 30); day != last {
				t.Errorf("got %v", day)
			}
			if g.event(placement.Case{}, nil); g.day != last {
				t.Errorf("the next event is on %v", g.day)
			}
		}
		return true
	}).Example(1)
}
