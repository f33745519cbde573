package main

import (
	"fmt"
	"sync"

	"github.com/shopspring/decimal"

	"github.com/workcomp-go/workcomp/classify"
)

func smallBatch() (contest, error) { return batch(1000) }
func largeBatch() (contest, error) { return batch(1_000_000) }

// batch asks for the levels of many employers at once: columns in, levels out.
// The answer is a sum over all of them.
func batch(n int) (contest, error) {
	policy, err := classify.Builtin("wv-85-23")
	if err != nil {
		return contest{}, err
	}
	prepared, err := policy.Batch()
	if err != nil {
		return contest{}, err
	}
	exact, _ := employers(n)
	premiums, factors, levels := make([]decimal.Decimal, n), make([]decimal.Decimal, n), make([]string, n)
	for i, e := range exact {
		premiums[i], factors[i] = e.Premium, e.EMF
		levels[i] = levelNames[byHand(e)]
	}
	right := sumOf(levels)
	return contest{
		title:     fmt.Sprintf("A batch of %d employers by Table 85-23A", n),
		about:     "All of them at once, from columns of decimals. The time is that of one employer; the allocations are those of the batch.",
		questions: 1,
		parts:     n,
		right:     func(int) int64 { return right },
		ways: []way{
			{name: "int64 by hand, from `decimal.Decimal`: the practical limit", ask: func(int) int64 {
				for i := range levels {
					level := byIntegers(&employer{premiums[i], factors[i]})
					if level == noAnswer {
						return noAnswer
					}
					levels[i] = levelNames[level]
				}
				return sumOf(levels)
			}},
			{name: "**workcomp**, `classify.Batch.Levels`", ask: func(int) int64 {
				if _, err := prepared.Levels(levels, premiums, factors); err != nil {
					return noAnswer
				}
				return sumOf(levels)
			}},
			{name: "**workcomp**, `classify.Batch.Levels`, in two goroutines of the host", ask: func(int) int64 {
				var halves sync.WaitGroup
				for _, part := range [...][2]int{{0, n / 2}, {n / 2, n}} {
					from, to := part[0], part[1]
					halves.Go(func() {
						if _, err := prepared.Levels(levels[from:to], premiums[from:to], factors[from:to]); err != nil {
							levels[from] = "" // which makes the sum another
						}
					})
				}
				halves.Wait()
				return sumOf(levels)
			}},
			{name: "shopspring/decimal by hand", ask: func(int) int64 {
				for i := range levels {
					levels[i] = levelNames[byHand(employer{premiums[i], factors[i]})]
				}
				return sumOf(levels)
			}},
		},
	}, nil
}

// levelNames are the levels of the policy, by their numbers.
var levelNames = [...]string{inNone: "none", inFocus: "focus", inTarget: "target"}

// sumOf tells levels in one number: their lengths, weighted by their places.
func sumOf(levels []string) (sum int64) {
	for i, level := range levels {
		sum += int64(len(level) * (i&7 + 1))
	}
	return sum
}
