package main

import (
	"context"
	"fmt"
	"io"
	"math/big"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/parquet-go/parquet-go"
	"github.com/workcomp-go/workcomp/classify"
	tosql "github.com/workcomp-go/workcomp/rule/sql"
)

// SQL compares a book in PostgreSQL: the employers go into a table of the session, the levels of both
// policies are SQL expressions that the library writes, and the database counts. Only those whose levels
// differ come back, to be explained, and those without an answer, for the reason.
func SQL(ctx context.Context, dsn, file, dir string, before, after *classify.Policy) (Matrix, int64, error) {
	c, err := NewComparison(before, after)
	if err != nil {
		return nil, 0, err
	}
	was, err := tosql.Of(before.Catalogue(), tosql.PostgreSQL, nil)
	if err != nil {
		return nil, 0, err
	}
	is, err := tosql.Of(after.Catalogue(), tosql.PostgreSQL, nil)
	if err != nil {
		return nil, 0, err
	}
	b, err := openBook(file)
	if err != nil {
		return nil, 0, err
	}
	defer b.file.Close()
	db, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return nil, 0, err
	}
	defer db.Close(context.WithoutCancel(ctx))
	const table = `create temporary table employer (id bigint, three_year_premium numeric(18, 2), emf numeric(18, 2))`
	if _, err := db.Exec(ctx, table); err != nil {
		return nil, 0, err
	}
	rows := &employers{r: parquet.NewGenericReader[Employer](b.File), some: make([]Employer, rowsAtOnce)}
	defer rows.r.Close()
	if _, err := db.CopyFrom(ctx, pgx.Identifier{"employer"}, []string{"id", "three_year_premium", "emf"}, rows); err != nil {
		return nil, 0, err
	}
	decided := fmt.Sprintf(`create temporary table decided as select *, %s as was, %s as "is" from employer`, was.SQL, is.SQL)
	if _, err := db.Exec(ctx, decided); err != nil {
		return nil, 0, err
	}
	matrix, dead := Matrix{}, int64(0)
	var from, to *string
	var n int64
	counts, err := db.Query(ctx, `select was, "is", count(*) from decided group by 1, 2`)
	if err != nil {
		return nil, 0, err
	}
	_, err = pgx.ForEachRow(counts, []any{&from, &to, &n}, func() error {
		if from == nil || to == nil {
			dead += n
		} else {
			matrix[[2]string{*from, *to}] = n
		}
		return nil
	})
	if err != nil {
		return nil, 0, err
	}
	differ, err := db.Query(ctx, `select id, (three_year_premium * 100)::bigint, (emf * 100)::bigint from decided
		where was is null or "is" is null or was <> "is" order by id`)
	if err != nil {
		return nil, 0, err
	}
	var e Employer
	var some []Employer
	part := 0
	explain := func() error {
		explained, err := c.Decide(some)
		if err != nil {
			return err
		}
		if n := len(explained.Changed) + len(explained.Dead); n != len(some) {
			return fmt.Errorf("of %d employers whose levels differ in the database, they differ in %d", len(some), n)
		}
		some, part = some[:0], part+1
		return writePart(dir, part, explained)
	}
	_, err = pgx.ForEachRow(differ, []any{&e.ID, &e.ThreeYearPremium, &e.EMF}, func() error {
		if some = append(some, e); len(some) < rowsAtOnce {
			return nil
		}
		return explain()
	})
	if err == nil && len(some) > 0 {
		err = explain()
	}
	return matrix, dead, err
}

// employers are the rows of a book for a COPY.
type employers struct {
	r    *parquet.GenericReader[Employer]
	some []Employer // read at once
	rest []Employer // of them
	err  error
}

// Next reads the next employer.
func (e *employers) Next() bool {
	if len(e.rest) > 1 {
		e.rest = e.rest[1:]
		return true
	}
	for e.err == nil {
		n, err := e.r.Read(e.some)
		if e.rest, e.err = e.some[:n], err; n > 0 {
			return true
		}
	}
	return false
}

// Values gives the employer as PostgreSQL takes it.
func (e *employers) Values() ([]any, error) {
	return []any{e.rest[0].ID, numeric(e.rest[0].ThreeYearPremium), numeric(e.rest[0].EMF)}, nil
}

// Err says why there are no more.
func (e *employers) Err() error {
	if e.err == io.EOF {
		return nil
	}
	return e.err
}

// numeric is a number with two places; a missing one is NULL.
func numeric(cents *int64) pgtype.Numeric {
	if cents == nil {
		return pgtype.Numeric{}
	}
	return pgtype.Numeric{Int: big.NewInt(*cents), Exp: -2, Valid: true}
}
