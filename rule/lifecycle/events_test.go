package lifecycle

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
)

func TestMachine_Names(t *testing.T) {
	m := dogsOf(fires())
	if diff := cmp.Diff([]dogWord{"ask", "tick"}, m.Names()); diff != "" {
		t.Error(diff)
	}
	empty := m.Empty()
	empty[0] = nil
	if diff := cmp.Diff([]dogEvent{ask{}, tick{}}, m.Empty()); diff != "" {
		t.Error(diff)
	}
}

func TestMachine_Marshal(t *testing.T) {
	m := dogsOf(fires())
	for want, e := range map[string]dogEvent{
		`{"event":"tick"}`:                   tick{},
		`{"event":"tick","on":"2024-03-01"}`: tick{On: dogOn},
		`{"event":"ask","keeper":"Ann","fee":"1.50","shots":false,"tags":[],"file":{"place":"","costs":{"k":{"text":"v"}}},"costs":{"text":"c"}}`: ask{Keeper: "Ann",
			Fee: decimal.RequireFromString("1.50"), Shots: rule.No, Tags: []string{}, File: dogFile{Costs: map[string]dogMark{"k": {Text: "v"}}}, Costs: &dogMark{Text: "c"}},
	} {
		got, err := m.Marshal(e)
		if err != nil || string(got) != want {
			t.Errorf("got  %s, %v\nwant %s", got, err, want)
		}
		back, err := m.Unmarshal(got)
		if err != nil || !same(reflect.ValueOf(back), reflect.ValueOf(e)) {
			t.Errorf("%s: came back as %+v, %v", got, back, err)
		}
	}
	for field, e := range map[string]dogEvent{"event": &asked1, "ask": ask{Keeper: "\xff"}} {
		var input *rule.InputError
		if data, err := m.Marshal(e); data != nil || !errors.As(err, &input) || input.Field != field {
			t.Errorf("%v: got %s, %v", e, data, err)
		}
	}
	if _, err := m.Marshal(ask{Shots: 7}); err == nil {
		t.Error("a flag that is none")
	}
	other := func([]byte) (dogEvent, error) { return nil, nil }
	if _, err := m.MarshalAs(asked1, other); err == nil {
		t.Error("what is read back as nothing")
	}
}

func TestMachine_Unmarshal_errors(t *testing.T) {
	m := dogsOf(fires())
	for data, field := range map[string]string{`{"event":"aks"}`: "event", `{}`: "event", `[`: "json", `{"event":"ask","keper":"Ann"}`: "keper", `{"event":"ask","shots":"y"}`: "shots"} {
		var input *rule.InputError
		if e, err := m.Unmarshal([]byte(data)); e != nil || !errors.As(err, &input) || input.Field != field {
			t.Errorf("%s: got %v, %v", data, e, err)
		}
	}
}

func TestSame(t *testing.T) {
	half, half0 := decimal.RequireFromString("1.5"), decimal.RequireFromString("1.50")
	mark := &dogMark{Text: "x"}
	for _, c := range []struct {
		a, b any
		want bool
	}{
		{half, half0, true}, {half, decimal.Decimal{}, false}, {decimal.Decimal{}, decimal.New(0, 0), false},
		{[]string{}, []string(nil), true}, {[]string{"a"}, []string{"b"}, false}, {[]string{"a"}, []string{}, false},
		{map[string]int{"a": 1}, map[string]int{"a": 1}, true}, {map[string]int{"a": 1}, map[string]int{"b": 1}, false}, {map[string]int{"a": 1}, map[string]int{}, false},
		{mark, &dogMark{Text: "x"}, true}, {mark, &dogMark{Text: "y"}, false}, {mark, (*dogMark)(nil), false}, {(*dogMark)(nil), (*dogMark)(nil), true},
		{1, "1", false}, {dogMark{Text: "x"}, ask{}, false}, {"a", "a", true},
	} {
		if got := same(reflect.ValueOf(c.a), reflect.ValueOf(c.b)); got != c.want {
			t.Errorf("%v and %v: %v", c.a, c.b, got)
		}
	}
	if _, err := json.Marshal(asked1); err != nil {
		t.Error(err)
	}
}

// A host that has an event of any kind asks the machine for its day and its role.
func TestMachine_HeadOf(t *testing.T) {
	m := dogsOf(fires())
	for i, c := range []struct {
		event dogEvent
		want  Head
	}{
		{ask{On: dogOn, By: "keeper"}, Head{On: dogOn, By: "keeper"}},
		{ask{By: "mayor"}, Head{By: "mayor"}},
		{tick{On: dogOn}, Head{On: dogOn}},
		{tick{}, Head{}},
		{nil, Head{}},
		{&asked1, Head{}},
	} {
		if got := m.HeadOf(c.event); got != c.want {
			t.Errorf("event %d: got %+v, want %+v", i, got, c.want)
		}
	}
}

func TestMachine_Unmarshal_whatIsNoObjectWithAnEvent(t *testing.T) {
	m := dogsOf(fires())
	for text, want := range map[string]string{
		`[]`:                         "json: a list is not valid, expected an object with the key event",
		`"ask"`:                      "json: a text is not valid, expected an object with the key event",
		`{"Event": "ask"}`:           `Event: key "Event" is not valid, expected the event by its name (did you mean "event"?)`,
		`{"by": "clerk"}`:            "event: missing, expected one of ask, tick",
		"\ufeff{\"event\": \"ask\"}": "",
	} {
		got := ""
		if _, err := m.Unmarshal([]byte(text)); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}
