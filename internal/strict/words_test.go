package strict

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
)

func TestUnknownWord(t *testing.T) {
	known := []string{"focus", "target"}
	for _, c := range []struct {
		word string
		want rule.InputError
	}{
		{"focuss", rule.InputError{Field: "to", Value: "focuss", Expected: "one of focus, target", Suggestion: "focus"}},
		{"elsewhere", rule.InputError{Field: "to", Value: "elsewhere", Expected: "one of focus, target"}},
		{"", rule.InputError{Field: "to", Expected: "one of focus, target"}},
		{"a\x00\"b", rule.InputError{Field: "to", Value: "a\x00\"b", Problem: "has U+0000 in it, which is not seen", Expected: "one of focus, target"}},
	} {
		err := UnknownWord("to", c.word, known)
		var got *rule.InputError
		if !errors.As(err, &got) {
			t.Fatalf("%q: got %v", c.word, err)
		}
		if diff := cmp.Diff(c.want, *got); diff != "" {
			t.Errorf("%q (-want +got)\n%s", c.word, diff)
		}
	}
}

func TestCheckWeeklyHours(t *testing.T) {
	for hours, want := range map[string]string{"0": "", "40": "", "168.0": "", "168.01": "hours: 168.01 is more than the hours of a week, expected at most 168",
		"-1": "hours: -1 is negative, expected zero or more"} {
		got := ""
		if err := CheckWeeklyHours("hours", decimal.RequireFromString(hours)); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", hours, got, want)
		}
	}
}
