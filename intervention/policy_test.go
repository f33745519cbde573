package intervention_test

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule"
)

// file is the built-in policy as text.
func file(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile("policies/nl-63.00.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// with is the built-in policy with texts of its file replaced, pair by pair.
func with(t testing.TB, replacements ...string) *intervention.Policy {
	t.Helper()
	text := file(t)
	for pair := range slices.Chunk(replacements, 2) {
		if !strings.Contains(text, pair[0]) {
			t.Fatalf("the policy has no %q", pair[0])
		}
		text = strings.Replace(text, pair[0], pair[1], 1)
	}
	p, err := intervention.ParsePolicy("board.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTheBuiltinPolicy(t *testing.T) {
	if diff := cmp.Diff([]string{"nl-63.00"}, intervention.BuiltinIDs()); diff != "" {
		t.Error(diff)
	}
	p := builtin(t)
	if p.ID() != "nl-63.00" || p.Title() != "Priority Employer Intervention" {
		t.Errorf("got %q, %q", p.ID(), p.Title())
	}
	var input *rule.InputError
	if _, err := intervention.Builtin("nl-63.0"); !errors.As(err, &input) || input.Field != "policy" {
		t.Errorf("got %v", err)
	}
}

// What Interpretations returns is a copy: a host cannot change a policy by it.
func TestInterpretationsAreACopy(t *testing.T) {
	p := builtin(t)
	p.Interpretations()[0].Readings[0].Key = "mine"
	p.Interpretations()[0].Reading = "mine"
	if i := p.Interpretations()[0]; i.Reading != "in_order_unless_reasoned" || i.Readings[0].Key != "in_order_unless_reasoned" {
		t.Errorf("got %v", i)
	}
}

func TestReadingStageOrder(t *testing.T) {
	p := with(t, "reading: in_order_unless_reasoned", "reading: always_in_order")
	refused := refusal(t, p, tellBy(t, p, needed...), initiates2)
	if f := refused.Findings[0]; strings.Join(f.Interpretations, " ") != "stage-order" || f.Cite != "NL Procedure 63.00-3" || !strings.Contains(f.Text(), "not in stage 2") {
		t.Errorf("got %v", refused)
	}
	if c := tellBy(t, p, inStage1...); c.State != intervention.Stage1 {
		t.Errorf("got %v", c.State)
	}
}

func TestReadingEvidenceEnough(t *testing.T) {
	every := with(t, "evidence_enough: len(evidence) >= 1", "evidence_enough: len(evidence) == 7")
	own := with(t, "evidence_enough: len(evidence) >= 1", `evidence_enough: 'evidence contains "injury_statistics" and (len(evidence) >= 2 or len(needs) > 0)'`)
	for reading, p := range map[string]*intervention.Policy{"one_source": builtin(t), "every_source": every, "own_expression": own} {
		if i := slices.IndexFunc(p.Interpretations(), func(i rule.Interpretation) bool { return i.ID == "evidence-enough" && i.Reading == reading }); i < 0 {
			t.Errorf("the reading is not %s", reading)
		}
	}
	refused := refusal(t, every, tellBy(t, every, possible...), identifies)
	if f := refused.Findings[0]; strings.Join(f.Interpretations, " ") != "evidence-enough" || f.Cite != "NL Procedure 63.00-2" || !strings.Contains(f.Text(), "injury_statistics, are not enough: the policy asks for len(evidence) == 7") {
		t.Errorf("got %v", refused)
	}
	all := identifies
	all.Evidence = nil
	for _, s := range intervention.Source("").Values() {
		all.Evidence = append(all.Evidence, intervention.Source(s), intervention.Source(s))
	}
	if c := tellBy(t, every, reports, all); c.State != intervention.NeedIdentified {
		t.Errorf("all seven, each told twice: %v", c.State)
	}
	refusal(t, own, tellBy(t, own, possible...), identifies)
	twice := identifies
	twice.Evidence = append(slices.Clone(twice.Evidence), twice.Evidence...)
	refusal(t, own, tellBy(t, own, possible...), twice)
	twice.Needs = []string{"a safety committee"}
	if c := tellBy(t, own, reports, twice); c.State != intervention.NeedIdentified {
		t.Errorf("with a need in words: %v", c.State)
	}
}

// What an expression cannot answer is an error, not a no.
func TestAnExpressionThatCannotAnswer(t *testing.T) {
	p := with(t, "evidence_enough: len(evidence) >= 1", `evidence_enough: 'div(1, len(evidence) - 1, 2, "half_up") > 0'`)
	_, _, err := p.Apply(tellBy(t, p, possible...), identifies)
	var input *rule.InputError
	if !errors.As(err, &input) || input.Field != "divisor" {
		t.Errorf("got %v", err)
	}
}

func TestReadingReferralDiscussion(t *testing.T) {
	p := with(t, "reading: direct_referrals", "reading: every_referral")
	declined := tellBy(t, p, then(inStage3, declines)...)
	refused := refusal(t, p, declined, refers)
	if f := refused.Findings[0]; strings.Join(f.Interpretations, " ") != "referral-discussion" || f.Cite != "NL Procedure 63.00-4" || !strings.Contains(f.Text(), "By this policy every referral") {
		t.Errorf("got %v", refused)
	}
	for _, p := range []*intervention.Policy{builtin(t), p} { // which provisions say for whom a referral is rests on the reading
		anyone := refusal(t, p, declined, intervention.Refer{On: on})
		if got := strings.Join(readings(anyone.Findings), " "); got != "referral-discussion" {
			t.Errorf("by nobody: rests on %q: %v", got, anyone)
		}
	}
	c := tellBy(t, p, then(inStage3, declines, discusses, refers)...)
	if c.Discussions != 0 || !c.Referred || c.ReferredInCycle != 0 || open(c) != "session_record directors_briefing" {
		t.Errorf("got %+v", c)
	}
	c = tellBy(t, p, then(inStage3, discusses, declines, closes, refers)...)
	if c.Discussions != 1 || open(c) != "" {
		t.Errorf("owed when closed: %+v", c)
	}
}

func TestReadingDecliningIsNotClosing(t *testing.T) {
	p := with(t, "reading: cycle_continues", "reading: no_further_cycle")
	refused := refusal(t, p, tellBy(t, p, then(recorded, declines, refers)...), goesOn)
	if f := refused.Findings[0]; strings.Join(f.Interpretations, " ") != "declining-is-not-closing" || f.Cite != "NL Procedure 63.00-5(b)" {
		t.Errorf("got %v", refused)
	}
	for _, e := range (events{goesOn, commits, closes}) {
		if _, _, err := p.Apply(tellBy(t, p, recorded...), e); err != nil {
			t.Error(err)
		}
	}
}

func TestReadingReferralInCycle(t *testing.T) {
	p := with(t, "reading: satisfies", "reading: again")
	c, out, err := p.Apply(tellBy(t, p, then(inStage3, discusses, refers)...), declines)
	if err != nil || open(c) != "session_record directors_briefing ohs_referral" || !slices.Contains(readings(out.Findings), "referral-in-cycle") {
		t.Errorf("got %s, %v, %v", open(c), out, err)
	}
	_, out, err = p.Apply(tellBy(t, p, inStage3...), declines)
	if err != nil || slices.Contains(readings(out.Findings), "referral-in-cycle") {
		t.Errorf("without a referral: %v, %v", out, err)
	}
}

func TestReadingTextHeld(t *testing.T) {
	p := with(t, "reading: revision\n", "reading: refuse\n")
	e := reports
	e.On = day("2011-06-06")
	refused := refusal(t, p, p.Start(), e)
	if f := refused.Findings[0]; strings.Join(f.Interpretations, " ") != "text-held" || f.Holds || !strings.Contains(f.Text(), "not held") {
		t.Errorf("got %v", refused)
	}
	e.On = day("2011-06-07")
	if _, _, err := p.Apply(p.Start(), e); err != nil {
		t.Error(err)
	}
	original := with(t, "revised: 2011-06-07 #", "#")
	e.On = day("2003-12-02")
	if _, out, err := original.Apply(original.Start(), e); err != nil || slices.Contains(readings(out.Findings), "text-held") {
		t.Errorf("a policy that holds the original: %v, %v", out, err)
	}
}

// Every mistake of a file is reported, all at once, each at its place.
func TestMistakesOfAPolicy(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"unknown key", "title:", "titel:", `board.yaml:4:1: titel: key "titel" is not valid`},
		{"missing key", "title: Priority Employer Intervention\n", "", `title: missing`},
		{"an id", "policy: nl-63.00", `policy: ""`, `policy: "" is not valid, expected an id`},
		{"no id", "policy: nl-63.00\n", "", `policy: missing`},
		{"a day", "effective: 2003-12-02", "effective: 2003-02-30", `effective: 2003-02-30 is not valid`},
		{"no day", "effective: 2003-12-02\n", "", `effective: missing`},
		{"an empty day", "effective: 2003-12-02", `effective: ""`, `effective: "" is not valid, expected the day from which`},
		{"an anchor", "effective: 2003-12-02", "effective: &day 2003-12-02", `effective: anchors, aliases`}, // and not that it is missing
		{"the revision first", "revised: 2011-06-07", "revised: 2003-12-02", `board.yaml:8:10: revised: 2003-12-02 is not valid, expected a day after 2003-12-02`},
		{"no expression", "evidence_enough: len(evidence) >= 1\n", "", `evidence_enough: missing`},
		{"an unknown fact", "len(evidence) >= 1", "len(evidense) >= 1", `board.yaml:13:22: evidence_enough: unknown fact "evidense", expected one of evidence, needs (did you mean "evidence"?)`},
		{"an unknown source", "len(evidence) >= 1", `evidence contains "rumour"`, `evidence_enough: unknown value "rumour"`},
		{"no yes or no", "len(evidence) >= 1", "len(evidence)", "evidence_enough: expected true or false here, found a number"},
		{"an unknown interpretation", "id: stage-order", "id: stages-order", `did you mean "stage-order"?`},
		{"an interpretation twice", "id: stage-order", "id: text-held", `each interpretation once`},
		{"an unknown reading", "reading: revision\n", "reading: revison\n", `board.yaml:89:14: interpretations[9].reading: "revison" is not valid, expected one of revision, refuse (did you mean "revision"?)`},
		{"a reading the engine does not know", "key: refuse,", "key: reject,", `interpretations[9].readings: [revision, reject, refuse] is not valid, expected one text for each of revision, refuse`},
		{"a reading of its own", "set: evidence_enough", "reading: one_source", `interpretations[1].reading: "one_source" is not valid, expected no reading of its own, as evidence_enough sets it`},
		{"a set of its own", "reading: revision\n", "set: revised\n", `interpretations[9].set: "revised" is not valid, expected a reading of its own`},
		{"no provision", "cite: NL Procedure 63.00-3\n", "cite: \"\"\n", `interpretations[0].cite: "" is not valid`},
		{"two policies", "\ninterpretations:", "\n---\ninterpretations:", `expected one policy`},
		{"not YAML", "policy: nl-63.00", "policy: [", `not YAML`},
		{"priority without facts", "\ninterpretations:", "\npriority: {if: x > 1, cite: Board 1}\ninterpretations:", `priority.facts: missing`},
		{"priority without expression", "\ninterpretations:", "\npriority: {facts: {x: money}, cite: Board 1}\ninterpretations:", `priority.if: missing`},
		{"priority without provision", "\ninterpretations:", "\npriority: {facts: {x: money}, if: x > 1, cite: ''}\ninterpretations:", `priority.cite: "" is not valid`},
		{"priority facts no mapping", "\ninterpretations:", "\npriority: {facts: [x], if: x > 1, cite: Board 1}\ninterpretations:", `priority.facts: a list is not valid`},
		{"priority facts empty", "\ninterpretations:", "\npriority: {facts: {}, if: x > 1, cite: Board 1}\ninterpretations:", `priority.facts: a mapping is not valid`},
		{"a fact of no type", "\ninterpretations:", "\npriority: {facts: {x: mony}, if: x > 1, cite: Board 1}\ninterpretations:", `priority.facts.x: "mony" is not valid`},
		{"a fact of no word", "\ninterpretations:", "\npriority: {facts: {x: []}, if: x > 1, cite: Board 1}\ninterpretations:", `priority.facts.x: an empty list is not valid`},
		{"a fact of words that are none", "\ninterpretations:", "\npriority: {facts: {x: [{a: b}]}, if: x > 1, cite: Board 1}\ninterpretations:", `priority.facts.x: missing, expected words that differ`},
		{"a fact of words one of which is nothing", "\ninterpretations:", "\npriority: {facts: {x: [a, null]}, if: x == 'a', cite: Board 1}\ninterpretations:", `priority.facts.x: missing, expected words that differ`},
		{"a fact no condition can name", "\ninterpretations:", "\npriority: {facts: {'lost time': count}, if: x > 1, cite: Board 1}\ninterpretations:", `priority.facts.lost time: "lost time" is not valid`},
		{"an expression over other facts", "\ninterpretations:", "\npriority: {facts: {claims: count}, if: claim > 1, cite: Board 1}\ninterpretations:", `priority.if: unknown fact "claim"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(file(t), c.old, c.new, 1)
			p, err := intervention.ParsePolicy("board.yaml", []byte(text))
			var mistakes rule.Diagnostics
			if p != nil || !errors.As(err, &mistakes) || !strings.Contains(err.Error(), c.want) || (strings.HasPrefix(c.want, "priority.") || c.name == "an anchor") && len(mistakes) != 1 {
				t.Errorf("got %v\nwant %s", err, c.want)
			}
		})
	}
	_, err := intervention.ParsePolicy("board.yaml", []byte(strings.NewReplacer("title:", "title: twice\ntitle:", "effective:", "efective:", "reading: revision\n", "reading: revised\n", "len(evidence)", "len(evidense)").Replace(file(t))))
	var mistakes rule.Diagnostics
	if !errors.As(err, &mistakes) || len(mistakes) != 4 {
		t.Errorf("all at once: got %d, %v", len(mistakes), err)
	}
}

// Who is a priority employer is the board's to say, over facts of its own.
func TestPriorityEmployer(t *testing.T) {
	p := with(t, "\ninterpretations:", `
priority:
  facts: {payroll: money, lost_time_claims: count, industry: [fishing, mining]}
  if: lost_time_claims >= 5 and payroll >= 100000.50 and industry == "mining"
  cite: Priority Employer Program, selection 2
interpretations:`)
	facts := rule.Facts{"payroll": "100000.50", "lost_time_claims": 5, "industry": "mining"}
	d, err := p.PriorityEmployer(facts)
	want := "The employer is a priority employer: lost_time_claims >= 5 and payroll >= 100000.50 and industry == \"mining\" holds: " +
		"lost_time_claims is 5, payroll is 100000.50, industry is mining (Priority Employer Program, selection 2; interpretation priority-employer)."
	if err != nil || !d.Value || d.String() != want {
		t.Errorf("got %v, %v", d, err)
	}
	facts["lost_time_claims"] = 4
	if d, err := p.PriorityEmployer(facts); err != nil || d.Value || !strings.HasPrefix(d.String(), "The employer is not a priority employer") {
		t.Errorf("got %v, %v", d, err)
	}
	if i := p.Interpretations()[10]; i.ID != "priority-employer" || i.Reading != "stated" {
		t.Errorf("got %v", i)
	}
	var input *rule.InputError
	for _, c := range []struct {
		field string
		facts rule.Facts
	}{
		{"payroll", rule.Facts{"lost_time_claims": 5, "industry": "mining"}},
		{"industry", rule.Facts{"payroll": "1", "lost_time_claims": 5, "industry": "minning"}},
		{"size", rule.Facts{"payroll": "1", "lost_time_claims": 5, "industry": "mining", "size": 3}},
	} {
		if _, err := p.PriorityEmployer(c.facts); !errors.As(err, &input) || input.Field != c.field {
			t.Errorf("got %v, want an error for %s", err, c.field)
		}
	}
	odd := with(t, "\ninterpretations:", "\npriority: {facts: {claims: count}, if: 'div(1, claims, 2, \"down\") > 0', cite: Board 1}\ninterpretations:")
	if _, err := odd.PriorityEmployer(rule.Facts{"claims": 0}); !errors.As(err, &input) || input.Field != "divisor" {
		t.Errorf("got %v", err)
	}
}

// "The thresholds … are not in the text": a policy that gives none is asked in vain.
func TestPriorityEmployerIsNotInTheText(t *testing.T) {
	_, err := builtin(t).PriorityEmployer(rule.Facts{"payroll": "1"})
	var refused *rule.Refused
	if !errors.As(err, &refused) || refused.Findings[0].Cite != "NL Procedure 63.00-1" || strings.Join(refused.Findings[0].Interpretations, " ") != "priority-employer" {
		t.Errorf("got %v", err)
	}
}

// A policy knows the file of the host that it was read from.
func TestAPolicyKnowsItsFile(t *testing.T) {
	data, err := os.ReadFile("policies/nl-63.00.yaml")
	if err != nil {
		t.Fatal(err)
	}
	read, err := intervention.ParsePolicy("boards/our.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	built, err := intervention.Builtin("nl-63.00")
	if err != nil || read.File() != "boards/our.yaml" || built.File() != "" {
		t.Errorf("read from %q, built in %q, %v", read.File(), built.File(), err)
	}
}

// A board's expressions are looked over before they run.
func TestAPolicyIsLookedOver(t *testing.T) {
	const enough, interpretations = "evidence_enough: len(evidence) >= 1", "\ninterpretations:"
	for _, c := range []struct{ old, new, want string }{
		{enough, enough, ""},
		{enough, "evidence_enough: len(evidence) >= 0", "board.yaml:13:18: warning: evidence_enough: this always holds, whatever the facts: it decides nothing"},
		{interpretations, "\npriority: {facts: {payroll: money, claims: count}, if: claims < 0, cite: R-2}\n" + interpretations,
			"board.yaml:21:29: warning: priority.facts.payroll: no test asks payroll, and every question has to bring it\n" +
				"board.yaml:21:56: warning: priority.if: this never holds, whatever the facts: what depends on it never comes about"},
		{enough, "evidence_enough: len(evidense) >= 1", "board.yaml:13:22: evidence_enough: unknown fact \"evidense\", expected one of evidence, needs (did you mean \"evidence\"?)"},
	} {
		var told []string
		for _, n := range intervention.CheckPolicy("board.yaml", []byte(strings.Replace(file(t), c.old, c.new, 1)), calendar.Date{}) {
			first, _, _ := strings.Cut(n.Error(), "\n")
			told = append(told, first)
		}
		if diff := cmp.Diff(c.want, strings.Join(told, "\n")); diff != "" {
			t.Errorf("%s: %s", c.new, diff)
		}
	}
}

func TestPolicy_ThatIsNone(t *testing.T) {
	var none *intervention.Policy
	if none.ID() != "" || none.File() != "" || none.Text() != "" || none.Title() != "" || none.PolicyID() != (rule.PolicyID{}) {
		t.Errorf("no policy is %q, %q, %q, %q, %v", none.ID(), none.File(), none.Text(), none.Title(), none.PolicyID())
	}
	p := builtin(t)
	again, err := intervention.ParsePolicy("again.yaml", []byte(p.Text()))
	if err != nil || again.PolicyID() != p.PolicyID() {
		t.Errorf("its text makes %v, %v, not %v", again.PolicyID(), err, p.PolicyID())
	}
}
