package scenario

import (
	"fmt"
	"path/filepath"
	"regexp"
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
	Policy string    // a built-in id or the path of a file; empty where none is named
	Given  *doc.Node // the facts that hold from the start; nil for none
	Steps  []Step

	stage stage // where it is played
}

// A Step is an event of the case or the call of a calculation, with the
// answers expected of it.
type Step struct {
	Pos    doc.Pos
	On     string    // the day of the event; of a call it may be empty
	Event  string    // the event, empty for a call
	Call   string    // the calculation, empty for an event
	By     string    // the role that acts, empty where none is named
	With   *doc.Node // the facts brought, a mapping
	Expect []Expectation
}

// Name returns the event or the calculation of the step.
func (s *Step) Name() string { return s.Event + s.Call }

// A ReadFile gives the text of a policy file that a scenario names, by its
// path.
type ReadFile func(path string) ([]byte, error)

type scenarioText struct {
	Scenario doc.At[string] `json:"scenario"`
	Source   string         `json:"source,omitempty"`
	Domain   doc.At[string] `json:"domain"`
	Policy   doc.At[string] `json:"policy,omitempty"`
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
		Domain: t.Domain.Value, Policy: t.Policy.Value, Given: t.Given}
	if t.Scenario.Pos != (doc.Pos{}) && strings.TrimSpace(s.Title) == "" {
		l.wrong(t.Scenario.Pos, "scenario", "the title is empty, expected what the case shows")
	}
	if steps := n.Get("steps"); steps != nil && steps.Kind == doc.List && len(t.Steps) == 0 {
		l.wrong(steps.Pos, "steps", "there are no steps, expected one or more")
	}
	for i, step := range t.Steps {
		s.Steps = append(s.Steps, l.step(doc.Join("steps", fmt.Sprintf("[%d]", i)), step))
	}
	if t.Domain.Pos != (doc.Pos{}) {
		s.stage = l.open(t)
	}
	return s
}

func (l *loader) step(path string, n *doc.Node) Step {
	var t stepText
	l.file.Decode(n, path, &t)
	s := Step{Pos: n.Pos, Event: t.Event.Value, Call: t.Call.Value, By: t.By.Value, With: t.With}
	switch {
	case n.Kind != doc.Map:
		return s // which is said already
	case s.Event == "" && s.Call == "":
		l.wrong(n.Pos, path, "the step has neither an event nor a call, expected one of the two")
	case s.Event != "" && s.Call != "":
		l.wrong(t.Call.Pos, doc.Join(path, "call"), "the step has both an event and a call, expected one of the two")
	case s.Call != "" && s.By != "":
		l.wrong(t.By.Pos, doc.Join(path, "by"), "a call is made by nobody, expected this key beside an event only")
	}
	switch {
	case s.With == nil:
		s.With = &doc.Node{Kind: doc.Map, Pos: n.Pos}
	case s.With.Kind != doc.Map:
		l.wrong(s.With.Pos, doc.Join(path, "with"), "%s is not valid, expected a mapping of facts", render(s.With))
	}
	s.Expect = l.expectations(doc.Join(path, "expect"), t.Expect)
	s.On = l.day(doc.Join(path, "on"), &s, t.On)
	return s
}

// day reads the day of a step. What is no day is a mistake of the file, unless
// the step is there to show that the domain refuses to take it.
func (l *loader) day(path string, s *Step, on *doc.Node) string {
	if on == nil {
		if s.Event != "" && s.expects("error") == nil {
			l.wrong(s.Pos, path, "missing, expected the day of the event")
		}
		return ""
	}
	if _, err := calendar.Parse(on.Text); err != nil && (s.expects("error") == nil || !isScalar(on)) {
		l.wrong(on.Pos, path, "%s is not valid, expected a day, YYYY-MM-DD", render(on))
	}
	return on.Text
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
