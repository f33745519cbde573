package calendar

import (
	"testing"
	"time"
)

// Every day of the calendar, against the standard library.
func TestEveryDayOfTheCalendarAgreesWithPackageTime(t *testing.T) {
	want := time.Date(1, time.January, 1, 0, 0, 0, 0, time.UTC)
	for n := int32(1); n <= lastDay; n++ {
		y, m, day := civil(n)
		wy, wm, wd := want.Date()
		if y != wy || time.Month(m) != wm || day != wd {
			t.Fatalf("day %d is %d-%d-%d, want %v", n, y, m, day, want)
		}
		if got := dayNumber(y, m, day); got != n {
			t.Fatalf("%v has number %d, want %d", want, got, n)
		}
		if got := (Date{n}).Weekday(); got != want.Weekday() {
			t.Fatalf("%v is a %v", want, got)
		}
		want = want.AddDate(0, 0, 1)
	}
	if want.Year() != lastYear+1 {
		t.Errorf("the calendar ends before %v", want)
	}
}
