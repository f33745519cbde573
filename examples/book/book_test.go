package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/examples/postgrestest"
	"github.com/workcomp-go/workcomp/rule"
)

var ctx = context.Background()

// n is the size of the book of these tests: more than one row group.
const n = 150_000

func policies(t *testing.T) (before, after *classify.Policy) {
	t.Helper()
	before, err := policyOf("wv-85-23")
	if err == nil {
		after, err = policyOf("proposal.yaml")
	}
	if err != nil {
		t.Fatal(err)
	}
	return before, after
}

func made(t *testing.T, n int) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "book.parquet")
	if err := Make(file, n); err != nil {
		t.Fatal(err)
	}
	return file
}

// written reads what a comparison wrote, in the order of the employers.
func written[T any](t *testing.T, dir, kind string, id func(T) int64) []T {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, kind+"-*.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	var all []T
	for _, f := range files {
		rows, err := parquet.ReadFile[T](f)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, rows...)
	}
	slices.SortFunc(all, func(a, b T) int { return int(id(a) - id(b)) })
	return all
}

// All ways have the same counts, the same changed and the same dead letters: those of asking
// Policy.Level for each employer.
func TestEveryWay(t *testing.T) {
	before, after := policies(t)
	file := made(t, n)
	rows, err := parquet.ReadFile[Employer](file)
	if err != nil || len(rows) != n {
		t.Fatal(len(rows), err)
	}
	want, wantDead := Matrix{}, []Dead(nil)
	wantChanged := []Changed(nil)
	for _, e := range rows {
		f := rule.Facts{facts[0]: amount(e.ThreeYearPremium), facts[1]: amount(e.EMF)}
		was, err := before.Level(f)
		if err != nil {
			wantDead = append(wantDead, Dead{e.ID, err.Error()})
			continue
		}
		is, err := after.Level(f)
		if err != nil {
			t.Fatal(err)
		}
		want[[2]string{was.Value.Level, is.Value.Level}]++
		if was.Value.Level != is.Value.Level {
			wantChanged = append(wantChanged, Changed{e.ID, was.Value.Level, is.Value.Level, was.String(), is.String()})
		}
	}
	if len(want) < 5 || len(wantDead) == 0 || len(wantChanged) == 0 {
		t.Fatalf("the book shows too little: %v, %d dead", want, len(wantDead))
	}
	for name, compare := range map[string]func(dir string) (Matrix, int64, error){
		"one goroutine": func(dir string) (Matrix, int64, error) {
			return Plain(ctx, file, dir, before, after, 1, func(int64) {})
		},
		"three goroutines": func(dir string) (Matrix, int64, error) {
			return Plain(ctx, file, dir, before, after, 3, func(int64) {})
		},
		"beam": func(dir string) (Matrix, int64, error) { return Beam(ctx, file, dir, before, after) },
		"postgres": func(dir string) (Matrix, int64, error) {
			dsn, stop, err := postgrestest.Start("fsync=off")
			if err != nil {
				return nil, 0, err
			}
			defer stop()
			return SQL(ctx, dsn, file, dir, before, after)
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			matrix, dead, err := compare(dir)
			if errors.Is(err, postgrestest.ErrNone) {
				t.Skip(err)
			}
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(matrix, want) || dead != int64(len(wantDead)) || matrix.total()+dead != n {
				t.Errorf("got\n%v%d dead, want\n%v%d dead", matrix, dead, want, len(wantDead))
			}
			if got := written(t, dir, "dead", func(d Dead) int64 { return d.ID }); !slices.Equal(got, wantDead) {
				t.Errorf("%d dead letters, want %d; the first %v", len(got), len(wantDead), got[:1])
			}
			if got := written(t, dir, "changed", func(c Changed) int64 { return c.ID }); !slices.Equal(got, wantChanged) {
				t.Errorf("%d changed, want %d; the first %v", len(got), len(wantChanged), got[:1])
			}
		})
	}
}

func TestNewComparison_otherFacts(t *testing.T) {
	before, _ := policies(t)
	other, err := policyOf("us-tn-50-6-501")
	if err != nil {
		t.Fatal(err)
	}
	var input *rule.InputError
	if _, err := NewComparison(before, other); !errors.As(err, &input) || input.Field != "facts" {
		t.Errorf("got %v", err)
	}
	if _, _, err := Plain(ctx, made(t, 10), t.TempDir(), before, other, 2, func(int64) {}); !errors.As(err, &input) {
		t.Errorf("got %v", err)
	}
}

func TestPlain_stops(t *testing.T) {
	before, after := policies(t)
	file := made(t, 10)
	if _, _, err := Plain(ctx, file, filepath.Join(t.TempDir(), "none"), before, after, 2, func(int64) {}); err == nil {
		t.Error("a folder that is none is no error")
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, _, err := Plain(cancelled, made(t, n), t.TempDir(), before, after, 1, func(int64) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestRun(t *testing.T) {
	dir := t.TempDir()
	file, outDir := filepath.Join(dir, "book.parquet"), filepath.Join(dir, "out")
	if err := run(ctx, []string{"make", "-n", "20000", file}, io.Discard, io.Discard); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(outDir, 0o755); err != nil {
		t.Fatal(err)
	}
	stale := filepath.Join(outDir, "changed-00099.parquet")
	if err := os.WriteFile(stale, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	var out, progress bytes.Buffer
	if err := run(ctx, []string{"compare", "-out", outDir, file}, &out, &progress); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "focus    -> target") || !strings.Contains(progress.String(), "20000 of 20000") {
		t.Errorf("got %s%s", &out, &progress)
	}
	if _, err := os.Stat(stale); err == nil {
		t.Error("what a run before wrote is still there")
	}
	for _, args := range [][]string{nil, {"burn", file}, {"compare"}, {"compare", "-way", "hadoop", file},
		{"compare", "-way", "sql", "-dsn", "host=/nowhere", file}, {"compare", "-before", "us-xx", file},
		{"compare", "-after", "nowhere.yaml", file}, {"compare", filepath.Join(dir, "nowhere.parquet")},
		{"compare", "-way", "beam", filepath.Join(dir, "nowhere.parquet")}} {
		if err := run(ctx, args, io.Discard, io.Discard); err == nil {
			t.Errorf("%v is taken", args)
		}
	}
}
