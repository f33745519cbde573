package benefits

import (
	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/rule"
)

// The ids of the interpretations.
const (
	roundHalfUp           = "round-half-up"
	nearestTie            = "net-nearest-100-tie"
	topUpReading          = "top-up-reading"
	apportionStraddle     = "apportion-straddle"
	uncappedFrom          = "uncapped-from"
	cppEmployerShare      = "cpp-employer-share"
	holidayPay            = "holiday-pay"
	fullCompensationWages = "full-compensation-wages"
)

// questions are the interpretations that a policy must have, with the readings
// that the engine knows; rounding is that of a subsidy too.
var (
	rounding  = reading.Question{ID: roundHalfUp, Readings: []string{string(rule.HalfUp), string(rule.HalfEven)}}
	questions = []reading.Question{
		rounding,
		{ID: nearestTie, Readings: []string{"up", "down"}},
		{ID: topUpReading, Readings: []string{string(NetDifference), string(FullCompensation)}},
		{ID: apportionStraddle, Readings: []string{"by_days", "first_day"}},
		{ID: uncappedFrom}, // any day, or never
		{ID: cppEmployerShare, Readings: []string{"employer_share", "both_shares"}},
		{ID: holidayPay, Readings: []string{"as_booked", "vacation_too"}},
		{ID: fullCompensationWages, Readings: []string{"as_given", "net"}},
	}
)
