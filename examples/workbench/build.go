package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

//go:embed page editor/editor.min.js
var parts embed.FS

// build writes the page into a folder, as one file and as a site.
func build(folder string) error {
	wasm, err := engine()
	if err != nil {
		return err
	}
	files, err := repository()
	if err != nil {
		return err
	}
	alone, err := page(map[string][]byte{"engine.wasm": wasm, "files.json": files})
	if err != nil {
		return err
	}
	site, err := page(nil)
	if err != nil {
		return err
	}
	licences, err := licences()
	if err != nil {
		return err
	}
	for name, data := range map[string][]byte{"workbench.html": alone, "LICENSES.txt": licences, "site/index.html": site,
		"site/engine.wasm": wasm, "site/files.json": files, "site/LICENSES.txt": licences} {
		name = filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// licences are those of all that the page holds.
func licences() ([]byte, error) {
	goroot, err := run(nil, "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	var all []byte
	for _, l := range [][2]string{
		{"The library and what it links", filepath.Join(here(), "..", "..", "NOTICE")},
		{"The editor", filepath.Join(here(), "editor", "LICENSES.txt")},
		{"Go", filepath.Join(strings.TrimSpace(string(goroot)), "LICENSE")},
	} {
		data, err := os.ReadFile(l[1])
		if err != nil {
			return nil, err
		}
		all = fmt.Appendf(all, "%s\n%s\n\n%s\n\n", l[0], strings.Repeat("=", len(l[0])), data)
	}
	return all, nil
}

// run runs the go command in this module.
func run(env []string, args ...string) ([]byte, error) {
	c := exec.Command("go", args...)
	c.Dir, c.Env = here(), append(os.Environ(), env...)
	var wrong bytes.Buffer
	c.Stderr = &wrong
	out, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, wrong.Bytes())
	}
	return out, nil
}

// here is the folder of this module: the one that go run and go test run in, or below it.
func here() string {
	for _, name := range []string{".", "examples/workbench"} {
		if data, err := os.ReadFile(filepath.Join(name, "go.mod")); err == nil && bytes.Contains(data, []byte("/examples/workbench\n")) {
			return name
		}
	}
	return "."
}

// engine builds the library for a browser.
func engine() ([]byte, error) {
	folder, err := os.MkdirTemp("", "workbench")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	modfile, err := slim(folder)
	if err != nil {
		return nil, err
	}
	file := filepath.Join(folder, "engine.wasm")
	browser := []string{"GOOS=js", "GOARCH=wasm"}
	// Calls are not inlined, but for those of the runtime, on which everything waits: it
	// takes an eighth off the whole, and nothing that is measured.
	if _, err := run(browser, "build", "-trimpath", "-modfile", modfile, "-ldflags=-s -w",
		"-gcflags=all=-l", "-gcflags=runtime=", "-gcflags=internal/runtime/...=", "-gcflags=internal/abi=",
		"-o", file, "./engine/wasm"); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
}

// without are the folders of which no file is a policy or a case of the library's own.
var without = []string{"cmd", "examples", "internal", "scenario", "testdata/first-edition"}

// repository is every policy and scenario of the repository by its path, as JSON.
func repository() ([]byte, error) {
	root := filepath.Join(here(), "..", "..")
	files := map[string]string{}
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		path, err := filepath.Rel(root, name)
		path = filepath.ToSlash(path)
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (strings.HasPrefix(entry.Name(), ".") && path != "." || slices.Contains(without, path)):
			return fs.SkipDir
		case entry.IsDir() || filepath.Ext(name) != ".yaml":
			return nil
		case !strings.Contains(path, "policies/") && !strings.Contains(path, "testdata/scenarios/"):
			return nil
		}
		data, err := os.ReadFile(name)
		files[path] = string(data)
		return err
	})
	if err != nil {
		return nil, err
	}
	return json.Marshal(files)
}

// page is the page with its scripts and styles in it, and with the parts that are held:
// compressed, and as text. Those that are not are beside it. What it may do is stated in
// its content security policy: run these scripts and their worker, and connect to
// nothing but the parts beside it.
func page(held map[string][]byte) ([]byte, error) {
	var wrong error
	read := func(name string) string {
		data, err := parts.ReadFile(name)
		if err != nil {
			wrong = err
		}
		return string(data)
	}
	goroot, err := run(nil, "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	support, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(goroot)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return nil, err
	}
	script := read("editor/editor.min.js") + "\n" + read("page/page.js") + read("page/picture.js") + read("page/share.js")
	var data strings.Builder
	text := func(id, content string) {
		fmt.Fprintf(&data, "<script type=\"text/plain\" id=\"%s\">%s</script>\n", id, content)
	}
	text("wasm-exec", string(support))
	text("worker", read("page/worker.js"))
	connect := "'self'"
	for _, name := range []string{"engine.wasm", "files.json"} {
		if held == nil {
			break
		}
		connect = "'none'"
		packed, err := packed(held[name])
		if err != nil {
			return nil, err
		}
		text(name, packed)
	}
	for _, t := range []string{script, string(support), read("page/worker.js")} {
		if strings.Contains(t, "</script") {
			return nil, fmt.Errorf("a script holds the end of a script")
		}
	}
	sum := sha256.Sum256([]byte(script))
	policy := "default-src 'none'; script-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; " +
		"worker-src blob:; img-src data:; connect-src " + connect + "; form-action 'none'; base-uri 'none'"
	out := read("page/index.html")
	for _, part := range [][2]string{{"{{policy}}", policy}, {"{{style}}", read("page/page.css")}, {"{{data}}", data.String()}, {"{{script}}", script}} {
		out = strings.Replace(out, part[0], part[1], 1)
	}
	return []byte(out), wrong
}

// packed is a part compressed, and as text.
func packed(data []byte) (string, error) {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return "", err
	}
	if _, err := z.Write(data); err != nil {
		return "", err
	}
	if err := z.Close(); err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(b.Bytes()), nil
}
