package unshare

import (
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type (
	open1  struct{ List []string }
	closed struct {
		List []string
		n    int
	}
	deep struct {
		Words  []string
		Rows   []open1
		Map    map[string][]int
		Any    any
		Open   *open1
		Closed *closed
		Array  [1][]int
		None   []string
		NoMap  map[string]int
		Nil    *open1
		NoAny  any
		N      *int
		hidden []string
	}
)

func made() deep {
	n := 1
	return deep{Words: []string{"a"}, Rows: []open1{{[]string{"a"}}}, Map: map[string][]int{"a": {1}}, Any: []any{open1{[]string{"a"}}},
		Open: &open1{[]string{"a"}}, Closed: &closed{List: []string{"a"}, n: 1}, Array: [1][]int{{1}}, N: &n, hidden: []string{"a"}}
}

func TestLists(t *testing.T) {
	if got := Lists(reflect.TypeFor[struct {
		N     int
		Words []string
		odd   []string
		Rows  [1]open1
		Plain struct {
			N   int
			odd []string
		}
	}]()); !slices.Equal(got, []int{1, 3}) || Lists(reflect.TypeFor[[]string]()) != nil {
		t.Errorf("got %v", got)
	}
}

func TestOf(t *testing.T) {
	from := made()
	own := Of(from)
	options := cmp.AllowUnexported(deep{}, closed{})
	if diff := cmp.Diff(from, own, options); diff != "" {
		t.Fatal(diff)
	}
	own.Words[0], own.Rows[0].List[0], own.Map["a"][0], own.Any.([]any)[0].(open1).List[0], own.Open.List[0], own.Array[0][0] = "x", "x", 7, "x", "x", 7
	own.Rows[0], own.Map["b"] = open1{}, nil
	if diff := cmp.Diff(made(), from, options); diff != "" {
		t.Error(diff)
	}
	if own.Closed != from.Closed || own.N != from.N || &own.hidden[0] != &from.hidden[0] {
		t.Error("what is not a struct of exported fields is copied")
	}
	if n := testing.AllocsPerRun(10, func() { Of(struct{ A [2]int }{}) }); n > 1 {
		t.Errorf("%v allocations for what has no lists", n)
	}
}
