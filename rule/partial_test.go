package rule

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
)

func TestTable_Possible(t *testing.T) {
	type facts struct {
		Left, Fit Flag
		Weeks     decimal.Decimal
	}
	table := MustTable[facts]("after", First,
		Row[string]{ID: "1", If: "left and fit", Then: "convert", Cite: "7", Text: "The worker left ({left})."},
		Row[string]{ID: "2", If: "not left and weeks < 12", Then: "search", Cite: "7", Interpretation: "x"},
		Row[string]{ID: "3", Then: "decide", Cite: "7"})
	for _, c := range []struct {
		f    facts
		want string
		last string
	}{
		{facts{Left: Yes, Fit: Yes}, "[{1 convert []}]", "The worker left (true)."},
		{facts{Left: Yes, Fit: No}, "[{3 decide []}]", "this applies whatever the facts"},
		{facts{Fit: No}, "[{2 search [left weeks]} {3 decide []}]", "this applies whatever the facts"},
		{facts{Left: Yes}, "[{1 convert [fit]} {3 decide []}]", "this applies whatever the facts"},
		{facts{}, "[{1 convert [left fit]} {2 search [left weeks]} {3 decide []}]", "this applies whatever the facts"},
	} {
		rows, findings, err := table.Possible(&c.f)
		if err != nil || fmt.Sprint(rows) != c.want || findings[len(findings)-1].Text() != c.last {
			t.Errorf("%v: got %v, %v, %v; want %s", c.f, rows, findings, err, c.want)
		}
	}
	_, findings, _ := table.Possible(&facts{})
	if got := findings[0].Text(); got != "It is not known whether left and fit; not given: left, fit." {
		t.Errorf("an open row says %q", got)
	}
	if got := findings[1].Interpretations; len(got) != 1 || got[0] != "x" {
		t.Errorf("an open row rests on %v", got)
	}
	if _, _, err := table.Possible(&facts{Left: No, Weeks: decimal.New(1, 1<<30)}); err == nil {
		t.Error("a number out of reach is an error")
	}
}
