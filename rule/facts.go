package rule

import (
	"reflect"

	"github.com/workcomp-go/workcomp/internal/expression"
)

// schema is what a condition may ask: named, typed facts, and how each is read
// from an F. Reading checks the fact; a missing one is an InputError.
type schema[F any] struct {
	expression.Scope
	declared []FactType         // of declared facts
	fields   []expression.Field // of a struct
	read     func(f *F, slot int) (expression.Value, error)
}

// value reads one fact; those of no F at all are missing.
func (s *schema[F]) value(f *F, slot int) (expression.Value, error) {
	if f == nil {
		return expression.Value{}, s.Facts[slot].Missing()
	}
	return s.read(f, slot)
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
	s.read = func(f *F, slot int) (expression.Value, error) { return expression.ReadOf(&s.fields[slot], f) }
	return s, nil
}

// exprError is an error of the language as this package has it: the language
// makes no other.
func exprError(err error) error { return (*ExprError)(err.(*expression.Error)) }
