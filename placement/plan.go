package placement

import (
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
)

// plan are the dates of an active placement, reckoned from its terms. They are
// not rolled over closed days.
type plan struct {
	firstContactBy  calendar.Date
	monthlyContacts []calendar.Date
	returnClaimBy   calendar.Date
}

// shortestMonth is how many days a month has at least.
const shortestMonth = 28

// planOf reckons the plan: "both … within the first two weeks", "monthly until
// the TOJ/TaP/WA ends", "returning the claim three weeks prior to the end".
func (p *Policy) planOf(t Terms) (plan, error) {
	start := t.begins()
	made := plan{monthlyContacts: make([]calendar.Date, 0, max(t.End.DaysSince(start)/shortestMonth, 0))}
	var err error
	if made.firstContactBy, err = start.AddDays(p.plan.FirstContact.Days.Value); err != nil {
		return made, err
	}
	if made.returnClaimBy, err = t.End.AddDays(-p.plan.ReturnClaim.Days.Value); err != nil {
		return made, err
	}
	every := p.plan.MonthlyContact.Months.Value
	for k := 1; ; k++ {
		next, err := start.AddMonths(k * every)
		if err != nil || next.After(t.End) { // the only error is the end of the calendar
			return made, nil
		}
		made.monthlyContacts = append(made.monthlyContacts, next)
	}
}

// follow puts the plan into the case and opens the duties that are not there
// from the plan before: on an extension, the later months.
func (s *change) follow(t Terms) error {
	made, err := s.policy.planOf(t)
	if err != nil {
		return err
	}
	values, before := s.policy.plan, s.next.MonthlyContacts
	s.next.FirstContactBy, s.next.MonthlyContacts, s.next.ReturnClaimBy = made.firstContactBy, made.monthlyContacts, made.returnClaimBy
	var few [16]calendar.Duty // enough for a year, and no allocation
	duties := few[:0]
	for _, day := range made.monthlyContacts {
		if !slices.Contains(before, day) {
			duties = append(duties, s.policy.owesBy(DutyMonthlyContact, day))
		}
	}
	duties = append(duties, s.policy.owesBy(DutyReturnClaim, made.returnClaimBy))
	s.Open(duties...)
	s.Say(values.MonthlyContact.Cite, true, "The case assistant contacts the worker and the employer monthly from %v until %v: %d times.", t.begins(), t.End, len(made.monthlyContacts))
	s.Say(values.ReturnClaim.Cite, true, "The claim is returned to the decision maker by %v, %d days before the end on %v.", made.returnClaimBy, values.ReturnClaim.Days.Value, t.End)
	return nil
}

// nextPlanContact is the first multiple of the rhythm of an action plan, from
// the day the issue was raised, that is after both days.
func (p *Policy) nextPlanContact(raised, made, due calendar.Date) (calendar.Date, error) {
	later, rhythm := made, p.plan.ActionPlanContact.Days.Value
	if due.After(later) {
		later = due
	}
	return raised.AddDays((later.DaysSince(raised)/rhythm + 1) * rhythm)
}
