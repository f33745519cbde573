package reading

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// policy takes three readings: one of its own, one that another key sets, and
// one that another key sets of any.
const policy = `title: a board
interpretations:
  - id: gap-breaks-runs
    question: Does a gap end a run?
    cite: Rule 1
    reading: bridges
    readings:
      - {key: breaks, text: "Yes."}
      - {key: bridges, text: "No."}
  - id: half-up
    question: How is half a cent rounded?
    cite: Rule 2
    set: rounding
    readings:
      - {key: half_even, text: To even.}
      - {key: half_up, text: Up.}
  - id: no-maximum
    question: From when is there no maximum?
    cite: Rule 3
    set: maximum
    readings:
      - {key: never, text: Never.}
      - {key: "2018-09-01", text: From 1 September 2018.}
`

var asked = []Question{{ID: "gap-breaks-runs", Readings: []string{"breaks", "bridges"}}, {ID: "half-up", Readings: []string{"half_up", "half_even"}}, {ID: "no-maximum"}}

func setElsewhere(id string) (key, reading string) {
	switch id {
	case "half-up":
		return "rounding", "half_up"
	case "no-maximum":
		return "maximum", "2018-09-01"
	}
	return "", ""
}

func never(string) (key, reading string) { return "", "" }

// read takes the readings of a file as a policy does.
func read(t *testing.T, text string, questions func(List) []Question, set func(string) (string, string)) ([]rule.Interpretation, map[string]string, error) {
	t.Helper()
	var spec struct {
		Title           string `json:"title"`
		Interpretations List   `json:"interpretations"`
	}
	f := strict.ParseYAML("board.yaml", []byte(text))
	n := f.One()
	if n == nil {
		t.Fatal(f.Err())
	}
	f.Decode(n, "", &spec)
	all, taken := Choose(f, spec.Interpretations, questions(spec.Interpretations), set, nil)
	return all, taken, f.Err()
}

func theAsked(List) []Question { return asked }

func TestChoose(t *testing.T) {
	all, taken, err := read(t, policy, theAsked, setElsewhere)
	if err != nil {
		t.Fatal(err)
	}
	want := []rule.Interpretation{
		{ID: "gap-breaks-runs", Question: "Does a gap end a run?", Reading: "bridges", Cite: "Rule 1",
			Readings: []rule.Reading{{Key: "breaks", Text: "Yes."}, {Key: "bridges", Text: "No."}}},
		{ID: "half-up", Question: "How is half a cent rounded?", Reading: "half_up", Cite: "Rule 2", Set: "rounding",
			Readings: []rule.Reading{{Key: "half_even", Text: "To even."}, {Key: "half_up", Text: "Up."}}},
		{ID: "no-maximum", Question: "From when is there no maximum?", Reading: "2018-09-01", Cite: "Rule 3", Set: "maximum",
			Readings: []rule.Reading{{Key: "never", Text: "Never."}, {Key: "2018-09-01", Text: "From 1 September 2018."}}},
	}
	if diff := cmp.Diff(want, all); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if diff := cmp.Diff(map[string]string{"gap-breaks-runs": "bridges", "half-up": "half_up", "no-maximum": "2018-09-01"}, taken); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// Each mistake names field, value, what was expected and its place, and what was
// probably meant. All are reported at once.
func TestMistakes(t *testing.T) {
	for _, c := range []struct {
		name, old, new string
		want           []string
	}{
		{"an unknown id", "id: half-up", "id: half-upp", []string{
			"3:3: interpretations: missing, expected the interpretation half-up",
			`10:9: interpretations[1].id: "half-upp" is not valid, expected one of gap-breaks-runs, half-up, no-maximum (did you mean "half-up"?)`}},
		{"an id twice", "id: half-up", "id: gap-breaks-runs", []string{
			"3:3: interpretations: missing, expected the interpretation half-up",
			`10:9: interpretations[1].id: "gap-breaks-runs" is not valid, expected each interpretation once`,
			`13:10: interpretations[1].set: "rounding" is not valid, expected a reading of its own, one of breaks, bridges`,
			`15:7: interpretations[1].readings: [half_even, half_up] is not valid, expected one text for each of breaks, bridges`}},
		{"an unknown reading", "reading: bridges", "reading: bridge", []string{
			`6:14: interpretations[0].reading: "bridge" is not valid, expected one of breaks, bridges (did you mean "bridges"?)`}},
		{"no reading", "    reading: bridges\n", "", []string{
			`3:5: interpretations[0].reading: "" is not valid, expected one of breaks, bridges`}},
		{"set in place of a reading", "reading: bridges", "set: tiers", []string{
			`6:10: interpretations[0].set: "tiers" is not valid, expected a reading of its own, one of breaks, bridges`}},
		{"set beside a reading", "reading: bridges", "set: tiers\n    reading: bridge", []string{
			`6:10: interpretations[0].set: "tiers" is not valid, expected a reading of its own, one of breaks, bridges`,
			`7:14: interpretations[0].reading: "bridge" is not valid, expected one of breaks, bridges (did you mean "bridges"?)`}},
		{"a reading in place of set", "set: rounding", "reading: half_up", []string{
			`10:5: interpretations[1].set: "" is not valid, expected rounding, and no reading of its own`}},
		{"set by another key", "set: rounding", "set: roundign", []string{
			`13:10: interpretations[1].set: "roundign" is not valid, expected rounding, and no reading of its own (did you mean "rounding"?)`}},
		{"a reading beside set", "set: rounding", "set: rounding\n    reading: half_even", []string{
			`14:14: interpretations[1].reading: "half_even" is not valid, expected no reading of its own, as rounding sets it`}},
		{"another list of readings", "key: breaks", "key: ends", []string{
			`8:7: interpretations[0].readings: [ends, bridges] is not valid, expected one text for each of breaks, bridges`}},
		{"a reading twice", "key: breaks", "key: bridges", []string{
			`8:7: interpretations[0].readings: [bridges, bridges] is not valid, expected one text for each of breaks, bridges`}},
		{"what is set is no reading", `key: "2018-09-01"`, `key: "2018-01-01"`, []string{
			`22:7: interpretations[2].readings: [never, 2018-01-01] is not valid, expected the reading 2018-09-01 among them, as maximum sets it`}},
		{"no provision", "cite: Rule 2", `cite: ""`, []string{
			`12:12: interpretations[1].cite: "" is not valid, expected the provision that leaves the question open`}},
	} {
		_, _, err := read(t, strings.Replace(policy, c.old, c.new, 1), theAsked, setElsewhere)
		if diff := cmp.Diff(c.want, told(err)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", c.name, diff)
		}
	}
}

// told are the mistakes without the lines of the file that they show.
func told(err error) []string {
	var lines []string
	if err == nil {
		return nil
	}
	for line := range strings.Lines(err.Error()) {
		if mistake, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "board.yaml:"); ok {
			lines = append(lines, mistake)
		}
	}
	return lines
}

// What is not in the file is reported once: when it is read.
func TestWhatIsAbsentIsReportedOnce(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"the list", "title: a board\n", []string{"1:1: interpretations: missing, expected this key"}},
		{"an id", strings.Replace(policy, "id: half-up\n    question", "question", 1), []string{
			"3:3: interpretations: missing, expected the interpretation half-up",
			"10:5: interpretations[1].id: missing, expected this key"}},
		{"a provision", strings.Replace(policy, "    cite: Rule 2\n", "", 1), []string{"10:5: interpretations[1].cite: missing, expected this key"}},
		{"the readings", policy[:strings.LastIndex(policy, "    readings")] + "    readings:\n", []string{
			"17:5: interpretations[2].readings: missing, expected this key"}},
		{"an entry", policy + "  - 7\n", []string{`24:5: interpretations[3]: 7 is not valid, expected a mapping, such as {id: 7}`}},
	} {
		_, _, err := read(t, c.text, theAsked, setElsewhere)
		if diff := cmp.Diff(c.want, told(err)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", c.name, diff)
		}
	}
}

// A policy of which the engine knows no question asks its own.
func TestOwn(t *testing.T) {
	own := policy[:strings.Index(policy, "  - id: half-up")]
	all, taken, err := read(t, own, Own, never)
	if err != nil || len(all) != 1 || taken["gap-breaks-runs"] != "bridges" {
		t.Errorf("got %v, %v, %v", all, taken, err)
	}
	_, _, err = read(t, strings.Replace(own, "reading: bridges", "reading: bridge", 1)+own[strings.Index(own, "  - id"):], Own, never)
	want := []string{
		`6:14: interpretations[0].reading: "bridge" is not valid, expected one of breaks, bridges (did you mean "bridges"?)`,
		`10:9: interpretations[1].id: "gap-breaks-runs" is not valid, expected each interpretation once`}
	if diff := cmp.Diff(want, told(err)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestIDs(t *testing.T) {
	if diff := cmp.Diff([]string{"gap-breaks-runs", "half-up", "no-maximum"}, IDs(asked)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// A caller may change what it is given.
func TestClone(t *testing.T) {
	all := []rule.Interpretation{{ID: "a", Readings: []rule.Reading{{Key: "x", Text: "X."}}}}
	copied := Clone(all)
	if diff := cmp.Diff(all, copied); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	copied[0].ID, copied[0].Readings[0].Text = "b", "changed"
	if all[0].ID != "a" || all[0].Readings[0].Text != "X." {
		t.Errorf("the original is %v", all)
	}
}
