package analysis

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/expression"
)

// grained are facts with values that lie closer than what the conditions of someCondition tell apart.
var grained = &expression.Scope{Facts: []expression.Fact{fact("n", expression.Type{Whole: true, Minimum: true}), fact("m", expression.Type{Whole: true, Minimum: true}),
	fact("x", expression.Type{}), fact("p", expression.Type{Kind: expression.BoolKind}), fact("q", expression.Type{Kind: expression.BoolKind}),
	fact("w", expression.Type{Kind: expression.TextKind, Words: []string{"a", "b", "c"}})}}

func grains(slot int) (all []expression.Value) {
	switch grained.Facts[slot].Name {
	case "n", "m":
		for n := range 8 {
			all = append(all, expression.Int(n))
		}
	case "x":
		for n := range 15 {
			all = append(all, expression.Num(decimal.New(int64(n)*5-20, -1)))
		}
	case "w":
		all = []expression.Value{expression.Str("a"), expression.Str("b"), expression.Str("c")}
	default:
		all = []expression.Value{expression.Bool(false), expression.Bool(true)}
	}
	return all
}

// someCondition is a condition of some of the facts.
func someCondition(r *rand.Rand, facts []string, depth int) string {
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	if depth > 0 && r.IntN(3) > 0 {
		a, b, c := someCondition(r, facts, depth-1), someCondition(r, facts, depth-1), someCondition(r, facts, depth-1)
		switch r.IntN(7) {
		case 0, 1:
			return "(" + a + ") and (" + b + ")"
		case 2, 3:
			return "(" + a + ") or (" + b + ")"
		case 4:
			return "not (" + a + ")"
		case 5:
			return "((" + a + ") ? (" + b + ") : (" + c + "))"
		}
		return "(" + a + ") " + pick("==", "!=") + " (" + b + ")"
	}
	f := facts[r.IntN(len(facts))]
	relation, number := pick("<", "<=", ">", ">=", "==", "!="), fmt.Sprint(r.IntN(4))
	switch f {
	case "p", "q":
		return f
	case "w":
		return pick(`w == "a"`, `w != "b"`, `w in ["a", "c"]`, `w not in ["c"]`)
	}
	other := facts[r.IntN(len(facts))]
	if strings.Contains("nmx", other) && other != f {
		switch r.IntN(4) {
		case 0:
			return f + " + " + other + " " + relation + " " + number
		case 1:
			return f + " " + relation + " " + other
		case 2:
			return f + " - " + other + " " + relation + " " + number
		}
	}
	return pick(f+" "+relation+" "+number, f+" in [0, "+number+"]", number+" "+relation+" "+f, "2 * "+f+" - 1 "+relation+" "+number)
}

// What is found in a table is what asking its rows at each of many facts finds, and
// an example is one, whether the cells are looked at one by one or searched for.
func TestTable_Faults_bruteForce(t *testing.T) {
	tables := 150
	if testing.Short() {
		tables = 60
	}
	r, unsure := rand.New(rand.NewPCG(1, 2)), 0
	for range tables {
		slots := r.Perm(len(grained.Facts))[:1+r.IntN(3)]
		names := make([]string, len(slots))
		for i, slot := range slots {
			names[i] = grained.Facts[slot].Name
		}
		texts := make([]string, 1+r.IntN(4))
		for i := range texts {
			texts[i] = someCondition(r, names, 2)
		}
		table := tableOf(t, grained, r.IntN(2) == 0, texts...)
		holding := func(facts map[int]expression.Value) (rows []int) {
			for i, c := range table.Conditions {
				if c.Bind(facts).Value.IsTrue() {
					rows = append(rows, i)
				}
			}
			return rows
		}
		wanted, alive, behind := map[string]bool{}, make([]bool, len(texts)), make([][]int, len(texts))
		facts := map[int]expression.Value{}
		var ask func(left []int)
		ask = func(left []int) {
			if len(left) > 0 {
				for _, v := range grains(left[0]) {
					facts[left[0]] = v
					ask(left[1:])
				}
				return
			}
			rows := holding(facts)
			if len(rows) == 0 {
				wanted["gap"] = true
			}
			for k, i := range rows {
				alive[i] = alive[i] || k == 0 || table.Unique
				if k > 0 && !slices.Contains(behind[i], rows[0]) {
					behind[i] = append(behind[i], rows[0])
				}
				for _, j := range rows[k+1:] {
					if table.Unique {
						wanted[fmt.Sprint("overlap ", i, " ", j)] = true
					}
				}
			}
		}
		ask(slots)
		for i, lives := range alive {
			if !lives {
				slices.Sort(behind[i])
				wanted[fmt.Sprint("dead ", i, " behind ", behind[i])] = true
			}
		}
		steps := maxSteps
		for how, found := range map[string][]Fault{"cells": table.Faults(nil, nil), "search": table.search(table.grid(Band{}), &steps)} {
			want, got := map[string]bool{}, map[string]bool{}
			for key := range wanted {
				if how == "search" { // which takes a row to be before a dead one for sums that contradict one another too
					key, _, _ = strings.Cut(key, " behind")
				}
				want[key] = true
			}
			if how == "search" && steps == maxSteps {
				t.Errorf("the search of %q takes no steps", texts)
			}
			for _, f := range found {
				key := "gap"
				switch f.Kind {
				case NotAnalysed:
					key = fmt.Sprint("dead ", f.Rows[0])
				case DeadRow:
					if key = fmt.Sprint("dead ", f.Rows[0]); how == "cells" {
						key += fmt.Sprint(" behind ", append([]int{}, f.Behind...))
					}
				case Overlap:
					key = fmt.Sprint("overlap ", f.Rows[0], " ", f.Rows[1])
				}
				if f.Unsure || f.Kind == NotAnalysed {
					unsure++
					maps.DeleteFunc(want, func(k string, _ bool) bool { return strings.HasPrefix(k, key) })
					continue
				}
				got[key] = true
				for _, region := range f.Regions {
					at := map[int]expression.Value{}
					for slot := range grained.Facts {
						at[slot] = grains(slot)[0]
					}
					for _, s := range region.Example {
						at[grained.Slot(s.Name)] = s.Value
					}
					if _, derived := at[-1]; derived {
						continue // the example is one of a sum
					}
					rows := holding(at)
					if f.Kind == Gap && len(rows) > 0 || f.Kind == Overlap && (!slices.Contains(rows, f.Rows[0]) || !slices.Contains(rows, f.Rows[1])) {
						t.Errorf("%s of %q: %s: at the example rows %v hold", how, texts, f.Message(), rows)
					}
				}
			}
			if diff := cmp.Diff(slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(got))); diff != "" {
				t.Errorf("%s of %q, unique %t:\n%s%s", how, texts, table.Unique, diff, messages(found))
			}
		}
		if t.Failed() {
			return
		}
	}
	if unsure > tables/4 {
		t.Errorf("%d faults are not known for sure, of %d tables", unsure, tables)
	}
}
