package benefits

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

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
	c.Values = listing.File{Node: p.stated, Units: map[string]string{"rate.value": "rate", "nearest.value": "dollars", "rates.value": "rate",
		"share_before.value": "rate"}}.Values()
	for i, r := range p.rates {
		if r.condition != nil {
			c.Rules = append(c.Rules, ruleOf(fmt.Sprintf("rates[%d]", i), r.condition, r.Cite))
		}
	}
	cited := []rule.Citation{citeLargestRemainder, p.source}
	for _, cite := range p.cites.all() {
		cited = append(cited, *cite)
	}
	listing.Gather(&c, p.interpretations, cited...)
	return c
}

// ruleOf gives a test over facts, which stands at a path.
func ruleOf(path string, c *rule.Condition[rule.Facts], cite rule.Citation) catalogue.Rule {
	asked := strings.FieldsFunc(c.Source(), func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	r := catalogue.Rule{ID: path, Path: path, If: c.Source(), Cite: cite, Facts: catalogue.Facts(c.Facts())}
	r.Facts = slices.DeleteFunc(r.Facts, func(f catalogue.Fact) bool { return !slices.Contains(asked, f.Name) })
	for i := range r.Facts {
		r.Facts[i].Path = "facts." + r.Facts[i].Name
	}
	return r
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
	for i, t := range s.texts {
		if t.condition != nil {
			c.Rules = append(c.Rules, ruleOf(fmt.Sprintf("texts[%d]", i), t.condition, t.Cite))
		}
	}
	for i, n := range s.notModelled {
		c.NotModelled = append(c.NotModelled, catalogue.NotModelled{What: n.What, Cite: n.Cite, Path: fmt.Sprintf("not_modelled[%d]", i)})
	}
	listing.Gather(&c, s.interpretations)
	return c
}
