package listing

import (
	"errors"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
	"github.com/workcomp-go/workcomp/rule/lint"
)

// Check lists what there is to look at in a policy file before it runs: the
// mistakes for which it did not load, or what lint.Check finds in its
// catalogue, each at its place and in the order of the file.
func Check(f *strict.File, loaded error, policy func() catalogue.Catalogue, on calendar.Date) rule.Diagnostics {
	var mistakes rule.Diagnostics
	if errors.As(loaded, &mistakes) {
		return mistakes
	}
	found := lint.Check(policy(), on)
	for i, d := range found {
		path, pos := f.Find(d.Path)
		if path != "" {
			d.Path = path
		}
		found[i] = f.Placed(d, pos)
	}
	for _, cut := range f.Cuts {
		found = append(found, f.Placed(rule.Diagnostic{Severity: rule.SeverityWarning, Code: lint.Cut, Path: cut.Path,
			Message: cut.Message()}, cut.Pos))
	}
	return found.Sorted()
}
