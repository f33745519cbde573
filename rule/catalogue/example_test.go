package catalogue_test

import (
	"fmt"

	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

// A table says what it asks and which rules it has: what a Catalogue is made of.
func ExampleOfTable() {
	type facts struct{ Claims int }
	table := rule.MustTable[facts]("plan", rule.First,
		rule.Row[bool]{ID: "7.2", If: "claims >= 4", Then: true, Cite: "Safety Rule 7.2"},
		rule.Row[bool]{ID: "7.1", Then: false, Cite: "Safety Rule 7.1"})
	entry, rules := catalogue.OfTable(table)
	fmt.Println(entry.Name, entry.HitPolicy, "asks", entry.Facts[0].Name)
	for _, r := range rules {
		fmt.Printf("%s (%s): %q -> %s\n", r.ID, r.Cite, r.If, r.Then)
	}
	// Output:
	// plan first asks claims
	// 7.2 (Safety Rule 7.2): "claims >= 4" -> true
	// 7.1 (Safety Rule 7.1): "" -> false
}
