package lint

import (
	"slices"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

// impossible asks of a condition which numbers it compares with what can never be.
func impossible(t *testing.T, name string, c catalogue.Catalogue, want ...string) {
	t.Helper()
	var got []string
	for _, d := range Check(c, calendar.Date{}) {
		if d.Code == Impossible && d.Path == "priority.if" {
			got = append(got, d.Message)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %q, want %q", name, got, want)
	}
}

func TestCheckNumbersThatAFactCanNeverBe(t *testing.T) {
	asks := func(condition string) catalogue.Catalogue {
		facts := []catalogue.Fact{{Declaration: rule.Declaration{Name: "claims", Type: "count"}}, {Declaration: rule.Declaration{Name: "rate", Type: "rate"}},
			{Declaration: rule.Declaration{Name: "change", Type: "number"}}, {Declaration: rule.Declaration{Name: "fatal", Type: "flag"}}}
		return catalogue.Catalogue{Rules: []catalogue.Rule{{ID: "priority", Path: "priority", If: condition, Cite: "R-4", Facts: facts}}}
	}
	const rest = " and rate < 9 and change < 9 and fatal"
	impossible(t, "whole numbers", asks("claims >= 20"+rest))
	impossible(t, "a part of one", asks("claims >= 20.5"+rest),
		"claims is a whole number, and 20.5 is none that it can be")
	impossible(t, "a part of one, first", asks("20.5 <= claims"+rest),
		"claims is a whole number, and 20.5 is none that it can be")
	impossible(t, "less than the least", asks("(rate >= -6.0 or claims > 1)"+rest),
		"rate is never less than 0: compared with -6 the answer is always the same")
	impossible(t, "less than none", asks("change >= -6.0 and claims > 1"+rest))
	impossible(t, "of two facts", asks("change >= claims"+rest))
	impossible(t, "of a calculation", asks("change - 1 >= claims + 0.5"+rest))
	impossible(t, "a division by a fact", asks(`div(change, claims, 2, "half_up") > 3`+rest),
		"when claims is 0 there is no answer: ask for claims > 0 first")
	impossible(t, "a division by a number", asks(`div(change, 4, 2, "half_up") > 3 and claims > 1`+rest))
}

func TestCheckNumbersThatAreProbablySlips(t *testing.T) {
	none := calendar.Date{}
	analyses(t, "a fraction for a percentage", valued("percent", "steps[0].percent = 0.75"), none,
		"warning unlikely steps[0].percent: 0.75 percent is less than one in a hundred: if a part of 1 is meant, write 75")
	analyses(t, "percentages", valued("percent", "steps[0].percent = 75", "steps[1].percent = 0"), none)
	analyses(t, "one in a hundred", valued("percent", "steps[0].percent = 1"), none)
	analyses(t, "a total of nothing", valued("dollars", "texts[0].total.amount = 0"), none,
		"warning unlikely texts[0].total.amount: a limit of 0 pays nothing: leave the key out where there is no limit")
	analyses(t, "no limits of anything", valued("dollars", "total.amount = 0", "per_week.amount = 0", "a.total = 0", "a.per_week = 0", "a.least.amount = 0"), none)
	analyses(t, "a rate", valued("rate", "cap = 0.25"), none)
	analyses(t, "a limit of nothing", valued("dollars", "texts[0].steps[0].per_week.amount = 0", "at_start.amount = 0", "amount = 0"), none,
		"warning unlikely texts[0].steps[0].per_week.amount: a limit of 0 pays nothing: leave the key out where there is no limit")
	analyses(t, "a total under a limit", valued("dollars", "texts[0].steps[0].per_week.amount = 650", "texts[0].total.amount = 80", "texts[1].total.amount = 80"), none,
		"warning unlikely texts[0].total.amount: the total of 80 is less than 650 per week: that limit is never reached")
	analyses(t, "a total over them", valued("dollars", "texts[0].per_month.amount = 650", "texts[0].total.amount = 800"), none)
	analyses(t, "two limits exchanged", valued("days", "protest.from_notice = 60", "protest.from_decision = 30"), none,
		"warning unlikely protest.from_decision: 30 days from the decision are no more than 60 from the notice, which comes later: that limit never counts")
	analyses(t, "two limits as long", valued("days", "protest.from_notice = 30", "protest.from_decision = 30"), none,
		"warning unlikely protest.from_decision: 30 days from the decision are no more than 30 from the notice, which comes later: that limit never counts")
	analyses(t, "two limits", valued("days", "protest.from_notice = 30", "protest.from_decision = 60", "x.from_decision = none"), none)
	analyses(t, "one limit alone", valued("days", "protest.from_decision = 30"), none)
}
