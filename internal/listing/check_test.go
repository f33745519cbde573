package listing

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

func TestCheckGivesDiagnosticsTheirPlacesInTheFile(t *testing.T) {
	const text = "years:\r\n  - {year: 2024, rate: 90}\r\n  - {year: 2025, rate: 91}\r\nenough: claims < 0\ncite: Form #12 of it\n"
	catalogue := func() catalogue.Catalogue {
		facts := []catalogue.Fact{{Declaration: rule.Declaration{Name: "claims", Type: rule.Count}}}
		return catalogue.Catalogue{
			Rules:  []catalogue.Rule{{ID: "7", If: "claims >= 0", Cite: "R-7", Facts: facts}, {ID: "enough", Path: "enough", If: "claims < 0", Cite: "R-2", Facts: facts}},
			Values: []catalogue.Value{{Path: "years[0].year", Value: "2024", Cite: "R-1"}, {Path: "years[1].year", Value: "2025", Cite: "R-1"}},
		}
	}
	want := `p.yaml: warning: 7: this always holds, whatever the facts: it decides nothing
p.yaml:3:12: warning: years[1].year: years ends on 2025-12-31: a question about 2026-11-01 would be an error; add a row for it
    - {year: 2025, rate: 91}
             ^^^^
p.yaml:4:9: warning: enough: this never holds, whatever the facts: what depends on it never comes about
  enough: claims < 0
          ^^^^^^^^^^
p.yaml:5:7: warning: cite: the text ends before #12 of it, which is a comment: a text with " #" in it needs quotes
  cite: Form #12 of it
        ^^^^`
	if diff := cmp.Diff(want, Check(strict.ParseYAML("p.yaml", []byte(text)), nil, catalogue, calendar.MustParse("2026-11-01")).Error()); diff != "" {
		t.Error(diff)
	}
}

func TestWhatDoesNotLoadIsToldByItsMistakes(t *testing.T) {
	f := strict.ParseYAML("p.yaml", []byte("a: b: c"))
	notices := Check(f, f.Err(), nil, calendar.Date{})
	if len(notices) != 1 || notices[0].Severity != rule.SeverityError || notices[0].Code != rule.NotYAML || notices[0].Line != 1 {
		t.Errorf("got %+v", notices)
	}
	if err := notices.Err(); err == nil || err.Error() != f.Err().Error() {
		t.Errorf("got %v, want %v", err, f.Err())
	}
}
