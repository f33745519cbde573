package placement

import (
	"strconv"

	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// The ids of the interpretations of the procedure.
const (
	nineMonthsExtension    = "nine-months-extension"
	waNewEmployer          = "wa-new-employer"
	sevenSuccessful        = "seven-successful"
	sevenDiscontinued      = "seven-discontinued"
	fiveYearsInclusive     = "five-years-inclusive"
	declineFitness         = "decline-fitness"
	tapPortionStart        = "tap-portion-start"
	levelsOfAuthority      = "levels-of-authority"
	declineByEmployer      = "decline-by-employer"
	actionPlanFirstContact = "action-plan-first-contact"
	firstTwoWeeks          = "first-two-weeks"
	declineBeforeSuitable  = "decline-before-suitable"
	declineEndsVR04        = "decline-ends-vr04"
	someTime               = "some-time"
	conclusionLetters      = "conclusion-letters"
	noLossNoSupplement     = "no-loss-no-supplement"
	employerWithdraws      = "employer-withdraws"
	suspensionAndTime      = "suspension-and-time"
	lateBegin              = "late-begin"
)

// questions are the interpretations that a policy must have, with the readings
// that the engine knows.
var questions = []reading.Question{
	{ID: nineMonthsExtension, Readings: []string{string(orLonger), string(longerThan)}},
	{ID: waNewEmployer, Readings: []string{"nua_or_out_of_province", "accident_employer_only"}},
	{ID: sevenSuccessful, Readings: []string{"reconstruction", "needs_decision"}},
	{ID: sevenDiscontinued, Readings: []string{"by_skills", "needs_decision"}},
	{ID: fiveYearsInclusive, Readings: []string{"inclusive", "exclusive"}},
	{ID: declineFitness, Readings: []string{"fitness_for_duties", "part_of_readiness"}},
	{ID: tapPortionStart, Readings: []string{"after_training", "as_agreed"}},
	{ID: levelsOfAuthority, Readings: []string{"not_stated", "stated"}},
	{ID: declineByEmployer, Readings: []string{"by_employer", "by_kind"}},
	{ID: actionPlanFirstContact, Readings: []string{"separate", "counts"}},
	{ID: firstTwoWeeks, Readings: []string{"14", "13"}},
	{ID: declineBeforeSuitable, Readings: []string{"no_consequences", "once_assessed", "consequences"}},
	{ID: declineEndsVR04, Readings: []string{"on_approval", "at_once"}},
	{ID: someTime, Readings: []string{"until_return_day", "any_time"}},
	{ID: conclusionLetters, Readings: []string{"also_discontinued", "only_concluded"}},
	{ID: noLossNoSupplement, Readings: []string{"end_supplement", "convert"}},
	{ID: employerWithdraws, Readings: []string{"no_consequence", "refused"}},
	{ID: suspensionAndTime, Readings: []string{"calendar_runs", "shifts"}},
	{ID: lateBegin, Readings: []string{"terms", "actual"}},
}

// set gives the reading that a value of the policy sets, and that value's key.
func (p *Policy) set(id string) (key, reading string) {
	switch id {
	case nineMonthsExtension:
		return "approvals.extension.test", string(p.approvals.Extension.Test.Value)
	case levelsOfAuthority:
		if len(p.levels) > 0 {
			return "levels_of_authority", "stated"
		}
		return "levels_of_authority", "not_stated"
	case firstTwoWeeks:
		return "plan.first_contact.days", strconv.Itoa(p.plan.FirstContact.Days.Value)
	}
	return "", ""
}

// interpret takes the readings of the file; those that it leaves out are those of
// the published policy.
func (p *Policy) interpret(f *strict.File, list reading.List, defaults []rule.Interpretation) {
	all, chosen := reading.Choose(f, list, questions, p.set, defaults)
	p.interpretations = all
	p.readings = make([]string, len(questions))
	for i, q := range questions {
		p.readings[i] = chosen[q.ID]
	}
}
