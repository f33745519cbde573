package benefits

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/number"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// A NetRow gives the net earnings of a gross, both a year. The deductions are
// the board's: this library has no tax engine. The zero value lacks both: an input error.
type NetRow struct {
	Gross decimal.Decimal `json:"gross"`
	Net   decimal.Decimal `json:"net"`
}

// UnmarshalJSON reads the JSON form strictly: a key that there is not, in another case or
// twice, and a value of another type are *rule.InputErrors that name it.
func (in *NetRow) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, in) }

// MarshalJSON writes the numbers with the digits that were given, and leaves out
// those that were not.
func (in NetRow) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(in) }

// RateInput asks for a compensation rate. The net earnings come from the rows
// of NetTable or, in Go, from Net: one of the two. The zero value lacks the gross: an input error.
type RateInput struct {
	Accident calendar.Date   `json:"accident"` // the day of the accident
	Gross    decimal.Decimal `json:"gross"`    // annual gross earnings at that day
	NetTable []NetRow        `json:"net_table,omitempty"`
	// Net gives the net of a gross that is a multiple of $100.
	Net   func(gross decimal.Decimal) (decimal.Decimal, error) `json:"-"`
	Facts rule.Facts                                           `json:"facts,omitempty"` // where the policy has rates by facts
	// Lenient takes the last known maximum before a year that has none.
	Lenient bool `json:"lenient,omitempty"`
}

// UnmarshalJSON reads the JSON form strictly: a key that there is not, in another case or
// twice, and a value of another type are *rule.InputErrors that name it.
func (in *RateInput) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, in) }

// MarshalJSON writes the numbers with the digits that were given, and leaves out
// those that were not.
func (in RateInput) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(in) }

// A CompensationRate is 90 % of a worker's net earnings at the accident. The zero value
// answers nothing: it stands beside an error.
type CompensationRate struct {
	Maximum Maximum         `json:"maximum"` // of the year of accident
	Capped  bool            `json:"capped"`  // the gross was above it
	Gross   decimal.Decimal `json:"gross"`   // capped, then to the nearest $100
	Net     decimal.Decimal `json:"net"`
	Amount  decimal.Decimal `json:"amount"`            // a year, to the cent
	Monthly decimal.Decimal `json:"monthly"`           // the exact annual amount / 12, to the cent
	Lenient bool            `json:"lenient,omitempty"` // the maximum is that of an earlier year
	// the limit that the rate met, "none", "most" or "least"; empty where the policy has none
	BoundBy Bound `json:"bound_by,omitempty"`
}

// MarshalJSON writes the numbers with their digits.
func (a CompensationRate) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

// CompensationRate gives the rate of net earnings that compensation is paid
// at. The annual gross counts up to the maximum of the year of accident and is
// then taken to the nearest $100; its net comes from the host's table or
// function and is never interpolated. Amounts are rounded once, to the cent.
// Errors are InputErrors; one that says that a year has no known maximum
// names the year.
func (p *Policy) CompensationRate(in RateInput) (rule.Decision[CompensationRate], error) {
	v, x, err := p.compensationRate(in)
	if err != nil {
		return rule.Decision[CompensationRate]{}, err
	}
	return rule.Decision[CompensationRate]{Value: v, Findings: x.findings}, nil
}

var (
	cappedTemplate = rule.Template{ID: "benefits.rate.capped",
		Text: "The annual gross of {gross:money} counts up to the maximum, {maximum:money}."}
	nearestTemplate = rule.Template{ID: "benefits.rate.nearest",
		Text: "The annual gross of {gross:money} is taken to the nearest {nearest} dollars, {taken:money}."}
	nextTemplate = rule.Template{ID: "benefits.rate.nearest.up",
		Text: "The annual gross of {gross:money} is taken up to the next {nearest} dollars, {taken:money}."}
	downToTemplate = rule.Template{ID: "benefits.rate.nearest.down",
		Text: "The annual gross of {gross:money} is taken down to {nearest} dollars, {taken:money}."}
	aboveTemplate = rule.Template{ID: "benefits.rate.nearest-above",
		Text: "To the nearest {nearest} dollars the annual gross of {gross:money} would be above the maximum: it is the maximum, " +
			"{maximum:money}."}
	rateTemplate = rule.Template{ID: "benefits.rate",
		Text: "The rate is {rate} × the net earnings {net:money} of a gross of {gross:money}: {amount:money} a year."}
)

func (p *Policy) compensationRate(in RateInput) (v CompensationRate, x explanation, err error) {
	if err := p.must(); err != nil {
		return v, x, err
	}
	rate, citeRate, err := p.rateFor(&x, Rate{}, in.Facts)
	if err != nil {
		return v, x, err
	}
	if err := rule.CheckAmount("gross", in.Gross); err != nil {
		return v, x, err
	}
	maximum, cite, err := p.maximumOf(&x, in.Accident, in.Lenient)
	if err != nil {
		return v, x, err
	}
	v.Maximum, v.Lenient = maximum.Maximum, maximum.lenient
	v.Gross, v.Capped = in.Gross, !v.Maximum.None && in.Gross.Cmp(v.Maximum.Amount) > 0
	if v.Capped {
		v.Gross = v.Maximum.Amount
		x.find(&cappedTemplate, cite, true, rule.Num("gross", in.Gross), rule.Num("maximum", v.Gross))
	}
	v.Gross = p.toNearest(&x, v.Gross, v.Maximum)
	if v.Net, err = in.net(v.Gross); err != nil {
		return v, x, err
	}
	limit, err := p.benefitLimit(in.Accident)
	if err != nil {
		return v, x, err
	}
	year := rate.value.mul(cents(v.Net))
	amount, _ := year.decimal(inCents)
	x.find(&rateTemplate, citeRate, true, rule.Str("rate", rate.text), rule.Num("net", v.Net), rule.Num("gross", v.Gross),
		rule.Num("amount", amount))
	if year, v.BoundBy = limit.limitBenefit(&x, year, cents(v.Net), limit.timesIn(Year), perWords[Year]); limit == nil {
		v.BoundBy = ""
	}
	v.Amount = p.rounding.amount(&x, yearAmount, year)
	v.Monthly = p.monthly(&x, year)
	return v, x, nil
}

// toNearest brings an annual gross to the policy's nearest amount, $100, and not
// above the maximum. The procedure does not say which way a tie goes: that is a
// reading.
func (p *Policy) toNearest(x *explanation, gross decimal.Decimal, maximum Maximum) decimal.Decimal {
	if !rule.IsSet(p.nearest.Value) {
		return gross
	}
	number, rest := gross.QuoRem(p.nearest.Value, 0)
	if rest.Sign() == 0 {
		return gross
	}
	half := rest.Add(rest).Cmp(p.nearest.Value)
	if up := half > 0 || half == 0 && !p.tieDown; p.nearest.How == rule.Up || up && p.nearest.How != rule.Down {
		number = number.Add(one)
	}
	nearest := number.Mul(p.nearest.Value)
	t := &nearestTemplate
	switch p.nearest.How {
	case rule.Up:
		t = &nextTemplate
	case rule.Down:
		t = &downToTemplate
	}
	if !maximum.None && nearest.Cmp(maximum.Amount) > 0 {
		t, nearest = &aboveTemplate, maximum.Amount
	}
	f := x.find(t, p.nearest.Cite, true, rule.Num("gross", gross), rule.Num("nearest", p.nearest.Value), rule.Num("taken", nearest),
		rule.Num("maximum", nearest))
	if half == 0 && p.nearest.How != rule.Up && p.nearest.How != rule.Down {
		f.Interpretations = restsOn(nearestTie)
	}
	return nearest
}

// net gives the net of a gross by the host's table or function.
func (in RateInput) net(gross decimal.Decimal) (decimal.Decimal, error) {
	if in.Net != nil && in.NetTable != nil {
		return gross, &rule.InputError{Field: "net_table", Problem: "a table beside a function is not valid", Expected: "one of the two"}
	}
	if in.Net != nil {
		net, err := in.Net(gross)
		if err != nil {
			return gross, fmt.Errorf("net of a gross of %s: %w", number.Grouped(gross.StringFixed(2)), err)
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
