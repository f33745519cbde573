package lifecycle

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/rule"
)

// sound are rows without a mistake.
func sound() []dogRow {
	return []dogRow{
		{ID: "0", Cite: "Dogs 0", Does: effects{Say{ID: "every", Text: "Every."}}},
		{ID: "1", From: []dogState{"none"}, On: "ask", By: []Who{{Role: "clerk"}, {Role: "vet", If: `policy.own_vet == "any"`}}, To: "asked", Cite: "Dogs 1", Text: "{event.keeper} asks.",
			Requires: []Guard{{ID: "g", If: `policy.chip_needed == "no" or case.chip`, Text: "No chip."}},
			Needs:    []Guard{{Fact: "keeper"}, {ID: "plan", If: "plan.ready", Text: "Not in {plan.days} days."}},
			Does: effects{Open{Duty: "letter"}, Open{Duty: "visit", Cite: "Dogs 2", Each: "plan.visits"}, Call{Documents: []string{"form"}},
				Await{What: "it", From: "plan.who"}, Set{Field: "keeper", To: "event.keeper"}, Say{ID: "s", Cite: "Dogs 9", Text: "{free.town}"}}},
		{ID: "2", From: []dogState{"asked"}, On: "ask", Cite: "Dogs 2", Also: []rule.Citation{"Dogs 3"}, Text: "Again.",
			Does: effects{Perform{Duties: Duties{IDs: []string{"letter"}}}, Replace{Duties: Duties{By: "vet"}}}},
		{ID: "3", From: []dogState{"asked"}, On: "tick", To: "gone", Cite: "Dogs 3", Text: "Gone.",
			Does: effects{Lapse{Duties: Duties{Except: []string{"letter"}, All: true}},
				Do{Name: "move", Opens: []string{"bill"}, Closes: []string{"visit"}, Calls: []string{"form B"}, Awaits: []string{"me"}}}},
	}
}

func TestMachine_Check(t *testing.T) {
	if err := dogsOf(sound()...).Check(); err != nil {
		t.Fatal(err)
	}
	for says, change := range map[string]func(d *dogDef){
		`dogs: a row of "ask" has no id`:                                 func(d *dogDef) { d.Rows[1].ID = "" },
		`dogs: 1: its id is another row's`:                               func(d *dogDef) { d.Rows[2].ID = "1" },
		`dogs: 1: a row cites its provision`:                             func(d *dogDef) { d.Rows[1].Cite = "" },
		`dogs: 0: an outer row does not move the case and picks nothing`: func(d *dogDef) { d.Rows[0].To = "gone" },
		`dogs: 1: text: a row explains itself`:                           func(d *dogDef) { d.Rows[1].Text = "" },
		`dogs: 1: on: there is no event "bark"`:                          func(d *dogDef) { d.Rows[1].On = "bark" },
		`dogs: no row leads to the state late from the start`:            func(d *dogDef) { d.Rows[2].From = []dogState{"asked", "late"} },
		`dogs: no row leads out of the state asked, and it is not final`: func(d *dogDef) { d.Rows[3].To = "asked" },
		`dogs: 1b: it never fires in state asked: a row before it always do`: func(d *dogDef) {
			d.Rows = append(d.Rows, dogRow{ID: "1b", From: []dogState{"asked"}, On: "ask", To: "gone", Cite: "x", Text: "x"})
		},
		`dogs: readings: at most 64 interpretations`:  func(d *dogDef) { d.Readings = make([]Question, 65) },
		`dogs: odd: an event has a field On, its day`: func(d *dogDef) { d.Events = append(d.Events, odd{}) },
		`dogs: 1: if: unknown fact "case.chips"`:      func(d *dogDef) { d.Rows[1].If = "case.chips" },
		`dogs: 1: text: unknown fact "event.keper"`:   func(d *dogDef) { d.Rows[1].Text = "Of {event.keper}." },
		`dogs: 1: text: `:     func(d *dogDef) { d.Rows[1].Text = "Of {event.keeper" },
		`dogs: 1: by[0].if: `: func(d *dogDef) { d.Rows[1].By = []Who{{Role: "clerk", If: "case.visits"}} },
		`dogs: 1: requires[0]: a guard has an id, a condition and a text`:  func(d *dogDef) { d.Rows[1].Requires = []Guard{{If: "case.chip", Text: "x"}} },
		`dogs: 1: requires[0]: what the case must have reached is no fact`: func(d *dogDef) { d.Rows[1].Requires = []Guard{{Fact: "keeper"}} },
		`dogs: 1: requires[0].if: what the case must have reached cannot`:  func(d *dogDef) { d.Rows[1].Requires = []Guard{{ID: "g", If: "given.keeper", Text: "x"}} },
		`dogs: 1: needs[0].fact: the event has no fact "keper"`:            func(d *dogDef) { d.Rows[1].Needs = []Guard{{Fact: "keper"}} },
		`dogs: 1: needs[0].if: `:                                            func(d *dogDef) { d.Rows[1].Needs = []Guard{{ID: "g", If: "event", Text: "x"}} },
		`dogs: 1: needs[0].text: unknown fact "event.dog"`:                  func(d *dogDef) { d.Rows[1].Needs = []Guard{{ID: "g", If: "event.visits > 0", Text: "{event.dog}"}} },
		`dogs: 1: needs[0]: a guard has an id, a condition and a text`:      func(d *dogDef) { d.Rows[1].Needs = []Guard{{ID: "g", If: "case.chip"}} },
		`dogs: 1: needs[1]: a guard has an id, a condition and a text`:      func(d *dogDef) { d.Rows[1].Needs = []Guard{{Fact: "keeper"}, {ID: "g", Text: "x"}} },
		`dogs: 0: requires[0]: a guard has`:                                 func(d *dogDef) { d.Rows[0].Requires = []Guard{{ID: "g"}} },
		`dogs: 1: does[0].if: unknown fact "x"`:                             func(d *dogDef) { d.Rows[1].Does = effects{Call{If: "x"}} },
		`dogs: 1: does[0].duty: the definition has no duty "leter"`:         func(d *dogDef) { d.Rows[1].Does = effects{Open{Duty: "leter"}} },
		`dogs: 1: does[0].cite: 2 duties "visit" are laid down by "", expe`: func(d *dogDef) { d.Rows[1].Does = effects{Open{Duty: "visit"}} },
		`dogs: 1: does[0].cite: 0 duties "letter" are laid down by "Dogs 9"`: func(d *dogDef) {
			d.Rows[1].Does = effects{Open{Duty: "letter", Cite: "Dogs 9"}}
		},
		`dogs: no row leads out of the state lost, and it is not final`:     func(d *dogDef) { d.Rows[3].To = "lost" },
		`dogs: 1: does[0].for: expected a text here, found a number`:        func(d *dogDef) { d.Rows[1].Does = effects{Open{Duty: "bill", For: "case.visits"}} },
		`dogs: 1: does[0].due: unknown fact "then"`:                         func(d *dogDef) { d.Rows[1].Does = effects{Open{Duty: "bill", Due: "then"}} },
		`dogs: 1: does[0].within: the definition has no terms`:              func(d *dogDef) { d.Term, d.Rows[1].Does = nil, effects{Open{Duty: "bill", Within: "month"}} },
		`dogs: 1: does[0].each: nothing is at "plan.lists"`:                 func(d *dogDef) { d.Rows[1].Does = effects{Open{Duty: "bill", Each: "plan.lists"}} },
		`dogs: 1: does[0].each: expected a list of duties, found []string`:  func(d *dogDef) { d.Rows[1].Does = effects{Open{Duty: "bill", Each: "plan.who"}} },
		`dogs: 1: does[0]: the definition has no duty "bil"`:                func(d *dogDef) { d.Rows[1].Does = effects{Lapse{Duties: Duties{Except: []string{"bil"}}}} },
		`dogs: 1: does[0].match: the definition has no match "blue"`:        func(d *dogDef) { d.Rows[1].Does = effects{Lapse{Duties: Duties{Match: "blue"}}} },
		`dogs: 1: does[0].from: expected a list of texts here, found a num`: func(d *dogDef) { d.Rows[1].Does = effects{Await{From: "case.visits"}} },
		`dogs: 1: does[0].field: the case has no fact "file.street"`:        func(d *dogDef) { d.Rows[1].Does = effects{Set{Field: "file.street"}} },
		`dogs: 1: does[0].field: the case has no fact "keeper.name"`:        func(d *dogDef) { d.Rows[1].Does = effects{Set{Field: "keeper.name"}} },
		`dogs: 1: does[0].to: expected a number here, found a text`:         func(d *dogDef) { d.Rows[1].Does = effects{Set{Field: "visits", To: "event.keeper"}} },
		`dogs: 1: does[0].to: nothing of the type lifecycle.dogFile`:        func(d *dogDef) { d.Rows[1].Does = effects{Set{Field: "file", To: "case.chip"}} },
		`dogs: 1: does[0].to: nothing of the type []lifecycle.dogMark`:      func(d *dogDef) { d.Rows[1].Does = effects{Set{Field: "file.marks", To: "plan.who"}} },
		`dogs: 1: does[0].to: nothing of the type [2]int`:                   func(d *dogDef) { d.Rows[1].Does = effects{Set{Field: "pair", To: "case.chip"}} },
		`dogs: 1: does[0].id: a finding has an id`:                          func(d *dogDef) { d.Rows[1].Does = effects{Say{Text: "x"}} },
		`dogs: 1: does[0].name: the definition has no function "run"`:       func(d *dogDef) { d.Rows[1].Does = effects{Do{Name: "run"}} },
		`dogs: 1: does[0]: the definition has no duty "bil" `:               func(d *dogDef) { d.Rows[1].Does = effects{Do{Name: "move", Opens: []string{"bil"}}} },
		`dogs: 1: does[0]: lifecycle.noEffect is no effect`:                 func(d *dogDef) { d.Rows[1].Does = effects{noEffect{}} },
	} {
		def := dogDefinition(sound()...)
		change(&def)
		err := New(def).Check()
		var fault *RowError
		if !errors.As(err, &fault) || !strings.HasPrefix(err.Error(), strings.TrimSpace(says)) || fault.Unwrap() == nil {
			t.Errorf("got  %v\nwant %s", err, says)
		}
	}
	faulty := dogsOf(dogRow{ID: "1", From: []dogState{"none"}, On: "ask"})
	_, permitErr := faulty.Permitted(town(), dogCase{})
	_, marshalErr := faulty.Marshal(asked1)
	if _, _, err := faulty.Apply(town(), dogCase{}, asked1); err == nil || !strings.Contains(err.Error(), "explains itself") ||
		permitErr == nil || permitErr.Error() != err.Error() || marshalErr == nil || marshalErr.Error() != err.Error() {
		t.Errorf("a machine with a mistake gives it: got %v, %v, %v", err, permitErr, marshalErr)
	}
	if said := dogPanic(t, func() { faulty.Listing() }); !strings.Contains(said, "explains itself") {
		t.Errorf("a machine with a mistake panics where it gives no error: %s", said)
	}
	if err := New(dogDef{Events: []dogEvent{asked1}}).Check(); err == nil || !strings.Contains(err.Error(), "case: a definition says where") {
		t.Errorf("a definition without a case: got %v", err)
	}
}

// A fault of a state names it.
func TestMachine_Check_ofAState(t *testing.T) {
	for state, change := range map[string]func(d *dogDef){
		"late":  func(d *dogDef) { d.Rows[2].From = []dogState{"asked", "late"} },
		"asked": func(d *dogDef) { d.Rows[3].To = "asked" },
	} {
		def := dogDefinition(sound()...)
		change(&def)
		var fault *RowError
		if err := New(def).Check(); !errors.As(err, &fault) || fault.State != state {
			t.Errorf("%s: got %+v", state, fault)
		}
	}
}

type odd struct{}

func (odd) Name() dogWord { return "odd" }

type noEffect struct{}

func (noEffect) effect() common { return common{} }

// A row that is masked for some roles only, or sometimes only, is none.
func TestMachine_Check_masked(t *testing.T) {
	rows := sound()
	rows[2].By = By("vet")
	rows = append(rows, dogRow{ID: "4", From: []dogState{"asked"}, On: "ask", By: By("clerk"), Cite: "Dogs 4", Text: "x"})
	if err := dogsOf(rows...).Check(); err != nil {
		t.Error(err)
	}
	rows[4].By = By("vet")
	if err := dogsOf(rows...).Check(); err == nil {
		t.Error("the same role")
	}
}

func TestMachine_Listing(t *testing.T) {
	l := dogsOf(sound()...).Listing()
	if diff := cmp.Diff([]string{"none", "asked", "gone"}, l.States); diff != "" || l.Name != "dogs" || l.Start != "none" || len(l.Final) != 1 || len(l.Events) != 2 {
		t.Errorf("%+v\n%s", l, diff)
	}
	ids := func(r Listed) string {
		var says []string
		for _, s := range r.Says {
			says = append(says, s.ID+" by "+string(s.Cite))
		}
		return strings.Join([]string{r.ID, strings.Join(r.Opens, " "), strings.Join(r.Closes, " "), strings.Join(r.Documents, " "), strings.Join(r.Awaits, " "),
			strings.Join(r.Sets, " "), strings.Join(says, ", "), strings.Join(r.Asks, " ")}, "; ")
	}
	var got []string
	for _, r := range l.Rows {
		got = append(got, ids(r))
	}
	want := []string{
		"1; letter visit; ; form; it; keeper; every by Dogs 1, s by Dogs 9; own-vet chip-needed",
		"2; ; letter visit; ; ; ; every by Dogs 2; ",
		"3; bill; visit bill; form B; me; ; every by Dogs 3; ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	l.Rows[0].From[0], l.Rows[0].By[0].Role = "other", "other"
	again := dogsOf(sound()...)
	if again.Listing().Rows[0].From[0] != "none" {
		t.Error("a listing is a copy")
	}
}

// A row asks the interpretations of whatever its texts and effects read.
func TestMachine_Listing_asks(t *testing.T) {
	for name, change := range map[string]func(r *dogRow){
		"text":            func(r *dogRow) { r.Text = "In {plan.days} days." },
		"sentence":        func(r *dogRow) { r.Does = effects{Say{ID: "s", Text: "In {plan.days} days."}} },
		"if of an effect": func(r *dogRow) { r.Does = effects{Say{ID: "s", If: "plan.ready", Text: "It is ready."}} },
		"what is set":     func(r *dogRow) { r.Does = effects{Set{Field: "keeper", To: "plan.first"}} },
		"each duty":       func(r *dogRow) { r.Does = effects{Open{Duty: "visit", Cite: "Dogs 2", Each: "plan.visits"}} },
		"who is awaited":  func(r *dogRow) { r.Does = effects{Await{What: "it", From: "plan.who"}} },
	} {
		rows := sound()
		change(&rows[3])
		if got := dogsOf(rows...).Listing().Rows[2]; got.ID != "3" || !slices.Equal(got.Asks, []string{"own-vet"}) {
			t.Errorf("%s: row %s asks %q", name, got.ID, got.Asks)
		}
	}
}

func TestMachine_Facts(t *testing.T) {
	m := dogsOf(sound()...)
	types := map[string]rule.FactType{}
	for _, d := range m.Facts("ask") {
		types[d.Name] = d.Type
		if d.Name == "event.breed" && !cmp.Equal(d.Values, []string{"hound", "pug"}) {
			t.Errorf("got %v", d.Values)
		}
	}
	for name, want := range map[string]rule.FactType{"case.visits": rule.Number, "event.shots": rule.YesNo, "given.keeper": rule.YesNo, "event.on": rule.Day, "event.keeper": rule.Word, "plan.who": rule.Word} {
		if types[name] != want {
			t.Errorf("%s: got %s, want %s", name, types[name], want)
		}
	}
	if m.Facts("bark") != nil {
		t.Error("there is no such event")
	}
}

func TestListing_Mermaid(t *testing.T) {
	l := dogsOf(sound()...).Listing()
	want := `stateDiagram-v2
    %% provisions of Dogs
    [*] --> none
    none --> asked: ask (1)
    asked --> gone: tick (3)
    gone --> [*]
`
	if diff := cmp.Diff(want, l.Mermaid()); diff != "" {
		t.Error(diff)
	}
	if got := l.Stays("asked"); !slices.Equal(got, []string{"ask"}) || l.Stays("none") != nil {
		t.Errorf("what moves no dog is %v", got)
	}
	l.Rows[0].Cite = "7"
	if got := l.Mermaid(); strings.Contains(got, "provisions of") || !strings.Contains(got, "ask (7)") {
		t.Errorf("of several instruments: %s", got)
	}
}

// A name that Mermaid could not read is the label of a state with an id of its own.
func TestListing_MermaidNames(t *testing.T) {
	l := &Listing{Start: "to review", States: []string{"to review", "on-hold", "end", "s1", "Note", "plain_one", `a "b"`}, Final: []string{"end"}, Rows: []Listed{
		{Row: Row[string, string]{ID: "1", From: []string{"to review"}, On: "put off", To: "on-hold", Cite: "Act 1; 2: #3"}},
		{Row: Row[string, string]{ID: "2", From: []string{"on-hold"}, On: "close", To: "end", Cite: "Act 4"}},
		{Row: Row[string, string]{ID: "3", From: []string{"on-hold"}, On: "say", Cite: "Act 5"}},
		{Row: Row[string, string]{ID: "4", From: []string{"Note"}, On: "x", To: `a "b"`, Cite: "Act 6"}},
		{Row: Row[string, string]{ID: "5", From: []string{"s1"}, On: "x", To: "plain_one", Cite: "Act 7"}},
		{Row: Row[string, string]{ID: "6", From: []string{"on-hold"}, On: "close", To: "end", Cite: "Act 8"}},
	}}
	want := `stateDiagram-v2
    %% provisions of Act
    state "to review" as s1_
    state "on-hold" as s2
    state "end" as s3
    state "Note" as s5
    state "a #quot;b#quot;" as s7
    [*] --> s1_
    s1_ --> s2: put off (1#59; 2#58; #35;3)
    s2 --> s3: close (4, 8)
    s3 --> [*]
    s1 --> plain_one: x (7)
    s5 --> s7: x (6)
`
	if diff := cmp.Diff(want, l.Mermaid()); diff != "" {
		t.Error(diff)
	}
	got, err := l.MermaidPath(PathStep{`"1"`, "to review", "put off", "on-hold"})
	want = `flowchart TD
    s1_(["to review"]):::visited
    s2["on-hold"]:::last
    s3[["end"]]
    s1_ == "#quot;1#quot; put off" ==> s2
    s2 -. "close" .-> s3
    classDef visited stroke-width:3px
    classDef last stroke-width:3px,fill:#1f6feb,color:#fff
`
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Error(err, diff)
	}
}

func TestListing_MermaidPath(t *testing.T) {
	rows := append(sound(), dogRow{ID: "4", From: []dogState{"none"}, On: "tick", To: "gone", Cite: "Dogs 4", Text: "x"},
		dogRow{ID: "5", From: []dogState{"asked"}, On: "ask", To: "gone", Cite: "Dogs 5", Text: "x"})
	l := dogsOf(rows...).Listing()
	l.States = append(l.States, "afar") // which is not drawn
	got, err := l.MermaidPath(PathStep{"①", "none", "ask", "asked"}, PathStep{"②", "asked", "ask", "asked"})
	want := `flowchart TD
    none(["none"]):::visited
    asked["asked"]:::last
    gone[["gone"]]
    none == "① ask" ==> asked
    none -. "tick" .-> gone
    asked -. "tick, ask" .-> gone
    classDef visited stroke-width:3px
    classDef last stroke-width:3px,fill:#1f6feb,color:#fff
`
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Error(err, diff)
	}
	got, err = l.MermaidPath()
	if err != nil || !strings.Contains(got, `none(["none"]):::last`) || strings.Contains(got, "==") {
		t.Errorf("without events: %v %s", err, got)
	}
	for field, wrong := range map[string][]PathStep{"path[0]": {{"①", "none", "ask", "gone"}}, "path[0].to": {{To: "nowhere"}},
		"path[1]": {{"①", "none", "ask", "asked"}, {"②", "none", "tick", "gone"}}} {
		var input *rule.InputError
		if _, err := l.MermaidPath(wrong...); !errors.As(err, &input) || input.Field != field {
			t.Errorf("%s: got %v", field, err)
		}
	}
}

// A case may begin elsewhere than at the start, and a correction puts it elsewhere.
func TestListing_MermaidPath_elsewhere(t *testing.T) {
	l := dogsOf(append(sound(), dogRow{ID: "4", From: []dogState{"none"}, On: "tick", To: "gone", Cite: "Dogs 4", Text: "x"})...).Listing()
	for name, c := range map[string]struct {
		path []PathStep
		want string
	}{
		"another beginning": {[]PathStep{{"①", "asked", "tick", "gone"}}, `flowchart TD
    asked["asked"]:::visited
    gone[["gone"]]:::last
    asked == "① tick" ==> gone
`},
		"a correction": {[]PathStep{{"①", "none", "tick", "gone"}, {To: "asked"}, {"③", "asked", "tick", "gone"}}, `flowchart TD
    none(["none"]):::visited
    asked["asked"]:::visited
    gone[["gone"]]:::last
    none -. "ask" .-> asked
    none == "① tick" ==> gone
    asked == "③ tick" ==> gone
`},
		"a correction at the start": {[]PathStep{{To: "asked"}, {"①", "asked", "tick", "gone"}}, `flowchart TD
    none(["none"]):::visited
    asked["asked"]:::visited
    gone[["gone"]]:::last
    none -. "ask" .-> asked
    none -. "tick" .-> gone
    asked == "① tick" ==> gone
`},
		"a correction at the end": {[]PathStep{{"①", "none", "tick", "gone"}, {To: "asked"}}, `flowchart TD
    none(["none"]):::visited
    asked["asked"]:::last
    gone[["gone"]]:::visited
    none -. "ask" .-> asked
    none == "① tick" ==> gone
    asked -. "tick" .-> gone
`},
	} {
		got, err := l.MermaidPath(c.path...)
		got, _, _ = strings.Cut(got, "    classDef")
		if diff := cmp.Diff(c.want, got); err != nil || diff != "" {
			t.Errorf("%s: %v %s", name, err, diff)
		}
	}
}

// An event that was not taken has an arrow beside the one that was, and one of its own into
// each state.
func TestListing_MermaidPath_otherWays(t *testing.T) {
	l := dogsOf(append(sound(), dogRow{ID: "4", From: []dogState{"none"}, On: "tick", To: "asked", Cite: "Dogs 4", Text: "x"},
		dogRow{ID: "5", From: []dogState{"asked"}, On: "ask", To: "none", Cite: "Dogs 5", Text: "x"})...).Listing()
	got, err := l.MermaidPath(PathStep{"①", "none", "ask", "asked"})
	got, _, _ = strings.Cut(got, "    classDef")
	want := `flowchart TD
    none(["none"]):::visited
    asked["asked"]:::last
    gone[["gone"]]
    none == "① ask" ==> asked
    none -. "tick" .-> asked
    asked -. "tick" .-> gone
    asked -. "ask" .-> none
`
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Error(err, diff)
	}
}

func TestMachine_With(t *testing.T) {
	m := dogsOf(sound()...)
	other := m.With([]dogRow{fires(Call{Documents: []string{"other"}})})
	_, out := taken(t, other, town(), dogCase{State: "none"}, asked1)
	if len(out.Documents) != 1 || len(m.Listing().Rows) != 3 {
		t.Errorf("got %v", out)
	}
}

func TestFault_Error(t *testing.T) {
	if got := (&RowError{Name: "dogs", Err: errors.New("wrong")}).Error(); got != "dogs: wrong" {
		t.Error(got)
	}
}

func TestByDefault(t *testing.T) {
	if got := ByDefault("clerk"); len(got) != 1 || !got[0].Default || got[0].Role != "clerk" {
		t.Errorf("got %v", got)
	}
}

// The place of a fact that there is none of is counted in characters, from 0.
func TestMachine_Check_placeInAText(t *testing.T) {
	row := fires()
	row.Text = "Für {event.keper}."
	var at *rule.ExprError
	if err := dogsOf(row).Check(); !errors.As(err, &at) || at.Offset != 5 {
		t.Errorf("got %v at %+v", err, at)
	}
}

// What copierOf copies shares no list, whatever its type; there is none for a type without lists.
func TestCopierOf(t *testing.T) {
	type held struct {
		hidden int
		File   dogFile
		Lists  map[string][]string
	}
	file := dogFile{Marks: []dogMark{{"m", []string{"x"}}}, Costs: map[string]dogMark{"k": {"v", []string{"y"}}}}
	was := held{1, file, map[string][]string{"l": {"z"}}}
	copied := copierOf(reflect.TypeOf(was))(reflect.ValueOf(was)).Interface().(held)
	if !reflect.DeepEqual(copied, was) {
		t.Errorf("got %+v, want %+v", copied, was)
	}
	copied.File.Marks[0].Tags[0], copied.File.Costs["k"].Tags[0], copied.Lists["l"][0] = "other", "other", "other"
	if was.File.Marks[0].Tags[0] != "x" || was.File.Costs["k"].Tags[0] != "y" || was.Lists["l"][0] != "z" {
		t.Errorf("a list is shared: %+v", was)
	}
	none := copierOf(reflect.TypeFor[dogFile]())(reflect.ValueOf(dogFile{Marks: []dogMark{}})).Interface().(dogFile)
	if none.Marks == nil || none.Costs != nil {
		t.Errorf("what is empty and what is none: %+v", none)
	}
	for _, plain := range []any{odd{}, Head{}, [2]int{}, ""} {
		if copierOf(reflect.TypeOf(plain)) != nil {
			t.Errorf("%T has no lists", plain)
		}
	}
	e := asked1
	e.File = dogFile{Costs: map[string]dogMark{"k": {"v", []string{"y"}}}, Marks: []dogMark{}}
	next, _ := taken(t, dogsOf(fires(Set{Field: "file", To: "event.file"})), town(), dogCase{State: "none"}, e)
	e.File.Costs["k"] = dogMark{}
	if next.File.Costs["k"].Text != "v" || next.File.Marks == nil {
		t.Errorf("got %+v", next.File)
	}
}
