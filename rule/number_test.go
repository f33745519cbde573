package rule

import (
	"testing"

	"github.com/shopspring/decimal"
)

// The numbers themselves are tested in internal/number.
func TestGivenAndTheChecksOfNumbers(t *testing.T) {
	if IsSet(decimal.Decimal{}) || !IsSet(decimal.NewFromInt(0)) {
		t.Error("a number is given once it was assigned")
	}
	wantInput(t, "missing", CheckDecimal("a", decimal.Decimal{}), "a", "missing")
	wantInput(t, "negative", CheckAmount("a", dec("-0.01")), "a", "-0.01 is negative, expected zero or more")
	_, err := ParseDecimal("a", "1,5")
	wantInput(t, "a comma", err, "a", "expected a decimal number")
}

func TestParseRounding(t *testing.T) {
	for _, how := range []Rounding{HalfUp, HalfEven, HalfDown, Up, Down} {
		if got, err := ParseRounding("r", string(how)); got != how || err != nil {
			t.Errorf("%s: %v, %v", how, got, err)
		}
	}
	_, err := ParseRounding("r", "nearest")
	wantInput(t, "nearest", err, "r", `"nearest" is not valid, expected one of half_up, half_even, half_down, up, down`)
	_, err = Divide(dec("1"), dec("2"), 0, "nearest")
	wantInput(t, "nearest", err, "rounding", "expected one of")
}
