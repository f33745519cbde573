package strict

import (
	"errors"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/rule"
)

type caretFacts struct {
	EMF  int
	Tier string
}

// Lines of nothing but a backslash, one below the other, have no place: the caret stands
// under the value, as wherever a mistake cannot be found in it.
func TestTheCaretBehindLinesThatGoOn(t *testing.T) {
	f := ParseYAML("f.yaml", []byte("if: \"emf > 1 and\\\n  \\\n  \\\n  \\\n  wrong > 1\"\n"))
	n := f.One().Get("if")
	begins := strings.Index(n.Text, "and") + len("and")
	for offset := range []rune(n.Text) {
		want := n.Pos // of what stands behind them
		if offset < begins {
			want = Pos{1, len(`if: "`) + 1 + offset}
		}
		if got := f.place(At[string]{n.Text, n.Pos}, offset); got != want {
			t.Errorf("%d: got %v, want %v", offset, got, want)
		}
	}
}

// Every value below holds one mistake, marked in the file by the word "wrong":
// the caret must stand under its first letter, whatever the form of the value.
func TestTheCaretStandsUnderTheMistakeInEveryFormOfAText(t *testing.T) {
	for _, text := range []string{
		"if: emf > wrong\n",
		"a: 1\nif:   emf > 1 and wrong > 1\n",
		"{\"übermaß\": 1, \"if\": \"emf > 1 and wrong > 1\"}\n",
		"if: \"emf > wrong\"\n",
		"if: 'emf > wrong'\n",
		"if: 'tier == ''a'' and emf > wrong'\n",
		"if: \"tier == \\\"a\\\" and emf > wrong\"\n",
		"if: \"tier == \\\"\\u00e9\\x41\\U0001F600\\\" and emf > wrong\"\n",
		"if: \"tier == \\\"\\U0001F600ab\\\" and emf > wrong\"\n",
		"if: \"emf >\\n wrong\"\n",
		"if: \"emf > \\\n   wrong\"\n",
		"if: tier == \"é\" and emf > wrong\n",
		"if: emf > 1\n  and emf > wrong\n  and emf > 2\n",
		"if: emf > 1  \n\n\n  and emf > wrong\n",
		"if: \"emf > 1\n  and emf > wrong\"\n",
		"if: 'emf > 1\n\n  and emf > wrong'\n",
		"if: |\n  emf > 1\n  and emf > wrong\n",
		"if: | # a note\n\n    emf > 1\n      and emf > wrong\n",
		"if: |-\n  emf > 1  \n\n  and emf > wrong\n",
		"if: >\n  emf > 1\n  and emf > wrong\n",
		"if: >-\n  emf > 1\n  and emf > wrong",
		"if: >-\n  emf > 1\n\n    and emf > 2\n\n  and emf > wrong\n",
		"if: >-\r\n  emf > 1\r\n  and emf > wrong\r\n",
		"\ufeffif: emf > wrong\n",
		"- if:\temf > wrong\n",
		"if: |\n\n  emf > wrong\n",
		"if: \"emf > 1 and\\Nemf > wrong\"\n",
		"if: >-\n\n\n  emf > 1 or\n  \temf > wrong\n",
		"if:\n  emf > wrong\n",
		"if:\n  \"emf > wrong\"\n",
		"if: \"\n  tier == \\\"a\\\" and emf > wrong\"\n",
	} {
		f := ParseYAML("f.yaml", []byte(text))
		n := f.One()
		if n == nil {
			t.Errorf("%q: %v", text, f.Err())
			continue
		}
		for n.Kind == List {
			n = n.Items[0]
		}
		at := At[string]{Value: n.Get("if").Text, Pos: n.Get("if").Pos}
		_, err := rule.Compile[caretFacts](at.Value)
		f.ReportExpression("if", at, err)
		errs, _ := f.Err().(rule.Diagnostics)
		var expression *rule.ExprError
		if !errors.As(err, &expression) || len(errs) != 1 || errs[0].Code != rule.BadExpression || errs[0].Message != expression.Message {
			t.Errorf("%q: %v", text, f.Err())
			continue
		}
		lines := strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n")
		before, _, found := strings.Cut(lines[errs[0].Line-1], "wrong")
		if !found || errs[0].Column != len([]rune(before))+1 {
			t.Errorf("%q: at %d:%d\n%v", text, errs[0].Line, errs[0].Column, errs[0])
		}
		shown := strings.Split(errs[0].Error(), "\n")
		caret := strings.Index(shown[2], "^")
		if !strings.HasPrefix(string([]rune(shown[1])[caret:]), "wrong") {
			t.Errorf("%q: the caret is elsewhere:\n%v", text, errs[0])
		}
	}
}

func TestATextThatCannotBeFollowedIsPlacedAtItsStart(t *testing.T) {
	for text, want := range map[string]Pos{
		"if: |2\n    emf > wrong\n": {1, 5}, // its indentation is part of it
	} {
		f := ParseYAML("f.yaml", []byte(text))
		v := f.One().Get("if")
		at := strings.Index(v.Text, "wrong")
		if got := f.place(At[string]{v.Text, v.Pos}, len([]rune(v.Text[:at]))); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
	f := ParseYAML("f.yaml", []byte("if: a\n"))
	for _, pos := range []Pos{{}, {9, 1}, {3, 1}, {1, 90}, {1, 6}} {
		if got := f.place(At[string]{"a", pos}, 0); got != pos {
			t.Errorf("%v moved to %v", pos, got)
		}
	}
	for text, want := range map[string]Pos{"a b": {1, 3}, `"a \"b"`: {1, 6}} { // a text that is the whole file
		f := ParseYAML("f.yaml", []byte(text))
		if got := f.place(At[string]{f.One().Text, f.One().Pos}, strings.Index(f.One().Text, "b")); got != want {
			t.Errorf("%s: b stands at %v, want %v", text, got, want)
		}
	}
	for length, want := range map[int]int{10_000: 10_000, 10_001: 1} { // a line so long is not gone through
		text := strings.Repeat("a", length-1) + "b"
		if got := ParseYAML("f.yaml", []byte(text)).place(At[string]{text, Pos{1, 1}}, length-1); got != (Pos{1, want}) {
			t.Errorf("of %d characters: %v", length, got)
		}
	}
}
