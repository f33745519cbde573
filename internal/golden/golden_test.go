package golden

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// recorder is a test that records its failures.
type recorder struct {
	testing.TB
	failed string
}

func (r *recorder) Helper()                           {}
func (r *recorder) Errorf(format string, args ...any) { r.failed = fmt.Sprintf(format, args...) }
func (r *recorder) Fatal(args ...any)                 { r.failed = fmt.Sprint(args...); panic(r) }
func (r *recorder) Fatalf(format string, args ...any) { r.Errorf(format, args...); panic(r) }

// check runs Check and returns what it failed with.
func check(t *testing.T, path, got string) string {
	r := &recorder{TB: t}
	func() {
		defer func() { _ = recover() }()
		Check(r, path, got)
	}()
	return r.failed
}

func TestAFileIsWrittenThenCompared(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kept.txt")
	t.Setenv("UPDATE_GOLDEN", "")
	if failed := check(t, path, "a\n"); !strings.Contains(failed, "UPDATE_GOLDEN=1") {
		t.Errorf("a file that is not there: %q", failed)
	}
	t.Setenv("UPDATE_GOLDEN", "1")
	if failed := check(t, path, "a\n"); failed != "" {
		t.Errorf("writing: %q", failed)
	}
	if data, err := os.ReadFile(path); string(data) != "a\n" || err != nil {
		t.Errorf("written: %q, %v", data, err)
	}
	if failed := check(t, filepath.Join(path, "below"), "a\n"); failed == "" {
		t.Error("writing below a file did not fail")
	}
	t.Setenv("UPDATE_GOLDEN", "")
	if failed := check(t, path, "a\n"); failed != "" {
		t.Errorf("the same: %q", failed)
	}
	if failed := check(t, path, "b\n"); !strings.Contains(failed, "-kept +made") {
		t.Errorf("another: %q", failed)
	}
}
