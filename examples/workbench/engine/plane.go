package engine

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
)

// A Plane is the levels of a programme over two of its facts.
type Plane struct {
	Facts  []string          `json:"facts"` // the numbers that can be an axis
	Words  []Words           `json:"words"` // the others, which are fixed
	Fixed  map[string]string `json:"fixed"`
	X      Axis              `json:"x"`
	Y      Axis              `json:"y"`
	Levels []string          `json:"levels"`
	Cells  []Cell            `json:"cells"`
	Points []Point           `json:"points"`
	// Rough says that levels may change where it cannot be computed, as where a test compares
	// both facts: edges are drawn where they are about.
	Rough bool `json:"rough,omitempty"`
}

// Words is a fact that is no axis, with what it can be.
type Words struct {
	Name   string   `json:"name"`
	Values []string `json:"values,omitempty"` // none: a number
}

// An Axis is one fact: the values between which the levels can change, of which the
// last is where the drawing ends.
type Axis struct {
	Name string   `json:"name"`
	Unit string   `json:"unit"`
	Cuts []string `json:"cuts"` // from 0
	Ends []string `json:"ends"` // the edges of cells
}

// A Cell is a rectangle of the plane, between edges of the axes by their numbers.
type Cell struct {
	X0     int    `json:"x0"`
	X1     int    `json:"x1"`
	Y0     int    `json:"y0"`
	Y1     int    `json:"y1"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// A Point is a step of a case that has both facts.
type Point struct {
	X      string `json:"x"`
	Y      string `json:"y"`
	Case   int    `json:"case"`
	Step   int    `json:"step"`
	Title  string `json:"title"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// Plane computes the levels over two facts; without names over the first two numbers.
// The other facts are fixed, at the first of their words or at 0 where nothing is given.
func (e *Engine) Plane(x, y string, fixed map[string]string) (Plane, error) {
	before, ok := e.original.(*classify.Policy)
	after, also := e.changed.(*classify.Policy)
	if !ok || !also {
		return Plane{}, fmt.Errorf("the policy has no levels")
	}
	p := Plane{Fixed: map[string]string{}, Words: []Words{}, Points: []Point{}}
	for _, d := range after.Facts() {
		switch d.Type {
		case rule.Money, rule.Factor, rule.Rate, rule.Number, rule.Count:
			p.Facts = append(p.Facts, d.Name)
		}
	}
	if len(p.Facts) == 0 {
		return Plane{}, fmt.Errorf("no fact of the policy is a number")
	}
	if !slices.Contains(p.Facts, x) {
		x = p.Facts[0]
	}
	if !slices.Contains(p.Facts, y) || y == x {
		y = ""
		for _, f := range p.Facts {
			if f != x && y == "" {
				y = f
			}
		}
	}
	for _, d := range after.Facts() {
		if d.Name == x || d.Name == y {
			continue
		}
		value := fixed[d.Name]
		switch {
		case d.Type == rule.YesNo:
			p.Words = append(p.Words, Words{d.Name, []string{"false", "true"}})
			value = orFirst(value, "false")
		case len(d.Values) > 0:
			p.Words = append(p.Words, Words{d.Name, d.Values})
			value = orFirst(value, d.Values[0])
		case d.Type == rule.Entries:
			continue // of no entries
		case d.Type == rule.Day:
			p.Words = append(p.Words, Words{d.Name, nil})
			value = orFirst(value, "2025-01-01")
		default:
			p.Words = append(p.Words, Words{d.Name, nil})
			value = orFirst(value, "0")
		}
		p.Fixed[d.Name] = value
	}
	p.points(e, x, y)
	both := []*classify.Policy{before, after}
	p.X, p.Y = p.axis(both, x, func(q Point) string { return q.X }), p.axis(both, y, func(q Point) string { return q.Y })
	if len(p.X.Ends) > 160 || len(p.Y.Ends) > 160 {
		return Plane{}, fmt.Errorf("the table has too many thresholds to be drawn")
	}
	p.fill(before, after)
	return p, nil
}

func orFirst(given, first string) string {
	if given == "" {
		return first
	}
	return given
}

// factsOf reads facts of a policy from their texts; a list has no entries.
func factsOf(policy *classify.Policy, given map[string]string) (rule.Facts, error) {
	data, _ := json.Marshal(given) // texts can always be written
	facts, err := classify.UnmarshalFacts(data)
	if err != nil {
		return nil, err
	}
	for _, d := range policy.Facts() {
		switch d.Type {
		case rule.YesNo:
			facts[d.Name] = given[d.Name] == "true"
		case rule.Entries:
			facts[d.Name] = []rule.Facts{}
		}
	}
	return facts, nil
}

// levelOf is the level of some facts; empty where there is none.
func levelOf(p *classify.Policy, fixed map[string]string, x, xv, y, yv string) string {
	given := maps.Clone(fixed)
	given[x] = xv
	if y != "" {
		given[y] = yv
	}
	facts, err := factsOf(p, given)
	if err != nil {
		return ""
	}
	d, err := p.Level(facts)
	if err != nil {
		return ""
	}
	return d.Value.Level
}

// points are the steps of the cases that bring both facts.
func (p *Plane) points(e *Engine, x, y string) {
	for i, h := range e.cases {
		for j := range h.scenario.Steps {
			var facts map[string]any
			if json.Unmarshal(h.scenario.Steps[j].Facts(), &facts) != nil {
				continue
			}
			xv, ok := facts[x].(string)
			yv, also := facts[y].(string)
			if !ok || y != "" && !also || !isNumber(xv) || y != "" && !isNumber(yv) {
				continue
			}
			p.Points = append(p.Points, Point{X: xv, Y: yv, Case: i, Step: j + 1, Title: h.scenario.Title})
		}
	}
}

func isNumber(text string) bool {
	_, err := rule.ParseDecimal("", text)
	return err == nil
}

// axis finds the values of a fact between which levels can change, of both policies.
func (p *Plane) axis(policies []*classify.Policy, name string, of func(Point) string) Axis {
	a := Axis{Name: name, Cuts: []string{}}
	if name == "" {
		a.Ends = []string{"0", "1"}
		return a
	}
	var cuts []decimal.Decimal
	for _, policy := range policies {
		for _, d := range policy.Facts() {
			if d.Name == name {
				a.Unit = string(d.Type)
			}
		}
		fixed, _ := factsOf(policy, p.Fixed) // what cannot be read has no level anywhere
		found, all, err := policy.Cuts(name, fixed)
		p.Rough = p.Rough || err == nil && !all
		for _, c := range found {
			if c.Number().IsPositive() {
				cuts = append(cuts, c.Number())
			}
		}
	}
	slices.SortFunc(cuts, decimal.Decimal.Cmp)
	cuts = slices.CompactFunc(cuts, decimal.Decimal.Equal)
	start, end := decimal.Decimal{}, decimal.NewFromInt(1)
	if len(cuts) > 0 {
		end = cuts[len(cuts)-1].Mul(decimal.RequireFromString("1.25"))
		if first := cuts[0]; len(cuts) > 1 && cuts[len(cuts)-1].Sub(first).LessThan(first) { // a narrow range is drawn by itself
			margin := cuts[len(cuts)-1].Sub(first).Mul(decimal.RequireFromString("0.4"))
			start, end = first.Sub(margin), cuts[len(cuts)-1].Add(margin)
		}
	}
	for _, q := range p.Points {
		if d, err := decimal.NewFromString(of(q)); err == nil && d.GreaterThan(end) && d.LessThanOrEqual(end.Mul(decimal.NewFromInt(2))) {
			end = d.Mul(decimal.RequireFromString("1.05"))
		}
	}
	edges := slices.Clone(cuts)
	if p.Rough {
		for i := range 40 {
			edges = append(edges, end.Mul(decimal.NewFromInt(int64(i+1))).Div(decimal.NewFromInt(41)).Truncate(4))
		}
	}
	if a.Unit == string(rule.Count) { // another level begins at the first whole number from a cut on, or after it
		for i, d := range slices.Clone(edges) {
			edges[i] = d.Ceil()
			edges = append(edges, d.Floor().Add(decimal.NewFromInt(1)))
		}
		start, end = start.Floor(), decimal.Max(end.Ceil(), slices.MaxFunc(append(edges, start), decimal.Decimal.Cmp).Add(decimal.NewFromInt(1)))
	}
	slices.SortFunc(edges, decimal.Decimal.Cmp)
	edges = slices.DeleteFunc(slices.CompactFunc(edges, decimal.Decimal.Equal), func(d decimal.Decimal) bool {
		return d.LessThanOrEqual(start) || d.GreaterThanOrEqual(end)
	})
	for _, d := range cuts {
		a.Cuts = append(a.Cuts, d.String())
	}
	for _, d := range append(append([]decimal.Decimal{start}, edges...), end) {
		a.Ends = append(a.Ends, d.String())
	}
	return a
}

// sample is a value of a cell: of whole numbers the first, else the middle.
func (a *Axis) sample(cell int) string {
	from, to := decimal.RequireFromString(a.Ends[cell]), decimal.RequireFromString(a.Ends[cell+1])
	if a.Unit == string(rule.Count) {
		return from.String()
	}
	return from.Add(to).Div(decimal.NewFromInt(2)).String()
}

// fill asks for a level in each cell, and joins those of a column that
// are alike.
func (p *Plane) fill(before, after *classify.Policy) {
	for i := range len(p.X.Ends) - 1 {
		for j := range len(p.Y.Ends) - 1 {
			x, y := p.X.sample(i), p.Y.sample(j)
			c := Cell{i, i + 1, j, j + 1, levelOf(before, p.Fixed, p.X.Name, x, p.Y.Name, y), levelOf(after, p.Fixed, p.X.Name, x, p.Y.Name, y)}
			if n := len(p.Cells); n > 0 && p.Cells[n-1].X0 == i && p.Cells[n-1].Y1 == j && p.Cells[n-1].Before == c.Before && p.Cells[n-1].After == c.After {
				p.Cells[n-1].Y1 = j + 1
				continue
			}
			p.Cells = append(p.Cells, c)
		}
	}
	p.Levels = slices.Clone(after.Levels())
	for _, l := range before.Levels() {
		if !slices.Contains(p.Levels, l) {
			p.Levels = append(p.Levels, l)
		}
	}
	for i := range p.Points {
		q := &p.Points[i]
		q.Before, q.After = levelOf(before, p.Fixed, p.X.Name, q.X, p.Y.Name, q.Y), levelOf(after, p.Fixed, p.X.Name, q.X, p.Y.Name, q.Y)
	}
}

// A Paid is what a subsidy pays for each week of one wage.
type Paid struct {
	Weeks []Week `json:"weeks"`
	Total string `json:"total"`
	Was   string `json:"was"` // under the original
	Error string `json:"error,omitempty"`
}

// A Week is one week of wages.
type Week struct {
	From    string `json:"from"`
	Paid    string `json:"paid"`
	Was     string `json:"was"`
	Percent string `json:"percent,omitempty"` // of the wage, to two decimals
}

// Pay asks what a subsidy pays for a weekly wage, from its first week on.
func (e *Engine) Pay(wage string, weeks int) (Paid, error) {
	before, ok := e.original.(*benefits.Subsidy)
	after, also := e.changed.(*benefits.Subsidy)
	if !ok || !also {
		return Paid{}, fmt.Errorf("the policy is no subsidy")
	}
	gross, err := rule.ParseDecimal("wage", wage)
	if err == nil {
		err = rule.CheckAmount("wage", gross)
	}
	if err != nil {
		return Paid{Error: err.Error()}, nil
	}
	start := calendar.MustParse("2025-01-06")
	in := benefits.SubsidyInput{Start: start, Accident: calendar.MustParse("2024-06-03")}
	for i := range max(1, min(weeks, 156)) {
		from, _ := start.AddDays(7 * i) // three years stay within the calendar
		to, _ := from.AddDays(6)
		in.Wages = append(in.Wages, benefits.Wage{From: from, To: to, Gross: gross, Days: 5})
	}
	was, err := before.Pay(in)
	if err != nil {
		return Paid{Error: err.Error()}, nil
	}
	now, err := after.Pay(in)
	if err != nil {
		return Paid{Error: err.Error()}, nil
	}
	p := Paid{Total: now.Value.Total.StringFixed(2), Was: was.Value.Total.StringFixed(2)}
	for i, w := range now.Value.Periods {
		week := Week{From: in.Wages[i].From.String(), Paid: w.Amount.StringFixed(2), Was: was.Value.Periods[i].Amount.StringFixed(2)}
		if d, err := decimal.NewFromString(week.Paid); err == nil && gross.IsPositive() {
			week.Percent = d.Mul(decimal.NewFromInt(100)).DivRound(gross, 2).String()
		}
		p.Weeks = append(p.Weeks, week)
	}
	return p, nil
}
