// Workbench builds the page on which an analyst changes a policy and sees which cases
// are decided otherwise:
//
//	go run . build [FOLDER]
//
// writes FOLDER/workbench.html, one file that works from disk, and FOLDER/site, the same
// as a static site.
package main

import (
	"fmt"
	"os"
)

func main() {
	folder := "build"
	switch {
	case len(os.Args) < 2 || os.Args[1] != "build" || len(os.Args) > 3:
		fmt.Fprintln(os.Stderr, "usage: go run . build [FOLDER]")
		os.Exit(2)
	case len(os.Args) == 3:
		folder = os.Args[2]
	}
	if err := build(folder); err != nil {
		fmt.Fprintln(os.Stderr, "workbench:", err)
		os.Exit(1)
	}
	fmt.Println("written:", folder+"/workbench.html and", folder+"/site")
}
