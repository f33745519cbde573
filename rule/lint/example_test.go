package lint_test

import (
	"fmt"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
	"github.com/workcomp-go/workcomp/rule/lint"
)

// A host's own rules are looked over before they run: here a factor of exactly
// 1.40 has no answer, and the payroll is asked of every employer for nothing.
func ExampleCheck() {
	policy := catalogue.Catalogue{
		Tables: []catalogue.Table{{Name: "levels", Path: "levels", HitPolicy: rule.Unique, Rows: []string{"high", "low"}, Facts: []catalogue.Fact{
			{Declaration: rule.Declaration{Name: "emf", Type: rule.Factor}, Path: "facts.emf"},
			{Declaration: rule.Declaration{Name: "payroll", Type: rule.Money}, Path: "facts.payroll"}}}},
		Rules: []catalogue.Rule{
			{ID: "high", Of: "levels", Path: "levels[0]", If: "emf > 1.40", Then: "high", Cite: "Rule 7.2"},
			{ID: "low", Of: "levels", Path: "levels[1]", If: "emf < 1.40", Then: "low", Cite: "Rule 7.3"}},
	}
	for _, n := range lint.Check(policy, calendar.Date{}) {
		fmt.Println(n.Severity, n.Path, n.Regions)
		fmt.Println(" ", n.Message)
	}
	// Output:
	// error levels [emf == 1.40]
	//   no row answers when emf == 1.40 (for example emf 1.40); a last row without a condition would
	// warning facts.payroll []
	//   no test asks payroll, and every question has to bring it
}
