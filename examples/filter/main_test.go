package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
)

// built builds the filter once for a system, and gives its file.
func built(t *testing.T, env ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "filter")
	build := exec.Command("go", "build", "-o", file, ".")
	build.Env = append(os.Environ(), env...)
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return file
}

const review = `{"id":1,"domain":"classify","policy":"wv-85-23","event":{"event":"review","on":"2024-07-20","from":"2024-01-01","to":"2024-06-30",` +
	`"three_year_premium":"32850","emf":"1.85"}}`

// answers gives what the filter answers to lines.
func answers(t *testing.T, lines ...string) []map[string]any {
	t.Helper()
	var out bytes.Buffer
	if err := serve(strings.NewReader(strings.Join(lines, "\n")), &out); err != nil {
		t.Fatal(err)
	}
	var all []map[string]any
	for line := range strings.SplitSeq(strings.TrimSpace(out.String()), "\n") {
		var a map[string]any
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatalf("%v\n%s", err, line)
		}
		all = append(all, a)
	}
	if len(all) != len(lines) {
		t.Fatalf("%d answers to %d lines", len(all), len(lines))
	}
	return all
}

// What comes is what the library answers to a host in Go.
func TestServeAnswersAsTheLibrary(t *testing.T) {
	p, err := classify.Builtin("wv-85-23")
	if err != nil {
		t.Fatal(err)
	}
	st := p.Start(classify.Profile{})
	var written any
	for _, event := range []string{
		`{"event":"review","on":"2024-07-20","from":"2024-01-01","to":"2024-06-30","three_year_premium":"32850","emf":"1.85"}`,
		`{"event":"notify","on":"2024-07-25"}`,
		`{"event":"receive_plan","on":"2024-09-30"}`,
	} {
		question := map[string]any{"domain": "classify", "policy": "wv-85-23", "event": json.RawMessage(event)}
		if written != nil {
			question["case"] = written
		}
		line, err := json.Marshal(question)
		if err != nil {
			t.Fatal(err)
		}
		got := answers(t, string(line))[0]
		e, err := classify.UnmarshalEvent([]byte(event))
		if err != nil {
			t.Fatal(err)
		}
		next, outcome, err := p.Apply(st, e)
		if err != nil {
			t.Fatal(err)
		}
		for key, want := range map[string]any{"case": next, "outcome": outcome} {
			a, _ := json.Marshal(got[key])
			data, _ := json.Marshal(want)
			var plain any
			if err := json.Unmarshal(data, &plain); err != nil {
				t.Fatal(err)
			}
			if b, _ := json.Marshal(plain); string(a) != string(b) {
				t.Errorf("%s: %s: got %s, want %s", event, key, a, b)
			}
		}
		st, written = next, got["case"]
	}
	if st.LastOn != calendar.MustParse("2024-09-30") {
		t.Errorf("the case stands on %v", st.LastOn)
	}
}

func TestServeAnswersWhatIsNoQuestion(t *testing.T) {
	long := `{"id":"` + strings.Repeat("x", longest) + `"}`
	lines := []string{"{", `{"domian":"classify"}`, `{"domain":"classify","policy":"wv-85-23"}`, `{"domain":"courts","event":{}}`,
		`{"domain":"classify","policy":"xx","event":{}}`, `{"domain":"placement","policy":"ab-toj","given":{"a":1},"event":{}}`,
		`{"domain":"benefits","policy":"ab-toj","call":"tax"}`, `{"domain":"benefits","policy":"ab-toj","call":"top_up","with":{"per":"year","wages":1}}`,
		long, `{"domain":"classify","policy":"wv-85-23","case":{"teir":"none"},"event":{"event":"notify","on":"2024-07-25"}}`, `{} {}`, review}
	says := []string{"EOF", "domian", "event and call", "one of benefits, classify", "xx", "given", "one of best_earnings", "wages", "longer than", "teir", "one JSON value"}
	got := answers(t, lines...)
	for i, want := range says {
		e, _ := got[i]["error"].(map[string]any)
		if message, _ := e["message"].(string); !strings.Contains(message, want) {
			t.Errorf("%.60s: got %v, want %s", lines[i], got[i], want)
		}
	}
	if last := got[len(got)-1]; last["id"] != 1.0 || last["case"].(map[string]any)["tier"] != "target" {
		t.Errorf("after all that: %v", last)
	}
}

func TestServeRefusesWithTheProvision(t *testing.T) {
	got := answers(t, `{"id":"a","domain":"placement","policy":"ab-toj","event":{"event":"begin","on":"2025-01-01"}}`)[0]
	refused := got["refused"].(map[string]any)
	finding := refused["findings"].([]any)[0].(map[string]any)
	if got["id"] != "a" || finding["cite"] != "WCB-Alberta TOJ-5" || got["case"] != nil {
		t.Errorf("got %v", got)
	}
}

// An answer comes before the next question is asked.
func TestServeWritesWhenNothingWaits(t *testing.T) {
	in, questions := io.Pipe()
	out, writer := io.Pipe()
	done := make(chan error, 1)
	go func() { done <- serve(in, writer) }()
	for range 3 {
		if _, err := io.WriteString(questions, review+"\n"); err != nil {
			t.Fatal(err)
		}
		var a map[string]any
		if err := json.NewDecoder(out).Decode(&a); err != nil || a["case"] == nil {
			t.Fatal(a, err)
		}
	}
	questions.Close()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if err := serve(strings.NewReader(review), failing{}); err == nil {
		t.Error("a writer that fails is no error")
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("full") }

// A host's own policy takes the place beside the built-in ones.
func TestAPolicyOfOnesOwn(t *testing.T) {
	file := built(t)
	own := filepath.Join("..", "..", "testdata", "scenarios", "policies", "example-safety.yaml")
	run := exec.Command(file, "-policy", "classify="+own)
	run.Stdin = strings.NewReader(`{"domain":"classify","policy":"nobody","event":{}}` + "\n")
	out, err := run.Output()
	if err != nil || !strings.Contains(string(out), "nobody") {
		t.Errorf("%v: %s", err, out)
	}
	for _, args := range [][]string{{"-policy", "classify"}, {"-policy", "courts=" + own}, {"-policy", "classify=nowhere.yaml"}, {"file"}} {
		if err := exec.Command(file, args...).Run(); err == nil {
			t.Errorf("%v is taken", args)
		}
	}
}

// Hosts in other languages ask it through a pipe.
func TestClients(t *testing.T) {
	file := built(t)
	for _, c := range []struct{ program, client, want string }{
		{"python3", "clients/client.py", "target ['classification_notice', 'seminar', 'safety_committee']\n2024-09-23\n3 False on\n"},
		{"node", "clients/client.mjs", "target classification_notice seminar safety_committee\n2024-09-23\n3 on\n"},
		{"java", "clients/Client.java", "18000.00 a year, 1500.00 a month\n"},
	} {
		t.Run(c.program, func(t *testing.T) {
			if _, err := exec.LookPath(c.program); err != nil {
				t.Skip("not installed here")
			}
			out, err := exec.Command(c.program, c.client, file).CombinedOutput()
			if err != nil || string(out) != c.want {
				t.Errorf("%v\ngot  %s\nwant %s", err, out, c.want)
			}
		})
	}
}

// The same program answers as WebAssembly.
func TestWASI(t *testing.T) {
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("node is not installed here")
	}
	run := exec.Command("node", "--no-warnings", "clients/wasi.mjs", built(t, "GOOS=wasip1", "GOARCH=wasm"))
	run.Stdin = strings.NewReader(review + "\n")
	var errs bytes.Buffer
	run.Stderr = &errs
	out, err := run.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, errs.String())
	}
	var native bytes.Buffer
	if err := serve(strings.NewReader(review+"\n"), &native); err != nil {
		t.Fatal(err)
	}
	if string(out) != native.String() {
		t.Errorf("as WebAssembly it answers %s", out)
	}
}
