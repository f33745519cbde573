package scenario

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// Markdown returns the case as a section of a Markdown page: its source and
// policy, the way it took through the lifecycle as a diagram, then each step as
// a dated sentence with the facts it brought, what it led to, the findings with
// their provisions, and tables of money and dates. All of it comes from the
// scenario and from the answers, and the same case gives the same bytes.
func (r Result) Markdown() string {
	if r.Scenario == nil {
		return ""
	}
	return r.around(r.passages())
}

// A passage is what is shown of one step, or of several in one table.
type passage struct {
	last int // the number of its last step
	text string
}

// passages are the steps.
func (r Result) passages() []passage {
	var all []passage
	for i := 0; i < len(r.Answers); {
		if n := r.alike(i); n > 1 {
			all = append(all, passage{i + n, together(r.Answers[i:i+n], i+1)})
			i += n
			continue
		}
		all = append(all, passage{i + 1, r.step(i)})
		i++
	}
	return all
}

// around puts the heading, the lead and the diagram before what is shown of the
// steps, and the end behind it.
func (r Result) around(shown []passage) string {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s\n\n%s%s", plain(r.Scenario.Title), r.lead(), r.diagram())
	for _, p := range shown {
		b.WriteString(p.text)
	}
	b.WriteString(r.end())
	return strings.TrimRight(b.String(), "\n") + "\n"
}

// lead says by what the case is decided, where its answers come from, and what
// held from its start.
func (r Result) lead() string {
	s := r.Scenario
	var said []string
	if s.Policy != "" {
		policy := s.stage.policy
		by := code(cmp.Or(policy.id, s.Policy))
		switch {
		case len(s.stage.versions) > 1:
			by = code(s.Policy)
		case policy.from != "":
			by += ", in force from " + policy.from
		}
		said = append(said, fmt.Sprintf("*Policy:* %s (%s).", escape(policy.title), by))
	}
	if s.Source != "" {
		said = append(said, fmt.Sprintf("*Source:* %s.", strings.TrimSuffix(escape(s.Source), ".")))
	}
	if s.given != nil && len(s.given.Fields) > 0 {
		said = append(said, fmt.Sprintf("*From the start:* %s.", given.pairs(s.given.Fields, ", ")))
	}
	if said == nil {
		return ""
	}
	return strings.Join(said, "  \n") + "\n\n"
}

// end says where the case stands after its last step, and what is still owed.
func (r Result) end() string {
	if len(r.moves()) == 0 {
		return ""
	}
	key := r.Scenario.stage.key
	said := fmt.Sprintf("**In the end** the %s is %s", words(key), given.value(key, r.last.Get(key)))
	if len(r.lastDocket.Duties) == 0 {
		return said + ", and no duty is open.\n"
	}
	return said + ". Still owed:\n\n" + duties("", r.lastDocket.Duties).String()
}

// step shows one step.
func (r Result) step(i int) string {
	var b strings.Builder
	a := &r.Answers[i]
	paragraph := func(text string) {
		if text != "" {
			b.WriteString(strings.TrimRight(text, "\n") + "\n\n")
		}
	}
	paragraph(strings.TrimSpace("**" + mark(i+1) + "** " + a.sentence(r.Scenario.Domain) + " " + a.consequence(r.Scenario.stage.key)))
	for _, t := range r.tables(i) {
		paragraph(t)
	}
	paragraph(a.reasons())
	if a.revision == nil {
		paragraph(duties("opened", slices.Concat(a.Outcome.Opened, a.Outcome.Closed)).String())
		paragraph(a.calledFor())
	}
	for _, f := range a.Failures {
		paragraph(fmt.Sprintf("**Does not hold** (line %d): %s", f.Line, escape(f.Text)))
	}
	return b.String()
}

// sentence says who did what on which day, with which facts.
func (a *Answer) sentence(domain string) string {
	s := a.Step
	said := on(s.On)
	switch s.Kind {
	case AnEvent:
		said += s.said(domain, a.Err == nil)
	case Correction:
		said = on(s.Recorded) + "entry " + code(s.Entry) + " is corrected"
		if day, err := calendar.Parse(s.On); err == nil {
			said += ", to " + day.Long()
		}
		if s.Event != "" {
			said += ", to what happened: " + s.said(domain, true)
		}
	case Insertion:
		said = on(s.Recorded) + "it is entered late that " + s.said(domain, true)
		if day, err := calendar.Parse(s.On); err == nil {
			said += " on " + day.Long()
		}
	case Removal:
		said = on(s.Recorded) + "entry " + code(s.Entry) + " is taken out"
		if s.Reason != "" {
			said += ": " + escape(s.Reason)
		}
	case Acceptance:
		said = "the revision is accepted"
	case AView:
		said = s.looks()
	default:
		said += a.asked()
	}
	if facts, _ := a.facts(); len(facts) > 0 {
		said += ": " + given.pairs(facts, ", ")
	}
	return upper(strings.TrimSuffix(said, ".")) + "."
}

// on is the day with which a sentence begins; empty for none.
func on(text string) string {
	day, err := calendar.Parse(text)
	if err != nil {
		return ""
	}
	return "On " + day.Long() + " "
}

// looks says at which day the case is looked at, by what was known when.
func (s *Step) looks() string {
	said := "by what is known today"
	if day, err := calendar.Parse(s.KnownOn); err == nil {
		said = "by what was known on " + day.Long()
	}
	if day, err := calendar.Parse(s.AsOf); err == nil {
		said = "the case as of " + day.Long() + ", " + said
	} else {
		said = "the case, " + said
	}
	return said
}

// asked says what a calculation is asked for, and under which policy where it
// names one.
func (a *Answer) asked() string {
	said, known := questions[a.Step.Call]
	if !known {
		said = words(a.Step.Call)
	}
	if a.policy.title != "" {
		said += fmt.Sprintf(" under “%s” (%s)", escape(a.policy.title), code(a.Step.with.Get("policy").Text))
	}
	return said
}

// facts are the facts of the step that a sentence can hold, and those for which
// it takes a table.
func (a *Answer) facts() (inline, tabled []strict.Field) {
	for _, f := range a.Step.with.Fields {
		switch {
		case f.Name == "policy" && a.policy.title != "", // which the question names
			f.Name == "weights" && a.shares() != "":
		case isInline(f.Value):
			inline = append(inline, f)
		default:
			tabled = append(tabled, f)
		}
	}
	return inline, tabled
}

// isInline reports whether a sentence can hold a value: one word, a list of
// words, or the steps of a schedule.
func isInline(n *strict.Node) bool {
	if n.Kind == strict.Map {
		return len(n.Fields) <= 2 && isPlain(&strict.Node{Kind: strict.List, Items: values(n)})
	}
	return isPlain(n) || listOf(n, func(item *strict.Node) bool { return item.Get("percent") != nil && len(item.Fields) == 2 })
}

func values(n *strict.Node) []*strict.Node {
	all := make([]*strict.Node, len(n.Fields))
	for i, f := range n.Fields {
		all[i] = f.Value
	}
	return all
}

// consequence says what the step led to.
func (a *Answer) consequence(key string) string {
	switch {
	case as[*rule.Refused](a.Err) != nil:
		return "**Refused**, and nothing changes."
	case a.Err != nil:
		said := fmt.Sprintf("**An error**, and nothing changes: %s.", strings.TrimSuffix(escape(a.Err.Error()), "."))
		if len(a.value.Fields) > 0 {
			said += fmt.Sprintf(" Between them nothing chose: %s.", answered.pairs(a.value.Fields, ", "))
		}
		return said
	case a.revision != nil && a.Step.Kind != Acceptance:
		before, after := a.before.Get(key), a.after.Get(key)
		if before.Text == after.Text {
			return fmt.Sprintf("This is looked at first: the %s would stay %s.", words(key), given.value(key, after))
		}
		return fmt.Sprintf("This is looked at first: the %s would be **%s**, and not %s.", words(key), given.value(key, after), given.value(key, before))
	case a.Step.Kind == AView:
		said := fmt.Sprintf("The %s was %s", words(key), given.value(key, a.after.Get(key)))
		if len(a.Docket.Duties) == 0 {
			return said + ", and no duty was open."
		}
		said += ", and open: " + escape(strings.Join(wordsOf(ids(a.Docket.Duties)), ", "))
		if late := ids(a.Docket.OverdueOn(a.Day)); len(late) > 0 {
			said += "; overdue: " + escape(strings.Join(wordsOf(late), ", "))
		}
		return said + "."
	case a.Step.Kind == ACall:
		if inline := a.inlineAnswers(); len(inline) > 0 {
			return fmt.Sprintf("The answer: **%s**.", answered.pairs(inline, ", "))
		}
		return ""
	}
	return a.moved(key)
}

// moved says where the case stands now, and which other answers changed.
func (a *Answer) moved(key string) string {
	said := "The case stays as it is."
	before, after := a.before.Get(key), a.after.Get(key)
	if before != nil && after != nil {
		said = fmt.Sprintf("The %s stays %s.", words(key), given.value(key, after))
		if before.Text != after.Text {
			said = fmt.Sprintf("The %s was %s and is now **%s**.", words(key), given.value(key, before), given.value(key, after))
		}
	}
	var also []string
	for _, c := range a.changes() {
		if c.name == key || a.saidByDuties(c.now) {
			continue
		}
		now := answered.pair(strict.Field{Name: c.name, Value: c.now})
		if c.now.Kind != strict.Bool {
			now += " (was " + answered.value(c.name, c.was) + ")"
		}
		also = append(also, now)
	}
	if also != nil {
		said += " Also: " + strings.Join(also, ", ") + "."
	}
	return said
}

// saidByDuties reports whether an answer only repeats when the duties that the
// step opened are due.
func (a *Answer) saidByDuties(n *strict.Node) bool {
	due := func(text string) bool {
		for _, d := range a.Outcome.Opened {
			if !d.Due.IsZero() && d.Due.String() == text {
				return true
			}
		}
		return false
	}
	if len(n.Items) > 0 {
		return due(n.Items[len(n.Items)-1].Text) // the list has grown
	}
	return due(n.Text)
}
