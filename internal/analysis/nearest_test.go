package analysis

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/expression"
)

// Of a condition in which a part is looked at again and again not all is known.
func TestCuts_isBounded(t *testing.T) {
	deep := "change"
	for range 40 {
		deep = "abs(" + deep + " - 1)"
	}
	cuts, all := Cuts(node(t, declared, deep+" > 1"), declared.Slot("change"), nil)
	if all || len(cuts) < maxCuts || len(cuts) > maxCuts+2 {
		t.Errorf("%d cuts, all: %t", len(cuts), all)
	}
	most := "change in [" + strings.Repeat("1, ", maxCuts) + "1]"
	for condition, want := range map[string]bool{most: true, most + " or change > 1": false} {
		if cuts, all := Cuts(node(t, declared, condition), declared.Slot("change"), nil); len(cuts) != maxCuts+1 || all != want {
			t.Errorf("of many values: %d cuts, all: %t", len(cuts), all)
		}
	}
	if c := (cutter{left: 1, all: true}); !c.more() || !c.all || c.more() || c.all {
		t.Errorf("one part more than there is left is looked at: %+v", c)
	}
}

// turned lists the turns of one fact of the declared facts, and "?" where not all is
// known; the answer is the row that holds, or the number of rows.
func turned(t *testing.T, name, at string, known map[string]string, conditions ...string) string {
	t.Helper()
	slot, values := declared.Slot(name), map[int]expression.Value{}
	read := func(slot int, text string) expression.Value {
		v, err := declared.Facts[slot].Read(text)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for n, text := range known {
		if n != name {
			values[declared.Slot(n)] = read(declared.Slot(n), text)
		}
	}
	var cuts []expression.Value
	all, nodes := true, []*expression.Node{}
	for _, c := range conditions {
		n := node(t, declared, c)
		more, complete := Cuts(n, slot, values)
		cuts, all, nodes = append(cuts, more...), all && complete, append(nodes, n)
	}
	ask := func(v expression.Value) (int, bool) {
		facts := map[int]expression.Value{slot: v}
		for s, k := range values {
			facts[s] = k
		}
		for i, n := range nodes {
			bound := n.Bind(facts)
			if bound.Op != expression.OpConst {
				return 0, false
			}
			if bound.Value.IsTrue() {
				return i + 1, true
			}
		}
		return 0, true
	}
	value := read(slot, at)
	now, _ := ask(value)
	var lines []string
	turns, ok := Nearest(declared.Facts[slot].Type, value, cuts, now, ask)
	all = all && ok
	for _, turn := range turns {
		lines = append(lines, fmt.Sprintf("%s %s %d", turn.Relation, turn.Value, turn.Answer))
	}
	if !all {
		lines = append(lines, "?")
	}
	return strings.Join(lines, ", ")
}

func TestNearest(t *testing.T) {
	for _, c := range []struct {
		name, fact, at string
		conditions     []string
		want           string
	}{
		{"at least, above", "payroll", "5", []string{"payroll >= 10"}, ">= 10 1"},
		{"more than", "payroll", "5", []string{"payroll > 10"}, "> 10 1"},
		{"more than, from the value itself", "payroll", "10", []string{"payroll > 10"}, "> 10 1"},
		{"downwards, as far as zero", "payroll", "10", []string{"payroll > 0"}, "<= 0 0"},
		{"below zero there is no amount", "payroll", "0", []string{"payroll >= 0"}, ""},
		{"between the lowest threshold and zero", "payroll", "1", []string{"payroll >= 0.5 or payroll < -0.2"}, "< 0.5 0"},
		{"below zero, where there may be", "change", "5", []string{"change >= 0"}, "< 0 0"},
		{"at most and less", "change", "5", []string{"change > 1 or change < -3"}, "<= 1 0"},
		{"the nearer one first", "payroll", "9", []string{"payroll >= 10", "payroll >= 5"}, ">= 10 1, < 5 0"},
		{"the nearer one first, below", "payroll", "6", []string{"payroll >= 10", "payroll >= 5"}, "< 5 0, >= 10 1"},
		{"a narrow band", "payroll", "5", []string{"payroll >= 10 and payroll < 10.5"}, ">= 10 1"},
		{"once and twice", "payroll", "5", []string{"payroll + 2 * payroll >= 30"}, ">= 10 1"},
		{"one point alone", "payroll", "5", []string{"payroll == 10"}, "== 10 1"},
		{"one point of a count", "claims", "1", []string{"claims == 3"}, "== 3 1"},
		{"a count goes by ones", "claims", "1", []string{"claims > 2.5"}, ">= 3 1"},
		{"a count below", "claims", "7", []string{"claims >= 2"}, "<= 1 0"},
		{"within a gap nothing is passed over", "claims", "0", []string{"claims in [4, 5]"}, ">= 4 1"},
		{"a day", "on", "2025-01-01", []string{`on > date("2025-03-31")`}, ">= 2025-04-01 1"},
		{"a day, both ways", "on", "2025-02-01", []string{`on >= date("2025-01-15") and on < date("2025-12-01")`}, "<= 2025-01-14 0, >= 2025-12-01 0"},
		{"each word", "industry", "other", []string{`industry == "nursing"`}, "== nursing 1"},
		{"each other word", "industry", "nursing", []string{`industry == "nursing"`}, "== other 0"},
		{"words that nobody declared", "note", "c", []string{`note == "a"`, `note in ["b", "a"]`}, "== a 1, == b 2"},
		{"any other text", "note", "a", []string{`note == "a"`}, "!= a 0"},
		{"any other text, where another is named", "note", "a", []string{`note == "a"`, `note == "b"`}, "== b 2, != a 0"},
		{"any other text, where not every one is known", "note", "a", []string{`note == "a"`, `note == "b" and payroll > 3`}, ""},
		{"a sum", "payroll", "5", []string{"payroll + claims * 2 >= 10"}, ">= 6 1"},
		{"a factor", "payroll", "5", []string{"2.5 * payroll - 1 > 20"}, "> 8.4 1"},
		{"a difference, the other way round", "payroll", "5", []string{"100 - payroll - 3 < 20"}, "> 77 1"},
		{"on both sides", "payroll", "5", []string{"3 * payroll >= payroll + 20"}, ">= 10 1"},
		{"a third is no decimal", "payroll", "5", []string{"3 * payroll >= 100"}, "?"},
		{"minus", "change", "0", []string{"-change > 3"}, "< -3 1"},
		{"rounded half up", "payroll", "1.60", []string{`round(payroll, 2, "half_up") >= 1.70`}, ">= 1.695 1"},
		{"rounded half to even", "payroll", "1.60", []string{`round(payroll, 1, "half_even") >= 1.7`}, "> 1.65 1"},
		{"rounded up to hundreds", "payroll", "1", []string{`round(payroll, -2, "up") > 300`}, "> 300 1"},
		{"divided", "payroll", "1", []string{`div(payroll, 3, 2, "half_up") >= 0.5`}, ">= 1.485 1"},
		{"divided, without a zero that nobody wrote", "payroll", "1", []string{`div(payroll, 4, 2, "half_up") >= 0.5`}, ">= 1.98 1"},
		{"a divisor", "payroll", "100", []string{`div(100, payroll, 0, "half_up") >= 4`}, "<= 25 1, ?"}, // 100/3.5 is none, and nearer
		{"a divisor that has a decimal", "payroll", "100", []string{`div(35, payroll, 0, "half_up") >= 4`}, "<= 10 1, ?"},
		{"the sum of what was rounded", "payroll", "1", []string{`2 * round(payroll, 0, "down") + 1 >= 11`}, ">= 5 1"},
		{"rounded, and more", "payroll", "1", []string{`round(payroll, 0, "down") + 10 >= 15`}, ">= 5 1"},
		{"rounded, to more than a number", "payroll", "1", []string{`round(payroll, 0, "down") > 4`}, ">= 5 1"},
		{"less what was rounded", "payroll", "1", []string{`10 - round(payroll, 0, "down") <= 5`}, ">= 5 1"},
		{"what was rounded, less", "payroll", "1", []string{`round(payroll, 0, "down") - 10 >= 5`}, ">= 15 1"},
		{"nothing of it", "payroll", "1", []string{`0 * round(payroll, 0, "down") >= 5`}, ""},
		{"the lesser", "payroll", "1", []string{"min(payroll, 50) >= 20"}, ">= 20 1"},
		{"the greater of what is not known", "payroll", "1", []string{"max(payroll, change) >= 20"}, "?"},
		{"the size", "change", "0", []string{"abs(change) > 3"}, "> 3 1, < -3 1"},
		{"if", "payroll", "1", []string{"(payroll > 3 ? payroll : 0) > 2"}, "> 3 1"},
		{"if, in its first branch", "payroll", "5", []string{"(payroll > 3 ? payroll : 0) >= 10"}, ">= 10 1"},
		{"if, in its second branch", "payroll", "5", []string{"(payroll < 3 ? 0 : payroll) >= 10"}, ">= 10 1"},
		{"a divisor that may be negative", "change", "5", []string{`div(100, change, 0, "half_up") > 0`}, "< 0 0, > 200 0, ?"}, // at 200 half of one is rounded up
		{"if, in words", "payroll", "1", []string{"payroll > 3 ? claims > 5 : false"}, ""},
		{"a square", "payroll", "1", []string{"payroll * payroll > 9"}, "?"},
		{"rounded, and itself", "payroll", "1", []string{`round(payroll, 0, "down") + payroll > 9`}, "?"},
		{"a part of a text", "note", "x", []string{`note startsWith "23"`}, "?"},
		{"a text beside itself", "note", "x", []string{`note == (claims > 1 ? note : "y")`}, "?"},
		{"a constant first", "payroll", "1", []string{"10 <= payroll", `not (20 in [payroll, 5])`}, ">= 10 1"},
		{"not and true or false", "payroll", "1", []string{"not (payroll < 7) == true", "(payroll > 3) in [true]"}, "> 3 2"},
		{"another fact alone", "payroll", "1", []string{"claims > 7"}, ""},
		{"days between", "on", "2025-03-01", []string{`days(on - date("2025-01-31")) > 30`}, ">= 2025-03-03 1"},
		{"days between, the other way", "on", "2025-03-01", []string{`days(date("2025-01-31") - on) >= 30`}, "<= 2025-01-01 1"},
		{"months between", "on", "2025-02-01", []string{`months(on - date("2025-01-31"), "down") >= 1`}, ">= 2025-02-28 1"},
		{"more months between", "on", "2025-02-01", []string{`months(on - date("2025-01-31"), "down") > 1`}, ">= 2025-03-31 1"},
		{"months before the end of one", "on", "2025-02-15", []string{`months(date("2025-02-28") - on, "down") >= 1`}, "<= 2025-01-31 1"},
		{"years between", "on", "2024-02-01", []string{`years(on - date("2000-02-29"), "1_march") >= 25`}, ">= 2025-03-01 1"},
		{"years beyond the calendar", "on", "2024-02-01", []string{`days(on - date("2000-02-29")) > 9000000`}, ""},
		{"as many days as are looked at", "on", "2024-02-01", []string{`days(on - date("2000-02-29")) > 10000000`}, ""},
		{"a day more", "on", "2024-02-01", []string{`days(on - date("2000-02-29")) > 10000001`}, "?"},
		{"days beyond all", "on", "2024-02-01", []string{`days(on - date("2000-02-29")) > 90000000`}, "?"},
		{"two dates that are one", "on", "2024-02-01", []string{`days(on - on) > 9`}, "?"},
		{"the ends of the calendar", "on", "2024-02-01", []string{`on > date("9999-12-31")`, `days(on - date("9999-12-31")) == 0`}, ">= 9999-12-31 2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := turned(t, c.fact, c.at, map[string]string{"claims": "2"}, c.conditions...); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	yes := expression.Type{Kind: expression.BoolKind}
	flip := func(v expression.Value) (int, bool) { return map[bool]int{true: 1}[v.IsTrue()], true }
	if got, ok := Nearest(yes, expression.Bool(true), nil, 1, flip); !ok || len(got) != 1 || got[0].Value.IsTrue() || got[0].Relation != "==" {
		t.Errorf("true or false: %v", got)
	}
	if got, _ := Nearest(yes, expression.Bool(true), nil, 0, flip); len(got) != 0 {
		t.Errorf("true or false with one answer: %v", got)
	}
	if got, ok := Nearest(yes, expression.Bool(true), make([]expression.Value, maxCuts+1), 1, flip); ok || got != nil {
		t.Errorf("more cuts than are tried: %v", got)
	}
	if got, ok := Nearest(yes, expression.Bool(true), make([]expression.Value, maxCuts), 1, flip); !ok || len(got) != 1 {
		t.Errorf("as many cuts as are tried: %v", got)
	}
	// 1.7 with the one before and the two behind it, each with the middle after it
	if got := Steps(decimal.RequireFromString("1.78"), 1); fmt.Sprint(got) != "[1.6 1.65 1.7 1.75 1.8 1.85 1.9 1.95]" {
		t.Errorf("steps around 1.78: %v", got)
	}
	for fact, want := range map[string]bool{"excluded": true, "services": false} {
		cuts, all := Cuts(node(t, review, "excluded or len(services) > 2"), review.Slot(fact), nil)
		if cuts != nil || all != want {
			t.Errorf("%s: %v, %t", fact, cuts, all)
		}
	}
	words, word := []expression.Value{expression.Str("a"), expression.Str("b")}, expression.Type{Kind: expression.TextKind}
	for other, want := range map[int]bool{0: true, 1: false} { // where the other word has the same answer, not every other text has another
		ask := func(v expression.Value) (int, bool) { return map[string]int{"a": 1, "b": other}[v.Text()], true }
		turns, _ := Nearest(word, words[0], words, 1, ask)
		if got := slices.ContainsFunc(turns, func(turn Turn) bool { return turn.Relation == "!=" }); got != want {
			t.Errorf("any other text, where another word answers %d: %v", other, turns)
		}
	}
	if got := points(expression.Type{Whole: true}, []expression.Value{expression.Int(1), expression.Int(2)}); fmt.Sprint(got) != "[0 1 2 3]" {
		t.Errorf("around 1 and 2, each once: %v", got)
	}
	number := decimal.RequireFromString("-1.5")
	whole := expression.Type{Whole: true}
	if got := points(expression.Type{Kind: expression.DateKind}, []expression.Value{expression.Day(calendar.MustParse("2025-01-31"))}); fmt.Sprint(got) != "[2025-01-30 2025-01-31 2025-02-01]" {
		t.Errorf("around a day: %v", got)
	}
	if got := points(whole, []expression.Value{expression.Num(number)}); fmt.Sprint(got) != "[-3 -2 -1 0]" {
		t.Errorf("around -1.5: %v", got)
	}
}

// The nearest threshold is the nearest: no value between is answered otherwise.
func TestNearest_bruteForce(t *testing.T) {
	conditions := []string{"claims * 3 - 5 > 10 and claims != 8", "claims in [2, 4] or claims > 11", "abs(claims - 6) <= 1"}
	answer := func(n int) string {
		return turnedAnswer(t, n, conditions)
	}
	for at := range 15 {
		got := turned(t, "claims", fmt.Sprint(at), nil, conditions...)
		for up := at + 1; up < 16; up++ {
			if answer(up) != answer(at) {
				if want := fmt.Sprintf("= %d %s", up, answer(up)); !strings.Contains(got, want) {
					t.Errorf("at %d: got %s, want %s", at, got, want)
				}
				break
			}
		}
		for down := at - 1; down >= 0; down-- {
			if answer(down) != answer(at) {
				if want := fmt.Sprintf("= %d %s", down, answer(down)); !strings.Contains(got, want) {
					t.Errorf("at %d: got %s, want %s", at, got, want)
				}
				break
			}
		}
	}
}

func turnedAnswer(t *testing.T, n int, conditions []string) string {
	t.Helper()
	for i, c := range conditions {
		if node(t, declared, c).Bind(map[int]expression.Value{declared.Slot("claims"): expression.Int(n)}).Value.IsTrue() {
			return fmt.Sprint(i + 1)
		}
	}
	return "0"
}

// What is counted in a list has no threshold, and neither has what its entries are compared
// with; nor has the list itself.
func TestNearest_lists(t *testing.T) {
	s := withList()
	cuts, all := Cuts(node(t, s, "any(claims, .cost > limit)"), s.Slot("limit"), nil)
	if len(cuts) != 0 || all {
		t.Errorf("a limit of entries has %v, all %t", cuts, all)
	}
	cuts, all = Cuts(node(t, s, "limit > count(claims, .cost > 5)"), s.Slot("limit"), nil)
	if len(cuts) != 0 || all {
		t.Errorf("a limit beside a count has %v, all %t", cuts, all)
	}
	if cuts, all = Cuts(node(t, s, "count(claims, .cost > 1000) > 2"), s.Slot("claims"), nil); len(cuts) != 0 || all {
		t.Errorf("a list has %v, all %t", cuts, all)
	}
	if got, ok := Nearest(s.Facts[0].Type, expression.Value{}, nil, 1, nil); got != nil || ok {
		t.Errorf("the turns of a list are %v, %t", got, ok)
	}
}
