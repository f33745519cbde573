package benefits

import (
	"strconv"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// A BenefitLimit is the most and the least of a benefit, for accidents from a day
// on. The zero value limits nothing, and no file has it.
type BenefitLimit struct {
	From  calendar.Date   `json:"from,omitzero"`  // the first day of accident; of the first row it may be left out: any day
	Per   Per             `json:"per"`            // the time for which the amounts are
	Most  decimal.Decimal `json:"most,omitzero"`  // dollars, with at most two decimals
	Least decimal.Decimal `json:"least,omitzero"` // dollars; of a benefit above zero
	// LeastUpToBefore takes the earnings before the accident in place of a least above them.
	LeastUpToBefore bool          `json:"least_up_to_before,omitempty"`
	Cite            rule.Citation `json:"cite"`
}

// MarshalJSON writes the numbers with their digits.
func (a BenefitLimit) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

// The limits of a benefit.
const (
	BoundMost  Bound = "most"
	BoundLeast Bound = "least"
)

var (
	mostTemplate = rule.Template{ID: "benefits.limit.most",
		Text: "The benefit is at most {limit:money} {limit_per}: {taken:money} {per} in place of {amount:money}."}
	leastTemplate = rule.Template{ID: "benefits.limit.least",
		Text: "The benefit is at least {limit:money} {limit_per}: {taken:money} {per} in place of {amount:money}."}
	leastUpToTemplate = rule.Template{ID: "benefits.limit.least.up-to-before",
		Text: "The benefit is at least {limit:money} {limit_per}, or the earnings before where they are less: {taken:money} {per} in place of " +
			"{amount:money}."}
)

// perYear is how many of a period a year has: 52 weeks, 26 times two weeks.
var perYear = map[Per]int{Year: 1, Month: 12, SemiMonth: 24, Biweekly: 26, Week: 52}

// benefitLimit gives the row of a day of accident; nil for a policy without any.
func (p *Policy) benefitLimit(accident calendar.Date) (*BenefitLimit, error) {
	rows := p.benefitLimits
	switch {
	case len(rows) == 0:
		return nil, nil
	case len(rows) == 1 && rows[0].From.IsZero():
		return &rows[0], nil
	}
	if accident.IsZero() {
		return nil, &rule.InputError{Field: "accident", Expected: "the day of the accident, on which the limits of the benefit turn"}
	}
	for i := len(rows) - 1; i >= 0; i-- {
		if !accident.Before(rows[i].From) {
			return &rows[i], nil
		}
	}
	return nil, &rule.InputError{Field: "accident", Value: accident.String(),
		Expected: "a day from " + rows[0].From.String() + " on, from which the limits of the benefit are known"}
}

// limitBenefit keeps a benefit between the least and the most, given how many
// times the row's period the benefit is for. A benefit of nothing stays nothing.
func (l *BenefitLimit) limitBenefit(x *explanation, amount, before, times exact, words string) (exact, Bound) {
	if l == nil || amount.sign() <= 0 {
		return amount, BoundNone
	}
	bound := func(t *rule.Template, limit decimal.Decimal, taken exact) exact {
		shown, _ := taken.decimal(inCents)
		was, _ := amount.decimal(inCents)
		x.find(t, l.Cite, true, rule.Num("limit", limit), rule.Str("limit_per", perWords[l.Per]), rule.Num("taken", shown),
			rule.Str("per", words), rule.Num("amount", was))
		return taken
	}
	if rule.IsSet(l.Most) {
		if most := cents(l.Most).mul(times); amount.cmp(most) > 0 {
			return bound(&mostTemplate, l.Most, most), BoundMost
		}
	}
	if rule.IsSet(l.Least) {
		least, t := cents(l.Least).mul(times), &leastTemplate
		if l.LeastUpToBefore {
			t = &leastUpToTemplate
			if before.cmp(least) < 0 {
				least = before
			}
		}
		if amount.cmp(least) < 0 {
			return bound(t, l.Least, least), BoundLeast
		}
	}
	return amount, BoundNone
}

// timesIn is how many times the row's period a period is.
func (l *BenefitLimit) timesIn(per Per) exact {
	if l == nil {
		return exact{}
	}
	return fraction(perYear[l.Per], perYear[per])
}

// timesInDays is how many times the row's period some days are: 7 days are a week,
// 14 two weeks; other periods are parts of a year.
func (l *BenefitLimit) timesInDays(days int, share exact) exact {
	switch {
	case l == nil:
		return exact{}
	case l.Per == Week:
		return fraction(days, 7)
	case l.Per == Biweekly:
		return fraction(days, 14)
	}
	return share.mul(whole(int64(perYear[l.Per])))
}

// checkBenefitLimits asks for rows in the order of their days, each with a limit.
func checkBenefitLimits(all part, rows []BenefitLimit) {
	for i, l := range rows {
		at := all.item(i)
		checkWordAt(at.key("per"), l.Per)
		if !rule.IsSet(l.Most) && !rule.IsSet(l.Least) {
			at.bad("a row without both", "the most, the least or both")
		}
		for _, amount := range [...]struct {
			key string
			d   decimal.Decimal
		}{{"most", l.Most}, {"least", l.Least}} {
			if rule.IsSet(amount.d) {
				checkAmount(at.key(amount.key), amount.d)
			}
		}
		switch {
		case rule.IsSet(l.Most) && rule.IsSet(l.Least) && l.Least.Cmp(l.Most) > 0:
			at.key("least").bad(plain(l.Least), "no more than the most")
		case l.LeastUpToBefore && !rule.IsSet(l.Least):
			at.key("least_up_to_before").bad("true", "a least")
		}
		if i > 0 && !l.From.After(rows[i-1].From) {
			at.key("from").bad(strconv.Quote(l.From.String()), "a day after that of the row before")
		}
		at.cited(l.Cite)
	}
}
