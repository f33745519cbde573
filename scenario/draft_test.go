package scenario_test

import (
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/scenario"
	"github.com/workcomp-go/workcomp/scenario/draft"
)

func TestDraft_isRead(t *testing.T) {
	review := []byte(`{"event":"review","on":"1995-01-31","from":"1994-07-01","to":"1994-12-31","three_year_premium":"32850","emf":"1.73"}`)
	first, err := draft.Event(review, draft.Expected{Key: "tier", Value: "focus"})
	if err != nil {
		t.Fatal(err)
	}
	_, wrong := benefits.Allocate(benefits.AllocateInput{})
	if got := draft.Ended(wrong); len(got) != 1 || got[0].Key != "error" {
		t.Errorf("got %v", got)
	}
	text, err := draft.Scenario{Title: "XYZ", Domain: "classify", Policy: "wv-85-23", Steps: []draft.Step{first}}.YAML()
	if err != nil {
		t.Fatal(err)
	}
	all, err := scenario.Load("draft.yaml", []byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	if r := all[0].Run(); r.Failed() || !strings.Contains(text, "tier: focus") {
		t.Errorf("%v\n%s", r, text)
	}
}
