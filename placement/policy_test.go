package placement

import (
	"errors"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/golden"
	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/rule"
)

func TestBuiltin(t *testing.T) {
	if got := BuiltinIDs(); !slices.Equal(got, []string{"ab-toj"}) {
		t.Errorf("built in are %v", got)
	}
	p := builtin(t)
	if p.ID() != "ab-toj" || p.Title() != "Training on the job, training and placement, work assessment" ||
		!strings.HasPrefix(p.Source(), "WCB-Alberta procedures manual") {
		t.Errorf("%s: %s", p.ID(), p.Title())
	}
	var input *rule.InputError
	if _, err := Builtin("ab-tok"); !errors.As(err, &input) || !strings.Contains(err.Error(), `did you mean "ab-toj"?`) {
		t.Error(err)
	}
}

// Every interpretation says what is open, by which provision, and which reading
// of several is taken; a caller cannot change them.
func TestInterpretations(t *testing.T) {
	p := builtin(t)
	var ids []string
	for _, i := range p.Interpretations() {
		ids = append(ids, i.ID)
		if i.Cite == "" || !strings.HasSuffix(i.Question, "?") && !strings.Contains(i.Question, "? ") || len(i.Readings) < 2 || i.Chosen() == i.Reading {
			t.Errorf("%+v", i)
		}
		i.Readings[0].Text = "changed"
	}
	if !slices.Equal(ids, reading.IDs(questions)) {
		t.Errorf("interpretations are %v", ids)
	}
	if strings.Contains(p.Interpretations()[0].String(), "changed") {
		t.Error("the policy was changed from outside")
	}
	stated := board(t, "plan:", "levels_of_authority:\n  - {who: [supervisor], cite: Manual 1}\nplan:")
	i := slices.IndexFunc(stated.Interpretations(), func(i rule.Interpretation) bool { return i.ID == levelsOfAuthority })
	if got := stated.Interpretations()[i].Reading; got != "stated" {
		t.Errorf("the reading is %s", got)
	}
}

// All mistakes of a file are reported at once, each at its place.
func TestPolicyMistakes(t *testing.T) {
	text := source(t)
	for _, change := range [][2]string{
		{"policy: ab-toj", `policy: ""`},
		{"    months: 9\n    test: longer_than\n    who: [manager_industry_accounts, manager_millard_health]\n    cite: WCB-Alberta TOJ-2", "    months: 0\n    test: longer_then\n    who: [manager_industry_account]\n    cite: \"\""},
		{"    who: [customer_service_manager]\n    cite: WCB-Alberta TOJ-6", "    who: []\n    cite: WCB-Alberta TOJ-6"},
		{"first_contact: {days: 14, cite: WCB-Alberta TOJ-5} ", `first_contact: {days: 2000, cite: ""} `},
		{"payment_code: {value: VRE02, cite: WCB-Alberta TOJ-4}", `payment_code: {value: "", cite: ""}`},
		{"plan:\n", "levels_of_authority:\n  - {who: [supervisor], cite: Manual 1}\n  - {up_to: -1, who: [], cite: \"\"}\n  - {up_to: -2, who: [supervisor], cite: Manual 3}\n  - {up_to: 5, who: [supervisor], cite: Manual 4}\n  - {up_to: 5, who: [supervisor], cite: Manual 5}\n  - {who: [supervisor], cite: Manual 6}\n  - {who: [supervisor], cite: Manual 7}\nplan:\n"},
		{"  - id: wa-new-employer", "  - id: wa-new-employers"},
		{"reading: reconstruction", "reading: reconstruct"},
		{"- {key: by_skills, ", "- {key: skills, "},
		{"set: plan.first_contact.days", "set: plan.first_contact"},
		{"    question: Does a loss of earnings that ends after exactly five years end \"within 5 years\"?\n    cite: WCB-Alberta TOJ-7", "    question: Does it?\n    cite: \"\""},
		{"  - id: decline-by-employer", "  - id: decline-fitness"},
	} {
		if !strings.Contains(text, change[0]) {
			t.Fatalf("the policy has no %q", change[0])
		}
		text = strings.Replace(text, change[0], change[1], 1)
	}
	_, err := ParsePolicy("board.yaml", []byte(text))
	var mistakes rule.Diagnostics
	if !errors.As(err, &mistakes) {
		t.Fatal(err)
	}
	golden.Check(t, "testdata/mistakes.txt", err.Error()+"\n")
}

// Every number of a policy is from 1 to 1200, and has its provision beside it.
func TestParsePolicy_numbers(t *testing.T) {
	number := regexp.MustCompile(`(?m)^    months: \d+$|\{(days|months|value): \d+, cite: [^}]*\}`)
	text := source(t)
	all := number.FindAllStringIndex(text, -1)
	if len(all) != 12 {
		t.Fatalf("the policy has %d numbers", len(all))
	}
	digits := regexp.MustCompile(`\d+`)
	for _, at := range all {
		line := strings.Count(text[:at[0]], "\n") + 1
		was := text[at[0]:at[1]]
		for now, mistakes := range map[string]int{"0": 1, "1": 0, "1200": 0, "1201": 1, "-1": 1, "cite": 1} {
			changed := strings.Replace(was, digits.FindString(was), now, 1)
			if now == "cite" {
				if changed = regexp.MustCompile("cite: .*").ReplaceAllString(was, `cite: ""}`); changed == was {
					continue // it stands on a line of its own
				}
			}
			_, err := ParsePolicy("board.yaml", []byte(text[:at[0]]+changed+text[at[1]:]))
			var found rule.Diagnostics
			if errors.As(err, &found); len(found) != mistakes || mistakes > 0 && found[0].Line != line {
				t.Errorf("%s: %v", changed, err)
			}
		}
	}
}

// The form of a file is checked before its values.
func TestPolicyForm(t *testing.T) {
	text := strings.Replace(source(t), "source: WCB", "sauce: WCB", 1)
	text = strings.Replace(text, "days: 21", "days: soon", 1)
	_, err := ParsePolicy("board.yaml", []byte(text))
	golden.Check(t, "testdata/form.txt", err.Error()+"\n")
	for name, data := range map[string]string{"empty": "", "two": "policy: a\n---\npolicy: b\n", "not YAML": "policy: [", "a list": "- a\n"} {
		var mistakes rule.Diagnostics
		if _, err := ParsePolicy("board.yaml", []byte(data)); !errors.As(err, &mistakes) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Any bytes are a policy that answers, or mistakes.
func FuzzParsePolicy(f *testing.F) {
	f.Add([]byte(source(f)))
	f.Add([]byte("policy: a\nlevels_of_authority:\n  - {up_to: 1e9, who: [x], cite: y}\n"))
	f.Add([]byte("policy: [a"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := ParsePolicy("fuzz.yaml", data)
		var mistakes rule.Diagnostics
		if err != nil {
			if p != nil || !errors.As(err, &mistakes) {
				t.Fatalf("%v, %v", p, err)
			}
			return
		}
		applied(t, p, active(t, p, toj("2025-02-03", "2025-08-02")), endedCase(Worker))
	})
}

// The rows and tables of the procedure, built again from what the policy says of
// itself, have nothing to look at; a file that is no policy has.
func TestAPolicyIsLookedOver(t *testing.T) {
	data, err := os.ReadFile("policies/ab-toj.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if notices := CheckPolicy("ab-toj.yaml", data, calendar.MustParse("2026-11-01")); len(notices) > 0 {
		t.Error(notices)
	}
	if notices := CheckPolicy("ab-toj.yaml", data[1:], calendar.Date{}); notices.Err() == nil {
		t.Error("a file without its first character has no errors")
	}
}

// A policy that is none has no name in a receipt.
func TestPolicyID_ofNone(t *testing.T) {
	if got := (*Policy)(nil).PolicyID(); got != (rule.PolicyID{}) {
		t.Errorf("got %+v", got)
	}
}

// A policy knows the file of the host that it was read from.
func TestAPolicyKnowsItsFile(t *testing.T) {
	data, err := os.ReadFile("policies/ab-toj.yaml")
	if err != nil {
		t.Fatal(err)
	}
	read, err := ParsePolicy("boards/our.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	built, err := Builtin("ab-toj")
	if err != nil || read.File() != "boards/our.yaml" || built.File() != "" {
		t.Errorf("read from %q, built in %q, %v", read.File(), built.File(), err)
	}
}
