package benefits

import (
	"math/big"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
)

// cents gives an amount as a whole number of cents. The amount has at most two
// decimals: see checkCents.
func cents(d decimal.Decimal) *big.Int { return d.Shift(2).BigInt() }

// dollars gives whole cents as an amount.
func dollars(c *big.Int) decimal.Decimal { return decimal.NewFromBigInt(c, -2) }

// checkCents is rule.CheckAmount for an amount that is paid: it has no parts
// of a cent. Trailing zeros do not count.
func checkCents(field string, d decimal.Decimal) error {
	if err := rule.CheckAmount(field, d); err != nil {
		return err
	}
	if d.Exponent() < -2 && !d.Truncate(2).Equal(d) {
		return &rule.InputError{Field: field, Value: plain(d), Expected: "an amount with at most two decimals"}
	}
	return nil
}

// rounded brings num/den, which is not negative, to a whole number, and
// reports whether it was one.
func rounded(num, den *big.Int, how rule.Rounding) (whole *big.Int, exact bool) {
	whole, rest := new(big.Int).QuoRem(num, den, new(big.Int))
	if rest.Sign() == 0 {
		return whole, true
	}
	half := rest.Lsh(rest, 1).Cmp(den)
	if half > 0 || half == 0 && (how == rule.HalfUp || whole.Bit(0) == 1) {
		whole.Add(whole, big.NewInt(1))
	}
	return whole, false
}

// spread shares a whole number over parts that come to it, or to less or more
// than it by less than one for each part: nums[i]/den exactly. Every part gets
// its whole number; what is then left goes, one each, to the largest
// remainders, the first on a tie.
func spread(total *big.Int, nums []*big.Int, den *big.Int) []*big.Int {
	shares, rests := make([]*big.Int, len(nums)), make([]*big.Int, len(nums))
	left := new(big.Int).Set(total)
	for i, n := range nums {
		shares[i], rests[i] = new(big.Int).QuoRem(n, den, new(big.Int))
		left.Sub(left, shares[i])
	}
	if left.Sign() == 0 {
		return shares
	}
	order := make([]int, len(nums))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return rests[b].Cmp(rests[a]) })
	one := big.NewInt(1)
	for _, i := range order[:min(int(left.Int64()), len(order))] {
		shares[i].Add(shares[i], one)
	}
	return shares
}

// spreadRats is spread over parts of different denominators.
func spreadRats(total *big.Int, parts []*big.Rat) []*big.Int {
	den := big.NewInt(1)
	for _, p := range parts {
		common := new(big.Int).GCD(nil, nil, den, p.Denom())
		den.Mul(den, new(big.Int).Quo(p.Denom(), common))
	}
	nums := make([]*big.Int, len(parts))
	for i, p := range parts {
		nums[i] = new(big.Int).Mul(p.Num(), new(big.Int).Quo(den, p.Denom()))
	}
	return spread(total, nums, den)
}

// ratio gives d as digits over a power of ten.
func ratio(d decimal.Decimal) (digits, scale *big.Int) {
	if e := d.Exponent(); e < 0 {
		return d.Coefficient(), new(big.Int).Exp(big.NewInt(10), big.NewInt(-int64(e)), nil)
	}
	return d.BigInt(), big.NewInt(1)
}

// plain writes a number with the digits it needs and no more.
func plain(d decimal.Decimal) string {
	s := rule.Digits(d)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// money writes an amount for a sentence: 1,714.29. An exact amount that has
// parts of a cent keeps them.
func money(d decimal.Decimal) string {
	if d.Exponent() < -2 && !d.Truncate(2).Equal(d) {
		return grouped(plain(d))
	}
	return grouped(d.StringFixed(2))
}

// grouped sets a comma before every third digit left of the point.
func grouped(s string) string {
	whole, _, _ := strings.Cut(s, ".")
	for at := len(whole) - 3; at > 0 && s[at-1] != '-'; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}

// percent writes 75 as "75 %".
func percent(d decimal.Decimal) string { return plain(d) + " %" }

// quotient writes an exact quotient, with six decimals and dots when it does
// not end there.
func quotient(num, den *big.Int) string {
	million := big.NewInt(1000000)
	whole, rest := new(big.Int).QuoRem(new(big.Int).Mul(num, million), den, new(big.Int))
	s := decimal.NewFromBigInt(whole, -6)
	if rest.Sign() == 0 {
		return money(s)
	}
	return grouped(s.StringFixed(6)) + "…"
}
