package benefits

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
)

// A CompensationRate is 90 % of a worker's net earnings at the accident.
type CompensationRate struct {
	Maximum Maximum         `json:"maximum"` // of the year of accident
	Capped  bool            `json:"capped"`  // the gross was above it
	Gross   decimal.Decimal `json:"gross"`   // capped, then to the nearest $100
	Net     decimal.Decimal `json:"net"`
	Amount  decimal.Decimal `json:"amount"`            // a year, to the cent
	Monthly decimal.Decimal `json:"monthly"`           // the exact annual amount / 12, to the cent
	Lenient bool            `json:"lenient,omitempty"` // the maximum is that of an earlier year
}

// CompensationRate gives the rate of net earnings that compensation is paid
// at. The annual gross counts up to the maximum of the year of accident and is
// then taken to the nearest $100; its net comes from the host's table or
// function and is never interpolated. Amounts are rounded once, to the cent.
// Errors are InputErrors; one that says that a year has no known maximum
// names the year.
func (p *Policy) CompensationRate(in RateInput) (rule.Decision[CompensationRate], error) {
	var d rule.Decision[CompensationRate]
	if err := p.must(); err != nil {
		return d, err
	}
	if err := rule.CheckAmount("gross", in.Gross); err != nil {
		return d, err
	}
	maximum, f, err := p.maximumOf(in.Accident, in.Lenient)
	if err != nil {
		return d, err
	}
	v := CompensationRate{Maximum: maximum.Maximum, Lenient: maximum.lenient}
	findings := []rule.Finding{f}
	v.Gross, v.Capped = in.Gross, !v.Maximum.None && in.Gross.Cmp(v.Maximum.Amount) > 0
	if v.Capped {
		v.Gross = v.Maximum.Amount
		findings = append(findings, rule.Stated{Cite: f.Cite, Holds: true, Text: fmt.Sprintf("The annual gross of %s counts up to the maximum, %s.", money(in.Gross), money(v.Gross))}.Finding())
	}
	v.Gross, findings = p.nearestHundred(v.Gross, findings)
	if v.Net, err = in.net(v.Gross); err != nil {
		return d, err
	}
	exact := p.rate.Value.Mul(v.Net)
	findings = append(findings, rule.Stated{Cite: p.rate.Cite, Holds: true, Text: fmt.Sprintf(
		"The rate is %s × the net earnings %s of a gross of %s: %s a year.", plain(p.rate.Value), money(v.Net), money(v.Gross), money(exact))}.Finding())
	v.Amount, findings = p.toCents("The amount a year", exact, one, findings)
	v.Monthly, findings = p.monthly(exact, findings)
	return rule.Decision[CompensationRate]{Value: v, Findings: findings}, nil
}

// nearestHundred brings an annual gross to the policy's nearest amount, $100.
// The procedure does not say which way a tie goes: that is a reading.
func (p *Policy) nearestHundred(gross decimal.Decimal, findings []rule.Finding) (decimal.Decimal, []rule.Finding) {
	whole, rest := gross.QuoRem(p.nearest.Value, 0)
	up := rest.Add(rest).Cmp(p.nearest.Value)
	if rest.Sign() == 0 {
		return gross, findings
	}
	f := rule.Stated{Cite: p.nearest.Cite, Holds: true}
	if up == 0 {
		f.Interpretation = nearestTie
	}
	if up > 0 || up == 0 && !p.tieDown {
		whole = whole.Add(one)
	}
	nearest := whole.Mul(p.nearest.Value)
	f.Text = fmt.Sprintf("The annual gross of %s is taken to the nearest %s dollars, %s.", money(gross), plain(p.nearest.Value), money(nearest))
	return nearest, append(findings, f.Finding())
}

// net gives the net of a gross by the host's table or function.
func (in RateInput) net(gross decimal.Decimal) (decimal.Decimal, error) {
	if in.Net != nil && in.NetTable != nil {
		return gross, &rule.InputError{Field: "net_table", Problem: "a table beside a function is not valid", Expected: "one of the two"}
	}
	if in.Net != nil {
		net, err := in.Net(gross)
		if err != nil {
			return gross, fmt.Errorf("net of a gross of %s: %w", money(gross), err)
		}
		return net, rule.CheckAmount("net", net)
	}
	var found *decimal.Decimal
	for i, row := range in.NetTable {
		field := fmt.Sprintf("net_table[%d]", i)
		if err := rule.CheckAmount(field+".gross", row.Gross); err != nil {
			return gross, err
		}
		if err := rule.CheckAmount(field+".net", row.Net); err != nil {
			return gross, err
		}
		if !row.Gross.Equal(gross) {
			continue
		}
		if found != nil {
			return gross, &rule.InputError{Field: field + ".gross", Value: plain(gross), Problem: "is given twice", Expected: "each gross once"}
		}
		found = &in.NetTable[i].Net
	}
	if found == nil {
		return gross, &rule.InputError{Field: "gross", Value: plain(gross), Expected: "the gross of a row of net_table: nothing is interpolated"}
	}
	return *found, nil
}
