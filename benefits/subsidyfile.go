package benefits

import (
	"fmt"
	"strconv"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/listing"
	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

type subsidyFile struct {
	Subsidy     string        `json:"subsidy"`                // the subsidy's stable id, by which a host and a scenario name it
	Title       string        `json:"title"`                  // what the subsidy is
	Source      string        `json:"source"`                 // the publications that it states
	Rounding    roundingRule  `json:"rounding"`               // how a payment is brought to the cent, once
	Facts       *strict.Node  `json:"facts,omitempty"`        // that the tests of the texts ask: for each its name, and its type or its words
	Texts       []Text        `json:"texts"`                  // what the policy says, in the order of the days of accident
	NotModelled []NotModelled `json:"not_modelled,omitempty"` // what the scheme has and this file does not state
	// Interpretations are the places where the text leaves a choice, with the
	// readings taken.
	Interpretations reading.List `json:"interpretations,omitempty"`
}

// ParseSubsidy reads the policy file of a subsidy. The error is a
// rule.Diagnostics: all its mistakes, each with its place.
func ParseSubsidy(file string, data []byte) (*Subsidy, error) {
	f := strict.ParseYAML(file, data)
	n := f.One()
	if n == nil {
		return nil, f.Err()
	}
	var spec subsidyFile
	f.Follow()
	f.Decode(n, "", &spec)
	s := &Subsidy{file: file, hash: f.Hash, written: string(data), stated: n, id: spec.Subsidy, title: spec.Title, source: spec.Source, rounding: spec.Rounding, texts: spec.Texts,
		notModelled: spec.NotModelled}
	f.Follow()
	whole := part{f, n, ""}
	s.facts = declare(whole, spec.Facts)
	s.check(whole)
	s.rounding.prepare()
	all, _ := reading.Choose(f, spec.Interpretations, []reading.Question{rounding}, s.set, nil)
	s.interpretations = worded(all, spec.Source)
	if err := f.Err(); err != nil {
		return nil, err
	}
	return s, nil
}

// CheckSubsidy lists what there is to look at in the policy file of a subsidy
// before it runs, as CheckPolicy does.
func CheckSubsidy(file string, data []byte, on calendar.Date) rule.Diagnostics {
	s, err := ParseSubsidy(file, data)
	return listing.Check(strict.ParseYAML(file, data), err, s.Catalogue, on)
}

// set gives the reading that another value of the policy is: rounding alone is
// asked of a subsidy.
func (s *Subsidy) set(string) (key, reading string) { return "rounding", string(s.rounding.How) }

// The longest that a policy may reach, in each unit.
const (
	maxMonths = 1200
	maxWeeks  = 5200
	maxDays   = 36500
)

func (s *Subsidy) check(p part) {
	if s.id == "" {
		p.key("subsidy").bad(`""`, "an id")
	}
	s.rounding.check(p.key("rounding"))
	texts := p.key("texts")
	if len(s.texts) == 0 {
		texts.bad("[]", "at least one text")
	}
	for i, t := range s.texts {
		at := texts.item(i)
		s.texts[i].condition = s.facts.test(at, t.If)
		if before := max(i-1, 0); i > 0 && !t.AccidentsFrom.After(s.texts[before].AccidentsFrom) &&
			(t.AccidentsFrom != s.texts[before].AccidentsFrom || s.texts[before].If == "") {
			at.key("accidents_from").bad(strconv.Quote(t.AccidentsFrom.String()), "a day after that of the text before")
		}
		t.check(at)
	}
	for i, n := range s.notModelled {
		if n.What == "" {
			p.key("not_modelled").item(i).key("what").bad(`""`, "what is not modelled")
		}
		p.key("not_modelled").item(i).cited(n.Cite)
	}
}

func (t Text) check(p part) {
	p.cited(t.Cite)
	if t.Agreement == (len(t.Steps) > 0) {
		p.key("steps").bad(fmt.Sprintf("%d steps beside agreement: %t", len(t.Steps), t.Agreement), "steps, or agreement: true")
	}
	for i, step := range t.Steps {
		t.Steps[i].place = rule.Str("step", p.key("steps").item(i).path)
		if dated := p.key("steps").item(i); t.Steps[0].From.IsZero() != step.From.IsZero() {
			dated.key("from").bad(strconv.Quote(step.From.String()), "all steps with days of the calendar, or none")
		} else if i > 0 && !step.From.IsZero() && !step.From.After(t.Steps[i-1].To) {
			dated.key("from").bad(strconv.Quote(step.From.String()), "a day after the step before")
		}
		step.check(p.key("steps").item(i), i == len(t.Steps)-1 && t.Window != nil)
	}
	t.CalendarLimits.check(p)
	t.CountedWages.check(p.key("counted_wages"))
	t.Total.check(p.key("total"))
	t.AtStart.check(p.key("at_start"))
	if t.AtStart != nil && t.Total != nil && t.AtStart.Amount.Cmp(t.Total.Amount) > 0 {
		p.key("at_start").bad(plain(t.AtStart.Amount), "no more than the total")
	}
	if d := t.Days; d != nil {
		checkCount(p.key("days"), "count", d.Count, maxDays)
		p.key("days").cited(d.Cite)
	}
	if w := t.Window; w != nil {
		checkCount(p.key("window"), "months", w.Months, maxMonths)
		p.key("window").cited(w.Cite)
	}
	if e := t.Employer; e != nil {
		e.CalendarLimits.check(p.key("employer"))
		e.Total.check(p.key("employer").key("total"))
		if e.Total == nil && e.CalendarLimits == (CalendarLimits{}) {
			p.key("employer").bad("a limit of nothing", "total, per_month, per_quarter or per_year")
		}
	}
	if b := t.Breaks; b != nil {
		p.key("breaks").cited(b.Cite)
		if !b.Steps && !b.Window {
			p.key("breaks").bad("a break that uses up all", "steps: true, window: true or both")
		}
	}
	if t.WeeklyWage != nil {
		t.WeeklyWage.check(p.key("weekly_wage"))
	}
}

// checkCount asks for a whole number that can be.
func checkCount(p part, key string, n, most int) {
	if n < 1 || n > most {
		p.key(key).bad(strconv.Itoa(n), fmt.Sprintf("a whole number from 1 to %d", most))
	}
}

// check asks for a length, unless the step is open, and for something to pay.
func (s SubsidyStep) check(p part, mayBeOpen bool) {
	units := 0
	for _, u := range [...]struct {
		key     string
		n, most int
	}{{"months", s.Months, maxMonths}, {"weeks", s.Weeks, maxWeeks}, {"days", s.Days, maxDays}} {
		if p.node.Get(u.key) != nil {
			units++
			checkCount(p, u.key, u.n, u.most)
		}
	}
	dated := p.node.Get("from") != nil || p.node.Get("to") != nil
	switch {
	case dated && (s.From.IsZero() || s.To.Before(s.From) || units > 0 || s.Repeat != 0 || s.Instalments != 0):
		p.bad(fmt.Sprintf("a step from %q to %q", s.From, s.To),
			"both days, in their order, and neither a length, repeat nor instalments beside them")
	case dated:
	case units > 1 || units == 0 && !mayBeOpen:
		p.bad(fmt.Sprintf("a step with %d of months, weeks and days", units), "one, or none in the last step where there is a window")
	}
	if p.has("repeat") {
		checkCount(p, "repeat", s.Repeat, maxMonths)
	}
	if length := s.Months + s.Weeks + s.Days; p.has("instalments") {
		checkCount(p, "instalments", s.Instalments, maxMonths)
		if s.Instalments > 0 && (s.Flat == nil || length%s.Instalments != 0 || s.Instalments*max(s.Repeat, 1) > maxMonths) {
			p.key("instalments").bad(strconv.Itoa(s.Instalments), "a number that divides the length of the step, beside a flat amount")
		}
	}
	switch forms := s.checkFormula(p); {
	case forms == 0 && s.Flat == nil:
		p.bad("a step that pays nothing", "a percent or another formula, a flat amount or both")
	case forms > 1:
		oneForm(p, forms)
	}
	s.Flat.check(p.key("flat"))
	s.PerHour.check(p.key("per_hour"))
	s.PerDay.check(p.key("per_day"))
	s.PerWeek.check(p.key("per_week"))
	s.CalendarLimits.check(p)
	s.PerStep.check(p.key("per_step"))
	p.cited(s.Cite)
}

// check asks for an amount in whole cents with its source.
func (l *Limit) check(p part) {
	if l == nil {
		return
	}
	checkAmount(p.key("amount"), l.Amount)
	l.checkChanges(p.key("changes"))
	p.cited(l.Cite)
}

func (w *WeeklyWage) check(p part) {
	p.cited(w.Cite)
	if byYear := p.has("weeks_a_year") || p.has("years"); rule.IsSet(w.Amount) == byYear {
		p.bad("a weekly wage with both or neither", "an amount, or weeks_a_year and years")
		return
	} else if !byYear {
		checkAmount(p.key("amount"), w.Amount)
		(&Limit{Changes: w.Changes}).checkChanges(p.key("changes"))
		return
	}
	checkCount(p, "weeks_a_year", w.WeeksAYear, maxWeeks)
	for i, y := range w.Years {
		at := p.key("years").item(i)
		(&Limit{Amount: y.Amount, Cite: y.Cite}).check(at)
		if i > 0 && y.Year <= w.Years[i-1].Year {
			at.key("year").bad(strconv.Itoa(y.Year), "a year after that of the row before")
		}
	}
}
