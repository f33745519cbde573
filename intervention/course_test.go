package intervention_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule"
)

// repeatable applies events to a case, those that are taken, and says where the
// same event gives another answer when it is applied again, or where replaying
// those that were taken does.
func repeatable(p *intervention.Policy, events []intervention.Event) error {
	c, taken := p.Start(), []intervention.Event(nil)
	for _, e := range events {
		want, outcome, fault := p.Apply(c, e)
		got, again, err := p.Apply(c, e)
		if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(err, fault) || !sameJSON(again, outcome) {
			return fmt.Errorf("%s: %+v, %v, and then again %+v, %v", e.Name(), want, fault, got, err)
		}
		if fault == nil {
			c, taken = want, append(taken, e)
		}
	}
	got, _, err := p.Replay(p.Start(), taken...)
	if !reflect.DeepEqual(got, c) || err != nil {
		return fmt.Errorf("%d events: one by one %+v, replayed %+v, %v", len(taken), c, got, err)
	}
	return nil
}

func sameJSON(a, b any) bool {
	one, err := json.Marshal(a)
	two, errTwo := json.Marshal(b)
	return err == nil && errTwo == nil && string(one) == string(two)
}

// course gives the events that bytes stand for, four to an event: which of the
// script, which of its facts is changed, if any, to what, and by how many days.
func course[E any](data []byte, script []E, roles []rule.Role) []E {
	var events []E
	var day calendar.Date
	for four := range slices.Chunk(data, 4) {
		four = append(slices.Clone(four), 0, 0, 0)
		e := reflect.New(reflect.TypeOf(script[int(four[0])%len(script)])).Elem()
		e.Set(reflect.ValueOf(script[int(four[0])%len(script)]))
		d := mutator{roles: roles, card: int(four[2])}
		if facts := leaves(e); four[1] > 0 {
			d.change(facts[int(four[1])%len(facts)])
		}
		on := e.FieldByName("On").Addr().Interface().(*calendar.Date)
		if later := int(four[3]) - 131; later >= -3 && !day.IsZero() { // a few days back at the most
			*on, _ = day.AddDays(later)
		}
		day = *on
		events = append(events, e.Interface().(E))
	}
	return events
}

// leaves are the facts of an event: its fields, those of its parts among them.
func leaves(v reflect.Value) []reflect.Value {
	switch v.Interface().(type) {
	case calendar.Date, decimal.Decimal:
		return []reflect.Value{v}
	}
	if v.Kind() != reflect.Struct {
		return []reflect.Value{v}
	}
	var all []reflect.Value
	for i := range v.NumField() {
		all = append(all, leaves(v.Field(i))...)
	}
	return all
}

// mutator changes a fact to what a card stands for.
type mutator struct {
	roles []rule.Role
	card  int
}

func (d mutator) change(fact reflect.Value) {
	var to any
	switch was := fact.Interface().(type) {
	case calendar.Date:
		to = calendar.Date{}
		if day, err := was.AddDays(d.card*d.card/8 - 400); err == nil && d.card > 0 {
			to = day
		}
	case decimal.Decimal:
		to = [...]decimal.Decimal{{}, decimal.New(0, 0), decimal.New(-1, 0), decimal.New(5, 0), decimal.New(165, -2), decimal.New(1850, -3), decimal.New(3, 5), decimal.New(40000, 0)}[d.card%8]
	case rule.Flag:
		to = rule.Flag(d.card % 3)
	case rule.Role:
		to = append(d.roles, "", "nobody")[d.card%(len(d.roles)+2)]
	default:
		d.changeKind(fact)
		return
	}
	fact.Set(reflect.ValueOf(to))
}

// changeKind changes a fact of a type that only its kind tells.
func (d mutator) changeKind(fact reflect.Value) {
	words := []string{"", "x"}
	if v, ok := fact.Interface().(interface{ Values() []string }); ok {
		words = append(words, v.Values()...)
	}
	switch fact.Kind() {
	case reflect.String:
		fact.SetString(words[d.card%len(words)])
	case reflect.Int:
		fact.SetInt(int64(d.card%8) - 1)
	case reflect.Slice:
		if n := d.card % 4; n < fact.Len() {
			fact.Set(fact.Slice3(0, n, n))
			return
		}
		fact.SetZero()
	default:
		fact.SetZero()
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

func TestCourseIsTheScriptWithAFactChanged(t *testing.T) {
	weeks := 3
	plain := wide{On: calendar.MustParse("2025-01-06"), By: "clerk", Agreed: rule.Yes, Amount: decimal.New(7, 0), Weeks: &weeks, Days: 9, Kind: "red", Why: "so",
		Period: calendar.Period{From: calendar.MustParse("2025-01-01"), To: calendar.MustParse("2025-01-31")}, List: []string{"a", "b"}}
	script := []any{colour("a card"), plain}
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
		if got := course([]byte{1, c.fact, c.card}, script, []rule.Role{"clerk"}); !reflect.DeepEqual(got, []any{c.want}) {
			t.Errorf("fact %d, card %d: got %+v, want %+v", c.fact, c.card, got, c.want)
		}
	}
	got := course([]byte{1, 0, 0, 0, 3, 0, 0, 138, 1, 0, 0, 128}, script, nil)
	for i, day := range []string{"2025-01-06", "2025-01-13", "2025-01-10"} {
		if on := got[i].(wide).On; on != calendar.MustParse(day) {
			t.Errorf("event %d is on %v, want %s", i, on, day)
		}
	}
}
