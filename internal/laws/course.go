package laws

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// Repeatable applies events to a case, those that are taken, and says where the
// same event gives another answer when it is applied again, or where replaying
// those that were taken does.
func Repeatable[C any, E Event[N], N ~string](p Policy[C, E, N], start C, events []E) error {
	c, taken := start, []E(nil)
	for _, e := range events {
		want, outcome, fault := p.Apply(c, e)
		got, again, err := p.Apply(c, e)
		if !same(got, want) || !sameError(err, fault) || Written(again) != Written(outcome) {
			return fmt.Errorf("%s: %s, %v, and then again %s, %v", e.Name(), Written(want), fault, Written(got), err)
		}
		if fault == nil {
			c, taken = want, append(taken, e)
		}
	}
	got, _, err := p.Replay(start, taken...)
	if !same(got, c) || err != nil {
		return fmt.Errorf("%d events: one by one %s, replayed %s, %v", len(taken), Written(c), Written(got), err)
	}
	return nil
}

// same reports whether two cases are the same to the last list: one that is
// empty is not one that is absent.
func same[C any](a, b C) bool { return reflect.DeepEqual(a, b) }

// sameError reports whether two errors are the same to the last finding.
func sameError(a, b error) bool { return reflect.DeepEqual(a, b) }

// Course gives the events that bytes stand for, four to an event: which of the
// script, which of its facts is changed, if any, to what, and by how many days.
func Course[E any](data []byte, script []E, roles []rule.Role) []E {
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
