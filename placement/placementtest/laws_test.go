package placementtest

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
)

var date = calendar.MustParse

// says reports whether an error says so; nil says nothing.
func says(err error, want string) bool {
	return (err != nil) == (want != "") && (err == nil || strings.Contains(err.Error(), want))
}

// What a law allows it does not report, and what it forbids it does: each of these differs
// from the one beside it in one thing.
func TestTheLawsAtTheirEdges(t *testing.T) {
	type at = placement.Case
	refused := errors.New("refused")
	from := func(kind placement.Kind, training, start, end string, after at) at {
		after.Terms = placement.Terms{Kind: kind, Start: date(start), End: date(end), Training: placement.Training{Start: date(training)}}
		return after
	}
	month := func(claim string) at { return at{ReturnClaimBy: date(claim)} }
	contacts := func(first string, monthly ...string) at {
		c := at{FirstContactBy: date(first)}
		for _, m := range monthly {
			c.MonthlyContacts = append(c.MonthlyContacts, date(m))
		}
		return c
	}
	approved := func(who ...string) at { return at{Approvals: who} }
	suitable := placement.Assess{Suitable: rule.Yes}
	dearer := placement.Assess{Suitable: rule.Yes, CumulativeCost: decimal.New(5, 0)}
	begin, extend := placement.Begin{}, placement.DecideExtension{}
	const toj, tap = placement.TOJ, placement.TaP
	for _, c := range []struct {
		law           func(*transition) error
		event         placement.Event
		err           error
		before, after at
		asked         at // at a cost that is dear
		errAsked      error
		says          string
	}{
		{law: final, event: begin, before: at{State: placement.Active}, after: at{State: placement.Closed}},
		{law: final, event: begin, before: at{State: placement.Withdrawn}, after: at{State: placement.Withdrawn}},
		{law: final, event: begin, before: at{State: placement.Withdrawn}, after: at{State: placement.Active},
			says: "withdrawn went on to active"},

		{law: returnedLater, event: extend, before: month("2025-02-01"), after: month("2025-02-01")},
		{law: returnedLater, event: extend, before: month("2025-02-02"), after: month("2025-02-01"), says: "and was by 2025-02-02"},
		{law: returnedLater, event: extend, before: month("2025-02-02"), after: month("2025-02-01"), err: refused},
		{law: returnedLater, event: begin, before: month("2025-02-02"), after: month("2025-02-01")},

		{law: returnedAfterTheStart, event: begin, after: from(toj, "2025-01-01", "2025-02-01", "2025-02-28", month("2025-02-01"))},
		{law: returnedAfterTheStart, event: begin, after: from(toj, "2025-01-01", "2025-02-01", "2025-02-28", month("2025-01-31")),
			says: "returned by 2025-01-31"},
		{law: returnedAfterTheStart, event: begin, after: from(toj, "2025-01-01", "2025-02-01", "2025-02-27", month("2025-01-31"))},
		{law: returnedAfterTheStart, event: extend, after: from(toj, "2025-01-01", "2025-02-01", "2025-02-28", month("2025-01-31"))},
		{law: returnedAfterTheStart, event: begin, after: from(tap, "2025-01-01", "2025-02-01", "2025-02-28", month("2025-01-31"))},
		{law: returnedAfterTheStart, event: begin, after: from(tap, "2025-01-15", "2025-02-01", "2025-02-14", month("2025-01-14")),
			says: "is from 2025-01-15"},

		{law: contactedFirst, event: begin, after: from(toj, "2025-01-01", "2025-02-01", "2025-02-28", contacts("2025-02-28"))},
		{law: contactedFirst, event: begin, after: from(toj, "2025-01-01", "2025-02-01", "2025-02-28", contacts("2025-03-01")),
			says: "and the next by 2025-02-28"},
		{law: contactedFirst, event: begin, after: from(toj, "2025-01-01", "2025-02-01", "2025-02-27", contacts("2025-03-01"))},
		{law: contactedFirst, event: begin, after: from(toj, "2025-01-01", "2025-02-01", "2025-04-30", contacts("2025-03-01",
			"2025-03-01", "2025-04-01"))},
		{law: contactedFirst, event: begin, after: from(toj, "2025-01-01", "2025-02-01", "2025-04-30", contacts("2025-03-02",
			"2025-03-01", "2025-04-01")),
			says: "the first contact by 2025-03-02, and the next by 2025-03-01"},

		{law: contactedBetween, event: begin, after: from(toj, "2025-01-01", "2025-02-01", "2025-04-30", contacts("2025-03-01")),
			says: "no contact follows the first"},
		{law: contactedBetween, event: begin, after: from(toj, "2025-01-01", "2025-02-01", "2025-04-29", contacts("2025-03-01"))},
		{law: contactedBetween, event: begin, after: from(toj, "2025-01-01", "2025-02-01", "2025-04-30", contacts("2025-03-01", "2025-04-01"))},

		{law: approvedByAnother, event: suitable, after: approved("supervisor", "case_assistant|manager_millard_health")},
		{law: approvedByAnother, event: suitable, after: approved("supervisor", "case_manager"),
			says: "the decision of the case_manager waits for case_manager"},
		{law: approvedByAnother, event: suitable, after: approved("supervisor|re_specialist"), says: "the decision of the re_specialist waits"},
		{law: approvedByAnother, event: suitable, after: approved("industry_specialist"), says: "the decision of the industry_specialist waits"},

		{law: higherCostNeedsNoLess, event: dearer, after: approved("supervisor"), asked: approved("manager_millard_health")},
		{law: higherCostNeedsNoLess, event: dearer, after: approved("supervisor"),
			says: "a cost of 5 needs [supervisor], and one of 1000000000 needs none"},
		{law: higherCostNeedsNoLess, event: dearer, after: approved("supervisor"), errAsked: refused},
		{law: higherCostNeedsNoLess, event: dearer, after: approved("supervisor"), err: refused},
		{law: higherCostNeedsNoLess, event: dearer},
		{law: higherCostNeedsNoLess, event: suitable, after: approved("supervisor")},
		{law: higherCostNeedsNoLess, event: placement.Assess{Suitable: rule.No, CumulativeCost: dearer.CumulativeCost},
			after: approved("supervisor")},

		{law: everyCost, event: suitable},
		{law: everyCost, event: suitable, errAsked: refused, says: "a cost of 1000000000 has no level of authority"},
		{law: everyCost, event: suitable, errAsked: refused, err: refused},
		{law: everyCost, event: placement.Assess{}, errAsked: refused},
		{law: everyCost, event: begin, errAsked: refused},
	} {
		k := kitOf(builtin(t, "ab-toj"))
		k.Apply = func(_ *placement.Policy, _ placement.Case, e placement.Event) (placement.Case, rule.Outcome, error) {
			if cost := e.(placement.Assess).CumulativeCost; !cost.Equal(decimal.New(1_000_000_000, 0)) {
				t.Errorf("asked at a cost of %s", cost)
			}
			return c.asked, rule.Outcome{}, c.errAsked
		}
		err := c.law(&transition{Kit: &k, Before: c.before, After: c.after, Event: c.event, Err: c.err})
		if !says(err, c.says) {
			t.Errorf("%+v of %+v to %+v, %v: got %v, want %q", c.event, c.before, c.after, c.err, err, c.says)
		}
	}
}

// some is the first event of the cases that are drawn of which something holds.
func some(t *testing.T, is func(m *transition) bool) transition {
	t.Helper()
	var found *transition
	stop := errors.New("it is found")
	err := kitOf(builtin(t, "ab-toj")).Each(cases, func(m *transition) error {
		if is(m) {
			found = m
			return stop
		}
		return nil
	})
	if found == nil {
		t.Fatal("no such event is drawn:", err)
	}
	return *found
}

// A plan is that of a placement which had its terms from the start, and asked where it is
// made or changed.
func TestPlanned_atItsEdges(t *testing.T) {
	begun := some(t, func(m *transition) bool { return m.Takes("begin") && len(m.After.MonthlyContacts) > 1 })
	last := begun.After.MonthlyContacts[len(begun.After.MonthlyContacts)-1]
	late, err := begun.After.Terms.End.AddDays(1)
	if err != nil {
		t.Fatal(err)
	}
	wrong := func(m *transition) { m.After.ReturnClaimBy = date("2020-01-01") }
	owed := func(on calendar.Date) func(m *transition) {
		return func(m *transition) {
			m.After.Docket = m.After.Docket.Open(calendar.Duty{ID: placement.DutyMonthlyContact, Due: on})
		}
	}
	for what, c := range map[string]struct {
		forge func(m *transition)
		says  string
	}{
		"as it came":      {func(*transition) {}, ""},
		"another claim":   {wrong, "the plan of"},
		"refused":         {func(m *transition) { wrong(m); m.Err = errors.New("refused") }, ""},
		"not active":      {func(m *transition) { wrong(m); m.After.State = placement.Suspended }, ""},
		"of the same end": {func(m *transition) { wrong(m); m.Before.State = placement.Active }, ""},
		"of another end": {func(m *transition) { wrong(m); m.Before.State, m.Before.Terms.End = placement.Active, late },
			"the plan of"},
		"agreed, of another end":      {func(m *transition) { wrong(m); m.Before.Terms.End = late }, "the plan of"},
		"a contact of the plan":       {owed(last), ""},
		"a contact that is no other":  {owed(begun.After.Terms.Start), "a monthly contact is due on"},
		"a contact that comes later":  {owed(late), "a monthly contact is due on " + late.String()},
		"an end before the last one ": {func(m *transition) { owed(last)(m); m.After.Terms.End = begun.After.MonthlyContacts[0] }, "the plan of"},
	} {
		m := begun
		c.forge(&m)
		if err := planned(&m); !says(err, c.says) {
			t.Errorf("%s: got %v, want %q", what, err, c.says)
		}
	}
}

// A longer placement may need as many approvals, and fewer where a cost decides.
func TestApprovals_atTheirEdges(t *testing.T) {
	m := some(t, func(m *transition) bool {
		e, ok := assessed(m)
		return ok && !rule.IsSet(e.CumulativeCost) && len(m.After.Approvals) == 0
	})
	end, err := m.Before.Terms.End.AddDays(60)
	if err != nil {
		t.Fatal(err)
	}
	terms := m.Before.Terms
	terms.End = end
	longer, err := assess(&m, anew(m.Event.(placement.Assess), terms))
	if err != nil {
		t.Fatal(err)
	}
	m.After.Approvals = slices.Repeat([]string{"supervisor"}, len(longer.Approvals))
	if err := longerNeedsNoLess(&m); err != nil {
		t.Error(err)
	}
	m.After.Approvals = append(m.After.Approvals, "manager_millard_health")
	if err := longerNeedsNoLess(&m); !says(err, "up to "+terms.End.String()) {
		t.Errorf("one approval more: %v", err)
	}
	m.Err = errors.New("refused")
	if err := longerNeedsNoLess(&m); err != nil {
		t.Error(err)
	}
}

func TestFarther(t *testing.T) {
	tap := placement.Terms{Kind: placement.TaP, End: date("2025-03-01"), Training: placement.Training{End: date("2025-02-01")}}
	long := tap
	long.End = date("2027-03-01")
	for _, c := range []struct {
		terms         placement.Terms
		training, end string // 300 days later, of a TaP after the training too
	}{
		{placement.Terms{Kind: placement.TOJ, End: date("2025-03-01")}, "", "2025-12-26"},
		{tap, "2025-11-28", "2026-09-24"},
		{long, "2025-11-28", "2027-12-26"},
	} {
		got, err := farther(placement.RequestExtension{}, c.terms)
		if training := got.TrainingEnd; err != nil || training.IsZero() != (c.training == "") || c.training != "" &&
			training != date(c.training) || got.End != date(c.end) {
			t.Errorf("%+v: got %+v, %v", c, got, err)
		}
	}
	for _, far := range []placement.Terms{{Kind: placement.TOJ, End: date("9999-12-01")}, {Kind: placement.TaP, End: date("2025-01-01"),
		Training: placement.Training{End: date("9999-12-01")}}} {
		if _, err := farther(placement.RequestExtension{}, far); err == nil {
			t.Errorf("%+v: no error", far)
		}
	}
}

// A policy that states levels of authority has a law of its own, and its events give costs.
func TestOwn_levelsOfAuthority(t *testing.T) {
	p := builtin(t, "ab-toj")
	data, err := os.ReadFile("../testdata/scenarios/policies/levels.yaml")
	if err != nil {
		t.Fatal(err)
	}
	stated, err := placement.ParsePolicy("levels.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	const levels = "where levels of authority are stated, every cost has one"
	for p, want := range map[*placement.Policy]bool{p: false, stated: true} {
		given := map[bool]int{}
		err := kitOf(p).Each(30, func(m *transition) error {
			if e, ok := m.Event.(placement.Assess); ok {
				given[rule.IsSet(e.CumulativeCost)]++
			}
			return nil
		})
		if has := slices.ContainsFunc(own(p), func(l law) bool { return l.Name == levels }); err != nil || has != want ||
			given[want] < 2*given[!want] || given[!want] == 0 {
			t.Errorf("%s: has the law: %v, costs are given: %v, %v", p.ID(), has, given, err)
		}
	}
}

// A case is shown with its plan once it has one.
func TestStands(t *testing.T) {
	if got := stands(placement.Case{}); len(got) != 2 {
		t.Errorf("without a plan: %v", got)
	}
	if got := stands(placement.Case{ReturnClaimBy: date("2025-01-01")}); len(got) != 5 || got[4].Key != "return_claim_by" {
		t.Errorf("with a plan: %v", got)
	}
}
