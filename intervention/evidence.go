package intervention

import (
	"github.com/workcomp-go/workcomp/rule"
)

// EvidenceFacts are what a policy's expression may ask to say whether the
// sources looked at are enough to identify the need (paragraph 2). The zero value says
// that no source was looked at.
type EvidenceFacts struct {
	// Evidence are the sources looked at, each once.
	Evidence []Source
	// Needs are those identified, in the senior advisor's words.
	Needs []string
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
