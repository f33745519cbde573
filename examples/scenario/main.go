// Scenario runs scenario files: cases told in dated steps with the answers
// expected of them. It is an example of driving the library from data, and the
// way a policy analyst checks or documents a policy:
//
//	go run ./examples/scenario [-v] [-doc [-out FOLDER]] PATH…
//	go run ./examples/scenario -check [-on DATE] POLICY…
//
// A path is a file or a folder, of which every *.yaml below it is taken but
// for the policies; a file that two paths name is taken once. A scenario that
// fails prints one line; the last line counts them. The exit code is 1 when a
// scenario failed, 2 when a file could not be read or is malformed; then all
// its mistakes are printed.
//
// With -out the Markdown goes into a folder, a page for every file and an
// index. Pages there that no file makes any more are removed. When a scenario
// failed or a file could not be read, no page is written, which is said.
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
	"os"

	"github.com/workcomp-go/workcomp/scenario"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// The exit codes.
const (
	allPassed  = 0
	someFailed = 1
	unreadable = 2
)

// options are what the command line asks for.
type options struct {
	verbose, document, check bool
	out, on                  string
	paths                    []string
}

const usage = "usage: scenario [-v] [-doc [-out FOLDER]] PATH…\n       scenario -check [-on DATE] POLICY…"

// read reads the command line. The error is flag.ErrHelp when help was asked
// for; what is wrong, and the usage, is written to stderr.
func (o *options) read(args []string, stderr io.Writer) error {
	flags := flag.NewFlagSet("scenario", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintln(stderr, usage)
		flags.PrintDefaults()
	}
	flags.BoolVar(&o.verbose, "v", false, "print every step with its findings")
	flags.BoolVar(&o.document, "doc", false, "write the cases as Markdown")
	flags.StringVar(&o.out, "out", "", "write the Markdown into this `folder`, a page for every file")
	flags.BoolVar(&o.check, "check", false, "look policies over before they run; exit code 1 when there are errors, not for warnings")
	flags.StringVar(&o.on, "on", "", "with -check: the `day` that the schedules should reach")
	if err := flags.Parse(args); err != nil {
		return err
	}
	o.paths = flags.Args()
	err := o.misfit()
	switch {
	case err != nil:
		fmt.Fprintln(stderr, err)
		flags.Usage()
	case len(o.paths) == 0:
		err = errors.New("no path is named")
		flags.Usage()
	}
	return err
}

// misfit is the error of flags that do not go together.
func (o *options) misfit() error {
	switch {
	case o.check && (o.verbose || o.document || o.out != ""):
		return errors.New("-check looks policies over and runs no scenario: -v, -doc and -out do not go with it")
	case !o.check && o.on != "":
		return errors.New("-on goes with -check only: a scenario names its own days")
	case o.verbose && o.document && o.out == "":
		return errors.New("-v and -doc both say how the cases are printed: name one of them, or a folder with -out")
	}
	return nil
}

// run runs the scenarios of the paths among args, or looks the policies over,
// writes what came of them to stdout and what could not be read to stderr, and
// returns the exit code.
func run(args []string, stdout, stderr io.Writer) int {
	var o options
	switch err := o.read(args, stderr); {
	case errors.Is(err, flag.ErrHelp):
		return allPassed
	case err != nil:
		return unreadable
	case o.check:
		return check(o.paths, o.on, stdout, stderr)
	}
	results, code := o.runAll(stdout, stderr)
	switch {
	case o.out == "":
	case code != allPassed:
		fmt.Fprintln(stderr, "no pages were written")
	default:
		if err := writePages(o.out, results); err != nil {
			fmt.Fprintln(stderr, err)
			return unreadable
		}
	}
	return code
}

// runAll runs the scenarios of all paths, each file once.
func (o *options) runAll(stdout, stderr io.Writer) ([]scenario.Result, int) {
	code, failed, seen := allPassed, 0, visited{}
	var results []scenario.Result
	for _, path := range o.paths {
		scenarios, err := load(path, seen)
		if err != nil {
			fmt.Fprintln(stderr, err)
			code = unreadable
		}
		for _, s := range scenarios {
			result := s.Run()
			if result.Failed() {
				failed++
			}
			results = append(results, result)
			write(stdout, result, o.verbose, o.document && o.out == "")
		}
	}
	fmt.Fprintf(stdout, "%d passed, %d failed\n", len(results)-failed, failed)
	if failed > 0 && code == allPassed {
		code = someFailed
	}
	return results, code
}

// write prints a result in the form that was asked for.
func write(w io.Writer, result scenario.Result, verbose, document bool) {
	switch {
	case document:
		fmt.Fprintln(w, result.Markdown())
	case verbose:
		fmt.Fprintln(w, result.Text())
	}
	if result.Failed() && !document {
		fmt.Fprintln(w, "FAIL", result)
	}
}

// load reads the scenarios of a file, or of every file of a folder. Files that
// can be read are returned beside the errors of those that cannot.
// A policy is left out, and an error where the path itself names it.
func load(path string, seen visited) ([]*scenario.Scenario, error) {
	files, err := seen.list(path, []string{"policies"})
	errs := []error{err}
	var all []*scenario.Scenario
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		if scenario.IsPolicy(data) {
			if file == path {
				errs = append(errs, fmt.Errorf("%s is a policy, not a scenario: -check looks it over", file))
			}
			continue
		}
		scenarios, err := scenario.Load(file, data, os.ReadFile)
		errs = append(errs, err)
		all = append(all, scenarios...)
	}
	return all, errors.Join(errs...)
}
