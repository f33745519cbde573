package words

import (
	"slices"
	"testing"
)

type colour string

func TestTexts(t *testing.T) {
	if got := Texts([]colour{"red", "blue"}); !slices.Equal(got, []string{"red", "blue"}) {
		t.Errorf("got %q", got)
	}
	if got := Texts[colour](nil); got == nil || len(got) != 0 {
		t.Errorf("of nothing: got %#v, want an empty list", got)
	}
}

func TestEach(t *testing.T) {
	if got := Each([]int{1, 20}, func(n int) string { return string(rune('a' + n)) }); !slices.Equal(got, []string{"b", "u"}) {
		t.Errorf("got %q", got)
	}
}
