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
	_, err = Parse("boiler.yaml", []byte(strings.Replace(boiler, "grade: event.grade", `grade: '"heavy"'`, 1)))
	if err == nil || !strings.Contains(err.Error(), `"heavy" is not valid, expected one of light, grave`) {
		t.Errorf("a word that is none: %v", err)
	}
}
