package workcomp_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/golden"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// docs/lifecycles.md draws every procedure of this library from its rows.
func TestTheLifecyclesAreDrawn(t *testing.T) {
	wv, nl, ab := given(classify.Builtin("wv-85-23"))(t), given(intervention.Builtin("nl-63.00"))(t), given(placement.Builtin("ab-toj"))(t)
	tiers := given(classify.NewHistory(wv.Start(classify.Profile{}), wv))(t)
	protests := given(classify.NewProtestHistory(wv.Protests().Start(), wv))(t)
	interventions := given(intervention.NewHistory(nl.Start(), nl))(t)
	placements := given(placement.NewHistory(ab.Start(), ab))(t)
	var b strings.Builder
	b.WriteString(`<!-- Generated from the rows: do not edit. -->

# The lifecycles

Each procedure is drawn from the rows that decide it: the states of a case, and the events that move it, with the paragraphs by
which they do. An event that may leave a case where it is stands in the table below its diagram.
`)
	for _, p := range []struct {
		title   string
		listing lifecycle.Listing
	}{
		{"The tiers of an employer, W. Va. Code R. § 85-23", tiers.Machine().Listing()},
		{"A protest, W. Va. Code R. § 85-23-10", protests.Machine().Listing()},
		{"The intervention, Newfoundland and Labrador Procedure 63.00", interventions.Machine().Listing()},
		{"The placement of a worker, WCB-Alberta", placements.Machine().Listing()},
	} {
		fmt.Fprintf(&b, "\n## %s\n\n```mermaid\n%s```\n\n| in | what may leave it there |\n|---|---|\n", p.title, p.listing.Mermaid())
		for _, state := range p.listing.States {
			if events := p.listing.Stays(state); len(events) > 0 {
				fmt.Fprintf(&b, "| %s | %s |\n", words(state), words(strings.Join(events, ", ")))
			}
		}
	}
	golden.Check(t, "docs/lifecycles.md", b.String())
}

func words(name string) string { return strings.ReplaceAll(name, "_", " ") }

// given gives a value, or ends the test with the error that came in its place.
func given[T any](value T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}
