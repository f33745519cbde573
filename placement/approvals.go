package placement

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/words"
	"github.com/workcomp-go/workcomp/rule"
)

// approvalFindings are the ids of what explainApprovals finds.
var approvalFindings = []string{"approvals.length", "approvals.length.not", "approvals.level"}

var (
	lengthNeeds    = rule.Template{ID: "approvals.length", Text: "{what}, {portion}, is {length}: the approval of {roles:or} is required."}
	lengthNeedsNot = rule.Template{ID: "approvals.length.not", Text: "{what}, {portion}, is not {length}."}
	levelOf        = rule.Template{ID: "approvals.level", Text: "A cumulative cost of {cost:money} is within the authority of {roles:or}."}
)

// need is what a placement or an extension needs beyond the decision maker.
type need struct {
	Suitable, Unsuitable bool            // the assessment says so
	CostWanted           bool            // the policy states levels of authority: the event must give the cost
	CostUnwanted         bool            // it states none, and the event gives a cost
	CostOver             bool            // the cost is over every row
	Entries              []string        // the approvals needed; alternatives joined by "|", each entry once
	Duties               []calendar.Duty // one for each

	findings []rule.Finding
	rests    []string // interpretations of the finding at hand
}

// needOf tests the portions of a placement that is assessed, or of its extension,
// each apart, and the cumulative cost.
func needOf(x *context, ask asking) (need, error) {
	n := need{Entries: []string{}}
	var cost decimal.Decimal
	terms := x.Case.Terms
	switch e := x.Event.(type) {
	case Assess:
		n.Suitable, n.Unsuitable = e.Suitable.True(), e.Suitable == rule.No
		if cost = e.CumulativeCost; !n.Suitable && !rule.IsSet(cost) {
			return n, nil
		}
		if err := n.placement(x, ask, terms); err != nil {
			return n, err
		}
	case RequestExtension:
		if e.End.IsZero() {
			return n, nil
		}
		if err := e.later(x, terms); err != nil {
			return n, err
		}
		cost = e.CumulativeCost
		if err := n.extension(x, ask, terms, requested(e).extend(terms)); err != nil {
			return n, err
		}
	default:
		return n, nil
	}
	stated := ask(levelsOfAuthority) == "stated"
	n.CostWanted, n.CostUnwanted = stated, !stated && rule.IsSet(cost)
	if stated && rule.IsSet(cost) {
		n.level(x, cost)
	}
	return n, nil
}

// placement tests the portions of a placement: "for TaP, the duration for the
// training portion is considered separately".
func (n *need) placement(x *context, ask asking, t Terms) error {
	portion, err := placementPortion(ask, t)
	if err != nil {
		return err
	}
	what := "The placement"
	if t.Kind == TaP {
		what = "The placement portion"
	}
	n.test(x, what, portion, &x.Policy.approvals.Placement)
	if t.Kind == TaP {
		n.test(x, "The training portion", calendar.Period{From: t.Training.Start, To: t.Training.End}, &x.Policy.approvals.Training)
	}
	return nil
}

// extension tests the total length of what an extension extends.
func (n *need) extension(x *context, ask asking, old, extended Terms) error {
	if extended.End.After(old.End) {
		portion, err := placementPortion(ask, extended)
		if err != nil {
			return err
		}
		row := &x.Policy.approvals.Extension
		if row.turns(portion) {
			n.rests = []string{nineMonthsExtension}
			ask(nineMonthsExtension)
		}
		n.test(x, "The total placement", portion, row)
		n.rests = nil
	}
	if extended.Training.End.After(old.Training.End) {
		n.test(x, "The total training", calendar.Period{From: extended.Training.Start, To: extended.Training.End}, &x.Policy.approvals.TrainingExtension)
	}
	return nil
}

// test adds the approval of a row, if the portion is as long as the row says.
func (n *need) test(x *context, what string, portion calendar.Period, row *approvalRow) {
	t, needed := &lengthNeedsNot, row.needed(portion)
	if needed {
		t = &lengthNeeds
		n.add(x, what, row.Who.Value, row.Cite)
	}
	f := t.Finding(needed, rule.Str("what", what), rule.Str("portion", portion.String()), rule.Str("length", row.length()), rule.List("roles", row.Who.Value))
	f.Cite, f.Interpretations = row.Cite, n.rests
	n.findings = append(n.findings, f)
}

// level adds the roles of the row of the board's levels of authority for a cost.
func (n *need) level(x *context, cost decimal.Decimal) {
	for _, l := range x.Policy.levels {
		if limit := l.UpTo.Value; rule.IsSet(limit) && cost.Cmp(limit) > 0 {
			continue
		}
		if !slices.Contains(l.Who.Value, DecisionMaker) {
			n.add(x, "The cumulative cost", l.Who.Value, l.Cite)
		}
		f := levelOf.Finding(true, rule.Num("cost", cost), rule.List("roles", l.Who.Value))
		f.Cite, f.Interpretations = l.Cite, []string{levelsOfAuthority}
		n.findings = append(n.findings, f)
		return
	}
	n.CostOver = true
}

func (n *need) add(x *context, what string, who []rule.Role, cite rule.Citation) {
	entry := join(who)
	if slices.Contains(n.Entries, entry) {
		return
	}
	d := x.Duty(DutyApproval, "")
	d.By, d.Cite, d.For = entry, string(cite), what
	n.Entries, n.Duties = append(n.Entries, entry), append(n.Duties, d)
}

// explainApprovals says from what it follows that an approval is needed, or none.
func explainApprovals(x *change) error {
	n, err := needOf(x.Context, x.Policy.takes)
	for _, f := range n.findings {
		x.Find(f)
	}
	return err
}

// waitForOthers says whose approvals the case now waits for, each entry apart.
func waitForOthers(x *change) error {
	what, cite := "extension", toj6
	entries := findLeft(x.Context)
	switch x.Event.(type) {
	case Assess, Approve:
		what, cite = DutyApproval, toj2
	}
	if n, err := needOf(x.Context, x.Policy.takes); err != nil {
		return err
	} else if len(n.Entries) > 0 {
		entries = n.Entries
	}
	for _, entry := range entries {
		x.Await(rule.Pending{What: what, On: deciders([]string{entry}), Cite: cite})
	}
	return nil
}

// needed reports whether a portion of that length needs the approval.
func (r *approvalRow) needed(portion calendar.Period) bool {
	if r.Test.Value == orLonger {
		return portion.OrLonger(r.Months.Value)
	}
	return portion.LongerThan(r.Months.Value)
}

// turns reports whether it turns on the row's test that a portion needs the approval: it
// is exactly as long as the row says.
func (r *approvalRow) turns(portion calendar.Period) bool {
	return portion.OrLonger(r.Months.Value) && !portion.LongerThan(r.Months.Value)
}

// length and required say what a row asks and what follows.
func (r *approvalRow) length() string {
	if r.Test.Value == orLonger {
		return fmt.Sprintf("%d months or longer", r.Months.Value)
	}
	return fmt.Sprintf("longer than %d months", r.Months.Value)
}

func (r *approvalRow) required() string {
	return "the approval of " + strings.Join(words.Texts(r.Who.Value), " or ") + " is required"
}

// placementPortion is the placement portion of the terms: from the start to the
// end; of a TaP from the later of the start and the day after the training.
func placementPortion(ask asking, t Terms) (calendar.Period, error) {
	if t.Kind == TaP && ask(tapPortionStart) == "as_agreed" {
		return calendar.Period{From: t.Start, To: t.End}, nil
	}
	return t.portion()
}

// portion is the placement portion when the training comes first.
func (t Terms) portion() (calendar.Period, error) {
	portion := calendar.Period{From: t.Start, To: t.End}
	if t.Kind != TaP {
		return portion, nil
	}
	after, err := t.Training.End.AddDays(1)
	if err == nil && after.After(t.Start) {
		portion.From = after
	}
	return portion, err
}

// decider is what a decision on approvals that are needed turns on.
type decider struct {
	May        bool        // the role is one of those whose decision is still needed
	Before     bool        // it has decided this already
	Last       bool        // with this one all approvals are in
	Of         []string    // those whose decision is still needed
	Left       []string    // the entries that the decision leaves open
	ApprovedBy []rule.Role // who has approved, this one among them
}

func deciderOf(x *context, ask asking) (decider, error) {
	c := x.Case
	of := deciders(c.Approvals)
	left := findLeft(x)
	if _, ok := x.Event.(DecideExtension); ok && c.Extension.End.After(c.Terms.End) {
		portion, err := placementPortion(x.Policy.takes, c.Extension.extend(c.Terms))
		if err == nil && x.Policy.approvals.Extension.turns(portion) { // on which it turned whose decision is needed
			ask(nineMonthsExtension)
		}
	}
	return decider{May: slices.Contains(of, x.By), Before: slices.Contains(c.ApprovedBy, x.By), Last: len(left) == 0, Of: words.Texts(of),
		Left: left, ApprovedBy: append(slices.Clone(c.ApprovedBy), x.By)}, nil
}

// findLeft are the entries that the decision of the role leaves open. It is never
// nil.
func findLeft(x *context) []string {
	left := make([]string, 0, len(x.Case.Approvals))
	for _, entry := range x.Case.Approvals {
		if !holds(entry, x.By) {
			left = append(left, entry)
		}
	}
	return left
}

func join(who []rule.Role) string { return strings.Join(words.Texts(who), "|") }

// holds reports whether a role is one of an entry's alternatives.
func holds(entry string, role rule.Role) bool {
	return slices.Contains(strings.Split(entry, "|"), string(role))
}

// deciders are the roles whose decision is still needed: without entries, the
// decision maker's.
func deciders(entries []string) []rule.Role {
	if len(entries) == 0 {
		return slices.Clone(decisionMakers)
	}
	var who []rule.Role
	for _, entry := range entries {
		for _, word := range strings.Split(entry, "|") {
			if !slices.Contains(who, rule.Role(word)) {
				who = append(who, rule.Role(word))
			}
		}
	}
	return who
}
