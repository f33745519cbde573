package listing

import (
	"reflect"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

func TestLeft(t *testing.T) {
	type file struct {
		NotModelled []NotModelled `json:"not_modelled"`
	}
	read := func(text string) ([]catalogue.NotModelled, error) {
		f := strict.ParseYAML("policy.yaml", []byte(text))
		var spec file
		f.Decode(f.One(), "", &spec)
		return Left(f, spec.NotModelled), f.Err()
	}
	got, err := read("not_modelled: [{what: Hearings, why: another rule, cite: Rule 7}]")
	want := []catalogue.NotModelled{{What: "Hearings", Why: "another rule", Cite: "Rule 7", Path: "not_modelled[0]"}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v", got, err)
	}
	for text, says := range map[string]string{
		`{what: "", why: w, cite: c}`:   "not_modelled[0].what",
		`{what: a, why: "", cite: c}`:   "not_modelled[0].why",
		`{what: a, why: w, cite: ""}`:   "not_modelled[0].cite",
		`{what: a, cite: c}`:            "why",
		`{what: a, why: w, cites: [c]}`: "cites",
	} {
		if _, err := read("not_modelled: [" + text + "]"); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: got %v, want %s", text, err, says)
		}
	}
}
