package classify_test

import (
	"fmt"

	"github.com/workcomp-go/workcomp/classify"
)

// Where only the standing is wanted, ReplayCase gives it for a fraction of what
// Replay costs.
func ExamplePolicy_ReplayCase() {
	p, err := classify.Builtin("wv-85-23")
	if err != nil {
		fmt.Println(err)
		return
	}
	st, err := p.ReplayCase(p.Start(classify.Given{}), toRelease...)
	fmt.Println(st.Tier, st.Released, err)
	// Output: none from_focus <nil>
}
