package scenario

import (
	"slices"
	"strings"
)

// A table is a Markdown table whose cells are Markdown already.
type table struct {
	head []string
	rows [][]string
}

// add adds a row; cells that are not given are empty.
func (t *table) add(cells ...string) {
	t.rows = append(t.rows, append(cells, make([]string, len(t.head)-len(cells))...))
}

// column finds the column of that heading and makes it where there is none.
func (t *table) column(heading string) int {
	i := slices.Index(t.head, heading)
	if i < 0 {
		i, t.head = len(t.head), append(t.head, heading)
		for j := range t.rows {
			t.rows[j] = append(t.rows[j], "")
		}
	}
	return i
}

// put adds a row of cells by their headings, in the order given.
func (t *table) put(cells []headed) {
	row := len(t.rows)
	t.rows = append(t.rows, make([]string, len(t.head)))
	for _, c := range cells {
		i := t.column(c.heading) // which may make the rows longer
		t.rows[row][i] = c.text
	}
}

// headed is the text of a cell and the heading of its column.
type headed struct{ heading, text string }

// String writes the table, numbers to the right. A column without any text is
// left out, and so is a table without rows.
func (t *table) String() string {
	if len(t.rows) == 0 {
		return ""
	}
	var b strings.Builder
	line := func(cells []string) {
		for i, c := range cells {
			if t.used(i) {
				b.WriteString("| " + c + " ")
			}
		}
		b.WriteString("|\n")
	}
	rule := make([]string, len(t.head))
	for i := range rule {
		rule[i] = "---"
		if t.numeric(i) {
			rule[i] = "---:"
		}
	}
	line(t.head)
	line(rule)
	for _, row := range t.rows {
		line(row)
	}
	return b.String()
}

func (t *table) used(column int) bool {
	return slices.ContainsFunc(t.rows, func(row []string) bool { return row[column] != "" })
}

// numeric reports whether all that a column holds is numbers.
func (t *table) numeric(column int) bool {
	numbers := 0
	for _, row := range t.rows {
		switch text := strings.NewReplacer("*", "", ",", "", " %", "").Replace(row[column]); {
		case isNumber(text):
			numbers++
		case text != "" && text != "none" && text != "together" && text != "total":
			return false
		}
	}
	return numbers > 0
}
