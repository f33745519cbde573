package workcomp

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/golden"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule/catalogue"
	"github.com/workcomp-go/workcomp/scenario"
)

// An instrument is the list of what its sentences order, allow or time, in words
// of our own.
type instrument struct {
	Policy   string    `json:"policy"`
	Title    string    `json:"title"`
	Cite     string    `json:"cite"` // how its provisions are cited, before their number
	Sections []section `json:"sections"`
}

type section struct {
	Of        string     `json:"of"`
	Reported  bool       `json:"reported,omitempty"` // its text is known from a published summary only
	Cite      string     `json:"cite,omitempty"`     // the provision of its sentences, where these have none of their own
	Sentences []sentence `json:"sentences"`
}

// A sentence is stated by rows, findings, values, duties, documents and
// interpretations of the catalogue and by calculations ("call surcharge"), or left
// out by the policy.
type sentence struct {
	At          string   `json:"at"`
	Says        string   `json:"says"`           // at most ten words
	Cite        string   `json:"cite,omitempty"` // the provision, where it is not at
	By          []string `json:"by,omitempty"`
	NotModelled string   `json:"not_modelled,omitempty"` // what, in the words of the policy
	Shown       string   `json:"shown,omitempty"`        // the scenario: "classify/focus: its title"
}

// provision is the citation of a sentence.
func (in *instrument) provision(sec *section, s *sentence) string {
	number, _, _ := strings.Cut(s.At, " ")
	for _, cite := range []string{s.Cite, sec.Cite, number} {
		if strings.HasPrefix(cite, ",") {
			return in.Cite + cite
		}
		if cite != "" {
			return in.Cite + "-" + cite
		}
	}
	return in.Cite
}

// instruments are those of the library, with the catalogues that state them.
var instruments = map[string]func(t *testing.T) []catalogue.Catalogue{
	"wv-85-23": func(t *testing.T) []catalogue.Catalogue {
		return []catalogue.Catalogue{built(t, classify.Builtin, "wv-85-23")}
	},
	"nl-63.00": func(t *testing.T) []catalogue.Catalogue {
		return []catalogue.Catalogue{built(t, intervention.Builtin, "nl-63.00")}
	},
	"ab-toj": func(t *testing.T) []catalogue.Catalogue {
		return []catalogue.Catalogue{built(t, placement.Builtin, "ab-toj"), built(t, benefits.Builtin, "ab-toj")}
	},
}

func built[P interface{ Catalogue() catalogue.Catalogue }](t *testing.T, builtin func(string) (P, error), id string) catalogue.Catalogue {
	t.Helper()
	p, err := builtin(id)
	if err != nil {
		t.Fatal(err)
	}
	return p.Catalogue()
}

// read reads the list of an instrument.
func read(t *testing.T, id string) instrument {
	t.Helper()
	file := filepath.Join("testdata", "sentences", id+".yaml")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	f := strict.ParseYAML(file, data)
	var in instrument
	if n := f.One(); n != nil {
		f.Decode(n, "", &in)
	}
	if err := f.Err(); err != nil {
		t.Fatal(err)
	}
	return in
}

// stated lists the ids of what the catalogues state.
func stated(all []catalogue.Catalogue) []string {
	var ids []string
	for _, c := range all {
		for _, r := range c.Rules {
			ids = append(ids, r.ID)
			for _, s := range r.Says {
				ids = append(ids, s.ID)
			}
		}
		for _, v := range c.Values {
			ids = append(ids, v.ID)
		}
		for _, d := range c.Duties {
			ids = append(ids, d.ID)
		}
		for _, d := range c.Documents {
			ids = append(ids, d.ID)
		}
		for _, i := range c.Interpretations {
			ids = append(ids, i.ID)
		}
	}
	return ids
}

// eventsOf gives the event of each row of a lifecycle.
func eventsOf(all []catalogue.Catalogue) map[string]string {
	events := map[string]string{}
	for _, c := range all {
		for _, r := range c.Rules {
			events[r.ID] = r.On
		}
	}
	return events
}

// left finds what a policy says that it leaves out.
func left(all []catalogue.Catalogue, what string) (catalogue.NotModelled, bool) {
	for _, c := range all {
		if i := slices.IndexFunc(c.NotModelled, func(n catalogue.NotModelled) bool { return n.What == what }); i >= 0 {
			return c.NotModelled[i], true
		}
	}
	return catalogue.NotModelled{}, false
}

// played are the scenarios of the repository, by "classify/focus: title".
var played = sync.OnceValues(func() (map[string]scenario.Result, error) {
	files, err := filepath.Glob("*/testdata/scenarios/*.yaml")
	if err != nil {
		return nil, err
	}
	all, reader := map[string]scenario.Result{}, scenario.Reader{Files: os.ReadFile}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		cases, err := reader.Read(file, data)
		if err != nil {
			return nil, err
		}
		for _, c := range cases {
			all[scenarioName(file, c.Title)] = c.Run()
		}
	}
	return all, nil
})

func scenarioName(file, title string) string {
	folder, name := filepath.Split(filepath.ToSlash(file))
	domain, _, _ := strings.Cut(folder, "/")
	return domain + "/" + strings.TrimSuffix(name, ".yaml") + ": " + title
}

// showsSentence reports whether an answer cites a provision and has come of one of
// ids; a refusal comes of each row of its event.
func showsSentence(a *scenario.Answer, provision string, ids []string, events map[string]string) bool {
	has := func(id string) bool { return slices.Contains(ids, id) }
	cites := false
	comes := a.Err != nil && a.Step.Event != "" && slices.ContainsFunc(ids, func(id string) bool { return events[id] == a.Step.Event })
	for _, f := range a.Findings {
		cites, comes = cites || string(f.Cite) == provision, comes || has(f.ID) || slices.ContainsFunc(f.Interpretations, has)
	}
	for _, d := range append(slices.Clone(a.Outcome.Opened), a.Outcome.Closed...) {
		cites, comes = cites || d.Cite == provision, comes || has(d.ID) || slices.ContainsFunc(d.Encloses, has)
	}
	return cites && (comes || slices.ContainsFunc(a.Outcome.Documents, has) || a.Step.Kind == scenario.ACall && has("call "+a.Step.Call))
}

// Each sentence of an instrument is stated and shown by a scenario, or left out for
// a reason that the policy gives.
func TestEverySentenceOfTheInstruments(t *testing.T) {
	results, err := played()
	if err != nil {
		t.Fatal(err)
	}
	for id, catalogues := range instruments {
		t.Run(id, func(t *testing.T) {
			in, all := read(t, id), catalogues(t)
			ids, events := stated(all), eventsOf(all)
			var named []string
			for i := range in.Sections {
				for _, s := range in.Sections[i].Sentences {
					provision := in.provision(&in.Sections[i], &s)
					fail := func(format string, args ...any) {
						t.Helper()
						t.Errorf("%s (%s): %s", s.At, provision, fmt.Sprintf(format, args...))
					}
					if n := len(strings.Fields(s.Says)); n == 0 || n > 10 {
						fail("%d words, expected up to 10", n)
					}
					switch {
					case s.NotModelled != "":
						named = append(named, s.NotModelled)
						if n, ok := left(all, s.NotModelled); !ok || n.Why == "" {
							fail("the policy does not say why it leaves out %q", s.NotModelled)
						}
						if len(s.By) > 0 || s.Shown != "" {
							fail("stated and left out")
						}
						continue
					case len(s.By) == 0:
						fail("nothing states it")
					}
					for _, by := range s.By {
						if !slices.Contains(ids, by) && !strings.HasPrefix(by, "call ") {
							fail("the catalogue has no %q", by)
						}
					}
					r, ok := results[s.Shown]
					if !ok {
						fail("there is no scenario %q", s.Shown)
					} else if !slices.ContainsFunc(r.Answers, func(a scenario.Answer) bool { return showsSentence(&a, provision, s.By, events) }) {
						fail("%q shows none of %v under that provision", s.Shown, s.By)
					}
				}
			}
			for _, c := range all {
				for _, n := range c.NotModelled {
					if !slices.Contains(named, n.What) {
						t.Errorf("no sentence is left out by %q", n.What)
					}
				}
			}
			golden.Check(t, filepath.Join("docs", "sentences", id+".md"), in.page(all))
		})
	}
}

// page writes the table of an instrument.
func (in *instrument) page(all []catalogue.Catalogue) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!-- Generated from testdata/sentences/%s.yaml and the catalogue: do not edit. -->\n\n", in.Policy)
	fmt.Fprintf(&b, "# %s, sentence by sentence\n\n", in.Title)
	b.WriteString("What each sentence of the instrument orders, allows or times, in words of our own; what of the policy `" + in.Policy +
		"` states it; and a scenario that shows it. What is not modelled is so for the reason given.\n")
	for i := range in.Sections {
		sec := &in.Sections[i]
		fmt.Fprintf(&b, "\n## %s\n\n", sec.Of)
		if sec.Reported {
			b.WriteString("*The text of this section is not held: it is known from a published summary only.*\n\n")
		}
		b.WriteString("| at | says | stated by | shown by |\n| --- | --- | --- | --- |\n")
		for _, s := range sec.Sentences {
			by := "not modelled: " + s.NotModelled
			if n, ok := left(all, s.NotModelled); ok {
				by += " (" + n.Why + ")"
			} else {
				by = "`" + strings.Join(s.By, "`, `") + "`"
			}
			shown := "–"
			if file, title, ok := strings.Cut(s.Shown, ": "); ok {
				shown = fmt.Sprintf("[%s](../%s.md), %s", file, file, title)
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", s.At, cell(s.Says), cell(by), cell(shown))
		}
	}
	return b.String()
}

// cell is a text in a table.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }
