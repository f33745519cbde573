package strict

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
	found, at := f.Docs[0].find(path)
	if found == "" {
		return "", Pos{}
	}
	return found, at.Pos
}

// find follows a path from a node as far as it leads.
func (n *Node) find(path string) (found string, at *Node) {
	for key := range strings.SplitSeq(strings.ReplaceAll(path, "[", ".["), ".") {
		if key == "" {
			continue // before a path that begins with an item
		}
		next := n.child(key)
		if next == nil {
			break
		}
		found, n = Join(found, key), next
	}
	return found, n
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

// Place is that of the last key or item of a path that there is; false for a path of which
// there is none.
func (n *Node) Place(path string) (at Pos, found bool) {
	for key := range strings.SplitSeq(strings.ReplaceAll(path, "[", ".["), ".") {
		next := n.child(key)
		if next == nil {
			break
		}
		at = next.Pos
		for _, f := range n.Fields {
			if f.Name == key {
				at = f.Pos
			}
		}
		n, found = next, true
	}
	return at, found
}

// keyPlace is the place of the key that a path ends with.
func (n *Node) keyPlace(path string) Pos {
	i := strings.LastIndexByte(path, '.')
	_, within := n.find(path[:max(i, 0)])
	for _, f := range within.Fields {
		if f.Name == path[i+1:] {
			return f.Pos
		}
	}
	return within.Pos
}
