package classify

import (
	"strconv"
	"strings"

	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/rule"
)

// A wording is the question of an interpretation and those of its readings that, as they are
// published, quote § 85-23 or give its numbers, in words that are true of every board.
type wording struct {
	question string
	readings map[string]string
}

// wordings are by the ids of the interpretations. What stands in braces is of the policy.
var wordings = map[string]wording{
	equalityQualifies: {"Does a factor equal to the value of the table qualify?",
		map[string]string{"equal": "Yes, by the tests of the levels.", "exceeding": "No, by the tests of the levels."}},
	bandLowerBounds: {"In which band is an amount above the last whole dollar of a band and below the next?", nil},
	exceedsCriteria: {"When does the factor of a focus program employer exceed the criteria for focus?", nil},
	discretionOr51: {
		"Is a focus program employer whose factor falls within target moved at once, or is that left to the discretion of the commission?",
		map[string]string{"discretion": "It is left to the commission.", "commands": "It is moved at once."}},
	improvementWindow: {"Against what is improvement over {improvement} review periods measured?", map[string]string{
		"three_before": "Against the review {improvement} before, at each review from number {improvement} after the one that put the employer in its tier.",
		"first_review": "Against the review that put the employer in its tier, at each review from number {improvement} after it."}},
	measurableImprovement: {"What is measurable safety improvement?", nil},
	releaseBeforeRecommendation: {
		"What goes first when an employer below the criteria for as many periods as release it has also shown no improvement?",
		nil},
	"return-from-focus": {"Does a former focus program employer at the target level wait for {above_focus} periods above the focus value?",
		map[string]string{
			"two_periods": "Yes: after them it comes back, at the level of the last.", "target_at_once": "No: it is classified as target at once."}},
	latestPeriodDecides: {
		"Which period decides where a target program employer goes that was below the target value for {below_target} periods, " +
			"in only some below the focus value?", nil},
	targetReleaseBranch: {
		"Does a target program employer that is below the focus value wait for {below_target} periods below the target value, " +
			"or does one period suffice?",
		map[string]string{"branch": "It waits for them.", "free_standing": "One period below the focus value ends review."}},
	"becomes-focus": {"Does an employer released from target at the focus level become a focus program employer?", map[string]string{
		"becomes_focus": "Yes, and the duties follow.", "reporting_only": "No: it is in no tier, and only the reports on claims go to it."}},
	"from-target-one-period": {"How many periods bring back an employer that was released from target while below the focus value?",
		map[string]string{
			"one": "One.", "two": "Two consecutive ones."}},
	"exclusion-reaches-target":     {"Does an exclusion also keep an employer out of target?", nil},
	"exclusion-reaches-tier-three": {"Can a tier three employer be excluded?", nil},
	"leaving-tier-three": {"How does an employer leave tier three?", map[string]string{
		"none": "In no way: an order is refused."}},
	notificationSentOrReceived: {
		"From when do the {plan} days for the plan run, from the day on which the notification is sent or on which it is received?",
		map[string]string{"sent": "From the day on which it is sent."}},
	"tier-three-notice-starts-plan": {"Does the notice of tier three start the {plan} days for a plan?", nil},
	"claims-report-date": {"By when does the commission report on the claims of a review period?", map[string]string{
		"no_date": "By no day that is named."}},
	countedTermsRoll: {"Does a counted term that ends on a closed day run to the next open day?", map[string]string{
		"following": "Yes.", "none": "No."}},
	calendarDatesDoNotRoll: {"Does a report due on the last day of a month move when that day is closed?", map[string]string{
		"none": "No."}},
	surchargeRoundsDown: {"How is a surcharge brought to the cent?", nil},
	protestWindow: {"Are the {from_notice} days from notice and the {from_decision} days from the decision two limits, or a choice?",
		nil},
	protestWindowRolls: {"Does a limit for a protest that ends on a closed day run to the next open day?", map[string]string{
		"no": "No.", "yes": "Yes."}},
}

// defaults are the interpretations of the published policy, as they are those of one that
// leaves them out: under its provisions and, where it is of another instrument, in words
// that do not quote § 85-23.
func (p *Policy) defaults(published []rule.Interpretation) []rule.Interpretation {
	own := reading.Clone(published)
	t := p.tiers
	numbers := strings.NewReplacer("{improvement}", strconv.Itoa(t.improvementOver.periods), "{above_focus}", strconv.Itoa(t.aboveFocus.periods),
		"{below_target}", strconv.Itoa(t.belowTarget.periods), "{plan}", strconv.Itoa(t.plan.days),
		"{from_notice}", strconv.Itoa(t.protest.fromNotice), "{from_decision}", strconv.Itoa(t.protest.fromDecision))
	for i := range own {
		under := own[i].Cite
		own[i].Cite = p.provision(own[i].ID, under)
		w, plain := wordings[own[i].ID]
		if !plain || !p.another() && (own[i].Cite == under || ofRule(own[i].Cite)) {
			continue
		}
		own[i].Question = numbers.Replace(w.question)
		for j, r := range own[i].Readings {
			if text, ok := w.readings[r.Key]; ok {
				own[i].Readings[j].Text = numbers.Replace(text)
			}
		}
	}
	return own
}
