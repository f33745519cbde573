package benefits

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits/taper"
	"github.com/workcomp-go/workcomp/internal/number"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// A Term is one form of what is due for some wages, before any limit. The zero value is
// no formula, and no file has it.
type Term struct {
	Percent decimal.Decimal `json:"percent,omitzero"` // of the wages, 0 to 100
	Share   Rate            `json:"share,omitzero"`   // in place of a percent, exact: "2/3"
	Of      Of              `json:"of,omitempty"`     // of what a percent, a share or bands are; not stated: the wages
	// an amount of dollars, whatever the wages are, as long as there are any; with Each, for each hour or day worked
	Amount decimal.Decimal `json:"amount,omitzero"`
	Each   Each            `json:"each,omitempty"`
	// each part of the amount at its own percent, up to the next band; the part below the first band is a deductible
	Bands []Band `json:"bands,omitempty"`
	// the percent of all the wages, or the amount, of the bracket in which By lies; nothing below the first
	Brackets []Bracket `json:"brackets,omitempty"`
	By       By        `json:"by,omitempty"` // what decides about the bracket
}

// MarshalJSON writes the numbers with their digits.
func (a Term) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

// An Alternative is a term, or the greater or the lesser of several. The zero value is no
// formula, and no file has it.
type Alternative struct {
	Term
	GreaterOf []Term `json:"greater_of,omitempty"`
	LesserOf  []Term `json:"lesser_of,omitempty"`
}

// MarshalJSON writes the numbers with their digits.
func (a Alternative) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

// A Band is a part of an amount, from so many dollars to the next band. The zero value is
// no band: both numbers are missing.
type Band struct {
	From    decimal.Decimal `json:"from"`    // dollars, zero or more; each later band higher
	Percent decimal.Decimal `json:"percent"` // of the part, 0 to 100
}

// MarshalJSON writes the numbers with their digits.
func (a Band) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

// A Bracket is what is due from so many hours or dollars to the next bracket. The zero
// value is no bracket: its numbers are missing.
type Bracket struct {
	From    decimal.Decimal `json:"from"`             // hours or dollars, zero or more; each later bracket higher
	Percent decimal.Decimal `json:"percent,omitzero"` // of all the wages, 0 to 100 …
	Amount  decimal.Decimal `json:"amount,omitzero"`  // … or an amount
}

// MarshalJSON writes the numbers with their digits.
func (a Bracket) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

// Of is what a percent is of. The zero value is OfWages.
type Of string

// What a percent can be of.
const (
	OfWages         Of = "wages"
	OfBaseline      Of = "baseline"       // the wages before the subsidy: Wage.Baseline
	OfAboveBaseline Of = "above_baseline" // the wages less the baseline, never under zero
)

// Values lists them.
func (Of) Values() []string {
	return []string{string(OfWages), string(OfBaseline), string(OfAboveBaseline)}
}

// Each is what an amount is for. The zero value is neither: the amount is for the time
// that Over names.
type Each string

// What an amount can be for.
const (
	EachHour Each = "hour" // worked
	EachDay  Each = "day"  // worked
)

// Values lists them.
func (Each) Values() []string { return []string{string(EachHour), string(EachDay)} }

// By is what decides about a bracket. The zero value is none of them.
type By string

// What can decide about a bracket.
const (
	ByHours    By = "hours" // worked
	ByWages    By = "wages"
	ByBaseline By = "baseline"
)

// Values lists them.
func (By) Values() []string { return []string{string(ByHours), string(ByWages), string(ByBaseline)} }

// Over is the time over which wages, hours and baseline are summed before a
// formula is applied: what is due for a wage is what is due for the sum so far,
// less what was due before. The zero value is none of them, of a step whose formula needs none.
type Over string

// The times.
const (
	OverWage    Over = "wage"    // each wage for itself, and each part of one that a step cuts
	OverWeek    Over = "week"    // counted from the start
	OverMonth   Over = "month"   // of the calendar
	OverQuarter Over = "quarter" // of the calendar
	OverYear    Over = "year"    // of the calendar
	OverStep    Over = "step"    // all of it
)

// Values lists the times.
func (Over) Values() []string {
	return []string{string(OverWage), string(OverWeek), string(OverMonth), string(OverQuarter), string(OverYear), string(OverStep)}
}

// sums are the wages, the baseline, the hours and the days worked of some time,
// and what was due for them.
type sums struct{ wages, baseline, hours, days, due exact }

// A formula is an Alternative, ready to be applied. It has one of its forms.
type formula struct {
	share    exact // of a percent
	of       Of
	amount   *exact // in cents
	each     Each
	bands    []level
	brackets []level
	by       By
	parts    []formula // of which the greater or the lesser is taken
	greater  bool
	over     Over   // of a step
	words    string // of a step
}

// A level is a band or a bracket, in hours or cents.
type level struct{ from, share, amount exact }

// apply gives what is due for the sums, in cents. It is nothing without wages.
func (f *formula) apply(s *sums) exact {
	switch {
	case s.wages.sign() == 0:
		return exact{}
	case f.parts != nil:
		best := f.parts[0].apply(s)
		for i := range f.parts[1:] {
			if other := f.parts[i+1].apply(s); (other.cmp(best) > 0) == f.greater {
				best = other
			}
		}
		return best
	case f.amount != nil:
		switch f.each {
		case EachHour:
			return f.amount.mul(s.hours)
		case EachDay:
			return f.amount.mul(s.days)
		}
		return *f.amount
	case f.bands != nil:
		base, sum := f.base(s), exact{}
		for i, b := range f.bands {
			part := base
			if i+1 < len(f.bands) {
				part = least(base, f.bands[i+1].from)
			}
			sum = sum.add(b.share.mul(least(part, part.sub(b.from))))
		}
		return sum
	case f.brackets != nil:
		at := s.wages
		switch f.by {
		case ByHours:
			at = s.hours
		case ByBaseline:
			at = s.baseline
		}
		for i := len(f.brackets) - 1; i >= 0; i-- {
			if b := &f.brackets[i]; at.cmp(b.from) >= 0 {
				return b.share.mul(s.wages).add(b.amount)
			}
		}
		return exact{}
	}
	return f.share.mul(f.base(s))
}

func (f *formula) base(s *sums) exact {
	switch f.of {
	case OfBaseline:
		return s.baseline
	case OfAboveBaseline:
		return least(s.wages, s.wages.sub(s.baseline))
	}
	return s.wages
}

// plain reports whether a step pays a percent of the wages, which needs no
// formula, or nothing but a flat amount.
func (s *SubsidyStep) plain() bool {
	return s.Share.IsZero() && (s.Of == "" || s.Of == OfWages) && !rule.IsSet(s.Amount) && s.Bands == nil && s.Brackets == nil &&
		s.GreaterOf == nil && s.LesserOf == nil
}

func (s *SubsidyStep) formula() formula { return choose(s.Term, s.GreaterOf, s.LesserOf) }

func (a Alternative) formula() formula { return choose(a.Term, a.GreaterOf, a.LesserOf) }

// choose gives the greater or the lesser of some formulas or, without any, that
// of the term.
func choose[T interface{ formula() formula }](t Term, greater, lesser []T) formula {
	if greater == nil && lesser == nil {
		return t.formula()
	}
	f := formula{greater: greater != nil}
	for _, one := range append(greater[:len(greater):len(greater)], lesser...) {
		f.parts = append(f.parts, one.formula())
	}
	return f
}

func (t Term) formula() formula {
	f := formula{of: t.Of, each: t.Each, by: t.By, share: percentOr(t.Percent, t.Share.value)}
	if rule.IsSet(t.Amount) {
		amount := cents(t.Amount)
		f.amount = &amount
	}
	for _, b := range t.Bands {
		f.bands = append(f.bands, level{from: cents(b.From), share: percentOr(b.Percent, exact{})})
	}
	for _, b := range t.Brackets {
		l := level{from: cents(b.From), share: percentOr(b.Percent, exact{})}
		if t.By == ByHours {
			l.from = exactOf(b.From, 0)
		}
		if rule.IsSet(b.Amount) {
			l.amount = cents(b.Amount)
		}
		f.brackets = append(f.brackets, l)
	}
	return f
}

// percentOr gives a percent as a share of one.
func percentOr(percent decimal.Decimal, share exact) exact {
	if rule.IsSet(percent) {
		return exactOf(percent, -2)
	}
	return share
}

// reads tells which numbers of a wage, beside its gross, a step is paid by.
func (s *SubsidyStep) reads() (hours, baseline, days bool) {
	see := func(t Term) {
		hours = hours || t.Each == EachHour || t.By == ByHours
		baseline = baseline || t.Of == OfBaseline || t.Of == OfAboveBaseline || t.By == ByBaseline
		days = days || t.Each == EachDay
	}
	see(s.Term)
	for _, a := range append(s.GreaterOf[:len(s.GreaterOf):len(s.GreaterOf)], s.LesserOf...) {
		see(a.Term)
		for _, t := range append(a.GreaterOf[:len(a.GreaterOf):len(a.GreaterOf)], a.LesserOf...) {
			see(t)
		}
	}
	return hours || s.PerHour != nil, baseline, days || s.PerDay != nil
}

// sums reports whether what a term pays for some time is not the sum of what it
// pays for the parts of that time.
func (t Term) sums() bool {
	return t.Of == OfAboveBaseline || rule.IsSet(t.Amount) && t.Each == "" || t.Bands != nil || t.Brackets != nil
}

// words are the formula in a sentence.
func (s *SubsidyStep) words() string {
	words := chosen(s.Term, s.GreaterOf, s.LesserOf)
	if s.Per == "" {
		return words
	}
	return words + ", " + overWords[s.Per]
}

var overWords = map[Over]string{OverWage: "each wage, or its part in the step, for itself", OverWeek: "over each week", OverMonth: "over each month",
	OverQuarter: "over each quarter", OverYear: "over each year", OverStep: "over the step"}

func (a Alternative) words() string { return chosen(a.Term, a.GreaterOf, a.LesserOf) }

func chosen[T interface{ words() string }](t Term, greater, lesser []T) string {
	list, what := greater, "the greater of "
	if greater == nil {
		list, what = lesser, "the lesser of "
	}
	if list == nil {
		return t.words()
	}
	words := make([]string, len(list))
	for i, one := range list {
		words[i] = "(" + one.words() + ")"
	}
	return what + strings.Join(words, " and ")
}

func (t Term) words() string {
	of := map[Of]string{"": "the wages", OfWages: "the wages", OfBaseline: "the baseline",
		OfAboveBaseline: "the wages above the baseline"}[t.Of]
	switch {
	case !t.Share.IsZero():
		return t.Share.text + " of " + of
	case rule.IsSet(t.Amount):
		return money(t.Amount) + map[Each]string{EachHour: " an hour", EachDay: " a day"}[t.Each]
	case t.Bands != nil:
		words := make([]string, len(t.Bands))
		for i, b := range t.Bands {
			words[i] = fmt.Sprintf("%s %% from %s", plain(b.Percent), money(b.From))
		}
		return strings.Join(words, ", ") + " of " + of
	case t.Brackets != nil:
		words := make([]string, len(t.Brackets))
		for i, b := range t.Brackets {
			from := money(b.From)
			if t.By == ByHours {
				from = plain(b.From) + " hours"
			}
			words[i] = "from " + from
			if rule.IsSet(b.Amount) {
				words[i] = money(b.Amount) + " " + words[i]
			} else {
				words[i] = plain(b.Percent) + " % " + words[i]
			}
		}
		return strings.Join(words, ", ") + " by " + string(t.By)
	}
	return plain(t.Percent) + " % of " + of
}

func money(d decimal.Decimal) string { return number.Grouped(d.StringFixed(2)) }

// checkFormula asks for one form at most, which it reports, and for the time
// over which it is applied where that matters.
func (s *SubsidyStep) checkFormula(p part) (forms int) {
	forms = s.Term.check(p)
	over := s.Term.sums()
	for _, list := range [...]struct {
		key  string
		from []Alternative
	}{{"greater_of", s.GreaterOf}, {"lesser_of", s.LesserOf}} {
		if !p.has(list.key) {
			continue
		}
		forms, over = forms+1, true
		at := p.key(list.key)
		fewTerms(at, len(list.from))
		for i, a := range list.from {
			n := a.Term.check(at.item(i))
			for _, inner := range [...]struct {
				key   string
				terms []Term
			}{{"greater_of", a.GreaterOf}, {"lesser_of", a.LesserOf}} {
				if !at.item(i).has(inner.key) {
					continue
				}
				n++
				fewTerms(at.item(i).key(inner.key), len(inner.terms))
				for k, t := range inner.terms {
					oneForm(at.item(i).key(inner.key).item(k), t.check(at.item(i).key(inner.key).item(k)))
				}
			}
			oneForm(at.item(i), n)
		}
	}
	switch {
	case over && s.Per == "":
		p.key("per").missing("the time over which wages are summed: one of " + strings.Join(OverWage.Values(), ", "))
	case !over && s.Per != "":
		p.key("per").bad(string(s.Per), "no time: it makes no difference to this step")
	case s.Per != "":
		checkWordAt(p.key("per"), s.Per)
	}
	return forms
}

func oneForm(p part, forms int) {
	if forms != 1 {
		p.bad(fmt.Sprintf("a formula of %d forms", forms),
			"one of percent, share, amount, bands and brackets, or of greater_of and lesser_of where they may stand")
	}
}

func fewTerms(p part, n int) {
	if n < 2 {
		p.bad(fmt.Sprintf("a list of %d", n), "two or more formulas")
	}
}

// check asks that the values of a term can be, and gives how many forms it has.
func (t Term) check(p part) (forms int) {
	if rule.IsSet(t.Percent) {
		forms++
		checkPercent(p.key("percent"), t.Percent)
	}
	if !t.Share.IsZero() {
		forms++
		if t.Share.check("share") != nil {
			p.key("share").bad(t.Share.text, "a share from 0 to 1, such as 0.90 or 2/3")
		}
	}
	if rule.IsSet(t.Amount) {
		forms++
		checkAmount(p.key("amount"), t.Amount)
	}
	if p.has("bands") {
		forms++
		checkLevels(p.key("bands"), len(t.Bands), func(i int) decimal.Decimal { return t.Bands[i].From }, false)
		for i, b := range t.Bands {
			checkPercent(p.key("bands").item(i).key("percent"), b.Percent)
		}
	}
	if p.has("brackets") {
		forms++
		checkLevels(p.key("brackets"), len(t.Brackets), func(i int) decimal.Decimal { return t.Brackets[i].From }, t.By == ByHours)
		for i, b := range t.Brackets {
			at := p.key("brackets").item(i)
			switch {
			case rule.IsSet(b.Percent) == rule.IsSet(b.Amount):
				at.bad("a bracket with both or neither", "a percent or an amount")
			case rule.IsSet(b.Percent):
				checkPercent(at.key("percent"), b.Percent)
			default:
				checkAmount(at.key("amount"), b.Amount)
			}
		}
		if !p.has("by") {
			p.key("by").missing("what decides about the bracket: one of " + strings.Join(ByHours.Values(), ", "))
		}
	}
	beside(p, "by", t.By, p.has("brackets"), "brackets")
	beside(p, "each", t.Each, p.has("amount"), "an amount")
	beside(p, "of", t.Of, p.has("percent") || p.has("share") || p.has("bands"), "a percent, a share or bands")
	return forms
}

// beside asks for a word of its list, beside what it is about.
func beside[W word](p part, key string, w W, is bool, what string) {
	switch {
	case !p.has(key):
	case !is:
		p.key(key).bad(string(w), "nothing: it stands beside "+what)
	default:
		checkWordAt(p.key(key), w)
	}
}

// checkWordAt is checkWord in a file.
func checkWordAt[W word](p part, w W) {
	if words := w.Values(); !slices.Contains(words, string(w)) {
		p.mistaken(strconv.Quote(string(w)), "one of "+strings.Join(words, ", "), rule.Suggest(string(w), words))
	}
}

func checkPercent(p part, d decimal.Decimal) {
	if taper.CheckPercent("percent", d) != nil {
		p.bad(plain(d), "a percent from 0 to 100")
	}
}

func checkAmount(p part, d decimal.Decimal) {
	if checkCents("amount", d) != nil {
		p.bad(plain(d), "an amount of zero or more with at most two decimals")
	}
}

// checkLevels asks for rows that rise.
func checkLevels(p part, n int, from func(int) decimal.Decimal, hours bool) {
	if n == 0 {
		p.bad("[]", "at least one row")
	}
	for i := range n {
		at := p.item(i).key("from")
		if hours && rule.CheckAmount("from", from(i)) != nil {
			at.bad(plain(from(i)), "hours, zero or more")
		} else if !hours {
			checkAmount(at, from(i))
		}
		if i > 0 && from(i).Cmp(from(i-1)) <= 0 {
			at.bad(plain(from(i)), "more than the row before")
		}
	}
}
