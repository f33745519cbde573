package benefits

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
)

// bad reports a value that no policy can have.
func bad(f *doc.File, pos doc.Pos, path, value, expected string) {
	f.Report(doc.Mistake{Kind: rule.BadValue, Pos: pos, Path: path, Value: value, Expected: expected})
}

// uncited reports a value without its provision.
func uncited(f *doc.File, pos doc.Pos, path string, cite rule.Citation) {
	if cite == "" {
		bad(f, pos, path+".cite", `""`, "the provision of the value")
	}
}

func (p *Policy) check(f *doc.File, spec policyFile) {
	if p.id == "" {
		bad(f, spec.Policy.Pos, "policy", `""`, "an id")
	}
	if checkRate("rate", p.rate.Value) != nil {
		bad(f, spec.Rate.Pos, "rate.value", plain(p.rate.Value), "a rate from 0 to 1")
	}
	if p.nearest.Value.Sign() <= 0 {
		bad(f, spec.Nearest.Pos, "nearest.value", plain(p.nearest.Value), "an amount above zero")
	}
	if p.code.Value == "" {
		bad(f, spec.PaymentCode.Pos, "payment_code.value", `""`, "a payment code")
	}
	checkRounding(f, spec.Rounding)
	uncited(f, spec.Rate.Pos, "rate", p.rate.Cite)
	uncited(f, spec.Nearest.Pos, "nearest", p.nearest.Cite)
	uncited(f, spec.PaymentCode.Pos, "payment_code", p.code.Cite)
}

func checkRounding(f *doc.File, at doc.At[toCent]) {
	if !slices.Contains(rounding.readings, string(at.Value.How)) {
		f.Report(doc.Mistake{Kind: rule.BadValue, Pos: at.Pos, Path: "rounding.how", Value: strconv.Quote(string(at.Value.How)),
			Expected: "one of half_up, half_even", Suggestion: rule.Suggest(string(at.Value.How), rounding.readings)})
	}
	uncited(f, at.Pos, "rounding", at.Value.Cite)
}

// takePay takes the kinds of pay, each once.
func (p *Policy) takePay(f *doc.File, spec policyFile) {
	seen := map[string]bool{}
	take := func(path string, kinds []doc.At[payKind]) []payKind {
		var taken []payKind
		for i, at := range kinds {
			k, path := at.Value, fmt.Sprintf("%s[%d]", path, i)
			if k.Kind == "" || seen[k.Kind] {
				bad(f, at.Pos, path+".kind", strconv.Quote(k.Kind), "a kind of pay, each once")
			}
			if k.Interpretation != "" && !slices.ContainsFunc(questions, func(q question) bool { return q.id == k.Interpretation }) {
				bad(f, at.Pos, path+".interpretation", strconv.Quote(k.Interpretation), "the id of an interpretation of this policy")
			}
			uncited(f, at.Pos, path, k.Cite)
			seen[k.Kind] = true
			taken = append(taken, k)
		}
		return taken
	}
	p.reimbursable = take("pay.reimbursable", spec.Pay.Reimbursable)
	p.excluded = take("pay.excluded", spec.Pay.Excluded)
	if len(p.reimbursable) == 0 {
		f.Report(doc.Mistake{Kind: rule.MissingKey, Path: "pay.reimbursable", Expected: "at least one kind of pay"})
	}
}

// takeMaximums takes the maximums, in the order of their days.
func (p *Policy) takeMaximums(f *doc.File, spec policyFile) {
	var rows []rule.Row[calendar.Date, MaximumRow]
	for i, at := range spec.Maximums {
		r, path := at.Value, fmt.Sprintf("maximum_earnings[%d]", i)
		uncited(f, at.Pos, path, r.Cite)
		if err := checkPeriod(calendar.Period{From: r.From, To: r.To}); err != nil {
			bad(f, at.Pos, path+".to", r.To.String(), "a day on or after "+r.From.String())
		}
		if i > 0 && !r.From.After(spec.Maximums[i-1].Value.To) {
			bad(f, at.Pos, path+".from", r.From.String(), "a day after the row before, which ends on "+spec.Maximums[i-1].Value.To.String())
		}
		rows = append(rows, rule.Row[calendar.Date, MaximumRow]{From: r.From, Value: r, Cite: r.Cite})
	}
	if f.Err() != nil {
		return
	}
	schedule, err := rule.NewSchedule(rows...)
	if err != nil {
		f.Report(doc.Mistake{Kind: rule.MissingKey, Path: "maximum_earnings", Expected: "at least one row"})
	}
	p.maximums = schedule
}

// toCents rounds an exact amount, or its part, once, to the cent.
func (p *Policy) toCents(what string, exact, part decimal.Decimal, findings []rule.Finding) (decimal.Decimal, []rule.Finding) {
	digits, scale := ratio(exact)
	num, den := digits.Mul(digits, hundredInt), scale.Mul(scale, part.BigInt())
	whole, even := rounded(num, den, p.rounding.How)
	amount := dollars(whole)
	if !even {
		findings = append(findings, p.rounding.finding(what, quotient(num, den.Mul(den, hundredInt)), amount))
	}
	return amount, findings
}

// finding says that an amount was rounded: a step with a name, once.
func (r toCent) finding(what, exact string, amount decimal.Decimal) rule.Finding {
	return rule.Finding{Cite: r.Cite, Holds: true, Interpretation: roundHalfUp,
		Text: fmt.Sprintf("%s, %s, is rounded once, to the cent (%s): %s.", what, exact, roundingWords[r.How], money(amount))}
}

var roundingWords = map[rule.Rounding]string{rule.HalfUp: "half up", rule.HalfEven: "half to even"}
