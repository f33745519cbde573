package lifecycletest_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/intervention/interventiontest"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
	"github.com/workcomp-go/workcomp/rule/lifecycle/lifecycletest"
	"pgregory.net/rapid"
)

var (
	day, late = calendar.MustParse("2015-01-05"), calendar.MustParse("2300-01-01")
)

func report(on calendar.Date) intervention.Event {
	return intervention.ReportNeed{On: on, By: intervention.HealthAndSafetyAdvisor, Conditions: []intervention.Condition{"refused_discussion"}, FollowUpFailed: rule.Yes}
}

type pastOfEmployers = lifecycletest.Past[intervention.State, intervention.EventName, intervention.Case, intervention.Event, *intervention.Policy]

func employers(t *testing.T) pastOfEmployers {
	t.Helper()
	p, err := intervention.Builtin("nl-63.00")
	if err != nil {
		t.Fatal(err)
	}
	return pastOfEmployers{
		Begin: func() (*intervention.History, error) { return intervention.NewHistory(p.Start(), p) },
		Read:  func(data []byte) (*intervention.History, error) { return intervention.ReadHistory(data, p) },
		Drawn: interventiontest.Histories(p),
	}
}

func TestPastKeepsTheLaws(t *testing.T) { employers(t).Test(t) }

// broken is the first law that is broken in some draws.
func broken(t *testing.T, p pastOfEmployers) string {
	t.Helper()
	for seed := range 20 {
		if err := rapid.Custom(func(rt *rapid.T) error {
			rapid.Bool().Draw(rt, "anything") // a draw that draws nothing is not allowed
			return p.Keeps(rt)
		}).Example(seed); err != nil {
			return err.Error()
		}
	}
	return ""
}

func TestPastFindsALawThatIsBroken(t *testing.T) {
	lie := errors.New("a lie")
	for want, change := range map[string]func(p *pastOfEmployers){
		"a lie":                    func(p *pastOfEmployers) { p.Begin = func() (*intervention.History, error) { return nil, lie } },
		"it is read: a lie":        func(p *pastOfEmployers) { p.Read = func([]byte) (*intervention.History, error) { return nil, lie } },
		"its JSON is without loss": func(p *pastOfEmployers) { p.Read = func([]byte) (*intervention.History, error) { return p.Begin() } },
		"on: missing": func(p *pastOfEmployers) {
			p.Drawn = rapid.Just([]intervention.Event{intervention.Refer{}})
		},
		"a history begins: a lie": func(p *pastOfEmployers) {
			begin, n := p.Begin, 0
			p.Drawn = rapid.Just([]intervention.Event{report(day)})
			p.Begin = func() (*intervention.History, error) {
				if n++; n > 1 {
					return nil, lie
				}
				return begin()
			}
		},
		"the entries are replayed": func(p *pastOfEmployers) {
			begin, n := p.Begin, 0
			p.Drawn = rapid.Just([]intervention.Event{report(day)})
			p.Begin = func() (*intervention.History, error) {
				h, err := begin()
				if n++; n%2 == 0 {
					_, err = h.Append("", report(late), lifecycle.As{})
				}
				return h, err
			}
		},
	} {
		p := employers(t)
		change(&p)
		if got := broken(t, p); !strings.Contains(got, want) {
			t.Errorf("got %.200s, want %s", got, want)
		}
	}
	p := employers(t)
	p.Drawn = rapid.Just([]intervention.Event{intervention.Refer{On: day, By: intervention.ManagerOfPrevention}}) // refused
	if got := broken(t, p); got != "" {
		t.Errorf("a history without entries keeps every law: %s", got)
	}
}

// A bell counts how often it was asked, so that nothing of it is the same again.
type (
	bell struct {
		State  state           `json:"state"`
		Rings  int             `json:"rings"`
		LastOn calendar.Date   `json:"last_on,omitzero"`
		Docket calendar.Docket `json:"docket"`
	}
	ring struct {
		On calendar.Date `json:"on"`
	}
	town       struct{}
	ringing    struct{ Times int }
	bellsPast  = lifecycletest.Past[state, name, bell, ring, *town]
	bellsOfOne = lifecycle.History[state, name, bell, ring, *town]
)

func (ring) Name() name                { return "ring" }
func (*town) ID() string               { return "bells" }
func (*town) Effective() calendar.Date { return calendar.Date{} }

// bells are histories of a bell that rings three times; what it counts is said by count.
func bells(count func() int) bellsPast {
	m := lifecycle.New(lifecycle.Definition[state, name, bell, ring, *town]{
		Name: "bells", Start: "hung", Final: []state{"hung"}, Events: []ring{{}},
		Case: func(c *bell) lifecycle.Core[state] {
			return lifecycle.Core[state]{State: &c.State, LastOn: &c.LastOn, Docket: &c.Docket}
		},
		Finds: []lifecycle.Function[bell, *town]{lifecycle.Find("ringing", func(*lifecycle.Context[bell, *town]) (ringing, error) { return ringing{count()}, nil })},
		Rows: []lifecycle.Row[state, name]{{ID: "1", From: []state{"hung"}, On: "ring", Cite: cite, Text: "It rings {ringing.times} times.",
			Does: []lifecycle.Effect{lifecycle.Set{Field: "rings", To: "ringing.times"}}}},
	})
	p := &town{}
	begin := func() (*bellsOfOne, error) { return lifecycle.NewHistory(m, bell{State: "hung"}, p) }
	on := func(s string) ring { return ring{calendar.MustParse(s)} }
	return bellsPast{Begin: begin, Read: func(data []byte) (*bellsOfOne, error) { return lifecycle.ReadHistory(m, data, p) },
		Drawn: rapid.Just([]ring{on("2025-01-01"), on("2025-02-01"), on("2025-03-01")})}
}

// Each law of a history is broken by a case that is never the same.
func TestPastAsksEveryLaw(t *testing.T) {
	calls, said := 0, ""
	steady, unsteady := bells(func() int { return 1 }), bells(func() int { calls++; return calls })
	for seed := range 30 {
		said += fmt.Sprintln(rapid.Custom(func(rt *rapid.T) error {
			rapid.Bool().Draw(rt, "anything")
			if err := steady.Keeps(rt); err != nil {
				t.Errorf("a bell that rings once: %v", err)
			}
			return unsteady.Keeps(rt)
		}).Example(seed))
	}
	laws := []string{"an entry corrected to itself changes nothing", "inserting what breaks nothing, and removing it, changes nothing", "what was known was the case"}
	for _, after := range []string{"an event at the end", "an insertion", "a change (correct)", "a change (insert)", "a change (remove)"} {
		laws = append(laws, after+": a history is the replay of its entries", after+": every outcome is that of the replay", after+": what is read is the case",
			after+": what is read has the outcomes")
	}
	for _, law := range laws {
		if !strings.Contains("\n"+said, "\n"+law+": got ") {
			t.Errorf("it is not asked whether %s", law)
		}
	}
}
