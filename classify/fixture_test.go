package classify_test

import (
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
)

// An employer plays one case: every event must be carried out, replayed from
// its JSON form with the same answer, and leave what it started from as it was.
type employer struct {
	t   *testing.T
	p   *classify.Policy
	st  classify.Standing
	out rule.Outcome
}

func wv(t testing.TB) *classify.Policy {
	t.Helper()
	p, err := classify.Builtin("wv-85-23")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func anEmployer(t *testing.T) *employer { return employerUnder(t, wv(t)) }

func employerUnder(t *testing.T, p *classify.Policy) *employer {
	return &employer{t: t, p: p, st: p.Start(classify.Profile{})}
}

// reading is the built-in policy with another reading of an interpretation.
func reading(t *testing.T, id, taken, other string) *classify.Policy {
	t.Helper()
	text := builtinText(t)
	at := strings.Index(text, "id: "+id)
	if at < 0 {
		t.Fatalf("no interpretation %s", id)
	}
	changed := strings.Replace(text[at:], "reading: "+taken, "reading: "+other, 1)
	return parsed(t, text[:at]+changed)
}

// changed is the built-in policy with a text replaced.
func changed(t *testing.T, from, to string) *classify.Policy {
	t.Helper()
	text := builtinText(t)
	if !strings.Contains(text, from) {
		t.Fatalf("the policy has no %q", from)
	}
	return parsed(t, strings.Replace(text, from, to, 1))
}

func parsed(t testing.TB, text string) *classify.Policy {
	t.Helper()
	p, err := classify.ParsePolicy("board.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func builtinText(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile("policies/wv-85-23.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// half is a review period of six months: "2024-1" is January to June 2024.
func half(name string) (from, to calendar.Date) {
	year, number, _ := strings.Cut(name, "-")
	if number == "1" {
		return calendar.MustParse(year + "-01-01"), calendar.MustParse(year + "-06-30")
	}
	return calendar.MustParse(year + "-07-01"), calendar.MustParse(year + "-12-31")
}

func aReview(name, emf string) classify.Review {
	from, to := half(name)
	on, err := to.AddDays(20)
	if err != nil {
		panic(err)
	}
	return classify.Review{On: on, From: from, To: to, ThreeYearPremium: decimal.NewFromInt(32850), EMF: decimal.RequireFromString(emf)}
}

// review brings the review of a half year; in its band focus is from 1.70 and
// target from 1.80.
func (e *employer) review(name, emf string) *employer {
	e.t.Helper()
	return e.do(aReview(name, emf))
}

func (e *employer) do(events ...classify.Event) *employer {
	e.t.Helper()
	for _, event := range events {
		before := toJSON(e.t, e.st)
		next, out, err := e.p.Apply(e.st, event)
		if err != nil {
			e.t.Fatalf("%s: %v", event.Name(), err)
		}
		if after := toJSON(e.t, e.st); after != before {
			e.t.Fatalf("%s changed what it was applied to:\n%s\n%s", event.Name(), before, after)
		}
		e.roundTrip(event, next, out)
		for _, f := range out.Findings {
			if f.Cite == "" || !strings.HasSuffix(f.Text(), ".") || strings.Contains(f.Text(), "(not given)") {
				e.t.Errorf("%s: a finding that is no cited sentence: %+v", event.Name(), f)
			}
		}
		e.st, e.out = next, out
	}
	return e
}

// roundTrip applies the event, read back from its JSON form, to the standing
// read back from its own.
func (e *employer) roundTrip(event classify.Event, next classify.Standing, out rule.Outcome) {
	e.t.Helper()
	data, err := classify.MarshalEvent(event)
	if err != nil {
		e.t.Fatal(err)
	}
	back, err := classify.UnmarshalEvent(data)
	if err != nil {
		e.t.Fatal(err)
	}
	var st classify.Standing
	if err := json.Unmarshal([]byte(toJSON(e.t, e.st)), &st); err != nil {
		e.t.Fatal(err)
	}
	again, outAgain, err := e.p.Apply(st, back)
	if err != nil {
		e.t.Fatal(err)
	}
	if d := cmp.Diff(toJSON(e.t, next), toJSON(e.t, again)) + cmp.Diff(out, outAgain, cmpopts.EquateEmpty()); d != "" {
		e.t.Errorf("%s: the stored case goes another way: %s", event.Name(), d)
	}
}

func toJSON(t testing.TB, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// refused brings an event that a provision must refuse.
func (e *employer) refused(event classify.Event, cite string) *employer {
	e.t.Helper()
	next, out, err := e.p.Apply(e.st, event)
	var refused *rule.Refused
	if !errors.As(err, &refused) {
		e.t.Fatalf("%s: got %v, want a refusal", event.Name(), err)
	}
	cited := slices.ContainsFunc(refused.Findings, func(f rule.Finding) bool { return strings.HasSuffix(string(f.Cite), "85-23-"+cite) })
	if !cited {
		e.t.Errorf("%s: the refusal does not cite %s: %v", event.Name(), cite, err)
	}
	if len(out.Findings) > 0 || toJSON(e.t, next) != toJSON(e.t, e.st) {
		e.t.Errorf("%s: a refused event changed something", event.Name())
	}
	return e
}

// fails brings an event that cannot be; the error names what is wrong.
func (e *employer) fails(event classify.Event, names string) *employer {
	e.t.Helper()
	next, _, err := e.p.Apply(e.st, event)
	var refused *rule.Refused
	if err == nil || errors.As(err, &refused) || !strings.Contains(err.Error(), names) {
		e.t.Fatalf("%s: got %v, want an error that names %s", event.Name(), err, names)
	}
	if toJSON(e.t, next) != toJSON(e.t, e.st) {
		e.t.Errorf("%s: an error changed something", event.Name())
	}
	return e
}

func (e *employer) is(tier classify.Tier) *employer {
	e.t.Helper()
	if e.st.Tier != tier || e.st.Reviewed != (tier != classify.None) {
		e.t.Fatalf("got tier %s, reviewed %v, want %s: %v", e.st.Tier, e.st.Reviewed, tier, e.out)
	}
	return e
}

func (e *employer) released(want classify.Release) *employer {
	e.t.Helper()
	if e.st.Released != want {
		e.t.Errorf("got released %q, want %q", e.st.Released, want)
	}
	return e
}

func (e *employer) runs(below, above int) *employer {
	e.t.Helper()
	if e.st.Below != below || e.st.Above != above {
		e.t.Errorf("got below %d, above %d, want %d, %d: %v", e.st.Below, e.st.Above, below, above, e.out)
	}
	return e
}

func (e *employer) pending(want classify.Tier) *employer {
	e.t.Helper()
	if e.st.Pending != want {
		e.t.Errorf("got pending %q, want %q: %v", e.st.Pending, want, e.out)
	}
	awaited := len(e.out.Pending) == 1 && slices.Equal(e.out.Pending[0].On, []rule.Role{classify.Commission})
	if want != "" && !awaited {
		e.t.Errorf("got awaited %+v, want a decision of the commission", e.out.Pending)
	}
	return e
}

// cites asks for provisions among the findings and the duties opened.
func (e *employer) cites(paragraphs ...string) *employer {
	e.t.Helper()
	for _, p := range paragraphs {
		found := slices.ContainsFunc(e.out.Findings, func(f rule.Finding) bool { return strings.HasSuffix(string(f.Cite), "85-23-"+p) }) ||
			slices.ContainsFunc(e.out.Opened, func(d calendar.Duty) bool { return strings.HasSuffix(d.Cite, "85-23-"+p) })
		if !found {
			e.t.Errorf("no finding cites %s: %v", p, e.out)
		}
	}
	return e
}

func (e *employer) rests(ids ...string) *employer {
	e.t.Helper()
	for _, id := range ids {
		if !slices.Contains(interpretationsOf(e.out.Findings), id) {
			e.t.Errorf("no finding rests on %s: %v", id, e.out)
		}
	}
	return e
}

func (e *employer) restsNot(id string) *employer {
	e.t.Helper()
	if slices.Contains(interpretationsOf(e.out.Findings), id) {
		e.t.Errorf("a finding rests on %s: %v", id, e.out)
	}
	return e
}

func interpretationsOf(findings []rule.Finding) []string {
	var ids []string
	for _, f := range findings {
		ids = append(ids, f.Interpretations...)
	}
	return ids
}
