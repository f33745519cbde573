package scenario

import (
	"reflect"
	"slices"
)

// Under runs the case with a policy in the place of each of its kind that has one of the
// ids: the policy's own id, or that of the one it is a change of. decided reports whether
// there was such a policy; a case without one runs as it is. A cancelled comparison of
// many cases is one that is not asked for the next.
func (s *Scenario) Under(p Policy, ids ...string) (r Result, decided bool, err error) {
	r, err = s.RunWith(func(policy any) (any, error) {
		own, ok := policy.(Policy)
		if !ok || reflect.TypeOf(policy) != reflect.TypeOf(p) || !slices.Contains(ids, own.ID()) {
			return policy, nil
		}
		decided = true
		return p, nil
	})
	return r, decided, err
}
