package intervention

import (
	"errors"
	"slices"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// board is the built-in policy with rows of its own: a report is given to the senior
// advisor at once.
func board(t *testing.T) *Policy {
	t.Helper()
	p, err := Builtin("nl-63.00")
	if err != nil {
		t.Fatal(err)
	}
	rows := Rows()
	i := slices.IndexFunc(rows, func(r lifecycle.Row[State, EventName]) bool { return r.ID == "1" })
	rows[i].Text = "The board hears of it."
	own, err := p.WithRows(rows)
	if err != nil {
		t.Fatal(err)
	}
	rows[i].If = "event.nothing"
	var fault *lifecycle.RowError
	if _, err := p.WithRows(rows); !errors.As(err, &fault) || fault.Row != "1" {
		t.Errorf("a row that asks what there is not: %v", err)
	}
	return own
}

var need = ReportNeed{On: calendar.MustParse("2012-01-09"), By: HealthAndSafetyAdvisor, Conditions: []Condition{RejectedProgram}, FollowUpFailed: rule.Yes}

func TestPolicy_WithRows(t *testing.T) {
	own := board(t)
	c, out, err := own.Apply(own.Start(), need)
	if err != nil || c.State != PossibleNeed || out.Findings[0].Text() != "The board hears of it." {
		t.Errorf("got %v, %v, %v", c.State, out, err)
	}
	for _, none := range []*Policy{nil, {}} {
		if _, err := none.WithRows(Rows()); !errors.Is(err, errNoPolicy) {
			t.Errorf("no policy: %v", err)
		}
		if c := none.Catalogue(); len(c.Rules)+len(c.Lifecycles) > 0 {
			t.Errorf("no policy: %+v", c)
		}
	}
}

// A history decides by the rows of its policy, also when it is read.
func TestNewHistory(t *testing.T) {
	own := board(t)
	h, err := NewHistory(own.Start(), own)
	if err != nil {
		t.Fatal(err)
	}
	r, err := h.Append("", need, lifecycle.As{})
	if err != nil || r.Findings[0].Text() != "The board hears of it." {
		t.Errorf("got %v, %v", r, err)
	}
	data, err := h.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	back, err := ReadHistory(data, own)
	if err != nil || back.Case().State != PossibleNeed {
		t.Fatalf("got %v, %v", back, err)
	}
	if out, err := back.Outcome(back.Entries()[0].ID); err != nil || out.Findings[0].Text() != "The board hears of it." {
		t.Errorf("read again: %v, %v", out, err)
	}
	var input *rule.InputError
	if _, err := NewHistory(own.Start()); !errors.As(err, &input) {
		t.Errorf("no policy: %v", err)
	}
	if _, err := ReadHistory(data); !errors.As(err, &input) {
		t.Errorf("read without a policy: %v", err)
	}
}
