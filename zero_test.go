package workcomp_test

import (
	"errors"
	"fmt"
	"reflect"
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
	"github.com/workcomp-go/workcomp/rule/receipt"
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
		classify.Policy{}, &classify.Policy{}, (*classify.Policy)(nil), classify.Standing{}, classify.Protest{}, classify.PastReview{}, classify.SurchargeInput{},
		intervention.Policy{}, &intervention.Policy{}, (*intervention.Policy)(nil), intervention.Case{},
		placement.Policy{}, &placement.Policy{}, (*placement.Policy)(nil), placement.Case{}, placement.Terms{},
		benefits.Policy{}, &benefits.Policy{}, (*benefits.Policy)(nil), &benefits.Subsidy{}, (*benefits.Subsidy)(nil), benefits.Rate{},
		benefits.RateInput{}, benefits.TopUpInput{}, benefits.ReimburseInput{}, benefits.ForecastInput{}, benefits.Schedule{},
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
