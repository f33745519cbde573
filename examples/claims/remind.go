package main

import (
	"context"
	"encoding/json"
	"time"

	"github.com/riverqueue/river"
	"github.com/workcomp-go/workcomp/calendar"
)

// A Reminder is the job of reminding whoever owes a duty. It is entered in the
// transaction that opens the duty.
type Reminder struct {
	Claim string `json:"claim"`
	Key   string `json:"key"`
	Due   string `json:"due"`
}

// Kind names the job.
func (Reminder) Kind() string { return "reminder" }

const (
	ahead   = 3 // days before the duty is due
	morning = 8 // o'clock, where the board is
)

// remind enters the reminder of a duty. One that comes back with the same day, as
// after a correction and its correction, is reminded of once.
func (t *tx) remind(claim string, d calendar.Duty) {
	if d.Due.IsZero() {
		return
	}
	due, err := time.ParseInLocation(time.DateOnly, d.Due.String(), t.s.zone)
	t.fail(err)
	if t.at("reminder"); t.err != nil {
		return
	}
	_, err = t.s.jobs.InsertTx(t.ctx, t.Tx, Reminder{claim, d.Key, d.Due.String()},
		&river.InsertOpts{ScheduledAt: due.AddDate(0, 0, -ahead).Add(morning * time.Hour), UniqueOpts: river.UniqueOpts{ByArgs: true}})
	t.fail(err)
}

// reminding does the jobs. A duty that was met, withdrawn or moved by then is passed over;
// a job that runs twice leaves one message.
type reminding struct {
	river.WorkerDefaults[Reminder]
	s *Store
}

// Work puts the reminder into the outbox.
func (w *reminding) Work(ctx context.Context, job *river.Job[Reminder]) error {
	r := job.Args
	return w.s.transact(ctx, func(t *tx) {
		var open string
		t.query(func(row func(...any)) { row(&open) }, `select duty from duty where claim = ?1 and key = ?2 and due = ?3`, r.Claim, r.Key, r.Due)
		if open == "" {
			return
		}
		t.exec(`insert into outbox (claim, id, body) values (?1, ?2, ?3) on conflict (claim, id) do nothing`,
			r.Claim, "reminder/"+r.Key+"/"+r.Due, t.json(map[string]json.RawMessage{"remind": json.RawMessage(open)}))
	})
}

// Work does what is due until the context ends.
func (s *Store) Work(ctx context.Context, poll time.Duration) error {
	workers := river.NewWorkers()
	river.AddWorker(workers, &reminding{s: s})
	client, err := river.NewClient(s.driver, &river.Config{Logger: quiet, Workers: workers, FetchPollInterval: poll, FetchCooldown: poll,
		PollOnly: true, Queues: map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 4}}})
	if err != nil {
		return err
	}
	if err := client.Start(ctx); err != nil {
		return err
	}
	<-ctx.Done()
	<-client.Stopped()
	return nil
}

// A Message is what other systems are to know.
type Message struct {
	Claim string          `json:"claim"`
	ID    string          `json:"id"`
	Body  json.RawMessage `json:"body"`
}

// Send hands out what was not sent yet and then marks it: a message may come twice, and
// none is lost. A receiver knows it by its claim and id.
func (s *Store) Send(ctx context.Context, to func(Message) error) error {
	var all []Message
	err := s.transact(ctx, func(t *tx) {
		t.query(func(row func(...any)) {
			var m Message
			var body string
			row(&m.Claim, &m.ID, &body)
			m.Body = json.RawMessage(body)
			all = append(all, m)
		}, `select claim, id, body from outbox where sent = 0 order by claim, id`)
	})
	for _, m := range all {
		if err == nil {
			err = to(m)
		}
		if err == nil {
			err = s.transact(ctx, func(t *tx) { t.exec(`update outbox set sent = 1 where claim = ?1 and id = ?2`, m.Claim, m.ID) })
		}
	}
	return err
}
