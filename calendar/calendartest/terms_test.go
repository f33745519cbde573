package calendartest

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/calendar"
)

// answers is a calendar of few answers, by the term and the event; of all else it fails.
type answers map[string]string

func (a answers) from(term calendar.Term, event calendar.Date) (calendar.Due, error) {
	due, known := a[asked{term: term, event: event}.question()]
	if !known {
		return calendar.Due{}, errFaulty
	}
	return calendar.Due{Date: calendar.MustParse(due)}, nil
}

// question is what is asked, as "within 3 days of 2025-01-06, roll none,".
func (a asked) question() string {
	a.err = errFaulty
	whole := a.String()
	return whole[:len(whole)-len(" does not end: "+errFaulty.Error())]
}

// Each law of terms holds up to its bound, is broken one beyond, and does not ask of a
// term that does not end.
func TestTheLawsOfTerms(t *testing.T) {
	const event = "2025-01-06" // a Monday
	d := calendar.MustParse
	days, none := calendar.Length{N: 3, Unit: calendar.Days}, calendar.NoneClosed()
	term := calendar.Term{Length: days, Closed: none}
	changed := func(change func(*calendar.Term)) calendar.Term {
		other := term
		change(&other)
		return other
	}
	before := changed(func(t *calendar.Term) { t.Before = true })
	rolled := changed(func(t *calendar.Term) { t.Roll = calendar.ModifiedFollowing })
	business := changed(func(t *calendar.Term) { t.Length.Unit = calendar.BusinessDays })
	over := func(term calendar.Term, closed ...string) calendar.Term {
		term.Closed = none.With(proclaimedAs("A", closed...)...)
		return term
	}
	const days3, of = "within 3 days of ", ", roll none,"
	for _, c := range []struct {
		what  string
		law   func(kit, asked) error
		term  calendar.Term
		says  answers
		holds bool
	}{
		{"ends", kit.ends, term, answers{days3 + event + of: "2025-01-09"}, true},
		{"fails", kit.ends, term, nil, false},

		{"after the event", kit.endsOnItsSide, term, answers{days3 + event + of: "2025-01-07"}, true},
		{"on the event", kit.endsOnItsSide, term, answers{days3 + event + of: event}, false},
		{"before it", kit.endsOnItsSide, before, answers{"3 days before the event of " + event + of: "2025-01-05"}, true},
		{"before, on it", kit.endsOnItsSide, before, answers{"3 days before the event of " + event + of: event}, false},
		{"of no length", kit.endsOnItsSide, changed(func(t *calendar.Term) { t.Length.N = 0 }), answers{"within 0 days of " + event + of: event}, true},
		{"of one day", kit.endsOnItsSide, changed(func(t *calendar.Term) { t.Length.N = 1 }), answers{"within 1 day of " + event + of: event}, false},
		{"fails", kit.endsOnItsSide, term, nil, true},

		{"plain days", kit.hasClosedDays, term, nil, true},
		{"rolled days", kit.hasClosedDays, rolled, nil, false},
		{"business days", kit.hasClosedDays, business, nil, false},
		{"closed on the seventh day", kit.hasClosedDays, over(business, "2025-01-12"), nil, true},
		{"closed on the eighth day", kit.hasClosedDays, over(business, "2025-01-13"), nil, false},

		{"a day later as early", kit.endsNoEarlier, term, answers{days3 + event + of: "2025-01-09", days3 + "2025-01-07" + of: "2025-01-09"}, true},
		{"a day later earlier", kit.endsNoEarlier, term, answers{days3 + event + of: "2025-01-09", days3 + "2025-01-07" + of: "2025-01-08"}, false},
		{"a day later never", kit.endsNoEarlier, term, answers{days3 + event + of: "2025-01-09"}, true},
		{"never", kit.endsNoEarlier, term, answers{days3 + "2025-01-07" + of: "2025-01-08"}, true},

		{"longer as early", kit.growsOutward, term, answers{days3 + event + of: "2025-01-09", "within 4 days of " + event + of: "2025-01-09"}, true},
		{"longer earlier", kit.growsOutward, term, answers{days3 + event + of: "2025-01-09", "within 4 days of " + event + of: "2025-01-08"}, false},
		{"longer never", kit.growsOutward, term, answers{days3 + event + of: "2025-01-09"}, true},
		{"shorter never", kit.growsOutward, before, answers{"4 days before the event of " + event + of: "2025-01-02"}, true},

		{"there and back", kit.mirrors, term, answers{days3 + event + of: "2025-01-09", "3 days before the event of 2025-01-09" + of: event}, true},
		{"back to another", kit.mirrors, term, answers{days3 + event + of: "2025-01-09", "3 days before the event of 2025-01-09" + of: "2025-01-05"}, false},
		{"there and never back", kit.mirrors, term, answers{days3 + event + of: "2025-01-09"}, true},
		{"from a closed day", kit.mirrors, over(term, event), answers{days3 + event + of: "2025-01-09", "3 days before the event of 2025-01-09" + of: "2025-01-05"}, true},
		{"months", kit.mirrors, changed(func(t *calendar.Term) { t.Length.Unit = calendar.Months }),
			answers{"within 3 months of " + event + of: "2025-04-06", "3 months before the event of 2025-04-06" + of: "2025-01-05"}, true},

		{"rolled to the last day", kit.staysInTheMonth, term, answers{days3 + event + of: "2025-01-30", days3 + event + ", roll modified_following,": "2025-01-31"}, true},
		{"rolled out of the month", kit.staysInTheMonth, term, answers{days3 + event + of: "2025-01-30", days3 + event + ", roll modified_following,": "2025-02-01"}, false},
		{"plain never", kit.staysInTheMonth, term, answers{days3 + event + ", roll modified_following,": "2025-02-01"}, true},
		{"rolled never", kit.staysInTheMonth, term, answers{days3 + event + of: "2025-01-30"}, true},
	} {
		k := kit{closed: none, ruled: none, from: c.says.from}
		if err := c.law(k, k.ask(c.term, d(event))); (err == nil) != c.holds {
			t.Errorf("%s: got %v", c.what, err)
		}
	}
}

// A date alone without an error is no answer to a term that does not end, and another
// question with the same error is none that is repeated.
func TestTheSameDate(t *testing.T) {
	event := calendar.MustParse("2025-01-06")
	k := kit{date: func(calendar.Term, calendar.Date) (calendar.Date, error) { return calendar.Date{}, nil }}
	a := asked{term: calendar.Term{Closed: calendar.NoneClosed()}, event: event, err: errFaulty}
	if k.isTheSameDate(a) == nil {
		t.Error("no date and no error is the answer of a term that does not end")
	}
	k.from = func(calendar.Term, calendar.Date) (calendar.Due, error) { return calendar.Due{}, nil }
	if k.repeats(a) == nil {
		t.Error("no error repeats an error")
	}
}

// A term that does not end in a year of which the days are not known is no fault.
func TestTheYearsThatAreKnown(t *testing.T) {
	for field, holds := range map[string]bool{"year": true, "date": false} {
		a := asked{term: calendar.Term{Closed: calendar.NoneClosed()}, err: &calendar.InputError{Field: field}}
		if err := (kit{}).ends(a); (err == nil) != holds {
			t.Errorf("%s: got %v", field, err)
		}
	}
}

// Plain days over closed ones may end on one; what is rolled may not.
func TestARolledTermThatEndsOnAClosedDay(t *testing.T) {
	for roll, holds := range map[calendar.Roll]bool{calendar.NoRoll: true, calendar.Following: false} {
		k := newKit(calendar.Weekends(), nil)
		k.from = func(term calendar.Term, event calendar.Date) (calendar.Due, error) {
			if term.Length.Unit == calendar.BusinessDays || term.Roll != roll {
				return term.From(event)
			}
			return calendar.Due{Date: calendar.MustParse("2025-01-04")}, nil // a Saturday
		}
		for _, law := range k.termLaws() {
			if law.Name == "a counted or rolled deadline never falls on a closed day" && (law.Broken() == nil) != holds {
				t.Errorf("roll %s: got %v", roll, law.Broken())
			}
		}
	}
}

// Events are drawn from the years that are asked about, and up to forty days before and
// after each day proclaimed that is far from the ends of the calendar.
func TestEvents(t *testing.T) {
	k := kit{closed: calendar.NoneClosed().With(proclaimedAs("A", "0099-12-31", "0100-01-01", "2050-06-15", "9900-12-31", "9901-01-01")...)}
	near := map[string]bool{}
	for seed := range 20000 {
		if d := k.events().Example(seed); !Years().Contains(d) {
			near[d.String()] = true
		}
	}
	if want := 3 * 81; len(near) != want {
		t.Errorf("%d days are drawn, want %d", len(near), want)
	}
	for s, want := range map[string]bool{"0099-11-21": false, "0099-11-22": true, "2050-05-06": true, "2050-07-25": true, "9901-02-09": true, "9901-02-10": false} {
		if near[s] != want {
			t.Errorf("%s is drawn: %t", s, near[s])
		}
	}
}

// A term is shown with the days proclaimed up to forty days before and after it.
func TestCall(t *testing.T) {
	early, late := calendar.MustParse("2025-03-03"), calendar.MustParse("2025-06-03")
	closed := calendar.NoneClosed().With(proclaimedAs("A", "2025-01-21", "2025-01-22", "2025-04-04", "2025-07-13", "2025-07-14")...)
	want := proclaimedAs("A", "2025-01-22", "2025-04-04", "2025-07-13")
	for _, a := range []asked{{event: early, due: calendar.Due{Date: late}}, {event: late, due: calendar.Due{Date: early}}} {
		a.term = calendar.Term{Length: calendar.Length{N: 92, Unit: calendar.Days}, Before: a.event == late, Closed: closed}
		call := a.call()
		if diff := cmp.Diff(want, call.Proclaimed); diff != "" {
			t.Errorf("%v (-want +got)\n%s", a, diff)
		}
		if (call.Within == "92 days") == a.term.Before || (call.Before == "92 days") != a.term.Before {
			t.Errorf("%v is shown as within %q, before %q", a, call.Within, call.Before)
		}
	}
}

// Closed days that are known by a name are shown by it, and all others as their table.
func TestNamed(t *testing.T) {
	for _, c := range []struct {
		table  calendar.Table
		byName bool
	}{
		{calendar.Table{Base: "us-wv", Closed: proclaimedAs("A", "2025-01-21")}, true},
		{calendar.Table{Base: "us-wv", Name: "harbour"}, false},
		{calendar.Table{Base: "us-wv", Weekend: []calendar.Weekday{}}, false},
		{calendar.Table{Base: "us-wv", Rows: []calendar.Row{{Name: "A", Date: "12-24"}}}, false},
		{calendar.Table{Base: "us-wv", Opened: []calendar.Date{calendar.MustParse("2025-12-25")}}, false},
	} {
		closed, err := calendar.NewClosed(c.table)
		if err != nil {
			t.Fatal(err)
		}
		switch got := named(closed).(type) {
		case string:
			if !c.byName || got != "us-wv" {
				t.Errorf("%+v: got %s", c.table, got)
			}
		case calendar.Table:
			c.table.Closed = nil
			if diff := cmp.Diff(c.table, got); c.byName || diff != "" {
				t.Errorf("%+v (-want +got)\n%s", c.table, diff)
			}
		}
	}
}
