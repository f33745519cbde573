package strict

import (
	"bytes"
	"encoding"
	"encoding/json"
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
		return fieldsOf(v)
	}
	return factsOf(v)
}

// factsOf writes a fact.
func factsOf(v reflect.Value) ([]byte, error) {
	if v.Kind() == reflect.Pointer && !v.IsNil() && isDecimal(v.Type().Elem()) {
		v = v.Elem() // a pointer to a decimal has the decimal's JSON form
	}
	if d, ok := decimalOf(v); ok {
		if !number.IsSet(d) {
			return []byte("null"), nil
		}
		return json.Marshal(number.Digits(d))
	}
	if !v.IsValid() || v.Type().Implements(marshaler) || v.Type().Implements(textMarshaler) {
		return json.Marshal(valueOf(v))
	}
	switch v.Kind() {
	case reflect.Slice:
		if v.IsNil() || !holdsDecimals(v.Type().Elem()) {
			return json.Marshal(v.Interface())
		}
		list := make([]json.RawMessage, v.Len())
		for i := range list {
			var err error
			if list[i], err = factsOf(v.Index(i)); err != nil {
				return nil, err
			}
		}
		return json.Marshal(list)
	case reflect.Map:
		if v.IsNil() || v.Type().Key().Kind() != reflect.String || !holdsDecimals(v.Type().Elem()) {
			return json.Marshal(v.Interface())
		}
		all := make(map[string]json.RawMessage, v.Len())
		for _, key := range v.MapKeys() {
			var err error
			if all[key.String()], err = factsOf(v.MapIndex(key)); err != nil {
				return nil, err
			}
		}
		return json.Marshal(all)
	case reflect.Interface, reflect.Pointer:
		return factsOf(v.Elem())
	case reflect.Struct:
		return fieldsOf(v)
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
	case reflect.Slice, reflect.Map, reflect.Pointer:
		return holdsDecimals(t.Elem())
	}
	return false
}

// fieldsOf writes the fields of a struct.
func fieldsOf(v reflect.Value) ([]byte, error) {
	var facts [][]byte
	for i := range v.NumField() {
		f, at := v.Type().Field(i), v.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" {
			name = f.Name
		}
		if !f.IsExported() || name == "-" || leftOut(at, options) {
			continue
		}
		value, err := factsOf(at)
		if err != nil {
			return nil, err
		}
		if f.Anonymous && f.Tag.Get("json") == "" && f.Type.Kind() == reflect.Struct {
			value = value[1 : len(value)-1] // its facts are those of the struct
		} else {
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
