package scenario

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
)

// calendarCalls play the calculations of package calendar. They have no
// events, no state and no duties.
type calendarCalls struct{}

func openCalendar(s setup) (stage, error) {
	if s.policy.id != "" || s.policy.file != "" {
		return stage{}, errors.New("the calendar has no policies, expected this key to be absent")
	}
	return stage{begin: func() player { return calendarCalls{} }}, nil
}

func (calendarCalls) event(s *Step) (rule.Outcome, error) {
	return rule.Outcome{}, unknownName("event", s.Event)
}

func (calendarCalls) state() any { return nil }

func (calendarCalls) docket() (calendar.Docket, bool) { return calendar.Docket{}, false }

func (calendarCalls) call(name string, with *doc.Node) (any, []rule.Finding, error) {
	switch name {
	case "add":
		return calculated(with, add)
	case "term":
		return calculated(with, term)
	case "recur":
		return calculated(with, recur)
	case "split":
		return calculated(with, split)
	case "holidays":
		return calculated(with, holidays)
	case "duration":
		return calculated(with, duration)
	case "quarter":
		return calculated(with, quarter)
	case "month_end_after":
		return calculated(with, monthEndAfter)
	}
	return nil, nil, unknownName("call", name, "add", "term", "recur", "split", "holidays", "duration", "quarter", "month_end_after")
}

// calculated reads the facts of a call and makes it. Beside an error stand only
// the candidates of an ambiguous date.
func calculated[In any](with *doc.Node, f func(In) (any, []rule.Finding, error)) (any, []rule.Finding, error) {
	var in In
	if err := doc.Input(with, &in); err != nil {
		return nil, nil, err
	}
	answer, findings, err := f(in)
	if _, carried := answer.(candidates); err != nil && !carried {
		return nil, nil, err
	}
	return answer, findings, err
}

// A whole number of any size: what is too large for the calendar is for the
// calendar to say, not for the reader.
type whole int

func (w *whole) UnmarshalText(text []byte) error {
	n, err := strconv.Atoi(string(text))
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return &rule.InputError{Expected: "a whole number"}
	}
	*w = whole(n) // out of the range of int: the nearest, which is as far out of the calendar
	return nil
}

// number returns a whole number that has to be given and not to be negative.
func number(field string, w *whole) (int, error) {
	if w == nil {
		return 0, &rule.InputError{Field: field, Expected: "a whole number"}
	}
	if *w < 0 {
		return 0, &rule.InputError{Field: field, Value: fmt.Sprint(*w), Problem: "is negative", Expected: "zero or more"}
	}
	return int(*w), nil
}

type addInput struct {
	Date     calendar.Date `json:"date"`
	Years    whole         `json:"years"`
	Months   whole         `json:"months"`
	Weeks    whole         `json:"weeks"`
	Days     whole         `json:"days"`
	Rounding string        `json:"rounding"`
}

type dateAnswer struct {
	Date calendar.Date `json:"date"`
}

// candidates are the days between which no rounding chose.
type candidates struct {
	Down calendar.Date `json:"down"`
	Up   calendar.Date `json:"up"`
}

func add(in addInput) (any, []rule.Finding, error) {
	rounding, err := calendar.ParseRounding(in.Rounding)
	if err != nil {
		return nil, nil, err
	}
	span := calendar.Span{Years: int(in.Years), Months: int(in.Months), Weeks: int(in.Weeks), Days: int(in.Days)}
	date, err := in.Date.Add(span, rounding)
	if ambiguous := as[*calendar.AmbiguousError](err); ambiguous != nil {
		return candidates{Down: ambiguous.Down, Up: ambiguous.Up}, nil, err
	}
	return dateAnswer{date}, nil, err
}

type termInput struct {
	Event  calendar.Date `json:"event"`
	Within string        `json:"within"`
	Before string        `json:"before"`
	Roll   string        `json:"roll"`
	closedInput
}

// closedInput names closed days, and those that a host adds as proclaimed.
type closedInput struct {
	Closed     string                `json:"closed"`
	Proclaimed []calendar.Proclaimed `json:"proclaimed"`
}

func (in closedInput) days() (*calendar.Closed, error) {
	closed, err := calendar.Named(in.Closed)
	return closed.With(in.Proclaimed...), err
}

type dueAnswer struct {
	Due     calendar.Date      `json:"due"`
	Skipped []calendar.Skipped `json:"skipped"`
}

func term(in termInput) (any, []rule.Finding, error) {
	t := calendar.Term{Before: in.Before != ""}
	field, length := "within", in.Within
	if t.Before {
		field, length = "before", in.Before
	}
	switch {
	case in.Within != "" && in.Before != "":
		return nil, nil, &rule.InputError{Field: "within", Value: in.Within, Problem: fmt.Sprintf("stands beside before %q", in.Before),
			Expected: "one of within and before"}
	case in.Within == "" && in.Before == "":
		return nil, nil, &rule.InputError{Field: "within", Expected: "one of within and before"}
	}
	var errLength, errClosed, errRoll error
	t.Length, errLength = calendar.ParseLength(field, length)
	t.Closed, errClosed = in.days()
	t.Roll, errRoll = calendar.ParseRoll(in.Roll)
	if err := errors.Join(errLength, errClosed, errRoll); err != nil {
		return nil, nil, err
	}
	due, err := t.From(in.Event)
	if err != nil {
		return nil, nil, err
	}
	return dueAnswer{Due: due.Date, Skipped: append([]calendar.Skipped{}, due.Skipped...)}, closedDays(t.Closed, due.Skipped), nil
}

// closedDays says of each day that was passed over why it is closed: a holiday
// by its provision, a day of the week by the name of the closed days.
func closedDays(closed *calendar.Closed, skipped []calendar.Skipped) []rule.Finding {
	var findings []rule.Finding
	var year []calendar.Holiday // of the day before, mostly the same
	for _, s := range skipped {
		f := rule.Stated{Cite: rule.Citation(closed.Name()), Text: fmt.Sprintf("%v is closed (%s) and is passed over.", s.Date, s.Why), Holds: true}.Finding()
		if s.Why == s.Date.Weekday().String() {
			if readings := closed.Interpretations(); len(readings) > 0 {
				f.Interpretations = readings[:1]
			}
		} else {
			if len(year) == 0 || year[0].Date.Year() != s.Date.Year() {
				year = closed.Holidays(s.Date.Year())
			}
			i := slices.IndexFunc(year, func(h calendar.Holiday) bool { return h.Date == s.Date })
			f.Cite = rule.Citation(year[i].Cite)
		}
		findings = append(findings, f)
	}
	return findings
}

type recurInput struct {
	Anchor calendar.Date `json:"anchor"`
	Every  string        `json:"every"`
	Until  calendar.Date `json:"until"`
}

type datesAnswer struct {
	Dates []calendar.Date `json:"dates"`
}

func recur(in recurInput) (any, []rule.Finding, error) {
	every, err := calendar.ParseLength("every", in.Every)
	if err != nil {
		return nil, nil, err
	}
	dates, err := calendar.Recur(in.Anchor, every, in.Until)
	return datesAnswer{dates}, nil, err
}

type splitInput struct {
	From calendar.Date `json:"from"`
	To   calendar.Date `json:"to"`
	By   string        `json:"by"`
}

type periodsAnswer struct {
	Periods []calendar.Period `json:"periods"`
}

func split(in splitInput) (any, []rule.Finding, error) {
	period, err := calendar.NewPeriod(in.From, in.To)
	if err != nil {
		return nil, nil, err
	}
	switch in.By {
	case "month":
		return periodsAnswer{period.ByMonth()}, nil, nil
	case "rolling_month":
		return periodsAnswer{period.ByRollingMonth()}, nil, nil
	}
	return nil, nil, &rule.InputError{Field: "by", Value: in.By, Expected: "month or rolling_month"}
}

type holidaysInput struct {
	Year *whole `json:"year"`
	closedInput
}

type holidaysAnswer struct {
	Dates    []calendar.Date    `json:"dates"`
	Holidays []calendar.Holiday `json:"holidays"` // the same, each with its name and provision
}

func holidays(in holidaysInput) (any, []rule.Finding, error) {
	closed, err := in.days()
	if err != nil {
		return nil, nil, err
	}
	year, err := number("year", in.Year)
	if err != nil {
		return nil, nil, err
	}
	if year < 1 || year > 9999 {
		return nil, nil, &rule.InputError{Field: "year", Value: strconv.Itoa(year), Expected: "a year in the range 1 to 9999"}
	}
	answer := holidaysAnswer{Dates: []calendar.Date{}, Holidays: append([]calendar.Holiday{}, closed.Holidays(year)...)}
	var findings []rule.Finding
	for _, h := range answer.Holidays {
		answer.Dates = append(answer.Dates, h.Date)
		findings = append(findings, rule.Stated{Cite: rule.Citation(h.Cite), Text: fmt.Sprintf("%v is %s.", h.Date, h.Name), Holds: true}.Finding())
	}
	return answer, findings, nil
}

type durationInput struct {
	From   calendar.Date `json:"from"`
	To     calendar.Date `json:"to"`
	Months *whole        `json:"months"`
}

type durationAnswer struct {
	LongerThan bool `json:"longer_than"`
	OrLonger   bool `json:"or_longer"`
}

func duration(in durationInput) (any, []rule.Finding, error) {
	period, err := calendar.NewPeriod(in.From, in.To)
	if err != nil {
		return nil, nil, err
	}
	months, err := number("months", in.Months)
	return durationAnswer{LongerThan: period.LongerThan(months), OrLonger: period.OrLonger(months)}, nil, err
}

type quarterInput struct {
	Quarter string `json:"quarter"`
}

type monthEndAnswer struct {
	Due calendar.Date `json:"due"`
}

func quarter(in quarterInput) (any, []rule.Finding, error) {
	q, err := calendar.ParseQuarter(in.Quarter)
	return q.Period(), nil, err
}

func monthEndAfter(in quarterInput) (any, []rule.Finding, error) {
	q, err := calendar.ParseQuarter(in.Quarter)
	if err == nil {
		err = q.Next().Check()
	}
	return monthEndAnswer{q.MonthEndAfter()}, nil, err
}
