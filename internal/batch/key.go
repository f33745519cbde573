package batch

import (
	"math/big"
	"math/bits"

	"github.com/shopspring/decimal"
)

// A key stands for a value in the fast path: an integer in the same order.
// That of a number x is 2·floor(x·10^scale), and one more when something is
// left over. A constant of at most scale decimals has an even key, so that a
// number of any length is less than it, equal to it or greater as their keys
// are. Two odd keys that are equal say nothing. Dates, words and flags have
// even keys: twice the number of the day, twice the place of the word.
const (
	noKey  int64 = 0
	yesKey int64 = 2
)

const (
	// leastScale keeps cents and rates whole, so that they are multiplied and
	// not divided.
	leastScale = 4
	// digitsOfKey is how many digits fit an int64 whatever they are.
	digitsOfKey = 18
	// mostKey bounds keys and what is computed of them: two may be added. It is even,
	// as the key of a number that is exact.
	mostKey = 1<<62 - 2
)

// tens are the powers of ten that fit an int64.
var tens = [digitsOfKey + 1]int64{1, 10, 100,
	1_000, 10_000, 100_000,
	1_000_000, 10_000_000, 100_000_000,
	1_000_000_000, 10_000_000_000, 100_000_000_000,
	1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000,
	1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000,
	1_000_000_000_000_000_000}

// usualKey returns the key of a usual number: not below zero, and of at most
// scale decimals. It is short enough for the compiler to put it where it is
// called; ok is false for any other, for which keyOf may have a key.
func usualKey(coefficient *big.Int, shift uint32) (key int64, ok bool) {
	if coefficient == nil || shift > digitsOfKey || !coefficient.IsUint64() {
		return 0, false
	}
	digits := coefficient.Uint64()
	return int64(digits * units[shift].key), digits <= units[shift].most
}

// units are the keys of 1, 10, 100 … at the last place of a scale, and how many
// of each have a key.
var units = func() (u [digitsOfKey + 1]struct{ key, most uint64 }) {
	for i, ten := range tens {
		u[i].key, u[i].most = 2*uint64(ten), uint64(mostKey)/(2*uint64(ten))
	}
	return u
}()

// keyOf returns the key of a number; ok is false for one that is missing or
// too long for it, to which the plain evaluator answers.
func keyOf(d *decimal.Decimal, scale int32) (key int64, ok bool) {
	coefficient := coefficientOf(d)
	if coefficient == nil {
		return 0, false
	}
	words := coefficient.Bits()
	shift := int64(d.Exponent()) + int64(scale)
	if len(words) > 1 || shift < -digitsOfKey || shift > digitsOfKey {
		return 0, false
	}
	if len(words) == 0 {
		return 0, true
	}
	key, ok = keyOfDigits(uint64(words[0]), shift)
	if coefficient.Sign() == -1 {
		key = -key // also an odd one: what is left over changes sides
	}
	return key, ok
}

// keyOfDigits returns the key of a coefficient that stands shift places before
// the last that the scale has.
func keyOfDigits(digits uint64, shift int64) (key int64, ok bool) {
	if shift >= 0 {
		high, low := bits.Mul64(digits, 2*uint64(tens[shift]))
		return int64(low), high == 0 && low <= mostKey
	}
	unit := uint64(tens[-shift])
	floor := digits / unit
	key = int64(2 * floor)
	if floor*unit != digits {
		key++
	}
	return key, true // a tenth of a word always fits
}

// keyTimes multiplies; ok is false when the product is too large for a key.
func keyTimes(a, b int64) (product int64, ok bool) {
	high, low := bits.Mul64(magnitude(a), magnitude(b))
	return a * b, high == 0 && low <= mostKey
}

func magnitude(n int64) uint64 { return uint64(max(n, -n)) }

func keyOfBool(b bool) int64 {
	if b {
		return yesKey
	}
	return noKey
}
