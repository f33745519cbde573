package classify_test

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
	"github.com/workcomp-go/workcomp/rule/receipt"
)

// must stands in for a host's own handling of errors.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// The rule's own worked example: XYZ, Inc.
func Example() {
	policy := must(classify.Builtin("wv-85-23"))
	xyz := policy.Start(classify.Profile{})
	xyz, outcome, err := policy.Apply(xyz, classify.Review{
		On:   calendar.MustParse("1995-01-31"),
		From: calendar.MustParse("1994-07-01"), To: calendar.MustParse("1994-12-31"),
		ThreeYearPremium: decimal.NewFromInt(32850), EMF: decimal.RequireFromString("1.73"),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(xyz.Tier)
	for _, f := range outcome.Findings {
		fmt.Println("-", f)
	}
	for _, d := range xyz.Docket.Duties {
		fmt.Println(d.By, "owes", d.To, d.ID)
	}
	// Output:
	// focus
	// - The three-year premium tax of 32,850 is in the band from 25,000 up to, not including, 50,000 (W. Va. Code R. § 85-23-14).
	// - The experience modification factor 1.73 does not equal or exceed 1.80, the target value for a premium tax from 25,000 up to, not including, 50,000 (W. Va. Code R. § 85-23-14).
	// - The experience modification factor 1.73 is equal to or exceeds 1.70, the focus value for a premium tax from 25,000 up to, not including, 50,000 (W. Va. Code R. § 85-23-14).
	// - The employer's factor 1.73 falls within the focus program employer classification, from 1.70 up to 1.80 (W. Va. Code R. § 85-23-4.1).
	// commission owes employer classification_notice
	// employer owes commission seminar
}

func ExamplePolicy_Level() {
	policy := must(classify.Builtin("us-ny-icr59"))
	d := must(policy.Level(rule.Facts{"payroll": "900000", "emf": "1.20"}))
	fmt.Println(d.Value.Level)
	fmt.Println(d.Findings[0])
	// Output:
	// none
	// The payroll 900000 is not over 800,000 dollars, or the experience rating 1.20 not over 1.20 (12 NYCRR 59).
}

// A fact left out is an error even when another would decide: a level is never
// computed from a number that nobody gave.
func ExamplePolicy_Level_wrongUse() {
	policy := must(classify.Builtin("us-ny-icr59"))
	_, err := policy.Level(rule.Facts{"payroll": "10"})
	fmt.Println(err)
	_, err = policy.Level(rule.Facts{"payroll": "900000", "emf": "1.35", "emr": "1.35"})
	fmt.Println(err)
	// Output:
	// emf: missing, expected a number
	// emr: a fact that the policy does not have is not valid, expected one of payroll, emf (did you mean "emf"?)
}

func ExampleUnmarshalFacts() {
	policy := must(classify.Builtin("us-tn-50-6-501"))
	facts := must(classify.UnmarshalFacts([]byte(`{"emf": 1.20}`))) // the digits as written, not a binary fraction
	fmt.Println(must(policy.Level(facts)).Value.Level)
	// Output: safety_committee
}

// A recommendation waits for the commission.
func ExamplePolicy_Apply() {
	policy := must(classify.Builtin("wv-85-23"))
	employer, _, err := policy.Replay(policy.Start(classify.Profile{}), aReview("2023-2", "1.75"), aReview("2024-1", "1.82"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(employer.Tier, "recommended:", employer.Pending)
	decision := classify.Decide{On: calendar.MustParse("2024-08-01"), By: classify.Employer, Approve: rule.Yes, Reason: "tell us sooner"}
	_, _, err = policy.Apply(employer, decision)
	var refused *rule.Refused
	fmt.Println(errors.As(err, &refused), err)
	decision.By = classify.Commission
	employer, outcome, err := policy.Apply(employer, decision)
	fmt.Println(employer.Tier, err)
	for _, d := range outcome.Opened {
		fmt.Println(d.ID, d.Cite)
	}
	// Output:
	// focus recommended: target
	// true refused: decide in state focus: decide is for commission, not for employer (W. Va. Code R. § 85-23-4.4.2).
	// target <nil>
	// reclassification_notice W. Va. Code R. § 85-23-4.5
	// safety_committee W. Va. Code R. § 85-23-5.3
}

// What cannot be is an error that names the field; nothing has changed.
func ExamplePolicy_Apply_wrongUse() {
	policy := must(classify.Builtin("wv-85-23"))
	review := aReview("2024-1", "1.75")
	review.EMF = decimal.Decimal{} // nobody gave it
	_, _, err := policy.Apply(policy.Start(classify.Profile{}), review)
	fmt.Println(err)
	// Output: emf: missing, expected a number
}

func ExamplePolicy_Permitted() {
	policy := must(classify.Builtin("wv-85-23"))
	employer, _, err := policy.Replay(policy.Start(classify.Profile{}), aReview("2024-1", "1.85"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range must(policy.Permitted(employer)) {
		if p.Event == "notify" || p.Event == "order" {
			fmt.Println(p.Event, p.Open, p.Why[0].Cite)
		}
	}
	// Output:
	// order false W. Va. Code R. § 85-23-6
	// notify true W. Va. Code R. § 85-23-5.1
}

func ExamplePolicy_Surcharge() {
	policy := must(classify.Builtin("wv-85-23"))
	in := classify.SurchargeInput{QuarterlyPremiumTax: decimal.RequireFromString("1433.33"), PenaltyTax: decimal.NewFromInt(100), Rate: decimal.RequireFromString("0.25")}
	d := must(policy.Surcharge(in))
	fmt.Println(d.Value.Amount)
	fmt.Println(d.Findings[2])
	// Output:
	// 333.33
	// The surcharge is 1,333.33 x 0.25 = 333.3325, rounded down to the cent: 333.33 (W. Va. Code R. § 85-23-6.4).
}

func ExamplePolicy_ProtestWindow() {
	policy := must(classify.Builtin("wv-85-23"))
	d := must(policy.ProtestWindow(classify.ProtestInput{Decided: calendar.MustParse("2025-03-03"), NoticeReceived: calendar.MustParse("2025-04-12")}))
	fmt.Println(d.Value.ThirtyFromNotice, d.Value.SixtyFromDecision, d.Value.ActBy)
	// Output: 2025-05-12 2025-05-02 2025-05-02
}

// A programme is a file: no line of Go is written for it.
func ExampleParsePolicy() {
	policy := must(classify.ParsePolicy("board.yaml", []byte(`
policy: board
title: Watched employers
source: Board manual, chapter 9
facts: {claims: count, payroll: money}
levels:
  - {level: watched, if: claims > 3 and payroll < 50000, cite: Board manual 9.4}
`)))
	fmt.Println(must(policy.Level(rule.Facts{"claims": 4, "payroll": "49999.99"})).Value.Level)
	_, err := classify.ParsePolicy("board.yaml", []byte(`
policy: board
title: Watched employers
source: Board manual, chapter 9
facts: {claims: count}
levels:
  - {level: watched, if: claim > 3, cite: Board manual 9.4}
`))
	fmt.Println(err)
	// Output:
	// watched
	// board.yaml:7:26: levels[0].if: unknown fact "claim", expected one of claims (did you mean "claims"?)
	//     - {level: watched, if: claim > 3, cite: Board manual 9.4}
	//                            ^^^^^
}

// This policy loads. In the band from 5,000 an employer is at the higher level
// by a factor that is not enough for the lower one.
func ExampleCheckPolicy() {
	const text = `policy: example-safety
title: Safety levels
source: Safety Rule 7
facts: {premium: money, emf: factor, claims: count}
bands:
  by: premium
  cite: Safety Rule 7.1
  rows:
    - {from: 0, plan: 1.20, officer: 1.40}
    - {from: 5000, plan: 1.40, officer: 1.30}
    - {from: 20000, plan: 1.50, officer: 1.70}
levels:
  - {level: officer, if: emf >= officer and claims >= 3, cite: Safety Rule 7.2}
  - {level: plan, if: emf >= plan, cite: Safety Rule 7.3}
`
	notices := classify.CheckPolicy("example-safety.yaml", []byte(text), calendar.Date{})
	fmt.Println(notices)
	fmt.Println(notices.Err())
	// Output:
	// example-safety.yaml:10:41: warning: bands.rows[1].officer: officer is 1.30 here, less than plan, which is 1.40; in 2 of 3 bands officer is the higher of the two. With premium 5000, emf 1.35 is enough for officer and not for plan
	//       - {from: 5000, plan: 1.40, officer: 1.30}
	//                                           ^^^^
	// <nil>
}

func ExamplePolicy_Interpretations() {
	policy := must(classify.Builtin("wv-85-23"))
	fmt.Println(policy.Interpretations()[3])
	// Output:
	// gap-breaks-runs (W. Va. Code R. § 85-23-4.4.1)
	//   question: Are two review periods consecutive when time between them was not reviewed?
	//   reading:  No: a gap ends every run of consecutive periods.
	//   other:    Yes: the next period reviewed is the next period.
}

func ExampleUnmarshalEvent() {
	event := must(classify.UnmarshalEvent([]byte(`{"event": "order", "on": "2024-09-03", "by": "commission", "to": "focus", "reason": "plan carried out"}`)))
	fmt.Printf("%T %+v\n", event, event)
	// Output: classify.Order {On:2024-09-03 By:commission To:focus Reason:plan carried out}
}

func ExampleMarshalEvent() {
	fmt.Println(string(must(classify.MarshalEvent(aReview("2024-1", "1.70")))))
	// Output: {"event":"review","on":"2024-07-20","from":"2024-01-01","to":"2024-06-30","three_year_premium":"32850","emf":"1.70"}
}

// A standing is a plain value: a host stores it as JSON.
func ExampleStanding() {
	policy := must(classify.Builtin("us-tn-50-6-501"))
	fmt.Println(policy.HasStanding())
	data, err := json.Marshal(must(classify.Builtin("wv-85-23")).Start(classify.Profile{BargainedCommittee: true}))
	fmt.Println(string(data), err)
	// Output:
	// false
	// {"tier":"none","reviewed":false,"released":"","below":0,"above":0,"pending":"","excluded":false,"bargained_committee":true,"docket":{"duties":null}} <nil>
}

// A receipt records a level so that it can be decided again and compared.
func ExamplePolicy_PolicyID() {
	policy := must(classify.Builtin("us-la-rs23"))
	facts := rule.Facts{"emf": "1.62", "premium": "12000"}
	kept := must(receipt.New(policy.PolicyID(), facts, must(policy.Level(facts))))
	fmt.Println(kept.Policy.ID, string(kept.Answer))
	fmt.Println(receipt.Verify(kept, policy.PolicyID(), policy.Level))
	// Output:
	// us-la-rs23 {"level":"eligible_employer"}
	// <nil>
}

func ExampleBuiltinIDs() {
	for _, id := range classify.BuiltinIDs() {
		policy := must(classify.Builtin(id))
		fmt.Println(policy.ID(), policy.Levels())
	}
	// Output:
	// us-la-rs23 [eligible_employer]
	// us-ny-icr59 [loss_prevention_program]
	// us-osha-sst11 [site_specific_targeting]
	// us-tn-50-6-501 [safety_committee]
	// wv-85-23 [target focus]
}

// What the rule says of not taking part.
func ExampleRows() {
	for _, r := range classify.Rows() {
		if r.On == "nonparticipation" {
			fmt.Println(r.From, "->", r.To, r.Cite)
		}
	}
	// Output:
	// [focus] -> tier_three W. Va. Code R. § 85-23-6.1.1
	// [target] -> tier_three W. Va. Code R. § 85-23-6.1.2
}

// Elections and days proclaimed are the host's to add.
func ExamplePolicy_WithProclaimed() {
	policy := must(classify.Builtin("wv-85-23"))
	policy = must(policy.WithProclaimed(calendar.Proclaimed{Date: calendar.MustParse("2024-04-30"), Name: "special election"}))
	employer, outcomes, err := policy.Replay(policy.Start(classify.Profile{}), aReview("2023-2", "1.85"), classify.Notify{On: calendar.MustParse("2024-03-01")})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(employer.Tier, outcomes[1].Opened[0].Due, outcomes[1].Opened[0].Skipped)
	// Output: target 2024-05-01 [{2024-04-30 special election}]
}

func ExampleMermaidPath() {
	diagram, err := classify.MermaidPath(lifecycle.PathStep{Label: "①", From: "none", On: "review", To: "focus"})
	fmt.Print(diagram, err)
	// Output:
	// flowchart TD
	//     none(["none"]):::visited
	//     focus["focus"]:::last
	//     target["target"]
	//     tier_three["tier three"]
	//     none == "① review" ==> focus
	//     none -. "review, set aside" .-> target
	//     none -. "set aside" .-> focus
	//     none -. "set aside" .-> tier_three
	//     focus -. "exclude, review, set aside" .-> none
	//     focus -. "review, decide, set aside" .-> target
	//     focus -. "nonparticipation, set aside" .-> tier_three
	//     classDef visited stroke-width:3px
	//     classDef last stroke-width:3px,fill:#1f6feb,color:#fff
	// <nil>
}

// The thresholds of Table 85-23A, read off the policy.
func ExamplePolicy_Catalogue() {
	policy, err := classify.Builtin("wv-85-23")
	if err != nil {
		panic(err)
	}
	c := policy.Catalogue()
	fmt.Println(len(c.Rules), "rules,", len(c.Values), "values,", len(c.Duties), "duties,", len(c.Citations), "provisions")
	for _, v := range c.Values {
		if v.Unit == "factor" && v.From == "25000" {
			fmt.Printf("%s = %s (%s)\n", v.ID, v.Value, v.Cite)
		}
	}
	// Output:
	// 81 rules, 31 values, 13 duties, 48 provisions
	// bands.rows[25000].focus = 1.70 (W. Va. Code R. § 85-23-14)
	// bands.rows[25000].target = 1.80 (W. Va. Code R. § 85-23-14)
}
