package batch

import (
	"errors"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
)

// A table that nobody prepared says so.
func TestTable_ofNothing(t *testing.T) {
	var input *rule.InputError
	if _, err := New[string](nil, nil, "", Fixed{}); !errors.As(err, &input) || input.Field != "table" {
		t.Errorf("got %v", err)
	}
	for _, b := range []*Table[string]{nil, {}} {
		if _, err := b.Decide(decimal.New(1, 0)); !errors.As(err, &input) || input.Field != "table" {
			t.Errorf("got %v", err)
		}
		if n, err := b.DecideAll(make([]string, 1)); n != 0 || !errors.As(err, &input) || input.Field != "table" {
			t.Errorf("got %d, %v", n, err)
		}
	}
}
