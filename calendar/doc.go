// Package calendar calculates with civil dates as provisions do: terms that run
// "within 60 days of" an event, months that have no 31st, deadlines that fall
// on a holiday, periods, quarters, pay periods, ages, and the duties that are
// due on a day.
//
//	Date ── Add(Span, Rounding) ──▶ Date, or both candidates of an ambiguous sum
//	event ── Term{Length, Before, Roll, Closed, Rounding, Suspended}.From ──▶ Due{Date, Skipped, SuspendedDays}
//	Closed ── On, BusinessDaysBetween      Holidays, Rows ──▶ the table as data      Table ── NewClosed ──▶ Closed
//	Period ── ByMonth, ByRollingMonth ──▶ pieces      LongerThan, OrLonger ──▶ yes or no
//	Quarter ── Period, MonthEndAfter      FiscalYear ── QuarterOf, Quarter, Year
//	Week ── Period      PayCycle ── Of ──▶ PayPeriod      Age(born, on) ──▶ years
//	Recurrence{Anchor, Every, Last}.Dates ──▶ dates
//	Docket ── Open, Close, OverdueOn, Next ──▶ duties ── ICS ──▶ a calendar that calendar programs read
//
// A [Date] is a day from 0001-01-01 to 9999-12-31 of the proleptic Gregorian
// calendar, without time of day or time zone. Nothing here reads a clock: the
// host says which day it is. Dates, periods, quarters and weeks travel as text,
// through JSON, gob and database/sql; the zero value is no date, and NULL.
//
// To add months to a date, name the rounding for a month that has no such
// day. Without one the sum is an error with both candidates; outside
// the calendar it is an error and never another date.
//
// A [Term] does not count the day of the event and counts the last day. A
// [Due] names each closed day that it moved past, and why that is closed.
//
// Which days are closed is a table of rows: [USWV] states W. Va. Code § 2-2-1
// from 1990, [CAAB] the general holidays of Alberta, and a [Table] is a host's
// own, which may start from one of these. Days that no rule gives, such as those
// a governor proclaims, are data that the host adds with [Closed.With].
//
// Every error of the package is one of four kinds and names its field:
// [*InputError] for input that cannot be, [*AmbiguousError], [*RangeError] and
// [*BackwardsError].
//
// No value changes after it is made, so all may be copied and are safe for any
// number of goroutines. It imports the standard library, and to read JSON one internal package.
package calendar
