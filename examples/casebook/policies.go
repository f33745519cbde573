package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/scenario"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
)

// policies are the built-in policies of every domain, in the order of the tour.
func policies() ([]scenario.Policy, error) {
	var all []scenario.Policy
	open := func(domain string, ids []string, builtin func(string) (scenario.Policy, error)) error {
		for _, id := range ids {
			r, err := builtin(id)
			if err != nil {
				return fmt.Errorf("%s: %w", domain, err)
			}
			all = append(all, r)
		}
		return nil
	}
	for _, err := range []error{
		open("classify", classify.BuiltinIDs(), func(id string) (scenario.Policy, error) { return classify.Builtin(id) }),
		open("intervention", intervention.BuiltinIDs(), func(id string) (scenario.Policy, error) { return intervention.Builtin(id) }),
		open("placement", placement.BuiltinIDs(), func(id string) (scenario.Policy, error) { return placement.Builtin(id) }),
		open("benefits", benefits.BuiltinIDs(), func(id string) (scenario.Policy, error) { return benefits.Builtin(id) }),
		open("benefits", benefits.BuiltinSubsidyIDs(), func(id string) (scenario.Policy, error) { return benefits.BuiltinSubsidy(id) }),
	} {
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// chosen are the policies named, or all that are built in. A name is an id, an
// id with its domain where two have the same (placement/ab-toj), or the path of
// a policy file.
func chosen(names []string) ([]scenario.Policy, error) {
	all, err := policies()
	if err != nil || len(names) == 0 {
		return all, err
	}
	var some []scenario.Policy
	for _, name := range names {
		found, err := named(all, name)
		if err != nil {
			return nil, err
		}
		some = append(some, found...)
	}
	return some, nil
}

// named are the built-in policies of a name, or the policy of a file.
func named(all []scenario.Policy, name string) ([]scenario.Policy, error) {
	if strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".yml") {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		p, err := scenario.ReadPolicy(name, data)
		return []scenario.Policy{p}, err
	}
	var found []scenario.Policy
	var known []string
	for _, p := range all {
		id := p.Catalogue().ID
		known = append(known, id)
		if name == p.ID() || name == id {
			found = append(found, p)
		}
	}
	if found == nil {
		return nil, &rule.InputError{Field: "policy", Value: name, Expected: "the path of a policy file (.yaml), or one of " + strings.Join(known, ", ")}
	}
	return found, nil
}

// rules prints the catalogue of the policies named, or of all, one after the
// other.
func rules(out io.Writer, names []string) error {
	all, err := chosen(names)
	for _, p := range all {
		fmt.Fprint(out, p.Catalogue())
	}
	return err
}
