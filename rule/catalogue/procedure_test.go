package catalogue

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// A row comes with what it requires and needs, and with all that it may lead to.
func TestOfProcedure(t *testing.T) {
	row := lifecycle.Listed{
		Row: lifecycle.Row[string, string]{ID: "1", From: []string{"open"}, On: "close", To: "closed", If: "case.n > 1", Cite: "R-1", Also: []rule.Citation{"R-2"},
			By: lifecycle.By("clerk", "judge"), Text: "It is closed.",
			Requires: []lifecycle.Guard{{ID: "ready", If: "case.ready", Text: "It is not ready."}},
			Needs:    []lifecycle.Guard{{Fact: "reason|note", Cite: "R-3"}}},
		Opens: []string{"letter"}, Closes: []string{"review"}, Documents: []string{"form"}, Asks: []string{"who"},
		Says: []lifecycle.Say{{ID: "1.a", If: "case.ready", Cite: "R-4", Text: "It was ready.", Fails: true}},
	}
	entry, rules := OfProcedure(lifecycle.Listing{Name: "file", Start: "open", Final: []string{"closed"}, States: []string{"open", "closed"},
		Events: []string{"close"}, Rows: []lifecycle.Listed{row}})
	if diff := cmp.Diff(Lifecycle{Name: "file", Start: "open", Final: []string{"closed"}, States: []string{"open", "closed"}, Events: []string{"close"},
		Rows: []string{"1"}}, entry); diff != "" {
		t.Error(diff)
	}
	want := []Rule{{ID: "1", Of: "file", From: []string{"open"}, On: "close", By: []rule.Role{"clerk", "judge"}, To: "closed", If: "case.n > 1",
		When: []Guard{{If: "case.ready", Text: "It is not ready.", Cite: "R-1"}},
		With: []Guard{{Text: "The event must give reason or note.", Cite: "R-3"}},
		Cite: "R-1", Also: []rule.Citation{"R-2"}, Text: "It is closed.", Opens: []string{"letter"}, Closes: []string{"review"}, Documents: []string{"form"},
		Asks: []string{"who"}, Says: []Says{{ID: "1.a", If: "case.ready", Cite: "R-4", Text: "It was ready.", Fails: true}}}}
	if diff := cmp.Diff(want, rules); diff != "" {
		t.Error(diff)
	}
}
