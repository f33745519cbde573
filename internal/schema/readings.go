package schema

import (
	"github.com/workcomp-go/workcomp/internal/reading"
)

// Readings amends the interpretations of a policy: the ids are those of the
// questions, and of each question the readings that the engine knows. set gives
// the key of the policy that sets a reading; "" for an entry that takes its own.
func Readings(questions []reading.Question, set func(id string) (key, reading string)) Amend {
	return func(s *Schema) {
		*s.Items.Properties["id"] = *Words(reading.IDs(questions)...)
		s.Items.Properties["id"].Description = "Which interpretation this is: each of these ids stands once at most."
		for _, q := range questions {
			key, _ := set(q.ID)
			s.Items.AllOf = append(s.Items.AllOf, &Schema{
				If:   &Schema{Required: []string{"id"}, Properties: map[string]*Schema{"id": Words(q.ID)}},
				Then: entry(q, key),
			})
		}
	}
}

// entry is what an interpretation has to be, by its question.
func entry(q reading.Question, key string) *Schema {
	empty := func() *Schema { none := 0; return &Schema{Types: []string{"string", "null"}, MaxLength: &none} }
	s := &Schema{Properties: map[string]*Schema{}}
	if q.Default == "" {
		for _, k := range []string{"question", "readings", "cite"} {
			s.Properties[k] = &Schema{Not: &Schema{Type: "null"}}
			s.Required = append(s.Required, k)
		}
	}
	if q.Readings != nil {
		all, least := len(q.Readings), len(q.Readings)
		if q.Some {
			least = 1
		}
		readings := &Schema{MinItems: &least, MaxItems: &all, Items: &Schema{Properties: map[string]*Schema{"key": Words(q.Readings...)}}}
		if q.Default == "" {
			readings.Not = &Schema{Type: "null"}
		}
		s.Properties["readings"] = readings
	}
	need := func(k string) {
		if q.Default == "" {
			s.Required = append(s.Required, k)
		}
	}
	if key != "" {
		s.Properties["set"], s.Properties["reading"] = Words(key), empty()
		if q.Default != "" {
			s.Properties["set"].Enum = append(s.Properties["set"].Enum, "", nil)
		}
		need("set")
		return s
	}
	s.Properties["set"] = empty()
	if q.Readings != nil {
		s.Properties["reading"] = Words(q.Readings...)
		if q.Default != "" {
			s.Properties["reading"].Enum = append(s.Properties["reading"].Enum, "", nil)
		}
		need("reading")
	}
	return s
}
