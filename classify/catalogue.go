package classify

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/listing"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

// Catalogue gives the policy as data: the table of levels, for a policy with
// tiers the rows of § 85-23 and its duties, and every value of the file. The
// runs of consecutive periods, the dates of the duties and the pure calculations
// are stated in Go and no rules of it. The zero Policy has an empty catalogue.
func (p *Policy) Catalogue() catalogue.Catalogue {
	if p == nil || p.table == nil {
		return catalogue.Catalogue{}
	}
	c := listing.Of("classify", p.PolicyID(), p.stated)
	p.listLevels(&c)
	file := listing.File{Node: p.stated, Units: p.units(), Rules: []string{"tiers.improvement.if"},
		Cites: map[string]rule.Citation{"tiers.closed_days": countDays, "tiers.protest": par10_2, "tiers.acknowledgement": par10_3, "tiers.stay": par10_3}}
	c.Values, c.NotModelled = file.Values(), slices.Clone(p.notModelled)
	if p.tiers == nil {
		listing.Gather(&c, p.interpretations)
		for i := range c.Interpretations {
			c.Interpretations[i].Own = true // the library asks none of a policy of levels only
		}
		return c
	}
	rows, rules := catalogue.OfProcedure(p.Machine().Listing())
	c.Lifecycles, c.Rules = []catalogue.Lifecycle{rows}, append(c.Rules, rules...)
	rows, rules = catalogue.OfProcedure(p.protestMachine().Listing())
	c.Lifecycles, c.Rules = append(c.Lifecycles, rows), append(c.Rules, rules...)
	improved := catalogue.Rule{ID: "tiers.improvement", Path: "tiers.improvement", If: p.tiers.improvement.Source(),
		Cite: p.tiers.improvementOver.cite, Interpretation: improvementWindow, Facts: p.improvementFacts()}
	if also := p.provision("", par5_7_3); also != improved.Cite {
		improved.Also = []rule.Citation{also}
	}
	c.Rules = append(c.Rules, improved)
	c.Duties = listing.Duties(p.duties(slices.Concat(dutyList, protestDuties())))
	c.Roles = Roles()
	if p.another() {
		c.Borrowed = &catalogue.Borrowed{Of: wholeRule, Path: "tiers"}
	}
	cited := slices.Clone(provisions)
	for i, paragraph := range cited {
		cited[i] = p.provision("", paragraph)
	}
	listing.Gather(&c, p.interpretations, cited...)
	return c
}

// improvementFacts are what the test of improvement may ask: amounts and factors,
// of the review and of its baseline.
func (p *Policy) improvementFacts() []catalogue.Fact {
	facts := catalogue.Facts(p.tiers.improvement.Facts())
	for i := range facts {
		facts[i].Type = rule.Factor
		if strings.HasSuffix(facts[i].Name, premiumFact) {
			facts[i].Type = rule.Money
		}
	}
	return facts
}

// listLevels lists the table of levels, with the bands that fix some of its
// facts.
func (p *Policy) listLevels(c *catalogue.Catalogue) {
	table, rules := catalogue.OfTable(p.table)
	table.Path, table.HitPolicy = "levels", p.hit
	for i := range table.Facts {
		if fact := &table.Facts[i]; i < len(p.facts) {
			fact.Path = "facts." + fact.Name
		} else {
			fact.Fixed = true
		}
	}
	for i, a := range p.answers { // a last rule beside these is none, which no file states
		rules[i].Path, rules[i].Percent, rules[i].Amount = fmt.Sprintf("levels[%d]", i), a.percent.Source(), a.amount.Source()
	}
	if p.bands != nil {
		table.Bands = p.bands.entry()
	}
	c.Tables, c.Rules = []catalogue.Table{table}, rules
}

func (b *bands) entry() *catalogue.Bands {
	entry, from := &catalogue.Bands{By: b.by, Cite: b.cite, Path: "bands"}, rule.Digits
	if b.dated {
		from = func(number decimal.Decimal) string { return dayOf(number).String() }
	}
	for i, row := range b.rows.Rows() {
		entry.Rows = append(entry.Rows, catalogue.Band{From: from(row.From), Fixed: slices.Clone(row.Value.stated), Path: fmt.Sprintf("bands.rows[%d]", i)})
	}
	return entry
}

// units are those of the numbers of the policy: of the bands, those of their
// facts.
func (p *Policy) units() map[string]string {
	units := map[string]string{"tiers.surcharge.cap": "rate", "tiers.protest.from_notice": "days", "tiers.protest.from_decision": "days"}
	for _, run := range []string{"below_focus", "above_focus", "below_target", "improvement"} {
		units["tiers."+run+".periods"] = "review periods"
	}
	if p.bands == nil {
		return units
	}
	for _, fact := range p.facts {
		if fact.Name == p.bands.by {
			units["bands.rows.from"] = map[rule.FactType]string{rule.Money: "dollars", rule.Factor: "factor", rule.Rate: "rate", rule.Count: "count"}[fact.Type]
		}
	}
	for _, column := range p.bands.columns {
		units["bands.rows."+column] = "factor"
	}
	return units
}
