package batch

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/expression"
	"pgregory.net/rapid"
)

type tierWord string

func (tierWord) Values() []string { return []string{"none", "focus", "target"} }

// flag is a fact of three states, as rule.Flag.
type flag uint8

func (f flag) Given() bool { return f == 1 || f == 2 }
func (f flag) True() bool  { return f == 2 }

type review struct {
	EMF      decimal.Decimal
	Premium  decimal.Decimal `fact:"three_year_premium"`
	Periods  int
	Excluded bool
	Reason   string
	Tier     tierWord
	Day      calendar.Date
	Services []string
	Improved flag
	Tiers    []tierWord
	Baseline struct{ EMF decimal.Decimal }
}

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func aReview() *review {
	r := &review{EMF: dec("1.70"), Premium: dec("32850"), Periods: 2, Reason: "late report", Tier: "focus",
		Day: calendar.MustParse("2025-01-31"), Services: []string{"prevention", "assessment"}, Improved: 2, Tiers: []tierWord{"focus"}}
	r.Baseline.EMF = dec("1.75")
	return r
}

// condition is one over the fields of S, both ways.
type condition[S any] struct {
	program *expression.Program
	fields  []expression.Field
	tests   *Tests
}

func compile[S any](source string) (*condition[S], error) {
	fields, err := expression.Fields(reflect.TypeFor[S]())
	if err != nil {
		return nil, err
	}
	scope := &expression.Scope{}
	for _, f := range fields {
		scope.Facts = append(scope.Facts, f.Fact)
	}
	program, err := expression.CompileBool(source, scope)
	if err != nil {
		return nil, err
	}
	return &condition[S]{program, fields, New(scope.Facts, fields, []*expression.Node{program.Root()})}, nil
}

func mustCompile[S any](source string) *condition[S] {
	c, err := compile[S](source)
	if err != nil {
		panic(err)
	}
	return c
}

// plain answers with decimals.
func (c *condition[S]) plain(s *S) (bool, error) {
	var values []expression.Value
	for _, slot := range c.program.Uses() {
		v, err := expression.ReadOf(&c.fields[slot], s)
		if err != nil {
			return false, err
		}
		values = append(values, v)
	}
	v, err := c.program.Eval(values)
	return v.IsTrue(), err
}

func decimals() *rapid.Generator[decimal.Decimal] {
	return rapid.Custom(func(t *rapid.T) decimal.Decimal {
		return decimal.New(rapid.Int64Range(-1e12, 1e12).Draw(t, "coefficient"), rapid.Int32Range(-8, 4).Draw(t, "exponent"))
	})
}

// drawn facts lie on, beside and far from what conditions compare with.
func drawReview(t *rapid.T) *review {
	number := func(name string) decimal.Decimal {
		switch rapid.IntRange(0, 9).Draw(t, name+" form") {
		case 0:
			return decimal.Decimal{}
		case 1:
			return decimal.New(rapid.Int64().Draw(t, name), rapid.Int32Range(-70, 70).Draw(t, name+" exponent"))
		case 2:
			return decimals().Draw(t, name).Mul(decimal.New(1_000_000_000_000_001, -20))
		}
		return decimal.New(rapid.Int64Range(-300, 300).Draw(t, name), rapid.Int32Range(-4, 3).Draw(t, name+" exponent"))
	}
	r := &review{EMF: number("emf"), Premium: number("premium"), Periods: rapid.IntRange(-3, 3).Draw(t, "periods"),
		Excluded: rapid.Bool().Draw(t, "excluded"), Improved: flag(rapid.IntRange(0, 2).Draw(t, "improved")),
		Reason: rapid.SampledFrom([]string{"", "late report", "x"}).Draw(t, "reason"), Tier: tierWord(rapid.SampledFrom([]string{"none", "focus", "target", "", "other"}).Draw(t, "tier"))}
	r.Baseline.EMF = number("baseline")
	r.Services = rapid.SampledFrom([][]string{nil, {}, {"x"}, {"y", "x"}, strings.Fields("x y z")[:1]}).Draw(t, "services")
	r.Tiers = rapid.SampledFrom([][]tierWord{nil, {"focus", "target"}, {"focus", "other"}}).Draw(t, "tiers")
	if rapid.Bool().Draw(t, "dated") {
		r.Day, _ = calendar.MustParse("2025-01-30").AddDays(rapid.IntRange(-1, 3).Draw(t, "day"))
	}
	return r
}

// fastConditions are in the fast path, by cells or by a tree.
var fastConditions = []string{
	"emf >= 1.70 and three_year_premium >= 25000 and not excluded", "emf < 1.70", "emf <= 1.5 or emf > 2.25", "emf == 1.7", "emf != 1.7", "1.7 <= emf", "2 > emf", "1 < emf < 2",
	"emf in [1.5, 1.70, -2]", "periods >= 2", "periods == -1 or improved", "excluded == improved", "excluded != improved", "improved ? emf > 1 : emf < -1",
	"tier == \"focus\"", "tier != \"focus\" and \"none\" != tier", "tier in [\"focus\", \"target\"]", "reason == \"late report\"", "reason != \"\" and reason != \"x\"",
	"day == date(\"2025-01-31\")", "day >= date(\"2025-01-31\") and day != date(\"2025-02-01\")",
	"emf < baseline.emf", "emf == baseline.emf", "emf - baseline.emf >= 0.05", "three_year_premium * 0.75 <= 100.5", "emf * baseline.emf * emf > 3", "-emf < 1.5", "emf + periods == 2",
	"emf >= (three_year_premium >= 100 ? 1.5 : 1.25)", "(excluded ? emf : baseline.emf) > 1", "emf > 0.000000000000001", "true", "1 < 2", "not (emf > 1.12345678)", "(emf * emf * emf > 2 ? emf : baseline.emf) > 1", "emf + 0 == 1.5",
	"len(services) == 0", "not (len(services) > 1)", "excluded == (len(services) > 1)", "len(services) > periods", "len(services) + emf > 1.5",
}

// plainConditions are not.
var plainConditions = []string{
	"len(tiers) > 1", "services contains \"x\"", "reason contains \"x\"", "round(emf, 1, \"half_up\") > 1", "reason == reason", "(excluded ? reason : \"x\") == \"x\"",
	"emf > 1e19", "emf in [1, 1e30]", "emf > 1e-20", "not (len(excluded ? services : services) > 1)", "emf + 1e17 > 2.00000000001", "emf * emf * emf * emf * emf > 1", "abs(emf) > 1",
}

func TestFirstAnswersAsThePlainEvaluator(t *testing.T) {
	for _, source := range append(fastConditions, plainConditions...) {
		c := mustCompile[review](source)
		rapid.Check(t, func(t *rapid.T) {
			agree(t, c, drawReview(t))
		})
	}
}

// agree asks a condition both ways: the fast path gives the plain answer, or
// none.
func agree(t interface{ Fatalf(string, ...any) }, c *condition[review], f *review) {
	row, ok := First(c.tests, f)
	want, fault := c.plain(f)
	if ok && ((row == 0) != want || fault != nil) {
		t.Fatalf("%s of %+v: fast %v and plain %v, %v", c.program.Source(), f, row == 0, want, fault)
	}
}

func TestNewTakesWhatTheFastPathDoes(t *testing.T) {
	for _, source := range fastConditions {
		c := mustCompile[review](source)
		if c.tests == nil {
			t.Errorf("%s is not in the fast path", source)
		}
		if n := testing.AllocsPerRun(10, func() { _, _ = First(c.tests, aReview0) }); n > 0 {
			t.Errorf("%s: %v allocations", source, n)
		}
	}
	for _, source := range plainConditions {
		if mustCompile[review](source).tests != nil {
			t.Errorf("%s is in the fast path", source)
		}
	}
	for source, cells := range map[string]int{
		"emf >= 1.70 and three_year_premium >= 25000 and not excluded": 8, "emf == 1.7": 3, "emf < 1.7 or emf >= 1.7": 2, "tier == \"none\"": 3, "emf > 1 and emf > 2 and emf > 3": 4,
		"true": 1, "1.70 <= emf and 2 > emf": 3, "emf < baseline.emf": 0, "emf + 0 > 1": 0, "1 < 2": 0,
	} {
		if got := len(mustCompile[review](source).tests.cells); got != cells {
			t.Errorf("%s: %d cells, want %d", source, got, cells)
		}
	}
}

var aReview0 = aReview()

func TestFirstLeavesWhatDoesNotFit(t *testing.T) {
	r := aReview()
	r.EMF, r.Premium, r.Periods, r.Baseline.EMF = dec("400000.00001"), dec("1e17"), 1<<62, dec("400000.00001")
	for source, want := range map[string]bool{
		"three_year_premium > 1": true, "periods > 1": true, "emf == baseline.emf": true, "emf + 1 == 400001": false,
		"-(emf * emf * emf) < 1": true, "1 > emf * emf": false, "(emf * emf > 2 ? emf : 1) > 1": true, "emf > 1 and baseline.emf * 2 > 1": true,
	} {
		c := mustCompile[review](source)
		if _, ok := First(c.tests, r); c.tests == nil || ok {
			t.Errorf("%s is answered by keys", source)
		}
		if got, err := c.plain(r); got != want || err != nil {
			t.Errorf("%s: %v, %v", source, got, err)
		}
	}
}

func TestNewHasRoomForSoManyFactsAndCells(t *testing.T) {
	type nine struct{ A, B, C, D, E, F, G, H, I decimal.Decimal }
	if c := mustCompile[nine]("a > b or c > d or e > f or g > h or i > 1"); c.tests != nil {
		t.Error("nine facts")
	}
	if c := mustCompile[struct{ A, B, C, D, E, F, G, H, I string }](`a == "x" or b == "x" or c == "x" or d == "x" or e == "x" or f == "x" or g == "x" or h == "x" or i == "x"`); c.tests != nil {
		t.Error("nine texts")
	}
	if c := mustCompile[struct{ A, B, C, D, E, F, G, H, I []string }](`len(a) > 1 or len(b) > 1 or len(c) > 1 or len(d) > 1 or len(e) > 1 or len(f) > 1 or len(g) > 1 or len(h) > 1 or len(i) > 1`); c.tests != nil {
		t.Error("nine lists")
	}
	var tests []string
	for _, fact := range []string{"a", "b", "c"} {
		for i := range 16 {
			tests = append(tests, fmt.Sprintf("%s == %d", fact, i))
		}
	}
	c := mustCompile[nine](strings.Join(tests, " or "))
	if c.tests == nil || c.tests.cells != nil {
		t.Error("33 cells, three times over")
	}
	for a, want := range map[int64]bool{15: true, 16: false} {
		n := decimal.NewFromInt(a)
		if row, ok := First(c.tests, &nine{A: n, B: decimal.NewFromInt(-1), C: decimal.New(5, -1)}); !ok || (row == 0) != want {
			t.Errorf("%d: %v, %v", a, row == 0, ok)
		}
	}
}

// The order of keys is the order of numbers: exactly, whatever their length.
func TestKeyOfIsInTheOrderOfNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scale := rapid.Int32Range(0, 6).Draw(t, "scale")
		cut := decimal.New(rapid.Int64Range(-1e6, 1e6).Draw(t, "cut"), -rapid.Int32Range(0, scale).Draw(t, "places"))
		x := cut.Add(decimal.New(rapid.Int64Range(-20, 20).Draw(t, "beside"), -rapid.Int32Range(0, 9).Draw(t, "more")))
		a, ok := keyOf(&x, scale)
		b, known := keyOf(&cut, scale)
		if !ok || !known || b&1 != 0 {
			t.Fatalf("%v has key %d, %v and %v has %d, %v", x, a, ok, cut, b, known)
		}
		if order := compareInts(a, b); order != x.Cmp(cut) {
			t.Fatalf("%v and %v compare as %d, their keys %d and %d as %d", x, cut, x.Cmp(cut), a, b, order)
		}
	})
}

// The key of a usual number is the one that any number has.
func TestUsualKeyIsKeyOf(t *testing.T) {
	usual := 0
	rapid.Check(t, func(t *rapid.T) {
		d := decimal.New(rapid.Int64().Draw(t, "coefficient")>>rapid.IntRange(0, 63).Draw(t, "bits"), rapid.SampledFrom([]int32{-1 << 31, -20, -18, -4, -2, -1, 0, 1, 14, 18, 1<<31 - 1}).Draw(t, "exponent"))
		if rapid.IntRange(0, 9).Draw(t, "form") == 0 {
			d = rapid.SampledFrom([]decimal.Decimal{{}, dec("36893488147419103232"), dec("-0.1")}).Draw(t, "long or missing")
		}
		scale := rapid.Int32Range(0, digitsOfKey).Draw(t, "scale")
		got, ok := usualKey(coefficientOf(&d), uint32(d.Exponent()+scale))
		want, known := keyOf(&d, scale)
		if ok && (got != want || !known) {
			t.Fatalf("%v at %d: %d, want %d, %v", d, scale, got, want, known)
		}
		if ok {
			usual++
		}
	})
	if usual == 0 {
		t.Error("no number was usual")
	}
}

// The longest numbers that have keys, and the first that have none, on every scale.
func TestKeys_reachAsFarAsTheyFit(t *testing.T) {
	for i, ten := range tens {
		if want := decimal.New(1, int32(i)); !decimal.NewFromInt(ten).Equal(want) {
			t.Errorf("tens[%d] is %d", i, ten)
		}
		most := decimal.NewFromInt(mostKey / 2).Shift(-int32(i)) // whose last digit is the last of the scale
		next := most.Add(decimal.New(1, -int32(i)))
		for _, d := range []decimal.Decimal{most, most.Neg()} {
			if key, ok := keyOf(&d, int32(i)); !ok || key != 2*d.Shift(int32(i)).IntPart() {
				t.Errorf("%v on the scale %d: %d, %v", d, i, key, ok)
			}
		}
		for _, d := range []decimal.Decimal{next, next.Neg()} {
			if key, ok := keyOf(&d, int32(i)); ok {
				t.Errorf("%v on the scale %d: %d", d, i, key)
			}
		}
		if key, ok := usualKey(coefficientOf(&most), uint32(most.Exponent()+int32(i))); !ok || key != mostKey {
			t.Errorf("usual: %v on the scale %d: %d, %v", most, i, key, ok)
		}
		one := decimal.New(1, 0)
		if key, ok := usualKey(coefficientOf(&one), uint32(i)); key != 2*ten && i < digitsOfKey || !ok {
			t.Errorf("usual: one on the scale %d: %d, %v", i, key, ok)
		}
		fits := decimal.NewFromInt(mostKey / 2 / ten)
		key, ok := usualKey(coefficientOf(&fits), uint32(i))
		above := fits.Add(one)
		if _, more := usualKey(coefficientOf(&above), uint32(i)); !ok || more || key != 2*fits.IntPart()*ten {
			t.Errorf("usual: %v on the scale %d: %d, %v, and one more %v", fits, i, key, ok, more)
		}
		short := decimal.New(1, -int32(i))
		if key, ok := keyOf(&short, 0); !ok || key != 1 && i > 0 {
			t.Errorf("%v on no scale: %d, %v", short, key, ok)
		}
		long := decimal.New(math.MaxInt64, -int32(i)).Neg()
		if key, ok := keyOf(&long, 0); ok != (i > 0) || ok && (key != 2*long.IntPart()-1) {
			t.Errorf("%v on no scale: %d, %v", long, key, ok)
		}
	}
	for _, beyond := range []decimal.Decimal{decimal.New(1, -digitsOfKey-1), decimal.New(1, digitsOfKey+1), decimal.New(0, -digitsOfKey-1)} {
		if key, ok := keyOf(&beyond, 0); ok {
			t.Errorf("%v: %d", beyond, key)
		}
	}
	for _, c := range []struct {
		do          expression.Op
		left, right int64
		fits        bool
	}{
		{expression.OpAdd, mostKey - 2, 2, true}, {expression.OpAdd, mostKey, 2, false}, {expression.OpSub, 2 - mostKey, 2, true}, {expression.OpSub, -mostKey, 2, false},
		{expression.OpMul, mostKey, 2, true}, {expression.OpMul, mostKey, 4, false}, {expression.OpMul, mostKey / 2 * 2, -2, true}, {expression.OpAdd, 1, 2, false},
	} {
		if key, ok := (&scaled{do: c.do}).pair(c.left, c.right); ok != c.fits {
			t.Errorf("%v of %d and %d: %d, %v", c.do, c.left, c.right, key, ok)
		}
	}
	two := &scaled{do: expression.OpConst, key: 4}
	if s := two.at(digitsOfKey); s == nil || s.key != 4*tens[digitsOfKey] || two.at(digitsOfKey+1) != nil {
		t.Errorf("2 with more decimals: %+v, %+v", s, two.at(digitsOfKey+1))
	}
}

// What fits is answered by keys, whether it is usual or not.
func TestFirst_answersWhatFits(t *testing.T) {
	unusual := aReview()
	unusual.EMF, unusual.Premium, unusual.Baseline.EMF, unusual.Improved = dec("-1.5000001"), dec("1e9"), dec("-2.25"), 1
	unusual.Reason, unusual.Excluded, unusual.Services = "another", true, nil
	for _, source := range fastConditions {
		for _, r := range []*review{aReview(), unusual} {
			if !slices.Contains([]string{"emf - baseline.emf >= 0.05", "emf * baseline.emf * emf > 3", "emf + periods == 2", "emf + 0 == 1.5", "len(services) + emf > 1.5",
				"(emf * emf * emf > 2 ? emf : baseline.emf) > 1"}, source) || r != unusual { // which take an exact factor
				if _, ok := First(mustCompile[review](source).tests, r); !ok && !(r.EMF.Equal(dec("1.7")) && strings.Contains(source, "0.000000000000001")) {
					t.Errorf("%s of %+v is not answered by keys", source, *r)
				}
			}
		}
	}
}

// As many cells are made as there is room for, and as are worth their work.
func TestNew_makesCellsUpToItsBounds(t *testing.T) {
	steps := func(fact string, n, of int) string {
		var tests []string
		for i := range max(n, of) {
			tests = append(tests, fmt.Sprintf("%s > %d", fact, i%n))
		}
		return strings.Join(tests, " or ")
	}
	for _, c := range []struct {
		source string
		cells  int
	}{
		{steps("emf", 15, 0) + " or " + steps("three_year_premium", 15, 0) + " or " + steps("periods", 15, 0), 4096},
		{steps("emf", 16, 0) + " or " + steps("three_year_premium", 15, 0) + " or " + steps("periods", 15, 0), 0},
		{steps("emf", 63, 0) + " or " + steps("three_year_premium", 63, 0), 0}, // 4096 cells, of 503 nodes each
		{steps("emf", 31, 63) + " or " + steps("three_year_premium", 31, 63), 1024},
	} {
		p, err := compile[review](c.source)
		if err != nil || p.tests == nil || len(p.tests.cells) != c.cells {
			t.Errorf("%.40s: %v, %d cells, want %d", c.source, err, len(p.tests.cells), c.cells)
		}
	}
	for source, size := range map[string]int{"emf > 1": 3, "excluded == improved": 11, "emf > 1 or emf < 0": 7, "emf - 1 > 2": 5, "emf in [1, 2]": 7, "emf * 2.5 > 1": 5} {
		if c := mustCompile[review](source); c.tests.tests[0].size != size {
			t.Errorf("%s: %d nodes, want %d", source, c.tests.tests[0].size, size)
		}
	}
}

func compareInts(a, b int64) int { return decimal.NewFromInt(a).Cmp(decimal.NewFromInt(b)) }

func TestLaidAsGuardsTheDecimal(t *testing.T) {
	if !laidAs[decimalFields](reflect.TypeFor[decimal.Decimal]()) {
		t.Error("the decimal package has changed: this package's fields.go must follow")
	}
	for _, other := range []reflect.Type{reflect.TypeFor[struct{}](), reflect.TypeFor[struct{ exponent, coefficient int32 }](), reflect.TypeFor[calendar.Date]()} {
		if laidAs[decimalFields](other) {
			t.Errorf("%v", other)
		}
	}
}

// FuzzFirstAgreesWithPlain asks any condition of any facts both ways: the
// answers are the same, and so are the errors.
func FuzzFirstAgreesWithPlain(f *testing.F) {
	for i, source := range append(fastConditions, plainConditions...) {
		f.Add(source, "1.70", "25000", "1.7000001", i-3, uint8(i), "late report")
	}
	f.Add("emf < baseline.emf", "1.00001", "", "1.00002", 0, uint8(255), "none")
	f.Add("emf * emf * emf * emf > three_year_premium", "99999999.9999", "1e60", "-1", 1, uint8(9), "focus")
	f.Add("emf == 0", "0e40", "0", "-0.00", 1, uint8(9), "target")
	f.Fuzz(func(t *testing.T, source, emf, premium, base string, n int, set uint8, text string) {
		c, err := compile[review](source)
		if err != nil {
			return
		}
		r := &review{EMF: anyDecimal(emf), Premium: anyDecimal(premium), Periods: n, Excluded: set&1 > 0, Improved: flag(set >> 1 & 3), Reason: text, Tier: tierWord(text)}
		r.Baseline.EMF = anyDecimal(base)
		if set&8 > 0 {
			r.Day, _ = calendar.MustParse("2025-01-31").AddDays(n)
		}
		if set&16 > 0 {
			r.Tier, r.Services = "focus", []string{text}
		}
		agree(t, c, r)
		r.EMF = r.EMF.Neg()
		agree(t, c, r)
	})
}

// anyDecimal reads also what ParseDecimal refuses, within what can be held.
func anyDecimal(text string) decimal.Decimal {
	d, err := decimal.NewFromString(text)
	if err != nil || len(text) > 200 {
		return decimal.Decimal{}
	}
	return d
}

func TestFirstOfNothing(t *testing.T) {
	if _, ok := First(nil, aReview()); ok {
		t.Error("no tests answered")
	}
	if _, ok := First[review](mustCompile[review]("emf > 1").tests, nil); ok {
		t.Error("facts that are not there were read")
	}
	if row, ok := First(New(nil, nil, []*expression.Node{nil}), aReview()); row != 0 || !ok {
		t.Error("a condition that is none always holds")
	}
}
