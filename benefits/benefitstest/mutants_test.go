package benefitstest

import (
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/mutants"
	"github.com/workcomp-go/workcomp/rule/property"
)

// seen expects the law of that name to be broken by some answer, and gives how.
func seen(t *testing.T, lie string, all []property.Property, law string) string {
	t.Helper()
	i := slices.IndexFunc(all, func(q property.Property) bool { return q.Name == law })
	if i < 0 {
		t.Fatalf("there is no law that %q", law)
	}
	how := all[i].Broken()
	if how == nil {
		t.Fatalf("%s: nothing breaks the law that %s", lie, law)
	}
	return how.Error()
}

func TestMutantsOfThePolicyAreCaught(t *testing.T) {
	mutants.Test(t, "../policies/ab-toj.yaml", "testdata/mutants/policy", func(file string, data []byte, law string) (property.Report, error) {
		p, err := benefits.ParsePolicy(file, data)
		if err != nil {
			return property.Report{}, err
		}
		return askPolicy(p, law), nil
	})
}

func TestMutantsOfSubsidiesAreCaught(t *testing.T) {
	mutants.Test(t, "../policies/subsidy/*.yaml", "testdata/mutants/subsidy", func(file string, data []byte, law string) (property.Report, error) {
		s, err := benefits.ParseSubsidy(file, data)
		if err != nil {
			return property.Report{}, err
		}
		return askSubsidy(s, withinOf(s.ID()), kit.laws, law)
	})
}

// Outside of a test the same laws are asked.
func TestWhatIsCheckedOutsideOfATest(t *testing.T) {
	if err := Check(alberta(t)); err != nil {
		t.Error(err)
	}
	s := board(t, "steps: [{weeks: 4, percent: 0.5, cite: m}]")
	if err := CheckPayments(s, known); err != nil {
		t.Error(err)
	}
	if err := CheckSubsidy(s, known); err == nil || !strings.HasPrefix(err.Error(), "# Broken: a percentage is no fraction.\n") {
		t.Errorf("got %v", err)
	}
	if err := CheckSubsidy(s, period("2025-01-01", "2025-01-09")); err == nil || !strings.Contains(err.Error(), "fewer than ten days") {
		t.Errorf("got %v", err)
	}
}

// withinOf is the time about which a built-in scheme is asked.
func withinOf(id string) calendar.Period {
	if id == "ca-qc-cnesst" { // the years whose maximums it has
		return calendar.Period{From: calendar.MustParse("2020-01-01"), To: calendar.MustParse("2026-12-31")}
	}
	return known
}
