package property

import (
	"errors"
	"maps"
	"os"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/scenario"
	"pgregory.net/rapid"
)

// notAbove is broken by every number above a limit, and shows it by the shares
// of an amount.
func notAbove(limit int) Property {
	return Property{Name: "a number is not above its limit", Holds: func(t *rapid.T) error {
		n := rapid.IntRange(0, 1000).Draw(t, "n")
		if n <= limit {
			return nil
		}
		with, answer := map[string]any{"amount": n, "weights": []int{1}}, map[string]any{"shares": []int{n}}
		return Breaks("%d is above %d", n, limit).Call("allocate", with, answer, nil).Call("allocate", with, answer, nil, "shares")
	}}
}

func fixed(how error) Property {
	return Property{Name: "a lamp burns", Fixed: func() error { return how }}
}

func TestAsk(t *testing.T) {
	r := Ask("benefits", "", []Property{notAbove(1000), fixed(nil)})
	r.Test(t)
	if len(r.Laws) != 2 {
		t.Errorf("asked were %q", r.Laws)
	}
}

// Of the questions that break a law a short one is told.
func TestAsk_showsAShortQuestionAsAScenario(t *testing.T) {
	r := Ask("benefits", "", []Property{fixed(errFaulty), notAbove(16)}, notAbove(16).Name)
	if len(r.Counterexamples) != 1 {
		t.Fatalf("got %v", r.Err())
	}
	text := r.Counterexamples[0].Case
	if want := "# Broken: a number is not above its limit.\n# "; !strings.HasPrefix(text, want) || text[len(want)+2:len(want)+14] != " is above 16" {
		t.Errorf("got\n%s\nwant %s and a number of two digits", text, want)
	}
	scenarios, err := scenario.Load("shown.yaml", []byte(text), os.ReadFile)
	if err != nil || len(scenarios) != 1 || len(scenarios[0].Steps) != 2 {
		t.Fatalf("%v: %v", err, scenarios)
	}
	if r := scenarios[0].Run(); r.Failed() {
		t.Error(r)
	}
}

// A question that can be told is told, and no other, wherever it stands.
func TestAsk_prefersAQuestionThatIsShown(t *testing.T) {
	for _, shown := range []int{1, 2} {
		q, asked := notAbove(-1), 0
		shows := q.Holds
		q.Holds = func(t *rapid.T) error {
			if asked++; asked == shown {
				return shows(t)
			}
			return errFaulty
		}
		if r := Ask("benefits", "", []Property{q}); len(r.Counterexamples) != 1 || r.Counterexamples[0].Case == "" {
			t.Errorf("question %d alone is shown: got %v", shown, r.Err())
		}
	}
}

func TestAsk_whatNoScenarioShows(t *testing.T) {
	none := func() {}
	for says, err := range map[string]error{
		"the faulty policy fails":            errFaulty,
		"it is dark":                         Breaks("it is %s", "dark"),
		"it is dark; the answer of allocate": Breaks("it is dark").Call("allocate", nil, none, nil),
		"it is dark (the question is not shown: it cannot be written": Breaks("it is dark").Call("allocate", none, nil, errors.New("no")),
	} {
		r := Ask("benefits", "", []Property{fixed(err)})
		if len(r.Counterexamples) != 1 || r.Counterexamples[0].Case != "" || !strings.HasPrefix(r.Counterexamples[0].Error(), "# Broken: a lamp burns.\n# "+says) {
			t.Errorf("got %v, want %q", r.Err(), says)
		}
	}
}

// What panics now and then breaks its law; what cannot be drawn is drawn again.
func TestProperty_Broken_panics(t *testing.T) {
	large := rapid.IntRange(0, 1000).Filter(func(n int) bool { return n > 900 })
	panics := Property{Name: "a lamp burns", Holds: func(t *rapid.T) error {
		if large.Draw(t, "n")%2 == 0 {
			panic("it is dark")
		}
		return nil
	}}
	if how := panics.Broken(); how == nil || how.Error() != "panic: it is dark" {
		t.Errorf("got %v", how)
	}
}

// What is fixed is asked before what is drawn.
func TestAsk_fixedFirst(t *testing.T) {
	q := notAbove(16)
	if r := Ask("benefits", "", []Property{q}); len(r.Counterexamples) != 1 {
		t.Fatalf("got %v", r.Err())
	}
	weights := strings.Split(strings.Repeat("1", 500), "") // longer than all that is drawn
	q.Fixed = func() error {
		return Breaks("it is dark").Call("allocate", map[string]any{"amount": 123456789, "weights": weights}, nil, errFaulty)
	}
	if how := q.Broken(); how == nil || how.Error() != "it is dark" {
		t.Errorf("got %v", how)
	}
	if r := Ask("benefits", "", []Property{q}); len(r.Counterexamples) != 1 || !strings.Contains(r.Counterexamples[0].Case, "123456789") {
		t.Errorf("got %v", r.Err())
	}
	q.Fixed = func() error { return nil }
	if r := Ask("benefits", "", []Property{q}); len(r.Counterexamples) != 1 || r.Counterexamples[0].Case != Ask("benefits", "", []Property{notAbove(16)}).Counterexamples[0].Case {
		t.Errorf("what is fixed keeps the law: got %v", r.Err())
	}
}

// A law that fails without a draw has its own error.
func TestProperty_Broken_drawsNothing(t *testing.T) {
	q := Property{Name: "a lamp burns", Holds: func(*rapid.T) error { return errFaulty }}
	if how := q.Broken(); how != errFaulty {
		t.Errorf("got %v, want %v", how, errFaulty)
	}
}

// Lists of every length from none to four are drawn, and each entry has every field.
func TestEntries_lengths(t *testing.T) {
	for _, names := range [][]string{{"cost", "weeks"}, {"#"}} {
		lengths := map[int]bool{}
		for seed := range 100 {
			list := rapid.Custom(func(t *rapid.T) []any {
				return Entries(t, "list", len(names), func(i int) (string, any) { return names[i], i }).([]any)
			}).Example(seed)
			lengths[len(list)] = true
			for _, entry := range list {
				if record, is := entry.(map[string]any); is && (len(record) != 2 || record["cost"] != 0 || record["weeks"] != 1) {
					t.Fatalf("got %v", entry)
				}
			}
		}
		if want := map[int]bool{0: true, 1: true, 2: true, 3: true, 4: true}; !maps.Equal(lengths, want) {
			t.Errorf("%v: got the lengths %v", names, lengths)
		}
	}
}

func TestEntries(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for _, name := range []string{"#", "cost"} {
			for _, entry := range Entries(t, "list", 1, func(int) (string, any) { return name, 5 }).([]any) {
				if record, is := entry.(map[string]any); is != (name == "cost") || is && record["cost"] != 5 || !is && entry != 5 {
					t.Fatalf("%s: got %v", name, entry)
				}
			}
		}
	})
}
