package expression

import (
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/internal/cost"
)

var costly = map[string]string{
	"equality":    strings.Repeat("(excluded)==(", 1100) + "excluded" + strings.Repeat(")", 1100),
	"brackets":    strings.Repeat("(", 7900) + "excluded" + strings.Repeat(")", 7900),
	"nots":        strings.Repeat("!", 15900) + "excluded",
	"dots":        "a" + strings.Repeat(".a", 7900),
	"lists":       strings.Repeat("[", 7900) + strings.Repeat("]", 7900),
	"mappings":    strings.Repeat("{a:", 5000),
	"products":    "emf" + strings.Repeat("*emf", 3900) + ">0",
	"long lines":  strings.Repeat("excluded or ", 100_000),
	"a long name": strings.Repeat("a", 15900),
	"escapes":     `reason == "` + strings.Repeat("\\", 960) + `"`,
}

// Compiling and computing a condition, and saying what is wrong with it, costs no
// more than its text asks for.
func TestCompileBool_isBounded(t *testing.T) {
	for name, source := range costly {
		cost.AtMost(t, name, len(source), 500, func() {
			p, err := CompileBool(source, scope)
			if err != nil {
				if len(err.Error()) > 5000 {
					t.Errorf("%s: %d bytes are said of it", name, len(err.Error()))
				}
				return
			}
			if _, err := holds(p, aReview()); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		})
	}
}

func FuzzCompileCost(f *testing.F) {
	for _, source := range costly {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source string) {
		cost.AtMost(t, "a condition", len(source), 1000, func() {
			p, err := CompileBool(source, scope)
			if err != nil {
				_ = err.Error()
				return
			}
			_, _ = holds(p, aReview())
		})
	})
}
