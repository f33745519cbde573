package expression

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
)

type tierWord string

func (tierWord) Values() []string { return []string{"none", "focus", "target"} }

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
	Skipped  decimal.Decimal `fact:"-"`
	hidden   decimal.Decimal
}

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func aReview() *review {
	r := &review{EMF: dec("1.70"), Premium: dec("32850"), Periods: 2, Reason: "late report", Tier: "focus",
		Day: calendar.MustParse("2025-01-31"), Services: []string{"prevention", "assessment"}, Improved: 2, Tiers: []tierWord{"focus"}, hidden: dec("9")}
	r.Baseline.EMF = dec("1.75")
	return r
}

// flag is a fact of three states, as rule.Flag.
type flag uint8

func (f flag) Given() bool { return f == 1 || f == 2 }
func (f flag) True() bool  { return f == 2 }

var fields, scope = func() ([]Field, *Scope) {
	fields, err := Fields(reflect.TypeFor[review]())
	if err != nil {
		panic(err)
	}
	s := &Scope{}
	for _, f := range fields {
		s.Facts = append(s.Facts, f.Fact)
	}
	return fields, s
}()

func readFrom(r *review) func(slot int) (Value, error) {
	return func(slot int) (Value, error) { return ReadOf(&fields[slot], r) }
}

// holds reads every fact that a program uses, and evaluates it.
func holds(p *Program, r *review) (bool, error) {
	var values []Value
	for _, slot := range p.Uses() {
		v, err := readFrom(r)(slot)
		if err != nil {
			return false, err
		}
		values = append(values, v)
	}
	v, err := p.Eval(values)
	return v.IsTrue(), err
}

func compiled(t *testing.T, source string) *Program {
	t.Helper()
	p, err := CompileBool(source, scope)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// wantInput checks that an error is an InputError for a field, and what it says.
func wantInput(t *testing.T, about string, err error, field, text string) {
	t.Helper()
	var e *calendar.InputError
	if !errors.As(err, &e) || e.Field != field || !strings.Contains(err.Error(), text) {
		t.Errorf("%s: got %v, want an InputError for %s saying %q", about, err, field, text)
	}
}

func TestProgramEvalIsExact(t *testing.T) {
	for source, want := range map[string]bool{
		"100 * (0.1 + 0.2) == 30":              true,
		"emf >= 1.70":                          true,
		"emf > 1.70":                           false,
		"emf == 1.7":                           true,
		"0.1 + 0.2 == 0.3":                     true,
		"1.10 - 1 == .1":                       true,
		"1_000.50 == 1000.5":                   true,
		"1e3 == 1000 and 5. == 5":              true,
		"9007199254740993 == 9007199254740992": false,
		"123456789012345678901234567890 == 123456789012345678901234567890":           true,
		"123456789012345678901234567890 == 123456789012345678901234567891":           false,
		"0.123456789012345678901234567890 < 0.123456789012345678901234567891":        true,
		"18446744073709551616 - 18446744073709551615 == 1":                           true,
		"-emf < 0 and +emf > 0 and -1.5 < -1.4":                                      true,
		"1 < emf < 2":                                                                true,
		"three_year_premium * 0.75 <= 24637.5":                                       true,
		"round(emf * 1.005, 2, \"half_up\") == 1.71":                                 true,
		"round(2.5, 0, \"half_even\") == 2 and round(-2.59, 1, \"down\") == -2.5":    true,
		"div(10, 3, 2, \"half_up\") == 3.33 and div(20, 3, 2, \"half_up\") == 6.67":  true,
		"abs(-3) == 3 and min(1, 2, 3) == 1 and max(1, emf, 1.2) == emf":             true,
		"emf < baseline.emf":                                                         true,
		"periods >= 2 and not excluded":                                              true,
		"excluded or improved":                                                       true,
		"!(excluded && improved) || false":                                           true,
		"excluded ? emf > 5 : emf < 5":                                               true,
		"improved ? emf > 5 : emf < 5":                                               false,
		"(excluded ? 1 : 2) + 1 == 3":                                                true,
		"tier == \"focus\" and tier != \"target\"":                                   true,
		"tier in [\"focus\", \"target\"] and tier not in [\"none\"]":                 true,
		"emf in [1.6, 1.7]":                                                          true,
		"\"prevention\" in services and services contains \"assessment\"":            true,
		"tiers contains \"focus\" and \"none\" not in tiers":                         true,
		"reason contains \"report\" and not (reason contains \"early\")":             true,
		"len(services) == 2":                                                         true,
		"reason startsWith \"late\" and not (reason startsWith \"report\")":          true,
		"reason endsWith \"report\" and not (reason endsWith \"late\")":              true,
		"days(day - date(\"2025-01-01\")) == 30":                                     true,
		"days(date(\"2025-01-01\") - day) == -30":                                    true,
		"months(date(\"2025-02-28\") - day, \"down\") == 1":                          true,
		"months(date(\"2025-02-28\") - day, \"up\") == 0":                            true,
		"months(day - date(\"2025-02-28\"), \"down\") == -1":                         true,
		"years(date(\"2025-02-28\") - date(\"2004-02-29\"), \"28_february\") == 21":  true,
		"years(date(\"2025-02-28\") - date(\"2004-02-29\"), \"1_march\") == 20":      true,
		"years(date(\"2004-02-29\") - date(\"2025-02-28\"), \"1_march\") == -20":     true,
		"round(emf, 0, \"up\") == 2 and round(2.5, 0, \"half_down\") == 2":           true,
		"round(1250, -2, \"half_up\") == 1300 and round(-1251, -1, \"up\") == -1260": true,
		"div(1, 3, 2, \"up\") == 0.34 and div(25, 10, 0, \"half_down\") == 2":        true,
		"day == date(\"2025-01-31\") and day < date(\"2025-02-01\")":                 true,
		"excluded == false and improved != false":                                    true,
		"reason == \"übermäßig\" or emf >= 1.70":                                     true,
		"emf >= 1.70 // as the note says":                                            true,
	} {
		p, err := CompileBool(source, scope)
		if err != nil {
			t.Errorf("%s: %v", source, err)
			continue
		}
		if got, err := holds(p, aReview()); got != want || err != nil {
			t.Errorf("%s: got %v, %v, want %v", source, got, err, want)
		}
		if got, err := p.EvalLazy(readFrom(aReview())); got.IsTrue() != want || err != nil {
			t.Errorf("%s, lazily: got %v, %v, want %v", source, got, err, want)
		}
		again, err := CompileBool(p.Root().String(), scope)
		if err != nil {
			t.Errorf("%s written back as %s: %v", source, p.Root(), err)
			continue
		}
		if got, _ := holds(again, aReview()); got != want {
			t.Errorf("%s written back as %s: got %v", source, p.Root(), got)
		}
	}
}

func TestCompileBoolRefusesAtThePlace(t *testing.T) {
	for _, c := range []struct {
		source, message string
		offset          int
		suggestion      string
	}{
		{"", "empty", 0, ""},
		{"  ", "empty", 0, ""},
		{strings.Repeat("(", 16_001), "expected at most 16000", 0, ""},
		{"emf >=", "nothing stands after >=", 5, ""},
		{"emf >= 1.70x", `"1.70x" is no number`, 11, ""},
		{"emf >= 0x10", "0x10 is not a decimal number", 7, ""},
		{"emf >= 1e1000000000", "1e1000000000 is not a decimal number", 7, ""},
		{"emf >= 1" + strings.Repeat("0", 200), "is not a decimal number of at most 64 digits", 7, ""},
		{"eml >= 1.70", "unknown fact \"eml\"", 0, "emf"},
		{"emf >= 1.70 and bselin.emf < 1", "unknown fact \"bselin.emf\"", 16, "baseline.emf"},
		{"emf", "expected true or false here, found a number", 0, ""},
		{"emf / 2 > 1", "a division must name its decimals", 4, ""},
		{"emf % 2 > 1", "operator % is not part of a condition", 4, ""},
		{"emf ** 2 > 1", "operator ** is not part", 4, ""},
		{"emf in 1..5", "operator .. is not part", 8, ""},
		{"now() > day", "unknown function \"now\"", 0, ""},
		{"ln(services) > 1", "unknown function \"ln\"", 0, "len"},
		{"len(services, 1) > 1", "len takes 1 arguments, found 2: len(list)", 0, ""},
		{"len(emf) > 1", "expected a list of texts here, found a number", 4, ""},
		{"len(eml) > 1", "unknown fact \"eml\"", 4, "emf"},
		{"one(services, # == \"x\")", "unknown function \"one\"", 0, ""},
		{"env(\"HOME\") == \"x\"", "unknown function \"env\"", 0, ""},
		{"services.len() > 1", "is not part of a condition", 9, ""},
		{"emf == nil", "nil: a missing fact is an error", 7, ""},
		{"baseline?.emf > 1", "is not part of a condition", 10, ""},
		{"baseline[emf] > 1", "only a fact's name may follow a dot", 8, ""},
		{"[1].emf > 1", "only a fact has parts", 4, ""},
		{"emf > \"1.70\"", "a number cannot be compared with a text", 4, ""},
		{"services == services", "lists are not compared", 9, ""},
		{"reason > \"a\"", "a text has no order", 7, ""},
		{"tier == \"focs\"", "unknown value \"focs\"", 8, "focus"},
		{"\"trget\" != tier", "unknown value \"trget\"", 0, "target"},
		{"tier in [\"focus\", \"traget\"]", "unknown value \"traget\"", 18, "target"},
		{"tier in [1]", "a number cannot be compared with a text", 9, ""},
		{"tier in [teir]", "unknown fact \"teir\"", 9, "tier"},
		{"services in [services]", "cannot be compared", 13, ""},
		{"tire in [\"focus\"]", "unknown fact \"tire\"", 0, "tier"},
		{"emf in services", "expected a text here, found a number", 0, ""},
		{"reason in emf", "expected a list of texts here, found a number", 10, ""},
		{"reason in eml", "unknown fact \"eml\"", 10, "emf"},
		{"\"focs\" in tiers", "unknown value \"focs\"", 0, "focus"},
		{"tiers contains \"focs\"", "unknown value \"focs\"", 15, "focus"},
		{"emf contains \"1\"", "expected a text here, found a number", 0, ""},
		{"reason contains emf", "expected a text here, found a number", 16, ""},
		{"-reason > 1", "expected a number here, found a text", 1, ""},
		{"not emf", "not asks for true or false, and this is a number", 4, ""},
		{"day > \"2025-01-31\"", "a date cannot be compared with a text; a date is written date(\"2025-01-31\")", 4, ""},
		{"not emlf", "unknown fact \"emlf\"", 4, "emf"},
		{"emf and excluded", "expected true or false here, found a number", 0, ""},
		{"excluded and emf", "expected true or false here, found a number", 13, ""},
		{"eml + 1 > 2", "unknown fact \"eml\"", 0, "emf"},
		{"1 + eml > 2", "unknown fact \"eml\"", 4, "emf"},
		{"emf ? true : false", "expected true or false here, found a number", 0, ""},
		{"excluded ? emf : false", "expected a number here, found true or false", 17, ""},
		{"excluded ? eml : false", "unknown fact \"eml\"", 11, "emf"},
		{"round(emf, 1.5, \"half_up\") > 1", "whole number from -6 to 64", 11, ""},
		{"round(emf, periods, \"half_up\") > 1", "whole number from -6 to 64", 11, ""},
		{"round(emf, 65, \"half_up\") > 1", "whole number from -6 to 64", 11, ""},
		{"round(emf, -7, \"half_up\") > 1", "whole number from -6 to 64", 11, ""},
		{"round(emf, 2, \"nearest\") > 1", "the rounding must be one of", 14, ""},
		{"reason startsWith emf", "expected a text here, found a number", 18, ""},
		{"services startsWith \"x\"", "expected a text here, found a list of texts", 0, ""},
		{"days(day) > 1", "days counts from one date to another: days(to - from)", 0, ""},
		{"days() > 1", "days counts from one date to another", 0, ""},
		{"days(emf - day) > 1", "expected a date here, found a number", 5, ""},
		{"months(day - day) > 1", "months takes 3 arguments, found 2", 0, ""},
		{"months(day - day, \"none\") > 1", "the reading must be one of [\"down\" \"up\"]", 18, ""},
		{"years(day - day, reason) > 1", "the reading must be one of", 17, ""},
		{"round(emf, 2, reason) > 1", "the rounding must be one of", 14, ""},
		{"day > date(\"2025-02-30\")", "2025-02-30", 11, ""},
		{"day > date(reason)", "date takes one date as written", 6, ""},
		{"let x = 1; x > 0", "is not part of a condition", 4, ""},
		{"if excluded {true} else {false}", "if is not part of a condition", 0, ""},
		{"services | len() > 1", "write or", 9, ""},
		{"::len(services) > 1", ":: is not part of a condition", 0, ""},
		{"excluded\xff", "not UTF-8", 0, ""},
		{"emf > 1.5 2", "a number has one point at most, and thousands stand together", 10, ""},
		{"emf in []", "a list must have at least one value", 7, ""},
		{"tier == (excluded ? \"focs\" : \"none\")", "unknown value \"focs\"", 9, "focus"},
		{"tier == (excluded ? \"none\" : \"focs\")", "unknown value \"focs\"", 9, "focus"},
		{"len(services) > round(eml, 1, \"down\")", "unknown fact \"eml\"", 22, "emf"},
		{"\"unclosed", "a text is not closed: a quote is missing", 9, ""},
		{"hidden > 1", "unknown fact \"hidden\"", 0, ""},
	} {
		_, err := CompileBool(c.source, scope)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%.40s: got %v, want an Error", c.source, err)
			continue
		}
		if !strings.Contains(e.Message, c.message) || e.Offset != c.offset || c.suggestion != "" && e.Suggestion != c.suggestion {
			t.Errorf("%.40s: got %q at %d (suggesting %q), want %q at %d (%q)", c.source, e.Message, e.Offset, e.Suggestion, c.message, c.offset, c.suggestion)
		}
	}
}
func TestProgramEvalDividesByZero(t *testing.T) {
	div := `div(emf, emf - emf, 2, "half_up")`
	for _, source := range []string{
		div + " > 1", "1 > " + div, "not (" + div + " > 1)", "excluded or " + div + " > 1", div + " > 1 or excluded", div + " > 1 ? true : false",
		"emf in [" + div + "]", div + " in [1]", "abs(" + div + ") > 1", "-" + div + " > 1", "excluded ? true : " + div + " > 1",
	} {
		_, err := holds(compiled(t, source), aReview())
		wantInput(t, source, err, "divisor", "0 is not valid, expected a number other than zero")
		_, err = compiled(t, source).EvalLazy(readFrom(aReview()))
		wantInput(t, source, err, "divisor", "0 is not valid")
	}
	if yes, err := holds(compiled(t, "periods == 2 or "+div+" > 1"), aReview()); !yes || err != nil {
		t.Errorf("what comes after is not asked: %v, %v", yes, err)
	}
}

func TestCompileTakesAnyKind(t *testing.T) {
	for source, want := range map[string]struct {
		kind  Kind
		value string
		names string
	}{
		"emf * 2":                     {NumberKind, "3.40", "emf"},
		"day":                         {DateKind, "2025-01-31", "day"},
		"services":                    {ListKind, "prevention, assessment", "services"},
		"excluded ? tier : reason":    {TextKind, "late report", "excluded tier reason"},
		"emf > 1 and 1 < emf":         {BoolKind, "true", "emf"},
		"baseline.emf - emf":          {NumberKind, "0.05", "baseline.emf emf"},
		"len(services) + max(1, emf)": {NumberKind, "3.70", "services emf"},
	} {
		p, err := Compile(source, scope)
		if err != nil {
			t.Error(err)
			continue
		}
		v, err := p.EvalLazy(readFrom(aReview()))
		if p.Type().Kind != want.kind || v.String() != want.value || err != nil || p.Source() != source || strings.Join(p.Names(), " ") != want.names {
			t.Errorf("%s: %v, %v, a %v, of %v", source, v, err, p.Type().Kind, p.Names())
		}
	}
	if _, err := Compile("eml", scope); err == nil {
		t.Error("an unknown fact compiled")
	}
}

// What an operator leaves out is not read, so that it may be missing.
func TestProgramEvalLazyReadsWhatIsReached(t *testing.T) {
	for source, want := range map[string]string{
		"excluded and emf > 1":                        "excluded",
		"not excluded or emf > 1":                     "excluded",
		"excluded ? emf > 1 : periods > 1":            "excluded periods",
		"tier in [\"focus\", reason]":                 "tier",
		"emf > 1 and improved and emf < baseline.emf": "emf improved emf baseline.emf",
	} {
		var read []string
		_, err := compiled(t, source).EvalLazy(func(slot int) (Value, error) {
			read = append(read, scope.Facts[slot].Name)
			return readFrom(aReview())(slot)
		})
		if got := strings.Join(read, " "); got != want || err != nil {
			t.Errorf("%s read %s, %v, want %s", source, got, err, want)
		}
	}
	_, err := compiled(t, "excluded or improved").EvalLazy(readFrom(&review{}))
	wantInput(t, "improved", err, "improved", "missing")
}

func TestNodeEvalIsThatOfTheProgram(t *testing.T) {
	p := compiled(t, "len(services) > periods")
	v, err := p.Root().Eval([]Value{Texts([]string{"a", "b"}), Int(1)})
	if !v.IsTrue() || err != nil || p.Root().Args[0].Func() != "len" {
		t.Errorf("got %v, %v", v, err)
	}
}

func TestNodeBindComputesWhatIsThenConstant(t *testing.T) {
	fixed := map[int]Value{scope.Slot("periods"): Int(2), scope.Slot("emf"): Num(dec("1.70"))}
	for source, want := range map[string]string{
		"periods + 1 > 2":                                "true",
		"emf >= baseline.emf":                            "(1.70 >= baseline.emf)",
		"excluded or emf > 1":                            "(excluded or true)",
		"div(emf, 2 - periods, 2, \"down\") > 1":         `(div(1.70, 0, 2, "down") > 1)`,
		"emf in [1.7] ? len(services) > 1 : periods > 1": "(true ? (len(services) > 1) : true)",
	} {
		p := compiled(t, source)
		bound := p.Root().Bind(fixed)
		if got := bound.String(); got != want {
			t.Errorf("%s: %s, want %s", source, got, want)
		}
		bound.Walk(func(n *Node) {
			if n.Op == OpFact && n.Index != n.Slot {
				t.Errorf("%s: %s has index %d and slot %d", source, n.Name, n.Index, n.Slot)
			}
		})
		if p.Root().String() == want {
			t.Errorf("%s itself was bound", source)
		}
	}
}
