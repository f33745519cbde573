// Package intervention states Procedure 63.00 of the Newfoundland and Labrador
// Client Services Procedure Manual, Priority Employer Intervention: what a board
// does about an employer who will "fail to commit to participation in the
// Priority Employer Program and/or take responsibility for managing health and
// safety in the workplace". In force from 2003-12-02; the text stated here is
// its revision of 2011-06-07.
//
// An advisor reports a possible need, a senior advisor identifies it and
// initiates the intervention, which goes through three stages: a meeting, a
// review by three services as a team, an information session. It goes round
// again until one of the reasons of paragraph 5 ends it. The procedure gives no
// deadlines, so its duties stand without a date.
//
// Policy.Start gives a Case, Policy.Apply carries an Event out on it, and
// Policy.Permitted says of every event whether it is open, to whom, and if not
// why not. A lawful no is *rule.Refused, which cites the paragraph; a value that
// cannot be is *rule.InputError. The rows stand in lifecycle.go, in the order of
// the procedure, and draw themselves (Mermaid):
//
//	stateDiagram-v2
//	    %% provisions of NL Procedure
//	    [*] --> advising
//	    advising --> possible_need: report_need (63.00-1)
//	    note right of advising
//	        stays:
//	        discuss_referral (63.00-4)
//	        refer (63.00-3.III(c), 63.00-4)
//	    end note
//	    participating --> possible_need: report_need (63.00-1)
//	    participating --> closed: close (63.00-5)
//	    note right of participating
//	        stays:
//	        discuss_referral (63.00-4)
//	        refer (63.00-3.III(c), 63.00-4)
//	    end note
//	    possible_need --> need_identified: identify_need (63.00-2)
//	    possible_need --> participating: no_need (63.00-2)
//	    possible_need --> advising: no_need (63.00-2)
//	    note right of possible_need
//	        stays:
//	        discuss_referral (63.00-4)
//	        refer (63.00-3.III(c), 63.00-4)
//	    end note
//	    need_identified --> stage_1: initiate (63.00-3.I(a))
//	    need_identified --> stage_2: initiate (63.00-3.I(a))
//	    need_identified --> stage_3: initiate (63.00-3.I(a))
//	    need_identified --> participating: commit (63.00-3)
//	    need_identified --> closed: close (63.00-5)
//	    note right of need_identified
//	        stays:
//	        discuss_referral (63.00-4)
//	        refer (63.00-3.III(c), 63.00-4)
//	    end note
//	    stage_1 --> participating: meet_employer (63.00-3.I(b))
//	    stage_1 --> participating: commit (63.00-3.I(b))
//	    stage_1 --> stage_2: review_as_team (63.00-3.II(a))
//	    stage_1 --> closed: close (63.00-5)
//	    note right of stage_1
//	        stays:
//	        meet_employer (63.00-3.I(b))
//	        discuss_referral (63.00-4)
//	        refer (63.00-3.III(c), 63.00-4)
//	    end note
//	    stage_2 --> participating: commit (63.00-3)
//	    stage_2 --> stage_3: hold_session (63.00-3.III(a))
//	    stage_2 --> closed: close (63.00-5)
//	    note right of stage_2
//	        stays:
//	        review_as_team (63.00-3.II(a))
//	        brief_manager (63.00-3.II(b))
//	        discuss_referral (63.00-4)
//	        refer (63.00-3.III(c), 63.00-4)
//	    end note
//	    stage_3 --> participating: commit (63.00-3.III(a))
//	    stage_3 --> stage_1: next_cycle (63.00-5)
//	    stage_3 --> closed: close (63.00-5)
//	    note right of stage_3
//	        stays:
//	        hold_session (63.00-3.III(a))
//	        document_session (63.00-3.III(b))
//	        decline_partnership (63.00-3.III(c))
//	        brief_directors (63.00-3.III(d))
//	        discuss_referral (63.00-4)
//	        refer (63.00-3.III(c), 63.00-4)
//	    end note
//	    note right of closed
//	        stays:
//	        refer (63.00-3.III(c))
//	    end note
//	    closed --> [*]
package intervention
