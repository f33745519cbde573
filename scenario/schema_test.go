package scenario

import (
	"maps"
	"reflect"
	"slices"
	"testing"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/schema"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/procedure"
)

// A world is what a scenario of a domain may say.
type world struct {
	policies []string // those built in; nil for a domain that has none
	needed   bool     // a policy must be named
	given    reflect.Type
	events   []any        // an empty one of each
	state    reflect.Type // nil for a domain without one
	calls    []calculation
	open     bool // the policy says what happens, with which facts, and what a case has beside its state
}

// A calculation is a call with the types of its facts and of its answers. One
// without a type of its facts takes those that the policy declares.
type calculation struct {
	name string
	in   reflect.Type
	out  []reflect.Type
}

// by is a calculation by a method of a policy.
func by[P, In, Out any](name string, _ func(P, In) (rule.Decision[Out], error)) calculation {
	return calculation{name, reflect.TypeFor[In](), []reflect.Type{reflect.TypeFor[Out]()}}
}

// reckon is a calculation of the calendar.
func reckon[In any](name string, _ func(In) (any, []rule.Finding, error), answers ...any) calculation {
	c := calculation{name: name, in: reflect.TypeFor[In]()}
	for _, a := range answers {
		c.out = append(c.out, reflect.TypeOf(a))
	}
	return c
}

func worlds(t *testing.T) map[string]world {
	return map[string]world{
		"calendar": {calls: []calculation{
			reckon("add", add, dateAnswer{}, candidates{}), reckon("term", term, dueAnswer{}), reckon("recur", recur, datesAnswer{}),
			reckon("split", split, periodsAnswer{}), reckon("holidays", holidays, holidaysAnswer{}), reckon("business_days_between", businessDaysBetween, daysAnswer{}),
			reckon("duration", duration, durationAnswer{}),
			reckon("quarter", quarter, calendar.Period{}), reckon("month_end_after", monthEndAfter, monthEndAnswer{}),
			reckon("fiscal", fiscal, fiscalAnswer{}), reckon("iso_week", isoWeek, weekAnswer{}), reckon("pay_period", payPeriod, calendar.PayPeriod{}),
			reckon("age", age, ageAnswer{})}},
		"classify": {policies: classify.BuiltinIDs(), needed: true, given: reflect.TypeFor[classify.Profile](), state: reflect.TypeFor[classify.Standing](),
			events: eventsOf(t, classify.EventNames(), classify.UnmarshalEvent),
			calls: []calculation{{"level", nil, []reflect.Type{reflect.TypeFor[classify.Level]()}},
				by("surcharge", (*classify.Policy).Surcharge), by("protest_window", (*classify.Policy).ProtestWindow)}},
		"protest": {policies: classify.BuiltinIDs(), needed: true, state: reflect.TypeFor[classify.Protest](),
			events: eventsOf(t, classify.ProtestEventNames(), classify.UnmarshalProtestEvent),
			calls:  []calculation{{"stayed", reflect.TypeFor[stayedInput](), []reflect.Type{reflect.TypeFor[classify.Stayed]()}}}},
		"intervention": {policies: intervention.BuiltinIDs(), needed: true, state: reflect.TypeFor[intervention.Case](),
			events: eventsOf(t, intervention.EventNames(), intervention.UnmarshalEvent),
			calls:  []calculation{{"priority_employer", nil, []reflect.Type{reflect.TypeFor[priority]()}}}},
		"placement": {policies: placement.BuiltinIDs(), needed: true, state: reflect.TypeFor[placement.Case](),
			events: eventsOf(t, placement.EventNames(), placement.UnmarshalEvent),
			calls:  []calculation{by("wage_loss", (*placement.Policy).WageLoss)}},
		"benefits": {policies: slices.Concat(benefits.BuiltinIDs(), benefits.BuiltinSubsidyIDs()), calls: []calculation{
			by("taper", (*benefits.Policy).Taper), by("reimburse", (*benefits.Policy).Reimburse), by("reconcile", (*benefits.Policy).Reconcile),
			by("forecast", (*benefits.Policy).Forecast), by("top_up", (*benefits.Policy).TopUp), by("td_02", (*benefits.Policy).TD02),
			by("part_month", (*benefits.Policy).PartMonth), by("compensation_rate", (*benefits.Policy).CompensationRate),
			by("loss_ends", (*benefits.Policy).LossEnds), by("best_earnings", (*benefits.Policy).BestEarnings),
			{"allocate", reflect.TypeFor[benefits.AllocateInput](), []reflect.Type{reflect.TypeFor[benefits.Allocation]()}},
			by("subsidy", (*benefits.Subsidy).Pay)}},
		"procedure": {needed: true, open: true, state: reflect.TypeFor[procedure.Case]()},
	}
}

// eventsOf reads an empty event of each name.
func eventsOf[E any, N ~string](t *testing.T, names []N, read func([]byte) (E, error)) []any {
	t.Helper()
	var events []any
	for _, name := range names {
		e, err := read([]byte(`{"event": "` + string(name) + `"}`))
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, e)
	}
	return events
}

func TestTheSchemaOfScenariosIsThatOfTheDomains(t *testing.T) {
	w := &writer{t: t, defs: map[string]*schema.Schema{}, source: schema.Source{}}
	var all []string
	for _, d := range library() {
		all = append(all, d.name)
	}
	m := &schema.Maker{Source: w.source, Required: true, At: map[string]schema.Amend{
		"scenario": schema.NotEmpty, "steps": schema.NotEmpty,
		"domain": schema.Is(schema.Words(all...)),
		"given":  schema.Is(object()), "steps[]": schema.Is(object()), "policy": schema.Is(&schema.Schema{}),
	}}
	s, err := m.Of(reflect.TypeFor[scenarioText]())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range all {
		s.AllOf = append(s.AllOf, w.domain(name, worlds(t)[name]))
	}
	s.Defs = w.defs
	schema.Keep(t, s, "scenario", "Scenarios: cases in dated steps, with the answers that are expected")
}

// The calls of the schema are those that are played, with their answers.
func TestTheCallsOfTheSchemaArePlayed(t *testing.T) {
	source := schema.Source{}
	for name, w := range worlds(t) {
		var calls []string
		for _, c := range w.calls {
			calls = append(calls, c.name)
			for _, out := range c.out {
				sameKeys(t, source, out)
			}
		}
		if w.state != nil {
			sameKeys(t, source, w.state)
		}
		if w.open {
			continue
		}
		want := unknownName("call", "none", calls...)
		if got := callNothing(t, name, w); got == nil || got.Error() != want.Error() {
			t.Errorf("%s: the schema has the calls %v, and played are those of: %v", name, calls, got)
		}
	}
}

// callNothing plays a call that no domain has.
func callNothing(t *testing.T, name string, w world) error {
	t.Helper()
	text := "scenario: x\ndomain: " + name + "\nsteps: [{call: none, expect: {error: x}}]\n"
	if w.needed {
		text += "policy: " + w.policies[0] + "\n"
	}
	scenarios, err := Load("x.yaml", []byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	return scenarios[0].Run().Answers[0].Err
}

// sameKeys asks that the keys which the schema lets be expected of a type are
// those that an answer has.
func sameKeys(t *testing.T, source schema.Source, of reflect.Type) {
	t.Helper()
	n, err := answerOf(reflect.Zero(of).Interface())
	if err != nil {
		t.Fatal(err)
	}
	m := schema.Maker{Source: source}
	said, has := slices.Sorted(maps.Keys(m.Answers(of).Properties)), slices.Sorted(slices.Values(n.Keys()))
	if !slices.Equal(said, has) {
		t.Errorf("%v: the schema has the answers %v, and it has %v", of, said, has)
	}
}
