package benefits

import (
	"strconv"

	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// A part is a part of a policy file: its node and its path.
type part struct {
	file *strict.File
	node *strict.Node
	path string
}

func (p part) key(name string) part {
	at := p.node.Get(name)
	if at == nil {
		at = p.node // where the key should stand
	}
	return part{p.file, at, strict.Join(p.path, name)}
}

// has reports whether the key stands in the file.
func (p part) has(name string) bool {
	n := p.node.Get(name)
	return n != nil && n.Kind != strict.Null
}

func (p part) item(i int) part {
	return part{p.file, p.node.Items[i], strict.Join(p.path, "["+strconv.Itoa(i)+"]")}
}

// bad reports a value that no policy can have.
func (p part) bad(value, expected string) { p.mistaken(value, expected, "") }

// mistaken is bad with the word that was probably meant.
func (p part) mistaken(value, expected, suggestion string) {
	p.file.Report(strict.Diagnostic{Code: rule.BadValue, Pos: p.node.Pos, Path: p.path, Value: value, Expected: expected, Suggestion: suggestion})
}

// missing reports something that is not there.
func (p part) missing(expected string) {
	p.file.Report(strict.Diagnostic{Code: rule.MissingKey, Pos: p.node.Pos, Path: p.path, Expected: expected})
}

// cited asks for the source beside a value.
func (p part) cited(cite rule.Citation) {
	if cite == "" {
		p.key("cite").bad(`""`, "the source of the value")
	}
}
