package classify

import (
	"testing"

	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/rule"
	process "github.com/workcomp-go/workcomp/rule/lifecycle"
	"github.com/workcomp-go/workcomp/rule/lifecycle/lifecycletest"
	"pgregory.net/rapid"
)

// withReading is the policy with another reading of an interpretation of a
// protest.
func withReading(p *Policy, id, to string) (*Policy, error) {
	copied := *p
	copied.interpretations = reading.Clone(p.interpretations)
	for i := range copied.interpretations {
		if copied.interpretations[i].ID == id {
			copied.interpretations[i].Reading = to
			return &copied, nil
		}
	}
	copied.interpretations = append(copied.interpretations, rule.Interpretation{ID: id, Reading: to})
	return &copied, nil
}

// plausible makes the days of a petition follow each other, most of the time.
func plausible(t *rapid.T, c Protest, e ProtestEvent) ProtestEvent {
	if e, ok := e.(FileProtest); ok && rapid.IntRange(0, 9).Draw(t, "in order") > 0 {
		day := func(what string, most int) int { return -rapid.IntRange(0, most).Draw(t, what) }
		e.Received, _ = e.On.AddDays(day("received", 3))
		e.Decided, _ = e.Received.AddDays(day("decided", 75))
		e.NoticeReceived, _ = e.Decided.AddDays(rapid.IntRange(0, 40).Draw(t, "notice"))
		return e
	}
	return e
}

type protestKit = lifecycletest.Kit[ProtestState, ProtestEventName, Protest, ProtestEvent, *Policy]

func kitOfProtests(t *testing.T) protestKit {
	t.Helper()
	p, err := Builtin("wv-85-23")
	if err != nil {
		t.Fatal(err)
	}
	return protestKit{Machine: protests(), Policy: p, Start: p.Protests().Start(), Amend: plausible, Reading: withReading,
		Silent: []string{"thirty_from_notice", "sixty_from_decision", "act_by"}}
}

func TestProtestsKeepTheLawsOfEveryProcedure(t *testing.T) { kitOfProtests(t).Test(t) }

// A protest through time keeps the laws of every history.
func TestProtestHistoryKeepsTheLaws(t *testing.T) {
	k := kitOfProtests(t)
	lifecycletest.Past[ProtestState, ProtestEventName, Protest, ProtestEvent, *Policy]{
		Begin: func() (*ProtestHistory, error) { return NewProtestHistory(k.Start, k.Policy) },
		Read:  func(data []byte) (*ProtestHistory, error) { return ReadProtestHistory(data, k.Policy) },
		Drawn: k.Histories(),
	}.Test(t)
}

func TestProtestRowsAreAllReached(t *testing.T) {
	if rows := kitOfProtests(t).Unreached(300); len(rows) > 0 {
		t.Errorf("no case comes to the rows %q", rows)
	}
}

var _ process.Event[ProtestEventName] = FileProtest{}
