package main

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// classification asks for the level of each employer.
func classification() (contest, error) {
	exact, binary := employers(manyEmployers)
	c := contest{
		title: "An employer's level by Table 85-23A",
		about: fmt.Sprintf("%d employers in turn, half of them on a threshold or a cent beside one. "+
			"The premium is the sum of three years: who computes in binary floats summed it in them.", manyEmployers),
		questions: manyEmployers,
		right:     func(i int) int64 { return byHand(exact[i]) },
	}
	c.ways = []way{
		{name: "int64 by hand, from `decimal.Decimal`: the practical limit", ask: func(i int) int64 { return byIntegers(&exact[i]) }},
		{name: "shopspring/decimal by hand", ask: func(i int) int64 { return byHand(exact[i]) }},
	}
	for _, build := range []func([]employer, []binaryEmployer) ([]way, error){ourTable, exprOverFloats, exprOverDecimals, celOverDoubles, gruleOverFloats} {
		ways, err := build(exact, binary)
		if err != nil {
			return c, err
		}
		c.ways = append(c.ways, ways...)
	}
	return c, nil
}

// decimalBands are the bands as decimals.
var decimalBands = func() (rows [5]struct{ from, focus, target decimal.Decimal }) {
	for i, b := range bands {
		rows[i].from, rows[i].focus, rows[i].target = decimal.New(b.from, 0), decimal.New(b.focus, -2), decimal.New(b.target, -2)
	}
	return rows
}()

// byHand is the table as one would write it over decimals.
func byHand(e employer) int64 {
	for _, row := range decimalBands {
		if e.Premium.LessThan(row.from) {
			continue
		}
		switch {
		case e.EMF.GreaterThanOrEqual(row.target):
			return inTarget
		case e.EMF.GreaterThanOrEqual(row.focus):
			return inFocus
		}
		break
	}
	return inNone
}

// byIntegers is the table as one would write it for speed alone.
func byIntegers(e *employer) int64 {
	premium, fits := hundredths(e.Premium)
	emf, fitsToo := hundredths(e.EMF)
	if !fits || !fitsToo {
		return noAnswer
	}
	focus := int64(140)
	switch {
	case premium >= 50000_00:
		focus = 180
	case premium >= 25000_00:
		focus = 170
	case premium >= 12500_00:
		focus = 160
	case premium >= 5000_00:
		focus = 150
	}
	switch {
	case emf >= focus+10:
		return inTarget
	case emf >= focus:
		return inFocus
	}
	return inNone
}

// hundredths gives a decimal of at most two places as an integer.
func hundredths(d decimal.Decimal) (int64, bool) {
	shift := d.Exponent() + 2
	if shift < 0 || shift > 2 || d.NumDigits() > 14 {
		return 0, false
	}
	return d.CoefficientInt64() * [...]int64{1, 10, 100}[shift], true
}

// test writes the test of a level as text, band by band: for tables and rules.
func test(value func(band) int64, premium, emf, and, or string, number func(whole, hundredths int64) string) string {
	var rows []string
	below := ""
	for _, b := range bands {
		v := value(b)
		rows = append(rows, fmt.Sprintf("(%s >= %s%s %s %s >= %s)", premium, number(b.from, 0), below, and, emf, number(v/100, v%100)))
		below = fmt.Sprintf(" %s %s < %s", and, premium, number(b.from, 0))
	}
	return strings.Join(rows, " "+or+" ")
}

// level writes the table as one expression that gives the level: the shortest
// way, with the fewest comparisons, for engines that have ?:.
func level(premium, emf string, number func(whole, hundredths int64) string) string {
	text := ""
	for i, b := range bands {
		if i > 0 {
			text += " : "
		}
		if b.from > 0 {
			text += fmt.Sprintf("%s >= %s ? ", premium, number(b.from, 0))
		}
		text += fmt.Sprintf("(%s >= %s ? %d : %s >= %s ? %d : %d)", emf, number(b.target/100, b.target%100), inTarget,
			emf, number(b.focus/100, b.focus%100), inFocus, inNone)
	}
	return text
}

func focusValue(b band) int64  { return b.focus }
func targetValue(b band) int64 { return b.target }

// point writes a number with two decimals.
func point(whole, hundredths int64) string { return fmt.Sprintf("%d.%02d", whole, hundredths) }
