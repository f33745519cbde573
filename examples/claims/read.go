package main

import (
	"context"
	"encoding/json"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// A Claim is what is kept of one: nothing is replayed to show it.
type Claim struct {
	ID       string             `json:"id"`
	Domain   string             `json:"domain"`
	State    string             `json:"state"`
	Snapshot json.RawMessage    `json:"case"`
	Duties   []calendar.Duty    `json:"duties"`
	Records  []lifecycle.Stored `json:"records"`
}

// Claim reads a claim.
func (s *Store) Claim(ctx context.Context, id string) (c Claim, err error) {
	err = s.transact(ctx, func(t *tx) {
		var snapshot string
		t.query(func(row func(...any)) { row(&c.ID, &c.Domain, &c.State, &snapshot) },
			`select id, domain, state, snapshot from claim where id = ?1`, id)
		if c.ID == "" {
			t.fail(&rule.InputError{Field: "claim", Value: id, Expected: "a claim that was opened"})
		}
		c.Snapshot, c.Records = json.RawMessage(snapshot), t.records(id)
		for _, d := range t.duties(`where claim = ?1 order by due, key`, id) {
			c.Duties = append(c.Duties, d.Duty)
		}
	})
	return c, err
}

// A ClaimDuty is a duty and the claim in which it is open.
type ClaimDuty struct {
	Claim string `json:"claim"`
	calendar.Duty
}

// Overdue lists what is overdue on a day in all claims, the longest first.
func (s *Store) Overdue(ctx context.Context, day calendar.Date) (all []ClaimDuty, err error) {
	err = s.transact(ctx, func(t *tx) { all = t.duties(`where due <> '' and due < ?1 order by due, claim, key`, day.String()) })
	return all, err
}

// Feed is the calendar of what is due in all claims, for mail and calendar programs.
func (s *Store) Feed(ctx context.Context) (string, error) {
	var duties []calendar.Duty
	err := s.transact(ctx, func(t *tx) {
		for _, d := range t.duties(`where due <> '' order by due, claim, key`) {
			d.Key = d.Claim + "/" + d.Key // keys are unique in a claim
			duties = append(duties, d.Duty)
		}
	})
	return calendar.ICS(s.today(), duties...), err
}

func (t *tx) duties(where string, args ...any) (all []ClaimDuty) {
	t.query(func(row func(...any)) {
		var d ClaimDuty
		var text string
		row(&d.Claim, &text)
		t.fail(json.Unmarshal([]byte(text), &d.Duty))
		all = append(all, d)
	}, `select claim, duty from duty `+where, args...)
	return all
}

// records reads the history of a claim.
func (t *tx) records(claim string) (all []lifecycle.Stored) {
	t.query(func(row func(...any)) {
		var r lifecycle.Stored
		var recorded, event string
		row(&r.Entry, &r.Change, &recorded, &r.Status, &event, &r.Why, &r.Actor, &r.Reference, &r.Note.Note)
		day, err := calendar.Parse(recorded)
		t.fail(err)
		if r.Recorded = day; event != "" {
			r.Event = json.RawMessage(event)
		}
		all = append(all, r)
	}, `select entry, change, recorded, status, event, why, actor, reference, note from record where claim = ?1 order by change, entry`, claim)
	return all
}
