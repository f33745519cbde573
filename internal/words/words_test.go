package words

import (
	"slices"
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
	if got := Caret("no", "a = b \r", 2); got != "no\n  a = b\n    ^" {
		t.Errorf("got %s", got)
	}
}

// What a message shows of a very long text is short, and the caret stays under
// the character that it was under.
func TestCaretInALongLine(t *testing.T) {
	line := strings.Repeat("é", 5000) + "X" + strings.Repeat("\tb", 5000)
	for column, under := range map[int]string{0: "é", 4999: "é", 5000: "X", 5001: " ", 9000: "b", len([]rune(line)): ""} {
		lines := strings.Split(Caret("no", line, column), "\n")
		at := len([]rune(lines[2])) - 1
		if shown := []rune(lines[1]); len(shown) > mostShown+4 || under != "" && string(shown[at]) != under {
			t.Errorf("column %d: %d characters\n%s\n%s", column, len(shown), lines[1], lines[2])
		}
	}
}

func TestListAndCutOfVeryMuch(t *testing.T) {
	if got := OneOf(slices.Repeat([]string{"word"}, 30000)); len(got) > mostListed+50 || !strings.HasSuffix(got, "word, and 29667 more") {
		t.Errorf("%d bytes, … %s", len(got), got[len(got)-40:])
	}
	if got := Cut(strings.Repeat("é", 5000)); len(got) > mostShown+3 || !strings.HasSuffix(got, "é…") {
		t.Errorf("got %s", got)
	}
	if got := Cut("short"); got != "short" {
		t.Errorf("got %s", got)
	}
}

// A name of any length, among any number, takes no more than a bounded amount of
// memory.
func TestSuggestIsBounded(t *testing.T) {
	long := strings.Repeat("a", 20000)
	many := slices.Repeat([]string{"candidate"}, 100000)
	if got := Suggest(long, []string{long[1:]}); got != "" {
		t.Errorf("%d letters", len(got))
	}
	if n := testing.AllocsPerRun(1, func() { Suggest("cadidates", many) }); n > 0 {
		t.Errorf("%v allocations", n)
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

func TestSuggest_leavesOutWhatIsFarTooLong(t *testing.T) {
	if got := Suggest("claims", []string{strings.Repeat("claims", 1000), "claim"}); got != "claim" {
		t.Errorf("got %q", got)
	}
}
