package lifecycle

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

func TestOpen(t *testing.T) {
	opened := calendar.Mark{On: dogOn}
	letter := calendar.Duty{ID: "letter", By: "clerk", To: "keeper", Cite: "Dogs 1", CopyTo: []string{"vet"}, Encloses: []string{"form"}, Opened: opened}
	visit := calendar.Duty{ID: "visit", By: "vet", To: "keeper", Cite: "Dogs 2", Opened: opened}
	with := func(d calendar.Duty, change func(d *calendar.Duty)) calendar.Duty {
		change(&d)
		return d
	}
	for name, c := range map[string]struct {
		open Open
		want []calendar.Duty
	}{
		"without a day":       {Open{Duty: "letter"}, []calendar.Duty{letter}},
		"not, by its If":      {Open{Duty: "letter", If: "case.chip"}, nil},
		"of one provision":    {Open{Duty: "visit", Cite: "Dogs 3"}, []calendar.Duty{with(visit, func(d *calendar.Duty) { d.By, d.Cite = "clerk", "Dogs 3" })}},
		"about something":     {Open{Duty: "letter", For: "event.keeper"}, []calendar.Duty{with(letter, func(d *calendar.Duty) { d.For = "Ann" })}},
		"due on a day":        {Open{Duty: "letter", Due: "event.on"}, []calendar.Duty{with(letter, func(d *calendar.Duty) { d.Due = dogOn })}},
		"owed by who is said": {Open{Duty: "letter", By: "event.keeper"}, []calendar.Duty{with(letter, func(d *calendar.Duty) { d.By = "Ann" })}},
		"within a term": {Open{Duty: "letter", Within: "month"}, []calendar.Duty{with(letter, func(d *calendar.Duty) {
			d.Due, d.Skipped = dogDay("2024-03-31"), []calendar.Skipped{{Date: dogDay("2024-03-31"), Why: "nothing"}}
		})}},
		"within a term after": {Open{Duty: "letter", Within: "month", After: "policy.from"}, []calendar.Duty{with(letter, func(d *calendar.Duty) {
			d.Due, d.Skipped = dogDay("2020-01-31"), []calendar.Skipped{{Date: dogDay("2020-01-31"), Why: "nothing"}}
		})}},
		"each that is found": {Open{Duty: "visit", Cite: "Dogs 2", Each: "plan.visits"},
			[]calendar.Duty{visit, with(visit, func(d *calendar.Duty) { d.By, d.Cite = "clerk", "Dogs 3" })}},
	} {
		t.Run(name, func(t *testing.T) {
			next, out := does(t, c.open)
			if diff := cmp.Diff(c.want, out.Opened); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.want, next.Docket.Duties); diff != "" {
				t.Error(diff)
			}
		})
	}
	_, out := does(t, Open{Duty: "letter"}, Open{Duty: "letter", Once: true}, Open{Duty: "bill", Once: true})
	if got := duties(out.Opened); got != "letter bill" {
		t.Errorf("once: %s", got)
	}
	_, out, err := dogsOf(fires(Open{Duty: "bill"})).ApplyEntry(town(), dogCase{State: "none"}, asked1, "7")
	if err != nil || out.Opened[0].Opened.Entry != "7" {
		t.Errorf("of an entry: %v, %v", out.Opened, err)
	}
}

func duties(all []calendar.Duty) string {
	var ids []string
	for _, d := range all {
		ids = append(ids, d.ID)
	}
	return strings.Join(ids, " ")
}

func TestOpen_panicsForADutyThatItDoesNotDeclare(t *testing.T) {
	if said := dogPanic(t, func() { does(t, Open{Duty: "bill", Each: "plan.visits"}) }); !strings.Contains(said, `plan.visits opens "bill" and gives "visit"`) {
		t.Errorf("got %s", said)
	}
}

// What an effect's expression cannot answer is the event's error, and nothing is
// done.
func TestEffect_errors(t *testing.T) {
	const broken = `div(1, event.visits, 2, "down")`
	for _, e := range []Effect{
		Open{Duty: "letter", If: broken + " > 0"},
		Open{Duty: "letter", Within: "year"},
		Open{Duty: "letter", Due: "event.since"},
		Open{Duty: "letter", Within: "month", After: "event.since"},
		Open{Duty: "letter", For: "plan.first"}, Open{Duty: "visit", Cite: "Dogs 2", Each: "plan.visits"},
		Perform{Duties: Duties{For: "plan.first"}},
		Await{What: "it", From: "plan.who"},
		Set{Field: "visits", To: broken}, Set{Field: "visits", To: "1.5"}, Set{Field: "visits", To: "1000000001"},
		Set{Field: "visits", To: "plan.days"},
		Set{Field: "chip", To: "plan.ready"},
		Do{Name: "move"},
	} {
		p := town()
		failure := &rule.Refused{Findings: []rule.Finding{rule.Verbatim("Dogs 9", false, "There is no plan.")}}
		p.plan = func(*dogCtx) (dogPlan, error) { return dogPlan{}, failure }
		p.do = func(*Change[dogCase, *dogPolicy]) error { return failure }
		was := dogCase{State: "none"}
		next, out, err := dogsOf(fires(Open{Duty: "bill"}, e)).Apply(p, was, asked1)
		if err == nil || len(out.Findings)+len(out.Opened) > 0 || !reflect.DeepEqual(was, next) {
			t.Errorf("%T%+v: got %v, %v", e, e, out, err)
		}
		var refused *rule.Refused
		if errors.As(err, &refused) && (refused.Event != "ask" || refused.State != "none" || failure.Event != "") {
			t.Errorf("%+v: the refusal is %+v", e, refused)
		}
	}
}

func TestClose(t *testing.T) {
	docket := calendar.Docket{Duties: []calendar.Duty{
		{ID: "visit", By: "vet", Cite: "Dogs 2", Due: dogDay("2024-03-20"), For: "red"},
		{ID: "visit", By: "clerk", Cite: "Dogs 3", Due: dogDay("2024-03-10"), For: "Ann"},
		{ID: "letter", By: "clerk", Cite: "Dogs 1", Due: dogDay("2024-02-20")},
		{ID: "bill", By: "keeper", Cite: "Dogs 4"},
	}}
	for name, c := range map[string]struct {
		e    Effect
		how  string
		left string
	}{
		"the one due first":    {Perform{Duties: Duties{IDs: []string{"visit"}}}, "visit Dogs 3 met", "visit letter bill"},
		"all":                  {Perform{Duties: Duties{IDs: []string{"visit"}, All: true}}, "visit Dogs 2 met, visit Dogs 3 met", "letter bill"},
		"late":                 {Perform{Duties: Duties{IDs: []string{"letter"}}}, "letter Dogs 1 late", "visit visit bill"},
		"lapsed, not late":     {Lapse{Duties: Duties{IDs: []string{"letter"}}}, "letter Dogs 1 lapsed", "visit visit bill"},
		"replaced":             {Replace{Duties: Duties{IDs: []string{"letter", "bill"}}}, "letter Dogs 1 replaced, bill Dogs 4 replaced", "visit visit"},
		"all but":              {Lapse{Duties: Duties{Except: []string{"visit"}, All: true}}, "letter Dogs 1 lapsed, bill Dogs 4 lapsed", "visit visit"},
		"owed by":              {Lapse{Duties: Duties{By: "clerk", All: true}}, "visit Dogs 3 lapsed, letter Dogs 1 lapsed", "visit bill"},
		"about":                {Lapse{Duties: Duties{For: "event.keeper"}}, "visit Dogs 3 lapsed", "visit letter bill"},
		"that match":           {Lapse{Duties: Duties{Match: "red"}}, "visit Dogs 2 lapsed", "visit letter bill"},
		"none":                 {Lapse{Duties: Duties{IDs: []string{"visit"}, By: "mayor"}}, "", "visit visit letter bill"},
		"not, by its If":       {Lapse{If: "case.chip", Duties: Duties{All: true}}, "", "visit visit letter bill"},
		"performed, if it may": {Perform{If: "not case.chip", Duties: Duties{IDs: []string{"bill"}}}, "bill Dogs 4 met", "visit visit letter"},
		"everything":           {Lapse{Duties: Duties{All: true}}, "visit Dogs 2 lapsed, visit Dogs 3 lapsed, letter Dogs 1 lapsed, bill Dogs 4 lapsed", ""},
	} {
		t.Run(name, func(t *testing.T) {
			was := dogCase{State: "none", Docket: calendar.Docket{Duties: append([]calendar.Duty(nil), docket.Duties...)}}
			next, out := taken(t, dogsOf(fires(c.e)), town(), was, asked1)
			var how []string
			for _, d := range out.Closed {
				if d.Closed.On != dogOn {
					t.Errorf("closed on %v", d.Closed)
				}
				how = append(how, d.ID+" "+d.Cite+" "+string(d.How))
			}
			if c.left == "" && next.Docket.Duties != nil {
				t.Errorf("without duties the docket is as one that had none: %v", next.Docket.Duties)
			}
			if got := strings.Join(how, ", "); got != c.how || duties(next.Docket.Duties) != c.left {
				t.Errorf("closed %s, left %s", got, duties(next.Docket.Duties))
			}
			if diff := cmp.Diff(docket.Duties, was.Docket.Duties); diff != "" {
				t.Error("the case before changed\n" + diff)
			}
		})
	}
}

// The machine itself finds what was performed late, and what was performed under a
// provision that nothing cites yet.
func TestPerform_findsWhatIsLateOrNotCited(t *testing.T) {
	was := dogCase{State: "none", Docket: calendar.Docket{Duties: []calendar.Duty{
		{ID: "visit", Cite: "Dogs 2", Due: dogDay("2024-02-28")}, {ID: "letter", Cite: "Dogs 1"}, {ID: "bill", Cite: "Dogs 4"}}}}
	_, out := taken(t, dogsOf(fires(Perform{Duties: Duties{All: true}})), town(), was, asked1)
	var said []string
	for _, f := range out.Findings {
		said = append(said, f.ID+": "+f.String())
	}
	want := []string{
		"1: It is asked (Dogs 1).",
		"visit.late: The duty visit was due on 2024-02-28 and was performed on 2024-03-01, 2 calendar days late (Dogs 2).",
		"bill.performed: The duty bill is performed (Dogs 4).",
	}
	if diff := cmp.Diff(want, said); diff != "" || out.Findings[1].Holds || !out.Findings[2].Holds {
		t.Error(diff)
	}
}

// What is performed on the day that it is due is not late, and a day after it is.
func TestPerform_onTheDay(t *testing.T) {
	for due, how := range map[string]calendar.How{"2024-03-01": calendar.Met, "2024-02-29": calendar.Late} {
		was := dogCase{State: "none", Docket: calendar.Docket{Duties: []calendar.Duty{{ID: "bill", Cite: "Dogs 4", Due: dogDay(due)}}}}
		if _, out := taken(t, dogsOf(fires(Perform{Duties: Duties{All: true}})), town(), was, asked1); out.Closed[0].How != how {
			t.Errorf("due on %s: got %s", due, out.Closed[0].How)
		}
	}
}

// What is closed is in the order of the docket, though the duty due first stands later.
func TestClose_order(t *testing.T) {
	was := dogCase{State: "none", Docket: calendar.Docket{Duties: []calendar.Duty{{ID: "visit", Cite: "Dogs 2", Due: dogDay("2024-03-20")},
		{ID: "letter", Cite: "Dogs 1"}, {ID: "visit", Cite: "Dogs 3", Due: dogDay("2024-03-10")}}}}
	m := dogsOf(fires(Lapse{Duties: Duties{IDs: []string{"visit", "letter"}}}))
	if _, out := taken(t, m, town(), was, asked1); duties(out.Closed) != "letter visit" {
		t.Errorf("got %s", duties(out.Closed))
	}
}

func TestCall(t *testing.T) {
	_, out := does(t, Call{Documents: []string{"form A", "form B"}}, Call{If: "case.chip", Documents: []string{"form C"}})
	if diff := cmp.Diff([]string{"form A", "form B"}, out.Documents); diff != "" {
		t.Error(diff)
	}
}

func TestAwait(t *testing.T) {
	_, out := does(t, Await{What: "a", By: []rule.Role{"vet"}}, Await{What: "b", From: "plan.who", Cite: "Dogs 5"},
		Await{What: "c", By: []rule.Role{"clerk"}, From: "plan.first"}, Await{If: "case.chip", What: "d"})
	want := []rule.Pending{{What: "a", On: []rule.Role{"vet"}, Cite: "Dogs 1"}, {What: "b", On: []rule.Role{"vet", "mayor"}, Cite: "Dogs 5"},
		{What: "c", On: []rule.Role{"clerk", "vet"}, Cite: "Dogs 1"}}
	if diff := cmp.Diff(want, out.Pending); diff != "" {
		t.Error(diff)
	}
}

func TestSet(t *testing.T) {
	e := asked1
	e.Fee, e.Breed, e.Shots, e.Since, e.Tags = decimal.New(125, -1), "pug", rule.No, dogDay("2024-02-01"), []string{"brown"}
	e.File = dogFile{Place: "north", Marks: []dogMark{{"m", []string{"x"}}}, Costs: map[string]dogMark{"k": {"v", []string{"y"}}}}
	for name, c := range map[string]struct {
		set  Set
		want func(c *dogCase)
	}{
		"an amount":                      {Set{Field: "fee", To: "event.fee"}, func(c *dogCase) { c.Fee = decimal.New(125, -1) }},
		"an amount, by expression":       {Set{Field: "fee", To: "event.fee + 1"}, func(c *dogCase) { c.Fee = decimal.New(135, -1) }},
		"a count":                        {Set{Field: "visits", To: "case.visits + 1"}, func(c *dogCase) { c.Visits = 4 }},
		"a count that is found":          {Set{Field: "visits", To: "plan.days"}, func(c *dogCase) { c.Visits = 5 }},
		"a count below none":             {Set{Field: "visits", To: "case.visits - 5"}, func(c *dogCase) { c.Visits = -2 }},
		"an amount below none":           {Set{Field: "fee", To: "event.fee - 13"}, func(c *dogCase) { c.Fee = decimal.New(-5, -1) }},
		"a day":                          {Set{Field: "since", To: `date("2024-01-02")`}, func(c *dogCase) { c.Since = dogDay("2024-01-02") }},
		"a day of the event":             {Set{Field: "since", To: "event.since"}, func(c *dogCase) { c.Since = dogDay("2024-02-01") }},
		"yes or no":                      {Set{Field: "chip", To: "event.visits == 0"}, func(c *dogCase) { c.Chip = true }},
		"a flag":                         {Set{Field: "shots", To: "case.visits > 2"}, func(c *dogCase) { c.Shots = rule.Yes }},
		"a flag that is no":              {Set{Field: "shots", To: "event.shots"}, func(c *dogCase) { c.Shots = rule.No }},
		"a word":                         {Set{Field: "breed", To: "event.breed"}, func(c *dogCase) { c.Breed = "pug" }},
		"a text":                         {Set{Field: "keeper", To: "event.keeper"}, func(c *dogCase) { c.Keeper = "Ann" }},
		"a text of another type":         {Set{Field: "keeper", To: "event.breed"}, func(c *dogCase) { c.Keeper = "pug" }},
		"a list":                         {Set{Field: "tags", To: "event.tags"}, func(c *dogCase) { c.Tags = []string{"brown"} }},
		"a list, by the type of another": {Set{Field: "breeds", To: "event.tags"}, func(c *dogCase) { c.Breeds = []dogBreed{"brown"} }},
		"a list that is found":           {Set{Field: "tags", To: "plan.who"}, func(c *dogCase) { c.Tags = []string{"vet", "mayor"} }},
		"a list of structs":              {Set{Field: "file.marks", To: "plan.marks"}, func(c *dogCase) { c.File.Marks = []dogMark{{"a", []string{"b"}}} }},
		"a struct":                       {Set{Field: "file", To: "event.file"}, func(c *dogCase) { c.File = e.File }},
		"a field of a struct":            {Set{Field: "file.place", To: "event.file.place"}, func(c *dogCase) { c.File.Place = "north" }},
		"of the case":                    {Set{Field: "keeper", To: "case.file.place"}, func(c *dogCase) { c.Keeper = "south" }},
		"no map":                         {Set{Field: "file.costs", To: "case.file.costs"}, func(*dogCase) {}},
		"nothing":                        {Set{Field: "fee"}, func(c *dogCase) { c.Fee = decimal.Decimal{} }},
		"nothing, of a struct":           {Set{Field: "file"}, func(c *dogCase) { c.File = dogFile{} }},
		"not, by its If":                 {Set{If: "case.chip", Field: "fee"}, func(*dogCase) {}},
	} {
		t.Run(name, func(t *testing.T) {
			start := dogCase{State: "none", Visits: 3, Fee: decimal.New(9, 0), File: dogFile{Place: "south", Marks: []dogMark{{"z", nil}}}}
			want := start
			want.State, want.LastOn = "asked", dogOn
			c.want(&want)
			next, _ := taken(t, dogsOf(fires(c.set)), town(), start, e)
			if diff := cmp.Diff(want, next, cmp.FilterPath(func(p cmp.Path) bool { return p.String() == "Odd" }, cmp.Ignore())); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A case shares no list with the event, nor with the case before it.
func TestSet_sharesNothing(t *testing.T) {
	e := asked1
	e.Tags = []string{"brown"}
	e.File = dogFile{Marks: []dogMark{{"m", []string{"x"}}}, Costs: map[string]dogMark{"k": {"v", []string{"y"}}}}
	m := dogsOf(fires(Set{Field: "tags", To: "event.tags"}, Set{Field: "file", To: "event.file"}, Open{Duty: "bill"}))
	first, _ := taken(t, m, town(), dogCase{State: "none"}, e)
	before, _ := json.Marshal(first)
	second := first
	second.State = "none"
	second, out := taken(t, m, town(), second, e)
	e.Tags[0], e.File.Marks[0].Tags[0], e.File.Costs["k"].Tags[0] = "green", "other", "other"
	out.Opened[0].By = "nobody"
	second.Docket.Duties[0].By = "nobody"
	after, _ := json.Marshal(first)
	if string(before) != string(after) {
		t.Errorf("the case changed:\n%s\n%s", before, after)
	}
	x := m.context(town(), dogCase{State: "none"}) // as a history keeps it
	if err := m.apply(x, e, ""); err != nil {
		t.Fatal(err)
	}
	if e.Tags[0], e.File.Marks[0].Text = "white", "white"; x.next.Tags[0] == "white" || x.next.File.Marks[0].Text == "white" {
		t.Errorf("the case shares a list with the event: %+v", x.next)
	}
}

// A case that was applied to stays as it is, whatever becomes of the next and of the outcome.
func TestMachine_Apply_sharesNothing(t *testing.T) {
	row := fires(Perform{Duties: Duties{IDs: []string{"letter"}}})
	row.To = ""
	m := dogsOf(row, dogRow{ID: "2", From: []dogState{"none"}, On: "tick", Cite: "Dogs 2", Text: "It ticks."})
	start := func(duties ...string) dogCase {
		c := dogCase{State: "none", Tags: []string{"brown"}, File: dogFile{Marks: []dogMark{{"m", []string{"x"}}}}}
		for _, id := range duties {
			c.Docket.Duties = append(c.Docket.Duties, calendar.Duty{ID: id, Cite: "Dogs 1", CopyTo: []string{"vet"}, Encloses: []string{"form"},
				Skipped: []calendar.Skipped{{Date: dogOn, Why: "nothing"}}})
		}
		return c
	}
	write := func(c *dogCase, duties []calendar.Duty) {
		c.Tags[0], c.File.Marks[0].Tags[0] = "other", "other"
		for _, d := range append(duties, c.Docket.Duties...) {
			d.CopyTo[0], d.Encloses[0], d.Skipped[0].Why = "other", "other", "other"
		}
	}
	bad := asked1
	bad.Shots = 7
	ticks := tick{On: dogOn}
	for name, events := range map[string][]dogEvent{
		"one": {ticks}, "closed": {asked1}, "two": {ticks, asked1}, "one that fails": {ticks, bad}} {
		was, want := start("letter"), start("letter")
		next, outcomes, err := m.Replay(town(), was, events...)
		if (err != nil) != (name == "one that fails") {
			t.Fatal(err)
		}
		var closed []calendar.Duty
		for _, o := range outcomes {
			closed = append(closed, o.Closed...)
		}
		if write(&next, closed); !reflect.DeepEqual(was, want) {
			t.Errorf("%s: the case before changed: %+v", name, was)
		}
	}
	was := start("letter", "letter")
	next, out := taken(t, m, town(), was, asked1)
	if write(&next, out.Closed); !reflect.DeepEqual(was, start("letter", "letter")) {
		t.Errorf("the case before changed: %+v", was)
	}
	all := make([]calendar.Duty, 1, 4)
	all[0] = calendar.Duty{ID: "letter", Cite: "Dogs 1"}
	taken(t, dogsOf(fires(Open{Duty: "bill"})), town(), dogCase{State: "none", Docket: calendar.Docket{Duties: all}}, asked1)
	if behind := all[:2][1]; behind.ID != "" {
		t.Errorf("what lies behind the duties of the case is written: %+v", behind)
	}
}

// shelf is a case with a docket beside that of the machine.
type shelf struct {
	State  dogState        `json:"state"`
	LastOn calendar.Date   `json:"last_on,omitzero"`
	Docket calendar.Docket `json:"docket"`
	Other  calendar.Docket `json:"other"`
}

func TestMachine_Apply_sharesNoOtherDocket(t *testing.T) {
	m := New(Definition[dogState, dogWord, shelf, dogEvent, *dogPolicy]{Name: "shelves", Start: "none", Events: []dogEvent{tick{}},
		Case: func(c *shelf) Core[dogState] {
			return Core[dogState]{State: &c.State, LastOn: &c.LastOn, Docket: &c.Docket}
		},
		Rows: []dogRow{{ID: "1", From: []dogState{"none"}, On: "tick", Cite: "Dogs 1", Text: "It ticks."}}})
	was := shelf{State: "none", Other: calendar.Docket{Duties: []calendar.Duty{{ID: "letter"}}}}
	next, _, err := m.Apply(town(), was, tick{On: dogOn})
	if err != nil {
		t.Fatal(err)
	}
	if next.Other.Duties[0].ID = "bill"; was.Other.Duties[0].ID != "letter" {
		t.Errorf("got %+v", was)
	}
}

func TestSay(t *testing.T) {
	_, out := does(t, Say{ID: "a", Text: "{event.keeper} has {case.visits} visit{case.visits:s}."}, Say{ID: "b", Cite: "Dogs 7", Fails: true, Text: "No."},
		Say{ID: "c", If: "case.chip", Text: "Not said."}, Say{ID: "d", Text: "Since {event.since}."})
	var said []string
	for _, f := range out.Findings[1:] {
		said = append(said, f.ID+" "+f.String())
	}
	if diff := cmp.Diff([]string{"a Ann has 0 visits (Dogs 1).", "b No (Dogs 7).", "d Since (not given) (Dogs 1)."}, said); diff != "" || out.Findings[2].Holds {
		t.Error(diff)
	}
}

func TestDo(t *testing.T) {
	p := town()
	red := rule.Template{ID: "moved", Cite: "Dogs 8", Text: "It moved."}
	ids := append(make([]string, 0, 2), "chip-needed")
	p.do = func(x *Change[dogCase, *dogPolicy]) error {
		x.Close(calendar.Lapsed, func(d calendar.Duty) bool { return d.ID == "visit" })
		x.Add(x.Duty("bill", ""))
		x.Call("form")
		x.Await(rule.Pending{What: "it"})
		x.Ask("own-vet")
		f := red.Finding(true)
		f.Interpretations = ids
		x.Find(f)
		if duties(x.Duties()) != "letter bill" || duties(x.Open()) != "visit letter visit" || !x.Owed("letter") || x.Owed("bill") {
			t.Errorf("open %s, before %s", duties(x.Duties()), duties(x.Open()))
		}
		return nil
	}
	all := Do{Name: "move", Opens: []string{"bill"}, Closes: []string{"visit"}, Calls: []string{"form"}, Awaits: []string{"it"}, Finds: []string{"moved"}}
	was := dogCase{State: "none", Docket: calendar.Docket{Duties: []calendar.Duty{{ID: "visit", Cite: "Dogs 2"},
		{ID: "letter", Cite: "Dogs 1"}, {ID: "visit", Cite: "Dogs 3"}}}}
	next, out := taken(t, dogsOf(fires(all)), p, was, asked1)
	if duties(next.Docket.Duties) != "letter bill" || duties(out.Closed) != "visit visit" || len(out.Documents) != 1 || len(out.Pending) != 1 {
		t.Errorf("got %+v", out)
	}
	if f := out.Findings[1]; f.ID != "moved" || strings.Join(f.Interpretations, " ") != "chip-needed own-vet" || ids[:2][1] != "" ||
		len(out.Findings[0].Interpretations) != 0 {
		t.Errorf("got %+v", out.Findings)
	}
	for what, less := range map[string]func(d *Do){
		`opens "bill"`: func(d *Do) { d.Opens = nil }, `closes "visit"`: func(d *Do) { d.Closes = nil }, `calls for "form"`: func(d *Do) { d.Calls = nil },
		`awaits "it"`: func(d *Do) { d.Awaits = nil }, `finds "moved"`: func(d *Do) { d.Finds = nil },
	} {
		lesser := all
		less(&lesser)
		if said := dogPanic(t, func() { _, _, _ = dogsOf(fires(lesser)).Apply(p, was, asked1) }); said != "dogs: move does not declare that it "+what {
			t.Errorf("%s: got %s", what, said)
		}
	}
}

func TestContext_panics(t *testing.T) {
	p := town()
	for says, f := range map[string]func(x *Change[dogCase, *dogPolicy]){
		`there is no duty "visit" of "Dogs 9"`:             func(x *Change[dogCase, *dogPolicy]) { x.Duty("visit", "Dogs 9") },
		`there is no interpretation "chips"`:               func(x *Change[dogCase, *dogPolicy]) { x.Ask("chips") },
		`plan does not declare that it asks "chip-needed"`: func(x *Change[dogCase, *dogPolicy]) {},
	} {
		p.do = func(x *Change[dogCase, *dogPolicy]) error { f(x); return nil }
		p.plan = func(x *dogCtx) (dogPlan, error) { x.Ask("chip-needed"); return dogPlan{}, nil }
		say := Say{ID: "x", If: "plan.ready", Text: "It is."}
		if said := dogPanic(t, func() { _, _, _ = dogsOf(fires(Do{Name: "move"}, say)).Apply(p, dogCase{State: "none"}, asked1) }); !strings.Contains(said, says) {
			t.Errorf("got %s, want %s", said, says)
		}
	}
}

// Whoever changes a duty that Duty gave changes no other.
func TestContext_Duty_isACopy(t *testing.T) {
	p := town()
	p.plan = func(x *dogCtx) (dogPlan, error) {
		d := x.Duty("letter", "")
		d.CopyTo[0], d.Encloses[0] = "other", "other"
		return dogPlan{Visits: []calendar.Duty{x.Duty("letter", "")}}, nil
	}
	_, out := taken(t, dogsOf(fires(Open{Duty: "letter", Each: "plan.visits"})), p, dogCase{State: "none"}, asked1)
	if d := out.Opened[0]; d.CopyTo[0] != "vet" || d.Encloses[0] != "form" {
		t.Errorf("got %+v", d)
	}
}
