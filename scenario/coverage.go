package scenario

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

// A Coverage is what cases reach of the policies that decide them. The zero Coverage is
// that of no case.
type Coverage struct {
	holds map[string]int // findings that held, by the policy's key and their own
	fails map[string]int // and that did not
	asked map[string]int // and interpretations
	steps map[string]int // and steps of a subsidy, by their paths
}

// A Reach is a row, one side of a test, a finding or an interpretation of a policy, with
// how often the cases reach it. The zero value is of nothing.
type Reach struct {
	ID    string        // of the catalogue's entry
	Path  string        // in the policy file; empty for what the library states
	Cite  rule.Citation // empty where the catalogue has none
	Lacks string        // what is wrong when no case reaches it, "the test of target never fails"
	Times int
}

// Add counts what the findings of a case reach. The policies are those that decided it.
func (c *Coverage) Add(r Result, policies ...Policy) {
	if c.holds == nil {
		c.holds, c.fails, c.asked, c.steps = map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	}
	for _, p := range policies {
		id := key(p)
		for i := range r.Answers {
			for _, f := range r.Answers[i].Findings {
				if f.Holds {
					c.holds[id+f.ID]++
				} else {
					c.fails[id+f.ID]++
				}
				for _, fact := range f.Facts {
					if fact.Name == "step" {
						c.steps[id+fact.Value.String()]++
					}
				}
				for _, asked := range f.Interpretations {
					c.asked[id+asked]++
				}
			}
		}
	}
}

// key tells policies apart by their kind and id: a catalogue, which has both, takes
// longer to make than a case takes to run.
func key(p Policy) string { return fmt.Sprintf("%T %s ", p, p.ID()) }

// Of lists what there is to reach in a policy, in the order of its catalogue.
func (c *Coverage) Of(p Policy) []Reach {
	if p == nil {
		return nil
	}
	var all []Reach
	listed := p.Catalogue()
	of := func(counts map[string]int, id string) int { return counts[key(p)+id] }
	for _, r := range listed.Rules {
		switch {
		case r.Of == "": // a condition that stands alone: what asks it makes the finding
		case r.On != "" || r.If == "":
			all = append(all, Reach{r.ID, r.Path, r.Cite, "row " + r.ID + " is never reached", of(c.holds, r.ID) + of(c.fails, r.ID)})
		default:
			all = append(all, Reach{r.ID, r.Path, r.Cite, "the test of " + r.ID + " never holds", of(c.holds, r.ID)},
				Reach{r.ID, r.Path, r.Cite, "the test of " + r.ID + " never fails", of(c.fails, r.ID)})
		}
	}
	for _, id := range said(listed.Rules) {
		all = append(all, Reach{id, "", "", "finding " + id + " is never made", of(c.holds, id) + of(c.fails, id)})
	}
	var steps []string
	for _, v := range listed.Values {
		if path := stepPath.FindString(v.Path); path != "" && !slices.Contains(steps, path) {
			steps = append(steps, path)
			all = append(all, Reach{path, path, v.Cite, "no wage lies in " + path, of(c.steps, path)})
		}
	}
	for _, i := range listed.Interpretations {
		all = append(all, Reach{i.ID, i.Path, i.Cite, "interpretation " + i.ID + " is never asked", of(c.asked, i.ID)})
	}
	return all
}

// stepPath is where a step of a subsidy stands in its file.
var stepPath = regexp.MustCompile(`^texts\[\d+\]\.steps\[\d+\]`)

// said are the ids of the findings that rows make beside their own, each once.
func said(rules []catalogue.Rule) []string {
	var all []string
	for _, r := range rules {
		for _, s := range r.Says {
			all = append(all, s.ID)
		}
	}
	return unique(all)
}
