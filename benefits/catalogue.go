package benefits

import (
	"fmt"
	"slices"

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
	var rates []choice
	for _, r := range p.rates {
		rates = append(rates, choice{r.condition, r.Value.text, r.Cite})
	}
	listChoices(&c, "rates", "", p.facts, 0, rates)
	cited := []rule.Citation{citeLargestRemainder, p.source}
	for _, cite := range p.cites.all() {
		cited = append(cited, *cite)
	}
	listing.Gather(&c, p.interpretations, cited...)
	return c
}

// A choice is one of several that tests over facts choose between: the first that holds.
type choice struct {
	condition *rule.Condition[rule.Facts] // nil: every other case
	then      string
	cite      rule.Citation
}

// listChoices lists choices as the rows of a table; from is the place of the first under the
// key, otherwise what stands for none where that is lawful.
func listChoices(c *catalogue.Catalogue, key, otherwise string, facts declared, from int, choices []choice) {
	if len(choices) == 0 {
		return
	}
	name := key
	if from > 0 {
		name = fmt.Sprintf("%s[%d]", key, from)
	}
	table := catalogue.Table{Name: name, Path: key, HitPolicy: rule.First, Otherwise: otherwise}
	for _, f := range catalogue.Facts(facts.all) {
		if slices.ContainsFunc(choices, func(c choice) bool { return slices.Contains(c.condition.Uses(), f.Name) }) {
			f.Path = "facts." + f.Name
			table.Facts = append(table.Facts, f)
		}
	}
	for i, choice := range choices {
		path := fmt.Sprintf("%s[%d]", key, from+i)
		table.Rows = append(table.Rows, path)
		c.Rules = append(c.Rules, catalogue.Rule{ID: path, Of: name, Path: path, If: choice.condition.Source(), Then: choice.then, Cite: choice.cite})
	}
	c.Tables = append(c.Tables, table)
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
	for from := 0; from < len(s.texts); { // those for one day of accident are chosen by facts
		var texts []choice
		for _, t := range s.texts[from:] {
			if t.AccidentsFrom != s.texts[from].AccidentsFrom {
				break
			}
			texts = append(texts, choice{t.condition, string(t.Cite), t.Cite})
		}
		if len(texts) > 1 || texts[0].condition != nil {
			listChoices(&c, "texts", "no text", s.facts, from, texts)
		}
		from += len(texts)
	}
	for i, n := range s.notModelled {
		c.NotModelled = append(c.NotModelled, catalogue.NotModelled{What: n.What, Cite: n.Cite, Path: fmt.Sprintf("not_modelled[%d]", i)})
	}
	listing.Gather(&c, s.interpretations)
	return c
}
