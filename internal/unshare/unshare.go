// Package unshare keeps what goes out apart from what is kept: whoever writes into a list
// of an answer changes nothing else.
package unshare

import "reflect"

// Of gives a copy of a value in which every list and every mapping is its own, however
// deep: in structs, by their exported fields, in interfaces and behind pointers to structs
// that have no other fields. What else a pointer leads to stays shared.
func Of[T any](v T) T {
	if at := reflect.ValueOf(&v).Elem(); holds(at.Type()) {
		All(at)
	}
	return v
}

// Holds reports whether Of copies anything of such values.
func Holds[T any]() bool { return holds(reflect.TypeFor[T]()) }

// Lists gives the indexes of the fields of a struct, embedded ones apart, that may lead to
// a list or a mapping: All of each of them is Of the struct.
func Lists(t reflect.Type) []int {
	var fields []int
	if t.Kind() == reflect.Struct {
		for i := range t.NumField() {
			if f := t.Field(i); f.IsExported() && holds(f.Type) {
				fields = append(fields, i)
			}
		}
	}
	return fields
}

// holds reports whether a value of a type may lead to a list or a mapping.
func holds(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Slice, reflect.Map, reflect.Interface, reflect.Pointer:
		return true
	case reflect.Array:
		return holds(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if f := t.Field(i); f.IsExported() && holds(f.Type) {
				return true
			}
		}
	}
	return false
}

// All does so to a value that can be set.
func All(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && v.CanSet() && open(v.Type().Elem()) {
			own := reflect.New(v.Type().Elem())
			own.Elem().Set(v.Elem())
			All(own.Elem())
			v.Set(own)
		}
	case reflect.Interface:
		if !v.IsNil() && v.CanSet() {
			v.Set(copied(v.Elem()))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				All(v.Field(i))
			}
		}
	case reflect.Array:
		for i := range v.Len() {
			All(v.Index(i))
		}
	case reflect.Slice:
		if v.IsNil() {
			return
		}
		own := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(own, v)
		if holds(v.Type().Elem()) {
			for i := range own.Len() {
				All(own.Index(i))
			}
		}
		v.Set(own)
	case reflect.Map:
		if v.IsNil() {
			return
		}
		own := reflect.MakeMapWithSize(v.Type(), v.Len())
		for it := v.MapRange(); it.Next(); {
			own.SetMapIndex(it.Key(), copied(it.Value()))
		}
		v.Set(own)
	}
}

// copied is a value that cannot be set, of its own.
func copied(v reflect.Value) reflect.Value {
	own := reflect.New(v.Type()).Elem()
	own.Set(v)
	All(own)
	return own
}

// open reports whether a type is a struct of exported fields alone.
func open(t reflect.Type) bool {
	if t.Kind() != reflect.Struct {
		return false
	}
	for i := range t.NumField() {
		if !t.Field(i).IsExported() {
			return false
		}
	}
	return true
}
