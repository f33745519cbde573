package placement

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/benefits/taper"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// far are steps that end inside the calendar from the year 2000 on, and outside it
// from 2025 on.
var far = []Step{{Months: 7990 * 12, Percent: dollars("50")}, {Days: 1, Percent: dollars("0")}}

func amendment(change func(*AmendTerms)) AmendTerms {
	e := AmendTerms{On: day("2025-03-10"), By: CaseManager, Agreed: rule.Yes, From: day("2025-03-10")}
	change(&e)
	return e
}

func TestAmendTerms(t *testing.T) {
	p := builtin(t)
	terms := toj("2025-02-03", "2025-08-02")
	begun := active(t, p, terms)
	steps := []Step{{Weeks: 4, Percent: dollars("25")}, {Days: 1, Percent: dollars("0")}}
	for _, c := range []struct {
		name   string
		change func(*AmendTerms)
		says   string // a finding
		not    string // what no finding says
		terms  func(*Terms)
		rest   []Segment
	}{
		{"the salary", func(e *AmendTerms) { e.Salary = Salary{dollars("4200"), Month} }, "wage loss is reviewed", "outside the range",
			func(t *Terms) { t.Salary = Salary{dollars("4200"), Month} }, begun.Segments},
		{"hours inside the range", func(e *AmendTerms) { e.HoursPerWeek = dollars("36") }, "wage loss is reviewed", "outside the range",
			func(t *Terms) { t.HoursPerWeek = dollars("36") }, begun.Segments},
		{"hours at the end of the range", func(e *AmendTerms) { e.HoursPerWeek = dollars("44.0") }, "wage loss is reviewed", "outside the range",
			func(t *Terms) { t.HoursPerWeek = dollars("44.0") }, begun.Segments},
		{"fewer hours than before", func(e *AmendTerms) { e.HoursPerWeek = dollars("35.5") }, "The 35.5 hours of work per week are outside the range of 36 to 44", "begins on 2025-03-10, before",
			func(t *Terms) { t.HoursPerWeek = dollars("35.5") }, begun.Segments},
		{"more hours than before", func(e *AmendTerms) { e.HoursPerWeek = dollars("45") }, "outside the range", "reconciled",
			func(t *Terms) { t.HoursPerWeek = dollars("45") }, begun.Segments},
		{"the schedule", func(e *AmendTerms) { e.Schedule = steps }, "change of the terms from 2025-03-10 on", "wage loss is reviewed",
			func(*Terms) {}, append(slices.Clone(begun.Segments), Segment{From: day("2025-03-10"), Steps: steps})},
		{"the schedule from the first day", func(e *AmendTerms) { e.Schedule, e.From = steps, terms.Start }, "what was paid since is reconciled", "wage loss is reviewed",
			func(*Terms) {}, []Segment{{From: terms.Start, Steps: steps}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := amendment(c.change)
			after, out := applied(t, p, begun, e)
			state(t, after, Active)
			finding(t, out.Findings, c.says)
			silent(t, out.Findings, c.not)
			cites(t, out, "TOJ-1", "TOJ-3")
			want := terms
			c.terms(&want)
			if diff := cmp.Diff(want, after.Terms, byValue); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.rest, after.Segments, byValue); diff != "" {
				t.Error(diff)
			}
			if !slices.Equal(out.Documents, []string{AgreementLetter, FileNote}) {
				t.Errorf("documents are %v", out.Documents)
			}
			kept := []Amendment{{On: e.On, From: e.From, Salary: e.Salary, HoursPerWeek: e.HoursPerWeek, Schedule: e.Schedule}}
			if diff := cmp.Diff(kept, after.Amendments, byValue); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAmendTermsRefused(t *testing.T) {
	p := builtin(t)
	c := active(t, p, toj("2025-02-03", "2025-08-02"))
	hours := func(e *AmendTerms) { e.HoursPerWeek = dollars("38") }
	for _, x := range []struct {
		says, cite string
		changes    []func(*AmendTerms)
	}{
		{"not given: agreed (", "TOJ-1", []func(*AmendTerms){hours, func(e *AmendTerms) { e.Agreed = rule.NotGiven }}},
		{"Both parties have to agree", "TOJ-1", []func(*AmendTerms){hours, func(e *AmendTerms) { e.Agreed = rule.No }}},
		{"not given: from (", "TOJ-1", []func(*AmendTerms){hours, func(e *AmendTerms) { e.From = calendar.Date{} }}},
		{"There is nothing to change", "TOJ-1", nil},
	} {
		refused(t, p, c, amendment(func(e *AmendTerms) {
			for _, change := range x.changes {
				change(e)
			}
		}), x.says, x.cite)
	}
}

func TestAmendTermsThatCannotBe(t *testing.T) {
	p := builtin(t)
	c := active(t, p, toj("2025-02-03", "2025-08-02"))
	for text, change := range map[string]func(*AmendTerms){
		`salary.per: "fortnight"`:              func(e *AmendTerms) { e.Salary = Salary{dollars("1"), "fortnight"} },
		"salary.amount: -1":                    func(e *AmendTerms) { e.Salary = Salary{dollars("-1"), Month} },
		"hours_per_week: -1":                   func(e *AmendTerms) { e.HoursPerWeek = dollars("-1") },
		"hours_per_week: 400":                  func(e *AmendTerms) { e.HoursPerWeek = dollars("400") },
		"beside salary.amount":                 func(e *AmendTerms) { e.Salary.Amount = dollars("4000") },
		"an amount, beside salary.per":         func(e *AmendTerms) { e.Salary.Per = Month },
		"an empty schedule":                    func(e *AmendTerms) { e.Schedule = []Step{} },
		"out of the calendar's range":          func(e *AmendTerms) { e.Schedule = far },
		"from: 2025-08-03":                     func(e *AmendTerms) { e.HoursPerWeek, e.From = dollars("38"), day("2025-08-03") },
		"none: the placement has begun":        func(e *AmendTerms) { e.Start = day("2025-02-10") },
		"months, weeks or days are out of the": func(e *AmendTerms) { e.Schedule = []Step{{Months: 1 << 40, Percent: dollars("0")}} },
		"schedule[0]: a step of 0 months, 0 weeks and 3650000 days": func(e *AmendTerms) {
			e.Schedule = []Step{{Days: 3650000, Percent: dollars("0")}}
		},
	} {
		wrong(t, p, c, amendment(change), text)
	}
}

func TestAmendTermsStart(t *testing.T) {
	p := builtin(t)
	moving := func(to string) AmendTerms {
		return AmendTerms{On: day("2025-01-15"), By: CaseManager, Agreed: rule.Yes, Start: day(to)}
	}
	c := agreed(t, p, toj("2025-02-03", "2025-11-02"))
	after, out := applied(t, p, c, moving("2025-02-10"))
	state(t, after, Agreed)
	finding(t, out.Findings, "from 2025-02-10 on: start")
	want := []Segment{{From: day("2025-02-10"), Steps: c.Terms.Schedule}}
	if diff := cmp.Diff(want, after.Segments, byValue); diff != "" || after.Terms.Start != day("2025-02-10") || after.Terms.End != c.Terms.End {
		t.Errorf("%s %+v", diff, after.Terms)
	}
	if len(after.Amendments) != 1 || after.Amendments[0].Start != day("2025-02-10") || !strings.Contains(text2(t, after.Amendments), `"start":"2025-02-10"`) {
		t.Errorf("%s", text2(t, after.Amendments))
	}
	wrong(t, p, c, moving("2025-11-03"), "a day not after the end, 2025-11-02")
	refused(t, p, c, moving("2025-01-20"), "needs an approval that it had not: that of manager", "TOJ-2")

	whole := agreed(t, p, tap("2025-02-01", "2025-05-31", "2025-06-01", "2025-10-31"))
	after, _ = applied(t, p, whole, moving("2025-06-10"))
	if after.Segments[0].From != day("2025-06-10") {
		t.Errorf("segments are %+v", after.Segments)
	}
	after, _ = applied(t, p, whole, moving("2025-05-01"))
	if after.Segments[0].From != day("2025-06-01") || after.Terms.Start != day("2025-05-01") {
		t.Errorf("the placement portion begins before the training is over: %+v", after.Segments)
	}
}

func TestAmendmentMarshalJSON(t *testing.T) {
	for want, a := range map[string]Amendment{
		`{"on":"2025-03-10","from":"2025-03-11","hours_per_week":"38.50"}`: {On: day("2025-03-10"), From: day("2025-03-11"), HoursPerWeek: dollars("38.50")},
		`{"on":"2025-03-10","from":"2025-03-11"}`:                          {On: day("2025-03-10"), From: day("2025-03-11")},
	} {
		if got := text2(t, a); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// The money goes by what is agreed now, to the day on which it ended.
func TestCaseAgreement(t *testing.T) {
	p := builtin(t)
	terms := toj("2025-02-03", "2025-08-02")
	c, _ := applied(t, p, p.Start(), Propose{On: day("2025-01-06"), By: CaseManager, Terms: terms})
	want := taper.Agreement{Start: day("2025-02-03"), End: day("2025-08-02"), Schedule: taper.Steps(terms.Schedule...)}
	if got := c.Agreement(); !cmp.Equal(got, want) {
		t.Errorf("proposed: %+v", got)
	}
	c.Terms.Schedule = terms.Schedule[:1]
	if got := c.Agreement(); !cmp.Equal(got.Schedule, taper.Steps(terms.Schedule[0])) {
		t.Errorf("one step proposed: %+v", got)
	}
	begun := active(t, p, terms)
	changed, _ := applied(t, p, begun, amendment(func(e *AmendTerms) {
		e.Schedule = []Step{{Weeks: 4, Percent: dollars("25")}, {Days: 1, Percent: dollars("0")}}
	}),
		Discontinue{On: day("2025-03-14"), By: CaseManager, EndedBy: EmployerRole, Why: "The shop closes", JobDemands: "Light",
			StartingWage: dollars("18"), WageAfterAYear: dollars("19"), LastDay: day("2025-03-12")})
	got := changed.Agreement()
	if got.End != day("2025-03-12") || !cmp.Equal(got.Schedule, taper.Schedule(changed.Segments)) || len(got.Schedule) != 2 {
		t.Errorf("ended early: %+v", got)
	}
	got.Schedule[0].Steps[0].Percent = dollars("1")
	if changed.Segments[0].Steps[0].Percent.Equal(dollars("1")) {
		t.Error("the agreement shares its steps with the case")
	}
	if got := p.Start().Agreement(); len(got.Schedule) != 0 {
		t.Errorf("nothing is proposed: %+v", got)
	}
}
