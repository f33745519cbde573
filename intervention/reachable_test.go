package intervention_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// complete holds every event with all it must bring, in each of its ways.
var complete = events{reports, identifies, noNeed, initiates, initiates2, initiates3, meets, gains, misses, reviews, briefs, holds, documents, commits, commitsEarly, declines, tells,
	discusses, refers, goesOn, closes, closing(intervention.DeclinedServices), closing(intervention.DiscontinuationRequested), closing(intervention.InjuriesDecreased)}

// by is an event reported by another role.
func by(e intervention.Event, r rule.Role) intervention.Event {
	copied := reflect.New(reflect.TypeOf(e)).Elem()
	copied.Set(reflect.ValueOf(e))
	copied.FieldByName("By").SetString(string(r))
	return copied.Interface().(intervention.Event)
}

// alike is what tells two cases apart for the rows: the cycle only by whether
// it is the one of the last direct referral, and some discussion from none.
func alike(c intervention.Case) string {
	referredNow := c.ReferredInCycle == c.Cycle
	initiated := c.PlanOfAction != ""
	c.Cycle, c.ReferredInCycle, c.PlanOfAction = 0, 0, ""
	ids := c.Docket.IDs()
	slices.Sort(ids)
	c.Docket.Duties = nil
	return fmt.Sprint(c, ids, referredNow, initiated)
}

// reachable lists every case that complete events lead to from the start, with
// at most one discussion in hand.
var reachable = sync.OnceValue(func() []intervention.Case {
	p, err := intervention.Builtin("nl-63.00")
	if err != nil {
		panic(err)
	}
	cases, seen := []intervention.Case{p.Start()}, map[string]bool{}
	for i := 0; i < len(cases); i++ {
		for _, e := range complete {
			next, _, err := p.Apply(cases[i], e)
			if key := alike(next); err == nil && next.Discussions <= 1 && !seen[key] {
				seen[key] = true
				cases = append(cases, next)
			}
		}
	}
	return cases
})

// Over every reachable case, event and role: the event is a row of the
// procedure or a refusal that cites, Permitted says which, and the row is one
// for that state, event and role.
func TestPolicy_Apply_everyCaseEventAndRole(t *testing.T) {
	p := builtin(t)
	cases, rows := reachable(), procedure()
	fired, refused, states := map[string]bool{}, 0, map[intervention.State]bool{}
	for _, c := range cases {
		states[c.State] = true
		permits, err := p.Permitted(c)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range complete {
			permit := permits[slices.IndexFunc(permits, func(p intervention.Permit) bool { return p.Event == e.Name() })]
			for _, role := range append(intervention.Roles(), "") {
				next, out, err := p.Apply(c, by(e, role))
				if taken := permit.Open && slices.Contains(permit.By, role); taken != (err == nil) {
					t.Fatalf("%s by %q in %+v: permitted %v, got %v", e.Name(), role, c, taken, err)
				}
				if err != nil {
					refused++
					cites(t, err)
					if !reflect.DeepEqual(c, next) {
						t.Fatalf("a refusal changed the case: %+v", next)
					}
					continue
				}
				fired[out.Findings[0].ID] = true
				isRow(t, rows, c, next, by(e, role), role, out)
			}
		}
	}
	for _, row := range rows {
		if !fired[row.ID] && row.ID != "3.I(b).not_held" { // which fires by another reading alone
			t.Errorf("row %s never fires", row.ID)
		}
	}
	t.Logf("%d cases, %d refusals", len(cases), refused)
	if len(states) != 8 || len(cases) < 500 || refused < 10000 {
		t.Errorf("%d cases in %d states and %d refusals are too few", len(cases), len(states), refused)
	}
}

// cites fails when an error is no refusal, or gives a reason without provision.
func cites(t *testing.T, err error) {
	t.Helper()
	var r *rule.Refused
	if !errors.As(err, &r) || len(r.Findings) == 0 {
		t.Fatalf("got %v, want a refusal", err)
	}
	for _, f := range r.Findings {
		if !strings.HasPrefix(string(f.Cite), "NL Procedure 63.00") || f.Text() == "" || f.Holds {
			t.Fatalf("a reason to refuse: %+v", f)
		}
	}
}

// isRow fails when no row states what an event has done.
func isRow(t *testing.T, rows []lifecycle.Row[intervention.State, intervention.EventName], c, next intervention.Case, e intervention.Event,
	role rule.Role, out rule.Outcome) {
	t.Helper()
	for _, f := range out.Findings {
		if !strings.HasPrefix(string(f.Cite), "NL Procedure 63.00") || f.Text() == "" {
			t.Fatalf("a finding: %+v", f)
		}
	}
	i := slices.IndexFunc(rows, func(r lifecycle.Row[intervention.State, intervention.EventName]) bool {
		return r.ID == out.Findings[0].ID
	})
	if i < 0 {
		t.Fatalf("%s by %s from %s to %s: no row says so", e.Name(), role, c.State, next.State)
	}
}

// Once closed, a case stays closed.
func TestPolicy_Apply_closedStaysClosed(t *testing.T) {
	p := builtin(t)
	for _, c := range reachable() {
		if c.State != intervention.Closed {
			continue
		}
		for _, e := range complete {
			next, _, err := p.Apply(c, e)
			if owed := c.Docket.Has(intervention.DutyOHSReferral); (err == nil) != (owed && e.Name() == "refer") || next.State != intervention.Closed {
				t.Fatalf("%s in %+v: %v", e.Name(), c, err)
			}
		}
	}
}

// Of no duty are two open, and the duties of a stage are owed in that stage.
func TestPolicy_Apply_dutiesOfReachableCases(t *testing.T) {
	owed := map[string]map[intervention.State]bool{
		"stage_1_meeting":     {intervention.Stage1: true},
		"team_review":         {intervention.Stage1: true, intervention.Stage2: true},
		"manager_briefing":    {intervention.Stage2: true},
		"information_session": {intervention.Stage2: true, intervention.Stage3: true},
		"session_record":      {intervention.Stage3: true},
		"directors_briefing":  {intervention.Stage3: true},
	}
	for _, c := range reachable() {
		ids := c.Docket.IDs()
		for i, id := range ids {
			if slices.Contains(ids[:i], id) || owed[id] != nil && !owed[id][c.State] {
				t.Fatalf("%s in %s: open %v", id, c.State, ids)
			}
		}
	}
}
