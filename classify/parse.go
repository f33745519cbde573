package classify

import (
	"errors"
	"fmt"
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/listing"
	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/internal/words"
	"github.com/workcomp-go/workcomp/rule"
)

// policyFile is the form of every policy: the facts of the caller, the levels
// with their tests, and where the programme has them the bands of values and
// the tiers of § 85-23.
type policyFile struct {
	Policy strict.At[string] `json:"policy"` // the policy's stable id, by which a host and a scenario name it
	Title  strict.At[string] `json:"title"`  // what the policy is about
	Source strict.At[string] `json:"source"` // the publication that the policy states
	// Effective is the first day on which the policy is in force; none: always.
	Effective strict.At[calendar.Date] `json:"effective,omitempty"`
	// Facts are the facts of an employer that are asked for: for each its name,
	// and its type or the list of the words that it can be.
	Facts *strict.Node `json:"facts"`
	// Lists are lists of values under a name, which a test may ask: zip in covered_zips.
	Lists *strict.Node         `json:"lists,omitempty"`
	Bands strict.At[bandsFile] `json:"bands,omitempty"` // a table of values by the size of one fact, for the tests of the levels to ask
	// Hit is how many of the tests may hold: "first", the first that holds is the
	// answer, none where no test does; "unique", exactly one holds for every employer, so
	// that there is no none, and a gap or an overlap is a mistake; "collect", all that
	// hold are the answer, which may be none. Left out it is first.
	Hit    strict.At[hit]         `json:"hit,omitempty"`
	Levels strict.At[[]levelFile] `json:"levels"`          // the levels in the order in which they are looked at
	Tiers  strict.At[tiersFile]   `json:"tiers,omitempty"` // what the policy states of W. Va. Code R. § 85-23 beside the table: it makes the levels focus and target, which events move
	// Interpretations are the places where the instrument leaves a choice, with
	// the readings this policy takes.
	Interpretations reading.List `json:"interpretations,omitempty"`
	// NotModelled is what the instrument orders, allows or times and this policy does
	// not state, each with the reason.
	NotModelled []listing.NotModelled `json:"not_modelled,omitempty"`
}

// hit is a rule.HitPolicy.
type hit string

// Values lists those that a policy may state.
func (hit) Values() []string {
	return []string{string(rule.First), string(rule.Unique), string(rule.Collect)}
}

type levelFile struct {
	Level strict.At[string] `json:"level"`        // the name of the level; several tests may lead to one
	If    strict.At[string] `json:"if,omitempty"` // the test, over the facts and the values of the band: payroll > 500000 and claims >= 2; the last level may have none: it is for all that is left
	// Percent is a credit, discount or surcharge that goes with the level, in percent from
	// -100 to 100: a number, or a formula over the facts and the values of the band.
	Percent strict.At[string] `json:"percent,omitempty"`
	// Amount is one in dollars, likewise: round(0.05 * premium, 2, "half_up").
	Amount strict.At[string] `json:"amount,omitempty"`
	Cite   strict.At[string] `json:"cite"`           // the provision of the test
	Text   strict.At[string] `json:"text,omitempty"` // the finding when the test holds; a fact stands in {braces}, and {{ and }} are braces
	Else   strict.At[string] `json:"else,omitempty"` // the finding when it does not

	Interpretation strict.At[string] `json:"interpretation,omitempty"` // the id of the interpretation on which the test rests: its findings carry it
}

// reader reads a policy file and reports all that is wrong with it.
type reader struct {
	file    *strict.File
	untyped []string // the facts whose types are mistakes: they stand as numbers, so that the tests are read all the same
}

func (r *reader) wrong(pos strict.Pos, path, value, expected, suggestion string) {
	r.file.Report(strict.Diagnostic{Code: rule.BadValue, Pos: pos, Path: path, Value: value, Expected: expected, Suggestion: suggestion})
}

// clean reports whether nothing was wrong so far.
func (r *reader) clean() bool { return r.file.Err() == nil }

// ParsePolicy reads a policy file; file is the name that its mistakes give. Of a
// policy with tiers, an interpretation that the file leaves out takes the reading
// of the published policy. The error is a rule.PolicyErrors: all mistakes, each
// with its place.
func ParsePolicy(file string, data []byte) (*Policy, error) { return parse(file, data, published()) }

func parse(file string, data []byte, defaults []rule.Interpretation) (*Policy, error) {
	r := &reader{file: strict.ParseYAML(file, data)}
	n := r.file.One()
	if n == nil {
		return nil, r.file.Err()
	}
	r.file.Follow()
	var spec policyFile
	r.file.Decode(n, "", &spec)
	p := &Policy{file: file, id: spec.Policy.Value, title: spec.Title.Value, source: spec.Source.Value, hash: r.file.Hash, text: string(data), stated: n}
	for _, f := range []struct {
		name string
		at   strict.At[string]
	}{{"policy", spec.Policy}, {"title", spec.Title}, {"source", spec.Source}} {
		if f.at.Value == "" && f.at.Pos.Line != 0 {
			r.wrong(f.at.Pos, f.name, `""`, "a text", "")
		}
	}
	facts := r.facts(spec.Facts)
	p.bands = r.bands(spec.Bands, facts)
	r.levels(p, spec, facts)
	r.tiers(p, spec, facts)
	r.interpretations(p, spec, defaults)
	p.notModelled = listing.Left(r.file, spec.NotModelled)
	p.values.Effective, p.values.Dated = spec.Effective.Value, !spec.Effective.Value.IsZero()
	if err := r.file.Err(); err != nil {
		return nil, err
	}
	p.machines()
	return p, nil
}

// CheckPolicy lists what there is to look at in a policy file before it runs,
// each at its place: the mistakes for which ParsePolicy refuses it, else what
// lint.Check finds. Of the day on it asks whether the schedules of the policy
// say anything; the zero Date leaves that out.
func CheckPolicy(file string, data []byte, on calendar.Date) rule.Diagnostics {
	p, err := ParsePolicy(file, data)
	return listing.Check(strict.ParseYAML(file, data), err, p.Catalogue, on)
}

// facts reads the declarations. One that is wrong counts as a number in what follows.
func (r *reader) facts(n *strict.Node) []rule.Declaration {
	if n == nil {
		return nil
	}
	if n.Kind != strict.Map || len(n.Fields) == 0 {
		r.wrong(n.Pos, "facts", "what is here", "a mapping of facts to their types", "")
		return nil
	}
	var facts []rule.Declaration
	for _, f := range n.Fields {
		d, ok := r.file.Declaration(strict.Join("facts", f.Name), f)
		if !ok {
			d = rule.Declaration{Name: f.Name, Type: rule.Number}
			r.untyped = append(r.untyped, f.Name)
		}
		if _, err := rule.Declare(d); err == nil {
			facts = append(facts, d)
		}
	}
	return facts
}

// input reports an InputError of the engine at its place in the file.
func (r *reader) input(pos strict.Pos, path string, err error) {
	var e *rule.InputError
	if errors.As(err, &e) {
		r.file.ReportInput(pos, path, e)
		return
	}
	r.file.Report(strict.Diagnostic{Code: rule.BadValue, Pos: pos, Path: path, Message: err.Error()})
}

func declared(facts []rule.Declaration) []string {
	return words.Each(facts, func(f rule.Declaration) string { return f.Name })
}

// levels compiles the tests over the declared facts and the values of a band.
func (r *reader) levels(p *Policy, spec policyFile, facts []rule.Declaration) {
	scope := append([]rule.Declaration(nil), facts...)
	for _, column := range columns(spec.Bands, p.bands) {
		scope = append(scope, rule.Declaration{Name: column, Type: rule.Factor})
	}
	if spec.Bands.Pos.Line != 0 {
		scope = append(scope, rule.Declaration{Name: bandFact, Type: rule.Word})
	}
	asked, _ := rule.Declare(facts...) // each was declared by itself
	scoped, err := rule.Declare(scope...)
	var e *rule.InputError
	if errors.As(err, &e) {
		r.file.ReportInput(spec.Bands.Pos, strict.Join("bands", e.Field), e)
	}
	if err != nil || spec.Levels.Pos.Line == 0 {
		return
	}
	scoped = r.lists(scoped, spec.Lists)
	p.facts, p.asked = facts, asked
	const most = 500
	if n := len(spec.Levels.Value); n > most {
		r.wrong(spec.Levels.Pos, "levels", fmt.Sprintf("a list of %d", n), fmt.Sprintf("at most %d levels", most), "")
		return
	}
	r.hit(p, spec)
	var cases []rule.Row[string]
	for i, l := range spec.Levels.Value {
		if r.file.Full() {
			return
		}
		path := fmt.Sprintf("levels[%d]", i)
		r.level(p, path, l, spec.Tiers.Pos.Line != 0)
		if l.If.Pos.Line == 0 && (i+1 < len(spec.Levels.Value) || spec.Tiers.Pos.Line != 0) {
			expected := "this key: only the last level may leave its test out"
			if spec.Tiers.Pos.Line != 0 {
				expected = "this key, as the policy has tiers"
			}
			r.file.Report(strict.Diagnostic{Code: rule.MissingKey, Pos: l.Level.Pos, Path: path + ".if", Expected: expected})
		}
		r.expressions(scoped, path, l)
		r.answers(p, scoped, path, l)
		cases = append(cases, rule.Row[string]{ID: levelID(spec.Levels.Value[:i], l), If: l.If.Value, Then: l.Level.Value, Cite: rule.Citation(l.Cite.Value),
			Text: l.Text.Value, Else: l.Else.Value, Interpretation: l.Interpretation.Value})
	}
	if len(cases) == 0 {
		r.wrong(spec.Levels.Pos, "levels", "an empty list", "at least one level", "")
	}
	if r.clean() {
		r.table(p, spec, scoped, cases)
	}
}

// hit reads how many tests may hold.
func (r *reader) hit(p *Policy, spec policyFile) {
	p.hit = rule.First
	if spec.Hit.Pos.Line != 0 {
		p.hit = rule.HitPolicy(spec.Hit.Value)
	}
	if known := (hit("")).Values(); !slices.Contains(known, string(p.hit)) {
		r.wrong(spec.Hit.Pos, "hit", fmt.Sprintf("%q", p.hit), "first, unique or collect", rule.Suggest(string(p.hit), known))
	} else if p.hit != rule.First && spec.Tiers.Pos.Line != 0 {
		r.wrong(spec.Hit.Pos, "hit", fmt.Sprintf("%q", p.hit), "first, as the policy has tiers", "")
	}
}

// lists reads the lists of values and adds them to what the tests may ask.
func (r *reader) lists(scope *rule.Declarations, n *strict.Node) *rule.Declarations {
	if n == nil {
		return scope
	}
	if n.Kind != strict.Map {
		r.wrong(n.Pos, "lists", "what is here", "a mapping of names to lists of values", "")
		return scope
	}
	for _, f := range n.Fields {
		l := rule.NamedList{Name: f.Name}
		if r.file.Decode(f.Value, strict.Join("lists", f.Name), &l.Values); f.Value.Kind != strict.List {
			continue
		}
		with, err := scope.WithLists(l)
		if err != nil {
			r.input(f.Value.Pos, strict.Join("lists", f.Name), err)
			continue
		}
		scope = with
	}
	return scope
}

// levelID is the stable id of a row: its level and, for a further provision that
// leads to the same one, its number.
func levelID(before []levelFile, l levelFile) string {
	id, n := "levels."+l.Level.Value, 1
	for _, b := range before {
		if b.Level.Value == l.Level.Value {
			n++
		}
	}
	if n > 1 {
		id = fmt.Sprintf("%s.%d", id, n)
	}
	return id
}

// columns are the names of the values of a band, also of a table of values with
// mistakes, so that the tests are read all the same.
func columns(spec strict.At[bandsFile], b *bands) []string {
	if b != nil {
		return b.columns
	}
	for _, at := range spec.Value.Rows {
		if at.Value != nil && at.Value.Kind == strict.Map {
			return at.Value.Without("from").Keys()
		}
	}
	return nil
}

// level checks the words of a level. Several provisions may lead to one level,
// but for the tiers of § 85-23, each of which is one column of its table.
func (r *reader) level(p *Policy, path string, l levelFile, tiers bool) {
	again := slices.Contains(p.levels, l.Level.Value)
	switch {
	case l.Level.Value == string(None):
		r.wrong(l.Level.Pos, path+".level", fmt.Sprintf("%q", l.Level.Value), "another name: none is what is answered when no level holds", "")
	case again && tiers:
		r.wrong(l.Level.Pos, path+".level", fmt.Sprintf("%q", l.Level.Value), "a name that no other level has", "")
	}
	if !again {
		p.levels = append(p.levels, l.Level.Value)
	}
	for _, f := range []struct {
		name string
		at   strict.At[string]
	}{{"level", l.Level}, {"if", l.If}, {"percent", l.Percent}, {"amount", l.Amount}, {"cite", l.Cite}} {
		if f.at.Value == "" && f.at.Pos.Line != 0 {
			r.wrong(f.at.Pos, path+"."+f.name, `""`, "a text", "")
		}
	}
}

// expressions compiles the test of a level and its sentences, each by itself,
// so that a mistake in one does not hide those in the others.
func (r *reader) expressions(scope *rule.Declarations, path string, l levelFile) {
	if l.If.Value != "" {
		if _, err := rule.CompileOn(scope, l.If.Value); err != nil {
			r.file.ReportExpression(path+".if", l.If, err)
		}
	}
	for _, s := range []struct {
		name string
		at   strict.At[string]
	}{{"text", l.Text}, {"else", l.Else}} {
		if err := (&rule.Template{Text: s.at.Value}).Check(scope.Names()...); err != nil {
			r.file.ReportExpression(path+"."+s.name, s.at, err)
		}
	}
}

// table builds the table of levels and checks it in every band. Where the last level is
// for all that is left, or every employer has just one level, there is no none.
func (r *reader) table(p *Policy, spec policyFile, scope *rule.Declarations, cases []rule.Row[string]) {
	last := cases[len(cases)-1]
	if p.hit == rule.First && last.If != "" {
		cases = append(cases, rule.Row[string]{ID: "levels." + string(None), Then: string(None), Cite: last.Cite, Text: "No test for a level holds: the level is none."})
	}
	all := p.hit
	if p.apart() {
		all = rule.Collect
	}
	table, err := rule.NewTableOn(scope, "levels", all, cases...)
	if err != nil {
		r.faults(spec, err)
		return
	}
	p.table = table
	if p.bands != nil {
		r.inBands(p, spec, scope, cases)
	}
}
