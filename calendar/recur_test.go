package calendar_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/workcomp-go/workcomp/calendar"
)

// texts writes dates.
func texts(dates []calendar.Date) string {
	var s []string
	for _, d := range dates {
		s = append(s, d.String())
	}
	return strings.Join(s, " ")
}

func TestARecurrenceIsCountedFromItsAnchorWithUntilInside(t *testing.T) {
	for _, c := range []struct {
		anchor, until string
		every         calendar.Length
		want          string
	}{
		{"2025-01-31", "2025-05-31", months(1), "2025-01-31 2025-02-28 2025-03-31 2025-04-30 2025-05-31"},
		{"2025-01-31", "2025-05-30", months(1), "2025-01-31 2025-02-28 2025-03-31 2025-04-30"},
		{"2025-02-10", "2025-03-31", weeks(2), "2025-02-10 2025-02-24 2025-03-10 2025-03-24"},
		{"2025-02-10", "2025-02-10", days(1), "2025-02-10"},
		{"9999-12-30", "9999-12-31", days(1), "9999-12-30 9999-12-31"},
		{"9999-10-31", "9999-12-31", months(1), "9999-10-31 9999-11-30 9999-12-31"},
		{"2025-02-10", "9999-12-31", days(math.MaxInt), "2025-02-10"},
		{"2025-02-10", "9999-12-31", months(120000), "2025-02-10"},
	} {
		got, err := calendar.Recurrence{Anchor: day(c.anchor), Every: c.every, Last: day(c.until)}.Dates()
		if diff := cmp.Diff(c.want, texts(got)); err != nil || diff != "" {
			t.Errorf("%v from %s: %v (-want +got):\n%s", c.every, c.anchor, err, diff)
		}
	}
}

func TestARecurrenceThatCannotBeIsNamedByItsFault(t *testing.T) {
	_, err := calendar.Recurrence{Anchor: day("2025-02-01"), Every: months(1), Last: day("2025-01-31")}.Dates()
	var backwards *calendar.BackwardsError
	if !errors.As(err, &backwards) || backwards.From != day("2025-02-01") || !strings.Contains(err.Error(), "backwards") {
		t.Errorf("got %v", err)
	}
	_, err = calendar.Recurrence{Anchor: calendar.Date{}, Every: months(1), Last: day("2025-01-31")}.Dates()
	refusesInput(t, err, "anchor", "")
	_, err = calendar.Recurrence{Anchor: day("2025-02-01"), Every: months(1), Last: calendar.Date{}}.Dates()
	refusesInput(t, err, "until", "")
	for _, every := range []calendar.Length{days(0), months(-1), businessDays(5), {}} {
		_, err = calendar.Recurrence{Anchor: day("2025-02-01"), Every: every, Last: day("2025-03-31")}.Dates()
		refusesInput(t, err, "every", every.String())
	}
}
