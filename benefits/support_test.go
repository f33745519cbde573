package benefits_test

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

func day(s string) calendar.Date { return calendar.MustParse(s) }

func num(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// falling is the schedule of the example in step 2: 100, 75, 50, 25 and 0 %.
func falling() benefits.Schedule {
	var steps []benefits.Step
	for _, percent := range []string{"100", "75", "50", "25", "0"} {
		steps = append(steps, benefits.Step{Months: 1, Percent: num(percent)})
	}
	return benefits.Steps(steps...)
}

func alberta(t testing.TB) *benefits.Policy {
	t.Helper()
	p, err := benefits.Builtin("ab-toj")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// albertaWith is Alberta's policy with some of its text replaced.
func albertaWith(t testing.TB, pairs ...string) *benefits.Policy {
	t.Helper()
	p, err := benefits.ParsePolicy("board.yaml", []byte(replaced(t, albertaText(t), pairs...)))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func albertaText(t testing.TB) string { return text(t, "policies/ab-toj.yaml") }

func text(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// replaced replaces texts that must be there.
func replaced(t testing.TB, s string, pairs ...string) string {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(s, pairs[i]) {
			t.Fatalf("%q does not stand in the text", pairs[i])
		}
		s = strings.Replace(s, pairs[i], pairs[i+1], 1)
	}
	return s
}

func subsidy(t testing.TB, id string) *benefits.Subsidy {
	t.Helper()
	s, err := benefits.BuiltinSubsidy(id)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// equal compares an answer's JSON with the JSON that was expected.
func equal(t testing.TB, got any, want string) {
	t.Helper()
	data, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	if string(data) != want {
		t.Errorf("got  %s\nwant %s", data, want)
	}
}

// amount compares an amount by value.
func amount(t testing.TB, what string, got decimal.Decimal, want string) {
	t.Helper()
	if !got.Equal(num(want)) {
		t.Errorf("%s is %s, want %s", what, got, want)
	}
}

// faulty expects input that cannot be, in words that name the fault.
func faulty(t testing.TB, err error, words ...string) {
	t.Helper()
	var input *rule.InputError
	if !errors.As(err, &input) {
		t.Errorf("got %v, want an InputError with %q", err, words)
		return
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("got %q, want it to name %q", err, w)
		}
	}
}

// found expects a finding with an interpretation's id, or none with it.
func found(t testing.TB, findings []rule.Finding, interpretation string, want bool) {
	t.Helper()
	got := false
	for _, f := range findings {
		got = got || strings.Join(f.Interpretations, " ") == interpretation
		if f.Cite == "" || !strings.HasSuffix(f.Text(), ".") {
			t.Errorf("%q cites %q: a finding is a sentence with its provision", f.Text(), f.Cite)
		}
	}
	if got != want {
		t.Errorf("a finding that rests on %s: %t, want %t\n%v", interpretation, got, want, findings)
	}
}
