package classify

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/cost"
	"github.com/workcomp-go/workcomp/rule"
)

// hostile are policy files that took seconds or gigabytes, and others of their kind.
func hostile() map[string]string {
	each := func(n int, line func(i int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(line(i))
		}
		return b.String()
	}
	policy := func(facts, extra string, n int, level func(i int) string) string {
		return "policy: p\ntitle: t\nsource: s\nfacts: {" + facts + "}\n" + extra + "levels:\n" +
			each(n, func(i int) string { return "  - {" + level(i) + ", cite: c}\n" })
	}
	bands := "bands:\n  by: premium\n  cite: c\n  rows:\n" + each(100, func(i int) string {
		return fmt.Sprintf("    - {from: %d, focus: 1.%02d, target: 2.%02d}\n", i*100, i, i)
	})
	nested := "ok"
	for range 28 {
		nested = "(ok)==(" + nested + ")"
	}
	text := func(text string) string {
		return policy("emf: factor", "", 1, func(int) string { return "level: a, if: emf > 1, text: '" + text + "'" })
	}
	return map[string]string{
		"a nested condition":         policy("ok: flag", "", 1, func(int) string { return "level: a, if: '" + nested + "'" }),
		"an unknown place":           text(strings.Repeat("x {emf} ", 1250) + "{b}"),
		"20,000 places":              text(strings.Repeat("{emf}", 20000)),
		"mistakes on one line":       "{" + strings.Repeat("a: 1,", 10000) + "}",
		"fewer mistakes on one line": "{" + strings.Repeat("a: 1,", 5000) + "}",
		"aliases on one line":        "a: [" + strings.Repeat("*a,", 10000) + "]",
		"anchors on one line":        "{" + strings.Repeat("&a a: 1,", 7000) + "}",
		"unknown keys":               "{" + each(5000, func(i int) string { return fmt.Sprintf("k%d: 1,", i) }) + "}",
		"100 bands and 20 levels": policy("emf: factor, premium: money, claims: count", bands, 20, func(i int) string {
			return fmt.Sprintf("level: l%d, if: emf > %d.5 and premium > %d or claims > %d", i, 30-i, 2000-i*7, 40-i)
		}),
		"1,000 levels over four facts": policy("a: number, b: number, c: number, d: number", "", 1000, func(i int) string {
			return fmt.Sprintf("level: l%d, if: 'a > %d and b > %d and c > %d and d > %d'", i, 14-i%15, i/15%15, i/225%15, i%3)
		}),
		"400 levels over four facts": policy("a: number, b: number, c: number, d: number", "", 400, func(i int) string {
			return fmt.Sprintf("level: l%d, if: 'a > %d and b > %d and c > %d and d > %d'", i, 14-i%15, i/15%15, i/225%15, i%3)
		}),
		"300 dead levels":             policy("a: number, b: number", "", 300, func(i int) string { return fmt.Sprintf("level: l%d, if: 'a > %d and b > %d'", i, i%200, i) }),
		"200 dead levels of one fact": policy("a: number", "", 200, func(i int) string { return fmt.Sprintf("level: l%d, if: 'a > %d'", i, i) }),
		"30,000 words":                policy("a: ["+each(30000, func(i int) string { return fmt.Sprintf("w%d, ", i) })+"]", "", 1, func(int) string { return `level: x, if: 'a == "w1"'` }),
		"1,000 words":                 policy("a: ["+each(1000, func(i int) string { return fmt.Sprintf("w%d, ", i) })+"]", "", 400, func(i int) string { return fmt.Sprintf(`level: x%d, if: 'a == "w%d"'`, i, i) }),
		"4,000 facts":                 policy(each(4000, func(i int) string { return fmt.Sprintf("f%d: number, ", i) }), "", 1, func(int) string { return "level: a, if: f1 > 1" }),
		"facts that are not known":    policy(each(900, func(i int) string { return fmt.Sprintf("fact%d: number, ", i) }), "", 400, func(i int) string { return fmt.Sprintf("level: a, if: f%d > 1", i) }),
		"broken conditions":           policy("a: number", "", 200, func(int) string { return "level: l, if: '" + strings.Repeat("a > 1 and ", 90) + " a >'" }),
		"levels of one name":          policy("a: number", "", 400, func(i int) string { return fmt.Sprintf("level: a, if: 'a > %d'", 500-i) }),
		"a long name":                 strings.Repeat("a", 20000) + ": number\n",
		"interpretations":             policy("a: number", "interpretations: ["+strings.Repeat("{id: x},", 5000)+"]\n", 1, func(int) string { return "level: a, if: a > 1" }),
		"depth":                       strings.Repeat("[", 100000),
		"a long list, often asked": policy("a: text, n: number", "lists: {big: ["+each(4999, func(i int) string { return fmt.Sprintf("v%d, ", i) })+"v]}\n", 1, func(int) string {
			return "level: a, if: '" + strings.Repeat("a in big or ", 9) + "n > 1'"
		}),
		"a long list, asked by many levels": policy("n: count", "lists: {big: ["+each(5000, func(i int) string { return fmt.Sprintf("%d, ", 10000+i) })+"]}\n", 450, func(i int) string {
			return fmt.Sprintf("level: l%d, if: n in big", i)
		}),
		"words in a list of words": policy("w: ["+each(900, func(i int) string { return fmt.Sprintf("w%d, ", i) })+"]", "lists: {big: ["+each(900, func(i int) string { return fmt.Sprintf("w%d, ", i) })+"]}\n", 40, func(i int) string {
			return fmt.Sprintf("level: l%d, if: '%s'", i, "w in big"+strings.Repeat(" or w in big", 30))
		}),
		"a table of its own in each of 80 bands": policy("premium: money, emf: factor", "hit: unique\nbands:\n  by: premium\n  cite: c\n  rows:\n"+
			each(80, func(i int) string { return fmt.Sprintf("    - {from: %d, officer: 1.%02d}\n", i*100, i) }), 160, func(i int) string {
			return fmt.Sprintf("level: l%d, if: 'premium >= %d and premium < %d and emf %s officer'", i, i/2*100, i/2*100+100, []string{">", "<="}[i%2])
		}),
		"a long number": policy("a: money", "bands: {by: a, cite: c, rows: [{from: "+strings.Repeat("9", 200000)+"}]}\n", 1, func(int) string { return "level: a, if: a > 1" }),
		"50 MB":         strings.Repeat("a: 1\n", 10<<20),
	}
}

// Reading a policy costs no more than the size of its file asks for, whatever it
// holds, and what is said of it stays short.
func TestParsePolicy_isBounded(t *testing.T) {
	for name, file := range hostile() {
		data := []byte(file)
		var said string
		began := time.Now()
		cost.AtMost(t, name, min(len(data), 1<<20), 800, func() {
			if _, err := ParsePolicy("f.yaml", data); err != nil {
				said = err.Error()
			}
		})
		if took := time.Since(began); took > 4*time.Second || len(said) > 400_000 {
			t.Errorf("%s: %v, and %d bytes are said of it", name, took, len(said))
		}
	}
}

// A file that is too large is refused before anything is read of it.
func TestParsePolicy_refusesAtOnce(t *testing.T) {
	for _, name := range []string{"50 MB", "depth", "mistakes on one line"} {
		data := []byte(hostile()[name])
		if got := cost.Bytes(func() { _, _ = ParsePolicy("f.yaml", data) }); got > 1<<20 && name != "mistakes on one line" {
			t.Errorf("%s: %d bytes", name, got)
		}
	}
}

// What is too much to be analysed loads, and is said.
func TestCheckPolicy_saysWhatIsNotAnalysed(t *testing.T) {
	facts, text := "", "true"
	for i := range 24 {
		facts, text = fmt.Sprintf("%sf%d: flag, ", facts, i), fmt.Sprintf("(f%d == %s)", i, text)
	}
	file := []byte("policy: p\ntitle: t\nsource: s\nfacts: {" + facts + "}\nlevels:\n  - {level: a, if: '" + text + "', cite: c}\n  - {level: b, if: 'not " + text + "', cite: c}\n")
	if _, err := ParsePolicy("f.yaml", file); err != nil {
		t.Fatal(err)
	}
	found := CheckPolicy("f.yaml", file, calendar.Date{})
	if len(found) != 1 || !strings.Contains(found.Error(), "levels: not analysed: whether every row can answer, and no facts are left open or answered twice") {
		t.Errorf("got %v", found)
	}
	found = CheckPolicy("f.yaml", []byte(hostile()["100 bands and 20 levels"]), calendar.Date{})
	if len(found) != 2 || !strings.Contains(found.Error(), "no test asks focus") {
		t.Errorf("100 bands: got %v", found)
	}
}

// Bands with a table of their own are taken together, up to a bound; a level that asks the
// amount by which they are told apart may answer in one of them alone.
func TestParsePolicy_bandsOfTheirOwn(t *testing.T) {
	for bands, want := range map[int]string{35: "", 36: "bands.rows: 36 bands of 72 rows is not valid, expected at most 2500 rows in all bands together"} {
		file := "policy: p\ntitle: t\nsource: s\nhit: unique\nfacts: {premium: money, emf: factor}\nbands:\n  by: premium\n  cite: c\n  rows:\n"
		levels := "levels:\n"
		for i := range bands {
			file += fmt.Sprintf("    - {from: %d, officer: 1.%02d}\n", i*100, i)
			within := fmt.Sprintf("premium >= %d", i*100)
			if i+1 < bands {
				within += fmt.Sprintf(" and premium < %d", i*100+100)
			}
			levels += fmt.Sprintf("  - {level: a%d, if: '%s and emf > officer', cite: c}\n  - {level: b%d, if: '%s and emf <= officer', cite: c}\n", i, within, i, within)
		}
		p, err := ParsePolicy("f.yaml", []byte(file+levels))
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%d bands: got %v, want %q", bands, err, want)
			continue
		}
		if err == nil {
			d, err := p.Level(rule.Facts{"premium": 350, "emf": "1.04"})
			if err != nil || d.Value.Level != "a3" {
				t.Errorf("got %+v, %v", d.Value, err)
			}
		}
	}
}

// Whatever the text of a policy is, reading it costs no more than its size asks for.
func FuzzParsePolicyCost(f *testing.F) {
	for name, file := range hostile() {
		if len(file) < 30_000 {
			f.Add(file)
		}
		_ = name
	}
	f.Fuzz(func(t *testing.T, file string) {
		cost.AtMost(t, "the policy", len(file), 2000, func() { _, _ = ParsePolicy("f.yaml", []byte(file)) })
	})
}
