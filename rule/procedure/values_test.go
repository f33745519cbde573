package procedure_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/rule"
	. "github.com/workcomp-go/workcomp/rule/procedure"
)

const boiler = `procedure: boiler
title: Boilers
source: Rule 1
states: [cold, hot]
roles: [stoker]
case: {fires: count, grade: [light, grave]}
events:
  heat: {grade: text}
  cool: {}
rows:
  - {id: "1", from: [cold, hot], on: heat, by: stoker, to: hot, cite: Rule 1, says: It is heated., effects: [{set: {grade: event.grade, fires: case.fires + 1}}]}
  - {id: "2", from: hot, on: cool, by: stoker, to: cold, cite: Rule 2, says: It is cooled., effects: [{set: {fires: case.fires - 2}}]}
`

// What a case is set to is one of its words, and a count never under zero.
func TestProcedure_setsWhatAFactCanBe(t *testing.T) {
	p, err := Parse("boiler.yaml", []byte(boiler))
	if err != nil {
		t.Fatal(err)
	}
	c, _ := play(t, p, `{"event":"heat","on":"2025-01-06","by":"stoker","grade":"light"}`)
	for text, want := range map[string]struct{ field, says string }{
		`{"event":"heat","on":"2025-01-07","by":"stoker","grade":"lihgt"}`: {"grade", `did you mean "light"?`},
		`{"event":"cool","on":"2025-01-07","by":"stoker"}`:                 {"fires", "is negative"},
	} {
		e, err := p.UnmarshalEvent([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		after, _, err := p.Apply(c, e)
		var input *rule.InputError
		if !errors.As(err, &input) || input.Field != want.field || !strings.Contains(err.Error(), want.says) || after.State != c.State {
			t.Errorf("%s: got %v", text, err)
		}
	}
	for only, says := range map[string]string{"light, grave": "one of light, grave", "light": "one of light"} {
		text := strings.NewReplacer("[light, grave]", "["+only+"]", "grade: event.grade", `grade: '"heavy"'`).Replace(boiler)
		if _, err := Parse("boiler.yaml", []byte(text)); err == nil || !strings.Contains(err.Error(), `"heavy" is not valid, expected `+says) {
			t.Errorf("a word that is none of %s: %v", only, err)
		}
	}
}

const tags = `procedure: tags
title: Tags
source: Rule 1
states: [open, closed]
final: [closed]
roles: [board]
case: {tags: list}
events: {tag: {names: list}}
rows:
  - id: several
    from: open
    on: tag
    by: board
    if: 'count(event.names, # startsWith "x") >= 2 and any(case.tags, # == "y") and all(event.names, # != "z")'
    to: closed
    cite: Rule 1.1
    says: Several.
  - {id: kept, from: open, on: tag, by: board, cite: Rule 1.2, says: Kept., effects: [{set: {tags: event.names}}]}
`

// What a case that is read from JSON does not say is as it begins, also where it is read over another.
func TestCase_UnmarshalJSON_whatItDoesNotSay(t *testing.T) {
	p, err := Parse("boiler.yaml", []byte(strings.Replace(boiler, "fires: count", "fires: {count: 3}", 1)))
	if err != nil {
		t.Fatal(err)
	}
	e, err := p.UnmarshalEvent([]byte(`{"event":"heat","on":"2025-01-06","by":"stoker","grade":"light"}`))
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]int{`{"state":"cold","docket":{"duties":null}}`: 4,
		`{"state":"cold","fires":7,"docket":{"duties":null}}`: 8, `{"grade":"grave","state":"cold","fires":7,"docket":{"duties":null}}`: 8} {
		for over, c := range map[string]Case{"nothing": {}, "the start": p.Start()} {
			if err := c.UnmarshalJSON([]byte(text)); err != nil {
				t.Fatal(err)
			}
			after, _, err := p.Apply(c, e)
			if after.Fact("fires") != want || err != nil {
				t.Errorf("%s over %s: %v fires, %v; want %d", text, over, after.Fact("fires"), err, want)
			}
		}
	}
}

// A list of the case and of an event is asked by its entries.
func TestProcedure_Apply_entriesOfLists(t *testing.T) {
	p, err := Parse("tags.yaml", []byte(tags))
	if err != nil {
		t.Fatal(err)
	}
	c := p.Start()
	for _, step := range []struct {
		names string
		state State
	}{{`["x1", "x2"]`, "open"}, {`["x1", "y"]`, "open"}, {`["x1", "x2", "z"]`, "open"}, {`["y"]`, "open"}, {`["x1", "x2"]`, "closed"}} {
		e, err := p.UnmarshalEvent([]byte(`{"event": "tag", "on": "2025-01-01", "by": "board", "names": ` + step.names + `}`))
		if err != nil {
			t.Fatal(err)
		}
		if c, _, err = p.Apply(c, e); err != nil || c.State != step.state {
			t.Fatalf("%s: %s, %v; want %s", step.names, c.State, err, step.state)
		}
	}
}

func TestParse_aTestThatACommentCutsOff(t *testing.T) {
	_, err := Parse("tags.yaml", []byte(strings.Replace(tags, `'count(event.names, # startsWith "x") >= 2`, `count(event.names, # startsWith "x") >= 2`, 1)))
	if err == nil || !strings.Contains(err.Error(), `; the text ends before # startsWith "x") >= 2`) || !strings.Contains(err.Error(), "needs quotes") {
		t.Error(err)
	}
}

const owed = `procedure: owed
title: Owed
source: Rule 1
states: [open]
final: [open]
roles: [board]
case: {since: date, last: date}
values: {reply: {days: 10, cite: Rule 1}, notice: {days: 3, cite: Rule 1}}
duties:
  reply: {by: board, to: board, within: reply, after: case.since, cite: Rule 2}
events: {begin: {since: date, years: {count: [1, 5]}, times: count}, ask: {}, ask_soon: {}, ask_late: {}, answer: {}}
rows:
  - {id: "1", from: open, on: begin, by: board, cite: Rule 1, says: Begun., effects: [{set: {since: event.since}}]}
  - {id: "2", from: open, on: ask, by: board, cite: Rule 2, says: Asked., effects: [{open: reply}]}
  - {id: "3", from: open, on: ask_soon, by: board, cite: Rule 2, says: Asked., effects: [{open: reply, within: notice, after: event.on}]}
  - {id: "4", from: open, on: ask_late, by: board, cite: Rule 2, says: Asked., effects: [{open: reply, after: event.on}]}
  - {id: "5", from: open, on: answer, by: board, cite: Rule 2, says: Answered., effects: [{perform: reply}]}
`

// What an effect does not say of a duty, the duty says: its term, and the day after which it is counted.
func TestProcedure_opensADutyInItsTerm(t *testing.T) {
	p, err := Parse("owed.yaml", []byte(owed))
	if err != nil {
		t.Fatal(err)
	}
	_, outcomes := play(t, p, `{"event":"begin","on":"2025-01-06","by":"board","since":"2025-01-01"}`, `{"event":"ask","on":"2025-01-07","by":"board"}`,
		`{"event":"ask_soon","on":"2025-01-08","by":"board"}`, `{"event":"ask_late","on":"2025-01-09","by":"board"}`)
	for i, want := range []string{"2025-01-11", "2025-01-11", "2025-01-19"} {
		if got := outcomes[i+1].Opened[0].Due.String(); got != want {
			t.Errorf("%d: due %s, want %s", i+1, got, want)
		}
	}
}

// A term over closed days ends on an open one, the next where the file does not say which.
func TestProcedure_rollsATerm(t *testing.T) {
	for term, want := range map[string]string{"": "2025-01-11", ", closed: weekends": "2025-01-13", ", closed: weekends, roll: preceding": "2025-01-10",
		", closed: weekends, roll: none": "2025-01-11", ", closed: none": "2025-01-11"} {
		p, err := Parse("owed.yaml", []byte(strings.Replace(owed, "notice: {days: 3", "notice: {days: 3"+term, 1)))
		if err != nil {
			t.Fatal(err)
		}
		_, outcomes := play(t, p, `{"event":"ask_soon","on":"2025-01-08","by":"board"}`) // a Wednesday
		if got := outcomes[0].Opened[0].Due.String(); got != want {
			t.Errorf("3 days%s: due %s, want %s", term, got, want)
		}
	}
}

// A number of an event is a whole one, from the least to the most of its kind.
func TestProcedure_Apply_countsOfAnEvent(t *testing.T) {
	p, err := Parse("owed.yaml", []byte(owed))
	if err != nil {
		t.Fatal(err)
	}
	for years, valid := range map[string]bool{"0": false, "1": true, "5": true, "6": false, "2.5": false, "2.0": true, "1e21": false, "200e-2": true,
		"100000000000000000000000e-23": false, "-1": false} {
		e, err := p.UnmarshalEvent([]byte(`{"event":"begin","on":"2025-01-06","by":"board","years":` + years + `}`))
		if err == nil {
			_, _, err = p.Apply(p.Start(), e)
		}
		if (err == nil) != valid || err != nil && !strings.Contains(err.Error(), "a whole number from 1 to 5") {
			t.Errorf("%s years: %v", years, err)
		}
	}
	for times, valid := range map[string]bool{"0": true, "-1": false, "1000000000": true, "1000000001": false} {
		e, err := p.UnmarshalEvent([]byte(`{"event":"begin","on":"2025-01-06","by":"board","times":` + times + `}`))
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = p.Apply(p.Start(), e)
		if (err == nil) != valid || err != nil && !strings.Contains(err.Error(), "a whole number from 0 to 1000000000") {
			t.Errorf("%s times: %v", times, err)
		}
	}
	for _, name := range []string{"1ask", "_ask"} {
		text := strings.Replace(owed, "ask_soon: {}", name+": {}", 1)
		if _, err := Parse("owed.yaml", []byte(text)); err == nil || !strings.Contains(err.Error(), `"`+name+`" is not valid, expected a name of small letters, digits and _`) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// A number is written with an exponent of 20 at the most, also where more would be within its bounds.
func TestProcedure_Apply_countsWithAnExponent(t *testing.T) {
	p, err := Parse("owed.yaml", []byte(strings.Replace(owed, "count: [1, 5]", "count: [1, 1e22]", 1)))
	if err != nil {
		t.Fatal(err)
	}
	for years, valid := range map[string]bool{"1e20": true, "1e21": false, "1" + strings.Repeat("0", 20) + "e-20": true,
		"1" + strings.Repeat("0", 21) + "e-21": false} {
		e, err := p.UnmarshalEvent([]byte(`{"event":"begin","on":"2025-01-06","by":"board","years":` + years + `}`))
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err = p.Apply(p.Start(), e); (err == nil) != valid {
			t.Errorf("%s years: %v", years, err)
		}
	}
}

// A value of each kind is asked by its unit.
func TestProcedure_asksValues(t *testing.T) {
	for value, want := range map[string]string{"days: 3": "3", "business_days: 3, closed: weekends": "3", "weeks: 3": "3", "months: 3": "3",
		"years: 3": "3", "count: 3": "3", "percent: 2.5": "2.5", "amount: 2.50": "2.50", "number: -1": "-1",
		"date: 2025-01-06": "2025-01-06", "text: Board": "Board"} {
		unit, _, _ := strings.Cut(value, ":")
		text := strings.NewReplacer("notice: {days: 3", "notice: {days: 3, cite: Rule 1}, asked: {"+value,
			"says: Begun.", `says: "It is {policy.asked.`+unit+`}."`).Replace(owed)
		p, err := Parse("owed.yaml", []byte(text))
		if err != nil {
			t.Errorf("%s: %v", value, err)
			continue
		}
		_, outcomes := play(t, p, `{"event":"begin","on":"2025-01-06","by":"board"}`)
		if got := outcomes[0].Findings[0].Text(); got != "It is "+want+"." {
			t.Errorf("%s: got %s", value, got)
		}
	}
}
