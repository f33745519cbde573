package benefits

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
)

const (
	citeWageLoss    rule.Citation = "WCB-Alberta TOJ-4"                                // a loss of earnings, and full compensation
	citeGreaterOf   rule.Citation = "WCB-Alberta policy 04-04 Part II application 3"   // the greater of actual and estimated
	citePaidMonthly rule.Citation = "Alberta Workers' Advisor, economic loss payments" // the annual amount / 12
)

// A TopUp is a worker's wage-loss supplement.
type TopUp struct {
	Amount decimal.Decimal `json:"amount"` // in the unit of Per
	// Monthly is the exact annual amount / 12, rounded once; nil unless the
	// earnings are for a year.
	Monthly *decimal.Decimal `json:"monthly,omitempty"`
}

// TopUp gives what a worker is topped up by, never under zero. By
// NetDifference it is the rate × (net before − the greater of the actual and
// the estimated net now); by FullCompensation the rate × the net before − the
// wages now. Amounts are rounded once, to the cent. Errors are InputErrors.
func (p *Policy) TopUp(in TopUpInput) (rule.Decision[TopUp], error) {
	var d rule.Decision[TopUp]
	if err := p.must(); err != nil {
		return d, err
	}
	rate, err := p.topUpRate(in)
	if err != nil {
		return d, err
	}
	basis := in.Basis
	if basis == "" {
		basis = p.topUp
	}
	var exact decimal.Decimal
	switch basis {
	case NetDifference:
		exact, d.Findings, err = in.netDifference(rate)
	default:
		exact, d.Findings, err = p.fullCompensation(in, rate)
	}
	if err != nil {
		return rule.Decision[TopUp]{}, err
	}
	d.Findings = append(d.Findings, lossFinding(exact, in.Per))
	if exact.Sign() < 0 {
		exact = decimal.New(0, 0)
	}
	d.Value.Amount, d.Findings = p.toCents("The amount a "+string(in.Per), exact, one, d.Findings)
	if in.Per == Year {
		var monthly decimal.Decimal
		monthly, d.Findings = p.monthly(exact, d.Findings)
		d.Value.Monthly = &monthly
	}
	return d, nil
}

var (
	one    = decimal.New(1, 0)
	twelve = decimal.New(12, 0)
)

// topUpRate checks what both readings need and gives the rate.
func (p *Policy) topUpRate(in TopUpInput) (decimal.Decimal, error) {
	rate := p.rate.Value
	if rule.Given(in.Rate) {
		rate = in.Rate
	}
	if err := checkRate("rate", rate); err != nil {
		return rate, err
	}
	if in.Basis != "" {
		if err := checkWord("basis", in.Basis); err != nil {
			return rate, err
		}
	}
	if err := checkWord("per", in.Per); err != nil {
		return rate, err
	}
	return rate, rule.CheckAmount("pre_accident_net", in.PreAccidentNet)
}

func checkRate(field string, rate decimal.Decimal) error {
	if err := rule.CheckAmount(field, rate); err != nil {
		return err
	}
	if rate.Cmp(one) > 0 {
		return &rule.InputError{Field: field, Value: plain(rate), Expected: "a rate from 0 to 1, such as 0.90"}
	}
	return nil
}

func (in TopUpInput) netDifference(rate decimal.Decimal) (decimal.Decimal, []rule.Finding, error) {
	if err := rule.CheckAmount("actual_net", in.ActualNet); err != nil {
		return rate, nil, err
	}
	greater, which := in.ActualNet, "actual"
	var findings []rule.Finding
	if rule.Given(in.EstimatedNet) {
		if err := rule.CheckAmount("estimated_net", in.EstimatedNet); err != nil {
			return rate, nil, err
		}
		if in.EstimatedNet.Cmp(greater) > 0 {
			greater, which = in.EstimatedNet, "estimated"
		}
		findings = append(findings, rule.Stated{Cite: citeGreaterOf, Holds: true, Text: fmt.Sprintf(
			"Of the actual net of %s and the estimated net of %s the greater is taken, the %s.", money(in.ActualNet), money(in.EstimatedNet), which)}.Finding())
	}
	exact := rate.Mul(in.PreAccidentNet.Sub(greater))
	return exact, append(findings, rule.Stated{Cite: citeGreaterOf, Holds: true, Interpretation: topUpReading, Text: fmt.Sprintf(
		"%s × (net before the accident %s − %s net %s) is %s a %s.", plain(rate), money(in.PreAccidentNet), which, money(greater), money(exact), in.Per)}.Finding()), nil
}

func (p *Policy) fullCompensation(in TopUpInput, rate decimal.Decimal) (decimal.Decimal, []rule.Finding, error) {
	field, what, wages := "actual_wages", "the actual wages as given", in.ActualWages
	if p.wagesNet {
		field, what, wages = "actual_net", "the net of the actual wages", in.ActualNet
	}
	if err := rule.CheckAmount(field, wages); err != nil {
		return rate, nil, err
	}
	exact := rate.Mul(in.PreAccidentNet).Sub(wages)
	return exact, []rule.Finding{
		rule.Stated{Cite: citeWageLoss, Holds: true, Interpretation: topUpReading, Text: fmt.Sprintf(
			"Wages and supplement together are to equal full compensation, %s × the net before the accident %s.", plain(rate), money(in.PreAccidentNet))}.Finding(),
		rule.Stated{Cite: citeWageLoss, Holds: true, Interpretation: fullCompensationWages, Text: fmt.Sprintf(
			"Full compensation of %s less %s, %s, is %s a %s.", money(rate.Mul(in.PreAccidentNet)), what, money(wages), money(exact), in.Per)}.Finding(),
	}, nil
}

func lossFinding(exact decimal.Decimal, per Per) rule.Finding {
	if exact.Sign() > 0 {
		return rule.Stated{Cite: citeWageLoss, Holds: true, Text: fmt.Sprintf("There is a loss of earnings, and a top-up of %s a %s.", money(exact), per)}.Finding()
	}
	return rule.Stated{Cite: citeWageLoss, Text: "There is no loss of earnings to top up: the amount is not under zero."}.Finding()
}

// monthly is the exact annual amount / 12, rounded once.
func (p *Policy) monthly(exact decimal.Decimal, findings []rule.Finding) (decimal.Decimal, []rule.Finding) {
	monthly, findings := p.toCents("The amount a month", exact, twelve, findings)
	return monthly, append(findings, rule.Stated{Cite: citePaidMonthly, Holds: true,
		Text: fmt.Sprintf("It is paid monthly, the annual %s / 12: %s.", money(exact), money(monthly))}.Finding())
}
