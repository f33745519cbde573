package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
)

// claims runs a command on a database in a folder.
func claims(t *testing.T, dir, in string, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	if err := run(ctx, append([]string{"-file", filepath.Join(dir, "claims.db")}, args...), strings.NewReader(in), &out); err != nil {
		t.Fatalf("%v: %v", args, err)
	}
	return out.String()
}

func TestRun(t *testing.T) {
	t.Setenv("CLAIMS_DSN", "")
	dir := t.TempDir()
	answers := strings.Split(strings.TrimSpace(claims(t, dir, "", "deliver", "example.jsonl")), "\n")
	if len(answers) != 6 || answers[2] != answers[3] || !strings.Contains(answers[4], `"refused":`) ||
		!strings.Contains(answers[5], "was corrected from 2024-07-25") && !strings.Contains(answers[5], "revision.corrected") {
		t.Errorf("got %s", strings.Join(answers, "\n"))
	}
	wrong := `{"claim":1}` + "\n{\n" + `{"claim":"E-100","id":"c-1","request":{"do":"append"}}`
	if got := claims(t, dir, wrong, "deliver"); strings.Count(got, `"error":`) != 3 {
		t.Errorf("got %s", got)
	}
	if got := claims(t, dir, "", "overdue", "2024-12-01"); got !=
		"E-100\t2024-09-27\tplan\tby employer\t65 days late\tW. Va. Code R. § 85-23-5.4\n" {
		t.Errorf("got %q", got)
	}
	if got := claims(t, dir, "", "feed"); !strings.Contains(got, "UID:E-100/n-1/plan@workcomp\r\n") {
		t.Errorf("got %s", got)
	}
	if got := claims(t, dir, "", "show", "E-100"); !strings.Contains(got, `"state":"target"`) || !strings.Contains(got, `"actor":"desk 4"`) {
		t.Errorf("got %s", got)
	}
	if got := claims(t, dir, "", "send"); strings.Count(got, "\n") != 4 || claims(t, dir, "", "send") != "" {
		t.Errorf("got %s", got)
	}
	for _, args := range [][]string{{"burn"}, {"show", "Z"}, {"overdue", "someday"}, {"-zone", "Nowhere", "feed"},
		{"deliver", "nowhere.jsonl"}} {
		if err := run(ctx, append([]string{"-file", filepath.Join(dir, "claims.db")}, args...), nil, io.Discard); err == nil {
			t.Errorf("%v is taken", args)
		}
	}
}

func TestPages(t *testing.T) {
	p := place{file: filepath.Join(t.TempDir(), "claims.db")}
	s := p.open(t)
	for _, d := range course("<A>") {
		deliver(t, s, d)
	}
	for path, want := range map[string][]string{
		"/?on=2024-12-01": {"200", "Overdue on 2024-12-01", `<a href="/claims/%3cA%3e">&lt;A&gt;</a><td>plan<td>employer`,
			"<td>65<td>W. Va. Code R. § 85-23-5.4"},
		"/?on=2024-09-27": {"200", "Nothing is overdue."},
		"/?on=x":          {"400", "YYYY-MM-DD"},
		"/claims/%3CA%3E": {"200", "Claim &lt;A&gt;", "<strong>target</strong>", "2024-09-27", "another employer&#39;s"},
		"/claims/Z":       {"404", "a claim that was opened"},
		"/duties.ics":     {"200", "UID:<A>/n-1/plan@workcomp"},
		"/other":          {"404"},
	} {
		w := httptest.NewRecorder()
		s.Pages().ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		got := http.StatusText(w.Code) + w.Body.String()
		for i, text := range want {
			if i == 0 && text != w.Result().Status[:3] || i > 0 && !strings.Contains(got, text) {
				t.Errorf("%s: want %s in %d %s", path, text, w.Code, got)
			}
		}
	}
}
