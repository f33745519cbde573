package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/scenario"
	"github.com/workcomp-go/workcomp/rule"
)

// check looks over the policies of the paths and writes what it finds, with
// the number of errors and warnings in the last line. on is the day for which
// the schedules are asked; empty leaves that out. It returns the exit code.
func check(paths []string, on string, stdout, stderr io.Writer) int {
	var day calendar.Date
	if on != "" {
		var err error
		if day, err = calendar.Parse(on); err != nil {
			fmt.Fprintln(stderr, "-on:", err)
			return unreadable
		}
	}
	code, policies, faults, warnings, seen := allPassed, 0, 0, 0, visited{}
	for _, path := range paths {
		err := eachPolicy(path, seen, func(file string, data []byte) {
			policies++
			for _, n := range scenario.CheckPolicy(file, data, day) {
				if fmt.Fprintln(stdout, n.Error()); n.Severity == rule.SeverityError {
					faults++
				} else {
					warnings++
				}
			}
		})
		if err != nil {
			fmt.Fprintln(stderr, err)
			code = unreadable
		}
	}
	if day.IsZero() {
		fmt.Fprintln(stdout, "No day was named (-on DATE): whether the schedules reach it was not asked.")
	}
	fmt.Fprintf(stdout, "policies: %d, errors: %d, warnings: %d\n", policies, faults, warnings)
	if faults > 0 && code == allPassed {
		code = someFailed
	}
	return code
}

// eachPolicy visits the file that a path names, or every policy below a folder,
// but for those seen. The error is of what cannot be read; the others are visited all the same.
func eachPolicy(path string, seen visited, visit func(file string, data []byte)) error {
	files, err := seen.list(path, nil)
	errs := []error{err}
	for _, file := range files {
		data, err := os.ReadFile(file)
		switch {
		case err != nil:
			errs = append(errs, err)
		case file == path || scenario.IsPolicy(data):
			visit(file, data)
		}
	}
	return errors.Join(errs...)
}
