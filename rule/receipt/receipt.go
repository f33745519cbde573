// Package receipt records decisions, so that they can be made again and compared
// with what was decided.
package receipt

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/workcomp-go/workcomp/rule"
)

// A Receipt records a decision so that it can be made again and compared. Its
// JSON is stable: the same decision, the same bytes.
type Receipt struct {
	Policy   rule.PolicyID   `json:"policy"`
	Facts    json.RawMessage `json:"facts"`
	Answer   json.RawMessage `json:"answer"`
	Findings []rule.Finding  `json:"findings"`
}

// String returns the findings as one paragraph of a letter.
func (r Receipt) String() string { return rule.Decision[any]{Findings: r.Findings}.String() }

// New writes the receipt of a decision on the facts asked.
func New[Q, A any](policy rule.PolicyID, asked Q, d rule.Decision[A]) (Receipt, error) {
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
// says what differs: the policy, the facts, the answer or the findings. A receipt
// that names no version, as before policies had any, is held to the text of the
// policy alone. The JSON
// of a decimal drops its last zeros, so figures are compared by their value:
// 1.40 and 1.4 are the same. Whatever else a Q or an A holds must come through
// its JSON without loss; a Q that has not every key of the facts is an error.
func Verify[Q, A any](r Receipt, policy rule.PolicyID, decide func(Q) (rule.Decision[A], error)) error {
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
	if err := dec.Decode(&asked); err != nil {
		return fmt.Errorf("facts: %w", err)
	}
	d, err := decide(asked)
	if err != nil {
		return err
	}
	again, err := New(policy, asked, d)
	if err != nil {
		return err
	}
	if !sameJSON(again.Facts, r.Facts) {
		return &rule.InputError{Field: "facts", Value: string(again.Facts), Expected: string(r.Facts) + " as in the receipt"}
	}
	if !sameJSON(again.Answer, r.Answer) {
		return &rule.InputError{Field: "answer", Value: string(again.Answer), Expected: string(r.Answer) + " as in the receipt"}
	}
	if !slices.EqualFunc(again.Findings, r.Findings, sameFinding) {
		return &rule.InputError{Field: "findings", Value: d.String(), Expected: strconv.Quote(r.String()) + " as in the receipt"}
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
func sameFinding(a, b rule.Finding) bool {
	return a.Cite == b.Cite && a.Holds == b.Holds && slices.Equal(a.Interpretations, b.Interpretations) &&
		figures(a.Text()) == figures(b.Text()) &&
		slices.EqualFunc(a.Facts, b.Facts, func(x, y rule.Fact) bool {
			return x.Name == y.Name && figures(x.Value.String()) == figures(y.Value.String())
		})
}

// figures writes 1.40 as 1.4 and 5.00 as 5, as the JSON of a decimal does.
func figures(text string) string {
	var b strings.Builder
	for text != "" {
		start := strings.IndexFunc(text, digit)
		if start < 0 {
			break
		}
		rest := strings.TrimLeftFunc(text[start:], digit)
		b.WriteString(text[:len(text)-len(rest)])
		text = rest
		if len(text) < 2 || text[0] != '.' || !digit(rune(text[1])) {
			continue
		}
		after := strings.TrimLeftFunc(text[1:], digit)
		fraction := text[:len(text)-len(after)]
		if next, _ := utf8.DecodeRuneInString(after); !letter(next) { // else it is no number
			fraction = strings.TrimRight(strings.TrimRight(fraction, "0"), ".")
		}
		b.WriteString(fraction)
		text = after
	}
	return b.String() + text
}

func digit(r rune) bool { return '0' <= r && r <= '9' }

func letter(r rune) bool { return r == '_' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }
