package main

import (
	"flag"
	"fmt"
	"slices"

	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule/catalogue"
	"github.com/workcomp-go/workcomp/scenario"
)

// covered is what the cases reach of the policies that decide them, as data.
type covered struct {
	Reached int         `json:"reached"`
	All     int         `json:"all"`
	Percent int         `json:"percent"`
	Missed  []unreached `json:"missed"`
}

// unreached is a row, a test or an interpretation that no case reaches.
type unreached struct {
	Policy string `json:"policy"`
	File   string `json:"file,omitempty"` // of a policy that is a file
	Line   int    `json:"line,omitempty"`
	What   string `json:"what"`
	Cite   string `json:"cite,omitempty"`
}

func (a *app) covering() command {
	least := 0
	return command{name: "cover", args: "CASES…", does: "List the rows, tests and interpretations of the policies that no case reaches",
		flags: func(f *flag.FlagSet) { f.IntVar(&least, "min", 0, "fail below this `percent`") },
		run: func(paths []string) int {
			switch {
			case len(paths) == 0:
				return a.misused("cover", "no path is named")
			case least < 0 || least > 100:
				return a.misused("cover", "--min %d: expected 0 to 100", least)
			}
			return a.cover(paths, least)
		}}
}

// A reach is what findings were made of, and the policies that made them.
type reach struct {
	policies []scenario.Policy
	holds    map[string]bool // the ids of policies with those of findings that held
	fails    map[string]bool // and of findings that did not
	asked    map[string]bool // and of interpretations
}

func (a *app) cover(paths []string, least int) int {
	all, err := a.load(paths)
	if err != nil {
		return a.fail(err)
	}
	r := reach{holds: map[string]bool{}, fails: map[string]bool{}, asked: map[string]bool{}}
	m := a.meter("case")
	for i, s := range all {
		m.at(i+1, len(all))
		if err := r.add(s); err != nil {
			return a.fail(err)
		}
	}
	m.end()
	out := covered{Missed: []unreached{}}
	for _, p := range r.policies {
		r.missed(p, a.read, &out)
	}
	if out.All == 0 {
		fmt.Fprintln(a.err, "no case is decided by a policy with rows")
		return failed
	}
	out.Percent = 100 * out.Reached / out.All
	if a.json {
		a.data(out)
	} else {
		for _, u := range out.Missed {
			place := u.Policy
			if u.File != "" {
				place = fmt.Sprintf("%s:%d", u.File, u.Line)
			}
			a.print("%s: %s", place, u.What)
			if u.Cite != "" {
				a.print(" (%s)", u.Cite)
			}
			a.print("\n")
		}
		a.print("reached: %d of %d, %d %%\n", out.Reached, out.All, out.Percent)
	}
	if out.Percent < least {
		fmt.Fprintf(a.err, "less than %d %% is reached\n", least)
		return failed
	}
	return well
}

// add runs a case and keeps what it reaches. Which policies decide it is seen by what
// is put in their place.
func (r *reach) add(s *scenario.Scenario) error {
	var ids []string
	result, err := s.RunWith(func(policy any) (any, error) {
		p, ok := policy.(scenario.Policy)
		if !ok {
			return policy, nil
		}
		id := p.Catalogue().ID
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
		if !slices.ContainsFunc(r.policies, func(known scenario.Policy) bool { return known == p }) {
			r.policies = append(r.policies, p)
		}
		return policy, nil
	})
	if err != nil {
		return err
	}
	for _, a := range result.Answers {
		for _, f := range a.Findings {
			for _, id := range ids {
				to := r.fails
				if f.Holds {
					to = r.holds
				}
				to[id+" "+f.ID] = true
				for _, asked := range f.Interpretations {
					r.asked[id+" "+asked] = true
				}
			}
		}
	}
	return nil
}

// missed adds what no case reaches of a policy.
func (r *reach) missed(p scenario.Policy, read scenario.ReadFile, out *covered) {
	c := p.Catalogue()
	file := placed{}
	if named, ok := p.(interface{ File() string }); ok {
		if data, err := read(named.File()); err == nil {
			file.File = doc.ParseYAML(named.File(), data)
		}
	}
	count := func(reached bool, path, what string, cite string) {
		if out.All++; reached {
			out.Reached++
			return
		}
		u := unreached{Policy: c.ID, What: what, Cite: cite}
		u.File, u.Line = file.find(path)
		out.Missed = append(out.Missed, u)
	}
	for _, rule := range c.Rules {
		if rule.Of == "" { // a condition that stands alone: what asks it makes the finding
			continue
		}
		id := c.ID + " " + rule.ID
		switch {
		case rule.On != "" || rule.If == "":
			count(r.holds[id] || r.fails[id], rule.Path, "row "+rule.ID+" is never reached", string(rule.Cite))
		default:
			count(r.holds[id], rule.Path, "the test of "+rule.ID+" never holds", string(rule.Cite))
			count(r.fails[id], rule.Path, "the test of "+rule.ID+" never fails", string(rule.Cite))
		}
	}
	for _, says := range said(c.Rules) {
		id := c.ID + " " + says.ID
		count(r.holds[id] || r.fails[id], "", "finding "+says.ID+" is never made", "")
	}
	for _, i := range c.Interpretations {
		count(r.asked[c.ID+" "+i.ID], i.Path, "interpretation "+i.ID+" is never asked", string(i.Cite))
	}
}

// said are the findings that rows make beside their own, each once.
func said(rules []catalogue.Rule) []catalogue.Says {
	var all []catalogue.Says
	for _, r := range rules {
		for _, s := range r.Says {
			if !slices.ContainsFunc(all, func(known catalogue.Says) bool { return known.ID == s.ID }) {
				all = append(all, s)
			}
		}
	}
	return all
}

// placed is a policy file, to find a path in; nil for a policy that is none.
type placed struct{ *doc.File }

func (p placed) find(path string) (string, int) {
	if p.File == nil || path == "" {
		return "", 0
	}
	_, pos := p.Find(path)
	return p.Name, pos.Line
}
