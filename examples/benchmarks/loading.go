package main

import (
	"fmt"

	"github.com/expr-lang/expr"

	"github.com/workcomp-go/workcomp/rule"
)

// fifty are the conditions of a large policy file.
func fifty() []string {
	var texts []string
	for i := range 50 {
		texts = append(texts, fmt.Sprintf("premium >= %d.50 and premium < %d and emf >= 1.%02d or claims > %d and emf * 0.75 <= 2.%02d", 1000*i, 1000*i+5000, i, i%9, i))
	}
	return texts
}

// loading asks to compile them all.
func loading() (contest, error) {
	texts := fifty()
	declared, err := rule.Declare(rule.Declaration{Name: "premium", Type: rule.Money}, rule.Declaration{Name: "emf", Type: rule.Factor},
		rule.Declaration{Name: "claims", Type: rule.Count})
	if err != nil {
		return contest{}, err
	}
	type facts struct {
		Premium float64 `expr:"premium"`
		EMF     float64 `expr:"emf"`
		Claims  int     `expr:"claims"`
	}
	compiled := func(compile func(text string) error) func(int) int64 {
		return func(int) int64 {
			for _, text := range texts {
				if compile(text) != nil {
					return noAnswer
				}
			}
			return int64(len(texts))
		}
	}
	return contest{
		title:     "Loading fifty conditions",
		about:     "Conditions such as `" + texts[7] + "`, parsed, checked and compiled.",
		questions: 1,
		right:     func(int) int64 { return int64(len(texts)) },
		ways: []way{
			{name: "expr over float64", ask: compiled(func(text string) error {
				_, err := expr.Compile(text, expr.Env(facts{}), expr.AsBool())
				return err
			})},
			{name: "**workcomp**, `CompileOn`", ask: compiled(func(text string) error {
				_, err := rule.CompileOn(declared, text)
				return err
			})},
		},
	}, nil
}
