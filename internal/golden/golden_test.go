package golden

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/workcomp-go/workcomp/internal/failing"
)

func check(t *testing.T, path, got string) string {
	return failing.Of(t, func(tb testing.TB) { Check(tb, path, got) })
}

func TestAFileIsWrittenThenCompared(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kept.txt")
	t.Setenv("UPDATE_GOLDEN", "")
	if failed := check(t, path, "a\n"); !strings.Contains(failed, " (UPDATE_GOLDEN=1 writes it)") {
		t.Errorf("a file that is not there: %q", failed)
	}
	t.Setenv("UPDATE_GOLDEN", "1")
	if failed := check(t, path, "a\n"); failed != "" {
		t.Errorf("writing: %q", failed)
	}
	if data, err := os.ReadFile(path); string(data) != "a\n" || err != nil {
		t.Errorf("written: %q, %v", data, err)
	}
	long := time.Unix(0, 0)
	if err := os.Chtimes(path, long, long); err != nil {
		t.Fatal(err)
	}
	if failed := check(t, path, "a\n"); failed != "" {
		t.Errorf("writing the same: %q", failed)
	}
	if info, err := os.Stat(path); err != nil || !info.ModTime().Equal(long) {
		t.Errorf("the same was written again: %v, %v", info.ModTime(), err)
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

func TestABlockInsideAFileIsWrittenThenCompared(t *testing.T) {
	path := filepath.Join(t.TempDir(), "doc.go")
	block := func(made string) string {
		return failing.Of(t, func(tb testing.TB) { Block(tb, path, "//\t", made) })
	}
	t.Setenv("UPDATE_GOLDEN", "")
	if failed := block("a\n"); !strings.Contains(failed, "doc.go: ") {
		t.Errorf("a file that is not there: %q", failed)
	}
	if err := os.WriteFile(path, []byte("// Package p.\n//\n//\ta\n//\told\npackage p\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if failed := block("b\n"); !strings.Contains(failed, "no line") {
		t.Errorf("a block that is not there: %q", failed)
	}
	if failed := block("a\nold\n"); failed != "" {
		t.Errorf("the same: %q", failed)
	}
	if failed := block("a\nnew\nlonger\n"); failed == "" {
		t.Error("another block did not fail")
	}
	t.Setenv("UPDATE_GOLDEN", "1")
	block("a\nnew\nlonger\n")
	if data, _ := os.ReadFile(path); string(data) != "// Package p.\n//\n//\ta\n//\tnew\n//\tlonger\npackage p\n" {
		t.Errorf("written: %q", data)
	}
	if err := os.WriteFile(path, []byte("//\ta\n//\told\n"), 0o600); err != nil { // a block that is all of the file
		t.Fatal(err)
	}
	block("a\nnew\n")
	if data, _ := os.ReadFile(path); string(data) != "//\ta\n//\tnew\n" {
		t.Errorf("written: %q", data)
	}
}
