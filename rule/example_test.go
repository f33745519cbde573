package rule_test

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// Employer is what the provisions below ask of an employer.
type Employer struct {
	EMF              decimal.Decimal // asked as emf
	ThreeYearPremium decimal.Decimal // asked as three_year_premium
	Exempt           rule.Flag
}

func amount(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func ExampleCondition() {
	focus := rule.MustCompile[Employer]("emf >= 1.40 and three_year_premium >= 5000")

	found, err := focus.Find(&Employer{EMF: amount("1.40"), ThreeYearPremium: amount("4999.99")}, "85-23-4.1")
	fmt.Println(found, err)

	holds, err := focus.Holds(&Employer{EMF: amount("1.40")}) // and no premium
	fmt.Println(holds, err)
	// Output:
	// emf >= 1.40 and three_year_premium >= 5000 does not hold: emf is 1.40, three_year_premium is 4999.99 (85-23-4.1). <nil>
	// false three_year_premium: missing, expected a decimal number
}

// A board's file declares its own facts: no Go type is needed for them.
func ExampleCompileOn() {
	facts, err := rule.Declare(
		rule.Declaration{Name: "payroll", Type: rule.Money},
		rule.Declaration{Name: "industry", Type: rule.Word, Values: []string{"manufacturing", "nursing", "other"}},
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	large, err := rule.CompileOn(facts, `payroll >= 25000 and industry in ["nursing", "other"]`)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(large.Holds(&rule.Facts{"payroll": "25000.00", "industry": "nursing"}))

	_, err = rule.CompileOn(facts, `payroll >= 25000 and industry == "nursng"`)
	fmt.Println(err)
	// Output:
	// true <nil>
	// unknown value "nursng", expected one of manufacturing, nursing, other (did you mean "nursing"?)
	//   payroll >= 25000 and industry == "nursng"
	//                                    ^^^^^^^^
}

// What is not exact is refused: a division that does not say how it is rounded,
// and a float64, which is not the number that was written.
func ExampleCompile_wrong() {
	_, err := rule.Compile[Employer]("three_year_premium / 3 >= 5000")
	fmt.Println(err)

	facts, _ := rule.Declare(rule.Declaration{Name: "emf", Type: rule.Factor})
	focus, _ := rule.CompileOn(facts, "emf >= 1.40")
	_, err = focus.Holds(&rule.Facts{"emf": 1.40})
	fmt.Println(err)

	_, err = rule.Compile[struct{ EMF float64 }]("emf >= 1.40")
	fmt.Println(err)
	// Output:
	// a division must name its decimals and its rounding: div(x, y, places, "half_up")
	//   three_year_premium / 3 >= 5000
	//                      ^
	// emf: a float64 is not valid, expected a decimal.Decimal, an int or the text of a decimal number
	// fact emf is a float64; facts are decimal.Decimal, int, bool, rule.Flag, calendar.Date, texts and lists of texts
}

func ExampleDeclarations() {
	facts, _ := rule.Declare(rule.Declaration{Name: "payroll", Type: rule.Money}, rule.Declaration{Name: "claims", Type: rule.Count})
	fmt.Println(facts.Names())
	fmt.Println(facts.Check(rule.Facts{"payroll": "-1", "claims": 2}))
	fmt.Println(facts.Check(rule.Facts{"payroll": "1", "claims": 2, "payrol": 3}))
	// Output:
	// [payroll claims]
	// payroll: -1 is negative, expected zero or more
	// payrol: a fact that the policy does not have is not valid, expected one of payroll, claims (did you mean "payroll"?)
}

func ExampleTable() {
	tiers := rule.MustTable[Employer]("tiers", rule.First,
		rule.Row[string]{If: "emf >= 1.70", Then: "target", Cite: "85-23-4.2",
			Text: "The factor {emf} is 1.70 or more.", Else: "The factor {emf} is below 1.70."},
		rule.Row[string]{If: "emf >= 1.40", Then: "focus", Cite: "85-23-4.1",
			Text: "The factor {emf} is 1.40 or more.", Else: "The factor {emf} is below 1.40."},
		rule.Row[string]{Then: "none", Cite: "85-23-4", Text: "No tier applies."},
	)
	d, err := tiers.Explain(&Employer{EMF: amount("1.55")})
	fmt.Println(d.Value, err)
	fmt.Println(d)
	// Output:
	// focus <nil>
	// The factor 1.55 is below 1.70 (85-23-4.2). The factor 1.55 is 1.40 or more (85-23-4.1).
}

// A table that leaves a case without an answer, or gives it two, does not load.
func ExampleTableFaults() {
	_, err := rule.NewTable[Employer]("tiers", rule.Unique,
		rule.Row[string]{If: "emf >= 1.40 and three_year_premium >= 5000", Then: "focus", Cite: "4.1"},
		rule.Row[string]{If: "emf > 1.70", Then: "target", Cite: "4.2"},
		rule.Row[string]{If: "emf < 1.40", Then: "none", Cite: "4"},
	)
	fmt.Println(err)

	var faults rule.TableFaults
	if errors.As(err, &faults) {
		fmt.Println(faults[0].Code, faults[0].Regions[0], faults[0].Regions[0].Example)
	}
	// Output:
	// tiers: no row answers when 1.40 <= emf <= 1.70 and three_year_premium < 5000 (for example emf 1.40, three_year_premium 4999); a last row without a condition would
	// tiers: rows 1 and 2 both hold when 1.70 < emf and 5000 <= three_year_premium (for example emf 2.70, three_year_premium 5000)
	// gap 1.40 <= emf <= 1.70 and three_year_premium < 5000 [{emf 1.40} {three_year_premium 4999}]
}

func ExampleSchedule() {
	maximum, err := rule.NewSchedule(
		rule.Bracket[calendar.Date, string]{From: calendar.MustParse("2024-01-01"), Value: "98700", Cite: "Order 2023-11"},
		rule.Bracket[calendar.Date, string]{From: calendar.MustParse("2025-01-01"), Value: "104600", Cite: "Order 2024-12"},
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	row, next, last, ok := maximum.At(calendar.MustParse("2024-12-31"))
	fmt.Println(row.Value, row.Cite, "until", next, last, ok)
	_, _, _, ok = maximum.At(calendar.MustParse("2023-12-31"))
	fmt.Println(ok)
	// Output:
	// 98700 Order 2023-11 until 2025-01-01 false true
	// false
}

func ExampleRefused() {
	err := error(rule.Refuse("decide", "proposed", "TOJ-2", "decide is for supervisor, not for worker."))
	var refused *rule.Refused
	if errors.As(err, &refused) {
		fmt.Println(refused.Findings[0].Cite, refused.Findings[0].Text())
	}
	fmt.Println(err)
	// Output:
	// TOJ-2 decide is for supervisor, not for worker.
	// refused: decide in state proposed: decide is for supervisor, not for worker (TOJ-2).
}

func ExampleFinding() {
	atLeast := rule.Template{ID: "tier.focus", Cite: "85-23-4.1", Text: "The factor {emf} is 1.40 or more."}
	f := atLeast.Finding(true, rule.Num("emf", amount("1.40")))
	f.Interpretations = []string{"at-least"}
	fmt.Println(f)
	data, err := json.Marshal(f)
	fmt.Println(string(data), err)
	// Output:
	// The factor 1.40 is 1.40 or more (85-23-4.1; interpretation at-least).
	// {"id":"tier.focus","cite":"85-23-4.1","text":"The factor 1.40 is 1.40 or more.","holds":true,"facts":[{"name":"emf","value":"1.40"}],"interpretation":"at-least"} <nil>
}

func ExampleDecision() {
	d := rule.Decision[string]{Value: "focus", Findings: []rule.Finding{rule.Verbatim("85-23-4.1", true, "The factor 1.40 is 1.40 or more.")}}
	fmt.Println(d)
	fmt.Println(d.Cites("4.1"), d.Cites("1"), d.Cites("3.4.1"))
	// Output:
	// The factor 1.40 is 1.40 or more (85-23-4.1).
	// true true false
}

func ExampleInterpretation() {
	fmt.Println(rule.Interpretation{ID: "wv-at-least", Cite: "85-23-4.1", Question: "Is a factor of exactly 1.40 in the tier?", Reading: "at_least",
		Readings: []rule.Reading{{Key: "at_least", Text: "Yes: the tier begins at 1.40."}, {Key: "more_than", Text: "No: the tier begins above 1.40."}}})
	// Output:
	// wv-at-least (85-23-4.1)
	//   question: Is a factor of exactly 1.40 in the tier?
	//   reading:  Yes: the tier begins at 1.40.
	//   other:    No: the tier begins above 1.40.
}

func ExampleDiagnostics() {
	mistakes := rule.Diagnostics{
		{File: "levels.yaml", Line: 7, Column: 9, Code: rule.BadExpression, Path: "levels[1].if", Message: `unknown fact "eml"`, Suggestion: "emf", Source: "    if: eml >= 1.40"},
		{File: "levels.yaml", Line: 2, Column: 1, Code: rule.MissingKey, Path: "effective", Message: "missing, expected this key", Source: "id: levels"},
	}
	fmt.Println(mistakes.Err())
	// Output:
	// levels.yaml:2:1: effective: missing, expected this key
	//   id: levels
	//   ^^
	// levels.yaml:7:9: levels[1].if: unknown fact "eml" (did you mean "emf"?)
	//       if: eml >= 1.40
	//           ^^^
}

func ExampleRound() {
	for _, how := range []rule.Rounding{rule.HalfUp, rule.HalfEven, rule.Down} {
		fmt.Println(how, rule.Round(amount("2.345"), 2, how), rule.Round(amount("-2.345"), 2, how))
	}
	// Output:
	// half_up 2.35 -2.35
	// half_even 2.34 -2.34
	// down 2.34 -2.34
}

func ExampleDivide() {
	fmt.Println(rule.Divide(amount("200"), amount("3"), 2, rule.HalfUp))
	_, err := rule.Divide(amount("200"), amount("0"), 2, rule.HalfUp)
	fmt.Println(err)
	// Output:
	// 66.67 <nil>
	// divisor: 0 is not valid, expected a number other than zero
}

func ExampleFlag() {
	var e Employer
	fmt.Println(e.Exempt, e.Exempt.Given(), rule.FlagOf(false), rule.FlagOf(false).Given())
	_, err := rule.MustCompile[Employer]("not exempt").Holds(&e)
	fmt.Println(err)
	// Output:
	// not given false false true
	// exempt: missing, expected true or false
}

func ExampleIsSet() {
	var e Employer
	fmt.Println(rule.IsSet(e.EMF), rule.IsSet(amount("0")), rule.IsSet(decimal.NewFromInt(0)))
	fmt.Println(rule.CheckAmount("emf", e.EMF))
	// Output:
	// false true true
	// emf: missing, expected a decimal number
}

func ExampleParseDecimal() {
	d, err := rule.ParseDecimal("emf", "1.40")
	fmt.Println(d, err)
	_, err = rule.ParseDecimal("emf", "1e1000000000")
	fmt.Println(err)
	// Output:
	// 1.4 <nil>
	// emf: "1e1000000000" is not valid, expected a decimal number
}

func ExampleSuggest() {
	fmt.Println(rule.Suggest("premuim", []string{"emf", "premium"}))
	fmt.Println(rule.Suggest("payroll", []string{"emf", "premium"}) == "")
	// Output:
	// premium
	// true
}

func ExampleOutcome() {
	o := rule.Outcome{Findings: []rule.Finding{rule.Verbatim("TOJ-2", true, "The supervisor accepts the proposal.")},
		Documents: []string{"letter"}, Pending: []rule.Pending{{What: "the start", On: []rule.Role{"employer"}, Cite: "TOJ-5"}}}
	fmt.Println(o)
	fmt.Println(o.Documents, o.Pending[0].What, o.Pending[0].On)
	// Output:
	// The supervisor accepts the proposal (TOJ-2).
	// [letter] the start [employer]
}

func ExampleDigits() {
	fmt.Println(rule.Digits(amount("1.40")), amount("1.40"))
	// Output: 1.40 1.4
}
