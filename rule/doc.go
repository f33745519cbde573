// Package rule is the core beneath the domain packages. A regulation has five
// forms. Three of them are small types here: a [Condition] (a yes-or-no question
// over facts), a [Schedule] (a step function of dates or brackets) and a [Table]
// (rows of conditions and answers); a procedure is in package lifecycle, a term
// in package calendar. Every answer has one form, a [Decision] with its
// [Finding]s: what was looked at, whether it held, and the provision.
//
// Beside it stand lifecycle (rows that are executed), lint (what to look at
// before a policy runs), catalogue (a policy as data), batch (tables for many
// records at once) and receipt (a decision recorded, to be made again).
//
// Conditions are text in the syntax of github.com/expr-lang/expr. Each number
// in one is the decimal that was written, never a binary fraction: 100 * (0.1 +
// 0.2) is 30, and emf >= 1.40 holds at exactly 1.40. A condition knows facts,
// and, or, not, comparisons, + - *, in, contains, startsWith, endsWith, ?:, lists
// of literals, date("2025-01-31"), len, abs, min, max, round(x, places, "half_up")
// and div(x, y, places, "half_up") with any of the roundings, places -2 for
// hundreds; and between dates days(to - from), of which the first day does not
// count, months(to - from, "down"), years(on - born, "28_february"), where a day
// that a month or year has not is read as the text says, "up" and "1_march" the
// other way. A list under a name ([Declarations.WithLists]) is asked as zip in
// covered_zips. A condition has at most 16,000 characters. Nothing else compiles:
// no clock, no loops, no division without its rounding.
//
// Three kinds of errors come back: [Refused], a lawful no with its findings;
// [Diagnostics], all the mistakes of a policy file at their places; and
// [InputError], input that cannot be, named by its field.
//
// Everything here is immutable once built and safe for any number of
// goroutines. Nothing reads a clock, a file or the network.
package rule
