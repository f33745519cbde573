package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// A policy is one of any domain.
type policy interface {
	lifecycle.Versioned
	PolicyID() rule.PolicyID
	Title() string
	Text() string
}

// A history is that of a claim of any domain.
type history interface {
	Request(lifecycle.Request) (lifecycle.Done, error)
	Records(after int) ([]lifecycle.Stored, error)
	Load(...lifecycle.Stored) error
	Changes() int
	State() string
	Docket() calendar.Docket
	Snapshot() ([]byte, error)
}

// A domain is a procedure of the library, by the name that a claim gives it.
type domain struct {
	builtin func(id string) (policy, error)
	parse   func(file string, text []byte) (policy, error)
	begin   func(given []byte, versions []policy) (history, error)
}

var domains = map[string]domain{
	"classify": process(classify.Builtin, classify.ParsePolicy, func(given []byte, versions []*classify.Policy) (*classify.History, error) {
		var profile classify.Profile
		if len(given) > 0 {
			d := json.NewDecoder(bytes.NewReader(given))
			d.DisallowUnknownFields()
			if err := d.Decode(&profile); err != nil {
				return nil, &rule.InputError{Field: "given", Value: string(given), Problem: err.Error(), Expected: "the profile of an employer"}
			}
		}
		return classify.NewHistory(versions[0].Start(profile), versions...)
	}),
	"protest": process(classify.Builtin, classify.ParsePolicy, func(_ []byte, versions []*classify.Policy) (*classify.ProtestHistory, error) {
		return classify.NewProtestHistory(versions[0].Protests().Start(), versions...)
	}),
	"intervention": process(intervention.Builtin, intervention.ParsePolicy,
		func(_ []byte, versions []*intervention.Policy) (*intervention.History, error) {
			return intervention.NewHistory(versions[0].Start(), versions...)
		}),
	"placement": process(placement.Builtin, placement.ParsePolicy, func(_ []byte, versions []*placement.Policy) (*placement.History, error) {
		return placement.NewHistory(versions[0].Start(), versions...)
	}),
}

// process makes a domain of what its package has.
func process[S, E ~string, C any, Ev lifecycle.Event[E], P policy](builtin func(string) (P, error), parse func(string, []byte) (P, error),
	begin func(given []byte, versions []P) (*lifecycle.History[S, E, C, Ev, P], error)) domain {
	return domain{
		builtin: func(id string) (policy, error) { return builtin(id) },
		parse:   func(file string, text []byte) (policy, error) { return parse(file, text) },
		begin: func(given []byte, versions []policy) (history, error) {
			own := make([]P, len(versions))
			for i, v := range versions {
				own[i] = v.(P)
			}
			h, err := begin(given, own)
			return claimed[S, E, C, Ev, P]{h}, err
		},
	}
}

// claimed adds to the history of a claim what does not depend on its Go types.
type claimed[S, E ~string, C any, Ev lifecycle.Event[E], P policy] struct {
	*lifecycle.History[S, E, C, Ev, P]
}

// Snapshot is the case as it stands.
func (c claimed[S, E, C, Ev, P]) Snapshot() ([]byte, error) { return json.Marshal(c.Case()) }

func domainOf(name string) (domain, error) {
	d, ok := domains[name]
	if !ok {
		known := slices.Sorted(maps.Keys(domains))
		return d, &rule.InputError{Field: "domain", Value: name, Expected: "one of " + strings.Join(known, ", "),
			Suggestion: rule.Suggest(name, known)}
	}
	return d, nil
}

// policyNamed finds a policy that is opened by the id of a built-in one or the text of a
// file.
func (d domain) policyNamed(p PolicyText) (policy, error) {
	if p.Text == "" {
		return d.builtin(p.Name)
	}
	return d.parse(p.Name, []byte(p.Text))
}

// A PolicyText is a policy of the board's own as its file has it, or the id of a
// built-in one.
type PolicyText struct {
	Name string `json:"name"`           // of the file, for its mistakes; or the id
	Text string `json:"text,omitempty"` // empty: built in
}
