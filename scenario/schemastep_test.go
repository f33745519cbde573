package scenario

import (
	"reflect"
	"slices"
	"testing"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/schema"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
)

// A writer writes the schema of scenarios, domain by domain.
type writer struct {
	t      *testing.T
	defs   map[string]*schema.Schema
	source schema.Source
}

type properties = map[string]*schema.Schema

// amends are those of the types that read themselves.
func (w *writer) amends() map[reflect.Type]schema.Amend {
	steps, segments := w.of(reflect.TypeFor[[]benefits.Step]()), w.of(reflect.TypeFor[[]benefits.Segment]())
	rate := schema.Decimal()
	rate.Pattern = "^[0-9]+/[0-9]+$|" + rate.Pattern
	return map[reflect.Type]schema.Amend{
		reflect.TypeFor[benefits.Rate]():      schema.Is(rate),
		reflect.TypeFor[benefits.Schedule]():  schema.Is(&schema.Schema{AnyOf: []*schema.Schema{steps, segments}}),
		reflect.TypeFor[placement.Years]():    schema.Is(&schema.Schema{AnyOf: []*schema.Schema{schema.Decimal(), schema.Words("none")}}),
		reflect.TypeFor[whole]():              schema.Is(schema.Whole()),
		reflect.TypeFor[intervention.Stage](): schema.Is(schema.Words("1", "2", "3")),
	}
}

// of makes the schema of a type that asks for no amendment.
func (w *writer) of(t reflect.Type) *schema.Schema {
	s, err := (&schema.Maker{Source: w.source}).Of(t)
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

func object() *schema.Schema { return &schema.Schema{Type: "object"} }

// empty is a key that is absent, or left empty.
func empty(kind string) *schema.Schema {
	none := 0
	return &schema.Schema{Types: []string{kind, "null"}, MaxLength: &none, MaxProperties: &none}
}

func optional(s *schema.Schema) *schema.Schema {
	schema.Optional(s)
	return s
}

// has is a mapping whose key has a value that is so.
func has(key string, is *schema.Schema) *schema.Schema {
	return &schema.Schema{Required: []string{key}, Properties: properties{key: is}}
}

func when(is, then *schema.Schema) *schema.Schema { return &schema.Schema{If: is, Then: then} }

// def keeps a schema under a name, and refers to it.
func (w *writer) def(name string, s *schema.Schema, err error) *schema.Schema {
	if err != nil {
		w.t.Fatalf("%s: %v", name, err)
	}
	w.defs[name] = s
	return &schema.Schema{Ref: "#/$defs/" + name}
}

// domain is what a scenario of a domain must be.
func (w *writer) domain(name string, d world) *schema.Schema {
	then := &schema.Schema{Properties: properties{"given": empty("object"), "policy": empty("string"),
		"steps": {Items: w.def(name, w.step(name, d), nil)}}}
	if d.given != nil {
		given, err := (&schema.Maker{Source: w.source, Required: true}).Of(d.given)
		then.Properties["given"] = w.def(name+".given", optional(given), err)
	}
	if d.open {
		then.Properties["given"] = optional(object())
	}
	if d.policies != nil {
		then.Properties["policy"] = optional(schema.Open(d.policies...))
	}
	if d.needed {
		one := schema.Open(d.policies...)
		schema.NotEmpty(one)
		some := &schema.Schema{Type: "array", Items: one.CloneSchemas()}
		schema.NotEmpty(some)
		then.Properties["policy"] = &schema.Schema{AnyOf: []*schema.Schema{one, some}}
		then.Required = []string{"policy"}
	}
	return when(has("domain", schema.Words(name)), then)
}

// step is a step of a domain: an event or a call. What it brings may be wrong
// in any way when an error is expected of it.
func (w *writer) step(name string, d world) *schema.Schema {
	text := &schema.Schema{Type: "string"}
	s, err := (&schema.Maker{Source: w.source, Required: true, At: map[string]schema.Amend{
		"on":   schema.Is(&schema.Schema{Types: []string{"string", "number", "boolean"}, Description: "The day of the event."}),
		"with": schema.Is(object()), "expect": schema.Is(object()),
	}}).Of(reflect.TypeFor[stepText]())
	if err != nil {
		w.t.Fatal(err)
	}
	var yes any = true
	for _, key := range []string{"insert", "accept"} {
		s.Properties[key] = &schema.Schema{Enum: []any{yes, nil}, Description: s.Properties[key].Description}
	}
	s.AllOf = append(s.AllOf, w.def("kinds", w.kinds(), nil))
	day := schema.Date()
	day.Pattern = day.Pattern[:1] + day.Pattern[2:len(day.Pattern)-3] + "$"
	right := &schema.Schema{Properties: properties{"on": optional(day), "event": empty("string"), "call": empty("string")}}
	var events, calls []string
	for _, e := range d.events {
		event := string(reflect.ValueOf(e).MethodByName("Name").Call(nil)[0].String())
		events = append(events, event)
		facts, err := (&schema.Maker{Source: w.source, Types: w.amends()}).Event(reflect.TypeOf(e), event)
		entered := has("event", schema.Words(event))
		entered.Not = present("correct")
		right.AllOf = append(right.AllOf, when(entered,
			&schema.Schema{Required: []string{"on"}, Properties: properties{"on": text.CloneSchemas(), "with": w.def(name+"."+event, optional(facts), err)}}))
	}
	if events != nil || d.open {
		plain, revised := w.def(name+".expect", w.expect(d.state), nil), w.def(name+".revision.expect", w.revised(name, d.state), nil)
		if d.open {
			w.defs[name+".expect"].AdditionalProperties, w.defs[name+".revision.expect"].AdditionalProperties = nil, nil
		}
		for _, k := range kinds {
			switch {
			case k.is.revises():
				s.AllOf = append(s.AllOf, when(present(k.key), &schema.Schema{Properties: properties{"expect": revised}}))
			case k.is == AView:
				s.AllOf = append(s.AllOf, when(present(k.key), &schema.Schema{Properties: properties{"expect": plain}}))
			}
		}
		event := has("event", text.CloneSchemas())
		event.Not = &schema.Schema{AnyOf: []*schema.Schema{present("correct"), present("insert")}}
		s.AllOf = append(s.AllOf, when(event, &schema.Schema{Properties: properties{"expect": plain}}))
		right.Properties["event"] = optional(schema.Words(events...))
		if d.open {
			right.Properties["event"] = optional(schema.Text())
		}
	}
	for _, c := range d.calls {
		calls = append(calls, c.name)
		of := c.out
		if d.state != nil {
			of = append(slices.Clone(of), d.state)
		}
		s.AllOf = append(s.AllOf, when(has("call", schema.Words(c.name)), &schema.Schema{Properties: properties{"by": empty("string"),
			"expect": w.def(name+"."+c.name+".expect", w.expect(of...), nil)}}))
		right.AllOf = append(right.AllOf, when(has("call", schema.Words(c.name)),
			&schema.Schema{Properties: properties{"with": w.facts(name+"."+c.name, c.in)}}))
	}
	if calls != nil {
		right.Properties["call"] = optional(schema.Words(calls...))
	}
	s.AllOf = append(s.AllOf, &schema.Schema{If: has("expect", has("error", &schema.Schema{})), Then: &schema.Schema{}, Else: right})
	return s
}

// present is a key that is there, and not left empty.
func present(key string) *schema.Schema {
	some := &schema.Schema{Types: []string{"string", "number", "boolean", "array", "object"}}
	schema.NotEmpty(some)
	return has(key, some)
}

// kinds asks that the step is of one kind, and that nothing stands beside its key
// that does not belong there.
func (w *writer) kinds() *schema.Schema {
	s := &schema.Schema{}
	for i, k := range kinds {
		s.AnyOf = append(s.AnyOf, present(k.key))
		is := present(k.key)
		var before []*schema.Schema
		for _, other := range kinds[:i] {
			before = append(before, present(other.key))
		}
		if before != nil {
			is.Not = &schema.Schema{AnyOf: before}
		}
		then := &schema.Schema{Properties: properties{}}
		for _, key := range stepKeys {
			if key != k.key && !slices.Contains(k.beside, key) {
				kind := "string"
				if key == "with" {
					kind = "object"
				}
				then.Properties[key] = empty(kind)
			}
		}
		if k.is == Insertion {
			then.Required = []string{"event"}
		}
		s.AllOf = append(s.AllOf, when(is, then))
	}
	return s
}

// facts are those of a call.
func (w *writer) facts(name string, in reflect.Type) *schema.Schema {
	if in == nil {
		plain := optional(schema.Text())
		entry := &schema.Schema{AnyOf: []*schema.Schema{plain, {Type: "object", AdditionalProperties: plain}}}
		value := &schema.Schema{AnyOf: []*schema.Schema{plain, {Type: "array", Items: entry, Description: "A list, with its entries."}}}
		return w.def(name, optional(&schema.Schema{Type: "object", Description: "The facts that the policy declares.",
			AdditionalProperties: value}), nil)
	}
	facts, err := (&schema.Maker{Source: w.source, Types: w.amends()}).Of(in)
	return w.def(name, optional(facts), err)
}

// expect is what may be expected of a step: the keys with a meaning of their
// own, and those of its answers.
func (w *writer) expect(answers ...reflect.Type) *schema.Schema {
	m := schema.Maker{Source: w.source}
	if len(answers) == 1 && answers[0] == nil {
		answers = nil
	}
	s := m.Answers(answers...)
	word := &schema.Schema{Types: []string{"string", "number"}}
	schema.NotEmpty(word)
	list := func(text string) *schema.Schema {
		return &schema.Schema{Type: "array", Items: word.CloneSchemas(), Description: text}
	}
	s.Properties["cites"] = list("Each is the end of the citation of some finding, or of a duty opened, of this step.")
	s.Properties["interpretations"] = list("Each is the id of an interpretation that this step rested on.")
	s.Properties["findings"] = list("Each is the id of a finding of this step.")
	s.Properties["awaits"] = list("Each is a decision that the case waits for after this step.")
	s.Properties["documents"] = list("Each was called for by this step.")
	s.Properties["closed"] = list("These duties were closed by this step, by their ids.")
	s.Properties["open"] = list("Exactly these duties are open at the end of the day, by their ids.")
	s.Properties["overdue"] = list("Exactly these duties are overdue at the end of the day, by their ids.")
	s.Properties["version"] = &schema.Schema{Types: []string{"string", "null"}, Description: "The day of the version of the policy that decided, or none."}
	s.Properties["how"] = &schema.Schema{Type: "object", AdditionalProperties: schema.Words(ways...),
		Description: "How the step closed a duty, by its id: every one of that id so."}
	schema.NotEmpty(s.Properties["how"])
	duty := m.Answers(reflect.TypeFor[calendar.Duty]())
	schema.NotEmpty(duty)
	s.Properties["duties"] = &schema.Schema{Type: "array", Items: duty, Description: "Each matches a duty opened by this step, by the keys named."}
	s.Properties["how"] = &schema.Schema{Type: "object", AdditionalProperties: schema.Words("met", "late", "replaced", "lapsed"),
		Description: "The step closed a duty of each id, and every one of that id so."}
	var no any = false
	s.Properties["refused"] = &schema.Schema{Types: []string{"boolean", "string", "number"}, MinLength: word.MinLength, Not: &schema.Schema{Const: &no},
		Description: "true, or text found in the refusal. The state must be unchanged."}
	s.Properties["error"] = word.CloneSchemas()
	s.Properties["error"].Description = "Text found, in any case of letters, in the error for bad input. The state must be unchanged."
	s.Not = &schema.Schema{Type: "object", Required: []string{"refused", "error"}}
	return optional(s)
}

// revised is what may be expected of a revision.
func (w *writer) revised(name string, state reflect.Type) *schema.Schema {
	s := w.expect(state)
	for key := range s.Properties {
		s.Properties[key] = &schema.Schema{Ref: "#/$defs/" + name + ".expect/properties/" + key}
	}
	word := &schema.Schema{Types: []string{"string", "number"}}
	items := func(text string, keys ...string) *schema.Schema {
		item := &schema.Schema{Type: "object", Properties: properties{}, AdditionalProperties: &schema.Schema{Not: &schema.Schema{}}}
		for _, key := range keys {
			item.Properties[key] = &schema.Schema{}
		}
		schema.NotEmpty(item)
		return &schema.Schema{Type: "array", Items: item, Description: text}
	}
	s.Properties["gained"] = items("Exactly these duties are opened now and were not before.", "id", "due", "key")
	s.Properties["lost"] = items("Exactly these duties were opened before and are not now.", "id", "due", "key")
	s.Properties["moved"] = items("Exactly these duties are due on another day.", "id", "from", "to", "key")
	s.Properties["broken"] = items("Exactly these entries are no longer lawful.", "id", "refused")
	schema.NotEmpty(word)
	s.Properties["changed"] = &schema.Schema{Type: "array", Items: word, Description: "The outcome of each of these entries differs."}
	return s
}
