package intervention

import "github.com/workcomp-go/workcomp/rule"

type (
	row    = rule.Step[State, EventName]
	states = []State
	guards = []rule.Guard
	duty   = []string
)

// procedure is Procedure 63.00, its rows in the order of the text. Guards stand
// in guards.go, each under the word by which a row names it.
var procedure = []row{
	// 1. The need for a possible intervention is identified by a Health and Safety Advisor.
	{ID: "1", From: states{Advising, Participating}, On: reportNeed, By: advisor, With: guards{brings("conditions", "follow_up_failed"), failed}, To: PossibleNeed,
		Cite: p1, Text: "Follow-up by the advisor has not been successful: there is a possible need to intervene."},

	// 2. The Senior Health and Safety Advisor identifies the need to intervene.
	{ID: "2", From: states{PossibleNeed}, On: identifyNeed, By: senior, With: guards{brings("evidence"), enough}, To: NeedIdentified,
		Cite: p2, Text: "On the advisor's information and {evidence}, the senior advisor identifies the need to intervene."},

	// 3. Stages, depending on the needs identified. Stage 1
	{ID: "3.I(a)", From: states{NeedIdentified}, On: initiate, By: senior, With: guards{brings("plan_of_action"), reasoned, inOrder}, If: "stage == 1", To: Stage1, Opens: duty{DutyMeeting},
		Cite: stageIa, Text: "An intervention with a plan of action is initiated, in stage 1."},
	{ID: "3.I(a).stage_2", From: states{NeedIdentified}, On: initiate, By: senior, With: guards{brings("plan_of_action"), reasoned, inOrder}, If: "stage == 2", To: Stage2, Opens: duty{DutyTeamReview},
		Cite: stageIa, Text: "An intervention with a plan of action is initiated, in stage 2."},
	{ID: "3.I(a).stage_3", From: states{NeedIdentified}, On: initiate, By: senior, With: guards{brings("plan_of_action"), reasoned, inOrder}, To: Stage3, Opens: duty{DutySession},
		Cite: stageIa, Text: "An intervention with a plan of action is initiated, in stage 3."},
	{ID: "3.I(b)", From: states{Stage1}, On: meetEmployer, By: senior, With: guards{brings("committed")}, If: "committed", To: Participating, Closes: stageDuties,
		Cite: stageIb, Text: "The senior advisor meets the employer, who commits to participate."},
	{ID: "3.I(b).no_commitment", From: states{Stage1}, On: meetEmployer, By: senior, With: guards{brings("committed")}, Opens: duty{DutyTeamReview}, Closes: duty{DutyMeeting},
		Cite: stageIb, Text: "The senior advisor meets the employer, who does not commit to participate."},

	// Stage II
	{ID: "3.II(a)", From: states{Stage1}, On: reviewAsTeam, By: senior, When: guards{met}, With: guards{brings("services"), team}, To: Stage2, Opens: duty{DutyManagerBriefing}, Closes: duty{DutyTeamReview},
		Cite: stageIIa, Text: "Prevention, Assessment and Compensation Services review the employer as a team."},
	{ID: "3.II(a).stage_2", From: states{Stage2}, On: reviewAsTeam, By: senior, When: guards{notReviewed}, With: guards{brings("services"), team}, Opens: duty{DutyManagerBriefing}, Closes: duty{DutyTeamReview},
		Cite: stageIIa, Interpretation: stageOrder, Text: "In an intervention that started in stage 2, Prevention, Assessment and Compensation Services review the employer as a team."},
	{ID: "3.II(b)", From: states{Stage2}, On: briefManager, By: senior, When: guards{reviewed, notBriefed}, Opens: duty{DutySession}, Closes: duty{DutyManagerBriefing},
		Cite: stageIIb, Text: "The manager is briefed on the outcome of the team's review."},

	// Stage III
	{ID: "3.III(a)", From: states{Stage2}, On: holdSession, By: manager, When: guards{briefed}, To: Stage3, Opens: duty{DutySessionRecord, DutyDirectorsBriefing}, Closes: duty{DutySession},
		Cite: stageIIIa, Text: "The manager holds an information session with the employer."},
	{ID: "3.III(a).stage_3", From: states{Stage3}, On: holdSession, By: manager, When: guards{notHeld}, Opens: duty{DutySessionRecord, DutyDirectorsBriefing}, Closes: duty{DutySession},
		Cite: stageIIIa, Interpretation: stageOrder, Text: "In an intervention that started in stage 3, the manager holds an information session with the employer."},
	{ID: "3.III(b)", From: states{Stage3}, On: documentSession, By: manager, When: guards{held, notRecorded}, With: guards{brings("participants", "information", "recommendations")}, Closes: duty{DutySessionRecord},
		Cite: stageIIIb, Text: "The participants, the information discussed and the recommendations made are added to the employer's file."},
	{ID: "3.III(a).commit", From: states{Stage3}, On: commit, By: manager, To: Participating, Closes: stageDuties,
		Cite: stageIIIa, Text: "The employer commits to participate."},
	{ID: "3.III(c).referred", From: states{Stage3}, On: declinePartnership, By: manager, When: guards{held, notDeclined}, If: "referral_counts",
		Cite: stageIIIc, Also: []rule.Citation{p4}, Interpretation: referralInCycle, Text: "The employer decides not to form a working partnership; the referral that this calls for was made already in this cycle, under paragraph 4."},
	{ID: "3.III(c)", From: states{Stage3}, On: declinePartnership, By: manager, When: guards{held, notDeclined}, Opens: duty{DutyOHSReferral},
		Cite: stageIIIc, Text: "The employer decides not to form a working partnership: a referral to the OH&S Branch is owed."},
	{ID: "3.III(d)", From: states{Stage3}, On: briefDirectors, By: manager, When: guards{held, notTold}, Closes: duty{DutyDirectorsBriefing},
		Cite: stageIIId, Text: "The director of prevention and the executive director of employer services are briefed on the outcome."},

	// 4. A referral can be made at any stage; direct referrals are discussed.
	{ID: "4.discuss", From: open, On: discussReferral, By: seniorOrManager, With: guards{brings("between", "grounds"), both},
		Cite: p4, Interpretation: referralDiscussion, Text: "The senior advisor and the manager discuss a direct referral on the facts presented to them."},
	{ID: "3.III(c).refer", From: open, On: refer, By: seniorOrManager, When: guards{owed, asDirect}, Closes: duty{DutyOHSReferral},
		Cite: stageIIIc, Interpretation: referralDiscussion, Text: "The employer, who declined the partnership, is referred to the OH&S Branch."},
	{ID: "4.refer", From: open, On: refer, By: seniorOrManager, When: guards{discussed},
		Cite: p4, Interpretation: referralDiscussion, Text: "The employer is referred to the OH&S Branch directly, after a discussion."},
	{ID: "3.III(c).refer.closed", From: states{Closed}, On: refer, By: seniorOrManager, When: guards{owed}, Closes: duty{DutyOHSReferral},
		Cite: stageIIIc, Interpretation: referralDiscussion, Text: "The referral that was still owed when the case was closed is made."},

	// 5. The cycle continues until …
	{ID: "5", From: states{Stage3}, On: nextCycle, By: senior, When: guards{recorded, told, notOwed, goesOn}, To: Stage1, Opens: duty{DutyMeeting},
		Cite: p5, Interpretation: decliningIsNotClosing, Text: "None of the reasons to end has come about: the cycle continues, in stage 1."},
	{ID: "5(a)", From: intervene, On: closeCase, By: senior, With: guards{brings("reason")}, If: `reason == "significant_progress"`, To: Closed, Closes: stageDuties,
		Cite: p5a, Text: "Significant progress is attained: the intervention ends."},
	{ID: "5(b)", From: intervene, On: closeCase, By: senior, With: guards{brings("reason")}, If: `reason == "declined_services"`, To: Closed, Closes: stageDuties,
		Cite: p5b, Interpretation: decliningIsNotClosing, Text: "The employer declines further services: the intervention ends."},
	{ID: "5(c)", From: intervene, On: closeCase, By: senior, With: guards{brings("reason")}, If: `reason == "discontinuation_requested"`, To: Closed, Closes: stageDuties,
		Cite: p5c, Text: "The employer requests a discontinuation: the intervention ends."},
	{ID: "5(d)", From: intervene, On: closeCase, By: senior, With: guards{brings("reason")}, To: Closed, Closes: stageDuties,
		Cite: p5d, Text: "A significant decrease in workplace injuries is demonstrated: the intervention ends."},
}

// lifecycle is the procedure compiled and checked.
var lifecycle = rule.MustLifecycle[State, EventName, Facts]("intervention", Advising, states{Closed}, procedure...)

// Mermaid draws the procedure as a Mermaid state diagram.
func Mermaid() string { return lifecycle.Mermaid() }

// MermaidPath draws the way of one case through the procedure as a Mermaid
// flowchart, the events taken marked with their labels. The error is a
// *rule.InputError for a path that is not in the rows.
func MermaidPath(path ...rule.Taken[State, EventName]) (string, error) {
	return lifecycle.MermaidPath(path...)
}

// Rows returns the procedure as data: its rows, in the order of the text.
func Rows() []rule.Step[State, EventName] { return lifecycle.Rows() }
