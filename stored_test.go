package workcomp_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/receipt"
)

// What the first edition stored lies in testdata/first-edition as it wrote it:
// policy files, events, cases, a receipt. It is read on.

// storedCase is a case with the events that led to it, the next event, and where the
// case stood after that.
type storedCase struct {
	Scenario string            `json:"scenario"`
	Events   []json.RawMessage `json:"events"`
	Case     json.RawMessage   `json:"case"`
	Next     json.RawMessage   `json:"next"`
	State    string            `json:"state"`
}

func firstEdition(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "first-edition", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// readOn reads the cases of a domain, and goes on with them.
func readOn[C, E any](t *testing.T, domain string, read func([]byte) (E, error), apply func(C, E) (C, rule.Outcome, error), state func(C) string) {
	t.Helper()
	lines := bufio.NewScanner(bytes.NewReader(firstEdition(t, domain+".jsonl")))
	lines.Buffer(nil, 1<<20)
	n := 0
	for lines.Scan() {
		n++
		var s storedCase
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			t.Fatal(err)
		}
		for _, data := range append(s.Events, s.Next) {
			if _, err := read(data); err != nil {
				t.Errorf("%s: %s: %v", s.Scenario, data, err)
			}
		}
		var c C
		if err := json.Unmarshal(s.Case, &c); err != nil {
			t.Fatalf("%s: %v", s.Scenario, err)
		}
		next, err := read(s.Next)
		if err != nil {
			continue // it was reported
		}
		after, _, err := apply(c, next)
		if err != nil {
			t.Errorf("%s: %s: %v", s.Scenario, s.Next, err)
		} else if got := state(after); got != s.State {
			t.Errorf("%s: %s: got %s, want %s", s.Scenario, s.Next, got, s.State)
		}
	}
	if n < 4 {
		t.Errorf("%s: only %d cases", domain, n)
	}
}

func TestParsePolicyEventsAndCasesOfTheFirstEdition(t *testing.T) {
	wv, err := classify.ParsePolicy("wv-85-23.yaml", firstEdition(t, "policies/wv-85-23.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	nl, err := intervention.ParsePolicy("nl-63.00.yaml", firstEdition(t, "policies/nl-63.00.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	ab, err := placement.ParsePolicy("ab-toj.yaml", firstEdition(t, "policies/ab-toj.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	readOn(t, "classify", classify.UnmarshalEvent, wv.Apply, func(st classify.Standing) string { return string(st.Tier) })
	readOn(t, "intervention", intervention.UnmarshalEvent, nl.Apply, func(c intervention.Case) string { return string(c.State) })
	readOn(t, "placement", placement.UnmarshalEvent, ab.Apply, func(c placement.Case) string { return string(c.State) })
}

func TestReceiptOfTheFirstEdition(t *testing.T) {
	var r receipt.Receipt
	if err := json.Unmarshal(firstEdition(t, "receipt.json"), &r); err != nil {
		t.Fatal(err)
	}
	wv, err := classify.ParsePolicy("wv-85-23.yaml", firstEdition(t, "policies/wv-85-23.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if r.Policy != wv.PolicyID() {
		t.Errorf("got %v, want %v", wv.PolicyID(), r.Policy)
	}
	if got := r.String(); !strings.Contains(got, "The surcharge is 1,000 x 0.10 = 100.00") || !strings.Contains(got, "surcharge-rounds-down") {
		t.Errorf("got %s", got)
	}
	var asked classify.SurchargeInput
	if err := json.Unmarshal(r.Facts, &asked); err != nil {
		t.Fatal(err)
	}
	d, err := wv.Surcharge(asked)
	if err != nil {
		t.Fatal(err)
	}
	again, err := receipt.New(wv.PolicyID(), asked, d)
	if err != nil || string(again.Answer) != `{"amount":"100.00"}` {
		t.Errorf("got %s, %v", again.Answer, err)
	}
	// Its amount, written as 100, is the same; a reading stands beside another finding since.
	if err := receipt.Verify(r, wv.PolicyID(), wv.Surcharge); err == nil || !strings.HasPrefix(err.Error(), "findings: ") {
		t.Error(err)
	}
}
