package placement

import (
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// planFindings are the ids of what explainPlan finds.
var planFindings = []string{"5.plan.first", "5.plan.training", "5.plan.monthly", "5.plan.return"}

var (
	planFirst    = rule.Template{ID: "5.plan.first", Text: "Both the worker and the employer are contacted by {due}, {days} days after the start."}
	planTraining = rule.Template{ID: "5.plan.training", Cite: toj2, Text: "The TaP begins with its training portion on {start}, its placement portion on {portion}."}
	planMonthly  = rule.Template{ID: "5.plan.monthly", Text: "The case assistant contacts the worker and the employer monthly from {start} until {end}: {times} time{times:s}."}
	planReturn   = rule.Template{ID: "5.plan.return", Text: "The claim is returned to the decision maker by {due}, {days} days before the end on {end}."}
	rhythm       = rule.Template{ID: "5.rhythm", Text: "The TOJ team lead contacts the parties every {days} days from {raised}; the next contact is due by {due}."}
)

// plan are the dates of an active placement, made of its terms. They are not
// rolled over closed days.
type plan struct {
	Agreed          calendar.Date // the first day by the terms
	Start           calendar.Date // the day from which the plan counts
	FirstContactBy  calendar.Date
	MonthlyContacts []calendar.Date // all of them, from the start
	ReturnClaimBy   calendar.Date
	First           []calendar.Duty // the first contact
	Months          []calendar.Duty // the monthly contacts that are in no plan before
	Returns         []calendar.Duty // the return of the claim
	Segments        []Segment       // of the schedule, as the first day has them

	end calendar.Date
}

// shortestMonth is how many days a month has at least.
const shortestMonth = 28

// planOf makes the plan when a placement begins and when its end moves: "both …
// within the first two weeks", "monthly until the TOJ/TaP/WA ends", "returning the
// claim three weeks prior to the end".
func planOf(x *context, ask asking) (plan, error) {
	c, terms := x.Case, x.Case.Terms
	p := plan{Agreed: terms.begins(), Start: c.PlanStart, Segments: c.Segments}
	switch x.Event.(type) {
	case Begin:
		p.Start = p.Agreed
		if x.On.After(p.Agreed) && ask(lateBegin) == "actual" {
			p.Start = x.On
			if terms.Kind != TaP {
				p.Segments = rebased(p.Segments, x.On)
			}
		}
	case DecideExtension:
		terms = c.Extension.extend(terms)
	case Resume:
		moved, err := pauseOf(x, ask)
		if err != nil {
			return p, err
		}
		terms = moved.Terms
	}
	p.end = terms.End
	values := x.Policy.plan
	var err error
	if p.FirstContactBy, err = p.Start.AddDays(values.FirstContact.Days.Value); err != nil {
		return p, err
	}
	if p.ReturnClaimBy, err = terms.End.AddDays(-values.ReturnClaim.Days.Value); err != nil {
		return p, err
	}
	p.MonthlyContacts = make([]calendar.Date, 0, max(terms.End.DaysSince(p.Start)/shortestMonth, 0))
	for k := 1; ; k++ {
		next, err := p.Start.AddMonths(k * values.MonthlyContact.Months.Value)
		if err != nil || next.After(terms.End) { // the only error is the end of the calendar
			break
		}
		p.MonthlyContacts = append(p.MonthlyContacts, next)
		if !slices.Contains(c.MonthlyContacts, next) {
			p.Months = append(p.Months, dueOn(x, DutyMonthlyContact, values.MonthlyContact.Cite, next))
		}
	}
	p.First = []calendar.Duty{dueOn(x, DutyFirstContact, values.FirstContact.Cite, p.FirstContactBy)}
	p.Returns = []calendar.Duty{dueOn(x, DutyReturnClaim, values.ReturnClaim.Cite, p.ReturnClaimBy)}
	return p, nil
}

// explainPlan says what the dates of a plan are and from what they count.
func explainPlan(x *change) error {
	p, err := planOf(x.Context, x.Policy.takes)
	if err != nil {
		return err
	}
	values, t := x.Policy.plan, x.Case.Terms
	find := func(t *rule.Template, cite rule.Citation, facts ...rule.Fact) {
		f := t.Finding(true, facts...)
		f.Cite = cite
		x.Find(f)
	}
	if _, begins := x.Event.(Begin); begins {
		x.Ask(firstTwoWeeks)
		find(&planFirst, values.FirstContact.Cite, rule.Date("due", p.FirstContactBy), rule.Int("days", values.FirstContact.Days.Value))
		if t.Kind == TaP {
			portion, err := placementPortion(x.Ask, t)
			if err != nil {
				return err
			}
			find(&planTraining, toj2, rule.Date("start", p.Start), rule.Date("portion", portion.From))
		}
	}
	find(&planMonthly, values.MonthlyContact.Cite, rule.Date("start", p.Start), rule.Date("end", p.end), rule.Int("times", len(p.MonthlyContacts)))
	find(&planReturn, values.ReturnClaim.Cite, rule.Date("due", p.ReturnClaimBy), rule.Int("days", values.ReturnClaim.Days.Value), rule.Date("end", p.end))
	return nil
}

// nextPlanContact is the first multiple of the rhythm of an action plan, from the
// day the first issue was raised, that is after both days.
func nextPlanContact(p *Policy, raised, made, due calendar.Date) (calendar.Date, error) {
	later, days := made, p.plan.ActionPlanContact.Days.Value
	if due.After(later) {
		later = due
	}
	return raised.AddDays((later.DaysSince(raised)/days + 1) * days)
}

// explainRhythm says when the next contact under an action plan is due.
func explainRhythm(x *change) error {
	values := x.Policy.plan.ActionPlanContact
	raised, next := x.Case.IssueRaised, calendar.Date{}
	if _, first := x.Event.(RaiseIssue); first {
		i, err := issueOf(x.Context, x.Policy.takes)
		if err != nil {
			return err
		}
		raised, next = x.On, i.FirstContact
	} else {
		c, err := contactedOf(x.Context, x.Policy.takes)
		if err != nil {
			return err
		}
		next = c.Next
	}
	f := rhythm.Finding(true, rule.Int("days", values.Days.Value), rule.Date("raised", raised), rule.Date("due", next))
	f.Cite = values.Cite
	x.Find(f)
	return nil
}

// span is the time of a placement that has begun.
type span struct {
	First calendar.Date // the first day: of the plan, or the worker's where that was earlier
	End   calendar.Date // the last, also while it is suspended and its time does not run
	Over  bool          // the term has ended, on the day of the event
}

func timeOf(x *context, ask asking) (span, error) {
	c := x.Case
	s := span{First: c.PlanStart, End: c.Terms.End}
	if c.Begun.Before(s.First) {
		s.First = c.Begun
	}
	if c.State != Suspended || ask(suspensionAndTime) == "calendar_runs" {
		s.Over = !x.On.Before(s.End)
		return s, nil
	}
	days := x.On.DaysSince(c.Suspensions[len(c.Suspensions)-1].From)
	var err error
	s.End, err = c.Terms.End.AddDays(days)
	return s, err
}
