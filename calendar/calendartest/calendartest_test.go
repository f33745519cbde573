package calendartest

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/internal/golden"
	"github.com/workcomp-go/workcomp/internal/laws"
	"github.com/workcomp-go/workcomp/internal/scenario"
)

// The mutants are caught by the same counterexamples each time, and leave no
// files.
func TestMain(m *testing.M) {
	for name, value := range map[string]string{"rapid.seed": "1", "rapid.nofailfile": "true"} {
		if err := flag.Set(name, value); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// kept is a file of closed days, or of a term, in the words of a scenario.
type kept struct {
	Closed     string                `json:"closed"`
	Proclaimed []calendar.Proclaimed `json:"proclaimed"`
	Within     string                `json:"within"`
	Before     string                `json:"before"`
	Roll       string                `json:"roll"`
}

func read(t *testing.T, file string) (string, kept) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var k kept
	if err := doc.Input(doc.ParseYAML(file, data).One(), &k); err != nil {
		t.Fatal(err)
	}
	return string(data), k
}

func (k kept) closed(t *testing.T) *calendar.Closed {
	t.Helper()
	closed, err := calendar.Named(k.Closed)
	if err != nil {
		t.Fatal(err)
	}
	return closed
}

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
	return calendar.Term{Length: l, Before: k.Before != "", Roll: calendar.Roll(k.Roll), Closed: k.closed(t)}
}

// laws are those that the kit asks of a file.
func (k kept) laws(t *testing.T) []laws.Property {
	t.Helper()
	if k.isTerm() {
		return newKit(k.closed(t), nil).lawsOf(k.term(t))
	}
	kit := newKit(k.closed(t), k.Proclaimed)
	return append(kit.listLaws(), kit.termLaws()...)
}

// toldOf names the file that keeps the counterexample of a mutant. The mutants
// are in a folder of their own, as they are no scenarios.
func toldOf(mutant string) string {
	return filepath.Join("testdata", "mutants", strings.TrimSuffix(filepath.Base(mutant), ".yaml")+".told.yaml")
}

func files(t *testing.T, folder string) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join("testdata", folder, "*.yaml"))
	if err != nil || len(all) == 0 {
		t.Fatal(folder, err)
	}
	return all
}

func TestWhatIsSoundKeepsTheLaws(t *testing.T) {
	for _, file := range files(t, "sound") {
		t.Run(filepath.Base(file), func(t *testing.T) {
			_, k := read(t, file)
			if k.isTerm() {
				TestTerm(t, k.term(t))
			} else {
				TestClosed(t, k.closed(t), k.Proclaimed...)
			}
		})
	}
}

func TestTheBuiltinClosedDaysKeepTheLaws(t *testing.T) {
	for _, c := range []*calendar.Closed{nil, calendar.Weekends(), calendar.USWV(), calendar.CAAB()} {
		t.Run(c.Name(), func(t *testing.T) { TestClosed(t, c) })
	}
}

// Each mutant is a mistake that a host could make: it breaks the law that its
// first line names, and what is printed is kept and replays.
func TestTheMutantsAreCaught(t *testing.T) {
	for _, file := range files(t, "mutants/policies") {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, k := read(t, file)
			first, _, _ := strings.Cut(text, "\n")
			_, law, _ := strings.Cut(first, " Breaks: ")
			if n := missing(t, text); n > 1 {
				t.Errorf("%d lines of what is sound are not in it", n)
			}
			printed := seen(t, file, law, k.laws(t))
			golden.Check(t, toldOf(file), printed)
			replay(t, law, printed)
		})
	}
}

// missing counts the lines of a sound file that a mutant has not, of the one
// that is most like it.
func missing(t *testing.T, mutant string) int {
	t.Helper()
	fewest := 99
	for _, file := range files(t, "sound") {
		text, _ := read(t, file)
		n := 0
		for _, line := range strings.Split(text, "\n")[1:] {
			if !strings.Contains(mutant, line+"\n") {
				n++
			}
		}
		fewest = min(fewest, n)
	}
	return fewest
}

func replay(t *testing.T, law, printed string) {
	t.Helper()
	scenarios, err := scenario.Load("printed.yaml", []byte(printed), os.ReadFile)
	if err != nil || len(scenarios) != 1 || !strings.Contains(printed, "# Broken: "+law) {
		t.Fatalf("%v\n%s", err, printed)
	}
	if r := scenarios[0].Run(); r.Failed() {
		t.Errorf("%v\n%s", r, printed)
	}
}

// A liar answers in the place of the calendar: each law is broken by some
// liar, and says so.
func TestALawThatIsBrokenIsSeen(t *testing.T) {
	k := newKit(calendar.USWV(), nil)
	calls := 0
	moved := func(days int, when func(calendar.Term, calendar.Date) bool) kit {
		liar := k
		liar.from = func(term calendar.Term, event calendar.Date) (calendar.Due, error) {
			due, err := term.From(event)
			if when(term, event) {
				due.Date, _ = due.Date.AddDays(days)
			}
			return due, err
		}
		return liar
	}
	always := func(calendar.Term, calendar.Date) bool { return true }
	for _, c := range []struct {
		lie, law string
		liar     kit
	}{
		{"no term ends", "a term ends", kit{from: func(calendar.Term, calendar.Date) (calendar.Due, error) { return calendar.Due{}, errLiar }}},
		{"a day late", "a counted or rolled deadline never falls on a closed day", moved(1, always)},
		{"and tells nothing of it", "the days passed over are told", moved(7, always)},
		{"odd lengths are a month late", "a longer term never ends earlier", moved(31, func(term calendar.Term, _ calendar.Date) bool { return term.Length.N%2 == 1 })},
		{"odd days are a month late", "a later event never ends earlier", moved(31, func(_ calendar.Term, event calendar.Date) bool { return event.Day()%2 == 1 })},
		{"before is a day early", "within and before mirror each other", moved(-1, func(term calendar.Term, _ calendar.Date) bool { return term.Before })},
		{"rolls a month on", "modified following stays in the month", moved(31, func(term calendar.Term, _ calendar.Date) bool { return term.Roll == calendar.ModifiedFollowing })},
		{"another date alone", "a date alone is the same date", kit{from: k.from, date: func(term calendar.Term, event calendar.Date) (calendar.Date, error) { return event, nil }}},
		{"never the same", "the same question has the same bytes", moved(7, func(calendar.Term, calendar.Date) bool { calls++; return calls%2 == 0 })},
	} {
		c.liar.closed, c.liar.ruled = k.closed, k.ruled
		seen(t, c.lie, c.law, c.liar.termLaws())
	}
}

var errLiar = errors.New("the liar fails")

func seen(t *testing.T, lie, law string, all []laws.Property) string {
	t.Helper()
	i := slices.IndexFunc(all, func(q laws.Property) bool { return q.Name == law })
	if i < 0 {
		t.Fatalf("there is no law that %q", law)
	}
	printed := laws.Printed("calendar", "", all[i])
	if !strings.Contains(printed, "# Broken: "+law+".\n") {
		t.Errorf("%s: nothing breaks the law that %s: %q", lie, law, printed)
	}
	return printed
}

// What a host keeps at the ends of the calendar, or by mistake, is asked about
// all the same.
func TestTheEndsOfTheCalendar(t *testing.T) {
	var days []calendar.Proclaimed
	for _, s := range []string{"0001-01-02", "9999-12-30"} {
		days = append(days, calendar.Proclaimed{Date: calendar.MustParse(s), Name: "Day of thanks", Cite: "Proclamation"})
	}
	TestClosed(t, calendar.NoneClosed(), days[0])
	k := newKit(nil, days)
	printed := seen(t, "ten thousand years apart", "no twenty years lie between two days proclaimed", k.listLaws())
	replay(t, "no twenty years lie between two days proclaimed", printed)
	wrong := calendar.Term{Length: calendar.Length{N: 3}, Before: true, Roll: "forward"}
	replay(t, "a term ends", seen(t, "no unit", "a term ends", newKit(nil, nil).lawsOf(wrong)))
}
