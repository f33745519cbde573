// Package calendartest holds a host's own closed days and terms to the laws of
// package calendar, in the manner of testing/fstest: no deadline falls on a
// closed day, every closed day says why, a date is proclaimed once. A host runs
// it from a test on the days and the terms that it keeps:
//
//	func TestOurClosedDays(t *testing.T) {
//		calendartest.TestClosed(t, calendar.USWV(), proclaimed...)
//		calendartest.TestTerm(t, reply)
//	}
//
// A law that is broken fails in a test that is named after it, and prints the
// counterexample as a scenario file, which `go run ./cmd/workcomp test` runs.
// The generators are for laws of the host's own.
package calendartest
