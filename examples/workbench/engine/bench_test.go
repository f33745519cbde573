package engine

import (
	"strings"
	"testing"
)

// A change of the largest policy is checked, and one of its cases compared.
func BenchmarkEngine(b *testing.B) {
	e, text := opened(b, "classify", wv)
	other := strings.Replace(text, "{from: 25000, focus: 1.70, target: 1.80}", "{from: 25000, focus: 1.70, target: 1.73}", 1)
	b.Run("Change", func(b *testing.B) {
		var c Checked
		for b.Loop() {
			c, _ = e.Change(other)
		}
		if !c.Runs || c.Same {
			b.Fatalf("%+v", c)
		}
	})
	b.Run("Compare", func(b *testing.B) {
		otherwise := 0
		for i := 0; b.Loop(); i = (i + 1) % len(e.cases) {
			c, err := e.Compare(i)
			if err != nil {
				b.Fatal(err)
			}
			if c.How == "decision" {
				otherwise++
			}
		}
		if b.N >= len(e.cases) && otherwise == 0 {
			b.Fatal("no case is decided otherwise")
		}
	})
}
