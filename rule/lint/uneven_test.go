package lint

import (
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

// lacking takes a value out of a band.
func lacking(c catalogue.Catalogue, band int, name string) catalogue.Catalogue {
	row := &c.Tables[0].Bands.Rows[band]
	for i, f := range row.Fixed {
		if f.Name == name {
			row.Fixed = append(row.Fixed[:i:i], row.Fixed[i+1:]...)
			break
		}
	}
	return c
}

// A row that asks for a value which a band has not is not looked at there, and a band may
// have one row alone.
func TestCheck_bandsWithoutAValue(t *testing.T) {
	simple := []string{"target: emf >= target and claims >= 0", "focus: emf >= focus"}
	analyses(t, "no target in one band", lacking(inBands(levels(simple...), "0 1.40 1.50", "5000 1.60 1.50", "12500 1.60 1.70"), 1, "target"), calendar.Date{})
	paid := levels("part: premium >= 5000 and emf > 0 and claims >= 0", "whole: premium >= 12500")
	paid.Rules[0].Percent, paid.Rules[1].Percent = "focus + 5", "target"
	uneven := lacking(lacking(lacking(lacking(inBands(paid, "0 1 1", "5000 1.60 1", "12500 1 1.70"), 0, "focus"), 0, "target"), 1, "target"), 2, "focus")
	analyses(t, "one level a band", uneven, calendar.Date{})
	unique := inBands(levels("target: emf >= target and claims >= 0", "focus: emf < focus and premium >= 0"), "0 1.40 1.50", "5000 1.40 1.50")
	unique.Tables[0].HitPolicy = rule.Unique
	analyses(t, "a row that is in one band alone", lacking(unique, 1, "target"), calendar.Date{})
	apart := inBands(levels("target: emf >= target and emf >= focus and claims >= 0", "focus: premium > 0"), "0 1 1", "5000 1 1")
	analyses(t, "a row whose values no band has together", lacking(lacking(apart, 0, "target"), 1, "focus"), calendar.Date{})
	uneven.Rules[0].If = "premium >= 12500 and emf > 0 and claims >= 0"
	analyses(t, "a row that is dead in the only band that has its value", uneven, calendar.Date{},
		"error dead_row levels[0].if: row 1 can never answer: the rows before it answer first, or its condition never holds")
}

// Bands begin on days where the fact that selects them is a date.
func TestCheck_bandsOfDays(t *testing.T) {
	c := inBands(levels("target: emf >= target and claims >= 0", "focus: emf >= focus and premium >= 0"), "2019-01-01 1.40 1.50", "2021-07-01 1.50 1.60")
	c.Tables[0].Bands.By = "day"
	c.Tables[0].Facts = append(c.Tables[0].Facts, stated("day", rule.Day))
	analyses(t, "sound", c, calendar.Date{})
	c.Tables[0].Bands.Rows[0].From = "2019-02-30"
	broken := inBands(levels("target: emf >= target and claims >= 0", "focus: emf >= focus"), "0 1.60 1.50", "5000 1.50 1.60")
	broken.Tables[0].Bands.Rows[1].Fixed[0] = rule.Str("focus", "much")
	analyses(t, "no number", broken, calendar.Date{}, `error bad_value bands.rows[1]: focus: "much" is not valid, expected a decimal number`)
	analyses(t, "no day", c, calendar.Date{}, `error bad_value bands.rows[0]: date: 2019-02-30 is not valid, expected a day of the calendar, YYYY-MM-DD, from 0001-01-01 to 9999-12-31`)
}

func TestCheck_collect(t *testing.T) {
	c := levels("a: emf < 1 and claims > 1 and premium > 1", "b: claims > 2")
	c.Tables[0].HitPolicy, c.Tables[0].Rows, c.Rules = rule.Collect, c.Tables[0].Rows[:2], c.Rules[:2]
	analyses(t, "sound", c, calendar.Date{})
}

func TestCheck_lists(t *testing.T) {
	c := levels("a: claims in few and emf > 1 and premium > 1")
	c.Tables[0].Lists = []rule.NamedList{{Name: "few", Values: []string{"1", "2"}}}
	analyses(t, "sound", c, calendar.Date{})
}

// Numbers that a fact cannot be, and a column that nothing reads, are found in a table
// as elsewhere, also of one band alone.
func TestCheck_numbersAndColumnsOfATable(t *testing.T) {
	for want, c := range map[string]catalogue.Catalogue{
		"warning impossible levels[0].if: ":                                 levels("a: claims == 1.5 and emf > 1 and premium > 1"),
		"warning never_read bands.rows[0].target: no test asks target: ":    inBands(levels("focus: emf >= focus and claims >= 0"), "0 1.40 1.50"),
		"warning never_read bands.rows[0].target: no test asks target: the": inBands(levels("focus: emf >= focus and claims >= 0"), "0 1.40 1.50", "5000 1.30 1.50"),
	} {
		if got := tell(Check(c, calendar.Date{})); !strings.Contains("\n"+got, "\n"+want) {
			t.Errorf("got %s\nwant %s", got, want)
		}
	}
}
