package main

import (
	"context"
	"database/sql"
	_ "embed"
	"encoding/json"
	"errors"
	"log/slog"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver pgx
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

//go:embed schema.sql
var schema string

// A Store keeps claims in a database: SQLite in a file, or PostgreSQL.
type Store struct {
	db       *sql.DB
	postgres bool
	driver   riverdriver.Driver[*sql.Tx]
	jobs     *river.Client[*sql.Tx] // which enters reminders
	zone     *time.Location         // of the board: its days begin there
	policies sync.Map               // by hash

	before func(statement string) // a test stops here; nil: nobody does
}

// OpenStore opens a database and makes its tables: of PostgreSQL by a DSN, else of SQLite in
// a file.
func OpenStore(ctx context.Context, dsn, file string, zone *time.Location) (*Store, error) {
	s := &Store{postgres: dsn != "", zone: zone}
	var err error
	if s.postgres {
		if s.db, err = sql.Open("pgx", dsn); err == nil {
			s.driver = riverdatabasesql.New(s.db)
		}
	} else {
		// A writer waits for the one before it; who reads sees what was committed.
		options := "?_txlock=immediate&_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)&_pragma=synchronous(FULL)"
		if s.db, err = sql.Open("sqlite", "file:"+file+options); err == nil {
			s.db.SetMaxOpenConns(1)
			s.driver = riversqlite.New(s.db)
		}
	}
	if err != nil {
		return nil, err
	}
	if s.jobs, err = river.NewClient(s.driver, &river.Config{Logger: quiet}); err == nil {
		err = s.migrate(ctx)
	}
	if err != nil {
		s.db.Close()
		return nil, err
	}
	return s, nil
}

var quiet = slog.New(slog.DiscardHandler)

// migrate makes the tables, of which two processes that begin at once make one set.
func (s *Store) migrate(ctx context.Context) error {
	migrator, err := rivermigrate.New(s.driver, &rivermigrate.Config{Logger: quiet})
	if err != nil {
		return err
	}
	return s.retry(ctx, func() error {
		if _, err := s.db.ExecContext(ctx, schema); err != nil {
			return err
		}
		_, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil)
		return err
	})
}

// Close closes the database.
func (s *Store) Close() error { return s.db.Close() }

// errConflict says that another writer was first.
var errConflict = errors.New("another change of the claim came first")

// ErrBusy says that others were first as often as it was tried. Nothing was changed;
// the same delivery may be made again later.
var ErrBusy = errors.New("the claim is busy: nothing was changed, deliver it again later")

const tries = 40

// retry does what another writer may come before, again and again, but not for ever.
func (s *Store) retry(ctx context.Context, do func() error) error {
	wait := time.Millisecond
	for range tries {
		if err := do(); !isConflict(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait/2 + rand.N(wait)):
		}
		wait = min(2*wait, 200*time.Millisecond)
	}
	return ErrBusy
}

// isConflict reports whether an error is another writer's doing.
func isConflict(err error) bool {
	var pg *pgconn.PgError
	var lite *sqlite.Error
	switch {
	case errors.Is(err, errConflict):
		return true
	case errors.As(err, &pg): // unique_violation, serialization_failure, deadlock_detected
		return pg.Code == "23505" || pg.Code == "40001" || pg.Code == "40P01"
	case errors.As(err, &lite):
		switch lite.Code() & 0xff {
		case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
			return true
		}
		return lite.Code() == lib.SQLITE_CONSTRAINT_PRIMARYKEY
	}
	return false
}

// A tx is a transaction. The first error ends it: what comes after does nothing, and
// nothing is committed.
type tx struct {
	ctx context.Context
	s   *Store
	*sql.Tx
	err error
}

// transact does all or nothing.
func (s *Store) transact(ctx context.Context, do func(t *tx)) error {
	begun, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer begun.Rollback() // of what is committed it does nothing
	t := &tx{ctx: ctx, s: s, Tx: begun}
	do(t)
	if t.at("commit"); t.err == nil {
		t.err = begun.Commit()
	}
	t.at("committed")
	return t.err
}

// at is where a test may stop the process.
func (t *tx) at(statement string) {
	if t.s.before != nil && t.err == nil {
		t.s.before(statement)
	}
}

// exec executes a statement and gives the number of rows that it changed.
func (t *tx) exec(statement string, args ...any) int64 {
	if t.at(statement); t.err != nil {
		return 0
	}
	result, err := t.ExecContext(t.ctx, t.s.sql(statement), args...)
	if t.err = err; err != nil {
		return 0
	}
	n, err := result.RowsAffected()
	t.err = err
	return n
}

// query reads rows, each by scan. No row is no error.
func (t *tx) query(scan func(row func(dst ...any)), statement string, args ...any) {
	if t.at(statement); t.err != nil {
		return
	}
	rows, err := t.QueryContext(t.ctx, t.s.sql(statement), args...)
	if t.err = err; err != nil {
		return
	}
	defer rows.Close()
	for rows.Next() && t.err == nil {
		scan(func(dst ...any) { t.fail(rows.Scan(dst...)) })
	}
	t.fail(rows.Err())
}

func (t *tx) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}

// json writes a value; what it is made of can always be written.
func (t *tx) json(v any) string {
	data, err := json.Marshal(v)
	t.fail(err)
	return string(data)
}

// sql writes the parameters ?1, ?2 as the database has them.
func (s *Store) sql(statement string) string {
	if s.postgres {
		return strings.ReplaceAll(statement, "?", "$")
	}
	return statement
}
