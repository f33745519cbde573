package benefits

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

const citeLargestRemainder rule.Citation = "largest remainder, the first on a tie"

var allocatedTemplate = rule.Template{ID: "benefits.allocated", Cite: citeLargestRemainder,
	Text: "The amount of {amount:money} is shared to the cent over {weights} weight{weights:s}; the odd cents go to the largest remainders."}

// AllocateInput asks to share an amount of at most two decimals by weights. The zero
// value lacks the amount: an input error.
type AllocateInput struct {
	Amount  decimal.Decimal   `json:"amount"`
	Weights []decimal.Decimal `json:"weights"`
}

// UnmarshalJSON reads the JSON form strictly: a key that there is not, in another case or
// twice, and a value of another type are *rule.InputErrors that name it.
func (in *AllocateInput) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, in) }

// MarshalJSON writes the numbers with the digits that were given, and leaves out
// those that were not.
func (in AllocateInput) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(in) }

// An Allocation is an amount in shares that come to it exactly. The zero value answers
// nothing: it stands beside an error.
type Allocation struct {
	Shares []decimal.Decimal `json:"shares"` // in the order of the weights
}

// MarshalJSON writes the numbers with their digits.
func (a Allocation) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

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
	total, sum, parts := cents(in.Amount), exact{}, make([]exact, len(in.Weights))
	for i, w := range in.Weights {
		if err := rule.CheckAmount(fmt.Sprintf("weights[%d]", i), w); err != nil {
			return rule.Decision[Allocation]{}, err
		}
		parts[i] = exactOf(w, 0)
		sum = sum.add(parts[i])
	}
	if sum.sign() == 0 {
		return rule.Decision[Allocation]{}, &rule.InputError{Field: "weights", Problem: "a list of nothing but zeros is not valid",
			Expected: "at least one weight above zero"}
	}
	scale(parts, total, sum)
	allocate(total, parts)
	v := Allocation{Shares: make([]decimal.Decimal, len(parts))}
	for i, share := range parts {
		v.Shares[i] = dollars(share)
	}
	return rule.Decision[Allocation]{Value: v, Findings: []rule.Finding{
		allocatedTemplate.Finding(true, rule.Num("amount", in.Amount), rule.Int("weights", len(parts)))}}, nil
}
