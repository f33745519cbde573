package placementtest

import (
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

// generator draws events. Most of them are complete and lawful, so that walks
// come far; some are not.
type generator struct {
	t     *rapid.T
	day   calendar.Date
	costs bool // the policy states levels of authority
}

// onward are events that lead to a placement that begins, and to its extension.
var onward = []placement.EventName{"agree_terms", "assess", "approve", "send_agreement", "return_signed", "begin", "request_extension", "decide_extension", "resume",
	"resolve_issue"}

// event draws the next event for a case: usually one that is open to it.
func (g *generator) event(c placement.Case, permits []placement.Permit) placement.Event {
	if day, err := g.day.AddDays(rapid.IntRange(0, 25).Draw(g.t, "days later")); err == nil {
		g.day = day
	}
	declines := !g.often("no decline") // or most cases would end so
	var open []placement.Permit
	for _, p := range permits {
		switch {
		case !p.Open || (p.Event == "decline" || p.Event == "withdraw") && !declines:
		case slices.Contains(onward, p.Event):
			open = append(open, p, p, p, p, p, p, p, p)
		case p.Event == "refuse": // which alone ends what awaits an approval
			open = append(open, p, p, p)
		default:
			open = append(open, p)
		}
	}
	if len(open) > 0 && g.often("an open event") {
		permit := rapid.SampledFrom(open).Draw(g.t, "event")
		return g.named(permit.Event, g.role(permit.By), c)
	}
	return g.named(rapid.SampledFrom(placement.EventNames()).Draw(g.t, "any event"), g.role(nil), c)
}

func (g *generator) often(what string) bool { return rapid.IntRange(0, 9).Draw(g.t, what) > 0 }

func (g *generator) flag(what string) rule.Flag {
	return rapid.SampledFrom([]rule.Flag{rule.Yes, rule.Yes, rule.Yes, rule.No, rule.No, rule.NotGiven}).Draw(g.t, what)
}

// mostly draws yes, and seldom something else.
func (g *generator) mostly(what string) rule.Flag {
	if g.often(what) {
		return rule.Yes
	}
	return g.flag(what)
}

func (g *generator) text(what string) string {
	if g.often(what) {
		return "a text"
	}
	return ""
}

// hours are those of a week, which has 168; sometimes not given.
func (g *generator) hours() decimal.Decimal {
	if g.often("hours given") {
		return decimal.RequireFromString(decimal.New(rapid.Int64Range(0, 16800).Draw(g.t, "hours"), -2).String())
	}
	return decimal.Decimal{}
}

// amount draws an amount without zeros at its end: the JSON form of a case
// does not keep them.
func (g *generator) amount(what string) decimal.Decimal {
	if g.often(what) {
		return decimal.RequireFromString(decimal.New(rapid.Int64Range(0, 900000).Draw(g.t, what), -2).String())
	}
	return decimal.Decimal{}
}

func (g *generator) role(by []rule.Role) rule.Role {
	if len(by) == 0 || !g.often("a permitted role") {
		by = []rule.Role{"", placement.CaseManager, placement.Supervisor, placement.TOJTeamLead, placement.CaseAssistant,
			placement.Worker, placement.EmployerRole, placement.CustomerServiceManager, placement.ManagerMillardHealth}
	}
	return rapid.SampledFrom(by).Draw(g.t, "role")
}

// endedBy draws who ended a placement. A scenario takes it to be the party that
// reports it, unless it says another.
func (g *generator) endedBy(by rule.Role) rule.Role {
	ended := g.role([]rule.Role{placement.Worker, placement.EmployerRole})
	if ended == "" {
		return by
	}
	return ended
}

func (g *generator) later(from calendar.Date, most int) calendar.Date {
	day, err := from.AddDays(rapid.IntRange(0, most).Draw(g.t, "days on"))
	if err != nil {
		return g.day
	}
	return day
}

// long draws a day some days on, one in four so late that another has to approve
// what ends on it.
func (g *generator) long(from calendar.Date, most int) calendar.Date {
	if much, err := from.AddDays(300); err == nil && rapid.IntRange(0, 3).Draw(g.t, "much more") == 3 {
		return much
	}
	return g.later(from, most)
}

func (g *generator) schedule() []placement.Step {
	var steps []placement.Step
	for range rapid.IntRange(0, 4).Draw(g.t, "steps") {
		s := placement.Step{Percent: decimal.NewFromInt(int64(rapid.IntRange(0, 100).Draw(g.t, "percent")))}
		switch rapid.IntRange(0, 2).Draw(g.t, "unit") {
		case 0:
			s.Months = 1
		case 1:
			s.Weeks = 2
		default:
			s.Days = 10
		}
		steps = append(steps, s)
	}
	return steps
}

func (g *generator) terms() placement.Terms {
	t := placement.Terms{
		Kind:     rapid.SampledFrom([]placement.Kind{placement.TOJ, placement.TaP, placement.TaP, placement.WA}).Draw(g.t, "kind"),
		Employer: placement.Employer{Name: "Prairie Parts", DateOfAccidentEmployer: g.flag("accident employer"), UnderTheAct: g.flag("under the Act"), InProvince: g.flag("in province")},
		Contact:  "Shop supervisor", Position: "Parts clerk", Duties: g.text("duties"), PhysicalDemandsMet: g.mostly("demands met"),
		Salary: placement.Salary{Amount: g.amount("salary"), Per: placement.Month}, HoursPerWeek: g.hours(),
		AccidentHours: placement.Hours{Low: decimal.NewFromInt(36), High: decimal.NewFromInt(44)},
		Schedule:      g.schedule(), Supports: []string{},
	}
	t.Start = g.later(g.day, 120)
	if t.Kind == placement.TaP {
		t.Training.Start = g.later(g.day, 60)
		t.Training.End = g.later(t.Training.Start, 330)
	}
	t.End = g.long(t.Start, 330)
	return t
}

// named draws the facts of an event.
func (g *generator) named(name placement.EventName, by rule.Role, c placement.Case) placement.Event {
	on := g.day
	switch name {
	case "propose":
		return placement.Propose{On: on, By: by, Terms: g.terms()}
	case "arrange_support":
		return placement.ArrangeSupport{On: on, By: by, What: g.text("what")}
	case "agree_terms":
		return placement.AgreeTerms{On: on, By: by}
	case "assess":
		return g.assess(by)
	case "approve":
		return placement.Approve{On: on, By: by, FileNote: g.text("file note")}
	case "refuse":
		return placement.Refuse{On: on, By: by, Reason: g.text("reason")}
	case "confirm_denial":
		return placement.ConfirmDenial{On: on, By: by}
	case "reject_denial":
		return placement.RejectDenial{On: on, By: by, Reason: g.text("reason")}
	case "send_agreement":
		return placement.SendAgreement{On: on, By: by}
	case "return_signed":
		return placement.ReturnSigned{On: on, By: by, Complete: g.flag("complete")}
	case "decline":
		return placement.Decline{On: on, By: by, BarriersAddressed: g.mostly("barriers"), FitForDuties: g.flag("fit"), ReadyForRE: g.flag("ready"),
			WouldHaveFailed: g.flag("failed"), Reason: g.text("reason"), WageAfterAYear: g.amount("later wage")}
	case "withdraw":
		return placement.Withdraw{On: on, By: by, Reason: g.text("reason")}
	case "decide_suspension":
		return placement.DecideSuspension{On: on, By: by, Approve: g.flag("approve")}
	}
	return g.underWay(name, by, c)
}

func (g *generator) assess(by rule.Role) placement.Event {
	e := placement.Assess{On: g.day, By: by, Suitable: g.mostly("suitable"), WithinRestrictions: g.mostly("within"), PermanentLikely: g.mostly("permanent"),
		GainsSkills: g.mostly("skills"), LongEnough: g.mostly("long"), BetterThanJobSearch: g.mostly("better")}
	if e.Suitable != rule.Yes {
		e.Rationale = g.text("rationale")
	}
	e.CumulativeCost = g.cost()
	return e
}

// cost draws a cumulative cost: mostly one where the policy asks for it, and
// seldom one elsewhere.
func (g *generator) cost() decimal.Decimal {
	if g.often("as the policy asks") == g.costs {
		return g.amount("cost")
	}
	return decimal.Decimal{}
}

// issue draws one of three, so that some stand already.
func (g *generator) issue() string {
	return rapid.SampledFrom([]string{"attendance", "noise", "heavy shelves"}).Draw(g.t, "issue")
}

// amend draws a change of the terms of a case.
func (g *generator) amend(by rule.Role, c placement.Case) placement.Event {
	e := placement.AmendTerms{On: g.day, By: by, Agreed: g.mostly("agreed"), From: g.later(c.Terms.Start, 30), HoursPerWeek: g.hours()}
	if schedule := g.schedule(); len(schedule) > 0 {
		e.Schedule = schedule
	}
	if c.State == placement.Agreed && !g.often("no other start") {
		e.Start = g.later(c.Terms.Start, 30)
	}
	return e
}

// underWay draws the facts of an event of a placement that has begun.
func (g *generator) underWay(name placement.EventName, by rule.Role, c placement.Case) placement.Event {
	on := g.day
	switch name {
	case "amend_terms":
		return g.amend(by, c)
	case "implement_wage_loss":
		return placement.ImplementWageLoss{On: on, By: by, Benefit: rapid.SampledFrom([]placement.Benefit{placement.NoBenefit, placement.TPD, placement.TEL,
			placement.TD02, placement.ELP}).Draw(g.t, "benefit")}
	case "suspend":
		return placement.Suspend{On: on, By: by, From: on, Reason: g.text("reason")}
	case "resume":
		return placement.Resume{On: on, By: by}
	case "begin":
		return placement.Begin{On: on, By: by}
	case "contact":
		both := []rule.Role{placement.Worker, placement.EmployerRole}
		from := rapid.IntRange(0, 1).Draw(g.t, "from")
		return placement.Contact{On: on, By: by, Parties: both[from:rapid.IntRange(1, 2).Draw(g.t, "to"):2]}
	case "raise_issue":
		return placement.RaiseIssue{On: on, By: by, Issue: g.issue()}
	case "resolve_issue":
		return placement.ResolveIssue{On: on, By: by, Resolved: g.flag("resolved"), Progressing: g.flag("progressing"),
			Issue: rapid.SampledFrom(append([]string{""}, c.Issues...)).Draw(g.t, "issue")}
	case "discontinue":
		return placement.Discontinue{On: on, By: by, EndedBy: g.endedBy(by), Why: g.text("why"), JobDemands: g.text("demands"),
			StartingWage: g.amount("wage"), WageAfterAYear: g.amount("later wage")}
	case "return_claim":
		return placement.ReturnClaim{On: on, By: by}
	case "request_extension":
		e := placement.RequestExtension{On: on, By: by, ImprovesEmployability: g.flag("improves"), Reason: g.text("reason"), Schedule: g.schedule(),
			CumulativeCost: g.cost()}
		e.End = g.later(c.Terms.End, 200)
		if c.Terms.Kind == placement.TaP && rapid.Bool().Draw(g.t, "more training") {
			e.TrainingEnd = g.later(c.Terms.Training.End, 100)
			e.End = g.later(slices.MaxFunc([]calendar.Date{c.Terms.End, g.later(e.TrainingEnd, 30)}, calendar.Date.Compare), 200)
		}
		return e
	case "decide_extension":
		return placement.DecideExtension{On: on, By: by, Approve: g.mostly("approve")}
	case "conclude":
		return placement.Conclude{On: on, By: by, Successful: g.flag("successful"), Permanent: g.flag("permanent"), Continuing: g.flag("continuing")}
	}
	used := rapid.IntRange(0, 15).Draw(g.t, "weeks used")
	return placement.Determine{On: on, By: by, SkillsSufficient: g.flag("skills"), LongTermJobOption: g.flag("option"), SJSWeeksUsed: &used,
		ReasonableToContinue: g.flag("reasonable"), LossRemaining: g.flag("loss"), LossEndsWithinYears: placement.Years{Number: g.amount("years")},
		PlacementEarnings: g.amount("placement earnings"), JobOptionEarnings: g.amount("option earnings"), JobLead: g.flag("lead")}
}
