package benefits_test

import (
	"os"
	"testing"

	"github.com/workcomp-go/workcomp/internal/mutants"
	"github.com/workcomp-go/workcomp/scenario"
)

func TestScenarios(t *testing.T) { scenario.Test(t, os.DirFS("testdata/scenarios")) }

func TestScenarios_pages(t *testing.T) { mutants.TestPages(t) }
