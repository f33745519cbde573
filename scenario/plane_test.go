package scenario

import (
	"cmp"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

func planeOf(t *testing.T, text string) string {
	t.Helper()
	files := func(name string) ([]byte, error) {
		if strings.HasSuffix(name, "yards.yaml") {
			return []byte(yards), nil
		}
		if strings.HasSuffix(name, "mills.yaml") {
			_, test, _ := strings.Cut(text, "# ")
			return []byte(strings.Replace(mills, "TEST", strconv.Quote(strings.TrimSpace(cmp.Or(test, "boats >= 4"))), 1)), nil
		}
		return os.ReadFile(name)
	}
	scenarios, err := Load("a.yaml", []byte("scenario: A\n"+text), files)
	if err != nil {
		t.Fatal(err)
	}
	return scenarios[0].Run().Plane()
}

// yards has two whole numbers and a word that no axis shows.
const yards = `policy: yards
title: Yards
source: Rule 1
facts: {kind: [dry, wet], boats: count, staff: count}
levels:
  - {level: large, if: kind == "dry" and boats >= 4 and 10 < staff, cite: Rule 1.1, text: It is large.}
`

// mills has a number and a list that no test asks.
const mills = `policy: mills
title: Mills
source: Rule 2
facts: {share: number, boats: count, claims: {list: {cost: money}}}
levels:
  - {level: large, if: TEST, percent: "sum(claims, .cost) * share", cite: Rule 2.1, text: It is large.}
`

const mill = "domain: classify\npolicy: mills.yaml\nsteps: [{call: level, with: {share: 1, boats: 4, claims: []}}]\n"

func TestResult_Plane(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
		never      []string
	}{
		{"bands", `domain: classify
policy: wv-85-23
steps:
  - {on: 1995-01-31, event: review, with: {from: 1994-07-01, to: 1994-12-31, three_year_premium: 32850, emf: "1.73"}}
  - {on: 1995-02-01, event: notify}
  - {call: level, with: {three_year_premium: 0, emf: "1.40"}}
  - {call: level, with: {three_year_premium: 0}}
`, []string{"<h2>The levels by three-year premium and EMF</h2>", `the employer in the steps (1) focus, (3) focus"`, `>12,500</text>`, `>1.90</text>`,
			// the fourth of five bands, and the fourth of the seven cells of the factor
			`<rect class="l3" x="406" y="90" width="112" height="40"/>`, `<circle cx="441" cy="118" r="5"/>`, ">(3)</text>", `<rect class="l1" width="10" height="10"/></svg>None</li>`,
			"tests decide: W. Va. Code R. §\u00a085-23-14.</p>"}, []string{"(2)", "(4)", "No answer"}},
		{"whole numbers, as far as another fact is the same", `domain: classify
policy: yards.yaml
steps:
  - {call: level, with: {kind: wet, boats: 4, staff: 11}}
  - {call: level, with: {kind: dry, boats: 4, staff: 11}}
`, []string{"<h2>The levels by boats and staff</h2>", "steps (2) large", ">4</text>", ">10</text>", "Large</li>"}, []string{">5</text>", ">11</text>", "(1)"}},
		{"another fact that is written otherwise, and a list", `domain: classify
policy: mills.yaml
steps:
  - {call: level, with: {share: "1.5", boats: 4, claims: [{cost: 9}, {cost: "2.0"}]}}
  - {call: level, with: {share: "1.5", boats: 5, claims: [{cost: 9}]}}
  - {call: level, with: {share: "1.50", boats: 6, claims: [{cost: "9.00"}, {cost: 2}]}}
`, []string{"<h2>The levels by boats</h2>", "the employer in the steps (1) large, (3) large"}, []string{"(2)"}},
		{"a sum that a test compares", mill + "# boats + share >= 4", []string{""}, []string{"<"}},
		{"a product", mill + "# boats >= 4 and boats * share >= 3", []string{""}, []string{"<"}},
		{"twice a fact", mill + "# 2 * boats >= 9", []string{"<h2>The levels by boats</h2>", ">5</text>", "(1) none"}, []string{">4", ">6"}},
		{"two facts that are compared", mill + "# boats >= 4 and share < boats", []string{""}, []string{"<"}},
		{"one of several numbers", mill + "# boats in [4, 6] and share < 3", []string{"<h2>The levels by boats and share</h2>", ">4</text>", ">6</text>", ">3</text>"}, nil},
		{"a question of a list", mill + "# count(claims, .cost > 1) >= boats", []string{""}, []string{"<"}},
		{"one fact", "domain: classify\npolicy: us-tn-50-6-501\nsteps: [{call: level, with: {emf: 2}}]\n",
			[]string{"<h2>The levels by EMF</h2>", ">1.20</text>", `<circle cx="350"`}, nil},
		{"no level", "domain: calendar\nsteps: [{call: quarter, with: {quarter: 2025-Q2}}]\n", []string{""}, []string{"<"}},
		{"facts that cannot be", "domain: classify\npolicy: us-tn-50-6-501\nsteps: [{call: level, with: {emf: [2]}}]\n", []string{""}, []string{"<"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := planeOf(t, c.text)
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("the plane lacks %s:\n%s", want, got)
				}
			}
			for _, never := range c.never {
				if strings.Contains(got, never) {
					t.Errorf("the plane has %s:\n%s", never, got)
				}
			}
		})
	}
}

func TestAxis(t *testing.T) {
	a := axis{fact: "emf"}
	for _, text := range []string{"1.40", "1.20", "1.40", "0", "-1"} {
		a.add(decimal.RequireFromString(text))
	}
	if a.cells() != 3 {
		t.Fatalf("got %v", a.at)
	}
	number := decimal.RequireFromString
	for cell, want := range []string{"0.6", "1.3", "2.8"} {
		if got := a.sample(cell); !got.Equal(number(want)) {
			t.Errorf("cell %d: got %v, want %s", cell, got, want)
		}
	}
	for value, want := range map[string]int64{"0": 0, "0.36192": 101, "0.6": 167, "1.20": 333, "1.30": 500, "1.40": 667, "99": 832} {
		if got := a.place(number(value), 1000); got != want {
			t.Errorf("%s: got %d, want %d", value, got, want)
		}
	}
	whole := axis{whole: true}
	whole.add(number("2"))
	whole.add(number("5.5")) // of no whole number: up to 5, and from 6 on
	if whole.cells() != 4 {
		t.Errorf("got the edges %v", whole.at)
	}
	for cell, want := range []int64{0, 2, 3, 6} {
		if got := whole.sample(cell); got.IntPart() != want {
			t.Errorf("cell %d: got %v, want %d", cell, got, want)
		}
	}
}
