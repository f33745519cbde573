package cost

import (
	"testing"

	"github.com/workcomp-go/workcomp/internal/failing"
)

var kept []byte

func take(n int) func() { return func() { kept = make([]byte, n) } }

// What was allocated before is not counted.
func TestBytes(t *testing.T) {
	take(4 << 20)()
	if got := Bytes(take(1 << 20)); got < 1<<20 || got > 2<<20 {
		t.Errorf("%d bytes for a megabyte", got)
	}
}

func TestAtMost(t *testing.T) {
	for _, c := range []struct {
		name              string
		size, each, taken int
		fails             bool
	}{
		{"a thousand bytes", 10, 1, 1000, false},
		{"all that is allowed", 0, 0, 1 << 20, false},
		{"two megabytes for ten bytes", 10, 1, 2 << 20, true},
		{"two megabytes for one, twice its size allowed", 1 << 20, 2, 2 << 20, false},
		{"a megabyte where half of one is allowed", 1 << 19, -1, 1 << 20, true},
	} {
		failed := failing.Of(t, func(tb testing.TB) { AtMost(tb, c.name, c.size, c.each, take(c.taken)) })
		if (failed != "") != c.fails {
			t.Errorf("%s: failed with %q", c.name, failed)
		}
	}
}
