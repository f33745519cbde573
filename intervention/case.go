package intervention

import (
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// A State is where an intervention stands. The zero value is none of them, an input
// error: Policy.Start gives the first.
type State string

// The states of an intervention, in the order of the procedure.
const (
	Advising       State = "advising"        // the advisor works with the employer
	PossibleNeed   State = "possible_need"   // reported by the advisor
	NeedIdentified State = "need_identified" // by the senior advisor
	Stage1         State = "stage_1"
	Stage2         State = "stage_2"
	Stage3         State = "stage_3"
	Participating  State = "participating" // in the priority employer program
	Closed         State = "closed"
)

// Values lists the states.
func (State) Values() []string {
	return []string{string(Advising), string(PossibleNeed), string(NeedIdentified), string(Stage1), string(Stage2), string(Stage3),
		string(Participating), string(Closed)}
}

// The roles of the procedure.
const (
	HealthAndSafetyAdvisor              rule.Role = "health_and_safety_advisor"
	SeniorHealthAndSafetyAdvisor        rule.Role = "senior_health_and_safety_advisor"
	ManagerOfPrevention                 rule.Role = "manager_of_prevention"
	DirectorOfPrevention                rule.Role = "director_of_prevention"
	ExecutiveDirectorOfEmployerServices rule.Role = "executive_director_of_employer_services"
)

// Roles lists the roles, in the order of the procedure. The two directors are
// briefed and report nothing.
func Roles() []rule.Role {
	return []rule.Role{HealthAndSafetyAdvisor, SeniorHealthAndSafetyAdvisor, ManagerOfPrevention, DirectorOfPrevention,
		ExecutiveDirectorOfEmployerServices}
}

// A Case is one employer under the procedure: a plain value. Start gives the
// first, Apply the next. It marshals to JSON and back without loss. The zero value has no
// state, an input error.
type Case struct {
	State    State `json:"state"`
	Referred bool  `json:"referred"` // to the OH&S Branch, ever
	Cycle    int   `json:"cycle"`    // from 1

	// What was done in this cycle. Every cycle starts from nothing.
	Stage1Met        bool `json:"stage_1_met"`       // the meeting of stage 1
	TeamReviewed     bool `json:"team_reviewed"`     // Stage II (a)
	Briefed          bool `json:"briefed"`           // the manager, Stage II (b)
	SessionHeld      bool `json:"session_held"`      // Stage III (a)
	SessionAttended  bool `json:"session_attended"`  // by the employer
	Documented       bool `json:"documented"`        // Stage III (b)
	Declined         bool `json:"declined"`          // the partnership, Stage III (c)
	DirectorsBriefed bool `json:"directors_briefed"` // Stage III (d)

	PlanOfAction    string `json:"plan_of_action,omitempty"`   // of the last intervention initiated; empty: none was yet
	ReportedFrom    State  `json:"reported_from,omitempty"`    // where the last report of a possible need came from
	Discussions     int    `json:"discussions"`                // that no referral has used up
	ReferredInCycle int    `json:"referred_in_cycle,omitzero"` // the cycle of the last direct referral made in the stages; 0: none
	ReferredBefore  bool   `json:"referred_before,omitempty"`  // directly, between the end of the cycle before and this one's first stage

	LastOn calendar.Date   `json:"last_on,omitzero"` // the day of the last event
	Docket calendar.Docket `json:"docket"`           // the duties that are open
}

// UnmarshalJSON reads a stored case as strictly as an event: a key that a case does
// not have, one that stands twice or that is always written and is not there, and a
// value that cannot be are *rule.InputErrors that name it.
func (c *Case) UnmarshalJSON(data []byte) error {
	n, err := strict.ParseJSON(data)
	if err != nil {
		return err
	}
	if attended := "session_attended"; n.Get(attended) == nil { // the first edition did not keep it
		n.Fields = append(n.Fields, strict.Field{Name: attended, Value: &strict.Node{Kind: strict.Bool, Text: "false"}})
	}
	type plain Case
	var read plain
	if err := strict.Stored(n, &read); err != nil {
		return err
	}
	*c = Case(read)
	return nil
}

// Start gives the case of an employer about whom nothing was reported yet.
func (p *Policy) Start() Case { return Case{State: Advising, Cycle: 1} }
