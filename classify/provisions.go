package classify

import (
	"cmp"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/unshare"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// A statement says for a paragraph of § 85-23 where a policy states the provision that
// stands in its place.
type statement struct {
	paragraph rule.Citation
	// of are the ids of the rows, findings, duties and interpretations that are of the
	// value, where the paragraph says more; empty: all that is under it.
	of  []string
	own func(p *Policy) rule.Citation
}

// statements are those of every value of a policy, of a paragraph the narrower before
// the wider.
var statements = []statement{
	{wholeRule, nil, func(p *Policy) rule.Citation {
		if p.another() {
			return rule.Citation(p.source)
		}
		return wholeRule
	}},
	{par14, nil, func(p *Policy) rule.Citation {
		if p.bands == nil { // of a file with mistakes
			return par14
		}
		return p.bands.cite
	}},
	{par4_4, nil, func(p *Policy) rule.Citation { return p.tiers.focusReview.cite }},
	{par4_4_1, []string{"4.4.1.release", gapBreaksRuns, thresholdNeither, numberZeroOpensNoRun},
		func(p *Policy) rule.Citation { return p.tiers.belowFocus.cite }},
	{par4_4_1, nil, func(p *Policy) rule.Citation { return p.tiers.aboveFocus.cite }},
	{par4_4_2, []string{"4.4.2.no_improvement", improvementWindow, measurableImprovement, releaseBeforeRecommendation},
		func(p *Policy) rule.Citation { return p.tiers.improvementOver.cite }},
	{par5_4, nil, func(p *Policy) rule.Citation { return p.tiers.plan.cite }},
	{par5_4_1, nil, func(p *Policy) rule.Citation { return p.tiers.planReview.cite }},
	{par5_6_1, nil, func(p *Policy) rule.Citation { return p.tiers.inspectionReport.cite }},
	{par5_7, nil, func(p *Policy) rule.Citation { return p.tiers.targetReview.cite }},
	{par5_7_1, nil, func(p *Policy) rule.Citation { return p.tiers.belowTarget.cite }},
	{par5_7_2, []string{"5.7.2.branch", targetReleaseBranch}, func(p *Policy) rule.Citation {
		if of := p.tiers.belowTarget.cite; !ofRule(of) { // the periods are not those of § 85-23
			return of
		}
		return par5_7_2
	}},
	{par5_7_3, nil, func(p *Policy) rule.Citation {
		if of := p.tiers.improvementOver.cite; of != par4_4_2 { // which § 85-23 states of a target employer in 5.7.3
			return of
		}
		return par5_7_3
	}},
	{par6_4, nil, func(p *Policy) rule.Citation { return p.tiers.surcharge.cite }},
	{par10_2, nil, func(p *Policy) rule.Citation { return p.tiers.protest.cite }},
	{par10_3, []string{"10.3", "10.3.hearing", "10.3.hearing_first", DutyAcknowledgement},
		func(p *Policy) rule.Citation { return p.tiers.acknowledgement.cite }},
	{par10_3, nil, func(p *Policy) rule.Citation { return p.tiers.stay.cite }},
}

// provision is what the policy cites for a paragraph of § 85-23, of the row, finding, duty
// or interpretation of an id: its own provision, where the file states one of that value.
func (p *Policy) provision(id string, paragraph rule.Citation) rule.Citation {
	for _, s := range statements {
		if s.paragraph == paragraph && (s.of == nil || slices.Contains(s.of, id)) {
			return s.own(p)
		}
	}
	return paragraph
}

// another reports whether the policy states another instrument than § 85-23.
func (p *Policy) another() bool { return !strings.Contains(p.source, "85-23") }

// ofRule reports whether a provision is one of § 85-23, of which its words can be quoted.
func ofRule(cite rule.Citation) bool { return strings.HasPrefix(string(cite), string(wholeRule)) }

// machines gives the policy the machines of the rule or, where it has provisions of its
// own, machines that cite them.
func (p *Policy) machines() {
	p.own, p.ownProtest = runs(), protests()
	if p.tiers != nil && slices.ContainsFunc(statements, func(s statement) bool { return s.own(p) != s.paragraph }) {
		p.own, p.ownProtest = citing(p, runs(), tierRows()), citing(p, protests(), protestRows())
	}
}

// citing is a machine of some rows, which it and its duties state by the provisions of the
// policy.
func citing[S, E ~string, C any, Ev lifecycle.Event[E]](p *Policy, m *lifecycle.Machine[S, E, C, Ev, *Policy],
	rows []lifecycle.Row[S, E]) *lifecycle.Machine[S, E, C, Ev, *Policy] {
	def := m.Definition()
	def.Rows, def.Duties = unshare.Of(rows), p.duties(def.Duties)
	for i := range def.Rows {
		row := &def.Rows[i]
		under := row.Cite
		of := func(id string, cite rule.Citation) rule.Citation {
			return p.provision(cmp.Or(id, row.ID), cmp.Or(cite, under))
		}
		row.Cite = of("", "")
		for j, also := range row.Also {
			row.Also[j] = of("", also)
		}
		for j, who := range row.By {
			if who.Cite != "" {
				row.By[j].Cite = of("", who.Cite)
			}
		}
		for _, guards := range [][]lifecycle.Guard{row.Requires, row.Needs} {
			for j, g := range guards {
				guards[j].Cite = of(g.ID, g.Cite)
			}
		}
		for j, effect := range row.Does {
			switch e := effect.(type) {
			case lifecycle.Open:
				if e.Cite != "" {
					e.Cite = of(e.Duty, e.Cite)
				}
				row.Does[j] = e
			case lifecycle.Say:
				e.Cite = of(e.ID, e.Cite)
				row.Does[j] = e
			}
		}
		if plain := plainTexts[row.ID]; plain != "" && !ofRule(row.Cite) {
			row.Text = plain
		}
	}
	return lifecycle.New(def)
}

// duties are those of the rule under the provisions of the policy, those that it states by
// one provision once.
func (p *Policy) duties(all []calendar.Duty) []calendar.Duty {
	var own []calendar.Duty
	for _, d := range all {
		d.Cite = string(p.provision(d.ID, rule.Citation(d.Cite)))
		if !slices.ContainsFunc(own, func(o calendar.Duty) bool { return o.ID == d.ID && o.Cite == d.Cite }) {
			own = append(own, d)
		}
	}
	return own
}

// paragraph is that of § 85-23 under which a duty is owed, whatever the policy cites for it;
// of a duty that another version of the policy opened, the first of its id.
func (p *Policy) paragraph(d calendar.Duty) string {
	var under string
	for _, known := range dutyList {
		if known.ID != d.ID {
			continue
		}
		if under == "" {
			under = known.Cite
		}
		if known.Cite == d.Cite || string(p.provision(d.ID, rule.Citation(known.Cite))) == d.Cite {
			under = known.Cite
			break
		}
	}
	return under[strings.LastIndexByte(under, '-')+1:]
}

// plainTexts are the texts of rows that quote § 85-23, as they stand under the provision of
// another instrument.
var plainTexts = map[string]string{
	"10.2.late": "The commission received the petition on {event.received}: that is too late, for the time ended on {time.act_by}.",
}

// said is the template of a finding under a provision: one that quotes § 85-23, or the plain
// one under the provision of another instrument.
func said(cite rule.Citation, quoting, plain *rule.Template) *rule.Template {
	if ofRule(cite) {
		return quoting
	}
	return plain
}
