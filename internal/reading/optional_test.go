package reading

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// published are the interpretations of the policy that is published.
var published = []rule.Interpretation{
	{ID: "gap-breaks-runs", Question: "Does a gap end a run?", Reading: "bridges", Cite: "Rule 1",
		Readings: []rule.Reading{{Key: "breaks", Text: "Yes."}, {Key: "bridges", Text: "No."}}},
	{ID: "half-up", Question: "How is half a cent rounded?", Reading: "half_even", Cite: "Rule 2", Set: "rounding",
		Readings: []rule.Reading{{Key: "half_up", Text: "Up."}, {Key: "half_even", Text: "To even."}}},
}

// taken takes the readings of a list of which any may be left out.
func taken(t *testing.T, text string, set func(string) (string, string), defaults []rule.Interpretation) ([]rule.Interpretation, map[string]string, error) {
	t.Helper()
	var spec struct {
		Interpretations List `json:"interpretations,omitempty"`
	}
	f := strict.ParseYAML("board.yaml", []byte(text))
	n := f.One()
	if n == nil {
		t.Fatal(f.Err())
	}
	f.Decode(n, "", &spec)
	all, taken := Choose(f, spec.Interpretations, Optional(asked[:2]), set, defaults)
	return all, taken, f.Err()
}

func TestOptional(t *testing.T) {
	want := []Question{{ID: "a", Readings: []string{"x", "y"}, Default: "x", Some: true}}
	questions := []Question{{ID: "a", Readings: []string{"x", "y"}}}
	if diff := cmp.Diff(want, Optional(questions)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if questions[0].Default != "" || questions[0].Some {
		t.Errorf("the questions themselves became %v", questions)
	}
}

func TestAsked(t *testing.T) {
	want := []lifecycle.Question{{ID: "gap-breaks-runs", Readings: []string{"breaks", "bridges"}},
		{ID: "half-up", Readings: []string{"half_up", "half_even"}}, {ID: "no-maximum"}}
	if diff := cmp.Diff(want, Asked(asked)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// What a policy leaves out is the published one's or, where none is published, no
// more than the first reading of the question.
func TestChoose_defaults(t *testing.T) {
	own := published[1]
	own.Reading = "half_up" // as the policy's key says
	other := published[0]
	other.Reading = "breaks"
	for _, c := range []struct {
		name, text string
		set        func(string) (string, string)
		defaults   []rule.Interpretation
		want       []rule.Interpretation
	}{
		{"none is published", "{}", never, nil, []rule.Interpretation{{ID: "gap-breaks-runs", Reading: "breaks"}, {ID: "half-up", Reading: "half_up"}}},
		{"all are left out", "{}", setElsewhere, published, []rule.Interpretation{published[0], own}},
		{"the reading alone", "interpretations: [{id: gap-breaks-runs, reading: breaks}]", setElsewhere, published, []rule.Interpretation{other, own}},
		{"the id alone", "interpretations: [{id: half-up}, {id: gap-breaks-runs}]", setElsewhere, published, []rule.Interpretation{own, published[0]}},
		{"some of the readings", `interpretations: [{id: half-up, readings: [{key: half_up, text: Upwards.}]}]`, setElsewhere, published, []rule.Interpretation{
			{ID: "half-up", Question: own.Question, Reading: "half_up", Cite: "Rule 2", Set: "rounding",
				Readings: []rule.Reading{{Key: "half_up", Text: "Upwards."}, {Key: "half_even", Text: "To even."}}}, published[0]}},
	} {
		all, readings, err := taken(t, c.text, c.set, c.defaults)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if diff := cmp.Diff(c.want, all); diff != "" {
			t.Errorf("%s (-want +got)\n%s", c.name, diff)
		}
		for _, r := range c.want {
			if readings[r.ID] != r.Reading {
				t.Errorf("%s: %s is %q, want %q", c.name, r.ID, readings[r.ID], r.Reading)
			}
		}
	}
}

func TestChoose_someOfTheReadings(t *testing.T) {
	for text, want := range map[string]string{
		"{id: half-up, readings: [{key: half_up, text: Up.}]}":                                "",
		"{id: half-up, readings: [{key: half_even, text: To even.}]}":                         "[half_even]",
		"{id: half-up, readings: [{key: half_up, text: Up.}, {key: down, text: Down.}]}":      `2:63: interpretations[0].readings[1].key: "down" is not valid, expected one of half_up, half_even`,
		"{id: half-up, readings: [{key: half_up, text: Up.}, {key: half_up, text: Upwards}]}": "[half_up, half_up]",
	} {
		_, _, err := taken(t, "interpretations:\n  - "+text+"\n", setElsewhere, nil)
		var wanted []string
		if strings.HasPrefix(want, "2:") {
			wanted = []string{want}
		} else if want != "" {
			wanted = []string{"2:29: interpretations[0].readings: " + want +
				" is not valid, expected some of half_up, half_even, and half_up among them, as rounding sets it"}
		}
		if diff := cmp.Diff(wanted, told(err)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", text, diff)
		}
	}
}
