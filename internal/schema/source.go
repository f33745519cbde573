package schema

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// module is the path of this module.
const module = "github.com/workcomp-go/workcomp"

// A Source holds the comments of the packages of this module, by their path,
// read when they are asked for. Makers of one test share it.
type Source map[string]*comments

type comments struct {
	types  map[string]string
	fields map[string]map[string]string // by type, then by field
	words  map[string]map[string]string // of constants, by type, then by word
}

// of reads the comments of a package. One outside of the module has none here.
func (s *Source) of(pkg string) *comments {
	if *s == nil {
		*s = Source{}
	}
	if c, ok := (*s)[pkg]; ok {
		return c
	}
	c := &comments{types: map[string]string{}, fields: map[string]map[string]string{}, words: map[string]map[string]string{}}
	(*s)[pkg] = c
	inside, ok := strings.CutPrefix(pkg, module+"/")
	if !ok {
		return c
	}
	dir := filepath.Join(Root(), filepath.FromSlash(inside))
	files, _ := fs.Glob(os.DirFS(dir), "*.go") // the pattern is right
	for _, name := range files {
		if f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, name), nil, parser.ParseComments); err == nil {
			c.read(f)
		}
	}
	return c
}

// Root is the folder of the module, found from the folder of a test.
func Root() string {
	dir := "."
	for range 5 {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		dir = filepath.Join("..", dir)
	}
	return "."
}

func (c *comments) read(f *ast.File) {
	for _, d := range f.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range g.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				c.types[spec.Name.Name] = first(spec.Doc, g.Doc)
				if t, ok := spec.Type.(*ast.StructType); ok {
					c.fields[spec.Name.Name] = fieldTexts(t)
				}
			case *ast.ValueSpec:
				c.constant(spec)
			}
		}
	}
}

func fieldTexts(t *ast.StructType) map[string]string {
	texts := map[string]string{}
	for _, f := range t.Fields.List {
		for _, name := range f.Names {
			texts[name.Name] = first(f.Doc, f.Comment)
		}
	}
	return texts
}

// constant keeps the comment of a constant of a named type of words.
func (c *comments) constant(spec *ast.ValueSpec) {
	var name string
	switch t := spec.Type.(type) {
	case *ast.Ident:
		name = t.Name
	case *ast.SelectorExpr:
		name = t.Sel.Name
	}
	if name == "" || len(spec.Values) != 1 {
		return
	}
	if lit, ok := spec.Values[0].(*ast.BasicLit); ok && lit.Kind == token.STRING {
		if c.words[name] == nil {
			c.words[name] = map[string]string{}
		}
		word, _ := strconv.Unquote(lit.Value) // a literal of the language
		c.words[name][word] = tidy(first(spec.Doc, spec.Comment), spec.Names[0].Name, nil)
	}
}

func first(groups ...*ast.CommentGroup) string {
	for _, g := range groups {
		if text := strings.Join(strings.Fields(g.Text()), " "); text != "" {
			return text
		}
	}
	return ""
}

// words gives what the source says of the words of a type.
func (s *Source) words(pkg, name string) map[string]string { return s.of(pkg).words[name] }

// typeText gives the first sentence about a type, for what has no comment of
// its own.
func (s *Source) typeText(t reflect.Type) string {
	name := plainName(t)
	text := tidy(s.of(t.PkgPath()).types[name], name, nil)
	if head, _, found := strings.Cut(text, ". "); found {
		return head + "."
	}
	return text
}

// fieldText gives what the source says of a field, in the words of the file:
// keys in place of the names of fields.
func (s *Source) fieldText(t reflect.Type, field string) string {
	keys := map[string]string{}
	for i := range t.NumField() {
		key, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		keys[t.Field(i).Name] = key
	}
	return tidy(s.of(t.PkgPath()).fields[plainName(t)][field], field, keys)
}

// plainName is the name of a type without its arguments.
func plainName(t reflect.Type) string {
	name, _, _ := strings.Cut(t.Name(), "[")
	return name
}

var (
	article = regexp.MustCompile(`^(?:An? |The )?(\w+)(?: is | are |: )`)
	joined  = regexp.MustCompile(`\b[A-Z][a-z]+(?:[A-Z][A-Za-z]*)+\b`)
)

// tidy makes a sentence of a Go comment: "Rate is the share." becomes "The
// share."
func tidy(text, name string, keys map[string]string) string {
	if found := article.FindStringSubmatch(text); found != nil && found[1] == name {
		text = text[len(found[0]):]
	} else if rest, ok := strings.CutPrefix(text, name+" "); ok && keys[name] != "" {
		text = keys[name] + " " + rest
	} else if ok {
		text = rest
	}
	text = joined.ReplaceAllStringFunc(text, func(word string) string {
		if key := keys[word]; key != "" {
			return key
		}
		return word
	})
	if text == "" {
		return ""
	}
	if keys[name] == "" || !strings.HasPrefix(text, keys[name]+" ") {
		runes := []rune(text)
		runes[0] = unicode.ToUpper(runes[0])
		text = string(runes)
	}
	if !strings.ContainsAny(text[len(text)-1:], `.:;!?`) {
		text += "."
	}
	return text
}
