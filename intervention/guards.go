package intervention

import (
	"strings"

	"github.com/workcomp-go/workcomp/rule"
)

// The paragraphs of the procedure.
const (
	p1, p1a, p1b, p1c rule.Citation = number + "-1", number + "-1(a)", number + "-1(b)", number + "-1(c)"
	p2                rule.Citation = number + "-2"
	p3                rule.Citation = number + "-3"
	stageIa           rule.Citation = number + "-3.I(a)"
	stageIb           rule.Citation = number + "-3.I(b)"
	stageIIa          rule.Citation = number + "-3.II(a)"
	stageIIb          rule.Citation = number + "-3.II(b)"
	stageIIIa         rule.Citation = number + "-3.III(a)"
	stageIIIb         rule.Citation = number + "-3.III(b)"
	stageIIIc         rule.Citation = number + "-3.III(c)"
	stageIIId         rule.Citation = number + "-3.III(d)"
	p4                rule.Citation = number + "-4"
	p5                rule.Citation = number + "-5"
	p5a, p5b          rule.Citation = number + "-5(a)", number + "-5(b)"
	p5c, p5d          rule.Citation = number + "-5(c)", number + "-5(d)"
	amendments        rule.Citation = number + ", amendment history"

	number = "NL Procedure 63.00"
)

// Who reports an event.
var (
	advisor         = []rule.Role{HealthAndSafetyAdvisor}
	senior          = []rule.Role{SeniorHealthAndSafetyAdvisor}
	manager         = []rule.Role{ManagerOfPrevention}
	seniorOrManager = []rule.Role{SeniorHealthAndSafetyAdvisor, ManagerOfPrevention}
)

// Where a row applies.
var (
	open      = states{Advising, PossibleNeed, NeedIdentified, Stage1, Stage2, Stage3, Participating}
	intervene = states{NeedIdentified, Stage1, Stage2, Stage3, Participating}
)

// brings is the guard of a row whose event must give facts.
func brings(names ...string) rule.Guard {
	return rule.Guard{If: "len(missing) == 0", Text: "The event must give " + strings.Join(names, ", ") + "; not given: {missing}."}
}

// What the case must have reached.
var (
	met         = rule.Guard{If: "stage_1_met", Interpretation: stageOrder, Text: "The team reviews after a meeting that brought no commitment, and in this cycle no meeting was held."}
	notReviewed = rule.Guard{If: "not team_reviewed", Text: "The team has reviewed the employer in this cycle already."}
	reviewed    = rule.Guard{If: "team_reviewed", Interpretation: stageOrder, Text: "The manager is briefed on the outcome of the team's review, and in this cycle the team has not reviewed the employer."}
	notBriefed  = rule.Guard{If: "not briefed", Text: "The manager is briefed already in this cycle."}
	briefed     = rule.Guard{If: "briefed", Interpretation: stageOrder, Text: "The manager, who holds the session, is not briefed yet on the outcome of the team's review."}
	notHeld     = rule.Guard{If: "not session_held", Text: "The information session was held already in this cycle."}
	held        = rule.Guard{If: "session_held", Interpretation: stageOrder, Text: "This follows the information session, and in this cycle none was held."}
	notRecorded = rule.Guard{If: "not documented", Text: "The record of the session is on the employer's file already."}
	notDeclined = rule.Guard{If: "not declined", Text: "The employer has declined the partnership already in this cycle."}
	notTold     = rule.Guard{If: "not directors_briefed", Text: "The directors are briefed already in this cycle."}
	discussed   = rule.Guard{If: "discussions > 0", Interpretation: referralDiscussion, Text: "The senior advisor and the manager discuss a direct referral first, and there is no discussion that no other referral has used up."}
	owed        = rule.Guard{If: "referral_owed", Cite: stageIIIc, Text: "No referral is owed: the employer has not declined the partnership, or the referral was made."}
	asDirect    = rule.Guard{If: "discussions > 0 or not every_referral_discussed", Cite: p4, Interpretation: referralDiscussion, Text: "By this policy every referral is discussed first, and there is no discussion that no other referral has used up."}
	recorded    = rule.Guard{If: "documented", Cite: stageIIIb, Text: "The record of the session is not on the employer's file yet."}
	told        = rule.Guard{If: "directors_briefed", Cite: stageIIId, Text: "The directors are not briefed yet on the outcome of the session."}
	notOwed     = rule.Guard{If: "not referral_owed", Cite: stageIIIc, Text: "The employer declined the partnership, and the referral that is owed for it was not made yet."}
	goesOn      = rule.Guard{If: "not declined or not declining_ends", Cite: p5b, Interpretation: decliningIsNotClosing, Text: "By this policy an employer who declined the partnership has declined further services: no cycle follows."}
)

// What the event must bring.
var (
	failed   = rule.Guard{If: "not follow_up_open", Text: "A possible need exists when follow-up by the advisor has not been successful; here it has not failed (follow_up_failed)."}
	enough   = rule.Guard{If: "evidence_enough or len(evidence) == 0", Interpretation: evidenceEnough, Text: "The sources looked at, {evidence}, are not enough: the policy asks for {evidence_rule}."}
	reasoned = rule.Guard{If: `stage == 1 or reason != ""`, Cite: p3, Interpretation: stageOrder, Text: "An intervention starts in stage 1 unless the needs identified call for another, with a reason; for stage {stage} no reason is given."}
	inOrder  = rule.Guard{If: "stage == 1 or not stages_in_order", Cite: p3, Interpretation: stageOrder, Text: "By this policy every intervention starts in stage 1, not in stage {stage}."}
	team     = rule.Guard{If: "len(services_absent) == 0", Text: "The team is of Prevention, Assessment and Compensation Services (services); absent: {services_absent}."}
	both     = rule.Guard{If: "len(not_between) == 0", Text: "The discussion is between the senior health and safety advisor and the manager of prevention (between); without part in it: {not_between}."}
)
