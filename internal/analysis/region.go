package analysis

import (
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/internal/expression"
)

// A Region is a set of facts in which every row answers alike: the bounds of
// each fact that matters, and one example inside.
type Region struct {
	Bounds  []string // "1.40 <= emf < 1.50"
	Example []Sample
}

// String gives the bounds: "emf < 1.40 and 5000 <= premium".
func (r Region) String() string {
	if len(r.Bounds) == 0 {
		return "the facts are any at all"
	}
	return strings.Join(r.Bounds, " and ")
}

// A Sample is the value of one fact in an example.
type Sample struct {
	Name  string
	Value expression.Value
}

// box is a product of runs of parts, one run for each axis, ends included.
type box struct{ low, high []int }

// boxes joins cells that touch, one axis after the other.
func (g *grid) boxes(cells [][]int) []box {
	boxes := make([]box, len(cells))
	for i, c := range cells {
		boxes[i] = box{c, slices.Clone(c)}
	}
	for a := range slices.Backward(g.axes) {
		boxes = join(boxes, a)
	}
	return boxes
}

// join joins the boxes that touch along one axis and are alike on all others.
// Boxes come in rising order, so only the last that is alike can touch.
func join(boxes []box, axis int) []box {
	var joined []box
	last := make(map[string]int)
	for _, b := range boxes {
		key := b.but(axis)
		i, alike := last[key]
		if alike && joined[i].high[axis]+1 == b.low[axis] {
			joined[i].high[axis] = b.high[axis]
			continue
		}
		last[key] = len(joined)
		joined = append(joined, b)
	}
	return joined
}

// but is a text that two boxes share when they differ on one axis alone.
func (b box) but(axis int) string {
	key := make([]byte, 0, 8*len(b.low))
	for i := range b.low {
		if i != axis {
			for _, end := range []int{b.low[i], b.high[i]} {
				key = append(key, byte(end>>16), byte(end>>8), byte(end)) // fewer than MaxCells
			}
		}
	}
	return string(key)
}

func (g *grid) region(b box) Region {
	var r Region
	for i, a := range g.axes {
		if b.low[i] == 0 && b.high[i] == len(a.parts)-1 {
			continue
		}
		r.Bounds = append(r.Bounds, a.between(b.low[i], b.high[i]))
		r.Example = append(r.Example, Sample{a.name, a.parts[b.low[i]].sample})
	}
	return r
}

// between tells a run of parts.
func (a axis) between(low, high int) string {
	first, last := a.parts[low], a.parts[high]
	if first.lower == "" && last.upper == "" { // no order: words, or yes and no
		labels := make([]string, 0, high-low+1)
		for _, p := range a.parts[low : high+1] {
			labels = append(labels, p.label)
		}
		return strings.Join(labels, " or ")
	}
	if low == high && first.label != "" {
		return first.label
	}
	return first.lower + a.name + last.upper
}
