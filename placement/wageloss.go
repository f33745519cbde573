package placement

import (
	"errors"
	"github.com/workcomp-go/workcomp/internal/strict"
	"sync"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
)

// Step 4: adjust the worker's wage loss for their new employment income.

// A Benefit is a wage loss benefit. The zero value is none of them: it is not decided.
type Benefit string

// The benefits of a placement.
const (
	AdjustExisting Benefit = "adjust_existing" // the supplement already in payment
	NoBenefit      Benefit = "none"            // there is no loss of earnings
	TD02           Benefit = "td_02"           // temporary partial disability benefits less earnings
	TPD            Benefit = "tpd"             // Temporary Partial Disability
	TEL            Benefit = "tel"             // Temporary Economic Loss
	ELP            Benefit = "elp"             // Economic Loss Payment
)

// Values lists the benefits that can be implemented.
func (Benefit) Values() []string {
	return []string{string(NoBenefit), string(TPD), string(TEL), string(TD02), string(ELP)}
}

// Restrictions are the worker's compensable work restrictions. The zero value is neither:
// not given.
type Restrictions string

// The kinds of restrictions.
const (
	Temporary Restrictions = "temporary"
	Permanent Restrictions = "permanent"
)

// Values lists the kinds of restrictions.
func (Restrictions) Values() []string { return []string{string(Temporary), string(Permanent)} }

// Existing is a wage loss supplement already in payment. The zero value is none of them: not given.
type Existing string

// The supplements that can be in payment.
const (
	NoExisting  Existing = "none"
	ExistingELP Existing = "elp"
	ExistingTEL Existing = "tel"
)

// Values lists the supplements that can be in payment.
func (Existing) Values() []string {
	return []string{string(NoExisting), string(ExistingELP), string(ExistingTEL)}
}

// WageLossInput is the question of step 4. Both earnings are dollars for the
// same length of time; the employer's subsidy is never part of either. The zero value
// gives nothing: the answer, or an error, names what is missing.
type WageLossInput struct {
	Restrictions      Restrictions    `json:"restrictions,omitempty"`
	AccidentEarnings  decimal.Decimal `json:"accident_earnings,omitzero"`  // before the accident
	PlacementEarnings decimal.Decimal `json:"placement_earnings,omitzero"` // "actual earnings for the position"
	Fluctuating       rule.Flag       `json:"fluctuating,omitzero"`        // the pay, from week to week or month to month
	Existing          Existing        `json:"existing,omitempty"`
}

// UnmarshalJSON reads the JSON form strictly: a key that there is not, in another case or
// twice, and a value of another type are *rule.InputErrors that name it.
func (in *WageLossInput) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, in) }

// WageLoss is the answer: the benefit, for a TEL its months, and what waits for the
// decision maker ("consider whether …"). The zero value answers nothing: it stands beside an error.
type WageLoss struct {
	Benefit   Benefit   `json:"benefit"`
	Months    int       `json:"months"` // of a TEL; else 0
	Consider  []Benefit `json:"consider"`
	Documents []string  `json:"documents"`
}

var wageLossTable = sync.OnceValue(func() *rule.Table[WageLossInput, Benefit] {
	return rule.MustTable[WageLossInput]("wage_loss", rule.First,
		rule.Row[Benefit]{ID: "4.wage_loss.existing", If: `existing != "none"`, Then: AdjustExisting, Cite: toj4,
			Text: "The worker already receives a supplement ({existing}): whether to adjust it to the earnings of the position is for the decision maker to consider.",
			Else: "No wage loss supplement is in payment."},
		rule.Row[Benefit]{ID: "4.wage_loss.no_loss", If: "placement_earnings >= accident_earnings", Then: NoBenefit, Cite: toj4,
			Text: "The position pays {placement_earnings:money}, not less than {accident_earnings:money} before the accident: there is no loss of earnings.",
			Else: "The position pays {placement_earnings:money}, less than {accident_earnings:money} before the accident: there is a loss of earnings."},
		rule.Row[Benefit]{ID: "4.wage_loss.temporary", If: `restrictions == "temporary"`, Then: TPD, Cite: toj4,
			Text: "The restrictions are temporary: a Temporary Partial Disability (TPD) benefit on actual earnings.",
			Else: "The restrictions are permanent."},
		rule.Row[Benefit]{ID: "4.wage_loss.permanent", Then: TEL, Cite: toj4, Text: "The restrictions are permanent: a Temporary Economic Loss (TEL) benefit on actual earnings."},
	)
})

// WageLoss says which benefit tops up the wages of a placement. It is refused,
// naming the fact, when a row that is reached asks for one that was not stated;
// a word or an amount that cannot be is an InputError.
func (p *Policy) WageLoss(in WageLossInput) (rule.Decision[WageLoss], error) {
	if err := in.check(p); err != nil {
		return rule.Decision[WageLoss]{}, err
	}
	if in.Existing == "" {
		return in.lacks("existing")
	}
	found, err := wageLossTable().Explain(&in)
	var missing *rule.InputError
	switch {
	case errors.As(err, &missing):
		return in.lacks(missing.Field)
	case err != nil:
		return rule.Decision[WageLoss]{}, err
	}
	d := rule.Decision[WageLoss]{Value: WageLoss{Benefit: found.Value, Consider: []Benefit{}, Documents: []string{}}, Findings: found.Findings}
	find := func(t *rule.Template, cite rule.Citation, facts ...rule.Fact) {
		f := t.Finding(true, facts...)
		f.Cite = cite
		d.Findings = append(d.Findings, f)
	}
	switch found.Value {
	case AdjustExisting:
		d.Value.Consider = append(d.Value.Consider, AdjustExisting)
	case TPD, TEL:
		if !in.Fluctuating.Given() {
			return in.lacks("fluctuating")
		}
		if in.Fluctuating.True() {
			d.Value.Consider = append(d.Value.Consider, TD02)
			find(&fluctuates, toj4)
		}
	}
	switch found.Value {
	case TPD:
		d.Value.Documents = append(d.Value.Documents, PaymentUnitNote)
		find(&paymentUnit, toj4admin)
	case TEL:
		d.Value.Months = p.benefits.TELMonths.Value.Value
		find(&forMonths, p.benefits.TELMonths.Cite, rule.Int("months", d.Value.Months))
	}
	find(&noSubsidy, toj4)
	return d, nil
}

var (
	fluctuates  = rule.Template{ID: "4.wage_loss.td_02", Text: "The pay fluctuates: the decision maker considers temporary partial disability (TD-02) benefits less earnings."}
	paymentUnit = rule.Template{ID: "4.wage_loss.payment_unit", Text: "The Payment Unit is asked, by file note, to calculate the monthly TPD payment."}
	forMonths   = rule.Template{ID: "4.wage_loss.months", Text: "The TEL is for {months} month{months:s}."}
	notStated   = rule.Template{ID: "4.wage_loss.not_stated", Cite: toj4, Text: "The benefit turns on {fact}, which was not stated."}
	noSubsidy   = rule.Template{ID: "4.wage_loss.subsidy",
		Text: "The subsidy is paid to the work placement employer and is no part of the worker's earnings or loss."}
)

func (in WageLossInput) lacks(fact string) (rule.Decision[WageLoss], error) {
	return rule.Decision[WageLoss]{}, &rule.Refused{Event: "wage_loss", Findings: []rule.Finding{notStated.Finding(false, rule.Str("fact", fact))}}
}

func (in WageLossInput) check(p *Policy) error {
	if p == nil || p.id == "" {
		return &rule.InputError{Field: "policy", Expected: "a policy, from Builtin or ParsePolicy"}
	}
	if err := oneOf("restrictions", in.Restrictions); err != nil {
		return err
	}
	if err := oneOf("existing", in.Existing); err != nil {
		return err
	}
	if err := rule.CheckFlag("fluctuating", in.Fluctuating); err != nil {
		return err
	}
	if err := amountIfGiven("accident_earnings", in.AccidentEarnings); err != nil {
		return err
	}
	return amountIfGiven("placement_earnings", in.PlacementEarnings)
}
