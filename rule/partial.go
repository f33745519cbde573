package rule

import (
	"cmp"
	"errors"
	"slices"

	"github.com/workcomp-go/workcomp/internal/expression"
)

// A Possible is a row of a table that holds for the facts that are known, or that
// those which are not known could still make hold. The zero value is of no row.
type Possible[V any] struct {
	ID      string
	Value   V
	Missing []string // the facts that leave the row open, or fields as claims[2].cost, in the order of F; none: the row holds
}

// Possible gives the rows that hold or could still hold, in order and up to the
// first that holds, when some facts are not known: those that are missing in f.
// The table answers when there is one row and nothing is missing for it. The
// findings are of every row looked at. The error is an *InputError for a fact that
// cannot be.
func (t *Table[F, V]) Possible(f *F) ([]Possible[V], []Finding, error) {
	if t == nil {
		t = &Table[F, V]{}
	}
	var rows []Possible[V]
	var findings []Finding
	for i := range t.rows {
		found, missing, err := t.clauses[i].partial(f)
		if err != nil {
			return nil, nil, err
		}
		findings = append(findings, found)
		if found.Holds || len(missing) > 0 {
			rows = append(rows, Possible[V]{t.rows[i].ID, t.own(t.rows[i].Then), missing})
		}
		if found.Holds {
			break
		}
	}
	return rows, findings, nil
}

// partial answers the clause with the facts that are known; missing are those
// that leave it open.
func (c *clause[F]) partial(f *F) (Finding, []string, error) {
	found := Finding{ID: c.id, Cite: c.cite, Holds: true, Interpretations: c.interpretation, template: c.holds.template}
	if c.condition == nil {
		return found, nil, nil
	}
	known := map[int]bool{}
	read := func(slot int) (expression.Value, bool, error) {
		v, err := c.schema.value(f, slot)
		var input *InputError
		if errors.As(err, &input) && input.Value == "" && input.Problem == "" {
			return v, false, nil
		}
		if err == nil && !known[slot] {
			known[slot], found.Facts = true, append(found.Facts, Fact{c.schema.Facts[slot].Name, Value{v}})
		}
		return v, true, err
	}
	v, decided, open, err := c.condition.program.EvalPartial(read)
	if err != nil {
		return Finding{}, nil, err
	}
	if decided && v.IsTrue() {
		return found, nil, nil
	}
	found.Holds, found.template = false, c.fails.template
	if decided {
		return found, nil, nil
	}
	slices.SortStableFunc(open, func(a, b expression.Open) int { return cmp.Compare(a.Slot, b.Slot) })
	var missing []string
	for _, o := range open {
		missing = append(missing, o.Name)
	}
	found.template = &Template{ID: c.id, Cite: c.cite, Text: "It is not known whether {condition}; not given: {missing}."}
	found.Facts = append(found.Facts, Str("condition", c.condition.program.Source()), List("missing", missing))
	return found, missing, nil
}
