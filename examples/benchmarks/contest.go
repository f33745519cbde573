package main

import (
	"fmt"
	"runtime"
	"testing"
)

// A contest puts the same questions to several ways of answering them.
type contest struct {
	title     string
	about     string // what is asked, in a sentence or two
	questions int
	parts     int               // of each question, where the time is told of one of them
	right     func(i int) int64 // the answer, as a number
	ways      []way             // the first is the measure of the others
}

// A way answers questions by their numbers. One that has no answer gives
// noAnswer, which is wrong.
type way struct {
	name   string
	mayErr bool // its wrong answers are counted; nobody else may have any
	ask    func(i int) int64
	// read turns what ask gives into the answer, where the way computes in a
	// form of its own. It is not timed; nil is the answer itself.
	read func(int64) int64
}

const noAnswer = -1

// wrong counts the questions that a way does not answer right.
func (c contest) wrong(w way) int {
	n := 0
	for i := range c.questions {
		got := w.ask(i)
		if w.read != nil && got != noAnswer {
			got = w.read(got)
		}
		if got != c.right(i) {
			n++
		}
	}
	return n
}

// heap is what else a host has on its heap while questions are asked: the collector of a
// program that keeps nothing runs every few hundred of them, each time over all that the
// engines which are linked keep for themselves.
const heap = 64 << 20

// bench asks all questions in turn, and again what was asked before the clock
// ran: every answer must be the same.
func (c contest) bench(b *testing.B, w way) {
	if wrong := c.wrong(w); wrong > 0 && !w.mayErr {
		b.Fatalf("%s: %d of %d answers are wrong", w.name, wrong, c.questions)
	}
	want := make([]int64, c.questions)
	for i := range want {
		want[i] = w.ask(i)
	}
	kept := make([]byte, heap)
	defer runtime.KeepAlive(kept)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		if got := w.ask(i); got != want[i] {
			b.Fatalf("%s: question %d: got %d, and %d before", w.name, i, got, want[i])
		}
		if i++; i == c.questions {
			i = 0
		}
	}
}

// contests are all there are, each built once.
func contests() ([]contest, error) {
	var all []contest
	for _, build := range []func() (contest, error){classification, smallBatch, largeBatch, lives, reimbursement, months, businessDays, loading, fullReview, replay} {
		c, err := build()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.title, err)
		}
		all = append(all, c)
	}
	return all, nil
}
