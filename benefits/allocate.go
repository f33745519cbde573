package benefits

import (
	"fmt"
	"math/big"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
)

const citeLargestRemainder rule.Citation = "largest remainder, the first on a tie"

// An Allocation is an amount in shares that come to it exactly.
type Allocation struct {
	Shares []decimal.Decimal `json:"shares"` // in the order of the weights
}

// Allocate shares an amount by weights, to the cent, by largest remainder and
// the first on a tie. A weight of zero gets nothing. A negative amount or
// weight, no weights, and only zero weights are InputErrors.
func Allocate(in AllocateInput) (rule.Decision[Allocation], error) {
	if err := checkCents("amount", in.Amount); err != nil {
		return rule.Decision[Allocation]{}, err
	}
	if len(in.Weights) == 0 {
		return rule.Decision[Allocation]{}, &rule.InputError{Field: "weights", Expected: "at least one weight"}
	}
	places := int32(0)
	for i, w := range in.Weights {
		if err := rule.CheckAmount(fmt.Sprintf("weights[%d]", i), w); err != nil {
			return rule.Decision[Allocation]{}, err
		}
		places = max(places, -w.Exponent())
	}
	total, sum, nums := cents(in.Amount), new(big.Int), make([]*big.Int, len(in.Weights))
	for i, w := range in.Weights {
		weight := w.Shift(places).BigInt()
		sum.Add(sum, weight)
		nums[i] = weight.Mul(weight, total)
	}
	if sum.Sign() == 0 {
		return rule.Decision[Allocation]{}, &rule.InputError{Field: "weights", Problem: "a list of nothing but zeros is not valid", Expected: "at least one weight above zero"}
	}
	v := Allocation{Shares: make([]decimal.Decimal, len(nums))}
	for i, share := range spread(total, nums, sum) {
		v.Shares[i] = dollars(share)
	}
	return rule.Decision[Allocation]{Value: v, Findings: []rule.Finding{rule.Stated{Cite: citeLargestRemainder, Holds: true,
		Text: fmt.Sprintf("The amount of %s is shared to the cent over %d weights; the odd cents go to the largest remainders.", money(in.Amount), len(nums))}.Finding()}}, nil
}
