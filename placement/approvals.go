package placement

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/event"
	"github.com/workcomp-go/workcomp/rule"
)

// needs are the approvals that a placement or an extension needs beyond the
// decision maker's; it tells from what that follows.
type needs struct {
	told    *event.Told
	entries []string // alternatives joined by "|", each entry once
	rows    []need
}

type need struct {
	what string
	who  []rule.Role
	cite rule.Citation
}

// test adds the approval of a row, if the portion is as long as the row says.
func (n *needs) test(what string, portion calendar.Period, row *approvalRow, interpretation string) {
	needed := row.needed(portion)
	if needed {
		n.add(what, row.Who.Value, row.Cite)
	}
	switch {
	case !n.told.Asked():
	case needed:
		n.told.Read(interpretation, row.Cite, true, "%s, %v, is %s: %s.", what, portion, row.length(), row.required())
	default:
		n.told.Read(interpretation, row.Cite, false, "%s, %v, is not %s.", what, portion, row.length())
	}
}

// length and required say what a row asks and what follows.
func (r *approvalRow) length() string {
	if r.Test.Value == orLonger {
		return fmt.Sprintf("%d months or longer", r.Months.Value)
	}
	return fmt.Sprintf("longer than %d months", r.Months.Value)
}

func (r *approvalRow) required() string {
	return "the approval of " + either(r.Who.Value).String() + " is required"
}

func (n *needs) add(what string, who []rule.Role, cite rule.Citation) {
	entry := join(who, "|")
	if !slices.Contains(n.entries, entry) {
		n.entries = append(n.entries, entry)
		n.rows = append(n.rows, need{what, who, cite})
	}
}

// placementPortion is the placement portion of the terms: "for TaP, the
// duration for the training portion is considered separately".
func (p *Policy) placementPortion(t Terms) (calendar.Period, error) {
	portion := calendar.Period{From: t.Start, To: t.End}
	if t.Kind != TaP || p.taken.portionAsAgreed {
		return portion, nil
	}
	after, err := t.Training.End.AddDays(1)
	if err != nil {
		return portion, err
	}
	if after.After(t.Start) {
		portion.From = after
	}
	return portion, nil
}

// approvalsOf tests the portions of a placement, each apart, and its cost.
func (p *Policy) approvalsOf(t Terms, cost decimal.Decimal, told *event.Told) (needs, error) {
	n := needs{told: told, entries: []string{}}
	portion, err := p.placementPortion(t)
	if err != nil {
		return n, err
	}
	what, interpretation := "The placement", ""
	if t.Kind == TaP {
		what, interpretation = "The placement portion", tapPortionStart
	}
	n.test(what, portion, &p.approvals.Placement, interpretation)
	if t.Kind == TaP {
		n.test("The training portion", calendar.Period{From: t.Training.Start, To: t.Training.End}, &p.approvals.Training, "")
	}
	if level, ok := p.level(cost); ok {
		told.Read(levelsOfAuthority, level.Cite, true, "A cumulative cost of %v is within the authority of %v.", written(cost), either(level.Who.Value))
		if !slices.Contains(level.Who.Value, DecisionMaker) {
			n.add("The cumulative cost", level.Who.Value, level.Cite)
		}
	}
	return n, nil
}

// level is the row of the board's levels of authority for a cost, if the cost
// was given and the policy has such a row.
func (p *Policy) level(cost decimal.Decimal) (level, bool) {
	if rule.IsSet(cost) {
		for _, l := range p.levels {
			if limit := l.UpTo.Value; !rule.IsSet(limit) || cost.Cmp(limit) <= 0 {
				return l, true
			}
		}
	}
	return level{}, false
}

// approvalsOfExtension tests the total length of what the extension extends.
func (p *Policy) approvalsOfExtension(old, extended Terms, told *event.Told) (needs, error) {
	n := needs{told: told, entries: []string{}}
	if extended.End.After(old.End) {
		portion, err := p.placementPortion(extended)
		if err != nil {
			return n, err
		}
		n.test("The total placement", portion, &p.approvals.Extension, nineMonthsExtension)
	}
	if extended.Training.End.After(old.Training.End) {
		n.test("The total training", calendar.Period{From: extended.Training.Start, To: extended.Training.End}, &p.approvals.TrainingExtension, "")
	}
	if extended.Kind == TaP {
		told.Read(tapPortionStart, toj2, true, "The portions of a TaP are tested apart.")
	}
	return n, nil
}

func join(who []rule.Role, separator string) string {
	return strings.Join(words(who), separator)
}

// either are roles of which any one will do, written only when somebody asks.
type either []rule.Role

func (e either) String() string { return join(e, " or ") }

// holds reports whether a role is one of an entry's alternatives.
func holds(entry string, role rule.Role) bool {
	for rest, more := entry, true; more; {
		var word string
		if word, rest, more = strings.Cut(rest, "|"); word == string(role) {
			return true
		}
	}
	return false
}

// remaining are the entries that the decision of a role leaves open. It is
// never nil.
func remaining(entries []string, role rule.Role) []string {
	left := make([]string, 0, len(entries))
	for _, entry := range entries {
		if !holds(entry, role) {
			left = append(left, entry)
		}
	}
	return left
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

// askDecision states what the guards of a decision may ask.
func askDecision(c *Case, by rule.Role, f *Facts) {
	f.MayDecide = slices.Contains(deciders(c.Approvals), by)
	f.DecidedBefore = slices.Contains(c.ApprovedBy, by)
	f.LastApproval = len(remaining(c.Approvals, by)) == 0
	if len(c.Approvals) == 0 {
		f.Approvals = []string{join(decisionMakers, "|")}
	}
}
