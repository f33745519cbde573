package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// life is a case that is being told: it takes one event, or one correction, and says
// what it led to.
type life struct {
	apply   func(event []byte) (rule.Outcome, error)
	correct func(entry string, facts []byte, recorded calendar.Date) (corrected, error)
	state   func() string // "tier focus", "state active"
	at      func() any    // the case as it stands
}

// corrected is what a correction led to.
type corrected struct {
	findings     []rule.Finding
	gained, lost []calendar.Duty
	moved        []lifecycle.Moved
}

// lives opens a case of each domain that has events.
var lives = map[string]func(policy string, given *strict.Node) (*life, error){
	"classify": func(id string, given *strict.Node) (*life, error) {
		p, err := classify.Builtin(id)
		if err != nil {
			return nil, err
		}
		var g classify.Profile
		if given != nil {
			err = strict.Input(given, &g)
		}
		h, unknown := classify.NewHistory(p.Start(g), p)
		return newLife(h, classify.UnmarshalEvent, func(s classify.Standing) string { return "tier " + string(s.Tier) }), errors.Join(err, unknown)
	},
	"intervention": func(id string, _ *strict.Node) (*life, error) {
		p, err := intervention.Builtin(id)
		if err != nil {
			return nil, err
		}
		h, err := intervention.NewHistory(p.Start(), p)
		return newLife(h, intervention.UnmarshalEvent, func(c intervention.Case) string { return "state " + string(c.State) }), err
	},
	"placement": func(id string, _ *strict.Node) (*life, error) {
		p, err := placement.Builtin(id)
		if err != nil {
			return nil, err
		}
		h, err := placement.NewHistory(p.Start(), p)
		return newLife(h, placement.UnmarshalEvent, func(c placement.Case) string { return "state " + string(c.State) }), err
	},
}

func newLife[S, N ~string, C any, E lifecycle.Event[N], P lifecycle.Versioned](h *lifecycle.History[S, N, C, E, P], read func([]byte) (E, error),
	state func(C) string) *life {
	return &life{
		apply: func(data []byte) (rule.Outcome, error) {
			event, err := read(data)
			if err != nil {
				return rule.Outcome{}, err
			}
			return h.Append("", event, lifecycle.As{})
		},
		correct: func(entry string, facts []byte, recorded calendar.Date) (corrected, error) {
			event, err := h.Patch(entry, facts)
			if err != nil {
				return corrected{}, err
			}
			r, err := h.Correct(entry, event, lifecycle.As{Recorded: recorded})
			if err != nil {
				return corrected{}, err
			}
			_, err = h.Accept()
			return corrected{r.Findings(), r.Gained, r.Lost, r.Moved}, err
		},
		state: func() string { return state(h.Case()) },
		at:    func() any { return h.Case() },
	}
}

// tell writes a case step by step. A lawful no is part of the story; input that
// cannot be ends it.
func (p *page) tell(c chapter) (*life, error) {
	l, err := lives[c.Domain.Value](c.Policy.Value, c.Given)
	if err != nil {
		return nil, err
	}
	var done register
	for _, s := range c.Steps {
		before := l.state()
		var out rule.Outcome
		var r corrected
		if s.Correct == "" {
			out, err = l.apply(s.json())
		} else {
			r, err = l.correct(s.Correct, s.json(), s.On.Value)
		}
		var refused *rule.Refused
		if err != nil && !errors.As(err, &refused) {
			return nil, fmt.Errorf("%s %s: %w", s.On, s.what(), err)
		}
		p.step(s, before, l.state())
		if refused != nil {
			p.line(red, "  refused ", "the case is as it was")
			p.findings(refused.Findings)
		}
		p.findings(r.findings)
		done.revise(r)
		p.outcome(out)
		done.add(s.On.Value, out)
	}
	p.blank()
	p.register(done, c.Steps[len(c.Steps)-1].On.Value)
	return l, nil
}

// json is the event as the domain packages read it.
func (s storyStep) json() []byte {
	n := &strict.Node{Kind: strict.Map}
	add := func(name, text string) {
		if text != "" {
			n.Fields = append(n.Fields, strict.Field{Name: name, Value: &strict.Node{Kind: strict.Text, Text: text}})
		}
	}
	add("event", s.Event)
	if s.Correct == "" { // else it is the day on which the correction is recorded
		add("on", s.On.Value.String())
	}
	add("by", s.By)
	if s.With != nil {
		n.Fields = append(n.Fields, s.With.Fields...)
	}
	data, _ := json.Marshal(n) // a node always marshals
	return data
}

func day(d calendar.Date) string { return d.Weekday().String()[:3] + " " + d.String() }

func (p *page) step(s storyStep, before, after string) {
	p.blank()
	what := strings.ReplaceAll(s.what(), "_", " ")
	if s.By != "" {
		what += ", by the " + words(s.By)
	}
	right := after
	if before != after {
		_, now, _ := strings.Cut(after, " ")
		right = before + " -> " + now
	}
	p.line(bold, day(s.On.Value)+"  ", what, words(right))
	if s.With != nil {
		p.line("", "    given: ", facts(s.With))
	}
	if s.Note != "" {
		p.line("", "    note:  ", s.Note)
	}
}

// acronyms are the words of ids that are written in capitals.
var acronyms = []string{"ei", "elp", "emf", "gst", "ohs", "re", "sjs", "tap", "tel", "toj", "tpd", "wa", "wcb"}

// words writes an id as a person would: "re_specialist" is "RE specialist".
func words(id string) string {
	parts := strings.Split(id, "_")
	for i, part := range parts {
		if slices.Contains(acronyms, part) {
			parts[i] = strings.ToUpper(part)
		}
	}
	return strings.Join(parts, " ")
}

// facts writes the facts of an event as a person would list them.
func facts(n *strict.Node) string {
	switch n.Kind {
	case strict.Map:
		parts := make([]string, len(n.Fields))
		for i, f := range n.Fields {
			parts[i] = words(f.Name) + " " + inside(f.Value)
		}
		return strings.Join(parts, ", ")
	case strict.List:
		parts := make([]string, len(n.Items))
		for i, item := range n.Items {
			parts[i] = inside(item)
		}
		return strings.Join(parts, "; ")
	case strict.Bool:
		if n.Text == "true" {
			return "yes"
		}
		return "no"
	}
	return words(n.Text)
}

func inside(n *strict.Node) string {
	if n.Kind == strict.Map {
		return "(" + facts(n) + ")"
	}
	return facts(n)
}

// findings writes findings, a dash before those that were not met. One
// sentence under several provisions is said once.
func (p *page) findings(findings []rule.Finding) {
	for i := 0; i < len(findings); {
		f := findings[i]
		cites := []string{string(f.Cite)}
		for i++; i < len(findings) && findings[i].Text() == f.Text(); i++ {
			cites = append(cites, string(findings[i].Cite))
		}
		text := strings.TrimSuffix(f.Text(), ".") + "."
		for _, id := range f.Interpretations {
			text += " [" + id + "]"
		}
		mark := "    "
		if !f.Holds {
			mark = "  - "
		}
		p.line("", mark, text, cites...)
	}
}

func (p *page) outcome(out rule.Outcome) {
	p.findings(out.Findings)
	for _, w := range out.Pending {
		roles := make([]string, len(w.On))
		for i, r := range w.On {
			roles[i] = words(string(r))
		}
		p.line(yellow, "  waits ", "for the "+strings.Join(roles, " or the ")+" to decide: "+words(w.What), string(w.Cite))
	}
	for _, d := range out.Closed {
		p.line(green, "  done  ", dutyName(d), d.Cite)
	}
	for _, d := range out.Opened {
		p.line(yellow, "  owed  ", dutyText(d), d.Cite)
		for _, s := range d.Skipped {
			p.line(dim, "          ", fmt.Sprintf("not %s: %s", day(s.Date), s.Why))
		}
	}
	if len(out.Documents) > 0 {
		p.line("", "  paper ", strings.Join(out.Documents, "; "))
	}
}

func dutyName(d calendar.Duty) string {
	if d.For == "" {
		return words(d.ID)
	}
	return words(d.ID) + " (" + words(d.For) + ")"
}

func dutyText(d calendar.Duty) string {
	text := dutyName(d) + ", by the " + words(d.By)
	if d.To != "" {
		text += " to the " + words(d.To)
	}
	if !d.Due.IsZero() {
		text += ", due " + day(d.Due)
	}
	if len(d.Encloses) > 0 {
		text += "; encloses " + words(strings.Join(d.Encloses, " and "))
	}
	if len(d.CopyTo) > 0 {
		text += "; copy to " + words(strings.Join(d.CopyTo, " and "))
	}
	return text
}

// register lists every duty of a case with the days it was opened, due and
// done.
type register []entry

type entry struct {
	duty         calendar.Duty
	opened, done calendar.Date
}

func (r *register) add(on calendar.Date, out rule.Outcome) {
	for _, d := range out.Closed {
		i := slices.IndexFunc(*r, func(e entry) bool {
			return e.done.IsZero() && e.duty.ID == d.ID && e.duty.Due == d.Due && e.duty.For == d.For
		})
		if i >= 0 {
			(*r)[i].done = on
		}
	}
	for _, d := range out.Opened {
		*r = append(*r, entry{duty: d, opened: on})
	}
}

// revise takes out what a correction withdrew, and puts in what is owed by it.
func (r *register) revise(c corrected) {
	*r = slices.DeleteFunc(*r, func(e entry) bool {
		return slices.ContainsFunc(c.lost, func(d calendar.Duty) bool { return d.Key == e.duty.Key })
	})
	for _, m := range c.moved {
		for i := range *r {
			if (*r)[i].duty.Key == m.Duty.Key {
				(*r)[i].duty = m.Duty
			}
		}
	}
	for _, d := range c.gained {
		*r = append(*r, entry{duty: d, opened: d.Opened.On})
	}
}

func (p *page) register(r register, last calendar.Date) {
	if len(r) == 0 {
		return
	}
	p.line(bold, "", "Everything that was owed")
	var rows [][]string
	for _, e := range r {
		due, done := "no date", e.done.String()
		if !e.duty.Due.IsZero() {
			due = e.duty.Due.String()
		}
		switch {
		case e.done.IsZero() && !e.duty.Due.IsZero() && last.After(e.duty.Due):
			done = "overdue on " + last.String()
		case e.done.IsZero():
			done = "open"
		case !e.duty.Due.IsZero() && e.done.After(e.duty.Due):
			done += " (late)"
		}
		rows = append(rows, []string{dutyName(e.duty), words(e.duty.By), e.opened.String(), due, done, e.duty.Cite})
	}
	p.table("  ", []string{"duty", "by", "opened", "due", "done", "provision"}, rows)
}
