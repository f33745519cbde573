package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"strings"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/procedure"
	"github.com/workcomp-go/workcomp/scenario"
)

func (a *app) explaining() command {
	ask := false
	return command{name: "explain", args: "POLICY|calendar CALCULATION [FACT=VALUE…]",
		does: "Ask one question, and answer it with its provisions",
		flags: func(f *flag.FlagSet) {
			f.BoolVar(&ask, "ask", a.asks, "ask for facts that are missing; on a terminal that is so")
		},
		run: func(words []string) int {
			if len(words) < 2 {
				return a.misused("explain", "a policy and a calculation are needed, as in: workcomp explain wv-85-23 level emf=1.73")
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
	answers := bufio.NewScanner(a.in)
	for {
		scenarios, err := scenario.Load("question", []byte(question(domain, name, call, facts)), a.read)
		if err != nil {
			return a.fail(err)
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
	if domain, id, ok := strings.Cut(name, "/"); ok && domain == p.Catalogue().Domain && id == p.ID() {
		name = id
	} else if name != p.ID() && !strings.ContainsAny(name, `/\`) {
		name = "./" + name
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

// question is a scenario of one call. The values of facts are YAML.
func question(domain, policy, call string, facts []string) string {
	text := fmt.Sprintf("scenario: question\ndomain: %s\nsteps:\n  - call: %q\n", domain, call)
	if policy != "" {
		text = fmt.Sprintf("policy: %q\n", policy) + text
	}
	if len(facts) > 0 {
		text += "    with:\n"
	}
	for _, f := range facts {
		name, value, _ := strings.Cut(f, "=")
		text += fmt.Sprintf("      %q: %s\n", name, value)
	}
	return text
}
