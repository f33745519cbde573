package classifytest

import (
	"testing"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/laws"
	"github.com/workcomp-go/workcomp/internal/mutants"
)

func TestMutantsAreCaught(t *testing.T) {
	mutants.Test(t, "../policies/wv-85-23.yaml", "testdata/mutants", func(file string, data []byte, law string) (laws.Report, error) {
		p, err := classify.ParsePolicy(file, data)
		if err != nil {
			return laws.Report{}, err
		}
		return ask(p, law), nil
	})
}

func TestEveryEventIsToldSoThatItReplays(t *testing.T) {
	p := builtin(t)
	mutants.TestEvents(t, p, domain(p))
}
