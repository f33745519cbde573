package classify_test

import (
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/laws"
	"github.com/workcomp-go/workcomp/rule"
)

// An employer goes the same way unexplained, whatever is told of it.
func FuzzApplyIsRepeatable(f *testing.F) {
	q := func(s string) calendar.Quarter {
		q, err := calendar.ParseQuarter(s)
		if err != nil {
			f.Fatal(err)
		}
		return q
	}
	script := []classify.Event{aReview("2022-1", "1.75"), classify.Notify{On: day("2022-07-25")}, classify.Complete{On: day("2022-08-01"), Duty: "seminar"},
		aReview("2022-2", "1.69"), aReview("2023-1", "1.65"), aReview("2023-2", "1.85"), aReview("2024-1", "1.80"), aReview("2024-2", "1.95"), aReview("2025-2", "1.95"),
		classify.Decide{On: day("2025-02-01"), By: classify.Commission, Approve: rule.Yes, Reason: "No improvement"},
		classify.Nonparticipation{On: day("2025-02-03"), Reason: "No seminar"}, classify.Noncompliance{On: day("2025-02-03"), Reason: "No plan"},
		classify.Exclude{On: day("2025-02-04"), By: classify.Commission, Reason: "Section eight"}, classify.Order{On: day("2025-03-03"), By: classify.Commission, To: classify.Target, Reason: "Heard"},
		classify.ClosePeriod{On: day("2023-01-02"), From: day("2022-07-01"), To: day("2022-12-31")}, classify.CloseQuarter{On: day("2024-04-01"), Quarter: q("2024-Q1")},
		classify.ReceivePlan{On: day("2024-05-01")}, classify.ReceiveReport{On: day("2024-05-01"), Quarter: q("2024-Q1"), SecondOfPeriod: rule.Yes},
		classify.CompleteInspection{On: day("2024-05-02")}, classify.Complete{On: day("2024-05-03"), Duty: "safety_committee"}}
	other := strings.NewReplacer("reading: lower_bounds", "reading: no_band", "reading: exact", "reading: two_decimals", "reading: breaks", "reading: bridges",
		"reading: from_target_value", "reading: above_target_value", "reading: three_before", "reading: first_review", "reading: release_first", "reading: recommendation_first",
		"reading: ends_run", "reading: keeps_run", "reading: branch", "reading: free_standing", "reading: becomes_focus", "reading: reporting_only",
		"reading: one\n", "reading: two\n", "reading: starts", "reading: does_not_start", "reading: none", "reading: following")
	policies := []*classify.Policy{wv(f), parsed(f, other.Replace(builtinText(f)))}
	f.Add(byte(0), []byte{0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0, 6, 0, 0, 0, 1, 0, 0, 200, 15, 0, 0, 200, 16, 0, 0, 200, 17, 0, 0, 200, 18, 0, 0, 200})
	f.Add(byte(1), []byte{0, 0, 0, 0, 10, 0, 0, 140, 1, 0, 0, 140, 13, 0, 0, 140, 5, 0, 0, 140, 7, 0, 0, 140, 8, 0, 0, 140, 9, 0, 0, 140, 12, 0, 0, 140})
	f.Add(byte(1), []byte{5, 0, 0, 0, 1, 0, 0, 140, 6, 0, 0, 140, 7, 0, 0, 140, 8, 0, 0, 140, 9, 0, 0, 140, 19, 0, 0, 140, 11, 0, 0, 140, 13, 3, 3, 140})
	f.Fuzz(func(t *testing.T, which byte, data []byte) {
		p := policies[int(which)%len(policies)]
		start := p.Start(classify.Given{BargainedCommittee: which > 127})
		if err := laws.Repeatable(p, start, laws.Course(data[:min(len(data), 400)], script, []rule.Role{classify.Commission, classify.Employer})); err != nil {
			t.Fatal(err)
		}
	})
}
