package classify

import (
	"slices"

	"github.com/shopspring/decimal"
)

// Facts are what the rows of the lifecycle may ask: of the standing as it is
// with the review at hand, of the event, and of the policy.
type Facts struct {
	// Level is that of this review by Table 85-23A: none, focus or target.
	Level Tier
	// EMF, Focus and Target are the factor of this review and the values of
	// its premium band.
	EMF, Focus, Target decimal.Decimal
	// BelowFocus: the factor is below the focus value.
	BelowFocus bool
	// Below counts the consecutive periods below the value of the tier, this
	// review's among them; Above those above, after a release.
	Below, Above int
	// Improved: measurable improvement was made over three review periods, or
	// there are not yet three.
	Improved bool

	// Excluded by the commission, under section eight.
	Excluded bool
	// Released says how the employer left its tier.
	Released Release
	// Recommended: a reclassification awaits the commission.
	Recommended bool
	// NoticeOwed, PlanOwed and ReportsOwed: such a duty is open.
	NoticeOwed, PlanOwed, ReportsOwed bool

	// Approve: the commission approves what was recommended.
	Approve bool
	// Reason is the event's.
	Reason string
	// OrderTo is the tier that an order names.
	OrderTo Tier
	// Quarter is that of a report, and QuarterOwed: its report is owed.
	Quarter     string
	QuarterOwed bool
	// QuarterClosed: the quarter was closed before.
	QuarterClosed bool
	// Duty is the one said to be complete.
	Duty string
	// Completable: a duty is open that Complete can close.
	Completable bool

	// BelowFocusPeriods, AboveFocusPeriods and BelowTargetPeriods are how many
	// consecutive periods 4.4.1 and 5.7.1 ask for, ReturnPeriods how many
	// bring back an employer that 5.7.2 released.
	BelowFocusPeriods, AboveFocusPeriods, BelowTargetPeriods, ReturnPeriods int

	// The readings that rows turn on.
	ExceedsOnValue     bool // exceeds-criteria
	ReleaseFirst       bool // release-before-recommendation
	FreeStanding       bool // target-release-branch
	BecomesFocus       bool // becomes-focus
	ExclusionTarget    bool // exclusion-reaches-target
	ExclusionTierThree bool // exclusion-reaches-tier-three
}

// standingFacts states what the rows may ask of a standing alone.
func (p *Policy) standingFacts(st *Standing) Facts {
	return Facts{
		Below: st.Below, Above: st.Above, Improved: true,
		Excluded: st.Excluded, Released: st.Released, Recommended: st.Pending != "",
		NoticeOwed: st.Docket.Has(DutyClassificationNotice) || st.Docket.Has(DutyReclassificationNotice),
		PlanOwed:   st.Docket.Has(DutyPlan), ReportsOwed: st.Docket.Has(DutyQuarterlyReport),
		Completable:       slices.ContainsFunc(completed, st.Docket.Has),
		BelowFocusPeriods: p.tiers.belowFocus.periods, AboveFocusPeriods: p.tiers.aboveFocus.periods,
		BelowTargetPeriods: p.tiers.belowTarget.periods, ReturnPeriods: p.taken.returnPeriods,
		ExceedsOnValue: p.taken.exceedsOnValue, ReleaseFirst: p.taken.releaseFirst, FreeStanding: p.taken.freeStanding, BecomesFocus: p.taken.becomesFocus,
		ExclusionTarget: p.taken.exclusionTarget, ExclusionTierThree: p.taken.exclusionTierThree,
	}
}
