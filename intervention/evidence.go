package intervention

import (
	"slices"

	"github.com/workcomp-go/workcomp/rule"
)

// EvidenceFacts are what a policy's expression may ask to say whether the
// sources looked at are enough to identify the need (paragraph 2).
type EvidenceFacts struct {
	// Evidence are the sources looked at, each once.
	Evidence []Source
	// Needs are those identified, in the senior advisor's words.
	Needs []string
}

// weigh asks the policy whether the sources are enough.
func (p *Policy) weigh(f *Facts, e IdentifyNeed) error {
	asked := EvidenceFacts{Needs: e.Needs}
	for _, w := range f.Evidence {
		asked.Evidence = append(asked.Evidence, Source(w))
	}
	var err error
	f.EvidenceRule = p.enough.Source()
	f.EvidenceEnough, err = p.enough.Holds(&asked)
	return err
}

// source is what a source is called in a finding, with its letter.
type source struct {
	Source
	cite rule.Citation
	name string
}

var sources = []source{
	{InjuryStatistics, p2 + "(a)", "injury statistics"},
	{ClaimsCosts, p2 + "(b)", "claims costs"},
	{PRIME, p2 + "(c)", "PRIME information"},
	{CommitteeMinutes, p2 + "(d)", "committee minutes"},
	{OHSDirectives, p2 + "(e)", "directives of the OH&S Branch"},
	{CaseManagerConcerns, p2 + "(f)", "case manager concerns"},
	{CertificationTraining, p2 + "(g)", "certification training records"},
}

// tellLookedAt says of each source whether it was looked at. That one was not
// stands in no one's way, by the reading that the policy takes.
func (s *change) tellLookedAt() {
	if !s.Asked() {
		return
	}
	f := &s.facts
	s.Read(evidenceEnough, p2, true, "The sources looked at, %d of %d, are enough by the policy's expression, %s.", len(f.Evidence), len(sources), f.EvidenceRule)
	for _, of := range sources {
		if slices.Contains(f.Evidence, string(of.Source)) {
			s.Say(of.cite, true, "The senior advisor looked at %s.", of.name)
		} else {
			s.Read(evidenceEnough, of.cite, false, "The senior advisor did not look at %s.", of.name)
		}
	}
}

// tellReported says of each condition whether the advisor reports it.
func (s *change) tellReported() {
	if !s.Asked() {
		return
	}
	for _, c := range conditions {
		if slices.Contains(s.facts.Conditions, string(c.Condition)) {
			s.Say(c.cite, true, "The employer has %s.", c.text)
		} else {
			s.Say(c.cite, false, "It is not reported that the employer has %s.", c.text)
		}
	}
}

// conditions are those of paragraph 1, in its words.
var conditions = []struct {
	Condition
	cite rule.Citation
	text string
}{
	{RefusedDiscussion, p1a, "refused to discuss the priority employer program with the health and safety advisor"},
	{RejectedProgram, p1b, "rejected the opportunity to participate in the priority employer program after discussion"},
	{ResistedWorking, p1c, "resisted working with the health and safety advisor to address outstanding issues"},
}
