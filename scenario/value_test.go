package scenario

import (
	"testing"

	"github.com/workcomp-go/workcomp/internal/strict"
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
		{given, "approvals: [manager_industry_accounts|manager_millard_health]", "approvals manager of industry accounts or manager of Millard Health"},
		{given, "on: 2025-03-03", "on 3 March 2025"},
		{cell, "on: 2025-03-03", "on 3 March 2025"},
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
		file := strict.ParseYAML("value.yaml", []byte(c.field))
		if err := file.Err(); err != nil {
			t.Fatal(err)
		}
		if got := c.voice.pair(file.Docs[0].Fields[0]); got != c.want {
			t.Errorf("%s: got %q, want %q", c.field, got, c.want)
		}
	}
}

func TestAPeriodIsOne(t *testing.T) {
	n := strict.ParseYAML("value.yaml", []byte("from: 2025-01-01\nto: 2025-01-31\nby: month")).Docs[0]
	if got, want := given.pairs(n.Fields, ", "), "from 1 January 2025 to 31 January 2025, by month"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSentencesOfTheLibraryHoldNoNames(t *testing.T) {
	for sentence, want := range map[string]string{
		"determine is for toj_team_lead, not for case_manager.":                      "Determine is for TOJ team lead, not for case manager.",
		"case_manager|supervisor decides":                                            "Case manager or supervisor decides",
		`industry == "other" and claims_paid >= 4 does not hold: industry is x.`:     "Industry is other and claims paid is at least 4: this does not hold, as industry is x.",
		"No test for a level holds: the level is none.":                              "No test for a level holds: the level is none.",
		`months(reviewed - case.joined, "down") < 12 holds: reviewed is 2025-01-01.`: "The number of months from joined to reviewed is less than 12: this holds, as reviewed is 1 January 2025.",
		"safe holds: safe is true.":                                                  "Safe: this holds, as safe is true.",
		"It fell (the test: emf < baseline.emf - 0.05).":                             "It fell (the test: EMF is less than baseline EMF - 0.05).",
		"It is not known whether case.a >= 2; not given: a.":                         "It is not known whether a is at least 2; not given: a.",
		"The answer is 5 * claims = 30 percent.":                                     "The answer is 5 × claims = 30 percent.",
		"2 are enough by the policy's expression, len(evidence) >= 1.":               "2 are enough by the policy's expression, the count of evidence is at least 1.",
		"The policy asks for len(evidence) == 7 (evidence).":                         "The policy asks for len(evidence) == 7 (evidence).",
		"Not enough: the policy asks for len(evidence) == 7 (evidence).":             "Not enough: the policy asks for the count of evidence is 7 (evidence).",
		"Within 30 days of 1995-06-30, is by 1995-07-31.":                            "Within 30 days of 30 June 1995, is by 31 July 1995.",
		"évaluer_le cas": "Évaluer le cas",
		"":               "",
	} {
		if got := plain(sentence); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestConditionWords(t *testing.T) {
	for source, want := range map[string]string{
		`industry in ["construction", "other"] and not explosives`:                      "industry is one of construction, other and not explosives",
		`zip not in covered_zips`:                                                       "zip is not in covered zips",
		`employees in 10..25 || on >= date("2024-01-01")`:                               "employees is in 10 to 25 or on is on or after 2024-01-01",
		`fatal and any(violations, .kind != "other" and .serious)`:                      "fatal and (for one or more of the violations, kind is not other and serious)",
		`count(claims, .value > limit) == 1 and all(days, # <= 30)`:                     "the number of claims (where value is more than limit) is 1 and (for all of the days, it is at most 30)",
		`sum(claims, (.open ? .cost : 0)) > 5`:                                          "the sum over all claims of (open ? cost : 0) is more than 5",
		`any(claims, .open`:                                                             "(for one or more of the claims, open)",
		`emf != 2 * policy.focus && emf <= 3 && emf < 4 || a > 1`:                       "EMF is not 2 × focus and EMF is at most 3 and EMF is less than 4 or a is more than 1",
		`last_audit < date("2022-01-01")`:                                               "last audit is before 2022-01-01",
		`a <= date("2022-01-01") or a >= date("2022-02-01") and b > date("2022-01-01")`: "a is on or before 2022-01-01 or a is on or after 2022-02-01 and b is after 2022-01-01",
	} {
		if got := conditionWords(source); got != want {
			t.Errorf("%s: got %q, want %q", source, got, want)
		}
	}
}

// Markdown shows a text as it is, whatever it looks like to Markdown.
func TestEscape(t *testing.T) {
	for text, want := range map[string]string{
		"~~gone~~ *a* _b_ `c` <d> [e](f) g|h \\": "\\~\\~gone\\~\\~ \\*a\\* \\_b\\_ \\`c\\` \\<d> \\[e\\](f) g\\|h \\\\",
		"a &lt; b & c &#38; &no thing;":          `a \&lt; b & c \&#38; &no thing;`,
		"1. One":                                 `1\. One`,
		"12) Twelve":                             `12\) Twelve`,
		"1.5 is no list":                         "1.5 is no list",
		"# A heading #":                          `\# A heading \#`,
		"- a list":                               `\- a list`,
		"-5 is a number":                         "-5 is a number",
		"+ a list":                               `\+ a list`,
		"> a quotation":                          `\> a quotation`,
		"---":                                    `\---`,
		"===":                                    `\===`,
		"#5 is no heading":                       "#5 is no heading",
		"see https://a.org/b_c~d?e=1&lt;=2|3, x_y@z.org and www.a_b.org/*":      `see https://a.org/b_c~d?e=1&lt;=2\|3, x_y@z.org and www.a_b.org/\*`,
		"2025-03-03 to 2025-03-04, not 2025-02-30":                              "3 March 2025 to 4 March 2025, not 2025-02-30",
		"2025-03-03.yaml, a-2025-03-03, 2025-03-03/x, https://a.org/2025-03-03": "2025-03-03.yaml, a-2025-03-03, 2025-03-03/x, https://a.org/2025-03-03",
		"It is so on 2025-03-03.":                                               "It is so on 3 March 2025.",
	} {
		if got := escape(text); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	for text, want := range map[string]string{"a": "`a`", "a`b": "`` a`b ``", "a``b": "``` a``b ```"} {
		if got := code(text); got != want {
			t.Errorf("got %s, want %s", got, want)
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
