package words

import (
	"strings"
	"testing"
)

func TestOdd(t *testing.T) {
	for _, sound := range []string{"", "wv-85-23", "W. Va. Code R. § 85-23-4.1", "métallurgie", "Łódź", "À ž", "a{b}~"} {
		if odd := Odd(sound); odd != "" {
			t.Errorf("%s %s", sound, odd)
		}
	}
	const hidden, alike = ", which is not seen", ", in it, which can be taken for another character"
	for word, want := range map[string]string{
		"wv-85-23\u200b": "U+200B in it" + hidden, "\u202efocus": "U+202E in it" + hidden, "fo\u00adcus": "U+00AD in it" + hidden,
		"a\u2066b": "U+2066 in it" + hidden, "\ufeffa": "U+FEFF in it" + hidden, "a\u2028": "U+2028 in it" + hidden, "a\u3164": "U+3164 in it" + hidden,
		"a\u2800": "U+2800 in it" + hidden, "a\ufe0f": "U+FE0F in it" + hidden, "a\u200d": "U+200D in it" + hidden, "a\u200c": "U+200C in it" + hidden,
		"a\ue000": "U+E000 in it" + hidden, "a\tb": "U+0009 in it" + hidden, "a\U000e0041": "U+E0041 in it" + hidden, "a\u034f": "U+034F in it" + hidden,
		"focuѕ": "U+0455" + alike, "οther": "U+03BF" + alike, "a\u00a0b": "U+00A0" + alike, "wv–85": "U+2013" + alike, "wv\u221285": "U+2212" + alike,
		"e\u0301": "U+0301" + alike, "ｆocus": "U+FF46" + alike, "lıst": "U+0131" + alike, "𝐟ocus": "U+1D41F" + alike, "2×": "U+00D7" + alike,
		"²": "U+00B2" + alike, "ǃ": "U+01C3" + alike, "bui\u017fd": "U+017F" + alike, "\u0663": "U+0663" + alike,
	} {
		if got := Odd(word); !strings.HasSuffix(got, want) {
			t.Errorf("%+q: got %q, want %q", word, got, want)
		}
	}
}

// Spaces that nobody sees, or that are taken for one, make another id of a word.
func TestOdd_spaces(t *testing.T) {
	for word, want := range map[string]string{" ": "start or end", " a": "start or end", "a ": "start or end", "a  b": "two spaces", "a b": ""} {
		if got := Odd(word); (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
}

func TestHidden(t *testing.T) {
	for text, want := range map[string]string{"": "", "о — α": "", "a\u200bb": "U+200B", "α\u202e": "U+202E"} {
		if got := Hidden(text); (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestIsHidden(t *testing.T) {
	for _, r := range "aé§ \u00a0\u200c\u200d\ufe0f\U0001f6a7\u0435" { // seen, or part of what is seen
		if IsHidden(r) {
			t.Errorf("%U is hidden", r)
		}
	}
	for _, r := range "\u200b\u202e\u2069\ufeff\u00ad\u2028\u3164\u115f\u2800\ue000" {
		if !IsHidden(r) {
			t.Errorf("%U is not hidden", r)
		}
	}
}
