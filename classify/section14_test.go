package classify_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
)

// Section 14: Table 85-23A and its note.

func levelOf(t *testing.T, p *classify.Policy, premium, emf string) rule.Decision[classify.Level] {
	t.Helper()
	d, err := p.Level(rule.Facts{"three_year_premium": premium, "emf": emf})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The table's own values, and both sides of each: note (4), "equal to or
// exceeding", extended from the band it spells out to every band.
func TestTableRow14(t *testing.T) {
	p := wv(t)
	for _, row := range []struct{ premium, emf, level string }{
		{"0", "1.39", "none"}, {"0", "1.40", "focus"}, {"0", "1.4999", "focus"}, {"0", "1.50", "target"},
		{"4999", "1.40", "focus"}, {"4999", "1.50", "target"},
		{"5000", "1.49", "none"}, {"5000", "1.50", "focus"}, {"5000", "1.60", "target"},
		{"12499", "1.59", "focus"}, {"12499", "1.60", "target"},
		{"12500", "1.59", "none"}, {"12500", "1.60", "focus"}, {"12500", "1.70", "target"},
		{"24999", "1.73", "target"},
		{"25000", "1.69", "none"}, {"25000", "1.70", "focus"}, {"25000", "1.73", "focus"}, {"25000", "1.80", "target"},
		{"49999", "1.79", "focus"}, {"49999", "1.80", "target"},
		{"50000", "1.73", "none"}, {"50000", "1.80", "focus"}, {"50000", "1.90", "target"},
		{"9999999", "1.8999", "focus"}, {"9999999", "1.90", "target"},
		{"25000", "0", "none"},
	} {
		d := levelOf(t, p, row.premium, row.emf)
		if d.Value.Level != row.level {
			t.Errorf("premium %s, factor %s: got %s, want %s", row.premium, row.emf, d.Value.Level, row.level)
		}
	}
}

// The rule's own worked example: XYZ, Inc., $32,850 and 1.73 (note, steps 1 to 4).
func TestWorkedExampleXYZ14(t *testing.T) {
	d := levelOf(t, wv(t), "32850", "1.73")
	if d.Value.Level != "focus" || !d.Cites("85-23-14") {
		t.Errorf("got %s: %v", d.Value.Level, d)
	}
	want := "The experience modification factor 1.73 is equal to or exceeds 1.70, the focus value for a premium tax from 25,000 up to, not including, 50,000."
	if !slices.ContainsFunc(d.Findings, func(f rule.Finding) bool { return f.Text() == want && f.Holds }) {
		t.Errorf("no finding says %q: %v", want, d)
	}
	if fmt.Sprint(d.Value.Values) != "[{focus 1.70} {target 1.80}]" {
		t.Errorf("got the values %v", d.Value.Values)
	}
}

func TestReadingsOfTheTable14(t *testing.T) {
	p := wv(t)
	for _, row := range []struct {
		premium, emf string
		want         []string
	}{
		{"32850", "1.73", nil},
		{"32850", "1.70", []string{"equality-qualifies"}},
		{"32850", "1.80", []string{"equality-qualifies"}},
		{"4999.50", "1.45", []string{"band-lower-bounds"}},
		{"4999.01", "1.40", []string{"band-lower-bounds", "equality-qualifies"}},
		{"4999", "1.45", nil},
		{"4998.99", "1.45", nil},
		{"50000.50", "1.95", nil},
		{"32850", "1.6999", []string{"factor-not-rounded"}},
		{"32850", "1.695", []string{"factor-not-rounded"}},
		{"32850", "1.7300", nil},
	} {
		if got := interpretationsOf(levelOf(t, p, row.premium, row.emf).Findings); !slices.Equal(got, row.want) {
			t.Errorf("premium %s, factor %s: got %v, want %v", row.premium, row.emf, got, row.want)
		}
	}
	if got := levelOf(t, p, "4999.50", "1.40").Value.Level; got != "focus" {
		t.Errorf("4,999.50 is in the first band, where 1.40 is focus; got %s", got)
	}
	if got := levelOf(t, p, "32850", "1.6999").Value.Level; got != "none" {
		t.Errorf("1.6999 is below 1.70; got %s", got)
	}
}

// "Missing, negative or non-numeric input is an error, never zero."
func TestFactsThatCannotBe14(t *testing.T) {
	p := wv(t)
	for _, row := range []struct {
		facts rule.Facts
		names string
	}{
		{rule.Facts{"three_year_premium": "1"}, "emf"},
		{rule.Facts{"emf": "1.95"}, "three_year_premium"},
		{rule.Facts{"three_year_premium": "-0.01", "emf": "1.95"}, "three_year_premium"},
		{rule.Facts{"three_year_premium": "1", "emf": "-1.95"}, "emf"},
		{rule.Facts{"three_year_premium": "1", "emf": "high"}, "emf"},
		{rule.Facts{"three_year_premium": "1", "emf": ""}, "emf"},
		{rule.Facts{"three_year_premium": "1", "emf": nil}, "emf"},
		{rule.Facts{"three_year_premium": "1", "emf": 1 / 2.0}, "emf"},
		{rule.Facts{"three_year_premium": "1", "emf": "1e999999999"}, "emf"},
		{rule.Facts{"three_year_premium": "1", "emf": decimal.Decimal{}}, "emf"},
		{rule.Facts{"three_year_premium": "1", "emf": "1", "emff": "1"}, `did you mean "emf"?`},
	} {
		_, err := p.Level(row.facts)
		var input *rule.InputError
		if !errors.As(err, &input) || !strings.Contains(err.Error(), row.names) {
			t.Errorf("%v: got %v, want an error that names %s", row.facts, err, row.names)
		}
	}
	if d, err := p.Level(rule.Facts{"three_year_premium": 32850, "emf": decimal.New(173, -2)}); err != nil || d.Value.Level != "focus" {
		t.Errorf("whole numbers and decimals are facts: got %v, %v", d.Value, err)
	}
}

// The other jurisdictions, each at its own numbers and both sides of them.
func TestOtherProgrammes(t *testing.T) {
	for _, row := range []struct {
		policy string
		facts  rule.Facts
		want   string
	}{
		{"us-ny-icr59", rule.Facts{"payroll": "800000.01", "emf": "1.21"}, "loss_prevention_program"},
		{"us-ny-icr59", rule.Facts{"payroll": "800000", "emf": "1.21"}, "none"},
		{"us-ny-icr59", rule.Facts{"payroll": "900000", "emf": "1.20"}, "none"},
		{"us-tn-50-6-501", rule.Facts{"emf": "1.20"}, "safety_committee"},
		{"us-tn-50-6-501", rule.Facts{"emf": "1.1999"}, "none"},
		{"us-la-rs23", rule.Facts{"emf": "1.5", "premium": "5000"}, "eligible_employer"},
		{"us-la-rs23", rule.Facts{"emf": "1.49", "premium": "5000"}, "none"},
		{"us-la-rs23", rule.Facts{"emf": "1.5", "premium": "4999.99"}, "none"},
		{"us-osha-sst11", rule.Facts{"industry": "manufacturing", "dart": "7.0", "dafwii": "0"}, "site_specific_targeting"},
		{"us-osha-sst11", rule.Facts{"industry": "manufacturing", "dart": "6.9", "dafwii": "5.0"}, "site_specific_targeting"},
		{"us-osha-sst11", rule.Facts{"industry": "manufacturing", "dart": "6.9", "dafwii": "4.9"}, "none"},
		{"us-osha-sst11", rule.Facts{"industry": "other", "dart": "14.9", "dafwii": "13.9"}, "none"},
		{"us-osha-sst11", rule.Facts{"industry": "other", "dart": "15.0", "dafwii": "0"}, "site_specific_targeting"},
		{"us-osha-sst11", rule.Facts{"industry": "other", "dart": "0", "dafwii": "14.0"}, "site_specific_targeting"},
		{"us-osha-sst11", rule.Facts{"industry": "nursing", "dart": "15.9", "dafwii": "12.9"}, "none"},
		{"us-osha-sst11", rule.Facts{"industry": "nursing", "dart": "16.0", "dafwii": "0"}, "site_specific_targeting"},
		{"us-osha-sst11", rule.Facts{"industry": "nursing", "dart": "0", "dafwii": "13.0"}, "site_specific_targeting"},
	} {
		p, err := classify.Builtin(row.policy)
		if err != nil {
			t.Fatal(err)
		}
		d, err := p.Level(row.facts)
		if err != nil || d.Value.Level != row.want || len(d.Findings) == 0 {
			t.Errorf("%s %v: got %v, %v, want %s", row.policy, row.facts, d, err, row.want)
		}
		for missing := range row.facts {
			some := rule.Facts{}
			for name, value := range row.facts {
				if name != missing {
					some[name] = value
				}
			}
			if _, err := p.Level(some); err == nil || !strings.Contains(err.Error(), missing) {
				t.Errorf("%s without %s: got %v", row.policy, missing, err)
			}
		}
	}
	p, err := classify.Builtin("us-osha-sst11")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Level(rule.Facts{"industry": "mining", "dart": "1", "dafwii": "1"}); err == nil || !strings.Contains(err.Error(), "industry") {
		t.Errorf("an industry that is none: got %v", err)
	}
}

// A policy of levels has no standing.
func TestAPolicyOfLevelsHasNoStanding(t *testing.T) {
	p, err := classify.Builtin("us-tn-50-6-501")
	if err != nil {
		t.Fatal(err)
	}
	_, _, errApply := p.Apply(p.Start(classify.Profile{}), aReview("2024-1", "1.75"))
	_, errPermitted := p.Permitted(p.Start(classify.Profile{}))
	_, errSurcharge := p.Surcharge(classify.SurchargeInput{})
	_, errWindow := p.ProtestWindow(classify.ProtestInput{})
	_, errProclaimed := p.WithProclaimed()
	for _, err := range []error{errApply, errPermitted, errSurcharge, errWindow, errProclaimed} {
		if err == nil || !strings.Contains(err.Error(), `policy: "us-tn-50-6-501" states levels only`) {
			t.Errorf("got %v", err)
		}
	}
	if p.HasStanding() || !wv(t).HasStanding() {
		t.Error("HasStanding says otherwise")
	}
	var none *classify.Policy
	if _, _, err := none.Apply(classify.Standing{}, aReview("2024-1", "1.75")); err == nil || !strings.Contains(err.Error(), "policy") {
		t.Errorf("no policy at all: got %v", err)
	}
	if _, err := none.Level(nil); err == nil || !strings.Contains(err.Error(), "policy") {
		t.Errorf("no policy at all: got %v", err)
	}
}

// Every provision that the package cites is asked for by some test.
func TestEveryProvisionHasATest(t *testing.T) {
	source, err := os.ReadFile("tiers.go")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("section*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	var tests strings.Builder
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		tests.Write(data)
	}
	provisions := regexp.MustCompile(`85-23-([\d.]+)"`).FindAllStringSubmatch(string(source), -1)
	scenarios, err := filepath.Glob("testdata/scenarios/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range scenarios {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		tests.WriteString(strings.NewReplacer(",", `"`, "]", `"`).Replace(string(data))) // cites: [85-23-4.1, 85-23-14]
	}
	if len(provisions) < 30 {
		t.Fatalf("found only %v", provisions)
	}
	for _, p := range provisions {
		asked, tested := `"`+p[1]+`"`, `85-23-`+p[1]+`"`
		if !strings.Contains(tests.String(), asked) && !strings.Contains(tests.String(), tested) {
			t.Errorf("no test asks for %s", p[1])
		}
	}
}
