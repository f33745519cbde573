package main

import (
	"context"
	"sync"

	"github.com/workcomp-go/workcomp/classify"
)

// Plain compares a book with goroutines alone: each takes the next row group. after is called
// after every group with how many employers it had.
func Plain(ctx context.Context, file, dir string, before, after *classify.Policy, workers int,
	progress func(employers int64)) (Matrix, int64, error) {
	b, err := openBook(file)
	if err != nil {
		return nil, 0, err
	}
	defer b.file.Close()
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	groups := make(chan int)
	var mu sync.Mutex
	matrix, dead := Matrix{}, int64(0)
	var wg sync.WaitGroup
	for range workers {
		c, err := NewComparison(before, after)
		if err != nil {
			stop(err)
			break
		}
		wg.Go(func() {
			for group := range groups {
				part, err := b.decideGroup(c, group)
				if err == nil {
					err = writePart(dir, group, part)
				}
				if err != nil {
					stop(err)
					return
				}
				mu.Lock()
				matrix.add(part.Matrix)
				dead += int64(len(part.Dead))
				progress(b.RowGroups()[group].NumRows())
				mu.Unlock()
			}
		})
	}
send:
	for group := range b.RowGroups() {
		select {
		case groups <- group:
		case <-ctx.Done():
			break send
		}
	}
	close(groups)
	wg.Wait()
	return matrix, dead, context.Cause(ctx)
}
