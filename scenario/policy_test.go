package scenario

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

func TestPolicies(t *testing.T) {
	all, err := Policies(os.ReadFile)
	if err != nil || len(all) < 15 {
		t.Fatalf("got %d policies and %v", len(all), err)
	}
	for _, c := range []struct{ name, id string }{
		{"wv-85-23", "classify/wv-85-23"}, {"placement/ab-toj", "placement/ab-toj"}, {"../benefits/policies/subsidy/us-dc-ojt.yaml", "benefits/us-dc-ojt"},
		{"../intervention/policies/nl-63.00.yaml", "intervention/nl-63.00"},
	} {
		some, err := Policies(os.ReadFile, c.name)
		if err != nil || len(some) != 1 || some[0].Catalogue().ID != c.id {
			t.Errorf("%s: got %v and %v", c.name, some, err)
		}
	}
	if some, err := Policies(os.ReadFile, "ab-toj"); err != nil || len(some) != 2 {
		t.Errorf("the id of two policies: got %d and %v", len(some), err)
	}
	for name, want := range map[string]string{"us-dc-otj": `did you mean "us-dc-ojt"?`, "./none.yaml": "none.yaml", "testdata/malformed.txt.yaml": "malformed",
		"../scenario/testdata/lines.yaml": "lines.yaml"} {
		if _, err := Policies(os.ReadFile, name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", name, err, want)
		}
	}
	for text, want := range map[string]string{"other: x\n": "none of the keys by which a policy is known", "scenario: x\n": "the file is a scenario"} {
		read := func(string) ([]byte, error) { return []byte(text), nil }
		if _, err := Policies(read, "x.yaml"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestResult_MarshalJSON(t *testing.T) {
	data, err := json.Marshal(lampSteps(t, lit+"  - {on: 2025-02-16, event: move, expect: {refused: true}}\n  - {call: bil, expect: {error: another}}\n").Run())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"scenario":"A lamp"`, `"passed":false`, `"refused":"refused: move`, `"error":"call: \"bil\"`, `"watts":"40.5"`, `"failures":[{"line":`} {
		if !strings.Contains(string(data), want) {
			t.Errorf("%s is not in %s", want, data)
		}
	}
}

func TestStep_Facts(t *testing.T) {
	s := lampSteps(t, lit+"  - {call: bill, with: {watts: 40.50}, expect: {error: hours, amount: none}}\n")
	if got := string(s.Steps[1].Facts()); got != `{"watts":"40.50"}` || strings.Join(s.Steps[1].Expects(), " ") != "error amount" {
		t.Errorf("got %s and %v", got, s.Steps[1].Expects())
	}
}
