package classify_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
)

func TestPolicyNearest(t *testing.T) { // 85-23-14
	published, err := classify.Builtin("wv-85-23")
	if err != nil {
		t.Fatal(err)
	}
	rounded, err := classify.ParsePolicy("rounded.yaml", []byte(strings.Replace(builtinText(t), "reading: exact", "reading: two_decimals", 1)))
	if err != nil {
		t.Fatal(err)
	}
	printed, err := classify.ParsePolicy("printed.yaml", []byte(strings.Replace(builtinText(t), "reading: lower_bounds", "reading: no_band", 1)))
	if err != nil {
		t.Fatal(err)
	}
	const cite = " (W. Va. Code R. § 85-23-14)"
	for _, c := range []struct {
		name         string
		policy       *classify.Policy
		premium, emf string
		want         []string
	}{
		{"the worked example", published, "32850", "1.73",
			[]string{"three_year_premium < 25000: target", "three_year_premium >= 50000: none", "emf < 1.70: none", "emf >= 1.80: target"}},
		{"the first band", published, "0", "1.39", []string{"emf >= 1.40: focus"}},
		{"the last band", published, "60000", "1.95", []string{"emf < 1.90: focus"}},
		{"through two bands", published, "13000", "1.45", []string{"three_year_premium < 5000: focus", "emf >= 1.60: focus"}},
		{"a factor that is rounded", rounded, "32850", "1.73",
			[]string{"three_year_premium < 25000: target", "three_year_premium >= 50000: none", "emf < 1.695: none", "emf >= 1.795: target"}},
		{"bands as they are printed", printed, "25000", "1.73",
			[]string{"three_year_premium <= 24999: target", "three_year_premium >= 50000: none", "emf < 1.70: none", "emf >= 1.80: target"}},
	} {
		nearest, unknown, err := c.policy.Nearest(rule.Facts{"three_year_premium": c.premium, "emf": c.emf})
		var got []string
		for _, n := range nearest {
			got = append(got, strings.TrimSuffix(n.String(), cite))
		}
		if err != nil || len(unknown) > 0 || fmt.Sprintf("%q", got) != fmt.Sprintf("%q", c.want) {
			t.Errorf("%s:\n got %q %v, %v\nwant %q", c.name, got, unknown, err, c.want)
		}
	}
	var input *rule.InputError
	if _, _, err := published.Nearest(rule.Facts{"emf": "1.73"}); !errors.As(err, &input) || input.Field != "three_year_premium" {
		t.Errorf("a missing fact: %v", err)
	}
	if _, _, err := (*classify.Policy)(nil).Nearest(nil); !errors.As(err, &input) {
		t.Errorf("no policy: %v", err)
	}
	var refused *rule.Refused
	if _, _, err := printed.Nearest(rule.Facts{"three_year_premium": "24999.50", "emf": "1.73"}); !errors.As(err, &refused) {
		t.Errorf("in no band: %v", err)
	}
}

// Facts of every type, two provisions of one level, and what cannot be known.
func TestPolicyNearest_ownProgramme(t *testing.T) {
	p, err := classify.ParsePolicy("own.yaml", []byte(`policy: own
title: Who needs a plan
source: Rule 7
facts: {claims: count, payroll: money, industry: [fishing, ports, other], watched: flag, on: date, code: text}
levels:
  - {level: plan, if: claims >= 2 and watched, cite: "7.1"}
  - {level: plan, if: payroll > 100.50, cite: "7.2"}
  - {level: visit, if: 'industry == "ports" and on >= date("2025-07-01")', cite: "7.3"}
  - {level: letter, if: 'code startsWith "23"', cite: "7.4"}
`))
	if err != nil {
		t.Fatal(err)
	}
	nearest, unknown, err := p.Nearest(rule.Facts{"claims": 1, "payroll": "100.50", "industry": "ports", "watched": true, "on": "2025-07-01", "code": "1"})
	want := "[claims >= 2: plan (7.1) payroll > 100.50: plan (7.2) industry == fishing: none (7.3; 7.4) industry == other: none (7.3; 7.4) " +
		"on <= 2025-06-30: none (7.3; 7.4)] [code]"
	if got := fmt.Sprint(nearest, unknown); err != nil || got != want {
		t.Errorf("got %s, %v\nwant %s", got, err, want)
	}
	nearest, _, err = p.Nearest(rule.Facts{"claims": 3, "payroll": 1, "industry": "other", "watched": true, "on": "2025-07-01", "code": "1"})
	if got := fmt.Sprint(nearest); err != nil || got != "[claims <= 1: none (7.1; 7.4) watched == false: none (7.1; 7.4)]" {
		t.Errorf("got %s, %v", got, err)
	}
}

// One level with another percent is another answer; a band may begin on a day; where
// several levels hold, or a band lacks a value, nothing is known.
func TestPolicyNearest_answers(t *testing.T) {
	const own = `policy: own
title: Reductions
source: Rule 7
facts: {employees: count, assessed: date}
bands:
  by: assessed
  cite: "7"
  rows:
    - {from: 2016-08-02, most: 10}
    - {from: 2025-07-14, most: 25}
levels:
  - {level: reduced, if: employees <= most, percent: -70, cite: "7.1"}
  - {level: reduced, if: employees <= 100, percent: -30, cite: "7.2"}
  - {level: reduced, if: employees <= 200, percent: -30, cite: "7.3"}
  - {level: full, percent: 0, cite: "7.4"}
`
	for _, c := range []struct{ name, text, want string }{
		{"percents and days", own, "[employees <= 10: reduced (7.1) employees >= 201: full (7.2; 7.4) assessed >= 2025-07-14: reduced (7; 7.1)] []"},
		{"a band without a value", strings.Replace(own, "most: 25", "most: none", 1), "[] [employees assessed]"},
		{"several levels", strings.Replace(strings.Replace(own, "levels:", "hit: collect\nlevels:", 1), "\n  - {level: full, percent: 0, cite: \"7.4\"}", "", 1),
			"[] [employees assessed]"},
	} {
		p, err := classify.ParsePolicy("own.yaml", []byte(c.text))
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		nearest, unknown, err := p.Nearest(rule.Facts{"employees": 20, "assessed": "2020-01-01"})
		if got := fmt.Sprint(nearest, unknown); err != nil || got != c.want {
			t.Errorf("%s: got %s, %v, want %s", c.name, got, err, c.want)
		}
	}
}

func TestPolicyCuts(t *testing.T) { // 85-23-14
	published, err := classify.Builtin("wv-85-23")
	if err != nil {
		t.Fatal(err)
	}
	change := func(from, to string) *classify.Policy {
		p, err := classify.ParsePolicy("changed.yaml", []byte(strings.Replace(builtinText(t), from, to, 1)))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	dated, err := classify.ParsePolicy("dated.yaml", []byte(`policy: dated
title: Who needs a visit
source: Rule 9
facts: {day: date, rate: rate}
bands: {by: day, cite: "9.1", rows: [{from: 2020-01-01, limit: 2}, {from: 2024-01-01, limit: 3}]}
levels: [{level: visit, if: rate > limit, cite: "9.2"}]
`))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		policy *classify.Policy
		fact   string
		facts  rule.Facts
		want   string
	}{
		{"what selects the band", published, "three_year_premium", nil, "[0 5000 12500 25000 50000] true"},
		{"bands as they are printed", change("reading: lower_bounds", "reading: no_band"), "three_year_premium", nil,
			"[0 4999 5000 12499 12500 24999 25000 49999 50000] true"},
		{"the values of every band", published, "emf", nil, "[1.40 1.50 1.60 1.70 1.80 1.90] true"},
		{"the values of one band", published, "emf", rule.Facts{"three_year_premium": "32850", "emf": 9}, "[1.70 1.80] true"},
		{"a factor that is rounded", change("reading: exact", "reading: two_decimals"), "emf", rule.Facts{"three_year_premium": 60000},
			"[1.79 1.795 1.80 1.805 1.81 1.815 1.82 1.825 1.89 1.895 1.90 1.905 1.91 1.915 1.92 1.925] true"},
		{"a day", dated, "day", rule.Facts{"rate": "2.5"}, "[2020-01-01 2024-01-01] true"},
		{"of every day", dated, "rate", nil, "[2 3] true"},
		{"of a day", dated, "rate", rule.Facts{"day": "2025-06-01"}, "[3] true"},
	} {
		cuts, all, err := c.policy.Cuts(c.fact, c.facts)
		if got := fmt.Sprint(cuts, all); err != nil || got != c.want {
			t.Errorf("%s:\n got %s, %v\nwant %s", c.name, got, err, c.want)
		}
	}
	var input *rule.InputError
	for field, ask := range map[string]func() error{
		"fact": func() error { _, _, err := published.Cuts("em", nil); return err },
		"three_year_premium": func() error {
			_, _, err := published.Cuts("emf", rule.Facts{"three_year_premium": "many"})
			return err
		},
		"premium": func() error { _, _, err := published.Cuts("emf", rule.Facts{"premium": "1"}); return err },
		"day":     func() error { _, _, err := dated.Cuts("rate", rule.Facts{"day": "2019-12-31"}); return err },
		"":        func() error { _, _, err := (*classify.Policy)(nil).Cuts("emf", nil); return err },
	} {
		if err := ask(); !errors.As(err, &input) || field != "" && input.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}
