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
//	    [*] --> negotiating
//	    negotiating --> assessing: agree_terms (WCB-Alberta TOJ-1)
//	    negotiating --> declined: decline (WCB-Alberta TOJ-3)
//	    note right of negotiating
//	        stays: propose (WCB-Alberta TOJ-1), arrange_support (WCB-Alberta TOJ-1)
//	    end note
//	    assessing --> approved: assess (WCB-Alberta TOJ-2)
//	    assessing --> awaiting_approval: assess (WCB-Alberta TOJ-2)
//	    assessing --> denial_proposed: assess (WCB-Alberta TOJ-2)
//	    assessing --> declined: decline (WCB-Alberta TOJ-3)
//	    approved --> agreement_sent: send_agreement (WCB-Alberta TOJ-3)
//	    approved --> declined: decline (WCB-Alberta TOJ-3)
//	    awaiting_approval --> approved: approve (WCB-Alberta TOJ-2)
//	    awaiting_approval --> denied: refuse (WCB-Alberta TOJ-2)
//	    awaiting_approval --> declined: decline (WCB-Alberta TOJ-3)
//	    note right of awaiting_approval
//	        stays: approve (WCB-Alberta TOJ-2)
//	    end note
//	    denial_proposed --> denied: confirm_denial (WCB-Alberta TOJ-2)
//	    denial_proposed --> assessing: reject_denial (WCB-Alberta TOJ-2)
//	    denial_proposed --> declined: decline (WCB-Alberta TOJ-3)
//	    denied --> [*]
//	    agreement_sent --> agreed: return_signed (WCB-Alberta TOJ-3)
//	    agreement_sent --> declined: decline (WCB-Alberta TOJ-3)
//	    note right of agreement_sent
//	        stays: return_signed (WCB-Alberta TOJ-3)
//	    end note
//	    agreed --> declined: decline (WCB-Alberta TOJ-3)
//	    agreed --> active: begin (WCB-Alberta TOJ-5)
//	    note right of declined
//	        stays: decide_suspension (WCB-Alberta TOJ-4)
//	    end note
//	    declined --> [*]
//	    active --> action_plan: raise_issue (WCB-Alberta TOJ-5)
//	    active --> discontinued: discontinue (WCB-Alberta TOJ-5)
//	    active --> awaiting_extension: request_extension (WCB-Alberta TOJ-6)
//	    active --> concluded: conclude (WCB-Alberta TOJ-6)
//	    note right of active
//	        stays: contact (WCB-Alberta TOJ-5), return_claim (WCB-Alberta TOJ-5 admin)
//	    end note
//	    action_plan --> active: resolve_issue (WCB-Alberta TOJ-5)
//	    action_plan --> discontinued: discontinue (WCB-Alberta TOJ-5)
//	    note right of action_plan
//	        stays: contact (WCB-Alberta TOJ-5)
//	    end note
//	    awaiting_extension --> action_plan: raise_issue (WCB-Alberta TOJ-5)
//	    awaiting_extension --> discontinued: discontinue (WCB-Alberta TOJ-5)
//	    awaiting_extension --> active: decide_extension (WCB-Alberta TOJ-6)
//	    note right of awaiting_extension
//	        stays: contact (WCB-Alberta TOJ-5), decide_extension (WCB-Alberta TOJ-6)
//	    end note
//	    discontinued --> closed: determine (WCB-Alberta TOJ-7)
//	    note right of discontinued
//	        stays: determine (WCB-Alberta TOJ-7)
//	    end note
//	    concluded --> closed: determine (WCB-Alberta TOJ-7)
//	    note right of concluded
//	        stays: determine (WCB-Alberta TOJ-7)
//	    end note
//	    closed --> [*]
package placement
