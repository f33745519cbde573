package rule

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

func TestACaretStandsUnderTheMistake(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{&ExprError{Source: "emf > 1", Offset: 4, Message: "no"}, "no\n  emf > 1\n      ^"},
		{Diagnostic{File: "f", Line: 2, Column: 3, Path: "a", Message: "no", Source: "\t\tx: y"}, "f:2:3: a: no\n    x: y\n    ^"},
		{Diagnostic{File: "f", Line: 2, Message: "no", Source: "x"}, "f:2:0: no\n  x\n  ^"},
		{Diagnostic{File: "f", Message: "no", Suggestion: "yes"}, "f: no (did you mean \"yes\"?)"},
		{&InputError{Field: "emf", Expected: "a number"}, "emf: missing, expected a number"},
		{&InputError{Field: "emf", Value: "x", Expected: "a number"}, "emf: \"x\" is not valid, expected a number"},
	} {
		if got := c.err.Error(); got != c.want {
			t.Errorf("got\n%s\nwant\n%s", got, c.want)
		}
	}
}

func TestMistakesAreListedInTheOrderOfTheFile(t *testing.T) {
	mistakes := Diagnostics{{File: "f", Line: 3, Message: "c"}, {File: "f", Line: 2, Column: 5, Message: "b"}, {File: "f", Line: 2, Column: 1, Message: "a"}}
	if got := mistakes.Err().Error(); got != "f:2:1: a\nf:2:5: b\nf:3:0: c" {
		t.Errorf("got %s", got)
	}
	if mistakes[0].Message != "c" {
		t.Error("the list itself was sorted")
	}
	if err := (Diagnostics{}).Err(); err != nil {
		t.Errorf("no mistake is no error: %v", err)
	}
}

func TestAnAmountIsGivenOnceItWasAssigned(t *testing.T) {
	var unset decimal.Decimal
	for _, d := range []decimal.Decimal{decimal.NewFromInt(0), dec("0"), dec("0.00"), dec("-1"), decimal.New(0, 5), dec("1").Sub(dec("1"))} {
		if !IsSet(d) {
			t.Errorf("%v was given", d)
		}
	}
	// From version 1.6 of the decimal package on, its Zero is what nobody assigned.
	if IsSet(unset) || IsSet(decimal.Zero) {
		t.Error("a Decimal that nobody assigned is given")
	}
	if err := CheckDecimal("a", decimal.Zero); err == nil {
		t.Error("decimal.Zero passed as an amount: the doc comment of Given must change")
	}
}

func TestAFlagIsYesNoOrNotGiven(t *testing.T) {
	for _, c := range []struct {
		flag        Flag
		text, json  string
		given, true bool
	}{{NotGiven, "not given", "null", false, false}, {No, "false", "false", true, false}, {Yes, "true", "true", true, true}} {
		data, err := json.Marshal(c.flag)
		if c.flag.String() != c.text || string(data) != c.json || err != nil || c.flag.Given() != c.given || c.flag.True() != c.true {
			t.Errorf("%d: %s, %s, %v, %v", c.flag, c.flag, data, c.flag.Given(), c.flag.True())
		}
		again := Flag(7)
		if err := json.Unmarshal(data, &again); err != nil || again.Given() != c.given || again.True() != c.true {
			t.Errorf("%s read as %v, %v", data, again, err)
		}
	}
	for _, flag := range []Flag{-1, 5, 100} {
		var e *InputError
		if _, err := json.Marshal(flag); !errors.As(err, &e) || flag.Given() || flag.True() {
			t.Errorf("%d: %v", flag, err)
		}
		if err := CheckFlag("granted", flag); !errors.As(err, &e) || e.Field != "granted" || e.Value != fmt.Sprint(int(flag)) {
			t.Errorf("%d: %v", flag, err)
		}
		if _, err := MustCompile[struct{ Granted Flag }]("granted").Holds(&struct{ Granted Flag }{flag}); !errors.As(err, &e) || e.Problem != "is no flag" {
			t.Errorf("%d: %v", flag, err)
		}
	}
	if FlagOf(true) != Yes || FlagOf(false) != No {
		t.Error("a bool as a flag")
	}
	for _, text := range []string{`1`, `"true"`, `{}`} {
		f := Yes
		if err := json.Unmarshal([]byte(text), &f); err == nil || !strings.Contains(err.Error(), "is not a flag, expected true, false or null") || f != Yes {
			t.Errorf("%s: %v, %v", text, f, err)
		}
	}
}

func TestADecisionCitesAWholeProvision(t *testing.T) {
	d := Decision[int]{Findings: []Finding{Verbatim("85-23-14.1", false, "a."), Verbatim("TOJ-2", false, "b")}}
	for c, want := range map[Citation]bool{"85-23-14.1": true, "14.1": true, "4.1": false, "TOJ-2": true, "2": true, "OJ-2": false, "": false, "85-23": false} {
		if d.Cites(c) != want {
			t.Errorf("%s: %v", c, !want)
		}
	}
	if (Decision[int]{}).Cites("2") {
		t.Error("nothing cites something")
	}
}

func TestARefusalSaysWhyAndWhere(t *testing.T) {
	err := error(Refuse("approve", "closed", "TOJ-2", "The case is closed."))
	var r *Refused
	if !errors.As(err, &r) || r.Findings[0].Holds || err.Error() != "refused: approve in state closed: The case is closed (TOJ-2)." {
		t.Errorf("got %v", err)
	}
	if got := (Outcome{Findings: r.Findings}).String(); got != "The case is closed (TOJ-2)." {
		t.Errorf("got %s", got)
	}
	twice := Refused{Event: "inspect", Findings: []Finding{Verbatim("9.2", false, "It is for B."), Verbatim("9.3", false, "It is for B."),
		Verbatim("9.3", false, "It is for B."), Verbatim("9.4", false, "No."), Verbatim("9.2", false, "It is for B.")}}
	if got := twice.Error(); got != "refused: inspect: It is for B (9.2; 9.3). No (9.4). It is for B (9.2)." {
		t.Errorf("got %s", got)
	}
	if got := Refuse("surcharge", "", "4.1", "No premium.").Error(); got != "refused: surcharge: No premium (4.1)." {
		t.Errorf("got %s", got)
	}
}
