package lifecycle

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/internal/unshare"
	"github.com/workcomp-go/workcomp/internal/words"
	"github.com/workcomp-go/workcomp/rule"
)

// A History is a case through time: its entries, with every change of them, and the
// case that they decide. Nothing else decides it. The case after each entry is
// kept, so that a correction costs the entries after it and no more.
//
// A History is owned: one goroutine at a time changes it. Of two that branch from
// one, by Clone or by KnownOn, neither sees what becomes of the other. The zero value is
// of no case: an input error.
type History[S, E ~string, C any, Ev Event[E], P Versioned] struct {
	m        *Machine[S, E, C, Ev, P]
	policies *Timeline[P]
	start    C
	line     []node[C, Ev] // in the order of their days, on one day in that of entering
	ids      map[string]*Entry[Ev]
	changes  int           // so far
	latest   calendar.Date // on which something was recorded
	revision *Revision[C, Ev]
}

// node is an entry at its place, with what it led to.
type node[C, Ev any] struct {
	entry *Entry[Ev] // never changed: another record is another Entry
	*state[C]
}

// state is the case after an entry. Of one that decides nothing the outcome is
// empty.
type state[C any] struct {
	after   C
	outcome rule.Outcome
}

// Status says whether an entry decides the case. The zero value is none of them.
type Status string

// The statuses of an entry.
const (
	InForce Status = "in_force" // it decides the case
	Void    Status = "void"     // it is no longer lawful, after a revision that was accepted
	Removed Status = "removed"  // it was taken out
)

// An Entry is an event of a history, as it stands now and as it stood before. The zero
// value is no entry.
type Entry[Ev any] struct {
	ID string
	Record[Ev]
	Earlier []Record[Ev] // oldest first
}

// A Record is what one change of a history recorded of an entry. The zero value records nothing.
type Record[Ev any] struct {
	Change   int           // its number in the history, from 1
	Recorded calendar.Date // the day of the change
	On       calendar.Date // the day the event happened
	Event    Ev
	Status   Status
	Why      string // of a void entry the refusal or error, of a removed one the reason
	Note     Note
}

// Note is what a host keeps with an entry: texts that are given back and never read. The
// zero value is no note.
type Note struct {
	Actor     string `json:"actor,omitempty"`     // who entered it
	Reference string `json:"reference,omitempty"` // the document, by the host's own name for it
	Note      string `json:"note,omitempty"`
}

// As says how a change is entered. The zero value is by default: recorded on the day of
// the event or of the change before, without a note.
type As struct {
	Recorded calendar.Date // the zero Date: the day of the event, or the latest day recorded where that is later
	Note
}

// NewHistory begins the history of a case at its start, under one policy or under
// several versions of one. The error is that of NewTimeline.
func NewHistory[S, E ~string, C any, Ev Event[E], P Versioned](m *Machine[S, E, C, Ev, P], start C, versions ...P) (*History[S, E, C, Ev, P], error) {
	policies, err := NewTimeline(versions...)
	if err != nil {
		return nil, err
	}
	return &History[S, E, C, Ev, P]{m: m, policies: policies, start: start, ids: map[string]*Entry[Ev]{}}, nil
}

// made is an error for a history that nobody began.
func (h *History[S, E, C, Ev, P]) made() error {
	if h.m == nil {
		return &rule.InputError{Field: "history", Expected: "a history, from NewHistory or ReadHistory"}
	}
	return nil
}

// Clone gives a history of its own, which begins as this one stands. A revision
// that is not accepted stays behind.
func (h *History[S, E, C, Ev, P]) Clone() *History[S, E, C, Ev, P] {
	c := *h
	c.line, c.ids, c.revision = slices.Clip(h.line), maps.Clone(h.ids), nil
	return &c
}

// Machine gives the machine that decides the entries.
func (h *History[S, E, C, Ev, P]) Machine() *Machine[S, E, C, Ev, P] { return h.m }

// Policies gives the versions of the policy by which the history is decided.
func (h *History[S, E, C, Ev, P]) Policies() *Timeline[P] { return h.policies }

// Case gives the case after all entries.
func (h *History[S, E, C, Ev, P]) Case() C { return unshare.Of(h.after(len(h.line))) }

// AsOf gives the case after all entries of a day and before, by what is known now.
func (h *History[S, E, C, Ev, P]) AsOf(day calendar.Date) C { return unshare.Of(h.after(h.until(day))) }

// Overdue gives the duties that were overdue on a day: due before it, and not closed
// by then.
func (h *History[S, E, C, Ev, P]) Overdue(day calendar.Date) []calendar.Duty {
	if h.m == nil {
		return nil
	}
	c := h.AsOf(day)
	return h.m.def.Case(&c).Docket.OverdueOn(day)
}

// after is the case after the first n entries.
func (h *History[S, E, C, Ev, P]) after(n int) C {
	if n == 0 {
		return h.start
	}
	return h.line[n-1].after
}

// until counts the entries of a day and before.
func (h *History[S, E, C, Ev, P]) until(day calendar.Date) int {
	n, _ := slices.BinarySearchFunc(h.line, day, func(n node[C, Ev], day calendar.Date) int {
		if n.entry.On.After(day) {
			return 1
		}
		return -1
	})
	return n
}

// Recorded gives the latest day on which something was recorded; the zero Date
// before anything was.
func (h *History[S, E, C, Ev, P]) Recorded() calendar.Date { return h.latest }

// Entries gives all entries, those that decide nothing too, in the order of their
// days.
func (h *History[S, E, C, Ev, P]) Entries() []Entry[Ev] {
	all := make([]Entry[Ev], len(h.line))
	for i, n := range h.line {
		all[i] = n.entry.copied()
	}
	return all
}

// Entry gives the entry of an id. The error names an id that is none.
func (h *History[S, E, C, Ev, P]) Entry(id string) (Entry[Ev], error) {
	e, err := h.find(id)
	if err != nil {
		return Entry[Ev]{}, err
	}
	return e.copied(), nil
}

func (e *Entry[Ev]) copied() Entry[Ev] {
	c := *e
	c.Earlier = slices.Clone(e.Earlier)
	return c
}

// Outcome gives what the entry of an id led to; an empty one of an entry that
// decides nothing. The error names an id that is none.
func (h *History[S, E, C, Ev, P]) Outcome(id string) (rule.Outcome, error) {
	e, err := h.find(id)
	if err != nil {
		return rule.Outcome{}, err
	}
	return unshare.Of(h.line[h.place(e)].outcome), nil
}

func (h *History[S, E, C, Ev, P]) find(id string) (*Entry[Ev], error) {
	if e := h.ids[id]; e != nil {
		return e, nil
	}
	known := make([]string, len(h.line))
	for i, n := range h.line {
		known[i] = n.entry.ID
	}
	return nil, strict.UnknownWord("entry", id, known)
}

// place is where an entry stands.
func (h *History[S, E, C, Ev, P]) place(e *Entry[Ev]) int {
	i := h.until(e.On) - 1
	for h.line[i].entry != e {
		i--
	}
	return i
}

// The refusals of a change, under the policy.
var (
	idTaken    = rule.Template{ID: "history.id", Text: "There is an entry {id} already, with another event."}
	idOut      = rule.Template{ID: "history.id.out", Text: "There was an entry {id}, and it is {status}: {why}."}
	wasRemoved = rule.Template{ID: "history.removed", Text: "The entry {id} was removed: {why}."}
	noReason   = rule.Template{ID: "history.reason", Text: "An entry is removed for a reason; not given: reason."}
	noRevision = rule.Template{ID: "history.revision", Text: "There is no revision to accept."}
	stale      = rule.Template{ID: "history.stale", Text: "The revision was made before the history changed: it is made again first."}
)

// refuse refuses a change of the history.
func (h *History[S, E, C, Ev, P]) refuse(change string, t *rule.Template, facts ...rule.Fact) error {
	c := h.Case()
	f := t.Finding(false, facts...)
	f.Cite = rule.Citation(h.policies.latest().ID())
	return &rule.Refused{Event: change, State: string(*h.m.def.Case(&c).State), Findings: []rule.Finding{f}}
}

// about are the facts of an entry that a refusal names.
func (e *Entry[Ev]) about() []rule.Fact {
	return []rule.Fact{rule.Str("id", e.ID), rule.Str("status", e.Status), rule.Str("why", strings.TrimSuffix(e.Why, "."))}
}

// recorded gives the day on which a change is recorded. The record runs forward.
func (h *History[S, E, C, Ev, P]) recorded(on calendar.Date, as As) (calendar.Date, error) {
	least := h.latest
	if on.After(least) {
		least = on
	}
	switch {
	case as.Recorded.IsZero():
		return least, nil
	case as.Recorded.Before(least):
		return least, &rule.InputError{Field: "recorded", Value: as.Recorded.String(), Problem: "runs backwards",
			Expected: "a day not before " + least.String() + ": nothing is recorded before it happens, or before what was recorded last"}
	}
	return as.Recorded, nil
}

// record is that of the next change, of an event.
func (h *History[S, E, C, Ev, P]) record(e Ev, as As) (Record[Ev], error) {
	if err := h.made(); err != nil {
		return Record[Ev]{}, err
	}
	on, err := h.m.dayOf(e)
	if err != nil {
		return Record[Ev]{}, err
	}
	recorded, err := h.recorded(on, as)
	return Record[Ev]{Change: h.changes + 1, Recorded: recorded, On: on, Event: e, Status: InForce, Note: as.Note}, err
}

// named gives the id of a new entry: its number in the order of entering, where the
// host has none of its own.
func (h *History[S, E, C, Ev, P]) named(id string) string {
	for n := len(h.ids) + 1; id == ""; n++ {
		if next := strconv.Itoa(n); h.ids[next] == nil {
			id = next
		}
	}
	return id
}

// checkID refuses the id of an entry that could be taken for another one.
func checkID(id string) error {
	if odd := words.Odd(id); odd != "" {
		return &rule.InputError{Field: "id", Value: id, Problem: odd, Expected: words.AnID}
	}
	return nil
}

// Append enters an event at the end, as Apply decides it: refused or in error, there
// is no entry. Without an id it gets its number, from 1, in the order of entering.
// A delivery twice, the same event under the id of an entry in force, gives the
// outcome again and changes nothing; any other event under an id that is there is
// refused.
func (h *History[S, E, C, Ev, P]) Append(id string, e Ev, as As) (rule.Outcome, error) {
	switch old := h.ids[id]; {
	case old == nil:
	case old.Status != InForce:
		return rule.Outcome{}, h.refuse("append", &idOut, old.about()...)
	case !h.m.sameEvent(e, old.Event):
		return rule.Outcome{}, h.refuse("append", &idTaken, rule.Str("id", id))
	default:
		return unshare.Of(h.line[h.place(old)].outcome), nil
	}
	record, err := h.record(e, as)
	if err == nil {
		err = checkID(id)
	}
	if err != nil {
		return rule.Outcome{}, err
	}
	entry, decided := &Entry[Ev]{ID: h.named(id), Record: record}, &state[C]{after: h.Case()}
	if err := h.decide(entry, decided); err != nil {
		return rule.Outcome{}, err
	}
	at := h.until(entry.On)
	if at == len(h.line) {
		h.line = append(h.line, node[C, Ev]{entry, decided})
	} else { // those behind decide nothing
		h.line = slices.Insert(slices.Clone(h.line), at, node[C, Ev]{entry, decided})
		for i := at + 1; i < len(h.line); i++ {
			h.line[i].state = &state[C]{after: decided.after}
		}
	}
	h.ids[entry.ID], h.changes, h.latest = entry, record.Change, record.Recorded
	return unshare.Of(decided.outcome), nil
}

// decide decides an entry by the version of the policy that is in force, or by which
// the definition has such an event decided. The state is that before it, and after
// it unless there is an error.
func (h *History[S, E, C, Ev, P]) decide(entry *Entry[Ev], s *state[C]) error {
	policy, ok := h.policies.At(entry.On)
	if !ok {
		policy = h.policies.versions[0] // which refuses it, unless it is an error
	}
	asked, early := "", calendar.Date{} // early: before every version
	if h.m.def.Version != nil && len(h.policies.versions) > 1 {
		if day, other, id := h.m.def.Version(policy, entry.Event); id != "" {
			taken, in := h.policies.At(day)
			against, known := h.policies.At(other)
			if !in || !known || taken.Effective() != against.Effective() {
				asked = id
			}
			if in {
				policy = taken
			} else {
				early = day
			}
		}
	}
	m := h.of(policy)
	x := m.context(policy, s.after)
	err := m.apply(x, entry.Event, entry.ID) // what goes out gets lists of its own there
	switch {
	case err != nil:
		return err
	case !early.IsZero():
		return notInForce(h.policies.versions[0], string(entry.Event.Name()), string(*h.m.def.Case(&s.after).State), early, asked)
	}
	outcome := x.out
	outcome.Version = h.policies.Name(policy)
	if asked != "" {
		f := &outcome.Findings[0]
		f.Interpretations = append(slices.Clip(f.Interpretations), asked)
	}
	s.after, s.outcome = x.next, outcome
	return nil
}

// of is the machine of a version of the policy.
func (h *History[S, E, C, Ev, P]) of(policy P) *Machine[S, E, C, Ev, P] {
	if own := h.m.def.Own; own != nil {
		return own(policy)
	}
	return h.m
}

// Correct gives the revision of a history in which the entry of an id has another
// event: other facts, another day, to whose place it moves, or another kind of
// event altogether (Patch makes one of facts alone). A removed entry cannot be
// corrected.
func (h *History[S, E, C, Ev, P]) Correct(id string, e Ev, as As) (*Revision[C, Ev], error) {
	old, err := h.find(id)
	if err != nil {
		return nil, err
	}
	record, err := h.record(e, as)
	if err != nil {
		return nil, err
	}
	if old.Status == Removed {
		return nil, h.refuse("correct", &wasRemoved, old.about()...)
	}
	if record.Note == (Note{}) {
		record.Note = old.Note
	}
	return h.revise("correct", old, old.with(record))
}

// Insert gives the revision of a history with a late entry, which takes its place by
// its day, after those of the same day. An id that is there already is refused.
func (h *History[S, E, C, Ev, P]) Insert(id string, e Ev, as As) (*Revision[C, Ev], error) {
	record, err := h.record(e, as)
	if err == nil {
		err = checkID(id)
	}
	if err != nil {
		return nil, err
	}
	switch old := h.ids[id]; {
	case old == nil:
	case old.Status != InForce:
		return nil, h.refuse("insert", &idOut, old.about()...)
	default:
		return nil, h.refuse("insert", &idTaken, rule.Str("id", id))
	}
	return h.revise("insert", nil, &Entry[Ev]{ID: h.named(id), Record: record})
}

// Remove gives the revision of a history in which the entry of an id decides nothing
// any more. It is refused without a reason, and of an entry removed before.
func (h *History[S, E, C, Ev, P]) Remove(id, reason string, as As) (*Revision[C, Ev], error) {
	old, err := h.find(id)
	if err != nil {
		return nil, err
	}
	recorded, err := h.recorded(calendar.Date{}, as)
	switch {
	case err != nil:
		return nil, err
	case old.Status == Removed:
		return nil, h.refuse("remove", &wasRemoved, old.about()...)
	case strings.TrimSpace(reason) == "":
		return nil, h.refuse("remove", &noReason)
	}
	record := old.Record
	record.Change, record.Recorded, record.Status, record.Why = h.changes+1, recorded, Removed, reason
	if as.Note != (Note{}) {
		record.Note = as.Note
	}
	return h.revise("remove", old, old.with(record))
}

// with is the entry with another record.
func (e *Entry[Ev]) with(r Record[Ev]) *Entry[Ev] {
	return &Entry[Ev]{ID: e.ID, Record: r, Earlier: append(slices.Clone(e.Earlier), e.Record)}
}

// Accept takes the last revision over: its entries decide from now on, and those
// that it broke are void. It is refused when there is none, and when the history
// changed after it was made.
func (h *History[S, E, C, Ev, P]) Accept() (*Revision[C, Ev], error) {
	if err := h.made(); err != nil {
		return nil, err
	}
	r := h.revision
	switch {
	case r == nil:
		return nil, h.refuse("accept", &noRevision)
	case r.entry.Change != h.changes+1:
		return nil, h.refuse("accept", &stale)
	}
	h.line = slices.Concat(h.line[:r.first], r.tail)
	for _, n := range r.tail {
		h.ids[n.entry.ID] = n.entry
	}
	h.changes, h.latest, h.revision = h.changes+1, r.Recorded, nil
	return r, nil
}

// KnownOn gives the history as it was known on a day: what was recorded later is
// not in it. The error is that of an entry which the versions of the policy that
// the history was read under do not allow.
func (h *History[S, E, C, Ev, P]) KnownOn(day calendar.Date) (*History[S, E, C, Ev, P], error) {
	var entries []*Entry[Ev]
	for _, n := range h.line {
		if e := n.entry.knownOn(day); e != nil {
			entries = append(entries, e)
		}
	}
	slices.SortStableFunc(entries, func(a, b *Entry[Ev]) int { return cmp.Or(a.On.Compare(b.On), a.placed()-b.placed()) })
	known := &History[S, E, C, Ev, P]{m: h.m, policies: h.policies, start: h.start, ids: map[string]*Entry[Ev]{}}
	return known, known.fill(entries, h.line)
}

// knownOn is the entry as it stood on a day; nil before it was entered.
func (e *Entry[Ev]) knownOn(day calendar.Date) *Entry[Ev] {
	if !e.Recorded.After(day) {
		return e
	}
	n := len(e.Earlier)
	for n > 0 && e.Earlier[n-1].Recorded.After(day) {
		n--
	}
	if n == 0 {
		return nil
	}
	return &Entry[Ev]{ID: e.ID, Record: e.Earlier[n-1], Earlier: append([]Record[Ev](nil), e.Earlier[:n-1]...)}
}

// placed is the number of the change that put the entry where it stands among those
// of its day.
func (e *Entry[Ev]) placed() int {
	change := e.Change
	for i := len(e.Earlier) - 1; i >= 0 && e.Earlier[i].On == e.On; i-- {
		change = e.Earlier[i].Change
	}
	return change
}

// fill decides entries, in their order. Those with which another history of the same
// start and policies begins too were decided there.
func (h *History[S, E, C, Ev, P]) fill(entries []*Entry[Ev], decided []node[C, Ev]) error {
	for i, e := range entries {
		var n node[C, Ev]
		if i < len(decided) && decided[i].entry == e {
			n = decided[i]
		} else {
			n, decided = node[C, Ev]{e, &state[C]{after: h.Case()}}, nil
			if e.Status == InForce {
				if err := h.decide(e, n.state); err != nil {
					return &EntryError{e.ID, err}
				}
			}
		}
		h.line, h.ids[e.ID] = append(h.line, n), e
		h.changes = max(h.changes, e.Change)
		if e.Recorded.After(h.latest) {
			h.latest = e.Recorded
		}
	}
	return nil
}

// An EntryError is the refusal or the error of one entry of a history. The zero value is
// of no entry.
type EntryError struct {
	Entry string
	Err   error
}

// Error names the entry and what was wrong with it.
func (e *EntryError) Error() string { return fmt.Sprintf("entry %s: %v", e.Entry, e.Err) }

// Unwrap returns the refusal or the error.
func (e *EntryError) Unwrap() error { return e.Err }

// Patch gives the event of the entry of an id with other facts: those of a JSON
// object replace, one given as null falls away, and the others stay. With another
// name of an event ("event") those stay that it takes too. The error names an id
// or a fact that is none.
func (h *History[S, E, C, Ev, P]) Patch(id string, facts []byte) (Ev, error) {
	e, err := h.find(id)
	if err != nil {
		var none Ev
		return none, err
	}
	return h.With(e.Event, facts)
}

// With is Patch of an event that is no entry.
func (h *History[S, E, C, Ev, P]) With(e Ev, facts []byte) (Ev, error) { return h.m.patch(e, facts) }
