package workcomp_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
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

func firstDifference(a, b string) string {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("…%s… became …%s…", a[max(i-80, 0):min(i+40, len(a))], b[max(i-80, 0):min(i+40, len(b))])
		}
	}
	return "it is shorter or longer"
}
