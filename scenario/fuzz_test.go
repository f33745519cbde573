package scenario

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/rule"
)

// far is a year that is far from ours.
var far = regexp.MustCompile(`([03-9][0-9]{3}|1[0-8][0-9]{2}|2[1-9][0-9]{2})-`)

// FuzzScenario reads and runs any file: it may be wrong in any way, and is
// never more than an error or a scenario that fails.
func FuzzScenario(f *testing.F) {
	seeds, err := filepath.Glob(filepath.Join(repository, "*", "testdata", "scenarios", "*.yaml"))
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range append(seeds, filepath.Join("testdata", "malformed.txt")) {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Add(everything)
	f.Fuzz(func(t *testing.T, data string) {
		if len(data) > 1<<14 {
			t.Skip("no more is learnt from a longer file")
		}
		if far.MatchString(data) && (strings.Contains(data, "recur") || strings.Contains(data, "business")) {
			t.Skip("nor from the days of a thousand years, which take long to write")
		}
		scenarios, err := loadAll("fuzz.yaml", data)
		if err != nil {
			var mistakes rule.Diagnostics
			if scenarios != nil || !errors.As(err, &mistakes) {
				t.Fatalf("got %d scenarios and the error %v", len(scenarios), err)
			}
			return
		}
		var results []Result
		for _, s := range scenarios {
			r := s.Run()
			if len(r.Answers) != len(s.Steps) {
				t.Fatalf("%d answers to %d steps", len(r.Answers), len(s.Steps))
			}
			if told := r.Text() + r.Markdown(); told == "" || r.Failed() != (r.String() != "") {
				t.Fatalf("failed %v, but says %q", r.Failed(), r)
			}
			results = append(results, r)
		}
		pages, err := Pages(results)
		if err != nil || strings.Contains(pages[0].Text, "\uFFFD") && !strings.Contains(data, "\uFFFD") {
			t.Fatalf("pages: %v\n%q", err, pages)
		}
	})
}
