// Package placement states the procedure of WCB-Alberta for work placements:
// training on the job (TOJ), training and placement (TaP) and work assessment
// (WA), in its seven steps with their administrative tasks.
//
// A placement is a [Case], a plain value. [Policy.Start] gives the first;
// [Policy.Apply] carries an [Event] out and gives the next case, with an
// outcome: the findings, each citing its step ("WCB-Alberta TOJ-2"), the duties
// opened and closed, the documents that the administrative tasks call for, and
// whose decision is awaited. [Policy.Permitted] says of every event whether it
// is open now, to whom, and if not why not. [Policy.WageLoss] is step 4.
//
// What the procedure does not allow, or not to that role, or not without a fact
// that was not stated, is refused with its provision. A value that cannot be is
// an error that names it. Where the copy of the procedure has holes, in step 7,
// or leaves more than one reading, the policy says which is taken: see
// [Policy.Interpretations].
//
// What this package never does: it reads no clock (the host gives the day), it
// moves no date off a closed day, it pays nothing. The subsidy schedule is a
// term of the placement here; what is paid on it is package benefits.
//
// The lifecycle, generated from its rows:
//
//	stateDiagram-v2
//	    %% provisions of WCB-Alberta
//	    [*] --> negotiating
//	    negotiating --> assessing: agree_terms (TOJ-1)
//	    negotiating --> withdrawn: withdraw (TOJ-3)
//	    negotiating --> declined: decline (TOJ-3, TOJ-4)
//	    assessing --> approved: assess (TOJ-2)
//	    assessing --> awaiting_approval: assess (TOJ-2)
//	    assessing --> denial_proposed: assess (TOJ-2)
//	    assessing --> withdrawn: withdraw (TOJ-3)
//	    assessing --> declined: decline (TOJ-3, TOJ-4)
//	    agreed --> withdrawn: withdraw (TOJ-3)
//	    agreed --> declined: decline (TOJ-3, TOJ-4)
//	    agreed --> active: begin (TOJ-5)
//	    active --> action_plan: raise_issue (TOJ-5)
//	    active --> discontinued: discontinue (TOJ-5)
//	    active --> suspended: suspend (TOJ-6)
//	    active --> awaiting_extension: request_extension (TOJ-6)
//	    active --> concluded: conclude (TOJ-6)
//	    approved --> agreement_sent: send_agreement (TOJ-3)
//	    approved --> withdrawn: withdraw (TOJ-3)
//	    approved --> declined: decline (TOJ-3, TOJ-4)
//	    awaiting_approval --> approved: approve (TOJ-2)
//	    awaiting_approval --> denied: refuse (TOJ-2)
//	    awaiting_approval --> withdrawn: withdraw (TOJ-3)
//	    awaiting_approval --> declined: decline (TOJ-3, TOJ-4)
//	    denial_proposed --> denied: confirm_denial (TOJ-2)
//	    denial_proposed --> assessing: reject_denial (TOJ-2)
//	    denial_proposed --> withdrawn: withdraw (TOJ-3)
//	    denial_proposed --> declined: decline (TOJ-3, TOJ-4)
//	    denied --> [*]
//	    agreement_sent --> agreed: return_signed (TOJ-3)
//	    agreement_sent --> withdrawn: withdraw (TOJ-3)
//	    agreement_sent --> declined: decline (TOJ-3, TOJ-4)
//	    withdrawn --> [*]
//	    declined --> [*]
//	    action_plan --> active: resolve_issue (TOJ-5)
//	    action_plan --> discontinued: discontinue (TOJ-5)
//	    action_plan --> suspended: suspend (TOJ-6)
//	    action_plan --> concluded: conclude (TOJ-6)
//	    suspended --> discontinued: discontinue (TOJ-5)
//	    suspended --> action_plan: resume (TOJ-6)
//	    suspended --> active: resume (TOJ-6)
//	    suspended --> concluded: conclude (TOJ-6)
//	    awaiting_extension --> action_plan: raise_issue (TOJ-5)
//	    awaiting_extension --> discontinued: discontinue (TOJ-5)
//	    awaiting_extension --> active: decide_extension (TOJ-6)
//	    discontinued --> closed: determine (TOJ-7)
//	    concluded --> closed: determine (TOJ-7)
//	    closed --> [*]
package placement
