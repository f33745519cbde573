package lifecycle

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// held lists findings with whether they hold, and the interpretations that they rest on.
func held(findings []rule.Finding) []string {
	all := []string{}
	for _, f := range findings {
		all = append(all, map[bool]string{true: "+ ", false: "- "}[f.Holds]+strings.TrimSpace(f.ID+" "+strings.Join(f.Interpretations, " ")))
	}
	return all
}

const (
	onChip = `policy.chip_needed == "no"`
	onVet  = `policy.own_vet == "any"`
)

// Each reason of a refusal says what does not hold, and carries what was asked for it
// alone.
func TestMachine_Apply_whichReasonCarriesWhat(t *testing.T) {
	second := fires()
	second.ID = "2"
	for name, c := range map[string]struct {
		change func(one, two *dogRow)
		want   []string
	}{
		"for another role": {func(one, two *dogRow) { one.By, two.By = By("vet"), []Who{{Role: "clerk", If: onVet}} }, []string{"- 1.role own-vet", "- 2.role own-vet"}},
		"another state":    {func(one, two *dogRow) { one.From, two.From = []dogState{"asked"}, []dogState{"gone"} }, []string{"- 1.state", "- 2.state"}},
		"what each row requires": {func(one, two *dogRow) {
			one.Requires, two.Requires = []Guard{{ID: "g", If: onChip, Text: "G."}}, []Guard{{ID: "h", If: onVet, Text: "H."}}
		}, []string{"- g chip-needed own-vet", "- h own-vet chip-needed"}},
		"what one row requires": {func(one, two *dogRow) {
			one.Requires = []Guard{{ID: "g", If: onChip, Text: "G."}, {ID: "h", If: onVet, Text: "H."}}
			*two = *one
		}, []string{"- g chip-needed own-vet", "- h own-vet"}},
		"what each row needs": {func(one, two *dogRow) {
			one.Needs, two.Needs = []Guard{{ID: "g", If: onChip, Text: "G."}}, []Guard{{ID: "h", If: onVet, Text: "H."}}
		}, []string{"- g chip-needed", "- h own-vet"}},
		"what has to be given": {func(one, two *dogRow) {
			one.Needs = []Guard{{Fact: "breed", If: `not (` + onChip + `)`}}
			two.Needs = []Guard{{Fact: "fee"}}
		}, []string{"- 1.given chip-needed", "- 2.given"}},
		"what decides what is": {func(one, two *dogRow) {
			one.Needs = []Guard{{Fact: "breed", If: onChip}, {ID: "h", If: "event.visits > 0", Text: "H."}}
			*two = *one
		}, []string{"- h chip-needed"}},
		"the condition of one row": {func(one, two *dogRow) { one.If = onChip; *two = *one }, []string{"- 1.unmet chip-needed"}},
	} {
		one, two := fires(), second
		c.change(&one, &two)
		rows := []dogRow{one, two}
		if one.ID == two.ID {
			rows = rows[:1]
		}
		if diff := cmp.Diff(c.want, held(dogRefused(t, dogsOf(rows...), town(), dogCase{State: "none"}, asked1).Findings)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}

// That an event is open holds, and why it is not does not.
func TestMachine_Permitted_whichHold(t *testing.T) {
	row := fires()
	row.Requires = []Guard{{ID: "g", If: "case.visits == 0", Text: "Visited."}}
	for want, c := range map[string]dogCase{"+ 1.open": {State: "none"}, "- g": {State: "none", Visits: 1}, "- 1.state": {State: "gone"}} {
		permits, err := dogsOf(row).Permitted(town(), c)
		if err != nil {
			t.Fatal(err)
		}
		if got := held(permits[0].Why); !slices.Equal(got, []string{want}) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// A list of the definition that its maker changes is not the machine's.
func TestNew_sharesNothing(t *testing.T) {
	def := dogDefinition(sound()...)
	m := New(def)
	def.Final[0], def.Roles[0], def.Parties[0], def.Events[0], def.Rows[1].Cite, def.Duties[0].Cite = "lost", "owner", "owner", tick{}, "other", "other"
	if l := m.Listing(); l.Final[0] != "gone" || l.Rows[0].Cite != "Dogs 1" || !slices.Equal(m.Names(), []dogWord{"ask", "tick"}) {
		t.Errorf("got %+v", l)
	}
	e := asked1
	e.By = "clerk"
	if _, out := taken(t, m, town(), dogCase{State: "none", Chip: true}, e); out.Opened[0].Cite != "Dogs 1" {
		t.Errorf("got %+v", out.Opened)
	}
}

// Facts of a mapping that differ are told apart, in both; of one that was not there all is.
func TestMachine_differing(t *testing.T) {
	m := dogsOf(sound()...)
	one, two := asked1, asked1
	one.File, two.File = dogFile{Place: "north", Marks: []dogMark{{Text: "a"}}}, dogFile{Place: "south", Marks: []dogMark{{Text: "a"}, {Text: "b"}}}
	two.Costs, two.On = &dogMark{Text: "c"}, dogDay("2024-03-02")
	want := []difference{{"day", "2024-03-01", "2024-03-02"}, {"place (file)", "north", "south"}, {"marks (file)", "text a", "text a; text b"}, {"costs", "none", "text c"}}
	if diff := cmp.Diff(want, m.differing(one, two), cmp.AllowUnexported(difference{})); diff != "" {
		t.Error(diff)
	}
	if got := m.differing(one, one); got != nil {
		t.Errorf("of an event and itself: %v", got)
	}
}

// The sentences of a history are among those of each machine.
func TestMachine_Sentences_ofAHistory(t *testing.T) {
	for _, want := range []rule.Template{idTaken, wasRemoved, corrected, lost, inForce} {
		if !slices.ContainsFunc(dogsOf(sound()...).Sentences(), func(s rule.Template) bool { return s.ID == want.ID && s.Text == want.Text }) {
			t.Errorf("%s is no sentence", want.ID)
		}
	}
}

// A state that is reached only from one that is not is not reached either.
func TestMachine_Faults_statesBehindOthers(t *testing.T) {
	rows := append(sound(), dogRow{ID: "4", From: []dogState{"lost"}, On: "tick", To: "found", Cite: "Dogs 4", Text: "Found."},
		dogRow{ID: "5", From: []dogState{"found"}, On: "tick", To: "gone", Cite: "Dogs 5", Text: "Gone."})
	var got []string
	for _, f := range dogsOf(rows...).Faults() {
		got = append(got, f.Error())
	}
	if diff := cmp.Diff([]string{"dogs: no row leads to the state lost from the start", "dogs: no row leads to the state found from the start"}, got); diff != "" {
		t.Error(diff)
	}
}

// A listing has the effects and the guards of a row, each guard with its provision, and before
// them those of the rows that hold for it.
func TestMachine_Listing_effects(t *testing.T) {
	rows := sound()
	rows[0].Needs = []Guard{{Fact: "on"}}
	cited := func(guards []Guard, cite rule.Citation) []Guard {
		guards = slices.Clone(guards)
		for i := range guards {
			guards[i].Cite = cite
		}
		return guards
	}
	rows[3].Does = effects{Do{Name: "move", Opens: []string{"bill"}, Closes: []string{"visit"}}}
	for i, got := range dogsOf(rows...).Listing().Rows {
		r := rows[i+1]
		if r.ID == "3" && (!slices.Equal(got.Opens, []string{"bill"}) || !slices.Equal(got.Closes, []string{"visit"})) {
			t.Errorf("what a function opens and closes: %q, %q", got.Opens, got.Closes)
		}
		if diff := cmp.Diff(cited(r.Requires, r.Cite), got.Requires); diff != "" {
			t.Errorf("%s: requires %s", got.ID, diff)
		}
		if diff := cmp.Diff(append(cited(rows[0].Needs, "Dogs 0"), cited(r.Needs, r.Cite)...), got.Needs); diff != "" {
			t.Errorf("%s: needs %s", got.ID, diff)
		}
		if diff := cmp.Diff(append(slices.Clone(rows[0].Does), r.Does...), got.Does); diff != "" {
			t.Errorf("%s: does %s", got.ID, diff)
		}
	}
}

// A row asks the interpretations of whatever its roles, guards and condition read.
func TestMachine_Listing_asksOfGuards(t *testing.T) {
	def := dogDefinition(fires(Say{ID: "s", Text: "{chips.few}"}))
	def.Finds = append(def.Finds, Find("chips", func(*dogCtx) (struct{ Few bool }, error) { return struct{ Few bool }{}, nil }).
		Taking(Arg{Name: "needed", Is: onChip}, Arg{Name: "other", Is: "event.third"}))
	def.Events = append(def.Events, other{})
	if got := New(def).Listing().Rows[0].Asks; !slices.Equal(got, []string{"chip-needed"}) {
		t.Errorf("what a function is given asks %q", got)
	}
	for name, change := range map[string]func(r *dogRow){
		"who":           func(r *dogRow) { r.By = []Who{{Role: "clerk", If: onVet}} },
		"required":      func(r *dogRow) { r.Requires = []Guard{{ID: "g", If: onVet, Text: "G."}} },
		"needed":        func(r *dogRow) { r.Needs = []Guard{{ID: "g", If: onVet, Text: "G."}} },
		"a needed fact": func(r *dogRow) { r.Needs = []Guard{{Fact: "on", If: onVet}} },
		"text of a guard": func(r *dogRow) {
			r.Needs = []Guard{{ID: "g", If: "event.on > policy.from", Text: "In {plan.days} days."}}
		},
		"the row":        func(r *dogRow) { r.If = onVet },
		"the row, twice": func(r *dogRow) { r.If, r.Text = onVet, "In {plan.days} days." },
	} {
		rows := sound()
		change(&rows[3])
		if got := dogsOf(rows...).Listing().Rows[2]; got.ID != "3" || !slices.Equal(got.Asks, []string{"own-vet"}) {
			t.Errorf("%s: row %s asks %q", name, got.ID, got.Asks)
		}
	}
}

type other struct {
	On    calendar.Date `json:"on"`
	Third string        `json:"third"`
}

func (other) Name() dogWord { return "other" }

// Where a field lies is found in a struct that is embedded too, behind one that has it not.
func TestFieldAt_embedded(t *testing.T) {
	type Other struct {
		Word string `json:"word"`
	}
	type Head struct {
		On calendar.Date `json:"on"`
	}
	type event struct {
		Other
		Head
		File dogFile `json:"file"`
	}
	for path, want := range map[string][]int{"on": {1, 0}, "word": {0, 0}, "file.place": {2, 0}, "file.street": nil, "head": nil} {
		if got, _ := fieldAt(reflect.TypeFor[event](), path, "json"); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", path, got, want)
		}
	}
}

// What the event must give is what its policy asks for, and nothing else.
func TestMachine_Apply_whatHasToBeGiven(t *testing.T) {
	row := fires()
	row.Needs = []Guard{{Fact: "breed", If: onChip}, {Fact: "fee"}}
	if got, want := dogRefused(t, dogsOf(row), town(), dogCase{State: "none"}, asked1).Findings[0].Text(), "The event must give fee; not given: fee."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	row.Needs = []Guard{{Fact: "breed", If: onChip}, {Fact: "by"}}
	taken(t, dogsOf(row), town(), dogCase{State: "none"}, asked1)
	e := asked1
	e.By = ""
	got := dogRefused(t, dogsOf(row), town(), dogCase{State: "none"}, e).Findings[0].Text()
	if got != "The event must give by; not given: by." {
		t.Errorf("by nobody: got %s", got)
	}
}

// What a function asks is not told of the condition that asks the function, and after it
// the rows go on as before it.
func TestMachine_Apply_afterAFunction(t *testing.T) {
	p := town()
	e := asked1
	e.Shots = rule.No
	row := fires()
	row.If = "plan.ready and event.shots"
	if got, want := dogRefused(t, dogsOf(row), p, dogCase{State: "none"}, e).Findings[0].Text(), "No row applies: it is not so that plan.ready and event.shots (plan.ready = true, event.shots = false)."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	p.do = func(x *Change[dogCase, *dogPolicy]) error { x.Ask("chip-needed"); return nil }
	if _, out := taken(t, dogsOf(fires(Say{ID: "a", If: "plan.ready", Text: "A."}, Do{Name: "move"})), p, dogCase{State: "none"}, e); len(out.Findings) != 2 {
		t.Errorf("got %v", out)
	}
}

// A word that an event does not give is none of its type's, and may be asked for.
func TestMachine_Apply_aWordThatIsNotGiven(t *testing.T) {
	row := fires()
	row.If = `event.breed == ""`
	m := dogsOf(row)
	taken(t, m, town(), dogCase{State: "none"}, asked1)
	e := asked1
	e.Breed = "pug"
	dogRefused(t, m, town(), dogCase{State: "none"}, e)
	row.If = `event.breed == "cat"`
	if all := dogsOf(row).Faults(); !slices.ContainsFunc(all, func(f *RowError) bool { return f.Field == "if" }) {
		t.Errorf("a word that its type does not have: %v", all)
	}
}

// A count is a whole number up to the most that there is.
func TestSet_theMostOfACount(t *testing.T) {
	for more, want := range map[string]bool{"": true, " + 1": false} {
		m := dogsOf(fires(Set{Field: "visits", To: mostCount.String() + more}))
		if _, _, err := m.Apply(town(), dogCase{State: "none"}, asked1); (err == nil) != want {
			t.Errorf("%s%s: got %v", mostCount, more, err)
		}
	}
}

// A term that leaves the calendar is named.
func TestOpen_aTermThatLeavesTheCalendar(t *testing.T) {
	e := asked1
	e.On = dogDay("9999-12-20")
	_, _, err := dogsOf(fires(Open{Duty: "bill", Within: "month"})).Apply(town(), dogCase{State: "none"}, e)
	var outside *calendar.RangeError
	if !errors.As(err, &outside) || outside.Field != "month" || outside.From != e.On {
		t.Errorf("got %v", err)
	}
}

// A row says itself for whom its event is; one that does not has it from the row of its
// event, and not from that of all.
func TestMachine_Apply_byOfAnOuterRow(t *testing.T) {
	for name, c := range map[string]struct {
		outer dogRow
		own   []Who
		taken bool
	}{
		"its own role":          {dogRow{ID: "0", On: "ask", Cite: "Dogs 0", By: By("vet")}, By("clerk"), true},
		"another role":          {dogRow{ID: "0", On: "ask", Cite: "Dogs 0", By: By("clerk")}, By("vet"), false},
		"that of its event":     {dogRow{ID: "0", On: "ask", Cite: "Dogs 0", By: By("clerk")}, nil, true},
		"not that of its event": {dogRow{ID: "0", On: "ask", Cite: "Dogs 0", By: By("vet")}, nil, false},
		"that of another event": {dogRow{ID: "0", On: "tick", Cite: "Dogs 0", By: By("vet")}, nil, true},
	} {
		row := fires()
		row.By = c.own
		if _, _, err := dogsOf(c.outer, row).Apply(town(), dogCase{State: "none"}, asked1); (err == nil) != c.taken {
			t.Errorf("%s: got %v", name, err)
		}
	}
	row := fires()
	listed := dogsOf(dogRow{ID: "0", On: "ask", Cite: "Dogs 0", By: By("vet")}, row).Listing().Rows[0]
	if len(listed.By) != 1 || listed.By[0].Role != "vet" {
		t.Errorf("a listing has the role of the event: %+v", listed.By)
	}
}

// A fact that a condition asks twice is told once.
func TestMachine_Apply_factsAskedTwice(t *testing.T) {
	row := fires()
	row.If = "event.visits > 3 or event.visits > 2 and case.chip or event.visits > 1"
	got := dogRefused(t, dogsOf(row), town(), dogCase{State: "none"}, asked1).Findings[0].Text()
	if !strings.HasSuffix(got, "(event.visits = 0).") && !strings.HasSuffix(got, "(event.visits = 0, case.chip = false).") {
		t.Errorf("got %s", got)
	}
}

// A row is masked by one before it that asks no more than it does.
func TestMachine_Check_maskedByGuards(t *testing.T) {
	g, h := Guard{ID: "g", If: "event.visits > 0", Text: "G."}, Guard{ID: "h", If: "event.visits > 1", Text: "H."}
	for name, c := range map[string]struct {
		first, second []Guard
		masked        bool
	}{
		"nothing, and something": {nil, []Guard{g}, true}, "the same": {[]Guard{g}, []Guard{g}, true}, "one, and one more": {[]Guard{g}, []Guard{h, g}, true},
		"one, and another": {[]Guard{g}, []Guard{h}, false}, "one more, and one": {[]Guard{g, h}, []Guard{g}, false}, "something, and nothing": {[]Guard{g}, nil, false},
	} {
		one, two := fires(), fires()
		two.ID, one.Needs, two.Needs = "2", c.first, c.second
		last := dogRow{ID: "3", From: []dogState{"asked"}, On: "tick", To: "gone", Cite: "Dogs 3", Text: "Gone."}
		if err := dogsOf(one, two, last).Check(); (err != nil && strings.Contains(err.Error(), "it never fires")) != c.masked {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// Outcomes are the same whose findings differ in their words alone.
func TestSameOutcome(t *testing.T) {
	one := func(change func(o *rule.Outcome)) *rule.Outcome {
		f := (&rule.Template{ID: "1", Cite: "Dogs 1", Text: "It is asked."}).Finding(true, rule.Str("keeper", "Ann"))
		f.Interpretations = []string{"own-vet"}
		o := &rule.Outcome{Findings: []rule.Finding{f}, Opened: []calendar.Duty{{ID: "bill", Key: "1/bill"}}, Closed: []calendar.Duty{{ID: "visit", Key: "1/visit"}}, Documents: []string{"form"}}
		change(o)
		return o
	}
	same := one(func(*rule.Outcome) {})
	for name, c := range map[string]struct {
		change func(o *rule.Outcome)
		same   bool
	}{
		"all":                 {func(*rule.Outcome) {}, true},
		"a finding":           {func(o *rule.Outcome) { o.Findings[0].ID = "2" }, false},
		"what holds":          {func(o *rule.Outcome) { o.Findings[0].Holds = false }, false},
		"an interpretation":   {func(o *rule.Outcome) { o.Findings[0].Interpretations = nil }, false},
		"a fact":              {func(o *rule.Outcome) { o.Findings[0].Facts = []rule.Fact{rule.Str("owner", "Ann")} }, false},
		"the value of a fact": {func(o *rule.Outcome) { o.Findings[0].Facts = []rule.Fact{rule.Str("keeper", "Bob")} }, false},
		"a duty opened":       {func(o *rule.Outcome) { o.Opened[0].Key = "2/bill" }, false},
		"a duty closed":       {func(o *rule.Outcome) { o.Closed = nil }, false},
		"a document":          {func(o *rule.Outcome) { o.Documents[0] = "letter" }, false},
	} {
		if got := sameOutcome(same, one(c.change)); got != c.same {
			t.Errorf("other in %s: the same, %t", name, got)
		}
	}
}

// Sixty-four interpretations are not too many.
func TestMachine_Faults_howManyReadings(t *testing.T) {
	for n, faults := range map[int]bool{64: false, 65: true} {
		def := dogDefinition(fires())
		for i := len(def.Readings); i < n; i++ {
			def.Readings = append(def.Readings, Question{ID: fmt.Sprintf("q-%d", i), Readings: []string{"a", "b"}})
		}
		if got := slices.ContainsFunc(New(def).Faults(), func(f *RowError) bool { return f.Field == "readings" }); got != faults {
			t.Errorf("%d interpretations: a fault, %t", n, got)
		}
	}
}
