package benefitstest_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/benefits/benefitstest"
	"github.com/workcomp-go/workcomp/calendar"
	"pgregory.net/rapid"
)

// halfAtMost is a law of the host's own, over employments that are drawn:
// Washington pays half of every wage at most, to the cent.
func halfAtMost(t *rapid.T) {
	s, err := benefits.BuiltinSubsidy("us-wa-stay-at-work")
	if err != nil {
		t.Fatal(err)
	}
	accident, years := calendar.MustParse("2025-02-03"), calendar.Period{From: calendar.MustParse("2025-02-03"),
		To: calendar.MustParse("2027-12-31")}
	in := benefitstest.Employments(s.Texts()[1], accident, years).Draw(t, "employment")
	d, err := s.Pay(in)
	if err != nil {
		t.Fatal(err)
	}
	for i, paid := range d.Value.Periods {
		if over := paid.Amount.Add(paid.Amount).Sub(in.Wages[i].Gross); over.Cmp(decimal.New(1, -2)) > 0 {
			t.Fatalf("%s is paid for a wage of %s", paid.Amount, in.Wages[i].Gross)
		}
	}
}

// A host's own law is drawn from the generators and checked by rapid.
func ExampleEmployments() {
	_ = func(t *testing.T) { rapid.Check(t, halfAtMost) }
	// Output:
}
