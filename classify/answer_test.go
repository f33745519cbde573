package classify

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

func parsed(t *testing.T, file string) *Policy {
	t.Helper()
	p, err := ParsePolicy("f.yaml", []byte("policy: p\ntitle: t\nsource: s\n"+file))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// What goes with a level is in the answer, with the digits that it has, and in a finding.
func TestPolicy_Level_answers(t *testing.T) {
	p := parsed(t, `
facts: {premium: money, claims: count}
levels:
  - {level: credit, if: claims == 0, percent: "-2.50", amount: 'round(0.025 * premium, 2, "half_up")', cite: A}
  - {level: steep, if: claims > 5, percent: 20 * claims, cite: B}
  - {level: other, cite: C}
`)
	d, err := p.Level(rule.Facts{"premium": "1000.50", "claims": 0})
	if err != nil {
		t.Fatal(err)
	}
	got, _ := json.Marshal(d.Value)
	if string(got) != `{"level":"credit","percent":"-2.50","amount":"25.01"}` {
		t.Errorf("got %s", got)
	}
	const says = `claims == 0 holds: claims is 0 (A). The answer is -2.50 percent (A). The answer is round(0.025 * premium, 2, "half_up") = 25.01 (A).`
	if d.String() != says {
		t.Errorf("got %s", d)
	}
	facts := ""
	for _, f := range d.Findings[2].Facts {
		facts += f.Name + " " + f.Value.String() + "; "
	}
	if facts != `amount 25.01; formula round(0.025 * premium, 2, "half_up"); premium 1000.50; ` {
		t.Errorf("the amount was computed from %s", facts)
	}
	if d, err = p.Level(rule.Facts{"premium": 1, "claims": 3}); err != nil || d.Value.Level != "other" || rule.IsSet(d.Value.Percent) {
		t.Errorf("got %v, %v", d, err)
	}
	var e *rule.InputError
	if _, err = p.Level(rule.Facts{"premium": 1, "claims": 6}); !errors.As(err, &e) || e.Field != "percent" || !strings.Contains(err.Error(), "20 * claims gives 120") {
		t.Errorf("over 100 percent: got %v", err)
	}
	rules := p.Catalogue().Rules
	if len(rules) != 3 || rules[1].Percent != "20 * claims" || rules[2].Path != "levels[2]" || p.Catalogue().Tables[0].HitPolicy != rule.First {
		t.Errorf("got %+v", rules)
	}
}

// Of the rules that lead to one level each has an id of its own: its number among them.
func TestPolicy_Level_idsOfRules(t *testing.T) {
	p := parsed(t, "facts: {claims: count}\nlevels:\n  - {level: a, if: claims == 0, cite: A}\n  - {level: b, if: claims == 1, cite: B}\n"+
		"  - {level: a, if: claims == 2, cite: C}\n  - {level: a, if: claims == 3, cite: D}\n")
	for claims, want := range []string{"levels.a", "levels.b", "levels.a.2", "levels.a.3", "levels.none"} {
		d, err := p.Level(rule.Facts{"claims": claims})
		if err != nil {
			t.Fatal(err)
		}
		if got := d.Findings[len(d.Findings)-1]; got.ID != want || !got.Holds {
			t.Errorf("of %d claims: %s, %v, want %s", claims, got.ID, got, want)
		}
	}
}

// A percent is of a hundred at most, up or down; an amount is as it is.
func TestPolicy_Level_answersOfAHundred(t *testing.T) {
	file := func(answer string) []byte {
		return []byte("policy: p\ntitle: t\nsource: s\nfacts: {claims: count}\nlevels:\n  - {level: a, if: claims > 0, " + answer + ", cite: A}\n")
	}
	for answer, want := range map[string]string{"percent: 100": "", "percent: -100.0": "", "percent: 100.01": "from -100 to 100", "percent: -100.01": "from -100 to 100",
		"amount: 150": "", "percent: 25 * claims": ""} {
		if _, err := ParsePolicy("f.yaml", file(answer)); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v", answer, err)
		}
	}
	for answer, most := range map[string]int{"percent: 25 * claims": 4, "percent: 0 - 50 * claims": 2, "amount: 99 * claims": 5} {
		p, err := ParsePolicy("f.yaml", file(answer))
		if err != nil {
			t.Fatal(err)
		}
		for claims := 1; claims <= 5; claims++ {
			if _, err := p.Level(rule.Facts{"claims": claims}); (err == nil) != (claims <= most) {
				t.Errorf("%s: of %d claims: %v", answer, claims, err)
			}
		}
	}
}

// All tests that hold are the answer of a policy that collects.
func TestPolicy_Level_collect(t *testing.T) {
	p := parsed(t, `
facts: {premium: money, claims: count}
hit: collect
levels:
  - {level: a, if: claims == 0, percent: 5, cite: A}
  - {level: b, if: premium > 10, amount: 'div(1, claims, 2, "up")', cite: B}
`)
	d, err := p.Level(rule.Facts{"premium": 11, "claims": 1})
	if err != nil || d.Value.Level != "b" || len(d.Value.Levels) != 1 || d.Value.Levels[0].Amount.String() != "1" || len(d.Findings) != 3 {
		t.Errorf("got %v, %v", d, err)
	}
	for _, f := range []rule.Facts{{"premium": 11, "claims": 0}, {"premium": 11}} {
		if _, err := p.Level(f); err == nil {
			t.Errorf("%v: no error", f)
		}
	}
	if _, err := p.Batch(); err == nil || !strings.Contains(err.Error(), "has several levels") {
		t.Errorf("a batch: got %v", err)
	}
}

// Bands hold from their days on; a band without some value has not the levels that ask for
// it, and each is analysed by itself.
func TestPolicy_Level_bandsOfDays(t *testing.T) {
	p := parsed(t, `
facts: {on: date, emf: factor}
hit: unique
bands:
  by: on
  cite: B
  rows:
    - {from: 2019-01-01, high: 1.5, top: none}
    - {from: 2020-01-01, high: 1.5, top: none}
    - {from: 2021-07-01, high: 1.4, top: 2}
levels:
  - {level: low, if: emf < high, cite: A}
  - {level: high, if: "emf >= high and on < date('2021-07-01')", cite: A}
  - {level: high, if: "emf >= high and emf < top", cite: A}
  - {level: top, if: emf >= top, cite: A}
`)
	for _, c := range []struct {
		on   any
		emf  string
		want string
	}{{"2021-06-30", "1.4", "low"}, {calendar.MustParse("2021-06-30"), "2.5", "high"}, {"2021-07-01", "1.4", "high"}, {"2021-07-01", "2", "top"}} {
		d, err := p.Level(rule.Facts{"on": c.on, "emf": c.emf})
		if err != nil || d.Value.Level != c.want {
			t.Errorf("%v, %s: got %v, %v", c.on, c.emf, d, err)
		}
	}
	if _, err := p.Level(rule.Facts{"on": "2018-12-31", "emf": 1}); err == nil || !strings.Contains(err.Error(), "is before the first day of the table, 2019-01-01") {
		t.Errorf("got %v", err)
	}
	if _, err := p.Batch(); err == nil {
		t.Error("a batch of dates")
	}
	if b := p.Catalogue().Tables[0].Bands; b.Rows[2].From != "2021-07-01" || len(b.Rows[0].Fixed) != 1 {
		t.Errorf("got %+v", b)
	}
	amounts := parsed(t, `
facts: {premium: money, emf: factor}
bands: {by: premium, cite: B, rows: [{from: 0, high: none}, {from: 5000, high: 1.4}]}
levels: [{level: high, if: emf >= high, cite: A}]
`)
	if d, err := amounts.Level(rule.Facts{"premium": 1, "emf": 9}); err != nil || d.Value.Level != "none" ||
		!strings.Contains(d.String(), "has no value for the level high") {
		t.Errorf("got %v, %v", d, err)
	}
	if _, err := amounts.Batch(); err == nil || !strings.Contains(err.Error(), "has a table for each band") {
		t.Errorf("got %v", err)
	}
	if got := day(rule.Facts{}, "on"); !got.IsZero() {
		t.Errorf("got %v", got)
	}
}

// A list stands once in the file, and every test may ask it.
func TestPolicy_Level_lists(t *testing.T) {
	zips := make([]string, 130)
	for i := range zips {
		zips[i] = fmt.Sprintf("%05d", 501+i)
	}
	p := parsed(t, `
facts: {zip: text, claims: count}
lists: {covered_zips: [`+strings.Join(zips, ", ")+`], few: [1, 2]}
levels:
  - {level: covered, if: zip in covered_zips and claims in few, cite: A}
`)
	for zip, want := range map[string]string{"00501": "covered", "00630": "covered", "00631": "none"} {
		if d, err := p.Level(rule.Facts{"zip": zip, "claims": 2}); err != nil || d.Value.Level != want {
			t.Errorf("%s: got %v, %v", zip, d, err)
		}
	}
	if lists := p.Catalogue().Tables[0].Lists; len(lists) != 2 || len(lists[0].Values) != 130 {
		t.Errorf("got %v", lists)
	}
	counts := parsed(t, "\nfacts: {claims: count}\nlists: {few: [1, 2]}\nlevels: [{level: a, if: claims in few, cite: A}]\n")
	b, err := counts.Batch()
	if err != nil {
		t.Fatal(err)
	}
	levels := make([]string, 2)
	if _, err := b.Levels(levels, []decimal.Decimal{decimal.New(2, 0), decimal.New(3, 0)}); err != nil || levels[0] != "a" || levels[1] != "none" {
		t.Errorf("got %v, %v", levels, err)
	}
}
