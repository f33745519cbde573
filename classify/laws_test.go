package classify

import (
	"fmt"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/rule/lifecycle/lifecycletest"
	"pgregory.net/rapid"
)

// otherwise is the policy with another reading of an interpretation; where a value
// of the policy sets the reading, as it is.
func otherwise(p *Policy, id, to string) (*Policy, error) {
	if key, _ := p.set(id); key != "" {
		return p, nil
	}
	i := slices.Index(reading.IDs(questions), id)
	if i < 0 {
		return nil, fmt.Errorf("there is no interpretation %s", id)
	}
	copied := *p
	copied.readings = slices.Clone(p.readings)
	copied.readings[i] = to
	return &copied, nil
}

// inTime makes an event one that can be: a review of the period after the last, with
// a factor near the values of its band, the close of the next period or quarter.
func inTime(t *rapid.T, s Standing, e Event) Event {
	if rapid.IntRange(0, 9).Draw(t, "as drawn") == 0 {
		return e
	}
	next := func(last calendar.Period) calendar.Period {
		from := calendar.MustParse("2023-07-01")
		if !last.To.IsZero() {
			from, _ = last.To.AddDays(rapid.SampledFrom([]int{1, 1, 1, 1, 30}).Draw(t, "days from the period before"))
		}
		to, _ := from.AddDays(rapid.IntRange(20, 60).Draw(t, "days of the period"))
		return calendar.Period{From: from, To: to}
	}
	after := func(day calendar.Date) calendar.Date {
		later, _ := day.AddDays(rapid.IntRange(1, 40).Draw(t, "days after"))
		if later.Before(s.LastOn) {
			return s.LastOn
		}
		return later
	}
	switch e := e.(type) {
	case Review:
		p := next(s.LastReviewed)
		e.From, e.To, e.On = p.From, p.To, after(p.To)
		e.ThreeYearPremium = decimal.RequireFromString(rapid.SampledFrom([]string{"32850", "32850", "32850", "24999.50", "0"}).Draw(t, "premium"))
		e.EMF = decimal.RequireFromString(rapid.SampledFrom(
			[]string{"1.65", "1.60", "1.69", "1.695", "1.70", "1.75", "1.78", "1.796", "1.80", "1.85", "1.40", "1.50"}).Draw(t, "factor"))
		return e
	case ClosePeriod:
		p := next(s.LastClosed)
		e.From, e.To, e.On = p.From, p.To, after(p.To)
		return e
	case CloseQuarter:
		q := calendar.Quarter{Year: 2024, Number: 1}
		if s.LastQuarter != (calendar.Quarter{}) {
			q = calendar.Quarter{Year: s.LastQuarter.Year, Number: s.LastQuarter.Number + 1}
			if q.Number > 4 {
				q = calendar.Quarter{Year: q.Year + 1, Number: 1}
			}
		}
		e.Quarter, e.On = q, after(q.Period().To)
		return e
	case ReceiveReport:
		for _, d := range s.Docket.Duties {
			if d.ID == DutyQuarterlyReport {
				e.Quarter, _ = calendar.ParseQuarter(d.For)
			}
		}
		return e
	}
	return e
}

func TestRuleKeepsTheLawsOfEveryProcedure(t *testing.T) {
	p, err := Builtin("wv-85-23")
	if err != nil {
		t.Fatal(err)
	}
	kit := lifecycletest.Kit[Tier, EventName, Standing, Event, *Policy]{Machine: runs(), Policy: p, Start: p.Start(Profile{}), Reading: otherwise,
		Amend: inTime}
	kit.Test(t)
}

// What another reading changes is carried by the other readings, too.
func TestRuleByOtherReadingsKeepsTheLawsOfEveryProcedure(t *testing.T) {
	p, err := Builtin("wv-85-23")
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range questions {
		if q.ID == "set-aside-runs" || q.ID == "leaving-tier-three" {
			continue // nothing would follow from these events
		}
		if p, err = otherwise(p, q.ID, q.Readings[1]); err != nil {
			t.Fatal(err)
		}
	}
	kit := lifecycletest.Kit[Tier, EventName, Standing, Event, *Policy]{Machine: runs(), Policy: p, Start: p.Start(Profile{}), Reading: otherwise,
		Amend: inTime}
	if err := kit.Check(100, "what another reading changes carries its interpretation"); err != nil {
		t.Error(err)
	}
}
