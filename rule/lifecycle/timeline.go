package lifecycle

import (
	"reflect"
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// Versioned is a policy that has an id and a day from which it is in force; the zero
// Date is from the beginning.
type Versioned interface {
	ID() string
	Effective() calendar.Date
}

// A Timeline is the versions of one policy, by the days from which they are in
// force. The zero value has no versions: an input error.
type Timeline[P Versioned] struct{ versions []P }

// NewTimeline puts versions of a policy in the order of their days. The error is an
// *rule.InputError: no version, another policy's id, or two with one day.
func NewTimeline[P Versioned](versions ...P) (*Timeline[P], error) {
	if len(versions) == 0 {
		return nil, &rule.InputError{Field: "policy", Expected: "a policy, or versions of one"}
	}
	for _, v := range versions {
		if reflect.ValueOf(&v).Elem().IsZero() || v.ID() == "" {
			return nil, &rule.InputError{Field: "policy", Expected: "a policy, from Builtin or ParsePolicy"}
		}
		if v.ID() != versions[0].ID() {
			return nil, &rule.InputError{Field: "policy", Value: v.ID(), Expected: "versions of one policy, here of " + versions[0].ID()}
		}
	}
	sorted := slices.Clone(versions)
	slices.SortStableFunc(sorted, func(a, b P) int { return a.Effective().Compare(b.Effective()) })
	for i := 1; i < len(sorted); i++ {
		if day := sorted[i].Effective(); day == sorted[i-1].Effective() {
			return nil, &rule.InputError{Field: "effective", Value: versionOf(sorted[i]), Problem: "stands twice", Expected: "versions that begin on days of their own"}
		}
	}
	return &Timeline[P]{sorted}, nil
}

// At gives the version in force on a day, of the zero Date the latest; ok is false
// before the first.
func (t *Timeline[P]) At(day calendar.Date) (version P, ok bool) {
	if day.IsZero() && len(t.versions) > 0 {
		return t.latest(), true
	}
	for i := len(t.versions) - 1; i >= 0; i-- {
		if !t.versions[i].Effective().After(day) {
			return t.versions[i], true
		}
	}
	return version, false
}

// InForce gives the version that a calculation of a day takes, of the zero Date the
// latest. It is refused on a day before the first.
func (t *Timeline[P]) InForce(calculation string, day calendar.Date) (P, error) {
	version, ok := t.At(day)
	switch {
	case len(t.versions) == 0:
		return version, &rule.InputError{Field: "policy", Expected: "a policy, or versions of one"}
	case !ok:
		return version, notInForce(t.versions[0], calculation, "", day)
	}
	return version, nil
}

// Name is how an outcome names a version where there are several: the day from which
// it is in force, or none. Of the only version it is empty.
func (t *Timeline[P]) Name(version P) string {
	if len(t.versions) < 2 {
		return ""
	}
	return versionOf(version)
}

// Named gives the version that an outcome or a rule.PolicyID names: by the day from
// which it is in force; empty or none for the one that has no day, or the only one.
func (t *Timeline[P]) Named(version string) (P, error) {
	var days []string
	for _, v := range t.versions {
		day := versionOf(v)
		if version == day || version == "" && (day == "none" || len(t.versions) == 1) {
			return v, nil
		}
		days = append(days, day)
	}
	var none P
	return none, strict.UnknownWord("version", version, days)
}

// Versions gives the versions, in the order of their days.
func (t *Timeline[P]) Versions() []P { return slices.Clone(t.versions) }

func (t *Timeline[P]) latest() P { return t.versions[len(t.versions)-1] }

// versionOf is the day from which a version is in force, or none.
func versionOf(policy Versioned) string {
	if day := policy.Effective(); !day.IsZero() {
		return day.String()
	}
	return "none"
}

var inForce = rule.Template{ID: "policy.effective", Text: "On {day} the policy was not in force: it is effective from {effective}."}

// notInForce refuses what belongs to a day before the first version of a policy.
func notInForce(policy Versioned, event, state string, day calendar.Date, asked ...string) error {
	f := inForce.Finding(false, rule.Date("day", day), rule.Date("effective", policy.Effective()))
	f.Cite, f.Interpretations = rule.Citation(policy.ID()), asked
	return &rule.Refused{Event: event, State: state, Findings: []rule.Finding{f}}
}
