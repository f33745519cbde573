package classify

import (
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
)

// about is what the duties of an event are about.
type about struct {
	For    string // a period, a quarter, a site
	Period calendar.Period
	Closed bool // a quarter that was closed already
}

func aboutOf(x *context) (about, error) {
	switch e := x.Event.(type) {
	case Review:
		p := calendar.Period{From: e.From, To: e.To}
		return about{For: p.String(), Period: p}, nil
	case ClosePeriod:
		p := calendar.Period{From: e.From, To: e.To}
		return about{For: p.String(), Period: p}, nil
	case CloseQuarter:
		return about{For: e.Quarter.String(), Closed: e.Quarter == x.Case.LastQuarter}, nil
	case ReceiveReport:
		return about{For: e.Quarter.String()}, nil
	case CompleteInspection:
		if site := strings.TrimSpace(e.Site); site != "" {
			return about{For: site}, nil
		}
		return about{For: e.On.String()}, nil
	}
	return about{}, nil
}

// open is what is owed before the event.
type open struct {
	Notice      string   // the paragraph of the notice that was not given yet: "4.5"; empty: none
	Employer    int      // how many duties are the employer's
	Undone      []string // its plan and reports
	Completable bool     // one that Complete closes
}

func openOf(x *context) (open, error) {
	var o open
	for _, d := range x.Open() {
		switch d.ID {
		case DutyClassificationNotice, DutyReclassificationNotice:
			o.Notice = x.Policy.paragraph(d)
		case DutyPlan, DutyRevisedPlan, DutyQuarterlyReport:
			o.Undone = append(o.Undone, strings.TrimSpace(d.ID+" "+d.For))
		}
		if d.By == string(Employer) {
			o.Employer++
		}
		o.Completable = o.Completable || slices.Contains(completed, d.ID)
	}
	return o, nil
}

// plan is from when the time for the plan of an employer that is notified runs.
type plan struct{ From calendar.Date }

func planOf(x *context) (plan, error) {
	e, ok := x.Event.(Notify)
	if !ok {
		return plan{}, nil
	}
	if e.Received != e.On && x.Ask(notificationSentOrReceived) == "received" {
		return plan{e.Received}, nil
	}
	return plan{e.On}, nil
}

// report says whether the report that is received is owed.
type report struct{ Owed bool }

func reportOf(x *context) (report, error) {
	e, ok := x.Event.(ReceiveReport)
	return report{ok && slices.ContainsFunc(x.Open(), func(d calendar.Duty) bool {
		return d.ID == DutyQuarterlyReport && d.For == e.Quarter.String()
	})}, nil
}

// done is the duty that is said to be done: of several the one due first.
type done struct {
	Owed      bool
	Paragraph string // under which it is owed
	For       string
}

func doneOf(x *context) (done, error) {
	e, ok := x.Event.(Complete)
	var first calendar.Duty
	for _, d := range x.Open() {
		if ok && e.means(d) && (first.ID == "" || d.DueBefore(first)) {
			first = d
		}
	}
	if first.ID == "" {
		return done{}, nil
	}
	return done{true, x.Policy.paragraph(first), first.For}, nil
}
