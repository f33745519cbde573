package placement

import (
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
	replace = lifecycle.Replace
	call    = lifecycle.Call
	await   = lifecycle.Await
	set     = lifecycle.Set
	say     = lifecycle.Say
	do      = lifecycle.Do
	duties  = lifecycle.Duties
)

var (
	beforeBegin = states{Negotiating, Assessing, DenialProposed, AwaitingApproval, Approved, AgreementSent, Agreed}
	underWay    = states{Active, ActionPlan, Suspended, AwaitingExtension}
)

// Who reports an event.
var (
	decides    = lifecycle.By(decisionMakers...)
	supervises = lifecycle.By(Supervisor)
	leads      = lifecycle.By(TOJTeamLead)
	assists    = lifecycle.By(CaseAssistant)
	declines   = lifecycle.By(Worker)
	employs    = lifecycle.By(EmployerRole)
)

// where are effects under a further condition.
func where(condition string, list effects) effects {
	under := func(own string) string {
		if own == "" {
			return condition
		}
		return condition + " and (" + own + ")"
	}
	does := make(effects, len(list))
	for i, e := range list {
		switch e := e.(type) {
		case lifecycle.Set:
			e.If = under(e.If)
			does[i] = e
		case lifecycle.Say:
			e.If = under(e.If)
			does[i] = e
		case lifecycle.Open:
			e.If = under(e.If)
			does[i] = e
		case lifecycle.Await:
			e.If = under(e.If)
			does[i] = e
		case lifecycle.Do:
			e.If = under(e.If)
			does[i] = e
		default:
			panic("where does not know this kind of effect")
		}
	}
	return does
}

// needs are guards of facts that the event must give.
func needs(facts ...string) guards {
	all := make(guards, len(facts))
	for i, f := range facts {
		all[i] = guard{Fact: f}
	}
	return all
}

// notes calls for documents.
func notes(documents ...string) call { return call{Documents: documents} }

// What several rows require.
var (
	mayDecide = guard{ID: "decision.needed", If: "decider.may or decider.before",
		Text: "What is still needed is the decision of {decider.of}, not of {event.by}."}
	onlyOnce = guard{ID: "decision.once", If: "not decider.before", Text: "The decision of {event.by} is recorded already."}

	costWithoutLevels = guard{ID: "2.cost.no_levels", If: `policy.levels_of_authority == "stated" or not need.cost_unwanted`,
		Text: "A cumulative cost of {event.cumulative_cost:money} turns on levels of authority, and levels_of_authority are not stated by this policy."}
	costOverLevels = guard{ID: "2.cost.over_levels", If: `policy.levels_of_authority == "not_stated" or not need.cost_over`,
		Text: "A cumulative cost of {event.cumulative_cost:money} is over every row of levels_of_authority."}

	assessNeeds = guards{{Fact: "suitable"}, {Fact: "within_restrictions", If: "need.suitable"}, {Fact: "permanent_likely", If: "need.suitable"},
		{Fact: "gains_skills", If: "need.suitable"}, {Fact: "long_enough", If: "need.suitable"}, {Fact: "better_than_job_search", If: "need.suitable"},
		{Fact: "cumulative_cost", If: "need.cost_wanted"}, {Fact: "rationale", If: "need.unsuitable"},
		{ID: "2.within_restrictions", If: "not event.suitable or event.within_restrictions",
			Text: "A position whose duties are not within the worker's work restrictions (within_restrictions) is not suitable."},
		costWithoutLevels, costOverLevels}

	offered = guard{ID: "3.decline.offered", If: "len(terms.unnamed) == 0", Cite: toj3,
		Text: "No placement was offered that could be declined: {terms.unnamed} is missing."}
	declineNeeds = guards{{Fact: "barriers_addressed"}, {Fact: "fit_for_duties", If: "declining.asks_fit"}, {Fact: "ready_for_re", If: "declining.asks_ready"},
		{Fact: "would_have_failed", If: "declining.modified_work"},
		{ID: "3.decline.barriers", If: "event.barriers_addressed", Cite: toj3,
			Text: "First confirm why the worker does not want to participate and identify solutions to resolve any barriers (barriers_addressed)."}}
)

// What several rows do.
var (
	// What is left lapses when a placement ends.
	restLapses = lapse{Duties: duties{All: true}}

	// Before the worker begins no employer is paid any more.
	declined = effects{
		set{Field: "decline", To: "declining.kept"},
		set{Field: "payment_code"},
		set{Field: "approvals", To: "terms.no_approvals"},
		set{Field: "approved_by"},
		restLapses,
		notes(ClaimantContactNote),
	}

	modifiedWork = effects{
		set{Field: "as_declined_modified_work", To: "true"},
		set{Field: "suspension", To: `"recommended"`},
		set{Field: "sjs_weeks", To: "policy.job_search_weeks"},
		set{Field: "estimate", If: "event.would_have_failed", To: `"job_option"`},
		set{Field: "estimate", If: "not event.would_have_failed", To: `"best_of_placement_and_job_option"`},
		set{Field: "estimate_earnings", If: "given.wage_after_a_year and not event.would_have_failed", To: "event.wage_after_a_year"},
		set{Field: "re_benefits_end", If: `policy.decline_ends_vr04 == "at_once"`, To: "true"},
		open{Duty: DutySuspensionDecision},
		await{What: DutySuspensionDecision, By: []rule.Role{Supervisor}},
		say{ID: "3.estimate.best_of", If: "not event.would_have_failed", Cite: toj3,
			Text: "The supplement rests on the earnings of the position, as though the learning portion were completed, or of the job option, whichever best maximizes earnings."},
		say{ID: "3.estimate.job_option", If: "event.would_have_failed", Cite: toj3,
			Text: "The earnings of the position are not used where the worker would not have been successful in it: the supplement rests on the job option."},
		say{ID: "4.decline.ends_at_once", If: `policy.decline_ends_vr04 == "at_once"`, Cite: toj3,
			Text: "Re-employment benefits (VR-04) end; a duty to cooperate decision is not required."},
		say{ID: "4.decline.ends_on_approval", If: `policy.decline_ends_vr04 == "on_approval"`, Cite: toj3,
			Text: "Re-employment benefits (VR-04) end when the supervisor approves their suspension; a duty to cooperate decision is not required."},
		do{Name: "job_search", Finds: []string{"3.decline.job_search"}},
		say{ID: "3.decline.ask_employer", Cite: toj3,
			Text: "The employer is asked for the physical demands, the skills to acquire, and the pay to start and after one year."},
		say{ID: "3.decline.ask_permanent", If: `case.terms.kind == "wa" and not given.would_be_permanent`, Cite: toj3,
			Text: "The employer is asked whether the work assessment would have resulted in permanent accommodation."},
		say{ID: "4.decline.suspension", Cite: toj4,
			Text: "A suspension of the worker's re-employment benefits is recommended and sent to the supervisor for approval."},
	}

	// How the offer is judged, where that turns on a reading.
	judged = effects{
		say{ID: "4.decline.wa_new_employer", If: `case.terms.kind == "wa" and not declining.accident_employer`, Cite: toj4,
			Text: "A work assessment with an employer other than the date-of-accident employer is judged as a placement with a new employer."},
		say{ID: "4.decline.by_employer", If: `case.terms.kind != "wa" and case.terms.employer.date_of_accident_employer and declining.accident_employer`, Cite: toj4,
			Text: "A {case.terms.kind} with the date-of-accident employer is judged as a work assessment with it."},
		say{ID: "4.decline.by_kind", If: `case.terms.kind != "wa" and case.terms.employer.date_of_accident_employer and not declining.accident_employer`, Cite: toj4,
			Text: "A {case.terms.kind} with the date-of-accident employer is judged as one with a new employer."},
	}
)

// steps1to4 are the rows of the first four steps, in the order of the text.
func steps1to4() []row {
	return []row{
		{
			ID: "in_force",
			Requires: guards{{ID: "in_force", Cite: toj1, If: "not policy.dated or event.on >= policy.effective",
				Text: "On {event.on} this version of the procedure was not in force: it is effective from {policy.effective}."}},
			Cite: toj1,
		},
		// 1. Call the worker and employer to obtain details and negotiate the TOJ, TaP or WA
		{
			ID:    "1.propose",
			From:  states{Negotiating},
			On:    propose,
			By:    decides,
			Needs: guards{{ID: "1.propose.terms", If: "terms.given", Text: "The event must give terms; not given: terms."}},
			Cite:  toj1,
			Text:  "The terms of the placement are proposed to the worker and the employer.",
			Does: effects{
				set{Field: "terms", To: "event.terms"},
				set{Field: "negotiated_by", To: "event.by"},
				notes(FileNote),
			},
		},
		{
			ID:    "1.arrange_support",
			From:  states{Negotiating},
			On:    arrangeSupport,
			Needs: needs("what"),
			Cite:  toj1,
			Text:  "A support is arranged that may resolve a concern; its recommendations are reviewed and implemented: {event.what}.",
			Does:  effects{set{Field: "arranged", To: "support.arranged"}},
		},
		{
			ID:       "1.agree_terms",
			From:     states{Negotiating},
			On:       agreeTerms,
			By:       decides,
			Requires: guards{{ID: "1.agree_terms.settled", If: "len(terms.missing) == 0", Text: "The terms are not all settled; missing: {terms.missing}."}},
			To:       Assessing,
			Cite:     toj1,
			Also:     []rule.Citation{toj1admin},
			Text:     "All parties have agreed to the terms of the placement.",
			Does: effects{
				set{Field: "segments", To: "terms.segments"},
				notes(FileNote),
				say{ID: "1.hours.outside", Fails: true,
					If: "case.terms.hours_per_week < case.terms.accident_hours.low or case.terms.hours_per_week > case.terms.accident_hours.high",
					Text: "The {case.terms.hours_per_week} hours of work per week are outside the range of {case.terms.accident_hours.low} to " +
						"{case.terms.accident_hours.high} hours worked with the date-of-accident employer."},
				say{ID: "1.demands.not_met", Fails: true, If: "not case.terms.physical_demands_met",
					Text: "The physical demands analysis does not support that the position is within the worker's work restrictions."},
				do{Name: "schedule", Finds: scheduleFindings},
				say{ID: "4.kind.accident_employer", Fails: true, Cite: toj4, If: `case.terms.kind != "wa" and case.terms.employer.date_of_accident_employer`,
					Text: "A {case.terms.kind} is with a new employer; {case.terms.employer.name} is the date-of-accident employer, who offers a work assessment."},
				say{ID: "3.employer.outside", Cite: toj3admin,
					If:   `case.terms.kind != "wa" and not case.terms.employer.date_of_accident_employer and terms.outside`,
					Text: "{case.terms.employer.name} is not under the Act or is out of province; a {case.terms.kind} with such an employer is possible, as a work assessment would be."},
				say{ID: "3.wa.open", Cite: toj3admin,
					If:   `case.terms.kind == "wa" and not case.terms.employer.date_of_accident_employer and terms.outside and policy.wa_new_employer == "nua_or_out_of_province"`,
					Text: "{case.terms.employer.name} is not the date-of-accident employer, and is not under the Act or is out of province: a work assessment is open to it."},
				say{ID: "3.wa.other_employer", Fails: true, Cite: toj3admin,
					If: `case.terms.kind == "wa" and not case.terms.employer.date_of_accident_employer and ` +
						`(policy.wa_new_employer == "accident_employer_only" or not terms.outside)`,
					Text: "A work assessment is for the date-of-accident employer; {case.terms.employer.name} is another employer."},
				say{ID: "1.training.unused", Fails: true, If: "terms.training_unused",
					Text: "Training dates were given; only a TaP has a training portion, and they are not used."},
				do{Name: "portions", If: `case.terms.kind == "tap"`, Finds: []string{"2.portions"}},
			},
		},
		{
			ID:    "1.amend_terms",
			From:  states{Agreed, Active},
			On:    amendTerms,
			By:    decides,
			Needs: amending,
			Cite:  toj1,
			Also:  []rule.Citation{toj3},
			Text:  "Both parties have agreed to a change of the terms from {amended.from} on: {amended.what:words}. A new agreement is sent.",
			Does: effects{
				set{Field: "terms", To: "amended.terms"},
				set{Field: "segments", To: "amended.segments"},
				set{Field: "amendments", To: "amended.amendments"},
				notes(AgreementLetter, FileNote),
				say{ID: "1.amend.past", Fails: true, If: "amended.past",
					Text: "The change begins on {amended.from}, before the day on which it is recorded: what was paid since is reconciled."},
				say{ID: "1.amend.hours_outside", Fails: true, If: "amended.hours_outside",
					Text: "The {event.hours_per_week} hours of work per week are outside the range of {case.terms.accident_hours.low} to " +
						"{case.terms.accident_hours.high} hours worked with the date-of-accident employer."},
				say{ID: "4.amend.wage_loss", Cite: toj4, If: "amended.pay", Text: "The salary or the hours change: the worker's wage loss is reviewed."},
				do{Name: "schedule", Finds: scheduleFindings},
			},
		},

		// 2. Determine if the program is suitable and obtain necessary approval, if required
		{
			ID:   "2.assess",
			On:   assess,
			Cite: toj2,
			Does: append(where("event.suitable", considered), notes(FileNote)),
		},
		{
			ID:    "2.suitable",
			From:  states{Assessing},
			On:    assess,
			By:    decides,
			Needs: assessNeeds,
			If:    "event.suitable and len(need.entries) == 0",
			To:    Approved,
			Cite:  toj2,
			Text:  "The placement is suitable, and no approval beyond the decision maker's is required.",
		},
		{
			ID:    "2.suitable.approvals",
			From:  states{Assessing},
			On:    assess,
			By:    decides,
			Needs: assessNeeds,
			If:    "event.suitable",
			To:    AwaitingApproval,
			Cite:  toj2,
			Text:  "The placement is suitable and goes, by file note, for approval to {need.entries:words}.",
			Does: effects{
				open{Duty: DutyApproval, Each: "need.duties"},
				do{Name: "wait", Awaits: []string{DutyApproval}},
			},
		},
		{
			ID:    "2.not_suitable",
			From:  states{Assessing},
			On:    assess,
			By:    decides,
			Needs: assessNeeds,
			To:    DenialProposed,
			Cite:  toj2,
			Text:  "The placement is not suitable: the recommendation to deny it goes to the supervisor for review, with the rationale: {event.rationale}.",
			Does: effects{
				set{Field: "rationale", To: "event.rationale"},
				open{Duty: DutyDenialReview},
				await{What: DutyDenialReview, By: []rule.Role{Supervisor}},
				say{ID: "2.not_suitable.advise", If: `case.negotiated_by in ["re_specialist", "industry_specialist"]`,
					Text: "The {case.negotiated_by:words} was involved in negotiating the placement and is advised that a recommendation to deny it was sent to the supervisor."},
			},
		},
		{
			ID:   "2.approved",
			On:   approve,
			Cite: toj2,
			Does: effects{
				set{Field: "approvals", To: "decider.left"},
				set{Field: "approved_by", To: "decider.approved_by"},
				notes(FileNote),
				perform{Duties: duties{IDs: []string{DutyApproval}, Match: "approved by", All: true}},
			},
		},
		{
			ID:    "2.approve",
			From:  states{AwaitingApproval},
			On:    approve,
			Needs: guards{mayDecide, onlyOnce, {Fact: "file_note"}},
			If:    "decider.last",
			To:    Approved,
			Cite:  toj2,
			Text:  "The {event.by:words} approves the placement, and with that all approvals are in. The file note is: {event.file_note}.",
			Does: effects{
				say{ID: "3.approved.advise", Cite: toj3,
					Text: "The re-employment specialist and the industry specialist are advised of the approval, if they are involved."},
			},
		},
		{
			ID:    "2.approve.more",
			From:  states{AwaitingApproval},
			On:    approve,
			Needs: guards{mayDecide, onlyOnce, {Fact: "file_note"}},
			Cite:  toj2,
			Text:  "The {event.by:words} approves the placement; another approval is still needed. The file note is: {event.file_note}.",
			Does: effects{
				do{Name: "wait", Awaits: []string{DutyApproval}},
			},
		},
		{
			ID:    "2.refuse",
			From:  states{AwaitingApproval},
			On:    refuse,
			Needs: guards{mayDecide, onlyOnce, {Fact: "reason"}},
			To:    Denied,
			Cite:  toj2,
			Text:  "The {event.by:words} denies the request. The reason given is: {event.reason}.",
			Does: effects{
				set{Field: "approvals", To: "terms.no_approvals"},
				set{Field: "approved_by"},
				notes(FileNote),
				perform{Duties: duties{IDs: []string{DutyApproval}, All: true}},
				deniedExplained,
			},
		},
		{
			ID:   "2.confirm_denial",
			From: states{DenialProposed},
			On:   confirmDenial,
			By:   supervises,
			To:   Denied,
			Cite: toj2,
			Text: "The supervisor approves the recommendation to deny the placement.",
			Does: effects{perform{Duties: duties{IDs: []string{DutyDenialReview}}}, deniedExplained},
		},
		{
			ID:    "2.reject_denial",
			From:  states{DenialProposed},
			On:    rejectDenial,
			By:    supervises,
			Needs: needs("reason"),
			To:    Assessing,
			Cite:  toj2,
			Text:  "The supervisor does not approve the denial: the placement is assessed again. The reason given is: {event.reason}.",
			Does:  effects{perform{Duties: duties{IDs: []string{DutyDenialReview}}}},
		},

		// 3. Communicate and action the decision
		{
			ID:   "3.send_agreement",
			From: states{Approved},
			On:   sendAgreement,
			To:   AgreementSent,
			Cite: toj3,
			Also: []rule.Citation{toj3admin},
			Text: "The agreement goes to the placement employer with a copy to the worker, with the letter on the pre-approved wage loss supplement.",
			Does: effects{
				set{Field: "payment_code", To: "policy.payment_code"},
				notes(AgreementLetter, PreApprovedWLS, FileNote),
				do{Name: "payment", Finds: []string{"4.payment_code"}},
				say{ID: "3.wa.comment", If: `case.terms.kind == "wa"`, Cite: toj3admin, Text: "A comment on the benefit details says that it is a work assessment."},
				say{ID: "3.participant", If: "terms.outside", Cite: toj3admin,
					Text: "{case.terms.employer.name} is not under the Act or is out of province: it is attached as a participant on the claim."},
			},
		},
		{
			ID:    "3.return_signed",
			From:  states{AgreementSent},
			On:    returnSigned,
			Needs: needs("complete"),
			If:    "event.complete",
			To:    Agreed,
			Cite:  toj3,
			Text:  "The signed agreement is returned and reviewed; nothing is missing.",
			Does:  effects{perform{Duties: duties{IDs: []string{DutyMissingInformation}}}},
		},
		{
			ID:    "3.return_signed.incomplete",
			From:  states{AgreementSent},
			On:    returnSigned,
			Needs: needs("complete"),
			Cite:  toj3,
			Text:  "The signed agreement is not complete: the placement employer is contacted for the missing information.",
			Does:  effects{open{Duty: DutyMissingInformation, Once: true}},
		},
		{
			ID:   "3.withdraw",
			From: beforeBegin,
			On:   withdraw,
			By:   employs,
			Requires: guards{
				{ID: "3.withdraw.known", If: `policy.employer_withdraws == "no_consequence"`, Text: "By this policy the procedure knows no withdrawal by the employer."},
				{ID: "3.withdraw.proposed", If: "terms.proposed", Text: "No placement was proposed from which the employer could withdraw: terms are missing."},
			},
			Needs: needs("reason"),
			To:    Withdrawn,
			Cite:  toj3,
			Text:  "The employer withdraws before the worker begins: {event.reason}. Nothing follows from that for the worker.",
			Does: effects{
				set{Field: "payment_code"},
				set{Field: "approvals", To: "terms.no_approvals"},
				set{Field: "approved_by"},
				restLapses,
				notes(EmployerContactNote),
			},
		},
		{
			ID:   "3.decline",
			On:   decline,
			Cite: toj3,
			Does: all(declined, where("not declining.too_early", judged), where("declining.modified_work", modifiedWork)),
		},
		{
			ID:       "3.decline.before_suitable",
			From:     beforeBegin,
			On:       decline,
			By:       declines,
			Requires: guards{offered},
			Needs:    declineNeeds,
			If:       "declining.too_early",
			To:       Declined,
			Cite:     toj3,
			Also:     []rule.Citation{toj4},
			Text:     "The barriers were addressed and the worker still declines; no suitable placement was offered yet, and benefits are not suspended or reduced.",
			Does: effects{
				set{Field: "procedure_ends", If: "declining.ends", To: "true"},
				say{ID: "3.decline.not_ready", If: "declining.ends",
					Text: "The worker does not both have a fitness level and stand ready to participate in re-employment services: the procedure ends and the claim continues to be managed."},
			},
		},
		{
			ID:       "4.decline.accident_employer",
			From:     beforeBegin,
			On:       decline,
			By:       declines,
			Requires: guards{offered},
			Needs:    declineNeeds,
			If:       "declining.accident_employer and event.fit_for_duties",
			To:       Declined,
			Cite:     toj4,
			Also:     []rule.Citation{toj3},
			Text: "The barriers were addressed and the worker, who is fit for the duties offered by the date-of-accident employer, still declines: " +
				"entitlement is determined as if suitable modified duties had been declined.",
		},
		{
			ID:       "4.decline.not_fit",
			From:     beforeBegin,
			On:       decline,
			By:       declines,
			Requires: guards{offered},
			Needs:    declineNeeds,
			If:       "declining.accident_employer",
			To:       Declined,
			Cite:     toj4,
			Also:     []rule.Citation{toj3},
			Text: "The barriers were addressed and the worker still declines, who is not fit for the duties offered by the date-of-accident employer: " +
				"benefits are not suspended or reduced.",
		},
		{
			ID:       "4.decline.new_employer",
			From:     beforeBegin,
			On:       decline,
			By:       declines,
			Requires: guards{offered},
			Needs:    declineNeeds,
			If:       "declining.modified_work",
			To:       Declined,
			Cite:     toj4,
			Also:     []rule.Citation{toj3},
			Text: "The barriers were addressed and the worker, who has a fitness level and is ready to participate in re-employment services, still declines: " +
				"the worker is considered to have declined suitable modified work.",
		},
		{
			ID:       "4.decline.not_ready",
			From:     beforeBegin,
			On:       decline,
			By:       declines,
			Requires: guards{offered},
			Needs:    declineNeeds,
			To:       Declined,
			Cite:     toj4,
			Also:     []rule.Citation{toj3},
			Text: "The barriers were addressed and the worker still declines, who does not both have a fitness level and stand ready to participate in " +
				"re-employment services: the procedure ends and the claim continues to be managed; benefits are not suspended or reduced.",
			Does: effects{set{Field: "procedure_ends", To: "true"}},
		},

		// 4. Adjust the worker's wage loss for their new employment income (see WageLoss)
		{
			ID:   "4.suspension_decided",
			On:   decideSuspension,
			Cite: toj4,
			Does: effects{
				perform{Duties: duties{IDs: []string{DutySuspensionDecision}}},
				notes(ClaimantContactNote),
			},
		},
		{
			ID:       "4.decide_suspension",
			From:     states{Declined},
			On:       decideSuspension,
			By:       supervises,
			Requires: guards{recommended},
			Needs:    needs("approve"),
			If:       "event.approve",
			Cite:     toj4,
			Text:     "The supervisor approves the suspension: it is explained to the worker, who may go on with the remainder of supported job search.",
			Does: effects{
				set{Field: "suspension", To: `"approved"`},
				set{Field: "re_benefits_end", If: `policy.decline_ends_vr04 == "on_approval"`, To: "true"},
			},
		},
		{
			ID:       "4.decide_suspension.not",
			From:     states{Declined},
			On:       decideSuspension,
			By:       supervises,
			Requires: guards{recommended},
			Needs:    needs("approve"),
			Cite:     toj4,
			Text:     "The supervisor does not approve the suspension: the worker is told the alternatives that the supervisor recommends.",
			Does: effects{
				set{Field: "suspension", To: `"not_approved"`},
				say{ID: "4.decide_suspension.go_on", If: `policy.decline_ends_vr04 == "on_approval"`,
					Text: "Re-employment benefits (VR-04) go on."},
				say{ID: "4.decide_suspension.ended", If: `policy.decline_ends_vr04 == "at_once"`,
					Text: "Re-employment benefits (VR-04) ended with the decline."},
			},
		},
		{
			ID:    "4.implement_wage_loss",
			From:  append(states{Agreed}, underWay...),
			On:    implementWageLoss,
			By:    decides,
			Needs: needs("benefit"),
			Cite:  toj4,
			Text:  "The decision maker implements as the benefit for the wage loss: {event.benefit}.",
			Does: effects{
				set{Field: "wage_loss", To: "event.benefit"},
				perform{Duties: duties{IDs: []string{DutyExtendWageLoss}}},
				call{If: `event.benefit == "tpd"`, Documents: []string{PaymentUnitNote}},
				say{ID: "4.payment_unit", Cite: toj4admin, If: `event.benefit == "tpd"`,
					Text: "The Payment Unit is asked, by file note, to calculate the monthly TPD payment."},
			},
		},
	}
}

// considered is what follows when a placement is found suitable.
var considered = effects{
	set{Field: "approvals", To: "need.entries"},
	set{Field: "rationale"},
	say{ID: "2.within_restrictions.so", Text: "The job duties are suitable for the worker's work restrictions."},
	say{ID: "2.permanent_likely", If: "event.permanent_likely", Text: "It is likely that the program will result in a permanent job placement."},
	say{ID: "2.permanent_likely.not", Fails: true, If: "not event.permanent_likely", Text: "It is not likely that the program will result in a permanent job placement."},
	say{ID: "2.gains_skills", If: "event.gains_skills", Text: "The worker will gain skills and experience for a specific job."},
	say{ID: "2.gains_skills.not", Fails: true, If: "not event.gains_skills", Text: "The worker will not gain skills and experience for a specific job."},
	say{ID: "2.long_enough", If: "event.long_enough", Text: "The length of the program allows the worker to become competitively employable."},
	say{ID: "2.long_enough.not", Fails: true, If: "not event.long_enough",
		Text: "The length of the program does not allow enough time to become competitively employable."},
	say{ID: "2.better_than_job_search", If: "event.better_than_job_search", Text: "The program is a better plan than supported job search."},
	say{ID: "2.better_than_job_search.not", Fails: true, If: "not event.better_than_job_search", Text: "Supported job search is a better plan than the program."},
	do{Name: "approvals", Finds: approvalFindings},
}

var deniedExplained = say{ID: "3.denied", Cite: toj3,
	Text: "The basis for the decision is explained to the worker and the employer, and the next steps of the re-employment plan are discussed."}

var recommended = guard{ID: "4.suspension.recommended", If: `case.suspension == "recommended"`,
	Text: "A suspension is decided once, when it is recommended; here it is {case.suspension:words}."}

var amending = guards{
	{Fact: "agreed"},
	{Fact: "from", If: "amended.changes and not given.start"},
	{ID: "1.amend.agreed", If: "event.agreed", Text: "Both parties have to agree to a change of the terms (agreed)."},
	{ID: "1.amend.nothing", If: "amended.changes", Text: "There is nothing to change; not given: salary, hours_per_week, schedule, start."},
	{ID: "1.amend.approval", Cite: toj2, If: "len(amended.more) == 0",
		Text: "With that first day a portion needs an approval that it had not: that of {amended.more}."},
}
