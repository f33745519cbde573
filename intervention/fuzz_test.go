package intervention_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule"
)

// FuzzParsePolicy: any text is a policy that decides, or mistakes with places.
func FuzzParsePolicy(f *testing.F) {
	f.Add(file(f))
	f.Add(strings.Replace(file(f), "\ninterpretations:", "\npriority: {facts: {x: money, w: [a, b]}, if: x > 1 and w == \"a\", cite: Board 1}\ninterpretations:", 1))
	f.Add("policy: [")
	f.Add("interpretations: [{id: stage-order}, 7]\npriority: {facts: {x: {y: z}}}")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := intervention.ParsePolicy("fuzz.yaml", []byte(text))
		if err != nil {
			var mistakes rule.Diagnostics
			if p != nil || !errors.As(err, &mistakes) || len(mistakes) == 0 {
				t.Fatalf("got %v, %v", p, err)
			}
			return
		}
		if len(p.Interpretations()) != 11 || p.ID() == "" {
			t.Fatalf("got %q with %d interpretations", p.ID(), len(p.Interpretations()))
		}
		c := p.Start()
		for _, e := range recorded {
			next, _, err := p.Apply(c, e)
			var refused *rule.Refused
			var input *rule.InputError
			if err != nil && !errors.As(err, &refused) && !errors.As(err, &input) {
				t.Fatalf("%s: %v", e.Name(), err)
			}
			c = next
		}
	})
}

// FuzzUnmarshalEvent: any text is an event that can be written and read again
// and applied to any case, or an InputError.
func FuzzUnmarshalEvent(f *testing.F) {
	for _, e := range complete {
		data, err := intervention.MarshalEvent(e)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Add(`{"event":"initiate","stage":0}`)
	f.Add(`{"event":"discuss_referral","between":[null,"",7],"grounds":"\ud800"}`)
	p := builtin(f)
	cases := []intervention.Case{p.Start(), tell(f, possible...), tell(f, needed...), tell(f, met...), tell(f, inStage3...), tell(f, takesPart...)}
	f.Fuzz(func(t *testing.T, text string) {
		e, err := intervention.UnmarshalEvent([]byte(text))
		var refused *rule.Refused
		var input *rule.InputError
		if err != nil {
			if e != nil || !errors.As(err, &input) {
				t.Fatalf("got %v, %v", e, err)
			}
			return
		}
		data, err := intervention.MarshalEvent(e)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := intervention.UnmarshalEvent(data); err != nil || !cmp.Equal(e, again) {
			t.Fatalf("%s: got %v, %v", data, again, err)
		}
		for _, c := range cases {
			if _, _, err := p.Apply(c, e); err != nil && !errors.As(err, &refused) && !errors.As(err, &input) {
				t.Fatalf("%s: %v", data, err)
			}
		}
	})
}

// A case goes the same way unexplained, whatever is told of it.
func FuzzApplyIsRepeatable(f *testing.F) {
	script := events{reports, identifies, initiates, meets, reviews, briefs, holds, documents, tells, declines, refers, discusses, closes,
		goesOn, commits, gains, initiates2, initiates3}
	policies := []*intervention.Policy{builtin(f),
		with(f, "reading: revision\n", "reading: refuse\n", "reading: satisfies", "reading: again"),
		with(f, "reading: in_order_unless_reasoned", "reading: always_in_order", "reading: direct_referrals", "reading: every_referral", "reading: cycle_continues", "reading: no_further_cycle")}
	f.Add(byte(0), []byte{0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0, 6, 0, 0, 0, 7, 0, 0, 0, 8, 0, 0, 0, 9, 0, 0, 0, 10, 0, 0, 0, 12})
	f.Add(byte(1), []byte{0, 0, 0, 0, 1, 0, 0, 140, 16, 0, 0, 140, 4, 0, 0, 0, 5, 0, 0, 0, 6, 0, 0, 0, 11, 0, 0, 0, 10, 0, 0, 0, 9, 0, 0, 0, 7, 0, 0, 0, 8, 0, 0, 0, 10, 0, 0, 0, 13})
	f.Add(byte(2), []byte{0, 0, 0, 0, 1, 0, 0, 140, 2, 0, 0, 140, 15, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 17, 0, 0, 0, 17, 1, 1, 0, 2, 0, 0, 0, 12, 0, 0, 0})
	f.Fuzz(func(t *testing.T, which byte, data []byte) {
		p := policies[int(which)%len(policies)]
		if err := repeatable(p, course(data[:min(len(data), 400)], script, intervention.Roles())); err != nil {
			t.Fatal(err)
		}
	})
}
