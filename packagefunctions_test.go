package workcomp_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/benefits/taper"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/batch"
	"github.com/workcomp-go/workcomp/rule/catalogue"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
	"github.com/workcomp-go/workcomp/rule/lint"
	"github.com/workcomp-go/workcomp/rule/policy"
	"github.com/workcomp-go/workcomp/rule/procedure"
	"github.com/workcomp-go/workcomp/rule/property"
	"github.com/workcomp-go/workcomp/rule/receipt"
	"github.com/workcomp-go/workcomp/rule/sql"
	"github.com/workcomp-go/workcomp/scenario"
	"github.com/workcomp-go/workcomp/scenario/draft"
	"github.com/workcomp-go/workcomp/schemas"
)

type (
	values    = struct{ On rule.Flag }
	versioned = *policy.Policy[values]
)

// packageFunctions are the functions of the packages that hosts import; of a generic one
// one instance. What panics by its documentation is nil.
var packageFunctions = map[string]map[string]any{
	"calendar": {"ParseRounding": calendar.ParseRounding, "Age": calendar.Age, "MonthsBetween": calendar.MonthsBetween, "NoneClosed": calendar.NoneClosed,
		"Weekends": calendar.Weekends, "USWV": calendar.USWV, "CAAB": calendar.CAAB, "Named": calendar.Named, "Of": calendar.Of, "Parse": calendar.Parse, "MustParse": nil,
		"FromTime": calendar.FromTime, "ICS": calendar.ICS, "ParseLength": calendar.ParseLength, "NewPeriod": calendar.NewPeriod, "ParseQuarter": calendar.ParseQuarter,
		"QuarterOf": calendar.QuarterOf, "ParseRoll": calendar.ParseRoll, "NewClosed": calendar.NewClosed, "ParsePeriod": calendar.ParsePeriod,
		"ParseWeek": calendar.ParseWeek, "WeekOf": calendar.WeekOf},
	"rule": {"Compile": rule.Compile[zeroFacts], "MustCompile": nil, "CompileOn": rule.CompileOn, "Functions": rule.Functions, "Declare": rule.Declare,
		"Suggest": rule.Suggest, "Num": rule.Num, "Int": rule.Int, "Str": rule.Str[string], "Date": rule.Date, "Bool": rule.Bool, "List": rule.List[string],
		"Verbatim": rule.Verbatim, "FlagOf": rule.FlagOf, "CompileFormula": rule.CompileFormula, "IsSet": rule.IsSet, "CheckDecimal": rule.CheckDecimal,
		"CheckAmount": rule.CheckAmount, "CheckFlag": rule.CheckFlag, "ParseDecimal": rule.ParseDecimal, "Digits": rule.Digits, "ParseRounding": rule.ParseRounding, "Round": rule.Round,
		"Divide": rule.Divide, "Refuse": rule.Refuse, "NewSchedule": rule.NewSchedule[decimal.Decimal, int], "NewTable": rule.NewTable[zeroFacts, int],
		"MustTable": nil, "NewTableOn": rule.NewTableOn[int], "NewTableWithin": rule.NewTableWithin[int]},
	"rule/batch":     {"New": batch.New[int]},
	"rule/catalogue": {"Facts": catalogue.Facts, "OfTable": catalogue.OfTable[zeroFacts, int], "OfProcedure": catalogue.OfProcedure},
	"rule/lifecycle": {"ValuesOf": lifecycle.ValuesOf[int, int], "ValuesIn": lifecycle.ValuesIn[int], "Find": lifecycle.Find[int, int, int], "French": lifecycle.French,
		"NewHistory":  lifecycle.NewHistory[intervention.State, intervention.EventName, intervention.Case, intervention.Event, versioned],
		"ReadHistory": lifecycle.ReadHistory[intervention.State, intervention.EventName, intervention.Case, intervention.Event, versioned],
		"New":         lifecycle.New[intervention.State, intervention.EventName, intervention.Case, intervention.Event, versioned],
		"By":          lifecycle.By, "ByDefault": lifecycle.ByDefault, "NewTimeline": lifecycle.NewTimeline[versioned]},
	"rule/lint": {"Check": lint.Check},
	"rule/policy": {"Parse": policy.Parse[intervention.State, intervention.EventName, intervention.Case, intervention.Event, values], "Of": nil, // for packages of this module
		"Catalogue":   policy.Catalogue[intervention.State, intervention.EventName, intervention.Case, intervention.Event, values],
		"CatalogueOf": nil, // for packages of this module
		"Lint":        policy.Lint[intervention.State, intervention.EventName, intervention.Case, intervention.Event, values]},
	"rule/procedure": {"NewHistory": procedure.NewHistory, "ReadHistory": procedure.ReadHistory, "CheckFile": procedure.CheckFile, "Parse": procedure.Parse},
	"rule/receipt":   {"New": receipt.New[zeroFacts, int], "Verify": receipt.Verify[zeroFacts, int]},
	"rule/sql":       {"Of": sql.Of},
	"classify": {"NewHistory": classify.NewHistory, "ReadHistory": classify.ReadHistory, "NewProtestHistory": classify.NewProtestHistory,
		"ReadProtestHistory": classify.ReadProtestHistory, "UnmarshalFacts": classify.UnmarshalFacts, "Roles": classify.Roles, "Rows": classify.Rows,
		"Mermaid": classify.Mermaid, "MermaidPath": classify.MermaidPath, "EventNames": classify.EventNames, "UnmarshalEvent": classify.UnmarshalEvent,
		"MarshalEvent": classify.MarshalEvent, "ParsePolicy": classify.ParsePolicy, "CheckPolicy": classify.CheckPolicy, "BuiltinIDs": classify.BuiltinIDs,
		"Builtin": classify.Builtin, "ProtestRows": classify.ProtestRows, "ProtestEventNames": classify.ProtestEventNames,
		"UnmarshalProtestEvent": classify.UnmarshalProtestEvent, "MarshalProtestEvent": classify.MarshalProtestEvent, "ProtestProcedure": classify.ProtestProcedure},
	"intervention": {"Roles": intervention.Roles, "French": intervention.French, "NewHistory": intervention.NewHistory, "ReadHistory": intervention.ReadHistory,
		"Rows": intervention.Rows, "Mermaid": intervention.Mermaid, "MermaidPath": intervention.MermaidPath, "EventNames": intervention.EventNames,
		"UnmarshalEvent": intervention.UnmarshalEvent, "MarshalEvent": intervention.MarshalEvent, "BuiltinIDs": intervention.BuiltinIDs, "Builtin": intervention.Builtin,
		"ParsePolicy": intervention.ParsePolicy, "CheckPolicy": intervention.CheckPolicy, "Sentences": intervention.Sentences},
	"placement": {"Mermaid": placement.Mermaid, "MermaidPath": placement.MermaidPath, "NewHistory": placement.NewHistory, "ReadHistory": placement.ReadHistory,
		"BuiltinIDs": placement.BuiltinIDs, "Builtin": placement.Builtin, "ParsePolicy": placement.ParsePolicy, "CheckPolicy": placement.CheckPolicy,
		"Rows": placement.Rows, "EventNames": placement.EventNames, "UnmarshalEvent": placement.UnmarshalEvent, "MarshalEvent": placement.MarshalEvent},
	"benefits": {"Allocate": benefits.Allocate, "BuiltinIDs": benefits.BuiltinIDs, "Builtin": benefits.Builtin, "ParsePolicy": benefits.ParsePolicy,
		"CheckPolicy": benefits.CheckPolicy, "RateOf": benefits.RateOf, "ParseRate": benefits.ParseRate, "Steps": benefits.Steps,
		"BuiltinSubsidyIDs": benefits.BuiltinSubsidyIDs, "BuiltinSubsidy": benefits.BuiltinSubsidy, "ParseSubsidy": benefits.ParseSubsidy, "CheckSubsidy": benefits.CheckSubsidy},
	"benefits/taper": {"Issues": taper.Issues, "FirstGap": taper.FirstGap, "Steps": taper.Steps, "CheckLength": taper.CheckLength, "CheckPercent": taper.CheckPercent,
		"Days": taper.Days},
	"scenario": {"Compare": scenario.Compare, "Load": scenario.Load,
		"IsPolicy": scenario.IsPolicy, "Pages": scenario.Pages, "Policies": scenario.Policies, "CheckPolicy": scenario.CheckPolicy, "ReadPolicy": scenario.ReadPolicy,
		"Process":   scenario.Process[intervention.State, intervention.EventName, intervention.Case, intervention.Event, versioned],
		"Calculate": scenario.Calculate[int, int, int, int], "IsFile": scenario.IsFile, "LoadFS": scenario.LoadFS, "Test": nil},
	"scenario/draft": {"Policy": draft.Policy, "Ended": draft.Ended, "Broken": draft.Broken, "Call": draft.Call, "Event": draft.Event},
	"rule/property":  {"Ask": property.Ask, "Breaks": property.Breaks, "Entries": nil, "First": nil}, // which draw
	"schemas":        {"Names": schemas.Names, "File": schemas.File},
}

// Every function of every package answers with zero arguments and with nil, or says what
// is wrong: it does not panic. Every function is among them.
func TestPackageFunctions_ofZeroArguments(t *testing.T) {
	for dir, functions := range packageFunctions {
		for _, name := range exported(t, dir) {
			f, known := functions[name]
			if !known {
				t.Errorf("%s.%s is not called", dir, name)
			}
			if f != nil {
				callZero(t, dir+"."+name, reflect.ValueOf(f))
			}
		}
	}
}

// exported are the names of the functions that a package exports.
func exported(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	for _, f := range parsedFiles(t, dir) {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.IsExported() {
				names = append(names, fn.Name.Name)
			}
		}
	}
	return names
}

// parsedFiles are the files of a package, but for its tests.
func parsedFiles(t *testing.T, dir string) []*ast.File {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(paths) == 0 {
		t.Fatal(dir, err)
	}
	var files []*ast.File
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return files
}

// callZero calls a function with zero arguments; a variadic one also with a zero one.
// Its errors are documented, or those of the file system.
func callZero(t *testing.T, name string, f reflect.Value) {
	t.Helper()
	typ := f.Type()
	var args []reflect.Value
	for i := range typ.NumIn() {
		args = append(args, reflect.Zero(typ.In(i)))
	}
	calls := [][]reflect.Value{args}
	if last := len(args) - 1; typ.IsVariadic() {
		calls = [][]reflect.Value{args[:last], append(args[:last:last], reflect.Zero(typ.In(last).Elem()))}
	}
	for _, args := range calls {
		func() {
			defer func() {
				if p := recover(); p != nil {
					t.Errorf("%s panics with %d zero arguments: %v", name, len(args), p)
				}
			}()
			for _, out := range f.Call(args) {
				if err, ok := out.Interface().(error); ok && err != nil && out.Type() == reflect.TypeFor[error]() {
					if _, documented := kindOfError(err); !documented && !errors.Is(err, os.ErrNotExist) && !errors.Is(err, os.ErrInvalid) {
						t.Errorf("%s: %T is no documented error: %v", name, err, err)
					}
				}
			}
		}()
	}
}
