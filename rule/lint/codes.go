package lint

import "github.com/workcomp-go/workcomp/rule"

// What there is to look at in a policy that loads, beside rule.DeadRow, rule.Gap
// and rule.Overlap.
const (
	Crossing   rule.Code = "crossing"    // two thresholds stand in another order than in the other bands
	OutOfTrend rule.Code = "trend"       // a value goes against all others of its column
	Outdated   rule.Code = "outdated"    // a schedule says nothing of the day
	NoExit     rule.Code = "no_exit"     // no row leads out of a state that is not final
	NotReached rule.Code = "not_reached" // no row leads to a state
	NoReporter rule.Code = "no_reporter" // an event that nobody may report
	NeverDone  rule.Code = "never_done"  // a duty that no row closes
	NeverOwed  rule.Code = "never_owed"  // a duty that rows close and none opens
	NeverRead  rule.Code = "never_read"  // a fact, or a value of a band, that no test asks
	Impossible rule.Code = "impossible"  // a test compares a fact with a number that it can never be, or divides by one that may be 0
	Unlikely   rule.Code = "unlikely"    // a number that is probably a slip
	NeverTaken rule.Code = "never_taken" // an interpretation on which nothing rests
	Borrowed   rule.Code = "borrowed"    // the policy goes by the rule of another board where it states no provision
	Cut        rule.Code = "cut"         // a text without quotes that ends where a comment begins
	// NotAnalysed: a row, a table or a condition that was not looked at in full:
	// it asks for too many combinations, or compares terms that depend on one
	// another.
	NotAnalysed rule.Code = "not_analysed"
)
