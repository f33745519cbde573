package placement

import (
	"encoding/json"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
)

// stated is a number that JSON leaves out when it was not stated. A stated zero
// is written: a step of 0 % is a real step.
type stated struct{ decimal.Decimal }

// IsZero reports whether the number was not stated, for omitzero.
func (s stated) IsZero() bool { return !rule.IsSet(s.Decimal) }

// MarshalJSON writes the number with the digits that were given, so that a
// finding reads the same after a case was stored.
func (s stated) MarshalJSON() ([]byte, error) {
	return []byte(`"` + rule.Digits(s.Decimal) + `"`), nil
}

// MarshalJSON writes the salary; an amount that was not stated is left out.
func (s Salary) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Amount stated `json:"amount,omitzero"`
		Per    Per    `json:"per,omitempty"`
	}{stated{s.Amount}, s.Per})
}

// MarshalJSON writes the range; an end that was not stated is left out.
func (h Hours) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Low  stated `json:"low,omitzero"`
		High stated `json:"high,omitzero"`
	}{stated{h.Low}, stated{h.High}})
}

// MarshalJSON writes the terms; those that were not stated are left out.
func (t Terms) MarshalJSON() ([]byte, error) {
	type rest Terms
	return json.Marshal(struct {
		rest
		HoursPerWeek stated `json:"hours_per_week,omitzero"`
	}{rest(t), stated{t.HoursPerWeek}})
}

// MarshalJSON writes the facts of the event that were stated.
func (e Assess) MarshalJSON() ([]byte, error) {
	type rest Assess
	return json.Marshal(struct {
		rest
		CumulativeCost stated `json:"cumulative_cost,omitzero"`
	}{rest(e), stated{e.CumulativeCost}})
}

// MarshalJSON writes the facts of the event that were stated.
func (e Discontinue) MarshalJSON() ([]byte, error) {
	type rest Discontinue
	return json.Marshal(struct {
		rest
		StartingWage   stated `json:"starting_wage,omitzero"`
		WageAfterAYear stated `json:"wage_after_a_year,omitzero"`
	}{rest(e), stated{e.StartingWage}, stated{e.WageAfterAYear}})
}

// MarshalJSON writes the facts of the event that were stated.
func (e Determine) MarshalJSON() ([]byte, error) {
	type rest Determine
	return json.Marshal(struct {
		rest
		PlacementEarnings stated `json:"placement_earnings,omitzero"`
		JobOptionEarnings stated `json:"job_option_earnings,omitzero"`
	}{rest(e), stated{e.PlacementEarnings}, stated{e.JobOptionEarnings}})
}

// MarshalJSON writes the facts of the event that were stated.
func (e Decline) MarshalJSON() ([]byte, error) {
	type rest Decline
	return json.Marshal(struct {
		rest
		StartingWage   stated `json:"starting_wage,omitzero"`
		WageAfterAYear stated `json:"wage_after_a_year,omitzero"`
	}{rest(e), stated{e.StartingWage}, stated{e.WageAfterAYear}})
}

// MarshalJSON writes the facts of the event that were stated.
func (e AmendTerms) MarshalJSON() ([]byte, error) {
	type rest AmendTerms
	return json.Marshal(struct {
		rest
		HoursPerWeek stated `json:"hours_per_week,omitzero"`
	}{rest(e), stated{e.HoursPerWeek}})
}

// MarshalJSON writes the facts of the event that were stated.
func (e RequestExtension) MarshalJSON() ([]byte, error) {
	type rest RequestExtension
	return json.Marshal(struct {
		rest
		CumulativeCost stated `json:"cumulative_cost,omitzero"`
	}{rest(e), stated{e.CumulativeCost}})
}

// MarshalJSON writes the facts of the event, the raises with their digits.
func (e Conclude) MarshalJSON() ([]byte, error) {
	type rest Conclude
	return json.Marshal(struct {
		rest
		ExpectedRaises []stated `json:"expected_raises,omitzero"`
	}{rest(e), allStated(e.ExpectedRaises)})
}

// MarshalJSON writes the conclusion, the raises with their digits.
func (c Conclusion) MarshalJSON() ([]byte, error) {
	type rest Conclusion
	return json.Marshal(struct {
		rest
		ExpectedRaises []stated `json:"expected_raises,omitzero"`
	}{rest(c), allStated(c.ExpectedRaises)})
}

// allStated keeps a list that is missing apart from one that is empty.
func allStated(list []decimal.Decimal) []stated {
	if list == nil {
		return nil
	}
	all := make([]stated, len(list))
	for i, d := range list {
		all[i] = stated{d}
	}
	return all
}

// MarshalJSON writes what was stated.
func (d Discontinuation) MarshalJSON() ([]byte, error) {
	type rest Discontinuation
	return json.Marshal(struct {
		rest
		StartingWage   stated `json:"starting_wage,omitzero"`
		WageAfterAYear stated `json:"wage_after_a_year,omitzero"`
	}{rest(d), stated{d.StartingWage}, stated{d.WageAfterAYear}})
}

// MarshalJSON writes what was stated.
func (d DeclineDetails) MarshalJSON() ([]byte, error) {
	type rest DeclineDetails
	return json.Marshal(struct {
		rest
		StartingWage   stated `json:"starting_wage,omitzero"`
		WageAfterAYear stated `json:"wage_after_a_year,omitzero"`
	}{rest(d), stated{d.StartingWage}, stated{d.WageAfterAYear}})
}

// MarshalJSON writes what was changed.
func (a Amendment) MarshalJSON() ([]byte, error) {
	type rest Amendment
	return json.Marshal(struct {
		rest
		HoursPerWeek stated `json:"hours_per_week,omitzero"`
	}{rest(a), stated{a.HoursPerWeek}})
}

// MarshalJSON writes the case; what was not stated is left out.
func (c Case) MarshalJSON() ([]byte, error) {
	type rest Case
	return json.Marshal(struct {
		rest
		EstimateEarnings stated `json:"estimate_earnings,omitzero"`
	}{rest(c), stated{c.EstimateEarnings}})
}

// MarshalJSON writes the facts of the question that were stated.
func (in WageLossInput) MarshalJSON() ([]byte, error) {
	type rest WageLossInput
	return json.Marshal(struct {
		rest
		AccidentEarnings  stated `json:"accident_earnings,omitzero"`
		PlacementEarnings stated `json:"placement_earnings,omitzero"`
	}{rest(in), stated{in.AccidentEarnings}, stated{in.PlacementEarnings}})
}
