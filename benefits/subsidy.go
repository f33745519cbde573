package benefits

import (
	"embed"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/embedded"
	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/internal/unshare"
	"github.com/workcomp-go/workcomp/rule"
)

//go:embed policies/subsidy/*.yaml
var subsidies embed.FS

// A Subsidy is a board's wage subsidy, read from its policy file: a new board
// needs a file and not a line of Go. It is immutable and safe for any number of
// goroutines. The zero Subsidy is none: see BuiltinSubsidy and ParseSubsidy.
type Subsidy struct {
	file, id, title, source string
	hash, written           string
	stated                  *strict.Node // the file
	rounding                roundingRule
	texts                   []Text
	notModelled             []NotModelled
	facts                   declared
	interpretations         []rule.Interpretation
}

// A Text is what a subsidy's policy says, for accidents from a day on. Its
// amounts are at most two decimals. The zero value states nothing, and no file has it.
type Text struct {
	// AccidentsFrom is the first day of accident of the text; unset: any day up
	// to the next text.
	AccidentsFrom calendar.Date `json:"accidents_from,omitzero"`
	Cite          rule.Citation `json:"cite"`
	// If is a test over the facts of the file: the first text for the day of accident whose test holds; the last may have none.
	If string `json:"if,omitempty"`
	// Agreement says that the steps are those of the agreement at hand: the
	// schedule of the SubsidyInput.
	Agreement  bool          `json:"agreement,omitempty"`
	AtStart    *Limit        `json:"at_start,omitempty"`    // a flat amount, due at the start, outside the steps
	Steps      []SubsidyStep `json:"steps,omitempty"`       // one after the other from the start
	WeeklyWage *WeeklyWage   `json:"weekly_wage,omitempty"` // the most of a week's wage that counts
	// CountedWages are the wages that count over other times than a week.
	CountedWages *CountedWages `json:"counted_wages,omitempty"`
	CalendarLimits
	YearBegins MonthDay        `json:"year_begins,omitzero"` // the first day of a year; 1 January where it is not stated
	Total      *Limit          `json:"total,omitempty"`      // the most that is paid in all, flat amounts included
	Days       *DaysLimit      `json:"days,omitempty"`       // the days worked that are paid
	Window     *Window         `json:"window,omitempty"`     // the time from the start in which days are paid
	Employer   *EmployerLimits `json:"employer,omitempty"`   // the most over all workers of one employer
	Breaks     *Breaks         `json:"breaks,omitempty"`     // what time that is interrupted does not use up

	condition *rule.Condition[rule.Facts]
}

// A SubsidyStep is a percentage of the wages or another formula, a flat amount, or both, for a
// number of months, weeks or days. The last step has no length when it runs for
// as long as the window does. The zero value states nothing, and no file has it.
type SubsidyStep struct {
	Months int `json:"months,omitempty"` // its length, in months …
	Weeks  int `json:"weeks,omitempty"`  // … or in weeks …
	Days   int `json:"days,omitempty"`   // … or in days
	// its days in the calendar in place of a length, both ends included; all steps have them or none
	From   calendar.Date `json:"from,omitzero"`
	To     calendar.Date `json:"to,omitzero"`
	Repeat int           `json:"repeat,omitempty"` // how many such steps follow one another; not stated: one
	// what is due for the wages: one term, or the greater or the lesser of several
	Term
	GreaterOf []Alternative `json:"greater_of,omitempty"`
	LesserOf  []Alternative `json:"lesser_of,omitempty"`
	Per       Over          `json:"per,omitempty"`  // the time over which the wages are summed, where it makes a difference
	Flat      *Limit        `json:"flat,omitempty"` // an amount that is due once, when wages are paid in the step
	// Instalments are how many equal parts the flat amount is paid in, each with the first wage in its part of the step. Each is
	// rounded as a payment is; the last is what is left.
	Instalments int    `json:"instalments,omitempty"`
	PerHour     *Limit `json:"per_hour,omitempty"` // the most that is paid for an hour worked
	PerDay      *Limit `json:"per_day,omitempty"`  // the most that is paid for a day worked
	// the most for a week from the start, shared by all its wages and not reduced for a part of a week
	PerWeek *Limit `json:"per_week,omitempty"`
	CalendarLimits
	PerStep *Limit        `json:"per_step,omitempty"` // the most in the step, its flat amount included
	Cite    rule.Citation `json:"cite"`
	place   rule.Fact     // its path in the file
}

// MarshalJSON writes the numbers with their digits.
func (a SubsidyStep) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

// A Limit is an amount with its source. The zero value is no limit: its amount is
// missing, and not zero.
type Limit struct {
	Amount  decimal.Decimal `json:"amount"`            // dollars, with at most two decimals
	Changes []Change        `json:"changes,omitempty"` // other amounts, each from a day on; what was paid before counts
	Cite    rule.Citation   `json:"cite"`
}

// MarshalJSON writes the numbers with their digits.
func (a Limit) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

// A DaysLimit is a number of days worked that are paid. The zero value is no limit, and
// no file has it.
type DaysLimit struct {
	Count int           `json:"count"` // how many
	Cite  rule.Citation `json:"cite"`
}

// A Window ends the day before the start + months, rounded down. Days outside
// it are not paid and use up no paid days. The zero value is no window, and no file has it.
type Window struct {
	Months int           `json:"months"` // how many from the start
	Cite   rule.Citation `json:"cite"`
}

// A WeeklyWage is the most of a week's wage that counts: an amount, or the year's maximum
// over the weeks of a year, unrounded. Each day takes its year's. The zero value limits
// nothing, and no file has it.
type WeeklyWage struct {
	Amount     decimal.Decimal `json:"amount,omitzero"`        // dollars, in place of the maximums of years
	Changes    []Change        `json:"changes,omitempty"`      // other amounts, each from a day on
	WeeksAYear int             `json:"weeks_a_year,omitempty"` // over which a year's maximum is shared
	Years      []YearMaximum   `json:"years,omitempty"`        // the maximum of each calendar year, in order
	Cite       rule.Citation   `json:"cite"`
}

// MarshalJSON writes the numbers with their digits.
func (a WeeklyWage) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

// EmployerLimits are the most that is paid for all workers of one employer, flat
// amounts included in the total. The zero value limits nothing.
type EmployerLimits struct {
	CalendarLimits
	Total *Limit `json:"total,omitempty"`
}

// Breaks are interruptions of a placement. Days of a break are no days of a wage. The
// zero value says that a break uses up the time like any other.
type Breaks struct {
	Steps  bool          `json:"steps,omitempty"`  // a break uses up no time of the steps
	Window bool          `json:"window,omitempty"` // nor of the window
	Cite   rule.Citation `json:"cite"`
}

// A YearMaximum is the maximum of annual earnings in a calendar year. The zero value is of no year.
type YearMaximum struct {
	Year   int             `json:"year"`   // the calendar year
	Amount decimal.Decimal `json:"amount"` // dollars, with at most two decimals
	Cite   rule.Citation   `json:"cite"`
}

// MarshalJSON writes the numbers with their digits.
func (a YearMaximum) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

// NotModelled is something the scheme has and its policy file does not state. The zero
// value names nothing.
type NotModelled struct {
	What string        `json:"what"` // in words
	Cite rule.Citation `json:"cite"`
}

// orZero is the scheme, or one of nothing in place of nil.
func (s *Subsidy) orZero() *Subsidy {
	if s == nil {
		return &Subsidy{}
	}
	return s
}

// ID returns the subsidy's stable id.
func (s *Subsidy) ID() string { return s.orZero().id }

// File returns the name of the policy's file as it was given to ParseSubsidy; "" of
// a built-in subsidy.
func (s *Subsidy) File() string { return s.orZero().file }

// Text returns the text of the subsidy's file, as Policy.Text does.
func (s *Subsidy) Text() string { return s.orZero().written }

// PolicyID names the subsidy in a receipt.Receipt: its id, and the SHA-256 of the
// text of its file.
func (s *Subsidy) PolicyID() rule.PolicyID {
	s = s.orZero()
	return rule.PolicyID{ID: s.id, Hash: s.hash}
}

// Title returns what the subsidy is.
func (s *Subsidy) Title() string { return s.orZero().title }

// Source returns the publications that the subsidy states.
func (s *Subsidy) Source() string { return s.orZero().source }

// Interpretations returns the places where the text leaves a choice, with the
// readings taken.
func (s *Subsidy) Interpretations() []rule.Interpretation {
	return reading.Clone(s.orZero().interpretations)
}

// NotModelled lists what of the scheme is left out here.
func (s *Subsidy) NotModelled() []NotModelled { return slices.Clone(s.orZero().notModelled) }

// Texts returns the texts in the order of their days of accident. They are the caller's
// own.
func (s *Subsidy) Texts() []Text {
	return unshare.Of(s.orZero().texts)
}

// BuiltinSubsidyIDs lists the built-in subsidies.
func BuiltinSubsidyIDs() []string { return embedded.IDs(subsidies, "policies/subsidy") }

// BuiltinSubsidy returns a built-in subsidy. An unknown id is an InputError
// that names it.
func BuiltinSubsidy(id string) (*Subsidy, error) {
	name, data, err := embedded.File(subsidies, "policies/subsidy", id)
	if err != nil {
		return nil, err
	}
	s, err := ParseSubsidy(name, data)
	if s != nil {
		s.file = "" // which is none of the host's
	}
	return s, err
}

// byAccident reports whether the policy turns on the day of the accident.
func (s *Subsidy) byAccident() bool {
	return slices.ContainsFunc(s.texts, func(t Text) bool { return !t.AccidentsFrom.IsZero() })
}

// Facts returns the facts that the tests of the texts ask, with their types, in
// the order of the file.
func (s *Subsidy) Facts() []rule.Declaration { return s.orZero().facts.clone() }

// TextFor gives the text for a day of accident and facts, each needed where the
// policy turns on it. It is the caller's own. An error is an InputError.
func (s *Subsidy) TextFor(accident calendar.Date, facts rule.Facts) (Text, error) {
	if s == nil || len(s.texts) == 0 {
		return Text{}, noSubsidy()
	}
	t, err := s.text(&explanation{}, accident, facts)
	if err != nil {
		return Text{}, err
	}
	return unshare.Of(*t), nil
}

func noSubsidy() error {
	return &rule.InputError{Field: "policy", Expected: "a subsidy, parsed or built in"}
}

// text gives the text for a day of accident and some facts.
func (s *Subsidy) text(x *explanation, accident calendar.Date, facts rule.Facts) (*Text, error) {
	last := len(s.texts) - 1
	if s.byAccident() {
		if accident.IsZero() {
			return nil, &rule.InputError{Field: "accident", Expected: "the day of the accident, on which " + s.id + " turns"}
		}
		for ; last >= 0 && accident.Before(s.texts[last].AccidentsFrom); last-- {
		}
		if last < 0 {
			return nil, &rule.InputError{Field: "accident", Value: accident.String(),
				Expected: "a day from " + s.texts[0].AccidentsFrom.String() + " on"}
		}
	}
	if err := s.facts.check(facts); err != nil {
		return nil, err
	}
	from := s.texts[last].AccidentsFrom
	for i := slices.IndexFunc(s.texts, func(t Text) bool { return t.AccidentsFrom == from }); i <= last; i++ {
		t := &s.texts[i]
		if t.condition != nil {
			found, err := t.condition.Find(&facts, t.Cite)
			if err != nil {
				return nil, err
			}
			if !found.Holds {
				continue
			}
			x.find(&textByFactsTemplate, t.Cite, true, append(found.Facts, rule.Str("why", found.Text()))...)
		}
		if s.byAccident() {
			x.find(&textTemplate, t.Cite, true, rule.Date("accident", accident), rule.Str("reach", s.reach(last)))
		}
		return t, nil
	}
	return nil, &rule.InputError{Field: "facts", Problem: "no text of the policy " + s.id + " is for these facts",
		Expected: "facts for which the test of a text holds"}
}

// reach says for which accidents a text is.
func (s *Subsidy) reach(i int) string {
	from := s.texts[i].AccidentsFrom
	switch {
	case i+1 == len(s.texts):
		return "for accidents from " + from.String()
	case from.IsZero():
		return "for accidents before " + s.texts[i+1].AccidentsFrom.String()
	}
	return "for accidents from " + from.String() + " and before " + s.texts[i+1].AccidentsFrom.String()
}
