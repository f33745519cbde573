package main

import (
	"github.com/hyperjumptech/grule-rule-engine/ast"
	"github.com/hyperjumptech/grule-rule-engine/builder"
	"github.com/hyperjumptech/grule-rule-engine/engine"
	"github.com/hyperjumptech/grule-rule-engine/pkg"
)

// A gruleEmployer is where grule's rules find the facts and put the answer.
type gruleEmployer struct {
	Premium, EMF float64
	Level        int64
}

// gruleOverFloats is grule as it comes: two rules, of which the first that
// holds ends the run.
func gruleOverFloats(_ []employer, binary []binaryEmployer) ([]way, error) {
	text := `rule Target "target level" salience 2 { when ` + test(targetValue, "E.Premium", "E.EMF", "&&", "||", point) + ` then E.Level = 2; Complete(); }
rule Focus "focus level" salience 1 { when ` + test(focusValue, "E.Premium", "E.EMF", "&&", "||", point) + ` then E.Level = 1; Complete(); }`
	library := ast.NewKnowledgeLibrary()
	if err := builder.NewRuleBuilder(library).BuildRuleFromResource("85-23A", "1", pkg.NewBytesResource([]byte(text))); err != nil {
		return nil, err
	}
	knowledge, err := library.NewKnowledgeBaseInstance("85-23A", "1")
	if err != nil {
		return nil, err
	}
	rules := engine.NewGruleEngine()
	return []way{{name: "grule over float64", mayErr: true, ask: func(i int) int64 {
		e, facts := &gruleEmployer{Premium: binary[i].Premium, EMF: binary[i].EMF}, ast.NewDataContext()
		if facts.Add("E", e) != nil || rules.Execute(facts, knowledge) != nil {
			return noAnswer
		}
		return e.Level
	}}}, nil
}
