package classify

import (
	"fmt"
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

func (e Review) ask(s *change, f *Facts) error {
	period := calendar.Period{From: e.From, To: e.To}
	if err := following(period, s.before.LastReviewed, "reviewed"); err != nil {
		return err
	}
	facts, err := s.policy.reviewFacts(e)
	if err != nil {
		return err
	}
	row, err := s.policy.ready(facts)
	if err != nil {
		return err
	}
	if e.NewSubscriber.True() {
		s.Say(par7_2, true, "A new subscriber is classified on its factor and its projected premium, here %s.", thousands(e.ThreeYearPremium))
	}
	level, err := s.level(facts, row)
	if err != nil {
		return err
	}
	past := PastReview{Period: period, ThreeYearPremium: e.ThreeYearPremium, EMF: e.EMF, Level: Tier(level)}
	if s.policy.taken.twoDecimals {
		past.EMF = rule.Round(past.EMF, 2, rule.HalfUp)
	}
	f.Level, f.EMF = past.Level, past.EMF
	f.Focus, f.Target = s.policy.bands.value(row, string(Focus)), s.policy.bands.value(row, string(Target))
	f.BelowFocus = f.EMF.Cmp(f.Focus) < 0 && f.Level == None
	s.past = past
	if s.before.Tier == Focus || s.before.Tier == Target {
		s.next.Reviews = append(slices.Clip(s.before.Reviews), past)
	}
	s.count(f, period)
	return s.improvement(f)
}

// level answers for the facts of a review, which are ready.
func (s *change) level(facts rule.Facts, row *band) (string, error) {
	if !s.Asked() {
		return s.policy.table.Decide(&facts)
	}
	level, findings, err := s.policy.explain(nil, facts, row)
	s.Find(findings...)
	return level, err
}

// following checks the days of a period, and that it comes after the one before.
func following(period, before calendar.Period, done string) error {
	for _, day := range []struct {
		field string
		date  calendar.Date
	}{{"from", period.From}, {"to", period.To}} {
		if day.date.IsZero() {
			return &rule.InputError{Field: day.field, Expected: "a day of the period"}
		}
	}
	fault := ""
	switch {
	case period.To.Before(period.From):
		return &rule.InputError{Field: "to", Value: period.To.String(), Problem: "runs backwards", Expected: fmt.Sprintf("a day on or after %v, the first of the period", period.From)}
	case before == calendar.Period{}:
		return nil
	case period.Overlaps(before):
		fault = "overlaps"
	case period.To.Before(before.From):
		fault = "runs backwards, before"
	default:
		return nil
	}
	return &rule.InputError{Field: "from", Value: period.String(), Problem: fmt.Sprintf("%s %v, which was %s", fault, before, done),
		Expected: fmt.Sprintf("a period after %v", before.To)}
}

// reviewFacts are the facts of the review that the policy declares, with room
// for those that are added. A further fact that it does not declare is left to
// the policy to refuse.
func (p *Policy) reviewFacts(e Review) (rule.Facts, error) {
	facts := copied(nil)
	for _, name := range [...]string{premiumFact, emfFact, fromFact, toFact, subscriberFact} {
		if text, given := e.Facts[name]; given {
			return nil, &rule.InputError{Field: name, Value: text, Expected: "the review's own " + name + ", not a further fact"}
		}
	}
	for name, text := range e.Facts {
		facts[name] = text
	}
	for _, fact := range p.facts {
		if value := e.own(fact.Name); value != nil {
			facts[fact.Name] = value
		}
	}
	return facts, nil
}

// own is what the review itself says of a fact; nil when it says nothing.
func (e Review) own(name string) any {
	switch {
	case name == premiumFact && rule.IsSet(e.ThreeYearPremium):
		return e.ThreeYearPremium
	case name == emfFact && rule.IsSet(e.EMF):
		return e.EMF
	case name == fromFact:
		return e.From
	case name == toFact:
		return e.To
	case name == subscriberFact:
		return e.NewSubscriber.True() // only if the review says so
	}
	return nil
}

// count brings the runs of consecutive periods up to this review. Exactly on
// the value is neither below nor above.
func (s *change) count(f *Facts, period calendar.Period) {
	adjacent := s.adjacent(period)
	switch {
	case (s.before.Tier == Focus || s.before.Tier == Target) && len(s.before.Reviews) == 0:
		f.Below = 0
		s.Say(par6_3, false, "This is the first review since the order: it is number 0 and opens no run of consecutive periods.")
	case s.before.Tier == Focus:
		on := f.EMF.Equal(f.Focus)
		s.tellOnTarget(f)
		f.Below = s.run(adjacent, f.BelowFocus, on, s.before.Below)
		s.tellBelow(f, s.policy.tiers.belowFocus, Focus, on)
	case s.before.Tier == Target:
		on := f.EMF.Equal(f.Target)
		f.Below = s.run(adjacent, f.EMF.Cmp(f.Target) < 0 && f.Level != Target, on, s.before.Below)
		s.tellBelow(f, s.policy.tiers.belowTarget, Target, on)
	case s.before.Tier == None && s.before.Released == FromFocus:
		on := f.EMF.Equal(f.Focus)
		f.Above = s.run(adjacent, f.EMF.Cmp(f.Focus) > 0 && f.Level != None, on, s.before.Above)
		s.tellAbove(f, on)
	case s.before.Tier == None && s.before.Released == FromTarget:
		f.Above = s.run(adjacent, f.Level != None, false, s.before.Above)
	}
}

// adjacent reports whether the period follows the one reviewed before without a
// gap, or is taken to.
func (s *change) adjacent(period calendar.Period) bool {
	last := s.before.LastReviewed
	if last == (calendar.Period{}) || period.From.DaysSince(last.To) == 1 {
		return true
	}
	if s.before.Tier == TierThree || s.before.Tier == None && s.before.Released == NotReleased {
		return true // no run is counted there
	}
	cite, means := par4_4_1, "a run of consecutive review periods begins anew"
	if s.before.Tier == Target || s.before.Released == FromTarget {
		cite = par5_7_1
	}
	if s.policy.taken.bridges {
		means = "the policy takes them as consecutive all the same"
	}
	s.Read(gapBreaksRuns, cite, !s.policy.taken.bridges, "Between %v, the last day reviewed before, and %v there is a gap: %s.", last.To, period.From, means)
	return s.policy.taken.bridges
}

// run is the length of a run with this period.
func (s *change) run(adjacent, counts, on bool, before int) int {
	if !adjacent {
		before = 0
	}
	switch {
	case counts:
		return before + 1
	case on && s.policy.taken.keepsRun:
		return before
	}
	return 0
}

// improvement tests "measurable safety improvement … over three review periods"
// (4.4.2, 5.7.3), from the third review after number 0 on.
func (s *change) improvement(f *Facts) error {
	reviews, over := s.next.Reviews, s.policy.tiers.improvementOver.periods
	number := len(reviews) - 1
	if s.before.Tier != Focus && s.before.Tier != Target || number < over {
		return nil
	}
	cite, held := par4_4_2, reviews[number-over]
	if s.before.Tier == Target {
		cite = par5_7_3
	}
	if s.policy.taken.fromFirstReview {
		held = reviews[0]
	}
	asked := improvement{ThreeYearPremium: reviews[number].ThreeYearPremium, EMF: reviews[number].EMF,
		Baseline: baseline{held.ThreeYearPremium, held.EMF}}
	var err error
	if f.Improved, err = s.policy.tiers.improvement.Holds(&asked); err != nil {
		return err
	}
	if s.Asked() {
		s.tellImprovement(f, &asked, held.Period, cite)
	}
	return nil
}

// releases reports whether the run of periods below ends the classification.
func (s *change) releases(f *Facts) bool {
	if s.before.Tier == Focus {
		return f.Below >= f.BelowFocusPeriods
	}
	return f.Below >= f.BelowTargetPeriods || f.FreeStanding && f.BelowFocus
}

func (e Review) act(s *change, fired row, f *Facts) error {
	s.next.LastReviewed = s.past.Period
	s.Close(DutyReview)
	s.next.Pending, s.next.Below, s.next.Above = "", f.Below, f.Above
	switch {
	case fired.To != "":
		s.moveAfterReview(fired)
	case fired.Cite == par4_4_2:
		s.recommend(Target, fired.Cite)
	case fired.Cite == par5_7_3:
		s.recommend(TierThree, fired.Cite)
	}
	if was := s.before.Pending; was != "" && s.next.Pending == "" {
		s.Say(fired.Cite, false, "The recommendation of %s, which was not decided, falls away: this review takes its place.", was)
	}
	return nil
}

// moveAfterReview carries out a move that the rule itself makes.
func (s *change) moveAfterReview(fired row) {
	released := NotReleased
	switch {
	case fired.To == None && s.before.Tier == Focus:
		released = FromFocus
	case fired.To == None:
		released = FromTarget
	}
	if fired.To == None {
		s.move(None, released)
	} else {
		s.move(fired.To, released, s.past)
	}
	if s.before.Tier != None {
		s.closeOwed()
	}
	if fired.ID == "5.7.1.reporting" {
		s.openOnce(claimsReport(s.past.Period))
	}
	s.enter(false)
}
