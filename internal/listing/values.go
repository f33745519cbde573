// Package listing gathers what a policy states as data: the values of its
// file, and what follows from all of its rules taken together.
package listing

import (
	"fmt"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/rule/catalogue"

	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// A File is the policy file whose values are listed. Paths in it are without
// the places in lists: "bands.rows.focus".
type File struct {
	*strict.Node
	Units map[string]string        // of numbers, by path, or by the last key where every policy has it so
	Cites map[string]rule.Citation // of values that have no provision beside them
	Rules []string                 // the paths of what is a rule and not a value
}

// apart are the keys of a policy that say which it is or are listed otherwise;
// beside are those that say something about a value and are none.
var (
	apart  = []string{"policy", "subsidy", "facts", "levels", "lists", "interpretations", "not_modelled", "cites"}
	beside = []string{"cite", "title", "source", "interpretation"}
)

// units are those of numbers in every policy, by the last key of their path.
var units = map[string]string{"days": "days", "weeks": "weeks", "months": "months", "percent": "percent", "amount": "dollars"}

// Values lists every number, date and word of the file, in its order, each with
// the nearest provision.
func (f File) Values() []catalogue.Value {
	return f.mapping(catalogue.Value{}, f.Without(apart...))
}

// values lists those of a node. The entry says where it stands and what holds
// of all in it.
func (f File) values(in catalogue.Value, n *strict.Node) []catalogue.Value {
	path := plain(in.Path)
	if cite, ok := f.Cites[path]; ok {
		in.Cite = cite
	}
	switch {
	case slices.Contains(f.Rules, path):
		return nil
	case n.Kind == strict.Map:
		return f.mapping(in, n)
	case len(n.Items) > 0 && n.Items[0].Kind == strict.Map:
		return f.rows(in, n.Items)
	case n.Kind == strict.List:
		in.Values = []string{}
		for _, item := range n.Items {
			in.Values = append(in.Values, item.Text)
		}
	default:
		if in.Value = n.Text; number(n) {
			in.Unit = f.unit(path)
		}
	}
	return []catalogue.Value{in}
}

// mapping lists the values of a mapping, with what it says of all of them.
func (f File) mapping(in catalogue.Value, n *strict.Node) []catalogue.Value {
	if cite := n.Get("cite"); cite != nil {
		in.Cite = rule.Citation(cite.Text)
	}
	if reading := n.Get("interpretation"); reading != nil {
		in.Interpretation = reading.Text
	}
	var all []catalogue.Value
	for _, field := range n.Without(beside...).Fields {
		all = append(all, f.values(step(in, field.Name, field.Name), field.Value)...)
	}
	return all
}

// rows lists the values of a list of mappings, the rows of a schedule among
// them.
func (f File) rows(in catalogue.Value, rows []*strict.Node) []catalogue.Value {
	var all []catalogue.Value
	for i, row := range rows {
		at := step(in, fmt.Sprintf("[%d]", i), "["+keyOf(rows, i)+"]")
		if from := starts(row); from != "" || i+1 < len(rows) && starts(rows[i+1]) != "" {
			at.From, at.To, at.Before = from, "", ""
			switch to := row.Get("to"); {
			case to != nil:
				at.To = to.Text
			case i+1 < len(rows):
				at.Before = starts(rows[i+1])
			}
		}
		all = append(all, f.values(at, row)...)
	}
	return all
}

// step goes one step further in the file.
func step(in catalogue.Value, path, id string) catalogue.Value {
	in.Path, in.ID = strict.Join(in.Path, path), strict.Join(in.ID, id)
	return in
}

// starts is the key from which a row of a schedule holds; empty when it is none.
func starts(row *strict.Node) string {
	for _, key := range []string{"from", "accidents_from"} {
		if n := row.Get(key); n != nil {
			return n.Text
		}
	}
	return ""
}

// keyOf names a row by what tells it from the others and stays when another
// row is put before it, else by its place.
func keyOf(rows []*strict.Node, i int) string {
	for _, key := range []string{"from", "accidents_from", "year", "kind", "up_to"} {
		if n := rows[i].Get(key); n != nil {
			return n.Text
		}
	}
	return fmt.Sprint(i)
}

// plain is a path without the places in lists.
func plain(path string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(path, "[") {
		if _, after, in := strings.Cut(part, "]"); in {
			part = after
		}
		b.WriteString(part)
	}
	return b.String()
}

func number(n *strict.Node) bool {
	_, err := rule.ParseDecimal("", n.Text)
	return err == nil && (n.Kind == strict.Num || n.Kind == strict.Text)
}

func (f File) unit(path string) string {
	if unit, ok := f.Units[path]; ok {
		return unit
	}
	return units[path[strings.LastIndex(path, ".")+1:]]
}
