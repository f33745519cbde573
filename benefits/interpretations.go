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

// questions are the interpretations that the policy answers: those that it names,
// and those of what it has. A board without maximums or kinds of pay is not asked
// about them.
func (p *Policy) questions(named reading.List) []reading.Question {
	var ids []string
	for _, entry := range named.Value {
		ids = append(ids, entry.Value.ID.Value)
	}
	excludes := func(kinds ...string) bool {
		return slices.ContainsFunc(kinds, func(k string) bool { return indexKind(p.excluded, k) >= 0 })
	}
	has := map[string]bool{
		nearestTie:        rule.IsSet(p.nearest.Value) && p.nearest.How != rule.Up && p.nearest.How != rule.Down,
		uncappedFrom:      p.maximums.Rows() != nil,
		cppEmployerShare:  excludes("employer_cpp", "worker_cpp"),
		holidayPay:        excludes("holiday_pay", "vacation_pay"),
		apportionStraddle: p.reimbursable != nil,
	}
	return slices.DeleteFunc(questionsOf(p.Kinds()), func(q reading.Question) bool {
		of, some := has[q.ID]
		return some && !of && !slices.Contains(ids, q.ID)
	})
}

// standard are the words of interpretations that a policy leaves out, or names
// without them: of no board.
var standard = map[string]rule.Interpretation{
	roundHalfUp: words("How is an amount that is paid rounded?", "half_up", "To the nearest, a half up.",
		"half_even", "To the nearest, a half to even.",
		"half_down", "To the nearest, a half down.", "up", "Up.", "down", "Down."),
	nearestTie: words("To which multiple is a gross taken that lies half between two?", "up", "The one above.", "down", "The one below."),
	topUpReading: words("Is a top-up a share of the difference of the earnings, or what wages lack of full compensation?",
		string(NetDifference), "The rate of the difference.", string(FullCompensation), "Full compensation less the wages."),
	apportionStraddle: words("How is a pay period reimbursed that lies in two steps of the schedule?", "by_days", "It is split by days.",
		"first_day", "All of it at the step of its first day."),
	uncappedFrom: words("From which day of accident was there no maximum?", "never", "There was always one."),
	cppEmployerShare: words("Whose pension contributions are not reimbursed?",
		"employer_share", "The employer's.", "both_shares", "The worker's too."),
	holidayPay: words("What is holiday pay?", "as_booked", "What the host books as such.", "vacation_too", "Vacation pay too."),
	fullCompensationWages: words("Which wages are part of full compensation, gross or net?", "as_given", "The wages as given.",
		"net", "The net of the wages."),
	daysOfTheYear: words("How many days has the year of which a pay period has its share?", "365", "365, always.",
		"actual", "Those of each day's own year."),
	partMonth: words("What is a part of a month of a monthly benefit?", "calendar_days", "Its calendar days over those of the month.",
		"thirty_days", "Its calendar days over 30, never more than the month."),
	sickPay:     words("Is paid sick leave reimbursed?", "reimbursed", "As gross earnings.", "excluded", "It is not."),
	vacationPay: words("Is vacation pay reimbursed?", "reimbursed", "As gross earnings.", "excluded", "It is not."),
}

// words are a question and its readings, each with its key.
func words(question string, readings ...string) rule.Interpretation {
	i := rule.Interpretation{Question: question}
	for n := 0; n < len(readings); n += 2 {
		i.Readings = append(i.Readings, rule.Reading{Key: readings[n], Text: readings[n+1]})
	}
	return i
}

// worded fills in the words of interpretations that a policy leaves out. Their
// provision is the policy's own source.
func worded(all []rule.Interpretation, source string) []rule.Interpretation {
	for i := range all {
		words := standard[all[i].ID]
		all[i].Question = cmp.Or(all[i].Question, words.Question)
		all[i].Cite = cmp.Or(all[i].Cite, rule.Citation(source))
		if all[i].Readings == nil {
			all[i].Readings = slices.Clone(words.Readings)
		}
		if all[i].Chosen() == all[i].Reading && !slices.ContainsFunc(all[i].Readings,
			func(r rule.Reading) bool { return r.Key == all[i].Reading }) {
			all[i].Readings = append(all[i].Readings, rule.Reading{Key: all[i].Reading, Text: "As the policy states it."})
		}
	}
	return all
}
