package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// A Delivery is what comes to a claim: it is opened, or its history changes. The id is
// that of the sender, who may send it again until there is an answer.
type Delivery struct {
	Claim   string            `json:"claim"`
	ID      string            `json:"id"`
	Open    *Opening          `json:"open,omitempty"`
	Request lifecycle.Request `json:"request,omitzero"`
}

// An Opening begins a claim under a policy, or under versions of one.
type Opening struct {
	Domain   string          `json:"domain"`
	Policies []PolicyText    `json:"policies"`
	Given    json.RawMessage `json:"given,omitempty"` // the profile of an employer, of classify
}

// An Answer says what came of a delivery.
type Answer struct {
	State string          `json:"state"`
	Gone  []calendar.Duty `json:"gone,omitempty"` // from the docket
	Come  []calendar.Duty `json:"come,omitempty"` // into it, or with another day
	lifecycle.Done
}

// A DifferentError is a delivery under the id of another.
type DifferentError struct{ Claim, ID string }

func (e *DifferentError) Error() string {
	return fmt.Sprintf("%s: the delivery %s came before with another body", e.Claim, e.ID)
}

// Deliver makes a delivery in one transaction: the records of the history, the snapshot,
// the docket, the outbox and the reminders are changed together or not at all. One that
// came before gets its answer again. A refusal (*rule.Refused) and an error change
// nothing, and are no event: the same id may come again with what is lawful.
func (s *Store) Deliver(ctx context.Context, d Delivery) (answer Answer, err error) {
	if d.Claim == "" || d.ID == "" {
		return answer, &rule.InputError{Field: "id", Value: d.ID, Expected: "the ids of a claim and of the delivery"}
	}
	if d.Open == nil && d.Request.Entry == "" { // the entry that it makes is known by the sender's id
		d.Request.Entry = d.ID
	}
	request, err := canonical(d)
	if err != nil {
		return answer, err
	}
	err = s.retry(ctx, func() error {
		return s.transact(ctx, func(t *tx) {
			if again := t.delivered(d, request, &answer); again || t.err != nil {
				return
			}
			if d.Open != nil {
				answer = t.open(d)
			} else {
				answer = t.change(d)
			}
			t.exec(`insert into delivery (claim, id, request, answer) values (?1, ?2, ?3, ?4)`, d.Claim, d.ID, request, t.json(answer))
			t.exec(`insert into outbox (claim, id, body) values (?1, ?2, ?3)`, d.Claim, d.ID, t.json(answer))
		})
	})
	return answer, err
}

// canonical writes a delivery so that the same body is the same text.
func canonical(d Delivery) (string, error) {
	data, err := json.Marshal(d)
	if err != nil {
		return "", err
	}
	var plain any
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	if err := dec.Decode(&plain); err != nil {
		return "", err
	}
	data, err = json.Marshal(plain) // with the keys in order
	return string(data), err
}

// delivered finds the answer that a delivery had when it came before.
func (t *tx) delivered(d Delivery, request string, answer *Answer) (again bool) {
	t.query(func(row func(...any)) {
		var was, answered string
		row(&was, &answered)
		again = true
		if was != request {
			t.fail(&DifferentError{d.Claim, d.ID})
			return
		}
		*answer = Answer{}
		t.fail(json.Unmarshal([]byte(answered), answer))
	}, `select request, answer from delivery where claim = ?1 and id = ?2`, d.Claim, d.ID)
	return again
}

// open begins a claim.
func (t *tx) open(d Delivery) Answer {
	of, err := domainOf(d.Open.Domain)
	t.fail(err)
	hashes := make([]string, len(d.Open.Policies))
	versions := make([]policy, len(d.Open.Policies))
	for i, text := range d.Open.Policies {
		if t.err != nil {
			return Answer{}
		}
		p, err := of.policyNamed(text)
		if t.fail(err); err != nil {
			return Answer{}
		}
		hashes[i], versions[i] = p.PolicyID().Hash, p
		t.exec(`insert into policy (hash, domain, name, body) values (?1, ?2, ?3, ?4) on conflict (hash) do nothing`,
			hashes[i], d.Open.Domain, text.Name, p.Text())
	}
	if t.err != nil {
		return Answer{}
	}
	if len(versions) == 0 {
		t.fail(&rule.InputError{Field: "policies", Expected: "a policy, or versions of one"})
		return Answer{}
	}
	h, err := of.begin(d.Open.Given, versions)
	if t.fail(err); err != nil {
		return Answer{}
	}
	snapshot, err := h.Snapshot()
	t.fail(err)
	n := t.exec(`insert into claim (id, domain, policies, given, changes, state, snapshot) values (?1, ?2, ?3, ?4, 0, ?5, ?6)
		on conflict (id) do nothing`, d.Claim, d.Open.Domain, t.json(hashes), string(d.Open.Given), h.State(), string(snapshot))
	if n == 0 {
		t.fail(&rule.InputError{Field: "claim", Value: d.Claim, Problem: "is open already", Expected: "an id of its own"})
	}
	return Answer{State: h.State()}
}

// change makes a change of the history of a claim.
func (t *tx) change(d Delivery) (answer Answer) {
	h := t.history(d.Claim)
	if t.err != nil {
		return answer
	}
	seen, before := h.Changes(), h.Docket()
	done, err := h.Request(d.Request)
	if t.fail(err); err != nil {
		return answer
	}
	answer = Answer{State: h.State(), Done: done}
	answer.Gone, answer.Come = before.Diff(h.Docket())
	snapshot, err := h.Snapshot()
	t.fail(err)
	records, err := h.Records(seen)
	t.fail(err)
	if t.exec(`update claim set changes = ?1, state = ?2, snapshot = ?3 where id = ?4 and changes = ?5`,
		h.Changes(), h.State(), string(snapshot), d.Claim, seen) == 0 {
		t.fail(errConflict)
	}
	for _, r := range records {
		t.exec(`insert into record (claim, change, entry, recorded, status, event, why, actor, reference, note)
			values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)`,
			d.Claim, r.Change, r.Entry, r.Recorded.String(), string(r.Status), string(r.Event), r.Why, r.Actor, r.Reference, r.Note.Note)
	}
	for _, duty := range answer.Gone {
		t.exec(`delete from duty where claim = ?1 and key = ?2`, d.Claim, duty.Key)
	}
	for _, duty := range answer.Come {
		t.exec(`insert into duty (claim, key, due, duty) values (?1, ?2, ?3, ?4)`, d.Claim, duty.Key, duty.Due.String(), t.json(duty))
		t.remind(d.Claim, duty)
	}
	return answer
}

// history reads a claim and replays it. Under PostgreSQL's read committed another change may
// be committed between the two reads: then the records are more than the claim says.
func (t *tx) history(claim string) history {
	var name, policies, given string
	changes := -1
	t.query(func(row func(...any)) { row(&name, &policies, &given, &changes) },
		`select domain, policies, given, changes from claim where id = ?1`, claim)
	if changes < 0 {
		t.fail(&rule.InputError{Field: "claim", Value: claim, Expected: "a claim that was opened"})
	}
	of, err := domainOf(name)
	if t.err != nil {
		return nil
	}
	t.fail(err)
	h, err := of.begin([]byte(given), t.versions(of, policies))
	if t.fail(err); t.err != nil {
		return nil
	}
	if t.fail(h.Load(t.records(claim)...)); t.err == nil && h.Changes() != changes {
		t.fail(errConflict)
	}
	return h
}

// versions reads the policies of a claim by their hashes, each once.
func (t *tx) versions(of domain, policies string) []policy {
	var hashes []string
	t.fail(json.Unmarshal([]byte(policies), &hashes))
	versions := make([]policy, len(hashes))
	for i, hash := range hashes {
		if known, ok := t.s.policies.Load(hash); ok {
			versions[i] = known.(policy)
			continue
		}
		var name, text string
		t.query(func(row func(...any)) { row(&name, &text) }, `select name, body from policy where hash = ?1`, hash)
		if t.err != nil {
			return nil
		}
		p, err := of.parse(name, []byte(text))
		if err == nil && p.PolicyID().Hash != hash {
			err = fmt.Errorf("the text of policy %s does not have its hash", hash)
		}
		if t.fail(err); err != nil {
			return nil
		}
		t.s.policies.Store(hash, p)
		versions[i] = p
	}
	return versions
}

// today is the day of the board.
func (s *Store) today() calendar.Date {
	day, _ := calendar.Parse(time.Now().In(s.zone).Format(time.DateOnly)) // a day of a clock is one
	return day
}
