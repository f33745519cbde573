package main

import "cel.dev/cel-go/cel"

// celOverDoubles is cel-go as it comes.
func celOverDoubles(_ []employer, binary []binaryEmployer) ([]way, error) {
	env, err := cel.NewEnv(cel.Variable("premium", cel.DoubleType), cel.Variable("emf", cel.DoubleType))
	if err != nil {
		return nil, err
	}
	compile := func(value func(band) int64) (cel.Program, error) {
		tree, issues := env.Compile(test(value, "premium", "emf", "&&", "||", point))
		if err := issues.Err(); err != nil {
			return nil, err
		}
		return env.Program(tree, cel.EvalOptions(cel.OptOptimize))
	}
	target, err := compile(targetValue)
	if err != nil {
		return nil, err
	}
	focus, err := compile(focusValue)
	if err != nil {
		return nil, err
	}
	return []way{{name: "cel-go over doubles", mayErr: true, ask: func(i int) int64 {
		facts := map[string]any{"premium": binary[i].Premium, "emf": binary[i].EMF}
		holds, _, err := target.Eval(facts)
		if err == nil && holds.Value() == true {
			return inTarget
		}
		if err == nil {
			holds, _, err = focus.Eval(facts)
		}
		switch {
		case err != nil:
			return noAnswer
		case holds.Value() == true:
			return inFocus
		}
		return inNone
	}}}, nil
}
