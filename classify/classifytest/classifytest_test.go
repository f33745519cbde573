package classifytest

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/failing"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/property"
)

func TestBuiltinPolicies(t *testing.T) {
	for _, id := range classify.BuiltinIDs() {
		t.Run(id, func(t *testing.T) {
			p, err := classify.Builtin(id)
			if err != nil {
				t.Fatal(err)
			}
			TestPolicy(t, p)
		})
	}
}

// The same policy with every other reading, and with facts of its own.
func TestTheOtherReadings(t *testing.T) {
	data, err := os.ReadFile("../policies/wv-85-23.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer("reading: lower_bounds", "reading: no_band", "reading: exact", "reading: two_decimals", "reading: breaks", "reading: bridges",
		"reading: three_before", "reading: first_review", "reading: release_first", "reading: recommendation_first", "reading: ends_run", "reading: keeps_run",
		"reading: branch", "reading: free_standing", "reading: becomes_focus", "reading: reporting_only", "reading: focus_and_target", "reading: focus_only",
		"reading: leaves", "reading: refused", "reading: one", "reading: two", "reading: starts", "reading: does_not_start", "reading: earlier", "reading: later",
		"emf: factor  ", "emf: factor\n  claims: count\n  open: flag\n  since: date\n  trade: text\n  size: [small, large]\n  shift: number #",
		"if: emf >= focus", `if: emf >= focus and (claims < 50 or open or size == "small" or shift < 0 or since > date("2020-01-01"))`).Replace(string(data))
	p, err := classify.ParsePolicy("board.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	TestPolicy(t, p)
	if r := ask(p, "none"); len(r.Skipped) != 0 {
		t.Errorf("skipped %v", r.Skipped)
	}
}

// A law that a reading sets aside is told of.
// Closed days that rest on an interpretation of their own break no law.
func TestCheck_closedDaysOfEveryCalendar(t *testing.T) {
	text := builtin(t).Text()
	for _, closed := range []string{"ca-ab", "{name: ours, base: ca-ab}"} {
		p, err := classify.ParsePolicy("board.yaml", []byte(strings.Replace(text, "closed_days: us-wv", "closed_days: "+closed, 1)))
		if err != nil {
			t.Fatal(err)
		}
		if err := ask(p, "every finding cites its provision in a full sentence").Err(); err != nil {
			t.Errorf("%s: %v", closed, err)
		}
	}
}

// The week of another board may be another than that of § 2-2-3.
func TestCheck_anotherWeek(t *testing.T) {
	week := strings.NewReplacer("closed_days: us-wv", "closed_days: {name: ours, weekend: [friday]}")
	for source, broken := range map[string]bool{"source: W. Va. Code R. § 85-23": true, "source: Another board": false} {
		text := strings.Replace(week.Replace(builtin(t).Text()), "source: W. Va. Code R. § 85-23", source, 1)
		p, err := classify.ParsePolicy("board.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := ask(p, countedLaw, "a counted deadline never falls on a closed day").Err(); (err != nil) != broken {
			t.Errorf("%s: got %v", source, err)
		}
	}
}

func TestALawThatDoesNotApplyIsSkipped(t *testing.T) {
	data, err := os.ReadFile("../policies/wv-85-23.yaml")
	if err != nil {
		t.Fatal(err)
	}
	before, after, _ := strings.Cut(string(data), "  - id: counted-terms-roll")
	p, err := classify.ParsePolicy("board.yaml", []byte(before+"  - id: counted-terms-roll"+strings.Replace(after, "reading: following", "reading: none", 1)))
	if err != nil {
		t.Fatal(err)
	}
	r := ask(p, countedLaw)
	if len(r.Skipped) != 1 || r.Skipped[0].Law != countedLaw || !strings.Contains(r.Skipped[0].Why, `counted-terms-roll as "none"`) {
		t.Errorf("skipped %v", r.Skipped)
	}
	property.Report{Skipped: r.Skipped}.Test(t)
}

// faulty is a policy that breaks a law of levels: each function changes what the
// policy answers.
type faulty struct {
	*classify.Policy
	level     func(f rule.Facts, d *rule.Decision[classify.Level], err *error)
	surcharge func(s *classify.Surcharge, err *error)
	protest   func(err *error)
}

func (l faulty) Surcharge(in classify.SurchargeInput) (rule.Decision[classify.Surcharge], error) {
	d, err := l.Policy.Surcharge(in)
	if l.surcharge != nil {
		l.surcharge(&d.Value, &err)
	}
	return d, err
}

func (l faulty) ProtestWindow(in classify.ProtestInput) (rule.Decision[classify.ProtestWindow], error) {
	d, err := l.Policy.ProtestWindow(in)
	if l.protest != nil {
		l.protest(&err)
	}
	return d, err
}

func (l faulty) Level(f rule.Facts) (rule.Decision[classify.Level], error) {
	d, err := l.Policy.Level(f)
	if l.level != nil {
		l.level(f, &d, &err)
	}
	return d, err
}

// drawn is a number that was drawn; zero when it was left out.
func drawn(f rule.Facts, name string) decimal.Decimal {
	d, _ := f[name].(decimal.Decimal)
	return d
}

func builtin(t *testing.T) *classify.Policy {
	t.Helper()
	p, err := classify.Builtin("wv-85-23")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Each law of levels is broken by some faulty policy, and says so: a kit that cannot
// fail is none.
func TestALawOfLevelsThatIsBrokenIsSeen(t *testing.T) {
	calls := 0
	failure := errors.New("it fails")
	for _, c := range []struct {
		fault, law string
		faulty     faulty
	}{
		{"no such level", "a level is one of the policy's, and explained", faulty{
			level: func(_ rule.Facts, d *rule.Decision[classify.Level], _ *error) { d.Value.Level = "tier_nine" }}},
		{"no findings", "a level is one of the policy's, and explained", faulty{level: func(_ rule.Facts, d *rule.Decision[classify.Level], _ *error) { d.Findings = nil }}},
		{"a finding without its provision", "a level is one of the policy's, and explained", faulty{level: func(_ rule.Facts, d *rule.Decision[classify.Level], _ *error) {
			d.Findings = append(d.Findings, rule.Verbatim("", false, "Because."))
		}}},
		{"another error", "a fact left out is an error that names it", faulty{level: func(_ rule.Facts, _ *rule.Decision[classify.Level], err *error) { *err = failure }}},
		{"another fact", "a fact left out is an error that names it", faulty{level: func(_ rule.Facts, _ *rule.Decision[classify.Level], err *error) {
			*err = &rule.InputError{Field: "shoe_size"}
		}}},
		{"another answer", "the same facts give the same bytes", faulty{level: func(_ rule.Facts, d *rule.Decision[classify.Level], _ *error) {
			calls++
			d.Value.Level = strings.Repeat("x", calls)
		}}},
		{"an error the second time", "the same facts give the same bytes", faulty{level: func(_ rule.Facts, _ *rule.Decision[classify.Level], err *error) {
			if calls++; calls%2 == 0 {
				*err = failure
			}
		}}},
		{"no factor", "a higher factor never gives a lower tier at the same premium", faulty{level: func(_ rule.Facts, _ *rule.Decision[classify.Level], err *error) { *err = failure }}},
		{"no premium", "the tier never rises with the premium", faulty{level: func(_ rule.Facts, _ *rule.Decision[classify.Level], err *error) { *err = failure }}},
		{"falls with the factor", "a higher factor never gives a lower tier at the same premium", faulty{level: func(f rule.Facts, d *rule.Decision[classify.Level], _ *error) {
			if d.Value.Level = "target"; drawn(f, "emf").Cmp(decimal.New(1, 0)) > 0 {
				d.Value.Level = "focus"
			}
		}}},
		{"rises with the premium", "the tier never rises with the premium", faulty{level: func(f rule.Facts, d *rule.Decision[classify.Level], err *error) {
			if d.Value.Level, *err = "focus", nil; drawn(f, "three_year_premium").Cmp(decimal.New(30000, 0)) > 0 {
				d.Value.Level = "target"
			}
		}}},
		{"a negative surcharge", "a surcharge is never negative, nor over its rate of the tax", faulty{surcharge: func(s *classify.Surcharge, _ *error) { s.Amount = decimal.New(-1, -2) }}},
		{"over the rate", "a surcharge is never negative, nor over its rate of the tax", faulty{surcharge: func(s *classify.Surcharge, _ *error) { s.Amount = s.Amount.Add(decimal.New(2, -2)) }}},
		{"no surcharge", "a surcharge is never the whole of the tax", faulty{surcharge: func(_ *classify.Surcharge, err *error) { *err = failure }}},
		{"any rate", "a rate over the highest of the policy is refused, and one up to it is taken", faulty{surcharge: func(_ *classify.Surcharge, err *error) { *err = nil }}},
		{"no rate", "a rate over the highest of the policy is refused, and one up to it is taken", faulty{surcharge: func(_ *classify.Surcharge, err *error) { *err = rule.Refuse("surcharge", "", "6.4", "Never.") }}},
		{"no protest", "a decision that is noticed at once is protested in the days from the notice", faulty{protest: func(err *error) { *err = failure }}},
	} {
		t.Run(c.fault, func(t *testing.T) {
			l := c.faulty
			l.Policy = builtin(t)
			r := property.Ask("classify", "board", slices.Concat(ofLevels(l), ofTable(l), ofCalculations(l)))
			if !slices.Contains(r.Laws, c.law) {
				t.Fatalf("there is no law %q", c.law)
			}
			if !slices.ContainsFunc(r.Counterexamples, func(b *property.Counterexample) bool { return b.Law == c.law }) {
				t.Errorf("the faulty policy passes: %v", r.Err())
			}
		})
	}
}

// Each law of employers is broken by a forged transition, and says so. The laws of
// every domain have their forgeries where they are kept.
func TestALawOfEmployersThatIsBrokenIsSeen(t *testing.T) {
	const (
		rec   = "a recommendation never moves an employer"
		late  = "the review of a period is due before another such period has passed"
		up    = "only a decision, a finding of 6.1 or an order moves an employer up from its tier"
		runs  = "runs, release and recommendation belong to their tiers"
		roll  = "a counted deadline never falls on a closed day, a Saturday or a Sunday"
		focus = classify.Focus
	)
	for _, c := range []struct {
		law, says string
		forge     func(m *transition)
	}{
		{up, "a review moved the employer from focus to target", func(m *transition) { m.Before.Tier, m.After.Tier = focus, classify.Target }},
		{up, "it led out of tier three", func(m *transition) { m.Before.Tier, m.After.Tier = classify.TierThree, focus }},
		{rec, "target was recommended, and the employer moved from none to focus", func(m *transition) {
			m.Before.Tier, m.After.Tier, m.After.Pending = classify.None, focus, classify.Target
		}},
		{late, "is due on 2099-12-31", func(m *transition) {
			m.Outcome.Opened = []calendar.Duty{{ID: classify.DutyReview, Due: calendar.MustParse("2099-12-31")}}
		}},
		{runs, "tier none, reviewed true", func(m *transition) { m.After = classify.Standing{Tier: classify.None, Reviewed: true} }},
		{runs, "tier focus, released ", func(m *transition) {
			m.After = classify.Standing{Tier: focus, Reviewed: true, Released: m.Before.Released + "x"}
		}},
		{runs, "tier tier_three, below 1", func(m *transition) { m.After = classify.Standing{Tier: classify.TierThree, Reviewed: true, Below: 1} }},
		{runs, "never released, above 1", func(m *transition) { m.After = classify.Standing{Tier: classify.None, Above: 1} }},
		{runs, "tier target, pending target", func(m *transition) {
			m.After = classify.Standing{Tier: classify.Target, Reviewed: true, Pending: classify.Target}
		}},
		{runs, "tier focus, pending tier_three", func(m *transition) {
			m.After = classify.Standing{Tier: focus, Reviewed: true, Pending: classify.TierThree}
		}},
		{runs, "after a move: below 1", func(m *transition) {
			m.Before.Tier, m.After = classify.None, classify.Standing{Tier: focus, Reviewed: true, Below: 1}
		}},
		{roll, "is due on 2022-12-25, which is closed", func(m *transition) {
			m.Outcome.Opened = []calendar.Duty{{ID: classify.DutyQuarterlyReport, Due: calendar.MustParse("2022-12-25")}, {ID: "plan"}, {ID: "seminar", Due: calendar.MustParse("2022-12-25")}}
		}},
	} {
		t.Run(c.says, func(t *testing.T) {
			p := builtin(t)
			all := standingLaws(p)
			i := slices.IndexFunc(all, func(l law) bool { return l.Name == c.law })
			if i < 0 {
				t.Fatalf("there is no law %q", c.law)
			}
			err := kitOf(p).Each(cases, func(m *transition) error {
				c.forge(m)
				return all[i].Broken(m)
			})
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// Employers drawn at random come to every tier, are recommended, leave and
// return: a law of what never happens would hold of itself.
func TestEmployersComeToEveryTier(t *testing.T) {
	p := builtin(t)
	tiers, pending, released := map[classify.Tier]bool{}, map[classify.Tier]bool{}, map[classify.Release]bool{}
	back := false
	err := kitOf(p).Each(cases, func(m *transition) error {
		tiers[m.After.Tier], pending[m.After.Pending], released[m.After.Released] = true, true, true
		back = back || m.Before.Released != classify.NotReleased && m.After.Tier == classify.Focus
		return nil
	})
	if err != nil || len(tiers) != len(ranks) || len(pending) != 3 || len(released) < 3 || !back {
		t.Errorf("tiers %v, pending %v, released %v, back %v, %v", tiers, pending, released, back, err)
	}
}

// A refusal is an answer: it breaks no law.
func TestARefusalBreaksNoLaw(t *testing.T) {
	no := rule.Refuse("level", "", "85-23-4.1", "no band has the premium")
	l := faulty{Policy: builtin(t), level: func(_ rule.Facts, d *rule.Decision[classify.Level], err *error) {
		*d, *err = rule.Decision[classify.Level]{}, no
	}}
	r := property.Ask("classify", "board", append(ofTable(l), ofLevels(l)[0]))
	if err := r.Err(); err != nil {
		t.Error(err)
	}
}

// A host's law of its own order holds of every built-in policy of levels only,
// and is seen broken where a level goes down as the factor rises.
func TestALevelRisesWithAFact(t *testing.T) {
	for id, fact := range map[string]string{"us-tn-50-6-501": "emf", "us-ny-icr59": "payroll", "us-osha-sst11": "dart", "us-la-rs23": "premium"} {
		p, err := classify.Builtin(id)
		if err != nil {
			t.Fatal(err)
		}
		TestRises(t, p, fact, p.Levels()...)
	}
	p := parse(t, "emf: factor\n  claims: count", "emf >= 1.20 and emf < 1.25 and claims > 2")
	TestRises(t, p, "claims", "marked")
	for fact, says := range map[string]string{"emf": "emf 1.24 gives marked, and 1.25 gives none", "trade": "a number", "": "a number"} {
		if err := CheckRises(p, fact, "marked"); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: got %v", fact, err)
		}
	}
	if err := CheckRises(p, "emf", "unmarked"); err == nil || !strings.Contains(err.Error(), "each of [marked] once") {
		t.Errorf("got %v", err)
	}
}

// A law that cannot be asked fails at once, where it is asked.
func TestRises_fails(t *testing.T) {
	failing.Fails(t, "TestRises_ofNoFact", "classifytest_test.go:", `"trade" is not valid, expected `)
}

func TestRises_ofNoFact(t *testing.T) {
	failing.Meant(t)
	TestRises(t, parse(t, "emf: factor", "emf >= 1.20"), "trade", "marked")
}

// parse reads a policy of one level.
func parse(t *testing.T, facts, test string) *classify.Policy {
	t.Helper()
	p, err := classify.ParsePolicy("board.yaml", []byte("policy: board\ntitle: A board\nsource: Rule 1\nfacts:\n  "+facts+
		"\nlevels:\n  - level: marked\n    if: "+test+"\n    cite: Rule 1\n    text: Marked.\n    else: Not marked.\n"))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Under one policy, and under versions of it that change the table.
func TestTestHistory(t *testing.T) {
	data, err := os.ReadFile("../policies/wv-85-23.yaml")
	if err != nil {
		t.Fatal(err)
	}
	version := func(effective, focus string) *classify.Policy {
		text := strings.Replace(string(data), "policy: wv-85-23\n", "policy: wv-85-23\n"+effective, 1)
		p, err := classify.ParsePolicy("board.yaml", []byte(strings.Replace(text, "{from: 0, focus: 1.40,", "{from: 0, focus: "+focus+",", 1)))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	first := version("", "1.40")
	t.Run("one", func(t *testing.T) { TestHistory(t, classify.Profile{}, first) })
	t.Run("several", func(t *testing.T) {
		TestHistory(t, classify.Profile{}, first, version("effective: 2018-07-01\n", "1.20"), version("effective: 2021-01-01\n", "1.45"))
	})
}

// Lists are drawn too, of policies that ask them.
func TestPolicy_entries(t *testing.T) {
	for _, name := range []string{"us-osha-svep", "us-oh-one-claim"} {
		data, err := os.ReadFile("../testdata/scenarios/policies/" + name + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		p, err := classify.ParsePolicy(name+".yaml", data)
		if err != nil {
			t.Fatal(err)
		}
		TestPolicy(t, p)
		longest, drawn := 0, Facts(p)
		for seed := range 200 { // always the same ones: few that are drawn at hazard may have no long list
			f := drawn.Example(seed)
			for _, v := range f {
				if list, is := v.([]any); is {
					longest = max(longest, len(list))
				}
			}
			if _, err := p.Level(f); err != nil {
				t.Fatal(err)
			}
		}
		if longest != 4 {
			t.Errorf("%s: the longest list has %d entries", name, longest)
		}
	}
}

// A history is asked of what is drawn: rapid says so, at the line of the test.
func TestTestHistory_asks(t *testing.T) {
	failing.Draws(t, "TestTestHistory", "classifytest_test.go")
}

// A host's test asks every law, each in a test of its own.
func TestLawsAreAsked(t *testing.T) {
	failing.Asks(t, "TestBuiltinPolicies/wv-85-23/only_a_decision,_a_finding_of_6.1_or_an_order_moves_an_employer_up_from_its_tier")
}
