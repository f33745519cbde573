package scenario

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// repository is the root of the module, seen from here.
const repository = "../.."

// runAll runs the scenario files of every domain in a folder of its name.
func runAll(t *testing.T, folder func(domain string) string) {
	t.Helper()
	for _, d := range domains() {
		t.Run(d.name, func(t *testing.T) {
			files, err := filepath.Glob(filepath.Join(repository, filepath.FromSlash(folder(d.name)), "*.yaml"))
			if err != nil {
				t.Fatal(err)
			}
			if len(files) == 0 {
				t.Skip("there are no such scenarios here")
			}
			for _, file := range files {
				t.Run(filepath.Base(file), func(t *testing.T) { runFile(t, file) })
			}
		})
	}
}

func runFile(t *testing.T, file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	scenarios, err := Load(file, data, os.ReadFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scenarios {
		if r := s.Run(); r.Failed() {
			t.Error(r)
		}
	}
}

func TestTheScenariosOfTheRepository(t *testing.T) {
	runAll(t, func(domain string) string { return domain + "/testdata/scenarios" })
}

// The scenarios that the contract comes with, where they are kept beside the
// repository.
func TestTheScenariosOfTheContract(t *testing.T) {
	runAll(t, func(domain string) string { return "../shared/scenarios/" + domain })
}

// A scenario that expects what is wrong must fail: each expectation of a file
// in turn is made wrong, and each time the scenario says so.
func TestAWrongExpectationFails(t *testing.T) {
	file := filepath.Join(repository, "calendar", "testdata", "scenarios", "terms.yaml")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(data), "\n")
	spoilt := 0
	for i, line := range lines {
		wrong := spoil(line)
		if wrong == line {
			continue
		}
		spoilt++
		changed := append(append(append([]string{}, lines[:i]...), wrong), lines[i+1:]...)
		scenarios, err := Load(file, []byte(strings.Join(changed, "\n")), os.ReadFile)
		if err != nil {
			t.Fatal(err)
		}
		failed := 0
		for _, s := range scenarios {
			if r := s.Run(); r.Failed() {
				failed++
			}
		}
		if failed != 1 {
			t.Errorf("line %d made %q: %d scenarios fail, want 1", i+1, wrong, failed)
		}
	}
	if spoilt < 20 {
		t.Errorf("%d expectations were made wrong, want 20 or more", spoilt)
	}
}

// spoil makes the expectation of a line wrong.
func spoil(line string) string {
	key, expected, ok := strings.Cut(line, "expect: {")
	if !ok {
		return line
	}
	if strings.HasPrefix(expected, "error: ") {
		return key + "expect: {error: of quite another kind}"
	}
	return key + "expect: {" + strings.Replace(expected, "due: 2", "due: 1", 1)
}
