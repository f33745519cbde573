package lifecycle

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// historyJSON is the form of a history: its entries in their order, each with all
// its records, and the versions of the policy. What they decide is not in it.
type historyJSON[C any] struct {
	Start    C             `json:"start"`
	Policies []versionJSON `json:"policies"`
	Entries  []entryJSON   `json:"entries"`
}

type versionJSON struct {
	Policy    string        `json:"policy"`
	Effective calendar.Date `json:"effective,omitzero"`
}

type entryJSON struct {
	ID      string   `json:"id"`
	Records []Stored `json:"records"`
}

// historyFrame is the form without the case and the events in it, which are read as
// strictly by themselves.
type historyFrame struct {
	Start    *strict.Node  `json:"start"`
	Policies []versionJSON `json:"policies"`
	Entries  []struct {
		ID      string `json:"id"`
		Records []struct {
			Change   int           `json:"change"`
			Recorded calendar.Date `json:"recorded"`
			Status   string        `json:"status"`
			Event    *strict.Node  `json:"event,omitempty"`
			Why      string        `json:"why,omitempty"`
			Note
		} `json:"records"`
	} `json:"entries"`
}

// MarshalJSON writes the history: its entries, as they stand and as they stood, and
// not what they decide. A revision that is not accepted is not in it. An event that
// could not be read back is an *EntryError.
func (h *History[S, E, C, Ev, P]) MarshalJSON() ([]byte, error) {
	if err := h.made(); err != nil {
		return nil, err
	}
	form := historyJSON[C]{Start: h.start, Entries: make([]entryJSON, len(h.line))}
	for _, v := range h.policies.versions {
		form.Policies = append(form.Policies, versionJSON{v.ID(), v.Effective()})
	}
	for i, n := range h.line {
		form.Entries[i].ID = n.entry.ID
		for _, r := range append(slices.Clip(n.entry.Earlier), n.entry.Record) {
			record, err := h.stored(n.entry.ID, r)
			if err != nil {
				return nil, err
			}
			record.Entry = "" // which stands above
			form.Entries[i].Records = append(form.Entries[i].Records, record)
		}
	}
	return json.Marshal(form)
}

// ReadHistory reads a history that MarshalJSON wrote, and decides its entries again
// by the versions of the policy that are handed over: those that it was made under
// and, where there are any, later ones. The error is an *rule.InputError for what no
// history is, and an *EntryError for an entry that these versions do not allow.
func ReadHistory[S, E ~string, C any, Ev Event[E], P Versioned](m *Machine[S, E, C, Ev, P], data []byte, versions ...P) (*History[S, E, C, Ev, P], error) {
	var frame historyFrame
	if err := strict.UnmarshalHistory(data, &frame); err != nil {
		return nil, err
	}
	if frame.Start == nil {
		return nil, &rule.InputError{Field: "start", Expected: "the case with which the history begins"}
	}
	var form historyJSON[C]
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&form); err != nil {
		return nil, &rule.InputError{Field: "history", Problem: "it cannot be read: " + err.Error(), Expected: "a history as MarshalJSON writes it"}
	}
	h, err := NewHistory(m, form.Start, versions...)
	if err != nil {
		return nil, err
	}
	for i, v := range form.Policies {
		if !slices.ContainsFunc(h.policies.versions, func(p P) bool { return p.ID() == v.Policy && p.Effective() == v.Effective }) {
			return nil, &rule.InputError{Field: fmt.Sprintf("policies[%d]", i), Value: strings.TrimSpace(v.Policy + " " + v.Effective.String()),
				Problem: "is not handed over", Expected: "every version of the policy that the history was made under"}
		}
	}
	entries := make([]*Entry[Ev], len(form.Entries))
	known := map[string]bool{}
	for i, e := range form.Entries {
		if entries[i], err = m.readEntry(e); err == nil && known[e.ID] {
			err = &rule.InputError{Field: "id", Value: e.ID, Problem: "stands twice", Expected: "an id of its own"}
		}
		if err != nil {
			return nil, &EntryError{e.ID, err}
		}
		known[e.ID] = true
	}
	if err := forward(entries); err != nil {
		return nil, err
	}
	return h, h.fill(entries, nil)
}

// readEntry reads an entry with its records.
func (m *Machine[S, E, C, Ev, P]) readEntry(form entryJSON) (*Entry[Ev], error) {
	e := &Entry[Ev]{ID: form.ID}
	wrong := func(i int, field, value, expected string) error {
		return &rule.InputError{Field: fmt.Sprintf("records[%d].%s", i, field), Value: value, Expected: expected}
	}
	if e.ID == "" {
		return nil, &rule.InputError{Field: "id", Expected: "the id of an entry"}
	}
	if err := checkID(e.ID); err != nil {
		return nil, err
	}
	if len(form.Records) == 0 {
		return nil, &rule.InputError{Field: "records", Expected: "one or more"}
	}
	for i, r := range form.Records {
		before := e.Record
		now := Record[Ev]{Change: r.Change, Recorded: r.Recorded, On: before.On, Event: before.Event, Status: r.Status, Why: r.Why, Note: r.Note}
		switch {
		case r.Change <= before.Change:
			return nil, wrong(i, "change", strconv.Itoa(r.Change), fmt.Sprintf("a number above %d", before.Change))
		case before.Status == Removed || i == 0 && r.Status != InForce || r.Status != InForce && r.Status != Void && r.Status != Removed:
			return nil, wrong(i, "status", string(r.Status), "in_force first, then in_force, void or removed, and nothing after removed")
		case (r.Status == InForce) != (r.Event != nil):
			return nil, wrong(i, "event", string(r.Event), "an event where the entry is in force, and none where it is not")
		case r.Status == InForce:
			var err error
			if now.Event, err = m.Unmarshal(r.Event); err != nil {
				return nil, err
			}
			if now.On, err = m.dayOf(now.Event); err != nil {
				return nil, err
			}
		}
		if now.Recorded.Before(now.On) {
			return nil, wrong(i, "recorded", now.Recorded.String(), "a day not before "+now.On.String()+", on which it happened")
		}
		if i > 0 {
			e.Earlier = append(e.Earlier, before)
		}
		e.Record = now
	}
	return e, nil
}

// forward checks that entries stand by their days and that the record runs forward.
func forward[Ev any](entries []*Entry[Ev]) error {
	var days []recordedOn
	for i, e := range entries {
		if i > 0 && cmp.Or(entries[i-1].On.Compare(e.On), entries[i-1].placed()-e.placed()) > 0 {
			return &EntryError{e.ID, &rule.InputError{Field: "on", Value: e.On.String(), Problem: "stands after a later one",
				Expected: "the entries in the order of their days and, on one day, of entering"}}
		}
		for _, r := range append(slices.Clip(e.Earlier), e.Record) {
			days = append(days, recordedOn{r.Change, r.Recorded, e.ID})
		}
	}
	slices.SortStableFunc(days, func(a, b recordedOn) int { return a.change - b.change })
	for i, d := range days {
		if i > 0 && d.day.Before(days[i-1].day) {
			return &EntryError{d.entry, &rule.InputError{Field: "recorded", Value: d.day.String(), Problem: "runs backwards",
				Expected: "a day not before " + days[i-1].day.String() + ", that of the change before"}}
		}
	}
	return nil
}

// recordedOn is the day of a change.
type recordedOn struct {
	change int
	day    calendar.Date
	entry  string
}

// dayOf gives the day of an event.
func (m *Machine[S, E, C, Ev, P]) dayOf(e Ev) (calendar.Date, error) {
	k := m.kindOf(e)
	if k == nil {
		return calendar.Date{}, m.unknown("")
	}
	on := reflect.ValueOf(m.FactsOf(e)).FieldByIndex(k.day).Interface().(calendar.Date)
	if on.IsZero() {
		return on, &rule.InputError{Field: "on", Expected: "the day of the event"}
	}
	return on, nil
}

// node gives an event in its JSON form. The error is that of Marshal.
func (m *Machine[S, E, C, Ev, P]) node(e Ev) (*strict.Node, error) {
	data, err := m.Marshal(e)
	if err != nil {
		return &strict.Node{Kind: strict.Map}, err
	}
	return strict.ParseJSON(data)
}

// patch is Patch of an event.
func (m *Machine[S, E, C, Ev, P]) patch(e Ev, facts []byte) (Ev, error) {
	var none Ev
	with, err := strict.ParseJSON(facts)
	if err != nil {
		return none, err
	}
	if with.Kind != strict.Map {
		return none, &rule.InputError{Field: "json", Problem: string(with.Kind) + " is not valid", Expected: "an object of facts"}
	}
	whole, err := m.node(e)
	if err != nil {
		return none, err
	}
	name := e.Name()
	if to := with.Get("event"); to != nil {
		name = E(to.Text)
	}
	merged := &strict.Node{Kind: strict.Map}
	for _, f := range whole.Without("event").Fields {
		if with.Get(f.Name) == nil && (name == e.Name() || m.takes(name, f.Name)) {
			merged.Fields = append(merged.Fields, f)
		}
	}
	for _, f := range with.Without("event").Fields {
		if f.Value.Kind != strict.Null {
			merged.Fields = append(merged.Fields, f)
		}
	}
	return m.Decode(name, merged)
}

// takes reports whether an event has a fact.
func (m *Machine[S, E, C, Ev, P]) takes(event E, fact string) bool {
	for _, e := range m.def.Events {
		if e.Name() == event {
			index, _ := fieldAt(reflect.TypeOf(m.FactsOf(e)), fact, "json")
			return index != nil
		}
	}
	return false
}
