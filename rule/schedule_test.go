package rule

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"pgregory.net/rapid"
)

func TestAScheduleHoldsFromEachKeyToTheNext(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SliceOfNDistinct(rapid.IntRange(1, 400), 1, 8, rapid.ID[int]).Draw(t, "keys")
		slices.Sort(keys)
		day := func(n int) calendar.Date {
			d, _ := calendar.MustParse("2024-01-01").AddDays(n)
			return d
		}
		var rows []Bracket[calendar.Date, int]
		for i, k := range keys {
			rows = append(rows, Bracket[calendar.Date, int]{day(k), i, "x"})
		}
		s, err := NewSchedule(rows...)
		if err != nil {
			t.Fatal(err)
		}
		at := rapid.IntRange(0, 401).Draw(t, "at")
		row, next, last, ok := s.At(day(at))
		i := slices.IndexFunc(keys, func(k int) bool { return k > at }) // the first row after
		switch {
		case i == 0:
			if ok {
				t.Fatalf("before the first row: %v", row)
			}
		case i < 0:
			if !ok || !last || row.Value != len(keys)-1 {
				t.Fatalf("in the last row: %v, %v, %v", row, last, ok)
			}
		case !ok || last || row.Value != i-1 || next != day(keys[i]):
			t.Fatalf("got %v to %v, %v, %v", row, next, last, ok)
		}
	})
}

func TestAScheduleHasRisingRowsEachWithItsSource(t *testing.T) {
	type row = Bracket[decimal.Decimal, string]
	for _, c := range []struct {
		rows        []row
		field, text string
	}{
		{nil, "schedule", "missing, expected at least one row"},
		{[]row{{dec("0"), "a", ""}}, "schedule[0].cite", "missing, expected the source of the row"},
		{[]row{{dec("1"), "a", "x"}, {dec("1.0"), "b", "x"}}, "schedule[1].from", "1 is not valid, expected more than 1 of the row before"},
		{[]row{{dec("2"), "a", "x"}, {dec("1"), "b", "x"}}, "schedule[1].from", "1 is not valid, expected more than 2 of the row before"},
	} {
		_, err := NewSchedule(c.rows...)
		wantInput(t, c.text, err, c.field, c.text)
	}
	rows := []row{{dec("0"), "a", "x"}, {dec("25000"), "b", "x"}}
	s, err := NewSchedule(rows...)
	if err != nil {
		t.Fatal(err)
	}
	rows[0].Value, s.Rows()[1].Value = "changed", "changed"
	if got := s.Rows(); got[0].Value != "a" || got[1].Value != "b" {
		t.Errorf("the schedule was changed from outside: %v", got)
	}
	var none Schedule[decimal.Decimal, string]
	if _, _, _, ok := none.At(dec("1")); ok {
		t.Error("the zero schedule has a row")
	}
}
