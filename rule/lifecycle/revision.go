package lifecycle

import (
	"errors"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/internal/unshare"
	"github.com/workcomp-go/workcomp/rule"
)

// A Revision is what a change of a history would lead to. Nothing changes until it
// is accepted. The zero value changes nothing.
type Revision[C, Ev any] struct {
	Entry    string        // the id of the entry that is corrected, inserted or removed
	Change   string        // correct, insert or remove
	Recorded calendar.Date // the day of the change
	Before   C             // the case, at the end of the history
	After    C
	Outcome  rule.Outcome // of the entry that is corrected or inserted
	Changed  []string     // the other entries, lawful before and after, whose outcome differs
	Gained   []calendar.Duty
	Lost     []calendar.Duty
	Moved    []Moved      // duties opened in both, due on another day
	Broken   []EntryError // the entries that are no longer lawful

	first      int // the place of the first entry that is decided again
	tail       []node[C, Ev]
	old, entry *Entry[Ev]     // the one that changes; old is nil for a late one
	led        []rule.Finding // to what the old one led
	explain    func() []rule.Finding
}

// Moved is a duty that is due on another day. The zero Date is none.
type Moved struct {
	Duty     calendar.Duty // as it is opened now
	From, To calendar.Date
}

// revise decides the entries again from the first that changes, and holds what comes
// against what was. The entry keeps its place unless its day is another.
func (h *History[S, E, C, Ev, P]) revise(change string, old, entry *Entry[Ev]) (*Revision[C, Ev], error) {
	from, to := len(h.line), h.until(entry.On)
	if old != nil {
		from = h.place(old)
		switch {
		case old.On == entry.On:
			to = from
		case from < to:
			to-- // it leaves its place
		}
	}
	r := &Revision[C, Ev]{Entry: entry.ID, Change: change, Recorded: entry.Recorded, Before: h.Case(), first: min(from, to), old: old, entry: entry}
	r.After = h.after(r.first)
	r.tail = make([]node[C, Ev], 0, len(h.line)-r.first+1)
	r.explain = func() []rule.Finding { return h.explain(r) }
	for i := r.first; i <= len(h.line); i++ {
		if r.first+len(r.tail) == to {
			was := &state[C]{}
			if old != nil {
				was = h.line[from].state
				r.led = was.outcome.Findings
			}
			if err := h.again(r, entry, was); err != nil {
				return nil, err
			}
		}
		if i < len(h.line) && i != from {
			_ = h.again(r, h.line[i].entry, h.line[i].state) // what is no longer lawful is in the revision
		}
	}
	r.After, r.Outcome = unshare.Of(r.After), unshare.Of(r.Outcome)
	r.Gained, r.Lost, r.Moved = unshare.Of(r.Gained), unshare.Of(r.Lost), unshare.Of(r.Moved)
	h.revision = r
	return r, nil
}

// again decides an entry of a revision. The error is that of the one that changes.
func (h *History[S, E, C, Ev, P]) again(r *Revision[C, Ev], e *Entry[Ev], was *state[C]) error {
	n := node[C, Ev]{e, &state[C]{after: r.After}}
	if e.Status == InForce {
		switch err := h.decide(e, n.state); {
		case err == nil:
			r.After = n.after
		case e == r.entry:
			return err
		default:
			r.Broken = append(r.Broken, EntryError{e.ID, err})
			void := e.Record
			void.Change, void.Recorded, void.Status, void.Why = r.entry.Change, r.Recorded, Void, err.Error()
			n.entry = e.with(void)
		}
	}
	r.tail = append(r.tail, n)
	switch {
	case e == r.entry:
		r.Outcome = n.outcome
	case sameOutcome(&was.outcome, &n.outcome):
		return nil
	case n.entry.Status == InForce:
		r.Changed = append(r.Changed, e.ID)
	}
	for _, d := range was.outcome.Opened {
		switch now := keyed(n.outcome.Opened, d.Key); {
		case now == nil:
			r.Lost = append(r.Lost, d)
		case now.Due != d.Due:
			r.Moved = append(r.Moved, Moved{*now, d.Due, now.Due})
		}
	}
	for _, d := range n.outcome.Opened {
		if keyed(was.outcome.Opened, d.Key) == nil {
			r.Gained = append(r.Gained, d)
		}
	}
	return nil
}

func keyed(duties []calendar.Duty, key string) *calendar.Duty {
	for i := range duties {
		if duties[i].Key == key {
			return &duties[i]
		}
	}
	return nil
}

// sameOutcome compares two outcomes, but for the words of their findings.
func sameOutcome(a, b *rule.Outcome) bool {
	return slices.EqualFunc(a.Findings, b.Findings, func(f, g rule.Finding) bool {
		return f.ID == g.ID && f.Holds == g.Holds && slices.Equal(f.Interpretations, g.Interpretations) &&
			slices.EqualFunc(f.Facts, g.Facts, func(x, y rule.Fact) bool { return x.Name == y.Name && x.Value.Equal(y.Value) })
	}) && slices.EqualFunc(a.Opened, b.Opened, sameDuty) && slices.EqualFunc(a.Closed, b.Closed, sameDuty) && slices.Equal(a.Documents, b.Documents)
}

func sameDuty(a, b calendar.Duty) bool { return a.Key == b.Key && a.Due == b.Due && a.How == b.How }

// The sentences of a revision. What has no provision of its own cites the first of
// the entry that changes, as it is or as it was.
var (
	corrected = rule.Template{ID: "revision.corrected",
		Text: "The {fact:words} of the {event:words} of {on} was corrected from {from} to {to} on {recorded}."}
	unchanged = rule.Template{ID: "revision.unchanged", Text: "The {event:words} of {on} was entered again on {recorded}, as it was."}
	inserted  = rule.Template{ID: "revision.inserted", Text: "The {event:words} of {on} was entered late, on {recorded}."}
	takenOut  = rule.Template{ID: "revision.removed", Text: "The {event:words} of {on} was taken out on {recorded}: {reason}."}
	otherwise = rule.Template{ID: "revision.state", Text: "With that the case is {after:words}, and not {before:words}."}
	asItWas   = rule.Template{ID: "revision.same_state", Text: "The case is {after:words}, as it was."}
	lost      = rule.Template{ID: "revision.lost", Text: "The {duty:words} of {opened} is withdrawn."}
	gained    = rule.Template{ID: "revision.gained", Text: "The {duty:words} is owed from {opened}."}
	gainedDue = rule.Template{ID: "revision.gained_due", Text: "The {duty:words} is owed from {opened}, by {due}."}
	moved     = rule.Template{ID: "revision.moved",
		Text: "The {duty:words} of {opened} is due on {to}, and not on {from}."}
	broken = rule.Template{ID: "revision.broken", Text: "The {event:words} of {on} no longer stands: {why}."}
)

// Findings explains the revision as a letter would: what was changed, where the
// case stands with it, and what becomes of each duty and each entry, line by line
// with its provision.
func (r *Revision[C, Ev]) Findings() []rule.Finding {
	if r.explain == nil {
		return nil
	}
	return r.explain()
}

// String writes the findings as one paragraph of a letter.
func (r *Revision[C, Ev]) String() string { return rule.Outcome{Findings: r.Findings()}.String() }

func (h *History[S, E, C, Ev, P]) explain(r *Revision[C, Ev]) []rule.Finding {
	var all []rule.Finding
	add := func(cite rule.Citation, t *rule.Template, holds bool, facts ...rule.Fact) {
		f := t.Finding(holds, facts...)
		f.Cite = cite
		all = append(all, f)
	}
	cite := rule.Citation(h.policies.latest().ID())
	for _, f := range slices.Concat(r.Outcome.Findings, r.led) {
		cite = f.Cite
		break
	}
	e := r.entry
	if r.old != nil {
		e = r.old
	}
	event, on, recorded := rule.Str("event", string(e.Event.Name())), rule.Date("on", e.On), rule.Date("recorded", r.Recorded)
	switch r.Change {
	case "correct":
		differs := h.m.differing(r.old.Event, r.entry.Event)
		for _, d := range differs {
			add(cite, &corrected, true, rule.Str("fact", d.fact), event, on, stated("from", d.from), stated("to", d.to), recorded)
		}
		if len(differs) == 0 {
			add(cite, &unchanged, true, event, on, recorded)
		}
	case "insert":
		add(cite, &inserted, true, event, on, recorded)
	default:
		add(cite, &takenOut, true, event, on, recorded, rule.Str("reason", strings.TrimSuffix(r.entry.Why, ".")))
	}
	before, after := *h.m.def.Case(&r.Before).State, *h.m.def.Case(&r.After).State
	if before == after {
		add(cite, &asItWas, true, rule.Str("after", after))
	} else {
		add(cite, &otherwise, true, rule.Str("after", after), rule.Str("before", before))
	}
	for _, d := range r.Lost {
		add(rule.Citation(d.Cite), &lost, false, rule.Str("duty", d.ID), rule.Date("opened", d.Opened.On))
	}
	for _, d := range r.Gained {
		if d.Due.IsZero() {
			add(rule.Citation(d.Cite), &gained, true, rule.Str("duty", d.ID), rule.Date("opened", d.Opened.On))
		} else {
			add(rule.Citation(d.Cite), &gainedDue, true, rule.Str("duty", d.ID), rule.Date("opened", d.Opened.On), rule.Date("due", d.Due))
		}
	}
	for _, m := range r.Moved {
		add(rule.Citation(m.Duty.Cite), &moved, true, rule.Str("duty", m.Duty.ID), rule.Date("opened", m.Duty.Opened.On),
			rule.Date("from", m.From), rule.Date("to", m.To))
	}
	for _, b := range r.Broken {
		under, why := cite, b.Err.Error()
		var refused *rule.Refused
		if errors.As(b.Err, &refused) {
			under, why = refused.Findings[0].Cite, refused.Findings[0].Text()
		}
		i := slices.IndexFunc(r.tail, func(n node[C, Ev]) bool { return n.entry.ID == b.Entry })
		e := r.tail[i].entry
		add(under, &broken, false, rule.Str("event", string(e.Event.Name())), rule.Date("on", e.On), rule.Str("why", strings.TrimSuffix(why, ".")))
	}
	return all
}

// stated is what an event gave, as a fact of a sentence: a day as a date.
func stated(name, text string) rule.Fact {
	if day, err := calendar.Parse(text); err == nil {
		return rule.Date(name, day)
	}
	return rule.Str(name, text)
}

// difference is a fact that two events have otherwise.
type difference struct{ fact, from, to string }

// differing lists the facts of two events that differ, in the order of their keys;
// of what is a mapping in both, those in it: "end (terms)".
func (m *Machine[S, E, C, Ev, P]) differing(a, b Ev) []difference {
	old, _ := m.node(a) // one that cannot be written has no facts to compare
	now, _ := m.node(b)
	return differences(old, now, "")
}

func differences(old, now *strict.Node, of string) []difference {
	var all []difference
	for _, key := range slices.Concat(old.Keys(), now.Without(old.Keys()...).Keys()) {
		was, is := old.Get(key), now.Get(key)
		name := key
		if name == "on" {
			name = "day"
		}
		if was != nil && is != nil && was.Kind == strict.Map && is.Kind == strict.Map {
			all = append(all, differences(was, is, " ("+name+of+")")...)
		} else if from, to := inWords(was), inWords(is); from != to {
			all = append(all, difference{name + of, from, to})
		}
	}
	return all
}

// inWords writes what an event gave for people: lists with commas, or semicolons
// between what has parts, and the parts of a mapping after their names.
func inWords(n *strict.Node) string {
	if n == nil {
		return "none"
	}
	var parts []string
	between := ", "
	for _, item := range n.Items {
		if item.Kind == strict.Map {
			between = "; "
		}
		parts = append(parts, inWords(item))
	}
	for _, f := range n.Fields {
		parts = append(parts, strings.ReplaceAll(f.Name, "_", " ")+" "+inWords(f.Value))
	}
	if n.Kind == strict.List || n.Kind == strict.Map {
		return strings.Join(parts, between)
	}
	return n.Text
}
