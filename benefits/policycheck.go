package benefits

import (
	"slices"
	"strconv"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/rule"
)

// check reports values that no policy can have.
func (p *Policy) check(whole part) {
	if p.id == "" {
		whole.key("policy").bad(`""`, "an id")
	}
	if checkRate("rate", p.rate.Value) != nil {
		whole.key("rate").key("value").bad(plain(p.rate.Value), "a rate from 0 to 1")
	}
	if p.nearest.Value.Sign() <= 0 {
		whole.key("nearest").key("value").bad(plain(p.nearest.Value), "an amount above zero")
	}
	if p.code.Value == "" {
		whole.key("payment_code").key("value").bad(`""`, "a payment code")
	}
	p.rounding.check(whole.key("rounding"))
	whole.key("rate").cited(p.rate.Cite)
	whole.key("nearest").cited(p.nearest.Cite)
	whole.key("payment_code").cited(p.code.Cite)
	p.checkKinds(whole.key("pay"))
}

func (r toCent) check(p part) {
	if known := rounding.Readings; !slices.Contains(known, string(r.How)) {
		p.key("how").mistaken(strconv.Quote(string(r.How)), "one of half_up, half_even", rule.Suggest(string(r.How), known))
	}
	p.cited(r.Cite)
}

// checkKinds asks for the kinds of pay, each once, one at least reimbursable.
func (p *Policy) checkKinds(pay part) {
	if len(p.reimbursable) == 0 {
		pay.key("reimbursable").missing("at least one kind of pay")
	}
	seen := map[string]bool{}
	for _, list := range [...]struct {
		key   string
		kinds []payKind
	}{{"reimbursable", p.reimbursable}, {"excluded", p.excluded}} {
		for i, k := range list.kinds {
			at := pay.key(list.key).item(i)
			if k.Kind == "" || seen[k.Kind] {
				at.key("kind").bad(strconv.Quote(k.Kind), "a kind of pay, each once")
			}
			if k.Interpretation != "" && !slices.Contains(reading.IDs(questions), k.Interpretation) {
				at.key("interpretation").bad(strconv.Quote(k.Interpretation), "the id of an interpretation of this policy")
			}
			at.cited(k.Cite)
			seen[k.Kind] = true
		}
	}
}

// takeMaximums takes the maximums, in the order of their days.
func (p *Policy) takeMaximums(all part, maximums []MaximumRow) {
	if len(maximums) == 0 {
		all.missing("at least one row")
		return
	}
	rows := make([]rule.Row[calendar.Date, MaximumRow], len(maximums))
	sound := true
	for i, r := range maximums {
		at := all.item(i)
		at.cited(r.Cite)
		if r.To.Before(r.From) {
			at.key("to").bad(r.To.String(), "a day on or after "+r.From.String())
		}
		if i > 0 && !r.From.After(maximums[i-1].To) {
			at.key("from").bad(r.From.String(), "a day after the row before, which ends on "+maximums[i-1].To.String())
			sound = false
		}
		sound = sound && r.Cite != "" && !r.To.Before(r.From)
		rows[i] = rule.Row[calendar.Date, MaximumRow]{From: r.From, Value: r, Cite: r.Cite}
	}
	if sound {
		p.maximums, _ = rule.NewSchedule(rows...) // in order, and each with its source
	}
}
