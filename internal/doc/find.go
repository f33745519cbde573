package doc

import (
	"strconv"
	"strings"
)

// Find returns the place of the value at a path ("levels[1].if") in the file's
// first document. Where the path leads on to nothing it is that of the last
// value on the way, and found is the path up to there; of a path whose first
// key is absent nothing is found, and there is no place.
func (f *File) Find(path string) (found string, pos Pos) {
	if len(f.Docs) == 0 {
		return "", Pos{}
	}
	n := f.Docs[0]
	for key := range strings.SplitSeq(strings.ReplaceAll(path, "[", ".["), ".") {
		if n = n.child(key); n == nil {
			break
		}
		found, pos = Join(found, key), n.Pos
	}
	return found, pos
}

// child returns the value of a key, or the item "[0]" of a list; or nil.
func (n *Node) child(key string) *Node {
	number, item := strings.CutPrefix(key, "[")
	if !item {
		return n.Get(key)
	}
	i, err := strconv.Atoi(strings.TrimSuffix(number, "]"))
	if err != nil || i < 0 || i >= len(n.Items) {
		return nil
	}
	return n.Items[i]
}
