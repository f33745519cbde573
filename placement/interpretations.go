package placement

import (
	"strconv"

	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/internal/reading"
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
}

// readings are the switches that the readings taken set, looked up once.
type readings struct {
	accidentEmployerOnly bool // wa-new-employer
	successfulDecided    bool // seven-successful: left to a decision
	discontinuedDecided  bool // seven-discontinued: left to a decision
	fiveYearsExclusive   bool
	readinessAlone       bool // decline-fitness
	portionAsAgreed      bool // tap-portion-start
	declineByKind        bool
	planContactCounts    bool // action-plan-first-contact
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

// interpret takes the readings of the file.
func (p *Policy) interpret(f *doc.File, list reading.List) {
	all, taken := reading.Take(f, list, questions, p.set, nil)
	p.interpretations = all
	p.taken = readings{
		accidentEmployerOnly: taken[waNewEmployer] == "accident_employer_only",
		successfulDecided:    taken[sevenSuccessful] == "needs_decision",
		discontinuedDecided:  taken[sevenDiscontinued] == "needs_decision",
		fiveYearsExclusive:   taken[fiveYearsInclusive] == "exclusive",
		readinessAlone:       taken[declineFitness] == "part_of_readiness",
		portionAsAgreed:      taken[tapPortionStart] == "as_agreed",
		declineByKind:        taken[declineByEmployer] == "by_kind",
		planContactCounts:    taken[actionPlanFirstContact] == "counts",
	}
}
