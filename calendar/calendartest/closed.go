package calendartest

import (
	"fmt"
	"slices"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule/property"
)

// TestClosed runs the laws of closed days on a host's own: a built-in set or a
// table, and the days that the host adds as proclaimed, those that it has added
// before among them. Given here, before [calendar.Closed.With] has sorted them, the
// entries are held to laws of their own: each has a date, and no date stands
// twice.
func TestClosed(t *testing.T, closed *calendar.Closed, proclaimed ...calendar.Proclaimed) {
	askClosed(closed, proclaimed).Test(t)
}

// CheckClosed asks the laws of [TestClosed] outside of a test. The error names
// every law that is broken; it is nil for none.
func CheckClosed(closed *calendar.Closed, proclaimed ...calendar.Proclaimed) error {
	return askClosed(closed, proclaimed).Err()
}

// askClosed asks all laws of closed days, or only those that are named.
func askClosed(closed *calendar.Closed, proclaimed []calendar.Proclaimed, only ...string) property.Report {
	k := newKit(closed, proclaimed)
	return property.Ask("calendar", "", append(k.listLaws(), k.termLaws()...), only...)
}

// A kit asks about some closed days. Tests put faulty ones in the place of its
// functions.
type kit struct {
	closed *calendar.Closed      // with all days proclaimed
	ruled  *calendar.Closed      // with none
	given  []calendar.Proclaimed // the entries, as they were given
	from   func(calendar.Term, calendar.Date) (calendar.Due, error)
	date   func(calendar.Term, calendar.Date) (calendar.Date, error)
}

func newKit(closed *calendar.Closed, proclaimed []calendar.Proclaimed) kit {
	table := closed.Table()
	table.Closed = nil
	ruled, _ := calendar.NewClosed(table) // of what is a table already
	return kit{closed: closed.With(proclaimed...), ruled: ruled, given: slices.Concat(closed.Proclaimed(), proclaimed),
		from: calendar.Term.From, date: calendar.Term.Date}
}

// listLaws are about the entries, each of which is asked about.
func (k kit) listLaws() []property.Property {
	each := func(name string, keeps func(calendar.Proclaimed) error) property.Property {
		return property.Property{Name: name, Fixed: func() error {
			for _, p := range k.given {
				if err := keeps(p); err != nil {
					return err
				}
			}
			return nil
		}}
	}
	return []property.Property{
		each("a day proclaimed has its date", k.hasItsDate),
		each("a date is proclaimed once", k.isGivenOnce),
		each("a day proclaimed has its name and its provision", k.hasItsName),
		each("a day proclaimed would be open without it", k.wouldBeOpen),
		each("a holiday is observed on one day", k.isObservedOnce),
		each("no fortnight is closed", k.endsWithinAFortnight),
		each("no twenty years lie between two days proclaimed", k.liesAmongTheOthers),
		{Name: "a row is observed in some year", Fixed: k.rowsAreObserved},
		{Name: "a day opened would be closed without it", Fixed: k.openedAreClosed},
	}
}

// rowsAreObserved asks of each row that a host has added about twenty-eight
// years from its first.
func (k kit) rowsAreObserved() error {
	for _, row := range k.closed.Table().Rows {
		alone, _ := calendar.NewClosed(calendar.Table{Name: row.Name, Rows: []calendar.Row{row}}) // it is a row already
		from := max(row.First, Years().From.Year())
		to := min(from+27, 9999)
		if row.Last > 0 {
			from, to = min(from, row.Last), min(to, row.Last)
		}
		observed := false
		for year := from; year <= to && !observed; year++ {
			holidays, _ := alone.Holidays(year) // of a year of the calendar
			observed = len(holidays) > 0
		}
		if !observed {
			return property.Breaks("the row %q (%s, %s) is observed in no year from %d to %d", row.Name, row.Rule(), row.Observed(), from, to).
				Call("holidays", yearCall{Closed: named(alone), Year: to}, yearAnswer{[]calendar.Holiday{}}, nil)
		}
	}
	return nil
}

// openedAreClosed asks of each day that a host has opened.
func (k kit) openedAreClosed() error {
	table := k.closed.Table()
	opened := table.Opened
	table.Opened = nil
	without, _ := calendar.NewClosed(table) // it is one already
	for _, d := range opened {
		if _, shut, err := without.On(d); !shut && err == nil {
			before, _ := d.AddDays(-1) // the zero Date for the first day of the calendar, of which no term ends
			return breaks(fmt.Sprintf("%v is opened and would be open without it: another day may be meant", d), k.ask(nextOpen(without), before))
		}
	}
	return nil
}

func (k kit) hasItsDate(p calendar.Proclaimed) error {
	if !p.Date.IsZero() {
		return nil
	}
	return k.inYear(Years().From.Year(), p, "%q (%s) is proclaimed and has no date: it closes nothing", p.Name, p.Cite)
}

func (k kit) isGivenOnce(p calendar.Proclaimed) error {
	for i, q := range k.given {
		first := slices.IndexFunc(k.given, func(r calendar.Proclaimed) bool { return r.Date == q.Date })
		if q.Date == p.Date && first < i && !p.Date.IsZero() {
			return breaks(fmt.Sprintf("%v is proclaimed twice: the first entry counts, %q, and not %q", p.Date, k.given[first].Name, q.Name),
				k.onDay(p.Date, k.given[first], q))
		}
	}
	return nil
}

// hasItsName asks of the holidays of the year, by which a deadline is explained.
func (k kit) hasItsName(p calendar.Proclaimed) error {
	holidays, _ := k.closed.Holidays(p.Date.Year()) // of a year that is not known, none
	for _, h := range holidays {
		if h.Date == p.Date && (h.Name == nameless || h.Name == h.Date.Weekday().String() || h.Cite == "") {
			return k.inYear(p.Date.Year(), p, "%v is closed and a letter could not say why: the name is %q, the provision %q", h.Date, h.Name, h.Cite)
		}
	}
	return nil
}

const nameless = "proclaimed day" // what a day without a name is called

func (k kit) wouldBeOpen(p calendar.Proclaimed) error {
	why, shut, _ := k.ruled.On(p.Date)
	if !shut {
		return nil
	}
	return breaks(fmt.Sprintf("%v is closed without the proclamation of %q, by %q: another day may be meant, on which it is observed", p.Date, p.Name, why),
		k.onDay(p.Date, p))
}

func (k kit) isObservedOnce(p calendar.Proclaimed) error {
	const near = 31 // days; New Year's Day may be observed in the year before
	for _, year := range [...]int{p.Date.Year() - 1, p.Date.Year(), p.Date.Year() + 1} {
		holidays, _ := k.ruled.Holidays(year)
		for _, h := range holidays {
			if days := apart(h.Date, p.Date); days == 0 || days > near || plainName(h.Name) != plainName(p.Name) {
				continue
			}
			return breaks(fmt.Sprintf("%q is observed on %v by the table, and proclaimed on %v", p.Name, h.Date, p.Date), k.onDay(h.Date, p), k.onDay(p.Date, p))
		}
	}
	return nil
}

// endsWithinAFortnight asks for the day to which a deadline rolls that would
// fall on the first of the closed days around one.
func (k kit) endsWithinAFortnight(p calendar.Proclaimed) error {
	open := k.ask(calendar.Term{Length: calendar.Length{Unit: calendar.Days}, Roll: calendar.Preceding, Closed: k.closed}, p.Date)
	if open.err != nil {
		return nil // there is no date, or no open day before it
	}
	next := k.ask(nextOpen(k.closed), open.due.Date)
	if next.err == nil && next.due.Date.DaysSince(next.event) <= 14 {
		return nil
	}
	return breaks(fmt.Sprintf("%v: a deadline in between moves by more than a fortnight", next), next)
}

func (k kit) liesAmongTheOthers(p calendar.Proclaimed) error {
	nearest, alone := calendar.Date{}, true
	for _, q := range k.given {
		if q.Date == p.Date || q.Date.IsZero() || p.Date.IsZero() {
			continue
		}
		if alone || apart(q.Date, p.Date) < apart(nearest, p.Date) {
			nearest, alone = q.Date, false
		}
	}
	const twentyYears = 7305 // days
	if alone || apart(nearest, p.Date) <= twentyYears {
		return nil
	}
	return breaks(fmt.Sprintf("%q is proclaimed for %v, and no other day within twenty years of it: the nearest is %v", p.Name, p.Date, nearest), k.onDay(p.Date, p))
}

func apart(d, e calendar.Date) int {
	n := d.DaysSince(e)
	return max(n, -n)
}
