package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/words"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/procedure"
	"github.com/workcomp-go/workcomp/scenario"
)

// casesFor are the cases of a kind for a policy that is named from the file of the cases:
// the skeleton itself where it passes, else cases of the policy's own facts with what it
// answers.
func (a *app) casesFor(kind, skeleton, policy, file string) (string, error) {
	skeleton = strings.ReplaceAll(skeleton, "\npolicy: "+kind+".yaml", fmt.Sprintf("\npolicy: %q", policy))
	path := policy
	if strings.ContainsAny(policy, `/\`) || strings.HasSuffix(policy, "ml") {
		path = filepath.Join(filepath.Dir(file), filepath.FromSlash(policy))
	}
	domain, _, decides, err := a.domainOf(path)
	if err != nil {
		return "", err
	}
	of := map[string]string{"programme": "classify", "subsidy": "benefits", "procedure": "procedure"}[kind]
	if _, terms := decides.(*benefits.Policy); domain != of || terms {
		return "", fmt.Errorf("%s is no %s: its cases cannot be written by this skeleton", policy, kind)
	}
	all, err := scenario.Load(file, []byte(skeleton), a.read)
	if err == nil && !slices.ContainsFunc(all, func(s *scenario.Scenario) bool { return s.Run().Failed() }) {
		return skeleton, nil
	}
	text := fmt.Sprintf("# Cases of %s: what it answers, which is to be compared with the rules.\n"+
		"# Run them with: workcomp test FILE\n# Which rows no case reaches: workcomp cover FILE\n", decides.ID())
	var cases []string
	why := errors.New("no event is possible at the start")
	for _, made := range ownCases(decides) {
		answered, err := a.answered(made, domain, policy, file)
		if err != nil {
			why = err
			continue
		}
		cases = append(cases, answered)
	}
	if len(cases) == 0 {
		return "", fmt.Errorf("no case of %s can be written without its rules (%w): docs/scenario.md says how one is written", policy, why)
	}
	return text + strings.Join(cases, "---\n"), nil
}

// An ownCase is one step of a case of a policy, with what is expected of it and what it may
// lack: facts that are added when they are asked for.
type ownCase struct {
	title, step, with string
	expect            []string
	lacks             func(with, field string) string
}

// answered is a case with what the policy answers.
func (a *app) answered(c ownCase, domain, policy, file string) (string, error) {
	for {
		text := fmt.Sprintf("scenario: %q\ndomain: %s\npolicy: %q\nsteps:\n  - %s\n    with: {%s}\n    expect: {%s: []}\n",
			c.title, domain, policy, c.step, c.with, strings.Join(c.expect, ": [], "))
		all, err := scenario.Load(file, []byte(text), a.read)
		if err != nil {
			return "", err
		}
		r := all[0].Run()
		var input *rule.InputError
		if errors.As(r.Answers[0].Err, &input) {
			with := c.with
			if c.lacks != nil {
				with = c.lacks(c.with, input.Field)
			}
			if with == c.with {
				return "", input
			}
			c.with = with
			continue
		}
		return r.Draft(nil).YAML()
	}
}

// ownCases are those that speak of the policy's own facts.
func ownCases(p scenario.Policy) []ownCase {
	switch p := p.(type) {
	case *classify.Policy:
		return programmeCases(p)
	case *benefits.Subsidy:
		return []ownCase{{"Two weeks, and one later", "call: subsidy", "start: 2026-01-05, wages: [{from: 2026-01-05, to: 2026-01-18, gross: 1200}, " +
			"{from: 2026-03-02, to: 2026-03-08, gross: 600}]", []string{"periods", "total", "cites"}, lacking(p.Facts())}}
	case *procedure.Procedure:
		return procedureCases(p)
	}
	return nil
}

// programmeCases are a small employer and a large one.
func programmeCases(p *classify.Policy) []ownCase {
	days := []string{"2026-01-05", "2026-12-31"}
	for _, t := range p.Catalogue().Tables {
		if b := t.Bands; b != nil && strings.Count(b.Rows[0].From, "-") == 2 { // by days: before the first there are no values
			days = []string{b.Rows[0].From, b.Rows[len(b.Rows)-1].From}
		}
	}
	of := func(large int) string {
		var facts []string
		for _, d := range p.Facts() {
			facts = append(facts, fmt.Sprintf("%s: %s", d.Name, sample(d, large, days)))
		}
		return strings.Join(facts, ", ")
	}
	expect := []string{"level", "cites"}
	return []ownCase{{"Small numbers", "call: level", of(0), expect, nil}, {"Large numbers", "call: level", of(1), expect, nil}}
}

// procedureCases are the events that a new case can have.
func procedureCases(p *procedure.Procedure) []ownCase {
	var cases []ownCase
	day := "2026-01-05"
	if from := p.PolicyID().Version; from > day {
		day = from
	}
	c := p.Catalogue()
	for _, e := range casesOf(c, c.Lifecycles[0]).Events {
		if len(e.Cites) == 0 {
			continue
		}
		var facts []string
		for _, d := range p.Machine().Facts(procedure.EventName(e.Event)) {
			if name, of := strings.CutPrefix(d.Name, "event."); of && name != "on" && name != "by" {
				facts = append(facts, fmt.Sprintf("%s: %s", name, sample(d, 1, []string{day, day})))
			}
		}
		step := fmt.Sprintf("on: %s\n    event: %s", day, e.Event)
		if len(e.By) > 0 {
			step += fmt.Sprintf("\n    by: %s", e.By[0])
		}
		cases = append(cases, ownCase{"A new case: " + e.Event, step, strings.Join(facts, ", "), []string{"state", "open", "cites"}, nil})
	}
	return cases
}

// sample is a value of a fact, a small one or a large one.
func sample(d rule.Declaration, large int, days []string) string {
	switch d.Type {
	case rule.YesNo:
		return []string{"false", "true"}[large]
	case rule.Day:
		return days[large]
	case rule.Factor:
		return []string{"0.5", "2"}[large]
	case rule.Rate:
		return []string{"0", "0.5"}[large]
	case rule.Money:
		return []string{"0", "1000000"}[large]
	case rule.Count, rule.Number:
		return []string{"0", "10"}[large]
	case rule.Entries:
		if large == 0 {
			return "[]"
		}
		of := words.Each(d.Of, func(f rule.Declaration) string { return fmt.Sprintf("%s: %s", f.Name, sample(f, large, days)) })
		return "[{" + strings.Join(of, ", ") + "}]"
	}
	if len(d.Values) > 0 {
		return fmt.Sprintf("%q", d.Values[large*(len(d.Values)-1)])
	}
	return "a text"
}

var ofWage = regexp.MustCompile(`^wages\[\d+\]\.(\w+)$`)

// lacking adds to what a subsidy is asked what it asks for.
func lacking(declared []rule.Declaration) func(with, field string) string {
	wage := map[string]string{"days": "5", "hours": "40", "baseline": "600", "worker": "A"}
	return func(with, field string) string {
		m := ofWage.FindStringSubmatch(field)
		switch {
		case m != nil && !strings.Contains(with, m[1]+":"):
			return strings.ReplaceAll(with, ", gross:", fmt.Sprintf(", %s: %s, gross:", m[1], wage[m[1]]))
		case field == "accident" && !strings.Contains(with, "accident:"):
			return "accident: 2025-12-01, " + with
		case !strings.Contains(with, "facts:"):
			facts := words.Each(declared, func(d rule.Declaration) string {
				return fmt.Sprintf("%s: %s", d.Name, sample(d, 0, []string{"2025-12-01"}))
			})
			return with + ", facts: {" + strings.Join(facts, ", ") + "}"
		}
		return with
	}
}
