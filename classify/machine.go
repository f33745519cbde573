package classify

import (
	"fmt"
	"slices"
	"strconv"
	"sync"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/internal/unshare"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

type (
	// A Machine runs the rule. Policy.Machine gives it; nil runs nothing.
	Machine = lifecycle.Machine[Tier, EventName, Standing, Event, *Policy]
	context = lifecycle.Context[Standing, *Policy]
)

// runs runs the rule; its rows are made when they are first used.
var runs = sync.OnceValue(func() *Machine {
	return lifecycle.New(lifecycle.Definition[Tier, EventName, Standing, Event, *Policy]{
		Name:     "classify",
		Start:    None,
		Roles:    roles,
		Duties:   dutyList,
		Readings: reading.Asked(questions),
		Rows:     tierRows(),
		Events: []Event{Review{}, Decide{}, Nonparticipation{}, Noncompliance{}, Exclude{}, LiftExclusion{}, Order{}, SetAside{}, SetBargainedCommittee{},
			ClosePeriod{}, CloseQuarter{}, Notify{}, ReceivePlan{}, AnswerPlan{}, ReceiveReport{}, CompleteInspection{}, Complete{}},
		Case: func(s *Standing) lifecycle.Core[Tier] {
			return lifecycle.Core[Tier]{State: &s.Tier, LastOn: &s.LastOn, Docket: &s.Docket}
		},
		Check:   checkStanding,
		Accept:  accept,
		Version: versionOf,
		Own:     func(p *Policy) *Machine { return p.orZero().own },
		Values:  lifecycle.ValuesOf(func(p *Policy) *values { return &p.values }),
		Reading: func(p *Policy, question int) string { return p.readings[question] },
		Term:    term,
		Matches: matches,
		Finds: []lifecycle.Function[Standing, *Policy]{
			lifecycle.Find("review", reviewOf).Asking(equalityQualifies, bandLowerBounds, factorNotRounded, gapBreaksRuns, thresholdNeither,
				numberZeroOpensNoRun, exceedsCriteria, discretionOr51, improvementWindow, measurableImprovement, releaseBeforeRecommendation,
				pendingFallsAway, latestPeriodDecides, targetReleaseBranch),
			lifecycle.Find("zero", zeroOf).Asking(numberZeroOpensNoRun),
			lifecycle.Find("about", aboutOf),
			lifecycle.Find("open", openOf),
			lifecycle.Find("plan", planOf).Asking(notificationSentOrReceived),
			lifecycle.Find("report", reportOf),
			lifecycle.Find("done", doneOf),
		},
	})
})

// roles are those that report events.
var roles = []rule.Role{Commission, Employer, SafetyRepresentative, HearingExaminer}

// Roles lists the roles that report events.
func Roles() []rule.Role { return slices.Clone(roles) }

// Apply applies an event to a standing. It never changes its argument: the
// answer is the next standing and what the event led to. The error is
// *rule.Refused when a provision does not allow the event now, or not to that
// role, or asks for a fact that was not stated; it is an InputError for a value
// that cannot be, and for a policy that states levels only. With an error the
// standing comes back as it was.
func (p *Policy) Apply(st Standing, e Event) (Standing, rule.Outcome, error) {
	return p.Machine().Apply(p, st, e)
}

// Replay applies events one after the other. It stops at the first error and
// returns the standing before that event, with the outcomes up to there.
func (p *Policy) Replay(start Standing, events ...Event) (Standing, []rule.Outcome, error) {
	return p.Machine().Replay(p, start, events...)
}

// A Permit says of one event whether it is open to an employer now, to whom,
// and if not why not. Its zero value is of no event.
type Permit = rule.Permit[EventName]

// Permitted lists every event, in the order of EventNames. What an event itself
// must bring is not asked.
func (p *Policy) Permitted(st Standing) ([]Permit, error) { return p.Machine().Permitted(p, st) }

// Machine is the machine of the policy: its own, of other rows, or that of the rule.
func (p *Policy) Machine() *Machine {
	if p != nil && p.own != nil {
		return p.own
	}
	return runs()
}

// Rows returns the rows of the rule, in their order: which event does what to an
// employer in which tier, by which provision. They are the caller's own.
func Rows() []lifecycle.Row[Tier, EventName] { return unshare.Of(tierRows()) }

// WithRows returns a copy of the policy that goes by other rows: what a row says is
// what happens. A paragraph of § 85-23 for which the policy has a provision of its own is
// cited by that one. The error is a *lifecycle.RowError, or an InputError for a policy that
// states levels only.
func (p *Policy) WithRows(rows []lifecycle.Row[Tier, EventName]) (*Policy, error) {
	if err := p.checkStanding(); err != nil {
		return nil, err
	}
	copied := *p
	copied.own = citing(p, runs(), rows)
	return &copied, copied.own.Check()
}

// Mermaid draws the tiers and what moves an employer between them as a Mermaid
// state diagram, from the rows of the rule.
func Mermaid() string {
	l := runs().Listing()
	return l.Mermaid()
}

// MermaidPath draws the way of one employer through the tiers as a Mermaid
// flowchart, the events taken marked with their labels. The error is a
// *rule.InputError for a path that is not in the rows.
func MermaidPath(path ...lifecycle.PathStep) (string, error) {
	l := runs().Listing()
	return l.MermaidPath(path...)
}

// EventNames lists the events.
func EventNames() []EventName { return runs().Names() }

// UnmarshalEvent reads an event from its JSON form, a flat object with the name
// of the event, its day and its facts:
//
//	{"event":"review","on":"1995-01-31","from":"1994-07-01","to":"1994-12-31","three_year_premium":32850,"emf":"1.73"}
//
// Numbers keep the digits that were written. An unknown key or event, or a
// value of the wrong type, is an InputError that names it.
func UnmarshalEvent(data []byte) (Event, error) { return runs().Unmarshal(data) }

// MarshalEvent writes an event in the form that UnmarshalEvent reads. An event
// that could not be read back as it is (a text that is no UTF-8, a Flag that is
// none) is an InputError.
func MarshalEvent(e Event) ([]byte, error) { return runs().Marshal(e) }

// checkStanding finds a policy or a standing that is none.
func checkStanding(p *Policy, st *Standing) error {
	if err := p.checkStanding(); err != nil {
		return err
	}
	if !slices.Contains(st.Tier.Values(), string(st.Tier)) {
		return strict.UnknownWord("tier", st.Tier, st.Tier.Values())
	}
	for _, count := range []struct {
		field string
		n     int
	}{{"below", st.Below}, {"above", st.Above}} {
		if count.n < 0 {
			return &rule.InputError{Field: count.field, Value: strconv.Itoa(count.n), Expected: "zero or more"}
		}
	}
	for i := range st.Reviews {
		r := &st.Reviews[i]
		for _, amount := range [...]struct {
			field string
			value decimal.Decimal
		}{{"three_year_premium", r.ThreeYearPremium}, {"emf", r.EMF}} {
			if rule.IsSet(amount.value) && rule.CheckAmount("", amount.value) != nil {
				return rule.CheckAmount(fmt.Sprintf("reviews[%d].%s", i, amount.field), amount.value)
			}
		}
	}
	return nil
}

// accept finds values of an event that cannot be, for that employer.
func accept(p *Policy, st *Standing, e Event) error {
	switch e := e.(type) {
	case Review:
		if err := follows(calendar.Period{From: e.From, To: e.To}, st.LastReviewed, "reviewed"); err != nil {
			return err
		}
		if first := st.LastReviewed == (calendar.Period{}); !first || !e.NewSubscriber.True() {
			if err := over("to", e.To.String(), e.On, e.To); err != nil {
				return err
			}
		}
		_, err := p.reviewFacts(e)
		return err
	case ClosePeriod:
		if err := follows(calendar.Period{From: e.From, To: e.To}, st.LastClosed, "closed"); err != nil {
			return err
		}
		return over("to", e.To.String(), e.On, e.To)
	case CloseQuarter:
		if err := checkQuarter(e.Quarter); err != nil {
			return err
		}
		if last := st.LastQuarter; e.Quarter.Compare(last) < 0 {
			return &rule.InputError{Field: "quarter", Value: e.Quarter.String(), Problem: "runs backwards",
				Expected: fmt.Sprintf("a quarter after %v, which was closed", last)}
		}
		return over("quarter", e.Quarter.String(), e.On, e.Quarter.Period().To)
	case Notify:
		if !e.Received.IsZero() && e.Received.Before(e.On) {
			return &rule.InputError{Field: "received", Value: e.Received.String(), Expected: fmt.Sprintf("a day not before %v, when the notice was sent", e.On)}
		}
	case ReceiveReport:
		if err := checkQuarter(e.Quarter); err != nil || !rule.IsSet(e.Meetings) {
			return err
		}
		if err := rule.CheckAmount("meetings", e.Meetings); err != nil {
			return err
		}
		if !e.Meetings.Equal(e.Meetings.Truncate(0)) {
			return &rule.InputError{Field: "meetings", Value: rule.Digits(e.Meetings), Expected: "a whole number"}
		}
	case Order:
		return oneOf("to", e.To, None, Focus, Target)
	case SetAside:
		return oneOf("to", e.To, None, Focus, Target, TierThree)
	case Complete:
		return oneOf("duty", e.Duty, completed...)
	}
	return nil
}

// oneOf checks a word that must be one of some.
func oneOf[T ~string](field string, word T, words ...T) error {
	if slices.Contains(words, word) {
		return nil
	}
	return strict.UnknownWord(field, word, words)
}

func checkQuarter(q calendar.Quarter) error {
	if q == (calendar.Quarter{}) {
		return &rule.InputError{Field: "quarter", Expected: "a calendar quarter, YYYY-Q1 to YYYY-Q4"}
	}
	return q.Check()
}

// over checks that a period, or a quarter, is over: nothing follows from its
// conclusion before the day after its last.
func over(field, given string, on, last calendar.Date) error {
	if on.After(last) {
		return nil
	}
	return &rule.InputError{Field: field, Value: given, Problem: "is not over on " + on.String(),
		Expected: "a period or quarter that ended before the day of the event"}
}

// follows checks the days of a period, and that it comes after the one before.
func follows(period, before calendar.Period, done string) error {
	for _, day := range []struct {
		field string
		date  calendar.Date
	}{{"from", period.From}, {"to", period.To}} {
		if day.date.IsZero() {
			return &rule.InputError{Field: day.field, Expected: "a day of the period"}
		}
	}
	fault := ""
	switch {
	case period.To.Before(period.From):
		return &rule.InputError{Field: "to", Value: period.To.String(), Problem: "runs backwards",
			Expected: fmt.Sprintf("a day on or after %v, the first of the period", period.From)}
	case before == calendar.Period{}:
		return nil
	case period.Overlaps(before):
		fault = "overlaps"
	case period.To.Before(before.From):
		fault = "runs backwards, before"
	default:
		return nil
	}
	return &rule.InputError{Field: "from", Value: period.String(), Problem: fmt.Sprintf("%s %v, which was %s", fault, before, done),
		Expected: fmt.Sprintf("a period after %v", before.To)}
}

// text is an amount as text, or nil when it is missing.
func text(d decimal.Decimal) *string {
	if !rule.IsSet(d) {
		return nil
	}
	s := rule.Digits(d)
	return &s
}
