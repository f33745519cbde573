// Package scenario reads and runs scenario files: cases in dated steps
// with the answers that are expected of them. A scenario is an example, a test
// and a page of documentation at once, and policy analysts write it:
//
//	scenario: XYZ, Inc. is a focus program employer
//	source: W. Va. Code R. § 85-23-14, note, step 4
//	domain: classify
//	policy: wv-85-23
//	steps:
//	  - on: 1995-01-31
//	    event: review
//	    with: {from: 1994-07-01, to: 1994-12-31, three_year_premium: 32850, emf: 1.73}
//	    expect: {tier: focus, cites: [85-23-4.1, 85-23-14]}
//
// A step is an event of a case, which may move it, or the call of a pure
// calculation, which has neither a day nor a state of its own. [Load] reads a
// file strictly and reports all of its mistakes at once, [Scenario.Run] drives
// the domain through its public functions and compares, [Result.Text] and
// [Result.Markdown] write what came, and [Pages] makes the documentation of many
// cases. Nothing here opens a file: the host reads it, and the policy files it
// names, and gives the text.
package scenario
