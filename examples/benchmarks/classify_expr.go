package main

import (
	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
	"github.com/shopspring/decimal"
)

// askExpr runs a program over an environment.
func askExpr(program *vm.Program, env func(i int) any) func(i int) int64 {
	var machine vm.VM
	return func(i int) int64 {
		level, err := machine.Run(program, env(i))
		if err != nil {
			return noAnswer
		}
		return int64(level.(int))
	}
}

// exprOverFloats is expr as it comes.
func exprOverFloats(_ []employer, binary []binaryEmployer) ([]way, error) {
	program, err := expr.Compile(level("Premium", "EMF", point), expr.Env(&binaryEmployer{}), expr.AsInt())
	if err != nil {
		return nil, err
	}
	return []way{{name: "expr over float64", mayErr: true, ask: askExpr(program, func(i int) any { return &binary[i] })}}, nil
}

// A decimalEnv is an employer with what an expression over decimals needs.
type decimalEnv struct {
	employer
	Dec func(text string) decimal.Decimal
	Gte func(a, b decimal.Decimal) bool
}

// exprOverDecimals is what a host would write to be exact: operators over
// decimals, the constants read when the expression is compiled.
func exprOverDecimals(exact []employer, _ []binaryEmployer) ([]way, error) {
	env := &decimalEnv{Dec: decimal.RequireFromString, Gte: decimal.Decimal.GreaterThanOrEqual}
	number := func(whole, hundredths int64) string { return `Dec("` + point(whole, hundredths) + `")` }
	program, err := expr.Compile(level("Premium", "EMF", number), expr.Env(env), expr.Operator(">=", "Gte"), expr.ConstExpr("Dec"), expr.AsInt())
	if err != nil {
		return nil, err
	}
	return []way{{name: "expr over decimals, by operator overloading", ask: askExpr(program, func(i int) any {
		env.employer = exact[i]
		return env
	})}}, nil
}
