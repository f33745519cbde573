package benefits_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
)

func TestAnAmountIsSharedToTheCent(t *testing.T) {
	for _, c := range []struct {
		amount  string
		weights []string
		want    string
	}{
		{"100.00", []string{"1", "1", "1"}, `["33.34","33.33","33.33"]`},
		{"100.000", []string{"1", "2", "4"}, `["14.29","28.57","57.14"]`},
		{"0.01", []string{"1", "1"}, `["0.01","0"]`},
		{"0.05", []string{"0", "1", "0.5", "0"}, `["0","0.03","0.02","0"]`},
		{"0", []string{"3"}, `["0"]`},
		{"10", []string{"1e-3", "0.001"}, `["5","5"]`},
	} {
		in := benefits.AllocateInput{Amount: num(c.amount)}
		for _, w := range c.weights {
			in.Weights = append(in.Weights, num(w))
		}
		d, err := benefits.Allocate(in)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, d.Value.Shares, c.want)
		found(t, d.Findings, "none of them", false)
	}
	for name, c := range map[string]struct {
		in    benefits.AllocateInput
		words []string
	}{
		"no amount":         {benefits.AllocateInput{Weights: []decimal.Decimal{num("1")}}, []string{"amount"}},
		"a negative amount": {benefits.AllocateInput{Amount: num("-1"), Weights: []decimal.Decimal{num("1")}}, []string{"amount", "negative"}},
		"half a cent":       {benefits.AllocateInput{Amount: num("0.005"), Weights: []decimal.Decimal{num("1")}}, []string{"amount"}},
		"no weights":        {benefits.AllocateInput{Amount: num("1")}, []string{"weights"}},
		"zeros":             {benefits.AllocateInput{Amount: num("1"), Weights: []decimal.Decimal{num("0"), num("0.0")}}, []string{"weights"}},
		"a negative weight": {benefits.AllocateInput{Amount: num("1"), Weights: []decimal.Decimal{num("2"), num("-1")}},
			[]string{"weights[1]", "negative"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := benefits.Allocate(c.in)
			faulty(t, err, c.words...)
		})
	}
}
