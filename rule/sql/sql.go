// Package sql writes the decision of a table as one SQL expression, for a database
// that decides many employers where they lie. PostgreSQL and SQLite answer as the table
// does, in exact numbers. Where the library would refuse the facts (one is missing, an
// amount below zero, a word that is none) the expression is NULL. What cannot be said in
// SQL is refused by its name.
//
// A fact is a column of its name. PostgreSQL reads numbers of the types numeric and
// integer: a column of binary fractions is an error there. SQLite has no decimals: a
// number is an integer of a unit, as Column.Places says, and one of any other type
// makes the answer NULL. Dates are of the type date in PostgreSQL, texts "2025-01-31"
// in SQLite.
package sql

import (
	"errors"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

// A Dialect is the SQL of a database. The zero value is neither: an error.
type Dialect string

// The dialects.
const (
	PostgreSQL Dialect = "postgres" // 14 or later
	SQLite     Dialect = "sqlite"   // 3.35 or later
)

// A Column is a fact that the expression reads. The zero value is no column.
type Column struct {
	Name   string        `json:"name"`
	Type   rule.FactType `json:"type"`
	Places int           `json:"places,omitempty"` // in SQLite: 1.73 with two places is the integer 173
}

// An Expression is the decision of a table. Each row ends with its provision, as a
// comment to the end of its line. The zero value answers nothing: it stands beside an
// error.
type Expression struct {
	SQL     string   `json:"sql"`
	Columns []Column `json:"columns"`
}

// Of writes the decision of the table of levels of a policy. places gives decimals to
// facts in SQLite; a fact that is not named has the most decimals of the numbers that
// the policy writes. The error joins one *rule.InputError for each thing that cannot be
// said, with the id of its row.
func Of(c catalogue.Catalogue, d Dialect, places map[string]int) (Expression, error) {
	i := slices.IndexFunc(c.Tables, func(t catalogue.Table) bool { return t.Name == "levels" && t.Path != "" })
	switch {
	case d != PostgreSQL && d != SQLite:
		return Expression{}, &rule.InputError{Field: "dialect", Value: string(d), Expected: "postgres or sqlite",
			Suggestion: rule.Suggest(string(d), []string{string(PostgreSQL), string(SQLite)})}
	case i < 0:
		return Expression{}, &rule.InputError{Field: "policy", Value: c.ID, Problem: "has no table of levels",
			Expected: "a policy that has levels"}
	}
	w := &writer{dialect: d, table: c.Tables[i], fixed: map[string][]string{}}
	w.readings(c)
	if w.table.HitPolicy == rule.Collect {
		w.refuse("a table of which all rows that hold answer", "one answer for an employer")
	}
	if w.banded(); len(w.errs) > 0 {
		return Expression{}, errors.Join(w.errs...)
	}
	w.columns(c, places)
	rows := w.rows(c)
	if len(w.errs) > 0 {
		return Expression{}, errors.Join(w.errs...)
	}
	sql := "CASE\n  WHEN " + strings.Join(w.guards, "\n    OR ") + " THEN NULL\n" + rows + "END"
	return Expression{sql, w.facts}, nil
}

// A writer writes the expression, and keeps what cannot be said.
type writer struct {
	dialect Dialect
	table   catalogue.Table
	scope   expression.Scope
	facts   []Column
	fixed   map[string][]string // the values of a band by their column, in the order of the bands
	guards  []string            // what the library refuses
	row     string              // the id of that which is written
	depth   int
	errs    []error
}

func (w *writer) refuse(what, expected string) {
	field := w.row
	if field == "" {
		field = "policy"
	}
	w.errs = append(w.errs, &rule.InputError{Field: field, Problem: what + " cannot be said in SQL", Expected: expected})
}

// readings refuses those under which a fact is not compared as it is.
func (w *writer) readings(c catalogue.Catalogue) {
	for _, i := range c.Interpretations {
		if i.ID == "factor-not-rounded" && i.Reading == "two_decimals" || i.ID == "band-lower-bounds" && i.Reading == "no_band" {
			w.refuse("the reading "+i.Reading+" of "+i.ID, "the other reading")
		}
	}
}

// banded refuses bands that are not all alike.
func (w *writer) banded() {
	if w.table.Bands == nil {
		return
	}
	if w.table.Facts[slices.IndexFunc(w.table.Facts, func(f catalogue.Fact) bool { return f.Name == w.table.Bands.By })].Type == rule.Day {
		w.refuse("a table by days", "a policy for each day")
	}
	for _, b := range w.table.Bands.Rows {
		if len(b.Fixed) != len(w.table.Bands.Rows[0].Fixed) || slices.ContainsFunc(b.Fixed, func(f rule.Fact) bool { return f.Value.String() == "" }) {
			w.refuse("a band without a value", "bands that all have the same values")
			return
		}
	}
}

// columns are the facts, with what the library refuses of each.
func (w *writer) columns(c catalogue.Catalogue, places map[string]int) {
	most := decimals(c, w.table)
	var names []string
	for _, f := range w.table.Facts {
		t := f.Expression().Type
		w.scope.Facts = append(w.scope.Facts, expression.Fact{Name: f.Name, Type: t})
		if f.Type == rule.Entries {
			w.refuse("the list "+f.Name, "facts of one value each")
			continue
		}
		if f.Fixed {
			for _, b := range w.table.Bands.Rows {
				for _, v := range b.Fixed {
					if v.Name == f.Name {
						w.fixed[f.Name] = append(w.fixed[f.Name], v.Value.String())
					}
				}
			}
			continue
		}
		names = append(names, f.Name)
		col := Column{Name: f.Name, Type: f.Type}
		if w.dialect == SQLite && t.Kind == expression.NumberKind && !t.Whole {
			col.Places = most
			if given, ok := places[f.Name]; ok && (given < 0 || given > 9) {
				w.errs = append(w.errs, &rule.InputError{Field: f.Name, Value: strconv.Itoa(given), Expected: "from 0 to 9 decimals"})
			} else if ok {
				col.Places = given
			}
		}
		w.facts = append(w.facts, col)
		w.guard(f.Name, t)
	}
	for _, name := range slices.Sorted(maps.Keys(places)) {
		if w.dialect == PostgreSQL {
			w.errs = append(w.errs, &rule.InputError{Field: "places", Value: name, Expected: "none: numbers of PostgreSQL are decimals"})
		} else if !slices.Contains(names, name) {
			w.errs = append(w.errs, &rule.InputError{Field: "places", Value: name, Expected: "one of " + strings.Join(names, ", "),
				Suggestion: rule.Suggest(name, names)})
		}
	}
}

// largest bounds the integers of a column in SQLite, so that what is computed of them
// stays an integer.
var largest = big.NewInt(1_000_000_000_000)

// decimals is the most that a number of the policy has.
func decimals(c catalogue.Catalogue, t catalogue.Table) int {
	most := 0
	count := func(text string) {
		for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r != '.' && (r < '0' || r > '9') }) {
			if _, after, ok := strings.Cut(word, "."); ok {
				most = max(most, len(after))
			}
		}
	}
	for _, r := range c.Rules {
		if r.Of == t.Name {
			count(r.If)
		}
	}
	if t.Bands != nil {
		for _, b := range t.Bands.Rows {
			count(b.From)
			for _, v := range b.Fixed {
				count(v.Value.String())
			}
		}
	}
	return min(most, 9)
}

// guard says when the library refuses a fact.
func (w *writer) guard(name string, t expression.Type) {
	col, sqlite := quoted(name), w.dialect == SQLite
	add := func(format string, args ...any) { w.guards = append(w.guards, fmt.Sprintf(format, args...)) }
	switch t.Kind {
	case expression.NumberKind:
		switch {
		case sqlite && t.Minimum:
			add("typeof(%s) <> 'integer' OR %[1]s NOT BETWEEN 0 AND %s", col, largest)
		case sqlite:
			add("typeof(%s) <> 'integer' OR %[1]s NOT BETWEEN -%s AND %[2]s", col, largest)
		default: // scale takes numeric alone, and has none of NaN and infinity
			add("scale(%s) IS NULL", col)
			if t.Minimum {
				add("%s < 0", col)
			}
			if t.Whole {
				add("%s <> trunc(%[1]s)", col)
			}
		}
	case expression.BoolKind:
		if add("%s IS NULL", col); sqlite {
			add("typeof(%s) <> 'integer' OR %[1]s NOT IN (0, 1)", col)
		}
	case expression.DateKind:
		if sqlite {
			add("typeof(%s) <> 'text' OR date(%[1]s) IS NULL OR date(%[1]s) <> %[1]s OR %[1]s < '0001-01-01'", col)
		} else {
			add("%s IS NULL OR %[1]s NOT BETWEEN DATE '0001-01-01' AND DATE '9999-12-31'", col)
		}
	default:
		if add("%s IS NULL", col); sqlite {
			add("typeof(%s) <> 'text'", col)
		}
		if t.Words != nil {
			list := make([]string, len(t.Words))
			for i, word := range t.Words {
				list[i] = text(word)
			}
			add("%s NOT IN (%s)", w.collated(col), strings.Join(list, ", "))
		}
	}
}

// rows are the rows of the table.
func (w *writer) rows(c catalogue.Catalogue) string {
	var b strings.Builder
	for _, id := range w.table.Rows {
		i := slices.IndexFunc(c.Rules, func(r catalogue.Rule) bool { return r.Of == w.table.Name && r.ID == id })
		r := c.Rules[i]
		w.row = r.ID
		if r.If == "" {
			fmt.Fprintf(&b, "  ELSE %s%s\n", text(r.Then), comment(r.Cite))
			break
		}
		program, err := expression.CompileBool(r.If, &w.scope)
		if err != nil {
			w.errs = append(w.errs, &rule.InputError{Field: r.ID, Problem: err.Error()})
			continue
		}
		fmt.Fprintf(&b, "  WHEN %s THEN %s%s\n", w.truth(program.Root().Bind(nil)), text(r.Then), comment(r.Cite))
	}
	return b.String()
}

// comment names a provision at the end of a line, which ends a comment; nothing for none.
// A question mark and a dollar sign, which drivers take for a parameter, are left out.
func comment(cite rule.Citation) string {
	plain := strings.Map(func(r rune) rune {
		if r == '?' || r == '$' || unicode.IsControl(r) {
			return ' '
		}
		return r
	}, string(cite))
	if plain = strings.Join(strings.Fields(plain), " "); plain == "" {
		return ""
	}
	return " -- " + plain
}

func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// text is a literal.
func text(s string) string {
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

// collated is a text that is compared byte by byte, whatever its column says.
func (w *writer) collated(s string) string {
	if w.dialect == SQLite {
		return s + " COLLATE BINARY"
	}
	return "(" + s + `::text COLLATE "C")`
}
