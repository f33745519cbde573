package placement

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/cost"
	"github.com/workcomp-go/workcomp/rule"
)

// A stored case is read as strictly as an event.
func TestCase_UnmarshalJSON_isStrict(t *testing.T) {
	for text, want := range map[string]string{
		`{"state":"negotiating","sate":"x"}`:             `sate: key "sate" is not valid`,
		`{"State":"negotiating"}`:                        `State: key "State" is not valid`,
		`{"state":"negotiating","state":"active"}`:       `key "state" twice`,
		`{"state":"negotiating"} {}`:                     "invalid character",
		`{"state":["negotiating"]}`:                      "state: a list is not valid",
		`{"estimate_earnings":"1e1000000000"}`:           "estimate_earnings: ",
		`{"discontinuation":{"starting_wages":"22.00"}}`: `discontinuation.starting_wages: key`,
		`{"terms":{"schedule":[{"percent":"5O"}]}}`:      `terms.schedule[0].percent: `,
		`{"state":"negotiating"}`:                        "docket: missing",
		`{"state":"negotiating","suspension":"held"}`:    `suspension: "held" is not valid`,
		`{"state":"negotiating","sjs_weeks":-1}`:         `sjs_weeks: -1 is not valid, expected zero or more`,
	} {
		var c Case
		err := json.Unmarshal([]byte(text), &c)
		var input *rule.InputError
		if err == nil || !strings.Contains(err.Error(), want) || !errors.As(err, &input) && want != "invalid character" {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
	var c Case
	data, _ := json.Marshal(Case{})
	if err := json.Unmarshal([]byte(strings.Replace(string(data), `"issues":null`, `"issue":"Attendance"`, 1)), &c); err != nil || len(c.Issues) != 1 || c.Issues[0] != "Attendance" {
		t.Errorf("the issue of the first edition: %v, %v", c.Issues, err)
	}
	if err := json.Unmarshal([]byte(strings.Replace(string(data), `"issues":null`, `"issue":""`, 1)), &c); err != nil || len(c.Issues) != 0 {
		t.Errorf("no issue of the first edition: %q, %v", c.Issues, err)
	}
	if err := c.UnmarshalJSON([]byte("null")); err == nil {
		t.Error("null is a case")
	}
}

// What cannot be in the terms and the schedule that a case keeps is an error of the next
// event, and costs nothing however large it is.
func TestPolicy_Apply_ofACaseThatCannotBe(t *testing.T) {
	p := builtin(t)
	huge := decimal.New(1, 1<<30)
	step := func(s Step) []Segment { return []Segment{{From: day("2025-03-03"), Steps: []Step{s}}} }
	for field, c := range map[string]Case{
		"segments[0]":                  {State: Active, Segments: []Segment{{From: day("2025-03-03")}}},
		"segments[0].steps[0].percent": {State: Active, Segments: step(Step{Months: 1, Percent: huge})},
		"segments[0].steps[0]":         {State: Active, Segments: step(Step{Months: -1, Percent: zero})},
		"terms.schedule[0].percent":    {State: Active, Terms: Terms{Schedule: []Step{{Months: 1, Percent: decimal.NewFromInt(150)}}}},
		"terms.kind":                   {State: Active, Terms: Terms{Kind: "TOJ"}},
		"terms.hours_per_week":         {State: Active, Terms: Terms{HoursPerWeek: huge}},
		"estimate_earnings":            {State: Active, EstimateEarnings: huge},
	} {
		_, _, err := p.Apply(c, RequestExtension{On: day("2025-04-01"), By: EmployerRole})
		var input *rule.InputError
		if !errors.As(err, &input) || input.Field != field {
			t.Errorf("%s: got %v", field, err)
		}
	}
}

// What is missing in a case stays missing when it is stored, and what is given
// keeps its digits.
func TestCase_storedKeepsWhatIsMissing(t *testing.T) {
	d := decimal.RequireFromString("22.00")
	for _, c := range []Case{
		{}, {EstimateEarnings: d}, {Discontinuation: Discontinuation{StartingWage: d}}, {Decline: DeclineDetails{WageAfterAYear: d}},
		{Conclusion: Conclusion{ExpectedRaises: []decimal.Decimal{d}}}, {Amendments: []Amendment{{HoursPerWeek: d}, {}}}, {Terms: Terms{HoursPerWeek: d}},
	} {
		data, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		var back Case
		if err := json.Unmarshal(data, &back); err != nil {
			t.Fatalf("%s: %v", data, err)
		}
		again, _ := json.Marshal(back)
		if string(again) != string(data) {
			t.Errorf("got  %s\nwant %s", again, data)
		}
		sameNumbers(t, reflect.ValueOf(c), reflect.ValueOf(back))
	}
}

// sameNumbers compares the decimals in two values: missing or not, and by their digits.
func sameNumbers(t *testing.T, a, b reflect.Value) {
	t.Helper()
	if d, ok := a.Interface().(decimal.Decimal); ok {
		if e := b.Interface().(decimal.Decimal); rule.IsSet(d) != rule.IsSet(e) || rule.Digits(d) != rule.Digits(e) {
			t.Errorf("%v came back as %v", d, e)
		}
		return
	}
	switch a.Kind() {
	case reflect.Struct:
		for i := range a.NumField() {
			if a.Type().Field(i).IsExported() {
				sameNumbers(t, a.Field(i), b.Field(i))
			}
		}
	case reflect.Slice:
		for i := range min(a.Len(), b.Len()) {
			sameNumbers(t, a.Index(i), b.Index(i))
		}
	}
}

// An event that would be treated otherwise after it was stored is not written: a
// list that is empty stays one, or the event is refused.
func TestMarshalEvent_keepsAnEmptyList(t *testing.T) {
	for _, kind := range procedure().Empty() {
		e := reflect.New(reflect.TypeOf(kind)).Elem()
		for i := range e.NumField() {
			if f := e.Field(i); f.Kind() == reflect.Slice && f.CanSet() {
				f.Set(reflect.MakeSlice(f.Type(), 0, 0))
			}
		}
		data, err := MarshalEvent(e.Interface().(Event))
		if err != nil {
			continue
		}
		back, err := UnmarshalEvent(data)
		if err != nil {
			t.Fatal(err)
		}
		conclude, ok := back.(Conclude)
		if ok && conclude.ExpectedRaises == nil {
			t.Errorf("%s: the raises of %v, which are none, came back as missing", data, e.Type())
		}
	}
}

// Numbers that cannot be computed with are refused at once.
func TestMarshalEvent_ofExtremeNumbers(t *testing.T) {
	huge := decimal.New(1, 1<<30)
	for _, e := range []Event{Assess{CumulativeCost: huge}, Conclude{ExpectedRaises: []decimal.Decimal{huge}}, Discontinue{StartingWage: huge}} {
		cost.AtMost(t, string(e.Name()), 0, 0, func() {
			_, err := MarshalEvent(e)
			var input *rule.InputError
			if !errors.As(err, &input) {
				t.Errorf("%s: got %v", e.Name(), err)
			}
		})
	}
	cost.AtMost(t, "the case", 0, 0, func() {
		if _, err := json.Marshal(Case{EstimateEarnings: huge}); err != nil {
			t.Error(err)
		}
	})
}
