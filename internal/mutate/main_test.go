package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const source = `package few

import "github.com/shopspring/decimal"

type few struct{ n int }

func (f few) twice() int { return f.n * 2 }

const most = 3 + 4

var on = true

func within(n, low, high int) bool {
	return n >= low &&
		n <= high
}

func steps(list []int, all bool) (total int) {
	for _, n := range list {
		if !within(n, 0, most) || n == 5 {
			continue
		}
		total += n
		if all {
			total++
		}
	}
	switch {
	case total < 0:
		panic("below zero")
	case total > 1<<4:
		note(total)
	}
	defer within(1, 2, 3)
	return few{n: total - 1}.twice() / 2
}

func note(int) bool { return false }

func pair[T int | string](a, b T) map[string]T {
	go note(most)
	return map[string]T{"sum": a + b}
}

func first(list []int, err error) (int, error) {
	seen := append(make([]int, 0, 4), list...)
	if len(seen) == 0 || len(make(map[int]bool, 4)) > 0 {
		return 0, err
	}
	return 2 + seen[0], nil
}

func second() (int, error) { return 0, failed() }

func failed() error { return nil }

func owed(a, b decimal.Decimal) decimal.Decimal { return a.Add(b) }

func both() (bool, bool) { return true, false }

func (f few) Grow(int) few { return f }

func grown(f few) few { return f.Grow(4) }
`

// money is as much of the package decimal as the source has use for.
const money = `package decimal

type Decimal struct{ N int }

func (d Decimal) Add(e Decimal) Decimal { return Decimal{d.N + e.N} }
func (d Decimal) Sub(e Decimal) Decimal { return Decimal{d.N - e.N} }
`

// quiet is as much of the package rapid: the flags by which a failure is not made short.
const quiet = `package rapid

import (
	"flag"
	"time"
)

var (
	noFile = flag.Bool("rapid.nofailfile", false, "")
	shrink = flag.Duration("rapid.shrinktime", time.Hour, "")
)

func Quiet() bool { return *noFile && *shrink == time.Millisecond }
`

const test = `package few

import (
	"fmt"
	"os"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func TestSteps(t *testing.T) {
	runs, err := os.OpenFile("runs", os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil || !rapid.Quiet() {
		t.Fatal(err)
	}
	fmt.Fprintln(runs, testing.Short())
	runs.Close()
	if got := steps([]int{-1, 0, 1, 5, 7, 8}, true); got != 10 || !on {
		t.Error(got)
	}
	if got := owed(decimal.Decimal{N: 2}, decimal.Decimal{N: 3}); got.N != 5 {
		t.Error(got)
	}
	if got, err := first([]int{3}, nil); got != 5 || err != nil {
		t.Error(got)
	}
	if _, err := first(nil, os.ErrExist); err == nil {
		t.Error("no error")
	}
	if got := steps([]int{9, 3, 2}, false); got != 4 || !testing.Short() && note(got) {
		t.Error(got)
	}
}
`

// The test program is the command where its environment says so.
func TestMain(m *testing.M) {
	if os.Getenv("MUTATE_ARGS") != "" {
		os.Args = append(os.Args[:1], strings.Fields(os.Getenv("MUTATE_ARGS"))...)
		main()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// The command ends with 1 where it fails, and says what is tried when nothing is said.
func TestTheCommand(t *testing.T) {
	for args, want := range map[string]string{"-h": "mutate: flag: help requested\n",
		"-x": "mutate: flag provided but not defined: -x\n", "-n 3": ""} {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "MUTATE_ARGS="+args)
		said, _ := cmd.CombinedOutput()
		if text, code := string(said), cmd.ProcessState.ExitCode(); (code != 0) != (want != "") || code > 1 || !strings.HasSuffix(text, want) {
			t.Errorf("%s: exit code %d, %s", args, code, said)
		}
		for _, flag := range []string{"(default 40)", "(default 1)", "(default 95)"} {
			if strings.Contains(string(said), flag) != (want != "") {
				t.Errorf("%s: %s", args, said)
			}
		}
	}
}

// A mutant that no test fails for is listed, and nothing else is.
func TestRun(t *testing.T) {
	t.Chdir(t.TempDir())
	const path, rapid = "github.com/shopspring/decimal", "pgregory.net/rapid"
	for name, text := range map[string]string{"decimal/decimal.go": money, "decimal/go.mod": "module " + path + "\n", "rapid/rapid.go": quiet,
		"rapid/go.mod": "module " + rapid + "\n", "decimal/decimal_test.go": "package decimal_test\n\nimport _ \"" + rapid + "\"\n",
		"go.mod": "module few\n\ngo 1.26\n\nrequire " + path + " v0.0.0\n\nreplace " + path + " => ./decimal\n\n" +
			"require " + rapid + " v0.0.0\n\nreplace " + rapid +
			" => ./rapid\n", "few.go": source, "few_test.go": test} {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out strings.Builder
	err := run([]string{"-n", "0", "-min", "100", "."}, &out)
	want := `./few.go:29:7: survives: < becomes <=
./few.go:32:3: survives: left out
./few.go:34:15: survives: 1 becomes one more
./few.go:34:18: survives: 2 becomes one more
./few.go:34:21: survives: 3 becomes one more
./few.go:47:52: survives: 0 becomes one more
./few.go:59:41: survives: negated
.: 36 of 36 mutants tried, 29 noticed (80.6 %)
`
	if out.String() != want {
		t.Error(out.String())
	}
	if err == nil || !strings.Contains(err.Error(), "of the mutants are noticed, expected at least 100 %") {
		t.Errorf("got %v", err)
	}
	runs, err := os.ReadFile("runs")
	if short, all := strings.Count(string(runs), "true\n"), strings.Count(string(runs), "false\n"); err != nil || short != 1+36 || all != 1+8 {
		t.Errorf("%d short runs, want one of each mutant and of none, and %d of all tests, want one of each that is not noticed so: %v",
			short, all, err)
	}
	out.Reset()
	if err := run([]string{"-n", "3", "-min", "0", "-run", "None", "."}, &out); err != nil || !strings.HasSuffix(out.String(),
		".: 3 of 36 mutants tried, 0 noticed (0.0 %)\n") {
		t.Errorf("got %v, %s", err, out.String())
	}
	out.Reset()
	if err := run([]string{"-at", "few.go:(29|14):", "-min", "50", "."}, &out); err != nil || !strings.HasSuffix(out.String(), ".: 3 of 36 mutants tried, 2 noticed (66.7 %)\n") {
		t.Errorf("got %v, %s", err, out.String())
	}
	for wrong, says := range map[string]string{"-x": "not defined: -x", "./none": "none", "-at ( .": "missing closing )"} {
		if err := run(strings.Fields(wrong), &out); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v: got %v", wrong, err)
		}
	}
	for name, c := range map[string]struct{ text, says string }{"few.go": {"package few\n\nfunc steps() {", "few.go:3"},
		"none.go": {"package few\n\nvar other = none\n", "undefined: none"},
		"few_test.go": {"package few\n\nimport \"testing\"\n\nfunc TestX(t *testing.T) { t.Error() }\n",
			". fails without a mutant:\n--- FAIL: TestX"}} {
		kept, _ := os.ReadFile(name)
		_ = os.WriteFile(name, []byte(c.text), 0o600)
		if err := run([]string{"."}, &out); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v", name, err)
		}
		_ = os.WriteFile(name, kept, 0o600)
		if kept == nil {
			_ = os.Remove(name)
		}
	}
	if got := percent(0, 0); got != 100 {
		t.Errorf("of nothing: %v", got)
	}
	for took, want := range map[time.Duration]time.Duration{0: 5 * time.Second, time.Second: 10 * time.Second} {
		if got := patience(took); got != want {
			t.Errorf("after %v: %v", took, got)
		}
	}
}
