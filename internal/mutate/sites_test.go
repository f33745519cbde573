package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"
)

// imports gives the packages that are checked already.
type imports map[string]*types.Package

func (i imports) Import(path string) (*types.Package, error) { return i[path], nil }

// checked is a package of one file, read and checked.
func checked(t *testing.T, path, source string, of imports) (*mutator, *ast.File, *types.Package) {
	t.Helper()
	m := &mutator{fset: token.NewFileSet(), info: &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}}
	f, err := parser.ParseFile(m.fset, "few.go", source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	p, err := (&types.Config{Importer: of}).Check(path, m.fset, []*ast.File{f}, m.info)
	if err != nil {
		t.Fatalf("%v\n%s", err, source)
	}
	return m, f, p
}

// What is a mutant, and what is none: what means nothing by custom, what is the same change
// again, and what the language does not let us change.
func TestSites(t *testing.T) {
	const path, draws = "github.com/shopspring/decimal", "pgregory.net/rapid"
	_, _, drawn := checked(t, draws, "package rapid\ntype Generator[V any] struct{}\nfunc Ints(a, b int) *Generator[int] { return nil }\n"+
		"func Most(a int) int { return a }\n", nil)
	_, _, numbers := checked(t, path, "package decimal\ntype Decimal struct{}\n"+
		"func (d Decimal) Add(Decimal) Decimal { return d }\nfunc (d Decimal) Sub(Decimal) Decimal { return d }\n"+
		"func (d Decimal) LessThan(Decimal) bool { return d == d }\nfunc (d Decimal) LessThanOrEqual(Decimal) bool { return d == d }\n"+
		"func (d Decimal) GreaterThan(Decimal) bool { return d == d }\n"+
		"func (d Decimal) GreaterThanOrEqual(Decimal) bool { return d == d }\n", nil)
	const (
		one   = " becomes one more"
		other = " becomes the other"
	)
	for source, want := range map[string][]string{
		"func f(a, b int) bool { return a < b }":                          {"< becomes <="},
		"func f(a, b int) bool { return a <= b }":                         {"<= becomes <"},
		"func f(a, b int) bool { return a > b }":                          {"> becomes >="},
		"func f(a, b int) bool { return a >= b }":                         {">= becomes >"},
		"func f(a, b int) int { return a + b }":                           {"+ becomes -"},
		"func f(a, b int) int { return a - b }":                           {"- becomes +"},
		"func f(a, b int) int { return a * b }":                           {"* becomes /"},
		"func f(a, b int) int { return a / b }":                           {"/ becomes *"},
		"func f(a, b int) int { return a % b }":                           nil,
		"func f(a, b string) bool { return a < b }":                       nil,
		"func f(a, b float64) float64 { return a + b }":                   nil,
		"func f[T int | string](a, b T) T { return a + b }":               nil,
		"type n uint8\nfunc f(a, b n) n { return a + b }":                 {"+ becomes -"},
		"func f(a int64, b uint) int64 { return a + 1<<b }":               {"1" + one},
		"func f(a int64, b uint) int64 { return 1<<b + a }":               {"1" + one},
		"func f(a int64, b uint) int64 { return a + 1>>b }":               {"1" + one},
		"func f(a, b int) bool { return a == b }":                         {"== negated"},
		"func f(a, b int) bool { return a != b }":                         {"!= negated"},
		"type y bool\nfunc f(a, b int) y { return a == b }":               nil,
		"func f(a, b bool) bool { return a && b }":                        {"&&" + other},
		"func f(a, b bool) bool { return a || b }":                        {"||" + other},
		"type y bool\nfunc f(a, b y) y { return a && b }":                 nil,
		"func f(a bool) bool { return !a }":                               {"negated"},
		"type y bool\nfunc f(a y) y { return !a }":                        nil,
		"func f(a int) int { return -a }":                                 nil,
		"func f() bool { return f() }":                                    {"negated"},
		"func f() int { return f() }":                                     nil,
		"func f() bool { f(); return f() }":                               {"left out", "negated"},
		"func f() bool { defer f(); return f() }":                         {"negated"},
		"func f() bool { go f(); return f() }":                            {"negated"},
		"func f(a bool) { if a { } }":                                     {"negated"},
		"func f(a bool) { for a { } }":                                    {"negated"},
		"func f() { for { } }":                                            nil,
		"func f(s struct{ a bool }) { if s.a { } }":                       {"negated"},
		"func f(a []bool) { if a[0] { } }":                                {"negated", "0" + one},
		"func f(a int) { if a > 2 { } }":                                  {"> becomes >=", "2" + one},
		"func f() bool { return true }":                                   {"negated"},
		"func f() bool { true := f(); return true }":                      {"negated"}, // the call
		"func f() int { return 3 }":                                       {"3" + one},
		"func f() float64 { return 3 }":                                   nil,
		"func f() rune { return 'a' }":                                    nil,
		"type n int\nfunc f() n { return 3 }":                             nil,
		"func f() int { return 1 + 2 }":                                   nil,
		"const c = 3":                                                     nil,
		"type t [3]int":                                                   nil,
		"var v = 3":                                                       {"3" + one},
		"var v [3]int":                                                    nil,
		"var v = map[int]int{1: 2}":                                       {"2" + one},
		"func f() (a int) { a = g; return a }\nvar g int":                 {"left out"},
		"func f() (a int) { a += g; return a }\nvar g int":                {"left out"},
		"func f() int { a := g; return a }\nvar g int":                    nil,
		"func f(a int) { a++ }":                                           {"left out"},
		"func f(a int) { a-- }":                                           {"left out"},
		"func f() { panic(f) }":                                           nil,
		"type p struct{}\nfunc (p) panic() {}\nfunc f(a p) { a.panic() }": {"left out"},
		"func f(a int) { switch { case a == a: a++ } }":                   {"left out", "== negated"},
		"func f(c chan int, a int) { select { case <-c: a++ } }":          nil,
		"func f(a int) bool { return a < 1 }":                             {"< becomes <="},
		"func f(a int) bool { return a <= 1 }":                            {"<= becomes <", "1" + one},
		"func f(a int) bool { return a > 1 }":                             {"> becomes >=", "1" + one},
		"func f(a int) bool { return a >= 1 }":                            {">= becomes >"},
		"func f(a int) bool { return 1 < a }":                             {"< becomes <=", "1" + one},
		"func f(a int) bool { return 1 <= a }":                            {"<= becomes <"},
		"func f(a int) bool { return 1 > a }":                             {"> becomes >="},
		"func f(a int) bool { return 1 >= a }":                            {">= becomes >", "1" + one},
		"func f(a int) int { return a + 1 }":                              {"+ becomes -", "1" + one},
		"func f(e error) (int, error) { return 1, e }":                    nil,
		"func f(e error) (bool, error) { return true, e }":                nil,
		"func f(e error) (bool, error) { return false, e }":               nil,
		"func f(e error, a int) (int, error) { return a - 1, e }":         {"- becomes +", "1" + one},
		"func f() (int, error) { return 1, nil }":                         {"1" + one},
		"func f() (int, int) { return 1, 2 }":                             {"1" + one, "2" + one},
		"func f() (int, bool) { return 1, false }":                        {"negated"},
		"func f() (int, bool) { return 1, true }":                         {"1" + one, "negated"},
		"func f() (bool, int, bool) { return true, 2, false }":            {"negated"},
		"func f(e error) error { return e }":                              nil,
		"var v = make([]int, 1)":                                          {"1" + one},
		"var v = make([]int, 1, 2)":                                       {"1" + one},
		"var v = make(map[int]int, 2)":                                    nil,
		"type l []int\nvar v = make(l, 1, 2)":                             {"1" + one},
		"func f(int) int { return f(2) }":                                 {"2" + one},
		"type g struct{}\nfunc (g) Grow(int) {}\nfunc (g) Add(int) {}\nfunc f(a g) { a.Grow(2); a.Add(3) }": {"left out", "left out", "3" + one},

		"func f() any { return rapid.Ints(0, 99) }":                           {"0" + one, "99" + one},
		"func f() any { return rapid.Ints(1, 100) }":                          {"1" + one},
		"func f() any { return rapid.Most(100) }":                             {"100" + one},
		"func f(a int) *rapid.Generator[int] { return rapid.Ints(a+100, a) }": {"+ becomes -", "100" + one},

		"func f(a, b decimal.Decimal) decimal.Decimal { return a.Add(b) }":     {"Add becomes Sub"},
		"func f(a, b decimal.Decimal) decimal.Decimal { return a.Sub(b) }":     {"Sub becomes Add"},
		"func f(a, b decimal.Decimal) bool { return a.LessThan(b) }":           {"negated", "LessThan becomes LessThanOrEqual"},
		"func f(a, b decimal.Decimal) bool { return a.LessThanOrEqual(b) }":    {"negated", "LessThanOrEqual becomes LessThan"},
		"func f(a, b decimal.Decimal) bool { return a.GreaterThan(b) }":        {"negated", "GreaterThan becomes GreaterThanOrEqual"},
		"func f(a, b decimal.Decimal) bool { return a.GreaterThanOrEqual(b) }": {"negated", "GreaterThanOrEqual becomes GreaterThan"},
	} {
		begins := "package few\n"
		if strings.Contains(source, "decimal.") {
			begins += "import \"" + path + "\"\n"
		}
		if strings.Contains(source, "rapid.") {
			begins += "import \"" + draws + "\"\n"
		}
		m, f, _ := checked(t, "few", begins+source, imports{path: numbers, draws: drawn})
		m.file(f, []byte(begins+source))
		var got []string
		for _, mutant := range m.mutants {
			got = append(got, mutant.what)
			if !strings.HasPrefix(mutant.place(), "few.go:") {
				t.Errorf("%s: at %s", source, mutant.place())
			}
		}
		if strings.Join(got, ", ") != strings.Join(want, ", ") {
			t.Errorf("%s: got %q, want %q", source, got, want)
		}
	}
	named := "package few\nimport of \"" + path + "\"\nfunc f(a, b of.Decimal) of.Decimal { return a.Add(b) }"
	m, f, _ := checked(t, "few", named, imports{path: numbers})
	if got := m.file(f, []byte(named)); got != named || len(m.mutants) != 0 { // the name of the package is written
		t.Errorf("under another name: %v, %s", m.mutants, got)
	}
}
