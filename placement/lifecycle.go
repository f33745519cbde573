package placement

import (
	"strings"

	"github.com/workcomp-go/workcomp/rule"
)

// The steps of the procedure, and the administrative tasks of each.
const (
	toj1, toj1admin rule.Citation = "WCB-Alberta TOJ-1", "WCB-Alberta TOJ-1 admin"
	toj2, toj2admin rule.Citation = "WCB-Alberta TOJ-2", "WCB-Alberta TOJ-2 admin"
	toj3, toj3admin rule.Citation = "WCB-Alberta TOJ-3", "WCB-Alberta TOJ-3 admin"
	toj4, toj4admin rule.Citation = "WCB-Alberta TOJ-4", "WCB-Alberta TOJ-4 admin"
	toj5, toj5admin rule.Citation = "WCB-Alberta TOJ-5", "WCB-Alberta TOJ-5 admin"
	toj6, toj6admin rule.Citation = "WCB-Alberta TOJ-6", "WCB-Alberta TOJ-6 admin"
	toj7            rule.Citation = "WCB-Alberta TOJ-7"
)

// provisions are all of them.
var provisions = []rule.Citation{toj1, toj1admin, toj2, toj2admin, toj3, toj3admin, toj4, toj4admin, toj5, toj5admin, toj6, toj6admin, toj7}

// The documents that the administrative tasks call for: letters and forms by
// their codes, file notes by their subjects.
const (
	AgreementLetter     = "IN033A" // TOJ/Work Assessment Agreement, the form C-1353
	PreApprovedWLS      = "CL002Q" // pre-approved wage loss supplement
	REUpdate            = "CL041G" // to the worker, before the transfer to the case assistant
	WorkerConclusion    = "IN033G"
	EmployerConclusion  = "IN033H"
	FileNote            = "Training on the Job"
	ClaimantContactNote = "Training on the Job/Claimant Contact"
	EmployerContactNote = "Training on the Job/Employer Contact"
	TeamDeskNote        = "Training on the Job/TOJ"
	DiscontinuedNote    = "Training on the Job/TOJ Suspended/Discontinued"
	SuccessfulNote      = "Training on the Job/TOJ Successfully Completed"
)

// documents are all of them.
var documents = []string{AgreementLetter, PreApprovedWLS, REUpdate, WorkerConclusion, EmployerConclusion, FileNote, ClaimantContactNote,
	EmployerContactNote, TeamDeskNote, DiscontinuedNote, SuccessfulNote}

// step is a row of the procedure.
type step = rule.Step[State, EventName]

// guards is what a row requires.
type guards = []rule.Guard

// brings is the guard of a row whose event must state facts.
func brings(names ...string) rule.Guard {
	return rule.Guard{If: "len(missing) == 0",
		Text: "The step rests on " + strings.Join(names, ", ") + "; missing: {missing}."}
}

var (
	needed     = rule.Guard{If: "may_decide or decided_before", Text: "What is still needed is the decision of {approvals}, not of {by}."}
	onlyOnce   = rule.Guard{If: "not decided_before", Text: "The decision of {by} is recorded already."}
	levelKnown = rule.Guard{If: "not cost_stated or cost_level_known", Interpretation: levelsOfAuthority, Text: "A cumulative cost of {cumulative_cost} turns on levels of authority, and levels_of_authority of this policy states none for it."}
	within     = rule.Guard{If: `not suitable or within_restrictions or missing contains "within_restrictions"`, Text: "A position whose duties are not within the worker's work restrictions (within_restrictions) is not suitable."}
	reasons    = rule.Guard{If: `barriers_addressed or missing contains "barriers_addressed"`, Cite: toj3, Text: "First confirm why the worker does not want to participate and identify solutions to resolve any barriers (barriers_addressed)."}
	proposed   = rule.Guard{If: "len(not_proposed) == 0", Cite: toj3, Text: "No placement was offered that could be declined: {not_proposed} is missing."}
	undecided  = rule.Guard{If: `suspension == "recommended"`, Text: "A suspension is decided once, when it is recommended; here it is {suspension}."}
	returnable = rule.Guard{If: "returnable", Text: "The claim was returned to the decision maker already."}
	movable    = rule.Guard{If: "resolved or progressing or len(missing) > 0", Text: "The claim goes back to the case assistant when the issue is resolved or appears to be progressing toward resolution; it is neither resolved nor progressing."}
)

// states until the worker has begun.
var beforeBegin = []State{Negotiating, Assessing, DenialProposed, AwaitingApproval, Approved, AgreementSent, Agreed}

// underWay are the states of a placement that has begun, planned the duties that
// it can owe.
var (
	underWay = []State{Active, ActionPlan, AwaitingExtension}
	planned  = []string{DutyFirstContact, DutyMonthlyContact, DutyReturnClaim, DutyActionPlanContact}
)

// lifecycle is the procedure, its rows in the order of the seven steps.
var lifecycle = rule.MustLifecycle[State, EventName, Facts]("placement", Negotiating, []State{Declined, Denied, Closed},
	// 1. Call the worker and employer to obtain details and negotiate the TOJ, TaP or WA
	step{ID: "1.propose", From: []State{Negotiating}, On: propose, By: decisionMakers, With: guards{brings("terms")}, Documents: []string{FileNote},
		Cite: toj1, Text: "The terms of the placement are proposed to the worker and the employer."},
	step{ID: "1.arrange_support", From: []State{Negotiating}, On: arrangeSupport, With: guards{brings("what")},
		Cite: toj1, Text: "A support is arranged that may resolve a concern; its recommendations are reviewed and implemented."},
	step{ID: "1.agree_terms", From: []State{Negotiating}, On: agreeTerms, By: decisionMakers,
		When: guards{{If: "len(terms_missing) == 0", Text: "The terms are not all settled; missing: {terms_missing}."}}, To: Assessing, Documents: []string{FileNote},
		Cite: toj1, Also: []rule.Citation{toj1admin}, Text: "All parties have agreed to the terms of the placement."},

	// 2. Determine if the program is suitable and obtain necessary approval, if required
	step{ID: "2.suitable", From: []State{Assessing}, On: assess, By: decisionMakers, With: guards{brings(assessNames...), levelKnown, within},
		If: "suitable and len(approvals) == 0", To: Approved, Documents: []string{FileNote},
		Cite: toj2, Text: "The placement is suitable, and no approval beyond the decision maker's is required."},
	step{ID: "2.suitable.approvals", From: []State{Assessing}, On: assess, By: decisionMakers, With: guards{brings(assessNames...), levelKnown, within},
		If: "suitable", To: AwaitingApproval, Opens: []string{DutyApproval}, Documents: []string{FileNote},
		Cite: toj2, Text: "The placement is suitable and goes, by file note, for approval to {approvals}."},
	step{ID: "2.not_suitable", From: []State{Assessing}, On: assess, By: decisionMakers, With: guards{brings(assessNames...), levelKnown, within},
		To: DenialProposed, Opens: []string{DutyDenialReview}, Documents: []string{FileNote},
		Cite: toj2, Text: "The placement is not suitable: the recommendation to deny it goes to the supervisor for review."},
	step{ID: "2.approve", From: []State{AwaitingApproval}, On: approve, With: guards{needed, onlyOnce, brings("file_note")},
		If: "last_approval", To: Approved, Closes: []string{DutyApproval}, Documents: []string{FileNote},
		Cite: toj2, Text: "The {by} approves the placement by file note, and with that all approvals are in."},
	step{ID: "2.approve.more", From: []State{AwaitingApproval}, On: approve, With: guards{needed, onlyOnce, brings("file_note")},
		Closes: []string{DutyApproval}, Documents: []string{FileNote},
		Cite: toj2, Text: "The {by} approves the placement by file note; another approval is still needed."},
	step{ID: "2.refuse", From: []State{AwaitingApproval}, On: refuse, With: guards{needed, onlyOnce, brings("reason")}, To: Denied,
		Closes: []string{DutyApproval}, Documents: []string{FileNote},
		Cite: toj2, Text: "The {by} denies the request."},
	step{ID: "2.confirm_denial", From: []State{DenialProposed}, On: confirmDenial, By: []rule.Role{Supervisor}, To: Denied,
		Closes: []string{DutyDenialReview}, Cite: toj2, Text: "The supervisor approves the recommendation to deny the placement."},
	step{ID: "2.reject_denial", From: []State{DenialProposed}, On: rejectDenial, By: []rule.Role{Supervisor}, With: guards{brings("reason")}, To: Assessing,
		Closes: []string{DutyDenialReview}, Cite: toj2, Text: "The supervisor does not approve the denial: the placement is assessed again."},

	// 3. Communicate and action the decision
	step{ID: "3.send_agreement", From: []State{Approved}, On: sendAgreement, To: AgreementSent, Documents: []string{AgreementLetter, PreApprovedWLS, FileNote},
		Cite: toj3, Also: []rule.Citation{toj3admin}, Text: "The agreement goes to the placement employer with a copy to the worker, with the letter on the pre-approved wage loss supplement."},
	step{ID: "3.return_signed", From: []State{AgreementSent}, On: returnSigned, With: guards{brings("complete")}, If: "complete", To: Agreed,
		Closes: []string{DutyMissingInformation}, Cite: toj3, Text: "The signed agreement is returned and reviewed; nothing is missing."},
	step{ID: "3.return_signed.incomplete", From: []State{AgreementSent}, On: returnSigned, With: guards{brings("complete")},
		Opens: []string{DutyMissingInformation}, Cite: toj3, Text: "The signed agreement is not complete: the placement employer is contacted for the missing information."},
	step{ID: "3.decline", From: beforeBegin, On: decline, By: []rule.Role{Worker}, When: guards{proposed}, With: guards{brings(declineNames...), reasons},
		To: Declined, Opens: []string{DutySuspensionDecision}, Closes: []string{DutyApproval, DutyDenialReview, DutyMissingInformation}, Documents: []string{ClaimantContactNote},
		Cite: toj3, Also: []rule.Citation{toj4}, Text: "The barriers were addressed and the worker still declines to participate."},

	// 4. Adjust the worker's wage loss for their new employment income (see WageLoss); the supervisor's decision
	step{ID: "4.decide_suspension", From: []State{Declined}, On: decideSuspension, By: []rule.Role{Supervisor}, When: guards{undecided}, With: guards{brings("approve")},
		If: "approve", Closes: []string{DutySuspensionDecision}, Documents: []string{ClaimantContactNote},
		Cite: toj4, Text: "The supervisor approves the suspension: it is explained to the worker, who may go on with the remainder of supported job search."},
	step{ID: "4.decide_suspension.not", From: []State{Declined}, On: decideSuspension, By: []rule.Role{Supervisor}, When: guards{undecided}, With: guards{brings("approve")},
		Closes: []string{DutySuspensionDecision}, Documents: []string{ClaimantContactNote},
		Cite: toj4, Text: "The supervisor does not approve the suspension: the worker is told the alternatives that the supervisor recommends."},

	// 5. Monitor the worker's progress and address any issues
	step{ID: "5.begin", From: []State{Agreed}, On: begin, To: Active, Opens: []string{DutyFirstContact, DutyMonthlyContact, DutyReturnClaim},
		Cite: toj5, Also: []rule.Citation{toj4}, Text: "The placement begins: the worker's wage loss is adjusted to the new income, and both parties are contacted in time."},
	step{ID: "5.contact", From: underWay, On: contact, With: guards{brings("parties")}, Opens: []string{DutyActionPlanContact}, Closes: []string{DutyFirstContact, DutyMonthlyContact, DutyActionPlanContact},
		Cite: toj5, Text: "The progress of the placement is discussed."},
	step{ID: "5.raise_issue", From: []State{Active, AwaitingExtension}, On: raiseIssue, With: guards{brings("issue")}, To: ActionPlan,
		Opens: []string{DutyActionPlanContact}, Documents: []string{TeamDeskNote},
		Cite: toj5, Text: "An issue is identified: the claim goes to the TOJ team lead, who monitors the placement biweekly under an action plan."},
	step{ID: "5.resolve_issue", From: []State{ActionPlan}, On: resolveIssue, By: []rule.Role{TOJTeamLead}, With: guards{brings("resolved or progressing"), movable}, If: "resolved", To: Active,
		Closes: []string{DutyActionPlanContact}, Documents: []string{FileNote},
		Cite: toj5, Text: "The issue is resolved: the claim goes to the case assistant for monitoring."},
	step{ID: "5.resolve_issue.progressing", From: []State{ActionPlan}, On: resolveIssue, By: []rule.Role{TOJTeamLead}, With: guards{brings("resolved or progressing"), movable}, To: Active,
		Closes: []string{DutyActionPlanContact}, Documents: []string{FileNote},
		Cite: toj5, Text: "The issue appears to be progressing toward resolution: the claim goes to the case assistant for monitoring."},
	step{ID: "5.discontinue", From: underWay, On: discontinue, With: guards{brings(discontinueNames...)}, To: Discontinued, Closes: planned, Documents: []string{DiscontinuedNote},
		Cite: toj5, Also: []rule.Citation{toj5admin}, Text: "The placement is discontinued: the claim is assigned to a TOJ team lead, who determines with the decision maker what is needed."},
	step{ID: "5.return_claim", From: []State{Active}, On: returnClaim, By: []rule.Role{CaseAssistant}, When: guards{returnable}, Closes: []string{DutyReturnClaim},
		Cite: toj5, Also: []rule.Citation{toj5admin, toj6}, Text: "The case assistant returns the claim to the decision maker before the end of the placement."},

	// 6. Conclude the program or approve an extension
	step{ID: "6.request_extension", From: []State{Active}, On: requestExtension, By: []rule.Role{EmployerRole}, With: guards{brings(extensionNames...)}, To: AwaitingExtension,
		Cite: toj6, Text: "The employer requests an extension."},
	step{ID: "6.decide_extension.not", From: []State{AwaitingExtension}, On: decideExtension, With: guards{needed, onlyOnce, brings("approve")}, If: "not approve", To: Active,
		Cite: toj6, Text: "The {by} does not approve the extension: the placement goes on to its old end."},
	step{ID: "6.decide_extension", From: []State{AwaitingExtension}, On: decideExtension, With: guards{needed, onlyOnce, brings("approve")}, If: "last_approval", To: Active,
		Opens: []string{DutyMonthlyContact, DutyReturnClaim}, Closes: []string{DutyReturnClaim}, Documents: []string{FileNote},
		Cite: toj6, Text: "The {by} approves the extension: the claim goes to the case assistant until its end."},
	step{ID: "6.decide_extension.more", From: []State{AwaitingExtension}, On: decideExtension, With: guards{needed, onlyOnce, brings("approve")},
		Cite: toj6, Text: "The {by} approves the extension; another approval is still needed."},
	step{ID: "6.conclude", From: []State{Active}, On: conclude, By: decisionMakers, With: guards{brings(concludeNames...)}, To: Concluded,
		Closes: planned, Documents: []string{WorkerConclusion, EmployerConclusion},
		Cite: toj6, Also: []rule.Citation{toj6admin}, Text: "The placement ends; its outcome is documented and the conclusion letters are sent."},

	// 7. Determine eligibility for benefits and services following the work placement program
	step{ID: "7.determine", From: []State{Concluded, Discontinued}, On: determine, By: []rule.Role{TOJTeamLead}, If: "decided", To: Closed,
		Cite: toj7, Text: "The TOJ team lead reviews the worker's eligibility for a wage loss supplement and further services."},
	step{ID: "7.determine.open", From: []State{Concluded, Discontinued}, On: determine, By: []rule.Role{TOJTeamLead},
		Cite: toj7, Text: "The procedure gives no outcome for what is known: a decision is needed."},
)

// Mermaid draws the lifecycle as a Mermaid state diagram.
func Mermaid() string { return lifecycle.Mermaid() }

// MermaidPath draws the way of one placement through the lifecycle as a Mermaid
// flowchart, the events taken marked with their labels. The error is a
// *rule.InputError for a path that is not in the rows.
func MermaidPath(path ...rule.Taken[State, EventName]) (string, error) {
	return lifecycle.MermaidPath(path...)
}
