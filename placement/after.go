package placement

import (
	"fmt"
	"slices"
	"sync"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
)

// An Outcome is what follows a placement. The zero value is none of them: it is not decided.
type Outcome string

// The outcomes of step 7.
const (
	Convert           Outcome = "convert"             // the TPD or TEL, to an ELP or a new TEL
	KeepEstimate      Outcome = "keep_estimate"       // on the position; no further re-employment services
	FinishJobSearch   Outcome = "finish_job_search"   // the remainder of supported job search
	ObtainJobLead     Outcome = "obtain_job_lead"     // for the job option position
	ReferReEmployment Outcome = "refer_re_employment" // additional re-employment services
	EndSupplement     Outcome = "end_supplement"      // no loss of earnings remains
	NeedsDecision     Outcome = "needs_decision"      // the procedure gives none for what is known
)

// A Basis says on which earnings a conversion rests. The zero value is neither: the
// outcome needs none.
type Basis string

// The bases of a conversion.
const (
	OnPlacement Basis = "placement"  // the salary of the position
	OnJobOption Basis = "job_option" // a position with a lead that better maximizes earnings
)

// DeterminationFacts are what the tables of step 7 ask. A fact that was not
// stated leaves a row open that it could still make apply; those that do are named
// in this order. The zero value states no fact.
type DeterminationFacts struct {
	// EndedByWorker: the worker discontinued the placement or did not continue.
	EndedByWorker bool
	// Successful: the placement was concluded as successful.
	Successful bool
	// Permanent: it becomes a permanent job.
	Permanent bool
	// Continuing: the worker goes on in it.
	Continuing bool
	// BySkills: the policy does not leave to a decision what stands in for the lost
	// branch of a discontinued placement.
	BySkills bool
	// Reconstructed: nor what stands in for the lost box of a successful one.
	Reconstructed bool
	// SJSWeeks are the weeks of supported job search that a worker has.
	SJSWeeks int
	// TELYears are those within which a loss ends for a TEL.
	TELYears int
	// ExactlyCounts: a loss that ends after exactly so many years ends within them.
	ExactlyCounts bool
	// LossNeverEnds: it ends in no year that is known.
	LossNeverEnds bool
	// JobOption: an earlier job option was stated, or a lead for one.
	JobOption bool

	// ReasonableToContinue: "the position was physically suitable".
	ReasonableToContinue rule.Flag
	// LossRemaining: a loss of earnings remains.
	LossRemaining rule.Flag
	// LossEndsWithinYears are the years until it ends.
	LossEndsWithinYears decimal.Decimal
	// PlacementEarnings are those of the position.
	PlacementEarnings decimal.Decimal
	// JobOptionEarnings are those of an earlier job option.
	JobOptionEarnings decimal.Decimal
	// JobLead: one was identified for it.
	JobLead rule.Flag
	// SkillsSufficient to be competitively employable in the position.
	SkillsSufficient rule.Flag
	// LongTermJobOption: the worker has one.
	LongTermJobOption rule.Flag
	// SJSWeeksUsed are weeks of supported job search.
	SJSWeeksUsed decimal.Decimal
}

// A branch of step 7 is an outcome, or the question what becomes of the
// supplement.
const supplement Outcome = "supplement"

// within says that a loss of earnings ends in time for a TEL.
const within = "(not loss_never_ends and (loss_ends_within_years < tel_years or exactly_counts and loss_ends_within_years == tel_years))"

// branches are the rows of step 7; the first that applies decides.
var branches = sync.OnceValue(func() *rule.Table[DeterminationFacts, Outcome] {
	return rule.MustTable[DeterminationFacts]("determination", rule.First,
		rule.Row[Outcome]{ID: "7.ended_by_worker", Then: supplement, Cite: toj7,
			If:   "ended_by_worker and reasonable_to_continue",
			Text: "The placement was ended by the worker, and it was reasonable to expect the worker to continue.",
			Else: "It is not so that the placement was ended by a worker who could reasonably be expected to continue."},
		rule.Row[Outcome]{ID: "7.skills_sufficient", Then: KeepEstimate, Cite: toj7,
			If: "by_skills and not successful and skills_sufficient",
			Text: "The placement was not successful or was discontinued, and the worker gained sufficient skills to be competitively employable in the position: " +
				"its earnings stay the estimate.",
			Else: "It is not so that an unsuccessful or discontinued placement gave the worker sufficient skills."},
		rule.Row[Outcome]{ID: "7.finish_job_search", Then: FinishJobSearch, Cite: toj7,
			If:   "by_skills and not successful and not skills_sufficient and long_term_job_option and sjs_weeks_used < sjs_weeks",
			Text: "The worker did not gain sufficient skills, has a long-term job option and has used {sjs_weeks_used} of {sjs_weeks} weeks of supported job search.",
			Else: "It is not so that a worker without sufficient skills has a job option and supported job search that remains."},
		rule.Row[Outcome]{ID: "7.obtain_job_lead", Then: ObtainJobLead, Cite: toj7,
			If: "by_skills and not successful and not skills_sufficient and long_term_job_option and sjs_weeks_used >= sjs_weeks",
			Text: "The worker did not gain sufficient skills, has a long-term job option and does not have remaining supported job search benefits: " +
				"{sjs_weeks_used} of {sjs_weeks} weeks are used.",
			Else: "It is not so that a worker without sufficient skills has a job option and no supported job search that remains."},
		rule.Row[Outcome]{ID: "7.refer_re_employment", Then: ReferReEmployment, Cite: toj7,
			If:   "by_skills and not successful and not skills_sufficient and not long_term_job_option",
			Text: "The worker did not gain sufficient skills and does not have a long-term job option.",
			Else: "It is not so that a worker without sufficient skills has no long-term job option."},
		rule.Row[Outcome]{ID: "7.successful", Then: supplement, Cite: toj7,
			If:   "reconstructed and successful and permanent and continuing",
			Text: "The placement was successful and permanent, and the worker continues.",
			Else: "It is not so that the placement was successful and permanent and the worker continues."},
		rule.Row[Outcome]{ID: "7.needs_decision", Then: NeedsDecision, Cite: toj7,
			Text: "No row of step 7 answers for this placement; the text at hand has a hole there."},
	)
})

// supplements says what becomes of the supplement in payment.
var supplements = sync.OnceValue(func() *rule.Table[DeterminationFacts, Benefit] {
	return rule.MustTable[DeterminationFacts]("supplement", rule.First,
		rule.Row[Benefit]{ID: "7.end_supplement", If: "not loss_remaining", Then: NoBenefit, Cite: toj7,
			Text: "No loss of earnings remains: the supplement ends.", Else: "A loss of earnings remains."},
		rule.Row[Benefit]{ID: "7.convert.tel", If: "loss_remaining and " + within, Then: TEL, Cite: toj7,
			Text: "The loss of earnings ends within {loss_ends_within_years} years, which is within {tel_years} years: a new TEL.",
			Else: "The loss of earnings does not end within {tel_years} years."},
		rule.Row[Benefit]{ID: "7.convert.elp", Then: ELP, Cite: toj7, Text: "The TPD or TEL is converted to an ELP."},
	)
})

// bases say on which earnings the conversion of a worker who left rests.
var bases = sync.OnceValue(func() *rule.Table[DeterminationFacts, Basis] {
	return rule.MustTable[DeterminationFacts]("basis", rule.First,
		rule.Row[Basis]{ID: "7.on.job_option", If: "job_option and job_lead and job_option_earnings > placement_earnings", Then: OnJobOption, Cite: toj7,
			Text: "The job option with a job lead pays {job_option_earnings:money}, more than the {placement_earnings:money} of the position: the conversion rests on the job option.",
			Else: "No job option with a job lead better maximizes earnings than the position."},
		rule.Row[Basis]{ID: "7.on.placement", Then: OnPlacement, Cite: toj7, Text: "The conversion rests on the salary of the position."},
	)
})

// afterFindings are the ids of what explainAfter finds.
var afterFindings = []string{"7.ended_by_worker", "7.skills_sufficient", "7.finish_job_search", "7.obtain_job_lead", "7.refer_re_employment", "7.successful",
	"7.needs_decision", "7.end_supplement", "7.convert.tel", "7.convert.elp", "7.on.job_option", "7.on.placement", "7.missing", "7.left_to_decision"}

var (
	factsMissing   = rule.Template{ID: "7.missing", Cite: toj7, Text: "What is known leaves more than one outcome; not given: {missing}."}
	leftToDecision = rule.Template{ID: "7.left_to_decision", Cite: toj7,
		Text: "This policy does not reconstruct what step 7 has lost, and leaves {what} to a decision."}
)

// after is the answer of step 7.
type after struct {
	Decided   bool
	Outcome   Outcome
	Benefit   Benefit
	On        Basis
	WeeksLeft int
	Missing   []string // facts for want of which a decision is needed

	findings []rule.Finding
}

// afterOf asks the tables of step 7.
func afterOf(x *context, ask asking) (after, error) {
	d := after{Outcome: NeedsDecision, Missing: []string{}}
	e, ok := x.Event.(Determine)
	if !ok {
		return d, nil
	}
	f := determinationFacts(x, ask, e)
	if what := leftOpen(&f); what != "" {
		left := leftToDecision.Finding(false, rule.Str("what", what))
		if left.Interpretations = []string{sevenDiscontinued}; f.BySkills {
			left.Interpretations = []string{sevenSuccessful}
		}
		d.findings = append(d.findings, left)
	}
	var missing []string
	branch, found, err := branches().Possible(&f)
	if err != nil {
		return d, err
	}
	d.findings = append(d.findings, found...)
	for _, b := range branch {
		missing = append(missing, b.Missing...)
		if b.Value != supplement {
			continue
		}
		more, err := d.convert(&f, len(branch) == 1 && len(b.Missing) == 0)
		if err != nil {
			return d, err
		}
		missing = append(missing, more...)
	}
	if branch[0].Missing == nil && branch[0].Value != supplement {
		d.Outcome = branch[0].Value
	}
	if d.Outcome == Convert && !f.LossNeverEnds && f.LossEndsWithinYears.Equal(decimal.NewFromInt(int64(f.TELYears))) {
		ask(fiveYearsInclusive) // also where it is found and the decision waits for what is missing
	}
	if d.Missing = inOrder7(missing); len(d.Missing) > 0 {
		d.Outcome, d.Benefit, d.On = NeedsDecision, "", ""
		d.findings = append(d.findings, factsMissing.Finding(false, rule.List("missing", d.Missing)))
	}
	if d.Outcome == FinishJobSearch {
		d.WeeksLeft = f.SJSWeeks - *e.SJSWeeksUsed
	}
	d.Decided = d.Outcome != NeedsDecision
	return d, nil
}

// convert asks what becomes of the supplement, and names what is missing for that.
// Where the branch surely applies its answer is the outcome.
func (d *after) convert(f *DeterminationFacts, applies bool) ([]string, error) {
	benefit, found, err := supplements().Possible(f)
	if err != nil {
		return nil, err
	}
	if applies {
		d.findings = append(d.findings, found...)
	}
	var missing []string
	for _, b := range benefit {
		missing = append(missing, b.Missing...)
	}
	ends := len(benefit) == 1 && benefit[0].Value == NoBenefit
	if ends && applies {
		d.Outcome = EndSupplement
	}
	if ends {
		return missing, nil
	}
	if applies {
		d.Outcome, d.Benefit = Convert, benefit[0].Value
	}
	if !f.EndedByWorker {
		return missing, nil
	}
	basis, found, err := bases().Possible(f)
	if err != nil {
		return nil, err
	}
	for _, b := range basis {
		missing = append(missing, b.Missing...)
	}
	if applies {
		d.On, d.findings = basis[0].Value, append(d.findings, found...)
	}
	return missing, nil
}

// determinationFacts are what is known of a placement that ended. The rows on
// skills stand in for the lost branch of a discontinued one.
func determinationFacts(x *context, ask asking, e Determine) DeterminationFacts {
	c, p := x.Case, x.Policy
	f := DeterminationFacts{EndedByWorker: c.EndedBy == Worker, Successful: c.Conclusion.Successful.True(),
		Permanent: c.Conclusion.Permanent.True(), Continuing: c.Conclusion.Continuing.True(), BySkills: true, Reconstructed: true,
		SJSWeeks: p.benefits.JobSearchWeeks.Value.Value, TELYears: p.benefits.TELYears.Value.Value, ExactlyCounts: p.takes(fiveYearsInclusive) == "inclusive",
		ReasonableToContinue: e.ReasonableToContinue, LossRemaining: e.LossRemaining, LossEndsWithinYears: e.LossEndsWithinYears.Number,
		LossNeverEnds: e.LossEndsWithinYears.None, PlacementEarnings: e.PlacementEarnings, JobOptionEarnings: e.JobOptionEarnings, JobLead: e.JobLead,
		JobOption: rule.IsSet(e.JobOptionEarnings) || e.JobLead.True(), SkillsSufficient: e.SkillsSufficient, LongTermJobOption: e.LongTermJobOption}
	if e.SJSWeeksUsed != nil {
		f.SJSWeeksUsed = decimal.NewFromInt(int64(*e.SJSWeeksUsed))
	}
	if f.EndedByWorker {
		if !f.LossRemaining.Given() && !e.LossEndsWithinYears.IsZero() {
			f.LossRemaining = rule.Yes
		}
		if f.LossRemaining != rule.Yes && f.ReasonableToContinue != rule.No && ask(noLossNoSupplement) == "convert" {
			f.LossRemaining = rule.Yes
		}
	}
	leaves := f.EndedByWorker && f.ReasonableToContinue.True() // the first row decides
	if c.State == Discontinued && !leaves {
		f.BySkills = ask(sevenDiscontinued) == "by_skills"
	}
	if f.Successful {
		f.Reconstructed = ask(sevenSuccessful) == "reconstruction"
	}
	return f
}

// leftOpen says what a reading leaves to a decision, if that is reached.
func leftOpen(f *DeterminationFacts) string {
	switch {
	case !f.BySkills:
		return "a placement that was discontinued otherwise than by a worker who could continue"
	case !f.Reconstructed && f.Permanent && f.Continuing:
		return "a placement that was successfully completed"
	}
	return ""
}

// takes is the reading that the policy takes of an interpretation.
func (p *Policy) takes(id string) string {
	for i, q := range questions {
		if q.ID == id {
			return p.readings[i]
		}
	}
	panic(fmt.Sprintf("there is no interpretation %q", id))
}

// inOrder7 names facts each once, in the order of the facts of step 7.
func inOrder7(names []string) []string {
	ordered := []string{}
	for _, name := range []string{"reasonable_to_continue", "loss_remaining", "loss_ends_within_years", "placement_earnings", "job_option_earnings", "job_lead",
		"skills_sufficient", "long_term_job_option", "sjs_weeks_used"} {
		if slices.Contains(names, name) {
			ordered = append(ordered, name)
		}
	}
	return ordered
}

// explainAfter says from what the answer of step 7 follows.
func explainAfter(x *change) error {
	d, err := afterOf(x.Context, x.Policy.takes)
	for _, f := range d.findings {
		x.Find(f)
	}
	return err
}
