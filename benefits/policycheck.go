package benefits

import (
	"slices"
	"strconv"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// check reports values that no policy can have.
func (p *Policy) check(whole part) {
	if p.id == "" {
		whole.key("policy").bad(`""`, "an id")
	}
	if p.source == "" {
		whole.key("source").bad(`""`, "the publications that the policy states")
	}
	p.rounding.check(whole.key("rounding"))
	for i, key := range citesKeys {
		if cites := whole.key("cites"); whole.has("cites") && cites.has(key) && *p.cites.all()[i] == "" {
			cites.key(key).bad(`""`, "a provision")
		}
	}
	if whole.has("rate") {
		if p.rate.Value.check("rate") != nil {
			whole.key("rate").key("value").bad(p.rate.Value.text, "a rate from 0 to 1, such as 0.90 or 2/3")
		}
		whole.key("rate").cited(p.rate.Cite)
	}
	if whole.has("rate") && whole.has("rates") {
		whole.key("rates").bad("a list beside a rate", "a rate, or rates by facts")
	}
	p.checkRates(whole.key("rates"))
	if whole.has("share_before") {
		if p.shareBefore.Value.check("share") != nil {
			whole.key("share_before").key("value").bad(p.shareBefore.Value.text, "a share from 0 to 1, such as 0.80 or 2/3")
		}
		whole.key("share_before").cited(p.shareBefore.Cite)
	}
	checkBenefitLimits(whole.key("benefit_limits"), p.benefitLimits)
	if whole.has("nearest") {
		if how := []string{string(rule.HalfUp), string(rule.HalfDown), string(rule.Up), string(rule.Down)}; whole.key("nearest").has("how") &&
			!slices.Contains(how, string(p.nearest.How)) {
			whole.key("nearest").key("how").mistaken(strconv.Quote(string(p.nearest.How)), "one of "+strings.Join(how, ", "),
				rule.Suggest(string(p.nearest.How), how))
		}
		if p.nearest.Value.Sign() <= 0 {
			whole.key("nearest").key("value").bad(plain(p.nearest.Value), "an amount above zero")
		}
		whole.key("nearest").cited(p.nearest.Cite)
	}
	if whole.has("payment_code") {
		if p.code.Value == "" {
			whole.key("payment_code").key("value").bad(`""`, "a payment code")
		}
		whole.key("payment_code").cited(p.code.Cite)
	}
	if whole.has("pay") {
		p.checkKinds(whole.key("pay"))
	}
}

func (r roundingRule) check(p part) {
	if !slices.Contains(roundings, string(r.How)) {
		p.key("how").mistaken(strconv.Quote(string(r.How)), "one of "+strings.Join(roundings, ", "), rule.Suggest(string(r.How), roundings))
	}
	if units := r.To.Values(); p.has("to") && !slices.Contains(units, string(r.To)) {
		p.key("to").mistaken(strconv.Quote(string(r.To)), "one of "+strings.Join(units, ", "), rule.Suggest(string(r.To), units))
	}
	p.cited(r.Cite)
}

// checkKinds asks for the kinds of pay, each once, one at least reimbursable.
func (p *Policy) checkKinds(pay part) {
	if len(p.reimbursable) == 0 {
		pay.key("reimbursable").missing("at least one kind of pay")
	}
	seen, asked := map[string]bool{}, questionsOf(p.Kinds())
	for _, list := range [...]struct {
		key   string
		kinds []payKind
	}{{"reimbursable", p.reimbursable}, {"excluded", p.excluded}} {
		for i, k := range list.kinds {
			at := pay.key(list.key).item(i)
			if k.Kind == "" || seen[k.Kind] {
				at.key("kind").bad(strconv.Quote(k.Kind), "a kind of pay, each once")
			}
			if k.Interpretation != "" && !slices.Contains(reading.IDs(asked), k.Interpretation) {
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
		if all.path != "" && all.node.Kind == strict.List {
			all.missing("at least one row")
		}
		return
	}
	rows := make([]rule.Bracket[calendar.Date, MaximumRow], len(maximums))
	for i, r := range maximums {
		at := all.item(i)
		at.cited(r.Cite)
		if r.To.Before(r.From) {
			at.key("to").bad(r.To.String(), "a day on or after "+r.From.String())
		}
		if i > 0 && !r.From.After(maximums[i-1].To) {
			at.key("from").bad(r.From.String(), "a day after the row before, which ends on "+maximums[i-1].To.String())
		}
		rows[i] = rule.Bracket[calendar.Date, MaximumRow]{From: r.From, Value: r, Cite: r.Cite}
	}
	p.maximums, _ = rule.NewSchedule(rows...) // what would be wrong was reported
}
