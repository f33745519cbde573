package scenario

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
)

// duties is the table of duties: who owes what to whom by which day, under
// which provision. open is what is said of one that is not closed.
func duties(open string, all []calendar.Duty) *table {
	t := &table{head: []string{"", "Duty", "Owed by", "Owed to", "Due", "Under"}}
	for _, d := range all {
		owed := words(d.ID)
		if d.For != "" {
			owed += " for " + words(d.For)
		}
		if len(d.CopyTo) > 0 {
			owed += ", copy to " + words(strings.Join(d.CopyTo, ", "))
		}
		if len(d.Encloses) > 0 {
			owed += ", encloses " + words(strings.Join(d.Encloses, ", "))
		}
		t.add(cmp.Or(became(d), open), escape(owed), escape(words(d.By)), escape(words(d.To)), due(d), escape(d.Cite))
	}
	return t
}

// became says how a duty was closed; of an open one it is empty.
func became(d calendar.Duty) string {
	if d.How == calendar.Late {
		if days := d.DaysLate(d.Closed.On); days == 1 {
			return "met a day late"
		} else if days > 1 {
			return fmt.Sprintf("met %d days late", days)
		}
		return "met late"
	}
	return string(d.How)
}

// due is the day of a duty, with the closed days that it moved past.
func due(d calendar.Duty) string {
	if d.Due.IsZero() {
		return "no date"
	}
	// Of many, as a term in business days has, a reader wants those that are no weekend.
	var past []string
	for _, s := range d.Skipped {
		if weekday := s.Date.Weekday().String(); len(d.Skipped) <= 3 || !strings.HasPrefix(s.Why, weekday) {
			past = append(past, fmt.Sprintf("%s (%s)", s.Date.Long(), escape(s.Why)))
		}
	}
	said := d.Due.Long()
	if len(d.Skipped) > 3 {
		said += fmt.Sprintf(", past %d closed days", len(d.Skipped))
		if past != nil {
			said += ", among them " + strings.Join(past, ", ")
		}
	} else if past != nil {
		said += ", past " + strings.Join(past, ", ")
	}
	return said
}

// dated is the table of a calculation that answers with days: each day with
// the provision that makes it one, where a finding says so, or numbered. It is
// empty for any other answer.
func (a *Answer) dated() string {
	days := a.days()
	if len(days) == 0 {
		return ""
	}
	t := &table{head: []string{"Date", "Day", "What it is", "Under"}}
	for i, day := range days {
		d := calendar.MustParse(day)
		if len(a.Findings) == 0 {
			t.add(d.Long(), d.Weekday().String())
			continue
		}
		what := strings.TrimSuffix(strings.TrimPrefix(a.Findings[i].Text(), day+" is "), ".")
		t.add(d.Long(), d.Weekday().String(), escape(what), provision(a.Findings[i]))
	}
	return t.String()
}

// days lists the days of an answer when the findings, if there are any, say
// something of each.
func (a *Answer) days() []string {
	n := a.dayList()
	if n == nil {
		return nil
	}
	var days []string
	for i, item := range n.Items {
		if item.Kind == strict.Map {
			item = item.Get("date")
		}
		if len(a.Findings) > 0 && (len(a.Findings) != len(n.Items) || !strings.HasPrefix(a.Findings[i].Text(), item.Text)) {
			return nil
		}
		days = append(days, item.Text)
	}
	return days
}

// dayList is the answer that is a list of days, or of days that were skipped.
func (a *Answer) dayList() *strict.Node {
	for _, f := range a.value.Fields {
		if f.Name == "dates" || f.Name == "skipped" {
			return f.Value
		}
	}
	return nil
}
