package workcomp

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"
)

const clock = "reads the clock"

// impure names what a library package must not call: the clock, the decimal
// package's global settings and everything that goes through binary floats.
var impure = map[string]string{
	"Now": clock, "Since": clock, "Until": clock,
	"Div": "divides by a global precision", "DivisionPrecision": "is a global setting", "MarshalJSONWithoutQuotes": "is a global setting",
	"NewFromFloat": "is a binary float", "NewFromFloat32": "is a binary float", "InexactFloat64": "is a binary float",
	"Float64": "is a binary float", "ParseFloat": "is a binary float", "FormatFloat": "is a binary float",
}

// purityFaults lists what breaks purity in the files of one package: floats,
// the clock, goroutines, init functions, and package variables that change.
func purityFaults(fset *token.FileSet, files []*ast.File) []string {
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
	// Imports are not resolved: the package's own names are what is asked.
	conf := types.Config{Error: func(error) {}, Importer: nowhere{}}
	pkg, _ := conf.Check("p", fset, files, info)
	var faults []string
	report := func(n ast.Node, format string, args ...any) {
		faults = append(faults, fmt.Sprintf("%s: %s", fset.Position(n.Pos()), fmt.Sprintf(format, args...)))
	}
	global := func(e ast.Expr) (string, bool) {
		id := root(e)
		if id == nil {
			return "", false
		}
		v, ok := info.Uses[id].(*types.Var)
		return id.Name, ok && v.Parent() == pkg.Scope()
	}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				if n.Name == "float64" || n.Name == "float32" {
					report(n, "%s", n.Name)
				}
			case *ast.BasicLit:
				if n.Kind == token.FLOAT {
					report(n, "float literal %s", n.Value)
				}
			case *ast.GoStmt:
				report(n, "starts a goroutine")
			case *ast.FuncDecl:
				if n.Recv == nil && n.Name.Name == "init" {
					report(n, "init function")
				}
			case *ast.SelectorExpr:
				id, plain := n.X.(*ast.Ident)
				_, ofValue := info.Uses[id].(*types.Var)
				ofPackage := plain && !ofValue
				if why, bad := impure[n.Sel.Name]; bad && (ofPackage || why != clock) { // a fact may be called so: a stay lasts Until a day
					report(n, "%s %s", n.Sel.Name, why)
				}
			case *ast.AssignStmt:
				for _, left := range n.Lhs {
					if name, ok := global(left); ok {
						report(n, "assigns to package variable %s", name)
					}
				}
			case *ast.IncDecStmt:
				if name, ok := global(n.X); ok {
					report(n, "changes package variable %s", name)
				}
			}
			return true
		})
	}
	return faults
}

// root is the variable an assignable expression starts from.
func root(e ast.Expr) *ast.Ident {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			return x
		case *ast.IndexExpr:
			e = x.X
		case *ast.SelectorExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		default:
			return nil
		}
	}
}

type nowhere struct{}

func (nowhere) Import(path string) (*types.Package, error) {
	return nil, fmt.Errorf("%s is not resolved", path)
}

func TestTheLibraryIsPure(t *testing.T) {
	fset, files := sources(t)
	for _, pkg := range libraries {
		if len(files[pkg]) == 0 {
			t.Errorf("%s has no files", pkg)
		}
		for _, fault := range purityFaults(fset, files[pkg]) {
			t.Error(fault)
		}
	}
}

func TestWhatIsImpureIsSeen(t *testing.T) {
	for source, want := range map[string]string{
		"func f() float64 { return 0 }":                       "float64",
		"var x = 0.1":                                         "float literal 0.1",
		"func f() { go f() }":                                 "starts a goroutine",
		"func init() {}":                                      "init function",
		"func f() { _ = time.Now() }":                         "Now reads the clock",
		"func f() { _ = d.Div(e) }":                           "Div divides by a global precision",
		"var x int\nfunc f() { x = 1 }":                       "assigns to package variable x",
		"var x int\nfunc f() { x++ }":                         "changes package variable x",
		"var x = map[string]int{}\nfunc f() { x[\"a\"] = 1 }": "assigns to package variable x",
		"var x struct{ y int }\nfunc f() { x.y = 1 }":         "assigns to package variable x",
		"var x int\nfunc f() { x := 1; x++ }":                 "",
		"var x = 1\nfunc f() int { return x }":                "",
	} {
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, "p.go", "package p\n"+source, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		faults := purityFaults(fset, []*ast.File{f})
		seen := slices.ContainsFunc(faults, func(s string) bool { return strings.Contains(s, want) })
		if want == "" && len(faults) > 0 || want != "" && !seen {
			t.Errorf("%q: got %q, want %q", source, faults, want)
		}
	}
}
