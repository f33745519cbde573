package main

import "cel.dev/cel-go/cel"

// celOverDoubles is cel-go as it comes.
func celOverDoubles(_ []employer, binary []binaryEmployer) ([]way, error) {
	env, err := cel.NewEnv(cel.Variable("premium", cel.DoubleType), cel.Variable("emf", cel.DoubleType))
	if err != nil {
		return nil, err
	}
	tree, issues := env.Compile(level("premium", "emf", point))
	if err := issues.Err(); err != nil {
		return nil, err
	}
	program, err := env.Program(tree, cel.EvalOptions(cel.OptOptimize))
	if err != nil {
		return nil, err
	}
	return []way{{name: "cel-go over doubles", mayErr: true, ask: func(i int) int64 {
		level, _, err := program.Eval(map[string]any{"premium": binary[i].Premium, "emf": binary[i].EMF})
		if err != nil {
			return noAnswer
		}
		return level.Value().(int64)
	}}}, nil
}
