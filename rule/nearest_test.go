package rule

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/cost"
)

// What would change an answer is looked for as far as a bound goes, and the facts of
// which not all was looked for are named.
func TestTableNearest_isBounded(t *testing.T) {
	facts, err := Declare(Declaration{Name: "n", Type: Number}, Declaration{Name: "m", Type: Number},
		Declaration{Name: "claims", Type: Entries, Of: []Declaration{{Name: "cost", Type: Money}}})
	if err != nil {
		t.Fatal(err)
	}
	deep, half, many := "n", "n", "n > 1"
	for i := range 60 {
		deep, half = "abs("+deep+" - 1)", "div("+half+`, 3, 2, "half_up")`
		many += fmt.Sprintf(" or any(claims, .cost > 1 and (.cost > %d and n > %[1]d))", i+2)
	}
	claims := make([]Facts, MostEntries)
	for i := range claims {
		claims[i] = Facts{"cost": 1}
	}
	for name, source := range map[string]string{"abs of abs": deep + " > 1", "quotients": half + " > 1", "entries": many} {
		table, err := NewTableOn(facts, "t", First, Row[string]{If: source, Then: "a", Cite: "1"}, Row[string]{Then: "b", Cite: "2"})
		if err != nil {
			t.Fatal(err)
		}
		f := Facts{"n": 0, "m": 0, "claims": claims}
		began := time.Now()
		cost.AtMost(t, name, 20_000, 1000, func() {
			if _, unknown, err := table.Nearest(&f); err != nil || !slices.Contains(unknown, "n") {
				t.Errorf("%s: unknown %v, %v", name, unknown, err)
			}
		})
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%s: %v", name, took)
		}
	}
}

func TestTableNearest(t *testing.T) {
	table := MustTable[review]("levels", First,
		Row[string]{ID: "a", If: `emf >= 1.80 and not excluded`, Then: "target", Cite: "14(2)"},
		Row[string]{ID: "b", If: `emf >= 1.70 and day < date("2025-07-01")`, Then: "focus", Cite: "14(1)"},
		Row[string]{ID: "c", If: `three_year_premium > 50000`, Then: "focus", Cite: "14(3)"},
		Row[string]{ID: "d", If: `"consulting" in services`, Then: "focus", Cite: "14(4)"},
		Row[string]{ID: "e", Then: "none", Cite: "14"})
	for _, c := range []struct {
		name    string
		change  func(*review)
		want    string
		unknown string
	}{
		{"as it is", func(*review) {}, "[emf < 1.70: none (14(1); 14) emf >= 1.80: target (14(2)) day >= 2025-07-01: none (14(1); 14)]", "[services]"},
		{"what another row answers the same is no change", func(r *review) { r.Premium = dec("50001") }, "[emf >= 1.80: target (14(2))]", "[services]"},
		{"target", func(r *review) { r.EMF = dec("1.81") }, "[emf < 1.80: focus (14(2); 14(1)) excluded == true: focus (14(2); 14(1))]", "[services]"},
	} {
		r := aReview()
		c.change(r)
		nearest, unknown, err := table.Nearest(r)
		if got := fmt.Sprint(nearest); err != nil || got != c.want || fmt.Sprint(unknown) != c.unknown {
			t.Errorf("%s:\n got %v %v, %v\nwant %s %s", c.name, got, unknown, err, c.want, c.unknown)
		}
	}
	r := aReview()
	nearest, _, _ := table.Nearest(r)
	if got, err := json.Marshal(nearest[0]); err != nil ||
		string(got) != `{"fact":"emf","relation":"\u003c","value":"1.70","answer":"none","row":"e","cites":["14(1)","14"]}` {
		t.Errorf("got %s, %v", got, err)
	}
	r.Day = calendar.Date{}
	_, _, err := table.Nearest(r)
	wantInput(t, "a missing fact", err, "day", "missing")
	_, _, err = (*Table[review, string])(nil).Nearest(r)
	wantInput(t, "no table", err, "", "a case that no row covers")

	// A quotient that cannot be is no threshold, and an answer that is a number is one.
	facts, err := Declare(Declaration{Name: "paid", Type: Money}, Declaration{Name: "weeks", Type: Count})
	if err != nil {
		t.Fatal(err)
	}
	rates, err := NewTableOn(facts, "rates", First, Row[int]{ID: "a", If: `div(paid, weeks, 2, "half_up") > 100`, Then: 60, Cite: "1"},
		Row[int]{ID: "b", Then: 80, Cite: "1"})
	if err != nil {
		t.Fatal(err)
	}
	f := Facts{"paid": 500, "weeks": 2}
	got, unknown, err := rates.Nearest(&f)
	if fmt.Sprint(got, unknown) != "[paid < 200.01: 80 (1) weeks >= 5: 80 (1)] [weeks]" || err != nil {
		t.Errorf("got %v %v, %v", got, unknown, err)
	}
	delete(f, "weeks")
	if _, _, err := rates.Nearest(&f); err == nil {
		t.Error("a missing fact has thresholds")
	}
	vary := Variation[Facts]{Fact: "weeks", Within: []*Facts{&f}, Ready: func(v Value) (*Facts, error) {
		if v.Number().IntPart() > 9 {
			return nil, &InputError{Field: "weeks"}
		}
		return &Facts{"paid": 1000, "weeks": v.Number()}, nil
	}}
	f["weeks"] = 2
	if got, all, err := rates.NearestOf(&f, vary); fmt.Sprint(got, all, err) != "[] false <nil>" { // ten weeks are none
		t.Errorf("got %v %t, %v", got, all, err)
	}
	rounded := Variation[Facts]{Fact: "paid", Within: []*Facts{&f}, Places: new(int32), Cuts: []Value{Num("", dec("77.5")).Value},
		Ready: func(v Value) (*Facts, error) { return &Facts{"paid": Round(v.Number(), 0, HalfUp), "weeks": 2}, nil }}
	if got, all, err := rates.NearestOf(&f, rounded); fmt.Sprint(got, all, err) != "[paid < 200.5: 80 (1)] true <nil>" {
		t.Errorf("got %v %t, %v", got, all, err)
	}
	f["weeks"] = 10
	_, _, err = rates.NearestOf(&f, vary)
	wantInput(t, "facts that cannot be", err, "weeks", "")
	vary.Fact = "week"
	_, _, err = rates.NearestOf(&f, vary)
	wantInput(t, "no fact", err, "fact", `did you mean "weeks"?`)
	_, _, err = (*Table[Facts, int])(nil).NearestOf(&f, vary)
	wantInput(t, "no table", err, "", "a case that no row covers")
	all, err := NewTableOn(facts, "all", Collect, Row[int]{ID: "a", If: "paid > 1", Then: 1, Cite: "1"})
	if err != nil {
		t.Fatal(err)
	}
	if got, _, err := all.Nearest(&f); err == nil {
		t.Errorf("of all rows that hold: %v", got)
	}
}

func TestTable_Cuts(t *testing.T) {
	facts, err := Declare(Declaration{Name: "emf", Type: Factor}, Declaration{Name: "claims", Type: Count}, Declaration{Name: "on", Type: Day},
		Declaration{Name: "kind", Type: Word, Values: []string{"dry", "wet"}}, Declaration{Name: "idle", Type: Count})
	if err != nil {
		t.Fatal(err)
	}
	table, err := NewTableOn(facts, "levels", First,
		Row[string]{ID: "a", If: `emf >= 1.80 and claims < 7`, Then: "target", Cite: "14(2)"},
		Row[string]{ID: "b", If: `2 * emf > 2.40 or emf == 1.80 or on >= date("2025-07-01")`, Then: "focus", Cite: "14(1)"},
		Row[string]{ID: "c", If: `kind in ["wet", "dry", "wet"] and on < date("2025-01-01") and emf * claims > 9`, Then: "focus", Cite: "14(3)"},
		Row[string]{ID: "d", Then: "none", Cite: "14"})
	if err != nil {
		t.Fatal(err)
	}
	places := int32(1)
	for _, c := range []struct {
		v    Variation[Facts]
		want string
	}{
		{Variation[Facts]{Fact: "emf", Within: []*Facts{{"claims": 6}}}, "[1.2 1.5 1.80] true"},
		{Variation[Facts]{Fact: "emf", Within: []*Facts{{"claims": 6}, {"claims": 4}}}, "[1.2 1.5 1.80 2.25] true"},
		{Variation[Facts]{Fact: "emf", Within: []*Facts{{}}}, "[1.2 1.80] false"}, // of any claims
		{Variation[Facts]{Fact: "emf", Cuts: []Value{Num("", dec("1")).Value}}, "[1] true"},
		{Variation[Facts]{Fact: "claims", Within: []*Facts{{"emf": 2}}}, "[4.5 7] true"},
		{Variation[Facts]{Fact: "claims", Within: []*Facts{{"emf": 2}}, Places: &places}, "[4.4 4.45 4.5 4.55 4.6 4.65 4.7 4.75 6.9 6.95 7 7.05 7.1 7.15 7.2 7.25] true"},
		{Variation[Facts]{Fact: "on", Within: []*Facts{{}}}, "[2025-01-01 2025-07-01] true"},
		{Variation[Facts]{Fact: "kind", Within: []*Facts{{}}}, "[dry wet] true"},
		{Variation[Facts]{Fact: "idle", Within: []*Facts{{}}}, "[] true"},
	} {
		cuts, all, err := table.Cuts(c.v)
		if got := fmt.Sprint(cuts, all); err != nil || got != c.want {
			t.Errorf("%s among %v:\n got %s, %v\nwant %s", c.v.Fact, c.v.Within, got, err, c.want)
		}
	}
	_, _, err = table.Cuts(Variation[Facts]{Fact: "claim"})
	wantInput(t, "no fact", err, "fact", `did you mean "claims"?`)
	_, _, err = (*Table[Facts, int])(nil).Cuts(Variation[Facts]{Fact: "emf"})
	wantInput(t, "no table", err, "", "a case that no row covers")
	_, _, err = table.NearestOf(&Facts{"claims": 1}, Variation[Facts]{Fact: "claims"})
	wantInput(t, "nothing makes the facts", err, "ready", "a function")
}

func TestDeclarations_CheckGiven(t *testing.T) {
	d, err := Declare(Declaration{Name: "emf", Type: Factor}, Declaration{Name: "claims", Type: Count})
	if err != nil {
		t.Fatal(err)
	}
	for _, some := range []Facts{nil, {"claims": 2}, {"emf": "1.40", "claims": 2}} {
		if err := d.CheckGiven(some); err != nil {
			t.Errorf("%v: %v", some, err)
		}
	}
	wantInput(t, "a misspelt name", d.CheckGiven(Facts{"claim": 2}), "claim", `did you mean "claims"?`)
	wantInput(t, "a value that cannot be", d.CheckGiven(Facts{"claims": 2.5}), "claims", "")
	wantInput(t, "a fact without a value", d.CheckGiven(Facts{"claims": nil}), "claims", "missing")
	wantInput(t, "some of the facts, where all are asked", d.Check(Facts{"claims": 2}), "emf", "missing")
}

// A threshold of a fact of which others are not known is given where every value before it
// answers as now, and only there.
func TestTableNearest_ofWhatIsNotExact(t *testing.T) {
	facts, err := Declare(Declaration{Name: "losses", Type: Money}, Declaration{Name: "premium", Type: Money}, Declaration{Name: "on", Type: Day},
		Declaration{Name: "born", Type: Day}, Declaration{Name: "n", Type: Count})
	if err != nil {
		t.Fatal(err)
	}
	for condition, want := range map[string]string{
		`losses >= 0.75 * premium`:     "[losses >= 75000.00: 1 (1)] [premium]", // below 99999.986…
		`n * n > 200 or n >= 20`:       "[] [n]",                                // 15 already
		`n * n > 2000000 or n >= 20`:   "[n >= 20: 1 (1)] [n]",
		`n * n > 2000000 or n >= 5000`: "[] [n]",
		`days(on - born) * days(on - born) > 200000 or on >= date("2025-03-01")`:     `[on >= 2025-03-01: 1 (1)] [on born]`,
		`days(on - born) * days(on - born) > 2000000 and born <= date("2024-01-01")`: `[] [on born]`,
		`days(on - born) * days(on - born) > 300 or born <= date("2023-11-01")`:      `[] [on born]`,
		`days(on - born) * days(on - born) > 200000 or born <= date("2019-11-01")`:   `[] [on born]`,
		`days(on - born) * days(on - born) > 20000000 or born <= date("2024-11-01")`: `[born <= 2024-11-01: 1 (1)] [on born]`,
		`days(on - born) * days(on - born) > 20000000 or born <= date("2019-11-01")`: `[] [on born]`, // too far to ask every day
		// A thousand values between are asked, and no more.
		`days(on - born) * days(on - born) > 20000000 or born <= date("2022-04-05")`: `[born <= 2022-04-05: 1 (1)] [on born]`,
		`days(on - born) * days(on - born) > 20000000 or on >= date("2027-10-13")`:   `[on >= 2027-10-13: 1 (1)] [on born]`,
		`days(on - born) * days(on - born) > 20000000 or born <= date("2022-04-04")`: `[] [on born]`,
		`days(on - born) * days(on - born) > 20000000 or on >= date("2027-10-14")`:   `[] [on born]`,
		`n * n > 2000000 or n >= 1005`:                                               "[n >= 1005: 1 (1)] [n]",
		`n * n > 2000000 or n >= 1006`:                                               "[] [n]",
	} {
		table, err := NewTableOn(facts, "t", First, Row[int]{ID: "a", If: condition, Then: 1, Cite: "1"}, Row[int]{ID: "b", Then: 2, Cite: "1"})
		if err != nil {
			t.Fatal(err)
		}
		nearest, unknown, err := table.Nearest(&Facts{"losses": "74999.99", "premium": 100000, "on": "2025-01-15", "born": "2024-12-31", "n": 3})
		if got := fmt.Sprint(nearest, unknown); got != want || err != nil {
			t.Errorf("%s: got %s, %v, want %s", condition, got, err, want)
		}
	}
}
