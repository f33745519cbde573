package benefitstest

import (
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/failing"
	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

// options is a policy whose best earnings somebody looks on at.
type options struct {
	*benefits.Policy
	by func(benefits.OptionsInput)
}

func (p options) BestEarnings(in benefits.OptionsInput) (rule.Decision[benefits.BestEarnings], error) {
	p.by(in)
	return p.Policy.BestEarnings(in)
}

// netPay is a policy whose wage loss somebody looks on at.
type netPay struct {
	*benefits.Policy
	by func(benefits.TD02Input)
}

func (p netPay) TD02(in benefits.TD02Input) (rule.Decision[benefits.TD02], error) {
	p.by(in)
	return p.Policy.TD02(in)
}

// What the laws of a policy ask about is as many, and as long, as can tell.
func TestWhatTheLawsDraw(t *testing.T) {
	x := edges{t, map[string]bool{}}
	draws := func(law func(t *rapid.T) error) {
		t.Helper()
		for range 5 {
			edge(t, "as it is", drawn(law), "")
		}
	}
	draws(func(t *rapid.T) error {
		return bestIsBest(t, options{alberta(x.t), func(in benefits.OptionsInput) {
			x.spans("options", len(in.Options), 1, 6)
			for _, o := range in.Options {
				x.amount("earnings", o.Earnings, 300)
				x.either("ruled out", o.RuledOut)
			}
		}})
	})
	draws(func(t *rapid.T) error {
		first := true
		return surplusLowersNothing(t, netPay{alberta(x.t), func(in benefits.TD02Input) {
			if !first {
				return // each alone, and all again
			}
			first = false
			x.spans("pay periods", len(in.PayPeriods), 1, 6)
			for i, p := range in.PayPeriods {
				x.spans("the days of a pay period after the first", p.To.DaysSince(p.From), 0, 30)
				if i > 0 {
					x.never("days between pay periods", p.From.DaysSince(in.PayPeriods[i-1].To) != 1)
				}
			}
		}})
	})
	draws(func(t *rapid.T) error {
		return splittingChangesLittle(t, faultyPolicy{Policy: alberta(x.t),
			reimburse: func(in benefits.ReimburseInput, _ *rule.Decision[benefits.Reimbursement], _ *error) {
				first, last := in.PayPeriods[0], in.PayPeriods[len(in.PayPeriods)-1]
				x.spans("days that are split", last.To.DaysSince(first.From)+1, 2, 60)
				if len(in.PayPeriods) == 2 {
					x.spans("days of the first part", first.To.DaysSince(first.From)+1, 1, 59)
					x.never("days between the parts", last.From.DaysSince(first.To) != 1)
				}
			}})
	})
	for seed := range 1000 {
		p := Placements([]string{"regular"}).Example(seed)
		if len(p.Schedule) > 1 {
			x.spans("days before an extension", p.Schedule[1].From.DaysSince(p.Start), 1, 201)
		}
	}
	declared := []rule.Declaration{{Name: "claims", Type: rule.Count}}
	for seed := range 500 {
		x.spans("a count", Facts(declared).Example(seed)["claims"].(int), 0, 2000)
	}
	x.reached()
}

// One of the two questions without an answer is enough.
func TestSplittingIsAnswered(t *testing.T) {
	for _, parts := range []int{1, 2} {
		p := faultyPolicy{Policy: alberta(t), reimburse: func(in benefits.ReimburseInput, _ *rule.Decision[benefits.Reimbursement], err *error) {
			if len(in.PayPeriods) == parts {
				*err = errFaulty
			}
		}}
		edge(t, "no answer", drawn(func(t *rapid.T) error { return splittingChangesLittle(t, p) }), "there is no answer: ")
	}
}

// limited is a policy with benefit limits of one's own.
type limited struct {
	*benefits.Policy
	from []string
}

func (p limited) BenefitLimits() []benefits.BenefitLimit {
	limits := make([]benefits.BenefitLimit, len(p.from))
	for i, from := range p.from {
		if from != "" {
			limits[i].From = calendar.MustParse(from)
		}
	}
	return limits
}

// Every limit's day of accident is asked about, and one before the first that has a day.
func TestCircumstances(t *testing.T) {
	p := alberta(t)
	for _, c := range []struct{ from, want []string }{
		{nil, []string{""}},
		{[]string{""}, []string{"1990-01-01"}},
		{[]string{"", "2018-01-01"}, []string{"1990-01-01", "2018-01-01"}},
		{[]string{"2012-01-01", "2018-01-01"}, []string{"2012-01-01", "2018-01-01"}},
	} {
		var got []string
		edge(t, "as it is", drawn(func(t *rapid.T) error {
			on, _ := circumstances(t, limited{p, c.from})
			if day := on.String(); !slices.Contains(got, day) {
				got = append(got, day)
			}
			return nil
		}), "")
		if slices.Sort(got); !slices.Equal(got, c.want) {
			t.Errorf("%q: asked about %q, want %q", c.from, got, c.want)
		}
	}
}

// Of a text whose last step ended before the time that is asked about its last year is.
func TestEmployments_ofThePast(t *testing.T) {
	text := benefits.Text{Steps: []benefits.SubsidyStep{{From: calendar.MustParse("2019-01-01"), To: calendar.MustParse("2020-06-30")}}}
	x := edges{t, map[string]bool{}}
	for seed := range 3000 {
		in := Employments(text, calendar.Date{}, period("2024-01-01", "2024-12-31")).Example(seed)
		x.spans("days before the last of the text", calendar.MustParse("2020-06-30").DaysSince(in.Start), 0, 364)
	}
	x.reached()
}

// The days of a step are those that lie in the period, from the day on which its employment
// reaches it.
func TestStated_days(t *testing.T) {
	within := period("2024-03-30", "2024-06-30")
	one := func(months, weeks, days int) benefits.SubsidyStep {
		return benefits.SubsidyStep{Months: months, Weeks: weeks, Days: days}
	}
	dated := func(from, to string) benefits.SubsidyStep {
		return benefits.SubsidyStep{From: calendar.MustParse(from), To: calendar.MustParse(to)}
	}
	for _, c := range []struct {
		name      string
		steps     []benefits.SubsidyStep // of which the last is asked about
		start     string
		from, to  string
		whole, ok bool
	}{
		{"a day", []benefits.SubsidyStep{one(0, 0, 1)}, "2024-03-30", "2024-03-30", "2024-03-30", true, true},
		{"a week and a day", []benefits.SubsidyStep{one(0, 1, 1)}, "2024-03-30", "2024-03-30", "2024-04-06", true, true},
		{"a month and a week", []benefits.SubsidyStep{one(1, 1, 0)}, "2024-03-30", "2024-03-30", "2024-05-06", true, true},
		{"no end", []benefits.SubsidyStep{one(0, 0, 0)}, "2024-03-30", "2024-03-30", "2024-06-30", false, true},
		{"longer than the period", []benefits.SubsidyStep{one(4, 0, 0)}, "2024-03-30", "2024-03-30", "2024-06-30", false, true},
		{"to its last day", []benefits.SubsidyStep{one(0, 0, 93)}, "2024-03-30", "2024-03-30", "2024-06-30", true, true},
		{"a second week", []benefits.SubsidyStep{one(0, 1, 0), one(0, 1, 0)}, "2024-03-23", "2024-03-30", "2024-04-05", true, true},
		// A month before 30 March is 1 March, as February has no 30th, and a month on 1 April.
		{"a second month", []benefits.SubsidyStep{one(1, 0, 0), one(0, 1, 0)}, "2024-03-01", "2024-04-01", "2024-04-07", true, true},
		{"by date", []benefits.SubsidyStep{dated("2024-04-01", "2024-04-30")}, "2024-04-01", "2024-04-01", "2024-04-30", true, true},
		{"from before", []benefits.SubsidyStep{dated("2024-01-01", "2024-04-30")}, "2024-03-30", "2024-03-30", "2024-04-30", false, true},
		{"until after", []benefits.SubsidyStep{dated("2024-04-01", "2024-07-01")}, "2024-04-01", "2024-04-01", "2024-06-30", false, true},
		{"one day of it", []benefits.SubsidyStep{dated("2024-01-01", "2024-03-30")}, "2024-03-30", "2024-03-30", "2024-03-30", false, true},
		{"before it", []benefits.SubsidyStep{dated("2024-01-01", "2024-03-29")}, "2024-03-30", "2024-03-30", "2024-03-29", false, false},
	} {
		s := stated{kit: kit{within: within}, text: benefits.Text{Steps: c.steps}}
		got, ok := s.days(len(c.steps) - 1)
		if got.start.String() != c.start || got.From.String() != c.from || got.To.String() != c.to || got.whole != c.whole || ok != c.ok {
			t.Errorf("%s: got %+v, %v", c.name, got, ok)
		}
	}
	// A month and a day before 31 March is 29 February, from where they lead to 30 March alone.
	back := stated{kit: kit{within: period("2024-03-31", "2024-06-30")}, text: benefits.Text{Steps: []benefits.SubsidyStep{one(1, 0, 1), one(0, 1, 0)}}}
	if got, ok := back.days(1); !ok || got.start.String() != "2024-03-01" || got.From.String() != "2024-04-02" {
		t.Errorf("there and back: got %+v, %v", got, ok)
	}
	early := stated{kit: kit{within: period("0001-01-01", "0001-03-01")}, text: benefits.Text{Steps: []benefits.SubsidyStep{one(1, 0, 0), one(1, 0, 0)}}}
	if got, ok := early.days(1); ok {
		t.Errorf("before the calendar: got %+v", got)
	}
}

// An interpretation has all that a finding which rests on it is to be read with.
func TestReadings(t *testing.T) {
	whole := rule.Interpretation{ID: "i", Question: "q", Cite: "c", Reading: "r", Readings: []rule.Reading{{Key: "r", Text: "t"}}}
	edge(t, "as it is", readings([]rule.Interpretation{whole}), "")
	for name, by := range map[string]func(*rule.Interpretation){
		"id":       func(i *rule.Interpretation) { i.ID = "" },
		"question": func(i *rule.Interpretation) { i.Question = "" },
		"cite":     func(i *rule.Interpretation) { i.Cite = "" },
		"text":     func(i *rule.Interpretation) { i.Readings = nil },
	} {
		one := whole
		by(&one)
		if how := readings([]rule.Interpretation{whole, one}); how == nil || !strings.HasSuffix(how.Error(), " has no id, question, provision or text of its reading") {
			t.Errorf("no %s: got %v", name, how)
		}
	}
}

// A host's test asks every law, each in a test of its own.
func TestLawsAreAsked(t *testing.T) {
	failing.Asks(t, "TestTheBuiltinPolicyKeepsTheLaws/parts_come_to_their_total",
		"TestTheBuiltinSubsidiesKeepTheLaws/us-dc-ojt/every_limit_can_be_reached",
		"TestASchemeIsAskedWithinItsTime/parts_come_to_their_total")
}

// chosenBy is a scheme of texts that turn on a count.
type chosenBy struct {
	scheme
	texts []benefits.Text
}

func (s chosenBy) Texts() []benefits.Text { return s.texts }
func (s chosenBy) Facts() []rule.Declaration {
	return []rule.Declaration{{Name: "claims", Type: rule.Count}}
}
func (s chosenBy) TextFor(_ calendar.Date, f rule.Facts) (benefits.Text, error) {
	for i, t := range s.texts {
		if i == len(s.texts)-1 || f["claims"].(int)%2 == i {
			return t, nil
		}
	}
	return benefits.Text{}, errFaulty
}

// For each text there are facts that lead to it, told by its provision and its condition
// together; of one that none leads to there are none.
func TestFactsOf(t *testing.T) {
	one, other := benefits.Text{Cite: "s. 1", If: "claims"}, benefits.Text{Cite: "s. 1", If: "none"}
	same := benefits.Text{Cite: "s. 2", If: "claims"}
	for _, texts := range [][]benefits.Text{{one, other, {}}, {one, same, {}}} {
		got := factsOf(chosenBy{texts: texts})
		if len(got) != 3 || got[0]["claims"].(int)%2 != 0 || got[1]["claims"].(int)%2 != 1 || got[2] != nil {
			t.Errorf("got %v", got)
		}
	}
}

// Ten days are enough to ask about, and nine are not.
func TestTheLeastTime(t *testing.T) {
	s := board(t, "steps: [{weeks: 4, percent: 50, cite: m}]")
	for to, want := range map[string]string{"2025-01-10": "", "2025-01-09": "2025-01-01 to 2025-01-09 holds fewer than ten days"} {
		edge(t, to, CheckPayments(s, period("2025-01-01", to)), want)
	}
}

// Too little time fails at once, where it is asked about.
func TestTheLeastTime_fails(t *testing.T) {
	failing.Fails(t, "TestTooLittleTime", "draws_test.go:", "2025-01-01 to 2025-01-09 holds fewer than ten days")
	failing.Fails(t, "TestTooLittleTimeForPayments", "draws_test.go:", "2025-01-01 to 2025-01-09 holds fewer than ten days")
}

func TestTooLittleTime(t *testing.T) {
	failing.Meant(t)
	TestSubsidy(t, builtin(t, "us-dc-ojt"), period("2025-01-01", "2025-01-09"))
}

func TestTooLittleTimeForPayments(t *testing.T) {
	failing.Meant(t)
	TestPayments(t, builtin(t, "us-dc-ojt"), period("2025-01-01", "2025-01-09"))
}

// What ends after the calendar ends after what is asked about.
func TestStated_last(t *testing.T) {
	one := []benefits.SubsidyStep{{Months: 2}}
	for _, c := range []struct {
		within calendar.Period
		text   benefits.Text
		last   string
		whole  bool
	}{
		{period("2024-01-01", "2024-12-31"), benefits.Text{Steps: one}, "2024-02-29", true},
		{period("2024-01-01", "2024-02-29"), benefits.Text{Steps: one}, "2024-02-29", true},
		{period("2024-01-01", "2024-02-28"), benefits.Text{Steps: one}, "2024-02-28", false},
		{period("2024-01-01", "2024-12-31"), benefits.Text{Steps: one, Window: &benefits.Window{Months: 1}}, "2024-01-31", true},
		{period("9999-12-01", "9999-12-31"), benefits.Text{Steps: one}, "9999-12-31", false},
		{period("2024-01-01", "2024-12-31"), benefits.Text{Steps: []benefits.SubsidyStep{{}}}, "2024-12-31", false},
	} {
		if last, whole := (stated{kit: kit{within: c.within}, text: c.text}).last(); last.String() != c.last || whole != c.whole {
			t.Errorf("%v of %v: got %v, %v", c.text, c.within, last, whole)
		}
	}
}

// Of a step that is repeated its limit for all is not asked about, as it is that of each
// time, nor of one that does not all lie in the time that is asked about.
func TestLimitIsReached_ofAll(t *testing.T) {
	for repeat, want := range []string{"the limit of 200 for all of step 1 is never reached", "the limit of 200 for all of step 1 is never reached", "", ""} {
		step := plain("50")
		step.Repeat, step.PerStep = repeat, limit("200")
		k := paying("100")
		_, how := stated{kit: k, text: texts(step)}.limitIsReached(0, 5)
		edge(t, "repeated", how, want)
	}
	step := plain("50")
	step.Weeks, step.PerStep = 60, limit("200")
	_, how := stated{kit: paying("100"), text: texts(step)}.limitIsReached(0, 5)
	edge(t, "not all of it", how, "")
}

// unrated is a policy without a rate.
type unrated struct{ *benefits.Policy }

func (p unrated) TopUp(benefits.TopUpInput) (d rule.Decision[benefits.TopUp], err error) {
	return d, &rule.InputError{Field: "rate"}
}

func TestAskTopUp_withoutARate(t *testing.T) {
	edge(t, "no rate", drawn(func(rt *rapid.T) error {
		rapid.Bool().Draw(rt, "b")
		if a, ok := askTopUp(rt, unrated{alberta(t)}); ok || a.err != nil {
			t.Errorf("got %+v", a)
		}
		return nil
	}), "")
}
