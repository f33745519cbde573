package benefits

import (
	"testing"

	"github.com/workcomp-go/workcomp/internal/golden"
)

func TestEveryBuiltInPolicyHasItsCatalogue(t *testing.T) {
	for _, id := range BuiltinIDs() {
		p, err := Builtin(id)
		if err != nil {
			t.Fatal(err)
		}
		golden.Check(t, "testdata/catalogue/"+id+".json", p.Catalogue().String())
	}
}

func TestEveryBuiltInSubsidyHasItsCatalogue(t *testing.T) {
	for _, id := range BuiltinSubsidyIDs() {
		s, err := BuiltinSubsidy(id)
		if err != nil {
			t.Fatal(err)
		}
		golden.Check(t, "testdata/catalogue/"+id+".json", s.Catalogue().String())
	}
}
