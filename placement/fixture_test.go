package placement

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

func day(s string) calendar.Date { return calendar.MustParse(s) }

func dollars(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func builtin(t testing.TB) *Policy {
	t.Helper()
	p, err := Builtin("ab-toj")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// board is the built-in policy with texts replaced, pair by pair.
func board(t testing.TB, replacements ...string) *Policy {
	t.Helper()
	text := source(t)
	for i := 0; i < len(replacements); i += 2 {
		if !strings.Contains(text, replacements[i]) {
			t.Fatalf("the policy has no %q", replacements[i])
		}
		text = strings.Replace(text, replacements[i], replacements[i+1], 1)
	}
	p, err := ParsePolicy("board.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func source(t testing.TB) string {
	t.Helper()
	data, err := policies.ReadFile("policies/ab-toj.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// toj are the complete terms of a training on the job.
func toj(start, end string) Terms {
	return Terms{Kind: TOJ,
		Employer: Employer{Name: "Prairie Parts", DateOfAccidentEmployer: rule.No, UnderTheAct: rule.Yes, InProvince: rule.Yes},
		Contact:  "Shop supervisor", Position: "Parts clerk", Duties: "Receives, counts and issues parts", PhysicalDemandsMet: rule.Yes,
		Salary: Salary{dollars("4000"), Month}, HoursPerWeek: dollars("40"), AccidentHours: Hours{dollars("36"), dollars("44")},
		Start: day(start), End: day(end),
		Schedule: []Step{{Months: 1, Percent: dollars("100")}, {Weeks: 2, Percent: dollars("50")}, {Days: 3, Percent: dollars("0")}},
		Supports: []string{"safety boots"}}
}

// wa are the terms of a work assessment with the date-of-accident employer.
func wa(start, end string) Terms {
	t := toj(start, end)
	t.Kind, t.Employer.DateOfAccidentEmployer = WA, rule.Yes
	return t
}

// tap are the terms of a training, then a placement.
func tap(from, to, start, end string) Terms {
	t := toj(start, end)
	t.Kind, t.Training = TaP, Training{day(from), day(to)}
	return t
}

// told applies events; each must be accepted. It returns the last outcome.
func applied(t testing.TB, p *Policy, c Case, events ...Event) (Case, rule.Outcome) {
	t.Helper()
	var out rule.Outcome
	for _, e := range events {
		var err error
		if c, out, err = p.Apply(c, e); err != nil {
			t.Fatalf("%s: %v", e.Name(), err)
		}
	}
	return c, out
}

// refused applies an event that must be refused with a text and a citation.
func refused(t testing.TB, p *Policy, c Case, e Event, text, cite string) *rule.Refused {
	t.Helper()
	next, _, err := p.Apply(c, e)
	var no *rule.Refused
	if !errors.As(err, &no) {
		t.Fatalf("%s: want a refusal, got %v", e.Name(), err)
	}
	if !strings.Contains(no.Error(), text) {
		t.Errorf("%s: %q is not in %q", e.Name(), text, no.Error())
	}
	if !slices.ContainsFunc(no.Findings, func(f rule.Finding) bool { return strings.HasSuffix(string(f.Cite), cite) }) {
		t.Errorf("%s: %v does not cite %s", e.Name(), no, cite)
	}
	if got, want := text2(t, next), text2(t, c); got != want {
		t.Errorf("%s: a refusal changed the case:\n%s\n%s", e.Name(), got, want)
	}
	return no
}

// wrong applies an event that must be an error for bad input naming a field.
func wrong(t testing.TB, p *Policy, c Case, e Event, text string) {
	t.Helper()
	_, _, err := p.Apply(c, e)
	var input *rule.InputError
	if !errors.As(err, &input) || !strings.Contains(err.Error(), text) {
		t.Errorf("want an input error with %q, got %v", text, err)
	}
}

func text2(t testing.TB, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// cites fails unless each citation ends one of a finding of the outcome.
func cites(t testing.TB, out rule.Outcome, ends ...string) {
	t.Helper()
	for _, end := range ends {
		if !slices.ContainsFunc(out.Findings, func(f rule.Finding) bool { return strings.HasSuffix(string(f.Cite), end) }) {
			t.Errorf("no finding cites %s: %v", end, out)
		}
	}
}

// finding returns the finding whose text contains the words.
func finding(t testing.TB, findings []rule.Finding, words string) rule.Finding {
	t.Helper()
	i := slices.IndexFunc(findings, func(f rule.Finding) bool { return strings.Contains(f.Text(), words) })
	if i < 0 {
		t.Fatalf("no finding says %q: %v", words, findings)
	}
	return findings[i]
}

func silent(t testing.TB, findings []rule.Finding, words string) {
	t.Helper()
	if slices.ContainsFunc(findings, func(f rule.Finding) bool { return strings.Contains(f.Text(), words) }) {
		t.Errorf("a finding says %q", words)
	}
}

func openIDs(t testing.TB, c Case, ids ...string) {
	t.Helper()
	if got := c.Docket.IDs(); !slices.Equal(got, ids) {
		t.Errorf("open are %v, want %v", got, ids)
	}
}

func closed(t testing.TB, out rule.Outcome, ids ...string) {
	t.Helper()
	var got []string
	for _, d := range out.Closed {
		got = append(got, d.ID)
	}
	if !slices.Equal(got, ids) {
		t.Errorf("closed are %v, want %v", got, ids)
	}
}

func state(t testing.TB, c Case, want State) {
	t.Helper()
	if c.State != want {
		t.Fatalf("the case is %s, want %s", c.State, want)
	}
}

// suitable is an assessment in which every consideration speaks for the
// placement.
func foundSuitable(on string) Assess {
	return Assess{On: day(on), By: CaseManager, Suitable: rule.Yes, WithinRestrictions: rule.Yes, PermanentLikely: rule.Yes,
		GainsSkills: rule.Yes, LongEnough: rule.Yes, BetterThanJobSearch: rule.Yes}
}

var bothParties = []rule.Role{Worker, EmployerRole}

// assessing, agreed, active and contacted are cases that have come that far in
// January 2025, on the terms given.
func assessing(t testing.TB, p *Policy, terms Terms) Case {
	t.Helper()
	c, _ := applied(t, p, p.Start(), Propose{day("2025-01-06"), CaseManager, terms}, AgreeTerms{day("2025-01-07"), CaseManager})
	return c
}

func agreed(t testing.TB, p *Policy, terms Terms) Case {
	t.Helper()
	c, _ := applied(t, p, assessing(t, p, terms), foundSuitable("2025-01-08"))
	for _, who := range []rule.Role{ManagerIndustryAccounts, CustomerServiceManager} {
		if len(c.Approvals) > 0 && slices.Contains(deciders(c.Approvals), who) {
			c, _ = applied(t, p, c, Approve{day("2025-01-08"), who, "Training on the Job: approved"})
		}
	}
	c, _ = applied(t, p, c, SendAgreement{On: day("2025-01-09")}, ReturnSigned{On: day("2025-01-10"), Complete: rule.Yes})
	return c
}

func active(t testing.TB, p *Policy, terms Terms) Case {
	t.Helper()
	c, _ := applied(t, p, agreed(t, p, terms), Begin{On: terms.begins()})
	return c
}

func contactWith(t testing.TB, p *Policy, terms Terms) Case {
	t.Helper()
	c := active(t, p, terms)
	c, _ = applied(t, p, c, Contact{On: c.LastOn, Parties: bothParties})
	return c
}

// approvedCase are cases of an offer that was found suitable.
func approvedCase(t testing.TB, p *Policy, terms Terms) Case {
	t.Helper()
	c, _ := applied(t, p, assessing(t, p, terms), foundSuitable("2025-01-08"))
	return c
}

// rests reports whether something that came rests on an interpretation.
func rests(out rule.Outcome, id string) bool {
	return slices.ContainsFunc(out.Findings, func(f rule.Finding) bool { return slices.Contains(f.Interpretations, id) })
}
