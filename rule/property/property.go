// Package property asks laws of a policy: properties of calculations, over questions
// drawn at random, always the same ones. One that is broken is shown by a scenario
// that replays it. The kits of the domains report what they ask as a [Report], and a host
// asks laws of its own so:
//
//	law := property.Property{Name: "A rate is at most one", Holds: func(t *rapid.T) error {
//		in := map[string]any{"claims": rapid.IntRange(0, 50).Draw(t, "claims")}
//		if rate, err := ask(in); err != nil || rate.GreaterThan(one) {
//			return property.Breaks("the rate is %v", rate).Call("rate", in, rate, err)
//		}
//		return nil
//	}}
//	property.Ask("board", "rates", []property.Property{law}).Test(t)
package property

import (
	"errors"
	"fmt"
	"slices"

	"github.com/workcomp-go/workcomp/scenario/draft"
	"pgregory.net/rapid"
)

// A Property is a law of calculations: Holds draws a question, asks it and says how
// the answer breaks the law, best as a [Broken]. Fixed, where there is one, is asked
// first; it draws nothing. The zero value has no law to ask.
type Property struct {
	Name  string // a sentence
	Fixed func() error
	Holds func(*rapid.T) error
}

// Broken is how a law is broken: in words, and by calls with what they gave. The zero value
// says nothing: Breaks makes one.
type Broken struct {
	how   string
	steps []draft.Step
}

// Breaks says how a law is broken.
func Breaks(format string, args ...any) *Broken { return &Broken{how: fmt.Sprintf(format, args...)} }

// Error says how the law is broken.
func (b *Broken) Error() string { return b.how }

// Call adds a call that shows it, with its answer or its error.
func (b *Broken) Call(name string, with, answer any, err error, keys ...string) *Broken {
	step, unwritten := draft.Call(name, with, answer, err, keys...)
	if unwritten != nil {
		return Breaks("%s; the answer of %s: %v", b.how, name, unwritten)
	}
	return &Broken{b.how, append(b.steps[:len(b.steps):len(b.steps)], step)}
}

// Ask asks properties of a policy that scenarios name so, "" for none; where some are
// named, only these.
func Ask(domain, policy string, properties []Property, only ...string) Report {
	var r Report
	for _, q := range properties {
		if len(only) > 0 && !slices.Contains(only, q.Name) {
			continue
		}
		r.Laws = append(r.Laws, q.Name)
		if c := q.ask(domain, policy); c != nil {
			r.Counterexamples = append(r.Counterexamples, c)
		}
	}
	return r
}

// drawn is how many questions a property is asked of, and searched how many are drawn
// for a short one once it is broken.
const (
	drawn    = 100
	searched = 10 * drawn
)

// Broken gives how the first answer breaks the law; nil where none does.
func (q Property) Broken() error {
	if q.Fixed != nil {
		if how := q.Fixed(); how != nil {
			return how
		}
	}
	if q.Holds == nil {
		return nil
	}
	return First(drawn, q.Holds)
}

func (q Property) ask(domain, policy string) *Counterexample {
	how := q.Broken()
	if how == nil {
		return nil
	}
	short := q.counterexample(domain, policy, how)
	if q.Fixed != nil && q.Fixed() != nil {
		return short
	}
	for seed := range searched {
		if how := fromSeed(q.Holds, seed); how != nil {
			if c := q.counterexample(domain, policy, how); c.Case != "" && (short.Case == "" || len(c.Case) < len(short.Case)) {
				short = c
			}
		}
	}
	return short
}

// counterexample shows how the law is broken by the calls, if there are any.
func (q Property) counterexample(domain, policy string, how error) *Counterexample {
	c := &Counterexample{Law: q.Name, How: how}
	var b *Broken
	if !errors.As(how, &b) || len(b.steps) == 0 {
		return c
	}
	text, err := draft.Broken(q.Name, how, domain, policy, b.steps...).YAML()
	if err != nil {
		c.How = fmt.Errorf("%w (the question is not shown: %w)", how, err)
		return c
	}
	c.Case = text
	return c
}

// First draws from the seeds 0, 1, 2 … and gives the first error.
func First(seeds int, draw func(*rapid.T) error) error {
	for seed := range seeds {
		if err := fromSeed(draw, seed); err != nil {
			return err
		}
	}
	return nil
}

// fromSeed is what a draw from one seed gives. A panic is an error: rapid would
// draw again, unless it is its own, of a draw that cannot be.
func fromSeed(draw func(*rapid.T) error, seed int) error {
	return rapid.Custom(func(rt *rapid.T) (err error) {
		defer func() {
			switch p := recover(); {
			case fmt.Sprintf("%T", p) == "rapid.invalidData":
				panic(p)
			case p != nil:
				err = fmt.Errorf("panic: %v", p)
			}
		}()
		rapid.Bool().Draw(rt, "anything") // what fails at once draws nothing, which rapid does not allow
		return draw(rt)
	}).Example(seed)
}
