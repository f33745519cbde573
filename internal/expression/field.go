package expression

import (
	"cmp"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unsafe"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/number"
)

// A Form is how a field of a struct holds a fact.
type Form uint8

// The forms.
const (
	NoForm Form = iota // not a field
	DecimalForm
	IntForm
	BoolForm
	FlagForm // a triState of one byte
	DateForm
	TextForm
	ListForm
)

// A Field is a field of a struct, or of a struct in it, as a fact. Reading goes
// by its place in memory, which reflection gave: no pointer is followed to get
// there, and each form is read as the one type that was checked for it.
type Field struct {
	Fact
	Form   Form
	Offset uintptr      // from the start of the outer struct
	flags  *[256]state  // of a FlagForm: what each of its values is
	of     reflect.Type // the outer struct
}

// triState is a flag: a yes, a no, or not given.
type triState interface {
	Given() bool
	True() bool
}

// A state is what a value of a flag says.
type state uint8

const (
	notGiven state = iota
	givenNo
	givenYes
	impossible // no value of the flag's: beside the zero that is not given
)

// statesOf asks the methods of a flag's type what each of its values is.
func statesOf(t reflect.Type) *[256]state {
	states, value := new([256]state), reflect.New(t)
	flag, at := value.Interface().(triState), (*uint8)(value.UnsafePointer())
	for i := range states {
		switch *at = uint8(i); {
		case flag.True():
			states[i] = givenYes
		case flag.Given():
			states[i] = givenNo
		case i > 0 && states[0] == notGiven:
			states[i] = impossible
		}
	}
	return states
}

// Fields are the exported fields of the struct type t as facts. Each has the
// name of the first of its tags among names ("fact" when there are none) that
// is not empty; "-" leaves it out. Without a tag it has its Go name in lower
// snake case. Those of a struct in t come after its name and a dot, those of one
// that is embedded without a tag as its own. A text type
// with a method Values() []string can be those words only. The error is an
// *Error: a field that can be no fact, or a name that is none.
func Fields(t reflect.Type, names ...string) ([]Field, error) {
	if t.Kind() != reflect.Struct {
		return nil, &Error{Message: fmt.Sprintf("facts must be a struct, not %v", t)}
	}
	if len(names) == 0 {
		names = []string{"fact"}
	}
	r := structReader{of: t, tags: names, flags: map[reflect.Type]*[256]state{}}
	if err := r.add(t, "", 0); err != nil {
		return nil, err
	}
	return r.fields, nil
}

// SomeFields are Fields, without those that can be no fact: a case holds more
// than an expression may ask.
func SomeFields(t reflect.Type, names ...string) []Field {
	r := structReader{of: t, tags: names, lenient: true, flags: map[reflect.Type]*[256]state{}}
	_ = r.add(t, "", 0) // which leaves out what it would refuse
	return r.fields
}

type structReader struct {
	of      reflect.Type
	tags    []string
	lenient bool // leave out what can be no fact
	flags   map[reflect.Type]*[256]state
	fields  []Field
}

// states are those of a type of flags, asked once.
func (r *structReader) states(t reflect.Type) *[256]state {
	if r.flags[t] == nil {
		r.flags[t] = statesOf(t)
	}
	return r.flags[t]
}

// name is that of a field: "-" for none.
func (r *structReader) name(field reflect.StructField) string {
	if !field.IsExported() {
		return "-"
	}
	for _, tag := range r.tags {
		if name, _, _ := strings.Cut(field.Tag.Get(tag), ","); name != "" {
			return name
		}
	}
	return snake(field.Name)
}

// add adds the fields of a struct that lies at an offset.
func (r *structReader) add(t reflect.Type, prefix string, offset uintptr) error {
	for i := range t.NumField() {
		field := t.Field(i)
		name := r.name(field)
		if name == "-" {
			continue
		}
		if Promotes(field, r.tags...) {
			if err := r.add(field.Type, prefix, offset+field.Offset); err != nil {
				return err
			}
			continue
		}
		if !Identifier(name) && r.lenient {
			continue
		}
		if !Identifier(name) {
			return &Error{Message: fmt.Sprintf("fact %q: no condition could name it, expected letters, digits and _, and no word of the language",
				name)}
		}
		name = prefix + name
		if slices.ContainsFunc(r.fields, func(f Field) bool { return f.Name == name }) {
			return &Error{Message: fmt.Sprintf("fact %s stands for two fields", name)}
		}
		kind, form := formOf(field.Type)
		switch {
		case form != NoForm:
			fact := Fact{Name: name, Type: Type{Kind: kind, Words: WordsOf(field), Whole: form == IntForm}}
			f := Field{Fact: fact, Form: form, Offset: offset + field.Offset, of: r.of}
			if form == FlagForm {
				f.flags = r.states(field.Type)
			}
			r.fields = append(r.fields, f)
		case field.Type.Kind() == reflect.Struct:
			if err := r.add(field.Type, name+".", offset+field.Offset); err != nil {
				return err
			}
		case !r.lenient:
			const facts = "facts are decimal.Decimal, int, bool, rule.Flag, calendar.Date, texts and lists of texts"
			return &Error{Message: fmt.Sprintf("fact %s is a %v; %s", name, field.Type, facts)}
		}
	}
	return nil
}

// Promotes reports whether the fields of a struct that is embedded, and has no tag,
// are those of the outer one, as encoding/json has it.
func Promotes(field reflect.StructField, tags ...string) bool {
	if !field.Anonymous || field.Type.Kind() != reflect.Struct || !field.IsExported() {
		return false
	}
	for _, tag := range tags {
		if field.Tag.Get(tag) != "" {
			return false
		}
	}
	_, form := formOf(field.Type)
	return form == NoForm
}

// formOf says what a field holds and how; NoForm when it can be no fact.
func formOf(t reflect.Type) (Kind, Form) {
	switch {
	case t == reflect.TypeFor[decimal.Decimal]():
		return NumberKind, DecimalForm
	case t.Kind() == reflect.Int:
		return NumberKind, IntForm
	case (t.Kind() == reflect.Int8 || t.Kind() == reflect.Uint8) && t.Implements(reflect.TypeFor[triState]()):
		return BoolKind, FlagForm
	case t.Kind() == reflect.Bool:
		return BoolKind, BoolForm
	case t == reflect.TypeFor[calendar.Date]():
		return DateKind, DateForm
	case t.Kind() == reflect.String:
		return TextKind, TextForm
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.String:
		return ListKind, ListForm
	}
	return 0, NoForm
}

// WordsOf returns the only words that a text allows, when its type says so by a method
// Values() []string, or the field by a tag: words:"one two".
func WordsOf(field reflect.StructField) []string {
	t := field.Type
	if t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if v, ok := reflect.Zero(t).Interface().(interface{ Values() []string }); ok {
		return v.Values()
	}
	if words := strings.Fields(field.Tag.Get("words")); len(words) > 0 {
		return words
	}
	return nil
}

// Read reads the field of the struct at p, which must be of the type that
// Fields was given. A fact that is missing, or that its type cannot be, is a
// *calendar.InputError: an unset decimal, a flag not given, a zero date, an
// empty text of a type that has words and not that one.
func (f *Field) Read(p unsafe.Pointer) (Value, error) {
	at := unsafe.Add(p, f.Offset)
	switch f.Form {
	case DecimalForm:
		d := *(*decimal.Decimal)(at)
		return Num(d), number.CheckDecimal(f.Name, d)
	case IntForm:
		return Int(*(*int)(at)), nil
	case BoolForm:
		return Bool(*(*bool)(at)), nil
	case FlagForm:
		yes, given := f.Flag(p)
		if !given {
			return Value{}, cmp.Or(f.possible(p), f.Missing())
		}
		return Bool(yes), nil
	case DateForm:
		d := *(*calendar.Date)(at)
		if d.IsZero() {
			return Value{}, f.Missing()
		}
		return Day(d), nil
	case TextForm:
		s := *(*string)(at)
		return Str(s), f.word(s)
	}
	list := slices.Clone(*(*[]string)(at))
	for _, s := range list {
		if err := f.word(s); err != nil {
			return Value{}, err
		}
	}
	return Texts(list), nil
}

// Flag reads a flag of the struct at p.
func (f *Field) Flag(p unsafe.Pointer) (yes, given bool) {
	is := f.flags[*(*uint8)(unsafe.Add(p, f.Offset))]
	return is == givenYes, is == givenYes || is == givenNo
}

// IsNumber reports whether the field holds a number.
func (f *Field) IsNumber() bool { return f.Form == DecimalForm || f.Form == IntForm }

// Possible is a *calendar.InputError where the field of the struct s could not be written
// and read again as it is: a flag that is none of its values, a number of extreme size, and
// a whole number less than some.
func (f *Field) Possible(s Struct, least int) error {
	f.check(s.of)
	at := unsafe.Add(s.at, f.Offset)
	switch f.Form {
	case FlagForm:
		return f.possible(s.at)
	case DecimalForm:
		if d := *(*decimal.Decimal)(at); number.IsSet(d) {
			return number.CheckDecimal(f.Name, d)
		}
	case IntForm:
		switch n := *(*int)(at); {
		case n > math.MaxInt32 || n < math.MinInt32:
			return &calendar.InputError{Field: f.Name, Value: strconv.Itoa(n), Expected: "a whole number of at most 9 digits"}
		case n < least:
			return &calendar.InputError{Field: f.Name, Value: strconv.Itoa(n), Expected: "zero or more"}
		}
	}
	return nil
}

func (f *Field) possible(p unsafe.Pointer) error {
	if i := *(*uint8)(unsafe.Add(p, f.Offset)); f.flags[i] == impossible {
		return noFlag(f.Name, int8(i))
	}
	return nil
}

// IsSet reports whether the field of the struct at p was set: a decimal that
// was assigned, a flag given, a date, a text that is not blank, a list with one
// that is not. An int and a bool always are.
func (f *Field) IsSet(p unsafe.Pointer) bool {
	at := unsafe.Add(p, f.Offset)
	switch f.Form {
	case DecimalForm:
		return number.IsSet(*(*decimal.Decimal)(at))
	case FlagForm:
		_, given := f.Flag(p)
		return given
	case DateForm:
		return !(*calendar.Date)(at).IsZero()
	case TextForm:
		return !blank(*(*string)(at))
	case ListForm:
		return slices.ContainsFunc(*(*[]string)(at), func(s string) bool { return !blank(s) })
	}
	return true
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// A Struct is a struct that fields are read from.
type Struct struct {
	at unsafe.Pointer
	of reflect.Type
}

// StructAt is the struct that a pointer points to.
func StructAt(pointer any) Struct {
	v := reflect.ValueOf(pointer)
	return Struct{v.UnsafePointer(), v.Type().Elem()}
}

// StructOf is a struct that was handed over by value, which nobody can change any
// more: an interface holds it. A struct so small that the interface holds it in
// place of a pointer is copied.
func StructOf(s any) Struct {
	t := reflect.TypeOf(s)
	if t.Size() > unsafe.Sizeof(uintptr(0)) && t.Kind() == reflect.Struct {
		return Struct{(*[2]unsafe.Pointer)(unsafe.Pointer(&s))[1], t}
	}
	at := reflect.New(t)
	at.Elem().Set(reflect.ValueOf(s))
	return Struct{at.UnsafePointer(), t}
}

// ReadFrom is Read of the struct s. It panics when the field is of another type.
func (f *Field) ReadFrom(s Struct) (Value, error) {
	f.check(s.of)
	return f.Read(s.at)
}

// IsSetIn is IsSet of the struct s. It panics when the field is of another type.
func (f *Field) IsSetIn(s Struct) bool {
	f.check(s.of)
	return f.IsSet(s.at)
}

func (f *Field) check(t reflect.Type) {
	if t != f.of {
		panic(fmt.Sprintf("the fact %s is a field of %v, not of %v", f.Name, f.of, t))
	}
}

// ReadOf is Read of the struct s. It panics when the field is of another type:
// that is a fault of the caller, never of input.
func ReadOf[S any](f *Field, s *S) (Value, error) {
	f.check(reflect.TypeFor[S]())
	return f.Read(unsafe.Pointer(s))
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

// Value is the struct itself.
func (s Struct) Value() reflect.Value { return reflect.NewAt(s.of, s.at).Elem() }

// NameOf is the name under which Fields knows a field, by the tags tried in order;
// "-" for one that it leaves out.
func NameOf(field reflect.StructField, tags ...string) string {
	r := structReader{tags: tags}
	return r.name(field)
}

// PathOf reports whether a text is names with dots between them and nothing else.
func PathOf(text string) bool {
	for name := range strings.SplitSeq(text, ".") {
		if !Identifier(name) {
			return false
		}
	}
	return true
}

// The readers below read a field of one form as it is. They check nothing but the
// struct: what is missing or cannot be is for Read to say.

// BoolIn reads a BoolForm.
func (f *Field) BoolIn(s Struct) bool {
	f.check(s.of)
	return *(*bool)(unsafe.Add(s.at, f.Offset))
}

// IntIn reads an IntForm.
func (f *Field) IntIn(s Struct) int {
	f.check(s.of)
	return *(*int)(unsafe.Add(s.at, f.Offset))
}

// TextIn reads a TextForm.
func (f *Field) TextIn(s Struct) string {
	f.check(s.of)
	return *(*string)(unsafe.Add(s.at, f.Offset))
}

// ListIn reads a ListForm, to be read only.
func (f *Field) ListIn(s Struct) []string {
	f.check(s.of)
	return *(*[]string)(unsafe.Add(s.at, f.Offset))
}

// DateIn reads a DateForm.
func (f *Field) DateIn(s Struct) calendar.Date {
	f.check(s.of)
	return *(*calendar.Date)(unsafe.Add(s.at, f.Offset))
}

// DecimalIn reads a DecimalForm.
func (f *Field) DecimalIn(s Struct) decimal.Decimal {
	f.check(s.of)
	return *(*decimal.Decimal)(unsafe.Add(s.at, f.Offset))
}

// FlagIn reads a FlagForm.
func (f *Field) FlagIn(s Struct) (yes, given bool) {
	f.check(s.of)
	return f.Flag(s.at)
}

// Allows reports whether the text can be the word w at all.
func (t Type) Allows(w string) bool { return t.allows(w) }
