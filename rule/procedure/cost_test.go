package procedure

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/workcomp-go/workcomp/internal/cost"
)

// hostile are procedure files that ask for far more than their size.
func hostile() map[string]string {
	each := func(n int, line string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(line, "#", fmt.Sprint(i)))
		}
		return b.String()
	}
	const head = "procedure: p\ntitle: t\nsource: s\nroles: [r]\n"
	file := func(states, more, row string, rows int) string {
		return head + "final: [b]\nstates: [" + states + "]\nevents: {x: {n: number}}\n" + more + "rows:\n" + each(rows, "  - {id: a#, on: x, by: r, cite: c, says: h, "+row+"}\n")
	}
	groups := "groups:\n  g0: [{call: d}]\n"
	for i := range 40 {
		groups += fmt.Sprintf("  g%d: [g%d, g%[2]d]\n", i+1, i)
	}
	long := "event.n > 1" + strings.Repeat(" or event.n > 1", 1000)
	return map[string]string{
		"groups of groups":     file("a, b", groups, "from: a, to: b, effects: [g40]", 1),
		"a long guard":         file("a, b", "guards: {g: {if: "+long+", says: h}}\n", "from: a, to: b, needs: ["+strings.Repeat("g,", 500)+"]", 20),
		"a group of many":      file("a, b", "groups: {g: ["+strings.Repeat("{call: d},", 3000)+"]}\n", "from: a, to: b, effects: [g]", 300),
		"unknown states":       file("a, b, "+each(900, "s#,"), "", "from: zs#, to: qs#", 900),
		"states and rows":      file("a, b, "+each(900, "s#,"), "", "from: s#, to: b", 900),
		"many states":          file("a, b, "+each(5000, "s#,"), "", "from: s#, to: a", 2000),
		"duties":               file("a, b", "duties: {"+each(900, "n#: {by: r, to: r, cite: c},")+"}\n", "from: a, to: b, effects: ["+each(3000, "{open: n1},")+"]", 1),
		"awaited":              file("a, b", "", "from: a, to: b, effects: ["+strings.Repeat("{await: w, by: r, cite: c},", 6)+"]", 500),
		"values":               file("a, b", "values: {"+each(5000, "v#: {days: 1, cite: c},")+"}\n", "from: a, to: b", 1),
		"a chain of functions": file("a, b", "functions: {h0: {number: event.n},"+each(900, "g#: {number: h0.number + 1},")+"}\n", "from: a, to: b, if: g#.number > 1", 500),
		"products of products": file("a, b", "functions: {h0: {number: event.n},"+products(60)+"}\n", "from: a, to: b, if: h60.number > 1", 1),
		"facts of events":      head + "states: [a, b]\nevents: {" + each(300, "x#: {"+each(20, "n#: number,")+"},") + "}\nrows: [{id: a, from: a, to: b, on: x1, by: r, cite: c, says: h}]\n",
		"series and events": head + "states: [a, b]\nevents: {x: {p: {count: [1, 9]}, n: number}," + each(100, "x#: {},") + "}\nseries: {" + each(900, "s#: {each: year, period: event.p, value: event.n},") +
			"}\nfunctions: {" + each(900, "g#: {run: s#, above: '0'},") + "}\nrows: [{id: a, from: a, to: b, on: x, by: r, cite: c, says: h, effects: [" + each(900, "{record: s#},") + "]}]\n",
		"functions of one of many events": head + "states: [a, b]\nfinal: [b]\nevents: {x: {n: number}," + each(10, "x#: {},") + "}\nfunctions: {" + each(900, "g#: {number: event.n + #},") +
			"}\nrows: [{id: a, from: a, to: b, on: x, by: r, cite: c, says: h}," + each(10, "{id: a#, from: a, to: b, on: x#, by: r, cite: c, says: h},") + "]\n",
		"readings of a question": file("a, b", "interpretations: [{id: i, question: q, cite: c, reading: a, readings: [{key: a, text: A},"+each(4000, "{key: b#, text: B},")+"]}]\n", "from: a, to: b", 1),
	}
}

func products(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "h%d: {number: h%d.number * h%[2]d.number},", i+1, i)
	}
	return b.String()
}

// Reading a procedure costs no more than the size of its file asks for, whatever it holds.
func TestParse_isBounded(t *testing.T) {
	for name, text := range hostile() {
		data, began := []byte(text), time.Now()
		var said string
		cost.AtMost(t, name, len(data)+5000, 800, func() {
			p, err := Parse("f.yaml", data)
			if err != nil {
				said = err.Error()
				return
			}
			e, err := p.UnmarshalEvent([]byte(`{"event": "x", "on": "2020-01-01", "by": "r", "n": "` + strings.Repeat("9", 64) + `"}`))
			if err == nil {
				_, _, err = p.Apply(p.Start(), e)
			}
			said = fmt.Sprint(err)
			_, _ = p.Permitted(p.Start())
			_, _ = json.Marshal(p.Catalogue())
		})
		if took := time.Since(began); took > 5*time.Second || len(said) > 400_000 {
			t.Errorf("%s: %v, and %d bytes are said of it", name, took, len(said))
		}
	}
}
