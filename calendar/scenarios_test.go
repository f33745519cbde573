package calendar_test

import (
	"testing"

	"github.com/workcomp-go/workcomp/internal/mutants"
)

func TestScenarios_pages(t *testing.T) { mutants.TestPages(t) }
