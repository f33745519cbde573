package placement

import (
	"slices"

	"github.com/workcomp-go/workcomp/internal/listing"
	"github.com/workcomp-go/workcomp/rule/catalogue"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// Catalogue gives the policy as data: the rows of the seven steps, the tables of
// step 4 and of step 7, the matrix of approvals, the duties, the documents and
// every value of the file. The dates of the plan are stated in Go and no rules of
// it. The zero Policy has an empty catalogue.
func (p *Policy) Catalogue() catalogue.Catalogue {
	if p == nil || p.id == "" {
		return catalogue.Catalogue{}
	}
	c := listing.Of("placement", p.PolicyID(), p.stated)
	rows, rules := catalogue.OfProcedure(p.Machine().Listing())
	c.Lifecycles, c.Rules = []catalogue.Lifecycle{rows}, rules
	add := func(table catalogue.Table, rules []catalogue.Rule) {
		c.Tables, c.Rules = append(c.Tables, table), append(c.Rules, rules...)
	}
	add(catalogue.OfTable(wageLossTable()))
	add(catalogue.OfTable(branches()))
	add(catalogue.OfTable(supplements()))
	add(catalogue.OfTable(bases()))
	c.Rules = append(c.Rules, p.approvals.entries()...)
	c.Values = listing.File{Node: p.stated, Units: map[string]string{"levels_of_authority.up_to": "dollars", "benefits.tel_months.value": "months",
		"benefits.tel_years.value": "years", "benefits.job_search_weeks.value": "weeks", "benefits.years_of_raises.value": "years"}}.Values()
	c.Duties, c.Roles = listing.Duties(p.duties()), append(slices.Clone(p.roles), DecisionMaker)
	for _, id := range documents {
		c.Documents = append(c.Documents, catalogue.Document{ID: id})
	}
	c.NotModelled = slices.Clone(p.notModelled)
	listing.Gather(&c, p.interpretations, provisions...)
	return c
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

// Mermaid draws the procedure as a Mermaid state diagram.
func Mermaid() string {
	l := procedure().Listing()
	return l.Mermaid()
}

// MermaidPath draws the way of one placement through the procedure as a Mermaid
// flowchart, the events taken marked with their labels. The error is a
// *rule.InputError for a path that is not in the rows.
func MermaidPath(path ...lifecycle.PathStep) (string, error) {
	l := procedure().Listing()
	return l.MermaidPath(path...)
}
