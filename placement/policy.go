package placement

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
)

//go:embed policies/*.yaml
var policies embed.FS

// A Test compares the length of a portion with a number of months.
type Test string

// The tests of a length.
const (
	LongerThan Test = "longer_than" // exactly that many months pass
	OrLonger   Test = "or_longer"   // exactly that many months do not
)

// Values lists the tests.
func (Test) Values() []string { return []string{string(LongerThan), string(OrLonger)} }

// An ApprovalRow says from which length on an approval is needed, and whose:
// one of Who.
type ApprovalRow struct {
	Months int           `json:"months"`
	Test   Test          `json:"test"`
	Who    []rule.Role   `json:"who"`
	Cite   rule.Citation `json:"cite"`
}

// needed reports whether a portion of that length needs the approval.
func (r ApprovalRow) needed(portion calendar.Period) bool {
	if r.Test == OrLonger {
		return portion.OrLonger(r.Months)
	}
	return portion.LongerThan(r.Months)
}

// approvalRows are the rows of the matrix of approvals that turn on a length.
type approvalRows struct {
	Placement         ApprovalRow `json:"placement"`
	Training          ApprovalRow `json:"training"`
	Extension         ApprovalRow `json:"extension"`
	TrainingExtension ApprovalRow `json:"training_extension"`
}

// A Level is a row of a board's levels of authority: who approves a cumulative
// cost up to an amount of dollars, that amount included.
type Level struct {
	UpTo decimal.Decimal `json:"up_to,omitzero"` // of the last row it may be missing: any cost
	Who  []rule.Role     `json:"who"`            // any one of these; decision_maker: no higher approval
	Cite rule.Citation   `json:"cite"`
}

// days, months and number are values of a policy with their provisions.
type days struct {
	Days int           `json:"days"`
	Cite rule.Citation `json:"cite"`
}

type months struct {
	Months int           `json:"months"`
	Cite   rule.Citation `json:"cite"`
}

type number struct {
	Value int           `json:"value"`
	Cite  rule.Citation `json:"cite"`
}

type code struct {
	Value string        `json:"value"`
	Cite  rule.Citation `json:"cite"`
}

type planValues struct {
	FirstContact      days   `json:"first_contact"`
	MonthlyContact    months `json:"monthly_contact"`
	ActionPlanContact days   `json:"action_plan_contact"`
	ReturnClaim       days   `json:"return_claim"`
}

type benefitValues struct {
	TELMonths      number `json:"tel_months"`
	TELYears       number `json:"tel_years"`
	JobSearchWeeks number `json:"job_search_weeks"`
	YearsOfRaises  number `json:"years_of_raises"`
	PaymentCode    code   `json:"payment_code"`
}

// A Policy is what a board sets of the procedure. It is immutable and safe for
// any number of goroutines. The zero Policy is none: see Builtin, ParsePolicy.
type Policy struct {
	id, title       string
	approvals       approvalRows
	levels          []Level
	plan            planValues
	benefits        benefitValues
	interpretations []rule.Interpretation
	roles           []rule.Role // that may act, those of the levels among them
	taken           readings
}

// ID returns the policy's stable id.
func (p *Policy) ID() string { return p.id }

// Title returns what the policy is about.
func (p *Policy) Title() string { return p.title }

// Interpretations returns the places where the instrument leaves a choice, with
// the readings this policy takes.
func (p *Policy) Interpretations() []rule.Interpretation {
	copied := slices.Clone(p.interpretations)
	for i := range copied {
		copied[i].Readings = slices.Clone(copied[i].Readings)
	}
	return copied
}

// BuiltinIDs lists the built-in policies.
func BuiltinIDs() []string {
	entries, _ := policies.ReadDir("policies") // embedded: it is there
	var ids []string
	for _, e := range entries {
		ids = append(ids, strings.TrimSuffix(e.Name(), ".yaml"))
	}
	return ids
}

// Builtin returns a built-in policy. An unknown id is an InputError.
func Builtin(id string) (*Policy, error) {
	if !slices.Contains(BuiltinIDs(), id) {
		return nil, unknownWord("policy", id, BuiltinIDs())
	}
	name := "policies/" + id + ".yaml"
	data, err := policies.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return ParsePolicy(name, data)
}

type policyFile struct {
	Policy          doc.At[string]           `json:"policy"`
	Title           string                   `json:"title"`
	Source          string                   `json:"source"`
	Approvals       doc.At[approvalRows]     `json:"approvals"`
	Levels          doc.At[[]Level]          `json:"levels_of_authority,omitempty"`
	Plan            doc.At[planValues]       `json:"plan"`
	Benefits        doc.At[benefitValues]    `json:"benefits"`
	Interpretations []doc.At[interpretation] `json:"interpretations"`
}

// ParsePolicy reads a policy file. The error is a rule.PolicyErrors: all its
// mistakes, each with its place.
func ParsePolicy(file string, data []byte) (*Policy, error) {
	f := doc.ParseYAML(file, data)
	n := f.One()
	if n == nil || f.Err() != nil {
		return nil, f.Err()
	}
	var spec policyFile
	f.Decode(n, "", &spec)
	p := &Policy{id: spec.Policy.Value, title: spec.Title, approvals: spec.Approvals.Value, levels: spec.Levels.Value,
		plan: spec.Plan.Value, benefits: spec.Benefits.Value, roles: slices.Clone(roles)}
	if f.Err() == nil {
		p.check(f, spec)
		p.interpret(f, spec)
	}
	if err := f.Err(); err != nil {
		return nil, err
	}
	return p, nil
}

// check reports values that no policy can have.
func (p *Policy) check(f *doc.File, spec policyFile) {
	bad := func(pos doc.Pos, path, value, expected string) {
		f.Report(doc.Mistake{Kind: rule.BadValue, Pos: pos, Path: path, Value: value, Expected: expected})
	}
	if p.id == "" {
		bad(spec.Policy.Pos, "policy", `""`, "an id")
	}
	a := p.approvals
	for _, row := range [...]struct {
		path string
		ApprovalRow
	}{{"placement", a.Placement}, {"training", a.Training}, {"extension", a.Extension}, {"training_extension", a.TrainingExtension}} {
		path, pos := "approvals."+row.path, spec.Approvals.Pos
		if row.Months < 1 || row.Months > maxMonths {
			bad(pos, path+".months", strconv.Itoa(row.Months), fmt.Sprintf("a number of months from 1 to %d", maxMonths))
		}
		if oneOf("test", row.Test) != nil || row.Test == "" {
			bad(pos, path+".test", strconv.Quote(string(row.Test)), "one of longer_than, or_longer")
		}
		if len(row.Who) == 0 || !subset(row.Who, roles) {
			bad(pos, path+".who", fmt.Sprint(row.Who), "one or more of the procedure's roles")
		}
	}
	b := p.benefits
	for _, v := range [...]struct {
		path  string
		pos   doc.Pos
		value int
	}{
		{"plan.first_contact.days", spec.Plan.Pos, p.plan.FirstContact.Days}, {"plan.monthly_contact.months", spec.Plan.Pos, p.plan.MonthlyContact.Months},
		{"plan.action_plan_contact.days", spec.Plan.Pos, p.plan.ActionPlanContact.Days}, {"plan.return_claim.days", spec.Plan.Pos, p.plan.ReturnClaim.Days},
		{"benefits.tel_months.value", spec.Benefits.Pos, b.TELMonths.Value}, {"benefits.tel_years.value", spec.Benefits.Pos, b.TELYears.Value},
		{"benefits.job_search_weeks.value", spec.Benefits.Pos, b.JobSearchWeeks.Value}, {"benefits.years_of_raises.value", spec.Benefits.Pos, b.YearsOfRaises.Value},
	} {
		if v.value < 1 || v.value > maxMonths {
			bad(v.pos, v.path, strconv.Itoa(v.value), fmt.Sprintf("a whole number from 1 to %d", maxMonths))
		}
	}
	p.checkCites(spec, bad)
	p.checkLevels(spec, bad)
}

// maxMonths bounds every number of a policy: none comes near it.
const maxMonths = 1200

func subset(some, all []rule.Role) bool {
	return !slices.ContainsFunc(some, func(r rule.Role) bool { return !slices.Contains(all, r) })
}

// checkCites asks for the provision beside every value.
func (p *Policy) checkCites(spec policyFile, bad func(doc.Pos, string, string, string)) {
	a, plan, b := p.approvals, p.plan, p.benefits
	for _, v := range [...]struct {
		path string
		pos  doc.Pos
		cite rule.Citation
	}{
		{"approvals.placement", spec.Approvals.Pos, a.Placement.Cite}, {"approvals.training", spec.Approvals.Pos, a.Training.Cite},
		{"approvals.extension", spec.Approvals.Pos, a.Extension.Cite}, {"approvals.training_extension", spec.Approvals.Pos, a.TrainingExtension.Cite},
		{"plan.first_contact", spec.Plan.Pos, plan.FirstContact.Cite}, {"plan.monthly_contact", spec.Plan.Pos, plan.MonthlyContact.Cite},
		{"plan.action_plan_contact", spec.Plan.Pos, plan.ActionPlanContact.Cite}, {"plan.return_claim", spec.Plan.Pos, plan.ReturnClaim.Cite},
		{"benefits.tel_months", spec.Benefits.Pos, b.TELMonths.Cite}, {"benefits.tel_years", spec.Benefits.Pos, b.TELYears.Cite},
		{"benefits.job_search_weeks", spec.Benefits.Pos, b.JobSearchWeeks.Cite}, {"benefits.years_of_raises", spec.Benefits.Pos, b.YearsOfRaises.Cite},
		{"benefits.payment_code", spec.Benefits.Pos, b.PaymentCode.Cite},
	} {
		if v.cite == "" {
			bad(v.pos, v.path+".cite", `""`, "the provision of the value")
		}
	}
}

// checkLevels asks that levels rise, and lets the roles they name act.
func (p *Policy) checkLevels(spec policyFile, bad func(doc.Pos, string, string, string)) {
	for i, level := range p.levels {
		path, last := fmt.Sprintf("levels_of_authority[%d]", i), i == len(p.levels)-1
		switch {
		case !rule.Given(level.UpTo) && !last:
			bad(spec.Levels.Pos, path+".up_to", "no amount", "an amount in every row but the last")
		case rule.Given(level.UpTo) && level.UpTo.Sign() < 0:
			bad(spec.Levels.Pos, path+".up_to", level.UpTo.String(), "zero or more")
		case i > 0 && rule.Given(level.UpTo) && level.UpTo.Cmp(p.levels[i-1].UpTo) <= 0:
			bad(spec.Levels.Pos, path+".up_to", level.UpTo.String(), "more than the row before")
		}
		if len(level.Who) == 0 || slices.Contains(level.Who, "") {
			bad(spec.Levels.Pos, path+".who", fmt.Sprint(level.Who), "one or more roles")
		}
		if level.Cite == "" {
			bad(spec.Levels.Pos, path+".cite", `""`, "the provision of the level")
		}
		for _, r := range level.Who {
			if r != DecisionMaker && !slices.Contains(p.roles, r) {
				p.roles = append(p.roles, r)
			}
		}
	}
}
