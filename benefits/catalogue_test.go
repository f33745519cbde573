package benefits

import (
	"os"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/golden"
)

func TestEveryBuiltInPolicyHasItsCatalogue(t *testing.T) {
	for _, id := range BuiltinIDs() {
		p, err := Builtin(id)
		if err != nil {
			t.Fatal(err)
		}
		golden.Check(t, "testdata/catalogue/"+id+".json", p.Catalogue().String())
	}
}

func TestEveryBuiltInSubsidyHasItsCatalogue(t *testing.T) {
	for _, id := range BuiltinSubsidyIDs() {
		s, err := BuiltinSubsidy(id)
		if err != nil {
			t.Fatal(err)
		}
		golden.Check(t, "testdata/catalogue/"+id+".json", s.Catalogue().String())
	}
}

// A rate chosen by facts is looked at as a table: a hole is found, and a rate that is
// never reached.
func TestCheckPolicy_rates(t *testing.T) {
	file, err := os.ReadFile("testdata/scenarios/policies/us-wa-time-loss.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ from, to, want string }{
		{"", "", ""},
		{`{value: "0.60"`, `{if: children > 0, value: "0.60"`, "rates: no row answers when not married and children == 0"},
		{"if: children >= 5", "if: married and children >= 5", "row 7 can never answer"},
	} {
		found := CheckPolicy("wa.yaml", []byte(strings.Replace(string(file), c.from, c.to, 1)), calendar.Date{})
		if text := found.Error(); (found.Err() == nil) != (c.want == "") || !strings.Contains(text, c.want) {
			t.Errorf("%s: got %s, want %s", c.to, text, c.want)
		}
	}
}
