package analysis

import "github.com/workcomp-go/workcomp/internal/expression"

// A search looks for facts for which some conditions hold and others do not. It
// divides the parts of a fact only where a condition turns on them, so that facts
// which make no difference cost nothing. Where that takes more steps than there are
// left, the answer is not known.
type search struct {
	grid  *grid
	tests []*test
	open  [][]bool // by axis: the parts that are still possible
	left  int      // steps
	spare [][]bool // lists that are not in use
}

// A want is a condition and the answer that is looked for.
type want struct {
	test *test
	yes  bool
}

func newSearch(g *grid, steps int) *search {
	s := &search{grid: g, tests: make([]*test, len(g.conditions)), open: make([][]bool, len(g.axes)), left: steps}
	for i, c := range g.conditions {
		s.tests[i] = g.test(c)
	}
	for i, a := range g.axes {
		s.open[i] = make([]bool, len(a.parts))
		for j := range s.open[i] {
			s.open[i][j] = true
		}
	}
	return s
}

// find looks for facts with these answers. It gives one set of them that are alike,
// whose sums may yet contradict one another. Without steps left nothing is found.
func (s *search) find(wants []want) (b box, found bool) {
	var ask *test
	for _, w := range wants {
		yes, known, q := s.value(w.test)
		switch {
		case s.left <= 0 || known && yes != w.yes:
			return box{}, false
		case !known && ask == nil:
			ask = q
		}
	}
	if ask == nil {
		return s.box()
	}
	before, some := s.open[ask.axis], s.list(len(s.open[ask.axis]))
	for answer := 1; answer >= 0 && !found; answer-- {
		for i := range before {
			some[i] = before[i] && ask.truth[i] == (answer == 1)
		}
		s.open[ask.axis] = some
		b, found = s.find(wants)
	}
	s.open[ask.axis], s.spare = before, append(s.spare, some)
	return b, found
}

// list is a list of that length that is not in use.
func (s *search) list(length int) []bool {
	for i, spare := range s.spare {
		if cap(spare) >= length {
			s.spare = append(s.spare[:i], s.spare[i+1:]...)
			return spare[:length]
		}
	}
	return make([]bool, length)
}

// value answers a condition as far as the open parts decide it; else ask is a
// question on which it turns.
func (s *search) value(t *test) (yes, known bool, ask *test) {
	s.left--
	switch t.op {
	case expression.OpConst:
		return t.yes, true, nil
	case expression.OpFact:
		return s.question(t)
	case expression.OpNot:
		yes, known, ask = s.value(t.args[0])
		return !yes, known, ask
	case expression.OpAnd, expression.OpOr:
		settles := t.op == expression.OpOr
		known = true
		for _, a := range t.args {
			yes, sure, q := s.value(a)
			if sure && yes == settles {
				return yes, true, nil
			}
			if known = known && sure; ask == nil {
				ask = q
			}
		}
		return !settles, known, ask
	case expression.OpIf:
		test, sure, q := s.value(t.args[0])
		switch {
		case !sure:
			return test, sure, q
		case test:
			return s.value(t.args[1])
		}
		return s.value(t.args[2])
	}
	// one that is true or false among others, or compared with another
	item, sure, q := s.value(t.args[0])
	if !sure {
		return item, sure, q
	}
	for _, a := range t.args[1:] {
		other, sure, q := s.value(a)
		switch {
		case !sure:
			return other, sure, q
		case t.op == expression.OpIn && other == item:
			return true, true, nil
		case t.op != expression.OpIn:
			return (other == item) == t.equal, true, nil
		}
	}
	return false, true, nil
}

func (s *search) question(t *test) (yes, known bool, ask *test) {
	var some [2]bool
	for i, open := range s.open[t.axis] {
		if open {
			if t.truth[i] {
				some[1] = true
			} else {
				some[0] = true
			}
			if some[0] && some[1] {
				s.left -= i / 8
				return yes, known, t
			}
		}
	}
	s.left -= len(t.truth) / 8
	return some[1], true, nil
}

// box is what is open, of each axis the first run of parts.
func (s *search) box() (b box, found bool) {
	for _, open := range s.open {
		low := 0
		for !open[low] {
			low++
		}
		high := low
		for high+1 < len(open) && open[high+1] {
			high++
		}
		b.low, b.high = append(b.low, low), append(b.high, high)
	}
	return b, true
}
