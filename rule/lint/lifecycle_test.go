package lint

import (
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

// lives is a lifecycle of rows "id from event to by": with commas
// between several states, and - where the case stays.
func lives(rows ...string) catalogue.Catalogue {
	l := catalogue.Lifecycle{Name: "case", Start: "new", Final: []string{"closed"}}
	c := catalogue.Catalogue{Roles: []rule.Role{"board", "worker"}}
	for _, row := range rows {
		words := strings.Fields(row)
		r := catalogue.Rule{ID: words[0], Of: "case", From: strings.Split(words[1], ","), On: words[2], Cite: "R-6"}
		if words[3] != "-" {
			r.To = words[3]
		}
		if len(words) > 4 {
			r.By = []rule.Role{rule.Role(words[4])}
		}
		c.Rules, l.Rows, l.Events = append(c.Rules, r), append(l.Rows, r.ID), append(l.Events, r.On)
	}
	c.Lifecycles = []catalogue.Lifecycle{l}
	return c
}

func TestCheckTheRowsOfALifecycle(t *testing.T) {
	sound := []string{"1 new open opened board", "2 opened close closed"}
	analyses(t, "sound", lives(sound...), calendar.Date{})
	analyses(t, "no exit", lives(append(sound, "3 opened wait waiting", "4 waiting look -")...), calendar.Date{},
		"error no_exit case: the state waiting: no row leads out of it, and it is not final")
	analyses(t, "never reached", lives(append(sound, "3 lost find opened")...), calendar.Date{},
		"error not_reached case: the state lost: no row leads there from the start")
	analyses(t, "masked", lives(append(sound, "3 new open opened board")...), calendar.Date{},
		"error dead_row 3: the row 3: it never applies in state new: a row before it always does")
	analyses(t, "nobody may report", lives(append(sound, "3 new note - clerk", "4 new mark - clerk", "5 new mark - board")...), calendar.Date{},
		"error no_reporter case: nobody may report note: no row takes it from one of board or worker")
	without := lives("1 new open closed clerk")
	without.Roles = nil
	analyses(t, "roles are not listed", without, calendar.Date{})
}

// The conditions of a procedure read what only its machine knows.
func TestCheckTheRowsOfAProcedure(t *testing.T) {
	c := lives("1 new open opened", "2 opened close closed", "3 opened close closed", "4 opened close closed")
	c.Rules[1].If, c.Rules[2].When = "case.claims > 1", []catalogue.Guard{{Text: "The event must give a reason."}}
	analyses(t, "sound", c, calendar.Date{})
	c.Rules[1].If, c.Rules[1].When, c.Rules[1].With = "", []catalogue.Guard{{If: "case.claims > 1"}}, []catalogue.Guard{{If: "event.paid"}}
	analyses(t, "guarded twice", c, calendar.Date{})
	c.Rules[1].When, c.Rules[1].With = nil, nil
	analyses(t, "masked", c, calendar.Date{},
		"error dead_row 3: the row 3: it never applies in state opened: a row before it always does",
		"error dead_row 4: the row 4: it never applies in state opened: a row before it always does")
}

func TestCheckDutiesThatNobodyClosesOrOpens(t *testing.T) {
	c := lives("1 new open opened", "2 opened pay paid", "3 paid close closed", "4 opened note -")
	c.Rules[0].Opens, c.Rules[1].Closes = []string{"report"}, []string{"report"}
	analyses(t, "sound", c, calendar.Date{})
	c.Rules[1].Closes, c.Rules[2].Closes = nil, []string{"report"}
	analyses(t, "closed two steps later", c, calendar.Date{})
	c.Rules[1].Closes, c.Rules[2].Closes = []string{"report"}, nil
	c.Rules[3].Opens, c.Rules[0].Closes = []string{"letter"}, []string{"form"}
	analyses(t, "one each way", c, calendar.Date{},
		"warning never_owed 1: 1 closes the duty form, which no row opens",
		"warning never_done 4: 4 opens the duty letter, and from there no row closes it: it would be owed for ever")
	c.Rules[3].Opens, c.Rules[0].Closes = nil, nil
	c.Rules[2].Opens = []string{"report"}
	analyses(t, "opened after the last row that closes it", c, calendar.Date{},
		"warning never_done 3: 3 opens the duty report, and from there no row closes it: it would be owed for ever")
}
