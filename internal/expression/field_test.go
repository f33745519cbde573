package expression

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"unsafe"

	"github.com/workcomp-go/workcomp/calendar"
)

func TestFieldReadMissingIsNeverZero(t *testing.T) {
	var unset review
	unset.Tiers = []tierWord{"focus", "trget"}
	for source, want := range map[string]struct{ field, text string }{
		"emf >= 0":                   {"emf", "missing, expected a decimal number"},
		"baseline.emf >= 0":          {"baseline.emf", "missing, expected a decimal number"},
		"periods == 0 and emf > 0":   {"emf", "missing"},
		"excluded or improved":       {"improved", "missing, expected true or false"},
		"day > date(\"2025-01-01\")": {"day", "missing, expected a date"},
		"tier == \"focus\"":          {"tier", "missing, expected one of none, focus, target"},
		"tiers contains \"none\"":    {"tiers", "\"trget\" is not valid, expected one of none, focus, target"},
	} {
		_, err := holds(compiled(t, source), &unset)
		wantInput(t, source, err, want.field, want.text)
	}
	unset.Tier = "trget"
	_, err := holds(compiled(t, "tier == \"focus\""), &unset)
	wantInput(t, "tier", err, "tier", `"trget" is not valid`)
	if yes, err := holds(compiled(t, `reason == "" and periods == 0 and not excluded and len(services) == 0`), &review{}); !yes || err != nil {
		t.Errorf("texts, counts, bools and lists can be empty: %v, %v", yes, err)
	}
}

func TestFieldsHaveGoNamesInSnakeCase(t *testing.T) {
	for name, want := range map[string]string{
		"ThreeYearPremium": "three_year_premium", "EMF": "emf", "FitForRE": "fit_for_re", "TELMonths": "tel_months", "Day": "day", "X": "x", "Level2": "level2",
	} {
		if got := snake(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func fieldsError[F any]() error {
	_, err := Fields(reflect.TypeFor[F]())
	return err
}

func TestFieldsRefuseWhatCanBeNoFact(t *testing.T) {
	for want, err := range map[string]error{
		"facts must be a struct, not int":                    fieldsError[int](),
		"fact rate is a float64; facts are decimal.Decimal":  fieldsError[struct{ Rate float64 }](),
		"fact case.at is a int64; facts are decimal.Decimal": fieldsError[struct{ Case struct{ At int64 } }](),
		"fact small is a int8; facts are decimal.Decimal":    fieldsError[struct{ Small int8 }](),
		"fact \"not\": no condition could name it":           fieldsError[struct{ Not bool }](),
		"fact \"my-emf\": no condition could name it": fieldsError[struct {
			E int `fact:"my-emf"`
		}](),
		"fact emf stands for two fields": fieldsError[struct{ EMF, Emf int }](),
	} {
		var e *Error
		if !errors.As(err, &e) || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestFieldsTakeTheFirstTagThatNamesThem(t *testing.T) {
	type event struct {
		A int `json:"in_json,omitempty" fact:"in_fact"`
		B int `json:",omitempty"`
		C int `json:"-"`
		D int `fact:"d2"`
	}
	for _, c := range []struct{ tags, want string }{{"", "in_fact b c d2"}, {"json", "in_json b d"}, {"json fact", "in_json b d2"}} {
		fields, err := Fields(reflect.TypeFor[event](), strings.Fields(c.tags)...)
		var names []string
		for _, f := range fields {
			names = append(names, f.Name)
		}
		if got := strings.Join(names, " "); got != c.want || err != nil {
			t.Errorf("by %q: %s, %v, want %s", c.tags, got, err, c.want)
		}
	}
}

// Every form is read at its place by the type that was checked for it, also
// behind fields of other sizes.
func TestFieldReadGivesTheValueOfEachForm(t *testing.T) {
	r := aReview()
	want := map[string]Value{"emf": Num(dec("1.70")), "three_year_premium": Num(dec("32850")), "periods": Int(2), "excluded": Bool(false), "reason": Str("late report"),
		"tier": Str("focus"), "day": Day(calendar.MustParse("2025-01-31")), "services": Texts([]string{"prevention", "assessment"}), "improved": Bool(true),
		"tiers": Texts([]string{"focus"}), "baseline.emf": Num(dec("1.75"))}
	if len(fields) != len(want) {
		t.Errorf("%d fields, want %d", len(fields), len(want))
	}
	for i := range fields {
		f := &fields[i]
		got, err := f.Read(unsafe.Pointer(r))
		if w := want[f.Name]; err != nil || got.Kind() != f.Type.Kind || !got.Equal(w) || got.String() != w.String() {
			t.Errorf("%s: %v, %v, want %v", f.Name, got, err, w)
		}
	}
	got, _ := readFrom(r)(scope.Slot("services"))
	r.Services[0] = "changed"
	if got.List()[0] != "prevention" {
		t.Error("a list that was read is the caller's own")
	}
}

func TestSnake(t *testing.T) {
	for name, want := range map[string]string{"EMF": "emf", "EMod": "e_mod", "EMFOn": "emf_on", "aB": "a_b", "ThreeYearPremium": "three_year_premium", "FitForRE": "fit_for_re"} {
		if got := snake(name); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}

func TestReadOfAnotherStruct(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a field was read from a struct that it is no field of")
		}
	}()
	_, _ = ReadOf(&fields[0], &struct{ A int }{})
}

func TestFieldIsSet(t *testing.T) {
	always := map[string]bool{"periods": true, "excluded": true}
	for i := range fields {
		f := &fields[i]
		if !f.IsSet(unsafe.Pointer(aReview())) {
			t.Errorf("%s is not set", f.Name)
		}
		blank := &review{Reason: " \t", Services: []string{"", " "}}
		for _, r := range []*review{{}, blank} {
			if f.IsSet(unsafe.Pointer(r)) != always[f.Name] {
				t.Errorf("%s is set: %v", f.Name, !always[f.Name])
			}
		}
	}
}

func TestSomeFieldsLeaveOutWhatCanBeNoFact(t *testing.T) {
	type event struct {
		Amount int     `json:"amount"`
		Rate   float64 `json:"rate"`
		Not    bool    `json:"not"`
		Twice  int     `json:"amount2"`
	}
	var names []string
	for _, f := range SomeFields(reflect.TypeFor[event](), "json") {
		names = append(names, f.Name)
	}
	if got := strings.Join(names, " "); got != "amount amount2" {
		t.Errorf("got %s", got)
	}
}

func TestStructAtAndStructOfAreReadAlike(t *testing.T) {
	r := aReview()
	for _, s := range []Struct{StructAt(r), StructOf(*r)} {
		for i := range fields {
			want, _ := fields[i].Read(unsafe.Pointer(r))
			if got, err := fields[i].ReadFrom(s); err != nil || !got.Equal(want) || !fields[i].IsSetIn(s) {
				t.Errorf("%s: %v, %v, want %v", fields[i].Name, got, err, want)
			}
		}
		if s.Value().Type() != reflect.TypeFor[review]() || s.Value().Field(2).Int() != 2 {
			t.Error("the struct itself is another")
		}
	}
}

func TestNameOfAndPathOf(t *testing.T) {
	field, _ := reflect.TypeFor[review]().FieldByName("Premium")
	if got := NameOf(field, "json", "fact"); got != "three_year_premium" {
		t.Errorf("got %s", got)
	}
	for text, want := range map[string]bool{"a": true, "a.b_1": true, "a.": false, "a b": false, "": false} {
		if PathOf(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}

// Head is embedded below: its fields are those of the outer struct, unless a tag
// gives it a name.
type Head struct {
	On calendar.Date
	By string
}

func TestFieldsOfAnEmbeddedStruct(t *testing.T) {
	for _, c := range []struct {
		of   any
		want string
	}{
		{struct {
			Head
			Amount int
		}{}, "on by amount"},
		{struct {
			Head   `fact:"head"`
			Amount int
		}{}, "head.on head.by amount"},
	} {
		fields, err := Fields(reflect.TypeOf(c.of))
		var names []string
		for _, f := range fields {
			names = append(names, f.Name)
		}
		if got := strings.Join(names, " "); err != nil || got != c.want {
			t.Errorf("%T: got %q, %v, want %q", c.of, got, err, c.want)
		}
	}
	if _, err := Fields(reflect.TypeFor[struct {
		Unreadable
		Amount int
	}]()); err == nil {
		t.Error("an embedded field that can be no fact is taken")
	}
}

// Unreadable can be no fact.
type Unreadable struct{ Of []int }

// The words of a text stand in a tag where its type is a plain one.
func TestFieldsWordsOfATag(t *testing.T) {
	fields, err := Fields(reflect.TypeFor[struct {
		Colour string   `words:"red green"`
		Shades []string `words:"light dark"`
		Name   string
	}]())
	if err != nil || len(fields) != 3 {
		t.Fatal(fields, err)
	}
	for i, want := range [][]string{{"red", "green"}, {"light", "dark"}, nil} {
		if got := fields[i].Type.Words; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v, want %v", fields[i].Name, got, want)
		}
	}
}
