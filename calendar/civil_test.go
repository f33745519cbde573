package calendar_test

import (
	"testing"
	"time"

	"github.com/workcomp-go/workcomp/calendar"
)

// Every day of the calendar, against the standard library.
func TestEveryDayOfTheCalendarAgreesWithPackageTime(t *testing.T) {
	want := time.Date(1, time.January, 1, 0, 0, 0, 0, time.UTC)
	for d := firstDay; ; d = must(d.AddDays(1)) {
		y, m, dom := d.YMD()
		if wy, wm, wd := want.Date(); y != wy || m != wm || dom != wd {
			t.Fatalf("%d-%d-%d, want %v", y, m, dom, want)
		}
		if again := must(calendar.Of(y, m, dom)); again != d {
			t.Fatalf("%v is %v when it is named", d, again)
		}
		if got := d.Weekday(); got != want.Weekday() {
			t.Fatalf("%v is a %v", want, got)
		}
		if d == lastDay {
			break
		}
		want = want.AddDate(0, 0, 1)
	}
	if want.Year() != 9999 || want.YearDay() != 365 {
		t.Errorf("the calendar ends at %v", want)
	}
}
