package calendar_test

import (
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
)

func TestDateLong(t *testing.T) {
	for _, c := range []struct {
		d    calendar.Date
		want string
	}{{day("2025-01-31"), "31 January 2025"}, {day("1995-12-01"), "1 December 1995"}, {calendar.Date{}, "none"}} {
		if got := c.d.Long(); got != c.want {
			t.Errorf("%v: got %q, want %q", c.d, got, c.want)
		}
	}
}
