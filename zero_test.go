package workcomp_test

import (
	"cmp"
	"errors"
	"fmt"
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
	"github.com/workcomp-go/workcomp/rule/procedure"
	"github.com/workcomp-go/workcomp/rule/receipt"
	"github.com/workcomp-go/workcomp/rule/sql"
	"github.com/workcomp-go/workcomp/scenario"
)

type zeroFacts struct{ EMF decimal.Decimal }

// zeros are values that nobody made: the zero value of every type that has methods,
// and nil where a pointer is handed out.
func zeros() []any {
	return []any{
		rule.Declarations{}, &rule.Declarations{}, (*rule.Declarations)(nil), rule.Facts(nil),
		rule.Condition[zeroFacts]{}, &rule.Condition[zeroFacts]{}, (*rule.Condition[zeroFacts])(nil),
		rule.Table[zeroFacts, bool]{}, &rule.Table[zeroFacts, bool]{}, (*rule.Table[zeroFacts, bool])(nil),
		rule.Schedule[decimal.Decimal, int]{}, rule.Template{}, &rule.Template{}, rule.Finding{}, rule.Value{}, rule.Fact{}, rule.Flag(0), rule.Flag(77),
		rule.Decision[int]{}, rule.Region{}, rule.TableFaults{}, rule.Diagnostics{}, rule.Diagnostic{}, &rule.InputError{}, &rule.ExprError{},
		&rule.Refused{}, rule.Outcome{}, rule.Interpretation{}, receipt.Receipt{}, &receipt.Receipt{}, catalogue.Catalogue{},
		batch.Table[bool]{}, &batch.Table[bool]{}, (*batch.Table[bool])(nil),
		calendar.Date{}, calendar.Period{}, calendar.Span{}, calendar.Term{}, calendar.Docket{}, calendar.Duty{}, calendar.Due{}, calendar.Closed{},
		&calendar.Closed{}, (*calendar.Closed)(nil), calendar.Quarter{},
		classify.Policy{}, &classify.Policy{}, (*classify.Policy)(nil), &classify.Protests{}, (*classify.Protests)(nil), classify.Standing{}, classify.Protest{}, classify.PastReview{}, classify.SurchargeInput{},
		intervention.Policy{}, &intervention.Policy{}, (*intervention.Policy)(nil), intervention.Case{},
		placement.Policy{}, &placement.Policy{}, (*placement.Policy)(nil), placement.Case{}, placement.Terms{},
		benefits.Policy{}, &benefits.Policy{}, (*benefits.Policy)(nil), &benefits.Subsidy{}, (*benefits.Subsidy)(nil), benefits.Rate{},
		&scenario.Reader{}, &scenario.Scenario{}, benefits.RateInput{}, benefits.TopUpInput{}, benefits.ReimburseInput{}, benefits.ForecastInput{}, benefits.Schedule{},
	}
}

// Every method of every value that nobody made answers with zero arguments: it
// gives an answer or an error, and does not panic. Its error is one that is
// documented.
func TestZeroValues(t *testing.T) {
	for _, zero := range zeros() {
		v := reflect.ValueOf(zero)
		if v.Kind() != reflect.Pointer { // also the methods of the pointer
			at := reflect.New(v.Type())
			at.Elem().Set(v)
			v = at
		}
		for i := range v.NumMethod() {
			name := fmt.Sprintf("%T.%s", zero, v.Type().Method(i).Name)
			call(t, name, v.Method(i), zero)
		}
	}
}

// byContract are the methods that panic by their documentation, or whose receiver
// is nil where the language itself dereferences it.
var byContract = map[string]bool{}

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
		if p := recover(); p != nil && !byContract[name] {
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
