package sql_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
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
		{"paid * 1.5 > 3", `("paid"::numeric * 1.5) > 3`, `("paid" * 15) > 3000`},
		{"before + paid * 9223371 > 3", `("before"::numeric + ("paid"::numeric * 9223371)) > 3`, `("before" + ("paid" * 9223371)) > 300`},
		{"claims < 9223372036854775807", `"claims"::numeric < 9223372036854775807`, `"claims" < 9223372036854775807`},
		{`div(claims, 4, 1, "half_up") > 1`,
			`((div("claims"::numeric, 0.4) + CASE WHEN 2 * abs("claims"::numeric - div("claims"::numeric, 0.4) * 0.4) >= 0.4 ` +
				`THEN sign("claims"::numeric) ELSE 0 END) * 0.1) > 1`,
			`((("claims" * 10) / 4) + CASE WHEN 2 * abs(("claims" * 10) % 4) >= 4 THEN (CASE WHEN "claims" > 0 THEN 1 WHEN "claims" < 0 THEN -1 ELSE 0 END) ` +
				`ELSE 0 END) > 10`},
		{`round(paid, 0, "half_even") > 1`,
			`((div("paid"::numeric, 1) + CASE WHEN (2 * abs("paid"::numeric - div("paid"::numeric, 1) * 1) > 1 OR ` +
				`2 * abs("paid"::numeric - div("paid"::numeric, 1) * 1) = 1 AND mod(div("paid"::numeric, 1), 2) <> 0) THEN sign("paid"::numeric) ELSE 0 END) * 1) > 1`,
			`(("paid" / 100) + CASE WHEN (2 * abs("paid" % 100) > 100 OR 2 * abs("paid" % 100) = 100 AND ("paid" / 100) % 2 <> 0) ` +
				`THEN (CASE WHEN "paid" > 0 THEN 1 WHEN "paid" < 0 THEN -1 ELSE 0 END) ELSE 0 END) > 1`},
		{`round(paid * 4000000, 0, "down") > 1`, `(div(("paid"::numeric * 4000000), 1) * 1) > 1`, `(("paid" * 4000000) / 100) > 1`},
		{strings.Repeat("not ", 199) + "watched", strings.Repeat("NOT (", 199) + `"watched"` + strings.Repeat(")", 199),
			strings.Repeat("NOT (", 199) + `"watched"` + strings.Repeat(")", 199)},
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
			if got, _, _ = strings.Cut(got, " THEN 'a' -- 7.1\n  ELSE 'none' -- 7.1\nEND"); got != want {
				t.Errorf("%s:\n got %s\nwant %s", c.condition, got, want)
			}
		}
	}
}

// What the library refuses is NULL: a missing fact, one of another type, an amount below
// zero, a word that is none, a day that no calendar has.
func TestOf_null(t *testing.T) {
	guards := map[sql.Dialect]string{sql.PostgreSQL: `CASE
  WHEN scale("paid") IS NULL
    OR "paid" < 0
    OR scale("before") IS NULL
    OR scale("claims") IS NULL
    OR "claims" < 0
    OR "claims" <> trunc("claims")
    OR "watched" IS NULL
    OR "industry" IS NULL
    OR ("industry"::text COLLATE "C") NOT IN ('fishing', 'o''ther')
    OR "code" IS NULL
    OR "reported" IS NULL OR "reported" NOT BETWEEN DATE '0001-01-01' AND DATE '9999-12-31'
    OR "injured" IS NULL OR "injured" NOT BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' THEN NULL
`, sql.SQLite: `CASE
  WHEN typeof("paid") <> 'integer' OR "paid" NOT BETWEEN 0 AND 1000000000000
    OR typeof("before") <> 'integer' OR "before" NOT BETWEEN -1000000000000 AND 1000000000000
    OR typeof("claims") <> 'integer' OR "claims" NOT BETWEEN 0 AND 1000000000000
    OR "watched" IS NULL
    OR typeof("watched") <> 'integer' OR "watched" NOT IN (0, 1)
    OR "industry" IS NULL
    OR typeof("industry") <> 'text'
    OR "industry" COLLATE BINARY NOT IN ('fishing', 'o''ther')
    OR "code" IS NULL
    OR typeof("code") <> 'text'
    OR typeof("reported") <> 'text' OR date("reported") IS NULL OR date("reported") <> "reported" OR "reported" < '0001-01-01'
    OR typeof("injured") <> 'text' OR date("injured") IS NULL OR date("injured") <> "injured" OR "injured" < '0001-01-01' THEN NULL
`}
	c := parsed(t, fmt.Sprintf(own, "watched")).Catalogue()
	c.Tables = append([]catalogue.Table{{Name: "another", Path: "another"}}, c.Tables...)
	for dialect, want := range guards {
		if e, err := sql.Of(c, dialect, nil); err != nil || e.SQL != want+"  WHEN \"watched\" THEN 'a' -- 7.1\n  ELSE 'none' -- 7.1\nEND" {
			t.Errorf("%s: %v\n%s", dialect, err, e.SQL)
		}
	}
}

// A provision is a comment on one line, and nothing in it is a parameter.
func TestOf_provisions(t *testing.T) {
	c := parsed(t, fmt.Sprintf(own, "watched")).Catalogue()
	for cite, want := range map[rule.Citation]string{"": "THEN 'a'\n", "Rule\n7? $1 -- x": "THEN 'a' -- Rule 7 1 -- x\n", "§ 7\x00": "THEN 'a' -- § 7\n"} {
		for i := range c.Rules {
			c.Rules[i].Cite = cite
		}
		if e, err := sql.Of(c, sql.SQLite, nil); err != nil || !strings.Contains(e.SQL, want) {
			t.Errorf("%q: %v\n%s", cite, err, e.SQL)
		}
	}
}

// A number of SQLite has the most decimals that the policy writes, unless it is given
// others; what is no amount has none.
func TestOf_places(t *testing.T) {
	whole := strings.NewReplacer("10.25", "10", "0.5", "1", "1.25", "2")
	for _, c := range []struct {
		condition, file string
		places          map[string]int
		paid, before    int
		want            string
	}{
		{"claims > 1", whole.Replace(own), nil, 0, 0, `"claims" > 1`},
		{"before > 1.90", whole.Replace(own), nil, 2, 2, `"before" > 190`},
		{"before > 1.09", whole.Replace(own), nil, 2, 2, `"before" > 109`},
		{"before > 0.0000000001", whole.Replace(own), nil, 9, 9, `("before" * 10) > 1`},
		{"before > 1", strings.Replace(whole.Replace(own), "from: 10,", "from: 10.125,", 1), nil, 3, 3, `"before" > 1000`},
		{"before > 1", strings.Replace(whole.Replace(own), "least: 2", "least: 2.5", 1), nil, 1, 1, `"before" > 10`},
		{"before < paid", own, map[string]int{"paid": 9, "before": 3}, 9, 3, `("before" * 1000000) < "paid"`},
		{`round(before, 1, "down") > 1`, own, map[string]int{"before": 0}, 2, 0, `(("before" * 10) / 1) > 10`},
		{"paid > least", strings.Replace(own, "    - {from: 10.25, least: 1.25}\n", "", 1), nil, 1, 1, `"paid" > 5`}, // one band alone
	} {
		e, err := sql.Of(parsed(t, fmt.Sprintf(c.file, c.condition)).Catalogue(), sql.SQLite, c.places)
		want := []sql.Column{{"paid", rule.Money, c.paid}, {"before", rule.Number, c.before}, {"claims", rule.Count, 0}, {"watched", rule.YesNo, 0},
			{"industry", rule.Word, 0}, {"code", rule.Word, 0}, {"reported", rule.Day, 0}, {"injured", rule.Day, 0}}
		if err != nil || !slices.Equal(e.Columns, want) || !strings.Contains(e.SQL, "THEN NULL\n  WHEN "+c.want+" THEN") {
			t.Errorf("%s: %v %v\n%s", c.condition, err, e.Columns, e.SQL)
		}
	}
}

// tree is a condition of as many parts as 2 to the power of depth, none deeper than that.
func tree(depth int) string {
	if depth == 0 {
		return "watched"
	}
	return "(" + tree(depth-1) + " or " + tree(depth-1) + ")"
}

// A condition may be broad: only what is deep is refused.
func TestOf_broad(t *testing.T) {
	if _, err := sql.Of(parsed(t, fmt.Sprintf(own, tree(7))).Catalogue(), sql.SQLite, nil); err != nil {
		t.Error(err)
	}
}

func parsed(t *testing.T, file string) *classify.Policy {
	t.Helper()
	p, err := classify.ParsePolicy("own.yaml", []byte(file))
	if err != nil {
		t.Fatal(err)
	}
	return p
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
		{"(paid * before) + 1 > 3", "sqlite", nil, "levels.a: a number that may be larger than the 64 bits of SQLite's integers cannot be said in SQL, " +
			"expected fewer decimals, or no product of facts"},
		{"paid * 9223372 + paid > 3", "sqlite", nil, "levels.a: a number that may be larger than the 64 bits"},
		{`round(paid * 5000000, 0, "down") > 3`, "sqlite", nil, "levels.a: a number that may be larger than the 64 bits"},
		{"before > 3", "sqlite", map[string]int{"before": -1}, "before: -1 is not valid, expected from 0 to 9 decimals"},
		{"before > 3", "sqlite", map[string]int{"before": 100}, "before: 100 is not valid, expected from 0 to 9 decimals"},
		{strings.Repeat("not ", 200) + "watched", "sqlite", nil, "levels.a: a condition of more than 200 parts one in another"},
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
		if _, err := sql.Of(p.Catalogue(), c.dialect, c.places); err == nil || !strings.HasPrefix(err.Error(), c.want) || strings.Count(err.Error(), "64 bits") > 1 {
			t.Errorf("%.60s: got %v, want %s", c.condition, err, c.want)
		}
	}
	published, err := classify.Builtin("wv-85-23")
	if err != nil {
		t.Fatal(err)
	}
	for id, reading := range map[string]string{"factor-not-rounded": "two_decimals", "band-lower-bounds": "no_band"} {
		other := published.Catalogue()
		for i := range other.Interpretations {
			if other.Interpretations[i].ID == id {
				other.Interpretations[i].Reading = reading
			}
		}
		if _, err := sql.Of(other, sql.SQLite, nil); err == nil || !strings.Contains(err.Error(), "the reading "+reading+" of "+id) {
			t.Errorf("the reading %s: %v", reading, err)
		}
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
