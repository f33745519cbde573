package rule

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func TestACaretStandsUnderTheMistake(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{&ExprError{Source: "emf > 1", Offset: 4, Message: "no"}, "no\n  emf > 1\n      ^"},
		{&ExprError{Source: "übermäßig > 1", Offset: 10, Message: "no", Suggestion: "emf"}, "no (did you mean \"emf\"?)\n  übermäßig > 1\n            ^"},
		{&ExprError{Source: "a and\n\tb > \n c", Offset: 7, Message: "no"}, "no\n   b >\n   ^"},
		{&ExprError{Source: "a and\r\nb", Offset: 0, Message: "no"}, "no\n  a and\n  ^"},
		{&ExprError{Source: "a\nb", Offset: 1, Message: "no"}, "no\n  a\n   ^"},
		{&ExprError{Source: "a", Offset: 9, Message: "no"}, "no\n  a\n   ^"},
		{&ExprError{Message: "no"}, "no"},
		{PolicyError{File: "f", Line: 2, Column: 3, Path: "a", Message: "no", Source: "\t\tx: y"}, "f:2:3: a: no\n    x: y\n    ^"},
		{PolicyError{File: "f", Line: 2, Message: "no", Source: "x"}, "f:2:0: no\n  x\n  ^"},
		{PolicyError{File: "f", Message: "no", Suggestion: "yes"}, "f: no (did you mean \"yes\"?)"},
		{&InputError{Field: "emf", Expected: "a number"}, "emf: missing, expected a number"},
		{&InputError{Field: "emf", Value: "x", Expected: "a number"}, "emf: \"x\" is not valid, expected a number"},
	} {
		if got := c.err.Error(); got != c.want {
			t.Errorf("got\n%s\nwant\n%s", got, c.want)
		}
	}
}

func TestMistakesAreListedInTheOrderOfTheFile(t *testing.T) {
	mistakes := PolicyErrors{{File: "f", Line: 3, Message: "c"}, {File: "f", Line: 2, Column: 5, Message: "b"}, {File: "f", Line: 2, Column: 1, Message: "a"}}
	if got := mistakes.Err().Error(); got != "f:2:1: a\nf:2:5: b\nf:3:0: c" {
		t.Errorf("got %s", got)
	}
	if mistakes[0].Message != "c" {
		t.Error("the list itself was sorted")
	}
	if err := (PolicyErrors{}).Err(); err != nil {
		t.Errorf("no mistake is no error: %v", err)
	}
}

func TestASuggestionIsMadeForASlipAndForNothingElse(t *testing.T) {
	known := []string{"emf", "premium", "tier", "baseline.emf", "levels", "half_up", "day"}
	for name, want := range map[string]string{
		"eml": "emf", "EMF": "emf", "em": "emf", "emff": "emf", "teir": "tier", "tire": "tier", "premuim": "premium", "premim": "premium", "bselin.emf": "baseline.emf",
		"levles": "levels", "half-up": "half_up", "": "", "e": "", "any": "", "age": "", "abcdef": "", "x": "", "payroll": "", "premiumpremium": "", "dya": "day", "lvel": "", "lvels": "levels", "lavals": "levels",
		strings.Repeat("e", 100000): "",
	} {
		if got := Suggest(name, known); got != want {
			t.Errorf("%.20q: %q, want %q", name, got, want)
		}
	}
	if got := Suggest("ab", []string{"ac", "ad"}); got != "ac" {
		t.Errorf("among equals the first, not %q", got)
	}
	if got := Suggest("ab", nil); got != "" {
		t.Errorf("of nothing: %q", got)
	}
}

func TestANameIsSuggestedForEveryOneSlipOfIt(t *testing.T) {
	letters := rapid.StringMatching(`[a-z]{3,12}`)
	rapid.Check(t, func(t *rapid.T) {
		name := letters.Draw(t, "name")
		at := rapid.IntRange(0, len(name)-2).Draw(t, "at")
		slip := rapid.SampledFrom([]string{
			name[:at] + name[at+1:], name[:at] + "x" + name[at:], name[:at] + "x" + name[at+1:], name[:at] + name[at+1:at+2] + name[at:at+1] + name[at+2:],
		}).Draw(t, "slip")
		if got := Suggest(slip, []string{name}); got != name {
			t.Fatalf("%s for %s: %q", name, slip, got)
		}
		if a, b := slips([]rune(slip), []rune(name)), slips([]rune(name), []rune(slip)); a != b || a > 1 {
			t.Fatalf("%s and %s: %d and %d slips", slip, name, a, b)
		}
	})
}

func TestAnAmountIsGivenOnceItWasAssigned(t *testing.T) {
	var unset decimal.Decimal
	for _, d := range []decimal.Decimal{decimal.NewFromInt(0), dec("0"), dec("0.00"), dec("-1"), decimal.New(0, 5), dec("1").Sub(dec("1"))} {
		if !Given(d) {
			t.Errorf("%v was given", d)
		}
	}
	// From version 1.6 of the decimal package on, its Zero is what nobody assigned.
	if Given(unset) || Given(decimal.Zero) {
		t.Error("a Decimal that nobody assigned is given")
	}
	if err := CheckDecimal("a", decimal.Zero); err == nil {
		t.Error("decimal.Zero passed as an amount: the doc comment of Given must change")
	}
}

func TestANumberOfExtremeSizeIsRefusedAtOnce(t *testing.T) {
	nines := strings.Repeat("9", 64)
	for _, text := range []string{"0", "-0", "1e63", nines, nines + "." + nines, "-" + nines + "." + nines, "1e-64", "." + nines, "+1.", "0e60"} {
		if d, err := ParseDecimal("a", text); err != nil || !Given(d) {
			t.Errorf("%s: %v", text, err)
		}
	}
	for _, text := range []string{"1e64", "9" + nines, "1e-65", "0." + nines + "9", "1e1000000000", "-1e-1000000000", "1e99999999999999999999", strings.Repeat("0", 300), strings.Repeat("9", 200)} {
		d, err := ParseDecimal("a", text)
		wantInput(t, text, err, "a", "expected a decimal number")
		if Given(d) {
			t.Errorf("%s gave a number beside its error", text)
		}
	}
	for _, text := range []string{"", " 1", "1 ", "1,5", "1_000", "0x10", "−5", "Inf", "NaN", "1e", "e5", ".", "-", "1.2.3", "--1", ".-5", "1e5.5", "٣", "é"} {
		_, err := ParseDecimal("a", text)
		wantInput(t, text, err, "a", "expected a decimal number")
	}
	for _, d := range []decimal.Decimal{decimal.New(1, 2000000000), decimal.New(1, -2000000000), decimal.New(123, 62)} {
		wantInput(t, "extreme", CheckDecimal("a", d), "a", "a number of extreme size is not valid")
		wantInput(t, "extreme", CheckAmount("a", d), "a", "a number of extreme size is not valid")
	}
	wantInput(t, "negative", CheckAmount("a", dec("-0.01")), "a", "-0.01 is negative, expected zero or more")
	if err := CheckAmount("a", dec("0.00")); err != nil {
		t.Error(err)
	}
}

func decimals() *rapid.Generator[decimal.Decimal] {
	return rapid.Custom(func(t *rapid.T) decimal.Decimal {
		return decimal.New(rapid.Int64Range(-1e12, 1e12).Draw(t, "coefficient"), rapid.Int32Range(-8, 4).Draw(t, "exponent"))
	})
}

func TestADecimalIsReadBackAsItWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := decimals().Draw(t, "d")
		text := numberValue(d).String()
		again, err := ParseDecimal("d", text)
		if err != nil || !again.Equal(d) || numberValue(again).String() != text {
			t.Fatalf("%v is written %s and read %v, %v", d, text, again, err)
		}
	})
}

func TestAFlagIsYesNoOrNotGiven(t *testing.T) {
	for _, c := range []struct {
		flag        Flag
		text, json  string
		given, true bool
	}{{NotGiven, "not given", "null", false, false}, {No, "false", "false", true, false}, {Yes, "true", "true", true, true}, {Flag(-1), "not given", "null", false, false}, {Flag(5), "not given", "null", false, false}} {
		data, err := json.Marshal(c.flag)
		if c.flag.String() != c.text || string(data) != c.json || err != nil || c.flag.Given() != c.given || c.flag.True() != c.true {
			t.Errorf("%d: %s, %s, %v, %v", c.flag, c.flag, data, c.flag.Given(), c.flag.True())
		}
		again := Flag(7)
		if err := json.Unmarshal(data, &again); err != nil || again.Given() != c.given || again.True() != c.true {
			t.Errorf("%s read as %v, %v", data, again, err)
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
	d := Decision[int]{Findings: []Finding{{Cite: "85-23-14.1", Text: "a."}, {Cite: "TOJ-2", Text: "b"}}}
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
	if got := Refuse("surcharge", "", "4.1", "No premium.").Error(); got != "refused: surcharge: No premium (4.1)." {
		t.Errorf("got %s", got)
	}
}
