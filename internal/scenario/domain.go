package scenario

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// A player plays one case of one domain.
type player interface {
	// event applies the event of a step to the case.
	event(s *Step) (rule.Outcome, error)
	// call makes a pure calculation. Beside an error the answer is what the
	// error carries, or nil.
	call(name string, with *doc.Node) (answer any, findings []rule.Finding, err error)
	// state is the case as it stands, nil for a domain that keeps none.
	state() any
	// docket holds the duties that are open; ok is false for a domain that
	// has no duties.
	docket() (open calendar.Docket, ok bool)
}

// A timed player plays a case through time.
type timed interface {
	player
	// change revises the history of the case, takes a revision over, or looks at
	// another day. Of one that is refused or in error the view is the case as it is.
	change(s *Step) (view, error)
	// version makes a calculation by the version of the policy that is in force on
	// its day, and names it where there are several.
	version(s *Step) (answer any, findings []rule.Finding, version string, err error)
}

// A view is the case that a step speaks of, where that is not the case as it
// stands, with what came of it.
type view struct {
	state    any
	docket   calendar.Docket
	day      calendar.Date // of what is overdue
	outcome  rule.Outcome
	revision *revision // nil for a look at another day
}

// A revision is a lifecycle.Revision of any domain.
type revision struct {
	entry, change string
	recorded      calendar.Date
	changed       []string
	gained, lost  []calendar.Duty
	moved         []lifecycle.Moved
	broken        []lifecycle.EntryError
	findings      []rule.Finding
}

// A setup is what a domain may ask of the scenario file before the case
// begins.
type setup struct {
	policies []policyText // that the scenario names, in its order
	// file gives the text of a policy that a call names by its path.
	file func(name string) (policyText, error)
	// given reads the facts that hold from the start into a struct.
	given func(dst any)
}

// A stage is a domain readied for the cases of one policy.
type stage struct {
	policy stated // the zero stated where there is none
	key    string // the answer that says where a case stands; empty for a domain that keeps no cases
	begin  func() player
	// draw draws the way of a case through the lifecycle; nil for a domain
	// without one.
	draw func(path []move) (string, error)
}

// stated is what a policy says of itself.
type stated struct {
	title    string
	readings []rule.Interpretation
}

// statedBy asks a policy what it says of itself.
func statedBy(p interface {
	Title() string
	Interpretations() []rule.Interpretation
}) stated {
	return stated{p.Title(), p.Interpretations()}
}

// An opener readies a domain.
type opener func(s setup) (stage, error)

// A domain is a name that scenarios give, and what plays it.
type domain struct {
	name string
	open opener
}

// domains are those of the library, in the order of its documentation.
func domains() []domain {
	return []domain{
		{"calendar", openCalendar},
		{"classify", openClassify},
		{"protest", openProtest},
		{"intervention", openIntervention},
		{"placement", openPlacement},
		{"benefits", openBenefits},
	}
}

// policy is the only one that the scenario names; the zero policyText where it names
// none.
func (s setup) policy() (policyText, error) {
	switch len(s.policies) {
	case 0:
		return policyText{}, nil
	case 1:
		return s.policies[0], nil
	}
	return policyText{}, errors.New("versions of a policy decide a case; expected one policy")
}

// open readies the domain of a scenario and reports what stands in its way.
func (l *loader) open(t scenarioText, policies []string) stage {
	names := make([]string, len(l.domains))
	for i, d := range l.domains {
		if d.name == t.Domain.Value {
			return l.ready(t, policies, d.open)
		}
		names[i] = d.name
	}
	l.file.Report(doc.Mistake{Code: rule.BadValue, Pos: t.Domain.Pos, Path: "domain", Value: fmt.Sprintf("%q", t.Domain.Value),
		Expected: "one of " + strings.Join(names, ", "), Suggestion: rule.Suggest(t.Domain.Value, names)})
	return stage{}
}

func (l *loader) ready(t scenarioText, names []string, open opener) stage {
	at := t.Domain.Pos // which asks for a policy
	if t.Policy != nil {
		at = t.Policy.Pos
	}
	var policies []policyText
	for _, name := range names {
		policy, err := l.policy(name)
		if err != nil {
			l.wrong(at, "policy", "%v", err)
			return stage{}
		}
		policies = append(policies, policy)
	}
	asked := false
	readied, err := open(setup{policies: policies, file: l.policy, given: func(dst any) {
		if asked = true; t.Given != nil {
			l.file.Decode(t.Given, "given", dst)
		}
	}})
	switch {
	case err != nil:
		l.wrong(at, "policy", "%s", l.keep(err))
	case t.Given != nil && !asked && (t.Given.Kind != doc.Map || len(t.Given.Fields) > 0):
		l.wrong(t.Given.Pos, "given", "the domain %s has no facts that hold from the start", t.Domain.Value)
	}
	return readied
}

// keep says in one line what is wrong with a policy, and keeps the mistakes of
// its file, each once for all scenarios of that policy.
func (l *loader) keep(err error) string {
	mistakes := as[rule.Diagnostics](err)
	if len(mistakes) == 0 {
		return err.Error()
	}
	for _, m := range mistakes {
		if !slices.ContainsFunc(l.policies, func(known rule.Diagnostic) bool { return known.Error() == m.Error() }) {
			l.policies = append(l.policies, m)
		}
	}
	return fmt.Sprintf("%s cannot be used, for its mistakes", mistakes[0].File)
}

// named reads the policy of a domain: the built-in one of that id, or a file.
func named[P any](p policyText, builtin func(id string) (P, error), parse func(file string, data []byte) (P, error)) (P, error) {
	var policy P
	err := errors.New("missing, expected a built-in id or the path of a policy file")
	switch {
	case p.file != "":
		policy, err = parse(p.file, p.data)
	case p.id != "":
		policy, err = builtin(p.id)
	}
	if err != nil || p.put == nil {
		return policy, err
	}
	other, err := p.put(policy)
	if err != nil {
		return policy, err
	}
	return other.(P), nil
}

// versions reads the versions of the policy of a domain: one or more.
func versions[P any](s setup, builtin func(id string) (P, error), parse func(file string, data []byte) (P, error)) ([]P, error) {
	if len(s.policies) == 0 {
		s.policies = []policyText{{}}
	}
	all := make([]P, len(s.policies))
	for i, p := range s.policies {
		var err error
		if all[i], err = named(p, builtin, parse); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// calculate reads the facts of a call into its input and makes it.
func calculate[In, Out any](with *doc.Node, f func(In) (rule.Decision[Out], error)) (any, []rule.Finding, error) {
	var in In
	if err := doc.Input(with, &in); err != nil {
		return nil, nil, err
	}
	d, err := f(in)
	if err != nil {
		return nil, nil, err
	}
	return d.Value, d.Findings, nil
}

// unknownName is the error for an event or a calculation that a domain does
// not have.
func unknownName(kind, name string, known ...string) error {
	if len(known) == 0 {
		return &rule.InputError{Field: kind, Value: name, Expected: "a domain that has one"}
	}
	return &rule.InputError{Field: kind, Value: name, Expected: "one of " + strings.Join(known, ", "), Suggestion: rule.Suggest(name, known)}
}
