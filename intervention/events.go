package intervention

import (
	"strconv"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// An EventName is the word by which an event is known in JSON and in findings. The zero
// value is no event.
type EventName string

// The events, in the order of the procedure.
const (
	reportNeed         EventName = "report_need"
	identifyNeed       EventName = "identify_need"
	noNeed             EventName = "no_need"
	initiate           EventName = "initiate"
	meetEmployer       EventName = "meet_employer"
	reviewAsTeam       EventName = "review_as_team"
	briefManager       EventName = "brief_manager"
	holdSession        EventName = "hold_session"
	documentSession    EventName = "document_session"
	commit             EventName = "commit"
	declinePartnership EventName = "decline_partnership"
	briefDirectors     EventName = "brief_directors"
	discussReferral    EventName = "discuss_referral"
	refer              EventName = "refer"
	nextCycle          EventName = "next_cycle"
	closeCase          EventName = "close"
)

// An Event is something that was done about an employer: one of the structs of
// this file, by value. On is its day and By the role that reports it. A fact
// left unset was not given; a provision that needs it refuses the event and
// names it. Nil is no event: an input error.
type Event interface {
	// Name returns the word by which the event is known.
	Name() EventName
}

// ReportNeed reports conditions under which an employer may need an
// intervention, after follow-up by the advisor (paragraph 1). The zero value lacks its
// day: an input error.
type ReportNeed struct {
	On             calendar.Date `json:"on,omitzero"`
	By             rule.Role     `json:"by,omitempty"`
	Conditions     []Condition   `json:"conditions,omitzero"`       // one or more
	FollowUpFailed rule.Flag     `json:"follow_up_failed,omitzero"` // "follow-up by the advisor has not been successful"
}

// IdentifyNeed finds that the need exists, on the sources looked at beside the
// advisor's information (paragraph 2). The zero value lacks its day: an input error.
type IdentifyNeed struct {
	On       calendar.Date `json:"on,omitzero"`
	By       rule.Role     `json:"by,omitempty"`
	Evidence []Source      `json:"evidence,omitzero"`
	Needs    []string      `json:"needs,omitzero"` // those identified, in words; may be left out
}

// NoNeed finds, on what the advisor reported, that there is no need to intervene
// (paragraph 2). The zero value lacks its day: an input error.
type NoNeed struct {
	On     calendar.Date `json:"on,omitzero"`
	By     rule.Role     `json:"by,omitempty"`
	Reason string        `json:"reason,omitempty"`
}

// Initiate starts an intervention (Stage 1 (a)), in stage 1 or, with a reason,
// in the stage that the needs identified call for. The zero value lacks its day: an input error.
type Initiate struct {
	On           calendar.Date `json:"on,omitzero"`
	By           rule.Role     `json:"by,omitempty"`
	PlanOfAction string        `json:"plan_of_action,omitempty"`
	Stage        Stage         `json:"stage,omitempty"`
	Reason       string        `json:"reason,omitempty"` // needed for stages 2 and 3
}

// MeetEmployer is a meeting of stage 1 that was arranged (Stage 1 (b)). The zero value
// lacks its day: an input error.
type MeetEmployer struct {
	On        calendar.Date `json:"on,omitzero"`
	By        rule.Role     `json:"by,omitempty"`
	Attended  rule.Flag     `json:"attended,omitzero"`  // by the employer; attended unless it is said that it was not
	Committed rule.Flag     `json:"committed,omitzero"` // whether it gained commitment and participation; not needed of one not attended
}

// ReviewAsTeam is the meeting of the services (Stage II (a)). The zero value lacks its
// day: an input error.
type ReviewAsTeam struct {
	On       calendar.Date `json:"on,omitzero"`
	By       rule.Role     `json:"by,omitempty"`
	Services []Service     `json:"services,omitzero"` // that took part: all three must
}

// BriefManager briefs the manager on the outcome of the review (Stage II (b)). The zero
// value lacks its day: an input error.
type BriefManager struct {
	On calendar.Date `json:"on,omitzero"`
	By rule.Role     `json:"by,omitempty"`
}

// HoldSession is the information session to which the employer is invited (Stage
// III (a)). The zero value lacks its day: an input error.
type HoldSession struct {
	On       calendar.Date `json:"on,omitzero"`
	By       rule.Role     `json:"by,omitempty"`
	Attended rule.Flag     `json:"attended,omitzero"` // by the employer; attended unless it is said that it was not
}

// DocumentSession adds the record of the session to the employer's file (Stage
// III (b)). A record that lacks one of the three is none; that of a session which
// the employer did not attend says how it was invited. The zero value lacks its day: an
// input error.
type DocumentSession struct {
	On              calendar.Date `json:"on,omitzero"`
	By              rule.Role     `json:"by,omitempty"`
	Participants    []string      `json:"participants,omitzero"`
	Information     []string      `json:"information,omitzero"`
	Recommendations []string      `json:"recommendations,omitzero"`
	Invitation      string        `json:"invitation,omitempty"` // of a session not attended: to what the employer was invited, and how
}

// Commit is the employer's commitment to participate, outside of a meeting: the
// goal of every stage (Stage 1 (b), III (a)). The zero value lacks its day: an input error.
type Commit struct {
	On calendar.Date `json:"on,omitzero"`
	By rule.Role     `json:"by,omitempty"`
}

// DeclinePartnership is the employer's decision "not to form a working
// partnership with Prevention Services" (Stage III (c)). The zero value lacks its day: an
// input error.
type DeclinePartnership struct {
	On calendar.Date `json:"on,omitzero"`
	By rule.Role     `json:"by,omitempty"`
}

// BriefDirectors briefs both directors on the outcome (Stage III (d)). The zero value
// lacks its day: an input error.
type BriefDirectors struct {
	On calendar.Date `json:"on,omitzero"`
	By rule.Role     `json:"by,omitempty"`
}

// DiscussReferral is the discussion of a direct referral (paragraph 4). Either
// of the two reports it; it supports one referral. The zero value lacks its day: an input error.
type DiscussReferral struct {
	On      calendar.Date `json:"on,omitzero"`
	By      rule.Role     `json:"by,omitempty"`
	Between []rule.Role   `json:"between,omitzero"` // the senior advisor and the manager, both
	Grounds string        `json:"grounds,omitempty"`
}

// Refer refers the employer to the OH&S Branch: as Stage III (c) requires, or
// directly (paragraph 4). The zero value lacks its day: an input error.
type Refer struct {
	On calendar.Date `json:"on,omitzero"`
	By rule.Role     `json:"by,omitempty"`
}

// NextCycle goes back to stage 1 (paragraph 5). The zero value lacks its day: an input error.
type NextCycle struct {
	On calendar.Date `json:"on,omitzero"`
	By rule.Role     `json:"by,omitempty"`
}

// Close ends the intervention for one or more of the reasons of paragraph 5. The zero
// value lacks its day: an input error.
type Close struct {
	On      calendar.Date `json:"on,omitzero"`
	By      rule.Role     `json:"by,omitempty"`
	Reason  Reason        `json:"reason,omitempty"` // where there is one
	Reasons []Reason      `json:"reasons,omitzero"` // or several
}

// A Stage is the number of a stage, from 1 to 3. The zero Stage is none named.
type Stage int

// UnmarshalText reads the number of a stage. Zero is no stage, and not the same
// as naming none.
func (s *Stage) UnmarshalText(text []byte) error {
	n, err := strconv.Atoi(string(text))
	if err != nil || n == 0 {
		return &rule.InputError{Field: "stage", Value: string(text), Expected: "1, 2 or 3"}
	}
	*s = Stage(n)
	return nil
}

// Name returns "report_need".
func (ReportNeed) Name() EventName { return reportNeed }

// Name returns "identify_need".
func (IdentifyNeed) Name() EventName { return identifyNeed }

// Name returns "no_need".
func (NoNeed) Name() EventName { return noNeed }

// Name returns "initiate".
func (Initiate) Name() EventName { return initiate }

// Name returns "meet_employer".
func (MeetEmployer) Name() EventName { return meetEmployer }

// Name returns "review_as_team".
func (ReviewAsTeam) Name() EventName { return reviewAsTeam }

// Name returns "brief_manager".
func (BriefManager) Name() EventName { return briefManager }

// Name returns "hold_session".
func (HoldSession) Name() EventName { return holdSession }

// Name returns "document_session".
func (DocumentSession) Name() EventName { return documentSession }

// Name returns "commit".
func (Commit) Name() EventName { return commit }

// Name returns "decline_partnership".
func (DeclinePartnership) Name() EventName { return declinePartnership }

// Name returns "brief_directors".
func (BriefDirectors) Name() EventName { return briefDirectors }

// Name returns "discuss_referral".
func (DiscussReferral) Name() EventName { return discussReferral }

// Name returns "refer".
func (Refer) Name() EventName { return refer }

// Name returns "next_cycle".
func (NextCycle) Name() EventName { return nextCycle }

// Name returns "close".
func (Close) Name() EventName { return closeCase }
