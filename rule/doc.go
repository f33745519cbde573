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
// covered_zips, or any(prefixes, naics startsWith #). A condition has at most 16,000
// characters. Nothing else compiles: no clock, no division without its rounding.
//
// A fact can be a list ([Entries]) of up to 1,000 records or plain values. any(claims,
// .cost > 1000) and all(days, # <= 30) are true or false, count(claims, .open) and
// sum(claims, .open ? .cost : 0) numbers; .cost is a field of the entry, # an entry that
// is a value. A field of the same name as a fact is .cost, the fact $env.cost. No such
// question stands in another. A field that an entry lacks leaves an any open unless one
// entry holds without it, an all unless one does not, a count and a sum always; it is
// then missing by the name claims[2].cost. Of no entries an all is true.
//
// Three kinds of errors come back: [Refused], a lawful no with its findings;
// [Diagnostics], all the mistakes of a policy file at their places; and
// [InputError], input that cannot be, named by its field.
//
// Everything here is immutable once built and safe for any number of
// goroutines. Nothing reads a clock, a file or the network.
package rule
