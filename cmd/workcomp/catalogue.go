package main

import "github.com/workcomp-go/workcomp/scenario"

func (a *app) cataloguing() command {
	return command{name: "catalogue", args: "[POLICY…]", does: "Write policies as data: every rule, value, duty, role, document and reading (JSON)",
		run: func(names []string) int {
			all, err := scenario.Policies(a.read, names...)
			if err != nil {
				return a.fail(err)
			}
			for _, p := range all {
				a.print("%s", p.Catalogue())
			}
			return well
		}}
}
