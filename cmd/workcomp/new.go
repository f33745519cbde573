package main

import (
	"embed"
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/workcomp-go/workcomp/rule"
)

//go:embed new/*.yaml
var skeletons embed.FS

// kinds are the files of which there is a skeleton.
var kinds = []string{"programme", "programme-case", "subsidy", "subsidy-case", "procedure", "procedure-case", "scenario"}

func (a *app) beginning() command {
	policy := ""
	return command{name: "new", args: "programme|subsidy|procedure|scenario|programme-case|subsidy-case|procedure-case [FILE]",
		does: "Write a commented skeleton of a file, or of cases of one, which passes as it is",
		flags: func(f *flag.FlagSet) {
			f.StringVar(&policy, "policy", "", "of a -case: the `path` of its policy from the case, when that is not programme.yaml, subsidy.yaml or procedure.yaml; cases of other rules than the skeleton's are of that policy's own facts, with what it answers")
		},
		run: func(words []string) int {
			if len(words) == 2 && words[1] == "-" { // standard output
				words = words[:1]
			}
			if len(words) == 0 || len(words) > 2 {
				return a.misused("new", "expected one of %s, and a file or none", strings.Join(kinds, ", "))
			}
			text, err := skeletons.ReadFile("new/" + words[0] + ".yaml")
			if err != nil {
				near := rule.Suggest(words[0], kinds)
				if near != "" {
					near = fmt.Sprintf(" (did you mean %q?)", near)
				}
				return a.misused("new", "%q is not valid, expected one of %s%s", words[0], strings.Join(kinds, ", "), near)
			}
			switch own, isCase := strings.CutSuffix(words[0], "-case"); {
			case policy != "" && !isCase:
				return a.misused("new", "--policy is for a skeleton of cases, and %s is none", words[0])
			case policy != "":
				file := "cases.yaml" // of what is printed: as if it were kept here
				if len(words) == 2 {
					file = words[1]
				}
				cases, err := a.casesFor(own, string(text), policy, file)
				if err != nil {
					return a.fail(err)
				}
				text = []byte(cases)
			}
			switch {
			case a.json:
				a.data(map[string]string{"kind": words[0], "text": string(text)})
				return well
			case len(words) == 1:
				a.print("%s", text)
				return well
			}
			f, err := os.OpenFile(words[1], os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
			if err == nil {
				_, err = f.Write(text)
				if closed := f.Close(); err == nil {
					err = closed
				}
			}
			if err != nil {
				return a.fail(err)
			}
			return well
		}}
}
