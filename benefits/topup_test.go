package benefits_test

import (
	"encoding/json"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/receipt"
)

func monthly(t testing.TB, v benefits.TopUp) string {
	t.Helper()
	if v.Monthly == nil {
		return ""
	}
	return v.Monthly.StringFixed(2)
}

func TestTheTopUpIsNinetyPercentOfTheDifferenceOfNets(t *testing.T) { // policy 04-04 Part II application 3; TOJ-4
	for name, c := range map[string]struct {
		in              benefits.TopUpInput
		amount, monthly string
	}{
		"facts, example 3: no earnings, a week": {benefits.TopUpInput{Per: benefits.Week, PreAccidentNet: num("780"),
			ActualNet: num("0")}, "702", ""},
		"facts, example 4": {benefits.TopUpInput{Per: benefits.Year, PreAccidentNet: num("60000"),
			ActualNet: num("40000")}, "18000", "1500.00"},
		"facts, example 5": {benefits.TopUpInput{Per: benefits.Year, PreAccidentNet: num("47321.57"),
			ActualNet: num("31888.14")}, "13890.09", "1157.51"},
		"facts, example 6: the greater": {benefits.TopUpInput{Per: benefits.Year, PreAccidentNet: num("60000"),
			ActualNet: num("30000"), EstimatedNet: num("40000")}, "18000", "1500.00"},
		"the actual is the greater": {benefits.TopUpInput{Per: benefits.Year, PreAccidentNet: num("60000"),
			ActualNet: num("40000"), EstimatedNet: num("30000")}, "18000", "1500.00"},
		"facts, example 7: never under zero": {benefits.TopUpInput{Per: benefits.Year, PreAccidentNet: num("40000"),
			ActualNet: num("45000")}, "0", "0.00"},
		"a month": {benefits.TopUpInput{Per: benefits.Month, PreAccidentNet: num("4150"),
			ActualNet: num("3172.40")}, "879.84", ""},
		"another rate": {benefits.TopUpInput{Per: benefits.Month, Rate: benefits.RateOf(num("0.75")),
			PreAccidentNet: num("100.01"), ActualNet: num("0.00")}, "75.01", ""},
		"a rate of nothing": {benefits.TopUpInput{Per: benefits.Month, Rate: benefits.RateOf(num("0")),
			PreAccidentNet: num("100"), ActualNet: num("50")}, "0", ""},
		"a rate of one": {benefits.TopUpInput{Per: benefits.Month, Rate: benefits.RateOf(num("1")),
			PreAccidentNet: num("100.005"), ActualNet: num("50")}, "50.01", ""},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := alberta(t).TopUp(c.in)
			if err != nil {
				t.Fatal(err)
			}
			amount(t, "the top-up", d.Value.Amount, c.amount)
			if got := monthly(t, d.Value); got != c.monthly {
				t.Errorf("%q a month, want %q", got, c.monthly)
			}
			found(t, d.Findings, "top-up-reading", true)
			if !d.Cites("TOJ-4") || !d.Cites("policy 04-04 Part II application 3") {
				t.Errorf("%v", d.Findings)
			}
		})
	}
}

func TestWagesAndSupplementAreFullCompensation(t *testing.T) { // TOJ-4, the note on an existing supplement
	in := benefits.TopUpInput{Basis: benefits.FullCompensation, Per: benefits.Year, PreAccidentNet: num("60000"), ActualWages: num("40000")}
	d, err := alberta(t).TopUp(in)
	if err != nil {
		t.Fatal(err)
	}
	amount(t, "the supplement", d.Value.Amount, "14000")
	if got := monthly(t, d.Value); got != "1166.67" {
		t.Error(got)
	}
	found(t, d.Findings, "top-up-reading", true)
	found(t, d.Findings, "full-compensation-wages", true)
	in.ActualWages = num("54000.01")
	if d, err = alberta(t).TopUp(in); err != nil || d.Value.Amount.Sign() != 0 {
		t.Error(d.Value, err)
	}
}

func TestTheReadingsOfTheTopUp(t *testing.T) { // top-up-reading, full-compensation-wages
	full := albertaWith(t, "reading: net_difference", "reading: full_compensation")
	d, err := full.TopUp(benefits.TopUpInput{Per: benefits.Year, PreAccidentNet: num("60000"), ActualWages: num("40000")})
	if err != nil {
		t.Fatal(err)
	}
	amount(t, "by the policy's reading", d.Value.Amount, "14000")
	net := albertaWith(t, "reading: as_given", "reading: net")
	in := benefits.TopUpInput{Basis: benefits.FullCompensation, Per: benefits.Year, PreAccidentNet: num("60000"),
		ActualNet: num("33000"), ActualWages: num("40000")}
	if d, err = net.TopUp(in); err != nil {
		t.Fatal(err)
	}
	amount(t, "with net wages", d.Value.Amount, "21000")
	in.ActualNet = decimal.Decimal{}
	_, err = net.TopUp(in)
	faulty(t, err, "actual_net")
}

func TestATopUpThatCannotBe(t *testing.T) {
	with := func(change func(in *benefits.TopUpInput)) benefits.TopUpInput {
		in := benefits.TopUpInput{Per: benefits.Year, PreAccidentNet: num("60000"), ActualNet: num("40000"), ActualWages: num("40000")}
		change(&in)
		return in
	}
	var missing decimal.Decimal
	for name, c := range map[string]struct {
		in    benefits.TopUpInput
		words []string
	}{
		"unknown basis": {with(func(in *benefits.TopUpInput) { in.Basis = "gross_difference" }),
			[]string{"basis", "gross_difference", "net_difference"}},
		"no per":                  {with(func(in *benefits.TopUpInput) { in.Per = "" }), []string{"per"}},
		"unknown per":             {with(func(in *benefits.TopUpInput) { in.Per = "fortnight" }), []string{"per", "fortnight"}},
		"a percent for rate":      {with(func(in *benefits.TopUpInput) { in.Rate = benefits.RateOf(num("90")) }), []string{"rate", "0.90"}},
		"a negative rate":         {with(func(in *benefits.TopUpInput) { in.Rate = benefits.RateOf(num("-0.9")) }), []string{"rate", "negative"}},
		"no net before":           {with(func(in *benefits.TopUpInput) { in.PreAccidentNet = missing }), []string{"pre_accident_net", "missing"}},
		"negative before":         {with(func(in *benefits.TopUpInput) { in.PreAccidentNet = num("-1") }), []string{"pre_accident_net", "negative"}},
		"no actual net":           {with(func(in *benefits.TopUpInput) { in.ActualNet = missing }), []string{"actual_net", "missing"}},
		"negative estimate":       {with(func(in *benefits.TopUpInput) { in.EstimatedNet = num("-1") }), []string{"estimated_net", "negative"}},
		"a flag that is none":     {with(func(in *benefits.TopUpInput) { in.Existing = 100 }), []string{"existing", "100", "flag"}},
		"wages that are not used": {with(func(in *benefits.TopUpInput) { in.ActualWages = num("-1") }), []string{"actual_wages", "negative"}},
		"wages of extreme size, not used": {with(func(in *benefits.TopUpInput) { in.ActualWages = decimal.New(1, 1<<30) }),
			[]string{"actual_wages", "extreme"}},
		"a net that is not used": {with(func(in *benefits.TopUpInput) { in.Basis, in.ActualNet = benefits.FullCompensation, num("-1") }),
			[]string{"actual_net", "negative"}},
		"an estimate that is not used": {with(func(in *benefits.TopUpInput) { in.Basis, in.EstimatedNet = benefits.FullCompensation, num("-1") }),
			[]string{"estimated_net", "negative"}},
		"no actual wages": {with(func(in *benefits.TopUpInput) { in.Basis, in.ActualWages = benefits.FullCompensation, missing }),
			[]string{"actual_wages", "missing"}},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := alberta(t).TopUp(c.in)
			faulty(t, err, c.words...)
			if d.Findings != nil || rule.IsSet(d.Value.Amount) {
				t.Errorf("an answer beside the error: %v", d)
			}
		})
	}
}

// A figure of zero and a figure that was not given stay apart in a message, so
// that a receipt can be verified.
func TestTheQuestionReadsBackTheSame(t *testing.T) {
	in := benefits.TopUpInput{Per: benefits.Week, PreAccidentNet: num("780"), ActualNet: num("0")}
	equal(t, in, `{"per":"week","pre_accident_net":"780","actual_net":"0"}`)
	equal(t, benefits.TopUpInput{Basis: benefits.NetDifference}, `{"basis":"net_difference","per":""}`)
	data, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	var back benefits.TopUpInput
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	p := alberta(t)
	d, err := p.TopUp(in)
	if err != nil {
		t.Fatal(err)
	}
	id := rule.PolicyID{ID: p.ID()}
	kept, err := receipt.New(id, in, d)
	if err != nil {
		t.Fatal(err)
	}
	if err := receipt.Verify(kept, id, p.TopUp); err != nil {
		t.Error(err)
	}
	if rule.IsSet(back.EstimatedNet) || !rule.IsSet(back.ActualNet) {
		t.Errorf("%+v", back)
	}
}
