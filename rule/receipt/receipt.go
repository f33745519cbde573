// Package receipt records decisions, so that they can be made again and compared
// with what was decided.
package receipt

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/internal/stored"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// A Receipt records a decision so that it can be made again and compared. Its
// JSON is stable: the same decision, the same bytes. The zero value records nothing:
// Verify is an error.
type Receipt struct {
	Policy   rule.PolicyID   `json:"policy"`
	Facts    json.RawMessage `json:"facts"`
	Answer   json.RawMessage `json:"answer"`
	Findings []rule.Finding  `json:"findings"`
}

// String returns the findings as one paragraph of a letter.
func (r Receipt) String() string { return rule.Decision[any]{Findings: r.Findings}.String() }

// UnmarshalJSON reads a receipt: one JSON value, each key once and as it is written
// here. The error is a *rule.InputError.
func (r *Receipt) UnmarshalJSON(data []byte) error {
	if _, err := strict.ParseJSON(data); err != nil { // no key twice in the facts either
		return err
	}
	type plain Receipt
	return stored.Read(data, (*plain)(r), func(f stored.Fault) error { return (*rule.InputError)(&f) })
}

// New writes the receipt of a decision on the facts asked. The error is a
// *rule.InputError for a number of extreme size among them, and else that of json.
func New[Q, A any](policy rule.PolicyID, asked Q, d rule.Decision[A]) (Receipt, error) {
	for _, part := range []struct {
		name string
		v    reflect.Value
	}{{"facts", reflect.ValueOf(asked)}, {"answer", reflect.ValueOf(d.Value)}} {
		if err := inReach(part.name, part.v, 0); err != nil {
			return Receipt{}, err
		}
	}
	facts, err := strict.MarshalFacts(asked)
	if err != nil {
		return Receipt{}, fmt.Errorf("facts: %w", err)
	}
	answer, err := strict.MarshalFacts(d.Value)
	if err != nil {
		return Receipt{}, fmt.Errorf("answer: %w", err)
	}
	return Receipt{Policy: policy, Facts: facts, Answer: answer, Findings: d.Findings}, nil
}

// inReach looks for decimals that json could not write.
func inReach(field string, v reflect.Value, depth int) error {
	const deepest = 100
	if depth++; !v.IsValid() || depth > deepest {
		return nil
	}
	if v.Type() == decimals && v.CanInterface() {
		if d := v.Interface().(decimal.Decimal); rule.IsSet(d) {
			return rule.CheckDecimal(field, d)
		}
		return nil
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				if err := inReach(field+"."+nameOf(f), v.Field(i), depth); err != nil {
					return err
				}
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			if err := inReach(fmt.Sprintf("%s[%d]", field, i), v.Index(i), depth); err != nil {
				return err
			}
		}
	case reflect.Map:
		for it := v.MapRange(); it.Next(); {
			if err := inReach(fmt.Sprintf("%s.%v", field, it.Key()), it.Value(), depth); err != nil {
				return err
			}
		}
	case reflect.Pointer, reflect.Interface:
		return inReach(field, v.Elem(), depth)
	}
	return nil
}

var decimals = reflect.TypeFor[decimal.Decimal]()

// nameOf is the name of a field in JSON.
func nameOf(f reflect.StructField) string {
	if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" {
		return name
	}
	return f.Name
}

// Verify decides again on the facts of the receipt and compares. The error
// says what differs: the policy, the facts, the answer or the findings. A receipt
// that names no version, as before policies had any, is held to the text of the
// policy alone. Facts and answer have one form: each key once and as it is
// written, and nothing after the value; only the spaces and the order of the keys
// may be others. The JSON of a decimal may drop its last zeros, so what is a
// decimal.Decimal in Q or A, and a number of a finding, is compared by its value:
// 1.40 and 1.4 are the same; every other text has to be the same text. Whatever
// else a Q or an A holds must come through its JSON without loss; a Q that has not
// every key of the facts is an error.
func Verify[Q, A any](r Receipt, policy rule.PolicyID, decide func(Q) (rule.Decision[A], error)) error {
	if decide == nil {
		return &rule.InputError{Field: "decide", Expected: "the function that decides, as policy.Surcharge"}
	}
	if r.Policy == (rule.PolicyID{}) {
		return &rule.InputError{Field: "policy", Expected: "a receipt, which names the policy that decided"}
	}
	same := policy
	if r.Policy.Version == "" {
		same.Version = ""
	}
	if r.Policy != same {
		return &rule.InputError{Field: "policy", Value: fmt.Sprint(policy), Expected: fmt.Sprint(r.Policy)}
	}
	var asked Q
	dec := json.NewDecoder(bytes.NewReader(r.Facts))
	dec.DisallowUnknownFields()
	err := dec.Decode(&asked)
	if err == nil {
		_, err = strict.ParseJSON(r.Facts)
	}
	if err != nil {
		return &rule.InputError{Field: "facts", Problem: err.Error(), Expected: "the facts of the question, each once"}
	}
	d, err := decide(asked)
	if err != nil {
		return err
	}
	again, err := New(policy, asked, d)
	if err != nil {
		return err
	}
	if !sameJSON(again.Facts, r.Facts, reflect.ValueOf(asked)) {
		return &rule.InputError{Field: "facts", Value: string(again.Facts), Expected: string(r.Facts) + " as in the receipt"}
	}
	if !sameJSON(again.Answer, r.Answer, reflect.ValueOf(d.Value)) {
		return &rule.InputError{Field: "answer", Value: string(again.Answer), Expected: string(r.Answer) + " as in the receipt"}
	}
	if !slices.EqualFunc(again.Findings, r.Findings, sameFinding) {
		return &rule.InputError{Field: "findings", Value: d.String(), Expected: strconv.Quote(r.String()) + " as in the receipt"}
	}
	return nil
}

// sameJSON compares two JSON values, whatever their spaces and the order of their
// keys; what is a decimal in v, of which the first is the JSON, by its value.
func sameJSON(a, b []byte, v reflect.Value) bool {
	x, err := strict.ParseJSON(a)
	if err != nil {
		return false
	}
	y, err := strict.ParseJSON(b)
	return err == nil && sameNode(x, y, v)
}

func sameNode(a, b *strict.Node, v reflect.Value) bool {
	for v.IsValid() && (v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface) {
		v = v.Elem()
	}
	if isNumber(v) && isScalar(a) && isScalar(b) {
		return a.Text == b.Text || sameNumber(a.Text, b.Text)
	}
	if a.Kind != b.Kind || a.Text != b.Text || len(a.Items) != len(b.Items) || len(a.Fields) != len(b.Fields) {
		return false
	}
	for i := range a.Items {
		if !sameNode(a.Items[i], b.Items[i], itemOf(v, i)) {
			return false
		}
	}
	for _, f := range a.Fields {
		if other := b.Get(f.Name); other == nil || !sameNode(f.Value, other, fieldOf(v, f.Name)) {
			return false
		}
	}
	return true
}

// isNumber reports whether v is a decimal, or has one and is written as a text.
func isNumber(v reflect.Value) bool {
	if !v.IsValid() || v.Type() == decimals {
		return v.IsValid()
	}
	text := v.Kind() == reflect.Struct && v.Type().Implements(reflect.TypeFor[encoding.TextMarshaler]())
	return text && slices.ContainsFunc(reflect.VisibleFields(v.Type()), func(f reflect.StructField) bool { return f.Type == decimals })
}

func isScalar(n *strict.Node) bool { return n.Kind == strict.Num || n.Kind == strict.Text }

func sameNumber(a, b string) bool {
	x, err := rule.ParseDecimal("", a)
	if err != nil {
		return false
	}
	y, err := rule.ParseDecimal("", b)
	return err == nil && x.Equal(y)
}

// itemOf and fieldOf are what a list and a mapping in JSON were made of; the zero
// Value where that is not known.
func itemOf(v reflect.Value, i int) reflect.Value {
	if v.IsValid() && (v.Kind() == reflect.Slice || v.Kind() == reflect.Array) && i < v.Len() {
		return v.Index(i)
	}
	return reflect.Value{}
}

func fieldOf(v reflect.Value, name string) reflect.Value {
	switch {
	case !v.IsValid():
	case v.Kind() == reflect.Map && v.Type().Key().Kind() == reflect.String:
		return v.MapIndex(reflect.ValueOf(name).Convert(v.Type().Key()))
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct && v.Type().Elem().NumField() == 2: // names and values
		for i := range v.Len() {
			if pair := v.Index(i); pair.Field(0).Kind() == reflect.String && pair.Field(0).String() == name {
				return pair.Field(1)
			}
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.IsExported() && nameOf(f) == name {
				return v.Field(i)
			}
			if f.Anonymous && f.Tag.Get("json") == "" {
				if inner := fieldOf(v.Field(i), name); inner.IsValid() {
					return inner
				}
			}
		}
	}
	return reflect.Value{}
}

// sameFinding compares a finding that was made with one that was kept: all of it is
// the same text, but for the figures of its numbers.
func sameFinding(made, kept rule.Finding) bool {
	if len(made.Facts) != len(kept.Facts) {
		return false
	}
	numbers := make(map[string]bool) // as the sentence may write them
	for i, f := range made.Facts {
		is, was := f.Value.String(), kept.Facts[i].Value.String()
		number := f.Value.Kind() == expression.NumberKind
		own := make(map[string]bool)
		for _, n := range f.Value.Numbers() {
			for _, format := range []string{"{n}", "{n:grouped}", "{n:money}"} {
				one := rule.Template{Text: format}
				own[one.Finding(true, rule.Fact{Name: "n", Value: rule.Value{Value: n}}).Text()] = true
			}
		}
		if f.Name != kept.Facts[i].Name || is != was && !(number && sameNumber(is, was)) && (number || !sameText(is, was, own)) {
			return false
		}
		maps.Copy(numbers, own)
	}
	return made.ID == kept.ID && made.Cite == kept.Cite && made.Holds == kept.Holds && slices.Equal(made.Interpretations, kept.Interpretations) &&
		sameText(made.Text(), kept.Text(), numbers)
}

// sameText compares two sentences; a figure of the first that is one of the numbers
// may have other last zeros.
func sameText(made, kept string, numbers map[string]bool) bool {
	for made != "" || kept != "" {
		word, restMade := cut(made)
		other, restKept := cut(kept)
		figures := numbers[strings.TrimSuffix(word, ".")]
		if word != other && !(figures && plain(word) == plain(other) && strings.HasSuffix(word, ".") == strings.HasSuffix(other, ".")) {
			return false
		}
		made, kept = restMade, restKept
	}
	return true
}

// cut takes the figures at the start of a text, or what stands before the next.
func cut(text string) (part, rest string) {
	if text == "" {
		return "", ""
	}
	figure := func(r rune) bool { return '0' <= r && r <= '9' || r == '.' || r == ',' || r == '-' }
	if after := strings.TrimLeftFunc(text, figure); len(after) < len(text) {
		part = text[:len(text)-len(after)]
		if whole := strings.TrimRight(part, ",-"); whole != "" { // these part a sentence
			part = whole
		}
		return part, text[len(part):]
	}
	if i := strings.IndexFunc(text, figure); i > 0 {
		return text[:i], text[i:]
	}
	return text, ""
}

// plain is a figure without its last zeros, and without the point of a sentence. Its
// commas stand where they stood.
func plain(figure string) string {
	figure = strings.TrimSuffix(figure, ".")
	if strings.Contains(figure, ".") {
		figure = strings.TrimRight(strings.TrimRight(figure, "0"), ".")
	}
	return figure
}
