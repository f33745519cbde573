package scenario

import (
	"strings"

	"github.com/workcomp-go/workcomp/internal/strict"
)

// tables are what the step brought and answered with that no sentence can hold.
// Lists of the same length, such as wages and what is paid for them, are one
// table, with the total below.
func (r Result) tables(i int) []string {
	a := &r.Answers[i]
	_, brought := a.facts()
	var came []strict.Field
	for _, f := range a.value.Fields {
		if !isInline(f.Value) && f.Value != a.dayList() {
			came = append(came, f)
		}
	}
	var all []string
	for _, f := range brought {
		paid := a.paidFor(f)
		for i := range came {
			if paid != nil && came[i].Value == paid {
				came = append(came[:i], came[i+1:]...)
				break
			}
		}
		if said := r.repeated(i, f); said != "" {
			all = append(all, said)
			continue
		}
		all = append(all, a.listed(f, paid))
	}
	for _, f := range came {
		all = append(all, a.listed(f, nil))
	}
	return append(all, a.shares(), a.dated())
}

// repeated says of terms that an earlier step brought, but for a few, how they
// differ from those. It is empty for anything else.
func (r Result) repeated(i int, f strict.Field) string {
	if f.Value.Kind != strict.Map {
		return ""
	}
	for j := range i {
		before := r.Answers[j].Step.with.Get(f.Name)
		if before == nil || before.Kind != strict.Map {
			continue
		}
		others, lacks := differences(before, f.Value)
		if len(others)+len(lacks) > 3 {
			continue
		}
		said := upper(escape(words(f.Name))) + " as in " + mark(j+1)
		if len(others) > 0 {
			said += ", but " + given.pairs(others, ", ")
		}
		if len(lacks) > 0 {
			said += ", without " + strings.Join(lacks, ", ")
		}
		return said + "."
	}
	return ""
}

// differences lists what now says otherwise than before, or more, and what it
// lacks.
func differences(before, now *strict.Node) (others []strict.Field, lacks []string) {
	for _, f := range now.Fields {
		if was := before.Get(f.Name); was == nil || render(was) != render(f.Value) {
			others = append(others, f)
		}
	}
	for _, f := range before.Fields {
		if now.Get(f.Name) == nil {
			lacks = append(lacks, escape(words(f.Name)))
		}
	}
	return others, lacks
}

// paidFor is the answer that says something of each item of a fact.
func (a *Answer) paidFor(f strict.Field) *strict.Node {
	periods := a.value.Get("periods")
	if f.Value.Kind == strict.List && periods != nil && len(periods.Items) == len(f.Value.Items) {
		return periods
	}
	return nil
}

// listed is the table of one fact or answer, under its name; beside each item
// stands what is paid for it, and below them the sums.
func (a *Answer) listed(f strict.Field, paid *strict.Node) string {
	t := &table{}
	if f.Value.Kind == strict.Map {
		for _, term := range f.Value.Fields {
			t.put([]headed{{upper(words(f.Name)), escape(words(term.Name))}, {" ", cell.value(term.Name, term.Value)}})
		}
		return t.String()
	}
	for i, item := range f.Value.Items {
		if paid == nil {
			t.item(item.Fields, nil)
		} else {
			t.item(item.Fields, paid.Items[i].Fields)
		}
	}
	if paid != nil {
		t.sum("flat amounts", a.value.Get("flat"))
		t.sum("**total**", a.value.Get("total"))
		return t.String()
	}
	return upper(escape(words(f.Name))) + ":\n\n" + t.String()
}

// inTable reports whether an answer stands below a table as its sum.
func (a *Answer) inTable(f strict.Field) bool {
	_, brought := a.facts()
	for _, b := range brought {
		if a.paidFor(b) != nil && (f.Name == "flat" || f.Name == "total") {
			return true
		}
	}
	return f.Name == "shares" && a.shares() != "" || f.Value == a.dayList() && len(f.Value.Items) > 0 && a.dated() != ""
}
