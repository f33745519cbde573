package scenario

import (
	"strings"

	"github.com/workcomp-go/workcomp/internal/strict"
)

// sum adds a row below the amounts, unless there is nothing to add.
func (t *table) sum(name string, amount *strict.Node) {
	if amount == nil || strings.Trim(amount.Text, "0.") == "" && !strings.Contains(name, "total") {
		return
	}
	text := cell.value("amount", amount)
	if strings.HasPrefix(name, "**") {
		text = "**" + text + "**"
	}
	t.put([]headed{{t.head[0], name}, {"Amount", text}})
}

// item adds the row of one item: what was brought and what came of it. What
// came of it in several steps has a row for each, and then their sum.
func (t *table) item(brought, came []strict.Field) {
	row := cells(brought)
	var steps []*strict.Node
	var whole []strict.Field
	for _, c := range row {
		t.column(c.heading)
	}
	for _, f := range came {
		if f.Name != "steps" {
			if f.Value.Text == "none" {
				f.Value = &strict.Node{Kind: strict.Text, Text: "–"}
			}
			whole = append(whole, f)
			t.column(upper(words(f.Name)))
			continue
		}
		steps = f.Value.Items
		for _, s := range steps {
			for _, c := range cells(s.Fields) {
				t.column(c.heading)
			}
		}
	}
	if len(steps) < 2 {
		for _, s := range steps {
			row = append(row, cells(s.Fields)...)
		}
		t.put(append(row, cells(whole)...))
		return
	}
	for _, s := range steps {
		t.put(append(row, cells(s.Fields)...))
		row = nil
	}
	t.put(append(cells(whole), headed{"Percent", "together"}))
}

// cells are the cells of a mapping, each under the name of its field.
func cells(fields []strict.Field) []headed {
	row := make([]headed, 0, len(fields))
	for _, f := range fields {
		text := cell.value(f.Name, f.Value)
		if f.Value.Kind == strict.Map && len(f.Value.Fields) == 0 {
			text = ""
		}
		row = append(row, headed{upper(words(f.Name)), text})
	}
	return row
}

// shares is the table of an amount that was shared out, empty for any other
// answer: each weight with its share, and below them the whole.
func (a *Answer) shares() string {
	weights, shares := a.Step.with.Get("weights"), a.value.Get("shares")
	if weights == nil || shares == nil {
		return ""
	}
	t := &table{head: []string{"Weight", "Amount"}}
	for i, share := range shares.Items { // one for each weight
		t.add(cell.value("weight", weights.Items[i]), cell.value("amount", share))
	}
	t.sum("**total**", a.Step.with.Get("amount"))
	return t.String()
}
