package benefitstest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
)

// The published schemes that stand in the scenarios keep the laws, and so does
// the file that has every key.
func TestTestSubsidyOfPublishedSchemes(t *testing.T) {
	files, err := filepath.Glob("../testdata/scenarios/policies/*.yaml")
	if err != nil || len(files) < 8 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(data), "\npolicy: ") {
				p, err := benefits.ParsePolicy(file, data)
				if err != nil {
					t.Fatal(err)
				}
				TestPolicy(t, p)
				return
			}
			s, err := benefits.ParseSubsidy(file, data)
			if err != nil {
				t.Fatal(err)
			}
			if s.ID() == "x-every-key" { // its limits are no scheme's
				TestPayments(t, s, period("2025-01-01", "2025-12-31"))
				return
			}
			within := known
			if steps := s.Texts()[0].Steps; !steps[0].From.IsZero() {
				within = calendar.Period{From: steps[0].From, To: steps[len(steps)-1].To}
			}
			TestSubsidy(t, s, within)
		})
	}
}
