package classify

import (
	"encoding/json"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
)

// A Profile is what is known of an employer from the start. The zero value is an employer
// of whom nothing is known.
type Profile struct {
	// BargainedCommittee: the employer is "a member of a multi-employer group
	// operating under a collective bargaining agreement" whose safety committee
	// meets or exceeds the rule (5.3.1).
	BargainedCommittee bool `json:"bargained_committee,omitempty"`
}

// UnmarshalJSON reads the JSON form strictly: a key that there is not, in another case or
// twice, and a value of another type are *rule.InputErrors that name it.
func (p *Profile) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, p) }

// A Standing is where one employer stands: a plain value. Start gives the
// first, Apply the next. It marshals to JSON and back without loss. The zero value has no
// tier, an input error.
type Standing struct {
	Tier     Tier    `json:"tier"`
	Reviewed bool    `json:"reviewed"` // subject to review: in a tier
	Released Release `json:"released"`
	Below    int     `json:"below"`   // consecutive review periods below the value of the tier
	Above    int     `json:"above"`   // consecutive review periods above, after a release
	Pending  Tier    `json:"pending"` // recommended and not yet decided: target, tier_three or ""
	Excluded bool    `json:"excluded"`
	// BeforeExclusion is the release by which an excluded employer comes back, where
	// the policy takes the end of an exclusion so.
	BeforeExclusion Release `json:"before_exclusion,omitempty"`

	BargainedCommittee bool `json:"bargained_committee"`

	// Reviews are those since the employer entered its tier, with what they
	// rested on. The first is review number 0.
	Reviews []PastReview `json:"reviews,omitempty"`

	LastReviewed calendar.Period  `json:"last_reviewed,omitzero"` // the last period reviewed, in any tier
	LastClosed   calendar.Period  `json:"last_closed,omitzero"`   // the last review period that closed
	LastQuarter  calendar.Quarter `json:"last_quarter,omitzero"`  // the last quarter that closed
	LastOn       calendar.Date    `json:"last_on,omitzero"`       // the day of the last event

	Docket calendar.Docket `json:"docket"`
}

// UnmarshalJSON reads a stored case as strictly as an event: a key that a case does
// not have, one that stands twice or that is always written and is not there, and a
// value that cannot be are *rule.InputErrors that name it.
func (s *Standing) UnmarshalJSON(data []byte) error {
	type plain Standing
	var read plain
	if err := strict.UnmarshalStored(data, &read); err != nil {
		return err
	}
	*s = Standing(read)
	return nil
}

// A PastReview is what a review rested on: premium and factor change at times
// of their own, so they are kept. The zero value is no review.
type PastReview struct {
	Period           calendar.Period `json:"period"`
	ThreeYearPremium decimal.Decimal `json:"three_year_premium"`
	EMF              decimal.Decimal `json:"emf"`
	Level            Tier            `json:"level"`
}

// MarshalJSON writes the amounts with the digits that were given, and a missing one
// as null.
func (r PastReview) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Period           calendar.Period `json:"period"`
		ThreeYearPremium *string         `json:"three_year_premium"`
		EMF              *string         `json:"emf"`
		Level            Tier            `json:"level"`
	}{r.Period, text(r.ThreeYearPremium), text(r.EMF), r.Level})
}

// Start gives the standing of an employer that was never classified.
func (p *Policy) Start(profile Profile) Standing {
	return Standing{Tier: None, BargainedCommittee: profile.BargainedCommittee}
}
