package benefits

import (
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// Basis is a reading of what a worker's top-up is. The zero value is none of them; in a
// TopUpInput it is the policy's own.
type Basis string

// The readings.
const (
	// NetDifference is the rate of the difference between the net earnings
	// before and after (policy 04-04 Part II application 3).
	NetDifference Basis = "net_difference"
	// FullCompensation makes wages and supplement together equal to the rate
	// of the net earnings before (TOJ procedure, step 4).
	FullCompensation Basis = "full_compensation"
)

// Values lists the readings.
func (Basis) Values() []string { return []string{string(NetDifference), string(FullCompensation)} }

// Per is the period that earnings are given for. The zero value is none of them, an input error.
type Per string

// The periods.
const (
	Year      Per = "year"
	Month     Per = "month"
	SemiMonth Per = "semi_month"
	Biweekly  Per = "biweekly"
	Week      Per = "week"
)

// Values lists the periods.
func (Per) Values() []string {
	return []string{string(Year), string(Month), string(SemiMonth), string(Biweekly), string(Week)}
}

// perWords are the periods in a sentence: "a top-up of 463.01 for two weeks".
var perWords = map[Per]string{Year: "a year", Month: "a month", SemiMonth: "for half a month", Biweekly: "for two weeks", Week: "a week"}

// TopUpInput asks what a worker is topped up by. All earnings are for one Per
// and may have any number of decimals. The zero value lacks the period: an input error.
type TopUpInput struct {
	Basis Basis `json:"basis,omitempty"` // not given: the policy's reading, or FullCompensation where a supplement is in payment
	// Existing says whether a supplement is in payment already.
	Existing       rule.Flag       `json:"existing,omitzero"`
	Rate           Rate            `json:"rate,omitzero"` // in place of the policy's; may be missing
	Per            Per             `json:"per"`
	Accident       calendar.Date   `json:"accident,omitzero"` // the day of the accident, where the limits of the benefit turn on it
	Facts          rule.Facts      `json:"facts,omitempty"`   // where the policy has rates by facts
	PreAccidentNet decimal.Decimal `json:"pre_accident_net"`  // net earnings before the accident
	ActualNet      decimal.Decimal `json:"actual_net"`        // for NetDifference: the net of what is earned now
	EstimatedNet   decimal.Decimal `json:"estimated_net"`     // for NetDifference: the net of what could be earned; may be missing
	ActualWages    decimal.Decimal `json:"actual_wages"`      // for FullCompensation: the wages paid now
}

// UnmarshalJSON reads the JSON form strictly: a key that there is not, in another case or
// twice, and a value of another type are *rule.InputErrors that name it.
func (in *TopUpInput) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, in) }

// MarshalJSON writes the numbers with the digits that were given, and leaves out
// those that were not, so that they are not read back as zero.
func (in TopUpInput) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(in) }

// A TopUp is a worker's wage-loss supplement. The zero value answers nothing: it stands
// beside an error.
type TopUp struct {
	Amount decimal.Decimal `json:"amount"` // in the unit of Per
	// Monthly is the exact annual amount / 12, rounded once; nil unless the
	// earnings are for a year.
	Monthly *decimal.Decimal `json:"monthly,omitempty"`
	// the limit that the benefit met, "none", "most" or "least"; empty where the policy has none
	BoundBy Bound `json:"bound_by,omitempty"`
}

// MarshalJSON writes the numbers with their digits.
func (a TopUp) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

var (
	greaterTemplate = rule.Template{ID: "benefits.top-up.greater",
		Text: "Of the actual net of {actual:money} and the estimated net of {estimated:money} the greater is taken, the {which}."}
	netDifferenceTemplate = rule.Template{ID: "benefits.top-up.net-difference",
		Text: "{rate} × (net before the accident {before:money} − {which} net {now:money}) is {amount:money} {per}."}
	shareBeforeTemplate = rule.Template{ID: "benefits.top-up.share-before",
		Text: "{rate} × ({share} × the net before the accident {before:money} − {which} net {now:money}) is {amount:money} {per}."}
	existingTemplate = rule.Template{ID: "benefits.top-up.existing",
		Text: "A supplement is in payment: it is brought to what makes wages and supplement equal to full compensation."}
	fullCompensationTemplate = rule.Template{ID: "benefits.top-up.full-compensation",
		Text: "Wages and supplement together are to equal full compensation, {rate} × the net before the accident {before:money}."}
	lessWagesTemplate = rule.Template{ID: "benefits.top-up.less-wages",
		Text: "Full compensation of {full:money} less {what}, {wages:money}, is {amount:money} {per}."}
	lossTemplate   = rule.Template{ID: "benefits.top-up.loss", Text: "There is a loss of earnings, and a top-up of {amount:money} {per}."}
	noLossTemplate = rule.Template{ID: "benefits.top-up.no-loss",
		Text: "There is no loss of earnings to top up: the amount is not under zero."}
	monthlyTemplate = rule.Template{ID: "benefits.monthly", Text: "It is paid monthly, the annual {year:money} / 12: {month:money}."}
)

// TopUp gives what a worker is topped up by, never under zero. By
// NetDifference it is the rate × (net before − the greater of the actual and
// the estimated net now); by FullCompensation the rate × the net before − the
// wages now. Amounts are rounded once, by the policy's rounding. Errors are
// InputErrors.
func (p *Policy) TopUp(in TopUpInput) (rule.Decision[TopUp], error) {
	var d rule.Decision[TopUp]
	var x explanation
	rate, err := p.topUpRate(&x, in)
	if err != nil {
		return d, err
	}
	limit, err := p.benefitLimit(in.Accident)
	if err != nil {
		return d, err
	}
	basis := in.Basis
	switch {
	case basis != "":
	case in.Existing.True():
		basis = FullCompensation
	default:
		basis = p.topUp
	}
	var exact exact // in cents
	if basis == NetDifference {
		exact, err = p.netDifference(&x, in, rate)
	} else {
		exact, err = p.fullCompensation(&x, in, rate)
	}
	if err != nil {
		return d, err
	}
	if limit != nil {
		exact, d.Value.BoundBy = limit.limitBenefit(&x, exact, cents(in.PreAccidentNet), limit.timesIn(in.Per), perWords[in.Per])
	}
	if exact.sign() > 0 {
		amount, _ := exact.decimal(inCents)
		x.find(&lossTemplate, p.cites.WageLoss, true, rule.Num("amount", amount), rule.Str("per", perWords[in.Per]))
	} else {
		x.find(&noLossTemplate, p.cites.WageLoss, false)
		exact = whole(0)
	}
	d.Value.Amount = p.rounding.amount(&x, amountsOf[in.Per], exact)
	if in.Per == Year {
		monthly := p.monthly(&x, exact)
		d.Value.Monthly = &monthly
	}
	d.Findings = x.findings
	return d, nil
}

// amountsOf are the amounts of the periods.
var amountsOf = map[Per]rounded{Year: yearAmount, Month: monthAmount, SemiMonth: halfMonthAmount, Biweekly: twoWeeksAmount,
	Week: weekAmount}

var one = decimal.New(1, 0)

// topUpRate checks what both readings need and gives the rate.
func (p *Policy) topUpRate(x *explanation, in TopUpInput) (Rate, error) {
	rate, _, err := p.rateFor(x, in.Rate, in.Facts)
	if err != nil {
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
	if err := rule.CheckAmount("pre_accident_net", in.PreAccidentNet); err != nil {
		return rate, err
	}
	return rate, in.checkGiven()
}

// checkGiven checks what may be given, whatever the basis uses of it.
func (in TopUpInput) checkGiven() error {
	if err := rule.CheckFlag("existing", in.Existing); err != nil {
		return err
	}
	for _, given := range [...]struct {
		field string
		value decimal.Decimal
	}{{"actual_net", in.ActualNet}, {"estimated_net", in.EstimatedNet}, {"actual_wages", in.ActualWages}} {
		if rule.IsSet(given.value) {
			if err := rule.CheckAmount(given.field, given.value); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *Policy) netDifference(x *explanation, in TopUpInput, rate Rate) (amount exact, err error) {
	if err := rule.CheckAmount("actual_net", in.ActualNet); err != nil {
		return amount, err
	}
	greater, which := in.ActualNet, "actual"
	if rule.IsSet(in.EstimatedNet) {
		if in.EstimatedNet.Cmp(greater) > 0 {
			greater, which = in.EstimatedNet, "estimated"
		}
		x.find(&greaterTemplate, p.cites.TopUp, true, rule.Num("actual", in.ActualNet), rule.Num("estimated", in.EstimatedNet),
			rule.Str("which", which))
	}
	before, t := cents(in.PreAccidentNet), &netDifferenceTemplate
	if !p.shareBefore.Value.IsZero() {
		before, t = before.mul(p.shareBefore.Value.value), &shareBeforeTemplate
	}
	amount = rate.value.mul(before.sub(cents(greater)))
	shown, _ := amount.decimal(inCents)
	facts := []rule.Fact{rule.Str("rate", rate.text), rule.Num("before", in.PreAccidentNet), rule.Str("which", which),
		rule.Num("now", greater), rule.Num("amount", shown), rule.Str("per", perWords[in.Per])}
	cite := p.cites.TopUp
	if t == &shareBeforeTemplate {
		facts, cite = append(facts, rule.Str("share", p.shareBefore.Value.text)), p.shareBefore.Cite
	}
	x.find(t, cite, true, facts...).Interpretations = restsOn(topUpReading)
	return amount, nil
}

func (p *Policy) fullCompensation(x *explanation, in TopUpInput, rate Rate) (amount exact, err error) {
	field, what, wages := "actual_wages", "the actual wages as given", in.ActualWages
	if p.wagesNet {
		field, what, wages = "actual_net", "the net of the actual wages", in.ActualNet
	}
	if err := rule.CheckAmount(field, wages); err != nil {
		return amount, err
	}
	if in.Existing.True() {
		x.find(&existingTemplate, p.cites.WageLoss, true)
	}
	full := rate.value.mul(cents(in.PreAccidentNet))
	amount = full.sub(cents(wages))
	shownFull, _ := full.decimal(inCents)
	shown, _ := amount.decimal(inCents)
	x.find(&fullCompensationTemplate, p.cites.WageLoss, true, rule.Str("rate", rate.text),
		rule.Num("before", in.PreAccidentNet)).Interpretations = restsOn(topUpReading)
	x.find(&lessWagesTemplate, p.cites.WageLoss, true, rule.Num("full", shownFull), rule.Str("what", what), rule.Num("wages", wages),
		rule.Num("amount", shown), rule.Str("per", perWords[in.Per])).Interpretations = restsOn(fullCompensationWages)
	return amount, nil
}

// monthly is the exact annual amount / 12, rounded once.
func (p *Policy) monthly(x *explanation, year exact) decimal.Decimal {
	monthly := p.rounding.amount(x, monthAmount, year.mul(fraction(1, 12)))
	shown, _ := year.decimal(inCents)
	x.find(&monthlyTemplate, p.cites.Monthly, true, rule.Num("year", shown), rule.Num("month", monthly))
	return monthly
}
