package lifecycletest_test

import (
	"errors"
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
