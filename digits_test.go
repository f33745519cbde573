package workcomp_test

import (
	"encoding"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
)

// reached are the types that the functions of the packages take and give, those of their
// fields and of their methods' answers.
func reached() map[reflect.Type]bool {
	all := map[reflect.Type]bool{}
	var reach func(t reflect.Type)
	ofFunc := func(f reflect.Type) {
		for i := range f.NumIn() {
			reach(f.In(i))
		}
		for i := range f.NumOut() {
			reach(f.Out(i))
		}
	}
	reach = func(t reflect.Type) {
		if all[t] || t.PkgPath() != "" && !strings.HasPrefix(t.PkgPath(), "github.com/workcomp-go") && t != reflect.TypeFor[decimal.Decimal]() {
			return
		}
		all[t] = true
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
			reach(t.Elem())
		case reflect.Func:
			ofFunc(t)
		case reflect.Struct:
			for i := range t.NumField() {
				if t.Field(i).IsExported() {
					reach(t.Field(i).Type)
				}
			}
			if t.PkgPath() != "" && t.Name() != "" {
				reach(reflect.PointerTo(t))
			}
		}
		for i := range t.NumMethod() {
			ofFunc(t.Method(i).Type)
		}
	}
	for _, functions := range packageFunctions {
		for _, f := range functions {
			if f != nil {
				ofFunc(reflect.TypeOf(f))
			}
		}
	}
	return all
}

// withoutJSON are no data, but what a program computes with.
var withoutJSON = []string{"rule.Bracket", "rule.Variation", "workcomp_test.zeroFacts"}

// Every struct that a function takes or gives is written with the digits of its numbers,
// but for those that have no names in JSON.
func TestMarshalJSON_keepsDigits(t *testing.T) {
	asked := 0
	for _, typ := range slices.SortedFunc(maps.Keys(reached()), func(a, b reflect.Type) int { return strings.Compare(a.String(), b.String()) }) {
		v := reflect.New(typ).Elem()
		n := fill(v, 0)
		name, _, _ := strings.Cut(typ.String(), "[")
		if n == 0 || typ.Kind() != reflect.Struct && typ != reflect.TypeFor[rule.Facts]() || slices.Contains(withoutJSON, name) {
			continue
		}
		data, err := json.Marshal(v.Interface())
		if got := strings.Count(string(data), "22.00"); err != nil || got < n {
			t.Errorf("%v: %d of %d numbers with their digits: %s, %v", typ, got, n, data, err)
		}
		asked++
	}
	if asked < 90 {
		t.Errorf("only %d types", asked)
	}
}

// fill puts a number wherever one can stand, and says how many.
func fill(v reflect.Value, depth int) (n int) {
	typ := v.Type()
	switch {
	case depth > 6 || typ == reflect.TypeFor[decimal.Decimal]() && depth == 0:
		return 0
	case typ == reflect.TypeFor[decimal.Decimal]():
		v.Set(reflect.ValueOf(decimal.RequireFromString("22.00")))
		return 1
	case typ == reflect.TypeFor[rule.Facts]():
		v.Set(reflect.ValueOf(rule.Facts{"emf": decimal.RequireFromString("22.00")}))
		return 1
	}
	at := v
	switch typ.Kind() {
	case reflect.Pointer:
		at = reflect.New(typ.Elem())
		n = fill(at.Elem(), depth+1)
	case reflect.Slice:
		at = reflect.MakeSlice(typ, 1, 1)
		n = fill(at.Index(0), depth+1)
	case reflect.Map:
		value := reflect.New(typ.Elem()).Elem()
		n = fill(value, depth+1)
		at = reflect.MakeMap(typ)
		at.SetMapIndex(reflect.Zero(typ.Key()), value)
	case reflect.Struct:
		for i := range typ.NumField() {
			f := typ.Field(i)
			if name := f.Tag.Get("json"); name == "-" || !f.IsExported() || name == "" && f.Type == reflect.TypeFor[decimal.Decimal]() && typ.NumField() > 1 &&
				!typ.Implements(reflect.TypeFor[encoding.TextMarshaler]()) {
				continue
			}
			n += fill(v.Field(i), depth+1)
		}
	}
	if n > 0 {
		v.Set(at)
	}
	return n
}
