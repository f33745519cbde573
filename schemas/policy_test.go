package schemas_test

import (
	"errors"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

func TestTheBuiltInPoliciesAreOfTheirSchemas(t *testing.T) {
	for _, form := range forms {
		schema, files := resolved(t, form.schema), glob(t, form.files)
		if len(files) == 0 {
			t.Errorf("%s: there are no files", form.files)
		}
		for _, file := range files {
			if err := schema.Validate(value(documents(t, file, read(t, file))[0])); err != nil {
				t.Errorf("%s: %v", file, err)
			}
		}
	}
}

// of reports the mistakes of form in what a parser said: keys that are unknown
// or absent, and values of another type.
func formMistakes(err error) []string {
	var all rule.Diagnostics
	errors.As(err, &all)
	var found []string
	for _, e := range all {
		switch e.Code {
		case rule.UnknownKey, rule.WrongType:
			found = append(found, e.Path+": "+e.Message)
		case rule.MissingKey:
			if strings.HasSuffix(e.Message, "expected this key") {
				found = append(found, e.Path+": "+e.Message)
			}
		}
	}
	return found
}

// Each value of the built-in policies is spoilt in every way that an editor
// could see. What the schema refuses the parser refuses; what the parser refuses
// for its form the schema refuses.
func TestASpoiltPolicyIsRefusedByItsSchemaAndItsParserAlike(t *testing.T) {
	for _, form := range forms {
		t.Run(form.schema, func(t *testing.T) {
			t.Parallel()
			schema, spoiler := resolved(t, form.schema), spoiler{}
			made, refused, ofForm := 0, 0, 0
			for _, file := range append(glob(t, form.files), glob(t, form.also)...) {
				root := documents(t, file, []byte(strings.NewReplacer(form.more...).Replace(string(read(t, file)))))[0]
				few(root)
				if err := form.parse(file, []byte(write(root))); err != nil {
					t.Fatal(err)
				}
				for what := range spoiler.spoil(root) {
					made++
					bySchema, byParser := schema.Validate(value(root)), form.parse("spoilt.yaml", []byte(write(root)))
					mistakes := formMistakes(byParser)
					if bySchema != nil {
						refused++
						if byParser == nil {
							t.Errorf("%s: %.200s: the parser takes what the schema refuses: %v", file, what, bySchema)
						}
					}
					if len(mistakes) > 0 {
						ofForm++
						if bySchema == nil && !unseen(mistakes) {
							t.Errorf("%s: %.200s: the schema takes what the parser refuses: %v", file, what, mistakes)
						}
					}
				}
			}
			spoilt := slices.Collect(maps.Keys(spoiler))
			for _, path := range keys(schema.Schema(), "") {
				if !spoiler[path] {
					t.Errorf("no policy has the key %s: it was not spoilt", path)
				}
			}
			for name, def := range schema.Schema().Defs {
				for _, path := range keys(def, "") {
					if !slices.ContainsFunc(spoilt, func(s string) bool { return strings.HasSuffix(s, "."+path) }) {
						t.Errorf("no policy has the key %s of a %s: it was not spoilt", path, name)
					}
				}
			}
			t.Logf("%d spoilt, %d refused by the schema, %d by the parser for their form", made, refused, ofForm)
			if refused < made/2 || ofForm < made/2 {
				t.Errorf("of %d spoilt policies the schema refuses %d, and the parser %d for their form: too few to say anything", made, refused, ofForm)
			}
		})
	}
}

// keys lists the paths of all the keys of a schema.
func keys(s *jsonschema.Schema, path string) []string {
	var all []string
	if s.Items != nil {
		all = keys(s.Items, path+"[]")
	}
	for name, p := range s.Properties {
		all = append(append(all, strict.Join(path, name)), keys(p, strict.Join(path, name))...)
	}
	return all
}

// few leaves two bands of a policy, as the tests of its levels are analysed band by
// band, and of its interpretations one of each form: what is spoilt is no less.
func few(root *strict.Node) {
	if bands := root.Get("bands"); bands != nil {
		rows := bands.Get("rows")
		rows.Items = rows.Items[:2]
	}
	if all := root.Get("interpretations"); all != nil {
		whole, seen := write(root), map[string]bool{}
		all.Items = slices.DeleteFunc(all.Items, func(n *strict.Node) bool {
			if strings.Count(whole, quoted(n.Get("id").Text)) > 1 { // what else is in the policy names it
				return false
			}
			form := shape("", n)
			for _, reading := range n.Get("readings").Items {
				form = shape(form, reading)
			}
			defer func() { seen[form] = true }()
			return seen[form]
		})
	}
}

// unseen reports mistakes that no schema can see: the columns of a band are
// those of the first.
func unseen(mistakes []string) bool {
	for _, m := range mistakes {
		if !strings.Contains(m, "bands.rows[") {
			return false
		}
	}
	return true
}

// The files of mistakes by which the parsers are tested. The schema sees those
// of form; those that it takes are mistakes of meaning.
func TestTheKnownMistakesOfFormAreRefused(t *testing.T) {
	meaning := []string{"columns.yaml", "dead.yaml", "everywhere.yaml", "rows.yaml", "meet.yaml", "uneven.yaml", "unique.yaml"}
	for _, c := range []struct {
		form  form
		files string
		count int
	}{
		{forms[0], "../classify/testdata/mistakes/*.yaml", 18},
		{forms[0], "../testdata/example-safety-wrong.yaml", 1},
		{forms[3], "../benefits/testdata/policies/[a-rt-z]*.yaml", 3},
		{forms[3], "../benefits/testdata/policies/shape.yaml", 1},
		{forms[4], "../benefits/testdata/policies/subsidy*.yaml", 5},
	} {
		schema, count := resolved(t, c.form.schema), 0
		for _, file := range glob(t, c.files) {
			data := read(t, file)
			docs := strict.ParseYAML(file, data).Docs
			if len(docs) != 1 {
				continue // not YAML, or two documents
			}
			count++
			bySchema, byParser := schema.Validate(value(docs[0])), c.form.parse(file, data)
			if (bySchema == nil) != slices.Contains(meaning, filepath.Base(file)) || byParser == nil {
				t.Errorf("%s: the schema says %v, the parser %v", file, bySchema, byParser)
			}
		}
		if count != c.count {
			t.Errorf("%s: %d files, expected %d", c.files, count, c.count)
		}
	}
}

// Words that stand in a file and that nobody knows, in a policy that is right
// otherwise.
func TestAnUnknownWordIsRefused(t *testing.T) {
	for _, c := range []struct {
		form form
		file string
		path []string // keys, and for a list its first item
	}{
		{forms[0], "wv-85-23", []string{"facts", "emf"}},
		{forms[0], "wv-85-23", []string{"levels", "level"}},
		{forms[0], "wv-85-23", []string{"tiers", "closed_days"}},
		{forms[0], "wv-85-23", []string{"interpretations", "id"}},
		{forms[0], "wv-85-23", []string{"interpretations", "readings", "key"}},
		{forms[1], "nl-63.00", []string{"interpretations", "id"}},
		{forms[1], "nl-63.00", []string{"interpretations", "reading"}},
		{forms[2], "ab-toj", []string{"approvals", "placement", "test"}},
		{forms[2], "ab-toj", []string{"approvals", "placement", "who"}},
		{forms[2], "ab-toj", []string{"interpretations", "set"}},
		{forms[3], "ab-toj", []string{"rounding", "how"}},
		{forms[3], "ab-toj", []string{"interpretations", "set"}},
		{forms[4], "us-wa-stay-at-work", []string{"rounding", "how"}},
	} {
		file := strings.Replace(c.form.files, "*", c.file, 1)
		root := documents(t, file, read(t, file))[0]
		n := root
		for _, key := range c.path {
			if n = n.Get(key); n.Kind == strict.List {
				n = n.Items[0]
			}
		}
		n.Kind, n.Text = strict.Text, n.Text+"_misspelt"
		bySchema, byParser := resolved(t, c.form.schema).Validate(value(root)), c.form.parse(file, []byte(write(root)))
		if bySchema == nil || byParser == nil {
			t.Errorf("%s: %s: the schema says %v, the parser %v", file, n.Text, bySchema, byParser)
		}
	}
}

// Procedure files are of their schema, and a key that is none is refused by it.
func TestProcedureFilesAreOfTheirSchema(t *testing.T) {
	schema := resolved(t, "procedure")
	for _, file := range append(glob(t, "../rule/procedure/testdata/*.yaml"), "../cmd/workcomp/new/procedure.yaml") {
		data := string(read(t, file))
		if err := schema.Validate(value(documents(t, file, []byte(data))[0])); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		for _, change := range []string{"\nstates:|\nstaets:", " says:| say:", "cite:|cites:"} {
			old, to, _ := strings.Cut(change, "|")
			spoilt := strings.Replace(data, old, to, 1)
			if err := schema.Validate(value(documents(t, file, []byte(spoilt))[0])); err == nil {
				t.Errorf("%s with %s is taken", file, to)
			}
		}
	}
}
