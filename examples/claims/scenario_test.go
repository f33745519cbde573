package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
	"github.com/workcomp-go/workcomp/scenario"
)

// Every scenario of the repository is entered step by step: what is refused there is refused
// here, and after each step the snapshot and the docket are those of replay.
func TestDeliverEveryScenario(t *testing.T) {
	root := filepath.Join("..", "..")
	var files []string
	for _, pattern := range []string{"testdata/scenarios/*.yaml", "*/testdata/scenarios/*.yaml"} {
		found, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	onEach(t, func(t *testing.T, p place) {
		s := p.open(t)
		if !s.postgres {
			if _, err := s.db.ExecContext(ctx, "pragma synchronous = off"); err != nil { // nothing is killed here
				t.Fatal(err)
			}
		}
		entered := 0
		reader := scenario.Reader{Files: os.ReadFile}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			all, err := reader.Read(file, data)
			if err != nil {
				continue // a policy that scenarios name
			}
			for _, sc := range all {
				if _, kept := domains[sc.Domain]; kept {
					entered += enter(t, s, sc)
				}
			}
		}
		if entered < 1000 {
			t.Errorf("only %d steps were entered", entered)
		}
		t.Logf("%d steps", entered)
	})
}

// enter delivers the steps of a scenario, a revision when it is accepted.
func enter(t *testing.T, s *Store, sc *scenario.Scenario) (entered int) {
	claim := fmt.Sprintf("%s:%d", sc.File, sc.Line)
	open := Delivery{Claim: claim, ID: "open", Open: &Opening{Domain: sc.Domain, Given: sc.Given()}}
	for name := range strings.SplitSeq(sc.Policy, ", ") {
		text := PolicyText{Name: name}
		if strings.HasSuffix(name, ".yaml") {
			data, err := os.ReadFile(filepath.Join(filepath.Dir(sc.File), name))
			if err != nil {
				t.Fatal(err)
			}
			text.Text = string(data)
		}
		open.Open.Policies = append(open.Open.Policies, text)
	}
	deliver(t, s, open)
	ids := map[string]bool{}
	var looked *Delivery // a revision that is not accepted yet
	for i, a := range sc.Run().Answers {
		step := a.Step
		d := Delivery{Claim: claim, ID: fmt.Sprintf("step %d", i+1)}
		event, err := sc.Event(step)
		if err != nil {
			continue // what is no event
		}
		d.Request.Event = event
		for n := step.Number; (step.Kind == scenario.AnEvent || step.Kind == scenario.Insertion) && d.Request.Entry == ""; n++ {
			if d.Request.Entry = step.ID; step.ID == "" && !ids[strconv.Itoa(n)] {
				d.Request.Entry = strconv.Itoa(n)
			}
		}
		if step.Entry != "" {
			d.Request.Entry = step.Entry
		}
		d.Request.Recorded, _ = calendar.Parse(step.Recorded)
		d.Request.Reason = step.Reason
		switch step.Kind {
		case scenario.AnEvent:
			d.Request.Do = "append"
		case scenario.Correction, scenario.Insertion, scenario.Removal:
			if d.Request.Do = string(step.Kind); a.Err == nil {
				if step.Kind == scenario.Correction {
					d.Request.Event = renamed(t, s, claim, d.Request.Entry, d.Request.Event)
				}
				looked = &d
			}
			continue
		case scenario.Acceptance:
			if (looked == nil) != (a.Err != nil) {
				t.Errorf("%s, step %d: accepted: %v", claim, i+1, a.Err)
			}
			if looked == nil {
				continue
			}
			d, looked = *looked, nil
		default:
			continue
		}
		_, err = s.Deliver(ctx, d)
		if (err == nil) != (a.Err == nil) || err != nil && step.Kind == scenario.AnEvent && err.Error() != a.Err.Error() {
			t.Errorf("%s, step %d: got %v, the scenario %v", claim, i+1, err, a.Err)
		}
		if err != nil {
			continue
		}
		if ids[d.Request.Entry] = true; step.Kind == scenario.AnEvent {
			looked = nil
		}
		entered++
		checkReplay(t, s, claim)
		c, err := s.Claim(ctx, claim)
		if err != nil {
			t.Fatal(err)
		}
		if gone, come := (calendar.Docket{Duties: c.Duties}).Diff(a.Docket); len(gone)+len(come) > 0 {
			t.Errorf("%s, step %d: open here %v, there %v", claim, i+1, gone, come)
		}
	}
	return entered
}

// renamed gives a correction that moves facts only the name of its event, as the runner of
// scenarios does.
func renamed(t *testing.T, s *Store, claim, entry string, event []byte) []byte {
	t.Helper()
	var facts map[string]json.RawMessage
	if err := json.Unmarshal(event, &facts); err != nil {
		t.Fatal(err)
	}
	if facts["event"] != nil {
		return event
	}
	c, err := s.Claim(ctx, claim)
	if err != nil {
		t.Fatal(err)
	}
	var last lifecycle.Stored
	for _, r := range c.Records {
		if r.Entry == entry && len(r.Event) > 0 {
			last = r
		}
	}
	var was map[string]json.RawMessage
	if err := json.Unmarshal(last.Event, &was); err != nil {
		t.Fatal(err)
	}
	facts["event"] = was["event"]
	event, err = json.Marshal(facts)
	if err != nil {
		t.Fatal(err)
	}
	return event
}
