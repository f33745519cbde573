package classify_test

import (
	"runtime"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/classify"
)

// What a host that holds many standings holds for each: policies are shared. An
// employer in no tier is the value alone, and a million of them fit in 200 MB.
// A review of a tier is 144 bytes more, of which its two decimals are 80, and
// every open duty 250, with no room beside them.
func TestWhatAStandingTakes(t *testing.T) {
	p := wv(t)
	after(t, p, p.Start(classify.Profile{}), aReview("2022-1", "1.20")) // which compiles the rows
	const most = 1.1                                                    // times what is computed, for what the memory is rounded to
	for _, test := range []struct {
		name   string
		bytes  float64
		emf    string
		events []classify.Event
	}{
		{"never classified", 192, "", nil},
		{"reviewed, and in no tier", 192, "1.20", nil},
		{"focus, and nothing is owed", 192 + 144, "1.75", []classify.Event{classify.Notify{On: day("2022-07-25")}, classify.Complete{On: day("2022-08-01"), Duty: classify.DutySeminar}}},
		{"focus, with the notice and the seminar", 192 + 144 + 2*260, "1.75", nil},
		{"target, with the notice, the seminar and the committee", 192 + 144 + 3*270, "1.85", nil},
	} {
		got := bytesOfEach(func(i int) classify.Standing {
			st := p.Start(classify.Profile{})
			if test.emf != "" {
				first := aReview("2022-1", test.emf)
				first.ThreeYearPremium = decimal.New(32850_00+int64(i%100), -2)
				st = after(t, p, st, append([]classify.Event{first}, test.events...)...)
			}
			return st
		})
		if got > most*test.bytes || got < 0.9*test.bytes {
			t.Errorf("%s: %.0f bytes, want about %.0f", test.name, got, test.bytes)
		}
	}
}

// after is the standing after some events.
func after(t *testing.T, p *classify.Policy, st classify.Standing, events ...classify.Event) classify.Standing {
	t.Helper()
	st, _, err := p.Replay(st, events...)
	if err != nil {
		t.Fatal(err)
	}
	return st
}

// bytesOfEach is by how much the heap has grown when many standings are held.
func bytesOfEach(made func(i int) classify.Standing) float64 {
	const many = 5_000
	var before, with runtime.MemStats
	for range 3 { // what other tests left in pools goes after two
		runtime.GC()
	}
	runtime.ReadMemStats(&before)
	all := make([]classify.Standing, many)
	for i := range all {
		all[i] = made(i)
	}
	runtime.GC()
	runtime.ReadMemStats(&with)
	runtime.KeepAlive(all)
	return (float64(with.HeapAlloc) - float64(before.HeapAlloc)) / many
}
