package classify

import (
	"math"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// reviewed are the facts of a review that rows ask as review.x.
type reviewed struct {
	Level              Tier            // by Table 85-23A: none, focus or target
	EMF, Focus, Target decimal.Decimal // the factor as it is compared, and the values of the premium's band
	Below, Above       int             // consecutive periods below the value of the tier, and above after a release, this one among them
	Improved           bool            // measurable improvement was made over three review periods, or there are not yet three
	Exceeds            bool            // the factor of a focus employer exceeds the criteria for focus (4.4.2(2))
	Commands           bool            // 5.1 moves a focus employer at the target level at once
	Releases           bool            // the run of periods below ends the classification
	Lands              Tier            // where an employer released from target goes
	Ground             bool            // there is a ground to recommend a reclassification
	Keeps              bool            // what was recommended before stays although this review finds no ground

	Period  calendar.Period
	Reviews []PastReview // since the employer entered its tier, with this one
	Zero    []PastReview // this one alone: number 0 of a tier that it leads into
}

// reviewing is a review being looked at.
type reviewing struct {
	*context
	reviewed
	past       PastReview
	tier       Tier
	belowFocus bool // the factor is below the focus value, and at no level
	belowTier  bool // it is below the value of the employer's tier
	complete   bool // the run of periods below is
}

var (
	newSubscriber = &rule.Template{ID: "7.2", Cite: par7_2,
		Text: "A new subscriber is classified on its factor and its projected premium tax, here {three_year_premium:grouped}."}
	gapBreaks = &rule.Template{ID: "run.gap_breaks",
		Text: "Between {last}, the last day reviewed before, and {from} there is a gap: the run of {run} period{run:s} ends."}
	gapBridged = &rule.Template{ID: "run.gap_bridged",
		Text: "Between {last}, the last day reviewed before, and {from} there is a gap: the policy takes the periods as consecutive all the same."}
	numberZero = &rule.Template{ID: "run.number_zero",
		Text: "This is the first review since the order or decision: it is number 0 and opens no run of consecutive periods."}
	numberZeroCounts = &rule.Template{ID: "run.number_zero_counts",
		Text: "This is the first review since the order or decision: it is number 0, and as the policy reads it the first period below {value}, the {tier} value."}
	onValueEnds = &rule.Template{ID: "run.on_value_ends",
		Text: "The factor {emf} is exactly the {tier} value, neither below nor above: it ends a run of consecutive periods."}
	onValueKeeps = &rule.Template{ID: "run.on_value_keeps",
		Text: "The factor {emf} is exactly the {tier} value, neither below nor above: it is left out of the run of consecutive periods."}
	isBelow = &rule.Template{ID: "run.below",
		Text: "The factor {emf} is below {value}, the {tier} value: review period {run} of the {needed} consecutive ones that end the classification."}
	notBelow = &rule.Template{ID: "run.not_below", Text: "The factor {emf} is not below {value}, the {tier} value: no run of periods below is open."}
	isAbove  = &rule.Template{ID: "run.above",
		Text: "The factor {emf} is above {value}, the {tier} value: review period {run} of the {needed} consecutive ones that bring the employer back."}
	notAbove = &rule.Template{ID: "run.not_above", Text: "The factor {emf} is not above {value}, the {tier} value: no run of periods above is open."}

	improvementMade = &rule.Template{ID: "improvement.made", Text: "Measurable safety improvement was made over {periods} review periods: " +
		"the factor is {emf}, and was {baseline.emf} in the review of {baseline} (the test: {test})."}
	improvementNone = &rule.Template{ID: "improvement.none", Text: "Measurable safety improvement was not made over {periods} review periods: " +
		"the factor is {emf}, and was {baseline.emf} in the review of {baseline} (the test: {test})."}
	releaseGoesFirst = &rule.Template{ID: "release_first", Text: "The factor has been below for {run} consecutive review period{run:s}, which would end the classification, " +
		"and there is no improvement, which would move it up: what follows is the release, which is looked at first."}
	recommendationGoesFirst = &rule.Template{ID: "recommendation_first", Text: "The factor has been below for {run} consecutive review period{run:s}, which would end the " +
		"classification, and there is no improvement, which would move it up: what follows is the recommendation, which is looked at first."}

	branchWaits = &rule.Template{ID: "5.7.2.branch_waits", Text: "The factor {emf} is also below {focus}, the focus value, of which 5.7.2 speaks: " +
		"as a branch of 5.7.1 it waits for the {needed} consecutive periods below the target value."}
	branchTaken = &rule.Template{ID: "5.7.2.branch", Text: "The factor {emf} is also below {focus}, the focus value, of which 5.7.2 speaks: " +
		"as a branch of 5.7.1 it says what becomes of an employer that has been below the target value long enough."}
	freeStanding = &rule.Template{ID: "5.7.2.free_standing",
		Text: "The factor {emf} is also below {focus}, the focus value, of which 5.7.2 speaks: standing alone, it needs no second period."}
	branchWaitsPlain = &rule.Template{ID: "5.7.2.branch_waits", Text: "The factor {emf} is also below {focus}, the focus value: " +
		"the employer waits for the {needed} consecutive periods below the target value."}
	branchTakenPlain = &rule.Template{ID: "5.7.2.branch", Text: "The factor {emf} is also below {focus}, the focus value: " +
		"that says what becomes of an employer that has been below the target value long enough."}
	freeStandingPlain = &rule.Template{ID: "5.7.2.free_standing", Text: "The factor {emf} is also below {focus}, the focus value: no second period is needed."}
	latestDecides     = &rule.Template{ID: "5.7.1.latest",
		Text: "Of the {run} periods below the target value not every one was below the focus value: the latest, which is, decides."}
	allDecide = &rule.Template{ID: "5.7.1.all",
		Text: "Of the {run} periods below the target value not every one was below the focus value: the employer is not out of review."}

	onTargetExceeds = &rule.Template{ID: "4.4.2.on_value", Cite: par4_4_2,
		Text: "The factor {emf} is exactly the target value, where the criteria for a focus program employer end: it exceeds them."}
	onTargetEquals = &rule.Template{ID: "4.4.2.on_value_equals", Cite: par4_4_2,
		Text: "The factor {emf} is exactly the target value: it equals the end of the criteria for a focus program employer and does not exceed them."}
	discretionary = &rule.Template{ID: "5.1.discretion", Cite: par5_1, Text: "The factor {emf} falls within the target program employer classification, from {target}: " +
		"of a focus program employer 4.4.2 leaves that to the discretion of the commission."}
	commanded = &rule.Template{ID: "5.1.commands", Cite: par5_1,
		Text: "The factor {emf} falls within the target program employer classification, from {target}: the policy reads 5.1 to command it of a focus program employer too."}
)

// reviewOf looks at a review.
func reviewOf(x *context) (reviewed, error) {
	e, ok := x.Event.(Review)
	if !ok {
		return reviewed{}, nil
	}
	p := x.Policy
	facts, err := p.reviewFacts(e)
	if err != nil {
		return reviewed{}, err
	}
	row, err := p.ready(facts)
	if err != nil {
		return reviewed{}, err
	}
	if e.NewSubscriber.True() {
		x.Find(newSubscriber.Finding(true, rule.Num(premiumFact, e.ThreeYearPremium)))
	}
	found, findings, err := p.explain(nil, facts, row, e.EMF)
	if err != nil {
		return reviewed{}, err
	}
	for _, f := range findings {
		x.Find(f)
	}
	r := reviewing{context: x, tier: x.Case.Tier}
	r.Period, r.Level, r.Improved = calendar.Period{From: e.From, To: e.To}, Tier(found.Level), true
	r.past = PastReview{Period: r.Period, ThreeYearPremium: e.ThreeYearPremium, EMF: e.EMF, Level: r.Level}
	r.Zero = []PastReview{r.past}
	r.EMF, r.Focus, r.Target = p.compared(e.EMF), p.bands.value(row, string(Focus)), p.bands.value(row, string(Target))
	r.belowFocus, r.belowTier = p.below(r.past, Focus), p.below(r.past, r.tier)
	switch r.tier {
	case Focus, Target:
		r.Reviews = append(slices.Clip(x.Case.Reviews), r.past)
		err = r.inTier()
	case None:
		err = r.outside()
	}
	return r.reviewed, err
}

// below reports whether a review was below the value of a tier, focus or target:
// by its factor, and by its level, which a policy's own tests may set otherwise.
func (p *Policy) below(r PastReview, tier Tier) bool {
	if tier != Focus && tier != Target || !rule.IsSet(r.EMF) || !rule.IsSet(r.ThreeYearPremium) {
		return false
	}
	value := p.bands.value(p.bands.at(r.ThreeYearPremium), string(tier))
	return p.compared(r.EMF).Cmp(value) < 0 && (r.Level == None || tier == Target && r.Level != Target)
}

// wasBelow is below of a review before this one, whose factor rounding may move
// over or onto the value.
func (r *reviewing) wasBelow(past PastReview, tier Tier) bool {
	if tier == Focus || tier == Target {
		value := r.Policy.bands.value(r.Policy.bands.at(past.ThreeYearPremium), string(tier))
		if past.EMF.Cmp(value) < 0 != (rule.Round(past.EMF, 2, rule.HalfUp).Cmp(value) < 0) {
			r.Ask(factorNotRounded)
		}
	}
	return r.Policy.below(past, tier)
}

// compared is a factor as it is compared with others.
func (p *Policy) compared(emf decimal.Decimal) decimal.Decimal {
	if p.reads(factorNotRounded) == "two_decimals" {
		return rule.Round(emf, 2, rule.HalfUp)
	}
	return emf
}

// inTier looks at the review of a focus or target employer.
func (r *reviewing) inTier() error {
	var err error
	if r.Below, err = r.countBelow(); err != nil {
		return err
	}
	if r.tier == Focus {
		r.complete = r.Below >= r.Policy.values.BelowFocus
		r.atTarget()
	} else {
		r.complete = r.Below >= r.Policy.values.BelowTarget
		r.lands()
	}
	if err := r.improvement(); err != nil {
		return err
	}
	r.Releases = r.complete
	if r.complete && !r.Improved {
		f := releaseGoesFirst
		if r.Ask(releaseBeforeRecommendation) == "recommendation_first" {
			f, r.Releases = recommendationGoesFirst, false
		}
		r.Find(cited(f, r.improvementCite(), true, rule.Int("run", r.Below)))
	}
	r.Ground = !r.Improved || r.tier == Focus && r.Level == Target && r.Exceeds
	if r.Case.Pending != "" && !r.Ground && !r.Releases && !r.Commands {
		r.Keeps = r.Ask(pendingFallsAway) == "stays"
	}
	return nil
}

// value is that of the employer's tier, with the provision by which a run of
// periods below it releases, and how many it takes.
func (r *reviewing) value() (decimal.Decimal, periods) {
	if r.tier == Target {
		return r.Target, r.Policy.tiers.belowTarget
	}
	return r.Focus, r.Policy.tiers.belowFocus
}

// countBelow brings the run of consecutive periods below the value of the tier up
// to this review. Exactly on the value is neither below nor above.
func (r *reviewing) countBelow() (int, error) {
	value, needed := r.value()
	emf, of, tier := rule.Num("emf", r.EMF), rule.Num("value", value), rule.Str("tier", r.tier)
	before := r.Case.Reviews
	if len(before) == 0 { // number 0, after an order or a decision set aside
		if r.belowTier && r.Ask(numberZeroOpensNoRun) == "counts" {
			r.Find(cited(numberZeroCounts, needed.cite, true, of, tier))
			return 1, nil
		}
		r.Find(cited(numberZero, needed.cite, false))
		return 0, nil
	}
	if len(before) == 1 && r.belowTier && r.Policy.below(before[0], r.tier) {
		r.Ask(numberZeroOpensNoRun)
	}
	run, err := r.count("below", r.Case.Below, needed.cite, r.belowTier, r.EMF.Equal(value), r.tier)
	switch {
	case err != nil || r.EMF.Equal(value):
	case run > 0:
		r.Find(cited(isBelow, needed.cite, run >= needed.periods, emf, of, tier, rule.Int("run", run), rule.Int("needed", needed.periods)))
	default:
		r.Find(cited(notBelow, needed.cite, false, emf, of, tier))
	}
	return run, err
}

// count is the length of a run with this review.
func (r *reviewing) count(field string, run int, cite rule.Citation, counts, on bool, tier Tier) (int, error) {
	last := r.Case.LastReviewed
	if run > 0 && last != (calendar.Period{}) && r.Period.From.DaysSince(last.To) != 1 {
		gap := []rule.Fact{rule.Date("last", last.To), rule.Date("from", r.Period.From), rule.Int("run", run)}
		if r.Ask(gapBreaksRuns) == "bridges" {
			r.Find(cited(gapBridged, cite, false, gap...))
		} else {
			r.Find(cited(gapBreaks, cite, true, gap...))
			run = 0
		}
	}
	switch {
	case on:
		if r.Ask(thresholdNeither) == "keeps_run" {
			r.Find(cited(onValueKeeps, cite, false, rule.Num("emf", r.EMF), rule.Str("tier", tier)))
			return run, nil
		}
		r.Find(cited(onValueEnds, cite, false, rule.Num("emf", r.EMF), rule.Str("tier", tier)))
		return 0, nil
	case !counts:
		return 0, nil
	case run == math.MaxInt:
		return 0, &rule.InputError{Field: field, Value: strconv.Itoa(run), Expected: "a number of periods that one more can be added to"}
	}
	return run + 1, nil
}

// atTarget looks at a focus employer at the target level, and on its value.
func (r *reviewing) atTarget() {
	r.Exceeds = r.EMF.Cmp(r.Target) > 0
	if r.EMF.Equal(r.Target) {
		f := onTargetEquals
		if r.Exceeds = r.Ask(exceedsCriteria) == "from_target_value"; r.Exceeds {
			f = onTargetExceeds
		}
		r.Find(f.Finding(r.Exceeds, rule.Num("emf", r.EMF)))
	}
	if r.Level == Target {
		f := discretionary
		if r.Commands = r.Ask(discretionOr51) == "commands"; r.Commands {
			f = commanded
		}
		r.Find(f.Finding(true, rule.Num("emf", r.EMF), rule.Num("target", r.Target)))
	}
}

// lands says where a target employer goes that has been below its value long
// enough, and whether 5.7.2 alone suffices.
func (r *reviewing) lands() {
	r.Lands = None
	if r.Level == Focus {
		r.Lands = Focus
	}
	if !r.belowFocus {
		return
	}
	facts := []rule.Fact{rule.Num("emf", r.EMF), rule.Num("focus", r.Focus), rule.Int("needed", r.Policy.values.BelowTarget)}
	free, cite := r.Ask(targetReleaseBranch) == "free_standing", r.Policy.provision("5.7.2.branch", par5_7_2)
	switch {
	case free:
		r.Find(cited(said(cite, freeStanding, freeStandingPlain), cite, true, facts...))
	case r.complete:
		r.Find(cited(said(cite, branchTaken, branchTakenPlain), cite, true, facts...))
	default:
		r.Find(cited(said(cite, branchWaits, branchWaitsPlain), cite, false, facts...))
	}
	if r.complete && !r.allBelowFocus() {
		f := latestDecides
		if r.Ask(latestPeriodDecides) == "both_periods" && !free {
			f, r.Lands = allDecide, Focus
		}
		r.Find(cited(f, r.Policy.tiers.belowTarget.cite, f == latestDecides, rule.Int("run", r.Below)))
	}
	r.complete = r.complete || free
}

// allBelowFocus reports whether every period of the run was below the focus value.
func (r *reviewing) allBelowFocus() bool {
	run := r.Below
	for i := len(r.Reviews) - 1; i >= 0 && run > 0; i-- {
		if !r.wasBelow(r.Reviews[i], Target) {
			continue // on the value, and left out of the count
		}
		if !r.wasBelow(r.Reviews[i], Focus) {
			return false
		}
		run--
	}
	return true
}

func (r *reviewing) improvementCite() rule.Citation {
	if r.tier == Target {
		return r.Policy.provision("", par5_7_3)
	}
	return r.Policy.tiers.improvementOver.cite
}

// improvement tests "measurable safety improvement … over three review periods"
// (4.4.2, 5.7.3), from the third review after number 0 on.
func (r *reviewing) improvement() error {
	over := r.Policy.tiers.improvementOver.periods
	number := len(r.Reviews) - 1
	if number < over {
		return nil
	}
	held := r.Reviews[number-over]
	if r.Ask(improvementWindow) == "first_review" {
		held = r.Reviews[0]
	}
	r.Ask(measurableImprovement)
	test := r.Policy.tiers.improvement
	exact := improvement{r.past.ThreeYearPremium, r.past.EMF, baseline{held.ThreeYearPremium, held.EMF}}
	rounded := improvement{exact.ThreeYearPremium, rule.Round(exact.EMF, 2, rule.HalfUp), baseline{held.ThreeYearPremium, rule.Round(held.EMF, 2, rule.HalfUp)}}
	asked, other := &exact, &rounded
	if r.Policy.reads(factorNotRounded) == "two_decimals" {
		asked, other = other, asked
	}
	var err error
	if r.Improved, err = test.Holds(asked); err != nil {
		return err
	}
	if otherwise, err := test.Holds(other); err == nil && otherwise != r.Improved {
		r.Ask(factorNotRounded)
	}
	f := improvementNone
	if r.Improved {
		f = improvementMade
	}
	r.Find(cited(f, r.improvementCite(), r.Improved, rule.Int("periods", over), rule.Num("emf", asked.EMF), rule.Num("baseline.emf", asked.Baseline.EMF),
		rule.Str("baseline", held.Period.String()), rule.Str("test", test.Source())))
	return nil
}

// outside looks at the review of an employer in no tier, where one that was
// released comes back.
func (r *reviewing) outside() error {
	needed := r.Policy.tiers.aboveFocus
	emf, of, tier := rule.Num("emf", r.EMF), rule.Num("value", r.Focus), rule.Str("tier", Focus)
	var err error
	switch r.Case.Released {
	case FromFocus:
		on := r.EMF.Equal(r.Focus)
		r.Above, err = r.count("above", r.Case.Above, needed.cite, r.EMF.Cmp(r.Focus) > 0 && r.Level != None, on, Focus)
		switch {
		case err != nil || on:
		case r.Above > 0:
			r.Find(cited(isAbove, needed.cite, r.Above >= needed.periods, emf, of, tier, rule.Int("run", r.Above), rule.Int("needed", needed.periods)))
		default:
			r.Find(cited(notAbove, needed.cite, false, emf, of, tier))
		}
	case FromTarget:
		r.Above, err = r.count("above", r.Case.Above, par5_7_2, r.Level != None, false, Focus)
	}
	return err
}

// numbered is number 0 of the tier that an employer comes into.
type numbered struct {
	Below   int          // the periods below the value of the tier
	Reviews []PastReview // of a decision: number 0 alone
}

// zeroOf is number 0 of a tier into which a review of target, or a decision, moves
// an employer: the last review.
func zeroOf(x *context) (numbered, error) {
	var zero numbered
	to := x.Case.Pending
	switch e := x.Event.(type) {
	case Review:
		level, err := x.Policy.levelOf(e)
		if err != nil {
			return zero, err
		}
		zero.Reviews, to = []PastReview{{ThreeYearPremium: e.ThreeYearPremium, EMF: e.EMF, Level: level}}, Focus
	case Decide:
		zero.Reviews = slices.Clone(x.Case.Reviews[max(len(x.Case.Reviews)-1, 0):])
	}
	if len(zero.Reviews) == 1 && x.Policy.below(zero.Reviews[0], to) && x.Ask(numberZeroOpensNoRun) == "counts" {
		zero.Below = 1
	}
	return zero, nil
}

// levelOf is the level of a review.
func (p *Policy) levelOf(e Review) (Tier, error) {
	facts, err := p.reviewFacts(e)
	if err == nil {
		_, err = p.ready(facts)
	}
	if err != nil {
		return "", err
	}
	level, err := p.table.Decide(&facts)
	return Tier(level), err
}

// reviewFacts are the facts of the review that the policy declares, with room
// for those that are added. A missing or negative number is an error, and so is a
// further fact that the policy does not declare.
func (p *Policy) reviewFacts(e Review) (rule.Facts, error) {
	facts := copied(nil)
	for _, name := range [...]string{premiumFact, emfFact, fromFact, toFact, subscriberFact} {
		if text, given := e.Facts[name]; given {
			return nil, &rule.InputError{Field: name, Value: text, Expected: "the review's own " + name + ", not a further fact"}
		}
	}
	for name, text := range e.Facts {
		facts[name] = text
	}
	for _, fact := range p.facts {
		if value := e.own(fact.Name); value != nil {
			facts[fact.Name] = value
		}
	}
	return facts, p.asked.Check(facts)
}

// own is what the review itself says of a fact; nil when it says nothing.
func (e Review) own(name string) any {
	switch {
	case name == premiumFact && rule.IsSet(e.ThreeYearPremium):
		return e.ThreeYearPremium
	case name == emfFact && rule.IsSet(e.EMF):
		return e.EMF
	case name == fromFact:
		return e.From
	case name == toFact:
		return e.To
	case name == subscriberFact:
		return e.NewSubscriber.True() // only if the review says so
	}
	return nil
}
