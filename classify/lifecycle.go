package classify

import (
	"slices"

	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

type (
	row     = lifecycle.Row[Tier, EventName]
	in      = []Tier
	cites   = []rule.Citation
	guard   = lifecycle.Guard
	guards  = []lifecycle.Guard
	effects = []lifecycle.Effect
	opens   = lifecycle.Open
	perform = lifecycle.Perform
	lapse   = lifecycle.Lapse
	replace = lifecycle.Replace
	await   = lifecycle.Await
	set     = lifecycle.Set
	say     = lifecycle.Say
	duties  = lifecycle.Duties
)

// Where a row applies.
var allTiers = in{None, Focus, Target, TierThree}

// byCommission is the commission, of an event that is taken as its own where it
// names nobody; cite is the provision that says so, the row's where it is empty.
func byCommission(cite rule.Citation) []lifecycle.Who {
	return []lifecycle.Who{{Role: Commission, Default: true, Cite: cite}}
}

// named are roles of which an event names one; cite is the provision that says so.
func named(cite rule.Citation, roles ...rule.Role) []lifecycle.Who {
	who := lifecycle.By(roles...)
	for i := range who {
		who[i].Cite = cite
	}
	return who
}

// Who decides on a target employer and who gives a notice: where nothing is
// recommended, or no notice owed, another role is refused by 4.4.2 and 4.1.
var (
	decides  = []lifecycle.Who{{Role: Commission}, {Role: Commission, If: `case.pending == ""`, Cite: par4_4_2}}
	notifies = []lifecycle.Who{{Role: Commission, Default: true}, {Role: Commission, If: `open.notice == ""`, Cite: par4_1}}
)

// What the case must have reached, and what an event must bring.
var (
	inForce = guard{ID: "in_force", Cite: wholeRule, If: "not policy.dated or event.on >= policy.effective",
		Text: "On {event.on} the policy was not in force: it is effective from {policy.effective}."}
	reason      = guard{Fact: "reason"}
	recommended = guard{ID: "recommended", If: `case.pending != ""`, Text: "Nothing was recommended that the commission could decide."}
	excluded    = guard{ID: "excluded", If: "case.excluded", Text: "The employer is not excluded."}
	notExcluded = guard{ID: "not_excluded", If: "not case.excluded", Text: "The employer is excluded already."}
	reachTarget = guard{ID: "exclusion_reaches_target", If: `policy.exclusion_reaches_target == "focus_and_target"`,
		Text: "Section 3.5 lets the commission exclude an employer from focus; this policy does not extend that to target."}
	reachThree = guard{ID: "exclusion_reaches_tier_three", If: `policy.exclusion_reaches_tier_three == "leaves"`,
		Text: "How an employer leaves tier three is not in the text at hand; this policy does not take an exclusion for a way out."}
	orderLeads = guard{ID: "order_leads_out", If: `policy.leaving_tier_three == "order"`,
		Text: "How an employer leaves tier three is not in the text at hand; this policy knows no way out, and no order is one."}
	notExempt = guard{ID: "set_aside_excluded", If: "not case.excluded", Text: "The employer is excluded: there is no tier to set aside."}
	runsAnew  = guard{ID: "set_aside_runs", Cite: par10_4, If: `policy.set_aside_runs == "anew"`,
		Text: "By this policy the employer stands as if the decision had never been made: its history is corrected, and no event of its own sets the decision aside."}
	another   = guard{ID: "another_tier", If: "event.to != case.tier", Text: "The employer is in the tier {case.tier:words} already (to)."}
	qualifies = guard{ID: "qualifies_changes", If: "event.qualifies != case.bargained_committee",
		Text: "Whether the bargained safety committee qualifies is as it is said already: {event.qualifies} (qualifies)."}
	notClosedYet = guard{ID: "quarter_not_closed", If: "not about.closed", Text: "The quarter {about.for} was closed already."}
	planOwed     = guard{ID: "plan_owed", If: "owed.plan > 0 or owed.revised_plan > 0", Text: "The employer owes no plan."}
	thatPlan     = guard{ID: "that_plan_owed", If: "given.revised and event.revised ? owed.revised_plan > 0 : owed.plan > 0",
		Text: "The employer owes no plan of that kind: a revised one is owed only when the commission required changes (revised)."}
	planReviewOwed = guard{ID: "plan_review_owed", If: "owed.plan_review > 0", Text: "No plan was received that the commission has not answered."}
	changes        = guard{Fact: "changes", If: "not event.accepted"}
	noChanges      = guard{ID: "accepted_without_changes", If: "not event.accepted or not given.changes",
		Text: "A plan that is accepted needs no changes (changes); with changes required it is not accepted."}
	reportsOwed = guard{ID: "report_owed", If: "owed.quarterly_report > 0", Text: "The employer owes no quarterly report."}
	quarterOwed = guard{ID: "quarter_owed", If: "report.owed", Text: "The employer owes no quarterly report for {about.for}."}
	minutes     = guard{ID: "minutes", Cite: par5_5, If: "not given.minutes or event.minutes",
		Text: "A quarterly report provides copies of the minutes of the safety committee (minutes)."}
	inspections = guard{ID: "inspections", Cite: par5_5, If: "not given.inspections or event.inspections",
		Text: "A quarterly report provides the results of facility inspections (inspections)."}
	completable = guard{ID: "completable", If: "open.completable", Text: "Nothing is owed that this event completes."}
	whyNoReview = guard{Fact: "reason", Cite: par4_4, If: `event.duty == "review"`}
)

// owedAs: the duty that is said to be done is owed, for each under its provision.
func owedAs() guards {
	return guards{
		isOwed(DutySeminar, par4_2), isOwed(DutySafetyCommittee, par5_3), isOwed(DutyClaimsReport, par4_3), isOwed(DutyReportCopies, par4_3_1),
		isOwed(DutyPlanReview, par5_4_1), isOwed(DutyInspectionReport, par5_6_1), isOwed(DutyReview, par4_4),
	}
}

func isOwed(duty string, cite rule.Citation) guard {
	return guard{ID: "owed." + duty, Cite: cite, If: `event.duty != "` + duty + `" or done.owed`,
		Text: "No duty {event.duty:words} is owed that the event could mean (duty, for)."}
}

// notified: the notice of the paragraph was not given yet.
func notified(paragraph string) guard {
	return guard{ID: "notice_owed", Cite: par4_1, If: `open.notice == "` + paragraph + `"`,
		Text: "No notice of classification or reclassification is owed."}
}

// afterNotice: by one reading an employer is held to its tier after notice of it
// only, that of the paragraph of cite.
func afterNotice(notice string, cite rule.Citation) guard {
	return guard{ID: "before_notice", Cite: cite, If: `owed.` + notice + ` == 0 or policy.before_notice == "allowed"`,
		Text: "No notice of the tier was given yet, and by this policy an employer is held to its requirements after notice only."}
}

// beforeNotice says that the employer was held to its tier before any notice.
func beforeNotice(notice string, cite rule.Citation) say {
	return say{ID: "before_notice.allowed", If: `owed.` + notice + ` > 0 and policy.before_notice == "allowed"`, Cite: cite, Fails: true,
		Text: "No notice of the tier was given yet: the policy takes the requirements to bind the employer all the same."}
}

// receivedOn: by one reading the time for the plan runs from the day on which the
// employer received the notice.
func receivedOn(opensPlan string) guard {
	return guard{Fact: "received", Cite: par5_4,
		If: opensPlan + ` and not (given.received and event.received == event.on) and policy.notification_sent_or_received == "received"`}
}

// The plan that a notice asks for. A tier three employer is under all target
// requirements, by one reading.
const (
	targetPlan    = `case.tier == "target" and owed.plan == 0`
	noPlanYet     = `case.tier == "tier_three" and owed.plan == 0`
	tierThreePlan = noPlanYet + ` and policy.tier_three_notice_starts_plan == "starts"`
)

// Effects that several rows share.
var (
	bothNotices = []string{DutyClassificationNotice, DutyReclassificationNotice}

	// noticeGoes: a notice of the tier before, not given yet, gives way.
	noticeGoes = replace{Duties: duties{IDs: bothNotices, All: true}}
	// employersLapse: what the employer owes is owed no more.
	employersLapse = lapse{Duties: duties{By: string(Employer), All: true}}
	// commissionsLapse: nor is what the commission owes of the periods of focus.
	commissionsLapse = lapse{Duties: duties{IDs: []string{DutyReview, DutyClaimsReport}, All: true}}

	asFocus = effects{
		opens{Duty: DutyClassificationNotice, Cite: par4_1},
		opens{Duty: DutySeminar, Cite: par4_2, Once: true},
	}
	underTarget = effects{
		opens{Duty: DutySeminar, Cite: par5_2, Once: true},
		opens{Duty: DutySafetyCommittee, If: "not case.bargained_committee", Once: true},
		say{ID: "5.3.1.deemed", If: "case.bargained_committee", Cite: par5_3_1,
			Text: "The employer's bargained safety committee is considered to meet the requirement of a joint labor and management safety committee."},
	}

	requirements = say{ID: "6.3.requirements", Cite: par6_3, Text: "A tier three employer is under all the requirements for target program employers."}

	// isReviewed: the employer is subject to review, with this review as number 0.
	isReviewed = effects{
		set{Field: "reviewed", To: "true"},
		set{Field: "reviews", To: "review.zero"},
	}
	// released: a review releases an employer from its tier. What it owes ends, by the
	// usual reading.
	released = effects{
		lapse{If: `open.employer > 0 and policy.release_ends_duties == "ends"`, Duties: duties{By: string(Employer), All: true}},
		say{ID: "undone", If: "len(open.undone) > 0", Text: "Of what it owed as such an employer, this was not done: {open.undone:words}."},
	}
	// outOfReview: the employer is in no tier.
	outOfReview = set{Field: "reviewed", To: "false"}
	fromFocus   = set{Field: "released", To: `"from_focus"`}
	fromTarget  = set{Field: "released", To: `"from_target"`}

	// leavesTier: what an employer in focus or target loses when it is moved otherwise
	// than by a review.
	leavesTier = effects{
		set{Field: "below"},
		set{Field: "pending"},
		set{Field: "reviews"},
	}
	onlyWhileNone = say{ID: "notice.left", If: `case.tier == "none"`, Fails: true, Text: "The employer is in no tier any more; its notice was still owed."}
)

// does joins effects.
func does(lists ...effects) effects { return slices.Concat(lists...) }

// asTarget and asTierThree are the duties of those tiers.
func asTarget() effects {
	return does(effects{opens{Duty: DutyClassificationNotice, Cite: par5_1}}, underTarget)
}

func asTierThree() effects {
	return does(effects{opens{Duty: DutyClassificationNotice, Cite: par6_2}}, underTarget, effects{requirements})
}

// comesBack: an employer that had been released is in a tier again.
func comesBack() effects {
	return does(isReviewed, effects{set{Field: "released"}, set{Field: "above"}})
}

// freed: an employer is released from its tier into none.
func freed() effects {
	return does(released, effects{set{Field: "below"}, set{Field: "reviews"}, outOfReview})
}

// recommends leaves a move to the commission.
func recommends(to Tier) effects {
	return effects{
		set{Field: "pending", To: `"` + string(to) + `"`},
		await{What: "reclassification as " + string(to), By: []rule.Role{Commission}},
	}
}

// byDecision are the effects of a reclassification that the commission decided: the
// review that raised it is number 0.
func byDecision(below effects, notice rule.Citation) effects {
	return does(effects{
		set{Field: "pending"},
		set{Field: "reviews", To: "zero.reviews"},
	}, below, effects{
		noticeGoes,
		opens{Duty: DutyReclassificationNotice, Cite: notice},
	}, underTarget)
}

// toTierThree are the effects of 6.1 on an employer that leaves focus or target.
func toTierThree(lists ...effects) effects {
	return does(does(lists...), leavesTier, effects{noticeGoes}, asTierThree())
}

// excludedFrom are the effects of an exclusion.
func excludedFrom(before string, further ...effects) effects {
	return does(effects{
		set{Field: "excluded", To: "true"},
		set{Field: "before_exclusion", To: before},
		employersLapse,
		commissionsLapse,
	}, does(further...))
}

// tierRows are the rule: what moves an employer from tier to tier, and what it and
// the commission owe. The rows stand in the order of the sections; of those of an
// event and a tier the first fires whose condition holds.
func tierRows() []row {
	return []row{
		// Of every event, and of every review.
		{
			ID:       "in_force",
			Requires: guards{inForce},
			Cite:     wholeRule,
		},
		{
			ID:   "review",
			On:   review,
			Cite: par4_4,
			Does: effects{
				set{Field: "last_reviewed", To: "review.period"},
				set{Field: "reviews", To: "review.reviews"},
				set{Field: "below", To: "review.below"},
				set{Field: "above", To: "review.above"},
				set{Field: "pending", If: "not review.keeps"},
				perform{Duties: duties{IDs: []string{DutyReview}, Match: "in_period", All: true}},
				say{ID: "pending.falls_away", If: `case.pending != "" and not review.ground and not review.keeps`, Cite: par4_4_2, Fails: true,
					Text: "The recommendation of {case.pending:words}, which was not decided, falls away: this review takes its place."},
				say{ID: "pending.stays", If: "review.keeps", Cite: par4_4_2,
					Text: "The recommendation of {case.pending:words} was not decided, and this review finds no ground for it: it stays until it is decided."},
			},
		},

		// 3.5 An employer "not excluded by the commission under the provisions of section eight"
		{
			ID:   "3.5.review.target",
			From: in{None},
			On:   review,
			By:   byCommission(par4_4),
			If:   `case.excluded and review.level == "target" and policy.exclusion_reaches_target == "focus_and_target"`,
			Cite: par3_5,
			Text: "The commission has excluded the employer: it is not classified, although its factor {review.emf} is at the target level.",
		},
		{
			ID:   "3.5.review",
			From: in{None},
			On:   review,
			By:   byCommission(par4_4),
			If:   `case.excluded and review.level != "target"`,
			Cite: par3_5,
			Text: "The commission has excluded the employer: it is not classified, whatever its factor.",
		},
		{
			ID:       "3.5.exclude.none",
			From:     in{None},
			On:       exclude,
			By:       named("", Commission),
			Requires: guards{notExcluded},
			Needs:    guards{reason},
			Cite:     par3_5,
			Text:     "The commission excludes the employer: {event.reason}.",
			Does:     excludedFrom("case.released", effects{set{Field: "released"}, set{Field: "above"}}),
		},
		{
			ID:       "3.5.exclude",
			From:     in{Focus},
			On:       exclude,
			By:       named("", Commission),
			Requires: guards{notExcluded},
			Needs:    guards{reason},
			To:       None,
			Cite:     par3_5,
			Text:     "The commission excludes the focus program employer: {event.reason}.",
			Does:     excludedFrom(`"from_focus"`, leavesTier, effects{outOfReview}),
		},
		{
			ID:       "3.5.exclude.target",
			From:     in{Target},
			On:       exclude,
			By:       named("", Commission),
			Requires: guards{notExcluded, reachTarget},
			Needs:    guards{reason},
			To:       None,
			Cite:     par3_5,
			Text:     "The commission excludes the target program employer: {event.reason}.",
			Does:     excludedFrom(`"from_target"`, leavesTier, effects{outOfReview}),
		},
		{
			ID:       "3.5.exclude.tier_three",
			From:     in{TierThree},
			On:       exclude,
			By:       named("", Commission),
			Requires: guards{notExcluded, reachThree},
			Needs:    guards{reason},
			To:       None,
			Cite:     par3_5,
			Text:     "The commission excludes the tier three employer: {event.reason}.",
			Does:     excludedFrom(`"from_target"`, effects{set{Field: "reviews"}, outOfReview}),
		},
		{
			ID:       "3.5.lift",
			From:     allTiers,
			On:       liftExclusion,
			By:       named("", Commission),
			Requires: guards{excluded},
			Needs:    guards{reason},
			If:       `policy.exclusion_ends == "first_entry"`,
			Cite:     par3_5,
			Text:     "The exclusion is lifted: {event.reason}. The table holds again, as for an employer that was never classified.",
			Does: effects{
				set{Field: "released"},
				set{Field: "excluded", To: "false"},
				set{Field: "before_exclusion"},
			},
		},
		{
			ID:       "3.5.lift.released",
			From:     allTiers,
			On:       liftExclusion,
			By:       named("", Commission),
			Requires: guards{excluded},
			Needs:    guards{reason},
			Cite:     par3_5,
			Text:     "The exclusion is lifted: {event.reason}. The table holds again, as for an employer that was released from where it was excluded.",
			Does: effects{
				set{Field: "released", If: `case.tier == "none" and case.released == ""`, To: "case.before_exclusion"},
				set{Field: "excluded", To: "false"},
				set{Field: "before_exclusion"},
			},
		},

		// 4. Tier one: focus program employer
		{
			ID:   "4.1",
			From: in{None},
			On:   review,
			By:   byCommission(par4_4),
			If:   `case.released == "" and review.level == "focus"`,
			To:   Focus,
			Cite: par4_1,
			Text: "The employer's factor {review.emf} falls within the focus program employer classification, from {review.focus} up to {review.target}.",
			Does: does(isReviewed, effects{noticeGoes}, asFocus),
		},
		{
			ID:   "5.7.2.return.focus",
			From: in{None},
			On:   review,
			By:   byCommission(par4_4),
			If:   `case.released == "from_target" and review.level == "focus" and (policy.from_target_one_period == "one" or review.above >= 2)`,
			To:   Focus,
			Cite: par5_7_2,
			Also: cites{par4_1},
			Text: "The employer's factor {review.emf} no longer remains below the focus value {review.focus}: it falls within the focus program employer classification.",
			Does: does(comesBack(), effects{noticeGoes}, asFocus),
		},
		{
			ID:   "4.4.1.return.at_once",
			From: in{None},
			On:   review,
			By:   byCommission(par4_4),
			If:   `case.released == "from_focus" and review.level == "target" and policy.return_from_focus == "target_at_once"`,
			To:   Target,
			Cite: par5_1,
			Text: "The employer's factor {review.emf} falls within the target program employer classification, from {review.target}: the policy lets 5.1 classify a former focus program employer at once.",
			Does: does(comesBack(), effects{noticeGoes}, asTarget()),
		},
		{
			ID:   "4.4.1.return.focus",
			From: in{None},
			On:   review,
			By:   byCommission(par4_4),
			If:   `case.released == "from_focus" and review.level == "focus" and review.above >= policy.above_focus`,
			To:   Focus,
			Cite: par4_4_1,
			Text: "The employer's factor was above the focus value for {review.above} consecutive review periods: it is a focus program employer again.",
			Does: does(comesBack(), effects{noticeGoes}, asFocus),
		},
		{
			ID:   "4.4.1.return.target",
			From: in{None},
			On:   review,
			By:   byCommission(par4_4),
			If:   `case.released == "from_focus" and review.level == "target" and review.above >= policy.above_focus`,
			To:   Target,
			Cite: par4_4_1,
			Also: cites{par5_1},
			Text: "The employer's factor was above the focus value for {review.above} consecutive review periods, and is now at the target level: it is a target program employer.",
			Does: does(comesBack(), effects{noticeGoes}, asTarget()),
		},
		{
			ID:   "4.4.1.stays.target",
			From: in{None},
			On:   review,
			By:   byCommission(par4_4),
			If:   `case.released == "from_focus" and review.level == "target"`,
			Cite: par4_4_1,
			Also: cites{par5_1},
			Text: "The employer, whose factor is at the target level, is not subject to review, unless its factor rises above the focus value for {policy.above_focus} consecutive review periods; it has been above for {review.above}.",
		},
		{
			ID:   "4.4.1.stays",
			From: in{None},
			On:   review,
			By:   byCommission(par4_4),
			If:   `case.released == "from_focus"`,
			Cite: par4_4_1,
			Text: "The employer is not subject to review, unless its factor rises above the focus value for {policy.above_focus} consecutive review periods; it has been above for {review.above}.",
		},
		{
			ID:   "4.4.1.release",
			From: in{Focus},
			On:   review,
			By:   byCommission(par4_4),
			If:   "review.releases",
			To:   None,
			Cite: par4_4_1,
			Text: "The employer's factor was below the focus value for {review.below} consecutive review periods: it is no longer a focus program employer and not subject to further review, unless its factor rises above the focus value for {policy.above_focus} consecutive review periods.",
			Does: does(freed(), effects{fromFocus}),
		},
		{
			ID:   "5.1.commands",
			From: in{Focus},
			On:   review,
			By:   byCommission(par4_4),
			If:   "review.commands",
			To:   Target,
			Cite: par5_1,
			Text: "The employer's factor {review.emf} falls within the target program employer classification, from {review.target}: it is a target program employer.",
			Does: does(effects{set{Field: "reviews", To: "review.zero"}, noticeGoes}, asTarget()),
		},
		{
			ID:   "4.4.2.exceeds",
			From: in{Focus},
			On:   review,
			By:   byCommission(par4_4),
			If:   `review.level == "target" and review.exceeds`,
			Cite: par4_4_2,
			Text: "The employer's factor {review.emf} has reached {review.target}, where the criteria for a focus program employer end and those for target begin, and so exceeds them: reclassification as a target program employer is recommended, subject to the discretion of the commission.",
			Does: recommends(Target),
		},
		{
			ID:   "4.4.2.no_improvement",
			From: in{Focus},
			On:   review,
			By:   byCommission(par4_4),
			If:   "not review.improved",
			Cite: par4_4_2,
			Text: "Measurable safety improvement was not made over {policy.improvement} review periods: reclassification as a target program employer is recommended, subject to the discretion of the commission.",
			Does: recommends(Target),
		},
		{
			ID:   "4.4.stays",
			From: in{Focus},
			On:   review,
			By:   byCommission(par4_4),
			Cite: par4_4,
			Text: "The review is made, and the employer stays a focus program employer.",
		},
		{
			ID:       "4.4.2.approve",
			From:     in{Focus},
			On:       decide,
			By:       named("", Commission),
			Requires: guards{recommended},
			Needs:    guards{{Fact: "approve", Error: true}, reason},
			If:       "event.approve",
			To:       Target,
			Cite:     par4_4_2,
			Also:     cites{par4_5},
			Text:     "The commission reclassifies the employer as a target program employer: {event.reason}.",
			Does:     byDecision(effects{set{Field: "below", To: "zero.below"}}, par4_5),
		},
		{
			ID:       "4.4.2.decline",
			From:     in{Focus},
			On:       decide,
			By:       named("", Commission),
			Requires: guards{recommended},
			Needs:    guards{{Fact: "approve", Error: true}, reason},
			Cite:     par4_4_2,
			Text:     "The commission leaves the employer a focus program employer: {event.reason}.",
			Does:     effects{set{Field: "pending"}},
		},
		{
			ID:   "4.4.close_period",
			From: in{Focus},
			On:   closePeriod,
			By:   byCommission(""),
			Cite: par4_4,
			Text: "The review period has concluded: the commission reviews the employer and reports to it.",
			Does: effects{
				set{Field: "last_closed", To: "about.period"},
				opens{Duty: DutyReview, Cite: par4_4, For: "about.for", Within: termFocusReview, After: "event.to"},
				say{ID: "4.3", Cite: par4_3, Text: "The commission reports to the employer on the claims of {about.for}."},
				opens{Duty: DutyClaimsReport, If: `policy.claims_report_date == "no_date"`, For: "about.for"},
				opens{Duty: DutyClaimsReport, If: `policy.claims_report_date == "thirty_days"`, For: "about.for", Within: termClaimsReport, After: "event.to"},
			},
		},

		// 5. Tier two: target program employer
		{
			ID:   "5.1",
			From: in{None},
			On:   review,
			By:   byCommission(par4_4),
			If:   `case.released == "" and review.level == "target"`,
			To:   Target,
			Cite: par5_1,
			Text: "The employer's factor {review.emf} falls within the target program employer classification, from {review.target}.",
			Does: does(isReviewed, effects{noticeGoes}, asTarget()),
		},
		{
			ID:   "5.7.2.return.target",
			From: in{None},
			On:   review,
			By:   byCommission(par4_4),
			If:   `case.released == "from_target" and review.level == "target" and (policy.from_target_one_period == "one" or review.above >= 2)`,
			To:   Target,
			Cite: par5_7_2,
			Also: cites{par5_1},
			Text: "The employer's factor {review.emf} no longer remains below the focus value {review.focus}: it falls within the target program employer classification, from {review.target}.",
			Does: does(comesBack(), effects{noticeGoes}, asTarget()),
		},
		{
			ID:   "5.7.2.waits",
			From: in{None},
			On:   review,
			By:   byCommission(par4_4),
			If:   `case.released == "from_target" and review.level != "none"`,
			Cite: par5_7_2,
			Text: "The employer's factor is at a level again for {review.above} of the 2 consecutive review periods that by this policy end its release.",
		},
		{
			ID:   "5.7.2.stays",
			From: in{None},
			On:   review,
			By:   byCommission(par4_4),
			If:   `case.released == "from_target"`,
			Cite: par5_7_2,
			Text: "The employer's factor {review.emf} remains below the focus value {review.focus}: it is not subject to further review.",
		},
		{
			ID:   "14.stays",
			From: in{None},
			On:   review,
			By:   byCommission(par4_4),
			Cite: par14,
			Text: "The employer's factor {review.emf} qualifies it for neither focus nor target: it is not classified.",
		},
		{
			ID:   "3.5.from_target",
			From: in{Target},
			On:   review,
			By:   byCommission(par5_7),
			If:   `case.excluded and review.releases and review.lands == "focus"`,
			To:   None,
			Cite: par3_5,
			Also: cites{par5_7_1},
			Text: "The employer's factor was below the target value for {review.below} consecutive review periods: it is no longer a target program employer, and the commission has excluded it from focus.",
			Does: does(freed(), effects{fromTarget}),
		},
		{
			ID:   "5.7.1",
			From: in{Target},
			On:   review,
			By:   byCommission(par5_7),
			If:   `review.releases and review.lands == "focus" and policy.becomes_focus == "becomes_focus"`,
			To:   Focus,
			Cite: par5_7_1,
			Text: "The employer's factor, now {review.emf}, was below the target value for {review.below} consecutive review periods: it becomes a focus program employer.",
			Does: does(released, effects{
				set{Field: "below", To: "zero.below"},
				set{Field: "reviews", To: "review.zero"},
				noticeGoes,
			}, asFocus),
		},
		{
			ID:   "5.7.1.reporting",
			From: in{Target},
			On:   review,
			By:   byCommission(par5_7),
			If:   `review.releases and review.lands == "focus"`,
			To:   None,
			Cite: par5_7_1,
			Also: cites{par4_3},
			Text: "The employer's factor was below the target value for {review.below} consecutive review periods: it is no longer a target program employer, and meets the reporting requirements for focus only.",
			Does: does(freed(), effects{
				fromTarget,
				opens{Duty: DutyClaimsReport, For: "about.for"},
			}),
		},
		{
			ID:   "5.7.2",
			From: in{Target},
			On:   review,
			By:   byCommission(par5_7),
			If:   "review.releases",
			To:   None,
			Cite: par5_7_2,
			Also: cites{par5_7_1},
			Text: "The employer, whose factor has been below the target value for {review.below} consecutive review period{review.below:s}, is at {review.emf} below the focus level from {review.focus}: it is not subject to further review, so long as it remains below.",
			Does: does(freed(), effects{fromTarget}),
		},
		{
			ID:   "5.7.3",
			From: in{Target},
			On:   review,
			By:   byCommission(par5_7),
			If:   "not review.improved",
			Cite: par5_7_3,
			Text: "Measurable safety improvement was not made over {policy.improvement} review periods: reclassification as a tier three employer is recommended, subject to the discretion of the commission.",
			Does: recommends(TierThree),
		},
		{
			ID:   "5.7.stays",
			From: in{Target},
			On:   review,
			By:   byCommission(par5_7),
			Cite: par5_7,
			Text: "The review is made, and the employer stays a target program employer.",
		},
		{
			ID:       "5.7.3.approve",
			From:     in{Target},
			On:       decide,
			By:       decides,
			Requires: guards{recommended},
			Needs:    guards{{Fact: "approve", Error: true}, reason},
			If:       "event.approve",
			To:       TierThree,
			Cite:     par5_7_3,
			Also:     cites{par5_8},
			Text:     "The commission reclassifies the employer as a tier three employer: {event.reason}.",
			Does:     does(byDecision(effects{set{Field: "below"}}, par5_8), effects{requirements}),
		},
		{
			ID:       "5.7.3.decline",
			From:     in{Target},
			On:       decide,
			By:       decides,
			Requires: guards{recommended},
			Needs:    guards{{Fact: "approve", Error: true}, reason},
			Cite:     par5_7_3,
			Text:     "The commission leaves the employer a target program employer: {event.reason}.",
			Does:     effects{set{Field: "pending"}},
		},

		// 5.3.1 The bargained safety committee
		{
			ID:    "5.3.1.qualifies",
			From:  allTiers,
			On:    setCommittee,
			Needs: guards{{Fact: "qualifies", Error: true}, qualifies},
			If:    "event.qualifies",
			Cite:  par5_3_1,
			Text:  "The employer is a member of a group whose bargained safety committee meets the requirements: it is considered to have met them.",
			Does: effects{
				set{Field: "bargained_committee", To: "true"},
				perform{Duties: duties{IDs: []string{DutySafetyCommittee}, All: true}},
			},
		},
		{
			ID:    "5.3.1.no_more",
			From:  allTiers,
			On:    setCommittee,
			Needs: guards{{Fact: "qualifies", Error: true}, qualifies},
			Cite:  par5_3_1,
			Text:  "The employer has no bargained safety committee any more that meets the requirements.",
			Does: effects{
				set{Field: "bargained_committee", To: "false"},
				opens{Duty: DutySafetyCommittee, If: `case.tier == "target" or case.tier == "tier_three"`, Once: true},
			},
		},

		// 6. Tier three employer
		{
			ID:       "6.1.1",
			From:     in{Focus},
			On:       nonparticipation,
			By:       byCommission(par6_1),
			Requires: guards{afterNotice(DutyClassificationNotice, par4_1)},
			Needs:    guards{reason},
			To:       TierThree,
			Cite:     par6_1_1,
			Text:     "The employer does not participate in the requirements for focus program employers: {event.reason}.",
			Does:     toTierThree(effects{beforeNotice(DutyClassificationNotice, par4_1)}),
		},
		{
			ID:       "6.1.2",
			From:     in{Target},
			On:       nonparticipation,
			By:       byCommission(par6_1),
			Requires: guards{afterNotice(DutyClassificationNotice, par5_1), afterNotice(DutyReclassificationNotice, par4_5)},
			Needs:    guards{reason},
			To:       TierThree,
			Cite:     par6_1_2,
			Text:     "The employer does not participate in the requirements for target program employers: {event.reason}.",
			Does:     toTierThree(effects{beforeNotice(DutyClassificationNotice, par5_1), beforeNotice(DutyReclassificationNotice, par4_5)}),
		},
		{
			ID:       "6.1.3",
			From:     in{Target},
			On:       noncompliance,
			By:       byCommission(par6_1),
			Requires: guards{afterNotice(DutyClassificationNotice, par5_1), afterNotice(DutyReclassificationNotice, par4_5)},
			Needs:    guards{reason},
			To:       TierThree,
			Cite:     par6_1_3,
			Text:     "The employer does not comply with the requirements for target program employers: {event.reason}.",
			Does:     toTierThree(effects{beforeNotice(DutyClassificationNotice, par5_1), beforeNotice(DutyReclassificationNotice, par4_5)}),
		},
		{
			ID:   "6.3.review",
			From: in{TierThree},
			On:   review,
			By:   byCommission(par5_7),
			Cite: par6_3,
			Text: "The employer stays a tier three employer, under all target requirements: no review leads out of tier three.",
		},
		{
			ID:       "6.order.none",
			From:     in{TierThree},
			On:       order,
			By:       named("", Commission),
			Requires: guards{orderLeads},
			Needs:    guards{reason},
			If:       `event.to == "none"`,
			To:       None,
			Cite:     par6,
			Text:     "The commission orders that the employer is in no tier: {event.reason}.",
			Does:     effects{set{Field: "reviews"}, outOfReview, employersLapse, commissionsLapse},
		},
		{
			ID:       "6.order.focus",
			From:     in{TierThree},
			On:       order,
			By:       named("", Commission),
			Requires: guards{orderLeads},
			Needs:    guards{reason},
			If:       `event.to == "focus"`,
			To:       Focus,
			Cite:     par6,
			Text:     "The commission orders that the employer is a focus program employer: {event.reason}.",
			Does:     does(effects{set{Field: "reviews"}, employersLapse, noticeGoes}, asFocus),
		},
		{
			ID:       "6.order.target",
			From:     in{TierThree},
			On:       order,
			By:       named("", Commission),
			Requires: guards{orderLeads},
			Needs:    guards{reason},
			To:       Target,
			Cite:     par6,
			Text:     "The commission orders that the employer is a target program employer: {event.reason}.",
			Does:     does(effects{set{Field: "reviews"}, noticeGoes}, asTarget()),
		},

		// What the duties turn on, in the order of 5.4 to 5.7; 6.3 puts tier three under the same requirements.
		{
			ID:       "4.1.notify",
			From:     in{None, Focus},
			On:       notify,
			By:       notifies,
			Requires: guards{notified("4.1")},
			Cite:     par4_1,
			Text:     "The employer is notified of its classification as a focus program employer.",
			Does:     effects{noticeGiven, onlyWhileNone},
		},
		{
			ID:       "5.1.notify",
			From:     in{None, Target},
			On:       notify,
			By:       notifies,
			Requires: guards{notified("5.1")},
			Needs:    guards{receivedOn(targetPlan)},
			Cite:     par5_1,
			Text:     "The employer is notified of its classification as a target program employer.",
			Does:     effects{noticeGiven, onlyWhileNone, planStarts(targetPlan)},
		},
		{
			ID:       "4.5.notify",
			From:     in{None, Target},
			On:       notify,
			By:       notifies,
			Requires: guards{notified("4.5")},
			Needs:    guards{receivedOn(targetPlan)},
			Cite:     par4_5,
			Text:     "The employer is notified of its reclassification as a target program employer, with the reason for it and the material of the notice of target.",
			Does:     effects{noticeGiven, onlyWhileNone, planStarts(targetPlan)},
		},
		{
			ID:       "6.2.notify",
			From:     in{None, TierThree},
			On:       notify,
			By:       notifies,
			Requires: guards{notified("6.2")},
			Needs:    guards{receivedOn(tierThreePlan)},
			Cite:     par6_2,
			Text:     "The employer is notified of its classification as a tier three employer.",
			Does:     effects{noticeGiven, onlyWhileNone, tierThreeNotice, planStarts(tierThreePlan)},
		},
		{
			ID:       "5.8.notify",
			From:     in{None, TierThree},
			On:       notify,
			By:       notifies,
			Requires: guards{notified("5.8")},
			Needs:    guards{receivedOn(tierThreePlan)},
			Cite:     par5_8,
			Text:     "The employer is notified of its reclassification as a tier three employer, with the reason for it and the material of the notice of tier three.",
			Does:     effects{noticeGiven, onlyWhileNone, tierThreeNotice, planStarts(tierThreePlan)},
		},
		{
			ID:       "receive_plan",
			On:       receivePlan,
			Requires: guards{planOwed},
			Needs:    guards{thatPlan},
			Cite:     par5_4,
			Does:     effects{opens{Duty: DutyPlanReview, Within: termPlanReview}},
		},
		{
			ID:   "5.4.1",
			From: allTiers,
			On:   receivePlan,
			If:   "not given.revised or not event.revised",
			Cite: par5_4_1,
			Also: cites{par5_4},
			Text: "The employer's plan is received, from which the time for the commission's answer runs.",
			Does: effects{perform{Duties: duties{IDs: []string{DutyPlan}}}},
		},
		{
			ID:   "5.4.1.revised",
			From: allTiers,
			On:   receivePlan,
			Cite: par5_4_1,
			Text: "The employer's plan is received with the changes that were required, from which the time for the commission's answer runs anew.",
			Does: effects{perform{Duties: duties{IDs: []string{DutyRevisedPlan}}}},
		},
		{
			ID:       "5.4.1.accept",
			From:     allTiers,
			On:       answerPlan,
			By:       byCommission(""),
			Requires: guards{planReviewOwed},
			Needs:    guards{{Fact: "accepted", Error: true}, changes, noChanges},
			If:       "event.accepted",
			Cite:     par5_4_1,
			Text:     "The commission has reviewed the plan and requires no changes.",
			Does:     effects{perform{Duties: duties{IDs: []string{DutyPlanReview}}}},
		},
		{
			ID:       "5.4.1.changes",
			From:     allTiers,
			On:       answerPlan,
			By:       byCommission(""),
			Requires: guards{planReviewOwed},
			Needs:    guards{{Fact: "accepted", Error: true}, changes, noChanges},
			Cite:     par5_4_1,
			Text:     "The commission has reviewed the plan and notifies the employer of the required changes: {event.changes}.",
			Does:     effects{perform{Duties: duties{IDs: []string{DutyPlanReview}}}, opens{Duty: DutyRevisedPlan}},
		},
		{
			ID:    "5.5.1.close_quarter",
			From:  in{Target, TierThree},
			On:    closeQuarter,
			By:    byCommission(""),
			Needs: guards{notClosedYet},
			Cite:  par5_5_1,
			Also:  cites{par5_5_2},
			Text:  "The quarter {about.for} has ended: the employer reports on it, with copies to the bargaining units and to the safety committee.",
			Does: effects{
				set{Field: "last_quarter", To: "event.quarter"},
				opens{Duty: DutyQuarterlyReport, For: "about.for", Within: termMonthEnd},
			},
		},
		{
			ID:       "5.5.1.receive_report",
			From:     allTiers,
			On:       receiveReport,
			Requires: guards{reportsOwed},
			Needs:    guards{quarterOwed, minutes, inspections},
			Cite:     par5_5_1,
			Text:     "The employer's report for {about.for} is received.",
			Does: effects{
				perform{Duties: duties{IDs: []string{DutyQuarterlyReport}, For: "about.for"}},
				opens{Duty: DutyReview, Cite: par5_7, If: secondOfPeriod + ` and (case.tier == "target" or case.tier == "tier_three")`,
					For: "about.for", Within: termTargetReview},
				say{ID: "5.7.no_review", If: secondOfPeriod + ` and (case.tier == "none" or case.tier == "focus")`, Cite: par5_7, Fails: true,
					Text: "The report is that for the second quarter of the review period; no review follows from it, as the employer is no target program employer."},
			},
		},
		{
			ID:   "5.6.1",
			From: in{Target, TierThree},
			On:   completeInspection,
			Cite: par5_6_1,
			Text: "The inspection of {about.for} is completed, from which the time for its report runs.",
			Does: effects{opens{Duty: DutyInspectionReport, For: "about.for", Within: termInspectionReport}},
		},

		// What is done without an event of its own.
		{
			ID:       "complete",
			On:       complete,
			Requires: guards{completable},
			Needs:    append(guards{whyNoReview}, owedAs()...),
			Cite:     wholeRule,
			Does:     effects{perform{Duties: duties{Match: "completed"}}},
		},
		done1("4.2.complete", DutySeminar, "4.2", par4_2, "The employer attended the seminar."),
		done1("5.2.complete", DutySeminar, "5.2", par5_2, "The employer attended the seminar."),
		{
			ID:   "4.3.complete",
			From: allTiers,
			On:   complete,
			If:   `event.duty == "claims_report"`,
			Cite: par4_3,
			Text: "The commission reported on the claims of the review period.",
			Does: effects{
				opens{Duty: DutyReportCopies, For: "done.for",
					If: `case.tier == "focus" or case.released == "from_target" and policy.becomes_focus == "reporting_only"`},
				say{ID: "4.3.1", Cite: par4_3_1, If: `case.tier == "focus" or case.released == "from_target" and policy.becomes_focus == "reporting_only"`,
					Text: "The employer gives a copy of the report to all bargaining units or agents of its employees."},
			},
		},
		done1("4.3.1.complete", DutyReportCopies, "4.3.1", par4_3_1, "The employer gave copies of the report to the bargaining units or agents of its employees."),
		done1("4.4.complete", DutyReview, "4.4", par4_4, "The review of {done.for} is closed without a review of its own: {event.reason}."),
		done1("5.3.complete", DutySafetyCommittee, "5.3", par5_3, "The joint labor and management safety committee is established."),
		done1("5.4.1.complete", DutyPlanReview, "5.4.1", par5_4_1, "The commission reviewed the plan and requires no changes."),
		done1("5.6.1.complete", DutyInspectionReport, "5.6.1", par5_6_1, "The safety representative prepared the report of the inspection."),
		done1("5.7.complete", DutyReview, "5.7", par5_7, "The review of {done.for} is closed without a review of its own: {event.reason}."),

		// 10. A decision that was protested and is set aside
		{
			ID:       "set_aside",
			On:       setAside,
			By:       named(par10_4, HearingExaminer, Commission),
			Requires: guards{notExempt, runsAnew},
			Needs:    guards{reason, another},
			Cite:     par10_1,
			Does: effects{
				set{Field: "below"},
				set{Field: "above"},
				set{Field: "pending"},
				set{Field: "released"},
				set{Field: "reviews"},
				set{Field: "reviewed", To: `event.to != "none"`},
				lapse{Duties: duties{Except: []string{DutyInspectionReport}, All: true}},
			},
		},
		setAsideTo("10.1.none", None, "The decision is set aside: the employer is in no tier: {event.reason}."),
		setAsideTo("10.1.focus", Focus, "The decision is set aside: the employer is a focus program employer: {event.reason}.", asFocus...),
		setAsideTo("10.1.target", Target, "The decision is set aside: the employer is a target program employer: {event.reason}.", asTarget()...),
		setAsideTo("10.1.tier_three", TierThree, "The decision is set aside: the employer is a tier three employer: {event.reason}.", asTierThree()...),
	}
}

// secondOfPeriod: the report is that for the second quarter of the review period.
const secondOfPeriod = "given.second_of_period and event.second_of_period"

// noticeGiven: the notice that was owed is given.
var noticeGiven = perform{Duties: duties{IDs: bothNotices, All: true}}

// planStarts opens the plan, whose time runs from the notice.
func planStarts(condition string) opens {
	return opens{Duty: DutyPlan, If: condition, Within: termPlan, After: "plan.from"}
}

// tierThreeNotice says what a notice of tier three means for the plan.
var tierThreeNotice = say{ID: "6.3.plan", Cite: par6_3, If: noPlanYet,
	Text: "A tier three employer is under all target requirements; whether its notice starts the time for a plan, of which 5.4 speaks for the target notification, the policy says: {policy.tier_three_notice_starts_plan:words}."}

// done1 is the row of a duty that is done without an event of its own, under one
// paragraph.
func done1(id, duty, paragraph string, cite rule.Citation, text string) row {
	return row{ID: id, From: allTiers, On: complete, If: `event.duty == "` + duty + `" and done.paragraph == "` + paragraph + `"`, Cite: cite, Text: text}
}

// setAsideTo is the row of a decision set aside that puts the employer in a tier.
func setAsideTo(id string, to Tier, text string, effects ...lifecycle.Effect) row {
	return row{ID: id, From: allTiers, On: setAside, If: `event.to == "` + string(to) + `"`, To: to, Cite: par10_1, Also: cites{par10_4}, Text: text, Does: effects}
}
