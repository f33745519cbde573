package benefits

import (
	"math"
	"math/big"
	"math/bits"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/rule"
)

// exact is a fraction. As long as its two parts fit into machine words they are
// n over d, with d above zero, and not always in lowest terms; beyond that it is
// large. The zero value is 0.
type exact struct {
	n, d  int64
	large *big.Rat
}

func whole(n int64) exact { return exact{n: n, d: 1} }

func fraction(n, d int) exact { return exact{n: int64(n), d: int64(d)} }

// digitsInWord is how many digits always fit into a machine word.
const digitsInWord = 18

var powersOfTen = func() (p [digitsInWord + 1]int64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = 10 * p[i-1]
	}
	return p
}()

// exactOf gives a decimal times a power of ten.
func exactOf(d decimal.Decimal, tens int32) exact {
	exponent := d.Exponent() + tens
	if n, fits := expression.Word(d); fits && exponent >= -digitsInWord && exponent <= digitsInWord {
		if exponent < 0 {
			return exact{n: n, d: powersOfTen[-exponent]}
		}
		if n, fits := times(n, powersOfTen[exponent]); fits {
			return whole(n)
		}
	}
	return exact{large: d.Shift(tens).Rat()}
}

// cents gives an amount in cents, and dollars such a number of cents as an
// amount.
func cents(d decimal.Decimal) exact { return exactOf(d, 2) }

func dollars(cents exact) decimal.Decimal {
	if cents.large != nil {
		return decimal.NewFromBigInt(cents.large.Num(), -2)
	}
	return decimal.New(cents.whole().n, -2)
}

func (x exact) rat() *big.Rat {
	if x.large != nil {
		return x.large
	}
	return big.NewRat(x.n, max(x.d, 1))
}

// times multiplies two words; fits is false where the product is none.
func times(a, b int64) (product int64, fits bool) {
	if int64(int32(a)) == a && int64(int32(b)) == b {
		return a * b, true
	}
	high, low := bits.Mul64(magnitude(a), magnitude(b))
	return a * b, high == 0 && low <= math.MaxInt64
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

func (x exact) sign() int {
	if x.large != nil {
		return x.large.Sign()
	}
	switch {
	case x.n < 0:
		return -1
	case x.n > 0:
		return 1
	}
	return 0
}

func (x exact) neg() exact {
	if x.large != nil {
		return exact{large: new(big.Rat).Neg(x.large)}
	}
	return exact{n: -x.n, d: x.d}
}

func (x exact) add(y exact) exact {
	if x.large == nil && y.large == nil {
		switch {
		case x.n == 0:
			return y
		case y.n == 0:
			return x
		}
		xd, yd := x.d, y.d // above zero: neither is the zero value
		if xd == yd {
			if sum := x.n + y.n; (sum > x.n) == (y.n > 0) && sum > math.MinInt64 {
				return exact{n: sum, d: xd}
			}
		}
		a, fitsA := times(x.n, yd)
		b, fitsB := times(y.n, xd)
		d, fitsD := times(xd, yd)
		if sum := a + b; fitsA && fitsB && fitsD && (sum > a) == (b > 0) && sum > math.MinInt64 {
			return exact{n: sum, d: d}
		}
	}
	return lowered(new(big.Rat).Add(x.rat(), y.rat()))
}

func (x exact) sub(y exact) exact { return x.add(y.neg()) }

func (x exact) mul(y exact) exact {
	if x.large == nil && y.large == nil {
		if y.n == y.d && y.n != 0 {
			return x // times one
		}
		n, fitsN := times(x.n, y.n)
		d, fitsD := times(max(x.d, 1), max(y.d, 1))
		if fitsN && fitsD {
			return exact{n: n, d: d}
		}
	}
	return lowered(new(big.Rat).Mul(x.rat(), y.rat()))
}

// quo divides by a number above zero.
func (x exact) quo(y exact) exact {
	if y.large != nil {
		return x.mul(exact{large: new(big.Rat).Inv(y.large)})
	}
	return x.mul(exact{n: max(y.d, 1), d: y.n})
}

// lowered brings a fraction back into words where it fits in lowest terms.
func lowered(r *big.Rat) exact {
	if r.Num().IsInt64() && r.Denom().IsInt64() && r.Num().Int64() > math.MinInt64 {
		return exact{n: r.Num().Int64(), d: r.Denom().Int64()}
	}
	return exact{large: r}
}

func (x exact) cmp(y exact) int {
	if x.large == nil && y.large == nil {
		a, fitsA := times(x.n, max(y.d, 1))
		b, fitsB := times(y.n, max(x.d, 1))
		if fitsA && fitsB {
			switch {
			case a < b:
				return -1
			case a > b:
				return 1
			}
			return 0
		}
	}
	return x.rat().Cmp(y.rat())
}

// least is the lesser of an amount and what is left, and never under zero.
func least(amount, left exact) exact {
	switch {
	case left.sign() < 0:
		return exact{}
	case amount.cmp(left) > 0:
		return left
	}
	return amount
}

// round brings a number to a whole multiple of a unit, and reports whether it
// was one.
func (x exact) round(how rule.Rounding, unit int64) (rounded exact, even bool) {
	if d, fits := times(max(x.d, 1), unit); x.large == nil && fits {
		quotient, rest := x.n/d, x.n%d
		if rest == 0 {
			return x.whole(), true
		}
		half := 0
		switch twice := 2 * magnitude(rest); {
		case twice < uint64(d):
			half = -1
		case twice > uint64(d):
			half = 1
		}
		if awayFromZero(how, half, quotient%2 != 0) {
			quotient += int64(x.sign())
		}
		if n, fits := times(quotient, unit); fits {
			return whole(n), false
		}
	}
	r := new(big.Rat).Quo(x.rat(), big.NewRat(unit, 1))
	quotient, rest := new(big.Int).QuoRem(r.Num(), r.Denom(), new(big.Int))
	even = rest.Sign() == 0
	half := rest.Lsh(rest, 1).CmpAbs(r.Denom())
	if !even && awayFromZero(how, half, quotient.Bit(0) == 1) {
		quotient.Add(quotient, big.NewInt(int64(x.sign())))
	}
	return lowered(new(big.Rat).SetInt(quotient.Mul(quotient, big.NewInt(unit)))), even
}

// split gives the whole number of an amount that is not negative, and what is
// left over it.
func (x exact) split() (number, rest exact) {
	if x.large != nil {
		number, _ = x.round(rule.Down, 1)
		return number, x.sub(number)
	}
	d := max(x.d, 1)
	n := x.n / d
	return whole(n), exact{n: x.n - n*d, d: d}
}

// whole is x, which is a whole number, over one.
func (x exact) whole() exact { return whole(x.n / max(x.d, 1)) }

// awayFromZero says whether what is left over a whole number, as compared with
// half, brings it one further from zero.
func awayFromZero(how rule.Rounding, half int, odd bool) bool {
	switch how {
	case rule.Up:
		return true
	case rule.Down:
		return false
	case rule.HalfDown:
		return half > 0
	case rule.HalfEven:
		return half > 0 || half == 0 && odd
	}
	return half >= 0
}

// allocate shares a whole number over parts, none of them negative, that come to
// it, or to less or more than it by less than one for each part. Every part gets
// its whole number; what is then left goes, one each, to the largest remainders,
// the first on a tie. The shares are written over the parts.
func allocate(total exact, parts []exact) {
	if len(parts) == 1 {
		parts[0] = total
		return
	}
	var few [8]exact
	rests, left := append(few[:0], parts...), total
	for i, p := range parts {
		parts[i], rests[i] = p.split()
		left = left.sub(parts[i])
	}
	if left.sign() <= 0 {
		return
	}
	if left.n == 1 && left.large == nil {
		at := greatest(rests)
		parts[at] = parts[at].add(left)
		return
	}
	order := make([]int, len(parts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return rests[b].cmp(rests[a]) })
	for _, i := range order {
		if left.sign() <= 0 {
			return
		}
		parts[i], left = parts[i].add(whole(1)), left.sub(whole(1))
	}
}

// greatest gives the index of the greatest number, the first on a tie.
func greatest(of []exact) int {
	at := 0
	for i := 1; i < len(of); i++ {
		if of[i].cmp(of[at]) > 0 {
			at = i
		}
	}
	return at
}

// scale brings parts that come to sum to another sum.
func scale(parts []exact, to, sum exact) {
	if sum.sign() == 0 {
		return
	}
	factor := to.quo(sum)
	for i, p := range parts {
		parts[i] = p.mul(factor)
	}
}

// decimal gives a number, in units of which one is so many millionths, with no
// more decimals than it needs, but two; or its first six decimals where it does
// not end there.
func (x exact) decimal(millionths int64) (d decimal.Decimal, ends bool) {
	n, exponent, ends := x.digits(millionths)
	if n.large != nil {
		return decimal.NewFromBigInt(n.large.Num(), exponent), ends
	}
	return decimal.New(n.n, exponent), ends
}

// digits are the whole number and the exponent of that decimal.
func (x exact) digits(millionths int64) (n exact, exponent int32, ends bool) {
	n, ends = x.mul(whole(millionths)).round(rule.Down, 1)
	for exponent = -6; n.large == nil && ends && exponent < -2 && n.n%10 == 0; exponent++ {
		n.n /= 10
	}
	return n, exponent, ends
}

// The millionths of a cent and of one.
const (
	inCents = 10_000
	inOnes  = 1_000_000
)
