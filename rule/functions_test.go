package rule

import (
	"slices"
	"strings"
	"testing"
)

func TestFunctions(t *testing.T) {
	all := Functions()
	if !slices.IsSorted(all) {
		t.Errorf("they are not in order: %v", all)
	}
	for _, usage := range all {
		name, _, _ := strings.Cut(usage, "(")
		_, err := Compile[review](name + "(nobody) == 1") // which no fact is: a function that is there takes it up
		if err == nil || strings.Contains(err.Error(), "unknown function") {
			t.Errorf("%s: %v", usage, err)
		}
	}
	for _, name := range []string{"round", "date", "years"} {
		if !slices.ContainsFunc(all, func(usage string) bool { return strings.HasPrefix(usage, name+"(") }) {
			t.Errorf("%s is not among %v", name, all)
		}
	}
}
