package benefits

import "github.com/workcomp-go/workcomp/benefits/taper"

// The words of a subsidy schedule, as package taper has them and a placement
// agrees on them. Their zero values are those of package taper.
type (
	Step      = taper.Step      // a percentage for a number of months, weeks or days
	Segment   = taper.Segment   // steps counted from a day of their own, in force to the day before the next segment
	Schedule  = taper.Schedule  // all segments; steps alone are one segment from the placement's first day
	Agreement = taper.Agreement // a placement's first and last day, and its schedule
	Dated     = taper.Dated     // a step with its first and its last day
	Issue     = taper.Issue     // something that the board should look at; no error
)

// The issues, in the order in which they are listed, of the steps in force.
const (
	Rises        = taper.Rises        // a step has a higher percentage than the one before
	NotToZero    = taper.NotToZero    // the last step is not 0 %
	NotCovered   = taper.NotCovered   // a day of the placement, or between two segments, lies in no step
	Cliff        = taper.Cliff        // the percentage falls to 0 % at once
	ZeroAfterEnd = taper.ZeroAfterEnd // the first step of 0 % begins after the placement's last day
	Fraction     = taper.Fraction     // the percentages may be meant as fractions: none is above 1, and one lies between 0 and 1
)

// Steps is the schedule of steps that follow one another from the first day.
func Steps(steps ...Step) Schedule { return taper.Steps(steps...) }
