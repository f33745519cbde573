package rule

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/cost"
)

var claimsOf = Declaration{Name: "claims", Type: Entries, Of: []Declaration{{Name: "cost", Type: Money}, {Name: "open", Type: YesNo},
	{Name: "severity", Type: Word, Values: []string{"minor", "serious"}}}}

func declaredLists(t *testing.T) *Declarations {
	t.Helper()
	d, err := Declare(claimsOf, Declaration{Name: "days", Type: Entries, Of: []Declaration{{Name: Plain, Type: Count}}},
		Declaration{Name: "codes", Type: Entries, Of: []Declaration{{Name: Plain, Type: Word, Values: []string{"a", "b"}}}}, Declaration{Name: "limit", Type: Money})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func listFacts() Facts {
	return Facts{"claims": []Facts{{"cost": 1500, "open": true}, {"cost": "200.10", "open": false, "severity": "serious"}}, "days": []int{3, 40},
		"codes": []string{"a"}, "limit": decimal.New(1000, 0)}
}

func TestCompileOn_entries(t *testing.T) {
	d := declaredLists(t)
	for source, want := range map[string]bool{
		"any(claims, .cost > limit)": true, "all(days, # <= 30)": false, `codes contains "a" and "b" not in codes`: true, "sum(claims, .cost) == 1700.10": true,
		`any(claims, .severity == "serious")`: true, "len(claims) == 2": true,
	} {
		c, err := CompileOn(d, source)
		if err != nil {
			t.Errorf("%s: %v", source, err)
			continue
		}
		f := listFacts()
		if got, err := c.Holds(&f); got != want || err != nil {
			t.Errorf("%s: got %v, %v", source, got, err)
		}
	}
	if _, err := CompileOn(d, `any(codes, # == "c")`); err == nil || !strings.Contains(err.Error(), `unknown value "c"`) {
		t.Errorf("got %v", err)
	}
}

func TestDeclare_entries(t *testing.T) {
	for _, c := range []struct {
		of   Declaration
		want string
	}{
		{Declaration{Name: "x", Type: Entries}, "x: a list of entries of 0 fields is not valid, expected a list, of entries of 1 to 50"},
		{Declaration{Name: "x", Type: Entries, Of: make([]Declaration, 51)}, "x: a list of entries of 51 fields is not valid"},
		{Declaration{Name: "x", Type: Count, Of: claimsOf.Of}, "x: a count of entries of 3 fields is not valid"},
		{Declaration{Name: "x", Type: Entries, Of: []Declaration{claimsOf}}, "x.claims: a list in a list is not valid, expected a value"},
		{Declaration{Name: "x", Type: Entries, Of: []Declaration{{Name: "a", Type: Count}, {Name: "a", Type: Count}}}, "x.a: declared twice"},
		{Declaration{Name: "x", Type: Entries, Of: []Declaration{{Name: "a b", Type: Count}}}, `x.a b: "a b" is not valid`},
		{Declaration{Name: "x", Type: Entries, Of: []Declaration{{Name: Plain, Type: Count}, {Name: "a", Type: Count}}}, `x.#: "#" is not valid`},
		{Declaration{Name: "x", Type: Entries, Of: []Declaration{{Name: Plain, Type: "mony"}}}, `x.#: "mony" is not valid, expected one of money`},
		{Declaration{Name: "x", Type: Entries, Of: []Declaration{{Name: Plain, Type: Count, Values: []string{"a"}}}}, `x.#: a count with its own values is not valid`},
	} {
		_, err := Declare(c.of)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v: got %v, want %s", c.of, err, c.want)
		}
	}
	of := Declaration{Name: "claims", Type: Entries, Of: []Declaration{{Name: "severity", Type: Word, Values: []string{"minor", "serious"}}}}
	d, err := Declare(of)
	if err != nil {
		t.Fatal(err)
	}
	of.Of[0].Values[0] = "other" // the caller's
	c, err := CompileOn(d, `any(claims, .severity == "minor")`)
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Facts(); got[0].Type != Entries || got[0].Of[0].Values[0] != "minor" {
		t.Errorf("got %v", got)
	}
}

func TestDeclarationsCheck_entries(t *testing.T) {
	d := declaredLists(t)
	if err := d.Check(listFacts()); err != nil {
		t.Error(err)
	}
	var read Facts
	if err := read.UnmarshalJSON([]byte(`{"claims": [{"cost": 1500, "open": null}, {}], "days": [3, null], "codes": [], "limit": "1000"}`)); err != nil || d.Check(read) != nil {
		t.Errorf("got %v, %v", err, d.Check(read))
	}
	for field, of := range map[string]Facts{
		"claims[1].csot": {"claims": []Facts{{}, {"csot": 1}}}, "claims[0].cost": {"claims": []any{Facts{"cost": -1}}}, "days[1]": {"days": []int{1, -1}},
		"codes[0]": {"codes": []string{"c"}}, "claims[0]": {"claims": []int{1}}, "claims": {"claims": 1},
	} {
		f := listFacts()
		for name, v := range of {
			f[name] = v
		}
		wantInput(t, field, d.Check(f), field, "")
	}
}

// A finding has the entries that decide, as they were given, and a row that a missing
// field leaves open names it.
func TestTableExplain_entries(t *testing.T) {
	table, err := NewTableOn(declaredLists(t), "levels", First,
		Row[string]{ID: "large", If: "any(claims, .cost > limit)", Then: "large", Cite: "1", Text: "A claim above {limit}: {claims}."},
		Row[string]{ID: "open", If: "count(claims, .open) >= 2", Then: "open", Cite: "2"}, Row[string]{ID: "other", Then: "other", Cite: "3"})
	if err != nil {
		t.Fatal(err)
	}
	f := listFacts()
	d, err := table.Explain(&f)
	if err != nil || d.Value != "large" {
		t.Fatalf("got %v, %v", d, err)
	}
	if got := d.Findings[0].Text(); got != "A claim above 1000: [0] {cost: 1500, open: true}." {
		t.Errorf("got %s", got)
	}
	f["limit"] = 2000
	d, err = table.Explain(&f)
	if err != nil || d.Value != "other" {
		t.Fatalf("got %v, %v", d, err)
	}
	if got := d.Findings[1].Text(); got != "count(claims, .open) >= 2 does not hold: claims is [0] {cost: 1500, open: true}" {
		t.Errorf("got %s", got)
	}
	both, err := NewTableOn(declaredLists(t), "levels", First, Row[string]{ID: "open", If: "count(claims, .open) >= 2", Then: "open", Cite: "2"},
		Row[string]{ID: "large", If: "count(claims, .cost > 100) >= 2", Then: "large", Cite: "1", Text: "{claims}"}, Row[string]{ID: "other", Then: "other", Cite: "3"})
	if err != nil {
		t.Fatal(err)
	}
	d, err = both.Explain(&f) // the entry that decides a row is not all that the next one asks
	if err != nil || d.Value != "large" || d.Findings[1].Text() != "{cost: 1500, open: true}, {cost: 200.10, open: false, severity: serious}" {
		t.Fatalf("got %v, %v", d, err)
	}
	f["claims"] = []Facts{{"open": true, "severity": "minor"}, {"cost": 1, "open": true}}
	_, err = table.Explain(&f)
	wantInput(t, "missing", err, "claims[0].cost", "missing, expected a number")
	rows, findings, err := table.Possible(&f)
	if err != nil {
		t.Fatal(err)
	}
	want := []Possible[string]{{"large", "large", []string{"claims[0].cost"}}, {"open", "open", nil}}
	if diff := cmp.Diff(want, rows); diff != "" || !strings.Contains(findings[0].Text(), "not given: claims[0].cost") {
		t.Errorf("%s%s", diff, findings[0].Text())
	}
	nearest, unknown, err := table.Nearest(&Facts{"claims": []Facts{{"cost": 1500, "open": true}}, "limit": 1000})
	if err != nil || len(nearest) != 0 || !cmp.Equal(unknown, []string{"claims", "limit"}) {
		t.Errorf("got %v, %v, %v", nearest, unknown, err)
	}
}

// The names of facts are repeated only where something is wrong with one.
func TestFacts_UnmarshalJSON_isBounded(t *testing.T) {
	for _, entry := range []string{"1", `{"a":1}`} {
		text := `{"` + strings.Repeat("k", 100_000) + `":[` + strings.Repeat(entry+",", MostEntries-1) + entry + `]}`
		cost.AtMost(t, entry, len(text), 10, func() {
			var f Facts
			if err := json.Unmarshal([]byte(text), &f); err != nil {
				t.Error(err)
			}
		})
	}
	for text, want := range map[string]string{`{"a":[{"b":[]}]}`: "a[0].b", `{"a":[1,null,[]]}`: "a[2]", `{"a":[{"b":1},{"b":1,"b":2}]}`: "a[1].b",
		`{"a":{}}`: "a", `{"a":[{"b":1e99999}]}`: "a[0].b", `{"a":[1e99999]}`: "a[0]"} {
		var f Facts
		wantInput(t, text, json.Unmarshal([]byte(text), &f), want, "")
	}
}
