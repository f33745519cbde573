package scenario

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// openCalendar readies the calculations of package calendar, which keep no cases.
func openCalendar(s setup) (stage, error) {
	if len(s.policies) > 0 {
		return stage{}, errors.New("the calendar has no policies, expected this key to be absent")
	}
	return stage{calls: namesOf(dayCalls()), begin: func(Instead) (player, error) {
		return callsOnly(func(name string, with *strict.Node) (any, []rule.Finding, error) {
			return compute(dayCalls(), name, nothing{}, nothing{}, with)
		}), nil
	}}, nil
}

// nothing is the case and the policy of calculations that have none.
type nothing = struct{}

// dayCalls are the calls of the calendar, in the order of its contract.
var dayCalls = sync.OnceValue(func() []Calculation[nothing, nothing] {
	return []Calculation[nothing, nothing]{
		calculated("add", add), calculated("term", term), calculated("recur", recur), calculated("split", split),
		calculated("holidays", holidays), calculated("business_days_between", businessDaysBetween), calculated("duration", duration),
		calculated("quarter", quarter), calculated("month_end_after", monthEndAfter), calculated("fiscal", fiscal),
		calculated("iso_week", isoWeek), calculated("pay_period", payPeriod), calculated("age", age),
	}
})

// calculated reads the facts of a call and makes it. Beside an error stand only
// the candidates of an ambiguous date.
func calculated[In any](name string, f func(In) (any, []rule.Finding, error)) Calculation[nothing, nothing] {
	return Calculation[nothing, nothing]{name, func(_, _ nothing, with *strict.Node) (any, []rule.Finding, error) {
		var in In
		if err := strict.Input(with, &in); err != nil {
			return nil, nil, err
		}
		answer, findings, err := f(in)
		if _, ambiguous := answer.(candidates); err != nil && !ambiguous {
			return nil, nil, err
		}
		return answer, findings, err
	}}
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

// count returns a whole number that has to be given and not to be negative.
func count(field string, w *whole) (int, error) {
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
	Event     calendar.Date     `json:"event"`
	Within    string            `json:"within"`
	Before    string            `json:"before"`
	Roll      string            `json:"roll"`
	Rounding  string            `json:"rounding"`
	Suspended []calendar.Period `json:"suspended"`
	closedInput
}

// closedInput are closed days, by name or as a table, and days that a host adds
// as proclaimed.
type closedInput struct {
	Closed     strict.ClosedDays     `json:"closed"`
	Proclaimed []calendar.Proclaimed `json:"proclaimed"`
}

func (in closedInput) days() (*calendar.Closed, error) {
	if in.Closed.Days == nil {
		return nil, &rule.InputError{Field: "closed", Expected: "none, weekends, us-wv or ca-ab, or a table"}
	}
	return in.Closed.Days.With(in.Proclaimed...), nil
}

type dueAnswer struct {
	Due           calendar.Date      `json:"due"`
	Skipped       []calendar.Skipped `json:"skipped"`
	SuspendedDays int                `json:"suspended_days"`
}

func term(in termInput) (any, []rule.Finding, error) {
	t := calendar.Term{Before: in.Before != "", Suspended: in.Suspended}
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
	var errLength, errClosed, errRoll, errRounding error
	t.Length, errLength = calendar.ParseLength(field, length)
	t.Closed, errClosed = in.days()
	t.Roll, errRoll = calendar.ParseRoll(in.Roll)
	t.Rounding, errRounding = downOrUp(in.Rounding)
	if err := errors.Join(errLength, errClosed, errRoll, errRounding); err != nil {
		return nil, nil, err
	}
	due, err := t.From(in.Event)
	if err != nil {
		return nil, nil, err
	}
	return dueAnswer{Due: due.Date, Skipped: append([]calendar.Skipped{}, due.Skipped...), SuspendedDays: due.SuspendedDays},
		closedDays(t.Closed, due.Skipped), nil
}

// downOrUp reads a rounding that may be left out, and is then down.
func downOrUp(name string) (calendar.Rounding, error) {
	switch r := calendar.Rounding(name); r {
	case "", calendar.Down, calendar.Up:
		return r, nil
	}
	return "", &rule.InputError{Field: "rounding", Value: name, Expected: "down or up"}
}

// The sentences of closed days. Their provisions are those of the days.
var (
	passedOver = rule.Template{ID: "calendar.passed_over", Text: "{date} is closed ({why}) and is passed over."}
	isHoliday  = rule.Template{ID: "calendar.holiday", Text: "{date} is {name}."}
	isObserved = rule.Template{ID: "calendar.observed", Text: "{date} is {name}, observed: its own day is {own}."}
)

// closedDays says of each day that was passed over why it is closed: a holiday
// by its provision, a day of the week by the name of the closed days.
func closedDays(closed *calendar.Closed, skipped []calendar.Skipped) []rule.Finding {
	var findings []rule.Finding
	for _, s := range skipped {
		cite, interpretation := closed.Name(), closed.WeekendInterpretation()
		if h, ok := closed.HolidayOn(s.Date); ok {
			cite, interpretation = cmp.Or(h.Cite, cite), h.Interpretation
		}
		findings = append(findings, resting(passedOver.Finding(true, rule.Date("date", s.Date), rule.Str("why", s.Why)), cite, interpretation))
	}
	return findings
}

// resting gives a finding its provision and the interpretation it rests on.
func resting(f rule.Finding, cite, interpretation string) rule.Finding {
	f.Cite = rule.Citation(cite)
	if interpretation != "" {
		f.Interpretations = []string{interpretation}
	}
	return f
}

type recurInput struct {
	Anchor         calendar.Date `json:"anchor"`
	Every          string        `json:"every"`
	Until          calendar.Date `json:"until"`
	Rounding       string        `json:"rounding"`
	LastDayOfMonth bool          `json:"last_day_of_month"`
}

type datesAnswer struct {
	Dates []calendar.Date `json:"dates"`
}

func recur(in recurInput) (any, []rule.Finding, error) {
	every, err := calendar.ParseLength("every", in.Every)
	if err != nil {
		return nil, nil, err
	}
	dates, err := calendar.Recurrence{Anchor: in.Anchor, Every: every, Last: in.Until,
		Rounding: calendar.Rounding(in.Rounding), LastDayOfMonth: in.LastDayOfMonth}.Dates()
	return datesAnswer{dates}, nil, err
}

type splitInput struct {
	From     calendar.Date `json:"from"`
	To       calendar.Date `json:"to"`
	By       string        `json:"by"`
	Rounding string        `json:"rounding"`
}

type periodsAnswer struct {
	Periods []calendar.Period `json:"periods"`
}

func split(in splitInput) (any, []rule.Finding, error) {
	period, err := calendar.NewPeriod(in.From, in.To)
	if err != nil {
		return nil, nil, err
	}
	rounding, err := downOrUp(in.Rounding)
	if err != nil {
		return nil, nil, err
	}
	switch in.By {
	case "month":
		return periodsAnswer{period.ByMonth()}, nil, nil
	case "rolling_month":
		pieces, err := period.ByRollingMonth(rounding)
		return periodsAnswer{pieces}, nil, err
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
	year, err := count("year", in.Year)
	if err != nil {
		return nil, nil, err
	}
	found, err := closed.Holidays(year)
	if err != nil {
		return nil, nil, err
	}
	answer := holidaysAnswer{Dates: []calendar.Date{}, Holidays: append([]calendar.Holiday{}, found...)}
	for _, h := range found {
		answer.Dates = append(answer.Dates, h.Date)
	}
	return answer, observedDays(closed, found), nil
}

// observedDays says of each holiday which it is, by its provision.
func observedDays(closed *calendar.Closed, holidays []calendar.Holiday) []rule.Finding {
	var findings []rule.Finding
	for _, h := range holidays {
		f := isHoliday.Finding(true, rule.Date("date", h.Date), rule.Str("name", h.Name))
		if !h.Own.IsZero() {
			f = isObserved.Finding(true, rule.Date("date", h.Date), rule.Str("name", h.Name), rule.Date("own", h.Own))
		}
		findings = append(findings, resting(f, cmp.Or(h.Cite, closed.Name()), h.Interpretation))
	}
	return findings
}

type betweenInput struct {
	From calendar.Date `json:"from"`
	To   calendar.Date `json:"to"`
	closedInput
}

type daysAnswer struct {
	Days int `json:"days"`
}

func businessDaysBetween(in betweenInput) (any, []rule.Finding, error) {
	closed, err := in.days()
	if err != nil {
		return nil, nil, err
	}
	days, err := closed.BusinessDaysBetween(in.From, in.To)
	if err != nil {
		return nil, nil, err
	}
	first, last := in.From, in.To // of the days counted
	if last.Before(first) {
		first, last = last, first
	}
	var passed []calendar.Holiday
	for year := first.Year(); year <= last.Year(); year++ {
		found, err := closed.Holidays(year)
		if err != nil { // the first day, which does not count, may be of a year that is not known
			continue
		}
		for _, h := range found {
			if h.Date != in.From && !h.Date.Before(first) && !h.Date.After(last) {
				passed = append(passed, h)
			}
		}
	}
	return daysAnswer{days}, observedDays(closed, passed), nil
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
	months, err := count("months", in.Months)
	return durationAnswer{LongerThan: period.LongerThan(months), OrLonger: period.OrLonger(months)}, nil, err
}

type fiscalYear struct {
	FirstMonth *whole `json:"first_month"`
	Named      string `json:"named"`
}

func (in fiscalYear) year() (calendar.FiscalYear, error) {
	f := calendar.FiscalYear{FirstMonth: time.January, Named: calendar.Naming(in.Named)}
	if in.FirstMonth != nil {
		f.FirstMonth = time.Month(*in.FirstMonth)
	}
	if f.FirstMonth == 0 {
		return f, &rule.InputError{Field: "first_month", Value: "0", Expected: "1 to 12"}
	}
	return f, f.Check()
}

type quarterInput struct {
	Quarter string `json:"quarter"`
	fiscalYear
}

// read reads the fiscal year and a quarter of it.
func (in quarterInput) read() (calendar.FiscalYear, calendar.Quarter, error) {
	f, err := in.year()
	if err != nil {
		return f, calendar.Quarter{}, err
	}
	q, err := calendar.ParseQuarter(in.Quarter)
	return f, q, err
}

type monthEndAnswer struct {
	Due calendar.Date `json:"due"`
}

func quarter(in quarterInput) (any, []rule.Finding, error) {
	f, q, err := in.read()
	if err != nil {
		return nil, nil, err
	}
	period, err := f.Quarter(q)
	return period, nil, err
}

func monthEndAfter(in quarterInput) (any, []rule.Finding, error) {
	f, q, err := in.read()
	if err != nil {
		return nil, nil, err
	}
	due, err := f.MonthEndAfter(q)
	return monthEndAnswer{due}, nil, err
}

type fiscalInput struct {
	Date calendar.Date `json:"date"`
	fiscalYear
}

type fiscalAnswer struct {
	Year     int              `json:"year"`
	Quarter  calendar.Quarter `json:"quarter"`
	From     calendar.Date    `json:"from"`
	To       calendar.Date    `json:"to"`
	YearFrom calendar.Date    `json:"year_from"`
	YearTo   calendar.Date    `json:"year_to"`
}

func fiscal(in fiscalInput) (any, []rule.Finding, error) {
	f, err := in.year()
	if err != nil {
		return nil, nil, err
	}
	q, err := f.QuarterOf(in.Date)
	if err != nil {
		return nil, nil, err
	}
	period, err := f.Quarter(q)
	if err != nil {
		return nil, nil, err
	}
	year, err := f.Year(q)
	return fiscalAnswer{q.Year, q, period.From, period.To, year.From, year.To}, nil, err
}

type weekInput struct {
	Date calendar.Date `json:"date"`
	Week string        `json:"week"`
}

type weekAnswer struct {
	Week    calendar.Week `json:"week"`
	Weekday int           `json:"weekday,omitempty"` // 1 is Monday, 7 is Sunday; of a date
	From    calendar.Date `json:"from"`
	To      calendar.Date `json:"to"`
}

func isoWeek(in weekInput) (any, []rule.Finding, error) {
	answer := weekAnswer{}
	var err error
	switch {
	case in.Week != "" && !in.Date.IsZero():
		return nil, nil, &rule.InputError{Field: "week", Value: in.Week, Problem: fmt.Sprintf("stands beside the date %v", in.Date),
			Expected: "one of date and week"}
	case in.Week != "":
		answer.Week, err = calendar.ParseWeek(in.Week)
	case in.Date.IsZero():
		return nil, nil, &rule.InputError{Field: "date", Expected: "one of date and week"}
	default:
		answer.Week, answer.Weekday = calendar.WeekOf(in.Date), (int(in.Date.Weekday())+6)%7+1
	}
	if err != nil {
		return nil, nil, err
	}
	period, err := answer.Week.Period()
	answer.From, answer.To = period.From, period.To
	return answer, nil, err
}

type payPeriodInput struct {
	Date   calendar.Date `json:"date"`
	Every  string        `json:"every"`
	Anchor calendar.Date `json:"anchor"`
}

func payPeriod(in payPeriodInput) (any, []rule.Finding, error) {
	period, err := calendar.PayCycle(in.Every).Of(in.Date, in.Anchor)
	return period, nil, err
}

type ageInput struct {
	Born    calendar.Date `json:"born"`
	On      calendar.Date `json:"on"`
	LeapDay string        `json:"leap_day"`
}

type ageAnswer struct {
	Years int `json:"years"`
}

func age(in ageInput) (any, []rule.Finding, error) {
	years, err := calendar.Age(in.Born, in.On, calendar.LeapDay(in.LeapDay))
	return ageAnswer{years}, nil, err
}
