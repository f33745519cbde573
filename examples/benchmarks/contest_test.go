package main

import "testing"

func everyContest(t testing.TB) []contest {
	t.Helper()
	all, err := contests()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Who may not err does not, on any question; who may is wrong on less than one
// in ten, so that the same was asked.
func TestEveryWayAnswersEveryQuestion(t *testing.T) {
	for _, c := range everyContest(t) {
		for _, w := range c.ways {
			t.Run(c.title+"/"+w.name, func(t *testing.T) {
				switch n := c.wrong(w); {
				case n > 0 && !w.mayErr:
					t.Errorf("%d of %d answers are wrong", n, c.questions)
				case 10*n > c.questions:
					t.Errorf("%d of %d answers are wrong: it was asked something else", n, c.questions)
				}
			})
		}
	}
}

// A threshold that is met to the cent is missed by sums in binary floats.
func TestBinarySumsMissThresholds(t *testing.T) {
	c, err := classification()
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range c.ways {
		if n := c.wrong(w); (n > 0) != w.mayErr {
			t.Errorf("%s: %d wrong answers", w.name, n)
		}
	}
}

func TestTheLevelsAreAllMet(t *testing.T) {
	exact, _ := employers(manyEmployers)
	var met [3]int
	for _, e := range exact {
		met[byHand(e)]++
	}
	for level, n := range met {
		if n < len(exact)/10 {
			t.Errorf("level %d: %d of %d employers", level, n, len(exact))
		}
	}
}

func TestFiguresHaveThreeDigits(t *testing.T) {
	for nanoseconds, want := range map[float64]string{0.5: "0.500 ns", 12.34: "12.3 ns", 999.4: "999 ns", 1234: "1.23 µs", 45678: "45.7 µs", 2.4e6: "2.40 ms"} {
		if got := duration(nanoseconds); got != want {
			t.Errorf("%v: got %s, want %s", nanoseconds, got, want)
		}
	}
}

func BenchmarkContests(b *testing.B) {
	for _, c := range everyContest(b) {
		for _, w := range c.ways {
			b.Run(c.title+"/"+w.name, func(b *testing.B) { c.bench(b, w) })
		}
	}
}
