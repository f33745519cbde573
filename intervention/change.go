package intervention

import (
	"fmt"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/rule"
)

// change is an event being carried out: the row that fired, the case as it was
// and as it becomes, and what the event leads to.
type change struct {
	facts     Facts
	row       row
	was, next Case
	out       rule.Outcome
}

// find adds findings.
func (s *change) find(f ...rule.Finding) { s.out.Findings = append(s.out.Findings, f...) }

// carryOut moves the case as the row says and notes what the event has done.
func (s *change) carryOut(e Event) {
	if s.row.To != "" {
		s.next.State = s.row.To
	}
	switch e := e.(type) {
	case ReportNeed:
		s.find(reported(&s.facts)...)
	case IdentifyNeed:
		s.find(lookedAt(&s.facts)...)
	case Initiate:
		s.initiate(e)
	case MeetEmployer:
		s.next.Stage1Met = true
	case ReviewAsTeam:
		s.next.TeamReviewed = true
	case BriefManager:
		s.next.Briefed = true
	case HoldSession:
		s.next.SessionHeld = true
	case DocumentSession:
		s.next.Documented = true
	case Commit:
		s.commit()
	case DeclinePartnership:
		s.decline()
	case BriefDirectors:
		s.next.DirectorsBriefed = true
	case DiscussReferral:
		s.next.Discussions++
	case Refer:
		s.refer()
	case NextCycle:
		s.begin(s.was.Cycle + 1)
	}
	s.settle()
}

// settle closes and opens the duties of the row. A duty already open is not
// opened again.
func (s *change) settle() {
	for _, id := range s.row.Closes {
		docket, closed, _ := s.next.Docket.Close(id)
		s.next.Docket, s.out.Closed = docket, append(s.out.Closed, closed...)
	}
	for _, d := range duties {
		if slices.Contains(s.row.Opens, d.ID) && !s.next.Docket.Has(d.ID) {
			s.next.Docket = s.next.Docket.Open(d)
			s.out.Opened = append(s.out.Opened, d)
		}
	}
	if s.row.To != Participating && s.row.To != Closed {
		return
	}
	if len(s.out.Closed) > 0 {
		ended := make([]string, len(s.out.Closed))
		for i, d := range s.out.Closed {
			ended[i] = d.ID
		}
		s.find(rule.Finding{Cite: s.row.Cite, Holds: true, Text: "With that nothing more is owed of the stages: " + strings.Join(ended, ", ") + "."})
	}
	if s.facts.ReferralOwed {
		s.find(rule.Finding{Cite: stageIIIc, Holds: true, Text: "The referral to the OH&S Branch of an employer who declined the partnership is still owed."})
	}
}

// initiate starts an intervention from nothing; after a relapse, the next cycle.
func (s *change) initiate(e Initiate) {
	order := "No later stage is called for: the stages follow one another from the first."
	if s.facts.Stage > 1 {
		order = fmt.Sprintf("The needs identified call for stage %d: %s.", s.facts.Stage, strings.TrimSuffix(s.facts.Reason, "."))
	}
	s.find(rule.Finding{Cite: p3, Holds: true, Interpretation: stageOrder, Text: order})
	if s.was.PlanOfAction == "" {
		s.begin(s.was.Cycle)
	} else {
		s.begin(s.was.Cycle + 1)
	}
	s.next.PlanOfAction = e.PlanOfAction
}

// begin starts a cycle, in which nothing is done yet.
func (s *change) begin(cycle int) {
	s.next = s.next.anew(cycle)
	if cycle > s.was.Cycle {
		s.find(rule.Finding{Cite: p5, Holds: true, Text: fmt.Sprintf("This is cycle %d: it starts from nothing, with its own meeting, review, session and briefings.", cycle)})
	}
}

// commit notes that an employer who declined may commit none the less.
func (s *change) commit() {
	if s.was.Declined {
		s.find(rule.Finding{Cite: stageIIIc, Holds: true, Interpretation: decliningIsNotClosing,
			Text: "The employer had declined the partnership in this cycle, which did not close the case."})
	}
}

// decline notes that declining does not close the case.
func (s *change) decline() {
	s.next.Declined = true
	if s.was.ReferredInCycle == s.was.Cycle && !s.facts.ReferralCounts {
		s.find(rule.Finding{Cite: p4, Interpretation: referralInCycle,
			Text: "The direct referral of this cycle does not count: by this policy every declining calls for a referral of its own."})
	}
	s.find(rule.Finding{Cite: p5, Holds: true, Interpretation: decliningIsNotClosing,
		Text: "Declining the partnership does not close the case: that needs one of the reasons of paragraph 5."})
}

// refer notes the referral. One under paragraph 4 uses up a discussion and
// counts for its cycle; one owed under Stage III (c) does so only when the
// policy asks that it be discussed.
func (s *change) refer() {
	s.next.Referred = true
	direct := s.row.Cite == p4
	if direct {
		s.next.ReferredInCycle = s.was.Cycle
	}
	if direct || s.facts.EveryReferralDiscussed && s.was.State != Closed {
		s.next.Discussions--
		return
	}
	s.find(rule.Finding{Cite: p4, Interpretation: referralDiscussion,
		Text: "The discussion that paragraph 4 asks for direct referrals is not needed for one that Stage III (c) requires, and none is used up."})
}
