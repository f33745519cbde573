package strict

import "testing"

func TestEntries_keepTheOrderAndThePlaces(t *testing.T) {
	var s struct {
		Facts Entries[string] `json:"facts"`
	}
	f := ParseYAML("p.yaml", []byte("facts:\n  zulu: a\n  alpha: b\n"))
	f.Decode(f.One(), "", &s)
	if f.Err() != nil || len(s.Facts) != 2 || s.Facts[0].Name != "zulu" || s.Facts[0].Value != "a" || s.Facts[1].Pos != (Pos{3, 3}) {
		t.Errorf("got %+v, %v", s.Facts, f.Err())
	}
	f = ParseYAML("p.yaml", []byte("facts: [a]\n"))
	f.Decode(f.One(), "", &s)
	want := "p.yaml:1:8: facts: a list is not valid, expected a mapping\n  facts: [a]\n         ^"
	if f.Err() == nil || f.Err().Error() != want {
		t.Errorf("got %v", f.Err())
	}
}
