package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
)

// A mutant is one small change of the source that a test should notice.
type mutant struct {
	at   token.Position
	what string
}

// place is where a mutant is: few.go:12:3:.
func (m mutant) place() string {
	return fmt.Sprintf("%s:%d:%d:", filepath.Base(m.at.Filename), m.at.Line, m.at.Column)
}

// An edit replaces some bytes of a file, or inserts before them.
type edit struct {
	offset, length int
	closing        bool // it ends what another edit begins
	text           string
}

// A mutator collects the mutants of a package: its files are written once with all
// mutants in them, and a variable of the environment chooses one when a test runs.
type mutator struct {
	fset    *token.FileSet
	info    *types.Info
	mutants []mutant
	edits   []edit            // of the file at hand, outer ones first
	alone   ast.Expr          // a call whose result nobody takes
	idle    map[ast.Node]bool // what no test could notice, or is a mutant already: see idles and counted
}

// add makes a mutant of a node: before and after stand around it, with the number of
// the mutant for %d.
func (m *mutator) add(n ast.Node, what, before, after string) {
	m.mutants = append(m.mutants, mutant{m.fset.Position(n.Pos()), what})
	if before != "" {
		before = fmt.Sprintf(before, len(m.mutants))
	}
	m.edits = append(m.edits, edit{offset: m.offset(n.Pos()), text: before}, edit{offset: m.offset(n.End()), closing: true, text: after})
}

// replace replaces what stands from one place to another.
func (m *mutator) replace(from, to token.Pos, text string) {
	m.edits = append(m.edits, edit{offset: m.offset(from), length: int(to - from), text: text})
}

func (m *mutator) offset(p token.Pos) int { return m.fset.Position(p).Offset }

// helpers are the operators that can change: both operands are given to a function,
// which is chosen by the operator.
var helpers = map[token.Token][2]string{
	token.LSS: {"mutantLess", "<="}, token.LEQ: {"mutantLessEqual", "<"}, token.GTR: {"mutantGreater", ">="}, token.GEQ: {"mutantGreaterEqual", ">"},
	token.ADD: {"mutantAdd", "-"}, token.SUB: {"mutantSub", "+"}, token.MUL: {"mutantMul", "/"}, token.QUO: {"mutantQuo", "*"},
}

// decimals are the methods of a decimal that can change, with what they become.
var decimals = map[string]string{
	"Add": "Sub", "Sub": "Add", "LessThan": "LessThanOrEqual", "LessThanOrEqual": "LessThan", "GreaterThan": "GreaterThanOrEqual", "GreaterThanOrEqual": "GreaterThan",
}

// file adds the mutants of a file and gives its source with all of them.
func (m *mutator) file(f *ast.File, source []byte) string {
	m.edits, m.idle = nil, map[ast.Node]bool{}
	decimal := slices.ContainsFunc(f.Imports, func(i *ast.ImportSpec) bool {
		return i.Path.Value == `"github.com/shopspring/decimal"` && i.Name == nil
	})
	ast.Inspect(f, func(n ast.Node) bool { return m.visit(n, decimal) })
	order := make([]int, len(m.edits))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		a, b := m.edits[i], m.edits[j]
		switch {
		case a.offset != b.offset:
			return a.offset - b.offset
		case a.closing != b.closing:
			return map[bool]int{true: -1, false: 1}[a.closing]
		case a.closing:
			return j - i
		}
		return cmp.Or(a.length-b.length, i-j)
	})
	text, from := "", 0
	for _, i := range order {
		e := m.edits[i]
		text += string(source[from:e.offset]) + e.text
		from = e.offset + e.length
	}
	return text + string(source[from:])
}

// visit adds the mutants of a node, and says whether those in it are looked for.
func (m *mutator) visit(n ast.Node, decimal bool) bool {
	if m.idles(n); n != nil && m.idle[n] {
		return false
	}
	switch n := n.(type) {
	case *ast.GenDecl:
		return n.Tok == token.VAR
	case *ast.ArrayType, *ast.ImportSpec:
		return false
	case *ast.KeyValueExpr:
		ast.Inspect(n.Value, func(in ast.Node) bool { return m.visit(in, decimal) })
		return false
	case *ast.BlockStmt:
		m.statements(n.List)
	case *ast.CaseClause:
		m.statements(n.Body)
	case *ast.IfStmt:
		m.condition(n.Cond)
	case *ast.ForStmt:
		m.condition(n.Cond)
	case *ast.ExprStmt:
		m.alone = n.X
	case *ast.DeferStmt:
		m.alone = n.Call
	case *ast.GoStmt:
		m.alone = n.Call
	case *ast.CallExpr:
		if m.isBool(n) && m.alone != n {
			m.add(n, "negated", "(mutantIs(%d) != (", "))")
		}
		if s, ok := n.Fun.(*ast.SelectorExpr); ok && decimal && decimals[s.Sel.Name] != "" && types.TypeString(m.info.TypeOf(s.X), nil) == "github.com/shopspring/decimal.Decimal" {
			m.add(n, s.Sel.Name+" becomes "+decimals[s.Sel.Name],
				"mutantOf(%d, decimal.Decimal."+s.Sel.Name+", decimal.Decimal."+decimals[s.Sel.Name]+")(", "")
			m.replace(s.X.End(), n.Lparen+1, ", ")
		}
	case *ast.UnaryExpr:
		if n.Op == token.NOT && m.isBool(n) {
			m.add(n, "negated", "(mutantIs(%d) != (", "))")
		}
	case *ast.BinaryExpr:
		return m.binary(n)
	case *ast.Ident:
		if o := m.info.Uses[n]; o == types.Universe.Lookup("true") || o == types.Universe.Lookup("false") {
			m.add(n, "negated", "(mutantIs(%d) != ", ")")
		}
	case *ast.BasicLit:
		if b, ok := m.info.TypeOf(n).(*types.Basic); ok && n.Kind == token.INT && b.Info()&types.IsInteger != 0 && b.Info()&types.IsUntyped == 0 {
			m.add(n, n.Value+" becomes one more", "mutantInt(%d, "+b.Name()+"(", "))")
		}
	}
	return true
}

// failure is the interface of errors; nil does not implement it.
var failure = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

// idles notes the values in a node that have no meaning by custom: what is returned
// before an error or before false, and the room that is made beforehand; and the bounds of
// what is drawn at random from a hundred or more, of which one more is hardly ever drawn.
func (m *mutator) idles(n ast.Node) {
	switch n := n.(type) {
	case *ast.ReturnStmt:
		last := len(n.Results) - 1
		if last < 1 {
			return
		}
		id, _ := n.Results[last].(*ast.Ident)
		if id != nil && id.Name == "false" || types.Implements(m.info.TypeOf(n.Results[last]), failure) {
			for _, r := range n.Results[:last] {
				_, m.idle[r] = r.(*ast.BasicLit)
				if id, ok := r.(*ast.Ident); ok {
					m.idle[r] = id.Name == "true" || id.Name == "false"
				}
			}
		}
	case *ast.CallExpr:
		if strings.HasPrefix(types.TypeString(m.info.TypeOf(n), nil), "*pgregory.net/rapid.Generator[") {
			for _, a := range n.Args {
				if bound, ok := a.(*ast.BasicLit); ok && len(bound.Value) > len("99") {
					m.idle[a] = true
				}
			}
		}
		switch f := n.Fun.(type) {
		case *ast.Ident:
			if f.Name != "make" {
				return
			}
			room := 1
			if _, list := m.info.TypeOf(n).Underlying().(*types.Slice); list {
				room = 2
			}
			if len(n.Args) > room {
				m.idle[n.Args[room]] = true
			}
		case *ast.SelectorExpr:
			if f.Sel.Name == "Grow" {
				m.idle[n.Args[len(n.Args)-1]] = true
			}
		}
	}
}

// statements adds mutants that leave a statement out.
func (m *mutator) statements(list []ast.Stmt) {
	for _, s := range list {
		switch s := s.(type) {
		case *ast.ExprStmt:
			if call, ok := s.X.(*ast.CallExpr); ok {
				if f, ok := call.Fun.(*ast.Ident); ok && f.Name == "panic" {
					continue
				}
			}
			m.add(s, "left out", "if !mutantIs(%d) { ", " }")
		case *ast.AssignStmt:
			if s.Tok != token.DEFINE {
				m.add(s, "left out", "if !mutantIs(%d) { ", " }")
			}
		case *ast.IncDecStmt:
			m.add(s, "left out", "if !mutantIs(%d) { ", " }")
		}
	}
}

// condition adds a mutant of a condition that is no expression with mutants itself.
func (m *mutator) condition(c ast.Expr) {
	switch c.(type) {
	case *ast.Ident, *ast.SelectorExpr, *ast.IndexExpr:
		m.add(c, "negated", "(mutantIs(%d) != ", ")")
	}
}

// binary adds the mutants of an expression with two operands.
func (m *mutator) binary(n *ast.BinaryExpr) bool {
	if m.info.Types[n].Value != nil {
		return false // a constant
	}
	end := n.OpPos + token.Pos(len(n.Op.String()))
	switch n.Op {
	case token.EQL, token.NEQ:
		if m.isBool(n) {
			m.add(n, n.Op.String()+" negated", "(mutantIs(%d) != (", "))")
		}
	case token.LAND, token.LOR:
		if m.isBool(n) && m.isBool(n.X) && m.isBool(n.Y) {
			m.add(n, n.Op.String()+" becomes the other", map[token.Token]string{token.LAND: "mutantAnd", token.LOR: "mutantOr"}[n.Op]+"(%d, ", ") })")
			m.replace(n.OpPos, end, ", func() bool { return (") // as its line may end
		}
	default:
		helper, known := helpers[n.Op]
		if known && m.plain(m.info.TypeOf(n.X)) && m.plain(m.info.TypeOf(n.Y)) && !shifts(n) {
			m.add(n, n.Op.String()+" becomes "+helper[1], helper[0]+"(%d, ", ")")
			m.replace(n.OpPos, end, ", ")
			switch n.Op {
			case token.LSS, token.GEQ:
				m.counted(n.Y)
			case token.GTR, token.LEQ:
				m.counted(n.X)
			}
		}
	}
	return true
}

// counted notes a number that has its mutant in an operator: one more than it in x < 1 is x <= 1.
func (m *mutator) counted(x ast.Expr) { _, m.idle[x] = x.(*ast.BasicLit) }

// shifts reports whether an untyped operand may get its type from a shift.
func shifts(n *ast.BinaryExpr) bool {
	found := false
	ast.Inspect(n, func(in ast.Node) bool {
		b, ok := in.(*ast.BinaryExpr)
		found = found || ok && (b.Op == token.SHL || b.Op == token.SHR)
		return !found
	})
	return found
}

// plain reports whether a type is that of whole numbers.
func (m *mutator) plain(t types.Type) bool {
	if _, parameter := t.(*types.TypeParam); parameter {
		return false
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

// isBool reports whether an expression is of type bool, and no constant.
func (m *mutator) isBool(e ast.Expr) bool {
	value := m.info.Types[e]
	b, ok := value.Type.(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0 && value.Value == nil
}

// support is the source of what the mutants call.
func support(name string) string {
	return "package " + name + `

import (
	"os"
	"strconv"
)

var mutantChosen = func() int { n, _ := strconv.Atoi(os.Getenv("MUTANT")); return n }()

func mutantIs(n int) bool { return n == mutantChosen }

func mutantOf[F any](n int, f, other F) F {
	if mutantIs(n) {
		return other
	}
	return f
}

func mutantAnd(n int, x bool, y func() bool) bool {
	if mutantIs(n) {
		return x || y()
	}
	return x && y()
}

func mutantOr(n int, x bool, y func() bool) bool {
	if mutantIs(n) {
		return x && y()
	}
	return x || y()
}

type mutantInteger interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}

func mutantInt[T mutantInteger](n int, i T) T {
	if mutantIs(n) {
		return i + 1
	}
	return i
}
` + operator("Less", "bool", "<", "<=") + operator("LessEqual", "bool", "<=", "<") + operator("Greater", "bool", ">", ">=") + operator("GreaterEqual", "bool", ">=", ">") +
		operator("Add", "T", "+", "-") + operator("Sub", "T", "-", "+") + operator("Mul", "T", "*", "/") + operator("Quo", "T", "/", "*")
}

func operator(name, result, op, other string) string {
	return fmt.Sprintf(`
func mutant%s[T mutantInteger](n int, a, b T) %s {
	if mutantIs(n) {
		return a %s b
	}
	return a %s b
}
`, name, result, other, op)
}
