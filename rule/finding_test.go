package rule

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
)

func TestTemplateFinding(t *testing.T) {
	n := func(text string) decimal.Decimal { return decimal.RequireFromString(text) }
	for _, c := range []struct {
		text  string
		facts []Fact
		want  string
	}{
		{"Nothing is asked.", nil, "Nothing is asked."},
		{"The factor {emf} is below {value}.", []Fact{Num("value", n("1.70")), Num("emf", n("1.6"))}, "The factor 1.6 is below 1.70."},
		{"{premium:grouped}, {less:grouped}, {small:grouped}, {part:grouped}", []Fact{Num("premium", n("1234567")), Num("less", n("-4999.5")), Int("small", 999), Num("part", n("1000.25"))},
			"1,234,567, -4,999.5, 999, 1,000.25"},
		{"{cost:money}, {fine:money}, {word:money}", []Fact{Num("cost", n("1250")), Num("fine", n("0.125")), Str("word", "none")}, "1,250.00, 0.125, none"},
		{"{roles:or}; {roles}; {role:or}", []Fact{List("roles", []string{"judge", "clerk"}), Str("role", "judge")}, "judge or clerk; judge, clerk; judge"},
		{"{one} week{one:s}, {many} week{many:s}, word{word:s}", []Fact{Int("one", 1), Int("many", 2), Str("word", "x")}, "1 week, 2 weeks, words"},
		{"{none} week{none:s}, {less} week{less:s}, {part} week{part:s}, {as} week{as:s}", []Fact{Int("none", 0), Int("less", -1), Num("part", n("0.5")), Num("as", n("1.0"))},
			"0 weeks, -1 weeks, 0.5 weeks, 1.0 week"},
		{"On {day} it was {so}.", []Fact{Date("day", calendar.MustParse("2025-01-31")), Bool("so", true)}, "On 2025-01-31 it was true."},
		{"{{x}} is {x}.", []Fact{Int("x", 5)}, "{x} is 5."},
		{"Missing is {reason}.", nil, "Missing is (not given)."},
	} {
		template := &Template{ID: "1", Cite: "R-1", Text: c.text}
		f := template.Finding(true, c.facts...)
		if f.Text() != c.want || f.ID != "1" || f.Cite != "R-1" || !f.Holds {
			t.Errorf("%s: got %q, %+v\nwant %q", c.text, f.Text(), f, c.want)
		}
	}
}

func TestFindingText(t *testing.T) {
	if got := (Finding{Cite: "R-1"}).Text(); got != "" {
		t.Errorf("a finding of no template says %q", got)
	}
	if got := Verbatim("R-1", true, "Braces {x} stay.").Text(); got != "Braces {x} stay." {
		t.Errorf("got %q", got)
	}
}

func TestFindingMarshalJSON(t *testing.T) {
	template := &Template{ID: "1.2", Cite: "R-1", Text: "The factor is {emf}."}
	f := template.Finding(false, Num("emf", decimal.RequireFromString("1.40")))
	for _, c := range []struct {
		readings []string
		want     string
	}{
		{nil, `{"id":"1.2","cite":"R-1","text":"The factor is 1.40.","holds":false,"facts":[{"name":"emf","value":"1.40"}]}`},
		{[]string{"a"}, `{"id":"1.2","cite":"R-1","text":"The factor is 1.40.","holds":false,"facts":[{"name":"emf","value":"1.40"}],"interpretation":"a"}`},
		{[]string{"a", "b"}, `{"id":"1.2","cite":"R-1","text":"The factor is 1.40.","holds":false,"facts":[{"name":"emf","value":"1.40"}],"interpretation":"a","interpretations":["a","b"]}`},
	} {
		f.Interpretations = c.readings
		data, err := json.Marshal(f)
		if string(data) != c.want || err != nil {
			t.Errorf("got  %s, %v\nwant %s", data, err, c.want)
		}
		var back Finding
		if err := json.Unmarshal(data, &back); err != nil || !cmp.Equal(back, f) {
			t.Errorf("%s came back as %+v, %v", data, back, err)
		}
	}
	for _, data := range []string{`{"cite":1}`, `{"facts":[{"name":"a","value":1}]}`} {
		if err := json.Unmarshal([]byte(data), &Finding{}); err == nil {
			t.Errorf("%s was read", data)
		}
	}
}

func TestValueEqual(t *testing.T) {
	if Int("n", 1).Value.Equal(Str("n", "1").Value) || !Int("n", 1).Value.Equal(Int("m", 1).Value) {
		t.Error("values are equal by kind and figures")
	}
}

func TestFinding_Equal(t *testing.T) {
	of := func(change func(*Finding)) Finding {
		f := (&Template{ID: "1", Cite: "R-1", Text: "It is {n}."}).Finding(true, Int("n", 5))
		f.Interpretations = []string{"a"}
		change(&f)
		return f
	}
	for name, c := range map[string]struct {
		change func(*Finding)
		want   bool
	}{
		"nothing":        {func(*Finding) {}, true},
		"id":             {func(f *Finding) { f.ID = "2" }, false},
		"provision":      {func(f *Finding) { f.Cite = "R-2" }, false},
		"holds":          {func(f *Finding) { f.Holds = false }, false},
		"interpretation": {func(f *Finding) { f.Interpretations = []string{"b"} }, false},
		"value":          {func(f *Finding) { f.Facts = []Fact{Int("n", 6)} }, false},
		"name":           {func(f *Finding) { f.Facts = []Fact{Int("m", 5)}; f.template = &Template{Text: "It is 5."} }, false},
		"sentence":       {func(f *Finding) { f.template = &Template{Text: "It is {n}!"} }, false},
	} {
		if got := of(func(*Finding) {}).Equal(of(c.change)); got != c.want {
			t.Errorf("another %s: %t", name, got)
		}
	}
}

func TestDecision_Cites_parts(t *testing.T) {
	d := Decision[int]{Findings: []Finding{Verbatim("85-23-14.1", true, "A.")}}
	for c, want := range map[Citation]bool{"85-23-14.1": true, "14.1": true, "4.1": false, "": false, "85-23-14": false} {
		if got := d.Cites(c); got != want {
			t.Errorf("%q: %t", c, got)
		}
	}
}

func TestTemplateFinding_edges(t *testing.T) {
	for text, want := range map[string]string{"a {{": "a {", "}} b": "} b", "{n:grouped}": "-999", "{m:grouped}": "-1,000"} {
		if got := (&Template{Text: text}).Finding(true, Int("n", -999), Int("m", -1000)).Text(); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
	var e *ExprError
	if err := (&Template{Text: "a {"}).Check(); !errors.As(err, &e) || e.Message != "a { without its }" {
		t.Error(err)
	}
}

// A host reads a fact as what it was, and what it does with a list stays with it.
func TestValue_kinds(t *testing.T) {
	type reading struct {
		kind   Kind
		number string
		is     bool
		text   string
		date   string
		list   []string
	}
	read := func(v Value) reading {
		return reading{v.Kind(), v.Number().String(), v.IsTrue(), v.Text(), v.Date().String(), v.List()}
	}
	for name, c := range map[string]struct {
		of   Fact
		want reading
	}{
		"number":     {Num("emf", decimal.RequireFromString("1.40")), reading{NumberKind, "1.4", false, "", "", nil}},
		"yes":        {Bool("closed", true), reading{BoolKind, "0", true, "", "", nil}},
		"no":         {Bool("closed", false), reading{BoolKind, "0", false, "", "", nil}},
		"text":       {Str("by", "judge"), reading{TextKind, "0", false, "judge", "", nil}},
		"date":       {Date("on", calendar.MustParse("2025-01-31")), reading{DateKind, "0", false, "", "2025-01-31", nil}},
		"list":       {List("roles", []string{"judge", "clerk"}), reading{ListKind, "0", false, "", "", []string{"judge", "clerk"}}},
		"zero Value": {Fact{}, reading{NumberKind, "0", false, "", "", nil}},
	} {
		if diff := cmp.Diff(c.want, read(c.of.Value), cmp.AllowUnexported(reading{})); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if IsSet((Fact{}).Value.Number()) || IsSet(Str("by", "judge").Value.Number()) || Num("emf", decimal.RequireFromString("1.40")).Value.Number().Exponent() != -2 {
		t.Error("a number keeps its digits; what is none is not set")
	}
	given := List("roles", []string{"judge", "clerk"})
	given.Value.List()[0] = "nobody"
	if got := given.Value.String(); got != "judge, clerk" {
		t.Errorf("got %s", got)
	}
}

func TestOutcome_UnmarshalJSON_isStrict(t *testing.T) {
	const found = `{"id": "1", "cite": "1", "text": "It is so.", "holds": true}`
	for _, c := range []struct {
		into       any
		text, want string
	}{
		{&Outcome{}, `{"findings": [` + found + `], "opened": null}`, ""},
		{&Outcome{}, `{"findings": [` + found + `], "findings": []}`, `findings: key "findings" twice is not valid, expected each key once`},
		{&Outcome{}, `{"Findings": [` + found + `], "opend": []}`, `Findings: key "Findings" is not valid`},
		{&Outcome{}, `{"findings": [], "opend": []}`, `opend: key "opend" is not valid, expected one of findings, opened, closed, documents, ` +
			`pending, version (did you mean "opened"?)`},
		{&Outcome{}, `null`, "nothing is not valid, expected an object with the keys findings, opened"},
		{&Finding{}, strings.Replace(found, "id", "ID", 1), `ID: key "ID" is not valid`},
		{&Decision[int]{}, `{"value": 1, "findings": [` + found + `]}`, ""},
		{&Decision[int]{}, `{"value": 1, "value": 2, "findings": []}`, `value: key "value" twice is not valid`},
		{&PolicyID{}, `{"id": "wv-85-23", "Hash": ""}`, `Hash: key "Hash" is not valid`},
	} {
		err := json.Unmarshal([]byte(c.text), c.into)
		if c.want == "" {
			if err != nil || !strings.Contains(fmt.Sprint(c.into), "It is so") {
				t.Errorf("%s: got %v, %v", c.text, c.into, err)
			}
			continue
		}
		var e *InputError
		if !errors.As(err, &e) || !strings.HasPrefix(err.Error(), c.want) || !reflect.ValueOf(c.into).Elem().IsZero() {
			t.Errorf("%s: got %v, %v", c.text, c.into, err)
		}
	}
}
