package scenario

import (
	"fmt"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/internal/cost"
)

// repeated writes a text so often, with its number.
func repeated(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// Whatever a file holds, reading and playing it costs no more than its size asks
// for, and what is said of it stays short.
func TestLoad_isBounded(t *testing.T) {
	level := "scenario: t\ndomain: classify\npolicy: wv-85-23\nsteps:\n  - call: level\n    with: {three_year_premium: 100, emf: 1}\n    expect:\n"
	review := "scenario: t\ndomain: classify\npolicy: wv-85-23\nsteps:\n  - event: review\n    on: 1995-01-31\n" +
		"    with: {from: 1994-07-01, to: 1994-12-31, three_year_premium: 32850, emf: 1.73}\n    expect:\n"
	for name, file := range map[string]string{
		"50,000 keys":               level + repeated(50000, "      k%d: 1\n"),
		"as many as may be":         level + repeated(15000, "      k%d: 1\n"),
		"duties":                    review + "      duties: [" + repeated(5000, "{id: a%d},") + "]\n",
		"citations":                 review + "      cites: [" + repeated(15000, "c%d,") + "]\n      open: [" + repeated(15000, "c%d,") + "]\n",
		"versions":                  "scenario: t\ndomain: classify\npolicy: [" + repeated(5000, "wv-85-23,") + "]\nsteps: [{call: level}]\n",
		"scenarios":                 strings.Repeat("---\nscenario: t\ndomain: classify\npolicy: wv-85-23\nsteps: [{call: level}]\n", 1000),
		"scenarios of a bad policy": strings.Repeat("---\nscenario: t\ndomain: classify\npolicy: a.yaml\nsteps: [{call: level}]\n", 1000),
		"unknown keys of steps":     "scenario: t\ndomain: calendar\nsteps:\n" + strings.Repeat("  - {coll: add}\n", 4000),
		"a domain":                  "scenario: t\ndomain: " + strings.Repeat("a", 200000) + "\nsteps: [{call: x}]",
		"a title":                   "scenario: " + strings.Repeat("a", 200000) + "\ndomain: calendar\nsteps: [{call: x}]",
	} {
		var said strings.Builder
		cost.AtMost(t, name, len(file)+100_000, 300, func() { // and the policy
			all, err := Load("f.yaml", []byte(file), func(string) ([]byte, error) { return []byte("policy: p\nfacts: {a: number}\n"), nil })
			if err != nil {
				said.WriteString(err.Error())
				return
			}
			for _, s := range all {
				said.WriteString(s.Run().String())
			}
		})
		if said.Len() > 400_000 {
			t.Errorf("%s: %d bytes are said of it", name, said.Len())
		}
	}
}
