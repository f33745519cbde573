package rule

import (
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
)

type tierWord string

func (tierWord) Values() []string { return []string{"none", "focus", "target"} }

type review struct {
	EMF      decimal.Decimal
	Premium  decimal.Decimal `fact:"three_year_premium"`
	Periods  int
	Excluded bool
	Reason   string
	Tier     tierWord
	Day      calendar.Date
	Services []string
	Improved Flag
	Tiers    []tierWord
	Baseline struct{ EMF decimal.Decimal }
	Skipped  decimal.Decimal `fact:"-"`
	hidden   decimal.Decimal
}

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func aReview() *review {
	r := &review{EMF: dec("1.70"), Premium: dec("32850"), Periods: 2, Reason: "late report", Tier: "focus",
		Day: calendar.MustParse("2025-01-31"), Services: []string{"prevention", "assessment"}, Improved: Yes, Tiers: []tierWord{"focus"}, hidden: dec("9")}
	r.Baseline.EMF = dec("1.75")
	return r
}
