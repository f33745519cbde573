// Command benchmarks compares the library with what a host would write or take
// otherwise: the same questions to all, the answers compared, the times taken
// in one run. It is a module of its own, so that the library depends on none of
// the others.
//
//	go test ./...        asks every way everything, and compares the answers
//	go test -bench .     takes the times
//	go run . -table      takes the times and writes the tables of README.md
package main

import (
	"flag"
	"fmt"
	"os"
	"testing"
)

func main() {
	testing.Init() // benchmarks run outside of go test
	table := flag.Bool("table", false, "take the times and write the tables of README.md")
	flag.Parse()
	if err := flag.Set("test.benchtime", "300ms"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if !*table {
		flag.Usage()
		os.Exit(2)
	}
	if err := writeTables("README.md"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
