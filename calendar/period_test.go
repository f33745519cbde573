package calendar_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/workcomp-go/workcomp/calendar"
)

// period reads "2025-01-01 to 2025-01-31".
func period(s string) calendar.Period {
	from, to, _ := strings.Cut(s, " to ")
	return calendar.Period{From: day(from), To: day(to)}
}

func lines(pieces []calendar.Period) []string {
	var s []string
	for _, p := range pieces {
		s = append(s, p.String())
	}
	return s
}

// notWhole are periods that are not well formed.
var notWhole = []calendar.Period{
	{}, {From: day("2025-01-01")}, {To: day("2025-01-01")}, {From: day("2025-01-02"), To: day("2025-01-01")},
}

func TestAPeriodHasItsFirstAndLastDayInside(t *testing.T) {
	p, err := calendar.NewPeriod(day("2025-01-15"), day("2025-10-14"))
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Days(); got != 273 { // 17 + 28 + 31 + 30 + 31 + 30 + 31 + 31 + 30 + 14
		t.Errorf("%v has %d days", p, got)
	}
	for s, want := range map[string]bool{"2025-01-14": false, "2025-01-15": true, "2025-06-01": true, "2025-10-14": true, "2025-10-15": false} {
		if p.Contains(day(s)) != want {
			t.Errorf("%v contains %s: not %v", p, s, want)
		}
	}
	if p.Contains(calendar.Date{}) {
		t.Error("no date is inside a period")
	}
}

func TestAPeriodThatEndsBeforeItBeginsIsBackwards(t *testing.T) {
	_, err := calendar.NewPeriod(day("2025-01-02"), day("2025-01-01"))
	var backwards *calendar.BackwardsError
	if !errors.As(err, &backwards) || backwards.From != day("2025-01-02") || backwards.To != day("2025-01-01") {
		t.Errorf("got %v", err)
	} else if want := "to: backwards: what begins on 2025-01-02 ends before that, on 2025-01-01"; err.Error() != want {
		t.Errorf("the text is %q", err)
	}
	_, err = calendar.NewPeriod(calendar.Date{}, day("2025-01-01"))
	refusesInput(t, err, "from", "")
	_, err = calendar.NewPeriod(day("2025-01-01"), calendar.Date{})
	refusesInput(t, err, "to", "")
	for _, p := range notWhole {
		year := period("0001-01-01 to 9999-12-31")
		_, common := year.Intersect(p)
		if p.Check() == nil || p.Days() != 0 || p.Contains(day("2025-01-01")) || p.ByMonth() != nil || must(p.ByRollingMonth("")) != nil ||
			p.LongerThan(-1) || p.OrLonger(0) || p.Overlaps(year) || common {
			t.Errorf("%v has a day inside it", p)
		}
	}
}

func TestPeriodsThatShareADayOverlap(t *testing.T) {
	for _, c := range []struct{ p, q, common string }{
		{"2025-01-01 to 2025-03-31", "2025-03-31 to 2025-06-30", "2025-03-31 to 2025-03-31"},
		{"2025-01-01 to 2025-12-31", "2025-03-31 to 2025-06-30", "2025-03-31 to 2025-06-30"},
		{"2025-01-01 to 2025-03-31", "2025-04-01 to 2025-06-30", ""},
	} {
		for _, order := range [][2]string{{c.p, c.q}, {c.q, c.p}} {
			p, q := period(order[0]), period(order[1])
			got, ok := p.Intersect(q)
			if ok != (c.common != "") || p.Overlaps(q) != ok || ok && got != period(c.common) || !ok && got != (calendar.Period{}) {
				t.Errorf("%v and %v have %v in common, %v; want %q", p, q, got, ok, c.common)
			}
		}
	}
}

func TestAPeriodSplitsByMonth(t *testing.T) {
	for s, want := range map[string][]string{
		"2020-01-10 to 2020-04-17": {"2020-01-10 to 2020-01-31", "2020-02-01 to 2020-02-29", "2020-03-01 to 2020-03-31", "2020-04-01 to 2020-04-17"},
		"2020-01-01 to 2020-02-01": {"2020-01-01 to 2020-01-31", "2020-02-01 to 2020-02-01"},
		"2020-01-10 to 2020-01-20": {"2020-01-10 to 2020-01-20"},
		"9999-11-30 to 9999-12-31": {"9999-11-30 to 9999-11-30", "9999-12-01 to 9999-12-31"},
	} {
		if diff := cmp.Diff(want, lines(period(s).ByMonth())); diff != "" {
			t.Errorf("%s (-want +got):\n%s", s, diff)
		}
	}
}

func TestAPeriodSplitsByRollingMonthFromItsFirstDayEachTime(t *testing.T) {
	for s, want := range map[string][]string{
		"2025-01-31 to 2025-05-01": {"2025-01-31 to 2025-02-27", "2025-02-28 to 2025-03-30", "2025-03-31 to 2025-04-29", "2025-04-30 to 2025-05-01"},
		"2025-01-15 to 2025-03-14": {"2025-01-15 to 2025-02-14", "2025-02-15 to 2025-03-14"},
		"2025-01-15 to 2025-02-15": {"2025-01-15 to 2025-02-14", "2025-02-15 to 2025-02-15"},
		"9999-12-01 to 9999-12-31": {"9999-12-01 to 9999-12-31"},
		"9999-11-15 to 9999-12-31": {"9999-11-15 to 9999-12-14", "9999-12-15 to 9999-12-31"},
	} {
		if diff := cmp.Diff(want, lines(must(period(s).ByRollingMonth("")))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", s, diff)
		}
	}
}

func TestADurationIsLongerThanMonthsOrThatLongOrLonger(t *testing.T) {
	for _, c := range []struct {
		period           string
		months           int
		longer, orLonger bool
	}{
		{"2025-01-15 to 2025-10-13", 9, false, false},
		{"2025-01-15 to 2025-10-14", 9, false, true},
		{"2025-01-15 to 2025-10-15", 9, true, true},
		{"2025-01-31 to 2025-02-26", 1, false, false},
		{"2025-01-31 to 2025-02-27", 1, false, true}, // 28 February is the first day + 1 month, rounded down
		{"2025-01-31 to 2025-02-28", 1, true, true},
		{"2025-01-15 to 2025-01-15", 0, true, true},
		{"2025-01-15 to 2025-01-15", -1, true, true},
		{"0001-01-15 to 0001-01-15", -1, true, true}, // before the calendar, yet before the last day
		{"0001-01-15 to 0001-01-15", math.MinInt, true, true},
		{"9999-12-01 to 9999-12-31", 1, false, true}, // the month ends with the calendar
		{"9999-12-02 to 9999-12-31", 1, false, false},
		{"9999-12-01 to 9999-12-31", 2, false, false},
		{"9998-12-01 to 9999-12-31", 13, false, true},
		{"9998-12-01 to 9999-12-31", 24, false, false},
		{"0001-01-01 to 9999-12-31", 119988, false, true},
		{"0001-01-01 to 9999-12-31", math.MaxInt, false, false},
	} {
		p := period(c.period)
		if got := p.LongerThan(c.months); got != c.longer {
			t.Errorf("%v is longer than %d months: %v", p, c.months, got)
		}
		if got := p.OrLonger(c.months); got != c.orLonger {
			t.Errorf("%v is %d months or longer: %v", p, c.months, got)
		}
	}
}

func TestAPeriodInJSON(t *testing.T) {
	text, err := json.Marshal(period("2025-01-15 to 2025-10-14"))
	if want := `{"from":"2025-01-15","to":"2025-10-14"}`; err != nil || string(text) != want {
		t.Errorf("got %s, %v; want %s", text, err, want)
	}
}
