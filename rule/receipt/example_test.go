package receipt_test

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/receipt"
)

type Employer struct {
	EMF              decimal.Decimal
	ThreeYearPremium decimal.Decimal
	Exempt           rule.Flag
}

func amount(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func ExampleVerify() {
	focus := rule.MustTable[Employer]("focus", rule.Unique,
		rule.Row[bool]{If: "emf >= 1.40", Then: true, Cite: "4.1", Text: "The factor {emf} is 1.40 or more."},
		rule.Row[bool]{If: "emf < 1.40", Cite: "4.1", Text: "The factor {emf} is below 1.40."})
	decide := func(e Employer) (rule.Decision[bool], error) { return focus.Explain(&e) }
	policy := rule.PolicyID{ID: "wv-85-23", Hash: "9f86d081"}

	asked := Employer{EMF: amount("1.40"), ThreeYearPremium: amount("5000")}
	d, err := decide(asked)
	if err != nil {
		fmt.Println(err)
		return
	}
	kept, err := receipt.New(policy, asked, d)
	fmt.Println(string(kept.Facts), string(kept.Answer), err)
	fmt.Println(receipt.Verify(kept, policy, decide))

	kept.Answer = []byte("false")
	fmt.Println(receipt.Verify(kept, policy, decide))
	// Output:
	// {"EMF":"1.40","ThreeYearPremium":"5000","Exempt":null} true <nil>
	// <nil>
	// answer: true is not valid, expected false as in the receipt
}
