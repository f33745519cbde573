package scenario

import (
	"github.com/workcomp-go/workcomp/internal/told"
)

// A Draft is a scenario that a program writes: its YAML method gives the file that Load
// reads. A host's own law prints with it the case that breaks the law, to keep and run.
type Draft = told.Scenario

// A DraftStep is a step of a Draft.
type DraftStep = told.Step

// Expected is one key of what a DraftStep expects.
type Expected = told.Answer

// EventStep is the step of an event, from its JSON form.
func EventStep(event []byte, expect ...Expected) (DraftStep, error) {
	return told.Event(event, expect...)
}

// CallStep is the step of a calculation by its input. It expects the answer, of which
// the keys that are named or all of them, or the error in its place.
func CallStep(name string, with, answer any, err error, keys ...string) (DraftStep, error) {
	return told.Call(name, with, answer, err, keys...)
}

// Ended is what a step expects that ended with an error: that it is refused, or in
// error, in these words. Without an error it is nothing.
func Ended(err error) []Expected { return told.Ended(err) }
