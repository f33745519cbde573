package classify_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
)

func TestTwoProvisionsMayLeadToOneLevel(t *testing.T) {
	p, err := classify.ParsePolicy("two.yaml", []byte(`policy: two
title: Who needs a plan
source: Rule 7
facts: {claims: count, payroll: money}
levels:
  - {level: plan, if: claims >= 2, cite: "7.1"}
  - {level: plan, if: payroll > 100, cite: "7.2"}
`))
	if err != nil {
		t.Fatal(err)
	}
	d, err := p.Level(rule.Facts{"claims": 1, "payroll": "100.01"})
	if err != nil || d.Value.Level != "plan" || !d.Cites("7.2") || !slices.Equal(p.Levels(), []string{"plan"}) {
		t.Errorf("got %+v of %v, %v", d, p.Levels(), err)
	}
}

func TestATierIsOneColumnOfTheTable(t *testing.T) { // 85-23-14
	data, err := os.ReadFile("policies/wv-85-23.yaml")
	if err != nil {
		t.Fatal(err)
	}
	twice := strings.Replace(string(data), "  - level: focus\n", "  - level: target\n", 1)
	_, err = classify.ParsePolicy("twice.yaml", []byte(twice))
	if err == nil || !strings.Contains(err.Error(), `"target" is not valid, expected a name that no other level has`) {
		t.Errorf("a tier that stands twice: %v", err)
	}
}
