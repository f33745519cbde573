package rule

import (
	"slices"
	"strings"
)

// A Severity says how much a Notice weighs.
type Severity string

// The severities.
const (
	Fault   Severity = "error"   // for some facts, or some day, the policy has no answer or two
	Warning Severity = "warning" // the policy answers, and a person should look
)

// The kinds of notices about a policy that loads, beside DeadRow, Gap and Overlap.
const (
	Crossing   Mistake = "crossing"    // two thresholds stand in another order than in the other bands
	OutOfTrend Mistake = "trend"       // a value goes against all others of its column
	Outdated   Mistake = "outdated"    // a schedule says nothing of the day
	NoExit     Mistake = "no_exit"     // no row leads out of a state that is not final
	NotReached Mistake = "not_reached" // no row leads to a state
	NoReporter Mistake = "no_reporter" // an event that nobody may report
	NeverDone  Mistake = "never_done"  // a duty that no row closes
	NeverOwed  Mistake = "never_owed"  // a duty that rows close and none opens
	NeverRead  Mistake = "never_read"  // a fact, or a value of a band, that no test asks
	NeverTaken Mistake = "never_taken" // an interpretation on which nothing rests
)

// A Notice is something in a policy that a person should look at before it
// runs, in the form of a mistake: what, where, and with which facts it shows.
type Notice struct {
	Severity Severity
	PolicyError
	Cite    Citation // the provision of the row concerned, if it is one row's
	Regions []Region // the facts concerned; none where it is no matter of facts
}

// Error gives the place, the severity, what there is to look at, and the line
// with a caret.
func (n Notice) Error() string {
	e := n.PolicyError
	e.Path = strings.TrimSuffix(string(n.Severity)+": "+e.Path, ": ")
	return e.Error()
}

// Notices are all that was found in a policy.
type Notices []Notice

// String lists them, one after the other.
func (n Notices) String() string {
	lines := make([]string, len(n))
	for i, one := range n {
		lines[i] = one.Error()
	}
	return strings.Join(lines, "\n")
}

// Err returns the errors among them as PolicyErrors; nil when there is none,
// whatever there is to warn of.
func (n Notices) Err() error {
	var errs PolicyErrors
	for _, one := range n {
		if one.Severity == Fault {
			errs = append(errs, one.PolicyError)
		}
	}
	return errs.Err()
}

// Sorted returns them in the order of the file.
func (n Notices) Sorted() Notices {
	sorted := slices.Clone(n)
	slices.SortStableFunc(sorted, func(a, b Notice) int { return a.before(b.PolicyError) })
	return sorted
}
