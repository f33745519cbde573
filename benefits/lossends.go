package benefits

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// yearsOfRaises is for how many years an employer is asked what raises to expect
// (TOJ-6).
const yearsOfRaises = 5

// LossEndsInput asks when a loss of earnings ends. The zero value lacks the earnings: an
// input error.
type LossEndsInput struct {
	AccidentEarnings  decimal.Decimal   `json:"accident_earnings"`  // a year, before the accident
	PlacementEarnings decimal.Decimal   `json:"placement_earnings"` // a year, now
	Raises            []decimal.Decimal `json:"raises"`             // the annual earnings of each of the next five years
	From              calendar.Date     `json:"from,omitzero"`      // the first day of the first of them
}

// UnmarshalJSON reads the JSON form strictly: a key that there is not, in another case or
// twice, and a value of another type are *rule.InputErrors that name it.
func (in *LossEndsInput) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, in) }

// MarshalJSON writes the numbers with the digits that were given, and leaves out
// those that were not.
func (in LossEndsInput) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(in) }

// LossEnds says whether there is a loss of earnings, and when it ends. The zero value
// answers nothing: it stands beside an error.
type LossEnds struct {
	LossRemaining bool `json:"loss_remaining"`
	// WithinYears is the first year, 1 to 5, whose earnings reach those before the
	// accident; 0 when those of the placement already do; nil when no year does.
	WithinYears *int             `json:"within_years"`
	Reached     *calendar.Period `json:"reached"` // that year, where the first day is known
}

var (
	noRemainingTemplate = rule.Template{ID: "benefits.loss-ends.none",
		Text: "The placement's earnings of {placement:money} reach those before the accident, {accident:money}: there is no loss of earnings."}
	reachedTemplate = rule.Template{ID: "benefits.loss-ends.reached",
		Text: "In year {year} the earnings of {earnings:money} reach those before the accident, {accident:money}: the loss ends."}
	neverReachedTemplate = rule.Template{ID: "benefits.loss-ends.not-reached",
		Text: "None of the {years} years reaches the earnings before the accident, {accident:money}."}
	fallsAgainTemplate = rule.Template{ID: "benefits.loss-ends.falls",
		Text: "In year {year} the earnings of {earnings:money} fall below those before the accident again, {accident:money}."}
)

// LossEnds gives the first of the next five years whose earnings are those before
// the accident or more. A later year that falls below them again is a finding.
// Errors are InputErrors. (TOJ-6, TOJ-7)
func (p *Policy) LossEnds(in LossEndsInput) (rule.Decision[LossEnds], error) {
	var d rule.Decision[LossEnds]
	if err := p.must(); err != nil {
		return d, err
	}
	if err := in.check(); err != nil {
		return d, err
	}
	var x explanation
	reaches := func(earnings decimal.Decimal) bool { return earnings.Cmp(in.AccidentEarnings) >= 0 }
	accident := rule.Num("accident", in.AccidentEarnings)
	if reaches(in.PlacementEarnings) {
		d.Value.WithinYears = new(int)
		x.find(&noRemainingTemplate, p.cites.LossEnds, true, rule.Num("placement", in.PlacementEarnings), accident)
	} else {
		d.Value.LossRemaining = true
	}
	for i, earnings := range in.Raises {
		year := rule.Int("year", i+1)
		switch {
		case d.Value.WithinYears == nil && reaches(earnings):
			n := i + 1
			d.Value.WithinYears = &n
			x.find(&reachedTemplate, p.cites.LossEnds, true, year, rule.Num("earnings", earnings), accident)
		case d.Value.WithinYears != nil && !reaches(earnings):
			x.find(&fallsAgainTemplate, p.cites.LossEnds, false, year, rule.Num("earnings", earnings), accident)
		}
	}
	switch n := d.Value.WithinYears; {
	case n == nil:
		x.find(&neverReachedTemplate, p.cites.LossEnds, false, rule.Int("years", yearsOfRaises), accident)
	case *n > 0 && !in.From.IsZero():
		from, err := in.From.AddMonths(12 * (*n - 1))
		to, errTo := in.From.AddMonths(12 * *n)
		if err != nil || errTo != nil {
			return rule.Decision[LossEnds]{}, &rule.InputError{Field: "from", Value: in.From.String(),
				Problem: "is too near the end of the calendar", Expected: "an earlier day"}
		}
		d.Value.Reached = &calendar.Period{From: from, To: before(to)}
	}
	d.Findings = x.findings
	return d, nil
}

func (in LossEndsInput) check() error {
	if err := rule.CheckAmount("accident_earnings", in.AccidentEarnings); err != nil {
		return err
	}
	if err := rule.CheckAmount("placement_earnings", in.PlacementEarnings); err != nil {
		return err
	}
	if n := len(in.Raises); n != yearsOfRaises {
		e := &rule.InputError{Field: "raises", Expected: fmt.Sprintf("the earnings of each of %d years", yearsOfRaises)}
		if in.Raises != nil {
			e.Problem = fmt.Sprintf("a list of %d is not valid", n)
		}
		return e
	}
	for i, earnings := range in.Raises {
		if err := rule.CheckAmount(fmt.Sprintf("raises[%d]", i), earnings); err != nil {
			return err
		}
	}
	return nil
}
