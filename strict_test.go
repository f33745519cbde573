package workcomp_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"regexp"
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
	"github.com/workcomp-go/workcomp/rule/receipt"
)

// Every input that a host may store or receive is read strictly, and what it writes it
// reads again.
func TestInputsAreReadStrictly(t *testing.T) {
	for _, input := range []any{
		classify.Profile{}, classify.ProtestInput{}, classify.SurchargeInput{}, classify.StayedInput{},
		placement.WageLossInput{}, placement.Terms{},
		benefits.LossEndsInput{}, benefits.ReimburseInput{}, benefits.Line{}, benefits.TaperInput{}, benefits.Linear{}, benefits.PriceInput{},
		benefits.RateInput{}, benefits.NetRow{}, benefits.AllocateInput{}, benefits.ReconcileInput{}, benefits.PaidEntry{}, benefits.ForecastInput{},
		benefits.SubsidyInput{}, benefits.Wage{}, benefits.TopUpInput{}, benefits.OptionsInput{}, benefits.Option{}, benefits.PartMonthInput{},
		benefits.TD02Input{}, benefits.NetPay{},
	} {
		typ := reflect.TypeOf(input)
		field := typ.Field(0)
		if field.Anonymous {
			field = field.Type.Field(0)
		}
		key, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		read := func(text string) error { return json.Unmarshal([]byte(text), reflect.New(typ).Interface()) }
		for text, want := range map[string]string{
			`{"` + key + `x": null}`:                     `did you mean "` + key + `"`,
			`{"` + strings.ToUpper(key) + `": null}`:     `did you mean "` + key + `"`,
			`{"` + key + `": null, "` + key + `": null}`: "twice",
			`{"none_of_its_keys": {"a": 1}}`:             "none_of_its_keys",
			`["a list"]`:                                 "not valid",
		} {
			var e *rule.InputError
			if err := read(text); !errors.As(err, &e) || !strings.Contains(err.Error(), want) {
				t.Errorf("%T: %s: got %v, want %s", input, text, err, want)
			}
		}
		if err := read("null"); err != nil {
			t.Errorf("%T: null: %v", input, err)
		}
		if text, err := json.Marshal(input); err == nil {
			if err := read(string(text)); err != nil && !strings.Contains(err.Error(), "date") {
				t.Errorf("%T: what it writes, %s: %v", input, text, err)
			}
		}
	}
	for text, want := range map[string]string{`{"bargained_comittee": true}`: `did you mean "bargained_committee"?`} {
		var p classify.Profile
		if err := json.Unmarshal([]byte(text), &p); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
	in := benefits.AllocateInput{}
	if err := json.Unmarshal([]byte(`{"aportion": 1}`), &in); err == nil {
		t.Error("aportion is read")
	}
	if err := json.Unmarshal([]byte(`{"amount": 12.50, "weights": [1]}`), &in); err != nil || rule.Digits(in.Amount) != "12.50" {
		t.Errorf("got %+v, %v", in, err)
	}
}

// Everything else that a host stores is read so too, by itself and inside of another: what
// was written comes back, and whatever is not so is no value that has lost something.
func TestStoredIsReadStrictly(t *testing.T) {
	wv, err := classify.Builtin("wv-85-23")
	if err != nil {
		t.Fatal(err)
	}
	_, outcome, err := wv.Apply(wv.Start(classify.Profile{}), classify.Review{
		On: calendar.MustParse("1995-01-31"), From: calendar.MustParse("1994-07-01"), To: calendar.MustParse("1994-12-31"),
		ThreeYearPremium: decimal.NewFromInt(32850), EMF: decimal.RequireFromString("1.73")})
	if err != nil {
		t.Fatal(err)
	}
	outcome.Pending = []rule.Pending{{What: "a decision", On: []rule.Role{"commission"}, Cite: "1"}}
	decided := rule.Decision[map[string]int]{Value: map[string]int{"a": 1}, Findings: outcome.Findings}
	kept, err := receipt.New(wv.PolicyID(), rule.Facts{}, decided)
	if err != nil {
		t.Fatal(err)
	}
	for _, value := range []any{
		outcome, decided, outcome.Findings[0], wv.PolicyID(), calendar.Docket{Duties: outcome.Opened}, outcome.Opened[0], kept,
		lifecycle.Request{Do: "append", Entry: "1", Event: []byte(`{}`)}, lifecycle.Stored{Entry: "1", Event: []byte(`{}`)},
	} {
		text, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		read := func(text string) (string, error) {
			into := reflect.New(reflect.TypeOf(value))
			err := json.Unmarshal([]byte(text), into.Interface())
			back, _ := json.Marshal(into.Interface())
			return string(back), err
		}
		if got, err := read(string(text)); err != nil || got != string(text) {
			t.Errorf("%T: %s came back as %s, %v", value, text, got, err)
		}
		// Each key, wherever it stands, in capitals, misspelt and twice.
		for _, key := range regexp.MustCompile(`"[a-z_]+":`).FindAllString(string(text), -1) {
			if key == `"a":` {
				continue // a key of the host's
			}
			name := strings.Trim(key, `":`)
			for _, wrong := range []string{strings.ToUpper(key), `"` + name + `x":`, key + `null,` + key} {
				var e *rule.InputError
				if _, err := read(strings.Replace(string(text), key, wrong, 1)); !errors.As(err, &e) || !strings.Contains(e.Field+e.Problem, name) && !strings.Contains(e.Field, strings.ToUpper(name)) {
					t.Errorf("%T: %s: got %v", value, wrong, err)
				}
			}
		}
		for _, wrong := range []string{`null`, `[]`, `5`, `"text"`} {
			var e *rule.InputError
			if _, err := read(wrong); !errors.As(err, &e) {
				t.Errorf("%T: %s: got %v", value, wrong, err)
			}
		}
	}
}

// A flag that is none of its values is an input error in whatever event it stands.
func TestFlagsOfEventsAreYesNoOrNotGiven(t *testing.T) {
	wv, nl, ab := must(classify.Builtin("wv-85-23")), must(intervention.Builtin("nl-63.00")), must(placement.Builtin("ab-toj"))
	unfiled := classify.Protest{State: classify.ProtestNotFiled}
	flags := flagsOf(t, must(classify.NewHistory(wv.Start(classify.Profile{}), wv)).Machine(), wv, wv.Start(classify.Profile{})) +
		flagsOf(t, must(classify.NewProtestHistory(unfiled, wv)).Machine(), wv, unfiled) +
		flagsOf(t, must(intervention.NewHistory(nl.Start(), nl)).Machine(), nl, nl.Start()) +
		flagsOf(t, must(placement.NewHistory(ab.Start(), ab)).Machine(), ab, ab.Start())
	if flags < 30 {
		t.Errorf("only %d flags", flags)
	}
}

func flagsOf[S, E ~string, C any, Ev lifecycle.Event[E], P any](t *testing.T, m *lifecycle.Machine[S, E, C, Ev, P], p P, start C) (flags int) {
	for _, empty := range m.Empty() {
		typ := reflect.TypeOf(empty)
		for _, f := range reflect.VisibleFields(typ) {
			if f.Type != reflect.TypeFor[rule.Flag]() {
				continue
			}
			flags++
			e := reflect.New(typ).Elem()
			e.FieldByName("On").Set(reflect.ValueOf(calendar.MustParse("2025-03-03")))
			e.FieldByIndex(f.Index).SetInt(100)
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			var input *rule.InputError
			if _, _, err := m.Apply(p, start, e.Interface().(Ev)); !errors.As(err, &input) || input.Field != name || input.Value != "100" {
				t.Errorf("%s: %s: got %v", empty.Name(), name, err)
			}
		}
	}
	return flags
}

// A number that could not be read again is an input error wherever it stands, in an event
// or in a case: nothing is decided by what cannot be stored.
func TestNumbersOfEventsAndCasesAreInReach(t *testing.T) {
	wv, nl, ab := must(classify.Builtin("wv-85-23")), must(intervention.Builtin("nl-63.00")), must(placement.Builtin("ab-toj"))
	unfiled := classify.Protest{State: classify.ProtestNotFiled}
	numbers := numbersOf(t, must(classify.NewHistory(wv.Start(classify.Profile{}), wv)).Machine(), wv, wv.Start(classify.Profile{})) +
		numbersOf(t, must(classify.NewProtestHistory(unfiled, wv)).Machine(), wv, unfiled) +
		numbersOf(t, must(intervention.NewHistory(nl.Start(), nl)).Machine(), nl, nl.Start()) +
		numbersOf(t, must(placement.NewHistory(ab.Start(), ab)).Machine(), ab, ab.Start())
	if numbers < 30 {
		t.Errorf("only %d numbers", numbers)
	}
}

func numbersOf[S, E ~string, C any, Ev lifecycle.Event[E], P any](t *testing.T, m *lifecycle.Machine[S, E, C, Ev, P], p P, start C) (numbers int) {
	on := reflect.ValueOf(calendar.MustParse("2025-03-03"))
	extreme := func(v reflect.Value, apply func() error) {
		eachNumber(v, "", func(name string, at reflect.Value) {
			before := reflect.ValueOf(at.Interface())
			wrong := []any{decimal.New(1, 1<<30), decimal.New(1, -1<<30)}
			if at.Kind() == reflect.Int {
				wrong = []any{1 << 31, -1<<31 - 1}
			}
			for _, value := range wrong {
				at.Set(reflect.ValueOf(value).Convert(at.Type()))
				var input *rule.InputError
				missing := func() bool { return input.Value == "" && input.Problem == "" } // another field, which is looked at first
				if err := apply(); !errors.As(err, &input) || !strings.HasPrefix(name, input.Field) && !missing() {
					t.Errorf("%v: %s: got %v", v.Type(), name, err)
				}
				numbers++
			}
			at.Set(before)
		})
	}
	for _, empty := range m.Empty() {
		e := reflect.New(reflect.TypeOf(empty)).Elem()
		e.FieldByName("On").Set(on)
		extreme(e, func() error {
			_, _, err := m.Apply(p, start, e.Interface().(Ev))
			return err
		})
	}
	e := reflect.New(reflect.TypeOf(m.Empty()[0])).Elem()
	e.FieldByName("On").Set(on)
	c := start
	extreme(reflect.ValueOf(&c).Elem(), func() error {
		_, _, err := m.Apply(p, c, e.Interface().(Ev))
		_, notOpen := m.Permitted(p, c)
		if (err == nil) != (notOpen == nil) {
			t.Errorf("applied %v, permitted %v", err, notOpen)
		}
		return err
	})
	return numbers
}

// eachNumber visits the numbers of a struct, and of those in it, by their names in JSON.
func eachNumber(v reflect.Value, prefix string, visit func(name string, at reflect.Value)) {
	for i := range v.NumField() {
		f, at := v.Type().Field(i), v.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" { // of a value that is written as a text
			name = strings.ToLower(f.Name)
		}
		switch {
		case !f.IsExported() || f.Type == reflect.TypeFor[calendar.Date]():
		case f.Type == reflect.TypeFor[decimal.Decimal](), f.Type.Kind() == reflect.Int:
			visit(prefix+name, at)
		case f.Type == reflect.TypeFor[*int]():
			at.Set(reflect.New(f.Type.Elem()))
			visit(prefix+name, at.Elem())
			at.SetZero()
		case f.Type.Kind() == reflect.Struct && f.Anonymous:
			eachNumber(at, prefix, visit)
		case f.Type.Kind() == reflect.Struct:
			eachNumber(at, prefix+name+".", visit)
		}
	}
}
