package lifecycle_test

import (
	"encoding/json"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// long is a history of n entries: a book is lent, and extended every day.
func long(b *testing.B, n int) (*loanHistory, []loanEvent) {
	h := newLoans(b)
	on := day("2021-01-04")
	events := []loanEvent{lend{On: on, Title: "Ulysses"}}
	for len(events) < n {
		on = next(b, on)
		events = append(events, extend{On: on})
	}
	for _, e := range events {
		enter(b, h, "", e)
	}
	return h, events
}

func next(b *testing.B, d calendar.Date) calendar.Date {
	d, err := d.AddDays(1)
	if err != nil {
		b.Fatal(err)
	}
	return d
}

func wantOpen(b *testing.B, c loanCase, key string) {
	if got := keys(c.Docket.Duties[len(c.Docket.Duties)-1:]); got != key {
		b.Fatalf("got %s, want %s", got, key)
	}
}

// The promises are those of one Apply, and of one replay: appending costs at most
// twice the one, correcting the last of 1,000 at most three times; correcting the
// first at most 1.2 times the other.
func BenchmarkHistory(b *testing.B) {
	h, events := long(b, 1000)
	c, policy := h.Case(), version("", 30)
	last := next(b, c.LastOn)
	b.Run("apply", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			after, _, err := loans().ApplyEntry(policy, c, extend{On: last}, "1001")
			if err != nil {
				b.Fatal(err)
			}
			wantOpen(b, after, "1001/return/Ulysses")
		}
	})
	b.Run("append", func(b *testing.B) {
		b.ReportAllocs()
		h := h.Clone()
		for range b.N {
			if _, err := h.Append("", extend{On: last}, lifecycle.As{}); err != nil {
				b.Fatal(err)
			}
		}
		if got := len(h.Entries()); got != 1000+b.N {
			b.Fatal(got)
		}
	})
	b.Run("correct-last", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			r, err := h.Correct("1000", extend{On: last}, lifecycle.As{})
			if err != nil || len(r.Moved) != 1 {
				b.Fatal(r, err)
			}
		}
	})
	b.Run("replay", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			after, _, err := loans().Replay(policy, loanCase{State: "shelf"}, events...)
			if err != nil || after.LastOn != c.LastOn {
				b.Fatal(err)
			}
		}
	})
	b.Run("correct-first", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			r, err := h.Correct("1", lend{On: day("2021-01-04"), Title: "Ulysses", Marks: []string{"x"}}, lifecycle.As{})
			if err != nil || len(r.Changed) != 0 {
				b.Fatal(err)
			}
			wantOpen(b, r.After, "1000/return/Ulysses")
		}
	})
	b.Run("correct-first-all-change", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			r, err := h.Correct("1", lend{On: day("2021-01-04"), Title: "Emma"}, lifecycle.As{})
			if err != nil || len(r.Changed) != 999 {
				b.Fatal(err)
			}
			wantOpen(b, r.After, "1000/return/Emma")
		}
	})
	data, err := json.Marshal(h)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("read", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			again, err := lifecycle.ReadHistory(loans(), data, policy)
			if err != nil {
				b.Fatal(err)
			}
			wantOpen(b, again.Case(), "1000/return/Ulysses")
		}
	})
}
