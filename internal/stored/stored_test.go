package stored

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"
)

type inner struct {
	Name string   `json:"name"`
	List []string `json:"list,omitempty"`
}

type Embedded struct {
	Deep bool `json:"deep"`
}

type form struct {
	Embedded
	Inner   inner            `json:"inner"`
	Many    []*inner         `json:"many"`
	Named   map[string]inner `json:"named"`
	Own     json.RawMessage  `json:"own"`
	Any     any              `json:"any"`
	Number  int              `json:"number"`
	Yes     bool             `json:"yes"`
	Untag   string
	Hidden  string `json:"-"`
	private string
}

type failure struct{ Fault }

func (f failure) Error() string {
	return f.Field + ": " + f.Problem + ", " + f.Expected + ", " + f.Suggestion
}

func read(text string) (form, error) {
	got := form{private: "as before"}
	err := Read([]byte(text), &got, func(f Fault) error { return failure{f} })
	return got, err
}

func TestRead(t *testing.T) {
	got, err := read(` {"deep": true, "inner": {"name": "a", "list": null}, "many": [{"name": "b"}, null], "named": {"x": {"name": "c"}},
		"own": {"k": 1, "K": [2]}, "any": {"k": [{"l": 1.50}]}, "number": 3, "Untag": "u"}`)
	want := form{Embedded: Embedded{Deep: true}, Inner: inner{Name: "a"}, Many: []*inner{{Name: "b"}, nil}, Named: map[string]inner{"x": {Name: "c"}},
		Own: json.RawMessage(`{"k": 1, "K": [2]}`), Any: map[string]any{"k": []any{map[string]any{"l": 1.5}}}, Number: 3, Untag: "u"}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v\nwant %+v", got, err, want)
	}
}

func TestRead_refuses(t *testing.T) {
	const names = "one of deep, inner, many, named, own, any, number, yes, Untag"
	for _, c := range []struct {
		text string
		want Fault
	}{
		{`{"deep": true`, Fault{"json", "", "this text is not valid", "one JSON value in UTF-8", ""}},
		{`{} {}`, Fault{"json", "", "this text is not valid", "one JSON value in UTF-8", ""}},
		{"{\"Untag\": \"\xff\"}", Fault{"json", "", "this text is not valid", "one JSON value in UTF-8", ""}},
		{``, Fault{"json", "", "this text is not valid", "one JSON value in UTF-8", ""}},
		{`null`, Fault{"", "", "nothing is not valid", "an object with the keys deep, inner, many, named, own, any, number, yes, Untag", ""}},
		{`[]`, Fault{"", "", "a list is not valid", "an object with the keys deep, inner, many, named, own, any, number, yes, Untag", ""}},
		{`"x"`, Fault{"", "", "a text is not valid", "an object with the keys deep, inner, many, named, own, any, number, yes, Untag", ""}},
		{`-1`, Fault{"", "", "a number is not valid", "an object with the keys deep, inner, many, named, own, any, number, yes, Untag", ""}},
		{`{"depe": true}`, Fault{"depe", "", `key "depe" is not valid`, names, "deep"}},
		{`{"Deep": true}`, Fault{"Deep", "", `key "Deep" is not valid`, names, "deep"}},
		{`{"untag": ""}`, Fault{"untag", "", `key "untag" is not valid`, names, "Untag"}},
		{`{"Hidden": ""}`, Fault{"Hidden", "", `key "Hidden" is not valid`, names, ""}},
		{`{"private": ""}`, Fault{"private", "", `key "private" is not valid`, names, ""}},
		{`{"deep": true, "deep": true}`, Fault{"deep", "", `key "deep" twice is not valid`, "each key once", ""}},
		{`{"inner": {"nam": ""}}`, Fault{"inner.nam", "", `key "nam" is not valid`, "one of name, list", "name"}},
		{`{"many": [null, {"Name": ""}]}`, Fault{"many[1].Name", "", `key "Name" is not valid`, "one of name, list", "name"}},
		{`{"named": {"x": {"NAME": ""}}}`, Fault{"named.x.NAME", "", `key "NAME" is not valid`, "one of name, list", "name"}},
		{`{"named": {"x": {}, "x": {}}}`, Fault{"named.x", "", `key "x" twice is not valid`, "each key once", ""}},
		{`{"any": [{"k": 1, "k": 1}]}`, Fault{"any[0].k", "", `key "k" twice is not valid`, "each key once", ""}},
		{`{"inner": "yes"}`, Fault{"inner", "", "a text is not valid", "a mapping", ""}},
		{`{"inner": {"name": true}}`, Fault{"inner.name", "", "true or false is not valid", "a text", ""}},
		{`{"many": [null, {"name": []}]}`, Fault{"many[1].name", "", "a list is not valid", "a text", ""}},
		{`{"named": {"x": {"list": 7}}}`, Fault{"named.x.list", "", "a number is not valid", "a list", ""}},
		{`{"deep": 1}`, Fault{"deep", "", "a number is not valid", "true or false", ""}},
		{`{"deep": "yes"}`, Fault{"deep", "", "a text is not valid", "true or false", ""}},
		{`{"number": 9223372036854775808}`, Fault{"number", "", "a number is not valid", "a whole number", ""}},
		{`{"number": true}`, Fault{"number", "", "true or false is not valid", "a whole number", ""}},
		{`{"many": {}}`, Fault{"many", "", "a mapping is not valid", "a list", ""}},
		{`{"inner": []}`, Fault{"inner", "", "a list is not valid", "a mapping", ""}},
		{`{"any": 1, "Untag": 1.5}`, Fault{"Untag", "", "a number is not valid", "a text", ""}},
		{`{"yes": {}}`, Fault{"yes", "", "a mapping is not valid", "true or false", ""}},
		{`{"number": 1.5}`, Fault{"number", "", "a number is not valid", "a whole number", ""}},
	} {
		got, err := read(c.text)
		if f := (failure{}); !errors.As(err, &f) || f.Fault != c.want || got.private != "as before" {
			t.Errorf("%s: got %v, want %v", c.text, err, failure{c.want})
		}
	}
}

// A type that reads itself has its own error.
type own struct{}

func (*own) UnmarshalJSON([]byte) error { return errors.New("its own") }

func TestRead_anErrorOfItsOwn(t *testing.T) {
	var dst struct {
		Own own `json:"own"`
	}
	if err := Read([]byte(`{"own": {"a": 1, "a": 2}}`), &dst, nil); err == nil || err.Error() != "its own" {
		t.Error(err)
	}
}

// The keys of a struct stand beside those of another only where package json reads them there.
func TestRead_structsInStructs(t *testing.T) {
	type none struct{}
	var dst struct {
		Embedded `json:"under"`
		Inner    inner
		None     none `json:"none"`
	}
	fault := func(f Fault) error { return failure{f} }
	if err := Read([]byte(`{"under": {"deep": true}, "Inner": {"name": "a"}, "none": {}}`), &dst, fault); err != nil || !dst.Deep || dst.Inner.Name != "a" {
		t.Errorf("got %+v, %v", dst, err)
	}
	for text, field := range map[string]string{`{"deep": true}`: "deep", `{"name": "a"}`: "name", `{"none": {"name": "a"}}`: "none.name"} {
		if err, f := Read([]byte(text), &dst, fault), (failure{}); !errors.As(err, &f) || f.Field != field {
			t.Errorf("%s: got %v", text, err)
		}
	}
}
