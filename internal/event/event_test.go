package event

import (
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

type name string

type happening interface{ Name() name }

type note struct {
	On     calendar.Date     `json:"on,omitzero"`
	Text   string            `json:"text,omitempty"`
	Amount decimal.Decimal   `json:"amount,omitzero"`
	Agreed rule.Flag         `json:"agreed,omitzero"`
	Parts  []part            `json:"parts,omitempty"`
	Weeks  *int              `json:"weeks,omitempty"`
	Facts  map[string]string `json:"facts,omitempty"`
}

type part struct {
	Amount *decimal.Decimal `json:"amount,omitempty"`
}

func amount(value int64, exp int32) *decimal.Decimal {
	d := decimal.New(value, exp)
	return &d
}

type silence struct{}

type unwritable struct{}

func (note) Name() name       { return "note" }
func (silence) Name() name    { return "silence" }
func (unwritable) Name() name { return "unwritable" }

func (unwritable) MarshalJSON() ([]byte, error) { return nil, errors.New("no form") }

var happenings = KindsOf[happening, name](silence{}, note{}, unwritable{})

func TestNames(t *testing.T) {
	if got := happenings.Names(); !slices.Equal(got, []name{"silence", "note", "unwritable"}) {
		t.Errorf("got %v", got)
	}
}

func TestEmpty(t *testing.T) {
	if got := happenings.Empty(); !reflect.DeepEqual(got, []happening{silence{}, note{}, unwritable{}}) {
		t.Errorf("got %v", got)
	}
}

func TestHas(t *testing.T) {
	for _, c := range []struct {
		e    happening
		want bool
	}{{note{Text: "x"}, true}, {silence{}, true}, {&note{}, false}, {nil, false}, {stranger{}, false}} {
		if got := happenings.Has(c.e); got != c.want {
			t.Errorf("%#v: got %t", c.e, got)
		}
	}
}

type stranger struct{}

func (stranger) Name() name { return "note" }

// The form is flat, with the event first, and comes back as what it was.
func TestRoundTrip(t *testing.T) {
	weeks := 2
	amounts := cmp.Comparer(func(a, b decimal.Decimal) bool { return rule.IsSet(a) == rule.IsSet(b) && a.Cmp(b) == 0 })
	for want, e := range map[string]happening{
		`{"event":"silence"}`: silence{},
		`{"event":"note"}`:    note{},
		`{"event":"note","on":"2025-02-24","text":"<a> & \u2028","amount":"1.5","agreed":false,"parts":[{"amount":"0"},{}],"weeks":2,"facts":{"a":"b"}}`: note{
			On: calendar.MustParse("2025-02-24"), Text: "<a> & \u2028", Amount: decimal.New(150, -2), Agreed: rule.No,
			Parts: []part{{amount(0, 0)}, {}}, Weeks: &weeks, Facts: map[string]string{"a": "b"}},
	} {
		data, err := happenings.Marshal(e, happenings.Unmarshal)
		if got := strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(string(data)); err != nil || got != want {
			t.Errorf("got  %s, %v\nwant %s", data, err, want)
			continue
		}
		back, err := happenings.Unmarshal(data)
		if diff := cmp.Diff(e, back, amounts); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got)\n%s", data, err, diff)
		}
	}
}

// An amount may be written in other digits than those it is read back with, and
// an empty list may be left out: the event is the same.
func TestWhatIsTheSameIsWritten(t *testing.T) {
	for _, e := range []happening{note{Amount: decimal.New(1, 3)}, note{Parts: []part{{amount(0, -2)}}}, note{Parts: []part{}}, note{Facts: map[string]string{}}} {
		if data, err := happenings.Marshal(e, happenings.Unmarshal); err != nil {
			t.Errorf("%v: got %s, %v", e, data, err)
		}
	}
}

// What could not be read back as it is is not written at all.
func TestWhatCannotBeWritten(t *testing.T) {
	tooMany := math.MaxInt32 + 1
	for says, e := range map[string]happening{
		"event: missing, expected one of silence, note, unwritable":                                        nil,
		"event: missing, expected one of":                                                                  &note{},
		`unwritable: there is no JSON form (json: error calling MarshalJSON for type event.unwritable: no`: unwritable{},
		`note: {"text":"\ufffd"} is not valid, expected facts that can be read back`:                       note{Text: "\xff"},
		`note: {} is not valid`:                                    note{Amount: decimal.New(0, 0)}, // omitzero leaves a zero out
		`note: {"agreed":null} is not valid`:                       note{Agreed: 7},
		`note: {"weeks":2147483648} is not valid`:                  note{Weeks: &tooMany},
		`note: {"facts":{"\ufffd":""}} is not valid`:               note{Facts: map[string]string{"\xff": ""}},
		`note: {"parts":[{}],"facts":{"a":"\ufffd"}} is not valid`: note{Parts: []part{{}}, Facts: map[string]string{"a": "\xff"}},
	} {
		data, err := happenings.Marshal(e, happenings.Unmarshal)
		var input *rule.InputError
		if data != nil || !errors.As(err, &input) || !strings.HasPrefix(err.Error(), says) {
			t.Errorf("got %s, %v\nwant %s", data, err, says)
		}
	}
}

// A reader that gives something else back is noticed, whatever differs.
func TestWhatIsReadBackOtherwise(t *testing.T) {
	one, two := 1, 2
	for _, c := range []struct{ e, back happening }{
		{note{}, silence{}},
		{note{}, nil},
		{note{Text: "a"}, note{Text: "b"}},
		{note{Amount: decimal.New(0, 0)}, note{}},
		{note{Amount: decimal.New(15, -1)}, note{Amount: decimal.New(16, -1)}},
		{note{Weeks: &one}, note{Weeks: &two}},
		{note{Weeks: &one}, note{}},
		{note{Parts: []part{{}}}, note{}},
		{note{Parts: []part{{amount(1, 0)}}}, note{Parts: []part{{amount(2, 0)}}}},
		{note{Facts: map[string]string{"a": "b"}}, note{}},
		{note{Facts: map[string]string{"a": "b"}}, note{Facts: map[string]string{"a": "c"}}},
		{note{Facts: map[string]string{"a": ""}}, note{Facts: map[string]string{"b": ""}}},
		{note{On: calendar.MustParse("2025-02-24")}, note{On: calendar.MustParse("2025-02-25")}},
	} {
		if data, err := happenings.Marshal(c.e, func([]byte) (happening, error) { return c.back, nil }); err == nil {
			t.Errorf("%v, read back as %v, was written as %s", c.e, c.back, data)
		}
	}
}

func TestWhatIsNoEvent(t *testing.T) {
	for data, want := range map[string]string{
		`{"event":"notes"}`:                        `event: "notes" is not valid, expected one of silence, note, unwritable (did you mean "note"?)`,
		`{"event":""}`:                             `event: missing, expected one of silence, note, unwritable`,
		`{"text":"x"}`:                             `event: missing, expected one of silence, note, unwritable`,
		`[]`:                                       `event: missing, expected one of silence, note, unwritable`,
		`{"event":"silence","text":"x"}`:           `text: key "text" is not valid, expected one of `,
		`{"event":"note","txet":"x"}`:              `txet: key "txet" is not valid, expected one of on, text, amount, agreed, parts, weeks, facts (did you mean "text"?)`,
		`{"event":"note","agreed":"yes"}`:          `agreed: "yes" is not valid, expected true or false`,
		`{"event":"note","parts":[{"amount":[]}]}`: `parts[0].amount: a list is not valid, expected a decimal number`,
	} {
		e, err := happenings.Unmarshal([]byte(data))
		var input *rule.InputError
		if e != nil || !errors.As(err, &input) || err.Error() != want {
			t.Errorf("%s: got %v, %v\nwant %s", data, e, err, want)
		}
	}
	if e, err := happenings.Unmarshal([]byte(`{"event":"note"`)); e != nil || err == nil || !strings.HasPrefix(err.Error(), "json: ") {
		t.Errorf("got %v, %v", e, err)
	}
}
