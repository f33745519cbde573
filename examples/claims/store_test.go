package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/examples/postgrestest"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

var (
	ctx       = context.Background()
	server    string // the DSN of PostgreSQL
	noServer  error
	startOnce = sync.OnceFunc(func() { server, stopServer, noServer = postgrestest.Start("fsync=off", "max_connections=200") })
	// stopServer is set by startOnce.
	stopServer = func() {}
)

func TestMain(m *testing.M) {
	if os.Getenv(childVar) != "" {
		child()
	}
	code := m.Run()
	if stopServer != nil {
		stopServer()
	}
	os.Exit(code)
}

// A place is a database of its own, which is opened any number of times.
type place struct{ dsn, file string }

func (p place) open(t testing.TB) *Store {
	t.Helper()
	s, err := OpenStore(ctx, p.dsn, p.file, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// onEach runs a test on SQLite, and on PostgreSQL where it is installed.
func onEach(t *testing.T, test func(t *testing.T, p place)) {
	t.Run("sqlite", func(t *testing.T) { test(t, place{file: filepath.Join(t.TempDir(), "claims.db")}) })
	t.Run("postgres", func(t *testing.T) { test(t, postgres(t)) })
}

var databases int

// postgres makes an empty database.
func postgres(t testing.TB) place {
	t.Helper()
	startOnce()
	if errors.Is(noServer, postgrestest.ErrNone) {
		t.Skip(noServer)
	}
	if noServer != nil {
		t.Fatal(noServer)
	}
	first := place{dsn: server}.open(t)
	databases++
	name := fmt.Sprintf("t%d", databases)
	if _, err := first.db.ExecContext(ctx, "create database "+name); err != nil {
		t.Fatal(err)
	}
	return place{dsn: strings.Replace(server, "dbname=postgres", "dbname="+name, 1)}
}

func deliver(t testing.TB, s *Store, d Delivery) Answer {
	t.Helper()
	answer, err := s.Deliver(ctx, d)
	if err != nil {
		t.Fatalf("%s %s: %v", d.Claim, d.ID, err)
	}
	return answer
}

func opening(claim string) Delivery {
	return Delivery{Claim: claim, ID: "open", Open: &Opening{Domain: "classify", Policies: []PolicyText{{Name: "wv-85-23"}}}}
}

func appended(claim, id, event string) Delivery {
	return Delivery{Claim: claim, ID: id, Request: lifecycle.Request{Do: "append", Event: []byte(event)}}
}

const (
	review = `{"event":"review","on":"2024-07-20","from":"2024-01-01","to":"2024-06-30","three_year_premium":"32850","emf":"1.85"}`
	notify = `{"event":"notify","on":"2024-07-25"}`
)

// discussed is an event that an intervention takes any number of times.
func discussed(n int) string {
	return fmt.Sprintf(`{"event":"discuss_referral","on":"2024-07-22","by":"manager_of_prevention",`+
		`"between":["senior_health_and_safety_advisor","manager_of_prevention"],"grounds":"%d"}`, n)
}

// course is a claim with every kind of change: a plan is owed, and moves.
func course(claim string) []Delivery {
	return []Delivery{
		opening(claim),
		appended(claim, "r-1", review),
		appended(claim, "n-1", notify),
		{Claim: claim, ID: "c-1", Request: lifecycle.Request{Do: "correct", Entry: "n-1", Event: []byte(`{"on":"2024-07-29"}`)}},
		{Claim: claim, ID: "i-1", Request: lifecycle.Request{Do: "insert",
			Event: []byte(`{"event":"set_bargained_committee","on":"2024-07-22","qualifies":true}`)}},
		{Claim: claim, ID: "x-1", Request: lifecycle.Request{Do: "remove", Entry: "i-1", Reason: "another employer's"}},
	}
}

// held is what the tables hold of a claim, in words that compare.
func held(t testing.TB, s *Store, claim string) string {
	t.Helper()
	var b strings.Builder
	for _, q := range []string{
		`select 'claim', id, domain, policies, given, state, snapshot, cast(changes as text) from claim where id = ?1`,
		`select 'record', entry, cast(change as text), recorded, status, event, why, actor from record where claim = ?1 order by change, entry`,
		`select 'delivery', id, request, answer, '', '', '', '' from delivery where claim = ?1 order by id`,
		`select 'duty', key, due, duty, '', '', '', '' from duty where claim = ?1 order by key`,
		`select 'outbox', id, body, '', '', '', '', '' from outbox where claim = ?1 order by id`,
	} {
		rows, err := s.db.QueryContext(ctx, s.sql(q), claim)
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var c [8]string
			if err := rows.Scan(&c[0], &c[1], &c[2], &c[3], &c[4], &c[5], &c[6], &c[7]); err != nil {
				t.Fatal(err)
			}
			fmt.Fprintln(&b, strings.ReplaceAll(strings.Join(c[:], "|"), `"`+claim+`"`, `"CLAIM"`))
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range reminders(t, s, claim) {
		fmt.Fprintln(&b, "reminder", r.Key, r.Due)
	}
	return strings.ReplaceAll(b.String(), "claim|"+claim+"|", "claim|CLAIM|")
}

// reminders are the jobs of a claim.
func reminders(t testing.TB, s *Store, claim string) (all []Reminder) {
	t.Helper()
	args := "args"
	if !s.postgres {
		args = "json(args)" // which River keeps as jsonb
	}
	rows, err := s.db.QueryContext(ctx, "select "+args+" from river_job where kind = 'reminder' order by id")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		var r Reminder
		if err := rows.Scan(&text); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(text), &r); err != nil {
			t.Fatal(err)
		}
		if r.Claim == claim {
			all = append(all, r)
		}
	}
	return all
}

// checkReplay holds the snapshot and the docket to the history.
func checkReplay(t testing.TB, s *Store, claim string) {
	t.Helper()
	err := s.transact(ctx, func(t2 *tx) {
		h := t2.history(claim)
		if t2.err != nil {
			return
		}
		want, err := h.Snapshot()
		t2.fail(err)
		var got, state string
		t2.query(func(row func(...any)) { row(&got, &state) }, `select snapshot, state from claim where id = ?1`, claim)
		if got != string(want) || state != h.State() {
			t.Errorf("%s: the snapshot is %s (%s), by replay %s (%s)", claim, got, state, want, h.State())
		}
		kept := calendar.Docket{}
		for _, d := range t2.duties(`where claim = ?1`, claim) {
			kept = kept.Open(d.Duty)
		}
		if gone, come := kept.Diff(h.Docket()); len(gone)+len(come) > 0 {
			t.Errorf("%s: only in the table %v, only by replay %v", claim, gone, come)
		}
	})
	if err != nil {
		t.Errorf("%s: %v", claim, err)
	}
}

func TestDeliver(t *testing.T) {
	onEach(t, func(t *testing.T, p place) {
		s := p.open(t)
		for _, d := range course("A") {
			first := deliver(t, s, d)
			before := held(t, s, "A")
			again := deliver(t, p.open(t), d)
			a, _ := json.Marshal(first)
			b, _ := json.Marshal(again)
			if string(a) != string(b) || held(t, s, "A") != before {
				t.Errorf("%s came twice: answered %s, then %s", d.ID, a, b)
			}
			checkReplay(t, s, "A")
		}
		c, err := s.Claim(ctx, "A")
		if err != nil || c.State != "target" || len(c.Records) != 5 {
			t.Errorf("%v, %+v", err, c)
		}
		var due []string
		for _, r := range reminders(t, s, "A") {
			due = append(due, r.Key+" "+r.Due)
		}
		if got := strings.Join(due, ", "); !strings.Contains(got, "n-1/plan 2024-09-23") || !strings.Contains(got, "n-1/plan 2024-09-27") {
			t.Errorf("the plan moved, and the reminders are %s", got)
		}
	})
}

func TestDeliverARefusalIsNoEvent(t *testing.T) {
	onEach(t, func(t *testing.T, p place) {
		s := p.open(t)
		deliver(t, s, opening("A"))
		before := held(t, s, "A")
		var refused *rule.Refused
		if _, err := s.Deliver(ctx, appended("A", "n-1", notify)); !errors.As(err, &refused) || held(t, s, "A") != before {
			t.Errorf("got %v", err)
		}
		deliver(t, s, appended("A", "r-1", review))
		deliver(t, s, appended("A", "n-1", notify)) // lawful now, under the same id
		checkReplay(t, s, "A")
	})
}

func TestDeliverWhatIsNoDelivery(t *testing.T) {
	onEach(t, func(t *testing.T, p place) {
		s := p.open(t)
		deliver(t, s, opening("A"))
		deliver(t, s, appended("A", "r-1", review))
		before := held(t, s, "A")
		other := strings.Replace(review, "1.85", "1.84", 1)
		var different *DifferentError
		if _, err := s.Deliver(ctx, appended("A", "r-1", other)); !errors.As(err, &different) {
			t.Errorf("the same id with another body: %v", err)
		}
		var input *rule.InputError
		for field, d := range map[string]Delivery{
			"id":       {Claim: "A"},
			"claim":    appended("Z", "r-1", review),
			"event":    appended("A", "b-1", `{"event":"burn","on":"2024-07-25"}`),
			"do":       {Claim: "A", ID: "d-1"},
			"domain":   {Claim: "B", ID: "o", Open: &Opening{Domain: "clasify", Policies: []PolicyText{{Name: "wv-85-23"}}}},
			"policies": {Claim: "B", ID: "o", Open: &Opening{Domain: "classify"}},
			"policy":   {Claim: "B", ID: "o", Open: &Opening{Domain: "classify", Policies: []PolicyText{{Name: "wv-85-24"}}}},
			"given": {Claim: "B", ID: "o", Open: &Opening{Domain: "classify", Policies: []PolicyText{{Name: "wv-85-23"}},
				Given: []byte(`{"qualifies":1}`)}},
		} {
			if _, err := s.Deliver(ctx, d); !errors.As(err, &input) || input.Field != field {
				t.Errorf("%s: got %v", field, err)
			}
		}
		again := opening("A")
		again.ID = "open-2"
		if _, err := s.Deliver(ctx, again); !errors.As(err, &input) || input.Field != "claim" {
			t.Errorf("opened twice: %v", err)
		}
		if held(t, s, "A") != before {
			t.Error("something was changed")
		}
	})
}

// Eight workers enter events of one claim, and each a delivery that all of them have.
func TestDeliverEightWorkersOnOneClaim(t *testing.T) {
	onEach(t, func(t *testing.T, p place) {
		s := p.open(t)
		first := opening("A")
		first.Open = &Opening{Domain: "intervention", Policies: []PolicyText{{Name: "nl-63.00"}}}
		deliver(t, s, first)
		const each = 6
		var wg sync.WaitGroup
		for worker := range 8 {
			own := p.open(t)
			wg.Go(func() {
				for n := range each {
					for _, id := range []string{fmt.Sprintf("%d-%d", worker, n), fmt.Sprintf("all-%d", n)} {
						for {
							_, err := own.Deliver(ctx, appended("A", id, discussed(n)))
							if errors.Is(err, ErrBusy) {
								continue // which a sender does, later
							}
							if err != nil {
								t.Errorf("%s: %v", id, err)
							}
							break
						}
					}
				}
			})
		}
		wg.Wait()
		c, err := s.Claim(ctx, "A")
		if err != nil || len(c.Records) != 8*each+each {
			t.Errorf("%v: %d records, want %d", err, len(c.Records), 8*each+each)
		}
		checkReplay(t, s, "A")
	})
}

func TestDeliverRetriesEnd(t *testing.T) {
	s := place{file: filepath.Join(t.TempDir(), "claims.db")}.open(t)
	n := 0
	if err := s.retry(ctx, func() error { n++; return errConflict }); !errors.Is(err, ErrBusy) || n != tries {
		t.Errorf("%v after %d tries", err, n)
	}
}

// Reminders are done once, also when the job runs twice, and not of what is met or moved.
func TestWork(t *testing.T) {
	onEach(t, func(t *testing.T, p place) {
		s := p.open(t)
		for _, d := range course("A") {
			deliver(t, s, d)
		}
		for range 2 {
			working, stop := context.WithTimeout(ctx, 20*time.Second)
			go func() {
				defer stop()
				for working.Err() == nil {
					var open int
					if s.db.QueryRowContext(ctx, "select count(*) from river_job where state <> 'completed'").Scan(&open); open == 0 {
						return
					}
					time.Sleep(20 * time.Millisecond)
				}
			}()
			if err := s.Work(working, 50*time.Millisecond); err != nil {
				t.Fatal(err)
			}
			if _, err := s.db.ExecContext(ctx, "update river_job set state = 'available', finalized_at = null, attempt = 0"); err != nil {
				t.Fatal(err)
			}
		}
		var ids []string
		if err := s.Send(ctx, func(m Message) error { ids = append(ids, m.ID); return nil }); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(ids, " "); got != "c-1 i-1 n-1 open r-1 reminder/n-1/plan/2024-09-27 x-1" {
			t.Errorf("got %s", got)
		}
		if err := s.Send(ctx, func(m Message) error { return fmt.Errorf("%s is sent twice", m.ID) }); err != nil {
			t.Error(err)
		}
	})
}
