package lifecycletest

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
	"pgregory.net/rapid"
)

// A Past is how the histories of a procedure begin and are read, and what happens
// in them, one after the other. An event that is refused, as by another version of
// the policy than the one it was drawn for, is no entry. The zero value has no machine:
// every field without a comment that says otherwise is needed.
type Past[S, E ~string, C any, Ev lifecycle.Event[E], P lifecycle.Versioned] struct {
	Begin func() (*lifecycle.History[S, E, C, Ev, P], error)
	Read  func(data []byte) (*lifecycle.History[S, E, C, Ev, P], error)
	Drawn *rapid.Generator[[]Ev]
}

// Test asks the laws of a case through time, over histories that are drawn at
// random and changed at random.
func (p Past[S, E, C, Ev, P]) Test(t *testing.T) {
	t.Helper()
	rapid.Check(t, func(rt *rapid.T) {
		if err := p.Keeps(rt); err != nil {
			rt.Fatal(err)
		}
	})
}

// Keeps draws a history and gives the first law that it breaks.
func (p Past[S, E, C, Ev, P]) Keeps(rt *rapid.T) error {
	h, err := p.Begin()
	if err != nil {
		return err
	}
	var events []Ev
	for _, e := range p.Drawn.Draw(rt, "events") {
		_, err := h.Append("", e, lifecycle.As{})
		var refused *rule.Refused
		switch {
		case err == nil:
			events = append(events, e)
		case !errors.As(err, &refused):
			return err
		}
	}
	if len(events) == 0 {
		return nil
	}
	x := &changing[S, E, C, Ev, P]{Past: p, rt: rt, h: h, events: events}
	x.decides("an event at the end")
	x.toItself()
	x.thereAndBack()
	for range rapid.IntRange(1, 4).Draw(rt, "changes") {
		x.anyhow()
	}
	return errors.Join(x.broken...)
}

// changing is a history that is being changed.
type changing[S, E ~string, C any, Ev lifecycle.Event[E], P lifecycle.Versioned] struct {
	Past[S, E, C, Ev, P]
	rt     *rapid.T
	h      *lifecycle.History[S, E, C, Ev, P]
	events []Ev
	broken []error
}

// same keeps a law that is broken: what comes is not what is wanted.
func (x *changing[S, E, C, Ev, P]) same(law string, got, want any) {
	if g, w := written(got), written(want); g != w {
		x.broken = append(x.broken, fmt.Errorf("%s: got %s, want %s", law, g, w))
	}
}

// none keeps a law that is broken by an error.
func (x *changing[S, E, C, Ev, P]) none(law string, err error) bool {
	if err != nil {
		x.broken = append(x.broken, fmt.Errorf("%s: %w", law, err))
	}
	return err == nil
}

// outcomes is all that a history has come to.
func (x *changing[S, E, C, Ev, P]) outcomes(h *lifecycle.History[S, E, C, Ev, P]) map[string]rule.Outcome {
	all := map[string]rule.Outcome{}
	for _, e := range h.Entries() {
		outcome, err := h.Outcome(e.ID)
		x.none("an entry has an outcome", err)
		if e.Status == lifecycle.InForce {
			all[e.ID] = outcome
		}
	}
	return all
}

// decides asks that the entries in force decide the case and nothing else does,
// whatever was changed before.
func (x *changing[S, E, C, Ev, P]) decides(after string) {
	h := x.h
	replay, err := x.Begin()
	if !x.none("a history begins", err) {
		return
	}
	keys := map[string]bool{}
	for _, e := range h.Entries() {
		if e.Status != lifecycle.InForce {
			continue
		}
		outcome, err := replay.Append(e.ID, e.Event, lifecycle.As{})
		if !x.none(after+": the entries are replayed", err) {
			return
		}
		x.keyed(after, e.ID, outcome.Opened, keys)
	}
	x.same(after+": a history is the replay of its entries", replay.Case(), h.Case())
	x.same(after+": every outcome is that of the replay", x.outcomes(replay), x.outcomes(h))
	far, _ := h.Recorded().AddDays(1)
	x.same(after+": as of today it is the case", h.AsOf(far), h.Case())
	if known, err := h.KnownOn(h.Recorded()); x.none(after+": what is known today", err) {
		x.same(after+": what is known today is the case", known, h)
	}
	data, err := json.Marshal(h)
	if !x.none(after+": it is written", err) {
		return
	}
	again, err := x.Read(data)
	if !x.none(after+": it is read", err) {
		return
	}
	x.same(after+": its JSON is without loss", again, h)
	x.same(after+": what is read is the case", again.Case(), h.Case())
	x.same(after+": what is read has the outcomes", x.outcomes(again), x.outcomes(h))
}

// keyed holds the keys of the duties that an entry opened against those before them.
func (x *changing[S, E, C, Ev, P]) keyed(after, entry string, opened []calendar.Duty, keys map[string]bool) {
	for _, d := range opened {
		if keys[d.Key] || !strings.HasPrefix(d.Key, entry+"/"+d.ID) {
			x.same(after+": a duty has a key of its own, of its entry", d.Key, entry)
		}
		keys[d.Key] = true
	}
}

// one draws one of the entries.
func (x *changing[S, E, C, Ev, P]) one() lifecycle.Entry[Ev] {
	return rapid.SampledFrom(x.h.Entries()).Draw(x.rt, "entry")
}

// toItself corrects an entry to itself: nothing changes.
func (x *changing[S, E, C, Ev, P]) toItself() {
	const law = "an entry corrected to itself changes nothing"
	e := x.one()
	before := x.outcomes(x.h)
	r, err := x.h.Correct(e.ID, e.Event, lifecycle.As{})
	if !x.none(law, err) {
		return
	}
	x.same(law, [...]int{len(r.Changed), len(r.Gained), len(r.Lost), len(r.Moved), len(r.Broken)}, [5]int{})
	x.same(law, r.After, r.Before)
	x.accepts(law)
	x.same(law, x.outcomes(x.h), before)
}

// thereAndBack inserts an event; where it breaks nothing, removing it is the
// identity.
func (x *changing[S, E, C, Ev, P]) thereAndBack() {
	const law = "inserting what breaks nothing, and removing it, changes nothing"
	c, before := x.h.Case(), x.outcomes(x.h)
	r, err := x.h.Insert("late", x.moved(), lifecycle.As{})
	if err != nil || len(r.Broken) > 0 {
		return // it is not lawful there, or something is not lawful after it
	}
	x.accepts(law)
	x.decides("an insertion")
	_, err = x.h.Remove("late", "it was none", lifecycle.As{})
	x.none(law, err)
	x.accepts(law)
	x.same(law, x.h.Case(), c)
	x.same(law, x.outcomes(x.h), before)
}

// accepts accepts the revision at hand.
func (x *changing[S, E, C, Ev, P]) accepts(law string) {
	_, err := x.h.Accept()
	x.none(law, err)
}

// moved is one of the events, on the day of another.
func (x *changing[S, E, C, Ev, P]) moved() Ev {
	e := rapid.SampledFrom(x.events).Draw(x.rt, "event")
	moved, err := x.h.With(e, fmt.Appendf(nil, `{"on":%q}`, x.one().On))
	x.none("an event is moved", err)
	return moved
}

// anyhow corrects, inserts or removes, on a later day, and looks at what came of it.
func (x *changing[S, E, C, Ev, P]) anyhow() {
	h, e := x.h, x.one()
	today := h.Recorded()
	tomorrow, err := today.AddDays(1)
	x.none("there is a tomorrow", err)
	as := lifecycle.As{Recorded: tomorrow}
	before, c, branch := x.outcomes(h), h.Case(), h.Clone()
	stood := written(h)
	var r *lifecycle.Revision[C, Ev]
	change := rapid.SampledFrom([]string{"correct", "insert", "remove"}).Draw(x.rt, "change")
	switch change {
	case "correct":
		r, err = h.Correct(e.ID, x.moved(), as)
	case "insert":
		r, err = h.Insert("", x.moved(), as)
	default:
		r, err = h.Remove(e.ID, "it was none", as)
	}
	x.same("nothing changes until it is accepted", json.RawMessage(written(h)), json.RawMessage(stood))
	if err != nil {
		return // which is lawful
	}
	x.accepts("a revision is accepted")
	x.decides("a change (" + change + ")")
	x.same("the case after a revision is the case", r.After, h.Case())
	x.same("the case before a revision was the case", r.Before, c)
	x.differ(r, before, x.outcomes(h))
	x.same("clones never see each other", json.RawMessage(written(branch)), json.RawMessage(stood))
	if known, err := h.KnownOn(today); x.none("what was known is kept", err) {
		x.same("what was known is kept", known, branch)
		x.same("what was known was the case", known.Case(), c)
	}
}

// differ holds what a revision says against the outcomes before and after.
func (x *changing[S, E, C, Ev, P]) differ(r *lifecycle.Revision[C, Ev], before, after map[string]rule.Outcome) {
	opened := func(outcomes map[string]rule.Outcome) map[string]calendar.Date {
		all := map[string]calendar.Date{}
		for _, o := range outcomes {
			for _, d := range o.Opened {
				all[d.Key] = d.Due
			}
		}
		return all
	}
	old, now := opened(before), opened(after)
	var gained, lost, moved, changed []string
	for key, due := range now {
		if was, ok := old[key]; !ok {
			gained = append(gained, key)
		} else if was != due {
			moved = append(moved, key)
		}
	}
	for key := range old {
		if _, ok := now[key]; !ok {
			lost = append(lost, key)
		}
	}
	for id, o := range after {
		if was, ok := before[id]; ok && id != r.Entry && written(trimmed(was)) != written(trimmed(o)) {
			changed = append(changed, id)
		}
	}
	keys := func(duties []calendar.Duty) []string {
		var all []string
		for _, d := range duties {
			all = append(all, d.Key)
		}
		return all
	}
	var due []string
	for _, m := range r.Moved {
		due = append(due, m.Duty.Key)
	}
	for _, c := range []struct {
		what      string
		got, want []string
	}{{"gained", keys(r.Gained), gained}, {"lost", keys(r.Lost), lost}, {"moved", due, moved}, {"changed", slices.Clone(r.Changed), changed}} {
		slices.Sort(c.got)
		slices.Sort(c.want)
		x.same("a revision says what differs: "+c.what, append([]string{}, c.got...), append([]string{}, c.want...))
	}
}

// trimmed is what a revision compares of an outcome: not the words of its findings,
// what it waits for, or the version that decided.
func trimmed(o rule.Outcome) any {
	type finding struct {
		ID    string
		Holds bool
		Facts []rule.Fact
		Asked []string
	}
	type duty struct {
		Key string
		Due calendar.Date
		How calendar.How
	}
	var findings []finding
	for _, f := range o.Findings {
		findings = append(findings, finding{f.ID, f.Holds, f.Facts, f.Interpretations})
	}
	var opened, closed []duty
	for _, d := range o.Opened {
		opened = append(opened, duty{d.Key, d.Due, d.How})
	}
	for _, d := range o.Closed {
		closed = append(closed, duty{d.Key, d.Due, d.How})
	}
	return []any{findings, opened, closed, o.Documents}
}
