// Package ownprocedure is a process that no part of this library knows: how an
// invented board recovers benefits that it paid too much. The host writes the
// events, the rows and a policy file; what else a procedure has, it has from them.
package ownprocedure

import (
	"sync"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
	"github.com/workcomp-go/workcomp/rule/policy"
)

type (
	State string // where a recovery stands
	Name  string // of an event

	// Values are what the policy file sets.
	Values struct {
		Reply           policy.Term  `json:"reply"`
		Reconsideration policy.Term  `json:"reconsideration"`
		Missed          policy.Count `json:"missed"`
	}
	Policy = policy.Policy[Values]

	// A Case is one overpayment.
	Case struct {
		State    State           `json:"state"`
		Balance  decimal.Decimal `json:"balance"`  // dollars still owed
		Monthly  decimal.Decimal `json:"monthly"`  // dollars, as arranged
		Missed   int             `json:"missed"`   // payments in a row
		Proposed bool            `json:"proposed"` // a waiver
		LastOn   calendar.Date   `json:"last_on,omitzero"`
		Docket   calendar.Docket `json:"docket"`
	}

	// An Event is something that was done about it.
	Event  interface{ Name() Name }
	Notify struct {
		lifecycle.Head
		Amount   decimal.Decimal `json:"amount"`            // dollars
		Received calendar.Date   `json:"received,omitzero"` // by the worker
	}
	Correct struct {
		lifecycle.Head
		Amount decimal.Decimal `json:"amount"`
		Reason string          `json:"reason"`
	}
	Agree struct {
		lifecycle.Head
		Monthly decimal.Decimal `json:"monthly"`
	}
	Dispute struct {
		lifecycle.Head
		Grounds string `json:"grounds"`
	}
	Reconsider struct {
		lifecycle.Head
		Upheld rule.Flag `json:"upheld,omitzero"`
		Reason string    `json:"reason"`
	}
	Pay struct {
		lifecycle.Head
		Amount decimal.Decimal `json:"amount"`
	}
	Miss     struct{ lifecycle.Head }
	Withhold struct {
		lifecycle.Head
		Amount decimal.Decimal `json:"amount"`
	}
	ProposeWaiver struct {
		lifecycle.Head
		Reason string `json:"reason"`
	}
	DecideWaiver struct {
		lifecycle.Head
		Approve rule.Flag `json:"approve,omitzero"`
		Reason  string    `json:"reason"`
	}
)

func (Notify) Name() Name        { return "notify" }
func (Correct) Name() Name       { return "correct" }
func (Agree) Name() Name         { return "agree" }
func (Dispute) Name() Name       { return "dispute" }
func (Reconsider) Name() Name    { return "reconsider" }
func (Pay) Name() Name           { return "pay" }
func (Miss) Name() Name          { return "miss" }
func (Withhold) Name() Name      { return "withhold" }
func (ProposeWaiver) Name() Name { return "propose_waiver" }
func (DecideWaiver) Name() Name  { return "decide_waiver" }

var (
	officer  = lifecycle.ByDefault("officer")
	worker   = lifecycle.ByDefault("worker")
	reviewer = lifecycle.By("reviewer")
	director = lifecycle.By("director")

	reply    = lifecycle.Duties{IDs: []string{"reply"}}
	answered = lifecycle.Perform{Duties: reply}
	review   = lifecycle.Perform{Duties: lifecycle.Duties{IDs: []string{"reconsideration"}}}
	over     = lifecycle.Lapse{Duties: lifecycle.Duties{All: true}}
	asked    = lifecycle.Open{Duty: "reply", Within: "reply"}
	credited = lifecycle.Set{Field: "balance", To: "case.balance - event.amount"}
	amount   = lifecycle.Guard{Fact: "amount", Error: true}
	reason   = lifecycle.Guard{Fact: "reason"}
	some     = lifecycle.Guard{ID: "some", If: "event.amount > 0", Text: "An amount of {event.amount:money} is none."}
	enough   = lifecycle.Guard{ID: "enough", If: "event.amount <= case.balance",
		Text: "Only {case.balance:money} is owed, and {event.amount:money} is more."}
	missed = lifecycle.Guard{ID: "missed", If: "case.missed >= policy.missed.count",
		Text: "{case.missed} payment{case.missed:s} missed: {policy.missed.count} are needed."}
	proposed = lifecycle.Guard{ID: "proposed", If: "case.proposed", Text: "No waiver was proposed."}
	received = lifecycle.Guard{Fact: "received", If: `policy.notice_sent_or_received == "received"`}
)

type (
	states  = []State
	guards  = []lifecycle.Guard
	effects = []lifecycle.Effect
)

// rows are chapter 12 of the manual, in its order.
var rows = []lifecycle.Row[State, Name]{
	{ID: "12.2", From: states{"found"}, On: "notify", By: officer, Needs: guards{amount, some, received}, To: "notified", Cite: "Manual 12.2",
		Text: "The worker is told that {event.amount:money} was paid too much.",
		Does: effects{lifecycle.Set{Field: "balance", To: "event.amount"}, lifecycle.Call{Documents: []string{"notice"}},
			lifecycle.Open{Duty: "reply", Within: "reply", After: `policy.notice_sent_or_received == "received" ? event.received : event.on`}}},
	{ID: "12.2.correct", From: states{"notified"}, On: "correct", By: officer, Needs: guards{amount, some, reason}, Cite: "Manual 12.2",
		Text: "The amount is {event.amount:money}, not {case.balance:money}: a new notice takes the place of the old.",
		Does: effects{lifecycle.Set{Field: "balance", To: "event.amount"}, lifecycle.Call{Documents: []string{"notice"}},
			lifecycle.Replace{Duties: reply}, asked}},
	{ID: "12.3", From: states{"notified"}, On: "agree", By: worker, Needs: guards{{Fact: "monthly", Error: true}}, To: "arranged",
		Cite: "Manual 12.3", Text: "The worker pays {event.monthly:money} a month.",
		Does: effects{lifecycle.Set{Field: "monthly", To: "event.monthly"}, answered}},
	{ID: "12.4", From: states{"notified"}, On: "dispute", By: worker, Needs: guards{{Fact: "grounds"}}, To: "disputed", Cite: "Manual 12.4",
		Text: "The worker disputes the overpayment: {event.grounds}.",
		Does: effects{answered, lifecycle.Open{Duty: "reconsideration", Within: "reconsideration"}}},
	{ID: "12.4.upheld", From: states{"disputed"}, On: "reconsider", By: reviewer, Needs: guards{{Fact: "upheld", Error: true}, reason},
		If: "event.upheld", To: "notified", Cite: "Manual 12.4", Text: "The overpayment is upheld: {event.reason}.",
		Does: effects{review, asked}},
	{ID: "12.4.reversed", From: states{"disputed"}, On: "reconsider", By: reviewer, Needs: guards{{Fact: "upheld", Error: true}, reason},
		To: "waived", Cite: "Manual 12.4", Text: "Nothing was paid too much: {event.reason}.",
		Does: effects{review, lifecycle.Set{Field: "balance", To: "0"}}},
	{ID: "12.5.last", From: states{"notified", "arranged"}, On: "pay", By: worker, Needs: guards{amount, some, enough},
		If: "event.amount == case.balance", To: "settled", Cite: "Manual 12.5", Text: "The last {event.amount:money} is paid.",
		Does: effects{credited, over}},
	{ID: "12.5", From: states{"notified", "arranged"}, On: "pay", By: worker, Needs: guards{amount, some, enough}, Cite: "Manual 12.5",
		Text: "{event.amount:money} is paid.", Does: effects{credited, lifecycle.Set{Field: "missed", To: "0"}}},
	{ID: "12.6", From: states{"arranged"}, On: "miss", By: officer, Cite: "Manual 12.6", Text: "A payment of {case.monthly:money} is missed.",
		Does: effects{lifecycle.Set{Field: "missed", To: "case.missed + 1"},
			lifecycle.Say{ID: "12.6.may", If: "case.missed + 1 >= policy.missed.count", Text: "What is owed may now be withheld from benefits."}}},
	{ID: "12.6.last", From: states{"arranged"}, On: "withhold", By: officer, Requires: guards{missed}, Needs: guards{amount, some, enough},
		If: "event.amount == case.balance", To: "settled", Cite: "Manual 12.6",
		Text: "The last {event.amount:money} is withheld.", Does: effects{credited}},
	{ID: "12.6.withhold", From: states{"arranged"}, On: "withhold", By: officer, Requires: guards{missed}, Needs: guards{amount, some, enough},
		Cite: "Manual 12.6", Text: "{event.amount:money} is withheld from benefits.", Does: effects{credited}},
	{ID: "12.7", From: states{"notified", "arranged"}, On: "propose_waiver", By: officer, Needs: guards{reason}, Cite: "Manual 12.7",
		Text: "A waiver is proposed: {event.reason}. Whether it is granted is for the director to decide.",
		Does: effects{lifecycle.Set{Field: "proposed", To: "true"}, lifecycle.Await{What: "waiver", By: []rule.Role{"director"}}}},
	{ID: "12.7.granted", From: states{"notified", "arranged"}, On: "decide_waiver", By: director, Requires: guards{proposed},
		Needs: guards{{Fact: "approve", Error: true}, reason}, If: "event.approve", To: "waived", Cite: "Manual 12.7",
		Text: "The director waives what is owed: {event.reason}.", Does: effects{over, lifecycle.Call{Documents: []string{"waiver_letter"}}}},
	{ID: "12.7.declined", From: states{"notified", "arranged"}, On: "decide_waiver", By: director, Requires: guards{proposed},
		Needs: guards{{Fact: "approve", Error: true}, reason}, Cite: "Manual 12.7",
		Text: "The director does not waive what is owed: {event.reason}.", Does: effects{lifecycle.Set{Field: "proposed", To: "false"}}},
}

// Procedure runs the rows.
var Procedure = sync.OnceValue(func() *lifecycle.Machine[State, Name, Case, Event, *Policy] {
	return lifecycle.New(lifecycle.Definition[State, Name, Case, Event, *Policy]{
		Name: "recovery", Start: "found", Final: states{"settled", "waived"}, Rows: rows,
		Roles:  []rule.Role{"officer", "worker", "reviewer", "director"},
		Events: []Event{Notify{}, Correct{}, Agree{}, Dispute{}, Reconsider{}, Pay{}, Miss{}, Withhold{}, ProposeWaiver{}, DecideWaiver{}},
		Duties: []calendar.Duty{{ID: "reply", By: "worker", To: "officer", Cite: "Manual 12.2"},
			{ID: "reconsideration", By: "reviewer", To: "worker", Cite: "Manual 12.4"}},
		Readings: []lifecycle.Question{{ID: "notice-sent-or-received", Readings: []string{"sent", "received"}}},
		Case: func(c *Case) lifecycle.Core[State] {
			return lifecycle.Core[State]{State: &c.State, LastOn: &c.LastOn, Docket: &c.Docket}
		},
		Check:   func(p *Policy, _ *Case) error { return p.Check() },
		Values:  lifecycle.ValuesOf((*Policy).Values),
		Reading: (*Policy).Reading,
		Term: func(x *lifecycle.Context[Case, *Policy], term string, after calendar.Date) (calendar.Due, error) {
			if term == "reconsideration" {
				return x.Policy.Values().Reconsideration.After(after, calendar.Weekends())
			}
			return x.Policy.Values().Reply.After(after, calendar.Weekends())
		},
	})
})
