package intervention

import (
	"slices"

	"github.com/workcomp-go/workcomp/internal/listing"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

// Catalogue gives the policy as data: the rows of the procedure, the conditions
// of paragraph 1, the sources of paragraph 2 and what is enough of them, the
// duties and every value of the file. The zero Policy has an empty catalogue.
func (p *Policy) Catalogue() catalogue.Catalogue {
	if p == nil || p.id == "" {
		return catalogue.Catalogue{}
	}
	c := listing.Of("intervention", p.PolicyID(), p.stated)
	rows, rules := catalogue.OfProcedure(p.Machine().Listing())
	c.Lifecycles, c.Rules = []catalogue.Lifecycle{rows}, rules
	for _, asked := range conditions {
		c.Rules = append(c.Rules, catalogue.Rule{ID: paragraph(asked.cite), Then: string(asked.Condition), Cite: asked.cite, Text: "The employer has " + asked.text + "."})
	}
	for _, s := range sources {
		c.Rules = append(c.Rules, catalogue.Rule{ID: paragraph(s.cite), Then: string(s.Source), Cite: s.cite, Text: "The senior advisor looked at " + s.name + "."})
	}
	c.Rules = append(c.Rules, catalogue.Rule{ID: "evidence_enough", Path: "evidence_enough", If: p.enough.Source(), Cite: p2,
		Interpretation: evidenceEnough, Facts: catalogue.Facts(p.enough.Facts())})
	if p.priority != nil {
		c.Rules = append(c.Rules, p.priority.entry())
	}
	c.Values = listing.File{Node: p.stated, Rules: []string{"evidence_enough", "priority"},
		Cites: map[string]rule.Citation{"effective": amendments, "revised": amendments}}.Values()
	c.Duties, c.Roles = listing.Duties(dutyList), Roles()
	c.NotModelled = slices.Clone(p.notModelled)
	listing.Gather(&c, p.interpretations, amendments)
	return c
}

// paragraph is a provision without the number of the procedure: "2(a)".
func paragraph(cite rule.Citation) string { return string(cite[len(number)+1:]) }

func (p *priority) entry() catalogue.Rule {
	facts := catalogue.Facts(p.condition.Facts())
	for i := range facts {
		facts[i].Path = strict.Join("priority.facts", facts[i].Name)
	}
	return catalogue.Rule{ID: "priority", Path: "priority", If: p.condition.Source(), Cite: p.cite, Interpretation: priorityEmployer, Facts: facts}
}
