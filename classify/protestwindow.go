package classify

import (
	"fmt"
	"github.com/workcomp-go/workcomp/internal/strict"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// ProtestInput is a decision, and when the employer received notice of it. The zero value
// lacks the decision: an input error.
type ProtestInput struct {
	Decided        calendar.Date `json:"decided,omitzero"`
	NoticeReceived calendar.Date `json:"notice_received,omitzero"`
}

// UnmarshalJSON reads the JSON form strictly: a key that there is not, in another case or
// twice, and a value of another type are *rule.InputErrors that name it.
func (in *ProtestInput) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, in) }

// A ProtestWindow is how long a protest can be received by the commission. The zero value
// answers nothing: it stands beside an error.
type ProtestWindow struct {
	ThirtyFromNotice  calendar.Date `json:"thirty_from_notice"`
	SixtyFromDecision calendar.Date `json:"sixty_from_decision"`
	// ActBy is the last day: the earlier of the two, unless the policy reads
	// "or within" as a choice.
	ActBy calendar.Date `json:"act_by"`
}

// The readings of protest-window and of protest-window-rolls that are not the
// default.
const (
	laterLimit  = "later" // either of the two limits suffices
	limitsRoll  = "yes"   // § 2-2-3 computes each limit
	limitsStand = "no"
	earlier     = "earlier"
)

// protestLimits computes the time for a protest by readings of protest-window and
// protest-window-rolls.
func (t *tiers) protestLimits(decided, notice calendar.Date, window, rolls string) (ProtestWindow, error) {
	roll := calendar.NoRoll
	if rolls == limitsRoll {
		roll = calendar.Following
	}
	thirty, err := t.daysAfter(notice, t.protest.fromNotice, roll)
	if err != nil {
		return ProtestWindow{}, err
	}
	sixty, err := t.daysAfter(decided, t.protest.fromDecision, roll)
	if err != nil {
		return ProtestWindow{}, err
	}
	w := ProtestWindow{ThirtyFromNotice: thirty.Date, SixtyFromDecision: sixty.Date, ActBy: thirty.Date}
	if sixty.Date.Before(thirty.Date) != (window == laterLimit) {
		w.ActBy = sixty.Date
	}
	return w, nil
}

// daysAfter gives the last day of a number of days after a day.
func (t *tiers) daysAfter(day calendar.Date, n int, roll calendar.Roll) (calendar.Due, error) {
	return calendar.Term{Length: calendar.Length{N: n, Unit: calendar.Days}, Roll: roll, Closed: t.closed}.From(day)
}

// The sentences of the time for a protest.
var (
	windowNotice = rule.Template{ID: "10.2.from_notice",
		Text: "The {days} day{days:s} after the employer received notice on {from} end on {limit}."}
	windowDecision = rule.Template{ID: "10.2.from_decision",
		Text: "The {days} day{days:s} from the decision of {from}, regardless of notice, end on {limit}."}
	windowJoined = rule.Template{ID: "10.2.act_by",
		Text: `The rule joins the two by "or within": the {which}, {act_by}, is taken as the last day on which the commission can receive the protest.`}
	windowJoinedPlain = rule.Template{ID: "10.2.act_by",
		Text: "Of the two limits the {which}, {act_by}, is taken as the last day on which the commission can receive the protest."}
	windowStands = rule.Template{ID: "10.2.stands",
		Text: `The period "may not be extended or waived": {act_by} stands as it was counted, and would stand if it were closed.`}
	windowStandsPlain = rule.Template{ID: "10.2.stands", Text: "{act_by} stands as it was counted, and would stand if it were closed."}
	windowClosed      = rule.Template{ID: "10.2.closed",
		Text: `The period "may not be extended or waived": {limit} is closed ({why}) and is not moved to the next open day.`}
	windowClosedPlain = rule.Template{ID: "10.2.closed", Text: "{limit} is closed ({why}) and is not moved to the next open day."}
	windowRolled      = rule.Template{ID: "10.2.rolled",
		Text: "{counted} is closed ({why}): computing the period by W. Va. Code § 2-2-3 does not extend it, and it ends on {limit}."}
	windowRolledPlain = rule.Template{ID: "10.2.rolled", Text: "{counted} is closed ({why}): the time runs to the next open day, {limit}."}
)

// ProtestWindow computes the time for a protest (10.2): 30 days after the employer
// receives notice, "or within" 60 days of the date of the decision. Whether the
// two are limits or a choice is the interpretation protest-window; whether a limit
// on a closed day moves, protest-window-rolls. A missing date, or a notice before
// the decision, is an InputError, a day beyond the calendar a
// *calendar.RangeError.
func (p *Policy) ProtestWindow(in ProtestInput) (rule.Decision[ProtestWindow], error) {
	none := rule.Decision[ProtestWindow]{}
	if err := p.checkStanding(); err != nil {
		return none, err
	}
	switch {
	case in.Decided.IsZero():
		return none, &rule.InputError{Field: "decided", Expected: "the date of the decision"}
	case in.NoticeReceived.IsZero():
		return none, &rule.InputError{Field: "notice_received", Expected: "the day on which the employer received notice"}
	case in.NoticeReceived.Before(in.Decided):
		return none, &rule.InputError{Field: "notice_received", Value: in.NoticeReceived.String(),
			Expected: fmt.Sprintf("a day not before the decision of %v", in.Decided)}
	}
	t := p.tiers
	window, rolls := p.readingOf(protestWindow), p.readingOf(protestWindowRolls)
	w, err := t.protestLimits(in.Decided, in.NoticeReceived, window, rolls)
	if err != nil {
		return none, err
	}
	counted, err := t.protestLimits(in.Decided, in.NoticeReceived, window, limitsStand)
	if err != nil {
		return none, err
	}
	find := func(of *rule.Template, facts ...rule.Fact) rule.Finding {
		return cited(of, t.protest.cite, true, facts...)
	}
	says := func(quoting, plain *rule.Template) *rule.Template { return said(t.protest.cite, quoting, plain) }
	joined := find(says(&windowJoined, &windowJoinedPlain), rule.Str("which", window), rule.Date("act_by", w.ActBy))
	if w.ThirtyFromNotice != w.SixtyFromDecision {
		joined.Interpretations = []string{protestWindow}
	}
	findings := []rule.Finding{
		find(&windowNotice, rule.Int("days", t.protest.fromNotice), rule.Date("from", in.NoticeReceived), rule.Date("limit", w.ThirtyFromNotice)),
		find(&windowDecision, rule.Int("days", t.protest.fromDecision), rule.Date("from", in.Decided), rule.Date("limit", w.SixtyFromDecision)),
	}
	closed := false
	for _, limit := range []struct{ counted, is calendar.Date }{
		{counted.ThirtyFromNotice, w.ThirtyFromNotice}, {counted.SixtyFromDecision, w.SixtyFromDecision}} {
		why, on, _ := t.closed.On(limit.counted) // known from the first year of the closed days on
		if !on {
			continue
		}
		closed = true
		f := find(says(&windowClosed, &windowClosedPlain), rule.Date("limit", limit.is), rule.Str("why", why))
		if rolls == limitsRoll {
			f = find(says(&windowRolled, &windowRolledPlain), rule.Date("counted", limit.counted), rule.Str("why", why), rule.Date("limit", limit.is))
		}
		f.Interpretations = []string{protestWindowRolls}
		findings = append(findings, asClosed(f, t.closed, limit.counted))
	}
	if findings = append(findings, joined); !closed {
		findings = append(findings, find(says(&windowStands, &windowStandsPlain), rule.Date("act_by", w.ActBy)))
	}
	return rule.Decision[ProtestWindow]{Value: w, Findings: findings}, nil
}

// A protestTime is whether a petition was received in time, and by when it could
// be.
type protestTime struct {
	ThirtyFromNotice, SixtyFromDecision, ActBy calendar.Date
	InTime                                     bool
}

// timeOf says whether a petition was received in time. A reading is asked when
// the other one would answer otherwise.
func timeOf(x *protestContext) (protestTime, error) {
	e := x.Event.(FileProtest)
	window, rolls := x.Policy.readingOf(protestWindow), x.Policy.readingOf(protestWindowRolls)
	inTime := func(window, rolls string) (protestTime, error) {
		w, err := x.Policy.tiers.protestLimits(e.Decided, e.NoticeReceived, window, rolls)
		return protestTime{w.ThirtyFromNotice, w.SixtyFromDecision, w.ActBy, !w.ActBy.Before(e.Received)}, err
	}
	found, err := inTime(window, rolls)
	if err != nil {
		return found, err
	}
	for _, other := range []struct{ id, window, rolls string }{
		{protestWindow, otherOf(window, earlier, laterLimit), rolls}, {protestWindowRolls, window, otherOf(rolls, limitsStand, limitsRoll)}} {
		if read, err := inTime(other.window, other.rolls); err != nil || read.InTime != found.InTime {
			x.Ask(other.id)
		}
	}
	return found, nil
}

// otherOf is the other of two words.
func otherOf(word, a, b string) string {
	if word == a {
		return b
	}
	return a
}
