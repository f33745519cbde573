package calendar_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/workcomp-go/workcomp/calendar"
)

func observedIn(c *calendar.Closed, year int) string {
	var dates []calendar.Date
	for _, h := range must(c.Holidays(year)) {
		dates = append(dates, h.Date)
	}
	return texts(dates)
}

func TestClosedDaysAreKnownByName(t *testing.T) {
	for name, c := range map[string]*calendar.Closed{
		"none": calendar.NoneClosed(), "weekends": calendar.Weekends(), "us-wv": calendar.USWV(), "ca-ab": calendar.CAAB(),
	} {
		got, err := calendar.Named(name)
		if err != nil || got != c || got.Name() != name {
			t.Errorf("%s: got %v, %v", name, got, err)
		}
	}
	for _, name := range []string{"", "US-WV", "ca-bc"} {
		_, err := calendar.Named(name)
		refusesInput(t, err, "closed", name)
	}
}

func TestNoneClosesNothingAndSoDoesNil(t *testing.T) {
	for _, c := range []*calendar.Closed{calendar.NoneClosed(), nil} {
		for _, s := range []string{"2025-05-03", "2025-05-04", "2025-12-25"} {
			if why, closed, _ := c.On(day(s)); closed || why != "" {
				t.Errorf("%s is closed: %s", s, why)
			}
		}
		if c.Name() != "none" || must(c.Holidays(2025)) != nil || c.Rows() != nil || c.Interpretations() != nil {
			t.Errorf("%v is not none", c)
		}
		with := c.With(calendar.Proclaimed{Date: day("2025-05-02"), Name: "Founders' Day"})
		if why, closed, _ := with.On(day("2025-05-02")); !closed || why != "Founders' Day" {
			t.Errorf("a day proclaimed is not closed: %q", why)
		}
	}
}

func TestWeekendsCloseSaturdaysAndSundays(t *testing.T) {
	for s, want := range map[string]string{"2025-05-02": "", "2025-05-03": "Saturday", "2025-05-04": "Sunday", "2025-05-05": "", "2025-12-25": ""} {
		if why, closed, _ := calendar.Weekends().On(day(s)); why != want || closed != (want != "") {
			t.Errorf("%s: %q, %v", s, why, closed)
		}
	}
	for _, c := range []*calendar.Closed{calendar.Weekends(), calendar.USWV(), calendar.CAAB()} {
		if why, closed, _ := c.On(calendar.Date{}); closed {
			t.Errorf("no date is closed: %s", why)
		}
	}
}

func TestTheHostAddsDaysProclaimed(t *testing.T) {
	base := calendar.USWV()
	first := base.With(calendar.Proclaimed{Date: day("2022-06-17"), Name: "Juneteenth", Cite: "Proclamation of 2022"})
	both := first.With(
		calendar.Proclaimed{Date: day("2021-06-18")},                             // without a name
		calendar.Proclaimed{Date: day("2022-06-17"), Name: "Something else"},     // said before
		calendar.Proclaimed{Date: day("2022-06-20"), Name: "Juneteenth, Monday"}, // a row's own day
		calendar.Proclaimed{Name: "Some day"},                                    // without a date
	)
	for _, c := range []struct {
		closed    *calendar.Closed
		date, why string
	}{
		{base, "2022-06-17", ""}, {first, "2022-06-17", "Juneteenth"}, {first, "2021-06-18", ""}, {first, "2021-06-17", ""},
		{both, "2022-06-17", "Juneteenth"}, {both, "2021-06-18", "proclaimed day"}, {both, "2022-06-20", "West Virginia Day"},
	} {
		if why, _, _ := c.closed.On(day(c.date)); why != c.why {
			t.Errorf("%s: %q, want %q", c.date, why, c.why)
		}
	}
	if first.Name() != "us-wv" {
		t.Errorf("the name is %q", first.Name())
	}
	if diff := cmp.Diff(base.Rows(), both.Rows()); diff != "" {
		t.Errorf("days proclaimed became rows:\n%s", diff)
	}
	// They can be asked for, by date and each once.
	names := ""
	for _, p := range both.Proclaimed() {
		names += p.Date.String() + " " + p.Name + "; "
	}
	if want := "2021-06-18 proclaimed day; 2022-06-17 Juneteenth; 2022-06-20 Juneteenth, Monday; "; names != want {
		t.Errorf("got %s, want %s", names, want)
	}
	both.Proclaimed()[0].Name = "changed"
	if why, _, _ := both.On(day("2021-06-18")); why != "proclaimed day" || base.Proclaimed() != nil ||
		(*calendar.Closed)(nil).Proclaimed() != nil {
		t.Errorf("a caller can change the days proclaimed, or none are some: %q", why)
	}
	// Among the holidays of their year, in order and once.
	want := "2022-01-17 2022-02-21 2022-05-30 2022-06-17 2022-06-20 2022-07-04 2022-09-05 2022-10-10 2022-11-08 2022-11-11 2022-11-24 2022-11-25 2022-12-26"
	if got := observedIn(both, 2022); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, h := range must(both.Holidays(2022)) {
		if h.Date == day("2022-06-17") && (h.Name != "Juneteenth" || h.Cite != "Proclamation of 2022") {
			t.Errorf("got %+v", h)
		}
	}
}

func TestThatSaturdaysAreClosedInAlbertaIsAnInterpretation(t *testing.T) {
	got := calendar.CAAB().With(calendar.Proclaimed{Date: day("2025-08-04"), Name: "Heritage Day"}).Interpretations()
	if diff := cmp.Diff([]string{"ca-ab-saturday"}, got); diff != "" {
		t.Error(diff)
	}
	got[0] = "changed"
	if calendar.CAAB().Interpretations()[0] != "ca-ab-saturday" {
		t.Error("a caller can change the interpretations")
	}
	if diff := cmp.Diff([]string{"holidays-before-2006"}, calendar.USWV().Interpretations()); diff != "" {
		t.Error(diff)
	}
}

func TestAYearOutsideTheCalendarIsAnError(t *testing.T) {
	for _, year := range []int{0, -1, 10000} {
		_, err := calendar.USWV().Holidays(year)
		refusesInput(t, err, "year", strconv.Itoa(year))
	}
	if got, want := observedIn(calendar.CAAB(), 1), "0001-01-01 "; !strings.HasPrefix(got, want) {
		t.Errorf("got %s", got)
	}
}
