package scenario

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/classify/classifytest"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
	"github.com/workcomp-go/workcomp/rule/procedure"
)

// listed is what has a catalogue.
type listed interface{ Catalogue() catalogue.Catalogue }

// opened reads a policy of a domain: its catalogue.
func opened(t *testing.T, domain string, p policyText) catalogue.Catalogue {
	t.Helper()
	read := func(l listed, err error) catalogue.Catalogue {
		if err != nil {
			t.Fatal(err)
		}
		return l.Catalogue()
	}
	switch {
	case domain == "classify", domain == "protest":
		return read(named(p, classify.Builtin, classify.ParsePolicy))
	case domain == "intervention":
		return read(named(p, intervention.Builtin, intervention.ParsePolicy))
	case domain == "placement":
		return read(named(p, placement.Builtin, placement.ParsePolicy))
	case domain == "procedure":
		return read(procedure.Parse(p.file, p.data))
	case isSubsidy(p):
		return read(named(p, benefits.BuiltinSubsidy, benefits.ParseSubsidy))
	}
	return read(named(p, benefits.Builtin, benefits.ParsePolicy))
}

// builtIns are the catalogues of all built-in policies.
func builtIns(t *testing.T) []catalogue.Catalogue {
	var all []catalogue.Catalogue
	for domain, ids := range map[string][]string{"classify": classify.BuiltinIDs(), "intervention": intervention.BuiltinIDs(),
		"placement": placement.BuiltinIDs(), "benefits": append(benefits.BuiltinIDs(), benefits.BuiltinSubsidyIDs()...)} {
		for _, id := range ids {
			all = append(all, opened(t, domain, policyText{id: id}))
		}
	}
	return all
}

// once fails the test when an id is empty or stands twice.
func once(t *testing.T, what string, ids []string) {
	t.Helper()
	slices.Sort(ids)
	if n := len(slices.Compact(slices.Clone(ids))); n != len(ids) || slices.Contains(ids, "") {
		t.Errorf("%s: an id is empty or stands twice: %q", what, ids)
	}
}

func each[T any](list []T, id func(T) string) []string {
	ids := make([]string, len(list))
	for i, entry := range list {
		ids[i] = id(entry)
	}
	return ids
}

func TestEveryIDOfACatalogueStandsOnce(t *testing.T) {
	for _, c := range builtIns(t) {
		t.Run(c.ID, func(t *testing.T) {
			tables := each(c.Tables, func(e catalogue.Table) string { return e.Name })
			once(t, "tables and lifecycles", append(tables, each(c.Lifecycles, func(e catalogue.Lifecycle) string { return e.Name })...))
			once(t, "rules", each(c.Rules, func(e catalogue.Rule) string { return e.ID }))
			once(t, "values", each(c.Values, func(e catalogue.Value) string { return e.ID }))
			once(t, "paths of values", each(c.Values, func(e catalogue.Value) string { return e.Path }))
			once(t, "duties", each(c.Duties, func(e catalogue.Duty) string { return e.ID }))
			once(t, "roles", each(c.Roles, func(r rule.Role) string { return string(r) }))
			once(t, "documents", each(c.Documents, func(e catalogue.Document) string { return e.ID }))
			once(t, "interpretations", each(c.Interpretations, func(e catalogue.Interpretation) string { return e.ID }))
			once(t, "citations", each(c.Citations, func(c rule.Citation) string { return string(c) }))
			if c.Title == "" || c.Source == "" || len(c.Policy.Hash) != 64 || len(c.Citations) == 0 {
				t.Errorf("title %q, source %q, hash %q, %d citations", c.Title, c.Source, c.Policy.Hash, len(c.Citations))
			}
		})
	}
}

// What the entries of a catalogue name is in it.
func TestACatalogueIsWhole(t *testing.T) {
	for _, c := range builtIns(t) {
		t.Run(c.ID, func(t *testing.T) {
			rows := map[string][]string{}
			for _, r := range c.Rules {
				rows[r.Of] = append(rows[r.Of], r.ID)
				for _, id := range append(slices.Clone(r.Opens), r.Closes...) {
					if !slices.ContainsFunc(c.Duties, func(d catalogue.Duty) bool { return d.ID == id }) {
						t.Errorf("rule %s: no duty %s", r.ID, id)
					}
				}
				for _, by := range r.By {
					if !slices.Contains(c.Roles, by) {
						t.Errorf("rule %s: no role %s", r.ID, by)
					}
				}
				if r.Interpretation != "" && !slices.ContainsFunc(c.Interpretations, func(i catalogue.Interpretation) bool { return i.ID == r.Interpretation }) {
					t.Errorf("rule %s: no interpretation %s", r.ID, r.Interpretation)
				}
			}
			for _, table := range c.Tables {
				if !slices.Equal(table.Rows, rows[table.Name]) || len(table.Facts) == 0 {
					t.Errorf("table %s: rows %v, facts %v", table.Name, table.Rows, table.Facts)
				}
			}
			for _, life := range c.Lifecycles {
				if !slices.Equal(life.Rows, rows[life.Name]) || !slices.Contains(life.States, life.Start) {
					t.Errorf("lifecycle %s: rows %v", life.Name, life.Rows)
				}
			}
			for _, d := range c.Duties {
				if len(d.By) == 0 || d.To == "" || len(d.OpenedBy) == 0 || len(d.ClosedBy) == 0 {
					t.Errorf("duty %+v: nobody owes it, or no rule opens or closes it", d)
				}
			}
			for _, v := range c.Values {
				_, err := rule.ParseDecimal("value", v.Value)
				if err == nil && v.Unit == "" && !strings.HasSuffix(v.Path, ".year") || v.Value == "" && v.Values == nil {
					t.Errorf("value %s: a number without a unit, or no value: %+v", v.ID, v)
				}
			}
		})
	}
}

// The test that makes the catalogues true: what any scenario of this repository
// leads to is in the catalogue of its policy.
func TestWhatTheScenariosLeadToIsInTheCatalogues(t *testing.T) {
	for _, d := range library() {
		folder := d.name + "/testdata/scenarios/*.yaml"
		if d.name == "procedure" { // of files, each with a folder of its own
			folder = "rule/procedure/testdata/scenarios/*/*.yaml"
		}
		files, err := filepath.Glob(filepath.Join(repository, folder))
		if err != nil {
			t.Fatal(err)
		}
		if d.name == "calendar" || d.name == "protest" {
			continue // it has no policies, or its scenarios are those of its package
		}
		if len(files) == 0 {
			t.Errorf("%s: no scenarios", d.name)
		}
		for _, file := range files {
			t.Run(d.name+"/"+filepath.Base(file), func(t *testing.T) { listedFile(t, file) })
		}
	}
}

func listedFile(t *testing.T, file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	reader := &Reader{Files: os.ReadFile, Folder: repository}
	scenarios, err := reader.Read(file, data)
	if err != nil {
		t.Fatal(err)
	}
	catalogues := map[string]catalogue.Catalogue{}
	for _, s := range scenarios {
		for _, a := range s.Run().Answers {
			name := s.policyOf(a.Step)
			if a.Err != nil && len(a.Findings) == 0 {
				continue // no answer: nothing was led to
			}
			if _, read := catalogues[name]; !read {
				policy, err := (&loader{Reader: reader, folder: repository, file: strict.ParseYAML(file, data)}).policy(name)
				if err != nil {
					t.Fatal(err)
				}
				catalogues[name] = opened(t, s.Domain, policy)
			}
			for _, fault := range unlisted(catalogues[name], &a) {
				t.Errorf("%s:%d: %s: %s, which is not in the catalogue %s", file, a.Step.Line, a.Step.Name(), fault, catalogues[name].ID)
			}
		}
	}
}

// policyOf is the policy by which a step is decided.
func (s *Scenario) policyOf(step *Step) string {
	switch named := step.with.Get("policy"); {
	case step.Call == "subsidy" && named != nil:
		return named.Text
	case s.Domain == "benefits" && (s.Policy == "" || step.Call != "subsidy" && slices.Contains(benefits.BuiltinSubsidyIDs(), s.Policy)):
		return defaultBenefits
	}
	name, _, _ := strings.Cut(s.Policy, ", ") // the versions of a policy have one catalogue
	return name
}

// unlisted says what an answer has and the catalogue has not.
func unlisted(c catalogue.Catalogue, a *Answer) []string {
	var faults []string
	ask := func(listed bool, fault string) {
		if !listed {
			faults = append(faults, fault)
		}
	}
	for _, f := range a.Findings {
		ask(slices.Contains(c.Citations, f.Cite) || strings.HasSuffix(c.ID, "/"+string(f.Cite)), "provision "+string(f.Cite)) // the policy refuses a change of a history
		for _, id := range f.Interpretations {
			ask(slices.Contains(calendar.USWV().Interpretations(), id) || // those of closed days are the calendar's
				slices.ContainsFunc(c.Interpretations, func(i catalogue.Interpretation) bool { return i.ID == id }), "interpretation "+id)
		}
	}
	on := func(lists func(catalogue.Rule) []string, id string) bool {
		return a.revision != nil || slices.ContainsFunc(c.Rules, func(r catalogue.Rule) bool { return r.On == a.Step.Event && slices.Contains(lists(r), id) })
	}
	for _, d := range a.Outcome.Opened {
		ask(slices.ContainsFunc(c.Duties, func(e catalogue.Duty) bool { return lays(e, d) }), "duty "+d.ID+" by "+d.By+" ("+d.Cite+")")
		ask(on(func(r catalogue.Rule) []string { return r.Opens }, d.ID), "a rule by which "+a.Step.Event+" opens "+d.ID)
	}
	for _, d := range a.Outcome.Closed {
		ask(on(func(r catalogue.Rule) []string { return r.Closes }, d.ID), "a rule by which "+a.Step.Event+" closes "+d.ID)
	}
	for _, id := range a.Outcome.Documents {
		ask(slices.ContainsFunc(c.Documents, func(d catalogue.Document) bool { return d.ID == id }), "document "+id)
	}
	for _, p := range a.Outcome.Pending {
		ask(slices.Contains(c.Citations, p.Cite), "provision "+string(p.Cite))
		for _, role := range p.On {
			ask(slices.Contains(c.Roles, role), "role "+string(role))
		}
	}
	return faults
}

// lays reports whether an entry lays a duty down as it was opened.
func lays(e catalogue.Duty, d calendar.Duty) bool {
	return e.ID == d.ID && slices.Contains(e.By, d.By) && e.To == d.To && slices.ContainsFunc(e.Provisions, func(p catalogue.DutyProvision) bool {
		return string(p.Cite) == d.Cite && slices.Equal(p.CopyTo, d.CopyTo) && slices.Equal(p.Encloses, d.Encloses)
	})
}

// Every provision that the source of a domain names is in one of its
// catalogues.
func TestEveryProvisionOfTheSourceIsInACatalogue(t *testing.T) {
	cited := map[string][]rule.Citation{}
	for _, c := range builtIns(t) {
		cited[c.Domain] = append(cited[c.Domain], c.Citations...)
	}
	for domain, citations := range cited {
		named := provisionsOf(t, filepath.Join(repository, domain))
		if len(named) < 8 && domain != "benefits" { // whose provisions stand in its policies
			t.Errorf("%s: only %d provisions found", domain, len(named))
		}
		for name, cite := range named {
			if !slices.Contains(citations, cite) {
				t.Errorf("%s: %s, %q, is in no catalogue", domain, name, cite)
			}
		}
	}
}

// provisionsOf are the constants of the type rule.Citation in a package.
func provisionsOf(t *testing.T, dir string) map[string]rule.Citation {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	texts, found := map[string]ast.Expr{}, map[string]rule.Citation{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != len(spec.Names) {
				return true
			}
			for i, name := range spec.Names {
				texts[name.Name] = spec.Values[i]
				if typed, ok := spec.Type.(*ast.SelectorExpr); ok && typed.Sel.Name == "Citation" {
					found[name.Name] = ""
				}
			}
			return true
		})
	}
	for name := range found {
		found[name] = rule.Citation(constant(texts, texts[name]))
	}
	return found
}

// constant gives the text of a constant: literals and names, joined.
func constant(texts map[string]ast.Expr, e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, _ := strconv.Unquote(e.Value)
		return text
	case *ast.Ident:
		return constant(texts, texts[e.Name])
	case *ast.BinaryExpr:
		return constant(texts, e.X) + constant(texts, e.Y)
	}
	return ""
}

func TestNoPolicyHasAnEmptyCatalogue(t *testing.T) {
	for _, none := range []listed{&classify.Policy{}, &intervention.Policy{}, &placement.Policy{}, &benefits.Policy{}, &benefits.Subsidy{},
		(*classify.Policy)(nil), (*intervention.Policy)(nil), (*placement.Policy)(nil), (*benefits.Policy)(nil), (*benefits.Subsidy)(nil)} {
		if c := none.Catalogue(); c.ID != "" || len(c.Rules)+len(c.Values)+len(c.Citations) > 0 {
			t.Errorf("%T: %v", none, c)
		}
	}
}

// What random histories of employers, of fixed seeds, lead to is in the
// catalogue too: they come to more of what the rows open and close.
func TestWhatRandomHistoriesLeadToIsInTheCatalogue(t *testing.T) {
	policy, err := classify.Builtin("wv-85-23")
	if err != nil {
		t.Fatal(err)
	}
	c, taken := policy.Catalogue(), 0
	histories := classifytest.Histories(policy, classify.Profile{})
	for seed := range 100 {
		st := policy.Start(classify.Profile{})
		for _, e := range histories.Example(seed) {
			next, outcome, err := policy.Apply(st, e)
			if err != nil {
				continue
			}
			taken++
			st = next
			for _, fault := range unlisted(c, &Answer{Step: &Step{Event: string(e.Name())}, Outcome: outcome, Findings: outcome.Findings}) {
				t.Errorf("seed %d: %s on %v: %s, which is not in the catalogue", seed, e.Name(), st.LastOn, fault)
			}
		}
	}
	if taken < 500 {
		t.Errorf("only %d events were taken", taken)
	}
}
