package main

import (
	"errors"
	"flag"
	"fmt"
	"strconv"
	"strings"

	"github.com/workcomp-go/workcomp/rule/sql"
	"github.com/workcomp-go/workcomp/scenario"
)

func (a *app) querying() command {
	dialect, places := string(sql.PostgreSQL), map[string]int{}
	return command{name: "sql", args: "POLICY",
		does: "Write the level of a policy as one SQL expression over columns of its facts; NULL where the facts are refused",
		flags: func(f *flag.FlagSet) {
			f.StringVar(&dialect, "dialect", dialect, "the `database`: postgres, or sqlite, where numbers are integers of a unit")
			usage := "sqlite: a fact and its decimals, as in emf=2: 1.73 is the integer 173 (`FACT=N`, any number of times)"
			f.Func("places", usage, func(text string) error {
				name, n, ok := strings.Cut(text, "=")
				number, err := strconv.Atoi(n)
				if !ok || err != nil {
					return errors.New("expected FACT=N")
				}
				places[name] = number
				return nil
			})
		},
		run: func(names []string) int {
			switch {
			case len(names) != 1:
				return a.misused("sql", "one policy is needed")
			case dialect != string(sql.PostgreSQL) && dialect != string(sql.SQLite):
				return a.misused("sql", "--dialect %q is not valid, expected %s or %s", dialect, sql.PostgreSQL, sql.SQLite)
			}
			found, err := scenario.Policies(a.read, names[0])
			if err != nil {
				return a.fail(err)
			}
			e, err := sql.Of(found[0].Catalogue(), sql.Dialect(dialect), places)
			if err != nil {
				fmt.Fprintln(a.err, err)
				return failed
			}
			if a.json {
				a.data(e)
				return well
			}
			a.print("-- %s: %s\n", found[0].ID(), found[0].Title())
			for _, c := range e.Columns {
				a.print("-- %q, %s%s\n", c.Name, c.Type, unit(sql.Dialect(dialect), c))
			}
			a.print("%s\n", e.SQL)
			return well
		}}
}

// unit says what a column of SQLite counts.
func unit(d sql.Dialect, c sql.Column) string {
	if d != sql.SQLite || c.Places == 0 {
		return ""
	}
	return fmt.Sprintf(": an integer, 1 is 0.%s1", strings.Repeat("0", c.Places-1))
}
