package golden

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// Block fails the test when a block of lines inside the file at path is not
// made: the lines that begin with prefix, from the one that begins with the
// first line of made. With UPDATE_GOLDEN=1 it writes the block instead. The
// diagram in a package's doc.go is such a block, with the prefix "//\t".
func Block(t testing.TB, path, prefix, made string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := slices.Collect(strings.Lines(string(data)))
	block := slices.Collect(strings.Lines(made))
	for i := range block {
		block[i] = prefix + block[i]
	}
	first := slices.Index(lines, block[0])
	if first < 0 {
		t.Fatalf("%s has no line %q to begin the block", path, block[0])
	}
	last := first
	for last < len(lines) && strings.HasPrefix(lines[last], prefix) {
		last++
	}
	Check(t, path, strings.Join(slices.Concat(lines[:first], block, lines[last:]), ""))
}
