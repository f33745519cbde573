package benefits

import (
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
)

// The roundings of a policy file are those of package rule and two more.
const (
	halfDown rule.Rounding = "half_down" // to the nearest, a half towards zero
	up       rule.Rounding = "up"        // away from zero
)

// roundings are the words of a policy file.
var roundings = []string{string(rule.HalfUp), string(rule.HalfEven), string(halfDown), string(up), string(rule.Down)}

// A Unit is what an amount that is paid is brought to.
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

	unit int64 // in cents
}

var (
	roundedTemplate = rule.Template{ID: "benefits.rounded",
		Text: "{what}, {exact:money}, is rounded once, to the {unit} ({how}): {amount:money}."}
	roundedEndlessTemplate = rule.Template{ID: "benefits.rounded.endless",
		Text: "{what}, {exact:money}…, is rounded once, to the {unit} ({how}): {amount:money}."}
)

var (
	unitWords     = map[int64]string{1: "cent", 100: "dollar", 1000: "ten dollars", 10000: "hundred dollars"}
	roundingWords = map[rule.Rounding]string{rule.HalfUp: "half up", rule.HalfEven: "half to even", halfDown: "half down", up: "up", rule.Down: "down"}
)

// explain says that an exact number of cents was rounded: a step with a name,
// once.
func (r roundingRule) explain(x *explanation, what string, exact exact, unit int64, amount decimal.Decimal) {
	template := &roundedTemplate
	value, ends := exact.decimal(inCents)
	if !ends {
		template = &roundedEndlessTemplate
	}
	x.find(template, r.Cite, true, rule.Str("what", what), rule.Num("exact", value), rule.Str("unit", unitWords[unit]),
		rule.Str("how", roundingWords[r.How]), rule.Num("amount", amount)).Interpretations = restsOnRounding
}

var restsOnRounding = []string{roundHalfUp}

// amount rounds an exact number of cents that is paid, once.
func (r roundingRule) amount(x *explanation, what string, exact exact) decimal.Decimal {
	rounded, even := exact.round(r.How, r.unit)
	amount := dollars(rounded)
	if !even {
		r.explain(x, what, exact, r.unit, amount)
	}
	return amount
}
