package strict

import (
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/words"
	"github.com/workcomp-go/workcomp/rule"
)

// A Decoder reads nodes into Go values and collects what is wrong.
type Decoder struct {
	// Required makes an absent key a mistake unless its json tag says
	// omitempty or omitzero.
	Required bool
	// stored is that of what a host stored: an absent key is a mistake as above, and so is
	// a word that a type does not list among its Values and a whole number below zero.
	stored      bool
	Diagnostics []Diagnostic
}

// add keeps a mistake, as long as there are not too many.
func (d *Decoder) add(m Diagnostic) {
	if !d.full() {
		d.Diagnostics = append(d.Diagnostics, m)
	}
}

// full reports whether there are too many mistakes for more to be looked for.
func (d *Decoder) full() bool { return len(d.Diagnostics) >= maxMistakes }

// At is a value with its place in the file, for checks that come after reading.
type At[T any] struct {
	Value T
	Pos   Pos
}

func (a *At[T]) decodeAt(d *Decoder, n *Node, path string) {
	a.Pos = n.Pos
	d.value(n, path, reflect.ValueOf(&a.Value).Elem())
}

// String writes the value alone.
func (a At[T]) String() string { return fmt.Sprint(a.Value) }

// Entries are the values of a mapping under names that the file makes up, in its order.
type Entries[T any] []Entry[T]

// An Entry is a value of a mapping with its key.
type Entry[T any] struct {
	Name  string
	Pos   Pos // of the key
	Value T
}

func (e *Entries[T]) decodeAt(d *Decoder, n *Node, path string) {
	if !d.want(n, path, Map) {
		return
	}
	*e = make(Entries[T], len(n.Fields))
	for i, f := range n.Fields {
		(*e)[i].Name, (*e)[i].Pos = f.Name, f.Pos
		d.value(f.Value, Join(path, f.Name), reflect.ValueOf(&(*e)[i].Value).Elem())
	}
}

type placed interface {
	decodeAt(d *Decoder, n *Node, path string)
}

// Decode reads n into dst, a pointer. path names n in mistakes. A nil n reads
// nothing: what it should have been is reported already.
func (d *Decoder) Decode(n *Node, path string, dst any) {
	if n == nil {
		return
	}
	d.value(n, path, reflect.ValueOf(dst).Elem())
}

func (d *Decoder) value(n *Node, path string, v reflect.Value) {
	if d.full() {
		return
	}
	switch dst := v.Addr().Interface().(type) {
	case placed:
		dst.decodeAt(d, n, path)
	case **Node:
		*dst = n
	case *decimal.Decimal:
		d.decimal(n, path, dst)
	case *rule.Flag:
		if d.want(n, path, Bool) {
			*dst = rule.FlagOf(n.Text == "true")
		}
	case *calendar.Period, *calendar.Docket, *calendar.Duty:
		d.kind(n, path, v) // an object, as in JSON, and not its text
	case encoding.TextUnmarshaler:
		if d.scalar(n, path, "a text") {
			if err := dst.UnmarshalText([]byte(n.Text)); err != nil {
				d.refused(n, path, err)
			}
		}
	case json.Unmarshaler:
		d.ownForm(n, path, dst)
	default:
		d.kind(n, path, v)
	}
}

// ownForm reads a type that has a JSON form of its own; its mistakes are
// *rule.InputErrors, with paths from the type on, and may be joined.
func (d *Decoder) ownForm(n *Node, path string, dst json.Unmarshaler) {
	data, _ := n.MarshalJSON() // a node can always be written
	err := dst.UnmarshalJSON(data)
	errs := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		errs = joined.Unwrap()
	}
	for _, err := range errs {
		var e *rule.InputError
		if errors.As(err, &e) {
			_, at := n.find(e.Field)
			code, pos := rule.BadValue, at.Pos
			if strings.HasPrefix(e.Problem, "key ") {
				code, pos = rule.UnknownKey, n.keyPlace(e.Field)
			}
			d.add(Diagnostic{Code: code, Pos: pos, Path: Join(path, e.Field),
				Given: e.Value, Problem: e.Problem, Expected: e.Expected, Suggestion: e.Suggestion})
		}
	}
}

// refused reports a text that its type does not read. The place and the value
// are the decoder's.
func (d *Decoder) refused(n *Node, path string, err error) {
	e := &rule.InputError{Expected: err.Error()} // of a type that has errors of its own
	errors.As(err, &e)
	m := n.diagnostic(rule.BadValue, path, e.Expected)
	m.Suggestion = e.Suggestion
	if e.Problem != "" {
		m.Given, m.Problem = e.Value, e.Problem
	}
	d.add(m)
}

func (d *Decoder) decimal(n *Node, path string, dst *decimal.Decimal) {
	if n.Kind != Num && n.Kind != Text {
		d.wrong(rule.WrongType, n, path, "a decimal number")
		return
	}
	value, err := rule.ParseDecimal(path, n.Text)
	if err != nil {
		d.refused(n, path, err)
		return
	}
	*dst = value
}

func (d *Decoder) kind(n *Node, path string, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if d.scalar(n, path, "a text") {
			v.SetString(n.Text)
			if of, listed := v.Interface().(interface{ Values() []string }); d.stored && listed && n.Text != "" && !slices.Contains(of.Values(), n.Text) {
				d.refused(n, path, UnknownWord(path, n.Text, of.Values()))
			}
		}
	case reflect.Bool:
		if d.want(n, path, Bool) {
			v.SetBool(n.Text == "true")
		}
	case reflect.Int:
		d.whole(n, path, v, math.MinInt32, math.MaxInt32, "a whole number of at most 9 digits")
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, path, v.Elem())
	case reflect.Slice:
		if n.Kind != List {
			d.wrong(rule.WrongType, n, path, d.listOf(n, v.Type().Elem()))
		} else {
			v.Set(reflect.MakeSlice(v.Type(), len(n.Items), len(n.Items)))
			for i, item := range n.Items {
				d.value(item, Join(path, fmt.Sprintf("[%d]", i)), v.Index(i))
			}
		}
	case reflect.Map:
		if d.want(n, path, Map) {
			v.Set(reflect.MakeMap(v.Type()))
			for _, f := range n.Fields {
				e := reflect.New(v.Type().Elem()).Elem()
				d.value(f.Value, Join(path, f.Name), e)
				v.SetMapIndex(reflect.ValueOf(f.Name).Convert(v.Type().Key()), e)
			}
		}
	default: // a struct: no other kind is declared in this module
		if n.Kind != Map {
			d.wrong(rule.WrongType, n, path, d.mappingOf(n, v))
		} else {
			d.fields(n, path, v)
		}
	}
}

// listOf is what is expected where a file has no list: how its only entry is written as one.
func (d *Decoder) listOf(n *Node, entry reflect.Type) string {
	switch {
	case d.Required && n.Kind == Map:
		return "a list: each entry begins with a dash"
	case d.Required && n.Kind != Null && reads(n, entry):
		return "a list, such as [" + words.Cut(n.Text) + "]"
	}
	return string(List)
}

// mappingOf is what is expected where a file has no mapping: the keys that it must have,
// of which the first for which it can be has the value that stands there.
func (d *Decoder) mappingOf(n *Node, v reflect.Value) string {
	var keys []string
	given := d.Required && n.Kind != Null && n.Kind != List
	for _, k := range structFields(v) {
		switch {
		case k.optional:
		case given && reads(n, k.value.Type()):
			keys, given = append(keys, k.name+": "+words.Cut(n.Text)), false
		default:
			keys = append(keys, k.name+": …")
		}
	}
	if !d.Required || len(keys) == 0 {
		return string(Map)
	}
	return "a mapping, such as {" + strings.Join(keys, ", ") + "}"
}

// reads reports whether a value can be read into a type.
func reads(n *Node, t reflect.Type) bool {
	d := &Decoder{Required: true}
	d.value(n, "", reflect.New(t).Elem())
	return len(d.Diagnostics) == 0
}

// whole reads a whole number within bounds. Where they are those of any, more digits are
// read than is said: no number of a file has as many.
func (d *Decoder) whole(n *Node, path string, v reflect.Value, from, to int, expected string) {
	i, err := strconv.Atoi(n.Text)
	switch {
	case err != nil && !errors.Is(err, strconv.ErrRange) || n.Kind == Bool:
		d.wrong(rule.WrongType, n, path, "a whole number")
	case d.stored && i < 0:
		d.wrong(rule.BadValue, n, path, "zero or more")
	case err != nil || i < from || i > to:
		d.wrong(rule.BadValue, n, path, expected)
	default:
		v.SetInt(int64(i))
	}
}

func (d *Decoder) fields(n *Node, path string, v reflect.Value) {
	known := structFields(v)
	names := make([]string, len(known))
	for i, k := range known {
		names[i] = k.name
	}
	type unknown struct {
		Field
		meant, instead string
	}
	var others []unknown
	for _, f := range n.Fields {
		if !slices.Contains(names, f.Name) && len(others) < maxMistakes {
			meant := rule.Suggest(f.Name, names)
			others = append(others, unknown{f, meant, meant})
		}
	}
	for i, u := range others { // what stands in place of a number or a date that is missing
		for _, k := range known {
			if u.meant == "" && d.Required && !k.optional && n.Get(k.name) == nil && k.value.Kind() != reflect.String && reads(u.Value, k.value.Type()) {
				others[i].instead = k.name
				break
			}
		}
	}
	for _, k := range known {
		if f := n.Get(k.name); f != nil && f.Kind != Null {
			if k.whole != "" {
				d.within(f, Join(path, k.name), k)
			} else {
				d.value(f, Join(path, k.name), k.value)
			}
		} else if (d.Required || d.stored && f == nil) && !k.optional && !slices.ContainsFunc(others, func(u unknown) bool { return u.instead == k.name }) {
			d.add(Diagnostic{Code: rule.MissingKey, Pos: n.Pos, Path: Join(path, k.name),
				Expected: "this key"})
		}
	}
	for _, u := range others {
		d.add(Diagnostic{Code: rule.UnknownKey, Pos: u.Pos, Path: Join(path, u.Name),
			Problem: fmt.Sprintf("key %q is not valid", words.Cut(u.Name)), Expected: words.OneOf(names), Suggestion: u.meant})
	}
}

// within reads a field of a whole number that has a tag with its bounds: whole:"1 1200".
func (d *Decoder) within(n *Node, path string, k structField) {
	v := k.value
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	least, most, _ := strings.Cut(k.whole, " ")
	from, _ := strconv.Atoi(least)
	to, _ := strconv.Atoi(most)
	d.whole(n, path, v, from, to, fmt.Sprintf("a whole number from %s to %s", least, most))
}

type structField struct {
	name     string
	optional bool
	whole    string // the bounds of a whole number, where a tag has them
	value    reflect.Value
}

// structFields lists the fields of a struct by their json names, those of
// embedded structs among them.
func structFields(v reflect.Value) []structField {
	var fields []structField
	for i := range v.NumField() {
		t := v.Type().Field(i)
		name, options, _ := strings.Cut(t.Tag.Get("json"), ",")
		switch {
		case t.Anonymous:
			fields = append(fields, structFields(v.Field(i))...)
		case name != "" && name != "-":
			fields = append(fields, structField{name, strings.Contains(options, "omit"), t.Tag.Get("whole"), v.Field(i)})
		}
	}
	return fields
}

func (d *Decoder) want(n *Node, path string, k Kind) bool {
	if n.Kind != k {
		d.wrong(rule.WrongType, n, path, string(k))
	}
	return n.Kind == k
}

func (d *Decoder) scalar(n *Node, path, expected string) bool {
	if n.Kind != Text && n.Kind != Num && n.Kind != Bool {
		d.wrong(rule.WrongType, n, path, expected)
		return false
	}
	return true
}

func (d *Decoder) wrong(code rule.Code, n *Node, path, expected string) {
	d.add(n.diagnostic(code, path, expected))
}

// mistaken is the mistake that a node is.
func (n *Node) diagnostic(code rule.Code, path, expected string) Diagnostic {
	m := Diagnostic{Code: code, Pos: n.Pos, Path: path, Given: n.Text, Expected: expected}
	switch {
	case n.Kind == Null || n.Kind == List || n.Kind == Map:
		m.Given, m.Problem = "", string(n.Kind)+" is not valid"
	case n.Text == "":
		m.Problem = `"" is not valid`
	}
	return m
}
