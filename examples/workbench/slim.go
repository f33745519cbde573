package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// unused is what expr calls of package reflect by names that are known only when it
// runs. The library uses its parser alone, which never comes there; but the linker keeps
// every exported method of every type for it, a third of the whole.
var unused = []struct{ file, call, instead string }{
	{"builtin/lib.go", "v.MethodByName(methodName)", "noMethod(methodName)\nfunc noMethod(string) (none reflect.Value) { return }"},
	{"vm/runtime/runtime.go", "v.MethodByName(methodName)", "noMethod(methodName)\nfunc noMethod(string) (none reflect.Value) { return }"},
	{"vm/runtime/runtime.go", "v.Method(method.Index)", "noMethod(method.Name)"},
	{"checker/nature/nature.go", "n.Type.Method(i)", "noMethod(i)"},
	{"checker/nature/utils.go", "s.rType.Method(s.idx)", "noMethod(s.idx)\nfunc noMethod(int) (none reflect.Method) { return }"},
}

// slim copies expr without these calls into a folder, and writes a go.mod that takes the
// copy in its place.
func slim(folder string) (modfile string, err error) {
	out, err := run(nil, "list", "-m", "-f", "{{.Dir}}", "github.com/expr-lang/expr")
	if err != nil {
		return "", err
	}
	own := filepath.Join(folder, "expr")
	if err := os.CopyFS(own, os.DirFS(strings.TrimSpace(string(out)))); err != nil {
		return "", err
	}
	for _, u := range unused {
		name := filepath.Join(own, filepath.FromSlash(u.file))
		data, err := os.ReadFile(name)
		if err != nil {
			return "", err
		}
		if strings.Count(string(data), u.call) != 1 {
			return "", fmt.Errorf("%s does not call %s once: expr has changed, and what is left out of it must be looked at", u.file, u.call)
		}
		call, helper, _ := strings.Cut(u.instead, "\n")
		text := strings.Replace(string(data), u.call, call, 1) + "\n" + helper + "\n"
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			return "", err
		}
	}
	modfile = filepath.Join(folder, "go.mod")
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join(here(), name))
		if err != nil {
			return "", err
		}
		if name == "go.mod" {
			data = fmt.Appendf(data, "\nreplace github.com/expr-lang/expr => %s\n", own)
		}
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
			return "", err
		}
	}
	return modfile, nil
}
