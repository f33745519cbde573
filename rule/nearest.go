package rule

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/analysis"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/internal/words"
)

// A Threshold is what would have to change for another answer: one fact, with all
// others as they are. The zero value is no fact's.
type Threshold[V any] struct {
	Fact     string     `json:"fact"`
	Relation string     `json:"relation"` // of the fact to the value: >=, >, <=, <, == or !=
	Value    Value      `json:"value"`    // exact
	Answer   V          `json:"answer"`   // what is answered there
	Row      string     `json:"row"`      // the id of the row that answers
	Cites    []Citation `json:"cites"`    // of the row that answers now and no longer does, and of that which does
}

// String writes "emf >= 1.80: target (85-23-14)".
func (t Threshold[V]) String() string {
	return fmt.Sprintf("%s %s %s: %v (%s)", t.Fact, t.Relation, t.Value, t.Answer, strings.Join(words.Texts(t.Cites), "; "))
}

// Nearest gives the thresholds nearest to some facts: for each number or date that the
// rows ask the nearest above and the nearest below with which the table has another
// answer, that which is nearer first; for each text every word, and for what is true
// or false the other. unknown are the facts of which no threshold is given, but for words
// that decide otherwise, as there may be a nearer one: a part of a text is asked, a list,
// or a product of the fact with itself, or no exact decimal is the threshold. The error is
// that of Decide.
func (t *Table[F, V]) Nearest(f *F) (nearest []Threshold[V], unknown []string, err error) {
	if t == nil {
		t = &Table[F, V]{}
	}
	if _, err := t.answering(t.reads(f)); err != nil {
		return nil, nil, err
	}
	for slot, fact := range t.schema.Facts {
		more, all := t.turns(slot, t.reads(f), Variation[F]{Within: []*F{f}}, func(v expression.Value) (int, error) {
			return t.answering(func(other int) (expression.Value, error) {
				if other == slot {
					return v, nil
				}
				return t.schema.value(f, other)
			})
		})
		if nearest = append(nearest, more...); !all {
			unknown = append(unknown, fact.Name)
		}
	}
	return nearest, unknown, nil
}

// A Variation is how one fact of a table changes where others go with it, such as the
// values of a band. The zero value varies nothing.
type Variation[F any] struct {
	Fact   string
	Ready  func(Value) (*F, error) // the facts with that value, as the table takes them; an error: there is no answer
	Within []*F                    // facts that the change may bring: the thresholds of the rows are looked for among each
	Cuts   []Value                 // further values at which the answer may change
	Same   func(a, b int) bool     // whether two rows, from 0, answer alike; nil: by their answers
	Places *int32                  // the decimals to which Ready rounds the fact; nil: it does not round
}

// NearestOf gives the thresholds of one fact that are nearest to its value in f. Not
// all says that there may be others. The error is that of Decide.
func (t *Table[F, V]) NearestOf(f *F, v Variation[F]) (nearest []Threshold[V], all bool, err error) {
	slot, err := t.slot(v.Fact)
	if err != nil {
		return nil, false, err
	}
	if v.Ready == nil {
		return nil, false, &InputError{Field: "ready", Expected: "a function that gives the facts with another value"}
	}
	row := func(at expression.Value) (int, error) {
		ready, err := v.Ready(Value{at})
		if err != nil {
			return 0, err
		}
		return t.answering(t.reads(ready))
	}
	at, err := t.schema.value(f, slot)
	if err == nil {
		_, err = row(at)
	}
	if err != nil {
		return nil, false, err
	}
	nearest, all = t.turns(slot, t.reads(f), v, row)
	return nearest, all, nil
}

func (t *Table[F, V]) reads(f *F) func(slot int) (expression.Value, error) {
	return func(slot int) (expression.Value, error) { return t.schema.value(f, slot) }
}

// Cuts gives the values of the fact of a variation at which the answer may change, each
// once and in order: of the variation, and of the rows among each of its
// Within. A fact that these do not give may be anything. Not all says that there may be
// other cuts. The error is an InputError for a fact that there is not.
func (t *Table[F, V]) Cuts(v Variation[F]) (cuts []Value, all bool, err error) {
	slot, err := t.slot(v.Fact)
	if err != nil {
		return nil, false, err
	}
	found, _, all := t.cuts(slot, v)
	order := expression.Value.Compare
	if t.schema.Facts[slot].Type.Kind == expression.TextKind {
		order = func(a, b expression.Value) int { return strings.Compare(a.Text(), b.Text()) }
	}
	slices.SortStableFunc(found, order)
	for _, c := range slices.CompactFunc(found, expression.Value.Equal) {
		cuts = append(cuts, Value{c})
	}
	return cuts, all, nil
}

// slot finds a fact of the table.
func (t *Table[F, V]) slot(fact string) (int, error) {
	if t == nil || t.schema == nil {
		return 0, (&Table[F, V]{}).none()
	}
	slot := t.schema.Slot(fact)
	if slot < 0 {
		names := t.schema.Names()
		return 0, &InputError{Field: "fact", Value: fact, Expected: words.OneOf(names), Suggestion: Suggest(fact, names)}
	}
	return slot, nil
}

// cuts are the values of a fact at which the rows may answer otherwise, and those of the
// variation; asked says that some row asks the fact.
func (t *Table[F, V]) cuts(slot int, v Variation[F]) (cuts []expression.Value, asked, all bool) {
	for _, c := range v.Cuts {
		cuts = append(cuts, c.Value)
	}
	asked, all = len(cuts) > 0, true
	for _, f := range v.Within {
		known := map[int]expression.Value{}
		for other := range t.schema.Facts {
			if v, err := t.schema.value(f, other); err == nil && other != slot {
				known[other] = v
			}
		}
		for _, c := range t.clauses {
			if c.condition != nil && slices.Contains(c.condition.program.Uses(), slot) {
				more, complete := analysis.Cuts(c.condition.program.Root(), slot, known)
				cuts, asked, all = append(cuts, more...), true, all && complete
			}
		}
	}
	if v.Places != nil {
		for _, c := range slices.Clone(cuts) {
			for _, step := range analysis.Steps(c.Number(), *v.Places) {
				cuts = append(cuts, expression.Num(step))
			}
		}
	}
	return cuts, asked, all
}

// turns are the thresholds of a fact that rows ask; row is the one that answers for a
// value of it.
func (t *Table[F, V]) turns(slot int, read func(int) (expression.Value, error), v Variation[F],
	row func(expression.Value) (int, error)) (nearest []Threshold[V], all bool) {
	cuts, asked, all := t.cuts(slot, v)
	at, err := read(slot)
	if !asked || err != nil {
		return nil, true
	}
	now, _ := row(at) // which was asked before
	same := v.Same
	if same == nil {
		same = func(a, b int) bool { return reflect.DeepEqual(t.rows[a].Then, t.rows[b].Then) }
	}
	each, left := t.effort(read), maxTried
	turns, tried := analysis.Nearest(t.schema.Facts[slot].Type, at, cuts, now, func(v expression.Value) (int, bool) {
		if left -= each; left < 0 {
			return 0, false
		}
		then, err := row(v)
		if err == nil && same(then, now) {
			then = now // two rows with one answer
		}
		return then, err == nil
	})
	if left < 0 {
		return nil, false
	}
	for _, turn := range turns {
		if !all && turn.Relation != "==" && turn.Relation != "!=" && !t.nearest(slot, at, turn.Value, func(v expression.Value) bool {
			left -= each
			then, err := row(v)
			return left >= 0 && err == nil && same(then, now)
		}) {
			continue // there may be another answer before it
		}
		then := t.rows[turn.Answer]
		threshold := Threshold[V]{t.schema.Facts[slot].Name, turn.Relation, Value{turn.Value}, t.own(then.Then), then.ID, []Citation{then.Cite}}
		if now < turn.Answer && t.rows[now].Cite != then.Cite {
			threshold.Cites = []Citation{t.rows[now].Cite, then.Cite}
		}
		nearest = append(nearest, threshold)
	}
	return nearest, all && tried
}

// nearest reports whether all values between two of a fact that is counted in ones
// answer as the first: then no other threshold lies between them.
func (t *Table[F, V]) nearest(slot int, at, turn expression.Value, same func(expression.Value) bool) bool {
	const most = 1000
	if t.schema.Facts[slot].Type.Kind == expression.DateKind {
		days := turn.Date().DaysSince(at.Date())
		step := max(-1, min(days, 1))
		for n := step; n != days; n += step {
			if d, err := at.Date().AddDays(n); err != nil || n > most || n < -most || !same(expression.Day(d)) {
				return false
			}
		}
		return true
	}
	if !t.schema.Facts[slot].Type.Whole {
		return false
	}
	step := decimal.NewFromInt(int64(turn.Compare(at)))
	for n, v := 0, at.Number().Add(step); !v.Equal(turn.Number()); n, v = n+1, v.Add(step) {
		if n > most || !same(expression.Num(v)) {
			return false
		}
	}
	return true
}

// maxTried bounds what Nearest does for all facts of a table, in parts of conditions
// that are computed.
const maxTried = 1 << 22

// effort is what it takes to ask the table once, so that all its facts together take
// no more than maxTried: the facts that are read, and the parts of its conditions, for
// each entry of a list.
func (t *Table[F, V]) effort(read func(int) (expression.Value, error)) int {
	entries := 1
	for slot, f := range t.schema.Facts {
		if v, err := read(slot); err == nil && f.Type.Kind == expression.EntriesKind {
			entries += v.Len()
		}
	}
	parts := len(t.schema.Facts) + entries
	for _, c := range t.clauses {
		if c.condition != nil {
			times := 1
			if c.condition.program.AsksEntries() {
				times = entries
			}
			c.condition.program.Root().Walk(func(*expression.Node) { parts += times })
		}
	}
	return parts * len(t.schema.Facts)
}

// answering is the row that answers for facts that are read one by one.
func (t *Table[F, V]) answering(read func(slot int) (expression.Value, error)) (int, error) {
	if t.hit == Collect {
		return 0, t.collects()
	}
	for i, c := range t.clauses {
		if c.condition == nil {
			return i, nil
		}
		for _, slot := range c.condition.program.Uses() {
			if _, err := read(slot); err != nil { // also one that another makes superfluous, as in Decide
				return 0, err
			}
		}
		if v, err := c.condition.program.EvalLazy(read); err != nil || v.IsTrue() {
			return i, err
		}
	}
	return 0, t.none()
}
