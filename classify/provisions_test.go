package classify_test

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
	"github.com/workcomp-go/workcomp/rule/lint"
	"github.com/workcomp-go/workcomp/scenario"
)

const ofRule = "W. Va. Code R. § 85-23"

var (
	keyCited  = regexp.MustCompile(`(?m)^  (\w+): \{(.*)cite: W\. Va\. Code R\. § [0-9.-]+\}`)
	tableCite = regexp.MustCompile(`cite: W\. Va\. Code R\. § 85-23-14`)
	sourced   = regexp.MustCompile(`(?m)^source: .*`)
)

// stranger is a policy with provisions of another board in the place of those of § 85-23, and
// each named after its key.
func stranger(text string) string {
	own, readings, _ := strings.Cut(text, "\ninterpretations:")
	own = sourced.ReplaceAllString(own, "source: Another board, Regulation 4")
	own = keyCited.ReplaceAllString(own, "  $1: {${2}cite: Own $1}")
	own = tableCite.ReplaceAllString(own, "cite: Own table")
	if readings != "" && !strings.Contains(readings, "question:") {
		own += "\ninterpretations:" + readings
	}
	return own
}

// ownOf are the provisions of a stranger that stand in the place of a paragraph.
var ownOf = map[string][]string{
	"": {"Another board, Regulation 4"}, "-14": {"Own table"}, "-4.4": {"Own focus_review"}, "-4.4.1": {"Own below_focus", "Own above_focus"},
	"-4.4.2": {"Own improvement", ofRule + "-4.4.2"}, "-5.7.2": {ofRule + "-5.7.2", "Own below_target"}, "-4.3": {ofRule + "-4.3", "Own focus_review"},
	"-5.4": {"Own plan"}, "-5.4.1": {"Own plan_review"}, "-5.6.1": {"Own inspection_report"},
	"-5.7": {"Own target_review"}, "-5.7.1": {"Own below_target"}, "-5.7.3": {"Own improvement"}, "-6.4": {"Own surcharge"},
	"-10.2": {"Own protest"}, "-10.3": {"Own acknowledgement", "Own stay"},
}

func standsFor(own, cite string) bool {
	if paragraph, ok := strings.CutPrefix(cite, ofRule); ok && ownOf[paragraph] != nil {
		return slices.Contains(ownOf[paragraph], own)
	}
	return own == cite
}

// What a policy states is cited by its own provision, and what § 85-23 alone states by that
// of § 85-23, in every finding and duty of every scenario; and nothing is quoted under a
// provision of the policy.
func TestPolicy_citesItsOwnProvisions(t *testing.T) {
	files, err := filepath.Glob("testdata/scenarios/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	made, seen := map[string]*classify.Policy{}, map[string]bool{}
	instead := func(policy any) (any, error) {
		p, ok := policy.(*classify.Policy)
		if !ok || !p.HasStanding() {
			return policy, nil
		}
		if made[p.Text()] == nil {
			if made[p.Text()], err = classify.ParsePolicy("board.yaml", []byte(stranger(p.Text()))); err != nil {
				return nil, err
			}
		}
		return made[p.Text()], nil
	}
	same := func(what, id, own, cite string) {
		seen[own] = true
		if !standsFor(own, cite) {
			t.Errorf("%s %s cites %q in place of %q", what, id, own, cite)
		}
	}
	r := &scenario.Reader{Files: os.ReadFile}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all, err := r.Read(file, data)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range all {
			rule, other := s.Run(), scenario.Result{}
			if other, err = s.RunWith(instead); err != nil {
				t.Fatal(err)
			}
			for i, a := range rule.Answers {
				o := other.Answers[i]
				if len(o.Findings) != len(a.Findings) || len(o.Outcome.Opened) != len(a.Outcome.Opened) ||
					len(o.Outcome.Closed) != len(a.Outcome.Closed) {
					t.Fatalf("%s, step %d: %v\nin place of %v", s.Title, i+1, o.Findings, a.Findings)
				}
				for j, f := range a.Findings {
					g := o.Findings[j]
					same("the finding", g.ID, string(g.Cite), string(f.Cite))
					if f.ID != g.ID || f.Holds != g.Holds || !slices.Equal(f.Interpretations, g.Interpretations) {
						t.Errorf("%s, step %d: %+v in place of %+v", s.Title, i+1, g, f)
					}
					if text := g.Text(); strings.HasPrefix(string(g.Cite), "Own") && (strings.ContainsAny(text, `"§`) || regexp.MustCompile(`The rule|[4567]\.[1-8]\.[1-3]`).MatchString(text)) {
						t.Errorf("%s quotes § 85-23: %s", g.ID, g)
					}
				}
				for j, d := range slices.Concat(a.Outcome.Opened, a.Outcome.Closed) {
					same("the duty", d.ID, slices.Concat(o.Outcome.Opened, o.Outcome.Closed)[j].Cite, d.Cite)
				}
			}
		}
	}
	for _, all := range ownOf {
		for _, own := range all {
			if !seen[own] && own != ownOf[""][0] {
				t.Errorf("no scenario shows %s", own)
			}
		}
	}
}

// Where two values have one paragraph, each of what stands under it is of one of them.
func TestPolicy_citesTheValueThatIsMeant(t *testing.T) {
	p := parsed(t, stranger(builtinText(t)))
	for _, r := range p.Catalogue().Rules {
		want := map[string]string{"4.4.1.release": "Own below_focus", "4.4.1.stays": "Own above_focus", "4.4.1.return.focus": "Own above_focus",
			"4.4.2.no_improvement": "Own improvement", "4.4.2.exceeds": ofRule + "-4.4.2", "5.7.3": "Own improvement", "10.3": "Own acknowledgement",
			"10.3.further": "Own stay", "tiers.improvement": "Own improvement"}[r.ID]
		if want != "" && (string(r.Cite) != want || r.ID == "tiers.improvement" && r.Also != nil) {
			t.Errorf("%s is stated by %s, also %v", r.ID, r.Cite, r.Also)
		}
		for _, s := range r.Says {
			if s.ID == "10.3.within" && s.Cite != "Own stay" {
				t.Errorf("%s cites %s", s.ID, s.Cite)
			}
		}
	}
}

// The catalogue, the diagrams and the readings agree with what happens.
func TestPolicy_saysNothingOfAnotherBoard(t *testing.T) {
	text := strings.NewReplacer("from_notice: 30, from_decision: 60", "from_notice: 45, from_decision: 90", "plan: {days: 60", "plan: {days: 50",
		"periods: 3,", "periods: 4,", "above_focus: {periods: 2", "above_focus: {periods: 5",
		"below_target: {periods: 2", "below_target: {periods: 6").Replace(builtinText(t))
	p := parsed(t, stranger(text))
	c := p.Catalogue()
	for paragraph, own := range ownOf {
		if !slices.Contains(own, ofRule+paragraph) && slices.Contains(c.Citations, rule.Citation(ofRule+paragraph)) {
			t.Errorf("the catalogue cites %s%s", ofRule, paragraph)
		}
	}
	dated := parsed(t, strings.Replace(p.Text(), "\n\nfacts:", "\neffective: 2024-01-01\n\nfacts:", 1))
	_, _, err := dated.Apply(dated.Start(classify.Profile{}), aReview("2021-1", "1.72"))
	if refused := (*rule.Refused)(nil); !errors.As(err, &refused) || refused.Findings[0].Cite != "Another board, Regulation 4" {
		t.Errorf("before it is in force: %v", err)
	}
	l := p.Machine().Listing()
	if diagram := l.Mermaid(); !strings.Contains(diagram, "target --> focus: review (Own below_target)") {
		t.Errorf("the diagram is\n%s", diagram)
	}
	var all strings.Builder
	for _, i := range p.Interpretations() {
		all.WriteString(i.Question + "\n")
		for _, r := range i.Readings {
			all.WriteString(r.Text + "\n")
		}
		if i.ID == "protest-window" && (i.Cite != "Own protest" ||
			i.Question != "Are the 45 days from notice and the 90 days from the decision two limits, or a choice?") {
			t.Errorf("got %+v", i)
		}
	}
	for _, wrong := range []string{`"`, "§", "4.4.2", "5.1", "5.4", "5.7", "section",
		"text at hand", " two periods", "three review", "30 days", "60 days", "{"} {
		if strings.Contains(all.String(), wrong) {
			t.Errorf("the readings say %q:\n%s", wrong, all.String())
		}
	}
	for _, number := range []string{"the 50 days for", "over 4 review", "wait for 5 periods", "for 6 periods"} {
		if !strings.Contains(all.String(), number) {
			t.Errorf("the readings do not say %q:\n%s", number, all.String())
		}
	}
	kept := parsed(t, strings.Replace(text, "source: W. Va.", "source: Our reading of W. Va.", 1)).Interpretations()
	if !strings.Contains(kept[30].Question, `"or within"`) {
		t.Errorf("a variation asks %s", kept[30].Question)
	}
}

// One warning says that the rest is § 85-23, of a policy that is not.
func TestCheckPolicy_tiersOfAnotherBoard(t *testing.T) {
	for text, want := range map[string]int{
		builtinText(t): 0,
		strings.Replace(builtinText(t), "source: W. Va.", "source: Our reading of W. Va.", 1): 0,
		stranger(builtinText(t)): 1,
	} {
		found := classify.CheckPolicy("board.yaml", []byte(text), calendar.Date{})
		if len(found) != want || want > 0 && (found[0].Code != lint.Borrowed || found[0].Severity != rule.SeverityWarning || found[0].Line == 0) {
			t.Errorf("got %v, want %d", found, want)
		}
	}
}

// Versions of a policy each cite their own, and a duty that one of them opened is done under
// the other.
func TestNewHistory_versionsCiteTheirOwn(t *testing.T) {
	first := stranger(strings.Replace(builtinText(t), "\n\nfacts:", "\neffective: 2020-01-01\n\nfacts:", 1))
	second := strings.NewReplacer("2020-01-01", "2022-03-01", "Own", "New").Replace(first)
	h, err := classify.NewHistory(classify.Standing{Tier: classify.None}, parsed(t, first), parsed(t, second))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []classify.Event{aReview("2021-1", "1.72"),
		classify.ClosePeriod{On: day("2022-01-10"), From: day("2021-07-01"), To: day("2021-12-31")},
		classify.Complete{On: day("2022-03-02"), Duty: classify.DutyReview, Reason: "No claims"}} {
		if _, err := h.Append("", e, lifecycle.As{}); err != nil {
			t.Fatal(err)
		}
	}
	var cites []string
	for _, e := range h.Entries() {
		out, _ := h.Outcome(e.ID)
		for _, f := range out.Findings {
			cites = append(cites, string(f.Cite))
		}
	}
	if !slices.Contains(cites, "Own focus_review") || !slices.Contains(cites, "New focus_review") {
		t.Errorf("got %v", cites)
	}
}

// Two reviews by one provision are one duty, and rows that a host takes from the rule cite
// the policy.
func TestPolicy_WithRows_citesThePolicy(t *testing.T) {
	p := parsed(t, strings.ReplaceAll(stranger(builtinText(t)), "Own target_review", "Own focus_review"))
	other, err := p.WithRows(classify.Rows())
	if err != nil {
		t.Fatal(err)
	}
	e := employerUnder(t, other)
	e.review("2021-1", "1.72").do(
		classify.ClosePeriod{On: day("2022-01-10"), From: day("2021-07-01"), To: day("2021-12-31")},
		classify.Complete{On: day("2022-03-02"), Duty: classify.DutyReview, Reason: "No claims"})
	if f := e.out.Findings[0]; f.Cite != "Own focus_review" {
		t.Errorf("got %+v", f)
	}
}
