package workcomp_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
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
