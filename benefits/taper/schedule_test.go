package taper

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

func day(s string) calendar.Date { return calendar.MustParse(s) }

func percent(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// A schedule goes to JSON and back as it was written: steps, or segments.
func TestScheduleJSON(t *testing.T) {
	for _, text := range []string{
		`[{"months":1,"percent":"100"},{"weeks":2,"percent":"50.0"},{"days":3,"percent":"0"}]`,
		`[{"from":"2025-01-06","steps":[{"months":2,"percent":"75"}]},{"from":"2025-02-03","steps":[{"months":1,"percent":"0"}]}]`,
		`[]`, `[{"months":1,"percent":"100"}]`, `[{"from":"2025-01-06","steps":[{"months":2,"percent":"75"}]}]`,
	} {
		s := Schedule{{From: day("2025-01-01")}}
		if err := json.Unmarshal([]byte(text), &s); err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if data, err := json.Marshal(s); string(data) != text || err != nil || text == "[]" && len(s) > 0 {
			t.Errorf("got  %s, %v\nwant %s", data, err, text)
		}
	}
	if data, _ := json.Marshal(Step{Months: 1}); string(data) != `{"months":1}` {
		t.Errorf("a percentage that was not stated: %s", data)
	}
	for text, want := range map[string]string{
		`[{"months":1,"percent":1},{"from":"2025-01-06","steps":[]}]`: "a list of steps beside segments is not valid",
		`[{"from":"2025-01-06","percent":1}]`:                         `key "percent" is not valid, expected one of from, steps`,
		`[{"steps":[],"percent":1}]`:                                  `key "percent" is not valid, expected one of from, steps`,
		`[{"mnths":1,"percent":1}]`:                                   `did you mean "months"?`,
		`[{"from":"2025-01-06","stepz":[]}]`:                          "stepz",
	} {
		var s Schedule
		if err := s.UnmarshalJSON([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
	if err := new(Schedule).UnmarshalJSON([]byte(`[`)); err == nil {
		t.Error("half a list was read")
	}
}

// What a schedule cannot be is named by its place.
func TestScheduleCheck(t *testing.T) {
	step := Step{Months: 1, Percent: percent("50")}
	for want, s := range map[string]Schedule{
		"schedule: missing, expected at least one step":                                       nil,
		"schedule: missing, expected at least one":                                            Steps(),
		"schedule[0]: a step of 0 months, 0 weeks and 0 days is not valid":                    Steps(Step{Percent: percent("1")}),
		"schedule[0]: a step of 1 months, 1 weeks and 0 days is not valid":                    Steps(Step{Months: 1, Weeks: 1, Percent: percent("1")}),
		"schedule[1]: -1 is negative":                                                         Steps(step, Step{Weeks: -1, Percent: percent("1")}),
		"schedule[0]: 4194305 months, weeks or days are out":                                  Steps(Step{Days: 1<<22 + 1, Percent: percent("1")}),
		"schedule[0].percent: missing, expected a percent from 0 to 100":                      Steps(Step{Months: 1}),
		"schedule[0].percent: -1 is negative":                                                 Steps(Step{Months: 1, Percent: percent("-1")}),
		"schedule[0].percent: 100.5 is not valid":                                             Steps(Step{Months: 1, Percent: percent("100.5")}),
		"schedule[0].percent: a number of extreme size":                                       Steps(Step{Months: 1, Percent: decimal.New(1, 900)}),
		"schedule[1].from: missing, expected the first day of the segment":                    {{From: day("2025-01-06"), Steps: []Step{step}}, {Steps: []Step{step}}},
		"schedule[0].steps: missing":                                                          {{From: day("2025-01-06")}},
		"schedule[1].from: 2025-01-06 is not valid, expected a day after 2025-01-06":          {{From: day("2025-01-06"), Steps: []Step{step}}, {From: day("2025-01-06"), Steps: []Step{step}}},
		"schedule[0].steps[1]: a step of 0 months, 0 weeks and 0 days is not valid, expected": {{From: day("2025-01-06"), Steps: []Step{step, {Percent: percent("1")}}}},
	} {
		if err := s.Check(); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	longest := Steps(step, Step{Days: 1 << 22, Percent: percent("100")}, Step{Weeks: 1 << 22, Percent: percent("0")})
	if err := longest.Check(); err != nil {
		t.Error(err)
	}
	if err := CheckLength("", 0, 0, 1<<22); err != nil {
		t.Error(err)
	}
}

// Months that follow one another are counted from the first day of the first; a step
// is cut where the next segment begins.
func TestScheduleDated(t *testing.T) {
	s := Steps(Step{Months: 1, Percent: percent("100")}, Step{Months: 1, Percent: percent("50")}, Step{Weeks: 1, Percent: percent("25")}, Step{Days: 2, Percent: percent("0")})
	got, err := s.Dated(day("2025-01-31"))
	if want := "[{2025-01-31 2025-02-27 100} {2025-02-28 2025-03-30 50} {2025-03-31 2025-04-06 25} {2025-04-07 2025-04-08 0}]"; fmt.Sprint(got) != want || err != nil {
		t.Errorf("got %v, %v\nwant %s", got, err, want)
	}
	s = Steps(Step{Months: 1, Percent: percent("9")}, Step{Weeks: 1, Percent: percent("8")}, Step{Months: 1, Percent: percent("7")}, Step{Months: 1, Percent: percent("6")})
	got, err = s.Dated(day("2025-01-01"))
	if want := "[{2025-01-01 2025-01-31 9} {2025-02-01 2025-02-07 8} {2025-02-08 2025-03-07 7} {2025-03-08 2025-04-07 6}]"; fmt.Sprint(got) != want || err != nil {
		t.Errorf("got %v, %v\nwant %s", got, err, want)
	}
	segments := Schedule{
		{From: day("2025-01-06"), Steps: []Step{{Months: 2, Percent: percent("75")}, {Months: 1, Percent: percent("50")}}},
		{From: day("2025-02-03"), Steps: []Step{{Weeks: 1, Percent: percent("0")}}},
	}
	got, err = segments.Dated(day("2025-01-06"))
	if want := "[{2025-01-06 2025-02-02 75} {2025-02-03 2025-02-09 0}]"; fmt.Sprint(got) != want || err != nil {
		t.Errorf("got %v, %v\nwant %s", got, err, want)
	}
	if _, err := segments.Dated(day("2025-01-07")); err == nil || !strings.Contains(err.Error(), "schedule[0].from: 2025-01-06") {
		t.Errorf("got %v", err)
	}
	for _, s := range []Schedule{Steps(Step{Months: 1 << 20, Percent: percent("1")}), {{From: day("9999-12-30"), Steps: []Step{{Weeks: 1, Percent: percent("1")}}}}} {
		if _, err := s.Dated(day("9999-12-30")); err == nil || !strings.Contains(err.Error(), "out of the calendar's range") {
			t.Errorf("got %v", err)
		}
	}
	if s.Clone()[0].Steps[0] = (Step{}); s[0].Steps[0].Months != 1 {
		t.Error("a copy shares its steps")
	}
}

// Each issue is found of the schedule that has it, and of no other.
func TestIssues(t *testing.T) {
	dated := func(steps ...Step) []Dated {
		all, err := Steps(steps...).Dated(day("2025-01-01"))
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	at := func(p string) Step { return Step{Months: 1, Percent: percent(p)} }
	for _, c := range []struct {
		name  string
		steps []Dated
		end   calendar.Date
		want  string
	}{
		{"a taper", dated(at("100"), at("50"), at("0")), day("2025-03-31"), "[]"},
		{"rises", dated(at("50"), at("75"), at("0")), day("2025-03-31"), "[rises]"},
		{"stays above", dated(at("50"), at("25")), day("2025-02-28"), "[not_to_zero]"},
		{"ends before", dated(at("50"), at("25"), at("0")), day("2025-04-30"), "[not_covered]"},
		{"falls at once", dated(at("50"), at("0")), day("2025-02-28"), "[cliff]"},
		{"zero after the end", dated(at("50"), at("25"), at("0")), day("2025-02-28"), "[zero_after_end]"},
		{"fractions", dated(at("0.5"), at("0.25"), at("0")), day("2025-03-31"), "[fraction]"},
		{"a gap", []Dated{{day("2025-01-01"), day("2025-01-31"), percent("50")}, {day("2025-02-03"), day("2025-02-28"), percent("25")}, {day("2025-03-01"), day("2025-03-31"), percent("0")}},
			calendar.Date{}, "[not_covered]"},
		{"a gap up to the end", []Dated{{day("2025-01-01"), day("2025-01-31"), percent("50")}, {day("2025-02-03"), day("2025-02-28"), percent("25")}, {day("2025-03-01"), day("2025-03-31"), percent("0")}},
			day("2025-02-01"), "[not_covered zero_after_end]"},
		{"to the last day there is", []Dated{{day("2025-01-01"), day("9999-12-31"), percent("0")}}, day("9999-12-31"), "[]"},
		{"stays where it is", dated(at("50"), at("50"), at("25"), at("0")), day("2025-04-30"), "[]"},
		{"fractions from one", dated(at("1"), at("0.5"), at("0")), day("2025-03-31"), "[fraction]"},
		{"a small percentage after a larger one", dated(at("2"), at("0.5"), at("0")), day("2025-03-31"), "[]"},
		{"one percent", dated(at("2"), at("1"), at("0")), day("2025-03-31"), "[]"},
		{"one percent is no fraction", dated(at("1"), at("0")), day("2025-02-28"), "[cliff]"},
		{"zero on the end", dated(at("50"), at("25"), at("0")), day("2025-03-01"), "[]"},
		{"zero from the beginning", dated(at("0"), at("0")), day("2024-12-31"), "[zero_after_end]"},
		{"without days", []Dated{{Percent: percent("50")}, {Percent: percent("25")}, {Percent: percent("0")}}, calendar.Date{}, "[]"},
	} {
		var got []Issue
		for _, f := range Issues(c.steps, c.end, "R-1") {
			got = append(got, f.Issue)
			if f.Finding.Cite != "R-1" || !strings.Contains(f.Finding.Text(), "("+string(f.Issue)+")") {
				t.Errorf("%s: %v", c.name, f.Finding)
			}
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("%s: got %v, want %s", c.name, got, c.want)
		}
	}
}

func TestIssues_ofNoSteps(t *testing.T) {
	if found := Issues(nil, day("2025-01-31"), "R-1"); found != nil {
		t.Error(found)
	}
}

// What is found says where.
func TestIssues_sayWhere(t *testing.T) {
	at := func(from, to, p string) Dated { return Dated{From: day(from), To: day(to), Percent: percent(p)} }
	for _, c := range []struct {
		steps []Dated
		end   string
		want  []rule.Fact
	}{
		{[]Dated{at("2025-01-01", "2025-01-31", "50"), at("2025-02-01", "2025-02-28", "40"), at("2025-03-01", "2025-03-31", "60"), at("2025-04-01", "2025-04-30", "0")}, "2025-04-30",
			[]rule.Fact{rule.Int("step", 3), rule.Num("percent", percent("60")), rule.Num("before", percent("40"))}},
		{[]Dated{at("2025-01-01", "2025-01-31", "50"), at("2025-02-01", "2025-02-28", "25"), at("2025-03-01", "2025-03-31", "0")}, "2025-04-30",
			[]rule.Fact{rule.Date("last", day("2025-03-31")), rule.Date("end", day("2025-04-30"))}},
		{[]Dated{at("2025-01-01", "2025-01-31", "50"), at("2025-02-03", "2025-02-28", "25"), at("2025-03-01", "2025-03-31", "0")}, "2025-03-31",
			[]rule.Fact{rule.Date("from", day("2025-02-01")), rule.Date("to", day("2025-02-02"))}},
		{[]Dated{at("2025-01-01", "2025-01-31", "1"), at("2025-02-01", "2025-02-28", "0.5"), at("2025-03-01", "2025-03-31", "0")}, "2025-03-31",
			[]rule.Fact{rule.Int("step", 2), rule.Num("percent", percent("0.5"))}},
	} {
		found := Issues(c.steps, day(c.end), "R-1")
		if len(found) != 1 || fmt.Sprint(found[0].Finding.Facts) != fmt.Sprint(c.want) {
			t.Errorf("got %v, want %v", found, c.want)
		}
	}
}
