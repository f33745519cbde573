package strict

import (
	"errors"

	"github.com/workcomp-go/workcomp/rule"
)

// Declare reads the facts that a policy file declares: a mapping of each name to
// its type, or to the words that it can be. They are none after a mistake was
// reported.
func (f *File) Declare(n *Node, path string) []rule.Declaration {
	if n.Kind != Map || len(n.Fields) == 0 {
		f.Report(Diagnostic{Code: rule.WrongType, Pos: n.Pos, Path: path, Value: string(n.Kind), Expected: "a mapping of facts to their types"})
		return nil
	}
	var all []rule.Declaration
	right := true
	for _, field := range n.Fields {
		d, ok := f.Declaration(Join(path, field.Name), field)
		right = right && ok
		all = append(all, d)
	}
	if !right {
		return nil
	}
	return all
}

// Declaration reads one fact: the name of a type, the words it can be or, of a list,
// under the key list what each of its entries is or has. It is false after a mistake was
// reported.
func (f *File) Declaration(path string, field Field) (rule.Declaration, bool) {
	d := rule.Declaration{Name: field.Name, Type: rule.FactType(field.Value.Text)}
	switch field.Value.Kind {
	case List:
		d.Type = rule.Word
		for _, item := range field.Value.Items {
			word := item.Text // empty for a list or a mapping
			if item.Kind == Null {
				word = "" // and not the text by which nothing is written
			}
			d.Values = append(d.Values, word) // what is no word is refused below
		}
	case Map:
		return f.declaredList(path, field)
	}
	_, err := rule.Declare(d)
	var input *rule.InputError
	switch {
	case errors.As(err, &input):
		f.ReportInput(field.Value.Pos, path, input)
	case field.Value.Kind == List && len(d.Values) == 0:
		f.Report(Diagnostic{Code: rule.BadValue, Pos: field.Value.Pos, Path: path, Value: "an empty list",
			Expected: "one or more words, or the type text"})
	default:
		return d, true
	}
	return d, false
}

// declaredList reads a list: {list: TYPE} of plain values, {list: {FIELD: TYPE, …}} of
// records.
func (f *File) declaredList(path string, field Field) (rule.Declaration, bool) {
	d := rule.Declaration{Name: field.Name, Type: rule.Entries}
	fields := field.Value.Fields
	if len(fields) != 1 || fields[0].Name != "list" {
		f.Report(Diagnostic{Code: rule.BadValue, Pos: field.Value.Pos, Path: path, Value: string(field.Value.Kind),
			Expected: "a type, a list of words, or a list of entries: {list: {cost: money, open: flag}}"})
		return d, false
	}
	entry, path := []Field{{Name: rule.Plain, Value: fields[0].Value}}, Join(path, "list")
	if entry[0].Value.Kind == Map {
		entry = entry[0].Value.Fields
	}
	right := true
	for _, of := range entry {
		at := path
		if of.Name != rule.Plain {
			at = Join(path, of.Name)
		}
		own := of
		if own.Name == rule.Plain {
			own.Name = "value"
		}
		if own.Value.Kind == Map {
			f.Report(Diagnostic{Code: rule.WrongType, Pos: own.Value.Pos, Path: at, Value: string(Map), Expected: "a type or a list of words"})
			right = false
			continue
		}
		one, ok := f.Declaration(at, own)
		one.Name, right = of.Name, right && ok
		d.Of = append(d.Of, one)
	}
	if !right {
		return d, false
	}
	_, err := rule.Declare(d)
	var input *rule.InputError
	if errors.As(err, &input) {
		f.ReportInput(field.Value.Pos, path, input)
		return d, false
	}
	return d, true
}
