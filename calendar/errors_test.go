package calendar_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/workcomp-go/workcomp/calendar"
)

func TestInputErrorMakesItsSentence(t *testing.T) {
	for want, e := range map[string]calendar.InputError{
		"on: missing, expected a day":                       {Field: "on", Expected: "a day"},
		"days: -1 is not valid, expected zero or more":      {Field: "days", Value: "-1", Expected: "zero or more"},
		"on: 2025-02-30 is not valid, expected a day":       {Field: "on", Value: "2025-02-30", Expected: "a day"},
		"quarter: 2025-Q5 is not valid, expected a quarter": {Field: "quarter", Value: "2025-Q5", Expected: "a quarter"},
		"flag: true is not valid, expected a text":          {Field: "flag", Value: "true", Expected: "a text"},
		"flag: false is not valid, expected a text":         {Field: "flag", Value: "false", Expected: "a text"},
		`facts: {"a":1} is not valid, expected no facts`:    {Field: "facts", Value: `{"a":1}`, Expected: "no facts"},
		`facts: "{\n}" is not valid, expected no facts`:     {Field: "facts", Value: "{\n}", Expected: "no facts"},
		`facts: "{" is not valid, expected no facts`:        {Field: "facts", Value: "{", Expected: "no facts"},
		`by: "Q" is not valid, expected a role`:             {Field: "by", Value: "Q", Expected: "a role"},
		`by: " to " is not valid, expected a role`:          {Field: "by", Value: " to ", Expected: "a role"},
		"on: 2025-01-01 runs backwards, expected a later day": {Field: "on", Value: "2025-01-01", Problem: "runs backwards",
			Expected: "a later day"},
		"with: a list is not valid, expected a mapping":                   {Field: "with", Problem: "a list is not valid", Expected: "a mapping"},
		"a list is not valid, expected a mapping":                         {Problem: "a list is not valid", Expected: "a mapping"},
		`by: "clrk" is not valid, expected clerk (did you mean "clerk"?)`: {Field: "by", Value: "clrk", Expected: "clerk", Suggestion: "clerk"},
		"from: 2025-01-01 to 2025-01-31 overlaps 2025-01-31 to 2025-02-28, expected a later period": {Field: "from",
			Value: "2025-01-01 to 2025-01-31", Problem: "overlaps 2025-01-31 to 2025-02-28", Expected: "a later period"},
	} {
		if got := e.Error(); got != want {
			t.Errorf("got %s\nwant %s", got, want)
		}
	}
}

func TestInputError_ofAValueOf400BytesShowsItWhole(t *testing.T) {
	value := strings.Repeat("x", 400)
	e := &calendar.InputError{Field: "event", Value: value, Expected: "a day"}
	if want := `event: "` + value + `" is not valid, expected a day`; e.Error() != want {
		t.Errorf("got %s", e)
	}
}

// A message stays short whatever was given.
func TestInputError_ofALongValue(t *testing.T) {
	e := &calendar.InputError{Field: "event", Value: strings.Repeat("ü", 5000), Expected: "a day"}
	if s := e.Error(); len(s) > 600 || !strings.Contains(s, "…") || !utf8.ValidString(s) {
		t.Errorf("%d bytes: %.80s", len(s), s)
	}
}
