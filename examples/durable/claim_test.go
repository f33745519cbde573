package main

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"
)

const (
	review = `{"event":"review","on":"2024-07-20","from":"2024-01-01","to":"2024-06-30","three_year_premium":"32850","emf":"1.85"}`
	notify = `{"event":"notify","on":"2024-07-25"}`
)

// A course is a claim in the test's own time, in which months pass at once.
type course struct {
	*testsuite.TestWorkflowEnvironment
	t       *testing.T
	zone    *time.Location
	start   time.Time
	answers []string // to what was delivered, in that order
	letters []string // with the hour of the board at which each was written
	failing int      // how often the writing fails first
}

func begin(t *testing.T) *course {
	t.Helper()
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	var suite testsuite.WorkflowTestSuite
	c := &course{TestWorkflowEnvironment: suite.NewTestWorkflowEnvironment(), t: t, zone: zone,
		start: time.Date(2024, 7, 30, 9, 0, 0, 0, zone)}
	c.SetStartTime(c.start)
	c.RegisterWorkflow(Run)
	c.RegisterActivityWithOptions(func(_ context.Context, r Reminder) error {
		if c.failing > 0 {
			c.failing--
			return errors.New("the printer is out of paper")
		}
		c.letters = append(c.letters, r.Duty.Key+" "+c.Now().In(zone).Format("2006-01-02 15:04"))
		return nil
	}, activity.RegisterOptions{Name: "Remind"})
	return c
}

// on does something on a day, at ten in the morning.
func (c *course) on(day string, do func()) {
	at, err := time.ParseInLocation(time.DateOnly, day, c.zone)
	if err != nil {
		c.t.Fatal(err)
	}
	c.RegisterDelayedCallback(do, at.Add(10*time.Hour).Sub(c.start))
}

// deliver makes an update on a day. Its answer is the first finding, or what was wrong.
func (c *course) deliver(day, id string, r lifecycle.Request) {
	c.on(day, func() {
		c.UpdateWorkflow(deliver, id, &testsuite.TestUpdateCallback{
			OnAccept: func() {},
			OnReject: func(err error) { c.answers = append(c.answers, id+": refused: "+err.Error()) },
			OnComplete: func(v any, err error) {
				if err != nil {
					c.t.Errorf("%s: %v", id, err)
					return
				}
				done := v.(lifecycle.Done)
				findings := slices.Concat(done.Revision, done.Outcome.Findings)
				text := "nothing"
				if len(findings) > 0 {
					text = findings[0].Text()
				}
				c.answers = append(c.answers, id+": "+text)
			},
		}, r)
	})
}

func (c *course) append(day, id, event string) {
	c.deliver(day, id, lifecycle.Request{Do: "append", Event: []byte(event)})
}

// run runs the claim to a day.
func (c *course) run(claim Claim, until string) {
	c.on(until, c.CancelWorkflow)
	c.ExecuteWorkflow(Run, claim)
	if !c.IsWorkflowCompleted() {
		c.t.Fatal("it still runs")
	}
}

func opened(t *testing.T) Claim {
	t.Helper()
	p, err := classify.Builtin("wv-85-23")
	if err != nil {
		t.Fatal(err)
	}
	return Claim{Policies: []string{p.Text()}, Zone: "America/New_York"}
}

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.EqualFunc(got, want, func(g, w string) bool { return strings.HasPrefix(g, w) }) {
		t.Errorf("%s:\n%s\nwant\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// The plan is due on 23 September, and after a correction on the 27th: one reminder, three
// days before it, at eight in the morning of the board. Nothing else has a date.
func TestRun_remindsOfWhatIsOpen(t *testing.T) {
	c := begin(t)
	c.append("2024-07-31", "r-1", review)
	c.append("2024-08-01", "n-1", notify)
	c.deliver("2024-08-02", "c-1", lifecycle.Request{Do: "correct", Entry: "n-1", Event: []byte(`{"on":"2024-07-29"}`)})
	c.failing = 2 // and is tried again
	c.on("2024-09-30", func() {
		answer, err := c.QueryWorkflow(show)
		if err != nil {
			t.Fatal(err)
		}
		var view View
		if err := answer.Get(&view); err != nil || view.Tier != "target" || len(view.Duties) == 0 || len(view.Standing) == 0 {
			t.Errorf("%v: %+v", err, view)
		}
	})
	c.run(opened(t), "2024-12-01")
	same(t, "letters", c.letters, "n-1/plan 2024-09-24 08:00")
	same(t, "answers", c.answers, "r-1: ", "n-1: ", "c-1: ")
}

// What was met before its reminder needs none.
func TestRun_doesNotRemindOfWhatWasMet(t *testing.T) {
	c := begin(t)
	c.append("2024-07-31", "r-1", review)
	c.append("2024-08-01", "n-1", notify)
	c.append("2024-09-02", "p-1", `{"event":"receive_plan","on":"2024-09-02"}`)
	c.run(opened(t), "2024-09-25")
	for _, l := range c.letters {
		if strings.HasPrefix(l, "n-1/plan") {
			t.Errorf("reminded: %s", l)
		}
	}
}

// A refusal is no event.
func TestRun_refuses(t *testing.T) {
	c := begin(t)
	c.append("2024-07-31", "n-1", notify)
	c.append("2024-07-31", "b-1", `{"event":"burn","on":"2024-07-31"}`)
	c.append("2024-08-01", "r-1", review)
	c.append("2024-08-02", "n-2", notify) // the test's server, unlike the real one, remembers what it rejected
	c.run(opened(t), "2024-08-03")
	same(t, "answers", c.answers, "n-1: refused: refused: notify in state none", `b-1: refused: event: "burn" is not valid`, "r-1: ", "n-2: ")
}

// As new it goes on with its history, its ids and what was reminded of.
func TestRun_goesOnAsNew(t *testing.T) {
	c := begin(t)
	c.append("2024-07-31", "r-1", review)
	c.append("2024-08-01", "n-1", notify)
	c.on("2024-09-21", func() { c.SetContinueAsNewSuggested(true) })
	c.run(opened(t), "2024-12-01")
	same(t, "letters", c.letters, "n-1/plan 2024-09-20 08:00")
	var asNew *workflow.ContinueAsNewError
	if !errors.As(c.GetWorkflowError(), &asNew) {
		t.Fatalf("got %v", c.GetWorkflowError())
	}
	var next Claim
	if err := converter.GetDefaultDataConverter().FromPayloads(asNew.Input, &next); err != nil {
		t.Fatal(err)
	}
	c = begin(t)
	c.append("2024-09-23", "n-1", notify) // a delivery twice
	c.append("2024-09-24", "r-1", notify)
	c.append("2024-09-25", "p-2", `{"event":"set_bargained_committee","on":"2024-09-25","qualifies":true}`)
	c.run(next, "2024-12-01")
	same(t, "letters", c.letters)
	same(t, "answers", c.answers, "n-1: The employer is notified", "r-1: refused: r-1 came before with another body", "p-2: ")
}

func TestRun_inputThatIsNone(t *testing.T) {
	for _, claim := range []Claim{{Zone: "Nowhere"}, {Zone: "UTC"}, {Zone: "UTC", Policies: []string{"policy: x"}}} {
		c := begin(t)
		c.run(claim, "2024-08-01")
		if c.GetWorkflowError() == nil {
			t.Errorf("%+v runs", claim)
		}
	}
}

func TestLetters_writesOnce(t *testing.T) {
	l := &Letters{t.TempDir()}
	for range 3 {
		if err := l.Remind(context.Background(), Reminder{Claim: "../E 1"}); err != nil {
			t.Fatal(err)
		}
	}
	if files, err := os.ReadDir(l.Dir); err != nil || len(files) != 1 || !strings.HasSuffix(files[0].Name(), ".json") {
		t.Errorf("%v, %v", files, err)
	}
	if err := (&Letters{"/nowhere"}).Remind(context.Background(), Reminder{}); err == nil {
		t.Error("a folder that is none is no error")
	}
}
