package workcomp_test

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/placement"
)

// The money of a placement from its case: what the case agreed on, and the pay stubs.
func Example_money() {
	procedure, err := placement.Builtin("ab-toj")
	if err != nil {
		fmt.Println(err)
		return
	}
	agreed := placement.Terms{Kind: placement.TOJ, Start: calendar.MustParse("2025-03-03"), End: calendar.MustParse("2025-03-30"),
		Schedule: []placement.Step{{Weeks: 2, Percent: decimal.New(100, 0)}, {Weeks: 2, Percent: decimal.New(50, 0)}}}
	c, _, err := procedure.Apply(procedure.Start(),
		placement.Propose{On: calendar.MustParse("2025-02-10"), By: placement.CaseManager, Terms: agreed})
	if err != nil {
		fmt.Println(err)
		return
	}
	money, err := benefits.Builtin("ab-toj")
	if err != nil {
		fmt.Println(err)
		return
	}
	pay := benefits.PayPeriod{From: calendar.MustParse("2025-03-10"), To: calendar.MustParse("2025-03-23"),
		Lines: []benefits.Line{{Kind: "regular", Amount: decimal.New(1600, 0)}}}
	d, err := money.Price(benefits.PriceInput{Agreement: c.Agreement(), Apportion: benefits.CalendarDays,
		PayPeriods: []benefits.Stub{{PayPeriod: pay}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("reimbursed", d.Value.Totals.Reimbursed.StringFixed(2), "employer", d.Value.Totals.EmployerShare.StringFixed(2))
	// Output: reimbursed 1200.00 employer 400.00
}
