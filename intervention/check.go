package intervention

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
)

// check finds values of an event that cannot be, whatever the case: words
// outside their lists, and a stage that there is not.
func check(e Event) error {
	switch e := e.(type) {
	case ReportNeed:
		return among("conditions", e.Conditions, Condition("").Values())
	case IdentifyNeed:
		return among("evidence", e.Evidence, Source("").Values())
	case Initiate:
		if e.Stage < 0 || e.Stage > 3 {
			return &rule.InputError{Field: "stage", Value: strconv.Itoa(int(e.Stage)), Expected: "1, 2 or 3"}
		}
	case ReviewAsTeam:
		return among("services", e.Services, Service("").Values())
	case DiscussReferral:
		return among("between", e.Between, words(Roles()))
	case Close:
		if e.Reason != "" && !slices.Contains(e.Reason.Values(), string(e.Reason)) {
			return doc.UnknownWord("reason", string(e.Reason), e.Reason.Values())
		}
	}
	return nil
}

// among checks that every word of a list is known; the error names the place.
func among[T ~string](field string, list []T, known []string) error {
	for i, w := range list {
		if !slices.Contains(known, string(w)) {
			return doc.UnknownWord(fmt.Sprintf("%s[%d]", field, i), string(w), known)
		}
	}
	return nil
}

// bring states what the rows may ask of the event.
func (p *Policy) bring(f *Facts, e Event) error {
	switch e := e.(type) {
	case ReportNeed:
		f.Conditions = words(e.Conditions)
		f.FollowUpOpen = e.FollowUpFailed == rule.No
		f.need(len(f.Conditions) > 0, "conditions")
		f.need(e.FollowUpFailed.Given(), "follow_up_failed")
	case IdentifyNeed:
		f.Evidence = words(e.Evidence)
		f.need(len(f.Evidence) > 0, "evidence")
		return p.weigh(f, e)
	case Initiate:
		f.Stage, f.Reason = max(int(e.Stage), 1), strings.TrimSpace(e.Reason)
		f.need(stated(e.PlanOfAction), "plan_of_action")
	case MeetEmployer:
		f.Committed = e.Committed.True()
		f.need(e.Committed.Given(), "committed")
	case ReviewAsTeam:
		f.ServicesAbsent = without(Service("").Values(), words(e.Services))
		f.need(len(e.Services) > 0, "services")
	case DocumentSession:
		f.need(stated(e.Participants...), "participants")
		f.need(stated(e.Information...), "information")
		f.need(stated(e.Recommendations...), "recommendations")
	case DiscussReferral:
		f.NotBetween = without(words(seniorOrManager), words(e.Between))
		f.need(len(e.Between) > 0, "between")
		f.need(stated(e.Grounds), "grounds")
	case Close:
		f.Reason = string(e.Reason)
		f.need(e.Reason != "", "reason")
	}
	return nil
}

// need notes a fact that the event must give and does not.
func (f *Facts) need(given bool, name string) {
	if !given {
		f.Missing = append(f.Missing, name)
	}
}

// stated reports whether some text says something: a blank one is none.
func stated(texts ...string) bool {
	return slices.ContainsFunc(texts, func(s string) bool { return strings.TrimSpace(s) != "" })
}

// words are the words of a list, each once and in its order.
func words[T ~string](list []T) []string {
	var once []string
	for _, w := range list {
		if !slices.Contains(once, string(w)) {
			once = append(once, string(w))
		}
	}
	return once
}

// without are the words of a list that are not among others.
func without(list, others []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(w string) bool { return slices.Contains(others, w) })
}
