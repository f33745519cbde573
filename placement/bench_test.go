package placement

import (
	"testing"

	"github.com/workcomp-go/workcomp/rule"
)

// forty is a whole case of forty events, from the first call to the closing.
func forty() []Event {
	terms := tap("2025-02-01", "2025-05-31", "2025-06-01", "2025-12-31")
	plan := func(raise, first, second, resolve string) []Event {
		return []Event{RaiseIssue{On: day(raise), Issue: "Attendance"}, Contact{On: day(first), Parties: bothParties},
			Contact{On: day(second), Parties: bothParties}, ResolveIssue{On: day(resolve), By: TOJTeamLead, Progressing: rule.Yes}}
	}
	longer := RequestExtension{On: day("2025-10-01"), By: EmployerRole, End: day("2026-03-31"), ImprovesEmployability: rule.Yes, Reason: "Licence examination"}
	events := []Event{
		Propose{day("2025-01-06"), CaseManager, Terms{Kind: TaP}}, ArrangeSupport{On: day("2025-01-06"), What: "Tools"},
		ArrangeSupport{On: day("2025-01-06"), What: "Books"}, Propose{day("2025-01-07"), CaseManager, terms}, AgreeTerms{day("2025-01-07"), CaseManager},
		Assess{On: day("2025-01-08"), By: CaseManager, Suitable: rule.No}, RejectDenial{day("2025-01-08"), Supervisor, "Look again"}, suitable("2025-01-09"),
		SendAgreement{On: day("2025-01-10")}, ReturnSigned{On: day("2025-01-13"), Complete: rule.No}, ReturnSigned{On: day("2025-01-14"), Complete: rule.Yes},
		Begin{On: day("2025-02-01")}, Contact{On: day("2025-02-03"), Parties: bothParties[:1]}, Contact{On: day("2025-02-04"), Parties: bothParties[1:]},
		Contact{On: day("2025-03-01"), Parties: bothParties}, Contact{On: day("2025-04-01"), Parties: bothParties},
	}
	events = append(events, plan("2025-04-05", "2025-04-19", "2025-05-03", "2025-05-04")...)
	events = append(events, Contact{On: day("2025-05-04"), Parties: bothParties}, Contact{On: day("2025-06-01"), Parties: bothParties})
	events = append(events, plan("2025-06-05", "2025-06-19", "2025-07-03", "2025-07-04")...)
	events = append(events, Contact{On: day("2025-07-05"), Parties: bothParties}, Contact{On: day("2025-08-01"), Parties: bothParties},
		Contact{On: day("2025-09-01"), Parties: bothParties}, longer, Contact{On: day("2025-10-01"), Parties: bothParties},
		DecideExtension{day("2025-10-02"), ManagerMillardHealth, rule.Yes}, Contact{On: day("2025-11-01"), Parties: bothParties},
		Contact{On: day("2025-12-01"), Parties: bothParties}, Contact{On: day("2026-01-01"), Parties: bothParties},
		Contact{On: day("2026-02-01"), Parties: bothParties}, ReturnClaim{day("2026-03-01"), CaseAssistant},
		Conclude{On: day("2026-03-30"), By: CaseManager, Successful: rule.Yes, Permanent: rule.Yes, Continuing: rule.Yes},
		Determine{On: day("2026-04-01"), By: TOJTeamLead, LossRemaining: rule.Yes},
		Determine{On: day("2026-04-02"), By: TOJTeamLead, LossRemaining: rule.Yes, LossEndsWithinYears: dollars("6")})
	return events
}

// atItsEnd reports whether the case of forty events came to its end.
func atItsEnd(c Case) bool {
	return c.State == Closed && c.Outcome == Convert && c.Benefit == ELP && len(c.Docket.Duties) == 0
}

// checkForty fails unless the case came to its end.
func checkForty(t testing.TB, c Case, outcomes []rule.Outcome, err error) {
	if err != nil || len(outcomes) != 40 || !atItsEnd(c) {
		t.Fatalf("%d outcomes, %s, %s, %s: %v", len(outcomes), c.State, c.Outcome, c.Benefit, err)
	}
}

func TestAWholeCaseOfFortyEvents(t *testing.T) {
	p := builtin(t)
	c, outcomes, err := p.Replay(p.Start(), forty()...)
	checkForty(t, c, outcomes, err)
}

func BenchmarkReplayFortyEvents(b *testing.B) {
	p, events := builtin(b), forty()
	b.ReportAllocs()
	for b.Loop() {
		c, outcomes, err := p.Replay(p.Start(), events...)
		checkForty(b, c, outcomes, err)
	}
}

func BenchmarkReplayCase(b *testing.B) {
	p, events := builtin(b), forty()
	b.ReportAllocs()
	for b.Loop() {
		if c, err := p.ReplayCase(p.Start(), events...); err != nil || !atItsEnd(c) {
			b.Fatal(c, err)
		}
	}
}

func BenchmarkPermitted(b *testing.B) {
	p := builtin(b)
	c := contacted(b, p, toj("2025-02-03", "2025-08-02"))
	b.ReportAllocs()
	for b.Loop() {
		permits, err := p.Permitted(c)
		if err != nil || len(permits) != len(kinds.Names()) {
			b.Fatal(permits, err)
		}
	}
}

func BenchmarkWageLoss(b *testing.B) {
	p := builtin(b)
	in := WageLossInput{Permanent, dollars("62000"), dollars("48000"), rule.No, NoExisting}
	b.ReportAllocs()
	for b.Loop() {
		d, err := p.WageLoss(in)
		if err != nil || d.Value != (WageLoss{TEL, 12}) {
			b.Fatal(d, err)
		}
	}
}
