package calendartest

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/failing"
	"github.com/workcomp-go/workcomp/internal/mutants"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule/property"
)

// kept is a file of closed days, or of a term, in the words of a scenario.
type kept struct {
	Closed     strict.ClosedDays     `json:"closed"`
	Proclaimed []calendar.Proclaimed `json:"proclaimed"`
	Within     string                `json:"within"`
	Before     string                `json:"before"`
	Roll       string                `json:"roll"`
}

func read(file string, data []byte) (kept, error) {
	var k kept
	return k, strict.Input(strict.ParseYAML(file, data).One(), &k)
}

func (k kept) closed() *calendar.Closed { return k.Closed.Days }

func (k kept) isTerm() bool { return k.Roll != "" }

func (k kept) term(t *testing.T) calendar.Term {
	t.Helper()
	field, length := "within", k.Within
	if k.Before != "" {
		field, length = "before", k.Before
	}
	l, err := calendar.ParseLength(field, length)
	if err != nil {
		t.Fatal(err)
	}
	return calendar.Term{Length: l, Before: k.Before != "", Roll: calendar.Roll(k.Roll), Closed: k.closed()}
}

// ask asks what the kit asks of a file.
func (k kept) ask(t *testing.T, only ...string) property.Report {
	t.Helper()
	if k.isTerm() {
		return askTerm(k.term(t), only...)
	}
	return askClosed(k.closed(), k.Proclaimed, only...)
}

func TestWhatIsSoundKeepsTheLaws(t *testing.T) {
	files, err := filepath.Glob("testdata/sound/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			k, err := read(file, data)
			if err != nil {
				t.Fatal(err)
			}
			if k.isTerm() {
				TestTerm(t, k.term(t))
			} else {
				TestClosed(t, k.closed(), k.Proclaimed...)
			}
		})
	}
}

func TestTheBuiltinClosedDaysKeepTheLaws(t *testing.T) {
	for _, c := range []*calendar.Closed{nil, calendar.Weekends(), calendar.USWV(), calendar.CAAB()} {
		t.Run(c.Name(), func(t *testing.T) { TestClosed(t, c) })
	}
}

// A host's test asks every law, each in a test of its own.
func TestLawsAreAsked(t *testing.T) {
	failing.Asks(t, "TestWhatIsSoundKeepsTheLaws/closed.yaml/no_fortnight_is_closed", "TestWhatIsSoundKeepsTheLaws/notice.yaml/a_term_ends")
}

func TestMutantsAreCaught(t *testing.T) {
	mutants.Test(t, "testdata/sound/*.yaml", "testdata/mutants", func(file string, data []byte, law string) (property.Report, error) {
		k, err := read(file, data)
		if err != nil {
			return property.Report{}, err
		}
		return k.ask(t, law), nil
	})
}

// A faulty calendar answers in the place of the calendar: each law is broken by
// some fault.
func TestALawThatIsBrokenIsSeen(t *testing.T) {
	k := newKit(calendar.USWV(), nil)
	calls := 0
	moved := func(days int, when func(calendar.Term, calendar.Date) bool) kit {
		faulty := k
		faulty.from = func(term calendar.Term, event calendar.Date) (calendar.Due, error) {
			due, err := term.From(event)
			if when(term, event) {
				due.Date, _ = due.Date.AddDays(days)
			}
			return due, err
		}
		return faulty
	}
	always := func(calendar.Term, calendar.Date) bool { return true }
	for _, c := range []struct {
		lie, law string
		faulty   kit
	}{
		{"no term ends", "a term ends", kit{from: func(calendar.Term, calendar.Date) (calendar.Due, error) { return calendar.Due{}, errFaulty }}},
		{"a day late", "a counted or rolled deadline never falls on a closed day", moved(1, always)},
		{"and names nothing of it", "the days passed over are named", moved(7, always)},
		{"odd lengths are a month late", "a longer term never ends earlier", moved(31, func(term calendar.Term, _ calendar.Date) bool { return term.Length.N%2 == 1 })},
		{"odd days are a month late", "a later event never ends earlier", moved(31, func(_ calendar.Term, event calendar.Date) bool { return event.Day()%2 == 1 })},
		{"before is a day early", "within and before mirror each other", moved(-1, func(term calendar.Term, _ calendar.Date) bool { return term.Before })},
		{"rolls a month on", "modified following stays in the month", moved(31, func(term calendar.Term, _ calendar.Date) bool { return term.Roll == calendar.ModifiedFollowing })},
		{"another date alone", "a date alone is the same date", kit{from: k.from, date: func(term calendar.Term, event calendar.Date) (calendar.Date, error) { return event, nil }}},
		{"never the same", "the same question has the same bytes", moved(7, func(calendar.Term, calendar.Date) bool { calls++; return calls%2 == 0 })},
	} {
		c.faulty.closed, c.faulty.ruled = k.closed, k.ruled
		seen(t, c.lie, c.law, c.faulty.termLaws())
	}
}

var errFaulty = errors.New("the calendar fails")

func seen(t *testing.T, lie, law string, all []property.Property) {
	t.Helper()
	i := slices.IndexFunc(all, func(q property.Property) bool { return q.Name == law })
	if i < 0 {
		t.Fatalf("there is no law that %q", law)
	}
	if all[i].Broken() == nil {
		t.Errorf("%s: nothing breaks the law that %s", lie, law)
	}
}

// What a host keeps at the ends of the calendar, or by mistake, is asked about
// all the same.
func TestTheEndsOfTheCalendar(t *testing.T) {
	var days []calendar.Proclaimed
	for _, s := range []string{"0001-01-02", "9999-12-30"} {
		days = append(days, calendar.Proclaimed{Date: calendar.MustParse(s), Name: "Day of thanks", Cite: "Proclamation"})
	}
	TestClosed(t, calendar.NoneClosed(), days[0])
	if err := CheckClosed(nil, days...); err == nil || !strings.Contains(err.Error(), "# Broken: no twenty years lie between two days proclaimed.\n") {
		t.Errorf("got %v", err)
	}
	wrong := calendar.Term{Length: calendar.Length{N: 3}, Before: true, Roll: "forward"}
	if err := CheckTerm(wrong); err == nil || !strings.HasPrefix(err.Error(), "# Broken: a term ends.\n") {
		t.Errorf("got %v", err)
	}
}
