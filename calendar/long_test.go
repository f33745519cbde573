package calendar

import "testing"

func TestDateLong(t *testing.T) {
	for _, c := range []struct {
		d    Date
		want string
	}{{MustParse("2025-01-31"), "31 January 2025"}, {MustParse("1995-12-01"), "1 December 1995"}, {Date{}, "none"}} {
		if got := c.d.Long(); got != c.want {
			t.Errorf("%v: got %q, want %q", c.d, got, c.want)
		}
	}
}
