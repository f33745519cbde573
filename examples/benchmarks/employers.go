package main

import (
	"math/rand/v2"

	"github.com/shopspring/decimal"
)

// An employer is asked about by Table 85-23A of W. Va. Code R. § 85-23.
type employer struct {
	Premium decimal.Decimal // the sum of three years
	EMF     decimal.Decimal
}

// A binaryEmployer is the same employer in binary floats. Its premium was
// summed in them, as a host that has floats would.
type binaryEmployer struct{ Premium, EMF float64 }

const manyEmployers = 4096

// employers gives the same employers every time. Half of them stand on a
// threshold of the table or a cent beside one.
func employers(n int) ([]employer, []binaryEmployer) {
	random := rand.New(rand.NewPCG(85, 23))
	exact, binary := make([]employer, n), make([]binaryEmployer, n)
	for i := range exact {
		cents, hundredths := random.Int64N(80_000_00), 50+random.Int64N(200)
		if i%2 == 0 {
			band := bands[random.IntN(len(bands))]
			cents = max(band.from*100+random.Int64N(3)-1, 0)
			hundredths = band.focus + 10*random.Int64N(2) + random.Int64N(3) - 1
		}
		first := random.Int64N(cents + 1)
		second := random.Int64N(cents - first + 1)
		years := [3]int64{first, second, cents - first - second}
		for _, year := range years {
			paid := decimal.New(year, -2)
			exact[i].Premium = exact[i].Premium.Add(paid)
			inBinary, _ := paid.Float64()
			binary[i].Premium += inBinary
		}
		exact[i].EMF = decimal.New(hundredths, -2)
		binary[i].EMF, _ = exact[i].EMF.Float64()
	}
	return exact, binary
}

// A band is a row of the table: from which premium in dollars, which focus and
// target values in hundredths.
type band struct{ from, focus, target int64 }

// bands are the rows of Table 85-23A, the highest first.
var bands = []band{{50000, 180, 190}, {25000, 170, 180}, {12500, 160, 170}, {5000, 150, 160}, {0, 140, 150}}

// The levels, as answers.
const (
	inNone int64 = iota
	inFocus
	inTarget
)
