package classify

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

type tiersFile struct {
	BelowFocus       periodsFile       `json:"below_focus"`       // consecutive review periods below the focus value that release an employer (4.4.1)
	AboveFocus       periodsFile       `json:"above_focus"`       // consecutive review periods above it that bring the employer back (4.4.1)
	BelowTarget      periodsFile       `json:"below_target"`      // consecutive review periods below the target value (5.7.1)
	Improvement      improvementFile   `json:"improvement"`       // measurable improvement, without which a reclassification is recommended (4.4.2, 5.7.3)
	FocusReview      daysFile          `json:"focus_review"`      // for the review of a focus employer, after its period (4.4)
	Plan             daysFile          `json:"plan"`              // for the employer's plan, after the notice (5.4)
	PlanReview       daysFile          `json:"plan_review"`       // for the commission's review of the plan, after its receipt (5.4.1)
	InspectionReport daysFile          `json:"inspection_report"` // for the report, after the inspection (5.6.1)
	TargetReview     daysFile          `json:"target_review"`     // for the review of a target employer, after its second report (5.7)
	ClosedDays       strict.ClosedDays `json:"closed_days"`       // the closed days over which counted terms roll
	Surcharge        surchargeFile     `json:"surcharge"`         // the premium tax surcharge of tier three (6.4)
	Protest          protestFile       `json:"protest,omitzero"`  // the time for a protest (10.2); left out, 30 days from notice and 60 from the decision

	Acknowledgement termFile `json:"acknowledgement,omitzero"` // for the acknowledgement of a protest, after its receipt (10.3); left out, 30 days
	Stay            termFile `json:"stay,omitzero"`            // of the decision protested, from its date (10.3); left out, 90 days
}

type cite = strict.At[rule.Citation]

type periodsFile struct {
	Periods strict.At[decimal.Decimal] `json:"periods"` // how many, from 1 to 100
	Cite    cite                       `json:"cite"`
}

type improvementFile struct {
	If      strict.At[string]          `json:"if"`      // the test, over emf, three_year_premium and those of the baseline: emf < baseline.emf
	Periods strict.At[decimal.Decimal] `json:"periods"` // over how many review periods, from 1 to 100
	Cite    cite                       `json:"cite"`
}

type daysFile struct {
	Days strict.At[decimal.Decimal] `json:"days"` // how many, from 1 to 3660
	Cite cite                       `json:"cite"`
}

// termFile is a term that a policy may leave out, or state without its provision.
type termFile struct {
	Days strict.At[decimal.Decimal] `json:"days"` // how many, from 1 to 3660
	Cite cite                       `json:"cite,omitempty"`
}

type surchargeFile struct {
	Cap  strict.At[decimal.Decimal] `json:"cap"` // the most that the surcharge may be of the premium tax, from 0 to 1
	Cite cite                       `json:"cite"`
}

type protestFile struct {
	FromNotice   strict.At[decimal.Decimal] `json:"from_notice"`   // days after the employer received notice
	FromDecision strict.At[decimal.Decimal] `json:"from_decision"` // days after the decision
	Cite         cite                       `json:"cite,omitempty"`
}

// The bounds of what a board may set: none comes near them.
const (
	maxPeriods = 100
	maxDays    = 3660
)

// ownFacts are the facts that a review has beside premium and factor; a policy
// that declares them can ask them in its tests.
var ownFacts = map[string]rule.FactType{fromFact: rule.Day, toFact: rule.Day, subscriberFact: rule.YesNo}

// tiers reads what the policy states of § 85-23, if it does.
func (r *reader) tiers(p *Policy, spec policyFile, facts []rule.Declaration) {
	if spec.Tiers.Pos.Line == 0 {
		return
	}
	r.needs(spec, facts)
	if p.bands != nil && (p.bands.dated || p.bands.uneven()) {
		r.wrong(spec.Bands.Pos, "bands", "bands of days, or without some value,", "bands of amounts that have all values, as the policy has tiers", "")
	}
	s := spec.Tiers.Value
	t := &tiers{
		belowFocus: r.periods("below_focus", s.BelowFocus), aboveFocus: r.periods("above_focus", s.AboveFocus), belowTarget: r.periods("below_target", s.BelowTarget),
		improvementOver: r.periods("improvement", periodsFile{s.Improvement.Periods, s.Improvement.Cite}),
		focusReview:     r.days("focus_review", s.FocusReview), plan: r.days("plan", s.Plan), planReview: r.days("plan_review", s.PlanReview),
		inspectionReport: r.days("inspection_report", s.InspectionReport), targetReview: r.days("target_review", s.TargetReview),
		surcharge:       surchargeCap{s.Surcharge.Cap.Value, s.Surcharge.Cite.Value},
		protest:         r.protest(s.Protest),
		acknowledgement: r.term("acknowledgement", s.Acknowledgement, days{30, par10_3}),
		stay:            r.term("stay", s.Stay, days{90, par10_3}),
	}
	r.cite("tiers.surcharge.cite", s.Surcharge.Cite)
	if c := s.Surcharge.Cap; rule.IsSet(c.Value) && (c.Value.Sign() < 0 || c.Value.Cmp(decimal.New(1, 0)) > 0) {
		r.wrong(c.Pos, "tiers.surcharge.cap", rule.Digits(c.Value), "a rate from 0 to 1, such as 0.20 for 20 percent", "")
	}
	r.improvement(t, s.Improvement.If)
	t.closed = s.ClosedDays.Days
	p.tiers = t
	p.values = values{BelowFocus: t.belowFocus.periods, AboveFocus: t.aboveFocus.periods, BelowTarget: t.belowTarget.periods,
		Improvement: t.improvementOver.periods}
}

// needs reports what § 85-23 rests on and the policy lacks: premium and factor
// as facts, the values of focus and target by band, and these two levels.
func (r *reader) needs(spec policyFile, facts []rule.Declaration) {
	lacks := func(pos strict.Pos, path, expected string) {
		r.file.Report(strict.Diagnostic{Code: rule.MissingKey, Pos: pos, Path: path, Expected: expected})
	}
	for _, want := range []rule.Declaration{{Name: premiumFact, Type: rule.Money}, {Name: emfFact, Type: rule.Factor}} {
		i := slices.Index(declared(facts), want.Name)
		if i < 0 {
			lacks(spec.Tiers.Pos, "facts."+want.Name, fmt.Sprintf("this fact, a %s, as the policy has tiers", want.Type))
		} else if r.mistyped(facts[i], want.Type) {
			r.wrong(spec.Facts.Get(want.Name).Pos, "facts."+want.Name, fmt.Sprintf("%q", facts[i].Type), string(want.Type)+", as the policy has tiers", "")
		}
	}
	for _, f := range facts {
		if f.Type == rule.Entries {
			r.wrong(spec.Facts.Get(f.Name).Pos, "facts."+f.Name, "a list", "a fact of one value, as in a review", "")
		}
		if want, own := ownFacts[f.Name]; own && r.mistyped(f, want) {
			r.wrong(spec.Facts.Get(f.Name).Pos, "facts."+f.Name, fmt.Sprintf("%q", f.Type), string(want)+", as in a review", "")
		}
	}
	if spec.Bands.Pos.Line == 0 {
		lacks(spec.Tiers.Pos, "bands", "the table of focus and target values, as the policy has tiers")
	}
	meant := func(l levelFile) string { return rule.Suggest(l.Level.Value, []string{string(Focus), string(Target)}) }
	for _, tier := range []Tier{Focus, Target} {
		if len(spec.Bands.Value.Rows) > 0 && !slices.Contains(columns(spec.Bands, nil), string(tier)) {
			lacks(spec.Bands.Pos, "bands.rows[0]."+string(tier), "this value, as the policy has tiers")
		}
		is := func(l levelFile) bool { return l.Level.Value == string(tier) || meant(l) == string(tier) }
		if !slices.ContainsFunc(spec.Levels.Value, is) {
			lacks(spec.Tiers.Pos, "levels", "the level "+string(tier)+", as the policy has tiers")
		}
	}
	for i, l := range spec.Levels.Value {
		if tier := Tier(l.Level.Value); tier != Focus && tier != Target && tier != "" {
			r.wrong(l.Level.Pos, fmt.Sprintf("levels[%d].level", i), fmt.Sprintf("%q", tier), "focus or target, as the policy has tiers", meant(l))
		}
	}
}

// mistyped reports whether a fact has a type, and another than wanted.
func (r *reader) mistyped(f rule.Declaration, want rule.FactType) bool {
	return f.Type != want && !slices.Contains(r.untyped, f.Name)
}

func (r *reader) cite(path string, c cite) {
	if c.Value == "" && c.Pos.Line != 0 {
		r.wrong(c.Pos, path, `""`, "the provision of the value", "")
	}
}

// whole reads a whole number from 1 to most.
func (r *reader) whole(path string, at strict.At[decimal.Decimal], most int64) int {
	if !rule.IsSet(at.Value) {
		return 0 // reported where it was read
	}
	if !at.Value.IsInteger() || at.Value.Sign() <= 0 || at.Value.Cmp(decimal.NewFromInt(most)) > 0 {
		r.wrong(at.Pos, path, rule.Digits(at.Value), fmt.Sprintf("a whole number from 1 to %d", most), "")
		return 0
	}
	return int(at.Value.IntPart())
}

func (r *reader) periods(name string, f periodsFile) periods {
	r.cite("tiers."+name+".cite", f.Cite)
	return periods{r.whole("tiers."+name+".periods", f.Periods, maxPeriods), f.Cite.Value}
}

func (r *reader) days(name string, f daysFile) days {
	r.cite("tiers."+name+".cite", f.Cite)
	return days{r.whole("tiers."+name+".days", f.Days, maxDays), f.Cite.Value}
}

// term reads a term that may be left out, and its provision with it.
func (r *reader) term(name string, f termFile, otherwise days) days {
	if r.cite("tiers."+name+".cite", f.Cite); f.Cite.Value != "" {
		otherwise.cite = f.Cite.Value
	}
	if rule.IsSet(f.Days.Value) {
		otherwise.days = r.whole("tiers."+name+".days", f.Days, maxDays)
	}
	return otherwise
}

// protest reads the time for a protest, which may be left out.
func (r *reader) protest(f protestFile) protestTerms {
	notice := r.term("protest", termFile{Cite: f.Cite}, days{30, par10_2})
	t := protestTerms{notice.days, 60, notice.cite}
	if rule.IsSet(f.FromNotice.Value) {
		t.fromNotice = r.whole("tiers.protest.from_notice", f.FromNotice, maxDays)
	}
	if rule.IsSet(f.FromDecision.Value) {
		t.fromDecision = r.whole("tiers.protest.from_decision", f.FromDecision, maxDays)
	}
	return t
}

func (r *reader) improvement(t *tiers, at strict.At[string]) {
	if at.Pos.Line == 0 {
		return
	}
	var err error
	if t.improvement, err = rule.Compile[improvement](at.Value); err != nil {
		r.file.ReportExpression("tiers.improvement.if", at, err)
	}
}
