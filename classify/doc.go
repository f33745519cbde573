// Package classify states the West Virginia rule on loss prevention, W. Va. Code
// R. § 85-23: which employers are focus, target or tier three employers, what
// that obliges them and the commission to, and by when. Other boards' programmes
// that put employers in levels are policy files of the same engine (see
// [BuiltinIDs] and [ParsePolicy]).
//
// [Policy.Level] reads a table: from the facts that the policy names to a level,
// with a finding for each test. An employer under § 85-23 has a [Standing], a
// plain value. [Policy.Start] gives the first; [Policy.Apply] carries an [Event]
// out and gives the next, with an outcome: the findings, each citing its
// paragraph ("W. Va. Code R. § 85-23-4.4.1"), the duties opened and closed with
// their days, and whose decision is awaited. [Policy.Permitted] says of every
// event whether it is open now, to whom, and if not why not.
//
// Where the rule says "shall", the standing moves. Where it leaves a move to the
// discretion of the commission (4.4.2, 5.7.3), the move is recommended and waits
// for [Decide]. [Policy.Surcharge] and [Policy.ProtestWindow] are the pure
// calculations of 6.4 and 10.2.
//
// Sections 1, 2, 8, 9, 11 and 12, the definitions from 3.8 on and the criteria
// of 6.4.2 are not in the text at hand. What they would say is not guessed: the
// length of a review period is what each review says it is, and only an order
// leads out of tier three. Where the text leaves more than one reading, the
// policy says which is taken: see [Policy.Interpretations]. The rule is stated
// as published; that it is enforced today is not claimed.
//
// A policy of another board that has tiers goes by the same rows. What its file states is
// cited by the provisions of the file, and what it has no key for by those of § 85-23,
// which [CheckPolicy] says.
//
// What this package never does: it reads no clock (the host gives the day), it
// rounds no factor, it decides nothing that is the commission's to decide.
//
// The tiers, generated from the rows of the rule:
//
//	stateDiagram-v2
//	    %% provisions of W. Va. Code R. §
//	    [*] --> none
//	    none --> focus: review (85-23-4.1, 85-23-5.7.2, 85-23-4.4.1)
//	    none --> target: review (85-23-5.1, 85-23-4.4.1, 85-23-5.7.2)
//	    none --> focus: set_aside (85-23-10.1)
//	    none --> target: set_aside (85-23-10.1)
//	    none --> tier_three: set_aside (85-23-10.1)
//	    focus --> none: exclude (85-23-3.5)
//	    focus --> none: review (85-23-4.4.1)
//	    focus --> target: review (85-23-5.1)
//	    focus --> target: decide (85-23-4.4.2)
//	    focus --> tier_three: nonparticipation (85-23-6.1.1)
//	    focus --> none: set_aside (85-23-10.1)
//	    focus --> target: set_aside (85-23-10.1)
//	    focus --> tier_three: set_aside (85-23-10.1)
//	    target --> none: exclude (85-23-3.5)
//	    target --> none: review (85-23-3.5, 85-23-5.7.1, 85-23-5.7.2)
//	    target --> focus: review (85-23-5.7.1)
//	    target --> tier_three: decide (85-23-5.7.3)
//	    target --> tier_three: nonparticipation (85-23-6.1.2)
//	    target --> tier_three: noncompliance (85-23-6.1.3)
//	    target --> none: set_aside (85-23-10.1)
//	    target --> focus: set_aside (85-23-10.1)
//	    target --> tier_three: set_aside (85-23-10.1)
//	    tier_three --> none: exclude (85-23-3.5)
//	    tier_three --> none: order (85-23-6)
//	    tier_three --> focus: order (85-23-6)
//	    tier_three --> target: order (85-23-6)
//	    tier_three --> none: set_aside (85-23-10.1)
//	    tier_three --> focus: set_aside (85-23-10.1)
//	    tier_three --> target: set_aside (85-23-10.1)
package classify
