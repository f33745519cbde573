package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/words"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
	"github.com/workcomp-go/workcomp/rule/procedure"
	"github.com/workcomp-go/workcomp/scenario"
)

func (a *app) explaining() command {
	var ask bool
	return command{name: "explain", args: "POLICY|calendar [CALCULATION [FACT=VALUE…] | EVENT on=YYYY-MM-DD [by=ROLE] [FACT=VALUE…]]",
		does: "Ask one question, or what an event does to a new case, and answer with the provisions; of a policy alone, list what may be asked",
		flags: func(f *flag.FlagSet) {
			f.BoolVar(&ask, "ask", a.asks, "ask for facts that are missing; on a terminal that is so")
		},
		run: func(words []string) int {
			switch len(words) {
			case 0:
				return a.misused("explain", "a policy is needed, and what is asked, as in: workcomp explain wv-85-23 level emf=1.73")
			case 1:
				return a.list(words[0])
			}
			return a.explain(words[0], words[1], words[2:], ask)
		}}
}

// explain asks for a calculation. What it lacks is asked for, one fact after the
// other, for as long as there are answers.
func (a *app) explain(policy, call string, facts []string, ask bool) int {
	domain, name, decides, err := a.domainOf(policy)
	if err != nil {
		return a.fail(err)
	}
	var nearest func(rule.Facts) ([]rule.Threshold[string], []string, error)
	if p, ok := decides.(*classify.Policy); ok && call == "level" {
		nearest = p.Nearest
	}
	for _, fact := range facts {
		if !strings.Contains(fact, "=") {
			return a.misused("explain", "%q is not valid, expected FACT=VALUE", fact)
		}
	}
	k, err := a.askableOf(domain, name, decides)
	isEvent := k.has(call)
	if !isEvent && k.Protest.has(call) {
		isEvent, domain = true, "protest"
	}
	switch {
	case err != nil:
		return a.fail(err)
	case isEvent && !has(facts, "on"):
		return a.misused("explain", "%s is an event, which has a day: expected on=YYYY-MM-DD", call)
	case isEvent && !isDay(facts):
		return a.misused("explain", "on is no day, expected on=YYYY-MM-DD")
	case !isEvent && !slices.Contains(k.Calculations, call):
		known := slices.Clone(k.Calculations)
		for _, e := range slices.Concat(k.Events, k.Protest.orNone().Events) {
			known = union(known, []string{e.Event})
		}
		return a.fail(&rule.InputError{Field: "question", Value: call, Expected: "one of " + strings.Join(known, ", "), Suggestion: rule.Suggest(call, known)})
	}
	answers := bufio.NewScanner(a.in)
	for {
		scenarios, err := scenario.Load(askedFile, []byte(question(domain, name, call, facts, isEvent)), a.reading(name, decides))
		if err != nil {
			return a.fail(ofQuestion(err))
		}
		r := scenarios[0].Run()
		var input *rule.InputError
		isInput := errors.As(r.Answers[0].Err, &input)
		if ask && isInput && input.Value == "" && input.Problem == "" && !strings.Contains(input.Field, "[") && !has(facts, input.Field) {
			fmt.Fprintf(a.err, "%s (%s)? ", input.Field, input.Expected)
			if answers.Scan() && answers.Text() != "" {
				facts = append(facts, input.Field+"="+answers.Text())
				continue
			}
			fmt.Fprintln(a.err)
		}
		return a.answer(r, nearest, isInput)
	}
}

// ofQuestion leaves out of mistakes the places in a question, which is a file that nobody wrote.
func ofQuestion(err error) error {
	var all rule.Diagnostics
	if !errors.As(err, &all) {
		return err
	}
	for i := range all {
		if all[i].File == askedFile {
			all[i].Line, all[i].Source = 0, ""
		}
	}
	return all
}

// askedFile is the file of a question.
const askedFile = "question"

// reading gives the policy of a question, which was read from wherever it lies.
func (a *app) reading(name string, p scenario.Policy) scenario.ReadFile {
	return func(file string) ([]byte, error) {
		if p == nil || file != path.Clean(name) {
			return a.read(file)
		}
		return []byte(p.Text()), nil
	}
}

// isDay reports whether the day of an event is one.
func isDay(facts []string) bool {
	return !slices.ContainsFunc(facts, func(fact string) bool {
		day, of := strings.CutPrefix(fact, "on=")
		_, err := calendar.Parse(day)
		return of && err != nil
	})
}

// answer writes what came of the question, and of a level what would change it.
func (a *app) answer(r scenario.Result, nearest func(rule.Facts) ([]rule.Threshold[string], []string, error), isInput bool) int {
	err := r.Answers[0].Err
	r.Answers[0].Failures = nil // nothing was expected
	data, _ := json.Marshal(r)  // which can always be written
	var turns []rule.Threshold[string]
	var unknown []string
	if nearest != nil && err == nil {
		var asked struct{ Steps []struct{ With rule.Facts } }
		if err := json.Unmarshal(data, &asked); err != nil {
			return a.fail(err)
		}
		turns, unknown, _ = nearest(asked.Steps[0].With) // the facts have just been decided
	}
	if a.json {
		if nearest != nil && err == nil {
			more, _ := json.Marshal(map[string]any{"nearest": turns, "nearest_unknown": unknown})
			data = append(append(data[:len(data)-1], ','), more[1:]...)
		}
		a.data(json.RawMessage(data))
	} else if err == nil || !isInput {
		_, said, _ := strings.Cut(r.Text(), "\n  1. ")
		a.print("%s", said)
		if len(turns) > 0 {
			a.print("     What alone would change it:\n")
		}
		for _, t := range turns {
			a.print("     * %s\n", t)
		}
		if len(unknown) > 0 {
			a.print("     Also looked at, without an exact answer: %s\n", strings.Join(unknown, ", "))
		}
	}
	switch {
	case isInput:
		return a.fail(err)
	case err != nil:
		return failed
	}
	return well
}

func has(facts []string, name string) bool {
	for _, f := range facts {
		if strings.HasPrefix(f, name+"=") {
			return true
		}
	}
	return false
}

// domainOf is the domain of a policy, how a scenario names it, and the policy.
func (a *app) domainOf(name string) (domain, policy string, decides scenario.Policy, err error) {
	if name == "calendar" {
		return name, "", nil, nil
	}
	found, err := scenario.Policies(a.read, name)
	if err != nil {
		return "", "", nil, err
	}
	p := found[0]
	if len(found) > 1 {
		return "", "", nil, fmt.Errorf("%s is the id of %d policies: name it with its domain, as in %s", name, len(found), p.Catalogue().ID)
	}
	if name == p.Catalogue().ID {
		name = p.ID()
	} else if name != p.ID() {
		if name = filepath.ToSlash(name); !fs.ValidPath(path.Clean(name)) { // a case has its policy below its folder
			name = path.Base(name)
		}
		if name == "-" {
			name = "policy.yaml"
		}
		if !strings.Contains(name, "/") {
			name = "./" + name
		}
	}
	switch p.(type) {
	case *classify.Policy:
		domain = "classify"
	case *intervention.Policy:
		domain = "intervention"
	case *placement.Policy:
		domain = "placement"
	case *benefits.Policy, *benefits.Subsidy:
		domain = "benefits"
	case *procedure.Procedure:
		domain = "procedure"
	}
	return domain, name, p, nil
}

// question is a scenario of one call, or of one event, whose day and role stand beside
// it. The values of facts are YAML.
func question(domain, policy, call string, facts []string, isEvent bool) string {
	kind := map[bool]string{true: "event", false: "call"}[isEvent]
	text := fmt.Sprintf("scenario: question\ndomain: %s\nsteps:\n  - %s: %q\n", domain, kind, call)
	if policy != "" {
		text = fmt.Sprintf("policy: %q\n", policy) + text
	}
	with := ""
	for _, f := range facts {
		name, value, _ := strings.Cut(f, "=")
		if isEvent && (name == "on" || name == "by") {
			text += fmt.Sprintf("    %s: %s\n", name, value)
			continue
		}
		with += fmt.Sprintf("      %q: %s\n", name, value)
	}
	if with != "" {
		text += "    with:\n" + with
	}
	return text
}

// askable is what may be asked of a policy, as data.
type askable struct {
	Policy       string   `json:"policy"`
	Title        string   `json:"title"`
	Calculations []string `json:"calculations"`
	Facts        []asks   `json:"facts,omitempty"` // of the table of levels
	kept
	Protest *kept `json:"protest,omitempty"` // against a decision: the domain protest of a scenario
}

// asks is a fact that a calculation asks.
type asks struct {
	Name   string        `json:"name"`
	Type   rule.FactType `json:"type"`
	Values []string      `json:"values,omitempty"`
}

// kept is a kind of cases that a policy keeps.
type kept struct {
	Start  string  `json:"start,omitempty"` // where a case begins
	Events []event `json:"events,omitempty"`
}

func (k *kept) orNone() *kept {
	if k == nil {
		return &kept{}
	}
	return k
}

func (k *kept) has(name string) bool {
	return slices.ContainsFunc(k.orNone().Events, func(e event) bool { return e.Event == name })
}

// event is one that a case may have, with those who may report it to a new case and the
// provisions; neither where no row takes it then.
type event struct {
	Event string          `json:"event"`
	By    []rule.Role     `json:"by,omitempty"`
	Cites []rule.Citation `json:"cites,omitempty"`
}

// askableOf lists what may be asked of a policy under the name by which a scenario has it;
// of the calendar without one.
func (a *app) askableOf(domain, name string, p scenario.Policy) (askable, error) {
	out := askable{Policy: domain, Title: "calculations of days"}
	all, err := scenario.Load(askedFile, []byte(question(domain, name, "?", nil, false)), a.reading(name, p))
	if err != nil {
		return out, err
	}
	out.Calculations = all[0].Calculations()
	if p == nil {
		return out, nil
	}
	if of, ok := p.(*classify.Policy); ok && !of.HasStanding() {
		out.Calculations = []string{"level"} // the others are of tiers
	}
	c := p.Catalogue()
	out.Policy, out.Title = c.ID, c.Title
	for _, f := range asked(c) {
		if !f.Fixed {
			out.Facts = append(out.Facts, asks{f.Name, f.Type, f.Values})
		}
	}
	for _, l := range c.Lifecycles {
		if l.Name == "protest" {
			of := casesOf(c, l)
			out.Protest = &of
			continue
		}
		out.kept = casesOf(c, l)
	}
	return out, nil
}

// casesOf lists the events of a lifecycle.
func casesOf(c catalogue.Catalogue, l catalogue.Lifecycle) kept {
	out := kept{Start: l.Start}
	for _, name := range l.Events {
		e := event{Event: name}
		for _, r := range c.Rules {
			if r.Of == l.Name && r.On == name && (len(r.From) == 0 || slices.Contains(r.From, l.Start)) {
				e.By, e.Cites = union(e.By, r.By), union(e.Cites, []rule.Citation{r.Cite})
			}
		}
		out.Events = append(out.Events, e)
	}
	return out
}

// union adds to a list what it does not have.
func union[T comparable](all, more []T) []T {
	for _, m := range more {
		if !slices.Contains(all, m) {
			all = append(all, m)
		}
	}
	return all
}

// list says what may be asked of a policy.
func (a *app) list(policy string) int {
	domain, name, p, err := a.domainOf(policy)
	if err != nil {
		return a.fail(err)
	}
	k, err := a.askableOf(domain, name, p)
	switch {
	case err != nil:
		return a.fail(err)
	case a.json:
		a.data(k)
		return well
	}
	a.print("%s: %s\n", k.Policy, k.Title)
	if len(k.Calculations) > 0 {
		a.print("Calculations: %s\n", strings.Join(k.Calculations, ", "))
	}
	if len(k.Facts) > 0 {
		facts := make([]string, len(k.Facts))
		for i, f := range k.Facts {
			facts[i] = f.Name + " (" + cmp.Or(strings.Join(f.Values, " or "), string(f.Type)) + ")"
		}
		a.print("The level asks: %s\n", strings.Join(facts, ", "))
	}
	if k.Start != "" {
		a.events("A case", k.kept)
	}
	if k.Protest != nil {
		a.events("A protest, in a scenario domain: protest,", *k.Protest)
	}
	return well
}

// events says what may happen to a kind of cases.
func (a *app) events(what string, k kept) {
	a.print("%s begins in the state %s. Its events, with who reports them then and the provisions:\n", what, k.Start)
	var later []string
	for _, e := range k.Events {
		text := strings.Join(words.Texts(e.By), " or ")
		if text != "" {
			text = ", by " + text
		}
		if len(e.Cites) > 0 {
			a.print("  %s%s (%s)\n", e.Event, text, strings.Join(words.Texts(e.Cites), "; "))
			continue
		}
		later = append(later, e.Event)
	}
	if len(later) > 0 {
		a.print("  after others: %s\n", strings.Join(later, ", "))
	}
}
