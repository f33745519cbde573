package placement

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/internal/words"
	"github.com/workcomp-go/workcomp/rule"
)

// maxValue bounds every number of a policy: none comes near it.
const maxValue = 1200

// checking reports values that no policy can have, each at its place.
type checking struct{ f *strict.File }

func (k checking) bad(pos strict.Pos, path, value, expected string) {
	k.f.Report(strict.Diagnostic{Code: rule.BadValue, Pos: pos, Path: path, Value: value, Expected: expected})
}

func (k checking) policy(p *Policy, id strict.Pos) {
	if p.id == "" {
		k.bad(id, "policy", `""`, "an id")
	}
	k.row("approvals.placement", p.approvals.Placement)
	k.row("approvals.training", p.approvals.Training)
	k.row("approvals.extension", p.approvals.Extension)
	k.row("approvals.training_extension", p.approvals.TrainingExtension)
	k.value("plan.first_contact.days", p.plan.FirstContact.Days, p.plan.FirstContact.Cite)
	k.value("plan.monthly_contact.months", p.plan.MonthlyContact.Months, p.plan.MonthlyContact.Cite)
	k.value("plan.action_plan_contact.days", p.plan.ActionPlanContact.Days, p.plan.ActionPlanContact.Cite)
	k.value("plan.return_claim.days", p.plan.ReturnClaim.Days, p.plan.ReturnClaim.Cite)
	k.value("benefits.tel_months.value", p.benefits.TELMonths.Value, p.benefits.TELMonths.Cite)
	k.value("benefits.tel_years.value", p.benefits.TELYears.Value, p.benefits.TELYears.Cite)
	k.value("benefits.job_search_weeks.value", p.benefits.JobSearchWeeks.Value, p.benefits.JobSearchWeeks.Cite)
	k.value("benefits.years_of_raises.value", p.benefits.YearsOfRaises.Value, p.benefits.YearsOfRaises.Cite)
	if pay := p.benefits.PaymentCode; pay.Value.Value == "" {
		k.bad(pay.Value.Pos, "benefits.payment_code.value", `""`, "a payment code")
	}
	k.cite(p.benefits.PaymentCode.Value.Pos, "benefits.payment_code", p.benefits.PaymentCode.Cite)
	k.levels(p)
}

// value checks a number and asks for the provision beside it.
func (k checking) value(path string, n strict.At[int], cite rule.Citation) {
	if n.Value < 1 || n.Value > maxValue {
		k.bad(n.Pos, path, strconv.Itoa(n.Value), fmt.Sprintf("a whole number from 1 to %d", maxValue))
	}
	k.cite(n.Pos, path, cite)
}

func (k checking) cite(pos strict.Pos, path string, cite rule.Citation) {
	if cite == "" {
		k.bad(pos, path, "a value without its cite", "the provision beside it")
	}
}

func (k checking) row(path string, r approvalRow) {
	k.value(path+".months", r.Months, r.Cite)
	if r.Test.Value != longerThan && r.Test.Value != orLonger {
		k.f.Report(strict.Diagnostic{Code: rule.BadValue, Pos: r.Test.Pos, Path: path + ".test", Value: strconv.Quote(string(r.Test.Value)),
			Expected: "longer_than or or_longer", Suggestion: rule.Suggest(string(r.Test.Value), r.Test.Value.Values())})
	}
	if len(r.Who.Value) == 0 {
		k.bad(r.Who.Pos, path+".who", "nobody", "one or more roles of the procedure")
	}
	for _, role := range r.Who.Value {
		if !slices.Contains(roles, role) {
			k.f.Report(strict.Diagnostic{Code: rule.BadValue, Pos: r.Who.Pos, Path: path + ".who", Value: strconv.Quote(string(role)),
				Expected: "one or more roles of the procedure", Suggestion: rule.Suggest(string(role), words.Texts(roles))})
		}
	}
}

// levels asks that levels of authority rise, and lets the roles they name act.
func (k checking) levels(p *Policy) {
	for i, l := range p.levels {
		path := fmt.Sprintf("levels_of_authority[%d]", i)
		amount := l.UpTo.Value
		switch given := rule.IsSet(amount); {
		case !given && i < len(p.levels)-1:
			k.bad(l.Who.Pos, path+".up_to", "a row without an amount", "an amount in every row but the last")
		case given && amount.Sign() < 0:
			k.bad(l.UpTo.Pos, path+".up_to", amount.String(), "zero or more")
		case given && i > 0 && rule.IsSet(p.levels[i-1].UpTo.Value) && amount.Cmp(p.levels[i-1].UpTo.Value) <= 0:
			k.bad(l.UpTo.Pos, path+".up_to", amount.String(), "more than in the row before")
		}
		if len(l.Who.Value) == 0 || slices.Contains(l.Who.Value, "") {
			k.bad(l.Who.Pos, path+".who", "nobody", "one or more roles")
		}
		k.cite(l.Who.Pos, path, l.Cite)
		for _, role := range l.Who.Value {
			if role != DecisionMaker && !slices.Contains(p.roles, role) {
				p.roles = append(p.roles, role)
			}
		}
	}
}
