package main

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"os"
	"runtime"
	"strings"
	"testing"
)

const begin, end = "<!-- tables: go run . -table -->", "<!-- end of tables -->"

var errNoMarkers = errors.New("the markers of the tables are missing")

// writeTables takes all times, in one run, and writes them into the file
// between the markers.
func writeTables(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	before, rest, opened := bytes.Cut(text, []byte(begin))
	_, after, closed := bytes.Cut(rest, []byte(end))
	if !opened || !closed {
		return errNoMarkers
	}
	tables, err := measure()
	if err != nil {
		return err
	}
	return os.WriteFile(file, fmt.Appendf(nil, "%s%s\n\n%s\n%s%s", before, begin, tables, end, after), 0o644)
}

const rounds = 5

// measure runs every way of every contest.
func measure() (string, error) {
	all, err := contests()
	if err != nil {
		return "", err
	}
	var out strings.Builder
	fmt.Fprintf(&out, "Measured in one run on %s/%s, %s, %d cores, %s. Times are of one question, the fastest of %d rounds.\n",
		runtime.GOOS, runtime.GOARCH, processor(), runtime.NumCPU(), runtime.Version(), rounds)
	for _, c := range all {
		times, err := c.time()
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&out, "\n### %s\n\n%s\n\n| way | time | ratio to the first | allocations | wrong answers |\n|---|---:|---:|---:|---:|\n", c.title, c.about)
		for i, w := range c.ways {
			fmt.Fprintf(&out, "| %s | %s | %s | %d | %s |\n", w.name, duration(times[i].nanoseconds),
				digits(times[i].nanoseconds/times[0].nanoseconds), times[i].allocations, counted(c.wrong(w), c.questions))
		}
	}
	return out.String(), nil
}

// taken is what one question costs, its time that of a part of it.
type taken struct {
	nanoseconds float64
	allocations int64
}

// time takes the times of all ways in rounds, so that what else the machine
// does falls on all of them alike, and keeps the fastest of each.
func (c contest) time() ([]taken, error) {
	times := make([]taken, len(c.ways))
	for round := range rounds {
		for i, w := range c.ways {
			r := testing.Benchmark(func(b *testing.B) { c.bench(b, w) })
			if r.N == 0 {
				return nil, fmt.Errorf("%s: %s failed", c.title, w.name)
			}
			t := taken{float64(r.T.Nanoseconds()) / float64(r.N*max(c.parts, 1)), r.AllocsPerOp()}
			if round == 0 || t.nanoseconds < times[i].nanoseconds {
				times[i] = t
			}
		}
	}
	return times, nil
}

// duration writes a time with three digits.
func duration(nanoseconds float64) string {
	switch {
	case nanoseconds >= 1e6:
		return digits(nanoseconds/1e6) + " ms"
	case nanoseconds >= 1e3:
		return digits(nanoseconds/1e3) + " µs"
	}
	return digits(nanoseconds) + " ns"
}

// digits writes a number with three digits, or all before the point.
func digits(x float64) string {
	places := 2 - int(math.Floor(math.Log10(x)))
	return fmt.Sprintf("%.*f", max(places, 0), x)
}

func counted(wrong, questions int) string {
	if wrong == 0 {
		return "0"
	}
	return fmt.Sprintf("%d of %d", wrong, questions)
}

// processor names the processor where the system tells it.
func processor() string {
	info, _ := os.ReadFile("/proc/cpuinfo") // elsewhere there is none
	for line := range strings.Lines(string(info)) {
		if name, model, found := strings.Cut(line, ":"); found && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(model)
		}
	}
	return "unnamed processor"
}
