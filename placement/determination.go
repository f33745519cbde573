package placement

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/event"
	"github.com/workcomp-go/workcomp/rule"
)

// Step 7: determine eligibility for benefits and services.

// An Outcome is what follows a placement.
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

// A Basis says on which earnings a conversion rests.
type Basis string

// The bases of a conversion.
const (
	OnPlacement Basis = "placement"  // the salary of the position
	OnJobOption Basis = "job_option" // a position with a lead that better maximizes earnings
)

// DeterminationFacts are what the rows of step 7 ask. A fact that was not
// stated leaves a row open that it could still make apply.
type DeterminationFacts struct {
	// EndedByWorker: the worker discontinued the placement or did not continue.
	EndedByWorker bool
	// Successful: the placement was concluded as successful.
	Successful bool
	// Permanent: it becomes a permanent job.
	Permanent bool
	// Continuing: the worker goes on in it.
	Continuing bool
	// ReasonableToContinue: "the position was physically suitable".
	ReasonableToContinue rule.Flag
	// SkillsSufficient to be competitively employable in the position.
	SkillsSufficient rule.Flag
	// LongTermJobOption: the worker has one.
	LongTermJobOption rule.Flag
	// SJSWeeksUsed are weeks of supported job search.
	SJSWeeksUsed decimal.Decimal
	// SJSWeeks are the weeks of it that a worker has.
	SJSWeeks int
	// LossRemaining: a loss of earnings remains.
	LossRemaining rule.Flag
}

// outcomeRow is a row of step 7. It applies when all its conditions hold.
type outcomeRow struct {
	id             string
	when           []*rule.Condition[DeterminationFacts]
	then           Outcome
	text           string
	interpretation string
}

func row(id string, then Outcome, interpretation, text string, conditions ...string) outcomeRow {
	r := outcomeRow{id: id, then: then, interpretation: interpretation, text: text}
	for _, c := range conditions {
		r.when = append(r.when, rule.MustCompile[DeterminationFacts](c))
	}
	return r
}

// outcomeRows are the rows of step 7; the first that applies decides. They are
// compiled when they are first asked.
var outcomeRows = sync.OnceValue(func() []outcomeRow {
	return []outcomeRow{
		row("7.ended_by_worker", Convert, sevenDiscontinued, "the placement was ended by the worker and it was reasonable to expect the worker to continue",
			"ended_by_worker", "reasonable_to_continue"),
		row("7.skills_sufficient", KeepEstimate, "", "the placement was not successful or was discontinued, and the worker gained sufficient skills to be competitively employable in the position",
			"not successful", "skills_sufficient"),
		row("7.finish_job_search", FinishJobSearch, "", "the worker did not gain sufficient skills, has a long-term job option and has remaining supported job search benefits",
			"not successful", "not skills_sufficient", "long_term_job_option", "sjs_weeks_used < sjs_weeks"),
		row("7.obtain_job_lead", ObtainJobLead, "", "the worker did not gain sufficient skills, has a long-term job option and does not have remaining supported job search benefits",
			"not successful", "not skills_sufficient", "long_term_job_option", "sjs_weeks_used >= sjs_weeks"),
		row("7.refer_re_employment", ReferReEmployment, "", "the worker did not gain sufficient skills and does not have a long-term job option",
			"not successful", "not skills_sufficient", "not long_term_job_option"),
		row("7.end_supplement", EndSupplement, sevenSuccessful, "the placement was successful and permanent, the worker continues, and no loss of earnings remains",
			"successful", "permanent", "continuing", "not loss_remaining"),
		row("7.convert", Convert, sevenSuccessful, "the placement was successful and permanent, the worker continues, and a loss of earnings remains",
			"successful", "permanent", "continuing", "loss_remaining"),
	}
})

// source is the row's condition as one: all of its conditions.
func (r outcomeRow) source() string {
	sources := make([]string, len(r.when))
	for i, c := range r.when {
		sources[i] = c.Source()
	}
	return strings.Join(sources, " and ")
}

// try asks a row. A condition that fails settles it, whatever is missing;
// otherwise missing names the facts that leave it open.
func (r outcomeRow) try(f *DeterminationFacts) (applies bool, missing []string, err error) {
	for _, c := range r.when {
		holds, err := c.Holds(f)
		switch {
		case err != nil:
			var input *rule.InputError
			if !errors.As(err, &input) {
				return false, nil, err
			}
			missing = append(missing, input.Field)
		case !holds:
			return false, nil, nil
		}
	}
	return len(missing) == 0, missing, nil
}

// determination is the answer of step 7, which tells from what it follows.
type determination struct {
	told      *event.Told
	outcome   Outcome
	benefit   Benefit
	on        Basis
	weeksLeft int
	missing   []string
}

// determine asks the rows of step 7 in order, of a case that stood in the state
// from.
func (p *Policy) determine(c *Case, from State, e Determine, told *event.Told) (determination, error) {
	d := determination{told: told, outcome: NeedsDecision, missing: []string{}}
	f := p.determinationFacts(c, e)
	for _, r := range outcomeRows() {
		if id := p.leftOpen(from, r); id != "" {
			d.told.Read(id, toj7, false, "This policy does not reconstruct what step 7 has lost, and leaves %s to a decision.", r.then)
			continue
		}
		applies, missing, err := r.try(&f)
		switch {
		case err != nil:
			return d, err
		case len(missing) > 0:
			d.missing = missing
			d.told.Read(r.reading(from), toj7, false, "It is not known whether %s: missing is %s.", r.text, strings.Join(missing, ", "))
			return d, nil
		case applies:
			d.outcome = r.then
			if told.Asked() {
				d.told.Read(r.reading(from), toj7, true, "Since %s, the outcome is %s.", r.text, r.then)
			}
			p.complete(&d, r, e)
			return d, nil
		case told.Asked() && r.interpretation != "" && f.Successful == (r.interpretation == sevenSuccessful):
			d.told.Read(r.interpretation, toj7, false, "It is not so that %s.", r.text)
		}
	}
	lost := sevenDiscontinued
	if f.Successful {
		lost = sevenSuccessful
	}
	d.told.Read(lost, toj7, false, "No row of step 7 answers for this placement; the text at hand has a hole there.")
	return d, nil
}

func (p *Policy) determinationFacts(c *Case, e Determine) DeterminationFacts {
	f := DeterminationFacts{EndedByWorker: c.EndedBy == Worker, Successful: c.Conclusion.Successful.True(),
		Permanent: c.Conclusion.Permanent.True(), Continuing: c.Conclusion.Continuing.True(),
		ReasonableToContinue: e.ReasonableToContinue, SkillsSufficient: e.SkillsSufficient, LongTermJobOption: e.LongTermJobOption,
		SJSWeeks: p.benefits.JobSearchWeeks.Value.Value, LossRemaining: e.LossRemaining}
	if e.SJSWeeksUsed != nil {
		f.SJSWeeksUsed = decimal.NewFromInt(int64(*e.SJSWeeksUsed))
	}
	return f
}

// reading is the interpretation on which a row rests for this case: the rows on
// skills stand in for the lost branch of a discontinued placement.
func (r outcomeRow) reading(from State) string {
	if r.interpretation == "" && from == Discontinued {
		return sevenDiscontinued
	}
	return r.interpretation
}

// leftOpen is the interpretation by which this policy leaves a row to a
// decision, or "".
func (p *Policy) leftOpen(from State, r outcomeRow) string {
	switch {
	case r.interpretation == sevenSuccessful && p.taken.successfulDecided:
		return sevenSuccessful
	case r.reading(from) == sevenDiscontinued && r.interpretation == "" && p.taken.discontinuedDecided:
		return sevenDiscontinued
	}
	return ""
}

// complete adds what an outcome says beside its name. A conversion for which a
// fact is missing needs a decision.
func (p *Policy) complete(d *determination, r outcomeRow, e Determine) {
	switch d.outcome {
	case FinishJobSearch:
		weeks := p.benefits.JobSearchWeeks
		d.weeksLeft = weeks.Value.Value - *e.SJSWeeksUsed
		d.told.Say(toj7, true, "%d of %d weeks of supported job search were used; %d are left.", *e.SJSWeeksUsed, weeks.Value.Value, d.weeksLeft)
	case Convert:
		missing := lacking(d.missing)
		missing.unless(rule.IsSet(e.LossEndsWithinYears), "loss_ends_within_years")
		if r.id == "7.ended_by_worker" && e.JobLead.True() {
			missing.unless(rule.IsSet(e.PlacementEarnings), "placement_earnings")
			missing.unless(rule.IsSet(e.JobOptionEarnings), "job_option_earnings")
		}
		if d.missing = missing; len(missing) > 0 {
			d.outcome = NeedsDecision
			d.told.Say(toj7, false, "The conversion needs a decision: missing is %s.", strings.Join(missing, ", "))
			return
		}
		p.convert(d, e)
		if r.id == "7.ended_by_worker" {
			d.basis(e)
		}
	}
}

// convert chooses between a new TEL and an ELP.
func (p *Policy) convert(d *determination, e Determine) {
	years := p.benefits.TELYears
	within := e.LossEndsWithinYears.Cmp(decimal.NewFromInt(int64(years.Value.Value)))
	if d.benefit = ELP; within < 0 || within == 0 && !p.taken.fiveYearsExclusive {
		d.benefit = TEL
		d.told.Read(fiveYearsInclusive, years.Cite, true, "The loss of earnings ends within %s years, which is within %d years: a new TEL.", written(e.LossEndsWithinYears), years.Value.Value)
		return
	}
	d.told.Read(fiveYearsInclusive, years.Cite, false, "The loss of earnings ends within %s years, which is not within %d years: an ELP.", written(e.LossEndsWithinYears), years.Value.Value)
}

// basis chooses the salary of the position, "unless a job option position and
// job lead were previously identified for a position that better maximizes
// earnings".
func (d *determination) basis(e Determine) {
	d.on = OnPlacement
	switch {
	case !e.JobLead.True():
		d.told.Say(toj7, true, "The conversion rests on the salary of the position; no job lead was identified for another.")
	case e.JobOptionEarnings.Cmp(e.PlacementEarnings) > 0:
		d.on = OnJobOption
		d.told.Say(toj7, true, "The job option with a job lead pays %s, more than the %s of the position: the conversion rests on the job option.", written(e.JobOptionEarnings), written(e.PlacementEarnings))
	default:
		d.told.Say(toj7, true, "The job option with a job lead pays %s, not more than the %s of the position: the conversion rests on the position.", written(e.JobOptionEarnings), written(e.PlacementEarnings))
	}
}

// Name returns "determine".
func (Determine) Name() EventName { return determine }

func (e Determine) happened() (calendar.Date, rule.Role) { return e.On, e.By }

func (e Determine) check(*Policy) error {
	if e.SJSWeeksUsed != nil && *e.SJSWeeksUsed < 0 {
		return &rule.InputError{Field: "sjs_weeks_used", Value: strconv.Itoa(*e.SJSWeeksUsed), Expected: "a whole number of weeks, zero or more"}
	}
	for _, amount := range [...]struct {
		field string
		value decimal.Decimal
	}{
		{"loss_ends_within_years", e.LossEndsWithinYears}, {"placement_earnings", e.PlacementEarnings}, {"job_option_earnings", e.JobOptionEarnings},
	} {
		if err := amountIfGiven(amount.field, amount.value); err != nil {
			return err
		}
	}
	return nil
}

func (e Determine) ask(p *Policy, c *Case, f *Facts) error {
	if c.State != Concluded && c.State != Discontinued {
		return nil
	}
	d, err := p.determine(c, c.State, e, nil)
	f.Decided = d.outcome != NeedsDecision
	return err
}

func (e Determine) act(s *change) error {
	d, err := s.policy.determine(&s.next, s.from, e, s.Told)
	if err != nil {
		return err
	}
	s.next.Outcome, s.next.Benefit, s.next.On, s.next.WeeksLeft, s.next.Missing = d.outcome, d.benefit, d.on, d.weeksLeft, d.missing
	if d.outcome == NeedsDecision {
		s.Wait("outcome", toj7, TOJTeamLead)
	}
	return nil
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
