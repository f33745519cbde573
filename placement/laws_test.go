package placement

import (
	"fmt"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle/lifecycletest"
	"pgregory.net/rapid"
)

// otherwise is the policy with another reading of an interpretation; the levels of
// authority and the days of the first contact stay as they are.
func otherwise(p *Policy, id, to string) (*Policy, error) {
	i := slices.Index(reading.IDs(questions), id)
	if i < 0 {
		return nil, fmt.Errorf("there is no interpretation %s", id)
	}
	copied := *p
	switch id {
	case levelsOfAuthority, firstTwoWeeks:
		return p, nil
	case nineMonthsExtension:
		copied.approvals.Extension.Test.Value = lengthTest(to)
	}
	copied.readings = slices.Clone(p.readings)
	copied.readings[i] = to
	return &copied, nil
}

// likely makes an event one that suits the case, most of the time.
func likely(t *rapid.T, c Case, e Event) Event {
	if e, ok := e.(Determine); ok && e.LossEndsWithinYears.None {
		e.LossEndsWithinYears.Number = decimal.Decimal{} // there is no year
		return e
	}
	switch e.(type) {
	case Propose, AmendTerms, RequestExtension, Conclude: // of lists of amounts none is left out
	default:
		if rapid.IntRange(0, 9).Draw(t, "as drawn") == 0 {
			return e
		}
	}
	flag := func(what string) rule.Flag {
		return rule.FlagOf(rapid.IntRange(0, 4).Draw(t, what) > 0)
	}
	day := func(what string, from calendar.Date, least, most int) calendar.Date {
		later, _ := from.AddDays(rapid.IntRange(least, most).Draw(t, what))
		return later
	}
	schedule := []Step{{Months: 1, Percent: decimal.NewFromInt(100)}, {Weeks: 6, Percent: decimal.NewFromInt(50)}, {Days: 20, Percent: decimal.NewFromInt(0)}}
	number := func(n int64) decimal.Decimal { return decimal.NewFromInt(n) }
	switch e := e.(type) {
	case Propose:
		kind := rapid.SampledFrom([]Kind{TOJ, TaP, WA}).Draw(t, "kind")
		start := day("start", e.On, 5, 40)
		e.Terms = Terms{Kind: kind, Contact: "c", Position: "p", Duties: "d", PhysicalDemandsMet: flag("demands"),
			Employer: Employer{Name: "Prairie Parts", DateOfAccidentEmployer: rule.FlagOf(rapid.Bool().Draw(t, "accident employer")),
				UnderTheAct: flag("under the Act"), InProvince: flag("in province")},
			Salary: Salary{Amount: number(4000), Per: Month}, HoursPerWeek: number(40), AccidentHours: Hours{Low: number(36), High: number(44)},
			Start: start, Schedule: schedule, Supports: []string{}}
		if kind == TaP {
			e.Terms.Training = Training{Start: day("training", e.On, 5, 30), End: day("end of training", start, 1, 20)}
		}
		e.Terms.End = day("end", start, 60, 300)
		return e
	case Assess:
		e.Suitable, e.WithinRestrictions, e.CumulativeCost = flag("suitable"), rule.Yes, decimal.Decimal{}
		e.PermanentLikely, e.GainsSkills, e.LongEnough, e.BetterThanJobSearch = flag("permanent"), flag("skills"), flag("long"), flag("better")
		e.Rationale = "r"
		return e
	case ReturnSigned:
		e.Complete = flag("complete")
		return e
	case Decline:
		e.BarriersAddressed = rule.Yes
		if c.Terms.Kind != WA {
			e.WouldBePermanent = rule.NotGiven
		}
		if rapid.IntRange(0, 3).Draw(t, "not yet") > 0 {
			e.On = calendar.Date{}
		}
		return e
	case Withdraw:
		if rapid.IntRange(0, 3).Draw(t, "not yet") > 0 {
			e.On = calendar.Date{}
		}
		return e
	case Begin:
		e.On = day("first day", c.Terms.begins(), -3, 6)
		if e.On.Before(c.LastOn) {
			e.On = c.LastOn
		}
		return e
	case AmendTerms:
		e.Agreed, e.From, e.Start, e.Schedule = rule.Yes, day("from", c.Terms.Start, 0, 60), calendar.Date{}, schedule
		return e
	case Contact:
		e.Parties = slices.Clone(parties[rapid.IntRange(0, 1).Draw(t, "from"):rapid.IntRange(1, 2).Draw(t, "to")])
		if len(e.Parties) == 0 {
			e.Parties = slices.Clone(parties)
		}
		return e
	case ResolveIssue:
		e.Resolved, e.Issue = rule.Yes, ""
		if len(c.Issues) > 0 && rapid.Bool().Draw(t, "one") {
			e.Issue = c.Issues[0]
		}
		return e
	case Suspend:
		e.From = day("from", e.On, -3, 0)
		return e
	case Discontinue:
		e.EndedBy = rapid.SampledFrom([]rule.Role{Worker, EmployerRole}).Draw(t, "ended by")
		e.StartingWage, e.WageAfterAYear, e.LastDay = number(3800), number(4200), calendar.Date{}
		if rapid.IntRange(0, 2).Draw(t, "not yet") > 0 {
			e.On = calendar.Date{}
		}
		return e
	case RequestExtension:
		e.End, e.TrainingEnd, e.CumulativeCost = day("further", c.Terms.End, 1, 200), calendar.Date{}, decimal.Decimal{}
		e.ImprovesEmployability, e.Schedule = flag("improves"), nil
		return e
	case Conclude:
		e.Successful, e.Permanent, e.Continuing = flag("successful"), flag("permanent"), flag("continuing")
		e.ExpectedRaises, e.EndedBy = nil, ""
		if e.Continuing == rule.No {
			e.EndedBy = rapid.SampledFrom([]rule.Role{Worker, EmployerRole}).Draw(t, "ended by")
		}
		return e
	case Determine:
		weeks := rapid.IntRange(0, 14).Draw(t, "weeks")
		e.SJSWeeksUsed = &weeks
		e.LossEndsWithinYears = Years{Number: number(int64(rapid.IntRange(4, 6).Draw(t, "years")))}
		e.PlacementEarnings, e.JobOptionEarnings = number(4000), number(4100)
		return e
	}
	return e
}

func TestProcedureKeepsTheLawsOfEveryProcedure(t *testing.T) {
	p, err := Builtin("ab-toj")
	if err != nil {
		t.Fatal(err)
	}
	lifecycletest.Kit[State, EventName, Case, Event, *Policy]{Machine: procedure(), Policy: p, Start: p.Start(), Reading: otherwise, Amend: likely}.Test(t)
}

// What another reading changes is carried by the other readings, too.
func TestProcedureByOtherReadingsKeepsTheLawsOfEveryProcedure(t *testing.T) {
	p, err := Builtin("ab-toj")
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range questions {
		if q.ID == employerWithdraws {
			continue // nothing would follow from it
		}
		if p, err = otherwise(p, q.ID, q.Readings[1]); err != nil {
			t.Fatal(err)
		}
	}
	kit := lifecycletest.Kit[State, EventName, Case, Event, *Policy]{Machine: procedure(), Policy: p, Start: p.Start(), Reading: otherwise, Amend: likely}
	if err := kit.Check(100, "what another reading changes carries its interpretation"); err != nil {
		t.Error(err)
	}
}
