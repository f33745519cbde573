package listing

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/internal/unshare"
	"github.com/workcomp-go/workcomp/rule/catalogue"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// Of begins the catalogue of a policy with what its file says of itself.
func Of(domain string, policy rule.PolicyID, file *strict.Node) catalogue.Catalogue {
	return catalogue.Catalogue{ID: domain + "/" + policy.ID, Domain: domain, Policy: policy, Title: file.Get("title").Text, Source: file.Get("source").Text}
}

// Gather completes a catalogue with what its rules, values and duties name: the
// rules that rest on each interpretation, open and close each duty and call for
// each document, what the duties enclose, the roles and the provisions. To the provisions come those
// that the package cites and no row does.
func Gather(c *catalogue.Catalogue, interpretations []rule.Interpretation, cited ...rule.Citation) {
	for i, chosen := range interpretations {
		entry := catalogue.Interpretation{Interpretation: chosen, Path: fmt.Sprintf("interpretations[%d]", i),
			Rules: rules(c, func(r catalogue.Rule) bool { return restsOn(r, chosen.ID) || sets(chosen, r.Path) })}
		for _, v := range c.Values {
			if v.Interpretation == chosen.ID || sets(chosen, v.Path) && !strings.Contains(v.Path, "[") {
				entry.Values = append(entry.Values, v.ID)
			}
		}
		c.Interpretations = append(c.Interpretations, entry)
	}
	for i, d := range c.Duties {
		c.Duties[i].OpenedBy = rules(c, func(r catalogue.Rule) bool { return slices.Contains(r.Opens, d.ID) })
		c.Duties[i].ClosedBy = rules(c, func(r catalogue.Rule) bool { return slices.Contains(r.Closes, d.ID) })
	}
	for _, r := range c.Rules {
		for _, id := range r.Documents {
			d := document(c, id)
			d.CalledBy = append(d.CalledBy, r.ID)
		}
	}
	for _, d := range c.Duties {
		for _, p := range d.Provisions {
			for _, id := range p.Encloses {
				if e := document(c, id); !slices.Contains(e.EnclosedWith, d.ID) {
					e.EnclosedWith = append(e.EnclosedWith, d.ID)
				}
			}
		}
	}
	c.Citations = citations(c, cited)
	*c = unshare.Of(*c)
}

// document is the entry of a document in the catalogue, which has it from then
// on.
func document(c *catalogue.Catalogue, id string) *catalogue.Document {
	at := slices.IndexFunc(c.Documents, func(d catalogue.Document) bool { return d.ID == id })
	if at < 0 {
		at = len(c.Documents)
		c.Documents = append(c.Documents, catalogue.Document{ID: id})
	}
	return &c.Documents[at]
}

// rules are the ids of the rules for which a question holds.
func rules(c *catalogue.Catalogue, asked func(catalogue.Rule) bool) []string {
	var ids []string
	for _, r := range c.Rules {
		if asked(r) {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// restsOn reports whether a rule or a guard of it rests on an interpretation.
func restsOn(r catalogue.Rule, id string) bool {
	return r.Interpretation == id || slices.Contains(r.Asks, id) || slices.ContainsFunc(guards(r), func(g catalogue.Guard) bool { return g.Interpretation == id })
}

// sets reports whether what stands at a path is what sets a reading.
func sets(i rule.Interpretation, path string) bool {
	rest, below := strings.CutPrefix(path, i.Set)
	return i.Set != "" && below && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

func guards(r catalogue.Rule) []catalogue.Guard { return slices.Concat(r.When, r.With) }

// citations are all provisions of a catalogue, each once, in their order.
func citations(c *catalogue.Catalogue, cited []rule.Citation) []rule.Citation {
	all := slices.Clone(cited)
	for _, r := range c.Rules {
		all = append(append(all, r.Cite), r.Also...)
		for _, g := range guards(r) {
			all = append(all, g.Cite)
		}
		for _, s := range r.Says {
			all = append(all, s.Cite)
		}
	}
	for _, t := range c.Tables {
		if t.Bands != nil {
			all = append(all, t.Bands.Cite)
		}
	}
	for _, v := range c.Values {
		all = append(all, v.Cite)
	}
	for _, d := range c.Duties {
		for _, p := range d.Provisions {
			all = append(all, p.Cite)
		}
	}
	for _, i := range c.Interpretations {
		all = append(all, i.Cite)
	}
	for _, n := range c.NotModelled {
		all = append(all, n.Cite)
	}
	slices.Sort(all)
	all = slices.Compact(all) // most are there several times
	slices.SortFunc(all, inOrder)
	return all
}

// inOrder compares two provisions with their numbers as numbers: 4.2 before
// 4.10.
func inOrder(a, b rule.Citation) int {
	x, y := string(a), string(b)
	for x != "" && y != "" {
		var p, q string
		p, x = part(x)
		q, y = part(y)
		switch {
		case p == q:
		case digit(p) && digit(q):
			p, q = strings.TrimLeft(p, "0"), strings.TrimLeft(q, "0")
			if order := cmp.Or(cmp.Compare(len(p), len(q)), cmp.Compare(p, q)); order != 0 {
				return order
			}
		default:
			return cmp.Compare(p, q)
		}
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(a, b))
}

// part cuts off the digits, or the one letter, with which a text begins.
func part(text string) (head, rest string) {
	n := 1
	for digit(text) && n < len(text) && digit(text[n:]) {
		n++
	}
	return text[:n], text[n:]
}

func digit(text string) bool { return text[0] >= '0' && text[0] <= '9' }

// Duties lists duties by their ids, each with the provisions under which it is
// owed.
func Duties(duties []calendar.Duty) []catalogue.Duty {
	var all []catalogue.Duty
	for _, d := range duties {
		at := slices.IndexFunc(all, func(e catalogue.Duty) bool { return e.ID == d.ID })
		if at < 0 {
			at = len(all)
			all = append(all, catalogue.Duty{ID: d.ID, To: d.To})
		}
		if !slices.Contains(all[at].By, d.By) {
			all[at].By = append(all[at].By, d.By)
		}
		all[at].Provisions = append(all[at].Provisions, catalogue.DutyProvision{Cite: rule.Citation(d.Cite), CopyTo: slices.Clone(d.CopyTo), Encloses: slices.Clone(d.Encloses)})
	}
	return all
}
