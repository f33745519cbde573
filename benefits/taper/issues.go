package taper

import (
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// An Issue is something about a schedule that its board should look at. It is
// no error: other boards' schedules rise, or stop above 0 %. The zero value is none of them.
type Issue string

// The issues, in the order in which they are listed, of the steps in force.
const (
	Rises        Issue = "rises"          // a step has a higher percentage than the one before
	NotToZero    Issue = "not_to_zero"    // the last step is not 0 %
	NotCovered   Issue = "not_covered"    // a day of the placement, or between two segments, lies in no step
	Cliff        Issue = "cliff"          // the percentage falls to 0 % at once
	ZeroAfterEnd Issue = "zero_after_end" // the first step of 0 % begins after the placement's last day
	Fraction     Issue = "fraction"       // the percentages may be meant as fractions: none is above 1, and one lies between 0 and 1
)

var (
	rises      = rule.Template{ID: "taper.rises", Text: "Step {step} is at {percent} % and rises above the {before} % of the step before (rises): the subsidy is not gradually reduced."}
	notToZero  = rule.Template{ID: "taper.not_to_zero", Text: "The last step is at {percent} % (not_to_zero): the subsidy is not reduced to 0 %."}
	endsBefore = rule.Template{ID: "taper.not_covered", Text: "The schedule ends on {last}, before the placement does on {end} (not_covered)."}
	gap        = rule.Template{ID: "taper.gap", Text: "No step covers the days from {from} to {to} (not_covered)."}
	cliff      = rule.Template{ID: "taper.cliff", Text: "The percentage falls from {percent} % to 0 % at once (cliff): the subsidy is not gradually reduced."}
	lateZero   = rule.Template{ID: "taper.zero_after_end", Text: "The first step of 0 % begins on {from}, after the placement's last day, {end} (zero_after_end)."}
	fraction   = rule.Template{ID: "taper.fraction", Text: "No percentage is above 1 and step {step} is at {percent} % (fraction): fractions may be meant."}
)

// FindingIDs are the ids of the findings of Issues.
var FindingIDs = []string{rises.ID, notToZero.ID, endsBefore.ID, gap.ID, cliff.ID, lateZero.ID, fraction.ID}

// Found is an issue with the finding that names it. The zero value is no issue.
type Found struct {
	Issue   Issue
	Finding rule.Finding
}

var one = decimal.New(1, 0)

// Issues finds the issues of the steps in force, each once and in their order.
// Steps without days have no start; the zero end is none. No steps have none.
func Issues(steps []Dated, end calendar.Date, cite rule.Citation) []Found {
	if len(steps) == 0 {
		return nil
	}
	var found []Found
	add := func(issue Issue, t *rule.Template, facts ...rule.Fact) {
		f := t.Finding(false, facts...)
		f.Cite = cite
		found = append(found, Found{issue, f})
	}
	for i := 1; i < len(steps); i++ {
		if before, now := steps[i-1].Percent, steps[i].Percent; now.Cmp(before) > 0 {
			add(Rises, &rises, rule.Int("step", i+1), rule.Num("percent", now), rule.Num("before", before))
			break
		}
	}
	first, last := steps[0], steps[len(steps)-1]
	if last.Percent.Sign() != 0 {
		add(NotToZero, &notToZero, rule.Num("percent", last.Percent))
	}
	started := !first.From.IsZero()
	if started {
		if from, to, ok := FirstGap(steps, end); ok && from.After(last.To) {
			add(NotCovered, &endsBefore, rule.Date("last", last.To), rule.Date("end", to))
		} else if ok {
			add(NotCovered, &gap, rule.Date("from", from), rule.Date("to", to))
		}
	}
	if fall := firstThat(steps, func(s Dated) bool { return !s.Percent.Equal(first.Percent) }); fall > 0 && steps[fall].Percent.Sign() == 0 {
		add(Cliff, &cliff, rule.Num("percent", first.Percent))
	}
	zero := firstThat(steps, func(s Dated) bool { return s.Percent.Sign() == 0 })
	if started && !end.IsZero() && zero >= 0 && steps[zero].From.After(end) {
		add(ZeroAfterEnd, &lateZero, rule.Date("from", steps[zero].From), rule.Date("end", end))
	}
	above := firstThat(steps, func(s Dated) bool { return s.Percent.Cmp(one) > 0 })
	between := firstThat(steps, func(s Dated) bool { return s.Percent.Sign() > 0 && s.Percent.Cmp(one) < 0 })
	if above < 0 && between >= 0 {
		add(Fraction, &fraction, rule.Int("step", between+1), rule.Num("percent", steps[between].Percent))
	}
	return found
}

// firstThat gives the index of the first step that is so; -1 for none.
func firstThat(steps []Dated, is func(Dated) bool) int {
	for i, s := range steps {
		if is(s) {
			return i
		}
	}
	return -1
}

// FirstGap gives the first days up to the end that lie in no step: between two
// segments, or after the last step. Without an end only those between segments
// count.
func FirstGap(steps []Dated, end calendar.Date) (from, to calendar.Date, ok bool) {
	for i, s := range steps {
		from, err := s.To.AddDays(1)
		if err != nil {
			return from, to, false
		}
		to = end
		if i+1 < len(steps) {
			to, _ = steps[i+1].From.AddDays(-1) // after s.To
			if !end.IsZero() && end.Before(to) {
				to = end
			}
		}
		if !to.IsZero() && !to.Before(from) {
			return from, to, true
		}
	}
	return from, to, false
}
