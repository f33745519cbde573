package sql

import (
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/examples/postgrestest"
	"github.com/workcomp-go/workcomp/rule"
	tosql "github.com/workcomp-go/workcomp/rule/sql"
	_ "modernc.org/sqlite"
)

// postgres starts a server of its own; without PostgreSQL the test is skipped.
func postgres(t *testing.T) *sql.DB {
	t.Helper()
	address, stop, err := postgrestest.Start("fsync=off")
	if errors.Is(err, postgrestest.ErrNone) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return opened(t, "pgx", address)
}

func opened(t *testing.T, driver, address string) *sql.DB {
	t.Helper()
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1)
	return db
}

// policies are the built-in programmes, and one that asks whatever SQL can say.
func policies(t *testing.T) []*classify.Policy {
	t.Helper()
	var all []*classify.Policy
	for _, id := range classify.BuiltinIDs() {
		p, err := classify.Builtin(id)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	for i, condition := range conditions {
		p, err := classify.ParsePolicy("own.yaml", []byte(fmt.Sprintf(own, i, condition)))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

// conditions ask whatever SQL can say.
var conditions = []string{
	`round(before, 1, "half_even") == 0.2 or round(before, 1, "half_down") == 0.3`,
	`div(before, -3, 2, "half_up") == -0.33 or div(paid, 7, 0, "up") == 3 or div(before, 3, 1, "half_even") == 0.5`,
	`days(reported - injured) > 30 and reported >= date("2025-01-31")`,
	`code startsWith "23" or code endsWith "é" or code contains "x'y"`,
	`industry != "fishing" and industry in ["ports", "o'ther"] and not watched and min(paid, before, 5) >= 0.15`,
	`abs(before) * 2 - 0.5 > max(least, 1) + 3 and (watched == (claims > 2))`,
	`(watched ? paid : before + 1) >= 10.25 and -before < 20`,
	`round(paid, -2, "down") == 100 or round(before, 0, "half_up") == -3`,
	`0.1 + 0.2 == 0.3 and claims * 1.5 >= paid`,
}

const own = `policy: own-%d
title: Whatever SQL can say
source: Rule 7
facts: {paid: money, before: number, claims: count, watched: flag, industry: [fishing, "o'ther", ports], code: text, reported: date, injured: date}
bands:
  by: paid
  cite: "7"
  rows:
    - {from: 0, least: 0.5}
    - {from: 10.25, least: 1.25}
    - {from: 100, least: 2}
levels:
  - level: a
    if: |-
      %s
    cite: "7.1"
`

// facts draws facts, among them those on a threshold, and such as the library refuses.
func facts(r *rand.Rand, p *classify.Policy) rule.Facts {
	f := rule.Facts{}
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	for _, d := range p.Facts() {
		switch d.Type {
		case rule.Money, rule.Factor, rule.Rate, rule.Number:
			number := decimal.New(r.Int64N(4000), -2)
			if r.IntN(2) == 0 {
				number = decimal.RequireFromString(pick("0", "0.15", "0.25", "0.35", "1.40", "1.50", "1.70", "1.20", "5.0", "10.25", "16.0", "100", "5000", "25000",
					"800000", "800000.01", "49999.99", "1.99", "-2.5", "-0.15", "19.5", "21", "0.999"))
			}
			if d.Type != rule.Number && number.Sign() < 0 && r.IntN(4) > 0 {
				number = number.Neg()
			}
			f[d.Name] = number
		case rule.Count:
			f[d.Name] = r.IntN(6)
		case rule.YesNo:
			f[d.Name] = r.IntN(2) == 0
		case rule.Day:
			f[d.Name] = pick("2025-01-01", "2025-01-31", "2025-02-01", "2024-12-31", "2024-02-29", "2025-03-01")
		default:
			words := append([]string{"23", "2", "caf" + "é", "ax'y", "", "x%y"}, d.Values...)
			if len(d.Values) > 0 && r.IntN(10) > 0 {
				words = d.Values
			}
			f[d.Name] = pick(words...)
		}
		if r.IntN(40) == 0 {
			delete(f, d.Name)
		}
	}
	return f
}

// decided is what the library says: a level, or nothing.
func decided(p *classify.Policy, f rule.Facts) (string, bool) {
	d, err := p.Level(f)
	return d.Value.Level, err == nil
}

// same asks the database and the library about the same facts.
func same(t *testing.T, db *sql.DB, dialect tosql.Dialect) {
	places := map[string]int{}
	for _, p := range policies(t) {
		if dialect == tosql.SQLite {
			places = map[string]int{}
			for _, d := range p.Facts() {
				if d.Type == rule.Money || d.Type == rule.Factor || d.Type == rule.Rate || d.Type == rule.Number {
					places[d.Name] = 3
				}
			}
		}
		e, err := tosql.Of(p.Catalogue(), dialect, places)
		if err != nil {
			t.Fatalf("%s: %v", p.ID(), err)
		}
		var columns []string
		for i, c := range e.Columns {
			columns = append(columns, placeholder(dialect, i, c)+` AS "`+c.Name+`"`)
		}
		query, err := db.Prepare("SELECT " + e.SQL + " FROM (SELECT " + strings.Join(columns, ", ") + ") AS employers")
		if err != nil {
			t.Fatalf("%s: %v\n%s", p.ID(), err, e.SQL)
		}
		r := rand.New(rand.NewPCG(1, 2))
		levels := map[string]int{}
		for range 1000 {
			f := facts(r, p)
			var args []any
			for _, c := range e.Columns {
				args = append(args, argument(dialect, c, f[c.Name]))
			}
			var got sql.NullString
			if err := query.QueryRow(args...).Scan(&got); err != nil {
				t.Fatalf("%s: %v: %v\n%s", p.ID(), f, err, e.SQL)
			}
			want, ok := decided(p, f)
			if got.Valid != ok || got.String != want {
				t.Fatalf("%s: %v: got %v, want %q %t\n%s", p.ID(), f, got, want, ok, e.SQL)
			}
			levels[got.String]++
		}
		if len(levels) < len(p.Levels())+2 { // and none, and nothing
			t.Errorf("%s: only %v were decided", p.ID(), levels)
		}
	}
}

func placeholder(dialect tosql.Dialect, i int, c tosql.Column) string {
	if dialect == tosql.SQLite {
		return "?"
	}
	types := map[rule.FactType]string{rule.YesNo: "boolean", rule.Day: "date", rule.Word: "text", rule.Count: "bigint"}
	name := types[c.Type]
	if name == "" {
		name = "numeric"
	}
	return fmt.Sprintf("$%d::text::%s", i+1, name)
}

func argument(dialect tosql.Dialect, c tosql.Column, v any) any {
	switch v := v.(type) {
	case nil:
		return nil
	case decimal.Decimal:
		if dialect == tosql.SQLite {
			return v.Shift(int32(c.Places)).IntPart()
		}
	case bool, int:
		if dialect == tosql.SQLite {
			return v
		}
	}
	return fmt.Sprint(v)
}

func TestOf_PostgreSQL(t *testing.T) { same(t, postgres(t), tosql.PostgreSQL) }

func TestOf_SQLite(t *testing.T) { same(t, opened(t, "sqlite", ":memory:"), tosql.SQLite) }

// A column of binary fractions is an error in PostgreSQL, and makes SQLite answer nothing;
// so do numbers that are none.
func TestOf_onlyExactNumbers(t *testing.T) {
	p, err := classify.Builtin("us-tn-50-6-501")
	if err != nil {
		t.Fatal(err)
	}
	ask := func(db *sql.DB, dialect tosql.Dialect, value string) (sql.NullString, error) {
		e, err := tosql.Of(p.Catalogue(), dialect, nil)
		if err != nil {
			t.Fatal(err)
		}
		var level sql.NullString
		err = db.QueryRow("SELECT " + e.SQL + " FROM (SELECT " + value + ` AS "emf") AS employers`).Scan(&level)
		return level, err
	}
	lite := opened(t, "sqlite", ":memory:")
	for value, want := range map[string]string{"120": "safety_committee", "119": "none", "1.2": "", "'120'": "", "NULL": "", "-1": "", "1e300": ""} {
		if got, err := ask(lite, tosql.SQLite, value); err != nil || got.String != want {
			t.Errorf("SQLite: %s: got %v, %v", value, got, err)
		}
	}
	pg := postgres(t)
	for value, want := range map[string]string{"1.20": "safety_committee", "1.1999999999999999999999": "none", "2": "safety_committee", "'NaN'::numeric": "",
		"'Infinity'::numeric": "", "NULL::numeric": ""} {
		if got, err := ask(pg, tosql.PostgreSQL, value); err != nil || got.String != want {
			t.Errorf("PostgreSQL: %s: got %v, %v", value, got, err)
		}
	}
	if got, err := ask(pg, tosql.PostgreSQL, "1.2::double precision"); err == nil {
		t.Errorf("a binary fraction is %v", got)
	}
	var input *rule.InputError
	if _, err := tosql.Of(p.Catalogue(), "mysql", nil); !errors.As(err, &input) {
		t.Errorf("another dialect: %v", err)
	}
}
