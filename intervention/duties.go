package intervention

import (
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// The duties of the procedure. It gives none of them a date.
const (
	DutyMeeting           = "stage_1_meeting"
	DutyTeamReview        = "team_review"
	DutyManagerBriefing   = "manager_briefing"
	DutySession           = "information_session"
	DutySessionRecord     = "session_record"
	DutyDirectorsBriefing = "directors_briefing"
	DutyOHSReferral       = "ohs_referral"
)

// stageDuties are what the stages owe, which a commitment and closing end. The
// referral of an employer who declined is owed none the less.
var stageDuties = []string{DutyMeeting, DutyTeamReview, DutyManagerBriefing, DutySession, DutySessionRecord, DutyDirectorsBriefing}

// Whom a duty is owed to, when that is no role of the procedure.
const (
	employer     = "employer"
	employerFile = "employer_file"
	services     = "prevention, assessment and compensation services" // that meet as a team
	ohsBranch    = "ohs_branch"                                       // Department of Government Services, OH&S Branch
)

// parties are those whom the procedure names and gives no role.
var parties = []rule.Role{employer, ohsBranch, "case_manager"}

// dutyList are the duties with who owes them, by the provision that says so. That
// the manager makes the referral of Stage III (c) follows from acting as its
// facilitator; the senior advisor may make it as well.
var dutyList = []calendar.Duty{
	{ID: DutyMeeting, By: string(SeniorHealthAndSafetyAdvisor), To: employer, Cite: string(stageIb)},
	{ID: DutyTeamReview, By: string(SeniorHealthAndSafetyAdvisor), To: services, Cite: string(stageIIa)},
	{ID: DutyManagerBriefing, By: string(SeniorHealthAndSafetyAdvisor), To: string(ManagerOfPrevention), Cite: string(stageIIb)},
	{ID: DutySession, By: string(ManagerOfPrevention), To: employer, Cite: string(stageIIIa)},
	{ID: DutySessionRecord, By: string(ManagerOfPrevention), To: employerFile, Cite: string(stageIIIb)},
	{ID: DutyDirectorsBriefing, By: string(ManagerOfPrevention), To: string(DirectorOfPrevention) + " and " + string(ExecutiveDirectorOfEmployerServices), Cite: string(stageIIId)},
	{ID: DutyOHSReferral, By: string(ManagerOfPrevention), To: ohsBranch, Cite: string(stageIIIc)},
}
