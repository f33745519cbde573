package event

import (
	"reflect"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
)

// same reports whether two events state the same. Amounts are compared by value
// (1.5 and 1.50 are the same, a missing amount and zero are not), and a list
// that is empty states what one that is absent does.
func same(a, b reflect.Value) bool {
	if a.Kind() != b.Kind() || a.IsValid() && a.Type() != b.Type() {
		return false
	}
	if amount, ok := decimalOf(a); ok {
		other, _ := decimalOf(b)
		return rule.IsSet(amount) == rule.IsSet(other) && amount.Cmp(other) == 0
	}
	switch a.Kind() {
	case reflect.Struct:
		for i := range a.NumField() {
			if !same(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	case reflect.Slice:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !same(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Map:
		if a.Len() != b.Len() {
			return false
		}
		for _, key := range a.MapKeys() {
			if !same(a.MapIndex(key), b.MapIndex(key)) {
				return false
			}
		}
		return true
	case reflect.Pointer, reflect.Interface:
		return same(a.Elem(), b.Elem())
	case reflect.Invalid: // nothing, on both sides
		return true
	}
	return a.Equal(b)
}

func decimalOf(v reflect.Value) (decimal.Decimal, bool) {
	if !v.IsValid() || !v.CanInterface() {
		return decimal.Decimal{}, false
	}
	d, ok := v.Interface().(decimal.Decimal)
	return d, ok
}
