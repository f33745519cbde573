// Package failing tests what fails a test: a check of our own that never fails is none.
package failing

import (
	"fmt"
	"os"
	"os/exec"
	"testing"
)

// Of runs a check and gives what it failed with; empty where it did not. A check that
// does not say Helper, so that a failure is at a line of its own and not at that of its
// caller, fails t.
func Of(t testing.TB, check func(testing.TB)) string {
	t.Helper()
	r := &recorder{TB: t}
	func() {
		defer func() {
			if p := recover(); p != nil && p != any(r) {
				panic(p)
			}
		}()
		check(r)
	}()
	if !r.helped {
		t.Error("a failure is at a line of the check, which is no Helper")
	}
	return r.failed
}

// Said runs this test program again with some of its flags, and gives what it says: of a
// function that takes a *testing.T, whether it tests anything at all.
func Said(t testing.TB, flags ...string) string {
	t.Helper()
	said, err := exec.Command(os.Args[0], append([]string{"-test.v"}, flags...)...).CombinedOutput()
	if err != nil {
		t.Errorf("%v: %v\n%s", flags, err, said)
	}
	return string(said)
}

// recorder is a test that keeps what it failed with. Fatal ends the check, as it does.
type recorder struct {
	testing.TB
	failed string
	helped bool
}

func (r *recorder) Helper()                           { r.helped = true }
func (r *recorder) Error(args ...any)                 { r.failed = fmt.Sprint(args...) }
func (r *recorder) Errorf(format string, args ...any) { r.failed = fmt.Sprintf(format, args...) }
func (r *recorder) Fatal(args ...any)                 { r.Error(args...); panic(r) }
func (r *recorder) Fatalf(format string, args ...any) { r.Errorf(format, args...); panic(r) }
