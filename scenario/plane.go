package scenario

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

// An axis is a fact with the values at which an answer may change. Its cells, between two of
// them, are drawn with one width.
type axis struct {
	fact  string
	whole bool // whole numbers
	at    []decimal.Decimal
}

// A point is an employer of the plane, as a step asks about it.
type point struct {
	step  int
	facts rule.Facts
	level string
}

// mostCells bounds the cells of a plane.
const mostCells = 2500

// Plane draws the levels of a classification over two of its facts, with the employer of
// each step where it stands, as a part of an HTML page: HTML has it with its styles. It is
// empty for a case that asks for no level, and for a policy whose tests compare no number.
func (r Result) Plane() string {
	var points []point
	var policy *classify.Policy
	for i := range r.Answers {
		p, facts := r.asked(i)
		if p == nil {
			continue
		}
		if d, err := p.Level(facts); err == nil {
			points, policy = append(points, point{i + 1, facts, d.Value.Level}), p
		}
	}
	if policy == nil {
		return ""
	}
	c := policy.Catalogue()
	axes := axesOf(policy, c)
	if len(axes) == 0 || axes[0].cells()*axes[len(axes)-1].cells() > mostCells {
		return ""
	}
	last := points[len(points)-1]
	points = slices.DeleteFunc(points, func(p point) bool { return !sameBeside(policy, axes, p.facts, last.facts) })
	return draw(policy, c, axes, points)
}

// sameBeside reports whether two employers are in one plane: their other facts are equal, a
// number by its value.
func sameBeside(policy *classify.Policy, axes []axis, a, b rule.Facts) bool {
	for _, d := range policy.Facts() {
		if slices.ContainsFunc(axes, func(x axis) bool { return x.fact == d.Name }) {
			continue
		}
		if a[d.Name] == nil || b[d.Name] == nil {
			if a[d.Name] != nil || b[d.Name] != nil {
				return false
			}
			continue
		}
		fact := d.Expression()
		one, _ := fact.Read(a[d.Name]) // as it was when the level was asked
		other, _ := fact.Read(b[d.Name])
		if !one.Equal(other) {
			return false
		}
	}
	return true
}

// asked are the policy and the facts of a step that asks for a level; nil for another step.
func (r Result) asked(i int) (*classify.Policy, rule.Facts) {
	s := r.Answers[i].Step
	if s.Event != "review" && s.Call != "level" {
		return nil, nil
	}
	var policy *classify.Policy
	for _, one := range r.Scenario.stage.versions {
		p, ok := one.(*classify.Policy)
		if version := r.Answers[i].Outcome.Version; ok && (version == "" || version == p.Effective().String()) {
			policy = p
		}
	}
	facts, err := rule.Facts{}, error(nil)
	if policy == nil {
		return nil, nil
	}
	for _, n := range []*strict.Node{s.with, s.with.Get("facts")} {
		var some rule.Facts
		if n == nil {
			continue
		}
		data, _ := json.Marshal(n.Without("facts")) // a node can always be written
		if some, err = classify.UnmarshalFacts(data); err != nil {
			return nil, nil
		}
		maps.Copy(facts, some)
	}
	maps.DeleteFunc(facts, func(name string, _ any) bool {
		return !slices.ContainsFunc(policy.Facts(), func(d rule.Declaration) bool { return d.Name == name })
	})
	return policy, facts
}

// axesOf are the one or two facts of which the tests of the levels ask most, the one that
// selects the values first. There are none where the level may change at values that
// cannot be found: the picture would have edges that are not there.
func axesOf(policy *classify.Policy, c catalogue.Catalogue) []axis {
	var all []axis
	for _, f := range policy.Facts() {
		if !slices.Contains([]rule.FactType{rule.Money, rule.Count, rule.Rate, rule.Factor, rule.Number}, f.Type) {
			continue
		}
		cuts, exact, err := policy.Cuts(f.Name, nil)
		if err != nil || !exact {
			return nil
		}
		a := axis{fact: f.Name, whole: f.Type == rule.Count}
		for _, v := range cuts {
			a.add(v.Number())
		}
		if len(a.at) > 0 {
			all = append(all, a)
		}
	}
	bands := c.Tables[0].Bands
	slices.SortStableFunc(all, func(a, b axis) int {
		first := func(a axis) bool { return bands != nil && a.fact == bands.By }
		switch {
		case first(a) != first(b):
			return map[bool]int{true: -1, false: 1}[first(a)]
		}
		return len(b.at) - len(a.at)
	})
	return all[:min(len(all), 2)]
}

// add adds a value above 0; of whole numbers the one from it on, and the one after it.
func (a *axis) add(d decimal.Decimal) {
	values := []decimal.Decimal{d}
	if a.whole {
		values = []decimal.Decimal{d.Ceil(), d.Floor().Add(decimal.NewFromInt(1))}
	}
	for _, v := range values {
		if i, found := slices.BinarySearchFunc(a.at, v, decimal.Decimal.Cmp); !found && v.Sign() > 0 {
			a.at = slices.Insert(a.at, i, v)
		}
	}
}

func (a axis) cells() int { return len(a.at) + 1 }

// labelled reports whether a value is written at its edge: of whole numbers one of two
// that follow each other.
func (a axis) labelled(i int) bool {
	return !a.whole || i == 0 || !a.at[i].Sub(a.at[i-1]).Equal(decimal.NewFromInt(1)) || !a.labelled(i-1)
}

// sample is a value inside a cell: of whole numbers its first.
func (a axis) sample(cell int) decimal.Decimal {
	switch {
	case a.whole && cell > 0:
		return a.at[cell-1]
	case a.whole:
		return decimal.NewFromInt(0)
	case cell == 0:
		return a.at[0].Div(decimal.NewFromInt(2))
	case cell == len(a.at):
		return a.at[cell-1].Mul(decimal.NewFromInt(2))
	}
	return decimal.Avg(a.at[cell-1], a.at[cell])
}

// place is where a value stands along an axis of that length.
func (a axis) place(v decimal.Decimal, length int64) int64 {
	cell, found := slices.BinarySearchFunc(a.at, v, decimal.Decimal.Cmp)
	if found {
		cell++
	}
	from, to := decimal.Decimal{}, decimal.Decimal{}
	if cell > 0 {
		from = a.at[cell-1]
	}
	if to = decimal.Max(v, from.Add(decimal.NewFromInt(1))).Mul(decimal.NewFromInt(2)); cell < len(a.at) {
		to = a.at[cell]
	}
	within := v.Sub(from).Mul(decimal.NewFromInt(1000)).DivRound(to.Sub(from), 0).IntPart()
	cells := int64(a.cells())
	return (length*(int64(cell)*1000+max(0, min(within, 1000))) + 500*cells) / (1000 * cells)
}

// The size of a plane, and where it stands in its picture.
const (
	planeWide, planeHigh = 560, 280
	planeLeft, planeTop  = 70, 10
	mostColours          = 9 // the classes l0 to l8
)

// draw draws the plane: its cells by their levels, the values at which these change, and
// the points by the numbers of their steps.
func draw(policy *classify.Policy, c catalogue.Catalogue, axes []axis, points []point) string {
	x, y := axis{}, axes[len(axes)-1]
	if len(axes) > 1 {
		x = axes[0]
	}
	levels := append([]string{string(classify.None)}, policy.Levels()...)
	class := func(level string) int { return (slices.Index(levels, level) + 1) % mostColours }
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	titles := make([]string, len(points))
	for i, p := range points {
		titles[i] = fmt.Sprintf("%s %s", mark(p.step), words(p.level))
	}
	by := words(y.fact)
	if x.fact != "" {
		by = words(x.fact) + " and " + by
	}
	line("<h2>The levels by %s</h2>", html.EscapeString(by))
	line("<div class=\"scroll\"><svg class=\"plane\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", planeLeft+planeWide+30, planeTop+planeHigh+50,
		html.EscapeString("The levels by "+by+"; the employer in the steps "+strings.Join(titles, ", ")))
	facts := maps.Clone(points[len(points)-1].facts)
	used := map[string]bool{}
	for i := range x.cells() {
		for j := range y.cells() {
			if x.fact != "" {
				facts[x.fact] = x.sample(i)
			}
			facts[y.fact] = y.sample(j)
			level := ""
			if d, err := policy.Level(facts); err == nil {
				level = d.Value.Level
			}
			used[level] = true
			left, right := planeWide*i/x.cells(), planeWide*(i+1)/x.cells()
			top, bottom := planeHigh-planeHigh*(j+1)/y.cells(), planeHigh-planeHigh*j/y.cells()
			line("<rect class=\"l%d\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>", class(level), planeLeft+left, planeTop+top, right-left, bottom-top)
		}
	}
	for i, v := range x.at {
		if x.labelled(i) {
			line("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>", planeLeft+planeWide*(i+1)/x.cells(), planeTop+planeHigh+16, figure(x.fact, v))
		}
	}
	for j, v := range y.at {
		if y.labelled(j) {
			line("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", planeLeft-6, planeTop+planeHigh-planeHigh*(j+1)/y.cells()+4, figure(y.fact, v))
		}
	}
	line("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>", planeLeft+planeWide/2, planeTop+planeHigh+38, html.EscapeString(words(x.fact)))
	line("<text transform=\"translate(14 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>", planeTop+planeHigh/2, html.EscapeString(words(y.fact)))
	for i, p := range points {
		across, anchor, beside := int64(planeWide/2), "start", int64(8)
		if i%2 == 1 { // near points keep their numbers apart
			anchor, beside = "end", -8
		}
		if x.fact != "" {
			across = x.place(numberOf(p.facts[x.fact]), planeWide)
		}
		left, top := planeLeft+across, planeTop+planeHigh-y.place(numberOf(p.facts[y.fact]), planeHigh)
		line("<circle cx=\"%d\" cy=\"%d\" r=\"5\"/><text class=\"point\" text-anchor=\"%s\" x=\"%d\" y=\"%d\">%s</text>", left, top, anchor, left+beside, top-6, mark(p.step))
	}
	line("</svg></div>\n<ul class=\"key\">")
	for _, l := range append(levels, "") {
		if used[l] {
			line("<li><svg viewBox=\"0 0 10 10\"><rect class=\"l%d\" width=\"10\" height=\"10\"/></svg>%s</li>", class(l), html.EscapeString(upper(words(cmp.Or(l, "no answer")))))
		}
	}
	line("</ul>\n<p class=\"ends\">The employer stands where the dots are, by the numbers of the steps. At a value that is written the tests decide:%s.</p>", citesOf(c))
	return b.String()
}

// citesOf are the provisions of the table, each once.
func citesOf(c catalogue.Catalogue) string {
	var cites []string
	if bands := c.Tables[0].Bands; bands != nil {
		cites = append(cites, string(bands.Cite))
	}
	for _, r := range c.Rules {
		if slices.Contains(c.Tables[0].Rows, r.ID) {
			cites = append(cites, string(r.Cite))
		}
	}
	return " " + nonBreaking.Replace(html.EscapeString(strings.Join(unique(cites), "; ")))
}

// figure writes a value of an axis.
func figure(fact string, v decimal.Decimal) string {
	text := v.StringFixed(max(0, -v.Exponent()))
	if isMoney(fact) {
		return money(text, false)
	}
	return text
}

// numberOf is the number of a fact that has been decided by.
func numberOf(fact any) decimal.Decimal {
	d, _ := rule.ParseDecimal("", fmt.Sprint(fact))
	return d
}
