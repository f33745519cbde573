package main

import "fmt"

// A placed case has one of twelve states; an event moves it on, some only when
// a guard holds. Guards ask a count and a flag, so that no way pays for
// decimals here.
var states = [12]string{"received", "assessed", "approved", "sent", "agreed", "active", "planned", "extended", "suspended", "concluded", "determined", "closed"}

// A move is a row of the lifecycle.
type move struct {
	from, event, to int
	guard           guard
}

// A guard is what a move requires.
type guard int

const (
	always    guard = iota
	twoVisits       // visits >= 2
	signed          // the agreement is signed
)

// events name what can happen.
var events = [12]string{"assess", "approve", "send", "agree", "begin", "plan", "resume", "extend", "suspend", "conclude", "determine", "close"}

// moves are the rows, as numbers of states and events.
var moves = []move{
	{0, 0, 1, always}, {1, 1, 2, twoVisits}, {2, 2, 3, always}, {3, 3, 4, signed}, {4, 4, 5, signed}, {5, 5, 6, always}, {6, 6, 5, always},
	{5, 7, 7, twoVisits}, {7, 6, 5, always}, {5, 8, 8, always}, {8, 6, 5, signed}, {5, 9, 9, twoVisits}, {9, 10, 10, always}, {10, 11, 11, always},
	{6, 8, 8, always}, {7, 9, 9, always}, {1, 11, 11, always}, {3, 11, 11, always},
}

// A happening is an event with its facts.
type happening struct {
	event int
	facts placed
}

// placed are the facts that the guards ask.
type placed struct {
	Visits int
	Signed bool
}

// life is a whole life: fifteen events, from received to closed.
var life = [15]happening{
	{event: 0}, {1, placed{Visits: 2}}, {event: 2}, {3, placed{Signed: true}}, {4, placed{Signed: true}},
	{event: 5}, {event: 6}, {7, placed{Visits: 3}}, {event: 6}, {event: 8}, {6, placed{Signed: true}},
	{9, placed{Visits: 2}}, {event: 10}, {event: 11}, {event: 11},
}

// holds answers a guard.
func (g guard) holds(f placed) bool {
	switch g {
	case twoVisits:
		return f.Visits >= 2
	case signed:
		return f.Signed
	}
	return true
}

// lives asks where a case stands after its fifteen events. The last of them
// comes when the case is closed, and is refused.
func lives() (contest, error) {
	c := contest{
		title:     "A life of fifteen events through a guarded lifecycle of twelve states",
		about:     fmt.Sprintf("%d rows, five of them guarded; the last event is refused, because the case is closed.", len(moves)),
		questions: 1,
		right:     func(int) int64 { return answer(len(states)-1, 1) },
	}
	for _, build := range []func() ([]way, error){mapTable, ourLifecycle, statelessMachine, looplabMachine} {
		ways, err := build()
		if err != nil {
			return c, err
		}
		c.ways = append(c.ways, ways...)
	}
	return c, nil
}

// answer tells the state at the end and how many events were refused.
func answer(state, refused int) int64 { return int64(100*refused + state) }

// mapTable is a map from state and event to the row, by hand.
func mapTable() ([]way, error) {
	type key struct{ state, event string }
	type target struct {
		to    string
		guard guard
	}
	table := map[key]target{}
	for _, m := range moves {
		table[key{states[m.from], events[m.event]}] = target{states[m.to], m.guard}
	}
	return []way{{name: "a map of rows by hand", ask: func(int) int64 {
		state, refused := states[0], 0
		for _, h := range life {
			row, known := table[key{state, events[h.event]}]
			if !known || !row.guard.holds(h.facts) {
				refused++
				continue
			}
			state = row.to
		}
		return answer(stateNumber(state), refused)
	}}}, nil
}

func stateNumber(name string) int {
	for i, s := range states {
		if s == name {
			return i
		}
	}
	return -1
}
