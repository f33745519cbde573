package calendar_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/workcomp-go/workcomp/calendar"
)

// everywhere has the rows and the weekend of West Virginia, known in every year.
var everywhere = sync.OnceValue(func() *calendar.Closed {
	return must(calendar.NewClosed(calendar.Table{Name: "rows of us-wv", Weekend: calendar.Weekends().Weekend(),
		Rows: calendar.USWV().Rows()}))
})

func harbourTable() calendar.Table {
	whitMonday := 50
	return calendar.Table{
		Name:    "harbour",
		Weekend: []calendar.Weekday{calendar.Friday, calendar.Saturday},
		Rows: []calendar.Row{
			{Name: "Founders' Day", Date: "03-01", Moves: map[calendar.Weekday]int{calendar.Friday: -1, calendar.Saturday: 1}},
			{Name: "Fleet Monday", Weekday: calendar.Monday, Nth: calendar.Last, Month: 8, First: 1990},
			{Name: "Whit Monday", Easter: &whitMonday, Years: calendar.OddYears, Last: 3000},
			{Name: "Leap Day", Date: "02-29", Plus: 1},
			{Name: "Old Year", Date: "12-31", Moves: map[calendar.Weekday]int{calendar.Tuesday: 200, calendar.Wednesday: -366}},
			{Name: "Fifth Thursday", Weekday: calendar.Thursday, Nth: 5, Month: 10, Plus: 100},
		},
		Closed: []calendar.Proclaimed{{Date: day("2025-10-09"), Name: "The bridge is repaired"}, {Date: day("2025-10-10")}},
	}
}

// harbour is a table of a host's own in which a row is of each kind.
var harbour = sync.OnceValue(func() *calendar.Closed { return must(calendar.NewClosed(harbourTable())) })

// reopened is a table that opens a holiday, a day of the weekend and an open day.
var reopened = sync.OnceValue(func() *calendar.Closed {
	return must(calendar.NewClosed(calendar.Table{Base: "ca-ab", Opened: []calendar.Date{day("2025-12-25"), day("2025-05-03"),
		day("2025-05-05"), day("2025-05-05")}}))
})

func TestNewClosedObservesEachKindOfRow(t *testing.T) {
	for s, want := range map[string]string{
		"2025-03-01": "Saturday", "2025-03-02": "Founders' Day", "2026-03-01": "Founders' Day",
		"2024-02-29": "Founders' Day", // 1 March 2024 is a Friday
		"2024-03-01": "Leap Day", "2025-02-28": "Friday",
		"2025-08-25": "Fleet Monday", "1989-08-28": "", "1990-08-27": "Fleet Monday",
		"2025-06-09": "Whit Monday", "2024-05-20": "", "2999-05-13": "Whit Monday", "3001-06-01": "",
		"2024-12-31": "", "2025-07-19": "Old Year", // a Tuesday moves 200 days on
		"2025-12-31": "", "2024-12-30": "Old Year", // a Wednesday moves 366 days back
		"2026-12-31": "Old Year",
		"2026-02-07": "Fifth Thursday", // a hundred days after 30 October 2025
		"2024-02-03": "Saturday",       // October 2023 has four Thursdays
		"2025-10-09": "The bridge is repaired", "2025-10-10": "Friday", "2025-05-02": "Friday", "2025-05-04": "",
	} {
		if why, closed, err := harbour().On(day(s)); why != want || closed != (want != "") || err != nil {
			t.Errorf("%s: %q, %v, %v, want %q", s, why, closed, err, want)
		}
	}
	if h, ok := harbour().HolidayOn(day("2025-07-19")); !ok || h.Own != day("2024-12-31") || h.Name != "Old Year" {
		t.Errorf("got %+v", h)
	}
	for _, s := range []string{"2025-05-02", "2025-05-04", "1988-08-29"} {
		if h, ok := harbour().HolidayOn(day(s)); ok {
			t.Errorf("%s is no holiday: %+v", s, h)
		}
	}
	if h, ok := calendar.USWV().HolidayOn(day("1989-12-25")); ok {
		t.Errorf("1989 is not known: %+v", h)
	}
	if h, ok := harbour().HolidayOn(calendar.Date{}); ok {
		t.Errorf("no date is no holiday: %+v", h)
	}
}

func TestNewClosedNamesTheFirstOfTwoOnADay(t *testing.T) {
	c := must(calendar.NewClosed(calendar.Table{
		Base: "ca-ab",
		Rows: []calendar.Row{{Name: "A", Date: "07-01"}, {Name: "B", Date: "08-01"}, {Name: "C", Date: "08-02",
			Moves: map[calendar.Weekday]int{calendar.Saturday: -1}}},
		Closed: []calendar.Proclaimed{{Date: day("2025-08-01"), Name: "D"}, {Date: day("2025-08-04")}, {Date: day("2025-08-04"), Name: "E"}},
	}))
	for s, want := range map[string]string{"2025-07-01": "Canada Day", "2025-08-01": "B", "2025-08-02": "Saturday", "2025-08-04": "Monday"} {
		if why, _, _ := c.On(day(s)); why != want {
			t.Errorf("%s: %q, want %q", s, why, want)
		}
	}
	if got, want := observedIn(c, 2025), "2025-01-01 2025-02-17 2025-04-18 2025-05-19 2025-07-01 2025-08-01 2025-08-04 2025-09-01 2025-10-13 2025-11-11 2025-12-25"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if h, ok := c.HolidayOn(day("2025-08-04")); !ok || h.Name != "Monday" {
		t.Errorf("got %+v", h)
	}
	if c.Name() != "ca-ab" || c.WeekendInterpretation() != "ca-ab-saturday" {
		t.Errorf("the name is %s, the interpretation %s", c.Name(), c.WeekendInterpretation())
	}
}

func TestNewClosedOpensWhateverElseClosesADay(t *testing.T) {
	c := reopened()
	for _, s := range []string{"2025-12-25", "2025-05-03", "2025-05-05"} {
		if why, closed, _ := c.On(day(s)); closed {
			t.Errorf("%s is closed: %s", s, why)
		}
		with := c.With(calendar.Proclaimed{Date: day(s), Name: "Thanks"})
		if why, closed, _ := with.On(day(s)); closed {
			t.Errorf("%s, proclaimed, is closed: %s", s, why)
		}
	}
	if got := observedIn(c, 2025); strings.Contains(got, "2025-12-25") {
		t.Errorf("got %s", got)
	}
	// Friday, the opened Saturday, Monday.
	if got := must(c.BusinessDaysBetween(day("2025-05-01"), day("2025-05-05"))); got != 3 {
		t.Errorf("got %d", got)
	}
	if got := must(c.BusinessDaysBetween(day("2025-05-03"), day("2025-05-01"))); got != -2 {
		t.Errorf("got %d", got)
	}
	if got := must(c.BusinessDaysBetween(day("2025-05-01"), day("2025-05-03"))); got != 2 {
		t.Errorf("got %d", got)
	}
	term := calendar.Term{Length: businessDays(2), Closed: c}
	if got := must(term.Date(day("2025-05-01"))); got != day("2025-05-03") {
		t.Errorf("got %v", got)
	}
	if got := must(calendar.Term{Length: businessDays(0), Closed: c}.Date(day("2025-05-01"))); got != day("2025-05-01") {
		t.Errorf("got %v", got)
	}
}

func TestNewClosedTakesTheWeekendInPlaceOfTheBases(t *testing.T) {
	for _, c := range []struct {
		weekend []calendar.Weekday
		want    string
	}{
		{nil, "[saturday sunday] ca-ab-saturday"},
		{[]calendar.Weekday{}, "[] "},
		{[]calendar.Weekday{calendar.Sunday, calendar.Monday}, "[monday sunday] "},
	} {
		closed := must(calendar.NewClosed(calendar.Table{Base: "ca-ab", Weekend: c.weekend}))
		if got := fmt.Sprint(closed.Weekend(), " ", strings.Join(closed.Interpretations(), ",")); got != c.want {
			t.Errorf("%v: got %s, want %s", c.weekend, got, c.want)
		}
		if why, _, _ := closed.On(day("2025-12-25")); why != "Christmas Day" {
			t.Errorf("%v: the rows of the base are lost: %q", c.weekend, why)
		}
	}
	closed := must(calendar.NewClosed(calendar.Table{Base: "us-wv", Weekend: []calendar.Weekday{calendar.Sunday}}))
	if from, ok := closed.Known(); from != 1990 || !ok || len(closed.Interpretations()) != 1 {
		t.Errorf("known from %d, %v, by %v", from, ok, closed.Interpretations())
	}
	if from, ok := harbour().Known(); ok {
		t.Errorf("known from %d", from)
	}
	// Rows of one's own rest on no interpretation, those of the base do.
	own := must(calendar.NewClosed(calendar.Table{Base: "us-wv", Rows: []calendar.Row{{Name: "Founders' Day", Date: "03-01"}}}))
	holidays := must(own.Holidays(1999))
	for _, h := range holidays {
		if (h.Interpretation == "") != (h.Name == "Founders' Day") {
			t.Errorf("got %+v", h)
		}
	}
}

func TestNewClosedNamesWhatIsWrong(t *testing.T) {
	number := func(n int) *int { return &n }
	row := func(r calendar.Row) calendar.Table {
		return calendar.Table{Rows: []calendar.Row{{Name: "A", Date: "01-01"}, r}}
	}
	for _, c := range []struct {
		table        calendar.Table
		field, value string
	}{
		{calendar.Table{Base: "us-oh"}, "base", "us-oh"},
		{calendar.Table{Weekend: []calendar.Weekday{"sunday", "someday"}}, "weekend[1]", "someday"},
		{calendar.Table{Weekend: []calendar.Weekday{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}},
			"weekend", ""},
		{calendar.Table{Closed: []calendar.Proclaimed{{Name: "A"}}}, "closed[0].date", ""},
		{calendar.Table{Opened: []calendar.Date{{}}}, "opened[0]", ""},
		{calendar.Table{Opened: []calendar.Date{day("2025-01-01"), day("2025-01-02")},
			Closed: []calendar.Proclaimed{{Date: day("2025-01-02")}}}, "opened[1]", "2025-01-02"},
		{calendar.Table{Rows: make([]calendar.Row, 101)}, "rows", ""},
		{row(calendar.Row{Date: "01-01"}), "rows[1].name", ""},
		{row(calendar.Row{Name: "B"}), "rows[1]", ""},
		{row(calendar.Row{Name: "B", Date: "01-01", Easter: number(0)}), "rows[1]", ""},
		{row(calendar.Row{Name: "B", Date: "01-01", Nth: 1, Weekday: "monday", Month: 1}), "rows[1]", ""},
		{row(calendar.Row{Name: "B", Date: "02-30"}), "rows[1].date", "02-30"},
		{row(calendar.Row{Name: "B", Date: "13-01"}), "rows[1].date", "13-01"},
		{row(calendar.Row{Name: "B", Date: "00-01"}), "rows[1].date", "00-01"},
		{row(calendar.Row{Name: "B", Date: "01-00"}), "rows[1].date", "01-00"},
		{row(calendar.Row{Name: "B", Date: "01/01"}), "rows[1].date", "01/01"},
		{row(calendar.Row{Name: "B", Date: "1-1"}), "rows[1].date", "1-1"},
		{row(calendar.Row{Name: "B", Date: "x1-01"}), "rows[1].date", "x1-01"},
		{row(calendar.Row{Name: "B", Date: "01-0x"}), "rows[1].date", "01-0x"},
		{row(calendar.Row{Name: "B", Date: "1"}), "rows[1].date", "1"},
		{row(calendar.Row{Name: "B", Weekday: "Monday", Nth: 1, Month: 1}), "rows[1].weekday", "Monday"},
		{row(calendar.Row{Name: "B", Nth: 1, Month: 1}), "rows[1].weekday", ""},
		{row(calendar.Row{Name: "B", Weekday: "monday", Month: 1}), "rows[1].nth", ""},
		{row(calendar.Row{Name: "B", Weekday: "monday", Nth: 6, Month: 1}), "rows[1].nth", "6"},
		{row(calendar.Row{Name: "B", Weekday: "monday", Nth: -2, Month: 1}), "rows[1].nth", "-2"},
		{row(calendar.Row{Name: "B", Weekday: "monday", Nth: 1}), "rows[1].month", ""},
		{row(calendar.Row{Name: "B", Weekday: "monday", Nth: 1, Month: 13}), "rows[1].month", "13"},
		{row(calendar.Row{Name: "B", Easter: number(367)}), "rows[1].easter", "367"},
		{row(calendar.Row{Name: "B", Easter: number(-367)}), "rows[1].easter", "-367"},
		{row(calendar.Row{Name: "B", Date: "01-01", Plus: 367}), "rows[1].plus", "367"},
		{row(calendar.Row{Name: "B", Date: "01-01", Plus: -367}), "rows[1].plus", "-367"},
		{row(calendar.Row{Name: "B", Date: "01-01", Moves: map[calendar.Weekday]int{"someday": 1}}), "rows[1].moves.someday", "someday"},
		{row(calendar.Row{Name: "B", Date: "01-01", Moves: map[calendar.Weekday]int{"monday": 367}}), "rows[1].moves.monday", "367"},
		{row(calendar.Row{Name: "B", Date: "01-01", Moves: map[calendar.Weekday]int{"monday": -367}}), "rows[1].moves.monday", "-367"},
		{row(calendar.Row{Name: "B", Date: "01-01", First: -1}), "rows[1].first", "-1"},
		{row(calendar.Row{Name: "B", Date: "01-01", First: 10000}), "rows[1].first", "10000"},
		{row(calendar.Row{Name: "B", Date: "01-01", Last: -1}), "rows[1].last", "-1"},
		{row(calendar.Row{Name: "B", Date: "01-01", Last: 10000}), "rows[1].last", "10000"},
		{row(calendar.Row{Name: "B", Date: "01-01", First: 2000, Last: 1999}), "rows[1].last", "1999"},
		{row(calendar.Row{Name: "B", Date: "01-01", Years: "leap"}), "rows[1].years", "leap"},
	} {
		closed, err := calendar.NewClosed(c.table)
		var input *calendar.InputError
		if !errors.As(err, &input) || input.Field != c.field || input.Value != c.value || input.Expected == "" || closed != nil {
			t.Errorf("%+v: got %v, want an InputError on %s", c.table, err, c.field)
		}
	}
	for _, r := range []calendar.Row{{Name: "B", Easter: number(-366), Plus: 366, First: 1, Last: 9999}, {Name: "B", Weekday: "monday",
		Nth: 5, Month: 12}, {Name: "B", Date: "12-31", First: 2000, Last: 2000}, {Name: "B", Easter: number(366), Plus: -366, First: 9999,
		Moves: map[calendar.Weekday]int{"sunday": 366}}} {
		if _, err := calendar.NewClosed(row(r)); err != nil {
			t.Errorf("%+v: %v", r, err)
		}
	}
}

// A table in which nearly nothing is open, and years without an open day, are
// soon given up.
func TestATableThatHardlyOpens(t *testing.T) {
	all := calendar.Table{Weekend: []calendar.Weekday{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}}
	for nth := calendar.Nth(1); nth <= 5; nth++ {
		for month := 1; month <= 12; month++ {
			all.Rows = append(all.Rows, calendar.Row{Name: "closed", Weekday: calendar.Sunday, Nth: nth, Month: time.Month(month)})
		}
	}
	never := must(calendar.NewClosed(all))
	for _, roll := range []calendar.Roll{calendar.Following, calendar.Preceding, calendar.ModifiedFollowing} {
		_, err := calendar.Term{Length: days(1), Roll: roll, Closed: never}.From(day("2025-01-01"))
		leavesTheRange(t, err)
	}
	_, err := calendar.Term{Length: businessDays(1), Closed: never}.From(day("2025-01-01"))
	leavesTheRange(t, err)
	_, err = calendar.Term{Length: businessDays(1), Closed: never}.Date(day("2025-01-01"))
	leavesTheRange(t, err)
	all.Opened = []calendar.Date{day("9999-01-01")}
	never = must(calendar.NewClosed(all))
	_, err = calendar.Term{Length: businessDays(2), Closed: never}.Date(day("9998-01-01"))
	leavesTheRange(t, err)
}

func TestTableIsTheDataOfClosedDays(t *testing.T) {
	table := harbourTable()
	got := harbour().Table()
	table.Base = "none"
	if diff := cmp.Diff(table, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	text, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	var read calendar.Table
	if err := json.Unmarshal(text, &read); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(got, read); diff != "" {
		t.Errorf("(-want +got)\n%s\n%s", diff, text)
	}
	for name, c := range map[string]*calendar.Closed{"none": nil, "us-wv": calendar.USWV()} {
		if got := c.Table(); got.Base != name || got.Name != "" || got.Rows != nil {
			t.Errorf("got %+v", got)
		}
	}
	with := calendar.USWV().With(calendar.Proclaimed{Date: day("2022-06-17"), Name: "Juneteenth"})
	if again := must(calendar.NewClosed(with.Table())); !cmp.Equal(again.Table(), with.Table()) {
		t.Errorf("got %+v", again.Table())
	}
	empty := must(calendar.NewClosed(calendar.Table{Weekend: []calendar.Weekday{}}))
	text, _ = json.Marshal(empty.Table())
	if string(text) != `{"base":"none","weekend":[]}` || empty.Name() != "own table" {
		t.Errorf("got %s, named %s", text, empty.Name())
	}
}

// No list, map or number that goes in or comes out is shared.
func TestATableSharesNothing(t *testing.T) {
	ask := func(c *calendar.Closed) string {
		text, _ := json.Marshal([]any{must(c.Holidays(2025)), c.Table(), c.Rows(), c.Interpretations(), c.Proclaimed(), c.Weekend()})
		return string(text)
	}
	spoil := func(rows []calendar.Row) {
		for i := range rows {
			for k := range rows[i].Moves {
				rows[i].Moves[k] = 5
			}
			if rows[i].Easter != nil {
				*rows[i].Easter = 7
			}
			rows[i].Name = "spoiled"
		}
	}
	table := harbourTable()
	table.Base = "ca-ab"
	table.Opened = []calendar.Date{day("2025-07-01")}
	c := must(calendar.NewClosed(table))
	before := ask(c)
	for range 2 { // what went in, and what comes out
		spoil(table.Rows)
		table.Weekend[0], table.Closed[0].Name, table.Opened[0] = "monday", "spoiled", day("2025-05-05")
		if after := ask(c); after != before {
			t.Fatalf("before %s\nafter  %s", before, after)
		}
		table = c.Table()
	}
	spoil(c.Rows())
	c.Interpretations()
	c.Proclaimed()[0].Name = "spoiled"
	must(c.Holidays(2025))[0].Name = "spoiled"
	c.Weekend()[0] = "monday"
	if after := ask(c); after != before {
		t.Fatalf("before %s\nafter  %s", before, after)
	}
}

func TestNthIsANumberOrLast(t *testing.T) {
	for text, want := range map[string]calendar.Nth{`1`: 1, `5`: 5, `"last"`: calendar.Last, `"3"`: 3} {
		var n calendar.Nth
		if err := json.Unmarshal([]byte(text), &n); err != nil || n != want {
			t.Errorf("%s: got %d, %v", text, n, err)
		}
	}
	for _, text := range []string{`0`, `6`, `"first"`, `12`, `"05"`, `"x"`, `-1`, `null`, `""`} {
		var n calendar.Nth
		err := json.Unmarshal([]byte(text), &n)
		refusesInput(t, err, "nth", strings.Trim(text, `"`))
	}
	for n, want := range map[calendar.Nth]string{calendar.Last: "last", 2: "2"} {
		if text, err := n.MarshalText(); err != nil || string(text) != want {
			t.Errorf("got %s, %v", text, err)
		}
	}
}

// February 2021 has four Mondays, the first on its first day: a fifth would be 1 March.
func TestNewClosed_ofADayThatTheMonthHasNot(t *testing.T) {
	c := must(calendar.NewClosed(calendar.Table{Rows: []calendar.Row{{Name: "Fifth", Weekday: calendar.Monday, Nth: 5, Month: 2}}}))
	for s, want := range map[string]bool{"2021-03-01": false, "2021-02-22": false, "2016-02-29": true} {
		if _, closed, err := c.On(day(s)); closed != want || err != nil {
			t.Errorf("%s: %t, %v", s, closed, err)
		}
	}
}

func TestClosed_On_theFirstDayThatIsKnown(t *testing.T) {
	if why, closed, err := calendar.USWV().On(day("1990-01-01")); why != "New Year's Day" || !closed || err != nil {
		t.Errorf("got %s, %t, %v", why, closed, err)
	}
	_, _, err := calendar.USWV().On(day("1989-12-31"))
	refusesInput(t, err, "year", "1989")
}

func TestNewClosedAtTheEndsOfTheCalendar(t *testing.T) {
	c := must(calendar.NewClosed(calendar.Table{Rows: []calendar.Row{
		{Name: "Eve", Date: "01-01", Plus: -1},
		{Name: "Morrow", Date: "12-31", Moves: map[calendar.Weekday]int{calendar.Friday: 1}}, // 9999-12-31 is a Friday
	}}))
	if got := observedIn(c, 1); got != "0001-12-31" { // the eve of the year 1 is outside
		t.Errorf("got %s", got)
	}
	if got := observedIn(c, 9999); got != "9999-12-31" { // that of the year 10000 is inside
		t.Errorf("got %s", got)
	}
}

func TestTheWordsOfTables(t *testing.T) {
	for _, word := range calendar.Weekday("").Values() {
		if _, err := calendar.NewClosed(calendar.Table{Weekend: []calendar.Weekday{calendar.Weekday(word)}}); err != nil {
			t.Error(err)
		}
	}
	for _, word := range calendar.Parity("").Values() {
		if _, err := calendar.NewClosed(calendar.Table{Rows: []calendar.Row{{Name: "A", Date: "01-01",
			Years: calendar.Parity(word)}}}); err != nil {
			t.Error(err)
		}
	}
}

// The names of a table are cited: all of them is seen, and that of the table is taken for
// no other.
func TestNewClosed_names(t *testing.T) {
	row := calendar.Row{Name: "Founders\u2019 Day", Date: "03-01", Cite: "1"}
	shut := calendar.Proclaimed{Date: day("2025-10-09"), Name: "Der Kai ist geschlossen \u2014 \u041c\u0438\u0440"}
	hidden, secret := row, shut
	hidden.Name, secret.Name = row.Name+"\u200b", "\u202e"+shut.Name
	for field, table := range map[string]calendar.Table{
		"":               {Name: "harbour", Rows: []calendar.Row{row}, Closed: []calendar.Proclaimed{shut}},
		"name":           {Name: "h\u0430rbour", Rows: []calendar.Row{row}},
		"rows[1].name":   {Name: "harbour", Rows: []calendar.Row{row, hidden}},
		"closed[0].name": {Name: "harbour", Closed: []calendar.Proclaimed{secret}},
	} {
		_, err := calendar.NewClosed(table)
		var input *calendar.InputError
		if errors.As(err, &input); (err == nil) != (field == "") || err != nil && (input == nil || input.Field != field) {
			t.Errorf("%q: got %v", field, err)
		}
	}
}
