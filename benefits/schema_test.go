package benefits

import (
	"reflect"
	"testing"

	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/internal/schema"
	"github.com/workcomp-go/workcomp/rule"
)

// amends are what a policy and a subsidy ask beyond their types.
func amends() *schema.Maker {
	maximum := schema.Decimal()
	maximum.Pattern = "^none$|" + maximum.Pattern
	maximum.Examples = []any{"none"}
	rate := schema.Decimal()
	rate.Pattern = "^[0-9]+/[0-9]+$|" + rate.Pattern
	return &schema.Maker{Required: true,
		Types: map[reflect.Type]schema.Amend{reflect.TypeFor[rule.Citation](): schema.NotEmpty,
			reflect.TypeFor[Maximum](): schema.Is(maximum), reflect.TypeFor[Rate](): schema.Is(rate)},
		At: map[string]schema.Amend{"rounding.how": schema.Is(schema.Words(roundings...))}}
}

func TestTheSchemaOfAPolicyFileIsThatOfItsTypes(t *testing.T) {
	m := amends()
	all := questionsOf([]string{"sick_pay", "vacation_pay"})
	for path, amend := range map[string]schema.Amend{
		"policy": schema.NotEmpty, "payment_code.value": schema.NotEmpty, "pay.reimbursable": schema.NotEmpty, "pay.reimbursable[].kind": schema.NotEmpty,
		"pay.excluded[].kind": schema.NotEmpty, "maximum_earnings": schema.NotEmpty, "interpretations": schema.Readings(all, (&Policy{}).set),
		"pay.reimbursable[].interpretation": schema.Is(schema.Words(append(reading.IDs(all), "")...)),
		"pay.excluded[].interpretation":     schema.Is(schema.Words(append(reading.IDs(all), "")...)),
	} {
		m.At[path] = amend
	}
	schema.Golden(t, m, reflect.TypeFor[policyFile](), "benefits-policy",
		"What a board sets about reimbursement and wage loss (package benefits)")
}

func TestTheSchemaOfASubsidyFileIsThatOfItsTypes(t *testing.T) {
	m := amends()
	for path, amend := range map[string]schema.Amend{
		"subsidy": schema.NotEmpty, "texts": schema.NotEmpty, "not_modelled[].what": schema.NotEmpty,
		"interpretations": schema.Readings([]reading.Question{rounding}, (&Subsidy{}).set),
	} {
		m.At[path] = amend
	}
	schema.Golden(t, m, reflect.TypeFor[subsidyFile](), "benefits-subsidy", "A board's wage subsidy (package benefits)")
}
