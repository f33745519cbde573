package lifecycletest_test

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/intervention/interventiontest"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
	"github.com/workcomp-go/workcomp/rule/lifecycle/lifecycletest"
	"pgregory.net/rapid"
)

var (
	day, late = calendar.MustParse("2015-01-05"), calendar.MustParse("2300-01-01")
)

func report(on calendar.Date) intervention.Event {
	return intervention.ReportNeed{On: on, By: intervention.HealthAndSafetyAdvisor, Conditions: []intervention.Condition{"refused_discussion"}, FollowUpFailed: rule.Yes}
}

type pastOfEmployers = lifecycletest.Past[intervention.State, intervention.EventName, intervention.Case, intervention.Event, *intervention.Policy]

func employers(t *testing.T) pastOfEmployers {
	t.Helper()
	p, err := intervention.Builtin("nl-63.00")
	if err != nil {
		t.Fatal(err)
	}
	return pastOfEmployers{
		Begin: func() (*intervention.History, error) { return intervention.NewHistory(p.Start(), p) },
		Read:  func(data []byte) (*intervention.History, error) { return intervention.ReadHistory(data, p) },
		Drawn: interventiontest.Histories(p),
	}
}

func TestPastKeepsTheLaws(t *testing.T) { employers(t).Test(t) }

// broken is the first law that is broken in some draws.
func broken(t *testing.T, p pastOfEmployers) string {
	t.Helper()
	for seed := range 20 {
		if err := rapid.Custom(func(rt *rapid.T) error {
			rapid.Bool().Draw(rt, "anything") // a draw that draws nothing is not allowed
			return p.Keeps(rt)
		}).Example(seed); err != nil {
			return err.Error()
		}
	}
	return ""
}

func TestPastFindsALawThatIsBroken(t *testing.T) {
	lie := errors.New("a lie")
	for want, change := range map[string]func(p *pastOfEmployers){
		"a lie":                    func(p *pastOfEmployers) { p.Begin = func() (*intervention.History, error) { return nil, lie } },
		"it is read: a lie":        func(p *pastOfEmployers) { p.Read = func([]byte) (*intervention.History, error) { return nil, lie } },
		"its JSON is without loss": func(p *pastOfEmployers) { p.Read = func([]byte) (*intervention.History, error) { return p.Begin() } },
		"on: missing": func(p *pastOfEmployers) {
			p.Drawn = rapid.Just([]intervention.Event{intervention.Refer{}})
		},
		"a history begins: a lie": func(p *pastOfEmployers) {
			begin, n := p.Begin, 0
			p.Drawn = rapid.Just([]intervention.Event{report(day)})
			p.Begin = func() (*intervention.History, error) {
				if n++; n > 1 {
					return nil, lie
				}
				return begin()
			}
		},
		"the entries are replayed": func(p *pastOfEmployers) {
			begin, n := p.Begin, 0
			p.Drawn = rapid.Just([]intervention.Event{report(day)})
			p.Begin = func() (*intervention.History, error) {
				h, err := begin()
				if n++; n%2 == 0 {
					_, err = h.Append("", report(late), lifecycle.As{})
				}
				return h, err
			}
		},
	} {
		p := employers(t)
		change(&p)
		if got := broken(t, p); !strings.Contains(got, want) {
			t.Errorf("got %.200s, want %s", got, want)
		}
	}
	p := employers(t)
	p.Drawn = rapid.Just([]intervention.Event{intervention.Refer{On: day, By: intervention.ManagerOfPrevention}}) // refused
	if got := broken(t, p); got != "" {
		t.Errorf("a history without entries keeps every law: %s", got)
	}
}

// A bell counts how often it was asked, so that nothing of it is the same again.
type (
	bell struct {
		State  state           `json:"state"`
		Rings  int             `json:"rings"`
		Tone   tone            `json:"tone"`
		LastOn calendar.Date   `json:"last_on,omitzero"`
		Docket calendar.Docket `json:"docket"`
	}
	ring struct {
		On   calendar.Date `json:"on"`
		Tone tone          `json:"tone"`
	}
	tone       struct{} // is written as tones says
	town       struct{}
	ringing    struct{ Times int }
	bellsPast  = lifecycletest.Past[state, name, bell, ring, *town]
	bellsOfOne = lifecycle.History[state, name, bell, ring, *town]
)

var tones = func() int { return 1 }

func (tone) MarshalJSON() ([]byte, error) { return fmt.Append(nil, tones()), nil }
func (*tone) UnmarshalJSON([]byte) error  { return nil }

func (ring) Name() name                { return "ring" }
func (*town) ID() string               { return "bells" }
func (*town) Effective() calendar.Date { return calendar.Date{} }

// ringer is how a bell rings; what it counts is said by count.
func ringer(count func() int) *lifecycle.Machine[state, name, bell, ring, *town] {
	return lifecycle.New(lifecycle.Definition[state, name, bell, ring, *town]{
		Name: "bells", Start: "hung", Final: []state{"hung"}, Events: []ring{{}},
		Case: func(c *bell) lifecycle.Core[state] {
			return lifecycle.Core[state]{State: &c.State, LastOn: &c.LastOn, Docket: &c.Docket}
		},
		Finds: []lifecycle.Function[bell, *town]{lifecycle.Find("ringing", func(*lifecycle.Context[bell, *town]) (ringing, error) { return ringing{count()}, nil })},
		Rows: []lifecycle.Row[state, name]{{ID: "1", From: []state{"hung"}, On: "ring", Cite: cite, Text: "It rings {ringing.times} times.",
			Does: []lifecycle.Effect{lifecycle.Set{Field: "rings", To: "ringing.times"}}}},
	})
}

// bells are histories of a bell that rings three times.
func bells(count func() int) bellsPast {
	m, p := ringer(count), &town{}
	begin := func() (*bellsOfOne, error) { return lifecycle.NewHistory(m, bell{State: "hung"}, p) }
	on := func(s string) ring { return ring{On: calendar.MustParse(s)} }
	return bellsPast{Begin: begin, Read: func(data []byte) (*bellsOfOne, error) { return lifecycle.ReadHistory(m, data, p) },
		Drawn: rapid.Just([]ring{on("2025-01-01"), on("2025-02-01"), on("2025-03-01")})}
}

var changed = regexp.MustCompile(`a change \(\w+\): every outcome is that of the replay: `)

// Each law of a history is broken by a case that is never the same. A history is changed up to four times.
func TestPastAsksEveryLaw(t *testing.T) {
	calls, most, said := 0, 0, ""
	steady, unsteady := bells(func() int { return 1 }), bells(func() int { calls++; return calls })
	for seed := range 30 {
		broken := fmt.Sprintln(rapid.Custom(func(rt *rapid.T) error {
			rapid.Bool().Draw(rt, "anything")
			if err := steady.Keeps(rt); err != nil {
				t.Errorf("a bell that rings once: %v", err)
			}
			return unsteady.Keeps(rt)
		}).Example(seed))
		said, most = said+broken, max(most, len(changed.FindAllString(broken, -1)))
	}
	if most != 4 {
		t.Errorf("a history is changed %d times", most)
	}
	const toItself = "an entry corrected to itself changes nothing"
	const thereAndBack = "inserting what breaks nothing, and removing it, changes nothing"
	const aCase, outcomes = `{"state":`, `{"1":{`
	laws := [][2]string{{toItself, "["}, {toItself, aCase}, {toItself, outcomes}, {thereAndBack, aCase}, {thereAndBack, outcomes},
		{"what was known was the case", aCase}}
	for _, after := range []string{"an event at the end", "an insertion", "a change (correct)", "a change (insert)", "a change (remove)"} {
		laws = append(laws, [][2]string{{after + ": a history is the replay of its entries", aCase},
			{after + ": what is read is the case", aCase}, {after + ": every outcome is that of the replay", outcomes},
			{after + ": what is read has the outcomes", outcomes}}...)
	}
	for _, law := range laws {
		if !strings.Contains("\n"+said, "\n"+law[0]+": got "+law[1]) {
			t.Errorf("it is not asked whether %s, of %s", law[0], law[1])
		}
	}
}

// What is written otherwise each time is never the same as before.
func TestPastAsksWhatIsWritten(t *testing.T) {
	defer func(as func() int) { tones = as }(tones)
	calls, said := 0, ""
	tones = func() int { calls++; return calls }
	for seed := range 10 {
		said += fmt.Sprintln(rapid.Custom(func(rt *rapid.T) error {
			rapid.Bool().Draw(rt, "anything")
			return bells(func() int { return 1 }).Keeps(rt)
		}).Example(seed))
	}
	for _, law := range []string{"an insertion: as of today it is the case", "an insertion: what is known today is the case",
		"nothing changes until it is accepted", "the case after a revision is the case", "the case before a revision was the case",
		"clones never see each other", "what was known is kept", "what was known was the case"} {
		if !strings.Contains("\n"+said, "\n"+law+": got ") {
			t.Errorf("it is not asked whether %s", law)
		}
	}
}

// A history that ends with the calendar cannot be changed on a later day, and that is said.
func TestPastAtTheEndOfTheCalendar(t *testing.T) {
	p := bells(func() int { return 1 })
	p.Drawn = rapid.Just([]ring{{On: calendar.MustParse("9999-12-31")}})
	err := rapid.Custom(func(rt *rapid.T) error {
		rapid.Bool().Draw(rt, "anything")
		return p.Keeps(rt)
	}).Example(0)
	if err == nil || !strings.Contains(err.Error(), "there is a tomorrow: ") {
		t.Errorf("got %v", err)
	}
}

// What a revision says differs is what the outcomes before and after do: not more, not
// less, and nothing of the entry that is changed itself.
func TestDiffer(t *testing.T) {
	owed := func(key string, due calendar.Date, how calendar.How) calendar.Duty {
		return calendar.Duty{Key: key, Due: due, How: how}
	}
	of := func(out rule.Outcome) map[string]rule.Outcome { return map[string]rule.Outcome{"1": out, "2": {}} }
	opens := func(duties ...calendar.Duty) map[string]rule.Outcome { return of(rule.Outcome{Opened: duties}) }
	finds := func(f rule.Finding) map[string]rule.Outcome { return of(rule.Outcome{Findings: []rule.Finding{f}}) }
	slip, one, later := rule.Outcome{Documents: []string{"slip"}}, owed("1/a", day, ""), owed("1/a", late, "")
	asked := found("1", cite, "It is.", true)
	asked.Interpretations = []string{"counts"}
	type revision = lifecycle.Revision[bell, ring]
	for _, c := range []struct {
		r             revision
		before, after map[string]rule.Outcome
		how           string // how it is broken; empty: it holds
	}{
		{revision{}, of(rule.Outcome{}), of(rule.Outcome{}), ""},
		{revision{Changed: []string{"1"}, Gained: []calendar.Duty{one}}, of(rule.Outcome{}), opens(one), ""},
		{revision{Changed: []string{"1"}}, of(rule.Outcome{}), opens(one), `gained: got [], want ["1/a"]`},
		{revision{Gained: []calendar.Duty{one}}, of(rule.Outcome{}), of(rule.Outcome{}), `gained: got ["1/a"], want []`},
		{revision{Changed: []string{"1"}, Lost: []calendar.Duty{one}}, opens(one), of(rule.Outcome{}), ""},
		{revision{Changed: []string{"1"}}, opens(one), of(rule.Outcome{}), `lost: got [], want ["1/a"]`},
		{revision{Changed: []string{"1"}, Moved: []lifecycle.Moved{{Duty: later}}}, opens(one), opens(later), ""},
		{revision{Changed: []string{"1"}}, opens(one), opens(later), `moved: got [], want ["1/a"]`},
		{revision{Moved: []lifecycle.Moved{{Duty: one}}}, opens(one), opens(one), `moved: got ["1/a"], want []`},
		{revision{Entry: "1", Gained: []calendar.Duty{one}}, of(rule.Outcome{}), opens(one), ""}, // of the entry itself
		{revision{}, of(rule.Outcome{}), map[string]rule.Outcome{"1": {}, "2": {}, "3": slip}, ""},
		{revision{}, of(rule.Outcome{}), of(slip), `changed: got [], want ["1"]`},
		{revision{}, opens(one), opens(owed("1/a", day, calendar.Late)), `changed: got [], want ["1"]`},
		{revision{}, of(rule.Outcome{Closed: []calendar.Duty{one}}), of(rule.Outcome{}), `changed: got [], want ["1"]`},
		{revision{}, finds(found("1", cite, "It is.", true)), finds(found("2", cite, "It is.", true)), `changed: got [], want ["1"]`},
		{revision{}, finds(found("1", cite, "It is.", true)), finds(found("1", cite, "It is.", false)), `changed: got [], want ["1"]`},
		{revision{}, finds(found("1", cite, "It is.", true)), finds(asked), `changed: got [], want ["1"]`},
		{revision{}, finds(found("1", cite, "It is.", true)), finds(found("1", cite, "So it is.", true)), ""}, // only its words
		{revision{}, of(rule.Outcome{}), of(rule.Outcome{Pending: []rule.Pending{{What: "a visit"}}}), ""},
		{revision{Changed: []string{"2", "1"}}, of(rule.Outcome{}), map[string]rule.Outcome{"1": slip, "2": slip}, ""},
	} {
		err := lifecycletest.Differ[state, name, bell, ring, *town](&c.r, c.before, c.after)
		if (err == nil) != (c.how == "") || err != nil && !strings.HasPrefix(err.Error(), "a revision says what differs: "+c.how) {
			t.Errorf("%+v: got %v, want %q", c.r, err, c.how)
		}
	}
}

// The key of a duty begins with its entry and its id, and no other duty has it.
func TestKeyed(t *testing.T) {
	for _, c := range []struct {
		opened []calendar.Duty
		how    string
	}{
		{nil, ""},
		{[]calendar.Duty{{ID: "a", Key: "1/a"}, {ID: "a", Key: "1/a/2"}}, ""},
		{[]calendar.Duty{{ID: "a", Key: "1/a"}, {ID: "a", Key: "1/a"}}, "1/a"},
		{[]calendar.Duty{{ID: "taken", Key: "1/taken"}}, "1/taken"},
		{[]calendar.Duty{{ID: "a", Key: "2/a"}}, "2/a"},
		{[]calendar.Duty{{ID: "a", Key: "1/b"}, {ID: "b", Key: "1/c"}}, "1/b"},
	} {
		err := lifecycletest.Keyed[state, name, bell, ring, *town](c.opened...)
		want := fmt.Sprintf("then: a duty has a key of its own, of its entry: got %q", c.how)
		if (err == nil) != (c.how == "") || err != nil && !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v: got %v, want %s", c.opened, err, want)
		}
	}
}
