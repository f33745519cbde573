package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
)

// policy is a policy of any domain.
type policy interface {
	ID() string
	Title() string
	Interpretations() []rule.Interpretation
	Catalogue() rule.Catalogue
}

// policies are the built-in policies of every domain, in the order of the tour.
func policies() ([]policy, error) {
	var all []policy
	open := func(domain string, ids []string, builtin func(string) (policy, error)) error {
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
		open("classify", classify.BuiltinIDs(), func(id string) (policy, error) { return classify.Builtin(id) }),
		open("intervention", intervention.BuiltinIDs(), func(id string) (policy, error) { return intervention.Builtin(id) }),
		open("placement", placement.BuiltinIDs(), func(id string) (policy, error) { return placement.Builtin(id) }),
		open("benefits", benefits.BuiltinIDs(), func(id string) (policy, error) { return benefits.Builtin(id) }),
		open("benefits", benefits.BuiltinSubsidyIDs(), func(id string) (policy, error) { return benefits.BuiltinSubsidy(id) }),
	} {
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// chosen are the policies named, or all. A name is an id, or an id with its
// domain where two have the same: placement/ab-toj.
func chosen(names []string) ([]policy, error) {
	all, err := policies()
	if err != nil || len(names) == 0 {
		return all, err
	}
	var some []policy
	var known []string
	for _, p := range all {
		ids := []string{p.ID(), p.Catalogue().ID}
		known = append(known, ids[1])
		if slices.ContainsFunc(names, func(name string) bool { return slices.Contains(ids, name) }) {
			some = append(some, p)
		}
	}
	for _, name := range names {
		if !slices.ContainsFunc(known, func(id string) bool { return id == name || strings.HasSuffix(id, "/"+name) }) {
			return nil, &rule.InputError{Field: "policy", Value: name, Expected: "one of " + strings.Join(known, ", ")}
		}
	}
	return some, nil
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
