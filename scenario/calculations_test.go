package scenario

import (
	"strings"
	"testing"
)

func TestScenario_Calculations(t *testing.T) {
	for text, want := range map[string]string{
		"domain: classify\npolicy: wv-85-23":           "level surcharge protest_window",
		"domain: protest\npolicy: wv-85-23":            "stayed",
		"domain: benefits\npolicy: us-wa-stay-at-work": "subsidy",
	} {
		scenarios, err := Load("a.yaml", []byte("scenario: A\n"+text+"\nsteps: [{call: level}]\n"), nil)
		if err != nil {
			t.Fatal(err)
		}
		got := scenarios[0].Calculations()
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v", text, got)
		}
		got[0] = "none"
		if scenarios[0].Calculations()[0] == "none" {
			t.Error("the list is not the caller's own")
		}
	}
	benefits, err := Load("a.yaml", []byte("scenario: A\ndomain: benefits\nsteps: [{call: reimburse}]\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range benefits[0].Calculations() {
		calls, err := Load("a.yaml", []byte("scenario: A\ndomain: benefits\nsteps: [{call: "+name+"}]\n"), nil)
		if err != nil || strings.Contains(calls[0].Run().Answers[0].Err.Error(), "call:") {
			t.Errorf("%s is not known: %v", name, err)
		}
	}
	if got := new(Scenario).Calculations(); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}
