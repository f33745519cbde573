package batch

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// employer is what Table 85-23A of W. Va. Code R. § 85-23 asks.
type employer struct {
	Premium decimal.Decimal
	EMF     decimal.Decimal
}

// band is a row of the table: from which premium, which values.
type band struct{ from, focus, target string }

var bands85 = []band{{"50000", "1.80", "1.90"}, {"25000", "1.70", "1.80"}, {"12500", "1.60", "1.70"}, {"5000", "1.50", "1.60"}, {"0", "1.40", "1.50"}}

// atLeastIn writes the test of a level as a person would: band by band.
func atLeastIn(value func(band) string) string {
	text, below := "", ""
	for _, b := range bands85 {
		if text != "" {
			text += " or "
		}
		text += "premium >= " + b.from + below + " and emf >= " + value(b)
		below = " and premium < " + b.from
	}
	return text
}

var (
	focusTest  = atLeastIn(func(b band) string { return b.focus })
	targetTest = atLeastIn(func(b band) string { return b.target })
)

func table85(t testing.TB) *rule.Table[employer, string] {
	t.Helper()
	table, err := rule.NewTable[employer]("85-23A", rule.First,
		rule.Row[string]{If: targetTest, Then: "target", Cite: "85-23-14", Text: "The factor {emf} equals or exceeds the target value for a premium of {premium}."},
		rule.Row[string]{If: focusTest, Then: "focus", Cite: "85-23-14", Text: "The factor {emf} equals or exceeds the focus value for a premium of {premium}."},
		rule.Row[string]{Then: "none", Cite: "85-23-14", Text: "The factor {emf} is below both."})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// employers are 4,096, of which one half stands on or beside a threshold.
func employers() []employer {
	premiums := []string{"4999.99", "5000", "5000.01", "12499.99", "12500.00", "24999", "25000", "49999.99", "50000", "50000.01"}
	factors := []string{"1.39", "1.40", "1.41", "1.50", "1.499", "1.60", "1.70", "1.69", "1.80", "1.90", "1.8999"}
	all := make([]employer, 4096)
	seed := uint32(85)
	next := func(n int) int {
		seed = seed*1664525 + 1013904223
		return int(seed>>8) % n
	}
	for i := range all {
		all[i] = employer{decimal.New(int64(next(80_000_00)), -2), decimal.New(int64(50+next(200)), -2)}
		if i%2 == 0 {
			all[i] = employer{dec(premiums[next(len(premiums))]), dec(factors[next(len(factors))])}
		}
	}
	return all
}

// byDecimals is the table written by hand over the decimal package.
func byDecimals() func(e *employer) string {
	type row struct{ from, focus, target decimal.Decimal }
	var rows []row
	for _, b := range bands85 {
		rows = append(rows, row{dec(b.from), dec(b.focus), dec(b.target)})
	}
	return func(e *employer) string {
		for _, r := range rows {
			if e.Premium.Cmp(r.from) < 0 {
				continue
			}
			switch {
			case e.EMF.Cmp(r.target) >= 0:
				return "target"
			case e.EMF.Cmp(r.focus) >= 0:
				return "focus"
			}
			break
		}
		return "none"
	}
}

// byIntegers is the table written by hand over integers, to which it brings
// the decimals itself. It refuses what is missing or does not fit.
func byIntegers(e *employer) (string, bool) {
	premium, known := tenThousandths(e.Premium)
	emf, too := tenThousandths(e.EMF)
	if !known || !too {
		return "", false
	}
	var focus int64 = 1_4000
	switch {
	case premium >= 50000_0000:
		focus = 1_8000
	case premium >= 25000_0000:
		focus = 1_7000
	case premium >= 12500_0000:
		focus = 1_6000
	case premium >= 5000_0000:
		focus = 1_5000
	}
	switch {
	case emf >= focus+1000:
		return "target", true
	case emf >= focus:
		return "focus", true
	}
	return "none", true
}

func tenThousandths(d decimal.Decimal) (int64, bool) {
	shift := d.Exponent() + 4
	if !rule.IsSet(d) || shift < 0 || shift > 4 || d.NumDigits() > 14 {
		return 0, false
	}
	return d.CoefficientInt64() * []int64{1, 10, 100, 1000, 10000}[shift], true
}

// BenchmarkTable85 decides Table 85-23A over decimals: the practical limit is
// "integers".
func BenchmarkTable85(b *testing.B) {
	table, all, right := table85(b), employers(), byDecimals()
	focus := rule.MustCompile[employer](focusTest)
	want := make([]string, len(all))
	for i := range all {
		want[i] = right(&all[i])
	}
	for _, way := range []struct {
		name   string
		decide func(e *employer) string
	}{
		{"integers", func(e *employer) string { v, _ := byIntegers(e); return v }},
		{"decimals", right},
		{"table", func(e *employer) string { v, _ := table.Decide(e); return v }},
	} {
		b.Run(way.name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if got := way.decide(&all[i%4096]); got != want[i%4096] {
					b.Fatal(fmt.Sprint(all[i%4096], got, want[i%4096]))
				}
			}
		})
	}
	b.Run("condition", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if holds, err := focus.Holds(&all[i%4096]); holds != (want[i%4096] != "none") || err != nil {
				b.Fatal(all[i%4096], holds, err)
			}
		}
	})
}

// BenchmarkTable85Explained is the same decision with its findings.
func BenchmarkTable85Explained(b *testing.B) {
	table, all, right := table85(b), employers(), byDecimals()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		e := &all[i%4096]
		if d, err := table.Explain(e); d.Value != right(e) || len(d.Findings) == 0 || err != nil {
			b.Fatal(*e, d, err)
		}
	}
}
