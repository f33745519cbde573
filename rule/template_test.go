package rule

import (
	"errors"
	"strings"
	"testing"
)

func TestTemplateNamesAndCheck(t *testing.T) {
	sound := Template{Text: "{emf} is {{below}} {focus:money}, and {emf} week{n:s}."}
	names, err := sound.Names()
	if got := strings.Join(names, " "); got != "emf focus n" || err != nil {
		t.Errorf("got %s, %v", got, err)
	}
	if err := sound.Check("emf", "focus", "n"); err != nil {
		t.Error(err)
	}
	for _, c := range []struct {
		text, message string
		offset        int
	}{
		{"é {emf", "a { without its }", 2}, {"} {emf}", "a } without its {", 0}, {"é {}", "a place without the name of a fact", 3},
		{"{emf:big}", `unknown format "big"`, 1},
	} {
		template := Template{Text: c.text}
		_, named := template.Names()
		for _, err := range []error{named, template.Check("emf")} {
			var e *ExprError
			if !errors.As(err, &e) || !strings.HasPrefix(e.Message, c.message) || e.Offset != c.offset {
				t.Errorf("%s: got %v at %d", c.text, err, e.Offset)
			}
		}
	}
	var e *ExprError
	if err := sound.Check("emf", "fokus", "n"); !errors.As(err, &e) || e.Suggestion != "fokus" || e.Message != `unknown fact "focus", expected one of emf, fokus, n` {
		t.Errorf("got %v", err)
	}
}

func TestTemplateFindingWritesAWordInWords(t *testing.T) {
	template := Template{Text: "The outcome is {outcome:words}."}
	if got := template.Finding(true, Str("outcome", "keep_estimate")).Text(); got != "The outcome is keep estimate." {
		t.Errorf("got %s", got)
	}
}
