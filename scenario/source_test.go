package scenario

import "testing"

// Every policy says what it was written from.
func TestPolicies_source(t *testing.T) {
	all, err := Policies(nil)
	if err != nil || len(all) < 10 {
		t.Fatal(len(all), err)
	}
	for _, p := range all {
		if p.Source() == "" || p.Source() != p.Catalogue().Source {
			t.Errorf("%s: %q, and in the catalogue %q", p.Catalogue().ID, p.Source(), p.Catalogue().Source)
		}
	}
}
