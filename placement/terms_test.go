package placement

import (
	"reflect"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"

	"github.com/shopspring/decimal"
)

// A proposal of one term alone, whichever it is, is a proposal.
func TestTerms_given_byEachTermAlone(t *testing.T) {
	if (Terms{}).given() || (Terms{Schedule: []Step{}}).given() {
		t.Error("nothing is a proposal")
	}
	var each func(v reflect.Value, path string, whole func() Terms)
	each = func(v reflect.Value, path string, whole func() Terms) {
		switch field := v.Addr().Interface().(type) {
		case *decimal.Decimal:
			*field = decimal.New(0, 0)
		case *calendar.Date:
			*field = day("2025-01-31")
		case *rule.Flag:
			*field = rule.No
		case *[]Step:
			*field = []Step{{}}
		default:
			switch v.Kind() {
			case reflect.Struct:
				for i := range v.NumField() {
					each(v.Field(i), path+"."+v.Type().Field(i).Name, whole)
				}
				return
			case reflect.String:
				v.SetString("x")
			case reflect.Slice:
				v.Set(reflect.MakeSlice(v.Type(), 0, 0)) // an empty list is an answer
			default:
				t.Fatalf("%s: %v", path, v.Type())
			}
		}
		if !whole().given() {
			t.Errorf("%s alone is not given", path)
		}
		v.SetZero()
	}
	var terms Terms
	each(reflect.ValueOf(&terms).Elem(), "terms", func() Terms { return terms })
}
