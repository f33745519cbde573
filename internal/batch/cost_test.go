package batch

import (
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/internal/cost"
)

// nested are conditions that grow when they are rewritten: each is put into itself
// so often.
func nested(depth int) map[string]string {
	put := func(format, inner string) string {
		for range depth {
			inner = strings.ReplaceAll(format, "X", inner)
		}
		return inner
	}
	return map[string]string{
		"equality":         put("(excluded)==(X)", "excluded"),
		"equality, left":   put("(X)==excluded", "excluded"),
		"inequality":       put("excluded!=(X)", "excluded"),
		"in":               put("(X) in [excluded,improved]", "excluded"),
		"among candidates": put("excluded in [X,improved]", "excluded"),
		"numbers":          put("(X?1:2) in [1,2]", "excluded"),
		"sums":             put("emf+(X)", "emf") + ">1",
		"choices":          put("excluded?(X):(emf>1)", "excluded"),
	}
}

// No rewriting of a condition grows faster than its text.
func TestNew_isBounded(t *testing.T) {
	for _, depth := range []int{5, 28, 60} {
		for name, source := range nested(depth) {
			if len(source) > 1000 {
				continue
			}
			cost.AtMost(t, name, len(source), 2000, func() {
				c, err := compile[review](source)
				if err != nil {
					t.Errorf("%s: %v", source, err)
					return
				}
				agree(t, c, aReview())
				if c.tests != nil && c.tests.tests[0].size > mostNodes {
					t.Errorf("%s: %d nodes", name, c.tests.tests[0].size)
				}
			})
		}
	}
}

// Whatever a condition is, the fast path costs no more than its text asks for.
func FuzzNewCost(f *testing.F) {
	for _, depth := range []int{3, 28} {
		for _, source := range nested(depth) {
			f.Add(source)
		}
	}
	f.Fuzz(func(t *testing.T, source string) {
		cost.AtMost(t, source, len(source), 4000, func() { _, _ = compile[review](source) })
	})
}
