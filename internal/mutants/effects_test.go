package mutants

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

const reported = `scenario: A need is reported
domain: intervention
policy: nl-63.00
steps:
  - on: 2012-01-02
    event: report_need
    by: health_and_safety_advisor
    with: {conditions: [refused_discussion], follow_up_failed: true}
    expect: {state: possible_need, findings: ["1(a)"]}
`

func written(t *testing.T, text string) []string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "case.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return []string{file}
}

// The scenario asks for one finding of the row that fires; all else that this row
// and the others do is not asked for.
func TestUntested(t *testing.T) {
	rows := intervention.Rows()
	unseen, err := untested(rows, written(t, reported), byRows[*intervention.Policy](intervention.Rows()))
	if err != nil {
		t.Fatal(err)
	}
	all := 0
	for _, r := range rows {
		all += len(r.Does)
	}
	says := func(id string) bool {
		return slices.ContainsFunc(unseen, func(u string) bool { return strings.HasPrefix(u, "1 does") && strings.Contains(u, "Say{ID:"+id+" ") })
	}
	if len(unseen) != all-1 || says("1(a)") || !says("1(b)") {
		t.Errorf("%d of %d effects are not asked for: %v", len(unseen), all, unseen)
	}
}

// Each finding stands once, and a scenario that fails is an error.
func TestFindings_inFiles(t *testing.T) {
	got, err := findings(append(written(t, reported), written(t, reported)...))
	const want = "1(a) (NL Procedure 63.00-1(a)), met: The employer has refused"
	if lines := strings.Split(got, "\n"); err != nil || !slices.ContainsFunc(lines, func(l string) bool { return strings.HasPrefix(l, want) }) ||
		!slices.IsSorted(lines[:len(lines)-1]) || len(slices.Compact(lines)) != strings.Count(got, "\n")+1 {
		t.Errorf("%v\n%s", err, got)
	}
	for file, want := range map[string]string{"none.yaml": "none.yaml", written(t, strings.Replace(reported, "possible_need", "stage_1", 1))[0]: "stage_1"} {
		if _, err := findings([]string{file}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestUntested_errors(t *testing.T) {
	twice := append(intervention.Rows(), intervention.Rows()[0])
	for _, c := range []struct {
		says  string
		rows  []lifecycle.Row[intervention.State, intervention.EventName]
		files []string
	}{
		{"expected advising", intervention.Rows(), written(t, strings.Replace(reported, "state: possible_need", "state: advising", 1))},
		{"no such file", intervention.Rows(), []string{"none.yaml"}},
		{"another row's", twice, written(t, reported)},
		{"", intervention.Rows(), written(t, "scenario: No policy of rows\ndomain: benefits\npolicy: ab-toj\nsteps:\n  - {call: top_up, expect: {error: missing}}\n")},
	} {
		if _, err := untested(c.rows, c.files, byRows[*intervention.Policy](intervention.Rows())); (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("got %v, want %s", err, c.says)
		}
	}
}

// With no more effects than the scenario asks for, each of them is tested.
func TestTestEffects(t *testing.T) {
	rows := intervention.Rows()
	kept := 0
	for i, r := range rows {
		rows[i].Does = slices.DeleteFunc(slices.Clone(r.Does), func(e lifecycle.Effect) bool {
			say, ok := e.(lifecycle.Say)
			return !ok || say.ID != "1(a)"
		})
		kept += len(rows[i].Does)
	}
	file := written(t, reported)[0]
	if kept != 1 {
		t.Fatalf("%d effects are kept", kept)
	}
	TestEffects[*intervention.Policy](t, rows, filepath.Dir(file))
	const says = "fails without 1 does[0], lifecycle.Say{ID:1(a) "
	fails(t, says, func(tb testing.TB) {
		TestEffects[*intervention.Policy](tb, rows, filepath.Dir(written(t, strings.Replace(reported, `, findings: ["1(a)"]`, "", 1))[0]))
	})
	fails(t, says, func(tb testing.TB) { // a policy that goes by its own rows always
		TestEffectsBy(tb, rows, filepath.Dir(file), func(policy any, _ []lifecycle.Row[intervention.State, intervention.EventName]) (any, error) {
			return policy, nil
		})
	})
}

// An effect of a row that holds for those of its event, or for all, is asked for where one of them fires.
func TestUntested_outerRows(t *testing.T) {
	for on, tested := range map[intervention.EventName]bool{"report_need": true, "": true, "identify_need": false} {
		rows := intervention.Rows()
		i := slices.IndexFunc(rows, func(r lifecycle.Row[intervention.State, intervention.EventName]) bool { return r.ID == "1" })
		said := slices.IndexFunc(rows[i].Does, func(e lifecycle.Effect) bool { say, ok := e.(lifecycle.Say); return ok && say.ID == "1(a)" })
		if tested {
			rows[i].Does = slices.Delete(slices.Clone(rows[i].Does), said, said+1)
		}
		rows = append(rows, lifecycle.Row[intervention.State, intervention.EventName]{ID: "outer", On: on, Cite: rows[i].Cite,
			Does: []lifecycle.Effect{lifecycle.Say{ID: "1(a)", Text: "The employer has refused."}}})
		unseen, err := untested(rows, written(t, reported), byRows[*intervention.Policy](intervention.Rows()))
		if got := slices.ContainsFunc(unseen, func(u string) bool { return strings.HasPrefix(u, "outer does[0]") }); err != nil || got == tested {
			t.Errorf("on %q: %v, not asked for are %v", on, err, unseen)
		}
	}
}

func TestTestEffectsBy_errors(t *testing.T) {
	rows := intervention.Rows()
	none := errors.New("no such rows")
	by := func(any, []lifecycle.Row[intervention.State, intervention.EventName]) (any, error) { return nil, none }
	if err := effects(rows, filepath.Dir(written(t, reported)[0]), by); err == nil || !strings.Contains(err.Error(), none.Error()) {
		t.Errorf("got %v, want %v", err, none)
	}
	if err := effects(rows, "[", by); !errors.Is(err, filepath.ErrBadPattern) {
		t.Errorf("got %v, want %v", err, filepath.ErrBadPattern)
	}
}

// A policy that goes by no rows, or by rows of another kind, comes back as it is.
func TestByRows(t *testing.T) {
	p, err := intervention.Builtin("nl-63.00")
	if err != nil {
		t.Fatal(err)
	}
	rows := intervention.Rows()
	twice := append(slices.Clone(rows), rows[0])
	for _, c := range []struct {
		name        string
		rows, other []lifecycle.Row[intervention.State, intervention.EventName]
		policy      any
		same        bool
		says        string
	}{
		{"of another kind", rows, rows, "none", true, ""},
		{"that goes not by the rows", twice, rows, p, true, ""},
		{"that goes by the others", rows, rows, p, false, ""},
		{"that cannot go by the others", rows, twice, p, false, "another row's"},
	} {
		got, err := byRows[*intervention.Policy](c.rows)(c.policy, c.other)
		if (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("a policy %s: got %v, want %q", c.name, err, c.says)
		}
		if err == nil && (got == c.policy) != c.same {
			t.Errorf("a policy %s: got %v of %v", c.name, got, c.policy)
		}
	}
}
