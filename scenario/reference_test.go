package scenario

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// The page of reference has every key of a scenario, of a step and of what a step
// expects, every domain, and no key that is none.
func TestLoad_theReferenceIsWhole(t *testing.T) {
	data, err := os.ReadFile("../docs/scenario.md")
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, of := range []any{scenarioText{}, stepText{}} {
		for i := range reflect.TypeOf(of).NumField() {
			key, _, _ := strings.Cut(reflect.TypeOf(of).Field(i).Tag.Get("json"), ",")
			want = append(want, key)
		}
	}
	want = slices.DeleteFunc(append(want, "awaits"), func(key string) bool { return key == "expect" }) // the tables are of what it holds
	want = append(append(want, meaningful...), ofRevision...)
	var keys []string // of the first column of its tables
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(line, "|")
		if len(cells) < 4 || !strings.HasPrefix(line, "| `") {
			continue
		}
		for _, key := range strings.Split(cells[1], "`, `") {
			key, _, _ = strings.Cut(strings.Trim(key, " `"), ":")
			keys = append(keys, key)
		}
		for _, text := range strings.Split(strings.Join(cells[2:], "|"), "`")[1:] { // named in the explanation of another
			keys = append(keys, "beside "+text)
		}
	}
	for _, key := range want {
		if !slices.Contains(keys, key) && !slices.Contains(keys, "beside "+key) {
			t.Errorf("docs/scenario.md has no key %s", key)
		}
	}
	for _, key := range keys {
		if !strings.HasPrefix(key, "beside ") && !slices.Contains(want, key) {
			t.Errorf("docs/scenario.md has the key %s, which is none", key)
		}
	}
	for _, d := range library() {
		if !strings.Contains(string(data), "`"+d.name+"`") {
			t.Errorf("docs/scenario.md does not name the domain %s", d.name)
		}
	}
}
