package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
)

// reader is what counsel reads of a policy.
type reader interface {
	ID() string
	Title() string
	Interpretations() []rule.Interpretation
}

// readers are the built-in policies of every domain, in the order of the tour.
func readers() ([]reader, error) {
	var all []reader
	open := func(domain string, ids []string, builtin func(string) (reader, error)) error {
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
		open("classify", classify.BuiltinIDs(), func(id string) (reader, error) { return classify.Builtin(id) }),
		open("intervention", intervention.BuiltinIDs(), func(id string) (reader, error) { return intervention.Builtin(id) }),
		open("placement", placement.BuiltinIDs(), func(id string) (reader, error) { return placement.Builtin(id) }),
		open("benefits", benefits.BuiltinIDs(), func(id string) (reader, error) { return benefits.Builtin(id) }),
		open("benefits", benefits.BuiltinSubsidyIDs(), func(id string) (reader, error) { return benefits.BuiltinSubsidy(id) }),
	} {
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// interpretations prints every interpretation of the policies named, or of all.
func (p *page) interpretations(ids []string) error {
	all, err := readers()
	if err != nil {
		return err
	}
	var known []string
	for _, r := range all {
		known = append(known, r.ID())
	}
	for _, id := range ids {
		if !slices.Contains(known, id) {
			return &rule.InputError{Field: "policy", Value: id, Expected: "one of " + strings.Join(slices.Compact(known), ", ")}
		}
	}
	for _, r := range all {
		readings := r.Interpretations()
		if len(readings) == 0 || len(ids) > 0 && !slices.Contains(ids, r.ID()) {
			continue
		}
		p.heading(r.ID() + ": " + r.Title())
		for _, i := range readings {
			p.blank()
			p.line(bold, "", i.ID, string(i.Cite))
			p.line("", "  question: ", i.Question)
			p.line(green, "  reading:  ", i.Taken())
			for _, other := range i.Readings {
				if other.Key != i.Reading {
					p.line(dim, "  other:    ", other.Text)
				}
			}
			if i.Set != "" {
				p.line(dim, "  set by:   ", "the key "+i.Set+" of the policy")
			}
		}
		p.blank()
	}
	return nil
}
