package workcomp_test

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
)

// A host keeps the text of a policy under its hash, and parses it again.
func TestPolicyTextIsThatOfItsHash(t *testing.T) {
	for _, id := range classify.BuiltinIDs() {
		keptAndRead(t, id, classify.Builtin, classify.ParsePolicy)
	}
	keptAndRead(t, "nl-63.00", intervention.Builtin, intervention.ParsePolicy)
	keptAndRead(t, "ab-toj", placement.Builtin, placement.ParsePolicy)
	keptAndRead(t, "ab-toj", benefits.Builtin, benefits.ParsePolicy)
	for _, id := range benefits.BuiltinSubsidyIDs() {
		keptAndRead(t, id, benefits.BuiltinSubsidy, benefits.ParseSubsidy)
	}
	for _, none := range []interface{ Text() string }{(*classify.Policy)(nil), (*intervention.Policy)(nil), (*placement.Policy)(nil),
		(*benefits.Policy)(nil), (*benefits.Subsidy)(nil)} {
		if none.Text() != "" {
			t.Errorf("%T: a policy that is none has a text", none)
		}
	}
}

func keptAndRead[P interface {
	Text() string
	PolicyID() rule.PolicyID
}](t *testing.T, id string, builtin func(string) (P, error), parse func(string, []byte) (P, error)) {
	t.Helper()
	p, err := builtin(id)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(p.Text()))
	if hash := hex.EncodeToString(sum[:]); hash != p.PolicyID().Hash {
		t.Errorf("%s: the text has the hash %s, the policy %s", id, hash, p.PolicyID().Hash)
	}
	again, err := parse(id, []byte(p.Text()))
	if err != nil || again.PolicyID() != p.PolicyID() || again.Text() != p.Text() {
		t.Errorf("%s: read again it is %v, %v", id, again.PolicyID(), err)
	}
}
