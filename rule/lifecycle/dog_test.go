package lifecycle

import (
	"errors"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// The procedure of these tests is invented: a town licenses dogs. Each test writes
// the rows that it needs.

type (
	dogState string
	dogWord  string
	dogBreed string

	dogMark struct {
		Text string   `json:"text"`
		Tags []string `json:"tags,omitempty"`
	}
	dogFile struct {
		Place string             `json:"place"`
		Marks []dogMark          `json:"marks,omitempty"`
		Costs map[string]dogMark `json:"costs,omitempty"`
	}

	dogCase struct {
		State  dogState        `json:"state"`
		Visits int             `json:"visits"`
		Fee    decimal.Decimal `json:"fee,omitzero"`
		Since  calendar.Date   `json:"since,omitzero"`
		Chip   bool            `json:"chip"`
		Shots  rule.Flag       `json:"shots,omitzero"`
		Breed  dogBreed        `json:"breed,omitempty"`
		Keeper string          `json:"keeper,omitempty"`
		Tags   []string        `json:"tags,omitempty"`
		Breeds []dogBreed      `json:"breeds,omitempty"`
		File   dogFile         `json:"file"`
		Pair   [2]int          `json:"pair"`
		Odd    chan int        `json:"-"`
		LastOn calendar.Date   `json:"last_on,omitzero"`
		Docket calendar.Docket `json:"docket"`
	}

	dogEvent interface{ Name() dogWord }

	ask struct {
		On     calendar.Date   `json:"on,omitzero"`
		By     rule.Role       `json:"by,omitempty"`
		Keeper string          `json:"keeper,omitempty"`
		Breed  dogBreed        `json:"breed,omitempty"`
		Fee    decimal.Decimal `json:"fee,omitzero"`
		Visits int             `json:"visits,omitempty"`
		Shots  rule.Flag       `json:"shots,omitzero"`
		Since  calendar.Date   `json:"since,omitzero"`
		Tags   []string        `json:"tags,omitzero"`
		File   dogFile         `json:"file,omitzero"`
		Costs  *dogMark        `json:"costs,omitempty"`
	}
	tick struct {
		On calendar.Date `json:"on,omitzero"`
	}

	dogPolicy struct {
		values   dogValues
		readings [2]string
		further  []rule.Role
		do       func(x *Change[dogCase, *dogPolicy]) error
		plan     func(x *Context[dogCase, *dogPolicy]) (dogPlan, error)
		calls    *int
	}
	dogValues struct {
		Limit int
		From  calendar.Date
		Most  decimal.Decimal
	}
	dogPlan struct {
		Visits []calendar.Duty
		Days   int
		Ready  bool
		Who    []string
		First  string
		Day    calendar.Date
		Marks  []dogMark
	}

	dogs    = Machine[dogState, dogWord, dogCase, dogEvent, *dogPolicy]
	dogRow  = Row[dogState, dogWord]
	dogDef  = Definition[dogState, dogWord, dogCase, dogEvent, *dogPolicy]
	dogCtx  = Context[dogCase, *dogPolicy]
	effects = []Effect
)

func (ask) Name() dogWord  { return "ask" }
func (tick) Name() dogWord { return "tick" }

func (dogBreed) Values() []string { return []string{"hound", "pug"} }

func dogDefinition(rows ...dogRow) dogDef {
	return dogDef{
		Name: "dogs", Start: "none", Final: []dogState{"gone"},
		Roles:   []rule.Role{"clerk", "vet", "mayor"},
		Parties: []rule.Role{"keeper"},
		Further: func(p *dogPolicy) []rule.Role { return p.further },
		Events:  []dogEvent{ask{}, tick{}},
		Duties: []calendar.Duty{
			{ID: "letter", By: "clerk", To: "keeper", Cite: "Dogs 1", CopyTo: []string{"vet"}, Encloses: []string{"form"}},
			{ID: "visit", By: "vet", To: "keeper", Cite: "Dogs 2"},
			{ID: "visit", By: "clerk", To: "keeper", Cite: "Dogs 3"},
			{ID: "bill", By: "keeper", To: "town", Cite: "Dogs 4"},
		},
		Readings: []Question{{ID: "chip-needed", Readings: []string{"yes", "no"}}, {ID: "own-vet", Readings: []string{"town", "any"}}},
		Rows:     rows,
		Case: func(c *dogCase) Core[dogState] {
			return Core[dogState]{State: &c.State, LastOn: &c.LastOn, Docket: &c.Docket}
		},
		Values:  ValuesOf(func(p *dogPolicy) *dogValues { return &p.values }),
		Reading: func(p *dogPolicy, n int) string { return p.readings[n] },
		Term: func(x *dogCtx, term string, after calendar.Date) (calendar.Due, error) {
			if term != "month" {
				return calendar.Due{}, errors.New("no such term: " + term)
			}
			end, err := after.AddDays(30)
			return calendar.Due{Date: end, Skipped: []calendar.Skipped{{Date: end, Why: "nothing"}}}, err
		},
		Finds: []Function[dogCase, *dogPolicy]{
			Find("plan", func(x *dogCtx) (dogPlan, error) { *x.Policy.calls++; return x.Policy.plan(x) }).Asking("own-vet"),
			Find("free", func(x *dogCtx) (struct{ Town bool }, error) {
				return struct{ Town bool }{x.Ask("own-vet") == "town"}, nil
			}),
		},
		Matches: []Match[dogCase, *dogPolicy]{{Name: "red", Holds: func(x *dogCtx, d calendar.Duty) bool { return d.For == "red" }}},
		Does:    []Action[dogCase, *dogPolicy]{{Name: "move", Do: func(x *Change[dogCase, *dogPolicy]) error { return x.Policy.do(x) }}},
	}
}

func dogsOf(rows ...dogRow) *dogs { return New(dogDefinition(rows...)) }

func dogDay(s string) calendar.Date { return calendar.MustParse(s) }

var (
	dogOn  = dogDay("2024-03-01")
	asked1 = ask{On: dogOn, By: "clerk", Keeper: "Ann"}
)

func town() *dogPolicy {
	return &dogPolicy{
		values:   dogValues{Limit: 2, From: dogDay("2020-01-01"), Most: decimal.New(150, -1)},
		readings: [2]string{"yes", "town"},
		calls:    new(int),
		plan: func(x *dogCtx) (dogPlan, error) {
			return dogPlan{Days: 5, Ready: true, Who: []string{"vet", "mayor"}, First: "vet", Day: dogDay("2024-05-05"),
				Visits: []calendar.Duty{x.Duty("visit", "Dogs 2"), x.Duty("visit", "Dogs 3")}, Marks: []dogMark{{"a", []string{"b"}}}}, nil
		},
	}
}

// fires is a row of the event ask that says and does.
func fires(does ...Effect) dogRow {
	return dogRow{ID: "1", From: []dogState{"none"}, On: "ask", To: "asked", Cite: "Dogs 1", Text: "It is asked.", Does: does}
}

// taken applies an event that must be taken.
func taken(t *testing.T, m *dogs, p *dogPolicy, c dogCase, e dogEvent) (dogCase, rule.Outcome) {
	t.Helper()
	next, out, err := m.Apply(p, c, e)
	if err != nil {
		t.Fatal(err)
	}
	return next, out
}

// does applies asked1 to a case of the effects alone.
func does(t *testing.T, all ...Effect) (dogCase, rule.Outcome) {
	t.Helper()
	return taken(t, dogsOf(fires(all...)), town(), dogCase{State: "none"}, asked1)
}

// dogRefused is the refusal of an event.
func dogRefused(t *testing.T, m *dogs, p *dogPolicy, c dogCase, e dogEvent) *rule.Refused {
	t.Helper()
	_, out, err := m.Apply(p, c, e)
	var refused *rule.Refused
	if !errors.As(err, &refused) || len(out.Findings) > 0 {
		t.Fatalf("got %v, %v, want a refusal", out, err)
	}
	return refused
}

// dogError is the error of an event that cannot be.
func dogError(t *testing.T, m *dogs, p *dogPolicy, c dogCase, e dogEvent) *rule.InputError {
	t.Helper()
	_, _, err := m.Apply(p, c, e)
	var input *rule.InputError
	if !errors.As(err, &input) {
		t.Fatalf("got %v, want an InputError", err)
	}
	return input
}

// dogPanic is what a function panics with.
func dogPanic(t *testing.T, f func()) (said string) {
	t.Helper()
	defer func() {
		switch r := recover().(type) {
		case string:
			said = r
		case error:
			said = r.Error()
		case nil:
			t.Error("it does not panic")
		}
	}()
	f()
	return ""
}
