package main

import (
	"flag"
	"fmt"

	"github.com/workcomp-go/workcomp/scenario"
)

// tested is what a run of scenarios came to, as data.
type tested struct {
	Passed    int               `json:"passed"`
	Failed    int               `json:"failed"`
	Scenarios []scenario.Result `json:"scenarios"`
}

func (a *app) testing() command {
	var verbose bool
	return command{name: "test", args: "PATH…", does: "Run scenario files: cases with the answers that are expected of them",
		flags: func(f *flag.FlagSet) { f.BoolVar(&verbose, "v", false, "print every step with its findings") },
		run: func(paths []string) int {
			if len(paths) == 0 {
				return a.misused("test", "no path is named")
			}
			results, code := a.results(paths)
			out := tested{Scenarios: results}
			for _, r := range results {
				if verbose && !a.json {
					a.print("%s\n", r.Text())
				}
				if !r.Failed() {
					out.Passed++
					continue
				}
				if out.Failed++; !a.json {
					a.print("%s %s\n", a.paint(red, "FAIL"), r)
				}
			}
			if a.json {
				a.data(out)
				return code
			}
			colour := green
			if code != well {
				colour = red
			}
			a.print("%s\n", a.paint(colour, fmt.Sprintf("%d passed, %d failed", out.Passed, out.Failed)))
			return code
		}}
}

// results runs the scenarios of the paths. The exit code is that of the run: a run
// without any scenario fails.
func (a *app) results(paths []string) ([]scenario.Result, int) {
	code := well
	all, err := a.load(paths)
	if err != nil {
		code = a.fail(err)
	}
	results := make([]scenario.Result, len(all))
	for i, s := range measured(a, "scenario", all) {
		results[i] = s.Run()
		if results[i].Failed() && code == well {
			code = failed
		}
	}
	if len(all) == 0 && code == well {
		fmt.Fprintln(a.err, "there is no scenario in what is named")
		code = failed
	}
	return results, code
}
