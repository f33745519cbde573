package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"
	_ "time/tzdata" // the same zones on every worker

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"
)

// A Claim is the input of the workflow, and what it goes on with as new: all that decides.
// The texts of the policies are in it, so that no later file changes a claim that runs.
type Claim struct {
	Policies  []string           `json:"policies"`            // the versions by which it is decided
	Profile   classify.Profile   `json:"profile"`             // of the employer
	Zone      string             `json:"zone"`                // where the board's days begin
	Records   []lifecycle.Stored `json:"records,omitempty"`   // its history: the events with their ids
	Delivered map[string]string  `json:"delivered,omitempty"` // the hash of what came under each id
	Reminded  map[string]bool    `json:"reminded,omitempty"`  // by reminder
}

// A View is the answer to the query "show".
type View struct {
	Tier     classify.Tier   `json:"tier"`
	Duties   []calendar.Duty `json:"duties"`
	Standing json.RawMessage `json:"standing"`
}

const (
	deliver = "deliver" // the update: a lifecycle.Request, whose id is that of the event
	show    = "show"    // the query

	ahead   = 3 // days before a duty is due
	morning = 8 // o'clock
)

// Run is the workflow: a claim that runs until it is cancelled. Every change is an update; one
// timer waits for the reminder that comes first.
func Run(ctx workflow.Context, c Claim) error {
	zone, err := time.LoadLocation(c.Zone)
	if err != nil {
		return temporal.NewNonRetryableApplicationError(err.Error(), "input", err)
	}
	h, err := c.history()
	if err != nil {
		return temporal.NewNonRetryableApplicationError(err.Error(), "input", err)
	}
	if c.Delivered == nil {
		c.Delivered = map[string]string{}
	}
	if c.Reminded == nil {
		c.Reminded = map[string]bool{}
	}
	err = workflow.SetQueryHandler(ctx, show, func() (View, error) {
		standing, err := json.Marshal(h.Case())
		return View{h.Case().Tier, h.Docket().Duties, standing}, err
	})
	if err != nil {
		return err
	}
	// What a provision does not allow is refused before it is anything: the validator tries it on a
	// copy, and the history of the workflow has no trace of it.
	err = workflow.SetUpdateHandlerWithOptions(ctx, deliver, func(ctx workflow.Context, r lifecycle.Request) (lifecycle.Done, error) {
		id := workflow.GetCurrentUpdateInfo(ctx).ID
		if _, again := c.Delivered[id]; again { // to a run before this one
			outcome, _ := h.Outcome(id) // of a correction, which has no entry of its own, it is empty
			return lifecycle.Done{Outcome: outcome}, nil
		}
		done, err := h.Request(named(r, id))
		if err != nil { // another change came between the validator and here
			return done, failure(err)
		}
		c.Delivered[id] = hash(r)
		return done, nil
	}, workflow.UpdateHandlerOptions{Validator: func(ctx workflow.Context, r lifecycle.Request) error {
		id := workflow.GetCurrentUpdateInfo(ctx).ID
		switch was, again := c.Delivered[id]; {
		case again && was != hash(r):
			return temporal.NewApplicationError(fmt.Sprintf("%s came before with another body", id), "different")
		case again:
			return nil
		}
		_, err := h.Clone().Request(named(r, id))
		return failure(err)
	}})
	if err != nil {
		return err
	}
	var letters *Letters // of the worker that does it
	remind := workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: time.Minute})
	for {
		seen := h.Changes()
		changed := func() bool {
			return h.Changes() != seen || workflow.GetInfo(ctx).GetContinueAsNewSuggested() && workflow.AllHandlersFinished(ctx)
		}
		next, at := first(h.Docket(), c.Reminded, zone)
		wait := at.Sub(workflow.Now(ctx))
		switch {
		case next.Key == "":
			err = workflow.Await(ctx, changed)
		case wait > 0:
			_, err = workflow.AwaitWithTimeout(ctx, wait, changed)
		default:
			r := Reminder{Claim: workflow.GetInfo(ctx).WorkflowExecution.ID, Duty: next}
			if err = workflow.ExecuteActivity(remind, letters.Remind, r).Get(ctx, nil); err == nil {
				c.Reminded[r.Duty.Key+"/"+r.Duty.Due.String()] = true
			}
		}
		if err != nil {
			return err
		}
		if workflow.GetInfo(ctx).GetContinueAsNewSuggested() && workflow.AllHandlersFinished(ctx) {
			if c.Records, err = h.Records(0); err != nil {
				return err
			}
			return workflow.NewContinueAsNewError(ctx, Run, c)
		}
	}
}

// named is the request of an update, whose id is that of the entry that it makes.
func named(r lifecycle.Request, id string) lifecycle.Request {
	if r.Do == "append" || r.Do == "insert" {
		r.Entry = id
	}
	return r
}

func hash(r lifecycle.Request) string {
	data, _ := json.Marshal(r) // which came as JSON
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// failure is an error as the sender gets it: a refusal with its findings.
func failure(err error) error {
	var refused *rule.Refused
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refused):
		return temporal.NewApplicationError(err.Error(), "refused", refused)
	}
	return temporal.NewApplicationError(err.Error(), "input")
}

// first gives the duty of which the reminder comes first, with its time; one without a key for
// none. It is sent in the morning of a day of the board, three before the duty is due.
func first(docket calendar.Docket, reminded map[string]bool, zone *time.Location) (next calendar.Duty, at time.Time) {
	for _, d := range docket.Duties {
		if d.Due.IsZero() || reminded[d.Key+"/"+d.Due.String()] {
			continue
		}
		due := time.Date(d.Due.Year(), d.Due.Month(), d.Due.Day()-ahead, morning, 0, 0, 0, zone)
		if next.Key == "" || due.Before(at) {
			next, at = d, due
		}
	}
	return next, at
}

// history replays the claim.
func (c Claim) history() (*classify.History, error) {
	versions := make([]*classify.Policy, len(c.Policies))
	for i, text := range c.Policies {
		p, err := parsed(text)
		if err != nil {
			return nil, err
		}
		versions[i] = p
	}
	if len(versions) == 0 {
		return nil, &rule.InputError{Field: "policies", Expected: "a policy, or versions of one"}
	}
	h, err := classify.NewHistory(versions[0].Start(c.Profile), versions...)
	if err != nil {
		return nil, err
	}
	return h, h.Load(c.Records...)
}

var policies sync.Map // by their texts: parsing the same text gives the same policy

func parsed(text string) (*classify.Policy, error) {
	if p, ok := policies.Load(text); ok {
		return p.(*classify.Policy), nil
	}
	p, err := classify.ParsePolicy("policy", []byte(text))
	if err == nil {
		policies.Store(text, p)
	}
	return p, err
}
