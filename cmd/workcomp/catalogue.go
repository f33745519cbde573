package main

import (
	"github.com/workcomp-go/workcomp/rule/catalogue"
	"github.com/workcomp-go/workcomp/scenario"
)

func (a *app) cataloguing() command {
	return command{name: "catalogue", args: "[POLICY…]", does: "Write policies as data: every rule, value, duty, role, document and reading; with --json one list",
		run: func(names []string) int {
			all, err := scenario.Policies(a.read, names...)
			if err != nil {
				return a.fail(err)
			}
			catalogues := make([]catalogue.Catalogue, len(all))
			for i, p := range all {
				if catalogues[i] = p.Catalogue(); !a.json {
					a.print("%s", catalogues[i])
				}
			}
			if a.json {
				a.data(catalogues)
			}
			return well
		}}
}
