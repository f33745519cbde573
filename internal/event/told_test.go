package event

import (
	"errors"
	"fmt"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

type door struct{ Locked bool }

var (
	doors = rule.MustLifecycle[string, string, door]("door", "open", []string{"gone"},
		rule.Step[string, string]{ID: "1", From: []string{"open"}, On: "shut", To: "shut", Cite: "Door 1", Text: "The door is shut."},
		rule.Step[string, string]{ID: "2", From: []string{"shut"}, On: "open", By: []rule.Role{"porter"}, To: "open", Cite: "Door 2",
			When: []rule.Guard{{If: "not locked", Text: "The door is locked."}}},
		rule.Step[string, string]{ID: "3", From: []string{"shut"}, On: "remove", To: "gone", Cite: "Door 3"})
	keys = rule.MustTable[door]("keys", rule.First, rule.Row[int]{If: "locked", Then: 1, Cite: "Door 4"}, rule.Row[int]{Then: 0, Cite: "Door 5"})
)

// Whoever asks is told, and whoever does not gets the same answers.
func TestTold(t *testing.T) {
	var silent *Told
	asked := &Told{}
	for _, told := range []*Told{asked, silent} {
		told.Say("1", true, "It is %d %%.", 5)
		told.Read("by-day", "2", false, "It is not.")
		told.Find(rule.Finding{Cite: "3"}, rule.Finding{Cite: "4"})
		told.Call("a letter", "a form")
		told.Wait("approval", "5", "judge", "clerk")
	}
	want := rule.Outcome{Findings: []rule.Finding{rule.Stated{Cite: "1", Text: "It is 5 %.", Holds: true}.Finding(), rule.Stated{Cite: "2", Text: "It is not.", Interpretation: "by-day"}.Finding(), {Cite: "3"}, {Cite: "4"}},
		Documents: []string{"a letter", "a form"}, Pending: []rule.Pending{{What: "approval", On: []rule.Role{"judge", "clerk"}, Cite: "5"}}}
	if diff := cmp.Diff(want, asked.Outcome()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if !asked.Asked() || silent.Asked() {
		t.Error("who asked is not known")
	}
}

func TestFireAndDecideGiveTheSameToldOrNot(t *testing.T) {
	for _, c := range []struct {
		from, on, says string
		by             rule.Role
		f              *door
	}{
		{"open", "shut", "1 <nil>", "", &door{}},
		{"shut", "open", "2 <nil>", "porter", &door{}},
		{"shut", "open", " refused: open in state shut: The door is locked (Door 2).", "porter", &door{Locked: true}},
		{"open", "slam", ` event: "slam" is not valid, expected one of shut, open, remove`, "", &door{}},
	} {
		asked := &Told{}
		for _, told := range []*Told{asked, nil} {
			row, err := Fire(told, doors, c.from, c.on, c.by, c.f)
			if got := fmt.Sprint(row.ID, " ", err); got != c.says {
				t.Errorf("%s in %s, told %v: got %s", c.on, c.from, told.Asked(), got)
			}
		}
		if found := asked.Outcome().Findings; (len(found) == 1) != (c.says[0] != ' ') {
			t.Errorf("%s in %s: found %v", c.on, c.from, found)
		}
	}
	asked := &Told{}
	for _, told := range []*Told{asked, nil} {
		if n, err := Decide(told, keys, &door{}); n != 0 || err != nil {
			t.Errorf("got %d, %v", n, err)
		}
		if _, err := Decide(told, keys, nil); err == nil {
			t.Error("no facts, and an answer")
		}
	}
	if found := asked.Outcome().Findings; len(found) != 2 {
		t.Errorf("found %v", found)
	}
}

// The duties of a case are changed as a docket changes them, and no other case
// that has the same list sees it.
func TestAChangeLeavesTheListsOfOtherCases(t *testing.T) {
	a, b, c := calendar.Duty{ID: "a", Due: calendar.MustParse("2025-02-01")}, calendar.Duty{ID: "b"}, calendar.Duty{ID: "a", Due: calendar.MustParse("2025-01-01")}
	for name, steps := range map[string]func(s *Change) []calendar.Duty{
		"opened":              func(s *Change) []calendar.Duty { s.Open(b, a); return []calendar.Duty{a, b, c, b, a} },
		"closed, the first":   func(s *Change) []calendar.Duty { s.Close("a"); s.Close("a"); return []calendar.Duty{b} },
		"opened, none":        func(s *Change) []calendar.Duty { s.Open(); return []calendar.Duty{a, b, c} },
		"closed, one between": func(s *Change) []calendar.Duty { s.Close("b"); s.Open(b); return []calendar.Duty{a, c, b} },
		"closed, all":         func(s *Change) []calendar.Duty { s.Close("b"); s.Close("a"); s.Close("a"); return nil },
		"closed, none":        func(s *Change) []calendar.Duty { s.Close("x"); return []calendar.Duty{a, b, c} },
		"closed where they match": func(s *Change) []calendar.Duty {
			s.CloseWhere(func(d calendar.Duty) bool { return d.ID == "a" })
			s.Open(c)
			return []calendar.Duty{b, c}
		},
		"opened after the first": func(s *Change) []calendar.Duty {
			s.Open(b)
			s.Close("a")
			s.Close("a")
			s.Open(a)
			s.Close("b")
			return []calendar.Duty{b, a}
		},
	} {
		for _, told := range []*Told{{}, nil} {
			room := []calendar.Duty{a, b, c, {ID: "another case's"}}
			docket := calendar.Docket{Duties: room[:3]}
			s := &Change{Told: told, Docket: &docket}
			want := steps(s)
			if !reflect.DeepEqual(docket.Duties, want) {
				t.Errorf("%s: left are %v, want %v", name, docket.Duties, want)
			}
			if diff := cmp.Diff([]calendar.Duty{a, b, c, {ID: "another case's"}}, room); diff != "" {
				t.Errorf("%s: another case has changed\n%s", name, diff)
			}
		}
	}
}

func TestAChangeTellsWhatItOpenedAndClosed(t *testing.T) {
	a, b := calendar.Duty{ID: "a"}, calendar.Duty{ID: "b"}
	s := &Change{Told: &Told{}, Docket: &calendar.Docket{}}
	s.Open(a, b, a)
	if !s.Close("b") || s.Close("b") {
		t.Error("b is closed once")
	}
	if closed := s.CloseWhere(func(calendar.Duty) bool { return true }); len(closed) != 2 {
		t.Errorf("closed %v", closed)
	}
	if diff := cmp.Diff(rule.Outcome{Opened: []calendar.Duty{a, b, a}, Closed: []calendar.Duty{b, a, a}}, s.Outcome()); diff != "" || s.Docket.Duties != nil {
		t.Errorf("left %v (-want +got)\n%s", s.Docket.Duties, diff)
	}
}

func TestReplayCaseSaysWhatReplaySays(t *testing.T) {
	odd := errors.New("odd")
	for _, c := range []struct {
		events []int
		says   string
	}{{nil, "1 <nil>"}, {[]int{2, 4}, "7 <nil>"}, {[]int{2, 3, 4}, "3 event 2: odd"}} {
		sum := 1
		carry := func(n int) error {
			sum += n // also of an event that is not taken: the case in between is nobody's
			if n%2 == 1 {
				return odd
			}
			return nil
		}
		apply := func(sum, n int) (int, rule.Outcome, error) {
			if n%2 == 1 {
				return -1, rule.Outcome{}, odd
			}
			return sum + n, rule.Outcome{}, nil
		}
		got, err := ReplayCase(sum, c.events, &sum, carry, apply)
		if said := fmt.Sprint(got, " ", err); said != c.says {
			t.Errorf("got %s, want %s", said, c.says)
		}
	}
}
