package scenario

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
)

// sorted are the names of events, in the order of their letters.
func sorted[E ~string](events []E) []string {
	names := make([]string, len(events))
	for i, e := range events {
		names[i] = string(e)
	}
	slices.Sort(names)
	return names
}

func TestEveryEventHasAPhraseAndEveryPhraseAnEvent(t *testing.T) {
	for domain, events := range map[string][]string{"classify": sorted(classify.EventNames()), "intervention": sorted(intervention.EventNames()),
		"placement": sorted(placement.EventNames())} {
		var told []string
		for _, p := range phrases[domain] {
			told = append(told, p.event)
		}
		slices.Sort(told)
		if !slices.Equal(told, events) {
			t.Errorf("%s: the phrases are for\n%v\nand the events are\n%v", domain, told, events)
		}
	}
}

func TestEveryCalculationHasAQuestion(t *testing.T) {
	var players []player
	for _, text := range []string{"domain: calendar\n", "domain: benefits\n", "domain: classify\npolicy: wv-85-23\n", "domain: intervention\npolicy: nl-63.00\n",
		"domain: placement\npolicy: ab-toj\n"} {
		scenarios, err := Load("a.yaml", []byte("scenario: A\n"+text+"steps: [{call: x}]\n"), lampFiles)
		if err != nil {
			t.Fatal(err)
		}
		p, err := scenarios[0].stage.begin(nil)
		if err != nil {
			t.Fatal(err)
		}
		players = append(players, p)
	}
	var calls []string
	for _, p := range players {
		_, _, _, err := p.call(&Step{Call: "x", with: &strict.Node{Kind: strict.Map}})
		var input *rule.InputError
		if !errors.As(err, &input) {
			t.Fatalf("%T: %v", p, err)
		}
		calls = append(calls, strings.Split(strings.TrimPrefix(input.Expected, "one of "), ", ")...)
	}
	slices.Sort(calls)
	if asked := slices.Sorted(maps.Keys(questions)); !slices.Equal(asked, calls) {
		t.Errorf("the questions are for\n%v\nand the calculations are\n%v", asked, calls)
	}
}

func TestWhatHappenedIsSaidInPlainEnglish(t *testing.T) {
	for _, c := range []struct {
		event, by string
		happened  bool
		want      string
	}{
		{"review", "", true, "the commission reviews the employer"},
		{"review", "commission", true, "the commission reviews the employer"},
		{"exclude", "commission", true, "the commission excludes the employer"},
		{"exclude", "employer", false, "the employer would exclude the employer"},
		{"decide", "", false, "somebody would decide on what is recommended"},
		{"notify", "commission", true, "the employer is notified, as the commission reports"},
		{"close_quarter", "", true, "the quarter ends"},
		{"ring_bell", "", true, "the event is “ring bell”"},
	} {
		s := &Step{Event: c.event, By: c.by}
		if got := s.said("classify", c.happened); got != c.want {
			t.Errorf("%s by %q: got %q, want %q", c.event, c.by, got, c.want)
		}
	}
	for does, want := range map[string]string{"identify the need": "identifies the need", "assess it": "assesses it", "begin": "begins", "be sent": "is sent"} {
		if got := inflect(does); got != want {
			t.Errorf("%s: got %q, want %q", does, got, want)
		}
	}
}
