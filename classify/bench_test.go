package classify_test

import (
	"testing"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
)

func BenchmarkLevel(b *testing.B) {
	p := wv(b)
	facts := rule.Facts{"three_year_premium": dec("32850"), "emf": dec("1.73")}
	for b.Loop() {
		if d, err := p.Level(facts); err != nil || d.Value.Level != "focus" || len(d.Findings) != 3 {
			b.Fatal(d, err)
		}
	}
}

// A review with all that follows, duties among it.
func BenchmarkReview(b *testing.B) {
	p := wv(b)
	start, review := p.Start(classify.Profile{}), aReview("2024-1", "1.85")
	for b.Loop() {
		st, out, err := p.Apply(start, review)
		if err != nil || st.Tier != classify.Target || len(out.Opened) != 3 {
			b.Fatal(st, err)
		}
	}
}

// An employer from its first review to its release.
func BenchmarkReplay(b *testing.B) {
	p := wv(b)
	start := p.Start(classify.Profile{})
	for b.Loop() {
		st, _, err := p.Replay(start, toRelease...)
		if err != nil || st.Released != classify.FromFocus || len(st.Docket.Duties) != 0 {
			b.Fatal(st, err)
		}
	}
}

var toRelease = []classify.Event{aReview("2022-1", "1.75"), classify.Notify{On: day("2022-07-25")}, classify.Complete{On: day("2022-08-01"), Duty: "seminar"},
	aReview("2022-2", "1.69"), aReview("2023-1", "1.65")}

func BenchmarkBuiltin(b *testing.B) {
	for b.Loop() {
		if p, err := classify.Builtin("wv-85-23"); err != nil || len(p.Interpretations()) != 34 {
			b.Fatal(err)
		}
	}
}
