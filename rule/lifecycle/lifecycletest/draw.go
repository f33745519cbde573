package lifecycletest

import (
	"reflect"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
	"pgregory.net/rapid"
)

// first is the day on which cases begin.
var first = calendar.MustParse("2024-01-08")

// draw draws an event for a case: mostly one that is open to it, by a role that may
// report it, on the day of the last or some days after it, with most of its facts.
func (k *Kit[S, E, C, Ev, P]) draw(rt *rapid.T, c C, permits []rule.Permit[E]) (Ev, error) {
	def := k.definition()
	d := drawer{rt: rt, on: first, texts: []string{"as stated", "otherwise"}}
	core := k.core(&c)
	if last := *core.LastOn; !last.IsZero() {
		d.on = last
	}
	later, err := d.on.AddDays(rapid.SampledFrom([]int{0, 1, 7, 30, 3, 14, 45, 100, -1}).Draw(rt, "days later"))
	if err == nil {
		d.on = later
	}
	for _, owed := range core.Docket.Duties {
		d.texts = append(d.texts, owed.ID, owed.For)
	}
	roles := append(slices.Clone(def.Roles), "")
	name := rapid.SampledFrom(k.Machine.Names()).Draw(rt, "event")
	by := rapid.SampledFrom(roles).Draw(rt, "by")
	open := slices.DeleteFunc(slices.Clone(permits), func(p rule.Permit[E]) bool { return !p.Open })
	if len(open) > 0 && rapid.IntRange(0, 7).Draw(rt, "open or not") < 7 {
		open = k.likely(open, *core.State)
		p := open[rapid.IntRange(0, len(open)-1).Draw(rt, "open event")]
		if name = p.Event; len(p.By) > 0 {
			by = rapid.SampledFrom(p.By).Draw(rt, "permitted role")
		}
	}
	e := reflect.New(reflect.TypeOf(k.Machine.FactsOf(def.Events[slices.Index(k.Machine.Names(), name)]))).Elem()
	for _, f := range reflect.VisibleFields(e.Type()) {
		switch {
		case f.Name == "On":
			e.FieldByIndex(f.Index).Set(reflect.ValueOf(d.on))
		case f.Name == "By":
			e.FieldByIndex(f.Index).SetString(string(by))
		case !f.Anonymous:
			of := d
			if words := strings.Fields(f.Tag.Get("words")); len(words) > 0 {
				of.texts = words
			}
			of.fill(f.Name, e.FieldByIndex(f.Index))
		}
	}
	drawn := k.Machine.EventOf(name, e.Interface())
	if k.Amend != nil {
		drawn = k.Amend(rt, c, drawn)
	}
	return drawn, nil
}

// likely has the permits of events that end no case four times: if they were as
// likely as the others, few cases would come far.
func (k *Kit[S, E, C, Ev, P]) likely(open []rule.Permit[E], state S) []rule.Permit[E] {
	def := k.definition()
	var all []rule.Permit[E]
	for _, p := range open {
		all = append(all, p)
		if slices.ContainsFunc(def.Rows, func(r lifecycle.Row[S, E]) bool {
			return r.On == p.Event && slices.Contains(r.From, state) && !slices.Contains(def.Final, r.To)
		}) {
			all = append(all, p, p, p)
		}
	}
	return all
}

// A drawer draws the facts of an event.
type drawer struct {
	rt    *rapid.T
	on    calendar.Date
	texts []string // those that may mean something
}

var (
	amounts = []string{"1", "0", "100", "0.25", "1.5", "1250.50", "40", "32850", "-1"}
	near    = []int{0, -1, 1, -7, 7, -30, 30, -60, 60, -100, 100}
	flags   = []rule.Flag{rule.Yes, rule.No, rule.Yes, rule.No, rule.NotGiven}
)

// fill draws a value of any type that an event has; now and then it is not given.
func (d drawer) fill(name string, v reflect.Value) {
	if !v.CanSet() || rapid.IntRange(0, 9).Draw(d.rt, name+" given") == 9 {
		return
	}
	day := func(what string) calendar.Date {
		day, err := d.on.AddDays(rapid.SampledFrom(near).Draw(d.rt, what))
		if err != nil {
			return d.on
		}
		return day
	}
	switch at := v.Addr().Interface().(type) {
	case *calendar.Date:
		*at = day(name)
	case *calendar.Period:
		*at = calendar.Period{From: day(name + " from"), To: day(name + " to")}
	case *calendar.Quarter:
		*at = calendar.Quarter{Year: day(name + " year").Year(), Number: rapid.IntRange(1, 4).Draw(d.rt, name)}
	case *decimal.Decimal:
		*at = decimal.RequireFromString(rapid.SampledFrom(amounts).Draw(d.rt, name))
	case *rule.Flag:
		*at = rapid.SampledFrom(flags).Draw(d.rt, name)
	default:
		d.kind(name, v)
	}
}

func (d drawer) kind(name string, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		words := d.texts
		if w, ok := v.Interface().(interface{ Values() []string }); ok {
			words = w.Values()
		}
		v.SetString(rapid.SampledFrom(words).Draw(d.rt, name))
	case reflect.Int:
		v.SetInt(int64(rapid.IntRange(0, 4).Draw(d.rt, name)))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(d.rt, name))
	case reflect.Slice:
		n := rapid.IntRange(1, 3).Draw(d.rt, name+" length")
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			d.fill(name, v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			d.fill(v.Type().Field(i).Name, v.Field(i))
		}
	}
}
