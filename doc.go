// Package workcomp is the tour of an embeddable rules library for workers'
// compensation. It states three published instruments as typed state machines,
// decimal money and dated deadlines, and answers every question with the
// decision and the provisions that led to it. There is no server: a claims
// system imports the packages it needs.
//
//	calendar      civil dates, terms, holidays, duties that fall due
//	rule          conditions, schedules, tables, findings; in folders below it
//	              lifecycle and procedure (procedures, in Go and as files), policy (their
//	              values), lint, catalogue, batch, receipt, sql
//	classify      which employers fall under a safety programme    W. Va. Code R. § 85-23
//	intervention  a priority employer who will not take part       Newfoundland and Labrador Procedure 63.00
//	placement     a worker's placement with an employer            WCB-Alberta, TOJ / TaP / WA, seven steps
//	benefits      reimbursements, tapers, top-ups, subsidies       the money of the placement, and other boards'
//
// The arrows point one way: calendar ← rule ← the four domains ← examples. The
// domains never import each other; a host passes one's answer as another's
// fact.
//
// # One claim, end to end
//
// A review finds an employer at the focus level (classify). A worker of that
// employer is hurt and cannot go back to the old trade. The board negotiates a
// training on the job with a new employer, who is reimbursed on a schedule that
// falls to nothing (placement, benefits); the worker's lower wage is topped up
// (benefits); every contact, letter and return has its day (calendar), and each
// line of the file says by which provision (rule).
//
// # What it never does
//
// It reads no clock, no file of its own accord and no network; it keeps no state
// between calls; it never guesses. A fact that is missing is an error or a
// refusal that names it. Where an instrument is silent, the reading taken is an
// interpretation with an id, printed with the policy and carried by every
// decision that rested on it. It gives no legal advice.
package workcomp
