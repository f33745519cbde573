package intervention_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// provision is what a row of the procedure does: the state after, the
// provisions found to hold, the duties opened and closed and the readings on
// which it rests, all in their order.
type provision struct {
	row            string
	after          events
	event          intervention.Event
	State          intervention.State
	Holds          string
	Opened, Closed string
	Rests          string // the interpretations
}

// provisions are in the order of the procedure, one or more for each row.
var provisions = []provision{
	{row: "1", event: reports, State: intervention.PossibleNeed, Holds: "1 1(a)"},
	{row: "2", after: possible, event: identifies, State: intervention.NeedIdentified, Holds: "2 2 2(a)", Rests: "evidence-enough"},

	{row: "2.no_need", after: then(takesPart, reports), event: noNeed, State: intervention.Participating, Holds: "2"},
	{row: "2.no_need.advising", after: possible, event: noNeed, State: intervention.Advising, Holds: "2"},

	{row: "3.I(a)", after: needed, event: initiates, State: intervention.Stage1, Holds: "3.I(a) 3", Opened: "stage_1_meeting"},
	{row: "3.I(a).stage_2", after: needed, event: initiates2, State: intervention.Stage2, Holds: "3.I(a) 3", Opened: "team_review", Rests: "stage-order"},
	{row: "3.I(a).stage_3", after: needed, event: initiates3, State: intervention.Stage3, Holds: "3.I(a) 3", Opened: "information_session", Rests: "stage-order"},
	{row: "3.I(b)", after: inStage1, event: gains, State: intervention.Participating, Holds: "3.I(b)", Closed: "stage_1_meeting"},
	{row: "3.I(b).no_commitment", after: inStage1, event: meets, State: intervention.Stage1, Holds: "3.I(b)", Opened: "team_review", Closed: "stage_1_meeting"},
	{row: "3.I(b).not_attended", after: inStage1, event: misses, State: intervention.Stage1, Holds: "3.I(b)", Opened: "team_review", Closed: "stage_1_meeting", Rests: "meeting-arranged"},
	{row: "3.I(b).not_held", after: inStage1, event: misses, State: intervention.Stage1, Holds: "3.I(b)", Rests: "meeting-arranged"},
	{row: "3.commit", after: needed, event: commitsEarly, State: intervention.Participating, Holds: "3"},
	{row: "3.I(b).commit", after: inStage1, event: commitsEarly, State: intervention.Participating, Holds: "3.I(b) 3", Closed: "stage_1_meeting"},

	{row: "3.II(a)", after: met, event: reviews, State: intervention.Stage2, Holds: "3.II(a)", Opened: "manager_briefing", Closed: "team_review"},
	{row: "3.II(a).stage_2", after: late2, event: reviews, State: intervention.Stage2, Holds: "3.II(a)", Opened: "manager_briefing", Closed: "team_review"},
	{row: "3.II(b)", after: inStage2, event: briefs, State: intervention.Stage2, Holds: "3.II(b)", Opened: "information_session", Closed: "manager_briefing"},
	{row: "3.II.commit", after: inStage2, event: commitsEarly, State: intervention.Participating, Holds: "3 3", Closed: "manager_briefing"},

	{row: "3.III(a)", after: briefed, event: holds, State: intervention.Stage3, Holds: "3.III(a)", Opened: "session_record directors_briefing", Closed: "information_session"},
	{row: "3.III(a).stage_3", after: late3, event: holds, State: intervention.Stage3, Holds: "3.III(a)", Opened: "session_record directors_briefing", Closed: "information_session"},
	{row: "3.III(b)", after: inStage3, event: documents, State: intervention.Stage3, Holds: "3.III(b) 3.III(b)", Closed: "session_record"},
	{row: "3.III(a).commit", after: recorded, event: commits, State: intervention.Participating, Holds: "3.III(a)"},
	{row: "3.III(c).referred", after: then(inStage3, discusses, refers), event: declines, State: intervention.Stage3, Holds: "3.III(c) 4 5", Rests: "referral-in-cycle declining-is-not-closing"},
	{row: "3.III(c)", after: inStage3, event: declines, State: intervention.Stage3, Holds: "3.III(c) 5", Opened: "ohs_referral", Rests: "declining-is-not-closing"},
	{row: "3.III(d)", after: inStage3, event: tells, State: intervention.Stage3, Holds: "3.III(d)", Closed: "directors_briefing"},

	{row: "4.discuss", after: inStage1, event: discusses, State: intervention.Stage1, Holds: "4"},
	{row: "3.III(c).refer", after: then(inStage3, declines), event: refers, State: intervention.Stage3, Holds: "3.III(c)", Closed: "ohs_referral", Rests: "referral-discussion"},
	{row: "4.refer", after: then(inStage1, discusses), event: refers, State: intervention.Stage1, Holds: "4"},
	{row: "3.III(c).refer.closed", after: then(inStage3, declines, closes), event: refers, State: intervention.Closed, Holds: "3.III(c)", Closed: "ohs_referral", Rests: "referral-discussion"},

	{row: "5", after: recorded, event: goesOn, State: intervention.Stage1, Holds: "5 5", Opened: "stage_1_meeting"},
	{row: "5.close", after: takesPart, event: closes, State: intervention.Closed, Holds: "5 5(a)"},
}

func closing(why intervention.Reason) intervention.Close {
	return intervention.Close{On: on, By: senior, Reason: why}
}

func TestPolicy_Apply_everyRow(t *testing.T) {
	p := builtin(t)
	for _, want := range provisions {
		t.Run(want.row, func(t *testing.T) {
			p := p
			if want.row == "3.I(b).not_held" {
				p = with(t, "reading: arranged", "reading: held")
			}
			c, out, err := p.Apply(tellBy(t, p, want.after...), want.event)
			if err != nil {
				t.Fatal(err)
			}
			if out.Findings[0].ID != want.row {
				t.Errorf("the row that fires is %s", out.Findings[0].ID)
			}
			got := want
			got.State, got.Holds, got.Opened, got.Closed = c.State, holding(out.Findings), ids(out.Opened), ids(out.Closed)
			got.Rests = strings.Join(readings(out.Findings), " ")
			if diff := cmp.Diff(want, got, cmp.FilterPath(func(p cmp.Path) bool { s := p.String(); return s == "after" || s == "event" || s == "row" }, cmp.Ignore())); diff != "" {
				t.Error("(-want +got)\n" + diff)
			}
		})
	}
}

// A row without a test, a test of no row, and rows out of the order of the
// procedure are seen.
func TestRows_everyRowIsTestedInItsOrder(t *testing.T) {
	var rows, tested []string
	for _, r := range procedure() {
		rows = append(rows, r.ID)
	}
	for _, p := range provisions {
		tested = append(tested, p.row)
	}
	if diff := cmp.Diff(rows, tested); diff != "" {
		t.Error("(-rows +tests)\n" + diff)
	}
}

// Who reports each event, by the procedure: in every row of it, nobody else. By
// another reading others do.
func TestRows_whoReportsEachEvent(t *testing.T) {
	one := func(r rule.Role) []rule.Role { return []rule.Role{r} }
	reporters := map[intervention.EventName][]rule.Role{
		"report_need": one(advisor), "identify_need": one(senior), "no_need": one(senior), "initiate": one(senior), "meet_employer": one(senior),
		"review_as_team": one(senior), "brief_manager": one(senior), "hold_session": one(manager), "document_session": one(manager),
		"commit": one(senior), "decline_partnership": one(manager), "brief_directors": one(manager),
		"discuss_referral": {senior, manager}, "refer": {senior, manager}, "next_cycle": one(senior), "close": one(senior),
	}
	for _, row := range procedure() {
		want := reporters[row.On]
		if row.ID == "3.III(a).commit" {
			want = one(manager)
		}
		by := row.By
		for _, outer := range intervention.Rows() {
			if len(by) == 0 && len(outer.From) == 0 && outer.On == row.On {
				by = outer.By
			}
		}
		var got []rule.Role
		for _, who := range by {
			if who.If == "" {
				got = append(got, who.Role)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", row.ID, diff)
		}
	}
}

// procedure lists the rows that move a case: all but those of every event.
func procedure() []lifecycle.Row[intervention.State, intervention.EventName] {
	return slices.DeleteFunc(intervention.Rows(), func(r lifecycle.Row[intervention.State, intervention.EventName]) bool { return len(r.From) == 0 })
}
