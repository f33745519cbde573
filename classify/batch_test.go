package classify_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

// A batch answers as Level does for each employer: the level or the error.
func TestBatchAnswersAsLevelDoes(t *testing.T) {
	ny, err := classify.Builtin("us-ny-icr59")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []*classify.Policy{wv(t), ny, reading(t, "band-lower-bounds", "lower_bounds", "no_band"), reading(t, "factor-not-rounded", "exact", "two_decimals"),
		changed(t, "emf >= focus", "emf >= focus + 0.005")} {
		batch, err := p.Batch()
		if err != nil {
			t.Fatal(err)
		}
		size, factor := p.Facts()[0].Name, p.Facts()[1].Name
		rapid.Check(t, func(t *rapid.T) {
			amount := drawnNumber(t, "amount", []string{"0", "4999", "4999.99", "5000", "12500.00", "24999.5", "50000", "800000", "800000.01", "-1"})
			emf := drawnNumber(t, "emf", []string{"1.20", "1.40", "1.695", "1.70", "1.7049", "1.80", "1.9", "1.89999999999999999999999", "-0.1"})
			levels := []string{""}
			n, err := batch.Levels(levels, []decimal.Decimal{amount}, []decimal.Decimal{emf})
			d, fault := p.Level(rule.Facts{size: amount, factor: emf})
			want := d.Value.Level
			if levels[0] != want || fmt.Sprint(err) != fmt.Sprint(fault) || n != 1 && err == nil || n != 0 && err != nil {
				t.Fatalf("%s: %v, %v: %d, %q, %v, want %q, %v", p.ID(), amount, emf, n, levels[0], err, want, fault)
			}
		})
	}
}

func drawnNumber(t *rapid.T, name string, near []string) decimal.Decimal {
	switch rapid.IntRange(0, 5).Draw(t, name+" form") {
	case 0:
		return decimal.New(rapid.Int64Range(-100, 1e9).Draw(t, name), rapid.Int32Range(-8, 2).Draw(t, name+" exponent"))
	case 1:
		return rapid.SampledFrom([]decimal.Decimal{{}, decimal.New(1, 1_000_000_000), decimal.New(0, 90)}).Draw(t, name)
	}
	return decimal.RequireFromString(rapid.SampledFrom(near).Draw(t, name))
}

func TestBatchStopsAtTheFirstEmployerWithoutAnAnswer(t *testing.T) {
	batch, err := wv(t).Batch()
	if err != nil {
		t.Fatal(err)
	}
	premiums, factors := []decimal.Decimal{dec("32850"), dec("4999.99"), {}, dec("1")}, []decimal.Decimal{dec("1.73"), dec("1.50"), dec("1"), dec("1")}
	levels := make([]string, 4)
	n, err := batch.Levels(levels, premiums, factors)
	if n != 2 || err == nil || err.Error() != "three_year_premium: missing, expected a decimal number" || levels[0] != "focus" || levels[1] != "target" {
		t.Errorf("got %d, %v, %q", n, err, levels)
	}
	if n, err = batch.Levels(levels[3:], premiums[3:], factors[3:]); n != 1 || err != nil || levels[3] != "none" {
		t.Errorf("the rest: %d, %v, %q", n, err, levels)
	}
}

func TestPolicyBatchRefusesWhatCannotBe(t *testing.T) {
	var none *classify.Policy
	osha, err := classify.Builtin("us-osha-sst11")
	if err != nil {
		t.Fatal(err)
	}
	for want, p := range map[string]*classify.Policy{
		"policy: missing": none, "industry: a fact that is no number": osha,
		"band: missing, expected every fact that a condition asks": changed(t, "if: emf >= focus", `if: emf >= focus or band == "x"`),
		"policy: \"wv-85-23\" has 9 facts, expected at most 8":     changed(t, "  emf: factor  ", "  a: rate\n  b: rate\n  c: rate\n  d: rate\n  e: rate\n  f: rate\n  g: rate\n  emf: factor  "),
	} {
		if _, err := p.Batch(); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	batch, err := wv(t).Batch()
	if err != nil {
		t.Fatal(err)
	}
	one := []decimal.Decimal{dec("1")}
	for want, columns := range map[string][][]decimal.Decimal{
		"columns: 1 is not valid, expected one for each of the facts [three_year_premium emf]": {one},
		"emf: a column of 0 is not valid, expected 1":                                          {one, nil},
	} {
		if n, err := batch.Levels(make([]string, 1), columns...); n != 0 || err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("got %d, %v, want %s", n, err, want)
		}
	}
	if _, err := new(classify.Batch).Levels(nil); err == nil || !strings.HasPrefix(err.Error(), "policy: missing") {
		t.Errorf("got %v", err)
	}
}

func ExamplePolicy_Batch() {
	p, err := classify.Builtin("wv-85-23")
	if err != nil {
		fmt.Println(err)
		return
	}
	batch, err := p.Batch()
	if err != nil {
		fmt.Println(err)
		return
	}
	premiums := []decimal.Decimal{decimal.RequireFromString("32850"), decimal.RequireFromString("4999.99"), decimal.RequireFromString("61000")}
	factors := []decimal.Decimal{decimal.RequireFromString("1.73"), decimal.RequireFromString("1.50"), decimal.RequireFromString("0.98")}
	levels := make([]string, len(premiums))
	n, err := batch.Levels(levels, premiums, factors)
	fmt.Println(n, levels, err)
	// Output: 3 [focus target none] <nil>
}

// batchOf is n employers, one half on or beside a threshold, and their levels.
func batchOf(b *testing.B, n int) (premiums, factors []decimal.Decimal, want []string) {
	near, beside := []string{"4999.99", "5000", "12500.00", "24999", "25000", "49999.99", "50000"}, []string{"1.39", "1.40", "1.50", "1.499", "1.60", "1.70", "1.80", "1.90"}
	p, seed, known := wv(b), uint32(85), map[string]string{}
	next := func(n int) int {
		seed = seed*1664525 + 1013904223
		return int(seed>>8) % n
	}
	for i := range n {
		premium, factor := decimal.New(int64(next(500)*20000), -2), decimal.New(int64(90+next(120)), -2)
		if i%2 == 0 {
			premium, factor = dec(near[next(len(near))]), dec(beside[next(len(beside))])
		}
		of := premium.String() + " " + factor.String()
		if known[of] == "" {
			d, _ := p.Level(rule.Facts{"three_year_premium": premium, "emf": factor})
			known[of] = d.Value.Level
		}
		premiums, factors, want = append(premiums, premium), append(factors, factor), append(want, known[of])
	}
	return premiums, factors, want
}

// byHand is Table 85-23A over integers, to which it brings the decimals itself;
// it refuses what is missing or does not fit.
func byHand(premium, emf decimal.Decimal) (string, bool) {
	p, known := tenThousandths(premium)
	e, too := tenThousandths(emf)
	focus := int64(1_4000)
	switch {
	case !known || !too:
		return "", false
	case p >= 50000_0000:
		focus = 1_8000
	case p >= 25000_0000:
		focus = 1_7000
	case p >= 12500_0000:
		focus = 1_6000
	case p >= 5000_0000:
		focus = 1_5000
	}
	switch {
	case e >= focus+1000:
		return "target", true
	case e >= focus:
		return "focus", true
	}
	return "none", true
}

func tenThousandths(d decimal.Decimal) (int64, bool) {
	shift := d.Exponent() + 4
	if !rule.IsSet(d) || shift < 0 || shift > 4 || d.NumDigits() > 14 || d.Sign() < 0 {
		return 0, false
	}
	return d.CoefficientInt64() * [...]int64{1, 10, 100, 1_000, 10_000}[shift], true
}

// BenchmarkBatchByHand is the practical limit.
func BenchmarkBatchByHand(b *testing.B) {
	for _, n := range []int{1_000, 1_000_000} {
		premiums, factors, want := batchOf(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			levels := make([]string, n)
			for b.Loop() {
				for i := range levels {
					levels[i], _ = byHand(premiums[i], factors[i])
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/employer")
			if !slices.Equal(levels, want) {
				b.Fatal("another level")
			}
		})
	}
}

// BenchmarkBatch tells nanoseconds for an employer, on one core and on two: the
// columns are split by the host.
func BenchmarkBatch(b *testing.B) {
	batch, err := wv(b).Batch()
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{1_000, 1_000_000} {
		premiums, factors, want := batchOf(b, n)
		levels := make([]string, n)
		for _, cores := range []int{1, 2} {
			b.Run(fmt.Sprintf("%d/on_%d", n, cores), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					part := n / cores
					var all sync.WaitGroup
					for from := 0; from < n; from += part {
						all.Go(func() {
							if done, err := batch.Levels(levels[from:from+part], premiums[from:from+part], factors[from:from+part]); done != part || err != nil {
								b.Error(done, err)
							}
						})
					}
					all.Wait()
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/employer")
				for i := range want {
					if levels[i] != want[i] {
						b.Fatal(premiums[i], factors[i], levels[i], want[i])
					}
				}
			})
		}
	}
}
