package benefitstest

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/golden"
	"github.com/workcomp-go/workcomp/internal/laws"
	"github.com/workcomp-go/workcomp/internal/scenario"
	"github.com/workcomp-go/workcomp/internal/told"
)

// The mutants are caught by the same counterexamples each time, and leave no
// files.
func TestMain(m *testing.M) {
	for name, value := range map[string]string{"rapid.seed": "1", "rapid.nofailfile": "true"} {
		if err := flag.Set(name, value); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// seen expects the law of that name to be broken by some answer, be it not the
// simplest.
func seen(t *testing.T, lie string, all []laws.Property, law string) {
	t.Helper()
	unshrunk(t)
	printed(t, lie, "", all, law)
}

// unshrunk has rapid take the first answer that breaks a law, up to the end of
// the test.
func unshrunk(t *testing.T) {
	t.Helper()
	const time = "rapid.shrinktime"
	was := flag.Lookup(time).Value.String()
	set := func(value string) {
		if err := flag.Set(time, value); err != nil {
			t.Error(err)
		}
	}
	set("0s")
	t.Cleanup(func() { set(was) })
}

// printed is what the test of a law prints that is broken.
func printed(t *testing.T, lie, policy string, all []laws.Property, law string) string {
	t.Helper()
	i := slices.IndexFunc(all, func(q laws.Property) bool { return q.Name == law })
	if i < 0 {
		t.Fatalf("there is no law that %q", law)
	}
	text := laws.Printed("benefits", policy, all[i])
	if text == "" {
		t.Errorf("%s: nothing breaks the law that %s", lie, law)
	}
	return text
}

// Each mutant is a policy file that loads, with one mistake: it breaks the law
// that its first line names, and what is printed is kept beside it and replays.
func TestTheMutantsAreCaught(t *testing.T) {
	const toldOf = ".told.yaml"
	files, err := filepath.Glob("testdata/mutants/*.yaml")
	files = slices.DeleteFunc(files, func(file string) bool { return strings.HasSuffix(file, toldOf) })
	if err != nil || len(files) < 10 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			first, _, _ := strings.Cut(string(data), "\n")
			_, law, _ := strings.Cut(first, " Breaks: ")
			all, policy := mutant(t, file, data)
			text := printed(t, file, policy, all, law)
			kept := strings.TrimSuffix(file, ".yaml") + toldOf
			golden.Check(t, kept, text)
			replay(t, kept, law, text)
		})
	}
}

func replay(t *testing.T, file, law, text string) {
	t.Helper()
	scenarios, err := scenario.Load(file, []byte(text), os.ReadFile)
	if err != nil || len(scenarios) != 1 || !strings.HasPrefix(text, "# Broken: "+law+".\n") {
		t.Fatalf("%v\n%s", err, text)
	}
	if r := scenarios[0].Run(); r.Failed() {
		t.Errorf("%v\n%s", r, text)
	}
}

// mutant gives the laws of a mutant, and how a scenario names it. It differs
// from a built-in policy by one line.
func mutant(t *testing.T, file string, data []byte) ([]laws.Property, string) {
	t.Helper()
	builtin := filepath.Join("..", "policies")
	if bytes.Contains(data, []byte("\nsubsidy: ")) {
		s, err := benefits.ParseSubsidy(file, data)
		if err != nil {
			t.Fatal(err)
		}
		differsByALine(t, data, filepath.Join(builtin, "subsidy", s.ID()+".yaml"))
		k := kit{s, withinOf(s.ID())}
		return append(k.paymentLaws(), k.schemeLaws()...), told.Policy(s.ID(), s.File())
	}
	p, err := benefits.ParsePolicy(file, data)
	if err != nil {
		t.Fatal(err)
	}
	differsByALine(t, data, filepath.Join(builtin, p.ID()+".yaml"))
	return policyLaws(p), told.Policy(p.ID(), p.File())
}

func differsByALine(t *testing.T, data []byte, builtin string) {
	t.Helper()
	sound, err := os.ReadFile(builtin)
	if err != nil {
		t.Fatal(err)
	}
	had := strings.Split(string(sound), "\n")
	different := 0
	for _, line := range strings.Split(string(data), "\n")[1:] {
		if !slices.Contains(had, line) {
			different++
		}
	}
	if lines := strings.Count(string(data), "\n") - strings.Count(string(sound), "\n"); different > 1 || lines != 1 {
		t.Errorf("%d lines differ from %s, beside %d more", different, builtin, lines)
	}
}

// withinOf is the time about which a built-in scheme is asked.
func withinOf(id string) calendar.Period {
	if id == "ca-qc-cnesst" { // the one year whose maximum it has
		return calendar.Period{From: calendar.MustParse("2025-01-01"), To: known.To}
	}
	return known
}
