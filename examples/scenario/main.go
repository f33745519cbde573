// Scenario runs scenario files: cases told in dated steps with the answers
// expected of them. It is an example of driving the library from data, and the
// way a policy analyst checks or documents a policy:
//
//	go run ./examples/scenario [-v] [-doc [-out FOLDER]] PATH…
//	go run ./examples/scenario -check [-on DATE] POLICY…
//
// A path is a file or a folder, of which every *.yaml below it is taken but
// for the policies. A scenario that fails prints one line; the last line counts
// them. The exit code is 1 when a scenario failed, 2 when a file could not be
// read or is malformed; then all its mistakes are printed.
//
// With -out the Markdown goes into a folder, a page for every file and an
// index. Pages there that no file makes any more are removed, and nothing is
// written when a scenario failed or a file could not be read.
//
// With -check the paths are policies, or folders of them, which are looked over
// before they run: what is found is printed with its place, and -on names the
// day that their schedules should reach. The exit code is 1 when there is an
// error among what is found, not for warnings alone, and 2 when a file could
// not be read.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/internal/scenario"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// The exit codes.
const (
	allPassed  = 0
	someFailed = 1
	unreadable = 2
)

// run runs the scenarios of the paths among args, writes what came of them to
// stdout and what could not be read to stderr, and returns the exit code.
func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("scenario", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: scenario [-v] [-doc [-out FOLDER]] PATH…\n       scenario -check [-on DATE] POLICY…")
		flags.PrintDefaults()
	}
	verbose := flags.Bool("v", false, "print every step with its findings")
	document := flags.Bool("doc", false, "write the cases as Markdown")
	out := flags.String("out", "", "write the Markdown into this `folder`, a page for every file")
	checks := flags.Bool("check", false, "look policies over before they run; exit code 1 when there are errors, not for warnings")
	on := flags.String("on", "", "with -check: the `day` that the schedules should reach")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return allPassed
	case err != nil:
		return unreadable
	case flags.NArg() == 0:
		flags.Usage()
		return unreadable
	case *checks:
		return check(flags.Args(), *on, stdout, stderr)
	}
	code, passed, failed := allPassed, 0, 0
	var results []scenario.Result
	for _, path := range flags.Args() {
		scenarios, err := load(path)
		if err != nil {
			fmt.Fprintln(stderr, err)
			code = unreadable
		}
		for _, s := range scenarios {
			result := s.Run()
			if result.Failed() {
				failed++
			} else {
				passed++
			}
			results = append(results, result)
			write(stdout, result, *verbose, *document && *out == "")
		}
	}
	fmt.Fprintf(stdout, "%d passed, %d failed\n", passed, failed)
	if failed > 0 && code == allPassed {
		code = someFailed
	}
	if *out != "" && code == allPassed {
		if err := writePages(*out, results); err != nil {
			fmt.Fprintln(stderr, err)
			code = unreadable
		}
	}
	return code
}

// write prints a result in the form that was asked for.
func write(w io.Writer, result scenario.Result, verbose, document bool) {
	switch {
	case document:
		fmt.Fprintln(w, result.Document())
	case verbose:
		fmt.Fprintln(w, result.Tell())
	}
	if result.Failed() && !document {
		fmt.Fprintln(w, "FAIL", result)
	}
}

// load reads the scenarios of a file, or of every file of a folder. Files that
// can be read are returned beside the errors of those that cannot.
func load(path string) ([]*scenario.Scenario, error) {
	files, err := list(path, []string{"policies"})
	errs := []error{err}
	var all []*scenario.Scenario
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		if file != path && scenario.IsPolicy(data) {
			continue
		}
		scenarios, err := scenario.Load(file, data, os.ReadFile)
		errs = append(errs, err)
		all = append(all, scenarios...)
	}
	return all, errors.Join(errs...)
}

// list gives a file itself, or the *.yaml files below a folder in the order of
// their names, beside the errors of folders that cannot be read. Hidden folders
// are passed over, and so are those with one of the names without: "policies"
// hold what scenarios name and no scenarios.
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
