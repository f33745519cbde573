package workcomp_test

import (
	"cmp"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/batch"
	"github.com/workcomp-go/workcomp/rule/catalogue"
	"github.com/workcomp-go/workcomp/rule/policy"
	"github.com/workcomp-go/workcomp/rule/procedure"
	"github.com/workcomp-go/workcomp/rule/sql"
	"github.com/workcomp-go/workcomp/scenario"
)

type zeroFacts struct{ EMF decimal.Decimal }

// zeros are values that nobody made: nil where a pointer is handed out that answers, and
// the zero values of types that no function takes or gives.
func zeros() []any {
	return []any{
		(*rule.Declarations)(nil), (*rule.Condition[zeroFacts])(nil), (*rule.Table[zeroFacts, bool])(nil), (*batch.Table[bool])(nil), (*calendar.Closed)(nil),
		(*classify.Policy)(nil), (*intervention.Policy)(nil), (*placement.Policy)(nil), (*benefits.Policy)(nil), (*benefits.Subsidy)(nil),
		rule.Facts(nil), rule.ExprError{}, rule.RowError{}, calendar.AmbiguousError{}, calendar.BackwardsError{}, calendar.InputError{}, calendar.RangeError{},
		calendar.FiscalYear{}, calendar.PayCycle(""), calendar.Recurrence{}, policy.Term{}, calendar.Term{}, rule.TableFaults{}, scenario.Coverage{}, scenario.Reader{},
	}
}

// Every method of every value that nobody made answers with zero arguments: it
// gives an answer or an error, and does not panic. Its error is one that is
// documented. Every type of the packages that hosts import is among them.
func TestZeroValues(t *testing.T) {
	types := reachedTypes()
	for _, zero := range zeros() {
		types[reflect.TypeOf(zero)] = true
	}
	asked := map[string]bool{}
	for typ := range types {
		v := reflect.New(typ)
		if typ.Kind() == reflect.Pointer {
			v = v.Elem() // nil
		} else {
			asked[strings.TrimPrefix(typ.PkgPath(), module)+"."+plain(typ)] = true
		}
		for i := range v.NumMethod() {
			call(t, plain(typ)+"."+v.Type().Method(i).Name, v.Method(i), v.Interface())
		}
	}
	for dir := range packageFunctions {
		for _, name := range withMethods(t, dir) {
			if !asked[dir+"."+name] {
				t.Errorf("the methods of a zero %s.%s are not called", dir, name)
			}
		}
	}
}

// plain is the name of a type without what a generic one is an instance of.
func plain(typ reflect.Type) string {
	name, _, _ := strings.Cut(cmp.Or(typ.Name(), typ.String()), "[")
	return name
}

const module = "github.com/workcomp-go/workcomp/"

// reachedTypes are the types of this module that functions and methods of its packages
// take or give, and what these hold, but for internal ones.
func reachedTypes() map[reflect.Type]bool {
	reached, seen := map[reflect.Type]bool{}, map[reflect.Type]bool{}
	var walk func(reflect.Type)
	walk = func(typ reflect.Type) {
		if seen[typ] {
			return
		}
		seen[typ] = true
		ours := strings.HasPrefix(typ.PkgPath(), module) && !strings.Contains(typ.PkgPath(), "/internal/") && token.IsExported(typ.Name())
		if ours && typ.Kind() != reflect.Interface {
			reached[typ] = true
		}
		if typ.PkgPath() == "" || ours {
			for _, of := range []reflect.Type{typ, reflect.PointerTo(typ)} {
				for i := range of.NumMethod() {
					walk(of.Method(i).Type)
				}
			}
		}
		switch typ.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array:
			walk(typ.Elem())
		case reflect.Map:
			walk(typ.Key())
			walk(typ.Elem())
		case reflect.Struct:
			for i := range typ.NumField() {
				if ours && typ.Field(i).IsExported() {
					walk(typ.Field(i).Type)
				}
			}
		case reflect.Func:
			for i := range typ.NumIn() {
				walk(typ.In(i))
			}
			for i := range typ.NumOut() {
				walk(typ.Out(i))
			}
		}
	}
	for _, functions := range packageFunctions {
		for _, f := range functions {
			if f != nil {
				walk(reflect.TypeOf(f))
			}
		}
	}
	wv, nl, ab := must(classify.Builtin("wv-85-23")), must(intervention.Builtin("nl-63.00")), must(placement.Builtin("ab-toj"))
	for _, events := range []any{ // which functions take as interfaces
		must(classify.NewHistory(classify.Standing{}, wv)).Machine().Empty(), must(classify.NewProtestHistory(classify.Protest{}, wv)).Machine().Empty(),
		must(intervention.NewHistory(intervention.Case{}, nl)).Machine().Empty(), must(placement.NewHistory(placement.Case{}, ab)).Machine().Empty(),
	} {
		for v, i := reflect.ValueOf(events), 0; i < v.Len(); i++ {
			walk(v.Index(i).Elem().Type())
		}
	}
	return reached
}

// withMethods are the exported types of a package, but for interfaces, that have exported methods.
func withMethods(t *testing.T, dir string) []string {
	var names []string
	for _, f := range parsedFiles(t, dir) {
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Recv == nil || !fn.Name.IsExported() {
				continue
			}
			typ := fn.Recv.List[0].Type
			if star, ok := typ.(*ast.StarExpr); ok {
				typ = star.X
			}
			switch generic := typ.(type) {
			case *ast.IndexExpr:
				typ = generic.X
			case *ast.IndexListExpr:
				typ = generic.X
			}
			if name := typ.(*ast.Ident).Name; token.IsExported(name) && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// byContract are the types whose methods panic by their documentation, and a method that
// takes a test.
var byContract = map[string]bool{"Context": true, "Change": true, "Report.Test": true}

func call(t *testing.T, name string, method reflect.Value, receiver any) {
	t.Helper()
	var args []reflect.Value
	for i := range method.Type().NumIn() {
		in := method.Type().In(i)
		if method.Type().IsVariadic() && i == method.Type().NumIn()-1 {
			break
		}
		args = append(args, reflect.Zero(in))
	}
	defer func() {
		typ, _, _ := strings.Cut(name, ".")
		if p := recover(); p != nil && !byContract[typ] && !byContract[name] {
			t.Errorf("%s (%s) panics: %v", name, kindOf(receiver), p)
		}
	}()
	for _, out := range method.Call(args) {
		err, _ := out.Interface().(error)
		if err == nil || out.Type() != reflect.TypeFor[error]() {
			continue
		}
		if _, documented := kindOfError(err); !documented {
			t.Errorf("%s (%s): %T is no documented error: %v", name, kindOf(receiver), err, err)
		}
	}
}

func kindOf(receiver any) string {
	if v := reflect.ValueOf(receiver); v.Kind() == reflect.Pointer && v.IsNil() {
		return "nil"
	}
	return "zero"
}

// kindOfError says which of the documented errors one is.
func kindOfError(err error) (string, bool) {
	var input *rule.InputError
	var refused *rule.Refused
	var diagnostics rule.Diagnostics
	var faults rule.TableFaults
	var text *rule.ExprError
	var row *rule.RowError
	var ambiguous *calendar.AmbiguousError
	var outside *calendar.RangeError
	var backwards *calendar.BackwardsError
	switch {
	case errors.As(err, &input):
		return "input", input.Expected != ""
	case errors.As(err, &refused), errors.As(err, &diagnostics), errors.As(err, &faults), errors.As(err, &text), errors.As(err, &row),
		errors.As(err, &ambiguous), errors.As(err, &outside), errors.As(err, &backwards):
		return "another", true
	}
	return "", false
}

// The zero value of every exported type is documented at the type.
func TestZeroValues_documented(t *testing.T) {
	said := regexp.MustCompile(`(?i)\bzero value|\bzero [A-Z]|\bnil (is|runs|reads|draws|leaves)\b`)
	types := 0
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil || !entry.IsDir():
			return err
		case path != "." && (strings.HasPrefix(entry.Name(), ".") || slices.Contains([]string{"internal", "examples", "testdata", "cmd"}, entry.Name())):
			return fs.SkipDir
		}
		files, _ := filepath.Glob(filepath.Join(path, "*.go"))
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			set := token.NewFileSet()
			parsed, err := parser.ParseFile(set, file, nil, parser.ParseComments)
			if err != nil {
				return err
			}
			for _, d := range parsed.Decls {
				g, ok := d.(*ast.GenDecl)
				if !ok || g.Tok != token.TYPE {
					continue
				}
				for _, spec := range g.Specs {
					s := spec.(*ast.TypeSpec)
					doc := cmp.Or(s.Doc.Text(), g.Doc.Text())
					if s.Name.IsExported() {
						types++
						if !said.MatchString(strings.Join(strings.Fields(doc), " ")) {
							t.Errorf("%v: what the zero value of %s is, its comment does not say", set.Position(s.Pos()), s.Name)
						}
					}
				}
			}
		}
		return nil
	})
	if err != nil || types < 400 {
		t.Errorf("%d types, %v", types, err)
	}
}

// What asks a question lacks it as long as it is zero: an input error that names what.
func TestZeroValues_inputs(t *testing.T) {
	p, s, c := must(benefits.Builtin("ab-toj")), must(benefits.BuiltinSubsidy("us-dc-ojt")), must(classify.Builtin("wv-85-23"))
	pl, in := must(placement.Builtin("ab-toj")), must(intervention.Builtin("nl-63.00"))
	on := calendar.MustParse("2025-01-06")
	of := func(_ any, err error) error { return err }
	applied := func(_, _ any, err error) error { return err }
	for field, err := range map[string]error{
		"start (reconcile)":    of(p.Reconcile(benefits.ReconcileInput{})),
		"start (reimburse)":    of(p.Reimburse(benefits.ReimburseInput{})),
		"pre_accident_net":     of(p.TD02(benefits.TD02Input{})),
		"schedule (price)":     of(p.Price(benefits.PriceInput{})),
		"schedule (taper)":     of(p.Taper(benefits.TaperInput{})),
		"linear.months":        of(p.Taper(benefits.TaperInput{Linear: &benefits.Linear{}})),
		"accident_earnings":    of(p.LossEnds(benefits.LossEndsInput{})),
		"per":                  of(p.TopUp(benefits.TopUpInput{})),
		"gross":                of(p.CompensationRate(benefits.RateInput{})),
		"amount":               of(benefits.Allocate(benefits.AllocateInput{})),
		"options":              of(p.BestEarnings(benefits.OptionsInput{})),
		"options[0].option":    of(p.BestEarnings(benefits.OptionsInput{Options: []benefits.Option{{}}})),
		"start (subsidy)":      of(s.Pay(benefits.SubsidyInput{})),
		"wages[0].from":        of(s.Pay(benefits.SubsidyInput{Start: on, Wages: []benefits.Wage{{}}})),
		"salary":               of(p.Forecast(benefits.ForecastInput{})),
		"monthly":              of(p.PartMonth(benefits.PartMonthInput{})),
		"decided":              of(c.ProtestWindow(classify.ProtestInput{})),
		"state (stayed)":       of(c.Protests().Stayed(classify.StayedInput{})),
		"tier":                 applied(c.Apply(classify.Standing{}, classify.Review{On: on})),
		"on (classify)":        applied(c.Apply(c.Start(classify.Profile{}), classify.Review{})),
		"state (intervention)": applied(in.Apply(intervention.Case{}, intervention.ReportNeed{On: on})),
		"on (intervention)":    applied(in.Apply(in.Start(), intervention.ReportNeed{})),
		"state (placement)":    applied(pl.Apply(placement.Case{}, placement.Propose{On: on})),
		"on (placement)":       applied(pl.Apply(pl.Start(), placement.Propose{})),
		"anchor":               of((calendar.Recurrence{}).Dates()),
		"within":               of((calendar.Term{}).From(on)),
		"every":                of(calendar.PayCycle("").Of(on, calendar.Date{})),
		"rows[0].name":         of(calendar.NewClosed(calendar.Table{Rows: []calendar.Row{{}}})),
		"formula":              of((&rule.Formula{}).Value(&rule.Facts{})),
		"dialect":              of(sql.Of(catalogue.Catalogue{}, "", nil)),
		"procedure":            of(new(procedure.Procedure).Permitted(procedure.Case{})),
		"scenario":             of((&scenario.Scenario{}).RunWith(nil)),
	} {
		field, _, _ = strings.Cut(field, " ")
		var input *rule.InputError
		if !errors.As(err, &input) || input.Field != field {
			t.Errorf("%s: got %v", field, err)
		}
	}
	if r := (&scenario.Scenario{}).Run(); len(r.Answers) > 0 || r.Failed() {
		t.Errorf("a scenario that nobody read came to %v", r)
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}
