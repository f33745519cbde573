package classify_test

import (
	"fmt"
	"strings"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
)

// opened asks for exactly these duties, "plan 2025-04-15" with a date.
func (e *employer) opened(want ...string) *employer {
	e.t.Helper()
	return e.same("opened", e.out.Opened, want)
}

func (e *employer) closed(want ...string) *employer {
	e.t.Helper()
	return e.same("closed", e.out.Closed, want)
}

func (e *employer) open(want ...string) *employer {
	e.t.Helper()
	return e.same("open", e.st.Docket.Duties, want)
}

func (e *employer) same(what string, duties []calendar.Duty, want []string) *employer {
	e.t.Helper()
	got := []string{}
	for _, d := range duties {
		got = append(got, strings.TrimSpace(fmt.Sprintf("%s %v", d.ID, d.Due)))
	}
	if d := cmp.Diff(want, got, cmpopts.SortSlices(strings.Compare), cmpopts.EquateEmpty()); d != "" {
		e.t.Errorf("%s (-want +got):\n%s", what, d)
	}
	return e
}

func day(s string) calendar.Date { return calendar.MustParse(s) }

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// later is a day some days after the last event.
func (e *employer) later(days int) calendar.Date {
	e.t.Helper()
	d, err := e.st.LastOn.AddDays(days)
	if err != nil {
		e.t.Fatal(err)
	}
	return d
}

func (e *employer) decide(approve rule.Flag) *employer {
	e.t.Helper()
	return e.do(classify.Decide{On: e.later(9), By: classify.Commission, Approve: approve, Reason: "as found"})
}
