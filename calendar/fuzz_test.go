package calendar_test

import (
	"errors"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
)

// namesItsField fails unless err is an InputError on the field with the value
// as it was given.
func namesItsField(t *testing.T, err error, field, value string) {
	t.Helper()
	var input *calendar.InputError
	if !errors.As(err, &input) || input.Field != field || input.Value != value {
		t.Errorf("%q: got the error %#v, want an InputError on %q", value, err, field)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2025-02-28", "2024-02-29", "2025-02-29", "0001-01-01", "9999-12-31", "0000-01-01", "2025-13-01", "2025-1-1", "٢025-01-0", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := calendar.Parse(s)
		if err != nil {
			namesItsField(t, err, "date", s)
			if !d.IsZero() {
				t.Errorf("%q: the date %v with an error", s, d)
			}
			return
		}
		if d.String() != s || d.Before(firstDay) || d.After(lastDay) {
			t.Errorf("%q reads as %v", s, d)
		}
	})
}

func FuzzParseLength(f *testing.F) {
	for _, s := range []string{"60 days", "1 day", "10 business days", "1 business day", "3 weeks", "9 months", "0 days", "1 days", "-1 days", "007 days", "days", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		l, err := calendar.ParseLength("within", s)
		if err != nil {
			namesItsField(t, err, "within", s)
			return
		}
		if l.String() != s || l.N < 0 {
			t.Errorf("%q reads as %#v", s, l)
		}
		if due, err := (calendar.Term{Length: l}).From(firstDay); err == nil && due.Date.Before(firstDay) {
			t.Errorf("within %v of %v is %v", l, firstDay, due.Date)
		}
	})
}

func FuzzParseQuarter(f *testing.F) {
	for _, s := range []string{"2025-Q1", "2025-Q4", "0001-Q1", "9999-Q4", "2025-Q0", "2025-Q5", "0000-Q1", "2025-q1", "2025Q1", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := calendar.ParseQuarter(s)
		if err != nil {
			namesItsField(t, err, "quarter", s)
			return
		}
		if q.String() != s || q.Check() != nil || calendar.QuarterOf(q.Period().From) != q || calendar.QuarterOf(q.Period().To) != q {
			t.Errorf("%q reads as %v, %v", s, q, q.Period())
		}
	})
}
