package lifecycle

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/rule"
)

// predicates are conditions that are answered where their facts lie, all of them or
// in part.
var predicates = []string{
	`true`, `false`, `not case.chip`, `case.chip and event.shots`, `case.chip or event.shots`, `given.keeper`, `not given.fee or event.fee > 2`, `plan.ready`, `not plan.ready and case.chip`,
	`event.keeper == "Ann"`, `event.keeper != "Ann"`, `"Ann" == event.keeper`, `event.breed == "pug"`, `event.breed != "pug"`, `event.by == "clerk"`, `plan.first == "vet"`,
	`event.breed in ["pug", "hound"]`, `event.breed not in ["pug"]`, `event.by in ["clerk"]`, `event.keeper in [event.by, "x"]`, `plan.first in ["vet"]`,
	`event.tags contains "brown"`, `case.tags contains "brown"`, `plan.who contains "vet"`, `event.tags contains event.keeper`,
	`case.breeds contains "pug"`, `case.breeds not contains "pug"`, `len(case.breeds) == 1`, `event.keeper == case.keeper`,
	`(case.chip ? event.keeper : "x") == "Ann"`, `owed.bill in [0, 1]`, `event.fee > owed.bill`, `case.visits < 1000000000`,
	`case.visits < 1000000001`,
	`len(event.tags) > 0`, `len(plan.who) == 2`, `len(event.tags) == case.visits`, `len(event.tags) + 1 > 1`,
	`case.visits > 1`, `case.visits >= event.visits`, `2 < case.visits`, `plan.days == 5`, `owed.bill > 0`, `owed.bill == 0 and case.visits == 0`, `policy.limit != case.visits`, `case.visits > 1.5`,
	`event.fee > 2`, `event.fee <= policy.most`, `15 >= event.fee`, `event.fee == case.fee`, `event.fee + 1 > 2`, `event.fee > case.visits`, `event.fee < 12345678901`,
	`event.on >= policy.from`, `event.since < event.on`, `case.since == date("2024-02-01")`, `plan.day > event.on`, `date("2024-03-01") == event.on`,
	`policy.chip_needed == "yes"`, `case.chip or policy.chip_needed == "no"`, `policy.own_vet in ["town"] and event.shots`, `free.town`, `event.visits > 0 and policy.own_vet == "any"`,
	`given.keeper == case.chip`, `case.chip == true`, `given.keeper in [true]`, `given.tags in [false, case.chip]`, `given.fee == true`, `given.visits != case.chip`,
}

// calculated are those that only their programs answer.
var calculated = []string{`event.keeper in [event.by, "x"]`, `event.tags contains event.keeper`, `event.keeper == case.keeper`,
	`(case.chip ? event.keeper : "x") == "Ann"`,
	`owed.bill in [0, 1]`, `event.fee > owed.bill`, `case.visits < 1000000001`,
	`len(event.tags) + 1 > 1`, `case.visits > 1.5`, `event.fee + 1 > 2`,
	`event.fee > case.visits`, `given.keeper == case.chip`, `case.chip == true`, `given.keeper in [true]`, `given.tags in [false, case.chip]`, `given.fee == true`,
	`given.visits != case.chip`}

// Answered where the facts lie, a condition is what its program answers, asks the
// same interpretations and fails for the same reason.
func TestCondition_fastIsAsTheProgram(t *testing.T) {
	m := dogsOf(sound()...)
	k := m.kindOf(asked1)
	var slow []string
	for _, source := range predicates {
		program, err := expression.CompileBool(source, &k.scope.Scope)
		if err != nil {
			t.Fatalf("%s: %v", source, err)
		}
		f := predicateOf[dogCase, *dogPolicy](k.scope, program.Root())
		if f == nil {
			slow = append(slow, source)
			continue
		}
		for _, of := range situations() {
			ask := func(c *condition[dogCase, *dogPolicy]) (bool, asked, error) {
				x := m.context(of.p, of.c)
				if err := m.begin(x, k, of.e); err != nil {
					t.Fatal(err)
				}
				x.event, x.On, x.By = expression.StructOf(of.e), of.e.On, of.e.By
				holds, err := x.holds(c)
				return holds, x.fresh, err
			}
			if of.given {
				x := m.context(of.p, of.c)
				if err := m.begin(x, k, of.e); err != nil {
					t.Fatal(err)
				}
				x.event, x.On, x.By = expression.StructOf(of.e), of.e.On, of.e.By
				if _, known, err := f(x); !known || err != nil {
					t.Errorf("%s is not answered where its facts lie: %v", source, err)
				}
			}
			got, asked1, err1 := ask(&condition[dogCase, *dogPolicy]{program, f})
			want, asked2, err2 := ask(&condition[dogCase, *dogPolicy]{Program: program})
			if err1 == nil && got != want || asked1 != asked2 || (err1 == nil) != (err2 == nil) || err1 != nil && err1.Error() != err2.Error() {
				t.Errorf("%s with %+v of %+v: got %v, %v, %b, the program %v, %v, %b", source, of.e, of.c, got, err1, asked1, want, err2, asked2)
			}
		}
	}
	if diff := cmp.Diff(calculated, slow); diff != "" {
		t.Errorf("the conditions that only their programs answer (-want +got)\n%s", diff)
	}
}

type situation struct {
	p     *dogPolicy
	c     dogCase
	e     ask
	given bool // all that is asked
}

func situations() []situation {
	var all []situation
	failing, none, odd := town(), town(), town()
	failing.plan = func(*dogCtx) (dogPlan, error) { return dogPlan{}, &rule.InputError{Field: "plan"} }
	none.plan = func(*dogCtx) (dogPlan, error) { return dogPlan{}, nil }
	odd.readings = [2]string{"no", "any"}
	full := asked1
	full.Breed, full.Fee, full.Visits, full.Shots, full.Since, full.Tags = "pug", decimal.New(25, -1), 2, rule.Yes, dogDay("2024-02-01"), []string{"brown", "Ann"}
	bad := full
	bad.Breed, bad.Fee, bad.Shots, bad.By = "cat", decimal.New(1, 40), rule.No, "vet"
	tiny := full
	tiny.Fee, tiny.Tags = decimal.New(1, -30), []string{}
	for i, p := range []*dogPolicy{town(), failing, none, odd} {
		for j, c := range []dogCase{{State: "none", Breeds: []dogBreed{"cat", "pug"}}, {State: "none", Visits: 2, Chip: true,
			Fee: decimal.New(250, -2), Since: dogDay("2024-02-01"), Tags: []string{"brown"},
			Breeds: []dogBreed{"pug"}, Docket: calendar.Docket{Duties: []calendar.Duty{{ID: "bill"}}}}} {
			for n, e := range []ask{asked1, full, bad, tiny} {
				all = append(all, situation{p, c, e, (i == 0 || i == 3) && j == 1 && n == 1})
			}
		}
	}
	return all
}
