package rule

import (
	"encoding/json"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/cost"
)

// Numbers whose digits would fill a memory can be handed over in Go.
var extremes = []struct {
	d      decimal.Decimal
	digits string
}{
	{decimal.New(1, 1<<30), "1e1073741824"},
	{decimal.New(-25, 1<<30), "-25e1073741824"},
	{decimal.New(1, -1<<30), "1e-1073741824"},
	{decimal.New(0, 1<<30), "0e1073741824"},
}

func TestDigits_ofExtremeNumbers(t *testing.T) {
	for _, c := range extremes {
		cost.AtMost(t, c.digits, 0, 0, func() {
			if got := Digits(c.d); got != c.digits {
				t.Errorf("%s: got %s", c.digits, got)
			}
			f := (&Template{Text: "{d}, {d:grouped}, {d:money}, {d:or}, {d:long}, {d:words}, row{d:s}"}).Finding(true, Num("d", c.d))
			if _, err := json.Marshal(f); err != nil || f.Text() == "" {
				t.Errorf("%s: %v", c.digits, err)
			}
		})
	}
}

func TestSchedule_At_anExtremeNumber(t *testing.T) {
	n := func(n int64) decimal.Decimal { return decimal.New(n, 0) }
	s, err := NewSchedule(Bracket[decimal.Decimal, string]{n(0), "none", "R-1"}, Bracket[decimal.Decimal, string]{n(5), "some", "R-1"})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"some", "", "none", "none"} {
		cost.AtMost(t, want, 0, 0, func() {
			if row, _, _, _ := s.At(extremes[i].d); row.Value != want {
				t.Errorf("%s: got %q, want %q", extremes[i].digits, row.Value, want)
			}
		})
	}
	if n := testing.AllocsPerRun(10, func() { s.At(extremes[0].d) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
	cost.AtMost(t, "rows", 0, 0, func() {
		_, err := NewSchedule(Bracket[decimal.Decimal, int]{extremes[0].d, 1, "R-1"}, Bracket[decimal.Decimal, int]{n(5), 1, "R-1"})
		wantInput(t, "rows", err, "schedule[1].from", "5 is not valid, expected more than 1e1073741824 of the row before")
	})
}
