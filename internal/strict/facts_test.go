package strict

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
)

type inner struct {
	Rate decimal.Decimal `json:"rate"`
	Note string          `json:"note,omitempty"`
}

type Named struct{ A int }

type Words map[string]int

type word string

type failing struct{ Amount decimal.Decimal }

func (failing) MarshalJSON() ([]byte, error) { return nil, errors.New("no form") }

func (failing) MarshalText() ([]byte, error) { return nil, errors.New("no form") }

// Digits are kept, what is missing is left out, and all else is as json writes it.
func TestMarshalFacts(t *testing.T) {
	d := decimal.RequireFromString
	deep := []decimal.Decimal{d("1.10"), {}}
	type facts struct {
		inner
		Amount  decimal.Decimal            `json:"amount"`
		Missing decimal.Decimal            `json:"missing"`
		On      calendar.Date              `json:"on,omitzero"`
		Then    calendar.Date              `json:"then"`
		List    []decimal.Decimal          `json:"list,omitempty"`
		None    []decimal.Decimal          `json:"none"`
		Empty   []string                   `json:"empty,omitempty"`
		Kinds   map[string]decimal.Decimal `json:"kinds,omitempty"`
		ByDay   map[int]decimal.Decimal    `json:"by_day"`
		Inner   *inner                     `json:"inner,omitempty"`
		Point   *decimal.Decimal           `json:"point,omitempty"`
		Any     any                        `json:"any"`
		Nothing any                        `json:"nothing"`
		Many    []inner                    `json:"many"`
		Plain   int
		Hidden  string `json:"-"`
		Struct  inner  `json:"struct,omitempty"`
		private int
	}
	point := d("2.50")
	f := facts{inner: inner{Rate: d("0.90")}, Amount: d("22.00"), Then: calendar.MustParse("2025-01-31"), List: deep,
		Kinds: map[string]decimal.Decimal{"b": d("1.0")}, Inner: &inner{Rate: d("3.00"), Note: "x"}, Point: &point, Any: d("4.0"),
		Many: []inner{{Rate: d("5.0")}}, private: 1}
	want := `{"rate":"0.90","amount":"22.00","then":"2025-01-31","list":["1.10",null],"none":null,"kinds":{"b":"1.0"},"by_day":null,` +
		`"inner":{"rate":"3.00","note":"x"},"point":"2.50","any":"4.0","nothing":null,"many":[{"rate":"5.0"}],"Plain":0,"struct":{}}`
	got, err := MarshalFacts(f)
	if err != nil || string(got) != want || !json.Valid(got) {
		t.Errorf("got  %s, %v\nwant %s", got, err, want)
	}
	type Inner inner
	got, err = MarshalFacts(struct {
		Inner
		N int `json:"n"`
	}{Inner{Rate: d("0.90")}, 1})
	if err != nil || string(got) != `{"rate":"0.90","n":1}` {
		t.Errorf("an embedded struct: %s, %v", got, err)
	}
	type key struct{ calendar.Date }
	type Quoted struct {
		*Inner
		Nil  *inner
		N    int    `json:"n,string"`
		Text string `json:"text,string"`
		calendar.Date
	}
	for _, c := range []struct {
		v    any
		want string
	}{{d("1.50"), `"1.50"`}, {[]byte("ab"), `"YWI="`}, {[][]decimal.Decimal{{d("1.50")}}, `[["1.50"]]`}, {(*decimal.Decimal)(nil), "null"},
		{struct {
			Whole inner
			Named `json:"named"`
			On    []calendar.Date
		}{On: []calendar.Date{calendar.MustParse("2025-01-31")}}, `{"Whole":{},"named":{"A":0},"On":["2025-01-31"]}`},
		{struct {
			Words
			word
		}{Words{"a": 1}, "b"}, `{"Words":{"a":1}}`},
		{struct {
			N int `json:"n"`
			Inner
			M int `json:"m"`
		}{}, `{"n":0,"m":0}`},
		{[2]decimal.Decimal{d("1.0")}, `["1.0",null]`}, {map[int]decimal.Decimal{7: d("1.0")}, `{"7":"1.0"}`},
		{map[key]decimal.Decimal{{calendar.MustParse("2025-01-31")}: d("1.0")}, `{"2025-01-31":"1.0"}`},
		{Quoted{Inner: &Inner{Rate: d("0.90")}, N: 3, Text: "x"}, `{"rate":"0.90","Nil":null,"n":"3","text":"\"x\"","Date":""}`},
		{Quoted{}, `{"Nil":null,"n":"0","text":"\"\"","Date":""}`},
		{nil, "null"}, {[]inner{{Note: "y"}}, `[{"note":"y"}]`}, {(*inner)(nil), "null"}, {map[string]int{"a": 1}, `{"a":1}`},
		{decimal.New(1, 1<<30), `"1e1073741824"`}} {
		if got, err := MarshalFacts(c.v); err != nil || string(got) != c.want {
			t.Errorf("%v: got %s, %v, want %s", c.v, got, err, c.want)
		}
	}
	for _, v := range []any{struct{ F failing }{}, []any{math.NaN()}, map[string]any{"a": failing{}}, map[failing]decimal.Decimal{{}: d("1")}} {
		if _, err := MarshalFacts(v); err == nil {
			t.Errorf("%T is written", v)
		}
	}
}

func TestFile_Full(t *testing.T) {
	f := ParseYAML("x.yaml", []byte("a: 1\n"))
	if f.Full() {
		t.Error("nothing is wrong yet")
	}
	for n := range 200 {
		if got := f.Full(); got != (n >= maxMistakes) {
			t.Fatalf("after %d mistakes it is full: %t", n, got)
		}
		f.Report(Diagnostic{Code: "x", Message: "wrong"})
	}
	if len(strings.Split(f.Err().Error(), "wrong")) > 120 {
		t.Error("mistakes are listed without end")
	}
}
