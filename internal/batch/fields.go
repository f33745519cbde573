package batch

import (
	"math/big"
	"reflect"
	"slices"
	"unsafe"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/expression"
)

// This file reads memory by its place, as expression.Field does: a field of a
// struct where reflection said that it is, by the form that was checked for it;
// and the coefficient of a decimal without a copy, if a decimal is laid out as
// decimalFields (laidAs), and not at all if it is not.

// First returns the first test that holds for the facts in f, a struct of the
// type whose fields were compiled. ok is false when the plain evaluator has to
// answer.
func First[F any](t *Tests, f *F) (row int, ok bool) {
	if t == nil || f == nil {
		return 0, false
	}
	if t.cells == nil {
		return t.searchIn(unsafe.Pointer(f))
	}
	cell := 0
	for i := range t.asked {
		a := &t.asked[i]
		field := unsafe.Add(unsafe.Pointer(f), a.offset)
		var key int64
		ok := false
		if a.form == expression.DecimalForm { // else the pointer may not be one to a decimal
			d := (*decimal.Decimal)(field)
			key, ok = usualKey(coefficientOf(d), uint32(d.Exponent()+a.scale))
		}
		if !ok {
			if key, ok = a.key(unsafe.Pointer(f)); !ok {
				return 0, false
			}
		}
		cell += a.place(key)
	}
	return int(t.cells[cell]), true
}

// searchIn asks the tests one after the other of the struct at p.
func (t *Tests) searchIn(p unsafe.Pointer) (row int, ok bool) {
	var keys [mostFacts]int64
	for i := range t.asked {
		if keys[i&(mostFacts-1)], ok = t.asked[i].key(p); !ok {
			return 0, false
		}
	}
	return t.search(&keys)
}

// key reads the fact from the struct at p.
func (a *asked) key(p unsafe.Pointer) (key int64, ok bool) {
	at := unsafe.Add(p, a.offset)
	switch a.form {
	case expression.DecimalForm:
		return keyOf((*decimal.Decimal)(at), a.scale)
	case expression.IntForm:
		return keyTimes(int64(*(*int)(at)), 2*tens[a.scale])
	case expression.BoolForm:
		return keyOfBool(*(*bool)(at)), true
	case expression.FlagForm:
		yes, given := a.field.Flag(p)
		return keyOfBool(yes), given
	case expression.DateForm:
		date := *(*calendar.Date)(at)
		return keyOfDate(date), !date.IsZero()
	case expression.ListForm: // of which only the length is asked
		return keyTimes(int64(len(*(*[]string)(at))), 2*tens[a.scale])
	}
	return a.wordKey(*(*string)(at))
}

// coefficientOf returns the coefficient of a number without a copy, to be read
// only; nil when it is missing. The decimal package gives copies alone, for
// which it has to allocate.
func coefficientOf(d *decimal.Decimal) *big.Int {
	return (*decimalFields)(unsafe.Pointer(d)).coefficient
}

// decimalFields is what a decimal.Decimal holds.
type decimalFields struct {
	coefficient *big.Int
	exponent    int32
}

// laidAs reports whether a struct is in memory as S is: the decimal package may
// change what it keeps to itself.
func laidAs[S any](t reflect.Type) bool {
	s := reflect.TypeFor[S]()
	same := t.NumField() == s.NumField()
	for i := 0; same && i < s.NumField(); i++ {
		same = t.Field(i).Type == s.Field(i).Type && t.Field(i).Offset == s.Field(i).Offset
	}
	return same
}

// wordKey returns the key of a text. One that can be any text, and is compared
// with others alone, has a key of its own.
func (a *asked) wordKey(w string) (key int64, ok bool) {
	place := slices.Index(a.words, w)
	return 2 * int64(place), place >= 0 || a.any
}
