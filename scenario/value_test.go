package scenario

import (
	"testing"

	"github.com/workcomp-go/workcomp/internal/doc"
)

func TestValuesAreWrittenAsAPersonWould(t *testing.T) {
	for _, c := range []struct {
		voice voice
		field string
		want  string
	}{
		{given, "three_year_premium: 32850", "three-year premium 32,850"},
		{given, "three_year_premium: 1234567.5", "three-year premium 1,234,567.5"},
		{answered, "amount: 0", "amount 0.00"},
		{answered, "amount: -1000.5", "amount -1,000.50"},
		{cell, "gross: 999.125", "gross 999.125"},
		{given, "emf: 1.70", "EMF 1.70"},
		{given, "year: 2025", "year 2025"},
		{given, "approve: true", "approve"},
		{given, "approve: false", "not approve"},
		{given, "status: pending", "status pending"},
		{given, "tax_year: 2024", "tax year 2024"},
		{given, "by: toj_team_lead", "by TOJ team lead"},
		{given, "approvals: [case_manager|re_specialist]", "approvals case manager or RE specialist"},
		{given, "on: 2025-03-03", "on 3 March 2025"},
		{cell, "on: 2025-03-03", "on 2025-03-03"},
		{given, "on: 2025-02-30", "on 2025-02-30"},
		{given, "within: 60 days", "within 60 days"},
		{given, "policy: us-wa-stay-at-work", "policy `us-wa-stay-at-work`"},
		{given, "reason: The *plan* is new", `reason “The \*plan\* is new”`},
		{cell, "reason: The plan | is new", `reason The plan \| is new`},
		{given, "reason: ''", "reason none"},
		{given, "reason: null", "reason none"},
		{given, "issues: []", "issues none"},
		{given, "issues: [rises, not_to_zero]", "issues rises, not to zero"},
		{given, "schedule: [{months: 1, percent: 100}, {weeks: 2, percent: 0}]", "schedule 1 month at 100 %, 2 weeks at 0 %"},
		{given, "linear: {months: 5, from: 100}", "linear (months 5, from 100)"},
		{cell, "employer: {name: Prairie Parts, in_province: true}", "employer name Prairie Parts; in province"},
		{cell, "lines: [{kind: regular, amount: 4000}]", "lines regular 4,000.00"},
		{cell, "excluded: {overtime: 300, holiday_pay: 1500}", "excluded overtime 300.00, holiday pay 1,500.00"},
		{cell, "excluded: {}", "excluded none"},
	} {
		file := doc.ParseYAML("value.yaml", []byte(c.field))
		if err := file.Err(); err != nil {
			t.Fatal(err)
		}
		if got := c.voice.pair(file.Docs[0].Fields[0]); got != c.want {
			t.Errorf("%s: got %q, want %q", c.field, got, c.want)
		}
	}
}

func TestAPeriodIsOne(t *testing.T) {
	n := doc.ParseYAML("value.yaml", []byte("from: 2025-01-01\nto: 2025-01-31\nby: month")).Docs[0]
	if got, want := given.pairs(n.Fields, ", "), "from 1 January 2025 to 31 January 2025, by month"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSentencesOfTheLibraryHoldNoNames(t *testing.T) {
	for sentence, want := range map[string]string{
		"determine is for toj_team_lead, not for case_manager.":                  "Determine is for TOJ team lead, not for case manager.",
		"case_manager|supervisor decides":                                        "Case manager or supervisor decides",
		`industry == "other" and claims_paid >= 4 does not hold: industry is x.`: "`industry == \"other\" and claims_paid >= 4` does not hold: industry is x.",
		"The test (emf < baseline.emf) is *strict*":                              `The test (emf \< baseline.emf) is \*strict\*`,
		"évaluer_le cas": "Évaluer le cas",
		"":               "",
	} {
		if got := plain(sentence); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestTables(t *testing.T) {
	var empty table
	if got := empty.String(); got != "" {
		t.Errorf("a table without rows: %q", got)
	}
	one := &table{head: []string{"Name", "Amount", "Note"}}
	one.add("a", "1,000.50")
	one.put([]headed{{"Name", "**total**"}, {"Amount", "**1,000.50**"}, {"Days", "3"}})
	want := "| Name | Amount | Days |\n| --- | ---: | ---: |\n| a | 1,000.50 |  |\n| **total** | **1,000.50** | 3 |\n"
	if got := one.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
