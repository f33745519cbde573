package main

import (
	"flag"
	"fmt"
	"slices"

	"github.com/workcomp-go/workcomp/internal/strict"
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
	var least int
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

// A reach is what cases reach, and the policies that decided them.
type reach struct {
	scenario.Coverage
	policies []scenario.Policy
}

func (a *app) cover(paths []string, least int) int {
	all, err := a.load(paths)
	if err != nil {
		return a.fail(err)
	}
	r := reach{}
	for _, s := range measured(a, "case", all) {
		if err := r.add(s); err != nil {
			return a.fail(err)
		}
	}
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
				place = u.File
			}
			if u.Line > 0 { // what the file leaves to the default has none
				place += fmt.Sprintf(":%d", u.Line)
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
	var decided []scenario.Policy
	result, err := s.RunWith(func(policy any) (any, error) {
		p, ok := policy.(scenario.Policy)
		if !ok {
			return policy, nil
		}
		if !slices.Contains(decided, p) {
			decided = append(decided, p)
		}
		if !slices.Contains(r.policies, p) {
			r.policies = append(r.policies, p)
		}
		return policy, nil
	})
	if err == nil {
		r.Add(result, decided...)
	}
	return err
}

// missed adds what no case reaches of a policy.
func (r *reach) missed(p scenario.Policy, read scenario.ReadFile, out *covered) {
	file := placed{}
	if named, ok := p.(interface{ File() string }); ok {
		if data, err := read(named.File()); err == nil {
			file.File = strict.ParseYAML(named.File(), data)
		}
	}
	for _, row := range r.Of(p) {
		if out.All++; row.Times > 0 {
			out.Reached++
			continue
		}
		u := unreached{Policy: p.Catalogue().ID, What: row.Lacks, Cite: string(row.Cite)}
		u.File, u.Line = file.find(row.Path)
		out.Missed = append(out.Missed, u)
	}
}

// placed is a policy file, to find a path in; nil for a policy that is none.
type placed struct{ *strict.File }

func (p placed) find(path string) (string, int) {
	if p.File == nil || path == "" {
		return "", 0
	}
	_, pos := p.Find(path)
	return p.Name, pos.Line
}
