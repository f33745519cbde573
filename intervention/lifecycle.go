package intervention

import (
	"slices"

	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

type (
	row     = lifecycle.Row[State, EventName]
	states  = []State
	guard   = lifecycle.Guard
	guards  = []lifecycle.Guard
	effects = []lifecycle.Effect
	open    = lifecycle.Open
	perform = lifecycle.Perform
	lapse   = lifecycle.Lapse
	set     = lifecycle.Set
	say     = lifecycle.Say
	duties  = lifecycle.Duties
)

// The paragraphs of the procedure.
const (
	p1, p1a, p1b, p1c rule.Citation = number + "-1", number + "-1(a)", number + "-1(b)", number + "-1(c)"
	p2                rule.Citation = number + "-2"
	p3                rule.Citation = number + "-3"
	stageIa           rule.Citation = number + "-3.I(a)"
	stageIb           rule.Citation = number + "-3.I(b)"
	stageIIa          rule.Citation = number + "-3.II(a)"
	stageIIb          rule.Citation = number + "-3.II(b)"
	stageIIIa         rule.Citation = number + "-3.III(a)"
	stageIIIb         rule.Citation = number + "-3.III(b)"
	stageIIIc         rule.Citation = number + "-3.III(c)"
	stageIIId         rule.Citation = number + "-3.III(d)"
	p4                rule.Citation = number + "-4"
	p5                rule.Citation = number + "-5"
	p5a, p5b          rule.Citation = number + "-5(a)", number + "-5(b)"
	p5c, p5d          rule.Citation = number + "-5(c)", number + "-5(d)"
	amendments        rule.Citation = number + ", amendment history"

	number = "NL Procedure 63.00"
)

// Who reports an event.
var (
	advisor         = lifecycle.By(HealthAndSafetyAdvisor)
	senior          = lifecycle.By(SeniorHealthAndSafetyAdvisor)
	manager         = lifecycle.By(ManagerOfPrevention)
	seniorOrManager = lifecycle.By(SeniorHealthAndSafetyAdvisor, ManagerOfPrevention)
	closes          = orWhere(`policy.who_closes == "any_role"`, SeniorHealthAndSafetyAdvisor, ManagerOfPrevention, DirectorOfPrevention,
		ExecutiveDirectorOfEmployerServices)
)

// briefs is the role that the procedure names for a briefing or a record or, by
// another reading, any.
func briefs(role rule.Role) []lifecycle.Who {
	others := slices.DeleteFunc(Roles(), func(r rule.Role) bool { return r == role })
	return orWhere(`policy.who_briefs == "any_role"`, role, others...)
}

// orWhere is a role, and others where a condition holds.
func orWhere(condition string, role rule.Role, others ...rule.Role) []lifecycle.Who {
	who := lifecycle.By(role)
	for _, r := range others {
		who = append(who, lifecycle.Who{Role: r, If: condition})
	}
	return who
}

// Where a row applies.
var (
	opened    = states{Advising, PossibleNeed, NeedIdentified, Stage1, Stage2, Stage3, Participating}
	intervene = states{NeedIdentified, Stage1, Stage2, Stage3, Participating}
)

// attended: a meeting or a session is attended unless it is said that it was not.
const attended = "(not given.attended or event.attended)"

// counts: a referral under paragraph 4 was made that Stage III (c) may count: in
// the cycle or, by one reading, since the end of the cycle before.
const counts = `(case.referred_in_cycle == case.cycle or case.referred_before and policy.referral_before_stages == "counted")`

// What the case must have reached.
var (
	met = guard{ID: "stage_1_met", If: "case.stage_1_met",
		Text: "The team reviews after a meeting that brought no commitment, and in this cycle no meeting counts."}
	notReviewed = guard{ID: "not_reviewed", If: "not case.team_reviewed", Text: "The team has reviewed the employer in this cycle already."}
	reviewed    = guard{ID: "reviewed", If: "case.team_reviewed",
		Text: "The manager is briefed on the outcome of the team's review, and in this cycle the team has not reviewed the employer."}
	notBriefed = guard{ID: "not_briefed", If: "not case.briefed", Text: "The manager is briefed already in this cycle."}
	briefed    = guard{ID: "briefed", If: "case.briefed",
		Text: "The manager, who holds the session, is not briefed yet on the outcome of the team's review."}
	notHeld             = guard{ID: "not_held", If: "not case.session_held", Text: "The information session was held already in this cycle."}
	held                = guard{ID: "held", If: "case.session_held", Text: "This follows the information session, and in this cycle none was held."}
	notRecorded         = guard{ID: "not_recorded", If: "not case.documented", Text: "The record of the session is on the employer's file already."}
	notDeclined         = guard{ID: "not_declined", If: "not case.declined", Text: "The employer has declined the partnership already in this cycle."}
	directorsNotBriefed = guard{ID: "directors_not_briefed", If: "not case.directors_briefed", Text: "The directors are briefed already in this cycle."}
	discussed           = guard{ID: "discussed", If: "case.discussions > 0",
		Text: "The senior advisor and the manager discuss a direct referral first, and there is no discussion that no other referral has used up."}
	owed = guard{ID: "referral_owed", If: "owed.ohs_referral > 0", Cite: stageIIIc,
		Text: "No referral is owed: the employer has not declined the partnership, or the referral was made."}
	asDirect = guard{ID: "discussed_or_required", Cite: p4, // asked of a referral that is owed
		If:   `owed.ohs_referral == 0 or policy.referral_discussion == "direct_referrals" or case.discussions > 0`,
		Text: "By this policy every referral is discussed first, and there is no discussion that no other referral has used up."}
	recorded         = guard{ID: "recorded", If: "case.documented", Cite: stageIIIb, Text: "The record of the session is not on the employer's file yet."}
	directorsBriefed = guard{ID: "directors_briefed", If: "case.directors_briefed", Cite: stageIIId,
		Text: "The directors are not briefed yet on the outcome of the session."}
	notOwed = guard{ID: "no_referral_owed", If: "owed.ohs_referral == 0", Cite: stageIIIc,
		Text: "The employer declined the partnership, and the referral that is owed for it was not made yet."}
	goesOn = guard{ID: "cycle_continues", Cite: p5b, If: `not case.declined or policy.declining_is_not_closing == "cycle_continues"`,
		Text: "By this policy an employer who declined the partnership has declined further services: no cycle follows."}
)

// What the event must bring.
var (
	failed = guard{ID: "follow_up_failed", If: "event.follow_up_failed",
		Text: "A possible need exists when follow-up by the advisor has not been successful; here it has not failed (follow_up_failed)."}
	enough = guard{ID: "evidence_enough", If: "evidence.enough",
		Text: "The sources looked at, {evidence.named}, are not enough: the policy asks for {evidence.rule} (evidence)."}
	why     = guard{Fact: "reason", If: `event.stage > 1 and policy.stage_order in ["in_order_unless_reasoned", "always_in_order"]`, Cite: p3} // asked of every later stage
	inOrder = guard{ID: "stage_order", Cite: p3, If: `event.stage <= 1 or policy.stage_order == "in_order_unless_reasoned"`,
		Text: "By this policy every intervention starts in stage 1, not in stage {event.stage}."}
	saysCommitted = guard{Fact: "committed", If: attended}
	notCommitted  = guard{ID: "committed_absent", If: attended + " or not given.committed or not event.committed",
		Text: "An employer who did not attend the meeting did not commit at it (committed)."}
	team             = guards{{Fact: "services"}, takesPart("prevention"), takesPart("assessment"), takesPart("compensation")}
	invited          = guard{Fact: "invitation", If: "not case.session_attended"}
	informed         = guard{Fact: "information", If: "case.session_attended"}
	nothingDiscussed = guard{ID: "nothing_discussed", If: "case.session_attended or not given.information",
		Text: "At a session that the employer did not attend nothing was discussed with it (information)."}
	both    = guards{{Fact: "between"}, {Fact: "grounds"}, discusses(SeniorHealthAndSafetyAdvisor), discusses(ManagerOfPrevention)}
	inForce = guard{ID: "in_force", Cite: amendments, If: "event.on >= policy.effective",
		Text: "On {event.on} the procedure was not in force: it is effective from {policy.effective}."}
	textOfTheDay = guard{ID: "text_held", Cite: amendments, If: `event.on >= policy.revised or policy.text_held == "revision"`,
		Text: "On {event.on} the procedure stood as it was before its revision of {policy.revised}, in a text that is not held."}
)

// takesPart asks that a service was of the team.
func takesPart(s Service) guard {
	return guard{ID: "team." + string(s), If: `event.services contains "` + string(s) + `"`,
		Text: "The team is of Prevention, Assessment and Compensation Services (services); absent: " + string(s) + "."}
}

// discusses asks that a role had part in a discussion.
func discusses(r rule.Role) guard {
	return guard{ID: "between." + string(r), If: `event.between contains "` + string(r) + `"`,
		Text: "The discussion is between the senior health and safety advisor and the manager of prevention (between); without part in it: " + string(r) + "."}
}

// Effects that several rows share.
var (
	// A commitment and a closing end what the stages owe; the referral of an
	// employer who declined is owed none the less.
	stagesEnd = effects{
		lapse{Duties: duties{IDs: stageDuties, All: true}},
		say{ID: "stages_end", If: "len(stages.owed) > 0", Text: "With that nothing more is owed of the stages: {stages.owed:words}."},
		stillOwed,
	}
	stillOwed = say{ID: "referral_still_owed", If: "owed.ohs_referral > 0", Cite: stageIIIc,
		Text: "The referral to the OH&S Branch of an employer who declined the partnership is still owed."}
	// The cycle ends: a referral made from now on is one before the next.
	cycleEnds = set{Field: "referred_before"}
	// A cycle begins, in which nothing is done yet.
	anew = effects{
		set{Field: "stage_1_met"}, set{Field: "team_reviewed"}, set{Field: "briefed"}, set{Field: "session_held"}, set{Field: "session_attended"},
		set{Field: "documented"}, set{Field: "declined"}, set{Field: "directors_briefed"},
	}
	// meetingCounts is what a meeting leads to that brought no commitment.
	meetingCounts = effects{
		perform{Duties: duties{IDs: []string{DutyMeeting}}},
		set{Field: "stage_1_met", To: "true"},
		open{Duty: DutyTeamReview, Once: true},
	}
	referralMade = perform{Duties: duties{IDs: []string{DutyOHSReferral}}}
	notUsedUp    = say{ID: "referral_required", If: `policy.referral_discussion == "direct_referrals"`, Cite: p4, Fails: true,
		Text: "The discussion that paragraph 4 asks for direct referrals is not needed for one that Stage III (c) requires, and none is used up."}
)

// cycleSays says which cycle begins.
func cycleSays(condition string) say {
	return say{ID: "cycle", If: condition, Cite: p5,
		Text: "This is cycle {stages.next}: it starts from nothing, with its own meeting, review, session and briefings."}
}

// does joins effects.
func does(lists ...effects) effects { return slices.Concat(lists...) }

// procedure is Procedure 63.00, its rows in the order of the text.
func procedure() []row {
	return []row{
		// The amendment history, of every event.
		{
			ID:       "amendments",
			Requires: guards{inForce, textOfTheDay},
			Cite:     amendments,
			Does: effects{say{ID: "before_revision", If: `event.on < policy.revised and policy.text_held == "revision"`, Cite: amendments,
				Text: "On {event.on} the procedure stood as it was before its revision of {policy.revised}; this is decided by the revision, the text that is held."}},
		},

		// 1. The need for a possible intervention is identified by a Health and Safety Advisor.
		{
			ID:    "1",
			From:  states{Advising, Participating},
			On:    reportNeed,
			By:    advisor,
			Needs: guards{{Fact: "conditions"}, {Fact: "follow_up_failed"}, failed},
			To:    PossibleNeed,
			Cite:  p1,
			Text:  "Follow-up by the advisor has not been successful: there is a possible need to intervene.",
			Does:  does(effects{set{Field: "reported_from", To: "case.state"}}, reported()),
		},

		// 2. The Senior Health and Safety Advisor identifies the need to intervene.
		{
			ID:    "2",
			From:  states{PossibleNeed},
			On:    identifyNeed,
			By:    senior,
			Needs: guards{{Fact: "evidence"}, enough},
			To:    NeedIdentified,
			Cite:  p2,
			Text:  "On the advisor's information and {evidence.named:words}, the senior advisor identifies the need to intervene.",
			Does: does(effects{say{ID: "evidence", Text: "The sources looked at, {evidence.looked} of {evidence.listed}, are enough by the policy's expression, {evidence.rule}."}},
				lookedAt()),
		},
		{
			ID:    "2.no_need",
			From:  states{PossibleNeed},
			On:    noNeed,
			By:    senior,
			Needs: guards{{Fact: "reason"}},
			If:    `case.reported_from == "participating"`,
			To:    Participating,
			Cite:  p2,
			Text:  "The senior advisor identifies no need to intervene, for this reason: {event.reason}. The employer participates as before.",
		},
		{
			ID:    "2.no_need.advising",
			From:  states{PossibleNeed},
			On:    noNeed,
			By:    senior,
			Needs: guards{{Fact: "reason"}},
			To:    Advising,
			Cite:  p2,
			Text:  "The senior advisor identifies no need to intervene, for this reason: {event.reason}. The advisor works with the employer as before.",
		},

		// 3. Stages, depending on the needs identified. Stage 1
		{
			ID:    "3.initiate",
			On:    initiate,
			By:    senior,
			Needs: guards{{Fact: "plan_of_action", Cite: stageIa}, why, inOrder},
			Cite:  p3,
			Does: does(effects{
				say{ID: "later_stage", If: `event.stage > 1 and policy.stage_order == "in_order_unless_reasoned"`, Cite: p3,
					Text: "The needs identified call for stage {event.stage}: {event.reason}."},
				say{ID: "stages_in_order", If: "event.stage <= 1", Cite: p3,
					Text: "No later stage is called for: the stages follow one another from the first."},
				set{Field: "plan_of_action", To: "event.plan_of_action"},
				set{If: `case.plan_of_action != ""`, Field: "cycle", To: "case.cycle + 1"},
				cycleSays(`case.plan_of_action != ""`),
			}, anew),
		},
		{
			ID:   "3.I(a)",
			From: states{NeedIdentified},
			On:   initiate,
			If:   "event.stage <= 1",
			To:   Stage1,
			Cite: stageIa,
			Text: "An intervention with a plan of action is initiated, in stage 1.",
			Does: effects{open{Duty: DutyMeeting}},
		},
		{
			ID:   "3.I(a).stage_2",
			From: states{NeedIdentified},
			On:   initiate,
			If:   "event.stage == 2",
			To:   Stage2,
			Cite: stageIa,
			Text: "An intervention with a plan of action is initiated, in stage 2.",
			Does: effects{open{Duty: DutyTeamReview}},
		},
		{
			ID:   "3.I(a).stage_3",
			From: states{NeedIdentified},
			On:   initiate,
			To:   Stage3,
			Cite: stageIa,
			Text: "An intervention with a plan of action is initiated, in stage 3.",
			Does: effects{open{Duty: DutySession}},
		},
		{
			ID:    "3.I(b)",
			From:  states{Stage1},
			On:    meetEmployer,
			By:    senior,
			Needs: guards{saysCommitted, notCommitted},
			If:    attended + " and event.committed",
			To:    Participating,
			Cite:  stageIb,
			Text:  "The senior advisor meets the employer, who commits to participate.",
			Does: effects{
				perform{Duties: duties{IDs: []string{DutyMeeting}}},
				set{Field: "stage_1_met", To: "true"},
				cycleEnds,
				lapse{Duties: duties{IDs: []string{DutyTeamReview}}},
				say{ID: "review_not_owed", If: "owed.team_review > 0", Cite: stageIIa, Text: "With that the team's review is owed no more."},
				stillOwed,
			},
		},
		{
			ID:    "3.I(b).no_commitment",
			From:  states{Stage1},
			On:    meetEmployer,
			By:    senior,
			Needs: guards{saysCommitted, notCommitted},
			If:    attended,
			Cite:  stageIb,
			Text:  "The senior advisor meets the employer, who does not commit to participate.",
			Does:  meetingCounts,
		},
		{
			ID:    "3.I(b).not_attended",
			From:  states{Stage1},
			On:    meetEmployer,
			By:    senior,
			Needs: guards{saysCommitted, notCommitted},
			If:    `policy.meeting_arranged == "arranged"`,
			Cite:  stageIb,
			Text:  "The senior advisor arranges a meeting, which the employer does not attend: nothing was committed, and the stage goes on.",
			Does:  meetingCounts,
		},
		{
			ID:    "3.I(b).not_held",
			From:  states{Stage1},
			On:    meetEmployer,
			By:    senior,
			Needs: guards{saysCommitted, notCommitted},
			Cite:  stageIb,
			Text:  "The employer does not attend the meeting: by this policy none was held, and one is still to be.",
		},
		{
			ID:   "3.participates",
			On:   commit,
			Cite: p3,
			Does: does(effects{cycleEnds}, stagesEnd),
		},
		{
			ID:   "3.commit",
			From: states{NeedIdentified},
			On:   commit,
			By:   senior,
			To:   Participating,
			Cite: p3,
			Text: "The employer commits to participate before an intervention was initiated.",
		},
		{
			ID:   "3.I(b).commit",
			From: states{Stage1},
			On:   commit,
			By:   senior,
			To:   Participating,
			Cite: stageIb,
			Text: "The employer commits to participate.",
		},

		// Stage II
		{
			ID:    "3.II(a).review",
			On:    reviewAsTeam,
			By:    senior,
			Needs: team,
			Cite:  stageIIa,
			Does: effects{
				perform{Duties: duties{IDs: []string{DutyTeamReview}}},
				set{Field: "team_reviewed", To: "true"},
				open{Duty: DutyManagerBriefing},
			},
		},
		{
			ID:       "3.II(a)",
			From:     states{Stage1},
			On:       reviewAsTeam,
			Requires: guards{met},
			To:       Stage2,
			Cite:     stageIIa,
			Text:     "Prevention, Assessment and Compensation Services review the employer as a team.",
		},
		{
			ID:       "3.II(a).stage_2",
			From:     states{Stage2},
			On:       reviewAsTeam,
			Requires: guards{notReviewed},
			Cite:     stageIIa,
			Text:     "In an intervention that started in stage 2, Prevention, Assessment and Compensation Services review the employer as a team.",
		},
		{
			ID:       "3.II(b)",
			From:     states{Stage2},
			On:       briefManager,
			By:       briefs(SeniorHealthAndSafetyAdvisor),
			Requires: guards{reviewed, notBriefed},
			Cite:     stageIIb,
			Text:     "The manager is briefed on the outcome of the team's review.",
			Does: effects{
				perform{Duties: duties{IDs: []string{DutyManagerBriefing}}},
				set{Field: "briefed", To: "true"},
				open{Duty: DutySession},
			},
		},
		{
			ID:   "3.II.commit",
			From: states{Stage2},
			On:   commit,
			By:   senior,
			To:   Participating,
			Cite: p3,
			Text: "The employer commits to participate.",
		},

		// Stage III
		{
			ID:   "3.III(a).session",
			On:   holdSession,
			By:   manager,
			Cite: stageIIIa,
			Does: effects{
				perform{Duties: duties{IDs: []string{DutySession}}},
				set{Field: "session_held", To: "true"},
				set{Field: "session_attended", To: attended},
				say{ID: "not_attended.session", If: "not " + attended, Fails: true, Text: "The employer was invited and did not attend the session."},
				open{Duty: DutySessionRecord},
				open{Duty: DutyDirectorsBriefing},
			},
		},
		{
			ID:       "3.III(a)",
			From:     states{Stage2},
			On:       holdSession,
			Requires: guards{briefed},
			To:       Stage3,
			Cite:     stageIIIa,
			Text:     "The manager invites the employer to an information session, as facilitator.",
		},
		{
			ID:       "3.III(a).stage_3",
			From:     states{Stage3},
			On:       holdSession,
			Requires: guards{notHeld},
			Cite:     stageIIIa,
			Text:     "In an intervention that started in stage 3, the manager invites the employer to an information session.",
		},
		{
			ID:       "3.III(b)",
			From:     states{Stage3},
			On:       documentSession,
			By:       briefs(ManagerOfPrevention),
			Requires: guards{held, notRecorded},
			Needs:    guards{invited, {Fact: "participants", If: "case.session_attended"}, informed, {Fact: "recommendations", If: "case.session_attended"}, nothingDiscussed},
			Cite:     stageIIIb,
			Text:     "The record of the session is added to the employer's file.",
			Does: effects{
				perform{Duties: duties{IDs: []string{DutySessionRecord}}},
				set{Field: "documented", To: "true"},
				say{ID: "record", If: "case.session_attended", Text: "It has the participants, the information discussed and the recommendations made."},
				say{ID: "invitation", If: "not case.session_attended", Text: "The employer did not attend; it was invited: {event.invitation}."},
			},
		},
		{
			ID:   "3.III(a).commit",
			From: states{Stage3},
			On:   commit,
			By:   manager,
			To:   Participating,
			Cite: stageIIIa,
			Text: "The employer commits to participate.",
			Does: effects{say{ID: "commits_late", If: "case.declined", Cite: stageIIIc,
				Text: "The employer had declined the partnership in this cycle, which did not close the case."}},
		},
		{
			ID:       "3.III(c).declines",
			On:       declinePartnership,
			By:       manager,
			Requires: guards{held, notDeclined},
			Cite:     stageIIIc,
			Does: effects{
				set{Field: "declined", To: "true"},
				say{ID: "cycle_goes_on", If: `policy.declining_is_not_closing == "cycle_continues"`, Cite: p5,
					Text: "Declining the partnership does not close the case: that needs one of the reasons of paragraph 5."},
				say{ID: "no_cycle_follows", If: `policy.declining_is_not_closing == "no_further_cycle"`, Cite: p5b, Fails: true,
					Text: "By this policy an employer who declines the partnership declines further services: no cycle follows, and the case is still to be closed."},
			},
		},
		{
			ID:   "3.III(c).referred",
			From: states{Stage3},
			On:   declinePartnership,
			If:   counts + ` and policy.referral_in_cycle == "satisfies"`,
			Cite: stageIIIc,
			Also: []rule.Citation{p4},
			Text: "The employer decides not to form a working partnership; the referral that this calls for was made already, under paragraph 4.",
		},
		{
			ID:   "3.III(c)",
			From: states{Stage3},
			On:   declinePartnership,
			Cite: stageIIIc,
			Text: "The employer decides not to form a working partnership: a referral to the OH&S Branch is owed.",
			Does: effects{
				open{Duty: DutyOHSReferral, Once: true},
				say{ID: "referral_again", If: "case.referred_in_cycle == case.cycle", Cite: p4, Fails: true,
					Text: "The direct referral of this cycle does not count: by this policy every declining calls for a referral of its own."},
			},
		},
		{
			ID:       "3.III(d)",
			From:     states{Stage3},
			On:       briefDirectors,
			By:       briefs(ManagerOfPrevention),
			Requires: guards{held, directorsNotBriefed},
			Cite:     stageIIId,
			Text:     "The director of prevention and the executive director of employer services are briefed on the outcome.",
			Does: effects{
				perform{Duties: duties{IDs: []string{DutyDirectorsBriefing}}},
				set{Field: "directors_briefed", To: "true"},
			},
		},

		// 4. A referral can be made at any stage; direct referrals are discussed.
		{
			ID:    "4.discuss",
			From:  opened,
			On:    discussReferral,
			By:    seniorOrManager,
			Needs: both,
			Cite:  p4,
			Text:  "The senior advisor and the manager discuss a direct referral on the facts presented to them.",
			Does:  effects{set{Field: "discussions", To: "case.discussions + 1"}},
		},
		{
			ID:   "4.referred",
			On:   refer,
			By:   seniorOrManager,
			Cite: p4,
			Does: effects{set{Field: "referred", To: "true"}},
		},
		{
			ID:       "3.III(c).refer",
			From:     opened,
			On:       refer,
			Requires: guards{owed, asDirect},
			Cite:     stageIIIc,
			Text:     "The employer, who declined the partnership, is referred to the OH&S Branch.",
			Does: effects{
				referralMade,
				set{If: `policy.referral_discussion == "every_referral"`, Field: "discussions", To: "case.discussions - 1"},
				notUsedUp,
			},
		},
		{
			ID:       "4.refer",
			From:     opened,
			On:       refer,
			Requires: guards{discussed},
			Cite:     p4,
			Text:     "The employer is referred to the OH&S Branch directly, after a discussion.",
			Does: effects{
				set{Field: "discussions", To: "case.discussions - 1"},
				set{If: "stages.under_way", Field: "referred_in_cycle", To: "case.cycle"},
				set{If: "not stages.under_way", Field: "referred_before", To: "true"},
			},
		},
		{
			ID:       "3.III(c).refer.closed",
			From:     states{Closed},
			On:       refer,
			Requires: guards{owed},
			Cite:     stageIIIc,
			Text:     "The referral that was still owed when the case was closed is made.",
			Does:     effects{referralMade, notUsedUp},
		},

		// 5. The cycle continues until …
		{
			ID:       "5",
			From:     states{Stage3},
			On:       nextCycle,
			By:       senior,
			Requires: guards{recorded, directorsBriefed, notOwed, goesOn},
			To:       Stage1,
			Cite:     p5,
			Text:     "No reason to end has been stated: the cycle continues, in stage 1.",
			Does: does(effects{set{Field: "cycle", To: "case.cycle + 1"}, cycleSays(""), cycleEnds}, anew,
				effects{open{Duty: DutyMeeting}}),
		},
		{
			ID:    "5.close",
			From:  intervene,
			On:    closeCase,
			By:    closes,
			Needs: guards{{Fact: "reason|reasons"}},
			To:    Closed,
			Cite:  p5,
			Text:  "The intervention ends, for what the {event.by:words} states.",
			Does: does(effects{
				say{ID: "5(a)", If: reasonIs(SignificantProgress), Cite: p5a, Text: "It is stated that significant progress is attained."},
				say{ID: "5(b)", If: reasonIs(DeclinedServices), Cite: p5b, Text: "It is stated that the employer declines further services."},
				say{ID: "5(c)", If: reasonIs(DiscontinuationRequested), Cite: p5c, Text: "It is stated that the employer requests a discontinuation."},
				say{ID: "5(d)", If: reasonIs(InjuriesDecreased), Cite: p5d, Text: "It is stated that a significant decrease in workplace injuries is demonstrated."},
			}, stagesEnd),
		},
	}
}

// reasonIs asks whether a reason is among those of a closing.
func reasonIs(r Reason) string {
	return `(event.reason == "` + string(r) + `" or event.reasons contains "` + string(r) + `")`
}

// reported says of each condition of paragraph 1 whether the advisor reports it.
func reported() effects {
	var all effects
	for _, c := range conditions {
		named := `event.conditions contains "` + string(c.Condition) + `"`
		all = append(all, say{ID: paragraph(c.cite), If: named, Cite: c.cite, Text: "The employer has " + c.text + "."},
			say{ID: paragraph(c.cite) + ".not_reported", If: "not (" + named + ")", Cite: c.cite, Fails: true, Text: "It is not reported that the employer has " + c.text + "."})
	}
	return all
}

// lookedAt says of each source of paragraph 2 whether it was named.
func lookedAt() effects {
	var all effects
	for _, s := range sources {
		named := `event.evidence contains "` + string(s.Source) + `"`
		all = append(all, say{ID: paragraph(s.cite), If: named, Cite: s.cite, Text: "The senior advisor looked at " + s.name + "."},
			say{ID: paragraph(s.cite) + ".not_named", If: "not (" + named + ")", Cite: s.cite, Fails: true, Text: "It is not named that the senior advisor looked at " + s.name + "."})
	}
	return all
}
