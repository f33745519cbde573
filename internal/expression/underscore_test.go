package expression

import (
	"strings"
	"testing"
)

// A _ parts the digits of a number, and stands between two of them.
func TestCompileBool_underscores(t *testing.T) {
	for source, good := range map[string]bool{"emf < 1_000": true, "emf < 1_000_000.5": true, "emf < 1_": false, "emf < 1__0": false, "emf < 1_000_": false} {
		_, err := CompileBool(source, scope)
		if (err == nil) != good || err != nil && !strings.Contains(err.Error(), "is not a decimal number") {
			t.Errorf("%s: got %v", source, err)
		}
	}
}
