package rule

import (
	"bytes"
	"encoding/json"
	"fmt"
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
// says what differs: the policy, the answer or the findings.
func Verify[Q, A any](r Receipt, policy PolicyID, decide func(Q) (Decision[A], error)) error {
	if r.Policy != policy {
		return &InputError{Field: "policy", Value: fmt.Sprint(policy), Expected: fmt.Sprint(r.Policy)}
	}
	var asked Q
	if err := json.Unmarshal(r.Facts, &asked); err != nil {
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
	if !bytes.Equal(again.Answer, r.Answer) {
		return &InputError{Field: "answer", Value: string(again.Answer), Expected: string(r.Answer) + " as in the receipt"}
	}
	if now, then := paragraph(again.Findings), paragraph(r.Findings); now != then {
		return &InputError{Field: "findings", Value: now, Expected: then + " as in the receipt"}
	}
	return nil
}
