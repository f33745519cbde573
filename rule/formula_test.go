package rule

import (
	"strings"
	"testing"
)

func TestFormula_Value(t *testing.T) {
	d := declared(t)
	f, err := CompileFormula(d, `round(0.05 * payroll, 2, "down") + 1`)
	if err != nil {
		t.Fatal(err)
	}
	facts := Facts{"payroll": dec("1000.99")}
	if v, err := f.Value(&facts); err != nil || v.String() != "51.04" {
		t.Errorf("got %v, %v", v, err)
	}
	if f.Source() == "" || len(f.Uses()) != 1 || f.Uses()[0] != "payroll" {
		t.Errorf("got %q, %v", f.Source(), f.Uses())
	}
	_, err = f.Value(&Facts{})
	wantInput(t, "a missing fact", err, "payroll", "missing")
	for _, none := range []*Formula{nil, {}} {
		if none.Source() != "" || none.Uses() != nil {
			t.Error("a formula that nobody compiled has a text")
		}
		_, err = none.Value(&facts)
		wantInput(t, "none", err, "formula", "")
	}
	for text, want := range map[string]string{"payroll > 1": "expected a number here, found true or false", "payrol": "unknown fact"} {
		if _, err := CompileFormula(d, text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v", text, err)
		}
	}
	large, err := CompileFormula(d, "payroll * payroll")
	if err != nil {
		t.Fatal(err)
	}
	_, err = large.Value(&Facts{"payroll": dec("1e40")})
	wantInput(t, "a result of extreme size", err, "payroll * payroll", "extreme size")
}
