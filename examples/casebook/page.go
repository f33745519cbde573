package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// page writes text in two columns: what happened, and the provision.
type page struct {
	out    io.Writer
	colour bool
}

const (
	textWidth = 76 // the column in which the provisions begin
	pageWidth = 104
)

// The styles of a terminal. Nothing of them is written elsewhere.
const (
	bold   = "1"
	dim    = "2"
	green  = "32"
	yellow = "33"
	red    = "31"
)

func (p *page) paint(style, text string) string {
	if !p.colour || style == "" || text == "" {
		return text
	}
	return "\x1b[" + style + "m" + text + "\x1b[0m"
}

func (p *page) blank() { fmt.Fprintln(p.out) }

// heading writes a title with a rule beneath.
func (p *page) heading(title string) {
	fmt.Fprintln(p.out, p.paint(bold, title))
	fmt.Fprintln(p.out, strings.Repeat("=", utf8.RuneCountInString(title)))
}

// paragraph writes text over the whole width.
func (p *page) paragraph(text string) {
	for _, line := range wrap(text, pageWidth) {
		fmt.Fprintln(p.out, line)
	}
}

// line writes text behind a mark, wrapped in the left column, with its
// provisions in the right one.
func (p *page) line(style, mark, text string, cites ...string) {
	indent := strings.Repeat(" ", utf8.RuneCountInString(mark))
	lines := wrap(text, textWidth-2-len(indent))
	for i := range max(len(lines), len(cites)) {
		left, cite := "", ""
		if i < len(lines) {
			left = mark + lines[i]
		}
		if i < len(cites) {
			cite = cites[i]
		}
		gap := ""
		if cite != "" {
			gap = strings.Repeat(" ", max(textWidth-utf8.RuneCountInString(left), 1))
		}
		fmt.Fprintln(p.out, p.paint(style, left)+gap+p.paint(dim, cite))
		mark = indent
	}
}

// wrap breaks text into lines of at most width characters, at spaces. A word
// that is longer has a line of its own.
func wrap(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width:
			lines = append(lines, line)
			line = word
		default:
			line += " " + word
		}
	}
	return append(lines, line)
}

// table writes rows in aligned columns, to the left; those whose heading begins
// with ">" to the right. A row of one empty cell is a rule.
func (p *page) table(indent string, headings []string, rows [][]string) {
	widths := make([]int, len(headings))
	right := make([]bool, len(headings))
	for i, h := range headings {
		headings[i] = strings.TrimPrefix(h, ">")
		right[i] = headings[i] != h
		widths[i] = utf8.RuneCountInString(headings[i])
	}
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	ruled := 0
	for _, w := range widths {
		ruled += w + 2
	}
	write := func(row []string, style string) {
		line := indent
		for i, cell := range row {
			pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if right[i] {
				line += pad + cell + "  "
			} else {
				line += cell + pad + "  "
			}
		}
		fmt.Fprintln(p.out, p.paint(style, strings.TrimRight(line, " ")))
	}
	write(headings, bold)
	for _, row := range rows {
		if len(row) == 1 && row[0] == "" {
			fmt.Fprintln(p.out, indent+strings.Repeat("-", ruled-2))
			continue
		}
		write(row, "")
	}
}
