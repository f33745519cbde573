package main

import (
	"flag"
	"strings"
)

func (a *app) paging() command {
	var out, only string
	var names bool
	return command{name: "page", args: "CASE", does: "Write a case as one HTML page that stands alone: its duties on a line of time, each line with its provision",
		flags: func(f *flag.FlagSet) {
			f.StringVar(&out, "o", "", "write the page into this `file`")
			f.StringVar(&only, "case", "", "the case of a file with several: a `text` in its title")
			f.BoolVar(&names, "names", false, "show names of persons and employers, and claim numbers; the page then says so")
		},
		run: func(paths []string) int {
			if len(paths) != 1 {
				return a.misused("page", "one file is needed")
			}
			all, err := a.load(paths)
			if err != nil {
				return a.fail(err)
			}
			var titles []string
			page := ""
			for _, s := range all {
				if strings.Contains(strings.ToLower(s.Title), strings.ToLower(only)) {
					titles = append(titles, s.Title)
					page = s.Run().HTML(names)
				}
			}
			switch {
			case len(titles) == 0:
				return a.misused("page", "there is no such case in %s", paths[0])
			case len(titles) > 1:
				return a.misused("page", "%s has several cases, expected --case and a part of the title of one: %s", paths[0], strings.Join(titles, "; "))
			case a.json:
				a.data(map[string]string{"case": titles[0], "html": page})
			case out == "":
				a.print("%s", page)
			default:
				if err := write(out, page); err != nil {
					return a.fail(err)
				}
			}
			return well
		}}
}
