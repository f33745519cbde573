package classify

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/number"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// bandFact is the name by which tests and sentences know the band: "25,000 up
// to, not including, 50,000".
const bandFact = "band"

// bands is a table of values by the size of one fact: the rows of Table
// 85-23A. Which values a row has the policy says.
type bands struct {
	by        string // the fact that selects the band
	dated     bool   // it is a date: a band holds from its day on
	byInWords string // the same: "three-year premium tax"
	cite      rule.Citation
	columns   []string                              // the names of the values
	rows      rule.Schedule[decimal.Decimal, *band] // from an amount, or the number of a day
}

// A band is the row that holds for an amount, with what decisions say of it.
type band struct {
	name   string            // "25,000 up to, not including, 50,000", or "50,000" for the last
	last   decimal.Decimal   // as printed in whole dollars: 49,999; unset in the last band
	values []decimal.Decimal // unset where the band has none
	facts  []any             // the values, as the tests ask for them
	stated []rule.Fact       // the same, as a decision gives them

	// Of a band without some value: the table of the levels that ask for none of these,
	// their places among those of the policy, and the levels that are left out.
	table   *rule.Table[rule.Facts, string]
	left    []int
	without []string
}

// newBand makes the band from an amount up to the next, which is unset for the
// last.
func (b *bands) newBand(from, next decimal.Decimal, values []decimal.Decimal) *band {
	name := func(amount decimal.Decimal) string { return number.Grouped(rule.Digits(amount)) }
	if b.dated {
		name = func(number decimal.Decimal) string { return dayOf(number).String() }
	}
	row := &band{name: name(from), values: values}
	if rule.IsSet(next) {
		row.name += " up to, not including, " + name(next)
	}
	if rule.IsSet(next) && !b.dated {
		row.last = next.Sub(decimal.New(1, 0))
	}
	for i, column := range b.columns {
		row.facts = append(row.facts, values[i])
		if rule.IsSet(values[i]) {
			row.stated = append(row.stated, rule.Num(column, values[i]))
		}
	}
	row.facts = append(row.facts, row.name)
	return row
}

// numberOf numbers a day, and dayOf is the day of a number.
func numberOf(d calendar.Date) decimal.Decimal {
	return decimal.NewFromInt(int64(d.DaysSince(calendar.MustParse("0001-01-01"))))
}

func dayOf(number decimal.Decimal) calendar.Date {
	d, _ := calendar.MustParse("0001-01-01").AddDays(int(number.IntPart())) // which numberOf has numbered
	return d
}

// on returns the band of a day; before the first there is none, which is an
// *InputError.
func (b *bands) on(f rule.Facts) (*band, error) {
	on := day(f, b.by)
	row, _, _, ok := b.rows.At(numberOf(on))
	if !ok {
		first := b.rows.Rows()[0].From
		return nil, &rule.InputError{Field: b.by, Value: on.String(), Problem: "is before the first day of the table, " + dayOf(first).String(),
			Expected: "a day from then on"}
	}
	return row.Value, nil
}

// at returns the band of an amount, which is zero or more.
func (b *bands) at(amount decimal.Decimal) *band {
	row, _, _, _ := b.rows.At(amount) // the first band begins at 0
	return row.Value
}

// between reports whether an amount is between this band, as it is printed in
// whole dollars, and the next: more than 4,999 and less than 5,000.
func (b *band) between(amount decimal.Decimal) bool {
	return rule.IsSet(b.last) && amount.Cmp(b.last) > 0
}

// value returns the named value of the band.
func (b *bands) value(row *band, name string) decimal.Decimal {
	return row.values[slices.Index(b.columns, name)]
}

// scope adds what the tests may ask beside the facts.
func (b *bands) scope(f rule.Facts, row *band) {
	for i, column := range b.columns {
		if rule.IsSet(row.values[i]) {
			f[column] = row.facts[i]
		}
	}
	f[bandFact] = row.facts[len(b.columns)]
}

// fixed are the values of a band by their names.
func (b *bands) fixed(row *band) map[string]decimal.Decimal {
	values := make(map[string]decimal.Decimal, len(b.columns))
	for i, column := range b.columns {
		if rule.IsSet(row.values[i]) {
			values[column] = row.values[i]
		}
	}
	return values
}

// within is the condition that holds in a band.
func (b *bands) within(place int) string {
	rows, literal := b.rows.Rows(), rule.Digits
	if b.dated {
		literal = func(number decimal.Decimal) string { return fmt.Sprintf("date(%q)", dayOf(number).String()) }
	}
	text := b.by + " >= " + literal(rows[place].From)
	if place+1 < len(rows) {
		text += " and " + b.by + " < " + literal(rows[place+1].From)
	}
	return text
}

// lacks reports whether the band has no value of that name, though others have.
func (b *bands) lacks(row *band, name string) bool {
	i := slices.Index(b.columns, name)
	return i >= 0 && !rule.IsSet(row.values[i])
}

// uneven reports whether some band has not all of the values.
func (b *bands) uneven() bool {
	return b != nil && slices.ContainsFunc(b.rows.Rows(), func(r rule.Bracket[decimal.Decimal, *band]) bool { return len(r.Value.stated) < len(b.columns) })
}

type bandsFile struct {
	By   strict.At[string]         `json:"by"`   // the fact that selects the band: an amount that is zero or more, or a date
	Cite strict.At[rule.Citation]  `json:"cite"` // the provision of the table
	Rows []strict.At[*strict.Node] `json:"rows"` // the bands: each holds from its own amount or day up to that of the next, the first amount is 0, and all have the same values, none where a band has not that one
}

// amounts are the types of facts that are zero or more.
var amounts = []rule.FactType{rule.Money, rule.Factor, rule.Rate, rule.Count}

// bands reads the table of values and reports what is wrong with it.
func (r *reader) bands(spec strict.At[bandsFile], facts []rule.Declaration) *bands {
	b := &bands{by: spec.Value.By.Value, cite: spec.Value.Cite.Value}
	if b.byInWords = strings.ReplaceAll(b.by, "_", " "); b.by == premiumFact {
		b.byInWords = "three-year premium"
		if ofRule(b.cite) {
			b.byInWords += " tax"
		}
	}
	if spec.Pos.Line == 0 {
		return nil
	}
	names := declared(facts)
	if i := slices.Index(names, b.by); i < 0 {
		r.wrong(spec.Value.By.Pos, "bands.by", fmt.Sprintf("%q", b.by), fmt.Sprintf("one of the facts %v", names), rule.Suggest(b.by, names))
	} else if b.dated = facts[i].Type == rule.Day; !b.dated && !slices.Contains(amounts, facts[i].Type) && !slices.Contains(r.untyped, b.by) {
		r.wrong(spec.Value.By.Pos, "bands.by", fmt.Sprintf("%q, a %s,", b.by, facts[i].Type), "a fact that is zero or more, or a date", "")
	}
	if b.cite == "" {
		r.wrong(spec.Value.Cite.Pos, "bands.cite", `""`, "the provision of the table", "")
	}
	var rows []rule.Bracket[decimal.Decimal, []decimal.Decimal]
	for i, at := range spec.Value.Rows {
		rows = append(rows, r.band(b, i, at, rows))
	}
	if len(rows) == 0 {
		r.wrong(spec.Pos, "bands.rows", "an empty list", "at least one band", "")
	}
	if !r.clean() {
		return nil
	}
	b.fill(rows)
	return b
}

// fill prepares the bands from their rows, which were checked one by one.
func (b *bands) fill(rows []rule.Bracket[decimal.Decimal, []decimal.Decimal]) {
	prepared := make([]rule.Bracket[decimal.Decimal, *band], len(rows))
	for i, row := range rows {
		var next decimal.Decimal
		if i+1 < len(rows) {
			next = rows[i+1].From
		}
		prepared[i] = rule.Bracket[decimal.Decimal, *band]{From: row.From, Value: b.newBand(row.From, next, row.Value), Cite: row.Cite}
	}
	b.rows, _ = rule.NewSchedule(prepared...)
}

// band reads one row: from, and a value for each column of the first row.
func (r *reader) band(b *bands, i int, at strict.At[*strict.Node], before []rule.Bracket[decimal.Decimal, []decimal.Decimal]) rule.Bracket[decimal.Decimal, []decimal.Decimal] {
	path := fmt.Sprintf("bands.rows[%d]", i)
	row := rule.Bracket[decimal.Decimal, []decimal.Decimal]{Cite: b.cite}
	if at.Value.Kind != strict.Map {
		r.wrong(at.Value.Pos, path, "what is here", "a mapping: from, and the values of the band", "")
		return row
	}
	if i == 0 {
		b.columns = at.Value.Without("from").Keys()
	}
	row.From = r.from(b, at, path)
	switch {
	case !rule.IsSet(row.From):
	case b.dated && i > 0 && rule.IsSet(before[i-1].From) && row.From.Cmp(before[i-1].From) <= 0:
		r.wrong(at.Value.Get("from").Pos, path+".from", dayOf(row.From).String(), "a day after "+dayOf(before[i-1].From).String()+" of the band before", "")
	case b.dated:
	case i == 0 && row.From.Sign() != 0:
		r.wrong(at.Value.Get("from").Pos, path+".from", rule.Digits(row.From), "0, the start of the first band", "")
	case i > 0 && rule.IsSet(before[i-1].From) && row.From.Cmp(before[i-1].From) <= 0:
		r.wrong(at.Value.Get("from").Pos, path+".from", rule.Digits(row.From), "more than "+rule.Digits(before[i-1].From)+" of the band before", "")
	}
	for _, column := range b.columns {
		row.Value = append(row.Value, r.value(at, path, column))
	}
	for _, f := range at.Value.Fields {
		if f.Name != "from" && !slices.Contains(b.columns, f.Name) {
			r.file.Report(strict.Diagnostic{Code: rule.UnknownKey, Pos: f.Pos, Path: strict.Join(path, f.Name), Value: fmt.Sprintf("key %q", f.Name),
				Expected: fmt.Sprintf("the values of the first band, %v", b.columns), Suggestion: rule.Suggest(f.Name, b.columns)})
		}
	}
	return row
}

// from reads where a band begins: an amount, or a day as its number.
func (r *reader) from(b *bands, at strict.At[*strict.Node], path string) decimal.Decimal {
	n := at.Value.Get("from")
	if !b.dated || n == nil {
		return r.amount(at, path, "from")
	}
	var day calendar.Date
	if r.file.Decode(n, path+".from", &day); day.IsZero() {
		return decimal.Decimal{}
	}
	return numberOf(day)
}

// value reads a value of a band, which it may be said to have none of.
func (r *reader) value(at strict.At[*strict.Node], path, column string) decimal.Decimal {
	if n := at.Value.Get(column); n != nil && n.Text == string(None) {
		return decimal.Decimal{}
	}
	return r.amount(at, path, column)
}

// amount reads a number of a band, zero or more; unset when it is none.
func (r *reader) amount(at strict.At[*strict.Node], path, name string) decimal.Decimal {
	n := at.Value.Get(name)
	if n == nil {
		r.file.Report(strict.Diagnostic{Code: rule.MissingKey, Pos: at.Value.Pos, Path: strict.Join(path, name), Expected: "this key"})
		return decimal.Decimal{}
	}
	var d decimal.Decimal
	r.file.Decode(n, strict.Join(path, name), &d)
	if rule.IsSet(d) && d.Sign() < 0 {
		r.wrong(n.Pos, strict.Join(path, name), rule.Digits(d), "zero or more", "")
	}
	return d
}
