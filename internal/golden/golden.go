// Package golden compares what a test made with a file that is kept, so that a
// change of a diagram, a letter or an error is seen in review.
package golden

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Check fails the test when got is not what the file at path holds. With
// UPDATE_GOLDEN=1 in the environment it writes the file instead, unless it holds
// that already: another package may be reading it.
func Check(t testing.TB, path, got string) {
	t.Helper()
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if kept, err := os.ReadFile(path); err == nil && string(kept) == got {
			return
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (UPDATE_GOLDEN=1 writes it)", err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-kept +made; UPDATE_GOLDEN=1 writes it):\n%s", path, diff)
	}
}
