package benefits_test

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/rule"
)

// The published test data of other systems stands beside the checkout, under
// its own licences, and not in it.
func published(t *testing.T, path ...string) *os.File {
	t.Helper()
	f, err := os.Open(filepath.Join("../../shared/vectors", filepath.Join(path...)))
	if err != nil {
		t.Skip("the published test data is not there")
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// weight reads "80%" or "1/3" as a weight among others, all times 300.
func weight(t *testing.T, portion string) decimal.Decimal {
	t.Helper()
	if percent, ok := strings.CutSuffix(portion, "%"); ok {
		return num(percent).Mul(decimal.New(3, 0))
	}
	over, under, ok := strings.Cut(portion, "/")
	if !ok {
		t.Fatalf("portion %q", portion)
	}
	w, err := rule.Divide(num(over).Mul(decimal.New(300, 0)), num(under), 0, rule.Down)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// Numscript floors each share and gives the units left to the first shares;
// here they go to the largest remainders. The sums agree, and no share differs
// by more than one unit.
func TestPublishedAllocations(t *testing.T) {
	lines, read := bufio.NewScanner(published(t, "numscript", "allocations.jsonl")), 0
	for lines.Scan() {
		var v struct {
			Source   string
			Total    int64
			Portions []string
			Expected json.RawMessage
		}
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		if v.Portions == nil {
			continue // a waterfall or a tree: not one allocation
		}
		read++
		var expected []int64
		if err := json.Unmarshal(v.Expected, &expected); err != nil {
			t.Fatal(err)
		}
		in, rest := benefits.AllocateInput{Amount: decimal.New(v.Total, -2)}, decimal.New(300, 0)
		for _, p := range v.Portions {
			w := rest
			if p != "remaining" {
				w = weight(t, p)
				rest = rest.Sub(w)
			}
			in.Weights = append(in.Weights, w)
		}
		d, err := benefits.Allocate(in)
		if err != nil {
			t.Fatal(v.Source, err)
		}
		sum := decimal.New(0, 0)
		for i, share := range d.Value.Shares {
			sum = sum.Add(share)
			if share.Sub(decimal.New(expected[i], -2)).Abs().Cmp(num("0.01")) > 0 {
				t.Errorf("%s: share %d is %s, numscript has %d cents", v.Source, i, share, expected[i])
			}
		}
		amount(t, v.Source, sum, in.Amount.String())
	}
	if read < 8 {
		t.Errorf("%d allocations were read", read)
	}
}

// Catala's money, where these calculations do the same: rounding, a ceiling,
// a floor, and what is above or below it.
func TestPublishedMoney(t *testing.T) {
	rows, err := csv.NewReader(published(t, "catala-stdlib", "money.csv")).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	difference := func(before, now, estimated string) decimal.Decimal {
		in := benefits.TopUpInput{Rate: benefits.RateOf(num("1")), Per: benefits.Week, PreAccidentNet: num(before), ActualNet: num(now)}
		if estimated != "" {
			in.EstimatedNet = num(estimated)
		}
		d, err := alberta(t).TopUp(in)
		if err != nil {
			t.Fatal(err)
		}
		return d.Value.Amount
	}
	checked := 0
	for _, r := range rows[1:] {
		op, a, arg, want := r[0], r[1], r[2], r[3]
		var got decimal.Decimal
		switch op {
		case "truncate":
			got = rule.Round(num(a), 0, rule.Down)
		case "round_to_decimal":
			got = rule.Round(num(a), int32(num(arg).IntPart()), rule.HalfUp)
		case "ceiling": // the maximum of the year of accident
			got = ceiling(t, a, arg)
		case "floor": // the greater of actual and estimated, taken from enough
			got = num("100000").Sub(difference("100000", a, arg))
		case "in_excess":
			got = difference(a, arg, "")
		case "in_default":
			got = difference(arg, a, "")
		default:
			continue // rounding by excess or default: nothing here rounds so
		}
		checked++
		amount(t, op+" of "+a+" "+arg, got, want)
	}
	if checked < 15 {
		t.Errorf("%d rows were checked", checked)
	}
}

// ceiling caps an amount by a board's maximum, with nothing taken to the
// nearest hundred.
func ceiling(t *testing.T, a, most string) decimal.Decimal {
	t.Helper()
	p := albertaWith(t, "nearest: {value: 100,", "nearest: {value: 1,", "amount: 104600", "amount: "+most)
	d, err := p.CompensationRate(benefits.RateInput{Accident: day("2024-01-01"), Gross: num(a),
		Net: func(gross decimal.Decimal) (decimal.Decimal, error) { return gross, nil }})
	if err != nil {
		t.Fatal(err)
	}
	return d.Value.Gross
}
