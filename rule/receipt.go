package rule

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
)

// A PolicyID says by which text something was decided.
type PolicyID struct {
	ID      string `json:"id"`
	Hash    string `json:"hash"`              // of the policy file, hexadecimal SHA-256
	Version string `json:"version,omitempty"` // the date of the version that applied, if the policy has several
}

// A Receipt records a decision so that it can be made again and compared. Its
// JSON is stable: the same decision, the same bytes.
type Receipt struct {
	Policy   PolicyID        `json:"policy"`
	Facts    json.RawMessage `json:"facts"`
	Answer   json.RawMessage `json:"answer"`
	Findings []Finding       `json:"findings"`
}

// Issue writes the receipt of a decision on the facts asked.
func Issue[Q, A any](policy PolicyID, asked Q, d Decision[A]) (Receipt, error) {
	facts, err := json.Marshal(asked)
	if err != nil {
		return Receipt{}, fmt.Errorf("facts: %w", err)
	}
	answer, err := json.Marshal(d.Value)
	if err != nil {
		return Receipt{}, fmt.Errorf("answer: %w", err)
	}
	return Receipt{Policy: policy, Facts: facts, Answer: answer, Findings: d.Findings}, nil
}

// Verify decides again on the facts of the receipt and compares. The error
// says what differs: the policy, the facts, the answer or the findings. The JSON
// of a decimal drops its last zeros, so figures are compared by their value:
// 1.40 and 1.4 are the same. Whatever else a Q or an A holds must come through
// its JSON without loss; a Q that has not every key of the facts is an error.
func Verify[Q, A any](r Receipt, policy PolicyID, decide func(Q) (Decision[A], error)) error {
	if r.Policy != policy {
		return &InputError{Field: "policy", Value: fmt.Sprint(policy), Expected: fmt.Sprint(r.Policy)}
	}
	var asked Q
	dec := json.NewDecoder(bytes.NewReader(r.Facts))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&asked); err != nil {
		return fmt.Errorf("facts: %w", err)
	}
	d, err := decide(asked)
	if err != nil {
		return err
	}
	again, err := Issue(policy, asked, d)
	if err != nil {
		return err
	}
	if !sameJSON(again.Facts, r.Facts) {
		return &InputError{Field: "facts", Value: string(again.Facts), Expected: string(r.Facts) + " as in the receipt"}
	}
	if !sameJSON(again.Answer, r.Answer) {
		return &InputError{Field: "answer", Value: string(again.Answer), Expected: string(r.Answer) + " as in the receipt"}
	}
	if !slices.EqualFunc(again.Findings, r.Findings, sameFinding) {
		return &InputError{Field: "findings", Value: paragraph(again.Findings), Expected: strconv.Quote(paragraph(r.Findings)) + " as in the receipt"}
	}
	return nil
}

// sameJSON compares two JSON values, whatever their spaces and the order of
// their keys; figures by value, written as numbers or as texts.
func sameJSON(a, b []byte) bool {
	var values [2]any
	for i, data := range [][]byte{a, b} {
		dec := json.NewDecoder(bytes.NewReader(data))
		dec.UseNumber()
		if dec.Decode(&values[i]) != nil {
			return false
		}
	}
	return sameValue(values[0], values[1])
}

func sameValue(a, b any) bool {
	switch x := a.(type) {
	case map[string]any:
		y, ok := b.(map[string]any)
		return ok && maps.EqualFunc(x, y, sameValue)
	case []any:
		y, ok := b.([]any)
		return ok && slices.EqualFunc(x, y, sameValue)
	case string, json.Number:
		y := reflect.ValueOf(b)
		return y.Kind() == reflect.String && figures(reflect.ValueOf(a).String()) == figures(y.String())
	}
	return a == b
}

// sameFinding compares two findings; their figures by value.
func sameFinding(a, b Finding) bool {
	return a.Cite == b.Cite && a.Holds == b.Holds && slices.Equal(a.Interpretations, b.Interpretations) && figures(a.Text()) == figures(b.Text()) &&
		slices.EqualFunc(a.Facts, b.Facts, func(x, y Fact) bool {
			return x.Name == y.Name && figures(x.Value.String()) == figures(y.Value.String())
		})
}

var lastZeros = regexp.MustCompile(`(\d)\.0+\b|(\.\d*[1-9])0+\b`)

// figures writes 1.40 as 1.4 and 5.00 as 5, as the JSON of a decimal does.
func figures(text string) string { return lastZeros.ReplaceAllString(text, "$1$2") }
