package main

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/workcomp-go/workcomp/scenario"
)

func (a *app) documenting() command {
	out := ""
	return command{name: "doc", args: "CASES…", does: "Write cases as Markdown: sentences, tables and diagrams with their provisions",
		flags: func(f *flag.FlagSet) {
			f.StringVar(&out, "o", "", "write a page for every file, and an index, into this `folder`")
		},
		run: func(paths []string) int {
			switch {
			case len(paths) == 0:
				return a.misused("doc", "no path is named")
			case a.json && out != "":
				return a.misused("doc", "--json writes the pages as data, and -o into a folder: name one of them")
			}
			results, code := a.results(paths)
			for _, r := range results {
				if r.Failed() {
					fmt.Fprintln(a.err, a.paint(red, "FAIL"), r)
				}
			}
			if code == cannot || out != "" && code != well {
				fmt.Fprintln(a.err, "no pages were written")
				return code
			}
			switch pages, err := scenario.Pages(results); {
			case err != nil:
				return a.fail(err)
			case a.json:
				a.data(pages)
			case out == "":
				for _, r := range results {
					a.print("%s\n", r.Markdown())
				}
			default:
				if err := writePages(out, pages); err != nil {
					return a.fail(err)
				}
				a.print("%d pages in %s\n", len(pages), out)
			}
			return code
		}}
}

// writePages writes the documentation of cases into a folder and removes the pages
// there that were made from cases which are gone.
func writePages(folder string, pages []scenario.Page) error {
	made := map[string]bool{}
	for _, p := range pages {
		path := filepath.Join(folder, filepath.FromSlash(p.Path))
		made[path] = true
		if err := write(path, p.Text); err != nil {
			return err
		}
	}
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || made[path] || filepath.Ext(path) != ".md" {
			return err
		}
		text, err := os.ReadFile(path)
		if err == nil && strings.HasPrefix(string(text), scenario.Generated) { // what a person wrote stays
			err = os.Remove(path)
		}
		return err
	})
}
