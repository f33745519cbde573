package workcomp_test

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// The correction of the README, line by line.
func Example_history() {
	entered := func(_ rule.Outcome, err error) {
		if err != nil {
			panic(err)
		}
	}
	policy, err := classify.Builtin("wv-85-23")
	if err != nil {
		panic(err)
	}
	h, err := classify.NewHistory(policy.Start(classify.Profile{}), policy)
	if err != nil {
		panic(err)
	}
	review := classify.Review{On: calendar.MustParse("2021-01-20"), From: calendar.MustParse("2020-07-01"), To: calendar.MustParse("2020-12-31"),
		ThreeYearPremium: decimal.RequireFromString("32850"), EMF: decimal.RequireFromString("1.83")}
	entered(h.Append("R1", review, lifecycle.As{}))
	entered(h.Append("", classify.Notify{On: calendar.MustParse("2021-02-03")}, lifecycle.As{}))

	review.EMF = decimal.RequireFromString("1.68")
	r, err := h.Correct("R1", review, lifecycle.As{Recorded: calendar.MustParse("2021-03-01")}) // looked at first
	fmt.Println(r, err)
	_, err = h.Accept() // and taken over
	known, _ := h.KnownOn(calendar.MustParse("2021-02-28"))
	fmt.Println("today:", h.Case().Tier, "known in February:", known.Case().Tier, policy.ID(), err)
	// Output:
	// The emf of the review of 2021-01-20 was corrected from 1.83 to 1.68 on 2021-03-01 (W. Va. Code R. § 85-23-14). With that the case is none, and not target (W. Va. Code R. § 85-23-14). The classification notice of 2021-01-20 is withdrawn (W. Va. Code R. § 85-23-5.1). The seminar of 2021-01-20 is withdrawn (W. Va. Code R. § 85-23-5.2). The safety committee of 2021-01-20 is withdrawn (W. Va. Code R. § 85-23-5.3). The plan of 2021-02-03 is withdrawn (W. Va. Code R. § 85-23-5.4). The notify of 2021-02-03 no longer stands: No notice of classification or reclassification is owed (W. Va. Code R. § 85-23-4.1). <nil>
	// today: none known in February: target wv-85-23 <nil>
}
