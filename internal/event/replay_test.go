package event

import (
	"errors"
	"testing"

	"github.com/workcomp-go/workcomp/rule"
)

func TestReplayStopsBeforeTheEventThatFails(t *testing.T) {
	odd := errors.New("odd")
	add := func(sum, n int) (int, rule.Outcome, error) {
		if n%2 == 1 {
			return -1, rule.Outcome{}, odd
		}
		return sum + n, rule.Outcome{Documents: []string{"added"}}, nil
	}
	sum, outcomes, err := Replay(1, []int{2, 4}, add)
	if sum != 7 || len(outcomes) != 2 || err != nil {
		t.Errorf("got %d, %d outcomes, %v", sum, len(outcomes), err)
	}
	sum, outcomes, err = Replay(1, []int{2, 3, 4}, add)
	if sum != 3 || len(outcomes) != 1 || !errors.Is(err, odd) || err.Error() != "event 2: odd" {
		t.Errorf("got %d, %d outcomes, %v", sum, len(outcomes), err)
	}
}
