package classify

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/cost"
	"github.com/workcomp-go/workcomp/rule"
)

// A stored standing and a stored protest are read as strictly as an event.
func TestStanding_UnmarshalJSON_isStrict(t *testing.T) {
	for text, want := range map[string]string{
		`{"tier":"none","teir":"x"}`:     `teir: key "teir" is not valid`,
		`{"Tier":"none"}`:                `Tier: key "Tier" is not valid`,
		`{"tier":"none","tier":"focus"}`: `key "tier" twice`,
		`{"tier":5.5,"below":"x"}`:       `below: "x" is not valid`,
		`{"docket":{"duty":[]}}`:         `docket.duty: key "duty" is not valid`,
		`{"tier":"none"}`:                "docket: missing",
		`[]`:                             "a list is not valid",
		`{"released":"BOGUS"}`:           `released: "BOGUS" is not valid, expected one of `,
		`{"below":-1}`:                   "below: -1 is not valid",
		`{"reviews":[{"level":"top"}]}`:  `reviews[0].level: "top" is not valid`,
	} {
		var s Standing
		var input *rule.InputError
		if err := json.Unmarshal([]byte(text), &s); !errors.As(err, &input) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
	if err := new(Standing).UnmarshalJSON([]byte("null")); err == nil {
		t.Error("null is a standing")
	}
	var p Protest
	if err := json.Unmarshal([]byte(`{"state":"received","Issue":"x"}`), &p); err == nil {
		t.Error("a protest is read whatever its keys are")
	}
}

// What is missing in a past review stays missing, and what is given keeps its digits.
func TestStanding_storedKeepsWhatIsMissing(t *testing.T) {
	for _, emf := range []decimal.Decimal{{}, decimal.New(0, 0), decimal.RequireFromString("1.70")} {
		data, err := json.Marshal(Standing{Reviews: []PastReview{{EMF: emf}}})
		if err != nil {
			t.Fatal(err)
		}
		var back Standing
		if err := json.Unmarshal(data, &back); err != nil {
			t.Fatalf("%s: %v", data, err)
		}
		if got := back.Reviews[0].EMF; rule.IsSet(got) != rule.IsSet(emf) || rule.Digits(got) != rule.Digits(emf) || rule.IsSet(back.Reviews[0].ThreeYearPremium) {
			t.Errorf("%v came back as %v: %s", emf, got, data)
		}
	}
}

// What cannot be in a review that is kept is an error of the next event.
func TestPolicy_Apply_ofAStandingThatCannotBe(t *testing.T) {
	p, err := Builtin("wv-85-23")
	if err != nil {
		t.Fatal(err)
	}
	for field, r := range map[string]PastReview{
		"reviews[0].three_year_premium": {ThreeYearPremium: decimal.NewFromInt(-5)},
		"reviews[0].emf":                {EMF: decimal.New(1, 1<<30)},
	} {
		s := p.Start(Profile{})
		s.Tier, s.Reviews = Focus, []PastReview{r}
		_, _, err := p.Apply(s, Nonparticipation{On: calendar.MustParse("1995-07-15")})
		var input *rule.InputError
		if !errors.As(err, &input) || input.Field != field {
			t.Errorf("%s: got %v", field, err)
		}
	}
}

// A run that is as long as an int can count does not begin again from below.
func TestPolicyApply_aCountAtTheEdge(t *testing.T) {
	p, err := Builtin("wv-85-23")
	if err != nil {
		t.Fatal(err)
	}
	review := Review{On: calendar.MustParse("1995-07-15"), From: calendar.MustParse("1995-01-01"), To: calendar.MustParse("1995-06-30"),
		ThreeYearPremium: decimal.New(32850, 0), EMF: decimal.RequireFromString("1.75")}
	for _, above := range []int{math.MaxInt, 1_000_000_000} {
		st := Standing{Tier: None, Released: FromFocus, Above: above}
		next, _, err := p.Apply(st, review)
		var input *rule.InputError
		if above == math.MaxInt && (!errors.As(err, &input) || input.Field != "above") || next.Above < 0 {
			t.Errorf("%d: got %d, %v", above, next.Above, err)
		}
	}
}

// Numbers that cannot be computed with are refused at once.
func TestMarshalEvent_ofExtremeNumbers(t *testing.T) {
	huge := decimal.New(1, 1<<30)
	cost.AtMost(t, "the event", 0, 0, func() {
		_, err := MarshalEvent(Review{ThreeYearPremium: huge})
		var input *rule.InputError
		if !errors.As(err, &input) {
			t.Errorf("got %v", err)
		}
	})
	cost.AtMost(t, "the question", 0, 0, func() {
		if data, err := json.Marshal(SurchargeInput{Rate: huge}); err != nil || !strings.Contains(string(data), "1e1073741824") {
			t.Errorf("got %s, %v", data, err)
		}
	})
}
