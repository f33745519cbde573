// Package cost measures what a call takes, for the tests that bound it: the bytes
// it allocates, which are the same on every machine, and not the time.
package cost

import (
	"runtime"
	"testing"
)

// Bytes is how many bytes a call allocates, whether or not they are freed again.
func Bytes(call func()) int {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	call()
	runtime.ReadMemStats(&after)
	return int(after.TotalAlloc - before.TotalAlloc)
}

// AtMost fails a test when a call allocates more than a megabyte and each times
// the size of its input.
func AtMost(t testing.TB, name string, size, each int, call func()) {
	t.Helper()
	if got, most := Bytes(call), 1<<20+each*size; got > most {
		t.Errorf("%s: %d bytes are allocated for an input of %d, expected at most %d", name, got, size, most)
	}
}
