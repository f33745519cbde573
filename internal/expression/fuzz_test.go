package expression

import (
	"errors"
	"testing"
	"unicode/utf8"

	"github.com/workcomp-go/workcomp/calendar"
)

// Whatever a text is, it compiles or its mistake has a place in it; and what
// compiles can be asked of any facts, twice with the same answer.
func FuzzCompile(f *testing.F) {
	for _, seed := range []string{
		"", "emf >= 1.70", "emf in [1, 2.5]", "emf in []", "tier == \"focus\" or not excluded", "1 < emf < 2", "round(emf, 2, \"half_up\") == 1.7", "div(emf, 0, 2, \"down\") > 1",
		"day > date(\"2025-01-31\") // note", "excluded ? emf > 1 : emf < 1", "services contains \"é\"", "emf >= 1e1000000000", "baseline.emf*emf*emf > -.5", "a | b", "if a {b} else {c}",
		"emf > 1.5 2", "\xff", "let x = 1; x", "#1", "emf?.x", "b\"x\" == reason", "[1].x", "max(1, emf, 3) > abs(-2)", "/* x */ true", "\"\\u{1F600}\" in services", "any(services, # startsWith \"p\")", "sum(services, # == reason ? emf : 0) > count(services)", "all([\"a\"], {#.x == $env.emf})",
	} {
		f.Add(seed)
	}
	empty := &review{}
	f.Fuzz(func(t *testing.T, source string) {
		p, err := CompileBool(source, scope)
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.Error() == "" || e.Message == "" {
				t.Fatalf("%q: %T %v", source, err, err)
			}
			if e.Offset < 0 || e.Offset > utf8.RuneCountInString(source) {
				t.Fatalf("%q: offset %d", source, e.Offset)
			}
			return
		}
		for _, facts := range []*review{aReview(), empty} {
			eager, err := holds(p, facts)
			lazy, again := p.EvalLazy(readFrom(facts))
			if err == nil && (lazy.IsTrue() != eager || again != nil) {
				t.Fatalf("%q: %v, and lazily %v, %v", source, eager, lazy, again)
			}
			var input *calendar.InputError
			if err != nil && !errors.As(err, &input) {
				t.Fatalf("%q: %T %v", source, err, err)
			}
		}
		text := p.Root().String()
		if len(text) > maxSource {
			return
		}
		back, err := CompileBool(text, scope)
		if err != nil {
			t.Fatalf("%q written back as %q: %v", source, text, err)
		}
		first, err := holds(p, aReview())
		second, again := holds(back, aReview())
		if first != second || (err == nil) != (again == nil) {
			t.Fatalf("%q is %v, %v and written back as %q is %v, %v", source, first, err, text, second, again)
		}
	})
}
