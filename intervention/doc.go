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
//	    participating --> possible_need: report_need (63.00-1)
//	    participating --> closed: close (63.00-5)
//	    possible_need --> need_identified: identify_need (63.00-2)
//	    possible_need --> participating: no_need (63.00-2)
//	    possible_need --> advising: no_need (63.00-2)
//	    need_identified --> stage_1: initiate (63.00-3.I(a))
//	    need_identified --> stage_2: initiate (63.00-3.I(a))
//	    need_identified --> stage_3: initiate (63.00-3.I(a))
//	    need_identified --> participating: commit (63.00-3)
//	    need_identified --> closed: close (63.00-5)
//	    stage_1 --> participating: meet_employer (63.00-3.I(b))
//	    stage_1 --> participating: commit (63.00-3.I(b))
//	    stage_1 --> stage_2: review_as_team (63.00-3.II(a))
//	    stage_1 --> closed: close (63.00-5)
//	    stage_2 --> participating: commit (63.00-3)
//	    stage_2 --> stage_3: hold_session (63.00-3.III(a))
//	    stage_2 --> closed: close (63.00-5)
//	    stage_3 --> participating: commit (63.00-3.III(a))
//	    stage_3 --> stage_1: next_cycle (63.00-5)
//	    stage_3 --> closed: close (63.00-5)
//	    closed --> [*]
package intervention
