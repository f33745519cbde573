package main

import (
	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
	"github.com/shopspring/decimal"
)

// askExpr runs the tests of both levels over an environment.
func askExpr(target, focus *vm.Program, env func(i int) any) func(i int) int64 {
	var machine vm.VM
	return func(i int) int64 {
		facts := env(i)
		holds, err := machine.Run(target, facts)
		if err == nil && holds == true {
			return inTarget
		}
		if err == nil {
			holds, err = machine.Run(focus, facts)
		}
		switch {
		case err != nil:
			return noAnswer
		case holds == true:
			return inFocus
		}
		return inNone
	}
}

// exprOverFloats is expr as it comes.
func exprOverFloats(_ []employer, binary []binaryEmployer) ([]way, error) {
	target, err := expr.Compile(test(targetValue, "Premium", "EMF", "and", "or", point), expr.Env(binaryEmployer{}), expr.AsBool())
	if err != nil {
		return nil, err
	}
	focus, err := expr.Compile(test(focusValue, "Premium", "EMF", "and", "or", point), expr.Env(binaryEmployer{}), expr.AsBool())
	if err != nil {
		return nil, err
	}
	return []way{{name: "expr over float64", mayErr: true, ask: askExpr(target, focus, func(i int) any { return binary[i] })}}, nil
}

// A decimalEnv is an employer with what an expression over decimals needs.
type decimalEnv struct {
	employer
	Dec func(text string) decimal.Decimal
	Gte func(a, b decimal.Decimal) bool
	Lt  func(a, b decimal.Decimal) bool
}

// exprOverDecimals is what a host would write to be exact: operators over
// decimals, the constants read when the expression is compiled.
func exprOverDecimals(exact []employer, _ []binaryEmployer) ([]way, error) {
	env := decimalEnv{Dec: decimal.RequireFromString, Gte: decimal.Decimal.GreaterThanOrEqual, Lt: decimal.Decimal.LessThan}
	options := []expr.Option{expr.Env(env), expr.Operator(">=", "Gte"), expr.Operator("<", "Lt"), expr.ConstExpr("Dec"), expr.AsBool()}
	number := func(whole, hundredths int64) string { return `Dec("` + point(whole, hundredths) + `")` }
	target, err := expr.Compile(test(targetValue, "Premium", "EMF", "and", "or", number), options...)
	if err != nil {
		return nil, err
	}
	focus, err := expr.Compile(test(focusValue, "Premium", "EMF", "and", "or", number), options...)
	if err != nil {
		return nil, err
	}
	return []way{{name: "expr over decimals, by operator overloading", ask: askExpr(target, focus, func(i int) any {
		env := env
		env.employer = exact[i]
		return env
	})}}, nil
}
