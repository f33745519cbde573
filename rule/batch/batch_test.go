package batch

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

// wantInput checks that an error is an InputError for a field, and what it says.
func wantInput(t *testing.T, about string, err error, field, text string) {
	t.Helper()
	var e *rule.InputError
	if !errors.As(err, &e) || e.Field != field || !strings.Contains(err.Error(), text) {
		t.Errorf("%s: got %v, want an InputError for %s saying %q", about, err, field, text)
	}
}

func bandedTable(t testing.TB) (*rule.Table[rule.Facts, string], Fixed) {
	t.Helper()
	d, err := rule.Declare(rule.Declaration{Name: "premium", Type: rule.Money}, rule.Declaration{Name: "emf", Type: rule.Factor}, rule.Declaration{Name: "claims", Type: rule.Count},
		rule.Declaration{Name: "focus", Type: rule.Factor}, rule.Declaration{Name: "target", Type: rule.Factor}, rule.Declaration{Name: "note", Type: rule.Word})
	if err != nil {
		t.Fatal(err)
	}
	table, err := rule.NewTableOn(d, "levels", rule.First, rule.Row[string]{If: "emf >= target", Then: "target", Cite: "14"},
		rule.Row[string]{If: "emf >= focus", Then: "focus", Cite: "14"}, rule.Row[string]{Then: "none", Cite: "14"})
	if err != nil {
		t.Fatal(err)
	}
	var rows []rule.Bracket[decimal.Decimal, map[string]decimal.Decimal]
	for i := range bands85 {
		b := bands85[len(bands85)-1-i]
		rows = append(rows, rule.Bracket[decimal.Decimal, map[string]decimal.Decimal]{From: dec(b.from), Value: map[string]decimal.Decimal{"focus": dec(b.focus), "target": dec(b.target)}, Cite: "14"})
	}
	schedule, err := rule.NewSchedule(rows...)
	if err != nil {
		t.Fatal(err)
	}
	return table, schedule
}

func batch85(t testing.TB) *Table[string] {
	t.Helper()
	table, schedule := bandedTable(t)
	c, err := New(table, []string{"premium", "emf"}, "premium", schedule)
	if err != nil || c.records == nil {
		t.Fatal(c, err)
	}
	return c
}

func TestTableDecidesAsTheTable(t *testing.T) {
	c, right := batch85(t), byDecimals()
	for _, e := range employers() {
		if got, err := c.Decide(e.Premium, e.EMF); got != right(&e) || err != nil {
			t.Fatalf("%+v: %s, %v, want %s", e, got, err, right(&e))
		}
	}
	table, _ := bandedTable(t)
	alone, err := New(table, []string{"claims", "target", "focus", "emf"}, "", Fixed{})
	if err != nil || alone.records == nil {
		t.Fatal(alone, err)
	}
	rapid.Check(t, func(t *rapid.T) {
		number := func(name string) decimal.Decimal {
			switch rapid.IntRange(0, 9).Draw(t, name+" form") {
			case 0:
				return decimal.Decimal{}
			case 1:
				return decimal.New(rapid.Int64().Draw(t, name), rapid.Int32Range(-70, 70).Draw(t, name+" exponent"))
			}
			return decimal.New(rapid.Int64Range(-300, 300).Draw(t, name), rapid.Int32Range(-4, 3).Draw(t, name+" exponent"))
		}
		premium, emf, claims, target := number("premium"), number("emf"), number("claims"), number("target")
		for _, c := range []struct {
			batch  *Table[string]
			record []decimal.Decimal
		}{{c, []decimal.Decimal{premium, emf}}, {alone, []decimal.Decimal{claims, target, premium, emf}}} {
			got, err := c.batch.Decide(c.record...)
			want, fault := c.batch.plain(c.record)
			if got != want || fmt.Sprint(err) != fmt.Sprint(fault) {
				t.Fatalf("%v: %v, %v and plain %v, %v", c.record, got, err, want, fault)
			}
		}
	})
}

func TestTableRefusesARecordThatCannotBe(t *testing.T) {
	c := batch85(t)
	_, err := c.Decide(dec("1"))
	wantInput(t, "too short", err, "levels", "a record of 1 facts is not valid, expected 2")
	_, err = c.Decide(dec("1"), decimal.Decimal{})
	wantInput(t, "missing", err, "emf", "missing")
	_, err = c.Decide(dec("-1"), dec("1"))
	wantInput(t, "negative", err, "premium", "-1 is negative")
	late, err := rule.NewSchedule(rule.Bracket[decimal.Decimal, map[string]decimal.Decimal]{From: dec("5"), Value: map[string]decimal.Decimal{"focus": dec("1"), "target": dec("2")}, Cite: "14"})
	if err != nil {
		t.Fatal(err)
	}
	c, err = New(c.table, []string{"premium", "emf"}, "premium", late)
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Decide(dec("4.99"), dec("1"))
	wantInput(t, "before the first row", err, "premium", "4.99 is not valid, expected a number from the first row")
	table, schedule := bandedTable(t)
	_, err = New(table, []string{"premium", "note"}, "premium", schedule)
	wantInput(t, "a text", err, "note", "no number of the table")
	_, err = New(table, []string{"premium", "emf"}, "claims", schedule)
	wantInput(t, "by what is not there", err, "claims", "a fact that no record has")
	_, err = New(table, []string{"premium"}, "premium", schedule)
	wantInput(t, "a fact that is asked", err, "emf", "missing, expected every fact that a condition asks")
	wrong, _ := rule.NewSchedule(rule.Bracket[decimal.Decimal, map[string]decimal.Decimal]{Value: map[string]decimal.Decimal{"focs": dec("1")}, Cite: "14"})
	_, err = New(table, []string{"premium", "emf"}, "premium", wrong)
	wantInput(t, "a fixed fact that is not there", err, "focs", "no number of the table")
}

func TestNewOfATableThatIsNotForTheFastPath(t *testing.T) {
	d, err := rule.Declare(rule.Declaration{Name: "claims", Type: rule.Count}, rule.Declaration{Name: "b", Type: rule.Number})
	if err != nil {
		t.Fatal(err)
	}
	table, err := rule.NewTableOn(d, "t", rule.First, rule.Row[int]{If: "abs(claims) > 1", Then: 1, Cite: "1"}, rule.Row[int]{Then: 2, Cite: "1"})
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(table, []string{"claims", "b"}, "", Fixed{})
	if err != nil || c.records != nil {
		t.Fatal(c, err)
	}
	if v, err := c.Decide(dec("2"), dec("0")); v != 1 || err != nil {
		t.Errorf("%v, %v", v, err)
	}
	_, err = c.Decide(dec("2.5"), dec("0"))
	wantInput(t, "a fraction", err, "claims", "expected a whole number")
}

// All records at once are answered as one after the other, up to the first that
// has no answer.
func TestTableDecideAllIsDecideOfEachRecord(t *testing.T) {
	table, schedule := bandedTable(t)
	counted, err := New(table, []string{"premium", "emf", "claims"}, "premium", schedule)
	if err != nil || counted.records == nil {
		t.Fatal(counted, err)
	}
	tests := []struct {
		batch *Table[string]
		facts int
	}{{batch85(t), 2}, {counted, 3}}
	for _, names := range [][]string{{"claims", "target", "focus", "emf"}, {"emf", "focus", "target"}} {
		c, err := New(table, names, "", Fixed{})
		if err != nil || c.records == nil {
			t.Fatal(c, err)
		}
		tests = append(tests, struct {
			batch *Table[string]
			facts int
		}{c, len(names)})
	}
	near := []string{"0", "1.39", "1.40", "1.499999", "1.50", "5000", "4999.99", "12500.00", "60000", "1e17", "1.1e-30", "3"}
	rapid.Check(t, func(t *rapid.T) {
		test := rapid.SampledFrom(tests).Draw(t, "table")
		number := rapid.SampledFrom(near)
		all := make([][]decimal.Decimal, test.facts)
		n := rapid.SampledFrom([]int{0, 1, 7, block - 1, block, block + 1, 2*block + 3}).Draw(t, "records")
		for j := range all {
			for range n {
				all[j] = append(all[j], dec(number.Draw(t, "number")))
			}
		}
		if n > 0 && rapid.Bool().Draw(t, "wrong") {
			all[rapid.IntRange(0, test.facts-1).Draw(t, "fact")][rapid.IntRange(0, n-1).Draw(t, "record")] = rapid.SampledFrom([]decimal.Decimal{{}, dec("-1"), dec("-0.5")}).Draw(t, "bad")
		}
		answers := make([]string, n)
		done, err := test.batch.DecideAll(answers, all...)
		for i := range n {
			record := make([]decimal.Decimal, test.facts)
			for j := range record {
				record[j] = all[j][i]
			}
			want, fault := test.batch.Decide(record...)
			if i < done && (answers[i] != want || fault != nil) || i == done && (fault == nil || fmt.Sprint(err) != fmt.Sprint(fault) || answers[i] != "") {
				t.Fatalf("record %d of %d, %v: %q, %v, want %q, %v", i, done, record, answers[i], err, want, fault)
			}
			if i == done {
				return
			}
		}
		if done != n || err != nil {
			t.Fatal(done, n, err)
		}
	})
}

func TestTableDecideAllAllocatesNothing(t *testing.T) {
	c, all := batch85(t), employers()
	premiums, factors, answers := make([]decimal.Decimal, len(all)), make([]decimal.Decimal, len(all)), make([]string, len(all))
	for i, e := range all {
		premiums[i], factors[i] = e.Premium, e.EMF
	}
	if n := testing.AllocsPerRun(5, func() {
		if n, err := c.DecideAll(answers, premiums, factors); n != len(all) || err != nil {
			t.Fatal(n, err)
		}
	}); n > 0 {
		t.Errorf("%v allocations for %d records", n, len(all))
	}
}

func TestTableDecideAllRefusesColumnsThatCannotBe(t *testing.T) {
	c, one := batch85(t), []decimal.Decimal{dec("1")}
	n, err := c.DecideAll(make([]string, 1), one)
	wantInput(t, "too few", err, "levels", "a record of 1 facts is not valid, expected 2")
	short, err2 := c.DecideAll(make([]string, 2), []decimal.Decimal{dec("1"), dec("2")}, one)
	wantInput(t, "too short", err2, "emf", "a column of 1 is not valid, expected 2, one for each answer")
	if n != 0 || short != 0 {
		t.Errorf("%d and %d are decided", n, short)
	}
}

// Conditions that compute have no cells: each is asked of every record, as the table
// asks it; where no row answers, the error is the table's.
func TestTable_Decide_overArithmetic(t *testing.T) {
	d, err := rule.Declare(rule.Declaration{Name: "claims", Type: rule.Count}, rule.Declaration{Name: "a", Type: rule.Number}, rule.Declaration{Name: "b", Type: rule.Number})
	if err != nil {
		t.Fatal(err)
	}
	for name, rows := range map[string][]rule.Row[string]{
		"computed": {{If: "a * b > 2 * claims - 1", Then: "product", Cite: "1"}, {If: "a - -b + claims > 5", Then: "sum", Cite: "2"}},
		"compared": {{If: "a > b", Then: "product", Cite: "1"}, {If: "(claims > 2 ? a : b) > 1.5", Then: "sum", Cite: "2"}, {Cite: "3"}},
		"cells":    {{If: "a > 2", Then: "product", Cite: "1"}, {If: "claims > 2 and b > 1.5", Then: "sum", Cite: "2"}, {Cite: "3"}},
	} {
		table, err := rule.NewTableOn(d, "t", rule.First, rows...)
		if err != nil {
			t.Fatal(err)
		}
		c, err := New(table, []string{"b", "claims", "a"}, "", Fixed{})
		if err != nil || c.records == nil {
			t.Fatal(name, c, err)
		}
		decided := map[string]int{}
		var want []string
		columns := make([][]decimal.Decimal, 3)
		for _, a := range []string{"-3", "0", "0.5", "1.25", "2", "2.50", "7.125"} {
			for _, b := range []string{"-2", "0.00", "1.5", "1.75", "2", "4"} {
				for _, claims := range []string{"0", "1", "2", "3", "5"} {
					record := []decimal.Decimal{dec(b), dec(claims), dec(a)}
					right, fault := table.Decide(&rule.Facts{"a": dec(a), "b": dec(b), "claims": dec(claims)})
					got, err := c.Decide(record...)
					if decided[right]++; got != right || fmt.Sprint(err) != fmt.Sprint(fault) {
						t.Errorf("%s: a %s, b %s, claims %s: %q, %v, want %q, %v", name, a, b, claims, got, err, right, fault)
					}
					if fault != nil {
						if n, err := c.DecideAll(make([]string, 1), record[:1], record[1:2], record[2:]); n != 0 || fmt.Sprint(err) != fmt.Sprint(fault) {
							t.Errorf("%s: a %s, b %s, claims %s: all: %d, %v, want %v", name, a, b, claims, n, err, fault)
						}
						continue
					}
					want = append(want, right)
					for i, d := range record {
						columns[i] = append(columns[i], d)
					}
				}
			}
		}
		all := make([]string, len(want))
		if n, err := c.DecideAll(all, columns...); n != len(all) || err != nil || !slices.Equal(all, want) {
			t.Errorf("%s: %d, %v: %v", name, n, err, all)
		}
		if decided["product"] < 20 || decided["sum"] < 20 || decided[""] < 20 {
			t.Errorf("%s: %v", name, decided)
		}
	}
}

func BenchmarkTable(b *testing.B) {
	c, all, right := batch85(b), employers(), byDecimals()
	want := make([]string, len(all))
	for i := range all {
		want[i] = right(&all[i])
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		e := &all[i%4096]
		if got, err := c.Decide(e.Premium, e.EMF); got != want[i%4096] || err != nil {
			b.Fatal(*e, got, err)
		}
	}
}

func ExampleNew() {
	d, err := rule.Declare(rule.Declaration{Name: "premium", Type: rule.Money}, rule.Declaration{Name: "emf", Type: rule.Factor}, rule.Declaration{Name: "focus", Type: rule.Factor})
	if err != nil {
		fmt.Println(err)
		return
	}
	table, err := rule.NewTableOn(d, "levels", rule.First, rule.Row[string]{If: "emf >= focus", Then: "focus", Cite: "85-23-14"}, rule.Row[string]{Then: "none", Cite: "85-23-14"})
	if err != nil {
		fmt.Println(err)
		return
	}
	type values = map[string]decimal.Decimal
	bands, err := rule.NewSchedule(rule.Bracket[decimal.Decimal, values]{From: dec("0"), Value: values{"focus": dec("1.40")}, Cite: "85-23-14"},
		rule.Bracket[decimal.Decimal, values]{From: dec("5000"), Value: values{"focus": dec("1.50")}, Cite: "85-23-14"})
	if err != nil {
		fmt.Println(err)
		return
	}
	employers, err := New(table, []string{"premium", "emf"}, "premium", bands)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(employers.Decide(dec("4999.99"), dec("1.45")))
	fmt.Println(employers.Decide(dec("5000"), dec("1.45")))
	fmt.Println(employers.Decide(dec("5000"), decimal.Decimal{}))
	// Output:
	// focus <nil>
	// none <nil>
	//  emf: missing, expected a decimal number
}

func ExampleTable_DecideAll() {
	d, err := rule.Declare(rule.Declaration{Name: "emf", Type: rule.Factor})
	if err != nil {
		fmt.Println(err)
		return
	}
	table, err := rule.NewTableOn(d, "levels", rule.First, rule.Row[string]{If: "emf >= 1.40", Then: "focus", Cite: "85-23-14"}, rule.Row[string]{Then: "none", Cite: "85-23-14"})
	if err != nil {
		fmt.Println(err)
		return
	}
	employers, err := New(table, []string{"emf"}, "", Fixed{})
	if err != nil {
		fmt.Println(err)
		return
	}
	levels := make([]string, 3)
	n, err := employers.DecideAll(levels, []decimal.Decimal{dec("1.40"), dec("1.39"), {}})
	fmt.Printf("%d %q %v\n", n, levels, err)
	// Output: 2 ["focus" "none" ""] emf: missing, expected a decimal number
}

func TestNew_lists(t *testing.T) {
	d, err := rule.Declare(rule.Declaration{Name: "claims", Type: rule.Count})
	if err == nil {
		d, err = d.WithLists(rule.NamedList{Name: "few", Values: []string{"1", "2"}})
	}
	if err != nil {
		t.Fatal(err)
	}
	table, err := rule.NewTableOn(d, "t", rule.First, rule.Row[int]{If: "claims in few", Then: 1, Cite: "x"}, rule.Row[int]{Then: 2, Cite: "x"})
	if err != nil {
		t.Fatal(err)
	}
	b, err := New(table, []string{"claims"}, "", Fixed{})
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range map[int64]int{1: 1, 2: 1, 3: 2} {
		if got, err := b.Decide(decimal.NewFromInt(n)); err != nil || got != want {
			t.Errorf("%d: got %d, %v", n, got, err)
		}
	}
}
