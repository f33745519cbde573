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
	for _, c := range []struct {
		line          string
		column, width int
		want          string
	}{
		{"a = b \r", 2, 0, "no\n  a = b\n    ^"}, {"a = b \r", 0, 1, "no\n  a = b\n  ^"}, {"a = b \r", -1, 1, "no\n  a = b\n  ^"},
		{"a == b \r", 2, 2, "no\n  a == b\n    ^^"}, {"a = b \r", 4, 9, "no\n  a = b\n      ^"},
	} {
		if got := Caret("no", c.line, c.column, c.width); got != c.want {
			t.Errorf("%+v: got %s", c, got)
		}
	}
}

// What a message shows of a very long text is short, and the caret stays under
// the character that it was under.
func TestCaretInALongLine(t *testing.T) {
	line := strings.Repeat("é", 5000) + "X" + strings.Repeat("\tb", 5000)
	for column, under := range map[int]string{0: "é", 4999: "é", 5000: "X", 5001: " ", 9000: "b", len([]rune(line)): ""} {
		lines := strings.Split(Caret("no", line, column, 1), "\n")
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

// The last list, line and text that are shown whole, and the first that are not.
func TestListExcerptAndCutAtTheirBounds(t *testing.T) {
	whole := slices.Repeat([]string{"12345678"}, mostListed/10)
	if got := List(whole); strings.Contains(got, "more") || len(got) != mostListed-2 {
		t.Errorf("%d bytes of a list", len(got))
	}
	if got := List(append(whole, "x")); !strings.HasSuffix(got, "12345678, and 1 more") {
		t.Errorf("got %s", got[len(got)-30:])
	}
	line := strings.Repeat("a", mostShown)
	if part, before := Excerpt(line, 7); part != line || before != 7 || Cut(line) != line {
		t.Errorf("a line of usual length: %s, %d", part, before)
	}
	for column, want := range map[int]struct {
		first, last string
		size        int
		before      int
	}{
		0: {"a", "…", 100, 0}, 99: {"a", "…", 199, 99}, 100: {"a", "…", 200, 100}, 101: {"…a", "…", 200, 101}, 200: {"…a", "…", 200, 101},
		1000: {"…a", "a", 100, 101}, 900: {"…a", "a", 200, 101}, 899: {"…a", "…", 200, 101},
	} {
		part, before := Excerpt(strings.Repeat("a", 1000), column)
		if !strings.HasPrefix(part, want.first) || !strings.HasSuffix(part, want.last) || strings.Count(part, "a") != want.size || before != want.before {
			t.Errorf("column %d: %d of %q … %q, %d before", column, strings.Count(part, "a"), part[:4], part[len(part)-4:], before)
		}
	}
}

func TestSuggestAtItsBounds(t *testing.T) {
	name := strings.Repeat("ab", longest/2)
	if got := Suggest(name[1:]+"x", []string{name}); got != name {
		t.Errorf("of %d letters: %q", longest, got)
	}
	if got := Suggest(name+"x", []string{name}); got != "" {
		t.Errorf("of %d letters: %q", longest+1, got)
	}
	four := strings.Repeat("𐐨", longest-1) // of as many bytes as a letter can have
	if got := Suggest(four+"𐐨", []string{four + "a"}); got != four+"a" {
		t.Errorf("of %d letters of four bytes: %q", longest, got)
	}
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"abc", "", 3}, {"", "abc", 3}, {"ac", "abcd", 2}, {"a", "bcd", 3}, {"ab", "ba", 1}, {"xab", "xba", 1}, {"abx", "bay", 2}, {"abcd", "badc", 2},
		{"ca", "abc", 3}, {"kitten", "sitting", 3},
	} {
		if got := slips([]rune(c.a), []rune(c.b)); got != c.want {
			t.Errorf("%s and %s: %d slips, want %d", c.a, c.b, got, c.want)
		}
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

// The part of a name that was written alone is that name, but for one that is nearer.
func TestSuggest_thePartOfAName(t *testing.T) {
	if got := Suggest("earnings", []string{"case.last", "terms.earnings", "kind.earnings"}); got != "terms.earnings" {
		t.Errorf("got %q", got)
	}
	for name, want := range map[string]string{"premium": "three_year_premium", "per_pay_period": "per", "at_work": ""} {
		if got := Suggest(name, []string{"three_year_premium", "per", "at"}); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if got := Suggest("earnings", []string{"terms.earnings", "earning"}); got != "earning" {
		t.Errorf("got %q", got)
	}
}

func TestSuggest_leavesOutWhatIsFarTooLong(t *testing.T) {
	if got := Suggest("claims", []string{strings.Repeat("claims", 1000), "claim"}); got != "claim" {
		t.Errorf("got %q", got)
	}
}

func TestWidth(t *testing.T) {
	for _, c := range []struct {
		line    string
		column  int
		hyphens bool
		want    int
	}{
		{"emf >= 1", 0, false, 3}, {"emf >= 1", 4, false, 2}, {"a-b", 0, false, 1}, {"a-b", 0, true, 3}, {`"a b" c`, 0, true, 5}, {`'a b`, 0, true, 4},
		{"(é", 0, false, 1}, {"(é.ü", 1, true, 3}, {"a", 1, true, 0}, {"", 0, true, 0},
		{"policy: ../x.yaml # a note", 8, true, 9}, {"policy: ../x.yaml", 10, true, 1}, {"on: 01/01/2026", 4, true, 10}, {"- é b ", 2, true, 3},
		{"{cap: 20%, at: b}", 6, true, 3}, {"{cap: 20%, at: b c}", 15, true, 3}, {"a: b, c", 3, true, 4}, {"key: value", 0, true, 3},
		{"a: {b: c}", 3, true, 1}, {"- a", 0, true, 1}, {"x:\ty z", 3, true, 3}, {"a: x, y", 6, true, 1}, {"a: x:y", 3, true, 3}, {"[a b, c]", 1, true, 3},
		{"{a:[b]}", 1, true, 1}, {"a: emf > 1", 3, false, 3}, {strings.Repeat("a", 5000), 3, true, mostShown},
	} {
		if got := Width(c.line, c.column, c.hyphens); got != c.want {
			t.Errorf("%s from %d: %d, want %d", Cut(c.line), c.column, got, c.want)
		}
	}
}

func TestOneOf_ofNone(t *testing.T) {
	if got := OneOf(nil); got != "none" {
		t.Errorf("got %q", got)
	}
}
