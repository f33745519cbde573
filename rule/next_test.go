package rule

import (
	"errors"
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

func TestNextIsFireWithoutFindings(t *testing.T) {
	l := machine(t)
	rapid.Check(t, func(t *rapid.T) {
		from := rapid.SampledFrom([]phase{"open", "asked", "done", "nowhere"}).Draw(t, "from")
		on := rapid.SampledFrom([]action{"apply", "decide", "note", "close", "aply"}).Draw(t, "on")
		by := rapid.SampledFrom([]Role{"clerk", "worker", "judge", ""}).Draw(t, "by")
		f := &permit{Ready: rapid.Bool().Draw(t, "ready"), Fee: rapid.SampledFrom([]int{0, 5, 11, 101}).Draw(t, "fee"),
			Reason: rapid.SampledFrom([]string{"", "x"}).Draw(t, "reason"), Approved: Flag(rapid.IntRange(0, 2).Draw(t, "approved"))}
		to, ok, err := l.Next(from, on, by, f)
		fired, fault := l.Fire(from, on, by, f)
		want := fired.Value.To
		if want == "" {
			want = from
		}
		var refused *Refused
		if errors.As(fault, &refused) {
			fault = nil
		} else if ok != (fault == nil) {
			t.Fatalf("%s in %s by %s of %+v: %v", on, from, by, f, ok)
		}
		if row, taken, wrong := l.Row(from, on, by, f); row.ID != fired.Value.ID || taken != ok || fmt.Sprint(wrong) != fmt.Sprint(err) {
			t.Fatalf("%s in %s by %s of %+v: the row is %s, %v, %v and fired %s, %v, %v", on, from, by, f, row.ID, taken, wrong, fired.Value.ID, ok, err)
		}
		if to != want || ok && refused != nil || fmt.Sprint(err) != fmt.Sprint(fault) {
			t.Fatalf("%s in %s by %s of %+v: %v, %v, %v and fired %v, %v, %v", on, from, by, f, to, ok, err, want, fault, refused)
		}
	})
}

func TestNextGivesTheStateAfter(t *testing.T) {
	l := machine(t)
	for _, c := range []struct {
		from phase
		on   action
		by   Role
		f    *permit
		want string
	}{
		{"open", "apply", "clerk", &permit{Ready: true, Fee: 5, Reason: "x"}, "asked true <nil>"},
		{"open", "apply", "clerk", &permit{Fee: 5, Reason: "x"}, "open false <nil>"},
		{"asked", "note", "", nil, "asked true <nil>"},
		{"done", "note", "", nil, "done false <nil>"},
		{"asked", "decide", "judge", &permit{}, "asked false approved: missing, expected true or false"},
		{"asked", "aply", "judge", &permit{}, `asked false event: "aply" is not valid, expected one of apply, decide, note, close`},
	} {
		to, ok, err := l.Next(c.from, c.on, c.by, c.f)
		if got := fmt.Sprint(to, " ", ok, " ", err); got != c.want {
			t.Errorf("%s in %s: got %s, want %s", c.on, c.from, got, c.want)
		}
	}
}

func TestNextAsksEveryGuard(t *testing.T) {
	l := MustLifecycle[phase, action, permit]("p", "open", []phase{"done"},
		permitStep{ID: "1", From: []phase{"open"}, On: "pay", To: "done", Cite: "1", When: []Guard{{If: "ready"}, {If: "given"}}})
	_, _, err := l.Next("open", "pay", "", &permit{})
	wantInput(t, "missing beside a guard that does not hold", err, "given", "missing")
}

// aLife is a course of fifteen events through twelve states, with guards.
func aLife(t testing.TB) (*Lifecycle[phase, action, permit], []lived) {
	t.Helper()
	states := []phase{"received", "assessed", "approved", "recruiting", "matched", "negotiated", "placed", "subsidized", "reviewed", "extended", "completed", "closed"}
	events := []action{"assess", "approve", "recruit", "match", "negotiate", "place", "subsidize", "review", "extend", "complete", "close"}
	var rows []permitStep
	var life []lived
	for i, on := range events {
		rows = append(rows, permitStep{ID: string(on), From: states[i : i+1], On: on, By: []Role{"coordinator"}, To: states[i+1], Cite: "1",
			When: []Guard{{If: "ready"}}, With: []Guard{{If: "fee >= 1 and fee <= 500"}, {If: "reason != \"\""}}})
		life = append(life, lived{on, states[i+1]})
	}
	rows = append(rows, permitStep{ID: "back", From: []phase{"placed"}, On: "interrupt", By: []Role{"coordinator", "employer"}, If: "approved", To: "matched", Cite: "2"})
	rows = append(rows, permitStep{ID: "note", From: states[:11], On: "note", Cite: "3"})
	life = append(life[:6:6], append([]lived{{"interrupt", "matched"}, {"negotiate", "negotiated"}, {"note", "negotiated"}, {"place", "placed"}}, life[6:]...)...)
	l, err := NewLifecycle[phase, action, permit]("life", "received", []phase{"closed"}, rows...)
	if err != nil {
		t.Fatal(err)
	}
	return l, life
}

type lived struct {
	on action
	to phase
}

func BenchmarkLifeOfFifteenEvents(b *testing.B) {
	l, life := aLife(b)
	f := &permit{Ready: true, Fee: 5, Reason: "x", Approved: Yes}
	if len(life) != 15 || len(l.states()) != 12 {
		b.Fatal(len(life), len(l.states()))
	}
	b.ReportAllocs()
	for b.Loop() {
		state := phase("received")
		for _, e := range life {
			var ok bool
			var err error
			if state, ok, err = l.Next(state, e.on, "coordinator", f); !ok || err != nil || state != e.to {
				b.Fatal(e, state, ok, err)
			}
		}
	}
}

// BenchmarkLifeByAMap is the same course by a table in a map, without guards
// or roles: what an event machine cannot be faster than.
func BenchmarkLifeByAMap(b *testing.B) {
	l, life := aLife(b)
	type at struct {
		from phase
		on   action
	}
	table := map[at]phase{}
	for _, r := range l.Rows() {
		for _, from := range r.From {
			table[at{from, r.On}] = r.To
		}
	}
	for b.Loop() {
		state := phase("received")
		for _, e := range life {
			to, ok := table[at{state, e.on}]
			if ok && to != "" {
				state = to
			}
			if state != e.to {
				b.Fatal(e, state)
			}
		}
	}
}

func ExampleLifecycle_Next() {
	type state string
	type event string
	type facts struct{ Reason string }
	l := MustLifecycle[state, event, facts]("claim", "open", []state{"closed"},
		Step[state, event]{ID: "1", From: []state{"open"}, On: "close", By: []Role{"coordinator"}, To: "closed", Cite: "63.00-1",
			With: []Guard{{If: `reason != ""`, Text: "A reason is missing."}}})
	fmt.Println(l.Next("open", "close", "coordinator", &facts{Reason: "returned to work"}))
	fmt.Println(l.Next("open", "close", "coordinator", &facts{}))
	// Output:
	// closed true <nil>
	// open false <nil>
}

func ExampleLifecycle_Row() {
	type state string
	type event string
	type facts struct{ Complete bool }
	l := MustLifecycle[state, event, facts]("agreement", "sent", []state{"agreed"},
		Step[state, event]{ID: "3.signed", From: []state{"sent"}, On: "return", If: "complete", To: "agreed", Cite: "TOJ-3"},
		Step[state, event]{ID: "3.incomplete", From: []state{"sent"}, On: "return", Opens: []string{"missing_information"}, Cite: "TOJ-3"})
	row, ok, err := l.Row("sent", "return", "", &facts{Complete: false})
	fmt.Println(row.ID, row.Opens, ok, err)
	// Output: 3.incomplete [missing_information] true <nil>
}
