package doc

import (
	"errors"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// Check lists what there is to look at in a policy file before it runs: the
// mistakes for which it did not load, or what rule.Analyze finds in its
// catalogue, each at its place and in the order of the file.
func Check(name string, data []byte, loaded error, catalogue func() rule.Catalogue, on calendar.Date) rule.Notices {
	var mistakes rule.PolicyErrors
	if errors.As(loaded, &mistakes) {
		notices := make(rule.Notices, len(mistakes))
		for i, m := range mistakes {
			notices[i] = rule.Notice{Severity: rule.Fault, PolicyError: m}
		}
		return notices
	}
	f := ParseYAML(name, data)
	notices := rule.Analyze(catalogue(), on)
	for i, n := range notices {
		found, pos := f.Find(n.Path)
		if found != "" {
			n.Path = found
		}
		notices[i].PolicyError = f.placed(n.PolicyError, pos)
	}
	return notices.Sorted()
}
