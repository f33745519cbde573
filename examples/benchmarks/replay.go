package main

import (
	"github.com/shopspring/decimal"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
)

// replay asks how a case ends whose forty events are applied one by one.
func replay() (contest, error) {
	policy, err := placement.Builtin("ab-toj")
	if err != nil {
		return contest{}, err
	}
	events := forty()
	return contest{
		title:     "A whole case replayed: a placement of forty events",
		about:     "From the first call to the closing: with every finding, duty and document. No other library has the procedure.",
		questions: 1,
		right:     func(int) int64 { return int64(len(events)) },
		ways: []way{{name: "**workcomp**, `placement.Policy.Replay`", ask: func(int) int64 {
			c, outcomes, err := policy.Replay(policy.Start(), events...)
			if err != nil || c.State != placement.Closed || c.Outcome != placement.Convert || c.Benefit != placement.ELP || len(c.Docket.Duties) != 0 {
				return noAnswer
			}
			return int64(len(outcomes))
		}}},
	}, nil
}

func day(s string) calendar.Date { return calendar.MustParse(s) }

func dollars(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// terms are those of a training from February to May, then a placement to the
// end of the year.
func terms() placement.Terms {
	return placement.Terms{Kind: placement.TaP,
		Employer: placement.Employer{Name: "Prairie Parts", DateOfAccidentEmployer: rule.No, UnderTheAct: rule.Yes, InProvince: rule.Yes},
		Contact:  "Shop supervisor", Position: "Parts clerk", Duties: "Receives, counts and issues parts", PhysicalDemandsMet: rule.Yes,
		Salary: placement.Salary{Amount: dollars("4000"), Per: placement.Month}, HoursPerWeek: dollars("40"), AccidentHours: placement.Hours{Low: dollars("36"), High: dollars("44")},
		Training: placement.Training{Start: day("2025-02-01"), End: day("2025-05-31")}, Start: day("2025-06-01"), End: day("2025-12-31"),
		Schedule: []placement.Step{{Months: 1, Percent: dollars("100")}, {Weeks: 2, Percent: dollars("50")}, {Days: 3, Percent: dollars("0")}},
		Supports: []string{"safety boots"}}
}

// forty is a whole case of forty events, from the first call to the closing.
func forty() []placement.Event {
	plan := func(raise, first, second, resolve string) []placement.Event {
		return []placement.Event{placement.RaiseIssue{On: day(raise), Issue: "Attendance"}, placement.Contact{On: day(first), Parties: bothParties},
			placement.Contact{On: day(second), Parties: bothParties}, placement.ResolveIssue{On: day(resolve), By: placement.TOJTeamLead, Progressing: rule.Yes}}
	}
	longer := placement.RequestExtension{On: day("2025-10-01"), By: placement.EmployerRole, End: day("2026-03-31"), ImprovesEmployability: rule.Yes, Reason: "Licence examination"}
	events := []placement.Event{
		placement.Propose{On: day("2025-01-06"), By: placement.CaseManager, Terms: placement.Terms{Kind: placement.TaP}}, placement.ArrangeSupport{On: day("2025-01-06"), What: "Tools"},
		placement.ArrangeSupport{On: day("2025-01-06"), What: "Books"}, placement.Propose{On: day("2025-01-07"), By: placement.CaseManager, Terms: terms()}, placement.AgreeTerms{On: day("2025-01-07"), By: placement.CaseManager},
		placement.Assess{On: day("2025-01-08"), By: placement.CaseManager, Suitable: rule.No, Rationale: "No lift"}, placement.RejectDenial{On: day("2025-01-08"), By: placement.Supervisor, Reason: "Look again"}, suitable("2025-01-09"),
		placement.SendAgreement{On: day("2025-01-10")}, placement.ReturnSigned{On: day("2025-01-13"), Complete: rule.No}, placement.ReturnSigned{On: day("2025-01-14"), Complete: rule.Yes},
		placement.Begin{On: day("2025-02-01")}, placement.Contact{On: day("2025-02-03"), Parties: bothParties[:1]}, placement.Contact{On: day("2025-02-04"), Parties: bothParties[1:]},
		placement.Contact{On: day("2025-03-01"), Parties: bothParties}, placement.Contact{On: day("2025-04-01"), Parties: bothParties},
	}
	events = append(events, plan("2025-04-05", "2025-04-19", "2025-05-03", "2025-05-04")...)
	events = append(events, placement.Contact{On: day("2025-05-04"), Parties: bothParties}, placement.Contact{On: day("2025-06-01"), Parties: bothParties})
	events = append(events, plan("2025-06-05", "2025-06-19", "2025-07-03", "2025-07-04")...)
	events = append(events, placement.Contact{On: day("2025-07-05"), Parties: bothParties}, placement.Contact{On: day("2025-08-01"), Parties: bothParties},
		placement.Contact{On: day("2025-09-01"), Parties: bothParties}, longer, placement.Contact{On: day("2025-10-01"), Parties: bothParties},
		placement.DecideExtension{On: day("2025-10-02"), By: placement.ManagerMillardHealth, Approve: rule.Yes}, placement.Contact{On: day("2025-11-01"), Parties: bothParties},
		placement.Contact{On: day("2025-12-01"), Parties: bothParties}, placement.Contact{On: day("2026-01-01"), Parties: bothParties},
		placement.Contact{On: day("2026-02-01"), Parties: bothParties}, placement.ReturnClaim{On: day("2026-03-01"), By: placement.CaseAssistant},
		placement.Conclude{On: day("2026-03-30"), By: placement.CaseManager, Successful: rule.Yes, Permanent: rule.Yes, Continuing: rule.Yes},
		placement.Determine{On: day("2026-04-01"), By: placement.TOJTeamLead, LossRemaining: rule.Yes},
		placement.Determine{On: day("2026-04-02"), By: placement.TOJTeamLead, LossRemaining: rule.Yes, LossEndsWithinYears: placement.Years{Number: dollars("6")}})
	return events
}

func suitable(on string) placement.Assess {
	return placement.Assess{On: day(on), By: placement.CaseManager, Suitable: rule.Yes, WithinRestrictions: rule.Yes, PermanentLikely: rule.Yes,
		GainsSkills: rule.Yes, LongEnough: rule.Yes, BetterThanJobSearch: rule.Yes}
}

var bothParties = []rule.Role{placement.Worker, placement.EmployerRole}
