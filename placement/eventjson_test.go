package placement

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

var byValue = cmp.Options{
	cmp.Comparer(func(a, b decimal.Decimal) bool { return rule.IsSet(a) == rule.IsSet(b) && a.Cmp(b) == 0 }),
	cmp.Comparer(func(a, b calendar.Date) bool { return a == b }),
}

// An event goes to JSON and back without loss, empty or whole; a stated zero
// stays stated.
func TestEventRoundTrip(t *testing.T) {
	var events []Event
	for _, name := range EventNames() {
		events = append(events, whole(name, CaseManager, Case{}))
	}
	events = append(events, procedure().Empty()...)
	zero := endedCase(Worker)
	zero.StartingWage, zero.WageAfterAYear = dollars("0"), dollars("0")
	training := request("2025-10-02")
	training.TrainingEnd, training.Schedule = day("2025-09-01"), []Step{{Weeks: 1, Percent: dollars("0")}}
	raises := concludedCase(rule.Yes, rule.Yes, rule.Yes, "")
	raises.ExpectedRaises = []decimal.Decimal{dollars("0"), dollars("1.5")}
	costly := foundSuitable("2025-01-08")
	costly.CumulativeCost = dollars("0")
	events = append(events, zero, training, raises, costly, Propose{day("2025-01-06"), CaseManager, tap("2025-02-01", "2025-05-31", "2025-06-01", "2025-10-31")},
		Propose{On: day("2025-01-06"), Terms: Terms{HoursPerWeek: dollars("0"), AccidentHours: Hours{Low: dollars("0")}, Supports: []string{}}},
		Determine{On: day("2025-01-06"), SJSWeeksUsed: weeks(0), LossEndsWithinYears: Years{Number: dollars("0")}, PlacementEarnings: dollars("1"), JobOptionEarnings: dollars("2")})
	for _, e := range events {
		data, err := MarshalEvent(e)
		if err != nil {
			t.Fatal(err)
		}
		back, err := UnmarshalEvent(data)
		if err != nil {
			t.Fatalf("%s: %v", data, err)
		}
		if diff := cmp.Diff(e, back, byValue); diff != "" {
			t.Errorf("%s: %s", data, diff)
		}
	}
	years := Years{None: true}
	if err := json.Unmarshal([]byte("3"), &years); err != nil || years.None || years.Number.String() != "3" {
		t.Errorf("a number over none: %+v, %v", years, err)
	}
	for _, none := range []Event{nil, (*Propose)(nil), &Begin{}} {
		if _, err := MarshalEvent(none); err == nil || !strings.Contains(err.Error(), "event: missing") {
			t.Errorf("%#v: %v", none, err)
		}
	}
}

func TestUnmarshalEvent(t *testing.T) {
	e, err := UnmarshalEvent([]byte(`{"event":"propose","on":"2025-02-03","by":"case_manager","terms":{"kind":"toj","salary":{"amount":4000,"per":"month"},
		"hours_per_week":"37.5","schedule":[{"months":1,"percent":100},{"weeks":2,"percent":0}],"supports":[]}}`))
	if err != nil {
		t.Fatal(err)
	}
	want := Propose{On: day("2025-02-03"), By: CaseManager, Terms: Terms{Kind: TOJ, Salary: Salary{dollars("4000"), Month}, HoursPerWeek: dollars("37.5"),
		Schedule: []Step{{Months: 1, Percent: dollars("100")}, {Weeks: 2, Percent: dollars("0")}}, Supports: []string{}}}
	if diff := cmp.Diff(Event(want), e, byValue); diff != "" {
		t.Error(diff)
	}
	for data, says := range map[string]string{
		`{`:                             "json",
		`[]`:                            "a list is not valid, expected an object with the key event",
		`{"on":"2025-02-03"}`:           "event: missing",
		`{"event":"begins"}`:            `did you mean "begin"?`,
		`{"event":"begin","with":{}}`:   "with",
		`{"event":"begin","on":"soon"}`: "on",
		`{"event":"determine","sjs_weeks_used":1.5}`: "sjs_weeks_used",
		`{"event":"discontinue","starting_wage":[]}`: "starting_wage",
	} {
		var input *rule.InputError
		if _, err := UnmarshalEvent([]byte(data)); !errors.As(err, &input) || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", data, err)
		}
	}
}

// A case goes to JSON and back without loss, in every state; what stands at its
// top level are the words of the answers.
func TestCaseRoundTrip(t *testing.T) {
	for name, c := range reached(t, builtin(t)) {
		data, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		var back Case
		if err := json.Unmarshal(data, &back); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c, back, byValue); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	keys := map[string]json.RawMessage{}
	if err := json.Unmarshal([]byte(text2(t, builtin(t).Start())), &keys); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"state", "approvals", "holder", "suspension", "monthly_contacts", "missing", "as_declined_modified_work", "re_benefits_end", "procedure_ends", "docket"} {
		if keys[key] == nil || string(keys[key]) == "null" {
			t.Errorf("a new case does not say %s: %s", key, keys[key])
		}
	}
}

// A question of step 4 is written with what was stated, for receipts.
func TestWageLossInputJSON(t *testing.T) {
	if got := text2(t, WageLossInput{Existing: NoExisting, PlacementEarnings: dollars("0")}); got != `{"existing":"none","placement_earnings":"0"}` {
		t.Error(got)
	}
}

// Any bytes are an event that comes back as itself, or an input error.
func FuzzUnmarshalEvent(f *testing.F) {
	for _, name := range EventNames() {
		data, err := MarshalEvent(whole(name, CaseManager, Case{}))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	p := builtin(f)
	var cases []Case
	for _, s := range []string{"new", "assessing", "two approvals", "sent", "declined", "agreed", "active", "action plan", "long extension", "discontinued"} {
		cases = append(cases, reached(f, p)[s])
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		e, err := UnmarshalEvent(data)
		var input *rule.InputError
		if err != nil {
			if !errors.As(err, &input) {
				t.Fatal(err)
			}
			return
		}
		out, err := MarshalEvent(e)
		if err != nil {
			t.Fatal(err)
		}
		back, err := UnmarshalEvent(out)
		if err != nil {
			t.Fatalf("%s: %v", out, err)
		}
		again, err := MarshalEvent(back)
		if err != nil || string(again) != string(out) {
			t.Fatalf("%s\n%s\n%v", out, again, err)
		}
		for _, c := range cases {
			if after, _, err := p.Apply(c, e); err != nil && after.State != c.State {
				t.Fatalf("%v, and the state is %s", err, after.State)
			}
		}
	})
}

func TestAmountsKeepTheDigitsThatWereGiven(t *testing.T) {
	for _, text := range []string{"40.00", "0.00", "37.5", "1000"} {
		data, err := json.Marshal(Salary{Amount: dollars(text), Per: Month})
		if err != nil || !strings.Contains(string(data), `"amount":"`+text+`"`) {
			t.Errorf("%s: %s, %v", text, data, err)
		}
	}
}
