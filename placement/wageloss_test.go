package placement

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
)

// TOJ-4: "determine if there is a loss of earnings", and by what it is topped
// up.
func TestTOJ4WageLoss(t *testing.T) {
	p := builtin(t)
	for _, c := range []struct {
		name     string
		in       WageLossInput
		want     Benefit
		months   int
		consider string
	}{
		{"an ELP in payment", WageLossInput{Existing: ExistingELP}, AdjustExisting, 0, "[adjust_existing]"},
		{"a TEL in payment, without a loss", WageLossInput{Permanent, dollars("10"), dollars("20"), rule.Yes, ExistingTEL}, AdjustExisting, 0, "[adjust_existing]"},
		{"no loss", WageLossInput{"", dollars("62000"), dollars("62000.00"), rule.NotGiven, NoExisting}, NoBenefit, 0, "[]"},
		{"a gain", WageLossInput{Temporary, dollars("62000"), dollars("63000"), rule.Yes, NoExisting}, NoBenefit, 0, "[]"},
		{"pay that fluctuates", WageLossInput{Temporary, dollars("62000"), dollars("61999.99"), rule.Yes, NoExisting}, TPD, 0, "[td_02]"},
		{"temporary restrictions", WageLossInput{Temporary, dollars("62000"), dollars("0"), rule.No, NoExisting}, TPD, 0, "[]"},
		{"permanent restrictions", WageLossInput{Permanent, dollars("62000"), dollars("48000"), rule.No, NoExisting}, TEL, 12, "[]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := p.WageLoss(c.in)
			if err != nil {
				t.Fatal(err)
			}
			if d.Value.Benefit != c.want || d.Value.Months != c.months || fmt.Sprint(d.Value.Consider) != c.consider ||
				slices.Contains(d.Value.Documents, PaymentUnitNote) != (c.want == TPD) || !d.Cites("TOJ-4") {
				t.Errorf("%+v", d)
			}
			finding(t, d.Findings, "The subsidy is paid to the work placement employer")
		})
	}
}

// TOJ-4: a fact that a row needs and that is missing is named.
func TestTOJ4WageLossRefused(t *testing.T) {
	p := builtin(t)
	full := WageLossInput{Permanent, dollars("62000"), dollars("48000"), rule.No, NoExisting}
	for name, leave := range map[string]func(*WageLossInput){
		"existing":           func(in *WageLossInput) { in.Existing = "" },
		"accident_earnings":  func(in *WageLossInput) { in.AccidentEarnings = decimal.Decimal{} },
		"placement_earnings": func(in *WageLossInput) { in.PlacementEarnings = decimal.Decimal{} },
		"fluctuating":        func(in *WageLossInput) { in.Fluctuating = rule.NotGiven },
		"restrictions":       func(in *WageLossInput) { in.Restrictions = "" },
	} {
		in := full
		leave(&in)
		_, err := p.WageLoss(in)
		var no *rule.Refused
		if !errors.As(err, &no) || !strings.Contains(err.Error(), name) || no.Findings[0].Cite != toj4 {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, break1 := range map[string]func(*WageLossInput){
		"existing":           func(in *WageLossInput) { in.Existing = "tpd" },
		"accident_earnings":  func(in *WageLossInput) { in.AccidentEarnings = dollars("-1") },
		"placement_earnings": func(in *WageLossInput) { in.PlacementEarnings = dollars("-1") },
		"restrictions":       func(in *WageLossInput) { in.Restrictions = "some" },
		"fluctuating":        func(in *WageLossInput) { in.Fluctuating = 100 },
	} {
		in := full
		break1(&in)
		_, err := p.WageLoss(in)
		var input *rule.InputError
		if !errors.As(err, &input) || input.Field != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := (*Policy)(nil).WageLoss(full); err == nil {
		t.Error("no policy, and an answer")
	}
}
