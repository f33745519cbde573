package rule

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
)

// wantInput checks that an error is an InputError for a field, and what it says.
func wantInput(t *testing.T, about string, err error, field, text string) {
	t.Helper()
	var e *InputError
	if !errors.As(err, &e) || e.Field != field || !strings.Contains(err.Error(), text) {
		t.Errorf("%s: got %v, want an InputError for %s saying %q", about, err, field, text)
	}
}

func TestAFactThatNobodyGaveIsMissingAndNeverZero(t *testing.T) {
	var unset review
	unset.Tiers = []tierWord{"focus", "trget"}
	for source, want := range map[string]struct{ field, text string }{
		"emf >= 0":                   {"emf", "missing, expected a decimal number"},
		"baseline.emf >= 0":          {"baseline.emf", "missing, expected a decimal number"},
		"periods == 0 and emf > 0":   {"emf", "missing"},
		"excluded or improved":       {"improved", "missing, expected true or false"},
		"day > date(\"2025-01-01\")": {"day", "missing, expected a date"},
		"tier == \"focus\"":          {"tier", "missing, expected one of none, focus, target"},
		"tiers contains \"none\"":    {"tiers", "\"trget\" is not valid, expected one of none, focus, target"},
	} {
		c := MustCompile[review](source)
		_, err := c.Holds(&unset)
		wantInput(t, source, err, want.field, want.text)
		_, err = c.Find(&unset, "x")
		wantInput(t, source, err, want.field, want.text)
		_, err = c.Holds(nil)
		wantInput(t, source+" of no facts at all", err, c.Uses()[0], "missing")
	}
	unset.Tier = "trget"
	_, err := MustCompile[review]("tier == \"focus\"").Holds(&unset)
	wantInput(t, "tier", err, "tier", `"trget" is not valid`)
	if holds, err := MustCompile[review](`reason == "" and periods == 0 and not excluded and len(services) == 0`).Holds(&review{}); !holds || err != nil {
		t.Errorf("texts, counts, bools and lists can be empty: %v, %v", holds, err)
	}
	if holds, err := MustCompile[review]("1 < 2").Holds(nil); !holds || err != nil {
		t.Errorf("a condition that asks nothing: %v, %v", holds, err)
	}
}

func TestDeclareRefusesWordsThatCanBeTakenForOthers(t *testing.T) {
	for word, point := range map[string]string{"fo\u200bcus": "U+200B", "f\u043ecus": "U+043E"} {
		var input *InputError
		if _, err := Declare(Declaration{Name: "tier", Type: Word, Values: []string{"target", word}}); !errors.As(err, &input) || input.Field != "tier" ||
			input.Value != word || !strings.Contains(input.Problem, point) {
			t.Errorf("%q: got %v", word, err)
		}
		d := must(Declare(Declaration{Name: "tier", Type: Word, Values: []string{"target", "focus"}}))
		if err := d.Check(Facts{"tier": word}); !errors.As(err, &input) || !strings.Contains(input.Problem, point) {
			t.Errorf("%q: got %v", word, err)
		}
		var wrong *ExprError
		if _, err := CompileOn(d, `tier == "focus" and `+word+` > 1`); !errors.As(err, &wrong) || wrong.Offset != 20 && wrong.Offset != 22 || !strings.Contains(err.Error(), point) {
			t.Errorf("%q: got %v", word, err)
		}
	}
}

func TestAConditionTellsItsTextItsFactsAndWhatItFound(t *testing.T) {
	c := MustCompile[review]("emf >= 1.70 // no finding quotes a comment\n  and  three_year_premium > 5000 /* nor this */ and emf < 2")
	if got := strings.Join(c.Uses(), " "); got != "emf three_year_premium" {
		t.Errorf("it uses %s", got)
	}
	if c.Source() != "emf >= 1.70 and three_year_premium > 5000 and emf < 2" {
		t.Errorf("the source is %q", c.Source())
	}
	got, err := c.Find(aReview(), "85-23-4.1")
	want := Verbatim("85-23-4.1", true, "emf >= 1.70 and three_year_premium > 5000 and emf < 2 holds: emf is 1.70, three_year_premium is 32850")
	want.Facts = []Fact{Str("emf", "1.70"), Str("three_year_premium", "32850")}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
	got, _ = MustCompile[review]("day < date(\"2025-01-01\") or excluded or services contains \"x\" or tier == \"none\"").Find(aReview(), "x")
	if want := "day is 2025-01-31, excluded is false, services is prevention, assessment, tier is focus"; !strings.HasSuffix(got.Text(), "does not hold: "+want) {
		t.Errorf("got %q", got.Text())
	}
	got, _ = MustCompile[review]("1 > 2").Find(aReview(), "x")
	if got.Text() != "1 > 2 does not hold" || got.Facts != nil {
		t.Errorf("got %+v", got)
	}
}

func TestConditionFindGivesTheErrorOfHolds(t *testing.T) {
	c := MustCompile[review](`div(emf, emf - emf, 2, "half_up") > 1`)
	_, err := c.Holds(aReview())
	wantInput(t, "holds", err, "divisor", "0 is not valid")
	_, err = c.Find(aReview(), "x")
	wantInput(t, "find", err, "divisor", "0 is not valid")
	_, err = MustCompile[review]("emf > 1").Holds(nil)
	wantInput(t, "of no facts at all", err, "emf", "missing")
}

func TestAStructThatCannotBeFactsDoesNotCompile(t *testing.T) {
	type word = string
	for want, err := range map[string]error{
		"facts must be a struct, not int":                    compileError[int](),
		"fact rate is a float64; facts are decimal.Decimal":  compileError[struct{ Rate float64 }](),
		"fact case.at is a int64; facts are decimal.Decimal": compileError[struct{ Case struct{ At int64 } }](),
		"fact \"not\": no condition could name it":           compileError[struct{ Not bool }](),
		"fact \"my-emf\": no condition could name it": compileError[struct {
			E int `fact:"my-emf"`
		}](),
		"fact emf stands for two fields": compileError[struct{ EMF, Emf int }](),
	} {
		var e *ExprError
		if !errors.As(err, &e) || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	if _, err := NewTable[int]("t", First, Row[word]{Cite: "x"}); err == nil {
		t.Error("a table over int")
	}
}

func compileError[F any]() error {
	_, err := Compile[F]("true")
	return err
}

func TestADeclarationThatCannotBeIsRefusedNamingTheFact(t *testing.T) {
	for _, c := range []struct {
		declarations []Declaration
		field, text  string
	}{
		{[]Declaration{{Name: "a b", Type: Money}}, "facts", `"a b" is not valid, expected a name of letters, digits and _`},
		{[]Declaration{{Name: "", Type: Money}}, "facts", `missing, expected a name of letters`},
		{[]Declaration{{Name: "9a", Type: Money}}, "facts", `"9a" is not valid`},
		{[]Declaration{{Name: "contains", Type: YesNo}}, "facts", `"contains" is not valid, expected a name of letters, digits and _, and no word of the language`},
		{[]Declaration{{Name: "a", Type: "mony"}}, "a", `"mony" is not valid, expected one of money, factor, rate, number, count, flag, text, date (did you mean "money"?)`},
		{[]Declaration{{Name: "a", Type: "zzz"}}, "a", `"zzz" is not valid, expected one of money, factor, rate, number, count, flag, text, date`},
		{[]Declaration{{Name: "a", Type: Money}, {Name: "a", Type: Day}}, "a", "declared twice"},
		{[]Declaration{{Name: "a", Type: Word, Values: []string{"x", "x"}}}, "a", "expected words that differ, none empty"},
		{[]Declaration{{Name: "a", Type: Word, Values: []string{""}}}, "a", "expected words that differ, none empty"},
		{[]Declaration{{Name: "a", Type: Money, Values: []string{"x"}}}, "a", "a money with its own values is not valid, expected values for a text alone"},
	} {
		_, err := Declare(c.declarations...)
		wantInput(t, c.text, err, c.field, c.text)
	}
}

func declared(t testing.TB) *Declarations {
	t.Helper()
	d, err := Declare(Declaration{Name: "payroll", Type: Money}, Declaration{Name: "emf", Type: Factor}, Declaration{Name: "r", Type: Rate},
		Declaration{Name: "change", Type: Number}, Declaration{Name: "claims", Type: Count}, Declaration{Name: "excluded", Type: YesNo},
		Declaration{Name: "industry", Type: Word, Values: []string{"nursing", "other"}}, Declaration{Name: "note", Type: Word}, Declaration{Name: "on", Type: Day})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func someFacts() Facts {
	return Facts{"payroll": dec("5000.00"), "emf": "1.40", "r": 0, "change": "-2.5", "claims": 3, "excluded": No, "industry": "nursing", "note": "", "on": "2025-01-31"}
}

func TestDeclaredFactsAreReadByTheirTypes(t *testing.T) {
	d := declared(t)
	if err := d.Check(someFacts()); err != nil {
		t.Fatal(err)
	}
	c, err := CompileOn(d, `payroll == 5000 and emf == 1.4 and r == 0 and change < 0 and claims == 3 and not excluded and industry == "nursing" and note == "" and on == date("2025-01-31")`)
	if err != nil {
		t.Fatal(err)
	}
	f := someFacts()
	if holds, err := c.Holds(&f); !holds || err != nil {
		t.Errorf("got %v, %v", holds, err)
	}
	for _, same := range []struct {
		name  string
		value any
	}{{"excluded", false}, {"excluded", "false"}, {"on", calendar.MustParse("2025-01-31")}, {"claims", "3"}, {"claims", dec("3.0")}} {
		f := someFacts()
		f[same.name] = same.value
		if holds, err := c.Holds(&f); !holds || err != nil {
			t.Errorf("%s as a %T: %v, %v", same.name, same.value, holds, err)
		}
	}
	for _, yes := range []any{true, "true", Yes} {
		f := someFacts()
		f["excluded"] = yes
		if holds, err := c.Holds(&f); holds || err != nil {
			t.Errorf("excluded %v: %v, %v", yes, holds, err)
		}
	}
}

func TestADeclaredFactThatCannotBeIsRefused(t *testing.T) {
	d := declared(t)
	for _, c := range []struct {
		name  string
		value any
		text  string
	}{
		{"emf", 1.4, "a float64 is not valid, expected a decimal.Decimal, an int or the text of a decimal number"},
		{"emf", nil, "missing, expected a number"},
		{"emf", decimal.Decimal{}, "missing, expected a decimal number"},
		{"emf", "1,4", `"1,4" is not valid, expected a decimal number: a decimal uses a point, and thousands no comma`},
		{"emf", "-1", "-1 is negative, expected zero or more"},
		{"emf", decimal.New(1, 1000000000), "a number of extreme size"},
		{"claims", "1.5", "1.5 is not valid, expected a whole number"},
		{"claims", -1, "-1 is negative"},
		{"excluded", NotGiven, "missing, expected true or false"},
		{"excluded", "yes", `"yes" is not valid, expected true or false`},
		{"excluded", []string{"true"}, `a []string is not valid, expected true or false`},
		{"industry", "nurse", `"nurse" is not valid, expected one of nursing, other`},
		{"industry", "", "missing, expected one of nursing, other"},
		{"industry", 5, `5 is not valid, expected a text`},
		{"note", true, `true is not valid, expected a text`},
		{"on", "2025-02-30", `2025-02-30 is not valid, expected a date`},
		{"on", calendar.Date{}, "missing, expected a date"},
		{"on", 5, `5 is not valid, expected a date`},
	} {
		f := someFacts()
		f[c.name] = c.value
		wantInput(t, c.text, d.Check(f), c.name, c.text)
	}
	wantInput(t, "unknown", d.Check(with(someFacts(), "payrol", 1)), "payrol", `expected one of payroll, emf, r, change, claims, excluded, industry, note, on (did you mean "payroll"?)`)
	misspelt := with(someFacts(), "payrol", 1)
	delete(misspelt, "payroll")
	wantInput(t, "misspelt", d.Check(misspelt), "payrol", `(did you mean "payroll"?)`)
	wantInput(t, "unknown", d.Check(with(with(someFacts(), "zz", 1), "yy", 1)), "yy", "a fact that the policy does not have")
}

func with(f Facts, name string, value any) Facts { f[name] = value; return f }

func TestFactsOfAMessageKeepTheDigitsThatWereWritten(t *testing.T) {
	var f Facts
	if err := f.UnmarshalJSON([]byte(`{"a": 1.40, "b": "x", "c": true, "d": null, "e": 9007199254740993}`)); err != nil {
		t.Fatal(err)
	}
	if got := Digits(f["a"].(decimal.Decimal)) + f["b"].(string) + Digits(f["e"].(decimal.Decimal)); got != "1.40x9007199254740993" || f["c"] != true || f["d"] != nil {
		t.Errorf("got %v", f)
	}
	for text, want := range map[string]string{
		`{"a": 1e999999999}`:        "a: \"1e999999999\" is not valid",
		`{"a": [[1]]}`:              "a[0]: a list or an object is not valid, expected a number, a text, true or false",
		`{"a": {}}`:                 "a: a list or an object",
		`{"a": [{"b": []}]}`:        "a[0].b: a list or an object",
		`{"a": [{"b": {}}]}`:        "a[0].b: a list or an object",
		`{"a": [{"b": 1, "b": 1}]}`: "a[0].b: a fact that stands twice is not valid",
		`{"a": [1`:                  "a: ",
		`{"a": [}`:                  "a: ",
		`{"a": [{"b": 1`:            "facts: ",
		`{"a": [{"b"`:               "facts: ",
		`{"a": [` + strings.Repeat("1,", MostEntries) + `1]}`: "a: a list of more entries is not valid, expected at most 1000",
		`[]`:               "facts: this is no object",
		`{"a": 1, "a": 2}`: "a: a fact that stands twice is not valid",
		`{"a": 1} {}`:      "facts: what stands after the object is not valid",
		`{"a": 1}x`:        "facts: what stands after the object is not valid",
		`{"a": }`:          "a: ",
		`{"a": 1`:          "facts: ",
		`{"a": 1, 5}`:      "facts: ",
	} {
		if err := f.UnmarshalJSON([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestDeclaredNamesStandInOrder(t *testing.T) {
	want := []string{"payroll", "emf", "r", "change", "claims", "excluded", "industry", "note", "on"}
	if got := declared(t).Names(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v", got)
	}
	if _, err := CompileOn(declared(t), "emf > payrol"); err == nil || !strings.Contains(err.Error(), `did you mean "payroll"?`) {
		t.Errorf("got %v", err)
	}
}

func TestConditionFactsAreWhatItMayAsk(t *testing.T) {
	facts := MustCompile[review]("excluded").Facts()
	want := []Declaration{{Name: "emf", Type: Number}, {Name: "three_year_premium", Type: Number}, {Name: "periods", Type: Number}, {Name: "excluded", Type: YesNo}, {Name: "reason", Type: Word},
		{Name: "tier", Type: Word, Values: []string{"none", "focus", "target"}}, {Name: "day", Type: Day}, {Name: "services", Type: Texts}, {Name: "improved", Type: YesNo},
		{Name: "tiers", Type: Texts, Values: []string{"none", "focus", "target"}}, {Name: "baseline.emf", Type: Number}}
	if diff := cmp.Diff(want, facts); diff != "" {
		t.Error(diff)
	}
	table, err := NewTableOn(declared(t), "levels", First, Row[int]{Cite: "x"})
	if err != nil || table.Name() != "levels" || table.HitPolicy() != First {
		t.Fatalf("got %v, %s, %s", err, table.Name(), table.HitPolicy())
	}
	if got := table.Facts(); len(got) != 9 || got[4].Type != Count || got[6].Values[0] != "nursing" {
		t.Errorf("got %v", got)
	}
}

func TestDeclarations_WithLists(t *testing.T) {
	d, err := declared(t).WithLists(NamedList{"covered", []string{"nursing", "other"}}, NamedList{"counts", []string{"1", "3"}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = NewTableOn(d, "t", First, rows("claims in counts", "claims == 3 or claims == 1", "")...)
	if got := faults(t, err); got != "row 2 can never answer: the rows before it answer first, or its condition never holds" {
		t.Errorf("got %s", got)
	}
	table, err := NewTableOn(d, "t", First, rows("claims in counts", "")...)
	if err != nil {
		t.Fatal(err)
	}
	for claims, want := range map[int]int{1: 0, 2: 1, 3: 0} {
		f := someFacts()
		f["claims"] = claims
		if v, err := table.Decide(&f); err != nil || v != want {
			t.Errorf("%d: got %v, %v", claims, v, err)
		}
	}
	if lists := table.Lists(); len(lists) != 2 || lists[1].Values[1] != "3" || (*Table[Facts, int])(nil).Lists() != nil {
		t.Errorf("got %v", lists)
	}
	for name, lists := range map[string][]NamedList{"lists": make([]NamedList, 101), "claims": {{"claims", []string{"1"}}}, "empty": {{"empty", nil}}} {
		_, err := declared(t).WithLists(lists...)
		wantInput(t, name, err, name, "")
	}
	_, err = d.WithLists(NamedList{"1st", []string{"1"}})
	wantInput(t, "a name", err, "lists", "a name of letters")
}

// Facts are written as they are read: with their digits, and what is missing is null.
func TestFacts_MarshalJSON(t *testing.T) {
	facts := Facts{"emf": dec("22.00"), "none": decimal.Decimal{}, "claims": 3, "excluded": true, "ports": []string{"a"}, "no_list": []int(nil), "nothing": nil,
		"costs": []any{dec("1.0"), 2}, "open": []map[string]any{{"cost": dec("1.50")}}, "closed": []Facts{{"cost": dec("2.0")}, nil}}
	const want = `{"claims":3,"closed":[{"cost":"2.0"},null],"costs":["1.0",2],"emf":"22.00","excluded":true,"no_list":null,"none":null,` +
		`"nothing":null,"open":[{"cost":"1.50"}],"ports":["a"]}`
	data, err := json.Marshal(facts)
	if err != nil || string(data) != want {
		t.Errorf("got  %s, %v\nwant %s", data, err, want)
	}
	var again Facts
	if err := json.Unmarshal(data, &again); err != nil || again["emf"] != "22.00" || again["none"] != nil {
		t.Errorf("read again: %v, %v", again, err)
	}
	if data, err := json.Marshal(Facts(nil)); err != nil || string(data) != "null" {
		t.Errorf("none: %s, %v", data, err)
	}
	for field, v := range map[string]any{"f": 1.4, "f[1]": []any{1, float32(1)}, "g": decimal.New(1, 1<<30)} {
		name, _, _ := strings.Cut(field, "[")
		var e *InputError
		if _, err := json.Marshal(Facts{name: v}); !errors.As(err, &e) || e.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}
