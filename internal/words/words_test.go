package words

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestOneOf(t *testing.T) {
	if got := OneOf([]string{"a", "b"}); got != "one of a, b" {
		t.Errorf("got %s", got)
	}
}

func TestCaret(t *testing.T) {
	if got := Caret("no", "a = b \r", "  "); got != "no\n  a = b\n    ^" {
		t.Errorf("got %s", got)
	}
}

func TestSuggestForASlipAndForNothingElse(t *testing.T) {
	known := []string{"emf", "premium", "tier", "baseline.emf", "levels", "half_up", "day"}
	for name, want := range map[string]string{
		"eml": "emf", "EMF": "emf", "em": "emf", "emff": "emf", "teir": "tier", "tire": "tier", "premuim": "premium", "premim": "premium", "bselin.emf": "baseline.emf",
		"levles": "levels", "half-up": "half_up", "": "", "e": "", "any": "", "age": "", "abcdef": "", "x": "", "payroll": "", "premiumpremium": "", "dya": "day", "lvel": "", "lvels": "levels", "lavals": "levels",
		strings.Repeat("e", 100000): "",
	} {
		if got := Suggest(name, known); got != want {
			t.Errorf("%.20q: %q, want %q", name, got, want)
		}
	}
	if got := Suggest("ab", []string{"ac", "ad"}); got != "ac" {
		t.Errorf("among equals the first, not %q", got)
	}
	if got := Suggest("ab", nil); got != "" {
		t.Errorf("of nothing: %q", got)
	}
}

func TestSuggestForEveryOneSlip(t *testing.T) {
	letters := rapid.StringMatching(`[a-z]{3,12}`)
	rapid.Check(t, func(t *rapid.T) {
		name := letters.Draw(t, "name")
		at := rapid.IntRange(0, len(name)-2).Draw(t, "at")
		slip := rapid.SampledFrom([]string{
			name[:at] + name[at+1:], name[:at] + "x" + name[at:], name[:at] + "x" + name[at+1:], name[:at] + name[at+1:at+2] + name[at:at+1] + name[at+2:],
		}).Draw(t, "slip")
		if got := Suggest(slip, []string{name}); got != name {
			t.Fatalf("%s for %s: %q", name, slip, got)
		}
		if a, b := slips([]rune(slip), []rune(name)), slips([]rune(name), []rune(slip)); a != b || a > 1 {
			t.Fatalf("%s and %s: %d and %d slips", slip, name, a, b)
		}
	})
}
