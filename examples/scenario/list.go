package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// visited are the files that were listed, by their absolute paths.
type visited map[string]bool

// list gives a file itself, or the *.yaml files below a folder in the order of
// their names, beside the errors of folders that cannot be read. A file that
// was listed before, by another path, is left out. Hidden folders are passed
// over, and so are those with one of the names without: "policies" hold what
// scenarios name and no scenarios.
func (v visited) list(path string, without []string) ([]string, error) {
	files, err := list(path, without)
	return slices.DeleteFunc(files, func(file string) bool {
		name, absent := filepath.Abs(file)
		again := absent == nil && v[name]
		v[name] = true
		return again
	}), err
}

func list(path string, without []string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return []string{path}, nil // what cannot be opened is for the reading to say
	}
	root := filepath.Clean(path) + string(filepath.Separator) // a link to a folder is one
	var files []string
	var errs []error
	walked := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			errs = append(errs, err)
		case entry.IsDir() && name != root && (slices.Contains(without, entry.Name()) || strings.HasPrefix(entry.Name(), ".")):
			return filepath.SkipDir
		case !entry.IsDir() && filepath.Ext(name) == ".yaml":
			files = append(files, filepath.Clean(name))
		}
		return nil
	})
	return files, errors.Join(append(errs, walked)...)
}
