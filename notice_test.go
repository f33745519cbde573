package workcomp

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// Every module that the library or the command links has its licence in NOTICE.
func TestNoticeHasEveryModuleThatIsLinked(t *testing.T) {
	notice, err := os.ReadFile("NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	paths := []string{"./cmd/workcomp"}
	for _, pkg := range libraries {
		paths = append(paths, "./"+pkg)
	}
	out, err := exec.Command("go", append([]string{"list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}"}, paths...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	linked := map[string]bool{}
	for path := range strings.FieldsSeq(string(out)) {
		linked[path] = true
	}
	if len(linked) < 4 {
		t.Errorf("%v is all that the library links", linked)
	}
	for path := range linked {
		if !strings.Contains(string(notice), "\n"+path) {
			t.Errorf("NOTICE has not the licence of %s", path)
		}
	}
}
