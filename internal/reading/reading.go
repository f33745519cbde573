// Package reading reads the interpretations of a policy file: the places where
// an instrument leaves a choice, and the reading that the policy takes in each.
package reading

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/internal/words"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// A Question is an interpretation that a policy must have, with the keys of the
// readings that the engine knows. Without Readings any keys may stand there,
// and the reading taken must be one of them.
type Question struct {
	ID       string
	Readings []string
	// Default is the reading of a policy that leaves the interpretation out, or
	// names it without one; empty for an interpretation that every policy has in
	// full.
	Default string
	// Some says that a policy may list some of the readings, the one taken among
	// them.
	Some bool
}

// IDs lists the ids of questions, in order.
func IDs(questions []Question) []string {
	return words.Each(questions, func(q Question) string { return q.ID })
}

// List is the key interpretations of a policy file.
type List = strict.At[[]strict.At[Entry]]

// An Entry is one interpretation of a policy file. Where another key of the
// policy sets the reading, Set names that key and the entry has no Reading.
type Entry struct {
	ID       strict.At[string] `json:"id"`                 // which interpretation this is; stable
	Question strict.At[string] `json:"question,omitempty"` // what the text leaves open
	// the key, among the readings, of the one taken; none where another key of the policy sets it
	Reading  strict.At[string]         `json:"reading,omitempty"`
	Readings strict.At[[]rule.Reading] `json:"readings,omitempty"` // all readings, the one taken among them
	Cite     strict.At[rule.Citation]  `json:"cite,omitempty"`     // the provision that leaves the question open
	Set      strict.At[string]         `json:"set,omitempty"`      // the key of this policy whose value is the reading, where it is not set here
}

// Optional gives questions of which a policy may leave out any, the first reading
// being the default, and may list some readings of those that the published policy
// has.
func Optional(questions []Question) []Question {
	optional := slices.Clone(questions)
	for i, q := range optional {
		optional[i].Default, optional[i].Some = q.Readings[0], true
	}
	return optional
}

// Asked gives the questions as a procedure asks them.
func Asked(questions []Question) []lifecycle.Question {
	asked := make([]lifecycle.Question, len(questions))
	for i, q := range questions {
		asked[i] = lifecycle.Question{ID: q.ID, Readings: q.Readings}
	}
	return asked
}

// Own gives the questions that a list itself asks, for a policy of which the
// engine knows none.
func Own(list List) []Question {
	var questions []Question
	for _, entry := range list.Value {
		questions = append(questions, Question{ID: entry.Value.ID.Value})
	}
	return questions
}

// Choose takes the readings of a list, in its order and by id, and reports those
// that are missing, unknown, twice or not as the questions ask. set gives the
// key of the policy that sets a reading and the reading that follows from it;
// no key for an entry that takes its own. defaults are the interpretations of the
// published policy, where there is one: an entry that is left out is the default,
// and one that names its reading needs no more. So is one whose question has a
// Default, of which nothing is filled in but the reading. What else is absent from
// the file was reported when it was read and is not again: a key of an entry, or,
// with a list that has no place, the list.
func Choose(f *strict.File, list List, questions []Question, set func(id string) (key, reading string),
	defaults []rule.Interpretation) ([]rule.Interpretation, map[string]string) {
	t := choice{file: f, questions: questions, set: set, defaults: defaults, chosen: map[string]string{}}
	for n, entry := range list.Value {
		t.path, t.pos = fmt.Sprintf("interpretations[%d]", n), entry.Pos
		if entry.Value.ID.Pos != (strict.Pos{}) {
			t.entry(entry.Value)
		}
	}
	for _, q := range questions {
		if _, ok := t.chosen[q.ID]; ok {
			continue
		}
		d, ok := t.byDefault(q)
		switch {
		case ok:
			if key, reading := set(q.ID); key != "" {
				d.Reading, d.Set = reading, key
			}
			t.chosen[q.ID], t.all = d.Reading, append(t.all, d)
		case list.Pos != (strict.Pos{}):
			f.Report(strict.Diagnostic{Code: rule.MissingKey, Pos: list.Pos, Path: "interpretations", Expected: "the interpretation " + q.ID})
		}
	}
	return Clone(t.all), t.chosen
}

// byDefault is the interpretation of a policy that leaves it out; false when it
// must not.
func (t *choice) byDefault(q Question) (rule.Interpretation, bool) {
	for _, d := range t.defaults {
		if d.ID == q.ID {
			return d, true
		}
	}
	return rule.Interpretation{ID: q.ID, Reading: q.Default}, q.Default != ""
}

// Clone copies interpretations for a caller, who may change them.
func Clone(all []rule.Interpretation) []rule.Interpretation {
	copied := slices.Clone(all)
	for i := range copied {
		copied[i].Readings = slices.Clone(copied[i].Readings)
	}
	return copied
}

// choice goes through the entries of a list; path and pos are those of the one
// at hand.
type choice struct {
	file      *strict.File
	questions []Question
	set       func(id string) (key, reading string)
	defaults  []rule.Interpretation
	all       []rule.Interpretation
	chosen    map[string]string // the reading, by id
	path      string
	pos       strict.Pos
}

// wrong reports a value of the entry at hand, at the key's place or, where the
// key is absent, at the entry's.
func (t *choice) wrong(key string, pos strict.Pos, value, expected, suggestion string) {
	if pos == (strict.Pos{}) {
		pos = t.pos
	}
	t.file.Report(strict.Diagnostic{Code: rule.BadValue, Pos: pos, Path: strict.Join(t.path, key), Value: value, Expected: expected,
		Suggestion: suggestion})
}

// entry checks an entry and takes its reading.
func (t *choice) entry(e Entry) {
	id := e.ID.Value
	at := slices.IndexFunc(t.questions, func(q Question) bool { return q.ID == id })
	if at < 0 {
		ids := IDs(t.questions)
		t.wrong("id", e.ID.Pos, strconv.Quote(id), "one of "+strings.Join(ids, ", "), rule.Suggest(id, ids))
		return
	}
	if _, twice := t.chosen[id]; twice {
		t.wrong("id", e.ID.Pos, strconv.Quote(id), "each interpretation once", "")
	}
	q := t.questions[at]
	d, optional := t.byDefault(q)
	if !optional {
		t.inFull(e)
	}
	if e.Cite.Value == "" && e.Cite.Pos != (strict.Pos{}) {
		t.wrong("cite", e.Cite.Pos, `""`, "the provision that leaves the question open", "")
	}
	if len(e.Readings.Value) > 0 || e.Readings.Pos == (strict.Pos{}) {
		for _, r := range d.Readings { // a policy may have been written before one of them was known
			if !slices.Contains(keysOf(e.Readings.Value), r.Key) {
				e.Readings.Value = append(slices.Clip(e.Readings.Value), r)
			}
		}
	}
	t.chosen[id] = t.reading(e, q, d.Reading)
	t.all = append(t.all, rule.Interpretation{ID: id, Question: cmp.Or(e.Question.Value, d.Question), Reading: t.chosen[id],
		Readings: e.Readings.Value,
		Cite:     cmp.Or(e.Cite.Value, d.Cite), Set: cmp.Or(e.Set.Value, d.Set)})
}

// reading checks the readings of an entry and gives the one that is taken: its
// own, the one that another key of the policy sets, or the default.
func (t *choice) reading(e Entry, q Question, byDefault string) string {
	keys := keysOf(e.Readings.Value)
	own, known := e.Reading.Value, q.Readings
	key, value := t.set(q.ID)
	unknown := slices.IndexFunc(keys, func(k string) bool { return !slices.Contains(known, k) })
	switch list := "[" + strings.Join(keys, ", ") + "]"; {
	case e.Readings.Pos == (strict.Pos{}):
	case q.Some && unknown >= 0:
		path := fmt.Sprintf("readings[%d].key", unknown)
		_, pos := t.file.Find(strict.Join(t.path, path))
		t.wrong(path, pos, strconv.Quote(keys[unknown]), words.OneOf(known), rule.Suggest(keys[unknown], known))
	case key != "" && t.file.Wrong(key): // what it sets is not known
	case known == nil && key != "" && !slices.Contains(keys, value):
		t.wrong("readings", e.Readings.Pos, list, "the reading "+value+" among them, as "+key+" sets it", "")
	case q.Some && (!slices.Contains(keys, value) || !someWords(keys, known)):
		t.wrong("readings", e.Readings.Pos, list, "some of "+strings.Join(known, ", ")+", and "+value+" among them, as "+key+" sets it", "")
	case known != nil && !q.Some && !sameWords(keys, known):
		t.wrong("readings", e.Readings.Pos, list, "one text for each of "+strings.Join(known, ", "), "")
	}
	if known == nil {
		known = keys
	}
	if key != "" {
		t.notOwn(e, key, byDefault != "")
		return value
	}
	if own == "" && byDefault != "" && e.Set.Value == "" {
		return byDefault
	}
	if e.Set.Value != "" {
		t.wrong("set", e.Set.Pos, strconv.Quote(e.Set.Value), "a reading of its own, one of "+strings.Join(known, ", "), "")
	}
	if (e.Set.Value == "" || own != "") && !slices.Contains(known, own) {
		t.wrong("reading", e.Reading.Pos, strconv.Quote(own), "one of "+strings.Join(known, ", "), rule.Suggest(own, known))
	}
	return own
}

// inFull reports the keys of an entry that are absent.
func (t *choice) inFull(e Entry) {
	for _, k := range [...]struct {
		key string
		pos strict.Pos
	}{{"question", e.Question.Pos}, {"readings", e.Readings.Pos}, {"cite", e.Cite.Pos}} {
		if k.pos == (strict.Pos{}) {
			t.file.Report(strict.Diagnostic{Code: rule.MissingKey, Pos: t.pos, Path: strict.Join(t.path, k.key), Expected: "this key"})
		}
	}
}

// notOwn checks that an entry leaves its reading to another key of the policy.
func (t *choice) notOwn(e Entry, key string, optional bool) {
	switch {
	case e.Set.Value != key && !(optional && e.Set.Value == ""):
		t.wrong("set", e.Set.Pos, strconv.Quote(e.Set.Value), key+", and no reading of its own", rule.Suggest(e.Set.Value, []string{key}))
	case e.Reading.Value != "":
		t.wrong("reading", e.Reading.Pos, strconv.Quote(e.Reading.Value), "no reading of its own, as "+key+" sets it", "")
	}
}

func keysOf(readings []rule.Reading) []string {
	return words.Each(readings, func(r rule.Reading) string { return r.Key })
}

// someWords reports whether a list has words of some, each once at most.
func someWords(list, of []string) bool {
	sorted := slices.Sorted(slices.Values(list))
	return len(slices.Compact(sorted)) == len(list) && !slices.ContainsFunc(list, func(w string) bool { return !slices.Contains(of, w) })
}

// sameWords reports whether a list has each of the words, once, in any order.
func sameWords(list, words []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(list)), slices.Sorted(slices.Values(words)))
}
