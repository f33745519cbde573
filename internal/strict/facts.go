package strict

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/number"
)

// MarshalFacts writes the facts of a struct as JSON. A decimal is a text with the
// digits that were given, and is left out when it was not: json alone writes a zero
// for both, and unfolds one of any size. In a list a missing one is null. A type in
// it that has a JSON form of its own is written in that; the struct itself is not,
// so that its MarshalJSON can be this.
func MarshalFacts(facts any) ([]byte, error) {
	v := reflect.ValueOf(facts)
	if v.Kind() == reflect.Struct && !isDecimal(v.Type()) {
		return fieldsOf(v, 0)
	}
	return factsOf(v, 0)
}

// factsOf writes a fact.
func factsOf(v reflect.Value, depth int) ([]byte, error) {
	if v.Kind() == reflect.Pointer && !v.IsNil() && isDecimal(v.Type().Elem()) {
		v = v.Elem() // a pointer to a decimal has the decimal's JSON form
	}
	if d, ok := decimalOf(v); ok {
		if !number.IsSet(d) {
			return []byte("null"), nil
		}
		return json.Marshal(number.Digits(d))
	}
	const deepest = 1000 // below it json itself looks for what leads back to itself
	if depth++; !v.IsValid() || depth > deepest || v.Type().Implements(marshaler) || v.Type().Implements(textMarshaler) {
		return json.Marshal(valueOf(v))
	}
	switch v.Kind() {
	case reflect.Slice, reflect.Array:
		if v.Kind() == reflect.Slice && v.IsNil() || !holdsDecimals(v.Type().Elem()) {
			return json.Marshal(v.Interface())
		}
		list := make([]json.RawMessage, v.Len())
		for i := range list {
			var err error
			if list[i], err = factsOf(v.Index(i), depth); err != nil {
				return nil, err
			}
		}
		return json.Marshal(list)
	case reflect.Map:
		if v.IsNil() || !holdsDecimals(v.Type().Elem()) {
			return json.Marshal(v.Interface())
		}
		all := make(map[string]json.RawMessage, v.Len())
		for it := v.MapRange(); it.Next(); {
			value, err := factsOf(it.Value(), depth)
			if err != nil {
				return nil, err
			}
			name := fmt.Sprint(it.Key())
			if own, ok := it.Key().Interface().(encoding.TextMarshaler); ok && it.Key().Kind() != reflect.String {
				text, err := own.MarshalText()
				if err != nil {
					return nil, err
				}
				name = string(text)
			}
			all[name] = value
		}
		return json.Marshal(all)
	case reflect.Interface, reflect.Pointer:
		return factsOf(v.Elem(), depth)
	case reflect.Struct:
		return fieldsOf(v, depth)
	}
	return json.Marshal(v.Interface())
}

func valueOf(v reflect.Value) any {
	if !v.IsValid() {
		return nil
	}
	return v.Interface()
}

// holdsDecimals reports whether a value of the type may be, or have in it, what
// MarshalFacts writes otherwise than json does.
func holdsDecimals(t reflect.Type) bool {
	if isDecimal(t) {
		return true
	}
	switch t.Kind() {
	case reflect.Struct, reflect.Interface:
		return true
	case reflect.Slice, reflect.Array, reflect.Map, reflect.Pointer:
		return holdsDecimals(t.Elem())
	}
	return false
}

// fieldsOf writes the fields of a struct.
func fieldsOf(v reflect.Value, depth int) ([]byte, error) {
	var facts [][]byte
	for i := range v.NumField() {
		f, at := v.Type().Field(i), v.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" {
			name = f.Name
		}
		embedded := f.Anonymous && f.Tag.Get("json") == "" && !isDecimal(f.Type)
		if embedded && at.Kind() == reflect.Pointer {
			at = at.Elem()
		}
		embedded = embedded && at.Kind() == reflect.Struct
		if !f.IsExported() && !embedded || !at.IsValid() || name == "-" || leftOut(at, options) {
			continue
		}
		write := factsOf
		if embedded && !f.IsExported() {
			write = fieldsOf // whose form of its own nobody can ask for
		}
		value, err := write(at, depth)
		if err != nil {
			return nil, err
		}
		if embedded && value[0] == '{' {
			value = value[1 : len(value)-1] // its facts are those of the struct
		} else {
			if slices.Contains(strings.Split(options, ","), "string") && (at.Kind() < reflect.Array || at.Kind() == reflect.String) {
				value, _ = json.Marshal(string(value)) // a text can always be written
			}
			value = append(append(strconv.AppendQuote(nil, name), ':'), value...)
		}
		if len(value) != 0 {
			facts = append(facts, value)
		}
	}
	return slices.Concat([]byte("{"), bytes.Join(facts, []byte(",")), []byte("}")), nil
}

var marshaler, textMarshaler = reflect.TypeFor[json.Marshaler](), reflect.TypeFor[encoding.TextMarshaler]()

// leftOut reports whether a fact is not given, and not written.
func leftOut(v reflect.Value, options string) bool {
	if d, ok := decimalOf(v); ok {
		return !number.IsSet(d)
	}
	for option := range strings.SplitSeq(options, ",") {
		switch option {
		case "omitempty":
			switch v.Kind() {
			case reflect.Struct:
			case reflect.Slice, reflect.Map:
				if v.Len() == 0 {
					return true
				}
			default:
				if v.IsZero() {
					return true
				}
			}
		case "omitzero":
			if v.IsZero() {
				return true
			}
		}
	}
	return false
}

func isDecimal(t reflect.Type) bool { return t == reflect.TypeFor[decimal.Decimal]() }

func decimalOf(v reflect.Value) (decimal.Decimal, bool) {
	if !v.IsValid() || !v.CanInterface() || !isDecimal(v.Type()) {
		return decimal.Decimal{}, false
	}
	return v.Interface().(decimal.Decimal), true
}
