package lint

import "github.com/shopspring/decimal"

// outOfTrend finds the one step that goes against all others: in numbers that
// else rise, or stay, the place at which they fall, and the reverse. least is
// how many others there must be. at is the number that is out of line: the one
// at the step, or the one before it, when the others rise past it.
func outOfTrend(values []decimal.Decimal, least int) (at, step int, ok bool) {
	ups, downs := turns(values)
	switch {
	case len(ups) == 1 && len(downs) == 1 && least == 1:
		step = max(ups[0], downs[0])
	case len(downs) == 1 && len(ups) >= max(least, 2):
		step = downs[0]
	case len(ups) == 1 && len(downs) >= max(least, 2):
		step = ups[0]
	default:
		return 0, 0, false
	}
	if without(values, step-1) && !without(values, step) {
		return step - 1, step, true
	}
	return step, step, true
}

// turns lists where the numbers rise and where they fall, by the second of two.
func turns(values []decimal.Decimal) (ups, downs []int) {
	for i := 1; i < len(values); i++ {
		switch values[i].Cmp(values[i-1]) {
		case 1:
			ups = append(ups, i)
		case -1:
			downs = append(downs, i)
		}
	}
	return ups, downs
}

// without reports whether the numbers but one never turn.
func without(values []decimal.Decimal, one int) bool {
	rest := append(append(make([]decimal.Decimal, 0, len(values)), values[:one]...), values[one+1:]...)
	ups, downs := turns(rest)
	return len(ups) == 0 || len(downs) == 0
}
