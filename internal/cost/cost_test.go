package cost

import "testing"

var kept []byte

// refused is a test that records whether it failed.
type refused struct {
	testing.TB
	failed bool
}

func (r *refused) Helper()               {}
func (r *refused) Errorf(string, ...any) { r.failed = true }

func TestAtMost(t *testing.T) {
	take := func(n int) func() { return func() { kept = make([]byte, n) } }
	AtMost(t, "small", 10, 1, take(1000))
	var r refused
	if AtMost(&r, "large", 10, 1, take(2<<20)); !r.failed {
		t.Error("two megabytes for ten bytes were let pass")
	}
}
