package classify

import (
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
)

// digits writes an amount with the digits it was given.
func digits(d decimal.Decimal) string { return rule.Digits(d) }

// thousands writes an amount as 25,000.
func thousands(d decimal.Decimal) string {
	text := digits(d)
	whole := len(text)
	if point := strings.IndexByte(text, '.'); point >= 0 {
		whole = point
	}
	grouped := make([]byte, 0, 64) // enough for most, and no allocation
	for i := range whole {
		if i > 0 && (whole-i)%3 == 0 {
			grouped = append(grouped, ',')
		}
		grouped = append(grouped, text[i])
	}
	return string(append(grouped, text[whole:]...))
}
