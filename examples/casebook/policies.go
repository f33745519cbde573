package main

import (
	"fmt"
	"io"
	"os"

	"github.com/workcomp-go/workcomp/scenario"
)

// rules prints the catalogue of the policies named, or of all, one after the
// other.
func rules(out io.Writer, names []string) error {
	all, err := scenario.Policies(os.ReadFile, names...)
	for _, p := range all {
		fmt.Fprint(out, p.Catalogue())
	}
	return err
}
