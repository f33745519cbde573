package scenario

import (
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/number"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// A voice is where a value is written, which decides how.
type voice int

const (
	given    voice = iota // in a sentence, with the digits that were given
	answered              // in a sentence, money with its cents
	cell                  // in a table: money with its cents
)

// pair writes a field of a mapping: "three-year premium 32,850", "in time", "not granted".
func (v voice) pair(f strict.Field) string {
	if f.Value.Kind == strict.Bool {
		return map[string]string{"true": "", "false": "not "}[f.Value.Text] + escape(words(f.Name))
	}
	return escape(words(f.Name)) + " " + v.value(f.Name, f.Value)
}

// pairs writes the fields of a mapping. A from and a to are one period.
func (v voice) pairs(fields []strict.Field, between string) string {
	said := make([]string, 0, len(fields))
	for i, f := range fields {
		if f.Name == "to" && i > 0 && fields[i-1].Name == "from" {
			said[len(said)-1] += " " + v.pair(f)
			continue
		}
		said = append(said, v.pair(f))
	}
	return strings.Join(said, between)
}

// value writes the value of a field of that name.
func (v voice) value(name string, n *strict.Node) string {
	switch n.Kind {
	case strict.Null:
		return "none"
	case strict.Bool:
		return map[bool]string{true: "yes", false: "no"}[n.Text == "true"]
	case strict.List:
		return v.list(name, n.Items)
	case strict.Map:
		return v.mapping(name, n)
	}
	return v.scalar(name, n.Text)
}

func (v voice) list(name string, items []*strict.Node) string {
	if len(items) == 0 {
		return "none"
	}
	said := make([]string, len(items))
	for i, item := range items {
		said[i] = v.value(name, item)
	}
	return strings.Join(said, ", ")
}

// mapping writes a mapping inside a sentence or a cell. A step of a schedule is
// its length at its percentage.
func (v voice) mapping(name string, n *strict.Node) string {
	percent := n.Get("percent")
	if rest := n.Without("percent").Fields; percent != nil && len(rest) == 1 {
		return v.value(rest[0].Name, rest[0].Value) + " " + unit(rest[0]) + " at " + v.value("percent", percent)
	}
	if kind := n.Get("kind"); kind != nil && len(n.Fields) == 2 {
		rest := n.Without("kind").Fields[0]
		return v.value("kind", kind) + " " + v.value(rest.Name, rest.Value)
	}
	switch {
	case len(n.Fields) == 0:
		return "none"
	case isMoney(name): // by what it is for
		said := make([]string, len(n.Fields))
		for i, f := range n.Fields {
			said[i] = escape(words(f.Name)) + " " + v.value(name, f.Value)
		}
		return strings.Join(said, ", ")
	}
	if v == cell {
		return v.pairs(n.Fields, "; ")
	}
	return "(" + v.pairs(n.Fields, ", ") + ")"
}

// unit is the name of a length of time, in the singular after 1.
func unit(f strict.Field) string {
	if f.Value.Text == "1" {
		return strings.TrimSuffix(f.Name, "s")
	}
	return f.Name
}

func (v voice) scalar(name, text string) string {
	day, err := calendar.Parse(text)
	switch {
	case text == "":
		return "none"
	case err == nil:
		return day.Long()
	case isNumber(text) && name == "percent":
		return text + " %"
	case isNumber(text) && isMoney(name):
		return money(text, v != given)
	case isName().MatchString(text):
		return escape(valueWords(text))
	case isID().MatchString(text):
		return code(text)
	case v == cell || text[0] >= '0' && text[0] <= '9' || text[0] == '-':
		return escape(text)
	}
	return "“" + escape(text) + "”"
}

func isNumber(text string) bool {
	_, err := rule.ParseDecimal("", text)
	return err == nil
}

// moneyWords are the words of which one is in the name of every amount of money.
const moneyWords = " amount base compensation cost difference due earnings excluded flat gross maximum monthly net overpaid owed paid payroll " +
	"premium share shares tax total wage wages "

func isMoney(name string) bool {
	if strings.HasSuffix(name, "year") { // tax_year: 2024
		return false
	}
	for word := range strings.SplitSeq(name, "_") {
		if strings.Contains(moneyWords, " "+word+" ") {
			return true
		}
	}
	return false
}

// money writes an amount with its thousands set apart: with the digits that
// were given, or with the cents at least.
func money(text string, cents bool) string {
	if _, fraction, point := strings.Cut(text, "."); cents && !point {
		text += ".00"
	} else if cents {
		text += "00"[min(len(fraction), 2):]
	}
	return number.Grouped(text)
}
