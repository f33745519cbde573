package workcomp_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
	"github.com/workcomp-go/workcomp/rule/procedure"
)

// scribble writes into every list and every mapping that a value leads to.
func scribble(v reflect.Value, depth int) {
	if depth > 20 || !v.IsValid() {
		return
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		scribble(v.Elem(), depth+1)
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				scribble(v.Field(i), depth+1)
			}
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			scribble(v.MapIndex(key), depth+1)
			v.SetMapIndex(key, reflect.Zero(v.Type().Elem()))
		}
	case reflect.Slice:
		for i := range v.Len() {
			scribble(v.Index(i), depth+1)
			if at := v.Index(i); at.Kind() == reflect.String {
				at.SetString("scribbled")
			} else {
				at.SetZero()
			}
		}
	}
}

// What comes out is the caller's: whoever writes into every list of an answer
// changes no other answer.
func TestNoAnswerIsShared(t *testing.T) {
	wv, err := classify.Builtin("wv-85-23")
	if err != nil {
		t.Fatal(err)
	}
	nl, err := intervention.Builtin(intervention.BuiltinIDs()[0])
	if err != nil {
		t.Fatal(err)
	}
	toj, err := placement.Builtin(placement.BuiltinIDs()[0])
	if err != nil {
		t.Fatal(err)
	}
	pay, err := benefits.Builtin(benefits.BuiltinIDs()[0])
	if err != nil {
		t.Fatal(err)
	}
	review := classify.Review{On: calendar.MustParse("1995-01-31"), From: calendar.MustParse("1994-07-01"), To: calendar.MustParse("1994-12-31"),
		ThreeYearPremium: decimal.New(32850, 0), EMF: decimal.New(185, -2)}
	for name, ask := range map[string]func() []any{
		"a review": func() []any {
			st, outcome, err := wv.Apply(wv.Start(classify.Profile{}), review)
			return []any{st, outcome, err}
		},
		"what may be done": func() []any {
			st, _, _ := wv.Apply(wv.Start(classify.Profile{}), review)
			permitted, err := wv.Permitted(st)
			return []any{permitted, err}
		},
		"classify": func() []any {
			return []any{wv.Catalogue(), wv.Interpretations(), wv.Facts(), wv.Levels(), classify.BuiltinIDs()}
		},
		"intervention": func() []any { return []any{nl.Catalogue(), nl.Interpretations(), nl.Start()} },
		"placement":    func() []any { return []any{toj.Catalogue(), toj.Interpretations()} },
		"benefits":     func() []any { return []any{pay.Catalogue(), pay.Interpretations(), pay.Kinds(), pay.Maximums()} },
	} {
		text := func(all []any) string {
			data, err := json.Marshal(all)
			if err != nil {
				t.Fatal(err)
			}
			return string(data)
		}
		before := text(ask())
		for _, one := range ask() {
			at := reflect.New(reflect.TypeOf(&one).Elem())
			at.Elem().Set(reflect.ValueOf(&one).Elem())
			scribble(at, 0)
			if v := reflect.ValueOf(one); v.IsValid() {
				own := reflect.New(v.Type())
				own.Elem().Set(v)
				scribble(own, 0)
			}
		}
		if after := text(ask()); after != before {
			t.Errorf("%s: another answer is changed: %s", name, firstDifference(before, after))
		}
	}
}

// What an event makes of a case shares no list with the case before, with what the event
// led to or with the event itself: whoever writes into one changes none of the others.
func TestNoCaseIsShared(t *testing.T) {
	wv, nl, ab := must(classify.Builtin("wv-85-23")), must(intervention.Builtin("nl-63.00")), must(placement.Builtin("ab-toj"))
	apart(t, "classify", classify.UnmarshalEvent, wv.Start(classify.Profile{}), wv.Apply)
	apart(t, "intervention", intervention.UnmarshalEvent, nl.Start(), nl.Apply)
	apart(t, "placement", placement.UnmarshalEvent, ab.Start(), ab.Apply)
}

func apart[C, E any](t *testing.T, domain string, read func([]byte) (E, error), start C, apply func(C, E) (C, rule.Outcome, error)) {
	text := func(v any) string {
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	events := 0
	for line := range bytes.Lines(firstEdition(t, domain+".jsonl")) {
		var s storedCase
		if err := json.Unmarshal(line, &s); err != nil {
			t.Fatal(err)
		}
		c := start
		for _, data := range append(s.Events, s.Next) {
			next, out, err := apply(c, must(read(data)))
			if err != nil {
				continue // it was refused
			}
			events++
			before, after, led := text(c), text(next), text(out)
			for name, over := range map[string]func(c, next *C, out *rule.Outcome, e *E){
				"the case before": func(c, _ *C, _ *rule.Outcome, _ *E) { scribble(reflect.ValueOf(c), 0) },
				"the next case":   func(_, next *C, _ *rule.Outcome, _ *E) { scribble(reflect.ValueOf(next), 0) },
				"the outcome":     func(_, _ *C, out *rule.Outcome, _ *E) { scribble(reflect.ValueOf(out), 0) },
				"the event":       func(_, _ *C, _ *rule.Outcome, e *E) { scribble(reflect.ValueOf(e), 0) },
			} {
				var from C
				if err := json.Unmarshal([]byte(before), &from); err != nil {
					t.Fatal(err)
				}
				e := must(read(data))
				next, out, err := apply(from, e)
				if err != nil {
					t.Fatal(err)
				}
				over(&from, &next, &out, &e)
				for what, texts := range map[string][2]string{"the case before": {before, text(from)}, "the next case": {after, text(next)}, "the outcome": {led, text(out)}} {
					if what != name && texts[0] != texts[1] {
						t.Errorf("%s: %s: writing into %s changes %s: %s", s.Scenario, data, name, what, firstDifference(texts[0], texts[1]))
					}
				}
			}
			c = next
		}
	}
	if events < 10 {
		t.Errorf("%s: only %d events", domain, events)
	}
}

// What a history gives is the caller's.
func TestNoHistoryIsShared(t *testing.T) {
	wv := must(classify.Builtin("wv-85-23"))
	h := must(classify.NewHistory(wv.Start(classify.Profile{}), wv))
	review := classify.Review{On: calendar.MustParse("1995-01-31"), From: calendar.MustParse("1994-07-01"), To: calendar.MustParse("1994-12-31"),
		ThreeYearPremium: decimal.New(32850, 0), EMF: decimal.New(185, -2)}
	out := must(h.Append("1", review, lifecycle.As{}))
	must(h.Append("2", classify.Notify{On: calendar.MustParse("1995-02-03")}, lifecycle.As{}))
	review.EMF = decimal.New(175, -2)
	ask := func() string {
		data := must(json.Marshal([]any{h, h.Case(), must(h.Outcome("1")), must(h.Outcome("2")), h.AsOf(calendar.MustParse("1995-01-31"))}))
		return string(data)
	}
	before := ask()
	_ = must(h.Correct("1", review, lifecycle.As{}))
	again := must(h.Append("2", classify.Notify{On: calendar.MustParse("1995-02-03")}, lifecycle.As{}))
	for _, v := range []any{&out, &again} {
		scribble(reflect.ValueOf(v), 0)
	}
	if after := ask(); after != before {
		t.Errorf("an outcome: %s", firstDifference(before, after))
	}
	r := must(h.Correct("1", review, lifecycle.As{}))
	scribble(reflect.ValueOf(r), 0)
	r.Entry, r.Change = "1", "correct"
	if after := ask(); after != before {
		t.Errorf("a revision: %s", firstDifference(before, after))
	}
	must(h.Accept())
	other := must(classify.NewHistory(wv.Start(classify.Profile{}), wv))
	must(other.Append("1", review, lifecycle.As{}))
	must(other.Append("2", classify.Notify{On: calendar.MustParse("1995-02-03")}, lifecycle.As{}))
	if got, want := string(must(json.Marshal(h.Case()))), string(must(json.Marshal(other.Case()))); got != want {
		t.Errorf("an accepted revision: %s", firstDifference(want, got))
	}
}

// answering are values of every kind that answers without being asked for anything more.
func answering(t *testing.T) map[string]any {
	t.Helper()
	all := map[string]any{}
	keep := func(name string, v any, err error) {
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all[name] = v
	}
	wv, err := classify.Builtin("wv-85-23")
	keep("classify", wv, err)
	nl, err := intervention.Builtin("nl-63.00")
	keep("intervention", nl, err)
	ab, err := placement.Builtin("ab-toj")
	keep("placement", ab, err)
	for _, id := range benefits.BuiltinIDs() {
		p, err := benefits.Builtin(id)
		keep("benefits "+id, p, err)
	}
	for _, id := range benefits.BuiltinSubsidyIDs() {
		s, err := benefits.BuiltinSubsidy(id)
		keep("subsidy "+id, s, err)
	}
	files, err := filepath.Glob("rule/procedure/testdata/*.yaml")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if p, err := procedure.Parse(file, data); err == nil {
			all["procedure "+file] = p
		}
	}
	if _, ok := all["procedure rule/procedure/testdata/ca-imr.yaml"]; !ok || err != nil {
		t.Fatal("no procedure:", err)
	}
	d, err := rule.Declare(rule.Declaration{Name: "tier", Type: rule.Word, Values: []string{"a", "b"}}, rule.Declaration{Name: "emf", Type: rule.Factor})
	keep("declarations", d, err)
	d, err = d.WithLists(rule.NamedList{Name: "few", Values: []string{"a"}})
	keep("declarations with lists", d, err)
	table, err := rule.NewTableOn(d, "t", rule.First, rule.Row[string]{If: `tier in few`, Then: "x", Cite: "1"}, rule.Row[string]{Cite: "3"})
	keep("table", table, err)
	condition, err := rule.CompileOn(d, `tier in few and emf > 1`)
	keep("condition", condition, err)
	schedule, err := rule.NewSchedule(rule.Bracket[decimal.Decimal, []string]{Value: []string{"a"}, Cite: "1"})
	keep("schedule", schedule, err)
	review := classify.Review{On: calendar.MustParse("1995-01-31"), From: calendar.MustParse("1994-07-01"), To: calendar.MustParse("1994-12-31"),
		ThreeYearPremium: decimal.New(32850, 0), EMF: decimal.New(185, -2)}
	h, err := classify.NewHistory(wv.Start(classify.Profile{}), wv)
	keep("history", h, err)
	if _, err := h.Append("1", review, lifecycle.As{}); err != nil {
		t.Fatal(err)
	}
	st, outcome, err := wv.Apply(wv.Start(classify.Profile{}), review)
	keep("standing", st, err)
	dc := all["subsidy us-dc-ojt"].(*benefits.Subsidy)
	all["texts"] = asked{func() any { text, _ := dc.TextFor(calendar.Date{}, nil); return text }}
	all["outcome"], all["catalogue"] = outcome, wv.Catalogue()
	_, _, err = wv.Apply(st, review)
	all["refused"] = err
	return all
}

// asked asks what needs arguments.
type asked struct{ f func() any }

func (a asked) Again() any { return a.f() }

// The lists that an answer holds are the caller's, of whatever type it is: every method
// and every function that needs no argument is asked, what it gave is written over, and
// it is asked again.
func TestNoAnswerIsShared_ofAnyMethod(t *testing.T) {
	type question struct {
		name string
		ask  func() []reflect.Value
	}
	var questions []question
	for name, v := range answering(t) {
		at := reflect.ValueOf(v)
		for i := range at.NumMethod() {
			if m := at.Method(i); m.Type().NumIn() == 0 || m.Type().IsVariadic() && m.Type().NumIn() == 1 {
				questions = append(questions, question{name + "." + at.Type().Method(i).Name, func() []reflect.Value { return m.Call(nil) }})
			}
		}
	}
	for dir, functions := range packageFunctions {
		for name, f := range functions {
			if v := reflect.ValueOf(f); f != nil && v.Type().NumIn() == 0 {
				questions = append(questions, question{dir + "." + name, func() []reflect.Value { return v.Call(nil) }})
			}
		}
	}
	lists := 0
	for _, q := range questions {
		before := dump(q.ask(), 0)
		for _, out := range q.ask() {
			scribble(out, 0)
			lists++
		}
		if after := dump(q.ask(), 0); after != before {
			t.Errorf("%s: the next answer is changed: %s", q.name, firstDifference(before, after))
		}
	}
	if lists < 150 {
		t.Errorf("only %d answers", lists)
	}
}

// dump writes what scribble can reach.
func dump(v any, depth int) string {
	var b strings.Builder
	var write func(v reflect.Value, depth int)
	write = func(v reflect.Value, depth int) {
		if depth > 20 || !v.IsValid() {
			return
		}
		switch v.Kind() {
		case reflect.Pointer, reflect.Interface:
			write(v.Elem(), depth+1)
		case reflect.Struct:
			for i := range v.NumField() {
				if v.Type().Field(i).IsExported() {
					b.WriteString(v.Type().Field(i).Name + ":")
					write(v.Field(i), depth+1)
				}
			}
		case reflect.Map:
			keys := v.MapKeys()
			slices.SortFunc(keys, func(x, y reflect.Value) int { return strings.Compare(fmt.Sprint(x), fmt.Sprint(y)) })
			for _, key := range keys {
				fmt.Fprintf(&b, "%v:", key)
				write(v.MapIndex(key), depth+1)
			}
		case reflect.Slice:
			fmt.Fprintf(&b, "[%d ", v.Len())
			for i := range v.Len() {
				write(v.Index(i), depth+1)
			}
		case reflect.Func, reflect.Chan:
		default:
			fmt.Fprintf(&b, "%v ", v)
		}
	}
	for _, one := range v.([]reflect.Value) {
		write(one, depth)
	}
	return b.String()
}

func firstDifference(a, b string) string {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("…%s… became …%s…", a[max(i-80, 0):min(i+40, len(a))], b[max(i-80, 0):min(i+40, len(b))])
		}
	}
	return "it is shorter or longer"
}
