package doc

import (
	"errors"

	"github.com/workcomp-go/workcomp/rule"
)

// Declare reads the facts that a policy file declares: a mapping of each name to
// its type, or to the words that it can be. They are none after a mistake was
// reported.
func (f *File) Declare(n *Node, path string) []rule.Declaration {
	if n.Kind != Map || len(n.Fields) == 0 {
		f.Report(Mistake{Code: rule.WrongType, Pos: n.Pos, Path: path, Value: string(n.Kind), Expected: "a mapping of facts to their types"})
		return nil
	}
	var all []rule.Declaration
	right := true
	for _, field := range n.Fields {
		d, ok := f.declaration(Join(path, field.Name), field)
		right = right && ok
		all = append(all, d)
	}
	if !right {
		return nil
	}
	return all
}

// declaration reads one fact: the name of a type, or the words it can be.
func (f *File) declaration(path string, field Field) (rule.Declaration, bool) {
	d := rule.Declaration{Name: field.Name, Type: rule.FactType(field.Value.Text)}
	if field.Value.Kind == List {
		d.Type = rule.Word
		for _, item := range field.Value.Items {
			word := item.Text // empty for a list or a mapping
			if item.Kind == Null {
				word = "" // and not the text by which nothing is written
			}
			d.Values = append(d.Values, word) // what is no word is refused below
		}
	}
	_, err := rule.Declare(d)
	var input *rule.InputError
	switch {
	case errors.As(err, &input):
		f.ReportInput(field.Value.Pos, path, input)
	case d.Type == rule.Word && field.Value.Kind == List && len(d.Values) == 0:
		f.Report(Mistake{Code: rule.BadValue, Pos: field.Value.Pos, Path: path, Value: "an empty list",
			Expected: "one or more words, or the type text"})
	default:
		return d, true
	}
	return d, false
}
