package listing

import (
	"fmt"

	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

// NotModelled is something that an instrument orders, allows or times and its
// policy does not state, as the key not_modelled of a policy file lists it.
type NotModelled struct {
	What doc.At[string]        `json:"what"` // in words
	Why  doc.At[string]        `json:"why"`  // the reason for leaving it out
	Cite doc.At[rule.Citation] `json:"cite"`
}

// Left gives what a policy file leaves out of its instrument, and reports what is
// empty in the list.
func Left(f *doc.File, list []NotModelled) []catalogue.NotModelled {
	var all []catalogue.NotModelled
	for i, n := range list {
		path := fmt.Sprintf("not_modelled[%d]", i)
		for _, text := range []struct {
			key, value, expected string
			pos                  doc.Pos
		}{
			{"what", n.What.Value, "what is not modelled", n.What.Pos},
			{"why", n.Why.Value, "the reason", n.Why.Pos},
			{"cite", string(n.Cite.Value), "the provision", n.Cite.Pos},
		} {
			if text.value == "" && text.pos != (doc.Pos{}) { // one that is absent was reported when the file was read
				f.Report(doc.Mistake{Code: rule.BadValue, Pos: text.pos, Path: doc.Join(path, text.key), Value: `""`, Expected: text.expected})
			}
		}
		all = append(all, catalogue.NotModelled{What: n.What.Value, Why: n.Why.Value, Cite: n.Cite.Value, Path: path})
	}
	return all
}
