package expression

import (
	"math"
	"math/big"
	"math/bits"
	"unsafe"

	"github.com/shopspring/decimal"
)

// Decimals makes the decimals of one answer. Their coefficients lie side by side,
// many to an allocation, where decimal.New makes two allocations for each. The
// zero Decimals is ready for use.
type Decimals struct{ left []coefficient }

// A coefficient is a whole number of one word.
type coefficient struct {
	value big.Int
	word  [1]big.Word
}

// atOnce is how many coefficients are made at once.
const atOnce = 18

// New is decimal.New.
func (m *Decimals) New(n int64, exponent int32) (d decimal.Decimal) {
	if !hasParts || bits.UintSize < 64 {
		return decimal.New(n, exponent)
	}
	if len(m.left) == 0 {
		m.left = make([]coefficient, atOnce)
	}
	c := &m.left[0]
	m.left = m.left[1:]
	c.word[0] = big.Word(n)
	if n < 0 {
		c.word[0] = -c.word[0]
	}
	c.value.SetBits(c.word[:])
	if n < 0 {
		c.value.Neg(&c.value)
	}
	*(*parts)(unsafe.Pointer(&d)) = parts{&c.value, exponent}
	return d
}

// Word gives the coefficient of a decimal, where that and its negative fit into a
// machine word.
func Word(d decimal.Decimal) (n int64, fits bool) {
	if !hasParts {
		return d.CoefficientInt64(), d.NumDigits() <= 18
	}
	c := (*parts)(unsafe.Pointer(&d)).coefficient
	if c == nil {
		return 0, true
	}
	n = c.Int64()
	return n, c.IsInt64() && n > math.MinInt64
}
