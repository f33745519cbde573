package lint

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

// drools is one published table of the DMN table analysis of Drools.
type drools struct {
	Name      string
	HitPolicy string
	Inputs    []struct {
		Name, Type    string
		AllowedValues []string
	}
	Rules    []struct{ In []string }
	Expected struct {
		GapCount int
		Gaps     [][]interval
		Overlaps []struct {
			Rules  []int
			Region []interval
		}
		Subsumptions []struct{ Rule, Subsumes int }
	}
}

// interval is one side of a region: numbers or dates between two ends, or values.
type interval struct {
	Lo, Hi             any
	LoClosed, HiClosed bool
	Values             []any
}

func (i interval) has(v any) bool {
	if i.Values != nil {
		return slices.Contains(i.Values, v)
	}
	n := v.(float64) // of the test's own samples, quarters of whole numbers: exact
	lo, bounded := i.Lo.(float64)
	if bounded && (n < lo || n == lo && !i.LoClosed) {
		return false
	}
	hi, bounded := i.Hi.(float64)
	return !bounded || n < hi || n == hi && i.HiClosed
}

// inside reports whether a point lies in a region; one with fewer sides than
// the table has inputs spans the rest.
func insideRegion(region []interval, point []any) bool {
	for i, side := range region {
		if !side.has(point[i]) {
			return false
		}
	}
	return true
}

func published(t *testing.T) []drools {
	t.Helper()
	f, err := os.Open("../../shared/vectors/drools-dtanalysis/dtanalysis.jsonl")
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("the published tables are not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var tables []drools
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var d drools
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		tables = append(tables, d)
	}
	return tables
}

var between = regexp.MustCompile(`^\[(.+)\.\.(.+)\]$`)

// condition writes one entry of a rule as a condition on a fact.
func condition(fact, kind, entry string) string {
	value := func(s string) string {
		s = strings.TrimSpace(s)
		if kind == "date" {
			return fmt.Sprintf("date(%q)", s)
		}
		return s
	}
	if ends := between.FindStringSubmatch(entry); ends != nil {
		return fmt.Sprintf("%s >= %s and %s <= %s", fact, value(ends[1]), fact, value(ends[2]))
	}
	for _, op := range []string{"<=", ">=", "<", ">"} {
		if after, ok := strings.CutPrefix(entry, op); ok {
			return fact + " " + op + " " + value(after)
		}
	}
	if entry == "-" {
		return "true"
	}
	return fact + " == " + value(entry)
}

// declare builds the facts and the rows of a published table.
func (d drools) declare(t *testing.T) (*rule.Declarations, []rule.Row[int]) {
	t.Helper()
	var declarations []rule.Declaration
	for i, in := range d.Inputs {
		kind := map[string]rule.FactType{"number": rule.Number, "boolean": rule.YesNo, "string": rule.Word, "date": rule.Day}[in.Type]
		declarations = append(declarations, rule.Declaration{Name: fmt.Sprint("f", i), Type: kind, Values: in.AllowedValues})
	}
	facts, err := rule.Declare(declarations...)
	if err != nil {
		t.Fatal(err)
	}
	var cases []rule.Row[int]
	for n, row := range d.Rules {
		var parts []string
		for i, entry := range row.In {
			parts = append(parts, "("+condition(fmt.Sprint("f", i), d.Inputs[i].Type, entry)+")")
		}
		cases = append(cases, rule.Row[int]{If: strings.Join(parts, " and "), Then: n + 1, Cite: rule.Citation(d.Name)})
	}
	return facts, cases
}

// points are samples of every input, finer than the bounds of any table here.
func (d drools) points() [][]any {
	points := [][]any{nil}
	for _, in := range d.Inputs {
		var side []any
		switch in.Type {
		case "boolean":
			side = []any{false, true}
		case "string":
			for _, w := range in.AllowedValues {
				side = append(side, w)
			}
		case "date":
			for day := calendar.MustParse("2021-02-20"); day != calendar.MustParse("2021-05-10"); day, _ = day.AddDays(1) {
				side = append(side, day)
			}
		default:
			for n := -8; n <= 100; n++ {
				side = append(side, float64(n)/4)
			}
		}
		var longer [][]any
		for _, p := range points {
			for _, v := range side {
				longer = append(longer, append(slices.Clone(p), v))
			}
		}
		points = longer
	}
	return points
}

func (d drools) facts(point []any) *rule.Facts {
	f := rule.Facts{}
	for i, v := range point {
		if n, ok := v.(float64); ok {
			v = fmt.Sprintf("%.2f", n)
		}
		f[fmt.Sprint("f", i)] = v
	}
	return &f
}

// Our regions are cut as text; a region's bounds are conditions again, so that
// each is compiled and asked at every point.
func regionConditions(t *testing.T, facts *rule.Declarations, regions []rule.Region) []*rule.Condition[rule.Facts] {
	t.Helper()
	words := regexp.MustCompile(`(f\d) is ("\w+")`)
	dates := regexp.MustCompile(`\d{4}-\d{2}-\d{2}`)
	var conditions []*rule.Condition[rule.Facts]
	for _, r := range regions {
		text := "true"
		for _, b := range r.Bounds {
			text += " and (" + dates.ReplaceAllString(words.ReplaceAllString(b, "$1 == $2"), `date("$0")`) + ")"
		}
		c, err := rule.CompileOn(facts, text)
		if err != nil {
			t.Fatal(err)
		}
		conditions = append(conditions, c)
	}
	return conditions
}

func TestTheAnalysisAgreesWithPublishedTables(t *testing.T) {
	for _, d := range published(t) {
		t.Run(d.Name, func(t *testing.T) {
			facts, cases := d.declare(t)
			_, err := rule.NewTableOn(facts, d.Name, rule.Unique, cases...)
			var found rule.TableFaults
			errors.As(err, &found)
			if diff := cmp.Diff(found, d.analysed(t, facts, cases), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("the table and Check differ: %s", diff)
			}
			gaps, overlaps := []*rule.Condition[rule.Facts](nil), map[[2]int][]*rule.Condition[rule.Facts]{}
			for _, f := range found {
				switch f.Code {
				case rule.Gap:
					gaps = regionConditions(t, facts, f.Regions)
				case rule.Overlap:
					overlaps[[2]int{f.Rows[0] + 1, f.Rows[1] + 1}] = regionConditions(t, facts, f.Regions)
				default:
					t.Errorf("a fault that was not published: %s", f.Text)
				}
			}
			if (len(gaps) > 0) != (d.Expected.GapCount > 0) || len(overlaps) > 0 != (len(d.Expected.Overlaps) > 0) {
				t.Fatalf("found %v", err)
			}
			for _, p := range d.points() {
				f := d.facts(p)
				want := slices.ContainsFunc(d.Expected.Gaps, func(r []interval) bool { return insideRegion(r, p) })
				if got := anyHolds(t, gaps, f); got != want {
					t.Errorf("%v is in a gap: %v, published %v", p, got, want)
				}
				for _, pair := range d.pairs() {
					want := false
					for _, o := range d.Expected.Overlaps {
						a, b := slices.Min(o.Rules), slices.Max(o.Rules)
						want = want || [2]int{a, b} == pair && insideRegion(o.Region, p)
					}
					if got := anyHolds(t, overlaps[pair], f); got != want {
						t.Errorf("%v is in rules %v: %v, published %v", p, pair, got, want)
					}
				}
			}
			dead := d.masked(t, facts, cases)
			for _, s := range d.Expected.Subsumptions {
				if !slices.Contains(dead, s.Subsumes) {
					t.Errorf("rule %d subsumes rule %d, and only %v are masked", s.Rule, s.Subsumes, dead)
				}
			}
			if want := map[string][]int{"Subsumption": {3, 4}}[d.Name]; !slices.Equal(dead, want) {
				t.Errorf("rules %v never answer first, want %v", dead, want)
			}
		})
	}
}

// analysed is what Check finds in the table as data, as faults again.
func (d drools) analysed(t *testing.T, facts *rule.Declarations, cases []rule.Row[int]) rule.TableFaults {
	t.Helper()
	asked, err := rule.CompileOn(facts, "true")
	if err != nil {
		t.Fatal(err)
	}
	table := catalogue.Table{Name: d.Name, Path: "rules", HitPolicy: rule.Unique, Facts: catalogue.Facts(asked.Facts())}
	c := catalogue.Catalogue{Tables: []catalogue.Table{table}}
	for i, row := range cases {
		r := catalogue.Rule{ID: fmt.Sprint(i + 1), Of: d.Name, Path: fmt.Sprintf("rules[%d]", i), If: row.If, Then: fmt.Sprint(row.Then), Cite: row.Cite}
		c.Rules, c.Tables[0].Rows = append(c.Rules, r), append(c.Tables[0].Rows, r.ID)
	}
	var faults rule.TableFaults
	for _, n := range Check(c, calendar.Date{}) {
		f := rule.TableFault{Name: d.Name, Code: n.Code, Text: n.Message, Regions: n.Regions}
		if n.Severity != rule.SeverityError {
			t.Errorf("a %s: %v", n.Severity, n)
		}
		if n.Code == rule.Overlap {
			f.Rows = make([]int, 2)
			fmt.Sscanf(n.Message, "rows %d and %d", &f.Rows[0], &f.Rows[1])
			if n.Path != c.Rules[f.Rows[1]-1].Path+".if" {
				t.Errorf("rows %v overlap at %s", f.Rows, n.Path)
			}
			f.Rows[0]--
			f.Rows[1]--
		}
		faults = append(faults, f)
	}
	return faults
}

// pairs are all pairs of rules, from 1.
func (d drools) pairs() [][2]int {
	var pairs [][2]int
	for a := 1; a <= len(d.Rules); a++ {
		for b := a + 1; b <= len(d.Rules); b++ {
			pairs = append(pairs, [2]int{a, b})
		}
	}
	return pairs
}

func anyHolds(t *testing.T, conditions []*rule.Condition[rule.Facts], f *rule.Facts) bool {
	t.Helper()
	for _, c := range conditions {
		holds, err := c.Holds(f)
		if err != nil {
			t.Fatal(err)
		}
		if holds {
			return true
		}
	}
	return false
}

// masked are the rules, from 1, that never answer when the first that holds does.
func (d drools) masked(t *testing.T, facts *rule.Declarations, cases []rule.Row[int]) []int {
	t.Helper()
	_, err := rule.NewTableOn(facts, d.Name, rule.First, cases...)
	var found rule.TableFaults
	errors.As(err, &found)
	var rows []int
	for _, f := range found {
		if f.Code == rule.DeadRow {
			rows = append(rows, f.Rows[0]+1)
		}
	}
	return rows
}
