package intervention_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule"
)

const (
	advisor = intervention.HealthAndSafetyAdvisor
	senior  = intervention.SeniorHealthAndSafetyAdvisor
	manager = intervention.ManagerOfPrevention
)

// on is the day of every event that does not say another.
var on = calendar.MustParse("2012-01-16")

// events is a case told.
type events = []intervention.Event

// The events, each complete.
var (
	reports      = intervention.ReportNeed{On: on, By: advisor, Conditions: []intervention.Condition{intervention.RefusedDiscussion}, FollowUpFailed: rule.Yes}
	noNeed       = intervention.NoNeed{On: on, By: senior, Reason: "The owner calls the advisor back"}
	identifies   = intervention.IdentifyNeed{On: on, By: senior, Evidence: []intervention.Source{intervention.InjuryStatistics}}
	initiates    = intervention.Initiate{On: on, By: senior, PlanOfAction: "Meet the owner"}
	initiates2   = intervention.Initiate{On: on, By: senior, PlanOfAction: "Review with the services", Stage: 2, Reason: "The employer was met twice last year"}
	initiates3   = intervention.Initiate{On: on, By: senior, PlanOfAction: "Information session", Stage: 3, Reason: "Two fatalities this year"}
	meets        = intervention.MeetEmployer{On: on, By: senior, Committed: rule.No}
	gains        = intervention.MeetEmployer{On: on, By: senior, Committed: rule.Yes}
	misses       = intervention.MeetEmployer{On: on, By: senior, Attended: rule.No}
	reviews      = intervention.ReviewAsTeam{On: on, By: senior, Services: []intervention.Service{intervention.Prevention, intervention.Assessment, intervention.Compensation}}
	briefs       = intervention.BriefManager{On: on, By: senior}
	holds        = intervention.HoldSession{On: on, By: manager}
	invites      = intervention.HoldSession{On: on, By: manager, Attended: rule.No}
	documents    = intervention.DocumentSession{On: on, By: manager, Participants: []string{"owner"}, Information: []string{"trend"}, Recommendations: []string{"guard the presses"}}
	commits      = intervention.Commit{On: on, By: manager}
	commitsEarly = intervention.Commit{On: on, By: senior}
	declines     = intervention.DeclinePartnership{On: on, By: manager}
	tells        = intervention.BriefDirectors{On: on, By: manager}
	discusses    = intervention.DiscussReferral{On: on, By: senior, Between: []rule.Role{senior, manager}, Grounds: "Directives ignored"}
	refers       = intervention.Refer{On: on, By: manager}
	goesOn       = intervention.NextCycle{On: on, By: senior}
	closes       = intervention.Close{On: on, By: senior, Reason: intervention.SignificantProgress}
)

// The case up to a point.
var (
	possible  = events{reports}
	needed    = events{reports, identifies}
	inStage1  = then(needed, initiates)
	met       = then(inStage1, meets)
	inStage2  = then(met, reviews)
	briefed   = then(inStage2, briefs)
	inStage3  = then(briefed, holds)
	late2     = then(needed, initiates2)
	late3     = then(needed, initiates3)
	recorded  = then(inStage3, documents, tells)
	takesPart = then(inStage1, gains)
)

func then(told events, more ...intervention.Event) events { return slices.Concat(told, more) }

func builtin(t testing.TB) *intervention.Policy {
	t.Helper()
	p, err := intervention.Builtin("nl-63.00")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// tell tells a case by the built-in policy; every event must be taken.
func tell(t testing.TB, told ...intervention.Event) intervention.Case {
	t.Helper()
	return tellBy(t, builtin(t), told...)
}

func tellBy(t testing.TB, p *intervention.Policy, told ...intervention.Event) intervention.Case {
	t.Helper()
	c, _, err := p.Replay(p.Start(), told...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func ids(duties []calendar.Duty) string {
	var all []string
	for _, d := range duties {
		all = append(all, d.ID)
	}
	return strings.Join(all, " ")
}

// holding lists the provisions of the findings that hold, without the name of
// the instrument, and not those that do not.
func holding(findings []rule.Finding) string {
	var all []string
	for _, f := range findings {
		if f.Holds {
			all = append(all, strings.TrimPrefix(string(f.Cite), "NL Procedure 63.00-"))
		}
	}
	return strings.Join(all, " ")
}

// readings lists the interpretations that findings rest on, each once.
func readings(findings []rule.Finding) []string {
	var all []string
	for _, f := range findings {
		for _, id := range f.Interpretations {
			if !slices.Contains(all, id) {
				all = append(all, id)
			}
		}
	}
	return all
}

// refusal is the refusal of an event, or a failure of the test.
func refusal(t testing.TB, p *intervention.Policy, c intervention.Case, e intervention.Event) *rule.Refused {
	t.Helper()
	_, _, err := p.Apply(c, e)
	var refused *rule.Refused
	if !errors.As(err, &refused) {
		t.Fatalf("%s: got %v, want a refusal", e.Name(), err)
	}
	return refused
}

// wrong is the error of an event that cannot be, or a failure of the test.
func wrong(t testing.TB, c intervention.Case, e intervention.Event) *rule.InputError {
	t.Helper()
	_, _, err := builtin(t).Apply(c, e)
	var input *rule.InputError
	if !errors.As(err, &input) {
		t.Fatalf("got %v, want an InputError", err)
	}
	return input
}
