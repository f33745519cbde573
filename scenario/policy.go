package scenario

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/listing"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
	"github.com/workcomp-go/workcomp/rule/procedure"
)

// A form is a kind of policy file: the keys that no other kind has.
type form struct {
	domains []string // of the scenarios that name such a policy
	keys    []string
	read    func(file string, data []byte) (Policy, error)
}

// A Policy is a policy of any kind, as data. Nil is none.
type Policy interface {
	ID() string
	Title() string
	Text() string // as it was read
	Source() string
	Interpretations() []rule.Interpretation
	Catalogue() catalogue.Catalogue
}

// Policies opens the policies of a name: the built-in ones by an id or, where two have
// the same, by an id with its domain (placement/ab-toj), or the one of a file. Without
// names it opens all that are built in, in the order of the documentation.
func Policies(read ReadFile, names ...string) ([]Policy, error) {
	all, err := builtins()
	if err != nil || len(names) == 0 {
		return all, err
	}
	var some []Policy
	for _, name := range names {
		if isFile(name) {
			data, err := read(name)
			if err != nil {
				return nil, err
			}
			p, err := ReadPolicy(name, data)
			if err != nil {
				return nil, err
			}
			some = append(some, p)
			continue
		}
		var known, short []string
		found := len(some)
		for _, p := range all {
			id := p.Catalogue().ID
			known = append(known, id)
			short = append(short, p.ID())
			if name == p.ID() || name == id {
				some = append(some, p)
			}
		}
		if len(some) == found {
			return nil, &rule.InputError{Field: "policy", Value: name, Suggestion: rule.Suggest(name, append(short, known...)),
				Expected: "the path of a policy file (.yaml), or one of " + strings.Join(known, ", ")}
		}
	}
	return some, nil
}

// isFile tells the path of a policy file from the id of a policy.
func isFile(name string) bool {
	return name == "-" || IsFile(name) || strings.HasPrefix(name, ".") || filepath.IsAbs(name)
}

// builtins are the built-in policies of every domain.
func builtins() ([]Policy, error) {
	var all []Policy
	var errs []error
	for _, d := range []struct {
		ids  []string
		open func(id string) (Policy, error)
	}{
		{classify.BuiltinIDs(), opens(classify.Builtin)},
		{intervention.BuiltinIDs(), opens(intervention.Builtin)},
		{placement.BuiltinIDs(), opens(placement.Builtin)},
		{benefits.BuiltinIDs(), opens(benefits.Builtin)},
		{benefits.BuiltinSubsidyIDs(), opens(benefits.BuiltinSubsidy)},
	} {
		for _, id := range d.ids {
			p, err := d.open(id)
			all, errs = append(all, p), append(errs, err)
		}
	}
	return all, errors.Join(errs...)
}

func opens[P Policy](builtin func(id string) (P, error)) func(string) (Policy, error) {
	return func(id string) (Policy, error) { return builtin(id) }
}

// forms are those of the library, in the order of its documentation.
func forms() []form {
	return []form{
		{[]string{"classify", "protest"}, []string{"facts", "levels", "bands", "tiers"}, reads(classify.ParsePolicy)},
		{[]string{"intervention"}, []string{"evidence_enough", "effective", "revised", "priority"}, reads(intervention.ParsePolicy)},
		{[]string{"placement"}, []string{"approvals", "levels_of_authority", "plan", "benefits"}, reads(placement.ParsePolicy)},
		{[]string{"benefits"}, []string{"facts", "rate", "rates", "share_before", "benefit_limits", "nearest", "payment_code", "pay", "maximum_earnings"},
			reads(benefits.ParsePolicy)},
		{[]string{"benefits"}, []string{"facts", "subsidy", "texts", "not_modelled"}, reads(benefits.ParseSubsidy)},
		{[]string{"procedure"}, []string{"procedure", "states", "roles", "events", "rows"}, reads(procedure.Parse)},
	}
}

func reads[P Policy](parse func(file string, data []byte) (P, error)) func(string, []byte) (Policy, error) {
	return func(file string, data []byte) (Policy, error) { return parse(file, data) }
}

// CheckPolicy reads a policy file, as ReadPolicy does, and lists what there is to
// look at in it before it runs, each at its place. Of the day on it asks whether the
// schedules of the policy say anything; the zero Date leaves that out. The policy is
// nil where the file cannot be read.
func CheckPolicy(file string, data []byte, on calendar.Date) (Policy, rule.Diagnostics) {
	form, parsed, err := formOf(file, data)
	if err != nil {
		return nil, listing.Check(parsed, err, nil, on)
	}
	p, err := form.read(file, data)
	if err != nil {
		return nil, listing.Check(parsed, err, nil, on)
	}
	return p, listing.Check(parsed, nil, p.Catalogue, on)
}

// ReadPolicy reads a policy file of any kind: the one of which it has the most
// keys. The error is a rule.Diagnostics.
func ReadPolicy(file string, data []byte) (Policy, error) {
	form, _, err := formOf(file, data)
	if err != nil {
		return nil, err
	}
	return form.read(file, data)
}

// otherDomain is the domain whose policy a file is, where it has more of its keys than of
// those of a domain of the library for which it was given; else it is empty.
func otherDomain(data []byte, domain string) string {
	n := strict.ParseYAML("", data).One()
	if n == nil {
		return ""
	}
	own, most, other := -1, 0, ""
	for _, form := range forms() {
		has := form.has(n)
		if slices.Contains(form.domains, domain) {
			own = max(own, has)
		} else if has > most {
			most, other = has, form.domains[0]
		}
	}
	if own < 0 || own >= most {
		return ""
	}
	return other
}

// has counts the keys of a form that a file has.
func (f form) has(n *strict.Node) int {
	has := 0
	for _, key := range n.Keys() {
		if slices.Contains(f.keys, key) {
			has++
		}
	}
	return has
}

// formOf finds the kind of a policy file.
func formOf(file string, data []byte) (form, *strict.File, error) {
	f := strict.ParseYAML(file, data)
	n := f.One()
	if n == nil || f.Err() != nil {
		return form{}, f, f.Err()
	}
	most, all, found := 0, "", form{}
	for i, form := range forms() {
		if has := form.has(n); has > most {
			most, found = has, form
		}
		all += [...]string{"", "; or "}[min(i, 1)] + strings.Join(form.keys, ", ")
	}
	if most == 0 && n.Get("scenario") != nil {
		f.Report(strict.Diagnostic{Code: rule.BadValue, Pos: n.Pos, Message: "the file is a scenario, expected a policy: workcomp test runs it"})
	} else if most == 0 {
		f.Report(strict.Diagnostic{Code: rule.MissingKey, Pos: n.Pos, Message: "the file has none of the keys by which a policy is known, expected some of " + all})
	}
	return found, f, f.Err()
}
