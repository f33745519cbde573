package scenario

import (
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// A Result is what came of a scenario, step by step. Run gives it: the zero value is of
// no scenario, and cannot be written.
type Result struct {
	Scenario *Scenario
	Answers  []Answer

	last       *strict.Node // the case after all steps
	lastDocket calendar.Docket
}

// An Answer is what came of one step. The zero value is of no step.
type Answer struct {
	Step *Step
	// Err is the refusal or the error for bad input, nil when the step was
	// taken.
	Err error
	// Findings are the reasons of the answer or of the refusal.
	Findings []rule.Finding
	// Outcome is what an event led to beside the state.
	Outcome rule.Outcome
	// Docket holds the duties that are open after the step, Day is the one on which
	// they are overdue or not.
	Docket calendar.Docket
	Day    calendar.Date
	// Failures say which expectations do not hold.
	Failures []Failure

	hasDocket bool
	// value is the answer of a call, or what its error carries; else nothing.
	value *strict.Node
	// before and after are the state around the step, nothing where the domain
	// keeps none. Of a revision and of a look at another day, after is the case
	// that these speak of.
	before, after *strict.Node
	policy        stated // that the step itself names, if any
	revision      *revision
}

// A Failure is one expectation that does not hold. The zero value says nothing.
type Failure struct {
	Line   int    `json:"line"`             // of the expectation, or of the step when none was made
	Text   string `json:"text"`             // what was expected and what came
	Column int    `json:"column,omitempty"` // of a fact that was brought and is wrong
}

// Failed reports whether some expectation does not hold.
func (r Result) Failed() bool {
	for i := range r.Answers {
		if len(r.Answers[i].Failures) > 0 {
			return true
		}
	}
	return false
}

// String returns one line for a scenario that failed: its file, the line of
// the first expectation that does not hold, what was expected of that step and
// what came. It is empty for one that passed.
func (r Result) String() string {
	var line string
	more := 0
	for i := range r.Answers {
		a := &r.Answers[i]
		for j, f := range a.Failures {
			switch {
			case line == "":
				place := fmt.Sprintf("%s:%d", r.Scenario.File, f.Line)
				if f.Column > 0 {
					place += fmt.Sprintf(":%d", f.Column)
				}
				line = fmt.Sprintf("%s: %s: step %d, %s: %s", place, r.Scenario.Title, i+1, a.Step.title(), f.Text)
			case j > 0 && more == 0:
				line += "; " + f.Text
			default:
				more++
			}
		}
	}
	if more > 0 {
		line += fmt.Sprintf(" (and %d more in later steps)", more)
	}
	return oneLine(line)
}

func (s *Step) title() string {
	if s.On == "" || s.Kind == Correction {
		return s.Name()
	}
	return s.Name() + " on " + s.On
}

// Run plays the case from its start and compares every step with what is
// expected of it. A step that fails does not end it. Of a scenario that a property
// kit wrote, the first step where something else came says so.
func (s *Scenario) Run() Result {
	if s.stage.begin == nil {
		return Result{Scenario: s}
	}
	p, _ := s.stage.begin(nil) // which the reader has tried
	return s.play(p)
}

// RunWith runs the case with another policy in the place of each that decides it,
// which was parsed before. What that makes of it cannot be played is an error.
func (s *Scenario) RunWith(instead Instead) (Result, error) {
	if s.stage.begin == nil {
		return Result{Scenario: s}, &rule.InputError{Field: "scenario", Expected: "a scenario, from Load"}
	}
	p, err := s.stage.begin(instead)
	if err != nil {
		return Result{}, fmt.Errorf("%s:%d: %w", s.File, s.Line, err)
	}
	return s.play(p), nil
}

func (s *Scenario) play(p player) Result {
	r := Result{Scenario: s, Answers: make([]Answer, len(s.Steps))}
	state, err := answerOf(p.state())
	for i := range s.Steps {
		state, err = s.stage.play(p, state, err, &s.Steps[i], &r.Answers[i])
	}
	if len(s.Steps) > 0 && !slices.ContainsFunc(s.Steps, func(s Step) bool { return len(s.expect) > 0 }) {
		r.Answers[0].fail(strict.Pos{Line: s.Line}, "the scenario asserts nothing, expected an expect in some step")
	}
	r.last = state
	r.lastDocket, _ = p.docket()
	if s.Broken != "" && r.Failed() {
		for i := range r.Answers {
			for j := range r.Answers[i].Failures {
				f := &r.Answers[i].Failures[j]
				f.Text = fmt.Sprintf("the law holds again: %s (known_broken falls away): %s", s.Broken, f.Text)
			}
		}
	}
	return r
}

// play plays a step of a case that is in a state, and gives the state after it; an error
// says that a state cannot be written.
func (st *stage) play(p player, before *strict.Node, errBefore error, s *Step, a *Answer) (state *strict.Node, errState error) {
	a.Step, a.before = s, before
	a.Day, _ = calendar.Parse(s.On) // a step without one is asked for no duties
	var value any
	var seen *view
	switch s.Kind {
	case AnEvent:
		a.Outcome, a.Err = p.event(s)
	case ACall:
		value, a.Findings, a.Outcome.Version, a.Err = p.call(s)
	default:
		var v view
		v, a.Err = p.change(s)
		a.Outcome, a.revision, seen = v.outcome, v.revision, &v
	}
	if s.Kind != ACall {
		a.Findings = a.Outcome.Findings
	}
	if refusal := as[*rule.Refused](a.Err); refusal != nil {
		a.Findings = refusal.Findings
	}
	if st.names != nil {
		a.policy = st.names(s)
	}
	state, errState = answerOf(p.state())
	changed := !reflect.DeepEqual(before, state)
	a.Docket, a.hasDocket = p.docket()
	var errAfter, errValue error
	a.after, errAfter = state, errState
	if seen != nil && a.hasDocket && errAfter == nil {
		a.after, errAfter = answerOf(seen.state)
		a.Docket, a.Day = seen.docket, seen.day
	}
	a.value, errValue = answerOf(value)
	if err := errors.Join(errBefore, errAfter, errValue); err != nil {
		a.fail(s.pos, "the answer cannot be written as JSON and read again: %v", err)
		return state, errState
	}
	if changed && (a.Err != nil || s.Kind != AnEvent && s.Kind != Acceptance) {
		a.fail(s.pos, "the state changed, although the step %s", whyNoChange(s, a.Err))
	}
	a.check()
	return state, errState
}

func whyNoChange(s *Step, err error) string {
	switch {
	case err == nil && s.Kind == ACall:
		return "is a call"
	case err == nil:
		return "only looks at a case"
	case as[*rule.Refused](err) != nil:
		return "was refused"
	}
	return "was an error"
}

// check compares the answer with everything that was expected of it.
func (a *Answer) check() {
	a.Failures = append(a.Failures, checkFailure(a.Step, a.Err)...)
	if a.Err != nil && a.Step.expects("refused") == nil && a.Step.expects("error") == nil {
		return // nothing else can be expected of a step that did not come about
	}
	const most = 50
	for _, e := range a.Step.expect {
		if e.key == "refused" || e.key == "error" {
			continue
		}
		if len(a.Failures) == most {
			a.fail(e.pos, "what else is expected was not looked at: %d expectations do not hold", most)
			return
		}
		if difference := checkers(e.key)(a, e.want); difference != "" {
			a.fail(e.pos, "%s", difference)
		}
	}
}

func (a *Answer) fail(pos strict.Pos, format string, args ...any) {
	a.Failures = append(a.Failures, Failure{Line: pos.Line, Text: fmt.Sprintf(format, args...)})
}

// field finds an answer by its name: the call's own first, then the state's.
func (a *Answer) field(name string) *strict.Node {
	if f := a.value.Get(name); f != nil {
		return f
	}
	return a.after.Get(name)
}

func as[E error](err error) (e E) {
	errors.As(err, &e)
	return e
}
