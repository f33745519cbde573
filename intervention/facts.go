package intervention

// A Condition is one of the three of paragraph 1 under which an advisor
// reports the need for a possible intervention. The zero value is none of them.
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
// (paragraph 2), beside what the advisor provides. The zero value is none of them.
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

// A Service is one whose personnel review the employer as a team (Stage II (a)). The zero
// value is none of them.
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

// A Reason is one for which the cycle ends (paragraph 5). The zero value is none of them.
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
