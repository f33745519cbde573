package classify

import (
	"slices"
	"sync"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	process "github.com/workcomp-go/workcomp/rule/lifecycle"
)

// A ProtestRow is a row of the lifecycle of a protest. Its zero value is that of lifecycle.Row.
type ProtestRow = process.Row[ProtestState, ProtestEventName]

type (
	protestMachine = process.Machine[ProtestState, ProtestEventName, Protest, ProtestEvent, *Policy]
	protestContext = process.Context[Protest, *Policy]
	protestStates  = []ProtestState
)

// termsRest is the reading of stayed-terms by which the days of a stay are no part
// of a term.
const termsRest = "rest"

// protestQuestions are the interpretations that a protest asks.
var protestQuestions = []process.Question{
	{ID: protestWindow, Readings: []string{earlier, laterLimit}},
	{ID: protestWindowRolls, Readings: []string{limitsStand, limitsRoll}},
	{ID: countedTermsRoll, Readings: []string{string(calendar.Following), string(calendar.NoRoll)}},
	{ID: stayedTerms, Readings: []string{"run_on", termsRest}},
}

// readingOf is the reading that the policy takes of an interpretation of a
// protest; the default where it names none.
func (p *Policy) readingOf(id string) string {
	for i := range p.interpretations {
		if p.interpretations[i].ID == id {
			return p.interpretations[i].Reading
		}
	}
	i := slices.IndexFunc(protestQuestions, func(q process.Question) bool { return q.ID == id })
	return protestQuestions[i].Readings[0]
}

// protestValues are the numbers of the policy that the rows read.
type protestValues struct{ FromNotice, FromDecision, Stay int }

func protestDuties() []calendar.Duty {
	return []calendar.Duty{owed(DutyAcknowledgement, Commission, Employer, par10_3, nil, []string{"opportunity_for_hearing"})}
}

var (
	isStayed = process.Guard{ID: "10.3.not_open", If: "not case.stay_until.open", Cite: par10_3,
		Text: "No opportunity for hearing was given yet: the stay is open, and there is nothing to extend."}
	isHeard = process.Guard{ID: "10.3.hearing_first", If: "not case.stay_until.open", Cite: par10_3,
		Text: "No opportunity for hearing was given yet: it comes before a decision."}
	isSafe = process.Guard{ID: "10.3.safety", If: "event.safety_not_compromised", Cite: par10_3,
		Text: "A further stay needs that the safety of employees is not compromised (safety_not_compromised), and it is."}
)

// given is a fact that the event must give.
func given(fact string) process.Guard { return process.Guard{Fact: fact} }

// pleads is a fact that a petition must give.
func pleads(fact string) process.Guard { return process.Guard{Fact: fact, Cite: par10_2} }

// must is a fact without which the event is an error.
func must(fact string) process.Guard { return process.Guard{Fact: fact, Error: true} }

// setFact sets a fact of a protest.
func setFact(field, to string) process.Effect { return process.Set{Field: field, To: to} }

// petition is what every petition leaves in the case.
func petition(further ...process.Effect) []process.Effect {
	return append([]process.Effect{
		setFact("decided", "event.decided"),
		setFact("notice_received", "event.notice_received"),
		setFact("received", "event.received"),
		setFact("issue", "event.issue"),
		setFact("address", "event.address"),
		setFact("thirty_from_notice", "time.thirty_from_notice"),
		setFact("sixty_from_decision", "time.sixty_from_decision"),
		setFact("act_by", "time.act_by"),
		process.Say{
			ID:   "10.2.limits",
			Text: "{policy.from_notice} days after notice was received on {event.notice_received} end on {time.thirty_from_notice}, {policy.from_decision} days from the decision of {event.decided} on {time.sixty_from_decision}.",
		},
	}, further...)
}

// opportunity is what an opportunity for hearing does to the stay.
func opportunity(further ...process.Effect) []process.Effect {
	return append([]process.Effect{
		process.Set{If: "stay.given", Field: "hearing", To: "event.hearing"},
		process.Set{If: "stay.given", Field: "first_hearing", To: "stay.first"},
		process.Set{If: "stay.given", Field: "stay_until", To: "stay.until"},
		process.Say{
			ID:   "10.3.within",
			If:   "stay.given and stay.within",
			Text: "An opportunity for hearing on {stay.first} falls within {policy.stay} days from the order: the stay lasts until {stay.until.until}.",
		},
		process.Say{
			ID:   "10.3.after",
			If:   "stay.given and not stay.within",
			Text: "No opportunity for hearing fell within {policy.stay} days from the order, which ended on {stay.last}: the stay lasts until {stay.until.until}.",
		},
	}, further...)
}

// decided is what every decision of an examiner leaves in the case.
func decided(further ...process.Effect) []process.Effect {
	return append([]process.Effect{
		setFact("granted", "event.granted"),
		setFact("reason", "event.reason"),
		process.Set{If: "stay.ends", Field: "stay_until", To: "stay.until"},
		process.Say{
			ID:   "10.3.ended",
			If:   "stay.ends",
			Cite: par10_3,
			Text: "The stay lasts until the examiner decides: it ends on {event.on}.",
		},
	}, further...)
}

// protestRows are the rows of section 10, in the order of its text.
func protestRows() []ProtestRow {
	return []ProtestRow{
		{
			ID:    "10.1",
			On:    fileProtest,
			By:    []process.Who{{Role: Employer, Default: true, Cite: par10_1}},
			Needs: []process.Guard{must("decided"), must("notice_received"), must("received"), pleads("issue"), pleads("address")},
			Cite:  par10_1,
			Text:  "An employer may protest any order, decision, designation or redesignation.",
		},
		{
			ID:   "10.2",
			From: protestStates{ProtestNotFiled},
			On:   fileProtest,
			If:   "time.in_time",
			To:   ProtestFiled,
			Cite: par10_2,
			Text: "The commission received the petition on {event.received}: that is in time, which ends on {time.act_by}.",
			Does: petition(
				setFact("in_time", "true"),
				setFact("stay_until", "stay.until"),
				process.Say{
					ID:   "10.3.stayed",
					Cite: par10_3,
					Text: "The filing stays the decision of {event.decided}. The stay is open until an opportunity for hearing is given.",
				},
				process.Open{Duty: DutyAcknowledgement, Within: "acknowledgement", After: "event.received"}),
		},
		{
			ID:   "10.2.late",
			From: protestStates{ProtestNotFiled},
			On:   fileProtest,
			To:   ProtestLate,
			Cite: par10_2,
			Text: `The commission received the petition on {event.received}: that is too late, for the time ended on {time.act_by} and "may not be extended or waived".`,
			Does: petition(
				setFact("in_time", "false")),
		},
		{
			ID:   "10.3",
			From: protestStates{ProtestFiled},
			On:   acknowledgeProtest,
			By:   process.ByDefault(Commission),
			To:   ProtestAcknowledged,
			Cite: par10_3,
			Text: "The commission acknowledges the protest.",
			Does: opportunity(
				process.Perform{Duties: process.Duties{IDs: []string{DutyAcknowledgement}}}),
		},
		{
			ID:    "10.3.hearing",
			From:  protestStates{ProtestAcknowledged},
			On:    acknowledgeProtest,
			By:    process.ByDefault(Commission),
			Needs: []process.Guard{given("hearing")},
			Cite:  par10_3,
			Text:  "The commission gives an opportunity for hearing on {event.hearing}.",
			Does:  opportunity(),
		},
		{
			ID:       "10.3.further",
			From:     protestStates{ProtestFiled, ProtestAcknowledged},
			On:       extendStay,
			By:       process.By(Commission),
			Requires: []process.Guard{isStayed},
			Needs:    []process.Guard{must("until"), given("safety_not_compromised"), isSafe},
			Cite:     par10_3,
			Text:     "At the discretion of the commission, and as the safety of employees is not compromised, the decision is stayed further, until {event.until}.",
			Does: []process.Effect{
				setFact("further_stay", "event.until"),
				setFact("stay_until", "stay.until"),
			},
		},
		{
			ID:       "10.4.granted",
			From:     protestStates{ProtestFiled, ProtestAcknowledged},
			On:       decideProtest,
			By:       process.By(HearingExaminer),
			Requires: []process.Guard{isHeard},
			Needs:    []process.Guard{must("granted"), given("reason")},
			If:       "event.granted",
			To:       ProtestDecided,
			Cite:     par10_4,
			Text:     "The hearing examiner grants the protest, for the reason: {event.reason}. The decision is set aside: set_aside of the employer's standing follows.",
			Does:     decided(process.Await{What: "set_aside", By: []rule.Role{HearingExaminer, Commission}}),
		},
		{
			ID:       "10.4.denied",
			From:     protestStates{ProtestFiled, ProtestAcknowledged},
			On:       decideProtest,
			By:       process.By(HearingExaminer),
			Requires: []process.Guard{isHeard},
			Needs:    []process.Guard{must("granted"), given("reason")},
			To:       ProtestDecided,
			Cite:     par10_4,
			Text:     "The hearing examiner does not grant the protest, for the reason: {event.reason}. The decision stands.",
			Does:     decided(),
		},
	}
}

// protests is the lifecycle of a protest at work.
var protests = sync.OnceValue(func() *protestMachine {
	return process.New(process.Definition[ProtestState, ProtestEventName, Protest, ProtestEvent, *Policy]{
		Name:     "protest",
		Start:    ProtestNotFiled,
		Final:    protestStates{ProtestDecided, ProtestLate},
		Roles:    []rule.Role{Commission, Employer, SafetyRepresentative, HearingExaminer},
		Events:   []ProtestEvent{FileProtest{}, AcknowledgeProtest{}, DecideProtest{}, ExtendStay{}},
		Duties:   protestDuties(),
		Readings: protestQuestions,
		Rows:     protestRows(),
		Case: func(c *Protest) process.Core[ProtestState] {
			return process.Core[ProtestState]{State: &c.State, LastOn: &c.LastOn, Docket: &c.Docket}
		},
		Check:  checkProtest,
		Own:    func(p *Policy) *protestMachine { return p.orZero().ownProtest },
		Accept: acceptProtest,
		Values: process.ValuesOf(func(p *Policy) *protestValues {
			return &protestValues{p.tiers.protest.fromNotice, p.tiers.protest.fromDecision, p.tiers.stay.days}
		}),
		Reading: func(p *Policy, question int) string { return p.readingOf(protestQuestions[question].ID) },
		Term:    acknowledgementTerm,
		Finds:   []process.Function[Protest, *Policy]{process.Find("time", timeOf).Asking(protestWindow, protestWindowRolls), process.Find("stay", stayOf)},
	})
})

var termRolled = rule.Template{ID: "2-2-3.rolled", Cite: countDays, Text: "{counted} is closed ({why}): the term runs to the next open day, {due}."}
var termStands = rule.Template{ID: "2-2-3.stands", Cite: countDays, Text: "The term ends on {counted}, closed ({why}) or not."}

// acknowledgementTerm is when the term of an acknowledgement ends.
func acknowledgementTerm(x *protestContext, _ string, after calendar.Date) (calendar.Due, error) {
	t := x.Policy.tiers
	due, err := t.daysAfter(after, t.acknowledgement.days, calendar.NoRoll)
	if err != nil {
		return due, err
	}
	why, closed, err := t.closed.On(due.Date)
	if err == nil && !closed {
		return due, nil
	}
	if x.Ask(countedTermsRoll) != string(calendar.Following) {
		x.Find(asClosed(termStands.Finding(true, rule.Date("counted", due.Date), rule.Str("why", why)), t.closed, due.Date))
		return due, nil
	}
	rolled, err := t.daysAfter(after, t.acknowledgement.days, calendar.Following)
	if err == nil {
		x.Find(asClosed(termRolled.Finding(true, rule.Date("counted", due.Date), rule.Str("why", why), rule.Date("due", rolled.Date)), t.closed, due.Date))
	}
	return rolled, err
}
