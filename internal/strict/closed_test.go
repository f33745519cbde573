package strict

import (
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// closedOf reads closed days as a file has them, and the first mistake in it.
func closedOf(t *testing.T, text string) (ClosedDays, string) {
	t.Helper()
	var s struct {
		Closed ClosedDays `json:"closed"`
	}
	f := ParseYAML("p.yaml", []byte("closed: "+text))
	f.Decode(f.One(), "", &s)
	if f.Err() == nil {
		return s.Closed, ""
	}
	d := f.Err().(rule.Diagnostics)[0]
	d.Source = ""
	return s.Closed, string(d.Code) + " " + d.Error()
}

func TestClosedDays(t *testing.T) {
	saturday, monday := calendar.MustParse("2025-03-01"), calendar.MustParse("2025-03-03")
	for _, c := range []struct {
		text, name       string
		saturday, monday bool
	}{
		{"none", "none", false, false},
		{"weekends", "weekends", true, false},
		{"{name: ours, base: weekends, closed: [{date: 2025-03-03, name: Flood}]}", "ours", true, true},
		{"{weekend: [monday]}", "own table", false, true},
	} {
		got, mistake := closedOf(t, c.text)
		if mistake != "" || got.Days == nil {
			t.Errorf("%s: %s", c.text, mistake)
			continue
		}
		if got.String() != c.name || got.Pos != (Pos{1, 9}) {
			t.Errorf("%s: they are %s, at %v", c.text, got, got.Pos)
		}
		for day, want := range map[calendar.Date]bool{saturday: c.saturday, monday: c.monday} {
			if _, closed, err := got.Days.On(day); closed != want || err != nil {
				t.Errorf("%s: %v closed is %t, %v", c.text, day, closed, err)
			}
		}
	}
}

func TestClosedDays_mistakes(t *testing.T) {
	for text, want := range map[string]string{
		"weekend":                          `bad_value p.yaml:1:9: closed: "weekend" is not valid, expected one of none, weekends, us-wv, ca-ab, or a table (did you mean "weekends"?)`,
		"[weekends]":                       "wrong_type p.yaml:1:9: closed: a list is not valid, expected the name of closed days, or a table",
		"{bas: none}":                      `unknown_key p.yaml:1:10: closed.bas: key "bas" is not valid, expected one of name, base, weekend, rows, closed, opened (did you mean "base"?)`,
		"{base: nowhere}":                  `bad_value p.yaml:1:16: closed.base: "nowhere" is not valid, expected none, weekends, us-wv or ca-ab`,
		"{weekend: [], rows: [{name: x}]}": `bad_value p.yaml:1:30: closed.rows[0]: 0 kinds of day is not valid, expected `,
	} {
		got, mistake := closedOf(t, text)
		if len(mistake) < len(want) || mistake[:len(want)] != want {
			t.Errorf("%s:\n got %s\nwant %s", text, mistake, want)
		}
		if got.Days != nil {
			t.Errorf("%s: the days are %s", text, got)
		}
	}
}

func TestFile_ReportInput(t *testing.T) {
	f := ParseYAML("p.yaml", []byte("levels: 7\n"))
	f.ReportInput(Pos{1, 9}, "levels", &rule.InputError{Field: "own", Value: "7", Problem: "runs backwards", Expected: "at most 6", Suggestion: "6"})
	f.Report(Diagnostic{Code: rule.BadValue, Pos: Pos{1, 1}, Path: "all", Value: "an empty list", Expected: "a level"})
	want := "p.yaml:1:1: all: an empty list is not valid, expected a level\n  levels: 7\n  ^^^^^^\n" +
		"p.yaml:1:9: levels: 7 runs backwards, expected at most 6 (did you mean \"6\"?)\n  levels: 7\n          ^"
	if got := f.Err().Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestFile_Decode_texts(t *testing.T) {
	var s struct {
		Period calendar.Period `json:"period,omitzero"`
		Day    calendar.Date   `json:"day,omitzero"`
		On     bool            `json:"on,omitempty"`
	}
	f := ParseYAML("p.yaml", []byte("period: {from: 2025-01-01, to: 2025-01-31}\nday: 2025-02-01\n"))
	if f.Decode(f.One(), "", &s); f.Err() != nil || s.Period.From != calendar.MustParse("2025-01-01") || s.Period.To != calendar.MustParse("2025-01-31") {
		t.Errorf("got %v, %v", s.Period, f.Err())
	}
	f = ParseYAML("p.yaml", []byte("period: 2025\non: \"\"\n"))
	f.Decode(f.One(), "", &s)
	want := "p.yaml:1:9: period: 2025 is not valid, expected a mapping, such as {from: …, to: …}\n  period: 2025\n          ^^^^\n" +
		"p.yaml:2:6: on: \"\" is not valid, expected true or false\n  on: \"\"\n       ^"
	if f.Err() == nil || f.Err().Error() != want {
		t.Errorf("got\n%v\nwant\n%s", f.Err(), want)
	}
}
