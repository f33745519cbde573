package listing

import (
	"fmt"

	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

// NotModelled is something that an instrument orders, allows or times and its
// policy does not state, as the key not_modelled of a policy file lists it.
type NotModelled struct {
	What strict.At[string]        `json:"what"` // in words
	Why  strict.At[string]        `json:"why"`  // the reason for leaving it out
	Cite strict.At[rule.Citation] `json:"cite"`
}

// Left gives what a policy file leaves out of its instrument, and reports what is
// empty in the list.
func Left(f *strict.File, list []NotModelled) []catalogue.NotModelled {
	var all []catalogue.NotModelled
	for i, n := range list {
		path := fmt.Sprintf("not_modelled[%d]", i)
		for _, text := range []struct {
			key, value, expected string
			pos                  strict.Pos
		}{
			{"what", n.What.Value, "what is not modelled", n.What.Pos},
			{"why", n.Why.Value, "the reason", n.Why.Pos},
			{"cite", string(n.Cite.Value), "the provision", n.Cite.Pos},
		} {
			if text.value == "" && text.pos != (strict.Pos{}) { // one that is absent was reported when the file was read
				f.Report(strict.Diagnostic{Code: rule.BadValue, Pos: text.pos, Path: strict.Join(path, text.key), Value: `""`, Expected: text.expected})
			}
		}
		all = append(all, catalogue.NotModelled{What: n.What.Value, Why: n.Why.Value, Cite: n.Cite.Value, Path: path})
	}
	return all
}
