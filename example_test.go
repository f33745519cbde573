package workcomp_test

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
)

// The embedding example of the README, line by line.
func Example() {
	policy, err := classify.Builtin("wv-85-23")
	if err != nil {
		panic(err)
	}
	standing, outcome, err := policy.Apply(policy.Start(classify.Profile{}), classify.Review{
		On:               calendar.MustParse("1995-01-31"),
		From:             calendar.MustParse("1994-07-01"),
		To:               calendar.MustParse("1994-12-31"),
		ThreeYearPremium: decimal.RequireFromString("32850"),
		EMF:              decimal.RequireFromString("1.73"),
	})
	fmt.Println(standing.Tier, err)
	for _, finding := range outcome.Findings {
		fmt.Println(finding)
	}
	// Output:
	// focus <nil>
	// The three-year premium tax of 32,850 is in the band from 25,000 up to, not including, 50,000 (W. Va. Code R. § 85-23-14).
	// The experience modification factor 1.73 does not equal or exceed 1.80, the target value for a premium tax from 25,000 up to, not including, 50,000 (W. Va. Code R. § 85-23-14).
	// The experience modification factor 1.73 is equal to or exceeds 1.70, the focus value for a premium tax from 25,000 up to, not including, 50,000 (W. Va. Code R. § 85-23-14).
	// The employer's factor 1.73 falls within the focus program employer classification, from 1.70 up to 1.80 (W. Va. Code R. § 85-23-4.1).
}
