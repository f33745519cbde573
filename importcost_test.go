package workcomp

import (
	"bufio"
	"bytes"
	"math"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"testing"

	_ "github.com/workcomp-go/workcomp/benefits"
	_ "github.com/workcomp-go/workcomp/classify"
	_ "github.com/workcomp-go/workcomp/intervention"
	_ "github.com/workcomp-go/workcomp/placement"
)

// mostAllocations is what our own packages may take when a host imports all four
// domains: conditions and rows that are constant compile when they are first asked.
// The time, which is said and not judged, is under 0.3 ms.
const mostAllocations = 500

var initLine = regexp.MustCompile(`^init github\.com/workcomp-go/workcomp/(\S+) @\S+ ms, ([0-9.]+) ms clock, \d+ bytes, (\d+) allocs`)

// TestImportCostsNothing starts this test binary again without a test, to read
// what the runtime says of its initialisation. The time is the best of a few: other
// work on the machine only adds to it.
func TestImportCostsNothing(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	best, allocations := math.Inf(1), 0
	for range 3 {
		start := exec.Command(self, "-test.run=^$")
		start.Env = append(os.Environ(), "GODEBUG=inittrace=1")
		trace, err := start.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, trace)
		}
		milliseconds, packages := 0.0, 0
		allocations = 0
		for lines := bufio.NewScanner(bytes.NewReader(trace)); lines.Scan(); {
			m := initLine.FindStringSubmatch(lines.Text())
			if m == nil {
				continue
			}
			packages++
			clock, _ := strconv.ParseFloat(m[2], 64)
			n, _ := strconv.Atoi(m[3])
			milliseconds += clock
			allocations += n
		}
		if packages < 5 {
			t.Fatalf("the runtime's trace has %d of our packages:\n%s", packages, trace)
		}
		best = min(best, milliseconds)
	}
	t.Logf("%d allocations, %.3f ms", allocations, best)
	if allocations > mostAllocations {
		t.Errorf("importing the four domains takes %d allocations, expected at most %d", allocations, mostAllocations)
	}
}
