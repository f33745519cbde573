package receipt

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

type question struct {
	EMF     decimal.Decimal `json:"emf"`
	Premium decimal.Decimal `json:"premium"`
}

var receiptTable = rule.MustTable[question]("surcharge", rule.First,
	rule.Row[bool]{If: "emf >= 1.40 and premium >= 5000", Then: true, Cite: "4.1", Text: "The factor {emf} and the premium {premium} reach 1.40 and 5000.00."},
	rule.Row[bool]{Then: false, Cite: "4.2", Text: "Nothing applies."})

func decideReceipt(q question) (rule.Decision[bool], error) { return receiptTable.Explain(&q) }

var thePolicy = rule.PolicyID{ID: "wv", Hash: "ab12"}

func aReceipt(t *testing.T) Receipt {
	t.Helper()
	q := question{EMF: dec("1.40"), Premium: dec("5000.00")}
	d, err := decideReceipt(q)
	if err != nil {
		t.Fatal(err)
	}
	r, err := New(thePolicy, q, d)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestVerifyAReceiptThatWasStored(t *testing.T) {
	r := aReceipt(t)
	for _, indent := range []string{"", "\t"} {
		data, err := json.MarshalIndent(r, indent, indent)
		if err != nil {
			t.Fatal(err)
		}
		var stored Receipt
		if err := json.Unmarshal(data, &stored); err != nil {
			t.Fatal(err)
		}
		if err := Verify(stored, thePolicy, decideReceipt); err != nil {
			t.Error(err)
		}
	}
	first, _ := json.Marshal(r)
	second, _ := json.Marshal(aReceipt(t))
	if string(first) != string(second) {
		t.Errorf("two receipts of one decision:\n%s\n%s", first, second)
	}
}

func TestVerifyAReceiptOfDeclaredFacts(t *testing.T) {
	declared, err := rule.Declare(rule.Declaration{Name: "emf", Type: rule.Factor}, rule.Declaration{Name: "claims", Type: rule.Count},
		rule.Declaration{Name: "excluded", Type: rule.YesNo}, rule.Declaration{Name: "on", Type: rule.Day})
	if err != nil {
		t.Fatal(err)
	}
	table, err := rule.NewTableOn(declared, "t", rule.First, rule.Row[bool]{If: `claims >= 3 and emf >= 1.4 and on > date("2025-01-01") and not excluded`, Then: true, Cite: "4.1"}, rule.Row[bool]{Cite: "4.2"})
	if err != nil {
		t.Fatal(err)
	}
	decide := func(f rule.Facts) (rule.Decision[bool], error) { return table.Explain(&f) }
	facts := rule.Facts{"emf": dec("1.40"), "claims": 3, "excluded": rule.No, "on": "2025-01-31"}
	d, err := decide(facts)
	if err != nil || !d.Value {
		t.Fatal(d, err)
	}
	r, err := New(thePolicy, facts, d)
	if err != nil {
		t.Fatal(err)
	}
	if err := Verify(r, thePolicy, decide); err != nil {
		t.Error(err)
	}
}

func TestVerifyRefusesAReceiptThatWasChanged(t *testing.T) {
	refuses := errors.New("cannot decide")
	for _, c := range []struct {
		about, want string
		change      func(*Receipt)
		decide      func(question) (rule.Decision[bool], error)
	}{
		{"the policy", "policy: {wv ab12 } is not valid, expected {wv ab13 }", func(r *Receipt) { r.Policy.Hash = "ab13" }, nil},
		{"the facts", "answer: false is not valid, expected true as in the receipt", func(r *Receipt) { r.Facts = []byte(`{"emf":"1.39","premium":"5000"}`) }, nil},
		{"a fact", "findings: \"The factor 1.50", func(r *Receipt) { r.Facts = []byte(`{"emf":"1.50","premium":"5000"}`) }, nil},
		{"a fact that was not asked", `facts: json: unknown field "x"`, func(r *Receipt) { r.Facts = []byte(`{"emf":"1.40","premium":"5000","x":1}`) }, nil},
		{"a fact left out", `facts: {"emf":"1.4","premium":"0"} is not valid, expected {"emf":"1.40"} as in the receipt`, func(r *Receipt) { r.Facts = []byte(`{"emf":"1.40"}`) },
			func(question) (rule.Decision[bool], error) { return decideReceipt(question{dec("1.40"), dec("5000")}) }},
		{"a list for a text", "answer: true is not valid, expected [true] as in the receipt", func(r *Receipt) { r.Answer = []byte("[true]") }, nil},
		{"no facts", "facts: EOF", func(r *Receipt) { r.Facts = nil }, nil},
		{"the answer", "answer: true is not valid, expected false as in the receipt", func(r *Receipt) { r.Answer = []byte("false") }, nil},
		{"no answer", "answer: true is not valid, expected  as in the receipt", func(r *Receipt) { r.Answer = nil }, nil},
		{"a sentence", "findings: \"The factor 1.4 and", func(r *Receipt) {
			f := rule.Verbatim(r.Findings[0].Cite, r.Findings[0].Holds, "!")
			f.Facts = r.Findings[0].Facts
			r.Findings[0] = f
		}, nil},
		{"a figure", "findings: \"The factor 1.4 and", func(r *Receipt) { r.Findings[0].Facts[1] = rule.Str(r.Findings[0].Facts[1].Name, "50000") }, nil},
		{"a fact's name", "findings: \"The factor 1.4 and", func(r *Receipt) { r.Findings[0].Facts[1].Name = "x" }, nil},
		{"a citation", "findings: \"The factor 1.4 and", func(r *Receipt) { r.Findings[0].Cite = "4.10" }, nil},
		{"an interpretation", "findings: \"The factor 1.4 and", func(r *Receipt) { r.Findings[0].Interpretations = []string{"x"} }, nil},
		{"whether it holds", "findings: \"The factor 1.4 and", func(r *Receipt) { r.Findings[0].Holds = false }, nil},
		{"a finding", "findings: \"The factor 1.4 and", func(r *Receipt) { r.Findings = nil }, nil},
		{"a decision that fails", "cannot decide", func(*Receipt) {}, func(question) (rule.Decision[bool], error) { return rule.Decision[bool]{}, refuses }},
	} {
		r := aReceipt(t)
		c.change(&r)
		if c.decide == nil {
			c.decide = decideReceipt
		}
		if err := Verify(r, thePolicy, c.decide); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", c.about, err, c.want)
		}
	}
}

func TestNewRefusesWhatHasNoJSON(t *testing.T) {
	_, err := New(thePolicy, func() {}, rule.Decision[int]{})
	if err == nil || !strings.HasPrefix(err.Error(), "facts: json: unsupported type") {
		t.Errorf("got %v", err)
	}
	_, err = New(thePolicy, 1, rule.Decision[func()]{})
	if err == nil || !strings.HasPrefix(err.Error(), "answer: json: unsupported type") {
		t.Errorf("got %v", err)
	}
	r := Receipt{Policy: thePolicy, Facts: []byte("1"), Answer: []byte("1")}
	err = Verify(r, thePolicy, func(int) (rule.Decision[func()], error) { return rule.Decision[func()]{}, nil })
	if err == nil || !strings.HasPrefix(err.Error(), "answer: json: unsupported type") {
		t.Errorf("got %v", err)
	}
}

func TestSameJSONIsTheSameByWhatTheySay(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{`{"a":1,"b":[true,null]}`, `{"b": [true, null], "a": "1.0"}`, true},
		{`{"a":1}`, `{"a":1,"b":2}`, false}, {`{"a":1}`, `[1]`, false}, {`[1]`, `[1, 2]`, false}, {`[1]`, `{"a":1}`, false},
		{`"1.40"`, `1.4`, true}, {`"x"`, `"y"`, false}, {`1`, `true`, false}, {`true`, `1`, false}, {`true`, `false`, false}, {`null`, `null`, true}, {`1`, ``, false},
		{`9007199254740993`, `9007199254740992`, false},
	} {
		if got := sameJSON([]byte(c.a), []byte(c.b)); got != c.same {
			t.Errorf("%s and %s: %v", c.a, c.b, got)
		}
	}
}

func TestFiguresAreComparedByTheirValue(t *testing.T) {
	for text, want := range map[string]string{
		"1.40": "1.4", "5.00": "5", "5000": "5000", "100.010": "100.01", "1.40.": "1.4.", "from 0.50 to 2.00, of 10": "from 0.5 to 2, of 10", "0.0": "0", "": "", "v1.0a": "v1.0a",
	} {
		if got := figures(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
