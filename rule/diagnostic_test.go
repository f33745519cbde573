package rule

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDiagnosticsInTheOrderOfTheFile(t *testing.T) {
	at := func(s Severity, line, column int, path string) Diagnostic {
		return Diagnostic{Severity: s, File: "p.yaml", Line: line, Column: column, Path: path, Message: "look", Source: "a: b"}
	}
	all := Diagnostics{at(SeverityWarning, 3, 1, "c"), at(SeverityError, 1, 4, "b"), at(SeverityWarning, 1, 1, "a"), {Severity: SeverityWarning, File: "p.yaml", Message: "no place"}}
	want := `p.yaml: warning: no place
p.yaml:1:1: warning: a: look
  a: b
  ^
p.yaml:1:4: b: look
  a: b
     ^
p.yaml:3:1: warning: c: look
  a: b
  ^`
	if diff := cmp.Diff(want, all.Sorted().Error()); diff != "" {
		t.Error(diff)
	}
	if all[0].Line != 3 {
		t.Error("sorting changed the caller's own")
	}
	if err := all.Err(); err == nil || err.Error() != "p.yaml:1:4: b: look\n  a: b\n     ^" {
		t.Errorf("got %v", err)
	}
	if err := all[2:].Err(); err != nil {
		t.Errorf("warnings alone are no error: %v", err)
	}
}

func TestDiagnostic_End(t *testing.T) {
	for _, c := range []struct {
		source string
		column int
		code   Code
		under  string
	}{
		{`sorce: Board`, 1, UnknownKey, "sorce"},
		{`    if: industry == "constuction" and x`, 21, BadExpression, `"constuction"`},
		{`    if: payrol-1 > 2`, 9, BadExpression, "payrol"},
		{`    if: baseline.emf > 2`, 9, BadExpression, "baseline.emf"},
		{`    if: emf => 2`, 13, BadExpression, "=>"},
		{`closed_days: us-w` + "\r", 14, BadValue, "us-w"},
		{`  - {from: 1.40, to: 1}`, 12, BadValue, "1.40"},
		{`title: 'never closed`, 8, BadValue, "'never closed"},
		{`title: é`, 8, BadValue, "é"},
		{`levels: []`, 9, BadValue, "["},
		{`levels:`, 8, BadValue, ""},
		{``, 0, BadValue, ""},
	} {
		d := Diagnostic{Code: c.code, Line: 1, Column: c.column, Source: c.source}
		if got := d.End() - d.Column; got != len([]rune(c.under)) {
			t.Errorf("%s: %d characters from column %d, want those of %s", c.source, got, c.column, c.under)
		}
	}
}
