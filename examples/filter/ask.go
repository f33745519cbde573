package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
)

// A question is an event of a case, or a calculation of benefits.
type question struct {
	ID     json.RawMessage `json:"id,omitempty"` // the host's; comes back as it is
	Domain string          `json:"domain"`
	Policy string          `json:"policy"`          // the id of a built-in policy, or of one given with -policy
	Given  json.RawMessage `json:"given,omitempty"` // of a case that begins: the employer's profile of classify
	Case   json.RawMessage `json:"case,omitempty"`  // as the last answer gave it; left out, the case begins
	Event  json.RawMessage `json:"event,omitempty"`
	Call   string          `json:"call,omitempty"` // in place of an event: of benefits
	With   json.RawMessage `json:"with,omitempty"` // what the call is asked
}

// An answer has a case and an outcome, or a value and its findings; or else it is
// refused, or in error.
type answer struct {
	ID       json.RawMessage `json:"id,omitempty"`
	Case     any             `json:"case,omitempty"`
	Outcome  *rule.Outcome   `json:"outcome,omitempty"`
	Value    any             `json:"value,omitempty"`
	Findings []rule.Finding  `json:"findings,omitempty"`
	Refused  *rule.Refused   `json:"refused,omitempty"` // a lawful no, with its provisions: the case is as it was
	Error    *fault          `json:"error,omitempty"`   // of the question
}

// A fault is what is wrong with a question.
type fault struct {
	Field   string `json:"field,omitempty"`
	Message string `json:"message"`
}

func (a answer) json() []byte {
	data, err := json.Marshal(a)
	if err != nil {
		data, _ = json.Marshal(answer{ID: a.ID, Error: &fault{Message: "the answer cannot be written: " + err.Error()}})
	}
	return data
}

// ask answers a question. Whatever goes wrong is the answer: the next question is
// asked all the same.
func ask(line []byte) (a answer) {
	var q question
	defer func() {
		if r := recover(); r != nil {
			a = answer{ID: q.ID, Error: &fault{Message: fmt.Sprint("panic: ", r)}}
		}
	}()
	if err := strictly(line, &q); err != nil {
		return answer{Error: faultOf(err)}
	}
	a, err := q.answer()
	var refused *rule.Refused
	switch {
	case errors.As(err, &refused):
		a = answer{Refused: refused}
	case err != nil:
		a = answer{Error: faultOf(err)}
	}
	a.ID = q.ID
	return a
}

func (q question) answer() (answer, error) {
	of, known := domains[q.Domain]
	switch {
	case !known:
		return answer{}, unknown("domain", q.Domain, domains)
	case (q.Call == "") == (len(q.Event) == 0):
		return answer{}, &rule.InputError{Field: "event", Problem: "a question without one of event and call is not valid", Expected: "one of the two"}
	}
	return of.answer(q)
}

func faultOf(err error) *fault {
	var input *rule.InputError
	if errors.As(err, &input) {
		return &fault{Field: input.Field, Message: err.Error()}
	}
	return &fault{Message: err.Error()}
}

func unknown[T any](field, word string, known map[string]T) error {
	var words []string
	for w := range known {
		words = append(words, w)
	}
	slices.Sort(words)
	return &rule.InputError{Field: field, Value: word, Expected: "one of " + strings.Join(words, ", ")}
}

// strictly reads JSON whose keys are all known, and nothing after it.
func strictly(data []byte, dst any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(dst); err != nil {
		return err
	}
	if d.More() {
		return errors.New("a line is one JSON value")
	}
	return nil
}

// A domain answers questions, and takes policy files.
type domain interface {
	answer(q question) (answer, error)
	register(file string, data []byte) error
}

var domains = map[string]domain{
	"classify": &process[classify.Standing, classify.Event, *classify.Policy]{builtin: classify.Builtin, parse: classify.ParsePolicy,
		event: classify.UnmarshalEvent, start: func(p *classify.Policy, given json.RawMessage) (classify.Standing, error) {
			var profile classify.Profile
			if len(given) > 0 {
				if err := strictly(given, &profile); err != nil {
					return classify.Standing{}, err
				}
			}
			return p.Start(profile), nil
		}},
	"intervention": &process[intervention.Case, intervention.Event, *intervention.Policy]{builtin: intervention.Builtin,
		parse: intervention.ParsePolicy, event: intervention.UnmarshalEvent, start: nothingGiven((*intervention.Policy).Start)},
	"placement": &process[placement.Case, placement.Event, *placement.Policy]{builtin: placement.Builtin, parse: placement.ParsePolicy,
		event: placement.UnmarshalEvent, start: nothingGiven((*placement.Policy).Start)},
	"benefits": &money{},
}

// register reads a policy file for a domain.
func register(name, file string, data []byte) error {
	of, known := domains[name]
	if !known {
		return unknown("domain", name, domains)
	}
	return of.register(file, data)
}

func nothingGiven[P, C any](start func(P) C) func(P, json.RawMessage) (C, error) {
	return func(p P, given json.RawMessage) (C, error) {
		if len(given) > 0 {
			var none C
			return none, &rule.InputError{Field: "given", Value: string(given), Expected: "nothing: no case of this domain begins with facts"}
		}
		return start(p), nil
	}
}

// A process is a domain whose cases are moved by events.
type process[C, E any, P interface {
	ID() string
	Apply(C, E) (C, rule.Outcome, error)
}] struct {
	builtin func(id string) (P, error)
	parse   func(file string, data []byte) (P, error)
	start   func(p P, given json.RawMessage) (C, error)
	event   func(data []byte) (E, error)
	own     map[string]P
}

func (d *process[C, E, P]) register(file string, data []byte) error {
	p, err := d.parse(file, data)
	if err != nil {
		return err
	}
	if d.own == nil {
		d.own = map[string]P{}
	}
	d.own[p.ID()] = p
	return nil
}

func (d *process[C, E, P]) answer(q question) (answer, error) {
	if q.Call != "" {
		return answer{}, &rule.InputError{Field: "call", Value: q.Call, Expected: "an event: this domain has no calls here"}
	}
	p, known := d.own[q.Policy]
	if !known {
		var err error
		if p, err = d.builtin(q.Policy); err != nil {
			return answer{}, err
		}
	}
	c, err := d.start(p, q.Given)
	if err == nil && len(q.Case) > 0 {
		if len(q.Given) > 0 {
			return answer{}, &rule.InputError{Field: "given", Value: string(q.Given), Expected: "nothing beside a case that has begun"}
		}
		var read C
		err = strictly(q.Case, &read)
		c = read
	}
	if err != nil {
		return answer{}, err
	}
	e, err := d.event(q.Event)
	if err != nil {
		return answer{}, err
	}
	next, outcome, err := p.Apply(c, e)
	return answer{Case: next, Outcome: &outcome}, err
}

// money is the domain of calculations.
type money struct{ own map[string]*benefits.Policy }

func (d *money) register(file string, data []byte) error {
	p, err := benefits.ParsePolicy(file, data)
	if err != nil {
		return err
	}
	if d.own == nil {
		d.own = map[string]*benefits.Policy{}
	}
	d.own[p.ID()] = p
	return nil
}

var calls = map[string]func(p *benefits.Policy, with json.RawMessage) (any, []rule.Finding, error){
	"taper":             call((*benefits.Policy).Taper),
	"reimburse":         call((*benefits.Policy).Reimburse),
	"reconcile":         call((*benefits.Policy).Reconcile),
	"forecast":          call((*benefits.Policy).Forecast),
	"price":             call((*benefits.Policy).Price),
	"top_up":            call((*benefits.Policy).TopUp),
	"td_02":             call((*benefits.Policy).TD02),
	"part_month":        call((*benefits.Policy).PartMonth),
	"loss_ends":         call((*benefits.Policy).LossEnds),
	"compensation_rate": call((*benefits.Policy).CompensationRate),
	"best_earnings":     call((*benefits.Policy).BestEarnings),
}

func call[In, Out any](f func(*benefits.Policy, In) (rule.Decision[Out], error)) func(*benefits.Policy, json.RawMessage) (any, []rule.Finding, error) {
	return func(p *benefits.Policy, with json.RawMessage) (any, []rule.Finding, error) {
		var in In
		if err := strictly(with, &in); err != nil {
			return nil, nil, err
		}
		d, err := f(p, in)
		return d.Value, d.Findings, err
	}
}

func (d *money) answer(q question) (answer, error) {
	f, known := calls[q.Call]
	if !known {
		return answer{}, unknown("call", q.Call, calls)
	}
	p, known := d.own[q.Policy]
	if !known {
		var err error
		if p, err = benefits.Builtin(q.Policy); err != nil {
			return answer{}, err
		}
	}
	value, findings, err := f(p, q.With)
	return answer{Value: value, Findings: findings}, err
}
