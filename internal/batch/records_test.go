package batch

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/expression"
	"pgregory.net/rapid"
)

var recordScope = &expression.Scope{Facts: []expression.Fact{
	{Name: "premium", Type: expression.Type{Minimum: true}}, {Name: "emf"}, {Name: "claims", Type: expression.Type{Minimum: true, Whole: true}}}}

// recordTests are conditions over records of all the facts of the scope, and
// whether they are answered by cells.
func recordTests(t testing.TB, cells bool, sources ...string) (*Records, []*expression.Program) {
	t.Helper()
	var programs []*expression.Program
	var roots []*expression.Node
	for _, source := range sources {
		p, err := expression.CompileBool(source, recordScope)
		if err != nil {
			t.Fatal(err)
		}
		programs, roots = append(programs, p), append(roots, p.Root())
	}
	r := New(recordScope.Facts, nil, roots).Records(recordScope.Facts, []int{0, 1, 2})
	if r == nil || (r.tests.cells != nil) != cells {
		t.Fatal("cells:", !cells)
	}
	return r, programs
}

// A record is answered as its conditions are, or not at all; and many at once
// as one after the other.
func TestRecordsFirstAnswersAsThePlainEvaluator(t *testing.T) {
	byCells, cellPrograms := recordTests(t, true, "premium >= 5000 and emf >= 1.50", "emf >= 1.40 and not (emf >= 1.45)", "claims == 2")
	byTree, treePrograms := recordTests(t, false, "emf * premium > 7000", "premium + claims < 3", "emf < 1")
	number := rapid.SampledFrom([]string{"0", "1.39", "1.40", "1.45", "1.499999", "1.50", "5000", "4999.99", "1e17", "1.1e-30", "3", "2", "2.5", "-1", "1e40"})
	rapid.Check(t, func(t *rapid.T) {
		records, programs := byCells, cellPrograms
		if rapid.Bool().Draw(t, "tree") {
			records, programs = byTree, treePrograms
		}
		n := rapid.IntRange(0, 9).Draw(t, "records")
		columns := make([][]decimal.Decimal, 3)
		for j := range columns {
			for range n {
				d := decimal.Decimal{}
				if rapid.IntRange(0, 20).Draw(t, "given") > 0 {
					d = dec(number.Draw(t, "number"))
				}
				columns[j] = append(columns[j], d)
			}
		}
		from := rapid.IntRange(0, n).Draw(t, "from")
		rows := slices.Repeat([]int32{5}, n-from) // whatever they held
		records.FirstOfEach(rows, columns, from)
		for i := range n {
			record := []decimal.Decimal{columns[0][i], columns[1][i], columns[2][i]}
			row, ok := records.First(record)
			if want, valid := plainFirst(programs, record); ok && (!valid || row != want) {
				t.Fatalf("%v: row %d, plain %d, %v", record, row, want, valid)
			}
			if i < from {
				continue
			}
			switch at := rows[i-from]; {
			case records == byTree && at >= 0:
				t.Fatalf("%v is answered by cells that there are not", record)
			case at >= 0 && (!ok || int(at) != row), records == byCells && at < 0 && ok:
				t.Fatalf("%v: row %d, and among others %d", record, row, at)
			}
		}
	})
}

// plainFirst is the first program that holds; it is not valid when a fact is
// none.
func plainFirst(programs []*expression.Program, record []decimal.Decimal) (row int, valid bool) {
	values := make([]expression.Value, len(record))
	for i := range record {
		v, err := recordScope.Facts[i].Number(record[i])
		if err != nil {
			return 0, false
		}
		values[i] = v
	}
	for i, p := range programs {
		if v, err := p.EvalLazy(func(slot int) (expression.Value, error) { return values[slot], nil }); err != nil || v.IsTrue() {
			return i, err == nil
		}
	}
	return len(programs), true
}

// What fits is answered by keys, whether it is usual or not.
func TestRecords_answerWhatFits(t *testing.T) {
	byCells, _ := recordTests(t, true, "premium >= 5000 and emf >= 1.50", "emf >= 1.40 and not (emf >= 1.45)", "claims == 2")
	byTree, _ := recordTests(t, false, "emf * 2 > premium", "premium + claims < 3", "emf < 1")
	for _, record := range [][]decimal.Decimal{
		{dec("5000"), dec("1.5"), dec("0")}, {dec("0"), dec("1.4400001"), dec("2.00")}, {dec("0.00"), dec("-1.5"), dec("2")}, {dec("1e9"), dec("-0.00001"), dec("3e1")},
	} {
		_, ok := byCells.First(record)
		rows := []int32{5}
		byCells.FirstOfEach(rows, [][]decimal.Decimal{record[:1], record[1:2], record[2:]}, 0)
		if _, tree := byTree.First(record); !ok || rows[0] < 0 || !tree && record[1].Exponent() > -5 {
			t.Errorf("%v: %v, %v, %v", record, ok, rows, tree)
		}
	}
	for _, record := range [][]decimal.Decimal{
		{dec("-0.00001"), dec("1"), dec("0")}, {dec("0"), dec("1"), dec("0.5")}, {dec("0"), dec("1"), dec("1.00001")}, {dec("0"), dec("1"), dec("-1")},
	} {
		if row, ok := byCells.First(record); ok {
			t.Errorf("%v: %d", record, row)
		}
	}
}

func TestRecordsOfNoTests(t *testing.T) {
	var none *Tests
	r := none.Records(recordScope.Facts, []int{0})
	if _, ok := r.First([]decimal.Decimal{dec("1")}); ok || r != nil {
		t.Error("no tests answered")
	}
	rows := []int32{7}
	r.FirstOfEach(rows, nil, 0)
	if rows[0] >= 0 {
		t.Error("no tests answered")
	}
	some, _ := recordTests(t, true, "emf > 1")
	if _, ok := some.First(nil); ok {
		t.Error("a record without its facts was answered")
	}
}
