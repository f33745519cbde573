package engine

import (
	"encoding/json"
	"iter"
	"regexp"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
	"github.com/workcomp-go/workcomp/rule/procedure"
	"github.com/workcomp-go/workcomp/schemas"
	"go.yaml.in/yaml/v3"
)

// An Option is what may be written at a place.
type Option struct {
	Label  string `json:"label"`
	Kind   string `json:"kind"`             // key, value, fact, function, reading or word
	Detail string `json:"detail,omitempty"` // its type, or how it is written
	Info   string `json:"info,omitempty"`   // what it means
	Apply  string `json:"apply,omitempty"`  // what is written, where that is not the label
}

// A schema is the part of a JSON Schema that is asked here.
type schema struct {
	Description      string            `json:"description"`
	Properties       map[string]schema `json:"properties"`
	Additional       additional        `json:"additionalProperties"`
	Items            *schema           `json:"items"`
	AnyOf            []schema          `json:"anyOf"`
	AllOf            []schema          `json:"allOf"`
	Then             *schema           `json:"then"`
	Required         []string          `json:"required"`
	Enum             []any             `json:"enum"`
	EnumDescriptions []string          `json:"enumDescriptions"`
	Type             any               `json:"type"`
}

// UnmarshalJSON reads a schema; one that is true or false says nothing.
func (s *schema) UnmarshalJSON(data []byte) error {
	if data[0] != '{' {
		return nil
	}
	type fields schema
	return json.Unmarshal(data, (*fields)(s))
}

// additional are the keys of any other name: false, or what they hold.
type additional struct{ *schema }

func (a *additional) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '{' {
		a.schema = &schema{}
		return json.Unmarshal(data, a.schema)
	}
	return nil
}

// schema is that of the kind of the policy.
func (e *Engine) schema() *schema {
	name := e.original.Catalogue().Domain + "-policy"
	switch e.original.(type) {
	case *benefits.Subsidy:
		name = "benefits-subsidy"
	case *procedure.Procedure:
		name = "procedure"
	}
	var s schema
	if data, err := schemas.File(name); err != nil || json.Unmarshal(data, &s) != nil {
		return &schema{}
	}
	return &s
}

// forms are the schemas that may hold at once where one does: its own, those of which it
// is any, and those of which it is all.
func (s *schema) forms() []*schema {
	all := []*schema{s}
	for i := range s.AnyOf {
		all = append(all, s.AnyOf[i].forms()...)
	}
	for i := range s.AllOf {
		all = append(all, s.AllOf[i].forms()...)
	}
	if s.Then != nil {
		all = append(all, s.Then.forms()...)
	}
	return all
}

// at follows keys to the schemas that hold there.
func (s *schema) at(path []string) []*schema {
	now := s.forms()
	for _, key := range path {
		var next []*schema
		for _, f := range now {
			if own, ok := f.Properties[key]; ok {
				next = append(next, own.forms()...)
			} else if key == "[]" && f.Items != nil {
				next = append(next, f.Items.forms()...)
			} else if f.Additional.schema != nil && key != "[]" {
				next = append(next, f.Additional.forms()...)
			}
		}
		now = next
	}
	return now
}

// Completion is what may be written at a place, in place of the letters before it.
type Completion struct {
	Back    int      `json:"back"` // how many letters before the place are replaced
	Options []Option `json:"options"`
}

// Complete says what may be written at an offset of a text, in UTF-16 units.
func (e *Engine) Complete(text string, offset int) Completion {
	if e.original == nil {
		return Completion{Options: []Option{}}
	}
	s := spotAt(text, offset)
	c := Completion{Back: len(s.word), Options: []Option{}}
	here := e.schema().at(s.path)
	switch {
	case s.key:
		c.Options = keys(here, s.inside)
	case len(s.path) > 0 && isCondition(s.path[len(s.path)-1], here):
		c.Options = e.condition(s)
	case len(s.path) > 0 && isSentence(s.path[len(s.path)-1]):
		if open := strings.LastIndexByte(s.before, '{'); open >= 0 && open > strings.LastIndexByte(s.before, '}') {
			c.Options = facts(e.facts(s.path))
		}
	default:
		c.Options = e.values(s, here)
	}
	slices.SortStableFunc(c.Options, func(a, b Option) int { return strings.Compare(a.Kind, b.Kind) })
	return c
}

// keys are those that a mapping may still have.
func keys(here []*schema, inside string) []Option {
	var all []Option
	seen := map[string]bool{}
	for _, f := range here {
		names := make([]string, 0, len(f.Properties))
		for name := range f.Properties {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			stands := regexp.MustCompile(`(?m)(^|[,{ ])` + regexp.QuoteMeta(name) + ` *:`).MatchString(inside)
			if seen[name] || stands {
				continue
			}
			seen[name] = true
			o := Option{Label: name, Kind: "key", Info: f.Properties[name].Description, Apply: name + ": "}
			if slices.Contains(f.Required, name) {
				o.Detail = "required"
			}
			all = append(all, o)
		}
	}
	return all
}

// isCondition reports whether a key holds a condition.
func isCondition(key string, here []*schema) bool {
	return key == "if" || slices.ContainsFunc(here, func(s *schema) bool { return strings.HasPrefix(s.Description, "The test, over") })
}

// isSentence reports whether a key holds a sentence with places for facts.
func isSentence(key string) bool { return key == "text" || key == "else" || key == "says" }

// facts are those that a condition at a path may ask: those of the rule that stands there,
// or of the table.
func (e *Engine) facts(path []string) []catalogue.Fact {
	c := e.changed.Catalogue()
	if _, ok := e.changed.(*procedure.Procedure); ok {
		return e.names(c)
	}
	at := strings.Join(path, ".")
	for _, r := range c.Rules {
		if r.Path != "" && len(r.Facts) > 0 && strings.HasPrefix(at, strings.ReplaceAll(r.Path, "[", ".[")) {
			return r.Facts
		}
	}
	var all []catalogue.Fact
	for _, t := range c.Tables {
		all = append(all, t.Facts...)
	}
	return all
}

// finds are the names of what a function of a procedure finds, by the key that says which
// it is.
var finds = map[string][]string{"run": {"length", "from"}, "improvement": {"percent", "amount", "baseline", "known"},
	"count": {"entries", "sum"}, "dates": {"duties", "length", "first", "last"}, "number": {"number"}, "yes_no": {"yes_no"}, "text": {"text"}, "day": {"day"}}

// names are what the conditions and sentences of a procedure may name.
func (e *Engine) names(c catalogue.Catalogue) []catalogue.Fact {
	var all []catalogue.Fact
	add := func(name, kind string) {
		if !slices.ContainsFunc(all, func(f catalogue.Fact) bool { return f.Name == name }) {
			all = append(all, catalogue.Fact{Declaration: rule.Declaration{Name: name, Type: rule.FactType(kind)}})
		}
	}
	for _, name := range []string{"case.state", "case.last_on", "event.on", "event.by"} {
		add(name, "")
	}
	root := places(e.runs).root
	for key, kind := range fields(child(root, "case")) {
		add("case."+key, kind.Value)
	}
	for _, event := range fields(child(root, "events")) {
		for key, kind := range fields(event) {
			add("event."+key, kind.Value)
		}
	}
	for _, v := range c.Values {
		if name, ok := strings.CutPrefix(v.ID, "values."); ok {
			add("policy."+name, v.Unit)
		}
	}
	for name, f := range fields(child(root, "functions")) {
		for key := range fields(f) {
			for _, found := range finds[key] {
				add(name+"."+found, "")
			}
		}
	}
	for _, d := range c.Duties {
		add("owed."+d.ID, "count")
	}
	return all
}

// fields yields the keys of a mapping with their values, and child the value of one.
func fields(n *yaml.Node) iter.Seq2[string, *yaml.Node] {
	return func(yield func(string, *yaml.Node) bool) {
		for i := 0; n != nil && n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i].Value, n.Content[i+1]) {
				return
			}
		}
	}
}

func child(n *yaml.Node, name string) *yaml.Node {
	for key, value := range fields(n) {
		if key == name {
			return value
		}
	}
	return nil
}

func facts(known []catalogue.Fact) []Option {
	var all []Option
	for _, f := range known {
		o := Option{Label: f.Name, Kind: "fact", Detail: string(f.Type)}
		if f.Fixed {
			o.Info = "The band gives its value."
		}
		all = append(all, o)
	}
	return all
}

// compared is a fact that a condition compares with what follows.
var compared = regexp.MustCompile(`([\w.]+) *(?:==|!=|in *\[[^\]]*) *["']?[\w-]*$`)

// condition is what may stand in a condition.
func (e *Engine) condition(s spot) []Option {
	known := e.facts(s.path)
	if found := compared.FindStringSubmatch(s.before); found != nil {
		for _, f := range known {
			if f.Name == found[1] && len(f.Values) > 0 {
				return words(f.Values, s.before)
			}
		}
	}
	all := facts(known)
	for _, usage := range rule.Functions() {
		name, _, _ := strings.Cut(usage, "(")
		all = append(all, Option{Label: name, Kind: "function", Detail: usage, Apply: name + "("})
	}
	for _, w := range []string{"and", "or", "not", "in"} {
		all = append(all, Option{Label: w, Kind: "word"})
	}
	return all
}

// words are the words that a fact can be, in quotes unless one is open.
func words(values []string, before string) []Option {
	var all []Option
	for _, v := range values {
		o := Option{Label: v, Kind: "value"}
		if strings.Count(before, `"`)%2 == 0 {
			o.Apply = `"` + v + `"`
		}
		all = append(all, o)
	}
	return all
}

// values are the words that a schema or the catalogue has for a key.
func (e *Engine) values(s spot, here []*schema) []Option {
	var all []Option
	for _, f := range here {
		for i, v := range f.Enum {
			text, ok := v.(string)
			if !ok || text == "" {
				continue
			}
			o := Option{Label: text, Kind: "value"}
			if i < len(f.EnumDescriptions) {
				o.Info = f.EnumDescriptions[i]
			}
			all = append(all, o)
		}
	}
	if len(s.path) == 0 {
		return all
	}
	c := e.changed.Catalogue()
	_, file := e.changed.(*procedure.Procedure) // whose rows stand in the file
	switch s.path[len(s.path)-1] {
	case "reading":
		for _, i := range c.Interpretations {
			for _, r := range i.Readings {
				all = append(all, Option{Label: r.Key, Kind: "reading", Detail: i.ID, Info: r.Text})
			}
		}
	case "interpretation":
		for _, i := range c.Interpretations {
			all = append(all, Option{Label: i.ID, Kind: "reading", Info: i.Question})
		}
	case "cite":
		for _, cite := range c.Citations {
			all = append(all, Option{Label: string(cite), Kind: "value"})
		}
	case "by":
		if !file {
			all = append(all, facts(e.facts(s.path))...)
		}
		for _, r := range c.Roles {
			all = append(all, Option{Label: string(r), Kind: "value"})
		}
	case "on":
		if file {
			all = append(all, listed(c.Lifecycles[0].Events)...)
		}
	case "from", "to":
		if file {
			all = append(all, listed(c.Lifecycles[0].States)...)
		}
	}
	return all
}

func listed(names []string) []Option {
	var all []Option
	for _, name := range names {
		all = append(all, Option{Label: name, Kind: "value"})
	}
	return all
}

// Describe says what the key at an offset means, by the schema; empty for what has no
// meaning of its own.
func (e *Engine) Describe(text string, offset int) string {
	if e.original == nil {
		return ""
	}
	s := spotAt(text, offset)
	path := s.path
	if s.key {
		path = append(slices.Clone(path), strings.Trim(s.word, `"`))
	}
	for _, f := range e.schema().at(path) {
		if f.Description != "" {
			return f.Description
		}
	}
	return ""
}
