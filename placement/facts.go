package placement

import "github.com/shopspring/decimal"

// Facts are what the rows of the lifecycle may ask: of the case as it stands
// and of the event at hand.
type Facts struct {
	// Missing names what the event must state and does not.
	Missing []string
	// TermsMissing names the terms that are not settled.
	TermsMissing []string
	// NotProposed names the terms without which nothing can be declined.
	NotProposed []string
	// By is the role that reports the event.
	By string
	// Suitable: the decision maker finds the placement suitable.
	Suitable bool
	// WithinRestrictions: "the job duties … suitable for the worker's work restrictions".
	WithinRestrictions bool
	// CumulativeCost is that of re-employment services and placement, in dollars.
	CumulativeCost decimal.Decimal
	// CostStated: the assessment rests on a cumulative cost.
	CostStated bool
	// CostLevelKnown: the board's levels of authority cover that cost.
	CostLevelKnown bool
	// Approvals are those needed: of an assessment, or still of the case.
	Approvals []string
	// MayDecide: the role is one of those whose decision is still needed.
	MayDecide bool
	// DecidedBefore: the role has decided this already.
	DecidedBefore bool
	// LastApproval: with this one all approvals are in.
	LastApproval bool
	// Approve: the decision is to approve.
	Approve bool
	// Complete: the signed agreement has no missing information.
	Complete bool
	// BarriersAddressed: the reasons were asked and solutions identified.
	BarriersAddressed bool
	// Suspension is how far a suspension has come.
	Suspension Suspension
	// Resolved: the issue raised is resolved.
	Resolved bool
	// Progressing: it appears "to be progressing toward resolution".
	Progressing bool
	// Returnable: the claim is with the case assistant, or its return is due.
	Returnable bool
	// Decided: step 7 has an outcome for the facts given.
	Decided bool
}

// Values lists the stages of a suspension.
func (Suspension) Values() []string {
	return []string{string(NoSuspension), string(SuspensionRecommended), string(SuspensionApproved), string(SuspensionNotApproved)}
}
