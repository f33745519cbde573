package rule

import (
	"reflect"
	"slices"

	"github.com/workcomp-go/workcomp/internal/batch"
	"github.com/workcomp-go/workcomp/internal/expression"
)

// schema is what a condition may ask of an F: the fields of a struct, or the
// declared facts of Facts.
type schema[F any] struct {
	expression.Scope
	fields   []expression.Field
	declared []Declaration
}

// value reads and checks one fact; a missing one is an InputError, and of no F
// at all every fact is missing.
func (s *schema[F]) value(f *F, slot int) (expression.Value, error) {
	fact := &s.Facts[slot]
	switch {
	case f == nil:
		return expression.Value{}, fact.Missing()
	case s.fields != nil:
		return expression.ReadOf(&s.fields[slot], f)
	}
	return fact.Read((*any(f).(*Facts))[fact.Name])
}

// declarations list the facts, those of a struct by what they can be.
func (s *schema[F]) declarations() []Declaration {
	list := make([]Declaration, len(s.Facts))
	for i, f := range s.Facts {
		if s.declared != nil {
			list[i] = s.declared[i].clone()
			continue
		}
		list[i] = Declaration{Name: f.Name, Type: [...]FactType{Number, YesNo, Word, Day, Texts}[f.Type.Kind], Values: slices.Clone(f.Type.Words)}
	}
	return list
}

// tests are conditions for the fast path; nil for declared facts, which are no
// fields.
func (s *schema[F]) tests(conditions ...*expression.Node) *batch.Tests {
	if s.fields == nil {
		return nil
	}
	return batch.New(s.Facts, s.fields, conditions)
}

// structSchema reads the fields of the struct F: by their `fact` tag, else by
// their Go name in lower snake case; those of a nested struct with a dot.
func structSchema[F any]() (*schema[F], error) {
	fields, err := expression.Fields(reflect.TypeFor[F]())
	if err != nil {
		return nil, exprError(err)
	}
	s := &schema[F]{fields: fields}
	for _, f := range fields {
		s.Facts = append(s.Facts, f.Fact)
	}
	return s, nil
}

// exprError is an error of the language as this package has it: the language
// makes no other.
func exprError(err error) error { return (*ExprError)(err.(*expression.Error)) }
