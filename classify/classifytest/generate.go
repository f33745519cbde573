package classifytest

import (
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/property"
	"pgregory.net/rapid"
)

// Facts draws what the policy's Level asks for, a value for every fact. Half of
// the numbers are those at which the answer can turn: the numbers of the policy's
// bands and tests, and a unit of their last digit below and above. The others are
// premiums up to 1.2 million dollars, factors and rates up to 300 with one to
// three decimals.
func Facts(p *classify.Policy) *rapid.Generator[rule.Facts] { return facts(p) }

// Histories draws what happens to employers of a policy with tiers, from
// p.Start of a profile: events that the policy takes, in their order. A
// host replays them and states laws of its own.
func Histories(p *classify.Policy, profile classify.Profile) *rapid.Generator[[]classify.Event] {
	return from(p, rapid.Just(profile)).Histories()
}

func facts(p policy) *rapid.Generator[rule.Facts] {
	declared, turns := p.Facts(), edgesOf(p.Catalogue())
	return rapid.Custom(func(t *rapid.T) rule.Facts {
		f := rule.Facts{}
		for _, d := range declared {
			if n, ok := half(t, turns.of(d), d.Name); ok {
				f[d.Name] = n
				continue
			}
			f[d.Name] = value(t, d)
		}
		return f
	})
}

// value draws a value of the type of a fact.
func value(t *rapid.T, d rule.Declaration) any {
	switch d.Type {
	case rule.Money:
		return decimal.New(rapid.Int64Range(0, 120_000_000).Draw(t, d.Name), -2)
	case rule.Factor, rule.Rate:
		return decimal.New(rapid.Int64Range(0, 3000).Draw(t, d.Name), -int32(rapid.IntRange(1, 3).Draw(t, "decimals")))
	case rule.Number:
		return decimal.New(rapid.Int64Range(-100_000, 100_000).Draw(t, d.Name), -2)
	case rule.Count:
		return rapid.IntRange(0, 100).Draw(t, d.Name)
	case rule.YesNo:
		return rapid.Bool().Draw(t, d.Name)
	case rule.Day:
		return days(calendar.MustParse("2015-01-01"), 5000).Draw(t, d.Name)
	case rule.Entries:
		return property.Entries(t, d.Name, len(d.Of), func(i int) (string, any) { return d.Of[i].Name, value(t, d.Of[i]) })
	}
	words := d.Values
	if len(words) == 0 {
		words = []string{"", "a text", "another"}
	}
	return rapid.SampledFrom(words).Draw(t, d.Name)
}

// days draws a day from a first one on, up to a number of days later.
func days(from calendar.Date, most int) *rapid.Generator[calendar.Date] {
	return rapid.Map(rapid.IntRange(0, most), func(n int) calendar.Date {
		day, err := from.AddDays(n)
		if err != nil {
			return from
		}
		return day
	})
}

// generator draws events. Most of them are complete and lawful, so that walks
// come far; some are not.
type generator struct {
	t      *rapid.T
	facts  []rule.Declaration
	turns  edges
	usual  decimal.Decimal   // the premium of most reviews
	before []decimal.Decimal // the factors of the reviews before
	day    calendar.Date
	period calendar.Date // where the next review period begins
}

func (g *generator) often(what string) bool { return rapid.IntRange(0, 9).Draw(g.t, what) > 0 }

// event draws the next event: usually one that is open to the employer.
func (g *generator) event(permits []classify.Permit) classify.Event {
	g.day = days(g.day, 40).Draw(g.t, "day")
	if !g.often("an open event") {
		by := rapid.SampledFrom([]rule.Role{"", classify.Commission, classify.Employer, classify.HearingExaminer}).Draw(g.t, "by")
		return g.named(rapid.SampledFrom(classify.EventNames()).Draw(g.t, "event"), by)
	}
	names := []classify.EventName{"review", "review", "review"} // what moves an employer most
	for _, permit := range permits {
		if permit.Open {
			names = append(names, permit.Event)
		}
	}
	return g.named(rapid.SampledFrom(names).Draw(g.t, "event"), classify.Commission)
}

func (g *generator) named(name classify.EventName, by rule.Role) classify.Event {
	on, reason := g.day, rapid.SampledFrom([]string{"as found", "as found", "as found", ""}).Draw(g.t, "reason")
	switch name {
	case "review":
		return g.review(by)
	case "decide":
		return classify.Decide{On: on, By: by, Reason: reason, Approve: rapid.SampledFrom([]rule.Flag{rule.Yes, rule.Yes, rule.No, rule.NotGiven}).Draw(g.t, "approve")}
	case "nonparticipation":
		return classify.Nonparticipation{On: on, By: by, Reason: reason}
	case "noncompliance":
		return classify.Noncompliance{On: on, By: by, Reason: reason}
	case "exclude":
		if g.often("no exclusion") {
			return g.review(by) // or most walks would end here
		}
		return classify.Exclude{On: on, By: by, Reason: reason}
	case "lift_exclusion":
		return classify.LiftExclusion{On: on, By: by, Reason: reason}
	case "set_aside":
		if g.often("no decision set aside") {
			return g.review(by)
		}
		return classify.SetAside{On: on, By: by, Reason: reason, To: rapid.SampledFrom(append(ranks, "")).Draw(g.t, "to")}
	case "set_bargained_committee":
		return classify.SetBargainedCommittee{On: on, By: by, Qualifies: rapid.SampledFrom([]rule.Flag{rule.Yes, rule.No, rule.NotGiven}).Draw(g.t, "qualifies")}
	case "order":
		return classify.Order{On: on, By: by, Reason: reason, To: rapid.SampledFrom(append(ranks, "")).Draw(g.t, "to")}
	case "close_period":
		from, to := g.half()
		g.passes(to)
		return classify.ClosePeriod{On: g.day, By: by, From: from, To: to}
	case "close_quarter":
		return classify.CloseQuarter{On: on, By: by, Quarter: g.quarter(on)}
	case "notify":
		n := classify.Notify{On: on, By: by}
		if rapid.Bool().Draw(g.t, "received") {
			n.Received = days(on, 9).Draw(g.t, "received on")
		}
		return n
	case "receive_plan":
		return classify.ReceivePlan{On: on, By: by, Revised: g.flag("revised")}
	case "answer_plan":
		answer := classify.AnswerPlan{On: on, By: by, Accepted: g.flag("accepted")}
		if answer.Accepted == rule.No || !g.often("no changes to a plan that is accepted") {
			answer.Changes = "more detail"
		}
		return answer
	case "receive_report":
		return classify.ReceiveReport{On: on, By: by, Quarter: g.quarter(on), SecondOfPeriod: rule.FlagOf(rapid.Bool().Draw(g.t, "second")),
			Minutes: g.flag("minutes"), Inspections: g.flag("inspections")}
	case "complete_inspection":
		return classify.CompleteInspection{On: on, By: by, Site: rapid.SampledFrom([]string{"", "Plant 2"}).Draw(g.t, "site")}
	}
	return classify.Complete{On: on, By: by, Reason: reason, Duty: rapid.SampledFrom([]string{"seminar", "safety_committee", "claims_report", "report_copies",
		"plan_review", "inspection_report", "review", ""}).Draw(g.t, "duty")}
}

// quarter is the one before that of a day, which is over, or sometimes that itself.
func (g *generator) quarter(on calendar.Date) calendar.Quarter {
	q := calendar.QuarterOf(on)
	if !g.often("a quarter that is over") {
		return q
	}
	if q.Number--; q.Number == 0 {
		q = calendar.Quarter{Year: q.Year - 1, Number: 4}
	}
	return q
}

func (g *generator) flag(what string) rule.Flag {
	return rapid.SampledFrom([]rule.Flag{rule.NotGiven, rule.Yes, rule.No}).Draw(g.t, what)
}

// half is the next half year, sometimes after a gap.
func (g *generator) half() (from, to calendar.Date) {
	from = g.period
	if !g.often("no gap") {
		from = days(from, 200).Draw(g.t, "from")
	}
	to, err := from.Add(calendar.Span{Months: 6, Days: -1}, calendar.Down)
	if err != nil {
		return from, from
	}
	return from, to
}

// passes lets the days pass to the end of a period, or some more, as they do
// before nearly all that follows a period.
func (g *generator) passes(to calendar.Date) {
	if !g.day.After(to) && rapid.IntRange(0, 49).Draw(g.t, "a period that is not over") < 49 { // rapid draws small numbers more often
		if next, err := to.AddDays(1); err == nil {
			g.day = days(next, 40).Draw(g.t, "after the period")
		}
	}
}

// number draws a number at which an answer can turn for a fact, half the time,
// else one of as many hundredths.
func (g *generator) number(name string, least, most int64) decimal.Decimal {
	i := slices.IndexFunc(g.facts, func(d rule.Declaration) bool { return d.Name == name })
	if n, ok := half(g.t, g.turns.of(g.facts[i]), name); ok {
		return n
	}
	return decimal.New(rapid.Int64Range(least, most).Draw(g.t, name), -2)
}

func (g *generator) premium(least int64) decimal.Decimal {
	return g.number("three_year_premium", least, 6_000_000)
}

// factor draws a factor; one in six stayed what it was in a review before.
func (g *generator) factor() decimal.Decimal {
	factor := g.number("emf", 155, 190)
	if len(g.before) > 0 && rapid.IntRange(0, 5).Draw(g.t, "as before") == 5 {
		factor = rapid.SampledFrom(g.before).Draw(g.t, "the same factor")
	}
	g.before = append(g.before, factor)
	return factor
}

// review draws a review, mostly of a period that is over, around the values of
// the policy, and sometimes one that cannot be.
func (g *generator) review(by rule.Role) classify.Review {
	from, to := g.half()
	g.passes(to)
	r := classify.Review{On: g.day, By: by, From: from, To: to, NewSubscriber: rapid.SampledFrom([]rule.Flag{rule.NotGiven, rule.No, rule.Yes}).Draw(g.t, "new subscriber")}
	if r.ThreeYearPremium = g.usual; !g.often("the usual premium") {
		r.ThreeYearPremium = g.premium(-1)
	}
	r.EMF = g.factor()
	for _, d := range g.facts {
		if slices.Contains([]string{"three_year_premium", "emf", "from", "to", "new_subscriber"}, d.Name) {
			continue
		}
		if r.Facts == nil {
			r.Facts = map[string]string{}
		}
		r.Facts[d.Name] = further(g.t, d)
		if n, ok := half(g.t, g.turns.of(d), d.Name); ok {
			r.Facts[d.Name] = n.String()
		}
	}
	if next, err := to.AddDays(1); err == nil && g.often("the next period") {
		g.period = next
	}
	return r
}

// further draws a further fact of a review, as text.
func further(t *rapid.T, d rule.Declaration) string {
	switch {
	case d.Type == rule.YesNo:
		return rapid.SampledFrom([]string{"true", "false"}).Draw(t, d.Name)
	case d.Type == rule.Day:
		return days(calendar.MustParse("2015-01-01"), 5000).Draw(t, d.Name).String()
	case d.Type == rule.Word && len(d.Values) > 0:
		return rapid.SampledFrom(d.Values).Draw(t, d.Name)
	}
	return rapid.SampledFrom([]string{"0", "1", "20"}).Draw(t, d.Name)
}
