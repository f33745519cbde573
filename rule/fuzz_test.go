package rule

import (
	"errors"
	"testing"
	"unicode/utf8"
)

// Whatever a text is, it compiles or its mistake has a place in it; and what
// compiles can be asked of any facts, twice with the same answer.
func FuzzCompile(f *testing.F) {
	for _, seed := range []string{
		"", "emf >= 1.70", "emf in [1, 2.5]", "emf in []", "tier == \"focus\" or not excluded", "1 < emf < 2", "round(emf, 2, \"half_up\") == 1.7", "div(emf, 0, 2, \"down\") > 1",
		"day > date(\"2025-01-31\") // note", "excluded ? emf > 1 : emf < 1", "services contains \"é\"", "emf >= 1e1000000000", "baseline.emf*emf*emf > -.5", "a | b", "if a {b} else {c}",
		"emf > 1.5 2", "\xff", "let x = 1; x", "#1", "emf?.x", "b\"x\" == reason", "[1].x", "max(1, emf, 3) > abs(-2)", "/* x */ true", "\"\\u{1F600}\" in services",
	} {
		f.Add(seed)
	}
	empty := &review{}
	f.Fuzz(func(t *testing.T, source string) {
		c, err := Compile[review](source)
		if err != nil {
			var e *ExprError
			if !errors.As(err, &e) || e.Error() == "" || e.Message == "" {
				t.Fatalf("%q: %T %v", source, err, err)
			}
			if e.Offset < 0 || e.Offset > utf8.RuneCountInString(source) {
				t.Fatalf("%q: offset %d", source, e.Offset)
			}
			return
		}
		for _, facts := range []*review{aReview(), empty, nil} {
			holds, err := c.Holds(facts)
			found, again := c.Find(facts, "x")
			if found.Holds != holds || (err == nil) != (again == nil) {
				t.Fatalf("%q: %v, %v and explained %v, %v", source, holds, err, found.Holds, again)
			}
			var input *InputError
			if err != nil && !errors.As(err, &input) {
				t.Fatalf("%q: %T %v", source, err, err)
			}
		}
		text := c.root.String()
		if len(text) > maxSource {
			return
		}
		back, err := Compile[review](text)
		if err != nil {
			t.Fatalf("%q written back as %q: %v", source, text, err)
		}
		first, err := c.Holds(aReview())
		second, again := back.Holds(aReview())
		if first != second || (err == nil) != (again == nil) {
			t.Fatalf("%q is %v, %v and written back as %q is %v, %v", source, first, err, text, second, again)
		}
	})
}

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
		table, err := NewTable[review]("t", First, Case[int]{If: condition, Then: 1, Cite: "x", Text: text, Else: text}, Case[int]{Then: 2, Cite: "y"})
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

// Whatever a text is, it is a bounded number that is written back alike, or an
// InputError.
func FuzzParseDecimal(f *testing.F) {
	for _, seed := range []string{"0", "-1.50", "1e5", "1e-64", "1e64", ".5", "5.", "", "1e1000000000", "0x10", "1_000", "−5", "NaN", "+-1", "1.e-5", "00.10", "9e63"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := ParseDecimal("a", text)
		if err != nil {
			var e *InputError
			if !errors.As(err, &e) || e.Field != "a" || Given(d) {
				t.Fatalf("%q: %T %v, %v", text, err, err, d)
			}
			return
		}
		written := numberValue(d).String()
		again, err := ParseDecimal("a", written)
		if err != nil || !again.Equal(d) || numberValue(again).String() != written {
			t.Fatalf("%q is written %q: %v, %v", text, written, again, err)
		}
	})
}
