package scenario

import (
	"fmt"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/internal/strict"
)

// differs compares what a revision holds under a key with what is expected of it.
func (r *revision) differs(key string, want *strict.Node) string {
	switch key {
	case "changed":
		missing, _ := subtract(texts(want), r.changed)
		if len(missing) > 0 || len(want.Items) == 0 && len(r.changed) > 0 {
			return fmt.Sprintf("changed: expected %s, got %s", render(want), list(r.changed))
		}
		return ""
	case "broken":
		came := make([]*strict.Node, len(r.broken))
		for i, b := range r.broken {
			came[i] = mapping("id", b.Entry, "refused", b.Err.Error())
		}
		return exactly(key, want, came)
	case "moved":
		came := make([]*strict.Node, len(r.moved))
		for i, m := range r.moved {
			came[i] = mapping("id", m.Duty.ID, "from", m.From.String(), "to", m.To.String(), "key", m.Duty.Key)
		}
		return exactly(key, want, came)
	}
	duties := r.gained
	if key == "lost" {
		duties = r.lost
	}
	came := make([]*strict.Node, len(duties))
	for i, d := range duties {
		came[i] = mapping("id", d.ID, "due", d.Due.String(), "key", d.Key)
	}
	return exactly(key, want, came)
}

// mapping is a mapping of texts; one that is empty is none.
func mapping(pairs ...string) *strict.Node {
	n := &strict.Node{Kind: strict.Map}
	for i := 0; i < len(pairs); i += 2 {
		value := &strict.Node{Kind: strict.Text, Text: pairs[i+1]}
		if pairs[i+1] == "" {
			value = &strict.Node{Kind: strict.Null}
		}
		n.Fields = append(n.Fields, strict.Field{Name: pairs[i], Value: value})
	}
	return n
}

// exactly asks that every wanted mapping has one of its own among those that came,
// and every one that came is wanted.
func exactly(key string, want *strict.Node, came []*strict.Node) string {
	fits := make([][]int, len(want.Items))
	for i, w := range want.Items {
		for j, got := range came {
			if matches(w, got) {
				fits[i] = append(fits[i], j)
			}
		}
	}
	taken := make([]int, len(came)) // by which wanted one, from 1
	paired := 0
	for i := range fits {
		if pair(fits, taken, i, make([]bool, len(came))) {
			paired++
		}
	}
	if paired == len(want.Items) && paired == len(came) {
		return ""
	}
	all := make([]string, len(came))
	for i, got := range came {
		all[i] = render(got)
	}
	return fmt.Sprintf("%s: expected exactly %s, got %s", key, render(want), list(all))
}

// pair finds one that came for a wanted one, and for those that have to give theirs
// up another.
func pair(fits [][]int, taken []int, wanted int, asked []bool) bool {
	for _, j := range fits[wanted] {
		if asked[j] {
			continue
		}
		asked[j] = true
		if taken[j] == 0 || pair(fits, taken, taken[j]-1, asked) {
			taken[j] = wanted + 1
			return true
		}
	}
	return false
}

// matches compares by the keys that are named; a refusal by a text found in it.
func matches(want, got *strict.Node) bool {
	return !slices.ContainsFunc(want.Fields, func(f strict.Field) bool {
		if f.Name == "refused" {
			return f.Value.Kind != strict.Bool && !strings.Contains(strings.ToLower(got.Get("refused").Text), strings.ToLower(f.Value.Text))
		}
		return differ(f.Name, f.Value, got.Get(f.Name)) != ""
	})
}
