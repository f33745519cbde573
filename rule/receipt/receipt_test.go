package receipt

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/cost"
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
		{"a fact that is none", `facts: {"emf":"1.40"} is not valid, expected {"emf":"1.40","premium":null} as in the receipt`, func(r *Receipt) { r.Facts = []byte(`{"emf":"1.40","premium":null}`) },
			func(question) (rule.Decision[bool], error) { return decideReceipt(question{dec("1.40"), dec("5000")}) }},
		{"a list for a text", "answer: true is not valid, expected [true] as in the receipt", func(r *Receipt) { r.Answer = []byte("[true]") }, nil},
		{"no facts", "facts: EOF", func(r *Receipt) { r.Facts = nil }, nil},
		{"the answer", "answer: true is not valid, expected false as in the receipt", func(r *Receipt) { r.Answer = []byte("false") }, nil},
		{"no answer", "answer: true is not valid, expected  as in the receipt", func(r *Receipt) { r.Answer = nil }, nil},
		{"a sentence", "findings: \"The factor 1.40 and", func(r *Receipt) {
			f := rule.Verbatim(r.Findings[0].Cite, r.Findings[0].Holds, "!")
			f.Facts = r.Findings[0].Facts
			r.Findings[0] = f
		}, nil},
		{"a figure", "findings: \"The factor 1.40 and", func(r *Receipt) { r.Findings[0].Facts[1] = rule.Str(r.Findings[0].Facts[1].Name, "50000") }, nil},
		{"a fact's name", "findings: \"The factor 1.40 and", func(r *Receipt) { r.Findings[0].Facts[1].Name = "x" }, nil},
		{"a citation", "findings: \"The factor 1.40 and", func(r *Receipt) { r.Findings[0].Cite = "4.10" }, nil},
		{"an interpretation", "findings: \"The factor 1.40 and", func(r *Receipt) { r.Findings[0].Interpretations = []string{"x"} }, nil},
		{"whether it holds", "findings: \"The factor 1.40 and", func(r *Receipt) { r.Findings[0].Holds = false }, nil},
		{"a finding", "findings: \"The factor 1.40 and", func(r *Receipt) { r.Findings = nil }, nil},
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

// A receipt has one form: what is written otherwise does not verify, but for the
// last zeros of a decimal.
func TestVerify_comparesEveryText(t *testing.T) {
	for _, c := range []struct {
		about, facts, answer string
		same                 bool
	}{
		{"as it was written", `{"emf":"1.4","premium":"5000"}`, "true", true},
		{"spaces and order", ` {"premium": "5000", "emf": "1.4"} `, " true ", true},
		{"zeros of a decimal", `{"emf":"1.400","premium":5000.0}`, "true", true},
		{"a key twice", `{"emf":"1.39","emf":"1.4","premium":"5000"}`, "true", false},
		{"something after the facts", `{"emf":"1.4","premium":"5000"} {}`, "true", false},
		{"something after the answer", `{"emf":"1.4","premium":"5000"}`, "true false", false},
		{"another letter case", `{"EMF":"1.4","premium":"5000"}`, "true", false},
		{"a text for yes", `{"emf":"1.4","premium":"5000"}`, `"true"`, false},
		{"a zero missing", `{"emf":"1.4","premium":null}`, "true", false},
	} {
		r := aReceipt(t)
		r.Facts, r.Answer = []byte(c.facts), []byte(c.answer)
		if err := Verify(r, thePolicy, decideReceipt); (err == nil) != c.same {
			t.Errorf("%s: got %v", c.about, err)
		}
	}
}

// A text is compared as a text, whatever figures it has.
func TestVerify_comparesTextsWithFigures(t *testing.T) {
	type order struct {
		Day, Rule string
		EMF       decimal.Decimal
	}
	table := rule.MustTable[order]("t", rule.First, rule.Row[string]{Then: "§ 4.1", Cite: "4.1",
		Text: "By {rule}, § 4.1 of {day}, the factor is {emf}, or {emf:money}."})
	decide := func(o order) (rule.Decision[string], error) { return table.Explain(&o) }
	asked := order{"2020-02-04", "§ 4.1", dec("1234.50")}
	d, err := decide(asked)
	if err != nil {
		t.Fatal(err)
	}
	text := d.Findings[0].Text()
	for _, c := range []struct {
		about  string
		change func(r *Receipt)
		same   bool
	}{
		{"nothing", func(*Receipt) {}, true},
		{"a day with a fraction", func(r *Receipt) { r.Facts = bytes.Replace(r.Facts, []byte("2020-02-04"), []byte("2020-02-04.000"), 1) }, false},
		{"a provision that ends otherwise", func(r *Receipt) { r.Answer = []byte(`"§ 4.10"`) }, false},
		{"a fact that is a text", func(r *Receipt) { r.Findings[0].Facts[0] = rule.Str(r.Findings[0].Facts[0].Name, "§ 4.10") }, false},
		{"a provision in a sentence", func(r *Receipt) {
			r.Findings[0] = told(r.Findings[0], strings.Replace(text, "§ 4.1 of", "§ 4.10 of", 1))
		}, false},
		{"a day in a sentence", func(r *Receipt) { r.Findings[0] = told(r.Findings[0], strings.Replace(text, "02-04", "02-04.0", 1)) }, false},
		{"a number in a sentence", func(r *Receipt) {
			r.Findings[0] = told(r.Findings[0], strings.Replace(text, "is 1234.5", "is 1234.500", 1))
		}, true},
		{"an amount in a sentence", func(r *Receipt) {
			r.Findings[0] = told(r.Findings[0], strings.Replace(text, "1,234.50", "1,234.51", 1))
		}, false},
		{"the commas of an amount", func(r *Receipt) {
			r.Findings[0] = told(r.Findings[0], strings.Replace(text, "1,234.50", "12,34.50", 1))
		}, false},
		{"an amount without its comma", func(r *Receipt) {
			r.Findings[0] = told(r.Findings[0], strings.Replace(text, "1,234.50", "1234.50", 1))
		}, false},
		{"an amount with a zero before it", func(r *Receipt) {
			r.Findings[0] = told(r.Findings[0], strings.Replace(text, "1,234.50", "01,234.50", 1))
		}, false},
		{"the id of a finding", func(r *Receipt) { r.Findings[0].ID = "x" }, false},
	} {
		r, err := New(thePolicy, asked, d)
		if err != nil {
			t.Fatal(err)
		}
		r.Findings = slices.Clone(r.Findings)
		r.Findings[0].Facts = slices.Clone(r.Findings[0].Facts)
		c.change(&r)
		if err := Verify(r, thePolicy, decide); (err == nil) != c.same {
			t.Errorf("%s: got %v", c.about, err)
		}
	}
}

// told is a finding with another sentence.
func told(f rule.Finding, sentence string) rule.Finding {
	other := rule.Verbatim(f.Cite, f.Holds, sentence)
	other.ID, other.Facts, other.Interpretations = f.ID, f.Facts, f.Interpretations
	return other
}

// A receipt of before policies had versions is held to the text alone, and one of
// another version is another policy's.
func TestVerify_versions(t *testing.T) {
	r, versioned := aReceipt(t), thePolicy
	versioned.Version = "2"
	if err := Verify(r, versioned, decideReceipt); err != nil {
		t.Error(err)
	}
	r.Policy.Version = "1"
	if err := Verify(r, versioned, decideReceipt); err == nil || !strings.HasPrefix(err.Error(), "policy: ") {
		t.Errorf("got %v", err)
	}
}

// The figures of a text are apart from the words around them.
func TestCut(t *testing.T) {
	for _, c := range []struct{ text, part, rest string }{
		{"9.50, or", "9.50", ", or"}, {"a9", "a", "9"}, {"ab", "ab", ""}, {"-9-b", "-9", "-b"}, {"--x", "--", "x"}, {"0", "0", ""}, {"", "", ""}, {":8", ":", "8"}, {"/8", "/", "8"},
	} {
		if part, rest := cut(c.text); part != c.part || rest != c.rest {
			t.Errorf("%q: got %q, %q", c.text, part, rest)
		}
	}
}

// What leads back to itself has no JSON, and is not followed for ever.
func TestNew_ofWhatLeadsBack(t *testing.T) {
	type ring struct{ Next *ring }
	var r ring
	r.Next = &r
	if _, err := New(thePolicy, &r, rule.Decision[int]{}); err == nil || !strings.HasPrefix(err.Error(), "facts: ") {
		t.Errorf("got %v", err)
	}
}

func TestReceipt_UnmarshalJSON_isStrict(t *testing.T) {
	data, err := json.Marshal(aReceipt(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ old, to, want string }{
		{`{"policy"`, `{"answer":false,"policy"`, `key "answer" twice`},
		{`"answer"`, `"Answer"`, `Answer: key "Answer" is not valid`},
		{`"answer":true`, `"answer":true,"more":1`, `more: key "more"`},
		{`"findings":[`, `"findings":[5,`, "a number is not valid"},
	} {
		var r Receipt
		var input *rule.InputError
		err := r.UnmarshalJSON([]byte(strings.Replace(string(data), c.old, c.to, 1)))
		if !errors.As(err, &input) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v", c.to, err)
		}
	}
}

// Numbers that json would unfold are refused at once, wherever they stand.
func TestNew_ofExtremeNumbers(t *testing.T) {
	huge := decimal.New(1, 1<<30)
	for _, asked := range []any{huge, question{EMF: huge}, rule.Facts{"emf": huge}, []decimal.Decimal{dec("1"), huge}, &question{Premium: huge}} {
		cost.AtMost(t, "facts", 0, 0, func() {
			var input *rule.InputError
			if _, err := New(thePolicy, asked, rule.Decision[int]{}); !errors.As(err, &input) || !strings.HasPrefix(input.Field, "facts") {
				t.Errorf("%T: got %v", asked, err)
			}
			if _, err := New(thePolicy, 1, rule.Decision[any]{Value: asked}); !errors.As(err, &input) || !strings.HasPrefix(input.Field, "answer") {
				t.Errorf("%T: got %v", asked, err)
			}
		})
	}
}

// Listed is a part of what is asked, with decimals wherever they can stand.
type Listed struct {
	Parts []decimal.Decimal `json:"parts"`
}

type manifold struct {
	Listed
	Rates map[string]decimal.Decimal `json:"rates"`
	Any   any                        `json:"any"`
	Again *question                  `json:"again"`
	Words []string                   `json:"words"`
	Years map[int]decimal.Decimal    `json:"years"`
	Pair  [2]decimal.Decimal         `json:"pair"`
	named
	Named `json:"named"`
}

type named struct {
	Own decimal.Decimal `json:"own"`
}

// Named is embedded under a name of its own.
type Named struct {
	Emf string `json:"emf"`
}

// pairs are written as one mapping, and most as a text: by types of their own.
type pairs []struct {
	Name   string
	Amount decimal.Decimal
}

type most struct{ Amount decimal.Decimal }

func (m most) MarshalText() ([]byte, error) { return []byte(m.Amount.String()), nil }

// A decimal is compared by its value wherever it stands, and all else by its text.
func TestVerify_comparesDecimalsWhereverTheyStand(t *testing.T) {
	asked := manifold{Listed: Listed{[]decimal.Decimal{dec("1.4"), dec("2")}}, Rates: map[string]decimal.Decimal{"a": dec("0.9")},
		Any: "x", Again: &question{EMF: dec("1.4"), Premium: dec("1")}, Words: []string{"1.4"}, Years: map[int]decimal.Decimal{1995: dec("2")}, Pair: [2]decimal.Decimal{dec("3"), dec("4.5")},
		named: named{dec("6")}, Named: Named{"1.4"}}
	decide := func(manifold) (rule.Decision[[]decimal.Decimal], error) {
		return rule.Decision[[]decimal.Decimal]{Value: []decimal.Decimal{dec("7.50")}}, nil
	}
	d, _ := decide(asked)
	r, err := New(thePolicy, asked, d)
	if err != nil {
		t.Fatal(err)
	}
	facts := string(r.Facts)
	for _, c := range []struct{ old, to, want string }{
		{`"parts":["1.4"`, `"parts":["1.40"`, ""}, {`"a":"0.9"`, `"a":"0.90"`, ""}, {`"emf":"1.4"`, `"emf":"1.400"`, ""},
		{`"words":["1.4"]`, `"words":["1.40"]`, ""}, {`"parts":["1.4","2"]`, `"parts":["1.4"]`, ""},
		{`"pair":["3"`, `"pair":["3.0"`, ""}, {`"own":"6"`, `"own":"6.00"`, ""},
	} {
		r.Facts = json.RawMessage(strings.Replace(facts, c.old, c.to, 1))
		if err := Verify(r, thePolicy, decide); err != nil {
			t.Errorf("%s: %v", c.to, err)
		}
	}
	r.Facts = json.RawMessage(facts)
	r.Answer = json.RawMessage(`["7.5"]`)
	if err := Verify(r, thePolicy, decide); err != nil {
		t.Error(err)
	}
	for _, other := range []string{`["7.51"]`, `["7.5","1"]`, `["many"]`, `[`, `"7.50"`} {
		r.Answer = json.RawMessage(other)
		if err := Verify(r, thePolicy, decide); err == nil || !strings.HasPrefix(err.Error(), "answer") {
			t.Errorf("%s: got %v", other, err)
		}
	}
	for _, c := range []struct {
		v          any
		kept, made string
		same       bool
	}{
		{pairs{{"a", dec("1.40")}, {"b", dec("2")}}, `{"b":"2","a":"1.4"}`, `{"a":"1.40","b":"2"}`, true},
		{pairs{{"a", dec("1.40")}}, `{"b":"1.4"}`, `{"a":"1.40"}`, false},
		{pairs{{"a", dec("1.40")}}, `{"a":"1.41"}`, `{"a":"1.40"}`, false},
		{most{dec("1.40")}, `"1.4"`, `"1.40"`, true}, {most{dec("1.40")}, `"1.41"`, `"1.40"`, false}, {most{}, `"none"`, `"none"`, true},
	} {
		if got := sameJSON([]byte(c.made), []byte(c.kept), reflect.ValueOf(c.v)); got != c.same {
			t.Errorf("%s and %s: %v", c.made, c.kept, got)
		}
	}
	one, two := rule.Verbatim("x", true, "It is 1."), rule.Verbatim("x", true, "It is 1.")
	two.Facts = []rule.Fact{rule.Str("a", "b")}
	if sameFinding(one, two) || sameText("It is 1.", "It is", nil) || sameText("", "1", nil) {
		t.Error("what has more is the same")
	}
	if sameJSON([]byte("{"), []byte("{}"), reflect.Value{}) || sameJSON([]byte("{}"), []byte("{"), reflect.Value{}) || sameNumber("x", "1") || sameNumber("1", "x") {
		t.Error("what is no JSON and no number is the same")
	}
	if sameJSON([]byte(`"1.4"`), []byte(`"1.40"`), reflect.ValueOf("1.4")) || sameJSON([]byte(`"1.4"`), []byte(`["1.4"]`), reflect.ValueOf(dec("1.4"))) {
		t.Error("a text is compared by its value, or a list with a number")
	}
	if itemOf(reflect.ValueOf(1), 0).IsValid() || itemOf(reflect.ValueOf([]int{1}), 1).IsValid() {
		t.Error("an item that nothing is known of")
	}
	for _, other := range []rule.Fact{rule.Str("a", "1.40"), rule.Str("b", "1.4")} {
		one, two := rule.Verbatim("x", true, "It is."), rule.Verbatim("x", true, "It is.")
		one.Facts, two.Facts = []rule.Fact{rule.Str("a", "1.4")}, []rule.Fact{other}
		if sameFinding(one, two) {
			t.Errorf("the same as a finding of %v", other)
		}
	}
	if !sameJSON([]byte(`[{"a":[1]}]`), []byte(`[{"a": [1]}]`), reflect.Value{}) {
		t.Error("of values that nothing is known of the texts are compared")
	}
	if err := inReach("facts", reflect.ValueOf([]any{nil, map[string]any{"a": dec("1")}}), 0); err != nil {
		t.Error(err)
	}
}

// The numbers of a list are compared by their values too, and nothing else is.
func TestVerify_entries(t *testing.T) {
	d, err := rule.Declare(rule.Declaration{Name: "claims", Type: rule.Entries, Of: []rule.Declaration{{Name: "cost", Type: rule.Money}, {Name: "code", Type: rule.Word}}})
	if err != nil {
		t.Fatal(err)
	}
	table, err := rule.NewTableOn(d, "levels", rule.First, rule.Row[string]{If: "any(claims, .cost > 1000)", Then: "large", Cite: "1"}, rule.Row[string]{Then: "other", Cite: "2"})
	if err != nil {
		t.Fatal(err)
	}
	decide := func(f rule.Facts) (rule.Decision[string], error) { return table.Explain(&f) }
	facts := rule.Facts{"claims": []rule.Facts{{"cost": decimal.RequireFromString("1500.10"), "code": "1.50"}, {"cost": 3}}}
	found, err := decide(facts)
	if err != nil {
		t.Fatal(err)
	}
	r, err := New(rule.PolicyID{ID: "x", Hash: "y"}, facts, found)
	if err != nil {
		t.Fatal(err)
	}
	if err := Verify(r, r.Policy, decide); err != nil {
		t.Error(err)
	}
	r.Facts = []byte(strings.Replace(string(r.Facts), "1500.1", "1500.2", 1))
	if err := Verify(r, r.Policy, decide); err == nil {
		t.Error("another figure is another decision")
	}
}

func TestVerify_ofNoReceiptAndNoFunction(t *testing.T) {
	var e *rule.InputError
	decide := func(question) (d rule.Decision[bool], err error) { return d, nil }
	if err := Verify(Receipt{}, thePolicy, decide); !errors.As(err, &e) || !strings.HasPrefix(err.Error(), "policy: missing, expected a receipt") {
		t.Error(err)
	}
	if err := Verify[question, bool](aReceipt(t), thePolicy, nil); !errors.As(err, &e) || e.Field != "decide" {
		t.Error(err)
	}
}
