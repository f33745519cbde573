package placement

import (
	"github.com/workcomp-go/workcomp/internal/strict"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits/taper"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// A Kind is one of the three work placement programs. The zero value is none of them: not agreed.
type Kind string

// The kinds of placements.
const (
	TOJ Kind = "toj" // training on the job, with a new employer
	TaP Kind = "tap" // a training portion, then a training on the job
	WA  Kind = "wa"  // work assessment, with the date-of-accident employer
)

// Values lists the kinds a placement can be.
func (Kind) Values() []string { return []string{string(TOJ), string(TaP), string(WA)} }

// An Employer is the employer who gives the placement. The zero value is one of whom
// nothing is known.
type Employer struct {
	Name                   string    `json:"name,omitempty"`
	DateOfAccidentEmployer rule.Flag `json:"date_of_accident_employer,omitzero"` // the worker was hurt in its service
	UnderTheAct            rule.Flag `json:"under_the_act,omitzero"`             // no: a "Not-under-the-Act (NUA)" employer
	InProvince             rule.Flag `json:"in_province,omitzero"`
}

// A Per is the length of time that a salary pays for. The zero value is none of them: not agreed.
type Per string

// The lengths of time of a salary.
const (
	Hour      Per = "hour"
	Week      Per = "week"
	Biweekly  Per = "biweekly"
	SemiMonth Per = "semi_month"
	Month     Per = "month"
	Year      Per = "year"
)

// Values lists what a salary can be per.
func (Per) Values() []string {
	return []string{string(Hour), string(Week), string(Biweekly), string(SemiMonth), string(Month), string(Year)}
}

// A Salary is the gross pay of the position, in dollars. The zero value is not agreed; it
// is not zero dollars.
type Salary struct {
	Amount decimal.Decimal `json:"amount,omitzero"`
	Per    Per             `json:"per,omitempty"`
}

// Hours is the range of weekly hours worked with the date-of-accident employer. The zero
// value is not known.
type Hours struct {
	Low  decimal.Decimal `json:"low,omitzero"`
	High decimal.Decimal `json:"high,omitzero"`
}

// Training is the training portion of a TaP, first and last day included. The zero value
// is no training.
type Training struct {
	Start calendar.Date `json:"start,omitzero"`
	End   calendar.Date `json:"end,omitzero"`
}

// A Step is one step of the subsidy schedule: a length in one of three units,
// and the percent of the gross earnings that is reimbursed over it. It is the Step
// of package benefits. Its zero value is that of package taper.
type Step = taper.Step

// A Segment is a part of the subsidy schedule in force from its first day to the
// day before the next one's. It is the Segment of package benefits. Its zero value is
// that of package taper.
type Segment = taper.Segment

// Terms are what the decision maker, the worker and the employer discuss and
// determine together (TOJ-1). A term that is not settled yet is left unset. The zero
// value has no term settled.
type Terms struct {
	Kind               Kind            `json:"kind,omitempty"`
	Employer           Employer        `json:"employer,omitzero"`
	Contact            string          `json:"contact,omitempty"`             // "main contact person for the employer"
	Position           string          `json:"position,omitempty"`            // its title
	Duties             string          `json:"duties,omitempty"`              // the job description
	PhysicalDemandsMet rule.Flag       `json:"physical_demands_met,omitzero"` // the analysis supports the position
	Salary             Salary          `json:"salary,omitzero"`               //
	HoursPerWeek       decimal.Decimal `json:"hours_per_week,omitzero"`       //
	AccidentHours      Hours           `json:"accident_hours,omitzero"`       //
	Start              calendar.Date   `json:"start,omitzero"`                // the first day of the placement portion
	End                calendar.Date   `json:"end,omitzero"`                  // the last day
	Training           Training        `json:"training,omitzero"`             // the training portion, of a TaP only
	Schedule           []Step          `json:"schedule,omitzero"`             // the steps of the subsidy, one after the other
	Supports           []string        `json:"supports,omitzero"`             // that the worker needs; an empty list (and not nil): none
}

// UnmarshalJSON reads the JSON form strictly: a key that there is not, in another case or
// twice, and a value of another type are *rule.InputErrors that name it.
func (t *Terms) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, t) }

// given reports whether anything was proposed at all.
func (t Terms) given() bool {
	return t.Kind != "" || t.Employer != (Employer{}) || t.Contact != "" || t.Position != "" || t.Duties != "" ||
		t.PhysicalDemandsMet.Given() || rule.IsSet(t.Salary.Amount) || t.Salary.Per != "" || rule.IsSet(t.HoursPerWeek) ||
		rule.IsSet(t.AccidentHours.Low) || rule.IsSet(t.AccidentHours.High) || !t.Start.IsZero() || !t.End.IsZero() || t.Training != (Training{}) || len(t.Schedule) > 0 || t.Supports != nil
}

// missing names the terms that are not settled, by their keys, in the order in
// which the procedure lists them.
func (t *Terms) missing() []string {
	terms := [...]struct {
		name  string
		given bool
	}{
		{"kind", t.Kind != ""},
		{"employer.name", t.Employer.Name != ""},
		{"employer.date_of_accident_employer", t.Employer.DateOfAccidentEmployer.Given()},
		{"employer.under_the_act", t.Employer.UnderTheAct.Given()},
		{"employer.in_province", t.Employer.InProvince.Given()},
		{"contact", t.Contact != ""},
		{"position", t.Position != ""},
		{"duties", t.Duties != ""},
		{"physical_demands_met", t.PhysicalDemandsMet.Given()},
		{"salary.amount", rule.IsSet(t.Salary.Amount)},
		{"salary.per", t.Salary.Per != ""},
		{"hours_per_week", rule.IsSet(t.HoursPerWeek)},
		{"accident_hours.low", rule.IsSet(t.AccidentHours.Low)},
		{"accident_hours.high", rule.IsSet(t.AccidentHours.High)},
		{"start", !t.Start.IsZero()},
		{"end", !t.End.IsZero()},
		{"training.start", t.Kind != TaP || !t.Training.Start.IsZero()},
		{"training.end", t.Kind != TaP || !t.Training.End.IsZero()},
		{"schedule", len(t.Schedule) > 0},
		{"supports", t.Supports != nil},
	}
	var names []string
	for _, term := range terms {
		if term.given {
			continue
		}
		if names == nil {
			names = make([]string, 0, len(terms))
		}
		names = append(names, term.name)
	}
	return names
}

// unnamed names the terms without which nobody can say what was declined.
func (t *Terms) unnamed() []string {
	var names []string
	if t.Kind == "" {
		names = append(names, "kind")
	}
	if !t.Employer.DateOfAccidentEmployer.Given() {
		names = append(names, "employer.date_of_accident_employer")
	}
	return names
}

// begins is the first day of the whole program: "a TaP begins on training.start".
func (t Terms) begins() calendar.Date {
	if t.Kind == TaP {
		return t.Training.Start
	}
	return t.Start
}

// settling is what rows ask of the terms as a whole.
type settling struct {
	Given          bool      // the event brings any
	Proposed       bool      // any were proposed
	Missing        []string  // those that are not settled
	Unnamed        []string  // those without which nobody can say what was declined
	Outside        bool      // the employer is not under the Act or is out of province
	TrainingUnused bool      // training dates were given that only a TaP has
	Segments       []Segment // the schedule from the first day of the placement portion
	NoApprovals    []string  // none
}

func termsOf(x *context, ask asking) (settling, error) {
	t := x.Case.Terms
	s := settling{Proposed: t.given(), Missing: t.missing(), Unnamed: t.unnamed(), NoApprovals: []string{},
		Outside: !t.Employer.UnderTheAct.True() || !t.Employer.InProvince.True(), TrainingUnused: t.Kind != TaP && t.Training != (Training{})}
	if e, ok := x.Event.(Propose); ok {
		s.Given = e.Terms.given()
	}
	if _, ok := x.Event.(AgreeTerms); !ok || len(s.Missing) > 0 {
		return s, nil
	}
	portion, err := placementPortion(ask, t)
	s.Segments = []Segment{{From: portion.From, Steps: slices.Clone(t.Schedule)}}
	return s, err
}

// support is a list with one more.
type support struct{ Arranged []string }

func supportOf(x *context, ask asking) (support, error) {
	e, ok := x.Event.(ArrangeSupport)
	if !ok {
		return support{}, nil
	}
	return support{append(slices.Clone(x.Case.Arranged), e.What)}, nil
}
