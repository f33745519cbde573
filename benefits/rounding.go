package benefits

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
)

// roundings are the words of a policy file.
var roundings = []string{string(rule.HalfUp), string(rule.HalfEven), string(rule.HalfDown), string(rule.Up), string(rule.Down)}

// A Unit is what an amount that is paid is brought to. The zero value is Cents.
type Unit string

// The units.
const (
	Cents    Unit = "cents"
	Dollars  Unit = "dollars"
	Tens     Unit = "tens"     // of dollars
	Hundreds Unit = "hundreds" // of dollars
)

// Values lists the units.
func (Unit) Values() []string {
	return []string{string(Cents), string(Dollars), string(Tens), string(Hundreds)}
}

// Amount gives the unit in dollars.
func (u Unit) Amount() decimal.Decimal { return decimal.New(inUnit[u], -2) }

// inUnit is how many cents a unit has.
var inUnit = map[Unit]int64{"": 1, Cents: 1, Dollars: 100, Tens: 1000, Hundreds: 10000}

// roundingRule is how each amount that is paid to the worker or the employer is
// brought to a unit: once, at the end.
type roundingRule struct {
	How  rule.Rounding `json:"how"`          // to the nearest, a half up, down or to the even one; always up; always down
	To   Unit          `json:"to,omitempty"` // cents where it is not stated
	Cite rule.Citation `json:"cite"`         // the source of the rounding

	unit            int64 // in cents
	inUnit, inCents *[len(roundedWords)]roundedTemplate
}

// What is rounded, as its finding names it.
type rounded int

const (
	yearAmount rounded = iota
	monthAmount
	halfMonthAmount
	twoWeeksAmount
	weekAmount
	periodAmount
	wholeMonth
	partOfMonth
	reimbursement
	amountDue
)

var roundedWords = [...]string{yearAmount: "The amount a year", monthAmount: "The amount a month",
	halfMonthAmount: "The amount for half a month",
	twoWeeksAmount:  "The amount for two weeks", weekAmount: "The amount a week", periodAmount: "The amount of the pay period",
	wholeMonth: "The amount of the month", partOfMonth: "The part of the month", reimbursement: "The reimbursement of the pay " +
		"period", amountDue: "The amount due"}

var (
	unitWords     = map[int64]string{1: "cent", 100: "dollar", 1000: "ten dollars", 10000: "hundred dollars"}
	roundingWords = map[rule.Rounding]string{rule.HalfUp: "half up", rule.HalfEven: "half to even", rule.HalfDown: "half down", rule.Up: "up",
		rule.Down: "down"}
)

// A roundedTemplate is the sentence of a rounding, of an exact amount that ends
// and of one that does not.
type roundedTemplate struct{ ends, endless rule.Template }

// prepare makes what the roundings of a policy ask for again and again.
func (r *roundingRule) prepare() {
	r.unit = inUnit[r.To]
	r.inUnit, r.inCents = r.sentences(r.unit), r.sentences(1)
}

// sentences name both words of the rounding; the amounts are their facts.
func (r *roundingRule) sentences(unit int64) *[len(roundedWords)]roundedTemplate {
	var all [len(roundedWords)]roundedTemplate
	for i, what := range roundedWords {
		after := fmt.Sprintf(", is rounded once, to the %s (%s): {amount:money}.", unitWords[unit], roundingWords[r.How])
		all[i] = roundedTemplate{rule.Template{ID: "benefits.rounded", Cite: r.Cite, Text: what + ", {exact:money}" + after},
			rule.Template{ID: "benefits.rounded.endless", Cite: r.Cite, Text: what + ", {exact:money}…" + after}}
	}
	return &all
}

// explain says that an exact number of cents was rounded: a step with a name,
// once.
func (r *roundingRule) explain(x *explanation, what rounded, exact exact, unit int64, amount decimal.Decimal) {
	sentences := r.inUnit
	if unit == 1 {
		sentences = r.inCents
	}
	template := &sentences[what].ends
	value, ends := x.shown(exact)
	if !ends {
		template = &sentences[what].endless
	}
	x.find(template, r.Cite, true, rule.Num("exact", value), rule.Num("amount", amount)).Interpretations = restsOnRounding
}

var restsOnRounding = []string{roundHalfUp}

// amount rounds an exact number of cents that is paid, once.
func (r *roundingRule) amount(x *explanation, what rounded, exact exact) decimal.Decimal {
	rounded, even := exact.round(r.How, r.unit)
	amount := x.dollars(rounded)
	if !even {
		r.explain(x, what, exact, r.unit, amount)
	}
	return amount
}
