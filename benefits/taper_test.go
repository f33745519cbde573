package benefits_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
)

func TestTheExampleFallsByMonthFrom100To0(t *testing.T) { // TOJ-2, "month one wage reimbursement at 100%, month two 75%, …"
	d, err := alberta(t).Taper(benefits.TaperInput{Schedule: falling(), Start: day("2025-01-15"), End: day("2025-06-14")})
	if err != nil {
		t.Fatal(err)
	}
	var spans []string
	for _, s := range d.Value.Steps {
		spans = append(spans, s.From.String()+" "+s.To.String()+" "+s.Percent.String())
	}
	want := []string{"2025-01-15 2025-02-14 100", "2025-02-15 2025-03-14 75", "2025-03-15 2025-04-14 50", "2025-04-15 2025-05-14 25",
		"2025-05-15 2025-06-14 0"}
	if diff := cmp.Diff(want, spans); diff != "" {
		t.Error(diff)
	}
	if len(d.Value.Issues) != 0 || !d.Cites("TOJ-2") || !d.Findings[0].Holds {
		t.Errorf("issues %v, findings %v", d.Value.Issues, d.Findings)
	}
}

func TestAScheduleOfMonthsFallsEvenly(t *testing.T) { // TOJ-2, "gradually reduces the wage subsidy to 0%"
	for _, c := range []struct {
		months  int
		from    string
		want    []string
		rounded bool
	}{
		{5, "100", []string{"100", "75", "50", "25", "0"}, false},
		{2, "80", []string{"80", "0"}, false},
		{4, "100", []string{"100", "66.67", "33.33", "0"}, true},
		{3, "0.01", []string{"0.01", "0.005", "0"}, false}, // a percentage that ends is exact
		{9, "75", []string{"75", "65.625", "56.25", "46.875", "37.5", "28.125", "18.75", "9.375", "0"}, false},
		{4, "62.5", []string{"62.5", "41.67", "20.83", "0"}, true},
		{3, "0", []string{"0", "0", "0"}, false},
		{7, "100", []string{"100", "83.33", "66.67", "50", "33.33", "16.67", "0"}, true},
	} {
		d, err := alberta(t).Taper(benefits.TaperInput{Linear: &benefits.Linear{Months: c.months, From: num(c.from)}})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range d.Value.Schedule[0].Steps {
			if s.Months != 1 {
				t.Errorf("a step of %d months", s.Months)
			}
			got = append(got, s.Percent.String())
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Error(diff)
		}
		found(t, d.Findings, "round-half-up", c.rounded)
		if d.Value.Steps != nil {
			t.Error("steps have days without a start")
		}
	}
}

func TestTheEndOfAShortMonthIsNotCarriedFromStepToStep(t *testing.T) { // TOJ-2; rounded down, always from the start
	d, err := alberta(t).Taper(benefits.TaperInput{Start: day("2025-01-31"), Schedule: benefits.Schedule{{Steps: []benefits.Step{
		{Months: 1, Percent: num("100")}, {Months: 1, Percent: num("50")}, {Weeks: 1, Percent: num("25")}, {Days: 3, Percent: num("0")}}}}})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, d.Value.Steps, `[{"from":"2025-01-31","to":"2025-02-27","percent":"100"},{"from":"2025-02-28","to":"2025-03-30","percent":"50"},`+
		`{"from":"2025-03-31","to":"2025-04-06","percent":"25"},{"from":"2025-04-07","to":"2025-04-09","percent":"0"}]`)
}

func TestIssuesAreReportedInOrderAndOnce(t *testing.T) { // TOJ-2
	steps := func(percents ...string) benefits.Schedule {
		var s []benefits.Step
		for _, p := range percents {
			s = append(s, benefits.Step{Months: 1, Percent: num(p)})
		}
		return benefits.Steps(s...)
	}
	for name, c := range map[string]struct {
		schedule   benefits.Schedule
		start, end string
		want       []benefits.Issue
	}{
		"falls to 0":    {steps("100", "50", "0"), "", "", nil},
		"a flat step":   {steps("100", "100", "50", "50", "0"), "", "", nil},
		"one step of 0": {steps("0"), "", "", nil},
		"one step":      {steps("50"), "", "", []benefits.Issue{benefits.NotToZero}},
		"rises twice":   {steps("50", "60", "40", "70", "0"), "", "", []benefits.Issue{benefits.Rises}},
		"everything": {steps("50", "75"), "2025-01-15", "2025-03-15", []benefits.Issue{benefits.Rises, benefits.NotToZero,
			benefits.NotCovered}},
		"covered to the day":   {steps("100", "50", "0"), "2025-01-15", "2025-04-14", nil},
		"longer than it":       {steps("100", "50", "0", "0"), "2025-01-15", "2025-03-15", nil},
		"an end without start": {steps("100", "50", "0"), "", "2030-01-01", nil},
		"a cliff":              {steps("100", "0"), "", "", []benefits.Issue{benefits.Cliff}},
		"a cliff, later":       {steps("80", "80", "0", "0"), "", "", []benefits.Issue{benefits.Cliff}},
		"zero after the end":   {steps("100", "50", "0"), "2025-01-15", "2025-03-14", []benefits.Issue{benefits.ZeroAfterEnd}},
		"zero on the last day": {steps("100", "50", "0"), "2025-01-15", "2025-03-15", nil},
		"fractions":            {steps("1.00", "0.75", "0"), "", "", []benefits.Issue{benefits.Fraction}},
		"a whole percent":      {steps("1", "0"), "", "", []benefits.Issue{benefits.Cliff}},
		"above a fraction":     {steps("1.01", "0.5", "0"), "", "", nil},
		"segments": {benefits.Schedule{{From: day("2025-01-15"), Steps: steps("100", "50", "0")[0].Steps},
			{From: day("2025-03-01"), Steps: steps("40", "20", "0")[0].Steps}}, "", "", nil},
		"a gap": {benefits.Schedule{{From: day("2025-01-15"), Steps: steps("100", "50")[0].Steps}, {From: day("2025-03-16"),
			Steps: steps("40", "0")[0].Steps}}, "", "",
			[]benefits.Issue{benefits.NotCovered}},
		"a gap after the end": {benefits.Schedule{{From: day("2025-01-15"), Steps: steps("100", "0")[0].Steps}, {From: day("2025-03-16"),
			Steps: steps("0")[0].Steps}}, "", "2025-03-14",
			[]benefits.Issue{benefits.Cliff}},
		"everything else": {benefits.Schedule{{From: day("2025-01-15"), Steps: steps("0.5", "0")[0].Steps}, {From: day("2025-03-16"),
			Steps: steps("0.6")[0].Steps}}, "", "2025-02-10",
			[]benefits.Issue{benefits.Rises, benefits.NotToZero, benefits.Cliff, benefits.ZeroAfterEnd, benefits.Fraction}},
	} {
		in := benefits.TaperInput{Schedule: c.schedule}
		if c.start != "" {
			in.Start = day(c.start)
		}
		if c.end != "" {
			in.End = day(c.end)
		}
		d, err := alberta(t).Taper(in)
		if err != nil {
			t.Fatal(name, err)
		}
		if !slices.Equal(d.Value.Issues, c.want) || d.Value.Issues == nil {
			t.Errorf("%s: got %v, want %v", name, d.Value.Issues, c.want)
		}
		if holds := d.Findings[0].Holds; holds == (slices.Contains(c.want, benefits.Rises) || slices.Contains(c.want, benefits.NotToZero)) {
			t.Errorf("%s: falls to 0 %%: %t", name, holds)
		}
		if len(d.Findings) != 1+len(c.want) {
			t.Errorf("%s: %v", name, d.Findings)
		}
	}
}

func TestAScheduleThatCannotBe(t *testing.T) { // TOJ-2
	one := num("100")
	linear := func(months int, from string) benefits.TaperInput {
		return benefits.TaperInput{Linear: &benefits.Linear{Months: months, From: num(from)}}
	}
	step := func(s benefits.Step) benefits.TaperInput {
		return benefits.TaperInput{Schedule: benefits.Steps(benefits.Step{Months: 1, Percent: one}, s)}
	}
	for name, c := range map[string]struct {
		in    benefits.TaperInput
		words []string
	}{
		"nothing":           {benefits.TaperInput{}, []string{"schedule"}},
		"no steps":          {benefits.TaperInput{Schedule: benefits.Schedule{}}, []string{"schedule"}},
		"both":              {benefits.TaperInput{Schedule: benefits.Schedule{}, Linear: &benefits.Linear{}}, []string{"schedule", "linear"}},
		"no length":         {step(benefits.Step{Percent: one}), []string{"schedule[1]", "months", "weeks", "days"}},
		"two units":         {step(benefits.Step{Months: 1, Days: 2, Percent: one}), []string{"schedule[1]", "months", "weeks", "days"}},
		"a negative length": {step(benefits.Step{Weeks: -1, Percent: one}), []string{"negative", "weeks"}},
		"a huge length":     {step(benefits.Step{Days: 1 << 40, Percent: one}), []string{"range", "days"}},
		"no percent":        {step(benefits.Step{Months: 1}), []string{"schedule[1].percent", "missing"}},
		"above 100":         {step(benefits.Step{Months: 1, Percent: num("100.01")}), []string{"percent", "100.01"}},
		"below 0":           {step(benefits.Step{Months: 1, Percent: num("-1")}), []string{"percent", "negative"}},
		"extreme":           {step(benefits.Step{Months: 1, Percent: num("1e90")}), []string{"percent"}},
		"linear, one month": {linear(1, "100"), []string{"months"}},
		"linear, too many":  {linear(1201, "100"), []string{"months"}},
		"linear, above 100": {linear(5, "101"), []string{"percent"}},
		"linear, below 0":   {linear(5, "-5"), []string{"percent", "negative"}},
		"linear, from none": {benefits.TaperInput{Linear: &benefits.Linear{Months: 5}}, []string{"linear.from", "percent"}},
		"backwards": {benefits.TaperInput{Schedule: falling(), Start: day("2025-01-15"), End: day("2025-01-14")},
			[]string{"end", "backwards"}},
		"out of the calendar": {benefits.TaperInput{Schedule: falling(), Start: day("9999-09-15")}, []string{"schedule[3]", "range"}},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := alberta(t).Taper(c.in)
			faulty(t, err, c.words...)
			if d.Value.Schedule != nil || d.Findings != nil {
				t.Errorf("an answer beside the error: %v", d)
			}
		})
	}
}

func TestTheAnswerDoesNotShareTheQuestion(t *testing.T) {
	in := benefits.TaperInput{Schedule: falling(), Start: day("2025-01-15")}
	d, err := alberta(t).Taper(in)
	if err != nil {
		t.Fatal(err)
	}
	d.Value.Schedule[0].Steps[0].Months = 9
	d.Value.Steps[0].To = calendar.Date{}
	if in.Schedule[0].Steps[0].Months != 1 {
		t.Error("the answer changed the question")
	}
}

func TestSegmentsAreInForceToTheNext(t *testing.T) { // an extension or an amendment changes nothing before its first day
	month, week := benefits.Step{Months: 1, Percent: num("50")}, benefits.Step{Weeks: 1, Percent: num("0")}
	of := func(s benefits.Schedule) benefits.TaperInput { return benefits.TaperInput{Schedule: s} }
	d, err := alberta(t).Taper(of(benefits.Schedule{{From: day("2025-01-31"), Steps: []benefits.Step{month, month, week}},
		{From: day("2025-02-20"), Steps: []benefits.Step{week, month}}}))
	if err != nil {
		t.Fatal(err)
	}
	equal(t, d.Value.Steps, `[{"from":"2025-01-31","to":"2025-02-19","percent":"50"},{"from":"2025-02-20","to":"2025-02-26","percent":"0"},`+
		`{"from":"2025-02-27","to":"2025-03-26","percent":"50"}]`)
	equal(t, d.Value.Schedule, `[{"from":"2025-01-31","steps":[{"months":1,"percent":"50"},{"months":1,"percent":"50"},{"weeks":1,"percent":"0"}]},`+
		`{"from":"2025-02-20","steps":[{"weeks":1,"percent":"0"},{"months":1,"percent":"50"}]}]`)
	for name, c := range map[string]struct {
		in    benefits.TaperInput
		words []string
	}{
		"another start": {benefits.TaperInput{Start: day("2025-01-30"),
			Schedule: benefits.Schedule{{From: day("2025-01-31"), Steps: []benefits.Step{month}}}}, []string{"schedule[0].from"}},
		"no day": {of(benefits.Schedule{{From: day("2025-01-31"), Steps: []benefits.Step{month}}, {Steps: []benefits.Step{month}}}),
			[]string{"schedule[1].from", "missing"}},
		"the same day": {of(benefits.Schedule{{From: day("2025-01-31"), Steps: []benefits.Step{month}}, {From: day("2025-01-31"), Steps: []benefits.Step{month}}}),
			[]string{"schedule[1].from"}},
		"no steps": {of(benefits.Schedule{{From: day("2025-01-31")}}), []string{"schedule[0].steps", "missing"}},
		"no length": {of(benefits.Schedule{{From: day("2025-01-31"), Steps: []benefits.Step{month, {Percent: num("1")}}}}),
			[]string{"schedule[0].steps[1]", "months"}},
		"out of range": {of(benefits.Schedule{{From: day("9999-12-01"), Steps: []benefits.Step{month}}}), []string{"schedule[0].steps[0]", "range"}},
		"at the last": {benefits.TaperInput{Schedule: benefits.Schedule{{From: day("2025-01-31"), Steps: []benefits.Step{month}}},
			End: day("2025-01-30")}, []string{"end", "backwards"}},
	} {
		_, err := alberta(t).Taper(c.in)
		faulty(t, err, c.words...)
		if t.Failed() {
			t.Fatal(name)
		}
	}
}

func TestScheduleHasOneFormInJSON(t *testing.T) {
	for text, want := range map[string]string{
		`[{"months":1,"percent":"50"}]`:                                 "",
		`[{"from":"2025-01-31","steps":[{"months":1,"percent":"50"}]}]`: "",
		`[]`: "",
		`[{"months":1,"percent":"50"},{"from":"2025-01-31","steps":[]}]`:  "beside segments",
		`[{"month":1,"percent":"50"}]`:                                    "[0].month",
		`[{"from":"2025-01-31","steps":[{"months":1.5,"percent":"50"}]}]`: "[0].steps[0].months",
		`{}`: "list",
		`[`:  "JSON",
	} {
		var s benefits.Schedule
		err := json.Unmarshal([]byte(text), &s)
		switch {
		case want == "" && err != nil || want != "" && (err == nil || text != "[" && !strings.Contains(err.Error(), want)):
			t.Errorf("%s: %v, want %q", text, err, want)
		case want == "":
			equal(t, s, text)
		}
	}
}
