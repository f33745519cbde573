// Package failing tests what fails a test: a check of our own that never fails is none.
package failing

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
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

// Asks expects this test program to have tests of those names, which pass: of a function
// that runs each law in a test that is named after the law. It draws once for each.
func Asks(t testing.TB, names ...string) {
	t.Helper()
	var tops []string
	for _, name := range names {
		top, _, _ := strings.Cut(name, "/")
		tops = append(tops, "^"+top+"$")
	}
	said := Said(t, "-test.run="+strings.Join(tops, "|"), "-rapid.checks=1")
	for _, name := range names {
		if !strings.Contains(said, "--- PASS: "+name+" ") {
			t.Errorf("%s is not asked:\n%s", name, said)
		}
	}
}

// Draws expects the test of that name to draw with rapid, which says so at a line of that
// file: one that is no Helper is said to draw itself.
func Draws(t testing.TB, name, file string) {
	t.Helper()
	said := Said(t, "-test.run=^"+name+"$", "-rapid.checks=1")
	if !regexp.MustCompile(regexp.QuoteMeta(file) + `:\d+: \[rapid\] OK, passed 1 tests`).MatchString(said) {
		t.Errorf("%s draws nothing at a line of %s:\n%s", name, file, said)
	}
}

// asked is the variable that names a test which fails, and is run by Fails alone.
const asked = "WORKCOMP_FAILING_TEST"

// Meant skips a test that is to fail, unless Fails runs it.
func Meant(t testing.TB) {
	t.Helper()
	if os.Getenv(asked) != t.Name() {
		t.Skip("it fails, as another test expects")
	}
}

// Fails expects the test of that name, which says Meant, to fail with a text that has
// these parts in it: "file_test.go:" is where a failure is to be.
func Fails(t testing.TB, name string, parts ...string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^"+name+"$")
	cmd.Env = append(os.Environ(), asked+"="+name)
	said, err := cmd.CombinedOutput()
	if err == nil {
		t.Errorf("%s passes:\n%s", name, said)
		return
	}
	for _, part := range append(parts, "--- FAIL: "+name+" ") {
		if !strings.Contains(string(said), part) {
			t.Errorf("%s fails without %q:\n%s", name, part, said)
		}
	}
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
