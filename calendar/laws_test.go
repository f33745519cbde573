package calendar_test

import (
	"errors"
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/workcomp-go/workcomp/calendar"
)

var (
	firstDay = day("0001-01-01")
	lastDay  = day("9999-12-31")
)

// must gives what cannot fail in the law at hand.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// anyDate is any date of the calendar, its ends often.
func anyDate() *rapid.Generator[calendar.Date] {
	return rapid.Custom(func(t *rapid.T) calendar.Date {
		n := rapid.OneOf(rapid.IntRange(0, lastDay.DaysSince(firstDay)), rapid.IntRange(730000, 760000)).Draw(t, "day")
		return must(firstDay.AddDays(n))
	})
}

// someDate is a date at least three hundred years from the ends of the calendar.
func someDate() *rapid.Generator[calendar.Date] {
	return rapid.Custom(func(t *rapid.T) calendar.Date {
		return must(firstDay.AddDays(rapid.IntRange(110000, 3540000).Draw(t, "day")))
	})
}

func anyPeriod() *rapid.Generator[calendar.Period] {
	return rapid.Custom(func(t *rapid.T) calendar.Period {
		from := anyDate().Draw(t, "from")
		long := rapid.IntRange(0, min(2000, lastDay.DaysSince(from))).Draw(t, "long")
		return calendar.Period{From: from, To: must(from.AddDays(long))}
	})
}

func anyClosed() *rapid.Generator[*calendar.Closed] {
	return rapid.SampledFrom([]*calendar.Closed{nil, calendar.NoneClosed(), calendar.Weekends(), everywhere(), calendar.CAAB(), harbour()})
}

func TestLawWhatIsWrittenReadsBackTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, e := anyDate().Draw(t, "d"), anyDate().Draw(t, "e")
		if read := must(calendar.Parse(d.String())); read != d {
			t.Errorf("%v reads back as %v", d, read)
		}
		year, month, dayOfMonth := d.YMD()
		if made := must(calendar.Of(year, month, dayOfMonth)); made != d {
			t.Errorf("%v is made as %v", d, made)
		}
		if d.String() < e.String() != d.Before(e) {
			t.Errorf("%v and %v are in another order than their texts", d, e)
		}
		if d != firstDay && calendar.FromTime(d.Time()) != d {
			t.Errorf("%v comes back from a time as %v", d, calendar.FromTime(d.Time()))
		}
		q := calendar.QuarterOf(d)
		if must(calendar.ParseQuarter(q.String())) != q || !q.Period().Contains(d) {
			t.Errorf("%v is not in %v", d, q)
		}
		l := calendar.Length{N: rapid.IntMin(0).Draw(t, "n"), Unit: rapid.SampledFrom([]calendar.Unit{
			calendar.Days, calendar.BusinessDays, calendar.Weeks, calendar.Months, calendar.Years}).Draw(t, "unit")}
		if read := must(calendar.ParseLength("within", l.String())); read != l {
			t.Errorf("%v reads back as %v", l, read)
		}
	})
}

func TestLawDaysAddedAndTakenAwayAgainAreNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, e := anyDate().Draw(t, "d"), anyDate().Draw(t, "e")
		n := e.DaysSince(d)
		if got := must(d.AddDays(n)); got != e {
			t.Errorf("%v plus %d days is %v, want %v", d, n, got, e)
		}
		if got := must(e.AddDays(-n)); got != d {
			t.Errorf("%v less %d days is %v, want %v", e, n, got, d)
		}
	})
}

// The sum by way of package time and big numbers, where nothing can wrap.
func slowAdd(d calendar.Date, s calendar.Span) (down, up calendar.Date, ok bool) {
	n := func(i int) *big.Int { return big.NewInt(int64(i)) }
	total := func(big1, size, small int) *big.Int { r := n(big1); return r.Mul(r, n(size)).Add(r, n(small)) }
	months, days := total(s.Years, 12, s.Months), total(s.Weeks, 7, s.Days)
	limit := n(4_000_000)
	if months.CmpAbs(limit) > 0 || days.CmpAbs(limit) > 0 {
		return down, up, false
	}
	year, month, dayOfMonth := d.YMD()
	first := time.Date(year, month+time.Month(months.Int64()), 1, 0, 0, 0, 0, time.UTC)
	if first.Year() < 1 || first.Year() > 9999 {
		return down, up, false
	}
	last := first.AddDate(0, 1, -1).Day()
	lower := first.AddDate(0, 0, min(dayOfMonth, last)-1)
	upper := lower
	if dayOfMonth > last {
		upper = lower.AddDate(0, 0, 1)
	}
	// An hour later, for midnight of 0001-01-01 is the unset time.
	down = calendar.FromTime(lower.AddDate(0, 0, int(days.Int64())).Add(time.Hour))
	up = calendar.FromTime(upper.AddDate(0, 0, int(days.Int64())).Add(time.Hour))
	return down, up, true
}

func TestLawASumIsExactOrAnErrorForAnyNumbers(t *testing.T) {
	number := rapid.OneOf(rapid.Int(), rapid.IntRange(-100, 100), rapid.IntRange(-120000, 120000))
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate().Draw(t, "date")
		s := calendar.Span{Years: number.Draw(t, "years"), Months: number.Draw(t, "months"), Weeks: number.Draw(t, "weeks"), Days: number.Draw(t, "days")}
		if rapid.Bool().Draw(t, "small") {
			s = calendar.Span{Years: s.Years % 20, Months: s.Months % 240, Weeks: s.Weeks % 100, Days: s.Days % 1000}
		}
		down, up, ok := slowAdd(d, s)
		gotDown, errDown := d.Add(s, calendar.Down)
		gotUp, errUp := d.Add(s, calendar.Up)
		got, err := d.Add(s, calendar.NoRounding)
		var outside *calendar.RangeError
		if !ok || down.IsZero() {
			if !errors.As(errDown, &outside) || !gotDown.IsZero() {
				t.Errorf("%v plus %v, down: got %v, %v", d, s, gotDown, errDown)
			}
		} else if errDown != nil || gotDown != down {
			t.Errorf("%v plus %v, down: got %v, %v; want %v", d, s, gotDown, errDown, down)
		}
		if !ok || up.IsZero() {
			if !errors.As(errUp, &outside) || !gotUp.IsZero() {
				t.Errorf("%v plus %v, up: got %v, %v", d, s, gotUp, errUp)
			}
		} else if errUp != nil || gotUp != up {
			t.Errorf("%v plus %v, up: got %v, %v; want %v", d, s, gotUp, errUp, up)
		}
		if !ok || down.IsZero() || up.IsZero() {
			return
		}
		var ambiguous *calendar.AmbiguousError
		if isAmbiguous := errors.As(err, &ambiguous); isAmbiguous != (down != up) {
			t.Errorf("%v plus %v without rounding: got %v, %v", d, s, got, err)
		} else if !isAmbiguous && got != gotDown {
			t.Errorf("%v plus %v: %v without rounding, %v down", d, s, got, gotDown)
		}
	})
}

// So many years times twelve overflow into a few months.
func TestAdd_ofYearsThatOverflowLeavesTheCalendar(t *testing.T) {
	for _, years := range []int{math.MaxInt/2 + 2, math.MaxInt, math.MinInt} {
		for _, months := range []int{0, math.MaxInt, math.MinInt} {
			_, err := day("2025-01-31").Add(calendar.Span{Years: years, Months: months}, calendar.Down)
			leavesTheRange(t, err)
		}
	}
}

func TestLawTheCandidatesOfAnAmbiguousSumAreTheLastAndTheFirstOfAMonth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate().Draw(t, "date")
		_, err := d.Add(calendar.Span{Months: rapid.IntRange(-500, 500).Draw(t, "months")}, calendar.NoRounding)
		var ambiguous *calendar.AmbiguousError
		if errors.As(err, &ambiguous) {
			if ambiguous.Down != ambiguous.Down.MonthEnd() || ambiguous.Up.Day() != 1 || ambiguous.Up.DaysSince(ambiguous.Down) != 1 {
				t.Errorf("%v", err)
			}
		}
	})
}

func TestLawARecurrenceIsCountedFromItsAnchor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPeriod().Draw(t, "period")
		every := calendar.Length{N: rapid.IntRange(1, 40).Draw(t, "n"), Unit: rapid.SampledFrom([]calendar.Unit{calendar.Days, calendar.Weeks, calendar.Months}).Draw(t, "unit")}
		after := func(k int) (calendar.Date, error) {
			due, err := calendar.Term{Length: calendar.Length{N: k * every.N, Unit: every.Unit}}.From(p.From)
			return due.Date, err
		}
		dates := must(calendar.Recurrence{Anchor: p.From, Every: every, Last: p.To}.Dates())
		for k, got := range dates {
			if want, err := after(k); err != nil || got != want || got.After(p.To) {
				t.Errorf("date %d of every %v from %v is %v, want %v", k, every, p.From, got, want)
			}
		}
		if next, err := after(len(dates)); err == nil && !next.After(p.To) {
			t.Errorf("every %v in %v stops before %v", every, p, next)
		}
	})
}

func TestLawASplitCoversThePeriodExactlyInAdjacentPieces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPeriod().Draw(t, "period")
		for _, pieces := range [][]calendar.Period{p.ByMonth(), must(p.ByRollingMonth(calendar.Down))} {
			if pieces[0].From != p.From || pieces[len(pieces)-1].To != p.To {
				t.Errorf("%v is split into %v", p, pieces)
			}
			for i, piece := range pieces {
				if piece.Check() != nil || i > 0 && piece.From.DaysSince(pieces[i-1].To) != 1 {
					t.Errorf("%v is split into %v", p, pieces)
				}
			}
		}
		for _, piece := range p.ByMonth() {
			if piece.From.MonthEnd() != piece.To.MonthEnd() {
				t.Errorf("%v is in two months", piece)
			}
		}
		for k, piece := range must(p.ByRollingMonth(calendar.Down)) {
			if want := must(p.From.AddMonths(k)); piece.From != want {
				t.Errorf("piece %d of %v begins on %v, want %v", k, p, piece.From, want)
			}
		}
	})
}

func TestLawADurationIsMeasuredFromItsFirstDayRoundedDown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := someDate().Draw(t, "from")
		months := rapid.IntRange(0, 500).Draw(t, "months")
		after := must(from.AddMonths(months))
		for offset := -2; offset <= 2; offset++ {
			p := calendar.Period{From: from, To: must(after.AddDays(offset))}
			if p.Check() != nil {
				continue
			}
			if p.LongerThan(months) != (offset >= 0) || p.OrLonger(months) != (offset >= -1) {
				t.Errorf("%v against %d months: longer %v, or longer %v", p, months, p.LongerThan(months), p.OrLonger(months))
			}
		}
	})
}

func TestLawQuartersTileTheYears(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := calendar.QuarterOf(someDate().Draw(t, "date"))
		if got := q.Next().Period().From.DaysSince(q.Period().To); got != 1 {
			t.Errorf("%v begins %d days after %v ends", q.Next(), got, q)
		}
		if due := q.MonthEndAfter(); due != must(q.Period().To.AddDays(1)).MonthEnd() {
			t.Errorf("the month after %v ends on %v", q, due)
		}
	})
}

func TestLawTheHolidaysOfAYearAreItsClosedDaysThatAreNoWeekendAndMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		closed, year := anyClosed().Draw(t, "closed"), rapid.IntRange(1, 9999).Draw(t, "year")
		var last calendar.Date
		observed := map[calendar.Date]string{}
		for _, h := range must(closed.Holidays(year)) {
			if h.Date.Year() != year || !h.Date.After(last) {
				t.Errorf("%v stands after %v among the holidays of %d", h, last, year)
			}
			last, observed[h.Date] = h.Date, h.Name
		}
		for d := must(calendar.Of(year, time.January, 1)); ; d = must(d.AddDays(1)) {
			weekend := slices.Contains(closed.Weekend(), calendar.Weekday(strings.ToLower(d.Weekday().String())))
			if why, _, _ := closed.On(d); !weekend && why != observed[d] {
				t.Errorf("%v is closed for %q, and among the holidays as %q", d, why, observed[d])
			}
			if d.Month() == time.December && d.Day() == 31 {
				return
			}
		}
	})
}
