package expression

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
)

func declaredAs(t testing.TB, name string) Type {
	t.Helper()
	of, ok := Declared(name)
	if !ok {
		t.Fatal(name)
	}
	return of
}

func withLists(t testing.TB) *Scope {
	entry := []Fact{{"cost", declaredAs(t, "money")}, {"open", declaredAs(t, "flag")}, {"severity", Type{Kind: TextKind, Words: []string{"minor", "serious"}}},
		{"on", declaredAs(t, "date")}}
	return &Scope{
		Facts: []Fact{{"claims", ListOf(entry)}, {"days", ListOf([]Fact{{Plain, declaredAs(t, "count")}})}, {"codes", ListOf([]Fact{{Plain, declaredAs(t, "text")}})},
			{"met", ListOf([]Fact{{Plain, declaredAs(t, "flag")}})}, {"limit", declaredAs(t, "money")}, {"naics", declaredAs(t, "text")}, {"on", declaredAs(t, "date")}},
		Lists: []List{NewList("building", []string{"23", "236"}), NewList("large", strings.Fields(strings.Repeat("1 ", 600)))},
	}
}

// listFacts are what the conditions of the tests are asked of.
func listFacts() map[string]any {
	return map[string]any{
		"claims": []map[string]any{{"cost": 1500, "open": true, "severity": "minor", "on": "2025-01-31"}, {"cost": "200.10", "open": false, "severity": "serious"},
			{"cost": decimal.New(5, -1), "severity": "minor", "open": true}},
		"days": []any{12, "30", nil}, "codes": []string{"a1", "b2"}, "met": []bool{true, false, true}, "limit": 1000, "naics": "2362", "on": "2025-06-30",
	}
}

func readLists(s *Scope, facts map[string]any) func(slot int) (Value, error) {
	return func(slot int) (Value, error) { return s.Facts[slot].Read(facts[s.Facts[slot].Name]) }
}

func TestProgramEval_entries(t *testing.T) {
	s := withLists(t)
	for source, want := range map[string]string{
		`any(claims, .cost > 1000)`:                                     "true",
		`any(claims, .cost > limit and .open)`:                          "true",
		`any(claims, cost > limit * 2)`:                                 "false",
		`any(claims, {#.cost > 1000})`:                                  "true",
		`any(claims, severity == "serious")`:                            "true",
		`any(claims, .severity in ["serious"])`:                         "true",
		`all(claims, .cost > 0)`:                                        "true",
		`all(claims, .open)`:                                            "false",
		`count(claims, .open)`:                                          "2",
		`count(claims, .open) >= 2`:                                     "true",
		`sum(claims, .cost)`:                                            "1700.60",
		`sum(claims, .open ? .cost : 0)`:                                "1500.5",
		`sum(claims, .cost * 0.1)`:                                      "170.060",
		`len(claims) + len(days) + len(codes)`:                          "8",
		`any(["x", "23"], naics startsWith #)`:                          "true",
		`count(met)`:                                                    "2",
		`not all(met, #)`:                                               "true",
		`any(codes, # startsWith "b")`:                                  "true",
		`count(codes, # in ["a1", "c3"])`:                               "1",
		`any(building, naics startsWith #)`:                             "true",
		`count(building, naics startsWith #)`:                           "2",
		`all(days, # <= 30)`:                                            "days[2]: missing, expected a number",
		`all(days, # <= 20)`:                                            "false", // whatever the third is
		`any(days, # > 20)`:                                             "true",
		`sum(days)`:                                                     "days[2]: missing, expected a number",
		`any(claims, .on > date("2025-02-01"))`:                         "claims[1].on: missing, expected a date",
		`any(claims, .on < date("2025-02-01"))`:                         "true",
		`any(claims, .cost < 1 and .on < $env.on)`:                      "claims[2].on: missing, expected a date",
		`any(claims, .cost < 1 or .on > $env.on)`:                       "true",
		`count(claims, .severity == "minor" or .on > $env.on)`:          "claims[1].on: missing, expected a date",
		`all(claims, .cost < 0 ? .on < $env.on : true)`:                 "true",
		`any(claims, (.on > $env.on ? 1 : 2) == 1)`:                     "claims[1].on: missing, expected a date",
		`any(claims, div(.cost, .cost - 1500, 2, "down") > 1)`:          "divisor: 0 is not valid, expected a number other than zero",
		`any(claims, .cost < 1 and div(1, .cost - 0.5, 2, "down") > 1)`: "divisor: 0 is not valid, expected a number other than zero",
		`any(claims, .cost < 1 and days(.on - $env.on) > 1)`:            "claims[2].on: missing, expected a date",
		`limit > 5000 and any(claims, .on > $env.on)`:                   "false", // which is not reached
	} {
		p, err := Compile(source, s)
		if err != nil {
			t.Errorf("%s: %v", source, err)
			continue
		}
		if !p.AsksEntries() && !strings.HasPrefix(source, "len") {
			t.Errorf("%s asks no entries", source)
		}
		read := readLists(s, listFacts())
		say := func(v Value, err error) string {
			var input *calendar.InputError
			if errors.As(err, &input) {
				return input.Error()
			}
			return v.String()
		}
		if got := say(p.EvalLazy(read)); got != want {
			t.Errorf("%s: got %s, want %s", source, got, want)
		}
		values := make([]Value, len(p.Uses()))
		for i, slot := range p.Uses() {
			if values[i], err = read(slot); err != nil {
				t.Fatal(err)
			}
		}
		if got := say(p.Eval(values)); got != want {
			t.Errorf("%s of values: got %s, want %s", source, got, want)
		}
		if strings.Contains(source, "$env") {
			continue
		}
		if back, err := Compile(p.Root().String(), s); err != nil || back.Root().String() != p.Root().String() {
			t.Errorf("%s written back as %s: %v", source, p.Root(), err)
		}
	}
}

func TestProgramEval_entriesOfNone(t *testing.T) {
	s := withLists(t)
	for source, want := range map[string]string{"any(claims, .cost > 0)": "false", "all(claims, .cost > 0)": "true", "count(claims, .open)": "0", "sum(claims, .cost)": "0", "len(codes)": "0"} {
		p, err := Compile(source, s)
		if err != nil {
			t.Fatal(err)
		}
		v, err := p.EvalLazy(readLists(s, map[string]any{"claims": []any{}, "codes": []any{}}))
		if err != nil || v.String() != want {
			t.Errorf("%s: got %v, %v", source, v, err)
		}
		if _, err := p.EvalLazy(readLists(s, map[string]any{"claims": []map[string]any(nil)})); err == nil || !strings.Contains(err.Error(), ": missing, expected a list of") {
			t.Errorf("%s: got %v of no list", source, err)
		}
	}
}

func TestCompile_entriesRefused(t *testing.T) {
	s := withLists(t)
	for source, want := range map[string]string{
		`any(claims, .csot > 1)`:                                    `13: unknown field of claims "csot", expected one of cost, open, severity, on (did you mean "cost"?)`,
		`any(claims, .cost)`:                                        `13: expected true or false here, found a number`,
		`sum(claims, .open) > 1`:                                    `13: expected a number here, found true or false`,
		`any(claims, # > 1)`:                                        `12: an entry of claims is a record: ask a field of it, as in .cost`,
		`any(days, .cost > 1)`:                                      `11: an entry of days has no such parts: ask #`,
		`any(claims, .cost.net > 1)`:                                `18: an entry of claims has no such parts: ask cost`,
		`any(claims, .severity == "seriuos")`:                       `unknown value "seriuos", expected one of minor, serious (did you mean "serious"?)`,
		`any(claims, severity == serious)`:                          `words need quotes: "serious"`,
		`any(claims, .cost > "1")`:                                  `a number cannot be compared with a text`,
		`any(claims, on < date("2025-01-01"))`:                      `12: on is a fact and a field of claims: write .on for the field, $env.on for the fact`,
		`any(claims, any(days, # > 1))`:                             `12: any stands in a question of each entry of another list: lists are asked one at a time`,
		`any(limit, # > 1)`:                                         `4: expected a list here, found a number`,
		`any(clams, .cost > 1)`:                                     `4: unknown fact "clams"`,
		`any(limit > 1 ? codes : codes, # == "a")`:                  `10: expected a list by its name here`,
		`any(days, #index > 1)`:                                     `10: #index is not part of a condition`,
		`count(days) > 1`:                                           `0: count takes what is asked of each entry: count(list, .field > 1)`,
		`sum(claims) > 1`:                                           `0: sum takes what is asked of each entry: sum(list, .field)`,
		`any(claims, clams > 1)`:                                    `12: unknown fact "clams"`,
		`claims == claims`:                                          `7: lists are not compared; ask any(list, …), all(list, …), count(list, …) or sum(list, …)`,
		`claims in [claims]`:                                        `11: a list of entries cannot be compared with a list of entries`,
		`filter(claims, .cost > 1) == 1`:                            `unknown function "filter", expected one of all, any, count, sum, date`,
		`any(claims, ` + strings.Repeat(`.cost * `, 11) + `1 > 1)`:  `multiplies more than 1000 times, where one in a question of each entry counts 100 times`,
		`any(claims, .severity in large) or any(codes, # in large)`: "",
		`any(codes, # in large) or any(large, # == "1")`:            `asks for more than 50000 values of lists`,
		`any() `:                            `4: expected at least 2 arguments`,
		`any(["a", 1], # == "a")`:           `10: expected a text here: a list that is written out is one of texts`,
		`any(claims, $env.clams > 1)`:       `unknown fact "clams"`,
		`any(claims, $env > 1)`:             `no currency sign`,
		`any(claims, .cost > 1,000)`:        `21: a decimal uses a point, and thousands no comma`,
		`any(claims, .cost > 6,0)`:          `21: a decimal uses a point, and thousands no comma`,
		`any(claims, .cost = 1)`:            `18: to compare, write ==`,
		`any(claims, .open AND .cost > 1)`:  `18: write and`,
		`any(claims, .open & .cost > 1)`:    `18: write and`,
		`any(claims, .cost > 6%)`:           `21: no percent sign`,
		`any(claims, .severity == “minor”)`: `25: text stands in straight quotes`,
		`any(claims, .cost ≥ 1)`:            `18: write >=`,
		`any(claims, .severity in [minor])`: `26: words need quotes: "minor"`,
		`any(claims, .on > 2025)`:           `16: a date cannot be compared with a number; a date is written date("2025-01-31")`,
		`any(claims, .on in [2025])`:        `a number cannot be compared with a date; a date is written date("2025-01-31")`,
		`any(claims, days(.on - 2025) > 1)`: `expected a date here, found a number; a date is written date("2025-01-31")`,
		`limit in [1,000]`:                  `11: a decimal uses a point, and thousands no comma`,
		`limit > max(1,000, 5)`:             `13: a decimal uses a point, and thousands no comma`,
		`any(days, #index.x > 1)`:           `#index is not part of a condition`,
		`limit in large`:                    "",
	} {
		_, err := CompileBool(source, s)
		var e *Error
		if want == "" {
			if err == nil || strings.Contains(source, "or any") {
				continue
			}
		}
		if !errors.As(err, &e) {
			t.Errorf("%s: got %v", source, err)
			continue
		}
		got := fmt.Sprintf("%d: %s", e.Offset, e.Message)
		if e.Suggestion != "" {
			got += fmt.Sprintf(" (did you mean %q?)", e.Suggestion)
		}
		if !strings.Contains(got, want) {
			t.Errorf("%s: got %s, want %s", source, got, want)
		}
	}
}

func TestFactRead_entries(t *testing.T) {
	s := withLists(t)
	claims, days, codes := s.Facts[0], s.Facts[1], s.Facts[2]
	type record map[string]any // as a host may name its own
	for _, c := range []struct {
		of    Fact
		given any
		want  string
	}{
		{claims, []record{{"cost": 1, "open": true}, {}}, "{cost: 1, open: true}, {}"},
		{claims, []map[string]any{{"cost": nil, "on": calendar.Date{}, "severity": "minor"}}, "{severity: minor}"},
		{claims, []any{}, "no entry"},
		{days, []int{3, 4}, "3, 4"},
		{days, []any{nil, "4"}, "not given, 4"},
		{days, []decimal.Decimal{decimal.New(5, 0), {}}, "5, not given"},
		{codes, []any{"a", "b"}, "a, b"},
		{claims, nil, "claims: missing, expected a list of entries"},
		{codes, []string(nil), "codes: missing, expected a list of texts"},
		{claims, 5, "claims: 5 is not valid, expected a list of entries"},
		{claims, []any{5}, "claims[0]: 5 is not valid, expected an object of cost, open, severity, on"},
		{claims, []any{nil}, "claims[0]: missing, expected an object"},
		{claims, []record{{"cost": 1}, {"cost": -1}}, "claims[1].cost: -1 is negative, expected zero or more"},
		{claims, []record{{"severity": "fatal"}}, `claims[0].severity: "fatal" is not valid, expected one of minor, serious`},
		{claims, []record{{"severity": ""}}, "claims[0].severity: missing, expected one of minor, serious"},
		{claims, []record{{"cost": []int{1}}}, "claims[0].cost: a []int is not valid"},
		{claims, []record{{"costs": 1}}, `claims[0].costs: a field that an entry does not have is not valid, expected one of cost, open, severity, on (did you mean "cost"?)`},
		{days, []any{1, 1.5}, "days[1]: a float64 is not valid"},
		{codes, []any{"a", 5}, "codes[1]: 5 is not valid, expected a text"},
		{days, make([]int, 1001), "days: a list of 1001 entries is not valid, expected at most 1000"},
	} {
		v, err := c.of.Read(c.given)
		got := v.String()
		if err != nil {
			got = err.Error()
		}
		if !strings.HasPrefix(got, c.want) {
			t.Errorf("%v: got %s, want %s", c.given, got, c.want)
		}
	}
	if n := mustRead(t, claims, []record{{"cost": 1, "open": true}, {}, {"cost": 2}}).Numbers(); len(n) != 2 || n[1].String() != "2" {
		t.Errorf("got %v", n)
	}
	if n, none := Int(3).Numbers(), Str("3").Numbers(); len(n) != 1 || none != nil {
		t.Errorf("got %v, %v", n, none)
	}
	one, _ := days.Read([]int{1})
	other, _ := days.Read([]int{1})
	if !one.Equal(other) || one.Equal(mustRead(t, days, []int{2})) || one.Len() != 1 {
		t.Error("two lists are equal when their entries are")
	}
	cents, more := mustRead(t, claims, []record{{"cost": "9.00"}, {}}), mustRead(t, claims, []record{{"cost": "9.00"}, {}, {}})
	if !cents.Equal(mustRead(t, claims, []record{{"cost": 9}, {}})) || cents.Equal(mustRead(t, claims, []record{{}, {"cost": 9}})) ||
		cents.Equal(mustRead(t, claims, []record{{"cost": 0}, {}})) || cents.Equal(more) || more.Equal(cents) {
		t.Error("a number is equal by its size, and a field that is missing to another that is")
	}
}

func mustRead(t *testing.T, f Fact, given any) Value {
	v, err := f.Read(given)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestProgramEvalPartial_entries(t *testing.T) {
	s := withLists(t)
	for _, c := range []struct {
		source, want string
		without      string
	}{
		{"any(claims, .cost > 1000)", "true", ""},
		{"any(claims, .cost > limit)", "open: limit", "limit"},
		{"any(claims, .cost > limit and .open)", "open: limit", "limit"},
		{"any(claims, .cost > 1000)", "open: claims", "claims"},
		{"any(claims, .on > $env.on)", "open: claims[1].on claims[2].on", ""},
		{"any(claims, .on < $env.on)", "true", ""},
		{"all(claims, .on < $env.on)", "open: claims[1].on claims[2].on", ""},
		{"all(claims, .on > $env.on)", "false", ""},
		{"count(claims, .on < $env.on) > 1", "open: claims[1].on claims[2].on", ""},
		{"any(claims, .on > $env.on) or limit > 1", "true", ""},
		{"any(claims, div(1, .cost - 1500, 2, \"down\") > 1)", "error", ""},
		{"sum(claims, .cost) > 1700.5", "true", ""},
		{"any(codes, # == naics)", "false", ""},
		{"any(days, div(1, limit - 1000, 2, \"down\") > 1)", "error", ""},
		{"any(large, # == naics)", "open: naics", "naics"},
	} {
		p, err := CompileBool(c.source, s)
		if err != nil {
			t.Fatal(err)
		}
		facts := listFacts()
		delete(facts, c.without)
		v, known, open, err := p.EvalPartial(func(slot int) (Value, bool, error) {
			given, has := facts[s.Facts[slot].Name]
			if !has {
				return Value{}, false, nil
			}
			v, err := s.Facts[slot].Read(given)
			return v, true, err
		})
		got := v.String()
		switch {
		case err != nil:
			got = "error"
		case !known:
			got = "open:"
			for _, o := range open {
				got += " " + o.Name
			}
		}
		if got != c.want {
			t.Errorf("%s without %q: got %s, want %s", c.source, c.without, got, c.want)
		}
	}
	unread := errors.New("unread")
	p, _ := CompileBool("any(claims, .open)", s)
	if _, _, _, err := p.EvalPartial(func(int) (Value, bool, error) { return Value{}, false, unread }); err != unread {
		t.Errorf("got %v", err)
	}
	if _, err := p.EvalLazy(func(int) (Value, error) { return Value{}, unread }); err != unread {
		t.Errorf("got %v", err)
	}
}

func TestProgramDecisive(t *testing.T) {
	s := withLists(t)
	for source, want := range map[string]string{
		"any(claims, .cost > 1000)":                              "[0] {cost: 1500, open: true, severity: minor, on: 2025-01-31}",
		"not any(claims, .cost > 5000)":                          "{cost: 1500, open: true, severity: minor, on: 2025-01-31}, {cost: 200.10, open: false, severity: serious}, {cost: 0.5, open: true, severity: minor}",
		"all(claims, .open)":                                     "[1] {cost: 200.10, open: false, severity: serious}",
		"count(claims, .cost < 1) == 1 or any(claims, not open)": "[1] {cost: 200.10, open: false, severity: serious}, [2] {cost: 0.5, open: true, severity: minor}",
		"sum(claims, .cost < 1 ? .cost : 0) > 1":                 "[2] {cost: 0.5, open: true, severity: minor}",
		"any(codes, # == \"b2\")":                                "b2",
		"any(codes, # == \"b2\") and len(codes) == 2":            "a1, b2",
		"any(days, # == 12)":                                     "[0] 12",
		"all(days, # < 12)":                                      "[0] 12, [1] 30", // the third may be less
		"limit > 1 and any(large, # == \"1\")":                   "1000",
	} {
		p, err := CompileBool(source, s)
		if err != nil {
			t.Fatal(err)
		}
		values := make([]Value, len(p.Uses()))
		for i, slot := range p.Uses() {
			if values[i], err = readLists(s, listFacts())(slot); err != nil {
				t.Fatal(err)
			}
		}
		if got := p.Decisive(values)[0].String(); got != want {
			t.Errorf("%s: got %s, want %s", source, got, want)
		}
	}
}

func TestNodeBind_entries(t *testing.T) {
	s := withLists(t)
	claims := mustRead(t, s.Facts[0], listFacts()["claims"])
	for source, want := range map[string]string{
		"any(claims, .cost > 1000)":  "true",
		"any(claims, .cost > limit)": "any({cost: 1500, open: true, severity: minor, on: 2025-01-31}, {cost: 200.10, open: false, severity: serious}, {cost: 0.5, open: true, severity: minor}, (.cost > limit))",
	} {
		p, err := CompileBool(source, s)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Root().Bind(map[int]Value{0: claims}).String(); got != want {
			t.Errorf("%s: got %s", source, got)
		}
	}
}

// The first fact is a fact as the others are: a field of its name is said to be two
// things, and its name is no word that lacks its quotes.
func TestCompile_entriesBesideTheFirstFact(t *testing.T) {
	entry := []Fact{{"open", declaredAs(t, "flag")}, {"severity", Type{Kind: TextKind, Words: []string{"minor", "serious"}}}}
	for name, want := range map[string]string{"open": "open is a fact and a field of claims", "serious": "", "minor": ""} {
		s := &Scope{Facts: []Fact{{name, declaredAs(t, "flag")}, {"claims", ListOf(entry)}}}
		if _, err := CompileBool("any(claims, "+name+")", s); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestCompile_theMostDecimals(t *testing.T) {
	s := withLists(t)
	for places, valid := range map[string]bool{"-6": true, "-7": false, "64": true, "65": false} {
		if _, err := CompileBool("round(limit, "+places+`, "half_up") > 1`, s); (err == nil) != valid {
			t.Errorf("%s decimals: %v", places, err)
		}
	}
	if _, err := CompileBool(`any(claims, .open and "minor")`, s); err == nil || !strings.Contains(err.Error(), "expected true or false here, found a text") {
		t.Errorf("got %v", err)
	}
}
