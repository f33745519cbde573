package classify

import "github.com/workcomp-go/workcomp/rule"

// row is a row of the rule.
type row = rule.Step[Tier, EventName]

// guards is what a row requires, duty what it opens or closes.
type (
	guards = []rule.Guard
	duty   = []string
)

var (
	commission = []rule.Role{Commission}
	allTiers   = []Tier{None, Focus, Target, TierThree}

	reason       = rule.Guard{If: `reason != ""`, Text: "The reason must be stated (reason)."}
	recommended  = rule.Guard{If: "recommended", Text: "Nothing was recommended that the commission could decide."}
	notExcluded  = rule.Guard{If: "not excluded", Text: "The employer is excluded already."}
	reachTarget  = rule.Guard{If: "exclusion_target", Interpretation: exclusionReachesTarget, Text: "Section 3.5 lets the commission exclude an employer from focus; this policy does not extend that to target."}
	reachThree   = rule.Guard{If: "exclusion_tier_three", Interpretation: exclusionReachesTierThree, Text: "How an employer leaves tier three is not in the text at hand; in this policy only an order leads out."}
	noticeOwed   = rule.Guard{If: "notice_owed", Text: "No notice of classification or reclassification is owed."}
	planOwed     = rule.Guard{If: "plan_owed", Text: "The employer owes no plan."}
	reportsOwed  = rule.Guard{If: "reports_owed", Text: "The employer owes no quarterly report."}
	quarterOwed  = rule.Guard{If: "quarter_owed", Text: "The employer owes no quarterly report for {quarter}."}
	completable  = rule.Guard{If: "completable", Text: "Nothing is owed that this event completes."}
	notClosedYet = rule.Guard{If: "not quarter_closed", Text: "The quarter {quarter} was closed already."}
)

// What rows open and close.
var (
	notices    = duty{DutyClassificationNotice, DutyReclassificationNotice}
	asFocus    = duty{DutyClassificationNotice, DutySeminar}
	asTarget   = duty{DutyClassificationNotice, DutySeminar, DutySafetyCommittee} // tier three too, by 6.3
	byDecision = duty{DutyReclassificationNotice, DutySeminar, DutySafetyCommittee}

	employers = duty{DutySeminar, DutySafetyCommittee, DutyPlan, DutyQuarterlyReport} // what an employer owes
	reviewed  = duty{DutyReview}
	classed   = duty{DutyReview, DutyClassificationNotice} // a notice of the tier before gives way
	released  = append(duty{DutyReview}, employers...)
	movedDown = append(duty{DutyReview, DutyClassificationNotice}, employers...)
)

// lifecycle is the rule: what moves an employer from tier to tier. Its rows
// stand in the order of the sections; a review takes the first of the
// employer's tier whose condition holds.
var lifecycle = rule.MustLifecycle[Tier, EventName, Facts]("classify", None, nil,
	// 3.5 An employer "not excluded by the commission under the provisions of section eight"
	row{ID: "3.5.review.target", From: []Tier{None}, On: review, If: `excluded and level == "target" and exclusion_target`, Closes: reviewed,
		Cite: par3_5, Interpretation: exclusionReachesTarget, Text: "The commission has excluded the employer: it is not classified, although its factor {emf} is at the target level."},
	row{ID: "3.5.review", From: []Tier{None}, On: review, If: `excluded and level != "target"`, Closes: reviewed,
		Cite: par3_5, Text: "The commission has excluded the employer: it is not classified, whatever its factor."},
	row{ID: "3.5.exclude", From: []Tier{None, Focus}, On: exclude, By: commission, When: guards{notExcluded}, With: guards{reason}, To: None, Closes: employers,
		Cite: par3_5, Text: "The commission excludes the employer: {reason}."},
	row{ID: "3.5.exclude.target", From: []Tier{Target}, On: exclude, By: commission, When: guards{notExcluded, reachTarget}, With: guards{reason}, To: None, Closes: employers,
		Cite: par3_5, Interpretation: exclusionReachesTarget, Text: "The commission excludes the target program employer: {reason}."},
	row{ID: "3.5.exclude.tier_three", From: []Tier{TierThree}, On: exclude, By: commission, When: guards{notExcluded, reachThree}, With: guards{reason}, To: None, Closes: employers,
		Cite: par3_5, Interpretation: exclusionReachesTierThree, Text: "The commission excludes the tier three employer: {reason}."},

	// 4. Tier one: focus program employer
	row{ID: "4.1", From: []Tier{None}, On: review, If: `released == "" and level == "focus"`, To: Focus, Opens: asFocus, Closes: classed,
		Cite: par4_1, Text: "The employer's factor {emf} falls within the focus program employer classification, from {focus} up to {target}."},
	row{ID: "5.7.2.return.focus", From: []Tier{None}, On: review, If: `released == "from_target" and level == "focus" and above >= return_periods`, To: Focus, Opens: asFocus, Closes: classed,
		Cite: par5_7_2, Also: []rule.Citation{par4_1}, Interpretation: fromTargetOnePeriod,
		Text: "The employer's factor {emf} no longer remains below the focus value {focus}: it falls within the focus program employer classification."},
	row{ID: "4.4.1.return.focus", From: []Tier{None}, On: review, If: `released == "from_focus" and level == "focus" and above >= above_focus_periods`, To: Focus, Opens: asFocus, Closes: classed,
		Cite: par4_4_1, Text: "The employer's factor was above the focus value for {above} consecutive review periods: it is a focus program employer again."},
	row{ID: "4.4.1.return.target", From: []Tier{None}, On: review, If: `released == "from_focus" and level == "target" and above >= above_focus_periods`, To: Target, Opens: asTarget, Closes: classed,
		Cite: par4_4_1, Also: []rule.Citation{par5_1}, Text: "The employer's factor was above the focus value for {above} consecutive review periods, and is now at the target level: it is a target program employer."},
	row{ID: "4.4.1.stays", From: []Tier{None}, On: review, If: `released == "from_focus"`, Closes: reviewed,
		Cite: par4_4_1, Text: "The employer is not subject to review, unless its factor rises above the focus value for {above_focus_periods} consecutive review periods; it has been above for {above}."},
	row{ID: "4.4.1.release", From: []Tier{Focus}, On: review, If: "below >= below_focus_periods and (improved or release_first)", To: None, Closes: released,
		Cite: par4_4_1, Text: "The employer's factor was below the focus value for {below} consecutive review periods: it is no longer a focus program employer and not subject to further review."},
	row{ID: "4.4.2.exceeds", From: []Tier{Focus}, On: review, If: `level == "target" and (exceeds_on_value or emf > target)`, Closes: reviewed,
		Cite: par4_4_2, Interpretation: exceedsCriteria, Text: "The employer's factor {emf} has reached {target}, where the criteria for a focus program employer end and those for target begin, and so exceeds them: reclassification as a target program employer is recommended, subject to the discretion of the commission."},
	row{ID: "4.4.2.no_improvement", From: []Tier{Focus}, On: review, If: "not improved", Closes: reviewed,
		Cite: par4_4_2, Text: "Measurable safety improvement was not made over three review periods: reclassification as a target program employer is recommended, subject to the discretion of the commission."},
	row{ID: "4.4.stays", From: []Tier{Focus}, On: review, Closes: reviewed,
		Cite: par4_4, Text: "The review is made, and the employer stays a focus program employer."},
	row{ID: "4.4.2.approve", From: []Tier{Focus}, On: decide, By: commission, When: guards{recommended}, With: guards{reason}, If: "approve", To: Target, Opens: byDecision, Closes: duty{DutyReclassificationNotice},
		Cite: par4_4_2, Also: []rule.Citation{par4_5}, Text: "The commission reclassifies the employer as a target program employer: {reason}."},
	row{ID: "4.4.2.decline", From: []Tier{Focus}, On: decide, By: commission, When: guards{recommended}, With: guards{reason},
		Cite: par4_4_2, Text: "The commission leaves the employer a focus program employer: {reason}."},
	row{ID: "4.4.close_period", From: []Tier{Focus}, On: closePeriod, Opens: duty{DutyReview, DutyClaimsReport},
		Cite: par4_4, Text: "The review period has concluded: the commission reviews the employer and reports to it."},

	// 5. Tier two: target program employer
	row{ID: "5.1", From: []Tier{None}, On: review, If: `released == "" and level == "target"`, To: Target, Opens: asTarget, Closes: classed,
		Cite: par5_1, Text: "The employer's factor {emf} falls within the target program employer classification, from {target}."},
	row{ID: "5.7.2.return.target", From: []Tier{None}, On: review, If: `released == "from_target" and level == "target" and above >= return_periods`, To: Target, Opens: asTarget, Closes: classed,
		Cite: par5_7_2, Also: []rule.Citation{par5_1}, Interpretation: fromTargetOnePeriod,
		Text: "The employer's factor {emf} no longer remains below the focus value {focus}: it falls within the target program employer classification, from {target}."},
	row{ID: "5.7.2.stays", From: []Tier{None}, On: review, If: `released == "from_target" and level != "none"`, Closes: reviewed,
		Cite: par5_7_2, Interpretation: fromTargetOnePeriod, Text: "The employer's factor is at a level again for {above} of the {return_periods} consecutive review periods that end its release."},
	row{ID: "14.stays", From: []Tier{None}, On: review, Closes: reviewed,
		Cite: par14, Text: "The employer's factor {emf} qualifies it for neither focus nor target: it is not classified."},
	row{ID: "3.5.from_target", From: []Tier{Target}, On: review, If: `excluded and below >= below_target_periods and level == "focus" and (improved or release_first)`, To: None, Closes: released,
		Cite: par3_5, Also: []rule.Citation{par5_7_1}, Interpretation: exclusionReachesTarget,
		Text: "The employer's factor was below the target value for {below} consecutive review periods: it is no longer a target program employer, and the commission has excluded it from focus."},
	row{ID: "5.7.1", From: []Tier{Target}, On: review, If: `below >= below_target_periods and level == "focus" and becomes_focus and (improved or release_first)`, To: Focus, Opens: asFocus, Closes: movedDown,
		Cite: par5_7_1, Interpretation: becomesFocus, Text: "The employer's factor was below the target value for {below} consecutive review periods and, at {emf}, meets the requirements for classification as a focus program employer: it becomes one."},
	row{ID: "5.7.1.reporting", From: []Tier{Target}, On: review, If: `below >= below_target_periods and level == "focus" and (improved or release_first)`, To: None, Opens: duty{DutyClaimsReport}, Closes: released,
		Cite: par5_7_1, Also: []rule.Citation{par4_3}, Interpretation: becomesFocus,
		Text: "The employer's factor was below the target value for {below} consecutive review periods: it is no longer a target program employer, and meets the reporting requirements for focus only."},
	row{ID: "5.7.2", From: []Tier{Target}, On: review, If: `(below >= below_target_periods and level == "none" or free_standing and below_focus) and (improved or release_first)`, To: None, Closes: released,
		Cite: par5_7_2, Also: []rule.Citation{par5_7_1}, Interpretation: targetReleaseBranch,
		Text: "The employer's factor was below the target value for {below} consecutive review periods and, at {emf}, is not at the focus level from {focus}: it is not subject to further review, so long as it remains below."},
	row{ID: "5.7.3", From: []Tier{Target}, On: review, If: "not improved", Closes: reviewed,
		Cite: par5_7_3, Text: "Measurable safety improvement was not made over three review periods: reclassification as a tier three employer is recommended, subject to the discretion of the commission."},
	row{ID: "5.7.stays", From: []Tier{Target}, On: review, Closes: reviewed,
		Cite: par5_7, Text: "The review is made, and the employer stays a target program employer."},
	row{ID: "5.7.3.approve", From: []Tier{Target}, On: decide, By: commission, When: guards{recommended}, With: guards{reason}, If: "approve", To: TierThree, Opens: byDecision, Closes: duty{DutyReclassificationNotice},
		Cite: par5_7_3, Also: []rule.Citation{par5_8}, Text: "The commission reclassifies the employer as a tier three employer: {reason}."},
	row{ID: "5.7.3.decline", From: []Tier{Target}, On: decide, By: commission, When: guards{recommended}, With: guards{reason},
		Cite: par5_7_3, Text: "The commission leaves the employer a target program employer: {reason}."},

	// 6. Tier three employer
	row{ID: "6.1.1", From: []Tier{Focus}, On: nonparticipation, With: guards{reason}, To: TierThree, Opens: asTarget, Closes: duty{DutyClassificationNotice},
		Cite: par6_1_1, Text: "The employer does not participate in the requirements for focus program employers: {reason}."},
	row{ID: "6.1.2", From: []Tier{Target}, On: nonparticipation, With: guards{reason}, To: TierThree, Opens: asTarget, Closes: duty{DutyClassificationNotice},
		Cite: par6_1_2, Text: "The employer does not participate in the requirements for target program employers: {reason}."},
	row{ID: "6.1.3", From: []Tier{Target}, On: noncompliance, With: guards{reason}, To: TierThree, Opens: asTarget, Closes: duty{DutyClassificationNotice},
		Cite: par6_1_3, Text: "The employer does not comply with the requirements for target program employers: {reason}."},
	row{ID: "6.3.review", From: []Tier{TierThree}, On: review, Closes: reviewed,
		Cite: par6_3, Text: "The employer stays a tier three employer, under all target requirements: the text at hand does not say what leads out of tier three, so that an order must."},
	row{ID: "6.3.order.none", From: []Tier{TierThree}, On: order, By: commission, With: guards{reason}, If: `order_to == "none"`, To: None, Closes: employers,
		Cite: par6_3, Text: "The commission orders that the employer is in no tier: {reason}."},
	row{ID: "6.3.order.focus", From: []Tier{TierThree}, On: order, By: commission, With: guards{reason}, If: `order_to == "focus"`, To: Focus, Opens: asFocus, Closes: duty{DutyClassificationNotice},
		Cite: par6_3, Text: "The commission orders that the employer is a focus program employer: {reason}."},
	row{ID: "6.3.order.target", From: []Tier{TierThree}, On: order, By: commission, With: guards{reason}, To: Target, Opens: asTarget, Closes: duty{DutyClassificationNotice},
		Cite: par6_3, Text: "The commission orders that the employer is a target program employer: {reason}."},

	// What the duties turn on, in the order of 5.4 to 5.7; 6.3 puts tier three under the same requirements.
	row{ID: "4.1.notify", From: []Tier{Focus}, On: notify, When: guards{noticeOwed}, Closes: notices,
		Cite: par4_1, Text: "The employer is notified of its classification as a focus program employer."},
	row{ID: "4.1.notify.late", From: []Tier{None}, On: notify, When: guards{noticeOwed}, Closes: notices,
		Cite: par4_1, Text: "The employer, which is in no tier any more, is given the notice of classification that was still owed."},
	row{ID: "5.4.notify", From: []Tier{Target}, On: notify, When: guards{noticeOwed}, Opens: duty{DutyPlan}, Closes: notices,
		Cite: par5_4, Also: []rule.Citation{par5_1}, Text: "The employer is notified of its classification as a target program employer, from which the time for its plan runs."},
	row{ID: "6.2.notify", From: []Tier{TierThree}, On: notify, When: guards{noticeOwed}, Opens: duty{DutyPlan}, Closes: notices,
		Cite: par6_2, Text: "The employer is notified of its classification as a tier three employer."},
	row{ID: "5.4.1", From: allTiers, On: receivePlan, When: guards{planOwed}, Opens: duty{DutyPlanReview}, Closes: duty{DutyPlan},
		Cite: par5_4_1, Also: []rule.Citation{par5_4}, Text: "The employer's plan is received, from which the time for the commission's answer runs."},
	row{ID: "5.5.1.close_quarter", From: []Tier{Target, TierThree}, On: closeQuarter, With: guards{notClosedYet}, Opens: duty{DutyQuarterlyReport},
		Cite: par5_5_1, Also: []rule.Citation{par5_5_2}, Text: "The quarter {quarter} has ended: the employer reports on it, with copies to the bargaining units and to the safety committee."},
	row{ID: "5.5.1.receive_report", From: allTiers, On: receiveReport, When: guards{reportsOwed}, With: guards{quarterOwed}, Opens: duty{DutyReview}, Closes: duty{DutyQuarterlyReport},
		Cite: par5_5_1, Text: "The employer's report for {quarter} is received."},
	row{ID: "5.6.1", From: []Tier{Target, TierThree}, On: completeInspection, Opens: duty{DutyInspectionReport},
		Cite: par5_6_1, Text: "The inspection is completed, from which the time for its report runs."},
	row{ID: "4.2.complete", From: []Tier{None, Focus}, On: complete, When: guards{completable}, If: `duty == "seminar"`, Closes: duty{DutySeminar},
		Cite: par4_2, Text: "The employer attended the seminar."},
	row{ID: "5.2.complete", From: []Tier{Target, TierThree}, On: complete, When: guards{completable}, If: `duty == "seminar"`, Closes: duty{DutySeminar},
		Cite: par5_2, Text: "The employer attended the seminar."},
	row{ID: "4.3.complete", From: allTiers, On: complete, When: guards{completable}, If: `duty == "claims_report"`, Closes: duty{DutyClaimsReport},
		Cite: par4_3, Text: "The commission reported on the claims of the review period."},
	row{ID: "5.3.complete", From: allTiers, On: complete, When: guards{completable}, If: `duty == "safety_committee"`, Closes: duty{DutySafetyCommittee},
		Cite: par5_3, Text: "The joint labor and management safety committee is established."},
	row{ID: "5.4.1.complete", From: allTiers, On: complete, When: guards{completable}, If: `duty == "plan_review"`, Closes: duty{DutyPlanReview},
		Cite: par5_4_1, Text: "The commission reviewed the plan and notified the employer of any required changes."},
	row{ID: "5.6.1.complete", From: allTiers, On: complete, When: guards{completable}, Closes: duty{DutyInspectionReport},
		Cite: par5_6_1, Text: "The safety representative prepared the report of the inspection."},
)

// Mermaid draws the tiers and what moves an employer between them as a Mermaid
// state diagram, from the rows of the rule.
func Mermaid() string { return lifecycle.Mermaid() }

// MermaidPath draws the way of one employer through the tiers as a Mermaid
// flowchart, the events taken marked with their labels. The error is a
// *rule.InputError for a path that is not in the rows.
func MermaidPath(path ...rule.Taken[Tier, EventName]) (string, error) {
	return lifecycle.MermaidPath(path...)
}

// Rows returns the rows of the rule, in their order: which event does what to
// an employer in which tier, by which provision.
func Rows() []rule.Step[Tier, EventName] { return lifecycle.Rows() }
