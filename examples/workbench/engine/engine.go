// Package engine is what the workbench asks of the library: a policy and a change of
// it, what is wrong with the change, the cases under both, and what is drawn of them.
// It knows no browser; package engine/wasm puts it into one.
package engine

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/scenario"
	"go.yaml.in/yaml/v3"
)

// An Engine holds one policy, the original, a change of it, and the cases of both.
type Engine struct {
	files    map[string]string // the repository's, or the analyst's own
	reader   *scenario.Reader
	original scenario.Policy
	file     string // of the original
	whole    string // its text
	changed  scenario.Policy
	text     string // of the change
	runs     string // the last text that could be read
	waiting  []string
	cases    []*held
	coverage scenario.Coverage // of the change
}

// held is a case with what the original decides of it, once that was asked.
type held struct {
	scenario *scenario.Scenario
	before   scenario.Result
	after    scenario.Result
	played   bool
}

// A Builtin is a policy that can be chosen.
type Builtin struct {
	ID    string `json:"id"` // with its domain: "placement/ab-toj"
	Title string `json:"title"`
	Kind  string `json:"kind"` // the domain
	File  string `json:"file"` // below the repository
}

// New starts with the files of the repository: its policies and its cases.
func New(files map[string]string) *Engine {
	return &Engine{files: maps.Clone(files)}
}

// Builtins lists the policies that are built in, in the order of the documentation.
func (e *Engine) Builtins() ([]Builtin, error) {
	all, err := scenario.Policies(e.read)
	if err != nil {
		return nil, err
	}
	var list []Builtin
	for _, p := range all {
		c := p.Catalogue()
		list = append(list, Builtin{c.ID, c.Title, c.Domain, e.fileOf(c.Domain, p.ID())})
	}
	return list, nil
}

// fileOf finds the file of a built-in policy.
func (e *Engine) fileOf(domain, id string) string {
	for _, folder := range []string{"policies", "policies/subsidy"} {
		if name := domain + "/" + folder + "/" + id + ".yaml"; e.files[name] != "" {
			return name
		}
	}
	return ""
}

func (e *Engine) read(name string) ([]byte, error) {
	name = path.Clean(strings.ReplaceAll(name, `\`, "/"))
	if text, ok := e.files[name]; ok {
		return []byte(text), nil
	}
	return nil, fmt.Errorf("%s is not among the files that are open", name)
}

// Opened is a policy that was opened.
type Opened struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Source string `json:"source"` // the publication that it states
	Kind   string `json:"kind"`
	File   string `json:"file"`
	Text   string `json:"text"`
	Files  int    `json:"files"` // with cases that may use it
	// Mistakes are why a file cannot be the original; then nothing else is set.
	Mistakes []Mistake `json:"mistakes,omitempty"`
}

// Open makes a file the original: one of those that are held, by its name, or another by
// its text. The change is the same text at first. The cases of the files that may use it
// are read by Case, one file after the other.
func (e *Engine) Open(file, text string) (Opened, error) {
	if text == "" {
		data, err := e.read(file)
		if err != nil {
			return Opened{}, err
		}
		text = string(data)
	}
	p, found := scenario.CheckPolicy(file, []byte(text), calendar.Date{})
	if p == nil {
		return Opened{File: file, Text: text, Mistakes: mistakes(found)}, nil
	}
	e.original, e.changed, e.file, e.whole, e.text, e.runs = p, p, file, text, text, text
	e.reader = &scenario.Reader{Files: e.read}
	e.cases, e.coverage, e.waiting = nil, scenario.Coverage{}, nil
	for _, name := range slices.Sorted(maps.Keys(e.files)) {
		if data := []byte(e.files[name]); scenario.IsFile(name) && !scenario.IsPolicy(data) && e.mayUse(name, e.files[name]) {
			e.waiting = append(e.waiting, name)
		}
	}
	c := p.Catalogue()
	return Opened{ID: c.ID, Title: c.Title, Source: c.Source, Kind: c.Domain, File: file, Text: text, Files: len(e.waiting)}, nil
}

// named is a policy that a scenario or a call of it names, and domains those it states.
var (
	named   = regexp.MustCompile(`(?m)\bpolicy: *["']?([^"'\s#,}]+)`)
	domains = regexp.MustCompile(`(?m)^domain: *["']?(\w+)`)
)

// mayUse reports whether cases of a file may be decided by the original: they name it, or
// its file, or a list of versions, or are of the calculations and name nothing.
func (e *Engine) mayUse(name, text string) bool {
	id := e.original.ID()
	for _, found := range named.FindAllStringSubmatch(text, -1) {
		if found[1] == id || strings.HasPrefix(found[1], "[") {
			return true
		}
		if scenario.IsFile(found[1]) {
			beside := path.Join(path.Dir(name), found[1])
			if beside == e.file || strings.Contains(e.files[beside], id) {
				return true
			}
		}
	}
	for _, found := range domains.FindAllStringSubmatch(text, -1) {
		if found[1] == "benefits" && e.original.Catalogue().ID == "benefits/ab-toj" {
			return true
		}
	}
	return false
}

// Folder puts the analyst's own files in the place of the repository's cases. Names are
// relative to the folder. Without any the repository's are back when New is called again.
func (e *Engine) Folder(files map[string]string) {
	kept := map[string]string{}
	for name, text := range e.files {
		if scenario.IsPolicy([]byte(text)) {
			kept[name] = text
		}
	}
	maps.Copy(kept, files)
	e.files = kept
}

// A Mistake is something to look at in the text, at its place.
type Mistake struct {
	Severity string `json:"severity"`
	Line     int    `json:"line"`   // from 1; 0 when it has no place of its own
	Column   int    `json:"column"` // from 1, in characters
	End      int    `json:"end"`    // the column after it
	Path     string `json:"path,omitempty"`
	Message  string `json:"message"` // with the path
	Cite     string `json:"cite,omitempty"`
	Fix      string `json:"fix,omitempty"`   // what should stand there in place of it
	Meant    string `json:"meant,omitempty"` // the same, as a name
}

func mistakes(all rule.Diagnostics) []Mistake {
	list := make([]Mistake, 0, len(all))
	for _, d := range all {
		m := Mistake{string(d.Severity), d.Line, d.Column, d.End(), d.Path, d.Message, string(d.Cite), d.Suggestion, d.Suggestion}
		if d.Path != "" {
			m.Message = d.Path + ": " + d.Message
		}
		if d.Suggestion != "" && d.End() <= len([]rune(d.Source))+1 && d.Column > 0 {
			switch under := []rune(d.Source)[d.Column-1 : d.End()-1]; {
			case len(under) == 0:
				m.Fix = ""
			case under[0] == '"' || under[0] == '\'':
				m.Fix = string(under[0]) + d.Suggestion + string(under[0])
			}
		}
		list = append(list, m)
	}
	return list
}

// Checked is what was found in a change.
type Checked struct {
	Mistakes []Mistake `json:"mistakes"`
	Runs     bool      `json:"runs"` // it can decide cases
	Same     bool      `json:"same"` // it is the original
}

// Change makes a text the change, and says what there is to look at in it. A text that
// cannot be read leaves the change as it was: the cases keep what they were decided.
func (e *Engine) Change(text string) (Checked, error) {
	if e.original == nil {
		return Checked{}, fmt.Errorf("no policy is open")
	}
	p, found := scenario.CheckPolicy(e.file, []byte(text), calendar.Date{})
	if p != nil && reflect.TypeOf(p) != reflect.TypeOf(e.original) {
		p = nil
		found = append(found, rule.Diagnostic{Severity: rule.SeverityError, Line: 1, Column: 1, Message: "this is a policy of another kind than the original: open it as a file"})
	}
	e.text = text
	if p != nil {
		e.changed, e.runs, e.coverage = p, text, scenario.Coverage{}
	}
	return Checked{Mistakes: mistakes(found), Runs: p != nil, Same: text == e.whole}, nil
}

// A Compared is a case under the original and under the change.
type Compared struct {
	Number int       `json:"number"` // from 0
	Title  string    `json:"title"`
	File   string    `json:"file"`
	Line   int       `json:"line"`
	How    string    `json:"how"` // same, decision, reasons or error
	Differ []Differs `json:"differ,omitempty"`
	Error  string    `json:"error,omitempty"`
	Steps  int       `json:"steps"`
}

// Differs is a step that is answered otherwise.
type Differs struct {
	Step     int      `json:"step"` // from 1
	Name     string   `json:"name"`
	On       string   `json:"on,omitempty"`
	Decision bool     `json:"decision"`
	Says     []string `json:"says"`
}

// More reads the next file of cases. It says how many cases are read and how many files
// wait. A file that cannot be read is an error, and is passed over.
func (e *Engine) More() (read, waiting int, err error) {
	if len(e.waiting) == 0 {
		return len(e.cases), 0, nil
	}
	name := e.waiting[0]
	e.waiting = e.waiting[1:]
	all, err := e.reader.Read(name, []byte(e.files[name]))
	for _, s := range all {
		h := &held{scenario: s}
		var decided bool
		var wrong error
		if h.before, decided, wrong = s.Under(e.original, e.original.ID()); wrong == nil && decided {
			e.cases = append(e.cases, h)
		}
	}
	return len(e.cases), len(e.waiting), err
}

// Compare runs a case, by its number from 0, under the change, and says what is decided
// otherwise. One that cannot be decided at all is an error of its own.
func (e *Engine) Compare(number int) (Compared, error) {
	if number < 0 || number >= len(e.cases) {
		return Compared{}, fmt.Errorf("there is no case %d", number)
	}
	h := e.cases[number]
	c := Compared{Number: number, Title: h.scenario.Title, File: h.scenario.File, Line: h.scenario.Line, How: "same", Steps: len(h.scenario.Steps)}
	if e.changed == e.original {
		h.after = h.before
	} else {
		var err error
		if h.after, _, err = h.scenario.Under(e.changed, e.original.ID(), e.changed.ID()); err != nil {
			h.played = false
			c.How, c.Error = "error", err.Error()
			return c, nil
		}
	}
	h.played = true
	e.coverage.Add(h.after, e.changed)
	if e.changed == e.original {
		return c, nil
	}
	for _, d := range scenario.Compare(h.before, h.after) {
		c.Differ = append(c.Differ, Differs{d.Number, d.Step.Name(), d.Step.On, d.Decision, d.Says})
		c.How = "reasons"
	}
	if slices.ContainsFunc(c.Differ, func(d Differs) bool { return d.Decision }) {
		c.How = "decision"
	}
	slices.SortStableFunc(c.Differ, func(a, b Differs) int { return cmp.Compare(rank(a), rank(b)) })
	return c, nil
}

// rank puts what is decided otherwise before what only has other reasons.
func rank(d Differs) int {
	if d.Decision {
		return 0
	}
	return 1
}

// A Reached is a row of the policy, a test or an interpretation, and how often cases
// reach it.
type Reached struct {
	ID    string `json:"id"`
	Line  int    `json:"line,omitempty"` // in the text of the change; 0 for what the library states
	Cite  string `json:"cite,omitempty"`
	Lacks string `json:"lacks"`
	Times int    `json:"times"`
}

// Coverage lists what the cases that were compared reach of the change.
func (e *Engine) Coverage() []Reached {
	if e.changed == nil {
		return nil
	}
	at := places(e.text)
	var all []Reached
	for _, r := range e.coverage.Of(e.changed) {
		all = append(all, Reached{r.ID, at.line(r.Path), string(r.Cite), r.Lacks, r.Times})
	}
	return all
}

// placed is a YAML text in which paths are found.
type placed struct{ root *yaml.Node }

func places(text string) placed {
	var n yaml.Node
	if yaml.Unmarshal([]byte(text), &n) != nil || len(n.Content) == 0 {
		return placed{}
	}
	return placed{n.Content[0]}
}

// line is the line of a path as catalogues write it, "levels[1].if"; 0 where it leads to
// nothing.
func (p placed) line(path string) int {
	n, line := p.root, 0
	for key := range strings.SplitSeq(strings.ReplaceAll(path, "[", ".["), ".") {
		if n == nil || key == "" {
			break
		}
		var next *yaml.Node
		var index int
		if _, err := fmt.Sscanf(key, "[%d]", &index); err == nil && n.Kind == yaml.SequenceNode && index < len(n.Content) {
			next = n.Content[index]
			line = next.Line
		}
		for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == key {
				next, line = n.Content[i+1], n.Content[i].Line
			}
		}
		n = next
	}
	return line
}
