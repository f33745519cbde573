package scenario

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
)

// A Scenario is one case of a file: what holds from its start, and its steps.
type Scenario struct {
	File   string // the file's name as it was given
	Pos    doc.Pos
	Title  string    // what the case shows
	Source string    // where the expected answers come from; empty when the file does not say
	Domain string    // the package that decides: "calendar", "classify" …
	Policy string    // a built-in id or the path of a file, of versions of a policy all of them; empty where none is named
	Broken string    // the law that a property kit found broken; empty for an ordinary scenario
	Given  *doc.Node // the facts that hold from the start; nil for none
	Steps  []Step

	stage stage // where it is played
}

// A Step is an event of the case, a change of its history, a look at it, or the
// call of a calculation, with the answers expected of it.
type Step struct {
	Pos    doc.Pos
	Kind   Kind
	On     string    // the day of the event; of a call and a correction it may be empty
	Event  string    // the event; of a correction it may be empty
	Call   string    // the calculation
	By     string    // the role that acts, empty where none is named
	With   *doc.Node // the facts brought, a mapping
	Expect []Expectation

	ID       string // of the entry that an event makes; empty: its number
	Number   int    // among the steps with an event that is entered, from 1
	Entry    string // the id of the entry that is corrected or removed
	Recorded string // the day on which it is entered; empty: by default
	Reason   string // of a removal
	AsOf     string // the day of the case that is looked at
	KnownOn  string // the day of what is known
}

// A Kind is what a step does.
type Kind string

// The kinds of steps.
const (
	AnEvent    Kind = "event"
	ACall      Kind = "call"
	Correction Kind = "correct"
	Insertion  Kind = "insert"
	Removal    Kind = "remove"
	Acceptance Kind = "accept"
	AView      Kind = "as_of or known_on"
)

// revises reports whether a step of the kind makes a revision, or accepts one.
func (k Kind) revises() bool {
	return k == Correction || k == Insertion || k == Removal || k == Acceptance
}

// enters reports whether the step enters an event.
func (s *Step) enters() bool { return s.Kind == AnEvent || s.Kind == Insertion }

// Name returns the event or the calculation of the step, or what it does.
func (s *Step) Name() string {
	switch s.Kind {
	case AnEvent:
		return s.Event
	case ACall:
		return s.Call
	case Correction, Removal:
		return string(s.Kind) + " " + s.Entry
	case Insertion:
		return "insert " + s.Event
	case Acceptance:
		return "accept"
	}
	var looks []string
	if s.AsOf != "" {
		looks = append(looks, "as_of "+s.AsOf)
	}
	if s.KnownOn != "" {
		looks = append(looks, "known_on "+s.KnownOn)
	}
	return strings.Join(looks, " ")
}

// A ReadFile gives the text of a policy file that a scenario names, by its
// path.
type ReadFile func(path string) ([]byte, error)

type scenarioText struct {
	Scenario doc.At[string] `json:"scenario"`
	Source   string         `json:"source,omitempty"`
	Domain   doc.At[string] `json:"domain"`
	Policy   *doc.Node      `json:"policy,omitempty"`       // a built-in id, the path of a policy file, or a list: versions of one policy
	Broken   string         `json:"known_broken,omitempty"` // the law that was broken: the scenario expects what came when it was
	Given    *doc.Node      `json:"given,omitempty"`
	Steps    []*doc.Node    `json:"steps"`
}

type stepText struct {
	On     *doc.Node      `json:"on,omitempty"`
	Event  doc.At[string] `json:"event,omitempty"`
	Call   doc.At[string] `json:"call,omitempty"`
	By     doc.At[string] `json:"by,omitempty"`
	With   *doc.Node      `json:"with,omitempty"`
	Expect *doc.Node      `json:"expect,omitempty"`

	ID       doc.At[string] `json:"id,omitempty"`       // of the entry that the event makes; without it its number among the events
	Recorded doc.At[string] `json:"recorded,omitempty"` // the day on which the change is entered
	Correct  doc.At[string] `json:"correct,omitempty"`  // the id of the entry that is corrected
	Insert   doc.At[bool]   `json:"insert,omitempty"`   // true: the event is entered late
	Remove   doc.At[string] `json:"remove,omitempty"`   // the id of the entry that is taken out
	Reason   doc.At[string] `json:"reason,omitempty"`   // of taking it out
	Accept   doc.At[bool]   `json:"accept,omitempty"`   // true: the last revision is taken over
	AsOf     doc.At[string] `json:"as_of,omitempty"`    // the case after all entries of this day and before
	KnownOn  doc.At[string] `json:"known_on,omitempty"` // the case by what had been recorded by this day
}

// Load reads the scenarios of a file and readies their policies. name is the
// file's own path: the policy files it names are relative to it, and read
// gives their text. The error is rule.Diagnostics: every mistake of the file,
// and of its policy files, each at its place.
func Load(name string, data []byte, read ReadFile) ([]*Scenario, error) {
	l := &loader{file: doc.ParseYAML(name, data), read: read, domains: domains()}
	return l.load()
}

// LoadWith is Load with another policy in the place of each that is named: the one
// that put makes of it.
func LoadWith(name string, data []byte, read ReadFile, put func(policy any) (any, error)) ([]*Scenario, error) {
	l := &loader{file: doc.ParseYAML(name, data), read: read, domains: domains(), put: put}
	return l.load()
}

func (l *loader) load() ([]*Scenario, error) {
	var scenarios []*Scenario
	for _, n := range l.file.Docs {
		scenarios = append(scenarios, l.scenario(n))
	}
	if mistakes := append(as[rule.Diagnostics](l.file.Err()), l.policies...); len(mistakes) > 0 {
		return nil, mistakes
	}
	return scenarios, nil
}

// topKey is a key of a document itself.
var topKey = regexp.MustCompile(`(?m)^(scenario|domain|steps|policy|subsidy):`)

// IsPolicy reports whether a file is a policy that scenarios name, and no
// scenario: it states a policy's or a subsidy's own id and has none of the keys
// that only scenarios have. It may be wrong in any other way.
func IsPolicy(data []byte) bool {
	policy := false
	for _, found := range topKey.FindAllSubmatch(data, -1) {
		switch string(found[1]) {
		case "policy", "subsidy":
			policy = true
		default:
			return false
		}
	}
	return policy
}

// A loader reads one file and keeps the mistakes of the policies it names.
type loader struct {
	domains  []domain
	file     *doc.File
	read     ReadFile
	put      func(policy any) (any, error) // nil: the policies are played as they are
	policies rule.Diagnostics
}

func (l *loader) wrong(pos doc.Pos, path, format string, args ...any) {
	l.file.Report(doc.Mistake{Code: rule.BadValue, Pos: pos, Path: path, Message: fmt.Sprintf(format, args...)})
}

func (l *loader) scenario(n *doc.Node) *Scenario {
	var t scenarioText
	l.file.Decode(n, "", &t)
	s := &Scenario{File: l.file.Name, Pos: n.Pos, Title: t.Scenario.Value, Source: t.Source,
		Domain: t.Domain.Value, Broken: t.Broken, Given: t.Given}
	names := l.policyNames(t.Policy)
	s.Policy = strings.Join(names, ", ")
	if t.Scenario.Pos != (doc.Pos{}) && strings.TrimSpace(s.Title) == "" {
		l.wrong(t.Scenario.Pos, "scenario", "the title is empty, expected what the case shows")
	}
	if steps := n.Get("steps"); steps != nil && steps.Kind == doc.List && len(t.Steps) == 0 {
		l.wrong(steps.Pos, "steps", "there are no steps, expected one or more")
	}
	number := 0
	for i, n := range t.Steps {
		step := l.step(doc.Join("steps", fmt.Sprintf("[%d]", i)), n)
		if step.enters() {
			number++
			step.Number = number
		}
		s.Steps = append(s.Steps, step)
	}
	if t.Domain.Pos != (doc.Pos{}) {
		s.stage = l.open(t, names)
	}
	return s
}

// policyNames reads the policy of a scenario: none, one, or a list of versions.
func (l *loader) policyNames(n *doc.Node) []string {
	switch {
	case n == nil || isScalar(n) && n.Text == "":
		return nil
	case isScalar(n):
		return []string{n.Text}
	case len(n.Items) > 0 && listOf(n, func(item *doc.Node) bool { return isScalar(item) && item.Text != "" }):
		return texts(n)
	}
	l.wrong(n.Pos, "policy", "%s is not valid, expected a built-in id, the path of a policy file, or a list of versions", render(n))
	return nil
}

func (l *loader) step(path string, n *doc.Node) Step {
	var t stepText
	l.file.Decode(n, path, &t)
	s := Step{Pos: n.Pos, On: onText(t.On), Event: t.Event.Value, Call: t.Call.Value, By: t.By.Value, With: t.With, ID: t.ID.Value, Entry: t.Correct.Value + t.Remove.Value,
		Recorded: t.Recorded.Value, Reason: t.Reason.Value, AsOf: t.AsOf.Value, KnownOn: t.KnownOn.Value}
	if n.Kind != doc.Map {
		return s // which is said already
	}
	s.Kind = l.kind(path, n, &t)
	switch {
	case s.With == nil:
		s.With = &doc.Node{Kind: doc.Map, Pos: n.Pos}
	case s.With.Kind != doc.Map:
		l.wrong(s.With.Pos, doc.Join(path, "with"), "%s is not valid, expected a mapping of facts", render(s.With))
	}
	s.Expect = l.expectations(doc.Join(path, "expect"), t.Expect, s.Kind)
	if s.enters() && t.On == nil && s.expects("error") == nil {
		l.wrong(s.Pos, doc.Join(path, "on"), "missing, expected the day of the event")
	}
	for _, key := range []string{"on", "recorded", "as_of", "known_on"} {
		l.day(doc.Join(path, key), &s, n.Get(key))
	}
	return s
}

// kinds are the kinds of steps by the key that makes them one, with the keys that
// may stand beside it. An insertion is looked for before the event that it is, and a
// correction too.
var kinds = []struct {
	key    string
	is     Kind
	beside []string
}{
	{"correct", Correction, []string{"on", "event", "by", "with", "recorded"}},
	{"insert", Insertion, []string{"on", "event", "by", "with", "id", "recorded"}},
	{"remove", Removal, []string{"reason", "recorded"}},
	{"accept", Acceptance, nil},
	{"as_of", AView, []string{"known_on"}},
	{"known_on", AView, nil},
	{"event", AnEvent, []string{"on", "by", "with", "id", "recorded"}},
	{"call", ACall, []string{"on", "with"}},
}

// kind finds what the step does by its keys.
func (l *loader) kind(path string, n *doc.Node, t *stepText) Kind {
	present := func(key string) bool {
		v := n.Get(key)
		return v != nil && (v.Kind == doc.Num || v.Kind == doc.Bool || v.Text != "" || len(v.Items)+len(v.Fields) > 0)
	}
	for _, k := range kinds {
		if !present(k.key) {
			continue
		}
		for _, f := range n.Fields {
			if f.Name != k.key && f.Name != "expect" && present(f.Name) && !slices.Contains(k.beside, f.Name) && slices.Contains(stepKeys, f.Name) {
				l.wrong(f.Pos, doc.Join(path, f.Name), "it does not stand beside %s, expected only %s", k.key, strings.Join(append(slices.Clip(k.beside), "expect"), ", "))
			}
		}
		switch {
		case k.is == Insertion && !t.Insert.Value, k.is == Acceptance && !t.Accept.Value:
			l.wrong(n.Get(k.key).Pos, doc.Join(path, k.key), "%s is not valid, expected true", render(n.Get(k.key)))
		case k.is == Insertion && !present("event"):
			l.wrong(n.Pos, doc.Join(path, "event"), "missing, expected the event that is entered late")
		}
		return k.is
	}
	l.wrong(n.Pos, path, "the step does nothing, expected an event, a call, correct, insert, remove, accept, as_of or known_on")
	return ACall
}

// stepKeys are the keys of a step.
var stepKeys = []string{"on", "event", "call", "by", "with", "id", "recorded", "correct", "insert", "remove", "reason", "accept", "as_of", "known_on"}

func onText(on *doc.Node) string {
	if on == nil {
		return ""
	}
	return on.Text
}

// day checks a day of a step. What is no day is a mistake of the file, unless the
// step is there to show that the domain refuses to take it.
func (l *loader) day(path string, s *Step, on *doc.Node) {
	if on == nil || on.Kind == doc.Null {
		return
	}
	if _, err := calendar.Parse(on.Text); err != nil && (s.expects("error") == nil || !isScalar(on)) {
		l.wrong(on.Pos, path, "%s is not valid, expected a day, YYYY-MM-DD", render(on))
	}
}

// policyText is a policy that a scenario names: a built-in one by its id, or
// the text of a file. The zero policyText is none.
type policyText struct {
	id   string
	file string // not empty for a file
	data []byte
	put  func(policy any) (any, error)
}

// isPath tells a policy file from a built-in id.
func isPath(policy string) bool {
	return strings.ContainsAny(policy, `/\`) || strings.HasSuffix(policy, ".yaml") || strings.HasSuffix(policy, ".yml")
}

// policy finds the policy that is named so in the scenario file.
func (l *loader) policy(name string) (policyText, error) {
	if !isPath(name) {
		return policyText{id: name, put: l.put}, nil
	}
	path := filepath.Join(filepath.Dir(l.file.Name), filepath.FromSlash(name))
	data, err := l.read(path)
	return policyText{file: path, data: data, put: l.put}, err
}
