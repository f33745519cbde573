package rule

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
)

// schema is what a condition may ask: named, typed facts, and how each is read
// from an F. Reading checks the fact; a missing one is an InputError.
type schema[F any] struct {
	facts []fact
	read  func(f *F, slot int) (value, error)
}

type fact struct {
	name     string
	typ      typ
	declared FactType  // of a declared fact
	path     []int     // of a struct's field
	form     fieldForm // of a struct's field, for the fast path
	offset   uintptr   // the same
}

// value reads one fact; those of no F at all are missing.
func (s *schema[F]) value(f *F, slot int) (value, error) {
	if f == nil {
		return value{}, &InputError{Field: s.facts[slot].name, Expected: s.facts[slot].typ.kind.String()}
	}
	return s.read(f, slot)
}

func (s *schema[F]) slot(name string) int {
	for i, f := range s.facts {
		if f.name == name {
			return i
		}
	}
	return -1
}

func (s *schema[F]) names() []string {
	names := make([]string, len(s.facts))
	for i, f := range s.facts {
		names[i] = f.name
	}
	return names
}

// structSchema reads the fields of the struct F: by their `fact` tag, else by
// their Go name in lower snake case; those of a nested struct with a dot.
func structSchema[F any]() (*schema[F], error) {
	t := reflect.TypeFor[F]()
	if t.Kind() != reflect.Struct {
		return nil, &ExprError{Message: fmt.Sprintf("facts must be a struct, not %v", t)}
	}
	s := &schema[F]{}
	if err := s.addFields(t, "", fact{}); err != nil {
		return nil, err
	}
	s.read = func(f *F, slot int) (value, error) {
		return readField(&s.facts[slot], reflect.ValueOf(f).Elem())
	}
	return s, nil
}

var (
	decimalType = reflect.TypeFor[decimal.Decimal]()
	dateType    = reflect.TypeFor[calendar.Date]()
	flagType    = reflect.TypeFor[Flag]()
)

// addFields adds the fields of a struct that lies where in says.
func (s *schema[F]) addFields(t reflect.Type, prefix string, in fact) error {
	for i := range t.NumField() {
		field := t.Field(i)
		name := field.Tag.Get("fact")
		if !field.IsExported() || name == "-" {
			continue
		}
		if name == "" {
			name = snake(field.Name)
		}
		if !identifier(name) {
			return &ExprError{Message: fmt.Sprintf("fact %q: no condition could name it, expected letters, digits and _, and no word of the language", name)}
		}
		name = prefix + name
		if s.slot(name) >= 0 {
			return &ExprError{Message: fmt.Sprintf("fact %s stands for two fields", name)}
		}
		at := fact{name: name, path: append(slices.Clone(in.path), i), offset: in.offset + field.Offset}
		kind, form := fieldKind(field.Type)
		switch {
		case form != noForm:
			at.typ, at.form = typ{kind: kind, values: words(field.Type), whole: form == intForm}, form
			s.facts = append(s.facts, at)
		case field.Type.Kind() == reflect.Struct:
			if err := s.addFields(field.Type, name+".", at); err != nil {
				return err
			}
		default:
			return &ExprError{Message: fmt.Sprintf("fact %s is a %v; facts are decimal.Decimal, int, bool, rule.Flag, calendar.Date, texts and lists of texts", name, field.Type)}
		}
	}
	return nil
}

// fieldKind says what a field holds and how; noForm when it can be no fact.
func fieldKind(t reflect.Type) (kind, fieldForm) {
	switch {
	case t == decimalType:
		return numberKind, decimalForm
	case t.Kind() == reflect.Int:
		return numberKind, intForm
	case t == flagType:
		return boolKind, flagForm
	case t.Kind() == reflect.Bool:
		return boolKind, boolForm
	case t == dateType:
		return dateKind, dateForm
	case t.Kind() == reflect.String:
		return textKind, textForm
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.String:
		return listKind, listForm
	}
	return 0, noForm
}

// words returns the only words that a text type allows, when it says so by a
// method Values() []string.
func words(t reflect.Type) []string {
	if t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if v, ok := reflect.Zero(t).Interface().(interface{ Values() []string }); ok {
		return v.Values()
	}
	return nil
}

func readField(f *fact, v reflect.Value) (value, error) {
	for _, i := range f.path { // not FieldByIndex: it panics on what addFields never lets in
		v = v.Field(i)
	}
	switch f.typ.kind {
	case numberKind:
		if v.Kind() == reflect.Int {
			return numberValue(decimal.NewFromInt(v.Int())), nil
		}
		d := *v.Addr().Interface().(*decimal.Decimal)
		return numberValue(d), CheckDecimal(f.name, d)
	case boolKind:
		if v.Kind() == reflect.Bool {
			return boolValue(v.Bool()), nil
		}
		flag := *v.Addr().Interface().(*Flag)
		if !flag.Given() {
			return value{}, &InputError{Field: f.name, Expected: "true or false"}
		}
		return boolValue(flag.True()), nil
	case dateKind:
		d := *v.Addr().Interface().(*calendar.Date)
		if d.IsZero() {
			return value{}, &InputError{Field: f.name, Expected: "a date"}
		}
		return value{kind: dateKind, date: d}, nil
	case textKind:
		return value{kind: textKind, text: v.String()}, f.word(v.String())
	}
	list := make([]string, v.Len())
	for i := range list {
		list[i] = v.Index(i).String()
		if err := f.word(list[i]); err != nil {
			return value{}, err
		}
	}
	return value{kind: listKind, list: list}, nil
}

// word refuses a text that the fact cannot be. One that is empty is missing,
// when empty is not itself among the words.
func (f *fact) word(w string) error {
	if f.typ.allows(w) {
		return nil
	}
	return &InputError{Field: f.name, Value: w, Expected: "one of " + strings.Join(f.typ.values, ", ")}
}

// snake writes a Go name in lower snake case: ThreeYearPremium, EMF, FitForRE.
func snake(name string) string {
	var b strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		after := i > 0 && unicode.IsLower(runes[i-1])
		before := i > 0 && i+1 < len(runes) && unicode.IsUpper(r) && unicode.IsLower(runes[i+1])
		if unicode.IsUpper(r) && (after || before) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
