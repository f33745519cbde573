package main

import (
	"embed"
	"fmt"
	"os"
	"strings"

	"github.com/workcomp-go/workcomp/rule"
)

//go:embed new/*.yaml
var skeletons embed.FS

// kinds are the files of which there is a skeleton.
var kinds = []string{"programme", "subsidy", "procedure", "scenario"}

func (a *app) beginning() command {
	return command{name: "new", args: "programme|subsidy|procedure|scenario [FILE]", does: "Write a commented skeleton of a file, which passes as it is",
		run: func(words []string) int {
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
