package classify

import (
	"fmt"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// What follows decides nothing: it tells what was decided, to whoever asked.

// tellBelow says how the factor lies to the value of the employer's tier.
func (s *change) tellBelow(f *Facts, needed periods, tier Tier, on bool) {
	if !s.Asked() {
		return
	}
	value := f.Focus
	if tier == Target {
		value = f.Target
	}
	switch {
	case on:
		s.tellThreshold(needed.cite, f, tier)
	case f.Below > 0:
		s.Say(needed.cite, f.Below >= needed.periods, "The factor %s is below %s, the %s value: review period %d of the %d consecutive ones that end the classification.",
			digits(f.EMF), digits(value), tier, f.Below, needed.periods)
	default:
		s.Say(needed.cite, false, "The factor %s is not below %s, the %s value: no run of periods below is open.", digits(f.EMF), digits(value), tier)
	}
	if tier == Target && f.BelowFocus && f.Below > 0 && f.Below < needed.periods {
		then := fmt.Sprintf("as a branch of 5.7.1 it waits for the %d consecutive periods below the target value", needed.periods)
		if f.FreeStanding {
			then = "standing alone, it needs no second period"
		}
		s.Read(targetReleaseBranch, par5_7_2, f.FreeStanding, "The factor %s is also below %s, the focus value, of which 5.7.2 speaks: %s.", digits(f.EMF), digits(f.Focus), then)
	}
}

// tellAbove says how the factor of a released focus employer lies to the value.
func (s *change) tellAbove(f *Facts, on bool) {
	if !s.Asked() {
		return
	}
	needed := s.policy.tiers.aboveFocus
	switch {
	case on:
		s.tellThreshold(needed.cite, f, Focus)
	case f.Above > 0:
		s.Say(needed.cite, f.Above >= needed.periods, "The factor %s is above %s, the focus value: review period %d of the %d consecutive ones that bring the employer back.",
			digits(f.EMF), digits(f.Focus), f.Above, needed.periods)
	default:
		s.Say(needed.cite, false, "The factor %s is not above %s, the focus value: no run of periods above is open.", digits(f.EMF), digits(f.Focus))
	}
}

// tellOnTarget tells of a focus employer whose factor is on the target value, when
// the policy takes that not to exceed the criteria for focus.
func (s *change) tellOnTarget(f *Facts) {
	if f.Level == Target && f.EMF.Equal(f.Target) && !s.policy.taken.exceedsOnValue {
		s.Read(exceedsCriteria, par4_4_2, false, "The factor %s is exactly the target value: it equals the end of the criteria for a focus program employer and does not exceed them.", digits(f.EMF))
	}
}

func (s *change) tellThreshold(cite rule.Citation, f *Facts, tier Tier) {
	then := "it ends a run of consecutive periods"
	if s.policy.taken.keepsRun {
		then = "it is left out of the run of consecutive periods"
	}
	s.Read(thresholdNeither, cite, false, "The factor %s is exactly the %s value, neither below nor above: %s.", digits(f.EMF), tier, then)
}

// tellImprovement tells of the test and, where the employer would be released as
// well, which of the two is looked at first.
func (s *change) tellImprovement(f *Facts, asked *improvement, held calendar.Period, cite rule.Citation) {
	test := s.policy.tiers.improvement
	found, _ := test.Find(asked, cite) // it holds or it does not, as before
	was := "was"
	if !f.Improved {
		was = "was not"
	}
	facts := found.Facts
	found = rule.Stated{Cite: cite, Holds: found.Holds, Facts: facts, Interpretation: improvementWindow, Text: fmt.Sprintf("Measurable safety improvement %s made over %d review periods: the factor is %s, and was %s in the review of %v (the test: %s).",
		was, s.policy.tiers.improvementOver.periods, digits(asked.EMF), digits(asked.Baseline.EMF), held, test.Source())}.Finding()
	s.Find(found)
	if !f.Improved && s.releases(f) {
		first := "the release, which is looked at first"
		if !f.ReleaseFirst {
			first = "the recommendation, which is looked at first"
		}
		s.Read(releaseBeforeRecommendation, cite, true, "The factor has been below for %d consecutive review periods, which would end the classification, and there is no improvement, which would move it up: what follows is %s.", f.Below, first)
	}
}

// tellTerm says how a counted term ends.
func (s *change) tellTerm(term days, after calendar.Date, what string, due calendar.Due) {
	text := fmt.Sprintf("Within %d days of %v, %s, is by %v", term.days, after, what, due.Date)
	if n := len(due.Skipped); n > 0 {
		text += fmt.Sprintf(", the last day being closed (%v, %s)", due.Skipped[0].Date, due.Skipped[0].Why)
	}
	s.Say(term.cite, true, "%s.", text)
	s.Read(countedTermsRoll, countDays, s.policy.taken.termRoll == calendar.Following,
		"The first day is left out and the last counted, and a last day that is closed (%s) is left out too.", s.policy.tiers.closed.Name())
}

// tellReportDue says when the report for a quarter is due, and whether it is on a
// closed day. Of a year whose holidays are not known it says nothing of them.
func (s *change) tellReportDue(q calendar.Quarter, due calendar.Date, rolls bool) {
	text := fmt.Sprintf("The report for %v is due on %v, the last day of the month following the end of the quarter", q, q.MonthEndAfter())
	switch why, closed, _ := s.policy.tiers.closed.On(q.MonthEndAfter()); {
	case closed && rolls:
		text += fmt.Sprintf(", which is closed (%s), so on %v", why, due)
	case closed:
		text += fmt.Sprintf("; that day is closed (%s) and the date stands", why)
	}
	s.Read(calendarDatesDoNotRoll, par5_5_1, !rolls, "%s.", text)
}
