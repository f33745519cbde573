package main

import "github.com/workcomp-go/workcomp/rule"

// ourTable asks the library: without findings and with them.
func ourTable(exact []employer, _ []binaryEmployer) ([]way, error) {
	text := func(value func(band) int64) string { return test(value, "premium", "emf", "and", "or", point) }
	table, err := rule.NewTable[employer]("85-23A", rule.First,
		rule.Row[int64]{If: text(targetValue), Then: inTarget, Cite: "W. Va. Code R. § 85-23-14", Text: "The factor {emf} equals or exceeds the target value for a premium of {premium}."},
		rule.Row[int64]{If: text(focusValue), Then: inFocus, Cite: "W. Va. Code R. § 85-23-14", Text: "The factor {emf} equals or exceeds the focus value for a premium of {premium}."},
		rule.Row[int64]{Then: inNone, Cite: "W. Va. Code R. § 85-23-14", Text: "The factor {emf} is below both values for a premium of {premium}."})
	if err != nil {
		return nil, err
	}
	return []way{
		{name: "**workcomp**, `Table.Decide`", ask: func(i int) int64 {
			level, err := table.Decide(&exact[i])
			if err != nil {
				return noAnswer
			}
			return level
		}},
		{name: "**workcomp**, `Table.Explain`: with findings and facts", ask: func(i int) int64 {
			d, err := table.Explain(&exact[i])
			if err != nil {
				return noAnswer
			}
			return d.Value
		}},
	}, nil
}
