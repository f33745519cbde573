package scenario

import (
	"cmp"
	"fmt"
	"html"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// HTML returns the case as one page that stands alone, for a file or a printer: what
// Markdown says, the duties on a line of time, the way through the lifecycle, and of a
// subsidy the steps with the pay periods on them. Names of persons and of employers
// and claim numbers are left out, unless they are asked for: then the page says so.
func (r Result) HTML(names bool) string {
	if r.Scenario == nil {
		return ""
	}
	var hidden hidden
	if !names {
		r = hidden.result(r)
	}
	var b strings.Builder
	fmt.Fprintf(&b, pageHead, html.EscapeString(oneLine(r.Scenario.Title)), pageStyle, html.EscapeString(oneLine(r.Scenario.Title)))
	if names {
		b.WriteString("<p class=\"warn\" role=\"note\">This page may name persons and claims. Give it to nobody who may not know them.</p>\n")
	}
	b.WriteString(blocks(r.lead()))
	b.WriteString(r.Way())
	b.WriteString(r.Timeline())
	b.WriteString(r.Plane())
	b.WriteString("<h2>What happened</h2>\n")
	for i := range r.Answers {
		fmt.Fprintf(&b, "<section id=\"step-%d\">\n%s%s</section>\n", i+1, blocks(r.step(i)), r.Answers[i].Taper())
	}
	if end := r.end(); end != "" {
		b.WriteString("<h2>In the end</h2>\n" + blocks(end))
	}
	if rest := readings([]Result{r}); rest != "" {
		b.WriteString(blocks(rest))
	}
	if rest := notModelled([]Result{r}); rest != "" {
		b.WriteString(blocks(rest))
	}
	b.WriteString("</main>\n</body>\n</html>\n")
	return hidden.in(b.String())
}

const pageHead = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%s</title>
<style>%s</style>
</head>
<body>
<main>
<h1>%s</h1>
`

const pageStyle = `
:root { --ink: #1d2530; --soft: #5b6675; --line: #d5dbe3; --back: #fff; --met: #2f7d4f; --late: #b3261e; --open: #1a62b5; --off: #8a94a3 }
body { margin: 0; background: var(--back); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
main { max-width: 60rem; margin: 0 auto; padding: 1rem }
h1 { font-size: 1.6rem; line-height: 1.25 } h2 { font-size: 1.2rem; margin-top: 2rem; border-bottom: 1px solid var(--line) }
section { margin: 1.25rem 0; padding-left: .9rem; border-left: 3px solid var(--line) }
code { font-size: .9em; background: #f0f2f5; padding: 0 .2em; overflow-wrap: anywhere }
.scroll { overflow-x: auto } table { border-collapse: collapse; font-size: .9rem; margin: .5rem 0 }
th, td { border-bottom: 1px solid var(--line); padding: .25rem .6rem; text-align: left; vertical-align: top } td.n, th.n { text-align: right; white-space: nowrap }
.warn { border: 2px solid var(--late); padding: .5rem .75rem; font-weight: 600 }
.way { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .4rem; align-items: center } .way li { display: flex; gap: .4rem; align-items: center }
.way b { border: 2px solid var(--ink); border-radius: .4rem; padding: .1rem .5rem } .way a { color: var(--open) } .way li:last-child b { background: var(--ink); color: var(--back) }
.met { background: var(--met) } .late { background: var(--late) } .open { background: var(--open) } .lapsed, .replaced { background: var(--off) }
small, .ends { color: var(--soft); font-size: .85rem } .ends { display: flex; justify-content: space-between; margin: 0 } .line { list-style: none; padding: 0 6px 0 0; margin: 0 } .line li { margin: .35rem 0 }
.track { position: relative; height: .7rem; border-bottom: 1px solid var(--line) } .track i { position: absolute; height: .6rem; min-width: 5px; border-radius: 3px } .track u { position: absolute; height: .9rem; top: -.2rem; border-left: 2px solid var(--ink) }
.taper { display: flex; align-items: flex-end; gap: 2px; overflow-x: auto; margin: .5rem 0 } .taper div { display: flex; flex-direction: column; min-width: 5.5rem } .taper i { background: var(--open); min-height: 1px } .taper span { font-size: .85rem }
.plane { width: 100%; min-width: 30rem; max-width: 44rem; font-size: 12px } .plane text { fill: var(--ink) } .plane .point { font-weight: 700 } .plane circle { fill: var(--ink); stroke: var(--back); stroke-width: 2 }
.l0 { fill: var(--back); stroke: var(--line) } .l1 { fill: #eef1f5 } .l2 { fill: #f2b8a0 } .l3 { fill: #f7dc9c } .l4 { fill: #bcd9f0 } .l5 { fill: #c9e4c5 } .l6 { fill: #dcc8ec } .l7 { fill: #f3c6d8 } .l8 { fill: #d3d3b8 }
.key svg { width: .8em; height: .8em; margin-right: .3em } .key { display: flex; flex-wrap: wrap; gap: 1rem; font-size: .85rem; color: var(--soft); padding: 0; list-style: none } .key i { display: inline-block; width: .8em; height: .8em; margin-right: .3em }
@media print { body { font-size: 11pt } section { break-inside: avoid } a { color: inherit; text-decoration: none } .scroll, .taper { overflow: visible } i, svg { print-color-adjust: exact; -webkit-print-color-adjust: exact } }
@media screen and (max-width: 40rem) { .wide tr, .wide td { display: block } .wide tr:first-child, .wide td:empty { display: none }
 .wide tr { border-bottom: 1px solid var(--line); padding: .3rem 0 } .wide td, .wide td.n { border: 0; padding: .1rem 0; text-align: left; white-space: normal }
 .wide td[data-head]::before { content: attr(data-head) ": "; color: var(--soft) } }
@media (max-width: 30rem) { body { font-size: 15px } }
`

// personal are the words with which the names of facts end that tell who somebody is.
const personal = " name claim number contact phone address born "

// isPersonal reports whether a fact of that name tells who somebody is.
func isPersonal(name string) bool {
	last := name[strings.LastIndexByte(name, '_')+1:]
	return strings.Contains(personal, " "+last+" ") && (last != "number" || strings.Contains(name, "claim"))
}

// hidden are the texts that tell who somebody is.
type hidden []string

// in takes them out of a page: sentences may repeat them.
func (h hidden) in(page string) string {
	for _, text := range h {
		page = strings.ReplaceAll(page, html.EscapeString(oneLine(text)), "not shown")
		page = strings.ReplaceAll(page, html.EscapeString(inFull(oneLine(text))), "not shown")
	}
	return page
}

// result is the result without facts and answers that tell who somebody is, which are
// kept.
func (h *hidden) result(r Result) Result {
	answers := slices.Clone(r.Answers)
	scenario := *r.Scenario
	scenario.given = h.value(scenario.given)
	steps := make([]Step, len(answers))
	for i := range answers {
		a := &answers[i]
		steps[i] = *a.Step
		steps[i].with = h.value(a.Step.with)
		a.Step, a.value, a.before, a.after = &steps[i], h.value(a.value), h.value(a.before), h.value(a.after)
	}
	return Result{Scenario: &scenario, Answers: answers, last: h.value(r.last), lastDocket: r.lastDocket}
}

// value is a copy of a value without what is personal in it.
func (h *hidden) value(n *strict.Node) *strict.Node {
	if n == nil || len(n.Fields)+len(n.Items) == 0 {
		return n
	}
	c := *n
	c.Items, c.Fields = slices.Clone(n.Items), slices.Clone(n.Fields)
	for i, item := range c.Items {
		c.Items[i] = h.value(item)
	}
	for i, f := range c.Fields {
		if c.Fields[i].Value = h.value(f.Value); isPersonal(f.Name) && isScalar(f.Value) && len(f.Value.Text) > 2 {
			c.Fields[i].Value = &strict.Node{Kind: strict.Text, Text: "not shown", Pos: f.Value.Pos}
			if !slices.Contains(*h, f.Value.Text) {
				*h = append(*h, f.Value.Text)
			}
		}
	}
	return &c
}

// Way shows the states that the case went through, each with the steps that led on, as a
// part of an HTML page: HTML has it with its styles. It is empty for a case that has no
// states. A step is linked as #step-1.
func (r Result) Way() string {
	moves := r.moves()
	if len(moves) == 0 {
		return ""
	}
	state := func(text string) string {
		return "<b>" + inline(given.value("state", &strict.Node{Kind: strict.Text, Text: text})) + "</b>"
	}
	var b strings.Builder
	b.WriteString("<h2>The way through the lifecycle</h2>\n<ol class=\"way\">\n<li>" + state(moves[0].From) + "</li>\n")
	for _, m := range moves {
		if m.From != m.To {
			number := strings.Trim(m.Label, "()")
			fmt.Fprintf(&b, "<li><a href=\"#step-%s\">%s %s</a> → %s</li>\n", number, m.Label,
				html.EscapeString(words(cmp.Or(m.On, "the history is changed"))), state(m.To))
		}
	}
	return b.String() + "</ol>\n"
}

// A bar is a duty on the line of time.
type bar struct {
	duty     calendar.Duty
	from, to calendar.Date // of the bar
	how      string        // met, late, lapsed, replaced or open
}

// bars are the duties of the case, in the order in which they were opened. What a
// correction of the history closed or opened counts as replaced, or as open.
func (r Result) bars() []bar {
	var all []bar
	var last calendar.Date
	for i := range r.Answers {
		a := &r.Answers[i]
		day, err := calendar.Parse(cmp.Or(a.Step.On, a.Step.Recorded))
		if err == nil && day.After(last) {
			last = day
		}
		if a.revision != nil || a.Step.Kind != AnEvent {
			continue
		}
		for _, d := range a.Outcome.Closed {
			for j := range all {
				if all[j].how == "open" && all[j].duty.ID == d.ID && all[j].duty.For == d.For && all[j].duty.Due == d.Due {
					all[j].to, all[j].how = day, string(d.How)
					break
				}
			}
		}
		for _, d := range a.Outcome.Opened {
			all = append(all, bar{d, day, day, "open"})
		}
	}
	left := slices.Clone(r.lastDocket.Duties)
	for i := range all {
		b := &all[i]
		if b.how != "open" {
			continue
		}
		b.to = last
		j := slices.IndexFunc(left, func(d calendar.Duty) bool { return d.ID == b.duty.ID && d.For == b.duty.For && d.Due == b.duty.Due })
		if j < 0 {
			b.how = string(calendar.Replaced)
			continue
		}
		left = slices.Delete(left, j, j+1)
	}
	for _, d := range left { // which a correction opened
		all = append(all, bar{d, last, last, "open"})
	}
	return all
}

// Timeline draws the duties, as a part of an HTML page: from the day on which each was
// opened to that on which it was closed, with its last day. HTML has it with its styles.
// It is empty for a case without duties.
func (r Result) Timeline() string {
	bars := r.bars()
	if len(bars) == 0 {
		return ""
	}
	first, last := bars[0].from, bars[0].to
	for _, b := range bars {
		for _, day := range []calendar.Date{b.from, b.to, b.duty.Due} {
			if !day.IsZero() && day.Before(first) {
				first = day
			}
			if day.After(last) {
				last = day
			}
		}
	}
	days := max(last.DaysSince(first), 1)
	at := func(day calendar.Date) string { return percentOf(day.DaysSince(first), days) }
	var b strings.Builder
	fmt.Fprintf(&b, "<h2>The duties</h2>\n<p class=\"ends\"><span>%s</span><span>%s</span></p>\n<ol class=\"line\">\n", first.Long(), last.Long())
	for _, d := range bars {
		says := upper(words(d.duty.ID))
		if d.duty.For != "" {
			says += " for " + inFull(words(d.duty.For))
		}
		says += ": " + words(d.duty.By) + " to " + words(d.duty.To) + ", " + d.how
		due := ""
		if !d.duty.Due.IsZero() {
			says += ", due " + d.duty.Due.Long()
			due = fmt.Sprintf("<u style=\"left: %s\"></u>", at(d.duty.Due))
		}
		fmt.Fprintf(&b, "<li>%s <small>%s</small><div class=\"track\"><i class=\"%s\" style=\"left: %s; width: %s\"></i>%s</div></li>\n", html.EscapeString(says),
			nonBreaking.Replace(html.EscapeString(d.duty.Cite)), html.EscapeString(d.how), at(d.from), percentOf(d.to.DaysSince(d.from), days), due)
	}
	b.WriteString("</ol>\n<ul class=\"key\">")
	for _, k := range [][2]string{{"open", "open"}, {"met", "met"}, {"late", "late"}, {"off", "lapsed or replaced"}} {
		fmt.Fprintf(&b, "<li><i style=\"background: var(--%s)\"></i>%s</li>", k[0], k[1])
	}
	return b.String() + "<li>the upright line is the last day</li></ul>\n"
}

// percentOf is a part of a whole as a length of CSS, whatever the width of the page.
func percentOf(part, whole int) string {
	return fmt.Sprintf("%d.%02d%%", part*100/whole, part*10000/whole%100)
}

// Taper draws the percentages that apply to the pay periods of an answer, each as wide as
// it is long, as a part of an HTML page; it is empty for another answer.
func (a *Answer) Taper() string {
	if a.Step == nil {
		return ""
	}
	var b strings.Builder
	for _, f := range a.Step.with.Fields {
		paid := a.paidFor(f)
		if paid == nil {
			continue
		}
		for i, period := range f.Value.Items {
			steps := paid.Items[i].Get("steps")
			if steps == nil {
				continue
			}
			for _, s := range steps.Items {
				percent, days := textOf(s, "percent"), textOf(s, "days")
				height, err := rule.ParseDecimal("percent", percent)
				if err != nil || days == "" {
					continue
				}
				fmt.Fprintf(&b, "<div style=\"flex: %s\"><span>%s %%</span><i style=\"height: %spx\"></i><small>%s</small></div>\n", html.EscapeString(days),
					html.EscapeString(percent), decimal.Min(height, decimal.NewFromInt(100)).Truncate(0), html.EscapeString(inFull(textOf(period, "from"))))
			}
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return "<div class=\"taper\" role=\"img\" aria-label=\"The percentage of each pay period\">\n" + b.String() + "</div>\n"
}

// textOf is the text of a field, empty for none.
func textOf(n *strict.Node, name string) string {
	if f := n.Get(name); f != nil {
		return f.Text
	}
	return ""
}

// nonBreaking keeps the sign of a section with its number.
var nonBreaking = strings.NewReplacer("§ ", "§\u00a0", "§§ ", "§§\u00a0")

// blocks writes Markdown that this package has made as HTML: paragraphs, lists, tables,
// headings. Diagrams are left out, which need a program to be drawn.
func blocks(markdown string) string {
	var b strings.Builder
	for block := range strings.SplitSeq(strings.Trim(markdown, "\n"), "\n\n") {
		lines := strings.Split(strings.Trim(block, "\n"), "\n")
		switch {
		case block == "" || strings.HasPrefix(block, "```"), strings.HasPrefix(block, "Thick arrows "):
		case strings.HasPrefix(block, "## "):
			b.WriteString("<h2>" + inline(block[3:]) + "</h2>\n")
		case strings.HasPrefix(block, "- "):
			b.WriteString("<ul>\n")
			for _, l := range lines {
				b.WriteString("<li>" + inline(strings.TrimPrefix(l, "- ")) + "</li>\n")
			}
			b.WriteString("</ul>\n")
		case strings.HasPrefix(block, "| ") && len(lines) > 1:
			b.WriteString(grid(lines))
		default:
			for i, l := range lines {
				lines[i] = inline(strings.TrimSpace(l))
			}
			b.WriteString("<p>" + strings.Join(lines, "<br>\n") + "</p>\n")
		}
	}
	return b.String()
}

// grid is a table of Markdown as HTML.
func grid(lines []string) string {
	cells := func(line string) []string {
		return strings.Split(strings.TrimSuffix(strings.TrimPrefix(line, "| "), "|"), " | ")
	}
	head, kinds := cells(lines[0]), cells(lines[1])
	var b strings.Builder
	wide := map[bool]string{true: " class=\"wide\""}[len(head) > 3] // on a narrow page its rows are lists
	b.WriteString("<div class=\"scroll\"><table" + wide + ">\n")
	for i, line := range lines {
		if i == 1 {
			continue
		}
		tag := map[bool]string{true: "th", false: "td"}[i == 0]
		b.WriteString("<tr>")
		for j, cell := range cells(line) {
			class := ""
			if j < len(kinds) && strings.HasSuffix(strings.TrimSpace(kinds[j]), ":") {
				class = " class=\"n\""
			}
			if i > 0 && j < len(head) && strings.TrimSpace(head[j]) != "" && !strings.HasPrefix(cell, "**total") { // for a narrow page
				class += fmt.Sprintf(" data-head=\"%s\"", html.EscapeString(strings.TrimSpace(head[j])))
			}
			fmt.Fprintf(&b, "<%s%s>%s</%[1]s>", tag, class, inline(strings.TrimSpace(cell)))
		}
		b.WriteString("</tr>\n")
	}
	return b.String() + "</table></div>\n"
}

// inline writes a line of Markdown that this package has made as HTML: what is bold,
// what is code, links by their text, and escaped characters as they are.
func inline(markdown string) string {
	var b strings.Builder
	bold := false
	for text := nonBreaking.Replace(markdown); text != ""; {
		n := 1
		switch {
		case text[0] == '\\' && len(text) > 1:
			_, n = utf8.DecodeRuneInString(text[1:])
			n++
			b.WriteString(html.EscapeString(text[1:n]))
		case text[0] == '`':
			fence := text[:len(text)-len(strings.TrimLeft(text, "`"))]
			n = len(fence)
			if inside, _, ok := strings.Cut(text[n:], fence); ok {
				n += len(inside) + len(fence)
				b.WriteString("<code>" + html.EscapeString(strings.TrimSpace(inside)) + "</code>")
			} else {
				b.WriteString(fence)
			}
		case strings.HasPrefix(text, "**"):
			n = 2
			b.WriteString(map[bool]string{true: "</strong>", false: "<strong>"}[bold])
			bold = !bold
		case text[0] == '*': // emphasis: *Policy:*
		default:
			if n = strings.IndexAny(text, "\\`*"); n < 1 {
				n = len(text)
			}
			b.WriteString(linked(text[:n]))
		}
		text = text[n:]
	}
	if bold {
		b.WriteString("</strong>")
	}
	return b.String()
}

// linked writes a text as HTML, with its addresses as links.
func linked(text string) string {
	var b strings.Builder
	end := 0
	for _, at := range address().FindAllStringIndex(text, -1) {
		to := text[at[0]:at[1]]
		switch {
		case strings.HasPrefix(to, "www."):
			to = "https://" + to
		case !strings.HasPrefix(to, "http"):
			to = "mailto:" + to
		}
		fmt.Fprintf(&b, "%s<a href=\"%s\">%s</a>", html.EscapeString(text[end:at[0]]), html.EscapeString(to), html.EscapeString(text[at[0]:at[1]]))
		end = at[1]
	}
	return b.String() + html.EscapeString(text[end:])
}
