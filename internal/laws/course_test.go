package laws

import (
	"reflect"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

func TestRepeatable(t *testing.T) {
	on, off, child := turn{On: true, By: "keeper"}, turn{By: "keeper"}, turn{By: "child"}
	if err := Repeatable(house{}, lamp{}, []turn{on, on, child, off}); err != nil {
		t.Error(err)
	}
	calls := 0
	for _, c := range []struct {
		lie, says string
		faulty    house
		events    []turn
	}{
		{"another case each time", "and then again", house{apply: func(_ lamp, _ turn, after *lamp, _ *rule.Outcome, _ *error) {
			calls++
			after.Label = strings.Repeat("x", calls)
		}}, []turn{on}},
		{"writes into the case", "and then again", house{apply: func(before lamp, _ turn, after *lamp, _ *rule.Outcome, _ *error) {
			if len(before.Docket.Duties) > 0 {
				before.Docket.Duties[0].By += "!"
				after.Label = before.Docket.Duties[0].By
			}
		}}, []turn{on, off}},
		{"another case when it is replayed", "1 events: one by one", house{replay: func(c *lamp, _ []rule.Outcome) { c.Label = "x" }}, []turn{on}},
	} {
		if err := Repeatable(c.faulty, lamp{}, c.events); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v", c.lie, err)
		}
	}
}

type wide struct {
	On     calendar.Date
	By     rule.Role
	Agreed rule.Flag
	Amount decimal.Decimal
	Weeks  *int
	Days   int
	Kind   colour
	Why    string
	Period calendar.Period
	List   []string
}

type colour string

func (colour) Values() []string { return []string{"red", "blue"} }

func TestACourseIsTheScriptWithAFactChanged(t *testing.T) {
	weeks := 3
	plain := wide{On: calendar.MustParse("2025-01-06"), By: "clerk", Agreed: rule.Yes, Amount: decimal.New(7, 0), Weeks: &weeks, Days: 9, Kind: "red", Why: "so",
		Period: calendar.Period{From: calendar.MustParse("2025-01-01"), To: calendar.MustParse("2025-01-31")}, List: []string{"a", "b"}}
	script := []any{turn{On: true}, plain}
	changed := func(do func(w *wide)) wide {
		w := plain
		do(&w)
		return w
	}
	for _, c := range []struct {
		fact, card byte
		want       wide
	}{
		{0, 5, plain},
		{11, 0, changed(func(w *wide) { w.On = calendar.Date{} })},
		{1, 1, changed(func(w *wide) { w.By = "" })},
		{2, 1, changed(func(w *wide) { w.Agreed = rule.No })},
		{3, 4, changed(func(w *wide) { w.Amount = decimal.New(165, -2) })},
		{4, 9, changed(func(w *wide) { w.Weeks = nil })},
		{5, 0, changed(func(w *wide) { w.Days = -1 })},
		{6, 3, changed(func(w *wide) { w.Kind = "blue" })},
		{7, 1, changed(func(w *wide) { w.Why = "x" })},
		{8, 0, changed(func(w *wide) { w.Period.From = calendar.Date{} })},
		{9, 60, changed(func(w *wide) { w.Period.To = calendar.MustParse("2025-03-22") })},
		{10, 1, changed(func(w *wide) { w.List = []string{"a"} })},
		{10, 3, changed(func(w *wide) { w.List = nil })},
	} {
		if got := Course([]byte{1, c.fact, c.card}, script, []rule.Role{"clerk"}); !reflect.DeepEqual(got, []any{c.want}) {
			t.Errorf("fact %d, card %d: got %+v, want %+v", c.fact, c.card, got, c.want)
		}
	}
	got := Course([]byte{1, 0, 0, 0, 3, 0, 0, 138, 1, 0, 0, 128}, script, nil)
	for i, day := range []string{"2025-01-06", "2025-01-13", "2025-01-10"} {
		if on := got[i].(wide).On; on != calendar.MustParse(day) {
			t.Errorf("event %d is on %v, want %s", i, on, day)
		}
	}
}
