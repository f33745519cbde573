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
		Shared: []reflect.Type{reflect.TypeFor[Limit](), reflect.TypeFor[Term](), reflect.TypeFor[Alternative]()},
		Types: map[reflect.Type]schema.Amend{reflect.TypeFor[rule.Citation](): schema.NotEmpty,
			reflect.TypeFor[Maximum](): schema.Is(maximum), reflect.TypeFor[Rate](): schema.Is(rate),
			reflect.TypeFor[MonthDay](): schema.Is(schema.MonthDay())},
		Keys: map[string]schema.Amend{"percent": schema.Percent, "amount": atLeastZero, "bands[].from": schema.AtLeastZero,
			"brackets[].from": schema.AtLeastZero, "months": schema.Range(1, maxMonths), "weeks": schema.Range(1, maxWeeks),
			"days": days, "count": schema.Range(1, maxDays), "weeks_a_year": schema.Range(1, maxWeeks), "nearest.value": schema.AtLeastZero, "most": schema.AtLeastZero,
			"least": schema.AtLeastZero, "repeat": schema.Range(1, maxMonths), "instalments": schema.Range(1, maxMonths)},
		At: map[string]schema.Amend{"rounding.how": schema.Is(schema.Words(roundings...))}}
}

// atLeastZero asks it of an amount; a maximum may be none.
func atLeastZero(s *schema.Schema) {
	if s.Examples == nil {
		schema.AtLeastZero(s)
	}
}

// days asks it of a step's days; those of a text are a limit.
func days(s *schema.Schema) {
	if s.Properties == nil {
		schema.Range(1, maxDays)(s)
	}
}

func TestTheSchemaOfAPolicyFileIsThatOfItsTypes(t *testing.T) {
	m := amends()
	m.At["facts"] = m.Declared
	m.At["nearest.how"] = schema.Is(schema.Words("half_up", "half_down", "up", "down"))
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
	m.At["facts"] = m.Declared
	for path, amend := range map[string]schema.Amend{
		"subsidy": schema.NotEmpty, "texts": schema.NotEmpty, "not_modelled[].what": schema.NotEmpty,
		"interpretations": schema.Readings([]reading.Question{rounding}, (&Subsidy{}).set),
	} {
		m.At[path] = amend
	}
	schema.Golden(t, m, reflect.TypeFor[subsidyFile](), "benefits-subsidy", "A board's wage subsidy (package benefits)")
}
