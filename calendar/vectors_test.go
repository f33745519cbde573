package calendar_test

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/workcomp-go/workcomp/calendar"
)

// The published test data of other systems stands beside the checkout, under
// its own licences, and not in it.
const published = "../../shared/vectors"

// readTable reads the rows below the heading, or skips the test when the file
// is not there.
func readTable(t *testing.T, comma rune, path ...string) [][]string {
	t.Helper()
	f, err := os.Open(filepath.Join(published, filepath.Join(path...)))
	if err != nil {
		t.Skip("the published test data is not there")
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma = comma
	rows, err := r.ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatal(len(rows), err)
	}
	return rows[1:]
}

// read reads a row's cell as fmt.Sscanf does.
func read(t *testing.T, cell, format string, into ...any) {
	t.Helper()
	if n, err := fmt.Sscanf(strings.TrimSpace(cell), format, into...); n != len(into) || err != nil {
		t.Fatalf("%q: %v", cell, err)
	}
}

// checkSum fails unless date + span is down and up, and without a rounding
// ambiguous when they differ.
func checkSum(t *testing.T, date calendar.Date, span calendar.Span, down, up calendar.Date) {
	t.Helper()
	if got, err := date.Add(span, calendar.Down); err != nil || got != down {
		t.Errorf("%v plus %v, down: got %v, %v; want %v", date, span, got, err, down)
	}
	if got, err := date.Add(span, calendar.Up); err != nil || got != up {
		t.Errorf("%v plus %v, up: got %v, %v; want %v", date, span, got, err, up)
	}
	got, err := date.Add(span, calendar.NoRounding)
	var ambiguous *calendar.AmbiguousError
	if down == up && (err != nil || got != down) || down != up && !errors.As(err, &ambiguous) {
		t.Errorf("%v plus %v: got %v, %v; want %v or %v", date, span, got, err, down, up)
	}
}

func TestPublishedSumsOfDatesCalc(t *testing.T) {
	exact := readTable(t, ';', "dates-calc", "exact_computations.csv")
	ambiguous := readTable(t, ';', "dates-calc", "ambiguous_computations.csv")
	if len(exact) != 19 || len(ambiguous) != 11 {
		t.Errorf("%d exact and %d ambiguous rows", len(exact), len(ambiguous))
	}
	for _, row := range append(exact, ambiguous...) {
		var span calendar.Span
		read(t, row[1], "[%d years, %d months, %d days]", &span.Years, &span.Months, &span.Days)
		up, down := day(row[2]), day(row[len(row)-1])
		checkSum(t, day(row[0]), span, down, up)
	}
	for _, row := range readTable(t, ';', "dates-calc", "first_last_day_of_month.csv") {
		if got := day(row[0]).MonthEnd(); got != day(row[2]) {
			t.Errorf("the month of %s ends on %v, want %s", row[0], got, row[2])
		}
		if month := (calendar.Period{From: day(row[1]), To: day(row[2])}); !month.Contains(day(row[0])) || day(row[1]).MonthEnd() != month.To {
			t.Errorf("%v is not the month of %s", month, row[0])
		}
	}
}

func TestPublishedSumsOfTemporal(t *testing.T) {
	rows := readTable(t, ',', "test262-temporal", "plaindate_add.csv")
	if len(rows) != 62 {
		t.Errorf("%d rows", len(rows))
	}
	for _, row := range rows {
		var span calendar.Span
		read(t, strings.Join(row[1:5], " "), "%d %d %d %d", &span.Years, &span.Months, &span.Weeks, &span.Days)
		if got, err := day(row[0]).Add(span, calendar.Down); err != nil || got != day(row[5]) {
			t.Errorf("%s plus %v: got %v, %v; want %s", row[0], span, got, err, row[5])
		}
		if row[6] == "RangeError" { // to reject is to find it ambiguous
			_, err := day(row[0]).Add(span, calendar.NoRounding)
			var ambiguous *calendar.AmbiguousError
			if !errors.As(err, &ambiguous) {
				t.Errorf("%s plus %v: got the error %v", row[0], span, err)
			}
		}
	}
}

// roundedBy is the rounding that an operation of Catala names.
func roundedBy(op string) calendar.Rounding {
	switch {
	case strings.HasSuffix(op, "_down"):
		return calendar.Down
	case strings.HasSuffix(op, "_up"):
		return calendar.Up
	}
	return calendar.NoRounding
}

// catalaAnswer gives our answer to a row of Catala's dates, as it writes it.
func catalaAnswer(t *testing.T, op, date, arg, at string) string {
	t.Helper()
	switch op {
	case "last_day_of_month":
		return day(date).MonthEnd().String()
	case "first_day_of_month":
		return must(day(date).AddDays(1 - day(date).Day())).String()
	case "day_of_week":
		return day(date).Weekday().String()
	case "days_between":
		return fmt.Sprint(day(date).DaysSince(day(arg)))
	}
	var n int
	var unit string
	read(t, arg, "%d %s", &n, &unit)
	if strings.HasPrefix(op, "sub_") {
		n = -n
	}
	span := calendar.Span{Months: n}
	if unit == "year" {
		span = calendar.Span{Years: n}
	}
	sum, err := day(date).Add(span, roundedBy(op))
	var ambiguous *calendar.AmbiguousError
	switch {
	case errors.As(err, &ambiguous):
		return "AmbiguousComputation"
	case strings.HasPrefix(op, "is_old"):
		return fmt.Sprint(!sum.After(day(at)))
	case strings.HasPrefix(op, "is_young"):
		return fmt.Sprint(sum.After(day(at)))
	}
	return sum.String()
}

func TestPublishedDatesOfCatala(t *testing.T) {
	rows := readTable(t, ',', "catala-stdlib", "dates.csv")
	// The last compares two durations, which we do not.
	rows = slices.DeleteFunc(rows, func(row []string) bool { return row[0] == "compare_durations" })
	if len(rows) != 28 {
		t.Errorf("%d rows", len(rows))
	}
	for _, row := range rows {
		if got := catalaAnswer(t, row[0], row[1], row[2], row[3]); got != row[4] {
			t.Errorf("%v: got %s", row, got)
		}
	}
}

func TestPublishedPeriodsOfCatala(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(published, "catala-stdlib", "periods.jsonl"))
	if err != nil {
		t.Skip("the published test data is not there")
	}
	followed := 0
	for line := range strings.Lines(string(text)) {
		var row struct {
			Op      string
			In      [2]calendar.Date
			Out     [][2]calendar.Date
			Suspect string
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		if row.Op != "split_by_month" || row.Suspect != "" {
			continue // a suspect row contradicts the closed end that it documents
		}
		followed++
		var want, got [][2]calendar.Date
		want = append(want, row.Out...)
		for _, piece := range (calendar.Period{From: row.In[0], To: row.In[1]}).ByMonth() {
			got = append(got, [2]calendar.Date{piece.From, piece.To})
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%v (-want +got):\n%s", row.In, diff)
		}
	}
	if followed != 4 {
		t.Errorf("%d rows", followed)
	}
}

// The published dates mix general holidays with days that an employer may
// give, and move more of them than Alberta does: only Canada Day moves, and
// only from a Sunday.
func TestPublishedHolidaysOfAlberta(t *testing.T) {
	general := map[string]string{
		"New Year's Day": "New Year's Day", "Family Day": "Alberta Family Day", "Good Friday": "Good Friday", "Victoria Day": "Victoria Day",
		"Canada Day": "Canada Day", "Labor Day": "Labour Day", "Thanksgiving Day": "Thanksgiving Day", "Remembrance Day": "Remembrance Day",
		"Christmas Day": "Christmas Day",
	}
	var want, got []string
	for _, row := range readTable(t, ',', "holidays", "CA_AB_2014_2035.csv") {
		date, name := day(row[0]), row[1]
		sunday := date.Weekday() == 0
		switch ours := general[name]; {
		case ours == "Canada Day" && sunday:
		case ours != "":
			want = append(want, row[0]+" "+ours)
		case name == "Canada Day (observed)" && date.Day() == 2:
			want = append(want, row[0]+" Canada Day")
		}
	}
	for year := 2014; year <= 2035; year++ {
		for _, h := range must(calendar.CAAB().Holidays(year)) {
			got = append(got, h.Date.String()+" "+h.Name)
		}
	}
	if len(want) != 9*22 {
		t.Errorf("%d published dates", len(want))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
