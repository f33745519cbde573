package interventiontest

import (
	"fmt"
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

// aside are events that end a case, or lead nowhere: if they were as likely as
// the others, few cases would come to a second cycle.
var aside = []intervention.EventName{"commit", "close", "report_need", "no_need", "discuss_referral"}

// draw gives an event for a case: mostly one that is open to it, by a role that
// may report it, on the day of the last or some days after it.
func draw(rt *rapid.T, c intervention.Case, permits []intervention.Permit, from calendar.Date) (intervention.Event, error) {
	var open []intervention.Permit
	for _, p := range permits {
		switch {
		case !p.Open:
		case slices.Contains(aside, p.Event):
			open = append(open, p)
		default:
			open = append(open, p, p, p, p)
		}
	}
	name := rapid.SampledFrom(intervention.EventNames()).Draw(rt, "event")
	role := rapid.SampledFrom(append(intervention.Roles(), "")).Draw(rt, "by")
	if len(open) > 0 && !rare(rt, "whether open or not") {
		permit := rapid.SampledFrom(open).Draw(rt, "open event")
		name, role = permit.Event, rapid.SampledFrom(permit.By).Draw(rt, "permitted role")
	}
	if !c.LastOn.IsZero() {
		from = c.LastOn
	}
	on, err := from.AddDays(rapid.IntRange(0, 40).Draw(rt, "days later"))
	if err != nil {
		return nil, err
	}
	return bring(rt, c, name, on, role)
}

// rare is true about one time in eight.
func rare(rt *rapid.T, what string) bool { return rapid.IntRange(0, 7).Draw(rt, what) == 7 }

// bring draws what an event must bring: mostly all of it, now and then less.
func bring(rt *rapid.T, c intervention.Case, name intervention.EventName, on calendar.Date, by rule.Role) (intervention.Event, error) {
	text := func(what string) string { return some(rt, what, "as stated") }
	flag := func(what string) rule.Flag {
		return rapid.SampledFrom([]rule.Flag{rule.Yes, rule.Yes, rule.No, rule.No, rule.NotGiven}).Draw(rt, what)
	}
	switch name {
	case intervention.ReportNeed{}.Name():
		return intervention.ReportNeed{On: on, By: by, Conditions: list[intervention.Condition](rt, "conditions"), FollowUpFailed: flag("follow_up_failed")}, nil
	case intervention.IdentifyNeed{}.Name():
		return intervention.IdentifyNeed{On: on, By: by, Evidence: list[intervention.Source](rt, "evidence"), Needs: []string{text("needs")}}, nil
	case intervention.NoNeed{}.Name():
		return intervention.NoNeed{On: on, By: by, Reason: text("reason")}, nil
	case intervention.Initiate{}.Name():
		stage := rapid.IntRange(0, 3).Draw(rt, "stage")
		return intervention.Initiate{On: on, By: by, PlanOfAction: text("plan_of_action"), Stage: intervention.Stage(stage), Reason: text("reason")}, nil
	case intervention.MeetEmployer{}.Name():
		attended := rapid.SampledFrom([]rule.Flag{rule.NotGiven, rule.NotGiven, rule.Yes, rule.No}).Draw(rt, "attended")
		return intervention.MeetEmployer{On: on, By: by, Attended: attended, Committed: flag("committed")}, nil
	case intervention.ReviewAsTeam{}.Name():
		return intervention.ReviewAsTeam{On: on, By: by, Services: list[intervention.Service](rt, "services")}, nil
	case intervention.HoldSession{}.Name():
		return intervention.HoldSession{On: on, By: by, Attended: rapid.SampledFrom([]rule.Flag{rule.NotGiven, rule.Yes, rule.No}).Draw(rt, "attended")}, nil
	case intervention.DocumentSession{}.Name():
		e := intervention.DocumentSession{On: on, By: by, Participants: []string{text("participants")}, Recommendations: []string{text("recommendations")}}
		if c.SessionAttended != rare(rt, "as of the other session") {
			e.Information = []string{text("information")}
		} else {
			e.Invitation = text("invitation")
		}
		return e, nil
	case intervention.DiscussReferral{}.Name():
		between := []rule.Role{intervention.ManagerOfPrevention, intervention.SeniorHealthAndSafetyAdvisor}
		return intervention.DiscussReferral{On: on, By: by, Between: some(rt, "between", between), Grounds: text("grounds")}, nil
	case intervention.Close{}.Name():
		if rare(rt, "several reasons") {
			return intervention.Close{On: on, By: by, Reasons: list[intervention.Reason](rt, "reasons")}, nil
		}
		reason := rapid.SampledFrom(intervention.Reason("").Values()).Draw(rt, "why")
		return intervention.Close{On: on, By: by, Reason: intervention.Reason(some(rt, "reason", reason))}, nil
	}
	return intervention.UnmarshalEvent(fmt.Appendf(nil, `{"event":%q,"on":%q,"by":%q}`, name, on, by)) // which brings nothing else
}

// some is a value, or now and then none.
func some[T any](rt *rapid.T, what string, value T) T {
	if rare(rt, what+" left out") {
		var none T
		return none
	}
	return value
}

// list is all the words of a kind, or now and then only some of them.
func list[T interface {
	~string
	Values() []string
}](rt *rapid.T, what string) []T {
	var kind T
	var words []T
	for _, w := range kind.Values() {
		words = append(words, T(w))
	}
	if rare(rt, "only some "+what) {
		return words[:rapid.IntRange(0, len(words)-1).Draw(rt, what)]
	}
	return words
}
