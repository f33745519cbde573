package cost

import "testing"

var kept []byte

// refused is a test that records whether it failed, and whether the line is that of its caller.
type refused struct {
	testing.TB
	failed, helped bool
}

func (r *refused) Helper()               { r.helped = true }
func (r *refused) Errorf(string, ...any) { r.failed = true }

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
		var r refused
		if AtMost(&r, c.name, c.size, c.each, take(c.taken)); r.failed != c.fails || !r.helped {
			t.Errorf("%s: failed %t, at the line of the caller %t", c.name, r.failed, r.helped)
		}
	}
}
