package benefitstest

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/property"
	"pgregory.net/rapid"
)

// num is an amount as it is written.
func num(amount string) decimal.Decimal { return decimal.RequireFromString(amount) }

// answering is a question to which always the same is answered, with a finding of its facts.
func answering[Q, A any](in Q, value A, facts ...rule.Fact) asked[Q, A] {
	f := rule.Verbatim("m", true, "It is so.")
	f.Facts = facts
	return ask("subsidy", in, func(Q) (rule.Decision[A], error) {
		return rule.Decision[A]{Value: value, Findings: []rule.Finding{f}}, nil
	})
}

// edge expects a law to be kept, or to be broken by what begins with says. The least that
// breaks a law stands beside the most that does not.
func edge(t *testing.T, name string, how error, says string) {
	t.Helper()
	if says == "" && how != nil {
		t.Errorf("%s: the law is kept, and %v", name, how)
	}
	if says != "" && (how == nil || !strings.HasPrefix(how.Error(), says)) {
		t.Errorf("%s: got %v, want %s", name, how, says)
	}
}

// drawn asks a law that draws.
func drawn(law func(t *rapid.T) error) error { return property.Property{Holds: law}.Broken() }

// A coarse policy pays to a unit of its own.
type coarse struct {
	faultyPolicy
	unit benefits.Unit
}

func (p coarse) Rounding() (rule.Rounding, benefits.Unit) { return rule.HalfUp, p.unit }

// reimbursement is a question about two pay periods of two steps, as it is answered.
func reimbursement() (benefits.ReimburseInput, benefits.Reimbursement) {
	line := func(kind, amount string) benefits.Line { return benefits.Line{Kind: kind, Amount: num(amount)} }
	step := func(days int, base, amount string) benefits.ReimbursedStep {
		return benefits.ReimbursedStep{Percent: num("50"), Days: days, Base: num(base), Amount: num(amount)}
	}
	in := benefits.ReimburseInput{PayPeriods: []benefits.PayPeriod{
		{Lines: []benefits.Line{line("regular", "100"), line("regular", "60"), line("gst", "3"), line("hst", "4")}},
		{Lines: []benefits.Line{line("regular", "40"), line("gst", "5")}},
	}}
	return in, benefits.Reimbursement{Total: num("100"), EmployerShare: num("100"), ExcludedTotal: num("12"),
		Periods: []benefits.ReimbursedPeriod{
			{Base: num("160"), Amount: num("80"), Steps: []benefits.ReimbursedStep{step(4, "100", "50"), step(3, "60", "30")},
				Excluded: benefits.KindAmounts{{Kind: "gst", Amount: num("3")}, {Kind: "hst", Amount: num("4")}}},
			{Base: num("40"), Amount: num("20"), Steps: []benefits.ReimbursedStep{step(2, "10", "5"), step(1, "30", "15")},
				Excluded: benefits.KindAmounts{{Kind: "gst", Amount: num("5")}}},
		}}
}

func TestPartsOfAReimbursement_leastThatBreaks(t *testing.T) {
	more := func(d *decimal.Decimal) { *d = d.Add(cent) }
	for _, c := range []struct {
		name, says string
		by         func(in *benefits.ReimburseInput, v *benefits.Reimbursement)
	}{
		{"as it is", "", func(*benefits.ReimburseInput, *benefits.Reimbursement) {}},
		{"a counted day without pay", "", func(_ *benefits.ReimburseInput, v *benefits.Reimbursement) {
			v.Periods[0].Steps = append(v.Periods[0].Steps, benefits.ReimbursedStep{Days: 1})
		}},
		{"pay without a counted day", "", func(_ *benefits.ReimburseInput, v *benefits.Reimbursement) {
			v.Periods[0].Steps[0].Days = 0
		}},
		{"neither day nor pay", "period 0: {", func(_ *benefits.ReimburseInput, v *benefits.Reimbursement) {
			v.Periods[0].Steps = append(v.Periods[0].Steps, benefits.ReimbursedStep{})
		}},
		{"fewer days than none", "period 1: {", func(_ *benefits.ReimburseInput, v *benefits.Reimbursement) {
			v.Periods[1].Steps[1].Days = -1
		}},
		{"a step below nothing", "period 0: {", func(_ *benefits.ReimburseInput, v *benefits.Reimbursement) {
			v.Periods[0].Steps[0].Amount, v.Periods[0].Steps[1].Amount = cent.Neg(), num("80.01")
		}},
		{"a base below nothing", "period 0: {", func(_ *benefits.ReimburseInput, v *benefits.Reimbursement) {
			v.Periods[0].Steps[0].Base, v.Periods[0].Steps[1].Base = cent.Neg(), num("160.01")
		}},
		{"a step more", "period 1 of 20 on 40: its steps come to 20.01 on 40", func(_ *benefits.ReimburseInput, v *benefits.Reimbursement) {
			more(&v.Periods[1].Steps[1].Amount)
		}},
		{"a step's base more", "period 1 of 20 on 40: its steps come to 20 on 40.01",
			func(_ *benefits.ReimburseInput, v *benefits.Reimbursement) { more(&v.Periods[1].Steps[0].Base) }},
		{"a total more", "{", func(_ *benefits.ReimburseInput, v *benefits.Reimbursement) { more(&v.Total) }},
		{"an excluded total more", "{", func(_ *benefits.ReimburseInput, v *benefits.Reimbursement) { more(&v.ExcludedTotal) }},
		{"a share more", "{", func(_ *benefits.ReimburseInput, v *benefits.Reimbursement) { more(&v.EmployerShare) }},
		{"a line more", "{", func(in *benefits.ReimburseInput, _ *benefits.Reimbursement) { more(&in.PayPeriods[1].Lines[0].Amount) }},
	} {
		in, v := reimbursement()
		c.by(&in, &v)
		how := partsComeToTheirTotal(answering(in, v, rule.Num("total", num("100")), rule.Num("employer_share", num("100"))))
		edge(t, c.name, how, c.says)
		if c.says == "{" && !strings.Contains(how.Error(), ": its parts come to 100, 12 and 100") {
			t.Errorf("%s: got %v", c.name, how)
		}
	}
	in, v := reimbursement()
	for _, found := range [][2]string{{"100.01", "100"}, {"100", "100.01"}} {
		edge(t, "found otherwise", partsComeToTheirTotal(answering(in, v, rule.Num("total", num(found[0])),
			rule.Num("employer_share", num(found[1])))), "the findings have another total than 100")
	}
}

func TestAStepIsPaidItsPercentage_leastThatBreaks(t *testing.T) {
	for _, c := range []struct {
		unit                 benefits.Unit
		percent, amount, all string
		says                 string
	}{
		{benefits.Cents, "50", "100.02", "100", ""},
		{benefits.Cents, "50", "99.98", "100", ""},
		{benefits.Cents, "50", "100.03", "100", "period 0: 100.03 is not 50 % of 200"},
		{benefits.Cents, "50", "99.97", "100", "period 0: 99.97 is not 50 % of 200"},
		{benefits.Cents, "100", "200", "200", ""},
		{benefits.Cents, "100", "200", "200.01", "period 0: 200.01 is paid for 200"},
		{benefits.Dollars, "50", "102", "102", ""},
		{benefits.Dollars, "50", "102.01", "102", "period 0: 102.01 is not 50 % of 200, give or take two times 1"},
		{benefits.Dollars, "100", "200", "200.99", ""},
		{benefits.Dollars, "100", "200", "201", "period 0: 201 is paid for 200"},
	} {
		v := benefits.Reimbursement{Periods: []benefits.ReimbursedPeriod{{Base: num("200"), Amount: num(c.all),
			Steps: []benefits.ReimbursedStep{{Percent: num(c.percent), Base: num("200"), Amount: num(c.amount)}}}}}
		p := coarse{faultyPolicy{Policy: alberta(t)}, c.unit}
		edge(t, c.amount+" of "+c.all, stepsKeepTheirPercentage(p, answering(benefits.ReimburseInput{}, v)), c.says)
	}
}

// What is no wage is not paid a cent of, whichever kind it is.
func TestWhatIsNoWageIsNotReimbursed_leastThatBreaks(t *testing.T) {
	for _, kind := range []string{"overtime", "holiday_pay", "employer_ei", "employer_cpp", "wcb_premium", "gst"} {
		p := faultyPolicy{Policy: alberta(t), reimburse: func(in benefits.ReimburseInput, d *rule.Decision[benefits.Reimbursement], _ *error) {
			if in.PayPeriods[0].Lines[0].Kind == kind {
				d.Value.Total = cent
			}
		}}
		edge(t, kind, drawn(func(t *rapid.T) error { return onlyWages(t, p) }), "0.01 of "+kind+" is reimbursed")
	}
}

// topUps is a policy whose top-ups are as one likes.
type topUps struct {
	*benefits.Policy
	by func(in benefits.TopUpInput) benefits.TopUp
}

func (p topUps) TopUp(in benefits.TopUpInput) (rule.Decision[benefits.TopUp], error) {
	return rule.Decision[benefits.TopUp]{Value: p.by(in)}, nil
}

// The twelfth is rounded: twelve months are seven cents at most from the year.
func TestTopUpsKeepToTheRate_leastThatBreaks(t *testing.T) {
	of := func(amount, monthly string, by benefits.Bound) func(benefits.TopUpInput) benefits.TopUp {
		return func(in benefits.TopUpInput) benefits.TopUp {
			v := benefits.TopUp{Amount: num(amount), Monthly: new(decimal.Decimal), BoundBy: by}
			if v.Amount.Cmp(in.PreAccidentNet) > 0 {
				v.Amount = zero
				return v
			}
			*v.Monthly = num(monthly)
			return v
		}
	}
	net := func(more decimal.Decimal) func(benefits.TopUpInput) benefits.TopUp {
		return func(in benefits.TopUpInput) benefits.TopUp {
			v := benefits.TopUp{Amount: in.PreAccidentNet.Add(more), Monthly: new(decimal.Decimal)}
			*v.Monthly = v.Amount.DivRound(num("12"), 2)
			return v
		}
	}
	for _, c := range []struct {
		name, says string
		by         func(benefits.TopUpInput) benefits.TopUp
	}{
		{"all of the net", "", net(zero)},
		{"nothing", "", of("0", "0", "")},
		{"seven cents below", "", of("0.05", "0.01", "")},
		{"eight cents below", "0.01 a month is not 0.04 a year", of("0.04", "0.01", "")},
		{"seven cents above", "", of("0.07", "0", "")},
		{"eight cents above", "0 a month is not 0.08 a year", of("0.08", "0", "")},
		{"a cent below nothing", "-0.01 of ", of("-0.01", "0", "")},
		{"the least there is", "", of("-1", "0", benefits.BoundLeast)},
		{"the most there is", "-1 of ", of("-1", "0", benefits.BoundMost)},
	} {
		p := topUps{alberta(t), c.by}
		edge(t, c.name, drawn(func(t *rapid.T) error { return topUpsKeepToTheRate(t, p) }), c.says)
	}
	p := topUps{alberta(t), net(cent)}
	if how := drawn(func(t *rapid.T) error { return topUpsKeepToTheRate(t, p) }); how == nil || strings.Contains(how.Error(), "a month") {
		t.Errorf("a cent above the net: got %v", how)
	}
}

func TestTopUpsStayBelow_leastThatBreaks(t *testing.T) {
	earned := func(in benefits.TopUpInput) decimal.Decimal {
		if in.Basis == benefits.FullCompensation {
			return decimal.Min(in.ActualWages, in.ActualNet)
		}
		return in.ActualNet
	}
	for _, c := range []struct {
		name   string
		by     func(in benefits.TopUpInput) decimal.Decimal
		broken bool
	}{
		{"all that is left", func(in benefits.TopUpInput) decimal.Decimal {
			return decimal.Max(zero, in.PreAccidentNet.Sub(earned(in)))
		}, false},
		{"a cent more", func(in benefits.TopUpInput) decimal.Decimal {
			return decimal.Max(zero, in.PreAccidentNet.Sub(earned(in)).Add(cent))
		}, true},
		{"a cent where nothing is left", func(in benefits.TopUpInput) decimal.Decimal {
			if left := in.PreAccidentNet.Sub(earned(in)); left.Sign() > 0 {
				return left
			}
			return cent
		}, true},
		{"what wages leave", func(in benefits.TopUpInput) decimal.Decimal {
			return decimal.Max(zero, in.PreAccidentNet.Sub(in.ActualWages))
		}, true},
	} {
		p := topUps{alberta(t), func(in benefits.TopUpInput) benefits.TopUp { return benefits.TopUp{Amount: c.by(in)} }}
		if how := drawn(func(t *rapid.T) error { return topUpsStayBelow(t, p) }); (how != nil) != c.broken {
			t.Errorf("%s: got %v", c.name, how)
		}
	}
}

// The pay periods are asked about again from the last to the first.
func TestOrderOfPayPeriods_leastThatBreaks(t *testing.T) {
	in, v := reimbursement()
	for _, c := range []struct{ last, says string }{{"80", ""}, {"80.01", "period 0: 80, and 80.01 in another order"}} {
		a := answering(in, v)
		a.again = func(turned benefits.ReimburseInput) (d rule.Decision[benefits.Reimbursement], err error) {
			if len(turned.PayPeriods) != 2 || len(turned.PayPeriods[0].Lines) != 2 {
				t.Errorf("asked of %+v", turned.PayPeriods)
			}
			d.Value.Periods = []benefits.ReimbursedPeriod{{Amount: num("20")}, {Amount: num(c.last)}}
			return d, nil
		}
		edge(t, c.last, orderDoesNotMatter(a), c.says)
	}
}

// kinds is a policy of other kinds of pay.
type kinds struct {
	faultyPolicy
	of []string
}

func (p kinds) Kinds() []string { return p.of }

// A policy of one kind of pay is asked, and of none it is not. The days that are asked
// about again are those of a pay period from its first or its last day on, whatever was
// worked.
func TestAPolicyWithoutPay(t *testing.T) {
	pays := func(_ benefits.ReimburseInput, d *rule.Decision[benefits.Reimbursement], err *error) {
		*d, *err = rule.Decision[benefits.Reimbursement]{}, nil
	}
	asked := func(in benefits.ReimburseInput, d *rule.Decision[benefits.Reimbursement], err *error) {
		n := len(in.PayPeriods) - 1
		again := in.PayPeriods[n]
		for _, p := range in.PayPeriods[:n] {
			if again.To == p.To && again.Worked == nil && (again.From == p.From || again.From == p.To) {
				pays(in, d, err)
				return
			}
		}
		t.Errorf("asked of %+v", again)
	}
	of := func(by func(benefits.ReimburseInput, *rule.Decision[benefits.Reimbursement], *error), of ...string) error {
		p := kinds{faultyPolicy{Policy: alberta(t), reimburse: by}, of}
		return drawn(func(t *rapid.T) error { return noDayTwice(t, p) })
	}
	edge(t, "no kind", of(pays), "")
	edge(t, "one kind", of(asked, "regular"), "got <nil>, want an InputError")
}

// A law of pay that cannot be asked without a kind of pay is kept, and broken by no answer
// as soon as there is one.
func TestLawsOfAPolicyWithoutPay(t *testing.T) {
	fails := func(_ benefits.ReimburseInput, _ *rule.Decision[benefits.Reimbursement], err *error) {
		*err = errFaulty
	}
	none, one := faultyPolicy{Policy: alberta(t), reimburse: fails}, faultyPolicy{Policy: alberta(t), reimburse: fails}
	broken := 0
	for i, law := range policyLaws(kinds{none, nil}) {
		switch law.Name {
		case "parts come to their total", "a step is paid its percentage", "the order of pay periods does not matter",
			"what was paid as due is reconciled to nothing", "a correction's difference is due after less due before",
			"splitting a pay period changes no more than a unit", "a forecast is the reimbursement of its pay periods":
			broken++
			edge(t, law.Name, law.Broken(), "")
			edge(t, law.Name, policyLaws(kinds{one, []string{"regular"}})[i].Broken(), "there is no answer: ")
		}
	}
	if broken != 7 {
		t.Errorf("%d laws are asked", broken)
	}
}
