package placement

import (
	"slices"

	"github.com/workcomp-go/workcomp/internal/listing"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

// Catalogue gives the policy as data: the rows of the seven steps, the tables of
// step 4 and of a decline, the rows of step 7, the matrix of approvals, the
// duties, the documents and every value of the file. The dates of the plan and
// what a conversion says beside its name are stated in Go and no rules of it.
// The zero Policy has an empty catalogue.
func (p *Policy) Catalogue() catalogue.Catalogue {
	if p == nil || p.id == "" {
		return catalogue.Catalogue{}
	}
	c := listing.Of("placement", p.PolicyID(), p.stated)
	rows, rules := catalogue.OfLifecycle(lifecycle)
	c.Lifecycles, c.Rules = []catalogue.Lifecycle{rows}, rules
	add := func(table catalogue.Table, rules []catalogue.Rule) {
		c.Tables, c.Rules = append(c.Tables, table), append(c.Rules, rules...)
	}
	add(catalogue.OfTable(wageLossTable()))
	add(catalogue.OfTable(declineTable()))
	add(catalogue.OfTable(estimateTable()))
	add(determinationTable())
	c.Rules = append(c.Rules, p.approvals.entries()...)
	c.Values = listing.File{Node: p.stated, Units: map[string]string{"levels_of_authority.up_to": "dollars", "benefits.tel_months.value": "months",
		"benefits.tel_years.value": "years", "benefits.job_search_weeks.value": "weeks", "benefits.years_of_raises.value": "years"}}.Values()
	c.Duties, c.Roles = listing.Duties(p.owed), append(slices.Clone(p.roles), DecisionMaker)
	for _, id := range documents {
		c.Documents = append(c.Documents, catalogue.Document{ID: id})
	}
	listing.Gather(&c, p.interpretations, provisions...)
	return c
}

// determinationTable lists the rows of step 7, of which the first applies. A
// fact that is missing leaves it open, as does a case of which no row speaks.
func determinationTable() (catalogue.Table, []catalogue.Rule) {
	table := catalogue.Table{Name: "determination", HitPolicy: rule.First, Facts: catalogue.Facts(outcomeRows()[0].when[0].Facts()), Otherwise: string(NeedsDecision)}
	var rules []catalogue.Rule
	for _, r := range outcomeRows() {
		rules = append(rules, catalogue.Rule{ID: r.id, Of: table.Name, If: r.source(), Then: string(r.then), Cite: toj7, Text: r.text, Interpretation: r.interpretation})
		table.Rows = append(table.Rows, r.id)
	}
	return table, rules
}

// entries lists the rows of the matrix that turn on a length.
func (a approvalRows) entries() []catalogue.Rule {
	var rules []catalogue.Rule
	for _, row := range []struct {
		name, interpretation string
		approvalRow
	}{{"placement", "", a.Placement}, {"training", "", a.Training}, {"extension", nineMonthsExtension, a.Extension}, {"training_extension", "", a.TrainingExtension}} {
		path := "approvals." + row.name
		rules = append(rules, catalogue.Rule{ID: path, Path: path, By: row.Who.Value, Cite: row.Cite, Interpretation: row.interpretation,
			Text: row.length() + ": " + row.required() + "."})
	}
	return rules
}
