package procedure_test

import (
	"strings"
	"testing"

	. "github.com/workcomp-go/workcomp/rule/procedure"
)

// periods is a procedure that counts values in a row, by a limit, over periods of a
// length.
const periods = `
procedure: periods
title: Periods
source: A test
states: [open]
final: [open]
roles: [board]
parties: [employer]
case: {least: number}
series: {rates: {each: EACH, period: event.on, value: event.rate}}
values: {visit: {days: 10, cite: Rule 1}}
duties:
  visit: {by: board, to: employer, within: visit, after: event.on, cite: Rule 1}
  letter: [{by: board, to: employer, cite: Rule 1}, {by: employer, to: board, cite: Rule 2}]
functions:
  low: {run: rates, LIMIT: "10"}
  over: {yes_no: event.rate > 10}
  word: {text: "event.rate > 10 ? \"high\" : \"low\""}
  day: {day: event.on}
events: {rate: {rate: number}, lower: {}}
rows:
  - id: "1"
    from: open
    on: rate
    needs: [rate]
    cite: Rule 1
    says: "{low.length} from {low.from}, {over.yes_no}, {word.text}, {day.day}."
    effects: [{record: rates}, {open: visit}, {open: letter, cite: Rule 1, once: true}, {open: letter, cite: Rule 2, owed_by: '"board"'}]
  - {id: "2", from: open, on: lower, cite: Rule 1, says: Done., effects: [{perform: all, except: [letter]}, {replace: letter, owed_by: board, all: true},
     {perform: letter, if: case.last_on == event.on}, {set: {least: }}]}
`

func TestSeriesFacts_periods(t *testing.T) {
	for _, c := range []struct{ each, limit, days, want string }{
		{"year", "below", "2023-05-01 9, 2024-07-01 9.99, 2025-01-01 10", "0 from , false, low, 2025-01-01."},
		{"quarter", "at_most", "2024-11-01 10, 2025-01-01 3, 2025-06-30 10", "3 from 2024-Q4, false, low, 2025-06-30."},
		{"quarter", "at_most", "2024-11-01 10, 2025-01-01 11, 2025-06-30 10", "1 from 2025-Q2, false, low, 2025-06-30."},
		{"quarter", "above", "2024-07-01 11, 2025-01-01 12", "1 from 2025-Q1, true, high, 2025-01-01."},
		{"month", "at_least", "2024-12-31 10, 2025-01-01 10", "2 from 2024-12, false, low, 2025-01-01."},
	} {
		p, err := Parse("p.yaml", []byte(strings.NewReplacer("EACH", c.each, "LIMIT", c.limit).Replace(periods)))
		if err != nil {
			t.Fatal(err)
		}
		var events []string
		for _, day := range strings.Split(c.days, ", ") {
			on, rate, _ := strings.Cut(day, " ")
			events = append(events, `{"event":"rate","on":"`+on+`","rate":"`+rate+`"}`)
		}
		last, outcomes := play(t, p, events...)
		if got := outcomes[len(outcomes)-1].Findings[0].Text(); got != c.want {
			t.Errorf("%s, %s: got %s, want %s", c.each, c.limit, got, c.want)
		}
		if rates := last.Fact("rates").([]Entry); len(rates) != len(events) {
			t.Errorf("got %v", rates)
		}
		on := c.days[strings.LastIndex(c.days, ", ")+2:][:len("2025-01-01")]
		end, outcomes := play(t, p, append(events, `{"event":"lower","on":"`+on+`"}`)...)
		if closed := outcomes[len(events)].Closed; len(closed) != 2*len(events)+1 || len(end.Docket.Duties) != 0 {
			t.Errorf("closed are %v, open %v", closed, end.Docket.Duties)
		}
	}
}

// The number of a year is one of the calendar's.
func TestSeriesFacts_years(t *testing.T) {
	p, err := Parse("p.yaml", []byte(strings.NewReplacer("EACH", "year", "LIMIT", "at_least", "period: event.on", "period: event.year", "rate: {rate: number}",
		"rate: {rate: number, year: number}").Replace(periods)))
	if err != nil {
		t.Fatal(err)
	}
	for year, period := range map[string]string{"0": "", "-1": "", "1": "0001", "2025": "2025", "2024.5": "", "9999": "9999", "10000": ""} {
		e, err := p.UnmarshalEvent([]byte(`{"event":"rate","on":"2025-01-01","rate":"10","year":"` + year + `"}`))
		if err != nil {
			t.Fatal(err)
		}
		next, _, err := p.Apply(p.Start(), e)
		if period == "" {
			if err == nil || !strings.Contains(err.Error(), "expected a year, from 1 to 9999") {
				t.Errorf("%s: got %v", year, err)
			}
			continue
		}
		if rates := next.Fact("rates").([]Entry); err != nil || len(rates) != 1 || rates[0].Period != period {
			t.Errorf("%s: got %v, %v", year, rates, err)
		}
	}
}

// What a function cannot find is an error of the event that names what is wrong.
func TestDatesFacts_errors(t *testing.T) {
	text := strings.NewReplacer("EACH", "day", "{run: rates, LIMIT: \"10\"}", "{dates: visit, from: event.on, until: case.last_on, duty: letter}", "{low.length} from {low.from}",
		"{low.length}", "duty: letter", "duty: visit").Replace(periods)
	p, err := Parse("p.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	c := p.Start()
	for i, day := range []string{"2025-01-01", "2025-01-02"} {
		e, err := p.UnmarshalEvent([]byte(`{"event":"rate","on":"` + day + `","rate":"1"}`))
		if err != nil {
			t.Fatal(err)
		}
		next, outcome, err := p.Apply(c, e)
		if err != nil {
			t.Fatal(err)
		}
		if i == 1 && !strings.Contains(outcome.Findings[0].Text(), "(not given)") { // the recurrence ends before it begins
			t.Errorf("got %v", outcome)
		}
		c = next
	}
}

// The entries of a series without values are 1 each. Since a day that is not given nothing is counted.
func TestCountFacts(t *testing.T) {
	text := strings.NewReplacer("EACH", "day", ", value: event.rate", "", "{run: rates, LIMIT: \"10\"}",
		"{count: rates, since: event.since}", "rate: {rate: number}", "rate: {rate: number, since: date}",
		"{low.length} from {low.from}", "{low.entries} are {low.sum}").Replace(periods)
	p, err := Parse("p.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	_, outcomes := play(t, p, `{"event":"rate","on":"2025-01-01","rate":"1","since":"2025-01-01"}`,
		`{"event":"rate","on":"2025-01-02","rate":"1","since":"2025-01-01"}`,
		`{"event":"rate","on":"2025-01-03","rate":"1","since":"2025-01-02"}`, `{"event":"rate","on":"2025-01-04","rate":"1"}`)
	for i, want := range []string{"1 are 1", "2 are 2", "2 are 2", "(not given) are (not given)"} {
		if got := outcomes[i].Findings[0].Text(); !strings.HasPrefix(got, want) {
			t.Errorf("%d: got %s, want %s", i, got, want)
		}
	}
}
