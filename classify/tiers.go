package classify

import "github.com/workcomp-go/workcomp/rule"

// A Tier is the class of an employer. The zero value is none of them, not even None: an
// input error.
type Tier string

// The tiers, in the order of the rule.
const (
	None      Tier = "none"       // in no class
	Focus     Tier = "focus"      // tier one, focus program employer (85-23-4)
	Target    Tier = "target"     // tier two, target program employer (85-23-5)
	TierThree Tier = "tier_three" // tier three employer (85-23-6)
)

// Values lists the tiers.
func (Tier) Values() []string {
	return []string{string(None), string(Focus), string(Target), string(TierThree)}
}

// A Release says how an employer in no tier came to be so, as far as that
// matters for its return. The zero value is NotReleased.
type Release string

// The releases.
const (
	NotReleased Release = ""            // never classified, excluded, or out of tier three by an order
	FromFocus   Release = "from_focus"  // 4.4.1: back after two consecutive periods above
	FromTarget  Release = "from_target" // 5.7.2: free so long as it remains below
)

// Values lists the releases.
func (Release) Values() []string {
	return []string{string(NotReleased), string(FromFocus), string(FromTarget)}
}

// The roles of the rule. The commission is today the Insurance Commissioner
// (W. Va. Code § 23-1-1); the rule's own word is kept.
const (
	Commission           rule.Role = "commission"
	Employer             rule.Role = "employer"
	SafetyRepresentative rule.Role = "safety_representative"
	HearingExaminer      rule.Role = "hearing_examiner" // who decides protests (10.4)
)

// The duties of the rule, by their ids.
const (
	DutyClassificationNotice   = "classification_notice"   // 4.1, 5.1, 6.2
	DutyReclassificationNotice = "reclassification_notice" // 4.5, 5.8
	DutySeminar                = "seminar"                 // 4.2, 5.2
	DutyClaimsReport           = "claims_report"           // 4.3
	DutyReportCopies           = "report_copies"           // 4.3.1
	DutyReview                 = "review"                  // 4.4, 5.7
	DutySafetyCommittee        = "safety_committee"        // 5.3
	DutyPlan                   = "plan"                    // 5.4
	DutyPlanReview             = "plan_review"             // 5.4.1
	DutyRevisedPlan            = "revised_plan"            // 5.4.1
	DutyQuarterlyReport        = "quarterly_report"        // 5.5
	DutyInspectionReport       = "inspection_report"       // 5.6.1
	DutyAcknowledgement        = "acknowledgement"         // 10.3, of a protest
)

// The provisions of W. Va. Code R. § 85-23, by their paragraphs.
const (
	wholeRule rule.Citation = "W. Va. Code R. § 85-23"
	par3_5    rule.Citation = "W. Va. Code R. § 85-23-3.5"
	par4_1    rule.Citation = "W. Va. Code R. § 85-23-4.1"
	par4_2    rule.Citation = "W. Va. Code R. § 85-23-4.2"
	par4_3    rule.Citation = "W. Va. Code R. § 85-23-4.3"
	par4_3_1  rule.Citation = "W. Va. Code R. § 85-23-4.3.1"
	par4_4    rule.Citation = "W. Va. Code R. § 85-23-4.4"
	par4_4_1  rule.Citation = "W. Va. Code R. § 85-23-4.4.1"
	par4_4_2  rule.Citation = "W. Va. Code R. § 85-23-4.4.2"
	par4_5    rule.Citation = "W. Va. Code R. § 85-23-4.5"
	par5_1    rule.Citation = "W. Va. Code R. § 85-23-5.1"
	par5_2    rule.Citation = "W. Va. Code R. § 85-23-5.2"
	par5_3    rule.Citation = "W. Va. Code R. § 85-23-5.3"
	par5_3_1  rule.Citation = "W. Va. Code R. § 85-23-5.3.1"
	par5_4    rule.Citation = "W. Va. Code R. § 85-23-5.4"
	par5_4_1  rule.Citation = "W. Va. Code R. § 85-23-5.4.1"
	par5_5    rule.Citation = "W. Va. Code R. § 85-23-5.5"
	par5_5_1  rule.Citation = "W. Va. Code R. § 85-23-5.5.1"
	par5_5_2  rule.Citation = "W. Va. Code R. § 85-23-5.5.2"
	par5_6_1  rule.Citation = "W. Va. Code R. § 85-23-5.6.1"
	par5_7    rule.Citation = "W. Va. Code R. § 85-23-5.7"
	par5_7_1  rule.Citation = "W. Va. Code R. § 85-23-5.7.1"
	par5_7_2  rule.Citation = "W. Va. Code R. § 85-23-5.7.2"
	par5_7_3  rule.Citation = "W. Va. Code R. § 85-23-5.7.3"
	par5_8    rule.Citation = "W. Va. Code R. § 85-23-5.8"
	par6      rule.Citation = "W. Va. Code R. § 85-23-6"
	par6_1    rule.Citation = "W. Va. Code R. § 85-23-6.1"
	par6_1_1  rule.Citation = "W. Va. Code R. § 85-23-6.1.1"
	par6_1_2  rule.Citation = "W. Va. Code R. § 85-23-6.1.2"
	par6_1_3  rule.Citation = "W. Va. Code R. § 85-23-6.1.3"
	par6_2    rule.Citation = "W. Va. Code R. § 85-23-6.2"
	par6_3    rule.Citation = "W. Va. Code R. § 85-23-6.3"
	par6_4    rule.Citation = "W. Va. Code R. § 85-23-6.4"
	par6_4_2  rule.Citation = "W. Va. Code R. § 85-23-6.4.2"
	par7_2    rule.Citation = "W. Va. Code R. § 85-23-7.2"
	par10_1   rule.Citation = "W. Va. Code R. § 85-23-10.1"
	par10_2   rule.Citation = "W. Va. Code R. § 85-23-10.2"
	par10_3   rule.Citation = "W. Va. Code R. § 85-23-10.3"
	par10_4   rule.Citation = "W. Va. Code R. § 85-23-10.4"
	par14     rule.Citation = "W. Va. Code R. § 85-23-14"
	countDays rule.Citation = "W. Va. Code § 2-2-3"
)

// provisions are all of them.
var provisions = []rule.Citation{
	par3_5, par4_1, par4_2, par4_3, par4_3_1, par4_4, par4_4_1, par4_4_2, par4_5, par5_1, par5_2, par5_3, par5_3_1,
	par5_4, par5_4_1, par5_5, par5_5_1, par5_5_2, par5_6_1, par5_7, par5_7_1, par5_7_2, par5_7_3, par5_8, par6, par6_1, par6_1_1,
	par6_1_2, par6_1_3, par6_2, par6_3, par6_4, par6_4_2, par7_2, par10_1, par10_2, par10_3, par10_4, par14, countDays}
