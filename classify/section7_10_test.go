package classify_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
)

// Section 7: "projected premium size"
func TestNewSubscriber7_2(t *testing.T) {
	e := anEmployer(t)
	r := aReview("2025-1", "1.55")
	r.ThreeYearPremium, r.NewSubscriber = dec("9000"), rule.Yes
	e.do(r).is(classify.Focus).cites("7.2", "4.1")
	r = aReview("2025-2", "1.55")
	r.NewSubscriber = rule.No
	e.do(r)
	for _, f := range e.out.Findings {
		if strings.HasSuffix(string(f.Cite), "7.2") {
			t.Errorf("no new subscriber, and yet %v", f)
		}
	}
}

// Section 10: within 30 days of notice "or within" 60 days of the decision
func TestProtestWindow10_2(t *testing.T) {
	p := wv(t)
	for _, row := range []struct{ decided, notice, thirty, sixty, by string }{
		{"2025-03-03", "2025-03-10", "2025-04-09", "2025-05-02", "2025-04-09"},
		{"2025-03-03", "2025-04-12", "2025-05-12", "2025-05-02", "2025-05-02"}, // notice on day 40
		{"2025-03-03", "2025-04-02", "2025-05-02", "2025-05-02", "2025-05-02"},
		{"2025-03-03", "2025-03-03", "2025-04-02", "2025-05-02", "2025-04-02"},
		{"2025-03-01", "2025-03-07", "2025-04-06", "2025-04-30", "2025-04-06"}, // a Sunday: not moved
	} {
		d, err := p.ProtestWindow(classify.ProtestInput{Decided: day(row.decided), NoticeReceived: day(row.notice)})
		want := classify.ProtestWindow{ThirtyFromNotice: day(row.thirty), SixtyFromDecision: day(row.sixty), ActBy: day(row.by)}
		if err != nil || d.Value != want || !d.Cites("85-23-10.2") {
			t.Errorf("%+v: got %+v, %v", row, d.Value, err)
		}
		ids := interpretationsOf(d.Findings)
		if differ := row.thirty != row.sixty; slices.Contains(ids, "protest-window") != differ {
			t.Errorf("%+v: rests on %v", row, ids)
		}
		if why, closed, _ := calendar.USWV().On(want.ActBy); closed != slices.Contains(ids, "protest-window-rolls") || closed != strings.Contains(d.String(), "is closed ("+why+")") {
			t.Errorf("%+v: got %v", row, d)
		}
	}
}

func TestProtestWindowThatCannotBe10_2(t *testing.T) {
	p := wv(t)
	for names, in := range map[string]classify.ProtestInput{
		"decided":         {NoticeReceived: day("2025-03-03")},
		"notice_received": {Decided: day("2025-03-03")},
		"not before":      {Decided: day("2025-03-03"), NoticeReceived: day("2025-03-02")},
		"range":           {Decided: day("9999-10-30"), NoticeReceived: day("9999-12-30")},
		"range:":          {Decided: day("9999-11-30"), NoticeReceived: day("9999-11-30")},
	} {
		if _, err := p.ProtestWindow(in); err == nil || !strings.Contains(err.Error(), names) {
			t.Errorf("%+v: got %v, want an error that names %s", in, err, names)
		}
	}
}

// The terms of a protest and of its stay are values of the policy.
func TestCatalogueHasTheTermsOfAProtest10_3(t *testing.T) {
	want := map[string]string{"tiers.acknowledgement.days": "30", "tiers.stay.days": "90"}
	for _, v := range wv(t).Catalogue().Values {
		if days, ok := want[v.ID]; ok && v.Value == days && v.Cite == "W. Va. Code R. § 85-23-10.3" {
			delete(want, v.ID)
		}
	}
	if len(want) > 0 {
		t.Errorf("the catalogue lacks %v", want)
	}
}
