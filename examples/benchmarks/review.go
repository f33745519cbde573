package main

import (
	"github.com/workcomp-go/workcomp/classify"
)

// fullReview asks where the first review of an employer puts it, with all that
// follows.
func fullReview() (contest, error) {
	policy, err := classify.Builtin("wv-85-23")
	if err != nil {
		return contest{}, err
	}
	start, event := policy.Start(classify.Profile{}), classify.Review{On: day("2024-07-20"), From: day("2024-01-01"), To: day("2024-06-30"),
		ThreeYearPremium: dollars("32850"), EMF: dollars("1.85")}
	return contest{
		title:     "A review of an employer under 85-23, with all that follows",
		about:     "The level by the table, the tier by the lifecycle, every finding, and the three duties that the tier opens. No other library has the rule.",
		questions: 1,
		right:     func(int) int64 { return 3 },
		ways: []way{{name: "**workcomp**, `classify.Policy.Apply`", ask: func(int) int64 {
			st, outcome, err := policy.Apply(start, event)
			if err != nil || st.Tier != classify.Target || len(outcome.Findings) != 3 {
				return noAnswer
			}
			return int64(len(outcome.Opened))
		}}},
	}, nil
}
