package procedure_test

import (
	"fmt"

	. "github.com/workcomp-go/workcomp/rule/procedure"
)

// ask parses a procedure of one event, a year's number, whose row says what a function
// finds, and prints what it says of some events.
func ask(function, says string, events ...string) {
	p, err := Parse("example.yaml", []byte(`
procedure: example
title: An example
source: The example of a function
states: [open]
final: [open]
roles: [board]
case: {baseline: {number: 40}}
series:
  ratios: {each: year, period: event.year, value: event.ratio}
  claims: {each: day, period: event.on}
values:
  look_back: {years: 3, cite: Rule 1}
  quarterly: {months: 3, cite: Rule 1}
duties:
  visit: {by: board, to: employer, cite: Rule 1}
functions:
  found: `+function+`
  visits: {dates: quarterly, from: event.on, until: event.until, duty: visit}
events: {rate: {year: {count: [1990, 2100]}, ratio: number, until: date}, visit: {}}
rows:
  - id: "1"
    from: open
    on: rate
    cite: Rule 1
    says: "`+says+`"
    effects: [{record: ratios}, {record: claims}, {open: visit, each: visits, if: given.until}]
  - {id: "2", from: open, on: visit, cite: Rule 1, says: Visited., effects: [{perform: visit}]}
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	c := p.Start()
	for _, text := range events {
		e, err := p.UnmarshalEvent([]byte(text))
		if err != nil {
			fmt.Println(err)
			return
		}
		next, outcome, err := p.Apply(c, e)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(outcome.Findings[0].Text())
		for _, d := range outcome.Opened {
			fmt.Println(d.ID, d.Due)
		}
		c = next
	}
}

// How many of the last years in a row had a ratio of 200 or more.
func ExampleRunFacts() {
	ask("{run: ratios, at_least: \"200\"}", "{found.length} in a row from {found.from}.",
		`{"event":"rate","on":"2021-01-01","year":2020,"ratio":200}`,
		`{"event":"rate","on":"2022-01-01","year":2021,"ratio":250}`,
		`{"event":"rate","on":"2023-01-01","year":2022,"ratio":199}`,
		`{"event":"rate","on":"2024-01-01","year":2023,"ratio":300}`,
		`{"event":"rate","on":"2026-01-01","year":2025,"ratio":300}`)
	// Output:
	// 1 in a row from 2020.
	// 2 in a row from 2020.
	// 0 in a row from .
	// 1 in a row from 2023.
	// 1 in a row from 2025.
}

// By how much the last year is better than the average of the two before it.
func ExampleImprovementFacts() {
	ask("{improvement: ratios, periods: 2, places: 1}",
		"Known {found.known}: {found.percent} percent below {found.baseline}.",
		`{"event":"rate","on":"2021-01-01","year":2020,"ratio":120}`,
		`{"event":"rate","on":"2022-01-01","year":2021,"ratio":90}`,
		`{"event":"rate","on":"2023-01-01","year":2022,"ratio":80}`)
	// Output:
	// Known false: (not given) percent below (not given).
	// Known false: (not given) percent below (not given).
	// Known true: 23.8 percent below 105.0.
}

// Against a baseline that the case keeps.
func ExampleImprovementFacts_baseline() {
	ask("{improvement: ratios, baseline: case.baseline}",
		"{found.amount} better, {found.percent} percent.", `{"event":"rate","on":"2021-01-01","year":2020,"ratio":50}`)
	// Output:
	// -10.00 better, -25.00 percent.
}

// How many claims there were in the three years up to this one, this one included.
func ExampleCountFacts() {
	ask("{count: claims, within: look_back}", "{found.entries} claims.",
		`{"event":"rate","on":"2021-06-30","year":2020,"ratio":1}`,
		`{"event":"rate","on":"2022-06-30","year":2021,"ratio":1}`,
		`{"event":"rate","on":"2024-06-30","year":2023,"ratio":1}`,
		`{"event":"rate","on":"2024-06-30","year":2024,"ratio":1}`)
	// Output:
	// 1 claims.
	// 2 claims.
	// 2 claims.
	// 3 claims.
}

// Since a day, of the ratios that are above a limit.
func ExampleCountFacts_since() {
	ask("{count: ratios, since: 'date(\"2021-01-01\")', above: case.baseline}",
		"{found.entries}, together {found.sum}.",
		`{"event":"rate","on":"2021-06-30","year":2020,"ratio":50}`,
		`{"event":"rate","on":"2022-06-30","year":2021,"ratio":50}`,
		`{"event":"rate","on":"2023-06-30","year":2022,"ratio":40}`,
		`{"event":"rate","on":"2024-06-30","year":2023,"ratio":41.5}`)
	// Output:
	// 0, together 0.
	// 1, together 50.
	// 1, together 50.
	// 2, together 91.5.
}

// The dates of a recurrence, each with a duty.
func ExampleDatesFacts() {
	ask("{number: visits.length}",
		"{visits.length} visits, from {visits.first} to {visits.last}.",
		`{"event":"rate","on":"2021-01-31","year":2020,"ratio":1,"until":"2021-08-01"}`)
	// Output:
	// 3 visits, from 2021-01-31 to 2021-07-31.
	// visit 2021-01-31
	// visit 2021-04-30
	// visit 2021-07-31
}

// The larger of two numbers: an expression under a name.
func ExampleNumberFacts() {
	ask("{number: \"max(case.baseline, event.ratio)\"}", "The larger is {found.number}.",
		`{"event":"rate","on":"2021-01-01","year":2020,"ratio":39.5}`,
		`{"event":"rate","on":"2022-01-01","year":2021,"ratio":40.5}`)
	// Output:
	// The larger is 40.
	// The larger is 40.5.
}
