package laws

import (
	"errors"
	"fmt"

	"github.com/workcomp-go/workcomp/internal/told"
	"pgregory.net/rapid"
)

// A Property is a law of calculations. Holds draws a question, asks it and says
// how the answer breaks the law, best as a [Broken]. Fixed stands in its place
// where nothing is drawn.
type Property struct {
	Name  string // a sentence
	Holds func(*rapid.T) error
	Fixed func() error
}

// Broken is how a law is broken: in words, and by calls with what they gave.
type Broken struct {
	says  string
	steps []told.Step
}

// Breaks says how a law is broken.
func Breaks(format string, args ...any) *Broken { return &Broken{says: fmt.Sprintf(format, args...)} }

// Error says how the law is broken.
func (b *Broken) Error() string { return b.says }

// Call adds a call that shows it, with its answer or its error.
func (b *Broken) Call(name string, with, answer any, err error, keys ...string) *Broken {
	step, fault := told.Call(name, with, answer, err, keys...)
	if fault != nil {
		return Breaks("%s; the answer of %s: %v", b.says, name, fault)
	}
	return &Broken{b.says, append(b.steps[:len(b.steps):len(b.steps)], step)}
}

// Seen asks what is drawn and gives how the first answer breaks the law: with it
// a kit shows that its laws can fail.
func (q Property) Seen() error {
	if q.Fixed != nil {
		return q.Fixed()
	}
	return seen(q.Holds)
}

func (q Property) name() string { return q.Name }

// searched is how many questions are drawn for a short one, once a law is broken.
const searched = 10 * drawn

func (q Property) ask(domain, policy string) *Counterexample {
	how := q.Seen()
	if how == nil {
		return nil
	}
	short := q.tell(domain, policy, how)
	for seed := 0; q.Fixed == nil && seed < searched; seed++ {
		if how := verdict(q.Holds, seed); how != nil {
			if b := q.tell(domain, policy, how); b.Case != "" && (short.Case == "" || len(b.Case) < len(short.Case)) {
				short = b
			}
		}
	}
	return short
}

// tell tells how the law is broken by the calls that show it, if there are any.
func (q Property) tell(domain, policy string, how error) *Counterexample {
	var b *Broken
	if !errors.As(how, &b) || len(b.steps) == 0 {
		return &Counterexample{Law: q.Name, How: how}
	}
	return counterexample(q.Name, how, domain, policy, b.steps, nil)
}
