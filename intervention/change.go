package intervention

import (
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/event"
)

// change is an event being carried out, and then the next: the row that fired,
// the case as it was and as it becomes, in place, and whom to tell what the
// event leads to.
type change struct {
	event.Change
	policy    *Policy
	facts     Facts
	row       row
	was, next Case // was without its docket
}

// change is a change of the case, which itself stays as it is.
func (p *Policy) change(c Case, told *event.Told) *change {
	s := &change{policy: p, next: c}
	s.Change = event.Change{Told: told, Docket: &s.next.Docket}
	return s
}

// carry carries an event out. With an error the case is neither the one before
// nor the one after.
func (s *change) carry(e Event) error {
	if !kinds.Has(e) {
		return kinds.Unknown("")
	}
	on, by := e.happened()
	if err := s.policy.checkStep(&s.next, on, by); err != nil {
		return err
	}
	from, name := s.next.State, e.Name()
	if err := s.policy.inForce(from, name, on); err != nil {
		return err
	}
	s.facts = s.policy.facts(&s.next)
	if answers(from, name, by) { // else the refusal is for the state or the role, whatever the facts
		if err := check(e); err != nil {
			return err
		}
		if err := s.policy.bring(&s.facts, e); err != nil {
			return err
		}
	}
	var err error
	if s.row, err = event.Fire(s.Told, lifecycle, from, name, by, &s.facts); err != nil {
		return err
	}
	s.was = s.next
	s.was.Docket = calendar.Docket{} // which is changed in place
	s.next.LastOn = on
	s.act(e)
	if on.Before(s.policy.revised) {
		s.Read(textHeld, amendments, true, "On %v the procedure stood as it was before its revision of %v; this is decided by the revision, the text that is held.", on, s.policy.revised)
	}
	return nil
}

// act moves the case as the row says and notes what the event has done.
func (s *change) act(e Event) {
	if s.row.To != "" {
		s.next.State = s.row.To
	}
	switch e := e.(type) {
	case ReportNeed:
		s.tellReported()
	case IdentifyNeed:
		s.tellLookedAt()
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
		s.Close(id)
	}
	for i := range duties {
		if d := &duties[i]; slices.Contains(s.row.Opens, d.ID) && !s.next.Docket.Has(d.ID) {
			s.Open(*d)
		}
	}
	if s.Asked() && (s.row.To == Participating || s.row.To == Closed) {
		s.tellEnded()
	}
}

// tellEnded says what an event that ends the stages ends with them, and what it
// does not.
func (s *change) tellEnded() {
	var ended []string
	for _, d := range s.Outcome().Closed {
		ended = append(ended, d.ID)
	}
	if len(ended) > 0 {
		s.Say(s.row.Cite, true, "With that nothing more is owed of the stages: %s.", strings.Join(ended, ", "))
	}
	if s.facts.ReferralOwed {
		s.Say(stageIIIc, true, "The referral to the OH&S Branch of an employer who declined the partnership is still owed.")
	}
}

// initiate starts an intervention from nothing; after a relapse, the next cycle.
func (s *change) initiate(e Initiate) {
	if s.facts.Stage > 1 {
		s.Read(stageOrder, p3, true, "The needs identified call for stage %d: %s.", s.facts.Stage, strings.TrimSuffix(s.facts.Reason, "."))
	} else {
		s.Read(stageOrder, p3, true, "No later stage is called for: the stages follow one another from the first.")
	}
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
		s.Say(p5, true, "This is cycle %d: it starts from nothing, with its own meeting, review, session and briefings.", cycle)
	}
}

// commit notes that an employer who declined may commit none the less.
func (s *change) commit() {
	if s.was.Declined {
		s.Read(decliningIsNotClosing, stageIIIc, true, "The employer had declined the partnership in this cycle, which did not close the case.")
	}
}

// decline notes that declining does not close the case.
func (s *change) decline() {
	s.next.Declined = true
	if s.was.ReferredInCycle == s.was.Cycle && !s.facts.ReferralCounts {
		s.Read(referralInCycle, p4, false, "The direct referral of this cycle does not count: by this policy every declining calls for a referral of its own.")
	}
	s.Read(decliningIsNotClosing, p5, true, "Declining the partnership does not close the case: that needs one of the reasons of paragraph 5.")
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
	s.Read(referralDiscussion, p4, false, "The discussion that paragraph 4 asks for direct referrals is not needed for one that Stage III (c) requires, and none is used up.")
}
