package procedure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// row reads a row of the file into one of the machine, and keeps where its texts stand.
func (r *reader) row(path string, t strict.At[rowText]) {
	v := t.Value
	out := row{ID: v.ID.Value, On: EventName(v.On.Value), If: v.If.Value, To: State(v.To.Value),
		Cite: rule.Citation(v.Cite.Value), Text: v.Says.Value}
	keep := func(field string, at text) { r.places[out.ID+"/"+field] = at }
	if _, twice := r.paths[out.ID]; twice {
		r.mistake(v.ID.Pos, path+".id", rule.BadValue, "%q is another row's id", out.ID)
	}
	r.paths[out.ID] = path
	keep("", v.ID)
	keep("if", v.If)
	keep("text", v.ID)
	if v.Says.Value != "" {
		keep("text", v.Says)
	}
	for i, from := range r.list(v.From, path+".from") {
		if r.known(from, fmt.Sprintf("%s.from[%d]", path, i), r.listed.states) {
			out.From = append(out.From, State(from.Value))
		}
	}
	if v.To.Value != "" {
		r.known(v.To, path+".to", r.listed.states)
	}
	switch known := v.On.Value == "" || r.known(v.On, path+".on", r.listed.events); {
	case v.From != nil && v.On.Value == "":
		r.mistake(v.ID.Pos, path+".on", rule.MissingKey, "a row of states is one of an event, expected on")
	case !known:
		return // nothing of an event that is none can be asked
	case v.From != nil && len(out.From) == 0:
		return
	}
	out.By = r.who(path+".by", v.By, keep)
	for i, n := range v.Requires {
		at := fmt.Sprintf("requires[%d]", i)
		if g, ok := r.guard(path+"."+at, n, nil, func(field string, of text) { keep(strict.Join(at, field), of) }); ok {
			out.Requires = append(out.Requires, g)
		}
	}
	for i, n := range v.Needs {
		at := fmt.Sprintf("needs[%d]", i)
		facts := append([]string{"by"}, r.events[v.On.Value]...)
		if g, ok := r.guard(path+"."+at, n, facts, func(field string, of text) { keep(strict.Join(at, field), of) }); ok {
			out.Needs = append(out.Needs, g)
		}
	}
	for _, also := range r.list(v.Also, path+".also") {
		out.Also = append(out.Also, rule.Citation(also.Value))
	}
	for i, n := range v.Effects {
		r.effect(fmt.Sprintf("%s.effects[%d]", path, i), n, &out, keep)
	}
	r.def.Rows = append(r.def.Rows, out)
}

// who reads the roles that may report an event: a role, a mapping, or a list of them.
func (r *reader) who(path string, n *strict.Node, keep func(string, text)) []lifecycle.Who {
	if n == nil {
		return nil
	}
	items := []*strict.Node{n}
	if n.Kind == strict.List {
		items = n.Items
	}
	var all []lifecycle.Who
	for _, item := range items {
		w := whoText{Role: item}
		if item.Kind == strict.Map {
			w.Role = nil
			r.Decode(item, path, &w)
		}
		for i, role := range r.list(w.Role, path) {
			if r.known(role, path, r.listed.roles) {
				keep(fmt.Sprintf("by[%d].if", len(all)), w.If)
				all = append(all, lifecycle.Who{Role: rule.Role(role.Value), If: w.If.Value, Default: w.Default && i == 0,
					Cite: rule.Citation(w.Cite.Value)})
			}
		}
	}
	return all
}

// guard reads a guard: the name of one, a fact of the event, or a mapping.
func (r *reader) guard(path string, n *strict.Node, facts []string, keep func(string, text)) (lifecycle.Guard, bool) {
	var t guardText
	if n.Kind == strict.Map {
		r.Decode(n, path, &t)
	} else {
		var name text
		r.Decode(n, path, &name)
		at := slices.IndexFunc(r.Guards, func(e strict.Entry[guardText]) bool { return e.Name == name.Value })
		if at >= 0 {
			t = r.Guards[at].Value
			if !r.share(name.Pos, path, len(t.If.Value)+len(t.Says.Value)) {
				return lifecycle.Guard{}, false
			}
			t.ID = text{Value: name.Value, Pos: r.Guards[at].Pos}
			r.used["guards."+name.Value] = true
		} else if facts != nil && strings.Contains(name.Value, "|") || slices.Contains(facts, name.Value) {
			t.Fact = name
		} else {
			r.known(name, path, slices.Concat(facts, names(r.Guards)))
			return lifecycle.Guard{}, false
		}
	}
	if t.Fact.Value != "" {
		for fact := range strings.SplitSeq(t.Fact.Value, "|") {
			if !r.known(text{Value: fact, Pos: t.Fact.Pos}, path+".fact", facts) {
				return lifecycle.Guard{}, false
			}
		}
	}
	place := t.ID
	if place.Pos == (strict.Pos{}) {
		place.Pos = n.Pos
	}
	keep("", place)
	keep("if", t.If)
	keep("text", t.Says)
	return lifecycle.Guard{ID: t.ID.Value, Fact: t.Fact.Value, If: t.If.Value, Error: t.Error, Text: t.Says.Value,
		Cite: rule.Citation(t.Cite.Value)}, true
}

// mostShared bounds what guards and groups come to at all the places where they are
// named, in characters: groups may name groups.
const mostShared = 1 << 16

// share counts what is read again for its name, and reports whether it still may be.
func (r *reader) share(at strict.Pos, path string, characters int) bool {
	const each = 32 // beside its texts
	if r.shared += each + characters; r.shared > mostShared {
		r.mistake(at, path, rule.BadValue, "what is named here comes to more than %d characters at all its places", mostShared)
		r.unknown = true
		return false
	}
	return true
}

// effect reads an effect, or the name of a group of them, into a row.
func (r *reader) effect(path string, n *strict.Node, out *row, keep func(string, text)) {
	size := len(n.Text)
	for _, f := range n.Fields {
		size += len(f.Value.Text)
	}
	if strings.HasPrefix(path, "groups.") && !r.share(n.Pos, path, size) {
		return
	}
	if n.Kind != strict.Map {
		var name text
		r.Decode(n, path, &name)
		at := slices.IndexFunc(r.Groups, func(e strict.Entry[[]*strict.Node]) bool { return e.Name == name.Value })
		if at >= 0 && !r.used["in groups."+name.Value] {
			r.used["groups."+name.Value], r.used["in groups."+name.Value] = true, true
			for i, inner := range r.Groups[at].Value {
				r.effect(fmt.Sprintf("groups.%s[%d]", name.Value, i), inner, out, keep)
			}
			r.used["in groups."+name.Value] = false
		} else if at >= 0 {
			r.mistake(name.Pos, path, rule.BadValue, "the group %q names itself", name.Value)
		} else if verb, of, _ := strings.Cut(name.Value, " "); slices.Contains(effectKeys, verb) {
			r.unknown = true
			r.mistake(name.Pos, path, rule.BadValue, "%q is not valid, expected a mapping: {%s: %s}", name.Value, verb, cmp.Or(strings.TrimSpace(of), "…"))
		} else {
			r.known(name, path, names(r.Groups))
		}
		return
	}
	var t effectText
	r.Decode(n, path, &t)
	var verbs []string
	for _, key := range n.Keys() {
		if slices.Contains(effectKeys, key) {
			verbs = append(verbs, key)
		}
	}
	if len(verbs) != 1 {
		r.mistake(n.Pos, path, rule.BadValue, "%d effects stand here, expected one of %s", len(verbs), strings.Join(effectKeys, ", "))
		return
	}
	for _, key := range n.Keys() {
		if key != verbs[0] && key != "if" && !slices.Contains(effectWith[verbs[0]], key) && slices.Contains(effectOwn(), key) {
			r.mistake(n.Get(key).Pos, strict.Join(path, key), rule.UnknownKey, "%s says nothing about %s, expected some of %s", verbs[0], key,
				strings.Join(append([]string{"if"}, effectWith[verbs[0]]...), ", "))
		}
	}
	add := func(e lifecycle.Effect, fields map[string]text) {
		at := fmt.Sprintf("does[%d]", len(out.Does))
		keep(at, text{Value: verbs[0], Pos: n.Pos})
		keep(at+".if", t.If)
		r.effects[out.ID+"/"+at] = path
		for field, of := range fields {
			keep(at+"."+field, of)
		}
		out.Does = append(out.Does, e)
	}
	switch verbs[0] {
	case "open":
		if !r.known(t.Open, path+".open", r.listed.duties) {
			return
		}
		if t.Each.Value != "" { // the dates of a function
			add(lifecycle.Open{If: t.If.Value, Duty: t.Open.Value, Each: t.Each.Value + ".duties", Cite: rule.Citation(t.Cite.Value),
				Once: t.Once}, map[string]text{"each": t.Each})
			return
		}
		for _, d := range r.duties[t.Open.Value] {
			if t.Within.Value == "" && t.Due.Value == "" && (t.Cite.Value == "" || t.Cite.Value == d.Cite.Value) {
				t.Within = d.Within
				if t.After.Value == "" {
					t.After = d.After
				}
			}
		}
		if t.Within.Value != "" {
			r.known(t.Within, path+".within", r.listed.terms)
		}
		add(lifecycle.Open{If: t.If.Value, Duty: t.Open.Value, Cite: rule.Citation(t.Cite.Value), For: t.For.Value, Due: t.Due.Value,
			Within: t.Within.Value, After: t.After.Value, Once: t.Once, By: t.OwedBy.Value},
			map[string]text{"for": t.For, "due": t.Due, "after": t.After, "by": t.OwedBy, "cite": t.Cite})
	case "perform":
		add(lifecycle.Perform{If: t.If.Value, Duties: r.closed(path, "perform", t.Perform, &t)}, map[string]text{"for": t.For})
	case "lapse":
		add(lifecycle.Lapse{If: t.If.Value, Duties: r.closed(path, "lapse", t.Lapse, &t)}, map[string]text{"for": t.For})
	case "replace":
		add(lifecycle.Replace{If: t.If.Value, Duties: r.closed(path, "replace", t.Replace, &t)}, map[string]text{"for": t.For})
	case "call":
		add(lifecycle.Call{If: t.If.Value, Documents: values(r.list(t.Call, path+".call"))}, nil)
	case "await":
		var by []rule.Role
		for i, role := range r.list(t.By, path+".by") {
			if r.known(role, fmt.Sprintf("%s.by[%d]", path, i), r.listed.roles) {
				by = append(by, rule.Role(role.Value))
			}
		}
		add(lifecycle.Await{If: t.If.Value, What: t.Await.Value, By: by, Cite: rule.Citation(t.Cite.Value)}, map[string]text{"": t.Await})
		if len(by) == 0 {
			r.mistake(t.Await.Pos, path+".by", rule.MissingKey, "nobody decides %q, expected by, the roles that do", t.Await.Value)
		}
	case "set":
		if t.Set.Kind != strict.Map || len(t.Set.Fields) == 0 {
			r.mistake(t.Set.Pos, path+".set", rule.WrongType, "%s is not valid, expected facts of the case, each to an expression", t.Set.Kind)
			return
		}
		for _, f := range t.Set.Fields {
			to := text{Pos: f.Value.Pos}
			if f.Value.Kind != strict.Null {
				r.Decode(f.Value, path+".set."+f.Name, &to)
			}
			if r.known(text{Value: f.Name, Pos: f.Pos}, path+".set."+f.Name, r.listed.facts) {
				add(lifecycle.Set{If: t.If.Value, Field: f.Name, To: to.Value}, map[string]text{"to": to, "field": {Value: f.Name, Pos: f.Pos}})
			}
		}
	case "say":
		if t.ID.Value == "" {
			r.mistake(t.Say.Pos, path+".id", rule.MissingKey, "a finding has an id, expected this key")
		}
		add(lifecycle.Say{ID: t.ID.Value, If: t.If.Value, Cite: rule.Citation(t.Cite.Value), Fails: t.Fails, Text: t.Say.Value},
			map[string]text{"text": t.Say, "id": t.Say})
	case "record":
		if r.known(t.Record, path+".record", names(r.Series)) {
			add(lifecycle.Set{If: t.If.Value, Field: t.Record.Value, To: t.Record.Value + ".entries"},
				map[string]text{"to": t.Record, "field": t.Record})
			r.used["series."+t.Record.Value] = true
		}
	}
}

// What each effect may say beside its condition.
var (
	effectKeys = []string{"open", "perform", "lapse", "replace", "call", "await", "set", "say", "record"}
	effectWith = map[string][]string{
		"open":    {"for", "due", "within", "after", "each", "once", "owed_by", "cite"},
		"perform": {"for", "owed_by", "except", "all"}, "lapse": {"for", "owed_by", "except", "all"},
		"replace": {"for", "owed_by", "except", "all"},
		"await":   {"by", "cite"},
		"say":     {"id", "fails", "cite"},
	}
)

// effectOwn are the keys that belong to some effects.
func effectOwn() []string {
	return []string{"for", "due", "within", "after", "each", "once", "owed_by", "except", "all", "by", "id", "fails", "cite"}
}

// closed reads the duties that an effect closes: ids, or the word all.
func (r *reader) closed(path, verb string, n *strict.Node, t *effectText) lifecycle.Duties {
	out := lifecycle.Duties{By: t.OwedBy.Value, For: t.For.Value, All: t.All}
	for i, id := range r.list(n, path+"."+verb) {
		if id.Value == "all" && n.Kind != strict.List {
			out.All = true
		} else if r.known(id, fmt.Sprintf("%s.%s[%d]", path, verb, i), r.listed.duties) {
			out.IDs = append(out.IDs, id.Value)
		}
	}
	for i, id := range r.list(t.Except, path+".except") {
		if r.known(id, fmt.Sprintf("%s.except[%d]", path, i), r.listed.duties) {
			out.Except = append(out.Except, id.Value)
		}
	}
	if t.OwedBy.Value != "" {
		r.known(t.OwedBy, path+".owed_by", r.listed.owing)
	}
	return out
}
