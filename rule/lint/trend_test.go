package lint

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

func numbers(text string) []decimal.Decimal {
	var values []decimal.Decimal
	for _, word := range strings.Fields(text) {
		values = append(values, decimal.RequireFromString(word))
	}
	return values
}

func TestOutOfTrendFindsTheOneValueAgainstAllOthersIsFound(t *testing.T) {
	for _, c := range []struct {
		values   string
		least    int
		at, step int // -1: none
	}{
		{"1.40 1.50 1.60 1.70 1.80", 1, -1, -1},
		{"1.40 1.40 1.40", 1, -1, -1},
		{"", 1, -1, -1},
		{"1.40", 1, -1, -1},
		{"1.40 1.50 1.06 1.70 1.80", 1, 2, 2}, // a digit lost
		{"1.40 1.50 16.0 1.70 1.80", 1, 2, 3}, // a point lost: the next one only seems to fall
		{"1.40 1.50 1.60 1.55", 1, 3, 3},      // either could be meant: the later
		{"1.80 1.40 1.50 1.60", 1, 0, 1},      // the first is too high
		{"90 75 80 50 25", 1, 2, 2},           // a taper that rises once
		{"75 50 60", 1, 2, 2},                 // two steps are enough where every turn is asked about
		{"75 50 60", 2, -1, -1},
		{"60 50 75", 1, 2, 2},
		{"50 75 60", 1, 2, 2},
		{"10 20 15 30 25 40", 1, -1, -1}, // no trend: it turns more than once
		{"10 20 30 15 12", 1, -1, -1},
		{"98700 98700 102100 104600 10640", 2, 4, 4},
		{"100 90 90 95 80", 2, 3, 3},
	} {
		at, step, ok := outOfTrend(numbers(c.values), c.least)
		if want := c.at >= 0; ok != want || ok && (at != c.at || step != c.step) {
			t.Errorf("%s: at %d, step %d, %v; want %d, %d", c.values, at, step, ok, c.at, c.step)
		}
	}
}
