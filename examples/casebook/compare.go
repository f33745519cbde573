package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
)

// oneYear is a worker's wages, the same each week.
type oneYear struct {
	Accident calendar.Date     `json:"accident"`
	Start    calendar.Date     `json:"start"`
	Weeks    int               `json:"weeks"`
	Gross    decimal.Decimal   `json:"gross"` // a week
	Days     int               `json:"days"`  // worked in a week
	Schedule benefits.Schedule `json:"schedule"`
}

func (y oneYear) wages() ([]benefits.Wage, error) {
	entries := make([]benefits.Wage, y.Weeks)
	for i := range entries {
		from, err := y.Start.AddDays(7 * i)
		if err != nil {
			return nil, err
		}
		to, err := from.AddDays(6)
		if err != nil {
			return nil, err
		}
		entries[i] = benefits.Wage{From: from, To: to, Gross: y.Gross, Days: y.Days}
	}
	return entries, nil
}

// compare writes what each subsidy policy pays for the same wages, a column
// for each month, and what bound it. A policy that does not fit says why.
func (p *page) compare(y oneYear) error {
	entries, err := y.wages()
	if err != nil {
		return err
	}
	var months []string
	for _, e := range entries {
		if m := e.From.String()[:7]; !slices.Contains(months, m) {
			months = append(months, m)
		}
	}
	p.blank()
	p.paragraph(fmt.Sprintf("%d weeks from %s at %s a week: %s in all. A week counts in the month in which it begins.",
		y.Weeks, y.Start, money(y.Gross), money(y.Gross.Mul(decimal.NewFromInt(int64(y.Weeks))))))
	var names []string
	var columns []column
	var schemes []*benefits.Subsidy
	for _, id := range benefits.BuiltinSubsidyIDs() {
		s, err := benefits.BuiltinSubsidy(id)
		if err != nil {
			return err
		}
		in := benefits.SubsidyInput{Accident: y.Accident, Start: y.Start, Wages: entries}
		if id == "ca-ab-toj" {
			in.Schedule = y.Schedule
		}
		schemes = append(schemes, s)
		d, err := s.Pay(in)
		if err != nil {
			p.line("", "  does not fit: ", id+": "+err.Error())
			continue
		}
		names, columns = append(names, id), append(columns, newColumn(entries, d.Value))
	}
	for first := 0; first < len(columns); first += 5 {
		last := min(first+5, len(columns))
		p.blank()
		p.table("  ", append([]string{"month"}, right(names[first:last])...), rows(months, columns[first:last]))
	}
	p.schemes(schemes)
	return nil
}

// schemes lists what was compared, and what of each scheme is not modelled.
func (p *page) schemes(schemes []*benefits.Subsidy) {
	p.blank()
	p.line(bold, "", "The schemes, and what of them is not modelled")
	for _, s := range schemes {
		p.line("", "  ", s.ID()+": "+s.Title())
		for _, n := range s.NotModelled() {
			p.line("", "  - ", n.What, string(n.Cite))
		}
	}
}

func right(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = ">" + n
	}
	return out
}

// column is what one policy pays.
type column struct {
	months map[string]decimal.Decimal
	flat   decimal.Decimal
	total  decimal.Decimal
	bound  string
}

func newColumn(entries []benefits.Wage, paid benefits.Payment) column {
	c := column{months: map[string]decimal.Decimal{}, flat: paid.Flat, total: paid.Total}
	var bound []string
	for i, period := range paid.Periods {
		m := entries[i].From.String()[:7]
		c.months[m] = c.months[m].Add(period.Amount)
		if by := string(period.BoundBy); by != "none" && !slices.Contains(bound, by) {
			bound = append(bound, by)
		}
	}
	c.bound = strings.Join(bound, ", ")
	if c.bound == "" {
		c.bound = "nothing"
	}
	return c
}

func rows(months []string, columns []column) [][]string {
	var rows [][]string
	for _, m := range months {
		row := []string{m}
		for _, c := range columns {
			row = append(row, money(c.months[m]))
		}
		rows = append(rows, row)
	}
	flat, total, bound := []string{"flat amounts"}, []string{"total"}, []string{"bound by"}
	for _, c := range columns {
		flat, total, bound = append(flat, money(c.flat)), append(total, money(c.total)), append(bound, c.bound)
	}
	return append(rows, []string{""}, flat, total, bound)
}
