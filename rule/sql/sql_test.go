package sql_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule/sql"
)

const own = `policy: own
title: Who needs a plan
source: Rule 7
facts: {paid: money, before: number, claims: count, watched: flag, industry: [fishing, "o'ther"], code: text, reported: date, injured: date}
bands:
  by: paid
  cite: "7"
  rows:
    - {from: 0, least: 0.5}
    - {from: 10.25, least: 1.25}
levels:
  - level: a
    if: |-
      %s
    cite: "7.1"
`

// That databases answer as the library does examples/sql shows; this is how it is said.
func TestOf(t *testing.T) {
	const col = `COLLATE "C")`
	for _, c := range []struct{ condition, postgres, sqlite string }{
		{"paid >= 1.50", `"paid"::numeric >= 1.5`, `"paid" >= 150`},
		{"claims > 2 and not watched", `("claims"::numeric > 2 AND NOT ("watched"))`, `("claims" > 2 AND NOT ("watched"))`},
		{"claims != 2 or watched == (claims > 7)", `("claims"::numeric <> 2 OR ("watched") = ("claims"::numeric > 7))`, `("claims" <> 2 OR ("watched") = ("claims" > 7))`},
		{"claims in [1, 2]", `("claims"::numeric = 1 OR "claims"::numeric = 2)`, `("claims" = 1 OR "claims" = 2)`},
		{"before < -1.5", `"before"::numeric < (-1.5)`, `"before" < -150`},
		{"-before + 1 < paid * 2", `((- "before"::numeric) + 1) < ("paid"::numeric * 2)`, `((- "before") + 100) < ("paid" * 2)`},
		{"before - 1 < paid", `("before"::numeric - 1) < "paid"::numeric`, `("before" - 100) < "paid"`},
		{"abs(before) > min(paid, 3)", `abs("before"::numeric) > least("paid"::numeric, 3)`, `abs("before") > min("paid", 300)`},
		{"max(before, 0) >= least", `greatest("before"::numeric, 0) >= (CASE WHEN "paid"::numeric >= 10.25 THEN 1.25 ELSE 0.5 END)`,
			`max("before", 0) >= (CASE WHEN "paid" >= 1025 THEN 125 ELSE 50 END)`},
		{"(watched ? paid : 1) > 5", `CASE WHEN "watched" THEN "paid"::numeric ELSE 1 END > 5`, `CASE WHEN "watched" THEN "paid" ELSE 100 END > 500`},
		{"watched ? claims > 1 : true", `CASE WHEN "watched" THEN "claims"::numeric > 1 ELSE TRUE END`, `CASE WHEN "watched" THEN "claims" > 1 ELSE TRUE END`},
		{`round(paid, 0, "down") == 3`, `(div("paid"::numeric, 1) * 1) = 3`, `("paid" / 100) = 3`},
		{`round(paid, -1, "up") == 30`,
			`((div("paid"::numeric, 10) + CASE WHEN 2 * abs("paid"::numeric - div("paid"::numeric, 10) * 10) <> 0 THEN sign("paid"::numeric) ELSE 0 END) * 10) = 30`,
			`((("paid" / 1000) + CASE WHEN 2 * abs("paid" % 1000) <> 0 THEN (CASE WHEN "paid" > 0 THEN 1 WHEN "paid" < 0 THEN -1 ELSE 0 END) ELSE 0 END) * 10) = 30`},
		{`div(claims, -3, 0, "down") == -2`, `(div((- "claims"::numeric), 3) * 1) = (-2)`, `((- "claims") / 3) = -2`},
		{"watched or 1 > 2", `("watched" OR FALSE)`, `("watched" OR FALSE)`},
		{`days(reported - injured) > 30`, `("reported" - "injured")::numeric > 30`, `CAST(julianday("reported") - julianday("injured") AS INTEGER) > 30`},
		{`reported >= date("2025-01-31")`, `"reported" >= DATE '2025-01-31'`, `"reported" COLLATE BINARY >= '2025-01-31'`},
		{`(watched ? reported : injured) == date("2025-01-31")`, `CASE WHEN "watched" THEN "reported" ELSE "injured" END = DATE '2025-01-31'`,
			`CASE WHEN "watched" THEN "reported" ELSE "injured" END COLLATE BINARY = '2025-01-31'`},
		{`industry == "o'ther"`, `("industry"::text::text ` + col + ` = 'o''ther'`, `"industry" COLLATE BINARY = 'o''ther'`},
		{`(watched ? code : "b") == "a"`, `(CASE WHEN "watched" THEN "code"::text ELSE 'b' END::text ` + col + ` = 'a'`,
			`CASE WHEN "watched" THEN "code" ELSE 'b' END COLLATE BINARY = 'a'`},
		{`code contains "a"`, `strpos("code"::text, 'a') > 0`, `instr("code", 'a') > 0`},
		{`code startsWith "a"`, `(substr("code"::text, 1, length('a'))::text ` + col + ` = 'a'`, `substr("code", 1, length('a')) COLLATE BINARY = 'a'`},
		{`code endsWith "a"`, `(length("code"::text) >= length('a') AND (substr("code"::text, length("code"::text) - length('a') + 1)::text ` + col + ` = 'a')`,
			`(length("code") >= length('a') AND substr("code", length("code") - length('a') + 1) COLLATE BINARY = 'a')`},
	} {
		p, err := classify.ParsePolicy("own.yaml", []byte(fmt.Sprintf(own, c.condition)))
		if err != nil {
			t.Fatal(err)
		}
		for dialect, want := range map[sql.Dialect]string{sql.PostgreSQL: c.postgres, sql.SQLite: c.sqlite} {
			e, err := sql.Of(p.Catalogue(), dialect, nil)
			if err != nil {
				t.Errorf("%s: %v", c.condition, err)
			}
			_, got, _ := strings.Cut(e.SQL, " THEN NULL\n  WHEN ")
			if got, _, _ = strings.Cut(got, " THEN 'a'\n  ELSE 'none'\nEND"); got != want {
				t.Errorf("%s:\n got %s\nwant %s", c.condition, got, want)
			}
		}
	}
}

func TestOf_refuses(t *testing.T) {
	for _, c := range []struct {
		condition string
		dialect   sql.Dialect
		places    map[string]int
		want      string
	}{
		{`div(paid, claims, 0, "up") > 3`, "postgres", nil, "levels.a: a division by claims, which may be 0 for one employer, cannot be said in SQL, expected a number as the divisor"},
		{`months(reported - injured, "down") > 3`, "postgres", nil, "levels.a: months cannot be said in SQL, expected days, or the facts counted beforehand"},
		{`band == "10.25"`, "postgres", nil, "levels.a: band, the name of a band, cannot be said in SQL, expected the values of the band"},
		{"paid * before > 3", "sqlite", map[string]int{"paid": 9}, "levels.a: a number that may be larger than the 64 bits"},
		{strings.Repeat("not ", 230) + "watched", "sqlite", nil, "levels.a: a condition of more than 200 parts one in another"},
		{"any(visits, .cost > 5)", "postgres", nil, "policy: the list visits cannot be said in SQL, expected facts of one value each\nlevels.a: a list cannot be said in SQL"},
		{"count(visits, .cost > 5) > 1", "sqlite", nil, "policy: the list visits cannot be said in SQL, expected facts of one value each\nlevels.a: a list cannot be said in SQL"},
		{"watched", "mysql", nil, `dialect: "mysql" is not valid, expected postgres or sqlite`},
		{"watched", "sqlite", map[string]int{"piad": 2, "paid": 10}, "paid: 10 is not valid, expected from 0 to 9 decimals\nplaces: \"piad\" is not valid, expected one of " +
			`paid, before, claims, watched, industry, code, reported, injured (did you mean "paid"?)`},
		{"watched", "postgres", map[string]int{"paid": 2}, `places: "paid" is not valid, expected none: numbers of PostgreSQL are decimals`},
	} {
		file := fmt.Sprintf(own, c.condition)
		if strings.Contains(c.condition, "visits") {
			file = strings.Replace(file, "injured: date}", "injured: date, visits: {list: {cost: money}}}", 1)
		}
		p, err := classify.ParsePolicy("own.yaml", []byte(file))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := sql.Of(p.Catalogue(), c.dialect, c.places); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.60s: got %v, want %s", c.condition, err, c.want)
		}
	}
	published, err := classify.Builtin("wv-85-23")
	if err != nil {
		t.Fatal(err)
	}
	rounded := published.Catalogue()
	for i := range rounded.Interpretations {
		if rounded.Interpretations[i].ID == "factor-not-rounded" {
			rounded.Interpretations[i].Reading = "two_decimals"
		}
	}
	if _, err := sql.Of(rounded, sql.SQLite, nil); err == nil || !strings.Contains(err.Error(), "the reading two_decimals of factor-not-rounded") {
		t.Errorf("a factor that is rounded: %v", err)
	}
	for text, want := range map[string]string{
		"hit: collect\nlevels:":                 "a table of which all rows that hold answer cannot be said in SQL",
		"levels:\n  # from: 10.25, least: none": "a band without a value cannot be said in SQL",
	} {
		file := strings.Replace(fmt.Sprintf(own, "claims > least"), "levels:", text, 1)
		if strings.Contains(text, "none") {
			file = strings.Replace(file, "least: 1.25", "least: none", 1)
		}
		p, err := classify.ParsePolicy("own.yaml", []byte(file))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := sql.Of(p.Catalogue(), sql.SQLite, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	dated := strings.NewReplacer("by: paid", "by: reported", "from: 0", "from: 2024-01-01", "from: 10.25", "from: 2025-01-01").Replace(fmt.Sprintf(own, "claims > least"))
	byDay, err := classify.ParsePolicy("own.yaml", []byte(dated))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sql.Of(byDay.Catalogue(), sql.SQLite, nil); err == nil || !strings.Contains(err.Error(), "a table by days") {
		t.Errorf("bands of days: %v", err)
	}
	procedure, err := intervention.Builtin("nl-63.00")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sql.Of(procedure.Catalogue(), sql.SQLite, nil); err == nil || !strings.Contains(err.Error(), "has no table of levels") {
		t.Errorf("a procedure: %v", err)
	}
	broken := published.Catalogue()
	for i := range broken.Rules {
		if broken.Rules[i].ID == "levels.focus" {
			broken.Rules[i].If = "emf >="
		}
	}
	if _, err := sql.Of(broken, sql.SQLite, nil); err == nil || !strings.Contains(err.Error(), "levels.focus: ") {
		t.Errorf("a condition that does not compile: %v", err)
	}
}
