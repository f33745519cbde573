package benefits

import (
	"fmt"

	"github.com/workcomp-go/workcomp/internal/listing"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

// Catalogue gives the policy as data: every value of the file, the readings and
// the provisions. How an amount is computed from them is stated in Go, and no
// rule of it. The zero Policy has an empty catalogue.
func (p *Policy) Catalogue() catalogue.Catalogue {
	if p == nil || p.id == "" {
		return catalogue.Catalogue{}
	}
	c := listing.Of("benefits", p.PolicyID(), p.stated)
	c.Values = listing.File{Node: p.stated, Units: map[string]string{"rate.value": "rate", "nearest.value": "dollars"}}.Values()
	cited := []rule.Citation{citeLargestRemainder, p.source}
	for _, cite := range p.cites.all() {
		cited = append(cited, *cite)
	}
	listing.Gather(&c, p.interpretations, cited...)
	return c
}

// Catalogue gives the subsidy as data: every value of its texts, and what is not
// modelled. How the steps and limits bind is stated in Go, and no rule of it.
// The zero Subsidy has an empty catalogue.
func (s *Subsidy) Catalogue() catalogue.Catalogue {
	if s == nil || len(s.texts) == 0 {
		return catalogue.Catalogue{}
	}
	c := listing.Of("benefits", s.PolicyID(), s.stated)
	c.Values = listing.File{Node: s.stated, Units: map[string]string{"texts.days.count": "days",
		"texts.weekly_wage.weeks_a_year": "weeks"}}.Values()
	for i, n := range s.notModelled {
		c.NotModelled = append(c.NotModelled, catalogue.NotModelled{What: n.What, Cite: n.Cite, Path: fmt.Sprintf("not_modelled[%d]", i)})
	}
	listing.Gather(&c, s.interpretations)
	return c
}
