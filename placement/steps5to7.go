package placement

import (
	"github.com/workcomp-go/workcomp/rule"
)

// heard is the finding of a contact that is not complete.
var heard = say{ID: "5.contact.both", Fails: true,
	Text: "The contact that is due is made when both the worker and the employer were contacted; so far it is the {contacted.heard:or}."}

// contactNotes are the file notes of a contact, by party.
var contactNotes = effects{
	call{If: `event.parties contains "worker"`, Documents: []string{ClaimantContactNote}},
	call{If: `event.parties contains "employer"`, Documents: []string{EmployerContactNote}},
}

// transferring is the first transfer to the case assistant, after the letter to
// the worker.
func transferring(condition string) effects {
	return effects{
		set{If: condition, Field: "letter_sent", To: "true"},
		set{If: condition, Field: "holder", To: `"case_assistant"`},
		call{If: condition, Documents: []string{REUpdate, FileNote}},
		say{ID: "5.transfer", If: condition, Cite: toj5admin,
			Text: "The RE Update letter (CL041G) is sent to the worker, and the claim goes to the case assistant with the monitoring details."},
	}
}

// planMade puts the dates of a plan into the case and opens its duties: those of
// the months that were in no plan before.
var planMade = effects{
	set{Field: "monthly_contacts", To: "plan.monthly_contacts"},
	set{Field: "return_claim_by", To: "plan.return_claim_by"},
	open{Duty: DutyMonthlyContact, Each: "plan.months"},
	open{Duty: DutyReturnClaim, Each: "plan.returns"},
	do{Name: "plan", Finds: planFindings},
}

// planEnds ends the action plan.
var planEnds = effects{
	set{Field: "issue_raised"},
	set{Field: "next_contact_by"},
	set{Field: "plan_reached"},
	lapse{Duties: duties{IDs: []string{DutyActionPlanContact}}},
	notes(FileNote),
}

// requestEnds ends a request for an extension.
var requestEnds = effects{
	set{Field: "extension"},
	set{Field: "approvals", To: "terms.no_approvals"},
	set{Field: "approved_by"},
}

// requestDropped ends one that nobody has decided.
var requestDropped = append(effects{
	say{ID: "6.request.dropped", If: `case.state == "awaiting_extension"`, Fails: true, Cite: toj6,
		Text: "The request for an extension to {case.extension.end} is dropped."}}, requestEnds...)

// over is what follows when a placement is discontinued or concluded: what is left
// lapses, no issue stands any more, and the TOJ team lead holds the claim.
var over = effects{
	set{Field: "issues", To: "issue.none"},
	set{Field: "issue_raised"},
	set{Field: "next_contact_by"},
	set{Field: "plan_reached"},
	set{Field: "reached"},
	set{Field: "holder", To: `"toj_team_lead"`},
	restLapses,
}

func all(lists ...effects) effects {
	var all effects
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

var (
	resolving = guards{
		{Fact: "resolved|progressing"},
		{ID: "5.resolve_issue.moves", If: "issue.moves",
			Text: "The claim goes back to the case assistant when the issue is resolved or appears to be progressing toward resolution; it is neither resolved nor progressing."},
	}
	returnable = guard{ID: "5.return_claim.owed", If: "owed.return_claim > 0", Text: "No return of the claim is open: it was returned to the decision maker already (return_claim)."}

	extending = guards{
		{Fact: "end"}, {Fact: "improves_employability"}, {Fact: "reason"}, {Fact: "cumulative_cost", If: "need.cost_wanted"},
		{ID: "6.request_extension.in_time", If: "event.on <= case.terms.end",
			Text: "A request for an extension comes before the end of the placement, which was on {case.terms.end} (end)."},
		costWithoutLevels, costOverLevels,
	}

	concluding = needs("successful", "permanent", "continuing")
	afterTerm  = append(needs("successful", "permanent", "continuing"), guard{ID: "6.conclude.term", If: "time.over",
		Text: "A placement that is {case.state:words} is concluded once its term has ended, on {time.end} (end)."})

	concluded = all(over, effects{
		set{Field: "conclusion", To: "ended.conclusion"},
		set{Field: "ended_by", To: "event.ended_by"},
		notes(WorkerConclusion, EmployerConclusion),
		call{If: "event.successful", Documents: []string{SuccessfulNote}},
		call{If: "not event.successful", Documents: []string{DiscontinuedNote}},
		say{ID: "6.conclude.early", Fails: true, If: "event.on < case.terms.end", Text: "The placement is concluded before its term ends on {case.terms.end}."},
		say{ID: "6.conclude.failed", Fails: true, If: "not event.successful",
			Text: "The placement was not successful: it is considered why, whether the worker gained sufficient skills, and whether the worker was expected to continue."},
		do{Name: "raises", If: "event.successful and event.permanent", Finds: []string{"6.raises", "6.raises.asked"}},
		say{ID: "6.conclude.not_permanent", If: "event.successful and not event.permanent", Text: "The placement was successful and does not become permanent."},
		say{ID: "6.conclude.not_continuing", Fails: true, If: "not event.continuing and given.ended_by",
			Text: "The worker does not continue in the position; it was ended by the {event.ended_by}."},
		say{ID: "6.conclude.by_nobody", Fails: true, If: "not event.continuing and not given.ended_by",
			Text: "The worker does not continue in the position, and it is not stated who ended it."},
		say{ID: "6.conclude.why", If: "given.why", Text: "The reason is: {event.why}."},
		say{ID: "6.conclude.why.missing", Fails: true, If: "(not event.continuing or not event.successful) and not given.why",
			Text: "Why the worker does not continue or the placement failed is not stated (why)."},
	})

	determined = effects{
		set{Field: "outcome", To: "after.outcome"},
		set{Field: "benefit", To: "after.benefit"},
		set{Field: "on", To: "after.on"},
		set{Field: "weeks_left", To: "after.weeks_left"},
		set{Field: "missing", To: "after.missing"},
		do{Name: "after", Finds: afterFindings},
	}
)

// steps5to7 are the rows of the last three steps, in the order of the text.
func steps5to7() []row {
	return []row{
		// 5. Monitor the worker's progress and address any issues
		{
			ID:   "5.begin",
			From: states{Agreed},
			On:   begin,
			Needs: guards{{ID: "5.begin.in_time", If: "event.on <= case.terms.end",
				Text: "The placement ended on {case.terms.end} (end) and cannot begin after that."}},
			To:   Active,
			Cite: toj5,
			Also: []rule.Citation{toj4},
			Text: "The placement begins: the worker's wage loss is adjusted to the new income, and both parties are contacted in time.",
			Does: all(effects{
				set{Field: "begun", To: "event.on"},
				set{Field: "plan_start", To: "plan.start"},
				set{Field: "segments", To: "plan.segments"},
				set{Field: "first_contact_by", To: "plan.first_contact_by"},
				open{Duty: DutyFirstContact, Each: "plan.first"},
				say{ID: "5.begin.early", Fails: true, If: "event.on < plan.agreed",
					Text: "The placement begins on {event.on}, before {plan.agreed} as agreed; the plan follows the terms."},
				say{ID: "5.begin.late", Fails: true, If: `event.on > plan.agreed and policy.late_begin == "terms"`,
					Text: "The placement begins on {event.on} and not on {plan.agreed} as agreed; the plan follows the terms."},
				say{ID: "5.begin.late.actual", Fails: true, If: `event.on > plan.agreed and policy.late_begin == "actual"`,
					Text: "The placement begins on {event.on} and not on {plan.agreed} as agreed; the plan follows the actual day."},
			}, planMade),
		},
		{
			ID:   "5.contact",
			On:   contact,
			Cite: toj5,
			Does: contactNotes,
		},
		{
			ID:    "5.contact.one",
			From:  underWay,
			On:    contact,
			Needs: needs("parties"),
			If:    "not contacted.both",
			Cite:  toj5,
			Text:  "The progress of the placement is discussed.",
			Does: all(effects{
				set{If: "not contacted.plan", Field: "reached", To: "contacted.heard"},
				set{If: "contacted.plan", Field: "plan_reached", To: "contacted.heard"},
				heard,
			}),
		},
		{
			ID:    "5.contact.plan",
			From:  underWay,
			On:    contact,
			Needs: needs("parties"),
			If:    "contacted.plan",
			Cite:  toj5,
			Text:  "The TOJ team lead contacts both the worker and the employer about what stands under the action plan.",
			Does: all(effects{
				set{Field: "plan_reached"},
				perform{Duties: duties{IDs: []string{DutyActionPlanContact}}},
				set{Field: "next_contact_by", To: "contacted.next"},
				open{Duty: DutyActionPlanContact, Each: "contacted.plan_duty"},
				do{Name: "rhythm", Finds: []string{"5.rhythm"}},
				set{Field: "reached", If: `owed.first_contact > 0 and policy.action_plan_first_contact == "counts"`},
				perform{If: `owed.first_contact > 0 and policy.action_plan_first_contact == "counts"`, Duties: duties{IDs: []string{DutyFirstContact}}},
				say{ID: "5.contact.plan.counts", If: `owed.first_contact > 0 and policy.action_plan_first_contact == "counts"`,
					Text: "The contact under the action plan stands for the first contact as well."},
				say{ID: "5.contact.plan.separate", Fails: true, If: `owed.first_contact > 0 and policy.action_plan_first_contact == "separate"`,
					Text: "The contact under the action plan does not stand for the first contact, which is still due."},
			}),
		},
		{
			ID:    "5.contact.first",
			From:  underWay,
			On:    contact,
			Needs: needs("parties"),
			If:    "owed.first_contact > 0",
			Cite:  toj5,
			Text:  "Both the worker and the employer were contacted for the first time, and no issue stands open.",
			Does: all(effects{
				set{Field: "reached"},
				perform{Duties: duties{IDs: []string{DutyFirstContact}}},
				say{ID: "5.contact.first.late", Fails: true, If: `not case.letter_sent and event.on >= case.return_claim_by and policy.some_time == "until_return_day"`,
					Text: "The placement does not continue for some time: from {case.return_claim_by} on the claim is due back, and it stays where it is."},
			}, transferring(`not case.letter_sent and (event.on < case.return_claim_by or policy.some_time == "any_time")`)),
		},
		{
			ID:    "5.contact.monthly",
			From:  underWay,
			On:    contact,
			Needs: needs("parties"),
			If:    "owed.monthly_contact > 0",
			Cite:  toj5,
			Text:  "Both the worker and the employer were contacted: the monthly contact that is due first is made.",
			Does: all(effects{
				set{Field: "reached"},
				perform{Duties: duties{IDs: []string{DutyMonthlyContact}}},
			}),
		},
		{
			ID:    "5.contact.none_due",
			From:  underWay,
			On:    contact,
			Needs: needs("parties"),
			Cite:  toj5,
			Text:  "Both the worker and the employer were contacted; no contact was due.",
			Does:  all(effects{set{Field: "reached"}}),
		},
		{
			ID:    "5.raise_issue",
			From:  states{Active, AwaitingExtension},
			On:    raiseIssue,
			Needs: needs("issue"),
			To:    ActionPlan,
			Cite:  toj5,
			Text: "An issue is identified: the claim goes to the TOJ team lead, who monitors the placement biweekly under an action plan. " +
				"The issue is: {event.issue}.",
			Does: all(requestDropped, effects{
				set{Field: "issues", To: "issue.raised"},
				set{Field: "issue_raised", To: "event.on"},
				set{Field: "next_contact_by", To: "issue.first_contact"},
				set{Field: "holder", To: `"toj_team_lead"`},
				notes(TeamDeskNote),
				open{Duty: DutyActionPlanContact, Each: "issue.plan_duty"},
				do{Name: "rhythm", Finds: []string{"5.rhythm"}},
			}),
		},
		{
			ID:   "5.raise_issue.more",
			From: states{ActionPlan},
			On:   raiseIssue,
			Needs: guards{
				{Fact: "issue"},
				{ID: "5.raise_issue.stands", If: "not (event.issue in case.issues)", Text: "This issue stands already: {event.issue} (issue)."},
			},
			Cite: toj5,
			Text: "Another issue is identified and comes under the action plan: {event.issue}.",
			Does: effects{set{Field: "issues", To: "issue.raised"}, notes(TeamDeskNote)},
		},
		{
			ID:    "5.resolve_issue.one",
			From:  states{ActionPlan},
			On:    resolveIssue,
			By:    leads,
			Needs: resolving,
			If:    "len(issue.left) > 0",
			Cite:  toj5,
			Text:  "The issue is {issue.how}: {event.issue}. The action plan goes on with {issue.left}.",
			Does:  effects{set{Field: "issues", To: "issue.left"}},
		},
		{
			ID:    "5.resolve_issue",
			From:  states{ActionPlan},
			On:    resolveIssue,
			By:    leads,
			Needs: resolving,
			If:    `event.on < case.return_claim_by or policy.some_time == "any_time"`,
			To:    Active,
			Cite:  toj5,
			Text:  "What stood under the action plan is {issue.how}, and the placement continues for some time: the claim goes to the case assistant for monitoring.",
			Does: all(planEnds, effects{
				set{Field: "issues", To: "issue.left"},
				set{If: "case.letter_sent", Field: "holder", To: `"case_assistant"`},
				open{Duty: DutyReturnClaim, Each: "issue.returns", Once: true},
			}, transferring("not case.letter_sent")),
		},
		{
			ID:    "5.resolve_issue.late",
			From:  states{ActionPlan},
			On:    resolveIssue,
			By:    leads,
			Needs: resolving,
			To:    Active,
			Cite:  toj5,
			Text: "What stood under the action plan is {issue.how}; the claim is due back since {case.return_claim_by}, so that it goes to the decision maker " +
				"and not to the case assistant once more.",
			Does: all(planEnds, effects{
				set{Field: "issues", To: "issue.left"},
				set{Field: "holder", To: `"decision_maker"`},
				lapse{Duties: duties{IDs: []string{DutyReturnClaim}}},
			}),
		},
		{
			ID:    "5.discontinue",
			From:  underWay,
			On:    discontinue,
			Needs: needs("ended_by", "why", "job_demands", "starting_wage", "wage_after_a_year"),
			To:    Discontinued,
			Cite:  toj5,
			Also:  []rule.Citation{toj5admin},
			Text: "The placement is discontinued by the {event.ended_by}: {event.why}. Its last day is {ended.last_day}; the position pays {event.starting_wage:money} " +
				"to start and {event.wage_after_a_year:money} after one year. The claim is assigned to a TOJ team lead, who determines with the decision maker what is needed.",
			Does: all(requestDropped, over, effects{
				set{Field: "last_day", To: "ended.last_day"},
				set{Field: "discontinuation", To: "ended.discontinuation"},
				set{Field: "ended_by", If: `event.ended_by in ["worker", "employer"]`, To: "event.ended_by"},
				notes(DiscontinuedNote),
				call{If: `policy.conclusion_letters == "also_discontinued"`, Documents: []string{WorkerConclusion, EmployerConclusion}},
				say{ID: "6.letters", If: `policy.conclusion_letters == "also_discontinued"`, Cite: toj6admin, Text: "The conclusion letters are sent."},
				say{ID: "6.letters.not", Fails: true, If: `policy.conclusion_letters == "only_concluded"`, Cite: toj6admin,
					Text: "The conclusion letters are sent at a conclusion only."},
			}),
		},
		{
			ID:       "5.return_claim",
			From:     states{Active, Suspended},
			On:       returnClaim,
			By:       assists,
			Requires: guards{returnable},
			Cite:     toj5,
			Also:     []rule.Citation{toj5admin, toj6},
			Text:     "The case assistant returns the claim to the decision maker before the end of the placement.",
			Does: effects{
				set{Field: "holder", To: `"decision_maker"`},
				perform{Duties: duties{IDs: []string{DutyReturnClaim}}},
			},
		},

		// 6. Conclude the program or approve an extension
		{
			ID:    "6.suspend",
			From:  states{Active, ActionPlan},
			On:    suspend,
			Needs: needs("from", "reason"),
			To:    Suspended,
			Cite:  toj6,
			Also:  []rule.Citation{toj6admin},
			Text:  "The placement is suspended from {event.from} on: {event.reason}. The contacts and the return of the claim go on.",
			Does: effects{
				set{Field: "suspensions", To: "pause.begun"},
				notes(DiscontinuedNote),
			},
		},
		{
			ID:   "6.resumed",
			On:   resume,
			Cite: toj6,
			Does: resumed,
		},
		{
			ID:    "6.resume.action_plan",
			From:  states{Suspended},
			On:    resume,
			Needs: guards{resumable},
			If:    "len(case.issues) > 0",
			To:    ActionPlan,
			Cite:  toj6,
			Text:  "The placement is resumed, under its action plan: {event.on} is the first day back.",
		},
		{
			ID:    "6.resume",
			From:  states{Suspended},
			On:    resume,
			Needs: guards{resumable},
			To:    Active,
			Cite:  toj6,
			Text:  "The placement is resumed: {event.on} is the first day back.",
		},

		{
			ID:    "6.request_extension",
			From:  states{Active},
			On:    requestExtension,
			By:    employs,
			Needs: extending,
			To:    AwaitingExtension,
			Cite:  toj6,
			Text:  "The employer requests an extension to {event.end}. The reason for the request is: {event.reason}.",
			Does: effects{
				set{Field: "extension", To: "extended.request"},
				set{Field: "approvals", To: "need.entries"},
				set{Field: "approved_by"},
				call{If: "len(need.entries) > 0", Documents: []string{FileNote}},
				say{ID: "6.extension.improves", If: "event.improves_employability", Text: "The extension will improve employability options."},
				say{ID: "6.extension.improves.not", Fails: true, If: "not event.improves_employability", Text: "The extension will not improve employability options."},
				say{ID: "6.extension.unreached", Fails: true, Cite: toj2, If: "extended.unreached",
					Text: "The extension brings no schedule of its own: the days up to {event.end} that the schedule does not reach count at 0 %."},
				do{Name: "schedule", Finds: scheduleFindings},
				do{Name: "approvals", Finds: approvalFindings},
				await{If: "len(need.entries) == 0", What: "extension", By: decisionMakers},
				do{Name: "wait", If: "len(need.entries) > 0", Awaits: []string{"extension"}},
			},
		},
		{
			ID:    "6.decide_extension.not",
			From:  states{AwaitingExtension},
			On:    decideExtension,
			Needs: guards{mayDecide, onlyOnce, {Fact: "approve"}},
			If:    "not event.approve",
			To:    Active,
			Cite:  toj6,
			Text:  "The {event.by:words} does not approve the extension: the placement goes on to its old end.",
			Does:  requestEnds,
		},
		{
			ID:    "6.decide_extension",
			From:  states{AwaitingExtension},
			On:    decideExtension,
			Needs: guards{mayDecide, onlyOnce, {Fact: "approve"}},
			If:    "decider.last",
			To:    Active,
			Cite:  toj6,
			Also:  []rule.Citation{toj6admin},
			Text:  "The {event.by:words} approves the extension to {case.extension.end}: the claim goes to the case assistant until its end.",
			Does: all(requestEnds, effects{
				set{Field: "terms", To: "extended.terms"},
				set{Field: "segments", To: "extended.segments"},
				set{Field: "holder", To: `"case_assistant"`},
				notes(FileNote),
				replace{Duties: duties{IDs: []string{DutyReturnClaim}}},
				set{Field: "letter_sent", If: "not case.letter_sent", To: "true"},
				call{If: "not case.letter_sent", Documents: []string{REUpdate}},
				say{ID: "6.transfer", If: "not case.letter_sent", Cite: toj5admin, Text: "The RE Update letter (CL041G) is sent to the worker before the transfer."},
				open{If: `case.wage_loss in ["tpd", "tel"]`, Duty: DutyExtendWageLoss, Once: true},
				say{ID: "6.extend_wage_loss", If: `case.wage_loss in ["tpd", "tel"]`,
					Text: "An extension of the {case.wage_loss} payment is requested for the remainder of the placement."},
			}, planMade),
		},
		{
			ID:    "6.decide_extension.more",
			From:  states{AwaitingExtension},
			On:    decideExtension,
			Needs: guards{mayDecide, onlyOnce, {Fact: "approve"}},
			Cite:  toj6,
			Text:  "The {event.by:words} approves the extension; another approval is still needed.",
			Does: effects{
				set{Field: "approvals", To: "decider.left"},
				set{Field: "approved_by", To: "decider.approved_by"},
				do{Name: "wait", Awaits: []string{"extension"}},
			},
		},
		{
			ID:   "6.concluded",
			On:   conclude,
			Cite: toj6,
			Does: concluded,
		},
		{
			ID:    "6.conclude",
			From:  states{Active},
			On:    conclude,
			By:    decides,
			Needs: concluding,
			To:    Concluded,
			Cite:  toj6,
			Also:  []rule.Citation{toj6admin},
			Text:  "The placement ends; its outcome is documented and the conclusion letters are sent.",
		},
		{
			ID:    "6.conclude.after_term",
			From:  states{ActionPlan, Suspended},
			On:    conclude,
			By:    decides,
			Needs: afterTerm,
			To:    Concluded,
			Cite:  toj6,
			Also:  []rule.Citation{toj6admin},
			Text:  "The term of the placement has ended; its outcome is documented and the conclusion letters are sent.",
		},

		// 7. Determine eligibility for benefits and services following the work placement program
		{
			ID:   "7.determined",
			On:   determine,
			Cite: toj7,
			Does: determined,
		},
		{
			ID:   "7.determine",
			From: states{Concluded, Discontinued},
			On:   determine,
			By:   leads,
			If:   "after.decided",
			To:   Closed,
			Cite: toj7,
			Text: "The TOJ team lead reviews the worker's eligibility for a wage loss supplement and further services.",
		},
		{
			ID:   "7.determine.open",
			From: states{Concluded, Discontinued},
			On:   determine,
			By:   leads,
			Cite: toj7,
			Text: "The procedure gives no outcome for what is known: a decision is needed.",
			Does: effects{await{What: "outcome", By: []rule.Role{TOJTeamLead}}},
		},
	}
}

var resumable = guard{ID: "6.resume.in_time", If: "pause.in_time",
	Text: "The term of the placement ended on {case.terms.end} (end) and cannot be resumed after that."}

// shifted is what moves by the days suspended, by the reading that time does not
// run on.
const shifted = `policy.suspension_and_time == "shifts" and pause.days > 0`

var resumed = func() effects {
	does := effects{
		set{Field: "suspensions", To: "pause.ended"},
		say{ID: "6.resume.runs", If: `policy.suspension_and_time == "calendar_runs"`, Text: "The calendar runs on: the end stays {case.terms.end}."},
		say{ID: "6.resume.shifts", If: shifted, Text: "What is to come moves by {pause.days} day{pause.days:s}: the end is {pause.end}."},
		set{If: shifted, Field: "terms", To: "pause.terms"},
		set{If: shifted, Field: "segments", To: "pause.segments"},
		replace{If: shifted, Duties: duties{IDs: []string{DutyReturnClaim}}},
	}
	return append(does, where(shifted, planMade)...)
}()
