package classifytest

import (
	"testing"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/mutants"
	"github.com/workcomp-go/workcomp/rule/property"
)

func TestMutantsAreCaught(t *testing.T) {
	mutants.Test(t, "../policies/wv-85-23.yaml", "testdata/mutants", func(file string, data []byte, law string) (property.Report, error) {
		p, err := classify.ParsePolicy(file, data)
		if err != nil {
			return property.Report{}, err
		}
		return ask(p, law), nil
	})
}

func TestEveryEventIsToldSoThatItReplays(t *testing.T) {
	mutants.TestEvents(t, kitOf(builtin(t)))
}
