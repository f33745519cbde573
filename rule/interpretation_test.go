package rule

import "testing"

func TestAnInterpretationTellsItsReadings(t *testing.T) {
	i := Interpretation{ID: "a", Question: "Which?", Reading: "one", Readings: []Reading{{"one", "The first."}, {"two", "The second."}}, Cite: "4.1", Set: "levels"}
	if got, want := i.String(), "a (4.1)\n  question: Which?\n  reading:  The first.\n  other:    The second.\n  set by:   levels"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	i.Reading, i.Set = "three", ""
	if got, want := i.String(), "a (4.1)\n  question: Which?\n  reading:  three\n  other:    The first.\n  other:    The second."; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
