package mutants

import (
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
