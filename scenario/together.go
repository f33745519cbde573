package scenario

import "slices"

// alike counts the steps from i on that ask for the same calculation in words
// that fit one row each, so that one table can show them all.
func (r Result) alike(i int) int {
	n := 0
	for n < len(r.Answers)-i && r.Answers[i+n].fitsARow() && r.Answers[i+n].Step.Call == r.Answers[i].Step.Call {
		n++
	}
	return n
}

func (a *Answer) fitsARow() bool {
	_, tabled := a.facts()
	fits := a.Step.Call != "" && a.Step.On == "" && a.policy.title == "" && len(tabled)+len(a.Findings)+len(a.Failures) == 0
	for _, f := range a.value.Fields {
		fits = fits && isInline(f.Value) && len(f.Value.Items) < 2
	}
	return fits
}

// together is the table of calculations that are alike, each a row with its
// facts and what came of them.
func together(all []Answer, first int) string {
	t := &table{}
	facts, answers := make([][]headed, len(all)), make([][]headed, len(all))
	for i := range all {
		a := &all[i]
		facts[i] = append([]headed{{"", mark(first + i)}}, cells(a.Step.with.Fields)...)
		for _, f := range a.value.Fields {
			answers[i] = append(answers[i], headed{"→ " + words(f.Name), "**" + cell.value(f.Name, f.Value) + "**"})
		}
		if a.Err != nil {
			answers[i] = append(answers[i], headed{"An error", escape(a.Err.Error())})
		}
	}
	for _, row := range append(slices.Clone(facts), answers...) {
		for _, c := range row {
			t.column(c.heading)
		}
	}
	for i := range all {
		t.put(append(facts[i], answers[i]...))
	}
	return upper(all[0].asked()) + ":\n\n" + t.String() + "\n"
}
