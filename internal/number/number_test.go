package number

import (
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"pgregory.net/rapid"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// wantInput checks that an error is an InputError for a field, and what it says.
func wantInput(t *testing.T, about string, err error, field, text string) {
	t.Helper()
	var e *calendar.InputError
	if !errors.As(err, &e) || e.Field != field || !strings.Contains(err.Error(), text) {
		t.Errorf("%s: got %v, want an InputError for %s saying %q", about, err, field, text)
	}
}

func TestIsSetOnceItWasAssigned(t *testing.T) {
	for _, d := range []decimal.Decimal{decimal.NewFromInt(0), dec("0"), dec("0.00"), dec("-1"), decimal.New(0, 5), dec("1").Sub(dec("1"))} {
		if !IsSet(d) {
			t.Errorf("%v was assigned", d)
		}
	}
	// From version 1.6 of the decimal package on, its Zero is what nobody assigned.
	if IsSet(decimal.Decimal{}) || IsSet(decimal.Zero) {
		t.Error("a Decimal that nobody assigned is set")
	}
	wantInput(t, "decimal.Zero", CheckDecimal("a", decimal.Zero), "a", "missing")
}

func TestParseDecimalRefusesExtremeSizesAtOnce(t *testing.T) {
	nines := strings.Repeat("9", 64)
	for _, text := range []string{"0", "-0", "1e63", nines, nines + "." + nines, "-" + nines + "." + nines, "1e-64", "." + nines, "+1.", "0e60"} {
		if d, err := ParseDecimal("a", text); err != nil || !IsSet(d) {
			t.Errorf("%s: %v", text, err)
		}
	}
	for _, text := range []string{"1e64", "9" + nines, "1e-65", "0." + nines + "9", "1e1000000000", "-1e-1000000000", "1e99999999999999999999", strings.Repeat("0", 300), strings.Repeat("9", 200)} {
		d, err := ParseDecimal("a", text)
		wantInput(t, text, err, "a", "expected a decimal number")
		if IsSet(d) {
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

func TestParseDecimalReadsBackWhatDigitsWrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := decimals().Draw(t, "d")
		text := Digits(d)
		again, err := ParseDecimal("d", text)
		if err != nil || !again.Equal(d) || Digits(again) != text {
			t.Fatalf("%v is written %s and read %v, %v", d, text, again, err)
		}
	})
}

func TestDigits_ofNoNumber(t *testing.T) {
	if got := Digits(decimal.Decimal{}); got != "" {
		t.Errorf("got %q", got)
	}
}

func TestDigitsAreThoseOfStringFixed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := decimal.New(rapid.Int64().Draw(t, "coefficient"), rapid.Int32Range(-25, 3).Draw(t, "exponent"))
		if rapid.Bool().Draw(t, "short") {
			d = decimal.New(rapid.Int64Range(-1500, 1500).Draw(t, "few"), d.Exponent())
		}
		if got, want := Digits(d), d.StringFixed(max(0, -d.Exponent())); got != want {
			t.Fatalf("got %s, want %s", got, want)
		}
	})
}

// Whatever a text is, it is a bounded number that is written back alike, or an
// InputError.
func FuzzParseDecimal(f *testing.F) {
	for _, seed := range []string{"0", "-1.50", "1e5", "1e-64", "1e64", ".5", "5.", "", "1e1000000000", "0x10", "1_000", "−5", "NaN", "+-1", "1.e-5", "00.10", "9e63", "5% of pay", "5%%"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := ParseDecimal("a", text)
		if err != nil {
			var e *calendar.InputError
			if !errors.As(err, &e) || e.Field != "a" || IsSet(d) {
				t.Fatalf("%q: %T %v, %v", text, err, err, d)
			}
			return
		}
		written := Digits(d)
		again, err := ParseDecimal("a", written)
		if err != nil || !again.Equal(d) || Digits(again) != written {
			t.Fatalf("%q is written %q: %v, %v", text, written, again, err)
		}
	})
}

// Numbers that no input lets in are ordered and written without being unfolded.
func TestCompareAndDigitsOfExtremeNumbers(t *testing.T) {
	huge, tiny := decimal.New(1, 1<<30), decimal.New(1, -(1<<30))
	for _, c := range []struct {
		a, b decimal.Decimal
		want int
	}{
		{dec("1.40"), dec("1.4"), 0}, {huge, dec("5"), 1}, {dec("5"), huge, -1}, {huge.Neg(), dec("5"), -1}, {tiny, dec("5"), -1}, {tiny, dec("0"), 1},
		{dec("0"), decimal.New(0, 1<<30), 0}, {huge, huge, 0}, {huge.Neg(), decimal.New(-1, 1<<29), -1}, {tiny, huge, -1},
		{decimal.New(1, 1<<17), decimal.New(10, 1<<17-1), 0}, {decimal.New(2, 1<<17), decimal.New(1, 1<<17), 1},
	} {
		if got := Compare(c.a, c.b); got != c.want {
			t.Errorf("%d digits e%d to %d digits e%d: got %d, want %d", c.a.NumDigits(), c.a.Exponent(), c.b.NumDigits(), c.b.Exponent(), got, c.want)
		}
	}
	if got := Digits(huge); got != "1e1073741824" {
		t.Errorf("got %s", got)
	}
}

func TestParseDecimalNamesTheBoundThatANumberIsBeyond(t *testing.T) {
	_, err := ParseDecimal("a", "1e65")
	wantInput(t, "1e65", err, "a", `1e65" is not valid, expected a decimal number of at most 64 digits before and after the point`)
	if _, err := ParseDecimal("a", strings.Repeat("0", 4*MaxDigits)); err != nil { // the longest text
		t.Error(err)
	}
	_, err = ParseDecimal("a", strings.Repeat("0", 4*MaxDigits+1))
	wantInput(t, "a text that is longer", err, "a", "a: a text of extreme size is not valid, expected a decimal number")
	_, err = ParseDecimal("a", strings.Repeat("x", 4*MaxDigits)) // of what is no number the text, as far as it is short
	wantInput(t, "the longest text of x", err, "a", `a: "xxx`)
}

func TestParseDecimal_saysWhatHelps(t *testing.T) {
	for text, want := range map[string]string{"1,4": "a decimal uses a point, and thousands no comma", "10%": "it stands without a percent sign, as 0.1 or, where the unit is percent, 10", "x%": "it stands without a percent sign",
		"50% of wages": "it stands without a percent sign", "%50": "it stands without a percent sign", "50%%": "it stands without a percent sign", "%": "it stands without a percent sign",
		"$5": "it stands without a currency sign", "5 000": "its digits stand together", "5_000": "its digits stand together",
		"six": "expected a decimal number", "5 days": "expected a decimal number", "1.2.3": "expected a decimal number"} {
		if _, err := ParseDecimal("x", text); err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
}

func TestGrouped(t *testing.T) {
	for figures, want := range map[string]string{"": "", "-": "-", "1": "1", "123": "123", "-123": "-123", "1234": "1,234", "-1234": "-1,234", "1.00": "1.00",
		"123.45": "123.45", "1234.5678": "1,234.5678", "-1234.00": "-1,234.00", "1234567": "1,234,567", "-123456.70": "-123,456.70", "12345.": "12,345."} {
		if got := Grouped(figures); got != want {
			t.Errorf("%s is %s, want %s", figures, got, want)
		}
	}
}
