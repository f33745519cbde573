package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/workcomp-go/workcomp/scenario"
)

// A file is one that was read.
type file struct {
	name string
	data []byte
	path string // of the command line, by which it was found
}

// read reads a file; "-" is standard input.
func (a *app) read(name string) ([]byte, error) {
	if name != "-" {
		return os.ReadFile(name)
	}
	if a.stdin == nil {
		data, err := io.ReadAll(a.in)
		if err != nil {
			return nil, fmt.Errorf("standard input: %w", err)
		}
		a.stdin = append([]byte{}, data...)
	}
	return a.stdin, nil
}

// files reads the files of the paths, and those below the folders among them in the
// order of their names, each once. Hidden folders are passed over, and so are those
// with one of the names without. The error is of what cannot be read.
func (a *app) files(paths []string, without ...string) ([]file, error) {
	var all []file
	var errs []error
	seen := map[string]bool{}
	for _, path := range paths {
		names, err := below(path, without)
		errs = append(errs, err)
		for _, name := range names {
			whole, err := filepath.Abs(name)
			if err == nil && seen[whole] {
				continue
			}
			seen[whole] = true
			data, err := a.read(name)
			if err != nil {
				errs = append(errs, err)
				continue
			}
			all = append(all, file{name, data, path})
		}
	}
	return all, errors.Join(errs...)
}

func below(path string, without []string) ([]string, error) {
	info, err := os.Stat(path)
	if path == "-" || err != nil || !info.IsDir() {
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
		case !entry.IsDir() && scenario.IsFile(name):
			files = append(files, filepath.Clean(name))
		}
		return nil
	})
	return files, errors.Join(append(errs, walked)...)
}

// load reads the scenarios of the paths. Those that can be read come beside the error
// of the files that cannot. A policy is left out, and an error where a path itself
// names it.
func (a *app) load(paths []string) ([]*scenario.Scenario, error) {
	files, err := a.files(paths, "policies")
	errs := []error{err}
	r := &scenario.Reader{}
	var all []*scenario.Scenario
	for _, f := range files {
		r.Files = func(policy string) ([]byte, error) { return a.linked(policy, ".", f.path, filepath.Dir(f.name)) }
		r.Folder = "" // the working folder, or the file's own
		if !filepath.IsLocal(f.name) && f.name != f.path {
			r.Folder = f.path
		}
		switch {
		case !scenario.IsPolicy(f.data):
			scenarios, err := r.Read(f.name, f.data)
			all, errs = append(all, scenarios...), append(errs, err)
		case f.name == f.path:
			errs = append(errs, fmt.Errorf("%s is a policy, not a scenario: workcomp check looks it over", f.name))
		}
	}
	return all, errors.Join(errs...)
}

// linked reads a file that a scenario names, which a link may not lead out of all of the
// folders: whoever writes cases can write links beside them.
func (a *app) linked(name string, folders ...string) ([]byte, error) {
	target, err := filepath.EvalSymlinks(name)
	if err != nil {
		return nil, err
	}
	target, err = filepath.Abs(target)
	for _, folder := range folders {
		at, wrong := filepath.EvalSymlinks(folder)
		if wrong == nil {
			at, wrong = filepath.Abs(at)
		}
		if rel, outside := filepath.Rel(at, target); err == nil && wrong == nil && outside == nil && filepath.IsLocal(rel) {
			return a.read(name)
		}
	}
	return nil, fmt.Errorf("%s is a link to %s, outside of the folders in which the cases are run and outside of which nothing is read",
		name, target)
}

// measured ranges over some work, and says on the terminal how far it is when it takes
// long. The line is cleared in the end.
func measured[T any](a *app, what string, all []T) iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		start, line := time.Now(), ""
		for i, one := range all {
			if a.patience != 0 && time.Since(start) > a.patience {
				line = fmt.Sprintf("%s %d of %d", what, i+1, len(all))
				fmt.Fprintf(a.err, "\r%s", line)
			}
			if !yield(i, one) {
				break
			}
		}
		if line != "" {
			fmt.Fprintf(a.err, "\r%s\r", strings.Repeat(" ", len(line)))
		}
	}
}

// write writes a file, and the folders above it. A file that holds what is written is
// not written again; a device is written to and never read.
func write(name, text string) error {
	if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() && info.Size() == int64(len(text)) {
		if held, err := os.ReadFile(name); err == nil && string(held) == text {
			return nil
		}
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(text), 0o644)
}
