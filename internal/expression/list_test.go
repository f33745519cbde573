package expression

import (
	"strings"
	"testing"
)

// A list is asked by its name, and its values are read as what is compared with them.
func TestCompileBool_lists(t *testing.T) {
	s := &Scope{Facts: scope.Facts, Lists: []List{NewList("factors", []string{"1.70", "2"}), NewList("days", []string{"2025-01-31"}),
		NewList("reasons", []string{"a", "2"}), NewList("tiers", []string{"none", "other"}), NewList("large", strings.Fields(strings.Repeat("1 ", 5000)))}}
	for source, want := range map[string]bool{"emf in factors": true, "emf + 1 in factors": false, "day in days": true, "day not in days": false, "reason in reasons or emf in factors": true} {
		p, err := CompileBool(source, s)
		if err != nil {
			t.Errorf("%s: %v", source, err)
			continue
		}
		if got, err := holds(p, aReview()); err != nil || got != want {
			t.Errorf("%s: got %v, %v", source, got, err)
		}
	}
	for source, want := range map[string]string{
		"emf in reasons":      `a number is compared with the values of reasons, and "a" is none`,
		"day in reasons":      `a date is compared with the values of reasons, and "a" is none`,
		"tier in tiers":       `unknown value "other"`,
		"excluded in reasons": "expected a text, a number or a date here, found true or false",
		"reasons == 2":        "reasons is a list: ask whether something is in it, x in reasons",
		"emf in factor":       "unknown fact",
		"clams in factors":    "unknown fact",
		strings.Repeat("emf in large or ", 11) + "excluded": "asks for more than 50000 values of lists",
		"emf > 1" + strings.Repeat(" and emf*emf>1", 900):   "",
		"1 < emf" + strings.Repeat("*emf", 1001):            "multiplies more than 1000 times",
	} {
		_, err := CompileBool(source, s)
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%.60s: got %v, want %s", source, err, want)
		}
	}
}

// How many values of lists are asked is counted for each question.
func TestProgram_Asked(t *testing.T) {
	s := &Scope{Facts: scope.Facts, Lists: []List{NewList("factors", []string{"1.70", "2"})}}
	for source, want := range map[string]int{"excluded": 0, "emf in factors": 2, "emf in factors or emf + 1 in factors": 4} {
		if p, err := CompileBool(source, s); err != nil || p.Asked() != want {
			t.Errorf("%s: %v, want %d", source, err, want)
		}
	}
}

// A name that nothing has is said to be none, and to nobody who reads it no more.
func TestCompileBool_quiet(t *testing.T) {
	for quiet, want := range map[bool]string{true: "unknown fact", false: `unknown fact "clams", expected one of emf, `} {
		_, err := CompileBool("clams > 2", &Scope{Facts: scope.Facts, Quiet: quiet})
		if err == nil || !strings.Contains(err.Error(), want) || quiet && strings.Contains(err.Error(), "expected") {
			t.Errorf("quiet %v: %v", quiet, err)
		}
	}
}

// Conditions of up to 16,000 characters are taken.
func TestCompileBool_longest(t *testing.T) {
	source := "excluded" + strings.Repeat(" or excluded", 1332)
	for _, c := range []struct {
		source string
		want   string
	}{{source, ""}, {source + strings.Repeat(" ", 16_001-len(source)), "has 16001 characters, expected at most 16000"}} {
		_, err := CompileBool(c.source, scope)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%d characters: got %v", len(c.source), err)
		}
	}
}

func TestCompileNumber(t *testing.T) {
	if p, err := CompileNumber("2 * emf", scope); err != nil || p.Type().Kind != NumberKind {
		t.Errorf("got %v", err)
	}
	if _, err := CompileNumber("excluded", scope); err == nil || !strings.Contains(err.Error(), "expected a number here, found true or false") {
		t.Errorf("got %v", err)
	}
}
