package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/workcomp-go/workcomp/scenario"
)

// writePages writes the documentation of cases into a folder and removes the
// pages there that were made from cases which are gone. A page that holds what
// was made is not written again.
func writePages(folder string, results []scenario.Result) error {
	pages, err := scenario.Pages(results)
	if err != nil {
		return err
	}
	made := map[string]bool{}
	for _, p := range pages {
		path := filepath.Join(folder, filepath.FromSlash(p.Path))
		made[path] = true
		if held, err := os.ReadFile(path); err == nil && string(held) == p.Text {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(p.Text), 0o644); err != nil {
			return err
		}
	}
	return removeStale(folder, made)
}

// removeStale removes the generated pages of a folder that were not made now.
// What a person wrote there stays.
func removeStale(folder string, made map[string]bool) error {
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || made[path] || filepath.Ext(path) != ".md" {
			return err
		}
		text, err := os.ReadFile(path)
		if err == nil && strings.HasPrefix(string(text), scenario.Generated) {
			err = os.Remove(path)
		}
		return err
	})
}
