package main

import (
	"os"
	"strings"
	"testing"
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

const test = `package few

import (
	"os"
	"testing"

	"github.com/shopspring/decimal"
)

func TestSteps(t *testing.T) {
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
	if got := steps([]int{9, 3, 2}, false); !testing.Short() && got != 4 {
		t.Error(got)
	}
}
`

// A mutant that no test fails for is listed, and nothing else is.
func TestRun(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("decimal", 0o700); err != nil {
		t.Fatal(err)
	}
	const path = "github.com/shopspring/decimal"
	for name, text := range map[string]string{"decimal/decimal.go": money, "decimal/go.mod": "module " + path + "\n",
		"go.mod": "module few\n\ngo 1.26\n\nrequire " + path + " v0.0.0\n\nreplace " + path + " => ./decimal\n", "few.go": source, "few_test.go": test} {
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
./few.go:38:30: survives: negated
./few.go:47:52: survives: 0 becomes one more
./few.go:59:41: survives: negated
.: 36 of 36 mutants tried, 28 noticed (77.8 %)
`
	if out.String() != want {
		t.Error(out.String())
	}
	if err == nil || !strings.Contains(err.Error(), "of the mutants are noticed, expected at least 100 %") {
		t.Errorf("got %v", err)
	}
	if err := run([]string{"-n", "3", "-min", "0", "."}, &out); err != nil {
		t.Error(err)
	}
	out.Reset()
	if err := run([]string{"-at", "few.go:(29|14):", "-min", "50", "."}, &out); err != nil || !strings.HasSuffix(out.String(), ".: 3 of 36 mutants tried, 2 noticed (66.7 %)\n") {
		t.Errorf("got %v, %s", err, out.String())
	}
	for _, wrong := range [][]string{{"-x"}, {"./none"}, {"-at", "(", "."}} {
		if err := run(wrong, &out); err == nil {
			t.Errorf("%v: no error", wrong)
		}
	}
	for name, text := range map[string]string{"few.go": "package few\n\nfunc steps() {", "none.go": "package few\n\nvar other = none\n", "few_test.go": "package few\n\nimport \"testing\"\n\nfunc TestX(t *testing.T) { t.Error() }\n"} {
		kept, _ := os.ReadFile(name)
		_ = os.WriteFile(name, []byte(text), 0o600)
		if err := run([]string{"."}, &out); err == nil {
			t.Errorf("%s: no error", name)
		}
		_ = os.WriteFile(name, kept, 0o600)
		if kept == nil {
			_ = os.Remove(name)
		}
	}
	if got := percent(0, 0); got != 100 {
		t.Errorf("of nothing: %v", got)
	}
}
