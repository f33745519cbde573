// Package procedure reads a board's own procedure from a file: what a host writes in
// Go on package lifecycle, without Go. What the file says is what happens, and a
// procedure of a file has all that a built-in one has: events and cases as JSON,
// refusals with their provisions, Permitted, histories, a catalogue, a diagram,
// scenarios and pages.
//
//	procedure: northmark-recovery
//	title: Recovery of overpaid benefits
//	source: Manual, chapter 12
//	effective: 2025-01-01 # may be left out
//	states: [found, notified, settled] # the first is the start
//	final: [settled]
//	roles: [officer, worker]
//	case: {balance: number, missed: count}
//	events:
//	  notify: {amount: number}
//	  pay: {amount: number}
//	values:
//	  reply: {days: 30, closed: weekends, cite: Manual 12.2}
//	duties:
//	  reply: {by: worker, to: officer, within: reply, cite: Manual 12.2}
//	guards:
//	  enough: {if: event.amount <= case.balance, says: "Only {case.balance:money} is owed."}
//	rows:
//	  - id: "12.2"
//	    from: found
//	    on: notify
//	    by: officer
//	    needs: [amount]
//	    to: notified
//	    cite: Manual 12.2
//	    says: "The worker is told that {event.amount:money} was paid too much."
//	    effects: [{set: {balance: event.amount}}, {open: reply}]
//	  - id: "12.5"
//	    from: notified
//	    on: pay
//	    by: worker
//	    needs: [amount, enough]
//	    to: settled
//	    cite: Manual 12.5
//	    says: "{event.amount:money} is paid."
//	    effects: [{perform: reply}]
//
// # Facts
//
// The facts of a case and of an event are of a kind: text, number, count (a whole
// number from 0), yes_no, date, list (of texts); [a, b] is a text that can be those
// words only, and {list: [a, b]} a list of them. In a case {count: 1} begins at 1, a
// yes_no as no, and a number, a text, a date and a list as nothing; in an event
// {count: [1, 3]} is from 1 to 3, and any fact may be left out. A case also has
// case.state and case.last_on, an event event.on and event.by.
//
// Conditions and expressions read case.x (the case as it was before the event),
// event.x, given.x (whether the event gives x), policy.x (the values, with their unit:
// policy.reply.days; policy.effective; and the interpretations, with _ for -), owed.x
// (how many duties of that id are open), and f.x, what a function f finds.
//
// # Rows
//
// The first row of the event, the state and the role whose if holds is the one that
// fires. One without from is an outer row: its by, requires, needs and effects count
// for every row of its event or, without on, of every event. requires are guards on
// the case, needs the facts that the event must give, and guards on them: their names
// (facts: a|b for one of two), or mappings with id, if, says, cite. An effect has if,
// and is one of:
//
//	open: DUTY              within, after, due, for, once, owed_by; each: a function of dates
//	perform, lapse, replace DUTIES, or all; for, owed_by, except; all: every one of each id
//	call: DOCUMENTS
//	await: DECISION         by: the roles that decide
//	set: {FACT: EXPRESSION} to nothing: not set any more
//	say: SENTENCE           id, fails, cite
//	record: SERIES
//
// or the name of one of the groups.
//
// # Functions
//
// A series is what a case keeps of period after period, {each: year, period:
// event.year, value: event.ratio}; an event that gives both adds an entry, and an
// effect records it. The functions count that entry in:
//
//	high: {run: ratios, at_least: policy.high.percent}    high.length, high.from: periods in a row, to the last, that meet the limit (also above, at_most, below)
//	better: {improvement: ratios, periods: 3, places: 1}  better.percent, .amount, .baseline, .known: the last value below the average of those before it (or baseline: an expression)
//	recent: {count: claims, within: three_years}          recent.entries, recent.sum: those in the term up to the event (or since: a date); with a limit those that meet it
//	visits: {dates: quarterly, from: event.on, until: case.end, duty: visit}   visits.duties, .length, .first, .last: dates of a recurrence, a value that is a term
//	larger: {number: "max(case.a, event.b)"}              larger.number: an expression under a name (also day, text, yes_no)
package procedure
