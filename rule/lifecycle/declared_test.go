package lifecycle_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/expression"
	. "github.com/workcomp-go/workcomp/rule/lifecycle"
)

// A tank is a case that keeps its facts in a struct of another type, as one whose
// facts a file declares; so does the event that fills it.
type (
	tank struct {
		State  string          `json:"state"`
		LastOn calendar.Date   `json:"last_on,omitzero"`
		Docket calendar.Docket `json:"docket"`
		facts  any
	}
	level struct {
		Litres int    `json:"litres"`
		Colour string `json:"colour,omitempty" words:"clear brown"`
	}
	amount struct {
		Head
		Litres decimal.Decimal `json:"litres"`
		Colour string          `json:"colour,omitempty"`
	}
	filled struct {
		name  string
		facts any
	}
	board struct{ most any }
	most  struct{ Litres int }
	sum   struct{ Litres decimal.Decimal }
)

func (f filled) Name() string { return f.name }

func tanks(args ...Arg) *Machine[string, string, tank, filled, *board] {
	return New(Definition[string, string, tank, filled, *board]{
		Name: "tanks", Start: "empty", Final: []string{"empty"},
		Events: []filled{{"fill", amount{}}, {"drain", amount{}}, {"rest", struct{ Head }{}}},
		Case:   func(c *tank) Core[string] { return Core[string]{State: &c.State, LastOn: &c.LastOn, Docket: &c.Docket} },
		Check:  func(*board, *tank) error { return nil },
		Declared: &Declared[tank, filled]{Case: level{}, In: func(c *tank) *any { return &c.facts }, Of: func(f filled) any { return f.facts },
			Event: func(name string, facts any) filled { return filled{name, facts} }},
		Values: ValuesIn(most{}, func(b *board) any { return b.most }),
		Finds: []Function[tank, *board]{Find("after", func(x *Context[tank, *board]) (sum, error) {
			v, ok, err := x.Arg("all")
			if !ok {
				return sum{decimal.NewFromInt(0)}, err
			}
			return sum{v.Number()}, nil
		}).Taking(args...), Find("wet", func(*Context[tank, *board]) (sum, error) { return sum{decimal.NewFromInt(1)}, nil })},
		Rows: []Row[string, string]{
			{ID: "1", From: []string{"empty"}, On: "fill", If: "after.litres <= policy.litres", Cite: "T 1", Text: "It has {after.litres} litres.",
				Does: []Effect{Set{Field: "litres", To: "after.litres"}}},
			{ID: "2", From: []string{"empty"}, On: "rest", If: "after.litres == 0", Cite: "T 2", Text: "It rests."},
			{ID: "3", From: []string{"empty"}, On: "drain", Cite: "T 3", Text: "It is drained."},
		},
	})
}

// Two kinds of events with the same facts are two.
func TestMachine_Apply_declaredAlike(t *testing.T) {
	m := tanks()
	facts := amount{Head: Head{On: calendar.MustParse("2025-01-01")}}
	fill, drain := filled{"fill", facts}, filled{"drain", facts}
	_, outcome, err := m.Apply(&board{most{10}}, tank{State: "empty", facts: level{}}, drain)
	if err != nil || outcome.Findings[0].Text() != "It is drained." {
		t.Errorf("got %v, %v", outcome, err)
	}
	if data, err := m.MarshalAs(fill, func([]byte) (filled, error) { return drain, nil }); err == nil {
		t.Errorf("what is read back as another event is written: %s", data)
	}
}

// An expression that a function is given may ask the event or not: what a case must have
// reached may rest on one that does not, and is then asked without an event too.
func TestMachine_Faults_ofAFunctionThatAsksTheEvent(t *testing.T) {
	for _, c := range []struct {
		args  []Arg
		fault bool
	}{{[]Arg{{Name: "all", Is: "case.litres"}}, false}, {[]Arg{{Name: "all", Is: "case.litres + event.litres"}}, true},
		{[]Arg{{Name: "all", Is: "case.litres + event.litres"}, {Name: "more", Is: "case.litres"}}, true}} {
		for guard, fault := range map[string]bool{"after.litres < 5": c.fault, "wet.litres < 5": false} {
			m := tanks(c.args...).With([]Row[string, string]{{ID: "1", From: []string{"empty"}, On: "fill", Cite: "T 1", Text: "It is filled.",
				Requires: []Guard{{ID: "g", If: guard, Text: "It is full."}}}})
			if err := m.Check(); (err != nil) != fault || err != nil && !strings.Contains(err.Error(), "cannot ask the event") {
				t.Errorf("%s of %v: got %v", guard, c.args, err)
			}
			if c.fault {
				continue
			}
			for litres, want := range map[int]bool{3: true, 7: strings.HasPrefix(guard, "wet")} {
				permits, err := m.Permitted(&board{most{10}}, tank{State: "empty", facts: level{Litres: litres}})
				if err != nil || permits[0].Open != want {
					t.Errorf("%s with %d litres: got %+v, %v", guard, litres, permits, err)
				}
			}
		}
	}
}

func TestMachine_Apply_declared(t *testing.T) {
	m := tanks(Arg{Name: "all", Is: "case.litres + event.litres", Kinds: []expression.Kind{expression.NumberKind}})
	if err := m.Check(); err != nil {
		t.Fatal(err)
	}
	p, c := &board{most{10}}, tank{State: "empty", facts: level{Litres: 3, Colour: "brown"}}
	e, err := m.Unmarshal([]byte(`{"event":"fill","on":"2025-01-01","litres":"4"}`))
	if err != nil {
		t.Fatal(err)
	}
	next, outcome, err := m.Apply(p, c, e)
	if err != nil || next.facts != (level{Litres: 7, Colour: "brown"}) || c.facts != (level{Litres: 3, Colour: "brown"}) ||
		outcome.Findings[0].Text() != "It has 7 litres." {
		t.Errorf("got %+v, %v, %v", next, outcome, err)
	}
	if data, err := m.Marshal(e); err != nil || string(data) != `{"event":"fill","on":"2025-01-01","litres":"4"}` {
		t.Errorf("got %s, %v", data, err)
	}
	// with what the function found, and not what it asked
	const full = "No row applies: it is not so that after.litres <= policy.litres (after.litres = 11) (T 1)."
	if _, _, err := m.Apply(p, tank{State: "empty", facts: level{Litres: 7}}, e); err == nil || !strings.HasSuffix(err.Error(), full) {
		t.Errorf("more than the most: got %v", err)
	}
	rest, err := m.Unmarshal([]byte(`{"event":"rest","on":"2025-01-01"}`))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := m.Apply(p, c, rest); err != nil { // it has no litres, and so the function none of all
		t.Error(err)
	}
}

// A fact that has words is set to one of them.
func TestMachine_Faults_ofWords(t *testing.T) {
	for to, want := range map[string]string{`"brown"`: "", `"brwon"`: `tanks: 1: does[0].to: colour: "brwon" is not valid, expected one of clear, brown (did you mean "brown"?)`} {
		m := tanks().With([]Row[string, string]{{ID: "1", From: []string{"empty"}, On: "fill", Cite: "T 1", Text: "It is filled.", Does: []Effect{Set{Field: "colour", To: to}}},
			{ID: "2", From: []string{"empty"}, On: "rest", Cite: "T 2", Text: "It rests."}})
		var got string
		for _, f := range m.Faults() {
			got += f.Error()
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", to, got, want)
		}
	}
}

// What a fact is set to is a word that it has, or none, and of a count a whole number that
// is not below zero.
func TestMachine_Apply_whatADeclaredFactCanBe(t *testing.T) {
	for _, c := range []struct{ field, to, event, want string }{
		{"colour", "event.colour", `"colour":"brown"`, ""},
		{"colour", "event.colour", `"colour":""`, ""},
		{"colour", "event.colour", `"colour":"brwon"`, `colour: "brwon" is not valid, expected one of clear, brown (did you mean "brown"?)`},
		{"litres", "event.litres - 4", `"colour":""`, ""},
		{"litres", "event.litres - 5", `"colour":""`, "litres: -1 is negative, expected a count, zero or more"},
		{"litres", "event.litres + 0.5", `"colour":""`, "litres: 4.5 is not valid, expected a whole number of at most"},
	} {
		m := tanks().With([]Row[string, string]{{ID: "1", From: []string{"empty"}, On: "fill", Cite: "T 1", Text: "It is filled.", Does: []Effect{Set{Field: c.field, To: c.to}}},
			{ID: "2", From: []string{"empty"}, On: "rest", Cite: "T 2", Text: "It rests."}})
		e, err := m.Unmarshal([]byte(`{"event":"fill","on":"2025-01-01","litres":"4",` + c.event + `}`))
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = m.Apply(&board{most{10}}, tank{State: "empty", facts: level{Litres: 3}}, e)
		if (err == nil) != (c.want == "") || err != nil && !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s to %s, %s: got %v, want %s", c.field, c.to, c.event, err, c.want)
		}
	}
}

func TestMachine_Faults_ofArguments(t *testing.T) {
	for _, c := range []struct{ is, want string }{{"case.liters", "unknown fact"}, {"case.state", "expected a number here, found a text"}} {
		m := tanks(Arg{Name: "all", Is: c.is, Kinds: []expression.Kind{expression.NumberKind}})
		if all := m.Faults(); len(all) != 1 || all[0].Field != "after.all" || !strings.Contains(all[0].Error(), c.want) {
			t.Errorf("%s: got %v", c.is, all)
		}
	}
}
