package lifecycletest

import (
	"fmt"
	"iter"
	"slices"

	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// Without gives for every effect of every row the rows without it, under a name
// that says which it is. Tests of a procedure that pass with all of its rows, and
// with an effect less, do not show what that effect does.
func Without[S, E ~string](rows []lifecycle.Row[S, E]) iter.Seq2[string, []lifecycle.Row[S, E]] {
	return func(yield func(string, []lifecycle.Row[S, E]) bool) {
		for i, r := range rows {
			for j, effect := range r.Does {
				less := slices.Clone(rows)
				less[i].Does = slices.Delete(slices.Clone(r.Does), j, j+1)
				if !yield(fmt.Sprintf("%s: does[%d], %+v", r.ID, j, effect), less) {
					return
				}
			}
		}
	}
}
