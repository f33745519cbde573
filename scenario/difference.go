package scenario

import (
	"fmt"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// A Difference is a step that two results of one scenario answer otherwise. The zero value is none.
type Difference struct {
	Step     *Step
	Number   int      // of the step, from 1
	Decision bool     // what was decided differs; else only the reasons do
	Says     []string // what differs: "tier: target, then focus", and behind it the findings that do, each "before: " or "after: "
}

// Compare lists the steps that two results of one scenario answer otherwise: before
// is that of one policy, after that of another.
func Compare(before, after Result) []Difference {
	var all []Difference
	for i := range min(len(before.Answers), len(after.Answers)) {
		b, a := &before.Answers[i], &after.Answers[i]
		d := Difference{Step: a.Step, Number: i + 1, Says: decided(b, a)}
		d.Decision = d.Says != nil
		gone, come := subtract(reasonsOf(b), reasonsOf(a))
		for _, r := range gone {
			d.Says = append(d.Says, "before: "+r)
		}
		for _, r := range come {
			d.Says = append(d.Says, "after: "+r)
		}
		if d.Says != nil {
			all = append(all, d)
		}
	}
	return all
}

// decided lists what two answers decide otherwise.
func decided(before, after *Answer) []string {
	var says []string
	add := func(text string) {
		if text != "" {
			says = append(says, text)
		}
	}
	if b, a := ended(before.Err), ended(after.Err); b != a {
		add(b + ", then " + a)
	}
	// Of the state counts what this step made another, not what an earlier one did.
	for _, f := range after.after.Fields {
		says := differing(f.Name, before.after, after.after)
		if f.Name != "docket" && says != differing(f.Name, before.before, after.before) {
			add(says)
		}
	}
	for _, f := range after.value.Fields {
		add(differing(f.Name, before.value, after.value))
	}
	add(unlike("opened", duesOf(before.Outcome.Opened), duesOf(after.Outcome.Opened)))
	add(unlike("closed", duesOf(before.Outcome.Closed), duesOf(after.Outcome.Closed)))
	add(unlike("documents", before.Outcome.Documents, after.Outcome.Documents))
	add(unlike("awaits", before.awaits(), after.awaits()))
	return says
}

// differing says how a field differs, or nothing: of a list from the first entry that does.
func differing(name string, before, after *strict.Node) string {
	b, a := before.Get(name), after.Get(name)
	if b == nil || a == nil || b.Kind != strict.List || a.Kind != strict.List {
		return unlike(name, []string{render(b)}, []string{render(a)})
	}
	for i := range max(len(b.Items), len(a.Items)) {
		var was, is string
		if i < len(b.Items) {
			was = render(b.Items[i])
		}
		if i < len(a.Items) {
			is = render(a.Items[i])
		}
		if was != is {
			return unlike(fmt.Sprintf("%s[%d]", name, i), []string{was}, []string{is})
		}
	}
	return ""
}

// ended says how a step ended.
func ended(err error) string {
	switch {
	case err == nil:
		return "answered"
	case as[*rule.Refused](err) != nil:
		return "refused"
	}
	return "an error"
}

// unlike says how two lists differ, or nothing.
func unlike(what string, before, after []string) string {
	b, a := strings.Join(before, ", "), strings.Join(after, ", ")
	if b == a {
		return ""
	}
	for _, s := range []*string{&b, &a} {
		if *s == "" {
			*s = "none"
		}
	}
	return fmt.Sprintf("%s: %s, then %s", what, clip(b), clip(a))
}

func duesOf(duties []calendar.Duty) []string {
	all := make([]string, len(duties))
	for i, d := range duties {
		if all[i] = d.ID; !d.Due.IsZero() {
			all[i] += " due " + d.Due.String()
		}
	}
	return all
}

// reasonsOf are the findings with their provisions, and the words of an error.
func reasonsOf(a *Answer) []string {
	var all []string
	for _, f := range a.Findings {
		all = append(all, f.String())
	}
	if a.Err != nil && as[*rule.Refused](a.Err) == nil {
		all = append(all, a.Err.Error())
	}
	return all
}
