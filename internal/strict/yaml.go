package strict

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/workcomp-go/workcomp/internal/words"
	"github.com/workcomp-go/workcomp/rule"
	"go.yaml.in/yaml/v3"
)

// A File is a YAML file that is being read, with the mistakes found in it.
type File struct {
	Name   string
	Hash   string // of the text: hexadecimal SHA-256
	Docs   []*Node
	Cuts   []Cut // texts that may be cut off
	lines  []string
	errors rule.Diagnostics
	left   int // how many more mistakes are listed
	causes int // the mistakes at first from which others may follow, which are then not said
}

// A Cut is a text without quotes that ends at what may be no comment: "Form #12". A
// test has comments behind it.
type Cut struct {
	Pos
	Path, Comment string
}

// Message says what is wrong.
func (c Cut) Message() string {
	return fmt.Sprintf("the text ends before %s, which is a comment: a text with \" #\" in it needs quotes", words.Cut(c.Comment))
}

// The bounds of a file: no policy or scenario comes near them.
const (
	maxFile     = 1 << 20 // bytes
	maxValues   = 1 << 15 // lines, keys and items
	maxMistakes = 100
	mostSaid    = 4000 // bytes of what is said of one mistake
)

// ParseYAML reads every document of a file. What is wrong with it is in Err.
func ParseYAML(name string, data []byte) *File {
	f := &File{Name: name, left: maxMistakes}
	if len(data) > maxFile {
		f.Report(Diagnostic{Code: rule.NotYAML, Message: fmt.Sprintf("the file has %d bytes, expected at most %d", len(data), maxFile)})
		return f
	}
	if values(data) > maxValues {
		f.Report(Diagnostic{Code: rule.NotYAML, Message: fmt.Sprintf("the file has more than %d lines, keys and items", maxValues)})
		return f
	}
	sum := sha256.Sum256(data)
	f.Hash = hex.EncodeToString(sum[:])
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	text := strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n").Replace(string(data)) // as YAML ends lines
	f.lines = strings.Split(text, "\n")
	if pos, hidden, ok := unprintable(text); ok {
		m := Diagnostic{Code: rule.NotYAML, Pos: pos, Message: "not YAML: a character that is not printable UTF-8 text"}
		if hidden != 0 {
			m.Message = fmt.Sprintf("U+%04X stands here, which is not seen or changes the order of what is", hidden)
		}
		f.Report(m)
		return f
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	for {
		var n yaml.Node
		err := dec.Decode(&n)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			f.Report(f.notYAML(err))
			return f
		}
		if n.Kind == yaml.DocumentNode && n.Content[0].Tag != "!!null" {
			f.Docs = append(f.Docs, f.convert(n.Content[0], "", 0))
		}
	}
	if len(f.Docs) == 0 && len(f.errors) == 0 {
		f.Report(Diagnostic{Code: rule.NotYAML, Pos: Pos{1, 1}, Message: "the file is empty"})
	}
	return f
}

// values counts the signs that part the values of a file, before it is read. There
// are at least as many as it has values.
func values(data []byte) int {
	n := 0
	for i, c := range data {
		switch c {
		case '\n', ',', '[', '{', '&', '*', '!':
			n++
		case ':', '-', '?':
			if i+1 == len(data) || bytes.IndexByte([]byte(" \t\r\n\"'{}[],"), data[i+1]) >= 0 {
				n++
			}
		}
	}
	return n
}

// unprintable finds the first character that YAML does not allow, or that is hidden.
func unprintable(text string) (at Pos, hidden rune, found bool) {
	pos := Pos{1, 1}
	for i, r := range text {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(text[i:], "\uFFFD"), unicode.IsControl(r) && !strings.ContainsRune("\t\n", r), r == 0xFFFE, r == 0xFFFF:
			return pos, 0, true
		case words.IsHidden(r):
			return pos, r, true
		case r == '\n':
			pos = Pos{pos.Line + 1, 1}
		default:
			pos.Column++
		}
	}
	return pos, 0, false
}

var yamlLine = regexp.MustCompile(`^line (\d+): `)

// grammar are the starts of the messages of the YAML library's parser. It
// counts lines from 0, and its scanner, which makes the others, from 1.
var grammar = []string{"did not find expected <", "did not find expected node", "did not find expected ','", "did not find expected key",
	"did not find expected '-'", "found duplicate %", "found incompatible", "found undefined tag"}

const textInBraces = `a text between { } or [ ] in which a quote, a colon, a comma or a ? stands needs quotes around all of it, or a bracket is not closed`

// plainly says what is wrong, for the messages of the YAML library in which a
// person would not see it.
var plainly = map[string]string{
	"mapping values are not allowed in this context": "this key stands too deep, or the text before it is not finished",
	"found character that cannot start any token":    "a text that begins with @ or ` needs quotes",
	"did not find expected '-' indicator":            "this line is no item of the list above it: an item begins with -, and the keys of one stand in one column",
	"did not find expected ',' or '}'":               textInBraces,
	"did not find expected ',' or ']'":               textInBraces,
	"did not find expected key":                      "this line fits neither a key nor the text before it: a text that begins with a quoted word needs quotes around all of it, and the keys of a mapping stand in one column",
}

// notYAML places an error of the YAML library, which says no line for the first.
func (f *File) notYAML(err error) Diagnostic {
	m := Diagnostic{Code: rule.NotYAML, Pos: Pos{Line: 1}, Message: strings.TrimPrefix(err.Error(), "yaml: ")}
	if found := yamlLine.FindStringSubmatch(m.Message); found != nil {
		m.Pos.Line, _ = strconv.Atoi(found[1]) // digits, by the pattern
		m.Message = strings.TrimPrefix(m.Message, found[0])
		if slices.ContainsFunc(grammar, func(start string) bool { return strings.HasPrefix(m.Message, start) }) {
			m.Pos.Line++
		}
	}
	if m.Message == "did not find expected key" || m.Message == "did not find expected '-' indicator" {
		m.Pos.Line = f.failing(m.Pos.Line, m.Message)
	}
	m.Pos.Line = min(m.Pos.Line, len(f.lines)) // an error at the end stands a line below a last one that is not ended
	if strings.HasPrefix(m.Message, "found a tab character") {
		m.Pos.Line = f.tabbed(m.Pos.Line)
	}
	if comment, pos := f.cutOff(m); comment != "" {
		m.Pos, m.Message = pos, "not YAML: "+Cut{Comment: comment}.Message()
		return m
	}
	line := f.lines[m.Pos.Line-1]
	m.Pos.Column = 1 + utf8.RuneCountInString(line) - utf8.RuneCountInString(strings.TrimLeft(line, " \t"))
	if told, pos := f.outOfLine(m.Pos.Line); told != "" {
		m.Pos, m.Message = pos, told
	} else if key := keyLine().FindString(line); strings.HasPrefix(m.Message, "mapping values") && strings.Contains(line[len(key):], ": ") && key != "" {
		m.Pos.Column, m.Message = 1+utf8.RuneCountInString(key), `a text with ": " in it needs quotes`
	} else if strings.HasPrefix(m.Message, "found a tab character") || strings.HasPrefix(m.Message, "found character") && indentedByTab(line) {
		m.Message = "lines are indented with spaces and not with tabs"
	} else if told, ok := plainly[m.Message]; ok {
		m.Message = told + " (" + m.Message + ")"
	}
	m.Message = "not YAML: " + m.Message
	return m
}

func indentedByTab(line string) bool { return strings.HasPrefix(strings.TrimLeft(line, " "), "\t") }

// tabbed is the first line from one on that is indented by a tab, at which the YAML
// library names the one before; without any it is the line itself.
func (f *File) tabbed(line int) int {
	if i := slices.IndexFunc(f.lines[line-1:], indentedByTab); i >= 0 {
		return line + i
	}
	return line
}

// cutOff finds the comment by which a text in brackets, and its closing bracket, is cut
// off: on the line of the mistake or on the last before it.
func (f *File) cutOff(m Diagnostic) (comment string, pos Pos) {
	if m.Message != "did not find expected node content" && !strings.HasPrefix(m.Message, "did not find expected ','") {
		return "", Pos{}
	}
	for line := m.Pos.Line; line >= 1; line-- {
		if found := cutInBrackets().FindStringSubmatchIndex(f.lines[line-1]); found != nil {
			text := f.lines[line-1]
			return text[found[2]:], Pos{line, 1 + utf8.RuneCountInString(text[:found[2]])}
		}
		if line < m.Pos.Line && strings.TrimSpace(f.lines[line-1]) != "" {
			break
		}
	}
	return "", Pos{}
}

// cutInBrackets is a comment that has a closing bracket of what was opened before it.
var cutInBrackets = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[^"'#]*[\[{][^"'#]* (#[^"'#]*[\]}].*)$`) })

// failing is the line on which an error comes about that the YAML library
// places where the mapping begins: the first line with which the text up to it
// has this error, found by halving.
func (f *File) failing(from int, message string) int {
	fails := func(lines int) bool {
		dec := yaml.NewDecoder(strings.NewReader(strings.Join(f.lines[:lines], "\n") + "\n"))
		for {
			var n yaml.Node
			if err := dec.Decode(&n); err != nil {
				return strings.HasSuffix(err.Error(), message)
			}
		}
	}
	to := len(f.lines)
	for from < to {
		if middle := (from + to) / 2; fails(middle) {
			to = middle
		} else {
			from = middle + 1
		}
	}
	return from
}

// keyLine is a line that begins with a key, in a list or not.
var keyLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^( *(?:- +)*)([\pL\d_]+) *:(?: |$)`) })

// outOfLine says of a key that stands a column or two beside those before it, with
// which one it should line up; nothing of any other line.
func (f *File) outOfLine(line int) (string, Pos) {
	key := keyLine().FindStringSubmatch(f.lines[line-1])
	if key == nil || strings.Contains(key[1], "-") {
		return "", Pos{}
	}
	for above := line - 1; above >= 1; above-- {
		other := keyLine().FindStringSubmatch(f.lines[above-1])
		if other == nil {
			continue
		}
		switch off := len(key[1]) - len(other[1]); {
		case off == 0, off > 0 && above == line-1 && strings.HasSuffix(strings.TrimSpace(f.lines[above-1]), ":"): // which it may stand under
			return "", Pos{}
		case off > 0 && off <= 2 && f.indentedAs(key[1], above-1): // the line above is the one beside the others
			return f.outOfLine(above)
		case off >= -2 && off <= 2:
			return fmt.Sprintf("%s stands in column %d, and should line up with %s of line %d in column %d",
				key[2], len(key[1])+1, other[2], above, len(other[1])+1), Pos{line, len(key[1]) + 1}
		}
	}
	return "", Pos{}
}

// indentedAs reports whether the last key up to a line is indented so.
func (f *File) indentedAs(indent string, line int) bool {
	for ; line >= 1; line-- {
		if key := keyLine().FindStringSubmatch(f.lines[line-1]); key != nil {
			return key[1] == indent
		}
	}
	return false
}

// Wrong reports whether a mistake of a value, or of one in it or that it is in, stands already.
func (f *File) Wrong(path string) bool {
	return slices.ContainsFunc(f.errors, func(d rule.Diagnostic) bool { return within(d.Path, path) || within(path, d.Path) })
}

// Follow has the mistakes that are reported from now on left out where one that stands
// already may be their cause: of the same value, of one in it, or of one that it is in.
func (f *File) Follow() { f.causes = len(f.errors) }

// Report adds a mistake.
// Of very many the first are kept, and that there are more.
func (f *File) Report(m Diagnostic) {
	for _, cause := range f.errors[:f.causes] {
		meant := cause.Path[:strings.LastIndexByte(cause.Path, '.')+1] + cause.Suggestion // the key that is missing for an unknown one
		if within(m.Path, cause.Path) || within(cause.Path, m.Path) || cause.Code == rule.UnknownKey && m.Path == meant {
			return
		}
	}
	switch f.left--; {
	case f.left < 0:
		return
	case f.left == 0:
		m = Diagnostic{Code: m.Code, Pos: m.Pos, Message: fmt.Sprintf("there are more mistakes: the first %d are listed", maxMistakes-1)}
	}
	message := words.CutTo(m.message(), mostSaid)
	if given := strings.TrimLeft(m.Given+m.Value, `"`); strings.HasPrefix(given, "“") || strings.HasPrefix(given, "‘") || strings.HasPrefix(given, "”") {
		message += `; typographic quotes are a part of the text: YAML has straight ones, "`
	}
	for _, cut := range f.Cuts {
		if cut.Path == m.Path {
			message += "; " + cut.Message()
		}
	}
	f.errors = append(f.errors, f.Placed(rule.Diagnostic{Severity: rule.SeverityError, Code: m.Code, Path: words.Cut(m.Path),
		Message: message, Suggestion: m.Suggestion}, m.Pos))
}

// Placed gives a diagnostic its place, with the line for the caret.
func (f *File) Placed(d rule.Diagnostic, pos Pos) rule.Diagnostic {
	d.File, d.Line, d.Column = f.Name, pos.Line, pos.Column
	if i := pos.Line - 1; i >= 0 && i < len(f.lines) {
		d.Source = strings.TrimRight(f.lines[i], "\r")
	}
	return d
}

// ReportInput places the error of a value that a check refused; path stands in
// place of its own field.
func (f *File) ReportInput(pos Pos, path string, e *rule.InputError) {
	f.Report(Diagnostic{Code: rule.BadValue, Pos: pos, Path: path, Given: e.Value, Problem: e.Problem, Expected: e.Expected, Suggestion: e.Suggestion})
}

// ReportExpression places the error of a condition, a *rule.ExprError or any
// other, at its own column inside the value.
func (f *File) ReportExpression(path string, at At[string], err error) {
	m := Diagnostic{Code: rule.BadExpression, Pos: at.Pos, Path: path, Message: err.Error()}
	var e *rule.ExprError
	if errors.As(err, &e) {
		m.Message, m.Suggestion = e.Message, e.Suggestion
		m.Pos = f.place(at, e.Offset)
	}
	f.Report(m)
}

// within reports whether the value of a path is another, or in it.
func within(path, whole string) bool {
	rest, found := strings.CutPrefix(path, whole)
	return found && (rest == "" || whole == "" || rest[0] == '.' || rest[0] == '[')
}

// Full reports whether no more mistakes are listed: nothing more needs to be looked
// for.
func (f *File) Full() bool { return f.left <= 0 }

// Err returns all mistakes in the order of the file, or nil.
func (f *File) Err() error { return f.errors.Err() }

// One returns the file's only document, or nil after reporting a mistake.
func (f *File) One() *Node {
	if len(f.Docs) == 1 {
		return f.Docs[0]
	}
	if len(f.Docs) != 0 {
		f.Report(Diagnostic{Code: rule.NotYAML, Pos: f.Docs[1].Pos, Message: "a second document, expected one policy in a file"})
	}
	return nil
}

// Decode reads a node into dst, a pointer to a struct: every field is required
// unless its json tag says omitempty or omitzero.
func (f *File) Decode(n *Node, path string, dst any) {
	d := &Decoder{Required: true}
	d.Decode(n, path, dst)
	for _, m := range d.Diagnostics {
		f.Report(m)
	}
}

func (f *File) convert(y *yaml.Node, path string, depth int) *Node {
	n := &Node{Pos: Pos{y.Line, y.Column}}
	if y.Anchor != "" || y.Kind == yaml.AliasNode || y.Style&yaml.TaggedStyle != 0 || depth > maxDepth {
		f.Report(Diagnostic{Code: rule.NotYAML, Pos: n.Pos, Path: path, Message: "anchors, aliases, tags and deep nesting are not used here, expected the value itself"})
		n.Kind = Null
		return n
	}
	switch y.Kind {
	case yaml.SequenceNode:
		n.Kind = List
		for i, c := range y.Content {
			n.Items = append(n.Items, f.convert(c, Join(path, fmt.Sprintf("[%d]", i)), depth+1))
		}
	case yaml.MappingNode:
		n.Kind = Map
		f.convertFields(n, y, path, depth)
	default:
		n.Text = y.Value
		n.Kind = scalarKind(y)
		if n.Kind == Bool {
			n.Text = strings.ToLower(n.Text) // YAML also knows True and TRUE
		}
		if y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
			n.Pos.Column++
		}
		f.plain(n, path)
		open := strings.Count(n.Text, "(") > strings.Count(n.Text, ")") // a test, where # is an entry of a list
		if n.Kind == Text && y.Style == 0 && y.LineComment != "" && (open || !strings.HasSuffix(path, ".if") && f.cuts(n, y.LineComment)) {
			f.Cuts = append(f.Cuts, Cut{n.Pos, path, y.LineComment})
		}
	}
	return n
}

// cuts reports whether a comment may be the rest of a text: it is set off by no more
// than a space, and the text has several words or its sign stands before one.
func (f *File) cuts(n *Node, comment string) bool {
	apart := n.Line <= len(f.lines) && strings.Contains(f.lines[n.Line-1], "  "+comment)
	return !apart && (strings.Contains(n.Text, " ") || !strings.HasPrefix(comment, "# "))
}

// ids are the keys whose values are ids or words, in files of every kind.
var ids = []string{"policy", "subsidy", "level", "id", "key", "reading", "set", "interpretation", "name", "domain", "event", "call", "by",
	"correct", "remove", "procedure", "states", "final", "roles", "parties"}

// plain reports a character that is written as an escape and hidden, and one in an id
// that can be taken for another. The path of a file may have any that are seen.
func (f *File) plain(n *Node, path string) {
	key, _, _ := strings.Cut(path[strings.LastIndexByte(path, '.')+1:], "[") // of a list: that of each item
	odd := words.Hidden(n.Text)
	if slices.Contains(ids, key) && !strings.Contains(n.Text, "/") {
		odd = words.Odd(n.Text)
	}
	if odd != "" {
		f.Report(Diagnostic{Code: rule.BadValue, Pos: n.Pos, Path: path, Given: n.Text, Problem: odd, Expected: words.AnID})
	}
}

func (f *File) convertFields(n *Node, y *yaml.Node, path string, depth int) {
	seen := make(map[string]bool)
	var before, last string // the key before and its value
	for i := 0; i < len(y.Content); i += 2 {
		key, value := y.Content[i], y.Content[i+1]
		at, pos := Join(path, key.Value), Pos{key.Line, key.Column}
		switch {
		case y.Style&yaml.FlowStyle != 0 && (i != 0 || strings.Contains(key.Value, ":")) && f.afterComma(key, value):
			at = Join(path, before)
			parts := last + "\x00" + key.Value
			if commaInNumber().MatchString(parts) {
				f.Report(Diagnostic{Code: rule.BadValue, Pos: pos, Path: at, Message: fmt.Sprintf("%s,%s is not valid: a number has no comma between its thousands, and a decimal uses a point",
					last, key.Value)})
			} else if word, _, ok := strings.Cut(key.Value, ":"); ok {
				f.Report(Diagnostic{Code: rule.BadValue, Pos: pos, Path: Join(path, word), Message: "a space stands after the colon of a key"})
			} else if commaInTest().MatchString(parts) { // emf >= 1,4
				f.Report(Diagnostic{Code: rule.BadValue, Pos: pos, Path: at, Message: "a decimal uses a point, and thousands no comma"})
			} else {
				f.Report(Diagnostic{Code: rule.BadValue, Pos: pos, Path: at, Message: "a text with a comma in it needs quotes"})
			}
		case key.Kind != yaml.ScalarNode || key.Tag == "!!merge" || key.Anchor != "" || key.Style&yaml.TaggedStyle != 0:
			f.Report(Diagnostic{Code: rule.WrongType, Pos: pos, Path: at, Message: "a key must be a plain word"})
		case words.Odd(unspaced(key.Value)) != "":
			odd := words.Odd(unspaced(key.Value))
			f.Report(Diagnostic{Code: rule.BadValue, Pos: pos, Path: at, Given: key.Value, Problem: odd, Expected: words.AnID})
		case seen[key.Value]:
			f.Report(Diagnostic{Code: rule.DuplicateKey, Pos: pos, Path: at, Message: fmt.Sprintf("key %q stands twice", key.Value)})
		default:
			seen[key.Value] = true
			n.Fields = append(n.Fields, Field{Name: key.Value, Value: f.convert(value, at, depth+1), Pos: pos})
		}
		before, last = key.Value, value.Value
	}
}

// unspaced is a key as it is looked at: one with a space too many is no key that is known.
func unspaced(key string) string { return strings.ReplaceAll(key, " ", "") }

// Numbers on both sides of a comma, which \x00 stands for.
var (
	commaInNumber = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^-?\d+(\.\d+)?\x00\d+(\.\d+)?$`) })
	commaInTest   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\d\x00\d`) })
)

// afterComma reports whether what was read as a key without a value is the rest of the
// text before it: it stands in the braces after a comma, and no colon follows it.
func (f *File) afterComma(key, value *yaml.Node) bool {
	if value.Tag != "!!null" || key.Style != 0 || key.Line > len(f.lines) {
		return false
	}
	line := []rune(f.lines[key.Line-1])
	end := key.Column - 1 + utf8.RuneCountInString(key.Value)
	return !strings.HasPrefix(strings.TrimLeft(string(line[min(end, len(line)):]), " "), ":")
}

func scalarKind(y *yaml.Node) Kind {
	switch {
	case y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return Text
	case y.Tag == "!!null":
		return Null
	case y.Tag == "!!bool":
		return Bool
	case y.Tag == "!!int", y.Tag == "!!float":
		return Num
	}
	return Text
}
