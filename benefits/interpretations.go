package benefits

import (
	"cmp"
	"slices"

	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/rule"
)

// The ids of the interpretations.
const (
	roundHalfUp           = "round-half-up"
	nearestTie            = "net-nearest-100-tie"
	topUpReading          = "top-up-reading"
	apportionStraddle     = "apportion-straddle"
	uncappedFrom          = "uncapped-from"
	cppEmployerShare      = "cpp-employer-share"
	holidayPay            = "holiday-pay"
	fullCompensationWages = "full-compensation-wages"
	daysOfTheYear         = "days-of-the-year"
	partMonth             = "part-month"
	sickPay               = "sick-pay"
	vacationPay           = "vacation-pay"
)

// question is an interpretation that a policy may leave out: the first reading
// is the default.
func question(id string, readings ...string) reading.Question {
	return reading.Question{ID: id, Readings: readings, Default: readings[0]}
}

// questions are the interpretations of a policy, with the readings that the
// engine knows; rounding is that of a subsidy too.
var (
	rounding  = reading.Question{ID: roundHalfUp, Readings: roundings, Default: string(rule.HalfUp), Some: true}
	questions = []reading.Question{
		rounding,
		question(nearestTie, "up", "down"),
		question(topUpReading, string(NetDifference), string(FullCompensation)),
		question(apportionStraddle, "by_days", "first_day"),
		{ID: uncappedFrom, Default: "never"}, // any day, or never
		question(cppEmployerShare, "employer_share", "both_shares"),
		question(holidayPay, "as_booked", "vacation_too"),
		question(fullCompensationWages, "as_given", "net"),
		question(daysOfTheYear, "365", "actual"),
		question(partMonth, "calendar_days", "thirty_days"),
	}
	// kindQuestions are asked of a policy that knows the kind of pay.
	kindQuestions = map[string]reading.Question{"sick_pay": question(sickPay, "reimbursed", "excluded"),
		"vacation_pay": question(vacationPay, "reimbursed", "excluded")}
)

// questionsOf are the interpretations of a policy with these kinds of pay.
func questionsOf(kinds []string) []reading.Question {
	asked := slices.Clone(questions)
	for _, kind := range [...]string{"sick_pay", "vacation_pay"} {
		if slices.Contains(kinds, kind) {
			asked = append(asked, kindQuestions[kind])
		}
	}
	return asked
}

// standard are the words of interpretations that a policy leaves out, or names
// without them: those of the built-in policy, and of kinds of pay that it does
// not have.
func standard() map[string]rule.Interpretation {
	words := map[string]rule.Interpretation{
		sickPay: {Question: "Is paid sick leave reimbursed?", Readings: []rule.Reading{
			{Key: "reimbursed", Text: "As gross earnings."}, {Key: "excluded", Text: "It is not."}}},
		vacationPay: {Question: "Is vacation pay reimbursed?", Readings: []rule.Reading{
			{Key: "reimbursed", Text: "As gross earnings."}, {Key: "excluded", Text: "It is not."}}},
	}
	if p, err := Builtin("ab-toj"); err == nil { // a test sees to it
		for _, i := range p.interpretations {
			words[i.ID] = i
		}
	}
	return words
}

// worded fills in the words of interpretations that a policy leaves out. Their
// provision is the policy's own source.
func worded(all []rule.Interpretation, source string) []rule.Interpretation {
	var known map[string]rule.Interpretation
	for i := range all {
		if all[i].Question != "" && all[i].Readings != nil && all[i].Cite != "" {
			continue
		}
		if known == nil {
			known = standard()
		}
		words := known[all[i].ID]
		all[i].Question = cmp.Or(all[i].Question, words.Question)
		all[i].Cite = cmp.Or(all[i].Cite, rule.Citation(source))
		if all[i].Readings == nil {
			all[i].Readings = slices.Clone(words.Readings)
		}
		if all[i].Taken() == all[i].Reading && !slices.ContainsFunc(all[i].Readings,
			func(r rule.Reading) bool { return r.Key == all[i].Reading }) {
			all[i].Readings = append(all[i].Readings, rule.Reading{Key: all[i].Reading, Text: "As the policy states it."})
		}
	}
	return all
}
