package rule

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type (
	phase  string
	action string
)

type permit struct {
	Ready    bool
	Given    Flag
	Fee      int
	Reason   string
	Approved Flag
}

type permitStep = Step[phase, action]

// permits is a lifecycle with every form of a row.
func permits() []permitStep {
	return []permitStep{
		{ID: "1", From: []phase{"open"}, On: "apply", By: []Role{"clerk", "worker"}, To: "asked", Cite: "1.1", Text: "The fee of {fee} is recorded.",
			When: []Guard{{If: "ready", Text: "The file is not ready."}}, With: []Guard{{If: "fee > 0", Text: "The fee {fee} is not stated.", Cite: "1.2", Interpretation: "fees"}, {If: "reason != \"\"", Text: "A reason is missing."}}},
		{ID: "2a", From: []phase{"asked"}, On: "decide", By: []Role{"judge"}, If: "approved", To: "done", Cite: "2.1", Also: []Citation{"2.9"}, Text: "It is approved.", Interpretation: "who",
			Opens: []string{"pay"}, Closes: []string{"wait"}, Documents: []string{"letter"}},
		{ID: "2b", From: []phase{"asked"}, On: "decide", By: []Role{"judge"}, If: "not approved", To: "open", Cite: "2.2"},
		{ID: "3", From: []phase{"open", "asked"}, On: "note", Cite: "3.1"},
		{ID: "4", From: []phase{"open"}, On: "close", By: []Role{"judge"}, When: []Guard{{If: "fee > 100", Text: "The fee is {fee}, not more than 100."}}, To: "done", Cite: "4.1"},
		{ID: "5", From: []phase{"open"}, On: "close", By: []Role{"clerk"}, When: []Guard{{If: "fee > 10", Text: "The fee is {fee}, not more than 10."}}, To: "done", Cite: "4.2"},
	}
}

func machine(t testing.TB) *Lifecycle[phase, action, permit] {
	t.Helper()
	l, err := NewLifecycle[phase, action, permit]("permit", "open", []phase{"done"}, permits()...)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestAnEventFiresTheRowThatApplies(t *testing.T) {
	got, err := machine(t).Fire("open", "apply", "clerk", &permit{Ready: true, Fee: 5, Reason: "x"})
	want := []Finding{Stated{ID: "1", Cite: "1.1", Text: "The fee of 5 is recorded.", Holds: true, Facts: []Fact{Int("fee", 5)}}.Finding()}
	if diff := cmp.Diff(want, got.Findings); diff != "" || err != nil || got.Value.ID != "1" || got.Value.To != "asked" {
		t.Error(err, got.Value, diff)
	}
	got, err = machine(t).Fire("asked", "decide", "judge", &permit{Approved: Yes})
	want = []Finding{Stated{ID: "2a", Cite: "2.1", Text: "It is approved.", Holds: true, Facts: []Fact{Str("approved", "true")}, Interpretation: "who"}.Finding(),
		Stated{ID: "2a", Cite: "2.9", Text: "It is approved.", Holds: true, Facts: []Fact{Str("approved", "true")}, Interpretation: "who"}.Finding()}
	if diff := cmp.Diff(want, got.Findings); diff != "" || err != nil || got.Value.Documents[0] != "letter" {
		t.Error(err, got.Value, diff)
	}
	got, err = machine(t).Fire("asked", "decide", "judge", &permit{Approved: No})
	if err != nil || got.Value.ID != "2b" || got.Findings[0].Text() != "not approved holds: approved is false" {
		t.Errorf("got %+v, %v", got, err)
	}
	got, err = machine(t).Fire("asked", "note", "anyone at all", &permit{})
	if err != nil || got.Value.To != "" {
		t.Errorf("got %+v, %v", got, err)
	}
	got, err = machine(t).Fire("open", "close", "clerk", &permit{Fee: 11})
	if err != nil || got.Value.ID != "5" {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestARefusalGivesItsReasonsInTheirOrder(t *testing.T) {
	for _, c := range []struct {
		about string
		from  phase
		on    action
		by    Role
		facts permit
		want  string
	}{
		{"the state", "done", "note", "x", permit{}, "refused: note in state done: note is possible when the case is open or asked, and it is done (3.1)."},
		{"the state, of each row once", "asked", "close", "judge", permit{}, "refused: close in state asked: close is possible when the case is open, and it is asked (4.1). close is possible when the case is open, and it is asked (4.2)."},
		{"the role", "open", "apply", "judge", permit{}, "refused: apply in state open: apply is for clerk or worker, not for judge (1.1)."},
		{"the role, not said", "open", "apply", "", permit{}, "refused: apply in state open: apply is for clerk or worker, and it is not said by whom it came (1.1)."},
		{"the role before the facts", "asked", "decide", "x", permit{}, "refused: decide in state asked: decide is for judge, not for x (2.1). decide is for judge, not for x (2.2)."},
		{"what the case must have reached", "open", "apply", "clerk", permit{}, "refused: apply in state open: The file is not ready (1.1)."},
		{"what the event must bring, all of it", "open", "apply", "clerk", permit{Ready: true}, "refused: apply in state open: The fee 0 is not stated (1.2; interpretation fees). A reason is missing (1.1)."},
		{"only the rows of the role", "open", "close", "clerk", permit{Fee: 7}, "refused: close in state open: The fee is 7, not more than 10 (4.2)."},
	} {
		_, err := machine(t).Fire(c.from, c.on, c.by, &c.facts)
		var r *Refused
		if !errors.As(err, &r) || err.Error() != c.want {
			t.Errorf("%s:\n got %v\nwant %s", c.about, err, c.want)
		}
	}
	l := MustLifecycle[phase, action, permit]("p", "open", []phase{"done"},
		permitStep{ID: "1", From: []phase{"open"}, On: "pay", If: "fee > 1", To: "done", Cite: "1", When: []Guard{{If: "ready", Text: "Not ready."}}},
		permitStep{ID: "2", From: []phase{"open"}, On: "pay", If: "fee > 2", To: "done", Cite: "2", When: []Guard{{If: "ready", Text: "Not ready.", Cite: "1"}}})
	_, err := l.Fire("open", "pay", "", &permit{Ready: true})
	if want := "refused: pay in state open: fee > 1 does not hold: fee is 0 (1). fee > 2 does not hold: fee is 0 (2)."; err == nil || err.Error() != want {
		t.Errorf("no row is picked: %v", err)
	}
	_, err = l.Fire("open", "pay", "", &permit{})
	if want := "refused: pay in state open: Not ready (1)."; err == nil || err.Error() != want {
		t.Errorf("a guard that two rows share: %v", err)
	}
}

func TestAnEventThatCannotBeIsAnInputError(t *testing.T) {
	_, err := machine(t).Fire("open", "aply", "clerk", &permit{})
	wantInput(t, "event", err, "event", `"aply" is not valid, expected one of apply, decide, note, close`)
	_, err = machine(t).Fire("asked", "decide", "judge", &permit{})
	wantInput(t, "missing", err, "approved", "missing, expected true or false")
	l := MustLifecycle[phase, action, permit]("p", "open", []phase{"done"},
		permitStep{ID: "1", From: []phase{"open"}, On: "pay", To: "done", Cite: "1", When: []Guard{{If: "given"}}})
	_, err = l.Fire("open", "pay", "", &permit{})
	wantInput(t, "missing in a guard", err, "given", "missing")
	_, err = l.Permits("open", &permit{})
	wantInput(t, "missing in a guard", err, "given", "missing")
	_, err = l.Fire("open", "pay", "", nil)
	wantInput(t, "no facts at all", err, "given", "missing")
}

func TestWhatIsPermittedIsToldForEveryEventOnce(t *testing.T) {
	got, err := machine(t).Permits("open", &permit{Ready: true, Fee: 50})
	want := []Permit[action]{
		{Event: "apply", Open: true, By: []Role{"clerk", "worker"}, Why: []Finding{Stated{Cite: "1.1", Text: "apply is open.", Holds: true}.Finding()}},
		{Event: "decide", Why: []Finding{Stated{Cite: "2.1", Text: "decide is possible when the case is asked, and it is open."}.Finding(), Stated{Cite: "2.2", Text: "decide is possible when the case is asked, and it is open."}.Finding()}},
		{Event: "note", Open: true, Why: []Finding{Stated{Cite: "3.1", Text: "note is open.", Holds: true}.Finding()}},
		// mixed: one row of two is open, and only its role
		{Event: "close", Open: true, By: []Role{"clerk"}, Why: []Finding{Stated{Cite: "4.2", Text: "close is open.", Holds: true}.Finding()}},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
	got, err = machine(t).Permits("open", &permit{})
	if err != nil || got[0].Open || got[0].Why[0].Text() != "The file is not ready." || got[3].Open || len(got[3].Why) != 2 {
		t.Errorf("closed: %+v, %v", got, err)
	}
	got, err = machine(t).Permits("asked", &permit{})
	if err != nil || !got[1].Open || len(got[1].By) != 1 {
		t.Errorf("two rows of one role: %+v, %v", got, err)
	}
	l := MustLifecycle[phase, action, permit]("p", "open", []phase{"done"},
		permitStep{ID: "1", From: []phase{"open"}, On: "pay", By: []Role{"clerk"}, If: "fee > 1", To: "done", Cite: "1"},
		permitStep{ID: "2", From: []phase{"open"}, On: "pay", If: "fee > 2 or fee < 0", Cite: "2", When: []Guard{{If: "ready"}}})
	got, err = l.Permits("open", &permit{Ready: true})
	if err != nil || !got[0].Open || got[0].By != nil {
		t.Errorf("one of the rows is open to anyone: %+v, %v", got, err)
	}
}

func TestALifecycleThatCannotBeDoesNotLoad(t *testing.T) {
	base := func(change func(*permitStep), more ...permitStep) []permitStep {
		first := permitStep{ID: "1", From: []phase{"open"}, On: "pay", To: "done", Cite: "1"}
		change(&first)
		return append([]permitStep{first}, more...)
	}
	none := func(*permitStep) {}
	second := func(change func(*permitStep)) permitStep {
		s := permitStep{ID: "2", From: []phase{"open"}, On: "pay", To: "done", Cite: "2"}
		change(&s)
		return s
	}
	for _, c := range []struct {
		about, want string
		rows        []permitStep
	}{
		{"no citation", "p: row 1: cite: a row must cite its provision", base(func(s *permitStep) { s.Cite = "" })},
		{"a condition", "p: row 1: if: unknown fact \"fe\"", base(func(s *permitStep) { s.If = "fe > 1" })},
		{"a sentence", "p: row 1: text: unknown fact \"fe\"", base(func(s *permitStep) { s.Text = "{fe}" })},
		{"a guard", "p: row 1: when[1].if: unknown fact \"fe\"", base(func(s *permitStep) { s.When = []Guard{{If: "ready"}, {If: "fe > 1"}} })},
		{"a guard's sentence", "p: row 1: with[0].else: unknown fact \"fe\"", base(func(s *permitStep) { s.With = []Guard{{If: "ready", Text: "{fe}"}} })},
		{"a guard that never fails", "p: row 1: when[0].if: a guard must have a condition", base(func(s *permitStep) { s.When = []Guard{{Text: "x"}} })},
		{"no id", "p: row 1: it has no id", base(func(s *permitStep) { s.ID = "" })},
		{"no event", "p: row 1: it has no event or no state", base(func(s *permitStep) { s.On = "" })},
		{"no state", "p: row 1: it has no event or no state", base(func(s *permitStep) { s.From = nil })},
		{"an empty state", "p: row 1: it has no event or no state", base(func(s *permitStep) { s.From = []phase{"open", ""} })},
		{"an id twice", "p: row 2: its id 1 is another row's", base(none, second(func(s *permitStep) { s.ID = "1" }))},
		{"a masked row", "p: row 2: it never applies in state open: the rows before it always do", base(none, second(none))},
		{"masked for its role", "p: row 2: it never applies in state open", base(func(s *permitStep) { s.By = []Role{"a", "b"} }, second(func(s *permitStep) { s.By = []Role{"b"} }))},
		{"masked by two rows, one for each role", "p: row 3: it never applies in state open", base(func(s *permitStep) { s.By = []Role{"a"} },
			second(func(s *permitStep) { s.By = []Role{"b"} }), permitStep{ID: "3", From: []phase{"open"}, On: "pay", By: []Role{"a", "b"}, Cite: "3"})},
		{"masked by two conditions", "p: row 3: it never applies in state open", base(func(s *permitStep) { s.If = "fee > 1" },
			second(func(s *permitStep) { s.If = "fee <= 1" }), permitStep{ID: "3", From: []phase{"open"}, On: "pay", Cite: "3"})},
		{"a condition that never holds", "p: row 1: it never applies in state open", base(func(s *permitStep) { s.If = "fee > 1 and fee < 1" })},
		{"a state that nothing leads to", "p: state lost: no row leads there from the start", base(none, permitStep{ID: "2", From: []phase{"lost"}, On: "find", To: "done", Cite: "2"})},
		{"a state that nothing leads out of", "p: state stuck: no row leads out of it, and it is not final", base(none, permitStep{ID: "2", From: []phase{"open"}, On: "jam", To: "stuck", Cite: "2"})},
		{"a row that leads nowhere else", "p: state stuck: no row leads out of it", base(none, permitStep{ID: "2", From: []phase{"open"}, On: "jam", To: "stuck", Cite: "2"}, permitStep{ID: "3", From: []phase{"stuck"}, On: "jam", To: "stuck", Cite: "2"})},
	} {
		_, err := NewLifecycle[phase, action, permit]("p", "open", []phase{"done"}, c.rows...)
		var row *RowError
		var whole *LifecycleError
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || !errors.As(err, &row) && !errors.As(err, &whole) {
			t.Errorf("%s: got %v, want %s", c.about, err, c.want)
		}
	}
	if _, err := NewLifecycle[phase, action, permit]("p", "open", []phase{"done", "never"}, base(none)...); err == nil || err.Error() != "p: state never: no row leads there from the start" {
		t.Errorf("a final state that nothing leads to: %v", err)
	}
}

func TestARowIsNotMaskedByOneThatLeavesSomethingToIt(t *testing.T) {
	first := permitStep{ID: "1", From: []phase{"open"}, On: "pay", To: "done", Cite: "1"}
	second := permitStep{ID: "2", From: []phase{"open"}, On: "pay", Cite: "2"}
	for about, change := range map[string]func(a, b *permitStep){
		"a guard of the case":    func(a, _ *permitStep) { a.When = []Guard{{If: "ready"}} },
		"a guard of the event":   func(a, _ *permitStep) { a.With = []Guard{{If: "ready"}} },
		"a role":                 func(a, _ *permitStep) { a.By = []Role{"clerk"} },
		"one role of two":        func(a, b *permitStep) { a.By, b.By = []Role{"clerk"}, []Role{"clerk", "judge"} },
		"a condition":            func(a, _ *permitStep) { a.If = "fee > 1" },
		"another event":          func(_, b *permitStep) { b.On = "note" },
		"more than can be asked": func(a, b *permitStep) { a.If, b.If = manyQuestions(), "reason contains \"z\"" },
	} {
		a, b := first, second
		change(&a, &b)
		if _, err := NewLifecycle[phase, action, permit]("p", "open", []phase{"done"}, a, b); err != nil {
			t.Errorf("%s: %v", about, err)
		}
	}
}

// manyQuestions asks more than the analysis can look into.
func manyQuestions() string {
	var asked []string
	for _, r := range "abcdefghijklmnopq" {
		asked = append(asked, "reason contains \""+string(r)+"\"")
	}
	return strings.Join(asked, " or ")
}

func TestTheDiagramIsThatOfTheRows(t *testing.T) {
	want := `stateDiagram-v2
    [*] --> open
    open --> asked: apply (1.1)
    open --> done: close (4.1, 4.2)
    note right of open
        stays:
        note (3.1)
    end note
    asked --> done: decide (2.1)
    asked --> open: decide (2.2)
    note right of asked
        stays:
        note (3.1)
    end note
    done --> [*]
`
	for range 10 {
		if diff := cmp.Diff(want, machine(t).Mermaid()); diff != "" {
			t.Fatal(diff)
		}
	}
	if diff := cmp.Diff(permits(), machine(t).Rows()); diff != "" {
		t.Error(diff)
	}
}

func TestTheDiagramNamesTheInstrumentOnce(t *testing.T) {
	rows := permits()
	for i := range rows {
		rows[i].Cite = "Permit Code § " + rows[i].Cite
	}
	l, err := NewLifecycle[phase, action, permit]("permit", "open", []phase{"done"}, rows...)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Replace(machine(t).Mermaid(), "stateDiagram-v2\n", "stateDiagram-v2\n    %% provisions of Permit Code §\n", 1)
	if diff := cmp.Diff(want, l.Mermaid()); diff != "" {
		t.Error(diff)
	}
	nothing, err := NewLifecycle[phase, action, permit]("nothing", "done", []phase{"done"})
	if err != nil {
		t.Fatal(err)
	}
	if got := nothing.Mermaid(); got != "stateDiagram-v2\n    [*] --> done\n    done --> [*]\n" {
		t.Error(got)
	}
}

func TestThePathTakenIsMarked(t *testing.T) {
	l := machine(t)
	got, err := l.MermaidPath(
		Taken[phase, action]{"①", "open", "apply", "asked"},
		Taken[phase, action]{"②", "asked", "note", "asked"},
		Taken[phase, action]{"③", "asked", "decide", "open"},
		Taken[phase, action]{"⑤", "open", "apply", "asked"})
	if err != nil {
		t.Fatal(err)
	}
	want := `flowchart TD
    open(["open"]):::visited
    asked["asked"]:::last
    done[["done"]]
    open == "①⑤ apply" ==> asked
    open -. "close" .-> done
    asked -. "decide" .-> done
    asked == "③ decide" ==> open
    classDef visited stroke-width:3px
    classDef last stroke-width:3px,fill:#1f6feb,color:#fff
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got, err = l.MermaidPath(Taken[phase, action]{"①", "open", "close", "done"}); err != nil || strings.Contains(got, "done -.") ||
		!strings.Contains(got, `done[["done"]]:::last`) || !strings.Contains(got, `asked["asked"]`+"\n") {
		t.Errorf("%v\n%s", err, got)
	}
}

func TestWaysOutThatWereNotTakenShareAnArrow(t *testing.T) {
	l, err := NewLifecycle[phase, action, permit]("permit", "open", []phase{"done"},
		Step[phase, action]{ID: "1", From: []phase{"open"}, On: "apply", To: "asked", Cite: "1.1"},
		Step[phase, action]{ID: "2", From: []phase{"open"}, On: "stop_work", To: "asked", Cite: "1.2"},
		Step[phase, action]{ID: "3", From: []phase{"asked"}, On: "close", To: "done", Cite: "1.3"})
	if err != nil {
		t.Fatal(err)
	}
	got, err := l.MermaidPath()
	if err != nil || !strings.Contains(got, `open -. "apply, stop work" .-> asked`) || !strings.Contains(got, `open(["open"]):::last`) {
		t.Errorf("%v\n%s", err, got)
	}
	if strings.Contains(got, "done") {
		t.Errorf("a state that no visited one leads to is drawn:\n%s", got)
	}
}

func TestAPathThatIsNotInTheRowsIsAnError(t *testing.T) {
	for _, path := range [][]Taken[phase, action]{
		{{"①", "asked", "decide", "done"}}, // does not begin at the start
		{{"①", "open", "apply", "done"}},   // leads elsewhere
		{{"①", "open", "apply", "asked"}, {"②", "open", "close", "done"}},
	} {
		_, err := machine(t).MermaidPath(path...)
		var input *InputError
		if want := fmt.Sprintf("path[%d]", len(path)-1); !errors.As(err, &input) || input.Field != want {
			t.Errorf("%v: %v, want an error that names %s", path, err, want)
		}
	}
}

func TestLifecycleGivesWhatItWasBuiltOf(t *testing.T) {
	l := machine(t)
	if l.Name() != l.name || l.Start() != l.start || len(l.Final()) != len(l.final) || len(l.States()) != len(l.states()) || len(l.Events()) != len(l.events()) ||
		len(l.Facts()) != len(l.schema.Facts) {
		t.Error("a lifecycle lists other things than it has")
	}
}
