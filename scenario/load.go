package scenario

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// A Scenario is one case of a file: what holds from its start, and its steps. Load makes
// it; the zero value has no steps, and its result is empty.
type Scenario struct {
	File   string // the file's name as it was given
	Line   int    // where it begins
	Title  string // what the case shows
	Source string // where the expected answers come from; empty when the file does not say
	Domain string // the package or process that decides: "calendar", "classify" …
	Policy string // a built-in id or the path of a file, of versions of a policy all of them; empty where none is named
	Broken string // the law that a property kit found broken; empty for an ordinary scenario
	Steps  []Step

	given *strict.Node // the facts that hold from the start; nil for none
	stage stage        // where it is played
}

// A Step is an event of the case, a change of its history, a look at it, or the
// call of a calculation, with the answers expected of it. Load makes it; the zero value
// does nothing.
type Step struct {
	Line  int
	Kind  Kind
	On    string // the day of the event; of a call and a correction it may be empty
	Event string // the event; of a correction it may be empty
	Call  string // the calculation
	By    string // the role that acts, empty where none is named

	ID       string // of the entry that an event makes; empty: its number
	Number   int    // among the steps with an event that is entered, from 1
	Entry    string // the id of the entry that is corrected or removed
	Recorded string // the day on which it is entered; empty: by default
	Reason   string // of a removal
	AsOf     string // the day of the case that is looked at
	KnownOn  string // the day of what is known

	pos    strict.Pos
	with   *strict.Node // the facts brought, a mapping
	expect []expectation
}

// Given gives the facts that hold from the start, as a JSON object; nil for none.
func (s *Scenario) Given() []byte {
	if s.given == nil {
		return nil
	}
	data, _ := json.Marshal(s.given) // texts, lists and mappings can always be written
	return data
}

// Event gives the event of a step in the JSON form that its domain reads, and of a
// correction the facts that are others; nil for a step that enters none. The error
// is of a role that stands twice and differs.
func (s *Scenario) Event(step *Step) ([]byte, error) {
	if s.stage.written == nil || !step.enters() && step.Kind != Correction {
		return nil, nil
	}
	return s.stage.written(step)
}

// Facts gives the facts that the step brings, as a JSON object. Numbers stand as
// texts, and so are exact.
func (s *Step) Facts() []byte {
	data, _ := json.Marshal(s.with) // texts, lists and mappings can always be written
	return data
}

// Expects lists the keys under which the step expects something, in their order.
func (s *Step) Expects() []string {
	keys := make([]string, len(s.expect))
	for i, e := range s.expect {
		keys[i] = e.key
	}
	return keys
}

// Calculations are the names of those that a step may ask of the scenario's policy, in the
// order of the reference.
func (s *Scenario) Calculations() []string { return slices.Clone(s.stage.calls) }

// A Kind is what a step does. The zero value is none of them.
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
// path. Nil reads nothing: a scenario that names a file is a mistake.
type ReadFile func(path string) ([]byte, error)

type scenarioText struct {
	Scenario strict.At[string] `json:"scenario"`
	Source   string            `json:"source,omitempty"`
	Domain   strict.At[string] `json:"domain"`
	Policy   *strict.Node      `json:"policy,omitempty"`       // a built-in id, the path of a policy file, or a list: versions of one policy
	Broken   string            `json:"known_broken,omitempty"` // the law that was broken: the scenario expects what came when it was
	Given    *strict.Node      `json:"given,omitempty"`
	Steps    []*strict.Node    `json:"steps"`
}

type stepText struct {
	On     *strict.Node      `json:"on,omitempty"`
	Event  strict.At[string] `json:"event,omitempty"`
	Call   strict.At[string] `json:"call,omitempty"`
	By     strict.At[string] `json:"by,omitempty"`
	With   *strict.Node      `json:"with,omitempty"`
	Expect *strict.Node      `json:"expect,omitempty"`

	ID       strict.At[string] `json:"id,omitempty"`       // of the entry that the event makes; without it its number among the events
	Recorded strict.At[string] `json:"recorded,omitempty"` // the day on which the change is entered
	Correct  strict.At[string] `json:"correct,omitempty"`  // the id of the entry that is corrected
	Insert   strict.At[bool]   `json:"insert,omitempty"`   // true: the event is entered late
	Remove   strict.At[string] `json:"remove,omitempty"`   // the id of the entry that is taken out
	Reason   strict.At[string] `json:"reason,omitempty"`   // of taking it out
	Accept   strict.At[bool]   `json:"accept,omitempty"`   // true: the last revision is taken over
	AsOf     strict.At[string] `json:"as_of,omitempty"`    // the case after all entries of this day and before
	KnownOn  strict.At[string] `json:"known_on,omitempty"` // the case by what had been recorded by this day
}

// A Reader reads scenario files, and every policy that they name once. The zero value
// reads no policy files, and knows the library's own domains alone.
type Reader struct {
	Files   ReadFile // the texts of policy files
	Folder  string   // below which they lie: empty is where relative names begin, and of any other name the folder of the scenario file
	Domains []Domain // of the host's own, beside those of the library

	parsed map[string]any // policies, by their type and name
}

// Load reads the scenarios of one file, as [Reader.Read] does.
func Load(name string, data []byte, read ReadFile, domains ...Domain) ([]*Scenario, error) {
	return (&Reader{Files: read, Domains: domains}).Read(name, data)
}

// Read reads the scenarios of a file and readies their policies. name is the
// file's own path: the policy files it names are relative to it. The error is
// rule.Diagnostics: every mistake of the file, and of its policy files, each at its
// place.
func (r *Reader) Read(name string, data []byte) ([]*Scenario, error) {
	if r.parsed == nil {
		r.parsed = map[string]any{}
	}
	l := &loader{Reader: r, folder: r.Folder, file: strict.ParseYAML(name, data)}
	var scenarios []*Scenario
	for _, n := range l.file.Docs {
		scenarios = append(scenarios, l.scenario(n))
	}
	if mistakes := append(separated(as[rule.Diagnostics](l.file.Err())), l.policies...); len(mistakes) > 0 {
		return nil, mistakes
	}
	return scenarios, nil
}

// separated says of a case that follows another without a line between them that the line
// is missing, and not of each of its keys that the key stands twice.
func separated(mistakes rule.Diagnostics) rule.Diagnostics {
	second := func(d rule.Diagnostic) bool { return d.Code == rule.DuplicateKey && d.Path == "scenario" }
	if !slices.ContainsFunc(mistakes, second) {
		return mistakes
	}
	var all rule.Diagnostics
	for _, d := range mistakes {
		switch {
		case second(d):
			d.Message = `another case begins here: a line "---" stands between two`
			all = append(all, d)
		case d.Code != rule.DuplicateKey || strings.ContainsAny(d.Path, ".["):
			all = append(all, d)
		}
	}
	return all
}

// topKey is a key of a document itself, quoted or not, after a byte order mark or none.
var topKey = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^\x{FEFF}?["']?(scenario|domain|steps|policy|subsidy|procedure)["']?[ \t]*:`)
})

// IsPolicy reports whether a file is a policy that scenarios name, and no
// scenario: it states the id of a policy, a subsidy or a procedure and has none of the keys
// that only scenarios have. It may be wrong in any other way.
func IsPolicy(data []byte) bool {
	policy := false
	for _, found := range topKey().FindAllSubmatch(data, -1) {
		switch string(found[1]) {
		case "policy", "subsidy", "procedure":
			policy = true
		default:
			return false
		}
	}
	return policy
}

// A loader reads one file and keeps the mistakes of the policies it names.
type loader struct {
	*Reader
	folder   string // the reader's when the file was read: another may be set for the next
	file     *strict.File
	policies rule.Diagnostics
}

func (l *loader) wrong(pos strict.Pos, path, format string, args ...any) {
	l.file.Report(strict.Diagnostic{Code: rule.BadValue, Pos: pos, Path: path, Message: fmt.Sprintf(format, args...)})
}

func (l *loader) scenario(n *strict.Node) *Scenario {
	var t scenarioText
	l.file.Decode(n, "", &t)
	s := &Scenario{File: l.file.Name, Line: n.Line, Title: t.Scenario.Value, Source: t.Source,
		Domain: t.Domain.Value, Broken: t.Broken, given: t.Given}
	names := l.policyNames(t.Policy)
	s.Policy = strings.Join(names, ", ")
	if t.Scenario.Pos != (strict.Pos{}) && strings.TrimSpace(s.Title) == "" {
		l.wrong(t.Scenario.Pos, "scenario", "the title is empty, expected what the case shows")
	}
	if steps := n.Get("steps"); steps != nil && steps.Kind == strict.List && len(t.Steps) == 0 {
		l.wrong(steps.Pos, "steps", "there are no steps, expected one or more")
	}
	number := 0
	for i, n := range t.Steps {
		step := l.step(strict.Join("steps", fmt.Sprintf("[%d]", i)), n)
		if step.enters() {
			number++
			step.Number = number
		}
		s.Steps = append(s.Steps, step)
	}
	if t.Domain.Pos != (strict.Pos{}) {
		s.stage = l.open(t, names)
	}
	return s
}

// mostVersions bounds the versions of the policy of one scenario.
const mostVersions = 100

// policyNames reads the policy of a scenario: none, one, or a list of versions.
func (l *loader) policyNames(n *strict.Node) []string {
	switch {
	case n == nil || isScalar(n) && n.Text == "":
		return nil
	case isScalar(n):
		return []string{n.Text}
	case len(n.Items) > mostVersions:
		l.wrong(n.Pos, "policy", "a list of %d is not valid, expected at most %d versions of a policy", len(n.Items), mostVersions)
		return nil
	case len(n.Items) > 0 && listOf(n, func(item *strict.Node) bool { return isScalar(item) && item.Text != "" }):
		return texts(n)
	}
	l.wrong(n.Pos, "policy", "%s is not valid, expected a built-in id, the path of a policy file, or a list of versions", render(n))
	return nil
}

func (l *loader) step(path string, n *strict.Node) Step {
	var t stepText
	l.file.Decode(n, path, &t)
	s := Step{Line: n.Line, On: onText(t.On), Event: t.Event.Value, Call: t.Call.Value, By: t.By.Value,
		ID: t.ID.Value, Entry: t.Correct.Value + t.Remove.Value, Recorded: t.Recorded.Value, Reason: t.Reason.Value,
		AsOf: t.AsOf.Value, KnownOn: t.KnownOn.Value, pos: n.Pos, with: t.With}
	if n.Kind != strict.Map {
		return s // which is said already
	}
	s.Kind = l.kind(path, n, &t)
	switch {
	case s.with == nil:
		s.with = &strict.Node{Kind: strict.Map, Pos: n.Pos}
	case s.with.Kind != strict.Map:
		l.wrong(s.with.Pos, strict.Join(path, "with"), "%s is not valid, expected a mapping of facts", render(s.with))
	}
	s.expect = l.expectations(strict.Join(path, "expect"), t.Expect, s.Kind)
	if s.enters() && t.On == nil && s.expects("error") == nil {
		l.wrong(s.pos, strict.Join(path, "on"), "missing, expected the day of the event")
	}
	for _, key := range []string{"on", "recorded", "as_of", "known_on"} {
		l.day(strict.Join(path, key), &s, n.Get(key))
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
func (l *loader) kind(path string, n *strict.Node, t *stepText) Kind {
	present := func(key string) bool {
		v := n.Get(key)
		return v != nil && (v.Kind == strict.Num || v.Kind == strict.Bool || v.Text != "" || len(v.Items)+len(v.Fields) > 0)
	}
	for _, k := range kinds {
		if !present(k.key) {
			continue
		}
		for _, f := range n.Fields {
			if f.Name != k.key && f.Name != "expect" && present(f.Name) && !slices.Contains(k.beside, f.Name) && slices.Contains(stepKeys, f.Name) {
				l.wrong(f.Pos, strict.Join(path, f.Name), "it does not stand beside %s, expected only %s", k.key, strings.Join(append(slices.Clip(k.beside), "expect"), ", "))
			}
		}
		switch {
		case k.is == Insertion && !t.Insert.Value, k.is == Acceptance && !t.Accept.Value:
			l.wrong(n.Get(k.key).Pos, strict.Join(path, k.key), "%s is not valid, expected true", render(n.Get(k.key)))
		case k.is == Insertion && !present("event"):
			l.wrong(n.Pos, strict.Join(path, "event"), "missing, expected the event that is entered late")
		}
		return k.is
	}
	l.wrong(n.Pos, path, "the step does nothing, expected an event, a call, correct, insert, remove, accept, as_of or known_on")
	return ACall
}

// stepKeys are the keys of a step.
var stepKeys = []string{"on", "event", "call", "by", "with", "id", "recorded", "correct", "insert", "remove", "reason", "accept", "as_of", "known_on"}

func onText(on *strict.Node) string {
	if on == nil {
		return ""
	}
	return on.Text
}

// day checks a day of a step. What is no day is a mistake of the file, unless the
// step is there to show that the domain refuses to take it.
func (l *loader) day(path string, s *Step, on *strict.Node) {
	if on == nil || on.Kind == strict.Null {
		return
	}
	if _, err := calendar.Parse(on.Text); err != nil && (s.expects("error") == nil || !isScalar(on)) {
		l.wrong(on.Pos, path, "%s is not valid, expected a day, YYYY-MM-DD", render(on))
	}
}

// policyText is a policy that a scenario names: a built-in one by its id, or
// the text of a file. The zero policyText is none.
type policyText struct {
	id     string
	file   string // not empty for a file
	data   []byte
	parsed map[string]any
}

// isPath tells a policy file from a built-in id.
func isPath(policy string) bool {
	return strings.ContainsAny(policy, `/\`) || strings.HasSuffix(policy, ".yaml") || strings.HasSuffix(policy, ".yml")
}

// policy finds the policy that is named so in the scenario file.
func (l *loader) policy(name string) (policyText, error) {
	if !isPath(name) {
		return policyText{id: name, parsed: l.parsed}, nil
	}
	file := filepath.Join(filepath.Dir(l.file.Name), filepath.FromSlash(name))
	if err := l.below(file); err != nil {
		return policyText{}, err
	}
	if l.Files == nil {
		return policyText{}, &rule.InputError{Field: "files", Value: file, Expected: "a built-in id: no policy file can be read here"}
	}
	data, err := l.Files(file)
	return policyText{file: file, data: data, parsed: l.parsed}, err
}

// below refuses a policy file that does not lie below the folder.
func (l *loader) below(file string) error {
	folder := l.folder
	switch {
	case folder != "":
	case filepath.IsLocal(l.file.Name):
		folder = "."
	default:
		folder = filepath.Dir(l.file.Name)
	}
	rel, err := filepath.Rel(folder, file)
	if err == nil && filepath.IsLocal(rel) {
		return nil
	}
	above := "the folder that holds both"
	if up := strings.LastIndex(rel, ".."+string(filepath.Separator)); up >= 0 {
		above = filepath.Join(folder, rel[:up+2])
	}
	if l.file.Name == "-" {
		return fmt.Errorf("%s is outside of the folder in which standard input is read, and outside of which nothing is: run from %s, "+
			"and name the policy %s", file, above, strings.TrimLeft(filepath.ToSlash(file), "./"))
	}
	return fmt.Errorf("%s is outside of the folder %s, in which the cases are run and outside of which nothing is read: run them from %s, or move the policy",
		file, folder, above)
}

// named reads the policy of a domain: the built-in one of that id, or a file.
func named[P any](p policyText, builtin func(id string) (P, error), parse func(file string, data []byte) (P, error)) (P, error) {
	var policy P
	key := fmt.Sprintf("%T %s%s", policy, p.id, p.file)
	switch known := p.parsed[key].(type) {
	case P:
		return known, nil
	case error:
		return policy, known
	}
	err := errors.New("missing, expected a built-in id or the path of a policy file")
	switch {
	case p.file != "":
		policy, err = parse(p.file, p.data)
	case p.id != "" && builtin != nil:
		policy, err = builtin(p.id)
	case p.id != "":
		err = fmt.Errorf("%s is not valid, expected the path of a policy file: none is built in", p.id)
	}
	switch {
	case p.parsed == nil:
	case err == nil:
		p.parsed[key] = policy
	default:
		p.parsed[key] = err
	}
	return policy, err
}

// open readies the domain of a scenario and reports what stands in its way.
func (l *loader) open(t scenarioText, policies []string) stage {
	all := append(library(), l.Domains...)
	names := make([]string, len(all))
	for i, d := range all {
		if names[i] = d.name; d.name == t.Domain.Value {
			return l.ready(t, policies, d)
		}
	}
	l.file.Report(strict.Diagnostic{Code: rule.BadValue, Pos: t.Domain.Pos, Path: "domain", Value: fmt.Sprintf("%q", t.Domain.Value),
		Expected: "one of " + strings.Join(names, ", "), Suggestion: rule.Suggest(t.Domain.Value, names)})
	return stage{}
}

func (l *loader) ready(t scenarioText, names []string, d Domain) stage {
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
	readied, err := d.open(setup{policies: policies, file: l.policy, given: func(dst any) {
		if t.Given != nil {
			var d strict.Decoder
			d.Decode(t.Given, "given", dst)
			for _, m := range d.Diagnostics {
				if !asked {
					l.file.Report(m)
				}
			}
		}
		asked = true
	}})
	switch {
	case err != nil:
		for _, p := range policies {
			if other := otherDomain(p.data, d.name); p.file != "" && other != "" {
				l.wrong(at, "policy", "%s is a policy of %s, expected one of %s", p.file, other, d.name)
				return readied
			}
		}
		l.wrong(at, "policy", "%s", l.keep(err))
	case t.Given != nil && !asked && (t.Given.Kind != strict.Map || len(t.Given.Fields) > 0):
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
