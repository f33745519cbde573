package strict

import (
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/internal/cost"
	"github.com/workcomp-go/workcomp/rule"
)

var costly = map[string]string{
	"keys twice":      "{" + strings.Repeat("a: 1,", 5000) + "}",
	"aliases":         "a: &a [1,1,1,1]\nb: [" + strings.Repeat("*a,", 10000) + "]",
	"depth":           strings.Repeat("[", 30000),
	"deep mappings":   strings.Repeat("{a: ", 16000),
	"documents":       strings.Repeat("---\n", 30000),
	"no mapping":      "policy: p\n" + strings.Repeat("a: b: c\n", 10000),
	"no key":          "policy: p\n" + strings.Repeat("x: 'a' b\n", 10000),
	"tabs":            "a:\n" + strings.Repeat("\t", 200000),
	"spaces":          strings.Repeat(" ", 200000),
	"quotes":          "policy: '" + strings.Repeat("''", 100000) + "'",
	"byte order":      strings.Repeat("\ufeff", 60000),
	"carriage return": strings.Repeat("\r", 200000),
	"a long text":     "id: " + strings.Repeat("x", 200000),
	"a long line":     "levels: [" + strings.Repeat("{if: x > },", 4000) + "]",
	"too large":       strings.Repeat("a", 2<<20),
}

// readAll reads a text in every way, and says what is wrong with it.
func readAll(text string) string {
	file := ParseYAML("f.yaml", []byte(text))
	var s spec
	file.Decode(file.One(), "", &s)
	for _, l := range s.Levels {
		file.ReportExpression("if", l.If, &rule.ExprError{Source: l.If.Value, Offset: len(l.If.Value), Message: "no"})
	}
	if err := file.Err(); err != nil {
		return err.Error()
	}
	return ""
}

func TestParseYAML_isBounded(t *testing.T) {
	for name, text := range costly {
		var said string
		cost.AtMost(t, name, len(text), 600, func() { said = readAll(text) })
		if len(said) > 500_000 {
			t.Errorf("%s: %d bytes are said of it", name, len(said))
		}
	}
}

// Of very many mistakes the first are said, and that there are more.
func TestFile_Report_saysThatThereAreMore(t *testing.T) {
	errs, _ := ParseYAML("f.yaml", []byte(costly["keys twice"])).Err().(rule.Diagnostics)
	if len(errs) != maxMistakes || errs[maxMistakes-1].Message != "there are more mistakes: the first 99 are listed" {
		t.Errorf("%d mistakes, %v", len(errs), errs[len(errs)-1])
	}
}

func FuzzParseYAMLCost(f *testing.F) {
	for _, text := range costly {
		if len(text) < 100_000 {
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		cost.AtMost(t, "a file", len(text), 4000, func() { readAll(text) })
	})
}

// What a message holds costs no more than its size asks for.
func TestParseJSON_isBounded(t *testing.T) {
	for name, text := range map[string]string{
		"values":       "[" + strings.Repeat("1,", 500_000) + "1]",
		"fewer values": "[" + strings.Repeat("1,", 60_000) + "1]",
		"depth":        strings.Repeat("[", 60_000),
		"keys twice":   "{" + strings.Repeat(`"a":1,`, 60_000) + `"a":1}`,
		"unknown keys": "{" + strings.Repeat(`"a":{"b":1},`, 1) + `"c":` + "[" + strings.Repeat("{},", 30_000) + "{}]}",
	} {
		cost.AtMost(t, name, len(text), 300, func() {
			var s spec
			if err := UnmarshalJSON([]byte(text), &s); err != nil {
				_ = err.Error()
			}
		})
	}
}
