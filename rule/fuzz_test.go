package rule

import (
	"errors"
	"testing"
	"unicode/utf8"
)

// Whatever the texts of a table are, it is built or its mistake is named; and
// what is built answers alike with and without its findings.
func FuzzSentence(f *testing.F) {
	for _, seed := range [][2]string{
		{"emf >= 1.70", "The factor {emf} is high."}, {"emf >= 1.70", "{"}, {"excluded", "}{"}, {"emf in [1]", "{}"}, {"tier == \"none\"", "{tiers} and {baseline.emf} é {day}"},
		{"emf < baseline.emf", "\xff{emf}"}, {"len(services) > 2 and periods < 1.5", "{emf"}, {"day <= date(\"9999-12-31\")", ""}, {"emf > 1 or true", "x"}, {"1 > 2", "x"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, condition, text string) {
		table, err := NewTable[review]("t", First, Row[int]{If: condition, Then: 1, Cite: "x", Text: text, Else: text}, Row[int]{Then: 2, Cite: "y"})
		if err != nil {
			var row *RowError
			var faults TableFaults
			var at *ExprError
			if !errors.As(err, &row) && !errors.As(err, &faults) || err.Error() == "" {
				t.Fatalf("%T %v", err, err)
			}
			if errors.As(err, &at) && (at.Offset < 0 || at.Offset > utf8.RuneCountInString(at.Source)) {
				t.Fatalf("%q: offset %d", at.Source, at.Offset)
			}
			return
		}
		for _, facts := range []*review{aReview(), {}} {
			v, err := table.Decide(facts)
			d, explained := table.Explain(facts)
			if v != d.Value || (err == nil) != (explained == nil) {
				t.Fatalf("decided %v, %v and explained %v, %v", v, err, d, explained)
			}
			for _, found := range d.Findings {
				if found.Cite == "" {
					t.Fatalf("a finding without its provision: %+v", found)
				}
			}
		}
	})
}
