package benefits_test

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lint"
)

func TestTheBuiltinPolicy(t *testing.T) {
	if diff := cmp.Diff([]string{"ab-toj"}, benefits.BuiltinIDs()); diff != "" {
		t.Error(diff)
	}
	p := alberta(t)
	if p.ID() != "ab-toj" || p.Title() == "" {
		t.Errorf("%q %q", p.ID(), p.Title())
	}
	kinds := []string{"regular", "overtime", "holiday_pay", "employer_ei", "employer_cpp", "wcb_premium", "gst"}
	if diff := cmp.Diff(kinds, p.Kinds()); diff != "" {
		t.Error(diff)
	}
	for _, id := range []string{"ab-tojj", "nz-none"} {
		_, err := benefits.Builtin(id)
		faulty(t, err, "policy", id)
	}
	_, err := benefits.Builtin("ab-toj2")
	faulty(t, err, `did you mean "ab-toj"`)
	_, err = benefits.Builtin("")
	faulty(t, err, "policy", "missing")
}

func TestTheInterpretationsAreDataAndCannotBeChanged(t *testing.T) {
	p := alberta(t)
	readings := map[string]string{}
	for _, i := range p.Interpretations() {
		readings[i.ID] = i.Reading
		if i.Question == "" || i.Cite == "" || len(i.Readings) < 2 || i.Chosen() == i.Reading {
			t.Errorf("%s", i)
		}
	}
	want := map[string]string{"round-half-up": "half_up", "net-nearest-100-tie": "up", "top-up-reading": "net_difference",
		"apportion-straddle": "by_days",
		"uncapped-from":      "2018-09-01", "cpp-employer-share": "employer_share", "holiday-pay": "as_booked", "days-of-the-year": "365", "part-month": "calendar_days", "full-compensation-wages": "as_given"}
	if diff := cmp.Diff(want, readings); diff != "" {
		t.Error(diff)
	}
	p.Interpretations()[0].Readings[0].Key = "changed"
	if p.Interpretations()[0].Readings[0].Key == "changed" {
		t.Error("a caller changed the policy")
	}
	for _, s := range subsidies(t) {
		if ids := s.Interpretations(); len(ids) != 1 || ids[0].ID != "round-half-up" || ids[0].Reading != "half_up" {
			t.Errorf("%s: %v", s.ID(), ids)
		}
	}
}

func TestTheReadingThatAValueSets(t *testing.T) {
	for id, c := range map[string]struct{ old, new, reading string }{
		"round-half-up": {"how: half_up", "how: half_even", "half_even"},
		"uncapped-from": {"from: 2018-09-01", "from: 2018-01-01", "2018-01-01"},
		"cpp-employer-share": {"{kind: gst,", "{kind: worker_cpp, title: The worker's contributions, cite: board}\n    - {kind: gst,",
			"both_shares"},
		"holiday-pay": {"{kind: gst,", "{kind: vacation_pay, title: Vacation pay, cite: board}\n    - {kind: gst,", "vacation_too"},
	} {
		for _, i := range albertaWith(t, c.old, c.new).Interpretations() {
			if i.ID == id && i.Reading != c.reading {
				t.Errorf("%s: %s, want %s", id, i.Reading, c.reading)
			}
		}
	}
	never := albertaWith(t, "amount: none", "amount: 98700")
	for _, i := range never.Interpretations() {
		if i.ID == "uncapped-from" && i.Reading != "never" {
			t.Error(i.Reading)
		}
	}
	// A kind that the board excludes is subtracted like the six.
	d, err := albertaWith(t, "{kind: gst,", "{kind: worker_cpp, title: The worker's contributions, cite: board, interpretation: "+
		"cpp-employer-share}\n    - {kind: gst,").
		Reimburse(question(pay("2025-02-03", "2025-02-04", line("regular", "90"), line("worker_cpp", "10"))))
	if err != nil {
		t.Fatal(err)
	}
	amount(t, "the total", d.Value.Total, "90")
	found(t, d.Findings, "cpp-employer-share", true)
}

func TestTheMaximumsAreRowsWithSources(t *testing.T) {
	rows := alberta(t).Maximums()
	if len(rows) != 11 {
		t.Errorf("%d rows", len(rows))
	}
	for i, r := range rows {
		if r.Cite == "" || r.To.Before(r.From) || i > 0 && !r.From.After(rows[i-1].To) {
			t.Errorf("row %d: %+v", i, r)
		}
	}
	none := slices.IndexFunc(rows, func(r benefits.MaximumRow) bool { return r.Amount.None })
	if none < 0 || rows[none].From != day("2018-09-01") || rows[none].To != day("2020-12-31") {
		t.Errorf("uncapped %+v", rows)
	}
}

// Every mistake that a policy file can hold, all reported at once and each
// under its line.
func TestTheMistakesOfAPolicyFile(t *testing.T) {
	for _, name := range []string{"shape", "values", "readings", "rates", "empty"} {
		_, err := benefits.ParsePolicy(name+".yaml", []byte(text(t, "testdata/policies/"+name+".yaml")))
		golden(t, "testdata/policies/"+name+".golden", mistakes(t, err))
	}
}

func TestTheMistakesOfASubsidyFile(t *testing.T) {
	for _, name := range []string{"subsidy-shape", "subsidy-values", "subsidy-formulas", "subsidy-limits", "subsidy-together"} {
		_, err := benefits.ParseSubsidy(name+".yaml", []byte(text(t, "testdata/policies/"+name+".yaml")))
		golden(t, "testdata/policies/"+name+".golden", mistakes(t, err))
	}
	_, err := benefits.ParseSubsidy("s.yaml", []byte(strings.Replace(schemeText("agreement: true"),
		"texts:\n  - cite: Board manual 1\n    agreement: true", "texts: []", 1)))
	if got := mistakes(t, err); !strings.Contains(got, "texts: [] is not valid, expected at least one text") {
		t.Error(got)
	}
	for _, c := range []string{"a: [", "", "{}\n---\n{}"} {
		_, err := benefits.ParseSubsidy("s.yaml", []byte(c))
		mistakes(t, err)
		_, err = benefits.ParsePolicy("p.yaml", []byte(c))
		mistakes(t, err)
	}
}

func mistakes(t *testing.T, err error) string {
	t.Helper()
	var all rule.Diagnostics
	if !errors.As(err, &all) || len(all) == 0 {
		t.Fatalf("got %v, want Diagnostics", err)
	}
	return err.Error() + "\n"
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(text(t, name), got); diff != "" {
		t.Errorf("%s: %s", name, diff)
	}
}

// One mistake at a time: the file is refused, at that line.
func TestEachMistakeAloneIsRefused(t *testing.T) {
	for _, pair := range [][2]string{
		{"policy: ab-toj", `policy: ""`}, {`value: "0.90"`, `value: "1.01"`}, {"value: 100,", "value: 0,"}, {"value: VRE02", `value: ""`},
		{"how: half_up", "how: half_round"}, {"to: cents", "to: euros"}, {"kind: overtime", "kind: gst"}, {"interpretation: holiday-pay",
			"interpretation: holidays"},
		{"amount: 82800", "amount: -1"}, {"to: 2011-12-31", "to: 2010-12-31"}, {"from: 2012-01-01", "from: 2011-12-31"},
		{"reading: by_days", "reading: by_weeks"}, {"id: holiday-pay", "id: holidays"}, {"set: rounding", "reading: half_up"},
		{"cite: WCB-Alberta TOJ-1, interpretation: holiday-pay", `cite: "", interpretation: holiday-pay`},
		{"{key: first_day,", "{key: last_day,"}, {"- {kind: regular, title: Regular gross earnings, cite: WCB-Alberta TOJ-1}", "[]"},
		{"key: half_up, text", "key: half_round, text"}, {"key: half_even, text", "key: half_up, text"}, {`value: "0.90"`,
			`value: "3/2"`}, {`value: "0.90"`, `value: "1/0"`},
		{"{kind: overtime, title: Overtime,", "{kind: sick_pay, title: Sick pay, interpretation: vacation-pay,"},
		{"source: WCB-Alberta procedures manual, training on the job or work assessments, steps 1 to 5; rate setting; policy 04-04 Part " +
			"II", `source: ""`},
	} {
		bad := replaced(t, albertaText(t), pair[0], pair[1])
		_, err := benefits.ParsePolicy("board.yaml", []byte(bad))
		mistakes(t, err)
	}
	var without []string
	for l := range strings.Lines(albertaText(t)) {
		if strings.HasPrefix(l, "  - {from:") {
			continue
		}
		without = append(without, l)
	}
	_, err := benefits.ParsePolicy("board.yaml", []byte(strings.Replace(strings.Join(without, ""), "maximum_earnings:",
		"maximum_earnings: []", 1)))
	if got := mistakes(t, err); !strings.Contains(got, "maximum_earnings") {
		t.Error(got)
	}
}

// The zero policy is none, and so is no policy at all: neither answers, even
// where the question names no kind of pay.
func TestNoPolicyAnswersNothing(t *testing.T) {
	pay := benefits.ReimburseInput{Start: day("2025-01-15"), Schedule: falling(), Apportion: benefits.CalendarDays,
		PayPeriods: []benefits.PayPeriod{{From: day("2025-01-15"), To: day("2025-01-28")}}}
	loss := benefits.TopUpInput{Per: benefits.Month, PreAccidentNet: num("3000"), ActualNet: num("2000")}
	rate := benefits.RateInput{Accident: day("2024-03-11"), Gross: num("54200"),
		NetTable: []benefits.NetRow{{Gross: num("54200"), Net: num("41520.35")}}}
	for _, p := range []*benefits.Policy{nil, {}} {
		_, err := p.Reimburse(pay)
		faulty(t, err, "policy: missing")
		_, err = p.TopUp(loss)
		faulty(t, err, "policy: missing")
		_, err = p.CompensationRate(rate)
		faulty(t, err, "policy: missing")
	}
	for _, s := range []*benefits.Subsidy{nil, {}} {
		_, err := s.Pay(benefits.SubsidyInput{Start: day("2025-01-15"), Wages: []benefits.Wage{}})
		faulty(t, err, "policy: missing")
	}
}

// The maximums that are known leave days out, and end.
func TestAPolicyIsLookedOver(t *testing.T) {
	data, err := os.ReadFile("policies/ab-toj.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for on, want := range map[string][]rule.Code{"2025-12-31": {rule.Gap}, "2026-01-01": {rule.Gap, lint.Outdated},
		"2010-12-31": {lint.Outdated, rule.Gap}} {
		var found []rule.Code
		for _, n := range benefits.CheckPolicy("ab-toj.yaml", data, day(on)) {
			found = append(found, n.Code)
		}
		if !slices.Equal(found, want) {
			t.Errorf("on %s: got %v, want %v", on, found, want)
		}
	}
}

// A policy knows the file of the host that it was read from.
func TestAPolicyKnowsItsFile(t *testing.T) {
	data, err := os.ReadFile("policies/ab-toj.yaml")
	if err != nil {
		t.Fatal(err)
	}
	read, err := benefits.ParsePolicy("boards/our.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	built, err := benefits.Builtin("ab-toj")
	if err != nil || read.File() != "boards/our.yaml" || built.File() != "" {
		t.Errorf("read from %q, built in %q, %v", read.File(), built.File(), err)
	}
}
