package rule

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// What a policy may state has an end, and the error says which.
func TestBounds(t *testing.T) {
	many := make([]Declaration, 1001)
	for i := range many {
		many[i] = Declaration{Name: fmt.Sprintf("f%d", i), Type: Count}
	}
	_, err := Declare(many...)
	wantInput(t, "facts", err, "facts", "1001 is not valid, expected at most 1000 facts")
	words := make([]string, 1001)
	for i := range words {
		words[i] = fmt.Sprintf("w%d", i)
	}
	_, err = Declare(Declaration{Name: "kind", Type: Word, Values: words})
	wantInput(t, "words", err, "kind", "a text of 1001 words is not valid, expected at most 1000")
	long := Template{Text: strings.Repeat("x", 4001)}
	var e *ExprError
	if err := long.Check(); !errors.As(err, &e) || e.Offset != 4000 || !strings.Contains(e.Message, "4001 bytes, expected at most 4000") {
		t.Errorf("got %v", err)
	}
}

// What stands exactly at an end is taken, and named lists have ends too.
func TestBounds_reached(t *testing.T) {
	numbered := func(n int) (all []string) {
		for i := range n {
			all = append(all, fmt.Sprintf("w%d", i))
		}
		return all
	}
	facts, lists := make([]Declaration, 1000), make([]NamedList, 101)
	for i := range facts {
		facts[i] = Declaration{Name: fmt.Sprintf("f%d", i), Type: Count}
	}
	for i := range lists {
		lists[i] = NamedList{fmt.Sprintf("l%d", i), []string{"1"}}
	}
	d, err := Declare(facts...)
	if err != nil {
		t.Fatal(err)
	}
	fields := make([]Declaration, MostFields)
	for i := range fields {
		fields[i] = Declaration{Name: fmt.Sprintf("f%d", i), Type: Count}
	}
	for name, err := range map[string]error{
		"words": func() error {
			_, err := Declare(Declaration{Name: "kind", Type: Word, Values: numbered(1000)})
			return err
		}(),
		"fields": func() error { _, err := Declare(Declaration{Name: "all", Type: Entries, Of: fields}); return err }(),
		"lists":  func() error { _, err := d.WithLists(lists[:100]...); return err }(),
		"values": func() error { _, err := d.WithLists(NamedList{"l", numbered(5000)}); return err }(),
		"text":   (&Template{Text: strings.Repeat("x", 4000)}).Check(),
	} {
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err = d.WithLists(lists...)
	wantInput(t, "lists", err, "lists", "101 is not valid, expected at most 100 lists")
	_, err = d.WithLists(NamedList{"l", numbered(5001)})
	wantInput(t, "values", err, "l", "a list of 5001 values is not valid, expected from 1 to 5000")
	_, err = d.WithLists(NamedList{"l", nil})
	wantInput(t, "no values", err, "l", "a list of 0 values is not valid")
	_, err = d.WithLists(NamedList{"f0", []string{"a"}})
	wantInput(t, "the first fact", err, "f0", "declared twice")
	more, err := d.WithLists(lists[0], lists[3], lists[4])
	if err != nil {
		t.Fatal(err)
	}
	_, err = more.WithLists(lists[0])
	wantInput(t, "a list again", err, "l0", "declared twice")
	one, _ := more.WithLists(lists[1])
	two, _ := more.WithLists(lists[2])
	for name, own := range map[string]*Declarations{"l1": one, "l2": two} {
		for _, of := range []*Declarations{one, two} {
			if _, err := CompileOn(of, "f0 in "+name); (err == nil) != (of == own) {
				t.Errorf("%s: got %v", name, err)
			}
		}
	}
}

// The rows of a table ask the values of lists one after another, up to a bound.
func TestBounds_valuesOfLists(t *testing.T) {
	values := make([]string, 5000)
	for i := range values {
		values[i] = fmt.Sprint(10000 + i)
	}
	d, err := Declare(Declaration{Name: "a", Type: Count}, Declaration{Name: "b", Type: Count})
	if err == nil {
		d, err = d.WithLists(NamedList{"l", values})
	}
	if err != nil {
		t.Fatal(err)
	}
	var rows []Row[int]
	for i := range 20 {
		rows = append(rows, Row[int]{If: fmt.Sprintf("a in l and b > %d", 30-i), Then: i, Cite: "1"})
	}
	if _, err := NewTableOn(d, "t", Collect, rows...); err != nil {
		t.Error(err)
	}
	var row *RowError
	_, err = NewTableOn(d, "t", Collect, append(rows, Row[int]{If: "b in l", Then: 20, Cite: "1"})...)
	if !errors.As(err, &row) || row.Row != 20 || row.Field != "if" || !strings.Contains(err.Error(), "more than 100000 values of lists") {
		t.Errorf("got %v", err)
	}
}

// A value of which not all is seen is the same as no fact that is.
func TestDeclarations_WithLists_hidden(t *testing.T) {
	d, err := Declare(Declaration{Name: "zip", Type: Word})
	if err != nil {
		t.Fatal(err)
	}
	_, err = d.WithLists(NamedList{"zips", []string{"25301", "25302\u200b"}})
	wantInput(t, "hidden", err, "zips", "has U+200B in it, which is not seen")
}

func TestFlag_UnmarshalJSON_null(t *testing.T) {
	f := Yes
	if err := f.UnmarshalJSON([]byte("null")); err != nil || f.Given() {
		t.Errorf("got %v, %v", f, err)
	}
}

func TestCompileOn_aFactOfOneWord(t *testing.T) {
	d, err := Declare(Declaration{Name: "kind", Type: Word, Values: []string{"a"}})
	if err != nil {
		t.Fatal(err)
	}
	for word, valid := range map[string]bool{"a": true, "b": false} {
		if _, err := CompileOn(d, `kind == "`+word+`"`); (err == nil) != valid {
			t.Errorf("%s: %v", word, err)
		}
	}
}
