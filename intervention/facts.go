package intervention

// A Condition is one of the three of paragraph 1 under which an advisor
// reports the need for a possible intervention.
type Condition string

// The conditions, (a) to (c).
const (
	RefusedDiscussion Condition = "refused_discussion" // of the priority employer program
	RejectedProgram   Condition = "rejected_program"   // the opportunity to participate, after discussion
	ResistedWorking   Condition = "resisted_working"   // with the advisor, to address outstanding issues
)

// Values lists the conditions, in the order of paragraph 1.
func (Condition) Values() []string {
	return []string{string(RefusedDiscussion), string(RejectedProgram), string(ResistedWorking)}
}

// A Source is information on which the need to intervene is identified
// (paragraph 2), beside what the advisor provides.
type Source string

// The sources, (a) to (g).
const (
	InjuryStatistics      Source = "injury_statistics"
	ClaimsCosts           Source = "claims_costs"
	PRIME                 Source = "prime" // the board's incentive programme
	CommitteeMinutes      Source = "committee_minutes"
	OHSDirectives         Source = "ohs_directives" // of the Department of Government Services, OH&S Branch
	CaseManagerConcerns   Source = "case_manager_concerns"
	CertificationTraining Source = "certification_training"
)

// Values lists the sources, in the order of paragraph 2.
func (Source) Values() []string {
	return []string{string(InjuryStatistics), string(ClaimsCosts), string(PRIME), string(CommitteeMinutes), string(OHSDirectives),
		string(CaseManagerConcerns), string(CertificationTraining)}
}

// A Service is one whose personnel review the employer as a team (Stage II (a)).
type Service string

// The services.
const (
	Prevention   Service = "prevention"
	Assessment   Service = "assessment"
	Compensation Service = "compensation"
)

// Values lists the services, in the order of the procedure.
func (Service) Values() []string {
	return []string{string(Prevention), string(Assessment), string(Compensation)}
}

// A Reason is one for which the cycle ends (paragraph 5).
type Reason string

// The reasons, (a) to (d).
const (
	SignificantProgress      Reason = "significant_progress"
	DeclinedServices         Reason = "declined_services"
	DiscontinuationRequested Reason = "discontinuation_requested"
	InjuriesDecreased        Reason = "injuries_decreased"
)

// Values lists the reasons, in the order of paragraph 5.
func (Reason) Values() []string {
	return []string{string(SignificantProgress), string(DeclinedServices), string(DiscontinuationRequested), string(InjuriesDecreased)}
}

// Facts are what the rows of the procedure may ask: of the case as it stands,
// of the event at hand and of the readings the policy takes.
type Facts struct {
	// Stage1Met: the meeting of stage 1 was held in this cycle.
	Stage1Met bool `fact:"stage_1_met"`
	// TeamReviewed: the services have reviewed the employer in this cycle.
	TeamReviewed bool
	// Briefed: the manager is briefed on the outcome of that review.
	Briefed bool
	// SessionHeld: the information session was held in this cycle.
	SessionHeld bool
	// Documented: the record of the session is on the employer's file.
	Documented bool
	// DirectorsBriefed: the two directors are briefed on its outcome.
	DirectorsBriefed bool
	// Declined: the employer has declined the partnership in this cycle.
	Declined bool
	// ReferralOwed: a referral under Stage III (c) was not made yet.
	ReferralOwed bool
	// ReferralCounts: a direct referral of this cycle satisfies Stage III (c).
	ReferralCounts bool
	// Discussions are those that no referral has used up.
	Discussions int

	// Missing names what the event must give and does not.
	Missing []string
	// FollowUpOpen: the advisor's follow-up is said not to have failed.
	FollowUpOpen bool
	// Conditions are those of paragraph 1 that the advisor reports.
	Conditions []string
	// Evidence are the sources of paragraph 2 that were looked at.
	Evidence []string
	// EvidenceEnough: the policy's expression holds for them.
	EvidenceEnough bool
	// EvidenceRule is that expression, as written.
	EvidenceRule string
	// Stage is the one to start in, from 1 to 3.
	Stage int
	// Reason is why an intervention starts later than stage 1, or why it ends.
	Reason string
	// Committed: the employer commits at the meeting.
	Committed bool
	// ServicesAbsent are those that did not take part in the review.
	ServicesAbsent []string
	// NotBetween are those of the two who had no part in the discussion.
	NotBetween []string

	// StagesInOrder: the policy lets every intervention start in stage 1.
	StagesInOrder bool
	// EveryReferralDiscussed: the policy asks it of those under Stage III (c) too.
	EveryReferralDiscussed bool
	// DecliningEnds: by the policy no cycle follows once the employer declined.
	DecliningEnds bool
}

// facts states what the rows may ask of a case alone, and of the policy.
func (p *Policy) facts(c *Case) Facts {
	return Facts{
		Stage1Met: c.Stage1Met, TeamReviewed: c.TeamReviewed, Briefed: c.Briefed, SessionHeld: c.SessionHeld,
		Documented: c.Documented, DirectorsBriefed: c.DirectorsBriefed, Declined: c.Declined,
		ReferralOwed:   c.Docket.Has(DutyOHSReferral),
		ReferralCounts: c.ReferredInCycle == c.Cycle && !p.taken.referralAgain,
		Discussions:    c.Discussions,
		StagesInOrder:  p.taken.stagesInOrder, EveryReferralDiscussed: p.taken.everyReferralDiscussed, DecliningEnds: p.taken.decliningEnds,
	}
}
