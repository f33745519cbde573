package lifecycletest_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// still is a kit whose cases stay where they begin, so that all its events are drawn for one case.
func still(begins lamp, permits ...rule.Permit[name]) kit {
	k := lamps()
	k.Start = begins
	k.Apply = func(_ *board, c lamp, _ event) (lamp, rule.Outcome, error) {
		return c, rule.Outcome{}, rule.Refuse("", "", cite, "It stays.")
	}
	k.Permitted = func(*board, lamp) ([]rule.Permit[name], error) { return permits, nil }
	return k
}

// drawn counts what is drawn in some hundreds of cases, as seen says it.
func drawn(t *testing.T, k kit, seen func(e event, is func(of string, value any))) map[string]map[string]int {
	t.Helper()
	all := map[string]map[string]int{}
	err := k.Each(600, func(m *transition) error {
		seen(m.Event, func(of string, value any) {
			if all[of] == nil {
				all[of] = map[string]int{}
			}
			all[of][fmt.Sprint(value)]++
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// share is how many of all that were drawn have a value.
func share(of map[string]int, value string) float64 {
	all := 0
	for _, n := range of {
		all += n
	}
	return float64(of[value]) / float64(all)
}

// days are some days after another, or before it.
func days(t *testing.T, on calendar.Date, after ...int) []string {
	t.Helper()
	var all []string
	for _, n := range after {
		day, err := on.AddDays(n)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, day.String())
	}
	return all
}

// are holds when these values were drawn, each of them and no other.
func are(t *testing.T, what string, drawn map[string]int, want ...string) {
	t.Helper()
	if got := slices.Sorted(maps.Keys(drawn)); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

// Every value that a fact can have is drawn, not given among them, and no other.
func TestKit_drawsEveryValue(t *testing.T) {
	last := calendar.MustParse("2024-03-04")
	k := still(lamp{State: "lent", LastOn: last, Docket: calendar.Docket{Duties: []calendar.Duty{{ID: "return", For: "the shade"}}}},
		rule.Permit[name]{Event: "lend"}, rule.Permit[name]{Event: "bring"})
	all := drawn(t, k, func(e event, is func(string, any)) {
		switch e := e.(type) {
		case lend:
			is("on", e.On)
			is("by", e.By)
			is("holder", e.Holder)
		case bring:
			is("by", e.By)
			is("whole", e.Whole)
			is("room", e.Room)
			is("shade", e.Shade)
			is("wicks", len(e.Wicks))
			for _, w := range e.Wicks {
				is("colour", w.Colour)
				if rule.IsSet(w.Cost) {
					is("cost", w.Cost)
				} else {
					is("cost", "")
				}
				is("number", w.Number)
				is("new", w.New)
				is("bought", w.Bought.Number)
				if e.On == last {
					is("cut", w.Cut)
					is("burnt from", w.Burnt.From)
					is("burnt to", w.Burnt.To)
					is("year", w.Bought.Year)
				}
			}
		}
	})
	if given := share(all["number"], "0"); given < 0.25 { // seldom because it is not given
		t.Errorf("the number is 0 in %.3f of all", given)
	}
	near := append(days(t, last, 0, -1, 1, -7, 7, -30, 30, -60, 60, -100, 100), "")
	for of, want := range map[string][]string{
		"on": days(t, last, 0, 1, 7, 30, 3, 14, 45, 100, -1), "by": {"keeper", "reader", ""},
		"holder": {"as stated", "otherwise", "return", "the shade", ""},
		"room":   {"hall", ""}, "shade": {"paper", "glass", ""},
		"whole": {rule.Yes.String(), rule.No.String(), rule.NotGiven.String()}, "wicks": {"0", "1", "2", "3"}, "colour": {"white", "red", ""},
		"cost":   {"1", "0", "100", "0.25", "1.5", "1250.5", "40", "32850", "-1", ""},
		"number": {"0", "1", "2", "3", "4"}, "new": {"true", "false"},
		"bought": {"0", "1", "2", "3", "4"}, "year": {"0", "2023", "2024"}, "cut": near, "burnt from": near, "burnt to": near,
	} {
		are(t, of, all[of], want...)
	}
}

// The first event of a case is on 8 January 2024, or as many days from it as one is from the last.
func TestKit_drawsTheFirstDay(t *testing.T) {
	all := drawn(t, still(lamp{State: "shelf"}), func(e event, is func(string, any)) {
		if l, ok := e.(lend); ok {
			is("on", l.On)
		}
	})
	are(t, "the first day", all["on"], days(t, calendar.MustParse("2024-01-08"), 0, 1, 7, 30, 3, 14, 45, 100, -1)...)
}

// How often is a weight of what is drawn: of nine events one is drawn without regard to
// what is open, and of twelve facts one is not given.
func TestKit_drawsMostlyWhatIsOpen(t *testing.T) {
	k := still(lamp{State: "shelf"},
		rule.Permit[name]{Event: "bring"}, rule.Permit[name]{Event: "lend", Open: true, By: []rule.Role{"reader"}})
	all := drawn(t, k, func(e event, is func(string, any)) {
		is("event", e.Name())
		if l, ok := e.(lend); ok {
			is("by", l.By)
			is("given", l.Holder != "")
		}
	})
	for _, c := range []struct {
		of, value   string
		least, most float64
	}{{"event", "bring", 0.05, 0.065}, {"by", "reader", 0.9, 0.99}, {"given", "false", 0.075, 0.095}} {
		if got := share(all[c.of], c.value); got < c.least || got > c.most {
			t.Errorf("%s is %s in %.4f of all, want %.3f to %.3f", c.of, c.value, got, c.least, c.most)
		}
	}
}

// An event that is open is drawn by any role, where none is asked for; and one that ends
// a case a quarter as often as one that does not.
func TestKit_drawsWhatEndsACaseSeldom(t *testing.T) {
	rows := []lifecycle.Row[state, name]{
		{ID: "1", From: []state{"shelf"}, On: "lend", To: "lent", Cite: cite, Text: "It is lent."},
		{ID: "2", From: []state{"shelf"}, On: "bring", To: "lost", Cite: cite, Text: "It is lost."},
		{ID: "3", From: []state{"lent"}, On: "bring", To: "shelf", Cite: cite, Text: "It is back."},
	}
	for _, order := range [][]name{{"lend", "bring"}, {"bring", "lend"}} {
		k := still(lamp{State: "shelf"}, rule.Permit[name]{Event: order[0], Open: true}, rule.Permit[name]{Event: order[1], Open: true})
		k.Machine = machine.With(rows)
		all := drawn(t, k, func(e event, is func(string, any)) {
			is("event", e.Name())
			if l, ok := e.(lend); ok {
				is("by", l.By)
			}
		})
		are(t, "by", all["by"], "keeper", "reader", "")
		if got := share(all["event"], "bring"); got < 0.2 || got > 0.3 {
			t.Errorf("%v: %.3f of the events end the case", order, got)
		}
	}
}
