package schemas_test

import (
	"reflect"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

// Whatever event a host states, as MarshalEvent writes it, is of its schema.
func TestEveryEventIsOfItsSchema(t *testing.T) {
	drawn(t, "classify-event", classify.EventNames(), classify.UnmarshalEvent, classify.MarshalEvent)
	drawn(t, "protest-event", classify.ProtestEventNames(), classify.UnmarshalProtestEvent, classify.MarshalProtestEvent)
	drawn(t, "intervention-event", intervention.EventNames(), intervention.UnmarshalEvent, intervention.MarshalEvent)
	drawn(t, "placement-event", placement.EventNames(), placement.UnmarshalEvent, placement.MarshalEvent)
}

func drawn[E any, N ~string](t *testing.T, name string, names []N, unmarshal func([]byte) (E, error), marshal func(E) ([]byte, error)) {
	check := checking(t, name, unmarshal, marshal)
	rapid.Check(t, func(rt *rapid.T) {
		none, err := unmarshal([]byte(`{"event":"` + string(rapid.SampledFrom(names).Draw(rt, "event")) + `"}`))
		if err != nil {
			rt.Fatal(err)
		}
		e := reflect.New(reflect.TypeOf(none)).Elem()
		fill(rt, e)
		data, err := marshal(e.Interface().(E))
		if err != nil {
			rt.Fatal(err)
		}
		check(t, data)
	})
}

// fill draws a value of any type that an event has.
func fill(rt *rapid.T, v reflect.Value) {
	draw := func(most int) int { return rapid.IntRange(0, most).Draw(rt, "n") }
	switch dst := v.Addr().Interface().(type) {
	case *calendar.Date:
		*dst, _ = calendar.MustParse("2000-01-01").AddDays(draw(10000)) // in the calendar
	case *calendar.Quarter:
		*dst = calendar.Quarter{Year: 2000 + draw(50), Number: 1 + draw(3)}
	case *decimal.Decimal:
		*dst = decimal.New(int64(draw(1000000)-1000), int32(draw(6)-4))
	case *rule.Flag:
		*dst = []rule.Flag{rule.NotGiven, rule.No, rule.Yes}[draw(2)]
	case *placement.Years:
		*dst = []placement.Years{{}, {None: true}, {Number: decimal.New(int64(draw(100)), -1)}}[draw(2)]
	case *intervention.Stage:
		*dst = intervention.Stage(draw(3))
	default:
		fillKind(rt, v, draw)
	}
}

func fillKind(rt *rapid.T, v reflect.Value, draw func(most int) int) {
	switch v.Kind() {
	case reflect.String:
		words := []string{"a text", "12", "true"}
		if w, ok := v.Interface().(interface{ Values() []string }); ok {
			words = w.Values()
		}
		v.SetString(words[draw(len(words)-1)])
	case reflect.Int:
		v.SetInt(int64(draw(100)))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(rt, v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), draw(3), 3))
		for i := range v.Len() {
			fill(rt, v.Index(i))
		}
	case reflect.Map:
		v.Set(reflect.ValueOf(map[string]string{"claims": "3"}))
	case reflect.Struct:
		for i := range v.NumField() {
			if draw(3) > 0 { // else it is not stated
				fill(rt, v.Field(i))
			}
		}
	default:
		rt.Fatalf("an event with a %v", v.Type())
	}
}
